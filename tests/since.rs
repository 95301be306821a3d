//! A draft with what changed since an older one as Word's own tracked changes: accepting
//! all of them gives the new paper, rejecting all of them the old one.

#[path = "support/desk.rs"]
mod desk;
mod support;

use std::io::{Cursor, Read};

use baocao::word::{self, Block, ChangeKind, Document};
use baocao::{Office, Rendered};
use support::cases::{fixtures, load, office};

/// Which version of a paper is read out of a file.
#[derive(Clone, Copy, PartialEq)]
enum Version {
    Old,
    New,
}

impl Version {
    /// Whether this version has what a change did.
    fn has(self, change: Option<ChangeKind>) -> bool {
        match change {
            None => true,
            Some(kind) => kind.is_gone() == (self == Version::Old),
        }
    }
}

/// What a file says in a version, line by line; of a row, each cell.
fn lines(document: &Document, version: Version) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = String::new();
    read(&document.blocks, version, &mut open, &mut found);
    found.push(open);
    let tidy = |line: &String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    found.iter().map(tidy).filter(|line| !line.is_empty()).collect()
}

fn read(blocks: &[Block], version: Version, open: &mut String, found: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                *open += &match version {
                    Version::Old => paragraph.old_text(),
                    Version::New => paragraph.text(),
                };
                // A paragraph whose end isn't there goes on with the next.
                if version.has(paragraph.end_change.as_ref().map(|change| change.kind)) {
                    found.push(std::mem::take(open));
                }
            }
            Block::Box(blocks) => read(blocks, version, open, found),
            Block::Table(table) => {
                let rows = table.rows.iter();
                for row in rows.filter(|r| version.has(r.change.as_ref().map(|c| c.kind))) {
                    row.cells.iter().for_each(|cell| read(&cell.blocks, version, open, found));
                }
            }
        }
    }
}

fn opened(office: &Office, rendered: &Rendered) -> Document {
    word::open(&office.docx(rendered).expect("made").bytes).expect("a Word file")
}

fn same(found: &[String], expected: &[String], context: &str) {
    let at = found.iter().zip(expected).position(|(a, b)| a != b);
    let at = at.or((found.len() != expected.len()).then(|| found.len().min(expected.len())));
    let around =
        |lines: &[String], at: usize| lines.iter().skip(at).take(3).cloned().collect::<Vec<_>>();
    assert!(
        at.is_none(),
        "{context}: {:?}",
        at.map(|at| (around(found, at), around(expected, at)))
    );
}

/// Holds a file with changes against the two versions that it was made of.
fn agrees(office: &Office, old: &Rendered, new: &Rendered, context: &str) -> Document {
    let told = opened(office, &new.clone().since(old.clone()));
    let is = lines(&opened(office, new), Version::New);
    let was = lines(&opened(office, old), Version::New);
    same(&lines(&told, Version::New), &is, &format!("{context}: accepted"));
    same(&lines(&told, Version::Old), &was, &format!("{context}: rejected"));
    told
}

const OLD: &str = "kind: tổng kết
organization: { name: Công đoàn cơ sở Trạm Thủy văn Bến Lau, symbol: CĐCS }
period: { year: 2026 }
situation:
  advantages: Đơn vị có trụ sở mới. Đoàn viên yên tâm công tác.
results:
  - area: Chăm lo đời sống
    text: |
      - Thăm hỏi 14 lượt đoàn viên ốm đau.
      - Tặng quà Tết cho người lao động.
      - Tổ chức tham quan, nghỉ dưỡng.

      | Nội dung | Kết quả |
      |---|---|
      | Quà Tết | 30 suất |
      | Khám sức khỏe | 51 người |
";

fn rendered(office: &Office, yaml: &str) -> Rendered {
    let loaded = office.load("ho-so.yaml", yaml.as_bytes(), &[]);
    let dossier = loaded.dossier().expect("a dossier");
    let paper = office.papers().find("annual_report").expect("a paper");
    office.render(dossier, paper).expect("rendered")
}

