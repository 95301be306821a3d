//! The same dossier gives the same bytes: a second time, on another thread, in
//! another order, from another office.

mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;

use baocao::Office;
use baocao::export::Standard;
use support::cases::{self, office};
use support::synthetic::Synthetic;

/// The PDFs of fixtures in a given order, by `fixture/paper`.
fn pdfs(office: &Office, paths: &[PathBuf]) -> BTreeMap<String, Vec<u8>> {
    let mut pdfs = BTreeMap::new();
    for path in paths {
        let loaded = cases::load(office, path);
        let name = cases::stem(path);
        let dossier = loaded.dossier().unwrap_or_else(|| panic!("{name} isn't a dossier"));
        for paper in office.papers().outputs(dossier) {
            let name = format!("{name}/{}", paper.file);
            let pages =
                cases::pages(office, dossier, &paper).unwrap_or_else(|e| panic!("{name}: {e}"));
            let bytes = pages.pdf(Standard::default()).unwrap_or_else(|e| panic!("{name}: {e}"));
            pdfs.insert(name, bytes);
        }
    }
    pdfs
}

fn assert_same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    for (name, bytes) in a {
        assert!(bytes == &b[name], "{name} differs");
    }
}

#[test]
fn a_second_run_gives_the_same_bytes() {
    let office = office();
    let paths = cases::fixtures();
    let first = pdfs(&office, &paths);
    assert_same(&first, &pdfs(&office, &paths));
    assert_same(&first, &pdfs(&cases::office(), &paths));
}

/// What was set before leaves traces in Typst's cache, and none on a page.
#[test]
fn the_order_of_documents_changes_nothing() {
    let office = office();
    let mut paths = cases::fixtures();
    let first = pdfs(&office, &paths);
    paths.reverse();
    for n in 0..25 {
        let dossier = Synthetic { paragraphs: n, ..Synthetic::default() };
        cases::finished(&office, "made up", &dossier.load(&office))
            .unwrap_or_else(|e| panic!("{e}"));
    }
    assert_same(&first, &pdfs(&office, &paths));
    // Each alone, as if the program had just been started.
    for path in &paths {
        let alone = pdfs(&cases::office(), std::slice::from_ref(path));
        for (name, bytes) in alone {
            assert!(first[&name] == bytes, "{name} alone differs");
        }
    }
}

#[test]
fn threads_change_nothing() {
    let office = office();
    let paths = cases::fixtures();
    let first = pdfs(&office, &paths);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|turn| {
                let mut paths = paths.clone();
                let turn = turn % paths.len();
                paths.rotate_left(turn);
                let office = &office;
                scope.spawn(move || pdfs(office, &paths))
            })
            .collect();
        for thread in threads {
            assert_same(&first, &thread.join().expect("a thread that ends"));
        }
    });
}
