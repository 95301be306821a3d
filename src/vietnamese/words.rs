//! Numbers and amounts of money in words (đọc số thành chữ).
//!
//! No regulation prescribes the words. They follow what schools teach and payment papers
//! print, which agrees with the spell-out rules of CLDR except in three points, each
//! customary in Vietnamese offices:
//!
//! 1. a tens digit of zero is `linh` unless [`ZeroTen::Le`] is asked for;
//! 2. a group without hundreds says `không trăm` wherever a group precedes it, so that no
//!    digit can be inserted: 1.005.000 is `một triệu không trăm linh năm nghìn`, where CLDR
//!    has `một triệu năm nghìn`;
//! 3. numbers of 19 digits and more are written in words too, repeating `tỷ` for each group
//!    of nine: `một tỷ tỷ`.

use super::number::Number;
use super::text::capitalize_first;
use super::unit::MoneyUnit;

/// The word for a tens digit of zero, as in 105.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ZeroTen {
    /// `một trăm linh năm`, used in the north and in schools.
    #[default]
    Linh,
    /// `một trăm lẻ năm`, used in the south.
    Le,
}

/// The word for a final 4 after `mươi`, as in 24; 14 is always `mười bốn`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Four {
    /// `hai mươi tư`
    #[default]
    Tu,
    /// `hai mươi bốn`
    Bon,
}

/// The word for a thousand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Thousand {
    /// `nghìn`, northern.
    #[default]
    Nghin,
    /// `ngàn`, southern.
    Ngan,
}

/// The choice of words where usage differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct NumberWords {
    /// `linh` or `lẻ`.
    pub zero_ten: ZeroTen,
    /// `tư` or `bốn`.
    pub four: Four,
    /// `nghìn` or `ngàn`.
    pub thousand: Thousand,
    /// Whether an amount of whole thousands of đồng ends in `chẵn`.
    pub even: bool,
}

/// The size of a group that is read with `tỷ`.
const BLOCK: u128 = 1_000_000_000;

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

impl NumberWords {
    /// A number in words, in lower case: `hai mươi mốt`, `một nghìn không trăm
    /// linh năm`, `âm ba`. Digits after the comma are read one by one, as many
    /// as were typed: `chín mươi tám phẩy năm không`.
    pub fn number(self, number: Number) -> String {
        let (whole, fraction) = number.digits();
        let mut words = Vec::new();
        self.whole(whole, &mut words);
        if number.is_negative() {
            words.insert(0, "âm");
        }
        if !fraction.is_empty() {
            words.push("phẩy");
            words.extend(fraction.bytes().map(|digit| self::digit(u128::from(digit - b'0'))));
        }
        words.join(" ")
    }

    /// An amount of money in words, as payment papers print it: `Bảy mươi lăm triệu đồng`,
    /// its first letter a capital, always in đồng.
    ///
    /// `None` if the amount overflows or isn't a whole number of đồng.
    pub fn money(self, amount: Number, unit: MoneyUnit) -> Option<String> {
        let dong = amount.checked_mul(unit.scale())?.trimmed();
        if !dong.is_whole() {
            return None;
        }
        let thousands = dong.checked_div(MoneyUnit::Thousand.scale(), 3)?;
        let is_even = self.even && thousands.is_whole() && !dong.is_zero();
        let words = capitalize_first(&self.number(dong));
        Some(format!("{words} đồng{}", if is_even { " chẵn" } else { "" }))
    }

    fn whole(self, number: u128, words: &mut Vec<&'static str>) {
        if number == 0 {
            words.push(digit(0));
            return;
        }
        let blocks = std::iter::successors(Some(number), |rest| Some(rest / BLOCK))
            .take_while(|rest| *rest > 0)
            .map(|rest| rest % BLOCK)
            .collect::<Vec<_>>();
        for (power, block) in blocks.into_iter().enumerate().rev() {
            if block == 0 {
                continue;
            }
            self.block(block, words);
            words.extend(std::iter::repeat_n("tỷ", power));
        }
    }

    /// Appends the words of up to nine digits.
    fn block(self, block: u128, words: &mut Vec<&'static str>) {
        let thousand = match self.thousand {
            Thousand::Nghin => "nghìn",
            Thousand::Ngan => "ngàn",
        };
        let groups =
            [(block / 1_000_000, "triệu"), (block / 1_000 % 1_000, thousand), (block % 1_000, "")];
        for (group, unit) in groups.into_iter().filter(|(group, _)| *group > 0) {
            self.group(group, words);
            words.extend(Some(unit).filter(|unit| !unit.is_empty()));
        }
    }

