//! Papers as pages for a browser: meaningful to who hears them, safe, and printed on the
//! regime's sheet. And as plain text, to be pasted.

mod support;

use baocao::dossier::Status;
use baocao::export::{Format, Standard};
use baocao::regime::Regime;
use baocao::{Office, Rendered};
use support::cases::{fixtures, load, office, stem};

fn made(office: &Office, rendered: &Rendered, format: Format) -> String {
    let printed = office.print(rendered, &[format], Standard::default()).expect("printed");
    let bytes = printed.files.into_iter().next().expect("a file").bytes;
    String::from_utf8(bytes).expect("UTF-8")
}

/// Every paper of the fixtures as a draft.
fn each(mut look: impl FnMut(&str, &Office, &Rendered, &Regime)) {
    let office = office();
    for path in fixtures() {
        let loaded = load(&office, &path);
        let mut dossier = loaded.dossier().expect("a dossier").clone();
        dossier.status = Some(Status::Draft);
        dossier.papers.0.iter_mut().for_each(|(_, paper)| paper.status = Some(Status::Draft));
        for paper in office.papers().of(&dossier) {
            let rendered = office.render(&dossier, paper).expect("rendered");
            let regime = office.regime(&dossier, paper).expect("a regime");
            look(&format!("{} {}", stem(&path), paper.id), &office, &rendered, regime);
        }
    }
}

/// The tags of a page, in their order: `p class="bold"`, `/p`.
fn tags(page: &str) -> Vec<&str> {
    let body = page.split_once("<body>").expect("a body").1;
    body.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag).collect()
}

fn name(tag: &str) -> &str {
    tag.split(' ').next().unwrap_or_default()
}

#[test]
fn a_page_is_made_of_meaning() {
    let mut tables = 0;
    each(|context, office, rendered, _| {
        let page = made(office, rendered, Format::Html);
        let tags = tags(&page);
        let count = |wanted: &str| tags.iter().filter(|tag| name(tag) == wanted).count();
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"vi\">"), "{context}");
        assert_eq!((count("h1"), count("main")), (1, 1), "{context}");
        let mut last = 1;
        for tag in tags.iter().filter(|tag| tag.len() > 1 && tag.starts_with('h')) {
            let Ok(level) = name(&tag[1..]).parse::<usize>() else { continue };
            assert!(level <= last + 1, "{context}: h{level} below h{last}");
            last = level;
        }
        for tag in tags.iter().filter(|tag| name(tag) == "th") {
            assert!(tag.contains("scope=\"col"), "{context}: {tag}");
        }
        assert_eq!(count("caption"), count("table"), "{context}");
        assert!(page.matches("aria-label=\"Bảng ").count() == count("table"), "{context}");
        tables += count("table");
        closed(context, &tags);
        // Nothing is run, and nothing fetched.
        for foreign in ["<script", "javascript:", "http", "src=", "href=", "url("] {
            let page = page.replace("http-equiv", "");
            assert!(!page.contains(foreign), "{context}: {foreign}");
        }
    });
    assert!(tables > 10, "{tables}");
}

/// Every element that is opened is closed again, in order.
fn closed(context: &str, tags: &[&str]) {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags.iter().filter(|tag| !["br", "hr"].contains(&name(tag))) {
        match tag.strip_prefix('/') {
            Some(end) if ["body", "html"].contains(&end) => {}
            Some(end) => assert_eq!(open.pop(), Some(end), "{context}"),
            None => open.push(name(tag)),
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "{context}");
}

#[test]
fn a_page_is_printed_on_the_regimes_sheet() {
    let (mut upright, mut turned) = (0, 0);
    each(|context, office, rendered, regime| {
        let page = made(office, rendered, Format::Html);
        let rule = page.split("@page ").nth(1).expect("a rule");
        let size = match regime.get("page.flipped") {
            Some("true") => "size: A4 landscape;",
            _ => "size: A4;",
        };
        assert!(rule.contains(size), "{context}: {rule}");
        *if size == "size: A4;" { &mut upright } else { &mut turned } += 1;
        let edges = ["top", "right", "bottom", "left"];
        let edges = edges.map(|edge| regime.get(&format!("page.margin.{edge}")).expect("a margin"));
        assert!(rule.contains(&format!("margin: {};", edges.join(" "))), "{context}: {rule}");
        assert!(rule.contains("content: counter(page)"), "{context}: {rule}");
    });
    assert!(upright > 20 && turned > 0, "{upright} {turned}");
}

const TYPED: &str = "kind: tổng kết
organization: { name: 'Công đoàn <b>Xưởng</b> & Cộng sự' }
period: { year: 2026 }
situation:
  advantages: 'Có </p><script>alert(1)</script> và \"dấu\" & < >.'
results:
  - area: '<img src=x onerror=alert(2)>'
    text: |
      - Việc <u>một</u>.

      | Tên | Số |
      |---|---|
      | Tổ <1> | 5 |
";

#[test]
fn what_was_typed_is_text() {
    let office = office();
    let loaded = office.load("ho-so.yaml", TYPED.as_bytes(), &[]);
    let dossier = loaded.dossier().expect("a dossier");
    let paper = office.papers().find("annual_report").expect("a paper");
    let rendered = office.render(dossier, paper).expect("rendered");
    let page = made(&office, &rendered, Format::Html);
    for typed in ["<script", "<img", "<u>", "<b>", "<1>"] {
        assert!(!page.contains(typed), "{typed}");
    }
    assert!(page.contains("&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
    closed("typed", &tags(&page));
    let text = made(&office, &rendered, Format::Txt);
    assert!(text.contains("Có </p><script>alert(1)</script> và \"dấu\" & < >."), "{text}");
}

#[test]
fn a_pasted_text_has_a_line_for_each_paragraph_and_row() {
    each(|context, office, rendered, _| {
        let text = made(office, rendered, Format::Txt);
        assert!(!text.contains('\u{a0}') && !text.contains('\t'), "{context}");
        assert!(!text.contains("\n\n\n") && !text.starts_with('\n'), "{context}");
        assert!(text.lines().all(|line| line.trim() == line), "{context}");
        assert!(text.ends_with('\n'), "{context}");
    });
}
