//! Tests of the files left when a run is killed at any single step of writing.

use std::path::{Path, PathBuf};

use super::step::{folder, killed_at_each_step};
use super::{Existing, Staging, edit_whole, keep_before, write_whole};

const OLD: &str = "cũ\n";
const NEW: &str = "mới, dài hơn bản cũ\n";

fn path(folder: &Path) -> PathBuf {
    folder.join("ho-so.yaml")
}

fn write_old(folder: &Path) {
    std::fs::write(path(folder), OLD).expect("written");
}

fn text(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The next run that writes there removes the leftovers of a killed one.
fn nothing_is_left(folder: &Path, expected: &[&str]) {
    write_whole(&folder.join("khac"), b"x", Existing::Replace, Staging::Beside).expect("written");
    let mut expected = expected.to_vec();
    expected.push("khac");
    expected.sort_unstable();
    assert_eq!(names(folder), expected);
}

/// The old file or the new one, complete.
fn old_or_new(folder: &Path, step: usize) {
    let text = text(&path(folder));
    assert!([Some(OLD), Some(NEW)].contains(&text.as_deref()), "step {step}: {text:?}");
    nothing_is_left(folder, &["ho-so.yaml"]);
}

/// As `render` writes a paper, and `rollup` its texts and slips.
#[test]
fn a_file_that_is_written_over() {
    let steps = killed_at_each_step("file::killed::writes_over", write_old, old_or_new);
    assert!(steps > 5, "{steps}");
}

#[test]
#[ignore = "the victim of the test above"]
fn writes_over() {
    let Some(folder) = folder() else { return };
    let written = write_whole(&path(&folder), NEW.as_bytes(), Existing::Replace, Staging::Beside);
    written.expect("written");
}

/// As `issue` and `rollup --into` change a dossier.
#[test]
fn a_file_that_is_edited() {
    let steps = killed_at_each_step("file::killed::edits", write_old, old_or_new);
    assert!(steps > 5, "{steps}");
}

#[test]
#[ignore = "the victim of the test above"]
fn edits() {
    let Some(folder) = folder() else { return };
    edit_whole(&path(&folder), OLD.as_bytes(), NEW.as_bytes()).expect("edited");
}

/// A file with several names is written in place: while it is partly written a complete copy
/// exists beside it.
#[cfg(unix)]
#[test]
fn a_file_with_two_names() {
    let prepare = |folder: &Path| {
        write_old(folder);
        std::fs::hard_link(path(folder), folder.join("ten-khac")).expect("linked");
    };
    let steps = killed_at_each_step("file::killed::edits", prepare, |folder, step| {
        let own = text(&path(folder)).expect("there");
        let copy = text(&folder.join("ho-so.yaml.moi"));
        let whole = own == OLD || own == NEW || copy.as_deref() == Some(NEW);
        assert!(whole, "step {step}: {own:?}, {copy:?}");
        let mut expected = vec!["ho-so.yaml", "ten-khac"];
        expected.extend(copy.map(|_| "ho-so.yaml.moi"));
        nothing_is_left(folder, &expected);
    });
    assert!(steps > 8, "{steps}");
}

/// As `new` and `sheet new` create a file, which is either missing or complete.
#[test]
fn a_file_that_is_made() {
    let steps = killed_at_each_step(
        "file::killed::makes",
        |_| {},
        |folder, step| {
            let text = text(&path(folder));
            assert!([None, Some(NEW)].contains(&text.as_deref()), "step {step}: {text:?}");
            let expected: &[&str] = if text.is_some() { &["ho-so.yaml"] } else { &[] };
            nothing_is_left(folder, expected);
        },
    );
    assert!(steps > 5, "{steps}");
}

#[test]
#[ignore = "the victim of the test above"]
fn makes() {
    let Some(folder) = folder() else { return };
    let made = write_whole(&path(&folder), NEW.as_bytes(), Existing::Keep, Staging::Beside);
    made.expect("written");
}

/// As `sheet read` keeps a backup of what it replaces.
#[test]
fn a_copy_that_is_kept() {
    let steps = killed_at_each_step("file::killed::keeps", write_old, |folder, step| {
        assert_eq!(text(&path(folder)).as_deref(), Some(OLD), "step {step}");
        let copy = text(&folder.join("ho-so.yaml.cu"));
        assert!([None, Some(OLD)].contains(&copy.as_deref()), "step {step}: {copy:?}");
        let mut expected = vec!["ho-so.yaml"];
        expected.extend(copy.map(|_| "ho-so.yaml.cu"));
        nothing_is_left(folder, &expected);
    });
    assert!(steps > 4, "{steps}");
}

#[test]
#[ignore = "the victim of the test above"]
fn keeps() {
    let Some(folder) = folder() else { return };
    keep_before(&path(&folder), OLD.as_bytes(), "cu").expect("kept");
}
