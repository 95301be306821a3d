//! probe
use baocao::{Office, Options};

fn show(name: &str, bytes: &[u8]) {
    let office = Office::new(&Options::default()).unwrap();
    let start = std::time::Instant::now();
    let loaded = office.load("t.yaml", bytes, &[]);
    let mut found = loaded.diagnostics.clone();
    found.extend(office.check(&loaded, &[]).into_iter().filter(|d| d.code.0 >= 120));
    println!("=== {name} ({} ms) dossier={}", start.elapsed().as_millis(), loaded.dossier().is_some());
    for d in found.iter().take(6) {
        let at = d.place.as_ref().map(|p| (p.line_column(), p.text().chars().take(20).collect::<String>()));
        println!("  {} {:?} {:?} {}", d.code, d.severity, at, d.message.chars().take(300).collect::<String>());
        for h in &d.hints { println!("      > {h}"); }
    }
}

#[test]
fn probe() {
    let f = |s: &str| s.as_bytes().to_vec();
    let mut bomb = "x0: &x0 [a,a,a,a,a,a,a,a,a,a]\n".to_string();
    for i in 1..10 { bomb += &format!("x{i}: &x{i} [{}]\n", vec![format!("*x{}", i-1); 10].join(",")); }
    let utf16: Vec<u8> = [0xFF,0xFE].into_iter().chain("format: 1\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let utf16n: Vec<u8> = "format: 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut bad = f("format: 1\nkind: đại hội\nsource: B"); bad.push(0xE1); bad.extend(b"o\n");
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("bom", f("\u{feff}format: 2\n")),
        ("crlf", f("format: 1\r\nkind: sai\r\nsource: |\r\n  một\r\n  ha\u{ad}i\r\n")),
        ("cr only", f("format: 1\rkind: sai\r")),
        ("tab indent", f("organization:\n\tname: A\n")),
        ("tab indent in list", f("to_confirm:\n\t- A\n")),
        ("tab inside", f("source: a\tb\n")),
        ("tab after colon", f("source:\ta\n")),
        ("tab in seq", f("to_confirm:\n  -\ta\n  -\tb\n")),
        ("nfd key", f("organiza\u{301}tion: 1\n")),
        ("dup", f("kind: đại hội\nsource: x\nkind: tổng kết\nkind: a\n")),
        ("dup nfd", f("abbreviations:\n  \u{1ea5}: x\n  a\u{302}\u{301}: y\n")),
        ("bomb", f(&bomb)),
        ("self alias", f("source: &a [*a]\n")),
        ("self alias map", f("congress: &a\n  name: *a\n")),
        ("unknown alias", f("source: *a\n")),
        ("star", f("source: *Ghi chú: x\n")),
        ("deep flow", f(&format!("source: {}", "[".repeat(100_000)))),
        ("deep flow map", f(&format!("source: {}", "{a: ".repeat(100_000)))),
        ("deep block", f(&(0..2000).map(|i| format!("{}a:\n", " ".repeat(i))).collect::<String>())),
        ("deep seq", f(&"- ".repeat(5000))),
        ("deep qm", f(&"? ".repeat(5000))),
        ("too big", vec![b'a'; (8<<20)+1]),
        ("many keys", f(&(0..190_000).map(|i| format!("k{i}:\n")).collect::<String>())),
        ("many figures", f(&("membership:\n  figures:\n".to_string() + &(0..60_000).map(|i| format!("    k{i}: 1 người\n")).collect::<String>()))),
        ("utf16", utf16), ("utf16n", utf16n), ("bad utf8", bad),
        ("empty", vec![]), ("bom only", f("\u{feff}")), ("newlines", f("\n\n")), ("comments", f("# a\n# b\n")), ("dashes", f("---\n")), ("tilde", f("~\n")),
        ("docs", f("format: 1\n---\nformat: 1\n")), ("docs2", f("format: 1\n...\nformat: 1\n")),
        ("tag", f("source: !x y\n")), ("tag2", f("source: !\nkind: !!str đại hội\norganization: !m\n  name: !<tag:x> a\n")), ("tag sentence", f("source: !Chú ý: abc\n")),
        ("nonscalar key", f("[a, b]: c\nkind: đại hội\n")), ("qm key", f("? a\n: b\n")), ("qm map", f("? {a: b}\n: c\n")), ("null key", f(": c\n")), ("null key2", f("~: c\n")),("merge", f("organization: &o\n  name: A\ncongress:\n  <<: *o\n")),
        ("colon", f("source: Báo cáo: tổng kết\n")), ("colon list", f("to_confirm:\n  - Báo cáo: tổng kết\n")), ("colon2", f("format: 1\nsource: Kính gửi: A: b\n")),
        ("after quote", f("format: 1\nsource: \"Công nhân giỏi\" năm 2023\n")), ("after quote list", f("to_confirm:\n  - \"Công nhân giỏi\" năm 2023\n")), ("single after", f("source: 'a' b\n")),
        ("unclosed", f("source: \"abc\nkind: đại hội\n")), ("unclosed s", f("source: 'abc\nkind: đại hội\n")),
        ("comma flow", f("membership:\n  members: {value: 98,5%, of: employees}\n")), ("comma list", f("to_confirm: [98,5, x]\n")), ("comma cut", f("organization: {name: Công đoàn A, B và C}\n")),
        ("unclosed flow", f("organization: {name: a\nkind: đại hội\n")), ("unclosed list", f("to_confirm: [a\nkind: đại hội\n")), ("wrong close", f("to_confirm: [a}\n")), ("close alone", f("source: ]\n")),
        ("cut", f("source: Chỉ thị #24 của\n")), ("cut all", f("source: #24\n")), ("comment ok", f("source: a # b\nkind: đại hội  #b\n")), ("cut list", f("to_confirm:\n  - a #1\n  - #2\n")), ("cut multi", f("source: a\n  b #1 c\n")),
        ("word", f("source: \u{f0b7} a\u{ad}b\u{200b}c\u{fffd}d\n")), ("vt", f("source: a\u{b}b\n")), ("vt esc", f("source: \"a\\vb\\0\"\n")), ("nel", f("source: a\u{85}b\u{2028}c\n")), ("nul", f("source: ab\0c\n")), ("ff", f("source: a\u{c}b\n")),("del", f("source: a\u{7f}b\u{80}\n")),
        ("emoji", f("source: a😀b\n")), ("key char", f("abbreviations:\n  A\u{ad}B: x\n")), ("zw key", f("ki\u{200b}nd: đại hội\n")),
        ("unknown", f("organisation:\n  name: A\ncongres: x\nname: b\n")), ("unknown2", f("organization:\n  nam: A\n  short: B\n  motto: c\nxyz: 1\n")), ("vn key", f("tên: a\n")),
        ("text root", f("abc\n")), ("list root", f("- a\n")), ("num root", f("5\n")),
        ("map for text", f("source:\n  a: b\n")), ("list for text", f("source:\n  - a\n")), ("text for map", f("organization: abc\n")), ("list for map", f("organization:\n  - a\n")), ("text for list", f("results: abc\n")), ("map for list", f("results:\n  a: b\n")), ("map for texts", f("to_confirm:\n  a: b\n")), ("nested list", f("to_confirm:\n  - - a\n")),("text in map list", f("results:\n  - abc\n")),
        ("list for figure", f("membership:\n  members:\n    - a\n")), ("bad figure", f("membership:\n  members: 8,945 người\n  women: 5người\n  teams:\n    value: [1]\n    parts: 3\n    parts_complete: chắc\n    as_of: 31/02/2026\n")), ("figures text", f("membership:\n  figures: abc\n")), ("figures list", f("membership:\n  figures:\n    - abc\n")), ("ordered null", f("abbreviations:\n  A:\ncited:\n  x:\npapers:\n  resolution:\noutline:\n  resolution:\ncatalog:\n  a:\n")),
        ("null items", f("to_confirm:\n  -\n  - a\nresults:\n  -\ncongress:\n  tasks:\n    -\n  date:\nperiod:\n")),
        ("legal", f("cited:\n  a: [x]\n  b:\n    text: c\n  c:\n    nmber: 1\n")), ("oneormany", f("papers:\n  resolution:\n    addressee:\n      a: b\n    bases: x\n    signature: A\n    annexes: chỉ tiêu\n    status: dự tháo\n    draft_number: hai\n    date: 30/2/2026\n")),
        ("years", f("period:\n  year: 26\ncongress:\n  term: 2026\n  ordinal: IIX\n  type: họp\n  date: hôm qua\n")),
        ("long", f(&format!("membership:\n  members: {}\n", "năm 2023 có 5 người, 6 suất ".repeat(300)))),
        ("narr", f("assessment:\n  strengths: |\n    a {{ 7*7 }} b\n    c {{ x\n  causes: \"{{ 1 }} <b>\"\n  lessons: x {% raw %} {# c #} {{ a.b|c }}\n")),
    ];
    for (name, bytes) in cases { show(name, &bytes); }
    for (name, text) in [("emph", "*a ".repeat(100_000)+&"b* ".repeat(100_000)), ("strongemph", "**a *b ".repeat(100_000)+&"b* c** ".repeat(100_000)), ("lists", "- ".repeat(100_000)), ("quotes", "> ".repeat(100_000)), ("brackets", "[".repeat(100_000)), ("links", "[a](".repeat(50_000)), ("ticks", (1..800).map(|i| "`".repeat(i)+" ").collect::<String>()), ("table", format!("{}\n{}\n{}", "|a".repeat(10_000), "|-".repeat(10_000), "|\n".repeat(10_000))), ("stars", "*".repeat(100_000)), ("braces", "{{".repeat(100_000)), ("braces2", "{{}}".repeat(100_000)), ("exprs", "{{ a }}".repeat(66_000)), ("html", "<a ".repeat(100_000)), ("html2", "<!--".repeat(50_000)), ("ents", "&a".repeat(100_000)), ("_", "_a __b ".repeat(50_000))] {
        let start = std::time::Instant::now();
        let n = baocao::prose::parse(&text);
        println!("{name}: {} ms, {} blocks {} issues", start.elapsed().as_millis(), n.blocks.len(), n.issues.len());
    }
}
