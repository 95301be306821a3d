//! The roster (danh sách đơn vị): the units that report to a superior, with their periods,
//! and the successors of abolished ones.
//!
//! ```yaml
//! deadline: 25/11/2026
//! units:
//!   - code: CD01
//!     name: Công đoàn cơ sở Công ty May Minh Họa
//!     type: doanh nghiệp
//!     parent: CDP01
//!     since: 1/7/2025
//! ```
//!
//! A unit that moved to another superior has a row for each, distinguished by dates; a unit
//! that was merged ends with a successor.

mod astray;
mod check;
mod scope;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{self, Diagnostic};
use crate::dossier::{self, Text, Titles, UnitType};
use crate::source::{self, Limits, Node};

pub use crate::vietnamese::{Day, PartialDate};
pub use astray::{Astray, Likely};
pub use scope::{Break, BreakKind, Scope, Timespan};

/// The units that report (danh sách đơn vị).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
pub struct Roster {
    #[schemars(title = "Ghi chú", description = "Không in.")]
    pub note: Option<Text>,
    #[schemars(title = "Hạn gửi báo cáo")]
    pub deadline: Option<PartialDate>,
    #[schemars(title = "Các đơn vị")]
    pub units: Vec<Unit>,
}

/// A unit during the time it had one superior (đơn vị).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "the schema's titles are the fields' documentation")]
pub struct Unit {
    #[schemars(title = "Mã đơn vị")]
    pub code: Option<Text>,
    #[schemars(title = "Tên đơn vị")]
    pub name: Option<Text>,
    #[schemars(title = "Loại hình")]
    pub r#type: Option<UnitType>,
    #[schemars(title = "Mã công đoàn cấp trên trực tiếp")]
    pub parent: Option<Text>,
    #[schemars(
        title = "Từ ngày",
        description = "Ngày thành lập, hoặc ngày về công đoàn cấp trên này."
    )]
    pub since: Option<PartialDate>,
    #[schemars(
        title = "Đến ngày",
        description = "Ngày cuối cùng trước khi giải thể, sáp nhập, chuyển đi."
    )]
    pub until: Option<PartialDate>,
    #[schemars(title = "Nhập vào", description = "Mã đơn vị nhận khi sáp nhập, hợp nhất.")]
    pub successor: Option<Text>,
}

impl Unit {
    /// The code; every row of a roster without errors has one.
    pub fn code(&self) -> &str {
        self.code.as_deref().unwrap_or_default()
    }

    /// The name, or the code if there is none.
    pub fn called(&self) -> &str {
        self.name.as_deref().filter(|name| !name.is_empty()).unwrap_or_else(|| self.code())
    }

    /// Whether this row is valid on a date.
    pub(crate) fn holds_on(&self, day: Day) -> bool {
        let begun = self.since.and_then(|d| d.earliest()).is_none_or(|since| since <= day);
        let ended = self.until.and_then(|d| d.latest()).is_some_and(|until| until < day);
        begun && !ended
    }
}

/// Reads a roster from YAML, with all findings; `None` if an error makes it unusable.
pub fn read(name: &str, yaml: &[u8]) -> (Option<Roster>, Vec<Diagnostic>) {
    // The most units allowed (see `check`), each with a few values.
    let limits = Limits {
        what: "Danh sách đơn vị",
        fewer: "mỗi cấp trên một danh sách",
        nodes: 1_850_000,
        bytes: 32 << 20,
        texts: 32 << 20,
        ..Limits::default()
    };
    let (tree, found) = source::read_yaml(name, yaml, limits);
    let Some(tree) = tree else { return (None, found) };
    let (roster, mut found) = of_tree(tree, found);
    diagnostic::sort(&mut found);
    (roster, found)
}

/// Reads a roster from a tree, with the findings of building it.
pub(crate) fn of_tree(
    mut tree: Node,
    mut found: Vec<Diagnostic>,
) -> (Option<Roster>, Vec<Diagnostic>) {
    let titles = Titles::of::<Roster>();
    let (roster, mut faults) = dossier::read_as(&mut tree, &titles, "Danh sách đơn vị");
    found.append(&mut faults);
    found.extend(check::check(&roster, &tree));
    let usable = !found.iter().any(Diagnostic::is_error);
    (Some(roster).filter(|_| usable), found)
}
