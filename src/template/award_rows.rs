//! The tables of the awards annex: how many of each award, and its recipients.

use minijinja::Value;

use crate::dossier::{Amount, Award, Quantity, Recipient};
use crate::vietnamese::{Number, capitalize_first};

use super::awards::{Awards, bare_form, is_proposed};
use super::engine::content;
use super::origin;
use super::values::known;
use super::wording;

impl Awards<'_> {
    /// The rows of the annex: `form`, `authority`, `collectives`, `individuals`; a count that
    /// doesn't separate them spans both columns.
    pub(super) fn rows(self, proposed: bool) -> Vec<Value> {
        let awards = self.list.iter().filter(|a| is_proposed(a) == proposed);
        awards.map(|award| self.row(award)).collect()
    }

    fn row(self, award: &Award) -> Value {
        let name = match (award.form.as_deref(), award.title.as_deref()) {
            (Some(form), Some(title)) => format!("{form} “{title}”"),
            (form, title) => form.or(title).unwrap_or_default().to_owned(),
        };
        let name = capitalize_first(bare_form(&name));
        let mut row = vec![
            origin::row_of(award),
            ("form", Value::from(name + &self.year(award))),
            ("authority", known(award.authority.as_deref())),
        ];
        match award.together() {
            Some(both) => row.push(("collectives", Value::from(wording::quantity(both)))),
            None => row.extend([
                ("collectives", known(award.collectives.as_ref().map(cell))),
                ("individuals", known(award.individuals.as_ref().map(cell))),
            ]),
        }
        Value::from_pairs(row)
    }

    /// The sum row of the received awards; `None` if a count can't be added up.
    pub(super) fn total_row(self) -> Option<Value> {
        let strong = |text: &str| Value::from_safe_string(format!("#strong[{}]", content(text)));
        let [collectives, individuals] = total(self.list)?;
        Some(Value::from_pairs([
            ("uncounted", true.into()),
            ("form", strong("Cộng")),
            ("collectives", strong(&collectives.to_string())),
            ("individuals", strong(&individuals.to_string())),
        ]))
    }

    /// The named recipients, one row for each reason: `recipient`, `given`, `reason`.
    /// Proposed awards are left out.
    pub(super) fn recipient_rows(self) -> Vec<Value> {
        let mut rows = Vec::new();
        for award in self.given_ones() {
            let named =
                if award.including.is_empty() { &award.recipients_list } else { &award.including };
            for recipient in named {
                let Some(name) = recipient.collective.as_ref().or(recipient.person.as_ref()) else {
                    continue;
                };
                let post = recipient.post.as_ref().map(|post| format!(", {}", content(&post.0)));
                let name = content(&name.0) + &post.unwrap_or_default();
                let own =
                    if recipient.reasons.is_empty() { &award.reasons } else { &recipient.reasons };
                let reasons = own.iter().map(|r| r.text.as_deref().unwrap_or_default());
                let reasons: Vec<&str> = if own.is_empty() { vec![""] } else { reasons.collect() };
                rows.extend(reasons.into_iter().map(|reason| {
                    Value::from_pairs([
                        origin::row_of(recipient),
                        ("recipient", Value::from_safe_string(name.clone())),
                        ("given", Value::from_safe_string(self.given_to(award, recipient, reason))),
                        ("reason", Value::from(capitalize_first(reason))),
                    ])
                }));
            }
        }
        rows
    }

    /// Whether every received award has a complete list of recipients.
    pub(super) fn names_all(self) -> bool {
        self.given_ones().all(|award| !award.recipients_list.is_empty())
    }

    fn given_ones(&self) -> impl Iterator<Item = &Award> {
        self.list.iter().copied().filter(|award| !is_proposed(award))
    }

    /// The award that a recipient got and who gave it, as Typst: `Bằng khen năm 2024 của …`.
    fn given_to(self, award: &Award, recipient: &Recipient, reason: &str) -> String {
        let form = recipient.form.as_deref().or(award.form.as_deref()).unwrap_or_default();
        let mut given = content(form);
        if let Some(title) = award.title.as_deref().filter(|_| recipient.form.is_none()) {
            given += if award.form.is_some() { " " } else { "" };
            given += &content(&format!("“{title}”"));
        }
        let year = award.year.map(|year| year.0).filter(|year| self.reported != Some(*year));
        if let Some(year) = year.filter(|_| !reason.contains("năm ")) {
            given += &format!(" năm {}", content(&year.to_string()));
        }
        if let Some(authority) = award.authority.as_deref() {
            given += &format!(" của {}", content(authority));
        }
        given
    }
}

/// A count in a column whose head names the noun: `7`, `trên 30`, `nhiều`; `0` for *không*.
fn cell(count: &Quantity) -> String {
    match &count.amount {
        Amount::None => "0".to_owned(),
        Amount::Words(words) => words.clone(),
        _ => wording::bare_count(count),
    }
}

/// The sums of collectives and of individuals; `None` if a count can't be added up.
fn total(awards: &[&Award]) -> Option<[Number; 2]> {
    let received = || awards.iter().filter(|award| !is_proposed(award));
    if received().any(|award| award.together().is_some()) {
        return None;
    }
    let sum = |of: fn(&Award) -> &Option<Quantity>| {
        received().try_fold(Number::from(0_u32), |sum, award| match of(award) {
            Some(count) if count.is_nothing() => Some(sum),
            Some(count) if count.hedge.is_some() => None,
            Some(count) => sum.checked_add(count.number()?),
            None => Some(sum),
        })
    };
    Some([sum(|award| &award.collectives)?, sum(|award| &award.individuals)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn award(yaml: &str) -> Award {
        serde_yaml::from_str(yaml).expect(yaml)
    }

    #[test]
    fn what_is_not_counted_is_not_added() {
        let sum = |yaml: &[&str]| {
            let awards: Vec<Award> = yaml.iter().map(|yaml| award(yaml)).collect();
            total(&awards.iter().collect::<Vec<_>>()).map(|sums| sums.map(|n| n.to_string()))
        };
        let plain = ["{collectives: 2 tập thể}", "{collectives: không, individuals: 3}"];
        assert_eq!(sum(&plain), Some(["2".to_owned(), "3".to_owned()]));
        assert_eq!(sum(&["{individuals: nhiều}"]), None);
        assert_eq!(sum(&["{individuals: trên 30 cá nhân}"]), None);
        assert_eq!(sum(&["{collectives: '3 tập thể, cá nhân'}"]), None);
    }

    #[test]
    fn who_got_what() {
        let award = award(
            "{form: Bằng khen, year: 2024, authority: Tỉnh, reasons: [dẫn đầu phong trào], \
             including: [{collective: Tổ 1}, {person: Lê Hà, form: Kỷ niệm chương}]}",
        );
        let list = [&award];
        let awards = Awards { list: &list, reported: Some(2026) };
        let row = |row: &Value| {
            let cells = ["recipient", "given", "reason"];
            cells.map(|cell| {
                row.get_attr(cell).expect(cell).to_string().replace(['#', '"', ';'], "")
            })
        };
        let rows: Vec<_> = awards.recipient_rows().iter().map(row).collect();
        let reason = "Dẫn đầu phong trào";
        assert_eq!(rows[0], ["Tổ 1", "Bằng khen năm 2024 của Tỉnh", reason]);
        assert_eq!(rows[1][1], "Kỷ niệm chương năm 2024 của Tỉnh");
        assert!(!awards.names_all());
    }
}
