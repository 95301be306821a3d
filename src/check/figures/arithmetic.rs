//! Helpers of rules on numbers: which of them can be compared.

use crate::dossier::{FigureDetail, Quantity};
use crate::source::{Path, Segment};
use crate::vietnamese::{Number, capitalize_first, nfc};

use crate::check::Context;

/// A comparable number: exact, and not a percentage.
pub(crate) fn plain(quantity: &Quantity) -> Option<Number> {
    quantity.number().filter(|_| !quantity.percent && quantity.hedge.is_none())
}

/// [`plain`] of a figure's value; `None` for a total of some units only, which can't be
/// compared with others.
pub(crate) fn value(figure: &FigureDetail) -> Option<Number> {
    figure.value.as_ref().filter(|_| !figure.is_partial()).and_then(plain)
}

/// Plain numbers in the unit of the first; money is converted. `None` if one isn't known, or
/// if units differ.
pub(crate) fn together<'a>(
    first: &Quantity,
    others: impl Iterator<Item = Option<&'a Quantity>>,
) -> Option<(Number, Vec<Number>)> {
    let others: Option<Vec<Number>> = others
        .map(|other| {
            let other = other?;
            plain(other)?;
            other.measured_as(first)
        })
        .collect();
    Some((plain(first)?, others?))
}

/// The exact sum; `None` on overflow.
pub(crate) fn sum<'a>(numbers: impl IntoIterator<Item = &'a Number>) -> Option<Number> {
    numbers.into_iter().try_fold(Number::ZERO, |sum, n| sum.checked_add(*n))
}

/// `4 + 16 + 3`
pub(crate) fn terms(numbers: &[Number]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + ")
}

/// Whether two units mean the same, one possibly more specific: `đoàn viên` and `đoàn viên ưu
/// tú`. All money is the same unit, and a missing unit matches any.
pub(crate) fn same_unit(one: &Quantity, other: &Quantity) -> bool {
    if one.is_money() || other.is_money() {
        return one.is_money() && other.is_money();
    }
    let key = |q: &Quantity| {
        let unit = q.unit.split('/').next().unwrap_or_default();
        nfc(unit).trim().to_lowercase()
    };
    let (a, b) = (key(one), key(other));
    let begins = |a: &str, b: &str| {
        a.strip_prefix(b).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    a.is_empty() || b.is_empty() || begins(&a, &b) || begins(&b, &a)
}

/// The name of a figure at the beginning of a message, with a colon: its title, its catalogue
/// title, the field's, or a part's label; empty if it has none.
pub(crate) fn head(context: &Context<'_>, path: &Path, figure: &FigureDetail) -> String {
    let key = last_key(path).unwrap_or_default();
    let indicator = || context.catalog().title(key);
    let title = figure.title.as_ref().or_else(indicator).map(|title| title.0.as_str());
    let title = title.or_else(|| match path.segments() {
        [Segment::Key(block), Segment::Key(_)] if block == "membership" => {
            let title = crate::dossier::Titles::get().title(path)?;
            Some(title.strip_prefix("Trong đó: ").unwrap_or(title))
        }
        [.., Segment::Key(parts), Segment::Key(label)] if parts == "parts" => Some(label),
        _ => None,
    });
    title.map(|title| format!("{}: ", capitalize_first(title))).unwrap_or_default()
}

/// Whether a path is within a top-level block of the dossier.
pub(crate) fn within(path: &Path, block: &str) -> bool {
    matches!(path.segments().first(), Some(Segment::Key(key)) if key == block)
}

/// The last key of a path.
pub(crate) fn last_key(path: &Path) -> Option<&str> {
    match path.segments().last() {
        Some(Segment::Key(key)) => Some(key),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_that_say_the_same() {
        let same = |a: &str, b: &str| {
            let read = |text: &str| Quantity::parse(text).expect(text);
            same_unit(&read(a), &read(b))
        };
        assert!(same("35 đoàn viên", "41 đoàn viên ưu tú"));
        assert!(same("35", "41 sáng kiến"));
        assert!(same("2 tỷ đồng", "950 triệu đồng"));
        assert!(same("2 cuộc/năm", "9 cuộc"));
        assert!(!same("35 đoàn viên", "41 người"));
        assert!(!same("35 đồng chí", "2 đồng"));
        assert!(!same("35 tổ", "35 tổng số"));
    }
}
