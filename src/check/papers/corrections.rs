//! Corrections of issued papers (đính chính, sửa đổi): BC334.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{CorrectedPlace, Correction, CorrectionKind};
use crate::source::Path;
use crate::vietnamese::PartialDate;

use crate::check::{Context, Findings, Rule};

pub(crate) const CORRECTED: Rule = Rule {
    code: Code::CORRECTION,
    severity: Severity::Error,
    citation: "Nghị định 30/2020/NĐ-CP, Điều 18",
    run: corrected,
};

/// A correction comes after its paper and changes something; a change of rights must not be
/// made by a letter.
fn corrected(context: &Context<'_>, found: &mut Findings) {
    for (i, correction) in context.dossier.corrections.iter().enumerate() {
        let at = Path::root().key("corrections").index(i);
        after_its_paper(correction, &at, found);
        for (j, change) in correction.changes.iter().enumerate() {
            place(correction, change, &at.key("changes").index(j), found);
        }
    }
}

fn after_its_paper(correction: &Correction, at: &Path, found: &mut Findings) {
    let issued = correction.of.as_ref().and_then(|of| of.date).and_then(PartialDate::whole);
    let corrected = correction.date.and_then(PartialDate::whole);
    if issued.zip(corrected).is_some_and(|(issued, corrected)| corrected < issued) {
        let message = "Ngày sửa trước ngày của văn bản được sửa";
        found.add(
            CORRECTED
                .broken_at(at.key("date"), message)
                .with_related(at.key("of").key("date"), "văn bản được sửa")
                .with_hint("sửa một trong hai ngày"),
        );
    }
}

fn place(correction: &Correction, change: &CorrectedPlace, at: &Path, found: &mut Findings) {
    let (Some(wrote), Some(now)) = (change.wrote.as_deref(), change.now.as_deref()) else { return };
    if wrote.trim() == now.trim() {
        let message = "“Đã ghi” và “nay là” giống nhau";
        let finding = CORRECTED.broken_at(at.key("now"), message);
        found.add(finding.with_related(at.key("wrote"), "đã ghi").with_hint("ghi lại chỗ sửa"));
    } else if correction.kind == Some(CorrectionKind::Slip) && digits(wrote) != digits(now) {
        let message = "Đính chính mà con số thay đổi";
        found.add(
            CORRECTED
                .broken_at(at.key("now"), message)
                .with_severity(Severity::Warning)
                .with_related(at.key("wrote"), "đã ghi")
                .with_hint("số tiền, số lượng là nội dung: ghi kind: sửa đổi để làm quyết định; lỗi gõ số, ký hiệu thì giữ"),
        );
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
