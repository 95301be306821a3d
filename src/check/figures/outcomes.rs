//! Targets against their results, and figures against their plan: BC041, BC043.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Quantity, Scope, Target, TargetStatus};
use crate::source::Path;
use crate::vietnamese::{MoneyUnit, Number};

use super::arithmetic::{head, same_unit};
use super::targets::each_target;
use crate::check::scan::Words;
use crate::check::{Context, Findings, Rule};

pub(crate) const STATUS: Rule =
    Rule { code: Code::TARGET_STATUS, severity: Severity::Error, citation: "", run: status };

pub(crate) const UNITS: Rule =
    Rule { code: Code::TARGET_UNIT, severity: Severity::Warning, citation: "", run: units };

/// Compares the stated status of a target with its result.
fn status(context: &Context<'_>, found: &mut Findings) {
    use TargetStatus::{Exceeded, Met, NotMet};
    each_target(context.dossier, &mut |path, target| {
        let (Some(stated), Some(computed)) = (target.status, target.reached()) else { return };
        let (Some(value), Some(result)) = (&target.value, &target.result) else { return };
        // For "trên 90%", 95% may be called exceeded.
        let equal = value.number().is_some() && result.measured_as(value) == value.number();
        let wrong = match (stated, computed) {
            (Met | Exceeded, NotMet) | (NotMet, Met | Exceeded) => true,
            (Exceeded, Met) => equal,
            _ => false,
        };
        if wrong && same_unit(value, result) {
            found.add(
                STATUS
                    .broken_at(
                        path.key("status"),
                        format!(
                            "Ghi “{}” nhưng kết quả {} so với mức {} là “{}”",
                            stated.word(),
                            result.to_text(),
                            value.to_text(),
                            computed.word()
                        ),
                    )
                    .with_related(path.key("result"), "kết quả")
                    .with_hint("để trống status: mức đạt tự tính từ kết quả"),
            );
        }
    });
    reached(context, found);
}

/// A list of targets, counted by what came of them.
struct Outcomes {
    all: Number,
    met: Number,
    exceeded: Number,
    /// Those “from 95% up” at 97%: reached, and may be called exceeded.
    above: Number,
}

impl Outcomes {
    /// `None` of an empty list, or where it isn't known of every target what came of it.
    fn of(targets: &[Target]) -> Option<Outcomes> {
        let outcomes: Option<Vec<TargetStatus>> = targets.iter().map(Target::outcome).collect();
        let outcomes = outcomes.filter(|outcomes| !outcomes.is_empty())?;
        let number = |count: usize| Number::from(count as u64);
        let count =
            |of: &[TargetStatus]| number(outcomes.iter().filter(|o| of.contains(o)).count());
        Some(Outcomes {
            all: number(outcomes.len()),
            met: count(&[TargetStatus::Met, TargetStatus::Exceeded]),
            exceeded: count(&[TargetStatus::Exceeded]),
            above: number(targets.iter().filter(|target| is_above(target)).count()),
        })
    }

    /// The number that a part of the list is told wrong for; `None` where it is right, or of
    /// another list.
    fn against(&self, part: Number, whole: Number, beyond: bool) -> Option<Number> {
        let right = if beyond { self.exceeded } else { self.met };
        let leeway = if beyond { self.above } else { Number::ZERO };
        let most = right.checked_add(leeway)?;
        (whole == self.all && (part < right || part > most)).then_some(right)
    }
}

/// `8/9 chỉ tiêu` among the figures against the list of the targets itself: where a term's
/// and a year's stand in one dossier, against that of so many.
fn reached(context: &Context<'_>, found: &mut Findings) {
    let lists = [Scope::Both, Scope::Term, Scope::Year]
        .map(|scope| Outcomes::of(&context.dossier.within(scope).dossier.previous_targets));
    let against = |part: Number, whole: Number, beyond: bool| {
        let of_so_many = || lists.iter().flatten().filter(|list| list.all == whole);
        let wrong = of_so_many().map(|list| list.against(part, whole, beyond));
        wrong.collect::<Option<Vec<_>>>()?.first().copied()
    };
    for (path, text) in context.narratives().filter(|(_, text)| text.contains("chỉ tiêu")) {
        for Count { part, whole, span } in counts(text) {
            if let Some(met) = against(part, whole, false) {
                let message = wrongly_counted(part, whole, "đạt", met);
                found.add(in_list(STATUS.broken_at(path.clone(), message).with_span(span)));
            }
        }
    }
    for (path, figure) in &context.figures {
        let Some(value) = figure.value.as_ref().filter(|q| q.unit.starts_with("chỉ tiêu"))
        else {
            continue;
        };
        let Some((part, whole)) = value.ratio() else { continue };
        let told = [figure.title.as_deref(), Some(value.unit.as_str())];
        let beyond = told.into_iter().flatten().any(|text| text.to_lowercase().contains("vượt"));
        if let Some(right) = against(part, whole, beyond) {
            let word = if beyond { "vượt" } else { "đạt" };
            let message = wrongly_counted(part, whole, word, right);
            found.add(in_list(STATUS.broken_at(path.clone(), message)));
        }
    }
}

