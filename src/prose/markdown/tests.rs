use super::super::{Block, Inline, IssueKind, parse_anew as parse};
use proptest::prelude::*;

fn text(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|i| match i {
            Inline::Text(t) => t.clone(),
            Inline::Value(n) => format!("<{n}>"),
            Inline::Strong(c) => format!("**{}**", text(c)),
            Inline::Emphasis(c) => format!("*{}*", text(c)),
            Inline::Break => "/".into(),
        })
        .collect()
}

fn shown(source: &str) -> Vec<String> {
    let blocks = parse(source).blocks;
    blocks
        .iter()
        .map(|b| match b {
            Block::Paragraph(c) => text(c),
            Block::Item { level, label, content } => {
                format!("[{level}{}] {}", label.as_deref().unwrap_or(""), text(content))
            }
            Block::Table { head, rows } => {
                let row =
                    |r: &Vec<Vec<Inline>>| r.iter().map(|c| text(c)).collect::<Vec<_>>().join("|");
                let all: Vec<_> = std::iter::once(head).chain(rows).map(row).collect();
                all.join(" // ")
            }
        })
        .collect()
}

#[test]
fn the_closed_syntax() {
    assert_eq!(
        shown("Một **đậm** và *nghiêng*\ndòng hai.\n\nĐoạn hai."),
        ["Một **đậm** và *nghiêng* dòng hai.", "Đoạn hai."]
    );
    assert_eq!(
        shown("- một\n  + hai\n    * ba\n- bốn"),
        ["[1] một", "[2] hai", "[3] ba", "[1] bốn"]
    );
    assert_eq!(shown("3. ba\n5. năm"), ["[13.] ba", "[15.] năm"]);
    assert_eq!(shown("mở đầu:\n- một\n- hai"), ["mở đầu:", "[1] một", "[1] hai"]);
    assert_eq!(shown("| A | B |\n|---|---|\n| {{ x | dem }} | 2 |"), ["A|B // <0>|2"]);
    assert_eq!(shown("a) một\nb) hai"), ["a) một", "b) hai"]);
    assert_eq!(shown("thăm hỏi {{ visits }}; {{ tet.amount|so }}."), ["thăm hỏi <0>; <1>."]);
}

#[test]
fn a_line_is_a_paragraph() {
    assert_eq!(
        shown("Đoạn một.\nĐoạn hai chép từ Word\nĐoạn ba;\nđoạn bốn"),
        ["Đoạn một.", "Đoạn hai chép từ Word", "Đoạn ba;", "đoạn bốn"]
    );
    assert_eq!(
        shown("Câu ngắt tay giữa\nchừng, tổng số\n12 tổ."),
        ["Câu ngắt tay giữa chừng, tổng số 12 tổ."]
    );
    assert_eq!(shown("- ý một\nĐoạn sau.\n- ý hai"), ["[1] ý một", "Đoạn sau.", "[1] ý hai"]);
    assert_eq!(shown("- ý một dài\n  còn nữa.\n- ý hai"), ["[1] ý một dài còn nữa.", "[1] ý hai"]);
    assert_eq!(shown("    Thụt đầu dòng.\n\tĐoạn hai."), ["Thụt đầu dòng.", "Đoạn hai."]);
    assert_eq!(shown("Mở đầu.\n2. hai\n3) ba"), ["Mở đầu.", "[12.] hai", "[13)] ba"]);
    assert_eq!(shown("Bảng.\n| A |\n|---|\n| 1 |\nHết."), ["Bảng.", "A // 1", "Hết."]);
}

#[test]
fn marks_of_word_begin_items() {
    let same = shown("- một\n- hai");
    for marks in
        ["• hai", "– hai", "−\thai", "-hai", "·\u{a0}hai", "●hai", "‑ hai", "▪ hai", "§\thai"]
    {
        assert_eq!(shown(&format!("- một\n{marks}")), same, "{marks}");
        assert_eq!(shown(&format!("{marks}\n{marks}"))[1], "[1] hai", "{marks}");
    }
    let nested = ["[1] một", "[2] hai", "[2] ba", "[1] bốn"];
    assert_eq!(shown("- một\n+ hai\n+ ba\n- bốn"), nested);
    assert_eq!(shown("• một\no\thai\n◦ ba\n• bốn"), nested);
    assert_eq!(shown("+ một\n+ hai"), ["[1] một", "[1] hai"]);
    assert_eq!(shown("1. một\n- hai\n2. ba"), ["[11.] một", "[1] hai", "[12.] ba"]);
    for text in ["-5% so với cùng kỳ", "--- hết", "+84 24", "* * *", "- - -", "*nghiêng* thôi"]
    {
        assert!(!shown(text)[0].starts_with('['), "{text}");
    }
    assert_eq!(shown("-{{ x }} tổ"), ["[1] <0> tổ"]);
}

