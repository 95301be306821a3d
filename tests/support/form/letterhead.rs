//! The letterhead: national name, issuing body, number, place and date, draft
//! mark. NĐ 30, PL I, II.1 to II.4.

use super::Found;
use crate::support::cases::Finished;
use crate::support::decree;
use crate::support::sheet::{Boxed, Line, MM, Rule};
use baocao::dossier::Status;

const LEFT: [&str; 5] = ["parent-body", "issuing-body", "document-number", "stamp", "draft-mark"];
const RIGHT: [&str; 3] = ["national-name", "national-motto", "place-date"];

pub(super) fn check(paper: &Finished, found: &mut Found) {
    only_on_first_page(paper, found);
    national(paper, found);
    bodies(paper, found);
    number(paper, found);
    stamps(paper, found);
    place_date(paper, found);
    columns(paper, found);
    draft(paper, found);
}

fn only_on_first_page(paper: &Finished, found: &mut Found) {
    for role in LEFT.iter().chain(&RIGHT) {
        for page in paper.sheet.pages_of(role).into_iter().filter(|page| *page > 0) {
            found.add("letterhead", page, "NĐ 30, PL I, II", format!("{role} again"));
        }
    }
}

fn national(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, II.1";
    let Some(wanted_motto) = paper.decree().motto else { return name_alone(paper, found) };
    let (name, motto) = (paper.sheet.lines("national-name"), paper.sheet.lines("national-motto"));
    let ([name], [motto]) = (name.as_slice(), motto.as_slice()) else {
        let what = format!("{} lines of name, {} of motto", name.len(), motto.len());
        return found.add("national-name", 0, source, what);
    };
    if !paper.decree().names.contains(&name.text().as_str()) {
        found.add("national-name", 0, source, format!("{:?}", name.text()));
    }
    if motto.text() != wanted_motto {
        found.add("national-motto", 0, source, format!("{:?}", motto.text()));
    }
    found.centred("national-motto", source, "the motto", motto, name.centre());
    let apart = motto.baseline - name.baseline;
    let single = decree::Band { low: 0.9 * motto.size, high: decree::SINGLE * motto.size, source };
    found.within("national-motto", 0, "distance from the name", apart, single);
    let [rule] = paper.sheet.rules_of("national-motto-rule").collect::<Vec<_>>()[..] else {
        return found.add("motto-rule", 0, source, "not one rule under the motto".into());
    };
    let slack = decree::MOTTO_RULE_SLACK * MM;
    found.near("motto-rule", 0, source, "left end", (rule.left, motto.left, slack));
    found.near("motto-rule", 0, source, "right end", (rule.right, motto.right, slack));
    under(rule, motto, "motto-rule", source, found);
}

/// The Party's or the Youth Union's name: on one line, with a rule of its own length.
fn name_alone(paper: &Finished, found: &mut Found) {
    let source = "HD 36-HD/VPTW; HD 29-HD/TWĐTN-VP";
    let name = paper.sheet.lines("national-name");
    let [name] = name.as_slice() else {
        return found.add("national-name", 0, source, format!("{} lines of name", name.len()));
    };
    if !paper.decree().names.contains(&name.text().as_str()) {
        found.add("national-name", 0, source, format!("{:?}", name.text()));
    }
    if !paper.sheet.lines("national-motto").is_empty() {
        found.add("national-motto", 0, source, "a motto".into());
    }
    let [rule] = paper.sheet.rules_of("national-name-rule").collect::<Vec<_>>()[..] else {
        return found.add("name-rule", 0, source, "not one rule under the name".into());
    };
    let slack = decree::MOTTO_RULE_SLACK * MM;
    found.near("name-rule", 0, source, "left end", (rule.left, name.left, slack));
    found.near("name-rule", 0, source, "right end", (rule.right, name.right, slack));
    under(rule, name, "name-rule", source, found);
}

/// The mark under the issuing body, where a regime has one for a rule.
fn issuer_mark(paper: &Finished, mark: &str, last: &Line, found: &mut Found) {
    let source = "HD 36-HD/VPTW; HD 29-HD/TWĐTN-VP";
    let lines = paper.sheet.lines("issuing-body-mark");
    match lines.as_slice() {
        [line] if line.text() == mark && line.baseline > last.baseline => {
            found.centred("issuer-mark", source, "the mark", line, last.centre());
        }
        _ => found.add("issuer-mark", 0, source, format!("not {mark:?} under the issuer")),
    }
}

