//! Amounts that can be added up, and reasons why a figure can't be.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::dossier::{self, Addition, Every, Indicator, IndicatorKind, Quantity};
use crate::roster::Day;
use crate::vietnamese::magnitude::{self, magnitude};
use crate::vietnamese::{MoneyUnit, Number};

use super::noun;
use super::spelling::{spelled, told_apart};

/// A unit's value for an indicator, or the sum of several.
///
/// [`Addend::plus`] is associative and commutative, so that the order, the shards and the
/// levels of addition don't matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Addend {
    /// cộng
    Number(Number),
    /// tính lại từ tử/mẫu: parts and wholes are added, never percentages.
    Ratio {
        /// The sum of the numerators.
        part: Number,
        /// The sum of the denominators.
        whole: Number,
    },
    /// lấy cuối kỳ: the values of the latest date. Several values for one date contradict
    /// each other.
    Latest {
        /// The latest date; `None` if no figure has one.
        day: Option<Day>,
        /// The different values for that date.
        values: BTreeSet<Number>,
    },
    /// danh sách, each name once, keyed by its lower-case form without marks. Of several
    /// spellings the same one is kept for any order of units.
    List(BTreeMap<String, String>),
    /// An overflow, which remains when anything is added.
    TooLarge,
}

impl Addend {
    /// The sum of two amounts of one indicator.
    #[must_use]
    pub fn plus(self, other: Addend) -> Addend {
        match (self, other) {
            (Addend::Number(a), Addend::Number(b)) => {
                a.checked_add(b).map_or(Addend::TooLarge, Addend::Number)
            }
            (Addend::Ratio { part: a, whole: m }, Addend::Ratio { part: b, whole: n }) => {
                match (a.checked_add(b), m.checked_add(n)) {
                    (Some(part), Some(whole)) => Addend::Ratio { part, whole },
                    _ => Addend::TooLarge,
                }
            }
            (Addend::Latest { day: a, values: mut all }, Addend::Latest { day: b, values }) => {
                match a.cmp(&b) {
                    std::cmp::Ordering::Less => Addend::Latest { day: b, values },
                    std::cmp::Ordering::Greater => Addend::Latest { day: a, values: all },
                    std::cmp::Ordering::Equal => {
                        all.extend(values);
                        Addend::Latest { day: a, values: all }
                    }
                }
            }
            (Addend::List(all), Addend::List(more)) => {
                Addend::List(more.into_iter().fold(all, |mut all, (key, spelled)| {
                    put_name(&mut all, key, spelled);
                    all
                }))
            }
            // An indicator has one way of adding up, so only overflows get here.
            _ => Addend::TooLarge,
        }
    }

    /// The phrase for a dossier; `None` if there is no single value.
    pub fn phrase(&self, unit: &str) -> Option<Quantity> {
        let amount = match self {
            Addend::Number(n) => dossier::Amount::Number(n.trimmed()),
            Addend::Ratio { part, whole } => {
                dossier::Amount::Ratio(part.trimmed(), whole.trimmed())
            }
            Addend::Latest { values, .. } => match values.iter().collect::<Vec<_>>().as_slice() {
                [one] => dossier::Amount::Number(one.trimmed()),
                _ => return None,
            },
            Addend::List(names) if names.is_empty() => dossier::Amount::None,
            Addend::List(names) => {
                let names: Vec<&str> = names.values().map(String::as_str).collect();
                let words = names.join("; ");
                return Some(Quantity {
                    hedge: None,
                    amount: dossier::Amount::Words(words),
                    percent: false,
                    unit: String::new(),
                });
            }
            Addend::TooLarge => return None,
        };
        Some(Quantity { hedge: None, amount, percent: false, unit: unit.to_owned() })
    }
}

