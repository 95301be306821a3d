//! Writing of totals into the superior's dossier, without touching manual entries.
//!
//! A figure, award or support that carries `from_units` is ours and renewed by every roll-up;
//! one without is the office's and stays. Beside a value of ours, `prior`, `assigned`,
//! `comparable` and `as_of` are ours as long as they carry our comment.

mod items;
mod mark;
mod order;

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::{Amount, Indicator, Quantity};
use crate::source::{Commented, Node, Part, Path, Value, splice};
use crate::vietnamese::Number;

use super::addend::Addend;
use super::{RollUp, Row, broken};

use mark::Mark;

/// The superior's dossier with the totals in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The superior's whole file with the totals in it.
    pub text: String,
    /// Findings: the office's own figures that differ from the roll-up's; then awards and
    /// support of ours that no unit states any more. Their paths are those of the new text.
    pub findings: Vec<Diagnostic>,
}

pub use crate::dossier::REPORTED;

const MARK: &str = "from_units";

/// Writes a roll-up into a dossier, keeping every byte that needn't change. `tree` is the
/// dossier as read; `None` if its text is written in a way that can't be edited.
pub fn write(roll_up: &RollUp<'_>, tree: &Node) -> Option<Written> {
    let mut root = Commented::of(tree).root;
    let mut findings = Vec::new();
    for row in &roll_up.rows {
        let (stating, asked) = roll_up.stating(row);
        let fresh = Fresh::of(roll_up, row, stating, asked);
        let path = path(&root, row.code, row.indicator);
        if let Some(place) = place(&mut root, row.code, row.indicator, fresh.value.is_some()) {
            findings.extend(put(place, &fresh, row.title(), &path));
        }
    }
    let (counted, due) = roll_up.covered();
    let covered = ratio(counted, due).to_text();
    let fresh = Fresh { value: Some(covered.clone()), from: covered, ..Fresh::default() };
    let at = ["membership", "figures", REPORTED];
    let path = path_of(&at);
    findings.extend(put(entry(&mut root, &at), &fresh, "Đơn vị đã báo cáo", &path));
    items::awards(roll_up, &mut root, &mut findings);
    items::support(roll_up, &mut root, &mut findings);
    findings.sort_by_key(|found| found.code);
    Some(Written { text: splice(tree, &root)?, findings })
}

/// The new values of one figure.
#[derive(Debug, Default)]
struct Fresh {
    value: Option<String>,
    prior: Option<String>,
    assigned: Option<String>,
    comparable: Option<String>,
    /// Why it isn't comparable.
    why: Option<String>,
    as_of: Option<String>,
    from: String,
}

impl Fresh {
    fn of(roll_up: &RollUp<'_>, row: &Row<'_>, stating: usize, asked: usize) -> Fresh {
        let from = ratio(stating, asked).to_text();
        let Some(total) = roll_up.totals.get(row.code) else {
            return Fresh { from, ..Fresh::default() };
        };
        let phrase = |amount: &Addend| Some(amount.phrase(row.measure.unit)?.to_text());
        let prior = total.prior.amount.as_ref().and_then(phrase);
        let broken = !total.comparable() || roll_up.is_broken(row);
        let broken = prior.as_ref().filter(|_| broken);
        Fresh {
            value: total.value.as_ref().and_then(phrase),
            comparable: broken.map(|_| "không".to_owned()),
            why: broken.map(|_| broken::why(roll_up, row)),
            prior,
            assigned: total.assigned().and_then(phrase),
            as_of: match total.value {
                Some(Addend::Latest { day: Some(day), .. }) => Some(day.to_string()),
                _ => None,
            },
            from,
        }
    }
}

/// *56/60 đơn vị*
pub(super) fn ratio(part: usize, whole: usize) -> Quantity {
    let number = |n: usize| Number::from(n as u64);
    Quantity {
        hedge: None,
        amount: Amount::Ratio(number(part), number(whole)),
        percent: false,
        unit: "đơn vị".to_owned(),
    }
}

/// The part of a figure; if it is missing and `wanted`, created where the catalogue says.
fn place<'p>(
    root: &'p mut Part,
    code: &str,
    indicator: &Indicator,
    wanted: bool,
) -> Option<&'p mut Part> {
    let at = keys(code, indicator);
    let area = area_of(root, code);
    if area.is_none()
        && (exists(root, &at) || wanted && (indicator.field.is_some() || indicator.area.is_none()))
    {
        return Some(entry(root, &at));
    }
    let area = match (area, indicator.area.as_deref()) {
        (Some(area), _) => area,
        (None, Some(name)) if wanted => area_named(root, name),
        _ => return None,
    };
    let area = item(root, area)?;
    Some(entry(area, &["figures", code]))
}

/// The keys of a figure outside areas of work.
fn keys<'k>(code: &'k str, indicator: &'k Indicator) -> Vec<&'k str> {
    match indicator.field.as_deref() {
        Some(field) => field.split('.').collect(),
        None => vec!["membership", "figures", code],
    }
}

/// The path of a figure, if it exists.
fn path(root: &Part, code: &str, indicator: &Indicator) -> Path {
    match area_of(root, code) {
        Some(at) => Path::root().key("results").index(at).key("figures").key(code),
        None => path_of(&keys(code, indicator)),
    }
}

fn path_of(keys: &[&str]) -> Path {
    keys.iter().fold(Path::root(), |path, key| path.key(*key))
}

fn exists(root: &Part, at: &[&str]) -> bool {
    at.iter().try_fold(root, |part, key| part.field(key)).is_some()
}

