//! Points, places and prizes of the units.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::vietnamese::Number;

use super::super::table::Cell;
use super::super::{RollUp, UnitOutcome};
use super::formula::{NoValue, Part};
use super::values::value;
use super::{Criterion, RankingRules};

/// The units of a roll-up by their points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// What the list is called.
    pub title: String,
    /// What there are points for.
    pub criteria: Vec<String>,
    /// The units, the best first; those without a place behind them.
    pub places: Vec<Place>,
}

/// A unit in a ranking.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// The kind of unit that it is ranked among, where each kind is by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub among: Option<&'static str>,
    /// Its place, which it may share; none if it can't be determined.
    pub rank: Option<usize>,
    /// Its code in the roster.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The points of each criterion; unknown where a figure is lacking.
    pub points: Vec<Cell>,
    /// All points together, where each is known.
    pub total: Cell,
    /// What it gets by the office's rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prize: Option<String>,
    /// Why it has no place, or shares what only some can get.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Ranks the units.
pub fn of(rules: &RankingRules, roll_up: &RollUp<'_>) -> Ranking {
    let title = |code: &str| {
        roll_up.rows.iter().find(|row| row.code == code).map_or(code, |row| row.title()).to_owned()
    };
    let mut places: Vec<Place> =
        roll_up.units.iter().map(|outcome| place(rules, outcome, &title)).collect();
    let points = |place: &Place| match place.total {
        Cell::Number(total) => Some(total),
        _ => None,
    };
    // The roster's order among equals: the sort is stable.
    places.sort_by(|a, b| a.among.cmp(&b.among).then_with(|| points(b).cmp(&points(a))));
    for lot in places.chunk_by_mut(|a, b| a.among == b.among) {
        rank(lot, &points);
        award(rules, lot, &points);
    }
    Ranking {
        title: rules.title.clone().unwrap_or_else(|| "Xếp hạng các đơn vị".to_owned()),
        criteria: rules.criteria.iter().map(|criterion| criterion.title.clone()).collect(),
        places,
    }
}

fn place(rules: &RankingRules, outcome: &UnitOutcome<'_>, title: &dyn Fn(&str) -> String) -> Place {
    let mut lacking: BTreeSet<(String, Part)> = BTreeSet::new();
    let mut undefined = Vec::new();
    let points: Vec<Option<Number>> = rules
        .criteria
        .iter()
        .map(|criterion| match of_criterion(criterion, outcome) {
            Ok(points) => Some(points),
            Err(NoValue::Unknown(figures)) => {
                lacking.extend(figures);
                rules.unknown_is_zero.then_some(Number::ZERO)
            }
            Err(NoValue::Undefined) => {
                undefined.push(criterion.title.clone());
                None
            }
        })
        .collect();
    let is_counted = outcome.standing.is_counted();
    let sum = |points: &[Option<Number>]| {
        points.iter().try_fold(Number::ZERO, |sum, points| sum.checked_add((*points)?))
    };
    let total = sum(&points).filter(|_| is_counted);
    let lacking: Vec<String> =
        lacking.iter().map(|(code, part)| title(code) + part.words()).collect();
    let note = match () {
        () if !is_counted => outcome.standing.words(),
        () if !undefined.is_empty() => format!("không tính được: {}", undefined.join(", ")),
        () if !lacking.is_empty() => format!("chưa có số: {}", lacking.join(", ")),
        () => String::new(),
    };
    let cell = |number: Option<Number>| number.map_or(Cell::Unknown, |n| Cell::Number(n.trimmed()));
    Place {
        among: outcome.unit_type().map(|kind| kind.word()).filter(|_| rules.by_type),
        rank: None,
        code: outcome.unit.code().to_owned(),
        name: outcome.unit.called().to_owned(),
        points: points.into_iter().map(|n| cell(n.filter(|_| is_counted))).collect(),
        total: cell(total),
        prize: None,
        note,
    }
}

/// The points of a criterion within its bounds, with two digits behind the comma.
fn of_criterion(criterion: &Criterion, outcome: &UnitOutcome<'_>) -> Result<Number, NoValue> {
    let points = criterion.points.value(&|code, part| value(outcome, code, part))?;
    let points = criterion.most.map_or(points, |most| points.min(most));
    let points = criterion.least.map_or(points, |least| points.max(least));
    Ok(points.rounded(2).trimmed())
}

/// Places by points; equals share one, and the next has as many before it as there are.
fn rank(lot: &mut [Place], points: &dyn Fn(&Place) -> Option<Number>) {
    let mut before: Option<(usize, Number)> = None;
    for (at, place) in lot.iter_mut().enumerate() {
        let Some(own) = points(place) else { break };
        let rank = match before {
            Some((rank, other)) if other == own => rank,
            _ => at + 1,
        };
        (place.rank, before) = (Some(rank), Some((rank, own)));
    }
}

/// Prizes in the office's order, each to those who have the points and no other yet.
/// Where more are equal than may get one, none of them does, and the office decides.
fn award(rules: &RankingRules, lot: &mut [Place], points: &dyn Fn(&Place) -> Option<Number>) {
    for prize in &rules.prizes {
        let is_open = |place: &Place| {
            let enough = points(place).filter(|own| prize.from.is_none_or(|from| *own >= from));
            place.prize.is_none() && place.rank.is_some() && enough.is_some()
        };
        let open: Vec<usize> = (0..lot.len()).filter(|at| is_open(&lot[*at])).collect();
        let most = prize.at_most.unwrap_or(open.len());
        let beyond = open.get(most).and_then(|at| lot[*at].rank);
        for at in open.into_iter().take(most) {
            let place = &mut lot[at];
            if beyond.is_some() && place.rank == beyond {
                place.note = format!("đồng hạng, chưa rõ đơn vị nào được {}", prize.title);
            } else {
                place.prize = Some(prize.title.clone());
            }
        }
    }
}
