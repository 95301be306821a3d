//! The lines of a manifest (bảng kê): one JSON object each.
//!
//! They hold no personal values: a finding is its code, its place and the
//! rule's own words, never what somebody typed.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::Status;
use crate::explain;
use crate::export::Format;

use super::input::Whereabouts;
use super::{Digest, Shard, Source};

/// A line of a manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AnyLine {
    Run(RunLine),
    Unit(UnitLine),
}

/// What the units' lines were made of: the first line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunLine {
    /// The manifest's own version.
    pub format: u32,
    /// The program's version.
    pub version: String,
    /// What all units share: templates, regimes, fonts, base, options, version.
    pub settings: Digest,
    /// The share of the units that this run makes.
    pub shard: Shard,
    /// Units of the shard.
    pub units: usize,
    /// Units of all shards together.
    pub total: usize,
    /// The hash of all their ids: shards of one batch agree in it.
    pub roll: Digest,
}

/// What became of one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitLine {
    /// Its id.
    pub unit: String,
    /// The file, the line of standard input or the row that it was read from.
    pub source: String,
    /// How it ended.
    pub status: UnitStatus,
    /// Why not even a paper could be tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The hash of the source's bytes, or of the row's cells; none where it couldn't be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Digest>,
    /// The hash of what it shares with the others, as in the first line.
    pub settings: Digest,
    /// How many findings of each weight its dossier has.
    pub findings: Counts,
    /// The first findings, the weightier first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Finding>,
    /// The papers that were wanted, in their order.
    pub papers: Vec<PaperEntry>,
    /// Milliseconds of work.
    pub ms: u64,
    /// Making it ended the whole program, more than once: it is passed over
    /// until its data or the settings change, or failed units are asked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended_program: bool,
    /// The unit wasn't among the last run's inputs; the line tells of an
    /// earlier one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub absent: bool,
}

/// The better first: a unit is like the worst of its papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitStatus {
    /// All its papers are written.
    Written,
    /// What the dossier says doesn't let a paper leave: its writer has to mend it.
    Refused,
    /// Something else went wrong: a file, the disk, a template.
    Failed,
}

/// How a paper ended: in the same ways as a unit.
pub type PaperStatus = UnitStatus;

/// How many findings of each weight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Those that stop signing and issuing.
    pub errors: usize,
    /// Those to look at again.
    pub warnings: usize,
    /// Those that are only worth knowing.
    pub notes: usize,
}

/// A finding without what somebody typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's code, `BC031`.
    pub code: String,
    /// The weight's name as in `--json`: `error`.
    pub severity: String,
    /// Where it stands, if not in the unit's source: the base, `--set`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The cell of the unit's row: `C14`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// Line and column, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The column in that line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The code's rule, in its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// One paper of a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaperEntry {
    /// Its id.
    pub paper: String,
    /// How it ended.
    pub status: PaperStatus,
    /// Its state: dự thảo, trình ký, ban hành.
    pub state: String,
    /// Where the PDF is inside the output folder, with `/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The hash of the PDF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<Digest>,
    /// Its files in other formats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileEntry>,
    /// How many pages it has, where it was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// Why it isn't written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The code of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// One file of a paper that isn't its PDF.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileEntry {
    /// What it was made as: `docx`.
    pub format: String,
    /// Where it is inside the output folder, with `/`.
    pub file: String,
    /// Its hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<Digest>,
}

/// How many findings a line holds.
const MOST_FINDINGS: usize = 5;

impl UnitLine {
    /// Takes what was found down.
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

    /// Whether nothing is left to do about it but what findings ask for.
    pub fn is_written(&self) -> bool {
        self.status == UnitStatus::Written
    }

    /// The reason in one short line: the unit's, the first paper's, the first
    /// finding's.
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
    /// A paper that nothing has become of yet.
    pub fn new(paper: &str, state: Status) -> Self {
        PaperEntry {
            paper: paper.to_owned(),
            status: UnitStatus::Failed,
            state: state.word().to_owned(),
            file: None,
            sha256: None,
            files: Vec::new(),
            pages: None,
            message: None,
            code: None,
        }
    }

    /// Takes a file of the paper down, by its name below the output folder; without a
    /// hash where it is only meant to be written.
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

    /// The paper isn't written, and why.
    pub fn ends(self, status: PaperStatus, why: &Diagnostic) -> Self {
        let (message, code) = (Some(why.message.clone()), Some(why.code.to_string()));
        PaperEntry { status, message, code, ..self }
    }

    /// The same where the dossier isn't the reason: a file, the disk, a template.
    pub fn fails(self, message: impl Into<String>) -> Self {
        self.ends(UnitStatus::Failed, &Diagnostic::error(Code::BATCH_FAILED, message))
    }
}

impl AnyLine {
    /// The line with its break. Nothing in it can fail to be JSON.
    pub fn write(&self) -> String {
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
    }
}
