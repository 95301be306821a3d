//! The meeting itself in the papers of a congress: boards, shows of hands, attendance, and
//! plans.

use minijinja::Value;

use crate::dossier::{Allotment, Attendance, Count, Dossier, Person, Quantity, Text};
use crate::vietnamese::{Number, fold, shown_percent};

use super::elected;
use super::names::Names;
use super::origin;
use super::people::{board, pairs};
use super::values::{known, unknown};
use super::{votes, wording};

/// The boards of the congress with their heads.
pub(super) fn bodies(dossier: &Dossier) -> Value {
    let Some(bodies) = &dossier.bodies else { return unknown() };
    let boards = bodies.boards().map(|(key, members)| (key, board(members)));
    let heads = [
        ("chair", known(votes::head(&bodies.presidium))),
        ("secretary", known(votes::head(&bodies.secretariat))),
        ("credentials_head", known(votes::head(&bodies.credentials))),
        ("tellers_head", known(votes::head(&bodies.tellers))),
    ];
    pairs(boards.into_iter().chain(heads).collect())
}

/// The shows of hands, each with its subject and its votes.
pub(super) fn decisions(dossier: &Dossier) -> Value {
    let rows = dossier.decisions.iter().filter_map(|decision| {
        let subject = decision.subject.as_deref()?;
        let told = votes::told_decision(decision);
        Some(pairs(vec![("subject", subject.into()), ("result", known(told))]))
    });
    Value::from(rows.collect::<Vec<_>>())
}

/// Whether two thirds of those called are there; `None` where that isn't known.
pub(super) fn quorate(dossier: &Dossier) -> Option<bool> {
    let attendance = dossier.attendance.as_ref()?;
    let present = attendance.present.as_ref()?;
    let (present, called) = match present.ratio() {
        Some(both) => both,
        None => (present.number()?, attendance.called.as_ref()?.number()?),
    };
    let (three, two) = (Number::from(3_u32), Number::from(2_u32));
    Some(present.checked_mul(three)? >= called.checked_mul(two)?)
}

/// Persons who were invited and absent: `Lê Thị Lam (ốm)`.
pub(super) fn absences(attendance: Option<&Attendance>) -> Value {
    let absences = attendance.into_iter().flat_map(|attendance| &attendance.absences);
    Value::from(absences.filter_map(with_reason).collect::<Vec<_>>())
}

/// A person with the stated reason: `Lê Thị Lam (nghỉ hưu)`.
pub(super) fn with_reason(person: &Person) -> Option<String> {
    let name = person.name.as_deref()?;
    let reason = person.reason.as_deref();
    Some(reason.map_or_else(|| name.to_owned(), |reason| format!("{name} ({reason})")))
}

/// The guests in the order of protocol: `đồng chí Vũ Văn Tím, Bí thư Chi bộ`.
pub(super) fn guests(attendance: Option<&Attendance>) -> Value {
    let guests = attendance.into_iter().flat_map(|attendance| &attendance.guests);
    let told = guests.filter_map(|guest| match guest.name.as_deref() {
        Some(name) => {
            let posts: Vec<&str> = guest.posts.0.iter().map(|post| post.0.as_str()).collect();
            let posts =
                if posts.is_empty() { String::new() } else { format!(", {}", posts.join(", ")) };
            Some(format!("đồng chí {name}{posts}"))
        }
        None => guest.group.as_deref().map(str::to_owned),
    });
    Value::from(told.collect::<Vec<_>>())
}

/// The elected head of the union, who signs the papers that follow the congress.
pub(super) fn chair(names: &Names<'_>) -> Option<String> {
    let dossier = names.dossier;
    let elections = dossier.elections.iter();
    let head = fold(&names.usage.words.head);
    let is_chair = |post: &str| {
        let post = fold(post);
        post.strip_prefix("chức danh ").unwrap_or(&post).starts_with(&head)
    };
    let by_post = elections.filter(|e| e.body.as_deref().is_some_and(is_chair));
    let elected =
        by_post.flat_map(|e| elected::elected(e, names)).find_map(|e| e.person.name.clone());
    let members = dossier.elections.iter().flat_map(|e| &e.members);
    let listed = members.filter(|p| p.post.as_deref().is_some_and(is_chair));
    elected.or_else(|| listed.into_iter().find_map(|p| p.name.clone())).map(|name| name.0)
}

