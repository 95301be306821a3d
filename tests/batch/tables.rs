//! What the sheet of a batch says of all its rows: its period, its units of
//! measure, merged cells, grades.

use rust_xlsxwriter::{Format, Workbook};

use super::rows::Cells;
use super::*;

const BASE: &str = "\
kind: tổng kết
organization:
  name: Công đoàn chưa đặt tên
  parent: Công đoàn phường Minh Họa
papers:
  unit_report:
";

const FUNDS: &str = "Tổng thu tài chính công đoàn";
const MEMBERS: &str = "Tổng số đoàn viên";

/// Runs a batch over a table whose units report on 2026.
fn ran(desk: &Desk, rows: Cells<'_>) -> desk::Ran {
    desk.write("chung.yaml", &format!("{BASE}period:\n  year: 2026\n"));
    desk.book("bang.xlsx", rows);
    desk.run(&["batch", "bang.xlsx", "--base", "chung.yaml"])
}

/// The paper of the unit CD01.
fn paper(desk: &Desk) -> String {
    desk.text("ra/CD01/bao-cao-don-vi-du-thao.pdf")
}

#[test]
fn a_table_of_another_period_is_refused() {
    let heads = ["Mã đơn vị", "Tên đơn vị", MEMBERS];
    for title in [
        &["TỔNG HỢP SỐ LIỆU NĂM 2024"][..],
        &["Báo cáo 6 tháng cuối năm 2026"],
        &["Biểu số liệu quý II"],
        &["Số liệu chốt đến ngày 31/12/2024"],
        &["Năm:", "2024"],
        &["Kỳ báo cáo: năm 2024"],
    ] {
        let desk = Desk::new();
        let ran = ran(&desk, &[title, &[], &heads, &["CD01", "Công ty Mẫu", "318"]]);
        assert!(ran.code != 0 && ran.err.contains("mà kỳ cần là năm 2026"), "{title:?}{}", ran.err);
        assert!(!std::path::Path::new(&desk.path("ra/CD01")).exists(), "{title:?}");
    }
    // What plans, lists or cites is of no period.
    for title in ["Biểu số liệu năm 2026", "So với năm 2025", "Nhiệm kỳ 2023 - 2028"]
    {
        let desk = Desk::new();
        let ran = ran(&desk, &[&[title], &[], &heads, &["CD01", "Công ty Mẫu", "318"]]);
        assert!(ran.err.is_empty() && paper(&desk).contains("318 đoàn viên"), "{title}{}", ran.err);
    }
}

#[test]
fn the_title_says_the_period_where_the_base_says_none() {
    let desk = Desk::new();
    desk.write("chung.yaml", BASE);
    let heads = ["Mã đơn vị", "Tên đơn vị", MEMBERS];
    desk.book("bang.xlsx", &[&["SỐ LIỆU NĂM 2025"], &heads, &["CD01", "Công ty Mẫu", "318"]]);
    let ran = desk.run(&["batch", "bang.xlsx", "--base", "chung.yaml"]);
    assert!(paper(&desk).contains("năm 2025"), "{}", ran.err);
    let other = ["batch", "bang.xlsx", "--base", "chung.yaml", "--set", "period.year=2026"];
    let ran = desk.run(&other);
    assert!(ran.err.contains("mà kỳ cần là năm 2026"), "{}", ran.err);
}

