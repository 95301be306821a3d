//! The end of a paper: end mark, recipients, signature. NĐ 30, PL I, II.7 and
//! II.9b; congresses by QĐ 933, PL IV.

use super::Found;
use crate::support::cases::Finished;
use crate::support::sheet::{Line, MM, Run, lines};
use baocao::dossier::Status;

const SIGNATURE: [&str; 3] = ["on-behalf", "post", "signer-name"];
const RECIPIENTS: [&str; 3] = ["recipients-title", "recipients-list", "archive"];

pub(super) fn check(paper: &Finished, found: &mut Found) {
    end_mark(paper, found);
    who_signs(paper, found);
    signature(paper, found);
    others(paper, found);
    recipients(paper, found);
    not_alone(paper, found);
}

fn end_mark(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL III, Mẫu 1.1-1.10";
    let marks: Vec<&Run> = paper.sheet.role("end-mark").collect();
    let [mark] = marks[..] else {
        return found.add_to_all("end-mark", source, format!("{} end marks", marks.len()));
    };
    if mark.text != paper.decree().end_mark {
        found.add("end-mark", mark.page, source, format!("{:?}", mark.text));
    }
    let after = |run: &&Run| run.is_body() && !run.is("end-mark") && !paper.in_annex(run.page);
    let last = paper.sheet.runs.iter().filter(after).rfind(|run| !run.is_blank());
    let Some(last) = last else { return };
    let level = last.page == mark.page && (last.baseline - mark.baseline).abs() < 0.5;
    // A blank keeps off the mark, lest the two read as one row of dots.
    let room = if last.text.trim_end().ends_with('…') { 4.0 } else { 0.5 };
    if !level || (mark.left - last.right).abs() > room {
        let what = format!("not right after {:?}", last.text);
        found.add("end-mark", mark.page, source, what);
    }
}

fn who_signs(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, II.7; QĐ 933, PL IV";
    let has = |role: &str| paper.sheet.role(role).next().is_some();
    let minutes = paper.is_record() && has("post") && has("signer-name");
    if !has("on-behalf") && !minutes {
        found.add_to_all("signature", source, "no quyền hạn".into());
    }
    let signed_for = paper.sheet.text("on-behalf");
    let presidium = signed_for.ends_with("ĐOÀN CHỦ TỊCH");
    let body = signed_for.strip_prefix(paper.decree().on_behalf);
    let board = body.is_some_and(|body| body.starts_with("BAN ")) && paper.of_congress();
    // A congress speaks through its name; an office through whoever signs.
    let personal = !paper.of_congress();
    if (personal || presidium) && !minutes && !signed_for.starts_with(paper.decree().on_behalf) {
        found.add_to_all("signature", source, format!("signed {signed_for:?}"));
    }
    if !personal && !presidium && !board && !minutes && (has("post") || has("signer-name")) {
        found.add_to_all("signature", source, "somebody signs for a congress".into());
    }
    if (personal && !(has("post") && has("signer-name"))) || (presidium && !has("signer-name")) {
        found.add_to_all("signature", source, "no post or no name".into());
    }
    if paper.has_recipients() && !has("recipients-title") {
        found.add_to_all("recipients", "NĐ 30, PL I, II.9b", "no recipients".into());
    }
    if !paper.has_recipients() && !paper.recipients && has("recipients-title") {
        let what = "recipients on a congress's paper whose dossier names none".into();
        found.add_to_all("recipients", source, what);
    }
}

/// One under the other, about one axis, room for the hand and the seal.
fn signature(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, II.7";
    let blocks = SIGNATURE.map(|role| paper.sheet.lines(role));
    let all: Vec<&Line> = blocks.iter().flatten().collect();
    let Some(first) = all.first() else { return };
    for pair in all.windows(2) {
        if pair[1].page == pair[0].page && pair[1].baseline <= pair[0].baseline {
            let what = format!("{:?} isn't under {:?}", pair[1].text(), pair[0].text());
            found.add("signature", pair[1].page, source, what);
        }
    }
    for line in &all {
        found.centred("signature", source, "a line of the signature", line, first.centre());
        if line.page != first.page {
            found.add("signature-alone", line.page, source, "the signature is torn apart".into());
        }
        if line.centre() < paper.middle(line.page) {
            found.add("signature", line.page, source, "not in the right half".into());
        }
    }
    if let [.., above, name] = all[..]
        && !blocks[2].is_empty()
    {
        let room = name.top() - above.bottom();
        let wanted = paper.given("closing.signature-space");
        if room < wanted - 1.0 {
            let what = format!("{:.1} mm to sign in", room / MM);
            found.add("signature", name.page, "regimes", what);
        }
    }
}

