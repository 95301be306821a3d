//! Papers as Word files: the regime's measures in the XML, the same bytes each time.

mod support;

use std::io::{Cursor, Read, Write};

use baocao::dossier::Status;
use baocao::regime::Regime;
use support::cases::{fixtures, load, office, stem};

/// A part of a package.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
    text
}

/// The style of a name, as it stands in the file.
fn style<'s>(styles: &'s str, name: &str) -> &'s str {
    let at =
        styles.find(&format!("<w:name w:val=\"{name}\"/>")).unwrap_or_else(|| panic!("no {name}"));
    styles[at..].split("</w:style>").next().unwrap_or_default()
}

/// A length of the regime in twentieths of a point.
fn twips(regime: &Regime, path: &str) -> i64 {
    let typed = regime.get(path).expect(path);
    let (number, unit) = typed.split_at(typed.len() - 2);
    let number: f64 = number.parse().expect("a number");
    let points = if unit == "mm" { number * 72.0 / 25.4 } else { number };
    (points * 20.0).round() as i64
}

/// Every paper of the fixtures, in the state that its dossier has.
fn each(mut look: impl FnMut(&str, &Regime, bool, &[u8])) {
    let office = office();
    for path in fixtures() {
        let loaded = load(&office, &path);
        let dossier = loaded.dossier().expect("a dossier");
        for paper in office.papers().of(dossier) {
            let rendered = office.render(dossier, paper).expect("rendered");
            let made = office.docx(&rendered).expect("made").bytes;
            assert_eq!(made, office.docx(&rendered).expect("made").bytes, "{}", paper.id);
            let issued = paper.status(dossier) == Status::Issued;
            let regime = office.regime(dossier, paper).expect("a regime");
            look(&format!("{} {}", stem(&path), paper.id), regime, issued, &made);
        }
    }
}

#[test]
fn the_regimes_measures_hold() {
    each(|context, regime, issued, bytes| {
        let document = part(bytes, "word/document.xml");
        let styles = part(bytes, "word/styles.xml");
        let size = match regime.get("page.flipped") {
            Some("true") => "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>",
            _ => "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
        };
        // One ballot is like another, their sheet lies as it suits them and bears no number.
        let is_ballot = document.contains("w:val=\"ToPhieuBau\"");
        assert!(is_ballot || document.contains(size), "{context}");
        for (edge, path) in [
            ("top", "page.margin.top"),
            ("left", "page.margin.left"),
            ("right", "page.margin.right"),
            ("bottom", "page.margin.bottom"),
            ("header", "page-number.from-top"),
        ] {
            let length = format!("w:{edge}=\"{}\"", twips(regime, path));
            let is_right = document.contains(&length) || is_ballot && edge == "header";
            assert!(is_right, "{context}: {length}");
        }
        assert!(styles.contains("w:ascii=\"Times New Roman\""), "{context}");
        assert!(styles.contains("<w:lang w:val=\"vi-VN\""), "{context}");
        let body = style(&styles, "Đoạn văn");
        let indent = format!("w:firstLine=\"{}\"", twips(regime, "body.indent"));
        let gap = format!("w:after=\"{}\"", twips(regime, "body.gap"));
        for measure in [&*indent, &*gap, "<w:jc w:val=\"both\"/>"] {
            assert!(body.contains(measure), "{context}: {measure} in {body}");
        }
        let (rule, copy) = (style(&styles, "Đường kẻ"), part(bytes, "word/header2.xml"));
        assert!(rule.contains("w:lineRule=\"exact\"") && rule.contains("w:sz=\"6\""), "{rule}");
        assert_eq!(copy.contains("đã ban hành"), issued && !is_ballot, "{context}");
        // Every section names both heads of its pages.
        let sections = document.matches("<w:sectPr>").count();
        assert_eq!(document.matches("<w:headerReference").count(), 2 * sections, "{context}");
        // A name with a comma would be two names.
        let names =
            styles.split("<w:name w:val=\"").skip(1).filter_map(|rest| rest.split('"').next());
        assert!(names.into_iter().all(|name| !name.contains(',')), "{context}");
    });
}

