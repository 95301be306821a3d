//! Standard output and standard error, for a person or a program.

use std::io::{ErrorKind, IsTerminal, Write};

use anstream::AutoStream;
use baocao::diagnostic::{Colour, Diagnostic, Severity, WIDTH, render_within, visible};
use baocao::vietnamese::Number;

use super::json;
use super::outcome::{Failure, Outcome};

/// Standard output and standard error. Colours are written to a terminal only, and not if
/// `NO_COLOR` is set. A reader that closes the pipe early (`| head`) is no error; a full disk
/// is one. Control characters in names and texts are escaped here, in every message.
pub struct Console {
    out: AutoStream<std::io::Stdout>,
    err: AutoStream<std::io::Stderr>,
    lost: bool,
    /// The maximum width of a quoted line, in columns.
    width: usize,
}

impl Console {
    pub fn new() -> Self {
        Console { out: anstream::stdout(), err: anstream::stderr(), lost: false, width: width() }
    }

    /// Prints requested output, with a line break.
    pub fn say(&mut self, text: &str) {
        self.say_styled(&visible(text));
    }

    /// The same for text with colours of ours and without foreign text.
    pub fn say_styled(&mut self, text: &str) {
        let written = writeln!(self.out, "{text}").and_then(|()| self.out.flush());
        self.lost |= written.is_err_and(|e| e.kind() != ErrorKind::BrokenPipe);
    }

    /// Prints additional information for a person, with a line break.
    pub fn tell(&mut self, text: &str) {
        self.tell_styled(&visible(text));
    }

    /// The same for text with colours of ours and without foreign text.
    pub fn tell_styled(&mut self, text: &str) {
        // If this stream is broken too, nothing can be reported.
        let _ = writeln!(self.err, "{text}");
    }

    /// Whether standard error is a terminal.
    pub fn is_watched(&self) -> bool {
        std::io::stderr().is_terminal()
    }

    /// The current width of the terminal, which may have been resized.
    pub fn columns(&self) -> usize {
        terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
    }

    /// Shows the progress in place of the last one; without a line break, so that the next
    /// one replaces it.
    pub fn show(&mut self, text: &str) {
        let _ = write!(self.err, "\r{}", visible(text)).and_then(|()| self.err.flush());
    }

    /// Erases what was shown, this many columns wide.
    pub fn wipe(&mut self, width: usize) {
        let _ = write!(self.err, "\r{:width$}\r", "").and_then(|()| self.err.flush());
    }

    /// Prints findings as requested output: for `check`.
    pub fn say_findings(&mut self, findings: &[Diagnostic]) {
        if !findings.is_empty() {
            self.say_styled(&self.text_of(findings));
        }
    }

    /// Prints findings as additional information: for `render` and `issue`.
    pub fn tell_findings(&mut self, findings: &[Diagnostic]) {
        if !findings.is_empty() {
            self.tell_styled(&self.text_of(findings));
        }
    }

    /// Findings as text, separated by empty lines: the most severe ones if there are too
    /// many, with the number of the others.
    fn text_of(&self, findings: &[Diagnostic]) -> String {
        let shown = weightiest(findings);
        let render =
            |finding: &&Diagnostic| render_within(finding, Colour::Ansi, self.width) + "\n";
        let mut text = shown.iter().map(render).collect::<Vec<_>>().join("\n");
        if let Some(rest) = findings.len().checked_sub(shown.len()).filter(|rest| *rest > 0) {
            let rest = u32::try_from(rest)
                .map_or_else(|_| rest.to_string(), |n| Number::from(n).to_string());
            text += &format!(
                "\nCòn {rest} chỗ nữa không in ở đây. Sửa các chỗ trên rồi chạy lại; xem tất cả: thêm --json\n"
            );
        }
        text
    }

    /// Reports why a command, or a part of it, couldn't run.
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

    /// The outcome, made worse if requested output couldn't be printed.
    pub fn outcome(&mut self, outcome: Outcome) -> Outcome {
        if self.lost {
            self.tell("Không ghi được kết quả ra màn hình hoặc tệp đã chuyển hướng");
            return Outcome::CouldNotRun;
        }
        outcome
    }
}

/// The most findings shown for one dossier.
const MOST_SHOWN: usize = 100;

/// The most severe findings, up to the limit, in their original order.
fn weightiest(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut left = MOST_SHOWN;
    let mut shown = vec![false; findings.len()];
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_weight = findings.iter().zip(&mut shown).filter(|(f, _)| f.severity == severity);
        for (_, shown) in of_weight.take(left) {
            *shown = true;
            left -= 1;
        }
    }
    findings.iter().zip(shown).filter(|(_, shown)| *shown).map(|(finding, _)| finding).collect()
}

/// The terminal's width, overridden by `COLUMNS`; limited to the width used for files.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.filter(|width| *width > 0).or_else(terminal).map_or(WIDTH, |width| width.min(WIDTH))
}
