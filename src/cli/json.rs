//! The output of `--json`: one object per line, distinguished by `type`.

use serde::Serialize;
use serde_json::{Value, json};

use baocao::SigningPlace;
use baocao::batch::{Summary, UnitLine};
use baocao::diagnostic::{self, Diagnostic, is_obeyed};
use baocao::dossier::Acknowledgement;
use baocao::rollup::{Ranking, RollUp, Standing, Trace, UnitOutcome};

use super::outcome::Failure;
use super::tally::Tally;

/// A finding about a dossier.
pub fn finding(dossier: &str, finding: &Diagnostic) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        r#type: &'static str,
        dossier: &'a str,
        #[serde(flatten)]
        finding: diagnostic::JsonDiagnostic<'a>,
    }
    let finding = diagnostic::to_json(finding);
    line(&Line { r#type: "finding", dossier, finding })
}

/// A finding that the dossier acknowledges.
pub fn acknowledged(dossier: &str, finding: &Diagnostic, by: &Acknowledgement) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        r#type: &'static str,
        dossier: &'a str,
        reason: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        date: Option<String>,
        #[serde(flatten)]
        finding: diagnostic::JsonDiagnostic<'a>,
    }
    let reason = by.reason.as_ref().map_or("", |reason| reason.0.as_str());
    let date = by.date.map(|date| date.typed());
    let finding = diagnostic::to_json(finding);
    line(&Line { r#type: "acknowledged", dossier, reason, date, finding })
}

/// Why a command, or a part of it, couldn't run.
pub fn failure(failure: &Failure) -> String {
    let findings: Vec<_> = failure.findings.iter().map(diagnostic::to_json).collect();
    line(&json!({
        "type": "failure",
        "message": failure.message,
        "hints": failure.hints,
        "findings": serde_json::to_value(findings).unwrap_or(Value::Null),
    }))
}

/// The result of one paper.
#[derive(Debug, Serialize)]
pub struct PaperLine<'a> {
    pub r#type: &'static str,
    pub dossier: &'a str,
    pub paper: &'a str,
    pub title: &'a str,
    pub status: &'static str,
    /// `written`, `refused` (by findings), `lacking` (missing data) or `failed`.
    pub state: &'static str,
    pub files: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// Where it is signed and sealed.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub signing: &'a [SigningPlace],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<&'a str>,
}

/// The result of one paper.
pub fn paper(paper: &PaperLine<'_>) -> String {
    line(paper)
}

/// The papers of a dossier in one file.
pub fn bundle(dossier: &str, file: &std::path::Path) -> String {
    line(&json!({ "type": "bundle", "dossier": dossier, "file": file.display().to_string() }))
}

/// All pages of a dossier's papers in one picture.
pub fn contact_sheet(dossier: &str, file: &std::path::Path) -> String {
    let file = file.display().to_string();
    line(&json!({ "type": "contact_sheet", "dossier": dossier, "file": file }))
}

/// A dossier's papers bound in one.
pub fn volume(dossier: &str, file: &std::path::Path) -> String {
    line(&json!({ "type": "volume", "dossier": dossier, "file": file.display().to_string() }))
}

/// The result of one unit of a batch: its line of the manifest.
pub fn unit(unit: &UnitLine, skipped: bool) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        r#type: &'static str,
        #[serde(flatten)]
        unit: &'a UnitLine,
        skipped: bool,
    }
    line(&Line { r#type: "unit", unit, skipped })
}

/// The result of reading sheets.
pub fn sheets(folder: &str, units: usize, written: usize) -> String {
    line(&json!({ "type": "sheets", "folder": folder, "units": units, "written": written }))
}

/// The result of a roll-up.
#[derive(Debug, Serialize)]
pub struct RollUpLine<'a> {
    pub r#type: &'static str,
    /// `written` or `refused`.
    pub state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'a str>,
    pub units: usize,
    pub counted: usize,
    /// Codes of units.
    pub to_mend: Vec<&'a str>,
    pub missing: Vec<&'a str>,
    pub left_out: Vec<&'a str>,
}

impl<'a> RollUpLine<'a> {
    /// For a roll-up written to `file`, or not written.
    pub fn of(roll_up: &'a RollUp<'_>, file: Option<&'a str>) -> Self {
        let codes = |is: &dyn Fn(&UnitOutcome<'_>) -> bool| {
            let units = roll_up.units.iter().filter(|unit| is(unit));
            units.map(|unit| unit.unit.code()).collect()
        };
        let (counted, units) = roll_up.reported();
        RollUpLine {
            r#type: "rollup",
            state: if file.is_some() { "written" } else { "refused" },
            file,
            units,
            counted,
            to_mend: codes(&|unit| unit.standing != Standing::Missing && unit.has_to_mend()),
            missing: codes(&|unit| unit.standing == Standing::Missing),
            left_out: codes(&|unit| unit.standing == Standing::LeftOut),
        }
    }
}

/// A value with its type before its own fields.
#[derive(Serialize)]
struct Typed<'a, T> {
    r#type: &'static str,
    #[serde(flatten)]
    value: &'a T,
}

/// The units behind a total.
pub fn trace(trace: &Trace) -> String {
    line(&Typed { r#type: "trace", value: trace })
}

/// The units by their points.
pub fn ranking(ranking: &Ranking) -> String {
    line(&Typed { r#type: "ranking", value: ranking })
}

/// The result of a roll-up.
pub fn roll_up(line: &RollUpLine<'_>) -> String {
    self::line(line)
}

/// The last line of a batch.
pub fn report(report: &Summary) -> String {
    line(&json!({
        "type": "summary",
        "written": report.written,
        "refused": report.refused,
        "failed": report.failed,
        "skipped": report.skipped,
        "stale": report.stale,
        "left": report.left,
        "papers": report.papers,
        "pages": report.pages,
        "errors": report.findings.errors,
        "warnings": report.findings.warnings,
        "notes": report.findings.notes,
    }))
}

/// The last line.
pub fn summary(tally: &Tally) -> String {
    line(&json!({
        "type": "summary",
        "errors": tally.errors,
        "warnings": tally.warnings,
        "notes": tally.notes,
        "written": tally.written(),
        "not_written": tally.unmade,
    }))
}

/// Serialisation can't fail, since keys are texts and numbers whole; if it does, the line
/// says so.
fn line(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value)
        .unwrap_or_else(|e| json!({ "type": "failure", "message": e.to_string() }).to_string());
    escaped(json)
}

/// The JSON without control characters: they occur in strings only, where JSON can escape
/// them.
fn escaped(json: String) -> String {
    if !json.contains(is_obeyed) {
        return json;
    }
    let escape = |c: char| match c {
        c if is_obeyed(c) => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    json.chars().map(escape).collect()
}
