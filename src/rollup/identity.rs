//! Assignment of dossiers to units, and contradictions in it.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::roster::{Day, Roster, Unit};
use crate::vietnamese::{fold, slug};

use super::{Sent, Standing};

/// A dossier assigned to a unit.
#[derive(Debug, Clone)]
pub(super) struct Laid {
    /// Its index among all submissions.
    pub at: usize,
    /// Why it can't be counted as that unit's yet.
    pub mistaken: Option<Standing>,
}

/// The assignment of all dossiers.
pub(super) struct Assigned<'a> {
    /// The dossiers of a unit, by its code.
    pub by_code: BTreeMap<&'a str, Vec<Laid>>,
    /// Those of units not on the roster.
    pub strangers: Vec<usize>,
}

/// Assigns each dossier to a unit: by the code it states, else by its name, else by the
/// file's name. An unknown code is assumed to be mistyped if the name, or the code without
/// leading zeros, is one unit's; a code and a name of two units contradict each other. `day`
/// is the last of the period.
pub(super) fn assign<'a>(roster: &'a Roster, sent: &[Sent], day: Day) -> Assigned<'a> {
    let known = Known::of(roster, day);
    let (mut by_code, mut strangers) = (BTreeMap::<&str, Vec<Laid>>::new(), Vec::new());
    let mut torn = Vec::new();
    for (at, one) in sent.iter().enumerate() {
        let (code, mistaken) = match known.whose(one) {
            Whose::Unit(code) => (code, None),
            Whose::Mistyped(code) => {
                let typed = one.code().unwrap_or_default().to_owned();
                (code, Some(Standing::WrongCode { typed, right: code.to_owned() }))
            }
            Whose::Torn(own, other, standing) => {
                torn.push((at, own, other, standing));
                continue;
            }
            Whose::Nobody => {
                strangers.push(at);
                continue;
            }
        };
        by_code.entry(code).or_default().push(Laid { at, mistaken });
    }
    by_file_name(&known, sent, &mut by_code);
    // It belongs to the other unit if the one with the stated code has sent its own.
    for (at, own, other, standing) in torn {
        let is_others = by_code.contains_key(own) && !by_code.contains_key(other);
        let whose = if is_others { other } else { own };
        by_code.entry(whose).or_default().push(Laid { at, mistaken: Some(standing) });
    }
    Assigned { by_code, strangers }
}

/// The owner of a dossier, from its own contents.
enum Whose<'a> {
    Unit(&'a str),
    /// An unknown code, probably meant to be this one.
    Mistyped(&'a str),
    /// The code of one unit, the name of another.
    Torn(&'a str, &'a str, Standing),
    Nobody,
}

/// A unit that sent two dossiers, one of which has the file name of a unit that sent none and
/// doesn't have the first unit's name: it belongs to the other, with a wrong code.
fn by_file_name<'a>(known: &Known<'a>, sent: &[Sent], by_code: &mut BTreeMap<&'a str, Vec<Laid>>) {
    let twice: Vec<&str> =
        by_code.iter().filter(|(_, laid)| laid.len() > 1).map(|(code, _)| *code).collect();
    for code in twice {
        let Some(laid) = by_code.get(code) else { continue };
        let called = known.called(code);
        let others: Vec<(usize, &str)> = (0..laid.len())
            .filter_map(|at| {
                let one = sent.get(laid.get(at)?.at)?;
                let other = known.in_file_name(&one.stem)?;
                let own = one.name().zip(called).is_some_and(|(a, b)| fold(a) == fold(b));
                (other != code && !own && !by_code.contains_key(other)).then_some((at, other))
            })
            .collect();
        if others.len() >= laid.len() {
            continue;
        }
        for (at, other) in others.into_iter().rev() {
            let Some(laid) = by_code.get_mut(code) else { continue };
            let at = laid.remove(at).at;
            let mistaken =
                Some(Standing::WrongCode { typed: code.to_owned(), right: other.to_owned() });
            by_code.entry(other).or_default().push(Laid { at, mistaken });
        }
    }
}

