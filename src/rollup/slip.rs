//! Return slips (phiếu trả lại): a message to each unit that has something to correct or to
//! confirm, ready to be pasted.

use crate::diagnostic::{Code, Diagnostic, SourceKind};
use crate::vietnamese::{capitalize_first, strip_final_stop};

use super::{RollUp, Sender, Standing, UnitOutcome};

/// A message to one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The unit's code.
    pub code: String,
    /// The text of the note, in Vietnamese.
    pub text: String,
}

/// The messages of a roll-up, in the roster's order.
pub fn slips(roll_up: &RollUp<'_>, sender: &Sender<'_>) -> Vec<Slip> {
    let ended = roll_up.gone.iter().filter_map(|(_, outcome)| outcome.as_ref());
    let slip = |outcome: &UnitOutcome<'_>| {
        let text = text(outcome, sender)?;
        Some(Slip { code: outcome.unit.code().to_owned(), text })
    };
    roll_up.units.iter().chain(ended).filter_map(slip).collect()
}

fn text(outcome: &UnitOutcome<'_>, sender: &Sender<'_>) -> Option<String> {
    let report = format!("báo cáo {}", sender.period);
    let until = sender.until();
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
            (opening, also(outcome), format!("Đề nghị gửi lại{until}."))
        }
        Standing::Twice(files) => {
            let opening = format!("Đơn vị gửi {} hồ sơ cho {report}:", files.len());
            let files = files.iter().map(|file| without_folder(file).to_owned());
            let points = files.chain(also(outcome)).collect();
            (opening, points, format!("Đề nghị cho biết dùng hồ sơ nào{until}."))
        }
        Standing::WrongCode { .. } | Standing::WrongName { .. } => {
            let opening = format!("Chưa tổng hợp được {report} của đơn vị:");
            let mistaken = stopped(&capitalize_first(&outcome.standing.words()));
            let points = std::iter::once(mistaken).chain(also(outcome));
            let points = points.chain(faults(outcome)).chain(doubts(outcome)).collect();
            (opening, points, format!("Đề nghị sửa và gửi lại{until}."))
        }
        Standing::Faulty(found) => {
            let opening = format!("Chưa tổng hợp được {report} của đơn vị:");
            let points = found.iter().map(point).chain(faults(outcome)).chain(doubts(outcome));
            (opening, points.collect(), format!("Đề nghị sửa và gửi lại{until}."))
        }
        Standing::Reported { .. } => {
            let points: Vec<String> = faults(outcome).chain(doubts(outcome)).collect();
            if points.is_empty() {
                return None;
            }
            if !outcome.has_to_mend() {
                let opening = format!("Có số liệu cần xem lại trong {report} của đơn vị:");
                (opening, points, format!("Đề nghị sửa hoặc xác nhận{until}."))
            } else {
                let opening = format!("Có số liệu phải sửa trong {report} của đơn vị:");
                (opening, points, format!("Đề nghị sửa và gửi lại{until}."))
            }
        }
    };
    let mut lines = vec![format!("Kính gửi: {}", outcome.unit.called()), opening];
    lines.extend(points.iter().enumerate().map(|(i, point)| format!("{}. {point}", i + 1)));
    lines.push(closing);
    lines.extend(sender.lines());
    Some(lines.join("\n") + "\n")
}

/// What else is wrong in what a unit sent that can't be used for another reason.
fn also(outcome: &UnitOutcome<'_>) -> Vec<String> {
    outcome.also.iter().map(point).collect()
}

/// The points to correct.
fn faults(outcome: &UnitOutcome<'_>) -> impl Iterator<Item = String> {
    let unread = outcome.unread.iter().map(point);
    let faults = outcome.findings.iter().filter(|found| found.is_error());
    unread.chain(faults.map(|fault| stopped(&fault.message)))
}

/// The points to confirm or correct.
fn doubts(outcome: &UnitOutcome<'_>) -> impl Iterator<Item = String> {
    let doubts = outcome.findings.iter().filter(|found| !found.is_error());
    doubts.map(|found| {
        // Others begin with the figure that they are about.
        let of_the_whole =
            [Code::ROLLUP_IDENTITY, Code::ROLLUP_NOT_IN_CATALOG, Code::ROLLUP_PARTLY]
                .contains(&found.code);
        let doubt = &found.message;
        let doubt = if of_the_whole { capitalize_first(doubt) } else { doubt.clone() };
        if doubt.ends_with('?') { doubt } else { format!("{doubt}; đề nghị xác nhận.") }
    })
}

/// A finding in one line: where, what, what to do.
fn point(found: &Diagnostic) -> String {
    let place = found.place.as_ref().map(|place| match place.source.kind {
        SourceKind::Text | SourceKind::Line(..) => format!("Dòng {}: ", place.line_column().0),
        SourceKind::Cell(_) | SourceKind::Passage => {
            format!("{}: ", without_folder(&place.source.name))
        }
    });
    let mut text = place.unwrap_or_default() + &stopped(&found.message);
    for hint in &found.hints {
        text += &format!(" Gợi ý: {}", stopped(hint));
    }
    text
}

/// A sentence with its stop, where it has no other mark.
fn stopped(sentence: &str) -> String {
    let sentence = strip_final_stop(sentence);
    if sentence.ends_with(['?', '!', '…']) { sentence.to_owned() } else { format!("{sentence}.") }
}

/// A place in a file, without the folders of the office's machine.
fn without_folder(place: &str) -> &str {
    let file = [", trang ", ", ô "].iter().find_map(|behind| place.split_once(behind));
    let file = file.map_or(place, |(file, _)| file);
    let folder = file.rfind(['/', '\\']).map_or(0, |at| at + 1);
    place.get(folder..).unwrap_or(place)
}
