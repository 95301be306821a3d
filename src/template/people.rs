//! Descriptions of persons in lists and tables. A person in the short biographies (lý lịch
//! trích ngang) is described by these wherever the name occurs.

use std::cmp::Reverse;

use minijinja::Value;

use crate::dossier::{Dossier, ElectedBody, Election, Flag, NominatedBy, Person, Text};
use crate::vietnamese::{NameOrder, capitalize_first, fold};

use super::elected::{self, Elected};
use super::names::Names;
use super::origin;
use super::values::{known, unknown};

/// Everybody named in a dossier, by name.
pub(super) struct People<'a> {
    dossier: &'a Dossier,
    names: &'a Names<'a>,
}

impl<'a> People<'a> {
    pub fn of(names: &'a Names<'a>) -> Self {
        People { dossier: names.dossier, names }
    }

    /// All entries on people of this name: biographies first, then the lists of elections.
    fn told(&self, name: &str) -> impl Iterator<Item = &'a Person> {
        let name = fold(name);
        let listed = self.dossier.elections.iter();
        let listed = listed.flat_map(|e| e.members.iter().chain(&e.candidates));
        let all = self.dossier.people.iter().chain(listed);
        all.filter(move |p| p.name.as_deref().is_some_and(|other| fold(other) == name))
    }

    /// A field of a person: the person's own, else that of another entry with this name,
    /// unless a different year of birth shows that it is another person.
    fn field<T>(&self, person: &'a Person, field: impl Fn(&'a Person) -> Option<T>) -> Option<T> {
        let name = person.name.as_deref().unwrap_or_default();
        let year = own_birth_year(person);
        let same = |other: &&Person| {
            year.zip(own_birth_year(other)).is_none_or(|(year, other)| year == other)
        };
        field(person).or_else(|| self.told(name).filter(same).find_map(field))
    }

    /// Posts and unit (chức vụ, đơn vị công tác), for a table cell.
    pub fn posts(&self, person: &'a Person) -> Option<String> {
        let posts = self.field(person, |p| (!p.posts.0.is_empty()).then_some(&p.posts.0));
        let posts: Vec<&str> = posts.into_iter().flatten().map(|post| post.0.as_str()).collect();
        let mut posts = posts.join(", ");
        let unit = self.field(person, |p| p.unit.as_deref());
        if let Some(unit) = unit.filter(|unit| !fold(&posts).contains(&fold(unit))) {
            if !posts.is_empty() {
                posts += ", ";
            }
            posts += unit;
        }
        (!posts.is_empty()).then(|| capitalize_first(&posts))
    }

    /// `None` if not stated: a person is a man only if the dossier says so.
    fn is_woman(&self, person: &'a Person) -> Option<bool> {
        self.field(person, |p| p.woman).map(|flag| flag.0)
    }

    /// The year of birth, if stated.
    fn birth_year(&self, person: &'a Person) -> Option<u16> {
        let date = self.field(person, |p| p.birth_date).and_then(|date| date.year());
        date.or_else(|| self.field(person, |p| p.birth_year).map(|year| year.0))
    }

    fn born(&self, person: &'a Person) -> Option<String> {
        let date = self.field(person, |p| p.birth_date).map(|date| date.short());
        date.or_else(|| self.birth_year(person).map(|year| year.to_string()))
    }

    /// A candidate's name, with the year of birth if another one has the same name.
    pub fn name_among(&self, person: &'a Person, others: &'a [Person]) -> Option<String> {
        let name = person.name.as_deref()?;
        let same = |p: &&Person| p.name.as_deref().is_some_and(|n| fold(n) == fold(name));
        match own_birth_year(person).filter(|_| others.iter().filter(same).count() > 1) {
            Some(year) => Some(format!("{name} (sinh năm {year})")),
            None => Some(name.to_owned()),
        }
    }

    /// A row of a list of short biographies.
    pub fn row(&self, person: &'a Person) -> Vec<(&'static str, Value)> {
        let born = self.born(person);
        let empty = || Value::from("");
        let (man_born, woman_born) = match self.is_woman(person) {
            Some(true) => (empty(), known(born)),
            Some(false) => (known(born), empty()),
            None => (unknown(), unknown()),
        };
        let text = |field: fn(&Person) -> Option<&Text>| {
            known(self.field(person, field).map(|text| if is_none(text) { "" } else { &*text.0 }))
        };
        vec![
            origin::row_of(person),
            ("name", known(person.name.as_deref())),
            ("posts", known(self.posts(person))),
            ("man_born", man_born),
            ("woman_born", woman_born),
            ("born", known(self.birth_year(person).map(|year| year.to_string()))),
            ("ethnicity", text(|p| p.ethnicity.as_ref())),
            ("hometown", text(|p| p.hometown.as_ref())),
            ("party", self.party(person)),
            ("schooling", text(|p| p.schooling.as_ref())),
            ("qualification", text(|p| p.qualification.as_ref())),
            ("politics", text(|p| p.politics.as_ref())),
            ("languages", text(|p| p.languages.as_ref())),
            ("nominated_by", known(person.nominated_by.map(NominatedBy::word))),
        ]
    }

    /// The date of joining the Party; empty for a person known not to be a member.
    fn party(&self, person: &'a Person) -> Value {
        let joined = self.field(person, |p| p.party_joined).map(|date| date.short());
        let outside = self.field(person, |p| p.party_member) == Some(Flag(false));
        if outside { Value::from("") } else { known(joined) }
    }

    /// The candidates of an election, by name.
    pub fn nominees(&self, election: &'a Election) -> Vec<Value> {
        let mut candidates: Vec<&Person> = election.candidates.iter().collect();
        candidates.sort_by_key(|p| NameOrder::of(p.name.as_deref().unwrap_or_default()));
        candidates.into_iter().map(|person| pairs(self.row(person))).collect()
    }

    /// Those elected to a body in all its rounds: holders of posts first, then by name, each
    /// with votes.
    pub fn elected(&self, election: &'a Election) -> Vec<Value> {
        let rounds = self.dossier.elections.iter().filter(|e| e.is_round_with(election));
        let elected = rounds
            .flat_map(|e| elected::elected(e, self.names).into_iter().map(move |one| (one, e)));
        let mut elected: Vec<(Elected<'a>, &'a Election)> = elected.collect();
        elected.extend(self.chair_apart(election, &elected));
        let rank = |(e, election): &(Elected<'a>, &'a Election)| {
            let name = e.person.name.as_deref().unwrap_or_default();
            let head = &self.names.usage.words.head;
            (Reverse(post_rank(self.post(e.person, election), head)), NameOrder::of(name))
        };
        elected.sort_by_key(rank);
        let row = |(e, election): (Elected<'a>, &'a Election)| {
            let mut row = self.row(e.person);
            row.push(("post", known(self.post(e.person, election))));
            row.push(("votes", known(elected::told(&e, election, self.names))));
            pairs(row)
        };
        elected.into_iter().map(row).collect()
    }

    /// The chair elected by the congress in a separate ballot, who is a member of the
    /// committee without having been on its ballot.
    fn chair_apart(
        &self,
        committee: &Election,
        elected: &[(Elected<'a>, &'a Election)],
    ) -> Option<(Elected<'a>, &'a Election)> {
        let mut posts = self.dossier.elections.iter().filter(|e| {
            self.names.elects(e) == Some(ElectedBody::Officers) && !e.is_by_committee()
        });
        let of_committee = self.names.elects(committee) == Some(ElectedBody::Committee);
        let post = posts.next().filter(|_| of_committee)?;
        let chair = elected::elected(post, self.names).into_iter().next()?;
        let name = |e: &Elected<'_>| e.person.name.as_deref().map(fold);
        let listed = elected.iter().any(|(e, _)| name(e) == name(&chair));
        (!listed).then_some((chair, post))
    }

    /// The post to which a person was elected: as stated in the body's list, else from an
    /// election to that post, else ordinary member.
    pub fn post(&self, person: &'a Person, election: &'a Election) -> Option<&'a str> {
        // An ordinary member may have been elected to a post in a later election.
        if let Some(post) = person.post.as_deref().filter(|post| !is_ordinary(post)) {
            return Some(post);
        }
        let name = fold(person.name.as_deref()?);
        let bears = |p: &&Person| p.name.as_deref().is_some_and(|other| fold(other) == name);
        let named = election.members.iter().find(bears).and_then(|p| p.post.as_deref());
        let officers = self.dossier.elections.iter();
        let officers = officers.filter(|e| self.names.elects(e) == Some(ElectedBody::Officers));
        let inspectors = |e: &&Election| {
            let of_inspectors = e.body.as_deref().is_some_and(|b| fold(b).contains("kiểm tra"));
            of_inspectors == (self.names.elects(election) == Some(ElectedBody::Inspectors))
        };
        let mut officers = officers.filter(inspectors);
        let is_among =
            |e: &&Election| elected::elected(e, self.names).iter().any(|e| bears(&e.person));
        let mut elected = || officers.find(is_among);
        let named = named.filter(|post| !is_ordinary(post));
        let post = named.or_else(|| elected()?.body.as_deref().map(short_post));
        post.or(person.post.as_deref()).or(Some("Ủy viên"))
    }
}

