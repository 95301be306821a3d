//! Recognition of a column by its heading: by title, by the question of an online form, by
//! the title among words without content.

mod likeness;
mod parts;
mod question;

use std::borrow::Cow;

pub use crate::vietnamese::fold;
pub use likeness::{is_near, key, same_key, words};
pub use parts::{Nature, Parts};
pub use question::Heading;

/// A heading without the raised mark of a note at its end: *Tổng số đoàn viên¹*, not *m²*.
fn unmarked(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim_end();
    let less = trimmed.trim_end_matches(['¹', '²', '³', '⁴', '⁵']);
    match less.len() == trimmed.len() || less.ends_with('m') {
        true => text.into(),
        false => less.into(),
    }
}

/// *2025*, alone.
fn is_year(word: &str) -> bool {
    word.parse().is_ok_and(|year: u16| (1900..2200).contains(&year))
}

/// Whether a text distinguishes columns below one heading by their time: *Năm 2025*, *Quý
/// III*, *30/11/2026*.
pub fn is_time(text: &str) -> bool {
    let text = fold(text);
    let is_date = text.chars().all(|c| c.is_ascii_digit() || "/.- ".contains(c))
        && text.split(['/', '.', '-', ' ']).any(is_year);
    let opens = ["năm ", "tháng ", "quý ", "6 tháng ", "kỳ ", "cùng kỳ"];
    is_date || opens.iter().any(|word| text.starts_with(word))
}

/// Whether the column numbers the rows (STT).
pub fn is_counter(text: &str) -> bool {
    matches!(fold(text).as_str(), "stt" | "tt" | "số tt" | "số thứ tự")
}

/// Whether the column has the time at which an online form was sent.
pub fn is_timestamp(text: &str) -> bool {
    matches!(fold(text).as_str(), "dấu thời gian" | "timestamp" | "thời gian gửi" | "start time")
}
