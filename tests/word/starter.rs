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
    let end = yaml.split("# Chưa có chỗ trong hồ sơ:").nth(1).expect("an end");
    assert!(
        end.contains(
            "# III. TỔ CHỨC THỰC HIỆN\n# Giao Ủy ban Kiểm tra * theo dõi {{ việc }} thực hiện."
        ),
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
