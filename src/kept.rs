//! What is made of a text, kept by its thread for whoever reads the same text
//! next: rules and templates read a dossier's figures again, and of many units'
//! dossiers most texts are those of one base.
//!
//! What is kept depends on the text alone, so that nobody can tell whether it
//! was made or found.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

/// So many bytes of text, each text counted with what its entry takes; when they
/// are full, all are dropped.
const ROOM: usize = 256 * 1024;
const ENTRY: usize = 64;

/// Texts with what is made of them.
pub(crate) struct Kept<T> {
    made: RefCell<Made<T>>,
}

struct Made<T> {
    of: FxHashMap<Box<str>, T>,
    bytes: usize,
}

impl<T: Clone> Kept<T> {
    pub(crate) fn new() -> Self {
        Kept { made: RefCell::new(Made { of: FxHashMap::default(), bytes: 0 }) }
    }

    /// What was made of the text before, or is made of it now. `make` may ask
    /// again, for another text.
    pub(crate) fn of(&self, text: &str, make: impl FnOnce(&str) -> T) -> T {
        if let Some(found) = self.made.borrow().of.get(text) {
            return found.clone();
        }
        let new = make(text);
        let bytes = text.len() + ENTRY;
        if bytes > ROOM {
            return new;
        }
        let mut made = self.made.borrow_mut();
        if made.bytes + bytes > ROOM {
            made.of.clear();
            made.bytes = 0;
        }
        made.bytes += bytes;
        made.of.insert(text.into(), new.clone());
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_made_something_of_once() {
        let kept = Kept::new();
        let made = RefCell::new(Vec::new());
        let length = |text: &str| {
            kept.of(text, |text| {
                made.borrow_mut().push(text.len());
                text.len()
            })
        };
        assert_eq!([length("một"), length("mười"), length("một")], [5, 7, 5]);
        assert_eq!(*made.borrow(), [5, 7]);
    }

    #[test]
    fn what_is_kept_has_its_bounds() {
        let kept = Kept::new();
        let text = |i: usize| format!("{i:0>1000}");
        for i in 0..1000 {
            assert_eq!(kept.of(&text(i), |text| text.to_owned()), text(i));
            assert!(kept.made.borrow().bytes <= ROOM);
        }
        assert!(kept.made.borrow().of.len() < 300);
        kept.of(&"x".repeat(ROOM), |text| text.to_owned());
        assert!(kept.made.borrow().bytes <= ROOM);
    }
}
