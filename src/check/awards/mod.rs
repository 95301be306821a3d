//! Rules on awards (khen thưởng): their lists, and the authorities entitled to give them.

pub(super) mod list;
pub(super) mod misnamed;
pub(super) mod powers;
pub(super) mod prizes;
pub(super) mod review;
