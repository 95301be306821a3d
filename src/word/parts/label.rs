//! Labels of headings and points: `Phần thứ nhất`, `I.`, `1.2.`, `a)`, `-`.

use crate::vietnamese::Ordinal;

/// A label at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Its kind.
    pub kind: Kind,
    /// Its number in its series.
    pub number: u32,
    /// As typed: `I/`.
    pub text: String,
    /// The byte position of the text after it.
    pub rest: usize,
}

/// The kind of a label. A single capital may be a letter or a Roman number, depending on the
/// labels before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `Phần thứ nhất`
    Part,
    /// `Chương I`
    Chapter,
    /// `Mục 1`
    Division,
    /// `Điều 1`
    Article,
    /// `A.`
    Capital,
    /// `I.`
    Roman,
    /// `1.2.`: how many numbers.
    Decimal(u8),
    /// `a)`
    Letter,
    /// `-`, `+`: which.
    Mark(char),
}

/// Reads the label of a line.
pub fn read(line: &str) -> Option<Typed> {
    let start = line.len() - line.trim_start().len();
    let text = &line[start..];
    let found = named(text)
        .or_else(|| mark(text))
        .or_else(|| bracketed(text))
        .or_else(|| numbered(text))?;
    Some(Typed { rest: found.rest + start, ..found })
}

/// `Phần thứ nhất`, `CHƯƠNG II`, `Mục 1`, `Điều 5`.
fn named(text: &str) -> Option<Typed> {
    const NAMES: [(&str, Kind); 5] = [
        ("phần thứ", Kind::Part),
        ("phần", Kind::Part),
        ("chương", Kind::Chapter),
        ("mục", Kind::Division),
        ("điều", Kind::Article),
    ];
    let lower = text.to_lowercase();
    // Lower case may be longer in bytes, not in Vietnamese.
    if lower.len() != text.len() {
        return None;
    }
    let (name, kind) = NAMES.iter().find(|(name, _)| {
        lower.strip_prefix(name).is_some_and(|rest| rest.starts_with(char::is_whitespace))
    })?;
    let behind = name.len() + leading_blanks(&lower[name.len()..]);
    let end = lower[behind..]
        .find(|c: char| !c.is_alphanumeric())
        .map_or(lower.len(), |end| behind + end);
    let word = text.get(behind..end)?;
    let ordinal = match word.chars().all(|c| c.is_ascii_digit()) {
        true => word.parse().ok(),
        false => spelled(&lower[behind..end]).or_else(|| roman(word)),
    }?;
    let stop = text[end..].chars().next().filter(|c| matches!(c, '.' | ':' | '-' | '/' | ')'));
    let after = end + stop.map_or(0, char::len_utf8);
    // "Phần 1 của kế hoạch …" goes on as a sentence does.
    let rest = text[after..].trim_start_matches([' ', '\t', '\u{a0}', '-', '–', ':']);
    let goes_on = stop.is_none() && rest.starts_with(char::is_lowercase);
    (!goes_on).then(|| Typed {
        kind: *kind,
        number: ordinal,
        text: text[..if stop == Some('.') { after } else { end }].to_owned(),
        rest: text.len() - rest.len(),
    })
}

fn spelled(word: &str) -> Option<u32> {
    const WORDS: [&[&str]; 10] = [
        &["nhất", "một"],
        &["hai", "nhì"],
        &["ba"],
        &["tư", "bốn"],
        &["năm"],
        &["sáu"],
        &["bảy", "bẩy"],
        &["tám"],
        &["chín"],
        &["mười"],
    ];
    let at = WORDS.iter().position(|words| words.contains(&word))?;
    u32::try_from(at + 1).ok()
}

fn roman(word: &str) -> Option<u32> {
    // A cheap test first, since parsing numerals costs time and most words are none.
    let is_roman = !word.is_empty() && word.len() < 9 && word.chars().all(|c| "IVXL".contains(c));
    let number = is_roman.then(|| Ordinal::parse(word).ok()).flatten()?;
    Some(u32::from(number.get()))
}

/// `-`, `+`, `*`, `•`.
fn mark(text: &str) -> Option<Typed> {
    // Symbol and Wingdings have their signs where no letters are.
    let is_sign =
        |c: &char| "-–—+*•●○▪■◦‣➢✓✔·−".contains(*c) || ('\u{f000}'..='\u{f0ff}').contains(c);
    let sign = text.chars().next().filter(is_sign)?;
    let behind = &text[sign.len_utf8()..];
    let blanks = leading_blanks(behind);
    let goes_on = behind.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '"'));
    if blanks == 0 && !goes_on {
        return None;
    }
    let shown = match sign {
        '–' | '—' | '−' => '-',
        '\u{f000}'..='\u{f0ff}' => '•',
        sign => sign,
    };
    let rest = sign.len_utf8() + blanks;
    Some(Typed { kind: Kind::Mark(shown), number: 0, text: sign.to_string(), rest })
}

/// `(1)`, `(a)`.
fn bracketed(text: &str) -> Option<Typed> {
    let inner = text.strip_prefix('(')?;
    let word = &inner[..inner.find(')').filter(|end| (1..=4).contains(end))?];
    let read = numbered(&format!("{word}. X"))?;
    // "(II) …" and "(1.1) …" too, "(k) …" as it stands, but no "(VAT)".
    let behind = &text[word.len() + 2..];
    let blanks = leading_blanks(behind);
    let stands = blanks > 0 || behind.starts_with(char::is_uppercase);
    let text = text[..word.len() + 2].to_owned();
    stands.then(|| Typed { rest: text.len() + blanks, text, ..read })
}

