//! The leaves of the dossier: texts with a meaning of their own.
//!
//! Each is read from one scalar and serialised as a newtype struct under its own name, so
//! that [`super::walk`] and the templates can distinguish them.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::vietnamese::{DateError, MeetingTime, Number, Ordinal, PartialDate, Term};

/// Reads a scalar as its text. The deserializer is given the name of the type, for messages
/// about a list or map in its place.
pub(crate) fn scalar<'de, D: Deserializer<'de>>(
    name: &'static str,
    d: D,
) -> Result<Cow<'de, str>, D::Error> {
    struct Visitor;
    impl<'de> de::Visitor<'de> for Visitor {
        type Value = Cow<'de, str>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("một dòng chữ")
        }
        fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
            d.deserialize_any(self)
        }
        fn visit_borrowed_str<E: de::Error>(self, v: &'de str) -> Result<Self::Value, E> {
            Ok(Cow::Borrowed(v))
        }
        fn visit_str<E: de::Error>(self, v: &str) -> Result<Self::Value, E> {
            Ok(Cow::Owned(v.to_owned()))
        }
        fn visit_i64<E: de::Error>(self, v: i64) -> Result<Self::Value, E> {
            Ok(Cow::Owned(v.to_string()))
        }
        fn visit_u64<E: de::Error>(self, v: u64) -> Result<Self::Value, E> {
            Ok(Cow::Owned(v.to_string()))
        }
        fn visit_bool<E: de::Error>(self, v: bool) -> Result<Self::Value, E> {
            Ok(Cow::Borrowed(if v { "có" } else { "không" }))
        }
    }
    d.deserialize_newtype_struct(name, Visitor)
}

/// Implements reading and writing of a leaf through its text form.
macro_rules! leaf {
    ($name:ident, $parse:expr, $write:expr, $schema:tt) => {
        $crate::dossier::leaf::leaf!($name as stringify!($name), $parse, $write, $schema);
    };
    ($name:ident as $shown:expr, $parse:expr, $write:expr, $schema:tt) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = $crate::dossier::leaf::scalar($shown, d)?;
                let parse: fn(&str) -> Result<$name, String> = $parse;
                parse(&text).map_err(serde::de::Error::custom)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                let write: fn(&$name) -> String = $write;
                s.serialize_newtype_struct($shown, &write(self))
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $shown.into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}
pub(crate) use leaf;

/// Plain text, printed as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Text(pub String);

leaf!(Text, |t| Ok(Text(t.trim().to_owned())), |t| t.0.clone(), {
    "type": ["string", "number", "boolean"]
});

impl std::ops::Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Narrative (đoạn văn): the one kind of text with syntax, parsed by the `prose` step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose(pub String);

// A list is one of dashes (see `rejoin`). The type of its items isn't stated in the schema,
// since to a sheet a list of texts is a different kind of field.
leaf!(Prose, |t| Ok(Prose(t.trim_end().to_owned())), |t| t.0.clone(), {
    "anyOf": [{ "type": ["string", "number", "boolean"] }, { "type": "array" }]
});

/// Implements reading a type from a text or from a map.
macro_rules! text_or_map {
    ($name:ident, $detail:ident) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl<'de> serde::de::Visitor<'de> for Visitor {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("một dòng chữ hoặc các khóa")
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        Ok($crate::dossier::Text(text.trim().to_owned()).into())
                    }
                    fn visit_unit<E: serde::de::Error>(self) -> Result<$name, E> {
                        Ok($name::default())
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        map: A,
                    ) -> Result<$name, A::Error> {
                        let map = serde::de::value::MapAccessDeserializer::new(map);
                        <$detail as serde::Deserialize>::deserialize(map).map(Into::into)
                    }
                    fn visit_seq<A: serde::de::SeqAccess<'de>>(
                        self,
                        _: A,
                    ) -> Result<$name, A::Error> {
                        Err(serde::de::Error::custom(
                            "chỗ này ghi một dòng chữ hoặc các khóa, không phải một danh sách",
                        ))
                    }
                }
                d.deserialize_any(Visitor)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let text = generator.subschema_for::<$crate::dossier::Text>();
                let detail = generator.subschema_for::<$detail>();
                schemars::json_schema!({ "anyOf": [text, detail] })
            }
        }
    };
}
pub(crate) use text_or_map;

