//! What can be wrong with a file, and what the reader says to it: the code, the
//! line and column, the Vietnamese sentence, what to do. Whatever the bytes are,
//! nothing panics and nothing hangs.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use baocao::diagnostic::{Code, Diagnostic, Severity};
use baocao::source::{self, Limits, Node, NodeKind, Style};
use baocao::{Loaded, Office, Options};
use proptest::prelude::*;

fn office() -> &'static Office {
    static OFFICE: OnceLock<Office> = OnceLock::new();
    OFFICE.get_or_init(|| Office::new(&Options::default()).expect("the built-in office"))
}

fn load(bytes: &[u8]) -> Loaded {
    office().load("hồ sơ.yaml", bytes, &[])
}

/// `BC112 3:9`
fn place(finding: &Diagnostic) -> String {
    let (line, column) = finding.place.as_ref().map_or((0, 0), |p| p.line_column());
    format!("{} {line}:{column}", finding.code)
}

fn said(finding: &Diagnostic) -> String {
    format!("{} > {}", finding.message, finding.hints.join(" > "))
}

/// Whatever is said is Vietnamese and nothing of the libraries' English.
fn assert_vietnamese(finding: &Diagnostic) {
    for text in std::iter::once(&finding.message).chain(&finding.hints) {
        for english in
            ["expected", "invalid", "unknown", "struct ", "string", "unit value", "missing"]
        {
            assert!(!text.contains(english), "{text}");
        }
        assert!(text.chars().any(|c| !c.is_ascii() && c.is_alphabetic()), "{text}");
    }
    // The shape's message itself says what to write.
    assert!(!finding.hints.is_empty() || finding.code == Code::UNREADABLE_VALUE, "{finding:?}");
}

/// Loads, and compares what is found with lines like `BC112 3:9 part of what is
/// said`, in order and complete.
#[track_caller]
fn finds(bytes: impl AsRef<[u8]>, expected: &[&str]) {
    let start = Instant::now();
    let found = load(bytes.as_ref()).diagnostics;
    assert!(start.elapsed() < Duration::from_secs(5), "took {:?}", start.elapsed());
    found.iter().for_each(assert_vietnamese);
    let all: Vec<String> = found.iter().map(|d| format!("{} {}", place(d), said(d))).collect();
    let fits = all.len() == expected.len()
        && found.iter().zip(expected).all(|(finding, expected)| {
            let (position, part) = expected
                .match_indices(' ')
                .nth(1)
                .map_or((*expected, ""), |(i, _)| (&expected[..i], &expected[i + 1..]));
            place(finding) == position && part.split(" > ").all(|part| said(finding).contains(part))
        });
    assert!(fits, "\n{}\n≠\n{}", all.join("\n"), expected.join("\n"));
}

// ───── the file ─────

#[test]
fn marks_line_ends_and_normal_forms() {
    finds("\u{feff}format: 2\n", &["BC112 1:9 phiên bản 2"]);
    finds(
        "format: 1\r\nkind: sai\r\nsource: |\r\n  một\r\n  ha\u{ad}i\r\n",
        &["BC112 2:7 không có trong các lựa chọn", "BC120 5:5 U+00AD"],
    );
    // Decomposed letters, in a key, in a choice, in a text.
    let loaded =
        load("kind: đa\u{323}i ho\u{323}\u{302}i\nsource: Ba\u{301}o ca\u{301}o\n".as_bytes());
    assert_eq!(loaded.diagnostics, []);
    let source = loaded.dossier().and_then(|d| d.source.clone());
    assert_eq!(source.as_deref(), Some("Báo cáo"));
    finds("abbreviations:\n  ấ: x\n  a\u{302}\u{301}: y\n", &["BC103 3:3 Khóa `ấ` ghi hai lần"]);
}

#[test]
fn other_encodings() {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    finds(
        [&[0xFF, 0xFE][..], &utf16("format: 1\n")].concat(),
        &["BC101 1:1 UTF-16 > mở bằng Notepad"],
    );
    finds(utf16("format: 1\n"), &["BC101 1:1 UTF-16"]);
    let mut bytes = "format: 1\nkind: đại hội\nsource: B".as_bytes().to_vec();
    bytes.extend(b"\xE1o c\xE1o\n");
    finds(bytes, &["BC101 3:10 không ở mã UTF-8 từ chỗ này > mở bằng Notepad"]);
}

#[test]
fn nothing_in_it() {
    for text in [
        "",
        "\u{feff}",
        "\n\n",
        "# chỉ có chú thích\n# hai\n",
        "---\n",
        "~\n",
        "null\n",
        "---\n...\n",
    ] {
        let found = load(text.as_bytes()).diagnostics;
        assert_eq!(found.len(), 1, "{text:?}");
        assert_eq!(found[0].code.to_string(), "BC110", "{text:?}");
        assert!(said(&found[0]).contains("baocao tao"));
    }
}

#[test]
fn several_documents() {
    finds("format: 1\n---\nformat: 1\n", &["BC188 2:1 nhiều hồ sơ > mỗi hồ sơ một tệp"]);
    finds("format: 1\n...\nformat: 1\n", &["BC188 3:1 nhiều hồ sơ"]);
    finds("---\nformat: 1\n...\n", &[]);
}

#[test]
fn hundreds_of_comments() {
    finds(format!("source: a\n{}kind: đại hội\n", "# ghi chú\n".repeat(1000)), &[]);
}

// ───── run away ─────

#[test]
fn bombs_are_refused_fast() {
    let mut bomb = "x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n".to_owned();
    for i in 1..10 {
        bomb += &format!("x{i}: &x{i} [{}]\n", vec![format!("*x{}", i - 1); 10].join(", "));
    }
    finds(bomb, &["BC100 5:40 quá nhiều mục > kể cả phần lặp lại bằng & và *"]);
    finds("congress: &a\n  name: *a\n", &["BC166 2:9 trỏ vào chính nó > xóa tham chiếu này"]);
    let anchored: String = (0..30).map(|i| format!("{}a: &x{i}\n", " ".repeat(i))).collect();
    let found =
        load((anchored + &" ".repeat(30) + "b: [" + &"a,".repeat(90_000) + "]\n").as_bytes());
    assert!(found.dossier().is_none());
}

