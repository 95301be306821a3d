//! The units' sheets rolled up without a step between.

use super::{book, desk, fill, new, read_file, run};

const FIGURES: [(&str, &str, &str); 8] = [
    ("CD01", "doan_vien", "412"),
    ("CD01", "hoi_nghi_nld", "có"),
    ("CD01", "thu_tai_chinh", "8.5"),
    ("CD02", "doan_vien", "7 đ/c"),
    ("CD02", "hoi_nghi_nld", "không"),
    ("CD03", "doan_vien", "1 030"),
    ("CD03", "hoi_nghi_nld", "2"),
    ("CD03", "hoi_nghi_nld/tong", "3"),
];

/// A workbook for each unit, in a folder.
fn sent(desk: &super::desk::Desk) {
    new(desk, "bieu.xlsx");
    std::fs::create_dir(desk.path("nop")).expect("a folder");
    for unit in ["CD01", "CD02", "CD03"] {
        let own: Vec<_> = FIGURES.into_iter().filter(|(code, ..)| *code == unit).collect();
        fill(desk, "bieu.xlsx", &format!("nop/{unit}.xlsx"), &own);
    }
    desk.write("nop/~$CD01.xlsx", "lock");
}

const WORDS: [&str; 6] = ["rollup", "nop", "--roster", "danh-sach.yaml", "--into", "phuong.yaml"];

/// A mail program saves a workbook once more under another name.
#[test]
fn a_copy_is_no_second_report() {
    let desk = desk();
    sent(&desk);
    std::fs::copy(desk.path("nop/CD01.xlsx"), desk.path("nop/CD01 (1).xlsx")).expect("copied");
    let (code, out, err) = run(&desk, &WORDS);
    assert!(code == 0 && err.contains("Lưu ý[BC253]: nop/CD01.xlsx: là bản sao của"), "{out}{err}");
    let (code, out, err) = run(&desk, &["sheet", "read", "nop", "--output", "ra"]);
    assert!(code == 0 && err.contains("[BC253]") && out.contains("3/3 đơn vị"), "{out}{err}");
}

/// Each error of a form is its unit's, wherever it stands.
#[test]
fn a_form_that_runs_down_the_page() {
    let desk = desk();
    std::fs::create_dir(desk.path("nop")).expect("a folder");
    let form = |members: &str| {
        format!(
            "Mã đơn vị: CD01;;\nChỉ tiêu;Cùng kỳ 2025;Thực hiện 2026\nTổng số đoàn viên;400;{members}\n\
             Đoàn viên nữ;200;250\nThăm hỏi đoàn viên;;9\n"
        )
    };
    let words = [&WORDS[..], &["--leave-out", "CD02,CD03"]].concat();
    desk.write("nop/CD01.csv", &form("khá đông"));
    let (code, out, err) = run(&desk, &words);
    assert_eq!(code, 1, "{out}{err}");
    assert!(err.contains("Cần sửa[BC173]: CD01") && err.contains("nop/CD01.csv, ô C3"), "{err}");
    desk.write("nop/CD01.csv", &form("412"));
    let (code, out, err) = run(&desk, &words);
    assert_eq!(code, 0, "{out}{err}");
    let sum = read_file(&desk, "phuong.yaml");
    assert!(sum.contains("value: 412 đoàn viên") && sum.contains("prior: 400 đoàn viên"), "{sum}");
}

#[test]
fn as_if_read_before() {
    let desk = desk();
    sent(&desk);
    let (code, out, err) = run(&desk, &[&WORDS[..], &["--output", "thang.yaml"]].concat());
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("Đã nhận của 3/3 đơn vị: 3 tổng hợp được."), "{out}");
    let told =
        "Đơn vị tổ chức Hội nghị người lao động: 2/3 đơn vị, đơn vị sự nghiệp không thuộc diện";
    assert!(err.contains(told), "{err}");
    let (code, out, err) = run(&desk, &["sheet", "read", "nop", "--catalog", "phuong.yaml"]);
    assert_eq!(code, 0, "{out}{err}");
    let mut words = [&WORDS[..], &["--output", "vong.yaml"]].concat();
    words[1] = "don-vi";
    let (code, out, err) = run(&desk, &words);
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(read_file(&desk, "thang.yaml"), read_file(&desk, "vong.yaml"));
    let sum = read_file(&desk, "thang.yaml");
    assert!(sum.contains("value: 1.449 đoàn viên") && sum.contains("value: 1/2 đơn vị"), "{sum}");
    // Dossiers and sheets side by side; a sheet that says no period has this one.
    std::fs::remove_file(desk.path("nop/CD02.xlsx")).expect("removed");
    std::fs::copy(desk.path("don-vi/CD02.yaml"), desk.path("nop/CD02.yaml")).expect("copied");
    std::fs::remove_file(desk.path("nop/CD01.xlsx")).expect("removed");
    let csv = "Mã đơn vị,Tổng số đoàn viên,Đơn vị tổ chức Hội nghị người lao động,Tổng thu tài chính công đoàn\n\
               CD01,412,có,\"8,5\"\n";
    desk.write("nop/cd01.csv", csv);
    let (code, out, err) = run(&desk, &[&WORDS[..], &["--output", "lan.yaml"]].concat());
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(read_file(&desk, "thang.yaml"), read_file(&desk, "lan.yaml"));
}

#[test]
fn faults_name_workbook_sheet_and_cell() {
    let desk = desk();
    sent(&desk);
    book(&desk.path("nop/CD02.xlsx"), |sheet| {
        for (row, cells) in [
            ["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên"],
            ["CD02", "Công ty Hai", "khá đông"],
            ["", "", "12"],
        ]
        .iter()
        .enumerate()
        {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                sheet.write(row as u32, column as u16, *text)?;
            }
        }
        Ok(())
    });
    desk.write("nop/CD03.xlsx", "PK\u{3}\u{4}");
    let (code, out, err) = run(&desk, &[&WORDS[..], &["--slips", "phieu"]].concat());
    assert_eq!(code, 1, "{out}{err}");
    for told in [
        "Cần sửa[BC230]: nop/CD03.xlsx: không đọc được bảng tính này",
        "Cần sửa[BC241]: nop/CD02.xlsx, trang Số liệu, ô C3: hàng có số liệu mà không có mã",
        "Cần sửa[BC202]: CD02 Công đoàn cơ sở Công ty Hai: còn 1 chỗ cần sửa (nop/CD02.xlsx, trang Số liệu, ô C2): Tổng số đoàn viên: ghi “khá đông”, không phải số",
        "Cần sửa[BC200]: CD03 Công đoàn cơ sở Trường Ba: chưa gửi báo cáo",
    ] {
        assert!(err.contains(told), "{told}\nisn't in\n{err}");
    }
    assert!(
        out.contains(
            "Đã nhận của 2/3 đơn vị: 1 tổng hợp được, 1 phải sửa (CD02). Chưa gửi 1: CD03."
        ),
        "{out}"
    );
    assert!(!read_file(&desk, "phuong.yaml").contains("from_units"));
    let slip = read_file(&desk, "phieu/CD02.txt");
    let point = "1. CD02.xlsx, trang Số liệu, ô C2: Tổng số đoàn viên: ghi “khá đông”";
    assert!(slip.contains(point), "{slip}");
    // Both rows of a unit: nobody knows which holds.
    std::fs::copy(desk.path("nop/CD01.xlsx"), desk.path("nop/CD02.xlsx")).expect("copied");
    let (_, _, err) = run(&desk, &WORDS);
    assert!(err.contains("có 2 hồ sơ (nop/CD01.xlsx, trang Số liệu, ô A"), "{err}");
}
