//! Where a column's values are put in the base dossier (hồ sơ chung).

use crate::dossier::{Indicator, Titles};
use crate::source::{Entry, Node, NodeKind, Path, Segment, Style, merge};
use crate::vietnamese::nfc;

use super::field::Field;

/// A base prepared for the columns of one table: each of their figures has an area of work
/// (mặt công tác), and parents of keys are maps.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    tree: Node,
    /// Areas from this index on were added for figures; those that get none are removed.
    own_areas: usize,
}

impl Base {
    pub fn new(tree: Node) -> Self {
        let own_areas = areas(&tree).len();
        Base { tree, own_areas }
    }

    /// The paths of fields: where the base has them, else where the catalogue says, in the
    /// same way as [`rollup`](crate::rollup) places figures.
    pub fn places(&mut self, fields: &[&Field]) -> Vec<Path> {
        let plain = fields.iter().map(|field| self.place(field)).collect();
        self.made_ready(plain)
    }

    /// The same paths after preparing the base: a value that gets further keys becomes a
    /// block.
    pub fn made_ready(&mut self, plain: Vec<Path>) -> Vec<Path> {
        plain.iter().for_each(|path| self.spell_out(path));
        let spelled = |path: &Path| {
            // A value with further keys keeps them, and one that gets more from another
            // column becomes a block.
            let is_map = matches!(self.tree.get(path), Some(Node { kind: NodeKind::Map(_), .. }));
            let is_above = plain
                .iter()
                .any(|other| other != path && other.segments().starts_with(path.segments()));
            match short_for(path) {
                Some(key) if is_above || is_map && key == VALUE => path.key(key),
                _ => path.clone(),
            }
        };
        plain.iter().map(spelled).collect()
    }

    fn place(&mut self, field: &Field) -> Path {
        match field {
            Field::Keys(path, _) => path.clone(),
            Field::Figure(figure, part) => {
                let path = self.figure(&figure.code, &figure.indicator);
                part.key().map_or_else(|| path.clone(), |key| path.key(key))
            }
        }
    }

    /// The path of a figure: where the base has it, else where the catalogue says.
    pub fn figure(&mut self, code: &str, indicator: &Indicator) -> Path {
        let in_area = |at: usize| Path::root().key("results").index(at).key("figures").key(code);
        let here = (0..areas(&self.tree).len()).find(|at| self.tree.get(&in_area(*at)).is_some());
        if let Some(at) = here {
            return in_area(at);
        }
        let own = indicator.field.as_deref().and_then(Path::parse);
        let others = Path::root().key("membership").key("figures").key(code);
        let path = own.unwrap_or(others);
        match &indicator.area {
            Some(area) if indicator.field.is_none() && self.tree.get(&path).is_none() => {
                in_area(self.area(area))
            }
            _ => path,
        }
    }

    /// The index of an area of work by name, appended if missing.
    fn area(&mut self, name: &str) -> usize {
        let fold = |text: &str| nfc(text).trim().to_lowercase();
        let called = Path::root().key("area");
        let named = |area: &Node| {
            area.get(&called).and_then(Node::text).is_some_and(|text| fold(text) == fold(name))
        };
        let areas = areas(&self.tree);
        if let Some(at) = areas.iter().position(named) {
            return at;
        }
        let (at, place) = (areas.len(), self.tree.place.clone());
        let title = NodeKind::Text { text: name.to_owned(), style: Style::Plain };
        let mut area = Node { kind: NodeKind::Null, place: place.clone() };
        put(&mut area, called.segments(), Node { kind: title, place: place.clone() });
        let results = Path::root().key("results");
        match self.tree.get(&results).map(|node| node.kind.clone()) {
            Some(NodeKind::List(mut items)) => {
                items.push(area);
                self.set(&results, NodeKind::List(items));
            }
            _ => self.set(&results, NodeKind::List(vec![area])),
        }
        at
    }

    /// Expands the short forms along a path: a figure's text becomes its value, a body's its
    /// name.
    fn spell_out(&mut self, path: &Path) {
        let mut above = Path::root();
        let mut parents = path.segments().to_vec();
        parents.pop();
        for segment in parents {
            above.push(segment);
            let Some(node) = self.tree.get(&above).filter(|node| node.text().is_some()) else {
                continue;
            };
            if let Some(key) = short_for(&above) {
                let (node, place) = (node.clone(), node.place.clone());
                let entry = Entry { key: key.to_owned(), key_place: place, value: node };
                self.set(&above, NodeKind::Map(vec![entry]));
            }
        }
    }

    fn set(&mut self, path: &Path, kind: NodeKind) {
        let place = self.tree.get(path).unwrap_or(&self.tree).place.clone();
        put(&mut self.tree, path.segments(), Node { kind, place });
    }

    /// The base's tree after applying `fill`.
    pub fn filled(&self, fill: impl FnOnce(&mut Node)) -> Node {
        let mut tree = self.tree.clone();
        fill(&mut tree);
        let results = match &mut tree.kind {
            NodeKind::Map(entries) => entries.iter_mut().find(|entry| entry.key == "results"),
            _ => None,
        };
        if let Some(NodeKind::List(areas)) = results.map(|entry| &mut entry.value.kind) {
            let figures = Path::root().key("figures");
            let mut at = 0;
            areas.retain(|area| {
                at += 1;
                at <= self.own_areas || area.get(&figures).is_some()
            });
        }
        tree
    }
}

const VALUE: &str = "value";

/// The key that a text in the place of a block stands for.
fn short_for(block: &Path) -> Option<&'static str> {
    let has = |key: &&str| Titles::get().field(&block.key(*key)).is_some();
    let is_text = Titles::get().field(block).is_some_and(|field| field.is_text);
    [VALUE, "name"].into_iter().find(has).filter(|_| is_text)
}

