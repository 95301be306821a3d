//! A name twice in one list: BC377. It makes the list's count wrong.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Dossier, Person, Recipient};
use crate::source::Path;

use super::names::key;
use crate::check::awards::list::awards;
use crate::check::congress::elections::{elected, full_list};
use crate::check::figures::arithmetic::plain;
use crate::check::{Context, Findings, Rule};

pub(crate) const TWICE: Rule =
    Rule { code: Code::NAME_TWICE, severity: Severity::Warning, citation: "", run: twice };

fn twice<'a>(context: &Context<'a>, found: &mut Findings) {
    let dossier = context.dossier;
    lists(dossier, found);
    for (path, award) in awards(dossier) {
        let entries = |key: &'static str, list: &'a [Recipient]| {
            let at = path.key(key);
            list.iter().enumerate().filter_map(move |(i, r)| recipient(at.index(i), r))
        };
        report(entries("including", &award.including), false, found);
        let people = award.recipients_list.iter().filter(|r| r.person.is_some()).count();
        let stated = award.individuals.as_ref().and_then(plain);
        let counted = stated.is_some_and(|n| u32::try_from(people).is_ok_and(|p| n == p.into()));
        report(entries("recipients_list", &award.recipients_list), counted, found);
    }
}

fn recipient(at: Path, recipient: &Recipient) -> Option<Entry<'_>> {
    Some(Entry {
        at: at.key("person"),
        name: recipient.person.as_deref()?,
        apart: vec![
            recipient.post.as_deref().map(str::to_lowercase),
            // Two awards for two reasons are two entries, or one.
            Some(&recipient.reasons).filter(|r| !r.is_empty()).map(|r| format!("{r:?}")),
        ],
    })
}

/// The lists of people of a congress.
fn lists(dossier: &Dossier, found: &mut Findings) {
    let root = Path::root();
    for (i, election) in dossier.elections.iter().enumerate() {
        let at = root.key("elections").index(i);
        let told = elected(election);
        let listed = u32::try_from(election.members.len()).ok();
        let counted = full_list(election).is_some()
            || told.zip(listed).is_some_and(|(told, listed)| told == listed.into());
        report(entries(&at.key("members"), &election.members), counted, found);
    }
    if let Some(bodies) = &dossier.bodies {
        let at = root.key("bodies");
        for (key, list) in bodies.boards() {
            report(entries(&at.key(key), list), false, found);
        }
    }
    report(entries(&root.key("people"), &dossier.people), false, found);
}

/// A name in a list, with details that may distinguish people of one name.
struct Entry<'a> {
    at: Path,
    name: &'a str,
    apart: Vec<Option<String>>,
}

impl Entry<'_> {
    /// Whether two entries are the same person, as far as is known.
    fn is(&self, other: &Entry<'_>) -> bool {
        let mut told = self.apart.iter().zip(&other.apart);
        let differs = told.any(|(a, b)| a.is_some() && b.is_some() && a != b);
        key(self.name) == key(other.name) && !differs
    }
}

fn entries<'a>(list: &Path, people: &'a [Person]) -> Vec<Entry<'a>> {
    let entry = |(i, person): (usize, &'a Person)| {
        let born = person.birth_year.map(|y| y.0).or_else(|| person.birth_date?.year());
        Some(Entry {
            at: list.index(i).key("name"),
            name: person.name.as_deref()?,
            apart: vec![
                person.unit.as_deref().map(str::to_lowercase),
                person.posts.0.first().map(|post| post.to_lowercase()),
                born.map(|year| year.to_string()),
            ],
        })
    };
    people.iter().enumerate().filter_map(entry).collect()
}

fn report<'a>(entries: impl IntoIterator<Item = Entry<'a>>, counted: bool, found: &mut Findings) {
    let mut before: Vec<Entry<'_>> = Vec::new();
    for entry in entries {
        match before.iter().find(|first| first.is(&entry)) {
            Some(first) => found.add(finding(entry.at, entry.name, &first.at, counted)),
            None => before.push(entry),
        }
    }
}

fn finding(at: Path, name: &str, first: &Path, counted: bool) -> Diagnostic {
    let (severity, count) = match counted {
        true => (Severity::Error, ", nên số người thiếu một"),
        false => (Severity::Warning, ""),
    };
    TWICE
        .broken_at(at, format!("{name} có hai lần trong danh sách{count}"))
        .with_severity(severity)
        .with_related(first.clone(), "đã có ở đây")
        .with_hint(
            "xóa một dòng, hoặc sửa họ tên; hai người trùng tên thì ghi thêm chức vụ, đơn vị",
        )
}
