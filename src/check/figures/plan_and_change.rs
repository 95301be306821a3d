//! What is said of a figure in words, against what the figure says: BC035, BC036.
//!
//! Only words that belong to a figure are read: its note, and in a narrative the
//! clauses right behind `{{ name }}`, by the one reading of sentences.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::FigureDetail;
use crate::prose::{FigurePart, Meaning};
use crate::vietnamese::sentence::sentences;
use crate::vietnamese::{Number, PercentFit, fit};

use super::arithmetic::{head, last_key, plain, same_unit};
use super::prose_claims::{Claim, claims};
use super::ratios::{fraction, stated};
use crate::check::{Context, Findings, Rule};

pub(crate) const PLAN: Rule =
    Rule { code: Code::STATED_PLAN, severity: Severity::Error, citation: "", run: plan };

pub(crate) const CHANGE: Rule =
    Rule { code: Code::STATED_CHANGE, severity: Severity::Warning, citation: "", run: change };

/// Makes a finding at a claim from a message and the part of the figure (`rate`) that prints
/// the right words.
type At<'a> = dyn Fn(String, &str) -> Diagnostic + 'a;

/// Calls `judge` for every claim, with its figure.
fn each_claim(
    rule: &Rule,
    context: &Context<'_>,
    judge: &mut dyn FnMut(&FigureDetail, &Claim, &At<'_>),
) {
    let hint = |name: &str, part: &str| format!("viết {{{{ {name}.{part} }}}} để tự tính");
    for (path, figure) in &context.figures {
        let Some(note) = figure.note.as_deref() else { continue };
        let at = path.key("note");
        let first = sentences(note).into_iter().next();
        for claim in first.iter().flat_map(|s| claims(s, 0..note.len())) {
            let place = |message: String, part: &str| {
                let finding =
                    rule.broken_at(at.clone(), message).with_related(path.clone(), "số liệu");
                let name = last_key(path).unwrap_or_default();
                finding.with_hint(format!("sửa ghi chú; trong câu văn {}", hint(name, part)))
            };
            judge(figure, &claim, &place);
        }
    }
    let mut readings = context.readings().iter().filter(|read| read.prose).peekable();
    for (path, _, narrative) in context.prose() {
        let Some(read) = readings.next_if(|read| read.path == *path) else { continue };
        for expression in &narrative.expressions {
            let Ok(Meaning::Figure(figure, part)) = context.names.resolve(expression, path) else {
                continue;
            };
            let share = matches!(part, FigurePart::Rate);
            let told = matches!(part, FigurePart::Whole | FigurePart::Value | FigurePart::Number);
            if !told && !share {
                continue;
            }
            let Some((sentence, behind)) = read.behind(&expression.span) else { continue };
            for claim in claims(sentence, behind) {
                // After a share, a percentage may refer to the share.
                if share && claim.claimed.percent {
                    continue;
                }
                let typed = read.place(claim.span.clone());
                let place = |message: String, part: &str| {
                    let finding = rule.broken_at(path.clone(), message);
                    let finding = match typed.clone() {
                        Some(span) => finding.with_span(span),
                        None => finding,
                    };
                    let name = expression.path.first().map_or("", String::as_str);
                    finding.with_hint(hint(name, part))
                };
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
        let finding = PLAN.broken_at(
            s.path.key("stated_percent"),
            format!("{name}ghi đạt {percent}% nhưng {part} so với {whole} được giao = {rounded}%"),
        );
        let over = part.checked_sub(whole).and_then(|more| fit(percent, more, whole));
        let is_excess = part > whole && !matches!(over, Some(PercentFit::Off { .. }) | None);
        found.add(if is_excess {
            finding
                .with_hint(format!("{percent}% là mức vượt; mức đạt ghi {rounded}%, hoặc để trống"))
        } else {
            finding.with_hint(format!("ghi {rounded}%, hoặc để trống: tỷ lệ tự tính"))
        });
    }
    verdicts(context, found);
    each_claim(&PLAN, context, &mut |figure, claim, place| {
        // Relative to something other than the plan. `chỉ tiêu nhiệm kỳ` isn't the plan of
        // the year.
        let longer = ["nhiệm kỳ", "giai đoạn", "cả khóa"].iter().any(|w| claim.of.contains(w));
        let Some(stated) = claim.claimed.number().filter(|_| claim.claimed.percent) else {
            return;
        };
        if claim.against.is_some() || longer {
            return;
        }
        let Some(value) = &figure.value else { return };
        let assigned =
            figure.assigned.as_ref().and_then(|a| plain(value).zip(a.measured_as(value)));
        let right = match (claim.verb, assigned, value.ratio()) {
            ("đạt" | "đạt tỷ lệ", Some((done, due)), _)
            | ("đạt" | "đạt tỷ lệ", None, Some((done, due))) => (done, due),
            ("vượt", Some((done, due)), _) => match done.checked_sub(due) {
                Some(more) => (more, due),
                None => return,
            },
            _ => return,
        };
        let Some(PercentFit::Off { rounded }) = fit(stated, right.0, right.1) else { return };
        let verb = claim.verb;
        let message = if verb == "vượt" && rounded <= Number::ZERO {
            format!("Ghi vượt {stated}% nhưng thực hiện không vượt số được giao {}", right.1)
        } else if let ("vượt", Some((done, due))) = (verb, assigned) {
            let more = right.0;
            format!("Ghi vượt {stated}% nhưng {done} − {due} = {more}, {more}/{due} = {rounded}%")
        } else {
            format!("Ghi {verb} {stated}% nhưng {}/{} = {rounded}%", right.0, right.1)
        };
        found.add(place(message, "rate").with_severity(Severity::Warning));
    });
}

/// Verdicts in words right after a figure: `{{ x.value }}, vượt chỉ tiêu`.
fn verdicts(context: &Context<'_>, found: &mut Findings) {
    const EXCEEDED: [&str; 3] = ["vượt chỉ tiêu", "vượt kế hoạch", "vượt dự toán"];
    const REACHED: [&str; 4] =
        ["đạt chỉ tiêu", "đạt kế hoạch", "hoàn thành chỉ tiêu", "hoàn thành kế hoạch"];
    for (path, text, narrative) in context.prose() {
        for expression in &narrative.expressions {
            let Ok(Meaning::Figure(figure, part)) = context.names.resolve(expression, path) else {
                continue;
            };
            // Otherwise the page prints n/m, and another check compares the sentence with
            // itself.
            if !matches!(part, FigurePart::Value | FigurePart::Number) {
                continue;
            }
            let from = expression.span.end;
            let rest = text.get(from..).unwrap_or_default();
            let start = from + (rest.len() - rest.trim_start_matches([',', ' ', '(']).len());
            let rest = text.get(start..).unwrap_or_default().to_lowercase();
            let said = |phrases: &[&'static str]| {
                phrases.iter().copied().find(|phrase| {
                    // `vượt chỉ tiêu nhiệm kỳ` refers to another plan.
                    let behind = rest.strip_prefix(phrase).map(str::trim_start);
                    behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
                })
            };
            let Some((done, due)) = against_plan(figure) else { continue };
            let denied = said(&EXCEEDED)
                .filter(|_| done <= due)
                .or_else(|| said(&REACHED).filter(|_| done < due));
            found.extend(denied.map(|phrase| {
                let message = format!("Ghi “{phrase}” nhưng thực hiện {done}, được giao {due}");
                PLAN.broken_at(path.clone(), message)
                    .with_severity(Severity::Warning)
                    .with_span(start..start + phrase.len())
                    .with_hint("sửa lời đánh giá, số thực hiện hoặc số được giao")
            }));
        }
    }
}

/// Result and plan, if both are plain numbers.
fn against_plan(figure: &FigureDetail) -> Option<(Number, Number)> {
    let value = figure.value.as_ref()?;
    let assigned = figure.assigned.as_ref().filter(|assigned| assigned.hedge.is_none())?;
    plain(value).zip(assigned.measured_as(value))
}

/// Percentages typed after a figure with a different percentage, often left over from last
/// year.
pub(crate) fn shares(rule: &Rule, context: &Context<'_>, found: &mut Findings) {
    each_claim(rule, context, &mut |figure, claim, place| {
        let of_all =
            matches!(claim.verb, "chiếm" | "chiếm tỷ lệ" | "tỷ lệ" | "tỉ lệ" | "tương đương");
        let share = of_all && claim.claimed.percent && figure.assigned.is_none();
        let Some((part, whole)) = fraction(context, figure).filter(|_| share) else { return };
        let Some(stated) = claim.claimed.number() else { return };
        let Some(PercentFit::Off { rounded }) = fit(stated, part, whole) else { return };
        let verb = claim.verb;
        found.add(place(format!("Ghi {verb} {stated}% nhưng {part}/{whole} = {rounded}%"), "rate"));
    });
}

fn change(context: &Context<'_>, found: &mut Findings) {
    let period = context.dossier.period.as_ref();
    let last_year =
        period.and_then(|p| p.year).map(|year| format!("năm {}", year.first.saturating_sub(1)));
    let last_year = last_year.as_deref().unwrap_or("năm trước");
    each_claim(&CHANGE, context, &mut |figure, claim, place| {
        let rises = match claim.verb {
            "tăng" | "tăng thêm" => true,
            "giảm" | "giảm đi" => false,
            _ => return,
        };
        let Some((now, before)) = compared(figure, claim, last_year) else { return };
        let called = figure.prior_as.as_deref().unwrap_or("cùng kỳ");
        let Some(difference) = now.checked_sub(before) else { return };
        let size = Number::from_decimal(difference.decimal().abs());
        let (verb, percent) = (claim.verb, claim.claimed.percent);
        let told = figure.value.as_ref().and_then(|value| claim.claimed.measured_as(value));
        let unit = figure.value.as_ref().map(|q| q.unit.trim()).filter(|unit| !unit.is_empty());
        let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        let numbers = format!("{called} {before}{unit}, nay {now}{unit}");
        let message = if difference.is_zero() || difference.is_negative() == rises {
            format!("Ghi {verb} nhưng {numbers}")
        } else if let Some(told) = told.filter(|told| !percent && *told != size) {
            format!("Ghi {verb} {told}{unit} nhưng {numbers}: {verb} {size}{unit}")
        } else {
            let percent = if percent { claim.claimed.number() } else { claim.beside };
            match percent.and_then(|p| Some((p, fit(p, size, before)?))) {
                Some((p, PercentFit::Off { rounded })) => {
                    format!("Ghi {verb} {p}% nhưng {numbers}: {verb} {rounded}%")
                }
                _ => return,
            }
        };
        found.add(place(message, "change"));
    });
}

/// The two numbers that a claim of change compares, if they can be determined.
fn compared(figure: &FigureDetail, claim: &Claim, last_year: &str) -> Option<(Number, Number)> {
    let (value, prior) = (figure.value.as_ref()?, figure.prior.as_ref()?);
    let called = figure.prior_as.as_deref().unwrap_or("cùng kỳ");
    let to_prior = claim.against.as_deref().is_none_or(|against| {
        let named = [called, "cùng kỳ", "năm trước", "kỳ trước", last_year];
        named.iter().any(|name| against.starts_with(name))
    });
    let same = claim.claimed.percent || same_unit(&claim.claimed, value);
    let comparable = figure.comparable.is_none_or(|f| f.0);
    (to_prior && same && comparable).then_some(())?;
    Some((plain(value)?, plain(prior).and(prior.measured_as(value))?))
}
