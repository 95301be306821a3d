//! What an office does with a roll-up: last year's figures, rules of its own, a ranking,
//! reminders, and the units behind a total as a table.

#[path = "support/desk.rs"]
mod desk;

use desk::{Desk, Ran};

const ROSTER: &str = "\
deadline: 25/11/2026
units:
  - code: A
    name: CĐCS Xưởng Mộc
    type: doanh nghiệp
  - code: B
    name: CĐCS Xưởng Gốm
    type: doanh nghiệp
  - code: C
    name: CĐCS Trạm Bơm
    type: sự nghiệp
  - code: D
    name: CĐCS Xưởng Dệt
    type: doanh nghiệp
    until: 30/6/2026
    successor: A
";

fn dossier(code: &str, year: u16, members: &str) -> String {
    format!(
        "kind: tổng kết\norganization:\n  code: {code}\nperiod:\n  type: năm\n  year: {year}\n\
         membership:\n{members}"
    )
}

fn members(count: u32) -> String {
    format!("  members: {count} đoàn viên\n")
}

/// An office with three units of this year and four of the last.
fn office() -> Desk {
    let desk = Desk::new();
    desk.write("danh-sach.yaml", ROSTER);
    desk.write(
        "phuong.yaml",
        "kind: tổng kết\norganization:\n  name: Công đoàn phường Minh Họa\n\
         period:\n  type: năm\n  year: 2026\npapers:\n  annual_report:\n    signature:\n      \
         post: CHỦ TỊCH\n      name: Lê Thị Mẫu\n",
    );
    for (code, count) in [("A", 300), ("B", 120), ("C", 40)] {
        desk.write(&format!("nop/{code}.yaml"), &dossier(code, 2026, &members(count)));
    }
    for (code, count) in [("A", 200), ("B", 100), ("C", 50), ("D", 80)] {
        desk.write(&format!("truoc/{code}.yaml"), &dossier(code, 2025, &members(count)));
    }
    desk
}

fn roll_up(desk: &Desk, words: &[&str]) -> Ran {
    let all = ["rollup", "nop", "--roster", "danh-sach.yaml", "--into", "phuong.yaml"];
    desk.run(&[&all[..], &["--output", "ra.yaml"], words].concat())
}

#[test]
fn last_year_comes_from_last_years_folder() {
    let desk = office();
    let ran = roll_up(&desk, &["--prior", "truoc"]);
    assert!(
        ran.err.contains("[BC410]") && ran.err.contains("số liệu của 3/3 đơn vị"),
        "{}",
        ran.err
    );
    // The merged unit's members are among those of the one that took it in.
    let written = desk.read("ra.yaml");
    assert!(written.contains("value: 460 đoàn viên"), "{written}");
    assert!(written.contains("prior: 430 đoàn viên"), "{written}");
    assert!(!written.contains("comparable: không"), "{written}");
}

/// A period by its days has one a year before as well.
#[test]
fn last_year_of_a_period_by_days() {
    let desk = office();
    for (name, year) in [("phuong.yaml", 2026), ("nop", 2026), ("truoc", 2025)] {
        let path = desk.path(name);
        let files: Vec<_> = match std::fs::read_dir(&path) {
            Ok(folder) => folder.flatten().map(|file| file.path()).collect(),
            Err(_) => vec![path],
        };
        for file in files {
            let text = std::fs::read_to_string(&file).expect("a dossier");
            let days = format!("  from: 15/12/{}\n  to: 14/12/{year}\n", year - 1);
            let dated = text.replace(&format!("  year: {year}\n"), &days);
            assert!(dated != text, "{text}");
            std::fs::write(file, dated.replace("  type: năm\n", "")).expect("written");
        }
    }
    let ran = roll_up(&desk, &["--prior", "truoc"]);
    assert!(ran.err.contains("số liệu của 3/3 đơn vị"), "{}", ran.err);
    assert!(desk.read("ra.yaml").contains("prior: 430 đoàn viên"));
}

