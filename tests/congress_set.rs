//! The papers of one congress say the same: every figure, name and day that stands on
//! several of them is the same on each.

mod support;

use std::collections::BTreeMap;

use baocao::dossier::{Election, Walk};
use support::cases::{self, office};
use support::sheet::Sheet;
use support::text;

/// What is told in one way wherever it is told: the words before a number.
const FIGURES: [(&str, &[&str]); 5] = [
    ("được triệu tập", &["được triệu tập: "]),
    ("có mặt", &["biểu có mặt: ", "viên có mặt: "]),
    ("vắng", &["biểu vắng: ", "viên vắng: "]),
    ("đoàn viên", &["Công đoàn Công ty có "]),
    ("số lượng Ban Chấp hành", &["Số lượng Ban Chấp hành khóa VI, nhiệm kỳ 2026 - 2031: "]),
];

/// The text of every paper that can be made of a fixture, by its file.
fn set(name: &str) -> BTreeMap<String, String> {
    let office = office();
    let path = cases::fixtures().into_iter().find(|path| cases::stem(path) == name).expect(name);
    let loaded = cases::load(&office, &path);
    let dossier = loaded.dossier().expect("whole");
    let papers = office.set(dossier).into_iter().flat_map(|paper| paper.outputs(dossier));
    papers
        .map(|paper| {
            let rendered = office.render(dossier, &paper).expect("rendered");
            let proof = office.lay_out(&rendered).expect("laid out");
            (paper.file.clone(), text::folded(&Sheet::of(proof.document())))
        })
        .collect()
}

const SETS: [&str; 2] = ["dh-co-khi-mau-2026", "dh-benh-vien-minh-hoa-2026"];

#[test]
fn a_figure_is_the_same_on_every_paper() {
    for name in SETS {
        let set = set(name);
        assert!(set.len() > 8, "{name}: only {:?}", set.keys());
        for (what, openings) in FIGURES {
            let mut told: BTreeMap<String, Vec<&str>> = BTreeMap::new();
            for (file, text) in &set {
                // The committee's own meeting has an attendance of its own.
                if file.contains("chu-tich")
                    || file.contains("kiem-tra")
                    || file.contains("hoi-nghi")
                {
                    continue;
                }
                for opening in openings {
                    let opening = text::fold(opening);
                    for (at, found) in text.match_indices(&opening) {
                        let rest = &text[at + found.len()..];
                        let number: String =
                            rest.chars().take_while(char::is_ascii_digit).collect();
                        told.entry(number).or_default().push(file);
                    }
                }
            }
            assert!(told.len() <= 1, "{name}: {what}: {told:?}");
        }
    }
}

/// Votes, shares and seats of each election: what its minutes say, the minutes of the
/// meeting, the list of those elected and the ballot paper say.
#[test]
fn an_election_is_the_same_on_every_paper() {
    let office = office();
    for name in SETS {
        let set = set(name);
        let path =
            cases::fixtures().into_iter().find(|path| cases::stem(path) == name).expect(name);
        let loaded = cases::load(&office, &path);
        let dossier = loaded.dossier().expect("whole");
        let mut compared = 0;
        for election in &dossier.elections {
            let minutes = set
                .iter()
                .find(|(file, _)| **file == format!("bien-ban-kiem-phieu-{}", slug(election)));
            let ballot =
                set.iter().find(|(file, _)| **file == format!("phieu-bau-{}", slug(election)));
            let ((_, minutes), (_, ballot)) =
                (minutes.expect("minutes"), ballot.expect("a ballot"));
            for candidate in &election.candidates {
                let person = candidate.name.as_ref().expect("a name").0.as_str();
                assert!(minutes.contains(&text::fold(person)), "{name}: minutes without {person}");
                assert!(ballot.contains(&text::fold(person)), "{name}: a ballot without {person}");
            }
            for text in set.values() {
                compared += agrees(name, &dossier.elections, election, text);
            }
        }
        assert!(compared > 8, "{name}: only {compared} places compared");
    }
}

/// So many letters at most stand between a name and the votes in a row of a table.
const ROW: usize = 120;

