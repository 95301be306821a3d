//! Estimates of the memory that content takes in the typesetter, before typesetting.

use crate::dossier::Annex;
use crate::source::{Node, Path, Segment};

// All in bytes of running text, measured with thousands of each and rounded up.

/// A separate value: a list item, an occasional table cell.
const VALUE: usize = 120;
/// A cell of a table in a narrative.
const CELL: usize = 105;
/// A line of the recipients, typeset as its own block.
const RECIPIENT: usize = 345;
/// A target's text or level, or a task: labelled, and usually printed twice.
const POINT: usize = 210;
/// A figure's row in a table, whatever columns are used.
const ROW: usize = 265;
const SUPPORT: usize = 150;
/// A row of the table of award recipients.
const AWARDED: usize = 380;
/// A line of a narrative, which may be an item or a paragraph.
const LINE: usize = 36;
/// A star of `**strong**` or `*emphasis*`.
const STAR: usize = 24;

/// Parts of a dossier that are never printed.
const NEVER_PRINTED: [&str; 4] = ["to_confirm", "acknowledged", "source", "catalog"];

/// Whether any paper prints the part at a path.
pub(super) fn is_printed(path: &Path) -> bool {
    match path.segments().first() {
        Some(Segment::Key(key)) => !NEVER_PRINTED.contains(&key.as_str()),
        _ => true,
    }
}

/// Settings on which the size of values depends.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    /// Whether award recipients are printed in a table of their own.
    annexed: bool,
}

impl Scale {
    pub fn of(tree: &Node) -> Self {
        let mut annexed = false;
        tree.texts(&mut |path, node| {
            let keys = || path.keys();
            let annex = keys().next() == Some("papers") && keys().last() == Some("annexes");
            annexed |= annex && node.text().is_some_and(|text| text.trim() == Annex::Awards.word());
        });
        Scale { annexed }
    }

    /// An upper bound for the size of a value, text included.
    pub fn room(self, path: &Path, node: &Node) -> usize {
        let Some(text) = node.text() else { return 0 };
        let marks = text.bytes().map(|byte| match byte {
            b'|' => CELL,
            b'\n' => LINE,
            b'*' => STAR,
            _ => 0,
        });
        self.value(path) + text.len() + marks.sum::<usize>() + balanced(path, text)
    }

    /// The size of a value besides its text.
    fn value(self, path: &Path) -> usize {
        let keys: Vec<&str> = path.keys().collect();
        let last = path.segments().last();
        match (keys.as_slice(), keys.last()) {
            (["papers", _, "recipients", ..], _) => RECIPIENT,
            (["direction", ..], _) => POINT,
            (["results", "figures", _], _) | (["results", "figures", _, "value"], _) => ROW,
            (["results", "support", ..], _) => SUPPORT,
            // Each has a letter of its own, and letters are typeset one at a time.
            (["delegates", "list", ..] | ["congress_plan", "invited", ..], _) => 0,
            (["awards", "including" | "recipients_list", ..], Some(key)) if self.annexed => {
                let names = matches!(*key, "person" | "collective" | "name");
                if names || matches!(last, Some(Segment::Index(_))) { AWARDED } else { VALUE }
            }
            _ => VALUE,
        }
    }
}

/// The extra size of a name that is printed in balanced lines; only very long names take any.
fn balanced(path: &Path, text: &str) -> usize {
    const NAME: usize = 1000;
    const TIMES: usize = 40;
    let display = matches!(path.keys().next(), Some("organization" | "congress" | "papers"));
    if display { text.len().saturating_sub(NAME) * TIMES } else { 0 }
}
