//! An amount in words after the amount in digits (số tiền bằng chữ): BC079.

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::vietnamese::{Four, MoneyUnit, Number, NumberWords, Thousand, ZeroTen};

use crate::check::{Context, Findings, Rule};

pub(crate) const WORDED: Rule =
    Rule { code: Code::AMOUNT_IN_WORDS, severity: Severity::Error, citation: "", run: worded };

fn worded(context: &Context<'_>, found: &mut Findings) {
    for (path, text) in context.printed() {
        for AmountInWords { digits, words, span, number, unit } in pairs(text) {
            let style = style(words);
            let Some(meant) = style.money(number, unit) else { continue };
            // Leaving out a filler word doesn't change the number.
            if spoken(words).is_some_and(|said| Some(said) != spoken(&meant)) {
                found.add(
                    WORDED
                        .broken_at(path.clone(), format!("{digits} không phải là “{words}”"))
                        .with_span(span)
                        .with_hint(format!("bằng chữ là: {meant}; nếu chữ đúng thì sửa số")),
                );
            }
        }
    }
}

/// `36.000 đồng (Ba mươi sáu nghìn đồng)`
struct AmountInWords<'a> {
    digits: &'a str,
    words: &'a str,
    /// The range of the words.
    span: Range<usize>,
    number: Number,
    unit: MoneyUnit,
}

fn pairs(text: &str) -> impl Iterator<Item = AmountInWords<'_>> {
    text.match_indices('(').filter_map(move |(open, _)| {
        let close = open + text[open..].find(')')?;
        let before = text[..open].trim_end();
        let amount = before.strip_suffix("đồng")?.trim_end();
        let scales = ["nghìn", "ngàn", "triệu", "tỷ", "tỉ"];
        let scale = scales.into_iter().find(|scale| amount.ends_with(scale)).unwrap_or_default();
        let amount = amount.strip_suffix(scale)?.trim_end();
        let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let start = amount.trim_end_matches(is_digit).len();
        let typed = &amount[start..];
        // After a slash or a dash it isn't the whole amount.
        if typed.is_empty() || amount[..start].ends_with(['/', '-', '–']) {
            return None;
        }
        let number = match scale {
            "" => Number::parse_amount(typed).ok()?,
            _ => Number::parse(typed).ok()?,
        };
        let unit = MoneyUnit::parse(format!("{scale} đồng").trim())?;
        let inner = &text[open + 1..close];
        let words = match inner.rsplit_once(':') {
            Some((label, words)) if label.to_lowercase().ends_with("bằng chữ") => words.trim(),
            _ => inner.trim(),
        };
        let at = open + 1 + inner.trim_end().len() - words.len();
        Some(AmountInWords {
            digits: &before[start..],
            words,
            span: at..at + words.len(),
            number,
            unit,
        })
    })
}

/// The usage that the words follow.
fn style(words: &str) -> NumberWords {
    let words = words.to_lowercase();
    let has = |word: &str| words.split_whitespace().any(|w| w == word);
    NumberWords {
        zero_ten: if has("lẻ") { ZeroTen::Le } else { ZeroTen::Linh },
        four: if words.contains("mươi bốn") { Four::Bon } else { Four::Tu },
        thousand: if has("ngàn") { Thousand::Ngan } else { Thousand::Nghin },
        even: has("chẵn"),
    }
}

/// The words of an amount in đồng, with variants unified and fillers left out; `None` if
/// there is any other word.
fn spoken(words: &str) -> Option<Vec<&'static str>> {
    #[rustfmt::skip]
    const WORDS: [(&str, &str); 29] = [
        ("không", "không"), ("một", "một"), ("mốt", "một"), ("hai", "hai"), ("ba", "ba"),
        ("bốn", "bốn"), ("tư", "bốn"), ("năm", "năm"), ("lăm", "năm"), ("nhăm", "năm"),
        ("sáu", "sáu"), ("bảy", "bảy"), ("bẩy", "bảy"), ("tám", "tám"), ("chín", "chín"),
        ("mười", "mười"), ("mươi", "mười"), ("trăm", "trăm"), ("nghìn", "nghìn"),
        ("ngàn", "nghìn"), ("triệu", "triệu"), ("tỷ", "tỷ"), ("tỉ", "tỷ"), ("linh", ""),
        ("lẻ", ""), ("chẵn", ""), ("đồng", "đồng"), ("việt", ""), ("nam", ""),
    ];
    let lower = words.to_lowercase();
    let mut spoken = Vec::new();
    for word in lower.split_whitespace() {
        let word = word.trim_end_matches([',', '.', ';', '/']);
        let (_, known) = WORDS.iter().find(|(written, _)| *written == word)?;
        if *known == "trăm" && spoken.last() == Some(&"không") {
            spoken.pop();
        } else if !known.is_empty() {
            spoken.push(known);
        }
    }
    (spoken.len() > 1 && spoken.last() == Some(&"đồng")).then_some(spoken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differs(text: &str) -> bool {
        pairs(text).any(|w| {
            let meant = style(w.words).money(w.number, w.unit).expect("an amount");
            spoken(w.words).is_some_and(|said| Some(said) != spoken(&meant))
        })
    }

    #[test]
    fn every_usage_agrees() {
        for text in [
            "36.000 đồng (Ba mươi sáu nghìn đồng)",
            "36.000 đồng (bằng chữ: ba mươi sáu ngàn đồng chẵn)",
            "24.105.000 đồng (Hai mươi bốn triệu, một trăm lẻ năm ngàn đồng)",
            "24.105.000 đồng (Hai mươi tư triệu một trăm linh năm nghìn đồng./.)",
            "1.005.000 đồng (Một triệu không trăm linh năm nghìn đồng)",
            "1.005.000 đồng (Một triệu lẻ năm nghìn đồng)",
            "7,5 triệu đồng (Bảy triệu năm trăm nghìn đồng)",
            "2 tỉ đồng (Hai tỉ đồng)",
        ] {
            assert_eq!(pairs(text).count(), 1, "{text}");
            assert!(pairs(text).all(|w| spoken(w.words).is_some()), "{text}");
            assert!(!differs(text), "{text}");
        }
    }

    #[test]
    fn other_words_are_none() {
        for text in [
            "36.000 đồng (mức thấp nhất)",
            "36.000 đồng (mỗi suất ba mươi nghìn đồng)",
            "36.000 đồng (tăng 5.000 đồng)",
            "36.000 đồng (đồng)",
            "30.000-36.000 đồng (Ba mươi nghìn đồng)",
            "36 hội đồng (Ba hội đồng)",
            "đồng (",
        ] {
            assert!(!differs(text), "{text}");
        }
        assert!(differs("36.000 đồng (Ba mươi lăm nghìn đồng)"));
        assert!(differs("75 triệu đồng (Bảy mươi lăm nghìn đồng)"));
    }
    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(đồng|triệu| |[0-9.,/-]{1,6}|[():]|bằng chữ|ba|\\PC){0,24}") {
            for pair in pairs(&text) {
                proptest::prop_assert_eq!(text.get(pair.span), Some(pair.words));
            }
        }
    }
}