fn bodies(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, II.2; QĐ 933, Điều 17";
    let (parent, issuer) = (paper.sheet.lines("parent-body"), paper.sheet.lines("issuing-body"));
    let Some(last) = issuer.last() else {
        return found.add("issuing-body", 0, source, "no issuing body".into());
    };
    // A board of the congress stands under it.
    let board = paper.sheet.text("issuing-body").starts_with("BAN ");
    // The Party's and the Youth Union's stand under the superior.
    let union_congress = paper.congress() && paper.regime.id.starts_with("congress");
    if union_congress && !board && !parent.is_empty() {
        found.add("parent-body", 0, "QĐ 933, PL IV", "a congress has no parent body".into());
    }
    if !union_congress && paper.parent && parent.is_empty() {
        found.add("parent-body", 0, source, "no parent body".into());
    }
    let text = paper.sheet.text(if board { "parent-body" } else { "issuing-body" });
    let meeting = ["ĐẠI HỘI", "HỘI NGHỊ"].iter().any(|name| text.starts_with(name));
    if paper.of_congress() != meeting {
        found.add("issuing-body", 0, "HD 1156/HD-TLĐ", format!("issued by {text:?}"));
    }
    for line in parent.iter().chain(&issuer) {
        found.centred("issuing-body", source, "a line of the bodies", line, last.centre());
    }
    for pair in parent.iter().chain(&issuer).collect::<Vec<_>>().windows(2) {
        let apart = pair[1].baseline - pair[0].baseline;
        let single = decree::Band {
            low: 0.9 * pair[1].size,
            high: (decree::SINGLE + 0.01) * pair[1].size,
            source,
        };
        found.within("issuing-body", 0, "distance of the bodies' lines", apart, single);
    }
    if let Some(mark) = paper.decree().issuer_mark {
        return issuer_mark(paper, mark, last, found);
    }
    let [rule] = paper.sheet.rules_of("issuing-body-rule").collect::<Vec<_>>()[..] else {
        return found.add("issuer-rule", 0, source, "not one rule under the issuer".into());
    };
    let longest = issuer.iter().map(Line::width).fold(0.0, f64::max);
    ratio(rule, longest, "issuer-rule", decree::ISSUER_RULE, found);
    let wanted = regime_ratio(paper, "letterhead.issuing-body.rule-ratio");
    let measured = (rule.right - rule.left) / longest;
    found.near("issuer-rule", 0, "regimes", "part of the text", (measured, wanted, 0.01));
    let centre = (rule.left + rule.right) / 2.0;
    found.near("issuer-rule", 0, source, "centre of the rule", (centre, last.centre(), 0.5 * MM));
    under(rule, last, "issuer-rule", source, found);
}

/// Marks of secrecy and urgency stand one under the other, under the number.
fn stamps(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, II.10";
    let stamps = paper.sheet.lines("stamp");
    let Some(number) = paper.sheet.lines("document-number").pop() else { return };
    let mut above = number.bottom();
    for stamp in &stamps {
        found.centred("stamp", source, "a mark", stamp, number.centre());
        if stamp.top() <= above {
            found.add("stamp", stamp.page, source, format!("{:?} isn't below", stamp.text()));
        }
        above = stamp.bottom();
        // The Party's have no box.
        if paper.regime.get("letterhead.stamp.height").is_none() {
            continue;
        }
        let holds = |b: &&Boxed| {
            b.page == stamp.page
                && (b.left..b.left + b.width).contains(&stamp.centre())
                && (b.top..b.top + b.height).contains(&((stamp.top() + stamp.bottom()) / 2.0))
        };
        let Some(boxed) = paper.sheet.boxes.iter().find(holds) else {
            found.add("stamp", stamp.page, source, format!("no box around {:?}", stamp.text()));
            continue;
        };
        let width = match stamp.text().as_str() {
            "KHẨN" | "MẬT" => 20.0,
            "HỎA TỐC" | "TỐI MẬT" => 30.0,
            _ => 40.0,
        };
        found.near("stamp", stamp.page, source, "height of the box", (boxed.height, 8.0 * MM, 0.5));
        found.near("stamp", stamp.page, source, "width of the box", (boxed.width, width * MM, 0.5));
    }
}

fn number(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, II.3";
    let lines = paper.sheet.lines("document-number");
    if paper.is_unnumbered() && lines.is_empty() {
        return;
    }
    // The Party's congresses number theirs: HD 36-HD/VPTW.
    if paper.congress() && paper.regime.id != "party-congress" {
        if !lines.is_empty() {
            found.add("number", 0, "QĐ 933, PL IV", "a congress's paper has no number".into());
        }
        return;
    }
    let [line] = lines.as_slice() else {
        return found.add("number", 0, source, format!("{} lines of number", lines.len()));
    };
    let text = line.text();
    if !number_is_right(&text, paper.status, paper.decree().number) {
        found.add("number", 0, source, format!("{text:?}"));
    }
    if let Some(issuer) = paper.sheet.lines("issuing-body").last() {
        found.centred("number", source, "the number", line, issuer.centre());
        if line.baseline <= issuer.baseline {
            found.add("number", 0, source, "not under the issuing body".into());
        }
    }
}

/// `Số: 05/BC-CĐCS`: two digits at least, no other space.
fn number_is_right(text: &str, status: Status, marks: (&str, char, char)) -> bool {
    let (prefix, behind, between) = marks;
    let Some((number, symbol)) = text.strip_prefix(prefix).and_then(|rest| rest.split_once(behind))
    else {
        return false;
    };
    let digits = number.len() >= 2 && number.chars().all(|c| c.is_ascii_digit());
    let number_fits = match status {
        Status::Issued => digits,
        Status::ForSignature => number.trim().is_empty() && number.len() >= 4,
        Status::Draft => number == "…",
    };
    // The decree's own short names with a small letter: NĐ 30, PL III, I.
    let mixed = ["CTr", "TTr"];
    let capitals =
        |g: &str| !g.is_empty() && g.chars().all(|c| c.is_alphabetic() && c.is_uppercase());
    let group = |g: &str| mixed.contains(&g) || capitals(g);
    let hole = |g: &str| status == Status::Draft && g == "…";
    number_fits && symbol.split(between).all(|g| group(g) || hole(g))
}

