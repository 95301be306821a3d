//! Changing a few values of a dossier's text and nothing else: every other
//! byte, comment and blank line stays.
//!
//! Only block style is edited. What would need more than a line put in or
//! replaced is refused, and the outcome is read again before anybody sees it.

use std::ops::Range;

use baocao::source::{self, Entry, Limits, Node, NodeKind, Path, Style};

/// A value to put at a path of keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub path: Path,
    pub value: String,
}

/// The text with every change made; the error is the path that can't be
/// edited. `tree` is what `text` was read as.
pub fn edit(text: &str, tree: &Node, changes: &[Change]) -> Result<String, Path> {
    let mut editor = Editor { text, edits: Vec::new() };
    let mut wanted = Wanted::default();
    for change in changes {
        wanted.add(change.path.keys(), &change.value);
    }
    editor.map(tree, &wanted, None, 0).map_err(|()| first(changes))?;
    let edited = editor.apply();
    if means_the_changes(&edited, tree, changes) { Ok(edited) } else { Err(first(changes)) }
}

/// Whether the edited text reads as the tree with the changes, no more, no
/// less: the proof that nothing else was touched.
fn means_the_changes(edited: &str, tree: &Node, changes: &[Change]) -> bool {
    let (Some(after), findings) = source::read_yaml("", edited.as_bytes(), Limits::default())
    else {
        return false;
    };
    let expected = changes.iter().try_fold(tree.clone(), |tree, change| {
        let layer = source::parse_override(&format!("{}={}", change.path, change.value)).ok()?;
        Some(source::merge(tree, layer))
    });
    findings.iter().all(|f| !f.is_error())
        && expected.is_some_and(|expected| expected.to_value() == after.to_value())
}

fn first(changes: &[Change]) -> Path {
    changes.first().map(|c| c.path.clone()).unwrap_or_default()
}

/// The changes as a tree, in the order in which they were asked for.
#[derive(Debug, Default)]
struct Wanted<'a> {
    value: Option<&'a str>,
    below: Vec<(&'a str, Wanted<'a>)>,
}

impl<'a> Wanted<'a> {
    fn add(&mut self, keys: impl Iterator<Item = &'a str>, value: &'a str) {
        let mut node = self;
        for key in keys {
            let at = match node.below.iter().position(|(k, _)| *k == key) {
                Some(at) => at,
                None => {
                    node.below.push((key, Wanted::default()));
                    node.below.len() - 1
                }
            };
            node = &mut node.below[at].1;
        }
        node.value = Some(value);
    }

    /// The lines of a block that isn't there yet.
    fn lines(&self, key: &str, indent: usize, out: &mut Vec<String>) {
        let blank = " ".repeat(indent);
        match self.value {
            Some(value) => out.push(format!("{blank}{key}: {}", source::scalar(value))),
            None => {
                out.push(format!("{blank}{key}:"));
                self.below.iter().for_each(|(key, w)| w.lines(key, indent + STEP, out));
            }
        }
    }
}

/// How far a new block is indented.
const STEP: usize = 2;

struct Editor<'a> {
    text: &'a str,
    edits: Vec<(Range<usize>, String)>,
}

