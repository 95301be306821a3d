//! The result of a change (lên, xuống, nâng tổng số): whether it agrees with the change
//! stated.

use super::Flaw;
use super::change::Way;
use crate::vietnamese::sentence::{Kinship, Role, Sentence, ends, phrase_in};

/// `tăng lên 295` after 310, `giảm từ 5 xuống 8`.
pub(super) fn direction(s: &Sentence, i: usize) -> Option<Flaw> {
    let before = i.checked_sub(1)?;
    let pair = s.figures[before].role == Role::From;
    let told = s.figures[before].role == Role::Prior && s.figures[before].bracket.is_some();
    let (prior, now) = Way { prior: before, now: i }.numbers(s)?;
    let kin = s.kinship(&s.figures[before], &s.figures[i]) != Kinship::Other;
    if !(pair || told) || !s.same_clause(before, i) || !kin {
        return None;
    }
    let lead = if pair { s.lead(before) } else { s.lead(i) };
    let up = ends(&s.lead(i), "tăng lên") || pair && ends(&lead, "tăng từ");
    let down = ends(&s.lead(i), "giảm xuống")
        || ends(&s.lead(i), "giảm còn")
        || pair && ends(&lead, "giảm từ");
    let (said, turned) = match (up && now < prior, down && now > prior) {
        (true, _) => ("tăng", "giảm"),
        (_, true) => ("giảm", "tăng"),
        _ => return None,
    };
    let shown = |n| s.figures[i].shown(n);
    Some(Flaw::new(
        s.figures[i].span.clone(),
        format!("Câu ghi {said}, nhưng từ {} đến {} là {turned}", shown(prior), shown(now)),
        format!("ghi {turned}, hoặc sửa một trong hai con số"),
    ))
}

/// Words for further increases or decreases, because of which a change isn't a single sum.
const OTHERS: [&str; 14] = [
    "chuyển đi",
    "chuyển đến",
    "chuyển ra",
    "chuyển trường",
    "chuyển công tác",
    "chuyển sinh hoạt",
    "từ trần",
    "qua đời",
    "giảm",
    "nghỉ hưu",
    "ra khỏi",
    "thôi việc",
    "xóa tên",
    "trừ",
];

/// `kết nạp 96, nâng tổng số từ 814 lên 910`, `… lên 9.412 (đầu năm 9.226)`
pub(super) fn joined(s: &Sentence, i: usize) -> Option<Flaw> {
    let (prior, first) = match i.checked_sub(1).filter(|j| s.figures[*j].role == Role::From) {
        Some(from) => (from, from),
        None => (s.bracketed(i).filter(|j| s.figures[*j].role == Role::Prior)?, i),
    };
    let raises = |i: usize| ["nâng", "đưa"].iter().any(|verb| phrase_in(&s.lead(i), verb));
    let raised = raises(first) || raises(i);
    let other = OTHERS.iter().any(|word| s.says(0..s.len(), word));
    let added = first.checked_sub(1)?;
    let (before, now) = Way { prior, now: i }.numbers(s)?;
    let by = s.figures[added].exact()?;
    let only = (0..added).all(|j| s.figures[j].measure != s.figures[added].measure);
    let plain = matches!(s.figures[added].role, Role::Plain | Role::Worth)
        && s.figures[added].measure == s.figures[i].measure;
    if !raised || other || !plain || !only || before.checked_add(by)? == now {
        return None;
    }
    let shown = |n| s.figures[i].shown(n);
    let sum = before.checked_add(by)?;
    Some(Flaw::new(
        s.figures[i].span.clone(),
        format!(
            "{} + {} = {}, câu ghi {}",
            shown(before),
            shown(by),
            shown(sum),
            s.named(&s.figures[i])
        ),
        "sửa một trong ba con số",
    ))
}
