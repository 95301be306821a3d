//! A cell as what a dossier says.

use crate::dossier::{Amount, Hedge, Quantity};
use crate::vietnamese::magnitude::{self, magnitude};
use crate::vietnamese::{MoneyUnit, Number, NumberError, PartialDate};

use super::aside::{Aside, joined_money};
use super::columns::{Asked, Measure};
use super::grid::Cell;
use super::heading::fold;
use super::measure;
use super::open::{day_of_iso, day_of_serial};

/// What a cell says, and what is to be said about reading it so.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken<T> {
    pub value: T,
    pub note: Option<String>,
}

type Read<T> = Result<Taken<T>, String>;

fn plainly<T>(value: T) -> Read<T> {
    Ok(Taken { value, note: None })
}

fn noted<T>(value: T, note: String) -> Read<T> {
    Ok(Taken { value, note: Some(note) })
}

/// A word in the place of a number.
enum Word {
    /// có, x: of a rate, all of it
    Yes,
    /// không
    No,
    /// chưa có, -: left open
    Unknown,
}

fn word(cell: &Cell) -> Option<Word> {
    let text = match cell {
        Cell::Bool(true) => return Some(Word::Yes),
        Cell::Bool(false) => return Some(Word::No),
        Cell::Text(text) => fold(text),
        _ => return None,
    };
    match text.trim_end_matches('.') {
        "có" | "x" | "đạt" => Some(Word::Yes),
        "không" | "không có" | "ko" | "k" | "không phát sinh" | "khong" | "khong co" => {
            Some(Word::No)
        }
        "chưa có"
        | "chưa có số liệu"
        | "chưa"
        | "chua co"
        | "chua"
        | "-"
        | "–"
        | "—"
        | "…"
        | "..."
        | "" => Some(Word::Unknown),
        _ => None,
    }
}

/// Whether a cell holds a number alone, without what it counts.
pub fn is_bare(cell: &Cell) -> bool {
    match cell {
        Cell::Number { .. } => true,
        Cell::Text(text) => {
            let number = Aside::of(text).map_or(text.as_str(), |aside| aside.number);
            !number.contains(|c: char| c.is_alphabetic() || c == '₫')
        }
        _ => false,
    }
}

/// Whether a text stands for a number.
pub fn is_word(text: &str) -> bool {
    word(&Cell::Text(text.to_owned())).is_some()
}

/// What the cells of an indicator say, as a dossier's phrase; none where they
/// leave it open. `whole` is the cell of a rate's denominator. The error is a
/// Vietnamese sentence.
pub fn figure(asked: &Asked<'_>, cell: &Cell, whole: &Cell) -> Read<Option<String>> {
    match (asked.measure(), Aside::of(typed(cell))) {
        (Measure::List, _) => list(cell),
        (Measure::Percent, _) => percent(cell),
        (Measure::Number, None) => number(asked, cell),
        (Measure::Ratio, None) => ratio(asked, cell, whole),
        (Measure::Number, Some(Aside { number: bare, percent: None })) => {
            let read = number(asked, &Cell::Text(bare.to_owned()))?;
            let note = Some(format!("ghi “{}”, lấy {bare}", cell.shown()));
            Ok(Taken { note: read.note.or(note), ..read })
        }
        (Measure::Number, Some(Aside { percent: Some(_), .. })) => number(asked, cell),
        (Measure::Ratio, Some(Aside { number: bare, percent })) => {
            let read = ratio(asked, &Cell::Text(bare.to_owned()), whole)?;
            if percent.is_some_and(|percent| !is_share_of(&read.value, percent)) {
                return Err(format!("ghi “{}”: phần trăm không khớp với {bare}", cell.shown()));
            }
            let note = Some(format!("ghi “{}”, lấy {bare}", cell.shown()));
            Ok(Taken { note: read.note.or(note), ..read })
        }
    }
}

fn typed(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => text,
        _ => "",
    }
}

