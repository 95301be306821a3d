//! Names of lunar years (năm âm lịch) by stem and branch (can chi).

const STEMS: [&str; 10] = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
const BRANCHES: [&str; 12] =
    ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];

/// The name of the lunar year that begins at Tết of `year`: 2023 is `Quý Mão`.
///
/// The days of January and February before Tết belong to the year before.
pub fn lunar_year_name(year: u16) -> String {
    let year = usize::from(year);
    format!("{} {}", STEMS[(year + 6) % 10], BRANCHES[(year + 8) % 12])
}

#[cfg(test)]
mod tests {
    use super::lunar_year_name;

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
}
