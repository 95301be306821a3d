//! Remainders (còn lại, thu trừ chi): BC343.

use super::numbers::{as_figure, terms, total};
use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Kinship, Measure, Role, Sentence, ends, phrase_in};

pub(crate) const REMAINDER: Rule = Rule {
    code: Code::SENTENCE_REMAINDER,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&REMAINDER, context, found, flaws),
};

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    for i in 0..s.figures.len() {
        if s.figures[i].bracket.is_none() {
            if s.figures[i].role == Role::Rest {
                let told = percent(s, i).or_else(|| income(s, i)).or_else(|| spent(s, i));
                out.extend(told.or_else(|| counts(s, i)));
            } else if IN_HAND.iter().any(|word| ends(&s.lead(i), word)) {
                out.extend(income(s, i));
            }
        }
        out.extend(not_yet(s, i));
        out.extend(needed(s, i));
    }
}

/// What is left of money, without `còn`.
const IN_HAND: [&str; 6] = ["tồn quỹ", "kết dư", "tồn", "dư", "tồn cuối kỳ", "dư cuối kỳ"];

/// `72% …, còn lại 38%`
fn percent(s: &Sentence, i: usize) -> Option<Flaw> {
    let rest = s.figures[i].exact().filter(|_| s.figures[i].is_percent())?;
    let clause = s.among(s.clause(i));
    let all = clause.start..i;
    let only = all.clone().all(|j| s.figures[j].is_percent() && s.figures[j].role == Role::Share);
    let shares: Vec<Number> = all.filter_map(|j| s.figures[j].exact()).collect();
    let said = ends(&s.lead(i), "còn lại") || ends(&s.lead(i), "còn lại là");
    let sum = total(&shares)?;
    let right = Number::HUNDRED.checked_sub(sum).filter(|right| !right.is_negative())?;
    if !only || !said || shares.is_empty() || shares.len() > 3 || right == rest {
        return None;
    }
    let shown = shares.iter().map(|n| format!(" − {n}")).collect::<String>();
    let gap = super::numbers::apart(right, rest)?;
    // Rounded shares leave a rounded remainder.
    let rounding = s.figures[i].step().checked_mul(u32::try_from(shares.len()).ok()?.into())?;
    (gap > rounding || rest.is_whole() && shares.iter().all(|n| n.is_whole())).then(|| {
        Flaw::new(
            s.figures[i].span.clone(),
            format!("100{shown} = {right}%, câu ghi còn lại {rest}%"),
            format!("ghi {right}%, hoặc sửa tỷ lệ đứng trước"),
        )
    })
}

/// `Thu 486 triệu, chi 415,5 triệu, còn 71,5 triệu`
fn income(s: &Sentence, i: usize) -> Option<Flaw> {
    let rest = s.figures[i].exact().filter(|_| s.figures[i].is_money())?;
    let (a, b) = (i.checked_sub(2)?, i.checked_sub(1)?);
    let begins = |j: usize, verb: &str| {
        let lead = s.lead(j);
        phrase_in(&lead, verb)
    };
    let (income, spent) = (s.figures[a].exact()?, s.figures[b].exact()?);
    let money = s.figures[a].is_money() && s.figures[b].is_money();
    let told = begins(a, "thu") && (begins(b, "chi") || begins(b, "nộp"))
        || begins(a, "được cấp") && begins(b, "chi");
    let right = income.checked_sub(spent)?;
    // What was there before plays a part.
    let more = (0..i).any(|j| ["dư", "tồn"].iter().any(|word| begins(j, word)));
    let near = s.same_clause(a, i) || a == 0 && i + 1 == s.figures.len();
    (money && told && !more && near && right != rest).then(|| {
        let shown = |n| s.figures[i].shown(n);
        Flaw::new(
            s.figures[i].span.clone(),
            format!(
                "{} − {} = {}, câu ghi còn {}",
                shown(income),
                shown(spent),
                shown(right),
                s.named(&s.figures[i])
            ),
            format!("ghi còn {}, hoặc sửa số thu, số chi", as_figure(right, &s.figures[i], s)),
        )
    })
}

