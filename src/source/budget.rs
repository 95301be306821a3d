//! How much may be made of one file, whatever a few of its bytes ask for.
//!
//! A file of some kilobytes can say "all this again" a thousand times: by YAML's
//! references, or by a name in a narrative. So it isn't the file alone that is
//! measured: whatever makes values or texts of it takes them out of one budget,
//! and the place where the budget is spent is told.

use crate::diagnostic::{Code, Diagnostic};

/// How much a dossier may hold. A congress's dossier has a few thousand values
/// and a hundred kilobytes of text.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// What the file is, as messages call it.
    pub what: &'static str,
    /// What to do where it is too large.
    pub fewer: &'static str,
    /// Size of the file, in bytes.
    pub bytes: usize,
    /// Values in the tree, those that references repeat counted each time.
    pub nodes: usize,
    /// Lists and maps inside one another.
    pub depth: usize,
    /// Length of one text, in bytes: far more than a narrative of ten pages.
    pub text: usize,
    /// All texts together, keys too, in bytes: those that references repeat
    /// counted each time.
    pub texts: usize,
    /// What is printed, in bytes of running text: a cell of a table takes as much
    /// room in the typesetter as a line of it. Some hundred and fifty pages.
    pub printed: usize,
    /// What is found wrong while reading: more than anybody reads at a time.
    pub findings: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            what: "Hồ sơ",
            fewer: "mỗi đại hội, mỗi kỳ báo cáo một tệp",
            bytes: 8 << 20,
            nodes: 100_000,
            depth: 32,
            text: 64 << 10,
            texts: 512 << 10,
            printed: 512 << 10,
            findings: 100,
        }
    }
}

/// What is left of the [`Limits`] while things are made of a file.
#[derive(Debug, Clone)]
pub struct Budget {
    limits: Limits,
    nodes: usize,
    texts: usize,
    printed: usize,
    findings: usize,
}

/// Which of the limits is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spent {
    /// Values, or how deep they stand.
    Nodes(Limit),
    Texts(Limit),
    /// What is printed.
    Printed,
    /// What is printed, by what the names in narratives become.
    Named,
}

/// The limits that messages name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    what: &'static str,
    depth: usize,
    nodes: usize,
    texts: usize,
}

impl Budget {
    pub fn new(limits: Limits) -> Self {
        Budget {
            limits,
            nodes: limits.nodes,
            texts: limits.texts,
            printed: limits.printed,
            findings: limits.findings,
        }
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Takes values that are made, or made again.
    pub(crate) fn take_nodes(&mut self, count: usize) -> Result<(), Spent> {
        let left = self.nodes.checked_sub(count);
        self.nodes = left.ok_or(Spent::Nodes(self.limit()))?;
        Ok(())
    }

    /// Takes bytes of text that are made, or made again.
    pub(crate) fn take_text(&mut self, bytes: usize) -> Result<(), Spent> {
        let left = self.texts.checked_sub(bytes);
        self.texts = left.ok_or(Spent::Texts(self.limit()))?;
        Ok(())
    }

    /// Takes room on the pages, in bytes of running text.
    pub(crate) fn take_printed(&mut self, bytes: usize) -> Result<(), Spent> {
        self.printed = self.printed.checked_sub(bytes).ok_or(Spent::Printed)?;
        Ok(())
    }

    /// Takes the room of what a name in a narrative becomes.
    pub(crate) fn take_named(&mut self, bytes: usize) -> Result<(), Spent> {
        self.take_printed(bytes).map_err(|_| Spent::Named)
    }

    /// Takes the room of one more finding; false where there is none left.
    pub(crate) fn take_finding(&mut self) -> bool {
        let left = self.findings.checked_sub(1);
        self.findings = left.unwrap_or(0);
        left.is_some()
    }

    /// Looks whether a value may stand so deep.
    pub(crate) fn allow_depth(&self, depth: usize) -> Result<(), Spent> {
        if depth > self.limits.depth { Err(Spent::Nodes(self.limit())) } else { Ok(()) }
    }

    fn limit(&self) -> Limit {
        let Limits { what, depth, nodes, texts, .. } = self.limits;
        Limit { what, depth, nodes, texts }
    }
}

impl Spent {
    /// The finding, without its place. Nothing is made of such a file.
    pub fn diagnostic(self) -> Diagnostic {
        let (message, hint) = match self {
            Spent::Nodes(limit) => (
                format!("{} lồng quá sâu hoặc có quá nhiều mục", limit.what),
                format!(
                    "giới hạn: lồng {} tầng, {} mục, kể cả phần lặp lại bằng & và *",
                    limit.depth, limit.nodes
                ),
            ),
            Spent::Texts(limit) => (
                format!("{} có quá nhiều chữ, tính đến chỗ này", limit.what),
                format!(
                    "giới hạn: {} KB chữ, kể cả phần lặp lại bằng & và *; chia ra nhiều tệp",
                    limit.texts >> 10
                ),
            ),
            Spent::Printed => (
                "Hồ sơ quá dài để lập văn bản, tính đến chỗ này".to_owned(),
                "giới hạn: chừng 150 trang; bớt mục, rút ngắn đoạn, hoặc chia ra nhiều hồ sơ"
                    .to_owned(),
            ),
            Spent::Named => (
                "Các {{ … }} tính đến chỗ này thay ra quá nhiều chữ".to_owned(),
                "giới hạn: chừng 150 trang; bớt số lần gọi, hoặc rút ngắn nội dung được gọi"
                    .to_owned(),
            ),
        };
        Diagnostic::error(Code::UNREADABLE_FILE, message).with_hint(hint).structural()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_gone() {
        let limits = Limits { nodes: 10, texts: 100, printed: 100, ..Limits::default() };
        let mut budget = Budget::new(limits);
        assert!(budget.take_nodes(10).is_ok());
        assert!(matches!(budget.take_nodes(1), Err(Spent::Nodes(_))));
        assert!(budget.take_text(100).is_ok());
        assert!(budget.take_printed(60).is_ok());
        assert_eq!(budget.take_printed(41), Err(Spent::Printed));
        assert_eq!(budget.take_named(41), Err(Spent::Named));
        assert!(budget.take_named(40).is_ok());
        assert!(matches!(budget.take_text(usize::MAX), Err(Spent::Texts(_))));
        assert!(budget.allow_depth(32).is_ok() && budget.allow_depth(33).is_err());
    }
}
