//! The YAML parser's errors in Vietnamese: the cause, at its line.
//!
//! The parser stops where it can't continue, often a line after the mistake, and one kind of
//! its errors has many causes. So the lines around are searched for common mistakes, the most
//! certain sign first; the parser's own message comes last.

mod blank;
mod indent;
mod line;
mod sign;

use std::ops::Range;

use granit_parser::ErrorKind;

use crate::diagnostic::Code;

pub(crate) use blank::taken_for_text;
pub(super) use blank::{in_braces, is_odd_blank};
pub(super) use sign::{IN_QUOTES, begins_with};

use indent::too_far_left;
use line::{Line, Lines};

/// The advice on a line between keys that isn't a key.
const CONTINUED: &str = "nếu viết tiếp câu ở dòng trên thì thụt vào thêm 2 dấu cách; nếu là khóa thì gõ dấu hai \
                         chấm sau khóa";

/// The fault of a file that isn't YAML.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub code: Code,
    pub message: String,
    pub hint: String,
    pub span: Range<usize>,
}

impl Fault {
    fn new(
        code: Code,
        message: impl Into<String>,
        hint: impl Into<String>,
        span: Range<usize>,
    ) -> Self {
        Fault { code, message: message.into(), hint: hint.into(), span }
    }
}

/// The meaning of the parser's error at byte `at` of `text`.
pub(super) fn explain(kind: &ErrorKind, text: &str, at: usize) -> Fault {
    let at = text.floor_char_boundary(at.min(text.len()));
    let lines = Lines::of(text);
    let error = Error { kind, at, here: lines.at(at), lines };
    error
        .tab()
        .or_else(|| error.odd_blank())
        .or_else(|| error.missing_blank())
        .or_else(|| error.quote())
        .or_else(|| error.bracket())
        .or_else(|| error.sign())
        .or_else(|| error.colon())
        .or_else(|| error.missing_colon())
        .or_else(|| error.indent())
        .unwrap_or_else(|| error.general())
}

/// An error with the lines around it.
struct Error<'a> {
    kind: &'a ErrorKind,
    at: usize,
    /// The line in which the parser stopped.
    here: Line<'a>,
    lines: Lines<'a>,
}

impl<'a> Error<'a> {
    /// The line in which the parser stopped, preceded by the one above: the mistake is in
    /// either.
    fn near(&self) -> impl Iterator<Item = Line<'a>> {
        self.lines.above(self.here).into_iter().chain([self.here])
    }

    /// A colon within a sentence.
    fn colon(&self) -> Option<Fault> {
        let second = match self.here.behind_colon() {
            Some(column) => self.at >= self.here.start + column,
            // It continues a sentence from above.
            None => self.lines.above(self.here).is_some_and(|l| l.indent() < self.here.indent()),
        };
        let plain = !self.here.value().starts_with(['"', '\'', '|', '>', '[', '{']);
        let within = self.here.value().contains(": ") || self.here.value().ends_with(':');
        if *self.kind != ErrorKind::MappingValueNotAllowed || !second || !plain || !within {
            return None;
        }
        let message = "Trong câu có dấu hai chấm, nên bị hiểu thành hai phần";
        Some(Fault::new(Code::COLON_IN_SENTENCE, message, IN_QUOTES, self.at..self.at + 1))
    }

    /// A line between keys that isn't one: its colon is missing, or it continues a sentence
    /// from above and is indented too little.
    fn missing_colon(&self) -> Option<Fault> {
        let bare = |line: &Line<'a>| {
            line.key().is_none() && !line.has_dash() && !line.value().contains(": ")
        };
        let line = match self.kind {
            ErrorKind::MappingValueNotAllowed => {
                let above = self.lines.above(self.here).filter(bare)?;
                (above.indent() >= self.here.indent()).then_some(above)?
            }
            ErrorKind::SimpleKeyExpected => Some(self.here).filter(bare)?,
            _ => return None,
        };
        let above = self.lines.above(line);
        if let Some(above) = above.filter(|above| above.indent() > line.indent() && bare(above)) {
            return Some(too_far_left(line, above.indent()));
        }
        if line.body().chars().all(|c| "-=_*~".contains(c)) {
            let message = format!("Dòng {} là đường kẻ, không phải nội dung", line.number);
            return Some(Fault::new(
                Code::YAML_SYNTAX,
                message,
                "xóa, hoặc gõ thêm # ở đầu dòng",
                line.whole(),
            ));
        }
        let is_word = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let hint = match line.body().split_once('=') {
            None if is_word(line.body()) => format!("gõ `{}:`", line.body()),
            Some((key, value)) if is_word(key.trim()) => {
                format!("gõ `{}: {}`", key.trim(), shortened(value.trim()))
            }
            _ => CONTINUED.to_owned(),
        };
        let message = format!("Dòng {} không có dấu hai chấm", line.number);
        Some(Fault::new(Code::MISSING_BLANK, message, hint, line.whole()))
    }

    /// The parser's own message.
    fn general(&self) -> Fault {
        use ErrorKind as E;
        let (code, message, hint) = match self.kind {
            E::UnknownAnchor | E::MissingAnchorOrAliasName => {
                (Code::YAML_SIGN, "Dấu * hoặc & ở đây bị hiểu là cú pháp của YAML", IN_QUOTES)
            }
            E::BomInsideDocument => (
                Code::YAML_SYNTAX,
                "Có ký tự ẩn (U+FEFF) ở giữa tệp",
                "xóa và gõ lại chỗ này; hai tệp ghép làm một thì tách ra",
            ),
            E::RecursionLimitExceeded => {
                (Code::UNREADABLE_FILE, "Hồ sơ lồng quá sâu", "kiểm tra các ngoặc [ ] và { }")
            }
            E::UnexpectedCharacter { .. } => {
                (Code::YAML_SIGN, "Ký tự này không mở đầu một giá trị được", IN_QUOTES)
            }
            _ => (
                Code::YAML_SYNTAX,
                "YAML không đọc được từ chỗ này",
                "kiểm tra: thụt dòng thẳng hàng, sau dấu hai chấm có dấu cách, mỗi khóa một dòng",
            ),
        };
        Fault::new(code, message, hint, self.at..self.at + 1)
    }
}

/// The beginning of the typed text, for a message.
fn shortened(typed: &str) -> String {
    const LONGEST: usize = 40;
    let start: String = typed.chars().take(LONGEST).collect();
    if start.len() < typed.len() { format!("{} …", start.trim_end()) } else { start }
}
