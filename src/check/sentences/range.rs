//! A reversed range (từ 18 đến 10), and shares of more than 100%: BC353.

use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Amount, Measure, Sentence, phrase_in};

pub(crate) const RANGE: Rule = Rule {
    code: Code::SENTENCE_RANGE,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&RANGE, context, found, flaws),
};

/// Words for what may fall, or be in another order.
const FALLING: [&str; 9] =
    ["giảm", "xuống", "hạ", "xếp", "thứ", "tỷ số", "điểm số", "rút ngắn", "thu hẹp"];

/// Words for what may exceed 100%.
const BEYOND: [&str; 10] = [
    "dự toán",
    "kế hoạch",
    "chỉ tiêu",
    "tăng",
    "vượt",
    "so với",
    "cùng kỳ",
    "năm trước",
    "thu",
    "năng suất",
];

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    for figure in &s.figures {
        let Amount::Range(low, high) = figure.amount else { continue };
        // Hours and months come round again; minutes and ages don't.
        let lasts = || {
            let behind = s.word(figure.tokens.end);
            ["phút", "tuổi"].iter().any(|unit| s.typed(figure).ends_with(unit) || behind == *unit)
        };
        let comparable = match figure.measure {
            Measure::Count | Measure::Money | Measure::Percent => true,
            Measure::Time => lasts(),
            _ => false,
        };
        let falls = FALLING.iter().any(|word| s.says(0..s.len(), word));
        let bare = figure.measure == Measure::Count && figure.noun.is_empty();
        if comparable && !bare && low > high && !falls {
            let unit = if lasts() { s.word(figure.tokens.end) } else { "" };
            let typed = format!("{} {unit}", s.typed(figure));
            let typed = typed.trim_end();
            out.push(Flaw::new(
                figure.span.clone(),
                format!("“{typed}”: số đầu lớn hơn số cuối"),
                "đổi chỗ hai con số, hoặc sửa một số",
            ));
        } else if figure.is_percent() && low < high && high > Number::HUNDRED {
            let of_something = !figure.noun.is_empty() && low <= Number::HUNDRED;
            let beyond = BEYOND.iter().any(|word| s.says(0..s.len(), word));
            let aimed = phrase_in(&s.words(0..figure.tokens.start), "phấn đấu");
            if of_something && !beyond && aimed {
                out.push(Flaw::new(
                    figure.span.clone(),
                    format!("{high}% lớn hơn 100%"),
                    "tỷ lệ của một tổng thể không quá 100%",
                ));
            }
        }
    }
}
