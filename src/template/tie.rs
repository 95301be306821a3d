//! A mark on the last block before the closing: the end of that block moves to the next page
//! with a closing that is too short to stand alone there.

use super::paragraphs::{self, Block};

/// The layout's mark after a paragraph.
const TIE: &str = "#tie;";
/// The corresponding argument of a table: the parts of the closing.
const TIED_TO: &str = "tied-to: ending, ";

/// The body of a paper with the mark at its last paragraph or table; `None` if it ends in
/// something else.
pub(super) fn tied(body: &str) -> Option<String> {
    let (range, mark) = match paragraphs::blocks(body).pop()? {
        Block::Paragraph(paragraph) => (paragraph.end..paragraph.end, TIE.to_owned()),
        Block::Hole(range) => (range, format!("#hole;{TIE}")),
        Block::Table(arguments) => (arguments..arguments, TIED_TO.to_owned()),
        Block::Other => return None,
    };
    let mut body = body.to_owned();
    body.replace_range(range, &mark);
    Some(body)
}

#[cfg(test)]
mod tests {
    use super::tied;

    #[test]
    fn the_last_paragraph_takes_the_mark() {
        for (body, expected) in [
            ("#\"Một\";.\n\n#\"Hai\";.", Some("#\"Một\";.\n\n#\"Hai\";.#tie;")),
            ("#\"Một\";\nhai, #\"ba\";\n", Some("#\"Một\";\nhai, #\"ba\";#tie;\n")),
            (
                "#section(title: [A])[\nGiao #\"B\"; làm.\n]\n\n",
                Some("#section(title: [A])[\nGiao #\"B\"; làm.#tie;\n]\n\n"),
            ),
            ("#dash(level: 1)[#\"a [b]\";.]", Some("#dash(level: 1)[#\"a [b]\";.#tie;]")),
            (
                "#part(title: [P])[\n#section(title: [A])[\n#item(2, of: 2)[#\"Việc.\";]\n\n]\n]",
                Some(
                    "#part(title: [P])[\n#section(title: [A])[\n#item(2, of: 2)[#\"Việc.\";#tie;]\n\n]\n]",
                ),
            ),
            (
                "#data-table(\n  rows: (\n  ),\n)",
                Some("#data-table(tied-to: ending, \n  rows: (\n  ),\n)"),
            ),
            (
                "#section(title: [A])[\n#hole-paragraph\n]",
                Some("#section(title: [A])[\n#hole;#tie;\n]"),
            ),
            ("#resolves[Quyết nghị:]", None),
            ("", None),
        ] {
            assert_eq!(tied(body).as_deref(), expected, "{body}");
        }
    }
}
