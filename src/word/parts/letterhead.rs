//! The top of the first page (đầu văn bản): issuing body, number, date.

use crate::dossier::OrganizationKind;

use super::super::document::Paragraph;
use super::pieces::Piece;
use super::text::{Text, flat, is_typed_rule};
use super::words;

/// The parts of a letterhead, each as printed.
#[derive(Debug, Clone, Default)]
pub struct Letterhead<'d> {
    /// The body above (cơ quan chủ quản), line by line.
    pub parent: Vec<Text<'d>>,
    /// The issuing body, line by line.
    pub issuer: Vec<Text<'d>>,
    /// The national name, or the Party's.
    pub nation: Option<Text<'d>>,
    /// *Độc lập - Tự do - Hạnh phúc*
    pub motto: Option<Text<'d>>,
    /// Its number and symbol.
    pub number: Option<Number<'d>>,
    /// Its place and day.
    pub date: Option<DateLine<'d>>,
    /// *DỰ THẢO*
    pub draft: Option<Text<'d>>,
    /// Typed rules, with the part they stand below.
    pub typed_rules: Vec<(Under, String)>,
    /// The parts with a drawn rule below.
    pub drawn_rules: Vec<Under>,
    /// Lines that belong to none of these.
    pub others: Vec<Text<'d>>,
}

/// The part above a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under {
    /// The body above.
    Parent,
    /// The issuing body.
    Issuer,
    /// The motto.
    Motto,
    /// None of these, or unknown.
    Other,
}

/// *Số: 08/BC-CĐCS*
#[derive(Debug, Clone)]
pub struct Number<'d> {
    /// The whole line.
    pub line: Text<'d>,
    /// `None` if it is blank.
    pub number: Option<String>,
    /// *BC-CĐCS*
    pub symbol: String,
}

/// *Minh Họa, ngày 05 tháng 6 năm 2026*
#[derive(Debug, Clone)]
pub struct DateLine<'d> {
    /// The whole line.
    pub line: Text<'d>,
    /// The place, without its comma.
    pub place: String,
    /// As typed; `None` if blank.
    pub day: Option<String>,
    /// As typed; `None` if blank.
    pub month: Option<String>,
    /// As typed; `None` if blank.
    pub year: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Letterhead<'_> {
    /// The kind of organisation, by the name at the top and the issuing body; `None` if
    /// neither shows it.
    pub fn whose(&self) -> Option<OrganizationKind> {
        let lines = self.nation.iter().chain(&self.issuer).chain(&self.parent);
        let lines: Vec<String> = lines.map(|line| line.flat()).collect();
        let begins = |words: &[&str]| {
            lines.iter().any(|line| words.iter().any(|word| line.starts_with(word)))
        };
        let union = ["cong doan", "cdcs", "lien doan lao dong", "ldld"];
        if begins(&["dang cong san", "dang bo", "dang uy", "chi bo", "tinh uy"]) {
            Some(OrganizationKind::Party)
        } else if begins(&["doan tncs", "doan thanh nien", "chi doan", "tinh doan", "bch doan"]) {
            Some(OrganizationKind::Youth)
        } else if lines.iter().any(|line| union.iter().any(|word| line.contains(word))) {
            Some(OrganizationKind::Union)
        } else {
            None
        }
    }
}

/// Reads the letterhead out of the pieces above the title.
pub fn read<'d>(pieces: &[Piece<'d>]) -> Letterhead<'d> {
    let mut lines: Vec<(Side, Text<'d>)> = Vec::new();
    let mut tables = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Line(line) => {
                line.text.lines().iter().for_each(|text| typed(text, &mut lines));
            }
            Piece::Beside(columns) => {
                let last = columns.len().saturating_sub(1);
                for (at, column) in columns.iter().enumerate() {
                    let is_right = at > 0 && at == last || column.iter().any(is_right_one);
                    for text in column {
                        match columns.len() {
                            1 => typed(text, &mut lines),
                            _ if is_right => lines.push((Side::Right, text.clone())),
                            _ => lines.push((Side::Left, text.clone())),
                        }
                    }
                }
            }
            Piece::Data(data) => tables.extend(data.texts()),
        }
    }
    let mut head = sorted(lines);
    // A table has no place in a letterhead; what it says isn't lost.
    head.others.extend(tables);
    head
}

fn is_right_one(text: &Text<'_>) -> bool {
    words::is_nation(&text.text)
        || words::is_body_of_all(&text.text)
        || words::is_motto(&text.text)
        || words::is_date_line(&text.text)
}

/// Splits a line at tabs and blanks.
fn typed<'d>(text: &Text<'d>, lines: &mut Vec<(Side, Text<'d>)>) {
    let parts = apart(text);
    for part in &parts {
        let side = match is_right_one(part)
            || parts.len() > 1
                && part.text == parts[parts.len() - 1].text
                && !words::is_number_line(&part.text)
        {
            true => Side::Right,
            false => Side::Left,
        };
        lines.push((side, part.clone()));
    }
    if parts.is_empty() {
        lines.push((Side::Left, text.clone()));
    }
}