fn place_date(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, II.4";
    let lines = paper.sheet.lines("place-date");
    if paper.regime.get("wording.has-place-date") == Some("false") && lines.is_empty() {
        return;
    }
    let [line] = lines.as_slice() else {
        return found.add("place-date", 0, source, format!("{} lines", lines.len()));
    };
    if !date_is_right(&line.text(), paper.status) {
        found.add("place-date", 0, source, format!("{:?}", line.text()));
    }
    if let Some(number) = paper.sheet.lines("document-number").first() {
        let pair = (line.baseline, number.baseline, 0.1);
        found.near("place-date", 0, source, "baseline of the date", pair);
    }
    let (Some(name), Some(motto)) =
        (paper.sheet.lines("national-name").pop(), paper.sheet.lines("national-motto").pop())
    else {
        return;
    };
    if line.baseline <= motto.baseline {
        found.add("place-date", 0, source, "not under the motto".into());
    }
    // Wider than its column, it ends at the margin.
    let [.., right] = paper.margins(0);
    let at_margin = (paper.sheet.pages[0].width - right - line.right).abs() < 0.5 * MM;
    let wide = line.width() > paper.given("letterhead.right-width") - MM;
    if !(wide && at_margin) {
        found.centred("place-date", source, "the date", line, name.centre());
    }
}

/// `Thí Dụ, ngày 05 tháng 01 năm 2026`: two digits for a day under 10 and for
/// January and February, and for nothing else.
fn date_is_right(text: &str, status: Status) -> bool {
    let parts = || -> Option<(&str, &str, &str, &str)> {
        let (place, rest) = text.split_once(", ngày ")?;
        let (day, rest) = rest.split_once(" tháng ")?;
        let (month, year) = rest.split_once(" năm ")?;
        Some((place, day, month, year))
    };
    let Some((place, day, month, year)) = parts() else { return false };
    let blank = |text: &str| match status {
        Status::Draft => text == "…",
        Status::ForSignature => text.trim().is_empty() && text.len() >= 4,
        Status::Issued => false,
    };
    let number = |text: &str, padded: u32, most: u32| {
        text.parse::<u32>().is_ok_and(|n| {
            let wanted = if n < padded { format!("{n:02}") } else { n.to_string() };
            (1..=most).contains(&n) && text == wanted
        })
    };
    !place.is_empty()
        && place == place.trim()
        && (number(day, 10, 31) || blank(day))
        && (number(month, 3, 12) || blank(month))
        && ((year.len() == 4 && number(year, 0, 2999)) || blank(year))
}

/// Where lines of both columns stand side by side, there is room between them.
fn columns(paper: &Finished, found: &mut Found) {
    let lines = |roles: &[&str]| -> Vec<Line<'_>> {
        roles.iter().flat_map(|role| paper.sheet.lines(role)).collect()
    };
    for left in lines(&LEFT) {
        for right in lines(&RIGHT) {
            let level = left.top().max(right.top()) < left.bottom().min(right.bottom());
            if level && right.left - left.right < 2.0 * MM {
                let what = format!("{:?} runs into {:?}", left.text(), right.text());
                found.add("columns", 0, "NĐ 30, PL I, sơ đồ", what);
            }
        }
    }
}

fn draft(paper: &Finished, found: &mut Found) {
    let mark = paper.sheet.text("draft-mark");
    if paper.draft() != mark.starts_with("DỰ THẢO") {
        let what = format!("{:?} on a paper of status {:?}", mark, paper.status);
        found.add("draft-mark", 0, "«mặc định»", what);
    }
    if !paper.draft() {
        for run in paper.sheet.runs.iter().filter(|run| run.text.contains('…')) {
            found.add("hole", run.page, "a finished paper has no holes", format!("{:?}", run.text));
        }
    }
}

pub(super) fn regime_ratio(paper: &Finished, path: &str) -> f64 {
    paper.regime.get(path).and_then(|ratio| ratio.parse().ok()).unwrap_or(f64::NAN)
}

/// A rule's length in parts of a text's.
pub(super) fn ratio(
    rule: &Rule,
    text: f64,
    name: &'static str,
    band: decree::Band,
    found: &mut Found,
) {
    found.within(name, rule.page, "part of the text", (rule.right - rule.left) / text, band);
}

/// A rule is solid, level and close under its line.
pub(super) fn under(
    rule: &Rule,
    line: &Line,
    name: &'static str,
    source: &'static str,
    found: &mut Found,
) {
    let below = rule.top - line.baseline;
    let near = decree::Band { low: 1.0, high: line.size, source };
    found.within(name, rule.page, "distance of the rule under its text", below, near);
}
