//! Parser of a figure's phrase, with the grammar described in [`super::quantity`], from left
//! to right: a hedge, one number or two, a unit, a hedge.

use crate::vietnamese::{Number, is_in_any_case, nfc};

use super::quantity::{HOW, takes_decimals};
use super::{Amount, Hedge, Quantity, spoken};

/// Reads a phrase. The error is a Vietnamese sentence.
pub(super) fn read(typed: &str) -> Result<Quantity, String> {
    let text = nfc(typed).split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(amount) = without_digits(&text) {
        let amount = amount
            .ok_or_else(|| format!("“{typed}” không phải số liệu; chưa biết thì để trống"))?;
        return Ok(Quantity { hedge: None, amount, percent: false, unit: String::new() });
    }
    let (hedge, rest) = hedge_before(&text);
    let from = strip_word(rest, "từ");
    let rest = from.unwrap_or(rest);
    let in_one_scale = spoken::in_one_scale(rest);
    let rest = in_one_scale.as_deref().unwrap_or(rest);

    let numbers = Numbers::take(rest).ok_or_else(|| unreadable(typed, rest))?;
    let (percent, unit) = match numbers.rest.trim_start().strip_prefix('%') {
        Some(after) => (true, after),
        None => (false, numbers.rest),
    };
    // A unit is preceded by a space, except in "%/năm" and "đồng/người".
    if !unit.is_empty() && !unit.starts_with([' ', '/']) {
        return Err(unreadable(typed, rest));
    }
    let (hedge, mut unit) = hedge_behind(unit.trim(), hedge)
        .ok_or_else(|| format!("“{typed}” có hai từ chỉ mức; giữ một"))?;
    // `90 trở lên%`: the sign belongs to the number.
    if unit.starts_with('%') {
        return Err(unreadable(typed, rest));
    }
    if from.is_some() && numbers.second.is_none() && hedge.is_none() {
        return Err(format!("“{typed}” thiếu vế sau: ghi “từ … trở lên” hoặc “… - …”"));
    }
    if unit.split(' ').any(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        return Err(format!("“{typed}” có nhiều con số; mỗi số liệu ghi một dòng riêng"));
    }
    // `triệu đồng / người` is `triệu đồng/người`.
    if unit.contains('/') {
        unit = unit.replace(" /", "/").replace("/ ", "/");
    }
    let amount = numbers.amount(takes_decimals(percent, &unit))?;
    Ok(Quantity { hedge, amount, percent, unit })
}

/// The amount of a phrase without digits; `Some(None)` if it has no words either.
fn without_digits(text: &str) -> Option<Option<Amount>> {
    if ["không", "không có"].iter().any(|none| is_in_any_case(text, none)) {
        return Some(Some(Amount::None));
    }
    if text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let blank = text.chars().all(|c| c == '.' || c == '…');
    Some((!blank).then(|| Amount::Words(text.to_owned())))
}

/// The hedge before the number, as a sign or in words, and the rest.
fn hedge_before(text: &str) -> (Option<Hedge>, &str) {
    let in_words = || {
        let mut prefixes = Hedge::PREFIXES.iter();
        prefixes.find_map(|(word, hedge)| Some((*hedge, strip_word(text, word)?)))
    };
    match spoken::sign(text).or_else(in_words) {
        Some((hedge, rest)) => (Some(hedge), rest),
        None => (None, text),
    }
}

/// Removes `trở lên` from a unit; `None` if the phrase has a hedge already.
fn hedge_behind(unit: &str, mut hedge: Option<Hedge>) -> Option<(Option<Hedge>, String)> {
    let mut unit = unit.to_owned();
    for (words, kind) in [("trở lên", Hedge::OrMore), ("trở xuống", Hedge::OrLess)] {
        while let Some((before, after)) = around_words(&unit, words) {
            if hedge.replace(kind).is_some() {
                return None;
            }
            unit = format!("{before}{after}").trim().to_owned();
        }
    }
    Some((hedge, unit))
}

