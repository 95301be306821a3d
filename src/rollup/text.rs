//! The units' narratives by area of work, under the units' names: material for the office's
//! own text.

use std::collections::HashMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::dossier::{Dossier, Prose};
use crate::prose::{self, Names};
use crate::source::Path;
use crate::template;
use crate::vietnamese::{NO_BREAK, nfc};

use super::RollUp;

/// A narrative of a unit, with the values of its expressions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Passage {
    /// Its index in [`SECTIONS`]; `None` for an area of work.
    section: Option<usize>,
    title: String,
    text: String,
}

/// The narratives of a dossier, the areas of work first.
pub(super) fn passages(dossier: &Dossier) -> Vec<Passage> {
    let names = Names::of(dossier);
    let mut passages = Vec::new();
    let mut put = |section: Option<usize>, title: &str, text: Option<&Prose>, at: Path| {
        let text = text.map(|prose| filled_in(&prose.0, &names, &at)).unwrap_or_default();
        if !text.trim().is_empty() {
            let (title, text) = (title.to_owned(), text.trim().to_owned());
            passages.push(Passage { section, title, text });
        }
    };
    for (i, area) in dossier.results.iter().enumerate() {
        let at = Path::root().key("results").index(i).key("text");
        put(None, area.area.as_deref().unwrap_or("Nội dung khác"), area.text.as_ref(), at);
    }
    for (i, (title, key, field)) in SECTIONS.iter().enumerate() {
        put(Some(i), title, field(dossier), Path::root().key(*key));
    }
    passages
}

/// All narratives of the counted units, in Markdown. Areas are in the order of the superior's
/// dossier, followed by others in the order of units. The roll-up must have been [asked for
/// texts](super::Asked::with_texts).
pub fn texts(roll_up: &RollUp<'_>, superior: &Dossier) -> String {
    let mut chapters = Chapters::default();
    for area in superior.results.iter().filter_map(|area| area.area.as_deref()) {
        chapters.of(area);
    }
    let sections = std::iter::once(None).chain((0..SECTIONS.len()).map(Some));
    for section in sections {
        for outcome in roll_up.units.iter().filter(|unit| unit.standing.is_counted()) {
            let texts = outcome.sent.iter().flat_map(|sent| &sent.texts);
            for passage in texts.filter(|passage| passage.section == section) {
                let under = chapters.of(&passage.title);
                // Writing to a String can't fail.
                let _ = write!(under, "### {}\n\n{}\n\n", outcome.unit.called(), passage.text);
            }
        }
    }
    let mut out = String::new();
    for (title, text) in chapters.all.iter().filter(|(_, text)| !text.is_empty()) {
        let _ = write!(out, "## {title}\n\n{text}");
    }
    out.trim_end().to_owned() + "\n"
}

/// Titles with the texts below them, in order of appearance.
#[derive(Default)]
struct Chapters {
    all: Vec<(String, String)>,
    by_title: HashMap<String, usize>,
}

impl Chapters {
    /// The text under a title, begun where there is none yet.
    fn of(&mut self, title: &str) -> &mut String {
        let all = &mut self.all;
        let at = *self.by_title.entry(nfc(title).trim().to_lowercase()).or_insert_with(|| {
            all.push((title.trim().to_owned(), String::new()));
            all.len() - 1
        });
        &mut self.all[at].1
    }
}

type Field = fn(&Dossier) -> Option<&Prose>;

/// The parts of every report besides its areas of work.
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

/// A narrative with the values of its expressions; an unknown one is `…`.
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
