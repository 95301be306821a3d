//! Amounts that no base union spends or saves (số tiền quá lớn): billions for millions, or a
//! dot for a comma: BC390.

use super::{Flaw, tell};
use crate::check::{Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::dossier::Level;
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Figure, Measure, Sentence};

pub(crate) const SIZE: Rule =
    Rule { code: Code::SENTENCE_SIZE, severity: Severity::Warning, citation: "", run: size };

fn size(context: &Context<'_>, found: &mut Findings) {
    let level = context.dossier.organization.level;
    // A province's union may spend as much.
    if level.is_some_and(|level| level.is_base() || level == Level::Commune) {
        tell(&SIZE, context, found, flaws);
    }
}

/// What unions give, collect and save; nobody's turnover is among it.
const OF_CARE: [&str; 14] = [
    "quà",
    "suất",
    "trợ cấp",
    "thăm hỏi",
    "làm lợi",
    "ủng hộ",
    "quyên góp",
    "học bổng",
    "mái ấm",
    "khen thưởng",
    "thăm tặng",
    "hỗ trợ đoàn viên",
    "kinh phí công đoàn",
    "tiền thưởng",
];

/// Words for what may be as large.
const LARGE: [&str; 10] = [
    "doanh thu",
    "vốn",
    "dư nợ",
    "dự án",
    "đầu tư",
    "ngân sách",
    "toàn quốc",
    "cả nước",
    "giá trị sản xuất",
    "lợi nhuận",
];

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    let says = |phrase: &&str| s.says(0..s.len(), phrase);
    for figure in s.figures.iter().filter(|figure| is_huge(figure)) {
        if !OF_CARE.iter().any(says) || LARGE.iter().any(says) {
            continue;
        }
        let typed = s.typed(figure);
        let number = typed.split(' ').next().unwrap_or_default();
        let meant = match number.rsplit_once('.') {
            Some((whole, part)) => {
                format!("{whole},{} tỷ, hay {number} triệu", part.trim_end_matches('0'))
            }
            None => format!("{number} triệu"),
        };
        out.push(Flaw::new(
            figure.span.clone(),
            format!("Ghi {typed}: quá lớn với việc này"),
            format!("Có phải là {meant}? Đúng thì để nguyên"),
        ));
    }
}

/// Five hundred billion đồng and more.
fn is_huge(figure: &Figure) -> bool {
    let billion = Number::from(1_000_000_000_u32);
    let least = billion.checked_mul(500_u32.into());
    let money = match figure.measure {
        Measure::Money => true,
        Measure::Unclear => figure.scale == billion,
        _ => false,
    };
    money && figure.number().zip(least).is_some_and(|(number, least)| number >= least)
}