/// What was changed in a file, by kind.
fn told(document: &Document, kind: ChangeKind) -> Vec<String> {
    fn walk(blocks: &[Block], kind: ChangeKind, found: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let runs = paragraph.runs.iter();
                    let of = runs.filter(|r| r.change.as_ref().is_some_and(|c| c.kind == kind));
                    let text: String = of.map(|run| run.text.as_str()).collect();
                    found.extend((!text.trim().is_empty()).then(|| text.trim().to_owned()));
                }
                Block::Box(blocks) => walk(blocks, kind, found),
                Block::Table(table) => {
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    cells.for_each(|cell| walk(&cell.blocks, kind, found));
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(&document.blocks, kind, &mut found);
    found
}

#[test]
fn only_what_changed_is_marked() {
    let office = office();
    let new = OLD
        .replace("14 lượt đoàn viên", "19 lượt đoàn viên")
        .replace("trụ sở mới.", "trụ sở mới, thuận tiện đi lại.")
        .replace("      - Tặng quà Tết cho người lao động.\n", "")
        .replace("nghỉ dưỡng.\n", "nghỉ dưỡng.\n      - Mở lớp bơi hè cho con đoàn viên.\n")
        .replace("      | Khám", "      | Lớp bơi hè | 02 lớp |\n      | Khám");
    let (was, is) = (rendered(&office, OLD), rendered(&office, &new));
    let document = agrees(&office, &was, &is, "small");
    let (came, went) =
        (told(&document, ChangeKind::Inserted), told(&document, ChangeKind::Deleted));
    assert!(
        went.contains(&"14".to_owned()) && came.contains(&"19".to_owned()),
        "{came:?} {went:?}"
    );
    assert!(went.contains(&"Tặng quà Tết cho người lao động.".to_owned()), "{went:?}");
    assert!(came.contains(&"Mở lớp bơi hè cho con đoàn viên.".to_owned()), "{came:?}");
    assert!(came.contains(&"Lớp bơi hè".to_owned()), "{came:?}");
    assert!(!went.iter().any(|text| text.contains("Thăm hỏi")), "{went:?}");
    assert!(!went.iter().any(|text| text.contains("yên tâm")), "{went:?}");
}

#[test]
fn changes_bear_the_unions_name_and_the_papers_day() {
    let office = office();
    let new = OLD.replace("Tặng quà Tết", "Trao quà Tết");
    let (was, is) = (rendered(&office, OLD), rendered(&office, &new));
    let is = is.since(was);
    let bytes = office.docx(&is).expect("made").bytes;
    assert_eq!(bytes, office.docx(&is).expect("made").bytes);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    let mut part = archive.by_name("word/document.xml").expect("a document");
    part.read_to_string(&mut text).expect("UTF-8");
    let by = "w:author=\"Công đoàn cơ sở Trạm Thủy văn Bến Lau\" w:date=\"2026-01-01T00:00:00Z\"";
    assert_eq!(text.matches(by).count(), 2, "{text}");
    // What went out isn't text of the paper.
    assert!(
        text.contains("<w:delText xml:space=\"preserve\"> Tặng</w:delText>")
            || text.contains(">Tặng</w:delText>"),
        "{text}"
    );
}

#[test]
fn a_paper_that_didnt_change_has_no_marks() {
    let office = office();
    for path in fixtures() {
        let loaded = load(&office, &path);
        let dossier = loaded.dossier().expect("a dossier");
        for paper in office.papers().of(dossier) {
            let rendered = office.render(dossier, paper).expect("rendered");
            let plain = office.docx(&rendered).expect("made").bytes;
            let told = office.docx(&rendered.clone().since(rendered.clone())).expect("made").bytes;
            assert!(plain == told, "{} {}", path.display(), paper.id);
        }
    }
}

/// The hardest case: the same paper of two unions that have nothing in common.
#[test]
fn whatever_differs_can_be_accepted_and_rejected() {
    let office = office();
    let mut papers: Vec<(String, Vec<Rendered>)> = Vec::new();
    for path in fixtures() {
        let loaded = load(&office, &path);
        let dossier = loaded.dossier().expect("a dossier");
        for paper in office.papers().of(dossier) {
            let rendered = office.render(dossier, paper).expect("rendered");
            // Of another kind of organisation it is no older version.
            let id = format!("{} {:?}", paper.id, dossier.organization.kind);
            match papers.iter_mut().find(|(known, _)| *known == id) {
                Some((_, versions)) => versions.push(rendered),
                None => papers.push((id, vec![rendered])),
            }
        }
    }
    let mut pairs = 0;
    for (id, versions) in &papers {
        for pair in versions.windows(2) {
            agrees(&office, &pair[0], &pair[1], id);
            agrees(&office, &pair[1], &pair[0], id);
            pairs += 1;
        }
    }
    assert!(pairs > 4, "{pairs}");
}

/// The dossier of another kind of organisation is no older version: nothing is written.
#[test]
fn a_dossier_of_another_kind_of_organisation_is_refused() {
    let desk = desk::Desk::new();
    for name in ["tk-chi-bo-minh-hoa-2026", "tk-go-minh-hoa-2026"] {
        let text = std::fs::read_to_string(format!("fixtures/{name}.yaml")).expect("a fixture");
        desk.write(&format!("{name}.yaml"), &text);
    }
    let (new, old) = ("tk-chi-bo-minh-hoa-2026.yaml", "tk-go-minh-hoa-2026.yaml");
    let ran = desk.run(&["render", new, "--to", "docx", "--since", old, "--output", "ra"]);
    assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("hồ sơ công đoàn") && ran.err.contains("hồ sơ đảng"), "{}", ran.err);
    assert!(!desk.path("ra").exists());
}
