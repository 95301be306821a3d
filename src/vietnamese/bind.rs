//! No-break spaces at the places where a Vietnamese line must not break.

use std::ops::Range;

use super::text::{is_in_any_case as is, runs};

/// The no-break space (U+00A0).
pub const NO_BREAK: char = '\u{a0}';

/// Nouns that take the number after them.
const LABELS: [&str; 12] =
    ["ngày", "tháng", "năm", "quý", "khóa", "khoá", "thứ", "số", "số:", "điều", "khoản", "lục"];

/// Ordinals in one word, as they follow `thứ`.
const ORDINALS: [&str; 10] =
    ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];

/// Words that may follow a number without being its unit.
const NO_UNITS: [&str; 16] = [
    "và", "hoặc", "hay", "đến", "là", "có", "của", "tại", "ở", "trong", "trên", "với", "cho", "đã",
    "được", "để",
];

/// Binds, in a running sentence, the words that must stay on one line.
///
/// A single space becomes a no-break space, and nothing else changes:
/// 1. between a number and the word after it, its unit: `8.945 đoàn`, `07 đồng`, `2 Bằng`;
///    but not a link word (`10 và`), nor after a labelled number (`năm 2023 đã`) or a
///    percentage;
/// 2. after a number inside `cá nhân` and `tập thể`, and between `nghìn`, `ngàn`, `triệu`,
///    `tỷ`, `tỉ` and `đồng`;
/// 3. between a label and its number: `ngày 17/8/2017`, `tháng 8`, `năm 2023`, `quý I`, `khóa
///    VIII`, `Số: 05`, `số 05/BC`, `Điều 3`, `khoản 2`, `Phụ lục I`, and in `lần thứ IX`,
///    `thứ nhất`;
/// 4. throughout `ngày 05 tháng 01 năm 2026`, with `…` for any number;
/// 5. around the dash in `2017 - 2022`;
/// 6. inside `đồng chí`, but not between it and the name that follows.
pub fn bind(text: &str) -> String {
    let words: Vec<Range<usize>> = runs(text, |c| !c.is_whitespace()).collect();
    let word = |index: usize| words.get(index).map_or("", |span| &text[span.clone()]);
    let mut bound = String::with_capacity(text.len() + 16);
    let mut copied = 0;
    for (index, pair) in words.windows(2).enumerate() {
        let gap = pair[0].end..pair[1].start;
        let before = index.checked_sub(1).map_or("", word);
        let is_bound = || binds([before, word(index), word(index + 1), word(index + 2)]);
        if &text[gap.clone()] == " " && is_bound() {
            bound.push_str(&text[copied..gap.start]);
            bound.push(NO_BREAK);
            copied = gap.end;
        }
    }
    bound.push_str(&text[copied..]);
    bound
}

/// Replaces no-break spaces by plain ones, for a narrow table cell; a range (`10 - 12`) stays
/// whole.
pub fn loosen(text: &str) -> String {
    let range = format!("{NO_BREAK}-{NO_BREAK}");
    text.split(range.as_str())
        .map(|part| part.replace(NO_BREAK, " "))
        .collect::<Vec<_>>()
        .join(&range)
}

/// Binds a whole phrase: every space in it becomes a no-break space.
pub fn unbroken(phrase: &str) -> String {
    phrase.replace(' ', "\u{a0}")
}

/// Whether the second and the third of four words belong on one line.
fn binds([before, this, next, after]: [&str; 4]) -> bool {
    if is_value(next) && is_label(this) || is_ordinal(this, next) {
        return true;
    }
    if is_value(this) && is_label(before) {
        let goes_on = match next {
            "tháng" => is(before, "ngày"),
            "năm" => is(before, "tháng"),
            _ => false,
        };
        return goes_on && is_value(after);
    }
    let is_money = || ["nghìn", "ngàn", "triệu", "tỷ", "tỉ"].iter().any(|scale| is(this, scale));
    match next {
        "thứ" => is(this, "lần") && (is_value(after) || is_ordinal(next, after)),
        _ if is_dash(next) => is_number(this) && starts_with_digit(after),
        _ if is_dash(this) => is_number(before) && starts_with_digit(next),
        _ if is_number(this) => !is_year(this) && is_unit(next),
        _ if next.starts_with("chí") => is(this, "đồng"),
        _ if next.starts_with("đồng") => is_number(before) && is_money(),
        _ if next.starts_with("nhân") => is_number(before) && is(this, "cá"),
        _ if next.starts_with("thể") => is_number(before) && is(this, "tập"),
        _ => false,
    }
}

fn is_label(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '“']);
    LABELS.iter().any(|label| is(word, label))
}

