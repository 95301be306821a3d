//! Sheets: what `sheet new` sends out, and what `sheet read` makes of what
//! comes back.

mod book;
mod called;
#[path = "../support/desk.rs"]
mod desk;
mod down;
mod files;
mod formats;
mod hostile;
mod rollups;
mod rosters;
mod spoilt;
mod tables;
mod told;

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use baocao::sheet::{self, Grid};
use desk::Desk;

const ROSTER: &str = "\
deadline: 25/11/2026
units:
  - code: CD01
    name: Công đoàn cơ sở Công ty Một
    type: doanh nghiệp
  - code: CD02
    name: Công đoàn cơ sở Công ty Hai
    type: doanh nghiệp
  - code: CD03
    name: Công đoàn cơ sở Trường Ba
    type: sự nghiệp
";

const SUPERIOR: &str = "\
kind: tổng kết
organization:
  name: Công đoàn phường Minh Họa
period:
  type: năm
  year: 2026
catalog:
  ty_le_tham_gia:
    title: Tỷ lệ tham gia
    unit: '%'
    kind: tỷ lệ
    adds: không cộng
";

const CODES: &str = "doan_vien,hoi_nghi_nld,thu_tai_chinh,phong_trao,ty_le_tham_gia";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("danh-sach.yaml", ROSTER);
    desk.write("phuong.yaml", SUPERIOR);
    desk
}

/// Runs the program at a desk; the code, what it said and what it told.
fn run(desk: &Desk, words: &[&str]) -> (i32, String, String) {
    let ran = desk.run(words);
    (ran.code, ran.out, ran.err)
}

fn new(desk: &Desk, name: &str) {
    let words = ["bieu", "tao", name, "--roster", "danh-sach.yaml", "--catalog", "phuong.yaml"];
    let (code, out, err) = run(desk, &[&words[..], &["--codes", CODES]].concat());
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("5 chỉ tiêu, 3 đơn vị"), "{out}");
}

/// A filled workbook: what `fill` writes on one sheet.
fn book(path: &Path, fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Số liệu").expect("a name");
    fill(sheet).expect("cells");
    book.save(path).expect("saved");
}

/// What `sheet new` made, its cells written anew, with figures filled in by
/// row and code of the column.
fn fill(desk: &Desk, from: &str, to: &str, figures: &[(&str, &str, &str)]) {
    let bytes = std::fs::read(desk.path(from)).expect("there");
    let grids: Vec<Grid> = sheet::open(&bytes).expect("a workbook");
    let grid = &grids[0];
    let rows = 0..grid.height();
    let codes =
        rows.clone().find(|row| grid.cell(*row, 0).shown() == "ma_don_vi").expect("the codes");
    book(&desk.path(to), |sheet| {
        for row in rows.clone() {
            for (column, cell) in grid.row(row).iter().enumerate() {
                sheet.write(row as u32, column as u16, cell.shown())?;
            }
        }
        for (unit, code, value) in figures {
            let row = rows.clone().find(|r| grid.cell(*r, 0).shown() == *unit).expect("a unit");
            let column = grid.row(codes).iter().position(|c| c.shown() == *code).expect("a code");
            match value.parse::<f64>() {
                Ok(number) => sheet.write(row as u32, column as u16, number)?,
                Err(_) => sheet.write(row as u32, column as u16, *value)?,
            };
        }
        Ok(())
    });
}

fn read_file(desk: &Desk, name: &str) -> String {
    std::fs::read_to_string(desk.path(name)).expect("there, in UTF-8")
}

#[test]
fn the_same_sheet_is_the_same_bytes() {
    let desk = desk();
    new(&desk, "a.xlsx");
    std::thread::sleep(std::time::Duration::from_millis(1100));
    new(&desk, "b.xlsx");
    let bytes = |name: &str| std::fs::read(desk.path(name)).expect("there");
    assert!(bytes("a.xlsx") == bytes("b.xlsx"));
    // What is there already may be filled in: it stays.
    let (code, _, err) = run(&desk, &["sheet", "new", "a.xlsx"]);
    assert!(code == 2 && err.contains("đã có tệp này"), "{err}");
    let (code, _, err) = run(&desk, &["sheet", "new", "c.xlsx", "--codes", "doan_vien,la"]);
    assert!(code == 2 && err.contains("không có mã la"), "{err}");
    let (code, _, err) = run(&desk, &["sheet", "new", "c.csv"]);
    assert!(code == 2 && err.contains("c.csv: biểu lập ra có đuôi .xlsx"), "{err}");
}

