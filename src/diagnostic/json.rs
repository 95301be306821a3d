//! Findings for an editor or a pipeline: one JSON object each.

use serde::Serialize;

use super::{Diagnostic, Path, Place, Site};

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
}

#[derive(Debug, Serialize)]
pub struct JsonRelated<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
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
    }
}
