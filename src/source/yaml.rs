//! YAML → tree, in one pass over the parser's events.

use std::collections::HashMap;
use std::sync::Arc;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span};

use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::vietnamese::nfc;

use super::{Entry, Node, NodeKind, Style};

/// How much a dossier may hold. A congress's dossier has a few thousand nodes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Size of the file, in bytes.
    pub bytes: usize,
    /// Values in the tree, those that aliases repeat counted each time.
    pub nodes: usize,
    /// Lists and maps inside one another.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 8 << 20, nodes: 200_000, depth: 32 }
    }
}

/// Reads one YAML file. What could be read comes back together with all that
/// is wrong; `None` where the text isn't YAML at all.
pub fn read_yaml(name: &str, bytes: &[u8], limits: Limits) -> (Option<Node>, Vec<Diagnostic>) {
    let empty = Arc::new(SourceFile { name: name.to_owned(), text: String::new() });
    let whole = |d: Diagnostic| d.at(Place::new(&empty, 0..0)).structural();
    if bytes.len() > limits.bytes {
        let message = format!(
            "Tệp dài {} MB, quá giới hạn {} MB của một hồ sơ",
            bytes.len() >> 20,
            limits.bytes >> 20
        );
        return (None, vec![whole(Diagnostic::error(100, message))]);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let d = Diagnostic::error(101, "Tệp được lưu bằng mã UTF-16").with_hint(
            "mở bằng Notepad, chọn Lưu thành (Save As), mục Mã hóa (Encoding) chọn UTF-8",
        );
        return (None, vec![whole(d)]);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
            let d = Diagnostic::error(101, format!("Tệp không ở mã UTF-8 (từ dòng {line})"))
                .with_hint(
                    "mở bằng Notepad, chọn Lưu thành (Save As), mục Mã hóa (Encoding) chọn UTF-8",
                );
            return (None, vec![whole(d)]);
        }
    };
    let source = Arc::new(SourceFile { name: name.to_owned(), text: text.to_owned() });
    Builder::new(&source, limits).run()
}

struct Builder<'a> {
    source: &'a Arc<SourceFile>,
    limits: Limits,
    nodes: usize,
    anchors: HashMap<usize, Node>,
    found: Vec<Diagnostic>,
}

/// A collection that is still being filled.
enum Open {
    List { items: Vec<Node>, start: usize, anchor: usize },
    Map { entries: Vec<Entry>, key: Option<(String, Place)>, start: usize, anchor: usize },
}

impl<'a> Builder<'a> {
    fn new(source: &'a Arc<SourceFile>, limits: Limits) -> Self {
        Builder { source, limits, nodes: 0, anchors: HashMap::new(), found: Vec::new() }
    }

