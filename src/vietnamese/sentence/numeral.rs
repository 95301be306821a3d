//! Numbers in words (số viết bằng chữ) in running text: `hai mươi mốt đồng chí`, `ba căn
//! nhà`, `ba triệu rưỡi`. A word that is also something else, `năm`, `chín`, `tư`, counts as
//! a number only before a counted noun.

use super::token::{Kind, Token};
use super::vocabulary::{COUNTED, COUNTED_TOO, one_of};
use crate::vietnamese::Number;
use crate::vietnamese::text::lower;

/// Whether a text may hold a number in words: nearly all that hold no digit hold none of
/// these either.
pub(super) fn may_stand_in(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.map(lower).any(|word| digit(&word).is_some_and(|n| n > 1) || &*word == "mười")
}

/// Replaces every run of number words by one number token.
pub(super) fn read_words(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        if let Some((number, length)) = numeral(tokens, at) {
            let span = tokens[at].span.start..tokens[at + length - 1].span.end;
            let capital = tokens[at].capital;
            tokens.drain(at + 1..at + length);
            tokens[at] = Token { kind: Kind::Number(number), span, capital };
        }
        at += 1;
    }
}

fn numeral(tokens: &[Token], at: usize) -> Option<(Number, usize)> {
    if at.checked_sub(1).and_then(|i| word(tokens, i)) == Some("gấp") {
        let times = match word(tokens, at)? {
            "đôi" => Number::from(2_u32),
            "rưỡi" => Number::from_decimal(rust_decimal::Decimal::new(15, 1)),
            other => digit(other).filter(|times| *times > 1)?.into(),
        };
        return Some((times, 1));
    }
    // Names are capitalised: Ba Đình, Hai Bà Trưng, Bảy Mẫu.
    let named = |i: usize| tokens.get(i).is_some_and(|t| t.capital);
    word(tokens, at).filter(|w| digit(w).is_some() || *w == "mười")?;
    if named(at) && (named(at + 1) || !begins(tokens, at)) {
        return None;
    }
    let run: Vec<&str> = (at..).map_while(|i| word(tokens, i)).take(40).collect();
    let (value, length) = spoken(&run)?;
    let counted = || (1..3).any(|more| counts(&run, length, more, COUNTED));
    let counted_too = || (1..4).any(|more| counts(&run, length, more, COUNTED_TOO));
    let before = at.checked_sub(1).and_then(|i| word(tokens, i)).unwrap_or_default();
    // `trợ cấp hai đoàn viên` is no rank.
    let two_before = at.checked_sub(2).and_then(|i| word(tokens, i)).unwrap_or_default();
    let gives = before == "cấp" && one_of("trợ cung phụ", two_before);
    let before = if gives { "" } else { before };
    let is_number = match run[..length] {
        ["một"] => false,
        ["năm"] => counted() && !one_of(OF_A_YEAR, before),
        [_] => (counted() || counted_too()) && !one_of(NAMING, before),
        _ => !one_of(NAMING, before),
    };
    is_number.then_some((value, length))
}

/// After these words `năm` means year: `trong năm đoàn viên đã …`.
const OF_A_YEAR: &str = "trong hằng hàng mỗi qua cuối đầu cả nhiều của theo giữa từng các những \
    kế dự toán nửa suốt một hai ba bốn mươi mười thứ lần năm";

/// After these words a number word is only a name: `thứ ba`, `số hai`.
const NAMING: &str = "thứ số lần tháng ngày tầng lớp khóa quận phố khu tổ cấp loại hạng bậc";

fn word(tokens: &[Token], at: usize) -> Option<&str> {
    match &tokens.get(at)?.kind {
        Kind::Word(word) => Some(word),
        _ => None,
    }
}

fn begins(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).and_then(|i| tokens.get(i)).is_none_or(|t| matches!(t.kind, Kind::Mark(_)))
}

fn counts(run: &[&str], from: usize, words: usize, nouns: &str) -> bool {
    run.get(from..from + words).is_some_and(|noun| one_of(nouns, &noun.join("_")))
}

/// The value of a digit's word.
pub(crate) fn digit(word: &str) -> Option<u32> {
    Some(match word {
        "không" => 0,
        "một" | "mốt" => 1,
        "hai" => 2,
        "ba" => 3,
        "bốn" | "tư" => 4,
        "năm" | "lăm" | "nhăm" => 5,
        "sáu" => 6,
        "bảy" | "bẩy" => 7,
        "tám" => 8,
        "chín" => 9,
        _ => return None,
    })
}

