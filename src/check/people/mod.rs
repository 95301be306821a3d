//! Rules on people (nhân sự): consistent names, incompatible places, posts with one holder.

pub(super) mod addressed;
pub(super) mod ages;
mod mentioned;
pub(super) mod names;
pub(super) mod near;
pub(super) mod places;
pub(super) mod posts;
pub(super) mod twice;