/// A long text said again and again: by references, by anchors inside one
/// another, by names in a narrative.
#[test]
fn what_is_said_again_counts_each_time() {
    let long = "dài ".repeat(12_000);
    let again = format!("x: &x {long}\ny: [{}]\n", "*x, ".repeat(500));
    finds(again, &["BC100 2:29 quá nhiều chữ > kể cả phần lặp lại bằng & và *"]);
    let nested: String = (0..25).map(|i| format!("&a{i} [")).collect();
    let nested = format!("x: {nested}{}{}\n", long, "]".repeat(25));
    finds(nested, &["BC100 1:48151 quá nhiều chữ"]);
    let named = format!(
        "results:\n  - area: A\n    support:\n      - {{id: qua, occasion: {long}}}\n    text: |\n      {}\n",
        "{{ qua.occasion }}".repeat(1000)
    );
    let start = Instant::now();
    let loaded = load(named.as_bytes());
    assert!(loaded.dossier().is_none() && start.elapsed() < Duration::from_secs(5));
    let told = loaded.diagnostics.iter().find(|d| d.code == Code::UNREADABLE_FILE).expect("told");
    assert!(place(told).starts_with("BC100 6:") && said(told).contains("{{ … }}"), "{told:?}");
}

/// Nobody reads ten thousand findings, and each is looked up in the whole file.
#[test]
fn findings_have_an_end() {
    let tags = format!("to_confirm: [{}]\n", "!a b, ".repeat(20_000));
    let notes = format!("to_confirm: [{}]\n", "a #b\n , ".repeat(20_000));
    let letters: String = ('\u{4e00}'..'\u{9a00}').collect();
    let letters = format!("source: {letters}\n");
    for (text, more) in [
        (tags, "Còn nhiều chỗ khác chưa nêu"),
        (notes, "Còn nhiều chỗ khác chưa nêu"),
        (letters, "Còn nhiều ký tự khác không in được"),
    ] {
        let start = Instant::now();
        let loaded = load(text.as_bytes());
        assert!(start.elapsed() < Duration::from_secs(5), "took {:?}", start.elapsed());
        let found = &loaded.diagnostics;
        assert!((90..150).contains(&found.len()), "{}", found.len());
        assert!(found.iter().any(|d| d.message == more), "{more}");
    }
    // One line without end, and nothing in it: looked at near by only.
    let start = Instant::now();
    let items = format!("to_confirm: [{}{}]\n", "~, , ".repeat(30_000), " ".repeat(7 << 20));
    load(items.as_bytes());
    assert!(start.elapsed() < Duration::from_secs(10), "took {:?}", start.elapsed());
}

#[test]
fn depth_is_refused_fast() {
    for deep in [
        format!("source: {}", "[".repeat(100_000)),
        format!("source: {}", "{a: ".repeat(100_000)),
        (0..2000).map(|i| format!("{}a:\n", " ".repeat(i))).collect(),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        format!("source: {}{}", "[".repeat(40), "]".repeat(40)),
    ] {
        let start = Instant::now();
        let found = load(deep.as_bytes()).diagnostics;
        assert!(start.elapsed() < Duration::from_secs(5));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].code.to_string(), "BC100");
        assert!(found[0].message.contains("quá sâu"), "{found:?}");
        assert_vietnamese(&found[0]);
    }
}

#[test]
fn size_is_refused() {
    finds(vec![b'a'; (8 << 20) + 1], &["BC100 1:1 Hồ sơ dài 8,1 MB, quá giới hạn 8 MB"]);
    let keys: String = (0..190_000).map(|i| format!("k{i}:\n")).collect();
    finds(keys, &["BC100 50001:1 quá nhiều mục"]);
    let long = format!("format: 1\nsource: {}\nkind: đại hội\n", "ấ ".repeat(30_000));
    finds(long, &["BC100 2:9 Đoạn này quá dài > giới hạn: 64 KB"]);
}

/// Narrative that costs a careless parser quadratic time or a deep stack.
#[test]
fn narrative_never_runs_away() {
    let fill = |piece: &str| piece.repeat(60_000 / piece.len());
    for text in [
        fill("*a "),
        fill("**a *b "),
        "*a ".repeat(10_000) + &"b* ".repeat(10_000),
        fill("- "),
        fill("> "),
        fill("["),
        fill("[a]("),
        fill("{{"),
        fill("{{}}"),
        fill("{{ a }}"),
        fill("<!--"),
        fill("&a"),
        fill("_a __b "),
        format!("{}\n    {}\n    {}", fill("|a"), fill("|-"), "|\n    ".repeat(10)),
    ] {
        let text = &text[..text.floor_char_boundary(65_000)];
        let yaml = format!(
            "kind: tổng kết\norganization:\n  name: A\nperiod:\n  year: 2026\nassessment:\n  strengths: |\n    {text}\n"
        );
        let start = Instant::now();
        let loaded = load(yaml.as_bytes());
        office().check(&loaded);
        // Narrative is never structural, but it may be more than pages hold.
        let too_much = loaded.diagnostics.iter().any(|d| d.code == Code::UNREADABLE_FILE);
        assert_eq!(loaded.dossier().is_none(), too_much, "{:.20}", text);
        let Some(dossier) = loaded.dossier() else { continue };
        for paper in office().papers().of(dossier) {
            office().render(dossier, paper).expect("rendered");
        }
        let start = start.elapsed();
        assert!(start < Duration::from_secs(20), "{:.20}: {start:?}", text);
    }
}

// ───── the traps of YAML ─────

#[test]
fn tabs() {
    let tab = "thụt vào bằng phím Tab > 2 dấu cách";
    let case = |text: &str, at: &str, line: usize| {
        finds(text, &[&format!("BC162 {at} Dòng {line} {tab}")]);
    };
    case("organization:\n\tname: A\n", "2:1", 2);
    case("to_confirm:\n\t- A\n", "2:1", 2);
    // Behind a line of text, blanks before it or none.
    case("organization:\n  name: A\n\tplace: B\nkind: sơ kết\n", "3:1", 3);
    case("organization:\n  name: A\n  \tplace: B\n", "3:3", 3);
    case("organization:\n  name: A\n\n\tplace: B\n", "4:1", 4);
    // The lines of a paragraph.
    case("source: |\n\tmột\n", "2:1", 2);
    case("source: |\n  một\n\thai\nkind: sơ kết\n", "3:1", 3);
    finds("source: a\tb\n", &["BC120 1:10 Phím Tab trong câu > dấu cách"]);
    finds("source:\ta\nto_confirm:\n  -\tb\n", &[]);
}

