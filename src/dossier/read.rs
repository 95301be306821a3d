//! Tree → dossier, with all structural faults at once.

use serde::de::DeserializeOwned;

use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::source::typed::{self, Expected, Mismatch, MismatchKind};
use crate::source::{Entry, Node, NodeKind, Path, Segment, taken_for_text};
use crate::vietnamese::without_wrong_weekday;

use super::Dossier;
use super::counted::name_units;
use super::rejoin::{is_phrase, rejoin};
use super::schema::Titles;
use super::tidy::tidy;

/// The most structural faults reported for one file.
const MOST: usize = 100;

/// The result of reading a tree.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The readable parts; others are left out, and reported.
    pub dossier: Dossier,
    /// The tree without the parts left out, so that paths of the dossier are valid in it.
    pub tree: Node,
    /// The structural faults.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a dossier from a tree. A fault is reported, the faulty part removed, and the rest
/// read again, so that all faults are reported at once.
pub fn read(mut tree: Node) -> Reading {
    let mut diagnostics = Vec::new();
    if matches!(tree.kind, NodeKind::Null) {
        diagnostics.push(
            Diagnostic::error(Code::EMPTY, "Hồ sơ trống")
                .at(tree.place.clone())
                .with_hint("tạo hồ sơ mẫu có ghi chú bằng lệnh: baocao tao")
                .structural(),
        );
        return Reading { dossier: Dossier::default(), tree, diagnostics };
    }
    let (mut dossier, mut found) = read_as::<Dossier>(&mut tree, Titles::get(), "Hồ sơ");
    name_units(&mut dossier);
    found.iter_mut().for_each(name_missing_blank);
    diagnostics.append(&mut found);
    Reading { dossier, tree, diagnostics }
}

/// A text in place of a map or a list (`ordinal:IV`, `-Đoàn viên`) often only lacks a blank:
/// the message then names this cause.
fn name_missing_blank(finding: &mut Diagnostic) {
    let typed = finding
        .place
        .as_ref()
        .filter(|_| matches!(finding.code, Code::UNKNOWN_KEY | Code::UNREADABLE_VALUE));
    let is_key = |key: &str| Titles::get().knows(key);
    let Some((code, message, hint)) = typed.and_then(|place| taken_for_text(place.text(), is_key))
    else {
        return;
    };
    finding.code = code;
    finding.message = message;
    finding.hints = vec![hint];
}

/// Reads any type from a tree like a dossier: parts that don't fit are reported and removed
/// from the tree. `what` names the whole in messages.
pub(crate) fn read_as<T: DeserializeOwned + Default>(
    tree: &mut Node,
    titles: &Titles,
    what: &str,
) -> (T, Vec<Diagnostic>) {
    tidy(tree, titles);
    let mut found = Vec::new();
    let mut rejoined = false;
    while found.len() < MOST {
        let mismatch = match typed::read(tree) {
            Ok(value) => return (value, found),
            Err(mismatch) => mismatch,
        };
        // Nearly every dossier is read at once and doesn't need a search for these.
        if !rejoined {
            rejoined = true;
            if rejoin(tree, titles) {
                continue;
            }
        }
        let told = explain(tree, &mismatch, titles);
        if let Some(day) = known_day(tree, &mismatch) {
            found.push(wrong_weekday(told));
            tree.set_text(&mismatch.path, day);
            continue;
        }
        found.push(told);
        if tree.remove(&mismatch.path).is_none() {
            // The fault is in the root itself.
            return (T::default(), found);
        }
    }
    let message = format!("{what} có hơn {MOST} lỗi; sửa các lỗi trên rồi kiểm tra lại");
    found.push(Diagnostic::error(Code::EMPTY, message).structural());
    (T::default(), found)
}

/// The day of a field whose day of the week is another's. The day itself is known, and
/// stays.
fn known_day(tree: &Node, mismatch: &Mismatch) -> Option<String> {
    let MismatchKind::Meaning(told) = &mismatch.kind else { return None };
    without_wrong_weekday(tree.get(&mismatch.path)?.text()?, told)
}

/// Nothing is missing from the page, as the day stays.
fn wrong_weekday(mut told: Diagnostic) -> Diagnostic {
    told.code = Code::WEEKDAY;
    told.structural = false;
    told.with_hint("sửa thứ, hoặc sửa ngày")
}

fn explain(tree: &Node, mismatch: &Mismatch, titles: &Titles) -> Diagnostic {
    let path = &mismatch.path;
    let node = tree.get(path);
    let message = match &mismatch.kind {
        MismatchKind::UnknownKey(expected) => return unknown_key(tree, path, expected, titles),
        MismatchKind::Shape(expected) => shape(node, *expected, path),
        MismatchKind::Meaning(message) => shortened(message, node.and_then(Node::text)),
    };
    let what = match titles.title(path).or_else(|| titles.title(&parent(path))) {
        Some(title) => format!("{title}: "),
        None => String::new(),
    };
    Diagnostic::error(Code::UNREADABLE_VALUE, format!("{what}{message}"))
        .at(tree.place(path))
        .with_path(path)
        .structural()
}

fn parent(path: &Path) -> Path {
    let mut parent = path.clone();
    parent.pop();
    parent
}

