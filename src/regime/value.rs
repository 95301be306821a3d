//! The value types of a regime.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de};

use crate::dossier::choice::choice;
use crate::dossier::leaf::scalar;
use crate::error::{Error, ErrorKind};

/// A length: an exact number and its unit, without a blank: `12.7mm`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Length {
    pub number: Decimal,
    pub unit: LengthUnit,
}

/// The unit of a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthUnit {
    Point,
    Millimetre,
    Centimetre,
    /// The font size.
    Em,
}

impl LengthUnit {
    const ALL: [(&'static str, LengthUnit); 4] = [
        ("pt", LengthUnit::Point),
        ("mm", LengthUnit::Millimetre),
        ("cm", LengthUnit::Centimetre),
        ("em", LengthUnit::Em),
    ];

    /// Its two-letter symbol.
    pub fn sign(self) -> &'static str {
        Self::ALL.iter().find(|(_, unit)| *unit == self).map_or("", |(sign, _)| sign)
    }
}

impl FromStr for Length {
    type Err = Error;

    /// The error is a Vietnamese sentence.
    fn from_str(text: &str) -> Result<Self, Error> {
        let parts = LengthUnit::ALL.iter().find_map(|(sign, unit)| {
            let number = text.strip_suffix(sign)?;
            // Only a plain decimal: not `+1`, `1_000` or `1e3`.
            let digits = number.strip_prefix('-').unwrap_or(number);
            let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            plain.then(|| number.parse().ok()).flatten().map(|number| (number, *unit))
        });
        parts.map(|(number, unit)| Length { number, unit }).ok_or_else(|| {
            let how = "ghi số liền đơn vị: 20mm, 13pt, 1.5cm, 2em";
            Error::new(ErrorKind::Text, format!("“{text}” không phải một độ dài; {how}"))
        })
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.unit.sign())
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        scalar("Length", d)?.parse().map_err(de::Error::custom)
    }
}

/// A factor by which another measure is multiplied.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factor(pub Decimal);

impl<'de> Deserialize<'de> for Factor {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = scalar("Factor", d)?;
        let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let number = plain.then(|| text.parse().ok()).flatten();
        number.map(Factor).ok_or_else(|| {
            de::Error::custom(format!("“{text}” không phải một số; ghi như 0.4 hoặc 1.15"))
        })
    }
}

/// A colour as six hexadecimal digits after `#`: `#c00000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(u32);

impl Color {
    /// Its six digits.
    pub fn digits(self) -> String {
        format!("{:06X}", self.0)
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = scalar("Color", d)?;
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let hex = digits.filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let color = hex.and_then(|digits| u32::from_str_radix(digits, 16).ok()).map(Color);
        color.ok_or_else(|| {
            de::Error::custom(format!("“{text}” không phải một màu; ghi như #c00000"))
        })
    }
}

choice! {
    /// A paper size.
    pub enum PaperSize {
        A3 = "a3",
        A4 = "a4",
        A5 = "a5",
    }
}

choice! {
    /// A font weight.
    pub enum Weight {
        Regular = "regular",
        Bold = "bold",
    }
}

choice! {
    /// A font style: upright or italic.
    pub enum Slant {
        Normal = "normal",
        Italic = "italic",
    }
}

choice! {
    /// A line drawn along the text.
    pub enum Decoration {
        Underline = "underline",
    }
}

choice! {
    /// Whether a text is printed in capitals.
    pub enum LetterCase {
        None = "none",
        Upper = "upper",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        for same in ["20mm", "13pt", "12.7mm", "-0.5em", "0.75pt", "1.50cm", "0pt"] {
            assert_eq!(same.parse::<Length>().map(|l| l.to_string()).as_deref(), Ok(same));
        }
        for wrong in ["20", "20 mm", "mm", "20px", "1,5cm", "1.2.3mm", "--1mm", "+1mm", "1e3pt", ""]
        {
            let error = wrong.parse::<Length>().expect_err(wrong);
            assert!(error.to_string().contains("độ dài"), "{error}");
        }
    }
}
