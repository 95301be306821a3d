//! Votes of the congress on proposals (biểu quyết): BC067.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Amount, Decision, Dossier, Figure, Quantity};
use crate::source::Path;
use crate::vietnamese::Number;

use super::attendance::{Told, count, present, present_at};
use super::elections::elections;
use crate::check::figures::arithmetic::{sum, terms};
use crate::check::figures::ratios::claims_all;
use crate::check::{Context, Findings, Rule};

pub(crate) const ADOPTED: Rule =
    Rule { code: Code::ADOPTION_SUM, severity: Severity::Error, citation: "", run: adopted };

/// A choice in a vote.
#[derive(Clone, Copy, PartialEq)]
enum Vote {
    For,
    Against,
    Abstained,
}

impl Vote {
    fn of(label: &str) -> Option<Vote> {
        let label = label.trim().to_lowercase();
        let begins = |words: &[&str]| words.iter().any(|word| label.starts_with(word));
        if begins(&["không ý kiến", "không có ý kiến", "ý kiến khác", "không biểu quyết"])
        {
            Some(Vote::Abstained)
        } else if begins(&["không", "phản đối"]) {
            Some(Vote::Against)
        } else if begins(&["tán thành", "đồng ý", "nhất trí"]) {
            Some(Vote::For)
        } else {
            None
        }
    }
}

fn adopted(context: &Context<'_>, found: &mut Findings) {
    by_hand(context.dossier, found);
    let present = present(context.dossier);
    for (i, report) in context.dossier.reports.iter().enumerate() {
        let Some(adopted) = &report.adopted else { continue };
        let Some(value) = &adopted.value else { continue };
        let at = Path::root().key("reports").index(i).key("adopted");
        divided(&at, adopted, value, found);
        let voters = value.ratio().map(|(_, whole)| whole).or_else(|| count(Some(value)));
        if let (Some(voters), Some(present)) = (voters, present)
            && voters > present
        {
            found.add(
                ADOPTED
                    .broken_at(
                        at,
                        format!("{voters} người biểu quyết, nhiều hơn {present} người có mặt"),
                    )
                    .with_severity(Severity::Warning)
                    .with_related(Path::root().key("attendance").key("present"), "có mặt")
                    .with_hint("sửa một trong hai số"),
            );
        }
    }
}

/// Shows of hands, of the congress and on its elections: no more votes than attendees.
fn by_hand(dossier: &Dossier, found: &mut Findings) {
    let root = Path::root().key("decisions");
    let decisions = dossier.decisions.iter().enumerate();
    let mut shown: Vec<(Path, &Decision, Told)> =
        decisions.map(|(i, decision)| (root.index(i), decision, there(dossier))).collect();
    for election in elections(dossier) {
        let present = present_at(dossier, &election);
        let (path, election) = election;
        let on = [
            ("seats_decision", &election.seats_decision),
            ("list_decision", &election.list_decision),
        ];
        shown.extend(on.into_iter().filter_map(|(key, decision)| {
            Some((path.key(key), decision.as_ref()?, present.clone()))
        }));
    }
    for (at, decision, present) in shown {
        let votes = [&decision.agreed, &decision.against, &decision.other];
        let votes: Vec<Number> = votes
            .into_iter()
            .filter_map(|q| count(q.as_ref()))
            .filter(|count| !count.is_zero())
            .collect();
        let (Some(total), Some((present, there))) = (sum(&votes), present) else { continue };
        if total <= present {
            continue;
        }
        let told = match votes.len() {
            1 => format!("{total} người biểu quyết"),
            _ => format!("{} = {total} người biểu quyết", terms(&votes)),
        };
        found.add(
            ADOPTED
                .broken_at(at.key("agreed"), format!("{told}, nhiều hơn {present} người có mặt"))
                .with_related(there, "có mặt")
                .with_hint("nhất trí + không nhất trí + ý kiến khác = số người biểu quyết"),
        );
    }
}

/// The number present, and where it is stated.
fn there(dossier: &Dossier) -> Told {
    Some((present(dossier)?, Path::root().key("attendance").key("present")))
}

/// For + against + abstained = all who voted; "all" are for only if there are no other votes.
fn divided(at: &Path, adopted: &Figure, value: &Quantity, found: &mut Findings) {
    let parts: Option<Vec<(Vote, Number)>> = adopted
        .parts
        .iter()
        .map(|(label, part)| Some((Vote::of(label)?, count(part.value.as_ref())?)))
        .collect();
    // Silent while one of them is unknown or isn't a number.
    let Some(parts) = parts.filter(|parts| !parts.is_empty()) else { return };
    let of = |vote: Vote| parts.iter().find(|(v, _)| *v == vote).map(|(_, n)| *n);
    let finding = |message: String| {
        ADOPTED.broken_at(at.key("parts"), message).with_related(at.clone(), "kết quả biểu quyết")
    };
    if let Some((agreed, voters)) = value.ratio() {
        if let Some(told) = of(Vote::For).filter(|told| *told != agreed) {
            found.add(
                finding(format!("Tán thành {told}, mà kết quả ghi {agreed}/{voters}"))
                    .with_hint("sửa một trong hai số"),
            );
            return;
        }
        let mut numbers = vec![agreed];
        numbers.extend(parts.iter().filter(|(vote, _)| *vote != Vote::For).map(|(_, n)| *n));
        let Some(total) = sum(&numbers) else { return };
        let whole = adopted.parts_complete.is_some_and(|f| f.0)
            || of(Vote::Against).is_some() && of(Vote::Abstained).is_some();
        if total > voters || total < voters && whole {
            found.add(
                finding(format!(
                    "{} = {total}, không phải {voters} người biểu quyết",
                    terms(&numbers)
                ))
                .with_hint("tán thành + không tán thành + không ý kiến = số người biểu quyết"),
            );
        }
        return;
    }
    let note = adopted.note.as_deref();
    let all = value.number() == Some(Number::HUNDRED) && value.percent
        || matches!(&value.amount, Amount::Words(words) if claims_all(words))
        || note.is_some_and(claims_all);
    let others = parts.iter().filter(|(vote, _)| *vote != Vote::For).map(|(_, n)| n);
    if let Some(others) = sum(others).filter(|n| all && *n > Number::ZERO) {
        let claimed =
            note.filter(|note| claims_all(note)).map_or_else(|| value.to_text(), str::to_owned);
        found.add(
            finding(format!(
                "Ghi “{claimed}” nhưng {others} người không tán thành hoặc không có ý kiến"
            ))
            .with_hint("ghi n/m: số tán thành trên số biểu quyết"),
        );
    }
}
