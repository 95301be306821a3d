//! What is to be said of a roll-up as a whole, and of no one unit.

/// A message that has nobody but the office to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub gravity: Gravity,
    pub about: String,
    pub message: String,
}

/// How much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// Something would surely be counted wrong.
    Fault,
    /// Somebody should look.
    Doubt,
    /// Left out on purpose.
    Note,
}

impl Gravity {
    /// The word that a message begins with.
    pub fn label(self) -> &'static str {
        match self {
            Gravity::Fault => "Cần sửa",
            Gravity::Doubt => "Cần xem lại",
            Gravity::Note => "Lưu ý",
        }
    }
}

/// *A1, A2, A3 và 57 đơn vị khác*: enough of them to know which are meant.
pub(super) fn some_of(names: &[&str], what: &str) -> String {
    first_of(names, 12, what)
}

/// The same, for a place with little room.
pub(super) fn few_of(names: &[&str], what: &str) -> String {
    first_of(names, 3, what)
}

fn first_of(names: &[&str], shown: usize, what: &str) -> String {
    let first = names.get(..shown).unwrap_or(names).join(", ");
    match names.len().saturating_sub(shown) {
        0 => first,
        more => format!("{first} và {more} {what} khác"),
    }
}