/// Why a unit's value can't be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unfit {
    /// `nhiều`, `trên 400`, `300 - 400`
    Inexact,
    /// `94%` where numerator and denominator are required.
    Percent,
    /// `2/3` where one number is required.
    Ratio,
    /// `54` where `54/56` is required.
    NoBase,
    /// A unit of a kind different from the indicator's: money or not money. Or another
    /// measure: `1 ha` where square metres are counted.
    Unit(String),
    /// `1 nghìn lượt`: with the number in full, if it can be computed.
    Magnitude(Option<String>),
    /// `5.000.000 đ` where an amount of money is required.
    NoMoney,
    /// `5 triệu đồng` where things are counted.
    Money,
    /// More digits than can be added exactly.
    TooLarge,
    /// A list with digits, or of something other than names.
    NoList,
    /// A figure of a quarter or a month in place of the period's, with its frequency.
    Every(Every),
    /// Two places of one dossier have different values.
    Twice,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unfit::Inexact => f.write_str("không phải một con số chính xác; ghi số cụ thể"),
            Unfit::Percent => f.write_str("chỉ có tỷ lệ; ghi tử số và mẫu số, ví dụ 54/56 đơn vị"),
            Unfit::Ratio => f.write_str("ghi hai số; chỉ tiêu này ghi một con số"),
            Unfit::NoBase => f.write_str("thiếu mẫu số; ghi tử số và mẫu số, ví dụ 54/56 đơn vị"),
            Unfit::Unit(wanted) => write!(f, "khác đơn vị tính của biểu ({wanted})"),
            Unfit::Magnitude(Some(full)) => write!(f, "phải ghi đủ số: {full}"),
            Unfit::Magnitude(None) => f.write_str("phải ghi đủ số, không viết tắt bằng chữ"),
            Unfit::NoMoney => f.write_str(
                "không đọc được là số tiền; ghi đủ đơn vị tính, ví dụ 5.000.000 đồng, 5 triệu đồng",
            ),
            Unfit::Money => f.write_str("là số tiền; chỗ này ghi số suất, lượt"),
            Unfit::TooLarge => f.write_str("số quá lớn hoặc quá lẻ; kiểm tra lại"),
            Unfit::NoList => f.write_str("không phải danh sách tên, ngăn nhau bằng dấu chấm phẩy"),
            Unfit::Every(often) => {
                write!(f, "ghi theo {}; ghi số của cả kỳ báo cáo, bỏ every", often.word())
            }
            Unfit::Twice => f.write_str("ghi ở hai chỗ khác nhau; giữ một"),
        }
    }
}

/// How an indicator is added up, and its unit.
#[derive(Debug, Clone, Copy)]
pub struct Measure<'a> {
    how: Addition,
    list: bool,
    /// The unit of measure, `lượt người`.
    pub unit: &'a str,
}

impl<'a> Measure<'a> {
    /// `None` if the indicator isn't added up.
    pub fn of(indicator: &'a Indicator) -> Option<Self> {
        let list = indicator.kind == Some(IndicatorKind::List);
        let how = match indicator.adds? {
            Addition::Never => return None,
            how => how,
        };
        Some(Measure { how, list, unit: indicator.unit.as_deref().unwrap_or_default() })
    }

    /// The addend of a phrase. `base` is the number that the figure is a part of; `day` is
    /// its date.
    pub fn take(
        &self,
        phrase: &Quantity,
        base: Option<Number>,
        day: Option<Day>,
    ) -> Result<Addend, Unfit> {
        if self.list {
            return names(phrase);
        }
        if phrase.hedge.is_some() {
            return Err(Unfit::Inexact);
        }
        if phrase.percent {
            return Err(Unfit::Percent);
        }
        if self.how == Addition::Recompute {
            same_measure(phrase, self.unit)?;
            self.same_noun(phrase)?;
            let (part, whole) = match (&phrase.amount, base) {
                (dossier::Amount::Ratio(part, whole), _) => (*part, *whole),
                (dossier::Amount::Number(part), Some(whole)) => (*part, whole),
                (dossier::Amount::None, Some(whole)) => (Number::ZERO, whole),
                (dossier::Amount::Number(_) | dossier::Amount::None, None) => {
                    return Err(Unfit::NoBase);
                }
                _ => return Err(Unfit::Inexact),
            };
            return Ok(Addend::Ratio { part: bounded(part)?, whole: bounded(whole)? });
        }
        let number = match phrase.amount {
            dossier::Amount::Number(n) => self.in_own_unit(n, phrase)?,
            dossier::Amount::None => Number::ZERO,
            dossier::Amount::Ratio(..) => return Err(Unfit::Ratio),
            dossier::Amount::Range(..) | dossier::Amount::Words(_) => return Err(Unfit::Inexact),
        };
        let number = bounded(number)?;
        Ok(match self.how {
            Addition::Latest => Addend::Latest { day, values: BTreeSet::from([number]) },
            _ => Addend::Number(number),
        })
    }

    /// Refuses people where offices are counted.
    fn same_noun(&self, phrase: &Quantity) -> Result<(), Unfit> {
        match noun::differ(&phrase.unit, self.unit) {
            true => Err(Unfit::Unit(self.unit.to_owned())),
            false => Ok(()),
        }
    }