#[test]
fn kind_and_period_choose_the_figures() {
    let desk = desk();
    let words = ["sheet", "new", "--roster", "danh-sach.yaml", "--unit-type", "su-nghiep"];
    let (code, out, err) =
        run(&desk, &[&words[..], &["--period", "6 tháng đầu năm 2026"]].concat());
    assert_eq!(code, 0, "{out}{err}");
    let bytes = std::fs::read(desk.path("bieu.xlsx")).expect("there");
    let grids = sheet::open(&bytes).expect("a workbook");
    let all: Vec<String> = (0..grids[0].height())
        .flat_map(|row| grids[0].row(row).iter().map(sheet::Cell::shown).collect::<Vec<_>>())
        .collect();
    let has = |text: &str| all.iter().any(|cell| cell == text);
    assert!(has("Kỳ báo cáo: 6 tháng đầu năm 2026") && has("Hạn gửi: 25/11/2026"), "{all:?}");
    assert!(has("hoi_nghi_cbccvc") && has("hoi_nghi_cbccvc/tong") && has("CD03"));
    for not in ["hoi_nghi_nld", "xep_loai_tot", "don_vi_bao_cao", "CD01"] {
        assert!(!has(not), "{not}");
    }
}

#[test]
fn out_and_back_and_rolled_up() {
    let desk = desk();
    new(&desk, "bieu.xlsx");
    let figures = [
        ("CD01", "doan_vien", "412"),
        ("CD01", "hoi_nghi_nld", "có"),
        ("CD01", "thu_tai_chinh", "8.5"),
        ("CD01", "phong_trao", "Giỏi việc nước; Lao động giỏi"),
        ("CD01", "tinh_den_ngay", "46356"),
        ("CD02", "doan_vien", "7 đ/c"),
        ("CD02", "hoi_nghi_nld", "không"),
        ("CD02", "ty_le_tham_gia", "0.98"),
        ("CD03", "doan_vien", "1 030"),
        ("CD03", "hoi_nghi_nld", "2"),
        ("CD03", "hoi_nghi_nld/tong", "3"),
    ];
    fill(&desk, "bieu.xlsx", "nop.xlsx", &figures);
    let (code, out, err) = run(&desk, &["bieu", "doc", "nop.xlsx", "--catalog", "phuong.yaml"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("3/3 đơn vị vào thư mục don-vi"), "{out}");
    assert!(
        err.contains("nop.xlsx, trang Số liệu, ô J10: Tỷ lệ tham gia: ghi 0,98, hiểu là 98%"),
        "{err}"
    );
    let one = read_file(&desk, "don-vi/CD01.yaml");
    for line in [
        "kind: tổng kết\n",
        "  name: Công đoàn cơ sở Công ty Một\n",
        "  code: CD01\n",
        "  unit_type: doanh nghiệp\n",
        "  year: 2026\n",
        "  data_as_of: 30/11/2026\n",
        "  members: 412 đoàn viên\n",
        "      hoi_nghi_nld: 1/1 đơn vị\n",
        "      thu_tai_chinh: 8,5 triệu đồng\n",
        "      phong_trao: Giỏi việc nước; Lao động giỏi\n",
    ] {
        assert!(one.contains(line), "{line} isn't in\n{one}");
    }
    let two = read_file(&desk, "don-vi/CD02.yaml");
    assert!(two.contains("members: 7 đoàn viên") && two.contains("ty_le_tham_gia: 98%"), "{two}");
    assert!(two.contains("hoi_nghi_nld: 0/1 đơn vị"), "{two}");

    let words = ["rollup", "don-vi", "--roster", "danh-sach.yaml", "--into", "phuong.yaml"];
    let (code, out, err) = run(&desk, &words);
    assert_eq!(code, 0, "{out}{err}");
    let sum = read_file(&desk, "phuong.yaml");
    assert!(sum.contains("value: 1.449 đoàn viên") && sum.contains("value: 1/2 đơn vị"), "{sum}");
}

/// A sheet as units send it: titles merged above, columns moved and added, no
/// codes, totals and signatures below.
#[test]
fn what_people_do_to_sheets() {
    let desk = desk();
    book(&desk.path("lon-xon.xlsx"), |sheet| {
        let center = Format::new();
        sheet.merge_range(0, 0, 0, 6, "BÁO CÁO SỐ LIỆU NĂM 2026", &center)?;
        sheet.merge_range(1, 0, 1, 6, "Kỳ báo cáo: năm 2026", &center)?;
        let heads = [
            "STT",
            "Đơn vị tổ chức Hội nghị người lao động (đơn vị)",
            "TÊN ĐƠN VỊ",
            "Tổng số\nđoàn viên",
            "Mã đơn vị",
            "Ý kiến",
            "Tổng thu tài chính công đoàn (triệu đồng)",
        ];
        for (column, head) in heads.iter().enumerate() {
            sheet.write(3, column as u16, *head)?;
        }
        let rows: [[&str; 7]; 9] = [
            ["I", "", "Khối doanh nghiệp", "", "", "", ""],
            ["1", "54/56", "Công đoàn Một", " 1.412 ", "CD01", "tốt", "1.250.000.000 đồng"],
            ["2", "x", "Công đoàn Hai", "chưa có", "CD02", "", "không"],
            ["", "", "", "", "", "", ""],
            ["3", "nhiều", "Công đoàn Ba", "khá đông", "CD03", "", "-"],
            ["4", "5", "Công đoàn Bốn", "8,945", "CD04", "", "12 người"],
            ["5", "", "Công đoàn Năm", "20", "CD01", "", ""],
            ["", "59", "Tổng cộng", "1.500", "", "", ""],
            ["", "", "Người lập biểu", "", "", "", ""],
        ];
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                sheet.write(row as u32 + 4, column as u16, *text)?;
            }
        }
        Ok(())
    });
    let (code, out, err) = run(&desk, &["sheet", "read", "lon-xon.xlsx", "--output", "ra"]);
    assert_eq!(code, 1, "{out}{err}");
    for told in [
        "Lưu ý[BC234]: lon-xon.xlsx, trang Số liệu, ô F4: cột “Ý kiến” không có trong danh mục",
        "Lưu ý[BC246]: lon-xon.xlsx, trang Số liệu, ô D7: Tổng số đoàn viên: ghi “chưa có”, coi là chưa có số liệu",
        "Cần sửa[BC143]: lon-xon.xlsx, trang Số liệu, ô B9: Đơn vị tổ chức Hội nghị người lao động: ghi “nhiều”",
        "Cần sửa[BC143]: lon-xon.xlsx, trang Số liệu, ô D9: Tổng số đoàn viên: ghi “khá đông”, không phải số",
        "ô D10: Tổng số đoàn viên: ",
        "ô B10: Đơn vị tổ chức Hội nghị người lao động: ghi 5, thiếu mẫu số",
        "ô G10: Tổng thu tài chính công đoàn: ghi “12 người”; cột này tính bằng triệu đồng",
        "đơn vị CD01 đã có số liệu ở lon-xon.xlsx, trang Số liệu, ô A6",
        "ô B12: hàng “Tổng cộng” là hàng cộng",
    ] {
        assert!(err.contains(told), "{told}\nisn't in\n{err}");
    }
    assert!(out.contains("1/5 đơn vị"), "{out}");
    let two = read_file(&desk, "ra/CD02.yaml");
    assert!(
        two.contains("hoi_nghi_nld: 1/1 đơn vị") && two.contains("thu_tai_chinh: không"),
        "{two}"
    );
    assert!(!two.contains("members") && two.contains("year: 2026"), "{two}");
    assert_eq!(std::fs::read_dir(desk.path("ra")).expect("a folder").count(), 1);
}

