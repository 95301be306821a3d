//! Rounds of an emulation movement (đợt thi đua): BC335.

use crate::diagnostic::{Code, Severity};
use crate::source::Path;
use crate::vietnamese::{Day, PartialDate};

use crate::check::{Context, Findings, Rule};

pub(crate) const IN_ORDER: Rule =
    Rule { code: Code::EMULATION_ROUNDS, severity: Severity::Error, citation: "", run: in_order };

/// A round ends after it begins, and begins after the one before has ended.
fn in_order(context: &Context<'_>, found: &mut Findings) {
    let Some(emulation) = &context.dossier.emulation else { return };
    let at = Path::root().key("emulation").key("rounds");
    let mut before: Option<(usize, Day)> = None;
    for (i, round) in emulation.rounds.iter().enumerate() {
        let from = round.from.and_then(PartialDate::whole);
        let to = round.to.and_then(PartialDate::whole);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            let finding =
                IN_ORDER.broken_at(at.index(i).key("to"), "Đợt kết thúc trước khi bắt đầu");
            let finding = finding.with_related(at.index(i).key("from"), "bắt đầu");
            found.add(finding.with_hint("sửa một trong hai ngày"));
        } else if let (Some((other, ended)), Some(from)) = (before, from)
            && from <= ended
        {
            let finding =
                IN_ORDER.broken_at(at.index(i).key("from"), "Đợt bắt đầu khi đợt trước chưa hết");
            let finding = finding.with_related(at.index(other).key("to"), "đợt trước kết thúc");
            found.add(finding.with_hint("các đợt nối tiếp nhau, không trùng ngày"));
        }
        before = to.map(|to| (i, to)).or(before);
    }
}
