//! The units' narratives by area of work, under the units' names: what an
//! office reads before it writes its own.

use std::fmt::Write;

use crate::dossier::{Dossier, Prose};
use crate::prose::{self, Names};
use crate::source::Path;
use crate::template;
use crate::vietnamese::{NO_BREAK, nfc};

use super::{RollUp, UnitOutcome};

/// All narratives of the counted units, in Markdown. Areas come as the
/// superior's own dossier has them, others behind as the units bring them.
pub fn texts(roll_up: &RollUp<'_>, superior: &Dossier) -> String {
    let mut chapters: Vec<(String, String)> = Vec::new();
    for area in superior.results.iter().filter_map(|area| area.area.as_deref()) {
        chapter(&mut chapters, area);
    }
    for outcome in roll_up.units.iter().filter(|unit| unit.standing.is_counted()) {
        let Some(dossier) = outcome.dossier else { continue };
        let names = Names::of(dossier);
        for (i, area) in dossier.results.iter().enumerate() {
            let at = Path::root().key("results").index(i).key("text");
            let title = area.area.as_deref().unwrap_or("Nội dung khác");
            put(&mut chapters, title, outcome, area.text.as_ref(), &names, &at);
        }
    }
    for (title, key, field) in SECTIONS {
        for outcome in roll_up.units.iter().filter(|unit| unit.standing.is_counted()) {
            let Some(dossier) = outcome.dossier else { continue };
            let at = Path::root().key(*key);
            put(&mut chapters, title, outcome, field(dossier), &Names::of(dossier), &at);
        }
    }
    let mut out = String::new();
    for (title, text) in chapters.iter().filter(|(_, text)| !text.is_empty()) {
        // Writing to a String can't fail.
        let _ = write!(out, "## {title}\n\n{text}");
    }
    out.trim_end().to_owned() + "\n"
}

type Field = fn(&Dossier) -> Option<&Prose>;

/// What every report has beside its areas of work.
const SECTIONS: &[(&str, &str, Field)] = &[
    ("Biến động về tổ chức", "situation", |d| d.situation.changes.as_ref()),
    ("Thuận lợi", "situation", |d| d.situation.advantages.as_ref()),
    ("Khó khăn", "situation", |d| d.situation.difficulties.as_ref()),
    ("Ưu điểm", "assessment", |d| d.assessment.strengths.as_ref()),
    ("Tồn tại, hạn chế", "assessment", |d| d.assessment.limitations.as_ref()),
    ("Nguyên nhân", "assessment", |d| d.assessment.causes.as_ref()),
    ("Bài học kinh nghiệm", "assessment", |d| d.assessment.lessons.as_ref()),
    ("Kiến nghị, đề xuất", "direction", |d| d.direction.proposals.as_ref()),
];

fn put(
    chapters: &mut Vec<(String, String)>,
    title: &str,
    outcome: &UnitOutcome<'_>,
    text: Option<&Prose>,
    names: &Names<'_>,
    at: &Path,
) {
    let Some(text) = text.map(|prose| filled_in(&prose.0, names, at)) else { return };
    if !text.trim().is_empty() {
        let under = chapter(chapters, title);
        let _ = write!(under, "### {}\n\n{}\n\n", outcome.unit.called(), text.trim());
    }
}

/// The text of an area, made where there is none yet.
fn chapter<'a>(chapters: &'a mut Vec<(String, String)>, title: &str) -> &'a mut String {
    let fold = |title: &str| nfc(title).trim().to_lowercase();
    let at = match chapters.iter().position(|(known, _)| fold(known) == fold(title)) {
        Some(at) => at,
        None => {
            chapters.push((title.trim().to_owned(), String::new()));
            chapters.len() - 1
        }
    };
    &mut chapters[at].1
}

/// A narrative with its figures written out; an unknown one is `…`.
fn filled_in(text: &str, names: &Names<'_>, at: &Path) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for expression in &prose::parse(text).expressions {
        // As the unit's own paper says it.
        let words = names.resolve(expression, at).ok();
        let words = words.and_then(|meaning| template::words(meaning, names));
        let words = words.map(|words| words.replace(NO_BREAK, " "));
        out += text.get(done..expression.span.start).unwrap_or_default();
        out += words.as_deref().unwrap_or("…");
        done = expression.span.end;
    }
    out + text.get(done..).unwrap_or_default()
}