/// Others sign to the left, each under what they sign as, all names on one line.
fn others(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL III, Mẫu 1.9";
    let Some(last) = paper.sheet.lines("signer-name").pop() else { return };
    let names = paper.sheet.lines("left-name");
    for line in &names {
        let pair = (line.baseline, last.baseline, 0.5);
        found.near("signatures", line.page, source, "baseline of the other's name", pair);
    }
    for line in
        ["left-on-behalf", "left-post", "left-name"].iter().flat_map(|r| paper.sheet.lines(r))
    {
        let level = |other: &&Line| {
            other.page == line.page
                && line.top().max(other.top()) < line.bottom().min(other.bottom())
        };
        for other in SIGNATURE.iter().flat_map(|role| paper.sheet.lines(role)).filter(|l| level(&l))
        {
            if other.left - line.right < 2.0 * MM {
                let what = format!("{:?} runs into {:?}", line.text(), other.text());
                found.add("signatures", line.page, source, what);
            }
        }
    }
    let title = paper.sheet.lines("recipients-title").pop().filter(|_| !names.is_empty());
    if let Some(title) = title.filter(|t| t.page == last.page && t.top() < last.bottom()) {
        found.add("signatures", title.page, source, "recipients beside several who sign".into());
    }
}

fn recipients(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, II.9b";
    let title = paper.sheet.lines("recipients-title");
    let [title] = title.as_slice() else {
        if !title.is_empty() {
            found.add_to_all("recipients", source, "several titles".into());
        }
        return;
    };
    if title.text() != "Nơi nhận:" {
        found.add("recipients", title.page, source, format!("{:?}", title.text()));
    }
    let alone = paper.sheet.lines("left-name").is_empty();
    if let Some(first) = paper.sheet.lines("on-behalf").first().filter(|_| alone) {
        let pair = (title.baseline, first.baseline, 0.1);
        found.near("recipients", title.page, source, "baseline of Nơi nhận", pair);
    }
    let [_, _, left, _] = paper.margins(title.page);
    let runs = paper
        .sheet
        .runs
        .iter()
        .filter(|run| run.part.role.as_deref().is_some_and(|role| RECIPIENTS.contains(&role)));
    for line in lines(runs.clone()) {
        if line.left - left > 0.3 * MM {
            let what = format!("{:?} isn't flush left", line.text());
            found.add("recipients", line.page, source, what);
        }
        for other in SIGNATURE.iter().flat_map(|role| paper.sheet.lines(role)) {
            let level = line.top().max(other.top()) < line.bottom().min(other.bottom());
            if level && line.page == other.page && other.left - line.right < 2.0 * MM {
                let what = format!("{:?} runs into {:?}", line.text(), other.text());
                found.add("columns", line.page, source, what);
            }
        }
    }
    items(runs, paper, found);
}

/// `- X;` each, the last `- Lưu: VT.`
fn items<'a>(runs: impl Iterator<Item = &'a Run>, paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, II.9b";
    let mut items: Vec<(u128, String)> = Vec::new();
    for run in runs.filter(|run| !run.is("recipients-title")) {
        match items.last_mut() {
            Some((block, text)) if *block == run.part.block => text.push_str(&run.text),
            _ => items.push((run.part.block, run.text.clone())),
        }
    }
    for (i, (_, text)) in items.iter().enumerate() {
        let text = text.replace('\u{a0}', " ");
        let last = i + 1 == items.len();
        let end = if last { '.' } else { ';' };
        let bare = text.trim_end_matches(end);
        let one_mark = bare.len() + 1 == text.len() && !bare.ends_with(['.', ';', ',', ' ']);
        let archive = text.starts_with(paper.decree().archive);
        let hole = paper.status == Status::Draft && text.contains('…');
        if !text.starts_with("- ") || !one_mark || archive != last && !hole {
            found.add_to_all("recipients", source, format!("{text:?}"));
        }
    }
}

/// Where the closing stands, two lines of the text at least stand above it; a
/// long list of recipients may go on over the next page.
fn not_alone(paper: &Finished, found: &mut Found) {
    let list = paper.sheet.pages_of("recipients-title");
    for role in SIGNATURE.iter().chain(&RECIPIENTS) {
        for line in paper.sheet.lines(role) {
            if RECIPIENTS.contains(role) && list.iter().any(|first| *first < line.page) {
                continue;
            }
            let above = |run: &&Run| {
                run.page == line.page
                    && (run.is_body() || run.part.table || run.is_any_heading())
                    && !run.is_blank()
                    && run.baseline < line.baseline
            };
            let above = lines(paper.sheet.runs.iter().filter(above)).len();
            if above < 2 {
                let what = format!("{:?} under {above} lines of the text", line.text());
                found.add("signature-alone", line.page, "NĐ 30, PL I, II.7", what);
            }
        }
    }
}
