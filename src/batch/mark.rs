//! Units under way. A fault that nothing catches — memory that runs out, a stack
//! that overflows — ends the whole program, and with it the run. So each unit is
//! written down before it is begun: what a run leaves behind here was under way
//! when it ended, and may be what ended it.

use std::collections::HashSet;
use std::fs::File;
use std::path::PathBuf;

use super::Digest;
use crate::file::step;

/// An empty file for every unit under way, named by a hash of its id.
#[derive(Debug)]
pub struct Marks {
    folder: PathBuf,
    /// What an earlier run left.
    left: HashSet<String>,
}

impl Marks {
    /// Opens the folder of marks, which needn't be there.
    pub fn open(folder: PathBuf) -> Self {
        let names = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let left = names.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        // Without marks a run is as good as before: it only can't tell what ended it.
        let _ = std::fs::create_dir_all(&folder);
        Marks { folder, left }
    }

    /// Whether a unit was under way when an earlier run ended.
    pub fn is_suspect(&self, id: &str) -> bool {
        !self.left.is_empty() && self.left.contains(&name(id))
    }

    /// To be called before a unit is begun.
    pub fn begin(&self, id: &str) {
        step();
        let _ = File::create(self.folder.join(name(id)));
    }

    /// To be called when the unit's line is written.
    pub fn end(&self, id: &str) {
        step();
        let _ = std::fs::remove_file(self.folder.join(name(id)));
    }

    /// Takes the folder away if nothing is left in it: a unit that this run
    /// didn't come to keeps its mark.
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
