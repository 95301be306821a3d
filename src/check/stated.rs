//! What is said of a figure in words, against what the figure says: R35, R36.
//!
//! Only words that belong to a figure are read: its note, and in a narrative the
//! clauses right behind `{{ name }}`.

use std::ops::Range;

use crate::diagnostic::Severity;
use crate::dossier::{FigureDetail, Quantity};
use crate::prose::{self, FigurePart, Meaning};
use crate::vietnamese::{Number, PercentFit, fit};

use super::amounts::{head, plain, same_unit};
use super::ratios::{fraction, stated};
use super::{Context, Finding, Findings, Rule};

pub(super) const PLAN: Rule = Rule { code: 35, severity: Severity::Error, citation: "", run: plan };

pub(super) const CHANGE: Rule =
    Rule { code: 36, severity: Severity::Warning, citation: "", run: change };

/// `đạt 94,2%`, `tăng 12 đoàn viên (3,5%)`: a verb and what it claims.
#[derive(Debug)]
struct Claim<'a> {
    verb: &'static str,
    number: Number,
    percent: bool,
    unit: &'a str,
    /// A percent in brackets behind it.
    beside: Option<Number>,
    /// What it is compared with: `so với …`.
    against: Option<&'a str>,
    span: Range<usize>,
}

const VERBS: [&str; 8] = ["đạt", "vượt", "tăng", "giảm", "chiếm", "tỷ lệ", "tỉ lệ", "tương đương"];

/// The claims among the clauses of a text, from an offset on. A clause that
/// doesn't begin with its verb may speak of something else.
fn claims(text: &str, from: usize) -> Vec<Claim<'_>> {
    let mut at = from;
    let mut found = Vec::new();
    for clause in split_clauses(&text[from..]) {
        let start = at + (clause.len() - clause.trim_start_matches([',', '(', ' ']).len());
        let body = &text[start..at + clause.len()];
        at += clause.len();
        found.extend(claim(body, start));
    }
    found
}

/// Cuts before each comma or bracket, and ends at a full stop, a semicolon, a
/// line or the next expression. A comma between digits belongs to a number.
fn split_clauses(text: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (i, c) in text.char_indices() {
        let in_number = before.is_ascii_digit()
            && text[i + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        match c {
            ';' | '\n' | '{' => return with(clauses, &text[start..i]),
            '.' if !in_number => return with(clauses, &text[start..i]),
            ',' if !in_number => {
                clauses.push(&text[start..i]);
                start = i;
            }
            _ => {}
        }
        before = c;
    }
    with(clauses, &text[start..])
}

fn with<'a>(mut clauses: Vec<&'a str>, last: &'a str) -> Vec<&'a str> {
    clauses.push(last);
    clauses
}

fn claim(body: &str, start: usize) -> Option<Claim<'_>> {
    let (verb, rest) = VERBS.iter().find_map(|verb| {
        let lower = body.get(..verb.len())?.to_lowercase();
        (lower == **verb)
            .then(|| body[verb.len()..].strip_prefix(' '))
            .flatten()
            .map(|r| (*verb, r))
    })?;
    let (number, percent, rest) = leading_number(rest)?;
    let (rest, against) = match rest.split_once("so với ") {
        Some((rest, against)) => (rest, Some(against.trim_end_matches(')').trim())),
        None => (rest, None),
    };
    let (unit, beside) = match rest.split_once('(') {
        Some((unit, inside)) => match leading_number(inside) {
            Some((number, true, _)) => (unit, Some(number)),
            _ => (unit, None),
        },
        None => (rest, None),
    };
    let unit = unit.trim_end_matches(')').trim();
    let span = start..start + body.trim_end().len();
    Some(Claim { verb, number, percent, unit, beside, against, span })
}

fn leading_number(text: &str) -> Option<(Number, bool, &str)> {
    let end =
        text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let digits = text[..end].trim_end_matches(['.', ',']);
    let number = Number::parse(digits).ok()?;
    let rest = &text[digits.len()..];
    let percent = rest.strip_prefix('%');
    Some((number, percent.is_some(), percent.unwrap_or(rest)))
}

