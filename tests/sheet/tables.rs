//! Tables that offices made themselves: headings over several rows, units of
//! measure, groups, signatures.

use std::path::Path;

use super::{book, desk, read_file, run};
use crate::desk::Desk;

type Row<'r> = &'r [&'r str];

/// A workbook of these rows, numbers as numbers; cells over `merged` are one.
fn table(desk: &Desk, name: &str, rows: &[Row<'_>]) {
    book(&desk.path(name), |sheet| {
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write(row as u32, column as u16, number)?,
                    Err(_) => sheet.write(row as u32, column as u16, *text)?,
                };
            }
        }
        Ok(())
    });
}

/// What `sheet read` makes of a table: the dossiers of units, and what it told.
fn read(rows: &[Row<'_>], units: &[&str]) -> (Vec<String>, String) {
    let desk = desk();
    table(&desk, "bang.xlsx", rows);
    let (_, out, err) = run(&desk, &["sheet", "read", "bang.xlsx", "--output", "ra"]);
    let dossier = |unit: &&str| {
        let name = format!("ra/{unit}.yaml");
        let there = Path::new(&desk.path(&name)).exists();
        if there { read_file(&desk, &name) } else { String::new() }
    };
    (units.iter().map(dossier).collect(), out + &err)
}

const UNIT: [&str; 3] = ["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên"];

#[test]
fn a_heading_over_several_columns_is_that_of_one() {
    let parts: [(Row<'_>, &str); 5] = [
        (&["", "", "Kế hoạch", "Thực hiện", "%"], "value: 500"),
        (&["", "", "Năm 2025", "Năm 2026", ""], ""),
        (&["", "", "2025", "2026", ""], ""),
        (&["", "", "1/1/2026", "30/11/2026", ""], ""),
        (&["", "", "Tổng số", "Nữ", ""], "400"),
    ];
    for (below, wanted) in parts {
        let rows = [&UNIT[..], below, &["CD01", "Công ty A", "400", "500", "125"]];
        let (made, told) = read(&rows, &["CD01"]);
        let wanted = wanted.trim_start_matches("value: ");
        let members = made[0].lines().find(|line| line.contains("members:")).unwrap_or_default();
        assert!(
            members.contains(wanted) && members.is_empty() == wanted.is_empty(),
            "{below:?}: {told}{}",
            made[0]
        );
        assert!(told.contains("không đọc") || wanted == "400", "{below:?}: {told}");
    }
    for heading in ["Tổng số đoàn viên (%)", "Tổng số đoàn viên 2025", "Tổng số đoàn viên năm 2025"]
    {
        let rows = [&[UNIT[0], UNIT[1], heading][..], &["CD01", "Công ty A", "400"]];
        let (made, told) = read(&rows, &["CD01"]);
        assert!(made[0].is_empty() && told.contains("không đọc"), "{heading}: {told}");
    }
}

#[test]
fn units_of_measure_groups_and_signatures_are_no_units() {
    let rows: [Row<'_>; 14] = [
        &["TT", "Tên đơn vị", "Tổng số đoàn viên", "Đoàn viên nữ"],
        &["", "", "người", "(người)"],
        &["I", "Khối doanh nghiệp", "30", "12"],
        &["1", "Công ty A", "10", "5"],
        &["2", "Công ty B", "20", "7"],
        &["", "Cộng (I+II)", "30", "12"],
        &["", "Tong cong", "30", "12"],
        &["", "", "", "Hà Nội, ngày 30 tháng 11 năm 2026"],
        &["", "NGƯỜI LẬP BIỂU", "", "TM. BAN CHẤP HÀNH"],
        &["", "", "", "CHỦ TỊCH"],
        &["", "", "", ""],
        &["", "Trần Thị B", "", "Nguyễn Văn A"],
        &["", "Ghi chú: số liệu chưa đầy đủ", "", ""],
        &["3", "Công ty C", "30", "8"],
    ];
    let (made, told) = read(&rows, &["cong-ty-a", "cong-ty-c"]);
    assert!(told.contains("3/3 đơn vị") && !told.contains("Cần sửa"), "{told}");
    assert!(made[0].contains("10") && made[0].contains("women: 5"), "{}{told}", made[0]);
    assert!(made[1].contains("30"), "{}", made[1]);
    assert!(told.contains("hàng “Khối doanh nghiệp” là hàng nhóm"), "{told}");
}

#[test]
fn what_contradicts_itself_is_refused() {
    let rows: [Row<'_>; 3] = [
        &["Mã đơn vị", "Tên đơn vị", "Đoàn viên nữ", "Tổng số đoàn viên"],
        &["ma_don_vi", "ten_don_vi", "doan_vien", "doan_vien_nu"],
        &["CD01", "Công ty A", "100", "400"],
    ];
    let (made, told) = read(&rows, &["CD01"]);
    assert!(made[0].is_empty(), "{}", made[0]);
    let crossed = "tiêu đề “Đoàn viên nữ” là của mã doan_vien_nu, mà hàng mã ghi doan_vien";
    assert!(told.contains(crossed), "{told}");
    let rows: [Row<'_>; 3] = [
        &["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên", "Đoàn viên nữ", ""],
        &["ma_don_vi", "ten_don_vi", "120", "doan_vien_nu", ""],
        &["CD02", "Công ty B", "100", "40", "77"],
    ];
    let (_, told) = read(&rows, &[]);
    assert!(told.contains("ô C2: số gõ vào hàng mã"), "{told}");
    assert!(told.contains("ô E3: cột E không có tiêu đề, không đọc"), "{told}");
}

#[test]
fn money_is_counted_as_the_table_says() {
    let heads = ["Mã đơn vị", "Tên đơn vị", "Tổng thu tài chính công đoàn"];
    let one_line = ["Mã đơn vị", "Tên đơn vị", "Tổng thu tài chính công đoàn (nghìn đồng)"];
    for (above, heads, below) in
        [("Đơn vị tính: nghìn đồng", heads, ""), ("", heads, "(nghìn đồng)"), ("", one_line, "")]
    {
        let rows = [&[above][..], &heads, &["", "", below], &["CD01", "Công ty A", "75000"]];
        let (made, told) = read(&rows, &["CD01"]);
        assert!(made[0].contains("75.000 nghìn đồng"), "{}{told}", made[0]);
        assert!(told.contains("tính bằng nghìn đồng như biểu ghi"), "{told}");
    }
}

#[test]
fn what_is_not_known_yet_is_not_what_the_base_has() {
    let desk = desk();
    desk.write("chung.yaml", "kind: tổng kết\nmembership:\n  members: 412 đoàn viên\n");
    table(&desk, "bang.xlsx", &[&UNIT, &["CD01", "Công ty A", "chưa có"]]);
    let words = ["sheet", "read", "bang.xlsx", "--base", "chung.yaml", "--output", "ra"];
    let (code, out, err) = run(&desk, &words);
    assert_eq!(code, 0, "{out}{err}");
    assert!(!read_file(&desk, "ra/CD01.yaml").contains("412"));
}

#[test]
fn of_a_form_the_answer_sent_last_holds() {
    let desk = desk();
    for (late, early) in [
        ("30/11/2026 9:05:00", "20/11/2026 8:05:00"),
        ("2026/11/30 8:05:01 CH GMT+7", "2026/11/30 9:05:01 SA GMT+7"),
    ] {
        let form = format!(
            "Dấu thời gian,Mã đơn vị,Tên đơn vị,Tổng số đoàn viên\n{late},CD01,Công ty A,99\n{early},CD01,Công ty A,10\n"
        );
        desk.write("tra-loi.csv", &form);
        let (code, out, err) = run(&desk, &["sheet", "read", "tra-loi.csv", "--output", "ra"]);
        assert_eq!(code, 0, "{out}{err}");
        assert!(read_file(&desk, "ra/CD01.yaml").contains("99"), "{late}");
    }
}

#[test]
fn numbers_that_a_text_file_tore_apart() {
    let desk = desk();
    desk.write("a.csv", "Mã đơn vị,Tên đơn vị,Tổng số đoàn viên,Đoàn viên nữ\nCD01,A,1,234,80\n");
    let (code, _, err) = run(&desk, &["sheet", "read", "a.csv"]);
    assert!(code == 1 && err.contains("hàng có nhiều ô hơn hàng tiêu đề"), "{err}");
    let heads = "Mã đơn vị;Tên đơn vị;Tổng thu tài chính công đoàn\n";
    desk.write("b.csv", &format!("{heads}CD01;A;1.234\nCD02;B;75.5\n"));
    let (code, _, err) = run(&desk, &["sheet", "read", "b.csv"]);
    assert!(code == 1 && err.contains("“1.234”") && err.contains("“75.5”"), "{err}");
}

#[test]
fn numbers_with_words_of_their_own() {
    let money = "Tổng thu tài chính công đoàn";
    let heads = ["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên", money];
    for (typed, wanted) in [
        ("75 triệu", "75 triệu đồng"),
        ("75 tr", "75 triệu đồng"),
        ("1,2 tỷ", "1,2 tỷ đồng"),
        ("500.000đ", "500.000 đồng"),
        ("1.500.000 VNĐ", "1.500.000 đồng"),
    ] {
        let (made, told) = read(&[&heads, &["CD01", "A", "7 đ/c", typed]], &["CD01"]);
        assert!(made[0].contains(wanted) && made[0].contains("7 đoàn viên"), "{}{told}", made[0]);
    }
    for (typed, told_of) in [
        ("2 nghìn", "ghi đủ số: 2.000"),
        ("1,2 nghìn người", "ghi đủ số: 1.200 người"),
        ("120 triệu", "ghi đủ số: 120.000.000"),
        ("3 chục", "ghi đủ số: 30"),
        ("5 kg", "cột này tính bằng đoàn viên"),
        ("120 ?", "cột này ghi một con số"),
        ("120 (chưa chính xác)", "cột này ghi một con số"),
    ] {
        let (made, told) = read(&[&heads, &["CD01", "A", typed, "5"]], &["CD01"]);
        assert!(made[0].is_empty() && told.contains(told_of), "{typed}: {told}{}", made[0]);
    }
}

#[test]
fn what_somebody_wrote_into_a_dossier_is_kept() {
    let desk = desk();
    let read = |members: &str| {
        table(&desk, "bang.xlsx", &[&UNIT, &["CD01", "Công ty A", members]]);
        run(&desk, &["sheet", "read", "bang.xlsx", "--output", "ra"])
    };
    let (code, out, err) = read("120");
    assert!(code == 0 && err.is_empty(), "{out}{err}");
    let written = read_file(&desk, "ra/CD01.yaml") + "situation: Viết tay.\n";
    desk.write("ra/CD01.yaml", &written);
    let (code, _, err) = read("130");
    let told = "CD01: đã có hồ sơ khác, bản trước giữ ở";
    assert!(code == 0 && err.contains(told), "{err}");
    assert_eq!(read_file(&desk, "ra/CD01.yaml.cu"), written);
    assert!(read_file(&desk, "ra/CD01.yaml").contains("130"));
    assert!(read("140").2.contains("CD01.yaml.cu2"));
    assert_eq!(read_file(&desk, "ra/CD01.yaml.cu"), written);
    let (code, _, err) = read("khá đông");
    assert!(code == 1 && err.contains("vẫn là hồ sơ trước"), "{err}");

    for (name, code) in [("Trường Lê Lợi", 0), ("Trường Lê Lới", 1)] {
        table(&desk, "ten.xlsx", &[&UNIT, &["", name, "12"]]);
        let (ended, _, err) = run(&desk, &["sheet", "read", "ten.xlsx", "--output", "ra"]);
        assert_eq!(ended, code, "{err}");
    }
    assert!(read_file(&desk, "ra/truong-le-loi.yaml").contains("Lê Lợi"));
}

#[test]
fn what_is_of_another_time_is_refused() {
    let heads = ["Mã đơn vị", "Tên đơn vị", "Số liệu tính đến ngày", "Tổng số đoàn viên"];
    for (period, day, told_of) in [
        ("Kỳ báo cáo: Tháng 10/2026", "30/11/2026", "“Tháng 10/2026” không phải kỳ báo cáo"),
        ("Kỳ báo cáo: năm 2026", "30/11/2062", "ghi năm 2062, mà kỳ báo cáo là năm 2026"),
        ("Kỳ báo cáo: năm 2026", "30/11/2025", "ghi năm 2025, mà kỳ báo cáo là năm 2026"),
    ] {
        let (made, told) = read(&[&[period], &heads, &["CD01", "A", day, "7"]], &["CD01"]);
        assert!(made[0].is_empty() && told.contains(told_of), "{told}{}", made[0]);
    }
    let rows: [Row<'_>; 3] = [&["Kỳ báo cáo: năm 2026"], &heads, &["CD01", "A", "chưa có", "7"]];
    let (made, told) = read(&rows, &["CD01"]);
    assert!(made[0].contains("07 đoàn viên") || made[0].contains("7 đoàn viên"), "{told}");
}

#[test]
fn what_is_no_sheet_in_a_folder_is_named() {
    let desk = desk();
    desk.write("nop/huyen/cd03.csv", "a;b");
    table(&desk, "nop/cd01.xlsx", &[&UNIT, &["CD01", "Công ty A", "120"]]);
    desk.write("nop/CD02.pdf", "%PDF-1.7");
    let (code, _, err) = run(&desk, &["sheet", "read", "nop", "--output", "ra"]);
    assert!(code == 0 && err.contains("nop: không đọc CD02.pdf, huyen"), "{err}");
}

#[test]
fn what_stands_beside_a_group_of_columns_is_its_own() {
    let groups: [(Row<'_>, Row<'_>, &str); 2] = [
        (
            &["Mã", "Tên đơn vị", "Lao động", "", "Tổng số đoàn viên"],
            &["", "", "Tổng số", "Nữ", ""],
            "members: 90 đoàn viên",
        ),
        (
            &["Mã", "Tên đơn vị", "Đoàn viên", "", "Tổng thu tài chính công đoàn"],
            &["", "", "Tổng số", "Nữ", ""],
            "thu_tai_chinh: 90 triệu đồng",
        ),
    ];
    for (heads, below, wanted) in groups {
        let (made, told) = read(&[heads, below, &["CD01", "A", "100", "40", "90"]], &["CD01"]);
        assert!(made[0].contains(wanted), "{wanted}: {told}{}", made[0]);
    }
}

#[test]
fn units_with_names_and_numbers_of_others() {
    let named = ["Bình Quân", "Cộng Tâm", "Lũy Kế", "Tổng số 1"];
    let rows = named.iter().map(|name| ["CD0", name, "5"]).enumerate();
    let rows: Vec<Vec<String>> = rows
        .map(|(at, row)| vec![format!("{}{at}", row[0]), row[1].to_owned(), row[2].to_owned()])
        .collect();
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let all: Vec<Row<'_>> =
        std::iter::once(&UNIT[..]).chain(rows.iter().map(Vec::as_slice)).collect();
    let (_, told) = read(&all, &[]);
    assert!(told.contains("4/4 đơn vị"), "{told}");

    let heads = ["TT", "Tên đơn vị", "Tổng số đoàn viên"];
    let (_, told) = read(
        &[
            &heads,
            &["I", "Cơ quan Công đoàn phường", "12"],
            &["II", "Các công đoàn cơ sở", ""],
            &["1", "CĐCS A", "10"],
            &["2", "CĐCS B", "50"],
        ],
        &[],
    );
    assert!(told.contains("3/3 đơn vị"), "{told}");

    for period in ["cả năm 2026", "năm 2026.", "Tổng kết năm 2026", "......"] {
        let title = format!("Kỳ báo cáo: {period}");
        let (made, told) = read(&[&[&title], &UNIT, &["CD01", "A", "5"]], &["CD01"]);
        assert!(!made[0].is_empty(), "{period}: {told}");
        assert_eq!(made[0].contains("2026"), period != "......", "{period}");
    }

    let signed: [Row<'_>; 6] = [
        &["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên", "Đoàn viên nữ"],
        &["CD01", "A", "5", "2"],
        &[],
        &["Người lập", "", "", "Thủ trưởng đơn vị"],
        &[],
        &["Lê Thị Bình", "", "", "Trần Văn Cộng"],
    ];
    let (_, told) = read(&signed, &[]);
    assert!(told.contains("1/1 đơn vị") && !told.contains("Cần sửa"), "{told}");
}

#[test]
fn units_that_say_nothing_are_told_at_once() {
    let codes: Vec<String> = (1..=7).map(|n| format!("CD0{n}")).collect();
    let mut rows: Vec<Row<'_>> = vec![&UNIT];
    let silent: Vec<[&str; 2]> = codes.iter().map(|code| [code.as_str(), "Tên"]).collect();
    rows.extend(silent.iter().map(|row| &row[..]));
    rows.push(&["CD08", "Tám", "5"]);
    let (_, told) = read(&rows, &[]);
    let wanted =
        "ô A2: 7 đơn vị chưa ghi số liệu nào: CD01, CD02, CD03, CD04, CD05 và 2 đơn vị khác";
    assert!(told.contains(wanted) && told.matches("chưa ghi số liệu").count() == 1, "{told}");
}
