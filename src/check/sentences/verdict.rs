//! A verdict (đạt, vượt, chưa đạt chỉ tiêu) contradicted by plan and result: BC350.

use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Bound, Kinship, Measure, Role, Sentence, phrase_in};

pub(crate) const VERDICT: Rule = Rule {
    code: Code::SENTENCE_VERDICT,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&VERDICT, context, found, flaws),
};

/// The verdict of a clause on plan and result.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Missed,
    Reached,
    Exceeded,
}

const VERDICTS: &[(&str, Verdict)] = &[
    ("chưa hoàn thành", Verdict::Missed),
    ("không hoàn thành", Verdict::Missed),
    ("chưa đạt", Verdict::Missed),
    ("không đạt", Verdict::Missed),
    ("vượt chỉ tiêu", Verdict::Exceeded),
    ("vượt kế hoạch", Verdict::Exceeded),
    ("vượt mức", Verdict::Exceeded),
    ("đạt chỉ tiêu", Verdict::Reached),
    ("đạt kế hoạch", Verdict::Reached),
    ("hoàn thành chỉ tiêu", Verdict::Reached),
    ("hoàn thành kế hoạch", Verdict::Reached),
];

/// Verdicts that stand alone at the end.
const ALONE: &[(&str, Verdict)] = &[("đạt", Verdict::Reached), ("vượt", Verdict::Exceeded)];

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    out.extend(judged(s));
    out.extend(exceeded(s));
}

/// The only verdict of the sentence.
fn verdict(s: &Sentence) -> Option<(Verdict, usize, &'static str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < s.len() {
        match VERDICTS.iter().find(|(phrase, _)| s.says_at(at, phrase)) {
            Some((phrase, verdict)) => {
                found.push((*verdict, at, *phrase));
                at += phrase.split(' ').count();
            }
            None => at += 1,
        }
    }
    // `Chỉ tiêu 95%, thực hiện 93,8%, đạt.`: one word behind the last comma.
    let last = s
        .len()
        .checked_sub(1)
        .map(|last| last.saturating_sub(usize::from(s.mark(last) == Some('.'))));
    if let (true, Some(last)) = (found.is_empty(), last)
        && last > 0
        && s.mark(last - 1) == Some(',')
        && let Some(one) = ALONE.iter().find(|(word, _)| s.word(last) == *word)
    {
        return Some((one.1, last, one.0));
    }
    let [one] = found[..] else { return None };
    Some(one)
}

/// `Chỉ tiêu 85% trở lên, thực hiện 83,4%, đạt chỉ tiêu`
fn judged(s: &Sentence) -> Option<Flaw> {
    let (verdict, at, phrase) = verdict(s)?;
    let [plan, result] = plan_and_result(s)?;
    let (planned, done) = (s.figures[plan].number()?, s.figures[result].exact()?);
    let ceiling = matches!(s.figures[plan].bound, Some(Bound::Under | Bound::AtMost));
    let lower = ["giảm", "hạ", "không quá"].iter().any(|word| phrase_in(&s.lead(plan), word));
    let reached = match (ceiling, lower) {
        (true, _) => done <= planned,
        (_, true) => return None,
        _ => done >= planned,
    };
    let denied = (verdict == Verdict::Missed) == reached;
    denied.then(|| {
        Flaw::new(
            s.span(at..at + phrase.split(' ').count()),
            format!(
                "Câu ghi “{phrase}”, nhưng kết quả {}, chỉ tiêu {}",
                s.typed(&s.figures[result]),
                s.text(s.figures[plan].whole.start..s.figures[plan].tokens.end)
            ),
            "sửa lời đánh giá, chỉ tiêu hoặc kết quả",
        )
    })
}

