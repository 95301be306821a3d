//! Positions on the page: text within the margins and not overlapping, headings with their
//! contents, the signature below the text, no empty page.

use crate::regime::Regime;

use super::Fault;
use super::sheet::{Run, Sheet};
use crate::diagnostic::Code;

/// The margins of portrait and landscape pages, in points: top, bottom, left, right.
#[derive(Debug, Clone, Copy)]
pub struct Area {
    upright: [f64; 4],
    turned: [f64; 4],
}

/// The tolerance for rounding and overhanging letters at a margin, in points.
const SLACK: f64 = 1.0;

impl Area {
    /// `None` if a custom regime defines no margins.
    pub fn of(regime: &Regime) -> Option<Self> {
        let margin = |kind: &str| {
            let side = |side: &str| points(regime.get(&format!("page.{kind}.{side}"))?);
            Some([side("top")?, side("bottom")?, side("left")?, side("right")?])
        };
        let upright = margin("margin")?;
        Some(Area { upright, turned: margin("landscape-margin").unwrap_or(upright) })
    }
}

/// `20mm`, `2cm` or `13pt` in points.
pub(super) fn points(length: &str) -> Option<f64> {
    [("pt", 1.0), ("mm", 72.0 / 25.4), ("cm", 720.0 / 25.4)]
        .into_iter()
        .find_map(|(unit, points)| Some(length.strip_suffix(unit)?.parse::<f64>().ok()? * points))
}

const LETTERHEAD: [&str; 8] = [
    "parent-body",
    "issuing-body",
    "document-number",
    "draft-mark",
    "stamp",
    "national",
    "place-date",
    "page-number",
];
const SIGNATURE: [&str; 3] = ["on-behalf", "post", "signer-name"];
const BELOW_TEXT: [&str; 9] = [
    "on-behalf",
    "post",
    "signer-name",
    "recipients-title",
    "recipients-list",
    "archive",
    "left-on-behalf",
    "left-post",
    "left-name",
];
const HEADINGS: [&str; 4] = ["heading-", "part-", "annex-label", "annex-title"];

/// Adds faults of position.
pub(super) fn look(sheet: &Sheet, area: Option<&Area>, found: &mut Vec<Fault>) {
    for page in 0..sheet.pages.len() {
        let (runs, _) = sheet.split_at_page(page);
        if let Some(area) = area {
            outside(sheet, runs, page, area, found);
        }
        over(sheet, runs, page, found);
    }
    ends(sheet, found);
    long_ballot(sheet, found);
}

/// A ballot must fit on one page: a voter may not notice a second one.
fn long_ballot(sheet: &Sheet, found: &mut Vec<Fault>) {
    let name = sheet.runs.iter().find(|run| run.page > 0 && run.is("ballot-name"));
    let Some(name) = name else { return };
    let message = "Phiếu bầu dài hơn một trang".to_owned();
    let hint = "ghi chức vụ ngắn hơn, rút danh sách, hoặc chia hai lần bầu";
    found.push(Fault::new(Code::LONG_BALLOT, name.page + 1, message, hint).of([name.first.0]));
}

/// Adds faults at the ends of pages and at the end of the text.
fn ends(sheet: &Sheet, found: &mut Vec<Fault>) {
    for page in 0..sheet.pages.len() {
        let (runs, after) = sheet.split_at_page(page);
        alone(runs, after, page, found);
        if !runs.iter().any(|run| !run.is("page-number")) {
            let message = format!("Trang {} không có chữ nào", page + 1);
            found.push(Fault::new(Code::PAGE_ENDING, page + 1, message, EMPTY));
        }
    }
    signature(sheet, found);
}

const EMPTY: &str = "gửi hồ sơ này cho người quản trị mẫu";

fn outside(sheet: &Sheet, runs: &[Run], page: usize, area: &Area, found: &mut Vec<Fault>) {
    let size = &sheet.pages[page];
    let turned = size.width > size.height;
    let [top, bottom, left, right] = if turned { area.turned } else { area.upright };
    let out = |run: &&Run| {
        !run.is("page-number")
            && (run.left < left - SLACK
                || run.right > size.width - right + SLACK
                || run.top() < top - SLACK
                || run.bottom() > size.height - bottom + SLACK)
    };
    if let Some(run) = runs.iter().find(out) {
        let message = format!("Trang {}: in ra ngoài lề: “{}”", page + 1, shown(run));
        let hint = "viết ngắn lại, hoặc tách từ quá dài thành nhiều từ";
        found.push(Fault::new(Code::PAGE_MARGINS, page + 1, message, hint).of(spans(run)));
    }
}

