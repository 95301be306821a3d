//! The rows of a sheet as units: headings, cells, places, what is done again.

use lopdf::Document;
use rust_xlsxwriter::{Format, Workbook};

use super::*;

const BASE: &str = "\
kind: tổng kết
organization:
  name: Công đoàn chưa đặt tên
  parent: Công đoàn phường Minh Họa
period:
  year: 2026
membership:
  members:
    prior: 90 đoàn viên
results:
  - area: Phong trào thi đua
    figures:
      sang_kien:
        title: Sáng kiến được công nhận
        value: 1 sáng kiến
    text: Có {{ sang_kien }} được công nhận.
papers:
  unit_report:
";

/// Rows of a sheet: a number where a text is one.
pub(super) type Cells<'a> = &'a [&'a [&'a str]];

impl Desk {
    /// A workbook of one sheet, from its corner.
    pub(super) fn book(&self, name: &str, rows: Cells<'_>) {
        self.sheets(name, &[("Số liệu", rows)]);
    }

    fn sheets(&self, name: &str, sheets: &[(&str, Cells<'_>)]) {
        let mut book = Workbook::new();
        for (title, rows) in sheets {
            let sheet = book.add_worksheet().set_name(*title).expect("a name");
            for (row, cells) in (0..).zip(*rows) {
                for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                    match text.parse::<f64>() {
                        Ok(number) => sheet.write(row, column, number),
                        Err(_) => sheet.write(row, column, *text),
                    }
                    .expect("a cell");
                }
            }
        }
        book.save(self.path(name)).expect("saved");
    }

    /// The text of a paper, white space folded.
    pub(super) fn text(&self, paper: &str) -> String {
        let pdf = Document::load(self.path(paper)).expect("a PDF");
        let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
        let text = pdf.extract_text(&pages).expect("text");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

const HEADS: &[&str] = &[
    "STT",
    "Mã đơn vị",
    "Tên đơn vị",
    "Tổng số đoàn viên (đoàn viên)",
    "sang_kien",
    "TỒN TẠI,\nhạn chế",
    "Ngày thành lập",
];

/// Three units as an office keeps them.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("chung.yaml", BASE);
    desk.book(
        "danh-sach.xlsx",
        &[
            &["DANH SÁCH ĐƠN VỊ"],
            &[],
            HEADS,
            &["A", "B", "C", "1", "2", "3", "4"],
            &["I", "", "Khối doanh nghiệp"],
            &["1", "CD01", "Công đoàn Một", "1412", "27", "Còn chậm.", "28/7/1990"],
            &["2", "CD02", "Công đoàn Hai", "7 đ/c", "", "", ""],
            &["3", "CD03", "Công đoàn Ba", "", "không", "", "46356"],
            &["", "", "Tổng cộng", "1419", "27"],
            &[],
            &["", "", "Người lập biểu"],
        ],
    );
    desk
}

const ROWS: &str = "batch danh-sach.xlsx --base chung.yaml --paper bao-cao-don-vi";

#[test]
fn rows_over_a_base() {
    let desk = desk();
    let ran = desk.line(ROWS).ends(0).says("Đã xuất 3 đơn vị");
    for told in [
        "trang Số liệu, ô A5: hàng “Khối doanh nghiệp” là hàng nhóm",
        "trang Số liệu, ô C9: hàng “Tổng cộng” là hàng cộng",
        "trang Số liệu, ô C11: hàng “Người lập biểu” không có mã đơn vị",
    ] {
        assert!(ran.err.contains(told), "{told}\nisn't in\n{}", ran.err);
    }
    let one = desk.text("ra/CD01/bao-cao-don-vi-du-thao.pdf");
    for words in ["Công đoàn Một", "1.412 đoàn viên", "27 sáng kiến", "Còn chậm."] {
        assert!(one.contains(words), "{words} isn't in\n{one}");
    }
    let unit = desk.unit("ra/manifest.jsonl", "CD01");
    assert_eq!(unit["source"], "danh-sach.xlsx#Số liệu!6");
    // What a row leaves open is the base's.
    let two = desk.text("ra/CD02/bao-cao-don-vi-du-thao.pdf");
    assert!(two.contains("07 đoàn viên") && two.contains("Có 01 sáng kiến"), "{two}");
}

/// A row and the dossier that says the same are one paper to the byte, and a
/// base counts for a dossier and a line of JSON alike.
#[test]
fn the_same_as_a_dossier() {
    let desk = desk();
    desk.line(ROWS).ends(0);
    let whole = BASE
        .replace("Công đoàn chưa đặt tên", "Công đoàn Một\n  code: CD01\n  established: 28/7/1990")
        .replace("    prior: 90", "    value: 1.412 đoàn viên\n    prior: 90")
        .replace("value: 1 sáng kiến", "value: 27 sáng kiến")
        + "assessment:\n  limitations: Còn chậm.\n";
    desk.write("nop/CD01.yaml", &whole);
    desk.write(
        "nop/CD02.yaml",
        "organization:\n  code: CD02\n  name: Công đoàn Hai\nmembership:\n  members:\n    value: 7 đoàn viên\n",
    );
    desk.line("batch nop --base chung.yaml --paper bao-cao-don-vi --output yaml").ends(0);
    let json = "{\"organization\":{\"code\":\"CD02\",\"name\":\"Công đoàn Hai\"},\
                \"membership\":{\"members\":{\"value\":\"7 đoàn viên\"}}}\n";
    let words = "batch - --base chung.yaml --paper bao-cao-don-vi --id organization.code";
    desk.fed(&format!("{words} --output json"), json).ends(0);
    let (rows, yaml, json) = (desk.papers("ra"), desk.papers("yaml"), desk.papers("json"));
    for unit in ["CD01", "CD02"] {
        let name = format!("{unit}/bao-cao-don-vi-du-thao.pdf");
        assert!(rows[&name] == yaml[&name], "{name} differs");
    }
    assert!(json["CD02/bao-cao-don-vi-du-thao.pdf"] == rows["CD02/bao-cao-don-vi-du-thao.pdf"]);
}

/// A sheet for units, filled in, is rendered as it stands: as the dossiers that
/// `sheet read` makes of it.
#[test]
fn a_sheet_for_units() {
    let desk = Desk::new();
    desk.book(
        "nop.xlsx",
        &[
            &["Kỳ báo cáo: năm 2026"],
            &[
                "Mã đơn vị",
                "Tên đơn vị",
                "Loại hình",
                "Tổng số đoàn viên",
                "Hội nghị",
                "",
                "Kết nạp",
            ],
            &[
                "ma_don_vi",
                "ten_don_vi",
                "loai_hinh",
                "doan_vien",
                "hoi_nghi_nld",
                "hoi_nghi_nld/tong",
                "doan_vien_moi",
            ],
            &["CD01", "Công đoàn Một", "doanh nghiệp", "412", "2", "3", "15"],
            &["CD02", "Công đoàn Hai", "doanh nghiệp", "88", "có", "", ""],
        ],
    );
    desk.line("sheet read nop.xlsx --output nop").ends(0);
    desk.line("batch nop --paper bao-cao-tong-ket --output yaml").ends(0);
    desk.line("batch nop.xlsx --paper bao-cao-tong-ket").ends(0);
    assert!(desk.papers("ra") == desk.papers("yaml"));
    let one = desk.text("ra/CD01/bao-cao-tong-ket-du-thao.pdf");
    assert!(one.contains("năm 2026") && one.contains("412 đoàn viên"), "{one}");
}

#[test]
fn only_changed_rows_are_done_again() {
    let desk = desk();
    let again = |words: &str| desk.line(words).ends(0);
    again(ROWS).says("Đã xuất 3 đơn vị");
    again(ROWS).says("Đã xuất 0 đơn vị").says("Giữ nguyên 3 đơn vị");
    let first = desk.papers("ra");
    // Rows in another order, one cell changed, a column added that nobody knows.
    desk.book(
        "danh-sach.xlsx",
        &[
            &[HEADS, &["Ghi chú riêng"]].concat(),
            &["3", "CD03", "Công đoàn Ba", "", "không", "", "46356", "x"],
            &["1", "CD01", "Công đoàn Một", "1413", "27", "Còn chậm.", "28/7/1990"],
            &["2", "CD02", "Công đoàn Hai", "7 đ/c"],
        ],
    );
    again(ROWS).says("Đã xuất 1 đơn vị").tells("cột “Ghi chú riêng” không có trong hồ sơ");
    let second = desk.papers("ra");
    let changed: Vec<&String> = first.keys().filter(|name| first[*name] != second[*name]).collect();
    assert_eq!(changed, ["CD01/bao-cao-don-vi-du-thao.pdf"]);
    again(&format!("{ROWS} --dry-run")).says("Sẽ xuất 0 đơn vị");
    // What a column means is a part of the row.
    let passed = format!("{ROWS} --column sang_kien=");
    again(&passed).says("Đã xuất 2 đơn vị");
    desk.write("chung.yaml", &BASE.replace("2026", "2025"));
    again(ROWS).says("Đã xuất 3 đơn vị");
}

/// A cell that can't be read is its unit's alone, and is named with workbook
/// and sheet; what the base says wrong is told of the base.
#[test]
fn a_bad_cell_fails_its_unit() {
    let desk = Desk::new();
    desk.write("chung.yaml", BASE);
    desk.book(
        "danh-sach.xlsx",
        &[
            HEADS,
            &["1", "CD01", "Công đoàn Một", "khá đông", "", "", "32/13/2026"],
            &["2", "CD02", "Công đoàn Hai", "8.945", "", "", ""],
            &["3", "CD03", "Công đoàn Ba", "60", "2", "", ""],
            &["4", "", "Công đoàn Bốn", "60", "2", "", ""],
            &["5", "CD05", "Công đoàn Năm", "60", "", "", ""],
        ],
    );
    let ran = desk.line(ROWS).ends(1).says("Đã xuất 2 đơn vị");
    for told in [
        "CD01 (danh-sach.xlsx#Số liệu!2): chưa xuất được: ô D2: BC143",
        "--> danh-sach.xlsx, trang Số liệu, ô D2",
        "Tổng số đoàn viên (đoàn viên): ghi “khá đông”, không phải số",
        "--> danh-sach.xlsx, trang Số liệu, ô G2",
        "ghi 8,945: nếu là 8.945 thì gõ liền",
        "ô của organization.code để trống",
    ] {
        assert!(ran.err.contains(told), "{told}\nisn't in\n{}", ran.err);
    }
    let finding = &desk.unit("ra/manifest.jsonl", "CD01")["messages"][0];
    assert_eq!((&finding["code"], &finding["cell"]), (&"BC143".into(), &"D2".into()));
    let text = fs::read_to_string(desk.path("ra/manifest.jsonl")).expect("a manifest");
    assert!(!text.contains("khá đông"), "what somebody typed in:\n{text}");

    let line = BASE.lines().position(|line| line.contains("prior")).expect("there") + 1;
    desk.write("chung.yaml", &BASE.replace("prior: 90 đoàn viên", "prior: 8.5 đoàn viên"));
    desk.line(ROWS).ends(1).tells(&format!("chung.yaml, dòng {line}: BC112"));
    let finding = &desk.unit("ra/manifest.jsonl", "CD03")["messages"][0];
    assert_eq!((&finding["file"], &finding["line"]), (&"chung.yaml".into(), &line.into()));
}

#[test]
fn headings() {
    let desk = Desk::new();
    let units: [&[&str]; 2] = [&["CD01", "Công đoàn Một", "20/11/2026", "x"], &["CD02", "Hai"]];
    let book = |heads: &[&str]| desk.book("a.xlsx", &[heads, units[0], units[1]]);
    let run = |words: &str| desk.line(&format!("batch a.xlsx --dry-run {ONE} {words}"));
    // Several fields are called so: nothing is guessed, nothing made.
    book(&["Mã đơn vị", "Tên đơn vị", "Ngày", ""]);
    run("")
        .ends(2)
        .tells("a.xlsx, trang Số liệu, ô C1: cột “Ngày” có thể là")
        .tells("“Đại hội: Ngày” (congress.date), “Hội nghị: Ngày” (event.date)")
        .tells("--column \"Ngày=KHÓA\"");
    run("--column Ngày=event.date").ends(0).says("Sẽ xuất 2").tells("cột D không có tiêu đề");
    run("--column C=event.date").ends(0);
    run("--column Ngày=").ends(0);
    run("--column Ngày=event.dat").ends(2).tells("Có phải là “Hội nghị: Ngày” (event.date)?");
    run("--column Ngày=period").ends(2).tells("hồ sơ không có trường “period”");
    run("--column Ngay=x").ends(2);
    run("--column Ngày").ends(2).tells("thiếu dấu =");
    run("--column Ngàyy=event.date").ends(2).tells("không có cột “Ngàyy” (--column)");
    desk.write("cot.yaml", "Ngày: event.date\nTên đơn vị:\n");
    run("--columns cot.yaml").ends(0);
    desk.write("cot.yaml", "Ngày: su_kien\n");
    run("--columns cot.yaml").ends(2).tells("cot.yaml:1:7");
    // Names as people write them: with the block's, without marks, numbered.
    for head in [
        "Ngày hội nghị",
        "Hội nghị - Ngày",
        "NGAY HOI NGHI",
        "3. Ngày hội nghị (ghi đủ)",
        "event.date",
    ] {
        book(&["ma don vi", "1. Tên đơn vị:", head]);
        run("").ends(0).says("Sẽ xuất 2");
    }
    // Nobody knows it: told, with what is called nearly so.
    book(&["Mã đơn vị", "Tên đơn vị", "Ngày hội ngị", "Địa chỉ email"]);
    let ran = run("").ends(0);
    let ran = ran.tells("cột “Ngày hội ngị” không có trong hồ sơ, không đọc. Có phải là “Hội nghị: Ngày” (event.date)");
    ran.tells("cột “Địa chỉ email” không có trong hồ sơ, không đọc");
    book(&["Mã đơn vị", "Tên đơn vị", "Tên CĐCS"]);
    run("").ends(2).tells("ô C1: cột “Tên CĐCS” và cột B cùng ghi vào organization.name");
    book(&["Cột một", "Cột hai"]);
    run("").ends(2).tells("a.xlsx: không thấy hàng tiêu đề");
}

/// Headings that go over rows and columns, and a row of units of measure.
#[test]
fn merged_headings() {
    let desk = Desk::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 4, "BIỂU TỔNG HỢP", &plain).expect("merged");
    for (column, head) in [(0, "Mã đơn vị"), (1, "Tên đơn vị")] {
        sheet.merge_range(1, column, 2, column, head, &plain).expect("merged");
    }
    sheet.merge_range(1, 2, 1, 3, "Đoàn viên", &plain).expect("merged");
    sheet.write(2, 2, "Tổng số").expect("a cell").write(2, 3, "nữ").expect("a cell");
    sheet.merge_range(1, 4, 2, 4, "Đảng viên", &plain).expect("merged");
    for (column, unit) in [(2, "(người)"), (3, "(người)"), (4, "(người)")] {
        sheet.write(3, column, unit).expect("a cell");
    }
    for (column, text) in [(0, "CD01"), (1, "Công đoàn Một")] {
        sheet.write(4, column, text).expect("a cell");
    }
    for (column, number) in [(2, 412), (3, 200), (4, 31)] {
        sheet.write(4, column, number).expect("a cell");
    }
    book.save(desk.path("a.xlsx")).expect("saved");
    let words = format!("batch a.xlsx {ONE}");
    desk.line(&format!("{words} --column C=doan_vien")).ends(0);
    let text = desk.text("ra/CD01/bao-cao-don-vi-du-thao.pdf");
    for words in ["412 đoàn viên", "200 đoàn viên", "31 đảng viên"] {
        assert!(text.contains(words), "{words} isn't in\n{text}");
    }
}

#[test]
fn sheets_of_one_workbook() {
    let desk = Desk::new();
    let heads: &[&str] = &["Mã đơn vị", "Tên đơn vị"];
    desk.sheets(
        "a.xlsx",
        &[
            ("2025", &[heads, &["CD01", "Một"], &["CD02", "Hai"]]),
            ("2026", &[heads, &["CD01", "Một"]]),
            ("Ghi chú", &[&["Gửi trước 25/11"]]),
        ],
    );
    let words = format!("batch a.xlsx {ONE} --dry-run");
    // Which of the two is meant, nobody knows.
    let ran = desk.line(&words).ends(1).says("CD02: sẽ xuất");
    ran.says("BC226 · nhiều hồ sơ cùng một mã đơn vị: a.xlsx#2025!2, a.xlsx#2026!2");
    desk.line(&format!("{words} --sheet 2026")).ends(0).says("Sẽ xuất 1 đơn vị");
    desk.line(&format!("{words} --sheet 2024"))
        .ends(2)
        .tells("không có trang “2024”; các trang: “2025”, “2026”");
    // Files that are no workbooks, or not there.
    desk.write("b.xlsx", "kind: tổng kết\n");
    let ran = desk.line(&format!("batch a.xlsx b.xlsx c.xlsx --sheet 2026 {ONE}")).ends(2);
    ran.says("Đã xuất 1 đơn vị")
        .tells("b.xlsx: không phải bảng")
        .tells("không đọc được c.xlsx: không có tệp");
}

#[test]
fn ids_and_names_of_rows() {
    let desk = desk();
    let ran = desk.line(&format!(
        "{ROWS} --id organization.name --name {{{{unit.stem}}}}/{{{{unit.id}}}}.pdf"
    ));
    ran.ends(0);
    let names: Vec<String> = desk.papers("ra").into_keys().collect();
    assert_eq!(
        names,
        [
            "danh-sach/Công đoàn Ba-du-thao.pdf",
            "danh-sach/Công đoàn Hai-du-thao.pdf",
            "danh-sach/Công đoàn Một-du-thao.pdf"
        ]
    );
    desk.line(&format!("{ROWS} --id organization.symbol --output b"))
        .ends(1)
        .tells("chưa xuất được[BC225]: bảng không có cột organization.symbol");
    desk.line(&format!("{ROWS} --name all.pdf --output c")).ends(1).says("Đã xuất 0 đơn vị");
    assert!(desk.papers("c").is_empty());
}

#[test]
fn shards_and_threads_of_rows() {
    let desk = desk();
    let heads: &[&str] = &["Mã đơn vị", "Tên đơn vị", "Đoàn viên"];
    let rows: Vec<[String; 3]> = (1..=9)
        .map(|n| [format!("D{n}"), format!("Công đoàn {n}"), format!("{}", 100 + n)])
        .collect();
    let rows: Vec<[&str; 3]> = rows.iter().map(|row| [&*row[0], &*row[1], &*row[2]]).collect();
    let all: Vec<&[&str]> = std::iter::once(heads).chain(rows.iter().map(|row| &row[..])).collect();
    desk.book("danh-sach.xlsx", &all);
    desk.line(&format!("{ROWS} --threads 1 --output want")).ends(0);
    for shard in ["1/3", "2/3", "3/3"] {
        desk.line(&format!("{ROWS} --threads 2 --shard {shard}")).ends(0);
    }
    assert!(desk.papers("ra") == desk.papers("want"));
    let merge =
        "manifest merge ra/manifest-1-of-3.jsonl ra/manifest-2-of-3.jsonl ra/manifest-3-of-3.jsonl";
    desk.line(&format!("{merge} --output ra/manifest.jsonl")).ends(0);
    assert_eq!(desk.manifest("ra/manifest.jsonl"), desk.manifest("want/manifest.jsonl"));
}

/// Rows that failed are tried again, and only they.
#[test]
fn failed_rows_are_retried() {
    let desk = desk();
    desk.line(ROWS).ends(0);
    let bad = |members: &str| {
        desk.book(
            "danh-sach.xlsx",
            &[
                HEADS,
                &["1", "CD01", "Công đoàn Một", members, "27", "Còn chậm.", "28/7/1990"],
                &["2", "CD02", "Công đoàn Hai", "8", "", "", ""],
            ],
        );
    };
    bad("nhiều lắm 3");
    desk.line(ROWS).ends(1).says("Đã xuất 1 đơn vị").says("1 đơn vị phải sửa hồ sơ");
    bad("1412");
    desk.line(&format!("{ROWS} --retry-failed")).ends(0).says("Đã xuất 1 đơn vị");
}

/// Units whose rows hold numbers alone are no numbers of columns.
#[test]
fn every_row_of_numbers_is_a_unit() {
    let desk = Desk::new();
    desk.write("chung.yaml", BASE);
    desk.write("so.csv", "Mã đơn vị;Tổng số đoàn viên\n101;412\n102;87\n103;5\n");
    let words = format!("batch so.csv --base chung.yaml --dry-run {ONE}");
    desk.line(&words).ends(0).says("Sẽ xuất 3 đơn vị");
}

/// A text file is a sheet without a name, whatever its encoding.
#[test]
fn a_text_file() {
    let desk = Desk::new();
    desk.write("chung.yaml", BASE);
    let text = "Dấu thời gian;Mã đơn vị;Tên đơn vị;3. Tổng số đoàn viên (người)\r\n\
                22/11/2026 08:00:00;CD01;\"Công đoàn \"\"Một\"\"\";1.412\r\n\
                22/11/2026 08:05:00;CD02;Công đoàn Hai;khá đông\r\n";
    desk.write("phieu.csv", text);
    let words = format!("batch phieu.csv --base chung.yaml {ONE}");
    let ran = desk.line(&words).ends(1).says("Đã xuất 1 đơn vị");
    ran.tells("CD02 (phieu.csv#3): chưa xuất được: ô D3: BC143").tells("--> phieu.csv, ô D3");
    let paper = desk.text("ra/CD01/bao-cao-don-vi-du-thao.pdf");
    assert!(paper.contains("1.412 đoàn viên") && paper.contains("Công đoàn \"Một\""), "{paper}");
    // The same in another encoding is the same.
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF_u16).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    fs::write(desk.path("phieu.csv"), utf16).expect("written");
    desk.line(&words).ends(1).says("Giữ nguyên 1 đơn vị");
}