/// `Quyên góp 90 triệu đồng, đã dùng 62 triệu đồng, còn 38 triệu đồng`: got, spent, left.
fn spent(s: &Sentence, i: usize) -> Option<Flaw> {
    const GOT: [&str; 6] = ["quyên góp", "vận động", "huy động", "nhận", "ủng hộ", "được cấp"];
    const SPENT: [&str; 8] =
        ["đã dùng", "đã chi", "đã trao", "đã sử dụng", "đã hỗ trợ", "ủng hộ", "chi", "dùng"];
    let rest = s.figures[i].exact().filter(|_| s.figures[i].is_money())?;
    let (a, b) = (i.checked_sub(2)?, i.checked_sub(1)?);
    let alone =
        a == s.among(s.clause(i)).start && s.figures[a].is_money() && s.figures[b].is_money();
    let says = |j: usize, verbs: &[&str]| verbs.iter().any(|verb| phrase_in(&s.lead(j), verb));
    let right = s.figures[a].exact()?.checked_sub(s.figures[b].exact()?)?;
    let told = says(a, &GOT) && says(b, &SPENT) && !says(b, &["trong đó", "riêng", "mỗi"]);
    (alone && told && !right.is_negative() && right != rest).then(|| {
        let shown = |j: usize| s.typed(&s.figures[j]);
        Flaw::new(
            s.figures[i].span.clone(),
            format!(
                "{} − {} = {}, câu ghi còn {}",
                shown(a),
                shown(b),
                as_figure(right, &s.figures[i], s),
                s.named(&s.figures[i])
            ),
            "sửa một trong ba con số",
        )
    })
}

/// `Trong 31 kiến nghị, đã giải quyết 27, còn lại 6`; `41/44, còn lại 2`
fn counts(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let rest = figure.exact().filter(|_| figure.measure == Measure::Count)?;
    let clause = s.among(s.clause(i));
    let before: Vec<usize> = (clause.start..i)
        .filter(|j| s.figures[*j].bracket.is_none() && s.figures[*j].is_count())
        .collect();
    // `đã xử lý 36/42, còn lại 8`: n/m includes what came before.
    let ratio = before.iter().rposition(|j| s.figures[*j].ratio().is_some()).unwrap_or(0);
    let (first, others) = before[ratio..].split_first()?;
    let head = &s.figures[*first];
    let (whole, parts) = match head.ratio() {
        Some((part, whole)) if others.is_empty() => (whole, vec![part]),
        Some(_) => return None,
        None => {
            let lead = s.lead(*first);
            let within = lead.starts_with("trong")
                || phrase_in(&lead, "trong số")
                || phrase_in(&lead, "trong tổng số");
            let parts: Option<Vec<Number>> = others.iter().map(|j| plain(s, *j)).collect();
            let within = within || done_of(s, *first, others, i);
            (head.exact().filter(|_| within)?, parts.filter(|parts| !parts.is_empty())?)
        }
    };
    let kin = |j: &usize| s.kinship(head, &s.figures[*j]) != Kinship::Other;
    let of_which = s.says(s.clause(i), "trong đó");
    let right = whole.checked_sub(total(&parts)?)?;
    let alike = others.iter().all(kin) && kin(&i);
    let left = s.left(i);
    let kinds: Vec<Number> = left.iter().filter_map(|j| s.figures[*j].exact()).collect();
    let fits = left.len() == 1 && right == rest || total(&kinds) == Some(right);
    if fits || right.is_negative() || !alike || of_which {
        return None;
    }
    let told = match left[..] {
        [_] => s.named(figure),
        _ => format!("{} = {}", terms(&kinds, head), head.shown(total(&kinds)?)),
    };
    Some(Flaw::new(
        figure.span.clone(),
        format!(
            "{} − {} = {}, câu ghi còn {told}",
            head.shown(whole),
            terms(&parts, head).replace(" + ", " − "),
            head.shown(right),
        ),
        format!("ghi còn {}, hoặc sửa một trong các số trước đó", as_figure(right, figure, s)),
    ))
}

