//! A unit's row as its dossier.

use std::sync::Arc;

use crate::diagnostic::{Place, SourceFile};
use crate::dossier::Kind;
use crate::rollup::{entry, place};
use crate::source::{Commented, Node, NodeKind, Part, Value};

use super::read::{Stated, UnitRow};

/// Writes a unit's dossier: what the row says, laid over a base (hồ sơ chung)
/// with its comments. Figures go where the base has them, else where the
/// catalogue says.
pub fn write(unit: &UnitRow<'_>, base: Option<&Node>) -> String {
    let mut file = match base {
        Some(base) => Commented::of(base),
        None => Commented::of(&nothing()),
    };
    let root = &mut file.root;
    let mut set = |keys: &[&str], text: &str| {
        if !text.is_empty() {
            let part = entry(root, keys);
            part.value = Value::Text(text.to_owned());
            part.below.clear();
        }
    };
    if base.is_none() {
        set(&["kind"], Kind::Review.word());
    }
    set(&["organization", "name"], &unit.name);
    set(&["organization", "code"], &unit.code);
    set(&["organization", "unit_type"], unit.unit_type.map_or("", |kind| kind.word()));
    if let Some(period) = &unit.period {
        set(&["period", "type"], period.r#type.map_or("", |kind| kind.word()));
        set(&["period", "year"], &period.year.map(|y| y.first.to_string()).unwrap_or_default());
    }
    set(&["period", "data_as_of"], &unit.as_of.map(|day| day.typed()).unwrap_or_default());
    for Stated { asked, phrase, .. } in &unit.figures {
        let part = place(&mut file.root, asked.code, asked.indicator, phrase.is_some());
        if let Some(part) = part {
            figure(part, phrase.as_deref());
        }
    }
    file.write()
}

/// A figure that says more than its value keeps the rest. What isn't known yet
/// isn't what the base has.
fn figure(part: &mut Part, phrase: Option<&str>) {
    let value = phrase.map_or(Value::Empty, |phrase| Value::Text(phrase.to_owned()));
    if matches!(part.value, Value::Map(_)) {
        entry(part, &["value"]).value = value;
    } else {
        part.value = value;
        part.below.clear();
    }
}

fn nothing() -> Node {
    let source = Arc::new(SourceFile::text("", ""));
    Node { kind: NodeKind::Null, place: Place::new(&source, 0..0) }
}
