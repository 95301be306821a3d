//! The last period's dossier → this period's.
//!
//! What is the union's own stays: its name, recipients, outline. Figures of the
//! last period become *cùng kỳ*, its plan's targets become those that await a
//! result, terms and years move on. Whatever was said of the last period is
//! kept as a comment, so that nothing of it can be printed by mistake.

use baocao::dossier::{Dossier, Item, Kind, PeriodType, Reading, Record, Status, Walk};
use baocao::source::{Commented, Part, Value, scalar};
use baocao::vietnamese::{Ordinal, Term};

use super::args::Starter;
use super::turn;

const FIRST_LINE: &str = "# yaml-language-server: $schema=schema/dossier.schema.json";

/// What becomes of the last period's dossier.
#[derive(Debug, Clone, Copy)]
pub struct Carry {
    /// What the last dossier is for.
    last: Starter,
    /// What the new one is for.
    next: Starter,
    /// Whether texts stay texts, to be reworked, in place of comments.
    keep_texts: bool,
}

impl Carry {
    /// The next dossier of the same kind, or of the one that is asked for.
    pub fn new(last: &Dossier, kind: Option<Starter>, keep_texts: bool) -> Self {
        let half = last.period.as_ref().is_some_and(|p| p.r#type == Some(PeriodType::FirstHalf));
        let last = match last.kind {
            Some(Kind::Congress) => Starter::Congress,
            _ if half => Starter::HalfYearReview,
            _ => Starter::YearReview,
        };
        Carry { last, next: kind.unwrap_or(last), keep_texts }
    }

    /// Whether the new dossier is of another kind, so that figures of the last one
    /// can't be compared with its own.
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
            targets(&mut file.root);
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
        if self.turns() {
            turn::root(&mut file.root, self.next, &last.dossier);
        }
        if let Value::Map(fields) = &mut file.root.value {
            head(fields, name);
        }
        file.write()
    }

    /// What the new dossier's file is called: the old name with the new year in
    /// it, else with a mark behind it; a name by its kind where that is another.
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

/// Years of the last period with those of the next.
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
                // They stand under `previous_targets` now.
                "targets" | "targets_complete" if !self.turns() => forget(part),
                "targets" | "targets_complete" | "directives" => remember(part),
                _ if self.keep_texts => {}
                _ => remember(part),
            }),
            "awards" | "award_review" | "aid_lists" | "event" | "attendance" | "speeches"
            | "conclusions" | "news" | "letters" | "corrections" | "emulation" | "bodies"
            | "decisions" | "elections" | "reports" => remember(part),
            "papers" => each(part, |_, envelope| each(envelope, envelope_field)),
            _ => {}
        }
    }

    /// Blanks what was reported, down to the figures.
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

/// Texts that are kept call support by its id: that stays, and awaits its numbers.
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

