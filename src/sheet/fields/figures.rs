//! Figures that a base dossier (hồ sơ chung) defines under its own names.

use crate::dossier::{Amount, Dossier, Figure, Indicator, IndicatorKind, Text};

use super::field::CodedFigure;

/// The named figures of a dossier, each with what the base states about it: its title and its
/// unit.
pub fn base_figures(base: &Dossier) -> impl Iterator<Item = CodedFigure> {
    let areas = base.results.iter().map(|area| &area.figures);
    let all = std::iter::once(&base.membership.figures).chain(areas);
    all.flat_map(|figures| figures.iter())
        .map(|(code, figure)| CodedFigure { code: code.to_owned(), indicator: indicator(figure) })
}

fn indicator(figure: &Figure) -> Indicator {
    let quantity = figure.value.as_ref().or(figure.assigned.as_ref()).or(figure.prior.as_ref());
    let unit = quantity.map(|quantity| match quantity.percent {
        true => "%".to_owned(),
        false => quantity.unit.clone(),
    });
    let kind = quantity.and_then(|quantity| match quantity.amount {
        Amount::Ratio(..) => Some(IndicatorKind::Rate),
        _ => None,
    });
    Indicator {
        title: figure.title.clone(),
        unit: unit.filter(|unit| !unit.is_empty()).map(Text),
        kind,
        ..Indicator::default()
    }
}
