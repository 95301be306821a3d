//! Tokens → figures: a number with its scale, unit, noun and hedge.

use std::ops::Range;

use super::figure::{Amount, Bound, Figure, Measure};
use super::token::{Kind, Token};
use super::vocabulary::{ABOUT, OVER, STOPS, UNDER, one_of};
use super::{Role, label};
use crate::vietnamese::Number;

/// Every number in the tokens that counts or measures.
pub(super) fn figures(tokens: &[Token]) -> Vec<Figure> {
    let mut all = Vec::new();
    let mut brackets = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at].kind {
            Kind::Mark('(') => brackets.push(at),
            Kind::Mark(')') => drop(brackets.pop()),
            Kind::Number(_) | Kind::Doubtful(_) | Kind::Fraction(..) => {
                if let Some(mut figure) = (Reader { tokens, at, next: at + 1 }).figure() {
                    figure.bracket = brackets.last().copied();
                    at = figure.tokens.end - 1;
                    all.push(figure);
                }
            }
            _ => {}
        }
        at += 1;
    }
    all
}

struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
    next: usize,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        word(self.tokens, at)
    }

    fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    fn figure(mut self) -> Option<Figure> {
        let (mut amount, doubtful) = match self.tokens[self.at].kind {
            Kind::Number(number) => (Amount::One(number), false),
            Kind::Doubtful(number) => (Amount::One(number), true),
            Kind::Fraction(part, whole) => (Amount::Ratio(part, whole), false),
            _ => return None,
        };
        let digits = match amount {
            Amount::One(number) => number.scale(),
            _ => 0,
        };
        let (mut scale, mut step) = (self.scale(), digits);
        if let Some(factor) = scale {
            amount = scaled(amount, factor)?;
            if let (Amount::One(number), Some((more, finer))) = (amount, self.finer(factor)) {
                amount = Amount::One(number.checked_add(more)?);
                (scale, step) = (Some(finer), 0);
            }
        }
        let mut measure = self.measure(scale);
        if doubtful && scale.is_some_and(|s| s >= Number::from(1_000_000_000_u32)) {
            measure = Measure::Unclear;
        }
        let per = self.per();
        let noun = self.noun(measure);
        let (bound, start) = self.bound();
        let behind = self.bound_behind(noun.end);
        let end = noun.end.max(self.next);
        Some(Figure {
            amount,
            measure,
            scale: scale.unwrap_or(Number::from(1_u32)),
            bound: behind.or(bound),
            role: Role::Plain,
            tokens: self.at..self.next,
            whole: start..end,
            noun,
            per,
            bracket: None,
            span: self.tokens[self.at].span.start..self.tokens[self.next - 1].span.end,
            digits: step,
        })
    }

    /// `triệu`, `nghìn tỷ`
    fn scale(&mut self) -> Option<Number> {
        let mut scale = None::<Number>;
        while let Some(factor) = scale_of(self.word(self.next)) {
            scale = Some(scale.unwrap_or(Number::from(1_u32)).checked_mul(factor)?);
            self.next += 1;
        }
        scale
    }

    /// `2 tỷ 150 triệu`: the amount added in a smaller scale, and that scale.
    fn finer(&mut self, factor: Number) -> Option<(Number, Number)> {
        if self.word(self.next) == "rưỡi" {
            self.next += 1;
            let half = factor.checked_div(2_u32.into(), 0)?;
            return Some((half, factor.checked_div(10_u32.into(), 0)?));
        }
        let Kind::Number(number) = self.tokens.get(self.next)?.kind else { return None };
        let finer = scale_of(self.word(self.next + 1)).filter(|finer| *finer < factor)?;
        self.next += 2;
        Some((number.checked_mul(finer)?, finer))
    }

    fn measure(&mut self, scale: Option<Number>) -> Measure {
        let next = self.word(self.next);
        if self.mark(self.next) == Some('%') {
            self.next += 1;
            return Measure::Percent;
        }
        let second = self.word(self.next + 1);
        if next == "điểm" && (second == "phần" || self.mark(self.next + 1) == Some('%')) {
            self.next += if second == "phần" { 3 } else { 2 };
            return Measure::Points;
        }
        if next == "phần" && second == "trăm" {
            self.next += 2;
            return Measure::Percent;
        }
        if next == "đồng" && !one_of("chí bộ bào nghiệp hồ phục diễn hương đội lúa", second)
        {
            self.next += 1;
            return Measure::Money;
        }
        let goes_on = !next.is_empty() && !one_of(STOPS, next);
        if scale.is_some_and(|s| s >= Number::from(1_000_u32)) && !goes_on {
            return Measure::Money;
        }
        let times = one_of("gấp tăng bằng", self.lead_word());
        if next == "lần" && times {
            self.next += 1;
            return Measure::Times;
        }
        if self.lead_word() == "gấp" {
            return Measure::Times;
        }
        if label::is_time(next) && !one_of("công lương hội học", second) {
            return Measure::Time;
        }
        Measure::Count
    }

    /// The word before which a hedge, if any, stands.
    fn lead_word(&self) -> &str {
        let (_, start) = self.bound();
        start.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// `/người`, `/người/tháng`; a unit before the slash is skipped.
    fn per(&mut self) -> Option<usize> {
        let mut at = self.next;
        while at < self.next + 3 && !self.word(at).is_empty() {
            at += 1;
        }
        if self.mark(at) != Some('/') || self.word(at + 1).is_empty() {
            return None;
        }
        Some(at + 1)
    }

    /// The counted noun: up to five words that can belong to it.
    fn noun(&self, measure: Measure) -> Range<usize> {
        let start = self.next;
        let counts = matches!(measure, Measure::Count | Measure::Percent | Measure::Unclear);
        let mut end = start;
        while counts && end < start + 5 {
            let word = self.word(end);
            // Tổ chức is a verb, tổ a noun.
            let verb = matches!((word, self.word(end + 1)), ("tổ", "chức") | ("dự", _));
            if word.is_empty() || one_of(STOPS, word) || verb {
                break;
            }
            end += 1;
        }
        start..end
    }

    /// The hedge before the number, and where it begins.
    fn bound(&self) -> (Option<Bound>, usize) {
        let before = |steps: usize| self.at.checked_sub(steps).map_or("", |at| self.word(at));
        let (one, two) = (before(1), before(2));
        let (bound, words) = match (two, one) {
            ("không", "quá") | ("tối", "đa") | ("nhiều", "nhất") => (Bound::AtMost, 2),
            ("không", "dưới" | "thấp" | "ít") | ("ít", "nhất") | ("tối", "thiểu") => {
                (Bound::AtLeast, 2)
            }
            // `nộp cấp trên 4,5 triệu đồng`: a place, no hedge.
            ("cấp" | "phía" | "bên" | "tầng", "trên") => return (None, self.at),
            ("trên", "dưới") | ("xấp", "xỉ") | ("ước", "đạt" | "khoảng" | "tính") => {
                (Bound::About, 2)
            }
            ("cao" | "thấp" | "nhiều" | "ít" | "lớn" | "nhỏ" | "vượt", "hơn") | ("vượt", "quá") =>
            {
                return (None, self.at);
            }
            (_, one) if one_of(OVER, one) => (Bound::Over, 1),
            (_, "dưới") => (Bound::Under, 1),
            (_, one) if one_of(UNDER, one) => (Bound::Nearly, 1),
            (_, one) if one_of(ABOUT, one) => (Bound::About, 1),
            _ => return (None, self.at),
        };
        (Some(bound), self.at - words)
    }

    /// `90% trở lên`, `15 đoàn viên trở lên`
    fn bound_behind(&self, noun: usize) -> Option<Bound> {
        let at = (self.next..=noun + 1).find(|at| self.word(*at) == "trở")?;
        match self.word(at + 1) {
            "lên" => Some(Bound::AtLeast),
            "xuống" => Some(Bound::AtMost),
            _ => None,
        }
    }
}

fn word(tokens: &[Token], at: usize) -> &str {
    match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Word(word)) => word,
        _ => "",
    }
}

fn scale_of(word: &str) -> Option<Number> {
    Some(Number::from(match word {
        "nghìn" | "ngàn" => 1_000_u32,
        "vạn" => 10_000,
        "triệu" => 1_000_000,
        "tỷ" | "tỉ" => 1_000_000_000,
        _ => return None,
    }))
}

fn scaled(amount: Amount, factor: Number) -> Option<Amount> {
    Some(match amount {
        Amount::One(number) => Amount::One(number.checked_mul(factor)?),
        Amount::Ratio(part, whole) => {
            Amount::Ratio(part.checked_mul(factor)?, whole.checked_mul(factor)?)
        }
        Amount::Range(low, high) => {
            Amount::Range(low.checked_mul(factor)?, high.checked_mul(factor)?)
        }
    })
}
