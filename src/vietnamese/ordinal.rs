//! Ordinals (số thứ tự) of congresses, terms and meetings: IX, 9, thứ chín.

use std::error::Error;
use std::fmt;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::slips::latin_look_alike;
use super::text::nfc;
use super::words::NumberWords;

const LAST: u16 = 999;

/// An ordinal from 1 to 999, as in `lần thứ IX` and `khóa VIII`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ordinal(u16);

/// Why a text isn't an ordinal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum OrdinalError {
    /// A Cyrillic or Greek letter, or a Roman numeral in one character, where
    /// a Latin letter looks the same.
    LookAlike {
        typed: String,
        found: char,
        /// The numeral in Latin letters.
        meant: String,
    },
    /// Roman digits that aren't a numeral, such as `IIX`.
    NotRoman { typed: String },
    /// Below 1 or above 999.
    OutOfRange { typed: String },
    /// Not in a known format.
    Unreadable { typed: String },
}

impl Ordinal {
    /// The ordinal of a number; `None` unless it is from 1 to 999.
    pub fn new(number: u16) -> Option<Ordinal> {
        (1..=LAST).contains(&number).then_some(Ordinal(number))
    }

    /// Reads `IX`, `9` or `chín`, alone or after `thứ`, `lần thứ` or `khóa`.
    ///
    /// # Errors
    /// See [`OrdinalError`].
    pub fn parse(typed: &str) -> Result<Ordinal, OrdinalError> {
        let text = nfc(typed.trim());
        let lower = text.to_lowercase();
        let labelled: Vec<&str> = lower.split_whitespace().collect();
        let words = match labelled.as_slice() {
            ["lần", "thứ", rest @ ..] | ["thứ" | "khóa" | "khoá", rest @ ..] => rest,
            all => all,
        };
        let typed = text.clone();
        match words {
            [digits] if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                digits.parse().ok().and_then(Ordinal::new).ok_or(OrdinalError::OutOfRange { typed })
            }
            [letters] if is_roman_at_sight(letters) => read_roman(letters, &typed),
            words => read_words(&words.join(" ")).ok_or(OrdinalError::Unreadable { typed }),
        }
    }

    /// The number.
    pub fn get(self) -> u16 {
        self.0
    }

    /// In Roman figures: `IX`.
    pub fn roman(self) -> String {
        roman(self.0)
    }

    /// In words, as they follow `thứ`: `nhất`, `hai`, `ba`, `tư`, …, `hai mươi
    /// mốt`, `một trăm linh năm`.
    pub fn word(self) -> String {
        match self.0 {
            1 => "nhất".to_owned(),
            4 => "tư".to_owned(),
            number => NumberWords::default().number(u32::from(number).into()),
        }
    }
}

/// A number in Roman figures, `MMXXVI`; empty for 0.
pub fn roman(number: u16) -> String {
    const FIGURES: [(u16, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut out = String::new();
    for (value, figure) in FIGURES {
        while rest >= value {
            out.push_str(figure);
            rest -= value;
        }
    }
    out
}

/// Parses lower-case words as written by [`Ordinal::word`], and common variants.
fn read_words(words: &str) -> Option<Ordinal> {
    let words = match words {
        "nhì" => "hai".to_owned(),
        "bốn" => "tư".to_owned(),
        words => words.replace("bẩy", "bảy").replace("lẻ", "linh").replace("mươi bốn", "mươi tư"),
    };
    /// Spelt once: running text is full of words behind *khóa* and *thứ*.
    static SPELT: LazyLock<FxHashMap<String, u16>> =
        LazyLock::new(|| (1..=LAST).map(|number| (Ordinal(number).word(), number)).collect());
    SPELT.get(words.as_str()).map(|number| Ordinal(*number))
}

fn read_roman(letters: &str, typed: &str) -> Result<Ordinal, OrdinalError> {
    let typed = typed.to_owned();
    let upper = letters.to_uppercase();
    if let Some(found) = upper.chars().find(|c| !c.is_ascii()) {
        return Err(OrdinalError::LookAlike {
            meant: upper.chars().map(to_latin).collect(),
            found,
            typed,
        });
    }
    static SPELT: LazyLock<FxHashMap<String, u16>> =
        LazyLock::new(|| (1..=LAST).map(|number| (roman(number), number)).collect());
    match SPELT.get(&upper) {
        Some(number) => Ok(Ordinal(*number)),
        None if upper.starts_with('M') => Err(OrdinalError::OutOfRange { typed }),
        None => Err(OrdinalError::NotRoman { typed }),
    }
}

/// Whether a reader would take a text for a Roman numeral.
fn is_roman_at_sight(text: &str) -> bool {
    let latin: String = text.to_uppercase().chars().map(to_latin).collect();
    !latin.is_empty() && latin.chars().all(|c| "IVXLCDM".contains(c))
}

/// The Latin letters that an upper-case letter resembles, or the letter itself.
fn to_latin(letter: char) -> String {
    match letter {
        '\u{2160}'..='\u{216b}' => (1..=12)
            .zip('\u{2160}'..='\u{216b}')
            .find(|(_, numeral)| *numeral == letter)
            .map_or_else(String::new, |(number, _)| roman(number)),
        other => latin_look_alike(other).unwrap_or(other).to_string(),
    }
}

impl fmt::Display for OrdinalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LookAlike { typed, found, meant } => {
                let script = match found {
                    '\u{400}'..='\u{52f}' => "là chữ Nga (Kirin)",
                    '\u{370}'..='\u{3ff}' => "là chữ Hy Lạp",
                    _ => "không phải là chữ cái Latinh",
                };
                write!(
                    f,
                    "chữ “{found}” (U+{:04X}) trong “{typed}” {script}: gõ lại {meant}",
                    u32::from(*found)
                )
            }
            Self::NotRoman { typed } => write!(f, "“{typed}” không phải là số La Mã"),
            Self::OutOfRange { typed } => {
                write!(f, "“{typed}” nằm ngoài khoảng từ 1 đến {LAST}")
            }
            Self::Unreadable { typed } => {
                write!(f, "“{typed}” không phải là số thứ tự: gõ như IX, 9 hoặc thứ chín")
            }
        }
    }
}

