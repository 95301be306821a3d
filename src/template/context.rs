//! The dossier as templates see it: every field by its key, leaves as objects
//! that print themselves worded, what is empty as *unknown*.

use minijinja::Value;

use crate::dossier::{
    Award, Date, Dossier, Election, FigureDetail, Indicator, Item, LegalRef, MeetingDate, Ordered,
    OrdinalNumber, Quantity, Target, TermYears, Text,
};
use crate::prose::Names;
use crate::source::{Path, Segment};

use super::narrative;
use super::sentence;
use super::values::{Worded, known, unknown};
use super::wording;

/// What a template is rendered with.
#[derive(Debug, Clone)]
pub(super) struct Context(Vec<(String, Value)>);

impl Context {
    pub(super) fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.retain(|(n, _)| n != name);
        self.0.push((name.to_owned(), value.into()));
    }

    pub(super) fn value(&self) -> Value {
        Value::from_pairs(self.0.clone())
    }
}

pub(super) fn build(
    dossier: &Dossier,
    item: &Item,
    names: &Names<'_>,
    catalog: &Ordered<Indicator>,
    draft: bool,
) -> Context {
    let converter = Converter { dossier, catalog, names };
    let mut context = Context(Vec::new());
    if let Item::Map(_, entries) = item {
        for (key, item) in entries {
            // What concerns the making of papers isn't printed.
            if matches!(
                &**key,
                "papers" | "outline" | "catalog" | "to_confirm" | "acknowledged" | "source"
            ) {
                continue;
            }
            let path = Path::root().key(&**key);
            let value = converter.convert(item, path);
            context.set(key, value);
        }
    }
    context.set("draft", draft);
    context.set("hole", Value::from_safe_string("#hole;".to_owned()));
    context
}

/// One narrative on its own, for a heading or an opening.
pub(super) fn narrative_at(names: &Names<'_>, item: &Item, path: &Path) -> Value {
    item.text().map_or_else(unknown, |text| narrative::markup(text, names, path))
}

struct Converter<'a> {
    dossier: &'a Dossier,
    catalog: &'a Ordered<Indicator>,
    names: &'a Names<'a>,
}

