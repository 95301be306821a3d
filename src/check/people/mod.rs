//! Rules on people (nhân sự): one person, one name; nobody in two places at once; no post
//! with two holders.

pub(super) mod ages;
pub(super) mod names;
pub(super) mod near;
pub(super) mod places;
pub(super) mod posts;
pub(super) mod twice;
