//! What a clerk reads for every broken dossier under `fixtures/invalid/`.
//!
//! Each message stands in a snapshot, so that a change of wording is seen.

use baocao::diagnostic::{Colour, render_all};
use baocao::{Office, Options};

#[test]
fn messages() {
    let office = Office::new(&Options::default()).expect("built-in templates are whole");
    insta::glob!("../fixtures/invalid", "*.yaml", |path| {
        let yaml = std::fs::read(path).expect("a readable fixture");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let loaded = office.load(&name, &yaml, &[]);
        let mut found = loaded.diagnostics.clone();
        found.extend(office.check(&loaded, &[]));
        insta::assert_snapshot!(render_all(&found, Colour::Plain));
    });
}
