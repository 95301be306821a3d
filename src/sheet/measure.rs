//! Units of measure (đơn vị tính) in a sheet: beside a number, in a heading, in a title, or
//! in a note below the table.

use crate::vietnamese::{MoneyUnit, without_marks};

use super::columns::Asked;
use super::heading::fold;

/// Nouns for people, whichever one the catalogue uses.
const PEOPLE: [&str; 5] = ["người", "đồng chí", "đ/c", "đc", "đv"];

/// Further units used in reports. One of these in the brackets of a heading is a unit of
/// measure, and not a part of the title.
#[rustfmt::skip]
const COUNTED: [&str; 56] = [
    "người", "đồng chí", "đ/c", "đoàn viên", "đảng viên", "lao động", "cán bộ", "học sinh", "sinh viên", "công nhân", "đơn vị",
    "cđcs", "công đoàn cơ sở", "cơ sở", "tổ", "lượt", "lượt người", "lần", "cuộc", "vụ", "việc", "buổi", "lớp", "bản", "văn bản",
    "hộ", "gia đình", "suất", "suất quà", "phần quà", "căn", "nhà", "ngôi nhà", "sáng kiến", "đề tài", "giải pháp", "công trình",
    "mô hình", "phong trào", "bộ", "chiếc", "cái", "cháu", "trường hợp", "%", "phần trăm", "ha", "m2", "m²", "km", "kg", "tấn",
    "giờ", "ngày", "tháng", "năm",
];

/// A unit of money as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Money {
    Known(MoneyUnit),
    /// Money, in no scale that we know, or a foreign one: *chục triệu đồng*, *USD*.
    Unknown,
}

/// A unit of measure for the table, stated outside it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stated {
    pub money: Vec<Money>,
    /// A magnitude for other things than money: *nghìn người*.
    pub scaled: Option<String>,
}

/// Parses a unit of money, in full or abbreviated, with its scale in words or digits: *1.000
/// đồng*, *tr.đ*, *nghin dong*.
pub fn money_unit(typed: &str) -> Option<MoneyUnit> {
    match money(typed)? {
        Money::Known(unit) => Some(unit),
        Money::Unknown => None,
    }
}

/// The same, distinguishing money of an unknown scale from other units.
pub fn money(typed: &str) -> Option<Money> {
    let text = fold(typed).replace('₫', "đ");
    let marked = !text.is_ascii();
    let (mut times, mut scaled, mut currency) = (1_u64, false, false);
    let mut foreign = false;
    let mut rest = text.trim_matches(|c: char| " ()[].:;*".contains(c));
    if rest.is_empty() {
        return None;
    }
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit() && !". ,".contains(c));
            let (number, behind) = rest.split_at(end.unwrap_or(rest.len()));
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            if scaled
                || currency
                || !matches!(digits.as_str(), "1" | "1000" | "1000000" | "1000000000")
            {
                return None;
            }
            times = digits.parse().ok()?;
            scaled = true;
            rest = behind;
        } else if c.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(end);
            match money_word(word, marked)? {
                MoneyWord::Scale(scale) => (times, scaled) = (times.checked_mul(scale)?, true),
                MoneyWord::Currency => currency = true,
                MoneyWord::Foreign => (currency, foreign) = (true, true),
                MoneyWord::Both(scale) => {
                    (times, scaled, currency) = (times.checked_mul(scale)?, true, true);
                }
                MoneyWord::Country if currency || rest.ends_with(['g', 'd', 'đ']) => {}
                MoneyWord::Country | MoneyWord::Times => {}
            }
            rest = behind;
        } else if " ./×*".contains(c) {
            rest = &rest[c.len_utf8()..];
        } else {
            return None;
        }
    }
    let in_words = scaled && text.contains(|c: char| c.is_alphabetic() && c != 'x');
    if !currency && !in_words {
        return None;
    }
    Some(match times {
        _ if foreign => Money::Unknown,
        1 => Money::Known(MoneyUnit::Dong),
        1_000 => Money::Known(MoneyUnit::Thousand),
        1_000_000 => Money::Known(MoneyUnit::Million),
        1_000_000_000 => Money::Known(MoneyUnit::Billion),
        _ => Money::Unknown,
    })
}

enum MoneyWord {
    Scale(u64),
    Currency,
    /// usd, đô la
    Foreign,
    Both(u64),
    /// việt, nam
    Country,
    /// x: 1000 x đồng
    Times,
}

