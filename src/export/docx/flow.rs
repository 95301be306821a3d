//! `word/document.xml`: the paper's blocks in order, annexes in sections of their own.

use crate::tree::{Annex, AnnexHead, Block, Heading, RowKind, Text, Tree};

use super::look::{Letters, Paragraph};
use super::measure::{Sheet, plain};
use super::numbering::{PLAIN_LIST, style_of_items};
use super::section::Section;
use super::style::{self, DASHES, HEADINGS};
use super::text::Document;

/// A last paragraph with fewer letters takes a single line, so the end of the block before it
/// is kept with it.
const ONE_LINE: usize = 75;
/// The number of table rows kept with it.
const ROWS: usize = 2;

/// Writes all of a paper.
pub fn write(document: &mut Document<'_>, tree: &Tree) {
    if tree.all_blocks().any(|block| matches!(block, Block::Part { .. })) {
        document.numbering.with_parts();
    }
    let namespaces = [("xmlns:w", super::MAIN_NAMESPACE), ("xmlns:r", super::RELATIONS_NAMESPACE)];
    document.element("w:document", &namespaces, |document| {
        document.element("w:body", &[], |document| {
            if let Some(ballots) = &tree.ballots {
                document.ballots(&tree.blocks, *ballots);
                document.empty(&Paragraph::of(style::END.id));
                return Section::ballots(document.measures, ballots.landscape)
                    .write(&mut document.xml);
            }
            let mut sections = Vec::new();
            let certificate = tree.blocks.iter().find_map(|block| match block {
                Block::Certificate(certificate) => Some(certificate),
                _ => None,
            });
            sections.push(match certificate {
                Some(first) => Section::certificates(document.measures, first),
                None => Section::main(document.measures),
            });
            let annexes = tree.annexes.iter().map(|annex| annex.landscape);
            sections.extend(annexes.map(|landscape| Section::annex(document.measures, landscape)));
            document.blocks(&tree.blocks, 0, false);
            for (annex, before) in tree.annexes.iter().zip(&sections) {
                document.section_ends(before);
                document.annex(annex);
            }
            if let Some(last) = sections.last() {
                if tree.annexes.is_empty() || ends_in_table(tree) {
                    document.empty(&Paragraph::of(style::END.id));
                }
                last.write(&mut document.xml);
            }
        });
    });
}

/// Whether a table is the last block, so that it needs a paragraph after it.
fn ends_in_table(tree: &Tree) -> bool {
    let last = tree.annexes.last().and_then(|annex| annex.blocks.last());
    last.is_some_and(|block| {
        matches!(block, Block::Table(_) | Block::Closing(_) | Block::Certificate(_))
    })
}

