//! Rosters and catalogues that are sheets.

use baocao::diagnostic::{Colour, render_all};
use baocao::sheet::read_roster;
use rust_xlsxwriter::{Format, Workbook};

use super::{desk, run};

const YAML: &str = "\
deadline: 25/11/2026
units:
  - code: CDP
    name: Công đoàn phường Minh Họa
  - code: CD01
    name: Công đoàn cơ sở Công ty Một
    type: doanh nghiệp
    parent: CDP
    since: 01/07/2025
  - code: CD02
    name: Công đoàn cơ sở Công ty Hai
    type: doanh nghiệp
    parent: CDP
    until: 30/06/2026
    successor: CD01
";

const CSV: &str = "\
\"DANH SÁCH ĐƠN VỊ\";;;;;;;
\"Hạn gửi báo cáo: 25/11/2026\";;;;;;;
;;;;;;;
STT;Tên đơn vị;Mã đơn vị;Loại hình;Đơn vị cấp trên;Từ ngày;Đến ngày;Đơn vị kế thừa
1;Công đoàn phường Minh Họa;CDP;;;;;
2;Công đoàn cơ sở Công ty Một;CD01;Doanh nghiệp;Công đoàn phường Minh Họa;1/7/2025;;
3;Công đoàn cơ sở Công ty Hai;CD02;doanh nghiệp;CDP;;30/6/2026;Công đoàn cơ sở công ty Một
;Tổng cộng: 3 đơn vị;;;;;;
";

/// The same as a workbook, with real dates; `spoil` writes over it.
fn xlsx(spoil: &[(u32, u16, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Danh sách").expect("a name");
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (row, line) in CSV.lines().enumerate() {
        for (column, text) in line.split(';').enumerate() {
            let text = text.trim_matches('"');
            let (row, column) = (row as u32, column as u16);
            match text {
                "" => continue,
                "1/7/2025" => sheet.write_with_format(row, column, 45_839, &day),
                "30/6/2026" => sheet.write(row, column, 46_203),
                text => sheet.write(row, column, text),
            }
            .expect("a cell");
        }
    }
    for (row, column, text) in spoil {
        sheet.write(*row, *column, *text).expect("a cell");
    }
    book.save_to_buffer().expect("saved")
}

#[test]
fn the_same_roster_in_every_form() {
    let (yaml, found) = read_roster("ds.yaml", YAML.as_bytes());
    assert!(yaml.is_some() && found.is_empty(), "{found:?}");
    let (csv, found) = read_roster("ds.csv", CSV.as_bytes());
    assert!(found.is_empty(), "{}", render_all(&found, Colour::Plain));
    assert_eq!(csv, yaml);
    let (book, found) = read_roster("DS.XLSX", &xlsx(&[]));
    assert_eq!(book, yaml);
    let told = render_all(&found, Colour::Plain);
    assert!(told.contains("Lưu ý[BC246]: Ngày ghi 46203, hiểu là 30/6/2026"), "{told}");
    assert!(told.contains("DS.XLSX, trang Danh sách, ô G7\n"), "{told}");
}

#[test]
fn faults_at_their_cells() {
    let spoilt = [(5, 3, "nhà máy"), (6, 2, " "), (6, 6, "31/6/2026"), (8, 1, "Người lập")];
    let (roster, found) = read_roster("ds.xlsx", &xlsx(&spoilt));
    assert!(roster.is_none());
    let told = render_all(&found, Colour::Plain);
    for part in [
        "ô D6",
        "“nhà máy” không có trong các lựa chọn",
        "ô G7",
        "ô B7",
        "chưa có mã đơn vị",
        "ô B9",
    ] {
        assert!(told.contains(part), "{part}\nisn't in\n{told}");
    }
    for (name, bytes, told) in [
        ("ds.csv", &b"a;b\nc;d\n"[..], "không thấy hàng tiêu đề; cần có ít nhất các cột"),
        ("ds.ods", b"PK\x03\x04", "ds.ods: không đọc được bảng tính này"),
        ("ds.csv", "Mã đơn vị;Tên đơn vị;Mã\nA;B;C\n".as_bytes(), "Cột “Mã” có hai lần"),
        ("ds.csv", "Mã đơn vị;Tên đơn vị\n".as_bytes(), "Danh sách chưa có đơn vị nào"),
    ] {
        let (roster, found) = read_roster(name, bytes);
        let text = render_all(&found, Colour::Plain);
        assert!(roster.is_none() && text.contains(told), "{text}");
    }
}

#[test]
fn sheets_for_roster_and_catalogue_on_the_command_line() {
    let desk = desk();
    let write = |name: &str, text: &str| {
        desk.write(name, text);
    };
    write("ds.csv", CSV);
    write(
        "danh-muc.csv",
        "Mã;Tên in trong biểu;Đơn vị tính;Loại số liệu;Cách tổng hợp;Loại hình đơn vị báo cáo\n\
         nha_tro;Khu nhà trọ có tổ tự quản;khu;thời điểm;cộng;doanh nghiệp, sự nghiệp\n",
    );
    let words = ["sheet", "new", "--roster", "ds.csv", "--catalog", "danh-muc.csv", "--codes"];
    let (code, out, err) = run(&desk, &[&words[..], &["nha_tro,doan_vien"]].concat());
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("2 chỉ tiêu"), "{out}");
    write("danh-muc.csv", "Mã;Tên in trong biểu;Loại số liệu\na;A;lúc đó\na;B;\n");
    let (code, _, err) = run(&desk, &[&words[..], &["doan_vien"]].concat());
    assert!(code == 2 && err.contains("danh-muc.csv, ô C2"), "{err}");
    assert!(err.contains("Mã chỉ tiêu a ghi hai lần"), "{err}");
}
