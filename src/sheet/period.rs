//! Parser of periods in words: *năm 2026*, *6 tháng đầu năm 2026*, *quý III năm 2026*.

use crate::dossier::{Period, PeriodType};
use crate::error::{Error, ErrorKind};
use crate::roster::Timespan;
use crate::vietnamese::nfc;

use super::heading::fold;
use super::mention::{Place, mentions};

/// Whether two periods have the same dates.
pub fn are_same(one: &Period, other: &Period) -> bool {
    match (Timespan::of(one), Timespan::of(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

/// The accepted notations, for messages.
pub const HOW: &str = "cách ghi: năm 2026; 6 tháng đầu năm 2026; quý III năm 2026";

/// Parses a period of a year, or a part of one that is reported on. The error is a Vietnamese
/// sentence.
pub fn parse_period(typed: &str) -> Result<Period, Error> {
    let text = nfc(typed).to_lowercase();
    let text = text.split('(').next().unwrap_or_default().trim().trim_end_matches('.');
    let text = ["cả ", "tổng kết ", "sơ kết ", "báo cáo "]
        .iter()
        .fold(text, |text, word| text.strip_prefix(word).unwrap_or(text));
    let words: Vec<&str> = text.split_whitespace().collect();
    let read = || {
        let (year, kind) = words.split_last()?;
        let year = year.parse::<u16>().ok().filter(|year| (1900..2200).contains(year))?;
        let kind = match kind {
            [] => PeriodType::Year,
            kind => kind.join(" ").parse().ok()?,
        };
        let known =
            matches!(kind, PeriodType::Year | PeriodType::FirstHalf | PeriodType::SecondHalf);
        known.then(|| Period {
            r#type: Some(kind),
            year: Some(crate::dossier::ReportedYear::single(year)),
            ..Period::default()
        })
    };
    read().or_else(|| named_alone(text)).ok_or_else(|| {
        Error::new(ErrorKind::Text, format!("“{typed}” không phải kỳ báo cáo; {HOW}"))
    })
}

/// The period, if a text names one and nothing else: *quý III/2026*.
fn named_alone(text: &str) -> Option<Period> {
    match mentions(text, Place::Heading).as_slice() {
        [one] if one.range == (0..fold(text).len()) => one.time.period(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollup::period_words;

    #[test]
    fn periods_in_a_few_words() {
        for (typed, words) in [
            ("năm 2026", "năm 2026"),
            ("Báo cáo 6 tháng đầu năm 2026", "6 tháng đầu năm 2026"),
            ("quý III năm 2026", "quý III 2026"),
            ("Quý 4/2025", "quý IV 2025"),
            ("9 tháng đầu năm 2026", "9 tháng đầu năm 2026"),
        ] {
            let period = parse_period(typed).expect(typed);
            assert_eq!(period_words(&period), words, "{typed}");
            assert!(Timespan::of(&period).is_some(), "{typed}");
        }
        for wrong in
            ["", "quý III", "quý V năm 2026", "tháng 10 năm 2026", "quý I và quý II năm 2026"]
        {
            assert!(parse_period(wrong).is_err(), "{wrong}");
        }
    }
}
