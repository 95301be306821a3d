//! Awards by form and authority, and support by occasion and fund: grouped, since no
//! catalogue can list them in advance.

use std::collections::BTreeMap;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::{
    self, Area, Award, AwardState, Dossier, Hedge, Quantity, Recipient, Support, SupportDirection,
    Text,
};
use crate::roster::Timespan;
use crate::source::Path;
use crate::vietnamese::{MoneyUnit, Number};

use super::addend::{Unfit, bounded, in_money, same_measure};
use super::spelling::{spelled, told_apart};
use super::{jump, report, total};

/// Awards and support, each kind once.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Groups {
    /// The awards, by form and level.
    #[serde(with = "as_list")]
    pub awards: BTreeMap<GroupKind, Box<Group>>,
    /// The gifts and aid, by kind.
    #[serde(with = "as_list")]
    pub support: BTreeMap<GroupKind, Box<Group>>,
}

/// The key of a kind: texts without differences of case and spacing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GroupKind(Vec<EcoString>);

/// The values of several units for one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The kind's texts in a unit's spelling; the same one is chosen for any order of units.
    pub spelled: Vec<EcoString>,
    /// The number of entries of this kind.
    pub entries: u64,
    /// The number of units that have it, counting those behind a rolled-up dossier.
    pub units: u64,
    /// Its two numbers, in the order of the entry's fields.
    pub counts: [Count; 2],
    /// The inexact value of a single entry.
    pub typed: [Option<Box<Quantity>>; 2],
}

/// The count of several entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Count {
    /// The sum of the numbers.
    pub number: Option<Number>,
    /// Whether some are inexact: `nhiều`, `trên 40`.
    pub open: bool,
    /// Whether some lack a required number.
    pub(crate) unstated: bool,
}

impl Count {
    /// An unknown amount greater than zero.
    const OPEN: Count = Count { number: None, open: true, unstated: false };

    const UNSTATED: Count = Count { number: None, open: false, unstated: true };

    fn exact(number: Number) -> Count {
        Count { number: Some(number), ..Count::default() }
    }

    fn plus(self, other: Count) -> Count {
        let number = match (self.number, other.number) {
            (Some(a), Some(b)) => a.checked_add(b),
            (one, other) => one.or(other),
        };
        let (open, unstated) = (self.open || other.open, self.unstated || other.unstated);
        Count { number, open, unstated }
    }

    /// The phrase for a dossier; with inexact entries the known sum is a minimum. `None` if
    /// nothing is stated.
    pub fn phrase(self, unit: &str) -> Option<Quantity> {
        let (hedge, amount) = match self.number {
            Some(n) if !self.open && !self.unstated => (None, dossier::Amount::Number(n.trimmed())),
            Some(n) if !n.is_zero() => (Some(Hedge::AtLeast), dossier::Amount::Number(n.trimmed())),
            _ if !self.open => return None,
            _ => {
                let amount = dossier::Amount::Words("nhiều".to_owned());
                return Some(Quantity { hedge: None, amount, percent: false, unit: String::new() });
            }
        };
        Some(Quantity { hedge, amount, percent: false, unit: unit.to_owned() })
    }
}

impl GroupKind {
    /// The key of a kind from its texts, and their spelling.
    pub fn of(texts: &[&str]) -> (GroupKind, Vec<EcoString>) {
        let kind = texts.iter().map(|text| told_apart(text).into()).collect();
        (GroupKind(kind), texts.iter().map(|text| spelled(text).into()).collect())
    }
}

impl Group {
    /// One entry.
    fn of(
        spelled: Vec<EcoString>,
        counts: [Count; 2],
        typed: [Option<&Quantity>; 2],
        from: Option<&Quantity>,
    ) -> Group {
        let [a, b] = counts;
        let own = |count: Count, typed: Option<&Quantity>| {
            typed.filter(|_| count.open).cloned().map(Box::new)
        };
        let units = from.and_then(report::units).map_or(1, |(part, _)| part as u64);
        Group { spelled, entries: 1, units, counts, typed: [own(a, typed[0]), own(b, typed[1])] }
    }

    fn plus(self, other: Group) -> Group {
        let [a, b] = self.counts;
        let [c, d] = other.counts;
        Group {
            spelled: self.spelled.min(other.spelled),
            entries: self.entries + other.entries,
            units: self.units + other.units,
            counts: [a.plus(c), b.plus(d)],
            typed: [None, None],
        }
    }

