//! Issued papers stay unchanged.

use crate::diagnostic::{Code, Severity};
use crate::dossier::Status;
use crate::source::Path;

use super::required::{at, enveloped};
use crate::check::{Context, Findings, Rule};

pub(crate) const SEALED: Rule = Rule {
    code: Code::SEALED,
    severity: Severity::Error,
    citation: "Nghị định 30/2020/NĐ-CP, Điều 18",
    run: sealed,
};

/// A paper that was sealed by `issue` still has the same text. Its draft may differ, since it
/// isn't a copy.
fn sealed(context: &Context<'_>, findings: &mut Findings) {
    for paper in enveloped(context) {
        let paper = paper.as_ref();
        let envelope = paper.envelope(context.dossier);
        let Some(seal) = envelope.sealed else { continue };
        let what = match paper.status(context.dossier) {
            Status::Draft => continue,
            Status::ForSignature => "đã ban hành, không còn bản trình ký",
            Status::Issued => {
                let now = context.library.seal(context.dossier, paper);
                if now.is_ok_and(|now| now == seal) {
                    continue;
                }
                "nội dung nay khác bản đã ban hành"
            }
        };
        let path = at(paper).key("sealed");
        findings.add(
            SEALED
                .broken_at(path, format!("{}: {what}", paper.title))
                .with_hint("trả hồ sơ về như lúc ban hành; xem nội dung mới: --status \"dự thảo\"")
                .with_hint("thay bằng văn bản mới: xóa dòng sealed, cấp số mới, ban hành lại"),
        );
    }
}

pub(crate) const TO_CONFIRM: Rule =
    Rule { code: Code::TO_CONFIRM, severity: Severity::Warning, citation: "", run: to_confirm };

/// Open questions are settled before a paper is signed.
fn to_confirm(context: &Context<'_>, findings: &mut Findings) {
    let any = |state| context.papers.iter().any(|paper| paper.status(context.dossier) == state);
    let severity = if any(Status::Issued) {
        Severity::Error
    } else if any(Status::ForSignature) {
        Severity::Warning
    } else {
        return;
    };
    for (i, entry) in context.dossier.to_confirm.iter().enumerate() {
        if !entry.trim().is_empty() {
            let path = Path::root().key("to_confirm").index(i);
            findings.add(
                TO_CONFIRM
                    .broken_at(path, "Còn việc cần xác minh")
                    .with_severity(severity)
                    .with_hint("xác minh xong thì xóa dòng này; chưa xong thì chưa ban hành"),
            );
        }
    }
}
