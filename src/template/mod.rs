//! Dossier + prose + regime + paper → Typst source, through minijinja.
//!
//! Templates define the contents of a paper and their order, in the layout's vocabulary. Data
//! is never code: every value reaches Typst as a string literal, see [`engine`].

mod agenda;
mod aid;
mod alone;
mod area_lines;
mod assigned;
mod award_rows;
mod awards;
mod charts;
mod conclusions;
mod context;
mod council;
mod elected;
mod elections;
mod engine;
mod envelope;
mod figures;
mod meetings;
mod members;
mod membership;
mod names;
mod narrative;
mod nesting;
mod origin;
mod outline;
mod own_awards;
mod paragraphs;
mod people;
mod phrase;
mod prizes;
mod seal;
mod seam;
mod sentence;
mod short_forms;
mod table;
mod targets;
mod tie;
mod values;
mod volume;
mod votes;
mod wording;

pub(crate) use aid::total as aid_total;
pub use engine::Engine;
pub(crate) use engine::literal;
pub(crate) use envelope::{Datum, Metadata};
pub(crate) use narrative::words;
pub use origin::Origins;
pub(crate) use seal::{of as sealed, words as said};

use std::sync::Arc;

use minijinja::Value;

use crate::dossier::{Dossier, Indicator, Item, Ordered, Scope, Seal, Status, Walk};
use crate::error::Error;
use crate::paper::{OutlineHeading, Paper};
use crate::prose::Names;
use crate::regime::Regime;
use crate::usage::Usage;
use crate::vietnamese::{Day, PartialDate};

/// A paper as Typst source, with everything needed to typeset it.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The complete Typst source.
    pub source: String,
    /// The title as plain text, for the PDF's metadata.
    pub title: String,
    /// The paper's id.
    pub(crate) paper: String,
    /// The dossier's identity, which stays the same when its contents are corrected: see
    /// [`seal::of_dossier`].
    pub(crate) dossier: String,
    /// The printed type of the paper: `Báo cáo`.
    pub(crate) kind: String,
    /// The older version that its Word file shows changes against.
    pub(crate) since: Option<Arc<Rendered>>,
    /// The fields that its texts were printed from.
    pub(crate) origins: Origins,
    /// The regime that it follows.
    pub(crate) regime: Arc<Regime>,
    pub(crate) status: Status,
    /// What a registry asks of it.
    pub(crate) metadata: Metadata,
    /// The latest complete date in the dossier.
    pub(crate) latest_day: Option<Day>,
    /// The first day of the dossier's year, or of its term.
    pub(crate) first_day: Option<Day>,
}

impl Rendered {
    /// The seal of an issued paper: a hash of its words.
    pub fn seal(&self) -> Seal {
        seal::of(&self.source)
    }

    /// The same paper; its Word file shows the changes since an older version as tracked
    /// changes.
    #[must_use]
    pub fn since(self, old: Rendered) -> Rendered {
        Rendered { since: Some(Arc::new(old)), ..self }
    }
}

/// The inputs of a paper other than its dossier.
#[derive(Clone, Copy)]
pub struct MadeBy<'a> {
    /// The templates.
    pub engine: &'a Engine,
    /// The catalogue of indicators.
    pub catalog: &'a Ordered<Indicator>,
    /// The customs of the organisation.
    pub usage: &'a Usage,
}

/// The outline of a paper, its headings as they are printed.
pub fn outline(
    made_by: MadeBy<'_>,
    dossier: &Dossier,
    regime: &Arc<Regime>,
    paper: &Paper,
) -> Result<Vec<OutlineHeading>, Error> {
    let draft = paper.status(dossier) == Status::Draft;
    let names = Names::of(dossier);
    let scoped = dossier.within(paper.scope());
    let mut context = context::build(&scoped, &names, made_by.catalog, draft);
    context.set_one(paper.part.as_ref().map(|part| &part.path));
    envelope::build(made_by, &scoped, &names, regime, paper, &mut context)?;
    outline::titled(made_by.engine, &paper.outline(dossier), &context)
}

/// Renders one paper of a dossier.
pub fn render(
    made_by: MadeBy<'_>,
    dossier: &Dossier,
    regime: &Arc<Regime>,
    paper: &Paper,
) -> Result<Rendered, Error> {
    let status = paper.status(dossier);
    let draft = status == Status::Draft;
    let (item, names) = (dossier.item(), Names::of(dossier));
    let MadeBy { engine, catalog, .. } = made_by;
    let seen = |scope: Scope| {
        let scoped = dossier.within(scope);
        let mut context = context::build(&scoped, &names, catalog, draft);
        context.set_one(paper.part.as_ref().map(|part| &part.path));
        let built = envelope::build(made_by, &scoped, &names, regime, paper, &mut context)?;
        context.set("body", Value::from_safe_string(String::new()));
        Ok::<_, Error>((context, built))
    };
    let (mut context, envelope::Built { title, annexes, metadata }) = seen(paper.scope())?;
    let mut contexts = vec![(paper.scope(), context.value())];
    for scope in paper.scopes(dossier) {
        if !contexts.iter().any(|(of, _)| *of == scope) {
            contexts.push((scope, seen(scope)?.0.value()));
        }
    }
    let body = outline::render(engine, dossier, item, &names, paper, &contexts, draft)?;
    let body = alone::marked(referring(body, &annexes));
    let tied = tie::tied(&body);
    context.set("tied", tied.is_some());
    context.set("body", Value::from_safe_string(tied.unwrap_or(body)));
    let source = engine.typst(&format!("papers/{}.typ.j2", paper.id), &context.value())?;
    let source = short_forms::introduced(source, dossier);
    let (source, stretches) = origin::taken_out(&source);
    let (latest_day, first_day) = (latest_day(item), first_day(dossier));
    Ok(Rendered {
        source,
        title,
        since: None,
        origins: Origins::of(stretches, dossier),
        paper: paper.id.clone(),
        dossier: seal::of_dossier(dossier),
        kind: paper.kind.clone(),
        regime: Arc::clone(regime),
        status,
        metadata,
        latest_day,
        first_day,
    })
}

