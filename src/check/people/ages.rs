//! Impossible years of birth: BC380.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Dossier, OrganizationKind, Person};
use crate::source::Path;

use crate::check::{Context, Findings, Rule};

pub(crate) const AGE: Rule =
    Rule { code: Code::AGE, severity: Severity::Warning, citation: "", run: age };

/// The minimum age of candidates; in the Youth Union pupils may stand too.
const YOUNGEST: u16 = 18;
const YOUNGEST_PUPIL: u16 = 15;
/// The minimum age of admission to the Party.
const ADMITTED: u16 = 18;
/// The maximum age of anybody in a union.
const OLDEST: u16 = 80;

fn age(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let Some(year) = year(dossier) else { return };
    let youngest = match dossier.organization_kind() {
        OrganizationKind::Youth => YOUNGEST_PUPIL,
        OrganizationKind::Union | OrganizationKind::Party => YOUNGEST,
    };
    let root = Path::root();
    let mut lists: Vec<(Path, &[Person])> = vec![(root.key("people"), &dossier.people)];
    for (i, election) in dossier.elections.iter().enumerate() {
        let at = root.key("elections").index(i);
        lists.push((at.key("members"), &election.members));
        lists.push((at.key("candidates"), &election.candidates));
    }
    for (list, people) in lists {
        for (i, person) in people.iter().enumerate() {
            of_person(&list.index(i), person, (year, youngest), found);
        }
    }
}

/// The year of the congress, or the reported one.
fn year(dossier: &Dossier) -> Option<u16> {
    let congress = dossier.congress.as_ref();
    let held = congress.and_then(|c| c.date?.first().year());
    let term = congress.and_then(|c| c.term).map(|term| term.from);
    held.or(term).or_else(|| dossier.period.as_ref()?.year_told())
}

fn of_person(at: &Path, person: &Person, (year, youngest): (u16, u16), found: &mut Findings) {
    let by_date = person.birth_date.and_then(|date| date.year());
    let (key, born) = match (person.birth_year.map(|y| y.0), by_date) {
        (Some(born), _) => ("birth_year", born),
        (None, Some(born)) => ("birth_date", born),
        (None, None) => return,
    };
    let name = person.name.as_deref().unwrap_or("Người này");
    let mut tell = |key: &str, message: String| {
        let finding = AGE.broken_at(at.key(key), message);
        found.add(finding.with_hint("sửa năm sinh, hoặc năm kia"));
    };
    if let Some(dated) = by_date.filter(|dated| *dated != born) {
        tell("birth_date", format!("{name}: ghi sinh năm {born} và sinh năm {dated}"));
    }
    match year.checked_sub(born) {
        Some(age) if (youngest..=OLDEST).contains(&age) => {}
        Some(age) => tell(key, format!("{name} sinh năm {born}, đến năm {year} là {age} tuổi")),
        None => tell(key, format!("{name} sinh năm {born}, sau năm {year}")),
    }
    let joined = person.party_joined.and_then(|date| date.year());
    if let Some(joined) = joined {
        if joined < born + ADMITTED {
            tell(
                "party_joined",
                format!("{name} sinh năm {born}, vào Đảng năm {joined}: chưa đủ {ADMITTED} tuổi"),
            );
        } else if joined > year {
            tell("party_joined", format!("{name} vào Đảng năm {joined}, sau năm {year}"));
        }
    }
}
