//! A paper in Word becomes a dossier to go on with.

use super::desk::Desk;
use super::made::{SHEET, Word, closing, letterhead, p, report, table, title};

/// The dossier that a file gives, by the command line.
fn drawn(word: &Word) -> (Desk, String) {
    let desk = Desk::new();
    std::fs::write(desk.path("cu.docx"), word.bytes()).expect("written");
    let ran = desk.run(&["new", "--from-word", "cu.docx", "moi.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let yaml = std::fs::read_to_string(desk.path("moi.yaml")).expect("a dossier");
    (desk, yaml)
}

#[test]
fn text_stands_in_its_place_and_figures_in_comments() {
    let (desk, yaml) = drawn(&report());
    for line in [
        "kind: tổng kết",
        "  name: Công đoàn cơ sở Xưởng mộc Thử",
        "  place: Bến Thử",
        "  parent: Công đoàn phường Bến Thử",
        "  year: 2025",
        "  requested_by: Công văn số 12/CĐP ngày 03 tháng 11 năm 2025 của Công đoàn phường Bến Thử",
        "  - area: Chăm lo đời sống đoàn viên",
        "    #   luot_doan_vien: 26 lượt đoàn viên",
        "      - Tặng 84 suất quà tết;",
        "    #   sang_kien: 11/12 sáng kiến",
        "    number: 07",
        "    date: 4/12/2025",
        "      name: Trịnh Thị Mộc",
        "    archive: VT, CĐCS",
    ] {
        assert!(yaml.lines().any(|l| l == line), "{line} is not in\n{yaml}");
    }
    assert!(yaml.contains("  limitations: Sinh hoạt của tổ sơn"), "{yaml}");
    // No figure is set that nobody set.
    assert!(!yaml.contains("\n    figures:"), "{yaml}");
    let checked = desk.run(&["check", "moi.yaml"]);
    assert!(!checked.out.contains("Cần sửa"), "{}", checked.out);
}

#[test]
fn the_same_file_gives_the_same_dossier() {
    assert_eq!(drawn(&report()).1, drawn(&report()).1);
}

#[test]
fn tables_of_targets_and_what_has_no_place() {
    let cells = |texts: &[&str]| texts.iter().map(|text| p("", text)).collect::<Vec<String>>();
    let rows = [
        cells(&["TT", "Chỉ tiêu", "Giao", "Thực hiện", "Đánh giá"]),
        cells(&["1", "Kết nạp đoàn viên", "10 đoàn viên", "12 đoàn viên", "Vượt"]),
        cells(&["2", "Đoàn viên được khám sức khỏe", "100%", "97%", "Chưa đạt"]),
    ];
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let word = Word::of(
        letterhead()
            + &title()
            + &p("bj", "I. KẾT QUẢ THỰC HIỆN CHỈ TIÊU")
            + &table(&rows, true)
            + &p("bj", "II. PHƯƠNG HƯỚNG NĂM 2026")
            + &p("j", "- Giữ vững các chỉ tiêu;")
            + &p("bj", "III. TỔ CHỨC THỰC HIỆN")
            + &p("j", "Giao Ủy ban Kiểm tra * theo dõi {{ việc }} thực hiện.")
            + &closing()
            + SHEET,
    );
    let (_, yaml) = drawn(&word);
    assert!(yaml.contains("  - value: 10 đoàn viên\n    text: Kết nạp đoàn viên\n    result: 12 đoàn viên\n    status: vượt"), "{yaml}");
    assert!(yaml.contains("  - value: 100%\n"), "{yaml}");
    // What is no part of a dossier is a heading of the paper's own.
    assert!(
        yaml.contains(
            "    - title: TỔ CHỨC THỰC HIỆN\n      text: Giao Ủy ban Kiểm tra \\* theo dõi { { việc } } thực hiện.\n"
        ),
        "{yaml}"
    );
    assert!(!yaml.contains("Chưa có chỗ"), "{yaml}");
}

/// A report with headings of several sorts, in an order of its own.
fn with_headings(headings: &[(&str, &str)]) -> Word {
    let body: String = headings.iter().map(|(head, text)| p("bj", head) + &p("j", text)).collect();
    Word::of(letterhead() + &title() + &body + &closing() + SHEET)
}

/// The headings of what is rendered of a dossier, in order.
fn rendered(desk: &Desk) -> String {
    let shown = desk.run(&["render", "moi.yaml", "--to", "txt"]);
    let file = shown.out.lines().find(|line| line.ends_with(".txt")).expect("a file");
    std::fs::read_to_string(desk.path(file)).expect("read").replace('\u{a0}', " ")
}

#[test]
fn a_starter_keeps_the_files_own_headings() {
    let (desk, yaml) = drawn(&with_headings(&[
        ("I. MẤY NÉT VỀ XƯỞNG", "Xưởng có hai ca, ba tổ."),
        ("II. CHĂM LO ĐỜI SỐNG", "Thăm hỏi người ốm đầy đủ."),
        ("III. THI ĐUA SẢN XUẤT", "Các tổ đều vượt mức khoán."),
        ("IV. HẠN CHẾ", "Họp tổ còn thưa."),
        ("V. CÁC MẶT KHÁC ĐÃ LÀM", "Trồng thêm cây bóng mát."),
        ("VI. PHƯƠNG HƯỚNG NĂM 2026", "Giữ nhịp sinh hoạt tổ."),
        ("VII. KIẾN NGHỊ", "Sớm sửa mái nhà ăn."),
    ]));
    for line in ["  - area: CHĂM LO ĐỜI SỐNG", "  limitations: Họp tổ còn thưa."] {
        assert!(yaml.lines().any(|l| l == line), "{line} is not in\n{yaml}");
    }
    let text = rendered(&desk);
    let heads = [
        "I. MẤY NÉT VỀ XƯỞNG",
        "II. CHĂM LO ĐỜI SỐNG",
        "III. THI ĐUA SẢN XUẤT",
        "IV. HẠN CHẾ",
        "V. CÁC MẶT KHÁC ĐÃ LÀM",
        "VI. PHƯƠNG HƯỚNG NĂM 2026",
        "VII. KIẾN NGHỊ",
    ];
    let places: Vec<Option<usize>> = heads.iter().map(|head| text.find(head)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{text}\n{yaml}");
    assert_eq!(text.matches("Trồng thêm cây").count(), 1, "{text}");
}

/// Two headings that mean one part: the second stands by itself, and nothing twice.
#[test]
fn a_part_is_printed_once() {
    let (desk, yaml) = drawn(&with_headings(&[
        ("I. TÌNH HÌNH ĐOÀN VIÊN", "Có ba tổ công đoàn."),
        ("II. TÌNH HÌNH TỔ CHỨC CÔNG ĐOÀN", "Ban Chấp hành đủ người."),
        ("III. HẠN CHẾ", "Họp tổ còn thưa."),
    ]));
    assert!(yaml.contains("membership:\n  text: Có ba tổ công đoàn.\n"), "{yaml}");
    assert!(
        yaml.contains("title: TÌNH HÌNH TỔ CHỨC CÔNG ĐOÀN\n      text: Ban Chấp hành đủ người."),
        "{yaml}"
    );
    assert_eq!(rendered(&desk).matches("Có ba tổ công đoàn").count(), 1);
}

/// The next year's dossier has the headings with its own years, and not what was told.
#[test]
fn the_next_period_keeps_the_headings() {
    let (desk, _) = drawn(&with_headings(&[
        ("I. KẾT QUẢ CÁC MẶT CÔNG TÁC NĂM 2025", "Các tổ đều vượt mức khoán."),
        ("II. PHƯƠNG HƯỚNG NĂM 2026", "Giữ nhịp sinh hoạt tổ."),
        ("III. TỔ CHỨC THỰC HIỆN", "Giao các tổ làm từ quý sau."),
    ]));
    let ran = desk.run(&["new", "--from", "moi.yaml", "sau.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let yaml = desk.read("sau.yaml");
    for line in ["title: KẾT QUẢ CÁC MẶT CÔNG TÁC NĂM 2026", "title: PHƯƠNG HƯỚNG NĂM 2027"]
    {
        assert!(yaml.contains(line), "{line} is not in\n{yaml}");
    }
    assert!(!yaml.contains("text: Giao các tổ") && yaml.contains("Giao các tổ làm"), "{yaml}");
}

#[test]
fn footnotes_stay_with_what_they_are_of() {
    let noted = |text: &str| {
        p("j", text).replace("</w:p>", "<w:r><w:footnoteReference w:id=\"3\"/></w:r></w:p>")
    };
    let mut word = report();
    word.body = word.body.replace(
        &p("j28", "- Kết nạp ít nhất 05 đoàn viên mới."),
        &noted("- Kết nạp ít nhất 05 đoàn viên mới."),
    );
    let word = word.with(
        "footnotes.xml",
        "footnotes",
        "footnotes",
        &format!("<w:footnote w:id=\"3\">{}</w:footnote>", p("", "Trong đó 02 thợ học nghề.")),
    );
    let (_, yaml) = drawn(&word);
    let task = yaml.split("Kết nạp ít nhất").next().unwrap_or_default();
    let above: Vec<&str> = task.lines().rev().skip(1).take(2).collect();
    assert_eq!(
        above,
        [
            "    # Số liệu trong đoạn: 05 đoàn viên; 02 thợ học nghề",
            "    # Chú thích: Trong đó 02 thợ học nghề."
        ],
        "{yaml}"
    );
}

#[test]
fn signs_of_a_narrative_stay_text() {
    let text = "Mức * và {{ tên }} và **đậm** giữ nguyên như đã gõ trong tệp Word cũ.";
    let mut word = report();
    word.body = word.body.replace("Sinh hoạt của tổ sơn chưa đều do làm theo ca; việc cập nhật hồ sơ đoàn viên còn chậm so với yêu cầu.", text);
    let (desk, yaml) = drawn(&word);
    assert!(yaml.contains("\\* và { { tên } }"), "{yaml}");
    let shown = desk.run(&["render", "moi.yaml", "--to", "typ"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
}

#[test]
fn a_paper_that_fits_no_dossier_asks_for_the_kind() {
    let word = Word::of(
        letterhead()
            + &p("cb", "KẾ HOẠCH")
            + &p("cb", "Tổ chức hội thao")
            + &p("j", "Nội dung.")
            + SHEET,
    );
    let desk = Desk::new();
    std::fs::write(desk.path("kh.docx"), word.bytes()).expect("written");
    let ran = desk.run(&["new", "--from-word", "kh.docx", "moi.yaml"]);
    assert!(
        ran.code != 0 && ran.err.contains("“KẾ HOẠCH”") && ran.err.contains("--kind"),
        "{}",
        ran.err
    );
    assert!(!desk.path("moi.yaml").exists());
    let ran = desk.run(&["new", "--from-word", "kh.docx", "--kind", "tong-ket", "moi.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

/// What is longer than a narrative may be stands at the end, and the dossier reads.
#[test]
fn a_table_of_hundreds_of_rows_is_kept() {
    let row = |at: usize| (0..20).map(|j| p("", &format!("{}", at * 20 + j))).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = (0..900).map(row).collect();
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let mut word = report();
    let before = p("jb28", "2. Phong trào thi đua");
    word.body = word.body.replace(&before, &(table(&rows, true) + &before));
    let (desk, yaml) = drawn(&word);
    assert!(
        yaml.contains("# Bảng 900 hàng, 20 cột trong tệp Word dài quá một mục, ghi ở cuối tệp")
    );
    let (_, end) = yaml.split_once("# Chưa có chỗ trong hồ sơ:").expect("an end");
    assert!(end.contains("# | 0 | 1 | 2 |") && end.contains("| 17998 | 17999 |"));
    let checked = desk.run(&["check", "moi.yaml"]);
    assert!(!checked.out.contains("Cần sửa"), "{}", checked.out);
}

/// The Party's and the Youth Union's papers become dossiers of theirs.
#[test]
fn a_paper_of_a_party_cell() {
    let left = p("c28", "ĐẢNG BỘ XÃ BẾN THỬ")
        + &p("cb28", "CHI BỘ XƯỞNG MỘC")
        + &p("c28", "*")
        + &p("c28", "Số 09-BC/CB");
    let right =
        p("cb30", "ĐẢNG CỘNG SẢN VIỆT NAM") + &p("ci28", "Bến Thử, ngày 04 tháng 12 năm 2025");
    let mut word = report();
    word.body = word
        .body
        .replace(&letterhead(), &table(&[&[&left, &right]], false))
        .replace(&p("cb28", "BÁO CÁO"), &p("cb32", "B Á O  C Á O"));
    let (desk, yaml) = drawn(&word);
    for line in ["form: đảng", "  symbol: CB", "  party_annual_report:", "    number: 09"] {
        assert!(yaml.lines().any(|l| l == line), "{line} is not in\n{yaml}");
    }
    let shown = desk.run(&["render", "moi.yaml", "--to", "txt"]);
    let file = shown.out.lines().find(|line| line.ends_with(".txt")).expect("a file");
    let text = std::fs::read_to_string(desk.path(file)).expect("read");
    assert!(text.contains("Số …-BC/CB"), "{text}");
}

/// A list of pluses is one list, a table of targets among the tasks is targets, and the tasks
/// stand beside them.
#[test]
fn lists_of_pluses_and_targets_among_the_tasks() {
    let rows = [
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch 2026"],
        ["1", "Kết nạp đoàn viên mới", "đoàn viên", "10"],
        ["2", "Đối thoại định kỳ", "cuộc", "2"],
    ]
    .map(|row| row.map(|cell| p("c", cell)));
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let word = Word::of(
        letterhead()
            + &title()
            + &p("bj", "I. CHĂM LO ĐỜI SỐNG")
            + &p("j", "+ Thăm hỏi người ốm đầy đủ;")
            + &p("j", "+ Tặng quà các dịp lễ.")
            + &p("bj", "II. NHIỆM VỤ NĂM 2026")
            + &table(&rows, true)
            + &p("j", "Ban Chấp hành giao việc đến từng tổ.")
            + &closing()
            + SHEET,
    );
    let (desk, yaml) = drawn(&word);
    assert!(yaml.contains("- Thăm hỏi người ốm đầy đủ;\n"), "{yaml}");
    assert!(yaml.contains("- Tặng quà các dịp lễ.\n"), "{yaml}");
    assert!(
        yaml.contains("    - value: 10 đoàn viên\n      text: Kết nạp đoàn viên mới\n"),
        "{yaml}"
    );
    let text = rendered(&desk);
    for words in ["Kết nạp đoàn viên mới", "Ban Chấp hành giao việc đến từng tổ"]
    {
        assert_eq!(text.matches(words).count(), 1, "{words}\n{text}");
    }
}
