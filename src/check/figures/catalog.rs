//! The dossier's own indicators (danh mục chỉ tiêu): BC184.

use crate::diagnostic::{Code, Severity};
use crate::dossier::Membership;
use crate::source::Path;

use crate::check::{Context, Findings, Rule};

pub(crate) const FIELDS: Rule =
    Rule { code: Code::CATALOG_FIELD, severity: Severity::Error, citation: "", run: fields };

/// The roll-up finds a figure by its code, or in a membership field.
fn fields(context: &Context<'_>, found: &mut Findings) {
    for (code, indicator) in context.dossier.catalog.iter() {
        let Some(field) = indicator.misplaced_field() else { continue };
        let at = Path::root().key("catalog").key(code).key("field");
        let message = format!("Chỉ tiêu `{code}`: hồ sơ không có số liệu nào ở {field}");
        let fixed = Membership::default().fixed().map(|f| format!("membership.{}", f.key));
        let hint = format!("xóa field, ghi area; hoặc ghi một trong: {}", fixed.join(", "));
        found.add(FIELDS.broken_at(at, message).with_hint(hint));
    }
}
