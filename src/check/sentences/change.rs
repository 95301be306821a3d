//! A change that contradicts the numbers it leads between (tăng, giảm, gấp, điểm phần trăm):
//! BC341.

use super::bases::{Tells, explained, fits};
use super::numbers::{apart, as_figure};
use super::{Flaw, joined, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::sentence::{Kinship, Measure, Role, Sentence, ends, phrase_in};
use crate::vietnamese::{Number, percent_of};

pub(crate) const CHANGE: Rule = Rule {
    code: Code::SENTENCE_CHANGE,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&CHANGE, context, found, flaws),
};

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    for i in 0..s.figures.len() {
        let figure = &s.figures[i];
        let Some(number) = figure.exact() else { continue };
        let flaw = match figure.role {
            Role::Up | Role::Down => net(s, i, number).or_else(|| changed(s, i, number)),
            Role::Times => times(s, i, number),
            Role::To => joined::direction(s, i).or_else(|| joined::joined(s, i)),
            Role::Share if figure.is_percent() && s.opens_bracket(i) => beside_change(s, i, number),
            Role::Share if figure.is_percent() => level(s, i, number),
            _ => None,
        };
        out.extend(flaw);
    }
}

/// The numbers before and after a change.
#[derive(Clone, Copy)]
pub(super) struct Way {
    pub prior: usize,
    pub now: usize,
}

impl Way {
    pub fn numbers(self, s: &Sentence) -> Option<(Number, Number)> {
        Some((s.figures[self.prior].exact()?, now(s, self.now)?))
    }
}

/// The number that a figure states; for n/m, n.
fn now(s: &Sentence, i: usize) -> Option<Number> {
    let figure = &s.figures[i];
    figure
        .exact()
        .or_else(|| figure.ratio().filter(|_| figure.bound.is_none()).map(|(part, _)| part))
}

/// The two numbers that the change at a figure leads between.
fn way(s: &Sentence, i: usize) -> Option<Way> {
    from_to(s, i).or_else(|| against(s, i)).or_else(|| two_years(s, i))
}

/// `từ 63 xuống còn 48`, before the change or right after it.
fn from_to(s: &Sentence, i: usize) -> Option<Way> {
    let clause = s.among(s.clause(i));
    let pairs = clause.clone().filter(|j| {
        j + 1 < clause.end
            && s.figures[*j].role == Role::From
            && s.figures[j + 1].role == Role::To
            && (s.figures[*j].measure == s.figures[j + 1].measure)
            && s.figures[*j].number().is_some()
    });
    let mut pairs = pairs.filter(|j| *j != i && j + 1 != i);
    let prior = pairs.next()?;
    pairs.next().is_none().then_some(Way { prior, now: prior + 1 })
}

/// `tăng 58 so với năm 2024 (1.178)`, with the number before it. After a comma the change
/// must come first: `số vụ va chạm giảm 3` has a subject of its own.
fn against(s: &Sentence, i: usize) -> Option<Way> {
    let lead = s.lead(i);
    let compared = phrase_in(&lead, "hơn năm □ là");
    if s.begins_anew(i) && lead.split(' ').count() > 3 && !compared {
        return None;
    }
    let prior = s.bracketed(i).or_else(|| told_behind(s, i))?;
    let is_prior = s.figures[prior].role == Role::Prior
        || s.figures[prior].bracket == s.figures[i].bracket && s.figures[prior].role == Role::Plain
        || s.figures[i].role == Role::Times
            && matches!(s.figures[prior].role, Role::Plain | Role::Each);
    if !is_prior || s.figures[prior].number().is_none() {
        return None;
    }
    Some(Way { prior, now: subject(s, i, prior)? })
}