/// The question if a dossier's name has no word in common with the name of the unit whose
/// code it states.
pub(super) fn other_name(unit: &Unit, sent: &Sent) -> Option<Diagnostic> {
    let name = sent.name()?;
    let (theirs, ours) = (own_words(name), own_words(unit.name.as_deref()?));
    let apart = !theirs.is_empty() && !ours.is_empty() && theirs.is_disjoint(&ours);
    let at = sent.of.as_ref().and_then(|identity| identity.name_at.as_ref());
    apart.then(|| {
        let message = format!(
            "hồ sơ ghi tên “{}”, tên trong danh sách khác hẳn; xem lại mã và tên",
            name.trim()
        );
        Diagnostic::warning(Code::ROLLUP_IDENTITY, message)
            .with_path(Sent::name_path())
            .at(at.map(Anchor::place))
    })
}

/// Words common in names of units, without marks.
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

/// The roster's units, by what a dossier may state. Keys shared by two units are excluded.
struct Known<'a> {
    by_code: HashMap<String, &'a str>,
    /// The name in the first row of each code.
    called: HashMap<&'a str, &'a str>,
    /// The codes of units that exist at the period's end.
    there: HashSet<&'a str>,
    by_name: HashMap<String, Option<&'a str>>,
    /// By the words of the name that no other unit has.
    by_words: HashMap<String, Option<&'a str>>,
    by_digits: HashMap<String, Option<&'a str>>,
}

impl<'a> Known<'a> {
    fn of(roster: &'a Roster, day: Day) -> Self {
        let mut known = Known {
            by_code: HashMap::new(),
            called: HashMap::new(),
            there: HashSet::new(),
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
            known.called.entry(unit.code()).or_insert_with(|| unit.called());
            if unit.holds_on(day) {
                known.there.insert(unit.code());
            }
            put(&mut known.by_name, fold(unit.called()), unit.code());
            put(&mut known.by_digits, digits(unit.code()), unit.code());
            let words = words_key(unit.called());
            if !words.is_empty() {
                put(&mut known.by_words, words, unit.code());
            }
        }
        known
    }

    /// The unit of a name, by spelling or by its distinctive words.
    fn named(&self, name: &str) -> Option<&'a str> {
        let spelled = self.by_name.get(&fold(name)).copied();
        spelled.or_else(|| self.by_words.get(&words_key(name)).copied()).flatten()
    }

    /// The only unit whose code is a file's name, or a word of it: `BC CS04 nam 2026`.
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

    fn called(&self, code: &str) -> Option<&'a str> {
        self.called.get(code).copied()
    }

    fn whose(&self, one: &Sent) -> Whose<'a> {
        let named = one.name().and_then(|name| self.named(name));
        let in_file_name = || self.in_file_name(&one.stem);
        let Some(code) = one.code() else {
            return named.or_else(in_file_name).map_or(Whose::Nobody, Whose::Unit);
        };
        match (self.by_code.get(&fold(code)).copied(), named) {
            (Some(own), Some(other)) if own != other => match self.contradiction(own, other) {
                Some(standing) => Whose::Torn(own, other, standing),
                None => Whose::Unit(own),
            },
            (Some(own), _) => Whose::Unit(own),
            (None, named) => {
                let meant = named.or_else(|| self.but_for_zeros(code)).or_else(in_file_name);
                meant.map_or(Whose::Nobody, Whose::Mistyped)
            }
        }
    }

    /// `None` if the unit of that name has ended, since its successor may use the name.
    fn contradiction(&self, own: &str, other: &str) -> Option<Standing> {
        Some(Standing::WrongName {
            code: own.to_owned(),
            of: self.called(own)?.to_owned(),
            named: self.there.get(other).copied()?.to_owned(),
        })
    }
}

/// A code without what people or Excel add or drop: zeros before a number, blanks and dashes.
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

/// The distinctive words of a name, in a stable order.
fn words_key(name: &str) -> String {
    let mut words: Vec<String> = own_words(name).into_iter().collect();
    words.sort_unstable();
    words.join(" ")
}
