//! Lunar years by name (can chi), beside their number.

use crate::diagnostic::{Code, Severity};
use crate::vietnamese::lunar_year_name;

use crate::check::{Context, Findings, Rule};

pub(crate) const NAMED_RIGHT: Rule = Rule {
    code: Code::LUNAR_YEAR_NAME,
    severity: Severity::Warning,
    citation: "",
    run: named_right,
};

/// `tết Bính Tuất 2026`: the name of 2006 or 2066, or of no year.
fn named_right(context: &Context<'_>, found: &mut Findings) {
    for (writing, scan) in context.scans() {
        for told in &scan.misnamed_years {
            let right = lunar_year_name(told.year);
            let span = told.span.clone();
            let written = writing.text.get(span.clone()).unwrap_or_default();
            found.add(
                NAMED_RIGHT
                    .broken_at(
                        writing.path.clone(),
                        format!("Năm {} là {right}, không phải {written}", told.year),
                    )
                    .with_span(span)
                    .with_hint(format!("ghi {right}, hoặc sửa năm")),
            );
        }
    }
}
