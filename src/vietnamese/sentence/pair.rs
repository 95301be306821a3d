//! Two numbers that form one figure: `31 trong tổng số 50`, `184 triệu đồng/160 triệu đồng`,
//! `từ 8 đến 10`, `93 - 95%`.

use super::figure::{Amount, Bound, Figure, Measure};
use super::token::{Kind, Token};
use crate::vietnamese::Number;

/// Joins the pairs of figures that form one.
pub(super) fn join(tokens: &[Token], figures: Vec<Figure>) -> Vec<Figure> {
    let mut all: Vec<Figure> = Vec::with_capacity(figures.len());
    for figure in figures {
        let joined = all.last().and_then(|before| pair(tokens, before, &figure));
        match joined {
            Some(joined) => {
                all.pop();
                all.push(joined);
            }
            None => all.push(figure),
        }
    }
    all
}

fn pair(tokens: &[Token], one: &Figure, two: &Figure) -> Option<Figure> {
    let (Amount::One(a), Amount::One(b)) = (one.amount, two.amount) else { return None };
    let between = tokens.get(one.tokens.end..two.tokens.start)?;
    if one.bracket != two.bracket || between.len() > 8 {
        return None;
    }
    let words: Vec<&str> = between
        .iter()
        .map(|token| match &token.kind {
            Kind::Word(word) => &**word,
            Kind::Mark('/') => "/",
            Kind::Mark('-') => "-",
            _ => ",",
        })
        .collect();
    if words.contains(&",") {
        return None;
    }
    let (amount, ratio) = amount(tokens, [one, two], [a, b], &words)?;
    let bound = match (ratio, one.bound, two.bound) {
        // The word between was taken for the hedge.
        (true, bound, Some(Bound::Over)) | (true, bound, None) => bound,
        (_, one, two) => one.or(two),
    };
    // `5.268 đoàn viên/5.412 lao động` counts members.
    let counted = if one.noun.is_empty() { two } else { one };
    let noun = counted.noun.clone();
    Some(Figure {
        amount,
        bound,
        measure: two.measure,
        scale: two.scale,
        tokens: one.tokens.start..two.tokens.end,
        whole: one.whole.start..two.whole.end,
        noun,
        per: two.per,
        span: one.span.start..two.span.end,
        digits: two.digits.max(one.digits),
        ..one.clone()
    })
}

/// The amount of two numbers together, by the words between them, and whether it is n/m.
fn amount(
    tokens: &[Token],
    [one, two]: [&Figure; 2],
    [a, b]: [Number; 2],
    words: &[&str],
) -> Option<(Amount, bool)> {
    // `từ 8 đến 10 triệu đồng`: the first number takes the unit of the second.
    let single = one.scale == Number::from(1_u32);
    let bare = one.measure == Measure::Count && single && one.noun.is_empty();
    let kin = one.measure == two.measure;
    let lead = one.whole.start.checked_sub(1).and_then(|at| tokens.get(at)).map(|t| &t.kind);
    let from = matches!(lead, Some(Kind::Word(word)) if &**word == "từ");
    let ends = |phrase: &[&str]| words.ends_with(phrase);
    let counts = matches!(one.measure, Measure::Count | Measure::Money);
    let ratio = counts
        && kin
        && one.per.is_none_or(|per| per >= two.tokens.start)
        && (ends(&["/"]) && one.per.is_none()
            || ends(&["trên", "tổng", "số"])
            || ends(&["trong", "tổng", "số"])
            || ends(&["/", "tổng", "số"])
            || ends(&["trong", "số"])
            || ends(&["trên"]) && a <= b);
    let range = (kin || bare)
        && one.bound.is_none()
        && (words == ["-"] || from && (ends(&["đến"]) || ends(&["tới"])) && words.len() < 5);
    let amount = match (ratio, range) {
        (true, _) => Amount::Ratio(a, b),
        (_, true) if bare && !kin => Amount::Range(a.checked_mul(two.scale)?, b),
        (_, true) => Amount::Range(a, b),
        _ => return None,
    };
    Some((amount, ratio))
}
