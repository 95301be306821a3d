//! Awards and support as list items, found again by kind.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::Quantity;
use crate::source::{Part, Path, Value};

use super::super::RollUp;
use super::super::groups::{Group, GroupKind, other_year};
use super::{MARK, area_named, entry, item, kept, order, ratio, set, text};

/// The keys that identify a kind in the file, and those counted.
struct Shape {
    /// The keys of the kind's texts, and of its counts.
    texts: &'static [&'static str],
    counts: [&'static str; 2],
    title: &'static str,
    /// The sort order of new items, by their texts.
    order: fn(&[String]) -> (usize, usize),
}

const AWARD: Shape = Shape {
    texts: &["authority", "form", "title", "state", "thematic", "year"],
    counts: ["collectives", "individuals"],
    title: "Khen thưởng",
    order: order::of_award,
};

const SUPPORT: Shape = Shape {
    texts: &["direction", "occasion", "fund"],
    counts: ["quantity", "amount"],
    title: "Chăm lo, hỗ trợ",
    order: |_| (0, 0),
};

pub(super) fn awards(roll_up: &RollUp<'_>, root: &mut Part, findings: &mut Vec<Diagnostic>) {
    let items = roll_up.groups.awards.iter().map(|(kind, group)| Item {
        kind: kind.clone(),
        texts: group.spelled.iter().map(ToString::to_string).collect(),
        counts: [counted(group, 0, "tập thể"), counted(group, 1, "cá nhân")],
        from: from(roll_up, group),
    });
    let items: Vec<Item> = items.collect();
    if items.is_empty() && root.field("awards").is_none() {
        return;
    }
    let kind = |part: &Part| {
        let of = |key: &str| text(part, key).unwrap_or_default().to_owned();
        let mut texts: Vec<String> = AWARD.texts.iter().map(|key| of(key)).collect();
        if let Some(year) = texts.last_mut() {
            *year = other_year(year, Some(roll_up.days)).to_owned();
        }
        GroupKind::of(&texts.iter().map(String::as_str).collect::<Vec<_>>()).0
    };
    let none = ratio(0, roll_up.covered().1).to_text();
    let path = Path::root().key("awards");
    list(entry(root, &["awards"]), &path, items, &AWARD, &kind, &none, findings);
}