    /// Money in the catalogue's unit, exactly; other numbers unchanged, whatever their noun
    /// (`người`, `đồng chí`), unless the noun changes the number.
    fn in_own_unit(&self, number: Number, phrase: &Quantity) -> Result<Number, Unfit> {
        let own = MoneyUnit::parse(self.unit);
        let given = MoneyUnit::parse(&phrase.unit);
        match (own, given) {
            (Some(own), Some(given)) => in_money(number, given, own).ok_or(Unfit::TooLarge),
            (Some(_), None) if phrase.unit.is_empty() => Ok(number),
            (None, None) => {
                same_measure(phrase, self.unit)?;
                self.same_noun(phrase).map(|()| number)
            }
            _ => Err(Unfit::Unit(self.unit.to_owned())),
        }
    }
}

/// Refuses a phrase whose number isn't in units of `own`: a thousand visits, a hectare for
/// square metres.
pub(super) fn same_measure(phrase: &Quantity, own: &str) -> Result<(), Unfit> {
    let other = || Err(Unfit::Unit(own.to_owned()));
    match (magnitude(&phrase.unit), magnitude(own)) {
        (Some((given, _)), Some((wanted, _))) if given == wanted => Ok(()),
        (Some((given, rest)), _) => Err(Unfit::Magnitude(written_out(phrase, given, rest))),
        (None, Some(_)) if !phrase.unit.is_empty() => other(),
        _ if magnitude::Measure::differs(&phrase.unit, own) => other(),
        _ => Ok(()),
    }
}

fn written_out(phrase: &Quantity, of: magnitude::Magnitude, unit: String) -> Option<String> {
    let amount = match phrase.amount {
        dossier::Amount::Number(n) => dossier::Amount::Number(of.of(n)?),
        // It isn't stated whether both are thousands.
        _ => return None,
    };
    Some(Quantity { amount, unit, ..phrase.clone() }.to_text())
}

/// An amount of money in another unit. The units are powers of ten of each
/// other, at most nine places apart, so that the quotient is exact.
pub(super) fn in_money(number: Number, from: MoneyUnit, to: MoneyUnit) -> Option<Number> {
    let dong = number.checked_mul(from.scale())?;
    Some(dong.checked_div(to.scale(), number.scale() + 9)?.trimmed())
}

/// Refuses implausibly large numbers, so that no sum of a hundred thousand units overflows in
/// any order.
pub(super) fn bounded(number: Number) -> Result<Number, Unfit> {
    let limit = Number::from(1_000_000_000_000_000_u64);
    let fits = number < limit && number.checked_add(limit).is_some_and(|n| !n.is_negative());
    let number = number.trimmed();
    if fits && number.scale() <= 6 { Ok(number) } else { Err(Unfit::TooLarge) }
}

fn names(phrase: &Quantity) -> Result<Addend, Unfit> {
    match &phrase.amount {
        dossier::Amount::None => Ok(Addend::List(BTreeMap::new())),
        dossier::Amount::Words(words) => {
            let mut names = BTreeMap::new();
            for name in words.split(';').map(spelled).filter(|name| !name.is_empty()) {
                put_name(&mut names, told_apart(&name), name);
            }
            Ok(Addend::List(names))
        }
        _ => Err(Unfit::NoList),
    }
}

