//! Rules on people (nhân sự): one person, one name; nobody in two places at once; no post
//! with two holders.

pub(super) mod addressed;
pub(super) mod ages;
pub(super) mod names;
pub(super) mod near;
pub(super) mod places;
pub(super) mod posts;
mod told;
pub(super) mod twice;
