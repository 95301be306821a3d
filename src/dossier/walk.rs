//! The dossier as a generic tree whose parts know their type: what rules that
//! look at *every* figure and templates that need *every* field go by.
//!
//! Made by one serializer, so that no field can be forgotten.

use std::borrow::Cow;

use serde::de::value::{self, MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, IntoDeserializer};
use serde::ser::{self, Serialize};

use crate::source::{Path, Segment};

/// A part of the dossier.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Not known.
    Unknown,
    /// A leaf: the name of its type (`Text`, `Prose`, `Quantity`, `Date` …) and
    /// its text in our own form.
    Leaf(&'static str, String),
    List(Vec<Item>),
    /// A struct with the name of its type, or a map by name with `""`.
    Map(&'static str, Vec<(Cow<'static, str>, Item)>),
}

impl Item {
    /// The tree of anything the dossier consists of.
    pub fn of(value: &impl Serialize) -> Item {
        // The serializer below fails on bytes and on keys that aren't text;
        // the dossier has neither.
        value.serialize(Builder).unwrap_or(Item::Unknown)
    }

    pub fn get(&self, key: &str) -> Option<&Item> {
        match self {
            Item::Map(_, entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Item::Leaf(_, text) => Some(text),
            _ => None,
        }
    }

    /// The part a path leads to.
    pub fn at(&self, path: &Path) -> Option<&Item> {
        path.segments().iter().try_fold(self, |item, segment| match (item, segment) {
            (Item::Map(..), Segment::Key(key)) => item.get(key),
            (Item::List(items), Segment::Index(i)) => items.get(*i),
            _ => None,
        })
    }

    /// Whether anything is known here.
    pub fn is_known(&self) -> bool {
        match self {
            Item::Unknown => false,
            Item::Leaf(_, text) => !text.trim().is_empty(),
            Item::List(items) => items.iter().any(Item::is_known),
            Item::Map(_, entries) => entries.iter().any(|(_, item)| item.is_known()),
        }
    }

    /// The typed value that this tree was made of; none where it is of another
    /// type.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        T::deserialize(self).ok()
    }

    /// Calls `visit` with every part and its path, parents first.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&Path, &'a Item)) {
        fn go<'a>(item: &'a Item, path: &mut Path, visit: &mut dyn FnMut(&Path, &'a Item)) {
            visit(path, item);
            match item {
                Item::Unknown | Item::Leaf(..) => {}
                Item::List(items) => {
                    for (i, item) in items.iter().enumerate() {
                        path.push(Segment::Index(i));
                        go(item, path, visit);
                        path.pop();
                    }
                }
                Item::Map(_, entries) => {
                    for (key, item) in entries {
                        path.push(Segment::Key(key.as_ref().into()));
                        go(item, path, visit);
                        path.pop();
                    }
                }
            }
        }
        go(self, &mut Path::root(), visit);
    }
}

