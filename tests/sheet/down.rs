//! Sheets whose indicators run down the page: one unit's, with last year's figures
//! and the plan's beside; or a column a unit.

use rust_xlsxwriter::Workbook;

use super::{desk, read_file, run};

type Row<'r> = &'r [&'r str];

/// What was told, and the dossiers that were made, one after the other.
fn read(rows: &[Row<'_>]) -> (String, String) {
    let desk = desk();
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name("Biểu").expect("a name");
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let (row, column) = (row as u32, column as u16);
            match text.parse::<f64>() {
                Ok(number) => page.write(row, column, number).expect("a cell"),
                Err(_) => page.write(row, column, *text).expect("a cell"),
            };
        }
    }
    book.save(desk.path("bang.xlsx")).expect("saved");
    let (_, out, err) =
        run(&desk, &["sheet", "read", "bang.xlsx", "--period", "năm 2026", "--output", "ra"]);
    let mut made: Vec<String> = std::fs::read_dir(desk.path("ra"))
        .map(|files| {
            files.flatten().map(|f| f.file_name().to_string_lossy().into_owned()).collect()
        })
        .unwrap_or_default();
    made.sort();
    let made = made.iter().map(|name| read_file(&desk, &format!("ra/{name}"))).collect::<String>();
    (made, out + &err)
}

const FORM: [Row<'static>; 12] = [
    &["CÔNG ĐOÀN XÃ THÍ DỤ"],
    &["CÔNG ĐOÀN CƠ SỞ NHÀ MÁY GẠCH"],
    &["BIỂU SỐ LIỆU NĂM 2026"],
    &["Mã đơn vị: NM01"],
    &[
        "TT",
        "Chỉ tiêu",
        "ĐVT",
        "Cùng kỳ 2025",
        "Kế hoạch 2026",
        "Thực hiện 2026",
        "Tỷ lệ %",
        "Ghi chú",
    ],
    &["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
    &["I", "Đoàn viên"],
    &["1", "Tổng số đoàn viên", "người", "400", "420", "412", "98.1", "tăng"],
    &["2", "Trong đó: nữ", "người", "200", "", "250"],
    &["3", "Tổng thu tài chính công đoàn", "nghìn đồng", "1000", "1200", "1250.5"],
    &["4", "Đơn vị tổ chức Hội nghị người lao động", "đơn vị", "", "", "1/1"],
    &["", "Người lập biểu", "", "", "Chủ tịch"],
];

#[test]
fn one_unit_with_last_year_and_the_plan() {
    let (made, told) = read(&FORM);
    assert!(told.contains("1/1 đơn vị") && !told.contains("Cần"), "{told}");
    for line in [
        "  name: CÔNG ĐOÀN CƠ SỞ NHÀ MÁY GẠCH\n  code: NM01\n",
        "  members:\n    value: 412 đoàn viên\n    prior: 400 đoàn viên\n    assigned: 420 đoàn viên\n",
        "  women:\n    value: 250 đoàn viên\n    prior: 200 đoàn viên\n",
        "        value: 1.250,5 nghìn đồng\n        prior: 1.000 nghìn đồng\n        assigned: 1.200 nghìn đồng\n",
        "      hoi_nghi_nld: 1/1 đơn vị\n",
    ] {
        assert!(made.contains(line), "{line} isn't in\n{made}");
    }
}

/// What is wrong is told where it stands in the sheet.
#[test]
fn faults_of_a_form() {
    let with = |row: usize, cells: Row<'static>| {
        let mut rows = FORM;
        rows[row] = cells;
        read(&rows)
    };
    let (made, told) = with(7, &["1", "Tổng số đoàn viên", "người", "400", "420", "khá đông"]);
    assert!(
        made.is_empty() && told.contains("Cần sửa[BC143]: bang.xlsx, trang Biểu, ô F8"),
        "{told}"
    );
    // Last year's figure costs no more than itself.
    let (made, told) = with(7, &["1", "Tổng số đoàn viên", "người", "khá đông", "", "412"]);
    assert!(made.contains("members: 412 đoàn viên"), "{made}");
    assert!(told.contains("Cần xem lại[BC143]: bang.xlsx, trang Biểu, ô D8"), "{told}");
    for (row, cells, told_of) in [
        (2, &["BIỂU SỐ LIỆU NĂM 2025"][..], "Cần sửa[BC232]: bang.xlsx, trang Biểu, ô A3"),
        (7, &["1", "Tổng số đoàn viên", "hộ", "", "", "412"], "là số tính bằng hộ, không đọc"),
        (8, &["2", "Số cây xanh đã trồng", "cây", "", "", "12"], "“Số cây xanh đã trồng”"),
    ] {
        let (_, told) = with(row, cells);
        assert!(told.contains(told_of), "{told_of}\nisn't in\n{told}");
    }
    let mut nobody = FORM;
    (nobody[1], nobody[3]) = (&["BIỂU"], &[]);
    let (made, told) = read(&nobody);
    assert!(
        made.is_empty() && told.contains("[BC252]") && told.contains("không thấy tên đơn vị"),
        "{told}"
    );
}

#[test]
fn two_columns_and_no_headings() {
    let rows: [Row<'_>; 3] =
        [&["Đơn vị:", "Nhà máy Ngói"], &["Tổng số đoàn viên", "87"], &["Đoàn viên nữ", "40"]];
    let (made, told) = read(&rows);
    assert!(
        made.contains("name: Nhà máy Ngói") && made.contains("members: 87 đoàn viên"),
        "{told}"
    );
}

#[test]
fn a_column_a_unit() {
    let named: [Row<'_>; 3] = [
        &["Chỉ tiêu", "ĐVT", "Nhà máy Gạch", "Nhà máy Ngói", "Tổng cộng"],
        &["Tổng số đoàn viên", "người", "412", "87", "499"],
        &["Đoàn viên nữ", "người", "250", "40", "290"],
    ];
    let coded: [Row<'_>; 4] = [
        &["Mã đơn vị", "NM01", "NM02"],
        &["Tên đơn vị", "Nhà máy Gạch", "Nhà máy Ngói"],
        &["Tổng số đoàn viên", "412", "87"],
        &["Đoàn viên nữ", "250", "40"],
    ];
    for rows in [&named[..], &coded] {
        let (made, told) = read(rows);
        assert!(told.contains("2/2 đơn vị"), "{told}");
        for line in ["name: Nhà máy Gạch", "members: 412", "name: Nhà máy Ngói", "women: 40"]
        {
            assert!(made.contains(line), "{line}\n{told}{made}");
        }
    }
}

/// Two years, or plan and result, over each other: the unit's own year is its
/// figure, the others stand beside it.
#[test]
fn years_and_plans_side_by_side() {
    let rows: [Row<'_>; 3] = [
        &["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên", "", "", "Đoàn viên nữ"],
        &["", "", "Năm 2025", "Kế hoạch 2026", "Thực hiện 2026", ""],
        &["NM01", "Nhà máy Gạch", "400", "420", "412", "250"],
    ];
    let (made, told) = read(&rows);
    let block = "members:\n    value: 412 đoàn viên\n    prior: 400 đoàn viên\n    assigned: 420 đoàn viên\n";
    assert!(made.contains(block) && made.contains("women: 250"), "{told}{made}");
    // Alone it is another year's.
    let rows: [Row<'_>; 2] =
        [&["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên năm 2025"], &["NM01", "Nhà máy", "400"]];
    let (made, told) = read(&rows);
    assert!(!made.contains("400") && told.contains("Cần sửa[BC235]"), "{told}{made}");
}
