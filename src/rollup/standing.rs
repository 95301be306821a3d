//! The state of each unit's report, and why it can't be used.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::dossier::{Dossier, Period, PeriodType};
use crate::roster::{Day, Timespan};

/// The state of a unit in a roll-up.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// Its report is added up.
    Reported {
        /// Whether the report is dated after the deadline.
        late: bool,
    },
    /// chưa gửi báo cáo
    Missing,
    /// Another period, as it words it; empty where it states none.
    OtherPeriod(String),
    /// Errors to correct first.
    Faulty(Vec<Diagnostic>),
    /// A code not on the roster, and the one that is meant.
    WrongCode {
        /// The code that it states.
        typed: String,
        /// The code that the roster has for its name.
        right: String,
    },
    /// The code of one unit, the name of another.
    WrongName {
        /// The code that it states.
        code: String,
        /// The unit that has this code in the roster.
        of: String,
        /// The name that it states.
        named: String,
    },
    /// More than one dossier: the files.
    Twice(Vec<String>),
    /// Left out by the office.
    LeftOut,
}

impl Standing {
    pub(crate) fn is_counted(&self) -> bool {
        matches!(self, Standing::Reported { .. })
    }

    /// Whether the unit has to act before its report can be used.
    pub(crate) fn is_wanting(&self) -> bool {
        !matches!(self, Standing::Reported { .. } | Standing::LeftOut)
    }

    /// The state in a few Vietnamese words.
    pub fn words(&self) -> String {
        match self {
            Standing::Reported { late: false } => "đã báo cáo".to_owned(),
            Standing::Reported { late: true } => "đã báo cáo, sau hạn".to_owned(),
            Standing::Missing => "chưa gửi báo cáo".to_owned(),
            Standing::OtherPeriod(other) if other.is_empty() => "chưa ghi kỳ báo cáo".to_owned(),
            Standing::OtherPeriod(other) => format!("báo cáo kỳ khác ({other})"),
            Standing::Faulty(found) => format!("còn {} chỗ cần sửa", found.len()),
            Standing::WrongCode { typed, right } => {
                format!("ghi mã {typed}; trong danh sách là {right}: sửa mã thành {right}")
            }
            Standing::WrongName { code, of, named } => {
                format!("hồ sơ ghi mã {code} là của {of}, tên lại là của {named}: sửa mã hoặc tên")
            }
            Standing::Twice(files) => format!("có {} hồ sơ", files.len()),
            Standing::LeftOut => "để ngoài theo yêu cầu".to_owned(),
        }
    }

    /// The finding on it, with the `file` of the report; `None` for a report received in
    /// time.
    pub(super) fn finding(&self, file: Option<&str>) -> Option<Diagnostic> {
        let code = match self {
            Standing::Reported { late: false } => return None,
            Standing::Reported { late: true } => {
                return Some(Diagnostic::note(Code::ROLLUP_LATE, self.words()));
            }
            Standing::LeftOut => {
                return Some(Diagnostic::note(Code::ROLLUP_LEFT_OUT, self.words()));
            }
            Standing::Faulty(found) => return Some(faulty(self.words(), found, file)),
            Standing::Missing => Code::ROLLUP_MISSING,
            Standing::OtherPeriod(_) => Code::ROLLUP_OTHER_PERIOD,
            Standing::WrongCode { .. } | Standing::WrongName { .. } => Code::ROLLUP_IDENTITY,
            Standing::Twice(_) => Code::ROLLUP_TWICE,
        };
        let file = file.map(|file| format!(" ({file})")).unwrap_or_default();
        Some(Diagnostic::error(code, self.words() + &file))
    }
}

/// The finding with the number of errors in a report, at the place of the first.
fn faulty(words: String, found: &[Diagnostic], file: Option<&str>) -> Diagnostic {
    let first = found.first();
    let place = first.and_then(|first| first.place.clone());
    let cell = place.as_ref().filter(|place| place.spot().is_some());
    let at = cell.map(Place::origin).or_else(|| file.map(str::to_owned));
    let mut message = words;
    if let Some(at) = at {
        message += &format!(" ({at})");
    }
    if let Some(first) = first {
        message += &format!(": {}", first.message);
    }
    let path = first.and_then(|first| first.path.clone());
    let hints = first.map(|first| first.hints.clone()).unwrap_or_default();
    Diagnostic { path, hints, ..Diagnostic::error(Code::ROLLUP_FAULTY, message) }.at(place)
}

/// Whether a unit's period is the one that is rolled up. A unit that was
/// founded in the period reports from that day.
pub(super) fn same_period(unit: &Period, wanted: Timespan) -> bool {
    let Some(days) = Timespan::of(unit) else { return false };
    match unit.r#type {
        Some(PeriodType::SinceFounding) => days.to == wanted.to,
        _ => days == wanted,
    }
}

/// A period as a person names it.
pub fn period_words(period: &Period) -> String {
    let school = period.r#type.is_some_and(|kind| kind.semester().is_some());
    let year = period.year.map(|y| match school {
        true => format!("năm học {} - {}", y.first, y.first + 1),
        false => y.first.to_string(),
    });
    let kind = period.r#type.map(|t| t.word().to_owned());
    let words = match (kind, year) {
        (Some(kind), Some(year)) if kind == "năm" => format!("năm {year}"),
        (Some(kind), Some(year)) => format!("{kind} {year}"),
        (None, Some(year)) => format!("năm {year}"),
        (kind, None) => kind.unwrap_or_default(),
    };
    match (period.from, period.to) {
        (None, None) => words,
        (from, to) => {
            let day = |d: Option<crate::vietnamese::PartialDate>| {
                d.map_or_else(|| "…".to_owned(), |d| d.typed())
            };
            format!("{words}, từ {} đến {}", day(from), day(to))
        }
    }
}

/// The first date of any of a dossier's papers: when it was reported.
pub(super) fn reported_on(dossier: &Dossier) -> Option<Day> {
    dossier.papers.iter().filter_map(|(_, envelope)| envelope.date?.whole()).min()
}