/// `tăng 12 so với cùng kỳ: 557`, `tăng 18% so với 102 lượt`
fn told_behind(s: &Sentence, i: usize) -> Option<usize> {
    let next = s.figures.get(i + 1)?;
    let compared = ["so với", "so với mức", "so với con số"].contains(&s.lead(i + 1).as_str());
    let plain = matches!(next.role, Role::Plain | Role::Prior) && next.bound.is_none();
    if compared && plain && s.same_clause(i, i + 1) && next.bracket == s.figures[i].bracket {
        return Some(i + 1);
    }
    let colon = next.whole.start.checked_sub(1).filter(|at| s.mark(*at) == Some(':'))?;
    let between = s.figures[i].tokens.end..colon;
    let compared =
        s.says(between.clone(), "so với") && between.clone().all(|at| s.mark(at).is_none());
    (compared && next.bracket == s.figures[i].bracket).then_some(i + 1)
}

/// The subject of a change: the nearest number of the prior's kind that isn't an item of a
/// list in between.
fn subject(s: &Sentence, i: usize, prior: usize) -> Option<usize> {
    let clause = s.among(s.clause(i));
    let suits = |j: &usize| {
        let f = &s.figures[*j];
        now(s, *j).is_some()
            && matches!(
                f.role,
                Role::Plain
                    | Role::Share
                    | Role::Worth
                    | Role::Total
                    | Role::To
                    | Role::Each
                    | Role::Average
                    | Role::Rest
            )
            && (f.bracket == s.figures[i].bracket || s.owner(i) == Some(*j))
            && s.kinship(f, &s.figures[prior]) != Kinship::Other
    };
    let all: Vec<usize> = (clause.start..i).filter(suits).collect();
    let member = |j: &usize| phrase_in(&s.lead(*j), "trong đó") || phrase_in(&s.lead(*j), "gồm");
    let end = all.iter().position(member).unwrap_or(all.len());
    all[..end].last().copied()
}

/// `Năm 2024 có 350 lượt, năm 2025 có 294 lượt, giảm 16%`, `Quý I có 12, quý II có 15`
fn two_years(s: &Sentence, i: usize) -> Option<Way> {
    let clause = s.among(s.clause(i));
    let dated: Vec<usize> = (clause.start..i)
        .filter(|j| matches!(s.figures[*j].measure, Measure::Count | Measure::Money))
        .collect();
    let [.., a, b] = dated[..] else { return None };
    let years = s.year_before(a).zip(s.year_before(b));
    let parts = s.part_before(a).zip(s.part_before(b));
    let follows = years.is_some_and(|(one, two)| two == one + 1)
        || parts.is_some_and(|(one, two)| one.0 == two.0 && two.1 == one.1 + 1);
    let near = i == b + 1 && s.figures[a].role != Role::Up && s.figures[b].role != Role::Up;
    let same = s.kinship(&s.figures[a], &s.figures[b]) != Kinship::Other;
    // In brackets after its own number, or after all.
    let own = s.figures[i].bracket.is_none() || s.owner(i) == Some(b);
    (follows && near && same && own).then_some(Way { prior: a, now: b })
}

/// `giảm 212 lao động, tuyển mới 305 lao động, thực tăng 93 lao động`: who came less who
/// went.
fn net(s: &Sentence, i: usize, number: Number) -> Option<Flaw> {
    let lead = s.lead(i);
    let up = ["thực tăng", "tăng ròng"].iter().any(|word| ends(&lead, word));
    let down = ["thực giảm", "giảm ròng"].iter().any(|word| ends(&lead, word));
    let figure = &s.figures[i];
    let flows: Vec<usize> = (0..i)
        .filter(|j| {
            let f = &s.figures[*j];
            f.is_count() && f.bracket.is_none() && s.kinship(f, figure) != Kinship::Other
        })
        .collect();
    let (true, [a, b]) = (up || down, &flows[..]) else { return None };
    let went = |j: usize| {
        let lead = s.lead(j);
        let verbs = ["giảm", "nghỉ việc", "thôi việc", "chuyển đi", "ra khỏi", "xóa tên"];
        verbs.iter().any(|verb| phrase_in(&lead, verb))
    };
    let (came, left) = match (went(*a), went(*b)) {
        (true, false) => (*b, *a),
        (false, true) => (*a, *b),
        _ => return None,
    };
    let (came, left) = (s.figures[came].exact()?, s.figures[left].exact()?);
    let (more, less) = if up { (came, left) } else { (left, came) };
    let right = more.checked_sub(less)?;
    let said = if up { "thực tăng" } else { "thực giảm" };
    (right != number && !right.is_negative()).then(|| {
        Flaw::new(
            figure.span.clone(),
            format!("{more} − {less} = {right}, câu ghi {said} {}", s.named(figure)),
            format!("ghi {said} {}, hoặc sửa một trong hai con số", as_figure(right, figure, s)),
        )
    })
}

