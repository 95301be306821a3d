//! A whole dossier as a workbook, and back.

use baocao::dossier::{self, Dossier};
use baocao::sheet;
use baocao::source::{Limits, Node, NodeKind, read_yaml};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::*;

fn tree(yaml: &str) -> Node {
    read_yaml("ho-so.yaml", yaml.as_bytes(), Limits::default()).0.expect("YAML")
}

/// What a workbook of a dossier holds, and what was told of it.
fn back(tree: &Node) -> (Dossier, Vec<String>) {
    let bytes = sheet::write_book(tree).expect("a workbook");
    let grids = sheet::open(&bytes).expect("opens");
    assert!(sheet::is_book(&grids));
    let (read, found) = sheet::book_tree("ho-so.xlsx", &grids);
    let dossier = dossier::read(read.expect("a dossier")).dossier;
    (dossier, found.into_iter().map(|found| found.message).collect())
}

/// Takes out blocks in which nothing is filled in: a workbook has no row for them, and no
/// paper or rule differs by them.
fn without_empty_blocks(node: &mut Node) {
    match &mut node.kind {
        NodeKind::Map(entries) => {
            for entry in entries.iter_mut() {
                without_empty_blocks(&mut entry.value);
                let is_empty = |value: &Node| matches!(value.kind, NodeKind::Null);
                if let NodeKind::Map(inner) = &entry.value.kind
                    && inner.iter().all(|inner| is_empty(&inner.value))
                {
                    entry.value.kind = NodeKind::Null;
                }
            }
        }
        NodeKind::List(items) => items.iter_mut().for_each(without_empty_blocks),
        NodeKind::Null | NodeKind::Text { .. } => {}
    }
}

fn fixtures() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in ["fixtures", "fixtures/unseen"] {
        for file in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = file.path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                let text = std::fs::read_to_string(&path).expect("a text");
                // A sheet with letters of an old font is refused: one of the faulty dossiers.
                if !text.contains("®oµn") {
                    all.push((path.display().to_string(), text));
                }
            }
        }
    }
    all.sort();
    all
}

#[test]
fn every_dossier_comes_back() {
    let all = fixtures();
    assert!(all.len() > 20);
    for (name, yaml) in all {
        let mut tree = tree(&yaml);
        without_empty_blocks(&mut tree);
        let before = dossier::read(tree.clone()).dossier;
        let (after, told) = back(&tree);
        assert_eq!(told, Vec::<String>::new(), "{name}");
        // The two as text first: a difference is found in a screenful.
        let (one, two) = (format!("{before:#?}"), format!("{after:#?}"));
        let differs = one.lines().zip(two.lines()).find(|(a, b)| a != b);
        assert!(before == after, "{name}: {differs:?}");
    }
}

