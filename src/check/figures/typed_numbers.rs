//! Numbers typed into narratives that conflict with the dossier's figures: BC087.

use std::collections::HashMap;

use super::nameable::{Nameable, nameable};
use crate::check::{Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Figure, Measure, Role, Sentence, ends, phrase_in};

pub(crate) const CONFLICT: Rule =
    Rule { code: Code::TYPED_NUMBER, severity: Severity::Warning, citation: "", run: conflict };

fn conflict(context: &Context<'_>, found: &mut Findings) {
    super::plan_and_change::shares(&CONFLICT, context, found);
    let nameable = nameable(context);
    let known = known(context);
    let mut typed = Vec::new();
    for read in context.readings().iter().filter(|read| read.prose && super::reported(&read.path)) {
        for sentence in &read.sentences {
            for (i, figure) in sentence.figures.iter().enumerate() {
                let number = counted(figure).filter(|n| !known.contains(n));
                let number = number.filter(|_| !is_part(sentence, i));
                if let Some(number) = number.filter(|_| !read.is_printed(&figure.span)) {
                    typed.push(TypedNumber { read, sentence, i, number });
                }
            }
        }
    }
    let mut of_unit: HashMap<&str, usize> = HashMap::new();
    for unit in typed.iter().filter_map(|typed| typed.unit(&nameable)) {
        *of_unit.entry(unit).or_default() += 1;
    }
    for typed in &typed {
        let others = typed.unit(&nameable).and_then(|unit| of_unit.get(unit)).copied().unwrap_or(0);
        let Some(meant) = typed.meant(&nameable, others) else { continue };
        // A year's text doesn't tell a term's figure.
        let scope = context.dossier.scope_at(&typed.read.path);
        if !scope.meets(context.dossier.scope_at(&meant.path)) {
            continue;
        }
        let figure = &typed.sentence.figures[typed.i];
        let shown = typed.sentence.typed(figure).split_whitespace().next().unwrap_or_default();
        let written = match figure.measure {
            Measure::Money => typed.sentence.typed(figure).to_owned(),
            _ => format!("{shown} {}", meant.unit),
        };
        let finding = CONFLICT
            .broken_at(
                typed.read.path.clone(),
                format!("Câu ghi {written} nhưng số liệu ghi {} {}", meant.shown, meant.unit),
            )
            .with_related(meant.path.clone(), format!("{} {}", meant.shown, meant.unit))
            .with_hint(format!(
                "viết {{{{ {} }}}} thay cho con số, nếu là số liệu này",
                meant.expression
            ));
        found.add(match typed.read.place(figure.span.clone()) {
            Some(span) => finding.with_span(span),
            None => finding,
        });
    }
}

/// The numbers of the dossier; a typed number equal to one of them is never reported.
fn known(context: &Context<'_>) -> Vec<Number> {
    let numbers = context.quantities.iter().flat_map(|(_, q)| {
        let ratio = q.ratio().into_iter().flat_map(|r| [r.0, r.1]);
        q.in_dong().or(q.number()).into_iter().chain(ratio)
    });
    numbers.collect()
}

/// The number, if it states a count or an amount.
fn counted(figure: &Figure) -> Option<Number> {
    let plain = matches!(figure.role, Role::Plain | Role::Total | Role::To | Role::Worth);
    let counts = matches!(figure.measure, Measure::Count | Measure::Money);
    figure.exact().filter(|n| plain && counts && *n >= 10_u32.into())
}

/// Whether a number is a part of something else in its sentence: its own percentage stands
/// behind it, `161 người (98,2%)`, `24,6 triệu đồng, chiếm 30%`.
fn is_part(s: &Sentence, i: usize) -> bool {
    let share = |j: usize| {
        let figure = &s.figures[j];
        figure.is_percent()
            && figure.role == Role::Share
            && figure.number().is_some_and(|percent| percent < Number::HUNDRED)
    };
    let next = s.figures.get(i + 1).filter(|_| share(i + 1) && s.same_clause(i, i + 1));
    next.is_some() && (s.bracketed(i) == Some(i + 1) || ends(&s.lead(i + 1), "chiếm"))
}

/// A typed number that no figure has.
struct TypedNumber<'a> {
    read: &'a crate::check::sentences::Read,
    sentence: &'a Sentence,
    i: usize,
    number: Number,
}

/// Words that show that a number is about another time or another thing.
const ELSEWHERE: [&str; 14] = [
    "năm trước",
    "cùng kỳ",
    "đầu năm",
    "đầu nhiệm kỳ",
    "quý",
    "tháng",
    "kế hoạch",
    "chỉ tiêu",
    "mỗi",
    "bình quân",
    "trong đó",
    "riêng",
    "năm",
    "nhiệm kỳ",
];

