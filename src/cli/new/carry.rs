//! The last period's dossier → this period's.
//!
//! What is the union's own stays: its name, recipients, outline. Figures of the
//! last period become *cùng kỳ*, its plan's targets become those that await a
//! result, terms and years move on, in its headings as well. Whatever was said of
//! the last period is kept as a comment, so that nothing of it can be printed by mistake.

mod figure;
mod term;
#[cfg(test)]
mod tests;

use baocao::dossier::{Dossier, Item, Kind, PeriodType, Reading, Record, Status, Walk};
use baocao::source::{Commented, Part, Value};

use super::args::Starter;
use super::past::{each, forget, remember, set};
use super::{headings, turn};

use figure::figure;
pub(super) use term::{await_results, planned, put};
use term::{next_term, targets};

const FIRST_LINE: &str = "# yaml-language-server: $schema=schema/dossier.schema.json";

/// The conversion of the last period's dossier.
#[derive(Debug, Clone, Copy)]
pub struct Carry {
    /// The kind of the last dossier.
    last: Starter,
    /// The kind of the new one.
    next: Starter,
    /// Whether texts are kept for revision instead of becoming comments.
    keep_texts: bool,
}

impl Carry {
    /// For the next dossier of the same kind, or of the requested one.
    pub fn new(last: &Dossier, kind: Option<Starter>, keep_texts: bool) -> Self {
        let half = last.period.as_ref().is_some_and(|p| p.r#type == Some(PeriodType::FirstHalf));
        let last = match last.kind {
            Some(Kind::Congress) => Starter::Congress,
            _ if half => Starter::HalfYearReview,
            _ => Starter::YearReview,
        };
        Carry { last, next: kind.unwrap_or(last), keep_texts }
    }

    /// Whether the new dossier is of another kind, so that figures of the last one aren't
    /// comparable.
    fn turns(self) -> bool {
        self.last != self.next
    }

    /// The text of this period's dossier.
    pub fn over(self, last: &Reading, name: &str) -> String {
        let mut file = Commented::of(&last.tree);
        let item = last.dossier.item();
        if self.turns() {
            turn::targets(&mut file.root, self.last, self.next);
        } else {
            targets(&mut file.root, self.last.scope());
            if self.last == Starter::Congress {
                next_term(&mut file.root);
            }
        }
        if let Value::Map(fields) = &mut file.root.value {
            for (key, part) in fields.iter_mut() {
                let item = item.get(key).unwrap_or(Item::Unknown);
                self.root_field(key, part, item);
            }
        }
        if let Some(outline) = file.root.field_mut("outline").filter(|_| !self.turns()) {
            let step = headings::Step::of(&last.dossier);
            headings::carry(outline, step.as_ref(), self.keep_texts);
        }
        if self.turns() {
            turn::root(&mut file.root, self.next, &last.dossier);
        }
        if let Value::Map(fields) = &mut file.root.value {
            head(fields, name);
        }
        file.write()
    }

    /// The name of the new dossier's file: the old name with the new year, else with a
    /// suffix; for another kind, a name by that kind.
    pub fn next_name(self, last: &Reading, stem: &str) -> String {
        if self.turns() {
            return turn::name(self.next, &last.dossier);
        }
        for (old, new) in years(&last.dossier) {
            if let Some(at) = stem.rfind(&old.to_string()) {
                return format!("{}{new}{}", &stem[..at], &stem[at + 4..]);
            }
        }
        format!("{stem}-ky-moi")
    }
}

/// Years of the last period, paired with those of the next.
fn years(last: &Dossier) -> Vec<(u16, u16)> {
    let term = last.congress.as_ref().and_then(|c| c.term);
    let term = term.map(|t| (t.from, t.to));
    let year = last.period.as_ref().and_then(|p| p.year).map(|y| (y.first, y.first + 1));
    match last.kind {
        Some(Kind::Congress) => term.into_iter().collect(),
        _ => year.into_iter().collect(),
    }
}

fn head(fields: &mut [(String, Part)], name: &str) {
    let Some((_, first)) = fields.first_mut() else { return };
    first.above.retain(|line| !line.contains("yaml-language-server"));
    let note =
        format!("# Lấy từ hồ sơ kỳ trước ({name}). Dòng “kỳ trước” chỉ để tham khảo, không in.");
    let how = "# Dùng lại đoạn cũ: bỏ dấu # và dấu cách sau nó ở các dòng ngay dưới.".to_owned();
    let mut above = vec![FIRST_LINE.to_owned(), "#".to_owned(), note, how];
    above.append(&mut first.above);
    first.above = above;
}

impl Carry {
    fn root_field(self, key: &str, part: &mut Part, item: Item<'_>) {
        let congress = self.last == Starter::Congress;
        match key {
            "status" => set(part, Status::Draft.word()),
            "draft_number" | "draft_date" | "to_confirm" | "acknowledged" | "source" => {
                forget(part);
            }
            "congress" | "previous_term" | "upper_congress" if self.turns() => remember(part),
            "period" => period(part, congress || self.turns()),
            "congress" if congress => each(part, |key, part| match key {
                "name" | "date" | "place" | "motto" | "theme" | "tasks" => remember(part),
                _ => {}
            }),
            "congress" => each(part, |_, part| remember(part)),
            "previous_term" if congress => each(part, |key, part| match key {
                "span" | "reason" => remember(part),
                _ => {}
            }),
            "upper_congress" => each(part, |key, part| match key {
                "ordinal" | "term" => remember(part),
                _ => {}
            }),
            "membership" | "situation" | "results" | "assessment" => self.work(part, item),
            "direction" => each(part, |key, part| match key {
                // They are under `previous_targets` now.
                "targets" | "targets_complete" if !self.turns() => forget(part),
                "targets" | "targets_complete" | "directives" => remember(part),
                _ if self.keep_texts => {}
                _ => remember(part),
            }),
            "awards" | "award_review" | "aid_lists" | "event" | "attendance" | "speeches"
            | "conclusions" | "news" | "letters" | "corrections" | "routing_slips"
            | "emulation" | "bodies" | "decisions" | "elections" | "reports" | "first_meeting"
            | "committee_review" | "comments" | "delegates" | "agenda" | "personnel"
            | "congress_plan" | "ratings" => remember(part),
            "papers" => each(part, |_, envelope| each(envelope, envelope_field)),
            _ => {}
        }
    }