/// The way back: what is unknown is left out.
impl<'de> de::Deserializer<'de> for &'de Item {
    type Error = value::Error;

    fn deserialize_any<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, value::Error> {
        match self {
            Item::Unknown => visitor.visit_unit(),
            Item::Leaf(_, text) => visitor.visit_borrowed_str(text),
            Item::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            Item::Map(_, entries) => {
                let known = entries.iter().filter(|(_, item)| *item != Item::Unknown);
                visitor.visit_map(MapDeserializer::new(known.map(|(key, item)| (&**key, item))))
            }
        }
    }

    fn deserialize_option<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, value::Error> {
        match self {
            Item::Unknown => visitor.visit_none(),
            known => visitor.visit_some(known),
        }
    }

    fn deserialize_newtype_struct<V: de::Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, value::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: de::Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, value::Error> {
        visitor.visit_enum(self.text().unwrap_or_default().into_deserializer())
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, value::Error> for &'de Item {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Why a value has no tree: it isn't part of a dossier.
#[derive(Debug)]
struct Unsupported(String);

impl std::fmt::Display for Unsupported {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unsupported {}

impl ser::Error for Unsupported {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Unsupported(message.to_string())
    }
}

struct Builder;

macro_rules! scalars {
    ($($method:ident: $ty:ty),*) => {
        $(fn $method(self, v: $ty) -> Result<Item, Unsupported> {
            Ok(Item::Leaf("Text", v.to_string()))
        })*
    };
}

impl ser::Serializer for Builder {
    type Ok = Item;
    type Error = Unsupported;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = List;
    type SerializeTupleVariant = ser::Impossible<Item, Unsupported>;
    type SerializeMap = Map;
    type SerializeStruct = Map;
    type SerializeStructVariant = ser::Impossible<Item, Unsupported>;

    scalars!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32,
        serialize_i64: i64, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64, serialize_f32: f32, serialize_f64: f64, serialize_char: char,
        serialize_str: &str
    );

    fn serialize_bytes(self, _: &[u8]) -> Result<Item, Unsupported> {
        Err(Unsupported("bytes".into()))
    }
    fn serialize_none(self) -> Result<Item, Unsupported> {
        Ok(Item::Unknown)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Item, Unsupported> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<Item, Unsupported> {
        Ok(Item::Unknown)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<Item, Unsupported> {
        Ok(Item::Unknown)
    }
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Item, Unsupported> {
        Ok(Item::Leaf("Text", variant.to_owned()))
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Item, Unsupported> {
        Ok(match value.serialize(self)? {
            Item::Leaf(_, text) => Item::Leaf(name, text),
            Item::Map(_, entries) => Item::Map(name, entries),
            other => other,
        })
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<Item, Unsupported> {
        value.serialize(self)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List, Unsupported> {
        Ok(List(Vec::new()))
    }
    fn serialize_tuple(self, _: usize) -> Result<List, Unsupported> {
        Ok(List(Vec::new()))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List, Unsupported> {
        Ok(List(Vec::new()))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unsupported> {
        Err(Unsupported(variant.into()))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Map, Unsupported> {
        Ok(Map { name: "", entries: Vec::new(), key: None })
    }
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Map, Unsupported> {
        Ok(Map { name, entries: Vec::new(), key: None })
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unsupported> {
        Err(Unsupported(variant.into()))
    }
}

struct List(Vec<Item>);

macro_rules! list {
    ($trait:ident, $method:ident) => {
        impl ser::$trait for List {
            type Ok = Item;
            type Error = Unsupported;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
                self.0.push(value.serialize(Builder)?);
                Ok(())
            }
            fn end(self) -> Result<Item, Unsupported> {
                Ok(Item::List(self.0))
            }
        }
    };
}
list!(SerializeSeq, serialize_element);
list!(SerializeTuple, serialize_element);
list!(SerializeTupleStruct, serialize_field);

struct Map {
    name: &'static str,
    entries: Vec<(Cow<'static, str>, Item)>,
    key: Option<String>,
}

impl ser::SerializeMap for Map {
    type Ok = Item;
    type Error = Unsupported;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unsupported> {
        match key.serialize(Builder)? {
            Item::Leaf(_, text) => self.key = Some(text),
            _ => return Err(Unsupported("key".into())),
        }
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
        let value = value.serialize(Builder)?;
        self.entries.push((self.key.take().unwrap_or_default().into(), value));
        Ok(())
    }
    fn end(self) -> Result<Item, Unsupported> {
        Ok(Item::Map(self.name, self.entries))
    }
}

impl ser::SerializeStruct for Map {
    type Ok = Item;
    type Error = Unsupported;
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unsupported> {
        // `r#type` is serialised as "type" already.
        self.entries.push((Cow::Borrowed(key), value.serialize(Builder)?));
        Ok(())
    }
    fn end(self) -> Result<Item, Unsupported> {
        Ok(Item::Map(self.name, self.entries))
    }
}