/// Puts another text in the place of every narrative.
fn with_texts(node: &mut Node, texts: &mut impl Iterator<Item = String>) {
    match &mut node.kind {
        NodeKind::Map(entries) => {
            for entry in entries {
                let is_text = entry.key == "text" || entry.key == "limitations";
                match &mut entry.value.kind {
                    NodeKind::Text { text, .. } if is_text => {
                        *text = texts.next().unwrap_or_default();
                    }
                    _ => with_texts(&mut entry.value, texts),
                }
            }
        }
        NodeKind::List(items) => items.iter_mut().for_each(|item| with_texts(item, texts)),
        NodeKind::Null | NodeKind::Text { .. } => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_text_says_comes_back(
        at in 0_usize..1000,
        texts in prop::collection::vec("[a-zđ=+ -][a-zđ \n\u{a0}*.,{}0-9-]{0,60}", 60),
    ) {
        let all = fixtures();
        let mut tree = tree(&all[at % all.len()].1);
        with_texts(&mut tree, &mut texts.into_iter());
        without_empty_blocks(&mut tree);
        let before = dossier::read(tree.clone()).dossier;
        let after = back(&tree).0;
        let (one, two) = (format!("{before:#?}"), format!("{after:#?}"));
        let differs = one.lines().zip(two.lines()).find(|(a, b)| a != b);
        prop_assert!(before == after, "{:?}", differs);
    }
}

#[test]
fn a_dossier_is_checked_and_printed_from_its_workbook() {
    let desk = desk();
    let fixture = std::fs::read_to_string("fixtures/tk-go-minh-hoa-2026.yaml").expect("a text");
    desk.write("tk.yaml", &fixture);
    let (code, out, err) = run(&desk, &["sheet", "write", "tk.yaml"]);
    assert_eq!(code, 0, "{out}{err}");
    let (_, from_yaml, _) = run(&desk, &["check", "--json", "tk.yaml"]);
    let (_, from_book, _) = run(&desk, &["check", "--json", "tk.xlsx"]);
    let codes = |told: &str| {
        let codes = told.lines().filter_map(|line| line.split("\"code\":\"").nth(1));
        let mut codes: Vec<String> = codes.map(|rest| rest[..5].to_owned()).collect();
        codes.sort();
        codes
    };
    assert_eq!(codes(&from_yaml), codes(&from_book), "{from_book}");
    let words = ["--paper", "nghi-quyet-hoi-nghi", "--to", "txt", "--output"];
    for file in ["tk.yaml", "tk.xlsx"] {
        let out = format!("ra-{}", &file[3..]);
        run(&desk, &[&["render", file][..], &words, &[&out]].concat());
    }
    let text = |folder: &str| {
        let folder = desk.path(folder).join("tk");
        let file = std::fs::read_dir(folder).expect("made").flatten().next().expect("a paper");
        std::fs::read_to_string(file.path()).expect("a text")
    };
    assert_eq!(text("ra-yaml"), text("ra-xlsx"));
    // What writes into a dossier's text says what to do instead.
    desk.write("ve.docx", "");
    for words in [
        &["issue", "tk.xlsx", "--paper", "bao-cao-tong-ket"][..],
        &["compare", "tk.xlsx", "ve.docx"],
        &["check", "tk.xlsx", "--fix"],
    ] {
        let (code, out, err) = run(&desk, words);
        assert!(code == 2 && err.contains("baocao bieu doc tk.xlsx"), "{words:?}: {out}{err}");
    }
    // And back to a file.
    let (code, out, err) = run(&desk, &["sheet", "read", "tk.xlsx", "--output", "lai"]);
    assert!(out.contains("1/1 đơn vị"), "{code}{out}{err}");
}

#[test]
fn a_workbook_for_each_unit() {
    let desk = desk();
    let words = ["--roster", "danh-sach.yaml", "--catalog", "phuong.yaml", "--codes", CODES];
    let all = [&["sheet", "new", "bieu", "--per-unit"][..], &words].concat();
    let (code, out, err) = run(&desk, &all);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("Đã lập 3 biểu"), "{out}");
    // Sent back as it is it says who the unit is, and no figure.
    let (_, out, err) = run(&desk, &["sheet", "read", "bieu/CD02.xlsx", "--output", "ra"]);
    let made = read_file(&desk, "ra/CD02.yaml");
    assert!(!err.contains("Cần sửa"), "{out}{err}");
    for line in ["code: CD02", "name: Công đoàn cơ sở Công ty Hai", "year: 2026"] {
        assert!(made.contains(line), "{line}\n{made}");
    }
    assert!(!made.contains("results") && !made.contains("members"), "{made}");
    // Nothing is written over.
    assert_ne!(run(&desk, &all).0, 0);
}

/// A page of a workbook, row by row.
fn page(book: &mut Workbook, name: &str, rows: &[&[&str]]) {
    let sheet = book.add_worksheet().set_name(name).expect("a name");
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let (row, column) = (row as u32, column as u16);
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).expect("a cell"),
                Err(_) => sheet.write(row, column, *text).expect("a cell"),
            };
        }
    }
}

const GRADES: &str = "@xep_loai xep_loai_tot=hoàn thành tốt|htt; \
                      xep_loai_khong_hoan_thanh=không hoàn thành";

