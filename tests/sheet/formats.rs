//! What else people send: web pages that are called `.xls`, the XML of Excel 2003,
//! spreadsheets in one piece (FODS), texts with bars; a roll-up's own table.

use super::*;

const PAGE: &str = "<html><head><meta charset=utf-8></head><body><table border=1>
<tr><td colspan=3>SỐ LIỆU NĂM 2026</td></tr>
<tr><th>M&atilde; đơn vị</th><th>T&ecirc;n đơn vị</th><th>Tổng số đo&agrave;n vi&ecirc;n</th></tr>
<tr><td>CD01<td>Công đoàn cơ sở Công ty Một<td x:num=412>412</tr>
<tr><td>CD02<td>Công đoàn cơ sở Công ty Hai<td><s>300</s> 87</tr>
</table></body></html>";

const XML: &str = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Biểu"><Table>
<Row><Cell><Data ss:Type="String">Mã đơn vị</Data></Cell><Cell><Data ss:Type="String">Tên đơn vị</Data></Cell><Cell><Data ss:Type="String">Tổng số đoàn viên</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">CD01</Data></Cell><Cell><Data ss:Type="String">Công đoàn cơ sở Công ty Một</Data></Cell><Cell><Data ss:Type="Number">412</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">CD02</Data></Cell><Cell><Data ss:Type="String">Công đoàn cơ sở Công ty Hai</Data></Cell><Cell><Data ss:Type="Number">87</Data></Cell></Row>
</Table></Worksheet></Workbook>"#;

const FLAT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet><table:table table:name="Biểu">
<table:table-row><table:table-cell><text:p>Mã đơn vị</text:p></table:table-cell><table:table-cell><text:p>Tên đơn vị</text:p></table:table-cell><table:table-cell><text:p>Tổng số đoàn viên</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>CD01</text:p></table:table-cell><table:table-cell><text:p>Công đoàn cơ sở Công ty Một</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="412"><text:p>412</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>CD02</text:p></table:table-cell><table:table-cell><text:p>Công đoàn cơ sở Công ty Hai</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="87"><text:p>87</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document>"#;

const BARS: &str = "Mã đơn vị|Tên đơn vị|Tổng số đoàn viên
CD01|Công đoàn cơ sở Công ty Một|412
CD02|Công đoàn cơ sở Công ty Hai|87
";

#[test]
fn every_format_says_the_same() {
    for (name, text) in [
        ("a.xls", PAGE),
        ("b.html", PAGE),
        ("c.xls", XML),
        ("d.xml", XML),
        ("e.fods", FLAT),
        ("f.csv", BARS),
    ] {
        let desk = desk();
        desk.write(name, text);
        let words = ["sheet", "read", name, "--period", "năm 2026", "--output", "ra"];
        let (code, out, err) = run(&desk, &words);
        assert_eq!(code, 0, "{name}: {out}{err}");
        for (unit, members) in
            [("CD01", "members: 412 đoàn viên"), ("CD02", "members: 87 đoàn viên")]
        {
            let made = read_file(&desk, &format!("ra/{unit}.yaml"));
            assert!(made.contains(members), "{name}: {made}");
        }
    }
}

#[test]
fn what_is_none_of_these_is_told() {
    for (name, text, told) in [
        ("a.xls", "<html><p>Lỗi 404</p></html>", "trang web không có bảng"),
        ("b.xml", "<?xml version=\"1.0\"?><bao-cao/>", "tệp XML"),
        ("c.xls", &XML[..XML.len() - 60], "không đọc được"),
        ("d.fods", &FLAT[..FLAT.len() - 60], "không đọc được"),
    ] {
        let desk = desk();
        desk.write(name, text);
        let (code, out, err) = run(&desk, &["sheet", "read", name, "--output", "ra"]);
        assert!(code == 1 && err.contains(told), "{name}: {out}{err}");
    }
}

/// The office's own table of all units isn't a report of theirs.
#[test]
fn the_table_of_a_roll_up_is_known_again() {
    let desk = desk();
    desk.write("nop/bieu.csv", BARS);
    let words = ["rollup", "nop", "--roster", "danh-sach.yaml", "--into", "phuong.yaml"];
    for table in ["nop/bang.xlsx", "nop/bang.csv"] {
        let more = ["--accept-missing", "--output", "ra.yaml", "--table", table];
        let (_, out, err) = run(&desk, &[&words[..], &more].concat());
        assert!(out.contains("Đã ghi bảng số liệu"), "{out}{err}");
        let (_, out, err) = run(&desk, &[&words[..], &more[..3]].concat());
        assert!(err.contains("[BC415]") && !err.contains("[BC204]"), "{table}: {out}{err}");
        std::fs::remove_file(desk.path(table)).expect("there");
    }
}