#[test]
fn a_unit_that_lacks_last_year_is_named_and_nothing_compared() {
    let desk = office();
    std::fs::remove_file(desk.path("truoc/D.yaml")).expect("there");
    let ran = roll_up(&desk, &["--prior", "truoc", "--table", "ra/bang.json"]);
    assert!(ran.err.contains("số liệu của 2/3 đơn vị; chưa có của D"), "{}", ran.err);
    let written = desk.read("ra.yaml");
    assert!(written.contains("prior: 150 đoàn viên") && written.contains("comparable: không"));
    let table = desk.read("ra/bang.json");
    assert!(table.contains("\"change\": null"), "{table}");
    // What a unit says itself stands, and is held against what it said then.
    let own = "  members:\n    value: 120 đoàn viên\n    prior: 90 đoàn viên\n";
    desk.write("nop/B.yaml", &dossier("B", 2026, own));
    let ran = roll_up(&desk, &["--prior", "truoc"]);
    assert!(
        ran.err.contains("[BC411]")
            && ran.err.contains("ghi cùng kỳ 90 đoàn viên, hồ sơ năm trước ghi 100"),
        "{}",
        ran.err
    );
    assert!(desk.read("ra.yaml").contains("prior: 140 đoàn viên"));
    let missing = roll_up(&desk, &["--prior", "khong-co"]);
    assert_eq!(missing.code, 2, "{}", missing.err);
}

const RULES: &str = "\
ranking:
  title: Xếp hạng thi đua năm 2026
  criteria:
    - title: Đoàn viên
      points: doan_vien / 10
      most: 20
    - title: Tăng trưởng
      points: 100 * (doan_vien - doan_vien.prior) / doan_vien.prior
      least: 0
      most: 30
  prizes:
    - title: Cờ thi đua
      from: 30
      at_most: 1
    - title: Bằng khen
      from: 10
checks:
  - title: Nữ không quá tổng số
    rule: doan_vien_nu <= doan_vien
outliers:
  change: 30
";

#[test]
fn units_are_ranked_by_the_offices_formula() {
    let desk = office();
    desk.write("quy-dinh.yaml", RULES);
    let more = ["--prior", "truoc", "--rules", "quy-dinh.yaml", "--ranking", "ra/hang.csv"];
    let ran = roll_up(&desk, &more);
    // A: 20 + 100 × 20/280 = 27,14; B: 12 + 20 = 32; C: 4 + 0 = 4.
    let ranked = desk.read("ra/hang.csv");
    let lines: Vec<&str> = ranked.lines().collect();
    assert!(lines[1].starts_with("1;B;CĐCS Xưởng Gốm;12;20;32;Cờ thi đua"), "{ranked}");
    assert!(lines[2].starts_with("2;A;CĐCS Xưởng Mộc;20;7,14;27,14;Bằng khen"), "{ranked}");
    assert!(lines[3].starts_with("3;C;CĐCS Trạm Bơm;4;0;4;;"), "{ranked}");
    assert!(ran.out.contains("Cao nhất: B (32 điểm, Cờ thi đua), A (27,14 điểm, Bằng khen)"));
    // Without last year nobody's growth is known, and nobody has a place.
    let ran = roll_up(&desk, &["--rules", "quy-dinh.yaml", "--json"]);
    let line = ran.out.lines().find(|line| line.contains("\"type\":\"ranking\"")).expect("a line");
    assert!(line.contains("chưa có số: Tổng số đoàn viên (cùng kỳ)"), "{line}");
    assert!(!line.contains("\"rank\":1"), "{line}");
}

