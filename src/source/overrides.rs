//! `--set key.path=value`: a tree with a single value.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, SourceFile};
use crate::vietnamese::nfc;

use super::{Entry, Node, NodeKind, Path, Segment, Style};

/// Parses one override. List items can't be addressed by index: lists are merged by `id`, so
/// an index would silently replace the whole list.
pub fn parse_override(text: &str) -> Result<Node, Box<Diagnostic>> {
    let source = Arc::new(SourceFile::text("--set", text));
    let place = Place::new(&source, 0..text.len());
    let wrong = |message: &str| {
        Box::new(
            Diagnostic::error(Code::OVERRIDE, message)
                .at(place.clone())
                .with_hint("cách ghi: --set papers.annual_report.number=05")
                .structural(),
        )
    };
    let (key, value) = text.split_once('=').ok_or_else(|| wrong("Thiếu dấu = trong --set"))?;
    let path =
        Path::parse(key.trim()).ok_or_else(|| wrong("Tên trường trong --set không đọc được"))?;
    let start = key.len() + 1;
    let value_place = Place::new(&source, start..text.len());
    let kind = match value {
        "" => NodeKind::Null,
        value => NodeKind::Text { text: nfc(value), style: Style::Plain },
    };
    let mut node = Node { kind, place: value_place };
    for segment in path.segments().iter().rev() {
        let Segment::Key(key_text) = segment else {
            return Err(wrong("--set không sửa được một mục trong danh sách"));
        };
        let key_place = Place::new(&source, 0..key.len());
        let entry = Entry { key: key_text.to_string(), key_place, value: node };
        node = Node { kind: NodeKind::Map(vec![entry]), place: place.clone() };
    }
    Ok(node)
}