/// Calls `judge` with every claim, the figure it is made of, and a finding's
/// maker at its place.
fn each_claim(
    context: &Context<'_>,
    judge: &mut dyn FnMut(&FigureDetail, &Claim<'_>, &dyn Fn(String) -> Finding),
) {
    for (path, figure) in &context.figures {
        let Some(note) = figure.note.as_deref() else { continue };
        let at = path.key("note");
        for claim in claims(note, 0) {
            let place =
                |message| Finding::new(at.clone(), message).related(path.clone(), "số liệu");
            judge(figure, &claim, &place);
        }
    }
    for (path, text) in context.narratives() {
        for expression in prose::parse(text).expressions {
            let Ok(Meaning::Figure(figure, part)) = context.names.resolve(&expression, path) else {
                continue;
            };
            if !matches!(part, FigurePart::Whole | FigurePart::Value | FigurePart::Number) {
                continue;
            }
            for claim in claims(text, expression.span.end) {
                let place = |message| Finding::new(path.clone(), message).span(claim.span.clone());
                judge(figure, &claim, &place);
            }
        }
    }
}

fn plan(context: &Context<'_>, found: &mut Findings) {
    for s in stated(context).into_iter().filter(|s| s.assigned && !s.is_fraction()) {
        let Some(PercentFit::Off { rounded }) = s.fit() else { continue };
        let (percent, part, whole) = (s.percent, s.part, s.whole);
        let name = head(context, &s.path, s.figure);
        let finding = Finding::new(
            s.path.key("stated_percent"),
            format!("{name}ghi đạt {percent}% nhưng {part} so với {whole} được giao = {rounded}%"),
        );
        let over = part.checked_sub(whole).and_then(|more| fit(percent, more, whole));
        let is_excess = part > whole && !matches!(over, Some(PercentFit::Off { .. }) | None);
        found.add(if is_excess {
            finding.hint(format!("{percent}% là mức vượt; mức đạt ghi {rounded}%, hoặc để trống"))
        } else {
            finding.hint(format!("ghi {rounded}%, hoặc để trống: tỷ lệ tự tính"))
        });
    }
    each_claim(context, &mut |figure, claim, place| {
        // Of something else than the plan.
        if !claim.percent || claim.against.is_some() {
            return;
        }
        let Some(value) = &figure.value else { return };
        let assigned =
            figure.assigned.as_ref().and_then(|a| plain(value).zip(a.measured_as(value)));
        let right = match (claim.verb, assigned, value.ratio()) {
            ("đạt", Some((done, due)), _) | ("đạt", None, Some((done, due))) => (done, due),
            ("vượt", Some((done, due)), _) => match done.checked_sub(due) {
                Some(more) => (more, due),
                None => return,
            },
            _ => return,
        };
        let Some(PercentFit::Off { rounded }) = fit(claim.number, right.0, right.1) else { return };
        let (verb, stated) = (claim.verb, claim.number);
        let message = if verb == "vượt" && rounded <= Number::ZERO {
            format!("Ghi vượt {stated}% nhưng thực hiện không vượt số được giao {}", right.1)
        } else {
            format!("Ghi {verb} {stated}% nhưng {}/{} = {rounded}%", right.0, right.1)
        };
        found.add(
            place(message).severity(Severity::Warning).hint("viết {{ tên.rate }} để tỷ lệ tự tính"),
        );
    });
}

/// Shares typed behind a figure whose own share is another, as last year's
/// percents stay behind.
pub(super) fn shares(context: &Context<'_>, found: &mut Findings) {
    each_claim(context, &mut |figure, claim, place| {
        let of_all = matches!(claim.verb, "chiếm" | "tỷ lệ" | "tỉ lệ" | "tương đương");
        let Some((part, whole)) = fraction(context, figure).filter(|_| of_all && claim.percent)
        else {
            return;
        };
        let Some(PercentFit::Off { rounded }) = fit(claim.number, part, whole) else { return };
        found.add(
            place(format!(
                "Ghi {} {}% nhưng {part}/{whole} = {rounded}%",
                claim.verb, claim.number
            ))
            .hint("viết {{ tên.rate }} để tỷ lệ tự tính"),
        );
    });
}

fn change(context: &Context<'_>, found: &mut Findings) {
    each_claim(context, &mut |figure, claim, place| {
        let rises = match claim.verb {
            "tăng" => true,
            "giảm" => false,
            _ => return,
        };
        let Some((now, before)) = compared(figure, claim) else { return };
        let called = figure.prior_as.as_deref().unwrap_or("cùng kỳ");
        let Some(difference) = now.checked_sub(before) else { return };
        let size = Number::from_decimal(difference.decimal().abs());
        let verb = claim.verb;
        let finding = if difference.is_zero() || difference.is_negative() == rises {
            place(format!("Ghi {verb} nhưng {called} {before}, nay {now}"))
        } else if !claim.percent && claim.number != size {
            place(format!(
                "Ghi {verb} {} nhưng {called} {before}, nay {now}: {verb} {size}",
                claim.number
            ))
        } else {
            let percent = if claim.percent { Some(claim.number) } else { claim.beside };
            let off = percent.and_then(|p| Some((p, fit(p, size, before)?)));
            match off {
                Some((p, PercentFit::Off { rounded })) => place(format!(
                    "Ghi {verb} {p}% nhưng {called} {before}, nay {now}: {verb} {rounded}%"
                )),
                _ => return,
            }
        };
        found.add(finding.hint("viết {{ tên.change }} để mức tăng, giảm tự tính"));
    });
}

/// The two numbers that a claim of a change compares, if it is about them.
fn compared(figure: &FigureDetail, claim: &Claim<'_>) -> Option<(Number, Number)> {
    let (value, prior) = (figure.value.as_ref()?, figure.prior.as_ref()?);
    let called = figure.prior_as.as_deref().unwrap_or("cùng kỳ");
    let to_prior = claim.against.is_none_or(|against| {
        [called, "cùng kỳ", "năm trước", "kỳ trước"].iter().any(|name| against.starts_with(name))
    });
    let unit = Quantity { unit: claim.unit.to_owned(), ..value.clone() };
    let same = claim.percent || same_unit(&unit, value);
    let comparable = figure.comparable.is_none_or(|f| f.0);
    (to_prior && same && comparable).then_some(())?;
    Some((plain(value)?, plain(prior).and(prior.measured_as(value))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let show = |c: &Claim<'_>| {
            let beside = c.beside.map(|n| format!(" ({n}%)")).unwrap_or_default();
            let percent = if c.percent { "%" } else { "" };
            format!("{} {}{percent} {}{beside}", c.verb, c.number, c.unit)
        };
        claims(text, 0).iter().map(show).collect()
    }

    #[test]
    fn clauses_that_begin_with_a_verb() {
        assert_eq!(read(", đạt 94,2%."), ["đạt 94,2% "]);
        assert_eq!(
            read(", tăng 12 đoàn viên (3,5%) so với cùng kỳ; giảm 5%"),
            ["tăng 12 đoàn viên (3,5%)"]
        );
        assert_eq!(read(" (tăng 1.020 người so với cùng kỳ)"), ["tăng 1.020 người"]);
        assert_eq!(read(" được giải quyết, đạt 93,5%"), ["đạt 93,5% "]);
    }

    #[test]
    fn of_something_else_or_of_no_number() {
        let none: [&str; 6] = [
            ", trong đó nữ tăng 12 người",
            ", tăng lên 412 đoàn viên",
            ", tăng hơn 3%",
            ". Tăng 12 đoàn viên",
            " của {{ x }}, đạt 90%",
            ", giảm",
        ];
        for text in none {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
