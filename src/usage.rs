//! The customs (lệ) of trade unions, Party organisations and the Youth Union: their terms, on
//! whose behalf they sign, how they compute a majority. The data is in
//! `report-templates/kinds`, a file for each.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::built_in::TemplateFolder;
use crate::dossier::{Dossier, Level, OrganizationKind, Quantity, StatedPercent};
use crate::error::{Error, ErrorKind};
use crate::vietnamese::Number;

/// The usage of one kind of organisation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Usage {
    /// The kind of organisation.
    pub id: OrganizationKind,
    /// The current regime of its papers.
    pub regime: String,
    /// Of papers that have a regime of their own, what stands for it here.
    #[serde(default)]
    pub regimes: BTreeMap<String, String>,
    /// Its terms.
    pub words: UsageWords,
    /// By level; levels without an entry belong to the last one.
    pub ranks: Vec<Rank>,
    /// Its names for membership figures that differ from a union's, by key.
    pub membership: BTreeMap<String, String>,
    /// Its way of electing, if it differs from a union's.
    pub election: Option<ElectionUsage>,
    /// The limit on the best rating, if there is a rule.
    pub rating: Option<RatingUsage>,
}

/// The terms of an organisation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UsageWords {
    /// The source of these terms.
    pub source: String,
    /// `đoàn viên`, `đảng viên`
    pub member: String,
    /// The default subject of its reports.
    pub subject: String,
    /// The statute that it works by: `Điều lệ Đảng`.
    pub statute: String,
    /// The post of who leads it: `Chủ tịch`, `Bí thư`.
    pub head: String,
    /// What its superior does to an election: `công nhận`, `chuẩn y`.
    pub approve: String,
}

/// Terms that depend on the level.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rank {
    /// The levels; empty for all that have no entry of their own.
    #[serde(default)]
    pub levels: Vec<Level>,
    /// The leading body: `Ban Chấp hành`, `Chi ủy`.
    pub committee: String,
    /// Whether the committee is named with its number (khóa X) beside its term.
    pub committee_numbered: bool,
    /// The name of a congress that every member attends.
    pub plenary: String,
    /// The body on whose behalf its papers are signed.
    pub signs: String,
}

/// How an organisation elects.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ElectionUsage {
    /// The rule's name.
    pub source: String,
    /// The number of which a person needs more than half.
    pub majority_of: MajorityBase,
    /// Whether there must be more candidates for the committee than seats (số dư).
    pub must_outnumber_seats: bool,
    /// Whether one of the presidium signs the tellers' minutes beside them.
    pub presidium_countersigns: bool,
}

/// The base of a majority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum MajorityBase {
    /// The summoned members entitled to vote, minus those that the rule deducts.
    #[serde(rename = "triệu tập")]
    Called,
    /// The ballots collected.
    #[serde(rename = "thu về")]
    Collected,
}

/// The limit on the best rating.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RatingUsage {
    /// The rule's name.
    pub source: String,
    /// The most that may be rated *xuất sắc*, in percent of those rated *tốt*.
    pub excellent_of_good: StatedPercent,
}

/// The usages of all kinds of organisations.
#[derive(Debug, Clone)]
pub struct Usages(Vec<Usage>);

impl Usages {
    /// Reads every file. Errors are for template authors: an unreadable file, or a kind
    /// without one.
    pub fn read(folder: &TemplateFolder) -> Result<Self, Error> {
        let wrong = |message| Error::new(ErrorKind::Office, message);
        let mut usages = Vec::new();
        for name in folder.list("kinds") {
            let path = format!("kinds/{name}");
            let text = folder.find(&path).unwrap_or_default();
            let usage: Usage = serde_yaml::from_str(text)
                .map_err(|e| wrong(format!("{path}: {e}")).with_source(e))?;
            if usage.ranks.is_empty() {
                return Err(wrong(format!("{path}: ranks: cần ít nhất một mục")));
            }
            usages.push(usage);
        }
        let lacks = |word: &&&str| !usages.iter().any(|usage| usage.id.word() == **word);
        match OrganizationKind::WORDS.iter().find(lacks) {
            Some(word) => Err(wrong(format!("kinds: không có tệp nào của {word}"))),
            None => Ok(Usages(usages)),
        }
    }

