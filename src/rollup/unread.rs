//! Findings that make a single figure unusable, while the rest of the report counts.

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::Membership;
use crate::source::{Path, Segment};

/// Whether an error is about reading a single figure. Findings of rules aren't: they may
/// compare two figures, either of which may be wrong.
pub(super) fn is_one_figure(found: &Diagnostic) -> bool {
    let in_figure = || found.path.as_ref().is_some_and(is_in_figure);
    found.code == Code::UNREADABLE_FIGURE_CELL
        || found.is_error() && found.structural && in_figure()
}

/// Whether a path is at or within a figure.
fn is_in_figure(path: &Path) -> bool {
    use Segment::{Index, Key};
    match path.segments() {
        [Key(first), Key(key), ..] if first == "membership" && key != "figures" => {
            Membership::default().fixed().iter().any(|fixed| fixed.key == key.as_str())
        }
        [Key(first), Key(figures), Key(_), ..] => first == "membership" && figures == "figures",
        [Key(first), Index(_), Key(figures), Key(_), ..] => {
            first == "results" && figures == "figures"
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_what_is_none() {
        for (path, want) in [
            ("membership.members", true),
            ("membership.women.prior", true),
            ("membership.figures.tham_hoi.value", true),
            ("results[0].figures.tham_hoi", true),
            ("membership.figures", false),
            ("membership.member", false),
            ("membership", false),
            ("membership.text", false),
            ("results[0].figures", false),
            ("results[0].support[0].amount", false),
            ("period.year", false),
        ] {
            let path = Path::parse(path).expect("a path");
            let unread =
                Diagnostic::error(Code::UNREADABLE_VALUE, "").with_path(&path).structural();
            assert_eq!(is_one_figure(&unread), want, "{path}");
            let rule = Diagnostic::error(Code::RATIO_RANGE, "").with_path(&path);
            assert!(!is_one_figure(&rule), "{path}");
        }
    }
}
