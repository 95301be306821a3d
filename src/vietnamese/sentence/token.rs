//! A text split into words, numbers and marks. A piece that contains digits but counts
//! nothing (a quotation, `12/QĐ-LĐLĐ`, `20/11/2025`, `{{ x }}`) is one opaque token.

use std::ops::Range;

use crate::vietnamese::Number;
use crate::vietnamese::text::{is_word, lower};

/// A piece of a text.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub kind: Kind,
    /// Byte range in the text.
    pub span: Range<usize>,
    /// Whether a word begins with a capital.
    pub capital: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// In lower case.
    Word(Box<str>),
    Number(Number),
    /// A dot before three digits that may be meant as a comma: `2.450 tỷ`.
    Doubtful(Number),
    /// `43/54`, without blanks.
    Fraction(Number, Number),
    Mark(char),
    Opaque,
}

/// A text's tokens, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0, out: Vec::new() };
    while lexer.at < text.len() {
        lexer.step();
    }
    lexer.out
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    out: Vec<Token>,
}

impl<'a> Lexer<'a> {
    fn step(&mut self) {
        let rest = &self.text[self.at..];
        let Some(c) = rest.chars().next() else { return };
        if rest.starts_with("{{") {
            let end = rest.find("}}").map_or(rest.len(), |close| close + 2);
            return self.push(Kind::Opaque, end);
        }
        if let Some(end) = quotation(rest) {
            return self.push(Kind::Opaque, end);
        }
        if c.is_alphanumeric() {
            let end = chunk(rest);
            return self.chunk(end);
        }
        match c {
            '\n' => self.push(Kind::Mark('\n'), 1),
            // Marks of bold or italics don't affect the words.
            '*' | '_' | '`' => self.at += 1,
            c if c.is_whitespace() => self.at += c.len_utf8(),
            '–' | '—' | '\u{2011}' => self.push(Kind::Mark('-'), c.len_utf8()),
            c => self.push(Kind::Mark(c), c.len_utf8()),
        }
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let span = self.at..self.at + length;
        let capital = self.text[span.clone()].starts_with(char::is_uppercase);
        self.out.push(Token { kind, span, capital });
        self.at += length;
    }

    /// Adds the words that one abbreviation stands for.
    fn words(&mut self, words: &[&str], length: usize) {
        for (i, word) in words.iter().enumerate() {
            let last = i + 1 == words.len();
            self.push(Kind::Word((*word).into()), if last { length } else { 0 });
        }
    }

    /// Reads a run without blanks.
    fn chunk(&mut self, length: usize) {
        let chunk = &self.text[self.at..self.at + length];
        if let Some(kind) = whole(chunk) {
            return self.push(kind, length);
        }
        let part = piece(chunk);
        let piece = &chunk[..part];
        let written = |short: &str| ABBREVIATED.iter().find(|(known, _)| *known == short);
        if let Some((short, words)) = written(chunk).or_else(|| written(piece)) {
            return self.words(words, short.len());
        }
        match piece.chars().next() {
            Some(c) if c.is_ascii_digit() => {
                let digits = piece.trim_end_matches(['.', ',']).len();
                let kind = number(&piece[..digits]);
                self.push(kind, digits);
            }
            Some(c) if is_word(c) => {
                self.push(Kind::Word(lower(piece).into()), part);
            }
            Some('–' | '—' | '\u{2011}') => self.push(Kind::Mark('-'), part),
            Some(c) => self.push(Kind::Mark(c), part),
            None => self.at += length.max(1),
        }
    }
}

/// Abbreviations beside numbers, and the words that they stand for.
const ABBREVIATED: [(&str, &[&str]); 12] = [
    ("đ/c", &["đồng", "chí"]),
    ("Đ/c", &["đồng", "chí"]),
    ("đ/chí", &["đồng", "chí"]),
    ("tr.đ", &["triệu", "đồng"]),
    ("trđ", &["triệu", "đồng"]),
    ("tr.đồng", &["triệu", "đồng"]),
    ("trđồng", &["triệu", "đồng"]),
    ("tr", &["triệu"]),
    ("đ", &["đồng"]),
    ("VNĐ", &["đồng"]),
    ("vnđ", &["đồng"]),
    ("nghìnđ", &["nghìn", "đồng"]),
];

/// The length of a quotation that is closed in the same line.
fn quotation(rest: &str) -> Option<usize> {
    let closing = match rest.chars().next()? {
        '“' => '”',
        '«' => '»',
        '"' => '"',
        '‘' => '’',
        _ => return None,
    };
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let first = line.chars().next()?.len_utf8();
    let close = line[first..].find(closing)?;
    Some(first + close + closing.len_utf8())
}

/// The length of a run up to a blank or a punctuation mark.
fn chunk(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let goes_on = match c {
            '.' => is_word(before) && is_word(next),
            ',' => before.is_ascii_digit() && next.is_ascii_digit(),
            '/' | '-' | '+' => is_word(before) && is_word(next),
            '–' | '\u{2011}' => before.is_ascii_digit() && next.is_ascii_digit(),
            c => is_word(c),
        };
        if !goes_on {
            return at;
        }
        before = c;
    }
    rest.len()
}