/// Texts that overlap each other, or the rule between two columns.
fn over(sheet: &Sheet, runs: &[Run], page: usize, found: &mut Vec<Fault>) {
    // Letters of neighbouring lines and runs may touch, but not overlap this much.
    let (across, down) = (1.5, 0.25);
    let overlap = |a: &Run, b: &Run| {
        a.right.min(b.right) - a.left.max(b.left) > across
            && a.bottom().min(b.bottom()) - a.top().max(b.top()) > down * a.size.min(b.size)
    };
    let crossed = |run: &&Run| {
        run.cell
            && sheet.rules.iter().any(|rule| {
                let through = rule.at > run.left + across && rule.at < run.right - across;
                rule.page == page
                    && through
                    && rule.bottom.min(run.baseline) - rule.top.max(run.top()) > 1.0
            })
    };
    let printed_over =
        runs.iter().enumerate().find(|(i, a)| runs[i + 1..].iter().any(|b| overlap(a, b)));
    if let Some(run) = printed_over.map(|(_, run)| run).or_else(|| runs.iter().find(crossed)) {
        let message = format!("Trang {}: chữ in đè lên nhau: “{}”", page + 1, shown(run));
        let hint = "viết ngắn lại, hoặc tách từ quá dài thành nhiều từ";
        found.push(Fault::new(Code::PAGE_MARGINS, page + 1, message, hint).of(spans(run)));
    }
}

/// A heading with nothing below it on its page.
fn alone(runs: &[Run], after: &[Run], page: usize, found: &mut Vec<Fault>) {
    let blocks: Vec<&[Run]> = runs
        .chunk_by(|a, b| a.block == b.block)
        .filter(|block| !block[0].is("page-number"))
        .collect();
    let first = blocks.iter().rposition(|block| !heads(block)).map_or(0, |i| i + 1);
    // The rest of the paper must continue after it.
    let goes_on = after.iter().any(|run| !run.is("page-number"));
    if let Some(heading) = blocks.get(first)
        && goes_on
        && heading.last().map(|run| run.block)
            != after.iter().find(|r| !r.is("page-number")).map(|r| r.block)
    {
        let text: String = heading.iter().map(|run| run.text.as_str()).collect();
        let text = text.replace('\u{a0}', " ");
        let what = if refers(heading) { "dòng chỉ dẫn" } else { "đề mục" };
        let message = format!("Trang {}: {what} đứng một mình ở cuối trang: “{text}”", page + 1);
        let hint = "thêm hoặc bớt một câu ở phần trước đó";
        found.push(Fault::new(Code::PAGE_HEADING, page + 1, message, hint).of(spans(&heading[0])));
    }
}

/// Whether a block only introduces what follows: a heading, a bold paragraph that ends in a
/// colon, or a reference to details.
fn heads(block: &[Run]) -> bool {
    if block[0].is_any(&HEADINGS) || refers(block) {
        return true;
    }
    let end = block.last().map_or("", |run| run.text.trim_end());
    let marks = |run: &Run| run.text.chars().all(|c| !c.is_alphabetic());
    let run_in = block[0].role.is_none() && !block[0].cell && end.ends_with(':');
    run_in && block.iter().all(|run| run.bold || marks(run))
}

/// Whether a paragraph only refers to details: “(Chi tiết tại Phụ lục kèm theo.)”.
fn refers(block: &[Run]) -> bool {
    let plain = block[0].role.is_none() && !block[0].cell && block[0].text.starts_with('(');
    plain && is_reference(&block.iter().map(|run| run.text.as_str()).collect::<String>())
}

