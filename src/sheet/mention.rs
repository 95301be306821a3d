//! Periods in the words of a sheet (kỳ báo cáo): in its name, titles, headings and notes. A
//! figure of another period must not be read as one of the requested period.

mod time;
mod token;

use std::ops::Range;

use crate::vietnamese::{PartialDate, without_marks};

use super::heading::fold;
pub use time::{Time, counts_for};
use token::{Token, tokens};

/// A time named in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Byte range in the folded text.
    pub range: Range<usize>,
    pub time: Time,
    /// Whether the text only refers to it: *so với năm 2025*, *phương hướng năm 2027*, *Kế
    /// hoạch số 12 năm 2024*.
    pub is_reference: bool,
}

/// The place of a text, which decides the meaning of a year or a date in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Above or below the table: a date counts only if figures are said to be up to it.
    Title,
    /// Above a column, or a sheet's name: any year and date counts.
    Heading,
}

/// All times named in a text.
pub fn mentions(typed: &str, place: Place) -> Vec<Mention> {
    let text = fold(typed);
    let tokens = tokens(&text);
    let reader = Reader { text: &text, tokens, bare: text.is_ascii(), place };
    let mut out = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        match reader.at(at) {
            Some((time, next)) => {
                if let Some(time) = time {
                    let range = reader.tokens[at].range.start..reader.tokens[next - 1].range.end;
                    let is_reference = reader.is_reference(at, time);
                    out.push(Mention { range, time, is_reference });
                }
                at = next;
            }
            None => at += 1,
        }
    }
    out
}

struct Reader<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// Whether the text has no diacritics, so that words are compared without theirs.
    bare: bool,
    place: Place,
}

