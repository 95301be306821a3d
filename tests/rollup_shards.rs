//! A roll-up in shares says and writes what one of all files does.

#[path = "support/desk.rs"]
mod desk;

use desk::Desk;

const ROSTER: &str = "\
deadline: 25/11/2026
units:
  - {code: K01, name: CĐCS Trường Hoa Sen, type: sự nghiệp}
  - {code: K02, name: CĐCS Công ty Mây Tre, type: doanh nghiệp, since: 1/3/2026}
  - {code: K03, name: CĐCS Công ty Gốm Sứ, type: doanh nghiệp}
  - {code: K04, name: CĐCS Trạm Y tế, type: sự nghiệp}
  - {code: K05, name: CĐCS Công ty Chè Xanh, type: doanh nghiệp}
  - {code: K06, name: CĐCS Công ty Vận tải, type: doanh nghiệp}
  - {code: K07, name: CĐCS Kho bạc, type: hành chính}
  - {code: K08, name: CĐCS Xưởng Mộc, type: doanh nghiệp}
";

const SUPERIOR: &str = "\
kind: tổng kết
organization:
  name: Công đoàn phường Thử Nghiệm
period:
  year: 2026
results:
  - area: Chăm lo
acknowledged:
  - code: BC208
    unit: K02
    reason: Đã hỏi lại
";

/// A unit's dossier: who, and what it says.
fn unit(code: &str, name: &str, said: &str) -> String {
    format!(
        "kind: tổng kết\norganization:\n  code: {code}\n  name: {name}\nperiod:\n  year: 2026\n{said}"
    )
}

/// Units of every standing, and of everything that is said of one.
fn desk() -> Desk {
    let desk = Desk::new();
    let good = "membership:\n  members:\n    value: 120 đoàn viên\n    prior: 118 đoàn viên\n  figures:\n    thoi_tiet: 3 ngày\n    doan_vien_nux: 40\nresults:\n  - area: Chăm lo\n    figures:\n      tham_hoi: 12 lượt\n      hoi_nghi_nld: 1/1 đơn vị\n      phong_trao: Giỏi việc; – Xanh\n    support:\n      - occasion: Tết\n        quantity: 60 suất\n        per_unit: 500.000 đồng\n      - occasion: Trung thu\n        quantity: trên 20 suất\n    text: Đã thăm {{ tham_hoi }}.\nawards:\n  - authority: Công đoàn phường\n    form: Giấy khen\n    individuals: nhiều\n";
    let jump = good.replace("118 đoàn viên", "9 đoàn viên").replace("phong_trao", "phong_traoo");
    let odd = "membership:\n  members: gần 90 đoàn viên\n  women: {value: 30 lượt, every: quý}\nresults:\n  - area: Chăm lo\n    figures:\n      thu_tai_chinh: 250.000.000 triệu đồng\n";
    let broken = "membership:\n  members: 1x2\n  figures:\n    dang_vien: 7\npapers:\n  annual_report:\n    date: 31/2/2026\n";
    for (file, text) in [
        ("dv/K01.yaml", unit("K01", "CĐCS Trường Hoa Sen", good)),
        ("dv/K02.yaml", unit("K02", "CĐCS Công ty Mây Tre", &jump)),
        ("dv/K03.yaml", unit("K03", "CĐCS Bánh kẹo Nam Bộ", odd)),
        ("dv/K04.yaml", unit("K04", "CĐCS Trạm Y tế", broken)),
        ("dv/K05-cu.yaml", unit("K05", "CĐCS Công ty Chè Xanh", good)),
        ("dv/K05.yaml", unit("K05", "CĐCS Công ty Chè Xanh", "")),
        ("dv/K06.yaml", unit("K06", "CĐCS Công ty Vận tải", good).replace("2026", "2025")),
        ("dv/la.yaml", unit("Z99", "Nhà hàng Z", good)),
        ("dv/tep-hong.yaml", "a: [".to_owned()),
        (
            "dv/bieu.csv",
            "Mã đơn vị;Tên đơn vị;Tổng số đoàn viên;Đoàn viên nữ\nK07;CĐCS Kho bạc;31;mười hai\n"
                .to_owned(),
        ),
        ("danh-sach.yaml", ROSTER.to_owned()),
        ("phuong.yaml", SUPERIOR.to_owned()),
    ] {
        desk.write(file, &text);
    }
    desk
}

const COMMON: [&str; 4] = ["--roster", "danh-sach.yaml", "--into", "phuong.yaml"];

/// What a run says and writes.
fn outcome(desk: &Desk, inputs: &[&str], folder: &str) -> Vec<String> {
    let (out, texts) = (format!("{folder}/ra.yaml"), format!("{folder}/bai-viet.md"));
    let slips = format!("{folder}/phieu");
    let words = ["--output", &out, "--texts", &texts, "--slips", &slips, "--accept-missing"];
    let told = desk.run(&[&["rollup"], inputs, &COMMON, &words].concat());
    let json = desk.run(&[&["rollup"], inputs, &COMMON, &words, &["--json"]].concat());
    let trace = desk.run(&[&["rollup"], inputs, &COMMON, &["--trace", "doan_vien"]].concat());
    let mut all: Vec<String> = [told, json, trace]
        .into_iter()
        .flat_map(|ran| [ran.code.to_string(), ran.out, ran.err])
        .map(|text| text.replace(folder, "RA"))
        .collect();
    all.extend([desk.read(&out), desk.read(&texts)]);
    let files = std::fs::read_dir(desk.path(&slips)).expect("slips");
    let mut names: Vec<_> = files.flatten().map(|entry| entry.path()).collect();
    names.sort();
    all.extend(names.iter().map(|name| std::fs::read_to_string(name).expect("a slip")));
    all
}

