//! Offices whose form somebody broke: one text of one template file replaced.

use std::path::Path;

use baocao::{Office, Options};
use tempfile::TempDir;

/// One way to break the form, and the check that must notice.
pub struct Break {
    /// Below `report-templates/`.
    pub file: &'static str,
    /// Once in the file, unless `after` says where.
    pub text: &'static str,
    pub replacement: &'static str,
    /// The text to look for begins behind this one.
    pub after: &'static str,
    /// The [`super::form::Violation::rule`] that must be reported.
    pub rule: &'static str,
}

impl Break {
    /// An office with this break; the folder must live as long as it is used.
    pub fn office(&self) -> (Office, TempDir) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let original =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates").join(self.file);
        let text = std::fs::read_to_string(&original).expect("a file of report-templates");
        let own = folder.path().join(self.file);
        std::fs::create_dir_all(own.parent().expect("a folder")).expect("a folder made");
        std::fs::write(&own, self.apply(&text)).expect("a file written");
        let options = Options { templates: Some(folder.path().to_owned()), ..Options::default() };
        let office = Office::new(&options).unwrap_or_else(|e| panic!("{self}: {e}"));
        (office, folder)
    }

    /// The table is worth nothing when the file no longer says what it breaks.
    fn apply(&self, text: &str) -> String {
        let start = text.find(self.after).unwrap_or_else(|| panic!("{self}: no {:?}", self.after));
        let (before, rest) = text.split_at(start + self.after.len());
        assert!(rest.contains(self.text), "{self}: not in the file");
        format!("{before}{}", rest.replacen(self.text, self.replacement, 1))
    }
}

impl std::fmt::Display for Break {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {:?} → {:?}", self.file, self.text, self.replacement)
    }
}
