//! Marks of units in progress. A fault that can't be caught — out of memory, a stack overflow
//! — ends the whole program, and with it the run. So each unit is recorded before it is
//! begun: units recorded by a run that ended early may have caused that.

use std::collections::HashSet;
use std::fs::File;
use std::path::PathBuf;

use super::Digest;
use crate::file::step;

/// An empty file for every unit in progress, named by a hash of its id.
#[derive(Debug)]
pub struct Marks {
    folder: PathBuf,
    /// The marks left by an earlier run.
    left: HashSet<String>,
}

impl Marks {
    /// Opens the folder of marks, which may be missing.
    pub fn open(folder: PathBuf) -> Self {
        let names = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let left = names.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        // A run works without marks too, but then the cause of a crash isn't known.
        let _ = std::fs::create_dir_all(&folder);
        Marks { folder, left }
    }

    /// Whether a unit was in progress when an earlier run ended.
    pub fn is_suspect(&self, id: &str) -> bool {
        !self.left.is_empty() && self.left.contains(&name(id))
    }

    /// Call before a unit is begun.
    pub fn begin(&self, id: &str) {
        step();
        let _ = File::create(self.folder.join(name(id)));
    }

    /// Call when the unit's line has been written.
    pub fn end(&self, id: &str) {
        step();
        let _ = std::fs::remove_file(self.folder.join(name(id)));
    }

    /// Removes the folder if it is empty: a unit not reached by this run keeps its mark.
    pub fn close(&self) {
        let _ = std::fs::remove_dir(&self.folder);
    }
}

fn name(id: &str) -> String {
    Digest::of(id.as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_known_to_the_next_run() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = || folder.path().join("sub/under-way");
        let first = Marks::open(at());
        assert!(!first.is_suspect("a"));
        ["a", "b"].iter().for_each(|id| first.begin(id));
        first.end("b");
        first.close();
        let second = Marks::open(at());
        assert!(second.is_suspect("a") && !second.is_suspect("b"));
        second.end("a");
        second.close();
        assert!(!at().exists());
    }
}
