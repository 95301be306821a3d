//! `--prior`: last year's dossiers and sheets, read as last year's roll-up would have.

use std::path::Path;

use baocao::Office;
use baocao::dossier::Dossier;
use baocao::rollup::{self, Asked, NoRollUp, Past, Request, period_words};

use super::super::args;
use super::super::files;
use super::super::outcome::Failure;
use super::came;

/// What the units stated in the same period a year before; `asked` is what is rolled up
/// now.
pub fn of(
    folder: &Path,
    args: &args::Rollup,
    (office, request): (&Office, Request<'_>),
    asked: &Asked<'_>,
) -> Result<Past, Failure> {
    let period = request.superior.period.as_ref();
    let before = period.and_then(|period| period.year_before()).ok_or_else(|| {
        Failure::new("`--prior`: chưa rõ kỳ năm trước").hint(
            "ghi period.type và period.year, hoặc period.from và period.to đủ ngày, tháng, năm",
        )
    })?;
    let words = period_words(&before);
    let then = Dossier { period: Some(before), ..request.superior.clone() };
    let last = Asked::of(Request { superior: &then, leave_out: &[], ..request });
    let last = last.map_err(|refusal| match refusal {
        NoRollUp::NobodyDue => {
            let message = format!("`--prior`: danh sách không có đơn vị nào phải báo cáo {words}");
            Failure::new(message).hint("xem lại since, until, parent trong danh sách")
        }
        NoRollUp::NoPeriod | NoRollUp::NoSuchUnit(_) => {
            Failure::new(format!("`--prior`: chưa tổng hợp được {words}"))
        }
    })?;
    let (mut found, failures) = files::reports(&[folder.to_owned()]);
    if let Some(failure) = failures.into_iter().next() {
        return Err(failure);
    }
    came::retain_reports(&mut found, args);
    files::without_copies(&mut found);
    let all: Vec<_> = found.iter().collect();
    let mut sent = Vec::new();
    for mut one in came::read_all(office, &all, &last)? {
        sent.append(&mut one.sent);
    }
    Ok(Past::of(&rollup::roll_up(last, sent), request.roster, asked.days))
}
