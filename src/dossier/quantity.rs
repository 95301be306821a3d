//! A figure as it is typed (số liệu): one short phrase.
//!
//! ```text
//! phrase  = "không" | words-without-digits | [hedge] amount ["%"] [unit] ["trở lên"]
//! amount  = number | number "-" number | number "/" number
//! ```
//!
//! `8.945 đoàn viên`, `56/56 đơn vị`, `trên 90%`, `10-12%`, `75 triệu đồng`, `100% CĐCS`,
//! `nhiều`. The meaning of n/m depends on the keys around it.

use super::leaf::leaf;
use super::phrase::{self, strip_word};
use crate::error::{Error, ErrorKind};
use crate::vietnamese::{MoneyUnit, Number, percent_of};

/// A hedge (từ chỉ mức): the precision of a number, or a comparison with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// `trên`
    Over,
    /// `hơn`
    MoreThan,
    /// `gần`
    Nearly,
    /// `khoảng`
    About,
    /// `ít nhất`
    AtLeast,
    /// `tối thiểu`
    Minimum,
    /// `không dưới`
    NotUnder,
    /// `không quá`
    AtMost,
    /// `tối đa`
    Maximum,
    /// `dưới`
    Under,
    /// `bình quân`
    Average,
    /// `… trở lên`, with or without `từ`.
    OrMore,
    /// `… trở xuống`
    OrLess,
}

impl Hedge {
    pub(super) const PREFIXES: &'static [(&'static str, Hedge)] = &[
        ("trên", Hedge::Over),
        ("hơn", Hedge::MoreThan),
        ("gần", Hedge::Nearly),
        ("khoảng", Hedge::About),
        ("ít nhất", Hedge::AtLeast),
        ("tối thiểu", Hedge::Minimum),
        ("không dưới", Hedge::NotUnder),
        ("không quá", Hedge::AtMost),
        ("tối đa", Hedge::Maximum),
        ("dưới", Hedge::Under),
        ("bình quân", Hedge::Average),
        ("trung bình", Hedge::Average),
    ];

    /// The words before the number.
    pub fn before(self) -> &'static str {
        match self {
            Hedge::OrMore | Hedge::OrLess => "từ",
            other => Self::PREFIXES.iter().find(|(_, h)| *h == other).map_or("", |(word, _)| word),
        }
    }

    /// The words after the number and its unit.
    pub fn after(self) -> &'static str {
        match self {
            Hedge::OrMore => "trở lên",
            Hedge::OrLess => "trở xuống",
            _ => "",
        }
    }
}

/// The amount of a [`Quantity`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Amount {
    /// One number.
    Number(Number),
    /// From one number to another: `10 - 15`.
    Range(Number, Number),
    /// n/m; its meaning depends on its field.
    Ratio(Number, Number),
    /// `nhiều`, `đầy đủ`: printed as words, never added or checked.
    Words(String),
    /// The word `không`: known to be zero.
    None,
}

/// A figure's phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The word that makes it inexact, or a bound.
    pub hedge: Option<Hedge>,
    /// The number, the range or the words.
    pub amount: Amount,
    /// Whether it is in percent.
    pub percent: bool,
    /// The counted noun; after a percentage its base.
    pub unit: String,
}

leaf!(Quantity, |t| Quantity::read(t), |q| q.to_text(), {
    "type": ["string", "number", "boolean"],
    "examples": ["8.945 đoàn viên", "56/56 đơn vị", "trên 90%", "75 triệu đồng", "nhiều"]
});

pub(super) const HOW: &str =
    "cách ghi: 8.945 đoàn viên; 56/56 đơn vị; trên 90%; 10-12%; 75 triệu đồng; nhiều";

impl Quantity {
    /// Whether it is known to be zero: `không`, `0 tập thể`.
    pub fn is_nothing(&self) -> bool {
        match &self.amount {
            Amount::None => true,
            Amount::Number(n) => self.hedge.is_none() && n.is_zero(),
            _ => false,
        }
    }

    /// Whether the level includes everything above it, so that it can't be exceeded: `từ 95%
    /// trở lên`, and any percentage with a lower bound.
    pub fn is_open_above(&self) -> bool {
        use Hedge::{AtLeast, Minimum, MoreThan, NotUnder, OrMore, Over};
        match self.hedge {
            Some(OrMore) => true,
            Some(AtLeast | Minimum | MoreThan | NotUnder | Over) => self.percent,
            _ => false,
        }
    }

