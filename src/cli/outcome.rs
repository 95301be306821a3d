//! How a run ended.

use std::process::ExitCode;

use baocao::diagnostic::Diagnostic;

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

/// Why a command couldn't run: a Vietnamese sentence, and what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    pub message: String,
    pub hints: Vec<String>,
    /// Findings in the words of the command line itself (`--set`).
    pub findings: Vec<Diagnostic>,
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Self {
        Failure { message: message.into(), hints: Vec::new(), findings: Vec::new() }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}
