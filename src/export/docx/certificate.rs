//! Certificates (giấy khen) in Word: a sheet of its own, its lines one below the other, the
//! decision beside the signature at its foot.

use crate::tree::{Certificate, Text};

use super::look::{Letters, Paragraph};
use super::measure::{Sheet, plain};
use super::style;
use super::table::{Frame, Height, Side};
use super::text::Document;

impl Document<'_> {
    /// Writes it; all but the first begin a page.
    pub fn certificate(&mut self, certificate: &Certificate, is_first: bool) {
        let room = Sheet::of(self.measures, false).text_width().0;
        let form = &self.measures.certificate;
        let emblem = Paragraph {
            page_break: !is_first,
            after: Some(plain(form.emblem) / 2),
            ..Paragraph::of(style::DISPLAY.id)
        };
        let mark = certificate.emblem.clone().unwrap_or_default();
        self.paragraph(&emblem, &mark);
        self.national(certificate, room);
        let form = &self.measures.certificate;
        // The number of minimum gaps above each: the page divides the remaining space.
        let styles = [
            (style::CERTIFICATE_AUTHORITY, form.authority.case, 3),
            (style::CERTIFICATE_VERB, form.verb.case, 2),
            (style::CERTIFICATE_KIND, form.kind.case, 0),
            (style::CERTIFICATE_NAME, form.name.case, 3),
            (style::CERTIFICATE_PLACE, form.place.case, 0),
            (style::CERTIFICATE_MERIT, form.merit.case, 2),
        ];
        let gap = plain(form.least_gap);
        for (lines, (style, case, gaps)) in certificate.lines().into_iter().zip(styles) {
            for (at, line) in lines.iter().enumerate() {
                let before = (at == 0 && gaps > 0).then_some(gaps * gap);
                self.balanced(Paragraph { before, ..Paragraph::of(style.id) }, line, case, room);
            }
        }
        self.foot(certificate, room);
    }

    fn national(&mut self, certificate: &Certificate, room: i32) {
        let case = self.measures.letterhead.national_name.case;
        let name = Paragraph::of(style::NATIONAL_NAME.id);
        self.paragraph_in(&name, case, Letters::default(), &certificate.national_name);
        self.paragraph(&Paragraph::of(style::NATIONAL_MOTTO.id), &certificate.national_motto);
        self.ruled(certificate.nation_rule, room, Paragraph::default());
    }

    fn foot(&mut self, certificate: &Certificate, room: i32) {
        let right = plain(self.measures.certificate.signature_width).min(room);
        let frame = Frame { left: room - right, right };
        self.gap_above_closing();
        self.side_by_side(frame, |document| {
            document.row(frame, true, |document| {
                // The register stands low, beside the name of who signs.
                document.side_at(frame, Side::Left, Height::Bottom, |document| {
                    for line in &certificate.register {
                        document.paragraph(&Paragraph::of(style::REGISTER.id), &line.text);
                    }
                    if certificate.register.is_empty() {
                        document.paragraph(&Paragraph::of(style::REGISTER.id), &Text::default());
                    }
                });
                document.side(frame, Side::Right { margin: 0 }, |document| {
                    document.signature(&certificate.signature, right);
                });
            });
        });
    }
}
