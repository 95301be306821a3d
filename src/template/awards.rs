//! Awards (khen thưởng) in sentences: one clause for each authority.

use minijinja::Value;

use crate::dossier::{Amount, Award, AwardState, Quantity, Recipient};
use crate::vietnamese::{NO_BREAK, Number, capitalize_first};

use super::values::text_of;
use super::{origin, wording};

/// Forms of awards that are actions, so that they aren't given (tặng).
const DOINGS: [&str; 3] = ["khen thưởng", "tuyên dương", "biểu dương"];

/// Awards as printed in a report on one year or on a whole term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Awards<'a> {
    pub list: &'a [&'a Award],
    /// The reported year, which isn't repeated beside its awards; `None` in a congress's
    /// papers.
    pub reported: Option<u16>,
}

/// An award in a sentence, by its kind of form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gift {
    /// A thing given: `Bằng khen`, `Kỷ niệm chương “…” năm 2024`.
    Given(String),
    /// An action, and the year to follow it: `tuyên dương`, ` năm 2024`.
    Done(String, String),
}

impl Awards<'_> {
    /// The received or the proposed awards, one clause for each authority in the dossier's
    /// order: `Công đoàn phường … tặng Cờ thi đua cho 01 tập thể, tặng Giấy khen cho 02 cá
    /// nhân`.
    pub(super) fn clauses(self, proposed: bool) -> Vec<Value> {
        let mut clauses: Vec<(&str, Vec<String>, &Award)> = Vec::new();
        for award in self.list.iter().filter(|a| is_proposed(a) == proposed) {
            if wording::gave_nothing(award) {
                continue;
            }
            let Some(authority) = award.authority.as_deref() else {
                clauses.push(("", vec![self.received(award)], award));
                continue;
            };
            let given = self.given(award);
            match clauses.iter_mut().find(|(of, ..)| *of == authority) {
                Some((_, gifts, _)) => gifts.push(given),
                None => clauses.push((authority, vec![given], award)),
            }
        }
        let clauses = clauses.into_iter().map(|(authority, gifts, first)| {
            let lead = if proposed && !authority.is_empty() { "Đề nghị " } else { "" };
            let blank = if authority.is_empty() { "" } else { " " };
            let told = capitalize_first(&format!("{lead}{authority}{blank}{}", gifts.join(", ")));
            text_of(told, origin::of_record(first))
        });
        clauses.collect()
    }

    /// The action of an authority: `tặng Giấy khen cho 02 cá nhân có …`.
    pub(super) fn given(self, award: &Award) -> String {
        let count = counted(award);
        let told = match (self.gift(award, None), count) {
            (Gift::Given(gift), Some(count)) => format!("tặng {gift} cho {count}"),
            (Gift::Given(gift), None) => format!("tặng {gift}"),
            (Gift::Done(doing, year), Some(count)) => format!("{doing} {count}{year}"),
            (Gift::Done(doing, year), None) => doing + &year,
        };
        told + &reasons(award)
    }

    /// The same if the authority isn't known: `02 cá nhân được tặng Giấy khen`.
    fn received(self, award: &Award) -> String {
        let proposed = if is_proposed(award) { "đề nghị " } else { "" };
        let count = counted(award).map(|count| count + " ").unwrap_or_default();
        let told = match self.gift(award, None) {
            Gift::Given(gift) => format!("{count}được {proposed}tặng {gift}"),
            Gift::Done(doing, year) => format!("{count}được {proposed}{doing}{year}"),
        };
        told + &reasons(award)
    }

    /// The award in the recipient's own form if it has one, else in the award's.
    pub(super) fn gift(self, award: &Award, recipient: Option<&Recipient>) -> Gift {
        let own = recipient.and_then(|recipient| recipient.form.as_deref());
        let form = own.or(award.form.as_deref()).map(bare_form);
        let title = award.title.as_deref().filter(|_| own.is_none());
        // The reason follows the award and may name the year already.
        let told = |year: u16| reasons(award).contains(&format!("năm {year}"));
        let told = recipient.is_none() && award.year.is_some_and(|year| told(year.0));
        let year = if told { String::new() } else { self.year(award) };
        let doing = form.filter(|form| is_doing(form));
        match (doing, form, title) {
            (Some(doing), _, None) => Gift::Done(doing.to_lowercase(), year),
            (None, Some(form), Some(title)) => Gift::Given(format!("{form} “{title}”{year}")),
            (None, Some(form), None) => Gift::Given(format!("{form}{year}")),
            (_, _, Some(title)) => Gift::Given(format!("danh hiệu “{title}”{year}")),
            (_, None, None) => Gift::Done("khen thưởng".to_owned(), year),
        }
    }

    /// ` năm 2024`, unless it is the reported year.
    pub(super) fn year(self, award: &Award) -> String {
        let year = award.year.map(|year| year.0).filter(|year| self.reported != Some(*year));
        year.map(|year| format!(" năm{NO_BREAK}{year}")).unwrap_or_default()
    }
}