fn areas(tree: &Node) -> &[Node] {
    match tree.get(&Path::root().key("results")).map(|node| &node.kind) {
        Some(NodeKind::List(items)) => items,
        _ => &[],
    }
}

/// Removes the value at a path.
pub fn clear(node: &mut Node, path: &Path) {
    let mut at = Some(node);
    for segment in path.segments() {
        at = at.and_then(|node| match (&mut node.kind, segment) {
            (NodeKind::Map(entries), Segment::Key(key)) => {
                entries.iter_mut().find(|entry| entry.key == *key).map(|entry| &mut entry.value)
            }
            (NodeKind::List(items), Segment::Index(at)) => items.get_mut(*at),
            _ => None,
        });
    }
    if let Some(node) = at {
        node.kind = NodeKind::Null;
    }
}

/// Merges a value into a path as [`merge`] does, creating missing parents. Does nothing if a
/// list item on the path doesn't exist.
pub fn put(node: &mut Node, path: &[Segment], value: Node) {
    match path.split_first() {
        None => {
            let empty = Node { kind: NodeKind::Null, place: node.place.clone() };
            let below = std::mem::replace(node, empty);
            *node = merge(below, value);
        }
        Some((Segment::Index(at), rest)) => {
            if let NodeKind::List(items) = &mut node.kind
                && let Some(item) = items.get_mut(*at)
            {
                put(item, rest, value);
            }
        }
        Some((Segment::Key(key), rest)) => {
            if !matches!(node.kind, NodeKind::Map(_)) {
                *node = Node { kind: NodeKind::Map(Vec::new()), place: value.place.clone() };
            }
            let NodeKind::Map(entries) = &mut node.kind else { return };
            match entries.iter_mut().find(|entry| entry.key == *key) {
                Some(entry) => {
                    if matches!(entry.value.kind, NodeKind::Null) {
                        entry.key_place = value.place.clone();
                    }
                    put(&mut entry.value, rest, value);
                }
                None => {
                    let place = value.place.clone();
                    let mut below = Node { kind: NodeKind::Null, place: place.clone() };
                    put(&mut below, rest, value);
                    entries.push(Entry { key: key.to_string(), key_place: place, value: below });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::dossier::Text;
    use crate::source::{Limits, read_yaml};

    use super::super::field::{CodedFigure, Part, Shape};

    fn tree(text: &str) -> Node {
        read_yaml("chung.yaml", text.as_bytes(), Limits::default()).0.expect("YAML")
    }

    fn filled(base: &str, values: &[(Field, &str)]) -> serde_yaml::Value {
        let mut base = Base::new(tree(base));
        let slots = base.places(&values.iter().map(|(field, _)| field).collect::<Vec<_>>());
        let value = |text: &str| tree(&format!("{text:?}"));
        base.filled(|node| {
            for (slot, (_, text)) in slots.iter().zip(values) {
                if !text.is_empty() {
                    put(node, slot.segments(), value(text));
                }
            }
        })
        .to_value()
    }

    fn figure(code: &str, field: Option<&str>, area: Option<&str>, part: Part) -> Field {
        let text = |text: Option<&str>| text.map(|text| Text(text.to_owned()));
        let indicator = Indicator { field: text(field), area: text(area), ..Indicator::default() };
        Field::Figure(Arc::new(CodedFigure { code: code.to_owned(), indicator }), part)
    }

    #[test]
    fn figures_go_where_the_base_or_the_catalogue_has_them() {
        let members = |part| figure("doan_vien", Some("membership.members"), None, part);
        let visits = |code| figure(code, None, Some("Chăm lo"), Part::Value);
        let holds = |base: &str, values: &[(Field, &str)], want: &str| {
            let want: serde_yaml::Value = serde_yaml::from_str(want).expect("YAML");
            assert_eq!(filled(base, values), want, "{base}");
        };
        let value = members(Part::Value);
        holds("kind: x", &[(value.clone(), "5")], "kind: x\nmembership: {members: '5'}");
        holds(
            "membership: {members: {prior: '4', value: '3'}}",
            &[(value.clone(), "5")],
            "membership: {members: {prior: '4', value: '5'}}",
        );
        // In either order of columns.
        let prior = members(Part::Prior);
        let both = "membership: {members: {value: '5', prior: '4'}}";
        holds("membership:", &[(value.clone(), "5"), (prior.clone(), "4")], both);
        holds("membership: {members: '5'}", &[(prior, "4"), (value, "")], both);
        holds(
            "results: [{area: A, figures: {tham: '1'}}]",
            &[(visits("tham"), "2"), (visits("qua"), "3")],
            "results: [{area: A, figures: {tham: '2'}}, {area: Chăm lo, figures: {qua: '3'}}]",
        );
        holds(
            "results: [{area: chăm lo}]",
            &[(visits("a"), "2")],
            "results: [{area: chăm lo, figures: {a: '2'}}]",
        );
        // An area without figures is removed.
        holds("results:", &[(visits("a"), "")], "results: []");
        let other = figure("x", None, None, Part::Value);
        holds("a: '1'", &[(other, "2")], "a: '1'\nmembership: {figures: {x: '2'}}");
    }

    #[test]
    fn texts_are_spelled_out() {
        let keys = |path: &str| Field::Keys(Path::parse(path).expect("a path"), Shape::Text);
        let base = "organization: {parent: Công đoàn phường}";
        let want = "organization: {parent: {name: Công đoàn phường, short_name: CĐP}}";
        let want: serde_yaml::Value = serde_yaml::from_str(want).expect("YAML");
        assert_eq!(filled(base, &[(keys("organization.parent.short_name"), "CĐP")]), want);
    }
}
