//! A tree → a page for a browser: one file, without scripts or anything to fetch,
//! readable on a screen and by a screen reader, and printed on the regime's sheet.
//! Every text is escaped; nothing of a dossier is markup.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::regime::{LetterCase, Measures};
use crate::tree::{
    Addressees, Annex, Block, Certificate, Closing, Down, Heading, Letterhead, Line, Piece, Row,
    RowKind, Side, Signature, Table, Text, Title, Tree, Words,
};

/// What stands before the page's own style: nothing is run or fetched.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Writes a paper.
pub fn write(tree: &Tree, measures: &Measures) -> String {
    let mut page = Page { measures, out: String::new() };
    let _ = write!(
        page.out,
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"author\" content=\"{}\">\n<title>{}</title>\n<style>\n{}</style>\n\
         </head>\n<body>\n<main>\n",
        escape(&*tree.author),
        escape(&*tree.title),
        style(measures),
    );
    page.blocks(&tree.blocks);
    tree.annexes.iter().for_each(|annex| page.annex(annex));
    page.out + "</main>\n</body>\n</html>\n"
}

/// The page's style, by the regime's measures.
fn style(measures: &Measures) -> String {
    let Measures { page, body, letterhead, closing, table, .. } = measures;
    let margin = &page.margin;
    let sheet = format!("{:?}", page.paper).to_uppercase();
    format!(
        "@page {{ size: {sheet}; margin: {} {} {} {}; }}\n\
         body {{ margin: 0; background: #fff; color: #000; font: {}/{} \"Times New Roman\", \
         \"Liberation Serif\", serif; }}\n\
         main {{ max-width: 165mm; margin: 0 auto; padding: 8mm 5mm; overflow-wrap: anywhere; }}\n\
         p, li {{ margin: 0 0 {}; text-align: justify; text-indent: {}; }}\n\
         ul {{ list-style: none; margin: 0; padding: 0; }}\n\
         h1, h2, h3, h4, h5, h6 {{ font-size: 1em; margin: .6em 0 .45em; text-indent: {}; \
         break-after: avoid; }}\n\
         h1, .centred, .centred h2 {{ text-align: center; text-indent: 0; }}\n\
         .bold {{ font-weight: bold; }} .italic {{ font-style: italic; }}\n\
         .plain {{ font-weight: normal; }}\n\
         .sides {{ display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4mm; \
         margin-bottom: 5mm; break-inside: avoid; line-height: 1.15; }}\n\
         .sides p {{ margin: 0; text-indent: 0; }}\n\
         .left {{ flex: 0 1 {}; }} .right {{ flex: 0 1 {}; text-align: center; }}\n\
         .left.form, .right p {{ text-align: center; }} .form p {{ text-align: center; }}\n\
         .recipients p {{ text-align: left; font-size: {}; }}\n\
         .signature .name {{ margin-top: {}; }}\n\
         hr {{ width: 35%; border: 0; border-top: {} solid; margin: 1mm auto; }}\n\
         table {{ width: 100%; border-collapse: collapse; margin: {} 0; font-size: {}; \
         line-height: 1.15; }}\n\
         th, td {{ border: {} solid; padding: {} {}; overflow-wrap: normal; }}\n\
         thead {{ display: table-header-group; }} tr {{ break-inside: avoid; }}\n\
         td.figure {{ text-align: center; }} td.amount {{ text-align: right; }} .whole {{ white-space: nowrap; }}\n\
         section {{ break-before: page; }}\n\
         @media screen and (max-width: 40em) {{ .left, .right {{ flex-basis: 100%; }} }}\n\
         @media print {{ main {{ max-width: none; padding: 0; }} }}\n",
        margin.top,
        margin.right,
        margin.bottom,
        margin.left,
        body.size,
        body.baseline,
        body.gap,
        body.indent,
        body.indent,
        letterhead.left_width,
        letterhead.right_width,
        closing.recipients_list.size,
        closing.signature_space,
        letterhead.rule_stroke,
        table.gap,
        table.size,
        table.stroke,
        table.inset_y,
        table.inset_x,
    )
}

