//! A percentage that contradicts its numbers (tỷ lệ trong câu): `49/54 tổ, đạt 94,2%`, `36
//! đảng viên, trong đó 9 đồng chí …, chiếm 22,5%`.

use super::bases::{Tells, counted, explained, fits, said, said_apart};
use super::numbers::total;
use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::sentence::{Kinship, Measure, Role, Sentence, ends, phrase_in};
use crate::vietnamese::{Number, percent_of};

pub(crate) const SHARE: Rule = Rule {
    code: Code::TYPED_SHARE,
    severity: Severity::Error,
    citation: "",
    run: |context, found| tell(&SHARE, context, found, flaws),
};

/// A part of a whole beside a percentage.
#[derive(Clone, Copy)]
struct PartOfWhole {
    part: Number,
    whole: Number,
    /// The figures of part and whole.
    of: (usize, usize),
}

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    for i in 0..s.figures.len() {
        let figure = &s.figures[i];
        out.extend(fraction(s, i));
        let Some(percent) = figure.exact().filter(|_| figure.is_percent()) else { continue };
        if !matches!(figure.role, Role::Share) || of_a_plan(s, i) {
            continue;
        }
        let Some(PartOfWhole { part, whole, of }) =
            ratio_beside(s, i).or_else(|| part_before(s, i))
        else {
            continue;
        };
        if fits(percent, part, whole)
            || explained(s, percent, Tells::Share, [part, whole])
            || of_those_rated(s, percent, part)
        {
            continue;
        }
        let decimals = figure.digits.max(1);
        let Some(right) = percent_of(part, whole, decimals) else { continue };
        let scale = &s.figures[of.1];
        let (a, b) = (scale.shown(part), scale.shown(whole));
        let flaw = Flaw::new(
            figure.span.clone(),
            format!("{a}/{b} = {right}%, câu ghi {percent}%"),
            format!(
                "ghi {right}%, hoặc sửa một trong hai con số; số liệu tự tính bằng {{{{ ten.rate }}}}"
            ),
        );
        // With a typed n/m the base is certain.
        let sure = of.0 == of.1;
        out.push(Flaw { sure, instead: sure.then(|| format!("{right}%")), ..flaw });
    }
}

/// `158/1.260 trẻ, chiếm 1/4`: a simple fraction that isn't nearly the share of its numbers.
fn fraction(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let (up, down) =
        figure.ratio().filter(|_| figure.bound.is_none() && figure.bracket.is_none())?;
    let simple = down <= Number::from(10_u32) && up < down && up > Number::ZERO;
    if !simple || !said(s, i) || of_a_plan(s, i) {
        return None;
    }
    let before = i.checked_sub(1)?;
    let ratio = s.figures[before].ratio().filter(|(part, whole)| {
        part <= whole && *whole > Number::from(10_u32) && s.figures[before].bound.is_none()
    });
    let beside = ratio.filter(|_| s.same_clause(before, i)).map(|(part, whole)| PartOfWhole {
        part,
        whole,
        of: (before, before),
    });
    let PartOfWhole { part, whole, of } = beside.or_else(|| part_before(s, i))?;
    let (is, told) = (percent_of(part, whole, 1)?, percent_of(up, down, 1)?);
    // A fraction is said roughly.
    let room = Number::from(4_u32);
    if super::numbers::apart(is, told)? <= room {
        return None;
    }
    let shown = |n| s.figures[of.1].shown(n);
    Some(Flaw::new(
        figure.span.clone(),
        format!("{}/{} = {is}%, câu ghi {}", shown(part), shown(whole), s.typed(figure)),
        format!("{} là {told}%; sửa phân số, hoặc một trong hai con số", s.typed(figure)),
    ))
}

/// A percentage of a plan is checked by another rule, unless n/m stands beside it; one of a
/// term's plan (chỉ tiêu nhiệm kỳ) has another m.
fn of_a_plan(s: &Sentence, i: usize) -> bool {
    let tail = s.tail(i);
    if ["nhiệm kỳ", "giai đoạn", "cả năm", "cả khóa", "năm sau"].iter().any(|w| phrase_in(&tail, w))
    {
        return true;
    }
    let planned = ["kế hoạch", "chỉ tiêu", "dự toán", "so với"].iter().any(|w| phrase_in(&tail, w));
    planned && ratio_beside(s, i).is_none()
}