fn unreadable(typed: &str, rest: &str) -> String {
    // A change belongs in the sentence, not in the number.
    match ["tăng", "giảm"].into_iter().find(|word| strip_word(rest, word).is_some()) {
        Some(word) => format!("“{typed}”: chữ “{word}” ghi ở câu văn, ở đây chỉ ghi con số"),
        None => format!("Không đọc được số liệu “{typed}”; {HOW}"),
    }
}

/// The digits of a phrase: `8.945`, `56/56`, `10-12`.
struct Numbers<'a> {
    first: &'a str,
    second: Option<&'a str>,
    /// Whether the second is the whole of the first, rather than an upper bound.
    is_ratio: bool,
    /// The text after them.
    rest: &'a str,
}

impl<'a> Numbers<'a> {
    fn take(text: &'a str) -> Option<Self> {
        let (first, rest) = take_number(text)?;
        if let Some((second, rest)) = rest.strip_prefix('/').and_then(take_number) {
            return Some(Numbers { first, second: Some(second), is_ratio: true, rest });
        }
        let behind_percent = rest.strip_prefix('%').unwrap_or(rest).trim_start();
        let bound = ["-", "–", "đến "]
            .iter()
            .find_map(|dash| behind_percent.strip_prefix(dash))
            .and_then(|s| take_number(s.trim_start()));
        let Some((second, after)) = bound else {
            return Some(Numbers { first, second: None, is_ratio: false, rest });
        };
        // In `50% - 60` the unit of 60 is unclear.
        if rest.starts_with('%') && !after.trim_start().starts_with('%') {
            return None;
        }
        Some(Numbers { first, second: Some(second), is_ratio: false, rest: after })
    }

    /// Their amount. If three decimals are plausible, they aren't read as thousands.
    fn amount(&self, with_decimals: bool) -> Result<Amount, String> {
        let read = |digits: &str| {
            let number =
                if with_decimals { Number::parse(digits) } else { Number::parse_amount(digits) };
            number.map_err(|e| e.to_string())
        };
        let first = read(self.first)?;
        Ok(match self.second {
            None => Amount::Number(first),
            Some(second) if self.is_ratio => Amount::Ratio(first, read(second)?),
            Some(second) => Amount::Range(first, read(second)?),
        })
    }
}

/// The text before and after whole words, without the blank before them.
fn around_words<'a>(text: &'a str, words: &str) -> Option<(&'a str, &'a str)> {
    text.match_indices(words).find_map(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        let whole = (before.is_empty() || before.ends_with(' '))
            && !after.starts_with(char::is_alphanumeric);
        whole.then(|| (before.trim_end(), after))
    })
}

pub(super) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, after) = text.split_at_checked(word.len())?;
    let after = after.strip_prefix(' ')?;
    is_in_any_case(head, word).then_some(after)
}

/// Splits off the digits, dots and commas at the beginning, with blanks between groups of
/// three as in `8 945`; `None` without a digit.
fn take_number(text: &str) -> Option<(&str, &str)> {
    let body = text.strip_prefix('-').unwrap_or(text);
    if !body.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let sign = text.len() - body.len();
    let grouped = sign + groups(body);
    let is_digit = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let end = grouped + text[grouped..].find(|c| !is_digit(c)).unwrap_or(text.len() - grouped);
    let number = text[..end].trim_end_matches(['.', ',']);
    Some((number, &text[number.len()..]))
}

/// The length of `8 945`, `1 250 000`: one to three digits, then groups of three, each after
/// a blank; 0 if there is none.
fn groups(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    if !(1..=3).contains(&end) || text.starts_with('0') {
        return 0;
    }
    let first = end;
    while let Some(group) = text[end..].strip_prefix(' ').filter(|rest| digits(rest) == 3) {
        let followed = group[3..].strip_prefix('.').is_some_and(|rest| digits(rest) > 0);
        if followed {
            return 0;
        }
        end += 4;
    }
    if end > first { end } else { 0 }
}