    /// The phrase for a dossier: a single inexact value in its own words. `None` if nothing
    /// is stated.
    pub fn phrase(&self, which: usize, unit: &str) -> Option<Quantity> {
        let typed = self.typed.get(which).and_then(Option::as_deref).cloned();
        typed.or_else(|| self.counts.get(which)?.phrase(unit))
    }
}

impl Groups {
    pub(super) const NONE: Groups = Groups { awards: BTreeMap::new(), support: BTreeMap::new() };

    /// The awards and support of one dossier.
    pub fn of(dossier: &Dossier) -> Groups {
        let mut groups = Groups::default();
        let days = dossier.period.as_ref().and_then(Timespan::of);
        for (_, award) in awards(dossier) {
            let counts = of_award(award);
            let typed = [award.collectives.as_ref(), award.individuals.as_ref()];
            let group = |spelled| Group::of(spelled, counts, typed, award.from_units.as_ref());
            add(&mut groups.awards, award_kind(award, days), group);
        }
        for (_, area) in areas(dossier) {
            let name = area.area.as_deref().unwrap_or_default();
            for support in &area.support {
                let counts = of_support(support);
                let typed = [support.quantity.as_ref(), support.amount.as_ref()];
                let group =
                    |spelled| Group::of(spelled, counts, typed, support.from_units.as_ref());
                add(&mut groups.support, support_kind(name, support), group);
            }
        }
        groups
    }

    /// Marks groups of an ended unit: counted, without counting a unit.
    pub(super) fn of_no_unit(&mut self) {
        let groups = self.awards.values_mut().chain(self.support.values_mut());
        groups.for_each(|group| group.units = 0);
    }

    /// The union of both, adding up equal kinds.
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

/// The key of an award: authority, form, title, whether proposed, whether thematic, and the
/// year if it isn't in the reported period: an award of another year is a different one.
pub fn award_kind(award: &Award, days: Option<Timespan>) -> (GroupKind, Vec<EcoString>) {
    let year = award.year.map(|year| year.0.to_string()).unwrap_or_default();
    let proposed = award.state == Some(AwardState::Proposed);
    let thematic = award.thematic.is_some_and(|flag| flag.0);
    GroupKind::of(&[
        award.authority.as_deref().unwrap_or_default(),
        award.form.as_deref().unwrap_or_default(),
        award.title.as_deref().unwrap_or_default(),
        if proposed { AwardState::Proposed.word() } else { "" },
        if thematic { "có" } else { "" },
        other_year(&year, days),
    ])
}

/// A year outside the period, as typed; else empty.
pub fn other_year(typed: &str, days: Option<Timespan>) -> &str {
    let within = |year: u16| days.is_some_and(|d| (d.from.year..=d.to.year).contains(&year));
    match typed.trim().parse() {
        Ok(year) if within(year) => "",
        _ => typed,
    }
}

/// The key of support: area of work, direction, occasion, fund, the noun of its quantity.
pub fn support_kind(area: &str, support: &Support) -> (GroupKind, Vec<EcoString>) {
    let occasion = support.occasion.as_ref().or(support.name.as_ref()).or(support.to.as_ref());
    let direction = support.direction.unwrap_or(SupportDirection::ToMembers);
    GroupKind::of(&[
        area,
        direction.word(),
        occasion.map_or("", |text| &text.0),
        support.fund.as_deref().unwrap_or_default(),
        support.quantity.as_ref().map_or("", |quantity| &quantity.unit),
    ])
}

/// Entries of a dossier that can't be counted.
pub(super) fn faults(dossier: &Dossier) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut look = |title: String, phrase: Option<&Quantity>, what: Counted, path: Path| {
        if let Some(phrase) = phrase
            && let Err(why) = counted(phrase, what)
        {
            faults.push(total::unfit(&title, &phrase.to_text(), &why, &path));
        }
    };
    for (at, award) in awards(dossier) {
        if award.together().is_some() {
            continue;
        }
        let title = || titled("Khen thưởng", &[&award.authority, &award.form, &award.title]);
        let of = Counted::Of;
        look(title(), award.collectives.as_ref(), of("tập thể"), at.key("collectives"));
        look(title(), award.individuals.as_ref(), of("cá nhân"), at.key("individuals"));
    }
    for (at, support) in all_support(dossier) {
        let title = || support_title(support);
        look(title(), support.quantity.as_ref(), Counted::Of(""), at.key("quantity"));
        look(title(), support.amount.as_ref(), Counted::Money, at.key("amount"));
    }
    faults
}