#[test]
fn rules_are_held_against_every_unit() {
    let desk = office();
    desk.write("quy-dinh.yaml", RULES);
    desk.write(
        "nop/C.yaml",
        &dossier("C", 2026, "  members: 40 đoàn viên\n  women: 30 đoàn viên\n"),
    );
    let more = ["--prior", "truoc", "--rules", "quy-dinh.yaml"];
    let ran = roll_up(&desk, &more);
    assert!(!ran.err.contains("[BC412]") && !ran.err.contains("[BC413]"), "{}", ran.err);
    desk.write(
        "quy-dinh.yaml",
        &RULES.replace("<= doan_vien", "<= doan_vien / 2").replace("30\n", "15\n"),
    );
    let ran = roll_up(&desk, &more);
    assert!(
        ran.err.contains("Nữ không quá tổng số: Đoàn viên nữ 30, Tổng số đoàn viên 40; phải là Đoàn viên nữ <= Tổng số đoàn viên / 2"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("Tổng số đoàn viên: 120 đoàn viên, cùng kỳ 100, tăng 20%"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("cùng kỳ 50, giảm 20%"), "{}", ran.err);
    // What isn't a formula is told where it stands.
    for (wrong, told) in [
        ("doan_vien / 10", "có phải là doan_vien?"),
        ("<= doan_vien", "dấu so sánh"),
        ("most: 20", "quy-dinh.yaml"),
    ] {
        let mended = match wrong {
            "doan_vien / 10" => "doan_vein / 10",
            "most: 20" => "most: nhiều",
            _ => "+ doan_vien",
        };
        desk.write("quy-dinh.yaml", &RULES.replacen(wrong, mended, 1));
        let ran = roll_up(&desk, &more);
        assert!(
            ran.code == 2 && ran.err.contains(told) && ran.err.contains("BC414"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn who_is_late_hears_of_it() {
    let desk = office();
    std::fs::remove_file(desk.path("nop/B.yaml")).expect("there");
    desk.write("nop/C.yaml", &dossier("C", 2026, "  members: trên 40 đoàn viên\n"));
    let more = ["--reminder", "ra/nhac.txt", "--letter", "ra/cong-van.yaml", "--slips", "ra/phieu"];
    let contact = ["--contact", "đồng chí Mẫu, 0912 000 000"];
    let ran = roll_up(&desk, &[&more[..], &contact].concat());
    let reminder = desk.read("ra/nhac.txt");
    for words in [
        "báo cáo năm 2026, đã nhận 2/3 đơn vị",
        "Chưa gửi (1):\n1. CĐCS Xưởng Gốm\n",
        "Đã gửi, cần sửa (1):\n1. CĐCS Trạm Bơm: còn 1 số liệu phải sửa\n",
        "trước ngày 25/11/2026",
        "Công đoàn phường Minh Họa\nLiên hệ: đồng chí Mẫu, 0912 000 000\n",
    ] {
        assert!(reminder.contains(words), "{words}\n{reminder}");
    }
    let slip = desk.read("ra/phieu/C.txt");
    assert!(
        slip.starts_with("Kính gửi: CĐCS Trạm Bơm\n") && slip.contains("0912 000 000"),
        "{slip}"
    );
    // The letter is a paper like any other.
    let letter = desk.read("ra/cong-van.yaml");
    assert!(letter.contains("name: Lê Thị Mẫu"), "{letter}{}", ran.out);
    let made = desk.run(&[
        "render",
        "ra/cong-van.yaml",
        "--paper",
        "cong-van",
        "--to",
        "txt",
        "--output",
        "giay",
    ]);
    let folder = std::fs::read_dir(desk.path("giay/cong-van")).expect("a folder");
    let file = folder.flatten().next().expect("a paper").path();
    let text = std::fs::read_to_string(file).expect("a text");
    for words in ["đôn đốc gửi báo cáo năm 2026", "CĐCS Xưởng Gốm", "0912"] {
        assert!(text.contains(words), "{words}\n{text}{}", made.err);
    }
}

#[test]
fn both_faults_of_a_report_are_told_to_its_unit() {
    let desk = office();
    desk.write("nop/B-2.yaml", &dossier("B", 2026, "  members: 54/49 đoàn viên\n"));
    roll_up(&desk, &["--slips", "ra/phieu"]);
    let slip = desk.read("ra/phieu/B.txt");
    assert!(slip.contains("gửi 2 hồ sơ") && slip.contains("54/49"), "{slip}");
}

#[test]
fn the_units_behind_a_total_as_a_table() {
    let desk = office();
    for file in ["ra/dv.docx", "ra/dv.xlsx", "ra/dv.csv", "ra/dv.json"] {
        let ran = roll_up(&desk, &["--trace", "doan_vien", "--trace-file", file]);
        assert!(ran.code == 0 && desk.path(file).exists(), "{file}: {}", ran.err);
    }
    assert!(desk.read("ra/dv.csv").contains("A;CĐCS Xưởng Mộc;300 đoàn viên;"));
    let ran = roll_up(&desk, &["--trace", "doan_vien", "--json"]);
    assert!(ran.out.starts_with("{\"type\":\"trace\",\"code\":\"doan_vien\""), "{}", ran.out);
    let ran = roll_up(&desk, &["--trace", "doan_vien", "--trace-file", "nop/A.yaml"]);
    assert!(ran.code == 2 && desk.read("nop/A.yaml").contains("300"), "{}", ran.err);
}