#[test]
fn a_missing_blank() {
    let case = |text: &str, found: &str| finds(text, &[&format!("BC163 {found}")]);
    let typed = |at: &str| format!("{at} Thiếu dấu cách sau `ordinal:` > gõ `ordinal: IV`");
    case("congress:\n  ordinal:IV\n  term: 2023-2028\n", &typed("2:3"));
    case("congress:\n  term: 2023-2028\n  ordinal:IV\n", &typed("3:3"));
    case("congress:\n  term: 2023-2028\n  ordinal:IV\nkind: đại hội\n", &typed("3:3"));
    // Where nothing but this line stands in its block, YAML reads a text.
    case("congress:\n  ordinal:IV\nkind: đại hội\n", &typed("2:3"));
    case("kind:tổng kết\n", "1:1 gõ `kind: tổng kết`");
    case("awards:\n  - form:Bằng khen\n", "2:5 gõ `form: Bằng khen`");
    case("awards:\n  - form: Bằng khen\n  -form: Giấy khen\n", "3:3 dấu gạch > gõ `- form: Giấy");
    case("to_confirm:\n  -Số liệu\n  -Ngày họp\n", "2:3 dấu gạch > gõ `- Số liệu`");
    case("period: {type:năm, year: 2026}\n", "1:10 Thiếu dấu cách sau `type:` > gõ `type: năm`");
    // What Word makes of a dash.
    for dash in ["–", "—", "−", "•"] {
        let said = format!("“{dash}”, không phải dấu gạch nối > gõ `-");
        case(&format!("to_confirm:\n  - a\n  {dash} b\n"), &format!("3:3 {said} b`"));
        case(&format!("to_confirm:\n  {dash} a\n  {dash} b\n"), &format!("2:3 {said} a`"));
        case(
            &format!("awards:\n  {dash} form: A\n    year: 2026\n"),
            &format!("2:3 {said} form: A`"),
        );
    }
    case("kind: sơ kết\nyear = 2026\n", "2:1 không có dấu hai chấm > gõ `year: 2026`");
    finds("kind: sơ kết\n--------\nformat: 1\n", &["BC102 2:1 đường kẻ"]);
    // A link or an hour lacks none.
    finds("source: https://a.vn\n", &[]);
    finds("to_confirm:\n  - note:x\n", &[]);
}

#[test]
fn blanks_that_are_none() {
    for blank in ['\u{a0}', '\u{202f}', '\u{3000}', '\u{200b}'] {
        let code = format!("(U+{:04X}) > gõ lại dấu cách", u32::from(blank));
        let case = |text: &str, found: &str| {
            finds(text.replace('_', &blank.to_string()), &[&format!("BC163 {found} {code}")]);
        };
        let colon = "Sau dấu hai chấm là dấu cách không ngắt";
        case("congress:\n  term: 2023-2028\n  ordinal:_IV\n", &format!("3:11 {colon}"));
        case("congress:\n  ordinal:_IV\n  term: 2023-2028\n", &format!("2:11 {colon}"));
        let dash = "Sau dấu gạch là dấu cách không ngắt";
        case("awards:\n  - form: A\n  -_form: B\n", &format!("3:4 {dash}"));
        case(
            "congress:\n_ ordinal: IV\n  term: 2023-2028\n",
            "2:1 Đầu dòng là dấu cách không ngắt",
        );
    }
    finds(
        "congress:\n  ordinal: IV\n\u{a0}kind: đại hội\n",
        &["BC163 3:1 Cạnh khóa `kind` là dấu cách không ngắt"],
    );
}

#[test]
fn indentation() {
    let less = |at: &str, line: usize, blanks: usize| {
        format!("BC164 {at} Dòng {line} thụt ít hơn dòng trên > thêm {blanks} dấu cách")
    };
    let more = |at: &str, line: usize, blanks: usize| {
        format!("BC164 {at} Dòng {line} thụt nhiều hơn dòng trên > bớt {blanks} dấu cách")
    };
    let case = |text: &str, found: String| finds(text, &[&found]);
    case("organization:\n    name: A\n  place: B\n", less("3:3", 3, 2));
    case("organization:\n  name: A\n place: B\n", less("3:2", 3, 1));
    case("organization:\n  name: A\n    place: B\n", more("3:5", 3, 2));
    case("source: A\n  kind: đại hội\n", more("2:3", 2, 2));
    case("awards:\n  - form: A\n   year: 2026\n", less("3:4", 3, 1));
    case("awards:\n  - form: A\n     year: 2026\n", more("3:6", 3, 1));
    case("awards:\n  - form: A\n - form: B\n", less("3:2", 3, 1));
    case("awards:\n  - form: A\n    - form: B\n", more("3:5", 3, 2));
    // A paragraph's line.
    case("direction:\n  orientation: |\n    một\n   hai\n", less("4:4", 4, 1));
    case("direction:\n  orientation: |\n    một\nhai\n", less("4:1", 4, 4));
    finds(
        "  kind: đại hội\nsource: A\n",
        &["BC164 1:3 Dòng 1 thụt vào; khóa ngoài cùng viết sát lề > bỏ 2 dấu cách"],
    );
    finds("organization:\n  name: A\n  - B\n", &["BC164 3:3 mục gạch đầu dòng, đứng lẫn"]);
    finds("kind: đại hội\nsource\nformat: 1\n", &["BC163 2:1 không có dấu hai chấm > `source:`"]);
    finds("kind\nformat: 1\n", &["BC163 1:1 Dòng 1 không có dấu hai chấm"]);
}

#[test]
fn keys() {
    finds(
        "kind: đại hội\nsource: x\nkind: tổng kết\nkind: a\n",
        &["BC103 3:1 Khóa `kind` ghi hai lần > giữ một", "BC103 4:1 ghi hai lần"],
    );
    finds("[a, b]: c\nkind: đại hội\n", &["BC102 1:1 Khóa phải là một từ"]);
    finds("? {a: b}\n: c\n", &["BC166 1:3 mở đầu bằng"]);
    finds(": c\n", &["BC102 1:1 Khóa phải là một từ"]);
    finds("~: c\n", &["BC102 1:1 Khóa phải là một từ"]);
    finds("organization: &o\n  name: A\ncongress:\n  <<: *o\n", &["BC111 4:3 Không có khóa `<<`"]);
}

#[test]
fn a_dash_that_is_missing() {
    let lost = |at: &str, typed: &str| {
        format!("BC103 {at} có lẽ là mục mới mà thiếu dấu gạch > gõ `{typed}`")
    };
    let three = "awards:\n  - form: A\n    year: 2024\n    form: B\n    year: 2025\n    form: C\n    \
                 year: 2026\n";
    finds(three, &[&lost("4:5", "- form: B"), &lost("6:5", "- form: C")]);
    // The second item begins with another key.
    finds(
        "awards:\n  - form: A\n    year: 2024\n    year: 2025\n    form: B\n",
        &["BC103 4:5 ghi hai lần", "BC103 5:5 ghi hai lần"],
    );
    finds(
        "awards:\n  - form: A\n    year: 2024\n    title: x\n    year: 2025\n    title: y\n",
        &[&lost("5:5", "- year: 2025")],
    );
    // No item at all, and one key twice.
    finds("awards:\n  - form: A\n    year: 2024\n    year: 2025\n", &["BC103 4:5 ghi hai lần"]);
}

