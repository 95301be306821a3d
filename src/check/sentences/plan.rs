//! Results against plans (đạt, vượt, còn thiếu): BC340.

use super::bases::{Tells, explained, fits, said};
use super::numbers::as_figure;
use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::sentence::{Kinship, Measure, Role, Sentence, phrase_in};
use crate::vietnamese::{Number, percent_of};

pub(crate) const PLAN: Rule = Rule {
    code: Code::SENTENCE_PLAN,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&PLAN, context, found, flaws),
};

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    for i in 0..s.figures.len() {
        let figure = &s.figures[i];
        let Some(number) = figure.exact() else { continue };
        let flaw = match (figure.measure, figure.role) {
            (Measure::Percent, Role::Share) => of_plan(s, i, number),
            (Measure::Percent, Role::Over | Role::OverOrPlan) => over_percent(s, i, number),
            (Measure::Count | Measure::Money, Role::Over | Role::OverOrPlan | Role::Short) => {
                gap(s, i, number)
            }
            _ => None,
        };
        out.extend(flaw);
    }
}

/// A result and its plan.
struct ResultAndPlan {
    done: Number,
    planned: Number,
    /// The figure whose scale is used for both.
    like: usize,
}

/// The only plan in a figure's clause, and the result before or after it.
fn done(s: &Sentence, i: usize) -> Option<ResultAndPlan> {
    let clause = s.among(s.clause(i));
    let measured = |j: &usize| matches!(s.figures[*j].measure, Measure::Count | Measure::Money);
    let plans: Vec<usize> = clause
        .clone()
        .filter(|j| *j != i && measured(j) && s.figures[*j].role == Role::Plan)
        .collect();
    let [plan] = plans[..] else {
        return if plans.is_empty() { done_ratio(s, i) } else { None };
    };
    let planned = s.figures[plan].exact().filter(|n| !n.is_zero())?;
    let of_plan = |j: &usize| {
        let f = &s.figures[*j];
        *j != i
            && *j != plan
            && f.exact().is_some()
            && matches!(f.role, Role::Plain | Role::Worth | Role::To | Role::Total)
            && f.bracket.is_none_or(|b| Some(b) == s.figures[plan].bracket)
            && s.kinship(f, &s.figures[plan]) != Kinship::Other
    };
    let candidates: Vec<usize> = clause.filter(of_plan).collect();
    let before: Vec<usize> = candidates.iter().copied().filter(|j| *j < i).collect();
    // Its parts come after the result.
    let is_part = |j: usize| {
        let lead = s.lead(j);
        ["gồm", "trong đó", "bao gồm"].iter().any(|w| phrase_in(&lead, w))
    };
    let whole = before.iter().position(|j| is_part(*j)).map_or(before.len(), |at| at);
    let done = before[..whole].last().or(candidates.first().filter(|_| before.is_empty()))?;
    Some(ResultAndPlan { done: s.figures[*done].exact()?, planned, like: *done })
}

/// `(kết nạp 54/60 đoàn viên)`, `11/10 quần chúng, vượt …`
fn done_ratio(s: &Sentence, i: usize) -> Option<ResultAndPlan> {
    let beside =
        s.bracketed(i).or(i.checked_sub(1)).filter(|j| s.same_clause((*j).min(i), (*j).max(i)))?;
    let (done, planned) = s.figures[beside].ratio().filter(|(_, whole)| !whole.is_zero())?;
    Some(ResultAndPlan { done, planned, like: beside })
}

