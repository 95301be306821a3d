//! Letters (công văn): BC333.

use crate::diagnostic::{Code, Severity};
use crate::source::Path;
use crate::vietnamese::PartialDate;

use crate::check::{Context, Findings, Rule};

pub(crate) const DEADLINE: Rule =
    Rule { code: Code::LETTER_DEADLINE, severity: Severity::Error, citation: "", run: deadline };

/// The deadline of a request comes after the date of the letter.
fn deadline(context: &Context<'_>, found: &mut Findings) {
    for (i, letter) in context.dossier.letters.iter().enumerate() {
        let at = Path::root().key("letters").index(i);
        let due = letter.deadline.and_then(PartialDate::latest);
        let sent = letter.date.and_then(PartialDate::whole);
        let Some((due, sent)) = due.zip(sent).filter(|(due, sent)| due < sent) else { continue };
        let message = format!(
            "Hạn {:02}/{:02}/{} đã qua trước ngày công văn {:02}/{:02}/{}",
            due.day, due.month, due.year, sent.day, sent.month, sent.year
        );
        found.add(
            DEADLINE
                .broken_at(at.key("deadline"), message)
                .with_related(at.key("date"), "ngày của công văn")
                .with_hint("sửa hạn hoặc ngày của công văn"),
        );
    }
}
