//! Lunar years (năm âm lịch): their names by stem and branch (can chi), and the
//! days on which they begin (Tết).

use super::date::PartialDate;
use super::day::Day;

const STEMS: [&str; 10] = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
const BRANCHES: [&str; 12] =
    ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];

/// Whether two words are a stem and a branch, as in the name of a lunar year;
/// of half of these pairs there is no year.
pub fn is_stem_and_branch(stem: &str, branch: &str) -> bool {
    STEMS.contains(&stem) && BRANCHES.contains(&branch)
}

/// Whether a text may name a lunar year: cheaper than looking at each word.
pub fn may_name_lunar_year(text: &str) -> bool {
    BRANCHES.iter().any(|branch| text.contains(branch)) || text.contains("Tị")
}

/// Whether two lower-case words are the name of a lunar year, with i or y: `kỉ
/// hợi`. Stems and branches only go together evenly: there is no Giáp Sửu.
pub(super) fn names_lunar_year(stem: &str, branch: &str) -> bool {
    let place = |names: &[&str], typed: &str| names.iter().position(|name| is_named(name, typed));
    place(&STEMS, stem)
        .zip(place(&BRANCHES, branch))
        .is_some_and(|(stem, branch)| stem % 2 == branch % 2)
}

fn is_named(name: &str, lower: &str) -> bool {
    let with_i = |c| match c {
        'ỷ' => 'ỉ',
        'ỵ' => 'ị',
        c => c,
    };
    name.chars().flat_map(char::to_lowercase).map(with_i).eq(lower.chars().map(with_i))
}

const FIRST_YEAR: u16 = 1900;

/// The day of January on which Tết falls, from 1900 to 2100, counted on into
/// February: 32 is 1 February.
#[rustfmt::skip]
const TET: [u8; 201] = [
    31, 50, 39, 28, 47, 35, 25, 44, 33, 22, // 1900
    41, 30, 49, 37, 26, 45, 34, 23, 42, 32, // 1910
    51, 39, 28, 47, 36, 24, 44, 33, 23, 41, // 1920
    30, 48, 37, 26, 45, 34, 24, 42, 31, 50, // 1930
    39, 27, 46, 36, 25, 44, 33, 22, 41, 29, // 1940
    48, 37, 27, 45, 34, 24, 43, 31, 49, 39, // 1950
    28, 46, 36, 25, 44, 32, 21, 40, 29, 47, // 1960
    37, 27, 46, 34, 23, 42, 31, 49, 38, 28, // 1970
    47, 36, 25, 44, 33, 21, 40, 29, 48, 37, // 1980
    27, 46, 35, 23, 41, 31, 50, 38, 28, 47, // 1990
    36, 24, 43, 32, 22, 40, 29, 48, 38, 26, // 2000
    45, 34, 23, 41, 31, 50, 39, 28, 47, 36, // 2010
    25, 43, 32, 22, 41, 29, 48, 37, 26, 44, // 2020
    33, 23, 42, 31, 50, 39, 28, 46, 35, 24, // 2030
    43, 32, 22, 41, 30, 48, 37, 26, 45, 33, // 2040
    23, 42, 32, 49, 39, 28, 46, 35, 24, 43, // 2050
    33, 21, 40, 29, 48, 36, 26, 45, 34, 23, // 2060
    42, 31, 50, 38, 27, 46, 36, 24, 43, 33, // 2070
    22, 40, 29, 48, 37, 26, 45, 34, 24, 41, // 2080
    30, 49, 38, 27, 46, 36, 25, 43, 32, 21, // 2090
    40, // 2100
];

/// No Tết is earlier or later than these, as month and day.
const EARLIEST_TET: (u8, u8) = (1, 20);
const LATEST_TET: (u8, u8) = (2, 21);

/// The name of the lunar year that begins at Tết of `year`: 2023 is `Quý Mão`.
///
/// The days of January and February before Tết belong to the year before; see
/// [`lunar_year`].
pub fn lunar_year_name(year: u16) -> String {
    let year = usize::from(year);
    format!("{} {}", STEMS[(year + 6) % 10], BRANCHES[(year + 8) % 12])
}