/// Whether a word can be the value of a label: digits, a Roman numeral or a hole.
fn is_value(word: &str) -> bool {
    if !word.starts_with(|c: char| c.is_ascii_digit() || "IVXLCDM…".contains(c)) {
        return false;
    }
    let core = word.trim_end_matches([',', '.', ';', ':', ')', '”']);
    let is_roman = !core.is_empty() && core.chars().all(|c| "IVXLCDM".contains(c));
    starts_with_digit(word) || is_roman || core == "…" || word == "…"
}

fn is_ordinal(label: &str, word: &str) -> bool {
    let core = || word.trim_end_matches([',', '.', ';', ':', ')', '”']);
    is(label, "thứ") && ORDINALS.contains(&core())
}

/// `8.945`, `56/56`, `10-12`; not `8.945,` nor `90%`, which aren't bound to the word after
/// them.
fn is_number(word: &str) -> bool {
    let body = word.trim_start_matches(['(', '“']);
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '-');
    starts_with_digit(body) && body.chars().all(is_figure) && !body.ends_with(['.', ',', '/', '-'])
}

/// `2026`; a count of that size is written with a dot, `2.026`.
fn is_year(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '“']);
    let four = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    four && (word.starts_with("19") || word.starts_with("20"))
}

fn is_unit(word: &str) -> bool {
    let core = word.trim_end_matches([',', '.', ';', ':', ')', '”']);
    core.starts_with(char::is_alphabetic) && !NO_UNITS.contains(&core)
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–")
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Binds a text and shows each no-break space as `~`.
    fn shown(text: &str) -> String {
        bind(text).replace(NO_BREAK, "~")
    }

    #[test]
    fn binds_what_it_lists() {
        for (text, expected) in [
            ("gồm 8.945 đoàn viên", "gồm 8.945~đoàn viên"),
            ("tặng 2 Bằng khen, 56/56 đơn vị", "tặng 2~Bằng khen, 56/56~đơn vị"),
            ("(07 đồng chí)", "(07~đồng~chí)"),
            ("01 tập thể, 02 cá nhân; các tập thể", "01~tập~thể, 02~cá~nhân; các tập thể"),
            ("đồng chí Hà", "đồng~chí Hà"),
            ("75 triệu đồng.", "75~triệu~đồng."),
            ("mức 20,5 triệu đồng", "mức 20,5~triệu~đồng"),
            ("khoảng vài triệu đồng", "khoảng vài triệu đồng"),
            ("trên 90% đoàn viên", "trên 90% đoàn viên"),
            ("từ 10 đến 12 người", "từ 10 đến 12~người"),
            ("năm 2023 đã qua", "năm~2023 đã qua"),
            ("tết Bính Ngọ 2026 bảo đảm", "tết Bính Ngọ 2026 bảo đảm"),
            ("hai năm (2026 là cuối)", "hai năm (2026 là cuối)"),
            ("ngày 05 tháng 01 năm 2026 tại", "ngày~05~tháng~01~năm~2026 tại"),
            ("ngày … tháng … năm 2024", "ngày~…~tháng~…~năm~2024"),
            ("Ngày 17/8/2017, tại", "Ngày~17/8/2017, tại"),
            ("Đại hội lần thứ IX, khóa VIII", "Đại hội lần~thứ~IX, khóa~VIII"),
            ("lần thứ nhất của", "lần~thứ~nhất của"),
            ("Số: 05 và số 05/BC-CĐCS", "Số:~05 và số~05/BC-CĐCS"),
            ("Điều 3, Phụ lục I", "Điều~3, Phụ lục~I"),
            ("nhiệm kỳ 2017 - 2022 đã", "nhiệm kỳ 2017~-~2022 đã"),
            ("xong. 1. Kết quả", "xong. 1. Kết quả"),
            ("hằng năm, số đoàn viên", "hằng năm, số đoàn viên"),
        ] {
            assert_eq!(shown(text), expected);
        }
        assert_eq!(unbroken("trên 198 lượt"), "trên\u{a0}198\u{a0}lượt");
    }

    #[test]
    fn leaves_other_blanks_alone() {
        assert_eq!(bind(" năm\n2023  người \n"), " năm\n2023  người \n");
    }

    proptest! {
        #[test]
        fn nothing_but_spaces_changes(
            text in "((ngày|năm|thứ|lần|triệu|đồng|chí|-|IX|…|[0-9]{1,4}|\\PC{0,5})[ \u{a0}\n]){0,12}"
        ) {
            let bound = bind(&text);
            prop_assert_eq!(unbroken(&bound), unbroken(&text));
            prop_assert_eq!(bind(&bound), bound);
        }
    }
}
