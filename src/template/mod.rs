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

use minijinja::Value;

use crate::dossier::{Dossier, Status};
use crate::paper::Paper;
use crate::regime::Regime;

/// A paper as Typst source.
#[derive(Debug, Clone)]
pub struct Rendered {
    pub source: String,
    /// The plain title, as in the PDF's metadata.
    pub title: String,
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
    let mut context = context::build(dossier, engine.catalog(), draft);
    let envelope = envelope::build(engine, dossier, regime, paper, &mut context)?;
    let title = envelope.title.clone();
    context.set("body", Value::from_safe_string(String::new()));
    let body = outline::render(engine, dossier, paper, &context, draft)?;
    context.set("body", Value::from_safe_string(body));
    let source = engine.typst(&format!("papers/{}.typ.j2", paper.id), &context.value())?;
    Ok(Rendered { source: short_forms::introduced(source, dossier), title })
}
