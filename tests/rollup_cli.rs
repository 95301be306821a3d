//! `rollup` as a person meets it: what it says, what it writes and what not.

use std::path::Path;

#[path = "support/desk.rs"]
mod desk;

use desk::Desk;

const ROSTER: &str = "\
deadline: 25/11/2026
units:
  - code: CD01
    name: Công đoàn cơ sở Công ty Một
  - code: CD02
    name: Công đoàn cơ sở Công ty Hai
  - code: CD03
    name: Công đoàn cơ sở Công ty Ba
";

const SUPERIOR: &str = "\
kind: tổng kết
organization:
  name: Công đoàn phường Minh Họa
period:
  type: năm
  year: 2026
membership:
  members:                              # đoàn viên
  text: |
    Có {{ members }}.
";

fn unit(name: &str, members: &str) -> String {
    format!(
        "kind: tổng kết\norganization:\n  name: Công đoàn cơ sở Công ty {name}\nperiod:\n  year: 2026\n\
         membership:\n  members: {members}\nresults:\n  - area: Chăm lo\n    text: Đã chăm lo.\n\
         papers:\n  annual_report:\n    date: 27/11/2026\n"
    )
}

/// A folder with three units' dossiers, the roster and the superior's own.
fn desk() -> Desk {
    let desk = Desk::new();
    for (name, text) in [
        ("danh-sach.yaml", ROSTER.to_owned()),
        ("phuong.yaml", SUPERIOR.to_owned()),
        ("mot.yaml", unit("Một", "412 đoàn viên")),
        ("hai.yaml", unit("Hai", "8 đoàn viên")),
        ("ba.yaml", unit("Ba", "54/49 đoàn viên")),
    ] {
        desk.write(name, &text);
    }
    desk
}

fn read(desk: &Desk, name: &str) -> String {
    std::fs::read_to_string(desk.path(name)).expect("there, in UTF-8")
}

/// Rolls the desk's folder up; the code, what it said and what it told.
fn run(desk: &Desk, words: &[&str]) -> (i32, String, String) {
    let folder = ["tong-hop", ".", "--roster", "danh-sach.yaml", "--into", "phuong.yaml"];
    let ran = desk.run(&[&folder[..], words].concat());
    (ran.code, ran.out, ran.err)
}

#[test]
fn nothing_is_left_out_without_a_word() {
    let desk = desk();
    let (code, out, err) = run(&desk, &["--slips", "phieu", "--texts", "bai.md"]);
    assert_eq!(code, 1, "{out}{err}");
    assert!(out.contains("Đã nhận của 3/3 đơn vị: 2 tổng hợp được, 1 phải sửa (CD03)."), "{out}");
    assert!(
        err.contains("Cần sửa[BC202]: CD03 Công đoàn cơ sở Công ty Ba: còn 1 chỗ cần sửa"),
        "{err}"
    );
    assert!(
        err.contains("Lưu ý[BC221]: CD01 Công đoàn cơ sở Công ty Một: đã báo cáo, sau hạn"),
        "{err}"
    );
    assert!(err.contains("--accept-missing"), "{err}");
    assert_eq!(read(&desk, "phuong.yaml"), SUPERIOR);
    let slip = read(&desk, "phieu/CD03.txt");
    assert!(slip.starts_with("Kính gửi: Công đoàn cơ sở Công ty Ba\nChưa tổng hợp được"), "{slip}");
    assert!(slip.contains("1. Dòng 7: ") && slip.contains("trước ngày 25/11/2026"), "{slip}");
    assert!(!Path::new(&desk.path("phieu/CD01.txt")).exists());
    assert!(read(&desk, "bai.md").contains("### Công đoàn cơ sở Công ty Một\n\nĐã chăm lo.\n"));
}

#[test]
fn with_the_offices_word_it_is_written() {
    for words in [&["--accept-missing"][..], &["--leave-out", "CD03"]] {
        let desk = desk();
        let (code, out, err) = run(&desk, words);
        assert_eq!(code, 0, "{out}{err}");
        let want = SUPERIOR.replace(
            "  members:                              # đoàn viên\n",
            "  members:                              # đoàn viên\n    value: 420 đoàn viên\n    from_units: 2/3 đơn vị\n",
        ) + "  figures:\n    don_vi_bao_cao:\n      value: 2/3 đơn vị\n      from_units: 2/3 đơn vị\n";
        assert_eq!(read(&desk, "phuong.yaml"), want);
        // Once more, elsewhere: the same.
        let (code, ..) = run(&desk, &[words, &["--output", "ra/moi.yaml"]].concat());
        assert_eq!((code, read(&desk, "ra/moi.yaml")), (0, want));
    }
}

#[test]
fn traces_and_refusals() {
    let desk = desk();
    let (code, out, _) = run(&desk, &["--trace", "doan_vien"]);
    assert_eq!(code, 0);
    assert_eq!(
        out,
        "Tổng số đoàn viên: 420 đoàn viên (2/3 đơn vị có số liệu)\n\n\
         | Mã | Đơn vị | Số liệu | Ghi chú |\n|---|---|---|---|\n\
         | CD01 | Công đoàn cơ sở Công ty Một | 412 đoàn viên |  |\n\
         | CD02 | Công đoàn cơ sở Công ty Hai | 8 đoàn viên |  |\n\
         | CD03 | Công đoàn cơ sở Công ty Ba |  | không tính: còn 1 chỗ cần sửa |\n"
    );
    for (words, told) in [
        (["--trace", "doan_vie"], "không tổng hợp chỉ tiêu nào có mã “doan_vie”"),
        (["--leave-out", "CD9"], "danh sách không có mã CD9"),
    ] {
        let (code, _, err) = run(&desk, &words);
        assert!(code == 2 && err.contains(told), "{err}");
    }
    std::fs::write(
        desk.path("danh-sach.yaml"),
        "units:\n  - code: A\n    ten: A\n  - code: A\n    name: B\n    since: 31/6/2026\n",
    )
    .expect("written");
    let (code, _, err) = run(&desk, &[]);
    assert_eq!(code, 2);
    for part in ["`ten`", "31", "danh-sach.yaml:3", "ghi hai lần", "chưa dùng được danh sách"]
    {
        assert!(err.contains(part), "{part} isn't in {err}");
    }
}

