//! Dossier + prose + regime + paper → Typst source, through minijinja.
//!
//! Templates say what a paper says and in which order, in the layout's
//! vocabulary. Data is never code: every value reaches Typst as a string
//! literal, see [`engine`].

mod context;
mod engine;
mod envelope;
mod figures;
mod filters;
mod names;
mod narrative;
mod outline;
mod sentence;
mod short_forms;
mod values;
mod wording;

pub use engine::{Engine, TemplateError};
pub(crate) use narrative::words;

use minijinja::Value;

use crate::dossier::{Dossier, Item, Status};
use crate::paper::Paper;
use crate::prose::Names;
use crate::regime::Regime;
use crate::vietnamese::PartialDate;

/// A paper as Typst source.
#[derive(Debug, Clone)]
pub struct Rendered {
    pub source: String,
    /// The plain title, as in the PDF's metadata.
    pub title: String,
    /// The latest whole day that the dossier names: year, month, day.
    pub latest_day: Option<(u16, u8, u8)>,
}

/// Renders one paper of a dossier.
pub fn render(
    engine: &Engine,
    dossier: &Dossier,
    regime: &Regime,
    paper: &Paper,
) -> Result<Rendered, TemplateError> {
    let status = paper.status(dossier);
    let draft = status == Status::Draft;
    let (item, names) = (Item::of(dossier), Names::of(dossier));
    let mut context = context::build(dossier, &item, &names, engine.catalog(), draft);
    let envelope = envelope::build(engine, dossier, &names, regime, paper, &mut context)?;
    let title = envelope.title.clone();
    context.set("body", Value::from_safe_string(String::new()));
    let body = outline::render(engine, dossier, &item, &names, paper, &context, draft)?;
    context.set("body", Value::from_safe_string(body));
    let source = engine.typst(&format!("papers/{}.typ.j2", paper.id), &context.value())?;
    let source = short_forms::introduced(source, dossier);
    Ok(Rendered { source, title, latest_day: latest_day(&item) })
}

fn latest_day(item: &Item) -> Option<(u16, u8, u8)> {
    let mut latest = None;
    item.walk(&mut |_, item| {
        if let Item::Leaf("Date", text) = item
            && let Ok(date) = PartialDate::parse(text)
        {
            latest = latest.max(date.whole());
        }
    });
    latest
}