/// Whether a ratio is a percentage, as far as that is stated.
fn is_share_of(ratio: &Option<String>, percent: Number) -> bool {
    let read = ratio.as_deref().and_then(|phrase| Quantity::parse(phrase).ok());
    match read.map(|read| read.amount) {
        Some(Amount::Ratio(part, whole)) if !whole.is_zero() => {
            let share = part
                .checked_mul(Number::HUNDRED)
                .and_then(|part| part.checked_div(whole, percent.scale()));
            share.is_some_and(|share| share.trimmed() == percent.trimmed())
        }
        _ => false,
    }
}

fn open(cell: &Cell) -> Read<Option<String>> {
    match cell {
        Cell::Empty => plainly(None),
        cell => noted(None, format!("ghi “{}”, coi là chưa có số liệu", cell.shown())),
    }
}

fn number(asked: &Asked<'_>, cell: &Cell) -> Read<Option<String>> {
    match word(cell) {
        Some(Word::No) => return plainly(Some("không".to_owned())),
        Some(Word::Unknown) => return open(cell),
        _ if cell.is_empty() => return plainly(None),
        _ => {}
    }
    let quantity = counted(asked, cell)?;
    match quantity.amount {
        Amount::Number(_) => plainly(Some(quantity.to_text())),
        _ => Err(format!("ghi “{}”; cột này ghi một con số", cell.shown())),
    }
}

/// A number with what it counts.
fn counted(asked: &Asked<'_>, cell: &Cell) -> Result<Quantity, String> {
    let unit = asked.unit();
    let plain = |number: Number, hedge: Option<Hedge>, unit: &str| Quantity {
        hedge,
        amount: Amount::Number(number),
        percent: false,
        unit: unit.to_owned(),
    };
    let quantity = match cell {
        Cell::Number { percent: true, .. } => {
            return Err(format!("ghi {}, ô định dạng phần trăm; cột này ghi {unit}", cell.shown()));
        }
        Cell::Number { value, .. } => plain(decimal(*value)?, None, unit),
        Cell::Text(text) => {
            let of_money = MoneyUnit::parse(unit).is_some();
            if let Some(sum) = MoneyUnit::parse(unit).and_then(|own| joined_money(text, own)) {
                return Ok(plain(sum, None, unit));
            }
            let text = set_off(&joined(&one_number(text)?));
            let read = match of_money {
                true => money(Quantity::read(&text)?),
                false => Quantity::read(&text)?,
            };
            match read.amount {
                Amount::Words(_) | Amount::None => {
                    return Err(format!(
                        "ghi “{}”, không phải số; chưa biết thì để trống",
                        cell.shown()
                    ));
                }
                _ if read.percent => {
                    return Err(format!(
                        "ghi “{}”; cột này ghi số {unit}, không ghi phần trăm",
                        cell.shown()
                    ));
                }
                _ => {}
            }
            if !of_money {
                fits(&read, asked, cell)?;
            }
            // Money may come in another scale; what else is counted is what
            // the column counts, whatever it is called.
            let typed = MoneyUnit::parse(&read.unit).is_some();
            match (MoneyUnit::parse(unit).is_some(), typed) {
                (true, true) => read,
                (_, false) if read.unit.is_empty() || MoneyUnit::parse(unit).is_none() => {
                    Quantity { unit: unit.to_owned(), ..read }
                }
                _ => {
                    let example = "ghi số, hoặc số kèm đơn vị tính: 75 triệu đồng";
                    let shown = cell.shown();
                    return Err(format!("ghi “{shown}”; cột này tính bằng {unit}; {example}"));
                }
            }
        }
        Cell::Day(day) => {
            let hint = match (day.day(), day.month()) {
                (Some(day), Some(month)) => format!(
                    "; nếu là {day}/{month} thì ghi tử số và mẫu số ở hai cột, hoặc gõ lại thành chữ"
                ),
                _ => String::new(),
            };
            return Err(format!("là ngày {}, không phải số{hint}", day.typed()));
        }
        Cell::Fault(fault) => return Err(format!("là công thức lỗi ({fault}); gõ lại số")),
        Cell::Struck(_) => return Err(struck(cell)),
        Cell::Bool(_) | Cell::Empty => {
            return Err(format!("ghi “{}”, không phải số", cell.shown()));
        }
    };
    if let (Cell::Number { .. }, Amount::Number(number)) = (cell, &quantity.amount)
        && !number.is_whole()
        && MoneyUnit::parse(unit).is_none()
        && Number::parse_amount(&number.to_string()).is_err()
    {
        // 8.945 that a program took for eight point nine.
        let digits = number.to_string();
        return Err(format!(
            "ghi {digits}: nếu là {} thì gõ liền, không chấm phẩy; nếu là số lẻ thì làm tròn",
            digits.replace(',', ".")
        ));
    }
    if let Amount::Number(number) = &quantity.amount
        && number.is_negative()
    {
        return Err(format!("ghi “{}”; số liệu không có số âm", cell.shown()));
    }
    Ok(quantity)
}