/// Numbers that aren't what they look like.
#[test]
fn formats_of_cells() {
    let desk = desk();
    let date = Format::new().set_num_format("d/m");
    let percent = Format::new().set_num_format("0.0%");
    book(&desk.path("so.xlsx"), |sheet| {
        let heads = [
            "ma_don_vi",
            "ty_le_tham_gia",
            "doan_vien",
            "hoi_nghi_nld",
            "tinh_den_ngay",
            "thu_tai_chinh",
        ];
        for (column, head) in heads.iter().enumerate() {
            sheet.write(0, column as u16, *head)?;
        }
        let codes = ["A", "B", "C", "D", "E", "F"];
        for (row, code) in codes.iter().enumerate() {
            sheet.write(row as u32 + 1, 0, *code)?;
        }
        sheet.write_number_with_format(1, 1, 0.985, &percent)?;
        sheet.write(1, 4, "11/30/2026")?;
        sheet.write_number_with_format(2, 3, 46_178.0, &date)?;
        sheet.write(3, 2, 8.945)?;
        sheet.write_number_with_format(4, 2, 0.5, &percent)?;
        sheet.write(5, 1, 1)?;
        sheet.write(6, 5, 0.1 + 0.2)?;
        Ok(())
    });
    let words = ["sheet", "read", "so.xlsx", "--catalog", "phuong.yaml"];
    let (code, out, err) = run(&desk, &words);
    assert_eq!(code, 1, "{out}{err}");
    for told in [
        "ô E2: Số liệu tính đến ngày: ghi 11/30/2026, hiểu là 30/11/2026",
        "ô D3: Đơn vị tổ chức Hội nghị người lao động: là ngày",
        "ô C4: Tổng số đoàn viên: ghi 8,945: nếu là 8.945 thì gõ liền",
        "ô C5: Tổng số đoàn viên: ghi 50%, ô định dạng phần trăm",
        "ô B6: Tỷ lệ tham gia: ghi 1: ghi “1%” hoặc 100",
    ] {
        assert!(err.contains(told), "{told}\nisn't in\n{err}");
    }
    let a = read_file(&desk, "don-vi/A.yaml");
    assert!(a.contains("ty_le_tham_gia: 98,5%") && a.contains("data_as_of: 30/11/2026"), "{a}");
    assert!(read_file(&desk, "don-vi/F.yaml").contains("thu_tai_chinh: 0,3 triệu đồng"));
}