impl Editor<'_> {
    /// Puts what is wanted into a map: `owner` is the key it stands under, none
    /// for the whole file.
    fn map(
        &mut self,
        node: &Node,
        wanted: &Wanted<'_>,
        owner: Option<&Entry>,
        indent: usize,
    ) -> Result<(), ()> {
        let entries: &[Entry] = match &node.kind {
            NodeKind::Map(_) if node.place.text().starts_with('{') => return Err(()),
            NodeKind::Map(entries) => entries,
            NodeKind::Null => &[],
            _ => return Err(()),
        };
        let indent = match entries.first() {
            Some(first) => self.column(first.key_place.span.start).ok_or(())?,
            None => indent,
        };
        let mut new = Vec::new();
        for (key, wanted) in &wanted.below {
            match (entries.iter().find(|e| e.key == *key), wanted.value) {
                (Some(entry), Some(value)) => self.scalar(entry, value)?,
                (Some(entry), None) => {
                    self.map(&entry.value, wanted, Some(entry), indent + STEP)?;
                }
                (None, _) => wanted.lines(key, indent, &mut new),
            }
        }
        if new.is_empty() {
            return Ok(());
        }
        match owner {
            Some(owner) => {
                if matches!(node.kind, NodeKind::Null) && !node.place.text().is_empty() {
                    // An empty value that was typed out: `~`.
                    self.edits.push((node.place.span.clone(), String::new()));
                }
                self.after_line(owner.key_place.span.end, &new);
            }
            None => {
                new.insert(0, String::new());
                self.after_line(self.text.len(), &new);
            }
        }
        Ok(())
    }

    fn scalar(&mut self, entry: &Entry, value: &str) -> Result<(), ()> {
        let place = &entry.value.place;
        let written = source::scalar(value);
        match &entry.value.kind {
            NodeKind::Null if place.text().is_empty() => {
                let end = entry.key_place.span.end;
                let colon = end + self.text[end..].find(':').ok_or(())? + 1;
                self.edits.push((colon..colon, format!(" {written}")));
            }
            NodeKind::Null => self.edits.push((place.span.clone(), written)),
            NodeKind::Text { text, style: Style::Plain } if place.text() == text => {
                self.edits.push((place.span.clone(), written));
            }
            NodeKind::Text { style: Style::Quoted, .. }
                if place.text().starts_with(['"', '\'']) =>
            {
                self.edits.push((place.span.clone(), written));
            }
            _ => return Err(()),
        }
        Ok(())
    }

    /// Puts lines in behind the line that a byte is in.
    fn after_line(&mut self, at: usize, lines: &[String]) {
        let line_break = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let rest = &self.text[at..];
        let (at, mut new) = match rest.find('\n') {
            Some(end) => (at + end + 1, String::new()),
            // The last line has no break of its own.
            None if self.text.is_empty() || self.text.ends_with('\n') => {
                (self.text.len(), String::new())
            }
            None => (self.text.len(), line_break.to_owned()),
        };
        for line in lines {
            new += line;
            new += line_break;
        }
        self.edits.push((at..at, new));
    }

    /// The column of a byte, if only blanks stand before it.
    fn column(&self, at: usize) -> Option<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |i| i + 1);
        self.text[start..at].chars().all(|c| c == ' ').then_some(at - start)
    }

    fn apply(mut self) -> String {
        // Stable: what was put in at one spot stays in the order of asking.
        self.edits.sort_by_key(|(span, _)| span.start);
        let mut out = String::with_capacity(self.text.len() + 256);
        let mut done = 0;
        for (span, new) in self.edits {
            out += &self.text[done..span.start];
            out += &new;
            done = span.end;
        }
        out + &self.text[done..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, changes: &[(&str, &str)]) -> Option<String> {
        let (tree, _) = source::read_yaml("t", text.as_bytes(), Limits::default());
        let change = |(path, value): &(&str, &str)| Change {
            path: Path::parse(path).expect("a path"),
            value: (*value).to_owned(),
        };
        let changes: Vec<Change> = changes.iter().map(change).collect();
        edit(text, &tree.expect("YAML"), &changes).ok()
    }

    const ISSUE: &[(&str, &str)] = &[
        ("papers.r.status", "ban hành"),
        ("papers.r.number", "05"),
        ("papers.r.signature.name", "Trần Thị Ví Dụ"),
    ];

    #[test]
    fn fills_in_replaces_and_adds() {
        let text = "a: 1 # x\npapers:   # v\n  # trên\n  r:  # báo cáo\n    number:   # số\n    status: 'dự thảo' # s\n\n# cuối\nz:\n";
        let want = "a: 1 # x\npapers:   # v\n  # trên\n  r:  # báo cáo\n    signature:\n      name: Trần Thị Ví Dụ\n    number: 05   # số\n    status: ban hành # s\n\n# cuối\nz:\n";
        assert_eq!(edited(text, ISSUE).as_deref(), Some(want));
    }

    #[test]
    fn makes_the_block() {
        let block = "  r:\n    status: ban hành\n    number: 05\n    signature:\n      name: Trần Thị Ví Dụ\n";
        for (text, head) in [
            ("a: 1", "a: 1\n\npapers:\n"),
            ("a: 1\n", "a: 1\n\npapers:\n"),
            ("a: 1\npapers:", "a: 1\npapers:\n"),
            ("papers:   # v\n", "papers:   # v\n"),
        ] {
            assert_eq!(edited(text, ISSUE), Some(format!("{head}{block}")), "{text}");
        }
        let text = "papers:\n    q:\n        number: 1\nz: 2\n";
        let want = "papers:\n    r:\n      status: ban hành\n    q:\n        number: 1\nz: 2\n";
        assert_eq!(edited(text, &ISSUE[..1]).as_deref(), Some(want));
    }

    #[test]
    fn keeps_the_line_breaks_of_windows() {
        let text = "papers:\r\n  r:\r\n    number: 1\r\n";
        let want = "papers:\r\n  r:\r\n    status: ban hành\r\n    number: 1\r\n";
        assert_eq!(edited(text, &ISSUE[..1]).as_deref(), Some(want));
    }

    #[test]
    fn refuses_what_it_cannot_edit_safely() {
        for text in [
            "papers: {r: {number: 1}}",
            "papers:\n  r: {}\n",
            "papers:\n  r: &x\n    number: |\n      1\n      2\n",
            "a: &x\n  number: 1\npapers:\n  r: *x\n",
            "a: 1\n...\n",
            "papers: nhiều\n",
        ] {
            assert_eq!(edited(text, ISSUE), None, "{text}");
        }
    }
}