/// Whether a number typed with words may stand for a number of what a column
/// counts: `7 đ/c` may, `2 nghìn`, `5 ha`, `412 nữ` and `412 ước` are other
/// numbers. No word beside a number is passed over.
fn fits(read: &Quantity, asked: &Asked<'_>, cell: &Cell) -> Result<(), String> {
    let (shown, unit) = (cell.shown(), asked.unit());
    if let (Some((given, rest)), Amount::Number(number), None) =
        (magnitude(&read.unit), &read.amount, magnitude(unit))
    {
        let full = given.of(*number).map(|number| format!("{number} {rest}"));
        let full = full.unwrap_or_default();
        return Err(format!("ghi “{shown}”; ghi đủ số: {}", full.trim_end()));
    }
    if magnitude::Measure::differs(&read.unit, unit) {
        return Err(format!("ghi “{shown}”; cột này tính bằng {unit}"));
    }
    if !measure::means(&read.unit, asked) {
        let beside = &read.unit;
        return Err(format!("ghi “{shown}”; cột này ghi một con số, không kèm “{beside}”"));
    }
    Ok(())
}

/// A cell's text on one line, where only one of its lines has a number: two
/// numbers below one another, or with a tab between them, are no third one.
fn one_number(text: &str) -> Result<String, String> {
    let lines = text.split(['\n', '\t']);
    let numbers = lines.filter(|line| line.contains(|c: char| c.is_ascii_digit())).count();
    let shown = text.replace(['\n', '\t'], " / ");
    match numbers > 1 {
        true => Err(format!("ghi “{shown}”, hai con số trong một ô; mỗi ô ghi một con số")),
        false => Ok(text.replace(['\n', '\t'], " ")),
    }
}

/// What people call money for short, in a column of money: `75 tr`, `1,2 tỷ`.
fn money(read: Quantity) -> Quantity {
    match measure::money_unit(&read.unit) {
        Some(unit) => Quantity { unit: unit.name().to_owned(), ..read },
        None => read,
    }
}

/// *500.000đ* with a blank before the letters, *54 / 56* without any.
fn set_off(text: &str) -> String {
    let text = &text.replace(" / ", "/");
    let letters = text
        .find(|c: char| c.is_alphabetic() || c == '₫')
        .filter(|at| text[..*at].ends_with(|c: char| c.is_ascii_digit()));
    match letters {
        Some(at) => format!("{} {}", &text[..at], &text[at..]),
        None => text.to_owned(),
    }
}