fn changed(s: &Sentence, i: usize, number: Number) -> Option<Flaw> {
    let figure = &s.figures[i];
    let way = way(s, i)?;
    let (prior, now) = way.numbers(s)?;
    let up = figure.role == Role::Up;
    let gap = if up { now.checked_sub(prior)? } else { prior.checked_sub(now)? };
    let like = &s.figures[way.now];
    let comparable = match figure.measure {
        Measure::Percent => true,
        Measure::Points => like.is_percent(),
        measure => measure == like.measure,
    };
    if !comparable {
        return None;
    }
    let (a, b) = (like.shown(now), like.shown(prior));
    let said = if up { "tăng" } else { "giảm" };
    if gap.is_negative() {
        let turned = if up { "giảm" } else { "tăng" };
        return Some(Flaw::new(
            figure.span.clone(),
            format!("Câu ghi {said}, nhưng từ {b} đến {a} là {turned}"),
            format!("ghi {turned}, hoặc sửa một trong hai con số"),
        ));
    }
    let is_share = figure.is_percent() && !like.is_percent();
    if is_share {
        return share(s, i, number, prior, now, gap, (a, b));
    }
    let fits = number == gap || figure.is_percent() && fits(number, gap, prior);
    if fits || figure.is_count() && explained_gap(s, i, number) {
        return None;
    }
    let (more, less) = if up { (a, b) } else { (b, a) };
    // Of two percentages, both ways of telling the change.
    let shares = figure.is_percent() && like.is_percent();
    let relative = percent_of(gap, prior, 1).filter(|_| shares && !prior.is_zero());
    let relative = relative
        .map(|percent| format!(" điểm phần trăm, tức {said} {percent}%"))
        .unwrap_or_default();
    Some(Flaw::new(
        figure.span.clone(),
        format!(
            "{more} − {less} = {}{relative}, câu ghi {said} {}",
            like.shown(gap),
            s.named(figure)
        ),
        match shares {
            true => format!("ghi {said} {} điểm phần trăm, hoặc sửa hai con số", like.shown(gap)),
            false => {
                format!("ghi {said} {}, hoặc sửa một trong hai con số", as_figure(gap, figure, s))
            }
        },
    ))
}

/// `tăng 13% so với năm trước (120)`
fn share(
    s: &Sentence,
    i: usize,
    number: Number,
    prior: Number,
    now: Number,
    gap: Number,
    (a, b): (Number, Number),
) -> Option<Flaw> {
    if prior.is_zero()
        || fits(number, gap, prior)
        || explained(s, number, Tells::Change, [prior, now])
    {
        return None;
    }
    let figure = &s.figures[i];
    let right = percent_of(gap, prior, figure.digits.max(1))?;
    let said = if figure.role == Role::Up { "tăng" } else { "giảm" };
    let (more, less) = if figure.role == Role::Up { (a, b) } else { (b, a) };
    Some(Flaw::new(
        figure.span.clone(),
        format!("({more} − {less})/{b} = {right}%, câu ghi {said} {number}%"),
        format!("ghi {said} {right}%: chia cho số kỳ trước, không chia cho số kỳ này"),
    ))
}

/// Whether the difference of two other numbers in the sentence is this one.
fn explained_gap(s: &Sentence, i: usize, number: Number) -> bool {
    let others: Vec<Number> = (0..s.figures.len())
        .filter(|j| *j != i && s.figures[*j].measure == s.figures[i].measure)
        .filter_map(|j| s.figures[j].number())
        .collect();
    others.iter().any(|a| others.iter().any(|b| a.checked_sub(*b) == Some(number)))
}

