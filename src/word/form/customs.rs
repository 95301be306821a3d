//! The fixed words of a paper of the Party or the Youth Union, held against its regime:
//! the name above it, the star below who issues it, number and day, who signs and by what
//! words, recipients. Where a file has the State's form instead, that is reported.

use crate::diagnostic::{Code, Severity};
use crate::regime::Regime;
use crate::vietnamese::lower;

use super::super::parts::{Number, Parts, Signer, Under, bare, flat, words};
use super::judge::{Broken, Judge};
use super::regime::tell;
use super::{end, head};

pub fn judge(parts: &Parts<'_>, regime: &Regime, judge: &mut Judge) {
    nation(parts, regime, judge);
    star(parts, regime, judge);
    number(parts, regime, judge);
    match &parts.letterhead.date {
        Some(date) => {
            for (found, right) in head::date_faults(date) {
                let at = "Địa danh, ngày tháng";
                tell(judge, Code::WORD_DATE, at, &date.line.text, (found, &right));
            }
        }
        None => judge.not_judged.push("địa danh, ngày tháng (không thấy)"),
    }
    if parts.closing.signers.is_empty() {
        judge.not_judged.push("chỗ ký (không thấy)");
    }
    parts.closing.signers.iter().for_each(|signer| self::signer(signer, regime, judge));
    recipients(parts, regime, judge);
}

/// Something that offices do either way.
fn note(judge: &mut Judge, code: Code, at: &str, text: &str, words: (String, &str)) {
    let (found, right) = words;
    let (severity, clause) = (Severity::Note, "");
    judge.tell(Broken { code, severity, at, text, found, right, clause });
}

/// The name above the paper: the organisation's own, in capitals, with no motto below.
fn nation(parts: &Parts<'_>, regime: &Regime, judge: &mut Judge) {
    let (code, at) = (Code::WORD_LETTERHEAD, "Tiêu đề");
    let Some(own) = regime.get("letterhead.national-name.text") else { return };
    let Some(name) = &parts.letterhead.nation else { return };
    let right = own.to_uppercase();
    if words::is_nation(&name.text) {
        let found = "ghi Quốc hiệu, tiêu đề văn bản của cơ quan nhà nước".to_owned();
        tell(judge, code, at, &name.text, (found, &right));
    } else if !name.is_upper() {
        tell(judge, code, at, &name.text, ("chữ thường".to_owned(), &right));
    }
    if let Some(motto) = &parts.letterhead.motto {
        let right = "không ghi Tiêu ngữ";
        tell(judge, code, "Tiêu ngữ", &motto.text, ("có Tiêu ngữ".to_owned(), right));
    }
}

/// The star below the name of who issues the paper.
fn star(parts: &Parts<'_>, regime: &Regime, judge: &mut Judge) {
    let Some(mark) = regime.get("letterhead.issuing-body.mark.text") else { return };
    let head = &parts.letterhead;
    if head.issuer.is_empty() {
        judge.not_judged.push("tên cơ quan ban hành (không thấy)");
        return;
    }
    let typed = head.typed_rules.iter().filter(|(under, _)| *under != Under::Motto);
    let typed: Vec<&str> = typed.map(|(_, signs)| signs.trim()).collect();
    let right = format!("dấu sao “{mark}”");
    let found = match typed.first() {
        _ if typed.contains(&mark) => return,
        Some(signs) => format!("gõ “{}”", signs.chars().take(6).collect::<String>()),
        // Something is drawn there, and its shape can't be determined.
        None if head.drawn_rules.iter().any(|under| *under != Under::Motto) => {
            judge.not_judged.push("dấu sao dưới tên cơ quan ban hành (có hình vẽ)");
            return;
        }
        None => "không thấy dấu sao".to_owned(),
    };
    let issuer = head.issuer.last().map(|line| line.text.as_str()).unwrap_or_default();
    let at = "Dưới tên cơ quan ban hành";
    tell(judge, Code::WORD_LETTERHEAD, at, issuer, (found, &right));
}

/// The signs around the parts of a number: *Số 05-BC/CB*.
struct Pattern<'r> {
    prefix: &'r str,
    /// Between the number and the kind of paper.
    first: char,
    /// Between the kind and whose paper it is.
    second: char,
    digits: usize,
}

impl<'r> Pattern<'r> {
    fn of(regime: &'r Regime) -> Option<Self> {
        let wording = &regime.wording;
        let behind = |name: &str| wording.number_pattern.split(name).nth(1)?.chars().next();
        let (first, second) = (behind("{number}")?, behind("{type}")?);
        let digits = wording.number_digits;
        Some(Pattern { prefix: wording.number_prefix.trim(), first, second, digits })
    }

    fn example(&self, symbol: &str) -> String {
        let kind = symbol.split(['-', '/']).next().unwrap_or("BC");
        let own = symbol.rsplit(['-', '/']).next().unwrap_or("CB");
        format!("{} 05{}{kind}{}{own}", self.prefix, self.first, self.second)
    }
}