/// The parts of a line separated by tabs or three blanks, or at the national name or the
/// motto.
pub fn apart<'d>(text: &Text<'d>) -> Vec<Text<'d>> {
    let raw = text.raw();
    let mut cuts = Vec::new();
    let mut blanks: Option<(usize, usize, bool)> = None;
    for (at, c) in raw.char_indices() {
        match (c.is_whitespace(), &mut blanks) {
            (true, Some((_, count, tabs))) => {
                *count += 1;
                *tabs |= c == '\t';
            }
            (true, None) => blanks = Some((at, 1, c == '\t')),
            (false, Some((from, count, tabs))) => {
                // The blanks of an empty number don't separate parts.
                let before = flat(&raw[..*from]);
                let is_open = before.trim_end_matches([' ', ':', '.', '…']).ends_with("so")
                    || before.ends_with("ngay")
                    || before.ends_with("thang")
                    || before.ends_with("nam");
                let goes_on = matches!(c, '/') || is_open && !raw[at..].starts_with("CỘNG");
                if (*count >= 3 || *tabs)
                    && !goes_on
                    && !raw[at..].to_lowercase().starts_with("tháng")
                    && !raw[at..].to_lowercase().starts_with("năm")
                {
                    cuts.push(at);
                }
                blanks = None;
            }
            (false, None) => {}
        }
    }
    cuts.extend([words::nation_at(&raw), words::motto_at(&raw)].into_iter().flatten());
    cuts.sort_unstable();
    cuts.dedup();
    let mut parts = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().chain([raw.len()]) {
        let part = text.slice(from, cut);
        if !part.is_blank() {
            parts.push(part);
        }
        from = cut;
    }
    parts
}

fn sorted<'d>(lines: Vec<(Side, Text<'d>)>) -> Letterhead<'d> {
    let mut head = Letterhead::default();
    let mut left: Vec<Text<'d>> = Vec::new();
    let mut last = [Under::Other; 2];
    let mut drawn_left = Vec::new();
    for (side, text) in lines {
        let at = usize::from(side == Side::Right);
        let paragraph = text.paragraph;
        if has_rule_above(paragraph) && text.is_blank() {
            note_rule(&mut head, last[at], left.len(), &mut drawn_left);
        }
        if text.is_blank() {
        } else if is_typed_rule(&text.text) {
            let under = if last[at] == Under::Issuer { Under::Issuer } else { last[at] };
            head.typed_rules.push((under, text.text.clone()));
        } else if words::is_nation(&text.text) || words::is_body_of_all(&text.text) {
            head.nation = head.nation.or(Some(text.clone()));
            last[1] = Under::Other;
        } else if words::is_motto(&text.text) {
            head.motto = head.motto.or(Some(text.clone()));
            last[1] = Under::Motto;
        } else if words::is_date_line(&text.text) && head.date.is_none() {
            head.date = Some(date(text.clone()));
            last[1] = Under::Other;
        } else if words::is_number_line(&text.text) && head.number.is_none() {
            head.number = Some(number(text.clone()));
            last[0] = Under::Other;
        } else if words::is_draft_mark(&text.text) {
            head.draft = head.draft.or(Some(text.clone()));
        } else if side == Side::Left && head.number.is_none() {
            left.push(text.clone());
            last[0] = Under::Issuer;
        } else {
            head.others.push(text.clone());
        }
        if !text.is_blank() && draws_rule(paragraph) {
            note_rule(&mut head, last[at], left.len(), &mut drawn_left);
        }
    }
    // What was drawn under the last line of the left is the issuer's.
    head.drawn_rules.extend(drawn_left.iter().map(|under| match *under >= left.len() {
        true => Under::Issuer,
        false => Under::Parent,
    }));
    (head.parent, head.issuer) = issuers(left);
    head
}

fn note_rule(head: &mut Letterhead<'_>, under: Under, lines: usize, drawn_left: &mut Vec<usize>) {
    match under {
        Under::Issuer => drawn_left.push(lines),
        under => head.drawn_rules.push(under),
    }
}

fn has_rule_above(paragraph: &Paragraph) -> bool {
    paragraph.shape.rule_above || paragraph.shape.rule_below || draws_rule(paragraph)
}

fn draws_rule(paragraph: &Paragraph) -> bool {
    use super::super::document::Drawn;
    paragraph.drawn.iter().any(|drawn| matches!(drawn, Drawn::Line(_)))
        || paragraph.shape.rule_below
}