/// A form without the verb, which the sentence adds: `Bằng khen` of `Tặng Bằng khen`.
pub(super) fn bare_form(form: &str) -> &str {
    let verb = ["Tặng thưởng ", "Tặng ", "tặng thưởng ", "tặng "];
    let bare = verb.iter().find_map(|verb| form.strip_prefix(verb)).map(str::trim_start);
    bare.filter(|bare| !bare.is_empty()).unwrap_or(form)
}

/// Whether a form is an action: `Tuyên dương`, `khen thưởng đột xuất`.
fn is_doing(form: &str) -> bool {
    let lower = form.to_lowercase();
    DOINGS.iter().any(|doing| {
        lower.strip_prefix(doing).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

pub(super) fn is_proposed(award: &Award) -> bool {
    award.state == Some(AwardState::Proposed)
}

fn reasons(award: &Award) -> String {
    let reasons = award.reasons.iter().filter_map(|reason| reason.text.as_deref());
    let reasons: Vec<&str> = reasons.map(crate::vietnamese::strip_final_stop).collect();
    if reasons.is_empty() { String::new() } else { format!(" {}", reasons.join(", ")) }
}

/// `01 tập thể, 02 cá nhân`; zero counts are left out. Without a count, the named recipients
/// are counted.
pub(super) fn counted(award: &Award) -> Option<String> {
    if let Some(both) = award.together() {
        return Some(wording::quantity(both));
    }
    let given = |count: &Option<Quantity>| count.clone().filter(|count| !count.is_nothing());
    let listed = |of: fn(&Recipient) -> bool| {
        let number = award.recipients_list.iter().filter(|r| of(r)).count() as u64;
        let amount = Amount::Number(Number::from(number));
        let count = Quantity { hedge: None, amount, percent: false, unit: String::new() };
        Some(count).filter(|_| number > 0)
    };
    let (collectives, individuals) = match (&award.collectives, &award.individuals) {
        (None, None) => (listed(|r| r.collective.is_some()), listed(|r| r.person.is_some())),
        (collectives, individuals) => (given(collectives), given(individuals)),
    };
    let worded = |count: &Quantity, noun: &str| match &count.amount {
        // `nhiều tập thể` contains the noun already.
        Amount::Words(words) if words.ends_with(noun) => words.clone(),
        Amount::Words(words) => format!("{words} {noun}"),
        _ if count.unit.is_empty() => {
            let count = Quantity { unit: noun.to_owned(), ..count.clone() };
            wording::quantity(&count)
        }
        _ => wording::quantity(count),
    };
    let is_words = |count: &Quantity| matches!(count.amount, Amount::Words(_));
    match (collectives, individuals) {
        (None, None) => None,
        (Some(one), Some(other)) if is_words(&one) && one == other => {
            Some(worded(&one, "tập thể, cá nhân"))
        }
        (collectives, individuals) => {
            let collectives = collectives.map(|count| worded(&count, "tập thể"));
            let individuals = individuals.map(|count| worded(&count, "cá nhân"));
            let both: Vec<String> = [collectives, individuals].into_iter().flatten().collect();
            Some(both.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn award(yaml: &str) -> Award {
        serde_yaml::from_str(yaml).expect(yaml)
    }

    fn clauses(reported: Option<u16>, proposed: bool, yaml: &[&str]) -> Vec<String> {
        let awards: Vec<Award> = yaml.iter().map(|yaml| award(yaml)).collect();
        let list: Vec<&Award> = awards.iter().collect();
        let clauses = Awards { list: &list, reported }.clauses(proposed);
        clauses.into_iter().map(|clause| clause.to_string().replace(NO_BREAK, " ")).collect()
    }

    #[test]
    fn an_authority_is_named_once() {
        let list = [
            "{form: Cờ thi đua, authority: Thành phố, collectives: 1 tập thể, individuals: không}",
            "{form: Giấy khen, authority: Công đoàn phường, collectives: 2, individuals: 5}",
            "{form: Bằng khen, authority: Thành phố, individuals: 3 cá nhân, state: đề nghị}",
            "{form: Bằng khen, authority: Thành phố, individuals: 3 đồng chí}",
        ];
        assert_eq!(
            clauses(None, false, &list),
            [
                "Thành phố tặng Cờ thi đua cho 01 tập thể, tặng Bằng khen cho 03 đồng chí",
                "Công đoàn phường tặng Giấy khen cho 02 tập thể, 05 cá nhân",
            ]
        );
        let proposed = ["Đề nghị Thành phố tặng Bằng khen cho 03 cá nhân"];
        assert_eq!(clauses(None, true, &list), proposed);
    }

    #[test]
    fn the_year_is_told_unless_it_is_the_reported_one() {
        let list = [
            "{form: Bằng khen, authority: Tỉnh, year: 2024, collectives: 1 tập thể}",
            "{form: Bằng khen, authority: Tỉnh, year: 2026, collectives: 1 tập thể}",
        ];
        let told = "Tỉnh tặng Bằng khen năm 2024 cho 01 tập thể, tặng Bằng khen";
        assert_eq!(clauses(Some(2026), false, &list), [format!("{told} cho 01 tập thể")]);
        assert_eq!(clauses(None, false, &list), [format!("{told} năm 2026 cho 01 tập thể")]);
        let reason =
            "{form: Cờ, authority: Tỉnh, year: 2024, collectives: 1, reasons: [vì năm 2024 tốt]}";
        assert_eq!(
            clauses(None, false, &[reason]),
            ["Tỉnh tặng Cờ cho 01 tập thể vì năm 2024 tốt"]
        );
    }

    #[test]
    fn praise_is_not_given_and_words_are_counted_by_nobody() {
        for (yaml, told) in [
            (
                "{form: Tuyên dương, authority: Tỉnh, individuals: 30 cán bộ}",
                "Tỉnh tuyên dương 30 cán bộ",
            ),
            ("{form: Biểu dương, individuals: 4 cá nhân}", "04 cá nhân được biểu dương"),
            (
                "{form: Biểu dương, authority: Xã, individuals: 4 cá nhân, year: 2025}",
                "Xã biểu dương 04 cá nhân năm 2025",
            ),
            (
                "{form: Khen thưởng, authority: Tỉnh, collectives: '32 tập thể, cá nhân'}",
                "Tỉnh khen thưởng 32 tập thể, cá nhân",
            ),
            (
                "{form: Giấy khen, authority: Tỉnh, collectives: nhiều, individuals: nhiều}",
                "Tỉnh tặng Giấy khen cho nhiều tập thể, cá nhân",
            ),
            (
                "{form: Tặng Bằng khen, authority: Tỉnh, individuals: 2}",
                "Tỉnh tặng Bằng khen cho 02 cá nhân",
            ),
            (
                "{form: khen thưởng đột xuất, individuals: 3}",
                "03 cá nhân được khen thưởng đột xuất",
            ),
            (
                "{form: Cờ, authority: Tỉnh, collectives: nhiều tập thể}",
                "Tỉnh tặng Cờ cho nhiều tập thể",
            ),
            ("{form: Giấy khen, individuals: nhiều}", "Nhiều cá nhân được tặng Giấy khen"),
            (
                "{form: Giấy khen, authority: Tỉnh, recipients_list: [{person: Lê A}, {person: Lê B}]}",
                "Tỉnh tặng Giấy khen cho 02 cá nhân",
            ),
        ] {
            assert_eq!(clauses(None, false, &[yaml]), [told], "{yaml}");
        }
    }
}
