//! Normalises a tree: blank values are unknown, empty list items are dropped, and a line that
//! ends in a colon is a text.

use crate::diagnostic::Place;
use crate::source::{Entry, Node, NodeKind, Path, Segment, Style};

use super::schema::Titles;

/// Normalises a tree before types are read from it.
///
/// A text of blanks becomes empty. A list item without contents is dropped: a bare dash, or
/// the keys of a starter without values. `- Ba việc sau:` is a key without a value in YAML;
/// where a text is allowed and no field has this name, it is read as the typed text, and
/// anywhere else it stays, to be reported as an unknown key.
pub(super) fn tidy(tree: &mut Node, titles: &Titles) {
    Tidy { titles, path: Path::root() }.node(tree);
}

struct Tidy<'a> {
    titles: &'a Titles,
    path: Path,
}

impl Tidy<'_> {
    fn node(&mut self, node: &mut Node) {
        match &mut node.kind {
            NodeKind::Null => {}
            NodeKind::Text { text, .. } => {
                if text.trim().is_empty() {
                    node.kind = NodeKind::Null;
                }
            }
            NodeKind::List(items) => {
                for (i, item) in items.iter_mut().enumerate() {
                    self.path.push(Segment::Index(i));
                    self.node(item);
                    self.path.pop();
                }
                items.retain(|item| !self.says_nothing(item));
            }
            NodeKind::Map(entries) => {
                if let Some(line) = self.line_with_colon(entries) {
                    *node = line;
                    return;
                }
                for entry in entries {
                    self.path.push(Segment::Key(entry.key.as_str().into()));
                    self.node(&mut entry.value);
                    self.path.pop();
                }
            }
        }
    }

    /// The text that a map with one empty key was typed as, if that is possible.
    fn line_with_colon(&self, entries: &[Entry]) -> Option<Node> {
        let [Entry { key, key_place, value: Node { kind: NodeKind::Null, .. } }] = entries else {
            return None;
        };
        let field = self.titles.field(&self.path)?;
        // A quantity is never a line of text.
        let counts = field.types.contains(&"Quantity");
        if !field.is_text || counts || self.is_field(&self.path, key) {
            return None;
        }
        let Place { source, span } = key_place;
        let behind = source.text.get(span.end..).unwrap_or_default();
        let colon = usize::from(behind.starts_with(':'));
        Some(Node {
            kind: NodeKind::Text { text: format!("{key}:"), style: Style::Plain },
            place: Place::new(source, span.start..span.end + colon),
        })
    }

    fn is_field(&self, path: &Path, key: &str) -> bool {
        self.titles.field(&path.key(key)).is_some()
    }

    fn says_nothing(&self, item: &Node) -> bool {
        // The index of the item makes no difference to the schema.
        let mut path = self.path.clone();
        path.push(Segment::Index(0));
        self.is_blank(item, &mut path)
    }

    /// Whether a part contains no text, nor any key chosen by the user.
    fn is_blank(&self, node: &Node, path: &mut Path) -> bool {
        match &node.kind {
            NodeKind::Null => true,
            NodeKind::Text { .. } => false,
            NodeKind::List(items) => {
                path.push(Segment::Index(0));
                let blank = items.iter().all(|item| self.is_blank(item, path));
                path.pop();
                blank
            }
            NodeKind::Map(entries) => entries.iter().all(|entry| {
                let known = self.is_field(path, &entry.key);
                path.push(Segment::Key(entry.key.as_str().into()));
                let blank = self.is_blank(&entry.value, path);
                path.pop();
                known && blank
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Dossier, read};
    use crate::diagnostic::Diagnostic;
    use crate::source::{Limits, read_yaml};

    fn reading(yaml: &str) -> (Dossier, Vec<Diagnostic>) {
        let (tree, found) = read_yaml("t", yaml.as_bytes(), Limits::default());
        assert_eq!(found, []);
        let reading = read(tree.expect("a tree"));
        (reading.dossier, reading.diagnostics)
    }

    #[test]
    fn a_line_that_ends_in_a_colon_stays() {
        let (dossier, found) = reading(
            "direction:\n  key_tasks:\n    - Gồm:\n    - làm tốt hai việc:\n    - Chăm lo.\n  tasks:\n    - Trong \
             quý I, tập trung:\n  directives:\n    - tasks: [Ba việc sau:]\npapers:\n  annual_report:\n    \
             recipients:\n      - Các đơn vị trực thuộc:\n    bases:\n      - Căn cứ quy định sau:\nsituation:\n  \
             changes:\n    Trong năm có:\n",
        );
        assert_eq!(found, []);
        let tasks: Vec<&str> = dossier.direction.key_tasks.iter().map(|t| t.0.as_str()).collect();
        assert_eq!(tasks, ["Gồm:", "làm tốt hai việc:", "Chăm lo."]);
        let text = dossier.direction.tasks[0].text.as_ref().map(|t| t.0.as_str());
        assert_eq!(text, Some("Trong quý I, tập trung:"));
        assert_eq!(dossier.direction.directives[0].tasks[0].0, "Ba việc sau:");
        let envelope = &dossier.papers.0[0].1;
        assert_eq!(envelope.recipients[0].0, "Các đơn vị trực thuộc:");
        assert_eq!(
            envelope.bases[0].text.as_ref().map(|t| t.0.as_str()),
            Some("Căn cứ quy định sau:")
        );
        assert_eq!(dossier.situation.changes.map(|t| t.0).as_deref(), Some("Trong năm có:"));
    }

    #[test]
    fn where_no_line_may_stand_it_is_told() {
        for yaml in [
            "results:\n  - Công tác tuyên truyền:\n",
            "awards:\n  - Bằng khen:\n",
            "attendance:\n  guests:\n    - Đại diện Đảng ủy:\n",
            "reports:\n  - Báo cáo kiểm điểm:\n",
            "direction:\n  targets:\n    - Kết nạp đoàn viên:\n",
            "membership:\n  members:\n    Đoàn viên:\n",
        ] {
            let (_, found) = reading(yaml);
            assert!(found.iter().any(Diagnostic::is_error), "{yaml}");
        }
    }

    #[test]
    fn what_is_left_blank_is_unknown() {
        let (dossier, found) = reading(
            "organization:\n  name: \"\"\n  place: \" \"\n  parent: \"\\u00A0\"\nmembership:\n  members: \"\"\n\
             direction:\n  key_tasks: [\"\", \" \", a]\n  targets:\n    - value:\n      text: ''\nresults:\n  - \
             area:\n    figures:\n    text: |\n\n",
        );
        assert_eq!(found, []);
        let organization = &dossier.organization;
        assert_eq!((&organization.name, &organization.place), (&None, &None));
        assert!(organization.parent.is_none() && dossier.membership.members.is_none());
        assert_eq!(dossier.direction.key_tasks.len(), 1);
        assert!(dossier.direction.targets.is_empty() && dossier.results.is_empty());
    }
}
