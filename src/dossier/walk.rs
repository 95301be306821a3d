//! The dossier as a tree of typed references, for rules that examine *every* figure and
//! templates that need *every* field.
//!
//! The tree is made while it is walked; nothing is copied. Each struct of the dossier lists
//! its fields once more in [`record!`], which doesn't compile if one is missing.

use std::borrow::Cow;

use crate::source::{Path, Segment};

use super::{
    Count, Directive, Figure, FigureDetail, Flag, LegalRef, MeetingTime, Millimetres, OneOrMany,
    Ordered, Ordinal, PartialDate, Prose, Quantity, ReportedYear, Seal, StatedPercent, Target,
    Term, Text, Year,
};

/// A part of the dossier.
#[derive(Clone, Copy)]
pub enum Item<'a> {
    /// Unknown.
    Unknown,
    /// Plain text.
    Text(&'a Text),
    /// A narrative.
    Prose(&'a Prose),
    /// The value of a figure.
    Quantity(&'a Quantity),
    /// A date.
    Date(PartialDate),
    /// The time of a meeting.
    MeetingDate(MeetingTime),
    /// A term of office.
    Term(Term),
    /// The number of a congress.
    Ordinal(Ordinal),
    /// A year.
    Year(Year),
    /// The year of a period.
    ReportedYear(ReportedYear),
    /// A small whole number.
    Count(Count),
    /// A percentage as stated by a source.
    Percent(StatedPercent),
    /// A length on paper.
    Length(Millimetres),
    /// Yes or no.
    Flag(Flag),
    /// The hash of an issued paper.
    Seal(&'a Seal),
    /// One word of a closed set.
    Choice(&'static str),
    /// A cited document typed as one text.
    Citation(&'a Text),
    /// A list.
    List(&'a dyn List),
    /// A struct, or a map by name.
    Record(Record<'a>, &'a dyn Fields),
}

/// The structs with a meaning beyond their fields.
#[derive(Clone, Copy)]
pub enum Record<'a> {
    /// A figure.
    Figure(&'a FigureDetail),
    /// A cited document as a map.
    LegalRef(&'a LegalRef),
    /// A target.
    Target(&'a Target),
    /// An order of the congress or the year.
    Directive(&'a Directive),
    /// Any other struct, or a map by name.
    Plain,
}

/// A part of a dossier.
pub trait Walk {
    /// This part as a typed reference.
    fn item(&self) -> Item<'_>;
}

/// The items of a list, in order.
pub trait List {
    /// The number of items.
    fn size(&self) -> usize;
    /// The item at an index; unknown past the end.
    fn at(&self, index: usize) -> Item<'_>;
}

/// The fields of a struct or of a map by name, in order.
pub trait Fields {
    /// Calls `visit` with the key and the value of every field.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Item<'a>));
    /// The field of a name; `None` if there is none.
    fn get(&self, key: &str) -> Option<Item<'_>>;
}

impl<'a> Item<'a> {
    /// The field of a struct or map.
    pub fn get(self, key: &str) -> Option<Item<'a>> {
        match self {
            Item::Record(_, fields) => fields.get(key),
            _ => None,
        }
    }

    /// The typed text of a text, a narrative or a citation.
    pub fn text(self) -> Option<&'a str> {
        match self {
            Item::Text(text) | Item::Citation(text) => Some(&text.0),
            Item::Prose(prose) => Some(&prose.0),
            _ => None,
        }
    }

    /// A leaf as it may be typed in a file: in normal form, which may differ from the
    /// original text.
    pub fn typed(self) -> Option<Cow<'a, str>> {
        Some(match self {
            Item::Unknown | Item::List(_) | Item::Record(..) => return None,
            Item::Text(Text(text)) | Item::Citation(Text(text)) => text.into(),
            Item::Prose(Prose(text)) | Item::Seal(Seal(text)) => text.into(),
            Item::Quantity(quantity) => quantity.to_text().into(),
            Item::Date(date) => date.typed().into(),
            Item::MeetingDate(time) => time.typed().into(),
            Item::Term(term) => format!("{}-{}", term.from, term.to).into(),
            Item::Ordinal(ordinal) => ordinal.roman().into(),
            Item::Year(Year(year)) => year.to_string().into(),
            Item::ReportedYear(year) => year.typed().into(),
            Item::Count(Count(count)) => count.to_string().into(),
            Item::Percent(StatedPercent(percent)) => format!("{percent}%").into(),
            Item::Length(Millimetres(length)) => format!("{length} mm").into(),
            Item::Flag(Flag(flag)) => if flag { "có" } else { "không" }.into(),
            Item::Choice(word) => word.into(),
        })
    }

    /// The items of a list; none for anything else.
    pub fn items(self) -> impl Iterator<Item = Item<'a>> {
        let list = match self {
            Item::List(list) => Some(list),
            _ => None,
        };
        list.into_iter().flat_map(|list| (0..list.size()).map(move |i| list.at(i)))
    }

    /// The part that a path leads to.
    pub fn at(self, path: &Path) -> Option<Item<'a>> {
        path.segments().iter().try_fold(self, |item, segment| match (item, segment) {
            (Item::Record(..), Segment::Key(key)) => item.get(key),
            (Item::List(list), Segment::Index(i)) if *i < list.size() => Some(list.at(*i)),
            _ => None,
        })
    }

    /// Whether any value in this part is known.
    pub fn is_known(self) -> bool {
        match self {
            Item::Unknown => false,
            Item::List(_) => self.items().any(Item::is_known),
            Item::Record(_, fields) => {
                let mut known = false;
                fields.each(&mut |_, item| known = known || item.is_known());
                known
            }
            _ => self.text().is_none_or(|text| !text.trim().is_empty()),
        }
    }

    /// Calls `visit` with every part and its path, parents first.
    pub fn walk(self, visit: &mut dyn FnMut(&Path, Item<'a>)) {
        fn go<'a>(item: Item<'a>, path: &mut Path, visit: &mut dyn FnMut(&Path, Item<'a>)) {
            visit(path, item);
            match item {
                Item::List(list) => {
                    for i in 0..list.size() {
                        path.push(Segment::Index(i));
                        go(list.at(i), path, visit);
                        path.pop();
                    }
                }
                Item::Record(_, fields) => fields.each(&mut |key, item| {
                    path.push(Segment::Key(key.into()));
                    go(item, path, visit);
                    path.pop();
                }),
                _ => {}
            }
        }
        go(self, &mut Path::root(), visit);
    }
}

/// Makes structs walkable: `record!(Period { r#type, year })`. A field that is
/// left out is a compile error.
macro_rules! record {
    ($($name:ident { $($field:ident),+ $(,)? })+) => { $(
        impl $crate::dossier::walk::Fields for $name {
            fn each<'a>(
                &'a self,
                visit: &mut dyn FnMut(&'a str, $crate::dossier::walk::Item<'a>),
            ) {
                let $name { $($field),+ } = self;
                $( visit($crate::dossier::walk::key(stringify!($field)), $crate::dossier::Walk::item($field)); )+
            }

            fn get(&self, key: &str) -> Option<$crate::dossier::walk::Item<'_>> {
                $( if key == $crate::dossier::walk::key(stringify!($field)) {
                    return Some($crate::dossier::Walk::item(&self.$field));
                } )+
                None
            }
        }
    )+ };
}
pub(super) use record;

/// The same for structs without a meaning beyond their fields.
macro_rules! plain_record {
    ($($name:ident { $($field:ident),+ $(,)? })+) => { $(
        $crate::dossier::walk::record!($name { $($field),+ });

        impl $crate::dossier::walk::Walk for $name {
            fn item(&self) -> $crate::dossier::walk::Item<'_> {
                let plain = $crate::dossier::walk::Record::Plain;
                $crate::dossier::walk::Item::Record(plain, self)
            }
        }
    )+ };
}
pub(super) use plain_record;

/// The key in YAML of a field in Rust: `r#type` is written `type`.
pub(super) fn key(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}

macro_rules! leaves {
    ($($name:ident: $variant:ident $(($by_value:tt))?),+ $(,)?) => { $(
        impl Walk for $name {
            fn item(&self) -> Item<'_> {
                Item::$variant($($by_value)? self)
            }
        }
    )+ };
}
leaves! {
    Text: Text,
    Prose: Prose,
    Quantity: Quantity,
    PartialDate: Date(*),
    MeetingTime: MeetingDate(*),
    Term: Term(*),
    Ordinal: Ordinal(*),
    Year: Year(*),
    ReportedYear: ReportedYear(*),
    Count: Count(*),
    StatedPercent: Percent(*),
    Millimetres: Length(*),
    Flag: Flag(*),
    Seal: Seal,
}

impl<T: Walk> Walk for Option<T> {
    fn item(&self) -> Item<'_> {
        self.as_ref().map_or(Item::Unknown, Walk::item)
    }
}