#[test]
fn tables_repeat_their_heads_and_no_cell_is_without_a_paragraph() {
    let mut tables = 0;
    each(|context, _, _, bytes| {
        let document = part(bytes, "word/document.xml");
        assert!(!document.contains("</w:tcPr></w:tc>"), "{context}");
        let of_style =
            |style: &str| document.matches(&format!("<w:tblStyle w:val=\"{style}\"/>")).count();
        let of_figures = of_style("BangSoLieu") + of_style("BangPhieuBau");
        // A head has one line or two.
        let heads = document.matches("<w:tblHeader/>").count();
        assert!((of_figures..=2 * of_figures).contains(&heads), "{context}: {heads}");
        tables += of_figures;
        // The signature never stands alone: what is above it is kept with it.
        let signed = document.contains("w:val=\"HoTenNguoiKy\"");
        // A certificate is a sheet by itself.
        let whole = document.contains("w:val=\"GiayKhenNguoi\"");
        let kept = whole || document.contains("w:val=\"DoanCuoi\"") || document.contains("Diem");
        assert!(kept || !signed, "{context}");
        let starts = document.matches("<w:bookmarkStart").count();
        assert_eq!(starts, document.matches("<w:bookmarkEnd").count(), "{context}");
        assert!(starts > 20, "{context}: {starts}");
    });
    assert!(tables > 5, "{tables}");
}

/// The dossier of a small union, with a value of each kind.
const SMALL: &str = "kind: tổng kết
organization:
  name: Công đoàn cơ sở Trạm Bơm Đồng Nội
  symbol: CĐCS
period: { year: 2026 }
membership:
  members: 41 đoàn viên
results:
  - area: Chăm lo đời sống đoàn viên
    text: |
      Tặng {{ qua }} dịp Tết cho đoàn viên.

      - Thăm hỏi {{ tham.rate }} đoàn viên ốm đau;
      - Vận động **{{ qua.number }}** suất nữa.
    figures:
      qua: 27 suất quà
      tham: 12/16 lượt
direction:
  targets:
    - { text: đoàn viên được khám sức khỏe, value: 95% }
";

