//! Lines with wide gaps, where a part bound by no-break spaces didn't fit and moved to the
//! next line.

use typst::syntax::Source;

use crate::vietnamese::NO_BREAK;

use super::sheet::{Run, Sheet};

/// A blank is a quarter of the font size; more than twice that is too wide.
const WIDEST: f64 = 2.0 * 0.25;

/// The source with one no-break space released after each line whose gaps are too wide: a
/// line may then end between a number and its unit. `None` if there is nothing to release.
/// `source` is that of the pages.
pub(crate) fn let_go(sheet: &Sheet, source: impl FnOnce() -> Source) -> Option<String> {
    let behind = behind_wide_lines(&sheet.runs);
    if behind.is_empty() {
        return None;
    }
    let source = source();
    let mut bonds: Vec<usize> = behind.iter().filter_map(|run| bond(&source, run)).collect();
    bonds.sort_unstable();
    bonds.dedup();
    let mut text = source.text().to_owned();
    for at in bonds.iter().rev() {
        text.replace_range(*at..at + NO_BREAK.len_utf8(), " ");
    }
    (!bonds.is_empty()).then_some(text)
}

/// The first run of each line that follows one with wide gaps.
fn behind_wide_lines(runs: &[Run]) -> Vec<&Run> {
    let lines: Vec<&[Run]> =
        runs.chunk_by(|a, b| a.block == b.block && a.is_level_with(b)).collect();
    let behind = |pair: &[&'_ [Run]]| {
        let (line, next) = (pair[0], pair[1]);
        let goes_on = line[0].block == next[0].block && !line[0].cell;
        goes_on && line.iter().any(|run| run.gap > WIDEST)
    };
    lines.windows(2).filter(|pair| behind(pair)).map(|pair| &pair[1][0]).collect()
}

/// The position in the source of a run's first no-break space, if no plain space precedes it.
fn bond(source: &Source, run: &Run) -> Option<usize> {
    let (span, into) = run.first;
    let literal = source.find(span)?.range();
    // After the opening quote.
    let start = literal.start + 1 + usize::from(into);
    let rest = source.text().get(start..literal.end)?;
    let bound = rest.split(' ').next()?;
    // The literal equals the text on the page, so the position is right.
    let same = run.text.chars().next() == rest.chars().next();
    bound.find(NO_BREAK).filter(|_| same).map(|at| start + at)
}

#[cfg(test)]
mod tests {
    use typst::syntax::{Source, Span};

    use super::*;

    fn run(text: &str, baseline: f64, gap: f64, first: (Span, u16)) -> Run {
        Run {
            page: 0,
            left: 0.0,
            right: 0.0,
            baseline,
            size: 14.0,
            bold: false,
            text: text.to_owned(),
            gap,
            first,
            seams: Vec::new(),
            role: None,
            block: 1,
            cell: false,
        }
    }

    #[test]
    fn only_a_line_with_wide_gaps_lets_go() {
        let none = (Span::detached(), 0);
        let runs = [
            run("Các tổ có", 100.0, 0.6, none),
            run("05 đồng chí tham gia", 118.0, 0.3, none),
            run("và về đích.", 136.0, 0.9, none),
        ];
        let behind: Vec<&str> = behind_wide_lines(&runs).iter().map(|r| r.text.as_str()).collect();
        assert_eq!(behind, ["05 đồng chí tham gia"]);
    }

    #[test]
    fn a_bond_is_the_first_of_its_line() {
        let source = Source::detached("#\"Tổ có 05\u{a0}đồng\u{a0}chí tham\u{a0}gia.\";");
        let span = literal(source.root()).expect("a literal");
        let into = |text: &str| u16::try_from("Tổ có ".len() + text.len()).expect("short");
        let found = bond(&source, &run("05 đồng chí tham gia.", 0.0, 0.0, (span, into(""))));
        assert_eq!(found, source.text().find(NO_BREAK));
        // The text on the page differs.
        assert_eq!(bond(&source, &run("đồng", 0.0, 0.0, (span, into("")))), None);
        assert_eq!(bond(&source, &run("Tổ", 0.0, 0.0, (span, 0))), None);
    }

    fn literal(node: &typst::syntax::SyntaxNode) -> Option<Span> {
        use typst::syntax::SyntaxKind;
        if node.kind() == SyntaxKind::Str {
            return Some(node.span());
        }
        node.children().find_map(literal)
    }
}
