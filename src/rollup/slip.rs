//! Return slips (phiếu trả lại): to each unit that has something to mend or to
//! confirm, a message ready to be pasted.

use crate::diagnostic::{Diagnostic, SourceKind};
use crate::dossier::Date;
use crate::vietnamese::strip_final_stop;

use super::{RollUp, Standing, UnitOutcome};

/// A message to one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The unit's code.
    pub code: String,
    pub text: String,
}

/// The messages of a roll-up, in the roster's order.
pub fn slips(roll_up: &RollUp<'_>, period: &str, deadline: Option<Date>) -> Vec<Slip> {
    let until = deadline.map(|day| format!(" trước ngày {}", day.0.typed())).unwrap_or_default();
    let ended = roll_up.gone.iter().filter_map(|(_, outcome)| outcome.as_ref());
    let slip = |outcome: &UnitOutcome<'_>| {
        let text = text(roll_up, outcome, period, &until)?;
        Some(Slip { code: outcome.unit.code().to_owned(), text })
    };
    roll_up.units.iter().chain(ended).filter_map(slip).collect()
}

fn text(
    roll_up: &RollUp<'_>,
    outcome: &UnitOutcome<'_>,
    period: &str,
    until: &str,
) -> Option<String> {
    let report = format!("báo cáo {period}");
    let (opening, points, closing) = match &outcome.standing {
        Standing::LeftOut => return None,
        Standing::Missing => {
            let opening = format!("Chưa nhận được {report} của đơn vị.");
            (opening, Vec::new(), format!("Đề nghị gửi{until}."))
        }
        Standing::OtherPeriod(other) => {
            let opening = match other.as_str() {
                "" => format!("Hồ sơ của đơn vị chưa ghi kỳ báo cáo; cần {report}."),
                other => format!("Hồ sơ của đơn vị là của {other}; cần {report}."),
            };
            (opening, Vec::new(), format!("Đề nghị gửi lại{until}."))
        }
        Standing::Twice(files) => {
            let opening = format!("Đơn vị gửi {} hồ sơ cho {report}:", files.len());
            (opening, files.clone(), format!("Đề nghị cho biết dùng hồ sơ nào{until}."))
        }
        Standing::Faulty(found) => {
            let opening = format!("Chưa tổng hợp được {report} của đơn vị:");
            (opening, found.iter().map(point).collect(), format!("Đề nghị sửa và gửi lại{until}."))
        }
        Standing::Reported { .. } => {
            let unfit = outcome.unfit(&roll_up.rows).map(|(row, statement, why)| {
                format!("{}: ghi “{}”, {why}.", row.title(), statement.typed)
            });
            let jumps = outcome.jumps.iter().map(|jump| {
                let question =
                    if jump.message.ends_with('?') { "" } else { "; đề nghị xác nhận." };
                format!("{}: {}{question}", jump.title, jump.message)
            });
            let points: Vec<String> = unfit.chain(jumps).collect();
            if points.is_empty() {
                return None;
            }
            let opening = format!("Có số liệu cần xem lại trong {report} của đơn vị:");
            (opening, points, format!("Đề nghị sửa hoặc xác nhận{until}."))
        }
    };
    let mut lines = vec![format!("Kính gửi: {}", outcome.unit.called()), opening];
    lines.extend(points.iter().enumerate().map(|(i, point)| format!("{}. {point}", i + 1)));
    lines.push(closing);
    Some(lines.join("\n") + "\n")
}

/// A finding in one line: where, what, what to do.
fn point(found: &Diagnostic) -> String {
    let place = found.place.as_ref().map(|place| match place.source.kind {
        SourceKind::Text => format!("Dòng {}: ", place.line_column().0),
        SourceKind::Cell => format!("{}: ", place.source.name),
    });
    let mut text = place.unwrap_or_default() + strip_final_stop(&found.message) + ".";
    for hint in &found.hints {
        text += &format!(" Gợi ý: {}.", strip_final_stop(hint));
    }
    text
}
