//! Rules on the end of a paper: signature, recipients, annexes.

use crate::diagnostic::{Code, Severity};

use super::super::document::Document;
use super::super::parts::{Annex, Content, Parts, Signer, Text, bare, flat, words};
use super::judge::{Broken, Judge};

const SIGNING: &str = "Phụ lục I, phần I, II.7";
const RECIPIENTS: &str = "Phụ lục I, phần I, II.9";
const ANNEX: &str = "Phụ lục I, phần I, III.1";

pub fn judge(document: &Document, parts: &Parts<'_>, judge: &mut Judge) {
    if parts.closing.signers.is_empty() {
        judge.not_judged.push("chỗ ký (không thấy)");
    }
    parts.closing.signers.iter().for_each(|signer| self::signer(signer, judge));
    match &parts.closing.recipients_title {
        Some(title) => {
            recipients_title(title, judge);
            recipients(parts, judge);
            archive(parts, judge);
        }
        None => judge.not_judged.push("nơi nhận (không thấy)"),
    }
    annexes(document, parts, judge);
}

/// How the text ends: with the end mark, or at least a full stop. Many congress reports lack
/// the mark, so only texts with neither are reported.
pub fn end_mark(parts: &Parts<'_>, right: &str, judge: &mut Judge) {
    let last = parts.last.last().or_else(|| parts.passages().last());
    let Some(text) = last.map(|passage| passage.text.trim_end()) else {
        judge.not_judged.push("dấu kết thúc (không thấy lời văn)");
        return;
    };
    let stops: String = text.chars().rev().take_while(|c| "./ ".contains(*c)).collect();
    let stops = stops.chars().rev().collect::<String>().trim().to_owned();
    let is_right = stops == right || right == "./." && stops == ".";
    let is_in_table = parts.headings.last().is_some_and(|heading| {
        parts.last.is_empty() && matches!(heading.content.last(), Some(Content::Table(_)))
    });
    if is_right || is_in_table {
        return;
    }
    let found = match (stops.as_str(), text.chars().next_back()) {
        ("", Some(c)) if !c.is_alphanumeric() => format!("kết bằng “{c}”"),
        ("", _) => "không có dấu kết thúc".to_owned(),
        (stops, _) => format!("gõ “{stops}”"),
    };
    let right = format!("cuối văn bản là “{right}”");
    judge.tell(Broken {
        code: Code::WORD_BODY,
        severity: Severity::Warning,
        at: "Dấu kết thúc",
        text,
        found,
        right: &right,
        clause: "",
    });
}

fn tell(
    judge: &mut Judge,
    code: Code,
    severity: Severity,
    at: &str,
    text: &str,
    words: (String, &str),
    clause: &str,
) {
    let (found, right) = words;
    judge.tell(Broken { code, severity, at, text, found, right, clause });
}

fn signer(signer: &Signer<'_>, judge: &mut Judge) {
    let code = Code::WORD_SIGNATURE;
    let error = Severity::Error;
    for line in signer.on_behalf.iter().chain(&signer.for_whom) {
        if let Some((typed, right)) = words::signing_prefix(&line.text)
            && typed != right
        {
            tell(
                judge,
                code,
                error,
                "Quyền hạn",
                &line.text,
                (format!("ghi “{typed}”"), right),
                SIGNING,
            );
        }
    }
    let powers = signer.on_behalf.iter().chain(&signer.for_whom).chain(&signer.post);
    for line in powers {
        judge.size(code, "Quyền hạn, chức vụ", line, (13, 14), SIGNING);
        let words = ("chữ không đậm", "in hoa, đứng, đậm");
        judge.look(code, "Quyền hạn, chức vụ", line, |look| look.bold, words, SIGNING);
        if !line.is_upper() {
            tell(
                judge,
                code,
                error,
                "Quyền hạn, chức vụ",
                &line.text,
                ("chữ thường".to_owned(), "in hoa"),
                SIGNING,
            );
        }
    }
    let Some(name) = &signer.name else { return };
    judge.size(code, "Họ tên người ký", name, (13, 14), SIGNING);
    judge.look(
        code,
        "Họ tên người ký",
        name,
        |look| look.bold,
        ("chữ không đậm", "chữ đứng, đậm"),
        SIGNING,
    );
    if let Some(title) = academic_title(&name.text) {
        // Health, schools, research and the armed forces may have other rules.
        tell(
            judge,
            code,
            error,
            "Họ tên người ký",
            &name.text,
            (
                format!("ghi “{title}” trước họ tên"),
                "không ghi học hàm, học vị, danh hiệu trước họ tên",
            ),
            SIGNING,
        );
    }
}

