//! Half-years, quarters and months other than the dossier's period, left over from an older
//! report: part of [`super::leftovers`].

use crate::dossier::PeriodType;
use crate::source::Path;

use super::leftovers::warning;
use crate::check::scan::Words;
use crate::check::{Context, Findings};

/// The number of months from the beginning of the year that a report covers.
fn months(kind: PeriodType) -> Option<u16> {
    Some(match kind {
        PeriodType::FirstQuarter => 3,
        PeriodType::FirstHalf => 6,
        PeriodType::NineMonths => 9,
        PeriodType::SecondQuarter => 6,
        PeriodType::ThirdQuarter => 9,
        PeriodType::Year | PeriodType::FourthQuarter | PeriodType::SecondHalf => 12,
        _ => return None,
    })
}

/// A report on part of a year mentions no longer part, and plans for the rest of the year; a
/// year's plans for the next one.
pub(crate) fn parts_of_year(context: &Context<'_>, found: &mut Findings) {
    let period = context.dossier.period.as_ref();
    let Some(kind) = period.and_then(|p| p.kind()) else { return };
    let (Some(past), Some(year)) = (months(kind), period.and_then(|p| p.year_told())) else {
        return;
    };
    for (path, words) in context.printed_words() {
        let planned = path.keys().next() == Some("direction");
        let reported = path.keys().next().is_some_and(|block| {
            matches!(block, "membership" | "situation" | "results" | "assessment")
        });
        if reported {
            for range in quarters(words, past, year) {
                let span = words.span(range);
                let written = words.text()[span.clone()].to_owned();
                let at = Path::root().key("period").key("type");
                found.add(warning(path, span, &written, at, kind.word()));
            }
        }
        for part in parts(words).into_iter().filter(|part| part.year.is_none_or(|y| y == year)) {
            // A part of another year is named with its year, or compared with.
            let clause = words.clause(part.at.start);
            let other = clause.clone().filter_map(|k| words.year(k)).any(|named| named != year);
            let compared = words.any(clause, &["so với", "cùng kỳ", "bằng", "hơn"]);
            let left = match part.which {
                Which::First(n) if reported => n > past && n < 12,
                Which::Last(n) if planned && past < 12 => n + past != 12,
                Which::Last(n) if reported => n + past > 12 && past < 12,
                _ => false,
            };
            if left && !other && !compared && !words.quoted(part.at.start) {
                let span = words.span(part.at);
                let written = words.text()[span.clone()].to_owned();
                let at = Path::root().key("period").key("type");
                found.add(warning(path, span, &written, at, kind.word()));
            }
        }
    }
}

/// `quý IV/2027 vừa qua` in a report on the first quarter of 2027: it hasn't been yet.
fn quarters(words: &Words<'_>, past: u16, year: u16) -> Vec<std::ops::Range<usize>> {
    let told = |i: usize| {
        let quarter = match words.written(i + 1) {
            "I" | "1" => 1,
            "II" | "2" => 2,
            "III" | "3" => 3,
            "IV" | "4" => 4,
            _ => return None,
        };
        let slash = words.gap(i + 1) == "/";
        let spelt = usize::from(words.lower(i + 2) == "năm");
        let named = words.year(i + 2 + spelt).filter(|_| slash || spelt == 1);
        let end = if named.is_some() { i + 3 + spelt } else { i + 2 };
        let gone = words.starts(end, "vừa qua") || words.starts(end, "vừa rồi");
        // Without a year, the last one may be that of the year before.
        let later = match named {
            Some(named) => named > year || named == year && quarter * 3 > past,
            None => quarter * 3 > past && !(quarter == 4 && past <= 3),
        };
        (gone && later && !words.quoted(i)).then_some(i..end + 2)
    };
    words.find("quý").filter_map(told).collect()
}

/// A part of a year named in a text.
struct Part {
    which: Which,
    year: Option<u16>,
    at: std::ops::Range<usize>,
}

enum Which {
    /// `6 tháng đầu năm`
    First(u16),
    /// `6 tháng cuối năm`
    Last(u16),
}

fn parts(words: &Words<'_>) -> Vec<Part> {
    let part = |i: usize| {
        let count = i.checked_sub(1)?;
        let months = match words.lower(count) {
            "ba" => 3,
            "sáu" => 6,
            "chín" => 9,
            _ => words.number(count)?,
        };
        let which = match words.lower(i + 1) {
            "đầu" => Which::First(months),
            "cuối" | "còn" => Which::Last(months),
            _ => return None,
        };
        let joined = (count..i + 2).all(|k| words.joined(k));
        let named =
            joined && matches!(words.lower(i + 2), "năm" | "lại") && words.lower(i + 3) != "học";
        let year = words.year(i + 3);
        let end = if year.is_some() { i + 4 } else { i + 3 };
        (named && (1..12).contains(&months)).then_some(Part { which, year, at: count..end })
    };
    words.find("tháng").filter_map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read() {
        let read = |text: &str| {
            let words = Words::of(text);
            let told = parts(&words).into_iter().map(|part| match part.which {
                Which::First(n) => (n, 'f', part.year),
                Which::Last(n) => (n, 'l', part.year),
            });
            told.collect::<Vec<_>>()
        };
        assert_eq!(read("trong 6 tháng đầu năm 2026"), [(6, 'f', Some(2026))]);
        assert_eq!(
            read("nhiệm vụ 03 tháng cuối năm; sáu tháng đầu năm"),
            [(3, 'l', None), (6, 'f', None)]
        );
        assert!(read("sau 6 tháng, đầu năm học; 13 tháng đầu năm").is_empty());
    }
}
