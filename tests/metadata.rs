//! What a registry asks of a paper: the fields of Nghị định 30/2020/NĐ-CP, Phụ lục VI, Phần
//! II, mục I, as JSON and as XML.

mod support;

use baocao::dossier::Dossier;
use baocao::export::{Format, Standard};
use baocao::{Office, Printed};
use serde_json::Value;
use support::cases::{self, office};

/// The appendix's fields in its order: the name, and how long its value may be.
const FIELDS: [(&str, usize); 19] = [
    ("FileCode.OrganId", 13),
    ("FileCode.FileCatalog", 4),
    ("FileCode.FileNotation", 20),
    ("DocOrdinal", 3),
    ("TypeName", 100),
    ("CodeNumber", 11),
    ("CodeNotation", 30),
    ("IssuedDate", 10),
    ("OrganName", 200),
    ("Subject", 500),
    ("Language", 30),
    ("PageAmount", 3),
    ("Description", 500),
    ("SignerInfo.Position", 100),
    ("SignerInfo.FullName", 50),
    ("To", 0),
    ("Priority", 1),
    ("IssuedAmount", 3),
    ("DueDate", 10),
];

fn printed(office: &Office, dossier: &Dossier, paper: &str) -> Printed {
    let paper = office.papers().find(paper).expect(paper);
    let outputs = paper.outputs(dossier);
    let rendered = office.render(dossier, &outputs[0]).expect("rendered");
    office.print(&rendered, &Format::METADATA, Standard::default()).expect("printed")
}

fn json(printed: &Printed) -> Value {
    assert_eq!(printed.files[0].suffix, ".json");
    serde_json::from_slice(&printed.files[0].bytes).expect("JSON")
}

fn fixture(office: &Office, name: &str) -> Dossier {
    let path = cases::fixtures().into_iter().find(|path| cases::stem(path) == name).expect(name);
    cases::load(office, &path).dossier().expect(name).clone()
}

/// The names of the fields, those of a group behind its own.
fn names(value: &Value, under: &str) -> Vec<String> {
    let Value::Object(fields) = value else { return Vec::new() };
    let named = fields.iter().flat_map(|(name, value)| match value {
        Value::Object(_) => names(value, &format!("{under}{name}.")),
        _ => vec![format!("{under}{name}")],
    });
    named.collect()
}

fn at<'v>(value: &'v Value, name: &str) -> &'v Value {
    name.split('.').fold(value, |value, key| &value[key])
}

#[test]
fn the_fields_are_the_appendixs_in_its_order_and_length() {
    let office = office();
    let mut papers = 0;
    for path in cases::fixtures() {
        let loaded = cases::load(&office, &path);
        let dossier = loaded.dossier().expect("a dossier");
        for paper in office.set(dossier) {
            let Ok(rendered) = office.render(dossier, paper) else { continue };
            let Ok(printed) = office.print(&rendered, &Format::METADATA, Standard::default())
            else {
                continue;
            };
            let value = json(&printed);
            let expected: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names(&value, ""), expected, "{}", paper.id);
            for (name, most) in FIELDS.iter().filter(|(name, _)| *name != "To") {
                let length = match at(&value, name) {
                    Value::String(text) => text.chars().count(),
                    Value::Number(number) => number.to_string().len(),
                    other => {
                        assert!(other.is_null(), "{}: {name} {other}", paper.id);
                        0
                    }
                };
                assert!(length <= *most, "{}: {name} is {length} long", paper.id);
            }
            papers += 1;
            if papers % 3 == 0 {
                break;
            }
        }
    }
    assert!(papers > 15, "only {papers} papers");
}

#[test]
fn what_the_dossier_knows_stands_in_them() {
    let office = office();
    let dossier = fixture(&office, "dh-det-gan-tong-ket-2026");
    let mut yaml = serde_yaml::to_value(&dossier).expect("a value");
    let envelope = &mut yaml["papers"]["annual_report"];
    for (key, value) in [
        ("urgency", "thượng khẩn"),
        ("file_notation", "07-TH"),
        ("file_ordinal", "4"),
        ("copies", "12"),
        ("reply_by", "05/01/2027"),
    ] {
        envelope[key] = value.into();
    }
    let dossier: Dossier = serde_yaml::from_value(yaml).expect("a dossier");
    let printed = printed(&office, &dossier, "annual_report");
    let value = json(&printed);
    for (name, expected) in [
        ("FileCode.FileCatalog", Value::from(2026)),
        ("FileCode.FileNotation", "07-TH".into()),
        ("DocOrdinal", 4.into()),
        ("TypeName", "Báo cáo".into()),
        ("CodeNumber", "41".into()),
        ("CodeNotation", "BC-CĐCS".into()),
        ("IssuedDate", "2026-12-22".into()),
        ("OrganName", "Công đoàn cơ sở Công ty Dệt Thí Nghiệm".into()),
        ("PageAmount", printed.pages.as_ref().expect("pages").count().into()),
        ("Description", Value::Null),
        ("SignerInfo.Position", "CHỦ TỊCH".into()),
        ("SignerInfo.FullName", "Đỗ Thị Thoi".into()),
        ("Priority", 2.into()),
        ("IssuedAmount", 12.into()),
        ("DueDate", "2027-01-05".into()),
    ] {
        assert_eq!(at(&value, name), &expected, "{name}");
    }
    let to: Vec<&str> = value["To"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|to| to["OrganName"].as_str())
        .collect();
    assert_eq!(to, ["Công đoàn phường Ví Dụ", "Các tổ công đoàn"]);
    let xml = std::str::from_utf8(&printed.files[1].bytes).expect("UTF-8");
    assert_eq!(printed.files[1].suffix, ".xml");
    for part in [
        "<Document><FileCode><OrganId/>",
        "<CodeNotation>BC-CĐCS</CodeNotation>",
        "<To><OrganId/><OrganName>Các tổ công đoàn</OrganName></To><Priority>2</Priority>",
    ] {
        assert!(xml.contains(part), "{part} isn't in {xml}");
    }
}

#[test]
fn what_is_too_long_is_told_and_written_whole() {
    let office = office();
    let mut dossier = fixture(&office, "dh-det-gan-tong-ket-2026");
    let long = "Báo cáo dài ".repeat(60);
    for (_, envelope) in dossier.papers.0.iter_mut() {
        envelope.subject = Some(baocao::dossier::Text(long.trim().to_owned()));
        envelope.status = Some(baocao::dossier::Status::Draft);
    }
    let printed = printed(&office, &dossier, "annual_report");
    assert_eq!(printed.overlong.len(), 1);
    assert!(printed.overlong[0].message.contains("Subject dài 719 ký tự"));
    assert_eq!(json(&printed)["Subject"], long.trim());
    assert_eq!(json(&printed)["CodeNumber"], Value::Null);
    assert_eq!(json(&printed)["Description"], "dự thảo");
}