/// A section may consist of “(Biểu số liệu tại Phụ lục kèm theo.)” without anything after it.
fn is_reference(text: &str) -> bool {
    const LONGEST: usize = 90;
    let text = text.trim_end().replace('\u{a0}', " ").to_lowercase();
    text.starts_with('(')
        && text.ends_with(')')
        && text.chars().count() < LONGEST
        && text.contains("chi tiết")
}

/// The signature is on one page, below at least two lines of the text.
fn signature(sheet: &Sheet, found: &mut Vec<Fault>) {
    let Some(Signed { page, lines, torn }) = signed(sheet) else { return };
    let hint = "thêm hoặc bớt một câu ở phần cuối văn bản";
    if let Some(page) = torn {
        let message = format!("Trang {}: khối chữ ký bị tách sang trang khác", page + 1);
        found.push(Fault::new(Code::PAGE_ENDING, page + 1, message, hint));
    }
    if lines < LINES_ABOVE {
        let message = format!("Trang {}: trên chữ ký chỉ có {lines} dòng", page + 1);
        found.push(Fault::new(Code::PAGE_ENDING, page + 1, message, hint));
    }
}

/// The position of a paper's signature.
struct Signed {
    page: usize,
    /// The number of lines of text above it on its page.
    lines: usize,
    /// A page onto which part of it was broken.
    torn: Option<usize>,
}

fn signed(sheet: &Sheet) -> Option<Signed> {
    let signature = || sheet.runs.iter().filter(|run| run.is_any(&SIGNATURE));
    let first = signature().next()?;
    // If every page is signed separately, as with certificates, nothing is broken.
    let begins = |page: usize| signature().any(|run| run.page == page && run.role == first.role);
    let apart = |run: &&Run| run.page != first.page && !begins(run.page);
    let torn = signature().find(apart).map(|run| run.page);
    let text = |run: &&Run| {
        run.page == first.page
            && run.baseline < first.baseline
            && !run.is_any(&BELOW_TEXT)
            && !run.is_any(&LETTERHEAD)
    };
    let mut lines: Vec<f64> = sheet.runs.iter().filter(text).map(|run| run.baseline).collect();
    lines.sort_by(f64::total_cmp);
    lines.dedup_by(|a, b| (*a - *b).abs() < 0.5);
    Some(Signed { page: first.page, lines: lines.len(), torn })
}

/// How a text ends, while other line distances can still be tried.
pub(crate) struct Ending {
    /// The number of lines above the signature, if it isn't on the first page.
    over: Option<usize>,
    right: bool,
}

impl Ending {
    pub fn of(sheet: &Sheet) -> Self {
        let over = signed(sheet).filter(|s| s.page > 0).map(|s| s.lines);
        let mut found = Vec::new();
        ends(sheet, &mut found);
        Ending { over, right: found.is_empty() }
    }

    /// Whether at most this many lines stand above the signature, on a page needed only for
    /// them.
    pub fn spills(&self, lines: usize) -> bool {
        self.over.is_some_and(|over| over <= lines)
    }

    /// Whether no heading stands alone and the signature stands below its text.
    pub fn is_right(&self) -> bool {
        self.right
    }
}

/// The minimum number of lines above a signature on its page.
const LINES_ABOVE: usize = 2;

fn shown(run: &Run) -> String {
    const LETTERS: usize = 60;
    let text = run.text.replace('\u{a0}', " ");
    let mut shown: String = text.trim().chars().take(LETTERS).collect();
    if text.trim().chars().count() > LETTERS {
        shown.push('…');
    }
    shown
}

fn spans(run: &Run) -> impl Iterator<Item = typst::syntax::Span> + '_ {
    run.seams.iter().map(|(_, span)| *span)
}

#[cfg(test)]
mod tests {
    use super::is_reference;

    #[test]
    fn a_reference_is_a_line_of_its_own() {
        for text in ["(Chi tiết tại Phụ lục kèm theo.)", "(Số liệu chi tiết tại Phụ\u{a0}lục I)"]
        {
            assert!(is_reference(text), "{text}");
        }
        for text in [
            "(Biểu số liệu tại Phụ lục kèm theo.)",
            "Chi tiết tại Phụ lục (kèm theo)",
            "(chi tiết) khác",
        ] {
            assert!(!is_reference(text), "{text}");
        }
    }
}