/// The n/m before or after a percentage.
fn ratio_beside(s: &Sentence, i: usize) -> Option<PartOfWhole> {
    let beside = |j: usize| {
        let (part, whole) = s.figures[j].ratio()?;
        (!whole.is_zero() && s.figures[j].bound.is_none()).then_some(PartOfWhole {
            part,
            whole,
            of: (j, j),
        })
    };
    // `78,5% số tổ (21/24 tổ)`, `96% cán bộ, tương ứng 130/135 người`
    let behind = i + 1 < s.figures.len() && s.same_clause(i, i + 1) && {
        let lead = s.lead(i + 1);
        let inside = s.bracketed(i) == Some(i + 1) && lead.len() < 20;
        let named = ["tương ứng", "tương đương", "với", "tức là", "tức", "cụ thể", "ứng với"];
        inside || named.iter().any(|word| ends(&lead, word)) || begins(s, i) && lead.is_empty()
    };
    if behind && let Some(found) = beside(i + 1) {
        return Some(found);
    }
    let lead = s.lead(i);
    let own = s.opens_bracket(i) && lead.len() < 30 && !phrase_in(&lead, "trong đó");
    let head = s.owner(i).filter(|_| own);
    if let Some(found) = head.and_then(beside) {
        return Some(found);
    }
    // `45/47 đồng chí dự, vắng 02, đạt 97,5%`: the missing ones are stated in between.
    let passed = |j: usize| ["vắng", "còn", "chưa"].iter().any(|word| phrase_in(&s.lead(j), word));
    let j = (0..i).rev().find(|j| !(s.figures[*j].is_count() && passed(*j)))?;
    let same_clause = s.same_clause(j, i) || said_apart(s, j, i);
    let near = same_clause && s.figures[j].bracket == s.figures[i].bracket;
    let said = said(s, i) || s.opens_bracket(i) && s.owner(i) == Some(j);
    beside(j).filter(|_| near && said && !phrase_in(&lead, "trong đó"))
}

/// `Chiếm 41,2% đội ngũ, 14 trong số 34 …`: the sentence begins with its percentage.
fn begins(s: &Sentence, i: usize) -> bool {
    i == 0 && ["chiếm", "đạt", "có"].contains(&s.lead(0).as_str())
}

/// `36 đảng viên, trong đó 9 đồng chí …, chiếm 22,5%`
fn part_before(s: &Sentence, i: usize) -> Option<PartOfWhole> {
    let lead = s.lead(i);
    let in_bracket = s.opens_bracket(i);
    if !in_bracket && !said(s, i) || phrase_in(&lead, "trong đó") {
        return None;
    }
    let n = match in_bracket {
        true => s.owner(i)?,
        false => (0..i).rev().find(|j| s.figures[*j].bracket == s.figures[i].bracket)?,
    };
    let figure = &s.figures[n];
    let part =
        figure.exact().filter(|_| matches!(figure.measure, Measure::Count | Measure::Money))?;
    let own = matches!(figure.role, Role::Plain | Role::Worth | Role::Rest | Role::Total);
    // `năm 2025 có 12`: the whole may be of another year.
    if !own || !s.same_clause(n, i) || s.year_before(n).is_some() {
        return None;
    }
    let whole = named_base(s, i, n).or_else(|| base_before(s, i, n, part))?;
    let number = s.figures[whole].exact().or(s.figures[whole].ratio().map(|r| r.0))?;
    (part < number).then_some(PartOfWhole { part, whole: number, of: (n, whole) })
}

/// `chiếm 73,2% tổng số 56 đảng viên`
fn named_base(s: &Sentence, i: usize, n: usize) -> Option<usize> {
    let next = s.figures.get(i + 1)?;
    let lead = s.lead(i + 1);
    let named =
        ["tổng", "trong tổng", "của tổng", "trên tổng"].iter().any(|head| lead.starts_with(head));
    (named
        && s.same_clause(i, i + 1)
        && next.measure == s.figures[n].measure
        && next.bracket.is_none())
    .then_some(i + 1)
}