impl TypedNumber<'_> {
    fn figure(&self) -> &Figure {
        &self.sentence.figures[self.i]
    }

    /// The unit of the figures that count the same; the longest one.
    fn unit<'n>(&self, nameable: &'n [Nameable]) -> Option<&'n str> {
        nameable.iter().filter(|n| self.counts(n)).map(|n| n.unit.as_str()).max_by_key(|u| u.len())
    }

    fn counts(&self, nameable: &Nameable) -> bool {
        let figure = self.figure();
        if figure.is_money() || nameable.money {
            return figure.is_money() && nameable.money;
        }
        let behind = self.sentence.words(figure.tokens.end..figure.tokens.end + 8);
        behind
            .strip_prefix(nameable.unit.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }

    /// The figure that was probably meant. Among many numbers some differ by a digit by
    /// chance; then the figure must be named by its title in the sentence.
    fn meant<'n>(&self, nameable: &'n [Nameable], others: usize) -> Option<&'n Nameable> {
        let unit = self.unit(nameable)?;
        let same: Vec<&Nameable> =
            nameable.iter().filter(|n| n.unit == unit && self.counts(n)).collect();
        // A number that stands beside the figure's right value is a different number.
        let own = |n: &&&Nameable| !self.has_beside(n.number);
        let mut named = same.iter().filter(own).filter(|n| self.is_called(n));
        if let Some(named) = named.next() {
            return Some(named);
        }
        let expected =
            self.chance().checked_mul(Number::from(u32::try_from(others * same.len()).ok()?))?;
        let likely = expected < Number::from(250_u32);
        let mut close = same.iter().filter(own).filter(|n| {
            let titled = n.title.as_deref().is_some_and(|title| phrase_in(&self.words(), title));
            (likely || titled) && self.is_slip(n)
        });
        close.next().copied()
    }

    fn words(&self) -> String {
        self.sentence.words(0..self.sentence.len())
    }

    /// The expected number of matches by chance in a thousand numbers of this length.
    fn chance(&self) -> Number {
        let digits = self.number.trimmed().to_string().chars().filter(char::is_ascii_digit).count();
        Number::from(match digits {
            0..=2 => 100_u32,
            3 => 20,
            4 => 3,
            _ => 1,
        })
    }

    fn has_beside(&self, number: Number) -> bool {
        self.sentence.figures.iter().any(|f| {
            f.number() == Some(number) || f.ratio().is_some_and(|(a, b)| a == number || b == number)
        })
    }

    /// Whether the number stands right after the title: `Kiến nghị được trả lời: 18`.
    fn is_called(&self, nameable: &Nameable) -> bool {
        let Some(title) = nameable.title.as_deref().filter(|title| title.contains(' ')) else {
            return false;
        };
        let figure = self.figure();
        let start = self.sentence.clause(self.i).start;
        let before = self.sentence.words(start..figure.whole.start);
        let bare = ["là", "có", "đạt", "được"].iter().find_map(|verb| before.strip_suffix(verb));
        let bare = bare.unwrap_or(&before).trim_end();
        let lead = bare.strip_suffix(title).unwrap_or(bare);
        let elsewhere = ELSEWHERE.iter().any(|word| phrase_in(lead, word)) || lead.contains('□');
        let tail = self.sentence.tail(self.i);
        let parted = ["trong đó", "của", "ở", "tại", "thuộc", "khối", "đầu", "cuối"];
        let elsewhere = elsewhere || parted.iter().any(|word| phrase_in(&tail, word));
        ends(bare, title) && !elsewhere && figure.bracket.is_none()
    }

    /// Whether it is a typing error of the figure: one digit different, two neighbours
    /// exchanged, at most a tenth apart; or triệu for tỷ.
    fn is_slip(&self, nameable: &Nameable) -> bool {
        let least = Number::from(10_u32);
        let figure = self.figure();
        if figure.is_money() {
            let thousand = Number::from(1_000_u32);
            let scaled = |a: Number, b: Number| a.checked_mul(thousand) == Some(b);
            let long =
                figure.shown(self.number).to_string().chars().filter(char::is_ascii_digit).count()
                    > 2;
            let other_scale =
                scaled(self.number, nameable.number) || scaled(nameable.number, self.number);
            return long && (other_scale || is_slip(self.number, nameable.number));
        }
        nameable.number >= least && is_slip(self.number, nameable.number)
    }
}

fn is_slip(typed: Number, figure: Number) -> bool {
    let (a, b) = (typed.trimmed().to_string(), figure.trimmed().to_string());
    let Some(apart) = typed.checked_sub(figure).and_then(|d| d.checked_mul(10_u32.into())) else {
        return false;
    };
    a.len() == b.len()
        && Number::from_decimal(apart.decimal().abs()) <= figure
        && strsim::osa_distance(&a, &b) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        let slip = |a: u32, b: u32| is_slip(a.into(), b.into());
        assert!(slip(421, 412) && slip(413, 412) && slip(26, 27) && slip(8654, 8645));
        assert!(!slip(412, 412) && !slip(350, 412) && !slip(512, 412) && !slip(41, 412));
    }
}
