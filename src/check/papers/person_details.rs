//! Personal details in places where no paper prints them: a birthplace (quê quán) of a
//! teller. Lists of short biographies (trích ngang) print them for candidates, from `people`
//! and from the elections.

use crate::source::{Path, Segment};

/// The fields printed by the lists of short biographies.
const BIOGRAPHY: &[&str] = &[
    "name",
    "posts",
    "unit",
    "woman",
    "birth_year",
    "birth_date",
    "ethnicity",
    "hometown",
    "party_joined",
    "party_member",
    "schooling",
    "qualification",
    "politics",
    "languages",
];

/// The fields used by some rule or paper of people who occur only here.
const OTHERS: &[&str] =
    &["group", "cite_as", "role", "post", "reelected", "nominated_by", "delegate_as", "reason"];

/// The paths of people, with `[]` for any item, and the fields printed or used there.
const PLACES: &[(&str, &[&str])] = &[
    ("attendance.chair", &["name", "posts", "cite_as"]),
    ("attendance.absences[]", &["name", "reason"]),
    ("attendance.guests[]", &["name", "posts", "group", "role", "cite_as"]),
    ("first_meeting.attendance.absences[]", &["name", "reason"]),
    ("first_meeting.attendance.guests[]", &["name", "posts", "group"]),
    ("bodies.presidium[]", &["name", "posts", "post"]),
    ("bodies.secretariat[]", &["name", "posts", "post"]),
    ("bodies.credentials[]", &["name", "posts", "post"]),
    ("bodies.tellers[]", &["name", "posts", "post"]),
    ("elections[].tellers[]", &["name", "posts", "post"]),
    ("elections[].withdrawn[]", &["name", "reason"]),
    ("committee_review.left[]", &["name", "reason"]),
    ("committee_review.added[]", &["name", "reason"]),
    ("congress_plan.organizers[]", &["name", "posts", "post"]),
    ("award_review.members[]", &["name", "posts", "post"]),
    ("award_review.absences[]", &["name", "reason"]),
    ("delegates.rejected[]", &["name", "unit", "reason"]),
    ("congress_plan.invited[]", &["name", "posts", "group", "role"]),
    ("delegates.list[]", &["name", "posts", "unit", "delegate_as"]),
    ("people[]", BIOGRAPHY),
    ("elections[].candidates[]", &["nominated_by", "votes"]),
    ("elections[].members[]", &["post", "votes"]),
];

/// A personal detail that isn't printed at its place: its key, and what to do to print it.
pub(super) fn unprinted(path: &Path) -> Option<(&'static str, &'static str)> {
    let (Segment::Key(key), place) = path.segments().split_last()? else { return None };
    let known = BIOGRAPHY.iter().chain(OTHERS).find(|known| **known == *key)?;
    let (at, printed) = PLACES.iter().find(|(at, _)| is_place(place, at))?;
    let listed = at.starts_with("elections[].candidates") || at.starts_with("elections[].members");
    if printed.contains(known) || listed && BIOGRAPHY.contains(known) {
        return None;
    }
    Some((known, if BIOGRAPHY.contains(known) { IN_BIOGRAPHY } else { super::unprinted::IN_TEXT }))
}

const IN_BIOGRAPHY: &str =
    "chi tiết về người giới thiệu bầu ghi ở people: danh sách trích ngang in từ đó";

/// Whether a path matches a pattern.
fn is_place(path: &[Segment], place: &str) -> bool {
    let mut segments = path.iter();
    for part in place.split('.') {
        let (key, item) = part.strip_suffix("[]").map_or((part, false), |key| (key, true));
        if !matches!(segments.next(), Some(Segment::Key(name)) if name == key)
            || item && !matches!(segments.next(), Some(Segment::Index(_)))
        {
            return false;
        }
    }
    segments.next().is_none()
}
