//! Pairs of dates in order: a deadline after its request, a congress after the union's
//! founding, a decision after the year it honours, an event before the report on it: BC373,
//! BC375. The dates of a congress have a rule of their own.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::Dossier;
use crate::source::Path;
use crate::vietnamese::{Day, PartialDate};

use super::moment::made;
use crate::check::awards::list::awards;
use crate::check::scan::{Words, WrittenDate};
use crate::check::{Context, Findings, Rule};

pub(crate) const ONE_AFTER_ANOTHER: Rule = Rule {
    code: Code::SEQUENCE,
    severity: Severity::Warning,
    citation: "",
    run: one_after_another,
};

pub(crate) const TOLD_LATER: Rule = Rule {
    code: Code::TOLD_BEFORE_IT_WAS,
    severity: Severity::Warning,
    citation: "",
    run: told_later,
};

/// A dated event, and its name in messages.
struct Dated {
    at: Path,
    name: &'static str,
    date: PartialDate,
}

impl Dated {
    fn of(at: Path, name: &'static str, date: Option<PartialDate>) -> Option<Self> {
        Some(Dated { at, name, date: date? })
    }

    fn told(&self) -> String {
        format!("{} {}", self.name, self.date.sentence())
    }
}

fn one_after_another(context: &Context<'_>, found: &mut Findings) {
    for (first, second) in pairs(context.dossier) {
        found.extend(reversed(&first, &second));
    }
    for (path, award) in awards(context.dossier) {
        let (Some(year), Some(decision)) = (award.year, award.decision.as_ref()) else { continue };
        let Some(date) = decision.date else { continue };
        if date.latest().is_some_and(|day| day.year < year.0) {
            let message =
                format!("Quyết định khen {}, mà khen cho năm {}", date.sentence(), year.0);
            found.add(
                ONE_AFTER_ANOTHER
                    .broken_at(path.key("decision").key("date"), message)
                    .with_related(path.key("year"), "năm được khen")
                    .with_hint("sửa ngày quyết định, hoặc sửa năm"),
            );
        }
    }
}

/// The pairs: what comes first, and what comes after it.
fn pairs(dossier: &Dossier) -> Vec<(Dated, Dated)> {
    let root = Path::root();
    let mut pairs = Vec::new();
    let mut add = |first: Option<Dated>, second: Option<Dated>| pairs.extend(first.zip(second));
    if let Some(period) = &dossier.period {
        let at = root.key("period");
        let asked = period.requested_by.as_ref().and_then(|r| r.date);
        add(
            Dated::of(at.key("requested_by").key("date"), "Văn bản yêu cầu báo cáo", asked),
            Dated::of(at.key("deadline"), "hạn gửi", period.deadline),
        );
    }
    let Some(congress) = &dossier.congress else { return pairs };
    let at = root.key("congress");
    let last = congress.date.map(|date| date.last());
    let founded = dossier.organization.established;
    add(
        Dated::of(root.key("organization").key("established"), "Thành lập", founded),
        Dated::of(at.key("date"), "Đại hội", last),
    );
    pairs
}

fn reversed(first: &Dated, second: &Dated) -> Option<Diagnostic> {
    let wrong = first.date.earliest().zip(second.date.latest()).is_some_and(|(a, b)| a > b);
    let finding = ONE_AFTER_ANOTHER
        .broken_at(first.at.clone(), format!("{}, sau {}", first.told(), second.told()))
        .with_related(second.at.clone(), second.name)
        .with_hint("sửa một trong hai ngày");
    wrong.then_some(finding)
}

/// Words in whose clause a later date is a planned one.
const PLANNED: &[&str] = &[
    "sẽ",
    "dự kiến",
    "kế hoạch",
    "chuẩn bị",
    "đến ngày",
    "trước ngày",
    "hạn",
    "hết ngày",
    "từ ngày",
    "hiệu lực",
    "sắp",
    "phấn đấu",
    "chậm nhất",
    "tiến tới",
    "chào mừng",
    "hướng tới",
    "lịch",
    "đến hết",
    "dự báo",
    "ước",
    "thời hạn",
    "đăng ký",
    "chào đón",
    "thi hành",
];

/// Dates that reports mention as past although they were in the future when the report was
/// made.
fn told_later(context: &Context<'_>, found: &mut Findings) {
    const REPORTING: [&str; 4] = ["membership", "situation", "results", "assessment"];
    // Any of the papers may print it, so it is compared with the last of them.
    let dated = context.papers.iter().all(|paper| paper.date(context.dossier).is_some());
    let Some(last) = made(context).latest else { return };
    for (path, words) in context.narrated_words() {
        if !path.keys().next().is_some_and(|block| REPORTING.contains(&block)) {
            continue;
        }
        for i in years_to_come(words, last) {
            let message = format!("Kể việc năm {}, khi năm ấy chưa đến", words.lower(i + 1));
            found.add(
                TOLD_LATER
                    .broken_at(path.clone(), message)
                    .with_span(words.span(i..i + 2))
                    .with_hint("sửa năm; việc chưa làm thì viết “dự kiến”, “sẽ”"),
            );
        }
        for date in words.dates() {
            let Some(day) = date.whole().filter(|day| *day > last) else { continue };
            if is_told_as_done(words, &date) {
                found.add(later(path, words, &date, day, last.short(), dated));
            }
        }
    }
}

/// `Năm 2029, Công đoàn được tặng Cờ thi đua` in results told before: the first word.
fn years_to_come(words: &Words<'_>, last: Day) -> Vec<usize> {
    let told = words.years().filter(|(i, year)| {
        let clause = words.clause(*i);
        let opens = clause.start == *i && words.gap(i + 1).contains(',');
        opens && *year > last.year && !words.any(clause, PLANNED) && !words.quoted(*i)
    });
    told.map(|(i, _)| i).collect()
}

fn is_told_as_done(words: &Words<'_>, date: &WrittenDate) -> bool {
    let clause = words.clause(date.words.start);
    let number = date.words.start.checked_sub(1).map_or("", |k| words.lower(k));
    number != "số" && !words.quoted(date.words.start) && !words.any(clause, PLANNED)
}

fn later(
    path: &Path,
    words: &Words<'_>,
    date: &WrittenDate,
    day: Day,
    last: String,
    dated: bool,
) -> Diagnostic {
    let than = match dated {
        true => format!("sau ngày của văn bản {last}"),
        false => "khi kỳ báo cáo đã hết từ lâu".to_owned(),
    };
    TOLD_LATER
        .broken_at(path.clone(), format!("Kể việc ngày {}, {than}", day.short()))
        .with_span(words.span(date.words.clone()))
        .with_hint(match dated {
            true => "sửa một trong hai ngày; việc chưa làm thì viết “dự kiến”, “sẽ”",
            false => "sửa ngày; việc chưa làm thì viết “dự kiến”, “sẽ”",
        })
}
