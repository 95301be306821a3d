//! A period (kỳ báo cáo) and its dates: BC008.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Kind, Period, PeriodType};
use crate::paper::{Paper, PaperKind};
use crate::roster::Timespan;
use crate::source::Path;
use crate::vietnamese::{Day, PartialDate};

use crate::check::{Context, Findings, Rule};

pub(crate) const CLEAR: Rule =
    Rule { code: Code::PERIOD_NAME, severity: Severity::Warning, citation: "", run: clear };

pub(crate) const IN_ORDER: Rule =
    Rule { code: Code::PERIOD_ORDER, severity: Severity::Error, citation: "", run: in_order };

fn in_order(context: &Context<'_>, found: &mut Findings) {
    let Some(period) = &context.dossier.period else { return };
    let at = Path::root().key("period");
    if let (Some(from), Some(to)) = (period.from, period.to)
        && from.earliest().zip(to.latest()).is_some_and(|(from, to)| from > to)
    {
        let message = format!("Kỳ báo cáo từ {} đến {}", from.sentence(), to.sentence());
        found.add(
            IN_ORDER
                .broken_at(at.key("from"), format!("{message}: ngày đầu sau ngày cuối"))
                .with_related(at.key("to"), "ngày cuối")
                .with_hint("sửa một trong hai ngày"),
        );
        return;
    }
    if let (Some(next), Some(year)) = (period.next_year, period.year_told())
        && (next.first < year || next.first == year && plans_for_next_year(period))
    {
        found.add(
            IN_ORDER
                .broken_at(
                    at.key("next_year"),
                    format!("Năm kế tiếp {}, mà kỳ báo cáo là năm {year}", next.first),
                )
                .with_severity(Severity::Warning)
                .with_related(at.key("year"), "kỳ báo cáo")
                .with_hint(format!("ghi {}, hoặc để trống", year + 1)),
        );
    }
    before_it_began(context, period, found);
    long_after_it_ended(period, found);
}