    fn run(mut self) -> (Option<Node>, Vec<Diagnostic>) {
        let source = Arc::clone(self.source);
        // Comments say nothing to the tree, and the parser refuses a hundred of
        // them in a row where it has to look past them.
        let options = granit_parser::options! { emit_comments: false };
        let mut parser = Parser::new_from_str_with_options(&source.text, options);
        let mut stack: Vec<Open> = Vec::new();
        let mut root = None;
        let mut documents = 0;
        while let Some(event) = parser.next_event() {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    let diagnostic = self.syntax(&error);
                    self.found.push(diagnostic);
                    return (None, self.found);
                }
            };
            let place = self.place(&span);
            let done = match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        self.found.push(
                            Diagnostic::error(102, "Tệp chứa nhiều hồ sơ, ngăn bằng ---")
                                .at(place)
                                .with_hint("mỗi hồ sơ một tệp")
                                .structural(),
                        );
                        break;
                    }
                    continue;
                }
                Event::Scalar(text, style, anchor, tag) => {
                    if tag.is_some() {
                        self.tag(&place);
                    }
                    let node = self.scalar(&text, style, &span);
                    self.keep(anchor, &node);
                    Some(node)
                }
                Event::SequenceStart(_, anchor, tag) => {
                    if tag.is_some() {
                        self.tag(&place);
                    }
                    stack.push(Open::List { items: Vec::new(), start: place.span.start, anchor });
                    None
                }
                Event::MappingStart(_, anchor, tag) => {
                    if tag.is_some() {
                        self.tag(&place);
                    }
                    let start = place.span.start;
                    stack.push(Open::Map { entries: Vec::new(), key: None, start, anchor });
                    None
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    let (node, anchor) = match stack.pop() {
                        Some(Open::List { items, start, anchor }) => {
                            let place = Place::new(self.source, start..place.span.end);
                            (Node { kind: NodeKind::List(items), place }, anchor)
                        }
                        Some(Open::Map { entries, start, anchor, .. }) => {
                            let place = Place::new(self.source, start..place.span.end);
                            (Node { kind: NodeKind::Map(entries), place }, anchor)
                        }
                        None => continue,
                    };
                    self.keep(anchor, &node);
                    Some(node)
                }
                Event::Alias(id) => match self.anchors.get(&id).cloned() {
                    Some(mut node) => {
                        self.nodes += count(&node);
                        node.place = place.clone();
                        Some(node)
                    }
                    // An alias inside its own anchor.
                    None => {
                        self.found.push(
                            Diagnostic::error(102, "Tham chiếu * trỏ vào chính nó")
                                .at(place.clone())
                                .structural(),
                        );
                        Some(Node { kind: NodeKind::Null, place: place.clone() })
                    }
                },
                _ => continue,
            };
            if stack.len() > self.limits.depth || self.nodes > self.limits.nodes {
                self.found.push(
                    Diagnostic::error(100, "Hồ sơ lồng quá sâu hoặc có quá nhiều mục")
                        .at(place)
                        .with_hint(format!(
                            "giới hạn: lồng {} tầng, {} mục, kể cả phần lặp lại bằng & và *",
                            self.limits.depth, self.limits.nodes
                        ))
                        .structural(),
                );
                return (None, self.found);
            }
            if let Some(node) = done {
                self.nodes += 1;
                match stack.last_mut() {
                    None => root = Some(node),
                    Some(Open::List { items, .. }) => items.push(node),
                    Some(Open::Map { entries, key, .. }) => match key.take() {
                        None => *key = Some(self.key(&node)),
                        Some((key, key_place)) => {
                            if let Some(first) = entries.iter().find(|e| e.key == key) {
                                self.found.push(
                                    Diagnostic::error(103, format!("Khóa `{key}` ghi hai lần"))
                                        .at(key_place)
                                        .with_related(first.key_place.clone(), "đã ghi ở đây")
                                        .with_hint("giữ một, hoặc gộp nội dung hai chỗ làm một")
                                        .structural(),
                                );
                            } else {
                                entries.push(Entry { key, key_place, value: node });
                            }
                        }
                    },
                }
            }
        }
        (root, self.found)
    }

    fn place(&self, span: &Span) -> Place {
        Place::new(self.source, span.byte_range().unwrap_or(0..0))
    }

    fn keep(&mut self, anchor: usize, node: &Node) {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
    }

    fn tag(&mut self, place: &Place) {
        self.found.push(
            Diagnostic::error(102, "Giá trị bắt đầu bằng dấu ! là cú pháp riêng của YAML")
                .at(place.clone())
                .with_hint("đặt cả câu trong ngoặc kép, hoặc viết xuống dòng sau dấu |")
                .structural(),
        );
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: &Span) -> Node {
        let place = self.place(span);
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let null = style == Style::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL");
        if style == Style::Plain {
            self.cut_by_comment(&place);
        }
        let kind = if null { NodeKind::Null } else { NodeKind::Text { text: nfc(text), style } };
        Node { kind, place }
    }

    /// ` #` ends a plain text. A comment is set off by two spaces or followed
    /// by one; `Chỉ thị #24` is neither and was probably meant as text.
    fn cut_by_comment(&mut self, place: &Place) {
        let rest = &self.source.text[place.span.end..];
        let line = rest.lines().next().unwrap_or("");
        let Some(comment) = line.strip_prefix(" #") else { return };
        if !place.text().is_empty() && comment.chars().next().is_some_and(char::is_alphanumeric) {
            let start = place.span.end + 1;
            self.found.push(
                Diagnostic::note(104, "Phần sau dấu # không được đọc")
                    .at(Place::new(self.source, start..start + line.len() - 1))
                    .with_hint("nếu là nội dung thì đặt cả câu trong ngoặc kép \"…\""),
            );
        }
    }

    fn key(&mut self, node: &Node) -> (String, Place) {
        match &node.kind {
            NodeKind::Text { text, .. } => (text.clone(), node.place.clone()),
            _ => {
                self.found.push(
                    Diagnostic::error(102, "Khóa phải là một từ, đứng trước dấu hai chấm")
                        .at(node.place.clone())
                        .structural(),
                );
                (String::new(), node.place.clone())
            }
        }
    }

    /// The parser's error in Vietnamese, with the cause that is likeliest in
    /// Vietnamese prose.
    fn syntax(&self, error: &ScanError) -> Diagnostic {
        let at = error.marker().byte_offset().unwrap_or(0);
        let place = Place::new(self.source, at..at + 1);
        let (message, hint) = explain(error.kind());
        let mut diagnostic = Diagnostic::error(102, message).at(place).structural();
        match self.cause(at) {
            Some(cause) => diagnostic.hints.push(cause),
            None => diagnostic.hints.push(hint.to_owned()),
        }
        diagnostic
    }

    /// Looks at the line of a syntax error for the traps of Vietnamese prose.
    fn cause(&self, at: usize) -> Option<String> {
        let text = &self.source.text;
        let at = text.floor_char_boundary(at.min(text.len()));
        let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let mut line = text[start..].lines().next()?.trim();
        if line.is_empty() {
            line = text[..start].trim_end().lines().last()?.trim();
        }
        if line.contains('\t') {
            return Some("dòng có phím Tab; YAML chỉ dùng dấu cách để thụt dòng".into());
        }
        let value = match line.split_once(": ") {
            Some((_, value)) => value.trim(),
            None => line.trim_start_matches("- "),
        };
        let first = value.chars().next()?;
        if first == '"'
            && value[1..].find('"').is_some_and(|i| !value[i + 2..].trim_start().is_empty())
        {
            return Some(
                "sau dấu ngoặc kép đóng còn chữ; dùng ngoặc kép cong “…” hoặc viết xuống dòng sau dấu |"
                    .into(),
            );
        }
        if !matches!(first, '"' | '\'' | '|' | '>') && value.contains(": ") {
            return Some(
                "trong câu có dấu hai chấm; đặt cả câu trong ngoặc kép \"…\" hoặc viết xuống dòng sau dấu |"
                    .into(),
            );
        }
        if matches!(first, '%' | '@' | '`' | '*' | '&' | '!') {
            return Some(format!(
                "câu bắt đầu bằng {first} là cú pháp của YAML; đặt cả câu trong ngoặc kép \"…\""
            ));
        }
        None
    }
}

