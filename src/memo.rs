//! A per-thread memo table keyed by text: rules and templates read the same text of a dossier
//! several times, and the dossiers of many units share most of theirs.
//!
//! A value depends on its text alone, so a stored one equals a computed one.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

/// The most bytes of text in a table; when it is full, all entries are dropped.
const ROOM: usize = 256 * 1024;
/// The size of an entry besides its text, in bytes.
const ENTRY: usize = 64;

/// Texts with the values computed from them.
pub(crate) struct MemoTable<T> {
    entries: RefCell<Entries<T>>,
}

struct Entries<T> {
    values: FxHashMap<Box<str>, T>,
    /// Their total size.
    bytes: usize,
}

impl<T: Clone> MemoTable<T> {
    pub(crate) fn new() -> Self {
        MemoTable { entries: RefCell::new(Entries { values: FxHashMap::default(), bytes: 0 }) }
    }

    /// The value of a text, computed if it isn't stored. `compute` may use the table for
    /// another text.
    pub(crate) fn get(&self, text: &str, compute: impl FnOnce(&str) -> T) -> T {
        if let Some(found) = self.entries.borrow().values.get(text) {
            return found.clone();
        }
        let new = compute(text);
        let bytes = text.len() + ENTRY;
        if bytes > ROOM {
            return new;
        }
        let mut entries = self.entries.borrow_mut();
        if entries.bytes + bytes > ROOM {
            entries.values.clear();
            entries.bytes = 0;
        }
        entries.bytes += bytes;
        entries.values.insert(text.into(), new.clone());
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_computed_once() {
        let table = MemoTable::new();
        let computed = RefCell::new(Vec::new());
        let length = |text: &str| {
            table.get(text, |text| {
                computed.borrow_mut().push(text.len());
                text.len()
            })
        };
        assert_eq!([length("một"), length("mười"), length("một")], [5, 7, 5]);
        assert_eq!(*computed.borrow(), [5, 7]);
    }

    #[test]
    fn a_table_has_its_bounds() {
        let table = MemoTable::new();
        let text = |i: usize| format!("{i:0>1000}");
        for i in 0..1000 {
            assert_eq!(table.get(&text(i), |text| text.to_owned()), text(i));
            assert!(table.entries.borrow().bytes <= ROOM);
        }
        assert!(table.entries.borrow().values.len() < 300);
        table.get(&"x".repeat(ROOM), |text| text.to_owned());
        assert!(table.entries.borrow().bytes <= ROOM);
    }
}
