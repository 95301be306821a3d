//! Phrases of an organisation's name, between which a letterhead may wrap.
//!
//! `TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM` is wider than its column (Nghị định 30/2020/NĐ-CP, Phụ
//! lục I), and broken in the wrong place it reads badly. The words that begin a phrase and
//! the compounds that must stay together are listed as data; a proper name stays with the
//! phrase before it.

mod width;
mod words;

use super::bind::unbroken;

use width::width;

/// The width above which a phrase is divided, if possible: the width of a letterhead's
/// column, 66 mm, for bold capitals of 13 points, in thousandths of the font size. Slightly
/// more than that, since a parent body is set in a lighter weight.
const WIDEST: u32 = 14_600;

/// The phrases of a name, in order. Joined by single spaces they give the name again, with
/// its blanks made single; a part bound by no-break spaces stays one phrase.
pub fn phrases(name: &str) -> Vec<String> {
    let syllables: Vec<&str> = name
        .split(|c: char| c.is_whitespace() && c != '\u{a0}')
        .filter(|syllable| !syllable.is_empty())
        .collect();
    with_dashes(atoms(&syllables))
        .into_iter()
        .fold(Vec::new(), append)
        .into_iter()
        .flat_map(divide)
        .collect()
}

/// The name with no-break spaces inside its phrases and plain spaces between them.
pub fn bound(name: &str) -> String {
    let phrases: Vec<String> = phrases(name).iter().map(|p| unbroken(p)).collect();
    phrases.join(" ")
}

/// Syllables that are never separated.
struct Atom {
    text: String,
    kind: Kind,
}

/// Kinds of words. A word may be of several; the greatest variant wins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Continues the phrase before it.
    Plain,
    /// Begins a phrase: `thành phố`.
    Head,
    /// Begins a phrase, and includes the head after it: `và`.
    Opener,
}

/// Splits a name into atoms, preferring the longest known words.
fn atoms(syllables: &[&str]) -> Vec<Atom> {
    let keys: Vec<String> = syllables.iter().map(|syllable| words::key(syllable)).collect();
    let mut atoms = Vec::new();
    let mut start = 0;
    while start < syllables.len() {
        let (mut length, mut kind) = known_at(&keys[start..]);
        let mut text = syllables[start..start + length].join(" ");
        // A known word too wide for a line is divided into shorter known ones.
        while length > 1 && width(&text) > WIDEST {
            (length, kind) = known_at(&keys[start..start + length - 1]);
            text = syllables[start..start + length].join(" ");
        }
        atoms.push(Atom { text, kind });
        start += length;
    }
    atoms
}

/// Joins the names on both sides of a dash, `BÀ RỊA - VŨNG TÀU`, into one atom.
fn with_dashes(atoms: Vec<Atom>) -> Vec<Atom> {
    let mut joined: Vec<Atom> = Vec::new();
    let mut rest = atoms.as_slice();
    while let Some((atom, behind)) = rest.split_first() {
        rest = behind;
        let before = name_length(joined.iter().rev());
        let after = name_length(rest.iter());
        let name = || {
            let parts = joined[joined.len() - before..].iter().chain([atom]).chain(&rest[..after]);
            parts.map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let name = Some(name()).filter(|_| is_dash(atom) && before.min(after) > 0);
        match name.filter(|name| width(name) <= WIDEST) {
            Some(text) => {
                joined.truncate(joined.len() - before);
                joined.push(Atom { text, kind: Kind::Plain });
                rest = &rest[after..];
            }
            None => joined.push(Atom { text: atom.text.clone(), kind: atom.kind }),
        }
    }
    joined
}

/// How many of these atoms, counted away from a dash, form the name beside it: a known word,
/// or two syllables.
fn name_length<'a>(mut atoms: impl Iterator<Item = &'a Atom>) -> usize {
    let is_name =
        |atom: &&Atom| atom.kind == Kind::Plain && !is_dash(atom) && !atom.text.ends_with(',');
    let is_syllable = |atom: &Atom| !atom.text.contains(' ');
    match atoms.next().filter(is_name) {
        None => 0,
        Some(first) if !is_syllable(first) => 1,
        Some(_) => 1 + usize::from(atoms.next().filter(is_name).is_some_and(is_syllable)),
    }
}

