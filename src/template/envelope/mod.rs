//! The parts around a paper's contents: letterhead, title, date, signature, recipients and
//! annexes, as templates see them under `paper`.

mod annexes;
mod entries;
mod form;
mod metadata;

use minijinja::Value;

use crate::dossier::{Catalog, Letter, ScopedDossier, Walk};
use crate::error::Error;
use crate::paper::Paper;
use crate::prose::Names;
use crate::regime::Regime;
use crate::source::Path;
use crate::vietnamese::NO_BREAK;

use super::MadeBy;
use super::context::{self, Context};
use super::engine::Engine;
use super::values::unknown;
use super::votes::Votes;
use super::{aid, area_lines, assigned, charts, conclusions, figures, names};
use form::Form;
pub use metadata::{Datum, Metadata};

pub(super) struct Built {
    pub title: String,
    /// The reference to each annex in a text: `Phụ lục I kèm theo`.
    pub annexes: Vec<String>,
    /// What a registry asks of it.
    pub metadata: Metadata,
}

/// The title of a paper.
struct Called {
    /// Its type (loại văn bản): *Báo cáo*.
    kind: String,
    /// Its subject (trích yếu); empty if the type says all.
    subject: String,
}

impl Called {
    /// Takes type and subject from the envelope, else renders the descriptor's texts.
    fn of(form: &Form<'_>, engine: &Engine, context: &Context) -> Result<Called, Error> {
        let Form { envelope, paper, .. } = form;
        let kind = match &envelope.title {
            Some(title) => title.0.clone(),
            None => engine.text(&paper.kind, &context.value())?,
        };
        let subject = match &envelope.subject {
            Some(subject) => subject.0.clone(),
            None => engine.text(&paper.subject, &context.value())?,
        };
        Ok(Called { kind, subject })
    }

    fn title(&self) -> String {
        let Called { kind, subject } = self;
        let title = if subject.is_empty() { kind.clone() } else { format!("{kind} {subject}") };
        title.replace(NO_BREAK, " ")
    }
}

/// What a paper sees of the item that it is about, and of what was concluded.
fn set_items<'a>(
    context: &mut Context,
    form: &'a Form<'_>,
    votes: &Votes<'a>,
    made_by: MadeBy<'_>,
) {
    let dossier = form.dossier;
    let assigned = |letter: &Letter| assigned::value(dossier, made_by.catalog, &letter.assigned);
    context.set("aid", aid::value(dossier, form.aid_list()));
    context.set("assigned", form.letter().map_or_else(unknown, assigned));
    context.set("concluded", conclusions::value(dossier));
    context.set("vote", form.election().map_or_else(unknown, |election| votes.value(election)));
}

pub(super) fn build(
    made_by: MadeBy<'_>,
    scoped: &ScopedDossier<'_>,
    names: &Names<'_>,
    regime: &Regime,
    paper: &Paper,
    context: &mut Context,
) -> Result<Built, Error> {
    let MadeBy { engine, usage, .. } = made_by;
    let dossier = &*scoped.dossier;
    let envelope = paper.envelope(dossier);
    let its_names = names::Names { dossier, usage };
    context.set("names", names::build(dossier, usage));
    let scope = match paper.prints("figures_or_annex") {
        true => figures::Scope::ForSuperior,
        false => figures::Scope::Everything,
    };
    let figure_rows = figures::rows(scoped, names, made_by, scope);
    let board = paper.body.as_ref().map(|body| engine.text(body, &context.value())).transpose()?;
    let form = Form {
        dossier,
        scope: scoped.scope,
        usage,
        regime,
        paper,
        envelope: &envelope,
        status: paper.status(dossier),
        figure_rows: figure_rows.len(),
        body: board.filter(|body| !body.is_empty()),
    };
    let votes = Votes::of(&its_names);
    // Variables that type and subject may use.
    set_items(context, &form, &votes, made_by);
    let called = Called::of(&form, engine, context)?;
    let opening = envelope.opening.as_ref().map(|prose| {
        let path = Path::root().key("papers").key(paper.id.as_str()).key("opening");
        context::narrative_at(names, prose.item(), &path)
    });
    let annexes = form.annexes();
    let references = annexes.iter().filter(|(key, _)| *key != "annexes");
    let references: Vec<String> =
        references.filter_map(|(_, reference)| reference.as_str().map(str::to_owned)).collect();
    let single = vec![
        ("coded", figures::coded(&figure_rows)),
        ("figure_rows", Value::from(figure_rows)),
        ("area_lines", Value::from(area_lines::of_areas(dossier, made_by))),
        ("opening", opening.unwrap_or_else(unknown)),
        ("requested_by", entries::requested_by(dossier)),
    ];
    let catalog = Catalog { own: &dossier.catalog, shared: made_by.catalog };
    let entries = [
        entries::head(&form, &called),
        entries::end(&form),
        entries::meeting(dossier, &its_names, names),
        entries::elected(&its_names, &votes),
        entries::awarded(&form),
        entries::counted(scoped, &its_names),
        annexes,
        single,
        charts::of(scoped, &its_names, &catalog, &envelope).into(),
    ];
    let entries = entries.into_iter().flatten().map(|(name, value)| (name.to_owned(), value));
    context.set("paper", Value::from_pairs(entries));
    let metadata = metadata::of(&form, &called);
    Ok(Built { title: called.title(), annexes: references, metadata })
}