    /// Parses a phrase.
    pub fn parse(typed: &str) -> Result<Self, Error> {
        Quantity::read(typed).map_err(|message| Error::new(ErrorKind::Text, message))
    }

    /// The same with a sentence as the error, for callers that add a place.
    pub(crate) fn read(typed: &str) -> Result<Self, String> {
        phrase::read(typed)
    }

    /// The phrase in normal form; parsing it gives the same quantity.
    pub fn to_text(&self) -> String {
        let number = |n: &Number| self.digits(*n);
        let amount = match &self.amount {
            Amount::None => return "không".to_owned(),
            Amount::Words(words) => return words.clone(),
            Amount::Number(n) => number(n),
            Amount::Range(low, high) => format!("{} - {}", number(low), number(high)),
            Amount::Ratio(part, whole) => format!("{}/{}", number(part), number(whole)),
        };
        let (before, after) = self.hedge.map_or(("", ""), |h| (h.before(), h.after()));
        let mut text = String::new();
        if !before.is_empty() {
            text += before;
            text.push(' ');
        }
        text += &amount;
        if self.percent {
            text.push('%');
        }
        // The part after a slash ("/năm") follows "trở lên".
        let (unit, per) = match self.unit.split_once('/') {
            Some((unit, per)) if !after.is_empty() => (unit, format!("/{per}")),
            _ => (self.unit.as_str(), String::new()),
        };
        if !unit.is_empty() {
            if !unit.starts_with('/') {
                text.push(' ');
            }
            text += unit;
        }
        if !after.is_empty() {
            text.push(' ');
            text += after;
        }
        text + &per
    }

    /// A number of this quantity in a form that is parsed to the same value: `8,945` would be
    /// refused as ambiguous, `8,9450` isn't.
    fn digits(&self, number: Number) -> String {
        let digits = number.to_string();
        let exact = takes_decimals(self.percent, &self.unit);
        if exact || Number::parse_amount(&digits).is_ok() { digits } else { digits + "0" }
    }

    /// The number, if the amount is a single one.
    pub fn number(&self) -> Option<Number> {
        match self.amount {
            Amount::Number(n) => Some(n),
            _ => None,
        }
    }

    /// The two numbers of `56/56`.
    pub fn ratio(&self) -> Option<(Number, Number)> {
        match self.amount {
            Amount::Ratio(part, whole) => Some((part, whole)),
            _ => None,
        }
    }

    /// Whether the unit is money: đồng, with or without a scale.
    pub fn is_money(&self) -> bool {
        self.money_unit().is_some()
    }

    fn money_unit(&self) -> Option<MoneyUnit> {
        MoneyUnit::parse(self.unit.split('/').next().unwrap_or_default())
    }

    /// The number in đồng, if it is money.
    pub fn in_dong(&self) -> Option<Number> {
        self.number()?.checked_mul(self.money_unit()?.scale())
    }

    /// The number of this quantity in the unit of another: money in its scale, n/m as a
    /// percentage. `None` if they have no unit in common; the counted nouns aren't compared.
    pub fn measured_as(&self, other: &Quantity) -> Option<Number> {
        /// More digits than anybody types.
        const DECIMALS: u32 = 9;
        match (self.money_unit(), other.money_unit()) {
            (Some(_), Some(unit)) => {
                return Some(self.in_dong()?.checked_div(unit.scale(), DECIMALS)?.trimmed());
            }
            (None, None) => {}
            _ => return None,
        }
        match self.ratio() {
            Some((part, whole)) if other.percent => percent_of(part, whole, DECIMALS),
            _ => self.number().filter(|_| self.percent == other.percent),
        }
    }
}