    /// Clears the reported values, including figures.
    fn work(self, part: &mut Part, item: Item<'_>) {
        match item {
            Item::Record(Record::Figure(_), _) => return figure(part, !self.turns()),
            Item::Prose(_) if !self.keep_texts => remember(part),
            _ => {}
        }
        match (&mut part.value, item) {
            (Value::List(parts), Item::List(_)) => {
                parts.iter_mut().zip(item.items()).for_each(|(part, item)| self.work(part, item));
            }
            (Value::Map(fields), Item::Record(..)) => {
                for (key, part) in fields {
                    match key.as_str() {
                        "support" if self.keep_texts => support(part),
                        "support" | "awards" | "occasions" => remember(part),
                        key => self.work(part, item.get(key).unwrap_or(Item::Unknown)),
                    }
                }
            }
            _ => {}
        }
    }
}

/// Texts that are kept refer to support by its id, so it stays without numbers.
fn support(part: &mut Part) {
    let Value::List(given) = &mut part.value else { return remember(part) };
    for one in given {
        each(one, |key, part| match key {
            "id" | "name" | "direction" | "occasion" | "to" | "fund" | "via" => {}
            _ => remember(part),
        });
    }
}

fn envelope_field(key: &str, part: &mut Part) {
    match key {
        "status" => set(part, Status::Draft.word()),
        "number" | "date" | "draft_number" | "draft_date" | "sealed" => forget(part),
        "subject" | "opening" | "closing" => remember(part),
        "signature" => {
            if let Some(name) = part.field_mut("name") {
                remember(name);
            }
        }
        _ => {}
    }
}

fn period(part: &mut Part, other: bool) {
    each(part, |key, part| match key {
        "year" | "next_year" if !other => {
            if let Value::Text(typed) = &part.value {
                let years: Result<Vec<u16>, _> =
                    typed.split(['-', '–']).map(|year| year.trim().parse::<u16>()).collect();
                if let Ok(years) = years {
                    let next = years.iter().map(|year| (year + 1).to_string());
                    set(part, &next.collect::<Vec<_>>().join("-"));
                }
            }
        }
        "type" | "subject" => {}
        _ => remember(part),
    });
}
