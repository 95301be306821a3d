//! Advancing by a term: targets now await results, and the congress's number increases.

use baocao::dossier::Scope;
use baocao::source::{Part, Value};
use baocao::vietnamese::{Ordinal, Term};

use super::super::past::advance;

/// Planned targets become those that await results: the term's at the next congress, the
/// year's at the next review.
pub fn targets(root: &mut Part, of: Scope) {
    put(root, planned(root, of, of).unwrap_or_default());
}

/// The planned targets that are of a scope; `None` if there is no such list. An unmarked one
/// is of what the dossier is for (`own`), unless none is marked.
pub fn planned(root: &Part, of: Scope, own: Scope) -> Option<Value> {
    let mut planned = root.field("direction")?.field("targets")?.value.clone();
    if let Value::List(items) = &mut planned
        && items.iter().any(|item| scope(item).is_some())
    {
        items.retain(|item| scope(item).unwrap_or(own).meets(of));
    }
    Some(planned)
}

/// The scope that a target is marked with.
fn scope(target: &Part) -> Option<Scope> {
    match &target.field("scope")?.value {
        Value::Text(typed) => typed.parse().ok(),
        _ => None,
    }
}

/// Puts targets under `previous_targets`, awaiting their results.
pub fn put(root: &mut Part, mut awaiting: Value) {
    await_results(&mut awaiting);
    if let Some(part) = root.field_mut("previous_targets") {
        part.value = awaiting;
        return;
    }
    if let (Value::Map(fields), Value::List(_)) = (&mut root.value, &awaiting) {
        let at = fields
            .iter()
            .position(|(key, _)| key == "awards" || key == "assessment" || key == "direction")
            .unwrap_or(fields.len());
        let part = Part {
            above: vec![String::new()],
            beside: Some("# chỉ tiêu kỳ trước: ghi kết quả ở result".to_owned()),
            ..Part::new(awaiting)
        };
        fields.insert(at, ("previous_targets".to_owned(), part));
    }
}

pub fn await_results(targets: &mut Value) {
    let Value::List(items) = targets else { return };
    for item in items {
        let Value::Map(fields) = &mut item.value else { continue };
        fields.retain(|(key, _)| !matches!(key.as_str(), "result" | "by_year" | "status" | "note"));
        let at = fields.iter().position(|(key, _)| key == "including").unwrap_or(fields.len());
        fields.insert(at, ("result".to_owned(), Part::default()));
        for (key, part) in fields {
            if key == "including" {
                await_results(&mut part.value);
            }
        }
    }
}

/// The last congress becomes the previous one; the next has the next number and term.
pub fn next_term(root: &mut Part) {
    let text = |part: Option<&Part>| match part.map(|p| &p.value) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let congress = root.field("congress");
    let ordinal = text(congress.and_then(|c| c.field("ordinal")));
    let term = text(congress.and_then(|c| c.field("term")));
    if let Some(congress) = root.field_mut("congress") {
        for key in ["ordinal", "committee_ordinal"] {
            if let Some(part) = congress.field_mut(key) {
                advance(part, |typed| {
                    let next = Ordinal::new(Ordinal::parse(typed).ok()?.get() + 1)?;
                    let roman = !typed.contains(|c: char| c.is_ascii_digit());
                    Some(if roman { next.roman() } else { next.get().to_string() })
                });
            }
        }
        if let Some(part) = congress.field_mut("term") {
            advance(part, |typed| {
                let term = Term::parse(typed).ok()?;
                Some(format!("{}-{}", term.to, term.to + term.years()))
            });
        }
    }
    let before = [("ordinal", ordinal), ("term", term)];
    match root.field_mut("previous_term") {
        Some(part) => {
            if !matches!(part.value, Value::Map(_)) {
                part.value = Value::Map(Vec::new());
            }
            let Value::Map(fields) = &mut part.value else { return };
            for (key, text) in before {
                let value = text.map_or(Value::Empty, Value::Text);
                match fields.iter_mut().find(|(k, _)| k == key) {
                    Some((_, part)) => part.value = value,
                    None => fields.push((key.to_owned(), Part::new(value))),
                }
            }
        }
        None => {
            let Value::Map(fields) = &mut root.value else { return };
            let Some(at) = fields.iter().position(|(key, _)| key == "congress") else { return };
            let below = before.map(|(key, text)| {
                (key.to_owned(), Part::new(text.map_or(Value::Empty, Value::Text)))
            });
            let part = Part {
                above: vec![String::new()],
                beside: Some("# nhiệm kỳ trước".to_owned()),
                ..Part::new(Value::Map(below.into()))
            };
            fields.insert(at + 1, ("previous_term".to_owned(), part));
        }
    }
}
