//! The paragraph before a closing, marked so that its last lines come along
//! where the closing is too short to stand over a signature by itself.

/// What the layout calls the mark.
const TIE: &str = "#tie;";
/// And a paragraph that a draft has nothing to say in yet.
const HOLE: &str = "#hole-paragraph";

/// The body of a paper with the mark behind its last paragraph; `None` where it
/// ends in something else: a table.
///
/// Templates write one paragraph a line, so the last line says which it is.
pub(super) fn tied(body: &str) -> Option<String> {
    let body_end = body.trim_end_matches([']', ' ', '\n']).len();
    let start = body[..body_end].rfind('\n').map_or(0, |end| end + 1);
    let line = body[start..].lines().next().unwrap_or_default().trim_end();
    if line == HOLE {
        let (before, after) = (&body[..start], &body[start + HOLE.len()..]);
        return Some(format!("{before}#hole;{TIE}{after}"));
    }
    let called = ["#dash(", "#item(", "#numbered("].iter().any(|f| line.starts_with(f));
    let end = match line.strip_suffix(']') {
        Some(inside) if called => start + inside.len(),
        _ if runs(line) => start + line.len(),
        _ => return None,
    };
    let (before, after) = body.split_at(end);
    Some(format!("{before}{TIE}{after}"))
}

/// Whether a line is a paragraph without a function around it.
fn runs(line: &str) -> bool {
    let opens = ["#\"", "#box[", "#strong[", "#emph[", "("];
    opens.iter().any(|o| line.starts_with(o)) || line.starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::tied;

    #[test]
    fn the_last_paragraph_takes_the_mark() {
        for (body, expected) in [
            ("#\"Một\";.\n\n#\"Hai\";.", Some("#\"Một\";.\n\n#\"Hai\";.#tie;")),
            (
                "#section(title: [A])[\nGiao #\"B\"; làm.\n]\n\n",
                Some("#section(title: [A])[\nGiao #\"B\"; làm.#tie;\n]\n\n"),
            ),
            ("#dash(level: 1)[#\"a [b]\";.]", Some("#dash(level: 1)[#\"a [b]\";.#tie;]")),
            (
                "#item(2, of: 2)[#\"Việc.\";]\n\n]\n]",
                Some("#item(2, of: 2)[#\"Việc.\";#tie;]\n\n]\n]"),
            ),
            ("#data-table(\n  rows: (\n  ),\n)", None),
            (
                "#section(title: [A])[\n#hole-paragraph\n]",
                Some("#section(title: [A])[\n#hole;#tie;\n]"),
            ),
            ("", None),
        ] {
            assert_eq!(tied(body).as_deref(), expected, "{body}");
        }
    }
}
