//! The Typst that every paper of every fixture becomes, in snapshots: a change
//! of a template or of a wording is seen in review, word by word.

mod support;

use support::cases::{self, office};

#[test]
fn papers_as_typst() {
    let office = office();
    for path in cases::fixtures() {
        let name = cases::stem(&path);
        let loaded = cases::load(&office, &path);
        let dossier = loaded.dossier().unwrap_or_else(|| panic!("{name} is whole"));
        for paper in office.papers().outputs(dossier) {
            let rendered = office.render(dossier, &paper).unwrap_or_else(|e| panic!("{name}: {e}"));
            insta::assert_snapshot!(format!("{name}__{}", paper.file), rendered.source);
        }
    }
}
