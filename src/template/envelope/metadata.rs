//! What an office's registry asks of an outgoing paper (dữ liệu đặc tả văn bản đi):
//! Nghị định 30/2020/NĐ-CP, Phụ lục VI, Phần II, mục I.

use crate::dossier::{Count, Status, Urgency};
use crate::vietnamese::{Day, PartialDate};

use super::Called;
use super::form::Form;

/// A field of the appendix: its name there, the most characters or digits that it takes,
/// and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// A text, or a date as `2026-12-05`.
    Text(&'static str, usize, Option<String>),
    /// A whole number.
    Number(&'static str, usize, Option<u64>),
    /// Fields of one thing.
    Group(&'static str, Vec<Datum>),
    /// Fields of several things alike.
    List(&'static str, Vec<Vec<Datum>>),
}

/// The fields of a paper, in the appendix's order. How many pages it has is known when
/// they are set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata(pub Vec<Datum>);

impl Metadata {
    /// The same of a paper that has so many pages.
    #[must_use]
    pub fn with_pages(mut self, pages: usize) -> Self {
        for datum in &mut self.0 {
            if let Datum::Number("PageAmount", _, amount) = datum {
                *amount = u64::try_from(pages).ok();
            }
        }
        self
    }
}

/// The fields of a paper. What nobody but the office that keeps it knows is empty.
pub fn of(form: &Form<'_>, called: &Called) -> Metadata {
    use Datum::{Group, List, Number, Text};
    let envelope = form.envelope;
    let date = form.paper.date(form.dossier);
    let whole = date.and_then(PartialDate::whole);
    let issued = form.status == Status::Issued;
    let numbered = form.regime.wording.has_number;
    let number = envelope.number.as_ref().filter(|_| issued && numbered);
    let symbol = Some(form.symbol()).filter(|symbol| numbered && !symbol.contains('…'));
    // A news brief has a headline in the place of a type, and a letter has no type printed.
    let is_headed = !numbered && called.subject.trim().is_empty();
    let (kind, subject) = match called.kind.trim() {
        "" => ("Công văn", called.subject.as_str()),
        headline if is_headed => (form.paper.title.as_str(), headline),
        kind => (kind, called.subject.as_str()),
    };
    let signature = envelope.signature.as_ref();
    let state = (!issued).then(|| form.status.word().to_owned());
    let count = |count: Option<Count>| count.map(|count| count.0.into());
    let to = form
        .readers()
        .into_iter()
        .map(|name| vec![Text("OrganId", 13, None), Text("OrganName", 200, Some(name))]);
    Metadata(vec![
        Group(
            "FileCode",
            vec![
                Text("OrganId", 13, None),
                Number("FileCatalog", 4, whole.map(|day| day.year.into())),
                Text("FileNotation", 20, envelope.file_notation.as_ref().map(|n| n.0.clone())),
            ],
        ),
        Number("DocOrdinal", 3, count(envelope.file_ordinal)),
        Text("TypeName", 100, plain(kind)),
        Text("CodeNumber", 11, number.map(|number| number.0.clone())),
        Text("CodeNotation", 30, symbol),
        Text("IssuedDate", 10, whole.filter(|_| issued).map(iso)),
        Text("OrganName", 200, plain(&form.author())),
        Text("Subject", 500, plain(subject)),
        Text("Language", 30, Some("Tiếng Việt".to_owned())),
        Number("PageAmount", 3, None),
        Text("Description", 500, state),
        Group(
            "SignerInfo",
            vec![
                Text("Position", 100, signature.and_then(|s| plain(s.post.as_deref()?))),
                Text("FullName", 50, signature.and_then(|s| plain(s.name.as_deref()?))),
            ],
        ),
        List("To", to.collect()),
        Number("Priority", 1, Some(priority(envelope.urgency))),
        Number("IssuedAmount", 3, count(envelope.copies)),
        Text("DueDate", 10, envelope.reply_by.and_then(PartialDate::whole).map(iso)),
    ])
}

/// The appendix gives one digit and no code: none, khẩn, thượng khẩn, hỏa tốc count up
/// («mặc định»).
fn priority(urgency: Option<Urgency>) -> u64 {
    match urgency {
        None => 0,
        Some(Urgency::Urgent) => 1,
        Some(Urgency::VeryUrgent) => 2,
        Some(Urgency::Flash) => 3,
    }
}

/// A day as machines write it, ten characters long.
fn iso(Day { year, month, day }: Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// A text on one line, with plain blanks; nothing where nothing is said.
fn plain(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(words.join(" ")).filter(|text| !text.is_empty())
}