struct Page<'m> {
    measures: &'m Measures,
    out: String,
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
                Piece::Break => self.out += "<br>",
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

    fn annex(&mut self, annex: &Annex) {
        let form = &self.measures.annex;
        self.out += "<section>\n<div class=\"centred form\">\n";
        self.text("p", "", form.label.case, &annex.label);
        self.text("h2", "", form.title.case, &annex.title.text);
        if let Some(note) = &annex.note {
            self.out += "<div class=\"italic\">";
            self.text("p", "", form.note.case, &note.text);
            self.out += "</div>\n";
        }
        self.out += "</div>\n";
        self.blocks(&annex.blocks);
        self.out += "</section>\n";
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
            Block::Addressees(addressees) => self.addressees(addressees),
            Block::Authority(line) => {
                self.text("p", "centred", measures.authority.case, &line.text);
            }
            Block::LegalBasis(text) => self.text("p", "", measures.legal_bases.case, text),
            Block::Resolves(text) => {
                self.out += "<div class=\"bold\">";
                self.text("p", "centred", measures.resolves.case, text);
                self.out += "</div>\n";
            }
            Block::Part { label, title } => {
                let form = &measures.headings.part;
                self.text("p", "centred", form.label.case, &label.as_str().into());
                self.text("h2", "centred", form.title.case, &title.text);
            }
            Block::Heading(heading) => self.heading(heading),
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
            Block::Closing(closing) => self.closing(closing),
            Block::Certificate(certificate) => self.certificate(certificate),
        }
    }

    fn title(&mut self, title: &Title) {
        let form = &self.measures.title_block;
        self.out += "<div class=\"centred form\">\n";
        self.text("h1", "", form.document_type.case, &title.kind.text);
        if let Some(subject) = &title.subject {
            self.out += "<div class=\"bold\">";
            self.text("p", "", form.subject.case, &subject.text);
            self.out += "</div>\n";
        }
        self.out += "<hr>\n</div>\n";
    }

    fn addressees(&mut self, addressees: &Addressees) {
        let lead = format!("{}:", addressees.lead);
        let case = self.measures.addressees.case;
        match addressees.bodies.as_slice() {
            [body] => self.labelled("p", "centred", case, Some(&lead), body),
            bodies => {
                self.text("p", "", case, &lead.as_str().into());
                bodies.iter().for_each(|body| self.labelled("p", "", case, Some("-"), body));
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let tag = format!("h{}", (heading.depth + 1).min(6));
        let label = heading.label.as_ref();
        let form = label.map(|label| super::heading_form(label.kind, self.measures));
        let is_bold = form.is_none_or(|form| form.weight.is_some());
        let class = if is_bold { "" } else { "plain" };
        let case = form.and_then(|form| form.case);
        let label = label.map(|label| label.text.as_str());
        self.labelled(&tag, class, case, label, &heading.text);
    }

    fn letterhead(&mut self, letterhead: &Letterhead) {
        let form = &self.measures.letterhead;
        self.out += "<header class=\"sides\">\n<div class=\"left form\">\n";
        self.lines("", form.parent_body.case, &letterhead.parent_body);
        self.out += "<div class=\"bold\">";
        self.lines("", form.issuing_body.case, &letterhead.issuing_body);
        self.out += "</div><hr>\n";
        self.lines("", form.number.case, &letterhead.number);
        self.lines("", None, &letterhead.subject);
        self.lines("", form.draft_mark.case, &letterhead.draft_mark);
        self.out += "</div>\n<div class=\"right form\">\n<div class=\"bold\">";
        self.text("p", "", form.national_name.case, &letterhead.national_name);
        if let Some(motto) = &letterhead.national_motto {
            self.text("p", "", None, motto);
        }
        self.out += "</div><hr>\n";
        if let Some(place_date) = &letterhead.place_date {
            self.out += "<div class=\"italic\">";
            self.text("p", "", form.place_date.case, &place_date.text);
            self.out += "</div>\n";
        }
        self.out += "</div>\n</header>\n";
    }

    fn table(&mut self, table: &Table) {
        self.out += "<table>\n";
        let (heads, rows): (Vec<&Row>, Vec<&Row>) =
            table.rows.iter().partition(|row| row.kind == RowKind::Head);
        for (part, rows) in [("thead", heads), ("tbody", rows)] {
            if rows.is_empty() {
                continue;
            }
            let _ = writeln!(self.out, "<{part}>");
            rows.into_iter().for_each(|row| self.row(row, table));
            let _ = writeln!(self.out, "</{part}>");
        }
        self.out += "</table>\n";
    }

    fn row(&mut self, row: &Row, table: &Table) {
        self.out += "<tr>\n";
        let mut at = 0;
        for cell in &row.cells {
            let aligned = table.columns.get(at).map(|column| column.aligned);
            at += cell.over;
            let down = match cell.down {
                Down::OneRow => "",
                Down::TwoRows => " rowspan=\"2\"",
                Down::Covered => continue,
            };
            let over = match cell.over {
                1 => String::new(),
                over => format!(" colspan=\"{over}\""),
            };
            let (tag, more) = match row.kind {
                RowKind::Head => ("th", " scope=\"col\""),
                _ if cell.over > 1 => ("td", ""),
                _ if aligned == Some(Side::Centre) => ("td", " class=\"figure\""),
                _ if aligned == Some(Side::Right) => ("td", " class=\"amount\""),
                _ => ("td", ""),
            };
            let _ = write!(self.out, "<{tag}{more}{over}{down}>");
            self.text("span", "", None, &cell.text);
            let _ = writeln!(self.out, "</{tag}>");
        }
        self.out += "</tr>\n";
    }

    fn certificate(&mut self, certificate: &Certificate) {
        let form = &self.measures.certificate;
        self.out += "<section class=\"form\">\n<div class=\"bold\">";
        self.text("p", "centred", Some(LetterCase::Upper), &certificate.national_name);
        self.text("p", "centred", None, &certificate.national_motto);
        let forms = [&form.authority, &form.verb, &form.kind, &form.name];
        let [.., place, merit] = certificate.lines();
        for (lines, form) in certificate.lines().into_iter().zip(forms) {
            self.lines("centred", form.case, lines);
        }
        self.out += "</div>\n";
        self.lines("centred", form.place.case, place);
        self.lines("centred italic", form.merit.case, merit);
        self.out += "<footer class=\"sides\">\n<div class=\"left bold italic\">\n";
        self.lines("", form.register.case, &certificate.register);
        self.out += "</div>\n<div class=\"right form signature\">\n";
        self.signature(&certificate.signature);
        self.out += "</div>\n</footer>\n</section>\n";
    }

    fn closing(&mut self, closing: &Closing) {
        self.out += "<footer class=\"sides\">\n<div class=\"left recipients\">\n";
        if let Some(title) = &closing.recipients_title {
            self.out += "<div class=\"bold italic\">";
            self.text("p", "", None, title);
            self.out += "</div>\n";
        }
        for recipient in &closing.recipients {
            self.labelled("p", "", None, Some("-"), recipient);
        }
        closing.others.iter().for_each(|signature| self.signature(signature));
        self.out += "</div>\n<div class=\"right form signature\">\n";
        self.signature(&closing.signature);
        self.out += "</div>\n</footer>\n";
    }

    fn signature(&mut self, signature: &Signature) {
        let form = &self.measures.closing;
        self.lines("italic", form.dated.case, &signature.dated);
        self.out += "<div class=\"bold\">";
        self.lines("", form.on_behalf.case, &signature.on_behalf);
        self.lines("", form.post.case, &signature.post);
        self.lines("name", form.signer_name.case, &signature.name);
        self.out += "</div>";
    }
}
