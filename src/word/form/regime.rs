//! A paper of the Party or the Youth Union, held against its regime's data: margins,
//! sizes of letters, the end mark. Their guides allow a range where the data has
//! one figure, and some figures are taken over from other papers: what is a point or a
//! few millimetres off is let pass, and the rest is something to look at.

use crate::diagnostic::{Code, Severity};
use crate::library::Library;
use crate::regime::Regime;

use super::super::document::{Document, Section};
use super::super::parts::{Parts, Passage, Text};
use super::body::most;
use super::judge::{Broken, Judge, millimetres, points};
use super::{customs, end};

pub fn judge(
    document: &Document,
    parts: &Parts<'_>,
    id: &str,
    library: &Library,
    judge: &mut Judge,
) {
    let Some(regime) = library.regimes().find(|regime| regime.id == id) else {
        judge.not_judged.push("thể thức (không có thể thức này)");
        return;
    };
    judge.law = regime.title.clone();
    margins(document, regime, judge);
    head(parts, regime, judge);
    body(parts, regime, judge);
    customs::judge(parts, regime, judge);
    if let Some(mark) = regime.get("closing.end-mark") {
        end::end_mark(parts, mark, judge);
    }
    judge
        .not_judged
        .push("kiểu chữ, đề mục, khoảng cách, vị trí (văn bản của Đảng, Đoàn có lệ riêng)");
}

/// A length or a size of the regime in twentieths of a point.
fn twips(regime: &Regime, path: &str) -> Option<i32> {
    let text = regime.get(path)?;
    let number = |unit: &str| text.strip_suffix(unit).and_then(|n| n.trim().parse::<f64>().ok());
    let twips = number("pt").map(|n| n * 20.0).or_else(|| number("mm").map(|n| n * 1440.0 / 25.4));
    twips.map(|twips| twips.round() as i32)
}

fn margins(document: &Document, regime: &Regime, judge: &mut Judge) {
    type Side = fn(&Section) -> i32;
    let sides: [(&str, &str, Side); 4] = [
        ("Lề trên", "page.margin.top", |s| s.top),
        ("Lề dưới", "page.margin.bottom", |s| s.bottom),
        ("Lề trái", "page.margin.left", |s| s.left + s.gutter),
        ("Lề phải", "page.margin.right", |s| s.right),
    ];
    // A millimetre less, five more: binding, and the ranges of the guides.
    let (less, more) = (57, 290);
    for (at, path, side) in sides {
        let Some(right) = twips(regime, path) else { continue };
        let upright = document.sections.iter().filter(|s| !s.is_landscape && s.width > 0);
        let Some(wrong) = upright.map(side).find(|m| !(right - less..=right + more).contains(m))
        else {
            continue;
        };
        let (found, right) = (millimetres(wrong), millimetres(right));
        tell(judge, Code::WORD_PAGE, at, "", (found, &right));
    }
}

/// Something to look at: what the data says is taken over from summaries in part.
pub fn tell(judge: &mut Judge, code: Code, at: &str, text: &str, words: (String, &str)) {
    let (found, right) = words;
    let (severity, clause) = (Severity::Warning, "");
    judge.tell(Broken { code, severity, at, text, found, right, clause });
}

fn head(parts: &Parts<'_>, regime: &Regime, judge: &mut Judge) {
    let head = &parts.letterhead;
    let title = &parts.title;
    let lines: [(Option<&Text<'_>>, &str, &str, Code); 7] = [
        (head.nation.as_ref(), "letterhead.national-name", "Tiêu đề", Code::WORD_LETTERHEAD),
        (
            head.parent.first(),
            "letterhead.parent-body",
            "Tên cơ quan cấp trên",
            Code::WORD_LETTERHEAD,
        ),
        (
            head.issuer.first(),
            "letterhead.issuing-body",
            "Tên cơ quan ban hành",
            Code::WORD_LETTERHEAD,
        ),
        (
            head.number.as_ref().map(|number| &number.line),
            "letterhead.number",
            "Số, ký hiệu",
            Code::WORD_NUMBER,
        ),
        (
            head.date.as_ref().map(|date| &date.line),
            "letterhead.place-date",
            "Địa danh, ngày tháng",
            Code::WORD_DATE,
        ),
        (title.kind.as_ref(), "title-block.document-type", "Tên loại", Code::WORD_TITLE),
        (title.subject.first(), "title-block.subject", "Trích yếu", Code::WORD_TITLE),
    ];
    for (line, path, at, code) in lines {
        match line {
            Some(line) => size(line.look().size, line, path, at, code, regime, judge),
            None if path == "letterhead.national-name" => {
                judge.not_judged.push("tiêu đề (không thấy)")
            }
            None => {}
        }
    }
}

/// Compares a font size, in half points, with the regime's, with a tolerance of one point.
fn size(
    found: u32,
    line: &Text<'_>,
    path: &str,
    at: &str,
    code: Code,
    regime: &Regime,
    judge: &mut Judge,
) {
    let right = twips(regime, &format!("{path}.size")).and_then(|twips| u32::try_from(twips).ok());
    let Some(right) = right.map(|twips| twips / 10) else { return };
    if found.abs_diff(right) > 2 {
        let words = (format!("cỡ chữ {}", points(found)), format!("cỡ chữ {}", points(right)));
        tell(judge, code, at, &line.text, (words.0, &words.1));
    }
}

fn body(parts: &Parts<'_>, regime: &Regime, judge: &mut Judge) {
    let passages: Vec<&Passage<'_>> =
        parts.passages().filter(|passage| passage.text.chars().count() > 60).collect();
    let Some(first) = passages.first() else {
        judge.not_judged.push("lời văn (không có đoạn nào đủ dài)");
        return;
    };
    if let Some(found) = most(passages.iter().map(|passage| passage.line.look().size)) {
        let at = "Lời văn (phần lớn các đoạn)";
        size(found, &first.line, "body", at, Code::WORD_BODY, regime, judge);
    }
}
