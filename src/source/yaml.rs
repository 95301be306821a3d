//! YAML → tree, in one pass over the parser's events.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use crate::diagnostic::{Code, Diagnostic, Place, SourceFile};
use crate::vietnamese::nfc;

use super::decode::{decode, without_controls};
use super::repeated::Repeated;
use super::yaml_error::{self, IN_QUOTES};
use super::{Budget, Entry, Limits, Node, NodeKind, Spent, Style};

/// Reads one YAML file. Returns the readable parts together with all findings; `None` if the
/// text isn't YAML at all. A file without contents is an empty value.
pub fn read_yaml(name: &str, bytes: &[u8], limits: Limits) -> (Option<Node>, Vec<Diagnostic>) {
    match decode(name, bytes, limits) {
        Ok(source) => Builder::new(&source, limits).run(),
        Err(diagnostic) => (None, vec![*diagnostic]),
    }
}

struct Builder<'a> {
    source: &'a Arc<SourceFile>,
    budget: Budget,
    anchors: HashMap<usize, Anchored>,
    /// Anchors of texts without an alias: `&B và C`, meant as text.
    unused: BTreeMap<usize, Place>,
    found: Vec<Diagnostic>,
    /// The most severe finding beyond the budget.
    untold: Option<Diagnostic>,
}

/// The value of an anchor, with its size: an alias takes as much again.
struct Anchored {
    node: Node,
    size: Size,
}

/// The size of a value, including everything inside it.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    nodes: usize,
    bytes: usize,
}

/// A collection that is still being filled.
enum Open {
    List { items: Vec<Node>, start: usize, anchor: usize },
    Map { entries: Entries, key: Option<Key>, repeated: Repeated, start: usize, anchor: usize },
}

/// The entries of an open map, indexed by key: a map of a hundred thousand keys must not be
/// searched from its start each time.
#[derive(Default)]
struct Entries {
    list: Vec<Entry>,
    places: HashMap<String, usize>,
}

/// A key that waits for its value; `None` if it isn't a scalar, which is reported already, so
/// that its value is skipped.
type Key = Option<(String, Place)>;

impl<'a> Builder<'a> {
    fn new(source: &'a Arc<SourceFile>, limits: Limits) -> Self {
        Builder {
            source,
            budget: Budget::new(limits),
            anchors: HashMap::new(),
            unused: BTreeMap::new(),
            found: Vec::new(),
            untold: None,
        }
    }

