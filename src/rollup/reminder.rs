//! Urging the units that haven't reported: one text for all of them, as it is pasted
//! into a group, and an official letter (công văn) that names them.

use std::fmt::Write;

use crate::source::{Commented, Node, Part, Value};
use crate::vietnamese::PartialDate;

use super::{RollUp, Standing, UnitOutcome};

/// Who asks, for what and until when.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sender<'a> {
    /// The office's name.
    pub name: Option<&'a str>,
    /// Whom to ask, with a telephone number.
    pub contact: Option<&'a str>,
    /// *năm 2026*
    pub period: &'a str,
    /// The day until which reports are due.
    pub deadline: Option<PartialDate>,
}

impl Sender<'_> {
    /// *, trước ngày 25/11/2026*: empty where nobody set a day.
    pub(super) fn until(&self) -> String {
        self.deadline.map(|day| format!(" trước ngày {}", day.typed())).unwrap_or_default()
    }

    /// The lines that say who writes; empty where nothing is known of it.
    pub(super) fn lines(&self) -> Vec<String> {
        let contact = self.contact.map(|contact| format!("Liên hệ: {contact}"));
        self.name.map(str::to_owned).into_iter().chain(contact).collect()
    }
}

/// Who hasn't reported, and who has something to mend, by name.
struct Late<'r> {
    missing: Vec<&'r UnitOutcome<'r>>,
    to_mend: Vec<&'r UnitOutcome<'r>>,
}

impl<'r> Late<'r> {
    fn of(roll_up: &'r RollUp<'_>) -> Self {
        let is_missing = |unit: &&UnitOutcome<'_>| unit.standing == Standing::Missing;
        let units = || roll_up.units.iter();
        Late {
            missing: units().filter(is_missing).collect(),
            to_mend: units().filter(|u| !is_missing(u) && u.has_to_mend()).collect(),
        }
    }
}

/// How many reports came, of how many.
fn came(roll_up: &RollUp<'_>, missing: usize) -> (usize, usize) {
    let all = roll_up.units.iter().filter(|unit| unit.standing != Standing::LeftOut).count();
    (all - missing, all)
}

/// What a unit has to do, in a few words.
fn what_to_mend(outcome: &UnitOutcome<'_>) -> String {
    match &outcome.standing {
        Standing::Reported { .. } => {
            let faults = outcome.findings.iter().filter(|found| found.is_error()).count();
            format!("còn {} số liệu phải sửa", outcome.unread.len() + faults)
        }
        standing => standing.words(),
    }
}

/// One text to all units.
pub fn reminder(roll_up: &RollUp<'_>, sender: &Sender<'_>) -> String {
    let late = Late::of(roll_up);
    let (came, all) = came(roll_up, late.missing.len());
    let period = sender.period;
    let mut out = format!("Kính gửi các đơn vị: báo cáo {period}, đã nhận {came}/{all} đơn vị.\n");
    // Writing to a String can't fail.
    if !late.missing.is_empty() {
        let _ = writeln!(out, "\nChưa gửi ({}):", late.missing.len());
        for (at, outcome) in late.missing.iter().enumerate() {
            let _ = writeln!(out, "{}. {}", at + 1, outcome.unit.called());
        }
    }
    if !late.to_mend.is_empty() {
        let _ = writeln!(out, "\nĐã gửi, cần sửa ({}):", late.to_mend.len());
        for (at, outcome) in late.to_mend.iter().enumerate() {
            let _ =
                writeln!(out, "{}. {}: {}", at + 1, outcome.unit.called(), what_to_mend(outcome));
        }
    }
    let until = sender.until();
    let asked = match (late.missing.is_empty(), late.to_mend.is_empty()) {
        (true, true) => "Cảm ơn các đơn vị đã gửi đủ.".to_owned(),
        (false, true) => format!("Đề nghị các đơn vị chưa gửi gửi báo cáo{until}."),
        (true, false) => format!("Đề nghị các đơn vị nêu trên sửa và gửi lại{until}."),
        (false, false) => format!("Đề nghị các đơn vị nêu trên gửi, gửi lại{until}."),
    };
    let _ = write!(out, "\n{asked}\n");
    for line in sender.lines() {
        let _ = writeln!(out, "{line}");
    }
    out
}

