//! Rules on awards (khen thưởng): the list of them, and who may give which.

pub(super) mod list;
pub(super) mod misnamed;
pub(super) mod powers;
pub(super) mod prizes;
pub(super) mod review;
