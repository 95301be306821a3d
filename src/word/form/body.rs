//! Rules on the text's form: characters, lines, indents, legal bases.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Severity};

use super::super::document::{Align, LineSpacing, Paragraph};
use super::super::parts::{Content, Parts, Passage, flat};
use super::judge::{Broken, Judge, millimetres, points};

const CLAUSE: &str = "Phụ lục I, phần I, II.6";

pub fn judge(parts: &Parts<'_>, judge: &mut Judge) {
    bases(parts, judge);
    let passages: Vec<&Passage<'_>> =
        parts.passages().filter(|passage| passage.text.chars().count() > 60).collect();
    if passages.is_empty() {
        judge.not_judged.push("lời văn (không có đoạn nào đủ dài)");
    } else {
        letters(&passages, judge);
        lines(&passages, judge);
    }
}

pub fn tell(
    judge: &mut Judge,
    code: Code,
    severity: Severity,
    at: &str,
    text: &str,
    words: (String, &str),
) {
    let (found, right) = words;
    judge.tell(Broken { code, severity, at, text, found, right, clause: CLAUSE });
}

/// The most common value of the paragraphs, if more than half have it.
pub fn most<T: Ord + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    let mut all = 0;
    for value in values {
        all += 1;
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().find(|(_, count)| count * 2 > all).map(|(value, _)| value)
}

