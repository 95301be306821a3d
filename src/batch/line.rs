//! The lines of a manifest (bảng kê): one JSON object each.
//!
//! They hold no personal values: a finding consists of its code, its place and the rule's own
//! words, never of typed text.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::Status;
use crate::explain;
use crate::export::Format;
use crate::gate::SigningPlace;

use super::input::Whereabouts;
use super::{Digest, Shard, Source};

/// A line of a manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AnyLine {
    Run(RunLine),
    Unit(UnitLine),
}

/// The first line: the inputs common to all units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunLine {
    /// The version of the manifest's format.
    pub format: u32,
    /// The program's version.
    pub version: String,
    /// The hash of everything that units share: templates, regimes, fonts, base, options,
    /// version.
    pub settings: Digest,
    /// The shard made by this run.
    pub shard: Shard,
    /// The number of units in the shard.
    pub units: usize,
    /// The number of units in all shards.
    pub total: usize,
    /// The hash of the ids of all units, which is the same for all shards of one batch.
    pub roll: Digest,
}

/// The result of one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitLine {
    /// Its id.
    pub unit: String,
    /// The file, the line of standard input or the row with its data.
    pub source: String,
    /// The result.
    pub status: UnitStatus,
    /// Why no paper could be attempted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The code of that reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The hash of the source's bytes, or of the row's cells; `None` if it couldn't be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Digest>,
    /// The hash of the shared settings, as in the first line.
    pub settings: Digest,
    /// The number of findings of each severity in its dossier.
    pub findings: Counts,
    /// The first findings, by descending severity.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Finding>,
    /// The requested papers, in order.
    pub papers: Vec<PaperEntry>,
    /// The time taken, in milliseconds.
    pub ms: u64,
    /// Making it crashed the program more than once: it is skipped until its data or the
    /// settings change, or until failed units are requested.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended_program: bool,
    /// The unit wasn't among the last run's inputs; the line is from an earlier run.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub absent: bool,
}

/// The result of a unit, which is that of its worst paper. Better results come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitStatus {
    /// All its papers are written.
    Written,
    /// A paper was refused because of the dossier, which its author must correct.
    Refused,
    /// Another failure: a file, the disk, a template.
    Failed,
}

/// The result of a paper, with the same values as for a unit.
pub type PaperStatus = UnitStatus;

/// The number of findings of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Findings that prevent signing and issuing.
    pub errors: usize,
    /// Findings to review.
    pub warnings: usize,
    /// Findings for information.
    pub notes: usize,
}

/// A finding without typed text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's code, `BC031`.
    pub code: String,
    /// The severity as in `--json`: `error`.
    pub severity: String,
    /// The file of its place, if not the unit's source: the base, or `--set`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The cell of the unit's row: `C14`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The column in that line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The description of the code's rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// One paper of a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaperEntry {
    /// Its id.
    pub paper: String,
    /// The result.
    pub status: PaperStatus,
    /// Its state: dự thảo, trình ký, ban hành.
    pub state: String,
    /// The path of the PDF within the output folder, with `/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The hash of the PDF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<Digest>,
    /// Its files in other formats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileEntry>,
    /// The number of pages, if it was typeset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// Where it is signed and sealed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signing: Vec<SigningPlace>,
    /// Why it wasn't written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The code of that reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// A file of a paper other than its PDF.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileEntry {
    /// The format: `docx`.
    pub format: String,
    /// The path within the output folder, with `/`.
    pub file: String,
    /// Its hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<Digest>,
}

/// The most findings in a line.
const MOST_FINDINGS: usize = 5;

impl UnitLine {
    /// Records findings.
    pub fn note(&mut self, findings: &[Diagnostic], source: &Source) {
        for finding in findings {
            match finding.severity {
                Severity::Error => self.findings.errors += 1,
                Severity::Warning => self.findings.warnings += 1,
                Severity::Note => self.findings.notes += 1,
            }
        }
        let mut first: Vec<&Diagnostic> = findings.iter().collect();
        first.sort_by_key(|d| std::cmp::Reverse(d.severity));
        let first = first.into_iter().take(MOST_FINDINGS);
        self.messages = first.map(|d| Finding::of(d, source)).collect();
    }

    /// Records that no paper could be attempted, and why.
    pub fn ends(self, status: UnitStatus, why: &Diagnostic) -> Self {
        let (message, code) = (Some(why.message.clone()), Some(why.code.to_string()));
        UnitLine { status, message, code, ..self }
    }

