//! The papers of one occasion tell one story: whatever stands in the same words on two of
//! them stands there with the same number, day, hour or post.
//!
//! Nothing is listed by hand. Each number and day of a paper is known by the words around
//! it; words that a paper says with several numbers tell nothing and are left out.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use baocao::dossier::{Dossier, Scope, Walk};
use support::cases::{self, office};
use support::sheet::Sheet;
use support::text;

/// One paper: its file, the meeting or election that is its alone, its text.
struct Told {
    file: String,
    of: Option<String>,
    /// Whether it is about the term, the year, or either.
    scope: Scope,
    text: String,
}

/// Each of these has votes, days and numbers of its own.
const LISTS: [&str; 4] = ["elections", "letters", "corrections", "routing_slips"];

/// Every paper that can be made of a dossier, a review's and a Party's too.
fn set(dossier: &Dossier) -> Vec<Told> {
    let office = office();
    let papers = office.set(dossier).into_iter().flat_map(|paper| paper.outputs(dossier));
    let made = papers.map(|paper| {
        let rendered = office.render(dossier, &paper).expect("rendered");
        let proof = office.lay_out(&rendered).expect("laid out");
        // The committee's own meeting has votes and an attendance of its own.
        let meeting = paper.id == "first_meeting_minutes";
        let part = paper.part.as_ref().map(|part| part.path.to_string());
        let election =
            part.is_some_and(|path| LISTS.iter().any(|list| path.starts_with(list))) || meeting;
        Told {
            of: election.then(|| {
                let all = office.papers().find(&paper.id).expect("a known paper");
                paper.file.replace(&all.file, "")
            }),
            scope: paper.scope(),
            text: text::folded(&Sheet::of(proof.document())),
            file: paper.file.clone(),
        }
    });
    made.collect()
}

/// How many words before a number or a day, and behind a number, it is known by.
const BEFORE: usize = 2;
const BEHIND: usize = 2;

/// What a paper says, by the words around each number; only what it says in one way.
fn facts(text: &str) -> BTreeMap<String, String> {
    let words: Vec<&str> = text.split(' ').collect();
    let plain = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_lowercase();
        (!word.starts_with(|c: char| c.is_ascii_digit())).then_some(word)
    };
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        let value = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        if !value.starts_with(|c: char| c.is_ascii_digit()) || at < BEFORE {
            continue;
        }
        let day = value.matches('/').count() == 2;
        // A paper's own number, and what counts the rows of a list of names.
        let reference = value.contains(char::is_alphabetic);
        let counts = words.get(at + 1).is_some_and(|next| next.starts_with(char::is_uppercase));
        if reference || counts && !day {
            continue;
        }
        let behind = if day { 0 } else { BEHIND };
        let Some(around) = words.get(at - BEFORE..).and_then(|w| w.get(..BEFORE + 1 + behind))
        else {
            continue;
        };
        // A label with a number of its own tells of that one too.
        let around: Option<Vec<String>> = around
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != BEFORE)
            .map(|(_, w)| plain(w))
            .collect();
        let Some(around) = around else { continue };
        // `danh sách này`: what a paper says of itself.
        if around.iter().any(|word| word == "này") {
            continue;
        }
        let value = value.trim_start_matches('0').to_owned();
        told.entry(around.join(" ")).or_default().insert(value);
    }
    let once = told.into_iter().filter(|(_, values)| values.len() == 1);
    once.filter_map(|(key, values)| Some((key, values.into_iter().next()?))).collect()
}

/// Every dossier that is finished, with its papers.
fn finished() -> Vec<(String, Dossier, Vec<Told>)> {
    let office = office();
    let fixtures = cases::fixtures().into_iter();
    let all = fixtures.filter_map(|path| {
        let name = cases::stem(&path);
        let dossier = cases::load(&office, &path).dossier().expect("whole").clone();
        let papers = set(&dossier);
        (papers.len() > 1).then_some((name, dossier, papers))
    });
    all.collect()
}

/// Every value of a dossier as it is typed, with its path.
fn leaves(dossier: &Dossier) -> Vec<(String, String)> {
    let mut leaves = Vec::new();
    dossier.item().walk(&mut |path, item| {
        if let Some(typed) = item.typed() {
            leaves.push((path.to_string(), text::fold(&typed)));
        }
    });
    leaves
}

