//! Findings for an editor or a pipeline: one JSON object each.

use serde::Serialize;

use super::{Diagnostic, Path, Place};

/// The stable JSON form of a [`Diagnostic`]. Lines and columns count from 1,
/// columns in characters; `offset` and `length` are bytes.
#[derive(Debug, Serialize)]
pub struct JsonDiagnostic<'a> {
    pub code: String,
    pub severity: &'static str,
    pub message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<JsonUnit<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<JsonPlace<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<JsonRelated<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub hints: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub struct JsonUnit<'a> {
    pub code: &'a str,
    pub name: &'a str,
}

#[derive(Debug, Serialize)]
pub struct JsonPlace<'a> {
    pub file: &'a str,
    pub line: usize,
    pub column: usize,
    pub offset: usize,
    pub length: usize,
    /// The workbook, where it is in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workbook: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<&'a str>,
    /// `C14`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct JsonRelated<'a> {
    pub place: JsonPlace<'a>,
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
        related: diagnostic
            .others()
            .map(|(p, label)| JsonRelated { place: place(p), label })
            .collect(),
        hints: &diagnostic.hints,
        citation: diagnostic.citation.as_deref(),
    }
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