#[test]
fn last_year_and_the_plan_stand_beside_the_figure() {
    let tables: [(Cells<'_>, &str); 3] = [
        (
            &[
                &[
                    "Mã đơn vị",
                    "Tên đơn vị",
                    "Tổng số đoàn viên đến ngày 31/12/2025",
                    "Tổng số đoàn viên năm 2026",
                ],
                &["CD01", "Công ty Mẫu", "300", "318"],
            ],
            "Đoàn viên người 318 300",
        ),
        (
            &[
                &["Mã đơn vị", "Tên đơn vị", MEMBERS, ""],
                &["", "", "2025", "2026"],
                &["CD01", "Công ty Mẫu", "300", "318"],
            ],
            "Đoàn viên người 318 300",
        ),
        (
            &[
                &["Mã đơn vị", "Tên đơn vị", MEMBERS, ""],
                &["", "", "Kế hoạch", "Thực hiện"],
                &["CD01", "Công ty Mẫu", "300", "318"],
            ],
            "Đoàn viên người 300 318",
        ),
    ];
    for (rows, printed) in tables {
        let desk = Desk::new();
        let ran = ran(&desk, rows);
        assert!(paper(&desk).contains(printed), "{printed}\n{}{}", ran.err, paper(&desk));
    }
}

#[test]
fn a_column_of_another_time_is_passed_over() {
    let desk = Desk::new();
    let heads = ["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên năm 2024", MEMBERS];
    let told = ran(&desk, &[&heads, &["CD01", "Công ty Mẫu", "300", "318"]]);
    assert!(told.err.contains("là năm 2024, không đọc"), "{}", told.err);
    assert!(paper(&desk).contains("318 đoàn viên"), "{}", told.err);
    let desk = Desk::new();
    let heads = ["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên đến ngày 31/12/2025"];
    let ran = ran(&desk, &[&heads, &["CD01", "Công ty Mẫu", "300"]]);
    assert!(ran.err.contains("không đọc; ghi số của kỳ báo cáo"), "{}", ran.err);
}

#[test]
fn money_is_counted_as_the_sheet_says() {
    let heads = ["Mã đơn vị", "Tên đơn vị", FUNDS];
    let in_brackets = "Tổng thu tài chính công đoàn (1000 đồng)";
    let tables: [Cells<'_>; 5] = [
        &[&["ĐVT: 1000đ"], &heads, &["CD01", "Công ty Mẫu", "640,5"]],
        &[&["Đơn vị tính:", "nghìn đồng"], &heads, &["CD01", "Công ty Mẫu", "640,5"]],
        &[&["Mã đơn vị", "Tên đơn vị", in_brackets], &["CD01", "Công ty Mẫu", "640,5"]],
        &[
            &heads,
            &["CD01", "Công ty Mẫu", "640,5"],
            &[],
            &["Ghi chú: số tiền tính bằng nghìn đồng"],
        ],
        &[
            &["Mã đơn vị", "Tên đơn vị", "Tài chính (nghìn đồng)"],
            &["", "", FUNDS],
            &["CD01", "Công ty Mẫu", "640,5"],
        ],
    ];
    for rows in tables {
        let desk = Desk::new();
        let ran = ran(&desk, rows);
        assert!(ran.err.contains("tính bằng nghìn đồng như biểu ghi"), "{}", ran.err);
        let paper = paper(&desk);
        assert!(paper.contains("nghìn đồng 640,5"), "{paper}");
    }
    // The same cells are another row once the sheet counts otherwise.
    let desk = Desk::new();
    ran(&desk, &[&heads, &["CD01", "Công ty Mẫu", "640"]]);
    assert!(paper(&desk).contains("triệu đồng 640"));
    ran(&desk, &[&["ĐVT: nghìn đồng"], &heads, &["CD01", "Công ty Mẫu", "640"]]);
    assert!(paper(&desk).contains("nghìn đồng 640"));
    // Two units of measure are none.
    let ran = ran(&desk, &[&["ĐVT: đồng"], &["(nghìn đồng)"], &heads, &["CD01", "A", "640"]]);
    assert!(ran.code != 0 && ran.err.contains("hai đơn vị tính"), "{}", ran.err);
}

#[test]
fn a_cell_over_two_units_is_of_neither() {
    let desk = Desk::new();
    desk.write("chung.yaml", &format!("{BASE}period:\n  year: 2026\n"));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let write = || -> Result<(), rust_xlsxwriter::XlsxError> {
        for (at, head) in (0..).zip(["Mã đơn vị", "Tên đơn vị", MEMBERS]) {
            sheet.write(0, at, head)?;
        }
        for (row, code) in (1..).zip(["CD01", "CD02", "CD03"]) {
            sheet.write(row, 0, code)?.write(row, 1, format!("Công ty {code}"))?;
            sheet.write(row, 2, 40)?;
        }
        sheet.merge_range(1, 2, 2, 2, "318", &Format::new())?;
        Ok(())
    };
    let written = { write }();
    written.expect("written");
    book.save(desk.path("bang.xlsx")).expect("saved");
    let ran = desk.run(&["batch", "bang.xlsx", "--base", "chung.yaml"]);
    assert!(ran.out.contains("Đã xuất 1 đơn vị"), "{}{}", ran.out, ran.err);
    assert_eq!(ran.err.matches("ô gộp trên nhiều hàng").count(), 2, "{}", ran.err);
    assert!(ran.err.contains("ô C2") && ran.err.contains("ô C3"), "{}", ran.err);
}

#[test]
fn a_grade_is_one_of_several() {
    let heads = ["Mã đơn vị", "Tên đơn vị", "Xếp loại"];
    let desk = Desk::new();
    let ran =
        ran(&desk, &[&heads, &["CD01", "Công ty Mẫu", "Tốt"], &["CD02", "Công ty Hai", "khá tốt"]]);
    assert!(ran.err.contains("Xếp loại: ghi “khá tốt”") && ran.err.contains("ô C3"), "{}", ran.err);
    let paper = paper(&desk);
    assert!(paper.contains("đơn vị 1/1") && paper.matches("đơn vị 0/1").count() == 4, "{paper}");
}

#[test]
fn headings_that_come_again() {
    let heads = ["Mã đơn vị", "Tên đơn vị", MEMBERS, "Đoàn viên nữ"];
    let desk = Desk::new();
    let ran_same =
        ran(&desk, &[&heads, &["CD01", "Một", "318", "90"], &heads, &["CD02", "Hai", "50", "20"]]);
    assert!(ran_same.out.contains("Đã xuất 2 đơn vị"), "{}", ran_same.err);
    let other = ["Mã đơn vị", "Tên đơn vị", "Đoàn viên nữ", MEMBERS];
    let ran =
        ran(&desk, &[&heads, &["CD01", "Một", "318", "90"], &other, &["CD02", "Hai", "20", "50"]]);
    assert!(ran.err.contains("thứ tự cột khác với ở trên"), "{}", ran.err);
}

#[test]
fn figures_of_a_day_outside_the_period_are_refused_with_their_cell() {
    let heads = ["Mã đơn vị", "Tên đơn vị", "Số liệu tính đến ngày", MEMBERS];
    let desk = Desk::new();
    let units: Cells<'_> = &[
        &heads,
        &["CD01", "Một", "31/10/2026", "318"],
        &["CD02", "Hai", "30/11/2025", "50"],
        &["CD03", "Ba", "30/11/2027", "60"],
    ];
    let ran = ran(&desk, units);
    let told =
        ["trước khi bắt đầu kỳ báo cáo", "mà kỳ báo cáo hết ngày 31/12/2026", "ô C3", "ô C4"];
    assert!(told.iter().all(|told| ran.err.contains(told)), "{}", ran.err);
    assert!(ran.err.matches("Cần sửa[BC008]").count() == 2, "{}", ran.err);
}