    /// The usage of the dossier's organisation.
    pub fn of(&self, dossier: &Dossier) -> &Usage {
        let kind = dossier.organization_kind();
        let own = self.0.iter().find(|usage| usage.id == kind);
        own.unwrap_or_else(|| unreachable!("every kind has its usage, as `read` sees to"))
    }
}

/// The number of which more than half is needed to be elected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Majority {
    /// The ballots collected, valid or not.
    Collected,
    /// The members entitled to vote; `None` if the dossier doesn't state their number.
    Members(Option<Number>),
}

/// The summoned members entitled to vote, minus those that the rule deducts.
fn entitled(dossier: &Dossier) -> Option<Number> {
    let attendance = dossier.attendance.as_ref()?;
    let count = |told: &Option<Quantity>| match told.as_ref()? {
        nobody if nobody.is_nothing() => Some(Number::ZERO),
        told => told.number().filter(|_| !told.percent && told.hedge.is_none()),
    };
    let called = count(&attendance.entitled)?;
    let mut deducted = attendance.deducted.iter().map(|deduction| count(&deduction.count));
    deducted.try_fold(called, |left, count| left.checked_sub(count?))
}

impl Usage {
    /// What a majority is counted of in a dossier.
    pub fn majority(&self, dossier: &Dossier) -> Majority {
        match self.election.as_ref().map(|election| election.majority_of) {
            Some(MajorityBase::Called) => Majority::Members(entitled(dossier)),
            Some(MajorityBase::Collected) | None => Majority::Collected,
        }
    }

    /// The entry for a level.
    pub fn rank(&self, level: Option<Level>) -> &Rank {
        let own = self.ranks.iter().find(|rank| level.is_some_and(|l| rank.levels.contains(&l)));
        // Without a stated level a cell is most likely.
        let first = self.ranks.first().filter(|_| level.is_none());
        own.or(first)
            .or(self.ranks.last())
            .unwrap_or_else(|| unreachable!("no file without ranks is read"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dossier(yaml: &str) -> Dossier {
        serde_yaml::from_str(yaml).expect(yaml)
    }

    #[test]
    fn each_kind_of_organisation_has_its_own_words() {
        let usages = Usages::read(&TemplateFolder::built_in()).expect("read");
        for (yaml, member, committee, signs) in [
            ("kind: tổng kết", "đoàn viên", "Ban Chấp hành", "Ban Chấp hành"),
            ("organization: {kind: đảng}", "đảng viên", "Chi ủy", "Chi bộ"),
            ("form: đảng", "đảng viên", "Chi ủy", "Chi bộ"),
            (
                "organization: {kind: đảng, level: đảng bộ cơ sở}",
                "đảng viên",
                "Ban Chấp hành",
                "Đảng ủy",
            ),
            ("organization: {kind: đoàn}", "đoàn viên", "Ban Chấp hành", "Ban Chấp hành"),
        ] {
            let dossier = dossier(yaml);
            let usage = usages.of(&dossier);
            let rank = usage.rank(dossier.organization.level);
            let found = (&*usage.words.member, &*rank.committee, &*rank.signs);
            assert_eq!(found, (member, committee, signs), "{yaml}");
        }
    }

    #[test]
    fn a_folder_that_lacks_something_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let kinds = folder.path().join("kinds");
        std::fs::create_dir_all(&kinds).expect("made");
        for (text, says) in [
            ("id: đảng\nregime: party\nranks: []\n", "words"),
            (
                "id: đảng\nregime: party\nwords: {source: a, member: b, subject: c, statute: d, head: e, approve: f}\nranks: []\nmembership: {}\n",
                "ranks",
            ),
            (
                "id: đoàn\nregime: youth\nwords: {source: a, member: b, subject: c, statute: d, head: e, approve: f}\nranks: [{committee: a, committee-numbered: true, plenary: a, signs: a}]\nmembership: {}\n",
                "không có tệp nào của đảng",
            ),
        ] {
            std::fs::write(kinds.join("party.yaml"), text).expect("written");
            let error = Usages::read(&TemplateFolder::with_own(folder.path())).expect_err(text);
            assert!(error.to_string().contains(says), "{error}");
        }
    }
}
