//! The elements of Typst's HTML target → the blocks of a paper. The role of an element is in
//! its `data-role`; one without a role was made by the template itself, and its text is kept.

use typst::layout::Frame;
use typst::model::Document;
use typst::syntax::{Source, Span};
use typst_html::{HtmlAttr, HtmlDocument, HtmlElement, HtmlNode};

use crate::source::Path;
use crate::template::Origins;

use super::by_hand::Lost;
use super::text::{Piece, Text, Words};
use super::{
    Annex, AnnexHead, Ballots, Block, Change, Heading, Label, LabelKind, Line, Picture, Tree, Twips,
};

/// The tree of a document, which was made from `source`.
pub(super) fn tree(document: &HtmlDocument, source: &Source, origins: &Origins) -> Tree {
    let mut reader =
        Reader { source, origins, annexes: Vec::new(), ballots: None, lost: Vec::new() };
    let body = elements(document.root()).find(|element| is(element, "body"));
    let blocks = body.map(|body| reader.blocks(body)).unwrap_or_default();
    let info = document.info();
    let title = info.title.as_ref().map(ToString::to_string).unwrap_or_default();
    let author = info.author.first().map(ToString::to_string).unwrap_or_default();
    let Reader { annexes, ballots, lost, .. } = reader;
    Tree { title, author, blocks, annexes, ballots, lost }
}

pub(super) struct Reader<'a> {
    source: &'a Source,
    origins: &'a Origins,
    annexes: Vec<Annex>,
    ballots: Option<Ballots>,
    lost: Vec<Lost>,
}

impl Reader<'_> {
    /// The blocks in an element. Text between blocks becomes a paragraph.
    pub(super) fn blocks(&mut self, element: &HtmlElement) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut bare = Text::default();
        for node in &element.children {
            match node {
                HtmlNode::Element(child) if !is_inline(child) => {
                    push_paragraph(&mut blocks, std::mem::take(&mut bare));
                    self.block(child, &mut blocks);
                }
                _ => self.inline(node, &Words::default(), &mut bare),
            }
        }
        push_paragraph(&mut blocks, bare);
        blocks
    }

    fn block(&mut self, element: &HtmlElement, blocks: &mut Vec<Block>) {
        let block = match role(element) {
            "letterhead" => Block::Letterhead(self.letterhead(element)),
            "title-block" => Block::Title(self.title(element)),
            "addressees" => Block::Addressees(self.addressees(element)),
            "authority" => Block::Authority(self.line(element)),
            "legal-basis" => Block::LegalBasis(self.text(element)),
            "resolves" => Block::Resolves(self.text(element)),
            "part" => Block::Part {
                label: attribute(element, "data-label").into(),
                title: self.lines(element, "part-title").pop().unwrap_or_default(),
            },
            "heading" => Block::Heading(self.heading(element)),
            "lead" => Block::Lead(self.text(element)),
            "dash" => Block::Dash {
                level: number(element, "data-level").max(1),
                text: self.text(element),
            },
            "item" => match label(element, "data-label", "data-number") {
                Some(label) => Block::Item { label, text: self.text(element) },
                None => Block::Paragraph(self.text(element)),
            },
            "numbered" => Block::Numbered {
                label: attribute(element, "data-label").to_owned(),
                text: self.text(element),
            },
            "table" => Block::Table(self.table(element)),
            "chart" => match frame(element) {
                Some(drawn) => {
                    let alt = attribute(element, "data-alt").to_owned();
                    Block::Picture(Picture { drawn, alt })
                }
                None => return,
            },
            "last-paragraph" => Block::LastParagraph(self.text(element)),
            "closing" => Block::Closing(self.closing(element)),
            "certificate" => Block::Certificate(self.certificate(element)),
            "annex" => {
                let annex = self.annex(element);
                self.annexes.push(annex);
                return;
            }
            "ballots" => {
                self.ballots = Some(Ballots {
                    across: number(element, "data-across").max(1),
                    down: number(element, "data-down").max(1),
                    landscape: attribute(element, "data-landscape") == "true",
                });
                return blocks.extend(self.blocks(element));
            }
            _ => return self.of_own(element, blocks),
        };
        blocks.push(block);
    }

    fn heading(&mut self, element: &HtmlElement) -> Heading {
        let label = label(element, "data-label", "data-number");
        let alone = attribute(element, "data-alone") == "true";
        Heading {
            depth: number(element, "data-depth").max(1),
            kind: label.as_ref().map_or(LabelKind::Arabic, |label| label.kind),
            label: label.filter(|_| !alone),
            text: self.text(element),
        }
    }

    /// Reads an element without a role.
    fn of_own(&mut self, element: &HtmlElement, blocks: &mut Vec<Block>) {
        if role(element) == "lost" {
            self.lose(element);
        }
        match tag(element).as_str() {
            "p" => push_paragraph(blocks, self.text(element)),
            "table" => blocks.push(Block::Table(self.own_table(element))),
            "li" => blocks.push(Block::Dash { level: 1, text: self.text(element) }),
            _ => blocks.extend(self.blocks(element)),
        }
    }

    fn annex(&mut self, element: &HtmlElement) -> Annex {
        let blocks = self.blocks_but(element, &["annex-label", "annex-title", "annex-note"]);
        Annex {
            landscape: attribute(element, "data-landscape") == "true",
            head: AnnexHead {
                label: self.child(element, "annex-label").unwrap_or_default(),
                title: self.lines(element, "annex-title").pop().unwrap_or_default(),
                note: self.lines(element, "annex-note").pop(),
            },
            blocks,
        }
    }

    /// The blocks of an element, without children of these roles.
    fn blocks_but(&mut self, element: &HtmlElement, roles: &[&str]) -> Vec<Block> {
        let kept = element.children.iter().filter(|node| match node {
            HtmlNode::Element(child) => !roles.contains(&role(child)),
            _ => true,
        });
        let rest = element.clone().with_children(kept.cloned().collect());
        self.blocks(&rest)
    }

    /// The text of the first child with a role.
    pub(super) fn child(&mut self, element: &HtmlElement, wanted: &str) -> Option<Text> {
        let child = elements(element).find(|child| role(child) == wanted)?;
        Some(self.text(child))
    }

    /// The children with a role, with the widths that their lines are balanced to.
    pub(super) fn lines(&mut self, element: &HtmlElement, wanted: &str) -> Vec<Line> {
        let lines = elements(element).filter(|child| role(child) == wanted);
        lines.map(|child| self.line(child)).collect()
    }

    fn line(&mut self, element: &HtmlElement) -> Line {
        let width = width(element);
        Line { text: self.text(element), width: (width.0 > 0).then_some(width) }
    }

    /// The text of an element. Paragraphs in it are separated by line breaks.
    pub(super) fn text(&mut self, element: &HtmlElement) -> Text {
        let mut text = Text::default();
        self.inlines(element, &Words::default(), &mut text);
        text.trimmed()
    }

    fn inlines(&mut self, element: &HtmlElement, like: &Words, text: &mut Text) {
        element.children.iter().for_each(|node| self.inline(node, like, text));
    }

    fn inline(&mut self, node: &HtmlNode, like: &Words, text: &mut Text) {
        match node {
            HtmlNode::Tag(_) => {}
            HtmlNode::Frame(frame) => self.lost.push(Lost::new("image", frame.span)),
            HtmlNode::Text(words, span) => {
                let origin = self.origin(*span, words);
                text.push(Words { text: words.to_string(), origin, ..like.clone() });
            }
            HtmlNode::Element(element) => match tag(element).as_str() {
                "br" => text.0.push(Piece::Break(Change::None)),
                "strong" => self.inlines(element, &Words { strong: true, ..like.clone() }, text),
                "em" => self.inlines(element, &Words { emphasized: true, ..like.clone() }, text),
                _ => self.inner(element, like, text),
            },
        }
    }

    fn inner(&mut self, element: &HtmlElement, like: &Words, text: &mut Text) {
        if role(element) == "lost" {
            self.lose(element);
        }
        let whole = like.whole || role(element) == "whole";
        let separate = !is_inline(element) && !text.is_empty();
        if separate {
            text.0.push(Piece::Break(Change::None));
        }
        self.inlines(element, &Words { whole, ..like.clone() }, text);
    }

    fn lose(&mut self, element: &HtmlElement) {
        self.lost.push(Lost::new(attribute(element, "data-what"), element.span));
    }

    /// The field that a text was printed from.
    fn origin(&self, span: Span, words: &str) -> Option<Path> {
        let range = self.source.find(span)?.range();
        self.origins.find(range, words).cloned()
    }
}