impl<T: Walk> Walk for Vec<T> {
    fn item(&self) -> Item<'_> {
        Item::List(self)
    }
}

impl<T: Walk> List for Vec<T> {
    fn size(&self) -> usize {
        self.len()
    }

    fn at(&self, index: usize) -> Item<'_> {
        self.get(index).map_or(Item::Unknown, Walk::item)
    }
}

impl<T: Walk> Walk for OneOrMany<T> {
    fn item(&self) -> Item<'_> {
        Item::List(&self.0)
    }
}

impl<T: Walk> Walk for Ordered<T> {
    fn item(&self) -> Item<'_> {
        Item::Record(Record::Plain, self)
    }
}

impl<T: Walk> Fields for Ordered<T> {
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Item<'a>)) {
        self.iter().for_each(|(name, value)| visit(name, value.item()));
    }

    fn get(&self, key: &str) -> Option<Item<'_>> {
        self.get(key).map(Walk::item)
    }
}

impl Walk for Figure {
    fn item(&self) -> Item<'_> {
        Item::Record(Record::Figure(&self.0), &self.0)
    }
}

impl Walk for Target {
    fn item(&self) -> Item<'_> {
        Item::Record(Record::Target(self), self)
    }
}

impl Walk for Directive {
    fn item(&self) -> Item<'_> {
        Item::Record(Record::Directive(self), self)
    }
}

impl Walk for LegalRef {
    fn item(&self) -> Item<'_> {
        match &self.text {
            Some(text) => Item::Citation(text),
            None => Item::Record(Record::LegalRef(self), self),
        }
    }
}

/// The form of a map, in which the whole citation has no key.
impl Fields for LegalRef {
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Item<'a>)) {
        let LegalRef { text: _, r#type, number, date, issuer, subject } = self;
        visit("type", r#type.item());
        visit("number", number.item());
        visit("date", date.item());
        visit("issuer", issuer.item());
        visit("subject", subject.item());
    }

    fn get(&self, key: &str) -> Option<Item<'_>> {
        Some(match key {
            "type" => self.r#type.item(),
            "number" => self.number.item(),
            "date" => self.date.item(),
            "issuer" => self.issuer.item(),
            "subject" => self.subject.item(),
            _ => return None,
        })
    }
}
