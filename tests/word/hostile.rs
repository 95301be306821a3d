//! Files that mean ill, or are broken: a clear word, and nothing else happens.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use baocao::word::{self, parts};
use baocao::{Office, Options};
use proptest::prelude::*;

use super::desk::Desk;
use super::made::{SHEET, Word, p, report, zip};

fn refused(bytes: &[u8]) -> String {
    word::open(bytes).err().map(|refusal| refusal.to_string()).unwrap_or_default()
}

fn office() -> &'static Office {
    static OFFICE: OnceLock<Office> = OnceLock::new();
    OFFICE.get_or_init(|| Office::new(&Options::default()).expect("built-in templates are whole"))
}

fn wide(name: &str) -> Vec<u8> {
    let text: Vec<u8> = name.bytes().flat_map(|byte| [byte, 0]).collect();
    [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &text].concat()
}

#[test]
fn what_is_no_word_file_says_what_it_is() {
    let part = |name: &str, text: &str| zip(&[(name.to_owned(), text.as_bytes().to_vec())]);
    for (bytes, told) in [
        (wide("EncryptedPackage"), "mật khẩu"),
        (wide("WordDocument"), "(.doc)"),
        (wide("Workbook"), "Excel"),
        (b"%PDF-1.4".to_vec(), "PDF"),
        (b"{\\rtf1 abc}".to_vec(), ".rtf"),
        (b"".to_vec(), "trống"),
        (b"kind: x".to_vec(), "chữ thường"),
        (part("xl/workbook.xml", "<a/>"), "Excel"),
        (part("content.xml", "<a/>"), ".odt"),
        (part("a.txt", "x"), ".zip"),
        (part("word/document.xml", "<w:document><w:body>"), "word/document.xml dừng giữa chừng"),
        (
            part(
                "word/document.xml",
                "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><d>&e;</d>",
            ),
            "hỏng",
        ),
        (b"PK\x03\x04 cut".to_vec(), "hỏng"),
    ] {
        let said = refused(&bytes);
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn what_unpacks_to_too_much_is_refused_at_once() {
    let begun = Instant::now();
    let bomb = Word::of(p("", &"a".repeat(30 << 20)) + SHEET).bytes();
    assert!(bomb.len() < 200_000);
    assert!(refused(&bomb).contains("quá lớn"));
    let many = Word::of("<w:p/>".repeat(100_000) + SHEET).bytes();
    assert!(refused(&many).contains("quá lớn"));
    let deep = Word::of("<w:tbl><w:tr><w:tc>".repeat(5_000)).bytes();
    assert!(refused(&deep).contains("quá lớn"));
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn styles_that_stand_on_each_other_end() {
    let mut word = report();
    let style = |id: &str, on: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:basedOn w:val=\"{on}\"/></w:style>"
        )
    };
    word.styles += &(style("A", "B") + &style("B", "A"));
    assert!(word::open(&word.bytes()).is_ok());
}

#[test]
fn nothing_outside_the_file_is_fetched() {
    let mut word = report();
    word.relations += "<Relationship Id=\"x\" Type=\"http://x/image\" Target=\"http://anh.invalid/a.png\" TargetMode=\"External\"/>\
        <Relationship Id=\"y\" Type=\"http://x/hyperlink\" Target=\"http://trang.invalid/\" TargetMode=\"External\"/>\
        <Relationship Id=\"z\" Type=\"http://x/footnotes\" Target=\"../../../../etc/passwd\"/>";
    let document = word::open(&word.bytes()).expect("read");
    assert_eq!(document.outside, ["http://anh.invalid/a.png"]);
    word.others.push(("word/vbaProject.bin".to_owned(), vec![0; 10]));
    assert!(word::open(&word.bytes()).expect("read").has_macros);
}

/// What comes under a Word file's name and means ill, or is another thing: each verb says
/// so by its code, or reads it, and writes nothing but what it was asked for.
#[test]
fn each_verb_says_what_it_cannot_read() {
    let bomb = Word::of(p("", &"a".repeat(90_000_000)) + SHEET).bytes();
    let deep = Word::of("<w:tbl><w:tr><w:tc>".repeat(5_000)).bytes();
    let part = |name: &str, text: &str| zip(&[(name.to_owned(), text.as_bytes().to_vec())]);
    let entities = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">\
        <!ENTITY c SYSTEM \"file:///etc/hostname\">]><d>&b;&c;</d>";
    let html = "<html><body><p>BÁO CÁO</p></body></html>".as_bytes().to_vec();
    let mut twice = report();
    twice.others.push(("word/document.xml.bak".to_owned(), vec![0xff; 64]));
    for (what, bytes, is_read) in [
        ("bom", bomb, false),
        ("sau", deep, false),
        ("thuc-the", part("word/document.xml", entities), false),
        ("mat-khau", wide("EncryptedPackage"), false),
        ("doc", wide("WordDocument"), false),
        ("pdf", b"%PDF-1.7\n%\xe2\xe3".to_vec(), false),
        ("html", html, false),
        ("khong-van-ban", part("word/styles.xml", "<a/>"), false),
        ("trong", Vec::new(), false),
        ("du", twice.bytes(), true),
    ] {
        let desk = Desk::new();
        let name = format!("{what}.docx");
        std::fs::write(desk.path(&name), &bytes).expect("written");
        desk.write(
            "ho-so.yaml",
            "kind: tổng kết\nperiod: {year: 2025}\norganization: {name: Công đoàn Thử}\n",
        );
        let before = desk.read("ho-so.yaml");
        for line in [
            &["new", "--from-word", &name, "moi.yaml"][..],
            &["check", &name],
            &["compare", "ho-so.yaml", &name, "--take"],
        ] {
            let ran = desk.run(line);
            let said = ran.out.clone() + &ran.err;
            assert!(!said.contains("panicked") && ran.code < 3, "{what} {line:?}: {said}");
            assert!(is_read || ran.code != 0, "{what} {line:?}: {said}");
            // `check` takes dossiers as well, and says that this is none, or an empty one.
            let is_told = ["BC270", "BC101", "BC110"].iter().any(|code| said.contains(code));
            assert!(is_read || is_told, "{what} {line:?}: {said}");
        }
        assert_eq!(desk.path("moi.yaml").exists(), is_read, "{what}");
        assert_eq!(desk.read("ho-so.yaml"), before, "{what}");
    }
}

#[test]
fn a_refused_file_leaves_no_dossier() {
    let desk = Desk::new();
    std::fs::write(desk.path("khoa.docx"), wide("EncryptedPackage")).expect("written");
    for line in [&["new", "--from-word", "khoa.docx", "moi.yaml"][..], &["check", "khoa.docx"]] {
        let ran = desk.run(line);
        let said = ran.out.clone() + &ran.err;
        assert!(ran.code != 0 && said.contains("BC270") && said.contains("bỏ mật khẩu"), "{said}");
    }
    assert!(!desk.path("moi.yaml").exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A file of which anything is changed is read or refused, and whatever was read can
    /// be taken apart.
    #[test]
    fn mangled_files_are_read_or_refused(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[<>/\"=a-zà-ỹ0-9 .:&;-]{0,6}"), 1..6)
    ) {
        let mut word = report();
        for (from, length, with) in &cuts {
            let body = word.body.clone();
            let from = body.floor_char_boundary(from.index(body.len()));
            let to = body.floor_char_boundary((from + length.index(40)).min(body.len()));
            word.body.replace_range(from..to.max(from), with);
        }
        if let Ok(document) = word::open(&word.bytes()) {
            let parts = parts::of(&document);
            prop_assert!(parts.headings.iter().all(|heading| heading.level > 0));
            let _ = word::starter::draw_up(&document, Some(word::starter::Occasion::YearReview), "x");
        }
    }

    #[test]
    fn mangled_archives_are_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)
    ) {
        let mut bytes = report().bytes();
        for (at, byte) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        let _ = word::open(&bytes);
    }

    /// Whatever a paper says, the dossier drawn from it reads.
    #[test]
    fn any_paper_makes_a_dossier_that_reads(
        day in "[0-9]{1,2}", month in "[0-9]{1,2}", symbol in "\\PC{0,8}",
        lines in prop::collection::vec("(I\\. |1\\. |a\\) |- |\\* |[0-9.,/-]{1,6} |chỉ tiêu |lần thứ [IVX]{1,4} |nhiệm kỳ 20[0-9]{2} - 20[0-9]{2} |\\{\\{ x \\}\\} |[:#|>\"'&*!%@`] |\\PC{0,5} ){1,8}", 1..9),
        congress in any::<bool>(),
    ) {
        use word::starter::{Occasion, draw_up};
        let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let mut word = report();
        word.body = word.body
            .replace("ngày 04 tháng 12", &format!("ngày {day} tháng {month}"))
            .replace("BC-CĐCS", &escape(&symbol))
            .replace("Tổng kết hoạt động", &escape(&lines[0]));
        let more: String = lines.iter().enumerate().map(|(i, line)| p(if i % 3 == 0 { "bj" } else { "j" }, &escape(line))).collect();
        // Among the text, before its closing sentence.
        let last = word.body.find("Trên đây").expect("there");
        let at = word.body[..last].rfind("<w:p>").expect("a paragraph");
        word.body.insert_str(at, &more);
        let document = word::open(&word.bytes()).expect("read");
        let kind = if congress { Occasion::Congress } else { Occasion::HalfYearReview };
        let drawn = draw_up(&document, Some(kind), "x.docx").expect("drawn");
        let loaded = office().load("x.yaml", drawn.yaml.as_bytes(), &[]);
        let faults: Vec<&str> =
            loaded.diagnostics.iter().filter(|d| d.structural && d.is_error()).map(|d| d.message.as_str()).collect();
        prop_assert!(faults.is_empty(), "{faults:?}\n{}", drawn.yaml);
    }

    #[test]
    fn any_text_is_taken_apart(lines in prop::collection::vec("(Số|Phần|I\\.|a\\)|- |Nơi nhận|TM\\.|ngày|BÁO CÁO|\\t|[0-9/.:-]{1,4}|\\PC{0,6}| ){0,9}", 0..12)) {
        let escape = |text: &String| text.replace('&', "&amp;").replace('<', "&lt;");
        let body: String = lines.iter().map(|line| p("cb", &escape(line))).collect();
        if let Ok(document) = word::open(&Word::of(body + SHEET).bytes()) {
            let _ = parts::of(&document);
            let _ = word::starter::draw_up(&document, Some(word::starter::Occasion::Congress), "x");
        }
    }
}
