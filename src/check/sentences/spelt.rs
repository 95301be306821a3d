//! A number in words beside the number in digits: `05 (bảy) đồng chí`: BC346. Amounts
//! of đồng are BC079's.

use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::sentence::{Role, Sentence, spoken};
use crate::vietnamese::{Number, NumberWords};

pub(crate) const SPELT: Rule = Rule {
    code: Code::SENTENCE_WORDS,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&SPELT, context, found, flaws),
};

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    for i in 0..s.figures.len() {
        let told = in_bracket(s, i).or_else(|| before_bracket(s, i));
        out.extend(told.or_else(|| told_twice(s, i)));
    }
}

/// `05 (bảy) đồng chí`
fn in_bracket(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let number = figure.exact().filter(|_| figure.is_count())?;
    let open = figure.tokens.end;
    if s.mark(open) != Some('(') {
        return None;
    }
    let close = s.closing(open);
    let said = match s.among(open..close) {
        inside if inside.is_empty() => {
            let words: Vec<&str> = (open + 1..close).map(|at| s.word(at)).collect();
            let (said, length) = spoken(&words)?;
            (length == words.len()).then_some(said)?
        }
        inside => {
            // A longer number has become a figure of its own.
            let one = s.figures.get(inside.start).filter(|_| inside.len() == 1)?;
            let alone = one.tokens.start == open + 1 && one.tokens.end == close;
            one.exact().filter(|_| alone && in_words(s, inside.start))?
        }
    };
    (said != number).then(|| flaw(s.span(open + 1..close), number, s.text(open + 1..close)))
}

/// `hai mươi bốn đồng chí (21/21)`, `Cả bốn chi đoàn (03/03)`
fn before_bracket(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let said = figure.exact().filter(|_| in_words(s, i))?;
    let ratio = s.bracketed(i)?;
    let (part, whole) = s.figures[ratio].ratio()?;
    let all = part == whole;
    (all && said != whole).then(|| flaw(figure.span.clone(), whole, s.typed(figure)))
}

/// `27 đảng viên (26/37) được phân công`: the number is neither the part nor the whole of
/// the n/m that stands alone in its brackets.
fn told_twice(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let number = figure.exact().filter(|_| figure.is_count() && figure.bracket.is_none())?;
    let beside = s.bracketed(i)?;
    let (part, whole) = s.figures[beside].ratio().filter(|(part, whole)| part <= whole)?;
    let open = s.figures[beside].bracket?;
    let alone = s.figures[beside].tokens == (open + 1..s.closing(open));
    let near = super::numbers::near(number, part) && number < whole;
    let attached = open == figure.noun.end.max(figure.tokens.end);
    let plain = matches!(figure.role, Role::Plain | Role::Total) && attached;
    (alone && plain && near && number != part).then(|| {
        Flaw::new(
            figure.span.clone(),
            format!("Câu ghi {}, trong ngoặc lại ghi {part}/{whole}", s.named(figure)),
            "sửa một trong hai chỗ",
        )
    })
}

fn in_words(s: &Sentence, i: usize) -> bool {
    s.typed(&s.figures[i]).starts_with(char::is_alphabetic)
}

fn flaw(span: std::ops::Range<usize>, number: Number, words: &str) -> Flaw {
    let right = NumberWords::default().number(number);
    Flaw::new(
        span,
        format!("{number} không phải là “{words}”"),
        format!("bằng chữ là: {right}; nếu chữ đúng thì sửa số"),
    )
}