/// `Chủ nhiệm Ủy ban Kiểm tra`, `Bí thư Chi bộ` in a list of that body: `Chủ nhiệm`, `Bí thư`.
fn short_post(post: &str) -> &str {
    let post = post.strip_prefix("Chức danh ").unwrap_or(post);
    let bodies = [" Ủy ban", " Chi bộ", " Đảng ủy"];
    bodies.iter().find_map(|body| post.split_once(body)).map_or(post, |(post, _)| post)
}

fn is_ordinary(post: &str) -> bool {
    ["ủy viên", "uỷ viên"].contains(&fold(post).as_str())
}

/// The rank of a post in a list: the head's is the highest.
fn post_rank(post: Option<&str>, head: &str) -> u8 {
    let post = fold(post.unwrap_or_default());
    match () {
        () if post.starts_with(&fold(head)) || post.starts_with("chủ nhiệm") => 3,
        () if post.starts_with("phó") => 2,
        () if post.contains("thường vụ") => 1,
        () => 0,
    }
}

/// The year of birth stated in this entry.
fn own_birth_year(person: &Person) -> Option<u16> {
    person.birth_date.and_then(|d| d.year()).or(person.birth_year.map(|year| year.0))
}

/// Whether a text says that there is nothing to state.
fn is_none(text: &Text) -> bool {
    fold(&text.0) == "không"
}

