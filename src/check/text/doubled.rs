//! Words repeated in a row: `đã đã`, `so với cùng kỳ so với cùng kỳ`, `{{ members }} đoàn
//! viên`, whose value includes its unit.

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::prose::{FigurePart, Meaning};
use crate::vietnamese::{NO_BREAK, Words};

use crate::check::{Context, Findings, Rule};

pub(crate) const DOUBLED: Rule =
    Rule { code: Code::DOUBLED_WORD, severity: Severity::Warning, citation: "", run: doubled };

/// Words that are neither part of a longer word nor repeated on purpose: `công nhân nhân dịp`
/// is right, and so is `luôn luôn`.
#[rustfmt::skip]
const ONCE: [&str; 30] = [
    "đã", "đang", "sẽ", "và", "của", "các", "những", "được", "với", "để", "về", "trên", "này",
    "khi", "mà", "thì", "vào", "rằng", "nhưng", "hoặc", "cũng", "vẫn", "bị", "tăng", "giảm",
    "đạt", "vượt", "chiếm", "nhằm", "cho",
];

/// The longest repeated phrase searched for, in words.
const LONGEST: usize = 6;

fn doubled(context: &Context<'_>, found: &mut Findings) {
    for (path, words) in context.printed_words() {
        for span in phrases(words) {
            let written = &words.text()[span.clone()];
            found.add(
                DOUBLED
                    .broken_at(path.clone(), format!("“{written}”: chữ lặp hai lần"))
                    .with_span(span.clone())
                    .with_hint("xóa một lần"),
            );
        }
    }
    units(context, found);
    as_printed(context, found);
}

/// Repetitions that appear only on the page, where a value contains the word typed beside it:
/// `tăng {{ members.change }}`.
fn as_printed(context: &Context<'_>, found: &mut Findings) {
    for read in context.readings() {
        let Some(printed) = &read.text else { continue };
        let text = context.printed().find(|(path, _)| **path == read.path).map(|(_, text)| text);
        for range in phrases(&Words::of(printed)) {
            let Some(span) = read.place(range.clone()) else { continue };
            let typed = text.and_then(|text| text.get(span.clone())).unwrap_or_default();
            // Others were reported from the typed text.
            let told = found.0.iter().any(|finding| {
                finding.code == DOUBLED.code
                    && finding.path.as_ref() == Some(&read.path)
                    && finding
                        .span
                        .as_ref()
                        .is_some_and(|s| s.start < span.end && span.start < s.end)
            });
            if !told && typed.contains("{{") {
                let message = format!("“{typed}” in ra “{}”: chữ lặp hai lần", &printed[range]);
                found.add(
                    DOUBLED
                        .broken_at(read.path.clone(), message)
                        .with_span(span)
                        .with_hint("xóa chữ gõ thêm cạnh {{ … }}"),
                );
            }
        }
    }
}

/// A unit typed again after a figure that prints it.
fn units(context: &Context<'_>, found: &mut Findings) {
    for (path, text, narrative) in context.prose() {
        for expression in &narrative.expressions {
            let Ok(Meaning::Figure(figure, part)) = context.names.resolve(expression, path) else {
                continue;
            };
            let printed = matches!(part, FigurePart::Whole | FigurePart::Value);
            let Some(value) = figure.value.as_ref().filter(|_| printed) else { continue };
            let unit = value.unit.as_str();
            let at = expression.span.end;
            let Some(behind) = text.get(at..).and_then(|rest| rest.strip_prefix([' ', NO_BREAK]))
            else {
                continue;
            };
            let again = unit.contains(' ')
                && behind
                    .strip_prefix(unit)
                    .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
            if again {
                let written = &text[expression.span.clone()];
                let start = text.len() - behind.len();
                found.add(
                    DOUBLED
                        .broken_at(
                            path.clone(),
                            format!("{written} đã in cả “{unit}”: chữ lặp hai lần"),
                        )
                        .with_span(start..start + unit.len())
                        .with_hint(format!("xóa “{unit}” sau {written}")),
                );
            }
        }
    }
}

/// Each repeated phrase, with both occurrences.
fn phrases(words: &Words<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut i = 0;
    while i + 1 < words.len() {
        match (1..=LONGEST).rev().find(|length| is_twice(words, i, *length)) {
            Some(length) if !words.quoted(i) => {
                found.push(words.span(i..i + 2 * length));
                i += 2 * length;
            }
            _ => i += 1,
        }
    }
    found
}

fn is_twice(words: &Words<'_>, at: usize, length: usize) -> bool {
    // `đoàn viên, thanh niên đoàn viên, thanh niên`: with the same commas in both.
    let comma = |i: usize| length > 2 && i != at + length - 1 && words.gap(i) == ", ";
    let alike = |i: usize| i >= at + length || words.gap(i) == words.gap(i + length);
    let inner = |i: usize| i == at + length - 1 || comma(i) && alike(i) || words.gap(i) != ", ";
    let blank = |i: usize| (matches!(words.gap(i), " " | "\u{a0}" | "\n") || comma(i)) && inner(i);
    let all = at..at + 2 * length;
    if all.end > words.len() || !(all.start..all.end - 1).all(blank) {
        return false;
    }
    let same = |i: usize| match length {
        1 => words.lower(i) == words.lower(i + 1),
        // “cán bộ công đoàn Công đoàn phường”
        _ => words.written(i) == words.written(i + length),
    };
    let is_word = |i: usize| words.lower(i).chars().all(char::is_alphabetic);
    if !(at..at + length).all(|i| same(i) && is_word(i)) {
        return false;
    }
    length > 1 || ONCE.contains(&words.lower(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        phrases(&Words::of(text)).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn what_stands_twice() {
        assert_eq!(read("Công đoàn đã đã tổ chức."), ["đã đã"]);
        assert_eq!(
            read("tăng 5% so với cùng kỳ so với cùng kỳ"),
            ["so với cùng kỳ so với cùng kỳ"]
        );
        assert_eq!(read("các các cấp, tổ chức tổ chức hội nghị"), ["các các", "tổ chức tổ chức"]);
    }

    #[test]
    fn what_is_meant_twice() {
        for text in [
            "Công nhân nhân dịp Tết; đoàn viên viên chức; cơ quan quan tâm; tổ tổ chức tốt.",
            "luôn luôn, từng từng, dần dần, từ từ, ngày ngày, người người, nhà nhà, năm năm, song song",
            "cán bộ công đoàn Công đoàn phường; đã, đã; 12 12",
            "“đã đã”; hiện tại tại đơn vị; tồn tại tại cơ sở; lý do do thiếu",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }
}