/// Tết Nguyên đán, the first day of the lunar year, as month and day; none
/// before 1900 or after 2100.
///
/// It is reckoned by the time of Hà Nội (UTC+7), as the calendar has been since
/// 1968: in 1968, 1969, 2007, 2030 and 2053 it is a day, in 1985 a month before
/// the Chinese feast. Calendars printed before that decision followed the
/// Chinese one and have a day more in 1903, 1916, 1935 and 1965.
pub fn tet(year: u16) -> Option<(u8, u8)> {
    let day = *TET.get(usize::from(year.checked_sub(FIRST_YEAR)?))?;
    Some(if day > 31 { (2, day - 31) } else { (1, day) })
}

/// The lunar year that a date falls in, by the year in which it began: 2022 for
/// `21/01/2023`, the eve of Tết Quý Mão.
///
/// None when what is unknown of the date leaves two years possible, or when no
/// Tết is known that would decide. A whole year is none too: it ends in another
/// lunar year than it begins in.
pub fn lunar_year(date: PartialDate) -> Option<u16> {
    let first = lunar_year_on(date.earliest()?)?;
    let last = lunar_year_on(date.latest()?)?;
    (first == last).then_some(first)
}

fn lunar_year_on(Day { year, month, day }: Day) -> Option<u16> {
    let has_begun = match tet(year) {
        Some(tet) => (month, day) >= tet,
        None if (month, day) < EARLIEST_TET => false,
        None if (month, day) > LATEST_TET => true,
        None => return None,
    };
    if has_begun { Some(year) } else { year.checked_sub(1) }
}

#[cfg(test)]
mod tests {
    use super::super::date::tests::any_date;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_years() {
        let names = [1945, 1954, 1968, 2000, 2023, 2024, 2026].map(lunar_year_name);
        let known =
            ["Ất Dậu", "Giáp Ngọ", "Mậu Thân", "Canh Thìn", "Quý Mão", "Giáp Thìn", "Bính Ngọ"];
        assert_eq!(names, known);
    }

    #[test]
    fn every_year_has_a_name_that_returns_after_sixty() {
        for year in 0..=u16::MAX - 60 {
            assert_eq!(lunar_year_name(year), lunar_year_name(year + 60));
            assert_ne!(lunar_year_name(year), lunar_year_name(year + 30));
        }
    }

    #[test]
    fn names_are_known_in_either_spelling() {
        for year in 1984..2044 {
            let name = lunar_year_name(year).to_lowercase();
            let (stem, branch) = name.split_once(' ').expect("two words");
            assert!(names_lunar_year(stem, branch), "{name}");
            let with_i = |word: &str| word.replace('ỷ', "ỉ").replace('ỵ', "ị");
            assert!(names_lunar_year(&with_i(stem), &with_i(branch)), "{name}");
        }
        for (stem, branch) in [("giáp", "sửu"), ("quý", "ba"), ("Quý", "mão"), ("", "")] {
            assert!(!names_lunar_year(stem, branch), "{stem} {branch}");
        }
    }

    /// Where the Vietnamese feast isn't the Chinese one, and some years that
    /// everybody remembers.
    #[test]
    fn known_feasts() {
        for (year, feast) in [
            (1968, (1, 29)),
            (1969, (2, 16)),
            (1975, (2, 11)),
            (1985, (1, 21)),
            (2007, (2, 17)),
            (2023, (1, 22)),
            (2024, (2, 10)),
            (2025, (1, 29)),
            (2026, (2, 17)),
            (2030, (2, 2)),
            (2053, (2, 18)),
        ] {
            assert_eq!(tet(year), Some(feast), "{year}");
        }
        assert_eq!((tet(1899), tet(2101)), (None, None));
    }

    #[test]
    fn a_day_before_tet_belongs_to_the_old_year() {
        let year = |typed| lunar_year(PartialDate::parse(typed).unwrap());
        for (typed, expected) in [
            ("21/1/2023", Some(2022)),
            ("22/1/2023", Some(2023)),
            ("chiều 31/12/2023", Some(2023)),
            ("3/2023", Some(2023)),
            ("1/2023", None),
            ("2023", None),
            ("17/2", None),
            ("…/…/2023", None),
            ("19/1/1850", Some(1849)),
            ("1/2/1850", None),
            ("1/3/1850", Some(1850)),
        ] {
            assert_eq!(year(typed), expected, "{typed}");
        }
    }

