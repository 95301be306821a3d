//! What a number format displays: percentages, dates.

use super::xlsx::is_percent;

/// What the numbers of a format display.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shows {
    #[default]
    Number,
    Percent,
    Day,
    /// Elapsed hours: *[h]:mm*.
    Elapsed,
}

impl Shows {
    /// For a predefined format number.
    pub fn built_in(format: usize) -> Shows {
        match format {
            9 | 10 => Shows::Percent,
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shows::Day,
            46 => Shows::Elapsed,
            _ => Shows::Number,
        }
    }

    /// For a format code.
    pub fn of(format: &str) -> Shows {
        if is_percent(format) {
            return Shows::Percent;
        }
        // The following sections are for negative numbers and texts.
        let plain = plain(format.split(';').next().unwrap_or_default());
        let is_elapsed = |part: &str| ["[h", "[m", "[s"].iter().any(|open| part.starts_with(open));
        match () {
            () if plain.split_inclusive(']').any(is_elapsed) => Shows::Elapsed,
            () if plain.contains("general") => Shows::Number,
            () if plain.contains(['d', 'm', 'y', 'h', 's']) => Shows::Day,
            () => Shows::Number,
        }
    }
}

/// A format without quoted text, colours and languages.
fn plain(format: &str) -> String {
    let mut out = String::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => letters.by_ref().take_while(|c| *c != '"').for_each(drop),
            '\\' | '_' | '*' => drop(letters.next()),
            '[' => {
                let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                let inside = inside.to_lowercase();
                let counted = inside.chars().all(|c| matches!(c, 'h' | 'm' | 's'));
                if counted && !inside.is_empty() {
                    out += &format!("[{inside}]");
                }
            }
            letter => out.extend(letter.to_lowercase()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        for (format, shows) in [
            ("General", Shows::Number),
            ("#,##0", Shows::Number),
            ("#,##0 \"đồng\"", Shows::Number),
            ("[Red]#,##0.0", Shows::Number),
            ("0.0%", Shows::Percent),
            ("dd/mm/yyyy", Shows::Day),
            ("[$-42A]d mmmm yyyy", Shows::Day),
            ("\"ngày\" d/m", Shows::Day),
            ("#,##0;[Red]\\-#,##0", Shows::Number),
            ("[h]:mm", Shows::Elapsed),
            ("_(* #,##0_)", Shows::Number),
        ] {
            assert_eq!(Shows::of(format), shows, "{format}");
        }
    }
}