/// Wherever `Họ Tên (86/89 phiếu` stands, these are the person's votes in an election.
fn agrees(name: &str, all: &[Election], election: &Election, text: &str) -> usize {
    let collected = election.ballots.as_ref().and_then(|b| b.collected.as_ref());
    let collected = collected.and_then(|q| q.item().typed().map(|t| digits(&t)));
    let mut compared = 0;
    for candidate in &election.candidates {
        let votes = candidate.votes.as_ref().and_then(|votes| votes.value.as_ref());
        let (Some(person), Some(votes), Some(collected)) = (&candidate.name, votes, &collected)
        else {
            continue;
        };
        let votes = digits(&votes.to_text());
        let told = text::fold(&format!("{} ({votes}/{collected} phiếu", person.0));
        compared += text.matches(&told).count();
        // More than five stand in a table: the votes a few words behind the name.
        let behind = |(at, found): &(usize, &str)| {
            let rest: String = text[at + found.len()..].chars().take(ROW).collect();
            rest.contains(&format!(" {votes} "))
        };
        compared += text.match_indices(&text::fold(&person.0)).filter(behind).count();
        // No other number of votes of so many ballots stands behind the name.
        let opening = text::fold(&format!("{} (", person.0));
        for (at, found) in text.match_indices(&opening) {
            let rest = &text[at + found.len()..];
            let other = rest
                .split_once('/')
                .map(|(part, rest)| (part.to_owned(), rest.starts_with(collected.as_str())));
            if let Some((part, true)) = other
                && part.chars().all(|c| c.is_ascii_digit())
                && rest.contains("phiếu")
            {
                // Somebody may stand in two elections of as many ballots.
                let known = all.iter().flat_map(|e| &e.candidates).any(|other| {
                    let votes = other.votes.as_ref().and_then(|votes| votes.value.as_ref());
                    other.name == candidate.name
                        && votes.is_some_and(|v| digits(&v.to_text()) == part)
                });
                assert!(known, "{name}: {} has {part} of {collected}", person.0);
            }
        }
    }
    compared
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn slug(election: &Election) -> String {
    baocao::vietnamese::slug(election.body.as_deref().expect("a body"))
}

/// The pages of a ballot with so many names, the names on them, and the codes of what
/// keeps it from leaving.
fn ballot(names: usize, post: &str) -> (usize, usize, Vec<u16>) {
    let letter = |i: usize| char::from(b'a' + u8::try_from(i % 26).expect("a letter"));
    let line = |i: usize| {
        let name = format!("Nguyễn Thị {}{}", letter(i).to_uppercase(), letter(i / 26));
        format!("      - {{name: {name}, posts: '{post}'}}\n")
    };
    let yaml = format!(
        "kind: đại hội\nstatus: trình ký\norganization: {{name: Công đoàn Công ty Gió}}\n\
         congress: {{attended_by: đại biểu, ordinal: IV, term: 2026-2031}}\n\
         elections:\n  - body: Ban Chấp hành\n    seats: 15 đồng chí\n    candidates:\n{}",
        (0..names).map(line).collect::<String>()
    );
    let office = office();
    let loaded = office.load("ho-so.yaml", yaml.as_bytes(), &[]);
    let dossier = loaded.dossier().expect("whole");
    let paper = office.papers().find("ballot").expect("a paper");
    let paper = paper.outputs(dossier).into_iter().next().expect("one ballot").into_owned();
    let rendered = office.render(dossier, &paper).expect("rendered");
    let proof = office.lay_out(&rendered).expect("laid out");
    let sheet = Sheet::of(proof.document());
    let shown = text::folded(&sheet).matches("Nguyễn Thị").count();
    (sheet.pages.len(), shown, proof.faults().iter().map(|fault| fault.code.0).collect())
}

/// No name is lost: a ballot that no sheet holds goes on over pages, and doesn't leave.
#[test]
fn a_ballot_has_all_names() {
    let long = "Phó Trưởng phòng Kỹ thuật và Kiểm tra chất lượng, Xưởng Lắp ráp số hai";
    for (names, post) in [(30, "công nhân"), (17, long)] {
        assert_eq!(ballot(names, post), (1, names, vec![]), "{names} {post}");
    }
    for (names, post) in [(45, "công nhân"), (35, long)] {
        let (pages, shown, faults) = ballot(names, post);
        assert_eq!((pages, shown), (2, names), "{names} {post}");
        assert!(faults.contains(&306), "{faults:?}");
    }
}
