//! Form tests: the finished pages of every paper of every dossier under
//! `fixtures/`, measured against the decree and against their own regime.

mod support;

use support::cases::{self, Finished, office};
use support::form::{assert_right, violations};
use support::synthetic::Synthetic;

use baocao::Office;

fn all(office: &Office, dossier: &Synthetic) -> Vec<Finished> {
    let loaded = dossier.load(office);
    cases::finished(office, "synthetic", &loaded).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn every_paper_of_every_fixture_is_right_by_form() {
    let office = office();
    for path in cases::fixtures() {
        let loaded = cases::load(&office, &path);
        let papers = cases::finished(&office, &cases::stem(&path), &loaded);
        assert_right(&papers.unwrap_or_else(|e| panic!("{e}")));
    }
}
