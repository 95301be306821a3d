//! YAML indicators at the beginning of a value: quotation marks, brackets, `|`, `>`, `*`, `%`
//! …

use granit_parser::ErrorKind;

use crate::diagnostic::Code;

use super::line::Line;
use super::{Error, Fault};

/// The advice on a sentence with a YAML indicator.
pub(in crate::source) const IN_QUOTES: &str =
    "đặt cả câu trong ngoặc kép \"…\" hoặc viết xuống dòng sau dấu |";

impl Error<'_> {
    pub(super) fn quote(&self) -> Option<Fault> {
        use ErrorKind as E;
        match self.kind {
            E::InvalidTrailingDoubleQuotedScalar | E::InvalidTrailingSingleQuotedScalar => {
                Some(Fault::new(
                    Code::OPEN_QUOTE,
                    "Sau dấu ngoặc kép đóng còn chữ",
                    "đặt cả câu trong ngoặc kép, trích dẫn bên trong dùng ngoặc kép cong “…”; hoặc viết \
                     xuống dòng sau dấu |",
                    self.at..self.at + 1,
                ))
            }
            E::UnclosedQuotedScalar
            | E::InvalidQuotedScalarIndent
            | E::DocumentIndicatorInQuotedScalar => {
                let opens = |line: &Line<'_>| unclosed(line.value(), &['"', '\'']).is_some();
                let from = [self.here].into_iter().chain(self.lines.before(self.here));
                let line = from.into_iter().find(opens)?;
                let mark = unclosed(line.value(), &['"', '\''])?;
                let number = line.number;
                Some(Fault::new(
                    Code::OPEN_QUOTE,
                    format!("Dòng {number} mở dấu {mark} mà không đóng"),
                    format!(
                        "thêm {mark} ở cuối dòng {number}; trích dẫn trong câu thì dùng ngoặc kép cong “…”"
                    ),
                    line.span_of(line.value()),
                ))
            }
            E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape => Some(Fault::new(
                Code::OPEN_QUOTE,
                "Dấu \\ trong ngoặc kép là cú pháp của YAML",
                "viết hai dấu \\\\, hoặc dùng ngoặc đơn '…'",
                self.at..self.at + 1,
            )),
            _ => None,
        }
    }

    /// A bracket that is opened and not closed, or the reverse.
    pub(super) fn bracket(&self) -> Option<Fault> {
        use ErrorKind as E;
        let flow = matches!(
            self.kind,
            E::UnexpectedEofFlowSequence
                | E::UnexpectedEofFlowMapping
                | E::UnexpectedEofImplicitFlowMapping
                | E::UnclosedFlowCollection { .. }
                | E::MismatchedFlowCollectionEnd { .. }
                | E::ExpectedFlowMappingSeparator
                | E::ExpectedFlowSequenceSeparator
                | E::InvalidColonPlacement
                | E::InvalidFlowScalarIndent
                | E::BlockEntryInFlowCollection
        );
        if !flow {
            return None;
        }
        let from = [self.here].into_iter().chain(self.lines.before(self.here)).take(20);
        let opener = from.into_iter().find_map(|line| Some((line, open_bracket(line.value())?)));
        let mismatched = matches!(self.kind, E::MismatchedFlowCollectionEnd { .. });
        Some(match opener.filter(|_| !mismatched) {
            Some((line, (open, close))) => {
                let number = line.number;
                Fault::new(
                    Code::YAML_SIGN,
                    format!("Dòng {number} mở dấu {open} mà không đóng"),
                    format!("thêm {close} ở cuối dòng {number}; nếu là một câu thì {IN_QUOTES}"),
                    line.span_of(line.value()),
                )
            }
            None => Fault::new(
                Code::YAML_SIGN,
                "Ngoặc { } hoặc [ ] không khớp",
                "bỏ ngoặc, viết xuống dòng: mỗi khóa một dòng, mỗi mục một dòng bắt đầu bằng dấu gạch -",
                self.at..self.at + 1,
            ),
        })
    }

    /// A sentence that begins with a YAML indicator.
    pub(super) fn sign(&self) -> Option<Fault> {
        let value = self.here.value();
        let span = self.here.span_of(value);
        if let Some(rest) = value.strip_prefix('|').filter(|_| self.is_header()) {
            let (message, hint) = match rest.trim() {
                "" => return None,
                _ => (
                    "Câu viết liền sau dấu |",
                    "xuống dòng sau dấu |, câu thụt vào thêm 2 dấu cách; hoặc bỏ dấu |",
                ),
            };
            return Some(Fault::new(Code::YAML_SIGN, message, hint, span));
        }
        if value.starts_with('>') && self.is_header() {
            let hint = "đặt cả câu trong ngoặc kép \"…\", hoặc viết bằng chữ: trên, từ … trở lên";
            return Some(Fault::new(Code::YAML_SIGN, begins_with(">"), hint, span));
        }
        let sign = opening_sign(value)?;
        let mark = if value.starts_with("{{") { "{{".to_owned() } else { sign.to_string() };
        // Brackets around a whole value are a correct list or map.
        let closed = match sign {
            '[' => behind_brackets(value, '[', ']'),
            '{' => behind_brackets(value, '{', '}'),
            _ => Some("x"),
        };
        closed.filter(|rest| !rest.is_empty())?;
        Some(Fault::new(Code::YAML_SIGN, begins_with(&mark), IN_QUOTES, span))
    }

    fn is_header(&self) -> bool {
        matches!(self.kind, ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent)
    }
}

/// The message on a sentence that begins with a YAML indicator.
pub(in crate::source) fn begins_with(sign: &str) -> String {
    format!("Câu mở đầu bằng {sign} bị hiểu là cú pháp của YAML")
}

/// The YAML indicator that a value begins with, if any.
fn opening_sign(value: &str) -> Option<char> {
    let first = value.chars().next()?;
    let sign =
        matches!(first, '%' | '@' | '`' | '*' | '&' | '!' | '[' | ']' | '{' | '}' | ',' | '?');
    (sign || value.starts_with("- ")).then_some(first)
}

/// The text after the bracket that closes the one a value begins with.
fn behind_brackets(value: &str, open: char, close: char) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, c) in value.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                let rest = value[at + c.len_utf8()..].trim_start();
                return Some(if rest.starts_with('#') { "" } else { rest });
            }
        }
    }
    None
}

/// The unclosed quotation mark that a value begins with.
fn unclosed(value: &str, marks: &[char]) -> Option<char> {
    let mark = value.chars().next().filter(|c| marks.contains(c))?;
    (!value[1..].contains(mark)).then_some(mark)
}

/// The unclosed bracket that a value begins with, and its counterpart.
fn open_bracket(value: &str) -> Option<(char, char)> {
    let (open, close) = match value.chars().next()? {
        '[' => ('[', ']'),
        '{' => ('{', '}'),
        _ => return None,
    };
    behind_brackets(value, open, close).is_none().then_some((open, close))
}