fn ratio(asked: &Asked<'_>, cell: &Cell, whole: &Cell) -> Read<Option<String>> {
    let written = |part: Number, whole: Number| Quantity {
        hedge: None,
        amount: Amount::Ratio(part, whole),
        percent: false,
        unit: asked.unit().to_owned(),
    };
    let stated = match word(whole) {
        Some(Word::No) => Some(Number::ZERO),
        Some(Word::Unknown) => None,
        _ if whole.is_empty() => None,
        _ => match counted(asked, whole)? {
            Quantity { amount: Amount::Number(number), hedge: None, .. } => Some(number),
            _ => return Err(format!("mẫu số ghi “{}”; ghi một con số", whole.shown())),
        },
    };
    let one = Number::from(1_u64);
    let part = match (word(cell), stated) {
        (Some(Word::Unknown), _) => return open(cell),
        _ if cell.is_empty() && stated.is_none() => return plainly(None),
        _ if cell.is_empty() => return Err("có mẫu số mà chưa có tử số".to_owned()),
        (Some(Word::No), whole) => {
            return plainly(Some(written(Number::ZERO, whole.unwrap_or(one)).to_text()));
        }
        (Some(Word::Yes), Some(whole)) if whole > one => {
            return Err(format!("ghi “{}” mà mẫu số là {whole}; ghi tử số", cell.shown()));
        }
        (Some(Word::Yes), whole) => {
            let whole = whole.unwrap_or(one);
            return plainly(Some(written(whole, whole).to_text()));
        }
        (None, _) => counted(asked, cell)?,
    };
    let (part, whole) = match (part, stated) {
        (Quantity { hedge: Some(_), .. }, _) => {
            return Err(format!("ghi “{}”; cột này ghi số chính xác", cell.shown()));
        }
        (Quantity { amount: Amount::Ratio(part, whole), .. }, stated) => match stated {
            Some(stated) if stated != whole => {
                return Err(format!("ghi “{}” mà cột mẫu số ghi {stated}", cell.shown()));
            }
            _ => (part, whole),
        },
        (Quantity { amount: Amount::Number(part), .. }, Some(whole)) => (part, whole),
        (Quantity { amount: Amount::Number(_), .. }, None) => {
            return Err(format!("ghi {}, thiếu mẫu số", cell.shown()));
        }
        _ => return Err(format!("ghi “{}”; ghi tử số và mẫu số", cell.shown())),
    };
    if part > whole {
        return Err(format!("ghi {part}/{whole}: tử số lớn hơn mẫu số"));
    }
    plainly(Some(written(part, whole).to_text()))
}

/// What is to be done with what somebody struck through.
fn struck(cell: &Cell) -> String {
    format!("ghi “{}” bị gạch ngang; xóa ô, hoặc bỏ gạch nếu vẫn tính", cell.shown())
}

