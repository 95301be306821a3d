//! The indicators of one roll-up: those of the catalogue, and of the superior's dossier, that
//! are requested for the period.

use crate::dossier::{AskedIn, Catalog, Indicator, IndicatorKind, Ordered, Period, UnitType};
use crate::roster::Timespan;

use super::addend::Measure;

/// An indicator that is added up.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The indicator's code in the catalogue.
    pub code: &'a str,
    /// Its entry in the catalogue.
    pub indicator: &'a Indicator,
    /// How its figures are added up.
    pub measure: Measure<'a>,
}

impl<'a> Row<'a> {
    /// The indicator's name, or its code if it has none.
    pub fn title(&self) -> &'a str {
        self.indicator.title.as_deref().unwrap_or(self.code)
    }

    /// Whether a unit's figure counts although the unit has ended by the period's end: it has
    /// no members then, but its activities took place.
    pub(crate) fn adds_when_ended(&self) -> bool {
        self.indicator.kind == Some(IndicatorKind::Flow)
    }

    /// Whether it is requested from units of a type.
    pub(crate) fn applies_to(&self, unit: Option<UnitType>) -> bool {
        let asked = &self.indicator.applies_to.0;
        asked.is_empty() || unit.is_none_or(|u| u == UnitType::Mixed || asked.contains(&u))
    }
}

/// The indicators to be added up, in the catalogue's order. A dossier's own one replaces one
/// with the same code.
pub fn rows<'a>(
    shared: &'a Ordered<Indicator>,
    own: &'a Ordered<Indicator>,
    period: &Period,
    days: Timespan,
) -> Vec<Row<'a>> {
    Catalog { own, shared }
        .iter()
        .filter(|(_, indicator)| is_asked(indicator, period) && is_valid(indicator, days))
        .filter_map(|(code, indicator)| {
            Some(Row { code, indicator, measure: Measure::of(indicator)? })
        })
        .collect()
}

/// Whether a figure is asked for in reports on a period.
pub(crate) fn is_asked(indicator: &Indicator, period: &Period) -> bool {
    let this = match period.r#type {
        Some(kind) if kind.is_interim() => AskedIn::HalfYear,
        _ => AskedIn::Year,
    };
    indicator.asked_in.0.is_empty() || indicator.asked_in.0.contains(&this)
}

/// Whether a figure is in use at the end of a period.
pub(crate) fn is_valid(indicator: &Indicator, days: Timespan) -> bool {
    let from = indicator.valid_from.and_then(|d| d.earliest());
    let to = indicator.valid_to.and_then(|d| d.latest());
    from.is_none_or(|from| from <= days.to) && to.is_none_or(|to| to >= days.to)
}
