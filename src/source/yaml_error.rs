//! The YAML parser's errors in Vietnamese, with the cause that is likeliest in
//! Vietnamese prose.

use granit_parser::ErrorKind;

/// A message and a hint for an error at byte `at` of `text`.
pub(super) fn explain(kind: &ErrorKind, text: &str, at: usize) -> (&'static str, String) {
    let (message, hint) = general(kind);
    (message, cause(text, at).unwrap_or_else(|| hint.to_owned()))
}

/// Looks at the line of a syntax error, and at the one above it, for the traps
/// of Vietnamese prose.
fn cause(text: &str, at: usize) -> Option<String> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let above = text[..start].trim_end().lines().last().unwrap_or_default().trim();
    let line = text[start..].lines().next().unwrap_or_default().trim();
    let line = if line.is_empty() { above } else { line };
    if line.contains('\t') {
        return Some("dòng có phím Tab; YAML chỉ dùng dấu cách để thụt dòng".into());
    }
    of_value(value_of(line)).or_else(|| unclosed(value_of(above)))
}

/// What stands behind the key or the dash of a line.
fn value_of(line: &str) -> &str {
    match line.split_once(": ") {
        Some((_, value)) => value.trim(),
        None => line.trim_start_matches("- "),
    }
}

fn of_value(value: &str) -> Option<String> {
    let first = value.chars().next()?;
    if first == '"' && value[1..].find('"').is_some_and(|i| !value[i + 2..].trim_start().is_empty())
    {
        return Some(
            "sau dấu ngoặc kép đóng còn chữ; dùng ngoặc kép cong “…” hoặc viết xuống dòng sau dấu |"
                .into(),
        );
    }
    if !matches!(first, '"' | '\'' | '|' | '>' | '[' | '{') && value.contains(": ") {
        return Some(
            "trong câu có dấu hai chấm; đặt cả câu trong ngoặc kép \"…\" hoặc viết xuống dòng sau dấu |"
                .into(),
        );
    }
    if matches!(first, '%' | '@' | '`' | '*' | '&' | '!' | ']' | '}' | ',') {
        return Some(format!(
            "câu bắt đầu bằng {first} là cú pháp của YAML; đặt cả câu trong ngoặc kép \"…\""
        ));
    }
    None
}

/// Something that the line above opens and doesn't close.
fn unclosed(value: &str) -> Option<String> {
    let (open, close) = match value.chars().next()? {
        '"' => ('"', '"'),
        '\'' => ('\'', '\''),
        '[' => ('[', ']'),
        '{' => ('{', '}'),
        _ => return None,
    };
    (!value[1..].contains(close))
        .then(|| format!("dòng trên mở dấu {open} mà không đóng; thêm {close} ở cuối dòng đó"))
}

fn general(kind: &ErrorKind) -> (&'static str, &'static str) {
    use ErrorKind as E;
    match kind {
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart => {
            ("Dòng thụt vào bằng phím Tab", "thay Tab bằng dấu cách, mỗi cấp hai dấu cách")
        }
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => (
            "Dấu ngoặc kép mở mà không đóng",
            "thêm dấu ngoặc kép ở cuối câu; trích dẫn trong câu thì dùng ngoặc kép cong “…”",
        ),
        E::InvalidTrailingDoubleQuotedScalar | E::InvalidTrailingSingleQuotedScalar => (
            "Sau dấu ngoặc kép đóng còn chữ",
            "dùng ngoặc kép cong “…” hoặc viết xuống dòng sau dấu |",
        ),
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnclosedFlowCollection { .. }
        | E::MismatchedFlowCollectionEnd { .. }
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator => (
            "Ngoặc { } hoặc [ ] không khớp",
            "bỏ ngoặc, viết xuống dòng: mỗi khóa một dòng, mỗi mục một dòng bắt đầu bằng dấu gạch -",
        ),
        E::UnknownAnchor => (
            "Câu bắt đầu bằng dấu * là tham chiếu của YAML, không phải chữ",
            "đặt cả câu trong ngoặc kép \"…\"",
        ),
        E::BomInsideDocument => (
            "Có ký tự ẩn (U+FEFF) ở giữa tệp",
            "xóa và gõ lại chỗ này; hai tệp ghép làm một thì tách ra",
        ),
        E::RecursionLimitExceeded => ("Hồ sơ lồng quá sâu", "kiểm tra các ngoặc [ ] và { }"),
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape => (
            "Dấu \\ trong ngoặc kép là cú pháp của YAML",
            "viết hai dấu \\\\, hoặc dùng ngoặc đơn '…'",
        ),
        E::UnexpectedCharacter { .. } => {
            ("Ký tự này không mở đầu một giá trị được", "đặt cả câu trong ngoặc kép \"…\"")
        }
        _ => (
            "YAML không đọc được từ chỗ này",
            "kiểm tra: thụt dòng thẳng hàng, sau dấu hai chấm có dấu cách, mỗi khóa một dòng",
        ),
    }
}