/// A degree or a title of honour before a name.
pub fn academic_title(name: &str) -> Option<&str> {
    const TITLES: [&str; 22] = [
        "KS", "ThS", "TS", "PGS", "GS", "BS", "CN", "Th.S", "T.S", "KTS", "DS", "CKI", "CKII",
        "Ths", "TTND", "TTƯT", "NGND", "NGƯT", "NSND", "NSƯT", "BSCKI", "BSCKII",
    ];
    let first = name.split_whitespace().next()?;
    let bare = first.trim_end_matches('.');
    let head = bare.split('.').next().unwrap_or(bare);
    (TITLES.contains(&bare) || first.contains('.') && TITLES.contains(&head)).then_some(first)
}

/// *Nơi nhận:*
fn recipients_title(title: &Text<'_>, judge: &mut Judge) {
    let mut wrong: Vec<String> = Vec::new();
    let size = title.look().size;
    if size != 24 {
        wrong.push(format!("cỡ chữ {}", super::judge::points(size)));
    }
    if !title.all(|look| look.bold) {
        wrong.push("không đậm".to_owned());
    }
    if !title.all(|look| look.italic) {
        wrong.push("chữ đứng".to_owned());
    }
    if title.all(|look| look.underlined) {
        wrong.push("gạch chân".to_owned());
    }
    if title.text.contains(" :") {
        wrong.push("có dấu cách trước dấu hai chấm".to_owned());
    }
    if !wrong.is_empty() {
        tell(
            judge,
            Code::WORD_RECIPIENTS,
            Severity::Error,
            "Chữ Nơi nhận",
            &title.text,
            (wrong.join(", "), "Nơi nhận: cỡ 12, nghiêng, đậm"),
            RECIPIENTS,
        );
    }
}

/// The list of recipients.
fn recipients(parts: &Parts<'_>, judge: &mut Judge) {
    let code = Code::WORD_RECIPIENTS;
    let closing = &parts.closing;
    let lines: Vec<&Text<'_>> = closing.recipients.iter().chain(&closing.archive).collect();
    if let Some(line) = lines.iter().find(|line| line.look().size != 22) {
        judge.size(code, "Danh sách nơi nhận", line, (11, 11), RECIPIENTS);
    }
    if let Some(line) = closing.recipients.iter().find(|line| !line.text.trim_end().ends_with(';'))
    {
        let found = match line.text.trim_end().chars().next_back() {
            Some(c) if !c.is_alphanumeric() && c != ')' => format!("cuối dòng là “{c}”"),
            _ => "cuối dòng không có dấu".to_owned(),
        };
        tell(
            judge,
            code,
            Severity::Error,
            "Danh sách nơi nhận",
            &line.text,
            (found, "cuối mỗi dòng là dấu chấm phẩy"),
            RECIPIENTS,
        );
    }
    let first = closing.recipients.first().map(|line| flat(&bare(&line.text)));
    if !parts.addressees.is_empty()
        && first.is_some_and(|first| {
            !first.starts_with("nhu tren") && !first.starts_with("nhu kinh gui")
        })
    {
        tell(
            judge,
            code,
            Severity::Note,
            "Nơi nhận",
            "",
            ("có Kính gửi mà dòng đầu không phải “Như trên”".to_owned(), "dòng đầu: - Như trên;"),
            RECIPIENTS,
        );
    }
}

