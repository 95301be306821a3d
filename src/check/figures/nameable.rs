//! Values that a narrative can name instead of typing the number.

use crate::check::Context;
use crate::dossier::{Figure, Quantity};
use crate::source::Path;
use crate::vietnamese::{Number, lower};

use super::arithmetic::plain;

/// A number of the dossier with its name in expressions.
pub(super) struct Nameable {
    pub expression: String,
    pub path: Path,
    /// The number; money in đồng.
    pub number: Number,
    /// The number as typed.
    pub shown: Number,
    /// In lower case.
    pub unit: String,
    pub money: bool,
    /// In lower case.
    pub title: Option<String>,
}

struct List(Vec<Nameable>);

impl List {
    fn add(
        &mut self,
        expression: String,
        path: Path,
        quantity: Option<&Quantity>,
        title: Option<&str>,
    ) {
        let Some(quantity) = quantity.filter(|q| !q.unit.is_empty()) else { return };
        let Some(shown) = plain(quantity) else { return };
        let money = quantity.in_dong();
        self.0.push(Nameable {
            expression,
            path,
            number: money.unwrap_or(shown),
            shown,
            unit: lower(&quantity.unit).into_owned(),
            money: money.is_some(),
            title: title.map(|title| lower(title).into_owned()),
        });
    }

    fn figure(&mut self, context: &Context<'_>, name: &str, path: Path, figure: &Figure) {
        // With a plan the bare name prints n/m.
        let part = if figure.assigned.is_some() { ".value" } else { "" };
        let title = figure.title.as_ref().or_else(|| context.catalog().title(name));
        let title = title.map(|title| title.0.as_str());
        self.add(format!("{name}{part}"), path, figure.value.as_ref(), title);
    }
}

/// Everything that can be named and is a number with a unit.
pub(super) fn nameable(context: &Context<'_>) -> Vec<Nameable> {
    let mut all = List(Vec::new());
    let m = &context.dossier.membership;
    let at = Path::root().key("membership");
    for fixed in m.fixed() {
        if let Some(figure) = fixed.figure {
            all.figure(context, fixed.key, at.key(fixed.key), figure);
        }
    }
    for (name, figure) in m.figures.iter() {
        all.figure(context, name, at.key("figures").key(name), figure);
    }
    for (i, area) in context.dossier.results.iter().enumerate() {
        let at = Path::root().key("results").index(i);
        for (name, figure) in area.figures.iter() {
            all.figure(context, name, at.key("figures").key(name), figure);
        }
        for (j, support) in area.support.iter().enumerate() {
            let Some(id) = support.id.as_deref() else { continue };
            let at = at.key("support").index(j);
            all.add(format!("{id}.amount"), at.key("amount"), support.amount.as_ref(), None);
            all.add(format!("{id}.quantity"), at.key("quantity"), support.quantity.as_ref(), None);
        }
    }
    all.0
}