/// Words without diacritics count only if the whole text has none: *lao dong* contains
/// *dong*, *lao động* doesn't.
fn money_word(word: &str, marked: bool) -> Option<MoneyWord> {
    use MoneyWord::{Both, Country, Currency, Foreign, Scale, Times};
    Some(match word {
        "chục" => Scale(10),
        "trăm" => Scale(100),
        "nghìn" | "ngàn" | "ng" | "k" => Scale(1_000),
        "triệu" | "tr" => Scale(1_000_000),
        "tỷ" | "tỉ" => Scale(1_000_000_000),
        "đồng" | "đ" | "vnđ" | "vnd" => Currency,
        "trđ" | "trđồng" => Both(1_000_000),
        "ngđ" | "nđ" | "kđ" => Both(1_000),
        "tỷđ" => Both(1_000_000_000),
        "usd" | "eur" | "euro" | "đô" | "đôla" => Foreign,
        "việt" | "nam" | "vn" | "la" | "mỹ" => Country,
        "x" => Times,
        "nghin" | "ngan" if !marked => Scale(1_000),
        "trieu" if !marked => Scale(1_000_000),
        "ty" | "ti" if !marked => Scale(1_000_000_000),
        "dong" | "d" if !marked => Currency,
        "trd" if !marked => Both(1_000_000),
        _ => return None,
    })
}

/// Whether a phrase is a unit of measure, of money or anything else.
pub fn is_unit(phrase: &str) -> bool {
    let text = fold(phrase);
    let text = text.trim_matches(|c: char| " ().".contains(c));
    money(text).is_some() || counted_by(text)
}

fn counted_by(text: &str) -> bool {
    let bare = text.is_ascii();
    COUNTED.iter().any(|unit| *unit == text || bare && without_marks(unit) == text)
}

/// Whether what a unit counts is whole: people and events, not hectares and hours.
pub fn is_whole(unit: &str) -> bool {
    #[rustfmt::skip]
    const MEASURED: [&str; 12] =
        ["%", "phần trăm", "ha", "m2", "m²", "km", "kg", "tấn", "giờ", "ngày", "tháng", "năm"];
    let unit = fold(unit);
    COUNTED.contains(&unit.as_str()) && !MEASURED.contains(&unit.as_str())
}

/// Whether a phrase beside a number, or in a heading, means what the column counts: its unit,
/// the first noun of its title, or the whole title. Any other word is a different figure:
/// *412 nữ* aren't 412 members.
pub fn means(phrase: &str, asked: &Asked<'_>) -> bool {
    let phrase = fold(phrase);
    let phrase = phrase.trim_matches(|c: char| " ().".contains(c));
    if phrase.is_empty() {
        return true;
    }
    let (unit, title) = (fold(asked.unit()), fold(asked.title()));
    if let (Some(one), Some(other)) = (money(phrase), money(&unit)) {
        return one == other;
    }
    let bare = phrase.is_ascii();
    let is = |known: &str| known == phrase || bare && without_marks(known) == phrase;
    if is(&unit) || synonyms(&unit).iter().any(|word| is(word)) {
        return true;
    }
    let title = title.strip_prefix("tổng số ").unwrap_or(&title);
    if is(title) {
        return true;
    }
    let opens = |whole: &str, part: &str| {
        whole.strip_prefix(part).is_some_and(|rest| rest.starts_with(' '))
    };
    // The items of a title with a list, *công nhân, viên chức*, are parts of it.
    let lists = title.contains(',');
    let marked = if bare { without_marks(title) } else { title.to_owned() };
    let behind_unit = phrase.strip_prefix(&unit).filter(|rest| rest.starts_with(' '));
    !lists
        && (opens(&marked, phrase)
            || behind_unit.is_some_and(|rest| format!("{marked} ").contains(&format!("{rest} "))))
}

/// Whether a unit of measure in a heading differs from the column's, so that its figures are
/// different ones. Money in another scale is the same unit.
pub fn is_other(unit: &str, asked: &Asked<'_>) -> bool {
    match (money(unit), money(asked.unit())) {
        _ if asked.unit().is_empty() => false,
        (Some(Money::Known(_)), Some(_)) => false,
        (None, None) => !means(unit, asked),
        _ => true,
    }
}