#[test]
fn anything_else_prints_as_typed() {
    for typed in [
        "# không phải đề mục",
        "<a> &amp; &#64;",
        "`mã`",
        "[chữ](liên-kết)",
        "https://vi.wikipedia.org/wiki/Báo_cáo",
        "{% set x = 1 %}",
        "{# chú thích #}",
        "= y // $ @b \\ \" #read(\"secret.txt\")",
        "{{ 7*7 }}",
        "> trích",
        "{{ chưa đóng",
        "{{ 7*7 }} và {{ 8*8 }}",
        "_y_ và __z__ và _a",
        "\\*x\\* và C:\\_y\\\\z \\",
        "[a]: b",
        "[1]: ghi chú một",
        "![ảnh](x) <https://a.vn>",
    ] {
        assert_eq!(shown(typed).join("\n"), typed);
    }
    assert_eq!(shown("    thụt vào"), ["thụt vào"]);
    assert_eq!(shown("`a`\n\nb\n\n# c\n\nd"), ["`a`", "b", "# c", "d"]);
    assert_eq!(shown("**x <b> y** z"), ["**x <b> y** z"]);
    assert_eq!(shown("một\\\nhai"), ["một\\ hai"]);
    assert_eq!(shown("a\n\n[b]: c\n[d]: e\n\nf"), ["a", "[b]: c [d]: e", "f"]);
}

#[test]
fn tables_lose_nothing() {
    let table = |row: &str| shown(&format!("| A | B |\n|---|---|\n{row}")).join("\n");
    assert_eq!(table("| 1 | 2 | 3 | **4** |"), "A|B // 1|2 | 3 | **4**");
    assert_eq!(table("| 1 |"), "A|B // 1|");
    assert_eq!(table("| 1 \\| 2 | 3 |"), "A|B // 1 | 2|3");
    assert_eq!(table("| *1* | {{ x }} |"), "A|B // *1*|<0>");
}

#[test]
fn runs_dont_nest_without_end() {
    assert_eq!(shown("*a *b **c** d* e*"), ["*a b **c** d e*"]);
    let deep = "*a ".repeat(5_000) + &"b* ".repeat(5_000);
    assert_eq!(parse(&deep).blocks.len(), 1);
}

#[test]
fn issues_point_into_the_source() {
    let source = "{{ a }} và {{ 7*7 }} và <b>";
    let issues = parse(source).issues;
    let got: Vec<_> = issues.iter().map(|i| (i.kind, &source[i.span.clone()])).collect();
    assert_eq!(got, [(IssueKind::NotAName, "{{ 7*7 }}"), (IssueKind::Unsupported, "<b>")]);
}

/// Every letter and digit; expressions by their index; labels included.
fn letters(source: &str) -> String {
    let blocks = parse(source).blocks;
    let all = blocks.iter().map(|b| match b {
        Block::Paragraph(c) => text(c),
        Block::Item { label, content, .. } => label.clone().unwrap_or_default() + &text(content),
        Block::Table { head, rows } => {
            let row = |r: &Vec<Vec<Inline>>| r.iter().map(|c| text(c)).collect::<String>();
            std::iter::once(head).chain(rows).map(row).collect()
        }
    });
    all.collect::<String>().chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// No typed text is lost, whatever Markdown makes of it.
    #[test]
    fn nothing_is_lost(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "a", "B", "ấ", "7", " ", " ", "\n", "\n\n", "- ", "  - ", "\n- ", "\n  - ", "\n1. ",
                "2) ", "*", "**", "_", "__", "`", "```\n", "~~~", "#", "# ", "> ", "[", "]", "](",
                "]: ", "(", ")", "!", "<", ">", "<b>", "</b>", "<!--", "-->", "&amp;", "&#64;",
                "\\", "\\\n", "|", "| ", " | ", "\n|---|---|\n", "---\n", "===\n", "  \n", "\t",
                "    ", "https://a.vn", "a) ", "{{", "}}", "{{ 7*7 }}", "{%", "%}", "~", "^", ":",
            ]),
            0..40,
        )
    ) {
        let text = pieces.concat();
        let typed: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        // Only a valid `{{ name }}` isn't text; it prints its value.
        if parse(&text).expressions.is_empty() {
            prop_assert_eq!(letters(&text), typed, "{:?}", text);
        }
    }

    #[test]
    fn any_text_is_parsed(text in "(\\PC|[-*_`|>#\\[\\](){}!<&\\\\ \n\t0-9]){0,80}") {
        for issue in parse(&text).issues {
            prop_assert!(text.get(issue.span).is_some());
        }
    }
}