/// A map for templates.
pub(super) fn pairs(entries: Vec<(&'static str, Value)>) -> Value {
    Value::from_pairs(entries.into_iter().map(|(key, value)| (key.to_owned(), value)))
}

/// The members of a board, each with name, posts (chức vụ) and post in the board (nhiệm vụ).
pub(super) fn board(members: &[Person]) -> Value {
    let row = |person: &Person| {
        pairs(vec![
            ("name", known(person.name.as_deref())),
            ("post", known(person.post.as_deref())),
            ("posts", person.posts.0.iter().map(|post| post.0.clone()).collect::<Vec<_>>().into()),
            ("reason", known(person.reason.as_deref())),
        ])
    };
    Value::from(members.iter().map(row).collect::<Vec<_>>())
}

/// The lists of a paper, each with its body.
pub(super) fn lists<'a>(
    names: &'a Names<'a>,
    whose: fn(&People<'a>, &'a Election) -> Vec<Value>,
) -> Value {
    let (people, dossier) = (People::of(names), names.dossier);
    let bodies = [ElectedBody::Committee, ElectedBody::StandingCommittee, ElectedBody::Inspectors];
    let elections = dossier
        .elections
        .iter()
        .filter(|e| names.elects(e).is_some_and(|body| bodies.contains(&body)))
        .filter(|e| e.is_first_among(&dossier.elections));
    let lists = elections.filter_map(|election| {
        let rows = whose(&people, election);
        let body = election.body.as_deref()?;
        (!rows.is_empty()).then(|| pairs(vec![("body", body.into()), ("rows", rows.into())]))
    });
    let lists: Vec<Value> = lists.collect();
    if lists.is_empty() { unknown() } else { Value::from(lists) }
}