#[test]
fn a_number_in_the_same_words_is_the_same_number() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for (name, _, papers) in finished() {
        let told: Vec<_> = papers.iter().map(|paper| (paper, facts(&paper.text))).collect();
        for (at, (paper, facts)) in told.iter().enumerate() {
            // The term's number and the year's may stand in the same words.
            let others = told[..at]
                .iter()
                .filter(|(other, _)| paper.of == other.of && paper.scope.meets(other.scope));
            for (other, known) in others {
                for (words, value) in facts {
                    match known.get(words) {
                        Some(before) if before != value => wrong.push(format!(
                            "{name}: “{words}”: {value} in {}, {before} in {}",
                            paper.file, other.file
                        )),
                        Some(_) => compared += 1,
                        None => {}
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 80, "only {compared} numbers stand on two papers");
}

/// Days and hours as papers print them: `22/5/2026`, `8 giờ 00`, `nhiệm kỳ 2026 - 2031`.
fn times(text: &str) -> BTreeSet<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let mut found = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        let value = bare(word);
        if value.matches('/').count() == 2 && value.bytes().all(|b| b.is_ascii_digit() || b == b'/')
        {
            found.insert(
                value.split('/').map(|p| p.trim_start_matches('0')).collect::<Vec<_>>().join("/"),
            );
        }
        let before = |back: usize| at.checked_sub(back).map(|at| bare(words[at]));
        if value == "giờ" {
            let (hour, minute) =
                (before(1).unwrap_or_default(), words.get(at + 1).map(|w| bare(w)));
            if let Some(minute) = minute.filter(|m| m.len() == 2 && !hour.is_empty()) {
                found.insert(format!("{}h{minute}", hour.trim_start_matches('0')));
            }
        }
        let term =
            [at, at + 1, at + 2].map(|at| words.get(at).map(|w| bare(w)).unwrap_or_default());
        let year = |text: &str| text.len() == 4 && text.starts_with("20");
        if year(&term[0]) && words.get(at + 1) == Some(&"-") && year(&term[2]) {
            found.insert(format!("{}-{}", term[0], term[2]));
        }
    }
    found
}

/// Every day, hour and term on a paper is one that the dossier tells of.
#[test]
fn no_paper_has_a_day_or_hour_of_its_own() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for (name, dossier, papers) in finished() {
        let known =
            leaves(&dossier).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ");
        // Typed in the short way or printed in the long one.
        let mut told = times(&text::fold(&known));
        for word in known.split_whitespace() {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let short = word.replace(" - ", "-");
            told.insert(
                short.split('/').map(|p| p.trim_start_matches('0')).collect::<Vec<_>>().join("/"),
            );
            told.insert(short.trim_start_matches('0').to_owned());
        }
        for paper in &papers {
            for time in times(&paper.text) {
                compared += 1;
                if !told.contains(&time) {
                    wrong.push(format!("{name}/{}: {time}", paper.file));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 150, "only {compared} days and hours");
}

/// Wherever a paper says what somebody is, `đồng chí Lê Thị Lam, Trưởng Ban`, the dossier
/// says it of them.
#[test]
fn people_are_what_the_dossier_says_of_them() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for (name, dossier, papers) in finished() {
        let leaves = leaves(&dossier);
        let mut posts: BTreeMap<&str, String> = BTreeMap::new();
        for (path, person) in &leaves {
            let Some(whole) = path.strip_suffix(".name") else { continue };
            let told = leaves.iter().filter(|(path, _)| path.starts_with(&format!("{whole}.")));
            let told = told.map(|(_, text)| text.to_lowercase()).collect::<Vec<_>>().join("; ");
            *posts.entry(person).or_default() += &told;
        }
        for paper in &papers {
            for (person, told) in &posts {
                for (at, found) in paper.text.match_indices(&format!("đồng chí {person}, ")) {
                    let rest = &paper.text[at + found.len()..];
                    let post = rest.split([';', '.', '(', ',', ':']).next().unwrap_or_default();
                    compared += 1;
                    if !told.contains(&post.trim().to_lowercase()) {
                        wrong.push(format!("{name}/{}: {person}: {post}", paper.file));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 10, "only {compared} posts");
}