/// As Excel saves a sheet on an English system.
#[test]
fn numbers_of_an_english_system() {
    let desk = desk();
    let csv = "ma_don_vi,doan_vien,ty_le_tham_gia,thu_tai_chinh\n\
               A,\"8,945\",98.5%,\"1,234.5\"\nB,412,7.25,\"2,500\"\n";
    desk.write("anh.csv", csv);
    let words = ["sheet", "read", "anh.csv", "--catalog", "phuong.yaml"];
    let (code, out, err) = run(&desk, &words);
    assert_eq!(code, 0, "{out}{err}");
    let [a, b] = ["A", "B"].map(|unit| read_file(&desk, &format!("don-vi/{unit}.yaml")));
    for told in ["members: 8.945 đoàn viên", "ty_le_tham_gia: 98,5%", "1.234,5 triệu đồng"]
    {
        assert!(a.contains(told), "{told}\nisn't in\n{a}");
    }
    assert!(b.contains("ty_le_tham_gia: 7,25%") && b.contains("2.500 triệu đồng"), "{b}");

    // Nothing tells how these are meant, but a share is no 985 %.
    desk.write("ngo.csv", "ma_don_vi;doan_vien;ty_le_tham_gia\nA;8,945;98.5%\n");
    let (code, out, err) = run(&desk, &["sheet", "read", "ngo.csv", "--catalog", "phuong.yaml"]);
    assert_eq!(code, 1, "{out}{err}");
    assert!(err.contains("ô B2: Tổng số đoàn viên: “8,945” có thể là 8.945"), "{err}");
    assert!(err.contains("ô C2: Tỷ lệ tham gia: ghi 98.5%, hiểu là 98,5%"), "{err}");
}

#[test]
fn a_base_stays_under_the_figures() {
    let desk = desk();
    let base = "\
# Hồ sơ chung
kind: tổng kết
period:
  year: 2026
membership:
  members:                              # đoàn viên
    prior: 400 đoàn viên
  text: Có {{ members }}.
";
    desk.write("chung.yaml", base);
    book(&desk.path("so.xlsx"), |sheet| {
        for (column, text) in ["ma_don_vi", "doan_vien"].iter().enumerate() {
            sheet.write(0, column as u16, *text)?;
        }
        sheet.write(1, 0, "CD 01/A")?.write(1, 1, 412)?;
        Ok(())
    });
    let (code, out, err) = run(&desk, &["sheet", "read", "so.xlsx", "--base", "chung.yaml"]);
    assert_eq!(code, 0, "{out}{err}");
    let text = read_file(&desk, "don-vi/cd-01-a.yaml");
    assert!(text.starts_with("# Hồ sơ chung\nkind: tổng kết\n"), "{text}");
    assert!(text.contains("    prior: 400 đoàn viên\n    value: 412 đoàn viên\n"), "{text}");
    for (name, told) in [("chung.yaml", "không phải bảng"), ("la.xlsx", "không có tệp")] {
        let (code, _, err) = run(&desk, &["sheet", "read", name]);
        assert!(code == 1 && err.contains(told), "{err}");
    }
}

/// The answers of a form, which say no period.
#[test]
fn a_form_read_for_a_period() {
    let desk = desk();
    let form = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/sheets/google-forms.csv");
    std::fs::copy(form, desk.path("tra-loi.csv")).expect("copied");
    let words = ["sheet", "read", "tra-loi.csv", "--catalog", "phuong.yaml", "--period"];
    let (code, out, err) = run(&desk, &[&words[..], &["năm 2026"]].concat());
    assert!(code == 0 && out.contains("3/3 đơn vị"), "{out}{err}");
    let one = read_file(&desk, "don-vi/CD01.yaml");
    assert!(one.contains("year: 2026") && one.contains("thu_tai_chinh: 1.250 triệu đồng"), "{one}");
}
