//! Rules on the top of the first page: the nation's name, issuing body, number, date, title.

use crate::diagnostic::{Code, Severity};

use super::super::parts::{DateLine, Letterhead, Parts, Text, Title, Under, flat};
use super::judge::{Broken, Judge};

const CLAUSE_1: &str = "Phụ lục I, phần I, II.1";
const CLAUSE_2: &str = "Phụ lục I, phần I, II.2";
const CLAUSE_3: &str = "Phụ lục I, phần I, II.3";
const CLAUSE_4: &str = "Phụ lục I, phần I, II.4";
const CLAUSE_5: &str = "Phụ lục I, phần I, II.5";

const BOLD: (&str, &str) = ("chữ không đậm", "chữ đứng, đậm");

pub fn judge(parts: &Parts<'_>, judge: &mut Judge) {
    nation(&parts.letterhead, judge);
    bodies(&parts.letterhead, judge);
    number(parts, judge);
    date(&parts.letterhead, judge);
    title(&parts.title, judge);
}

fn tell(judge: &mut Judge, code: Code, at: &str, text: &str, words: (String, &str), clause: &str) {
    let (found, right) = words;
    judge.tell(Broken { code, severity: Severity::Error, at, text, found, right, clause });
}

fn nation(head: &Letterhead<'_>, judge: &mut Judge) {
    let code = Code::WORD_LETTERHEAD;
    match &head.nation {
        Some(name) => {
            judge.size(code, "Quốc hiệu", name, (12, 13), CLAUSE_1);
            judge.look(code, "Quốc hiệu", name, |look| look.bold, BOLD, CLAUSE_1);
            upper(judge, "Quốc hiệu", name, CLAUSE_1);
        }
        None => judge.not_judged.push("Quốc hiệu (không thấy)"),
    }
    let Some(motto) = &head.motto else {
        judge.not_judged.push("Tiêu ngữ (không thấy)");
        return;
    };
    judge.size(code, "Tiêu ngữ", motto, (13, 14), CLAUSE_1);
    judge.look(code, "Tiêu ngữ", motto, |look| look.bold, BOLD, CLAUSE_1);
    let text = motto.printed();
    if text.contains(['–', '—', '−']) {
        let words = ("dùng gạch ngang dài “–”".to_owned(), "gạch nối “-”, cách chữ hai bên");
        tell(judge, code, "Tiêu ngữ", &text, words, CLAUSE_1);
    } else if text.matches(" - ").count() != 2 {
        let words = ("gạch nối không cách chữ hai bên".to_owned(), "Độc lập - Tự do - Hạnh phúc");
        tell(judge, code, "Tiêu ngữ", &text, words, CLAUSE_1);
    }
    rule(
        head,
        Under::Motto,
        "Đường kẻ dưới Tiêu ngữ",
        "kẻ nét liền dài bằng dòng chữ",
        CLAUSE_1,
        judge,
    );
}

fn upper(judge: &mut Judge, at: &str, text: &Text<'_>, clause: &str) {
    if !text.is_upper() {
        let words = ("chữ thường".to_owned(), "chữ in hoa");
        tell(judge, Code::WORD_LETTERHEAD, at, &text.text, words, clause);
    }
}

/// The rule below a line: drawn, typed, or missing.
fn rule(
    head: &Letterhead<'_>,
    under: Under,
    at: &str,
    right: &str,
    clause: &str,
    judge: &mut Judge,
) {
    let is_drawn = head.drawn_rules.contains(&under);
    let typed = head.typed_rules.iter().find(|(place, _)| *place == under);
    // A line is drawn somewhere, but its position can't be determined.
    let is_unsure = head.drawn_rules.contains(&Under::Other);
    if is_drawn || is_unsure && typed.is_none() {
        return;
    }
    let (severity, found) = match typed {
        // Whether a typed line below the issuing body is acceptable is disputed.
        Some((_, signs)) => {
            let severity = if under == Under::Issuer { Severity::Note } else { Severity::Warning };
            (severity, format!("gõ bằng dấu “{}”", signs.chars().take(6).collect::<String>()))
        }
        None => (Severity::Warning, "không thấy đường kẻ".to_owned()),
    };
    judge.tell(Broken {
        code: Code::WORD_LETTERHEAD,
        severity,
        at,
        text: "",
        found,
        right,
        clause,
    });
}

