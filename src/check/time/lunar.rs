//! Lunar years by their name (can chi), beside their number.

use crate::diagnostic::Severity;
use crate::vietnamese::lunar_year_name;

use crate::check::{Context, Finding, Findings, Rule};

pub(crate) const NAMED_RIGHT: Rule =
    Rule { code: 15, severity: Severity::Warning, citation: "", run: named_right };

/// `tết Bính Tuất 2026`: the name of 2006 or 2066, or of no year at all.
fn named_right(context: &Context<'_>, found: &mut Findings) {
    for (writing, scan) in context.scans() {
        for told in &scan.misnamed_years {
            let right = lunar_year_name(told.year);
            let span = told.span.clone();
            let written = writing.text.get(span.clone()).unwrap_or_default();
            found.add(
                Finding::new(
                    writing.path.clone(),
                    format!("Năm {} là {right}, không phải {written}", told.year),
                )
                .span(span)
                .hint(format!("ghi {right}, hoặc sửa năm")),
            );
        }
    }
}