/// Two units of three with figures, and one that writes what can't be added.
fn desk_of_figures() -> Desk {
    let desk = desk();
    let more = |text: &str, visits: &str| {
        let area = "  - area: Chăm lo đời sống, phúc lợi đoàn viên, người lao động\n";
        text.replace("  - area: Chăm lo\n    text: Đã chăm lo.\n", &format!("{area}{visits}"))
    };
    let mot = unit("Một", "{value: 412 đoàn viên, prior: 400 đoàn viên}");
    let hai = unit("Hai", "{value: 8 đoàn viên, prior: 8 đoàn viên}");
    let mot_visits =
        "    figures:\n      tham_hoi: 1.200 lượt\n      thu_tai_chinh: 75,5 triệu đồng\n";
    desk.write("mot.yaml", &more(&mot, mot_visits));
    desk.write("hai.yaml", &more(&hai, "    figures:\n      tham_hoi: nhiều\n"));
    let roster = ROSTER.replace("Công đoàn cơ sở Công ty Hai", "=HYPERLINK(Hai; \"x\")");
    desk.write("danh-sach.yaml", &roster);
    desk.write(
        "hai.yaml",
        &desk.read("hai.yaml").replace("organization:\n", "organization:\n  code: CD02\n"),
    );
    desk
}

#[test]
fn all_units_side_by_side() {
    let desk = desk_of_figures();
    for file in ["ra/bang.csv", "ra/bang.json", "ra/bang.xlsx"] {
        let (code, out, err) = run(&desk, &["--table", file]);
        assert!(code == 1 && out.contains(file), "{out}{err}");
    }
    let csv = desk.read("ra/bang.csv");
    let want = "\u{feff}Mã đơn vị;Đơn vị;Tình trạng;Tổng số đoàn viên (đoàn viên);Lượt thăm hỏi, trợ cấp đoàn viên (lượt);Tổng thu tài chính công đoàn (triệu đồng)\r\n\
        CD01;Công đoàn cơ sở Công ty Một;đã báo cáo, sau hạn;412;1200;75,5\r\n\
        CD02;\"'=HYPERLINK(Hai; \"\"x\"\")\";đã báo cáo, sau hạn;8;nhiều;\r\n\
        CD03;Công đoàn cơ sở Công ty Ba;còn 1 chỗ cần sửa;;;\r\n\
        ;Tổng cộng;;420;1200;75,5\r\n\
        ;Số đơn vị có số liệu;;2/3;1/3;1/3\r\n\
        ;Cùng kỳ;;408;;\r\n\
        ;Số đơn vị có cùng kỳ;;2/2;0/1;0/1\r\n\
        ;Tăng, giảm so với cùng kỳ (%);;2,9;;\r\n";
    let titled = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(titled(&csv), titled(want));
    let json: serde_json::Value = serde_json::from_str(&desk.read("ra/bang.json")).expect("JSON");
    assert_eq!(json["columns"][0]["total"], 420, "{json}");
    assert_eq!(json["columns"][0]["change"], 2.9);
    assert_eq!(json["columns"][1]["of_units"], serde_json::json!([1, 3]));
    assert_eq!(json["units"][0]["cells"], serde_json::json!([412, 1200, 75.5]));
    assert_eq!(json["units"][2]["cells"][0], serde_json::Value::Null);
    // The workbook is one that opens, with the same cells.
    let grids = baocao::sheet::open_file(&desk.path("ra/bang.xlsx")).expect("a workbook");
    assert_eq!(grids.len(), 1);
    let first = std::fs::read(desk.path("ra/bang.xlsx")).expect("there");
    run(&desk, &["--table", "ra/bang.xlsx"]);
    assert_eq!(std::fs::read(desk.path("ra/bang.xlsx")).expect("there"), first, "the same bytes");
    let (code, _, err) = run(&desk, &["--table", "ra/bang.doc"]);
    assert!(code == 2 && err.contains(".xlsx, .csv, .docx hoặc .json"), "{err}");
    let (code, _, err) = run(&desk, &["--table", "mot.yaml"]);
    assert!(code == 2 && err.contains("không ghi đè"), "{err}");
}

#[test]
fn an_area_without_a_text_prints_its_figures() {
    let desk = desk_of_figures();
    let (code, _, err) = run(&desk, &["--accept-missing"]);
    assert_eq!(code, 0, "{err}");
    // What the office would write of its members is left to the program.
    let unwritten = desk.read("phuong.yaml").replace("  text: |\n    Có {{ members }}.\n", "");
    desk.write("phuong.yaml", &unwritten);
    let ran = desk.run(&["render", "phuong.yaml", "--to", "txt", "--paper", "bao-cao-tong-ket"]);
    let text = desk.read("ra/phuong/bao-cao-tong-ket-du-thao.txt").replace('\u{a0}', " ");
    for line in [
        "hiện có 420 đoàn viên (số liệu của 2/3 đơn vị)",
        "- Thăm hỏi đoàn viên: 1.200 lượt (số liệu của 1/3 đơn vị).",
        "- Tổng thu tài chính công đoàn: 75,5 triệu đồng (số liệu của 1/3 đơn vị).",
    ] {
        assert!(text.contains(line), "{line}\n{text}\n{}", ran.err);
    }
}
