//! Rules on a congress (đại hội): attendance, votes, elections, names.

pub(super) mod adoption;
pub(super) mod agenda;
pub(super) mod attendance;
pub(super) mod ballot_lists;
pub(super) mod ballots;
pub(super) mod biographies;
pub(super) mod committee_flow;
pub(super) mod counts;
pub(super) mod day_order;
pub(super) mod delegates;
pub(super) mod elections;
pub(super) mod first_meeting;
pub(super) mod inspectors;
pub(super) mod invitations;
pub(super) mod joined_review;
pub(super) mod majority_base;
pub(super) mod meeting;
pub(super) mod naming;
pub(super) mod retirement;
pub(super) mod rounds;
pub(super) mod seats_decided;
pub(super) mod sizes;
pub(super) mod tellers;
pub(super) mod terms;
pub(super) mod who_elects;
