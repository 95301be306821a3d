//! Rules on headings and list points: their numbers and letters.

use crate::diagnostic::{Code, Severity};

use super::super::parts::{Content, Heading, Kind, Parts, flat};
use super::body::{most, tell};
use super::judge::{Broken, Judge, points};

pub fn judge(parts: &Parts<'_>, judge: &mut Judge) {
    letters(parts, judge);
    labels(parts, judge);
    order(parts, judge);
    points_of(parts, judge);
}

fn labelled<'p, 'a>(parts: &'p Parts<'a>, wanted: Kind) -> impl Iterator<Item = &'p Heading<'a>> {
    parts.headings.iter().filter(move |heading| heading.kind == Some(wanted))
}

fn label(heading: &Heading<'_>) -> String {
    heading.label.clone().unwrap_or_default()
}

/// How large most headings are, and that they stand upright.
fn letters(parts: &Parts<'_>, judge: &mut Judge) {
    let code = Code::WORD_HEADINGS;
    let sizes = parts.headings.iter().map(|heading| heading.line.look().size);
    if let Some(size) = most(sizes).filter(|size| !(26..=28).contains(size)) {
        tell(
            judge,
            code,
            Severity::Error,
            "Đề mục (phần lớn)",
            "",
            (format!("cỡ chữ {}", points(size)), "cỡ chữ 13-14"),
        );
    }
    let slanted = |heading: &&Heading<'_>| heading.line.all(|look| look.italic);
    let numbered =
        |heading: &&Heading<'_>| matches!(heading.kind, Some(Kind::Roman | Kind::Decimal(_)));
    if let Some(heading) = parts.headings.iter().filter(numbered).find(slanted) {
        tell(
            judge,
            code,
            Severity::Note,
            "Đề mục",
            &heading.text,
            ("chữ nghiêng".to_owned(), "chữ đứng, đậm"),
        );
    }
}

/// A full stop behind *I* and *1*.
fn labels(parts: &Parts<'_>, judge: &mut Judge) {
    for (kind, right) in [(Kind::Roman, "I."), (Kind::Decimal(1), "1.")] {
        let wrong = labelled(parts, kind).find(|heading| !label(heading).ends_with('.'));
        if let Some(wrong) = wrong {
            judge.tell(Broken {
                code: Code::WORD_HEADINGS,
                severity: Severity::Error,
                at: "Đề mục",
                text: &wrong.text,
                found: format!("đánh số “{}”", label(wrong)),
                right,
                clause: "Phụ lục I, phần I, II.6, mục V",
            });
        }
    }
}

/// Parts above Roman numbers, counted as they are.
fn order(parts: &Parts<'_>, judge: &mut Judge) {
    let code = Code::WORD_HEADINGS;
    let letters = labelled(parts, Kind::Capital).map(|heading| heading.level).min();
    let romans = labelled(parts, Kind::Roman).map(|heading| heading.level).max();
    if let (Some(letter), Some(roman)) = (letters, romans)
        && letter < roman
    {
        tell(
            judge,
            code,
            Severity::Note,
            "Đề mục",
            "",
            ("A. đứng trên I.".to_owned(), "Phần, I., 1., a)"),
        );
    }
    let spelled =
        labelled(parts, Kind::Part).find(|heading| flat(&label(heading)).starts_with("phan thu"));
    if let Some(heading) = spelled {
        tell(
            judge,
            code,
            Severity::Note,
            "Phần",
            &label(heading),
            ("số thứ tự ghi bằng chữ".to_owned(), "Phần I, Phần II"),
        );
    }
}

/// Points a), b) … in headings and lists.
fn points_of(parts: &Parts<'_>, judge: &mut Judge) {
    let code = Code::WORD_HEADINGS;
    let mut series: Vec<(String, &str, bool)> = Vec::new();
    for heading in &parts.headings {
        if heading.kind == Some(Kind::Letter) {
            let slanted = heading.line.all(|look| look.italic);
            series.push((heading.label.clone().unwrap_or_default(), &heading.text, slanted));
        }
        for content in &heading.content {
            if let Content::Paragraph(passage) = content
                && passage.kind == Some(Kind::Letter)
            {
                series.push((passage.mark.clone().unwrap_or_default(), &passage.text, false));
            }
        }
    }
    if let Some((label, text, _)) = series.iter().find(|(label, ..)| !label.ends_with(')')) {
        tell(
            judge,
            code,
            Severity::Error,
            "Điểm",
            text,
            (format!("đánh số “{label}”"), "a) b) c)"),
        );
    }
    if let Some((_, text, _)) = series.iter().find(|(.., slanted)| *slanted) {
        tell(judge, code, Severity::Error, "Điểm", text, ("chữ nghiêng".to_owned(), "chữ đứng"));
    }
    let letter = |label: &str| label.chars().next().map(|c| c.to_ascii_lowercase());
    let skips = series
        .windows(2)
        .find(|pair| letter(&pair[0].0) == Some('d') && letter(&pair[1].0) == Some('e'));
    if let Some(pair) = skips {
        tell(
            judge,
            code,
            Severity::Error,
            "Điểm",
            pair[1].1,
            ("sau d) là e), thiếu đ)".to_owned(), "a) b) c) d) đ) e)"),
        );
    }
    let foreign =
        series.iter().find(|(label, ..)| matches!(letter(label), Some('f' | 'j' | 'w' | 'z')));
    if let Some((label, text, _)) = foreign {
        tell(
            judge,
            code,
            Severity::Error,
            "Điểm",
            text,
            (
                format!("“{label}” không có trong bảng chữ cái tiếng Việt"),
                "a) b) c) d) đ) e) g) h)",
            ),
        );
    }
}