fn percent(cell: &Cell) -> Read<Option<String>> {
    /// A plan is outdone several times over, not more often.
    const MOST: f64 = 10.0;
    let shown = cell.shown();
    match word(cell) {
        Some(Word::Unknown) => return open(cell),
        Some(Word::No) => return plainly(Some("0%".to_owned())),
        _ if cell.is_empty() => return plainly(None),
        _ => {}
    }
    let text = |number: Number| format!("{}%", number.trimmed());
    // 1 may be 1 % or the whole.
    let one_percent = || Err("ghi 1: ghi “1%” hoặc 100".to_owned());
    let fraction = |percent: String| {
        let note = format!("ghi {shown}, hiểu là {percent}");
        noted(Some(percent), note)
    };
    let hundredfold = |number: Number| number.checked_mul(Number::HUNDRED).ok_or_else(too_large);
    match cell {
        // 98 typed into a cell that shows percents.
        Cell::Number { value, percent: true } if *value > MOST => {
            Err(format!("ghi {shown}; ô định dạng phần trăm, gõ lại cả dấu %: 98%"))
        }
        Cell::Number { value, percent: true } => {
            plainly(Some(text(hundredfold(decimal(*value)?)?)))
        }
        Cell::Number { value, .. } if *value == 1.0 => one_percent(),
        Cell::Number { value, .. } if *value > 0.0 && *value < 1.0 => {
            fraction(text(hundredfold(decimal(*value)?)?))
        }
        // 1,05 may be 1,05 % or somewhat more than the whole.
        Cell::Number { value, .. } if *value > 1.0 && *value < 2.0 => {
            let hundredfold = text(hundredfold(decimal(*value)?)?);
            Err(format!("ghi {shown}: ghi “{shown}%” hoặc “{hundredfold}”"))
        }
        Cell::Number { value, .. } => plainly(Some(text(decimal(*value)?))),
        Cell::Text(typed) => {
            if let Some(percent) = with_decimal_point(typed) {
                return fraction(text(percent));
            }
            let typed = one_number(typed)?;
            let typed = PER_CENT.iter().fold(typed, |typed, words| typed.replace(words, "%"));
            let read = Quantity::read(&typed)?;
            match (&read.amount, read.unit.is_empty(), read.percent) {
                (Amount::Number(_), true, true) => plainly(Some(read.to_text())),
                // A hedge stays with its number.
                (Amount::Number(_), true, false) if read.hedge.is_some() => {
                    plainly(Some(Quantity { percent: true, ..read }.to_text()))
                }
                (Amount::Number(n), true, false)
                    if *n > Number::from(1_u64) && *n < Number::from(2_u64) =>
                {
                    let hundredfold = text(hundredfold(*n)?);
                    Err(format!("ghi {shown}: ghi “{shown}%” hoặc “{hundredfold}”"))
                }
                (Amount::Number(n), true, false) if *n == Number::from(1_u64) => one_percent(),
                (Amount::Number(n), true, false)
                    if *n < Number::from(1_u64) && *n > Number::ZERO =>
                {
                    fraction(text(hundredfold(*n)?))
                }
                (Amount::Number(n), true, false) => plainly(Some(text(*n))),
                _ => Err(format!("ghi “{shown}”; cột này ghi phần trăm, ví dụ 98,5")),
            }
        }
        Cell::Struck(_) => Err(struck(cell)),
        _ => Err(format!("ghi “{shown}”; cột này ghi phần trăm, ví dụ 98,5")),
    }
}

/// *98 phần trăm*
const PER_CENT: [&str; 3] = [" phần trăm", " phan tram", " Phần trăm"];

/// Whether a cell of percents holds a part of the whole: 0,98.
pub fn is_share(cell: &Cell) -> bool {
    let is_part = |value: f64| value > 0.0 && value < 1.0;
    match cell {
        Cell::Number { value, percent: false } => is_part(*value),
        Cell::Text(text) => {
            let number = Number::parse(text).ok();
            number.is_some_and(|n| n > Number::ZERO && n < Number::from(1_u64))
        }
        _ => false,
    }
}

/// Whether a cell of percents holds what can be no share, 98.
pub fn is_percent(cell: &Cell) -> bool {
    let number = match cell {
        Cell::Number { value, percent: false } => decimal(*value).ok(),
        Cell::Text(text) => Number::parse(text).ok(),
        _ => None,
    };
    number.is_some_and(|number| number > Number::from(MOST_TIMES))
}

/// A plan is outdone several times over, not more often.
const MOST_TIMES: u64 = 10;

/// What a cell says in a column in which the whole is 1.
pub fn share(cell: &Cell) -> Read<Option<String>> {
    let number = match cell {
        Cell::Number { value, percent: false } => Some(decimal(*value)?),
        Cell::Text(text) => Number::parse(text).ok(),
        _ => None,
    };
    let Some(number) = number else { return percent(cell) };
    let shown = cell.shown();
    let hundredfold = number.checked_mul(Number::HUNDRED).ok_or_else(too_large)?;
    let percent = format!("{}%", hundredfold.trimmed());
    noted(Some(percent.clone()), format!("ghi {shown}, hiểu là {percent}"))
}

/// *98.5%*: with a decimal point it is a share, grouped it would be 985 %.
fn with_decimal_point(typed: &str) -> Option<Number> {
    match Number::parse(typed.trim().trim_end_matches('%')) {
        Err(NumberError::AmbiguousDot { decimal, whole, .. }) => {
            (decimal <= Number::HUNDRED && whole > Number::HUNDRED).then_some(decimal)
        }
        _ => None,
    }
}