#[test]
fn values_and_blocks_bear_the_fields_that_they_came_from() {
    let office = office();
    let loaded = office.load("ho-so.yaml", SMALL.as_bytes(), &[]);
    let dossier = loaded.dossier().expect("a dossier");
    let paper = office.papers().find("annual_report").expect("a paper");
    let rendered = office.render(dossier, paper).expect("rendered");
    assert!(!rendered.source.contains('\u{1}'));
    let docx = office.docx(&rendered).expect("made");
    let found = |path: &str| -> Vec<String> {
        let of = |mark: &&baocao::export::docx::Mark| {
            mark.path.as_ref().is_some_and(|own| own.to_string() == path)
        };
        let text = |mark: &baocao::export::docx::Mark| mark.text.replace('\u{a0}', " ");
        docx.marks.iter().filter(of).map(text).collect()
    };
    for (path, text) in [
        ("organization.name", "CÔNG ĐOÀN CƠ SỞ TRẠM BƠM ĐỒNG NỘI"),
        ("results[0].area", "Chăm lo đời sống đoàn viên"),
        ("results[0].text", "Tặng 27 suất quà dịp Tết cho đoàn viên."),
        ("results[0].text", "Thăm hỏi đạt 75% đoàn viên ốm đau;"),
        ("results[0].figures.qua", "27 suất quà"),
        ("results[0].figures.qua", "27"),
        ("results[0].figures.tham", "đạt 75%"),
        ("direction.targets[0]", "95% đoàn viên được khám sức khỏe."),
    ] {
        let texts = found(path);
        assert!(texts.iter().any(|t| t == text), "{path}: {texts:?}");
    }
    // Every name stands once, and Word takes it; that of a field says which.
    let document = part(&docx.bytes, "word/document.xml");
    for mark in &docx.marks {
        let name = format!("w:name=\"{}\"", mark.name);
        assert_eq!(document.matches(&name).count(), 1, "{name}");
        assert!(mark.name.chars().count() <= 40, "{name}");
        assert!(mark.name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'), "{name}");
    }
    assert!(document.contains("w:name=\"_bc_results_0_figures_qua__1\""), "{document}");
}

/// A line that is written before others changes no name of those.
#[test]
fn a_field_keeps_its_name_whatever_comes_before_it() {
    let office = office();
    let names = |yaml: &str, path: &str| -> Vec<String> {
        let loaded = office.load("ho-so.yaml", yaml.as_bytes(), &[]);
        let dossier = loaded.dossier().expect("a dossier");
        let paper = office.papers().find("annual_report").expect("a paper");
        let docx = office.docx(&office.render(dossier, paper).expect("rendered")).expect("made");
        let of = docx
            .marks
            .into_iter()
            .filter(|mark| mark.path.as_ref().is_some_and(|own| own.to_string() == path));
        of.map(|mark| mark.name).collect()
    };
    let more = SMALL.replace(
        "results:\n",
        "situation:\n  advantages: Đoàn viên yên tâm công tác.\n  difficulties: Địa bàn rộng.\nresults:\n",
    );
    let before = names(SMALL, "results[0].text");
    assert_eq!(before.len(), 3, "{before:?}");
    assert_eq!(names(&more, "results[0].text"), before);
}

/// A date doesn't break, and a column of dates is as wide as one, whatever stands over it.
#[test]
fn a_column_is_as_wide_as_what_stays_whole_in_it() {
    let mut lists = 0;
    each(|context, _, _, bytes| {
        if !context.ends_with("elected_list") {
            return;
        }
        let document = part(bytes, "word/document.xml");
        let table = document.split("<w:tblStyle w:val=\"BangSoLieu\"/>").nth(1).expect("a table");
        let grid = table.split("</w:tblGrid>").next().expect("a grid");
        let width = |column: &str| column.split('"').next().and_then(|w| w.parse::<i32>().ok());
        let widths: Vec<i32> = grid.split("<w:gridCol w:w=\"").skip(1).filter_map(width).collect();
        // Ten letters of the table's size, and the cell's margins.
        assert!(widths[3] > 1000 && widths[4] > 1000, "{context}: {widths:?}");
        lists += 1;
    });
    assert!(lists > 0);
}

/// The file with one of its parts rewritten.
fn rewritten(bytes: &[u8], part: &str, edit: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("read");
        if name == part {
            content = edit(String::from_utf8(content).expect("UTF-8")).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        out.write_all(&content).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

/// Whoever changes a style changes all that is based on it: lists and headings too, which
/// have neither an indent nor a size of their own.
#[test]
fn one_change_of_a_style_restyles_the_paper() {
    let office = office();
    let loaded = office.load("ho-so.yaml", SMALL.as_bytes(), &[]);
    let dossier = loaded.dossier().expect("a dossier");
    let paper = office.papers().find("annual_report").expect("a paper");
    let docx = office.docx(&office.render(dossier, paper).expect("rendered")).expect("made");
    let changed = rewritten(&docx.bytes, "word/styles.xml", |styles| {
        let body = style(&styles, "Đoạn văn").to_owned();
        let red = format!("{body}<w:rPr><w:color w:val=\"C00000\"/><w:sz w:val=\"32\"/></w:rPr>");
        let red = red.replace("w:after=\"120\"", "w:after=\"200\"");
        let red = red.replace("w:firstLine=\"", "w:firstLine=\"1");
        assert!(red.contains("w:after=\"200\"") && red.contains("w:firstLine=\"1720\""), "{red}");
        styles.replace(&body, &red).replace("Times New Roman", "Arial")
    });
    let document = baocao::word::open(&changed).expect("a Word file");
    let mut seen: Vec<String> = Vec::new();
    for block in &document.blocks {
        let baocao::word::Block::Paragraph(paragraph) = block else { continue };
        if paragraph.is_blank() {
            continue;
        }
        let name = paragraph.style.as_deref().unwrap_or_default().to_owned();
        let look = paragraph.look();
        assert_eq!(&*look.font, "Arial", "{name}");
        let runs = ["Đoạn", "Gạch", "heading", "Khoản", "Điểm"];
        if runs.iter().any(|begun| name.starts_with(begun)) {
            assert_eq!(look.colour.as_deref(), Some("C00000"), "{name}");
            assert_eq!((paragraph.shape.first_line, look.size), (1720, 32), "{name}");
            if !name.starts_with("heading") {
                assert_eq!(paragraph.shape.after, 200, "{name}");
            }
            seen.push(name);
        }
    }
    for style in ["Đoạn văn", "Gạch đầu dòng", "heading 1", "Đoạn cuối"] {
        assert!(seen.iter().any(|name| name == style), "{style}: {seen:?}");
    }
}

/// What somebody puts in by its style alone is counted where it stands.
#[test]
fn a_new_item_is_counted_by_its_style() {
    let office = office();
    let mut styles_seen = 0;
    for path in fixtures() {
        let loaded = load(&office, &path);
        let dossier = loaded.dossier().expect("a dossier");
        for paper in office.papers().of(dossier) {
            let docx = office.docx(&office.render(dossier, paper).expect("rendered"));
            let docx = docx.expect("made");
            for id in ["Khoan", "Diem"] {
                let item = format!("<w:pStyle w:val=\"{id}\"/>");
                let document = part(&docx.bytes, "word/document.xml");
                let Some(at) = document.find(&item) else { continue };
                let end = at + document[at..].find("</w:p>").expect("an end") + "</w:p>".len();
                let new = format!("<w:p><w:pPr>{item}</w:pPr><w:r><w:t>Mới.</w:t></w:r></w:p>");
                let more = format!("{}{new}{}", &document[..end], &document[end..]);
                let changed = rewritten(&docx.bytes, "word/document.xml", |_| more.clone());
                let changed = baocao::word::open(&changed).expect("a Word file");
                let labels: Vec<(String, String)> = changed
                    .blocks
                    .iter()
                    .filter_map(|block| match block {
                        baocao::word::Block::Paragraph(paragraph) => Some(paragraph),
                        _ => None,
                    })
                    .map(|p| {
                        (p.label.as_ref().map(|l| l.text.clone()).unwrap_or_default(), p.text())
                    })
                    .collect();
                let new = labels.iter().position(|(_, text)| text == "Mới.").expect("there");
                let (before, own) = (&labels[new - 1].0, &labels[new].0);
                assert_eq!(own.len(), before.len(), "{} {id}: {before} {own}", paper.id);
                assert!(own > before, "{} {id}: {before} {own}", paper.id);
                styles_seen += 1;
            }
        }
    }
    assert!(styles_seen > 3, "{styles_seen}");
}

/// As many ballots stand on a sheet as on the page, each with all of its parts.
#[test]
fn ballots_stand_on_a_sheet_as_on_the_page() {
    const VOTE: &str = "kind: đại hội
organization: { name: Công đoàn cơ sở Trạm Bơm Đồng Nội, symbol: CĐCS }
congress: { ordinal: IV, term: 2026-2031 }
elections:
  - body: ban chấp hành
    seats: 3
    candidates:
      - { name: Nguyễn Văn Ví, post: Tổ trưởng }
      - { name: Lê Thị Dụ, post: Kế toán }
      - { name: Trần Văn Mẫu, post: Thủ kho }
      - { name: Phạm Thị Thử, post: Công nhân }
";
    let office = office();
    for (size, copies, sheet) in [
        ("A6", 4, "w:w=\"11906\" w:h=\"16838\""),
        ("A5", 2, "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\""),
        ("A4", 1, "w:w=\"11906\" w:h=\"16838\""),
    ] {
        let yaml = format!("{VOTE}ballot_paper: {{ size: {size} }}\n");
        let loaded = office.load("ho-so.yaml", yaml.as_bytes(), &[]);
        let dossier = loaded.dossier().expect("a dossier");
        let paper = office.papers().find("ballot").expect("a paper");
        let outputs = paper.outputs(dossier);
        let rendered = office.render(dossier, &outputs[0]).expect("rendered");
        let bytes = office.docx(&rendered).expect("made").bytes;
        let document = part(&bytes, "word/document.xml");
        assert!(document.contains(sheet), "{size}: {document}");
        for style in ["PhieuBauDonVi", "PhieuBauTen", "PhieuBauNoiDung"] {
            let style = format!("<w:pStyle w:val=\"{style}\"/>");
            assert!(document.matches(&style).count() >= copies, "{size} {style}");
        }
        assert_eq!(document.matches("Phạm Thị Thử").count(), copies, "{size}");
        // Every mark has a name of its own, and no cell ends in a table.
        assert!(!document.contains("</w:tbl></w:tc>"), "{size}");
    }
}

/// What the program writes it finds no fault with. What a file doesn't show isn't judged,
/// and notes tell what offices dispute.
#[test]
fn our_own_form_stands_our_own_check() {
    use baocao::diagnostic::Severity;
    let office = office();
    each(|context, _, _, bytes| {
        let document = baocao::word::open(bytes).expect("a Word file");
        let found = baocao::word::form::check(&document, "own.docx", None, office.library());
        let faults: Vec<String> = found
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.message.clone())
            .collect();
        assert_eq!(faults, [""; 0], "{context}");
    });
}
