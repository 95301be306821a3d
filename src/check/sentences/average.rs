//! An average (bình quân) that isn't the total divided by the count, or that is outside
//! minimum and maximum: BC345.

use super::numbers::{apart, total};
use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::sentence::{Measure, Role, STAND_INS, Sentence, one_of, phrase_in};
use crate::vietnamese::{Number, percent_of};

pub(crate) const AVERAGE: Rule = Rule {
    code: Code::SENTENCE_AVERAGE,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&AVERAGE, context, found, flaws),
};

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    for i in 0..s.figures.len() {
        if s.figures[i].role == Role::Average {
            out.extend(quotient(s, i).or_else(|| of_ratios(s, i)).or_else(|| outside(s, i)));
        }
    }
}

/// The thing that an average is per: `một hộ`.
fn unit(s: &Sentence, i: usize) -> Option<String> {
    if let Some(per) = s.figures[i].per {
        return Some(s.words(per..per + 2));
    }
    // `bình quân 12 triệu đồng một hộ`, `90 lượt một đợt`
    let tail = s.tail(i);
    if let Some((counted, noun)) = tail.split_once("một ").or_else(|| tail.split_once("mỗi "))
        && counted.trim_end() == s.words(s.figures[i].noun.clone())
    {
        return Some(noun.split(' ').take(2).collect::<Vec<_>>().join(" "));
    }
    let lead = s.lead(i);
    let (_, noun) = lead.rsplit_once("mỗi ")?;
    Some(noun.split(' ').take(2).collect::<Vec<_>>().join(" "))
}

fn quotient(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let average = figure.exact()?;
    let unit = unit(s, i)?;
    let first = unit.split(' ').next().unwrap_or_default();
    let whole = s.clause(i);
    let others: Vec<usize> = (0..s.figures.len())
        .filter(|j| {
            *j != i && s.figures[*j].exact().is_some() && s.figures[*j].role != Role::Average
        })
        .collect();
    let value = |j: usize| s.figures[j].exact().unwrap_or(Number::ZERO);
    let matches = |x: Number, y: Number| {
        average
            .checked_mul(y)
            .zip(figure.step().checked_mul(y))
            .is_some_and(|(product, room)| apart(product, x).is_some_and(|gap| gap < room))
    };
    if others.iter().any(|x| others.iter().any(|y| x != y && matches(value(*x), value(*y)))) {
        return None;
    }
    let noun = |j: usize| s.word(s.figures[j].noun.start).to_owned();
    let near: Vec<usize> = others
        .iter()
        .copied()
        .filter(|j| {
            let at = s.figures[*j].tokens.start;
            whole.contains(&at) || at > whole.start.saturating_sub(40)
        })
        .collect();
    let is_unit = |j: &usize| {
        let f = &s.figures[*j];
        match f.measure {
            Measure::Time => s.word(f.tokens.end) == first && f.bracket.is_some(),
            Measure::Count => noun(*j) == first || one_of(STAND_INS, first) && !same_noun(s, *j, i),
            _ => false,
        }
    };
    let units: Vec<usize> = near.iter().copied().filter(is_unit).collect();
    let totals: Vec<usize> =
        near.iter().copied().filter(|j| !units.contains(j) && same_noun(s, *j, i)).collect();
    let ([count], [all]) = (&units[..], &totals[..]) else { return None };
    let (x, y) = (value(*all), value(*count));
    let right = x.checked_div(y.checked_mul(figure.scale)?, figure.digits.max(1))?.trimmed();
    Some(Flaw::new(
        figure.span.clone(),
        format!(
            "{} / {} = {right}, câu ghi bình quân {}",
            s.named(&s.figures[*all]),
            s.named(&s.figures[*count]),
            s.named(figure)
        ),
        format!("ghi bình quân {right}, hoặc sửa tổng, số lượng"),
    ))
}

/// `lần lượt 35/37, 36/37, 34/37 và 35/37 đảng viên, bình quân 94,6%`: the mean of the
/// shares, or the share of all together.
fn of_ratios(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let told = figure.exact().filter(|_| figure.is_percent() && figure.bracket.is_none())?;
    let is_ratio = |j: &usize| s.figures[*j].ratio().is_some_and(|(_, whole)| !whole.is_zero());
    let ratios: Vec<(Number, Number)> =
        (0..i).rev().take_while(is_ratio).filter_map(|j| s.figures[j].ratio()).collect();
    if ratios.len() < 2 || !s.same_clause(i - 1, i) {
        return None;
    }
    let parts: Vec<Number> = ratios.iter().map(|ratio| ratio.0).collect();
    let wholes: Vec<Number> = ratios.iter().map(|ratio| ratio.1).collect();
    let shares: Vec<Number> =
        ratios.iter().filter_map(|(part, whole)| percent_of(*part, *whole, 4)).collect();
    let count = Number::from(u32::try_from(ratios.len()).ok()?);
    let digits = figure.digits.max(1);
    let mean = total(&shares)?.checked_div(count, digits)?;
    let pooled = percent_of(total(&parts)?, total(&wholes)?, digits)?;
    let fits = |right: Number| apart(right, told).is_some_and(|gap| gap < figure.step());
    (!fits(mean) && !fits(pooled)).then(|| {
        let all: Vec<String> = ratios.iter().rev().map(|(a, b)| format!("{a}/{b}")).collect();
        Flaw::new(
            figure.span.clone(),
            format!("Bình quân của {} là {mean}%, câu ghi {told}%", all.join(", ")),
            format!("ghi {mean}%, hoặc sửa một trong các con số"),
        )
    })
}

fn same_noun(s: &Sentence, j: usize, i: usize) -> bool {
    let (a, b) = (&s.figures[j], &s.figures[i]);
    a.measure == b.measure
        && (b.is_money() || !a.noun.is_empty() && s.word(a.noun.start) == s.word(b.noun.start))
        && a.role != Role::Each
}

/// `Tuổi bình quân 58,6; trẻ nhất 24, cao tuổi nhất 57`
fn outside(s: &Sentence, i: usize) -> Option<Flaw> {
    let average = s.figures[i].exact()?;
    let extreme = |words: &[&str]| {
        let told = |j: &usize| {
            let lead = s.lead(*j);
            s.figures[*j].measure == s.figures[i].measure
                && words.iter().any(|word| phrase_in(&lead, word))
        };
        (0..s.figures.len()).find(told).and_then(|j| s.figures[j].exact())
    };
    let low = extreme(&["trẻ nhất", "thấp nhất", "nhỏ nhất", "ít tuổi nhất", "trẻ tuổi nhất"])?;
    let high = extreme(&[
        "cao nhất",
        "cao tuổi nhất",
        "lớn nhất",
        "già nhất",
        "lớn tuổi nhất",
        "nhiều tuổi nhất",
    ])?;
    (low <= high && (average < low || average > high)).then(|| {
        let shown = |n| s.figures[i].shown(n);
        Flaw::new(
            s.figures[i].span.clone(),
            format!(
                "Bình quân {} nằm ngoài khoảng từ {} đến {}",
                shown(average),
                shown(low),
                shown(high)
            ),
            "sửa số bình quân, số thấp nhất hoặc số cao nhất",
        )
    })
}