#[test]
fn tags_and_references() {
    finds("source: !x y\n", &["BC166 1:12 mở đầu bằng ! > đặt cả câu trong ngoặc kép"]);
    finds("kind: !!str đại hội\n", &["BC166 1:13 mở đầu bằng !"]);
    finds("source: !Chú ý: abc\n", &["BC166 1:9 ngoặc kép"]);
    for sign in ["*", "@", "%", "`", "]", "}", ",", "&", "?", "[Chú ý]", "{x}", "{{ x }}", "**"] {
        let shown = match sign {
            "[Chú ý]" => "[",
            "{x}" => "{",
            "{{ x }}" => "{{",
            "**" => "*",
            sign => sign,
        };
        let said = format!("mở đầu bằng {shown} bị hiểu là cú pháp của YAML > ngoặc kép");
        finds(format!("source: {sign} Ghi chú\n"), &[&format!("BC166 1:9 {said}")]);
        // In a list this one is a key.
        if sign == "?" {
            continue;
        }
        let item = format!("to_confirm:\n  - a\n  - {sign} Ghi chú\n");
        finds(item, &[&format!("BC166 3:5 {said}")]);
    }
    finds("source: > 50 người\n", &["BC166 1:9 ngoặc kép > từ … trở lên"]);
    finds("source: >50 người\nkind: sơ kết\n", &["BC166 1:9 Câu mở đầu bằng"]);
    finds("source: | Một câu\n", &["BC166 1:9 Câu viết liền sau dấu | > xuống dòng sau dấu |"]);
    finds("source: - Một câu\n", &["BC166 1:9 mở đầu bằng -"]);
    // Alone it can mean nothing else.
    finds("source: {{ doan_vien }}\nto_confirm:\n  - {{ a.rate }}\n", &[]);
    let loaded = load(b"source: {{ doan_vien }}\n");
    assert_eq!(loaded.dossier().and_then(|d| d.source.as_deref()), Some("{{ doan_vien }}"));
    // An anchor that nothing refers to was meant as text.
    finds("source: &B và C\n", &["BC166 1:9 mở đầu bằng &"]);
}

#[test]
fn a_colon_inside_a_sentence() {
    let colon = "Trong câu có dấu hai chấm > đặt cả câu trong ngoặc kép";
    finds("source: Báo cáo: tổng kết\n", &[&format!("BC187 1:16 {colon}")]);
    finds("format: 1\nsource: Kính gửi: A: b\n", &[&format!("BC187 2:17 {colon}")]);
    finds("source: Báo cáo\n  năm nay: tổng kết\n", &[&format!("BC187 2:10 {colon}")]);
    // Where it can't be joined again.
    let quotes = "câu có dấu hai chấm nên bị hiểu thành hai phần > Đặt cả câu trong ngoặc kép";
    finds(
        "to_confirm:\n  - Báo cáo: tổng kết\n    Biên bản: đại hội\n",
        &[&format!("BC112 2:5 Việc cần xác minh: {quotes}")],
    );
    finds("source:\n  Theo: báo cáo\n", &[&format!("BC112 1:1 Nguồn: {quotes}")]);
    finds(
        "direction:\n  tasks:\n    - Nội dung: tổ chức hội thao\n",
        &["BC111 3:7 Không có khóa `Nội dung` > khóa ghi là `text` (Nội dung)"],
    );
}

fn whole(yaml: &str) -> baocao::dossier::Dossier {
    let loaded = load(yaml.as_bytes());
    assert_eq!(loaded.diagnostics, [], "{yaml}");
    loaded.dossier().expect("nothing is wrong").clone()
}

/// Behind a dash, words with a colon after them are a sentence.
#[test]
fn a_sentence_keeps_its_colon() {
    for (item, text) in [
        ("Báo cáo: tổng kết", "Báo cáo: tổng kết"),
        ("Hội thao:   12 môn", "Hội thao: 12 môn"),
        ("Chủ đề: \"Đổi mới\"", "Chủ đề: \"Đổi mới\""),
        ("2026: ba lớp", "2026: ba lớp"),
        ("Zalo: 5 nhóm\n        của các tổ", "Zalo: 5 nhóm của các tổ"),
        ("\"Ngoặc: kép\"", "Ngoặc: kép"),
    ] {
        let yaml = format!("direction:\n  key_tasks:\n    - {item}\n  tasks:\n    - {item}\n");
        let direction = whole(&yaml).direction;
        assert_eq!(&*direction.key_tasks[0], text, "{yaml}");
        assert_eq!(direction.tasks[0].text.as_ref().map(|t| t.0.as_str()), Some(text), "{yaml}");
    }
    // What is wrong in it is found where it stands.
    finds("to_confirm:\n  - Ngày họp: a\u{ad}b\n", &["BC120 2:16 U+00AD"]);
    assert_eq!(&*whole("to_confirm: [Báo cáo: tổng kết]\n").to_confirm[0], "Báo cáo: tổng kết");
}

