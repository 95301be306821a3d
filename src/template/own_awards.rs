//! The awards given by the organisation itself, the subject of its decision.

use minijinja::Value;

use crate::dossier::{Award, Dossier, Prize, Reason, Recipient};
use crate::usage::Usage;
use crate::vietnamese::{NO_BREAK, Number, capitalize_first, fold, lower_first, strip_final_stop};

use super::awards::{Awards, bare_form, is_proposed};
use super::engine::content;
use super::origin;
use super::people::pairs;
use super::prizes::{self, IsOf, Prizes};
use super::values::{known, text_of, unknown};

/// The awards given by the dossier's organisation.
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

    /// Whether an award of the dossier is one of them.
    pub(super) fn has(&self, award: &Award) -> bool {
        self.0.iter().any(|own| std::ptr::eq(*own, award))
    }

    /// The awards with their numbers, one clause each: `Tặng Giấy khen cho 02 tập thể, 03 cá
    /// nhân có …`.
    pub(super) fn clauses(&self, reported: Option<u16>) -> Vec<Value> {
        let awards = Awards { list: &self.0, reported };
        let clause = |award: &&Award| {
            let told = capitalize_first(&awards.given(award));
            text_of(told, origin::of_record(*award))
        };
        self.0.iter().map(clause).collect()
    }

    /// The prizes that go with them, with their sum.
    pub(super) fn prizes(&self, reported: Option<u16>) -> Value {
        Prizes::of(&self.0).value(Awards { list: &self.0, reported })
    }

    /// The recipients in the order of the decision's list: collectives first, then
    /// individuals.
    fn named(&self) -> impl Iterator<Item = (&'a Award, &'a Recipient)> {
        let all = || self.0.iter().flat_map(|a| a.recipients_list.iter().map(move |r| (*a, r)));
        let collectives = all().filter(|(_, r)| r.collective.is_some());
        collectives.chain(all().filter(|(_, r)| r.collective.is_none() && r.person.is_some()))
    }

    /// The rows of the list: each group numbered separately under a row with its size, and
    /// the sum of the prizes.
    pub(super) fn rows(&self) -> Vec<Value> {
        let mut rows = Vec::new();
        let groups: [(&str, &str, IsOf); 2] = [
            ("A. TẬP THỂ", "tập thể", |r| r.collective.is_some()),
            ("B. CÁ NHÂN", "cá nhân", |r| r.collective.is_none()),
        ];
        for (title, noun, is_of_group) in groups {
            let group: Vec<_> = self.named().filter(|(_, r)| is_of_group(r)).collect();
            if group.is_empty() {
                continue;
            }
            let head = format!("{title} ({:02}{NO_BREAK}{noun})", group.len());
            rows.push(Value::from_pairs([("n", Value::from(head))]));
            rows.extend(group.iter().enumerate().map(|(i, (award, r))| row(i + 1, award, r)));
        }
        let prizes: Vec<&Prize> = self.named().filter_map(|(a, r)| prize(a, r)).collect();
        if !prizes.is_empty() {
            let mut values = prizes.iter().map(|prize| prizes::value(prize));
            let sum = values.try_fold(Number::ZERO, |sum, value| sum.checked_add(value?));
            let strong =
                |text: &str| Value::from_safe_string(format!("#strong[{}]", content(text)));
            let amount = sum.map(|sum| strong(&sum.trimmed().to_string()));
            rows.push(Value::from_pairs([
                ("sum", true.into()),
                ("n", strong("Cộng")),
                ("amount", known(amount)),
                ("goods", unknown()),
            ]));
        }
        rows
    }

    /// The certificates (giấy khen): one for each named recipient, with its number in the
    /// golden book (số sổ vàng), which runs through the whole list.
    pub(super) fn certificates(&self, organization: Option<&str>) -> Vec<Value> {
        let numbered = self.named().enumerate();
        let certified = numbered.filter(|(_, (award, recipient))| {
            let form = recipient.form.as_deref().or(award.form.as_deref());
            form.is_some_and(|form| fold(bare_form(form)).starts_with("giấy khen"))
        });
        let rows = certified
            .map(|(at, (award, recipient))| certificate(at + 1, award, recipient, organization));
        rows.collect()
    }

    /// Whether every award has a complete list of recipients, so that the list is attached.
    pub(super) fn are_listed(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(|award| !award.recipients_list.is_empty())
    }
}

/// A row of the list.
fn row(n: usize, award: &Award, recipient: &Recipient) -> Value {
    let name = recipient.collective.as_ref().or(recipient.person.as_ref());
    let form = recipient.form.as_ref().or(award.form.as_ref());
    let prize = prize(award, recipient);
    Value::from_pairs([
        origin::row_of(recipient),
        ("n", Value::from(n.to_string())),
        ("name", known(name.map(|name| name.0.clone()))),
        ("post", known(post(recipient))),
        ("form", known(form.map(|form| form.0.clone()))),
        ("reason", known(reasons(&recipient.reasons).map(|reason| capitalize_first(&reason)))),
        ("amount", known(prize.and_then(prizes::value).map(|n| n.trimmed().to_string()))),
        ("goods", known(prize.and_then(|prize| prize.goods.as_deref()))),
    ])
}