/// Whether three decimals are plausible, rather than a group of thousands: for a percentage,
/// a million, a billion.
pub(super) fn takes_decimals(percent: bool, unit: &str) -> bool {
    let scaled = |word: &&str| unit == *word || strip_word(unit, word).is_some();
    percent || ["triệu", "tỷ", "tỉ"].iter().any(scaled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roundtrip(text: &str) -> String {
        let quantity = Quantity::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        let written = quantity.to_text();
        assert_eq!(Quantity::parse(&written).as_ref(), Ok(&quantity), "{text} → {written}");
        written
    }

    #[test]
    fn the_fields_phrases() {
        for same in [
            "8.945 đoàn viên",
            "56/56 đơn vị",
            "trên 90%",
            "75 triệu đồng",
            "100% CĐCS",
            "nhiều",
            "đầy đủ",
            "không",
            "gần 11 tỷ đồng",
            "36.000 đồng/1 HS",
            "6,5 - 7%/năm",
            "82,14%",
            "ít nhất 300 đoàn viên",
            "toàn thể đoàn viên",
            "từ 72% trở lên",
            "9.840.197.000 đồng",
            "từ 10 đảng viên trở lên/năm",
            "không quá 5%",
            "45.799/36.875 tỷ đồng",
            "1,234 triệu đồng",
        ] {
            assert_eq!(roundtrip(same), same);
        }
        for (typed, written) in [
            ("10-12%", "10 - 12%"),
            ("93 – 95%", "93 - 95%"),
            ("50%-60% doanh nghiệp", "50 - 60% doanh nghiệp"),
            ("từ 95% trở lên", "từ 95% trở lên"),
            ("72% trở lên", "từ 72% trở lên"),
            ("07 đồng chí", "7 đồng chí"),
            ("Trên  90%", "trên 90%"),
            ("2-3 đồng chí", "2 - 3 đồng chí"),
            ("8 945 đoàn viên", "8.945 đoàn viên"),
            ("8\u{a0}945 đoàn viên", "8.945 đoàn viên"),
            ("1\u{202f}230,5 ha", "1.230,5 ha"),
            ("1 579/1 587 đoàn viên", "1.579/1.587 đoàn viên"),
            ("1 250 000 đồng", "1.250.000 đồng"),
            ("1 tỷ 230 triệu đồng", "1,23 tỷ đồng"),
            ("trên 2 triệu 500 nghìn đồng/người", "trên 2,5 triệu đồng/người"),
            ("1 tỷ 5 triệu 250 đồng", "1.005.000.250 đồng"),
            ("≥ 95%", "từ 95% trở lên"),
            (">=95% đoàn viên", "từ 95% đoàn viên trở lên"),
            ("≤ 5%", "không quá 5%"),
            ("> 90%", "trên 90%"),
            ("<3 vụ", "dưới 3 vụ"),
        ] {
            assert_eq!(roundtrip(typed), written);
        }
    }

    #[test]
    fn blanks_around_a_slash_mean_nothing() {
        let unit = |text| Quantity::parse(text).unwrap_or_else(|e| panic!("{e}")).unit;
        assert_eq!(unit("9,6 triệu đồng / người/ tháng"), "triệu đồng/người/tháng");
        assert_eq!(unit("5 suất trở lên / năm"), "suất/năm");
        assert!(Quantity::parse("56/ 56 đơn vị").is_err());
    }

    #[test]
    fn measured_as_another() {
        let measured = |one: &str, other: &str| {
            let read = |text| Quantity::parse(text).unwrap_or_else(|e| panic!("{e}"));
            read(one).measured_as(&read(other)).map(|n| n.to_string())
        };
        assert_eq!(measured("0,2 tỷ đồng", "230 triệu đồng").as_deref(), Some("200"));
        assert_eq!(measured("405/450 đoàn viên", "trên 95%").as_deref(), Some("90"));
        assert_eq!(measured("41 đoàn viên", "35 người").as_deref(), Some("41"));
        assert_eq!(measured("41 đoàn viên", "95%"), None);
        assert_eq!(measured("41 đoàn viên", "5 triệu đồng"), None);
        assert_eq!(measured("nhiều", "5 người"), None);
    }

    #[test]
    fn refused_with_a_reason() {
        for (typed, part) in [
            ("8,945 đoàn viên", "8.945"),
            ("8.5 triệu đồng", "8,5"),
            ("198 lượt, 20 suất", "nhiều con số"),
            ("…", "để trống"),
            ("khoảng chừng 5 người", "Không đọc được"),
            ("từ 5%", "thiếu vế sau"),
            ("5người", "Không đọc được"),
            ("50% - 60 người", "Không đọc được"),
            ("từ 5 trở lên trở lên", "hai từ chỉ mức"),
            ("≥ 95% trở lên", "hai từ chỉ mức"),
            ("8 94 đoàn viên", "nhiều con số"),
            ("8 945.5 đoàn viên", "nhiều con số"),
            ("1 triệu 230 tỷ đồng", "nhiều con số"),
            ("2026 400 đoàn viên", "nhiều con số"),
        ] {
            let error = Quantity::parse(typed).expect_err(typed);
            assert!(error.to_string().contains(part), "{typed}: {error}");
        }
    }
}