fn count(node: &Node) -> usize {
    match &node.kind {
        NodeKind::Null | NodeKind::Text { .. } => 1,
        NodeKind::List(items) => 1 + items.iter().map(count).sum::<usize>(),
        NodeKind::Map(entries) => 1 + entries.iter().map(|e| count(&e.value)).sum::<usize>(),
    }
}

fn explain(kind: &ErrorKind) -> (&'static str, &'static str) {
    use ErrorKind as E;
    match kind {
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart => {
            ("Dòng thụt vào bằng phím Tab", "thay Tab bằng dấu cách, mỗi cấp hai dấu cách")
        }
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => (
            "Dấu ngoặc kép mở mà không đóng",
            "thêm dấu ngoặc kép ở cuối câu; trích dẫn trong câu thì dùng ngoặc kép cong “…”",
        ),
        E::InvalidTrailingDoubleQuotedScalar | E::InvalidTrailingSingleQuotedScalar => (
            "Sau dấu ngoặc kép đóng còn chữ",
            "dùng ngoặc kép cong “…” hoặc viết xuống dòng sau dấu |",
        ),
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnclosedFlowCollection { .. }
        | E::MismatchedFlowCollectionEnd { .. }
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator => (
            "Ngoặc { } hoặc [ ] không khớp",
            "bỏ ngoặc, viết xuống dòng: mỗi khóa một dòng, mỗi mục một dòng bắt đầu bằng dấu gạch -",
        ),
        E::UnknownAnchor => (
            "Câu bắt đầu bằng dấu * là tham chiếu của YAML, không phải chữ",
            "đặt cả câu trong ngoặc kép \"…\"",
        ),
        E::RecursionLimitExceeded => ("Hồ sơ lồng quá sâu", "kiểm tra các ngoặc [ ] và { }"),
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape => (
            "Dấu \\ trong ngoặc kép là cú pháp của YAML",
            "viết hai dấu \\\\, hoặc dùng ngoặc đơn '…'",
        ),
        E::UnexpectedCharacter { .. } => {
            ("Ký tự này không mở đầu một giá trị được", "đặt cả câu trong ngoặc kép \"…\"")
        }
        _ => (
            "YAML không đọc được từ chỗ này",
            "kiểm tra: thụt dòng thẳng hàng, sau dấu hai chấm có dấu cách, mỗi khóa một dòng",
        ),
    }
}
