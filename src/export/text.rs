//! A tree → plain text for pasting into a message: a paragraph on each line, with numbering,
//! and without special blanks.

use crate::regime::{LetterCase, Measures};
use crate::tree::{
    Annex, AnnexHead, Block, Certificate, Closing, Down, Letterhead, Line, RowKind, Signature,
    Table, Text, Tree,
};

/// Writes a paper. Text that the regime prints in capitals is converted.
pub fn write(tree: &Tree, measures: &Measures) -> String {
    let mut writer = Writer { measures, out: String::new() };
    writer.blocks(&tree.blocks);
    tree.annexes.iter().for_each(|annex| writer.annex(annex));
    writer.out.trim_start().to_owned()
}

struct Writer<'m> {
    measures: &'m Measures,
    out: String,
}

/// A text in the case that the regime has for it.
pub(super) fn cased(text: &str, case: Option<LetterCase>) -> String {
    if case == Some(LetterCase::Upper) { text.to_uppercase() } else { text.to_owned() }
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        let plain = text.replace(['\u{a0}', '\n'], " ");
        self.out += plain.trim();
        self.out.push('\n');
    }

    fn lines<'l>(&mut self, lines: impl IntoIterator<Item = &'l Line>, case: Option<LetterCase>) {
        lines.into_iter().for_each(|line| self.line(&cased(&line.text.plain(), case)));
    }

    fn gap(&mut self) {
        if !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn annex(&mut self, annex: &Annex) {
        self.annex_head(&annex.head);
        self.blocks(&annex.blocks);
    }

    fn annex_head(&mut self, head: &AnnexHead) {
        let form = &self.measures.annex;
        self.gap();
        self.line(&cased(&head.label.plain(), form.label.case));
        self.lines([&head.title], form.title.case);
        self.lines(&head.note, form.note.case);
        self.gap();
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        let measures = self.measures;
        match block {
            Block::Letterhead(letterhead) => self.letterhead(letterhead),
            Block::Title(title) => {
                let form = &measures.title_block;
                self.gap();
                self.lines([&title.kind], form.document_type.case);
                self.lines(&title.subject, form.subject.case);
                self.gap();
            }
            Block::Addressees(addressees) => {
                let bodies: Vec<String> = addressees.bodies.iter().map(Text::plain).collect();
                self.line(&format!("{}: {}", addressees.lead, bodies.join(" ")));
                self.gap();
            }
            Block::Authority(line) => self.lines([line], measures.authority.case),
            Block::Resolves(text) => {
                self.gap();
                self.line(&cased(&text.plain(), measures.resolves.case));
                self.gap();
            }
            Block::Part { label, title } => {
                self.gap();
                self.line(&cased(&label.plain(), measures.headings.part.label.case));
                self.lines([title], measures.headings.part.title.case);
            }
            Block::Heading(heading) => {
                let label = heading.label.as_ref();
                let case = super::heading_form(heading.kind, measures).case;
                let text = cased(&heading.text.plain(), case);
                self.line(&labelled(label.map(|label| label.text.as_str()), &text));
            }
            Block::Paragraph(text)
            | Block::Lead(text)
            | Block::LegalBasis(text)
            | Block::LastParagraph(text) => self.line(&text.plain()),
            Block::Dash { level, text } => {
                let mark = super::dash_mark(*level, measures);
                self.line(&labelled(Some(mark), &text.plain()));
            }
            Block::Item { label, text } => self.line(&labelled(Some(&label.text), &text.plain())),
            Block::Numbered { label, text } => self.line(&labelled(Some(label), &text.plain())),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.line(&picture.alt),
            Block::Closing(closing) => self.closing(closing),
            Block::GoneAnnex(head) => self.annex_head(head),
            Block::Certificate(certificate) => self.certificate(certificate),
        }
    }

    fn letterhead(&mut self, letterhead: &Letterhead) {
        let form = &self.measures.letterhead;
        self.line(&cased(&letterhead.national_name.plain(), form.national_name.case));
        if let Some(motto) = &letterhead.national_motto {
            self.line(&motto.plain());
        }
        self.gap();
        self.lines(&letterhead.parent_body, form.parent_body.case);
        self.lines(&letterhead.issuing_body, form.issuing_body.case);
        self.lines(&letterhead.number, form.number.case);
        self.lines(&letterhead.subject, None);
        self.lines(&letterhead.stamps, form.stamp.case);
        if let Some(place_date) = &letterhead.place_date {
            self.line(&place_date.text.plain());
        }
        self.lines(&letterhead.draft_mark, form.draft_mark.case);
    }

    /// One line for each row. Each cell is preceded by its column's name, since a message has
    /// no columns.
    fn table(&mut self, table: &Table) {
        self.gap();
        let heads = names(table);
        for row in table.rows.iter().filter(|row| row.kind != RowKind::Head) {
            let mut at = 0;
            let mut told: Vec<String> = Vec::new();
            for cell in &row.cells {
                let text = cell.text.plain().replace('\n', " ");
                let head = heads.get(at).filter(|_| cell.over == 1 && told.len() > 1);
                if !text.is_empty() {
                    told.push(head.map_or(text.clone(), |head| format!("{head}: {text}")));
                }
                at += cell.over;
            }
            // A row that is to be written in by hand has nothing to paste.
            if !told.is_empty() {
                self.line(&told.join(" | "));
            }
        }
        self.gap();
    }

    fn closing(&mut self, closing: &Closing) {
        self.gap();
        for signature in closing.others.iter().chain([&closing.signature]) {
            self.gap();
            self.signature(signature);
        }
        if let Some(title) = &closing.recipients_title {
            self.gap();
            self.line(&title.plain());
        }
        closing.recipients.iter().for_each(|name| self.line(&labelled(Some("-"), &name.plain())));
    }

    fn signature(&mut self, signature: &Signature) {
        let form = &self.measures.closing;
        self.lines(&signature.dated, form.dated.case);
        self.lines(&signature.on_behalf, form.on_behalf.case);
        self.lines(&signature.post, form.post.case);
        self.lines(&signature.name, form.signer_name.case);
    }

    fn certificate(&mut self, certificate: &Certificate) {
        let form = &self.measures.certificate;
        self.gap();
        self.line(&certificate.national_name.plain().to_uppercase());
        self.line(&certificate.national_motto.plain());
        self.gap();
        let forms = [&form.authority, &form.verb, &form.kind, &form.name, &form.place, &form.merit];
        for (lines, form) in certificate.lines().into_iter().zip(forms) {
            self.lines(lines, form.case);
        }
        self.gap();
        self.lines(&certificate.register, form.register.case);
        self.gap();
        self.signature(&certificate.signature);
    }
}

/// The names of a table's columns: the lowest cells of its head.
fn names(table: &Table) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for row in table.rows.iter().take_while(|row| row.kind == RowKind::Head) {
        let mut at = 0;
        for cell in &row.cells {
            let name = cell.text.plain().replace('\n', " ");
            names.resize(names.len().max(at + cell.over), String::new());
            if cell.down != Down::Covered {
                names[at..at + cell.over].fill(name);
            }
            at += cell.over;
        }
    }
    names
}

fn labelled(label: Option<&str>, text: &str) -> String {
    label.map_or_else(|| text.to_owned(), |label| format!("{label} {text}"))
}
