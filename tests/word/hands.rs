//! The same report as other hands type it: what is read stays the same.

use super::made::{Word, closing, letterhead, p, report, table};
use super::parts::{assert_is_the_report, lines, with_parts};

/// A manual line break within a paragraph.
const BREAK: &str = "</w:t><w:br/><w:t xml:space=\"preserve\">";

/// The report with some of it typed otherwise.
fn retyped(changes: &[(String, String)]) -> Word {
    let mut word = report();
    for (from, to) in changes {
        assert!(word.body.contains(from.as_str()), "{from}");
        word.body = word.body.replace(from, to);
    }
    word
}

#[test]
fn a_letterhead_each_line_of_which_is_a_row() {
    let row = |left: &str, right: &str| vec![p("c26", left), p("cb26", right)];
    let rows = [
        row("CÔNG ĐOÀN PHƯỜNG BẾN THỬ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        vec![p("cb26", "CÔNG ĐOÀN CƠ SỞ"), p("cb28", "Độc lập - Tự do - Hạnh phúc")],
        vec![p("cb26", "XƯỞNG MỘC THỬ"), p("c", "______________")],
        vec![p("c", "_____"), p("ci28", "Bến Thử, ngày 04 tháng 12 năm 2025")],
        vec![p("c26", "Số: 07/BC-CĐCS"), p("c", "")],
    ];
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let word = retyped(&[(letterhead(), table(&rows, false))]);
    with_parts(&word, assert_is_the_report);
}

#[test]
fn points_and_headings_parted_by_manual_breaks() {
    let points = p("j28", "- Tặng 84 suất quà tết;") + &p("j28", "- Hỗ trợ 02 đoàn viên sửa nhà.");
    let broken = p("j28", &format!("- Tặng 84 suất quà tết;{BREAK}- Hỗ trợ 02 đoàn viên sửa nhà."));
    let expected = 10;
    with_parts(&report(), |parts| assert_eq!(parts.passages().count(), expected));
    let word = retyped(&[(points, broken)]);
    with_parts(&word, |parts| {
        assert_is_the_report(parts);
        assert_eq!(parts.passages().count(), expected);
    });
    // A heading and its text in one paragraph.
    let mut word = report();
    let head = p("jb28", "III. TỒN TẠI, HẠN CHẾ");
    let joined = head.replace("</w:p>", "<w:r><w:br/></w:r>");
    let at = word.body.find(&head).expect("it") + head.len();
    let text = word.body[at..].find("<w:r>").expect("a run") + at;
    word.body.replace_range(at..text, "");
    word.body = word.body.replace(&head, &joined);
    with_parts(&word, |parts| {
        assert_is_the_report(parts);
        assert_eq!(parts.passages().count(), expected);
    });
    // A sentence that is broken by hand stays one.
    let word = retyped(&[("chưa đều do".to_owned(), format!("chưa đều{BREAK}do"))]);
    with_parts(&word, |parts| assert_eq!(parts.passages().count(), expected));
}

#[test]
fn who_signs_below_the_table_or_behind_a_tab() {
    let left = p("bi24", "Nơi nhận:")
        + &p("22", "- Công đoàn phường Bến Thử;")
        + &p("22", "- Các tổ công đoàn;")
        + &p("22", "- Lưu: VT, CĐCS.");
    let right = p("cb28", "TM. BAN CHẤP HÀNH") + &p("cb28", "CHỦ TỊCH");
    let name = p("cb28", "Trịnh Thị Mộc");
    let in_rows = table(&[&[&left, &right], &["<w:p/>", "<w:p/>"], &["<w:p/>", &name]], false);
    let below = table(&[&[&left, &right]], false) + &p("b28", "\tTrịnh Thị Mộc");
    for closed in [in_rows, below] {
        with_parts(&retyped(&[(closing(), closed)]), assert_is_the_report);
    }
}

#[test]
fn signs_of_symbol_fonts_are_bullets() {
    for sign in ["\u{f0b7}", "\u{f0d8}", "•", "✓"] {
        let word = retyped(&[("- Tặng 84".to_owned(), format!("{sign} Tặng 84"))]);
        with_parts(&word, |parts| {
            let point = parts.passages().find(|passage| passage.text.starts_with("Tặng 84"));
            assert!(point.is_some_and(|point| point.mark.is_some()), "{sign}");
        });
    }
}

#[test]
fn labels_of_all_sorts() {
    for (first, second) in
        [("(1)", "(2)"), ("1-", "2-"), ("1 -", "2 -"), ("1)", "2)"), ("a.", "b.")]
    {
        let word = retyped(&[
            ("1. Chăm lo".to_owned(), format!("{first} Chăm lo")),
            ("2. Phong trào".to_owned(), format!("{second} Phong trào")),
        ]);
        with_parts(&word, |parts| {
            let read: Vec<_> = parts
                .headings
                .iter()
                .filter(|h| h.level == 2)
                .filter_map(|h| h.label.as_deref())
                .collect();
            assert_eq!(read, [first, second]);
        });
    }
}

#[test]
fn which_lines_are_the_body_above() {
    for (above, below) in [
        ("CÔNG TY CỔ PHẦN GỖ THỬ", &["CÔNG ĐOÀN CƠ SỞ"][..]),
        ("SỞ XÂY DỰNG", &["TRƯỜNG TRUNG CẤP BẾN THỬ"]),
        ("TỔNG CÔNG TY GỖ THỬ", &["CÔNG TY MỘC THỬ"]),
        ("ĐẢNG BỘ XÃ BẾN THỬ", &["CHI BỘ XƯỞNG MỘC"]),
        ("", &["CÔNG ĐOÀN CƠ SỞ", "TRƯỜNG TRUNG CẤP BẾN THỬ"]),
    ] {
        let typed = |line: &str| match line {
            "" => String::new(),
            line => p("b26", line),
        };
        let left = typed(above) + &below.iter().map(|line| typed(line)).collect::<String>();
        let right = p("cb26", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        let word = retyped(&[(letterhead(), table(&[&[&left, &right]], false))]);
        with_parts(&word, |parts| {
            assert_eq!(lines(&parts.letterhead.parent).concat(), above);
            assert_eq!(lines(&parts.letterhead.issuer), below);
        });
    }
}

/// In the Youth Union's papers its name stands where the nation's does.
#[test]
fn a_paper_of_the_youth_union() {
    let left = p("c26", "BCH ĐOÀN XÃ BẾN THỬ") + &p("cb26", "CHI ĐOÀN XƯỞNG MỘC");
    let right =
        p("cb26", "ĐOÀN TNCS HỒ CHÍ MINH") + &p("ci28", "Bến Thử, ngày 04 tháng 12 năm 2025");
    let word = retyped(&[(letterhead(), table(&[&[&left, &right]], false))]);
    with_parts(&word, |parts| {
        let head = &parts.letterhead;
        assert_eq!(
            head.nation.as_ref().map(|text| text.text.as_str()),
            Some("ĐOÀN TNCS HỒ CHÍ MINH")
        );
        assert_eq!(lines(&head.parent), ["BCH ĐOÀN XÃ BẾN THỬ"]);
        assert_eq!(lines(&head.issuer), ["CHI ĐOÀN XƯỞNG MỘC"]);
        assert!(head.others.is_empty());
    });
}

/// What has no place in a letterhead or a closing is kept.
#[test]
fn tables_where_none_belong_are_kept() {
    let odd = table(&[&[&p("", "Mã hồ sơ"), &p("", "42")], &[&p("", "Tờ"), &p("", "3")]], true);
    let word = retyped(&[(letterhead(), letterhead() + &odd)]);
    with_parts(&word, |parts| {
        assert_is_the_report(parts);
        assert_eq!(lines(&parts.letterhead.others), ["Mã hồ sơ", "42", "Tờ", "3"]);
    });
    let word = retyped(&[(closing(), odd.clone() + &closing())]);
    with_parts(&word, |parts| {
        let last = parts.headings.last().expect("a heading");
        let has_table = |c: &baocao::word::parts::Content<'_>| {
            matches!(c, baocao::word::parts::Content::Table(_))
        };
        assert!(last.content.iter().any(has_table));
        assert_eq!(parts.last.len(), 1);
    });
}
