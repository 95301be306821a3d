//! Awards by form and authority, support by occasion and fund: counted, since
//! no catalogue can name them beforehand.

use std::collections::BTreeMap;

use crate::dossier::{
    self, Award, AwardState, Dossier, Hedge, Quantity, Support, SupportDirection,
};
use crate::vietnamese::{MoneyUnit, Number, nfc};

use super::amount::{bounded, in_money};

/// Awards and support, each kind once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Groups {
    pub awards: BTreeMap<Kind, Group>,
    pub support: BTreeMap<Kind, Group>,
}

/// What tells one kind from another: texts that are the same however they are
/// cased and spaced.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind(Vec<String>);

/// What several units state of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The kind's texts as somebody spelled them: of several spellings always
    /// the same one, whoever comes first.
    pub spelled: Vec<String>,
    /// Entries that have this kind.
    pub entries: u64,
    pub counts: [Count; 2],
}

/// What entries count together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    pub number: Option<Number>,
    /// Some say less than a number: `nhiều`, `trên 40`.
    pub open: bool,
}

impl Count {
    fn plus(self, other: Count) -> Count {
        let number = match (self.number, other.number) {
            (Some(a), Some(b)) => a.checked_add(b),
            (one, other) => one.or(other),
        };
        Count { number, open: self.open || other.open }
    }

    /// As a dossier states it; where some say less than a number, what is known
    /// is the least that it can be. None where nothing is said.
    pub fn phrase(self, unit: &str) -> Option<Quantity> {
        let (hedge, amount) = match (self.number, self.open) {
            (None, false) => return None,
            (Some(n), false) => (None, dossier::Amount::Number(n.trimmed())),
            (Some(n), true) if !n.is_zero() => {
                (Some(Hedge::AtLeast), dossier::Amount::Number(n.trimmed()))
            }
            (_, true) => {
                let amount = dossier::Amount::Words("nhiều".to_owned());
                return Some(Quantity { hedge: None, amount, percent: false, unit: String::new() });
            }
        };
        Some(Quantity { hedge, amount, percent: false, unit: unit.to_owned() })
    }
}

impl Kind {
    /// A kind by its texts, and how they were spelled.
    pub fn of(texts: &[&str]) -> (Kind, Vec<String>) {
        let plain = |text: &&str| nfc(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let spelled: Vec<String> = texts.iter().map(plain).collect();
        (Kind(spelled.iter().map(|text| text.to_lowercase()).collect()), spelled)
    }
}

impl Group {
    fn plus(self, other: Group) -> Group {
        let [a, b] = self.counts;
        let [c, d] = other.counts;
        Group {
            spelled: self.spelled.min(other.spelled),
            entries: self.entries + other.entries,
            counts: [a.plus(c), b.plus(d)],
        }
    }
}

impl Groups {
    pub fn of(dossier: &Dossier) -> Groups {
        let mut groups = Groups::default();
        let of_areas = dossier.results.iter().flat_map(|area| &area.awards);
        for award in dossier.awards.iter().chain(of_areas) {
            add(&mut groups.awards, award_kind(award), of_award(award));
        }
        for area in &dossier.results {
            let name = area.area.as_deref().unwrap_or_default();
            for support in &area.support {
                add(&mut groups.support, support_kind(name, support), of_support(support));
            }
        }
        groups
    }

    #[must_use]
    pub fn plus(mut self, other: Groups) -> Groups {
        for (mine, theirs) in [(&mut self.awards, other.awards), (&mut self.support, other.support)]
        {
            for (kind, group) in theirs {
                add_group(mine, kind, group);
            }
        }
        self
    }
}

/// Authority, form, title, `đề nghị` or not, thematic or not.
pub fn award_kind(award: &Award) -> (Kind, Vec<String>) {
    let proposed = award.state == Some(AwardState::Proposed);
    let thematic = award.thematic.is_some_and(|flag| flag.0);
    Kind::of(&[
        award.authority.as_deref().unwrap_or_default(),
        award.form.as_deref().unwrap_or_default(),
        award.title.as_deref().unwrap_or_default(),
        if proposed { AwardState::Proposed.word() } else { "" },
        if thematic { "có" } else { "" },
    ])
}

/// Area of work, direction, occasion, fund, what the quantity counts.
pub fn support_kind(area: &str, support: &Support) -> (Kind, Vec<String>) {
    let occasion = support.occasion.as_ref().or(support.name.as_ref()).or(support.to.as_ref());
    let direction = support.direction.unwrap_or(SupportDirection::ToMembers);
    Kind::of(&[
        area,
        direction.word(),
        occasion.map_or("", |text| &text.0),
        support.fund.as_deref().unwrap_or_default(),
        support.quantity.as_ref().map_or("", |quantity| &quantity.unit),
    ])
}

fn of_award(award: &Award) -> [Count; 2] {
    [&award.collectives, &award.individuals].map(|count| counted(count.as_ref(), None))
}

fn of_support(support: &Support) -> [Count; 2] {
    let money = Some(MoneyUnit::Million);
    [counted(support.quantity.as_ref(), None), counted(support.amount.as_ref(), money)]
}

/// What a phrase counts; money in a unit of money.
fn counted(phrase: Option<&Quantity>, money: Option<MoneyUnit>) -> Count {
    let Some(phrase) = phrase else { return Count::default() };
    let (number, exact) = match phrase.amount {
        dossier::Amount::Number(n) => (Some(n), phrase.hedge.is_none()),
        dossier::Amount::None => return Count { number: Some(Number::ZERO), open: false },
        dossier::Amount::Range(low, _) => (Some(low), false),
        _ => (None, false),
    };
    use Hedge::{AtLeast, Minimum, MoreThan, NotUnder, OrMore, Over};
    let at_least = |hedge| matches!(hedge, AtLeast | Minimum | MoreThan | NotUnder | OrMore | Over);
    let number = number
        .filter(|_| phrase.hedge.is_none_or(at_least) && !phrase.percent)
        .and_then(|n| match (money, MoneyUnit::parse(&phrase.unit)) {
            (Some(to), Some(from)) => in_money(n, from, to),
            (None, None) => Some(n),
            _ => None,
        })
        .and_then(|n| bounded(n).ok());
    Count { number, open: !(exact && number.is_some()) }
}

fn add(
    groups: &mut BTreeMap<Kind, Group>,
    (kind, spelled): (Kind, Vec<String>),
    counts: [Count; 2],
) {
    add_group(groups, kind, Group { spelled, entries: 1, counts });
}

fn add_group(groups: &mut BTreeMap<Kind, Group>, kind: Kind, group: Group) {
    let sum = match groups.remove(&kind) {
        Some(before) => before.plus(group),
        None => group,
    };
    groups.insert(kind, sum);
}
