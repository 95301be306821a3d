//! Every dossier under `fixtures/` becomes papers that say what they must and
//! nothing that they mustn't; every one under `fixtures/invalid/` is told what
//! is wrong with it. Adding a file adds a case.

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use baocao::diagnostic::Diagnostic;
use baocao::dossier::{Status, Target};
use baocao::export::Standard;
use baocao::paper::Paper;
use serde::Deserialize;
use support::cases::{self, office};
use support::sheet::Sheet;
use support::{expected, text};

/// `fixtures/facts/<name>.yaml`, by paper.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    #[serde(default)]
    must: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

fn assert_none(found: Vec<String>) {
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[test]
fn no_fixture_has_an_error() {
    let office = office();
    let mut found = Vec::new();
    for path in cases::fixtures() {
        let loaded = cases::load(&office, &path);
        let mut diagnostics = loaded.diagnostics.clone();
        diagnostics.extend(office.check(&loaded));
        let errors = diagnostics.iter().filter(|d| d.is_error());
        found.extend(errors.map(|d| format!("{}: {} {}", cases::stem(&path), d.code, d.message)));
    }
    assert_none(found);
}

/// So a paper may be let go by what was found for all papers of its dossier.
#[test]
fn what_is_wrong_for_one_paper_is_wrong_for_all() {
    let office = office();
    let folders = ["fixtures", "fixtures/unseen", "fixtures/invalid"];
    let mut wrong = 0;
    for path in folders.into_iter().flat_map(cases::files) {
        for status in [Status::Draft, Status::Issued] {
            let mut loaded = cases::load(&office, &path);
            loaded.set_status(status);
            let Some(dossier) = loaded.dossier() else { continue };
            let errors = |papers: &[&Paper]| {
                let found =
                    office.check_for(&loaded, papers).into_iter().filter(Diagnostic::is_error);
                found.map(|d| (d.code, d.message)).collect::<Vec<_>>()
            };
            let papers = office.papers().of(dossier);
            let all = errors(&papers);
            for paper in papers {
                let own = errors(&[paper]);
                wrong += own.len();
                let told = |error| all.contains(error);
                assert!(own.iter().all(told), "{}: {own:?}\nbut {all:?}", path.display());
            }
        }
    }
    assert!(wrong > 20, "only {wrong} errors");
}

/// Everything that is said of a real dossier, in snapshots: a false alarm shows in
/// review. As declared, and with each of its papers a draft.
#[test]
fn findings() {
    let office = office();
    for path in cases::fixtures() {
        let name = cases::stem(&path);
        let declared = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
        let draft =
            [Status::ForSignature, Status::Issued].iter().fold(declared.clone(), |yaml, status| {
                yaml.replace(
                    &format!("status: {}", status.word()),
                    &format!("status: {}", Status::Draft.word()),
                )
            });
        let mut shown = String::new();
        for (title, yaml) in [("as declared", declared), ("as a draft", draft)] {
            let loaded = office.load(&name, yaml.as_bytes(), &[]);
            let found = loaded.diagnostics.iter().cloned().chain(office.check(&loaded));
            shown += &format!("# {title}\n");
            for d in found {
                let at = d.path.as_ref().map(ToString::to_string).unwrap_or_default();
                shown += &format!("{}[{}] {at}: {}\n", d.severity.label(), d.code, d.message);
            }
        }
        insta::assert_snapshot!(format!("findings__{name}"), shown);
    }
}

#[test]
fn papers_hold_their_facts() {
    let office = office();
    let mut found = Vec::new();
    for path in cases::fixtures() {
        let name = cases::stem(&path);
        let facts = path.with_file_name("facts").join(format!("{name}.yaml"));
        let facts = std::fs::read_to_string(&facts).unwrap_or_else(|e| panic!("{name}: {e}"));
        let mut facts: BTreeMap<String, Facts> =
            serde_yaml::from_str(&facts).unwrap_or_else(|e| panic!("facts of {name}: {e}"));
        let loaded = cases::load(&office, &path);
        for paper in cases::finished(&office, &name, &loaded).unwrap_or_else(|e| panic!("{e}")) {
            let id = paper.name.rsplit('/').next().unwrap_or_default();
            let Some(facts) = facts.remove(id) else {
                found.push(format!("{}: no facts", paper.name));
                continue;
            };
            let printed = text::folded(&paper.sheet);
            let has = |fact: &String| printed.contains(&text::fold(fact));
            let missing = facts.must.iter().filter(|fact| !has(fact));
            found.extend(missing.map(|fact| format!("{} lacks {fact:?}", paper.name)));
            let wrong = facts.never.iter().filter(|fact| has(fact));
            found.extend(wrong.map(|fact| format!("{} has {fact:?}", paper.name)));
        }
        found.extend(facts.keys().map(|id| format!("{name}: facts of no paper {id}")));
    }
    assert_none(found);
}

/// A unit's report has one or two pages, its table of figures on them or, a long
/// one, on one page as an annex.
#[test]
fn unit_reports_are_short() {
    let office = office();
    let mut lengths = Vec::new();
    for path in cases::fixtures() {
        let name = cases::stem(&path);
        let loaded = cases::load(&office, &path);
        let papers = cases::finished(&office, &name, &loaded).unwrap_or_else(|e| panic!("{e}"));
        for report in papers.iter().filter(|paper| paper.name.ends_with("/unit_report")) {
            let pages = report.sheet.pages.len();
            let own = report.annexes().first().copied().unwrap_or(pages);
            assert!(own <= 2 && pages - own <= 1, "{name}: {own} and {} pages", pages - own);
            lengths.push(pages);
        }
    }
    assert!(lengths.contains(&2) && lengths.contains(&3), "{lengths:?}");
}

/// What the congress adopts is what was put before it: the resolution's targets
/// are the report's, all of them and in their order.
#[test]
fn resolutions_set_the_reports_targets() {
    let office = office();
    let mut compared = 0;
    for path in cases::fixtures() {
        let name = cases::stem(&path);
        let loaded = cases::load(&office, &path);
        let dossier = loaded.dossier().unwrap_or_else(|| panic!("{name} isn't a dossier"));
        let papers = cases::finished(&office, &name, &loaded).unwrap_or_else(|e| panic!("{e}"));
        let printed = |id: &str| {
            let paper = papers.iter().find(|paper| paper.name.ends_with(id))?;
            Some(text::folded(&paper.sheet).to_lowercase())
        };
        let (Some(report), Some(resolution)) =
            (printed("/congress_report"), printed("/resolution"))
        else {
            continue;
        };
        let (mut in_report, mut in_resolution) = (report.as_str(), resolution.as_str());
        for target in &dossier.direction.targets {
            let clause = text::fold(&clause(target)).to_lowercase();
            for (paper, rest) in [("report", &mut in_report), ("resolution", &mut in_resolution)] {
                let (_, after) = rest
                    .split_once(clause.as_str())
                    .unwrap_or_else(|| panic!("{name}: the {paper} lacks {clause:?} in its place"));
                *rest = after;
            }
            compared += 1;
        }
    }
    assert!(compared > 20, "only {compared} compared");
}

/// A target's level and words, as a sentence has them.
fn clause(target: &Target) -> String {
    let words = target.text.as_deref().unwrap_or_default();
    let Some(level) = &target.value else { return words.to_owned() };
    let number = level.number().filter(|_| !level.percent && !level.is_money());
    let level = match number {
        Some(number) => level.to_text().replacen(&number.to_string(), &number.padded(), 1),
        None => level.to_text(),
    };
    match words.contains("{{ value }}") {
        true => words.replace("{{ value }}", &level),
        false => format!("{level} {words}"),
    }
}

/// What carelessness in a template leaves in a text.
const ARTEFACTS: [&str; 21] = [
    "None",
    "none",
    "undefined",
    "true",
    "false",
    "{{",
    "}}",
    "{%",
    "%}",
    "#[",
    "  ",
    " ,",
    " ;",
    " .",
    ",,",
    "..",
    ";.",
    ",.",
    ".;",
    "()",
    "( ",
];
/// Where two of those belong to the form.
const ALLOWED: [&str; 1] = ["./."];

#[test]
fn papers_have_no_artefacts() {
    let office = office();
    let mut found = Vec::new();
    for path in cases::fixtures() {
        let loaded = cases::load(&office, &path);
        let papers = cases::finished(&office, &cases::stem(&path), &loaded);
        for paper in papers.unwrap_or_else(|e| panic!("{e}")) {
            for text in text::paragraphs(&paper.sheet) {
                let printed = ALLOWED.iter().fold(text, |text, end| text.replace(end, ""));
                // On a clean copy blanks await the pen.
                let printed = match paper.status {
                    Status::ForSignature => {
                        printed.replace("\u{a0}\u{a0}", "_").replace("_\u{a0}", "_")
                    }
                    _ => printed,
                };
                // The script has drawn lines for the pen, which are no letters.
                let printed = match paper.name.ends_with("/script") {
                    true => printed.replace("trí:  ", "trí: _ "),
                    false => printed,
                };
                let printed = printed.replace('\u{a0}', " ");
                let artefact = ARTEFACTS.iter().find(|artefact| printed.contains(**artefact));
                if let Some(artefact) = artefact {
                    found.push(format!("{}: {artefact:?} in {printed:?}", paper.name));
                }
                if printed.trim().starts_with([',', ';', '.', ')', ':']) {
                    found.push(format!("{}: begins with a mark: {printed:?}", paper.name));
                }
            }
        }
    }
    assert_none(found);
}

/// The archival PDF opens, has the pages that were measured, its fonts inside,
/// a title, and text that can be copied out.
#[test]
fn papers_become_pdfs() {
    let office = office();
    for path in cases::fixtures() {
        let name = cases::stem(&path);
        let loaded = cases::load(&office, &path);
        let dossier = loaded.dossier().unwrap_or_else(|| panic!("{name} isn't a dossier"));
        for paper in office.papers().outputs(dossier) {
            let name = format!("{name}/{}", paper.file);
            let pages =
                cases::pages(&office, dossier, &paper).unwrap_or_else(|e| panic!("{name}: {e}"));
            let bytes = pages.pdf(Standard::default()).unwrap_or_else(|e| panic!("{name}: {e}"));
            let pdf = lopdf::Document::load_mem(&bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(pdf.get_pages().len(), pages.count(), "{name}");
            // NĐ 30, PL I, Phần II, I.2.
            assert!(pdf.version.parse::<f32>().is_ok_and(|v| v >= 1.4), "{name}: {}", pdf.version);
            support::pdf::check(&pdf, &Sheet::of(pages.document()))
                .unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(pages.svg().expect("drawn").len(), pages.count(), "{name}");
        }
    }
}

#[test]
fn invalid_dossiers_are_told_what_is_wrong() {
    let office = office();
    let mut found = Vec::new();
    for path in cases::files("fixtures/invalid") {
        found.extend(unmet(&office, &path));
    }
    assert_none(found);
}

fn unmet(office: &baocao::Office, path: &Path) -> Vec<String> {
    let name = cases::stem(path);
    let loaded = cases::load(office, path);
    let mut diagnostics = loaded.diagnostics.clone();
    diagnostics.extend(office.check(&loaded));
    let source = String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned();
    let expected = expected::read(&source);
    let mut found = Vec::new();
    if expected.is_empty() {
        found.push(format!("{name}: no line “# expect: BC…”"));
    }
    let shown: Vec<String> = diagnostics.iter().map(expected::show).collect();
    for want in expected.iter().filter(|want| !diagnostics.iter().any(|d| want.fits(d))) {
        found.push(format!("{name}: expected {want}, found {shown:?}"));
    }
    for error in diagnostics.iter().filter(|d| d.is_error()) {
        if !expected.iter().any(|want| want.fits(error)) {
            found.push(format!("{name}: unexpected {}: {}", expected::show(error), error.message));
        }
    }
    found
}
