//! The guide to writing a paper is followed to the letter: the files that docs/papers.md
//! shows are written into a folder of an office's own, and its commands are run there.

#[path = "support/desk.rs"]
mod desk;

use desk::Desk;

const GUIDE: &str = "docs/papers.md";

/// The blocks of the guide that are files, each with its name, and the lines of those that
/// are commands.
fn guide() -> (Vec<(String, String)>, Vec<String>) {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(GUIDE);
    let page = std::fs::read_to_string(page).expect("the guide");
    let (mut files, mut commands) = (Vec::new(), Vec::new());
    for block in page.split("\n```").skip(1).step_by(2) {
        let (head, body) = block.split_once('\n').expect("a block has a head");
        match head.split_once(' ') {
            Some((_, name)) => files.push((name.to_owned(), format!("{body}\n"))),
            None if head == "sh" => commands.extend(body.lines().map(str::to_owned)),
            None => {}
        }
    }
    (files, commands)
}

#[test]
fn a_paper_is_written_from_the_guide_alone() {
    let (files, commands) = guide();
    assert_eq!(files.len(), 4, "{:?}", files.iter().map(|(name, _)| name).collect::<Vec<_>>());
    let desk = Desk::new();
    for (name, text) in &files {
        desk.write(name, text);
    }
    assert!(!commands.is_empty());
    for command in &commands {
        let words: Vec<&str> = command.split_whitespace().collect();
        let (program, words) = words.split_first().expect("a command");
        assert_eq!(*program, "baocao", "{command}");
        desk.run(words).ends(0);
    }
    let text = desk.read("ra/ho-so/thu-cam-on-du-thao.txt");
    for said in [
        "THƯ CẢM ƠN",
        "Đồng hành cùng hoạt động công đoàn năm 2026",
        "các tổ công đoàn và toàn thể 212 đoàn viên",
        "Giấy khen",
        "Các tổ công đoàn hoạt động có nền nếp",
        "mong tiếp tục nhận được sự đồng hành ấy",
    ] {
        assert!(text.contains(said), "{said:?} isn't in:\n{text}");
    }
    for ending in ["pdf", "docx"] {
        let file = desk.path(&format!("ra/ho-so/thu-cam-on-du-thao.{ending}"));
        assert!(std::fs::metadata(file).expect(ending).len() > 5_000, "{ending}");
    }
}
