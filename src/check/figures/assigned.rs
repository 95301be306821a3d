//! What a letter gives the units together against the union's own target: BC336.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Assigned, Hedge, Quantity, Scope, Target};
use crate::source::Path;
use crate::vietnamese::{Number, fold};

use crate::check::{Context, Findings, Rule};

pub(crate) const COVERED: Rule =
    Rule { code: Code::ASSIGNED_TOTAL, severity: Severity::Warning, citation: "", run: covered };

/// Units that all reach what they are given reach the union's target together.
fn covered(context: &Context<'_>, found: &mut Findings) {
    let targets = context.dossier.direction.targets.iter().enumerate();
    let least: Vec<(usize, &Target, Number)> = targets
        .filter(|(_, target)| may_be_of_year(context, target))
        .filter_map(|(i, target)| Some((i, target, least(target.value.as_ref()?)?)))
        .collect();
    for (i, letter) in context.dossier.letters.iter().enumerate() {
        let at = Path::root().key("letters").index(i).key("assigned");
        for (key, unit, sum) in totals(&letter.assigned) {
            let title = context.catalog().title(key).map_or(key, |title| &**title);
            let same = |(_, target, _): &&(usize, &Target, Number)| is_same(target, title, &unit);
            let mut same = least.iter().filter(same);
            // Of two that may be meant neither is.
            let (Some((which, _, aim)), None) = (same.next(), same.next()) else { continue };
            if sum >= *aim {
                continue;
            }
            let message = format!(
                "{title}: các đơn vị được giao cộng lại {sum} {unit}, chỉ tiêu của mình {aim}"
            );
            let own = Path::root().key("direction").key("targets").index(*which).key("value");
            found
                .add(COVERED.broken_at(at.clone(), message).with_related(own, "chỉ tiêu").with_hint(
                "giao thêm, hoặc thêm đơn vị còn thiếu; phần tự làm thì ghi nhận ở acknowledged",
            ));
        }
    }
}

/// A review plans the coming year; of a congress, what is marked so.
fn may_be_of_year(context: &Context<'_>, target: &Target) -> bool {
    target.scope.unwrap_or(context.dossier.own_scope()).meets(Scope::Year)
}

/// The number that a target wants reached; `None` for a ceiling, a share, an
/// estimate.
fn least(value: &Quantity) -> Option<Number> {
    use Hedge::{AtLeast, Minimum, MoreThan, NotUnder, OrMore, Over};
    let floor =
        matches!(value.hedge, None | Some(AtLeast | Minimum | MoreThan | NotUnder | OrMore | Over));
    value.number().filter(|_| floor && !value.percent && !value.unit.is_empty())
}

/// What is given to all units of a letter, where each has a number of the same unit.
fn totals(assigned: &[Assigned]) -> Vec<(&str, String, Number)> {
    let mut totals: Vec<(&str, String, Option<Number>)> = Vec::new();
    for (key, given) in assigned.iter().flat_map(|unit| unit.targets.iter()) {
        let Some(given) = given else { continue };
        let number = least(given);
        match totals.iter_mut().find(|(known, ..)| *known == key) {
            Some((_, unit, sum)) => {
                let added = sum.and_then(|sum| sum.checked_add(number?));
                *sum = added.filter(|_| *unit == given.unit);
            }
            None => totals.push((key, given.unit.clone(), number)),
        }
    }
    totals.into_iter().filter_map(|(key, unit, sum)| Some((key, unit, sum?))).collect()
}

/// Whether a target is the indicator of this title: of its unit, and every other word of
/// the title stands in the target's text.
fn is_same(target: &Target, title: &str, unit: &str) -> bool {
    let measure = target.value.as_ref().map_or("", |value| value.unit.as_str());
    if fold(measure) != fold(unit) {
        return false;
    }
    let text = format!("{} {measure}", fold(target.text.as_deref().unwrap_or_default()));
    let told: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    fold(title).split_whitespace().all(|word| told.contains(&word))
}
