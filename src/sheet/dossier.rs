//! A unit's row as a dossier: a tree like that of a YAML file, each value with its cell as
//! place.

use crate::diagnostic::{Path, Place, Spot};
use crate::dossier::Kind;
use crate::source::{Commented, Entry, Node, NodeKind, Part, Style, Value};
use crate::vietnamese::PartialDate;

use super::fields::{Base, clear, put};
use super::reading::{Stated, UnitRow};
use super::workbook::PERIOD;

/// A unit's row merged over a base (hồ sơ chung). Figures are put where the base has them,
/// else where the catalogue says.
pub fn tree(unit: &UnitRow<'_>, base: Option<&Node>) -> Node {
    let mut tree =
        base.cloned().unwrap_or_else(|| Node { kind: NodeKind::Null, place: unit.place() });
    if base.is_none() {
        set(&mut tree, &["kind"], Kind::Review.word(), unit.place());
    }
    whose(unit, &mut tree);
    // Areas of work are put after the figures with fields of their own.
    let (in_areas, others): (Vec<&Stated<'_>>, Vec<_>) =
        unit.figures.iter().partition(|stated| stated.asked.indicator.area.is_some());
    [others, in_areas].into_iter().fold(tree, |tree, figures| with_figures(unit, tree, &figures))
}

/// Adds the unit and its period.
fn whose(unit: &UnitRow<'_>, tree: &mut Node) {
    let kind = unit.unit_type.map_or("", |kind| kind.word());
    for (key, text) in [("name", unit.name.as_str()), ("code", &unit.code), ("unit_type", kind)] {
        set(tree, &["organization", key], text, unit.place());
    }
    if let Some(period) = &unit.period {
        let sheet = Spot { cell: None, ..unit.spot.clone() };
        let kind = period.r#type.map_or("", |kind| kind.word());
        let year = period.year.map(|year| year.first.to_string()).unwrap_or_default();
        let typed = |day: Option<PartialDate>| day.map(PartialDate::typed).unwrap_or_default();
        let (from, to) = (typed(period.from), typed(period.to));
        for (key, text) in [("type", kind), ("year", &year), ("from", &from), ("to", &to)] {
            let place = Place::cell(sheet.clone(), format!("{PERIOD} {text}"));
            set(tree, &["period", key], text, place);
        }
    }
    let as_of = unit.as_of.map(|day| day.typed()).unwrap_or_default();
    set(tree, &["period", "data_as_of"], &as_of, unit.place());
}

fn set(tree: &mut Node, keys: &[&str], text: &str, place: Place) {
    if !text.is_empty() {
        let path = keys.iter().fold(Path::root(), |path, key| path.key(*key));
        put(tree, path.segments(), text_at(text, place));
    }
}

fn text_at(text: &str, place: Place) -> Node {
    Node { kind: NodeKind::Text { text: text.to_owned(), style: Style::Plain }, place }
}

fn with_figures(unit: &UnitRow<'_>, tree: Node, figures: &[&Stated<'_>]) -> Node {
    let mut base = Base::new(tree);
    let slots = figures.iter().map(|stated| {
        let path = base.figure(stated.asked.code, stated.asked.indicator);
        stated.aspect.key().map_or(path.clone(), |key| path.key(key))
    });
    let slots = slots.collect();
    let slots = base.made_ready(slots);
    base.filled(|tree| {
        for (stated, slot) in figures.iter().zip(&slots) {
            match &stated.phrase {
                Some(phrase) => {
                    let place = unit.place_of_figure(stated, phrase);
                    put(tree, slot.segments(), text_at(phrase, place));
                }
                // A value not known yet must not be taken from the base.
                None => clear(tree, slot),
            }
        }
    })
}

/// Writes a dossier as YAML, with the comments of its base.
pub fn write(tree: &Node, base: Option<&Node>) -> String {
    let mut file = match base {
        Some(base) => Commented::of(base),
        None => Commented { root: Part::default(), tail: Vec::new() },
    };
    lay(&mut file.root, tree);
    file.write()
}

/// Merges a tree into the parts that it was made from, keeping their comments.
fn lay(part: &mut Part, node: &Node) {
    let value = match &node.kind {
        NodeKind::Null => Value::Empty,
        NodeKind::Text { text, .. } => Value::Text(text.clone()),
        NodeKind::List(items) => return lay_items(part, items),
        NodeKind::Map(entries) => return lay_entries(part, entries),
    };
    if part.value != value {
        part.value = value;
        part.below.clear();
    }
}

fn lay_items(part: &mut Part, nodes: &[Node]) {
    if !matches!(part.value, Value::List(_)) {
        part.value = Value::List(Vec::new());
        part.below.clear();
    }
    let Value::List(items) = &mut part.value else { return };
    items.resize(nodes.len(), Part::default());
    items.iter_mut().zip(nodes).for_each(|(item, node)| lay(item, node));
}

fn lay_entries(part: &mut Part, entries: &[Entry]) {
    if !matches!(part.value, Value::Map(_)) {
        part.value = Value::Map(Vec::new());
        part.below.clear();
    }
    let Value::Map(fields) = &mut part.value else { return };
    for entry in entries {
        match fields.iter_mut().find(|(key, _)| *key == entry.key) {
            Some((_, field)) => lay(field, &entry.value),
            None => {
                let mut field = Part::default();
                lay(&mut field, &entry.value);
                fields.push((entry.key.clone(), field));
            }
        }
    }
}
