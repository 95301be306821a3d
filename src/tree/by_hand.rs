//! What a template of an office's own places by hand, which no tree holds: its text
//! stays where it can, its place and look don't. None of it is passed over in silence.

use typst::syntax::{LinkedNode, Source, Span, SyntaxKind, ast};

use crate::diagnostic::{Code, Diagnostic};
use crate::typeset::TypesetFault;

/// Something set by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// What Typst calls it: `grid`, `v`, `text`.
    pub what: String,
    /// The line of the generated source, from 1, as far as it is known.
    pub line: Option<usize>,
    span: Span,
}

impl Lost {
    /// The note that says so to a person who wants the paper in Word.
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

/// Functions that change how text looks, of which Typst's HTML target keeps no trace
/// and says nothing.
const LOOKS: [&str; 3] = ["text", "page", "par"];

/// How Typst words what its HTML target drops.
const DROPPED: &str = " was ignored during HTML export";

/// Adds what Typst warns of and what it drops without a word, and puts all in the
/// order of the source.
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
