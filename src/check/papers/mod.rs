//! Rules on a paper as a whole: the parts required in its state, its number, signature and
//! recipients.

pub(super) mod conclusions;
pub(super) mod corrections;
pub(super) mod cosigners;
pub(super) mod envelope;
mod holes;
pub(super) mod letters;
pub(super) mod organization;
pub(super) mod originals;
mod person_details;
pub(super) mod required;
pub(super) mod scopes;
pub(super) mod sealed;
pub(super) mod signing;
pub(super) mod standing;
pub(super) mod unprinted;