fn letters(passages: &[&Passage<'_>], judge: &mut Judge) {
    let at = "Lời văn (phần lớn các đoạn)";
    let code = Code::WORD_BODY;
    let looks = || passages.iter().map(|passage| passage.line.look());
    if let Some(size) = most(looks().map(|look| look.size)).filter(|size| !(26..=28).contains(size))
    {
        tell(
            judge,
            code,
            Severity::Error,
            at,
            "",
            (format!("cỡ chữ {}", points(size)), "cỡ chữ 13-14"),
        );
    }
    let is_times = |font: &str| {
        let font = font.to_lowercase();
        ["times new roman", "liberation serif", "tinos"].iter().any(|known| font.contains(known))
            || font == "times"
    };
    if let Some(font) =
        most(looks().map(|look| look.font.to_string())).filter(|font| !is_times(font))
    {
        tell(
            judge,
            code,
            Severity::Error,
            at,
            "",
            (format!("phông {font}"), "phông Times New Roman"),
        );
    }
    let colour = most(looks().map(|look| look.colour.clone().map(|c| c.to_string())));
    if let Some(Some(colour)) = colour.filter(|c| c.as_ref().is_some_and(|c| !is_dark(c))) {
        tell(judge, code, Severity::Error, at, "", (format!("chữ màu {colour}"), "chữ màu đen"));
    }
}

/// Nearly black counts as black.
fn is_dark(colour: &str) -> bool {
    let part = |at: usize| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    [0, 2, 4].into_iter().all(|at| part(at).is_none_or(|part| part < 0x40))
}

fn lines(passages: &[&Passage<'_>], judge: &mut Judge) {
    let at = "Lời văn (phần lớn các đoạn)";
    let code = Code::WORD_BODY;
    let paragraphs = || passages.iter().map(|passage| passage.line.paragraph);
    if let Some(align) =
        most(paragraphs().map(|p| align(p.shape.align))).filter(|align| *align != "đều hai lề")
    {
        tell(judge, code, Severity::Error, at, "", (format!("canh {align}"), "canh đều hai lề"));
    }
    // List items have indents of their own.
    let plain: Vec<&Paragraph> = passages
        .iter()
        .filter(|passage| passage.mark.is_none())
        .map(|passage| passage.line.paragraph)
        .collect();
    let indent = most(plain.iter().map(|paragraph| indent(paragraph)));
    if let Some(indent) = indent.filter(|indent| !is_right_indent(*indent)) {
        let words =
            (format!("lùi đầu dòng {}", millimetres(indent)), "lùi đầu dòng 10 hoặc 12,7 mm");
        tell(judge, code, Severity::Error, at, "", words);
    }
    let gap = most(paragraphs().map(gap));
    if let Some(gap) = gap.filter(|gap| *gap < 118) {
        let words = (
            format!("cách đoạn {} pt", points((gap / 10).max(0) as u32)),
            "cách đoạn ít nhất 6 pt",
        );
        tell(judge, code, Severity::Error, at, "", words);
    }
    let spaced: Vec<(LineSpacing, u32)> = passages
        .iter()
        .map(|passage| (passage.line.paragraph.shape.line, passage.line.look().size))
        .collect();
    let wrong = spaced.iter().filter_map(|(line, size)| wrong_spacing(*line, *size));
    if let Some(found) = most(
        wrong
            .map(Some)
            .chain(spaced.iter().filter(|(l, s)| wrong_spacing(*l, *s).is_none()).map(|_| None)),
    )
    .flatten()
    {
        tell(judge, code, Severity::Error, at, "", (found, "từ dòng đơn đến 1,5 dòng"));
    }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Left => "trái",
        Align::Centre => "giữa",
        Align::Right => "phải",
        Align::Both => "đều hai lề",
    }
}

/// The indent of the first line; a tab at its beginning counts as one.
fn indent(paragraph: &Paragraph) -> i32 {
    let text = paragraph.text();
    let blanks: Vec<char> = text.chars().take_while(|c| c.is_whitespace()).collect();
    let tabs = blanks.iter().filter(|c| **c == '\t').count();
    let typed = if tabs > 0 { 720 * i32::try_from(tabs).unwrap_or(1) } else { 0 };
    // Leading blanks can't be measured here, so they aren't judged.
    let unsure = tabs == 0 && blanks.len() > 2;
    if unsure { 720 } else { paragraph.shape.first_line + paragraph.shape.left + typed }
}

fn is_right_indent(indent: i32) -> bool {
    let near = |millimetres: f64| (f64::from(indent) - millimetres * 1440.0 / 25.4).abs() < 40.0;
    near(10.0) || near(12.7) || (567..=720).contains(&indent)
}

/// The gap between a paragraph and the next one of its kind.
fn gap(paragraph: &Paragraph) -> i32 {
    let shape = &paragraph.shape;
    if shape.is_contextual { 0 } else { shape.before + shape.after }
}

fn wrong_spacing(line: LineSpacing, size: u32) -> Option<String> {
    // The single line of Times New Roman is 1.15 times its size.
    let single = f64::from(size) / 2.0 * 1.15 * 20.0;
    let lines = match line {
        LineSpacing::Multiple(line) => f64::from(line) / 240.0,
        LineSpacing::Exact(line) => f64::from(line) / single,
        LineSpacing::AtLeast(line) => f64::from(line) / single,
    };
    let is_floor = matches!(line, LineSpacing::AtLeast(_));
    let wrong = lines > 1.53 || lines < 0.97 && !is_floor;
    let shown = |lines: f64| format!("{lines:.2}").replace('.', ",");
    wrong.then(|| match line {
        LineSpacing::Multiple(_) => format!("dãn dòng {} dòng", shown(lines)),
        LineSpacing::Exact(line) | LineSpacing::AtLeast(line) => {
            format!("dãn dòng {} pt, bằng {} dòng đơn", line / 20, shown(lines))
        }
    })
}

fn bases(parts: &Parts<'_>, judge: &mut Judge) {
    let paragraphs = parts.opening.iter().filter_map(|content| match content {
        Content::Paragraph(passage) => Some(passage),
        Content::Table(_) => None,
    });
    let paragraphs: Vec<&Passage<'_>> = paragraphs.collect();
    let resolves = paragraphs.iter().find(|passage| {
        matches!(flat(&passage.text).trim_end_matches([':', ' ', '.']), "quyet nghi" | "quyet dinh")
    });
    // A report that opens "Căn cứ …, báo cáo như sau:" has no bases.
    let bases: Vec<&&Passage<'_>> = paragraphs
        .iter()
        .filter(|passage| {
            let flat = flat(&passage.text);
            // Who proposed a decision is the last of its bases, what a meeting considered that
            // of its resolution.
            ["can cu ", "theo de nghi", "xet "].iter().any(|word| flat.starts_with(word))
                && !passage.text.trim_end().ends_with(':')
        })
        .collect();
    if let Some(line) = resolves
        && !line.text.trim_end().ends_with(':')
    {
        judge.tell(Broken {
            code: Code::WORD_BASES,
            severity: Severity::Error,
            at: "Lời quyết nghị",
            text: &line.text,
            found: "thiếu dấu hai chấm".to_owned(),
            right: "QUYẾT NGHỊ:",
            clause: "Phụ lục III, mẫu 1.1",
        });
    }
    if !bases.is_empty() && (resolves.is_some() || bases.len() > 1) {
        lines_of_bases(&bases, judge);
    }
}

/// Slanted, each with its sign at the end.
fn lines_of_bases(bases: &[&&Passage<'_>], judge: &mut Judge) {
    let code = Code::WORD_BASES;
    let at = "Căn cứ";
    if let Some(upright) = bases.iter().find(|base| !base.line.all(|look| look.italic)) {
        tell(
            judge,
            code,
            Severity::Error,
            at,
            &upright.text,
            ("chữ đứng".to_owned(), "chữ nghiêng"),
        );
    }
    let (last, others) =
        bases.split_last().map_or((None, &bases[..0]), |(last, others)| (Some(last), others));
    if let Some(wrong) = others.iter().find(|base| !base.text.trim_end().ends_with(';')) {
        tell(
            judge,
            code,
            Severity::Error,
            at,
            &wrong.text,
            (
                "cuối dòng không phải dấu chấm phẩy".to_owned(),
                "cuối mỗi căn cứ là dấu chấm phẩy, căn cứ cuối là dấu chấm",
            ),
        );
    }
    if let Some(last) = last.filter(|last| !last.text.trim_end().ends_with('.')) {
        let ending = last.text.trim_end().chars().next_back().unwrap_or(' ');
        // Many end the last with a comma.
        let severity = if ending == ',' { Severity::Note } else { Severity::Error };
        tell(
            judge,
            code,
            severity,
            "Căn cứ cuối",
            &last.text,
            (format!("kết bằng “{ending}”"), "căn cứ cuối kết bằng dấu chấm"),
        );
    }
}
