//! Rules on people (nhân sự): consistent names, incompatible places, posts with one holder.

pub(super) mod addressed;
pub(super) mod ages;
pub(super) mod names;
pub(super) mod near;
pub(super) mod places;
pub(super) mod posts;
mod told;
pub(super) mod twice;
