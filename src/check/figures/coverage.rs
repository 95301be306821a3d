//! Totals of only some of the units: BC172.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Dossier, Figure, FigureDetail, Quantity, REPORTED};
use crate::source::{Path, Segment};
use crate::vietnamese::Number;

use super::arithmetic::{head, last_key};
use crate::check::acknowledged::is_named;
use crate::check::{Context, Findings, Rule};

pub(crate) const PARTIAL: Rule =
    Rule { code: Code::PARTIAL_TOTAL, severity: Severity::Warning, citation: "", run: partial };

/// The most figures named in a message.
const NAMED: usize = 5;

/// A total of some units is printed as the union's own, unless the paper says how many units
/// it covers.
fn partial(context: &Context<'_>, found: &mut Findings) {
    let told = StatedCoverage::of(context);
    let partial = context.figures.iter().filter(|(path, figure)| {
        figure.is_partial()
            && figure.value.is_some()
            && last_key(path) != Some(REPORTED)
            && !told.says(figure)
            && !told.is_said_by_itself(context.dossier, path)
    });
    // An acknowledgement of one doesn't cover the others.
    let (named, others): (Vec<_>, Vec<_>) =
        partial.partition(|(path, _)| is_named(context.dossier, PARTIAL.code, path));
    for one in named {
        told_together(context, &[one], &told, found);
    }
    told_together(context, &others, &told, found);
}

/// One finding for all of the figures.
fn told_together(
    context: &Context<'_>,
    partial: &[&(Path, &FigureDetail)],
    told: &StatedCoverage<'_>,
    found: &mut Findings,
) {
    let Some((first, _)) = partial.first() else { return };
    let names = partial.iter().take(NAMED).map(|(path, figure)| {
        let name = head(context, path, figure);
        let key = last_key(path).unwrap_or_default();
        let name = name.strip_suffix(": ").filter(|name| !name.is_empty()).unwrap_or(key);
        let of = figure.from_units.as_ref().map(Quantity::to_text).unwrap_or_default();
        format!("{name} ({of})")
    });
    let names: Vec<String> = names.collect();
    let more = match partial.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" và {more} số liệu khác"),
    };
    let names = names.join(", ");
    let mut finding =
        PARTIAL.broken_at(first.clone(), format!("Số liệu chưa đủ đơn vị: {names}{more}"))
            .with_hint("đủ báo cáo thì tổng hợp lại; hoặc nêu trong bài, ví dụ “(số liệu của {{ don_vi_bao_cao }})”, hoặc ghi “số liệu của … đơn vị” ở note của số liệu")
            .with_hint("số đã là của cả công đoàn thì xóa dòng from_units");
    // If the text says who reported, a figure left empty by some of them needs a review.
    if context.any_final() && !told.reported {
        finding = finding.with_severity(Severity::Error);
    }
    found.add(finding);
}

/// What the dossier's texts say about the number of units covered.
struct StatedCoverage<'a> {
    texts: Vec<&'a str>,
    /// Whether they state how many units reported.
    reported: bool,
    of: Option<(Number, Number)>,
}

impl<'a> StatedCoverage<'a> {
    fn of(context: &'a Context<'_>) -> StatedCoverage<'a> {
        let texts: Vec<&str> = context.printed().map(|(_, text)| text).collect();
        let reported = context.dossier.membership.figures.get(REPORTED);
        let value = reported.and_then(|figure| figure.value.as_ref());
        let named = texts.iter().any(|text| {
            text.split("{{").skip(1).any(|rest| rest.trim_start().starts_with(REPORTED))
        });
        let written = value.is_some_and(|value| mentions(&texts, value));
        let of = value.and_then(Quantity::ratio);
        StatedCoverage { reported: named || written, of, texts }
    }

    /// Whether the figure stands on paper in words of the program's alone, which say of
    /// how many units it is: in the lines of an area of work that nobody has written, in
    /// the sentence on the members. An expression in another text doesn't say it.
    fn is_said_by_itself(&self, dossier: &Dossier, path: &Path) -> bool {
        /// What the sentence puts beside the members: those of the same units only.
        const OF_MEMBERS: [&str; 4] = ["members", "women", "employees", "party_members"];
        let in_words = match path.segments() {
            [Segment::Key(results), Segment::Index(at), Segment::Key(_), Segment::Key(_)]
                if results == "results" =>
            {
                dossier.results.get(*at).is_some_and(|area| area.text.is_none())
            }
            [Segment::Key(membership), Segment::Key(key)] if membership == "membership" => {
                let is_partial = |figure: &Figure| figure.is_partial();
                dossier.membership.text.is_none()
                    && OF_MEMBERS.contains(&key.as_str())
                    && dossier.membership.members.as_ref().is_some_and(is_partial)
            }
            _ => false,
        };
        let key = last_key(path).unwrap_or_default();
        let names_it = |text: &str| {
            text.split("{{").skip(1).any(|rest| {
                let name: String =
                    rest.trim_start().chars().take_while(|c| is_in_name(*c)).collect();
                name == key
            })
        };
        in_words && !self.texts.iter().any(|text| names_it(text))
    }

    /// Whether they state the number of units covered by a figure.
    fn says(&self, figure: &FigureDetail) -> bool {
        let Some(from) = &figure.from_units else { return true };
        self.reported && from.ratio() == self.of || mentions(&self.texts, from)
    }
}

fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a text contains `9/60` as a whole word.
fn mentions(texts: &[&str], of: &Quantity) -> bool {
    let Some((part, whole)) = of.ratio() else { return false };
    let words = format!("{part}/{whole} {}", of.unit);
    texts.iter().any(|text| {
        text.match_indices(&words).any(|(at, _)| {
            !text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
        })
    })
}
