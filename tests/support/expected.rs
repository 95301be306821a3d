//! What an invalid dossier says of itself: `# expect: BC111 5:3`.

use std::fmt;

use baocao::diagnostic::Diagnostic;

/// A code and, where it is given, the place at which it must be reported.
pub struct Expected {
    code: String,
    line: Option<usize>,
    column: Option<usize>,
}

/// The comments that expect something, one finding or several on a line.
pub fn read(source: &str) -> Vec<Expected> {
    let lines = source.trim_start_matches('\u{feff}').lines();
    let comments = lines.filter_map(|line| line.trim().strip_prefix('#'));
    let expected = comments.filter_map(|comment| comment.trim().strip_prefix("expect:"));
    expected.flat_map(|list| list.split(',')).map(one).collect()
}

fn one(text: &str) -> Expected {
    let mut words = text.split_whitespace();
    let code = words.next().unwrap_or_default().to_owned();
    let place = words.next().unwrap_or_default();
    let (line, column) = place.split_once(':').unwrap_or((place, ""));
    Expected { code, line: line.parse().ok(), column: column.parse().ok() }
}

impl Expected {
    pub fn fits(&self, found: &Diagnostic) -> bool {
        let place = found.place.as_ref().map(|place| place.line_column());
        let is = |wanted: Option<usize>, is: Option<usize>| wanted.is_none() || wanted == is;
        self.code == found.code.to_string()
            && is(self.line, place.map(|p| p.0))
            && is(self.column, place.map(|p| p.1))
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        self.line.map_or(Ok(()), |line| write!(f, " {line}"))?;
        self.column.map_or(Ok(()), |column| write!(f, ":{column}"))
    }
}

/// A finding in the words of an expectation.
pub fn show(found: &Diagnostic) -> String {
    let place = found.place.as_ref().map(|place| place.line_column());
    let place = place.map(|(line, column)| format!(" {line}:{column}")).unwrap_or_default();
    format!("{}{place} {}", found.code, found.severity.id())
}