fn is_dash(atom: &Atom) -> bool {
    matches!(atom.text.as_str(), "-" | "–")
}

/// How many keys the longest known word at the beginning covers, and its kind; an unknown
/// syllable stands alone.
fn known_at(keys: &[String]) -> (usize, Kind) {
    words::longest_at(keys).unwrap_or((1, Kind::Plain))
}

/// Adds an atom to the last phrase, or begins a phrase with it.
fn append(mut phrases: Vec<Vec<Atom>>, atom: Atom) -> Vec<Vec<Atom>> {
    match phrases.last_mut() {
        Some(phrase) if phrase.last().is_some_and(|last| joins(&atom, last)) => phrase.push(atom),
        _ => phrases.push(vec![atom]),
    }
    phrases
}

/// Whether an atom continues the phrase that ends in `last`. A comma ends a phrase; text
/// bound by the writer is a phrase by itself.
fn joins(atom: &Atom, last: &Atom) -> bool {
    let is_bound = |atom: &Atom| atom.text.contains('\u{a0}');
    match atom.kind {
        _ if last.text.ends_with(',') || is_bound(last) || is_bound(atom) => false,
        Kind::Opener => false,
        Kind::Head => last.kind == Kind::Opener,
        Kind::Plain => true,
    }
}

/// Divides a phrase that is too wide: after its head if that has more than one syllable, and
/// the rest into pieces of similar length.
fn divide(phrase: Vec<Atom>) -> Vec<String> {
    if width(&text(&phrase)) <= WIDEST {
        return vec![text(&phrase)];
    }
    let head_end = phrase.iter().position(|atom| atom.kind == Kind::Plain);
    match phrase.split_at(head_end.unwrap_or(0)) {
        (head, rest) if text(head).contains(' ') => {
            let mut pieces = vec![text(head)];
            pieces.extend(even_pieces(rest));
            pieces
        }
        _ => even_pieces(&phrase),
    }
}

fn even_pieces(atoms: &[Atom]) -> Vec<String> {
    let whole = width(&text(atoms));
    let target = whole / whole.div_ceil(WIDEST).max(1);
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in 1..=atoms.len() {
        let is_last = end == atoms.len();
        let is_full = width(&text(&atoms[start..end])) >= target;
        if is_last || is_full || width(&text(&atoms[start..=end])) > WIDEST {
            pieces.push(text(&atoms[start..end]));
            start = end;
        }
    }
    pieces
}

