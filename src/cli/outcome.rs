//! How a run ended.

use std::process::ExitCode;

use baocao::diagnostic::Diagnostic;
use baocao::{Error, ErrorKind};

/// How a run ended, the better first: a run of many parts ends like its worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// All well.
    Well,
    /// Some documents or checks failed.
    Faulty,
    /// The command, or a part of it, couldn't run at all.
    CouldNotRun,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Well => 0,
            Outcome::Faulty => 1,
            Outcome::CouldNotRun => 2,
        })
    }
}

/// What became of a run that an error ended: a fault of a template spoils the
/// paper that was asked for, anything else the whole command.
impl From<ErrorKind> for Outcome {
    fn from(kind: ErrorKind) -> Outcome {
        match kind {
            ErrorKind::Template | ErrorKind::Typesetting | ErrorKind::Export => Outcome::Faulty,
            _ => Outcome::CouldNotRun,
        }
    }
}

/// Why a command couldn't run: a Vietnamese sentence, and what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    pub message: String,
    pub hints: Vec<String>,
    /// Findings in the words of the command line itself (`--set`).
    pub findings: Vec<Diagnostic>,
    /// What becomes of the run.
    pub outcome: Outcome,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure { outcome: error.kind().into(), ..Failure::new(error.to_string()) }
    }
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Self {
        let (hints, findings) = (Vec::new(), Vec::new());
        Failure { message: message.into(), hints, findings, outcome: Outcome::CouldNotRun }
    }

    /// The same with words in front: of what.
    pub fn of_what(self, what: impl std::fmt::Display) -> Self {
        Failure { message: format!("{what}: {}", self.message), ..self }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}