/// A narrative may be typed as a list: its dashes are those of the text.
#[test]
fn a_narrative_as_a_list() {
    let limitations = |list: &str| {
        let dossier = whole(&format!("assessment:\n  limitations:{list}"));
        dossier.assessment.limitations.map(|prose| prose.0)
    };
    let two = Some("- Sinh hoạt tổ chưa đều.\n- Tin, bài còn ít.".to_owned());
    assert_eq!(limitations("\n    - Sinh hoạt tổ chưa đều.\n    - Tin, bài còn ít.\n"), two);
    assert_eq!(limitations("\n  - Sinh hoạt tổ chưa đều.\n  -\n  - Tin, bài còn ít.\n"), two);
    assert_eq!(limitations(" [Sinh hoạt tổ chưa đều., \"Tin, bài còn ít.\"]\n"), two);
    assert_eq!(limitations(" |\n    - Sinh hoạt tổ chưa đều.\n    - Tin, bài còn ít.\n"), two);
    assert_eq!(
        limitations("\n    - Về tổ: chưa đều.\n    - - hai tổ ghép\n      - một tổ mới\n")
            .as_deref(),
        Some("- Về tổ: chưa đều.\n  - hai tổ ghép\n  - một tổ mới")
    );
    assert_eq!(
        limitations("\n    - |\n      Một đoạn.\n      Hai dòng.\n    - Ba.\n").as_deref(),
        Some("- Một đoạn.\n  Hai dòng.\n- Ba.")
    );
    assert_eq!(
        limitations("\n    Về tổ: chưa đều.\n    Về tin: còn ít.\n").as_deref(),
        Some("Về tổ: chưa đều.\n\nVề tin: còn ít.")
    );
    assert_eq!(
        limitations("\n    - Về tổ:\n        - hai tổ ghép\n        - một tổ mới\n    - Về tin.\n")
            .as_deref(),
        Some("- Về tổ:\n  - hai tổ ghép\n  - một tổ mới\n- Về tin.")
    );
    assert_eq!(
        limitations("\n    Về tổ:\n      - hai tổ ghép\n    Về tin: còn ít.\n").as_deref(),
        Some("Về tổ:\n- hai tổ ghép\n\nVề tin: còn ít.")
    );
    assert_eq!(limitations("\n    Còn các việc sau:\n").as_deref(), Some("Còn các việc sau:"));
    assert_eq!(limitations(" []\n"), None);
    finds(
        "direction:\n  proposals:\n    - Về kinh phí: tăng.\n      Về đất: cấp.\n",
        &["BC112 2:3 Kiến nghị, đề xuất: thiếu dấu | sau `proposals:`. Gõ `proposals: |`"],
    );
    finds(
        "direction:\n  proposals:\n    - text: Có thêm kinh phí.\n",
        &["BC112 2:3 Kiến nghị, đề xuất: chỗ này chỉ ghi câu văn, mỗi ý một dòng gạch đầu dòng"],
    );
}

/// A place inside such a narrative is as exact as inside one typed as a text.
#[test]
fn places_in_a_narrative_typed_as_a_list() {
    let loaded = load(
        "kind: tổng kết\nassessment:\n  causes:\n    - Cán bộ kiêm nhiệm.\n    - Có {{ xyz }} việc.\n"
            .as_bytes(),
    );
    let found = office().check(&loaded);
    let unknown = found.iter().find(|d| d.message.contains("xyz")).expect("no such name");
    assert_eq!(unknown.place.as_ref().map(|p| p.line_column()), Some((5, 10)));
}

#[test]
fn quotes() {
    let closed = "ngoặc kép cong “…”; hoặc viết xuống dòng sau dấu |";
    let case = |text: &str, at: &str| finds(text, &[&format!("{at} {closed}")]);
    case("format: 1\nsource: \"Công nhân giỏi\" năm 2023\n", "BC165 2:26");
    case("to_confirm:\n  - \"Công nhân giỏi\" năm 2023\n", "BC165 2:22");
    case("source: 'a' b\n", "BC165 1:13");
    for mark in ["\"", "'"] {
        let opened = |at: &str, line: usize| {
            format!(
                "BC165 {at} Dòng {line} mở dấu {mark} mà không đóng > thêm {mark} ở cuối dòng {line}"
            )
        };
        let case = |text: &str, found: &str| finds(text.replace('_', mark), &[found]);
        case("source: _abc\nkind: đại hội\n", &opened("1:9", 1));
        case("kind: đại hội\nsource: _abc\n", &opened("2:9", 2));
        case("to_confirm:\n  - a\n  - _b\n  - c\n", &opened("3:5", 3));
        case("source: _abc\n\n# chú thích\nkind: _đại hội_\n", &opened("1:9", 1));
    }
    finds("source: \"C:\\hồ sơ\"\n", &["BC165 1:9 Dấu \\ trong ngoặc kép"]);
}

#[test]
fn brackets() {
    finds(
        "membership:\n  members: {value: 98,5%, of: employees}\n",
        &["BC111 2:23 dấu phẩy trong ngoặc { } đã cắt câu hoặc số lẻ"],
    );
    // Where any key is allowed, a cut-off part must not become one.
    finds(
        "membership:\n  members:\n    value: 5 người\n    parts: {Nam: 98,5, Nữ: 3, chưa kể B}\n",
        &["BC111 4:21 dấu phẩy", "BC111 4:31 dấu phẩy"],
    );
    finds("organization: {name: Công đoàn A, B và C}\n", &["BC111 1:35 dấu phẩy"]);
    finds("to_confirm: [98,5, x]\n", &["BC104 1:16 ngăn hai mục > số lẻ"]);
    finds("organization: {name: a\nkind: đại hội\n", &["BC166 1:15 Dòng 1 mở dấu { mà không đóng"]);
    finds("to_confirm: [a\nkind: đại hội\n", &["BC166 1:13 Dòng 1 mở dấu [ mà không đóng"]);
    finds("to_confirm: [a}\n", &["BC166 1:13 không khớp"]);
    finds("membership: {members: , women: }\nto_confirm: [a, b]\n", &[]);
}