fn push_paragraph(blocks: &mut Vec<Block>, text: Text) {
    let text = text.trimmed();
    if !text.is_empty() {
        blocks.push(Block::Paragraph(text));
    }
}

/// The direct child elements.
pub(super) fn elements(element: &HtmlElement) -> impl Iterator<Item = &HtmlElement> {
    element.children.iter().filter_map(|node| match node {
        HtmlNode::Element(child) => Some(child),
        _ => None,
    })
}

pub(super) fn tag(element: &HtmlElement) -> String {
    element.tag.resolve().as_str().to_owned()
}

pub(super) fn is(element: &HtmlElement, name: &str) -> bool {
    element.tag.resolve().as_str() == name
}

/// Whether an element is inline.
fn is_inline(element: &HtmlElement) -> bool {
    const INLINE: [&str; 9] = ["span", "strong", "em", "br", "a", "sub", "sup", "s", "code"];
    INLINE.contains(&tag(element).as_str())
}

/// The role of an element; empty if it has none.
pub(super) fn role(element: &HtmlElement) -> &str {
    attribute(element, "data-role")
}

pub(super) fn attribute<'e>(element: &'e HtmlElement, name: &str) -> &'e str {
    let found = HtmlAttr::intern(name).ok().and_then(|name| element.attrs.get(name));
    found.map_or("", |value| value.as_str())
}

pub(super) fn number(element: &HtmlElement, name: &str) -> usize {
    attribute(element, name).parse().unwrap_or_default()
}

pub(super) fn width(element: &HtmlElement) -> Twips {
    twips(attribute(element, "data-width"))
}

/// Parses an attribute in points.
pub(super) fn twips(points: &str) -> Twips {
    // Typst writes a minus of its own.
    let points: f64 = points.replace('\u{2212}', "-").parse().unwrap_or_default();
    // Pages are a few metres long at most, which a whole number of twips can represent.
    Twips((points * 20.0).round() as i32)
}

/// The first thing drawn within an element.
fn frame(element: &HtmlElement) -> Option<Frame> {
    element.children.iter().find_map(|node| match node {
        HtmlNode::Frame(frame) => Some(frame.inner.clone()),
        HtmlNode::Element(child) => frame(child),
        _ => None,
    })
}

/// A label with its counter; `None` if there is none.
fn label(element: &HtmlElement, text: &str, of: &str) -> Option<Label> {
    let text = attribute(element, text);
    let first = text.chars().next()?;
    let kind = match first {
        'I' | 'V' | 'X' | 'L' | 'C' => LabelKind::Roman,
        '0'..='9' => LabelKind::Arabic,
        _ => LabelKind::Letter,
    };
    Some(Label { text: text.to_owned(), kind, number: number(element, of).max(1) })
}
