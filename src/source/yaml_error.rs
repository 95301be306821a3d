//! The YAML parser's errors in Vietnamese: the cause by name, at the line in
//! which it stands.
//!
//! The parser stops where it can't go on, often a line behind the mistake, and
//! one kind of its errors has many causes. So the lines around are looked at for
//! what clerks do, the surest sign first; the parser's own word comes last.

mod line;

use std::ops::Range;

use granit_parser::ErrorKind;

use crate::diagnostic::Code;

use line::{Line, Lines};

/// What to type where a sentence holds what YAML takes for its own.
pub(super) const IN_QUOTES: &str =
    "đặt cả câu trong ngoặc kép \"…\" hoặc viết xuống dòng sau dấu |";

/// What to do with a line between keys that is no key.
const CONTINUED: &str = "nếu viết tiếp câu ở dòng trên thì thụt vào thêm 2 dấu cách; nếu là khóa thì gõ dấu hai \
                         chấm sau khóa";

/// What is wrong with a file that isn't YAML.
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

/// What the parser's error at byte `at` of `text` means.
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
    /// The line that the parser stopped in.
    here: Line<'a>,
    lines: Lines<'a>,
}

impl<'a> Error<'a> {
    /// The line that the parser stopped in, after the one above it: the mistake
    /// stands in either.
    fn near(&self) -> impl Iterator<Item = Line<'a>> {
        self.lines.above(self.here).into_iter().chain([self.here])
    }

    fn tab(&self) -> Option<Fault> {
        use ErrorKind as E;
        let told = matches!(
            self.kind,
            E::TabNotAllowed
                | E::TabInBlockIndentation
                | E::TabInIndentation
                | E::TabInPlainScalar
                | E::TabAtBlockScalarStart
        );
        let indented = |line: &Line<'_>| {
            let blanks = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
            line.text[..blanks].find('\t')
        };
        if let Some(column) = indented(&self.here) {
            return Some(tab_before(self.here, column));
        }
        if !told {
            return None;
        }
        let below =
            self.lines.from(self.here).take(3).find_map(|line| Some((line, indented(&line)?)));
        if let Some((line, column)) = below {
            return Some(tab_before(line, column));
        }
        let (line, column) =
            self.lines.from(self.here).find_map(|line| Some((line, line.text.find('\t')?)))?;
        let message = format!("Dòng {} có phím Tab", line.number);
        Some(Fault::new(Code::TAB, message, "thay Tab bằng một dấu cách", line.span(column, 1)))
    }

    /// A blank that only looks like one, before a line, behind its dash or its
    /// colon.
    fn odd_blank(&self) -> Option<Fault> {
        // A mark that opens a file, within one, is told apart.
        let mark = *self.kind == ErrorKind::BomInsideDocument;
        self.near().filter(|_| !mark).find_map(odd_blank)
    }

    fn missing_blank(&self) -> Option<Fault> {
        let near = self.near().find_map(missing_blank);
        // A mapping that isn't allowed may belong to such a dash in the line above.
        let lines: Vec<Line<'_>> = match self.kind {
            ErrorKind::MappingValueNotAllowed => self.near().collect(),
            _ => vec![self.here],
        };
        near.or_else(|| lines.into_iter().find_map(other_dash))
    }

    fn quote(&self) -> Option<Fault> {
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

    /// A bracket that opens and doesn't close, or the other way round.
    fn bracket(&self) -> Option<Fault> {
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

    /// A sentence that begins with a sign of YAML's.
    fn sign(&self) -> Option<Fault> {
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
        // Brackets around a whole value are a list or a map, and right.
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

    /// A colon within a sentence.
    fn colon(&self) -> Option<Fault> {
        let second = match self.here.behind_colon() {
            Some(column) => self.at >= self.here.start + column,
            // It goes on with a sentence from above.
            None => self.lines.above(self.here).is_some_and(|l| l.indent() < self.here.indent()),
        };
        let plain = !self.here.value().starts_with(['"', '\'', '|', '>', '[', '{']);
        let within = self.here.value().contains(": ") || self.here.value().ends_with(':');
        if *self.kind != ErrorKind::MappingValueNotAllowed || !second || !plain || !within {
            return None;
        }
        let message = "Trong câu có dấu hai chấm, nên bị hiểu thành hai phần";
        Some(Fault::new(Code::YAML_SYNTAX, message, IN_QUOTES, self.at..self.at + 1))
    }

    /// A line between keys that is none: its colon is missing, or it goes on with
    /// a sentence from above and stands too far left.
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

    /// A line that stands in no column of those above it.
    fn indent(&self) -> Option<Fault> {
        use ErrorKind as E;
        let fits = matches!(
            self.kind,
            E::ExpectedBlockMappingKey
                | E::ExpectedBlockSequenceEntry
                | E::ExpectedDocumentStart
                | E::MappingValueNotAllowed
                | E::InvalidIndentation
                | E::InvalidBlockScalarIndent
                | E::SimpleKeyExpected
                | E::BlockSequenceEntryNotAllowed
        );
        let above = self.lines.above(self.here).filter(|_| fits)?;
        let here = self.here.indent();
        if self.here.key().is_none() && !self.here.has_dash() {
            // It goes on with a sentence.
            return (here < above.indent()).then(|| too_far_left(self.here, above.indent()));
        }
        let columns = self.columns();
        let first = self.lines.before(self.here).last();
        if let Some(first) = first.filter(|first| here == 0 && first.indent() > 0) {
            let message = format!("Dòng {} thụt vào; khóa ngoài cùng viết sát lề", first.number);
            let hint = format!("bỏ {} dấu cách ở đầu dòng", first.indent());
            return Some(Fault::new(Code::INDENT, message, hint, first.whole()));
        }
        if columns.contains(&here) {
            return self.dash_among_keys(above);
        }
        let right = columns.iter().copied().filter(|column| *column > here).min();
        match right.filter(|_| here < above.column()) {
            Some(column) => Some(too_far_left(self.here, column)),
            None => {
                let column = columns.iter().copied().filter(|column| *column < here).max()?;
                Some(too_far_right(self.here, column))
            }
        }
    }

    /// The columns that a line of this one's kind may stand in: those of the keys,
    /// or dashes, that it can belong to.
    fn columns(&self) -> Vec<usize> {
        let dash = self.here.has_dash();
        let mut columns = Vec::new();
        let mut least = usize::MAX;
        for line in self.lines.before(self.here) {
            let column = if dash { line.indent() } else { line.column() };
            let same = if dash { line.has_dash() } else { line.key().is_some() };
            if same && column < least {
                columns.push(column);
            }
            if line.key().is_some() || line.has_dash() {
                least = least.min(line.indent().max(1));
            }
            if line.indent() == 0 {
                break;
            }
        }
        // A list may begin under the key right above.
        if dash && columns.is_empty() {
            columns.extend(self.lines.above(self.here).map(|line| line.column()));
        }
        columns
    }

    /// A dash under a key that has its value, or a key under the dashes of a list.
    fn dash_among_keys(&self, above: Line<'_>) -> Option<Fault> {
        let number = self.here.number;
        let (message, hint) = match (self.here.has_dash(), above.has_dash()) {
            (true, false) => (
                format!("Dòng {number} là một mục gạch đầu dòng, đứng lẫn giữa các khóa"),
                "mỗi mục của một danh sách bắt đầu bằng dấu gạch, thẳng hàng nhau, ngay dưới khóa của \
                 danh sách",
            ),
            (false, true) => (
                format!("Dòng {number} là một khóa, đứng lẫn giữa các mục gạch đầu dòng"),
                "nếu là mục mới thì gõ thêm dấu gạch - ở đầu; nếu thuộc mục trên thì thụt vào thêm 2 dấu \
                 cách",
            ),
            _ => return None,
        };
        Some(Fault::new(Code::INDENT, message, hint, self.here.whole()))
    }

    /// The parser's own word.
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

fn tab_before(line: Line<'_>, column: usize) -> Fault {
    let message = format!("Dòng {} thụt vào bằng phím Tab", line.number);
    Fault::new(Code::TAB, message, "thay Tab bằng 2 dấu cách cho mỗi cấp", line.span(column, 1))
}

fn too_far_left(line: Line<'_>, column: usize) -> Fault {
    let message = format!("Dòng {} thụt ít hơn dòng trên", line.number);
    let hint = format!("thêm {} dấu cách ở đầu dòng", column - line.indent());
    Fault::new(Code::INDENT, message, hint, line.whole())
}

fn too_far_right(line: Line<'_>, column: usize) -> Fault {
    let message = format!("Dòng {} thụt nhiều hơn dòng trên", line.number);
    let hint = format!(
        "bớt {} dấu cách ở đầu dòng; nếu viết tiếp câu ở dòng trên thì đặt cả câu trong ngoặc kép \"…\"",
        line.indent() - column
    );
    Fault::new(Code::INDENT, message, hint, line.whole())
}

/// What is said of a sentence that begins with a sign of YAML's.
pub(super) fn begins_with(sign: &str) -> String {
    format!("Câu mở đầu bằng {sign} bị hiểu là cú pháp của YAML")
}

/// A character that looks like a blank and is none to YAML.
pub(super) fn is_odd_blank(c: char) -> bool {
    (c.is_whitespace() && !c.is_ascii() && c != '\u{85}')
        || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn odd_blank(line: Line<'_>) -> Option<Fault> {
    let indent = line.indent();
    let behind_dash = line.text[indent..].strip_prefix('-').map(|_| indent + 1);
    let places = [
        (Some(indent), "Đầu dòng"),
        (behind_dash, "Sau dấu gạch"),
        (Some(line.column()), "Sau dấu gạch"),
        (line.behind_colon(), "Sau dấu hai chấm"),
    ];
    places.into_iter().find_map(|(column, place)| {
        let column = column?;
        let odd = line.text[column..].chars().next().filter(|c| is_odd_blank(*c))?;
        let message = format!("{place} là dấu cách không ngắt (U+{:04X})", u32::from(odd));
        let hint = "xóa rồi gõ lại dấu cách thường; chép từ Word thường gặp chỗ này";
        Some(Fault::new(Code::MISSING_BLANK, message, hint, line.span(column, odd.len_utf8())))
    })
}

fn missing_blank(line: Line<'_>) -> Option<Fault> {
    if let Some((key, value)) = colon_without_blank(&line.text[line.column()..]) {
        let message = format!("Thiếu dấu cách sau `{key}:`");
        let span = line.span(line.column(), key.len() + 1);
        return Some(Fault::new(
            Code::MISSING_BLANK,
            message,
            format!("gõ `{key}: {}`", shortened(value)),
            span,
        ));
    }
    let rest = line.body().strip_prefix('-')?;
    let first = rest.chars().next()?;
    // `-5` is a number, `---` a mark of YAML's.
    if !first.is_alphabetic() || !line.body().contains(": ") {
        return None;
    }
    let hint = format!("gõ `- {}`", shortened(rest));
    Some(Fault::new(
        Code::MISSING_BLANK,
        "Thiếu dấu cách sau dấu gạch",
        hint,
        line.span(line.indent(), 1),
    ))
}

/// A key of a map in braces that lacks but the blank behind its colon:
/// `{type:năm}`.
pub(super) fn in_braces(key: &str) -> Option<(Code, String, String)> {
    let (key, value) = colon_without_blank(key)?;
    let hint = format!("gõ `{key}: {}`", shortened(value));
    Some((Code::MISSING_BLANK, format!("Thiếu dấu cách sau `{key}:`"), hint))
}

/// An item that begins with Word's dash or bullet, which only looks like YAML's.
fn other_dash(line: Line<'_>) -> Option<Fault> {
    let body = line.body();
    let mark = body.chars().next().filter(|c| "–—−‑‐•·▪●".contains(*c))?;
    let rest = body[mark.len_utf8()..].trim_start_matches(|c| c == ' ' || is_odd_blank(c));
    let message = format!("Mục mở đầu bằng “{mark}”, không phải dấu gạch nối của bàn phím");
    let hint = format!("gõ `- {}`", shortened(rest));
    Some(Fault::new(Code::MISSING_BLANK, message, hint, line.span(line.indent(), mark.len_utf8())))
}

/// What to say of a text that stands where keys or a list are due, since the
/// blank is missing that would make it one of these: the code, the message and
/// what to type. `is_key` knows the keys.
pub(crate) fn taken_for_text(
    text: &str,
    is_key: impl Fn(&str) -> bool,
) -> Option<(Code, String, String)> {
    let lines = Lines::of(text);
    let first = lines.at(0);
    let of_dash = |first: Line<'_>| {
        let rest = first.text.strip_prefix('-')?;
        let odd = rest.trim_start_matches(is_odd_blank);
        let typed = odd.starts_with(char::is_alphabetic).then_some(odd)?;
        let hint = format!("gõ `- {}`", shortened(typed.trim_end()));
        Some(Fault::new(Code::MISSING_BLANK, "Thiếu dấu cách sau dấu gạch", hint, first.whole()))
    };
    let key = first.key().is_some_and(is_key);
    let fault = match key {
        true => odd_blank(first).or_else(|| missing_blank(first)),
        false => other_dash(first).or_else(|| of_dash(first)),
    };
    fault.map(|fault| (fault.code, fault.message, fault.hint))
}

/// `ordinal:IV` → `ordinal`, `IV`. An address (`https://…`) and a time (`8:30`)
/// are none.
fn colon_without_blank(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(':')?;
    let word = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let value = value.trim_end();
    let blank = value.is_empty() || value.starts_with([' ', '\t', '/', ':']);
    (word && !blank).then_some((key, value))
}

/// The beginning of what was typed, to be typed again.
fn shortened(typed: &str) -> String {
    const LONGEST: usize = 40;
    let start: String = typed.chars().take(LONGEST).collect();
    if start.len() < typed.len() { format!("{} …", start.trim_end()) } else { start }
}

/// The sign that a value begins with, if YAML takes it for its own.
fn opening_sign(value: &str) -> Option<char> {
    let first = value.chars().next()?;
    let sign =
        matches!(first, '%' | '@' | '`' | '*' | '&' | '!' | '[' | ']' | '{' | '}' | ',' | '?');
    (sign || value.starts_with("- ")).then_some(first)
}

/// What stands behind the bracket that closes the one a value begins with.
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

/// The quotation mark that a value begins with and doesn't end.
fn unclosed(value: &str, marks: &[char]) -> Option<char> {
    let mark = value.chars().next().filter(|c| marks.contains(c))?;
    (!value[1..].contains(mark)).then_some(mark)
}

/// A bracket that a value begins with and doesn't close, and what closes it.
fn open_bracket(value: &str) -> Option<(char, char)> {
    let (open, close) = match value.chars().next()? {
        '[' => ('[', ']'),
        '{' => ('{', '}'),
        _ => return None,
    };
    behind_brackets(value, open, close).is_none().then_some((open, close))
}
