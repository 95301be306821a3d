//! The headings of the last period's outline → this period's: years, terms and the
//! congress's number move on.

use baocao::dossier::{Dossier, Kind};
use baocao::source::{Part, Value};
use baocao::vietnamese::Ordinal;

use super::past::remember;

/// How far the names of a period are from those of the next.
pub struct Step {
    /// The first and the last year that may be meant.
    years: (u16, u16),
    /// So many years later it is.
    later: u16,
    /// Of a congress its number.
    ordinal: Option<u16>,
}

impl Step {
    /// From the dossier of a period to the next; none where its time isn't known.
    pub fn of(last: &Dossier) -> Option<Self> {
        if last.kind == Some(Kind::Congress) {
            let congress = last.congress.as_ref()?;
            let term = congress.term?;
            let later = term.years();
            let years = (term.from.saturating_sub(later), term.to);
            return Some(Step { years, later, ordinal: congress.ordinal.map(|o| o.get()) });
        }
        let year = last.period.as_ref()?.year?.first;
        Some(Step { years: (year.saturating_sub(1), year + 2), later: 1, ordinal: None })
    }

    /// A heading as the next period has it.
    fn moved_on(&self, title: &str) -> String {
        let mut out = String::new();
        let mut before = String::new();
        for word in title.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let end = &word[bare.len()..];
            match self.year(bare).or_else(|| self.ordinal(bare, &before)) {
                Some(next) => out += &next,
                None => out += bare,
            }
            out += end;
            if !bare.is_empty() {
                before = bare.to_lowercase();
            }
        }
        out
    }

    fn year(&self, word: &str) -> Option<String> {
        let year: u16 = word.parse().ok().filter(|_| word.len() == 4)?;
        let is_meant = (self.years.0..=self.years.1).contains(&year);
        is_meant.then(|| (year + self.later).to_string())
    }

    /// *lần thứ V*, *khóa IV*: of the congress or of the one before it.
    fn ordinal(&self, word: &str, before: &str) -> Option<String> {
        let own = self.ordinal?;
        let is_numbered = matches!(before, "thứ" | "khóa" | "khoá" | "hội");
        let is_roman = !word.is_empty() && word.chars().all(|c| "IVXL".contains(c));
        let number = Ordinal::parse(word).ok().filter(|_| is_numbered && is_roman)?.get();
        let is_meant = number == own || number + 1 == own;
        is_meant.then(|| Ordinal::new(number + 1)).flatten().map(|next| next.roman())
    }
}

/// The outline of the next period: its headings move on, what is told under them was told
/// of the last.
pub fn carry(outline: &mut Part, step: Option<&Step>, keep_texts: bool) {
    match &mut outline.value {
        Value::List(items) => items.iter_mut().for_each(|item| carry(item, step, keep_texts)),
        Value::Map(fields) => {
            for (key, part) in fields {
                match (key.as_str(), &part.value, step) {
                    ("title", Value::Text(title), Some(step)) => {
                        part.value = Value::Text(step.moved_on(title));
                    }
                    ("text", Value::Text(_), _) if !keep_texts => remember(part),
                    _ => carry(part, step, keep_texts),
                }
            }
        }
        Value::Empty | Value::Text(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(yaml: &str) -> Step {
        let last: Dossier = serde_yaml::from_str(yaml).expect("a dossier");
        Step::of(&last).expect("its time")
    }

    #[test]
    fn headings_move_on_with_the_time_they_name() {
        let year = step("{kind: tổng kết, period: {year: 2025}}");
        let congress = step("{kind: đại hội, congress: {ordinal: VI, term: 2026-2031}}");
        for (step, last, next) in [
            (&year, "KẾT QUẢ NĂM 2025, NHIỆM VỤ NĂM 2026", "KẾT QUẢ NĂM 2026, NHIỆM VỤ NĂM 2027"),
            (&year, "Nhìn lại Đại hội 1986 và 4 nhiệm vụ", "Nhìn lại Đại hội 1986 và 4 nhiệm vụ"),
            (
                &congress,
                "NGHỊ QUYẾT ĐẠI HỘI LẦN THỨ V, NHIỆM KỲ 2021 - 2026",
                "NGHỊ QUYẾT ĐẠI HỘI LẦN THỨ VI, NHIỆM KỲ 2026 - 2031",
            ),
            (&congress, "Phần V, khóa V (2026–2031)", "Phần V, khóa VI (2031–2036)"),
        ] {
            assert_eq!(step.moved_on(last), next);
        }
    }
}
