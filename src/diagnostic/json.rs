//! Findings as JSON for editors and pipelines, one object each.

use serde::Serialize;

use super::{Diagnostic, Path, Place, Site};

/// The stable JSON form of a [`Diagnostic`]. Lines and columns count from 1,
/// columns in characters; `offset` and `length` are bytes.
#[derive(Debug, Serialize)]
pub struct JsonDiagnostic<'a> {
    /// The code, `BC031`.
    pub code: String,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong, in Vietnamese.
    pub message: &'a str,
    /// The unit concerned, in a roll-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<JsonUnit<'a>>,
    /// The path into the dossier: `results[0].figures.visits`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its place in a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<JsonPlace<'a>>,
    /// Further places, each with a label.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<JsonRelated<'a>>,
    /// What to do, in Vietnamese.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub hints: &'a [String],
    /// The source of the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<&'a str>,
}

/// A unit of a roster.
#[derive(Debug, Serialize)]
pub struct JsonUnit<'a> {
    /// Its code in the roster.
    pub code: &'a str,
    /// Its name in the roster.
    pub name: &'a str,
}

/// A place in a file.
#[derive(Debug, Serialize)]
pub struct JsonPlace<'a> {
    /// The file's name as it was given.
    pub file: &'a str,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The first byte, from 0.
    pub offset: usize,
    /// The number of bytes.
    pub length: usize,
    /// The workbook, if it is in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workbook: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<&'a str>,
    /// `C14`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

/// A further place of a finding.
#[derive(Debug, Serialize)]
pub struct JsonRelated<'a> {
    /// The path into the dossier, if it is a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The place.
    pub place: JsonPlace<'a>,
    /// The label of the place, in Vietnamese.
    pub label: &'a str,
}

/// The JSON form of one finding.
pub fn to_json(diagnostic: &Diagnostic) -> JsonDiagnostic<'_> {
    JsonDiagnostic {
        code: diagnostic.code.to_string(),
        severity: diagnostic.severity.id(),
        message: &diagnostic.message,
        unit: diagnostic.unit.as_ref().map(|u| JsonUnit { code: &u.code, name: &u.name }),
        path: diagnostic.path.as_ref().map(Path::to_string),
        place: diagnostic.place.as_ref().map(place),
        related: diagnostic.related.iter().filter_map(related).collect(),
        hints: &diagnostic.hints,
        citation: diagnostic.citation.as_deref(),
    }
}

fn related((site, label): &(Site, String)) -> Option<JsonRelated<'_>> {
    let path = site.path.as_ref().map(Path::to_string);
    Some(JsonRelated { path, place: place(site.place.as_ref()?), label })
}

fn place(place: &Place) -> JsonPlace<'_> {
    let (line, column) = place.line_column();
    JsonPlace {
        file: &place.source.name,
        line,
        column,
        offset: place.span.start,
        length: place.span.len(),
        workbook: place.spot().map(|spot| spot.file.as_str()),
        sheet: place.spot().and_then(|spot| spot.sheet.as_deref()),
        cell: place.spot().and_then(|spot| spot.address()),
    }
}
