//! Leaves of the dossier for templates: objects that print themselves in words and are true
//! if *known*, even if 0.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use crate::source::Path;

/// A value in words, with named parts.
#[derive(Clone)]
pub struct Worded {
    text: String,
    /// Computed when requested, since templates use few of the many parts.
    part: Arc<Part>,
    /// The field that it was printed from.
    origin: Option<Path>,
}

type Part = dyn Fn(&str) -> Option<Value> + Send + Sync;

impl Worded {
    pub fn new(text: impl Into<String>) -> Self {
        Worded::with_parts(text, |_| None)
    }

    /// `part` returns a part by its name in templates, which may be [`unknown`]; `None` if
    /// there is no such part.
    pub fn with_parts(
        text: impl Into<String>,
        part: impl Fn(&str) -> Option<Value> + Send + Sync + 'static,
    ) -> Self {
        Worded { text: text.into(), part: Arc::new(part), origin: None }
    }

    pub fn into_value(self) -> Value {
        Value::from_object(self)
    }
}

/// A value with its field as origin. Other values than [`Worded`] stay as they are, since
/// templates compare plain texts.
pub fn from_field(value: Value, path: &Path) -> Value {
    match value.downcast_object_ref::<Worded>() {
        Some(worded) => Worded { origin: Some(path.clone()), ..worded.clone() }.into_value(),
        None => value,
    }
}

/// A text with its field as origin.
pub fn text_of(text: impl Into<String>, path: Path) -> Value {
    Worded { origin: Some(path), ..Worded::new(text) }.into_value()
}

/// The field that a value was printed from, if known.
pub fn origin(value: &Value) -> Option<&Path> {
    value.downcast_object_ref::<Worded>()?.origin.as_ref()
}

impl fmt::Debug for Worded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Worded").field(&self.text).finish()
    }
}

impl Object for Worded {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let part = (self.part)(key)?;
        Some(match &self.origin {
            Some(path) => from_field(part, path),
            None => part,
        })
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

/// An empty field of the dossier: false, without items, and with unknown parts. Printing it
/// is a template error.
#[derive(Debug)]
pub struct Unknown;

/// The unknown value.
pub fn unknown() -> Value {
    Value::from_object(Unknown)
}

/// A value, or the unknown value for `None`.
pub fn known(value: Option<impl Into<Value>>) -> Value {
    value.map_or_else(unknown, Into::into)
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