fn number(parts: &Parts<'_>, regime: &Regime, judge: &mut Judge) {
    let (code, at) = (Code::WORD_NUMBER, "Số, ký hiệu");
    let Some(number) = &parts.letterhead.number else {
        judge.not_judged.push("số, ký hiệu (không thấy)");
        return;
    };
    let Some(pattern) = Pattern::of(regime) else { return };
    let line = number.line.text.as_str();
    let example = pattern.example(&number.symbol);
    for found in number_faults(number, &pattern) {
        tell(judge, code, at, line, (found, &example));
    }
    let kind = number.symbol.split(['-', '/', '–']).next().unwrap_or_default().trim();
    let own = parts.title.kind_text().and_then(|title| head::of_kind(&flat(&title)));
    if let Some(own) = own.filter(|own| *own != kind && !kind.is_empty()) {
        let found = format!("ký hiệu “{kind}” không phải của tên loại này");
        tell(judge, code, at, line, (found, own));
    }
}

/// What is wrong in how a number is written.
fn number_faults(number: &Number<'_>, pattern: &Pattern<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let line = number.line.text.trim();
    let rest: String = line.chars().skip(2).collect();
    let colon = rest.trim_start().starts_with(':');
    match (pattern.prefix.ends_with(':'), colon) {
        (true, false) => found.push("sau chữ “Số” không có dấu hai chấm".to_owned()),
        (false, true) => found.push("sau chữ “Số” có dấu hai chấm".to_owned()),
        _ => {}
    }
    let rest = rest.trim_start_matches([':', ' ', '\u{a0}', '…', '.', '_']);
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    let signs: Vec<char> = behind.chars().filter(|c| matches!(c, '-' | '/' | '–')).collect();
    if let Some(first) = signs.first().filter(|first| **first != pattern.first) {
        found.push(format!("sau số là “{first}”"));
    }
    if let Some(second) = signs.get(1).filter(|second| **second != pattern.second) {
        found.push(format!("sau tên loại là “{second}”"));
    }
    if let Some(digits) = number.number.as_ref().filter(|n| n.len() < pattern.digits) {
        found.push(format!("số “{digits}”, dưới 10 thiếu số 0 ở trước"));
    }
    found
}

fn signer(signer: &Signer<'_>, regime: &Regime, judge: &mut Judge) {
    let code = Code::WORD_SIGNATURE;
    let powers = || signer.on_behalf.iter().chain(&signer.for_whom).chain(&signer.post);
    for line in signer.on_behalf.iter().chain(&signer.for_whom) {
        if let Some((typed, own)) = regime.wording.foreign_word(&line.text)
            && typed != own
        {
            tell(judge, code, "Quyền hạn", &line.text, (format!("ghi “{typed}”"), own));
        }
    }
    if let Some(line) = powers().find(|line| !line.is_upper()) {
        tell(judge, code, "Quyền hạn, chức vụ", &line.text, ("chữ thường".to_owned(), "in hoa"));
    }
    let plain = regime.get("closing.post.weight") == Some("regular");
    if let Some(post) = signer.post.as_ref().filter(|post| plain && post.all(|look| look.bold)) {
        note(judge, code, "Chức vụ", &post.text, ("chữ đậm".to_owned(), "chữ đứng, không đậm"));
    }
    let Some(name) = &signer.name else { return };
    if let Some(title) = end::academic_title(&name.text) {
        let found = format!("ghi “{title}” trước họ tên");
        let right = "không ghi học hàm, học vị, danh hiệu trước họ tên";
        tell(judge, code, "Họ tên người ký", &name.text, (found, right));
    }
}

fn recipients(parts: &Parts<'_>, regime: &Regime, judge: &mut Judge) {
    let code = Code::WORD_RECIPIENTS;
    let Some(title) = &parts.closing.recipients_title else {
        judge.not_judged.push("nơi nhận (không thấy)");
        return;
    };
    let underlined = regime.get("closing.recipients-title.decoration") == Some("underline");
    if underlined && !title.all(|look| look.underlined) {
        let words = ("không gạch chân".to_owned(), "Nơi nhận: gạch chân");
        note(judge, code, "Chữ Nơi nhận", &title.text, words);
    }
    let Some(archive) = &parts.closing.archive else {
        if !parts.closing.recipients.is_empty() {
            let words = ("không thấy dòng Lưu".to_owned(), regime.wording.archive.as_str());
            note(judge, code, "Nơi nhận", "", words);
        }
        return;
    };
    let text = bare(&archive.text);
    let has_colon = text.chars().nth(3) == Some(':');
    let wants_colon = regime.wording.archive_word.trim().ends_with(':');
    if lower(&text).starts_with("lưu") && has_colon != wants_colon {
        let found = format!("ghi “{text}”");
        note(judge, code, "Dòng Lưu", &archive.text, (found, &regime.wording.archive));
    }
}