type Found = Option<(Option<Time>, usize)>;

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.range.clone()])
    }

    fn is(&self, at: usize, word: &str) -> bool {
        let own = self.word(at);
        own == word || self.bare && !own.is_empty() && without_marks(word) == own
    }

    /// Whether these words begin at a token.
    fn are(&self, at: usize, words: &str) -> bool {
        words.split(' ').enumerate().all(|(i, word)| self.is(at + i, word))
    }

    fn number(&self, at: usize) -> Option<u16> {
        self.word(at).parse().ok()
    }

    fn year(&self, at: usize) -> Option<u16> {
        self.number(at).filter(|year| (1900..2200).contains(year) && self.word(at).len() == 4)
    }

    fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_glued)
    }

    /// The separator between a token and the next.
    fn mark(&self, at: usize) -> &str {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(one), Some(next)) => self.text[one.range.end..next.range.start].trim(),
            _ => "",
        }
    }

    /// The time that begins at a token, and the token after it; without a time for a range of
    /// years that isn't a period.
    fn at(&self, at: usize) -> Found {
        self.stretch(at)
            .or_else(|| self.prior(at))
            .or_else(|| self.months(at))
            .or_else(|| self.day(at))
            .or_else(|| self.plain_year(at))
    }

    /// Terms, stages and school years, which span several years.
    fn stretch(&self, at: usize) -> Found {
        let years_behind = |from: usize| {
            let count = (from..from + 2).take_while(|at| self.year(*at).is_some()).count();
            from + count
        };
        if self.are(at, "năm học") {
            let time = self.year(at + 2).map(Time::SchoolYear);
            return Some((time, years_behind(at + 2)));
        }
        for opening in ["nhiệm kỳ", "giai đoạn", "khóa"] {
            let length = opening.split(' ').count();
            if self.are(at, opening) {
                return Some((None, years_behind(at + length)));
            }
        }
        let is_range = self.year(at).is_some()
            && self.year(at + 1).is_some()
            && matches!(self.mark(at), "-" | "–" | "/");
        is_range.then_some((None, at + 2))
    }

    fn prior(&self, at: usize) -> Found {
        let opening = ["cùng kỳ", "năm trước", "kỳ trước", "năm ngoái", "đầu kỳ"]
            .into_iter()
            .find(|words| self.are(at, words))?;
        let mut next = at + opening.split(' ').count();
        if self.is(next, "năm") {
            let is_before = self.is(next + 1, "trước");
            next += if self.year(next + 1).is_some() || is_before { 2 } else { 0 };
        } else if self.year(next).is_some() {
            next += 1;
        }
        let is_year_before = !matches!(opening, "kỳ trước" | "đầu kỳ");
        let time = if is_year_before { Time::YearBefore } else { Time::Prior };
        Some((Some(time), next))
    }

    fn months(&self, at: usize) -> Found {
        let counted = match self.word(at) {
            "sáu" => Some(6),
            "chín" => Some(9),
            "ba" => Some(3),
            _ => self.number(at),
        };
        let counted = counted.filter(|n| (1..=12).contains(n)).and_then(|n| u8::try_from(n).ok());
        if let Some(count) = counted
            && (self.is(at + 1, "tháng") || self.is(at + 1, "t") && self.is_glued(at + 1))
        {
            let next = at + 2;
            let is_last = self.is(next, "cuối");
            let next = next + usize::from(is_last || self.is(next, "đầu"));
            let (year, next) = self.of_year(next);
            let first = if is_last { 13 - count } else { 1 };
            return Some((Some(Time::Months(first, first + count - 1, year)), next));
        }
        // Q3 and T10 may be the name of anything unless a year follows.
        let in_short = |letter: &str| {
            let is_all = self.tokens.len() <= 3 || self.year(at + 2).is_some();
            self.word(at) == letter && self.is_glued(at + 1) && is_all
        };
        let is_quarter = self.is(at, "quý") || in_short("q");
        if is_quarter && let Some(quarter) = self.quarter(at + 1) {
            let (year, next) = self.of_year(at + 2);
            return Some((Some(Time::Months(quarter * 3 - 2, quarter * 3, year)), next));
        }
        let is_month = self.is(at, "tháng") || in_short("t");
        let month = self.number(at + 1).filter(|month| (1..=12).contains(month));
        if is_month && let Some(month) = month.and_then(|month| u8::try_from(month).ok()) {
            let (year, next) = self.of_year(at + 2);
            return Some((Some(Time::Months(month, month, year)), next));
        }
        None
    }

    fn quarter(&self, at: usize) -> Option<u8> {
        match self.word(at) {
            "i" | "1" | "01" => Some(1),
            "ii" | "2" | "02" => Some(2),
            "iii" | "3" | "03" => Some(3),
            "iv" | "4" | "04" => Some(4),
            _ => None,
        }
    }

    /// *năm 2026*, */2026* after a time.
    fn of_year(&self, at: usize) -> (Option<u16>, usize) {
        if self.is(at, "năm") && self.year(at + 1).is_some() {
            return (self.year(at + 1), at + 2);
        }
        match self.year(at) {
            Some(year) => (Some(year), at + 1),
            None => (None, at),
        }
    }

    /// *30/11/2026*, *ngày 30 tháng 11 năm 2026*.
    fn day(&self, at: usize) -> Found {
        let start = at + usize::from(self.is(at, "ngày"));
        let day = self.number(start).filter(|day| (1..=31).contains(day))?;
        let (month, after) = match self.is(start + 1, "tháng") {
            true => (self.number(start + 2)?, start + 3),
            false if self.is_glued(start + 1) => (self.number(start + 1)?, start + 2),
            false => return None,
        };
        let year = match self.is(after, "năm") {
            true => after + 1,
            false => after,
        };
        let is_part = year > after || self.is_glued(year);
        let short = self.number(year).filter(|_| self.word(year).len() == 2).map(|y| 2000 + y);
        let typed = self.year(year).or(short).filter(|_| is_part)?;
        let (day, month) = (u8::try_from(day).ok(), u8::try_from(month).ok());
        let whole = PartialDate::of_day(day, month, Some(typed)).ok()?.whole()?;
        Some((Some(Time::UpTo(whole)), year + 1))
    }

    fn plain_year(&self, at: usize) -> Found {
        if self.is(at, "năm") {
            let year = self.year(at + 1)?;
            return Some((Some(Time::Year(year)), at + 2));
        }
        let year = self.year(at)?;
        // 123/2025/QĐ, số 2025, 2025 đoàn viên.
        let is_alone = self.mark(at).is_empty() && !self.is_glued(at) && !self.is_glued(at + 1);
        let is_number = at > 0 && (self.is(at - 1, "số") || self.is(at - 1, "mẫu"));
        let is_last = at + 1 == self.tokens.len() || self.place == Place::Heading;
        (is_alone && !is_number && is_last).then_some((Some(Time::Year(year)), at + 1))
    }

    /// Whether the words before a time make it a reference.
    fn is_reference(&self, at: usize, time: Time) -> bool {
        const REFERS: [&str; 18] = [
            "so với",
            "so sánh",
            "phương hướng",
            "kế hoạch",
            "nhiệm vụ",
            "dự kiến",
            "mục tiêu",
            "quyết định",
            "công văn",
            "thông tư",
            "nghị định",
            "nghị quyết",
            "hướng dẫn",
            "kèm theo",
            "ban hành",
            "hạn",
            "trước ngày",
            "luật",
        ];
        const COUNTED: [&str; 6] = ["tính đến", "đến", "chốt", "số liệu", "thời điểm", "tính tới"];
        let clause = (0..at).rev().take_while(|i| !self.mark(*i).contains([';', '.'])).count();
        let near = |words: &str, most: usize| {
            (at.saturating_sub(clause.min(most))..at).any(|i| self.are(i, words))
        };
        if self.place == Place::Heading {
            return false;
        }
        let is_cut = || COUNTED.iter().any(|words| near(words, 6));
        // *Hà Nội, ngày … tháng 11 năm 2026*: the date of signing.
        let is_signed = || {
            let behind_comma = at > 0 && self.mark(at - 1) == ",";
            let is_month = matches!(time, Time::Months(one, other, _) if one == other);
            near("ngày", 3) || is_month && behind_comma
        };
        let may_sign = matches!(time, Time::UpTo(_)) || is_signed();
        matches!(time, Time::YearBefore | Time::Prior)
            || REFERS.iter().any(|words| near(words, 8))
            || may_sign && !is_cut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::Day;

    fn plain(text: &str) -> Vec<Time> {
        let all = mentions(text, Place::Title).into_iter().filter(|m| !m.is_reference);
        all.map(|mention| mention.time).collect()
    }

    #[test]
    fn periods_in_titles() {
        for (text, time) in [
            ("BÁO CÁO SỐ LIỆU CÔNG ĐOÀN NĂM 2025", Time::Year(2025)),
            ("Biểu tổng hợp 6 tháng đầu năm 2026", Time::Months(1, 6, Some(2026))),
            ("SỐ LIỆU 6 THÁNG CUỐI NĂM 2026", Time::Months(7, 12, Some(2026))),
            ("Báo cáo quý III/2026", Time::Months(7, 9, Some(2026))),
            ("Báo cáo quý 3", Time::Months(7, 9, None)),
            ("Số liệu tháng 10 năm 2026", Time::Months(10, 10, Some(2026))),
            ("T10/2026", Time::Months(10, 10, Some(2026))),
            ("Q3/2026", Time::Months(7, 9, Some(2026))),
            ("9 tháng năm 2026", Time::Months(1, 9, Some(2026))),
            ("Số liệu tính đến 30/11/2025", Time::UpTo(Day::new(2025, 11, 30))),
            ("Số liệu chốt ngày 30 tháng 11 năm 2025", Time::UpTo(Day::new(2025, 11, 30))),
            ("Bao cao nam 2025", Time::Year(2025)),
            ("NĂM HỌC 2025 - 2026", Time::SchoolYear(2025)),
            ("Năm: 2025", Time::Year(2025)),
            ("2025", Time::Year(2025)),
        ] {
            assert_eq!(plain(text), [time], "{text}");
        }
        for text in [
            "Hà Nội, ngày 05 tháng 01 năm 2027",
            "Đại hội nhiệm kỳ 2023 - 2028",
            "Giai đoạn 2021-2025",
            "(Kèm theo Công văn số 12/CĐ ngày 10/10/2025)",
            "Theo Quyết định 1454/QĐ-TLĐ năm 2014",
            "Phương hướng, nhiệm vụ năm 2027",
            "Hạn gửi: 25/11/2026",
            "Biểu 2",
            "Đoàn viên nam",
        ] {
            assert!(plain(text).is_empty(), "{text}: {:?}", plain(text));
        }
        let both = plain("Kết quả năm 2026 so với năm 2025");
        assert_eq!(both, [Time::Year(2026)]);
    }

    #[test]
    fn what_fits_a_period() {
        let year = Time::Year(2026).period().expect("a period");
        let half = Time::Months(1, 6, Some(2026)).period().expect("a period");
        for time in [
            Time::Year(2026),
            Time::UpTo(Day::new(2026, 11, 30)),
            Time::UpTo(Day::new(2027, 1, 15)),
            Time::Months(1, 12, None),
        ] {
            assert!(time.fits(&year), "{time:?}");
        }
        for time in [
            Time::Year(2025),
            Time::UpTo(Day::new(2025, 11, 30)),
            Time::UpTo(Day::new(2026, 5, 31)),
            Time::UpTo(Day::new(2027, 11, 30)),
            Time::Months(1, 6, Some(2026)),
            Time::Months(10, 10, None),
            Time::SchoolYear(2025),
            Time::Prior,
        ] {
            assert!(!time.fits(&year), "{time:?}");
        }
        assert!(
            Time::UpTo(Day::new(2026, 5, 31)).fits(&half)
                && !Time::UpTo(Day::new(2026, 11, 30)).fits(&half)
        );
        assert!(Time::Months(1, 6, None).fits(&half) && !Time::Year(2026).fits(&half));
    }

    #[test]
    fn times_over_columns() {
        let times = |text| -> Vec<Time> {
            mentions(text, Place::Heading).into_iter().map(|mention| mention.time).collect()
        };
        assert_eq!(times("Thực hiện 2026"), [Time::Year(2026)]);
        assert_eq!(times("Cùng kỳ 2025"), [Time::YearBefore]);
        assert_eq!(times("Thăm hỏi đoàn viên tháng 11"), [Time::Months(11, 11, None)]);
        assert_eq!(times("đến ngày 31/12/2025"), [Time::UpTo(Day::new(2025, 12, 31))]);
        assert_eq!(times("30/11/26"), [Time::UpTo(Day::new(2026, 11, 30))]);
        assert!(times("Đoàn viên nữ (1)").is_empty());
    }
}
