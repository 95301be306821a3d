//! Typed quotation marks that the paper adds by itself (BC126).

use crate::diagnostic::{Code, Severity};
use crate::source::Path;

use crate::check::{Context, Findings, Rule};

pub(crate) const NOT_TYPED: Rule =
    Rule { code: Code::TYPED_QUOTES, severity: Severity::Warning, citation: "", run: not_typed };

fn not_typed(context: &Context<'_>, found: &mut Findings) {
    for (path, text) in context.printed().filter(|(path, _)| is_quoted(path)) {
        let bare = text.trim();
        let inside =
            [("“", "”"), ("\"", "\""), ("«", "»")].into_iter().find_map(|(open, close)| {
                bare.strip_prefix(open)?
                    .strip_suffix(close)
                    .filter(|inside| !inside.contains(close))
            });
        if let Some(inside) = inside {
            found.add(
                NOT_TYPED
                    .broken_at(path.clone(), format!("{bare}: văn bản tự thêm dấu ngoặc kép"))
                    .with_hint(format!("ghi {inside}")),
            );
        }
    }
}

/// Names and mottos that papers print in quotation marks.
fn is_quoted(path: &Path) -> bool {
    let keys: Vec<&str> = path.keys().collect();
    matches!(
        keys[..],
        ["congress", "motto" | "theme"]
            | [.., "movements", "name" | "theme"]
            | [.., "programmes", "name"]
            | [.., "awards", "title"]
    )
}
