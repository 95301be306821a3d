//! One spelling throughout: R88.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Severity;
use crate::source::{Path, Segment};

use super::scan::Words;
use super::{Context, Finding, Findings, Rule};

pub(super) const ONE_SPELLING: Rule =
    Rule { code: 88, severity: Severity::Warning, citation: "", run: one_spelling };

/// Where the name of a person, or of a body, stands.
const NAMES: &[&str] = &[
    "name",
    "speaker",
    "from",
    "presenter",
    "person",
    "collective",
    "authority",
    "issuer",
    "party_lead",
    "host",
    "parent",
    "organizer",
];

fn one_spelling(context: &Context<'_>, found: &mut Findings) {
    names(context, found);
    tone_marks(context, found);
}

/// Names that are the same but for where a tone mark stands, for capitals or
/// for blanks.
fn names(context: &Context<'_>, found: &mut Findings) {
    let mut groups: BTreeMap<String, Vec<(&Path, &str)>> = BTreeMap::new();
    for (path, text) in context.printed() {
        // A citation's or a movement's name isn't one of these.
        let named = path.segments().iter().rev().find_map(|s| match s {
            Segment::Key(key) => Some(NAMES.contains(&key.as_str())),
            Segment::Index(_) => None,
        });
        let capitals = !text.contains(char::is_lowercase);
        if named == Some(true) && !capitals {
            groups.entry(folded(text)).or_default().push((path, text));
        }
    }
    for group in groups.values() {
        let (first, spelled) = group[0];
        if let Some((path, other)) = group.iter().find(|(_, text)| *text != spelled) {
            found.add(
                Finding::new((*path).clone(), format!("Tên “{other}” nơi khác viết “{spelled}”"))
                    .related(first.clone(), format!("viết “{spelled}”"))
                    .hint("một tên viết một cách trong cả hồ sơ"),
            );
        }
    }
}

/// A name by which two spellings of it are the same.
fn folded(name: &str) -> String {
    let words: Vec<String> =
        name.split_whitespace().map(|word| retoned(&word.to_lowercase())).collect();
    words.join(" ")
}

/// A syllable as it is placed: where it stands, in lower case.
struct Syllable<'a> {
    path: &'a Path,
    span: Range<usize>,
    written: String,
}

/// `khóa` and `khoá` in one dossier, told once. Quotations keep their own
/// spelling, and so do names: of words in capitals only `Ủy` is looked at.
fn tone_marks(context: &Context<'_>, found: &mut Findings) {
    let mut seen: BTreeMap<String, Vec<Syllable<'_>>> = BTreeMap::new();
    for (path, text) in context.printed() {
        let words = Words::of(text);
        for i in 0..words.len() {
            let (written, lower) = (words.written(i), words.lower(i));
            let proper = written.starts_with(char::is_uppercase) && !matches!(lower, "ủy" | "uỷ");
            let key = retoned(lower);
            if movable(&key) && !proper && !words.quoted(i) {
                let span = words.span(i..i + 1);
                let syllable = Syllable { path, span, written: lower.to_owned() };
                seen.entry(key).or_default().push(syllable);
            }
        }
    }
    for (new, syllables) in &seen {
        let (as_new, as_old): (Vec<_>, Vec<_>) = syllables.iter().partition(|s| s.written == *new);
        let (few, many) =
            if as_new.len() < as_old.len() { (as_new, as_old) } else { (as_old, as_new) };
        let (Some(first), Some(other)) = (few.first(), many.first()) else { continue };
        found.add(
            Finding::new(
                first.path.clone(),
                format!(
                    "Viết lẫn “{}” ({} chỗ) và “{}” ({} chỗ)",
                    first.written,
                    few.len(),
                    other.written,
                    many.len()
                ),
            )
            .span(first.span.clone())
            .severity(Severity::Note)
            .related(other.path.clone(), format!("viết “{}”", other.written))
            .hint(format!("viết thống nhất một kiểu bỏ dấu, ví dụ “{}”", other.written)),
        );
        return;
    }
}

/// Vowels with their five tones.
const TONES: [&str; 5] = ["aàáảãạ", "eèéẻẽẹ", "oòóỏõọ", "uùúủũụ", "yỳýỷỹỵ"];

/// The vowel without its tone, and which tone it is.
fn tone(letter: char) -> Option<(char, usize)> {
    TONES.iter().find_map(|row| {
        let at = row.chars().position(|c| c == letter)?;
        Some((row.chars().next()?, at))
    })
}

fn with_tone(vowel: char, tone: usize) -> Option<char> {
    TONES.iter().find(|row| row.starts_with(vowel))?.chars().nth(tone)
}

/// A lower-case syllable with the tone mark of an open oa, oe, uy on its first
/// vowel: `khoá` becomes `khóa`.
fn retoned(syllable: &str) -> String {
    let mut letters: Vec<char> = syllable.chars().collect();
    let [.., first, second] = letters[..] else { return syllable.to_owned() };
    let after_q = letters.len() > 2 && letters[letters.len() - 3] == 'q';
    let (Some((a, 0)), Some((b, tone))) = (tone(first), tone(second)) else {
        return syllable.to_owned();
    };
    if after_q || !matches!((a, b), ('o', 'a' | 'e') | ('u', 'y')) {
        return syllable.to_owned();
    }
    let end = letters.len();
    if let Some(marked) = with_tone(a, tone) {
        letters[end - 2] = marked;
        letters[end - 1] = b;
    }
    letters.into_iter().collect()
}

/// Whether the tone mark of a syllable could stand on its last vowel as well.
fn movable(retoned: &str) -> bool {
    let letters: Vec<char> = retoned.chars().collect();
    let [.., first, second] = letters[..] else { return false };
    let open = tone(first).zip(tone(second)).is_some_and(|((a, mark), (b, none))| {
        mark > 0 && none == 0 && matches!((a, b), ('o', 'a' | 'e') | ('u', 'y'))
    });
    open && (letters.len() < 3 || letters[letters.len() - 3] != 'q')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tone_marks_move() {
        for (old, new) in
            [("khoá", "khóa"), ("uỷ", "ủy"), ("hoà", "hòa"), ("khoẻ", "khỏe"), ("thuý", "thúy")]
        {
            assert_eq!(retoned(old), new);
            assert!(movable(new), "{new}");
        }
        for fixed in ["quý", "quỹ", "hoa", "toàn", "huy", "thuế", "của", "ý", ""] {
            assert_eq!(retoned(fixed), fixed);
            assert!(!movable(fixed), "{fixed}");
        }
        assert_eq!(folded("Nguyễn Thị  Thuý"), folded("Nguyễn thị Thúy"));
    }
}