fn put_name(names: &mut BTreeMap<String, String>, key: String, spelled: String) {
    match names.entry(key) {
        std::collections::btree_map::Entry::Vacant(place) => {
            place.insert(spelled);
        }
        std::collections::btree_map::Entry::Occupied(mut known) if spelled < *known.get() => {
            known.insert(spelled);
        }
        std::collections::btree_map::Entry::Occupied(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(how: &str, unit: &'static str) -> Measure<'static> {
        Measure { how: how.parse().expect("a word"), list: false, unit }
    }

    fn taken(how: &str, unit: &'static str, phrase: &str) -> Result<String, Unfit> {
        let phrase = Quantity::parse(phrase).expect("a phrase");
        let amount = measure(how, unit).take(&phrase, None, None)?;
        Ok(amount.phrase(unit).expect("one value").to_text())
    }

    #[test]
    fn phrases_and_what_they_add() {
        for (how, unit, phrase, want) in [
            ("cộng", "đoàn viên", "412 đồng chí", "412 đoàn viên"),
            ("cộng", "đoàn viên", "không", "0 đoàn viên"),
            ("cộng", "nghìn lượt", "3 nghìn lượt", "3 nghìn lượt"),
            ("cộng", "m²", "5.000 m2", "5.000 m²"),
            ("cộng", "triệu đồng", "75.500.000 đồng", "75,5 triệu đồng"),
            ("cộng", "triệu đồng", "1,2 tỷ đồng", "1.200 triệu đồng"),
            ("cộng", "triệu đồng", "1 đồng", "0,000001 triệu đồng"),
            ("cộng", "triệu đồng", "75", "75 triệu đồng"),
            ("tính lại từ tử/mẫu", "đơn vị", "54/56 đơn vị", "54/56 đơn vị"),
            ("lấy cuối kỳ", "đồng", "4.960.000 đồng", "4.960.000 đồng"),
        ] {
            assert_eq!(taken(how, unit, phrase).as_deref(), Ok(want), "{phrase}");
        }
    }

    #[test]
    fn what_is_not_added() {
        for (how, unit, phrase, why) in [
            ("cộng", "đoàn viên", "trên 400 đoàn viên", Unfit::Inexact),
            ("cộng", "đoàn viên", "nhiều", Unfit::Inexact),
            ("cộng", "đoàn viên", "300 - 400 đoàn viên", Unfit::Inexact),
            ("cộng", "đoàn viên", "94%", Unfit::Percent),
            ("cộng", "đoàn viên", "2/3 đơn vị", Unfit::Ratio),
            ("cộng", "đoàn viên", "5 triệu đồng", Unfit::Unit("đoàn viên".into())),
            ("cộng", "lượt", "2,5 nghìn lượt", Unfit::Magnitude(Some("2.500 lượt".into()))),
            ("cộng", "lượt", "3 vạn", Unfit::Magnitude(Some("30.000".into()))),
            ("cộng", "nghìn lượt", "3 triệu lượt", Unfit::Magnitude(Some("3.000.000 lượt".into()))),
            ("cộng", "nghìn lượt", "3 lượt", Unfit::Unit("nghìn lượt".into())),
            ("cộng", "m2", "1 ha", Unfit::Unit("m2".into())),
            ("cộng", "giờ", "90 phút", Unfit::Unit("giờ".into())),
            ("tính lại từ tử/mẫu", "đơn vị", "1/2 nghìn đơn vị", Unfit::Magnitude(None)),
            ("cộng", "triệu đồng", "5 suất", Unfit::Unit("triệu đồng".into())),
            ("cộng", "triệu đồng", "0,1 đồng", Unfit::TooLarge),
            ("cộng", "người", "1.000.000.000.000.000 người", Unfit::TooLarge),
            ("tính lại từ tử/mẫu", "đơn vị", "94%", Unfit::Percent),
            ("tính lại từ tử/mẫu", "đơn vị", "54 đơn vị", Unfit::NoBase),
        ] {
            assert_eq!(taken(how, unit, phrase), Err(why), "{phrase}");
        }
    }

    #[test]
    fn a_name_spelled_twice_is_one() {
        let list = |words: &str| {
            Measure { list: true, ..measure("cộng", "") }.take(
                &Quantity::parse(words).expect("a phrase"),
                None,
                None,
            )
        };
        let a = list("Lao động giỏi; - Xanh – sạch – đẹp.").expect("names");
        let b = list("lao động giỏi.; Xanh - sạch - đẹp; An toàn").expect("names");
        let all = a.clone().plus(b.clone());
        assert_eq!(all, b.plus(a));
        let phrase = all.phrase("").expect("names").to_text();
        assert_eq!(phrase, "An toàn; Lao động giỏi; Xanh - sạch - đẹp");
    }

    #[test]
    fn people_are_no_offices() {
        for (unit, typed, fits) in [
            ("đơn vị", "100/200 người", false),
            ("đơn vị", "54/56 CĐCS", true),
            ("đơn vị", "54/56", true),
            ("đơn vị", "54/56 cuộc", true),
        ] {
            assert_eq!(taken("tính lại từ tử/mẫu", unit, typed).is_ok(), fits, "{typed}");
        }
        assert_eq!(taken("cộng", "đoàn viên", "412 hộ"), Err(Unfit::Unit("đoàn viên".into())));
    }

    #[test]
    fn the_latest_of_a_day_or_a_contradiction() {
        let at =
            |day, value: u32| Addend::Latest { day, values: BTreeSet::from([Number::from(value)]) };
        let (may, june) = (Some(Day::new(2026, 5, 31)), Some(Day::new(2026, 6, 30)));
        assert_eq!(at(may, 7).plus(at(june, 5)), at(june, 5));
        assert_eq!(at(may, 7).plus(at(None, 5)), at(may, 7));
        let both = at(may, 7).plus(at(may, 5));
        assert_eq!(both.phrase("người"), None);
    }
}