#[test]
fn what_a_unit_fills_in() {
    let desk = desk();
    let mut book = Workbook::new();
    page(
        &mut book,
        "Thông tin chung",
        &[
            &["baocao: hồ sơ"],
            &[],
            &[],
            &["kind", "", "tổng kết"],
            &["organization.code", "", "CD01"],
            &["organization.name", "", "Công đoàn cơ sở Công ty Một"],
            &["period.type", "", "năm"],
            &["period.year", "", "2026"],
            &["situation.advantages", "", "Ý thứ nhất."],
            &["↵", "", "Ý thứ hai."],
            &["results[0].area?", "", "Chăm lo"],
            &["results[0].text", "", "Đã thăm hỏi."],
            &["results[1].area?", "", "Tuyên truyền"],
        ],
    );
    page(
        &mut book,
        "Số liệu",
        &[
            &["baocao: danh sách figures"],
            &["@danh_sach", "@ma", "", "@dvt", "prior", "value"],
            &[],
            &["membership.figures", "membership.members", "Đoàn viên", "đoàn viên", "400", "412"],
            &["results[0].figures", "tham_hoi", "Thăm hỏi", "lượt", "", "12"],
            &["results[1].figures", "tuyen_truyen", "Tuyên truyền", "buổi"],
            &["results[0].figures", GRADES, "Xếp loại", "", "không hoàn thành", "HTT"],
        ],
    );
    page(
        &mut book,
        "Chăm lo",
        &[
            &["baocao: danh sách support"],
            &["@mat_cong_tac", "occasion", "quantity"],
            &[],
            &["Chăm lo", "Tết", "5 suất"],
        ],
    );
    page(
        &mut book,
        "Chỉ tiêu kỳ tới",
        &[
            &["baocao: danh sách targets"],
            &["@danh_sach", "text", "value"],
            &[],
            &["direction.targets", "Kết nạp đoàn viên", "20 đoàn viên"],
            &["direction.targets"],
        ],
    );
    book.save(desk.path("cd01.xlsx")).expect("saved");
    let (_, out, err) = run(&desk, &["sheet", "read", "cd01.xlsx", "--output", "ra"]);
    assert!(!err.contains("Cần sửa"), "{out}{err}");
    let made = read_file(&desk, "ra/CD01.yaml");
    for line in [
        "    Ý thứ nhất.\n    Ý thứ hai.\n",
        "  members:\n    prior: 400 đoàn viên\n    value: 412 đoàn viên\n",
        "      tham_hoi:\n        value: 12 lượt\n",
        "    support:\n      - occasion: Tết\n        quantity: 5 suất\n",
        "      xep_loai_tot:\n        prior: 0/1 đơn vị\n        value: 1/1 đơn vị\n",
        "      xep_loai_khong_hoan_thanh:\n        prior: 1/1 đơn vị\n        value: 0/1 đơn vị\n",
        "direction:\n  targets:\n    - text: Kết nạp đoàn viên\n      value: 20 đoàn viên\n",
    ] {
        assert!(made.contains(line), "{line}\n{made}");
    }
    assert!(!made.contains("Tuyên truyền"), "{made}");
    // A roll-up takes it as it is.
    let words = ["--roster", "danh-sach.yaml", "--into", "phuong.yaml", "--accept-missing"];
    let (_, out, err) = run(&desk, &[&["rollup", "cd01.xlsx"][..], &words].concat());
    let written = read_file(&desk, "phuong.yaml");
    assert!(written.contains("value: 412 đoàn viên"), "{out}{err}{written}");
}

#[test]
fn faults_of_a_workbook_are_told_where_they_stand() {
    let desk = desk();
    let mut book = Workbook::new();
    let rows: [&[&str]; 8] = [
        &["baocao: hồ sơ"],
        &[],
        &[],
        &["kind", "", "tổng kết"],
        &["kind", "", "đại hội"],
        &["results[3].text", "", "Chưa có mục trước."],
        &["a..b", "", "x"],
        &["organization.name", "", "CĐCS", "ghi ra ngoài"],
    ];
    page(&mut book, "Thông tin", &rows);
    let rows: [&[&str]; 4] = [
        &["baocao: danh sách support"],
        &["@mat_cong_tac", "occasion"],
        &[],
        &["Không có mặt này", "Tết"],
    ];
    page(&mut book, "Chăm lo", &rows);
    book.save(desk.path("hong.xlsx")).expect("saved");
    let (code, out, err) = run(&desk, &["sheet", "read", "hong.xlsx", "--output", "ra"]);
    assert_eq!(code, 1, "{out}{err}");
    for told in ["ô C5", "ô C6", "ô A7", "ô D8", "trang Chăm lo, ô A4"] {
        assert!(err.contains(told), "{told}\n{err}");
    }
    assert!(!desk.path("ra").exists(), "{out}");
}
