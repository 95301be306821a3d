//! The names that a layout defines for templates.

use std::collections::BTreeSet;

use typst::syntax::{SyntaxNode, ast};

/// The names that an office's own layout adds to the vocabulary, in the form of an import
/// list: the tree has no second body for them and uses them as they are, then reports what
/// they draw by name. `None` if nothing is added.
pub(super) fn own(of_pages: &str, of_tree: &str) -> Option<String> {
    let known = names(of_tree);
    let own: Vec<String> = names(of_pages).into_iter().filter(|n| !known.contains(n)).collect();
    (!own.is_empty()).then(|| own.join(", "))
}

/// The names that a file defines or imports.
fn names(text: &str) -> BTreeSet<String> {
    let root = typst::syntax::parse(text);
    root.children().flat_map(bound).collect()
}

fn bound(node: &SyntaxNode) -> Vec<String> {
    let named = |name: ast::Ident<'_>| name.as_str().to_owned();
    if let Some(binding) = node.cast::<ast::LetBinding<'_>>() {
        return binding.kind().bindings().into_iter().map(named).collect();
    }
    match node.cast::<ast::ModuleImport<'_>>().and_then(|import| import.imports()) {
        Some(ast::Imports::Items(items)) => {
            items.iter().map(|item| named(item.bound_name())).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn what_an_office_adds_is_told_from_what_both_have() {
        let tree = "#import \"a.typ\": dash, paper\n#let item(n) = n";
        assert_eq!(own("#import \"b.typ\": paper, dash\n#let item = 1", tree), None);
        let pages = "#import \"b.typ\": paper, dash as item\n#let (stamp, seal) = (1, 2)\n#let box-of(x) = x";
        assert_eq!(own(pages, tree).as_deref(), Some("box-of, seal, stamp"));
    }
}
