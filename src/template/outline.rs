//! Renders the outline (đề cương) as nested headings around the contents of the dossier's
//! parts.

use minijinja::Value;

use crate::dossier::{Dossier, Item, Scope};
use crate::error::Error;
use crate::paper::{OutlineHeading, Paper};
use crate::prose::Names;
use crate::source::Path;
use crate::vietnamese::bound;

use super::context::{self, Context};
use super::engine::{Engine, content};

/// The body of a paper, headings and all, by what its templates see of each scope: the
/// first of `contexts` is the paper's own.
pub(super) fn render(
    engine: &Engine,
    dossier: &Dossier,
    item: Item<'_>,
    names: &Names<'_>,
    paper: &Paper,
    contexts: &[(Scope, Value)],
    draft: bool,
) -> Result<String, Error> {
    let Some((_, context)) = contexts.first() else { return Ok(String::new()) };
    let outline = Outline { engine, dossier, item, names, paper, contexts, context, draft };
    outline.headings(&paper.outline(dossier))
}

/// The headings with their titles as they are printed.
pub(super) fn titled(
    engine: &Engine,
    headings: &[OutlineHeading],
    context: &Context,
) -> Result<Vec<OutlineHeading>, Error> {
    let worded = |heading: &OutlineHeading| {
        let text = |title: &String| match heading.plain {
            true => Ok(title.clone()),
            false => engine.text(title, &context.value()),
        };
        let title = heading.title.as_ref().map(text).transpose()?;
        let sections = titled(engine, &heading.sections, context)?;
        Ok(OutlineHeading { title, plain: true, sections, ..heading.clone() })
    };
    headings.iter().map(worded).collect()
}

#[derive(Clone, Copy)]
struct Outline<'a> {
    engine: &'a Engine,
    dossier: &'a Dossier,
    item: Item<'a>,
    names: &'a Names<'a>,
    paper: &'a Paper,
    contexts: &'a [(Scope, Value)],
    /// What the templates of the headings at hand see.
    context: &'a Value,
    draft: bool,
}

impl Outline<'_> {
    /// The same where the contents are of a heading's scope.
    fn of(self, scope: Option<Scope>) -> Self {
        let own = self.contexts.iter().find(|(of, _)| Some(*of) == scope);
        Outline { context: own.map_or(self.context, |(_, context)| context), ..self }
    }

    fn headings(&self, headings: &[OutlineHeading]) -> Result<String, Error> {
        let mut out = String::new();
        for heading in headings {
            let outline = self.of(heading.scope);
            let Some(body) = outline.body(heading)? else { continue };
            match outline.title(heading)? {
                Some(title) => {
                    // The title of a part is centred, in balanced lines.
                    let (function, title) = match heading.part {
                        true => ("part", bound(&title)),
                        false => ("section", title),
                    };
                    out += &format!("#{function}(title: [{}])[\n{body}\n]\n\n", content(&title));
                }
                None => out += &format!("{body}\n\n"),
            }
        }
        Ok(out)
    }

    fn title(&self, heading: &OutlineHeading) -> Result<Option<String>, Error> {
        match &heading.title {
            Some(title) if heading.plain => Ok(Some(title.clone())),
            Some(title) => self.engine.text(title, self.context).map(Some),
            None => Ok(None),
        }
    }

    /// The contents below a heading; `None` if nothing is known and nothing has to be shown.
    fn body(&self, heading: &OutlineHeading) -> Result<Option<String>, Error> {
        let mut body = String::new();
        if let Some(path) = &heading.text_path
            && let Some(item) = self.item.at(path)
        {
            body += &context::narrative_at(self.names, item, path).to_string();
            body += "\n\n";
        }
        if let Some(section) = &heading.section
            && self.may_stand(section)
        {
            body += &self.section(section)?;
        }
        body += &self.headings(&heading.sections)?;
        if !body.trim().is_empty() {
            Ok(Some(body.trim().to_owned()))
        } else if (heading.required || heading.expected) && self.draft {
            Ok(Some("#hole-paragraph".to_owned()))
        } else {
            Ok(None)
        }
    }

    /// Whether a section may be printed in this paper.
    fn may_stand(&self, section: &str) -> bool {
        let under = |paths: &[String]| {
            paths.iter().any(|p| section == p || section.starts_with(&format!("{p}.")))
        };
        if under(&self.paper.never) {
            return false;
        }
        let after = self.paper.envelope(self.dossier).stage == Some(crate::dossier::Stage::After);
        after || !under(&self.paper.after_event)
    }

    fn section(&self, section: &str) -> Result<String, Error> {
        let template = format!("papers/sections/{section}.typ.j2");
        if self.engine.has(&template) {
            return Ok(self.engine.typst(&template, self.context)?.trim().to_owned());
        }
        // A narrative needs no template of its own.
        let known =
            Path::parse(section).filter(|path| matches!(self.item.at(path), Some(Item::Prose(_))));
        let value = |path| context::value_at(self.context.clone(), &path).to_string();
        Ok(known.map_or_else(String::new, value))
    }
}