/// `I.`, `A/`, `1.2.`, `a)`.
fn numbered(text: &str) -> Option<Typed> {
    let end = text.find(|c: char| !c.is_alphanumeric())?;
    let (word, mut at) = (&text[..end], end);
    let is_stop = |c: char| matches!(c, '.' | '/' | ')' | '-' | ':' | '–');
    let (kind, number) = if word.chars().all(|c| c.is_ascii_digit()) {
        if word.len() > 2 {
            return None;
        }
        let mut numbers = vec![word.parse::<u32>().ok()?];
        while let Some(more) = text[at..].strip_prefix('.') {
            let digits = more.chars().take_while(char::is_ascii_digit).count();
            if digits == 0 {
                break;
            }
            numbers.push(more[..digits].parse().ok().filter(|_| digits <= 2)?);
            at += 1 + digits;
        }
        (Kind::Decimal(u8::try_from(numbers.len()).ok()?), *numbers.last()?)
    } else if let Some(number) = roman(word) {
        (Kind::Roman, number)
    } else {
        let mut letters = word.chars();
        let letter = letters.next().filter(|_| letters.next().is_none())?;
        let kind = if letter.is_uppercase() { Kind::Capital } else { Kind::Letter };
        (kind, place(letter)?)
    };
    let stop = text[at..].chars().next().filter(|c| is_stop(*c));
    let several = matches!(kind, Kind::Decimal(n) if n > 1);
    // "I -": a blank before the dash.
    let spaced = text[at..].strip_prefix(' ').and_then(|rest| rest.chars().next());
    let spaced = spaced.filter(|c| matches!(c, '-' | '–' | '.' | '/')).filter(|_| stop.is_none());
    let behind = match (stop, spaced) {
        (Some(stop), _) => at + stop.len_utf8(),
        (None, Some(dash)) if !matches!(kind, Kind::Letter) => at + 1 + dash.len_utf8(),
        (None, _) if several => at,
        _ => return None,
    };
    let rest = &text[behind..];
    let blanks = leading_blanks(rest);
    let next = rest[blanks..].chars().next();
    // "1.Tình hình" is a label, "30/4" and "1-6" are days, "8.945" a number.
    let is_capital = next.is_some_and(char::is_uppercase);
    let stands = blanks > 0 || next.is_none() || is_capital;
    // "1- Chăm lo" is a label, "2 - 3 người" and "a - b" are none.
    let is_range = matches!(stop.or(spaced), Some('-' | '–'))
        && matches!(kind, Kind::Decimal(_) | Kind::Letter)
        && !is_capital;
    (stands && !is_range).then(|| Typed {
        kind,
        number,
        text: text[..behind].trim_end().to_owned(),
        rest: behind + blanks,
    })
}

/// The position of a letter in a series, Word's or the Vietnamese one, depending on the
/// series.
fn place(letter: char) -> Option<u32> {
    const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
    let lower = letter.to_lowercase().next()?;
    let at = LETTERS.chars().position(|c| c == lower);
    at.and_then(|at| u32::try_from(at + 1).ok())
        .or(matches!(lower, 'f' | 'j' | 'w' | 'z').then_some(30))
}

fn leading_blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_what_is_none() {
        for (line, kind, label, rest) in [
            ("I. TÌNH HÌNH", Kind::Roman, "I.", "TÌNH HÌNH"),
            ("II/ KẾT QUẢ", Kind::Roman, "II/", "KẾT QUẢ"),
            ("III- NHIỆM VỤ", Kind::Roman, "III-", "NHIỆM VỤ"),
            ("IV - NHIỆM VỤ", Kind::Roman, "IV -", "NHIỆM VỤ"),
            ("B. Kết quả", Kind::Capital, "B.", "Kết quả"),
            ("1.Tình hình", Kind::Decimal(1), "1.", "Tình hình"),
            ("\t2/ Chăm lo", Kind::Decimal(1), "2/", "Chăm lo"),
            ("1.2. Chăm lo", Kind::Decimal(2), "1.2.", "Chăm lo"),
            ("1.2 Chăm lo", Kind::Decimal(2), "1.2", "Chăm lo"),
            ("1- Chăm lo", Kind::Decimal(1), "1-", "Chăm lo"),
            ("2 - Thi đua", Kind::Decimal(1), "2 -", "Thi đua"),
            ("(1) Tuyên truyền", Kind::Decimal(1), "(1)", "Tuyên truyền"),
            ("(b) tặng quà", Kind::Letter, "(b)", "tặng quà"),
            ("đ) Bồi dưỡng", Kind::Letter, "đ)", "Bồi dưỡng"),
            ("- Tặng quà", Kind::Mark('-'), "-", "Tặng quà"),
            ("Phần thứ nhất", Kind::Part, "Phần thứ nhất", ""),
            ("PHẦN II: PHƯƠNG HƯỚNG", Kind::Part, "PHẦN II", "PHƯƠNG HƯỚNG"),
            ("Điều 3. Giao", Kind::Article, "Điều 3.", "Giao"),
        ] {
            let read = read(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((read.kind, read.text.as_str(), &line[read.rest..]), (kind, label, rest));
        }
        for line in [
            "30/4 là ngày lễ",
            "1-6 tặng quà",
            "2 - 3 người",
            "(có mặt 12 người)",
            "(VAT) đã nộp",
            "(2026)",
            "8.945 đoàn viên",
            "12 tổ",
            "100% đoàn viên",
            "Điều kiện làm việc",
            "Mục tiêu",
            "Phần lớn đoàn viên",
            "năm 2025",
            "-5 độ",
            "I",
            "1.500.000 đồng",
            "Một là, việc",
            "Phần 1 của kế hoạch",
            "",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
