//! The codes of what a roll-up says. Each has its page in `src/explain`.

use crate::diagnostic::{Code, Diagnostic, Severity};

/// A figure's cell that can't be read, in a row that counts without it.
pub(crate) const FIGURES_CELL: Code = Code(173);

/// A figure of some of the units.
pub(crate) const PARTIAL: Code = Code(172);

/// No report came.
pub const MISSING: Code = Code(200);
/// The report is on another period, or on none.
pub const OTHER_PERIOD: Code = Code(201);
/// The report has errors of its own.
pub const FAULTY: Code = Code(202);
/// Code and name aren't those of one unit of the roster.
pub const IDENTITY: Code = Code(203);
/// More than one report of a unit.
pub const TWICE: Code = Code(204);
/// A report of nobody who has to report here.
pub const STRANGER: Code = Code(205);
/// What a unit states can't be added.
pub const UNFIT: Code = Code(206);
/// Units count different things under one code.
pub const NOUNS: Code = Code(207);
/// A figure is far from last year's.
pub const JUMP: Code = Code(208);
/// An amount of money looks typed in another unit.
pub const MONEY: Code = Code(209);
/// A figure's day lies outside the period.
pub const OUTSIDE_PERIOD: Code = Code(210);
/// Nobody can tell which figure is the latest.
pub const LATEST: Code = Code(211);
/// What stands beside a figure can't be added.
pub const BESIDE: Code = Code(212);
/// The unit isn't asked for what it states.
pub const NOT_ASKED: Code = Code(213);
/// Support says how much each was given and not how much all were.
pub const NO_AMOUNT: Code = Code(214);
/// A report stands for some of the units behind it only.
pub const PARTLY: Code = Code(215);
/// A figure isn't in the catalogue.
pub const NOT_IN_CATALOG: Code = Code(216);
/// A total can't be compared with last year's.
pub const NOT_COMPARABLE: Code = Code(217);
/// The superior's code isn't the one that the roster's units name.
pub const SUPERIOR: Code = Code(218);
/// Units of the roster are counted nowhere.
pub const ASTRAY: Code = Code(219);
/// A unit is left out because the office says so.
pub const LEFT_OUT: Code = Code(220);
/// A report came after the deadline.
pub const LATE: Code = Code(221);
/// A unit began, ended or changed within the period.
pub const CHANGED: Code = Code(222);
/// The office's own figure differs from the sum.
pub const OWN_FIGURE: Code = Code(223);
/// An item of the last roll-up that no unit states any more.
pub const STALE: Code = Code(224);

pub(super) fn error(code: Code, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Severity::Error, code.0, message)
}

pub(super) fn warning(code: Code, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Severity::Warning, code.0, message)
}

pub(super) fn note(code: Code, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Severity::Note, code.0, message)
}