/// `tăng 212 người (5,3%), từ 3.988 lên 4.200`: the percentage after a change.
fn beside_change(s: &Sentence, i: usize, number: Number) -> Option<Flaw> {
    let change = s.owner(i)?;
    let role = s.figures[change].role;
    if !matches!(role, Role::Up | Role::Down) || s.figures[change].is_percent() {
        return None;
    }
    let gap = s.figures[change].exact()?;
    let way = from_to(s, change)?;
    let (prior, now) = way.numbers(s)?;
    let right_gap = apart(prior, now)? == gap;
    if !right_gap || prior.is_zero() || fits(number, gap, prior) {
        return None;
    }
    let right = percent_of(gap, prior, s.figures[i].digits.max(1))?;
    let shown = |n| s.figures[way.prior].shown(n);
    Some(Flaw::new(
        s.figures[i].span.clone(),
        format!("{}/{} = {right}%, câu ghi {number}%", shown(gap), shown(prior)),
        format!("ghi {right}%, hoặc sửa một trong hai con số"),
    ))
}

/// What a level is compared with: `bằng 92,4% cùng kỳ`.
const BEFORE: [&str; 6] =
    ["cùng kỳ", "so với cùng kỳ", "năm trước", "so với năm", "so với đầu", "kỳ trước"];

/// `1,84 triệu tấn, bằng 92,4% cùng kỳ (1,76 triệu tấn)`
fn level(s: &Sentence, i: usize, number: Number) -> Option<Flaw> {
    let tail = s.tail(i);
    let against_prior = BEFORE.iter().any(|before| tail.starts_with(before));
    let said = ["bằng", "đạt", "chỉ bằng", "mới bằng"].iter().any(|verb| ends(&s.lead(i), verb));
    let prior = s.bracketed(i).filter(|_| against_prior && said)?;
    if s.figures[prior].role != Role::Prior && s.figures[prior].role != Role::Plain {
        return None;
    }
    let now = subject(s, i, prior)?;
    let (before, after) = Way { prior, now }.numbers(s)?;
    if before.is_zero() || fits(number, after, before) {
        return None;
    }
    let right = percent_of(after, before, s.figures[i].digits.max(1))?;
    let named = |j: usize| s.named(&s.figures[j]);
    Some(Flaw::new(
        s.figures[i].span.clone(),
        format!("{}/{} = {right}%, câu ghi bằng {number}%", named(now), named(prior)),
        format!("ghi {right}%, hoặc sửa một trong hai con số"),
    ))
}

/// `4.500 lượt, gấp 4 lần năm 2021 (1.500 lượt)`; `tăng 2 lần` may be two or three.
fn times(s: &Sentence, i: usize, times: Number) -> Option<Flaw> {
    let way = from_to(s, i).or_else(|| against(s, i))?;
    let (prior, now) = way.numbers(s)?;
    let (a, b) = (&s.figures[way.now], &s.figures[way.prior]);
    if prior.is_zero() || a.measure != b.measure || now < prior {
        return None;
    }
    let ratio = now.checked_div(prior, 3)?;
    let one = Number::from(1_u32);
    let near = |meant: Number| {
        let tenth = Number::from_decimal(rust_decimal::Decimal::new(1, 1));
        apart(ratio, meant).is_some_and(|gap| gap <= tenth)
    };
    let grown = phrase_in(&s.lead(i), "tăng") && times.checked_add(one).is_some_and(near);
    if near(times) || grown {
        return None;
    }
    let right = now.checked_div(prior, 2)?.trimmed();
    Some(Flaw::new(
        s.figures[i].span.clone(),
        format!(
            "{}/{} = {right} lần, câu ghi “{}”",
            a.shown(now),
            a.shown(prior),
            s.text(s.figures[i].whole.start.saturating_sub(1)..s.figures[i].tokens.end)
        ),
        format!("ghi gấp {right} lần, hoặc sửa một trong hai con số"),
    ))
}
