//! Renders the outline (đề cương) as nested headings around the contents of the dossier's
//! parts.

use minijinja::Value;

use crate::dossier::{Dossier, Item};
use crate::error::Error;
use crate::paper::{OutlineHeading, Paper};
use crate::prose::Names;
use crate::source::Path;
use crate::vietnamese::bound;

use super::context::{self, Context};
use super::engine::{Engine, content};

/// The body of a paper, headings and all.
pub(super) fn render(
    engine: &Engine,
    dossier: &Dossier,
    item: Item<'_>,
    names: &Names<'_>,
    paper: &Paper,
    context: &Context,
    draft: bool,
) -> Result<String, Error> {
    let context = context.value();
    let outline = Outline { engine, dossier, item, names, paper, context, draft };
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

struct Outline<'a> {
    engine: &'a Engine,
    dossier: &'a Dossier,
    item: Item<'a>,
    names: &'a Names<'a>,
    paper: &'a Paper,
    context: Value,
    draft: bool,
}

impl Outline<'_> {
    fn headings(&self, headings: &[OutlineHeading]) -> Result<String, Error> {
        let mut out = String::new();
        for heading in headings {
            let Some(body) = self.body(heading)? else { continue };
            match self.title(heading)? {
                Some(title) => {
                    // A part's title stands centred in lines of about one length.
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
            Some(title) => self.engine.text(title, &self.context).map(Some),
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
            return Ok(self.engine.typst(&template, &self.context)?.trim().to_owned());
        }
        // A narrative needs no template of its own.
        let known =
            Path::parse(section).filter(|path| matches!(self.item.at(path), Some(Item::Prose(_))));
        let value = |path| context::value_at(self.context.clone(), &path).to_string();
        Ok(known.map_or_else(String::new, value))
    }
}
