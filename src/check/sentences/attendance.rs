//! Numbers summoned, present and absent (triệu tập, có mặt, vắng): BC351.

use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Sentence, phrase_in};

pub(crate) const ATTENDANCE: Rule = Rule {
    code: Code::SENTENCE_ATTENDANCE,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&ATTENDANCE, context, found, flaws),
};

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    let Some(absent) = only(s, &["vắng", "vắng mặt"]) else {
        out.extend(exempt(s));
        return;
    };
    out.extend(of_ratio(s, absent).or_else(|| of_counts(s, absent)).or_else(|| of_all(s, absent)));
    out.extend(exempt(s));
}

/// The only figure introduced by one of the words.
fn only(s: &Sentence, words: &[&str]) -> Option<usize> {
    let told = |i: &usize| {
        let lead = s.lead(*i);
        s.figures[*i].is_count() && words.iter().any(|word| phrase_in(&lead, word))
    };
    let mut all = (0..s.figures.len()).filter(told);
    let one = all.next()?;
    all.next().is_none().then_some(one)
}

/// `Có mặt 127/130 đại biểu, vắng 04 đại biểu`
fn of_ratio(s: &Sentence, absent: usize) -> Option<Flaw> {
    let missing = s.figures[absent].exact()?;
    let mut ratios = (0..s.figures.len()).filter(|i| s.figures[*i].ratio().is_some());
    let ratio = ratios.next().filter(|i| ratios.next().is_none() && s.figures[*i].is_count())?;
    let (present, called) = s.figures[ratio].ratio()?;
    let near = s.same_clause(ratio.min(absent), ratio.max(absent));
    tell_gap(s, absent, called, present, missing).filter(|_| near)
}

/// `triệu tập 150, có mặt 146, vắng 06`
fn of_counts(s: &Sentence, absent: usize) -> Option<Flaw> {
    let missing = s.figures[absent].exact()?;
    let called = s.figures[only(s, &["triệu tập", "được mời", "phải có mặt"])?].exact()?;
    let present = s.figures[only(s, &["có mặt", "tham dự", "dự họp"])?].exact()?;
    tell_gap(s, absent, called, present, missing)
}

fn tell_gap(
    s: &Sentence,
    absent: usize,
    called: Number,
    present: Number,
    missing: Number,
) -> Option<Flaw> {
    let right = called.checked_sub(present).filter(|gap| !gap.is_negative())?;
    (right != missing).then(|| {
        Flaw::new(
            s.figures[absent].span.clone(),
            format!("{called} − {present} = {right}, câu ghi vắng {}", s.named(&s.figures[absent])),
            format!("ghi vắng {}, hoặc sửa số triệu tập, số có mặt", right.padded()),
        )
    })
}

/// `có mặt đầy đủ 63 đại biểu, vắng 01 đại biểu`
fn of_all(s: &Sentence, absent: usize) -> Option<Flaw> {
    let missing = s.figures[absent].exact().filter(|n| *n > Number::ZERO)?;
    let present = only(s, &["đầy đủ", "đông đủ"])?;
    Some(Flaw::new(
        s.figures[absent].span.clone(),
        format!("Câu ghi có mặt đầy đủ {}, nhưng vắng {missing}", s.named(&s.figures[present])),
        "bỏ “đầy đủ”, hoặc bỏ số vắng",
    ))
}

/// `Tổng số 41 đồng chí; miễn sinh hoạt 03; được triệu tập 39`
fn exempt(s: &Sentence) -> Option<Flaw> {
    let exempt = only(s, &["miễn sinh hoạt", "miễn công tác", "được miễn"])?;
    let called = only(s, &["triệu tập"])?;
    let all = only(s, &["tổng số"])?;
    let (total, free) = (s.figures[all].exact()?, s.figures[exempt].exact()?);
    let told = s.figures[called].exact()?;
    let right = total.checked_sub(free)?;
    (right != told && all < exempt && exempt < called).then(|| {
        Flaw::new(
            s.figures[called].span.clone(),
            format!("{total} − {free} = {right}, câu ghi triệu tập {told}"),
            format!("ghi triệu tập {right}, hoặc sửa tổng số, số được miễn"),
        )
    })
}