/// The last line, on the file copy.
fn archive(parts: &Parts<'_>, judge: &mut Judge) {
    let code = Code::WORD_RECIPIENTS;
    let closing = &parts.closing;
    match &closing.archive {
        Some(archive) => {
            let text = bare(&archive.text);
            let right = text.starts_with("Lưu:") && text.contains("VT");
            if !right {
                // A base union without a clerk keeps its papers itself.
                let is_own = text.starts_with("Lưu:");
                tell(
                    judge,
                    code,
                    if is_own { Severity::Note } else { Severity::Warning },
                    "Dòng Lưu",
                    &archive.text,
                    (format!("ghi “{text}”"), "Lưu: VT, đơn vị soạn thảo."),
                    RECIPIENTS,
                );
            }
        }
        None if !closing.recipients.is_empty() => {
            tell(
                judge,
                code,
                Severity::Note,
                "Nơi nhận",
                "",
                ("không thấy dòng Lưu".to_owned(), "dòng cuối: Lưu: VT, …"),
                RECIPIENTS,
            );
        }
        None => {}
    }
}

fn annexes(document: &Document, parts: &Parts<'_>, judge: &mut Judge) {
    let code = Code::WORD_ANNEX;
    let error = Severity::Error;
    let annexes = &parts.annexes;
    let Some(first) = annexes.first() else { return };
    let label = first.label.printed();
    if first.label.is_upper() {
        tell(
            judge,
            code,
            error,
            "Chữ Phụ lục",
            &label,
            ("in hoa".to_owned(), "Phụ lục: in thường, cỡ 14, đậm"),
            ANNEX,
        );
    }
    let number = |annex: &Annex<'_>| {
        let label = annex.label.printed();
        label.split_whitespace().last().unwrap_or_default().trim_end_matches([':', '.']).to_owned()
    };
    if annexes.len() > 1 && number(first).chars().all(|c| c.is_ascii_digit()) {
        tell(
            judge,
            code,
            error,
            "Số phụ lục",
            &label,
            ("chữ số Ả Rập".to_owned(), "chữ số La Mã: Phụ lục I, Phụ lục II"),
            ANNEX,
        );
    }
    mentions(parts, judge);
    let noticed = |annex: &&Annex<'_>| {
        annex.title.iter().any(|line| flat(&line.text).starts_with("(kem theo"))
    };
    if let Some(bare) = annexes.iter().find(|annex| !noticed(annex)) {
        tell(
            judge,
            code,
            error,
            "Phụ lục",
            &bare.label.printed(),
            (
                "không có dòng (Kèm theo …)".to_owned(),
                "dưới tên phụ lục có dòng (Kèm theo … số … ngày …), chữ nghiêng",
            ),
            ANNEX,
        );
    }
    page_numbers(document, annexes, judge);
}

/// References to annexes in the text.
fn mentions(parts: &Parts<'_>, judge: &mut Judge) {
    let annexes = &parts.annexes;
    let text: String = parts.passages().map(|passage| flat(&passage.text) + " ").collect();
    let mentioned = |annex: &&Annex<'_>| {
        let own = flat(&annex.label.printed());
        match annexes.len() {
            1 => text.contains("phu luc") || text.contains("kem theo"),
            _ => text.contains(own.trim_end_matches([':', '.'])),
        }
    };
    if let Some(lost) = annexes.iter().find(|annex| !mentioned(annex)) {
        tell(
            judge,
            Code::WORD_ANNEX,
            Severity::Warning,
            "Phụ lục",
            &lost.label.printed(),
            ("phần lời văn không nhắc đến".to_owned(), "trong lời văn có chỉ dẫn về phụ lục"),
            ANNEX,
        );
    }
}

/// Pages of annexes are numbered for each.
fn page_numbers(document: &Document, annexes: &[Annex<'_>], judge: &mut Judge) {
    let Some(annex) = annexes.first() else { return };
    let numbered = document.sections.iter().any(|s| {
        super::page::number_in(&s.header).or_else(|| super::page::number_in(&s.footer)).is_some()
    });
    let own_section = annex.section > 0;
    let restarts =
        document.section(annex.section).is_some_and(|section| section.first_number == Some(1));
    if !numbered {
        return;
    }
    if !own_section || !restarts {
        let words =
            ("số trang đánh tiếp theo văn bản".to_owned(), "đánh số trang riêng theo từng phụ lục");
        tell(
            judge,
            Code::WORD_ANNEX,
            Severity::Error,
            "Số trang phụ lục",
            &annex.label.printed(),
            words,
            ANNEX,
        );
    }
}
