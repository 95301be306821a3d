//! The fixed words by which the parts of papers are recognised, compared in lower case and
//! without marks.

use super::text::{Text, flat};

/// The kinds of papers (tên loại) that stand above a subject.
const KINDS: [&str; 29] = [
    "bao cao",
    "nghi quyet",
    "quyet dinh",
    "chi thi",
    "quy che",
    "quy dinh",
    "thong cao",
    "thong bao",
    "huong dan",
    "chuong trinh",
    "ke hoach",
    "phuong an",
    "de an",
    "du an",
    "bien ban",
    "to trinh",
    "hop dong",
    "cong dien",
    "ban ghi nho",
    "giay moi",
    "giay gioi thieu",
    "dien van",
    "ket luan",
    "loi keu goi",
    "cong van",
    "quy trinh",
    "danh sach",
    "giay trieu tap",
    CERTIFICATE,
];

/// A paper that an office writes, but not by the rules of clerical work.
pub const CERTIFICATE: &str = "giay khen";

/// The kind that a line names, if it does nothing else: *BÁO CÁO*, *BÁO CÁO CHÍNH TRỊ*.
pub fn is_kind(text: &Text<'_>) -> bool {
    let flat = flat(&closed_up(&text.text));
    let flat = flat.trim_end_matches([':', '.']);
    let exact = KINDS.contains(&flat);
    let begins =
        KINDS.iter().any(|kind| flat.strip_prefix(kind).is_some_and(|r| r.starts_with(' ')));
    exact && (text.is_upper() || text.all(|look| look.bold))
        || begins && text.is_upper() && flat.len() < 60
}

/// Joins spaced-out letters to words: *B Á O  C Á O*.
pub fn closed_up(text: &str) -> String {
    let letters: Vec<&str> = text.split_whitespace().collect();
    let spaced = letters.len() > 4 && letters.iter().all(|word| word.chars().count() == 1);
    let kind = flat(&letters.concat());
    let kind = KINDS.iter().find(|known| spaced && known.replace(' ', "") == kind);
    let Some(kind) = kind else { return text.to_owned() };
    let words = kind.split(' ').scan(letters.iter(), |letters, word| {
        Some(letters.by_ref().take(word.chars().count()).copied().collect::<String>())
    });
    words.collect::<Vec<_>>().join(" ")
}

const NATION: &str = "cong hoa xa hoi chu nghia viet nam";
const PARTY: &str = "dang cong san viet nam";
/// The Youth Union, in whose papers its name stands where the nation's does.
const YOUTH: [&str; 4] = [
    "doan tncs ho chi minh",
    "doan thanh nien cong san ho chi minh",
    "doan tncs hcm",
    "doan thanh nien cong san hcm",
];

pub fn is_nation(text: &str) -> bool {
    flat(text).contains(NATION)
}

/// Whether a text is the name that papers of the Party and the Youth Union have in the
/// nation's place.
pub fn is_body_of_all(text: &str) -> bool {
    let flat = flat(text);
    flat == PARTY || YOUTH.contains(&flat.as_str())
}

pub fn is_motto(text: &str) -> bool {
    let flat = flat(text);
    flat.contains("doc lap") && flat.contains("hanh phuc") && flat.len() < 60
}

/// Where the national name begins in a line, in bytes.
pub fn nation_at(raw: &str) -> Option<usize> {
    let names = [
        "CỘNG HÒA",
        "CỘNG HOÀ",
        "Cộng hòa",
        "Cộng hoà",
        "Cộng Hòa",
        "ĐẢNG CỘNG SẢN",
        "ĐOÀN TNCS",
        "ĐOÀN THANH NIÊN CỘNG SẢN",
    ];
    names.iter().find_map(|name| raw.find(name)).filter(|at| {
        let flat = flat(&raw[*at..]);
        flat.contains(NATION)
            || flat.contains(PARTY)
            || YOUTH.iter().any(|name| flat.starts_with(name))
    })
}

