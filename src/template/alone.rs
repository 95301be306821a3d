//! A section that is the only one below its heading bears no number; two or more are
//! numbered.

use std::borrow::Cow;

use typst::syntax::{LinkedNode, SyntaxKind, ast};

/// The layout's functions for headings that contain others.
const HOLDERS: [&str; 2] = ["section", "part"];
/// The argument for a section whose number isn't printed.
const ALONE: &str = "alone: true, ";

/// The body of a paper with the argument added to each section that is alone below a heading.
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

/// Adds to `places` where the arguments of the lone sections below a node begin, at any
/// depth.
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
    /// The position of the arguments, if it is a section and not a part.
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
