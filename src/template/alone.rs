//! A heading that is the only one below another has nobody to be told from: it bears
//! no number. Where there are two, both count.

use std::borrow::Cow;

use typst::syntax::{LinkedNode, SyntaxKind, ast};

/// What the layout calls a heading with others below it.
const HOLDERS: [&str; 2] = ["section", "part"];
/// The argument of a section whose number isn't printed.
const ALONE: &str = "alone: true, ";

/// The body of a paper with the mark at each section that is alone below a heading.
pub(super) fn marked(body: String) -> String {
    let root = typst::syntax::parse(&body);
    let mut places = Vec::new();
    below(&LinkedNode::new(&root), &mut places);
    let mut marked = Cow::Borrowed(body.as_str());
    places.sort_unstable();
    for at in places.into_iter().rev() {
        marked.to_mut().insert_str(at, ALONE);
    }
    match marked {
        Cow::Borrowed(_) => body,
        Cow::Owned(marked) => marked,
    }
}

/// Where the arguments of the sections right below a node begin; those that are alone
/// below a heading, however deep, are added to `places`.
fn below(node: &LinkedNode<'_>, places: &mut Vec<usize>) -> Vec<usize> {
    let mut sections = Vec::new();
    for child in node.children() {
        let Some(holder) = holder(&child) else {
            sections.extend(below(&child, places));
            continue;
        };
        if let [only] = *below(&child, places) {
            places.push(only);
        }
        sections.extend(holder.section);
    }
    sections
}

struct Holder {
    /// Where the arguments begin, if it is a section and no part.
    section: Option<usize>,
}

fn holder(node: &LinkedNode<'_>) -> Option<Holder> {
    let call = node.cast::<ast::FuncCall>()?;
    let ast::Expr::Ident(name) = call.callee() else { return None };
    let name = name.as_str();
    let arguments = node.children().find(|child| child.kind() == SyntaxKind::Args)?;
    let section = (name == "section").then(|| arguments.offset() + 1);
    HOLDERS.contains(&name).then_some(Holder { section })
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn only_a_heading_without_another_beside_it() {
        for (body, expected) in [
            ("#section(title: [A])[\nMột.\n]", "#section(title: [A])[\nMột.\n]"),
            (
                "#section(title: [A])[\n#section(title: [B])[Một.]\n]",
                "#section(title: [A])[\n#section(alone: true, title: [B])[Một.]\n]",
            ),
            (
                "#section(title: [A])[\n#section(title: [B])[]\n\n#section(title: [C])[\n#section(title: [D])[]]\n]",
                "#section(title: [A])[\n#section(title: [B])[]\n\n#section(title: [C])[\n#section(alone: true, title: [D])[]]\n]",
            ),
            (
                "#part(title: [P])[\n#section(title: [A])[]\n]\n#part(title: [Q])[]",
                "#part(title: [P])[\n#section(alone: true, title: [A])[]\n]\n#part(title: [Q])[]",
            ),
            (
                "#section(title: [#\"#section(title: [x])[]\";])[#\"y\";]",
                "#section(title: [#\"#section(title: [x])[]\";])[#\"y\";]",
            ),
        ] {
            assert_eq!(marked(body.to_owned()), expected);
        }
    }
}