impl Document<'_> {
    fn section_ends(&mut self, section: &Section<'_>) {
        self.element("w:p", &[], |document| {
            let look = Paragraph::of(style::END.id);
            look.write(&mut document.xml, |xml| section.write(xml));
        });
    }

    fn annex_head(&mut self, head: &AnnexHead, landscape: bool) {
        let form = &self.measures.annex;
        let room = Sheet::of(self.measures, landscape).text_width().0;
        let label = Paragraph::of(style::ANNEX_LABEL.id);
        self.paragraph_in(&label, form.label.case, Letters::default(), &head.label);
        self.balanced(Paragraph::of(style::ANNEX_TITLE.id), &head.title, form.title.case, room);
        if let Some(note) = &head.note {
            self.balanced(Paragraph::of(style::ANNEX_NOTE.id), note, form.note.case, room);
        }
    }

    fn annex(&mut self, annex: &Annex) {
        self.annex_head(&annex.head, annex.landscape);
        self.blocks(&annex.blocks, 1, annex.landscape);
    }

    /// Blocks one under the other. Headings of the first level are so deep in the tree.
    fn blocks(&mut self, blocks: &[Block], above: usize, landscape: bool) {
        let mut above = above;
        let mut after_table = false;
        for (at, block) in blocks.iter().enumerate() {
            let rest = &blocks[at + 1..];
            if matches!(block, Block::Part { .. }) {
                above = 1;
            }
            let look = self.placed(after_table, rest);
            if after_table && matches!(block, Block::Table(_)) {
                // Two tables would be one.
                self.empty(&Paragraph::of(style::END.id));
            }
            self.block(block, above, landscape, look, rest);
            after_table = matches!(block, Block::Table(_));
        }
    }

    /// The properties that a paragraph gets from its position.
    fn placed(&self, after_table: bool, rest: &[Block]) -> Paragraph<'static> {
        let gap = plain(self.measures.table.gap);
        let before = after_table.then_some(gap);
        Paragraph { before, keep_next: is_one_line(rest.first()), ..Paragraph::default() }
    }

    fn block(
        &mut self,
        block: &Block,
        above: usize,
        landscape: bool,
        look: Paragraph<'static>,
        rest: &[Block],
    ) {
        let styled = |style: style::Style| Paragraph { style: Some(style.id), ..look };
        match block {
            Block::Letterhead(letterhead) => self.letterhead(letterhead),
            Block::Title(title) => self.title(title),
            Block::Addressees(addressees) => self.addressees(addressees),
            Block::Authority(line) => {
                let is_last = !matches!(rest.first(), Some(Block::Authority(_)));
                self.authority(line, is_last, Sheet::of(self.measures, landscape).text_width().0);
            }
            Block::LegalBasis(text) => self.legal_basis(styled(style::LEGAL_BASIS), text),
            Block::Resolves(text) => {
                let case = self.measures.resolves.case;
                self.paragraph_in(&styled(style::RESOLVES), case, Letters::default(), text);
            }
            Block::Part { label, title } => {
                let part = &self.measures.headings.part;
                let room = Sheet::of(self.measures, landscape).text_width().0;
                let look = styled(style::PART_LABEL);
                self.paragraph_in(&look, part.label.case, Letters::default(), label);
                self.balanced(Paragraph::of(style::PART_TITLE.id), title, part.title.case, room);
            }
            Block::Heading(heading) => self.heading(heading, above),
            Block::Paragraph(text) => self.paragraph(&styled(style::BODY), text),
            Block::Lead(text) => self.paragraph(&styled(style::LEAD), text),
            Block::Dash { level, text } => {
                let style = DASHES[level.saturating_sub(1).min(DASHES.len() - 1)];
                self.paragraph(&styled(style), text);
            }
            Block::Item { label, text } => {
                let list = Some(self.numbering.item(label));
                let style = style_of_items(label.kind);
                self.paragraph(&Paragraph { list, ..styled(*style) }, text);
            }
            Block::Numbered { label, text } => {
                let text = text.with_label(&format!("{label}\u{a0}"));
                self.paragraph(&styled(style::NUMBERED), &text);
            }
            Block::Table(table) => {
                let room = Sheet::of(self.measures, landscape).text_width();
                let kept = if is_one_line(rest.first()) { ROWS } else { 0 };
                let whole = table.rows.iter().rev().take(kept);
                let kept = whole.take_while(|row| row.kind != RowKind::Long).count();
                self.data_table(table, room, kept);
            }
            Block::LastParagraph(text) => self.paragraph(&styled(style::LAST_PARAGRAPH), text),
            Block::Picture(picture) => self.picture(picture),
            Block::Closing(closing) => self.closing(closing),
            Block::GoneAnnex(head) => self.annex_head(head, landscape),
            Block::Certificate(certificate) => self.certificate(certificate, self.marks.is_empty()),
        }
    }

    fn legal_basis(&mut self, look: Paragraph<'_>, text: &Text) {
        let case = self.measures.legal_bases.case;
        self.paragraph_in(&look, case, Letters::default(), text);
    }

    fn heading(&mut self, heading: &Heading, above: usize) {
        let level = heading.depth.saturating_sub(1 + above);
        let place = self.numbering.heading(heading, level);
        let style = HEADINGS[level.min(HEADINGS.len() - 1)];
        // The style's own list goes without being said.
        let list = match (place, self.numbering.heading_list(level)) {
            (Some(place), own) if own == Some(place) && level < HEADINGS.len() => None,
            (Some(place), _) => Some(place),
            (None, Some(_)) => Some((PLAIN_LIST, 0)),
            (None, None) => None,
        };
        let outline = heading.depth - 1;
        let usual = level + self.numbering.first_outline();
        let outline = (outline != usual).then_some(outline.min(8));
        let form = crate::export::heading_form(self.numbering.heading_kind(level), self.measures);
        let look = Paragraph { list, outline, ..Paragraph::of(style.id) };
        self.paragraph_in(&look, form.case, Letters::default(), &heading.text);
    }
}

fn is_one_line(block: Option<&Block>) -> bool {
    matches!(block, Some(Block::LastParagraph(text)) if text.plain().chars().count() < ONE_LINE)
}