pub(super) fn support(roll_up: &RollUp<'_>, root: &mut Part, findings: &mut Vec<Diagnostic>) {
    let mut by_area: BTreeMap<usize, Vec<Item>> = BTreeMap::new();
    for (kind, group) in &roll_up.groups.support {
        let [area, direction, occasion, fund, unit] = group.spelled.as_slice() else { continue };
        let area = area_named(root, area);
        by_area.entry(area).or_default().push(Item {
            kind: kind.clone(),
            texts: [direction, occasion, fund].map(ToString::to_string).into(),
            counts: [counted(group, 0, unit), counted(group, 1, "triệu đồng")],
            from: from(roll_up, group),
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
            GroupKind::of(&[
                &name,
                of("direction").unwrap_or("chăm lo"),
                of("occasion").or(of("name")).or(of("to")).unwrap_or_default(),
                of("fund").unwrap_or_default(),
                unit.as_ref().map_or("", |quantity| &quantity.unit),
            ])
            .0
        };
        let none = ratio(0, roll_up.covered().1).to_text();
        let path = Path::root().key("results").index(at).key("support");
        list(entry(area, &["support"]), &path, items, &SUPPORT, &kind, &none, findings);
    }
}

/// The units' values for one kind.
struct Item {
    kind: GroupKind,
    texts: Vec<String>,
    counts: [Option<String>; 2],
    from: String,
}

fn counted(group: &Group, which: usize, unit: &str) -> Option<String> {
    Some(group.phrase(which, unit)?.to_text())
}

/// The number of units with a kind, of all that must report.
fn from(roll_up: &RollUp<'_>, group: &Group) -> String {
    let having = usize::try_from(group.units).unwrap_or(usize::MAX);
    ratio(having, roll_up.covered().1).to_text()
}

/// Updates our items of a list in place, removes those that no unit has any more, and appends
/// new ones. The office's items stay; so does an item of ours that the office extended,
/// without the numbers that no unit states: the keys in `none`.
fn list(
    part: &mut Part,
    path: &Path,
    items: Vec<Item>,
    shape: &Shape,
    kind: &dyn Fn(&Part) -> GroupKind,
    none: &str,
    findings: &mut Vec<Diagnostic>,
) {
    let mut wanted: BTreeMap<GroupKind, Item> =
        items.into_iter().map(|item| (item.kind.clone(), item)).collect();
    let mut done: BTreeSet<GroupKind> = BTreeSet::new();
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
    let mut kept_items = 0;
    existing.retain_mut(|part| {
        let path = path.index(kept_items);
        let key = kind(part);
        let ours = text(part, MARK).is_some();
        let Some(item) = wanted.get(&key).filter(|_| !done.contains(&key)) else {
            let stays = !ours || outlives(part, &path, shape, none, findings);
            kept_items += usize::from(stays);
            return stays;
        };
        if ours {
            fill(part, item, shape);
        } else {
            for (key, count) in shape.counts.iter().zip(&item.counts) {
                if let Some(theirs) = text(part, key) {
                    let title = format!("{}: {}", shape.title, called(&item.texts));
                    findings.extend(kept(theirs, count.as_deref(), &title, &path.key(*key)));
                }
            }
        }
        done.insert(key);
        kept_items += 1;
        true
    });
    wanted.retain(|kind, _| !done.contains(kind));
    let mut new_items: Vec<&Item> = wanted.values().collect();
    new_items.sort_by_key(|item| (shape.order)(&item.texts));
    for item in new_items {
        existing.push(made(item, shape));
    }
    part.value = if existing.is_empty() { Value::Empty } else { Value::List(existing) };
}

/// An item that the file hasn't got yet.
fn made(item: &Item, shape: &Shape) -> Part {
    let mut new = Part::new(Value::Map(Vec::new()));
    for (key, text) in shape.texts.iter().zip(&item.texts) {
        if !text.is_empty() {
            set(&mut new, key, Some(text));
        }
    }
    fill(&mut new, item, shape);
    new
}

fn fill(part: &mut Part, item: &Item, shape: &Shape) {
    for (key, count) in shape.counts.iter().zip(&item.counts) {
        if count.is_some() || part.field(key).is_some() {
            set(part, key, count.as_deref());
        }
    }
    set(part, MARK, Some(&item.from));
}

/// Handles an item of ours that no unit states any more: it stays, without numbers, if the
/// office extended it. Reported in either case.
fn outlives(
    part: &mut Part,
    path: &Path,
    shape: &Shape,
    none: &str,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    let texts: Vec<String> =
        shape.texts.iter().filter_map(|key| text(part, key).map(str::to_owned)).collect();
    let title = format!("{}: {}", shape.title, called(&texts));
    if !is_added_to(part, shape) {
        let message = format!("{title}: không đơn vị nào ghi; đã bỏ mục này");
        // Its list is all that is left of it.
        let mut list = path.clone();
        list.pop();
        findings.push(Diagnostic::warning(Code::ROLLUP_STALE, message).with_path(list));
        return false;
    }
    let message = format!(
        "{title}: không đơn vị nào ghi; bỏ số, giữ phần ghi tay. Muốn giữ cả mục thì xóa dòng from_units, ghi lại số"
    );
    findings.push(Diagnostic::warning(Code::ROLLUP_STALE, message).with_path(path));
    for key in shape.counts {
        if part.field(key).is_some() {
            set(part, key, None);
        }
    }
    set(part, MARK, Some(none));
    true
}

/// Whether an item contains more than a roll-up writes.
fn is_added_to(part: &Part, shape: &Shape) -> bool {
    let written =
        |key: &str| key == MARK || shape.texts.contains(&key) || shape.counts.contains(&key);
    let comment = |part: &Part| {
        let lines = part.above.iter().chain(&part.beside).chain(&part.below);
        lines.into_iter().any(|line| !line.trim().is_empty())
    };
    let more = |(key, part): &(String, Part)| !written(key) || comment(part);
    comment(part) || matches!(&part.value, Value::Map(fields) if fields.iter().any(more))
}

fn called(texts: &[String]) -> String {
    let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
    texts.join(", ")
}
