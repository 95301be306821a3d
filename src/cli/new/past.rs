//! Values of the last period: cleared, or kept as comments.

use baocao::source::{Part, Value, scalar};

pub fn advance(part: &mut Part, next: impl Fn(&str) -> Option<String>) {
    if let Value::Text(typed) = &part.value {
        match next(typed) {
            Some(next) => set(part, &next),
            None => remember(part),
        }
    }
}

pub fn each(part: &mut Part, change: impl Fn(&str, &mut Part)) {
    if let Value::Map(fields) = &mut part.value {
        fields.iter_mut().for_each(|(key, part)| change(key, part));
    }
}

pub fn set(part: &mut Part, text: &str) {
    part.value = Value::Text(text.to_owned());
    part.below.clear();
}

pub fn forget(part: &mut Part) {
    part.value = Value::Empty;
}

/// Clears a value and keeps it as a comment: beside it if short, in its place if long. Either
/// is valid YAML once uncommented.
pub fn remember(part: &mut Part) {
    let lines = part.lines();
    let mut beside = |said: String| {
        part.beside = Some(match &part.beside {
            Some(comment) => format!("{comment}; {said}"),
            None => format!("# {said}"),
        });
    };
    match (&part.value, lines.as_slice()) {
        (Value::Empty, _) | (_, []) => {}
        (Value::Text(_), [line]) if line.chars().count() <= 60 => {
            beside(format!("kỳ trước: {}", scalar(line)));
        }
        (value, lines) => {
            beside("kỳ trước:".to_owned());
            let text = matches!(value, Value::Text(_));
            let quoted = |line: &String| {
                let indent = if text { "  " } else { "" };
                format!("# {indent}{line}").trim_end().to_owned()
            };
            part.below = text.then(|| "# |".to_owned()).into_iter().collect();
            part.below.extend(lines.iter().map(quoted));
        }
    }
    forget(part);
}
