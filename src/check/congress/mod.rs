//! Rules on a congress (đại hội): who met, how it voted, whom it elected, what it is
//! called.

pub(super) mod adoption;
pub(super) mod attendance;
pub(super) mod ballots;
pub(super) mod elections;
pub(super) mod joined_review;
pub(super) mod majority_base;
pub(super) mod meeting;
pub(super) mod naming;
pub(super) mod sizes;
pub(super) mod tellers;
pub(super) mod terms;
pub(super) mod who_elects;
