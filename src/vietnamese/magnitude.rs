//! Words of magnitude (*nghìn*, *vạn*, *triệu*) and units of measure (*ha*, *kg*, *giờ*) at
//! the beginning of a counted phrase.
//!
//! `1 nghìn lượt` is read as a number and the phrase `nghìn lượt`. Taken alone, the number
//! would be a thousandth of what is meant; and hectares can't be added to square metres.
//! Money belongs to [`MoneyUnit`](super::MoneyUnit); since a magnitude before *đồng* matches
//! here too, try money first.

use super::number::Number;
use super::text::nfc;

/// One or several words of magnitude: *nghìn*, *trăm nghìn*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Magnitude {
    /// The factor: 1000 for *nghìn*.
    pub times: u64,
}

impl Magnitude {
    /// A number of this magnitude in full: 2,5 *nghìn* is 2.500.
    pub fn of(self, number: Number) -> Option<Number> {
        Some(number.checked_mul(Number::from(self.times))?.trimmed())
    }
}

const MAGNITUDES: &[(&str, u64)] = &[
    ("chục", 10),
    ("tá", 12),
    ("trăm", 100),
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("vạn", 10_000),
    ("triệu", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
];

/// Words that turn the word before them into another one: *tỷ lệ* isn't a magnitude.
const NO_MAGNITUDE: &[&str] = &["lệ", "số", "suất", "trọng"];

/// The magnitude that a phrase begins with, and the rest: for `nghìn lượt` a thousand, and
/// `lượt`.
pub(crate) fn magnitude(unit: &str) -> Option<(Magnitude, String)> {
    // Called for the unit of every figure; few begin with one of these letters.
    if !unit.trim_start().starts_with(['c', 't', 'n', 'v', 'C', 'T', 'N', 'V']) {
        return None;
    }
    let unit = nfc(unit);
    let words: Vec<&str> = unit.split_whitespace().collect();
    let (mut times, mut taken) = (1_u64, 0);
    while let Some(word) = words.get(taken).map(|word| word.to_lowercase()) {
        let Some((_, more)) = MAGNITUDES.iter().find(|(known, _)| *known == word) else { break };
        if words.get(taken + 1).is_some_and(|next| NO_MAGNITUDE.contains(next)) {
            break;
        }
        times = times.checked_mul(*more)?;
        taken += 1;
    }
    let rest = words.get(taken..).unwrap_or_default().join(" ");
    (taken > 0).then_some((Magnitude { times }, rest))
}

/// A unit of measure, without the thing measured: `kg` of `kg gạo`. Numbers with equal
/// measures may be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    name: &'static str,
    kind: MeasureKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MeasureKind {
    /// Area, length, mass, volume: words that never head the name of something counted.
    Matter,
    /// Time; its words also head nouns: *ngày công*, *tháng lương*.
    Time,
}

const MATTER: &[(&str, &[&str])] = &[
    ("m²", &["m2", "m²", "mét vuông", "m vuông"]),
    ("km²", &["km2", "km²", "ki-lô-mét vuông"]),
    ("ha", &["ha", "hecta", "héc-ta", "héc ta"]),
    ("sào", &["sào"]),
    ("m³", &["m3", "m³", "mét khối"]),
    ("mm", &["mm"]),
    ("cm", &["cm"]),
    ("m", &["m", "mét"]),
    ("km", &["km", "ki-lô-mét", "cây số"]),
    ("g", &["g", "gam", "gram"]),
    ("kg", &["kg", "ki-lô-gam", "kilogam", "cân"]),
    ("yến", &["yến"]),
    ("tạ", &["tạ"]),
    ("tấn", &["tấn"]),
    ("ml", &["ml"]),
    ("lít", &["lít", "l"]),
];

const TIME: &[(&str, &[&str])] = &[
    ("giây", &["giây"]),
    ("phút", &["phút"]),
    ("giờ", &["giờ", "tiếng"]),
    ("ngày", &["ngày"]),
    ("tuần", &["tuần"]),
    ("tháng", &["tháng"]),
    ("quý", &["quý"]),
    ("năm", &["năm"]),
];

impl Measure {
    /// Whether numbers in the unit `typed` can't be added to numbers in the unit `own`:
    /// kilograms and tonnes, hectares and visits. Different nouns (`người`, `đoàn viên`) may
    /// mean the same and don't count as different.
    pub fn differs(typed: &str, own: &str) -> bool {
        let Some((given, whole)) = measure(typed) else { return false };
        match measure(own) {
            Some((wanted, _)) => given != wanted,
            // `tháng lương` may be requested in the unit `suất`.
            None => !own.trim().is_empty() && (whole || given.kind == MeasureKind::Matter),
        }
    }
}

/// The measure that a phrase begins with, and whether it is the whole phrase.
pub(crate) fn measure(unit: &str) -> Option<(Measure, bool)> {
    let unit = nfc(unit).to_lowercase();
    let unit = unit.split_whitespace().collect::<Vec<_>>().join(" ");
    let of = |kind: MeasureKind, known: &[(&'static str, &[&str])]| {
        let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '/']);
        let spelled = known.iter().flat_map(|(name, all)| all.iter().map(move |s| (*name, *s)));
        // `mét vuông` must be tried before `mét`.
        spelled
            .filter_map(|(name, spelling)| {
                let rest = unit.strip_prefix(spelling).filter(|rest| ends(rest))?;
                Some((spelling.len(), Measure { name, kind }, rest.is_empty()))
            })
            .max_by_key(|(length, ..)| *length)
    };
    let found = of(MeasureKind::Matter, MATTER).or_else(|| of(MeasureKind::Time, TIME))?;
    Some((found.1, found.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_magnitude_and_what_it_is_of() {
        for (unit, times, rest) in [
            ("nghìn lượt", 1_000, "lượt"),
            ("Ngàn", 1_000, ""),
            ("vạn", 10_000, ""),
            ("trăm  nghìn người", 100_000, "người"),
            ("chục triệu", 10_000_000, ""),
            ("tá khăn", 12, "khăn"),
            ("tỉ", 1_000_000_000, ""),
            ("triệu sáng kiến", 1_000_000, "sáng kiến"),
        ] {
            let found = magnitude(unit);
            assert_eq!(found, Some((Magnitude { times }, rest.to_owned())), "{unit}");
        }
        for unit in ["", "lượt", "tỷ lệ", "tỉ số", "tấn", "tập thể", "cá nhân", "vụ", "nhà"]
        {
            assert_eq!(magnitude(unit), None, "{unit}");
        }
    }

    #[test]
    fn a_number_of_a_magnitude() {
        let of = |number: &str, unit: &str| {
            let number = Number::parse(number).expect("a number");
            let (magnitude, _) = magnitude(unit).expect("a magnitude");
            magnitude.of(number).expect("not too large").to_string()
        };
        assert_eq!(of("2,5", "nghìn lượt"), "2.500");
        assert_eq!(of("3", "vạn"), "30.000");
        assert_eq!(of("0,0015", "nghìn"), "1,5");
    }

    #[test]
    fn measures_that_cannot_be_added() {
        for (typed, own) in [
            ("m2", "ha"),
            ("m²", "km²"),
            ("tấn", "kg"),
            ("tấn gạo", "kg"),
            ("tấn gạo", "suất"),
            ("phút", "giờ"),
            ("giờ", "lượt"),
            ("mét", "mét vuông"),
            ("tháng", "người"),
        ] {
            assert!(Measure::differs(typed, own), "{typed}, {own}");
        }
        for (typed, own) in [
            ("m2", "m²"),
            ("mét vuông", "m2"),
            ("KG gạo", "kg"),
            ("kg", "kg gạo"),
            ("ngày công", "ngày"),
            ("ngày công", "công"),
            ("tháng lương", "suất"),
            ("đ/c", "đoàn viên"),
            ("người", "lượt người"),
            ("m", ""),
            ("", "ha"),
            ("mẫu", "bản"),
            ("hạng mục", "công trình"),
        ] {
            assert!(!Measure::differs(typed, own), "{typed}, {own}");
        }
    }
}