    /// The table against the astronomy it stands for, reckoned here after Hồ
    /// Ngọc Đức's “Thuật toán tính âm lịch” (the new moons and the sun's longitude
    /// of Meeus, *Astronomical Algorithms*, cut off where minutes begin). The
    /// table itself was made with PyEphem 4.2, whose moon is right to seconds.
    mod reckoned {
        use super::super::*;
        use std::f64::consts::PI;

        /// Hours that Hà Nội is ahead of Greenwich.
        const ZONE: f64 = 7.0;

        fn sin(degrees: f64) -> f64 {
            degrees.to_radians().sin()
        }

        /// The julian day number that begins a Gregorian day's noon.
        fn julian_day(year: i64, month: i64, day: i64) -> i64 {
            let shift = (14 - month) / 12;
            let (y, m) = (year + 4800 - shift, month + 12 * shift - 3);
            day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32045
        }

        /// The day in Hà Nội of the `k`-th new moon after 1 January 1900.
        fn new_moon(k: i64) -> i64 {
            let k = k as f64;
            let t = k / 1236.85;
            let (t2, t3) = (t * t, t * t * t);
            let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
                + 0.000_33 * sin(166.56 + 132.87 * t - 0.009_173 * t2);
            let sun = 359.2242 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3;
            let moon = 306.0253 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3;
            let node = 21.2964 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3;
            let correction = (0.1734 - 0.000_393 * t) * sin(sun) + 0.0021 * sin(2.0 * sun)
                - 0.4068 * sin(moon)
                + 0.0161 * sin(2.0 * moon)
                - 0.0004 * sin(3.0 * moon)
                + 0.0104 * sin(2.0 * node)
                - 0.0051 * sin(sun + moon)
                - 0.0074 * sin(sun - moon)
                + 0.0004 * sin(2.0 * node + sun)
                - 0.0004 * sin(2.0 * node - sun)
                - 0.0006 * sin(2.0 * node + moon)
                + 0.0010 * sin(2.0 * node - moon)
                + 0.0005 * sin(2.0 * moon + sun);
            let delta = -0.000_278 + 0.000_265 * t + 0.000_262 * t2;
            (mean + correction - delta + 0.5 + ZONE / 24.0).floor() as i64
        }

        /// The twelfth of the ecliptic in which the sun stands when a day begins
        /// in Hà Nội: 0 from the spring equinox, 9 from the winter solstice.
        fn sun_sector(day: i64) -> i64 {
            let t = (day as f64 - 2_451_545.5 - ZONE / 24.0) / 36525.0;
            let t2 = t * t;
            let anomaly = 357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t2 - 0.000_000_48 * t2 * t;
            let mean = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t2;
            let centre = (1.914_600 - 0.004_817 * t - 0.000_014 * t2) * sin(anomaly)
                + (0.019_993 - 0.000_101 * t) * sin(2.0 * anomaly)
                + 0.000_290 * sin(3.0 * anomaly);
            let longitude = (mean + centre).to_radians().rem_euclid(2.0 * PI);
            (longitude / PI * 6.0).floor() as i64
        }

        /// The number of the new moon that begins the eleventh month, which has
        /// the winter solstice in it.
        fn eleventh_month(year: i64) -> i64 {
            let days = (julian_day(year, 12, 31) - 2_415_021) as f64;
            let k = (days / 29.530_588_853).floor() as i64;
            if sun_sector(new_moon(k)) >= 9 { k - 1 } else { k }
        }

        /// The day of Tết. A year of thirteen months has a leap month, the first
        /// in which the sun enters no new sector; it may come before Tết.
        fn new_year(year: i64) -> i64 {
            let eleventh = eleventh_month(year - 1);
            let is_long = eleventh_month(year) - eleventh == 13;
            let is_leap = |k: i64| sun_sector(new_moon(k)) == sun_sector(new_moon(k + 1));
            let leap_before = is_long && (1..=2).any(|i| is_leap(eleventh + i));
            new_moon(eleventh + if leap_before { 3 } else { 2 })
        }

        #[test]
        fn the_table_agrees_with_the_sky() {
            for year in 1900..=2100_u16 {
                let (month, day) = tet(year).unwrap();
                let stored = julian_day(year.into(), month.into(), day.into());
                assert_eq!(stored, new_year(year.into()), "{year}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_date_finds_its_year_or_none(date in any_date()) {
            if let (Some(found), Some(year)) = (lunar_year(date), date.year()) {
                prop_assert!(found == year || found + 1 == year);
            }
        }
    }
}
