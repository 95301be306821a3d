//! A figure of the last period, as base of comparison for the new one.

use baocao::source::{Part, Value};

use super::super::past::{each, forget, remember};

/// The value of the last period becomes the prior one, if the periods are of the same kind;
/// else a comment.
pub fn figure(part: &mut Part, compares: bool) {
    let prior = match &part.value {
        Value::Text(phrase) => Some(Part::text(phrase.clone())),
        Value::Map(_) => part.field("value").and_then(|value| match &value.value {
            Value::Text(phrase) => Some(Part::text(phrase.clone())),
            _ => None,
        }),
        _ => return,
    };
    if !compares {
        return other_figure(part);
    }
    let Value::Map(fields) = &mut part.value else {
        let fields = [("value", Part::default()), ("prior", prior.unwrap_or_default())];
        part.value = Value::Map(fields.map(|(key, part)| (key.to_owned(), part)).into());
        return;
    };
    fields.retain(|(key, _)| key != "prior");
    for (key, part) in fields.iter_mut() {
        match key.as_str() {
            // A sum computed beside the old value doesn't apply to the new one.
            "value" => *part = Part { above: std::mem::take(&mut part.above), ..Part::default() },
            "as_of" | "stated_percent" | "note" | "comparable" | "from_units" => forget(part),
            "assigned" => remember(part),
            "parts" => each(part, |_, part| match part.value {
                Value::Map(_) => figure(part, true),
                _ => remember(part),
            }),
            _ => {}
        }
    }
    let at = match fields.iter().position(|(key, _)| key == "value") {
        Some(at) => at + 1,
        None => {
            fields.insert(0, ("value".to_owned(), Part::default()));
            1
        }
    };
    fields.insert(at, ("prior".to_owned(), prior.unwrap_or_default()));
}

/// A figure of a different kind of period: its name and its whole stay.
fn other_figure(part: &mut Part) {
    if !matches!(part.value, Value::Map(_)) {
        return remember(part);
    }
    each(part, |key, part| match key {
        "title" | "of" | "unit" | "label" => {}
        "parts" => each(part, |_, part| other_figure(part)),
        _ => remember(part),
    });
}
