//! Papers of many units in every format: named, guarded, made again as their PDFs are.

use std::fs;

use serde_json::Value;

use super::desk::{Desk, tree};
use super::{ONE, dossier};

const ALL: &str = "pdf,docx,html,txt,png,svg,typ";

/// The files of a unit's only paper, as its line has them: format, name.
fn files(line: &Value) -> Vec<(String, String)> {
    let paper = &line["papers"][0];
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let pdf = paper["file"].as_str().map(|name| ("pdf".to_owned(), name.to_owned()));
    let others = paper["files"].as_array().cloned().unwrap_or_default();
    let others = others.iter().map(|file| (text(&file["format"]), text(&file["file"])));
    pdf.into_iter().chain(others).collect()
}

#[test]
fn every_format_is_what_render_makes() {
    let desk = Desk::with_units(2);
    desk.line(&format!("batch nop {ONE} --to {ALL}")).ends(0);
    desk.line(&format!("render nop {ONE} --to {ALL} --output le")).ends(0);
    let made = desk.papers("ra");
    assert!(made == desk.papers("le"), "{:?}", made.keys().collect::<Vec<_>>());
    for unit in ["pb-01", "pb-02"] {
        let line = desk.unit("ra/manifest.jsonl", unit);
        let files = files(&line);
        let formats: Vec<&str> = files.iter().map(|(format, _)| format.as_str()).collect();
        assert_eq!(formats, ["pdf", "png", "svg", "docx", "html", "txt", "typ"]);
        for (format, name) in &files {
            assert!(made.contains_key(name), "{name}");
            assert!(name.ends_with(&format!(".{format}")), "{name} as {format}");
        }
        let of_unit = made.keys().filter(|name| name.starts_with(unit));
        assert_eq!(of_unit.count(), files.len(), "the line names every file");
    }
}

