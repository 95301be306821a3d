//! The end of a paper in Word: recipients and signature side by side.

use crate::regime::LetterCase;
use crate::tree::{Closing, Line, Signature};

use super::look::{Letters, Paragraph};
use super::measure::{Sheet, plain, single};
use super::style::{self, Style};
use super::table::{Frame, Side};
use super::text::Document;

/// A list of recipients with more lines may continue on the next page.
const LINES_ON_A_PAGE: usize = 20;

/// The lines of a signature over the room to sign.
fn head_lines(signature: &Signature) -> i32 {
    i32::try_from(signature.on_behalf.len() + signature.post.len()).unwrap_or_default()
}

impl Document<'_> {
    pub fn closing(&mut self, closing: &Closing) {
        let text = Sheet::of(self.measures, false).text_width().0;
        if !closing.others.is_empty() {
            self.signatures(closing, text);
            if closing.recipients_title.is_some() {
                let gap = plain(self.measures.closing.gap_above);
                let line = Some(super::look::LineHeight::Exact(gap));
                self.empty(&Paragraph { line, keep_next: true, ..Paragraph::of(style::END.id) });
                self.recipients(closing);
            }
            return;
        }
        let right = closing.signature_width.0.min(text);
        let frame = Frame { left: text - right, right };
        let whole = closing.recipients.len() < LINES_ON_A_PAGE;
        self.gap_above_closing();
        self.side_by_side(frame, |document| {
            document.row(frame, whole, |document| {
                document.side(frame, Side::Left, |document| document.recipients(closing));
                document.side(frame, Side::Right { margin: 0 }, |document| {
                    document.signature(&closing.signature, right);
                });
            });
        });
    }

    /// Several signers, side by side. The date above the last one is a line that is empty in
    /// the other columns.
    fn signatures(&mut self, closing: &Closing, room: i32) {
        let count = i32::try_from(closing.others.len() + 1).unwrap_or(1);
        let widths = vec![room / count; closing.others.len() + 1];
        let heads = closing.others.iter().chain([&closing.signature]).map(head_lines);
        let highest = heads.max().unwrap_or_default();
        self.gap_above_closing();
        self.columns(&widths, |document, at| {
            let width = room / count;
            let Some(other) = closing.others.get(at) else {
                let missing = highest - head_lines(&closing.signature);
                return document.signed_by(&closing.signature, width, missing);
            };
            for _ in &closing.signature.dated {
                document.empty(&Paragraph::of(style::SIGNED_AT.id));
            }
            document.signed_by(other, width, highest - head_lines(other));
        });
    }

    /// The gap between the last paragraph and the closing, which keeps them together.
    pub fn gap_above_closing(&mut self) {
        let closing = &self.measures.closing;
        let gap = style::below_text(self.measures, closing.gap_above);
        let gap = (gap - plain(self.measures.body.gap)).max(0);
        let line = Some(super::look::LineHeight::Exact(gap.max(20)));
        self.empty(&Paragraph { line, keep_next: true, ..Paragraph::of(style::END.id) });
    }

    fn recipients(&mut self, closing: &Closing) {
        let Some(title) = &closing.recipients_title else {
            return self.empty(&Paragraph::of(style::RECIPIENT.id));
        };
        let case = self.measures.closing.recipients_title.case;
        let look = Paragraph::of(style::RECIPIENTS_TITLE.id);
        self.paragraph_in(&look, case, Letters::default(), title);
        for recipient in &closing.recipients {
            let line = recipient.with_label("-\u{a0}");
            self.paragraph(&Paragraph::of(style::RECIPIENT.id), &line);
        }
    }

    /// A signature: the body represented, the capacity, room for the signature, the name.
    pub fn signature(&mut self, signature: &Signature, room: i32) {
        self.signed_by(signature, room, 0);
    }

    /// The same beside another one with this many more lines above the name.
    fn signed_by(&mut self, signature: &Signature, room: i32, missing: i32) {
        let form = &self.measures.closing;
        // What must stand behind a table takes a little room on the page as well.
        let space =
            plain(form.signature_space) - 2 * style::HAIR + missing * single(form.post.size);
        self.signed(style::SIGNED_AT, &signature.dated, form.dated.case, (0, room));
        self.signed(style::ON_BEHALF, &signature.on_behalf, form.on_behalf.case, (0, room));
        self.signed(style::POST, &signature.post, form.post.case, (0, room));
        self.signed(style::SIGNER_NAME, &signature.name, form.signer_name.case, (space, room));
        if signature.lines().next().is_none() {
            self.empty(&Paragraph::of(style::ON_BEHALF.id));
        }
    }

    fn signed(
        &mut self,
        style: Style,
        lines: &[Line],
        case: Option<LetterCase>,
        (space, room): (i32, i32),
    ) {
        for (at, line) in lines.iter().enumerate() {
            let before = (at == 0 && space > 0).then_some(space);
            let look = Paragraph { before, keep_next: true, ..Paragraph::of(style.id) };
            self.balanced(look, line, case, room);
        }
    }
}