/// The value of the last period becomes the one to compare with, if it is of a
/// period of the same kind; else it stays as a comment.
fn figure(part: &mut Part, compares: bool) {
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
            // A sum worked out beside the old value says nothing of the new.
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

/// A figure of a period of another kind: its name and its whole stay.
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

/// The plan's targets become the ones whose results are awaited.
fn targets(root: &mut Part) {
    let planned = root.field("direction").and_then(|d| d.field("targets")).map(|t| t.value.clone());
    let mut awaiting = planned.unwrap_or_default();
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

pub(super) fn await_results(targets: &mut Value) {
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

/// The congress that was becomes the one before; the next has the next number
/// and the next term.
fn next_term(root: &mut Part) {
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

fn advance(part: &mut Part, next: impl Fn(&str) -> Option<String>) {
    if let Value::Text(typed) = &part.value {
        match next(typed) {
            Some(next) => set(part, &next),
            None => remember(part),
        }
    }
}

pub(super) fn each(part: &mut Part, change: impl Fn(&str, &mut Part)) {
    if let Value::Map(fields) = &mut part.value {
        fields.iter_mut().for_each(|(key, part)| change(key, part));
    }
}

pub(super) fn set(part: &mut Part, text: &str) {
    part.value = Value::Text(text.to_owned());
    part.below.clear();
}

pub(super) fn forget(part: &mut Part) {
    part.value = Value::Empty;
}

/// Empties a value and keeps what it was as a comment: beside it if short, in
/// its place if long. Either is YAML once the comment's mark is gone.
pub(super) fn remember(part: &mut Part) {
    let lines = part.lines();
    let mut beside = |said: String| {
        part.beside = Some(match &part.beside {
            Some(comment) => format!("{comment}; {said}"),
            None => format!("# {said}"),
        });
    };
    match (&part.value, lines.as_slice()) {
        (Value::Empty, _) | (_, []) => {}
        (Value::Text(_), [line]) if line.chars().count() <= 60 => {
            beside(format!("kỳ trước: {}", scalar(line)));
        }
        (value, lines) => {
            beside("kỳ trước:".to_owned());
            let text = matches!(value, Value::Text(_));
            let quoted = |line: &String| {
                let indent = if text { "  " } else { "" };
                format!("# {indent}{line}").trim_end().to_owned()
            };
            part.below = text.then(|| "# |".to_owned()).into_iter().collect();
            part.below.extend(lines.iter().map(quoted));
        }
    }
    forget(part);
}

#[cfg(test)]
mod tests {
    use super::*;
    use baocao::diagnostic::{Code, Diagnostic};
    use baocao::{Office, Options};

    fn carried(name: &str, yaml: &str) -> (Office, String) {
        let office = Office::new(&Options::default()).expect("built in");
        let loaded = office.load(name, yaml.as_bytes(), &[]);
        assert!(loaded.dossier().is_some(), "{name}: {:?}", loaded.diagnostics);
        let reading = loaded.reading.expect("a dossier");
        let carry = Carry::new(&reading.dossier, None, false);
        let text = carry.over(&reading, name);
        (office, text)
    }

    #[test]
    fn every_fixture_and_what_comes_of_it() {
        for entry in std::fs::read_dir("fixtures").expect("a folder").flatten() {
            let path = entry.path();
            if path.extension().is_none_or(|e| e != "yaml") {
                continue;
            }
            let name = path.display().to_string();
            let mut yaml = std::fs::read_to_string(&path).expect("UTF-8");
            // Three periods on, to meet our own writing again.
            for _ in 0..3 {
                let (office, text) = carried(&name, &yaml);
                let loaded = office.load(&name, text.as_bytes(), &[]);
                let found = office.check(&loaded);
                // An outline in which the old term was typed is pointed out, as
                // it should be (BC011).
                let retyped = |d: &&Diagnostic| {
                    d.code == Code::CONGRESS_NAME
                        && d.path.as_ref().is_some_and(|p| p.keys().next() == Some("outline"))
                };
                let all = loaded.diagnostics.iter().chain(&found);
                let errors: Vec<_> = all.filter(|d| d.is_error()).filter(|d| !retyped(d)).collect();
                assert!(errors.is_empty(), "{name}: {errors:?}\n{text}");
                let dossier = loaded.dossier().expect("readable");
                assert_ne!(dossier.status, Some(Status::Issued), "{name}");
                for (_, envelope) in dossier.papers.iter() {
                    assert_eq!(envelope.number, None);
                    assert_eq!(envelope.date, None);
                }
                yaml = text;
            }
        }
    }

    #[test]
    fn figures_become_prior() {
        let yaml = "kind: tổng kết\nperiod:\n  year: 2026\nmembership:\n  members: 412 đoàn viên\n  \
                    women:\n    title: Nữ\n    value: 331 đoàn viên # 300 + 31\n    prior: 320 đoàn \
                    viên\nresults:\n  - area: Thi đua\n    figures:\n      ideas: 27 sáng kiến\n    \
                    text: |\n      Có {{ ideas }}.\n";
        let want = "\
# yaml-language-server: $schema=schema/dossier.schema.json
#
# Lấy từ hồ sơ kỳ trước (t.yaml). Dòng “kỳ trước” chỉ để tham khảo, không in.
# Dùng lại đoạn cũ: bỏ dấu # và dấu cách sau nó ở các dòng ngay dưới.
kind: tổng kết
period:
  year: 2027
membership:
  members:
    value:
    prior: 412 đoàn viên
  women:
    title: Nữ
    value:
    prior: 331 đoàn viên
results:
  - area: Thi đua
    figures:
      ideas:
        value:
        prior: 27 sáng kiến
    text:                               # kỳ trước: Có {{ ideas }}.
";
        assert_eq!(carried("t.yaml", yaml).1, want);
    }

    #[test]
    fn plans_become_what_is_asked_about() {
        let yaml = "kind: tổng kết\ndirection:\n  targets:\n    - value: 100%\n      text: x\n      \
                    including:\n        - value: trên 20%\n";
        let text = carried("t.yaml", yaml).1;
        let want =
            "previous_targets:                       # chỉ tiêu kỳ trước: ghi kết quả ở result
  - value: 100%
    text: x
    result:
    including:
      - value: trên 20%
        result:
direction:
  targets:
";
        assert!(text.ends_with(want), "{text}");
    }

    #[test]
    fn terms_move_on() {
        let yaml = "kind: đại hội\ncongress:\n  ordinal: IX\n  term: 2025-2030\n  date: 1/3/2025\n";
        let text = carried("dh-2025.yaml", yaml).1;
        let want = "congress:
  ordinal: X
  term: 2030-2035
  date:                                 # kỳ trước: 1/3/2025

previous_term:                          # nhiệm kỳ trước
  ordinal: IX
  term: 2025-2030
";
        assert!(text.ends_with(want), "{text}");
    }
}
