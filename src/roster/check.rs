//! Rules for a roster.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, Path};

use super::{Roster, Unit};

/// More units than any union has below it; a sheet with more rows is refused as well.
const MOST_UNITS: usize = 140_000;
/// The most findings on a roster.
const MOST_TOLD: usize = 100;
/// The longest chain of units above one another, or of mergers; a longer one is a cycle, or
/// wrong.
const LONGEST_CHAIN: usize = 100;

/// The findings on a roster.
pub(super) fn check(roster: &Roster, tree: &Node) -> Vec<Diagnostic> {
    let of_all =
        |message: String| Diagnostic::error(Code::ROSTER_ENTRY, message).at(tree.place.clone());
    if roster.units.len() > MOST_UNITS {
        let why = format!("Danh sách có hơn {MOST_UNITS} đơn vị; chia thành nhiều danh sách");
        return vec![of_all(why)];
    }
    if roster.units.is_empty() {
        let none = of_all("Danh sách chưa có đơn vị nào".to_owned());
        return vec![none.with_hint("mỗi đơn vị một mục dưới units, có code và name")];
    }
    let mut look = Look { roster, tree, rows: HashMap::new(), found: Vec::new() };
    for (i, unit) in roster.units.iter().enumerate().filter(|(_, unit)| !unit.code().is_empty()) {
        look.rows.entry(unit.code()).or_default().push(i);
    }
    for (i, unit) in roster.units.iter().enumerate() {
        look.entry(i, unit);
    }
    look.found
}

/// The state of checking the rows of a roster in order.
struct Look<'a> {
    roster: &'a Roster,
    tree: &'a Node,
    rows: Rows<'a>,
    found: Vec<Diagnostic>,
}

impl<'a> Look<'a> {
    fn tell(&mut self, diagnostic: Diagnostic, i: usize, key: &str) {
        if self.found.len() < MOST_TOLD {
            let path = at(i, key);
            self.found.push(diagnostic.at(self.tree.place(&path)).with_path(path));
        }
    }

    /// Checks one row by itself, and against the others.
    fn entry(&mut self, i: usize, unit: &'a Unit) {
        let code = unit.code();
        if code.is_empty() {
            let message = format!("{}: chưa có mã đơn vị", unit.called());
            let missing = Diagnostic::error(Code::ROSTER_ENTRY, message);
            self.tell(missing.with_hint("ghi code, mỗi đơn vị một mã"), i, "code");
            return;
        }
        if unit.name.as_deref().unwrap_or_default().is_empty() {
            let message = format!("Đơn vị {code} chưa có tên");
            self.tell(Diagnostic::warning(Code::ROSTER_ENTRY, message), i, "name");
        }
        if backwards(unit) {
            let message = format!("Đơn vị {code}: ngày cuối đứng trước ngày đầu");
            let wrong = Diagnostic::error(Code::ROSTER_TWICE, message);
            self.tell(wrong.with_hint("xem lại since và until"), i, "until");
        }
        self.twice(i, unit);
        self.successor(i, unit);
        // Findings on a unit as a whole are reported at its first row.
        if self.rows.get(code).is_some_and(|rows| rows.first() == Some(&i)) {
            self.first_row(i, code);
        }
    }

    /// Reports another row of the same unit for the same time.
    fn twice(&mut self, i: usize, unit: &Unit) {
        let code = unit.code();
        let earlier = self.rows.get(code).into_iter().flatten().take(LONGEST_CHAIN);
        let mut earlier = earlier.take_while(|row| **row < i);
        let Some(twin) = earlier.find(|row| overlap(unit, &self.roster.units[**row])) else {
            return;
        };
        let message = format!("Mã đơn vị {code} ghi hai lần cho cùng một thời gian");
        let twice = Diagnostic::error(Code::ROSTER_TWICE, message)
            .with_related(self.tree.place(&at(*twin, "code")), "đã ghi ở đây")
            .with_hint("đơn vị chuyển cấp trên thì dòng cũ ghi until, dòng mới ghi since");
        self.tell(twice, i, "code");
    }

    /// The successor must be a different unit, on a known date.
    fn successor(&mut self, i: usize, unit: &Unit) {
        let code = unit.code();
        let Some(successor) = unit.successor.as_deref().filter(|s| !s.is_empty()) else { return };
        if successor == code || !self.rows.contains_key(successor) {
            let message =
                format!("Đơn vị {code} nhập vào {successor}, mã này không có trong danh sách");
            self.tell(Diagnostic::error(Code::ROSTER_RELATION, message), i, "successor");
        } else if unit.until.is_none() {
            let message = format!("Đơn vị {code} nhập vào {successor} mà chưa có ngày");
            let undated = Diagnostic::error(Code::ROSTER_RELATION, message)
                .with_hint("ghi until: ngày cuối cùng trước khi sáp nhập");
            self.tell(undated, i, "successor");
        }
    }

    /// Checks that concern all rows of a unit.
    fn first_row(&mut self, i: usize, code: &str) {
        if self.rows.get(code).is_some_and(|rows| rows.len() > LONGEST_CHAIN) {
            let message = format!("Mã đơn vị {code} ghi hơn {LONGEST_CHAIN} lần");
            let many = Diagnostic::error(Code::ROSTER_TWICE, message);
            self.tell(many.with_hint("mỗi đơn vị một mã"), i, "code");
        }
        if goes_round(code, |code| parents(self.roster, &self.rows, code)) {
            let message = format!("Đơn vị {code}: công đoàn cấp trên vòng lại chính đơn vị này");
            self.tell(Diagnostic::error(Code::ROSTER_RELATION, message), i, "parent");
        }
        if goes_round(code, |code| successors(self.roster, &self.rows, code)) {
            let message = format!("Đơn vị {code}: sáp nhập vòng lại chính đơn vị này");
            self.tell(Diagnostic::error(Code::ROSTER_RELATION, message), i, "successor");
        }
    }
}

/// The path to a field of a row.
fn at(i: usize, key: &str) -> Path {
    Path::root().key("units").index(i).key(key)
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

/// Whether following `next` from a code leads back to it.
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