/// What stands further to the right than anybody looks is told, and quickly.
#[test]
fn a_table_wider_than_any() {
    let texts: Vec<String> = (0..600).map(|at| format!("Cột riêng {at}")).collect();
    let heads: Vec<&str> =
        ["Mã đơn vị", "Tên đơn vị"].into_iter().chain(texts.iter().map(String::as_str)).collect();
    let desk = Desk::new();
    let ran = ran(&desk, &[&heads, &["CD01", "Một"]]);
    assert!(ran.code != 0 && ran.err.contains("từ cột IW trở đi không đọc"), "{}", ran.err);
}

#[test]
fn a_row_of_another_period_than_its_sheet() {
    let desk = Desk::new();
    desk.write("chung.yaml", BASE);
    let heads = ["Mã đơn vị", "Tên đơn vị", MEMBERS, "period.year"];
    let units: Cells<'_> = &[
        &["SỐ LIỆU NĂM 2025"],
        &heads,
        &["CD01", "Một", "318", "2025"],
        &["CD02", "Hai", "50", "2026"],
    ];
    desk.book("bang.xlsx", units);
    let ran = desk.run(&["batch", "bang.xlsx", "--base", "chung.yaml"]);
    assert!(paper(&desk).contains("318 đoàn viên"), "{}", ran.err);
    let told = "kỳ báo cáo là năm 2026, mà biểu ghi năm 2025";
    assert!(ran.err.contains(told) && ran.err.contains("ô D4"), "{}", ran.err);
}

/// A form that one unit fills in from top to bottom, with last year and the plan beside.
#[test]
fn indicators_that_run_down_the_page() {
    let desk = Desk::new();
    let ran = ran(
        &desk,
        &[
            &["BIỂU SỐ LIỆU NĂM 2026"],
            &["Đơn vị:", "Công đoàn cơ sở Xưởng Gốm"],
            &["Mã đơn vị: CD01"],
            &["TT", "Chỉ tiêu", "ĐVT", "Cùng kỳ 2025", "Kế hoạch 2026", "Thực hiện 2026"],
            &["1", MEMBERS, "người", "300", "310", "318"],
            &["2", FUNDS, "nghìn đồng", "1000", "1100", "1200"],
        ],
    );
    let paper = paper(&desk);
    assert!(paper.contains("318/310 đoàn viên") && paper.contains("Xưởng Gốm"), "{}", ran.err);
    assert!(paper.contains("Đoàn viên người 310 318 300"), "{paper}");
    let manifest = desk.read("ra/manifest.jsonl");
    assert!(manifest.contains("bang.xlsx#Số liệu!A3"), "{manifest}");
    // A column a unit.
    let desk = Desk::new();
    let ran = self::ran(
        &desk,
        &[
            &["Mã đơn vị", "CD01", "CD02"],
            &["Tên đơn vị", "Xưởng Gốm", "Xưởng Mộc"],
            &[MEMBERS, "318", "87"],
            &["Đoàn viên nữ", "100", "40"],
        ],
    );
    let paper = self::paper(&desk);
    assert!(paper.contains("318 đoàn viên"), "{}{paper}", ran.err);
    assert!(
        desk.text("ra/CD02/bao-cao-don-vi-du-thao.pdf").contains("87 đoàn viên"),
        "{}",
        ran.err
    );
    // What can't be read is told at its cell.
    let desk = Desk::new();
    let ran = self::ran(
        &desk,
        &[
            &["Mã đơn vị", "CD01", "CD02"],
            &["Tên đơn vị", "Xưởng Gốm", "Xưởng Mộc"],
            &[MEMBERS, "318", "khá đông"],
            &["Đoàn viên nữ", "100", "40"],
        ],
    );
    assert!(ran.err.contains("ô C3") && ran.code == 1, "{}", ran.err);
    assert!(desk.path("ra/CD01").exists() && !desk.path("ra/CD02").exists());
}
