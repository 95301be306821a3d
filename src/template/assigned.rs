//! The table of targets that a letter gives the units: a row for each, a column for each
//! target, with sums where these can be added.

use minijinja::Value;

use crate::dossier::{Assigned, Catalog, Dossier, Indicator, Ordered, Quantity};
use crate::vietnamese::{Number, capitalize_first};

use super::people::pairs;
use super::values::{known, unknown};
use super::wording;

/// The columns' heads, each with its measure, and the rows with as many cells; unknown
/// where nothing is assigned.
pub(super) fn value(
    dossier: &Dossier,
    shared: &Ordered<Indicator>,
    assigned: &[Assigned],
) -> Value {
    let mut keys: Vec<&str> = Vec::new();
    for (key, _) in assigned.iter().flat_map(|unit| unit.targets.iter()) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    if keys.is_empty() {
        return unknown();
    }
    let catalog = Catalog { own: &dossier.catalog, shared };
    let of = |unit: &'_ Assigned, key: &str| -> Option<Quantity> {
        unit.targets.get(key).cloned().flatten()
    };
    let head = |key: &&str| {
        let title = catalog.title(key).map_or(*key, |title| &**title);
        let first = assigned.iter().find_map(|unit| of(unit, key));
        let measure = first.map(|q| if q.percent { "%".to_owned() } else { q.unit });
        let measure = measure.filter(|measure| !measure.is_empty());
        let measure = measure.map_or_else(String::new, |measure| format!(" ({measure})"));
        format!("{}{measure}", capitalize_first(title))
    };
    let row = |unit: &Assigned| {
        let cells: Vec<Value> = keys.iter().map(|key| known(of(unit, key).map(cell))).collect();
        pairs(vec![("unit", known(unit.unit.as_deref())), ("cells", cells.into())])
    };
    let sum = |key: &&str| known(sum(assigned.iter().map(|unit| of(unit, key))));
    pairs(vec![
        ("heads", keys.iter().map(head).collect::<Vec<_>>().into()),
        ("rows", assigned.iter().map(row).collect::<Vec<_>>().into()),
        ("sums", keys.iter().map(sum).collect::<Vec<Value>>().into()),
    ])
}

/// The number without its measure, which stands in the head.
fn cell(quantity: Quantity) -> String {
    wording::quantity(&Quantity { percent: false, unit: String::new(), ..quantity })
}

/// The sum of all that is assigned; shares can't be added, nor what has other measures.
fn sum(quantities: impl Iterator<Item = Option<Quantity>>) -> Option<String> {
    let mut measure: Option<String> = None;
    let mut sum = Number::ZERO;
    for quantity in quantities.flatten() {
        let other = measure.replace(quantity.unit.clone());
        if quantity.percent || other.is_some_and(|other| other != quantity.unit) {
            return None;
        }
        sum = sum.checked_add(quantity.number()?)?;
    }
    measure.map(|_| sum.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(yaml: &str, part: &str) -> String {
        let assigned: Vec<Assigned> = serde_yaml::from_str(yaml).expect(yaml);
        let dossier = Dossier::default();
        value(&dossier, &Ordered::default(), &assigned).get_attr(part).expect(part).to_string()
    }

    #[test]
    fn what_can_be_added_has_a_sum() {
        let yaml = "[{unit: Tổ 1, targets: {kết nạp: 12 đoàn viên, tổ mạnh: 80%}}, \
                    {unit: Tổ 2, targets: {kết nạp: 5 đoàn viên, tổ mạnh: 90%, hiến máu: 3 đơn vị}}]";
        let heads = shown(yaml, "heads");
        assert!(heads.contains("Kết nạp (đoàn viên)") && heads.contains("Tổ mạnh (%)"), "{heads}");
        let sums = shown(yaml, "sums");
        assert!(sums.contains("17") && !sums.contains("170"), "{sums}");
        assert!(shown(yaml, "rows").contains("12"));
    }
}
