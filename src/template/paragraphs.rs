//! The blocks of a generated Typst source, found in Typst's syntax tree: its running
//! paragraphs, and what stands between them.

use std::ops::Range;

use typst::syntax::{LinkedNode, SyntaxKind, ast};

use super::origin;

/// A block of the page, in source order.
#[derive(Debug, PartialEq)]
pub(super) enum Block {
    Paragraph(Paragraph),
    /// The hole that a draft shows for a paragraph.
    Hole(Range<usize>),
    /// A table, with the position where its arguments begin.
    Table(usize),
    /// A heading, the letterhead or the closing.
    Other,
}

/// A running paragraph, including list items.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Paragraph {
    pub pieces: Vec<Piece>,
    /// The end of its last word in the source.
    pub end: usize,
}

/// A stretch of text in a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// The range of its text; for a literal without the quotes.
    pub range: Range<usize>,
    /// Whether it is a string literal rather than text of a template.
    pub literal: bool,
}

/// Functions of the layout whose text belongs to the paragraph around it.
const INLINE: [&str; 3] = ["box", "strong", "emph"];
/// Functions that make a paragraph of their own.
const ITEMS: [&str; 3] = ["dash", "item", "numbered"];
/// Functions that contain blocks below a heading.
const HOLDERS: [&str; 3] = ["section", "part", "annex"];

/// The blocks of a source.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let root = typst::syntax::parse(source);
    let mut reader = Reader { source, blocks: Vec::new(), open: Paragraph::default() };
    reader.markup(&LinkedNode::new(&root));
    reader.close();
    reader.blocks
}

struct Reader<'s> {
    source: &'s str,
    blocks: Vec<Block>,
    /// The open paragraph.
    open: Paragraph,
}

impl Reader<'_> {
    fn is_mark(&self, block: &LinkedNode<'_>) -> bool {
        self.source.get(block.range()).is_some_and(origin::is_mark)
    }

    fn close(&mut self) {
        let paragraph = std::mem::take(&mut self.open);
        if !paragraph.pieces.is_empty() {
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    fn block(&mut self, block: Block) {
        self.close();
        self.blocks.push(block);
    }

    fn markup(&mut self, markup: &LinkedNode<'_>) {
        for node in markup.children() {
            match node.kind() {
                SyntaxKind::Parbreak => self.close(),
                SyntaxKind::Space => self.text(&node, false),
                SyntaxKind::Hash => {}
                SyntaxKind::ContentBlock if self.is_mark(&node) => {}
                SyntaxKind::FuncCall => self.call(&node),
                SyntaxKind::Ident if node.leaf_text() == "hole-paragraph" => {
                    let hash = node.offset().saturating_sub(1);
                    self.block(Block::Hole(hash..node.range().end));
                }
                SyntaxKind::LetBinding | SyntaxKind::ShowRule | SyntaxKind::ModuleImport => {
                    self.close();
                }
                SyntaxKind::Semicolon if self.open.pieces.is_empty() => {}
                SyntaxKind::Semicolon | SyntaxKind::Ident => self.open.end = node.range().end,
                kind => {
                    self.text(&node, kind == SyntaxKind::Str);
                    self.open.end = node.range().end;
                }
            }
        }
    }

    fn text(&mut self, node: &LinkedNode<'_>, literal: bool) {
        let range = node.range();
        let range = if literal { range.start + 1..range.end - 1 } else { range };
        // A paragraph doesn't begin with a blank.
        if literal || node.kind() != SyntaxKind::Space || !self.open.pieces.is_empty() {
            self.open.pieces.push(Piece { range, literal });
        }
    }

    fn call(&mut self, node: &LinkedNode<'_>) {
        let name = node.cast::<ast::FuncCall>().and_then(|call| match call.callee() {
            ast::Expr::Ident(name) => Some(name.as_str().to_owned()),
            _ => None,
        });
        let name = name.unwrap_or_default();
        let is = |names: &[&str]| names.contains(&name.as_str());
        if is(&INLINE) {
            self.content_of(node);
            self.open.end = node.range().end;
        } else if is(&ITEMS) {
            self.close();
            self.content_of(node);
            self.close();
        } else if is(&HOLDERS) {
            self.block(Block::Other);
            self.content_of(node);
            self.close();
        } else if name == "data-table" {
            let arguments = node.children().find(|child| child.kind() == SyntaxKind::Args);
            self.block(arguments.map_or(Block::Other, |args| Block::Table(args.offset() + 1)));
        } else {
            self.block(Block::Other);
        }
    }

    /// The content in the brackets after a call.
    fn content_of(&mut self, call: &LinkedNode<'_>) {
        let Some(arguments) = call.children().find(|node| node.kind() == SyntaxKind::Args) else {
            return;
        };
        let block = arguments.children().rfind(|node| node.kind() == SyntaxKind::ContentBlock);
        let is_markup = |node: &LinkedNode<'_>| node.kind() == SyntaxKind::Markup;
        if let Some(markup) = block.and_then(|block| block.children().find(is_markup)) {
            self.markup(&markup);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each block with its pieces; literals are shown in quotes.
    fn shown(source: &str) -> Vec<String> {
        let piece = |piece: &Piece| {
            let text = &source[piece.range.clone()];
            if piece.literal { format!("“{text}”") } else { text.to_owned() }
        };
        let shown = |block: &Block| match block {
            Block::Paragraph(paragraph) => paragraph.pieces.iter().map(piece).collect(),
            Block::Hole(range) => format!("hole {}", &source[range.clone()]),
            Block::Table(at) => format!("table {}", &source[*at..]),
            Block::Other => "other".to_owned(),
        };
        blocks(source).iter().map(shown).collect()
    }

    #[test]
    fn a_paragraph_ends_at_an_empty_line_and_not_at_a_line() {
        let source = "Giao #\"B\";,\nlàm #strong[#\"ngay\";].\n\n#\"Hai [ba]\";#box[#\"5/6\";];.";
        assert_eq!(shown(source), ["Giao “B”,\nlàm “ngay”.", "“Hai [ba]”“5/6”."]);
    }

    /// Origin marks aren't text.
    #[test]
    fn marks_of_fields_are_passed_over() {
        let path = crate::source::Path::root().key("a");
        let value = origin::marked(Some(&path), "#\"Hai\";".to_owned());
        let source = format!("{value} ba.\n\n#dash(level: 1)[{value}]");
        assert_eq!(shown(&source), ["“Hai” ba.", "“Hai”"]);
    }

    #[test]
    fn headings_and_tables_are_no_paragraphs() {
        let source = "#let a = (x: [#\"không\";])\n#section(title: [#\"Đề mục\";])[\n#dash(level: 1)[#\"Một\";]\n\n\
            #hole-paragraph\n\n]\n#resolves[#\"QUYẾT NGHỊ\";]\n\n#data-table(rows: ())";
        let expected = ["other", "“Một”", "hole #hole-paragraph", "other", "table rows: ())"];
        assert_eq!(shown(source), expected);
    }
}