/// The number of people in the lists of the elected; a person in two lists counts once.
pub(super) fn elected_count(lists: &Value) -> Value {
    let mut known_names: Vec<String> = Vec::new();
    let mut count = 0_u64;
    for list in lists.try_iter().into_iter().flatten() {
        let rows = list.get_attr("rows").ok();
        let names = rows.iter().filter_map(|rows| rows.try_iter().ok()).flatten();
        let names = names.filter_map(|row| Some(row.get_attr("name").ok()?.to_string()));
        let names: Vec<String> = names.map(|name| fold(&name)).collect();
        // Two people of one name in the same list count twice.
        count += names.iter().map(|name| u64::from(!known_names.contains(name))).sum::<u64>();
        known_names.extend(names);
    }
    if count == 0 { unknown() } else { Value::from(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dossier() -> Dossier {
        let yaml = "people:\n  - {name: Lê Thị Lam, posts: Kế toán trưởng, unit: Phòng Tài chính, woman: có, \
                    birth_date: 07/9/1986, party_member: không, politics: không}\n\
                    elections:\n  - body: Ban Chấp hành\n    seats: 2 đồng chí\n    \
                    ballots: {collected: 10 phiếu}\n    candidates:\n      \
                    - {name: Vũ Văn Tím, votes: 4 phiếu, birth_year: 1980, woman: không}\n      \
                    - {name: Lê Thị Lam, votes: 8 phiếu}\n      - {name: Bùi Văn Chàm, votes: 6 phiếu}\n  \
                    - body: Chủ tịch\n    at: hội nghị ban chấp hành\n    members: [{name: Lê Thị Lam}]\n";
        serde_yaml::from_str(yaml).expect("a dossier")
    }

    fn cells(rows: &[Value], cell: &str) -> Vec<String> {
        let text = |row: &Value| row.get_attr(cell).expect(cell).to_string();
        rows.iter().map(text).collect()
    }

    #[test]
    fn a_biography_tells_of_a_name_wherever_it_stands() {
        let dossier = dossier();
        let rows = People::of(&Names::of_built_in(&dossier)).nominees(&dossier.elections[0]);
        assert_eq!(cells(&rows, "name"), ["Bùi Văn Chàm", "Lê Thị Lam", "Vũ Văn Tím"]);
        assert_eq!(cells(&rows[1..2], "posts"), ["Kế toán trưởng, Phòng Tài chính"]);
        assert_eq!(cells(&rows[1..2], "woman_born"), ["07/9/1986"]);
        assert_eq!(cells(&rows[1..2], "man_born"), [""]);
        assert_eq!(cells(&rows[2..], "man_born"), ["1980"]);
        // Known to have none, and unknown.
        assert_eq!(cells(&rows[1..2], "politics"), [""]);
        assert_eq!(cells(&rows[1..2], "party"), [""]);
        assert!(super::super::values::is_unknown(&rows[2].get_attr("party").expect("a cell")));
    }

    fn read(yaml: &str) -> Dossier {
        serde_yaml::from_str(yaml).expect(yaml)
    }

    #[test]
    fn who_is_not_known_to_be_a_man_is_in_no_column() {
        let dossier = dossier();
        let rows = People::of(&Names::of_built_in(&dossier)).nominees(&dossier.elections[0]);
        let told = |row: &Value, cell: &str| {
            !super::super::values::is_unknown(&row.get_attr(cell).expect(cell))
        };
        assert!(!told(&rows[0], "man_born") && !told(&rows[0], "woman_born"));
        // A woman's cell in the men's column is known to be empty.
        assert!(told(&rows[1], "man_born") && told(&rows[2], "man_born"));
    }

    #[test]
    fn two_of_one_name_have_a_biography_each() {
        let two = read(
            "people: [{name: Lê Thị Lam, birth_year: 1980, ethnicity: Kinh}, \
             {name: Lê Thị Lam, birth_year: 1991, ethnicity: Tày}]\n\
             elections: [{body: Ban Chấp hành, candidates: [{name: Lê Thị Lam, birth_year: 1991}, \
             {name: Lê Thị Lam, birth_year: 1980}]}]",
        );
        let mut told =
            cells(&People::of(&Names::of_built_in(&two)).nominees(&two.elections[0]), "ethnicity");
        assert_eq!(told, ["Tày", "Kinh"]);
        told.dedup();
        assert_eq!(told.len(), 2);
    }

    #[test]
    fn rounds_and_a_chair_apart_make_one_list() {
        let rounds = read(
            "elections: [{body: Chủ tịch, at: đại hội, members: [{name: Vũ Văn Tím}]}, \
             {body: Ban Chấp hành, members: [{name: Bùi Văn Chàm}]}, \
             {body: Ban Chấp hành, round: 2, members: [{name: Lê Thị Lam}]}, \
             {body: Ủy ban Kiểm tra, members: [{name: Lê Thị Lam}, {name: Đỗ Thị Hồng}]}]",
        );
        let lists = lists(&Names::of_built_in(&rounds), People::elected);
        let list = |at: usize| -> Vec<Value> {
            let list = lists.get_item(&Value::from(at)).expect("a list");
            let rows = list.get_attr("rows").expect("rows");
            rows.try_iter().expect("rows").collect()
        };
        assert_eq!(cells(&list(0), "name"), ["Vũ Văn Tím", "Bùi Văn Chàm", "Lê Thị Lam"]);
        assert_eq!(cells(&list(0)[..1], "post"), ["Chủ tịch"]);
        assert_eq!(elected_count(&lists).to_string(), "4");
    }

    #[test]
    fn those_elected_stand_by_post() {
        let dossier = dossier();
        let rows = People::of(&Names::of_built_in(&dossier)).elected(&dossier.elections[0]);
        assert_eq!(cells(&rows, "name"), ["Lê Thị Lam", "Bùi Văn Chàm"]);
        assert_eq!(cells(&rows, "post"), ["Chủ tịch", "Ủy viên"]);
        assert_eq!(cells(&rows, "votes"), ["8/10; 80%", "6/10; 60%"]);
    }
}