fn areas(root: &Part) -> &[Part] {
    match root.field("results").map(|part| &part.value) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// The index of the area of work with the figure of a code.
fn area_of(root: &Part, code: &str) -> Option<usize> {
    areas(root).iter().position(|area| exists(area, &["figures", code]))
}

/// The index of the area of work of a name, created if missing.
fn area_named(root: &mut Part, name: &str) -> usize {
    let fold = |text: &str| crate::vietnamese::nfc(text).trim().to_lowercase();
    let named = |area: &Part| text(area, "area").is_some_and(|text| fold(text) == fold(name));
    if let Some(at) = areas(root).iter().position(named) {
        return at;
    }
    let area = Part::new(Value::Map(vec![("area".to_owned(), Part::text(name))]));
    let results = entry(root, &["results"]);
    if !matches!(results.value, Value::List(_)) {
        results.value = Value::List(Vec::new());
    }
    match &mut results.value {
        Value::List(items) => {
            let above = if items.is_empty() { Vec::new() } else { vec![String::new()] };
            items.push(Part { above, ..area });
            items.len() - 1
        }
        _ => 0,
    }
}

fn item(root: &mut Part, at: usize) -> Option<&mut Part> {
    match &mut root.field_mut("results")?.value {
        Value::List(items) => items.get_mut(at),
        _ => None,
    }
}

/// The part at some keys, created if missing.
fn entry<'p>(root: &'p mut Part, keys: &[&str]) -> &'p mut Part {
    let mut part = root;
    for (depth, key) in keys.iter().enumerate() {
        let fields = fields(part);
        let at = match fields.iter().position(|(k, _)| k == key) {
            Some(at) => at,
            None => {
                // A new top-level block is separated by an empty line.
                let block = depth == 0 && fields.iter().any(|(k, _)| k == "organization");
                let above = if block { vec![String::new()] } else { Vec::new() };
                fields.push(((*key).to_owned(), Part { above, ..Part::default() }));
                fields.len() - 1
            }
        };
        part = &mut fields[at].1;
    }
    part
}

/// The fields of a map; an empty value becomes one.
fn fields(part: &mut Part) -> &mut Vec<(String, Part)> {
    if !matches!(part.value, Value::Map(_)) {
        part.value = Value::Map(Vec::new());
    }
    match &mut part.value {
        Value::Map(fields) => fields,
        _ => unreachable!("it is a map now"),
    }
}

fn text<'p>(part: &'p Part, key: &str) -> Option<&'p str> {
    match part.field(key).map(|part| &part.value) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// Puts the units' values into the figure at a path, unless the office wrote it; returns a
/// finding on that.
fn put(part: &mut Part, fresh: &Fresh, title: &str, path: &Path) -> Option<Diagnostic> {
    let marked = text(part, MARK).is_some();
    let theirs = match &part.value {
        Value::Text(typed) => Some(typed.as_str()),
        _ if marked => None,
        _ => text(part, "value"),
    };
    if let Some(theirs) = theirs {
        return kept(theirs, fresh.value.as_deref(), title, path);
    }
    if fresh.value.is_none() && !marked {
        return None;
    }
    set(part, "value", fresh.value.as_deref());
    for (key, value, why) in [
        ("assigned", &fresh.assigned, None),
        ("prior", &fresh.prior, None),
        ("comparable", &fresh.comparable, fresh.why.as_deref()),
        ("as_of", &fresh.as_of, None),
    ] {
        set_beside(part, key, value.as_deref(), why);
    }
    set(part, MARK, Some(&fresh.from));
    None
}

/// The finding on an office's figure that differs from the units'.
fn kept(theirs: &str, ours: Option<&str>, title: &str, path: &Path) -> Option<Diagnostic> {
    let same = |a: &str, b: &str| match (Quantity::parse(a), Quantity::parse(b)) {
        (Ok(a), Ok(b)) => a.amount == b.amount,
        _ => a == b,
    };
    let ours = ours.filter(|ours| !same(ours, theirs))?;
    let message =
        format!("{title} ghi tay là {theirs}, các đơn vị cộng lại là {ours}; giữ số ghi tay");
    Some(Diagnostic::warning(Code::ROLLUP_OWN_FIGURE, message).with_path(path))
}

fn set(part: &mut Part, key: &str, value: Option<&str>) {
    let place = entry(part, &[key]);
    place.value = value.map_or(Value::Empty, |text| Value::Text(text.to_owned()));
    place.below.clear();
}

/// Sets the value of a neighbouring key, if it is empty or ours; other text in the comment
/// stays.
fn set_beside(part: &mut Part, key: &str, value: Option<&str>, why: Option<&str>) {
    let existing = part.field(key);
    let mark = existing.map(Mark::of).unwrap_or_default();
    let empty = existing.is_none_or(|part| part.value == Value::Empty);
    match value {
        Some(value) if mark.ours || empty => {
            let beside = Some(mark.with(why));
            let place = entry(part, &[key]);
            let above = std::mem::take(&mut place.above);
            *place = Part { above, beside, ..Part::text(value) };
        }
        None if mark.ours && mark.theirs.is_some() => {
            let beside = mark.theirs;
            let place = entry(part, &[key]);
            let above = std::mem::take(&mut place.above);
            *place = Part { above, beside, ..Part::default() };
        }
        None if mark.ours => {
            if let Value::Map(fields) = &mut part.value {
                fields.retain(|(k, _)| k != key);
            }
        }
        _ => {}
    }
}
