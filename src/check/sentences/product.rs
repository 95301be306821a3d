//! Count × price = amount (n suất, mỗi suất …, trị giá …): BC344.

use super::numbers::{apart, as_figure, total};
use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Measure, Role, STAND_INS, Sentence, one_of, phrase_in};

pub(crate) const PRODUCT: Rule = Rule {
    code: Code::SENTENCE_PRODUCT,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&PRODUCT, context, found, flaws),
};

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    let mut clause = 0..0;
    for i in 0..s.figures.len() {
        if s.figures[i].role != Role::Each || clause.contains(&s.figures[i].tokens.start) {
            continue;
        }
        clause = s.clause(i);
        out.extend(money(s, clause.clone()));
        out.extend(pieces(s, i).or_else(|| months(s, i)));
    }
}

/// A price and the number of things it is for.
struct Price {
    count: Number,
    each: Number,
    /// The index of the price's figure.
    figure: usize,
    /// The index of the count's figure.
    counted: usize,
}

/// `79 suất, mỗi suất 600 nghìn đồng, tổng 44,7 triệu đồng`; two kinds may be added up.
fn money(s: &Sentence, clause: std::ops::Range<usize>) -> Option<Flaw> {
    let figures = s.among(clause.clone());
    // `mỗi trường 20 suất, mỗi suất …` would have three factors.
    if figures.clone().any(|i| s.figures[i].role == Role::Each && s.figures[i].is_count()) {
        return None;
    }
    let each =
        figures.clone().filter(|i| s.figures[*i].role == Role::Each && s.figures[*i].is_money());
    let prices: Option<Vec<Price>> = each.map(|i| price(s, &figures, i)).collect();
    let prices = prices.filter(|prices| !prices.is_empty())?;
    let amount = amount(s, &figures, &prices)?;
    let told = s.figures[amount].exact()?;
    // Further things for each: `và 01 cặp sách trị giá …`.
    let extra: Vec<usize> = figures
        .clone()
        .filter(|i| *i != amount && s.figures[*i].is_money() && s.figures[*i].role != Role::Each)
        .collect();
    let products: Option<Vec<Number>> =
        prices.iter().map(|p| p.count.checked_mul(p.each)).collect();
    let right = total(&products?)?;
    let step = s.figures[amount].step();
    let same = |sum: Number| apart(sum, told).is_some_and(|gap| gap < step);
    if same(right) || by_another_count(s, &prices, told, step) {
        return None;
    }
    let right = match extra[..] {
        [] if something_more(s, prices.last()?.figure, amount) => return None,
        [] => right,
        [more] if prices.len() == 1 => {
            let more = s.figures[more].exact()?;
            let each = prices[0].each.checked_add(more)?.checked_mul(prices[0].count)?;
            if same(each) || right.checked_add(more).is_some_and(same) {
                return None;
            }
            each
        }
        _ => return None,
    };
    let like = &s.figures[amount];
    let factor = |p: &Price| format!("{} × {}", p.count, s.typed(&s.figures[p.figure]));
    let factors: Vec<String> = prices.iter().map(factor).collect();
    let with =
        if extra.is_empty() { String::new() } else { " (với phần kèm theo)".to_owned() };
    let first = s.figures[prices[0].counted].span.start.min(like.span.start);
    Some(Flaw::new(
        first..like.span.end.max(s.figures[prices[prices.len() - 1].figure].span.end),
        format!(
            "{}{with} = {}, câu ghi {}",
            factors.join(" + "),
            as_figure(right, like, s),
            s.typed(like)
        ),
        "sửa số lượng, mức mỗi phần hoặc tổng tiền (kể cả đơn vị nghìn, triệu)",
    ))
}

/// Whether each got more than the price states: `và nhu yếu phẩm`, `hỗ trợ thêm tiền xe`.
fn something_more(s: &Sentence, price: usize, amount: usize) -> bool {
    let between = s.figures[price].tokens.end..s.figures[amount].whole.start;
    let more = ["và", "thêm", "kèm", "cùng", "ngoài ra", "chưa kể", "gồm"];
    more.iter().any(|word| s.says(between.clone(), word))
}

/// The count for a price.
fn price(s: &Sentence, figures: &std::ops::Range<usize>, i: usize) -> Option<Price> {
    let each = s.figures[i].exact()?;
    let noun = unit(s, i)?;
    let counts: Vec<usize> = figures
        .clone()
        .filter(|j| s.figures[*j].is_count() && s.figures[*j].role != Role::Each)
        .collect();
    let named = |j: &&usize| s.word(s.figures[**j].noun.start) == noun;
    let before = counts.iter().rev().find(|j| **j < i && named(j));
    let nearest = counts.iter().rev().find(|j| **j < i).filter(|j| !named(j));
    let behind = counts.iter().find(|j| **j > i && named(j) && **j == i + 1);
    let loose = nearest.filter(|j| fits_unit(s, **j, &noun));
    let counted = *before.or(behind).or(loose)?;
    let count = s.figures[counted].exact()?;
    Some(Price { count, each, figure: i, counted })
}

/// Whether people or households may have a portion each: `38 gia đình, mỗi suất …`.
fn fits_unit(s: &Sentence, count: usize, noun: &str) -> bool {
    let portion = one_of("suất phần người trường em cháu hộ gia đơn đồng mức chiếc cái", noun);
    let unknown = s.figures[count].noun.is_empty();
    portion && !unknown && !s.is_measured(&s.figures[count])
}

