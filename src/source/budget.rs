//! Limits on what may be made from one file, whatever its contents request.
//!
//! A file of some kilobytes can repeat its contents a thousand times: by YAML aliases, or by
//! a name in narratives. So the size of the file isn't enough: everything that makes values
//! or texts from it takes them from one budget, and the place where the budget is exceeded is
//! reported.

use crate::diagnostic::{Code, Diagnostic};

/// The maximum size of a dossier. A congress's dossier has a few thousand values and a
/// hundred kilobytes of text.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The kind of file, for messages.
    pub what: &'static str,
    /// What to do if it is too large.
    pub fewer: &'static str,
    /// The size of the file, in bytes.
    pub bytes: usize,
    /// The number of values in the tree, counting aliases each time.
    pub nodes: usize,
    /// The nesting depth of lists and maps.
    pub depth: usize,
    /// The length of one text, in bytes: far more than a narrative of ten pages.
    pub text: usize,
    /// The length of all texts and keys, in bytes, counting aliases each time.
    pub texts: usize,
    /// The printed size, in bytes of running text: a table cell takes as much memory in the
    /// typesetter as a line of text. About a hundred and fifty pages.
    pub printed: usize,
    /// The number of findings while reading: more than anybody reads.
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

/// The remainder of the [`Limits`] while a file is processed.
#[derive(Debug, Clone)]
pub struct Budget {
    limits: Limits,
    nodes: usize,
    texts: usize,
    printed: usize,
    findings: usize,
}

/// The exceeded limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spent {
    /// The number of values, or their depth.
    Nodes(Limit),
    Texts(Limit),
    /// The printed size.
    Printed,
    /// The printed size, because of names in narratives.
    Named,
}

/// A limit named in messages.
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

    /// Takes values that are made, or repeated.
    pub(crate) fn take_nodes(&mut self, count: usize) -> Result<(), Spent> {
        let left = self.nodes.checked_sub(count);
        self.nodes = left.ok_or(Spent::Nodes(self.limit()))?;
        Ok(())
    }

    /// Takes bytes of text that are made, or repeated.
    pub(crate) fn take_text(&mut self, bytes: usize) -> Result<(), Spent> {
        let left = self.texts.checked_sub(bytes);
        self.texts = left.ok_or(Spent::Texts(self.limit()))?;
        Ok(())
    }

    /// Takes printed size, in bytes of running text.
    pub(crate) fn take_printed(&mut self, bytes: usize) -> Result<(), Spent> {
        self.printed = self.printed.checked_sub(bytes).ok_or(Spent::Printed)?;
        Ok(())
    }

    /// Takes the printed size of a name in a narrative.
    pub(crate) fn take_named(&mut self, bytes: usize) -> Result<(), Spent> {
        self.take_printed(bytes).map_err(|_| Spent::Named)
    }

    /// Takes one finding; false if none is left.
    pub(crate) fn take_finding(&mut self) -> bool {
        let left = self.findings.checked_sub(1);
        self.findings = left.unwrap_or(0);
        left.is_some()
    }

    /// Checks whether a value may be this deep.
    pub(crate) fn allow_depth(&self, depth: usize) -> Result<(), Spent> {
        if depth > self.limits.depth { Err(Spent::Nodes(self.limit())) } else { Ok(()) }
    }

    fn limit(&self) -> Limit {
        let Limits { what, depth, nodes, texts, .. } = self.limits;
        Limit { what, depth, nodes, texts }
    }
}

impl Spent {
    /// The finding, without its place. Nothing is made from such a file.
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
