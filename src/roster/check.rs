//! What must hold in a roster.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, Path};

use super::{Roster, Unit};

/// More units than any union has below it: a sheet of so many rows is refused, too.
const MOST_UNITS: usize = 50_000;
/// So many things are told of a roster at a time.
const MOST_TOLD: usize = 100;
/// Units above one another, or merged one into the next: what is longer goes round,
/// or will never be followed.
const LONGEST_CHAIN: usize = 100;

pub(super) fn check(roster: &Roster, tree: &Node) -> Vec<Diagnostic> {
    if roster.units.len() > MOST_UNITS {
        let why = format!("Danh sách có hơn {MOST_UNITS} đơn vị; chia thành nhiều danh sách");
        return vec![Diagnostic::error(Code::ROSTER_ENTRY, why).at(tree.place.clone())];
    }
    let mut found = Vec::new();
    let mut rows: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, unit) in roster.units.iter().enumerate() {
        if !unit.code().is_empty() {
            rows.entry(unit.code()).or_default().push(i);
        }
    }
    let at = |i: usize, key: &str| Path::root().key("units").index(i).key(key);
    let mut tell = |diagnostic: Diagnostic, i: usize, key: &str| {
        if found.len() < MOST_TOLD {
            let path = at(i, key);
            found.push(diagnostic.at(tree.place(&path)).with_path(path));
        }
    };
    if roster.units.is_empty() {
        found.push(
            Diagnostic::error(Code::ROSTER_ENTRY, "Danh sách chưa có đơn vị nào")
                .at(tree.place.clone())
                .with_hint("mỗi đơn vị một mục dưới units, có code và name"),
        );
        return found;
    }
    for (i, unit) in roster.units.iter().enumerate() {
        let code = unit.code();
        if code.is_empty() {
            let missing = Diagnostic::error(
                Code::ROSTER_ENTRY,
                format!("{}: chưa có mã đơn vị", unit.called()),
            );
            tell(missing.with_hint("ghi code, mỗi đơn vị một mã"), i, "code");
            continue;
        }
        if unit.name.as_deref().unwrap_or_default().is_empty() {
            tell(
                Diagnostic::warning(Code::ROSTER_ENTRY, format!("Đơn vị {code} chưa có tên")),
                i,
                "name",
            );
        }
        if backwards(unit) {
            let message = format!("Đơn vị {code}: ngày cuối đứng trước ngày đầu");
            tell(
                Diagnostic::error(Code::ROSTER_TWICE, message).with_hint("xem lại since và until"),
                i,
                "until",
            );
        }
        let earlier = rows.get(code).into_iter().flatten().take(LONGEST_CHAIN);
        let earlier = earlier.take_while(|row| **row < i);
        if let Some(twin) =
            earlier.map(|row| (*row, &roster.units[*row])).find(|(_, other)| overlap(unit, other))
        {
            let message = format!("Mã đơn vị {code} ghi hai lần cho cùng một thời gian");
            let twice = Diagnostic::error(Code::ROSTER_TWICE, message)
                .with_related(tree.place(&at(twin.0, "code")), "đã ghi ở đây")
                .with_hint("đơn vị chuyển cấp trên thì dòng cũ ghi until, dòng mới ghi since");
            tell(twice, i, "code");
        }
        if let Some(successor) = unit.successor.as_deref().filter(|s| !s.is_empty()) {
            if successor == code || !rows.contains_key(successor) {
                let message =
                    format!("Đơn vị {code} nhập vào {successor}, mã này không có trong danh sách");
                tell(Diagnostic::error(Code::ROSTER_RELATION, message), i, "successor");
            } else if unit.until.is_none() {
                let message = format!("Đơn vị {code} nhập vào {successor} mà chưa có ngày");
                let hint = "ghi until: ngày cuối cùng trước khi sáp nhập";
                tell(
                    Diagnostic::error(Code::ROSTER_RELATION, message).with_hint(hint),
                    i,
                    "successor",
                );
            }
        }
        // What holds of a unit is told at its first row.
        if rows.get(code).is_some_and(|rows| rows.first() != Some(&i)) {
            continue;
        }
        if rows.get(code).is_some_and(|rows| rows.len() > LONGEST_CHAIN) {
            let message = format!("Mã đơn vị {code} ghi hơn {LONGEST_CHAIN} lần");
            tell(
                Diagnostic::error(Code::ROSTER_TWICE, message).with_hint("mỗi đơn vị một mã"),
                i,
                "code",
            );
        }
        if goes_round(code, |code| parents(roster, &rows, code)) {
            let message = format!("Đơn vị {code}: công đoàn cấp trên vòng lại chính đơn vị này");
            tell(Diagnostic::error(Code::ROSTER_RELATION, message), i, "parent");
        }
        if goes_round(code, |code| successors(roster, &rows, code)) {
            let message = format!("Đơn vị {code}: sáp nhập vòng lại chính đơn vị này");
            tell(Diagnostic::error(Code::ROSTER_RELATION, message), i, "successor");
        }
    }
    found
}

fn backwards(unit: &Unit) -> bool {
    let since = unit.since.and_then(|d| d.earliest());
    let until = unit.until.and_then(|d| d.latest());
    since.zip(until).is_some_and(|(since, until)| until < since)
}

/// Whether two rows of a unit share a day.
fn overlap(a: &Unit, b: &Unit) -> bool {
    let before = |a: &Unit, b: &Unit| {
        let until = a.until.and_then(|d| d.latest());
        let since = b.since.and_then(|d| d.earliest());
        until.zip(since).is_some_and(|(until, since)| until < since)
    };
    !(before(a, b) || before(b, a))
}

type Rows<'a> = HashMap<&'a str, Vec<usize>>;

fn parents<'a>(roster: &'a Roster, rows: &Rows<'a>, code: &str) -> Vec<&'a str> {
    units(roster, rows, code).filter_map(|unit| unit.parent.as_deref()).collect()
}

fn successors<'a>(roster: &'a Roster, rows: &Rows<'a>, code: &str) -> Vec<&'a str> {
    units(roster, rows, code).filter_map(|unit| unit.successor.as_deref()).collect()
}

fn units<'r, 'a>(
    roster: &'a Roster,
    rows: &'r Rows<'a>,
    code: &str,
) -> impl Iterator<Item = &'a Unit> + use<'r, 'a> {
    let rows = rows.get(code).map(Vec::as_slice).unwrap_or_default();
    rows.iter().take(LONGEST_CHAIN).filter_map(|row| roster.units.get(*row))
}

/// Whether following `next` from a code comes back to it.
fn goes_round<'a>(code: &str, next: impl Fn(&str) -> Vec<&'a str>) -> bool {
    let mut open = next(code);
    let mut seen: Vec<&str> = Vec::new();
    while let Some(one) = open.pop() {
        if one == code || seen.len() > LONGEST_CHAIN {
            return true;
        }
        if !seen.contains(&one) {
            seen.push(one);
            open.extend(next(one));
        }
    }
    false
}
