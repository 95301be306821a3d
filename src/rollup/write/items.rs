//! Awards and support: items of lists, found again by their kind.

use std::collections::{BTreeMap, BTreeSet};

use crate::dossier::Quantity;
use crate::source::{Part, Value};

use super::super::groups::{Group, Groups, Kind};
use super::super::{RollUp, UnitOutcome};
use super::{Kept, MARK, area_named, entry, item, keep, ratio, set, text};

/// How a kind is told apart in the file, and what of it is counted.
struct Shape {
    /// The keys that hold the kind's texts, and those counted.
    texts: &'static [&'static str],
    counts: [&'static str; 2],
    title: &'static str,
}

const AWARD: Shape = Shape {
    texts: &["authority", "form", "title", "state", "thematic"],
    counts: ["collectives", "individuals"],
    title: "Khen thưởng",
};

const SUPPORT: Shape = Shape {
    texts: &["direction", "occasion", "fund"],
    counts: ["quantity", "amount"],
    title: "Chăm lo, hỗ trợ",
};

pub(super) fn awards(roll_up: &RollUp<'_>, root: &mut Part, kept: &mut Vec<Kept>) {
    let of = |groups: &Groups, kind: &Kind| groups.awards.contains_key(kind);
    let items = roll_up.groups.awards.iter().map(|(kind, group)| Item {
        kind: kind.clone(),
        texts: group.spelled.clone(),
        counts: [counted(group, 0, "tập thể"), counted(group, 1, "cá nhân")],
        from: units(roll_up, |groups| of(groups, kind)),
    });
    let items: Vec<Item> = items.collect();
    if items.is_empty() && root.field("awards").is_none() {
        return;
    }
    let kind = |part: &Part| {
        let of = |key: &str| text(part, key).unwrap_or_default().to_owned();
        let texts: Vec<String> = AWARD.texts.iter().map(|key| of(key)).collect();
        Kind::of(&texts.iter().map(String::as_str).collect::<Vec<_>>()).0
    };
    list(entry(root, &["awards"]), items, &AWARD, &kind, kept);
}

pub(super) fn support(roll_up: &RollUp<'_>, root: &mut Part, kept: &mut Vec<Kept>) {
    let mut by_area: BTreeMap<usize, Vec<Item>> = BTreeMap::new();
    for (kind, group) in &roll_up.groups.support {
        let [area, direction, occasion, fund, unit] = group.spelled.as_slice() else { continue };
        let area = area_named(root, area);
        by_area.entry(area).or_default().push(Item {
            kind: kind.clone(),
            texts: vec![direction.clone(), occasion.clone(), fund.clone()],
            counts: [counted(group, 0, unit), counted(group, 1, "triệu đồng")],
            from: units(roll_up, |groups| groups.support.contains_key(kind)),
        });
    }
    // Areas that had some of ours and get none now are cleared as well.
    let all = 0..super::areas(root).len();
    for at in all {
        let Some(area) = item(root, at) else { continue };
        let items = by_area.remove(&at).unwrap_or_default();
        if items.is_empty() && area.field("support").is_none() {
            continue;
        }
        let name = text(area, "area").unwrap_or_default().to_owned();
        let kind = |part: &Part| {
            let of = |key: &str| text(part, key).filter(|text| !text.is_empty());
            let unit = of("quantity").and_then(|typed| Quantity::parse(typed).ok());
            Kind::of(&[
                &name,
                of("direction").unwrap_or("chăm lo"),
                of("occasion").or(of("name")).or(of("to")).unwrap_or_default(),
                of("fund").unwrap_or_default(),
                unit.as_ref().map_or("", |quantity| &quantity.unit),
            ])
            .0
        };
        list(entry(area, &["support"]), items, &SUPPORT, &kind, kept);
    }
}

/// What the units give of one kind.
struct Item {
    kind: Kind,
    texts: Vec<String>,
    counts: [Option<String>; 2],
    from: String,
}

fn counted(group: &Group, which: usize, unit: &str) -> Option<String> {
    Some(group.counts.get(which)?.phrase(unit)?.to_text())
}

fn units(roll_up: &RollUp<'_>, has: impl Fn(&Groups) -> bool) -> String {
    let having = |unit: &&UnitOutcome<'_>| unit.standing.is_counted() && has(&unit.report.groups);
    ratio(roll_up.units.iter().filter(having).count(), roll_up.units.len()).to_text()
}

/// Renews our items of a list where they stand, takes out those that no unit
/// has any more, and puts new ones behind. What the office wrote stays.
fn list(
    part: &mut Part,
    items: Vec<Item>,
    shape: &Shape,
    kind: &dyn Fn(&Part) -> Kind,
    kept: &mut Vec<Kept>,
) {
    let mut wanted: BTreeMap<Kind, Item> =
        items.into_iter().map(|item| (item.kind.clone(), item)).collect();
    let mut done: BTreeSet<Kind> = BTreeSet::new();
    let mut existing = match std::mem::take(&mut part.value) {
        Value::List(items) => items,
        other => {
            part.value = other;
            if wanted.is_empty() || part.value != Value::Empty {
                return;
            }
            Vec::new()
        }
    };
    existing.retain_mut(|part| {
        let key = kind(part);
        let ours = text(part, MARK).is_some();
        let Some(item) = wanted.get(&key).filter(|_| !done.contains(&key)) else { return !ours };
        if ours {
            fill(part, item, shape);
        } else {
            for (key, count) in shape.counts.iter().zip(&item.counts) {
                if let Some(theirs) = text(part, key) {
                    let title = format!("{}: {}", shape.title, called(&item.texts));
                    keep(theirs, count.as_deref(), &title, kept);
                }
            }
        }
        done.insert(key);
        true
    });
    wanted.retain(|kind, _| !done.contains(kind));
    for item in wanted.values() {
        let mut new = Part::new(Value::Map(Vec::new()));
        for (key, text) in shape.texts.iter().zip(&item.texts) {
            if !text.is_empty() {
                set(&mut new, key, Some(text));
            }
        }
        fill(&mut new, item, shape);
        existing.push(new);
    }
    part.value = if existing.is_empty() { Value::Empty } else { Value::List(existing) };
}

fn fill(part: &mut Part, item: &Item, shape: &Shape) {
    for (key, count) in shape.counts.iter().zip(&item.counts) {
        if count.is_some() || part.field(key).is_some() {
            set(part, key, count.as_deref());
        }
    }
    set(part, MARK, Some(&item.from));
}

fn called(texts: &[String]) -> String {
    let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
    texts.join(", ")
}