fn synonyms(unit: &str) -> &'static [&'static str] {
    match unit {
        "người" => &["đồng chí", "đ/c", "đc", "lao động", "lđ", "cán bộ"],
        "đoàn viên" => &PEOPLE,
        "đảng viên" => &["người", "đồng chí", "đ/c", "đc"],
        "lượt người" => &["lượt", "người", "đồng chí", "đ/c"],
        "lượt" => &["lượt người", "người"],
        "đơn vị" => &["đv", "cđcs", "công đoàn cơ sở", "cơ sở", "công đoàn"],
        "%" => &["phần trăm"],
        _ => &[],
    }
}

/// Words that introduce a unit of measure; the last ones introduce many other things as well.
const INTRODUCED: [&str; 10] = [
    "đơn vị tính",
    "đvt",
    "đ.v.t",
    "đv tính",
    "tính bằng",
    "tính theo",
    "đơn vị đo",
    "đơn vị tiền",
    "đơn vị",
    "đv",
];

/// Whether a cell introduces the unit of measure in the next one: *ĐVT:*.
pub fn introduces(text: &str) -> bool {
    let text = fold(text);
    let text = text.trim_matches(|c: char| " ():.".contains(c));
    INTRODUCED[..8].iter().any(|intro| is_intro(text, intro)) || text.ends_with("tính bằng")
}

fn is_intro(text: &str, intro: &str) -> bool {
    text == intro || text.is_ascii() && without_marks(intro) == text
}

/// The units of measure stated by a text above or below a table; `introduced` if the cell
/// before it introduces one.
pub fn stated(text: &str, introduced: bool) -> Stated {
    let mut out = Stated::default();
    let text = fold(text);
    let bare = text.is_ascii();
    if introduced {
        pieces(&text, &mut out);
    }
    for intro in INTRODUCED {
        let intro = if bare { without_marks(intro) } else { intro.to_owned() };
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        for (at, _) in text.match_indices(&intro) {
            let behind = &text[at + intro.len()..];
            if edge(text[..at].chars().next_back()) && edge(behind.chars().next()) {
                pieces(behind.trim_start_matches([':', ' ', '=', '.', '-', '(']), &mut out);
            }
        }
    }
    for inside in brackets(&text) {
        pieces(inside, &mut out);
    }
    out.money.extend(money_at_end(&text));
    let mut kinds: Vec<Money> = Vec::new();
    for money in out.money.drain(..) {
        if !kinds.contains(&money) {
            kinds.push(money);
        }
    }
    out.money = kinds;
    out
}

/// The units in *người; nghìn đồng*.
fn pieces(text: &str, out: &mut Stated) {
    let text = text.split([')', ']', '\n']).next().unwrap_or_default();
    for piece in text.split([';', '/', '–']).flat_map(|piece| piece.split(", ")) {
        for piece in piece.split(" và ").map(str::trim) {
            match money(piece) {
                Some(found) => out.money.push(found),
                None => {
                    let magnitude = ["nghìn ", "ngàn ", "triệu ", "1.000 ", "1000 ", "trăm "];
                    let rest = magnitude.iter().find_map(|word| piece.strip_prefix(word));
                    if rest.is_some_and(counted_by) {
                        out.scaled = Some(piece.to_owned());
                    }
                }
            }
        }
    }
}

/// The texts in brackets.
pub fn brackets(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        let behind = &rest[open + 1..];
        let Some(length) = behind.find([')', ']']) else { break };
        out.push(behind[..length].trim());
        rest = &behind[length + 1..];
    }
    out
}

