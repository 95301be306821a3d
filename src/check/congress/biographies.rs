//! Missing details in short biographies (lý lịch trích ngang): BC310.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Dossier, ElectedBody, Person, Status};
use crate::source::Path;
use crate::vietnamese::fold;

use super::elections::elections;
use crate::check::{Context, Findings, Rule};

pub(crate) const WHOLE: Rule =
    Rule { code: Code::BIOGRAPHY, severity: Severity::Warning, citation: "", run: whole };

/// Whether a paper lists a person.
type Lists = fn(&Listed<'_>) -> bool;

/// The papers that print biographies, and of whom.
const PAPERS: [(&str, Lists); 2] =
    [("nominee_list", |l| l.candidate), ("elected_list", |l| l.elected)];

/// A column of the list: its title, and whether the person has a value for it.
type Cell = (&'static str, fn(&Person) -> bool);

const BORN: Cell = ("ngày sinh", |p| p.birth_date.is_some() || p.birth_year.is_some());

const CELLS: [Cell; 8] = [
    BORN,
    ("dân tộc", |p| p.ethnicity.is_some()),
    ("quê quán", |p| p.hometown.is_some()),
    ("ngày vào Đảng", |p| p.party_joined.is_some() || p.party_member.is_some_and(|f| !f.0)),
    ("học vấn", |p| p.schooling.is_some()),
    ("chuyên môn", |p| p.qualification.is_some()),
    ("lý luận chính trị", |p| p.politics.is_some()),
    ("ngoại ngữ", |p| p.languages.is_some()),
];

/// The most names in a message.
const NAMED: usize = 3;

fn whole(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let meant = |id: &str| context.papers.iter().find(|paper| paper.id == id);
    let papers: Vec<_> =
        PAPERS.iter().filter_map(|(id, lists)| Some((meant(id)?, *lists))).collect();
    if papers.is_empty() {
        return;
    }
    let listed = listed(dossier);
    let on_some = |l: &&Listed<'_>| papers.iter().any(|(_, lists)| lists(l));
    sexless(listed.iter().filter(on_some), found);
    // A draft shows the gap; a clean copy prints an empty cell, as if there were nothing to
    // state.
    for (paper, lists) in papers.iter().filter(|(p, _)| p.status(dossier) != Status::Draft) {
        for (title, told) in CELLS {
            let missing = listed.iter().filter(|l| lists(l) && !l.tells(told));
            let missing: Vec<&Listed<'_>> = missing.collect();
            let Some(first) = missing.first() else { continue };
            let message = format!("{}: chưa ghi {title} của {}", paper.title, names(&missing));
            found.add(
                WHOLE
                    .broken_at(first.at.clone(), message)
                    .with_hint("bản sạch in ô trống; không có thì ghi không"),
            );
        }
    }
}

/// A birth date stands in the column of men or of women, and nowhere if the sex isn't known.
fn sexless<'a>(listed: impl Iterator<Item = &'a Listed<'a>>, found: &mut Findings) {
    let sexless: Vec<&Listed<'_>> =
        listed.filter(|l| l.tells(BORN.1) && !l.tells(|p| p.woman.is_some())).collect();
    let Some(first) = sexless.first() else { return };
    let message = format!("Trích ngang chưa rõ nam hay nữ: {}", names(&sexless));
    found.add(
        WHOLE
            .broken_at(first.at.clone(), message)
            .with_severity(Severity::Error)
            .with_hint("ghi woman: có hoặc woman: không; ngày sinh in ở cột Nam hoặc cột Nữ"),
    );
}

/// A person in the lists, with all known details.
struct Listed<'a> {
    name: &'a str,
    at: Path,
    told: Vec<&'a Person>,
    elected: bool,
    candidate: bool,
}

impl Listed<'_> {
    fn tells(&self, cell: fn(&Person) -> bool) -> bool {
        self.told.iter().any(|person| cell(person))
    }
}

/// The candidates for, and members of, bodies with a list of biographies: with the path of
/// the biography, or else of the name.
fn listed(dossier: &Dossier) -> Vec<Listed<'_>> {
    let bodies = [ElectedBody::Committee, ElectedBody::StandingCommittee, ElectedBody::Inspectors];
    let mut all: Vec<Listed<'_>> = Vec::new();
    let with_list = |e: &crate::dossier::Election| e.elects().is_some_and(|b| bodies.contains(&b));
    for (path, election) in elections(dossier).filter(|(_, e)| with_list(e)) {
        let candidates = election.candidates.iter().map(|person| (person, "candidates"));
        let members = election.members.iter().map(|person| (person, "members"));
        for (i, (person, key)) in candidates.enumerate().chain(members.enumerate()) {
            let Some(name) = person.name.as_deref() else { continue };
            let at = path.key(key).index(i).key("name");
            let known = all.iter().position(|l| fold(l.name) == fold(name));
            let known = known.unwrap_or_else(|| {
                all.push(Listed { name, at, told: Vec::new(), elected: false, candidate: false });
                all.len() - 1
            });
            all[known].told.push(person);
            all[known].elected |= key == "members";
            all[known].candidate |= key == "candidates";
        }
    }
    for (i, person) in dossier.people.iter().enumerate() {
        let Some(name) = person.name.as_deref() else { continue };
        if let Some(listed) = all.iter_mut().find(|l| fold(l.name) == fold(name)) {
            listed.told.push(person);
            listed.at = Path::root().key("people").index(i).key("name");
        }
    }
    all
}

/// `Lê Thị Lam, Vũ Văn Tím và 4 người nữa`
fn names(people: &[&Listed<'_>]) -> String {
    let named: Vec<&str> = people.iter().take(NAMED).map(|l| l.name).collect();
    match people.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} và {more} người nữa", named.join(", ")),
    }
}
