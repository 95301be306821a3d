//! The two streams a person or a program reads.

use std::io::{ErrorKind, IsTerminal, Write};

use anstream::AutoStream;
use baocao::diagnostic::{Colour, Diagnostic, Severity, WIDTH, render_within, visible};
use baocao::vietnamese::Number;

use super::json;
use super::outcome::{Failure, Outcome};

/// Standard output and standard error. Colours reach a terminal only, and none
/// where `NO_COLOR` is set. A reader who leaves early (`| head`) is no error;
/// a full disk behind `>` is one. What a terminal would obey in a name or a text
/// is spelled out here, in every message.
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
        self.say_styled(&visible(text));
    }

    /// The same, of text that holds colours of ours and nobody else's words.
    pub fn say_styled(&mut self, text: &str) {
        let written = writeln!(self.out, "{text}").and_then(|()| self.out.flush());
        self.lost |= written.is_err_and(|e| e.kind() != ErrorKind::BrokenPipe);
    }

    /// What a person should know beside it, with a line break behind it.
    pub fn tell(&mut self, text: &str) {
        self.tell_styled(&visible(text));
    }

    /// The same, of text that holds colours of ours and nobody else's words.
    pub fn tell_styled(&mut self, text: &str) {
        // Where even this stream is broken there is nobody left to tell.
        let _ = writeln!(self.err, "{text}");
    }

    /// Whether somebody is looking at what is told.
    pub fn is_watched(&self) -> bool {
        std::io::stderr().is_terminal()
    }

    /// How wide the terminal is now: somebody may have drawn its window smaller.
    pub fn columns(&self) -> usize {
        terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
    }

    /// What is going on, in place of what this said before; without a line
    /// break, so that the next one replaces it.
    pub fn show(&mut self, text: &str) {
        let _ = write!(self.err, "\r{}", visible(text)).and_then(|()| self.err.flush());
    }

    /// Takes away what was shown, so many columns wide.
    pub fn wipe(&mut self, width: usize) {
        let _ = write!(self.err, "\r{:width$}\r", "").and_then(|()| self.err.flush());
    }

    /// Findings as asked for: by `check`.
    pub fn say_findings(&mut self, findings: &[Diagnostic]) {
        if !findings.is_empty() {
            self.say_styled(&self.text_of(findings));
        }
    }

    /// Findings beside what was asked for: by `render` and `issue`.
    pub fn tell_findings(&mut self, findings: &[Diagnostic]) {
        if !findings.is_empty() {
            self.tell_styled(&self.text_of(findings));
        }
    }

    /// Findings as text, an empty line between two: the weightiest where they
    /// are too many to be read, with how many there are besides.
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

/// How many findings are shown of one dossier.
const MOST_SHOWN: usize = 100;

/// The weightiest findings, as many as are shown, in the order they came in.
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

/// The terminal's width, which `COLUMNS` overrules; a wide screen shows no more
/// of a long line than a file does.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.filter(|width| *width > 0).or_else(terminal).map_or(WIDTH, |width| width.min(WIDTH))
}