/// A unit of money at the end of a running text: *Các số tiền là nghìn đồng*. Not an amount,
/// *5 triệu đồng*.
fn money_at_end(text: &str) -> Option<Money> {
    let text = text.trim_end_matches(|c: char| " .;:)".contains(c));
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices([' ', '\n']).map(|(at, _)| at + 1)).collect();
    let at = starts.iter().rev().take(4).rev().find(|at| money(&text[**at..]).is_some())?;
    let before = text[..*at].trim_end();
    let is_amount = before.ends_with(|c: char| c.is_ascii_digit());
    let words = text[*at..].split_whitespace().count();
    // A final *đồng* alone occurs in many other words.
    let is_plain = words == 1 && !text[*at..].starts_with(['t', '1', 'v']);
    if is_amount || is_plain && !before.is_empty() { None } else { money(&text[*at..]) }
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Indicator, Text};

    use super::*;

    #[test]
    fn money_in_every_spelling() {
        for (typed, unit) in [
            ("đồng", MoneyUnit::Dong),
            ("VNĐ", MoneyUnit::Dong),
            ("đồng Việt Nam", MoneyUnit::Dong),
            ("₫", MoneyUnit::Dong),
            ("1.000 đồng", MoneyUnit::Thousand),
            ("1000đ", MoneyUnit::Thousand),
            ("(1.000 VNĐ)", MoneyUnit::Thousand),
            ("nghìn đồng", MoneyUnit::Thousand),
            ("nghin dong", MoneyUnit::Thousand),
            ("Ngàn đ", MoneyUnit::Thousand),
            ("tr.đ", MoneyUnit::Million),
            ("Trđ", MoneyUnit::Million),
            ("1.000.000 đồng", MoneyUnit::Million),
            ("triệu", MoneyUnit::Million),
            ("tỉ đồng", MoneyUnit::Billion),
        ] {
            assert_eq!(money_unit(typed), Some(unit), "{typed}");
        }
        for strange in ["chục triệu đồng", "USD", "nghìn USD", "đô la Mỹ"] {
            assert_eq!(money(strange), Some(Money::Unknown), "{strange}");
        }
        for other in ["lao động", "đồng chí", "75 triệu đồng", "người", "", "1.000", "đông", "5"]
        {
            assert_eq!(money(other), None, "{other}");
        }
    }

    #[test]
    fn units_stated_outside_a_table() {
        let thousand = vec![Money::Known(MoneyUnit::Thousand)];
        for text in [
            "ĐVT: 1.000 đồng",
            "(Đơn vị tính: nghìn đồng)",
            "Đơn vị: người; nghìn đồng",
            "BIỂU THU, CHI TÀI CHÍNH (nghìn đồng)",
            "Ghi chú: số tiền tính bằng nghìn đồng.",
            "Các khoản tiền trong biểu là nghìn đồng",
            "Don vi tinh: nghin dong",
            "Tài chính, nghìn đồng",
        ] {
            assert_eq!(stated(text, false).money, thousand, "{text}");
        }
        assert_eq!(stated("1.000đ", true).money, thousand);
        assert!(introduces("ĐVT:") && introduces("Số tiền tính bằng") && !introduces("Đơn vị"));
        assert_eq!(stated("ĐVT: nghìn người", false).scaled.as_deref(), Some("nghìn người"));
        for text in [
            "Đơn vị: Công đoàn cơ sở Công ty Một",
            "Hỗ trợ mỗi người 5 triệu đồng",
            "Thỏa ước lao động",
            "Ban Chấp hành gồm 9 đồng chí",
        ] {
            assert_eq!(stated(text, false), Stated::default(), "{text}");
        }
    }

    #[test]
    fn words_that_mean_what_is_counted() {
        let indicator = |title: &str, unit: &str| Indicator {
            title: Some(Text(title.to_owned())),
            unit: Some(Text(unit.to_owned())),
            ..Indicator::default()
        };
        for (title, unit, phrase, meant) in [
            ("Tổng số đoàn viên", "đoàn viên", "đ/c", true),
            ("Tổng số đoàn viên", "đoàn viên", "doan vien", true),
            ("Tổng số đoàn viên", "đoàn viên", "nữ", false),
            ("Tổng số đoàn viên", "đoàn viên", "hộ", false),
            ("Tổng số đoàn viên", "đoàn viên", "ước", false),
            ("Đoàn viên nữ", "đoàn viên", "đoàn viên nữ", true),
            ("Đoàn viên nữ", "đoàn viên", "nữ", false),
            ("Cuộc đối thoại tại nơi làm việc", "cuộc", "cuộc đối thoại", true),
            ("Thăm hỏi đoàn viên", "lượt", "lượt đoàn viên", true),
            ("Tổng số công nhân, viên chức, lao động", "người", "viên chức", false),
            ("Tổng thu", "triệu đồng", "tr.đ", true),
            ("Tổng thu", "triệu đồng", "nghìn đồng", false),
        ] {
            let indicator = indicator(title, unit);
            let asked = Asked { code: "x", indicator: &indicator };
            assert_eq!(means(phrase, &asked), meant, "{phrase} in {title}");
        }
    }
}
