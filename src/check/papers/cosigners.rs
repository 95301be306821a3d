//! Who signs beside the signer: BC314.

use crate::diagnostic::{Code, Severity};
use crate::dossier::Status;

use super::envelope::envelopes;
use crate::check::{Context, Findings, Rule};

pub(crate) const COSIGNERS: Rule =
    Rule { code: Code::COSIGNERS, severity: Severity::Error, citation: "", run: cosigners };

/// So many beside the signer fit on a line.
const MOST: usize = 2;

/// Signatures stand side by side, each under a name; a paper that no person signs has room
/// for none.
fn cosigners(context: &Context<'_>, found: &mut Findings) {
    for (path, paper, envelope, wording) in envelopes(context) {
        let others = &envelope.cosigners;
        let at = path.key("cosigners");
        if others.is_empty() {
            continue;
        }
        if !wording.personal_signature {
            let message = format!("{}: văn bản này không có người ký", paper.title);
            found.add(COSIGNERS.broken_at(at, message).with_hint("xóa cosigners"));
            continue;
        }
        if paper.fixed_signers {
            let message = format!("{}: mẫu đã định ai ký, không in người cùng ký", paper.title);
            found.add(
                COSIGNERS
                    .broken_at(at, message)
                    .with_hint("xóa cosigners; người ký lấy từ hồ sơ (thư ký, chủ trì, người lập)"),
            );
            continue;
        }
        if others.len() > MOST {
            let message = format!(
                "{}: {} người cùng ký, một hàng chỉ đủ chỗ cho {} chữ ký",
                paper.title,
                others.len(),
                MOST + 1
            );
            found.add(
                COSIGNERS
                    .broken_at(at.index(MOST), message)
                    .with_hint("giữ hai người cùng ký; người khác ký ở danh sách kèm theo"),
            );
        }
        if paper.status(context.dossier) == Status::Draft {
            continue;
        }
        let nameless = others.iter().position(|other| other.name.is_none());
        if let Some(which) = nameless {
            let message = format!("{}: người cùng ký chưa có họ tên", paper.title);
            found.add(
                COSIGNERS
                    .broken_at(at.index(which).key("name"), message)
                    .with_hint("ghi name, hoặc xóa mục này"),
            );
        }
    }
}