/// Where the motto begins in a line, in bytes.
pub fn motto_at(raw: &str) -> Option<usize> {
    ["Độc lập", "Độc Lập", "ĐỘC LẬP"]
        .iter()
        .find_map(|word| raw.find(word))
        .filter(|_| is_motto_within(raw))
}

fn is_motto_within(raw: &str) -> bool {
    let flat = flat(raw);
    flat.contains("doc lap") && flat.contains("hanh phuc")
}

/// *Số: 08/BC-CĐCS*
pub fn is_number_line(text: &str) -> bool {
    let flat = flat(text);
    let Some(rest) = flat.strip_prefix("so") else { return false };
    let rest = rest.trim_start_matches([':', ' ', '.', '…', '_']);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || " .…_".contains(c));
    let separated = digits.starts_with('/') || digits.starts_with('-');
    separated && text.chars().count() < 60 && digits.len() > 1
}

/// *Minh Họa, ngày 05 tháng 6 năm 2026*, with or without the numbers.
pub fn is_date_line(text: &str) -> bool {
    let flat = flat(text);
    let at = |word: &str, from: usize| flat[from..].find(word).map(|at| from + at + word.len());
    let all = at("ngay", 0).and_then(|end| at("thang", end)).and_then(|end| at("nam", end));
    all.is_some_and(|end| flat.len() - end < 12) && flat.len() < 100 && !flat.starts_with("(")
}

pub fn is_draft_mark(text: &str) -> bool {
    let flat = flat(text);
    let flat = flat.trim_start_matches(['(', '*', ' ', '“', '"']);
    flat.starts_with("du thao") && flat.len() < 50
}

/// Whether words are those of a letterhead.
pub fn is_of_letterhead(words: &str) -> bool {
    is_nation(words)
        || names_body_of_all(words)
        || is_motto_within(words) && words.chars().count() < 200
        || is_number_line(words)
        || words.split_whitespace().next().is_some_and(|first| flat(first).starts_with("so"))
            && is_date_line_within(words)
}

fn names_body_of_all(words: &str) -> bool {
    let flat = flat(words);
    words.chars().count() < 200
        && (flat.contains(PARTY)
            || words.contains("ĐOÀN") && YOUTH.iter().any(|y| flat.contains(y)))
}

fn is_date_line_within(words: &str) -> bool {
    let flat = flat(words);
    flat.len() < 160 && flat.contains("ngay") && flat.contains("thang") && flat.contains('/')
}

