//! Lunar years (năm âm lịch): their names by stem and branch (can chi).

const STEMS: [&str; 10] = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
const BRANCHES: [&str; 12] =
    ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];

/// Whether two words are a stem and a branch, as in the name of a lunar year. Half of these
/// pairs are not names of years.
pub fn is_stem_and_branch(stem: &str, branch: &str) -> bool {
    STEMS.contains(&stem) && BRANCHES.contains(&branch)
}

/// Whether a text may name a lunar year: a cheap test before looking at each word.
pub fn may_name_lunar_year(text: &str) -> bool {
    BRANCHES.iter().any(|branch| text.contains(branch)) || text.contains("Tị")
}

/// Whether two lower-case words name a lunar year, written with i or y: `kỉ hợi`. Only stems
/// and branches of equal parity combine: there is no Giáp Sửu.
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

/// The name of the lunar year that begins at Tết of `year`: 2023 is `Quý Mão`.
pub fn lunar_year_name(year: u16) -> String {
    let year = usize::from(year);
    format!("{} {}", STEMS[(year + 6) % 10], BRANCHES[(year + 8) % 12])
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
