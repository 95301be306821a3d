//! What a registry asks of a paper, as JSON and as XML: the names and the order of Nghị định
//! 30/2020/NĐ-CP, Phụ lục VI. What isn't known stands there and is empty.

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::template::{Datum, Metadata};

use super::docx::xml::Xml;

/// The fields as one JSON object; what isn't known is `null`.
pub(crate) fn json(metadata: &Metadata) -> Vec<u8> {
    let object = Value::Object(object(&metadata.0));
    // Texts and whole numbers are always JSON.
    (serde_json::to_string_pretty(&object).unwrap_or_default() + "\n").into_bytes()
}

fn object(fields: &[Datum]) -> Map<String, Value> {
    let field = |datum: &Datum| match datum {
        Datum::Text(name, _, text) => (*name, text.as_deref().map_or(Value::Null, Value::from)),
        Datum::Number(name, _, number) => (*name, number.map_or(Value::Null, Value::from)),
        Datum::Group(name, fields) => (*name, Value::Object(object(fields))),
        Datum::List(name, items) => {
            let items = items.iter().map(|fields| Value::Object(object(fields)));
            (*name, Value::Array(items.collect()))
        }
    };
    fields.iter().map(field).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The fields as elements of one `Document`; what isn't known is an empty one.
pub(crate) fn xml(metadata: &Metadata) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("Document", &[], |xml| elements(&metadata.0, xml));
    xml.finish()
}

fn elements(fields: &[Datum], xml: &mut Xml) {
    let value = |name: &str, text: Option<String>, xml: &mut Xml| match text {
        Some(text) => xml.text(name, &[], &text),
        None => xml.leaf(name, &[]),
    };
    for datum in fields {
        match datum {
            Datum::Text(name, _, text) => value(name, text.clone(), xml),
            Datum::Number(name, _, number) => value(name, number.map(|n| n.to_string()), xml),
            Datum::Group(name, fields) => xml.element(name, &[], |xml| elements(fields, xml)),
            Datum::List(name, items) => {
                for fields in items {
                    xml.element(name, &[], |xml| elements(fields, xml));
                }
            }
        }
    }
}

/// What is longer than the appendix lets it be, of a paper of this name. It is written
/// whole: what is cut off, nobody would miss in time.
pub(crate) fn overlong(metadata: &Metadata, paper: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    look(&metadata.0, "", &mut |name, most, length| {
        let message = format!(
            "{paper}: dữ liệu đặc tả {name} dài {length} ký tự, quy định nhiều nhất {most}"
        );
        found.push(
            Diagnostic::warning(Code::METADATA_LENGTH, message)
                .with_hint("rút gọn ở hồ sơ, hoặc sửa khi nhập vào phần mềm văn thư"),
        );
    });
    found
}

fn look(fields: &[Datum], under: &str, told: &mut dyn FnMut(&str, usize, usize)) {
    for datum in fields {
        let (name, most, length) = match datum {
            Datum::Text(name, most, Some(text)) => (name, *most, text.chars().count()),
            Datum::Number(name, most, Some(number)) => (name, *most, number.to_string().len()),
            Datum::Text(_, _, None) | Datum::Number(_, _, None) => continue,
            Datum::Group(name, fields) => {
                look(fields, &format!("{under}{name}."), told);
                continue;
            }
            Datum::List(name, items) => {
                items.iter().for_each(|fields| look(fields, &format!("{under}{name}."), told));
                continue;
            }
        };
        if length > most {
            told(&format!("{under}{name}"), most, length);
        }
    }
}