/// One value, or a list of them (một hoặc nhiều).
#[derive(Debug, Clone, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = OneOrMany<T>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("một dòng chữ hoặc một danh sách gạch đầu dòng")
            }
            fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
                Ok(OneOrMany::default())
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                let text = de::value::StrDeserializer::new(text);
                T::deserialize(text).map(|value| OneOrMany(vec![value]))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = seq.next_element()? {
                    values.push(value);
                }
                Ok(OneOrMany(values))
            }
        }
        d.deserialize_any(Visitor(std::marker::PhantomData))
    }
}

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(s)
    }
}

impl<T: schemars::JsonSchema> schemars::JsonSchema for OneOrMany<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("OneOrMany{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = generator.subschema_for::<T>();
        schemars::json_schema!({ "anyOf": [one, { "type": "array", "items": one }, { "type": "null" }] })
    }
}

/// Why a text isn't a date: several days or an hour are named as the reason.
fn no_date(typed: &str, error: &DateError) -> String {
    match MeetingTime::parse(typed) {
        Ok(time) if time.first() != time.last() => {
            format!("“{}” là nhiều ngày: chỗ này ghi một ngày, như 17/8/2017", typed.trim())
        }
        Ok(time) => {
            format!("“{}” có giờ: chỗ này chỉ ghi ngày, {}", typed.trim(), time.last().typed())
        }
        Err(_) => error.to_string(),
    }
}

// A date with unknown parts (ngày khuyết): `chiều 17/8/2017`, `…/8/2017`.
leaf!(PartialDate as "Date", |t| PartialDate::parse(t).map_err(|e| no_date(t, &e)), |d| d.typed(), {
    "type": ["string", "number"],
    "examples": ["18/1/2024", "chiều 17/8/2017", "…/8/2017", "2024"]
});

// The time of a meeting (ngày họp): a day, several days, or a day with its hour.
leaf!(
    MeetingTime as "MeetingDate",
    |t| MeetingTime::parse(t).map_err(|e| e.to_string()),
    |d| d.typed(),
    {
        "type": ["string", "number"],
        "examples": [
            "18/1/2024",
            "chiều 17/8/2017",
            "17-18/8/2017",
            "14h00 ngày 17/8/2017",
            "7h30 - 11h30 ngày 17/8/2017"
        ]
    }
);

// A term of office (nhiệm kỳ): `2023-2028`.
leaf!(
    Term as "TermYears",
    |t| Term::parse(t).map_err(|e| e.to_string()),
    |t| format!("{}-{}", t.from, t.to),
    { "type": "string", "examples": ["2023-2028"] }
);

// The number of a congress and of its committee (lần thứ, khóa): `IX`.
leaf!(
    Ordinal as "OrdinalNumber",
    |t| Ordinal::parse(t).map_err(|e| e.to_string()),
    |o| o.roman(),
    { "type": ["string", "integer"], "examples": ["IX", "9"], "minimum": 1, "maximum": 999 }
);

/// A year (năm).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Year(pub u16);

leaf!(
    Year,
    |t| match t.trim().parse() {
        Ok(year @ 1900..=2200) => Ok(Year(year)),
        _ => Err(format!("“{t}” không phải một năm; ghi bốn chữ số, ví dụ 2026")),
    },
    |y| y.0.to_string(),
    {
        "type": ["string", "integer"],
        "pattern": "^\\s*[0-9]{4}\\s*$",
        "minimum": 1900,
        "maximum": 2200
    }
);

/// The year of a period (năm báo cáo): `2026`, or a school year by both of its
/// years, `2025-2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportedYear {
    /// The year; the first one of a school year.
    pub first: u16,
    /// Whether both years of a school year were typed.
    pub is_double: bool,
}

impl ReportedYear {
    /// A year given as one number.
    pub fn single(year: u16) -> Self {
        ReportedYear { first: year, is_double: false }
    }

