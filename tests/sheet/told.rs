//! What must be told and never taken: figures of another period, in another unit
//! of measure, with words beside them, struck through, merged.

use rust_xlsxwriter::{Format, FormatScript, Workbook, Worksheet, XlsxError};

use super::{desk, read_file, run};
use crate::desk::Desk;

type Row<'r> = &'r [&'r str];

const PERIOD: [&str; 2] = ["--period", "năm 2026"];
const HEADS: [&str; 4] =
    ["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên", "Tổng thu tài chính công đoàn"];
const UNIT: [&str; 4] = ["NM01", "Nhà máy Gạch", "412", "1250.5"];

/// A workbook of one sheet, numbers as numbers.
fn save(
    desk: &Desk,
    sheet: &str,
    rows: &[Row<'_>],
    then: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>,
) {
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name(sheet).expect("a name");
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let (row, column) = (row as u32, column as u16);
            match text.parse::<f64>() {
                Ok(number) => page.write(row, column, number).expect("a cell"),
                Err(_) => page.write(row, column, *text).expect("a cell"),
            };
        }
    }
    then(page).expect("cells");
    book.save(desk.path("bang.xlsx")).expect("saved");
}

/// The first unit's dossier, and what was told.
fn read(sheet: &str, rows: &[Row<'_>]) -> (String, String) {
    read_with(sheet, rows, |_| Ok(()))
}

fn read_with(
    sheet: &str,
    rows: &[Row<'_>],
    then: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>,
) -> (String, String) {
    let desk = desk();
    save(&desk, sheet, rows, then);
    let words = ["sheet", "read", "bang.xlsx", "--output", "ra"];
    let (_, out, err) = run(&desk, &[&words[..], &PERIOD].concat());
    let made = desk.path("ra/NM01.yaml");
    let made = if made.exists() { read_file(&desk, "ra/NM01.yaml") } else { String::new() };
    (made, out + &err)
}

fn refused(what: &str, (made, told): (String, String)) {
    assert!(!made.contains("412") && !made.contains("1.250,5"), "{what}: {made}");
    let is_error = |line: &str| line.starts_with("Cần sửa[") && line.contains("]: bang.xlsx");
    assert!(told.lines().any(is_error), "{what}: {told}");
}

fn taken(what: &str, (made, told): (String, String)) {
    assert!(made.contains("412 đoàn viên"), "{what}: {told}{made}");
    assert!(!told.contains("Cần sửa"), "{what}: {told}");
}

#[test]
fn a_period_wherever_it_stands() {
    for title in [
        "SỐ LIỆU CÔNG ĐOÀN NĂM 2025",
        "Biểu 6 tháng đầu năm 2026",
        "Báo cáo quý II/2026",
        "Tổng hợp tháng 9",
        "Số liệu tính đến ngày 31/12/2024",
        "SO LIEU NAM 2025",
    ] {
        refused(title, read("Biểu", &[&[title], &[], &HEADS, &UNIT]));
        let below = [if title.is_ascii() { "Bao cao" } else { "Báo cáo" }, title].join(" ");
        refused(title, read("Biểu", &[&HEADS, &UNIT, &[], &[&below]]));
    }
    refused("two cells", read("Biểu", &[&["Năm:", "2025"], &[], &HEADS, &UNIT]));
    for sheet in ["Năm 2025", "2024", "Quý I", "T9-2026"] {
        refused(sheet, read(sheet, &[&HEADS, &UNIT]));
    }
    for title in [
        "SỐ LIỆU CÔNG ĐOÀN NĂM 2026",
        "Số liệu tính đến 30/11/2026",
        "Đại hội nhiệm kỳ 2023 - 2028",
        "Kèm theo Công văn số 7/CĐ ngày 02/12/2025",
        "Đà Lạt, ngày 04 tháng 01 năm 2027",
        "Kết quả năm 2026, phương hướng năm 2027",
    ] {
        taken(title, read("Năm 2026", &[&[title], &[], &HEADS, &UNIT]));
    }
}

#[test]
fn a_quarter_is_read_where_it_is_wanted() {
    let rows: [Row<'_>; 3] = [&["Kỳ báo cáo: quý III năm 2026"], &HEADS[..3], &UNIT[..3]];
    refused("another period", read("Biểu", &rows));
    let desk = desk();
    save(&desk, "Biểu", &rows, |_| Ok(()));
    for period in [&["--period", "quý III năm 2026"][..], &[]] {
        let (code, out, err) = run(&desk, &[&["sheet", "read", "bang.xlsx"][..], period].concat());
        assert!(code == 0, "{out}{err}");
        let made = read_file(&desk, "don-vi/NM01.yaml");
        assert!(made.contains("type: quý III") && made.contains("412 đoàn viên"), "{made}");
    }
}

/// A page that isn't read is named: it may hold half of the figures.
#[test]
fn a_page_without_a_table() {
    let desk = desk();
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name("Biểu").expect("a name");
    for (at, (head, cell)) in HEADS.iter().zip(UNIT).enumerate().take(3) {
        page.write(0, at as u16, *head).expect("a cell").write(1, at as u16, cell).expect("a cell");
    }
    let page = book.add_worksheet().set_name("Trang 2").expect("a name");
    for row in 0..4 {
        page.write(row, 0, "Nhà máy Ngói").expect("a cell").write(row, 1, 5).expect("a cell");
    }
    book.add_worksheet()
        .set_name("Hướng dẫn")
        .expect("a name")
        .write(0, 0, "Ghi số")
        .expect("a cell");
    book.add_worksheet().set_name("Trang 4").expect("a name");
    book.save(desk.path("bang.xlsx")).expect("saved");
    let (code, out, err) = run(&desk, &[&["sheet", "read", "bang.xlsx"][..], &PERIOD].concat());
    assert!(code == 0 && out.contains("1/1 đơn vị"), "{out}{err}");
    assert!(err.contains("Cần xem lại[BC231]: bang.xlsx, trang Trang 2: trang không có"), "{err}");
    assert!(err.contains("Lưu ý[BC231]: bang.xlsx, trang Hướng dẫn"), "{err}");
    assert!(!err.contains("Trang 4"), "{err}");
}

#[test]
fn a_time_over_a_column() {
    let heads = |heading| [HEADS[0], HEADS[1], heading];
    let unit = &UNIT[..3];
    for heading in [
        "Tổng số đoàn viên tính đến ngày 31/12/2025",
        "Tổng số đoàn viên năm 2025",
        "Tổng số đoàn viên đầu năm",
        "Kế hoạch tổng số đoàn viên",
        "Tổng số đoàn viên quý III",
        "Tổng số đoàn viên (hộ)",
        "Tổng số đoàn viên (%)",
        "Tổng sồ đoàn viện",
    ] {
        refused(heading, read("Biểu", &[&heads(heading), unit]));
    }
    for heading in [
        "Tổng số đoàn viên năm 2026",
        "Tổng số đoàn viên đến 30/11/2026",
        "Tổng số đoàn viên cuối kỳ",
        "TS ĐV",
        "Tong so doan vien",
        "Tổng số Ðoàn viên",
    ] {
        taken(heading, read("Biểu", &[&heads(heading), unit]));
    }
    for (one, other) in [
        ("Cùng kỳ 2025", "Thực hiện 2026"),
        ("Kế hoạch 2026", "Thực hiện 2026"),
        ("Tháng 11", "Lũy kế năm"),
    ] {
        let top = [HEADS[0], HEADS[1], "Tổng số đoàn viên", ""];
        let below = ["", "", one, other];
        taken(one, read("Biểu", &[&top, &below, &["NM01", "Nhà máy", "7", "412"]]));
        let below = ["", "", other, one];
        taken(one, read("Biểu", &[&top, &below, &["NM01", "Nhà máy", "412", "7"]]));
    }
    for day in ["30/11/2025", "31/5/2026"] {
        let heads = [HEADS[0], HEADS[1], HEADS[2], "Số liệu tính đến ngày"];
        refused(day, read("Biểu", &[&heads, &["NM01", "Nhà máy", "412", day]]));
    }
}

#[test]
fn a_unit_of_measure_wherever_it_stands() {
    for unit in [
        "ĐVT: 1.000 đồng",
        "ĐVT: 1000đ",
        "Đơn vị: người; nghìn đồng",
        "Don vi tinh: nghin dong",
        "Thu tài chính (nghìn đồng)",
        "Số tiền tính bằng nghìn đồng.",
    ] {
        for rows in [&[&[unit][..], &[], &HEADS, &UNIT][..], &[&HEADS, &UNIT, &[], &[unit]]] {
            let (made, told) = read("Biểu", rows);
            assert!(made.contains("1.250,5 nghìn đồng"), "{unit}: {told}{made}");
        }
    }
    for (typed, wanted) in [
        ("1 tỷ 200 triệu", "1.200 triệu đồng"),
        ("1250,5 (tăng 2)", "1.250,5 nghìn đồng"),
        ("1 triệu 2 tỷ", ""),
    ] {
        let unit = ["NM01", "Nhà máy Gạch", "412", typed];
        let (made, told) = read("Biểu", &[&["ĐVT: nghìn đồng"], &[], &HEADS, &unit]);
        match wanted {
            "" => assert!(!made.contains("Tài chính"), "{typed}: {told}{made}"),
            wanted => assert!(made.contains(wanted), "{typed}: {told}{made}"),
        }
    }
    let (made, told) = read("Biểu", &[&["ĐVT:", "nghìn đồng"], &[], &HEADS, &UNIT]);
    assert!(made.contains("1.250,5 nghìn đồng"), "{told}{made}");
    for heading in ["(1.000đ)", "(1.000 đồng)", "(nghìn đ)"] {
        let heading = format!("{} {heading}", HEADS[3]);
        let (made, told) = read("Biểu", &[&[HEADS[0], HEADS[1], HEADS[2], &heading], &UNIT]);
        assert!(made.contains("1.250,5 nghìn đồng"), "{told}{made}");
    }
    for above in [&["ĐVT: chục triệu đồng"][..], &["ĐVT: nghìn đồng", "", "ĐVT: đồng"]]
    {
        let (made, told) = read("Biểu", &[above, &[], &HEADS, &UNIT]);
        assert!(!made.contains("1.250,5") && told.contains("đơn vị tính"), "{told}{made}");
    }
}

#[test]
fn a_number_is_one_only_alone() {
    for typed in [
        "412 nữ",
        "412 ước",
        "412 không kể người nghỉ việc",
        "412 nghin",
        "412 k",
        "1 .412",
        "412\n300",
        "412\t300",
        "412 hộ",
        "412/500/3",
        "412 phần trăm",
        "412 (ước)",
        "412 (98%)",
    ] {
        refused(typed, read("Biểu", &[&HEADS[..3], &["NM01", "Nhà máy", typed]]));
    }
    for typed in [
        "412 đoàn viên",
        "412 đ/c",
        "412đv",
        "412\nngười",
        "412 doan vien",
        "412 (tăng 12)",
        "412 người (trong đó nữ 300)",
    ] {
        taken(typed, read("Biểu", &[&HEADS[..3], &["NM01", "Nhà máy", typed]]));
    }
    let heads = [HEADS[0], HEADS[1], "Đơn vị tổ chức Hội nghị người lao động"];
    for (typed, wanted) in [
        ("54 / 56", "54/56"),
        ("54/56 (96,4%)", "54/56"),
        ("54/56 (86,4%)", ""),
        ("54/56/58", ""),
        ("54/56 ước", ""),
    ] {
        let (made, told) = read("Biểu", &[&heads, &["NM01", "Nhà máy", typed]]);
        let is_taken = made.contains("54/56 đơn vị");
        assert_eq!(is_taken, !wanted.is_empty(), "{typed}: {told}{made}");
    }
}

#[test]
fn what_is_struck_raised_or_merged() {
    let struck = Format::new().set_font_strikethrough();
    let rows: [Row<'_>; 3] =
        [&HEADS[..3], &["NM01", "Nhà máy Gạch", "412"], &["NM02", "Nhà máy Ngói", ""]];
    let with = |then: &dyn Fn(&mut Worksheet) -> Result<(), XlsxError>| {
        read_with("Biểu", &rows, |page| then(page))
    };
    let cell = |page: &mut Worksheet| page.write_with_format(1, 2, 412, &struck).map(|_| ());
    refused("a struck cell", with(&cell));
    let row = |page: &mut Worksheet| page.write_with_format(1, 0, "NM01", &struck).map(|_| ());
    refused("a struck row", with(&row));
    let plain = Format::new();
    let mended = |page: &mut Worksheet| {
        page.write_rich_string(1, 2, &[(&struck, "500"), (&plain, "412")]).map(|_| ())
    };
    taken("a struck part", with(&mended));
    let raised = Format::new().set_font_script(FormatScript::Superscript);
    let noted = |page: &mut Worksheet| {
        page.write_rich_string(1, 2, &[(&plain, "412"), (&raised, "1")]).map(|_| ())
    };
    taken("a mark of a note", with(&noted));
    let merged = |page: &mut Worksheet| page.merge_range(1, 2, 2, 2, "412", &plain).map(|_| ());
    refused("two units in one cell", with(&merged));
}

#[test]
fn rows_and_headings_that_come_again() {
    let moved: [Row<'_>; 4] = [
        &["Mã đơn vị", "Tổng số đoàn viên", "Đoàn viên nữ"],
        &["NM02", "50", "20"],
        &["Mã đơn vị", "Đoàn viên nữ", "Tổng số đoàn viên"],
        &["NM01", "300", "600"],
    ];
    // Headings in another order are those of another table.
    let (made, told) = read("Biểu", &moved);
    assert!(made.contains("members: 600") && made.contains("women: 300"), "{told}{made}");
    // Others in the same place too: nothing of it is taken for what stood above.
    const FIRST: [&str; 4] = ["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên", "Lao động nữ"];
    const SECOND: [&str; 4] = ["Mã đơn vị", "Tên đơn vị", "Đoàn viên nữ", "Thăm hỏi đoàn viên"];
    let below = |heads: &'static [&'static str]| {
        let rows: [Row<'_>; 8] = [
            &FIRST,
            &["NM01", "Nhà máy Gạch", "412", "500"],
            &["NM02", "Nhà máy Ngói", "51", "60"],
            &[],
            &["Bảng 2"],
            heads,
            &["NM01", "Nhà máy Gạch", "300", "9"],
            &["NM02", "Nhà máy Ngói", "20", "8"],
        ];
        read("Biểu", &rows)
    };
    let (made, told) = below(&SECOND);
    assert!(made.contains("members: 412") && made.contains("women: 300"), "{told}{made}");
    // The same figure in both is told.
    let same = &["Mã đơn vị", "Tên đơn vị", "Đoàn viên nữ", "Tổng số đoàn viên"];
    refused("a figure in two tables", below(same));
    let two: [Row<'_>; 3] = [&HEADS, &UNIT, &["", "", "390", "7"]];
    refused("two rows a unit", read("Biểu", &two));
    let labels = ["Trung bình", "Cao nhất", "Cùng kỳ 2025", "Cộng phường Hạ"];
    for label in labels {
        let (made, told) = read("Biểu", &[&HEADS, &UNIT, &["", label, "9", "9"]]);
        assert!(made.contains("412") && told.contains("1/1 đơn vị"), "{label}: {told}");
    }
    let turned: [Row<'_>; 4] = [
        &["TT", "Nội dung", "Số lượng"],
        &["1", "Tổng số đoàn viên", "412"],
        &["2", "Đoàn viên nữ", "300"],
        &["3", "Thăm hỏi đoàn viên", "9"],
    ];
    let (_, told) = read("Biểu", &turned);
    assert!(told.contains("ô B2: biểu ghi chỉ tiêu theo hàng dọc"), "{told}");
    let twin = [&HEADS[1..3], &["Tổ Hoà Bình", "5"], &["Tổ Hòa Bình", "6"]];
    let (_, told) = read("Biểu", &twin);
    assert!(told.contains("đã có số liệu"), "{told}");
}

#[test]
fn a_grade_is_one_of_several() {
    let heads = ["Mã đơn vị", "Xếp loại"];
    let (made, told) = read("Biểu", &[&heads, &["NM01", "Hoàn thành tốt nhiệm vụ"]]);
    for figure in ["xep_loai_tot: 1/1 đơn vị", "xep_loai_xuat_sac: 0/1 đơn vị"] {
        assert!(made.contains(figure), "{told}{made}");
    }
    let own = [
        "Mã đơn vị",
        "Công đoàn cơ sở hoàn thành tốt nhiệm vụ",
        "Công đoàn cơ sở hoàn thành nhiệm vụ",
    ];
    let (made, told) = read("Biểu", &[&own, &["NM01", "x", ""]]);
    for figure in ["xep_loai_tot: 1/1 đơn vị", "xep_loai_hoan_thanh: 0/1 đơn vị"] {
        assert!(made.contains(figure), "{told}{made}");
    }
    let (made, _) = read("Biểu", &[&own, &["NM01", "x", "x"]]);
    assert!(made.is_empty(), "{made}");
    let desk = desk();
    let (code, _, err) = run(&desk, &["sheet", "new", "m.xlsx", "--period", "năm 2026"]);
    assert_eq!(code, 0, "{err}");
    let grids =
        baocao::sheet::open(&std::fs::read(desk.path("m.xlsx")).expect("there")).expect("a book");
    let codes: Vec<String> = (0..grids[0].height())
        .flat_map(|row| {
            grids[0].row(row).iter().map(baocao::sheet::Cell::shown).collect::<Vec<_>>()
        })
        .filter(|text| text.starts_with("xep_loai"))
        .collect();
    assert_eq!(codes, ["xep_loai"]);
}

#[test]
fn percents_as_shares() {
    let desk = desk();
    save(
        &desk,
        "Biểu",
        &[&["ma_don_vi", "ty_le_tham_gia"], &["NM01", "0.98"], &["NM02", "1.05"], &["NM03", "1"]],
        |_| Ok(()),
    );
    let words = ["sheet", "read", "bang.xlsx", "--catalog", "phuong.yaml", "--output", "ra"];
    let (code, out, err) = run(&desk, &words);
    assert_eq!(code, 0, "{out}{err}");
    for (unit, wanted) in [("NM01", "98%"), ("NM02", "105%"), ("NM03", "100%")] {
        assert!(read_file(&desk, &format!("ra/{unit}.yaml")).contains(wanted), "{unit}");
    }
}
