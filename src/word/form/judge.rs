//! Collection of findings on a paper's form.

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::vietnamese::lower_first;

use super::super::document::Look;
use super::super::parts::Text;

/// The findings, and what couldn't be judged.
pub struct Judge {
    /// What messages call the file.
    name: String,
    pub findings: Vec<Diagnostic>,
    pub not_judged: Vec<&'static str>,
    /// The rules applied, as named in citations and hints.
    pub law: String,
}

/// A violated rule of the decree: the place, the fault, the right form.
pub struct Broken<'a> {
    pub code: Code,
    pub severity: Severity,
    /// The part of the page: *Tiêu ngữ*.
    pub at: &'a str,
    /// The text concerned; may be empty.
    pub text: &'a str,
    pub found: String,
    pub right: &'a str,
    /// The clause of the decree's first annex; empty for the whole.
    pub clause: &'a str,
}

impl Judge {
    pub fn new(name: &str) -> Self {
        let law = "Nghị định 30/2020/NĐ-CP".to_owned();
        Judge { name: name.to_owned(), findings: Vec::new(), not_judged: Vec::new(), law }
    }

    pub fn tell(&mut self, broken: Broken<'_>) {
        let Broken { code, severity, at, text, found, right, clause } = broken;
        let message = format!("{at}: {found}");
        let finding = Diagnostic::new(severity, code, message)
            .at(Place::passage(format!("{}, {}", self.name, lower_first(at)), text))
            .with_hint(right);
        let citation = match clause {
            "" => self.law.clone(),
            clause => format!("{}, {clause}", self.law),
        };
        let citation = Some(citation);
        self.findings.push(Diagnostic { citation, ..finding });
    }

    /// Compares the font size of a text with the allowed ones, in points.
    pub fn size(
        &mut self,
        code: Code,
        at: &str,
        text: &Text<'_>,
        allowed: (u32, u32),
        clause: &str,
    ) {
        let size = text.look().size;
        if (allowed.0 * 2..=allowed.1 * 2).contains(&size) {
            return;
        }
        let right = match allowed {
            (low, high) if low == high => format!("cỡ chữ {low}"),
            (low, high) => format!("cỡ chữ {low}-{high}"),
        };
        let found = format!("cỡ chữ {}", points(size));
        self.tell(Broken {
            code,
            severity: Severity::Error,
            at,
            text: &text.text,
            found,
            right: &right,
            clause,
        });
    }

    /// Compares the look of a text.
    pub fn look(
        &mut self,
        code: Code,
        at: &str,
        text: &Text<'_>,
        has: impl Fn(&Look) -> bool,
        words: (&str, &str),
        clause: &str,
    ) {
        if text.all(has) {
            return;
        }
        let (found, right) = words;
        self.tell(Broken {
            code,
            severity: Severity::Error,
            at,
            text: &text.text,
            found: found.to_owned(),
            right,
            clause,
        });
    }
}

/// *13*, *13,5*
pub fn points(half_points: u32) -> String {
    match half_points % 2 {
        0 => (half_points / 2).to_string(),
        _ => format!("{},5", half_points / 2),
    }
}

/// Twentieths of a point as millimetres: *25 mm*.
pub fn millimetres(twips: i32) -> String {
    let tenths = (i64::from(twips) * 254 + 720) / 1440;
    match tenths % 10 {
        0 => format!("{} mm", tenths / 10),
        part => format!("{},{} mm", tenths / 10, part.abs()),
    }
}
