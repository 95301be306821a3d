//! Targets (chỉ tiêu) as planned: BC038, BC040, BC045, BC046, and levels below the superior's
//! (BC098).

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Amount, Dossier, Hedge, Kind, Quantity, Scope, Target};
use crate::source::Path;
use crate::vietnamese::Number;

use super::arithmetic::{same_unit, within};
use crate::check::{Context, Findings, Rule};

pub(crate) const NESTED: Rule =
    Rule { code: Code::NESTED_TARGET, severity: Severity::Error, citation: "", run: nested };

pub(crate) const WHOLE: Rule =
    Rule { code: Code::TARGET_WITHOUT_TEXT, severity: Severity::Warning, citation: "", run: whole };

pub(crate) const DEADLINE: Rule =
    Rule { code: Code::TARGET_DEADLINE, severity: Severity::Warning, citation: "", run: deadline };

pub(crate) const RESULTS: Rule = Rule {
    code: Code::TARGET_WITHOUT_RESULT,
    severity: Severity::Note,
    citation: "",
    run: results,
};

pub(crate) const ASSIGNED: Rule =
    Rule { code: Code::BELOW_ASSIGNED, severity: Severity::Warning, citation: "", run: assigned };

fn lists(dossier: &Dossier) -> [(Path, &[Target]); 2] {
    [
        (Path::root().key("previous_targets"), &dossier.previous_targets),
        (Path::root().key("direction").key("targets"), &dossier.direction.targets),
    ]
}

/// Calls `visit` for every target, including those within another.
pub(crate) fn each_target(dossier: &Dossier, visit: &mut dyn FnMut(Path, &Target)) {
    fn go(at: &Path, targets: &[Target], visit: &mut dyn FnMut(Path, &Target)) {
        for (i, target) in targets.iter().enumerate() {
            let path = at.index(i);
            go(&path.key("including"), &target.including, visit);
            visit(path, target);
        }
    }
    for (at, targets) in lists(dossier) {
        go(&at, targets, visit);
    }
}

/// Whether a level must not be exceeded.
pub(crate) fn is_ceiling(level: &Quantity) -> bool {
    matches!(level.hedge, Some(Hedge::AtMost | Hedge::Maximum | Hedge::OrLess | Hedge::Under))
}

/// The lower end of a level; the upper end if it is a ceiling.
fn bound(level: &Quantity) -> Option<Number> {
    match level.amount {
        Amount::Number(n) => Some(n),
        Amount::Range(_, high) if is_ceiling(level) => Some(high),
        Amount::Range(low, _) => Some(low),
        _ => None,
    }
}

/// A target within another doesn't exceed it; percentages are compared only if both have the
/// same base, which the dossier must state.
fn nested(context: &Context<'_>, found: &mut Findings) {
    let mut without_base = Vec::new();
    each_target(context.dossier, &mut |path, outer| {
        for (i, inner) in outer.including.iter().enumerate() {
            let at = path.key("including").index(i);
            let percent = inner.value.as_ref().is_some_and(|v| v.percent);
            if percent && inner.of.is_none() && outer.value.as_ref().is_some_and(|v| v.percent) {
                without_base.push(at.clone());
            }
            for (key, one, other) in
                [("value", &inner.value, &outer.value), ("result", &inner.result, &outer.result)]
            {
                let (Some(one), Some(other)) = (one, other) else { continue };
                let same_base = !one.percent || (inner.of.is_some() && inner.of == outer.of);
                let comparable = one.percent == other.percent
                    && same_base
                    && same_unit(one, other)
                    && is_ceiling(one) == is_ceiling(other);
                let (Some(n), Some(m)) = (bound(one), bound(other)) else { continue };
                if comparable && !one.is_money() && n > m {
                    found.add(
                        NESTED
                            .broken_at(
                                at.key(key),
                                format!("“Trong đó” {} lớn hơn {}", one.to_text(), other.to_text()),
                            )
                            .with_related(path.key(key), "so với mức này")
                            .with_hint("sửa một trong hai, hoặc ghi of: tỷ lệ tính trên số nào"),
                    );
                }
            }
        }
    });
    // Hardly any dossier states it, and a draft may leave it open.
    if let Some(first) = without_base.first().filter(|_| context.any_final()) {
        let mut finding = NESTED
            .broken_at(first.clone(), "Tỷ lệ “trong đó” tính trên số nào thì chưa rõ")
            .with_severity(Severity::Note)
            .with_hint("ghi of, ví dụ of: members, hoặc ghi bằng chữ");
        for other in &without_base[1..] {
            finding = finding.with_related(other.clone(), "chỗ này cũng vậy");
        }
        found.add(finding);
    }
}

