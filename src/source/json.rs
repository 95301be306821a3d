//! A line of JSON → tree.
//!
//! JSON is a subset of YAML's flow style, so it is read by the YAML reader, with the same
//! limits and places. The difference is in numbers: a JSON number is unambiguous, so it is
//! converted to the Vietnamese notation, and `8.5` isn't refused as ambiguous.

use std::sync::Arc;

use serde::de::IgnoredAny;

use crate::diagnostic::{Code, Diagnostic, Place, SourceFile};

use super::{Limits, Node, NodeKind, Style, read_yaml};

/// Reads one JSON object.
pub fn read_json(name: &str, bytes: &[u8], limits: Limits) -> (Option<Node>, Vec<Diagnostic>) {
    // A line that is too long is reported by the reader below.
    if bytes.len() <= limits.bytes
        && let Err(error) = serde_json::from_slice::<IgnoredAny>(bytes)
    {
        return (None, vec![not_json(name, bytes, &error)]);
    }
    let (mut tree, found) = read_yaml(name, bytes, limits);
    tree.iter_mut().for_each(numbers);
    (tree, found)
}

fn not_json(name: &str, bytes: &[u8], error: &serde_json::Error) -> Diagnostic {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let source = Arc::new(SourceFile::text(name, text));
    let at = error.column().saturating_sub(1);
    Diagnostic::error(Code::YAML_SYNTAX, "Dòng này không phải JSON")
        .at(Place::new(&source, at..at + 1))
        .with_hint("mỗi dòng một đối tượng JSON trọn vẹn: {\"khóa\": \"giá trị\"}")
        .structural()
}

/// Converts every number to the Vietnamese notation: `8.5` to `8,5`, `1e3` to `1000`.
fn numbers(node: &mut Node) {
    match &mut node.kind {
        NodeKind::Null => {}
        NodeKind::Text { text, style: Style::Plain } => {
            if let Some(number) = in_vietnamese(text) {
                *text = number;
            }
        }
        NodeKind::Text { .. } => {}
        NodeKind::List(items) => items.iter_mut().for_each(numbers),
        NodeKind::Map(entries) => entries.iter_mut().for_each(|e| numbers(&mut e.value)),
    }
}

/// The number of a JSON literal with a decimal comma and without an exponent; `None` if
/// nothing changes, for `true`, and for numbers too long to print.
fn in_vietnamese(literal: &str) -> Option<String> {
    const LARGEST_EXPONENT: i32 = 30;
    if !literal.contains(['.', 'e', 'E']) {
        return None;
    }
    let (sign, unsigned) = match literal.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", literal),
    };
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let exponent: i32 = exponent.parse().ok()?;
    if exponent.abs() > LARGEST_EXPONENT {
        return None;
    }
    // The position of the comma among the digits, with zeros added on either side.
    let comma = i32::try_from(whole.len()).ok()? + exponent;
    let before = usize::try_from(-comma.min(0)).ok()?;
    let digits = format!("{}{digits}", "0".repeat(before));
    let comma = usize::try_from(comma.max(0)).ok()?;
    let digits = format!("{digits:0<comma$}");
    let (whole, fraction) = digits.split_at(comma);
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    Some(match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole},{fraction}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> serde_yaml::Value {
        let (tree, found) = read_json("stdin:1", json.as_bytes(), Limits::default());
        assert!(found.is_empty(), "{json}: {found:?}");
        tree.expect("JSON").to_value()
    }

    #[test]
    fn values() {
        let yaml = serde_yaml::from_str::<serde_yaml::Value>;
        for (json, same) in [
            (
                r#"{"a":1,"b":"8.5","c":null,"d":[true,"x y"]}"#,
                "{a: '1', b: '8.5', c: , d: ['true', x y]}",
            ),
            (
                r#"{"a": 8.5, "b": 1.50, "c": 1e3, "d": 8945, "e": -0.25}"#,
                "{a: '8,5', b: '1,5', c: '1000', d: '8945', e: '-0,25'}",
            ),
            (
                r#"{"a": 0.0125e2, "b": 125e-4, "c": 1.0, "d": 1e400}"#,
                "{a: '1,25', b: '0,0125', c: '1', d: '1e400'}",
            ),
            ("{\"a\\u1ea3\": \"\\u0110\\\"\\n\\/\"}\r", "{aả: \"Đ\\\"\\n/\"}"),
            (r#"{"t":"Báo cáo: x # y"}"#, "{t: 'Báo cáo: x # y'}"),
        ] {
            assert_eq!(value(json), yaml(same).expect("YAML"), "{json}");
        }
    }

    #[test]
    fn what_is_no_json() {
        for wrong in ["a: 1", "{\"a\": 1", "{\"a\": 01}", "", "{'a': 1}", "{\"a\": 1} x"] {
            let (tree, found) = read_json("stdin:1", wrong.as_bytes(), Limits::default());
            assert!(tree.is_none() && found[0].structural, "{wrong}");
        }
        let (_, found) = read_json("stdin:1", br#"{"a": 1, "a": 2}"#, Limits::default());
        assert!(found.iter().any(Diagnostic::is_error), "{found:?}");
    }
}
