//! Ballot papers: one page, the same ballot as often as it fits, room for the seal.

use super::Found;
use crate::support::cases::Finished;
use crate::support::sheet::{Line, MM};

const SOURCE: &str = "«mặc định», mẫu phiếu bầu cử";
/// The seal's place under the head, in millimetres.
const SEAL: f64 = 40.0;

pub(super) fn check(paper: &Finished, found: &mut Found) {
    if paper.sheet.pages.len() != 1 {
        found.add_to_all("ballot", SOURCE, format!("{} pages", paper.sheet.pages.len()));
    }
    let titles = paper.sheet.role("ballot-title").count();
    let names = paper.sheet.role("ballot-name").count();
    if ![1, 2, 4].contains(&titles) || names == 0 || !names.is_multiple_of(titles) {
        found.add_to_all("ballot", SOURCE, format!("{titles} titles, {names} names"));
    }
    for run in paper.sheet.role("ballot-name") {
        if !(11.0..=13.0).contains(&run.size) || run.family != "Liberation Serif" {
            found.add("ballot", 0, SOURCE, format!("{:?} in {} pt", run.text, run.size));
        }
    }
    let heads = paper.sheet.lines("ballot-head");
    let last_of_copy = |(at, line): (usize, &Line<'_>)| {
        heads
            .get(at + 1)
            .is_none_or(|next| next.baseline < line.baseline || next.left - line.right > 20.0)
    };
    let lasts = heads.iter().enumerate().filter(|(at, line)| last_of_copy((*at, line)));
    for (_, head) in lasts {
        let middle = head.centre();
        let in_place = |run: &&crate::support::sheet::Run| {
            let across =
                run.left < middle + SEAL / 2.0 * MM && run.right > middle - SEAL / 2.0 * MM;
            across && run.top() > head.bottom() && run.top() < head.bottom() + (SEAL - 1.0) * MM
        };
        if let Some(run) = paper.sheet.runs.iter().filter(|r| !r.is("ballot-head")).find(in_place) {
            found.add("ballot", 0, SOURCE, format!("{:?} stands where the seal is put", run.text));
        }
    }
}
