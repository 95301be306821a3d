//! The rows of the tables on members: changes in number, and ratings.

use minijinja::Value;

use crate::dossier::{MembershipFlow, Quantity, Rating, Text};
use crate::vietnamese::{NO_BREAK, capitalize_first};

use super::origin;
use super::values::known;
use super::wording::in_cell;

/// One row for each period; the table leaves out columns that are empty throughout.
pub(super) fn flow(periods: &[MembershipFlow]) -> Vec<Value> {
    let row = |of: &MembershipFlow| {
        let MembershipFlow { period, opening, admitted, moved_in, moved_out, died, .. } = of;
        let MembershipFlow { removed, closing, confirmed, .. } = of;
        Value::from_pairs([
            origin::row_of(of),
            ("period", text(period)),
            ("opening", count(opening)),
            ("admitted", count(admitted)),
            ("moved_in", count(moved_in)),
            ("moved_out", count(moved_out)),
            ("died", count(died)),
            ("removed", count(removed)),
            ("closing", count(closing)),
            ("confirmed", count(confirmed)),
        ])
    };
    periods.iter().map(row).collect()
}

/// One row for each year and each rated person.
pub(super) fn ratings(ratings: &[Rating]) -> Vec<Value> {
    let row = |rating: &Rating| {
        let year =
            rating.year.map(|year| year.typed().replace('-', &format!("{NO_BREAK}-{NO_BREAK}")));
        Value::from_pairs([
            origin::row_of(rating),
            ("of", text(&rating.of)),
            ("year", known(year)),
            ("rated", count(&rating.rated)),
            ("excellent", count(&rating.excellent)),
            ("good", count(&rating.good)),
            ("fair", count(&rating.fair)),
            ("failed", count(&rating.failed)),
            ("not_rated", count(&rating.not_rated)),
            ("level", text(&rating.level)),
        ])
    };
    ratings.iter().map(row).collect()
}

fn text(text: &Option<Text>) -> Value {
    known(text.as_ref().map(|text| capitalize_first(&text.0)))
}

/// The number alone; the table's head has the noun.
fn count(quantity: &Option<Quantity>) -> Value {
    known(quantity.as_ref().map(in_cell))
}
