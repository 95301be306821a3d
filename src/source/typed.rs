//! A deserializer on nodes. Every scalar is a text, an empty one is `None`, and an error has
//! a path and a kind.

use std::fmt;
use std::slice::Iter;

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{self, Deserialize, Visitor};

use super::{Entry, Node, NodeKind, Path, Segment};

/// Reads a type from a tree; the error is the first part that doesn't fit.
pub(crate) fn read<'de, T: Deserialize<'de>>(tree: &'de Node) -> Result<T, Mismatch> {
    T::deserialize(Reader(tree))
}

/// A part of a tree that doesn't fit the type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mismatch {
    pub path: Path,
    pub kind: MismatchKind,
}

/// Why a part doesn't fit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MismatchKind {
    /// The type has no such key; its keys are these.
    UnknownKey(&'static [&'static str]),
    /// A list or map in place of a text, or the reverse.
    Shape(Expected),
    /// A text of the right structure but without a valid meaning, in the type's words.
    Meaning(String),
}

/// The structure of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    /// A text; with the name of its type, such as `Prose`.
    Text(&'static str),
    List,
    Keys,
    /// One of several shapes.
    Other,
}

impl Mismatch {
    fn new(kind: MismatchKind) -> Self {
        Mismatch { path: Path::root(), kind }
    }

    fn shape(expected: Expected) -> Self {
        Mismatch::new(MismatchKind::Shape(expected))
    }

    /// The same, seen from one step further up.
    fn below(self, segment: Segment) -> Self {
        Mismatch { path: self.path.below(segment), kind: self.kind }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.path, self.kind)
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Mismatch::new(MismatchKind::Meaning(message.to_string()))
    }

    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Mismatch::shape(Expected::Other)
    }

    fn missing_field(field: &'static str) -> Self {
        Mismatch::new(MismatchKind::Meaning(format!("thiếu khóa {field}")))
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Mismatch::new(MismatchKind::UnknownKey(expected))
    }
}

/// Passes a node to a type's visitor.
struct Reader<'de>(&'de Node);

impl<'de> de::Deserializer<'de> for Reader<'de> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match &self.0.kind {
            NodeKind::Null => visitor.visit_unit(),
            NodeKind::Text { text, .. } => visitor.visit_borrowed_str(text),
            NodeKind::List(items) => visitor.visit_seq(Items(items.iter().enumerate())),
            NodeKind::Map(entries) => visitor.visit_map(Entries::new(entries)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0.kind {
            NodeKind::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// A leaf of the dossier gives its type's name and expects its text.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match &self.0.kind {
            NodeKind::Text { text, .. } => {
                visitor.visit_newtype_struct(BorrowedStrDeserializer::new(text))
            }
            _ => Err(Mismatch::shape(Expected::Text(name))),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0.text() {
            Some("true") => visitor.visit_bool(true),
            Some("false") => visitor.visit_bool(false),
            _ => Err(de::Error::custom("ghi true hoặc false")),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0.text().and_then(|text| text.parse().ok()) {
            Some(number) => visitor.visit_u64(number),
            None => Err(de::Error::custom("ghi một số nguyên")),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match &self.0.kind {
            NodeKind::Null => visitor.visit_seq(Items([].iter().enumerate())),
            NodeKind::List(items) => visitor.visit_seq(Items(items.iter().enumerate())),
            _ => Err(Mismatch::shape(Expected::List)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match &self.0.kind {
            NodeKind::Null => visitor.visit_map(Entries::new(&[])),
            NodeKind::Map(entries) => visitor.visit_map(Entries::new(entries)),
            _ => Err(Mismatch::shape(Expected::Keys)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_map(visitor)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple tuple_struct enum identifier ignored_any
    }
}

/// The items of a list.
struct Items<'de>(std::iter::Enumerate<Iter<'de, Node>>);

impl<'de> de::SeqAccess<'de> for Items<'de> {
    type Error = Mismatch;

    fn next_element_seed<T: de::DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mismatch> {
        let Some((index, item)) = self.0.next() else { return Ok(None) };
        let value = seed.deserialize(Reader(item));
        value.map(Some).map_err(|mismatch| mismatch.below(Segment::Index(index)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The keys of a map and their values.
struct Entries<'de> {
    rest: Iter<'de, Entry>,
    /// The entry whose key was read last.
    current: Option<&'de Entry>,
}

impl<'de> Entries<'de> {
    fn new(entries: &'de [Entry]) -> Self {
        Entries { rest: entries.iter(), current: None }
    }
}

impl<'de> de::MapAccess<'de> for Entries<'de> {
    type Error = Mismatch;

    fn next_key_seed<K: de::DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mismatch> {
        self.current = self.rest.next();
        let Some(entry) = self.current else { return Ok(None) };
        let key = seed.deserialize(StrDeserializer::<Mismatch>::new(&entry.key));
        key.map(Some).map_err(|mismatch| mismatch.below(Segment::Key(entry.key.as_str().into())))
    }

    fn next_value_seed<V: de::DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Mismatch> {
        let entry = self.current.ok_or_else(|| Mismatch::shape(Expected::Keys))?;
        let value = seed.deserialize(Reader(&entry.value));
        value.map_err(|mismatch| mismatch.below(Segment::Key(entry.key.as_str().into())))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::source::{Limits, read_yaml};

    #[derive(Debug, PartialEq, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Unit {
        name: Option<String>,
        papers: Vec<String>,
        below: Vec<Unit>,
    }

    fn unit(yaml: &str) -> Result<Unit, (String, MismatchKind)> {
        let (tree, found) = read_yaml("t", yaml.as_bytes(), Limits::default());
        assert_eq!(found, []);
        read(&tree.expect("a tree")).map_err(|e: Mismatch| (e.path.to_string(), e.kind))
    }

    #[test]
    fn what_is_empty_is_unknown() {
        let named = Unit { name: Some("07".into()), ..Unit::default() };
        assert_eq!(unit("name: 07\npapers:\nbelow:\n"), Ok(named));
        assert_eq!(
            unit("name:\nbelow:\n  -\n"),
            Ok(Unit { below: vec![Unit::default()], ..Unit::default() })
        );
    }

    #[test]
    fn a_mismatch_has_its_path_and_its_kind() {
        let fails = |yaml: &str, path: &str, kind: MismatchKind| {
            assert_eq!(unit(yaml), Err((path.to_owned(), kind)), "{yaml}");
        };
        let keys: &[&str] = &["name", "papers", "below"];
        fails("nam: A\n", "nam", MismatchKind::UnknownKey(keys));
        fails(
            "below: [{}, {below: [{x: 1}]}]\n",
            "below[1].below[0].x",
            MismatchKind::UnknownKey(keys),
        );
        fails("papers: A\n", "papers", MismatchKind::Shape(Expected::List));
        fails("papers: {a: b}\n", "papers", MismatchKind::Shape(Expected::List));
        fails("below: [A]\n", "below[0]", MismatchKind::Shape(Expected::Keys));
        fails("- A\n", "", MismatchKind::Shape(Expected::Keys));
    }
}
