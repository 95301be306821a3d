//! The state of the watched files at one moment.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use baocao::built_in;

use super::super::args;
use super::super::files::{self, DossierFile};
use super::super::outcome::Failure;

/// File attributes by which a change is detected. The modification time is only compared for
/// equality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// On Unix also the inode and the change time, which reveal a renamed file with the same
    /// modification time and length.
    unix: Option<(u64, i64, i64)>,
}

impl Stamp {
    fn new(file: &Metadata) -> Self {
        #[cfg(unix)]
        let unix = {
            use std::os::unix::fs::MetadataExt;
            Some((file.ino(), file.ctime(), file.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let unix = None;
        Stamp { length: file.len(), modified: file.modified().ok(), unix }
    }

    fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().filter(Metadata::is_file).map(|file| Stamp::new(&file))
    }
}

/// The state of everything watched.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// The dossiers, including those of folders; `None` for a given file that is missing.
    pub dossiers: Vec<(DossierFile, Option<Stamp>)>,
    /// Folders that can't be opened or contain no dossier.
    pub failures: Vec<Failure>,
    /// The files of an office's own templates and fonts.
    pub office: BTreeMap<PathBuf, Stamp>,
}

impl Look {
    pub fn take(args: &args::Render) -> Self {
        let (dossiers, failures) = files::dossiers(&args.dossiers.paths);
        let stamped = |file: DossierFile| {
            let stamp = Stamp::of(&file.path);
            (file, stamp)
        };
        let mut office = BTreeMap::new();
        if let Some(own) = &args.dossiers.office.templates {
            // Only what the program reads, since papers may be written beside it.
            built_in::tops().iter().for_each(|top| add(&own.join(top), 8, &mut office));
        }
        if let Some(own) = &args.dossiers.office.fonts {
            add(own, 1, &mut office);
        }
        Look { dossiers: dossiers.into_iter().map(stamped).collect(), failures, office }
    }

    /// Whether a file has disappeared.
    pub fn lacks_of(&self, before: &Look) -> bool {
        let there = |look: &Look, path: &Path| {
            look.dossiers.iter().any(|(file, stamp)| file.path == path && stamp.is_some())
        };
        before.dossiers.iter().any(|(f, _)| there(before, &f.path) && !there(self, &f.path))
            || before.office.keys().any(|path| !self.office.contains_key(path))
    }

    /// Whether the changed dossiers can be opened: an editor may still lock them.
    pub fn readable_since(&self, before: &Look) -> bool {
        let changed = self.dossiers.iter().filter(|dossier| !before.dossiers.contains(dossier));
        let held = |error: &std::io::Error| error.kind() != ErrorKind::NotFound;
        changed
            .map(|(file, _)| File::open(&file.path))
            .all(|opened| !opened.is_err_and(|e| held(&e)))
    }
}

/// Adds the files of a folder, or a single file, without hidden and backup files of editors.
fn add(path: &Path, depth: usize, found: &mut BTreeMap<PathBuf, Stamp>) {
    if let Some(stamp) = Stamp::of(path) {
        found.insert(path.to_owned(), stamp);
        return;
    }
    let Some(entries) = std::fs::read_dir(path).ok().filter(|_| depth > 0) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && !name.ends_with('~') {
            add(&entry.path(), depth - 1, found);
        }
    }
}
