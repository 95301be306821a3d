//! Writes a regime's measures as Typst source.

use super::measures::{Font, Measures};
use super::value::{Color, Decoration, Factor, Length, LetterCase, PaperSize, Slant, Weight};

/// The module imported by the layout: one dictionary named `regime`, with `family` as its
/// font.
pub(super) fn write(measures: &Measures, family: &str) -> String {
    let font = Font { family: family.to_owned(), ..measures.font.clone() };
    let mut out = String::from("#let regime = ");
    Measures { font, ..measures.clone() }.write(&mut out);
    out.push('\n');
    out
}

/// A value that can be written in Typst.
pub(super) trait ToTypst {
    fn write(&self, out: &mut String);

    /// Whether there is nothing to write, so that the key is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// One dictionary entry. The key is the Rust field's name with hyphens.
pub(super) fn entry(field: &str, value: &impl ToTypst, out: &mut String) {
    if !value.is_absent() {
        string(&field.replace('_', "-"), out);
        out.push_str(": ");
        value.write(out);
        out.push_str(", ");
    }
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

impl ToTypst for String {
    fn write(&self, out: &mut String) {
        string(self, out);
    }
}

impl ToTypst for bool {
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

impl ToTypst for usize {
    fn write(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl ToTypst for Length {
    fn write(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl ToTypst for Color {
    fn write(&self, out: &mut String) {
        out.push_str("rgb(");
        string(&self.digits(), out);
        out.push(')');
    }
}

impl ToTypst for Factor {
    fn write(&self, out: &mut String) {
        out.push_str(&self.0.to_string());
    }
}

impl<T: ToTypst> ToTypst for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("none"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: ToTypst> ToTypst for Vec<T> {
    fn write(&self, out: &mut String) {
        out.push('(');
        for item in self {
            item.write(out);
            out.push_str(", ");
        }
        out.push(')');
    }
}

macro_rules! words {
    ($($name:ident),+) => {
        $(impl ToTypst for $name {
            fn write(&self, out: &mut String) {
                string(self.word(), out);
            }
        })+
    };
}

words!(Decoration, LetterCase, PaperSize, Slant, Weight);
