//! The two streams a person or a program reads.

use std::io::{ErrorKind, IsTerminal, Write};

use anstream::AutoStream;
use baocao::diagnostic::{self, Colour, Diagnostic, WIDTH};

use super::json;
use super::outcome::{Failure, Outcome};

/// Standard output and standard error. Colours reach a terminal only, and none
/// where `NO_COLOR` is set. A reader who leaves early (`| head`) is no error;
/// a full disk behind `>` is one.
pub struct Console {
    out: AutoStream<std::io::Stdout>,
    err: AutoStream<std::io::Stderr>,
    lost: bool,
    /// How wide a quoted line may be.
    width: usize,
}

impl Console {
    pub fn new() -> Self {
        Console { out: anstream::stdout(), err: anstream::stderr(), lost: false, width: width() }
    }

    /// What was asked for, with a line break behind it.
    pub fn say(&mut self, text: &str) {
        let written = writeln!(self.out, "{text}").and_then(|()| self.out.flush());
        self.lost |= written.is_err_and(|e| e.kind() != ErrorKind::BrokenPipe);
    }

    /// What a person should know beside it, with a line break behind it.
    pub fn tell(&mut self, text: &str) {
        // Where even this stream is broken there is nobody left to tell.
        let _ = writeln!(self.err, "{text}");
    }

    /// Whether somebody is looking at what is told.
    pub fn is_watched(&self) -> bool {
        std::io::stderr().is_terminal()
    }

    /// What is going on, in place of what this said before; without a line
    /// break, so that the next one replaces it.
    pub fn show(&mut self, text: &str) {
        let _ = write!(self.err, "\r{text}").and_then(|()| self.err.flush());
    }

    /// Findings as asked for: by `check`.
    pub fn say_findings(&mut self, findings: &[Diagnostic]) {
        if !findings.is_empty() {
            self.say(&diagnostic::render_all_within(findings, Colour::Ansi, self.width));
        }
    }

    /// Findings beside what was asked for: by `render` and `issue`.
    pub fn tell_findings(&mut self, findings: &[Diagnostic]) {
        if !findings.is_empty() {
            self.tell(&diagnostic::render_all_within(findings, Colour::Ansi, self.width));
        }
    }

    /// Why a command, or a part of it, couldn't run.
    pub fn failure(&mut self, failure: &Failure, as_json: bool) {
        if as_json {
            return self.say(&json::failure(failure));
        }
        self.tell_findings(&failure.findings);
        self.tell(&failure.message);
        for hint in &failure.hints {
            self.tell(&format!("Gợi ý: {hint}"));
        }
    }

    /// The outcome, worse where something asked for couldn't be printed.
    pub fn outcome(&mut self, outcome: Outcome) -> Outcome {
        if self.lost {
            self.tell("Không ghi được kết quả ra màn hình hoặc tệp đã chuyển hướng");
            return Outcome::CouldNotRun;
        }
        outcome
    }
}

/// The terminal's width, which `COLUMNS` overrules; a wide screen shows no more
/// of a long line than a file does.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.filter(|width| *width > 0).or_else(terminal).map_or(WIDTH, |width| width.min(WIDTH))
}
