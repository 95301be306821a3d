//! A list with more or fewer items than announced: `04 khâu đột phá: …; …; …`: BC347.

use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Figure, Role, Sentence, one_of};

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
    let alike = rest_numbered.or_else(|| of_one_kind(s, figure, rest.clone()));
    if !own
        || marked && rest_numbered.is_none()
        || open
        || more
        || s.find_mark(rest.clone(), ':').is_some()
    {
        return None;
    }
    let items = alike.or_else(|| separated(s, rest))?;
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

/// The items between commas, each of which begins with what is counted: `ba căn nhà: nhà
/// bà Tám, nhà ông Bảy`. Where they begin otherwise, a comma may stand within an item.
fn of_one_kind(s: &Sentence, figure: &Figure, rest: std::ops::Range<usize>) -> Option<u32> {
    let parts = |at: &usize| matches!(s.mark(*at), Some(',')) || s.word(*at) == "và";
    let mut starts = vec![rest.start];
    starts.extend(rest.clone().filter(parts).map(|at| at + 1));
    starts.retain(|at| *at < rest.end && !parts(at));
    let first = s.word(rest.start);
    let counted = figure.noun.clone().any(|at| s.word(at) == first);
    let kind = counted || one_of(NAMED_ONES, first);
    let alike = starts.iter().all(|at| s.word(*at) == first);
    let plain = s.find_mark(rest.clone(), ';').is_none() && s.among(rest).is_empty();
    u32::try_from(starts.len()).ok().filter(|items| *items > 1 && kind && alike && plain)
}

/// What stands before the names of several of a kind.
const NAMED_ONES: &str = "nhà tổ lớp xã phường thôn trường khoa phòng đội ban anh chị ông bà";

/// The items between semicolons; a number among them may begin something else.
fn separated(s: &Sentence, rest: std::ops::Range<usize>) -> Option<u32> {
    let semicolons = rest.clone().filter(|at| s.mark(*at) == Some(';')).count();
    let ends = s.mark(rest.end.saturating_sub(1)) == Some(';');
    let counted = s.among(rest).is_empty();
    let items = semicolons + usize::from(!ends);
    u32::try_from(items).ok().filter(|_| semicolons > 0 && counted)
}