fn bodies(head: &Letterhead<'_>, judge: &mut Judge) {
    let code = Code::WORD_LETTERHEAD;
    let parents = "Tên cơ quan cấp trên";
    if let Some(bold) = head.parent.iter().find(|line| line.all(|look| look.bold)) {
        let words = ("chữ đậm".to_owned(), "chữ đứng, không đậm");
        tell(judge, code, parents, &bold.text, words, CLAUSE_2);
    }
    let wrong = |line: &&Text<'_>| !(24..=26).contains(&line.look().size);
    if let Some(line) = head.parent.iter().find(wrong) {
        judge.size(code, parents, line, (12, 13), CLAUSE_2);
    }
    let issuers = "Tên cơ quan ban hành";
    if head.issuer.is_empty() {
        judge.not_judged.push("tên cơ quan ban hành (không thấy)");
        return;
    }
    if let Some(line) = head.issuer.iter().find(|line| !line.all(|look| look.bold)) {
        judge.look(code, issuers, line, |look| look.bold, BOLD, CLAUSE_2);
    }
    if let Some(line) = head.issuer.iter().find(wrong) {
        judge.size(code, issuers, line, (12, 13), CLAUSE_2);
    }
    if let Some(line) = head.issuer.iter().find(|line| !line.is_upper()) {
        upper(judge, issuers, line, CLAUSE_2);
    }
    rule(
        head,
        Under::Issuer,
        "Đường kẻ dưới tên cơ quan ban hành",
        "kẻ nét liền dài 1/3 đến 1/2 dòng chữ",
        CLAUSE_2,
        judge,
    );
}

/// The abbreviations of kinds of papers, by the decree's third annex.
const KINDS: [&str; 31] = [
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB",
    "TTr", "HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "SY", "TrS",
    "SL", "CV",
];

fn number(parts: &Parts<'_>, judge: &mut Judge) {
    let code = Code::WORD_NUMBER;
    let at = "Số, ký hiệu";
    let Some(number) = &parts.letterhead.number else {
        judge.not_judged.push("số, ký hiệu (không thấy)");
        return;
    };
    let line = number.line.text.as_str();
    judge.size(code, at, &number.line, (13, 13), CLAUSE_3);
    if number.line.all(|look| look.bold) || number.line.all(|look| look.italic) {
        let words = ("chữ đậm hoặc nghiêng".to_owned(), "chữ đứng, không đậm");
        tell(judge, code, at, line, words, CLAUSE_3);
    }
    let colon = line.chars().skip(2).find(|c| !c.is_whitespace()) == Some(':');
    if !colon {
        let words = ("sau chữ “Số” không có dấu hai chấm".to_owned(), "Số: 05/BC-CĐCS");
        tell(judge, code, at, line, words, CLAUSE_3);
    }
    if let Some(digits) = number.number.as_ref().filter(|digits| digits.len() == 1) {
        let right = format!("số dưới 10 ghi 0{digits}");
        tell(judge, code, at, line, (format!("số “{digits}”"), &right), CLAUSE_3);
    }
    if line.chars().skip(2).collect::<String>().find('/').is_none() {
        let words = ("không có gạch chéo giữa số và ký hiệu".to_owned(), "Số: 05/BC-CĐCS");
        tell(judge, code, at, line, words, CLAUSE_3);
    }
    let around = line.split('/').take(2).collect::<Vec<_>>();
    let is_parted = matches!(around.as_slice(), [before, after] if before.ends_with(' ') || after.starts_with(' '));
    if is_parted && number.number.is_some() {
        let words = ("có dấu cách quanh gạch chéo".to_owned(), "viết liền: Số: 05/BC-CĐCS");
        tell(judge, code, at, line, words, CLAUSE_3);
    }
    let symbol = number.symbol.as_str();
    if symbol.contains(char::is_whitespace) || symbol.contains(['–', '—']) {
        let words =
            (format!("ký hiệu “{symbol}” có dấu cách hoặc gạch dài"), "viết liền, dùng gạch nối");
        tell(judge, code, at, line, words, CLAUSE_3);
    }
    abbreviation(parts, symbol, line, judge);
}

/// The kind of paper in its symbol (ký hiệu), held against its title.
fn abbreviation(parts: &Parts<'_>, symbol: &str, line: &str, judge: &mut Judge) {
    let (code, at) = (Code::WORD_NUMBER, "Số, ký hiệu");
    let kind = symbol.split(['-', '–']).next().unwrap_or_default().trim();
    let title = parts.title.kind.as_ref().map(|kind| flat(&kind.text)).unwrap_or_default();
    // The table knows not every kind that organisations have: a summons (giấy triệu tập).
    let is_own = of_kind(&title).is_none() && initials(&title) == flat(kind);
    if !KINDS.contains(&kind) && !is_own && symbol.contains('-') && !kind.is_empty() {
        let words = (
            format!("“{kind}” không có trong bảng chữ viết tắt tên loại"),
            "báo cáo ghi BC, nghị quyết ghi NQ, kế hoạch ghi KH",
        );
        tell(judge, code, at, line, words, "Phụ lục III, mục I");
    } else if let Some(own) = of_kind(&title)
        && own != kind
        && KINDS.contains(&kind)
    {
        let right = format!("{own}-…");
        let found = format!("ký hiệu “{kind}” không phải của tên loại này");
        judge.tell(Broken {
            code,
            severity: Severity::Warning,
            at,
            text: line,
            found,
            right: &right,
            clause: "Phụ lục III, mục I",
        });
    }
}

/// The first letters of a kind's words: *gtt*.
fn initials(kind: &str) -> String {
    kind.split_whitespace().filter_map(|word| word.chars().next()).collect()
}