impl Error for OrdinalError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(typed: &str) -> u16 {
        Ordinal::parse(typed).unwrap().get()
    }

    #[test]
    fn reads_figures_and_words() {
        for typed in ["IX", "ix", "9", "09", "thứ chín", "Thứ Chín", "chín", "lần thứ IX", "khóa 9"]
        {
            assert_eq!(reads(typed), 9, "{typed}");
        }
        for (typed, number) in [
            ("I", 1),
            ("thứ nhất", 1),
            ("nhất", 1),
            ("thứ nhì", 2),
            ("thứ tư", 4),
            ("thứ bẩy", 7),
            ("thứ hai mươi bốn", 24),
        ] {
            assert_eq!(reads(typed), number, "{typed}");
        }
    }

    #[test]
    fn words_follow_usage() {
        let word = |number| Ordinal::new(number).unwrap().word();
        let words = [1, 4, 5, 10, 11, 14, 15, 20, 21, 24, 25, 105, 110].map(word);
        let usage = [
            "nhất",
            "tư",
            "năm",
            "mười",
            "mười một",
            "mười bốn",
            "mười lăm",
            "hai mươi",
            "hai mươi mốt",
            "hai mươi tư",
            "hai mươi lăm",
            "một trăm linh năm",
            "một trăm mười",
        ];
        assert_eq!(words, usage);
    }

    #[test]
    fn what_is_written_can_be_read() {
        for number in 1..=LAST {
            let ordinal = Ordinal::new(number).unwrap();
            assert_eq!(Ordinal::parse(&ordinal.roman()), Ok(ordinal));
            assert_eq!(Ordinal::parse(&ordinal.word()), Ok(ordinal));
            assert_eq!(Ordinal::parse(&format!("thứ {}", ordinal.word())), Ok(ordinal));
            assert_eq!(Ordinal::parse(&number.to_string()), Ok(ordinal));
        }
        assert_eq!(roman(2026), "MMXXVI");
    }

    #[test]
    fn look_alikes_are_named() {
        let message = |typed| Ordinal::parse(typed).unwrap_err().to_string();
        assert_eq!(
            message("VII\u{406}"),
            "chữ “\u{406}” (U+0406) trong “VII\u{406}” là chữ Nga (Kirin): gõ lại VIII"
        );
        assert_eq!(
            message("\u{2168}"),
            "chữ “\u{2168}” (U+2168) trong “\u{2168}” không phải là chữ cái Latinh: gõ lại IX"
        );
        assert!(message("\u{3a7}I").contains("Hy Lạp"));
    }

    #[test]
    fn refuses_what_is_no_ordinal() {
        let error = |typed| Ordinal::parse(typed).unwrap_err();
        for typed in ["IIX", "VV", "IIII"] {
            assert!(matches!(error(typed), OrdinalError::NotRoman { .. }));
        }
        for typed in ["0", "1000", "99999999", "MM"] {
            assert!(matches!(error(typed), OrdinalError::OutOfRange { .. }));
        }
        for typed in ["", "thứ", "V1II", "thứ một", "-1", "9.", "chín chín"] {
            assert!(matches!(error(typed), OrdinalError::Unreadable { .. }), "{typed}");
        }
    }
}