/// Support with an amount to review.
pub(super) fn doubts(dossier: &Dossier) -> Vec<Diagnostic> {
    let doubts = all_support(dossier).filter_map(|(at, support)| {
        let doubt = |code, key: &str, message: String| {
            let message = format!("{}: {message}", support_title(support));
            Diagnostic::warning(code, message).with_path(at.key(key))
        };
        if let Some(amount) = &support.amount {
            // What isn't money is a fault already.
            let unit = MoneyUnit::parse(&amount.unit)?;
            return jump::in_dong(amount, unit)
                .map(|said| doubt(Code::ROLLUP_MONEY, "amount", said));
        }
        let each = support.per_unit.as_ref()?.to_text();
        let quantity = support.quantity.as_ref().map(Quantity::to_text);
        let product = product(support).and_then(|n| Count::exact(n).phrase("triệu đồng"));
        let said = match (quantity, product) {
            (Some(quantity), Some(product)) => {
                let product = product.to_text();
                format!("{quantity} × {each}, chưa ghi số tiền; tính là {product}")
            }
            _ => format!("mỗi suất {each}, chưa ghi số tiền; tổng chỉ là “ít nhất”"),
        };
        Some(doubt(Code::ROLLUP_NO_AMOUNT, "per_unit", said))
    });
    doubts.collect()
}

/// Every award of a dossier, with its path.
fn awards(dossier: &Dossier) -> impl Iterator<Item = (Path, &Award)> {
    let own = items(Path::root().key("awards"), &dossier.awards);
    let all =
        own.chain(areas(dossier).flat_map(|(at, area)| items(at.key("awards"), &area.awards)));
    all.filter(|(at, _)| dossier.is_of_year(at))
}

/// All support of a dossier, with its path.
fn all_support(dossier: &Dossier) -> impl Iterator<Item = (Path, &Support)> {
    areas(dossier).flat_map(|(at, area)| items(at.key("support"), &area.support))
}

fn areas(dossier: &Dossier) -> impl Iterator<Item = (Path, &Area)> {
    let all = items(Path::root().key("results"), &dossier.results);
    all.filter(|(at, _)| dossier.is_of_year(at))
}

fn items<T>(list: Path, items: &[T]) -> impl Iterator<Item = (Path, &T)> {
    items.iter().enumerate().map(move |(i, item)| (list.index(i), item))
}

fn support_title(support: &Support) -> String {
    let occasion =
        [&support.occasion, &support.name, &support.to].into_iter().find(|t| t.is_some());
    titled("Chăm lo, hỗ trợ", &[occasion.unwrap_or(&None), &support.fund])
}

/// *Khen thưởng: Tổng Liên đoàn, Bằng khen*
fn titled(what: &str, texts: &[&Option<Text>]) -> String {
    let texts: Vec<&str> =
        texts.iter().filter_map(|text| text.as_deref()).filter(|text| !text.is_empty()).collect();
    if texts.is_empty() { what.to_owned() } else { format!("{what}: {}", texts.join(", ")) }
}

fn of_award(award: &Award) -> [Count; 2] {
    if award.together().is_some() {
        // The number of each kind isn't known.
        return [Count::OPEN, Count::OPEN];
    }
    let named = [
        named(award, |r| r.collective.is_some(), |r| r.collectives.as_ref()),
        named(award, |r| r.person.is_some(), |r| r.individuals.as_ref()),
    ];
    let typed = [(award.collectives.as_ref(), "tập thể"), (award.individuals.as_ref(), "cá nhân")];
    let silent = typed.iter().all(|(phrase, _)| phrase.is_none()) && named == [None, None];
    let count = |which: usize| {
        let (phrase, unit) = typed[which];
        match (phrase, named[which]) {
            (Some(_), _) => count(phrase, unit),
            (None, Some(named)) => named,
            (None, None) if silent => Count::UNSTATED,
            (None, None) => Count::default(),
        }
    };
    [count(0), count(1)]
}

/// The counts from an award's lists of recipients if no number is stated: exact for a
/// complete list, a minimum for a partial one.
fn named(
    award: &Award,
    is_named: impl Fn(&Recipient) -> bool,
    unnamed: impl Fn(&Recipient) -> Option<&Quantity>,
) -> Option<Count> {
    let of = |recipient: &Recipient| match is_named(recipient) {
        true => Count::exact(Number::from(1_u32)),
        false => unnamed(recipient).map_or_else(Count::default, |phrase| count(Some(phrase), "")),
    };
    let sum = |list: &[Recipient]| list.iter().map(of).fold(Count::default(), Count::plus);
    let (full, some) = (sum(&award.recipients_list), sum(&award.including));
    let is_said = |count: &Count| *count != Count::default();
    let some = Some(some).filter(is_said).map(|some| Count { unstated: true, ..some });
    Some(full).filter(is_said).or(some)
}

