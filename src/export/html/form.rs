//! The parts of the paper's form: what stands above the text and below it.

use crate::regime::LetterCase;
use crate::tree::{Certificate, Closing, Letterhead, Signature, Title, Twips, Under};

use super::Page;

impl Page<'_> {
    pub(super) fn letterhead(&mut self, letterhead: &Letterhead) {
        let form = &self.measures.letterhead;
        self.out += "<header class=\"sides\">\n<div class=\"left form\">\n";
        self.lines("", form.parent_body.case, &letterhead.parent_body);
        self.lines("bold", form.issuing_body.case, &letterhead.issuing_body);
        self.under(&letterhead.under_issuer);
        self.lines("", form.number.case, &letterhead.number);
        self.lines("", None, &letterhead.subject);
        self.lines("bold", form.stamp.case, &letterhead.stamps);
        self.lines("bold", form.draft_mark.case, &letterhead.draft_mark);
        self.out += "</div>\n<div class=\"right form\">\n";
        // A list that goes with another paper has the left half alone.
        if !letterhead.national_name.is_empty() {
            self.text("p", "bold nation", form.national_name.case, &letterhead.national_name);
            let motto = letterhead.national_motto.iter();
            motto.for_each(|motto| self.text("p", "bold", None, motto));
            self.out += "<hr>\n";
        }
        if let Some(place_date) = &letterhead.place_date {
            self.text("p", "italic", form.place_date.case, &place_date.text);
        }
        self.out += "</div>\n</header>\n";
    }

    pub(super) fn title(&mut self, title: &Title) {
        let form = &self.measures.title_block;
        self.out += "<div class=\"centred form\">\n";
        self.text("h1", "", form.document_type.case, &title.kind.text);
        if let Some(subject) = &title.subject {
            self.text("p", "bold", form.subject.case, &subject.text);
        }
        self.under(&title.under);
        self.out += "</div>\n";
    }

    fn under(&mut self, under: &Under) {
        match under {
            Under::Rule(Twips(0)) => {}
            Under::Rule(_) => self.out += "<hr>\n",
            Under::Mark(mark) => self.text("p", "", None, mark),
        }
    }

    pub(super) fn closing(&mut self, closing: &Closing) {
        self.out += "<footer class=\"sides\">\n<div class=\"left";
        let alone = closing.others.is_empty();
        self.out += if alone { " recipients\">\n" } else { " form\">\n" };
        if alone {
            self.recipients(closing);
        }
        closing.others.iter().for_each(|signature| self.signature(signature));
        self.out += "</div>\n<div class=\"right form\">\n";
        self.signature(&closing.signature);
        self.out += "</div>\n</footer>\n";
        // Below several who sign.
        if !alone && closing.recipients_title.is_some() {
            self.out += "<div class=\"left recipients\">\n";
            self.recipients(closing);
            self.out += "</div>\n";
        }
    }

    fn recipients(&mut self, closing: &Closing) {
        if let Some(title) = &closing.recipients_title {
            self.text("p", "bold italic", None, title);
        }
        for recipient in &closing.recipients {
            self.labelled("p", "", None, Some("-"), recipient);
        }
    }

    fn signature(&mut self, signature: &Signature) {
        let form = &self.measures.closing;
        self.lines("italic", form.dated.case, &signature.dated);
        self.lines("bold", form.on_behalf.case, &signature.on_behalf);
        self.lines("bold", form.post.case, &signature.post);
        self.lines("bold name", form.signer_name.case, &signature.name);
    }

    pub(super) fn certificate(&mut self, certificate: &Certificate) {
        let form = &self.measures.certificate;
        self.out += "<section class=\"form\">\n";
        self.text("p", "centred bold", Some(LetterCase::Upper), &certificate.national_name);
        self.text("p", "centred bold", None, &certificate.national_motto);
        let forms = [&form.authority, &form.verb, &form.kind, &form.name];
        let [.., place, merit] = certificate.lines();
        for (lines, form) in certificate.lines().into_iter().zip(forms) {
            self.lines("centred bold", form.case, lines);
        }
        self.lines("centred", form.place.case, place);
        self.lines("centred italic", form.merit.case, merit);
        self.out += "<footer class=\"sides\">\n<div class=\"left\">\n";
        self.lines("bold italic", form.register.case, &certificate.register);
        self.out += "</div>\n<div class=\"right form\">\n";
        self.signature(&certificate.signature);
        self.out += "</div>\n</footer>\n</section>\n";
    }
}
