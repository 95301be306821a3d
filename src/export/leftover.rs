//! Files left by a longer version of a paper.

use std::path::PathBuf;

use super::Format;

/// Removes pictures of pages after the last, which would be taken for the paper's end.
/// `place` returns the path for a suffix (`-2.png`).
pub fn remove_pages_after(last: usize, place: &dyn Fn(&str) -> PathBuf) {
    for format in Format::ALL.into_iter().filter(|format| format.is_by_page()) {
        for page in last + 1.. {
            let path = place(&format.suffix(page));
            if !path.is_file() || std::fs::remove_file(&path).is_err() {
                break;
            }
        }
    }
}