impl Converter<'_> {
    /// The name that the catalogue gives a figure by its key.
    fn catalogue_title(&self, path: &Path) -> Option<Text> {
        let Some(Segment::Key(code)) = path.segments().last() else { return None };
        let own = self.dossier.catalog.get(code);
        own.or_else(|| self.catalog.get(code)).and_then(|indicator| indicator.title.clone())
    }

    /// How a person is cited: by their post, else by their name.
    fn citation(&self, name: &str) -> String {
        let attendance = self.dossier.attendance.as_ref();
        let people = attendance.into_iter().flat_map(|a| a.chair.iter().chain(&a.guests));
        let person = people.into_iter().find(|p| p.name.as_ref().is_some_and(|n| n.0 == name));
        person
            .and_then(|p| p.cite_as.as_ref().or_else(|| p.posts.0.first()))
            .map_or_else(|| name.to_owned(), |post| post.0.clone())
    }

    fn convert(&self, item: &Item, mut path: Path) -> Value {
        match item {
            Item::Unknown => unknown(),
            Item::Leaf(kind, text) => self.leaf(item, kind, text, &path),
            Item::List(items) => {
                let values = items.iter().enumerate().map(|(i, item)| {
                    path.push(Segment::Index(i));
                    let value = self.convert(item, path.clone());
                    path.pop();
                    value
                });
                Value::from(values.collect::<Vec<_>>())
            }
            Item::Map("Figure", _) => {
                let whole = |name: &str| self.names.figure_named(name)?.value.as_ref()?.number();
                item.read::<FigureDetail>().map_or_else(unknown, |mut figure| {
                    if figure.title.is_none() {
                        figure.title = self.catalogue_title(&path);
                    }
                    wording::figure_value(&figure, &whole)
                })
            }
            Item::Map("LegalRef", _) => item.read::<LegalRef>().map_or_else(unknown, cited),
            Item::Map(kind, entries) => {
                let mut values: Vec<(String, Value)> = entries
                    .iter()
                    .map(|(key, item)| (key.to_string(), self.convert(item, path.key(&**key))))
                    .collect();
                match *kind {
                    "Target" => {
                        if let Some(target) = item.read::<Target>() {
                            values.push(("sentence".into(), sentence::target(&target).into()));
                            values.push(("title".into(), sentence::target_title(&target).into()));
                            let level = sentence::target_level(&target);
                            values.push(("level".into(), known(level)));
                            let achieved = sentence::target_result(&target);
                            values.push((
                                "achieved".into(),
                                achieved.map_or_else(unknown, Value::from),
                            ));
                            let outcome = target.outcome().map(|s| s.word());
                            values.push((
                                "outcome".into(),
                                outcome.map_or_else(unknown, Value::from),
                            ));
                        }
                    }
                    "Award" => {
                        let award = item.read::<Award>();
                        let nothing = award.is_some_and(|award| wording::gave_nothing(&award));
                        values.push(("nothing".into(), nothing.into()));
                    }
                    "Election" => {
                        let election = item.read::<Election>();
                        let by = election.is_some_and(|election| election.is_by_committee());
                        values.push(("by_committee".into(), by.into()));
                    }
                    "Directive" => {
                        let from = item.get("from").and_then(Item::text);
                        let citation = from.map(|name| self.citation(name));
                        values
                            .push(("citation".into(), citation.map_or_else(unknown, Value::from)));
                    }
                    _ => {}
                }
                Value::from_pairs(values)
            }
        }
    }

    fn leaf(&self, item: &Item, kind: &str, text: &str, path: &Path) -> Value {
        match kind {
            "Prose" => narrative::markup(text, self.names, path),
            "Quantity" => {
                item.read().map_or_else(unknown, |q: Quantity| wording::quantity_value(&q))
            }
            "Date" => item.read().map_or_else(unknown, date),
            "MeetingDate" => item.read().map_or_else(unknown, meeting),
            "TermYears" => item.read().map_or_else(unknown, term),
            "OrdinalNumber" => item.read().map_or_else(unknown, ordinal),
            "LegalRef" => item.read().map_or_else(unknown, cited),
            "Flag" => Value::from(text == "có"),
            "Year" | "ReportedYear" | "Count" | "StatedPercent" => Worded::new(text).into_value(),
            _ => Value::from(text),
        }
    }
}

pub(super) fn date(Date(date): Date) -> Value {
    let part = move |name: &str| match name {
        "long" => Some(date.long().into()),
        "short" => Some(date.short().into()),
        "year" => Some(known(date.year().map(|y| y.to_string()))),
        "whole" => Some(date.is_whole().into()),
        _ => None,
    };
    Worded::with_parts(date.sentence(), part).into_value()
}

fn meeting(MeetingDate(time): MeetingDate) -> Value {
    let part = move |name: &str| match name {
        "opening" => Some(time.opening().into()),
        "last" => Some(time.last().sentence().into()),
        "year" => Some(known(time.last().year().map(|y| y.to_string()))),
        "whole" => Some(time.last().is_whole().into()),
        _ => None,
    };
    Worded::with_parts(time.sentence(), part).into_value()
}

fn term(TermYears(term): TermYears) -> Value {
    let part = move |name: &str| match name {
        "from" => Some(term.from.into()),
        "to" => Some(term.to.into()),
        _ => None,
    };
    Worded::with_parts(term.to_string(), part).into_value()
}

fn ordinal(OrdinalNumber(ordinal): OrdinalNumber) -> Value {
    let part = move |name: &str| (name == "word").then(|| ordinal.word().into());
    Worded::with_parts(ordinal.roman(), part).into_value()
}

fn cited(cited: LegalRef) -> Value {
    if cited == LegalRef::default() {
        return unknown();
    }
    let part = {
        let cited = cited.clone();
        move |name: &str| {
            let part = match name {
                "type" => &cited.r#type,
                "number" => &cited.number,
                "issuer" => &cited.issuer,
                "subject" => &cited.subject,
                _ => return None,
            };
            Some(known(part.as_ref().map(|text| text.0.clone())))
        }
    };
    Worded::with_parts(sentence::citation(&cited), part).into_value()
}