    /// As typed: one year, or the two of a school year.
    pub fn typed(self) -> String {
        let ReportedYear { first, is_double } = self;
        if is_double { format!("{first}-{}", first + 1) } else { first.to_string() }
    }
}

leaf!(
    ReportedYear,
    |t| {
        let year = |t: &str| t.trim().parse::<u16>().ok().filter(|y| (1900..=2200).contains(y));
        let both = t.split_once(['-', '–']);
        let read = match both {
            Some((first, last)) => year(first).zip(year(last)),
            None => year(t).map(|first| (first, first + 1)),
        };
        match read {
            Some((first, last)) if last == first + 1 => Ok(ReportedYear { first, is_double: both.is_some() }),
            Some(_) => Err(format!("“{t}” không phải một năm học: hai năm phải liền nhau, ví dụ 2025-2026")),
            None => Err(format!("“{t}” không phải một năm; ghi bốn chữ số, ví dụ 2026")),
        }
    },
    |y| y.typed(),
    {
        "type": ["string", "integer"],
        "pattern": "^\\s*[0-9]{4}(\\s*[-–]\\s*[0-9]{4})?\\s*$",
        "minimum": 1900,
        "maximum": 2200
    }
);

/// A small whole number in a setting (lần dự thảo).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub u32);

leaf!(
    Count,
    |t| t.trim().parse().map(Count).map_err(|_| format!("“{t}” không phải một số nguyên, ví dụ 2")),
    |c| c.0.to_string(),
    { "type": ["string", "integer"], "pattern": "^\\s*[0-9]+\\s*$", "minimum": 0 }
);

/// The seal (dấu) of an issued paper: a hash of its words, in sixteen hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal(pub String);

leaf!(
    Seal,
    |t| match t.trim() {
        seal if seal.len() == 16 && seal.bytes().all(|b| b.is_ascii_hexdigit()) =>
            Ok(Seal(seal.to_lowercase())),
        _ => Err(format!("“{t}” không phải dấu do lệnh issue ghi; trả về như cũ, hoặc xóa dòng này")),
    },
    |s| s.0.clone(),
    { "type": "string", "pattern": "^\\s*[0-9A-Fa-f]{16}\\s*$" }
);

/// Yes or no (có, không).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag(pub bool);

leaf!(
    Flag,
    |t| match t.trim().to_lowercase().as_str() {
        "có" | "co" | "true" | "yes" | "x" => Ok(Flag(true)),
        "không" | "khong" | "false" | "no" => Ok(Flag(false)),
        _ => Err(format!("“{t}” không đọc được; ghi có hoặc không")),
    },
    |f| if f.0 { "có" } else { "không" }.to_owned(),
    { "type": ["string", "boolean"], "enum": ["có", "không", true, false] }
);

/// A percentage as stated by a source (tỷ lệ ghi trong nguồn): `94,2%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedPercent(pub Number);

leaf!(
    StatedPercent,
    |t| Number::parse(t.trim().trim_end_matches('%')).map(StatedPercent).map_err(|e| e.to_string()),
    |p| format!("{}%", p.0),
    { "type": ["string", "number"], "examples": ["94,2%"] }
);

/// A length on paper, in millimetres: `1,5 mm`, `-2 mm`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Millimetres(pub Number);

/// More than this no sheet is put askew into a printer.
const MOST_MILLIMETRES: u32 = 50;

impl Millimetres {
    fn parse(text: &str) -> Result<Self, String> {
        let digits = text.trim().trim_end_matches("mm").trim_end().replace('−', "-");
        let length = Number::parse(&digits).map_err(|e| e.to_string())?;
        let within = length.decimal().abs() <= MOST_MILLIMETRES.into();
        within.then_some(Millimetres(length)).ok_or_else(|| {
            format!("“{text}” quá {MOST_MILLIMETRES} mm; ghi số mm, ví dụ 1,5 mm hoặc -2 mm")
        })
    }
}

leaf!(
    Millimetres,
    Millimetres::parse,
    |length| format!("{} mm", length.0),
    { "type": ["string", "number"], "examples": ["1,5 mm", "-2 mm"] }
);