/// What a row leaves open isn't filled from the base; shares, groups and totals
/// are no units and no counts.
#[test]
fn what_offices_write_into_tables() {
    let desk = desk();
    let heads = ["TT", "Mã đơn vị", "Tên đơn vị", "Sáng kiến được công nhận"];
    desk.book(
        "nhom.xlsx",
        &[
            &heads,
            &["I", "", "Khối doanh nghiệp", "30"],
            &["1", "CD01", "Công đoàn Một", "chưa có"],
            &["II", "", "Khối trường học", ""],
            &["2", "CD02", "Công đoàn Hai", "7"],
            &["", "", "Cộng (I+II)", "30"],
        ],
    );
    let ran = desk.run(&["batch", "nhom.xlsx", "--base", "chung.yaml", "--output", "nhom"]);
    assert!(ran.out.contains("2 đơn vị"), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("hàng “Khối trường học” là hàng nhóm"), "{}", ran.err);
    assert!(desk.text("nhom/CD02/bao-cao-don-vi-du-thao.pdf").contains("07 sáng kiến"));
    assert!(!desk.text("nhom/CD01/bao-cao-don-vi-du-thao.pdf").contains("01 sáng kiến"));

    desk.book(
        "hai-tang.xlsx",
        &[
            &["Mã đơn vị", "Tên đơn vị", "Sáng kiến được công nhận", ""],
            &["", "", "Thực hiện", "%"],
            &["CD01", "Công đoàn Một", "8", "125"],
        ],
    );
    let ran = desk.run(&["batch", "hai-tang.xlsx", "--base", "chung.yaml", "--output", "hai"]);
    assert!(
        ran.err.contains("cột “Sáng kiến được công nhận” là so sánh, không đọc"),
        "{}",
        ran.err
    );
    assert!(desk.text("hai/CD01/bao-cao-don-vi-du-thao.pdf").contains("08 sáng kiến"));
}