/// The only plan and the only result of the sentence, in the same unit.
fn plan_and_result(s: &Sentence) -> Option<[usize; 2]> {
    let result = |i: &usize| {
        let lead = s.lead(*i);
        (lead.starts_with("đã ")
            || ["thực hiện", "kết quả", "đạt được"].iter().any(|word| phrase_in(&lead, word)))
            && s.figures[*i].role != Role::Plan
    };
    let plans: Vec<usize> = (0..s.figures.len()).filter(|i| is_plan(s, *i)).collect();
    let results: Vec<usize> = (0..s.figures.len()).filter(result).collect();
    let ([plan], [result]) = (&plans[..], &results[..]) else { return None };
    let (a, b) = (&s.figures[*plan], &s.figures[*result]);
    let same =
        a.measure == b.measure && s.kinship(a, b) != Kinship::Other && a.measure != Measure::Time;
    // No others: they would make it uncertain which is judged.
    let alone = s.figures.iter().filter(|f| f.measure == a.measure).count() == 2;
    (same && alone).then_some([*plan, *result])
}

fn is_plan(s: &Sentence, i: usize) -> bool {
    s.figures[i].role == Role::Plan
}

/// `Kết nạp 19 đảng viên, vượt chỉ tiêu (chỉ tiêu 20 đảng viên)`
fn exceeded(s: &Sentence) -> Option<Flaw> {
    let (verdict, at, phrase) = verdict(s)?;
    if let Some(flaw) = of_ratio(s, verdict, at, phrase) {
        return Some(flaw);
    }
    if verdict != Verdict::Exceeded {
        return None;
    }
    let plans: Vec<usize> = (0..s.figures.len())
        .filter(|i| {
            is_plan(s, *i) && s.figures[*i].bracket.is_some() && s.figures[*i].tokens.start > at
        })
        .collect();
    let [plan] = plans[..] else { return None };
    let planned = s.figures[plan].exact()?;
    let before: Vec<usize> = (0..plan)
        .filter(|i| {
            let f = &s.figures[*i];
            s.same_clause(*i, plan) && f.bracket.is_none() && f.measure == s.figures[plan].measure
        })
        .collect();
    let [done] = before[..] else { return None };
    let plain = s.figures[done].role == Role::Plain
        && s.kinship(&s.figures[done], &s.figures[plan]) != Kinship::Other
        && s.figures[done].tokens.start < at;
    let number: Number = s.figures[done].exact()?;
    (plain && number <= planned).then(|| {
        Flaw::new(
            s.span(at..at + phrase.split(' ').count()),
            format!(
                "Câu ghi “{phrase}”, nhưng {} không hơn chỉ tiêu {}",
                s.named(&s.figures[done]),
                s.named(&s.figures[plan])
            ),
            "sửa lời đánh giá, chỉ tiêu hoặc kết quả",
        )
    })
}

/// `54/60 đoàn viên, vượt chỉ tiêu`
fn of_ratio(s: &Sentence, verdict: Verdict, at: usize, phrase: &str) -> Option<Flaw> {
    let mut ratios = (0..s.figures.len()).filter(|i| s.figures[*i].ratio().is_some());
    let i = ratios.next().filter(|_| ratios.next().is_none())?;
    let figure = &s.figures[i];
    let (done, planned) = figure.ratio().filter(|_| figure.bound.is_none() && figure.is_count())?;
    // `49/54 tổ hoàn thành vượt mức` is about tổ.
    let behind = figure.tokens.end..at;
    let alone = at > figure.tokens.start && s.among(behind.clone()).is_empty();
    let own =
        behind.clone().any(|at| s.mark(at) == Some(',')) && s.find_mark(behind, ';').is_none();
    let targets = ["chỉ tiêu", "nội dung", "nhiệm vụ", "tiêu chí"];
    let of_targets = targets.iter().any(|noun| s.noun(figure).starts_with(noun));
    let denied = match verdict {
        Verdict::Exceeded => done <= planned,
        Verdict::Reached => done < planned,
        Verdict::Missed => done >= planned,
    };
    let said = phrase.contains("chỉ tiêu")
        || phrase.contains("kế hoạch")
        || s.says(at..s.len(), "chỉ tiêu")
        || s.says(at..s.len(), "kế hoạch");
    (alone && own && said && !of_targets && denied).then(|| {
        Flaw::new(
            s.span(at..at + phrase.split(' ').count()),
            format!("Câu ghi “{phrase}”, nhưng thực hiện {done}, kế hoạch {planned}"),
            "sửa lời đánh giá, số thực hiện hoặc số kế hoạch",
        )
    })
}
