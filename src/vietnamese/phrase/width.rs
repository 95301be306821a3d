//! Width of a name in bold capitals, as printed in a letterhead.

use crate::vietnamese::letter::Letter;

/// The width in thousandths of the font size, in Times New Roman Bold.
pub(super) fn width(text: &str) -> u32 {
    text.chars().flat_map(char::to_uppercase).map(letter).sum()
}

fn letter(c: char) -> u32 {
    match Letter::of(c).base {
        ' ' | '\u{a0}' | ',' | '.' => 250,
        '-' | '(' | ')' => 333,
        'I' => 389,
        'J' | '0'..='9' | '“' | '”' => 500,
        'S' => 556,
        'F' | 'P' => 611,
        'B' | 'E' | 'Ê' | 'L' | 'T' | 'Z' => 667,
        'G' | 'H' | 'K' | 'O' | 'Ô' | 'Q' => 778,
        'Ơ' => 800,
        'Ư' => 820,
        'M' => 944,
        'W' => 1000,
        // A, C, D, N, R, U, V, X, Y, and unknown characters.
        _ => 722,
    }
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn capitals_count_whatever_was_typed() {
        assert_eq!(width("BAN THƯ KÝ"), width("Ban Thư ký"));
        assert_eq!(width("Mười"), 944 + 820 + 800 + 389);
    }
}