/// Whether a result exceeds an open-ended level, so that it may count as reached or exceeded.
fn is_above(target: &Target) -> bool {
    let level = target.value.as_ref().filter(|level| level.is_open_above());
    let result = target.result.as_ref();
    let passed = level
        .zip(result)
        .and_then(|(level, result)| Some(result.measured_as(level)? > level.number()?));
    target.status.is_none() && passed == Some(true)
}

fn wrongly_counted(part: Number, whole: Number, word: &str, right: Number) -> String {
    format!("Ghi {part}/{whole} chỉ tiêu {word} nhưng bảng kết quả có {right}")
}

fn in_list(finding: Diagnostic) -> Diagnostic {
    finding
        .with_severity(Severity::Warning)
        .with_related(Path::root().key("previous_targets"), "bảng chỉ tiêu và kết quả")
        .with_hint("sửa con số, hoặc xem lại kết quả của từng chỉ tiêu")
}

/// `8/9 chỉ tiêu` in a sentence that doesn't state how many were exceeded.
struct Count {
    part: Number,
    whole: Number,
    span: std::ops::Range<usize>,
}

fn counts(text: &str) -> Vec<Count> {
    let words = Words::of(text);
    words
        .find("chỉ tiêu")
        .filter_map(|i| {
            let first = i.checked_sub(2).filter(|first| words.gap(*first) == "/")?;
            let number = |i: usize| words.number(i).map(|n| Number::from(u32::from(n)));
            let reached = !words.any(words.clause(i), &["vượt", "chưa", "không"]);
            let (part, whole) = (number(first)?, number(first + 1)?);
            reached.then(|| Count { part, whole, span: words.span(first..i + 2) })
        })
        .collect()
}

/// Two numbers are compared only if they have the same unit.
fn units(context: &Context<'_>, found: &mut Findings) {
    let mut compare = |at: Path, one: &Quantity, what: &str, other: &Quantity, of: Path| {
        let counted = |q: &Quantity| q.number().is_some() || q.ratio().is_some();
        if !counted(other) || matches!(one.amount, crate::dossier::Amount::Words(_)) {
            return;
        }
        let (here, there) = (unit(other), unit(one));
        let comparable = match (one.percent, other.percent) {
            // A rate may be stated as n/m.
            (true, false) => other.ratio().is_some(),
            (false, true) => one.ratio().is_some(),
            (true, true) => true,
            (false, false) => same_unit(one, other),
        };
        if !comparable {
            // The number without a unit is the one to correct.
            let bare = |q: &Quantity| !q.percent && q.unit.is_empty();
            for (bare_at, typed, like) in [(&at, other, one), (&of, one, other)] {
                if bare(typed) {
                    found.add(without_unit(context, bare_at.clone(), typed, like));
                    return;
                }
            }
            found.add(
                UNITS
                    .broken_at(
                        at,
                        format!("{what} tính bằng “{here}”, không so được với “{there}”"),
                    )
                    .with_related(of, format!("tính bằng “{there}”"))
                    .with_hint("ghi cả hai theo một đơn vị tính"),
            );
        }
    };
    each_target(context.dossier, &mut |path, target| {
        let Some(value) = &target.value else { return };
        for (key, what, other) in [
            ("result", "Kết quả", &target.result),
            ("assigned", "Mức cấp trên giao", &target.assigned),
        ] {
            if let Some(other) = other {
                compare(path.key(key), value, what, other, path.key("value"));
            }
        }
    });
    for (path, figure) in &context.figures {
        let Some(value) = &figure.value else { continue };
        for (key, what, other) in [
            ("assigned", "Số được giao", &figure.assigned),
            ("prior", "Số kỳ trước", &figure.prior),
        ] {
            // A plan may be stated differently from its fulfilment in percent.
            let Some(other) = other.as_ref().filter(|_| !(key == "assigned" && value.percent))
            else {
                continue;
            };
            compare(path.key(key), value, what, other, path.key("value"));
        }
    }
}

/// A number without a unit, beside one of the same figure that has it.
fn without_unit(context: &Context<'_>, at: Path, typed: &Quantity, like: &Quantity) -> Diagnostic {
    let mut owner = at.clone();
    owner.pop();
    let figure = context.figures.iter().find(|(path, _)| *path == owner);
    let name = figure.map(|(path, figure)| head(context, path, figure)).unwrap_or_default();
    let number = typed.to_text();
    let finding = UNITS.broken_at(at, format!("{name}{number} chưa ghi đơn vị tính"));
    let typed = typed.number().map(|number| match MoneyUnit::parse(&like.unit) {
        Some(unit) => in_money(number, unit),
        None => format!("{number} {}", unit(like)),
    });
    finding.with_hint(match typed {
        Some(typed) => format!("nên ghi: {typed}"),
        None => format!("ghi thêm đơn vị tính, ví dụ {}", unit(like)),
    })
}

/// `412.000.000` beside an amount in millions was typed in đồng: *412 triệu đồng*. A number
/// that isn't round at that scale is in the unit already.
fn in_money(number: Number, unit: MoneyUnit) -> String {
    let scaled = number.checked_div(unit.scale(), 9).map(Number::trimmed);
    let scaled = scaled.filter(|scaled| *scaled >= Number::from(1_u32));
    format!("{} {}", scaled.unwrap_or(number), unit.name())
}

/// The unit in a message.
fn unit(quantity: &Quantity) -> &str {
    if quantity.percent { "%" } else { &quantity.unit }
}
