//! What templates see of the dossier's leaves: objects that print themselves
//! worded and are true when *known*, 0 included.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

/// A worded value: prints its words, has named parts.
#[derive(Debug)]
pub struct Worded {
    text: String,
    parts: Vec<(&'static str, Value)>,
}

impl Worded {
    pub fn new(text: impl Into<String>) -> Self {
        Worded { text: text.into(), parts: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.parts.push((name, value.into()));
        self
    }

    /// A part that may not be known.
    #[must_use]
    pub fn with_option(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self.with(name, unknown()),
        }
    }

    /// The same with another value for a part.
    #[must_use]
    pub fn replacing(mut self, name: &'static str, value: Value) -> Self {
        self.parts.retain(|(n, _)| *n != name);
        self.with(name, value)
    }

    pub fn into_value(self) -> Value {
        Value::from_object(self)
    }
}

impl Object for Worded {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.parts.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Something the dossier leaves empty: false, without items, and every part of
/// it unknown too. Printing it is a template's fault.
#[derive(Debug)]
pub struct Unknown;

/// The unknown value.
pub fn unknown() -> Value {
    Value::from_object(Unknown)
}

impl Object for Unknown {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Iterable
    }

    fn get_value(self: &Arc<Self>, _: &Value) -> Option<Value> {
        Some(unknown())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Empty
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }
}

/// Whether a value is the unknown one.
pub fn is_unknown(value: &Value) -> bool {
    value.downcast_object_ref::<Unknown>().is_some() || value.is_none() || value.is_undefined()
}

/// A narrative, already turned into Typst markup whose values are literals.
#[derive(Debug)]
pub struct Markup {
    /// Blocks, an empty line between two.
    pub blocks: String,
    /// The same in one line, for a place inside a sentence.
    pub inline: String,
    /// The same with its items one level deeper, below an item.
    pub nested: String,
    /// The paragraphs and items that hold a figure, each in one line.
    pub facts: Vec<String>,
    /// Whether it has items or several paragraphs.
    pub is_list: bool,
}

impl Object for Markup {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        match key {
            "inline" => Some(Value::from_safe_string(self.inline.clone())),
            "facts" => {
                let facts = self.facts.iter().cloned().map(Value::from_safe_string);
                Some(Value::from(facts.collect::<Vec<_>>()))
            }
            "nested" => Some(Value::from_safe_string(self.nested.clone())),
            "is_list" => Some(Value::from(self.is_list)),
            _ => None,
        }
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.blocks.is_empty()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.blocks)
    }
}
