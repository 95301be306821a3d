//! A period (kỳ báo cáo) and the days that belong to it: R08.

use crate::diagnostic::Severity;
use crate::dossier::{Kind, Period, PeriodType};
use crate::source::Path;
use crate::vietnamese::{Day, PartialDate};

use super::{Context, Finding, Findings, Rule};

pub(super) const IN_ORDER: Rule =
    Rule { code: 8, severity: Severity::Error, citation: "", run: in_order };

fn in_order(context: &Context<'_>, found: &mut Findings) {
    let Some(period) = &context.dossier.period else { return };
    let at = Path::root().key("period");
    if let (Some(from), Some(to)) = (period.from, period.to)
        && from.0.earliest().zip(to.0.latest()).is_some_and(|(from, to)| from > to)
    {
        let message = format!("Kỳ báo cáo từ {} đến {}", from.0.sentence(), to.0.sentence());
        found.add(
            Finding::new(at.key("from"), format!("{message}: ngày đầu sau ngày cuối"))
                .related(at.key("to"), "ngày cuối")
                .hint("sửa một trong hai ngày"),
        );
        return;
    }
    if let (Some(next), Some(year)) = (period.next_year, period.year_told())
        && (next.0 < year || next.0 == year && plans_for_next_year(period))
    {
        found.add(
            Finding::new(
                at.key("next_year"),
                format!("Năm kế tiếp {}, mà kỳ báo cáo là năm {year}", next.0),
            )
            .severity(Severity::Warning)
            .related(at.key("year"), "kỳ báo cáo")
            .hint(format!("ghi {}, hoặc để trống", year + 1)),
        );
    }
    before_it_began(context, period, found);
}

/// Whether the plans behind a report are for another year than the reported one.
fn plans_for_next_year(period: &Period) -> bool {
    matches!(period.r#type, None | Some(PeriodType::Year | PeriodType::SecondHalf))
}

/// No figure is known, and no report made or due, before its period began: such
/// days stay behind from last year's dossier.
fn before_it_began(context: &Context<'_>, period: &Period, found: &mut Findings) {
    let Some((first, began)) = first_day(period) else { return };
    let root = Path::root();
    let at = root.key("period");
    let mut days: Vec<(Path, String, PartialDate)> = Vec::new();
    let told = |date: PartialDate| date.sentence();
    days.extend(
        period.data_as_of.map(|date| {
            (at.key("data_as_of"), format!("Số liệu tính đến {}", told(date.0)), date.0)
        }),
    );
    days.extend(
        period.deadline.map(|d| (at.key("deadline"), format!("Hạn gửi {}", told(d.0)), d.0)),
    );
    let review = context.dossier.kind == Some(Kind::Review);
    for paper in context.papers.iter().filter(|_| review) {
        days.extend(paper.date(context.dossier).map(|date| {
            let path = root.key("papers").key(paper.id.as_str()).key("date");
            (path, format!("{} {}", paper.title, told(date)), date)
        }));
    }
    for (path, day, date) in days {
        if date.latest().is_some_and(|date| date < first) {
            found.add(
                Finding::new(path, format!("{day}, trước khi bắt đầu {began}"))
                    .severity(Severity::Warning)
                    .related(at.clone(), "kỳ báo cáo")
                    .hint("hồ sơ làm từ hồ sơ cũ thì sửa lại ngày, hoặc sửa kỳ báo cáo"),
            );
        }
    }
}

/// The first day of a period, and what it is called.
fn first_day(period: &Period) -> Option<(Day, String)> {
    if let Some(from) = period.from {
        return Some((from.0.earliest()?, format!("kỳ báo cáo ({})", from.0.sentence())));
    }
    let year = period.year?.0;
    let month = if period.r#type == Some(PeriodType::SecondHalf) { 7 } else { 1 };
    Some((Day::new(year, month, 1), format!("kỳ báo cáo (năm {year})")))
}
