//! Values from a closed set of Vietnamese words.

use crate::diagnostic::nearest;

/// Declares an enum that is written as one Vietnamese word; further spellings are accepted
/// when reading but never written.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$vmeta:meta])* $variant:ident = $word:literal $(| $alias:literal)* ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $( #[doc = concat!("`", $word, "`")] $(#[$vmeta])* $variant ),+
        }

        impl $name {
            /// The words to choose from.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word that is written.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word ),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::error::Error;

            fn from_str(text: &str) -> Result<Self, $crate::error::Error> {
                let typed = text.trim().to_lowercase();
                $( if [$word, $($alias),*].iter().any(|w| w.to_lowercase() == typed) {
                    return Ok(Self::$variant);
                } )+
                let refusal = $crate::dossier::choice::refusal(text, Self::WORDS);
                Err($crate::error::Error::new($crate::error::ErrorKind::Text, refusal))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = $crate::dossier::leaf::scalar(stringify!($name), d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.word())
            }
        }

        impl $crate::dossier::Walk for $name {
            fn item(&self) -> $crate::dossier::Item<'_> {
                $crate::dossier::Item::Choice(self.word())
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let words: &[&str] = &[$($word $(, $alias)*),+];
                schemars::json_schema!({ "type": "string", "enum": words })
            }
        }
    };
}

pub(crate) use choice;

/// The message for a word that isn't among the choices.
pub(crate) fn refusal(typed: &str, words: &[&str]) -> String {
    let list = words.join(", ");
    match nearest(typed, words.iter().copied()) {
        Some(word) => format!(
            "“{typed}” không có trong các lựa chọn. Có phải là “{word}”? (chọn một trong: {list})"
        ),
        None => format!("“{typed}” không có trong các lựa chọn (chọn một trong: {list})"),
    }
}