/// `74 đoàn viên, đạt 118,3% kế hoạch (65 đoàn viên)`
fn of_plan(s: &Sentence, i: usize, percent: Number) -> Option<Flaw> {
    // `bằng 107% cùng kỳ, bằng 54% kế hoạch năm`
    let tail = s.tail(i);
    if ["cùng kỳ", "so với cùng kỳ", "năm trước", "so với năm"].iter().any(|t| tail.starts_with(t))
    {
        return None;
    }
    let ResultAndPlan { done, planned, like } = done(s, i)?;
    if s.figures[like].ratio().is_some()
        || fits(percent, done, planned)
        || explained(s, percent, Tells::Share, [done, planned])
    {
        return None;
    }
    if !said(s, i) && !s.opens_bracket(i) || comes_later(s, like, i) {
        return None;
    }
    let right = percent_of(done, planned, s.figures[i].digits.max(1))?;
    let shown = |n| s.figures[like].shown(n);
    Some(Flaw::new(
        s.figures[i].span.clone(),
        format!("{}/{} = {right}% kế hoạch, câu ghi {percent}%", shown(done), shown(planned)),
        format!("ghi {right}%, hoặc sửa số thực hiện, số kế hoạch"),
    ))
}

/// Whether the result is stated only after a percentage, and not in brackets.
fn comes_later(s: &Sentence, done: usize, i: usize) -> bool {
    done > i && s.figures[done].bracket.is_none()
}

/// `23 tổ, vượt 115% so với chỉ tiêu 20 tổ`
fn over_percent(s: &Sentence, i: usize, percent: Number) -> Option<Flaw> {
    let ResultAndPlan { done, planned, like } = done(s, i)?;
    if comes_later(s, like, i) {
        return None;
    }
    let over = done.checked_sub(planned)?;
    let reached = percent.checked_sub(Number::HUNDRED)?;
    let fits_over = !over.is_negative() && fits(percent, over, planned);
    let reads_as_done = fits(percent, done, planned);
    if fits_over || explained(s, percent, Tells::Change, [done, planned]) {
        return None;
    }
    let shown = |n| s.figures[like].shown(n);
    let span = s.figures[i].span.clone();
    if over.is_negative() {
        return Some(below(s, i, done, planned, like));
    }
    let right = percent_of(over, planned, s.figures[i].digits.max(1))?;
    let (a, b) = (shown(done), shown(planned));
    let message = format!("({a} − {b})/{b} = {right}%, câu ghi vượt {percent}%");
    let hint = match reads_as_done {
        true => {
            format!("{percent}% là mức đạt: ghi đạt {percent}%, hoặc vượt {}%", reached.trimmed())
        }
        false => format!("ghi vượt {right}%, hoặc sửa số thực hiện, số kế hoạch"),
    };
    Some(Flaw::new(span, message, hint))
}

fn below(s: &Sentence, i: usize, done: Number, planned: Number, like: usize) -> Flaw {
    let figure = &s.figures[like];
    Flaw::new(
        s.figures[i].span.clone(),
        format!("Câu ghi vượt, nhưng {} < {}", figure.shown(done), figure.shown(planned)),
        "sửa số thực hiện, số kế hoạch, hoặc ghi chưa đạt",
    )
}

/// `45 đoàn viên, vượt 15 đoàn viên so với chỉ tiêu 40`, `còn thiếu 4 (54/60)`
fn gap(s: &Sentence, i: usize, number: Number) -> Option<Flaw> {
    let figure = &s.figures[i];
    let ResultAndPlan { done, planned, like } = done(s, i)?;
    if figure.measure != s.figures[like].measure {
        return None;
    }
    let short = figure.role == Role::Short;
    let right = if short { planned.checked_sub(done)? } else { done.checked_sub(planned)? };
    let (more, less) = if short { (planned, done) } else { (done, planned) };
    if right == number || figure.role == Role::OverOrPlan && number == planned {
        return None;
    }
    if right.is_negative() {
        return (!short).then(|| below(s, i, done, planned, like));
    }
    let verb = if short { "thiếu" } else { "vượt" };
    let shown = |n| s.figures[like].shown(n);
    Some(Flaw::new(
        figure.span.clone(),
        format!(
            "{} − {} = {}, câu ghi {verb} {}",
            shown(more),
            shown(less),
            shown(right),
            s.named(figure)
        ),
        format!("ghi {verb} {}, hoặc sửa số thực hiện, số kế hoạch", as_figure(right, figure, s)),
    ))
}
