//! A period in a few words: *năm 2026*, *6 tháng đầu năm 2026*.

use crate::dossier::{Period, PeriodType};
use crate::error::{Error, ErrorKind};
use crate::roster::Timespan;
use crate::vietnamese::nfc;

/// Whether two periods are the same days.
pub fn are_same(one: &Period, other: &Period) -> bool {
    match (Timespan::of(one), Timespan::of(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

/// Reads a period of a whole year or half a year; its words are those of
/// [`period_words`](crate::rollup::period_words). The error is a Vietnamese
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
    read().ok_or_else(|| {
        let how = "cách ghi: năm 2026; 6 tháng đầu năm 2026";
        Error::new(ErrorKind::Text, format!("“{typed}” không phải kỳ báo cáo; {how}"))
    })
}
