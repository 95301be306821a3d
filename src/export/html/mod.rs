//! A tree → an HTML page: one file, without scripts or external resources, usable on screens
//! and by screen readers, and printed on the regime's sheet. Every text is escaped; no data
//! is markup.

mod form;
mod picture;
mod style;
mod table;

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::regime::{LetterCase, Measures};
use crate::tree::{Annex, AnnexHead, Block, Line, Piece, Text, Tree, Words};

/// The security policy: nothing is run or loaded.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/// Writes a paper.
pub fn write(tree: &Tree, measures: &Measures) -> String {
    let name = tree.title.clone();
    let mut page = Page { measures, out: String::new(), name, tables: 0 };
    let _ = write!(
        page.out,
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"author\" content=\"{}\">\n<title>{}</title>\n<style>\n{}</style>\n\
         </head>\n<body>\n<main>\n",
        escape(&*tree.author),
        escape(&*tree.title),
        style::of(measures),
    );
    if !tree.blocks.iter().any(|block| matches!(block, Block::Title(_))) {
        // A letter has no title of its own.
        page.text("h1", "hidden", None, &tree.title.as_str().into());
    }
    page.blocks(&tree.blocks);
    tree.annexes.iter().for_each(|annex| page.annex(annex));
    page.out + "</main>\n</body>\n</html>\n"
}

struct Page<'m> {
    measures: &'m Measures,
    out: String,
    /// The accessible name of the next table: the heading above it.
    name: String,
    /// The number of tables so far.
    tables: usize,
}

impl Page<'_> {
    /// An element with a text, in a case.
    fn text(&mut self, tag: &str, class: &str, case: Option<LetterCase>, text: &Text) {
        self.labelled(tag, class, case, None, text);
    }

    fn labelled(
        &mut self,
        tag: &str,
        class: &str,
        case: Option<LetterCase>,
        label: Option<&str>,
        text: &Text,
    ) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(self.out, "<{tag}{class}>");
        if let Some(label) = label {
            self.out += &escape(label);
            self.out.push('\u{a0}');
        }
        for piece in &text.0 {
            match piece {
                Piece::Break(_) => self.out += "<br>",
                Piece::Words(words) => self.words(words, case),
            }
        }
        let _ = writeln!(self.out, "</{tag}>");
    }

    fn words(&mut self, words: &Words, case: Option<LetterCase>) {
        let around = [
            (words.strong, "<strong>", "</strong>"),
            (words.emphasized, "<em>", "</em>"),
            (words.whole, "<span class=\"whole\">", "</span>"),
        ];
        let around = around.iter().filter(|(is, _, _)| *is);
        around.clone().for_each(|(_, open, _)| self.out += open);
        self.out += &escape(super::text::cased(&words.text, case));
        around.rev().for_each(|(_, _, close)| self.out += close);
    }

    fn lines<'l>(
        &mut self,
        class: &str,
        case: Option<LetterCase>,
        lines: impl IntoIterator<Item = &'l Line>,
    ) {
        lines.into_iter().for_each(|line| self.text("p", class, case, &line.text));
    }

    /// Stores the heading that names tables.
    fn named(&mut self, heading: &Text) {
        self.name = heading.current().replace('\n', " ");
    }

    fn annex(&mut self, annex: &Annex) {
        self.out += if annex.landscape { "<section class=\"wide\">\n" } else { "<section>\n" };
        self.annex_head(&annex.head);
        self.blocks(&annex.blocks);
        self.out += "</section>\n";
    }

    fn annex_head(&mut self, head: &AnnexHead) {
        let form = &self.measures.annex;
        self.out += "<div class=\"centred form\">\n";
        self.text("p", "bold", form.label.case, &head.label);
        self.text("h2", "", form.title.case, &head.title.text);
        if let Some(note) = &head.note {
            self.text("p", "italic", form.note.case, &note.text);
        }
        self.out += "</div>\n";
        self.named(&head.title.text);
    }

    /// Blocks one under the other; items that follow one another are one list.
    fn blocks(&mut self, blocks: &[Block]) {
        let mut in_list = false;
        for block in blocks {
            let is_item =
                matches!(block, Block::Dash { .. } | Block::Item { .. } | Block::Numbered { .. });
            match (in_list, is_item) {
                (false, true) => self.out += "<ul>\n",
                (true, false) => self.out += "</ul>\n",
                _ => {}
            }
            in_list = is_item;
            self.block(block);
        }
        if in_list {
            self.out += "</ul>\n";
        }
    }

    fn block(&mut self, block: &Block) {
        let measures = self.measures;
        match block {
            Block::Letterhead(letterhead) => self.letterhead(letterhead),
            Block::Title(title) => self.title(title),
            Block::Addressees(addressees) => {
                let lead = format!("{}:", addressees.lead);
                let case = measures.addressees.case;
                match addressees.bodies.as_slice() {
                    [body] => self.labelled("p", "centred", case, Some(&lead), body),
                    bodies => {
                        self.text("p", "", case, &lead.as_str().into());
                        bodies.iter().for_each(|b| self.labelled("p", "", case, Some("-"), b));
                    }
                }
            }
            Block::Authority(line) => {
                self.text("p", "centred bold", measures.authority.case, &line.text);
            }
            Block::LegalBasis(text) => self.text("p", "", measures.legal_bases.case, text),
            Block::Resolves(text) => {
                self.text("p", "centred bold", measures.resolves.case, text);
            }
            Block::Part { label, title } => {
                let form = &measures.headings.part;
                self.text("p", "centred bold", form.label.case, label);
                self.text("h2", "centred", form.title.case, &title.text);
                self.named(&title.text);
            }
            Block::Heading(heading) => {
                let tag = format!("h{}", (heading.depth + 1).min(6));
                let label = heading.label.as_ref();
                let form = super::heading_form(heading.kind, measures);
                let class = if form.weight.is_some() { "" } else { "plain" };
                let label = label.map(|label| label.text.as_str());
                self.labelled(&tag, class, form.case, label, &heading.text);
                self.named(&heading.text);
            }
            Block::Paragraph(text) | Block::Lead(text) | Block::LastParagraph(text) => {
                self.text("p", "", None, text);
            }
            Block::Dash { level, text } => {
                let mark = super::dash_mark(*level, measures);
                self.labelled("li", "", None, Some(mark), text);
            }
            Block::Item { label, text } => {
                self.labelled("li", "", None, Some(&label.text), text);
            }
            Block::Numbered { label, text } => self.labelled("li", "", None, Some(label), text),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::Closing(closing) => self.closing(closing),
            Block::Certificate(certificate) => self.certificate(certificate),
            Block::GoneAnnex(head) => self.annex_head(head),
        }
    }
}