/// The thing that a price is for: the noun after `mỗi` or the slash.
fn unit(s: &Sentence, i: usize) -> Option<String> {
    let figure = &s.figures[i];
    if let Some(per) = figure.per {
        return Some(s.word(per).to_owned());
    }
    let lead = s.lead(i);
    match lead.rsplit_once("mỗi ") {
        Some((_, noun)) => Some(noun.split(' ').next().unwrap_or_default().to_owned()),
        None => phrase_in(&lead, "mức").then(|| {
            let count = i.checked_sub(1)?;
            Some(s.word(s.figures[count].noun.start).to_owned())
        })?,
    }
}

/// The total amount, if a single one is stated as such.
fn amount(s: &Sentence, figures: &std::ops::Range<usize>, prices: &[Price]) -> Option<usize> {
    let last = prices.last()?.figure;
    let first = prices.first()?;
    let is_amount = |i: &usize| {
        s.figures[*i].is_money() && matches!(s.figures[*i].role, Role::Total | Role::Worth)
    };
    let all: Vec<usize> = figures.clone().filter(is_amount).collect();
    let behind = all.iter().copied().rfind(|i| *i > last);
    // `số tiền 81 triệu đồng (2,5 triệu đồng/người)`
    let before = all.iter().copied().find(|i| {
        *i < last && *i > first.counted && s.owner(last) == Some(*i) && s.opens_bracket(last)
    });
    behind.or(before)
}

/// Whether another number of the sentence makes the product right.
fn by_another_count(s: &Sentence, prices: &[Price], told: Number, step: Number) -> bool {
    let [price] = prices else { return false };
    s.figures.iter().filter(|f| matches!(f.measure, Measure::Count | Measure::Time)).any(|f| {
        let numbers = match f.ratio() {
            Some((a, b)) => [Some(a), Some(b)],
            None => [f.number(), None],
        };
        numbers.into_iter().flatten().any(|count| {
            let product = count.checked_mul(price.each);
            product.and_then(|p| apart(p, told)).is_some_and(|gap| gap < step)
        })
    })
}

/// `Mỗi tháng tiết kiệm 60 kWh, cả năm 720 kWh`
fn months(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let each = figure.exact()?;
    let lead = s.lead(i);
    let times = [("mỗi tháng", 12_u32), ("mỗi quý", 4)].into_iter();
    let (every, times) = times.into_iter().find(|(every, _)| phrase_in(&lead, every))?;
    let next = i + 1;
    let all = s.figures.get(next).filter(|all| all.role == Role::Total && all.per.is_none())?;
    let year = ["cả năm", "cả năm là", "một năm", "cả năm được"].contains(&s.lead(next).as_str());
    // `từ tháng 4`, `riêng tháng hè nghỉ` leave some months out.
    let behind = s.words(figure.noun.end.max(figure.tokens.end)..all.whole.start);
    let year = year && behind == s.lead(next) && !s.says(s.clause(i), "riêng");
    let same = same_piece(s, i, next) && all.measure == figure.measure && s.same_clause(i, next);
    let told = all.exact().filter(|_| year && same)?;
    let right = each.checked_mul(times.into())?;
    let gap = apart(right, told)?;
    // A year may have begun late: only a near miss is a slip.
    let near = gap.checked_mul(4_u32.into())? <= right.max(told);
    (right != told && near && gap >= all.step()).then(|| {
        Flaw::new(
            all.span.clone(),
            format!(
                "{} × {times} {} = {}, câu ghi cả năm {}",
                s.named(figure),
                every.trim_start_matches("mỗi "),
                as_figure(right, all, s),
                s.named(all)
            ),
            "sửa một trong hai con số",
        )
    })
}

fn same_piece(s: &Sentence, one: usize, two: usize) -> bool {
    let noun = |i: usize| s.word(s.figures[i].noun.start);
    s.figures[one].is_money() || !noun(one).is_empty() && noun(one) == noun(two)
}

/// `90 suất quà cho 45 gia đình, mỗi gia đình 3 suất`
fn pieces(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let each = figure.exact().filter(|_| figure.is_count() && !figure.noun.is_empty())?;
    let holder = unit(s, i)?;
    let figures = s.among(s.clause(i));
    let plain =
        |j: &usize| *j != i && s.figures[*j].is_count() && s.figures[*j].role == Role::Plain;
    let whole = |j: &usize| plain(j) || *j > i && s.figures[*j].role == Role::Total;
    let piece = |j: &usize| s.word(s.figures[*j].noun.start) == s.word(figure.noun.start);
    let held = |j: &usize| {
        s.word(s.figures[*j].noun.start) == holder || one_of(STAND_INS, &holder) && !piece(j)
    };
    let all: Vec<usize> = figures.clone().filter(|j| whole(j) && *j != i && piece(j)).collect();
    let holders: Vec<usize> = figures.filter(|j| plain(j) && held(j) && !piece(j)).collect();
    let ([all], [holders]) = (&all[..], &holders[..]) else { return None };
    // `tổng số 32 người kể cả ban tổ chức`
    let others = ["kể cả", "tính cả", "cả", "cùng", "thêm"];
    let more = others.iter().any(|word| phrase_in(&s.tail(*all), word));
    if more && s.figures[*all].role == Role::Total {
        return None;
    }
    let (told, count) = (s.figures[*all].exact()?, s.figures[*holders].exact()?);
    let right = count.checked_mul(each)?;
    let range = phrase_in(&s.lead(i), "năm") || phrase_in(&s.lead(i), "tháng");
    (right != told && !range).then(|| {
        Flaw::new(
            figure.span.clone(),
            format!(
                "{} × {} = {}, câu ghi {}",
                s.named(&s.figures[*holders]),
                s.named(figure),
                as_figure(right, &s.figures[*all], s),
                s.named(&s.figures[*all])
            ),
            "sửa một trong ba con số",
        )
    })
}
