//! The two bodies of the layout's vocabulary are called alike, and what only one of
//! them can hold is told.

#[path = "support/desk.rs"]
mod desk;

use std::collections::BTreeSet;

use desk::Desk;

const LAYOUT: &str = "report-templates/layout";

/// The texts of a folder's Typst files, one behind the other.
fn texts(folder: &str) -> String {
    let files = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    let mut files: Vec<_> = files.filter(|path| path.is_file()).collect();
    files.sort();
    files.iter().map(|path| std::fs::read_to_string(path).expect("a text")).collect()
}

/// The names that a vocabulary hands on.
fn names(lib: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(lib).expect("a text");
    let imports = text.lines().filter_map(|line| line.strip_prefix("#import ")?.split_once(": "));
    imports.flat_map(|(_, names)| names.split(", ").map(str::to_owned)).collect()
}

/// The names of a function's parameters; `None` where the files don't define it.
fn parameters(texts: &str, name: &str) -> Option<Vec<String>> {
    let start = texts.find(&format!("#let {name}("));
    let plain = texts.contains(&format!("#let {name} ="));
    let Some(start) = start else { return plain.then(Vec::new) };
    let rest = &texts[start..];
    let open = rest.find('(')?;
    let (mut depth, mut parameters, mut name) = (0, Vec::new(), String::new());
    for c in rest[open..].chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 1 => parameters.push(std::mem::take(&mut name)),
            c => name.push(c),
        }
        if depth == 0 {
            break;
        }
    }
    parameters.push(name);
    let name = |p: &String| p.split(':').next().unwrap_or_default().trim().to_owned();
    Some(parameters.iter().map(name).filter(|name| !name.is_empty()).collect())
}

#[test]
fn both_bodies_have_the_same_names_and_parameters() {
    let (pages, tree) = (format!("{LAYOUT}/lib.typ"), format!("{LAYOUT}/tree/lib.typ"));
    assert_eq!(names(&pages), names(&tree));
    let (of_pages, of_tree) = (texts(LAYOUT), texts(&format!("{LAYOUT}/tree")));
    for name in names(&pages) {
        let on_pages = parameters(&of_pages, &name).unwrap_or_else(|| panic!("no {name}"));
        // What the tree hasn't of its own it takes from the pages.
        if let Some(in_tree) = parameters(&of_tree, &name) {
            assert_eq!(on_pages, in_tree, "{name}");
        }
    }
    let letterhead = parameters(&of_pages, "columns");
    assert_eq!(letterhead, parameters(&of_tree, "letterhead-nodes"));
    assert!(letterhead.is_some_and(|names| names.len() > 4));
}

#[test]
fn what_a_template_places_by_hand_is_told_and_its_words_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("papers/sections/review.situation.typ.j2");
    std::fs::create_dir_all(path.parent().expect("inside")).expect("made");
    let own = "#align(center)[Một dòng giữa trang]\n\n#v(1cm)\n#text(size: 20pt)[Chữ to]\n";
    std::fs::write(&path, own).expect("written");
    let desk = Desk::new();
    desk.write("a.yaml", "kind: tổng kết\norganization:\n  name: Công đoàn cơ sở Minh Họa\nsituation:\n  advantages: Thuận lợi.\n");
    let folder = folder.path().display().to_string();
    desk.run(&[
        "render",
        "a.yaml",
        "--paper",
        "bao-cao-tong-ket",
        "--to",
        "txt",
        "--templates",
        &folder,
        "-o",
        "ra",
    ])
    .tells("BC192")
    .tells("align")
    .tells("“v”")
    .tells("“text”");
    let files = desk::tree(&desk.path("ra"));
    let text: String = files.values().map(|b| String::from_utf8_lossy(b).into_owned()).collect();
    assert!(text.contains("Một dòng giữa trang") && text.contains("Chữ to"), "{text}");
}

/// What an office adds to the layout has no second body: its words stay, what it draws
/// is told by name.
#[test]
fn a_layout_of_ones_own_is_carried_as_far_as_it_goes() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("inside")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    let built_in = concat!(env!("CARGO_MANIFEST_DIR"), "/report-templates/layout/lib.typ");
    let built_in = std::fs::read_to_string(built_in).expect("there");
    let own = "\n#let arrival(body) = rect(width: 4cm, [Đến ngày: #body])\n";
    write("layout/lib.typ", &(built_in + own));
    let section = "#arrival[sáng thứ Hai]\n\nThuận lợi.\n";
    write("papers/sections/review.situation.typ.j2", section);
    let desk = Desk::new();
    desk.write("a.yaml", "kind: tổng kết\norganization:\n  name: Công đoàn cơ sở Minh Họa\nsituation:\n  advantages: Thuận lợi.\n");
    let folder = folder.path().display().to_string();
    let words = ["render", "a.yaml", "--paper", "bao-cao-tong-ket", "--to", "txt", "-o", "ra"];
    let words = [&words[..], &["--templates", &folder]].concat();
    desk.run(&words).tells("BC192").tells("“rect”");
    let files = desk::tree(&desk.path("ra"));
    let text: String = files.values().map(|b| String::from_utf8_lossy(b).into_owned()).collect();
    assert!(text.contains("Đến ngày: sáng thứ Hai"), "{text}");
}
