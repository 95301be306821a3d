//! The sheet, its margins, the page number.

use crate::diagnostic::{Code, Severity};

use super::super::document::{Align, Block, Document, Paragraph, Section};
use super::super::parts::Parts;
use super::judge::{Broken, Judge, millimetres, points};

/// The tolerance: one millimetre, in twentieths of a point.
const MILLIMETRE: i32 = 57;

pub fn judge(document: &Document, parts: &Parts<'_>, judge: &mut Judge) {
    sheets(document, judge);
    margins(document, judge);
    page_number(document, parts, judge);
}

fn sheets(document: &Document, judge: &mut Judge) {
    let is_a4 = |section: &&Section| {
        let (short, long) = (section.width.min(section.height), section.width.max(section.height));
        (short - 11906).abs() <= 2 * MILLIMETRE && (long - 16838).abs() <= 2 * MILLIMETRE
    };
    if let Some(other) =
        document.sections.iter().find(|section| !is_a4(section) && section.width > 0)
    {
        judge.tell(Broken {
            code: Code::WORD_PAGE,
            severity: Severity::Error,
            at: "Khổ giấy",
            text: "",
            found: format!("{} × {}", millimetres(other.width), millimetres(other.height)),
            right: "A4: 210 × 297 mm",
            clause: "Phụ lục I, phần I, I.1",
        });
    }
}

fn margins(document: &Document, judge: &mut Judge) {
    // Several ballots on a sheet, to be cut apart.
    let is_cut = document.sections.iter().all(|s| s.left.max(s.right).max(s.top) < 12 * MILLIMETRE);
    if is_cut {
        judge.not_judged.push("lề trang (tờ cắt nhỏ như phiếu bầu)");
        return;
    }
    let upright: Vec<&Section> = document
        .sections
        .iter()
        .filter(|section| !section.is_landscape && section.width > 0)
        .collect();
    type Side = fn(&Section) -> i32;
    let sides: [(&str, Side, (i32, i32)); 4] = [
        ("Lề trên", |s| s.top, (20, 25)),
        ("Lề dưới", |s| s.bottom, (20, 25)),
        ("Lề trái", |s| s.left + s.gutter, (30, 35)),
        ("Lề phải", |s| s.right, (15, 20)),
    ];
    for (at, side, (low, high)) in sides {
        let allowed = low * MILLIMETRE - MILLIMETRE..=high * MILLIMETRE + MILLIMETRE;
        let Some(wrong) = upright.iter().map(|s| side(s)).find(|m| !allowed.contains(m)) else {
            continue;
        };
        judge.tell(Broken {
            code: Code::WORD_PAGE,
            severity: Severity::Error,
            at,
            text: "",
            found: millimetres(wrong),
            right: &format!("{low}-{high} mm"),
            clause: "Phụ lục I, phần I, I.4",
        });
    }
}

/// The position of a page number.
struct Numbered<'d> {
    paragraph: &'d Paragraph,
    is_header: bool,
}

fn page_number(document: &Document, parts: &Parts<'_>, judge: &mut Judge) {
    let found = document.sections.iter().find_map(|section| {
        let in_header = number_in(&section.header).map(|paragraph| (paragraph, true, section));
        in_header
            .or_else(|| number_in(&section.footer).map(|paragraph| (paragraph, false, section)))
    });
    let Some((paragraph, is_header, section)) = found else {
        // A paper of one page shows none.
        if length(parts) > 3000 {
            judge.not_judged.push("số trang (không thấy trường PAGE ở đầu trang, chân trang)");
        }
        return;
    };
    let numbered = Numbered { paragraph, is_header };
    let tell = |judge: &mut Judge, severity, found: String, right: &str| {
        judge.tell(Broken {
            code: Code::WORD_PAGE_NUMBER,
            severity,
            at: "Số trang",
            text: &paragraph.text(),
            found,
            right,
            clause: "Phụ lục I, phần I, I.7",
        });
    };
    if let Some(place) = numbered.wrong_place() {
        tell(judge, Severity::Error, place, "đặt ở giữa lề trên");
    }
    let shown_first = match section.has_title_page {
        false => true,
        true => {
            number_in(&section.first_header).or_else(|| number_in(&section.first_footer)).is_some()
        }
    };
    if shown_first && section.first_number != Some(0) {
        tell(
            judge,
            Severity::Error,
            "hiện cả ở trang thứ nhất".to_owned(),
            "không hiện ở trang thứ nhất (Word: Header, chọn Different First Page)",
        );
    }
    let look = paragraph.standing().find(|run| is_page(run.field.as_deref())).map(|run| &run.look);
    let look = look.unwrap_or(&paragraph.mark_look);
    if !(26..=28).contains(&look.size) {
        tell(judge, Severity::Error, format!("cỡ chữ {}", points(look.size)), "cỡ chữ 13-14");
    }
    let text = paragraph.text();
    if text.contains(['-', '–']) {
        tell(
            judge,
            Severity::Note,
            format!("“{}” có gạch hai bên", text.trim()),
            "chỉ ghi chữ số Ả Rập",
        );
    }
}

impl Numbered<'_> {
    fn wrong_place(&self) -> Option<String> {
        let text = self.paragraph.text();
        // Word's own header has a tab to its middle.
        let tabs = text.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\t').count();
        let across = match (self.paragraph.shape.align, tabs) {
            (Align::Centre, _) | (_, 1) => "giữa",
            (Align::Right, _) | (_, 2..) => "bên phải",
            _ => "bên trái",
        };
        match (self.is_header, across) {
            (true, "giữa") => None,
            (true, across) => Some(format!("ở đầu trang, {across}")),
            (false, across) => Some(format!("ở chân trang, {across}")),
        }
    }
}

fn is_page(field: Option<&str>) -> bool {
    let first = field.and_then(|field| field.split_whitespace().next());
    first.is_some_and(|name| name.eq_ignore_ascii_case("PAGE"))
}

/// The paragraph with a page number among blocks.
pub fn number_in(blocks: &[Block]) -> Option<&Paragraph> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) => {
            Some(paragraph).filter(|p| p.runs.iter().any(|run| is_page(run.field.as_deref())))
        }
        Block::Box(blocks) => number_in(blocks),
        Block::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).find_map(|cell| number_in(&cell.blocks))
        }
    })
}

/// The number of letters in the text.
fn length(parts: &Parts<'_>) -> usize {
    parts.passages().map(|passage| passage.text.len()).sum()
}