/// A level needs a text it belongs to, and a text with `{{ value }}` a level.
fn whole(context: &Context<'_>, found: &mut Findings) {
    let severity = if context.any_final() { Severity::Error } else { Severity::Warning };
    each_target(context.dossier, &mut |path, target| {
        let text = target.text.as_deref().unwrap_or_default().trim();
        let placed = text.contains("{{ value }}") || text.contains("{{value}}");
        let finding = match &target.value {
            Some(value) if text.is_empty() => WHOLE
                .broken_at(path, format!("Chỉ tiêu “{}” chưa có nội dung", value.to_text()))
                .with_hint("ghi text, ví dụ: đoàn viên đạt danh hiệu Lao động tiên tiến"),
            None if placed => WHOLE
                .broken_at(
                    path.key("text"),
                    "Câu có {{ value }} nhưng chỉ tiêu chưa có mức phấn đấu",
                )
                .with_hint("ghi value, hoặc bỏ {{ value }} nếu chỉ tiêu không có số"),
            _ => return,
        };
        found.add(finding.with_severity(severity));
    });
}

fn deadline(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let term = dossier.congress.as_ref().filter(|_| dossier.kind == Some(Kind::Congress));
    let term = term.and_then(|c| c.term).map(|t| (t.from, t.to));
    let old = dossier.previous_term.as_ref().and_then(|p| p.term).map(|t| (t.from, t.to));
    let next = dossier.period.as_ref().and_then(|p| p.next_year.or(p.year));
    let next = next.map(|year| (year.first, u16::MAX));
    each_target(dossier, &mut |path, target| {
        let planned = within(&path, "direction");
        let scope = match (planned, dossier.scope_at(&path)) {
            (true, Scope::Year) => next,
            (true, _) => term.or(next),
            // The year under review is no span of years.
            (false, Scope::Year) => None,
            (false, _) => old,
        };
        let (Some(by), Some((from, to))) = (target.by, scope) else { return };
        if (from..=to).contains(&by.0) {
            return;
        }
        let scope = match to {
            u16::MAX => format!("trước kỳ của phương hướng ({from})"),
            _ => format!("ngoài nhiệm kỳ {from} - {to}"),
        };
        found.add(
            DEADLINE
                .broken_at(path.key("by"), format!("Hạn của chỉ tiêu là năm {}, {scope}", by.0))
                .with_hint("sửa năm; nếu đúng thì nói rõ trong nội dung chỉ tiêu"),
        );
    });
}

/// One note for the whole list, not one for each target.
fn results(context: &Context<'_>, found: &mut Findings) {
    let (at, targets) = &lists(context.dossier)[0];
    let known = |t: &&Target| t.value.is_some() || t.text.is_some();
    let open = |t: &Target| t.result.is_none() && t.status.is_none() && t.by_year.is_empty();
    let all = targets.iter().filter(known).count();
    let missing: Vec<usize> =
        targets.iter().enumerate().filter(|(_, t)| known(t) && open(t)).map(|(i, _)| i).collect();
    let Some((first, rest)) = missing.split_first() else { return };
    let message = match missing.len() {
        n if n == all => format!("Cả {all} chỉ tiêu kỳ trước chưa có kết quả"),
        n => format!("{n}/{all} chỉ tiêu kỳ trước chưa có kết quả"),
    };
    let mut finding = RESULTS
        .broken_at(at.index(*first), message)
        .with_hint("ghi result; chỉ tiêu không có số thì ghi status: đạt, vượt hoặc chưa đạt");
    for i in rest.iter().take(4) {
        finding = finding.with_related(at.index(*i), "chỗ này cũng chưa có");
    }
    found.add(finding);
}

/// A union may set itself a higher target than its superior asks, but hardly a lower one.
fn assigned(context: &Context<'_>, found: &mut Findings) {
    each_target(context.dossier, &mut |path, target| {
        let (Some(value), Some(assigned)) = (&target.value, &target.assigned) else { return };
        if !same_unit(value, assigned) {
            return;
        }
        let level = bound(value).and_then(|n| {
            Quantity { amount: Amount::Number(n), ..value.clone() }.measured_as(assigned)
        });
        let (Some(level), Some(asked)) = (level, assigned.number()) else { return };
        let ceiling = is_ceiling(value);
        if (ceiling && level > asked) || (!ceiling && level < asked) {
            let word = if ceiling { "cao" } else { "thấp" };
            found.add(
                ASSIGNED
                    .broken_at(
                        path.key("value"),
                        format!(
                            "Mức phấn đấu {} {word} hơn mức cấp trên giao {}",
                            value.to_text(),
                            assigned.to_text()
                        ),
                    )
                    .with_related(path.key("assigned"), "cấp trên giao")
                    .with_hint("sửa mức phấn đấu, hoặc sửa mức cấp trên giao nếu chép nhầm"),
            );
        }
    });
}
