//! A share typed beside the n/m that it is of, in one text: `49/54 tổ, đạt 94,2%`,
//! `29/31 kiến nghị (95%)`, `đạt 94,2% (49/54 tổ)`.

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::vietnamese::{Number, PercentFit, fit};

use crate::check::{Context, Findings, Rule};

pub(crate) const TYPED_SHARE: Rule =
    Rule { code: Code::TYPED_SHARE, severity: Severity::Error, citation: "", run: typed_share };

fn typed_share(context: &Context<'_>, found: &mut Findings) {
    let mut told = |path: &crate::source::Path, text: &str, placed: bool| {
        for share in shares(text) {
            let Some(PercentFit::Off { rounded }) = fit(share.percent, share.part, share.whole)
            else {
                continue;
            };
            let Share { percent, part, whole, span } = share;
            let finding = TYPED_SHARE
                .broken_at(
                    path.clone(),
                    format!("Ghi {percent}% nhưng {part}/{whole} = {rounded}%"),
                )
                .with_hint(format!(
                    "ghi {rounded}%, hoặc để số liệu tự tính bằng {{{{ ten.rate }}}}"
                ));
            found.add(if placed { finding.with_span(span) } else { finding });
        }
    };
    for (path, text) in context.printed() {
        told(path, text, true);
    }
    for (path, quantity) in &context.quantities {
        // The typed form may differ from ours in its blanks.
        told(path, &quantity.to_text(), false);
    }
}

/// A percent and the n/m beside it.
struct Share {
    percent: Number,
    part: Number,
    whole: Number,
    /// Of the percent.
    span: Range<usize>,
}

/// Words that say that a percent is the n/m before it.
const VERBS: [&str; 12] = [
    "đạt tỷ lệ",
    "đạt tỉ lệ",
    "chiếm tỷ lệ",
    "đạt",
    "chiếm",
    "tỷ lệ",
    "tỉ lệ",
    "bằng",
    "tương đương",
    "tỷ lệ là",
    "đạt được",
    "=",
];

/// Words before a day: `ngày 17/8`.
const DAYS: [&str; 12] =
    ["ngày", "lễ", "dịp", "tháng", "số", "từ", "đến", "và", "tết", "quý", "sáng", "chiều"];

fn shares(text: &str) -> Vec<Share> {
    if !text.contains('%') {
        return Vec::new();
    }
    let counted = fractions(text).into_iter().chain(spelt_fractions(text));
    let found = counted.filter_map(|Fraction { part, whole, span }| {
        let (percent, at) =
            percent_behind(text, span.end).or_else(|| percent_before(text, span.start))?;
        Some(Share { percent, part, whole, span: at })
    });
    found.collect()
}

struct Fraction {
    part: Number,
    whole: Number,
    span: Range<usize>,
}

/// Every n/m that is no date and no number of a document.
fn fractions(text: &str) -> Vec<Fraction> {
    let is_digit = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let mut all = Vec::new();
    for (slash, _) in text.match_indices('/') {
        let left = text[..slash].trim_end_matches(is_digit).len();
        let behind = &text[slash + 1..];
        let right = behind.find(|c| !is_digit(c)).unwrap_or(behind.len());
        let whole = behind[..right].trim_end_matches(['.', ',']);
        let end = slash + 1 + whole.len();
        let before = text[..left].trim_end();
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_inner = text[..left].ends_with(['/', '-', '–']) || text[end..].starts_with('/');
        let is_day = DAYS.contains(&word.to_lowercase().as_str()) && !before.ends_with("tổng số");
        if is_inner || is_day {
            continue;
        }
        let numbers =
            Number::parse_amount(&text[left..slash]).ok().zip(Number::parse_amount(whole).ok());
        if let Some((part, whole)) =
            numbers.filter(|(part, whole)| part <= whole && !whole.is_zero())
        {
            all.push(Fraction { part, whole, span: left..end });
        }
    }
    all
}

/// Every n out of m that is written in words: `45 trên tổng số 60 người`, `12 trên 20 tổ`.
fn spelt_fractions(text: &str) -> Vec<Fraction> {
    let is_digit = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let mut all = Vec::new();
    for (words, nouns) in
        [(" trên tổng số ", 3), (" trong tổng số ", 3), ("/tổng số ", 3), (" trên ", 0)]
    {
        for (at, _) in text.match_indices(words) {
            let behind = &text[at + words.len()..];
            let right = behind.find(|c| !is_digit(c)).unwrap_or(behind.len());
            let whole = behind[..right].trim_end_matches(['.', ',']);
            // Of what was counted, a few words may stand between.
            let clause =
                text[..at].rsplit([';', '\n', '{', '}', ':', '(']).next().unwrap_or_default();
            let mut before = clause.split_whitespace().rev().take(nouns + 1);
            let part = before.find(|word| !word.chars().all(char::is_alphabetic));
            let part = part.filter(|word| word.chars().all(is_digit));
            let numbers = part.and_then(|part| {
                Number::parse_amount(part).ok().zip(Number::parse_amount(whole).ok())
            });
            if let Some((part, whole)) =
                numbers.filter(|(part, whole)| part <= whole && !whole.is_zero())
            {
                let end = at + words.len() + behind[..right].trim_end_matches(['.', ',']).len();
                all.push(Fraction { part, whole, span: end..end });
            }
        }
    }
    all
}