    /// The same if the dossier isn't the reason: a file, the disk, the program.
    pub fn fails(self, message: impl Into<String>) -> Self {
        self.ends(UnitStatus::Failed, &Diagnostic::error(Code::BATCH_FAILED, message))
    }

    /// Whether nothing remains to be done except what findings ask for.
    pub fn is_written(&self) -> bool {
        self.status == UnitStatus::Written
    }

    /// The reason in one short line: the unit's, the first paper's, or the first finding's.
    pub fn reason(&self) -> Option<String> {
        let paper = || self.papers.iter().find_map(|p| p.message.clone());
        let finding = || {
            let first = self.messages.first()?;
            let place = first.place();
            Some(match &first.rule {
                Some(rule) => format!("{place}{} ({})", first.code, rule),
                None => format!("{place}{}", first.code),
            })
        };
        match self.status {
            UnitStatus::Written => None,
            UnitStatus::Refused => self.message.clone().or_else(finding).or_else(paper),
            UnitStatus::Failed => self.message.clone().or_else(paper).or_else(finding),
        }
    }
}

impl Finding {
    fn of(diagnostic: &Diagnostic, source: &Source) -> Self {
        let place = diagnostic.place.as_ref().map(|place| source.whereabouts(place));
        let (file, cell, at) = match place {
            None => (None, None, None),
            Some(Whereabouts::Here(line, column)) => (None, None, Some((line, column))),
            Some(Whereabouts::Cell(cell)) => (None, Some(cell), None),
            Some(Whereabouts::Elsewhere(file, line, column)) => {
                (Some(file), None, Some((line, column)))
            }
        };
        Finding {
            code: diagnostic.code.to_string(),
            severity: diagnostic.severity.id().to_owned(),
            file,
            cell,
            line: at.map(|(line, _)| line),
            column: at.map(|(_, column)| column),
            rule: explain::of(diagnostic.code).map(|e| e.title.to_owned()),
        }
    }

    /// *dòng 12: *, *ô C14: *, *chung.yaml, dòng 3: *
    fn place(&self) -> String {
        let file = self.file.as_ref().map(|file| format!("{file}, "));
        let at = match (&self.cell, self.line) {
            (Some(cell), _) => format!("ô {cell}: "),
            (None, Some(line)) => format!("dòng {line}: "),
            (None, None) => return String::new(),
        };
        file.unwrap_or_default() + &at
    }
}

impl PaperEntry {
    /// The entry of a paper before any work on it.
    pub fn new(paper: &str, state: Status) -> Self {
        PaperEntry {
            paper: paper.to_owned(),
            status: UnitStatus::Failed,
            state: state.word().to_owned(),
            file: None,
            sha256: None,
            files: Vec::new(),
            pages: None,
            signing: Vec::new(),
            message: None,
            code: None,
        }
    }

    /// Records a file of the paper, by its path below the output folder; without a hash if it
    /// is only planned.
    pub fn note(&mut self, format: Format, file: String, sha256: Option<Digest>) {
        match format {
            Format::Pdf => (self.file, self.sha256) = (Some(file), sha256),
            _ => self.files.push(FileEntry { format: format.ending().to_owned(), file, sha256 }),
        }
    }

    /// The names of all its files, each with its hash.
    pub(crate) fn all_files(&self) -> impl Iterator<Item = (&str, Option<Digest>)> {
        let pdf = self.file.iter().map(|file| (file.as_str(), self.sha256));
        pdf.chain(self.files.iter().map(|entry| (entry.file.as_str(), entry.sha256)))
    }

    /// The names of all its files.
    pub fn file_names(&self) -> impl Iterator<Item = &str> {
        self.all_files().map(|(name, _)| name)
    }

    /// Records that the paper wasn't written, and why.
    pub fn ends(self, status: PaperStatus, why: &Diagnostic) -> Self {
        let (message, code) = (Some(why.message.clone()), Some(why.code.to_string()));
        PaperEntry { status, message, code, ..self }
    }

    /// The same if the dossier isn't the reason: a file, the disk, a template.
    pub fn fails(self, message: impl Into<String>) -> Self {
        self.ends(UnitStatus::Failed, &Diagnostic::error(Code::BATCH_FAILED, message))
    }
}

impl AnyLine {
    /// The line as JSON with a line break. Serialisation can't fail.
    pub fn write(&self) -> String {
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
    }
}
