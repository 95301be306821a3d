//! The comment by which a roll-up recognises its own lines.

use crate::source::Part;

const OURS: &str = "# tổng hợp";

/// The comment beside a value: the roll-up's mark, and other text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Mark {
    pub ours: bool,
    /// With its `#`.
    pub theirs: Option<String>,
}

impl Mark {
    pub fn of(part: &Part) -> Mark {
        let Some(comment) = part.beside.as_deref() else { return Mark::default() };
        let own = comment
            .strip_prefix(OURS)
            .filter(|rest| rest.is_empty() || rest.starts_with("; ") || rest.starts_with(" #"));
        match own {
            Some(rest) => {
                let theirs = rest.split_once(" #").map(|(_, theirs)| format!("#{theirs}"));
                Mark { ours: true, theirs }
            }
            None => Mark { ours: false, theirs: Some(comment.to_owned()) },
        }
    }

    /// The comment of one of our lines, with its reason, followed by the other text.
    pub fn with(&self, why: Option<&str>) -> String {
        let mut comment = OURS.to_owned();
        if let Some(why) = why {
            // A reason names units, which may be called anything.
            let plain = |c: char| if c == '#' || c.is_control() { ' ' } else { c };
            comment += "; ";
            comment += why.chars().map(plain).collect::<String>().trim();
        }
        if let Some(theirs) = &self.theirs {
            comment += " ";
            comment += theirs;
        }
        comment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(comment: &str) -> Mark {
        Mark::of(&Part { beside: Some(comment.to_owned()), ..Part::default() })
    }

    #[test]
    fn ours_before_theirs() {
        for (comment, ours, theirs) in [
            ("# tổng hợp", true, None),
            ("# tổng hợp; vì CD01 mới trong kỳ", true, None),
            ("# tổng hợp; vì CD01 mới trong kỳ # hỏi lại", true, Some("# hỏi lại")),
            ("# tổng hợp # hỏi lại # nữa", true, Some("# hỏi lại # nữa")),
            ("# tổng hợp lại sau", false, Some("# tổng hợp lại sau")),
            ("# hỏi lại", false, Some("# hỏi lại")),
        ] {
            let mark = mark(comment);
            assert_eq!((mark.ours, mark.theirs.as_deref()), (ours, theirs), "{comment}");
        }
        let again = mark("# tổng hợp; vì A # hỏi lại").with(Some("vì\nB #2"));
        assert_eq!(again, "# tổng hợp; vì B  2 # hỏi lại");
    }
}