#[test]
fn cut_by_a_comment() {
    let cut = "Phần sau dấu # không được đọc > nếu là nội dung thì đặt cả câu trong ngoặc kép";
    let case = |text: &str, at: &[&str]| {
        let expected: Vec<String> = at.iter().map(|at| format!("BC104 {at} {cut}")).collect();
        finds(text, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    };
    case("source: Chỉ thị #24 của\nkind: đại hội\n", &["1:17"]);
    case("source: #24\nkind: đại hội\n", &["1:9"]);
    case("source: a\n  b #1 c\n", &["2:5"]);
    case("to_confirm:\n  - a #1\n  - #2\n", &["2:7", "3:5"]);
    case("source: a # chú thích\nkind: đại hội  #chú thích\nto_confirm: # chú thích\n  - b\n", &[]);
    case("source: \"a #1\"\nto_confirm:\n  - 'b #2' #c\n", &[]);
    case("#chú thích\nsource: a\n#chú thích\n", &[]);
}

// ───── characters ─────

#[test]
fn pasted_from_word() {
    finds(
        "source: \u{f0b7} a\u{ad}b\u{200b}c\u{fffd}d\n",
        &[
            "BC120 1:9 Dấu đầu dòng của Word (U+F0B7) > dấu gạch",
            "BC120 1:12 Có dấu nối ẩn (U+00AD)",
            "BC120 1:14 Có ký tự ẩn (U+200B)",
            "BC120 1:16 hỏng mã",
        ],
    );
    finds(
        "source: a\u{b}b\nto_confirm:\n  - c\u{7f}d\n  - e\0f\u{86}g\n",
        &[
            "BC120 1:10 U+000B > Shift + Enter của Word",
            "BC120 3:6 U+007F",
            "BC120 4:6 U+0000",
            "BC120 4:8 U+0086",
        ],
    );
    finds("source: \"a\\vb\"\n", &["BC120 1:9 U+000B"]);
    finds("source: a\u{85}b\u{2028}c\n", &["BC120 1:10 U+0085", "BC120 1:12 U+2028"]);
    finds("source: a\u{202e}b😀c\n", &["BC120 1:10 U+202E", "BC120 1:12 không có chữ “😀”"]);
    finds("a: 1\n\u{feff}b: 2\n", &["BC102 2:1 U+FEFF"]);
    // Keys that are printed are texts too.
    finds("abbreviations:\n  A\u{ad}B: x\n", &["BC120 2:4 U+00AD"]);
    finds("ki\u{200b}nd: đại hội\n", &["BC111 1:1 Không có khóa", "BC120 1:3 U+200B"]);
    // A blank stands for a control character, so that a draft can be seen.
    let loaded = load("source: a\u{b}b\n".as_bytes());
    assert_eq!(loaded.dossier().and_then(|d| d.source.as_deref()), Some("a b"));
}

// ───── the dossier's shape ─────

#[test]
fn unknown_keys() {
    finds(
        "organisation:\n  name: A\ncongres: x\nname: b\nTên: x\nxyz: 1\n",
        &[
            "BC111 1:1 Có phải là `organization` (Công đoàn lập văn bản)?",
            "BC111 3:1 Có phải là `congress` (Đại hội)?",
            "BC111 4:1 khóa này đặt dưới `organization`",
            "BC111 5:1 khóa là một từ tiếng Anh không dấu",
            "BC111 6:1 các khóa ở đây: `format` (Phiên bản mẫu hồ sơ), `kind` (Loại hồ sơ) > và 44 khóa khác",
        ],
    );
    finds(
        "organization:\n  nam: A\n  short: B\n  Địa danh: C\n  motto: d\n  a`b: 1\n",
        &[
            "BC111 2:3 Có phải là `name` (Tên đầy đủ)?",
            "BC111 3:3 Có phải là `short_name` (Gọi tắt)?",
            "BC111 4:3 khóa ghi là `place` (Địa danh)",
            "BC111 5:3 khóa này đặt dưới `congress`",
            "BC111 6:3 Không có khóa `a`b` > các khóa ở đây: `kind` (Tổ chức), `name` (Tên đầy đủ)",
        ],
    );
}

#[test]
fn wrong_shapes() {
    for root in ["abc\n", "- a\n", "5\n"] {
        finds(root, &["BC112 1:1 Hồ sơ baocao: chỗ này chia thành các khóa nhỏ"]);
    }
    finds("source:\n  a: b\n", &["BC112 1:1 Nguồn: chỗ này chỉ ghi một dòng chữ"]);
    finds(
        "source:\n  - a\n",
        &["BC112 1:1 Nguồn: chỗ này chỉ ghi một dòng chữ, không phải một danh sách"],
    );
    finds(
        "organization: abc\n",
        &["BC112 1:15 Công đoàn lập văn bản: chỗ này chia thành các khóa nhỏ"],
    );
    finds("organization:\n  - a\n", &["BC112 1:1 không phải một danh sách"]);
    finds(
        "results: abc\n",
        &["BC112 1:10 Kết quả các mặt công tác: chỗ này là một danh sách: xuống dòng"],
    );
    finds("results:\n  a: b\n", &["BC112 1:1 mỗi mục bắt đầu bằng dấu gạch -"]);
    finds(
        "results:\n  - abc\n",
        &["BC112 2:5 Kết quả các mặt công tác: chỗ này chia thành các khóa"],
    );
    finds("to_confirm:\n  - - a\n", &["BC112 2:5 Việc cần xác minh: chỗ này chỉ ghi một dòng"]);
    finds(
        "cited:\n  a: [x]\n",
        &["BC112 2:3 Văn bản viện dẫn: chỗ này ghi một dòng chữ hoặc các khóa"],
    );
}

#[test]
fn wrong_values_all_at_once() {
    finds(
        "membership:
  members: 8,945 người
  women: 5người
  employees: 8.5 người
  teams:
    value: [1]
    parts: 3
    parts_complete: chắc
    as_of: 31/02/2026
    stated_percent: chín
    every: ngày
  figures: abc
period:
  year: 26
  from: hôm qua
congress:
  term: 2026
  ordinal: IIX
  type: đại hôi
draft_number: hai
papers:
  resolution:
    addressee:
      a: b
    bases: x
    signature: A
",
        &[
            "BC112 2:12 Đoàn viên: “8,945” có thể là 8.945",
            "BC112 3:10 Không đọc được số liệu “5người”",
            "BC112 4:14 Lao động: “8.5” có thể là 8,5 hoặc 85",
            "BC112 6:5 Thực hiện: chỗ này chỉ ghi một dòng chữ",
            "BC112 7:12 Chia ra: chỗ này chia thành các khóa nhỏ",
            "BC112 8:21 ghi có hoặc không",
            "BC112 9:12 không có ngày 31/2",
            "BC112 10:21 Tỷ lệ ghi trong nguồn",
            "BC112 11:12 Tần suất: “ngày” không có trong các lựa chọn",
            "BC112 12:12 Số liệu khác",
            "BC112 14:9 “26” không phải một năm",
            "BC112 15:9 Từ ngày: “hôm qua” không phải là ngày",
            "BC112 17:9 Nhiệm kỳ: “2026” không phải là nhiệm kỳ",
            "BC112 18:12 “IIX” không phải là số La Mã",
            "BC112 19:9 Có phải là “đại hội”?",
            "BC112 20:15 Dự thảo lần: “hai” không phải một số nguyên",
            "BC112 23:5 Kính gửi: chỗ này là một danh sách",
            "BC112 25:12 Căn cứ: chỗ này là một danh sách",
            "BC112 26:16 Người ký: chỗ này chia thành các khóa nhỏ",
        ],
    );
    let phrase = "năm 2023 có 5 người, 6 suất ".repeat(300);
    let found = load(format!("membership:\n  members: {phrase}\n").as_bytes()).diagnostics;
    assert!(found[0].message.chars().count() < 250, "{}", found[0].message);
    // A hundred at most, and then it says so.
    let wrong: String = (0..150).map(|i| format!("x{i}: 1\n")).collect();
    let found = load(wrong.as_bytes()).diagnostics;
    assert_eq!(found.len(), 101);
    assert!(found.iter().any(|d| d.message.contains("hơn 100 lỗi")));
}

/// Faults of all kinds in one file.
#[test]
fn all_at_once() {
    finds(
        "kind: đại hội
kind: tổng kết
nam: x
organization:
  name: A\u{200b}
  level:
    - cơ sở
source: Chỉ thị #24
to_confirm: !x
  - a
",
        &["BC103 2:1", "BC111 3:1", "BC120 5:10", "BC112 6:3", "BC104 8:17", "BC166 10:3"],
    );
}

// ───── every field of the fixtures ─────

fn fixtures() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut all: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("fixtures")
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let yaml = path.extension().is_some_and(|e| e == "yaml");
            yaml.then(|| (path.display().to_string(), std::fs::read_to_string(&path).ok()))
                .and_then(|(name, text)| Some((name, text?)))
        })
        .collect();
    all.sort();
    assert!(all.len() >= 3);
    all
}

