//! The meeting that considers awards (họp xét khen thưởng), for its minutes.

use minijinja::Value;

use crate::dossier::{Award, AwardReview, Dossier, Quantity, VoteMethod};
use crate::vietnamese::{Number, fold, shown_percent};

use super::awards::{Awards, Gift, counted, is_proposed};
use super::meetings::{hour, with_reason};
use super::own_awards::OwnAwards;
use super::people::{board, pairs};
use super::values::{known, unknown};

/// The meeting's variables beside its fields.
pub(super) fn value(dossier: &Dossier, reported: Option<u16>) -> Value {
    let Some(review) = &dossier.award_review else { return unknown() };
    let present: Vec<_> = present(review).cloned().collect();
    let absences: Vec<String> = review.absences.iter().filter_map(with_reason).collect();
    let chair = review.chair.as_deref();
    let post = review.members.iter().find(|p| p.name.as_deref() == chair);
    pairs(vec![
        ("present", present.len().into()),
        ("members", review.members.len().into()),
        ("attending", board(&present)),
        ("absent", review.absences.len().into()),
        ("absences", absences.into()),
        ("chair_post", known(post.and_then(|p| p.post.as_deref()))),
        ("by_ballot", (review.method == Some(VoteMethod::Ballots)).into()),
        ("until", known(review.until.as_ref().map(hour))),
        ("votes", Value::from(rows(dossier, reported))),
    ])
}

/// The members present.
fn present(review: &AwardReview) -> impl Iterator<Item = &crate::dossier::Person> {
    review.members.iter().filter(|member| {
        let name = member.name.as_deref().map(fold);
        !review.absences.iter().any(|absent| absent.name.as_deref().map(fold) == name)
    })
}

/// The subjects of the vote: each recipient if they were voted on one by one, else each form
/// with its count.
fn rows(dossier: &Dossier, reported: Option<u16>) -> Vec<Value> {
    let awards = considered(dossier);
    let told = Awards { list: &awards, reported };
    awards.iter().flat_map(|award| of_award(award, told)).collect()
}

fn of_award(award: &Award, told: Awards<'_>) -> Vec<Value> {
    let form = match told.gift(award, None) {
        Gift::Given(gift) => gift,
        Gift::Done(doing, year) => doing + &year,
    };
    let form = match (is_proposed(award), award.authority.as_deref()) {
        (true, Some(authority)) => format!("{form} của {authority}"),
        _ => form,
    };
    let named: Vec<_> = award.recipients_list.iter().filter(|r| r.votes.is_some()).collect();
    if named.is_empty() {
        return vec![row(counted(award), &form, award.votes.as_ref())];
    }
    let name = |r: &crate::dossier::Recipient| r.collective.clone().or_else(|| r.person.clone());
    let all = award.recipients_list.iter();
    let own = |r: &crate::dossier::Recipient| r.votes.clone().or_else(|| award.votes.clone());
    all.map(|r| row(name(r).map(|name| name.0), &form, own(r).as_ref())).collect()
}

fn row(what: Option<String>, form: &str, votes: Option<&Quantity>) -> Value {
    let ratio = votes.and_then(Quantity::ratio);
    let share = ratio.and_then(|(part, whole)| shown_percent(part, whole));
    let agreed = ratio.map(|(part, whole): (Number, Number)| format!("{part}/{whole}"));
    pairs(vec![
        ("what", known(what)),
        ("form", form.into()),
        ("agreed", known(agreed)),
        ("share", known(share.map(|share| share.to_string()))),
    ])
}

/// The awards considered by the meeting: the organisation's own, and those proposed to a
/// superior that were voted on.
fn considered(dossier: &Dossier) -> Vec<&Award> {
    let own = OwnAwards::of(dossier);
    let voted = |award: &Award| {
        award.votes.is_some() || award.recipients_list.iter().any(|r| r.votes.is_some())
    };
    let counts = |award: &&Award| own.has(award) || is_proposed(award) && voted(award);
    dossier.awards.iter().filter(counts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_there_is_counted_and_votes_are_told_one_by_one_or_by_form() {
        let yaml = "organization: {name: Công đoàn cơ sở Thử}\n\
            award_review: {chair: An, members: [{name: An, post: Chủ tịch Hội đồng}, {name: Bình}, {name: Cúc}], \
              absences: [{name: Bình, reason: ốm}]}\n\
            awards:\n\
            - {form: Giấy khen, authority: Công đoàn cơ sở Thử, individuals: 12 cá nhân, votes: 2/2 thành viên}\n\
            - {form: Cờ thi đua, authority: Công đoàn phường Thử, state: đề nghị, \
               recipients_list: [{collective: Tổ 1, votes: 1/2 thành viên}]}\n\
            - {form: Bằng khen, authority: Liên đoàn Lao động tỉnh Thử, state: đề nghị, individuals: 1 cá nhân}\n";
        let dossier: Dossier = serde_yaml::from_str(yaml).expect(yaml);
        let value = value(&dossier, None);
        let text = |value: &Value, key: &str| {
            value.get_attr(key).expect(key).to_string().replace(crate::vietnamese::NO_BREAK, " ")
        };
        assert_eq!(text(&value, "present"), "2");
        assert_eq!(text(&value, "chair_post"), "Chủ tịch Hội đồng");
        let votes = value.get_attr("votes").expect("votes");
        let told: Vec<[String; 4]> = votes
            .try_iter()
            .expect("rows")
            .map(|row| ["what", "form", "agreed", "share"].map(|key| text(&row, key)))
            .collect();
        assert_eq!(
            told,
            [
                ["12 cá nhân", "Giấy khen", "2/2", "100"],
                ["Tổ 1", "Cờ thi đua của Công đoàn phường Thử", "1/2", "50"],
            ]
        );
    }
}