/// The longest number that some words begin with, and how many words it takes.
pub(crate) fn spoken(words: &[&str]) -> Option<(Number, usize)> {
    let mut reader = Spoken::default();
    let mut best = None;
    for (i, word) in words.iter().enumerate() {
        let Some(next) = reader.read(word) else { break };
        reader = next;
        if let Some(value) = reader.value() {
            best = Some((value, i + 1));
        }
    }
    best
}

/// State of reading a number in words.
#[derive(Clone, Default)]
struct Spoken {
    /// The sum of the finished groups.
    total: u64,
    /// The scale of the last finished group; the next one must be smaller.
    scale: Option<u64>,
    /// Hundreds and tens of the current group.
    group: u64,
    last: Last,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Last {
    #[default]
    Nothing,
    Digit(u64),
    Ten,
    Tens,
    Hundred,
    /// `linh`
    Filler,
    Final,
    Scale,
    Half,
}

impl Spoken {
    fn read(&self, word: &str) -> Option<Spoken> {
        let mut next = self.clone();
        let last = self.last;
        match word {
            "mười" if matches!(last, Last::Nothing | Last::Hundred | Last::Scale) => {
                next.group += 10;
                next.last = Last::Ten;
            }
            "mươi" => {
                let Last::Digit(tens) = last else { return None };
                next.group += tens * 10;
                next.last = Last::Tens;
            }
            "trăm" => {
                let Last::Digit(hundreds) = last else { return None };
                next.group += hundreds * 100;
                next.last = Last::Hundred;
            }
            "linh" | "lẻ" if matches!(last, Last::Hundred | Last::Scale) => {
                next.last = Last::Filler;
            }
            "rưỡi" => {
                let scale = self.scale.filter(|_| last == Last::Scale)?;
                next.total += scale / 2;
                next.last = Last::Half;
            }
            "nghìn" | "ngàn" => next.scaled(1_000)?,
            "triệu" => next.scaled(1_000_000)?,
            "tỷ" | "tỉ" => next.scaled(1_000_000_000)?,
            _ => next.digit(word)?,
        }
        Some(next)
    }

    fn digit(&mut self, word: &str) -> Option<()> {
        let value = u64::from(digit(word)?);
        self.last = match (self.last, word) {
            (Last::Tens, "mốt" | "tư" | "lăm" | "nhăm") | (Last::Ten, "lăm" | "nhăm") => {
                self.group += value;
                Last::Final
            }
            (_, "mốt" | "lăm" | "nhăm") => return None,
            (Last::Tens, "một" | "năm") | (Last::Ten, "năm") => return None,
            (Last::Tens | Last::Ten | Last::Filler, _) => {
                self.group += value;
                Last::Final
            }
            (Last::Nothing | Last::Scale | Last::Hundred, _) => Last::Digit(value),
            _ => return None,
        };
        Some(())
    }

    fn scaled(&mut self, scale: u64) -> Option<()> {
        let group = self.whole_group()?;
        self.scale.is_none_or(|before| before > scale).then_some(())?;
        self.total += group.checked_mul(scale)?;
        (self.group, self.scale, self.last) = (0, Some(scale), Last::Scale);
        Some(())
    }

    fn whole_group(&self) -> Option<u64> {
        match self.last {
            Last::Digit(ones) => Some(self.group + ones),
            Last::Ten | Last::Tens | Last::Hundred | Last::Final => Some(self.group),
            _ => None,
        }
    }

    /// The number, if the words so far form one.
    fn value(&self) -> Option<Number> {
        match self.last {
            Last::Scale | Last::Half => Some(self.total.into()),
            _ => Some((self.total + self.whole_group()?).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::NumberWords;

    fn read(text: &str) -> Option<(String, usize)> {
        let words: Vec<&str> = text.split(' ').collect();
        spoken(&words).map(|(n, length)| (n.to_string(), length))
    }

    #[test]
    fn numbers_end_where_words_go_on() {
        for (text, number, length) in [
            ("hai mươi mốt đồng chí", "21", 3),
            ("năm mươi năm qua", "50", 2),
            ("ba triệu rưỡi đồng", "3.500.000", 3),
            ("hai nghìn ba trăm linh tám người", "2.308", 6),
            ("ba triệu không trăm năm mươi nghìn đồng", "3.050.000", 7),
            ("mười hai", "12", 2),
            ("năm năm", "5", 1),
        ] {
            assert_eq!(read(text), Some((number.to_owned(), length)), "{text}");
        }
        assert_eq!(read("mươi"), None);
    }

    proptest::proptest! {
        #[test]
        fn what_is_spelt_is_read(number in 0_u64..1_000_000_000_000) {
            let words = NumberWords::default().number(number.into());
            let words: Vec<&str> = words.split(' ').collect();
            proptest::prop_assert_eq!(spoken(&words), Some((number.into(), words.len())));
        }
    }
}