fn list(cell: &Cell) -> Read<Option<String>> {
    match (word(cell), cell) {
        (Some(Word::No), _) => plainly(Some("không".to_owned())),
        (Some(Word::Unknown), _) => open(cell),
        (None, Cell::Empty) => plainly(None),
        (None, Cell::Text(text)) => {
            let names: Vec<&str> =
                text.split([';', '\n']).map(str::trim).filter(|name| !name.is_empty()).collect();
            let text = names.join("; ");
            match Quantity::parse(&text).map(|read| read.amount) {
                Ok(Amount::Words(words)) => plainly(Some(words)),
                _ => Err(format!("ghi “{}”; cột này ghi các tên không kèm con số", cell.shown())),
            }
        }
        (_, Cell::Struck(_)) => Err(struck(cell)),
        _ => Err(format!("ghi “{}”; cột này ghi các tên", cell.shown())),
    }
}

/// The day that figures hold for; none where it is left open.
pub fn day(cell: &Cell) -> Read<Option<PartialDate>> {
    match cell {
        Cell::Empty => plainly(None),
        cell if matches!(word(cell), Some(Word::Unknown)) => plainly(None),
        Cell::Day(day) => plainly(Some(*day)),
        Cell::Number { value, .. } => match day_of_serial(*value) {
            Some(day) => noted(Some(day), format!("ghi {}, hiểu là {}", cell.shown(), day.typed())),
            None => Err(format!("ghi {}, không phải ngày", cell.shown())),
        },
        Cell::Text(text) => {
            let text = without_time(text);
            match PartialDate::parse(text) {
                Ok(day) => plainly(Some(day)),
                Err(error) => match misplaced(text) {
                    Some(day) => noted(Some(day), format!("ghi {text}, hiểu là {}", day.typed())),
                    None => Err(error.to_string()),
                },
            }
        }
        Cell::Struck(_) => Err(struck(cell)),
        _ => Err(format!("ghi “{}”, không phải ngày", cell.shown())),
    }
}

/// *30/11/2026 08:15*: a form's day has a time.
fn without_time(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, time))
            if time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            day
        }
        _ => text,
    }
}

/// A day in another country's order, or one that a text file has as the number
/// it is in a workbook.
fn misplaced(text: &str) -> Option<PartialDate> {
    let serial = || day_of_serial(text.parse().ok()?);
    swapped(text).or_else(|| day_of_iso(text)).or_else(serial)
}

/// *11/30/2026*: the month before the day, and no other way to read it.
fn swapped(text: &str) -> Option<PartialDate> {
    let (month, rest) = text.trim().split_once('/')?;
    let (day, year) = rest.split_once('/')?;
    PartialDate::parse(&format!("{day}/{month}/{year}")).ok()
}

/// What a program calculated, without the dust of binary fractions: fifteen
/// digits, as spreadsheets show them.
pub(super) fn decimal(value: f64) -> Result<Number, String> {
    // Hardly any count isn't.
    if value.fract() == 0.0 && (0.0..1e15).contains(&value) {
        return Ok(Number::from(value as u64));
    }
    let rounded: f64 = format!("{value:.14e}").parse().map_err(|_| too_large())?;
    if !rounded.is_finite() || rounded.abs() >= 1e15 {
        return Err(too_large());
    }
    Number::parse(&rounded.to_string().replace('.', ",")).map_err(|e| e.to_string())
}

fn too_large() -> String {
    "số quá lớn; kiểm tra lại".to_owned()
}

/// Digits in groups of three as one number: *1 234 567*, *1 230,5*.
fn joined(text: &str) -> String {
    let grouped = |word: &str| {
        let (whole, fraction) = word.split_once(',').unwrap_or((word, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        whole.len() == 3 && digits(whole) && digits(fraction)
    };
    let mut out = String::new();
    for word in text.split_whitespace() {
        let digits = out.rsplit(' ').next().unwrap_or_default();
        let opens = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let goes_on = opens && grouped(word);
        if !out.is_empty() && !goes_on {
            out.push(' ');
        }
        out += word;
    }
    out
}
