//! The end of a paper: recipients and signature side by side.

use crate::regime::LetterCase;
use crate::tree::{Closing, Line, Signature};

use super::look::{Letters, Paragraph};
use super::measure::{Sheet, plain};
use super::style::{self, Style};
use super::table::{Frame, Side};
use super::text::Document;

/// A list of recipients with more lines may go on over the next page.
const LINES_ON_A_PAGE: usize = 20;

impl Document<'_> {
    pub fn closing(&mut self, closing: &Closing) {
        let text = Sheet::of(self.measures, false).text_width().0;
        let right = closing.signature_width.0.min(text);
        let frame = Frame { left: text - right, right };
        let whole = closing.recipients.len() < LINES_ON_A_PAGE;
        self.gap_above_closing();
        self.side_by_side(frame, |document| {
            document.row(frame, whole, |document| {
                document.side(frame, Side::Left, |document| {
                    let second = closing.second.as_ref();
                    second.iter().for_each(|second| document.signature(second, frame.left));
                    // Both stand there where one took the other's place.
                    if second.is_none() || closing.recipients_title.is_some() {
                        document.recipients(closing);
                    }
                });
                document.side(frame, Side::Right { margin: 0 }, |document| {
                    document.signature(&closing.signature, right);
                });
            });
        });
    }

    /// What stands between the last paragraph and the closing, and keeps them together.
    fn gap_above_closing(&mut self) {
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

    /// Who signs: for whom, as what, the room for the signature, the name.
    fn signature(&mut self, signature: &Signature, room: i32) {
        let form = &self.measures.closing;
        let space = plain(form.signature_space);
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
