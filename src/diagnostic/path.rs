//! Paths into a dossier: `results[0].figures.visits`.

use std::fmt;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

/// A step of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Segment {
    /// Into a struct or a map, by field name.
    Key(EcoString),
    /// Into a list, by index from 0.
    Index(usize),
}

/// The way from the root of a dossier to a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Path(Vec<Segment>);

impl Path {
    /// The path of the dossier itself, without steps.
    pub fn root() -> Self {
        Path::default()
    }

    /// The path extended by a field.
    #[must_use]
    pub fn key(&self, key: impl Into<EcoString>) -> Self {
        self.with(Segment::Key(key.into()))
    }

    /// The path extended by a list index.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.with(Segment::Index(index))
    }

    fn with(&self, segment: Segment) -> Self {
        let mut segments = self.0.clone();
        segments.push(segment);
        Path(segments)
    }

    /// Appends a step.
    pub fn push(&mut self, segment: Segment) {
        self.0.push(segment);
    }

    /// The path with a step prepended.
    #[must_use]
    pub(crate) fn below(mut self, first: Segment) -> Self {
        self.0.insert(0, first);
        self
    }

    /// Removes and returns the last step.
    pub fn pop(&mut self) -> Option<Segment> {
        self.0.pop()
    }

    /// The steps, from the root.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// The keys only: the field, independent of the list item.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.segments().iter().filter_map(|segment| match segment {
            Segment::Key(key) => Some(key.as_str()),
            Segment::Index(_) => None,
        })
    }

    /// Reads `a.b[0].c`, the form that [`fmt::Display`] writes. A key may hold
    /// anything but `.`, `[` and `]`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut path = Path::root();
        for part in text.split('.') {
            let (key, mut rest) = match part.find('[') {
                Some(at) => part.split_at(at),
                None => (part, ""),
            };
            if key.is_empty() || key.contains(']') {
                return None;
            }
            path.push(Segment::Key(key.into()));
            while !rest.is_empty() {
                let inner = rest.strip_prefix('[')?;
                let close = inner.find(']')?;
                path.push(Segment::Index(inner[..close].parse().ok()?));
                rest = &inner[close + 1..];
            }
        }
        Some(path)
    }
}

impl From<&Path> for Path {
    fn from(path: &Path) -> Self {
        path.clone()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) if i == 0 => write!(f, "{key}")?,
                Segment::Key(key) => write!(f, ".{key}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_again() {
        let path = Path::root().key("results").index(0).key("figures").key("visits");
        assert_eq!(path.to_string(), "results[0].figures.visits");
        assert_eq!(Path::parse(&path.to_string()), Some(path));
        for wrong in ["", ".", "a..b", "a[", "a[x]", "[0]", "a]b"] {
            assert_eq!(Path::parse(wrong), None, "{wrong}");
        }
    }
}
