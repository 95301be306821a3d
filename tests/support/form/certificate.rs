//! Certificates: a page each, every line in its place and inside the frame, room to sign.

use super::Found;
use crate::support::cases::Finished;
use crate::support::sheet::{MM, Run};

const SOURCE: &str = "NĐ 98/2023, Điều 104";
/// The room for signature and seal, in millimetres.
const SEAL: f64 = 29.0;

/// The lines of a certificate from the top, and between which sizes they are.
const LINES: [(&str, f64, f64); 8] = [
    ("national-name", 12.0, 14.0),
    ("national-motto", 13.0, 14.0),
    ("certificate-authority", 14.0, 18.0),
    ("certificate-verb", 16.0, 20.0),
    ("certificate-kind", 34.0, 42.0),
    ("certificate-name", 20.0, 28.0),
    ("certificate-merit", 13.0, 16.0),
    ("signer-name", 13.0, 14.0),
];
/// What is red, and nothing else.
const RED: [&str; 2] = ["certificate-authority", "certificate-kind"];

pub(super) fn check(paper: &Finished, found: &mut Found) {
    for (number, page) in paper.sheet.pages.iter().enumerate() {
        let (width, height) = (page.width / MM, page.height / MM);
        if (width - 297.0).abs() > 0.1 || (height - 210.0).abs() > 0.1 {
            found.add("certificate", number, SOURCE, format!("{width:.1} × {height:.1} mm"));
        }
        let runs: Vec<&Run> =
            paper.sheet.runs.iter().filter(|run| run.page == number && !run.is_blank()).collect();
        lines(number, page.width, &runs, found);
        room_to_sign(number, &runs, found);
    }
}

fn lines(page: usize, width: f64, runs: &[&Run], found: &mut Found) {
    let mut below = 0.0;
    for (role, smallest, largest) in LINES {
        let own: Vec<&&Run> = runs.iter().filter(|run| run.is(role)).collect();
        let Some(last) = own.last() else {
            found.add("certificate", page, SOURCE, format!("no {role}"));
            continue;
        };
        for run in &own {
            if run.size < smallest || run.size > largest || run.black == RED.contains(&role) {
                let what =
                    format!("{role} {:?} of {} pt, black: {}", run.text, run.size, run.black);
                found.add("certificate", page, SOURCE, what);
            }
            if run.baseline <= below {
                found.add(
                    "certificate",
                    page,
                    SOURCE,
                    format!("{role} isn't below the line before"),
                );
            }
        }
        below = last.baseline;
        let (left, right) = own
            .iter()
            .filter(|run| run.baseline == last.baseline)
            .fold((f64::MAX, f64::MIN), |(left, right), run| {
                (left.min(run.left), right.max(run.right))
            });
        if role != "signer-name" && ((left + right) / 2.0 - width / 2.0).abs() > MM {
            found.add("certificate", page, SOURCE, format!("{role} isn't centred"));
        }
    }
    let registered = runs.iter().filter(|run| run.is("certificate-register"));
    if registered.clone().count() < 2 || registered.clone().any(|run| run.right > width / 2.0) {
        found.add("certificate", page, SOURCE, "decision and number at the left".to_owned());
    }
}

fn room_to_sign(page: usize, runs: &[&Run], found: &mut Found) {
    let post = runs.iter().filter(|run| run.is("post")).map(|run| run.bottom());
    let post = post.fold(f64::MIN, f64::max);
    let name = runs.iter().filter(|run| run.is("signer-name")).map(|run| run.top());
    let name = name.fold(f64::MAX, f64::min);
    if (name - post) / MM < SEAL {
        found.add("certificate", page, SOURCE, format!("{:.1} mm to sign", (name - post) / MM));
    }
}