/// Shortens a message that repeats a typed paragraph to its beginning.
fn shortened(message: &str, typed: Option<&str>) -> String {
    const LONGEST: usize = 60;
    match typed.map(str::trim) {
        Some(typed) if typed.chars().count() > LONGEST => {
            let start: String = typed.chars().take(LONGEST - 1).collect();
            message.replace(typed, &format!("{} …", start.trim_end()))
        }
        _ => message.to_owned(),
    }
}

/// The right structure, for a message.
fn shape(node: Option<&Node>, expected: Expected, path: &Path) -> String {
    match (node.map(|n| &n.kind), expected) {
        (Some(NodeKind::List(items)), Expected::Text("Prose")) => match path.segments().last() {
            _ if items.iter().any(has_keys) => {
                "chỗ này chỉ ghi câu văn, mỗi ý một dòng gạch đầu dòng, không chia thành các khóa nhỏ"
            }
            Some(Segment::Key(key)) => {
                return format!(
                    "thiếu dấu | sau `{key}:`. Gõ `{key}: |`, các dòng gạch đầu dòng để nguyên"
                );
            }
            _ => "chỗ này chỉ ghi một đoạn văn, không phải một danh sách gạch đầu dòng",
        },
        (Some(NodeKind::List(_)), Expected::Text(_)) => {
            "chỗ này chỉ ghi một dòng chữ, không phải một danh sách gạch đầu dòng"
        }
        (Some(NodeKind::Map(entries)), Expected::Text(_)) => {
            if !entries.iter().all(is_key) {
                "câu có dấu hai chấm nên bị hiểu thành hai phần. Đặt cả câu trong ngoặc kép \"…\""
            } else {
                "chỗ này chỉ ghi một dòng chữ, không chia thành các khóa nhỏ"
            }
        }
        (Some(NodeKind::List(_)), _) => {
            "chỗ này chia thành các khóa nhỏ, không phải một danh sách gạch đầu dòng"
        }
        (Some(NodeKind::Map(_)), _) => "chỗ này là một danh sách: mỗi mục bắt đầu bằng dấu gạch -",
        (Some(NodeKind::Text { .. }), Expected::List) => {
            "chỗ này là một danh sách: xuống dòng, mỗi mục bắt đầu bằng dấu gạch -"
        }
        (Some(NodeKind::Text { .. }), _) => {
            "chỗ này chia thành các khóa nhỏ: xuống dòng, mỗi khóa một dòng"
        }
        _ => "chỗ này không để trống được",
    }
    .to_owned()
}

/// Whether the text before a colon looks like a key.
fn is_key(entry: &Entry) -> bool {
    !is_phrase(&entry.key)
}

fn has_keys(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Map(entries) if entries.iter().any(is_key))
}

fn unknown_key(tree: &Node, path: &Path, expected: &[&str], titles: &Titles) -> Diagnostic {
    let key = match path.segments().last() {
        Some(Segment::Key(key)) => key.as_str(),
        _ => "",
    };
    let place = tree.entry(path).map_or_else(|| tree.place(path), |e| e.key_place.clone());
    let diagnostic = Diagnostic::error(Code::UNKNOWN_KEY, format!("Không có khóa `{key}` ở đây"))
        .at(place)
        .with_path(path)
        .structural();
    let here = parent(path);
    let name = |key: &str| match titles.title(&here.key(key)) {
        Some(title) => format!("`{key}` ({title})"),
        None => format!("`{key}`"),
    };
    let lower = key.to_lowercase();
    let called =
        |e: &&&str| titles.title(&here.key(**e)).is_some_and(|title| title.to_lowercase() == lower);
    if let Some(meant) = expected.iter().find(called) {
        return diagnostic.with_hint(format!("khóa ghi là {}", name(meant)));
    }
    if key.contains(' ') || !key.is_ascii() {
        return diagnostic.with_hint(
            "nếu đây là một câu có dấu hai chấm thì đặt cả câu trong ngoặc kép \"…\"; khóa là một từ tiếng Anh không dấu",
        );
    }
    let begun = expected.iter().filter(|e| key.len() > 2 && e.starts_with(key)).min();
    match begun.copied().or_else(|| nearest(key, expected.iter().copied())) {
        Some(near) => diagnostic.with_hint(format!("Có phải là {}?", name(near))),
        None => match titles.owners(key).as_slice() {
            [] => diagnostic.with_hint(some_keys(expected, name)),
            owners => diagnostic.with_hint(format!(
                "khóa này đặt dưới {}; xem lại thụt dòng",
                owners.join(" hoặc ")
            )),
        },
    }
}

/// The keys of a block with their names; only the first few of many.
fn some_keys(keys: &[&str], name: impl Fn(&str) -> String) -> String {
    const MOST: usize = 8;
    let named: Vec<String> = keys.iter().take(MOST).map(|key| name(key)).collect();
    let more = keys.len().saturating_sub(MOST);
    let more = match more {
        0 => String::new(),
        more => format!(" và {more} khóa khác, xem docs/dossier.md"),
    };
    format!("các khóa ở đây: {}{more}", named.join(", "))
}

impl Reading {
    /// The Vietnamese name of the field at a path.
    pub fn title(&self, path: &Path) -> Option<&'static str> {
        Titles::get().title(path)
    }

    /// The place of a path in the input.
    pub fn place(&self, path: &Path) -> Place {
        self.tree.place(path)
    }
}