/// Divides the lines of the left column into the parent and the issuing body: the first is
/// plain and the other bold; if looks don't show it, each begins with words typical of
/// bodies.
fn issuers<'d>(left: Vec<Text<'d>>) -> (Vec<Text<'d>>, Vec<Text<'d>>) {
    let bold: Vec<bool> = left.iter().map(|text| text.all(|look| look.bold)).collect();
    let by_look = bold
        .iter()
        .position(|bold| *bold)
        .filter(|at| *at > 0 && bold[*at..].iter().all(|bold| *bold));
    // "CÔNG ĐOÀN CƠ SỞ" below "BAN CHẤP HÀNH" is one body.
    let first = left.first().map(Text::flat).unwrap_or_default();
    let is_one = ["ban chap hanh", "dai hoi", "doan chu tich", "ban thuong vu"]
        .iter()
        .any(|word| first.starts_with(word));
    let first = body(&first);
    let by_words =
        (1..left.len()).find(|at| first.is_some() && is_below(first, body(&left[*at].flat())));
    let split = by_look.or(by_words.filter(|_| !is_one)).unwrap_or(0);
    let mut parent = left;
    let issuer = parent.split_off(split.min(parent.len()));
    (parent, issuer)
}

/// Bodies whose names begin a line of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    /// Công đoàn, Đảng, Đoàn.
    Organisation,
    /// Ủy ban nhân dân, Sở, Tổng công ty: others stand below them.
    Authority,
    /// Trường, Bệnh viện, Công ty.
    Employer,
}

fn body(flat: &str) -> Option<Body> {
    const ORGANISATIONS: [&str; 23] = [
        "cong doan",
        "lien doan",
        "tong lien doan",
        "to cong doan",
        "cdcs",
        "ldld",
        "cd ",
        "ban chap hanh",
        "bch ",
        "dai hoi",
        "dang bo",
        "dang uy",
        "tinh uy",
        "thanh uy",
        "chi bo",
        "chi doan",
        "doan truong",
        "doan khoi",
        "doan cong ty",
        "doan thanh nien",
        "doan xa",
        "doan phuong",
        "tinh doan",
    ];
    const AUTHORITIES: [&str; 6] =
        ["ubnd", "uy ban nhan dan", "so ", "tong cong ty", "tap doan", "bo "];
    const EMPLOYERS: [&str; 7] =
        ["cong ty", "truong ", "benh vien", "trung tam", "nha may", "xi nghiep", "chi nhanh"];
    let begins = |words: &[&str]| words.iter().any(|word| flat.starts_with(word));
    if begins(&ORGANISATIONS) {
        Some(Body::Organisation)
    } else if begins(&AUTHORITIES) {
        Some(Body::Authority)
    } else if begins(&EMPLOYERS) {
        Some(Body::Employer)
    } else {
        None
    }
}

/// Whether a line names a body below another; *CÔNG ĐOÀN CƠ SỞ* above *TRƯỜNG …* is one.
fn is_below(above: Option<Body>, line: Option<Body>) -> bool {
    match line {
        Some(Body::Organisation) => above.is_some(),
        Some(Body::Employer | Body::Authority) => above == Some(Body::Authority),
        None => false,
    }
}

/// Parses a number line.
fn number(line: Text<'_>) -> Number<'_> {
    let text = line.text.clone();
    let rest: String = text.chars().skip(2).collect();
    let rest = rest.trim_start_matches([':', ' ', '.']);
    let slash = rest.find('/').unwrap_or(rest.len());
    let dash = rest.find('-').unwrap_or(rest.len());
    // The Party's way: 12-BC/ĐU.
    let cut = slash.min(dash);
    let digits: String = rest[..cut].chars().filter(char::is_ascii_digit).collect();
    let symbol = rest.get(cut + 1..).unwrap_or_default().trim().to_owned();
    Number { line, number: (!digits.is_empty()).then_some(digits), symbol }
}

/// Parses a line of place and date.
fn date(line: Text<'_>) -> DateLine<'_> {
    let lower = line.text.to_lowercase();
    let find = |word: &str, from: usize| lower[from..].find(word).map(|at| from + at);
    let (mut day, mut month, mut year) = (None, None, None);
    let mut place = line.text.clone();
    if let Some(at) = find("ngày", 0) {
        place = line.text.get(..at).unwrap_or_default().trim().to_owned();
        let months = find("tháng", at);
        let years = months.and_then(|at| find("năm", at));
        let digits = |from: Option<usize>, to: Option<usize>| {
            let part = lower.get(from?..to.unwrap_or(lower.len()))?;
            let digits: String = part.chars().filter(char::is_ascii_digit).collect();
            (!digits.is_empty()).then_some(digits)
        };
        day = digits(Some(at), months);
        month = digits(months, years);
        year = digits(years, None).filter(|year| year.len() == 4);
    }
    let place = place.trim_end_matches([',', ' ', '.', ';']).to_owned();
    DateLine { line, place, day, month, year }
}
