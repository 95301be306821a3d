//! The parts above the text in Word: letterhead, title, addressees.

use crate::tree::{Addressees, Letterhead, Line, Text, Title, Twips, Under};

use super::look::{Aligned, Letters, Paragraph};
use super::measure::{Sheet, half_points, leading, plain, twips};
use super::style::{self, Style};
use super::table::{Frame, Side};
use super::text::Document;
use crate::regime::LetterCase;

impl Document<'_> {
    /// The letterhead (phần đầu văn bản): two columns side by side, in a table without
    /// borders.
    pub fn letterhead(&mut self, letterhead: &Letterhead) {
        let form = &self.measures.letterhead;
        let text = Sheet::of(self.measures, false).text_width().0;
        // A list has only the left half, as wide as the right one.
        let alone = letterhead.national_name.is_empty();
        let left = if alone { form.right_width } else { form.left_width };
        let left = plain(left).min(text);
        // The space left by the columns is put between them.
        let between = if alone { 0 } else { (text - left - plain(form.right_width)).max(0) };
        let frame = Frame { left, right: text - left };
        let has_second = letterhead.number.is_some();
        self.side_by_side(frame, |document| {
            let (left, right) = (Side::Left, Side::Right { margin: between });
            document.row(frame, true, |document| {
                document
                    .side(frame, left, |document| document.bodies(letterhead, left.room(frame)));
                document.side(frame, right, |document| {
                    document.nation(letterhead, right.room(frame));
                    if !has_second {
                        document.place_date(letterhead);
                    }
                });
            });
            if let Some(number) = &letterhead.number {
                document.row(frame, true, |document| {
                    document
                        .side(frame, left, |document| document.number(number, left.room(frame)));
                    document.side(frame, Side::Right { margin: between }, |document| {
                        document.place_date(letterhead);
                    });
                });
            }
            let form = &document.measures.letterhead;
            let subject = letterhead.subject.iter();
            let subject = subject.map(|l| (style::LETTER_SUBJECT, l, form.letter_subject.case));
            let stamps = letterhead.stamps.iter().map(|l| (style::STAMP, l, form.stamp.case));
            let draft = letterhead.draft_mark.iter();
            let draft = draft.map(|l| (style::DRAFT_MARK, l, form.draft_mark.case));
            let before = Some(plain(form.draft_gap));
            for (style, line, case) in subject.chain(stamps).chain(draft) {
                document.row(frame, true, |document| {
                    document.side(frame, left, |document| {
                        let look = Paragraph { before, ..Paragraph::of(style.id) };
                        document.balanced(look, line, case, left.room(frame));
                    });
                    document.side(frame, right, |document| {
                        document.empty(&Paragraph::of(style::DISPLAY.id));
                    });
                });
            }
        });
    }

    fn bodies(&mut self, letterhead: &Letterhead, room: i32) {
        let form = &self.measures.letterhead;
        let (parent, issuing) = (form.parent_body.case, form.issuing_body.case);
        for line in &letterhead.parent_body {
            self.balanced(Paragraph::of(style::PARENT_BODY.id), line, parent, room);
        }
        for line in &letterhead.issuing_body {
            self.balanced(Paragraph::of(style::ISSUING_BODY.id), line, issuing, room);
        }
        self.under(&letterhead.under_issuer, room, &Paragraph::of(style::ISSUER_MARK.id));
    }

    fn nation(&mut self, letterhead: &Letterhead, room: i32) {
        if letterhead.national_name.is_empty() {
            return self.empty(&Paragraph::of(style::DISPLAY.id));
        }
        let form = &self.measures.letterhead;
        let lines = [
            (style::NATIONAL_NAME, Some(&letterhead.national_name), form.national_name.case),
            (
                style::NATIONAL_MOTTO,
                letterhead.national_motto.as_ref(),
                form.national_motto.as_ref().and_then(|motto| motto.case),
            ),
        ];
        for (style, text, case) in lines {
            let look = Paragraph::of(style.id);
            text.iter().for_each(|text| self.paragraph_in(&look, case, Letters::default(), text));
        }
        self.rule(letterhead.nation_rule, room);
    }

    fn number(&mut self, number: &Line, room: i32) {
        let form = &self.measures.letterhead;
        let before = Some(plain(form.number_gap));
        let look = Paragraph { before, ..Paragraph::of(style::NUMBER.id) };
        self.balanced(look, number, form.number.case, room);
    }

    fn place_date(&mut self, letterhead: &Letterhead) {
        let form = &self.measures.letterhead;
        let Some(place_date) = &letterhead.place_date else {
            return self.empty(&Paragraph::of(style::DISPLAY.id));
        };
        let gap =
            if letterhead.number.is_some() { plain(form.number_gap) } else { place_date.gap.0 };
        let aligned = place_date.long.then_some(Aligned::Right);
        // It may fit only just, and some programs set text slightly wider.
        let beside = (!place_date.long).then_some(-OVER);
        let size = place_date.long.then(|| half_points(form.place_date.smaller));
        let look = Paragraph {
            before: Some(gap),
            left: beside,
            right: beside,
            aligned,
            ..Paragraph::of(style::PLACE_DATE.id)
        };
        let letters = Letters { size, ..Letters::default() };
        self.paragraph_in(&look, form.place_date.case, letters, &place_date.text);
    }

    /// Document type and subject (tên loại, trích yếu).
    pub fn title(&mut self, title: &Title) {
        let form = &self.measures.title_block;
        let room = Sheet::of(self.measures, false).text_width().0;
        self.balanced(
            Paragraph::of(style::DOCUMENT_TYPE.id),
            &title.kind,
            form.document_type.case,
            room,
        );
        if let Some(subject) = &title.subject {
            self.balanced(Paragraph::of(style::SUBJECT.id), subject, form.subject.case, room);
        }
        // On the page the title stands over the text as a paragraph does.
        let after = Some(plain(self.measures.body.gap) + leading(self.measures) + style::HAIR / 2);
        let look = Paragraph { after, ..Paragraph::of(style::SUBJECT_MARK.id) };
        self.under(&title.under, room, &look);
    }

    /// Kính gửi.
    pub fn addressees(&mut self, addressees: &Addressees) {
        let form = &self.measures.addressees;
        let gap = style::below_text(self.measures, form.gap);
        let lead = format!("{}:", addressees.lead);
        let indent = twips(form.indent, form.size);
        let style = Paragraph::of(style::ADDRESSEES.id);
        let (before, after) = (Some(gap), Some(plain(form.gap)));
        match addressees.bodies.as_slice() {
            [] => {}
            [body] => {
                let line = Text::from(format!("{lead} ").as_str()).followed_by(body);
                let aligned = addressees.centred.then_some(Aligned::Centre);
                self.paragraph(&Paragraph { before, after, aligned, ..style }, &line);
            }
            bodies => {
                let left = Some(indent);
                self.paragraph(&Paragraph { before, left, ..style }, &lead.as_str().into());
                for (at, body) in bodies.iter().enumerate() {
                    let after = if at + 1 == bodies.len() { after } else { None };
                    let line = body.with_label("-\u{a0}");
                    // The dashes stand under the colon.
                    let left = Some(indent + lead_width(&lead, half_points(form.size)));
                    self.paragraph(&Paragraph { after, left, ..style }, &line);
                }
            }
        }
    }

    /// A line that is balanced to a width: the remaining space is put on both sides, so that
    /// its lines end as on the page.
    pub fn balanced(
        &mut self,
        look: Paragraph<'_>,
        line: &Line,
        case: Option<LetterCase>,
        room: i32,
    ) {
        // A line that fits needs no help, and may grow when somebody edits it.
        let bound = line.text.plain().matches('\u{a0}').count();
        let indent = line.width.map(|width| beside(width, bound, room)).filter(|i| *i > 0);
        let look = Paragraph { left: indent, right: indent, ..look };
        self.paragraph_in(&look, case, Letters::default(), &line.text);
    }

    /// A line of the deciding authority (thẩm quyền ban hành), possibly the last.
    pub fn authority(&mut self, line: &Line, is_last: bool, room: i32) {
        let form = &self.measures.authority;
        let after = is_last.then(|| style::below_text(self.measures, form.gap));
        let look = Paragraph { after, ..Paragraph::of(style::AUTHORITY.id) };
        self.balanced(look, line, form.case, room);
    }

    /// The mark below a text: a rule, or characters in its place.
    fn under(&mut self, under: &Under, room: i32, mark: &Paragraph<'static>) {
        match under {
            Under::Rule(length) => self.ruled(*length, room, *mark),
            Under::Mark(text) => self.paragraph(mark, text),
        }
    }

    /// A rule of a length, centred.
    pub fn rule(&mut self, length: Twips, room: i32) {
        self.ruled(length, room, Paragraph::default());
    }

    pub fn ruled(&mut self, length: Twips, room: i32, look: Paragraph<'static>) {
        let beside = (room - length.0).max(0) / 2;
        let Style { id, .. } = style::RULE;
        let (left, right) = (Some(beside), Some(beside));
        self.empty(&Paragraph { style: Some(id), left, right, ..look });
    }
}

/// How far a line may exceed its column, in twips.
const OVER: i32 = 100;

/// The space on each side of a balanced line. Word processors set text slightly wider than
/// measured, and some of them make each no-break space, of which there are `bound`, a point
/// wider.
fn beside(width: Twips, bound: usize, room: i32) -> i32 {
    let bound = i32::try_from(bound).unwrap_or_default();
    let hair = width.0 / 50 + 60 + style::HAIR * bound;
    ((room - width.0 - hair) / 2).max(0)
}

/// The approximate width of the addressees' lead: a third of the font size for each letter,
/// measured in Times New Roman for "Kính gửi:".
fn lead_width(lead: &str, half_points: i32) -> i32 {
    let letters = i32::try_from(lead.chars().count()).unwrap_or_default();
    letters * half_points * 10 * 43 / 100
}
