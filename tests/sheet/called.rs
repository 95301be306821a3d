//! What people call an indicator: the names that the catalogue lists beside its title,
//! and those that it warns of.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{desk, read_file, run};

/// The indicators with their names of one kind, in the catalogue's order.
fn listed(kind: &str) -> Vec<(String, Value, Vec<String>)> {
    let catalog: Value =
        serde_yaml::from_str(include_str!("../../report-templates/catalog.yaml")).expect("a map");
    let entries = catalog.as_object().expect("a map").iter();
    let names = |entry: &Value| {
        let names = entry[kind].as_array().into_iter().flatten();
        names.map(|name| name.as_str().expect("a text").to_owned()).collect()
    };
    entries.map(|(code, entry)| (code.clone(), entry.clone(), names(entry))).collect()
}

/// What was told of a sheet with one unit and these headings, and its dossier.
fn read(columns: &[(String, String)]) -> (String, String) {
    let desk = desk();
    let row = |first: &str, cells: Vec<&str>| format!("{first};{}\n", cells.join(";"));
    let headings = columns.iter().map(|(heading, _)| heading.as_str()).collect();
    let cells = columns.iter().map(|(_, cell)| cell.as_str()).collect();
    let text = row("Mã đơn vị;Tên đơn vị", headings) + &row("NM01;Công đoàn Nhà máy Gạch", cells);
    desk.write("bieu.csv", &text);
    let words = ["sheet", "read", "bieu.csv", "--period", "năm 2026", "--output", "ra"];
    let (_, out, err) = run(&desk, &words);
    let made = match desk.path("ra/NM01.yaml").is_file() {
        true => read_file(&desk, "ra/NM01.yaml"),
        false => String::new(),
    };
    (out + &err, made)
}

/// Every name that the catalogue lists is read as its indicator, all names of one place in
/// the lists beside one another.
#[test]
fn listed_names_are_read() {
    let listed = listed("also");
    let most = listed.iter().map(|(.., names)| names.len()).max().unwrap_or_default();
    assert!(most >= 10);
    for place in 0..most {
        let mut columns = Vec::new();
        let mut wanted = Vec::new();
        // One unit has one grade, which another test asks for.
        let figures = listed.iter().filter(|(code, ..)| !code.contains("xep_loai"));
        for (at, (code, entry, names)) in figures.enumerate() {
            let Some(name) = names.get(place) else { continue };
            let cell = match entry["kind"].as_str() {
                Some("tỷ lệ") => "1/1".to_owned(),
                Some("danh sách") => "Lao động giỏi".to_owned(),
                _ => (1001 + at).to_string(),
            };
            let printed = cell.replacen('1', "1.", usize::from(cell.len() == 4));
            wanted.push((code, name, printed));
            columns.push((name.clone(), cell));
        }
        let (told, made) = read(&columns);
        for (code, name, printed) in wanted {
            assert!(made.contains(&printed), "{code}: {name}\n{told}\n{made}");
        }
        assert!(!told.contains("chưa biết"), "{told}");
    }
}

/// A name is one indicator's.
#[test]
fn names_are_told_apart() {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for (code, entry, mut names) in listed("also") {
        names.push(entry["title"].as_str().expect("a title").to_owned());
        for name in names {
            let twin = owners.insert(name.to_lowercase(), code.clone());
            assert_eq!(twin, None, "{code}: {name}");
        }
    }
    for (code, _, names) in listed("unlike") {
        for name in names {
            assert_ne!(owners.get(&name.to_lowercase()), Some(&code), "{name}");
        }
    }
}

/// A name that is nearly an indicator's is never read as that, and told.
#[test]
fn near_names_are_asked_back() {
    let mut tried = 0;
    for (code, entry, names) in listed("unlike") {
        for name in names {
            let (told, made) =
                read(&[("Lao động nữ".into(), "57".into()), (name.clone(), "4321".into())]);
            assert!(!made.contains("4.321"), "{code}: {name}\n{made}");
            let title = entry["title"].as_str().expect("a title");
            let is_another = listed("also")
                .iter()
                .any(|(_, entry, names)| names.contains(&name) || entry["title"] == *name);
            assert!(
                is_another || told.contains(title) || told.contains(&name),
                "{code}: {name}\n{told}"
            );
            tried += 1;
        }
    }
    assert!(tried > 30);
}

/// As they stand in sheets: in capitals, without marks, in a question, with a time.
#[test]
fn names_as_they_are_typed() {
    for (heading, key) in [
        ("TỔNG SỐ CNVCLĐ", "employees"),
        ("Tong so doan vien nu", "women"),
        ("3. KN mới trong năm 2026 (đoàn viên)", "doan_vien_moi"),
        ("Số ĐV được kết nạp Đảng năm 2026", "ket_nap_dang"),
        ("Câu 5: Đề nghị cho biết số vụ TNLĐ của đơn vị?", "tai_nan_lao_dong"),
    ] {
        let (told, made) = read(&[(heading.into(), "1234".into())]);
        let wanted = made.split(&format!("{key}:")).nth(1).unwrap_or_default();
        assert!(wanted.contains("1.234"), "{heading}\n{told}\n{made}");
    }
}