/// What is done with something until none is left.
const DONE: [&str; 7] =
    ["giải quyết", "xử lý", "trả lời", "hoàn thành", "duyệt", "nghiệm thu", "thực hiện"];

/// `Đăng ký 31 sáng kiến, đã nghiệm thu 23 sáng kiến, còn lại 9 sáng kiến`: three times the
/// same noun, for total, done and left.
fn done_of(s: &Sentence, head: usize, done: &[usize], rest: usize) -> bool {
    let [done] = done else { return false };
    let same = |j: usize| s.kinship(&s.figures[head], &s.figures[j]) == Kinship::Same;
    let whole = s.figures[head].role == Role::Plain;
    let (lead, tail) = (s.lead(*done), s.tail(*done));
    let is_done = lead.starts_with("đã ")
        || DONE.iter().any(|verb| ends(&lead, verb))
        || ["đã", "được"].iter().any(|word| phrase_in(&tail, word));
    whole && is_done && same(*done) && same(rest)
}

/// `Nhu cầu 14 phòng học, hiện có 12 phòng, còn thiếu 3 phòng`
fn needed(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let short = figure.exact().filter(|_| figure.role == Role::Short && figure.is_count())?;
    let (need, have) = (i.checked_sub(2)?, i.checked_sub(1)?);
    let needs = ["nhu cầu", "cần", "cần có", "định biên", "biên chế được giao", "đăng ký"];
    let is_need = needs.iter().any(|word| ends(&s.lead(need), word));
    let is_had = ["có", "hiện có", "đã có", "mới có", "bố trí", "mới bố trí"]
        .iter()
        .any(|w| ends(&s.lead(have), w));
    let kin = |j: usize| s.kinship(&s.figures[j], figure) != Kinship::Other;
    let together = s.same_clause(need, have) && s.same_clause(have, i) && kin(need) && kin(have);
    let (a, b) = (s.figures[need].exact()?, s.figures[have].exact()?);
    let right = a.checked_sub(b).filter(|right| !right.is_negative())?;
    (is_need && is_had && together && right != short).then(|| {
        Flaw::new(
            figure.span.clone(),
            format!("{a} − {b} = {right}, câu ghi còn thiếu {}", s.named(figure)),
            format!("ghi còn thiếu {}, hoặc sửa hai con số trước đó", as_figure(right, figure, s)),
        )
    })
}

fn plain(s: &Sentence, j: usize) -> Option<Number> {
    s.figures[j].exact().filter(|_| s.figures[j].role == Role::Plain)
}

/// `đã trả lời 22/25 câu hỏi, 5 câu hỏi chưa trả lời`: the same verb, negated.
fn not_yet(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let left = figure.exact().filter(|_| figure.is_count() && figure.role == Role::Plain)?;
    let ratio = i.checked_sub(1)?;
    let (part, whole) = s.figures[ratio].ratio().filter(|(part, whole)| part <= whole)?;
    let at = (figure.tokens.end..figure.noun.end.max(figure.tokens.end) + 2)
        .find(|at| s.word(*at) == "chưa")?;
    let verb = s.words(at + 1..at + 3);
    let said = !verb.is_empty() && s.says(0..figure.tokens.start, &verb);
    let same = s.kinship(&s.figures[ratio], figure) == Kinship::Same && s.same_clause(ratio, i);
    let right = whole.checked_sub(part)?;
    (said && same && right != left).then(|| {
        Flaw::new(
            figure.span.clone(),
            format!("{whole} − {part} = {right}, câu ghi {} chưa {verb}", s.named(figure)),
            format!("ghi {}, hoặc sửa hai con số trước đó", as_figure(right, figure, s)),
        )
    })
}
