//! A unit's dossier in terms of the catalogue.

use serde::{Deserialize, Serialize};

use crate::dossier::{Dossier, Every, Figure, FigureDetail, Figures, PeriodType, Quantity};
use crate::prose::Names;
use crate::roster::Day;
use crate::source::Path;
use crate::vietnamese::Number;
use crate::vietnamese::magnitude::magnitude;

use super::addend::Unfit;
use super::catalog::Row;
use super::groups::Groups;
use super::total::{Statement, Statements};

/// What one unit reports.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// Statements by the indicators' codes, without empty ones.
    pub figures: Statements,
    /// What it says of awards and support.
    pub groups: Groups,
}

impl Report {
    /// The empty report.
    pub(super) const NONE: Report = Report { figures: Statements::NONE, groups: Groups::NONE };

    /// Reads a dossier. `rows` are the indicators that are added up.
    pub fn of(dossier: &Dossier, rows: &[Row<'_>]) -> Report {
        let names = Names::of(dossier);
        let number = |name: &str| {
            let base = names.figure_named(name)?.value.as_ref()?;
            base.number().filter(|_| magnitude(&base.unit).is_none())
        };
        let day = dossier.period.as_ref().and_then(|p| p.data_as_of?.latest());
        let figures = rows.iter().filter_map(|row| {
            let found = figures(dossier, row.code, row.indicator.field.as_deref());
            let mut statement = statement(row, &found, &number, day)?;
            let stating = found.iter().find(|(figure, _)| figure.value.is_some());
            if let Some(often) = stating.and_then(|(figure, _)| other_span(figure.every?, dossier))
            {
                statement.value = Err(Unfit::Every(often));
            }
            Some((row.code.into(), statement))
        });
        Report { figures: figures.collect(), groups: Groups::of(dossier) }
    }
}

/// The span for which a figure is counted, if it isn't the reported period.
fn other_span(every: Every, dossier: &Dossier) -> Option<Every> {
    let own = match dossier.period.as_ref().and_then(|period| period.r#type) {
        None | Some(PeriodType::Year | PeriodType::SchoolYear) => Every::Year,
        Some(PeriodType::FirstHalf | PeriodType::SecondHalf) => Every::HalfYear,
        Some(PeriodType::Quarter) => Every::Quarter,
        // How long it is, its days say.
        Some(_) => return None,
    };
    (every != own).then_some(every)
}

/// Every place where a dossier may have the figure of a code.
fn figures<'a>(dossier: &'a Dossier, code: &str, field: Option<&str>) -> Vec<(&'a Figure, Path)> {
    let membership = Path::root().key("membership");
    let own = field.and_then(|field| fixed(dossier, field));
    let own = own.map(|(key, figure)| (figure, membership.key(key)));
    let coded = |figures: &'a Figures, at: &dyn Fn() -> Path| {
        Some((figures.get(code)?, at().key("figures").key(code)))
    };
    let named = coded(&dossier.membership.figures, &|| membership.clone());
    let areas = dossier
        .results
        .iter()
        .enumerate()
        // What a term comes to is no figure of the period.
        .filter(|(i, _)| dossier.is_of_year(&Path::root().key("results").index(*i)))
        .filter_map(|(i, area)| coded(&area.figures, &|| Path::root().key("results").index(i)));
    own.into_iter().chain(named).chain(areas).collect()
}

/// A figure with a key of its own in every dossier.
fn fixed<'a>(dossier: &'a Dossier, field: &str) -> Option<(&'static str, &'a Figure)> {
    let key = field.strip_prefix("membership.")?;
    let fixed = dossier.membership.fixed().into_iter().find(|fixed| fixed.key == key)?;
    Some((fixed.key, fixed.figure?))
}

/// `None` if nothing is stated.
fn statement(
    row: &Row<'_>,
    figures: &[(&Figure, Path)],
    number: &dyn Fn(&str) -> Option<Number>,
    chosen: Option<Day>,
) -> Option<Statement> {
    let mut stating = figures.iter().filter(|(figure, _)| figure.value.is_some());
    let (figure, path) = stating.next()?;
    let figure: &FigureDetail = figure;
    let value = figure.value.as_ref()?;
    let base = figure.of.as_deref().and_then(number);
    // A figure without a date has none; the period's end isn't assumed.
    let as_of = figure.as_of.and_then(|d| d.latest());
    let day = as_of.or(chosen);
    let take = |phrase: &Quantity| row.measure.take(phrase, base, day);
    let taken = take(value);
    let same = stating.all(|(other, _)| other.value.as_ref().is_some_and(|v| take(v) == taken));
    // What was of the last period was a part of another base, and held for
    // another day.
    let before = |phrase: &Quantity| row.measure.take(phrase, None, None).ok();
    let beside = [("cùng kỳ", &figure.prior), ("được giao", &figure.assigned)];
    let unread = beside.into_iter().filter_map(|(what, phrase)| {
        let phrase = phrase.as_ref()?;
        let why = row.measure.take(phrase, None, None).err()?;
        Some(format!("{what} ghi “{}”, {why}; không cộng", phrase.to_text()))
    });
    Some(Statement {
        unread: unread.collect(),
        typed: value.to_text(),
        path: path.key("value"),
        value: if same { taken } else { Err(Unfit::Twice) },
        prior: figure.prior.as_ref().and_then(before),
        assigned: figure.assigned.as_ref().and_then(before),
        comparable: figure.comparable.map(|flag| flag.0),
        as_of,
        at: None,
        units: figure.from_units.as_ref().and_then(units),
    })
}

/// The number of units of a figure, of all.
pub(super) fn units(from: &Quantity) -> Option<(usize, usize)> {
    let (part, whole) = from.ratio()?;
    let count = |n: Number| n.to_string().replace('.', "").parse().ok();
    Some((count(part)?, count(whole)?))
}

/// The units behind a figure that was rolled up, if some are missing.
pub(super) fn partial(from: &Quantity) -> Option<String> {
    let (part, whole) = from.ratio()?;
    (part < whole).then(|| from.to_text())
}