/// The whole stated before its part.
fn base_before(s: &Sentence, i: usize, n: usize, part: Number) -> Option<usize> {
    let tail = s.tail(i);
    let anything = ["", "tổng số", "trong tổng số", "so với tổng số"].contains(&tail.as_str());
    let suits = |j: &usize| {
        let whole = &s.figures[*j];
        let number = whole.exact().or(whole.ratio().map(|r| r.0));
        let plain = matches!(whole.role, Role::Plain | Role::Total | Role::To);
        plain && whole.measure == s.figures[n].measure && number.is_some_and(|number| number > part)
    };
    let mut wholes: Vec<usize> = (0..n).filter(suits).collect();
    // Items of the same list aren't parts of each other.
    let lists = s.lists();
    if let Some(list) = lists.iter().find(|list| list.parts.contains(&n)) {
        wholes.retain(|j| !list.parts.contains(j));
    }
    wholes.retain(|j| s.bracketed(*j).is_none_or(|share| !s.figures[share].is_percent()));
    if !anything {
        // The percentage names its base: `số đoàn viên`.
        let named =
            tail.trim_start_matches("trong ").trim_start_matches("tổng ").trim_start_matches("số ");
        wholes.retain(|j| {
            let noun = s.noun(&s.figures[*j]);
            !noun.is_empty() && (named == noun || named.starts_with(&format!("{noun} ")))
        });
    }
    let near = wholes.pop()?;
    let linked = linked(s, near, n) || corroborated(s, near, i);
    let kin = s.kinship(&s.figures[near], &s.figures[n]);
    let same = kin == Kinship::Same || kin == Kinship::Open && !s.figures[n].noun.is_empty();
    let one_subject = wholes.iter().all(|j| {
        // A second whole with the same noun makes the first uncertain.
        s.kinship(&s.figures[*j], &s.figures[near]) == Kinship::Other
    });
    let crossing =
        !s.same_clause(near, n) && s.kinship(&s.figures[near], &s.figures[n]) == Kinship::Other;
    ((linked || same && one_subject) && !crossing).then_some(near)
}

/// Whether the words between relate the second to the first.
fn linked(s: &Sentence, whole: usize, part: usize) -> bool {
    let between = s.figures[whole].tokens.end..s.figures[part].tokens.start;
    let opened =
        ["trong đó", "gồm", "bao gồm", "chia ra"].iter().any(|w| s.says(between.clone(), w));
    let headed = s.lead(whole).starts_with("trong ") || s.lead(whole) == "trong";
    let listed = s.find_mark(between.clone(), ':').is_some();
    (opened || headed || listed) && s.find_mark(between, ';').is_none()
}

/// Whether another percentage of the sentence has the same whole.
fn corroborated(s: &Sentence, whole: usize, but: usize) -> bool {
    let Some(number) = s.figures[whole].exact() else { return false };
    (0..s.figures.len()).any(|i| {
        let share = &s.figures[i];
        let owner = s.owner(i).filter(|_| i != but && share.is_percent() && s.opens_bracket(i));
        let part = owner.and_then(|n| s.figures[n].exact());
        share.exact().zip(part).is_some_and(|(percent, part)| {
            percent != Number::HUNDRED && part < number && fits(percent, part, number)
        })
    })
}

/// Whether the base of a percentage is the sum of the list, without those left out.
fn of_those_rated(s: &Sentence, percent: Number, part: Number) -> bool {
    let shared = (0..s.figures.len()).filter(|i| s.figures[*i].is_percent());
    let parts: Vec<Number> = shared
        .filter_map(|i| s.owner(i).or(i.checked_sub(1)))
        .filter_map(|n| s.figures[n].exact().filter(|_| s.figures[n].is_count()))
        .collect();
    let all: Vec<Number> = counted(s).into_iter().map(|(n, _)| n).collect();
    let sums = [total(&parts), total(&all)];
    sums.into_iter().flatten().any(|sum| !sum.is_zero() && fits(percent, part, sum))
}
