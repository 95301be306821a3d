//! A regime's data as Typst source.

use serde_yaml::Value;

pub(super) fn write(data: &Value, family: &str) -> String {
    let mut out = String::from("#let regime = ");
    let mut data = data.clone();
    if let Some(Value::Mapping(fonts)) = data.get_mut("font") {
        fonts.insert("family".into(), family.into());
    }
    value(&data, &mut out);
    out.push('\n');
    out
}

fn value(data: &Value, out: &mut String) {
    match data {
        Value::Null => out.push_str("none"),
        Value::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Value::Number(n) => out.push_str(&n.to_string()),
        Value::String(s) if is_length(s) => out.push_str(s),
        Value::String(s) => string(s, out),
        Value::Sequence(items) => {
            out.push('(');
            for item in items {
                value(item, out);
                out.push_str(", ");
            }
            out.push(')');
        }
        Value::Mapping(map) => {
            out.push('(');
            for (key, item) in map {
                string(key.as_str().unwrap_or_default(), out);
                out.push_str(": ");
                value(item, out);
                out.push_str(", ");
            }
            out.push_str(if map.is_empty() { ":)" } else { ")" });
        }
        Value::Tagged(tagged) => value(&tagged.value, out),
    }
}

/// `20mm`, `13pt`, `-0.5em`: a number with a unit of length.
fn is_length(text: &str) -> bool {
    let Some(number) = ["pt", "mm", "cm", "em"].iter().find_map(|unit| text.strip_suffix(unit))
    else {
        return false;
    };
    let digits = number.strip_prefix('-').unwrap_or(number);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.parse::<f64>().is_ok()
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}