/// A run that is a single token: a document's number, a date, a fraction, `9A2`, `32+500`.
fn whole(chunk: &str) -> Option<Kind> {
    let digits = chunk.contains(|c: char| c.is_ascii_digit());
    if !digits {
        return None;
    }
    let is_name = chunk.contains(char::is_uppercase) && !chunk.ends_with("VNĐ");
    let is_sum = chunk.contains('+');
    // `7h30`, `m2`: letters before a digit.
    let mut letter = false;
    let is_coded = chunk.chars().any(|c| {
        let coded = letter && c.is_ascii_digit();
        letter = c.is_alphabetic();
        coded
    });
    if is_name || is_sum || is_coded {
        return Some(Kind::Opaque);
    }
    let numeric = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    let slashes: Vec<&str> = chunk.split('/').collect();
    match slashes[..] {
        [a, b] if numeric(a) && numeric(b) => Some(fraction(a, b)),
        [_, _, _] if slashes.iter().all(|part| numeric(part)) => Some(Kind::Opaque),
        _ => {
            let dashed: Vec<&str> = chunk.split(['-', '–', '\u{2011}']).collect();
            let is_day = dashed.len() > 2 && dashed.iter().all(|part| numeric(part));
            let is_span = dashed.len() == 2
                && chunk.contains('/')
                && dashed.iter().all(|part| part.split('/').all(numeric));
            (is_day || is_span).then_some(Kind::Opaque)
        }
    }
}

fn fraction(part: &str, whole: &str) -> Kind {
    if is_year(whole) {
        return Kind::Opaque;
    }
    match (Number::parse_amount(part), Number::parse_amount(whole)) {
        (Ok(part), Ok(whole)) => Kind::Fraction(part, whole),
        _ => Kind::Opaque,
    }
}

/// A number as typed. A dot before one, two or more than three digits is meant as a comma; more
/// than two digits with a leading zero are a phone number.
fn number(digits: &str) -> Kind {
    if is_year(digits) || digits.len() > 2 && digits.starts_with('0') && !digits.contains(',') {
        return match digits.starts_with("0.") {
            true => decimal(digits),
            false => Kind::Opaque,
        };
    }
    match Number::parse(digits) {
        Ok(number) => {
            let groups = digits.split('.').count();
            match groups == 2 && !digits.contains(',') {
                true => Kind::Doubtful(number),
                false => Kind::Number(number),
            }
        }
        Err(_) => decimal(digits),
    }
}

fn decimal(digits: &str) -> Kind {
    let dots = digits.matches('.').count();
    match Number::parse(&digits.replace('.', ",")) {
        Ok(number) if dots == 1 && !digits.contains(',') => Kind::Number(number),
        _ => Kind::Opaque,
    }
}

/// `2026`, without a dot: a count of that size has one.
pub(super) fn is_year(digits: &str) -> bool {
    digits.len() == 4
        && (digits.starts_with("19") || digits.starts_with("20"))
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The length of a run's first part: digits, letters, or a mark.
fn piece(chunk: &str) -> usize {
    let class = |c: char| match c {
        '0'..='9' => 0,
        c if is_word(c) => 1,
        _ => 2,
    };
    let first = chunk.chars().next().map_or(2, class);
    let mut before = ' ';
    let end = chunk.char_indices().find_map(|(at, c)| {
        let next = chunk[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let in_number = matches!(c, '.' | ',') && before.is_ascii_digit() && next.is_ascii_digit();
        let same = class(c) == first && first < 2 || first == 0 && in_number || at == 0;
        before = c;
        (!same).then_some(at)
    });
    end.unwrap_or(chunk.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let shown = tokens(text).into_iter().map(|token| match token.kind {
            Kind::Word(word) => word.into_string(),
            Kind::Number(number) => format!("#{number}"),
            Kind::Doubtful(number) => format!("#{number}?"),
            Kind::Fraction(part, whole) => format!("#{part}/{whole}"),
            Kind::Mark('\n') => "↵".to_owned(),
            Kind::Mark(mark) => mark.to_string(),
            Kind::Opaque => "□".to_owned(),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_numbers_and_marks() {
        for (text, expected) in [
            ("Có 43/54 tổ (79,6 %).", "có #43/54 tổ ( #79,6 % ) ."),
            ("12.350.000đ/người", "#12.350.000 đồng / người"),
            ("3,5 tr.đ; 05 đ/c", "#3,5 triệu đồng ; #5 đồng chí"),
            ("93-95%, 1.4 tỷ", "#93 - #95 % , #1,4 tỷ"),
            ("2.450 tỷ", "#2.450? tỷ"),
            ("120 chị/135 chị", "#120 chị / #135 chị"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_counts_nothing_is_opaque() {
        for (text, expected) in [
            ("số 12/QĐ-LĐLĐ ngày 15/3/2025", "số □ ngày □"),
            ("“3 nhất”, \"5 không\" và {{ x.rate }}", "□ , □ và □"),
            ("lớp 9A2, km 32+500, Covid-19", "lớp □ , km □ , □"),
            ("năm 2025, 2025 - 2030, 2020-2025", "năm □ , □ - □ , □ - □"),
            ("gọi 0912 345", "gọi □ #345"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut_in_order(text in "([0-9.,/%-]{1,7}| |[();:]|“|”|\"|đ/c|tr.đ|tổ|\\{\\{|\\}\\}|\\PC){0,30}") {
            let mut end = 0;
            for token in tokens(&text) {
                proptest::prop_assert!(token.span.start >= end && text.get(token.span.clone()).is_some());
                end = token.span.end;
            }
        }
    }
}