/// The abbreviation of a kind of paper, of those that all organisations write alike.
pub fn of_kind(flat: &str) -> Option<&'static str> {
    const OWN: [(&str, &str); 8] = [
        ("bao cao", "BC"),
        ("nghi quyet", "NQ"),
        ("ke hoach", "KH"),
        ("to trinh", "TTr"),
        ("thong bao", "TB"),
        ("huong dan", "HD"),
        ("chuong trinh", "CTr"),
        ("bien ban", "BB"),
    ];
    OWN.iter().find(|(kind, _)| flat.starts_with(kind)).map(|(_, own)| *own)
}

fn date(head: &Letterhead<'_>, judge: &mut Judge) {
    let code = Code::WORD_DATE;
    let at = "Địa danh, ngày tháng";
    let Some(date) = &head.date else {
        judge.not_judged.push("địa danh, ngày tháng (không thấy)");
        return;
    };
    judge.size(code, at, &date.line, (13, 14), CLAUSE_4);
    let words = ("chữ đứng", "chữ nghiêng");
    judge.look(code, at, &date.line, |look| look.italic, words, CLAUSE_4);
    for (found, right) in date_faults(date) {
        tell(judge, code, at, &date.line.text, (found, &right), CLAUSE_4);
    }
}

/// What is wrong in the words of a place and a day, and what is right: alike in all papers.
pub fn date_faults(date: &DateLine<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut fault = |wrong: String, right: String| found.push((wrong, right));
    let line = date.line.text.as_str();
    let before = line.to_lowercase().find("ngày").and_then(|at| line.get(..at));
    if before.is_some_and(|before| !before.trim().is_empty() && !before.trim_end().ends_with(',')) {
        fault("thiếu dấu phẩy sau địa danh".to_owned(), "Minh Họa, ngày …".to_owned());
    }
    if ["Ngày", "Tháng", "Năm"]
        .iter()
        .any(|word| line.contains(&format!(" {word} ")) || line.starts_with(word))
    {
        let right = "ngày … tháng … năm … viết thường".to_owned();
        fault("“ngày”, “tháng”, “năm” viết hoa".to_owned(), right);
    }
    if let Some(day) = date.day.as_ref().filter(|day| day.len() == 1) {
        fault(format!("ngày {day}"), format!("ngày dưới 10 thêm số 0: ngày 0{day}"));
    }
    if let Some(month) = &date.month {
        let value = month.parse::<u32>().unwrap_or(0);
        let is_padded = month.starts_with('0');
        if (3..=9).contains(&value) && is_padded {
            let right = format!("tháng {value} (chỉ tháng 1, 2 thêm số 0)");
            fault(format!("tháng {month}"), right);
        } else if (1..=2).contains(&value) && !is_padded {
            let right = format!("tháng 1, 2 thêm số 0: tháng 0{value}");
            fault(format!("tháng {month}"), right);
        }
    }
    found
}

fn title(title: &Title<'_>, judge: &mut Judge) {
    let code = Code::WORD_TITLE;
    let Some(kind) = &title.kind else {
        judge.not_judged.push("tên loại, trích yếu (không thấy tên loại)");
        return;
    };
    judge.size(code, "Tên loại", kind, (13, 14), CLAUSE_5);
    judge.look(code, "Tên loại", kind, |look| look.bold, BOLD, CLAUSE_5);
    let is_black = |colour: &str| matches!(colour, "000000" | "AUTO");
    if let Some(colour) = kind.look().colour.as_ref().filter(|colour| !is_black(colour)) {
        let words = (format!("chữ màu {colour}"), "chữ màu đen");
        tell(judge, code, "Tên loại", &kind.text, words, "Phụ lục I, phần I, I.3");
    }
    let Some(first) = title.subject.first() else { return };
    let whole = title.subject_text();
    let subject = title.subject.iter().filter(|line| !line.text.starts_with('('));
    for line in subject.clone().take(1) {
        judge.size(code, "Trích yếu", line, (13, 14), CLAUSE_5);
        judge.look(code, "Trích yếu", line, |look| look.bold, BOLD, CLAUSE_5);
    }
    if first.is_upper() && subject.clone().all(Text::is_upper) {
        let words = ("in hoa".to_owned(), "chữ in thường");
        tell(judge, code, "Trích yếu", &whole, words, CLAUSE_5);
    }
    if title.has_rule {
        return;
    }
    let found = match &title.typed_rule {
        Some(signs) => format!("gõ bằng dấu “{}”", signs.chars().take(6).collect::<String>()),
        None => "không thấy đường kẻ".to_owned(),
    };
    judge.tell(Broken {
        code,
        severity: Severity::Warning,
        at: "Đường kẻ dưới trích yếu",
        text: &whole,
        found,
        right: "kẻ nét liền dài 1/3 đến 1/2 dòng chữ, đặt giữa",
        clause: CLAUSE_5,
    });
}
