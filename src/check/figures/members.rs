//! Members (đảng viên, đoàn viên): their number against its changes, and the sums of ratings
//! and classes: BC321 to BC323, BC326.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Amount, MembershipFlow, Quantity, Rating};
use crate::source::Path;
use crate::vietnamese::{Number, percent_of};

use super::arithmetic::{plain, sum, terms, value};
use crate::check::{Context, Findings, Rule};

pub(crate) const FLOW: Rule =
    Rule { code: Code::MEMBERSHIP_FLOW, severity: Severity::Error, citation: "", run: flow };

pub(crate) const RATING_SUM: Rule =
    Rule { code: Code::RATING_SUM, severity: Severity::Error, citation: "", run: rating_sum };

pub(crate) const RATING_SHARE: Rule =
    Rule { code: Code::RATING_SHARE, severity: Severity::Warning, citation: "", run: rating_share };

pub(crate) const CLASSES: Rule =
    Rule { code: Code::MEMBER_CLASSES, severity: Severity::Error, citation: "", run: classes };

fn count(quantity: &Option<Quantity>) -> Option<Number> {
    let quantity = quantity.as_ref()?;
    if quantity.amount == Amount::None { Some(Number::ZERO) } else { plain(quantity) }
}

/// The changes of the number, with sign; an empty one counts as zero, since such cells are
/// often left empty.
fn changes(period: &MembershipFlow) -> Option<(Number, Number)> {
    let MembershipFlow { admitted, moved_in, moved_out, died, removed, .. } = period;
    let all = |counts: [&Option<Quantity>; 3]| {
        let told = counts.into_iter().filter(|count| count.is_some());
        let numbers: Option<Vec<Number>> = told.map(count).collect();
        sum(&numbers?)
    };
    Some((all([admitted, moved_in, &None])?, all([moved_out, died, removed])?))
}

/// Each period ends with its initial number plus the changes, and the next one begins with
/// that.
fn flow(context: &Context<'_>, found: &mut Findings) {
    let at = Path::root().key("membership").key("flow");
    let mut last: Option<(usize, Number)> = None;
    // What the last period comes to: the number that its own finding tells.
    let mut right = None;
    for (i, period) in context.dossier.membership.flow.iter().enumerate() {
        let at = |i: usize, key: &str| at.index(i).key(key);
        let (opening, closing) = (count(&period.opening), count(&period.closing));
        if let (Some((before, closed)), Some(opening)) = (last, opening)
            && closed != opening
        {
            let message = format!("Đầu kỳ {opening}, mà cuối kỳ trước {closed}");
            found.add(
                FLOW.broken_at(at(i, "opening"), message)
                    .with_related(at(before, "closing"), format!("cuối kỳ trước: {closed}"))
                    .with_hint("sửa một trong hai số"),
            );
        }
        if let (Some(opening), Some(closing), Some((more, fewer))) =
            (opening, closing, changes(period))
        {
            let due = opening.checked_add(more).and_then(|n| n.checked_sub(fewer));
            right = due;
            if due != Some(closing) {
                let due = due.map_or_else(|| "ít hơn 0".to_owned(), |due| due.to_string());
                let message = format!(
                    "Đầu kỳ {opening} + tăng {more} − giảm {fewer} = {due}, cuối kỳ ghi {closing}"
                );
                found.add(
                    FLOW.broken_at(at(i, "closing"), message)
                        .with_related(at(i, "opening"), format!("đầu kỳ: {opening}"))
                        .with_hint("sửa số đầu kỳ, số tăng, số giảm hoặc số cuối kỳ"),
                );
            }
        }
        last = closing.map(|closing| (i, closing));
    }
    let members = context.dossier.membership.members.as_ref();
    if let (Some((i, closed)), Some(members)) = (last, members.and_then(|m| value(m)))
        && closed != members
        && right != Some(members)
    {
        let message = format!("Cuối kỳ sau cùng {closed}, mà số hiện có là {members}");
        found.add(
            FLOW.broken_at(at.index(i).key("closing"), message)
                .with_related(Path::root().key("membership").key("members"), "số hiện có")
                .with_hint("sửa một trong hai số"),
        );
    }
}

/// The classes of rating add up to those rated.
fn rating_sum(context: &Context<'_>, found: &mut Findings) {
    for (i, rating) in context.dossier.ratings.iter().enumerate() {
        let Rating { rated, excellent, good, fair, failed, .. } = rating;
        let classes: Option<Vec<Number>> =
            [excellent, good, fair, failed].into_iter().map(count).collect();
        let (Some(rated), Some(classes)) = (count(rated), classes) else { continue };
        let Some(total) = sum(&classes).filter(|total| *total != rated) else { continue };
        let at = Path::root().key("ratings").index(i);
        let message = format!("{} = {total}, không phải {rated} được xếp loại", terms(&classes));
        found.add(
            RATING_SUM
                .broken_at(at.key("rated"), message)
                .with_related(at.key("excellent"), "xuất sắc, tốt, hoàn thành, không hoàn thành")
                .with_hint("sửa một trong các số; không ai thì ghi 0"),
        );
    }
}

/// The share of the highest rating, relative to those rated *tốt*, is within the rule's
/// limit.
fn rating_share(context: &Context<'_>, found: &mut Findings) {
    let Some(usage) = &context.library.usage(context.dossier).rating else { return };
    let most = usage.excellent_of_good.0;
    for (i, rating) in context.dossier.ratings.iter().enumerate() {
        let (Some(excellent), Some(good)) = (count(&rating.excellent), count(&rating.good)) else {
            continue;
        };
        let shares = (excellent.checked_mul(Number::from(100_u32)), good.checked_mul(most));
        if let (Some(share), Some(allowed)) = shares
            && share > allowed
        {
            let at = Path::root().key("ratings").index(i);
            let message = format!(
                "{excellent} xuất sắc/{good} hoàn thành tốt = {}%, quá {most}%",
                percent_of(excellent, good, 1).map(|share| share.to_string()).unwrap_or_default()
            );
            let mut finding = RATING_SHARE
                .broken_at(at.key("excellent"), message)
                .with_related(at.key("good"), "hoàn thành tốt nhiệm vụ")
                .with_hint("kiểm tra hai số; cấp trên đã đồng ý thì để nguyên");
            finding.citation = Some(usage.source.clone());
            found.add(finding);
        }
    }
}

/// Full and probationary members (chính thức, dự bị) add up to all members.
fn classes(context: &Context<'_>, found: &mut Findings) {
    let m = &context.dossier.membership;
    let known = |figure: &Option<crate::dossier::Figure>| {
        let figure = figure.as_ref()?;
        count(&figure.value).filter(|_| !figure.is_partial())
    };
    let (Some(members), Some(full), Some(probationary)) =
        (known(&m.members), known(&m.full), known(&m.probationary))
    else {
        return;
    };
    let Some(total) = full.checked_add(probationary).filter(|total| *total != members) else {
        return;
    };
    let at = Path::root().key("membership");
    let message = format!(
        "Chính thức {full} + dự bị {probationary} = {total}, không phải {members} đảng viên"
    );
    found.add(
        CLASSES
            .broken_at(at.key("full"), message)
            .with_related(at.key("members"), format!("đảng viên: {members}"))
            .with_hint("sửa một trong ba số"),
    );
}
