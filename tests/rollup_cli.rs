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