/// Cover and contents of the volume (tập văn kiện) that binds papers of these titles, as a
/// paper of its own in the regime.
pub(crate) fn volume_front(
    made_by: MadeBy<'_>,
    dossier: &Dossier,
    regime: &Arc<Regime>,
    titles: &[&str],
) -> Result<Rendered, Error> {
    let MadeBy { engine, catalog, usage } = made_by;
    let names = Names::of(dossier);
    let mut context = context::build(&dossier.within(Scope::Both), &names, catalog, false);
    context.set("names", names::build(dossier, usage));
    context.set("volume", volume::value(dossier, usage, titles));
    let title = engine.text(volume::TITLE, &context.value())?;
    context.set("title", title.as_str());
    let source = engine.typst("papers/parts/volume.typ.j2", &context.value())?;
    let (source, stretches) = origin::taken_out(&source);
    Ok(Rendered {
        source,
        title,
        since: None,
        origins: Origins::of(stretches, dossier),
        paper: "volume".to_owned(),
        dossier: seal::of_dossier(dossier),
        kind: String::new(),
        regime: Arc::clone(regime),
        status: Status::Draft,
        metadata: Metadata::default(),
        latest_day: latest_day(dossier.item()),
        first_day: first_day(dossier),
    })
}

/// The body with a line on the annexes it doesn't refer to: those requested by the envelope
/// for details that the paper doesn't print.
fn referring(body: String, annexes: &[String]) -> String {
    let missing: Vec<&str> =
        annexes.iter().map(String::as_str).filter(|reference| !body.contains(reference)).collect();
    match missing.as_slice() {
        [] => body,
        missing => {
            let line = engine::content(&format!("(Chi tiết tại {}.)", missing.join(", ")));
            format!("{}\n\n{line}\n", body.trim_end())
        }
    }
}

fn first_day(dossier: &Dossier) -> Option<Day> {
    let year = dossier.period.as_ref().and_then(|p| p.year).map(|y| y.first);
    let term = dossier.congress.as_ref().and_then(|c| c.term).map(|t| t.from);
    year.or(term).map(|year| Day::new(year, 1, 1))
}

fn latest_day(item: Item<'_>) -> Option<Day> {
    let mut latest = None;
    item.walk(&mut |_, item| {
        let date = match item {
            Item::Date(date) => Some(date),
            Item::MeetingDate(time) => Some(time.last()),
            _ => None,
        };
        latest = latest.max(date.and_then(PartialDate::whole));
    });
    latest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Office, Options};

    /// Every variable of a paper and of names is used by a template; the tests of the
    /// templates check that the list is complete.
    #[test]
    fn nothing_is_made_for_no_template() {
        let office = Office::new(&Options::default()).expect("built in");
        let loaded = office.load("t.yaml", b"kind: t\xe1\xbb\x95ng k\xe1\xba\xbft", &[]);
        let dossier = loaded.dossier().expect("a dossier");
        let paper = office.papers().find("annual_report").expect("a paper");
        let regime = office.regime(dossier, paper).expect("a regime");
        let folder = crate::built_in::TemplateFolder::default();
        let (engine, catalog) = (Engine::new(&folder), office.catalog());
        let names = Names::of(dossier);
        let scoped = dossier.within(Scope::Both);
        let mut context = context::build(&scoped, &names, catalog, true);
        let usage = office.library().usage(dossier);
        let made_by = MadeBy { engine: &engine, catalog, usage };
        envelope::build(made_by, &scoped, &names, regime, paper, &mut context).expect("built");
        let parts = ["papers", "papers/parts", "papers/sections"];
        let files = parts.iter().flat_map(|part| {
            folder.list(part).into_iter().map(move |name| format!("{part}/{name}"))
        });
        let texts: String = files.filter_map(|file| Some(folder.find(&file)?.to_owned())).collect();
        for of in ["names", "paper"] {
            let value = context.value().get_attr(of).expect(of);
            for key in value.try_iter().expect("a map") {
                let named = texts.contains(&format!("{of}.{key}"));
                assert!(named, "no template names {of}.{key}");
            }
        }
    }
}
