//! An office may be used from many threads: whoever calls, and however many at a
//! time, nothing has to be set up and the bytes are the same.

mod support;

use std::path::Path;

use baocao::Office;
use baocao::dossier::Dossier;
use baocao::export::Standard;
use rayon::prelude::*;
use support::cases;

/// The PDFs of all papers of a dossier, in order.
fn pdfs(office: &Office, dossier: &Dossier) -> Vec<Vec<u8>> {
    let papers = office.papers().of(dossier);
    let pdf = |paper: &&baocao::paper::Paper| {
        let pages = cases::pages(office, dossier, paper).unwrap_or_else(|e| panic!("{e}"));
        pages.pdf(Standard::default()).unwrap_or_else(|e| panic!("{e}"))
    };
    papers.iter().map(pdf).collect()
}

fn dossiers(office: &Office) -> Vec<Dossier> {
    let load = |path: &Path| cases::load(office, path).dossier().cloned();
    cases::fixtures().iter().map(|path| load(path).expect("whole")).collect()
}

#[test]
fn many_threads_without_any_set_up() {
    let office = cases::office();
    let dossiers = dossiers(&office);
    let alone: Vec<_> = dossiers.iter().map(|dossier| pdfs(&office, dossier)).collect();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..24)
            .map(|at| at % dossiers.len())
            .map(|at| {
                (
                    at,
                    scope.spawn({
                        let (office, dossiers) = (&office, &dossiers);
                        move || pdfs(office, &dossiers[at])
                    }),
                )
            })
            .collect();
        for (at, thread) in threads {
            assert!(thread.join().expect("ended") == alone[at], "dossier {at} differs");
        }
    });
}

/// A web server or a build may have a thread pool; its threads take up other work
/// while they wait in it, another document at worst.
#[test]
fn from_a_thread_pool_of_the_callers() {
    let office = cases::office();
    let dossiers = dossiers(&office);
    let alone: Vec<_> = dossiers.iter().map(|dossier| pdfs(&office, dossier)).collect();
    let made: Vec<_> = (0..4 * dossiers.len())
        .into_par_iter()
        .map(|i| i % dossiers.len())
        .map(|at| (at, pdfs(&office, &dossiers[at])))
        .collect();
    for (at, made) in made {
        assert!(made == alone[at], "dossier {at} differs");
    }
}