/// The percent that a clause behind an n/m gives it, with nothing else counted in
/// between.
fn percent_behind(text: &str, from: usize) -> Option<(Number, Range<usize>)> {
    let rest = &text[from..];
    let sign = rest.find('%')?;
    let digits = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let start = rest[..sign].trim_end_matches(digits).len();
    let between = &rest[..start];
    let breaks = [';', '\n', '{', '}', '.', ':', '/'];
    if start == sign || between.contains(breaks) || between.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let percent = Number::parse(&rest[start..sign]).ok()?;
    let lead = between.trim_end();
    let (head, bracket) = match lead.strip_suffix('(') {
        Some(head) => (head, true),
        None => (lead, false),
    };
    let said = VERBS.iter().any(|verb| {
        let before = lead.strip_suffix(verb);
        before.is_some_and(|before| before.is_empty() || before.ends_with([' ', '(', ',']))
    });
    // In brackets right behind what is counted; a comma there begins something else.
    let alone = bracket && !head.contains(['(', ',']);
    let others = ["trong đó", "tăng", "giảm", "vượt", "còn lại", "hơn"];
    let is_other = others.iter().any(|word| between.contains(word));
    let is_share = (said || alone) && !is_other && ends(&rest[sign + 1..]);
    is_share.then(|| (percent, from + start..from + sign + 1))
}

/// `94,2% (49/54 tổ)`
fn percent_before(text: &str, to: usize) -> Option<(Number, Range<usize>)> {
    let before = text[..to].strip_suffix('(')?.trim_end().strip_suffix('%')?;
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',').len();
    let percent = Number::parse(&before[start..]).ok()?;
    let changed = ["tăng", "giảm", "vượt"];
    let word = before[..start].trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
    (!changed.contains(&word.as_str())).then_some((percent, start..before.len() + 1))
}

/// Whether nothing behind a percent says that it is of something else.
fn ends(rest: &str) -> bool {
    let rest = rest.trim_start();
    let named = ["tổng số", "số "];
    rest.is_empty()
        || rest.starts_with(|c: char| !c.is_alphanumeric() && c != '{' && c != '-')
        || named.iter().any(|name| rest.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let show = |s: &Share| format!("{} of {}/{}", &text[s.span.clone()], s.part, s.whole);
        shares(text).iter().map(show).collect()
    }

    #[test]
    fn shares_beside_their_numbers() {
        for (text, expected) in [
            ("Có 49/54 tổ hoàn thành tốt nhiệm vụ, đạt 94,2%.", "94,2% of 49/54"),
            ("29/31 kiến nghị (95%)", "95% of 29/31"),
            ("Có 1.067/1.587 đoàn viên, chiếm tỷ lệ 67,2%;", "67,2% of 1067/1587"),
            ("49/54 tổ (tỷ lệ 94,2%)", "94,2% of 49/54"),
            ("49/54 đạt 94,2% tổng số tổ", "94,2% of 49/54"),
            ("đạt 94,2% (49/54 tổ)", "94,2% of 49/54"),
            ("Tỷ lệ 49/54 = 94,2%.", "94,2% of 49/54"),
            ("Có 49 trên 54 tổ (94,2%)", "94,2% of 49/54"),
            ("Có 49 tổ trên tổng số 54 tổ, chiếm 94,2%", "94,2% of 49/54"),
            ("Có 49 đồng chí trong tổng số 54 đồng chí, bằng 94,2%", "94,2% of 49/54"),
        ] {
            assert_eq!(read(text), [expected.replace("1067/1587", "1.067/1.587")], "{text}");
        }
    }

    #[test]
    fn percents_of_something_else_are_none() {
        for text in [
            "Có 49/54 tổ, tăng 5%.",
            "49/54 tổ, trong đó nữ chiếm 40%",
            "49/54 tổ và 12 cuộc, đạt 94%",
            "49/54 tổ; đạt 94%",
            "ngày 2/9, đạt 94%",
            "dịp 1/5 đạt 100%",
            "Kế hoạch số 12/15/KH đạt 90%",
            "49/54 tổ, đạt 94,2% kế hoạch",
            "tăng 94,2% (49/54 tổ)",
            "49/54 tổ, {{ x.rate }}, đạt 90%",
            "36.000 đồng/1 HS (95%)",
            "Có 49 tổ trên 54%",
            "Tăng 5 lần trên 54 tổ, đạt 94,2%",
            "quý I năm 49, trên 54 tổ (94,2%)",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(đạt |chiếm |[0-9.,/%]{1,6}|[ ();]|tổ|\\PC){0,24}") {
            for share in shares(&text) {
                proptest::prop_assert!(text.get(share.span).is_some_and(|span| span.ends_with('%')));
            }
        }
    }
}
