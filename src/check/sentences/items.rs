//! A list with more or fewer items than announced: `04 khâu đột phá: …; …; …`: BC347.

use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Role, Sentence};

pub(crate) const ITEMS: Rule = Rule {
    code: Code::SENTENCE_ITEMS,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&ITEMS, context, found, flaws),
};

/// Words that leave a list open.
const OPEN: [&str; 11] = [
    "trong đó",
    "trọng tâm",
    "tiêu biểu",
    "điển hình",
    "như",
    "nhất là",
    "chủ yếu",
    "đặc biệt",
    "một số",
    "nổi bật",
    "cụ thể như",
];

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    for i in 0..s.figures.len() {
        out.extend(listed(s, i));
    }
}

fn listed(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let most = Number::from(20_u32);
    let told = figure.exact().filter(|n| figure.is_count() && n.is_whole() && *n <= most)?;
    if figure.role != Role::Plain || figure.noun.is_empty() || figure.bracket.is_some() {
        return None;
    }
    let colon = s.find_mark(figure.tokens.end..s.len(), ':')?;
    let own = s.among(figure.tokens.end..colon).is_empty();
    let between = figure.tokens.end..colon;
    let marked = between.clone().any(|at| matches!(s.mark(at), Some(';' | ',' | '(')));
    let open = OPEN.iter().any(|word| s.says(between.clone(), word));
    let rest = colon + 1..s.len();
    let more = s.find_mark(rest.clone(), '…').is_some() || s.says(rest.clone(), "v v");
    let rest_numbered = numbered(s, rest.clone());
    if !own
        || marked && rest_numbered.is_none()
        || open
        || more
        || s.find_mark(rest.clone(), ':').is_some()
    {
        return None;
    }
    let items = rest_numbered.or_else(|| separated(s, rest))?;
    (items > 1 && told != items.into()).then(|| {
        Flaw::new(
            figure.span.clone(),
            format!("Câu ghi {}, nhưng kể ra {items}", s.named(figure)),
            format!("ghi {}, hoặc kể thêm, bớt đi cho đủ", Number::from(items).padded()),
        )
    })
}

/// The numbered items: `(1) …; (2) …`, `thứ nhất là …; thứ hai là …`.
fn numbered(s: &Sentence, rest: std::ops::Range<usize>) -> Option<u32> {
    let digits = |at: usize| s.text(at..at + 1).parse::<u32>().ok();
    let mut last = 0;
    for at in rest.clone() {
        if s.mark(at) == Some('(')
            && s.mark(at + 2) == Some(')')
            && digits(at + 1) == Some(last + 1)
        {
            last += 1;
        }
    }
    if last > 1 {
        return Some(last);
    }
    const ORDINALS: [&str; 8] =
        ["thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "thứ tám"];
    const HEADS: [&str; 8] =
        ["một là", "hai là", "ba là", "bốn là", "năm là", "sáu là", "bảy là", "tám là"];
    [ORDINALS, HEADS].into_iter().find_map(|names| {
        let found = names.iter().take_while(|name| s.says(rest.clone(), name)).count();
        u32::try_from(found).ok().filter(|found| *found > 1)
    })
}

/// The items between semicolons; a number among them may begin something else.
fn separated(s: &Sentence, rest: std::ops::Range<usize>) -> Option<u32> {
    let semicolons = rest.clone().filter(|at| s.mark(*at) == Some(';')).count();
    let ends = s.mark(rest.end.saturating_sub(1)) == Some(';');
    let counted = s.among(rest).is_empty();
    let items = semicolons + usize::from(!ends);
    u32::try_from(items).ok().filter(|_| semicolons > 0 && counted)
}
