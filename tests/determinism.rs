//! The same dossier gives the same bytes: a second time, on another thread, in
//! another order, from another office.

mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use baocao::Office;
use baocao::export::Standard;
use support::cases;
use support::synthetic::Synthetic;

static OFFICE: LazyLock<Office> = LazyLock::new(cases::office);

/// The PDFs of all fixtures, made once, that each test compares its own with.
static FIRST: LazyLock<BTreeMap<String, Vec<u8>>> =
    LazyLock::new(|| pdfs(&OFFICE, &cases::fixtures()));

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

fn assert_as_first(pdfs: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(FIRST.keys().collect::<Vec<_>>(), pdfs.keys().collect::<Vec<_>>());
    for (name, bytes) in pdfs {
        assert!(bytes == &FIRST[name], "{name} differs");
    }
}

#[test]
fn a_second_run_gives_the_same_bytes() {
    let paths = cases::fixtures();
    LazyLock::force(&FIRST);
    assert_as_first(&pdfs(&OFFICE, &paths));
    assert_as_first(&pdfs(&cases::office(), &paths));
}

/// What was set before leaves traces in Typst's cache, and none on a page.
#[test]
fn the_order_of_documents_changes_nothing() {
    LazyLock::force(&FIRST);
    let mut paths = cases::fixtures();
    paths.reverse();
    for n in 0..25 {
        let dossier = Synthetic { paragraphs: n, ..Synthetic::default() };
        cases::finished(&OFFICE, "made up", &dossier.load(&OFFICE))
            .unwrap_or_else(|e| panic!("{e}"));
    }
    assert_as_first(&pdfs(&OFFICE, &paths));
    // Each alone, as if the program had just been started.
    for path in &paths {
        for (name, bytes) in pdfs(&cases::office(), std::slice::from_ref(path)) {
            assert!(FIRST[&name] == bytes, "{name} alone differs");
        }
    }
}

#[test]
fn threads_change_nothing() {
    let paths = cases::fixtures();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2)
            .map(|turn| {
                let mut paths = paths.clone();
                let turn = turn % paths.len();
                paths.rotate_left(turn);
                scope.spawn(move || pdfs(&OFFICE, &paths))
            })
            .collect();
        for thread in threads {
            assert_as_first(&thread.join().expect("a thread that ends"));
        }
    });
}
