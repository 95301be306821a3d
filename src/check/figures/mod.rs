//! Rules on figures (số liệu): sums and shares, statements about them, targets (chỉ tiêu),
//! money.

pub(super) mod aid;
pub(super) mod amount_in_words;
pub(super) mod arithmetic;
pub(super) mod assigned;
pub(super) mod catalog;
pub(super) mod counts;
pub(super) mod coverage;
pub(super) mod denied;
pub(super) mod hedges;
pub(super) mod list_lengths;
pub(super) mod members;
mod nameable;
pub(super) mod observations;
pub(super) mod outcomes;
pub(super) mod parts;
pub(super) mod plan_and_change;
pub(super) mod prose_claims;
pub(super) mod ratios;
pub(super) mod stocks;
pub(super) mod support;
pub(super) mod targets;
pub(super) mod typed_numbers;
pub(super) mod yearly_targets;

/// Whether a path is about the past: plans and speeches have numbers of their own.
fn reported(path: &crate::source::Path) -> bool {
    ["membership", "situation", "results", "assessment"]
        .iter()
        .any(|block| arithmetic::within(path, block))
}
