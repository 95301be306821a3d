//! Shortened lists of names.

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
