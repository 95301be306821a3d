//! Whose dossier is whose, and what contradicts that.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::roster::{Day, Roster, Unit};
use crate::vietnamese::{fold, slug};

use super::{Standing, Submission};

/// A dossier laid to a unit.
#[derive(Debug, Clone)]
pub(super) struct Laid<'a> {
    pub submission: &'a Submission,
    /// Why it can't be counted as that unit's yet.
    pub mistaken: Option<Standing>,
}

pub(super) type Sent<'a> = BTreeMap<&'a str, Vec<Laid<'a>>>;

/// Lays each dossier to a unit: by the code it states, else by its name, else
/// by the file's name. A code that nobody has is a slip of the pen where the
/// name, or all but its leading zeros, is one unit's; a code and a name of two
/// units contradict each other. `day` is the last of the period.
pub(super) fn assign<'a>(
    roster: &'a Roster,
    submissions: &'a [Submission],
    day: Day,
) -> (Sent<'a>, Vec<&'a Submission>) {
    let known = Known::of(roster);
    let (mut sent, mut strangers, mut torn) = (Sent::new(), Vec::new(), Vec::new());
    for submission in submissions {
        let organization = submission.dossier.as_ref().map(|d| &d.organization);
        let stated = organization.and_then(|o| o.code.as_deref()).filter(|code| !code.is_empty());
        let named = organization
            .and_then(|o| o.name.as_deref())
            .and_then(|name| known.by_name.get(&fold(name)).copied().flatten());
        let (code, mistaken) = match stated {
            Some(code) => match (known.by_code.get(&fold(code)).copied(), named) {
                (Some(own), Some(other)) if own != other => {
                    match known.contradiction(roster, own, other, day) {
                        Some(standing) => {
                            torn.push((submission, own, other, standing));
                            continue;
                        }
                        None => (Some(own), None),
                    }
                }
                (Some(own), _) => (Some(own), None),
                (None, named) => {
                    let own = named.or_else(|| known.but_for_zeros(code));
                    let slip = |own: &str| Standing::WrongCode {
                        typed: code.to_owned(),
                        right: own.to_owned(),
                    };
                    (own, own.map(slip))
                }
            },
            None => (named.or_else(|| known.by_code.get(&fold(&submission.stem)).copied()), None),
        };
        match code {
            Some(code) => sent.entry(code).or_default().push(Laid { submission, mistaken }),
            None => strangers.push(submission),
        }
    }
    // It is the other's where the one whose code it bears has sent its own.
    for (submission, own, other, standing) in torn {
        let whose = if sent.contains_key(own) && !sent.contains_key(other) { other } else { own };
        let laid = Laid { submission, mistaken: Some(standing) };
        sent.entry(whose).or_default().push(laid);
    }
    (sent, strangers)
}

/// What to ask where a dossier's name has no word in common with the name of
/// the unit whose code it bears.
pub(super) fn other_name(unit: &Unit, submission: &Submission) -> Option<String> {
    let name = submission.dossier.as_ref()?.organization.name.as_deref()?;
    let (theirs, ours) = (own_words(name), own_words(unit.name.as_deref()?));
    let apart = !theirs.is_empty() && !ours.is_empty() && theirs.is_disjoint(&ours);
    apart.then(|| {
        format!("hồ sơ ghi tên “{}”, tên trong danh sách khác hẳn; xem lại mã và tên", name.trim())
    })
}

/// Words that any unit's name may hold, without their marks.
const COMMON: &[&str] = &[
    "cong", "doan", "co", "so", "bo", "phan", "ty", "tnhh", "phan", "mot", "thanh", "vien", "mtv",
    "cp", "cty", "cdcs", "cd", "xi", "nghiep", "nha", "may", "truong", "tieu", "hoc", "thpt",
    "thcs", "mam", "non", "trung", "xa", "phuong", "quan", "huyen", "tinh", "tp", "pho", "lien",
    "lao", "dong", "don", "vi", "chi", "nhanh", "tap", "trach", "nhiem", "huu", "han", "va", "uy",
    "ban", "nhan", "dan",
];

fn own_words(name: &str) -> HashSet<String> {
    let words = slug(name);
    let words = words.split('-').filter(|word| !word.is_empty() && !COMMON.contains(word));
    words.map(str::to_owned).collect()
}

/// The roster's units by what a dossier can say of itself. What two units share
/// names neither.
struct Known<'a> {
    by_code: HashMap<String, &'a str>,
    by_name: HashMap<String, Option<&'a str>>,
    by_digits: HashMap<String, Option<&'a str>>,
}

impl<'a> Known<'a> {
    fn of(roster: &'a Roster) -> Self {
        let mut known =
            Known { by_code: HashMap::new(), by_name: HashMap::new(), by_digits: HashMap::new() };
        let put = |map: &mut HashMap<String, Option<&'a str>>, key: String, code: &'a str| {
            let one = map.entry(key).or_insert(Some(code));
            if one.is_some_and(|known| known != code) {
                *one = None;
            }
        };
        for unit in &roster.units {
            known.by_code.insert(fold(unit.code()), unit.code());
            put(&mut known.by_name, fold(unit.called()), unit.code());
            put(&mut known.by_digits, digits(unit.code()), unit.code());
        }
        known
    }

    /// Excel makes 1 of 001.
    fn but_for_zeros(&self, code: &str) -> Option<&'a str> {
        self.by_digits.get(&digits(code)).copied().flatten()
    }

    /// None where the unit of that name is no more, so that whoever goes on may
    /// well bear its name.
    fn contradiction(&self, roster: &Roster, own: &str, other: &str, day: Day) -> Option<Standing> {
        let unit = |code: &str| roster.units.iter().find(|u| u.code() == code && u.holds_on(day));
        let called = roster.units.iter().find(|u| u.code() == own)?.called();
        Some(Standing::WrongName {
            code: own.to_owned(),
            of: called.to_owned(),
            named: unit(other)?.code().to_owned(),
        })
    }
}

fn digits(code: &str) -> String {
    fold(code).trim_start_matches('0').to_owned()
}