/// A recipient's prize: their own level, else that of their kind.
fn prize<'a>(award: &'a Award, recipient: &'a Recipient) -> Option<&'a Prize> {
    let of_kind = match recipient.collective {
        Some(_) => &award.prize_collective,
        None => &award.prize,
    };
    recipient.prize.as_ref().or(of_kind.as_ref())
}

/// Post and unit (chức vụ, đơn vị).
fn post(recipient: &Recipient) -> Option<String> {
    let post = recipient.post.as_deref();
    let told = |unit: &&str| !post.is_some_and(|post| fold(post).contains(&fold(unit)));
    let unit = recipient.unit.as_deref().filter(told);
    let parts: Vec<&str> = post.into_iter().chain(unit).collect();
    (!parts.is_empty()).then(|| capitalize_first(&parts.join(", ")))
}

fn reasons(reasons: &[Reason]) -> Option<String> {
    let reasons = reasons.iter().filter_map(|reason| reason.text.as_deref());
    let reasons: Vec<&str> = reasons.map(strip_final_stop).collect();
    (!reasons.is_empty()).then(|| reasons.join(", "))
}

/// The text of a recipient's certificate. A collective has no honorific, and is followed by
/// its union.
fn certificate(
    golden: usize,
    award: &Award,
    recipient: &Recipient,
    organization: Option<&str>,
) -> Value {
    let honorific = recipient.honorific.as_deref().or(award.honorific.as_deref());
    let (name, honorific, place) = match (&recipient.collective, &recipient.person) {
        (Some(name), _) => {
            let own = organization.filter(|own| !fold(name).contains(&fold(own)));
            (Some(name), None, own.map(str::to_owned))
        }
        (None, person) => (person.as_ref(), Some(honorific.unwrap_or("đồng chí")), None),
    };
    let reason = reasons(&recipient.reasons).or_else(|| reasons(&award.reasons));
    pairs(vec![
        ("golden", golden.to_string().into()),
        ("honorific", known(honorific.map(capitalize_first))),
        ("name", known(name.map(|name| name.0.as_str()))),
        ("post", known(post(recipient).or(place))),
        ("reason", known(reason.as_deref().map(merit))),
    ])
}

/// A reason as a sentence of its own: `Đã có thành tích …`.
fn merit(reason: &str) -> String {
    let opened = ["đã ", "vì ", "do "].iter().any(|word| fold(reason).starts_with(word));
    if opened { capitalize_first(reason) } else { format!("Đã {}", lower_first(reason)) }
}

/// The authority that makes a decision: `Ban Chấp hành Công đoàn …`.
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
        let clauses: Vec<String> = own
            .clauses(Some(2026))
            .iter()
            .map(|clause| clause.to_string().replace(NO_BREAK, " "))
            .collect();
        assert_eq!(clauses, ["Tặng Giấy khen cho 01 tập thể, 02 cá nhân có thành tích năm 2026"]);
        assert!(own.are_listed());
        let cells: Vec<String> = own
            .rows()
            .iter()
            .map(|row| row.get_attr("n").expect("n").to_string().replace(NO_BREAK, " "))
            .collect();
        assert_eq!(cells, ["A. TẬP THỂ (01 tập thể)", "1", "B. CÁ NHÂN (02 cá nhân)", "1", "2"]);
    }

    #[test]
    fn a_certificate_is_numbered_through_the_whole_list() {
        let yaml = "organization: {name: Công đoàn cơ sở Thử}\nawards:\n\
            - {form: Giấy khen, authority: Công đoàn cơ sở Thử, reasons: [có thành tích năm 2026.], recipients_list: \
               [{person: A, post: tổ phó, unit: Tổ 1}, {collective: Tổ 1}, \
                {person: B, honorific: ông, reasons: [Vì hiến máu cứu người]}]}\n\
            - {form: Danh hiệu, title: Thợ giỏi, authority: Công đoàn cơ sở Thử, recipients_list: [{collective: Tổ 2}]}\n";
        let dossier: Dossier = serde_yaml::from_str(yaml).expect(yaml);
        let certificates = OwnAwards::of(&dossier).certificates(Some("Công đoàn cơ sở Thử"));
        let told: Vec<Vec<String>> = certificates
            .iter()
            .map(|one| {
                let text = |key| {
                    let value = one.get_attr(key).expect(key);
                    if value.is_true() { value.to_string() } else { "-".to_owned() }
                };
                ["golden", "honorific", "name", "post", "reason"].map(text).to_vec()
            })
            .collect();
        assert_eq!(
            told,
            [
                ["1", "-", "Tổ 1", "Công đoàn cơ sở Thử", "Đã có thành tích năm 2026"],
                ["3", "Đồng chí", "A", "Tổ phó, Tổ 1", "Đã có thành tích năm 2026"],
                ["4", "Ông", "B", "-", "Vì hiến máu cứu người"],
            ]
        );
    }
}
