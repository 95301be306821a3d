//! Claims about a figure in running text: `đạt 94,2%`, `tăng 12 đoàn viên`.

use std::ops::Range;

use crate::dossier::Quantity;
use crate::vietnamese::Number;
use crate::vietnamese::sentence::Sentence;

/// A verb with the number it claims: `đạt 94,2%`, `tăng 12 đoàn viên (3,5%)`.
#[derive(Debug)]
pub(crate) struct Claim {
    pub verb: &'static str,
    /// How much is claimed, with its unit.
    pub claimed: Quantity,
    /// The words behind it: `kế hoạch năm`.
    pub of: String,
    /// A percentage in brackets after it.
    pub beside: Option<Number>,
    /// What it is compared with: `so với …`, in lower case.
    pub against: Option<String>,
    /// In bytes of the text that was read.
    pub span: Range<usize>,
}

const VERBS: [&str; 12] = [
    "đạt",
    "đạt tỷ lệ",
    "vượt",
    "tăng",
    "tăng thêm",
    "giảm",
    "giảm đi",
    "chiếm",
    "chiếm tỷ lệ",
    "tỷ lệ",
    "tỉ lệ",
    "tương đương",
];

/// The claims of a sentence among some bytes of its text, up to a semicolon: clauses that
/// begin with their verb. Another may speak of something else.
pub(crate) fn claims(s: &Sentence, within: Range<usize>) -> Vec<Claim> {
    let begins = |at: usize| s.span(at..at + 1).start;
    let from = (0..s.len()).find(|at| begins(*at) >= within.start).unwrap_or(s.len());
    let to = (from..s.len()).find(|at| s.mark(*at) == Some(';') || begins(*at) >= within.end);
    let tokens = from..to.unwrap_or(s.len());
    s.among(tokens.clone()).filter_map(|i| claim(s, i, tokens.clone())).collect()
}

fn claim(s: &Sentence, i: usize, tokens: Range<usize>) -> Option<Claim> {
    let figure = &s.figures[i];
    figure.exact()?;
    let end = figure.whole.start;
    let start = (tokens.start..end).rev().find(|at| s.word(*at).is_empty());
    let apart = start.is_none_or(|at| matches!(s.mark(at), Some(',' | '(')));
    let start = start.map_or(tokens.start, |at| at + 1);
    let said = s.words(start..end);
    let verb = *VERBS.iter().find(|verb| **verb == said).filter(|_| apart)?;
    let closes = figure.bracket.map_or(tokens.end, |open| s.closing(open).min(tokens.end));
    let stop = (figure.tokens.end..closes).find(|at| s.mark(*at) == Some(',')).unwrap_or(closes);
    let compared = (figure.tokens.end..stop).find(|at| s.says_at(*at, "so với"));
    Some(Claim {
        verb,
        claimed: Quantity::parse(
            s.text(figure.tokens.start..figure.noun.end.max(figure.tokens.end)),
        )
        .ok()?,
        of: s.tail(i),
        beside: s
            .bracketed(i)
            .and_then(|j| s.figures[j].exact().filter(|_| s.figures[j].is_percent())),
        against: compared.map(|at| s.text(at + 2..stop).to_lowercase()),
        span: s.span(start..stop),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::sentence::sentences;

    /// The claims behind the first two words.
    fn read(text: &str) -> Vec<String> {
        let show = |c: &Claim| {
            let beside = c.beside.map(|n| format!(" ({n}%)")).unwrap_or_default();
            let against = c.against.as_deref().map(|a| format!(" / {a}")).unwrap_or_default();
            format!("{} {}{beside}{against}", c.verb, c.claimed.to_text())
        };
        let start = "412 người".len();
        let first = sentences(text).into_iter().next();
        first.iter().flat_map(|s| claims(s, start..text.len())).map(|c| show(&c)).collect()
    }

    #[test]
    fn clauses_that_begin_with_a_verb() {
        assert_eq!(read("412 người, đạt 94,2%."), ["đạt 94,2%"]);
        assert_eq!(
            read("412 người, tăng 12 đoàn viên (3,5%) so với cùng kỳ; giảm 5%"),
            ["tăng 12 đoàn viên (3,5%) / cùng kỳ"]
        );
        assert_eq!(
            read("412 người (tăng 1.020 người so với cùng kỳ)"),
            ["tăng 1.020 người / cùng kỳ"]
        );
        assert_eq!(read("412 người được giải quyết, đạt 93,5%"), ["đạt 93,5%"]);
        assert_eq!(read("412 người, tăng 3 triệu đồng"), ["tăng 3 triệu đồng"]);
    }

    #[test]
    fn of_something_else_or_of_no_number() {
        for text in [
            "412 người, trong đó nữ tăng 12 người",
            "412 người, tăng lên 412 đoàn viên",
            "412 người, tăng hơn 3%",
            "412 người. Tăng 12 đoàn viên",
            "412 người, giảm",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
