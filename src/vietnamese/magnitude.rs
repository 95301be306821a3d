//! Words of magnitude (*nghìn*, *vạn*, *triệu*) and measures (*ha*, *kg*,
//! *giờ*) at the head of what a number counts.
//!
//! `1 nghìn lượt` is a number and a phrase `nghìn lượt`: the
//! number alone is a thousandth of what was meant, and hectares added to square
//! metres give neither. Money is [`MoneyUnit`](super::MoneyUnit)'s,
//! and a magnitude before *đồng* is found here as well: ask for money first.

use super::number::Number;
use super::text::nfc;

/// A word of magnitude, or several: *nghìn*, *trăm nghìn*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Magnitude {
    /// How many ones it is.
    pub times: u64,
}

impl Magnitude {
    /// A number of this magnitude written out: 2,5 *nghìn* is 2.500.
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

/// What makes another word of the one before it: *tỷ lệ* is no magnitude.
const NO_MAGNITUDE: &[&str] = &["lệ", "số", "suất", "trọng"];

/// The magnitude that a phrase begins with, and the rest of it: `nghìn lượt` is
/// a thousand of `lượt`.
pub(crate) fn magnitude(unit: &str) -> Option<(Magnitude, String)> {
    // Asked of every figure's unit, and few begin so.
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

/// A measure that a quantity is taken in, apart from what is measured: `kg` of
/// `kg gạo`. Two that are equal may be added as bare numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    name: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Area, length, mass, volume: a number of them counts nothing else.
    Matter,
    /// Time, whose words head nouns as well: *ngày công*, *tháng lương*.
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
    /// Whether numbers typed as `typed` can't be added to those of `own`, the
    /// unit they are asked for in: kilograms to tonnes, hectares to visits.
    /// Nouns that differ (`người`, `đoàn viên`) may name the same.
    pub fn differs(typed: &str, own: &str) -> bool {
        let Some((given, whole)) = measure(typed) else { return false };
        match measure(own) {
            Some((wanted, _)) => given != wanted,
            // `tháng lương` may well be asked for as `suất`.
            None => !own.trim().is_empty() && (whole || given.kind == Kind::Matter),
        }
    }
}

/// The measure that a phrase begins with, and whether it is the whole phrase.
pub(crate) fn measure(unit: &str) -> Option<(Measure, bool)> {
    let unit = nfc(unit).to_lowercase();
    let unit = unit.split_whitespace().collect::<Vec<_>>().join(" ");
    let of = |kind: Kind, known: &[(&'static str, &[&str])]| {
        let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '/']);
        let spelled = known.iter().flat_map(|(name, all)| all.iter().map(move |s| (*name, *s)));
        // `mét vuông` goes before `mét`.
        spelled
            .filter_map(|(name, spelling)| {
                let rest = unit.strip_prefix(spelling).filter(|rest| ends(rest))?;
                Some((spelling.len(), Measure { name, kind }, rest.is_empty()))
            })
            .max_by_key(|(length, ..)| *length)
    };
    let found = of(Kind::Matter, MATTER).or_else(|| of(Kind::Time, TIME))?;
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