/// The closing time of the congress: `11 giờ 30 ngày 13/3/2026`.
pub(super) fn closed_at(dossier: &Dossier) -> Option<String> {
    let congress = dossier.congress.as_ref()?;
    let hour = congress.closed_at.as_ref().map(hour);
    let day = congress.date.map(|date| date.last().sentence());
    let told: Vec<String> = hour.into_iter().chain(day).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// The closing time of the committee's first meeting: `15 giờ 15`.
pub(super) fn meeting_until(dossier: &Dossier) -> Option<String> {
    dossier.first_meeting.as_ref()?.until.as_ref().map(hour)
}

/// `11h30` as in a sentence: `11 giờ 30`.
pub(super) fn hour(typed: &Text) -> String {
    match typed.0.trim().split_once(['h', ':']) {
        Some((hour, "")) => format!("{hour} giờ 00"),
        Some((hour, minute)) => format!("{hour} giờ {minute}"),
        None => typed.0.trim().to_owned(),
    }
}

/// The closing time of a review's meeting: `16 giờ 30`.
pub(super) fn event_until(dossier: &Dossier) -> Option<String> {
    dossier.event.as_ref()?.until.as_ref().map(hour)
}

/// The shows of hands as table rows, each with its share of those present, and whether more
/// than half agreed.
pub(super) fn decision_rows(dossier: &Dossier) -> Value {
    let attendance = dossier.attendance.as_ref();
    let present = attendance.and_then(|a| a.present.as_ref());
    let present = present.and_then(|p| p.ratio().map(|(part, _)| part).or_else(|| p.number()));
    let told = |count: &Option<Quantity>| {
        known(count.as_ref().map(|count| count.number().unwrap_or(Number::ZERO).to_string()))
    };
    let rows = dossier.decisions.iter().filter(|decision| decision.subject.is_some());
    let rows = rows.map(|decision| {
        let agreed = decision.agreed.as_ref();
        let part = agreed.and_then(|a| a.ratio().map(|(part, _)| part).or_else(|| a.number()));
        let whole = agreed.and_then(|a| a.ratio().map(|(_, whole)| whole)).or(present);
        let both = part.zip(whole);
        let adopted = both.and_then(|(part, whole)| Some(part.checked_add(part)? > whole));
        let count = both.map_or_else(
            || part.map(|part| part.to_string()),
            |(part, whole)| Some(format!("{part}/{whole}")),
        );
        let share = both.and_then(|(part, whole)| shown_percent(part, whole));
        pairs(vec![
            origin::row_of(decision),
            ("subject", known(decision.subject.as_deref())),
            ("agreed", known(count)),
            ("share", known(share.map(|share| share.to_string()))),
            ("against", told(&decision.against)),
            ("other", told(&decision.other)),
            (
                "outcome",
                known(adopted.map(|yes| if yes { "Thông qua" } else { "Không thông qua" })),
            ),
        ])
    });
    Value::from(rows.collect::<Vec<_>>())
}

/// The rounds of an emulation movement: `01/01/2027 - 30/6/2027`.
pub(super) fn emulation_rounds(dossier: &Dossier) -> Value {
    let rounds = dossier.emulation.iter().flat_map(|emulation| &emulation.rounds);
    let rows = rounds.map(|round| {
        let span = round.from.zip(round.to);
        let span = span.map(|(from, to)| format!("{} - {}", from.short(), to.short()));
        let open = || round.to.map(|to| format!("đến {}", to.short()));
        pairs(vec![
            origin::row_of(round),
            ("name", known(round.name.as_deref())),
            ("span", known(span.or_else(open))),
            ("theme", known(round.theme.as_deref())),
        ])
    });
    Value::from(rows.collect::<Vec<_>>())
}

/// The delegates by category, each with its share of those present.
pub(super) fn delegate_rows(dossier: &Dossier) -> Value {
    let Some(delegates) = &dossier.delegates else { return unknown() };
    let attendance = dossier.attendance.as_ref();
    let present = attendance.and_then(|a| a.present.as_ref());
    let present = present.and_then(|p| p.ratio().map(|(part, _)| part).or_else(|| p.number()));
    let mut rows = Vec::new();
    for group in &delegates.groups {
        if let Some(title) = group.title.as_deref() {
            rows.push(pairs(vec![("title", title.into()), ("heads", true.into())]));
        }
        for (title, count) in group.parts.iter() {
            let number = count.as_ref().and_then(Quantity::number);
            let share = number.zip(present).and_then(|(n, whole)| shown_percent(n, whole));
            rows.push(pairs(vec![
                origin::row_of(group),
                ("title", title.into()),
                ("count", known(number.map(|n| n.to_string()))),
                ("share", known(share.map(|share| share.to_string()))),
            ]));
        }
    }
    Value::from(rows)
}

/// The number of delegates of each unit, with the sums.
pub(super) fn allotment_rows(dossier: &Dossier) -> Value {
    let plan = dossier.congress_plan.as_ref();
    let allocation = plan.map(|plan| plan.allocation.as_slice()).unwrap_or_default();
    if allocation.is_empty() {
        return unknown();
    }
    let number = |count: Option<Count>| count.map_or(0, |count| u64::from(count.0));
    let total = |a: &Allotment| number(a.ex_officio) + number(a.elected) + number(a.appointed);
    let shown = |count: u64| known((count > 0).then(|| Number::from(count).to_string()));
    let row = |unit: Value, counts: [u64; 4], sum: u64| {
        let [members, ex_officio, elected, appointed] = counts.map(shown);
        vec![
            ("unit", unit),
            ("members", members),
            ("ex_officio", ex_officio),
            ("elected", elected),
            ("appointed", appointed),
            ("total", shown(sum)),
        ]
    };
    let counts = |a: &Allotment| {
        [number(a.members), number(a.ex_officio), number(a.elected), number(a.appointed)]
    };
    let mut rows: Vec<Value> = allocation
        .iter()
        .map(|a| {
            let mut row = row(known(a.unit.as_deref()), counts(a), total(a));
            row.push(origin::row_of(a));
            pairs(row)
        })
        .collect();
    let sums = [0, 1, 2, 3].map(|column| allocation.iter().map(|a| counts(a)[column]).sum());
    let mut sum = row("Cộng".into(), sums, allocation.iter().map(total).sum());
    sum.push(("uncounted", true.into()));
    rows.push(pairs(sum));
    Value::from(rows)
}

/// The tasks before the congress, with who does them.
pub(super) fn task_rows(dossier: &Dossier) -> Value {
    let tasks = dossier.congress_plan.iter().flat_map(|plan| &plan.timeline);
    let rows = tasks.map(|task| {
        pairs(vec![
            origin::row_of(task),
            ("task", known(task.task.as_deref())),
            ("owner", known(task.owner.as_deref())),
            ("with", known(task.with.as_deref())),
            ("by", known(task.by.map(|by| by.short()))),
        ])
    });
    Value::from(rows.collect::<Vec<_>>())
}

/// A price in đồng; one that isn't money is printed as typed.
fn price(price: &Quantity) -> String {
    price.in_dong().map_or_else(|| wording::quantity(price), |dong| dong.to_string())
}

/// The cost estimate, each line computed, with its sum.
pub(super) fn budget_rows(dossier: &Dossier) -> Value {
    let plan = dossier.congress_plan.as_ref();
    let budget = plan.map(|plan| plan.budget.as_slice()).unwrap_or_default();
    if budget.is_empty() {
        return unknown();
    }
    let amount = |item: &crate::dossier::BudgetItem| {
        let count = item.quantity.as_ref().and_then(Quantity::number);
        let price = item.price.as_ref().and_then(Quantity::in_dong);
        count.unwrap_or(Number::from(1_u32)).checked_mul(price?)
    };
    let row = |item: &crate::dossier::BudgetItem| {
        pairs(vec![
            origin::row_of(item),
            ("item", known(item.item.as_deref())),
            ("quantity", known(item.quantity.as_ref().map(wording::quantity))),
            ("price", known(item.price.as_ref().map(price))),
            ("amount", known(amount(item).map(|n| n.to_string()))),
        ])
    };
    let mut rows: Vec<Value> = budget.iter().map(row).collect();
    let sum = budget.iter().map(amount).try_fold(Number::ZERO, |sum, n| sum.checked_add(n?));
    rows.push(pairs(vec![
        ("item", "Cộng".into()),
        ("quantity", unknown()),
        ("price", unknown()),
        ("amount", known(sum.map(|n| n.to_string()))),
        ("uncounted", true.into()),
    ]));
    Value::from(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dossier(yaml: &str) -> Dossier {
        serde_yaml::from_str(yaml).expect(yaml)
    }

    fn last(rows: &Value, cell: &str) -> String {
        let row = rows.try_iter().expect("a list").last().expect("a row");
        row.get_attr(cell).expect(cell).to_string()
    }

    #[test]
    fn sums_are_reckoned_and_a_hole_has_none() {
        let plan = "{congress_plan: {allocation: [{unit: Tổ 1, members: 48, elected: 16, ex_officio: 3}, \
                    {unit: Tổ 2, members: 41, elected: 13, appointed: 1}], budget: [\
                    {item: Nước uống, quantity: 80 suất, price: 20.000 đồng}, {item: Trang trí, price: 3 triệu đồng}]}}";
        let whole = dossier(plan);
        let rows = allotment_rows(&whole);
        assert_eq!(
            ["members", "ex_officio", "elected", "appointed", "total"].map(|c| last(&rows, c)),
            ["89", "3", "29", "1", "33"]
        );
        assert_eq!(last(&budget_rows(&whole), "amount"), "4.600.000");
        let hole = dossier(&plan.replace(", price: 20.000 đồng", ""));
        let sum = budget_rows(&hole).try_iter().expect("rows").last().expect("a row");
        assert!(super::super::values::is_unknown(&sum.get_attr("amount").expect("a sum")));
    }

    #[test]
    fn the_head_of_the_union_is_found_by_the_post() {
        let elected = dossier(
            "{elections: [{body: Ban Chấp hành, members: [{name: Lê Thị Lam, post: Phó Chủ tịch}]}, \
             {body: Chủ tịch, at: hội nghị ban chấp hành, members: [{name: Vũ Văn Tím}]}]}",
        );
        let chair = |dossier: &Dossier| chair(&Names::of_built_in(dossier));
        assert_eq!(chair(&elected).as_deref(), Some("Vũ Văn Tím"));
        let listed = dossier("{elections: [{members: [{name: Lê Thị Lam, post: Chủ tịch}]}]}");
        assert_eq!(chair(&listed).as_deref(), Some("Lê Thị Lam"));
        assert_eq!(chair(&dossier("{}")), None);
    }

    #[test]
    fn a_congress_closes_at_its_hour() {
        let closed = |yaml: &str| closed_at(&dossier(yaml));
        let whole = closed("{congress: {date: 8h00 ngày 13/3/2026, closed_at: 11h30}}");
        assert_eq!(whole.as_deref(), Some("11 giờ 30 ngày\u{a0}13/3/2026"));
        assert_eq!(closed("{congress: {closed_at: 11 giờ}}").as_deref(), Some("11 giờ"));
        assert_eq!(closed("{congress: {ordinal: II}}"), None);
    }
}
