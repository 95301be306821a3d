//! What regulations limit at a congress (đại hội): each limit with its source and
//! the days for which it is known to hold.
//!
//! The rules were rewritten with every round of congresses. Where a regulation's
//! first or last day wasn't seen, its span is shorter than it was in force; no
//! limit is known for congresses after the one of the whole country in 2026.

use crate::dossier::Congress;
use crate::vietnamese::Day;

/// A limit, and the congresses that it holds for, by their first and last day.
pub(crate) struct Limit<T: 'static> {
    pub source: &'static str,
    from: Day,
    until: Day,
    pub is: T,
}

const PLAN_22: &str = "Kế hoạch 22/KH-TLĐ năm 2025";
/// The round of congresses that plan 22 was made for.
const ROUND_OF_2025: (Day, Day) = (Day::new(2025, 10, 1), Day::new(2026, 6, 30));

/// Members from which on delegates meet instead of everyone.
pub(crate) const DELEGATES_FROM: [Limit<u32>; 2] = [
    Limit {
        source: "hướng dẫn đại hội trước năm 2024",
        from: Day::new(2015, 1, 1),
        until: Day::new(2023, 12, 31),
        is: 150,
    },
    Limit { source: PLAN_22, from: ROUND_OF_2025.0, until: ROUND_OF_2025.1, is: 200 },
];

/// The share of those called without whom there is no congress.
pub(crate) const QUORUM_SHARE: [Limit<(u32, u32)>; 1] = [Limit {
    source: "Điều lệ Công đoàn Việt Nam, Điều 10",
    from: Day::new(2020, 3, 1),
    until: ROUND_OF_2025.1,
    is: (2, 3),
}];

/// Most delegates in a hundred that may be appointed (chỉ định).
pub(crate) const APPOINTED_SHARE: [Limit<u32>; 1] = [Limit {
    source: "Điều lệ Công đoàn Việt Nam, Điều 8",
    from: Day::new(2020, 3, 1),
    until: ROUND_OF_2025.1,
    is: 5,
}];

/// How many times the members of both fit into the inspection committee (ủy ban kiểm
/// tra), at least.
pub(crate) const INSPECTORS_OF_BOTH: [Limit<usize>; 1] = [Limit {
    source: "Điều lệ Công đoàn Việt Nam, Điều 29",
    from: Day::new(2020, 3, 1),
    until: ROUND_OF_2025.1,
    is: 3,
}];

/// Most guests of a base union, in a hundred delegates.
pub(crate) const GUEST_SHARE: [Limit<u32>; 1] =
    [Limit { source: PLAN_22, from: ROUND_OF_2025.0, until: ROUND_OF_2025.1, is: 15 }];

/// Most delegates of a base union with fewer members than a number.
pub(crate) const DELEGATE_NUMBERS: [Limit<&[(u32, u32)]>; 1] = [Limit {
    source: PLAN_22,
    from: ROUND_OF_2025.0,
    until: ROUND_OF_2025.1,
    is: &[(5_000, 150), (u32::MAX, 200)],
}];

/// The day from which on recognition is asked for within working days.
pub(crate) const RECOGNITION_FROM: Day = Day::new(2024, 12, 27);

/// Most in the committee (ban chấp hành) of a base union with fewer members than
/// a number.
pub(crate) const COMMITTEE_SIZES: [Limit<&[(u32, u32)]>; 2] = [
    Limit {
        source: "Hướng dẫn 38/HD-TLĐ năm 2024",
        from: Day::new(2025, 1, 1),
        until: Day::new(2025, 7, 31),
        is: &[(30, 3), (150, 7), (500, 11), (1_000, 13), (3_000, 15)],
    },
    Limit {
        source: PLAN_22,
        from: ROUND_OF_2025.0,
        until: ROUND_OF_2025.1,
        is: &[(50, 3), (150, 5), (500, 9), (1_000, 11), (3_000, 13), (u32::MAX, 25)],
    },
];

/// The committees within and beside the committee of a base union.
pub(crate) struct Bodies {
    /// Smallest committee that has a standing one (ban thường vụ).
    pub standing_from: u32,
    /// How many times the standing committee fits into the committee.
    pub standing_share: u32,
    /// Most in the inspection committee (ủy ban kiểm tra).
    pub inspectors: u32,
}

pub(crate) const BODY_SIZES: [Limit<Bodies>; 1] = [Limit {
    source: PLAN_22,
    from: ROUND_OF_2025.0,
    until: ROUND_OF_2025.1,
    is: Bodies { standing_from: 9, standing_share: 3, inspectors: 9 },
}];

/// The limit that surely held on the day of a congress.
pub(crate) fn in_force<'a, T>(limits: &'a [Limit<T>], congress: &Congress) -> Option<&'a Limit<T>> {
    let date = congress.date?.first();
    let (first, last) = (date.earliest()?, date.latest()?);
    limits.iter().find(|limit| limit.from <= first && last <= limit.until)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_hold_for_their_congresses() {
        let most = |date: &str, members: u32| {
            let date = serde_yaml::from_str(date).expect(date);
            let congress = Congress { date: Some(date), ..Congress::default() };
            let limit = in_force(&COMMITTEE_SIZES, &congress)?;
            limit.is.iter().find(|(below, _)| members < *below).map(|(_, most)| *most)
        };
        assert_eq!(most("12/12/2025", 149), Some(5));
        assert_eq!(most("12/12/2025", 150), Some(9));
        assert_eq!(most("12/12/2025", 9_000), Some(25));
        assert_eq!(most("…/12/2025", 412), Some(9));
        assert_eq!(most("12/6/2025", 412), Some(11));
        // Beyond the table, between two regulations, a day that isn't sure,
        // after the congress of the whole country.
        assert_eq!(most("12/6/2025", 9_000), None);
        assert_eq!(most("12/8/2025", 412), None);
        assert_eq!(most("…/…/2025", 412), None);
        assert_eq!(most("01/7/2026", 412), None);
        assert_eq!(most("12/12/2023", 412), None);
    }
}
