//! Document type (tên loại) and subject (trích yếu). NĐ 30, PL I, II.5.

use super::Found;
use super::letterhead::{ratio, regime_ratio, under};
use crate::support::cases::Finished;
use crate::support::decree;
use crate::support::sheet::{Line, MM};

pub(super) fn check(paper: &Finished, found: &mut Found) {
    let source = "NĐ 30, PL I, II.5";
    let kind = paper.sheet.lines("document-type");
    let subject = paper.sheet.lines("subject");
    let (Some(last_kind), Some(last)) = (kind.last(), subject.last()) else {
        return found.add("title", 0, source, "no type or no subject".into());
    };
    for line in kind.iter().chain(&subject) {
        found.centred("title", source, "a line of the title", line, paper.middle(line.page));
    }
    if last_kind.baseline >= subject[0].baseline {
        found.add("title", 0, source, "the subject isn't under the type".into());
    }
    let gap = subject[0].baseline - last_kind.baseline;
    let right_under = decree::Band { low: last.size, high: 1.6 * last.size, source };
    found.within("title", 0, "distance from type to subject", gap, right_under);
    if let Some(mark) = paper.decree().subject_mark {
        let lines = paper.sheet.lines("subject-mark");
        match lines.as_slice() {
            [line] if line.text() == mark && line.baseline > last.baseline => {
                let middle = paper.middle(line.page);
                found.centred("subject-mark", source, "the mark", line, middle);
            }
            _ => found.add("subject-mark", 0, source, format!("not {mark:?} under the subject")),
        }
        return;
    }
    let [rule] = paper.sheet.rules_of("subject-rule").collect::<Vec<_>>()[..] else {
        return found.add("subject-rule", 0, source, "not one rule under the subject".into());
    };
    let longest = subject.iter().map(Line::width).fold(0.0, f64::max);
    ratio(rule, longest, "subject-rule", decree::SUBJECT_RULE, found);
    let wanted = regime_ratio(paper, "title-block.subject.rule-ratio");
    let measured = (rule.right - rule.left) / longest;
    found.near("subject-rule", 0, "regimes", "part of the text", (measured, wanted, 0.01));
    let centre = (rule.left + rule.right) / 2.0;
    let middle = paper.middle(rule.page);
    found.near("subject-rule", 0, source, "centre of the rule", (centre, middle, 0.5 * MM));
    under(rule, last, "subject-rule", source, found);
    // Below the letterhead, above the text.
    let above = |run: &&crate::support::sheet::Run| run.page == 0 && run.is_body();
    let first = paper.sheet.runs.iter().find(above);
    if first.is_some_and(|first| first.top() < rule.bottom) {
        found.add("title", 0, source, "the text begins above the title's end".into());
    }
}
