//! Charts: bars as long as the dossier's numbers say, on the page, in Word, on the web.

mod support;

use std::io::Read;

use baocao::export::{Format, Standard};
use baocao::{Office, Printed};
use support::cases::{self, office};
use typst::layout::{Frame, FrameItem, Point};
use typst::visualize::Geometry;

fn printed(office: &Office, paper: &str, formats: &[Format]) -> Printed {
    let path = cases::files("fixtures/fields").into_iter().find(|p| cases::stem(p) == "bieu-do");
    let loaded = cases::load(office, &path.expect("a dossier"));
    let dossier = loaded.dossier().expect("a dossier");
    let paper = office.papers().find(paper).expect("a paper");
    let rendered = office.render(dossier, paper).expect("rendered");
    office.print(&rendered, formats, Standard::default()).expect("printed")
}

/// The widths of all bars, in points, in the order of the page.
fn bars(printed: &Printed) -> Vec<f64> {
    fn walk(frame: &Frame, at: Point, bars: &mut Vec<f64>) {
        for (offset, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, at + *offset, bars),
                FrameItem::Shape(shape, _) if shape.fill.is_some() => {
                    if let Geometry::Rect(size) = shape.geometry {
                        bars.push(size.x.to_pt());
                    }
                }
                _ => {}
            }
        }
    }
    let mut bars_found = Vec::new();
    for page in printed.pages.as_ref().expect("pages").document().pages() {
        walk(&page.frame, Point::zero(), &mut bars_found);
    }
    bars_found
}

#[test]
fn bars_are_as_long_as_the_numbers_say() {
    let office = office();
    // Members first: 50 and 20 of 200; then 80% and 120% of what was planned.
    let widths = bars(&printed(&office, "annual_report", &[Format::Pdf]));
    let [women, party, first, second] = widths[..] else { panic!("{widths:?}") };
    let ratio = |part: f64, whole: f64| (part / whole * 100.0).round();
    assert_eq!(ratio(party, women), 40.0);
    assert_eq!(ratio(first, second), 67.0);
    assert_eq!(ratio(women, second), 25.0);
    // The keys of the two fills, then this year beside the last one, each pair by itself.
    let widths = bars(&printed(&office, "unit_report", &[Format::Pdf]));
    let [key, other_key, now, before, fewer, more] = widths[..] else { panic!("{widths:?}") };
    assert_eq!(key, other_key);
    assert_eq!((ratio(before, now), ratio(fewer, more)), (50.0, 75.0));
}

#[test]
fn a_chart_is_a_picture_in_word_and_on_the_web() {
    let office = office();
    let printed = printed(&office, "annual_report", &[Format::Docx, Format::Html, Format::Txt]);
    let file = |format: Format| {
        let file = printed.files.iter().find(|file| file.format == format).expect("a file");
        file.bytes.clone()
    };
    let mut package =
        zip::ZipArchive::new(std::io::Cursor::new(file(Format::Docx))).expect("a package");
    let mut text = String::new();
    package.by_name("word/document.xml").expect("a text").read_to_string(&mut text).expect("read");
    assert!(text.contains("descr=\"Biểu đồ. Kết quả so với chỉ tiêu"), "no words for it");
    assert!(text.contains("r:embed=\"rIdImage2\""));
    for part in ["word/media/image1.png", "word/media/image2.png"] {
        let mut bytes = Vec::new();
        package.by_name(part).expect(part).read_to_end(&mut bytes).expect("read");
        assert!(bytes.starts_with(b"\x89PNG"), "{part}");
    }
    let page = String::from_utf8(file(Format::Html)).expect("UTF-8");
    assert_eq!(page.matches("src=\"data:image/png;base64,").count(), 2);
    let plain = String::from_utf8(file(Format::Txt)).expect("UTF-8");
    assert!(plain.replace('\u{a0}', " ").contains("Kết nạp mới: 60 đoàn viên (120%)"), "{plain}");
    assert!(printed.lost.is_empty(), "{:?}", printed.lost);
}
