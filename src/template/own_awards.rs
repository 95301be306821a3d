//! What an organisation itself gives: the awards that its own decision is about.

use minijinja::Value;

use crate::dossier::{Award, Dossier};
use crate::usage::Usage;
use crate::vietnamese::{NO_BREAK, capitalize_first, fold};

use super::awards::{Awards, is_proposed};
use super::values::known;

/// The awards that the dossier's organisation gives, and what papers print of them.
pub(super) struct OwnAwards<'a>(Vec<&'a Award>);

impl<'a> OwnAwards<'a> {
    pub(super) fn of(dossier: &'a Dossier) -> Self {
        let own = dossier.organization.name.as_deref().map(fold);
        let gives = |award: &&Award| {
            let authority = award.authority.as_deref().map(fold);
            !is_proposed(award) && authority.is_some() && authority == own
        };
        OwnAwards(dossier.awards.iter().filter(gives).collect())
    }

    /// What is given to how many, one clause each: `Tặng Giấy khen cho 02 tập thể, 03 cá
    /// nhân có …`.
    pub(super) fn clauses(&self, reported: Option<u16>) -> Vec<String> {
        let awards = Awards { list: &self.0, reported };
        self.0.iter().map(|award| capitalize_first(&awards.given(award))).collect()
    }

    /// Who gets them: first the collectives, then the people, each group counted anew
    /// under a row that says how many they are.
    pub(super) fn rows(&self) -> Vec<Value> {
        let named = || self.0.iter().flat_map(|a| a.recipients_list.iter().map(move |r| (a, r)));
        let collectives: Vec<_> = named().filter(|(_, r)| r.collective.is_some()).collect();
        let people: Vec<_> = named().filter(|(_, r)| r.person.is_some()).collect();
        let mut rows = Vec::new();
        for (title, noun, group) in
            [("A. TẬP THỂ", "tập thể", collectives), ("B. CÁ NHÂN", "cá nhân", people)]
        {
            if group.is_empty() {
                continue;
            }
            let head = format!("{title} ({:02}{NO_BREAK}{noun})", group.len());
            rows.push(Value::from_pairs([("n", Value::from(head))]));
            rows.extend(group.iter().enumerate().map(|(i, (award, recipient))| {
                let name = recipient.collective.as_ref().or(recipient.person.as_ref());
                Value::from_pairs([
                    ("n", Value::from((i + 1).to_string())),
                    ("name", known(name.map(|name| name.0.clone()))),
                    ("post", known(recipient.post.as_ref().map(|post| capitalize_first(&post.0)))),
                    ("form", known(award.form.as_ref().map(|form| form.0.clone()))),
                ])
            }));
        }
        rows
    }

    /// Whether every award has the whole list of who gets it, so that a list goes along.
    pub(super) fn are_listed(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(|award| !award.recipients_list.is_empty())
    }
}

/// On whose authority a decision is made: `Ban Chấp hành Công đoàn …`.
pub(super) fn authority(dossier: &Dossier, usage: &Usage) -> Vec<String> {
    let own = &dossier.organization;
    let standing = own.has_standing_committee.is_some_and(|f| f.0);
    let committee = &usage.rank(own.level).committee;
    let body = if standing { "Ban Thường vụ" } else { committee };
    let name = own.name.as_deref().unwrap_or("…");
    vec![body.to_owned(), name.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_organisation_gives_itself_is_its_own() {
        let yaml = "organization: {name: Công đoàn cơ sở Thử}\nawards:\n\
            - {form: Giấy khen, authority: công đoàn cơ sở Thử, collectives: 1 tập thể, individuals: 2 cá nhân, \
               reasons: [có thành tích năm 2026], recipients_list: [{person: A}, {collective: Tổ 1}, {person: B}]}\n\
            - {form: Bằng khen, authority: Liên đoàn Lao động thành phố Thử, individuals: 1 cá nhân}\n\
            - {form: Giấy khen, authority: Công đoàn cơ sở Thử, state: đề nghị, individuals: 9 cá nhân}\n";
        let dossier: Dossier = serde_yaml::from_str(yaml).expect(yaml);
        let own = OwnAwards::of(&dossier);
        let clauses: Vec<String> =
            own.clauses(Some(2026)).iter().map(|clause| clause.replace(NO_BREAK, " ")).collect();
        assert_eq!(clauses, ["Tặng Giấy khen cho 01 tập thể, 02 cá nhân có thành tích năm 2026"]);
        assert!(own.are_listed());
        let cells: Vec<String> = own
            .rows()
            .iter()
            .map(|row| row.get_attr("n").expect("n").to_string().replace(NO_BREAK, " "))
            .collect();
        assert_eq!(cells, ["A. TẬP THỂ (01 tập thể)", "1", "B. CÁ NHÂN (02 cá nhân)", "1", "2"]);
    }
}
