//! Whose dossier is whose, and what contradicts that.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::roster::{Day, Roster, Unit};
use crate::source::Path;
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
        let named = organization.and_then(|o| o.name.as_deref()).and_then(|n| known.named(n));
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
                    let own = own.or_else(|| known.in_file_name(&submission.stem));
                    let slip = |own: &str| Standing::WrongCode {
                        typed: code.to_owned(),
                        right: own.to_owned(),
                    };
                    (own, own.map(slip))
                }
            },
            None => (named.or_else(|| known.in_file_name(&submission.stem)), None),
        };
        match code {
            Some(code) => sent.entry(code).or_default().push(Laid { submission, mistaken }),
            None => strangers.push(submission),
        }
    }
    by_file_name(&known, roster, &mut sent);
    // It is the other's where the one whose code it bears has sent its own.
    for (submission, own, other, standing) in torn {
        let whose = if sent.contains_key(own) && !sent.contains_key(other) { other } else { own };
        let laid = Laid { submission, mistaken: Some(standing) };
        sent.entry(whose).or_default().push(laid);
    }
    (sent, strangers)
}

/// A unit that sent two dossiers, one of which has the file's name of a unit that
/// sent none and doesn't bear the first one's name: it is the other's, with a
/// wrong code.
fn by_file_name<'a>(known: &Known<'a>, roster: &Roster, sent: &mut Sent<'a>) {
    let twice: Vec<&str> =
        sent.iter().filter(|(_, laid)| laid.len() > 1).map(|(code, _)| *code).collect();
    for code in twice {
        let Some(laid) = sent.get(code) else { continue };
        let called = roster.units.iter().find(|unit| unit.code() == code).map(Unit::called);
        let others: Vec<(usize, &str)> = (0..laid.len())
            .filter_map(|at| {
                let submission = laid.get(at)?.submission;
                let other = known.in_file_name(&submission.stem)?;
                let dossier = submission.dossier.as_ref();
                let name = dossier.and_then(|d| d.organization.name.as_deref());
                let own = name.zip(called).is_some_and(|(a, b)| fold(a) == fold(b));
                (other != code && !own && !sent.contains_key(other)).then_some((at, other))
            })
            .collect();
        if others.len() >= laid.len() {
            continue;
        }
        for (at, other) in others.into_iter().rev() {
            let Some(laid) = sent.get_mut(code) else { continue };
            let submission = laid.remove(at).submission;
            let mistaken =
                Some(Standing::WrongCode { typed: code.to_owned(), right: other.to_owned() });
            sent.entry(other).or_default().push(Laid { submission, mistaken });
        }
    }
}

/// What to ask where a dossier's name has no word in common with the name of
/// the unit whose code it bears.
pub(super) fn other_name(unit: &Unit, submission: &Submission) -> Option<Diagnostic> {
    let name = submission.dossier.as_ref()?.organization.name.as_deref()?;
    let (theirs, ours) = (own_words(name), own_words(unit.name.as_deref()?));
    let apart = !theirs.is_empty() && !ours.is_empty() && theirs.is_disjoint(&ours);
    apart.then(|| {
        let message = format!(
            "hồ sơ ghi tên “{}”, tên trong danh sách khác hẳn; xem lại mã và tên",
            name.trim()
        );
        Diagnostic::warning(Code::ROLLUP_IDENTITY, message)
            .with_path(Path::root().key("organization").key("name"))
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
    /// By the words of the name that others haven't got.
    by_words: HashMap<String, Option<&'a str>>,
    by_digits: HashMap<String, Option<&'a str>>,
}

impl<'a> Known<'a> {
    fn of(roster: &'a Roster) -> Self {
        let mut known = Known {
            by_code: HashMap::new(),
            by_name: HashMap::new(),
            by_words: HashMap::new(),
            by_digits: HashMap::new(),
        };
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
            let words = words_key(unit.called());
            if !words.is_empty() {
                put(&mut known.by_words, words, unit.code());
            }
        }
        known
    }

    /// The unit of a name, as it is spelled or by the words that make it its own.
    fn named(&self, name: &str) -> Option<&'a str> {
        let spelled = self.by_name.get(&fold(name)).copied();
        spelled.or_else(|| self.by_words.get(&words_key(name)).copied()).flatten()
    }

    /// The one unit whose code is a file's name, or a word of it: `BC CS04 nam
    /// 2026`.
    fn in_file_name(&self, stem: &str) -> Option<&'a str> {
        if let Some(code) = self.by_code.get(&fold(stem)) {
            return Some(code);
        }
        let words = stem.split(|c: char| !c.is_alphanumeric());
        // A number alone may be a year or a day.
        let words = words.filter(|word| word.contains(|c: char| c.is_alphabetic()));
        let words = words.filter(|word| word.contains(|c: char| c.is_ascii_digit()));
        let mut codes = words.filter_map(|word| self.but_for_zeros(word));
        let first = codes.next()?;
        codes.all(|code| code == first).then_some(first)
    }

    /// Excel makes 1 of 001.
    fn but_for_zeros(&self, code: &str) -> Option<&'a str> {
        self.by_digits.get(&digits(code)).copied().flatten()
    }

    /// None where the unit of that name has ended: the unit that goes on may bear its
    /// name.
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

/// A code without what a hand or Excel adds or takes: zeros before a number,
/// blanks and dashes.
fn digits(code: &str) -> String {
    let mut plain = String::new();
    let folded = fold(code);
    let mut chars = folded.chars().filter(|c| c.is_alphanumeric()).peekable();
    while let Some(c) = chars.next() {
        let opens = !plain.ends_with(|c: char| c.is_ascii_digit());
        let goes_on = chars.peek().is_some_and(char::is_ascii_digit);
        if !(c == '0' && opens && goes_on) {
            plain.push(c);
        }
    }
    plain
}

/// The words of a name that are its own, in a stable order.
fn words_key(name: &str) -> String {
    let mut words: Vec<String> = own_words(name).into_iter().collect();
    words.sort_unstable();
    words.join(" ")
}