/// Every fixture as a list of its nodes' paths, one of each shape: indexes and
/// names that a dossier chooses itself don't matter.
fn each_field(tree: &Node) -> Vec<source::Path> {
    fn go(node: &Node, path: &source::Path, all: &mut Vec<source::Path>) {
        match &node.kind {
            NodeKind::Map(entries) => {
                for entry in entries {
                    all.push(path.key(&*entry.key));
                    go(&entry.value, &path.key(&*entry.key), all);
                }
            }
            // The first item speaks for all.
            NodeKind::List(items) => {
                if let Some(item) = items.first() {
                    all.push(path.index(0));
                    go(item, &path.index(0), all);
                }
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    go(tree, &source::Path::root(), &mut all);
    all
}

fn replaced(tree: &Node, path: &source::Path, kind: &NodeKind) -> Node {
    fn go(node: &mut Node, path: &[source::Segment], kind: &NodeKind) {
        let Some((first, rest)) = path.split_first() else {
            node.kind = kind.clone();
            return;
        };
        match (&mut node.kind, first) {
            (NodeKind::Map(entries), source::Segment::Key(key)) => {
                if let Some(entry) = entries.iter_mut().find(|e| e.key == *key) {
                    go(&mut entry.value, rest, kind);
                }
            }
            (NodeKind::List(items), source::Segment::Index(i)) => go(&mut items[*i], rest, kind),
            _ => unreachable!("a path of the tree"),
        }
    }
    let mut tree = tree.clone();
    go(&mut tree, path.segments(), kind);
    tree
}

/// Any field may be left empty; and a value of the wrong shape in any field is
/// one finding, at this field, in Vietnamese.
#[test]
fn every_field_left_empty_or_misshapen() {
    let text = |text: &str| NodeKind::Text { text: text.into(), style: Style::Plain };
    for (name, yaml) in fixtures() {
        let (tree, found) = source::read_yaml(&name, yaml.as_bytes(), Limits::default());
        assert_eq!(found, [], "{name}");
        let tree = tree.expect("a tree");
        let inner = tree.get(&source::Path::root().key("kind")).expect("a kind").clone();
        let list = NodeKind::List(vec![inner.clone()]);
        let map = NodeKind::Map(vec![source::Entry {
            key: "khóa lạ".into(),
            key_place: inner.place.clone(),
            value: Node { kind: list.clone(), place: inner.place.clone() },
        }]);
        for path in each_field(&tree) {
            let empty = baocao::dossier::read(replaced(&tree, &path, &NodeKind::Null));
            assert_eq!(empty.diagnostics, [], "{name} {path}: empty");
            for (what, kind) in
                [("text", text("năm 5 x y 6")), ("list", list.clone()), ("map", map.clone())]
            {
                let reading = baocao::dossier::read(replaced(&tree, &path, &kind));
                for finding in &reading.diagnostics {
                    assert_vietnamese(finding);
                    let at = finding.path.as_ref().map(ToString::to_string).unwrap_or_default();
                    assert!(at.starts_with(&path.to_string()), "{name} {path} {what}: {finding:?}");
                }
                assert!(
                    reading.diagnostics.len() <= 1,
                    "{name} {path} {what}: {:?}",
                    reading.diagnostics
                );
                // What was wrong was taken out.
                let again = baocao::dossier::read(reading.tree.clone());
                assert_eq!(again.diagnostics, [], "{name} {path} {what}");
            }
        }
    }
}

/// Whatever a clerk hasn't filled in yet, a draft of every paper can be made.
#[test]
fn every_paper_without_any_one_field() {
    let mut failures = Vec::new();
    let mut done = std::collections::BTreeSet::new();
    for (name, yaml) in fixtures() {
        let (tree, _) = source::read_yaml(&name, yaml.as_bytes(), Limits::default());
        let tree = tree.expect("a tree");
        for path in each_field(&tree) {
            // A figure is like any other.
            let shown = path.to_string();
            let shape = match shown.split_once("figures.") {
                Some((before, after)) => {
                    format!("{before}{}", after.split_once('.').map_or("", |(_, part)| part))
                }
                None => shown,
            };
            if !done.insert(shape) {
                continue;
            }
            let dossier = baocao::dossier::read(replaced(&tree, &path, &NodeKind::Null)).dossier;
            for paper in office().papers().of(&dossier) {
                if office().lacks(&dossier, paper).is_empty()
                    && let Err(error) = office().render(&dossier, paper)
                {
                    failures.push(format!("{name} without {path}, {}: {error:.400}", paper.id));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A position inside a text is exact wherever it can be.
#[test]
fn positions_inside_texts_are_exact() {
    for (name, yaml) in fixtures() {
        for (form, yaml) in [("LF", yaml.clone()), ("CRLF", yaml.replace('\n', "\r\n"))] {
            let (tree, _) = source::read_yaml(&name, yaml.as_bytes(), Limits::default());
            tree.expect("a tree").texts(&mut |path, node| {
                let text = node.text().expect("a text");
                let NodeKind::Text { style, .. } = node.kind else { return };
                for (at, c) in text.char_indices().filter(|(_, c)| *c != '\n') {
                    let place = node.place_in_text(at..at + c.len_utf8());
                    let one_line = style != Style::Plain || !node.place.text().contains('\n');
                    if one_line && style != Style::Folded {
                        assert_eq!(place.text(), c.to_string(), "{name} {form} {path} {at}");
                    }
                }
            });
        }
    }
}

#[test]
fn positions_by_style() {
    let at = |yaml: &str, part: &str| {
        let (tree, found) = source::read_yaml("t", yaml.as_bytes(), Limits::default());
        assert_eq!(found, []);
        let tree = tree.expect("a tree");
        let node = tree.get(&source::Path::root().key("a")).expect("a").clone();
        let start = node.text().and_then(|t| t.find(part)).expect(part);
        let place = node.place_in_text(start..start + part.len());
        (place.line_column(), place.text().to_owned())
    };
    let exact = |line, column| ((line, column), "đây".to_owned());
    assert_eq!(at("a: ở đây\n", "đây"), exact(1, 6));
    assert_eq!(at("a: \"ở đây\"\n", "đây"), exact(1, 7));
    assert_eq!(at("a: 'ở đây'\n", "đây"), exact(1, 7));
    assert_eq!(at("a: |\n  một\n\n    ở đây\n  hai\n", "đây"), exact(4, 7));
    assert_eq!(at("a: |2-\n  một\n  ở đây\n", "đây"), exact(3, 5));
    assert_eq!(at("a: |  # chú thích\n  ở đây\n", "đây"), exact(2, 5));
    assert_eq!(at("a: |\r\n  một\r\n  ở đây\r\n", "đây"), exact(3, 5));
    assert_eq!(at("a: &x |\n  ở đây\n", "đây"), exact(2, 5));
    assert_eq!(at("b: &x ở đây\na: *x\n", "đây"), ((2, 4), "*x".to_owned()));
    // Where bytes can't be told, the whole scalar.
    assert_eq!(at("a: >\n  một\n  ở đây\n", "đây").0, (2, 3));
    assert_eq!(at("a: \"\\tở đây\"\n", "đây").0, (1, 4));
    assert_eq!(at("a: 'ở ''đây'\n", "đây").0, (1, 4));
    assert_eq!(at("a: một\n  đây\n", "đây").0, (1, 4));
    assert_eq!(at("a: o\u{309}\u{302} đây\n", "đây").0, (1, 4));
    // Only the line that wasn't in normal form is inexact.
    assert_eq!(at("a: |\n  o\u{301}\n  ở đây\n", "đây"), exact(3, 5));
}

// ───── anything at all ─────

/// Whatever may be wrong, all steps up to the pages' source come to an end.
fn survives(bytes: &[u8]) {
    let loaded = load(bytes);
    let _ = office().check(&loaded);
    for finding in &loaded.diagnostics {
        assert!(finding.severity != Severity::Error || !finding.message.is_empty());
        assert_vietnamese_unless_quoted(finding, bytes);
    }
    if let Some(dossier) = loaded.dossier() {
        for paper in office().papers().of(dossier) {
            if office().lacks(dossier, paper).is_empty() {
                office().render(dossier, paper).expect("a template takes any dossier");
            }
        }
    }
}

/// Messages repeat what was typed, which may be anything.
fn assert_vietnamese_unless_quoted(finding: &Diagnostic, bytes: &[u8]) {
    if !String::from_utf8_lossy(bytes).contains("expected") {
        assert!(!finding.message.contains("expected"), "{finding:?}");
    }
}

/// A fixture with a few places overwritten.
#[derive(Debug, Clone)]
struct Mutation {
    fixture: usize,
    /// Where, how many bytes go, what comes.
    edits: Vec<(usize, usize, &'static str)>,
}

impl Mutation {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = fixtures()[self.fixture].1.clone().into_bytes();
        for (at, length, piece) in &self.edits {
            let at = at % bytes.len();
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, piece.bytes());
        }
        bytes
    }
}

fn mutated() -> impl Strategy<Value = Mutation> {
    let pieces = prop::sample::select(vec![
        "\n",
        " ",
        "  ",
        "\t",
        ":",
        ": ",
        "- ",
        "#",
        "\"",
        "'",
        "|",
        ">",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "!",
        "?",
        "%",
        "~",
        "---\n",
        "\0",
        "\u{b}",
        "\u{feff}",
        "\u{301}",
        "0",
        "-1",
        "{{ x }}",
        "{{",
        "}}",
        "{%",
        "**",
        "_",
        "`",
        "<",
        "ấ",
        "9999999999999999999999999999999",
        "/",
        "%",
        "2026",
        "không",
        "trên ",
        "triệu đồng",
        "XIX",
        "…",
    ]);
    let edit = (0..100_000usize, prop_oneof![Just(0), 0..40usize], pieces);
    (0..fixtures().len(), prop::collection::vec(edit, 1..8))
        .prop_map(|(fixture, edits)| Mutation { fixture, edits })
}

/// A value in the place of another.
fn transplanted() -> impl Strategy<Value = Node> {
    let index = any::<prop::sample::Index>;
    (0..fixtures().len(), index(), index()).prop_map(|(which, from, to)| {
        let (name, yaml) = &fixtures()[which];
        let (tree, _) = source::read_yaml(name, yaml.as_bytes(), Limits::default());
        let tree = tree.expect("a tree");
        let fields = each_field(&tree);
        let kind = tree.get(from.get(&fields)).expect("a field").kind.clone();
        replaced(&tree, to.get(&fields), &kind)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survives(&bytes);
    }

    #[test]
    fn any_text_is_survived(text in "([a-z]{1,4}: |[-|>\\[\\]{},&*!%@`#\"'\\\\~?:\n \t]|\\PC){0,80}") {
        survives(text.as_bytes());
    }

    #[test]
    fn mutated_fixtures_are_survived(mutation in mutated()) {
        survives(&mutation.bytes());
    }

    #[test]
    fn transplanted_fields_are_survived(tree in transplanted()) {
        let reading = baocao::dossier::read(tree);
        let again = baocao::dossier::read(reading.tree.clone());
        prop_assert_eq!(again.diagnostics, []);
    }

    /// Text that is quoted by the rules of YAML comes back to the letter, with
    /// exact positions unless something had to be escaped.
    #[test]
    fn quoted_text_comes_back(text in "[a-zA-Zà-ỹđĐ0-9 .,:;#'\"\\\\{}|%-]{0,60}") {
        let text = baocao::vietnamese::nfc(&text);
        let yaml = format!("source: {}\n", serde_json::to_string(&text).expect("a string"));
        let (tree, found) = source::read_yaml("t", yaml.as_bytes(), Limits::default());
        prop_assert_eq!(found, []);
        let tree = tree.expect("a tree");
        let node = tree.get(&source::Path::root().key("source")).expect("a value");
        prop_assert_eq!(node.text(), Some(text.as_str()));
        if !text.contains(['"', '\\']) {
            for (at, c) in text.char_indices() {
                let place = node.place_in_text(at..at + c.len_utf8());
                prop_assert_eq!(place.text(), c.to_string());
            }
        }
    }
}