/// Whether lines are those of a closing: recipients, a signature.
pub fn is_of_closing(texts: &[Text<'_>]) -> bool {
    texts.iter().any(|text| is_recipients(&text.text) || is_signing(text))
}

/// *Nơi nhận:*
pub fn is_recipients(text: &str) -> bool {
    let flat = flat(text);
    flat.starts_with("noi nhan") && flat.len() < 120
}

/// *TM. BAN CHẤP HÀNH*, *KT. CHỦ TỊCH*
pub fn is_signing(text: &Text<'_>) -> bool {
    signing_prefix(&text.text).is_some() && text.is_upper() && text.text.chars().count() < 90
}

/// The prefix of a signer who acts for somebody else: as typed, and its meaning.
pub fn signing_prefix(text: &str) -> Option<(&str, &'static str)> {
    const WAYS: [(&str, &str); 16] = [
        ("TUQ.", "TUQ."),
        ("T/UQ", "TUQ."),
        ("TUQ", "TUQ."),
        ("TM.", "TM."),
        ("T/M", "TM."),
        ("T.M.", "TM."),
        ("T.M", "TM."),
        ("TM", "TM."),
        ("KT.", "KT."),
        ("K/T", "KT."),
        ("K.T", "KT."),
        ("KT", "KT."),
        ("TL.", "TL."),
        ("T/L", "TL."),
        ("TL", "TL."),
        ("Q.", "Q."),
    ];
    let upper = text.trim_start();
    WAYS.iter().find_map(|(way, meant)| {
        let rest = upper.strip_prefix(way)?;
        let ends = rest.starts_with([' ', '.', '\u{a0}']) || way.ends_with('.') && !rest.is_empty();
        ends.then(|| (&upper[..way.len()], *meant))
    })
}

/// Posts (chức vụ) that stand above a signature.
pub fn is_post(text: &str) -> bool {
    const POSTS: [&str; 26] = [
        "chu tich",
        "pho chu tich",
        "to truong",
        "to pho",
        "truong ban",
        "pho truong ban",
        "bi thu",
        "pho bi thu",
        "giam doc",
        "pho giam doc",
        "hieu truong",
        "pho hieu truong",
        "thu ky",
        "chu toa",
        "nguoi lap",
        "uy vien",
        "chanh van phong",
        "truong phong",
        "pho chanh van phong",
        "doan chu tich",
        "ke toan",
        "thu truong",
        "q. chu tich",
        "quyen chu tich",
        "nguoi ghi",
        "truong doan",
    ];
    let flat = flat(text);
    let flat = flat.trim_end_matches([':', '.', ',']);
    POSTS.iter().any(|post| {
        flat == *post
            || flat.strip_prefix(post).is_some_and(|r| r.starts_with(' ')) && flat.len() < 60
    })
}

/// Where an annex begins: *Phụ lục*, *PHỤ LỤC 1*, *Phụ lục số 01*.
pub fn is_annex(text: &str) -> bool {
    let flat = flat(text);
    ["phu luc", "phu bieu", "bieu so", "bieu mau"].iter().any(|word| {
        let rest = flat.strip_prefix(word);
        rest.is_some_and(|rest| {
            let rest = rest.trim_start_matches([' ', ':', '.']);
            let rest = rest.strip_prefix("so ").unwrap_or(rest);
            let label: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
            let numbered = label.chars().all(|c| c.is_ascii_digit()) && label.len() < 4
                || label.chars().all(|c| "ivx".contains(c))
                || label.len() == 1;
            numbered && text.chars().count() < 200
        })
    })
}

/// Words that open the closing sentence of a paper.
pub fn is_closing_sentence(text: &str) -> bool {
    const OPEN: [&str; 16] = [
        "tren day la",
        "tren day bao cao",
        "nghi quyet duoc",
        "nghi quyet nay",
        "nghi quyet da duoc",
        "bao cao nay",
        "ke hoach nay",
        "ban chap hanh xin tran trong",
        "xin tran trong cam on",
        "tran trong bao cao",
        "tran trong cam on",
        "kinh trinh dai hoi",
        "dai hoi giao ban chap hanh",
        "bien ban ket thuc",
        "bien ban duoc",
        "hoi nghi ket thuc",
    ];
    let flat = flat(text);
    let flat = flat.trim_start_matches(['-', '+', ' ']);
    OPEN.iter().any(|words| flat.starts_with(words))
}

/// *QUYẾT NGHỊ:*, *QUYẾT ĐỊNH:*, which stand between the bases and the text.
pub fn is_resolves(text: &Text<'_>) -> bool {
    let flat = flat(&text.text);
    let flat = flat.trim_end_matches([':', '.', ' ']);
    matches!(flat, "quyet nghi" | "quyet dinh" | "nghi quyet" | "quyet nghi thong qua")
        && text.is_upper()
}

/// Lines above or below a table that name it.
pub fn is_caption(text: &str) -> bool {
    let flat = flat(text);
    let starts = ["don vi tinh", "dvt", "don vi:", "(don vi", "bang ", "bieu ", "hinh ", "nguon:"];
    starts.iter().any(|start| flat.starts_with(start)) && flat.len() < 160
}

/// Whether a cell is a number, and no name of a column such as a year.
pub fn is_number(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let is_year = cell.len() == 4 && (cell.starts_with("20") || cell.starts_with("19"));
    digits > 0 && !is_year && cell.chars().all(|c| c.is_ascii_digit() || ".,%/ -+".contains(c))
}
