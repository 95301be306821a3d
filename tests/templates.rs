//! What templates are held to: short lines, no lengths, and names that
//! docs/papers.md lists.

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use support::cases;
use typst::syntax::{SyntaxKind, SyntaxNode};

/// Each template and descriptor with its text.
fn papers() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { walk(&path, files) } else { files.push(path) }
        }
    }
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates/papers"), &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a text");
        (path, text)
    };
    let papers: Vec<_> = files.into_iter().map(read).collect();
    assert!(papers.len() > 20, "{}", papers.len());
    papers
}

#[test]
fn no_line_is_longer_than_120_letters() {
    for (path, text) in papers() {
        for (at, line) in text.lines().enumerate() {
            assert!(line.chars().count() <= 120, "{}:{}", path.display(), at + 1);
        }
    }
}

/// A length as Typst writes it.
fn is_length(word: &str) -> bool {
    let bare = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    bare.len() < word.len() && ["mm", "cm", "pt", "in", "em", "fr", "%"].contains(&bare)
}

#[test]
fn no_template_holds_a_length() {
    assert!(["24.5mm", "2fr", "90%"].into_iter().all(is_length));
    assert!(!["mm", "6", "in", "fr"].into_iter().any(is_length));
    for (path, text) in papers() {
        let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '%'));
        let lengths: Vec<&str> = words.filter(|word| is_length(word)).collect();
        assert!(lengths.is_empty(), "{}: {lengths:?}", path.display());
    }
}

/// Nor does what is made of one.
#[test]
fn no_paper_holds_a_length() {
    fn lengths(node: &SyntaxNode) -> Vec<String> {
        let own = (node.kind() == SyntaxKind::Numeric).then(|| node.leaf_text().to_string());
        own.into_iter().chain(node.children().flat_map(lengths)).collect()
    }
    assert_eq!(lengths(&typst::syntax::parse("#f(a: (1fr, 2), [b])")), ["1fr"]);
    let office = cases::office();
    for path in cases::fixtures() {
        let loaded = cases::load(&office, &path);
        let dossier = loaded.dossier().expect("whole");
        for paper in office.papers().outputs(dossier) {
            let source = office.render(dossier, &paper).expect("rendered").source;
            let found = lengths(&typst::syntax::parse(&source));
            assert!(found.is_empty(), "{}: {found:?}", path.display());
        }
    }
}

/// The names in the first column of the table of docs/papers.md with this head.
fn listed(head: &str) -> BTreeSet<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/papers.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let rows = page.split(&format!("\n| {head} |")).nth(1).expect(head).lines().skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let first = rows.filter_map(|row| row.split('|').nth(1).map(str::to_owned));
    let names = first.flat_map(|cell| {
        let names: Vec<String> = cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        names
    });
    names.map(|name| name.split('(').next().unwrap_or_default().to_owned()).collect()
}

/// The names behind a mark in the templates: `paper.`, `| `.
fn named(mark: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
    let mut names = BTreeSet::new();
    for (_, text) in papers() {
        for (at, _) in text.match_indices(mark) {
            let behind = &text[at + mark.len()..];
            let name = behind.split(|c| !is_name(c)).next().unwrap_or_default();
            // Neither a file, `paper.typ.j2`, nor one of several paths.
            let whole = !text[..at].ends_with(|c: char| c.is_alphanumeric() || "/_".contains(c))
                && !behind[name.len()..].starts_with(".typ");
            // What a paper needs, one or the other: `- name | group`.
            let line = text[..at].rsplit('\n').next().unwrap_or_default();
            // So it is with the lists that it goes by.
            let is_path = ["- ", "list: "].iter().any(|mark| line.trim_start().starts_with(mark));
            let need = is_path && !line.contains('{');
            if whole && !need && !name.is_empty() {
                names.insert(name.to_owned());
            }
        }
    }
    names
}

#[test]
fn what_templates_name_is_listed() {
    assert_eq!(named("names."), listed("`names`"));
    let mut papers = named("paper.");
    // The layout's.
    papers.remove("with");
    assert_eq!(papers, listed("`paper`"));
    let of_minijinja = ["list", "length", "selectattr", "rejectattr"];
    let filters: BTreeSet<String> =
        named("| ").into_iter().filter(|name| !of_minijinja.contains(&&**name)).collect();
    assert_eq!(filters, listed("filter"));
}
