//! The outcome of a run.

use std::process::ExitCode;

use baocao::diagnostic::Diagnostic;
use baocao::{Error, ErrorKind};

/// The outcome of a run, better ones first: a run of several parts has the outcome of the
/// worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// No faults.
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

/// The outcome of a run ended by an error: a template fault affects the requested paper, any
/// other error the whole command.
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
    /// Findings about the command line itself (`--set`).
    pub findings: Vec<Diagnostic>,
    /// The outcome of the run.
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

    /// The same with a prefix that names the subject.
    pub fn of_what(self, what: impl std::fmt::Display) -> Self {
        Failure { message: format!("{what}: {}", self.message), ..self }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}
