//! A hedge contradicted by the exact number beside it: `trên 150 triệu đồng (148,6 triệu
//! đồng)`: BC348.

use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::sentence::{Bound, Measure, Sentence, phrase_in};
use crate::vietnamese::{Number, percent_of};

pub(crate) const HEDGED: Rule = Rule {
    code: Code::SENTENCE_HEDGE,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&HEDGED, context, found, flaws),
};

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    for i in 0..s.figures.len() {
        out.extend(denied(s, i));
    }
}

/// Words for aims, which needn't be reached.
const AIMS: [&str; 6] = ["phấn đấu", "dự kiến", "chỉ tiêu", "kế hoạch", "mục tiêu", "yêu cầu"];

/// Words that tell a share's numbers behind it.
const BESIDE: [&str; 4] = ["tương ứng", "tương đương", "tức là", "tức"];

/// `Trên 95% bệnh nhân, tương ứng 271/290 người`
fn told_behind(s: &Sentence, i: usize) -> Option<usize> {
    let next = i + 1;
    s.figures.get(next)?.ratio()?;
    let lead = s.lead(next);
    let beside = BESIDE.contains(&lead.as_str()) && s.begins_anew(next);
    (beside && s.figures[i].is_percent() && s.same_clause(i, next)).then_some(next)
}

fn denied(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let (bound, level) = figure.bound.zip(figure.number())?;
    let exact = s.bracketed(i).or_else(|| told_behind(s, i))?;
    let aim = AIMS.iter().any(|aim| phrase_in(&s.lead(i), aim));
    let lead = s.lead(exact);
    let lead = BESIDE.iter().find_map(|word| lead.strip_suffix(word)).unwrap_or(&lead).trim_end();
    let short = ["", "có", "chi", "là", "đạt", "cụ thể", "thực hiện", "kết quả"].contains(&lead);
    if aim || !short {
        return None;
    }
    let beside = &s.figures[exact];
    let (number, shown) = match (figure.measure, beside.ratio()) {
        (Measure::Percent, Some((part, whole))) => {
            let percent = percent_of(part, whole, 2)?;
            (percent, format!("{}/{} = {percent}%", beside.shown(part), beside.shown(whole)))
        }
        _ => {
            let same = beside.measure == figure.measure;
            (beside.exact().filter(|_| same)?, s.named(beside))
        }
    };
    let holds = match bound {
        Bound::Over => number >= level,
        Bound::Nearly | Bound::Under => number < level,
        Bound::AtLeast => number >= level,
        Bound::AtMost => number <= level,
        Bound::About => true,
    };
    (!holds).then(|| {
        Flaw::new(
            s.span(figure.whole.start..figure.tokens.end),
            format!("Câu ghi “{}”, nhưng {shown}", s.text(figure.whole.start..figure.tokens.end)),
            hint(bound, number, level),
        )
    })
}

fn hint(bound: Bound, number: Number, level: Number) -> &'static str {
    match bound {
        Bound::Over | Bound::AtLeast if number < level => {
            "ghi “gần”, hoặc sửa một trong hai con số"
        }
        Bound::Nearly | Bound::Under if number >= level => {
            "ghi “hơn”, hoặc sửa một trong hai con số"
        }
        _ => "sửa một trong hai con số",
    }
}