    fn run(mut self) -> (Option<Node>, Vec<Diagnostic>) {
        let source = Arc::clone(self.source);
        // Comments don't affect the tree, and the parser refuses a hundred of them in a row
        // where it has to look past them.
        let options = granit_parser::options! { emit_comments: false };
        let (text, controls) = without_controls(&source);
        self.found.extend(controls);
        let mut parser = Parser::new_from_str_with_options(&text, options);
        let mut stack: Vec<Open> = Vec::new();
        let mut root = None;
        let mut documents = 0;
        while let Some(event) = parser.next_event() {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => return (None, self.broken_off(&error)),
            };
            let place = self.place(&span);
            if let Event::DocumentStart(..) = event {
                documents += 1;
                if documents > 1 {
                    self.second_document(place);
                    break;
                }
            }
            let done = self.event(event, &span, &mut stack);
            let within = |done| self.budget.allow_depth(stack.len()).map(|()| done);
            match done.and_then(within) {
                Ok(None) => {}
                Ok(Some(node)) => match stack.last_mut() {
                    None => root = Some(node),
                    Some(open) => self.put(node, open),
                },
                Err(spent) => {
                    self.tell(spent.diagnostic().at(place));
                    return (None, self.found);
                }
            }
        }
        for place in std::mem::take(&mut self.unused).values() {
            self.sign("&", place);
        }
        self.found.extend(self.untold.take());
        let empty = || Node { kind: NodeKind::Null, place: Place::new(&source, 0..0) };
        (Some(root.unwrap_or_else(empty)), self.found)
    }

    /// The findings on a text that the parser couldn't read to its end: those after the error
    /// came from its interpretation of the faulty line.
    fn broken_off(mut self, error: &ScanError) -> Vec<Diagnostic> {
        let diagnostic = self.syntax(error);
        let stands = |d: &Diagnostic| d.place.as_ref().map_or(0, |p| p.span.start);
        let start = stands(&diagnostic);
        self.found.retain(|found| stands(found) < start || found.code == Code::CONTROL_CHARACTER);
        self.tell(diagnostic);
        self.found
    }

    fn second_document(&mut self, place: Place) {
        self.tell(
            Diagnostic::error(Code::SEVERAL_DOCUMENTS, "Tệp chứa nhiều hồ sơ, ngăn bằng ---")
                .at(place)
                .with_hint("mỗi hồ sơ một tệp")
                .structural(),
        );
    }

    /// Handles an event; returns the value completed by it, if any.
    fn event(
        &mut self,
        event: Event<'_>,
        span: &Span,
        stack: &mut Vec<Open>,
    ) -> Result<Option<Node>, Spent> {
        let place = self.place(span);
        let start = place.span.start;
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if tag.is_some() {
                    self.sign("!", &place);
                }
                let node = self.scalar(&text, style, span);
                if anchor != 0 && style == ScalarStyle::Plain {
                    self.unused.insert(anchor, self.anchor_place(&node.place));
                }
                self.take(&node, anchor)?;
                Ok(Some(node))
            }
            Event::SequenceStart(_, anchor, tag) => {
                if tag.is_some() {
                    self.sign("!", &place);
                }
                stack.push(Open::List { items: Vec::new(), start, anchor });
                Ok(None)
            }
            Event::MappingStart(_, anchor, tag) => {
                if tag.is_some() {
                    self.sign("!", &place);
                }
                let entries = Entries::default();
                let repeated = Repeated::new(matches!(stack.last(), Some(Open::List { .. })));
                stack.push(Open::Map { entries, key: None, repeated, start, anchor });
                Ok(None)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(stack, place.span.end),
            Event::Alias(id) => self.alias(id, place).map(Some),
            _ => Ok(None),
        }
    }

    /// Closes the collection that ends at a byte.
    fn close(&mut self, stack: &mut Vec<Open>, end: usize) -> Result<Option<Node>, Spent> {
        let (node, anchor) = match stack.pop() {
            Some(Open::List { items, start, anchor }) => {
                let place = Place::new(self.source, start..end);
                (Node { kind: NodeKind::List(items), place }, anchor)
            }
            Some(Open::Map { entries, repeated, start, anchor, .. }) => {
                let first = entries.list.first();
                self.found.extend(repeated.told(first, stack.is_empty()));
                let place = Place::new(self.source, start..end);
                (self.map(entries.list, place), anchor)
            }
            None => return Ok(None),
        };
        self.take(&node, anchor)?;
        Ok(Some(node))
    }

    /// The value of an alias, which takes from the budget again.
    fn alias(&mut self, id: usize, place: Place) -> Result<Node, Spent> {
        let Some(Anchored { node, size }) = self.anchors.get(&id) else {
            // An alias inside its own anchor.
            self.tell(
                Diagnostic::error(Code::YAML_SIGN, "Tham chiếu * trỏ vào chính nó")
                    .at(place.clone())
                    .with_hint("xóa tham chiếu này, ghi thẳng nội dung")
                    .structural(),
            );
            return Ok(Node { kind: NodeKind::Null, place });
        };
        self.unused.remove(&id);
        self.budget.take_nodes(size.nodes)?;
        self.budget.take_text(size.bytes)?;
        Ok(Node { place, ..node.clone() })
    }

    /// Adds a value to its collection: an item, a key, or the value of a key.
    fn put(&mut self, node: Node, open: &mut Open) {
        let (entries, key, repeated) = match open {
            Open::List { items, .. } => {
                self.cut_by_comma(&node.place);
                return items.push(node);
            }
            Open::Map { entries, key, repeated, .. } => (entries, key, repeated),
        };
        match key.take() {
            None => *key = Some(self.key(&node)),
            Some(None) => {}
            Some(Some((key, key_place))) if self.lacks_colon(&key_place, &node) => {
                // `{{ name }}` is reported, or read, as a whole.
                if !self.in_double_braces(&key_place) {
                    self.tell(without_colon(&key).at(key_place).structural());
                }
            }
            Some(Some((key, key_place))) => {
                match entries.places.get(&key).and_then(|i| entries.list.get(*i)) {
                    Some(first) => repeated.add(key, key_place, node, first.key_place.clone()),
                    None => {
                        entries.places.insert(key.clone(), entries.list.len());
                        entries.list.push(Entry { key, key_place, value: node });
                    }
                }
            }
        }
    }

    /// Records a finding, or that there are more.
    fn tell(&mut self, finding: Diagnostic) {
        if self.budget.take_finding() {
            self.found.push(finding);
            return;
        }
        let more = self.untold.get_or_insert_with(|| {
            Diagnostic::note(Code::UNREADABLE_FILE, "Còn nhiều chỗ khác chưa nêu")
                .with_hint("sửa các chỗ trên rồi kiểm tra lại")
        });
        more.severity = more.severity.max(finding.severity);
        more.structural |= finding.structural;
    }

    fn place(&self, span: &Span) -> Place {
        Place::new(self.source, span.byte_range().unwrap_or(0..0))
    }

    /// The `&` of an anchor, which precedes its text.
    fn anchor_place(&self, text: &Place) -> Place {
        let start = self.source.text[..text.span.start].rfind('&').unwrap_or(text.span.start);
        Place::new(self.source, start..start + 1)
    }

    /// Takes a complete value from the budget; its contents are taken already. An anchor
    /// takes all of it a second time.
    fn take(&mut self, node: &Node, anchor: usize) -> Result<(), Spent> {
        self.budget.take_nodes(1)?;
        self.budget.take_text(node.text().map_or(0, str::len))?;
        if anchor != 0 {
            let size = Size::of(node);
            self.budget.take_nodes(size.nodes)?;
            self.budget.take_text(size.bytes)?;
            self.anchors.insert(anchor, Anchored { node: node.clone(), size });
        }
        Ok(())
    }

    /// Reports a sentence that begins with a YAML indicator, which would be lost.
    fn sign(&mut self, sign: &str, place: &Place) {
        self.tell(
            Diagnostic::error(Code::YAML_SIGN, yaml_error::begins_with(sign))
                .at(place.clone())
                .with_hint(IN_QUOTES)
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
        let too_long = text.len() > self.budget.limits().text;
        if too_long {
            self.tell(
                Diagnostic::error(Code::UNREADABLE_FILE, "Đoạn này quá dài")
                    .at(place.clone())
                    .with_hint(format!(
                        "giới hạn: {} KB một đoạn; chia ra nhiều mục",
                        self.budget.limits().text >> 10
                    ))
                    .structural(),
            );
        }
        let kind = if null || too_long {
            NodeKind::Null
        } else {
            NodeKind::Text { text: nfc(text), style }
        };
        Node { kind, place }
    }

    /// ` #` ends a plain text. A comment is preceded by two spaces or followed by one; `Chỉ
    /// thị #24` is neither and was probably meant as text.
    fn cut_by_comment(&mut self, place: &Place) {
        // The distance searched, since a file may be one line.
        const NEAR: usize = 2000;
        let text = &self.source.text;
        let before = |at: usize| text.floor_char_boundary(at.saturating_sub(NEAR));
        let behind = |at: usize| text.ceil_char_boundary(text.len().min(at + NEAR));
        let start = if place.span.is_empty() {
            // An empty value is before its comment or after it.
            let (near, at) = (before(place.span.start), place.span.start);
            let line = text[near..at].rfind('\n').map_or(near, |i| near + i + 1);
            let rest = &text[line..behind(at)];
            let Some(comment) = rest.lines().next().and_then(|l| l.find(" #")) else {
                return;
            };
            let opens = text[line..line + comment].trim_end().ends_with([':', '-']);
            if opens { line + comment } else { return }
        } else {
            place.span.end
        };
        let line = text[start..behind(start)].lines().next().unwrap_or_default();
        let Some(comment) = line.strip_prefix(" #") else { return };
        if comment.chars().next().is_some_and(char::is_alphanumeric) {
            self.tell(
                Diagnostic::note(Code::UNREAD_COMMENT, "Phần sau dấu # không được đọc")
                    .at(Place::new(self.source, start + 1..start + line.len()))
                    .with_hint("nếu là nội dung thì đặt cả câu trong ngoặc kép \"…\""),
            );
        }
    }

    /// A comma inside brackets ends an item, so that `[98,5]` are two. A list of numbers
    /// looks the same, although no list in a dossier contains any: so this is a note.
    fn cut_by_comma(&mut self, place: &Place) {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let before = &self.source.text[..place.span.start];
        let Some(number) = before.strip_suffix(',') else { return };
        if digit(number.chars().next_back()) && digit(place.text().chars().next()) {
            let start = before.len() - 1;
            self.tell(
                Diagnostic::note(Code::UNREAD_COMMENT, "Dấu phẩy trong ngoặc [ ] ngăn hai mục")
                    .at(Place::new(self.source, start..start + 1))
                    .with_hint("nếu là số lẻ như 98,5 thì viết xuống dòng, không dùng ngoặc"),
            );
        }
    }

    /// `{value: 98,5%}` is 98 and a key `5%` without a colon. Only braces allow such a key
    /// (and a question mark before it).
    fn lacks_colon(&self, key: &Place, value: &Node) -> bool {
        let rest = self.source.text[key.span.end..].trim_start();
        matches!(value.kind, NodeKind::Null) && rest.starts_with([',', '}'])
    }

    fn key(&mut self, node: &Node) -> Key {
        if let NodeKind::Text { text, style } = &node.kind {
            let key = match style {
                Style::Plain => self.bare_key(text, &node.place),
                _ => text.clone(),
            };
            return Some((key, node.place.clone()));
        }
        // `{{ name }}` is a map in a map's key: the outer one is reported.
        if node.place.text().starts_with('{') {
            if !self.source.text[..node.place.span.start].ends_with('{') {
                self.sign("{", &node.place);
            }
            return None;
        }
        self.tell(
            Diagnostic::error(Code::YAML_SYNTAX, "Khóa phải là một từ, đứng trước dấu hai chấm")
                .at(node.place.clone())
                .with_hint("nếu là một câu thì đặt cả câu trong ngoặc kép \"…\"")
                .structural(),
        );
        None
    }

    /// A map; or the text `{{ name }}`, which is a map in YAML.
    fn map(&mut self, entries: Vec<Entry>, place: Place) -> Node {
        let text = place.text();
        if !text.starts_with("{{") {
            return Node { kind: NodeKind::Map(entries), place };
        }
        if entries.is_empty() && text.ends_with("}}") && !text.contains('\n') {
            let kind = NodeKind::Text { text: nfc(text), style: Style::Plain };
            return Node { kind, place };
        }
        self.sign("{{", &place);
        Node { kind: NodeKind::Null, place }
    }

    fn in_double_braces(&self, key: &Place) -> bool {
        self.source.text[..key.span.start].trim_end().ends_with("{{")
    }

    /// Reports a key that isn't a scalar in YAML.
    fn bare_key(&mut self, key: &str, place: &Place) -> String {
        let bare = key.trim_matches(|c| c == ' ' || yaml_error::is_odd_blank(c));
        if bare.len() < key.len() {
            self.tell(
                Diagnostic::error(
                    Code::MISSING_BLANK,
                    format!("Cạnh khóa `{bare}` là dấu cách không ngắt"),
                )
                .at(place.clone())
                .with_hint("xóa rồi gõ lại dấu cách thường; chép từ Word thường gặp chỗ này")
                .structural(),
            );
        }
        bare.to_owned()
    }

    /// The parser's error in Vietnamese.
    fn syntax(&self, error: &ScanError) -> Diagnostic {
        let at = error.marker().byte_offset().unwrap_or(0);
        let fault = yaml_error::explain(error.kind(), &self.source.text, at);
        Diagnostic::error(fault.code, fault.message)
            .at(Place::new(self.source, fault.span))
            .with_hint(fault.hint)
            .structural()
    }
}

/// The finding on a key in braces without its colon, or without the blank after it.
fn without_colon(key: &str) -> Diagnostic {
    if let Some((code, message, hint)) = yaml_error::in_braces(key) {
        return Diagnostic::error(code, message).with_hint(hint);
    }
    let message = "Khóa không có dấu hai chấm: dấu phẩy trong ngoặc { } đã cắt câu hoặc số lẻ";
    Diagnostic::error(Code::UNKNOWN_KEY, message)
        .with_hint("bỏ ngoặc, viết xuống dòng: mỗi khóa một dòng")
}

impl Size {
    fn of(node: &Node) -> Size {
        let mut size = Size { nodes: 1, bytes: 0 };
        match &node.kind {
            NodeKind::Null => {}
            NodeKind::Text { text, .. } => size.bytes = text.len(),
            NodeKind::List(items) => items.iter().for_each(|item| size.add(Size::of(item))),
            NodeKind::Map(entries) => entries.iter().for_each(|entry| {
                size.bytes += entry.key.len();
                size.add(Size::of(&entry.value));
            }),
        }
        size
    }

    fn add(&mut self, other: Size) {
        self.nodes += other.nodes;
        self.bytes += other.bytes;
    }
}
