//! Content that a template places with Typst's own functions, which the tree can't represent:
//! its text is kept where possible, its position and look are lost. All of it is reported.

use typst::syntax::{LinkedNode, Source, Span, SyntaxKind, ast};

use crate::diagnostic::{Code, Diagnostic};
use crate::typeset::TypesetFault;

/// A piece of such content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Its name in Typst: `grid`, `v`, `text`.
    pub what: String,
    /// The line in the generated source, from 1, if known.
    pub line: Option<usize>,
    span: Span,
}

impl Lost {
    /// The notice about it to the user who exports the paper to Word.
    pub fn told(&self, paper: &str) -> Diagnostic {
        let line = self.line.map(|line| format!(", dòng {line} của mã Typst"));
        let message = format!(
            "{paper}: mẫu tự đặt bằng “{}”{}; bản không phải PDF không giữ được",
            self.what,
            line.unwrap_or_default()
        );
        Diagnostic::warning(Code::PLACED_BY_HAND, message)
            .with_hint("gửi bản PDF, hoặc nhờ người quản trị mẫu dùng các phần có sẵn của bố cục")
    }

    pub(super) fn new(what: impl Into<String>, span: Span) -> Self {
        Lost { what: what.into(), line: None, span }
    }
}

/// Functions that change the look of text, which Typst's HTML target drops without a warning.
const LOOKS: [&str; 3] = ["text", "page", "par"];

/// Typst's warning about content that its HTML target drops.
const DROPPED: &str = " was ignored during HTML export";

/// Adds what Typst warns of and what it drops silently, and sorts everything in source order.
pub(super) fn note(warnings: &[TypesetFault], source: &Source, lost: &mut Vec<Lost>) {
    for warning in warnings {
        let Some(what) = warning.message.strip_suffix(DROPPED) else { continue };
        let line = warning.at.as_ref().map(|(_, line, _)| *line);
        lost.push(Lost { what: what.to_owned(), line, span: Span::detached() });
    }
    looks(&LinkedNode::new(source.root()), lost);
    for lost in lost.iter_mut().filter(|lost| lost.line.is_none()) {
        let start = source.find(lost.span).map(|node| node.range().start);
        lost.line = start.and_then(|at| source.lines().byte_to_line(at)).map(|line| line + 1);
    }
    lost.sort_by(|a, b| (a.line, &a.what).cmp(&(b.line, &b.what)));
    lost.dedup_by(|a, b| (a.line, &a.what) == (b.line, &b.what));
}

fn looks(node: &LinkedNode<'_>, lost: &mut Vec<Lost>) {
    let callee = match node.kind() {
        SyntaxKind::FuncCall => node.cast::<ast::FuncCall<'_>>().map(|call| call.callee()),
        SyntaxKind::SetRule => node.cast::<ast::SetRule<'_>>().map(|rule| rule.target()),
        _ => None,
    };
    if let Some(ast::Expr::Ident(name)) = callee
        && LOOKS.contains(&name.as_str())
        && !(name.as_str() == "par" && node.kind() == SyntaxKind::FuncCall)
    {
        lost.push(Lost::new(name.as_str(), node.span()));
    }
    node.children().for_each(|child| looks(&child, lost));
}
