//! Corrections held against the papers that they correct, where these are the same
//! dossier's: BC356, BC357.

use std::borrow::Cow;

use crate::diagnostic::{Code, Severity};
use crate::dossier::{CorrectedPlace, LegalRef, Status};
use crate::paper::Paper;
use crate::source::Path;
use crate::vietnamese::{Day, PartialDate, fold};

use super::required::at;
use crate::check::{Context, Findings, Rule};

pub(crate) const KNOWN_BY: Rule = Rule {
    code: Code::CORRECTED_PAPER,
    severity: Severity::Error,
    citation: "Nghị định 30/2020/NĐ-CP, Điều 18",
    run: known_by,
};

pub(crate) const QUOTED: Rule =
    Rule { code: Code::CORRECTED_WORDS, severity: Severity::Warning, citation: "", run: quoted };

/// The paper of the dossier that is cited, by number, symbol and year.
fn original<'a>(context: &'a Context<'_>, of: &LegalRef) -> Option<Cow<'a, Paper>> {
    let cited = bare(of.number.as_deref()?);
    let year = of.date.and_then(PartialDate::year);
    let own = context.dossier.organization.symbol.as_deref()?;
    let papers = context.library.papers().set(context.dossier).into_iter();
    let mut outputs = papers.flat_map(|paper| paper.outputs(context.dossier));
    outputs.find(|paper| {
        let envelope = paper.envelope(context.dossier);
        let Some(number) = envelope.number.as_deref() else { return false };
        let of_paper = paper.date(context.dossier).and_then(PartialDate::year);
        let symbol = match envelope.symbol.as_deref() {
            Some(symbol) => symbol.to_owned(),
            None => format!("{} {own}", paper.abbreviation),
        };
        // A correction cites no other one.
        let is_correction =
            paper.part.as_ref().is_some_and(|part| part.path.keys().next() == Some("corrections"));
        !is_correction
            && bare(&format!("{number} {symbol}")) == cited
            && year.zip(of_paper).is_none_or(|(year, of_paper)| year == of_paper)
    })
}

/// Number and symbol without their marks: `28/QĐ-CĐCS` is `28 qđ cđcs`.
fn bare(number: &str) -> String {
    let words = fold(&number.replace(['/', '-', '–'], " "));
    words.trim_start_matches('0').to_owned()
}

/// What is cited of a paper is what the dossier says of it.
fn known_by(context: &Context<'_>, found: &mut Findings) {
    for (i, correction) in context.dossier.corrections.iter().enumerate() {
        let Some(of) = &correction.of else { continue };
        let Some(paper) = original(context, of) else { continue };
        let date = paper.date(context.dossier).and_then(PartialDate::whole);
        let cited = of.date.and_then(PartialDate::whole);
        let Some((date, cited)) = date.zip(cited).filter(|(date, cited)| date != cited) else {
            continue;
        };
        let day = |day: Day| day.short();
        let path = Path::root().key("corrections").index(i).key("of").key("date");
        let message = format!("{}: ngày {}, ở đây ghi {}", paper.title, day(date), day(cited));
        found.add(
            KNOWN_BY
                .broken_at(path, message)
                .with_related(at(&paper), "văn bản được sửa")
                .with_hint("sửa lại ngày hoặc số của văn bản được sửa"),
        );
    }
}

/// What is said to have been written stands in the paper as issued; or what stands now,
/// where the dossier has been put right since.
fn quoted(context: &Context<'_>, found: &mut Findings) {
    for (i, correction) in context.dossier.corrections.iter().enumerate() {
        let Some(of) = &correction.of else { continue };
        let Some(paper) = original(context, of) else { continue };
        if paper.status(context.dossier) != Status::Issued {
            continue;
        }
        let Ok(words) = context.library.words(context.dossier, &paper) else { continue };
        let words = fold(&words);
        for (j, change) in correction.changes.iter().enumerate() {
            let CorrectedPlace { wrote, now, .. } = change;
            let (Some(wrote), Some(now)) = (wrote.as_deref(), now.as_deref()) else { continue };
            if stands_in(wrote, &words) || stands_in(now, &words) {
                continue;
            }
            let changes = Path::root().key("corrections").index(i).key("changes");
            let message = format!("Không có “{wrote}” trong {}", paper.title);
            found.add(
                QUOTED
                    .broken_at(changes.index(j).key("wrote"), message)
                    .with_related(at(&paper), "văn bản được sửa")
                    .with_hint("ghi đúng chữ như văn bản đã ban hành"),
            );
        }
    }
}

/// Whether each part of a text stands somewhere in others: the cells of a row, `Nguyễn
/// Thị Mẫu, 300.000 đồng`, stand apart, and the head of their column has the measure.
fn stands_in(text: &str, words: &str) -> bool {
    let has_number = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    text.split([',', ';', ':']).all(|part| {
        let part = fold(part.trim().trim_end_matches('.'));
        let mut numbers = part.split(' ').filter(has_number).peekable();
        words.contains(&part) || numbers.peek().is_some() && numbers.all(|n| words.contains(n))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_set() {
        assert_eq!(bare("28/QĐ-CĐCS"), bare("028/QĐ CĐCS"));
        assert_ne!(bare("28/QĐ-CĐCS"), bare("28/CĐCS"));
    }

    #[test]
    fn the_cells_of_a_row_stand_apart() {
        let words = "1 đặng văn vi dụ tổ trưởng 300.000 cộng";
        assert!(stands_in("Đặng Văn Vi Dụ, 300.000 đồng", words));
        assert!(!stands_in("Đặng Văn Vi Dụ, 500.000 đồng", words));
        assert!(!stands_in("Đặng Văn Ví Dụ", words));
    }
}
