//! Where a dossier has what `issue` writes: a paper's envelope, or a letter, a correction
//! that has one of its own.

use std::borrow::Cow;

use baocao::Office;
use baocao::dossier::{Dossier, Envelope, Seal, Signature, Status, Text};
use baocao::paper::Paper;
use baocao::source::{Path, Segment};
use baocao::vietnamese::PartialDate;

use super::super::args;
use super::super::office;
use super::super::outcome::Failure;

/// The paper that is meant: by a name of its, or, of letters and corrections, by the name
/// of the one's file; the kind's name will do where there is but one.
pub fn chosen<'o>(
    office: &'o Office,
    dossier: &Dossier,
    typed: &str,
) -> Result<Cow<'o, Paper>, Failure> {
    let name = typed.trim();
    let name = name.strip_suffix(".pdf").unwrap_or(name);
    let of_items = |paper: &&Paper| paper.per.as_ref().is_some_and(|per| per.own_envelope);
    let mut items =
        office.papers().iter().filter(of_items).flat_map(|paper| paper.outputs(dossier));
    let bears = |paper: &Cow<'_, Paper>| paper.file == name || paper.file_in(dossier) == name;
    if let Some(one) = items.find(bears) {
        return Ok(one);
    }
    let paper = office::find(office, typed)?;
    if !of_items(&paper) {
        return Ok(Cow::Borrowed(paper));
    }
    let mut outputs = paper.outputs(dossier);
    match outputs.len() {
        1 => Ok(outputs.remove(0)),
        0 => Err(Failure::new(format!("{}: hồ sơ chưa lập được văn bản nào", paper.title))
            .hint("xem còn thiếu gì: baocao papers")),
        _ => {
            let files: Vec<&str> = outputs.iter().map(|output| output.file.as_str()).collect();
            Err(Failure::new(format!("{}: mỗi văn bản có số, ngày riêng", paper.title))
                .hint(format!("ghi --paper là một trong: {}", files.join(", "))))
        }
    }
}

/// Where the number, the day and the seal of a paper stand.
pub struct Place {
    /// In the dossier.
    pub path: Path,
    paper: String,
}

/// What a letter or a correction says of its envelope itself.
struct Own<'a> {
    number: &'a mut Option<Text>,
    date: &'a mut Option<PartialDate>,
    status: &'a mut Option<Status>,
    sealed: &'a mut Option<Seal>,
}

impl Place {
    pub fn of(paper: &Paper) -> Place {
        let own = paper.per.as_ref().filter(|per| per.own_envelope).and(paper.part.as_ref());
        let path = match own {
            Some(part) => part.path.clone(),
            None => Path::root().key("papers").key(paper.id.as_str()),
        };
        Place { path, paper: paper.id.clone() }
    }

    /// Whether it is an item of a list.
    pub fn is_an_item(&self) -> bool {
        matches!(self.path.segments().last(), Some(Segment::Index(_)))
    }

    /// Puts the future values into the dossier, so that they are checked first.
    pub fn put(&self, dossier: &mut Dossier, args: &args::Issue, date: Option<PartialDate>) {
        let text = |typed: &String| Text(typed.trim().to_owned());
        let number = args.number.as_ref().map(text);
        if let Some(own) = self.own(dossier) {
            *own.status = Some(Status::Issued);
            *own.sealed = None;
            *own.number = number.or(own.number.take());
            *own.date = date.or(*own.date);
            return;
        }
        let envelope = self.envelope(dossier);
        envelope.status = Some(Status::Issued);
        envelope.sealed = None;
        envelope.number = number.or(envelope.number.take());
        envelope.date = date.or(envelope.date);
        if args.signer.is_some() || args.post.is_some() {
            let signature = envelope.signature.get_or_insert_with(Signature::default);
            signature.name = args.signer.as_ref().map(text).or(signature.name.take());
            signature.post = args.post.as_ref().map(text).or(signature.post.take());
        }
    }

    fn own<'a>(&self, dossier: &'a mut Dossier) -> Option<Own<'a>> {
        let [Segment::Key(list), Segment::Index(at)] = self.path.segments() else { return None };
        match list.as_str() {
            "letters" => {
                let letter = dossier.letters.get_mut(*at)?;
                Some(Own {
                    number: &mut letter.number,
                    date: &mut letter.date,
                    status: &mut letter.status,
                    sealed: &mut letter.sealed,
                })
            }
            "corrections" => {
                let correction = dossier.corrections.get_mut(*at)?;
                Some(Own {
                    number: &mut correction.number,
                    date: &mut correction.date,
                    status: &mut correction.status,
                    sealed: &mut correction.sealed,
                })
            }
            _ => None,
        }
    }

    fn envelope<'a>(&self, dossier: &'a mut Dossier) -> &'a mut Envelope {
        let papers = &mut dossier.papers.0;
        let at = papers.iter().position(|(id, _)| *id == self.paper).unwrap_or_else(|| {
            papers.push((self.paper.clone(), Envelope::default()));
            papers.len() - 1
        });
        &mut papers[at].1
    }
}