fn of_support(support: &Support) -> [Count; 2] {
    let quantity = count(support.quantity.as_ref(), "");
    let amount = match (&support.amount, &support.per_unit) {
        (Some(amount), _) => counted(amount, Counted::Money).unwrap_or(Count::OPEN),
        // Quantity and amount each give the total.
        (None, Some(_)) => product(support).map_or(Count::OPEN, Count::exact),
        // Given to this many, so it had a cost.
        (None, None) if support.quantity.is_some() => Count::UNSTATED,
        (None, None) => Count::default(),
    };
    match support.quantity {
        None if amount != Count::default() => [Count::UNSTATED, amount],
        _ => [quantity, amount],
    }
}

fn count(phrase: Option<&Quantity>, unit: &str) -> Count {
    let counted = phrase.map(|phrase| counted(phrase, Counted::Of(unit)).unwrap_or(Count::OPEN));
    counted.unwrap_or_default()
}

/// Quantity × amount each, in triệu đồng, where both are exact.
fn product(support: &Support) -> Option<Number> {
    let exact = |phrase: &Quantity| phrase.number().filter(|_| phrase.hedge.is_none());
    let (quantity, each) = (support.quantity.as_ref()?, support.per_unit.as_ref()?);
    let unit = MoneyUnit::parse(each.unit.split('/').next().unwrap_or_default())?;
    counted(quantity, Counted::Of("")).ok()?;
    let all = exact(each)?.checked_mul(exact(quantity).filter(|_| !quantity.percent)?)?;
    bounded(in_money(all, unit, MoneyUnit::Million)?).ok()
}

/// The noun of a count.
#[derive(Debug, Clone, Copy)]
enum Counted<'a> {
    Money,
    /// Things, with their name if that is fixed.
    Of(&'a str),
}

/// The count of a phrase; money in triệu đồng.
fn counted(phrase: &Quantity, what: Counted<'_>) -> Result<Count, Unfit> {
    let (number, exact) = match phrase.amount {
        dossier::Amount::Number(n) => (Some(n), phrase.hedge.is_none()),
        dossier::Amount::None => return Ok(Count::exact(Number::ZERO)),
        dossier::Amount::Range(low, _) => (Some(low), false),
        _ => (None, false),
    };
    use Hedge::{AtLeast, Minimum, MoreThan, NotUnder, OrMore, Over};
    let at_least = |hedge| matches!(hedge, AtLeast | Minimum | MoreThan | NotUnder | OrMore | Over);
    let Some(number) = number else { return Ok(Count::OPEN) };
    let number = match (what, MoneyUnit::parse(&phrase.unit)) {
        _ if phrase.percent => return Ok(Count::OPEN),
        (Counted::Money, Some(unit)) => {
            in_money(number, unit, MoneyUnit::Million).ok_or(Unfit::TooLarge)?
        }
        (Counted::Money, None) => return Err(Unfit::NoMoney),
        (Counted::Of(_), Some(_)) => return Err(Unfit::Money),
        (Counted::Of(unit), None) => same_measure(phrase, unit).map(|()| number)?,
    };
    let number = Some(bounded(number)?).filter(|_| phrase.hedge.is_none_or(at_least));
    Ok(Count { number, open: !(exact && number.is_some()), unstated: false })
}

/// Adds one entry of a dossier to the others. A unit counts once for each kind.
fn add(
    groups: &mut BTreeMap<GroupKind, Box<Group>>,
    (kind, spelled): (GroupKind, Vec<EcoString>),
    group: impl FnOnce(Vec<EcoString>) -> Group,
) {
    let group = Box::new(group(spelled));
    let units = groups.get(&kind).map_or(0, |known| known.units).max(group.units);
    add_group(groups, kind.clone(), group);
    if let Some(sum) = groups.get_mut(&kind) {
        sum.units = units;
    }
}

fn add_group(groups: &mut BTreeMap<GroupKind, Box<Group>>, kind: GroupKind, group: Box<Group>) {
    let sum = match groups.remove(&kind) {
        Some(before) => Box::new(before.plus(*group)),
        None => group,
    };
    groups.insert(kind, sum);
}

/// Maps whose keys aren't texts, which JSON has no objects for.
mod as_list {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Group, GroupKind};

    pub fn serialize<S: Serializer>(
        groups: &BTreeMap<GroupKind, Box<Group>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(groups)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<GroupKind, Box<Group>>, D::Error> {
        Ok(Vec::deserialize(deserializer)?.into_iter().collect())
    }
}