/// How many units a letter is addressed to by their names.
const ADDRESSED: usize = 10;

/// A dossier with the letter that urges them, of which `render --paper cong-van` makes
/// the paper; the office's own parts are taken out of the superior's. None where nobody
/// is to be urged.
pub fn letter(roll_up: &RollUp<'_>, superior: &Node, sender: &Sender<'_>) -> Option<String> {
    let late = Late::of(roll_up);
    if late.missing.is_empty() && late.to_mend.is_empty() {
        return None;
    }
    let root = Commented::of(superior).root;
    let kept = ["kind", "form", "organization", "period", "abbreviations"];
    let own = kept.iter().filter_map(|key| Some(((*key).to_owned(), root.field(key)?.bare())));
    let mut fields: Vec<(String, Part)> = own.collect();
    let units = late.missing.iter().chain(&late.to_mend);
    let names: Vec<Part> = units.map(|unit| Part::text(unit.unit.called())).collect();
    let addressee = match names.len() {
        ..=ADDRESSED => names,
        _ => vec![Part::text("Các công đoàn trực thuộc có tên trong danh sách dưới đây")],
    };
    let map = |fields: Vec<(&str, Part)>| {
        let fields = fields.into_iter().map(|(key, part)| (key.to_owned(), part));
        Part::new(Value::Map(fields.collect()))
    };
    let period = sender.period;
    let mut letter = vec![
        ("subject", Part::text(format!("đôn đốc gửi báo cáo {period}"))),
        ("addressee", Part::new(Value::List(addressee))),
        ("text", Part::text(body(roll_up, &late, sender))),
    ];
    let deadline = sender.deadline.map(|day| ("deadline", Part::text(day.typed())));
    letter.extend(deadline);
    letter.extend(sender.contact.map(|contact| ("contact", Part::text(contact))));
    fields.push(("letters".to_owned(), Part::new(Value::List(vec![map(letter)]))));
    let envelope = root.field("papers").and_then(signed).unwrap_or_default();
    fields.push(("papers".to_owned(), map(vec![("letter", envelope)])));
    Some(Commented { root: Part::new(Value::Map(fields)), tail: Vec::new() }.write())
}

/// Who signs for the office, as the first of its papers that says so has it.
fn signed(papers: &Part) -> Option<Part> {
    let Value::Map(papers) = &papers.value else { return None };
    let signature = papers.iter().find_map(|(_, paper)| paper.field("signature"))?;
    Some(Part::new(Value::Map(vec![("signature".to_owned(), signature.bare())])))
}

fn body(roll_up: &RollUp<'_>, late: &Late<'_>, sender: &Sender<'_>) -> String {
    let (came, all) = came(roll_up, late.missing.len());
    let period = sender.period;
    let who = sender.name.unwrap_or("Công đoàn cấp trên");
    let mut out = format!("Đến nay, {who} đã nhận báo cáo {period} của {came}/{all} đơn vị.\n");
    let stop = |at: usize, all: usize| if at + 1 == all { "." } else { ";" };
    // Writing to a String can't fail.
    if !late.missing.is_empty() {
        let all = late.missing.len();
        let _ = write!(out, "\nCác đơn vị chưa gửi báo cáo ({all} đơn vị):\n\n");
        for (at, outcome) in late.missing.iter().enumerate() {
            let _ = writeln!(out, "- {}{}", outcome.unit.called(), stop(at, all));
        }
    }
    if !late.to_mend.is_empty() {
        let all = late.to_mend.len();
        let _ = write!(out, "\nCác đơn vị đã gửi, cần sửa và gửi lại ({all} đơn vị):\n\n");
        for (at, outcome) in late.to_mend.iter().enumerate() {
            let (name, why) = (outcome.unit.called(), what_to_mend(outcome));
            let _ = writeln!(out, "- {name}: {why}{}", stop(at, all));
        }
    }
    // The paper itself says until when.
    out + "\nĐề nghị các đơn vị có tên trên khẩn trương gửi báo cáo."
}
