//! Dates, years, terms and ordinals in running text. No grammar: only certain matches are
//! found.

use std::ops::Range;

use crate::vietnamese::{Day, Ordinal, PartialDate, Term};

pub(crate) use crate::vietnamese::Words;

/// A date as written, whether or not it is valid.
pub(crate) struct WrittenDate {
    pub day: u16,
    pub month: u16,
    pub year: Option<u16>,
    /// Its words, without `ngày`.
    pub words: Range<usize>,
}

impl WrittenDate {
    /// The day, if the year is stated and the date is valid.
    pub fn whole(&self) -> Option<Day> {
        self.day_in(self.year?)
    }

    /// The day in a year, unless the date states another.
    pub fn day_in(&self, year: u16) -> Option<Day> {
        let part = |n: u16| u8::try_from(n).ok();
        let year = self.year.unwrap_or(year);
        PartialDate::of_day(part(self.day), part(self.month), Some(year)).ok()?.whole()
    }
}

/// A label of a congress, its committee or its term in a text.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Label {
    /// `lần thứ IX`
    Congress(Ordinal),
    /// `khóa IX`
    Committee(Ordinal),
    /// `nhiệm kỳ 2023 - 2028`
    Term(Term),
}

impl Words<'_> {
    /// The value of a word that is a number of at most four digits.
    pub(crate) fn number(&self, i: usize) -> Option<u16> {
        let word = self.lower(i);
        let digits = (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| word.parse().ok()).flatten()
    }

    /// The value of a word that is a year of our time.
    pub(crate) fn year(&self, i: usize) -> Option<u16> {
        self.number(i).filter(|year| (1800..2200).contains(year))
    }

    /// `năm 2026`: the first word, and the year.
    pub(crate) fn years(&self) -> impl Iterator<Item = (usize, u16)> {
        self.find("năm").filter_map(|i| Some((i, self.year(i + 1)?)))
    }

    /// Dates: `18/1/2024`, `18-1-2024`, `18.1.2024`, `31/6`, `18 tháng 1 năm 2024`. Excludes
    /// document numbers (`12/2020/NĐ-CP`).
    pub(crate) fn dates(&self) -> Vec<WrittenDate> {
        (0..self.len()).filter_map(|i| self.date_at(i)).collect()
    }

    fn date_at(&self, i: usize) -> Option<WrittenDate> {
        let short = |i: usize| self.number(i).filter(|_| self.lower(i).len() <= 2);
        let day = short(i)?;
        if self.lower(i + 1) == "tháng" && self.joined(i) {
            let month = short(i + 2)?;
            let year = (self.lower(i + 3) == "năm").then(|| self.year(i + 4)).flatten();
            let end = if year.is_some() { i + 5 } else { i + 3 };
            return Some(WrittenDate { day, month, year, words: i..end });
        }
        let separator = self.gap(i);
        let inside = i > 0 && matches!(self.gap(i - 1), "/" | "-" | "." | ",");
        if inside || !matches!(separator, "/" | "-" | ".") {
            return None;
        }
        let month = short(i + 1)?;
        let year = (self.gap(i + 1) == separator).then(|| self.year(i + 2)).flatten();
        let end = if year.is_some() { i + 3 } else { i + 2 };
        let longer = end < self.len() && matches!(self.gap(end - 1), "/" | "-" | "." | ",");
        let sure = year.is_some() || separator == "/";
        (sure && !longer).then_some(WrittenDate { day, month, year, words: i..end })
    }

    /// The labels of congresses, committees and terms, with their words.
    pub(crate) fn labels(&self) -> Vec<(Range<usize>, Label)> {
        (0..self.len()).filter_map(|i| self.label_at(i)).collect()
    }

    fn label_at(&self, i: usize) -> Option<(Range<usize>, Label)> {
        let ordinal = |i: usize| Ordinal::parse(self.lower(i)).ok().filter(|_| self.joined(i - 1));
        if self.starts(i, "lần thứ") {
            return Some((i..i + 3, Label::Congress(ordinal(i + 2)?)));
        }
        if matches!(self.lower(i), "khóa" | "khoá") {
            return Some((i..i + 2, Label::Committee(ordinal(i + 1)?)));
        }
        let dash = |gap: &str| matches!(gap.trim(), "-" | "–");
        if self.starts(i, "nhiệm kỳ") && dash(self.gap(i + 2)) {
            let term = Term::new(self.year(i + 2)?, self.year(i + 3)?).ok()?;
            return Some((i..i + 4, Label::Term(term)));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_but_no_document_numbers() {
        let read = |text: &str| -> Vec<(u16, u16, Option<u16>)> {
            let words = Words::of(text);
            words.dates().iter().map(|d| (d.day, d.month, d.year)).collect()
        };
        assert_eq!(read("ngày 18/1/2024, 10-6-2017"), [(18, 1, Some(2024)), (10, 6, Some(2017))]);
        assert_eq!(read("ngày 31 tháng 6 năm 2026."), [(31, 6, Some(2026))]);
        assert_eq!(read("(31/6)"), [(31, 6, None)]);
        for none in ["12/2020/NĐ-CP", "8.945", "10-12%", "số 31/6-QĐ", "1/2/3", "1.985.2", "10.6"]
        {
            assert_eq!(read(none), [], "{none}");
        }
    }

    #[test]
    fn labels_are_read() {
        let words = Words::of("Đại hội lần thứ IX, nhiệm kỳ 2023 - 2028, khóa 9");
        let labels: Vec<Label> = words.labels().into_iter().map(|(_, label)| label).collect();
        let nine = Ordinal::new(9).unwrap();
        let term = Term::new(2023, 2028).unwrap();
        assert!(labels == [Label::Congress(nine), Label::Term(term), Label::Committee(nine)]);
        assert!(Words::of("lần thứ").labels().is_empty());
        assert!(Words::of("khóa tập huấn").labels().is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(lần thứ|khóa|nhiệm kỳ|năm|[0-9/.-]{1,9}|\\PC{0,4}| ){0,20}") {
            let words = Words::of(&text);
            words.dates();
            words.labels();
            for i in 0..words.len() + 2 {
                let span = words.span(words.clause(i));
                proptest::prop_assert!(text.get(span).is_some());
            }
        }
    }
}