/// Whether the plans of a report are for another year than the reported one.
fn plans_for_next_year(period: &Period) -> bool {
    matches!(period.r#type, None | Some(PeriodType::Year | PeriodType::SecondHalf))
}

/// The months after its period within which a report is made; a later one belongs to another
/// year.
const LATEST: u8 = 6;

/// No cut-off date, report or deadline is before the period began, or long after it ended:
/// such dates are left over from last year's dossier.
fn before_it_began(context: &Context<'_>, period: &Period, found: &mut Findings) {
    let Some((first, began)) = first_day(period) else { return };
    let root = Path::root();
    let at = root.key("period");
    let mut days: Vec<(Path, String, PartialDate)> = Vec::new();
    let told = |date: PartialDate| date.sentence();
    let known = at.key("data_as_of");
    days.extend(
        period
            .data_as_of
            .map(|date| (known.clone(), format!("Số liệu tính đến {}", told(date)), date)),
    );
    days.extend(period.deadline.map(|d| (at.key("deadline"), format!("Hạn gửi {}", told(d)), d)));
    let event = context.dossier.event.as_ref().and_then(|event| event.date);
    days.extend(event.map(|date| {
        let day = date.last();
        (root.key("event").key("date"), format!("Hội nghị {}", told(day)), day)
    }));
    let review = context.dossier.kind.is_some_and(Kind::is_review);
    for paper in context.papers.iter().filter(|_| review) {
        days.extend(paper.date(context.dossier).map(|date| {
            let path = root.key("papers").key(paper.id.as_str()).key("date");
            (path, format!("{} {}", paper.title, told(date)), date)
        }));
    }
    let late = last_day(period).map(|(ended, what)| (months_later(ended, LATEST), what));
    for (path, day, date) in days {
        if let Some((due, what)) = &late
            && date.earliest().is_some_and(|date| date > *due)
        {
            let message = format!("{day}, sau khi hết {what} hơn {LATEST} tháng");
            found.add(
                IN_ORDER
                    .broken_at(path.clone(), message)
                    .with_severity(Severity::Warning)
                    .with_related(at.clone(), "kỳ báo cáo")
                    .with_hint("sửa lại năm của ngày này, hoặc sửa kỳ báo cáo"),
            );
        }
        if date.latest().is_some_and(|date| date < first) {
            // Figures from before the period belong to another; a wrong date alone may be a
            // slip.
            let severity = if path == known { Severity::Error } else { Severity::Warning };
            found.add(
                IN_ORDER
                    .broken_at(path, format!("{day}, trước khi bắt đầu {began}"))
                    .with_severity(severity)
                    .with_related(at.clone(), "kỳ báo cáo")
                    .with_hint("hồ sơ làm từ hồ sơ cũ thì sửa lại ngày, hoặc sửa kỳ báo cáo"),
            );
        }
    }
}

/// Figures of months after a period are those of the next one.
fn long_after_it_ended(period: &Period, found: &mut Findings) {
    /// The time in months during which late figures come in.
    const MONTHS: u16 = 3;
    let Some(span) = Timespan::of(period) else { return };
    let Some((known, day)) = period.data_as_of.and_then(|d| Some((d, d.earliest()?))) else {
        return;
    };
    let months = |day: Day| day.year * 12 + u16::from(day.month);
    if months(day) > months(span.to) + MONTHS {
        let at = Path::root().key("period");
        let Day { year, month, day } = span.to;
        let last = format!("ngày {day}/{month}/{year}");
        found.add(
            IN_ORDER
                .broken_at(
                    at.key("data_as_of"),
                    format!("Số liệu tính đến {}, mà kỳ báo cáo hết {last}", known.sentence()),
                )
                .with_related(at, "kỳ báo cáo")
                .with_hint("sửa lại ngày chốt số liệu, hoặc sửa kỳ báo cáo"),
        );
    }
}

/// A period has a printable name, and is over, or nearly so, when it is reviewed.
fn clear(context: &Context<'_>, found: &mut Findings) {
    let Some(period) = &context.dossier.period else { return };
    let at = Path::root().key("period");
    let severity = if context.any_final() { Severity::Error } else { Severity::Warning };
    let mut unclear = |key: &str, message: String, hint: String| {
        found.add(CLEAR.broken_at(at.key(key), message).with_severity(severity).with_hint(hint));
    };
    let kind = period.kind();
    if let Some(year) = period.year.filter(|year| year.is_double)
        && !kind.is_some_and(PeriodType::is_of_school_year)
    {
        let years = format!("{} - {}", year.first, year.first + 1);
        let message = format!("{years} là một năm học, mà loại kỳ không phải là năm học");
        unclear("year", message, "ghi type: năm học, hoặc ghi year một năm".to_owned());
    }
    if kind == Some(PeriodType::Quarter) {
        let message = "Kỳ báo cáo là một quý, chưa rõ quý nào".to_owned();
        unclear("type", message, "ghi type: quý I, quý II, quý III hoặc quý IV".to_owned());
    }
    let whole = matches!(kind, None | Some(PeriodType::Year)) && period.from.is_none();
    if context.dossier.kind == Some(Kind::Interim) && whole {
        let message = "Hồ sơ sơ kết, mà kỳ báo cáo là cả năm".to_owned();
        let hint = "ghi type: 6 tháng đầu năm, 9 tháng đầu năm, quý III hoặc học kỳ I; tổng kết năm thì ghi kind: tổng kết";
        unclear("type", message, hint.to_owned());
    }
    summed_up_early(context, period, found);
    if kind == Some(PeriodType::SchoolYear) {
        school_year_ahead(context, period, found);
    }
}

/// A final review (tổng kết) isn't made for part of a year, for which there is an interim one
/// (sơ kết).
fn summed_up_early(context: &Context<'_>, period: &Period, found: &mut Findings) {
    let kind = period.kind().filter(|kind| kind.is_interim());
    let yearly = |paper: &&&Paper| paper.kinds.as_slice() == [PaperKind::YearReview];
    let (Some(kind), Some(paper)) = (kind, context.papers.iter().find(yearly)) else { return };
    let message = format!("{}: kỳ báo cáo là {}, chưa trọn năm", paper.title, kind.word());
    let finding = CLEAR.broken_at(Path::root().key("period").key("type"), message);
    found.add(match context.dossier.kind {
        Some(Kind::Interim) => finding
            .with_related(Path::root().key("papers").key(paper.id.as_str()), "văn bản tổng kết")
            .with_hint("báo cáo sơ kết thì ghi half_year_report thay cho annual_report"),
        _ => finding.with_hint("sơ kết thì ghi kind: sơ kết; cả năm thì ghi type: năm"),
    });
}

/// A school year isn't finally reviewed before its second calendar year, nor reviewed at all
/// in its first two months: then the one before is meant.
fn school_year_ahead(context: &Context<'_>, period: &Period, found: &mut Findings) {
    let (Some(year), Some(kind)) = (period.year_told(), context.dossier.kind) else { return };
    let reviewed_from = match kind {
        Kind::Review => Day::new(year + 1, 1, 1),
        Kind::Interim => Day::new(year, 10, 1),
        Kind::Congress => return,
    };
    let root = Path::root();
    let event = context.dossier.event.as_ref().and_then(|event| event.date);
    let mut days = vec![];
    days.extend(event.map(|date| {
        let day = date.last();
        (root.key("event").key("date"), format!("Hội nghị họp {}", day.sentence()), day)
    }));
    days.extend(context.papers.iter().filter_map(|paper| {
        let date = paper.date(context.dossier)?;
        let path = root.key("papers").key(paper.id.as_str()).key("date");
        Some((path, format!("{} {}", paper.title, date.sentence()), date))
    }));
    for (path, day, date) in days {
        if date.latest().is_some_and(|date| date < reviewed_from) {
            let message = format!("{day}, mà năm học {year} - {} khi ấy mới bắt đầu", year + 1);
            let before = year.saturating_sub(1);
            found.add(
                CLEAR
                    .broken_at(path, message)
                    .with_related(root.key("period").key("year"), "kỳ báo cáo")
                    .with_hint(format!("năm học {before} - {year} thì ghi year: {before}-{year}")),
            );
        }
    }
}

/// The last day of a reported period, and its name.
fn last_day(period: &Period) -> Option<(Day, String)> {
    if let Some(to) = period.to {
        return Some((to.latest()?, format!("kỳ báo cáo ({})", to.sentence())));
    }
    let year = period.year_told()?;
    let told = |name: String| format!("kỳ báo cáo ({name})");
    Some(match period.kind() {
        Some(PeriodType::FirstSemester) => {
            (Day::new(year + 1, 1, 31), told(format!("học kỳ I năm học {year} - {}", year + 1)))
        }
        Some(kind) if kind.is_of_school_year() => {
            (Day::new(year + 1, 8, 31), told(format!("năm học {year} - {}", year + 1)))
        }
        Some(PeriodType::SinceFounding | PeriodType::Other) => return None,
        // Within the year it can't be distinguished from another report's.
        _ => (Day::new(year, 12, 31), told(format!("năm {year}"))),
    })
}

/// The date this many months later; `months` is below twelve.
fn months_later(day: Day, months: u8) -> Day {
    let month = day.month + months;
    match month > 12 {
        true => Day::new(day.year + 1, month - 12, day.day),
        false => Day::new(day.year, month, day.day),
    }
}

/// The first day of a period, and its name.
fn first_day(period: &Period) -> Option<(Day, String)> {
    if let Some(from) = period.from {
        return Some((from.earliest()?, format!("kỳ báo cáo ({})", from.sentence())));
    }
    let year = period.year?.first;
    let month = if period.r#type == Some(PeriodType::SecondHalf) { 7 } else { 1 };
    Some((Day::new(year, month, 1), format!("kỳ báo cáo (năm {year})")))
}