#[test]
fn any_number_of_shares_gives_the_same() {
    let desk = desk();
    let whole = outcome(&desk, &["dv"], "mot");
    // Everything that can be said is said: else nothing would be compared.
    for code in [
        "BC112", "BC173", "BC200", "BC201", "BC202", "BC203", "BC204", "BC205", "BC206", "BC208",
        "BC209", "BC213", "BC214", "BC216", "BC217", "BC222",
    ] {
        assert!(whole.iter().any(|text| text.contains(code)), "{code}\n{}", whole[2]);
    }
    assert!(whole.iter().any(|text| text.contains("Đã thăm 12 lượt")), "{whole:?}");
    for count in [1, 2, 3, 5, 8] {
        let folder = format!("chia{count}");
        let parts: Vec<String> = (1..=count)
            .rev()
            .map(|index| {
                let (shard, part) =
                    (format!("{index}/{count}"), format!("{folder}/phan-{index}.jsonl"));
                let words = ["rollup", "dv", "--shard", &shard, "--partial", &part];
                let ran = desk.run(&[&words[..], &COMMON].concat());
                assert_eq!(ran.code, 0, "{}", ran.err);
                part
            })
            .collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let merged = outcome(&desk, &[&["--merge"], &parts[..]].concat(), &folder);
        assert_eq!(merged, whole, "{count}");
    }
    assert_eq!(desk.read("phuong.yaml"), SUPERIOR, "nothing was written into it");
}

#[test]
fn shares_that_do_not_fit_together() {
    let desk = desk();
    let part = |words: &[&str]| {
        let ran = desk.run(&[&["rollup"], words, &COMMON].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
    };
    part(&["dv", "--shard", "1/2", "--partial", "1.jsonl"]);
    part(&["dv", "--shard", "2/2", "--partial", "2.jsonl"]);
    part(&["dv/K01.yaml", "dv/la.yaml", "--shard", "2/2", "--partial", "khac.jsonl"]);
    let two = desk.read("2.jsonl");
    let cut = two.trim_end().rsplit_once('\n').expect("lines").0.to_owned() + "\n";
    desk.write("cut.jsonl", &cut);
    desk.write("la.jsonl", "{\"type\":\"run\"}\n");
    desk.write("trong.jsonl", "");
    for (parts, why) in [
        (&["1.jsonl"][..], "Thiếu phần 2/2"),
        (&["1.jsonl", "1.jsonl", "2.jsonl"], "cùng là phần 1/2"),
        (&["1.jsonl", "khac.jsonl"], "khác phần đầu tiên về danh sách tệp"),
        (&["1.jsonl", "cut.jsonl"], "bị cắt cụt"),
        (&["la.jsonl"], "la.jsonl, dòng 1: không phải phần tổng hợp"),
        (&["trong.jsonl"], "tệp trống"),
        (&["thieu.jsonl"], "không có tệp này"),
    ] {
        let ran = desk.run(&[&["rollup", "--merge"], parts, &COMMON].concat());
        assert!(ran.code == 2 && ran.err.contains(why), "{parts:?}: {} {}", ran.code, ran.err);
    }
    // Asked for another year since.
    desk.write("phuong.yaml", &SUPERIOR.replace("2026", "2027"));
    let ran = desk.run(&[&["rollup", "--merge", "1.jsonl", "2.jsonl"], &COMMON[..]].concat());
    assert!(ran.code == 2 && ran.err.contains("kỳ báo cáo"), "{}", ran.err);
}

#[test]
fn inputs_named_in_a_file() {
    let desk = desk();
    let folder = desk
        .run(&[&["rollup", "dv", "--accept-missing", "--output", "a.yaml"], &COMMON[..]].concat());
    let mut names: Vec<String> = std::fs::read_dir(desk.path("dv"))
        .expect("a folder")
        .flatten()
        .map(|entry| format!("dv/{}\r\n", entry.file_name().to_string_lossy()))
        .collect();
    names.sort();
    desk.write("tep.txt", &names.concat());
    let words = ["rollup", "--list", "tep.txt", "--accept-missing", "--output", "b.yaml"];
    let listed = desk.run(&[&words[..], &COMMON].concat());
    assert_eq!(listed.err, folder.err);
    assert_eq!(desk.read("b.yaml"), desk.read("a.yaml"));
    desk.write("tep.txt", "dv/khong-co.yaml\n");
    let ran = desk.run(&[&words[..], &COMMON].concat());
    assert!(ran.code == 2 && ran.err.contains("dv/khong-co.yaml"), "{}", ran.err);
}
