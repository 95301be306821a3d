//! Changes in the membership of the old committee during its term (kiểm điểm): BC304.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{CommitteeReview, Person};
use crate::source::Path;
use crate::vietnamese::Number;

use super::attendance::count;
use crate::check::{Context, Findings, Rule};

pub(crate) const FLOW: Rule =
    Rule { code: Code::COMMITTEE_FLOW, severity: Severity::Error, citation: "", run: flow };

/// The largest part of a committee that may be replaced without approval: two thirds.
const ADDED: (u32, u32) = (2, 3);

fn flow(context: &Context<'_>, found: &mut Findings) {
    let Some(review) = &context.dossier.committee_review else { return };
    let at = Path::root().key("committee_review");
    balance(review, &at, found);
    let (Some(elected), Some(added)) = (count(review.elected.as_ref()), named(&review.added))
    else {
        return;
    };
    let (part, whole) = ADDED;
    let (added_times, most) = (added.checked_mul(whole.into()), elected.checked_mul(part.into()));
    if added_times.zip(most).is_some_and(|(added, most)| added > most) {
        found.add(
            FLOW.broken_at(
                at.key("added"),
                format!("Bầu bổ sung {added}/{elected} ủy viên, quá {part}/{whole} số lượng"),
            )
            .with_severity(Severity::Warning)
            .with_related(at.key("elected"), "được bầu đầu nhiệm kỳ")
            .with_hint("quá mức này phải được cấp trên đồng ý; kiểm tra danh sách bổ sung"),
        );
    }
}

/// Elected − left + added = present number.
fn balance(review: &CommitteeReview, at: &Path, found: &mut Findings) {
    let (elected, now) = (count(review.elected.as_ref()), count(review.now.as_ref()));
    let (Some(left), Some(added)) = (named(&review.left), named(&review.added)) else { return };
    let (Some(elected), Some(now)) = (elected, now) else { return };
    let Some(due) = elected.checked_add(added).and_then(|all| all.checked_sub(left)) else {
        return;
    };
    if due == now {
        return;
    }
    let message = format!(
        "Ban Chấp hành: {elected} - {left} thôi + {added} bổ sung = {due}, không phải {now}"
    );
    let finding =
        FLOW.broken_at(at.key("now"), message).with_related(at.key("elected"), "đầu nhiệm kỳ");
    // A list that was never begun is unknown, not empty.
    let begun = !review.left.is_empty() || !review.added.is_empty();
    let finding = finding.with_hint("ghi đủ người vào left, added; hoặc sửa số");
    found.add(if begun { finding } else { finding.with_severity(Severity::Warning) });
}

/// The length of a list, if each entry is one person.
fn named(list: &[Person]) -> Option<Number> {
    let single = list.iter().all(|person| person.name.is_some());
    single.then(|| Number::from(u64::try_from(list.len()).unwrap_or_default()))
}