    /// Appends the words of up to three digits, not all zero.
    fn group(self, group: u128, words: &mut Vec<&'static str>) {
        let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
        let has_hundreds = hundreds > 0 || !words.is_empty();
        if has_hundreds {
            words.extend([digit(hundreds), "trăm"]);
        }
        match (tens, self.zero_ten) {
            (0, ZeroTen::Linh) if has_hundreds && ones > 0 => words.push("linh"),
            (0, ZeroTen::Le) if has_hundreds && ones > 0 => words.push("lẻ"),
            (0, _) => {}
            (1, _) => words.push("mười"),
            _ => words.extend([digit(tens), "mươi"]),
        }
        match (tens, ones) {
            (_, 0) => {}
            (2.., 1) => words.push("mốt"),
            (2.., 4) if self.four == Four::Tu => words.push("tư"),
            (1.., 5) => words.push("lăm"),
            _ => words.push(digit(ones)),
        }
    }
}

fn digit(value: u128) -> &'static str {
    DIGITS[(value % 10) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    const SOUTHERN: NumberWords = NumberWords {
        zero_ten: ZeroTen::Le,
        four: Four::Bon,
        thousand: Thousand::Ngan,
        even: true,
    };

    fn read(typed: &str) -> String {
        NumberWords::default().number(Number::parse(typed).unwrap())
    }

    #[test]
    fn numbers_follow_usage() {
        for (typed, words) in [
            ("0", "không"),
            ("10", "mười"),
            ("14", "mười bốn"),
            ("15", "mười lăm"),
            ("21", "hai mươi mốt"),
            ("24", "hai mươi tư"),
            ("105", "một trăm linh năm"),
            ("1.005", "một nghìn không trăm linh năm"),
            ("1.985", "một nghìn chín trăm tám mươi lăm"),
            ("8.945", "tám nghìn chín trăm bốn mươi lăm"),
            ("1.000.005", "một triệu không trăm linh năm"),
            ("1.005.000", "một triệu không trăm linh năm nghìn"),
            ("1.000.000.000.000", "một nghìn tỷ"),
            ("1.000.000.000.000.000.000", "một tỷ tỷ"),
            ("-131", "âm một trăm ba mươi mốt"),
            ("98,50", "chín mươi tám phẩy năm không"),
            ("-0,05", "âm không phẩy không năm"),
        ] {
            assert_eq!(read(typed), words);
        }
    }

    #[test]
    fn words_may_be_southern() {
        let number = Number::from(1_124_005_u32);
        assert_eq!(
            SOUTHERN.number(number),
            "một triệu một trăm hai mươi bốn ngàn không trăm lẻ năm"
        );
    }

    #[test]
    fn money_is_in_dong() {
        let money = |words: NumberWords, typed: &str, unit| {
            words.money(Number::parse(typed).unwrap(), unit)
        };
        let plain = NumberWords::default();
        let even = NumberWords { even: true, ..plain };
        for (words, typed, unit, expected) in [
            (
                plain,
                "9.840.197.000",
                MoneyUnit::Dong,
                "Chín tỷ tám trăm bốn mươi triệu một trăm chín mươi bảy nghìn đồng",
            ),
            (plain, "75", MoneyUnit::Million, "Bảy mươi lăm triệu đồng"),
            (even, "2,5", MoneyUnit::Million, "Hai triệu năm trăm nghìn đồng chẵn"),
            (even, "2.500", MoneyUnit::Dong, "Hai nghìn năm trăm đồng"),
            (even, "0", MoneyUnit::Billion, "Không đồng"),
            (plain, "-1", MoneyUnit::Thousand, "Âm một nghìn đồng"),
        ] {
            assert_eq!(money(words, typed, unit).as_deref(), Some(expected));
        }
        assert_eq!(money(plain, "2,5", MoneyUnit::Dong), None);
        assert_eq!(money(plain, &"9".repeat(28), MoneyUnit::Billion), None);
    }

    /// CLDR's words, as ICU 72 spells out numbers for `vi` (`RuleBasedNumberFormat`,
    /// `URBNF_SPELLOUT`), for every number below 131 and a choice of larger ones. It says
    /// `lẻ` and, after `triệu` and `tỷ`, leaves `không trăm` out: see the head of this file.
    #[test]
    fn agrees_with_cldr() {
        let words = NumberWords { zero_ten: ZeroTen::Le, ..NumberWords::default() };
        for line in include_str!("words/cldr.txt").lines() {
            let (number, cldr) = line.split_once('\t').unwrap();
            let ours = words.number(number.parse::<i64>().unwrap().into());
            assert_eq!(as_in_cldr(&ours), cldr, "{number}");
        }
    }

    fn as_in_cldr(words: &str) -> String {
        let mut words = words.to_owned();
        for unit in ["triệu", "tỷ"] {
            words = words.replace(&format!("{unit} không trăm "), &format!("{unit} "));
            for (digit, next) in
                DIGITS.iter().flat_map(|digit| [(digit, "nghìn"), (digit, "triệu")])
            {
                words = words.replace(
                    &format!("{unit} lẻ {digit} {next}"),
                    &format!("{unit} {digit} {next}"),
                );
            }
        }
        words
    }

    /// Parses words back to the number, whatever settings they were written with.
    fn meant(words: &str) -> Option<i128> {
        let (sign, words) = match words.strip_prefix("âm ") {
            Some(words) => (-1, words),
            None => (1, words),
        };
        let (mut total, mut block, mut group) = (0_i128, 0_i128, 0_i128);
        let mut tokens = words.split(' ').peekable();
        while let Some(token) = tokens.next() {
            match token {
                "linh" | "lẻ" => {}
                "mười" => group += 10,
                "mươi" => group = group / 10 * 10 + group % 10 * 10,
                "trăm" => group *= 100,
                "nghìn" | "ngàn" => block += std::mem::take(&mut group) * 1_000,
                "triệu" => block += std::mem::take(&mut group) * 1_000_000,
                "tỷ" => {
                    block += std::mem::take(&mut group);
                    let mut scale = 1_000_000_000;
                    while tokens.next_if_eq(&"tỷ").is_some() {
                        scale *= 1_000_000_000;
                    }
                    total += std::mem::take(&mut block) * scale;
                }
                "mốt" => group += 1,
                "tư" => group += 4,
                "lăm" => group += 5,
                digit => {
                    group += i128::try_from(DIGITS.iter().position(|d| *d == digit)?).ok()?;
                }
            }
        }
        Some(sign * (total + block + group))
    }

    fn any_words() -> impl Strategy<Value = NumberWords> {
        any::<(bool, bool, bool, bool)>().prop_map(|(le, bon, ngan, even)| NumberWords {
            zero_ten: if le { ZeroTen::Le } else { ZeroTen::Linh },
            four: if bon { Four::Bon } else { Four::Tu },
            thousand: if ngan { Thousand::Ngan } else { Thousand::Nghin },
            even,
        })
    }

    /// Numbers of all lengths, with many zeros.
    fn any_whole() -> impl Strategy<Value = i128> {
        let digits = proptest::collection::vec(prop_oneof![3 => Just(0), 2 => 0..=9_i128], 1..=28);
        (digits, any::<bool>()).prop_map(|(digits, negative)| {
            let number = digits.into_iter().fold(0, |number, digit| number * 10 + digit);
            if negative { -number } else { number }
        })
    }

    proptest! {
        #[test]
        fn what_is_read_out_is_meant(number in any_whole(), words in any_words()) {
            let decimal = Decimal::from_i128_with_scale(number, 0);
            let read = words.number(Number::from_decimal(decimal));
            prop_assert_eq!(meant(&read), Some(number), "{}", read);
        }

        #[test]
        fn no_number_panics(number in any_whole(), scale in 0_u32..=28, words in any_words()) {
            let number = Number::from_decimal(Decimal::from_i128_with_scale(number, scale));
            prop_assert!(!words.number(number).is_empty());
            for unit in [MoneyUnit::Dong, MoneyUnit::Thousand, MoneyUnit::Million, MoneyUnit::Billion] {
                if let Some(money) = words.money(number, unit) {
                    let is_money = money.ends_with(" đồng") || money.ends_with(" đồng chẵn");
                    prop_assert!(is_money && money.starts_with(char::is_uppercase));
                }
            }
        }
    }
}
