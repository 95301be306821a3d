//! What a clerk reads for every broken dossier under `fixtures/invalid/`, and what
//! is found in the whole ones under `fixtures/unseen/`.
//!
//! Each message stands in a snapshot, so that a change of wording is seen.

use std::fmt::Write;

use baocao::diagnostic::{self, Code, Colour, Diagnostic, Severity, render_all};
use baocao::{Office, Options};

#[test]
fn messages() {
    let office = Office::new(&Options::default()).expect("built-in templates are whole");
    insta::glob!("../fixtures/invalid", "*.yaml", |path| {
        let yaml = std::fs::read(path).expect("a readable fixture");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let loaded = office.load(&name, &yaml, &[]);
        let mut found = loaded.diagnostics.clone();
        found.extend(office.check(&loaded));
        insta::assert_snapshot!(render_all(&found, Colour::Plain));
    });
}

/// Dossiers as offices write them, made before anybody looked at the rules: in
/// those called `dung-…` nothing is wrong, those called `sai-…` have several faults.
#[test]
fn unseen() {
    let office = Office::new(&Options::default()).expect("built-in templates are whole");
    insta::glob!("../fixtures/unseen", "*.yaml", |path| {
        let yaml = std::fs::read(path).expect("a readable fixture");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let loaded = office.load(&name, &yaml, &[]);
        let mut found = loaded.diagnostics.clone();
        found.extend(office.check(&loaded));
        diagnostic::sort(&mut found);
        // That a section is empty is no fault of a draft, nor that no paper prints a part.
        let weighs = |d: &&Diagnostic| {
            d.severity != Severity::Note
                && !matches!(d.code, Code::MISSING_SECTION | Code::UNPRINTED)
        };
        let faults: Vec<&Diagnostic> = found.iter().filter(weighs).collect();
        match name.starts_with("sai-") {
            true => assert!(faults.len() > 1, "{name}: {faults:?}"),
            false => assert!(faults.is_empty(), "{name}: {faults:?}"),
        }
        let mut shown = String::new();
        for d in &found {
            let at = d.path.as_ref().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(shown, "{} {} {at}: {}", d.code, d.severity.label(), d.message);
        }
        insta::assert_snapshot!(shown.trim_end());
    });
}