fn text(atoms: &[Atom]) -> String {
    let texts: Vec<&str> = atoms.iter().map(|atom| atom.text.as_str()).collect();
    texts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_fall_into_phrases() {
        for expected in [
            "CÔNG ĐOÀN|VĂN PHÒNG|ĐOÀN ĐẠI BIỂU QUỐC HỘI|VÀ HỘI ĐỒNG NHÂN DÂN|THÀNH PHỐ HÀ NỘI",
            "LIÊN ĐOÀN LAO ĐỘNG|THÀNH PHỐ HÀ NỘI",
            "TỔNG LIÊN ĐOÀN LAO ĐỘNG|VIỆT NAM",
            "CÔNG ĐOÀN VIÊN CHỨC|THÀNH PHỐ HÀ NỘI",
            "Công đoàn Viên chức|thành phố Hà Nội",
            "CÔNG ĐOÀN CƠ QUAN|PHƯỜNG THỊNH QUANG",
            "ĐẠI HỘI|CÔNG ĐOÀN CƠ SỞ|PHƯỜNG THỊNH QUANG|LẦN THỨ IX,|NHIỆM KỲ 2023 - 2028",
            "CÔNG ĐOÀN CƠ SỞ|CÔNG TY CỔ PHẦN|MAY MINH HỌA|VIỆT THẮNG",
            "CÔNG ĐOÀN CƠ SỞ|CÔNG TY CỔ PHẦN|MAY MINH HỌA",
            "CÔNG ĐOÀN CƠ SỞ|CÔNG TY TNHH HOA SEN",
            "BAN CHẤP HÀNH|CÔNG ĐOÀN VIÊN CHỨC",
            "TRƯỜNG TRUNG HỌC CƠ SỞ|NGUYỄN DU",
            "CÔNG ĐOÀN|BỆNH VIỆN ĐA KHOA|TỈNH HÀ NAM",
            "ỦY BAN NHÂN DÂN|THÀNH PHỐ HẢI PHÒNG",
            "UỶ BAN NHÂN DÂN|XÃ HOÀ BÌNH",
            "CÔNG ĐOÀN|SỞ VĂN HÓA,|THỂ THAO|VÀ DU LỊCH",
            "CÔNG ĐOÀN|CÁC KHU CÔNG NGHIỆP|VÀ CHẾ XUẤT HÀ NỘI",
            "BẢO HIỂM XÃ HỘI|HUYỆN BA VÌ",
            "CÔNG ĐOÀN CƠ SỞ|ĐẶC KHU TRƯỜNG SA",
            "ĐOÀN THANH NIÊN|CỘNG SẢN HỒ CHÍ MINH",
            "CÔNG ĐOÀN CƠ SỞ|CÔNG TY CỔ PHẦN|CÔNG TRÌNH 6",
            "Ban Chấp hành|khóa IX,|trình Đại hội|lần thứ X",
            "CÔNG TY|TRÁCH NHIỆM HỮU HẠN|MỘT THÀNH VIÊN",
            "CÔNG ĐOÀN|CÔNG TY CỔ PHẦN|CẤP THOÁT NƯỚC|BÀ RỊA - VŨNG TÀU",
            "CÔNG ĐOÀN|TỈNH BÀ RỊA - VŨNG TÀU",
            "CÔNG ĐOÀN|TRƯỜNG HOA SEN AN PHÚ|BÀ RỊA - VŨNG TÀU",
            "CÔNG ĐOÀN|TRƯỜNG NỘI TRÚ|PHAN RANG – THÁP CHÀM",
            "CÔNG ĐOÀN|CÔNG TY MINH HỌA -|CÔNG TY AN PHÚ",
        ] {
            let name = expected.replace('|', " ");
            assert_eq!(phrases(&name).join("|"), expected);
        }
    }

    #[test]
    fn long_unknown_names_are_divided_evenly() {
        let name = "ALPHA BETA GAMMA DELTA EPSILON ZETA THETA IOTA";
        assert_eq!(phrases(name).join("|"), "ALPHA BETA GAMMA DELTA|EPSILON ZETA THETA IOTA");
        assert_eq!(phrases(" \n"), Vec::<String>::new());
    }

    #[test]
    fn what_is_bound_stays_bound() {
        let name = "CÔNG ĐOÀN VĂN PHÒNG ĐOÀN ĐẠI BIỂU QUỐC HỘI";
        let once = bound(name);
        assert_eq!(
            once,
            "CÔNG\u{a0}ĐOÀN VĂN\u{a0}PHÒNG ĐOÀN\u{a0}ĐẠI\u{a0}BIỂU\u{a0}QUỐC\u{a0}HỘI"
        );
        assert_eq!(bound(&once), once);
    }

    proptest! {
        #[test]
        fn phrases_give_the_name_again(
            name in "((công|đoàn|sở|và|thành|phố|cơ|các|xã,|[a-z]{1,9}|\\PC{0,4})[ \n]{1,2}){0,20}"
        ) {
            let syllables: Vec<&str> = name
                .split(|c: char| c.is_whitespace() && c != '\u{a0}')
                .filter(|syllable| !syllable.is_empty())
                .collect();
            prop_assert_eq!(phrases(&name).join(" "), syllables.join(" "));
            for phrase in phrases(&name) {
                prop_assert!(width(&phrase) <= WIDEST || phrase.split(' ').count() <= 7);
            }
        }
    }
}