#[test]
fn drafts_are_named_by_their_number_in_every_format() {
    let desk = Desk::with_units(1);
    desk.write("nop/pb-01.yaml", &(dossier(1) + "draft_number: 2\n"));
    let words = format!("batch nop {ONE} --to docx,txt");
    desk.line(&words).ends(0);
    let line = desk.unit("ra/manifest.jsonl", "pb-01");
    let named = ["docx", "txt"]
        .map(|ending| (ending.to_owned(), format!("pb-01/bao-cao-don-vi-du-thao-2.{ending}")));
    assert_eq!(files(&line), named);
    assert_eq!(
        (&line["papers"][0]["file"], &line["papers"][0]["pages"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn a_unit_is_done_when_all_its_files_are_there() {
    let desk = Desk::with_units(3);
    let again =
        |extra: &str| desk.line(&format!("batch nop {ONE} --to pdf,docx,txt {extra}")).ends(0);
    again("").says("Đã xuất 3 đơn vị");
    let want = tree(&desk.path("ra"));
    again("").says("Đã xuất 0 đơn vị").says("Giữ nguyên 3 đơn vị");
    fs::remove_file(desk.path("ra/pb-01/bao-cao-don-vi-du-thao.txt")).expect("removed");
    desk.write("ra/pb-03/bao-cao-don-vi-du-thao.docx", "PK");
    again("").says("Đã xuất 2 đơn vị");
    let papers = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        let mut files = files.clone();
        files.retain(|name, _| !name.starts_with("manifest"));
        files
    };
    assert!(papers(&want) == desk.papers("ra"), "made again as they were");
    // The order in which formats are typed says nothing; another set of them does.
    desk.line(&format!("batch nop {ONE} --to txt,pdf,docx,pdf")).says("Đã xuất 0 đơn vị");
    desk.line(&format!("batch nop {ONE} --to pdf,docx")).says("Đã xuất 3 đơn vị");
}

#[test]
fn a_file_that_cant_be_written_leaves_the_paper_to_be_tried_again() {
    let desk = Desk::with_units(2);
    desk.write("ra/pb-02/bao-cao-don-vi-du-thao.docx/x", "");
    let words = format!("batch nop {ONE} --to pdf,docx");
    desk.line(&words).ends(1).says("Đã xuất 1 đơn vị").says("đây là thư mục");
    let line = desk.unit("ra/manifest.jsonl", "pb-02");
    assert!(line["status"] == "failed" && files(&line).is_empty(), "{line}");
    fs::remove_dir_all(desk.path("ra/pb-02/bao-cao-don-vi-du-thao.docx")).expect("removed");
    desk.line(&format!("{words} --retry-failed")).ends(0).says("Đã xuất 1 đơn vị");
    assert_eq!(files(&desk.unit("ra/manifest.jsonl", "pb-02")).len(), 2);
}

/// A manifest whose line says nothing of formats is one of PDFs.
#[test]
fn a_batch_of_pdfs_says_of_each_where_it_is_and_where_to_sign() {
    let desk = Desk::with_units(1);
    desk.line(&format!("batch nop {ONE}")).ends(0);
    let line = desk.unit("ra/manifest.jsonl", "pb-01");
    let paper = line["papers"][0].as_object().expect("a paper");
    let keys: Vec<&str> = paper.keys().map(String::as_str).collect();
    assert_eq!(keys, ["paper", "status", "state", "file", "sha256", "pages", "signing"]);
    desk.line(&format!("batch nop {ONE}")).ends(0).says("Giữ nguyên 1 đơn vị");
}

#[test]
fn shards_in_two_formats_are_put_together() {
    let desk = Desk::with_units(5);
    let words = format!("batch nop {ONE} --to docx,html");
    desk.line(&format!("{words} --output want")).ends(0);
    for shard in ["1/2", "2/2"] {
        desk.line(&format!("{words} --shard {shard}")).ends(0);
    }
    desk.line(
        "manifest merge ra/manifest-1-of-2.jsonl ra/manifest-2-of-2.jsonl --output chung.jsonl",
    )
    .ends(0)
    .says("Đã xuất 5 đơn vị: 5 văn bản");
    assert_eq!(desk.manifest("chung.jsonl"), desk.manifest("want/manifest.jsonl"));
}

#[test]
fn names_have_the_endings_of_their_formats() {
    let desk = Desk::with_units(1);
    desk.line("batch nop --name {{unit.id}}-{{paper}}.pdf --to pdf,txt --paper bao-cao-don-vi")
        .ends(0);
    let names: Vec<String> = desk.papers("ra").into_keys().collect();
    assert_eq!(names, ["pb-01-bao-cao-don-vi-du-thao.pdf", "pb-01-bao-cao-don-vi-du-thao.txt"]);
    desk.line("batch nop --name {{paper}}.pdf --to docx --output b")
        .ends(2)
        .tells("`--name`: mẫu tên tệp có đuôi .pdf mà `--to` không có pdf");
    desk.line(&format!("batch nop {ONE} --to pdf,png --dry-run --output c"))
        .ends(0)
        .says("sẽ xuất pb-01/bao-cao-don-vi-du-thao.pdf, pb-01/bao-cao-don-vi-du-thao-1.png");
}

#[test]
fn pictures_of_pages_that_are_no_more_go() {
    let desk = Desk::with_units(1);
    let long = "Tổ chức đợt sinh hoạt chuyên đề cho đoàn viên các tổ. ".repeat(150);
    desk.write("nop/pb-01.yaml", &dossier(1).replace("Có 1 sáng kiến được công nhận.", &long));
    let words = format!("batch nop {ONE} --to png");
    desk.line(&words).ends(0);
    let before = desk.papers("ra").len();
    assert!(before > 1, "several pages");
    desk.write("nop/pb-01.yaml", &dossier(1));
    desk.line(&words).ends(0);
    let after = files(&desk.unit("ra/manifest.jsonl", "pb-01"));
    assert!(after.len() < before, "fewer pages");
    assert!(desk.papers("ra").keys().eq(after.iter().map(|(_, name)| name)), "{after:?}");
}
