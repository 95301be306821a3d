//! Every person named in the dossier, with paths.

use crate::dossier::{Dossier, Person, Text};
use crate::source::Path;
use crate::vietnamese::{fold, nfc};

/// A person's name in one place.
#[derive(Debug, Clone)]
pub(crate) struct Named<'a> {
    pub at: Path,
    /// As it is typed.
    pub name: &'a str,
    /// The path of its list; names in one list are of different people.
    pub list: Path,
    /// Whether the person leads or acts: signs, chairs, presents, is elected.
    pub acts: bool,
}

/// The people named in the papers.
pub(crate) fn named(dossier: &Dossier) -> Vec<Named<'_>> {
    let mut named = Vec::new();
    of_papers(dossier, &mut named);
    of_meeting(dossier, &mut named);
    of_elections(dossier, &mut named);
    of_preparation(dossier, &mut named);
    of_awards(dossier, &mut named);
    named
}

/// A single name.
fn one<'a>(at: Path, name: Option<&'a str>, named: &mut Vec<Named<'a>>) {
    // Posts and groups aren't names.
    let proper = name.filter(|name| is_name(name));
    named.extend(proper.map(|name| Named { list: at.clone(), at, name, acts: true }));
}

fn people<'a>(list: &Path, people: &'a [Person], acts: bool, named: &mut Vec<Named<'a>>) {
    for (i, person) in people.iter().enumerate() {
        let at = list.index(i).key("name");
        let name = person.name.as_deref().filter(|name| is_name(name));
        named.extend(name.map(|name| Named { list: list.clone(), at, name, acts }));
    }
}

fn texts<'a>(at: &Path, names: &'a [Text], named: &mut Vec<Named<'a>>) {
    for (i, name) in names.iter().enumerate() {
        // A single one may be typed without a list.
        let at = if names.len() == 1 { at.clone() } else { at.index(i) };
        one(at, Some(name), named);
    }
}

fn of_papers<'a>(dossier: &'a Dossier, named: &mut Vec<Named<'a>>) {
    for (id, envelope) in dossier.papers.iter() {
        let at = Path::root().key("papers").key(id).key("signature").key("name");
        let name = envelope.signature.as_ref().and_then(|s| s.name.as_deref());
        one(at, name, named);
    }
}

fn of_meeting<'a>(dossier: &'a Dossier, named: &mut Vec<Named<'a>>) {
    let root = Path::root();
    if let Some(attendance) = &dossier.attendance {
        let at = root.key("attendance");
        let chair = attendance.chair.as_ref().and_then(|chair| chair.name.as_deref());
        one(at.key("chair").key("name"), chair, named);
        people(&at.key("absences"), &attendance.absences, false, named);
    }
    if let Some(bodies) = &dossier.bodies {
        let at = root.key("bodies");
        for (key, list) in bodies.boards() {
            people(&at.key(key), list, true, named);
        }
    }
    for (i, report) in dossier.reports.iter().enumerate() {
        texts(&root.key("reports").index(i).key("presenter"), &report.presenter.0, named);
    }
    for (i, item) in dossier.agenda.iter().enumerate() {
        texts(&root.key("agenda").index(i).key("presenter"), &item.presenter.0, named);
    }
    if let Some(meeting) = &dossier.first_meeting {
        let at = root.key("first_meeting");
        one(at.key("convener"), meeting.convener.as_deref(), named);
        one(at.key("secretary"), meeting.secretary.as_deref(), named);
        for (i, assignment) in meeting.assignments.iter().enumerate() {
            let at = at.key("assignments").index(i).key("person");
            one(at, assignment.person.as_deref(), named);
        }
    }
}

fn of_elections<'a>(dossier: &'a Dossier, named: &mut Vec<Named<'a>>) {
    for (i, election) in dossier.elections.iter().enumerate() {
        let at = Path::root().key("elections").index(i);
        people(&at.key("members"), &election.members, true, named);
        people(&at.key("candidates"), &election.candidates, true, named);
        people(&at.key("withdrawn"), &election.withdrawn, false, named);
        people(&at.key("tellers"), &election.tellers, true, named);
    }
}

fn of_preparation<'a>(dossier: &'a Dossier, named: &mut Vec<Named<'a>>) {
    let root = Path::root();
    people(&root.key("people"), &dossier.people, true, named);
    if let Some(review) = &dossier.committee_review {
        let at = root.key("committee_review");
        people(&at.key("left"), &review.left, false, named);
        people(&at.key("added"), &review.added, false, named);
    }
    if let Some(plan) = &dossier.congress_plan {
        people(&root.key("congress_plan").key("organizers"), &plan.organizers, true, named);
    }
}

fn of_awards<'a>(dossier: &'a Dossier, named: &mut Vec<Named<'a>>) {
    for (path, award) in crate::check::awards::list::awards(dossier) {
        for (key, list) in
            [("recipients_list", &award.recipients_list), ("including", &award.including)]
        {
            let list_at = path.key(key);
            for (i, recipient) in list.iter().enumerate() {
                let name = recipient.person.as_deref().filter(|name| is_name(name));
                let at = list_at.index(i).key("person");
                let list = list_at.clone();
                named.extend(name.map(|name| Named { at, name, list, acts: false }));
            }
        }
    }
}

/// Whether a text is a person's name: two to six capitalised words, without titles.
fn is_name(text: &str) -> bool {
    let key = key(text);
    let words = key.split(' ').count();
    let bare = bare(text);
    let proper = bare.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    (2..=6).contains(&words) && proper && !bare.contains(|c: char| c.is_ascii_digit())
}

/// Words before a name that aren't part of it.
const ADDRESSES: [&str; 14] = [
    "đồng chí",
    "đ/c",
    "ông",
    "bà",
    "anh",
    "chị",
    "gs",
    "pgs",
    "ts",
    "ths",
    "bs",
    "ds",
    "cn",
    "ks",
];

/// A name without leading forms of address and academic degrees.
fn bare(name: &str) -> String {
    let name = nfc(name).replace('\u{a0}', " ");
    let mut bare = name.trim().to_owned();
    loop {
        let lower = bare.to_lowercase();
        let address = ADDRESSES.iter().find(|address| {
            let rest = lower.strip_prefix(*address);
            rest.is_some_and(|rest| rest.starts_with(['.', ' ', ':']))
        });
        let Some(address) = address else { return bare };
        // “Ông Ích Khiêm”: a family name too, recognised by the four words of the full name.
        let cut: String = bare.chars().skip(address.chars().count()).collect();
        let rest = cut.trim_start_matches(['.', ' ', ':', ',']).to_owned();
        if rest.split_whitespace().count() < 2 {
            return bare;
        }
        bare = rest;
    }
}

/// The form in which names are compared: without differences of blanks, case and titles.
pub(crate) fn key(name: &str) -> String {
    let folded = fold(&bare(name));
    let words = folded.split_whitespace().map(crate::vietnamese::placed_old);
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_is_none() {
        for name in ["Lê Thị Dụ", "Đồng chí Lê Thị Dụ", "ThS. Lê  Dụ", "LÊ THỊ DỤ"]
        {
            assert!(is_name(name), "{name}");
        }
        for none in ["Chủ tịch công đoàn", "Dụ", "", "Đoàn Chủ tịch", "Tổ 3 Cơ điện", "… …"]
        {
            assert!(!is_name(none), "{none}");
        }
        assert_eq!(key("Đồng chí LÊ THỊ HOÀ"), key("Lê Thị Hòa"));
        assert_ne!(key("Lê Thị Hoa"), key("Lê Thị Hòa"));
    }
}
