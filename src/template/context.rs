//! The dossier for templates: every field by its key, leaves as objects that print themselves
//! in words, empty ones as *unknown*.

use minijinja::Value;

use crate::dossier::{
    Catalog, Directive, Dossier, Fields, FigureDetail, Indicator, Item, Kept, LegalRef, Ordered,
    Record, ScopedDossier, Text,
};
use crate::prose::Names;
use crate::source::{Path, Segment};
use crate::vietnamese::{MeetingTime, Ordinal, PartialDate, Term};

use super::narrative;
use super::sentence;
use super::values::{Worded, from_field, text_of, unknown};
use super::wording;

/// The variables of a template.
#[derive(Debug, Clone)]
pub(super) struct Context(Vec<(String, Value)>);

impl Context {
    pub(super) fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.retain(|(n, _)| n != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// Adds the list item that a paper is about as a variable.
    pub(super) fn set_one(&mut self, path: Option<&Path>) {
        let one = path.map_or_else(unknown, |path| value_at(self.value(), path));
        self.set("one", one);
    }

    pub(super) fn value(&self) -> Value {
        Value::from_pairs(self.0.clone())
    }
}

/// The value at a path of the dossier, as templates see it.
pub(super) fn value_at(context: Value, path: &Path) -> Value {
    path.segments().iter().fold(context, |value, segment| {
        let part = match segment {
            Segment::Key(key) => value.get_attr(key),
            Segment::Index(index) => value.get_item_by_index(*index),
        };
        part.unwrap_or_default()
    })
}

pub(super) fn build(
    scoped: &ScopedDossier<'_>,
    names: &Names<'_>,
    catalog: &Ordered<Indicator>,
    draft: bool,
) -> Context {
    let ScopedDossier { dossier, kept, .. } = scoped;
    let converter = Converter { dossier, kept, catalog, names };
    let mut context = Context(Vec::new());
    // Settings for making papers aren't printed.
    let unprinted = ["papers", "outline", "catalog", "to_confirm", "acknowledged", "source"];
    dossier.each(&mut |key, item| {
        if !unprinted.contains(&key) {
            context.set(key, converter.convert(item, Path::root().key(key)));
        }
    });
    context.set("draft", draft);
    context.set("hole", Value::from_safe_string("#hole;".to_owned()));
    context
}

/// A single narrative, for a heading or an opening.
pub(super) fn narrative_at(names: &Names<'_>, item: Item<'_>, path: &Path) -> Value {
    item.text().map_or_else(unknown, |text| narrative::markup(text, names, path))
}

struct Converter<'a> {
    dossier: &'a Dossier,
    kept: &'a Kept,
    catalog: &'a Ordered<Indicator>,
    names: &'a Names<'a>,
}

impl Converter<'_> {
    /// The catalogue's title for the figure of a key.
    fn catalogue_title(&self, path: &Path) -> Option<Text> {
        let Some(Segment::Key(code)) = path.segments().last() else { return None };
        let catalog = Catalog { own: &self.dossier.catalog, shared: self.catalog };
        catalog.title(code).cloned()
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

    fn convert(&self, item: Item<'_>, path: Path) -> Value {
        from_field(self.unplaced(item, path.clone()), &path)
    }

    /// The value without its field as origin.
    fn unplaced(&self, item: Item<'_>, mut path: Path) -> Value {
        match item {
            Item::Unknown => unknown(),
            Item::Text(text) => Value::from(text.0.as_str()),
            Item::Prose(prose) => narrative::markup(&prose.0, self.names, &path),
            Item::Quantity(quantity) => wording::quantity_value(quantity),
            Item::Date(day) => date(day),
            Item::MeetingDate(time) => meeting(time),
            Item::Term(years) => term(years),
            Item::Ordinal(number) => ordinal(number),
            Item::Year(year) => Worded::new(year.0.to_string()).into_value(),
            Item::ReportedYear(year) => Worded::new(year.typed()).into_value(),
            Item::Count(count) => Worded::new(count.0.to_string()).into_value(),
            Item::Length(length) => Worded::new(format!("{} mm", length.0)).into_value(),
            Item::Percent(percent) => Worded::new(format!("{}%", percent.0)).into_value(),
            Item::Flag(flag) => Value::from(flag.0),
            Item::Seal(seal) => Value::from(seal.0.as_str()),
            Item::Choice(word) => Value::from(word),
            Item::Citation(text) => cited(LegalRef::from(text.clone())),
            Item::List(_) => {
                let values = item.items().enumerate().map(|(i, item)| {
                    let at = self.kept.index(&path, i);
                    path.push(Segment::Index(at));
                    let value = self.convert(item, path.clone());
                    path.pop();
                    value
                });
                Value::from(values.collect::<Vec<_>>())
            }
            Item::Record(Record::Figure(figure), _) => self.figure(figure, &path),
            Item::Record(Record::LegalRef(reference), _) => cited(reference.clone()),
            Item::Record(record, fields) => {
                let mut values = Vec::new();
                fields.each(&mut |key, item| {
                    values.push((key.to_owned(), self.convert(item, path.key(key))));
                });
                let further = self.further(record, &path).into_iter();
                values.extend(further.map(|(k, v)| (k.to_owned(), v)));
                Value::from_pairs(values)
            }
        }
    }

    fn figure(&self, figure: &FigureDetail, path: &Path) -> Value {
        let whole = |name: &str| self.names.figure_named(name)?.value.as_ref()?.number();
        let mut figure = figure.clone();
        if figure.title.is_none() {
            figure.title = self.catalogue_title(path);
        }
        wording::figure_value(&figure, &whole)
    }

    /// The variables of a struct beside its fields.
    fn further(&self, record: Record<'_>, path: &Path) -> Vec<(&'static str, Value)> {
        match record {
            Record::Target(target) => {
                vec![("sentence", text_of(sentence::target(target), path.clone()))]
            }
            Record::Directive(Directive { from, .. }) => {
                let citation = from.as_ref().map(|name| self.citation(&name.0));
                vec![("citation", citation.map_or_else(unknown, Value::from))]
            }
            Record::Figure(_) | Record::LegalRef(_) | Record::Plain => Vec::new(),
        }
    }
}

fn date(date: PartialDate) -> Value {
    Worded::new(date.sentence()).into_value()
}

fn meeting(time: MeetingTime) -> Value {
    let part = move |name: &str| match name {
        "opening" => Some(time.opening().into()),
        "last" => Some(time.last().sentence().into()),
        "whole" => Some(time.last().is_whole().into()),
        _ => None,
    };
    Worded::with_parts(time.sentence(), part).into_value()
}

fn term(term: Term) -> Value {
    Worded::new(term.to_string()).into_value()
}

fn ordinal(ordinal: Ordinal) -> Value {
    Worded::new(ordinal.roman()).into_value()
}

fn cited(cited: LegalRef) -> Value {
    if cited == LegalRef::default() {
        return unknown();
    }
    let whole = sentence::citation(&cited);
    let part = move |name: &str| (name == "name").then(|| sentence::short_citation(&cited).into());
    Worded::with_parts(whole, part).into_value()
}
