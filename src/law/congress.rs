//! What regulations limit at a congress of a union (đại hội công đoàn), and of a cell of the
//! Party or the Youth Union, each limit with the days on which it surely held.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Certainty, Sourced, day};
use crate::vietnamese::Day;

/// A limit, and the first and last date of the congresses to which it applies.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limit<T> {
    /// The name of the regulation in messages.
    pub named: String,
    #[serde(deserialize_with = "day")]
    from: Day,
    #[serde(deserialize_with = "day")]
    until: Day,
    /// The limit itself.
    pub is: T,
    certainty: Certainty,
    sources: Vec<String>,
}

/// A fraction: `2/3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its numerator.
    pub part: u32,
    /// Its denominator.
    pub of: u32,
}

/// The maximum for unions up to a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeStep {
    /// For unions with fewer members; `None` for all others.
    pub below: Option<u32>,
    /// The maximum.
    pub most: u32,
}

/// The bodies elected within and beside the committee of a base union.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct InnerBodies {
    /// The smallest committee that has a standing one (ban thường vụ).
    pub standing_from: u32,
    /// The committee's size divided by the maximum size of the standing committee.
    pub standing_share: u32,
    /// The maximum size of the inspection committee (ủy ban kiểm tra), if known.
    pub inspectors: Option<u32>,
}

/// The smallest cell (chi bộ, chi đoàn), and the smallest that elects a committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CellSizes {
    /// Members without whom there is no cell.
    pub least: u32,
    /// Members from which on a committee is elected; below, a secretary and perhaps a deputy.
    pub committee_from: u32,
}

/// The subject of an article of the statutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The term of office.
    Term,
    /// The congress and its votes.
    Congress,
    /// The committee and whom it elects.
    Committee,
}

/// The statutes (điều lệ) in force from a date.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Statute {
    name: String,
    #[serde(deserialize_with = "day")]
    from: Day,
    articles: BTreeMap<Subject, String>,
    sources: Vec<String>,
}

/// The limits.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CongressLimits {
    statutes: Vec<Statute>,
    /// The number of members from which delegates meet instead of all members.
    pub delegates_from: Vec<Limit<u32>>,
    /// The share of those summoned who must be present.
    pub quorum: Vec<Limit<Part>>,
    /// The maximum size of the committee of a base union, by members.
    pub committee_sizes: Vec<Limit<Vec<SizeStep>>>,
    /// The bodies within and beside it.
    pub bodies: Vec<Limit<InnerBodies>>,
    /// The maximum percentage of appointed delegates (chỉ định).
    pub appointed_share: Vec<Limit<u32>>,
    /// The inspection committee's size divided by the maximum number of its members who are
    /// also on the committee.
    pub inspectors_of_both: Vec<Limit<u32>>,
    /// The maximum number of guests of a base union, in percent of the delegates.
    pub guest_share: Vec<Limit<u32>>,
    /// The maximum number of delegates of a base union, by members.
    pub delegate_numbers: Vec<Limit<Vec<SizeStep>>>,
    /// Cells of the Party, by their full members.
    pub party_cells: Vec<Limit<CellSizes>>,
    /// Cells of the Youth Union.
    pub youth_cells: Vec<Limit<CellSizes>>,
    /// The date since which recognition must be requested within a number of working days.
    #[serde(deserialize_with = "day")]
    pub recognition_from: Day,
    /// The percentage by which a maximum may be exceeded with the superior's consent.
    pub more_with_consent: u32,
}

impl Sourced for CongressLimits {
    fn each_source(&self, take: &mut dyn FnMut(&[String])) {
        self.statutes.iter().for_each(|s| take(&s.sources));
        self.delegates_from.iter().for_each(|l| take(&l.sources));
        self.quorum.iter().for_each(|l| take(&l.sources));
        self.committee_sizes.iter().for_each(|l| take(&l.sources));
        self.bodies.iter().for_each(|l| take(&l.sources));
        for shares in [&self.appointed_share, &self.inspectors_of_both, &self.guest_share] {
            shares.iter().for_each(|l| take(&l.sources));
        }
        self.delegate_numbers.iter().for_each(|l| take(&l.sources));
        for cells in [&self.party_cells, &self.youth_cells] {
            cells.iter().for_each(|l| take(&l.sources));
        }
    }
}

impl CongressLimits {
    /// The article to cite on a date, by subject; the current one without a date.
    pub fn article(&self, on: Option<Day>, subject: Subject) -> Option<String> {
        let held = |s: &&Statute| on.is_none_or(|day| s.from <= day);
        let statute = self.statutes.iter().rfind(held)?;
        Some(format!("{}, {}", statute.name, statute.articles.get(&subject)?))
    }
}

impl<T> Limit<T> {
    /// The limit that was certainly in force on all of the days.
    pub fn in_force(limits: &[Self], (first, last): (Day, Day)) -> Option<&Self> {
        let held = |limit: &&Self| limit.from <= first && last <= limit.until;
        limits.iter().filter(|limit| limit.certainty.is_sure()).find(held)
    }
}

impl SizeStep {
    /// The maximum for a union with this many members.
    pub fn of(sizes: &[SizeStep], members: crate::vietnamese::Number) -> Option<&Self> {
        sizes.iter().find(|size| size.below.is_none_or(|below| members < below.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::built_in;
    use super::*;

    #[test]
    fn limits_hold_for_their_congresses() {
        let limits = built_in().congress;
        let most = |day: (u16, u8, u8), members: u32| {
            let day = Day::new(day.0, day.1, day.2);
            let limit = Limit::in_force(&limits.committee_sizes, (day, day))?;
            SizeStep::of(&limit.is, members.into()).map(|size| size.most)
        };
        assert_eq!(most((2025, 12, 12), 149), Some(5));
        assert_eq!(most((2025, 12, 12), 150), Some(9));
        assert_eq!(most((2025, 12, 12), 9_000), Some(17));
        assert_eq!(most((2025, 12, 12), 90_000), Some(25));
        assert_eq!(most((2025, 6, 12), 412), Some(11));
        assert_eq!(most((2025, 6, 12), 9_000), Some(19));
        assert_eq!(most((2025, 8, 28), 412), Some(11));
        assert_eq!(most((2025, 8, 29), 412), Some(9));
        // After the national congress, and before the first regulation that was verified.
        assert_eq!(most((2026, 7, 1), 412), None);
        assert_eq!(most((2023, 12, 12), 412), None);
        // A month in which one regulation replaced another.
        let august = (Day::new(2025, 8, 1), Day::new(2025, 8, 31));
        assert!(Limit::in_force(&limits.committee_sizes, august).is_none());
    }

    #[test]
    fn the_statutes_of_a_day_are_cited() {
        let limits = built_in().congress;
        let cited = |day, subject| limits.article(day, subject).unwrap_or_default();
        let old = Day::new(2023, 5, 1);
        assert!(cited(Some(old), Subject::Congress).contains("174/QĐ-TLĐ năm 2020), Điều 10"));
        assert!(cited(None, Subject::Committee).contains("khóa XIII"));
        assert_eq!(limits.article(Some(Day::new(2019, 1, 1)), Subject::Term), None);
    }
}
