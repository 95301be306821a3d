//! Findings on changes, each at its place in the dossier.

use crate::diagnostic::{self, Code, Diagnostic};
use crate::dossier::{Item, Record, Titles, Walk};
use crate::loaded::Loaded;
use crate::office::Office;
use crate::source::Path;
use crate::word::Document;

use super::change::{Difference, What};
use super::hunk::Hunk;
use super::trial::{Change, Tried};
use super::unit::{Lines, UnitKind};
use super::version::{Stranger, Version};
use super::{Comparison, edit};

/// All findings of a comparison.
pub fn told(
    office: &Office,
    loaded: &Loaded,
    version: &Version,
    file: &Document,
    name: &str,
    lines: &Lines,
    tried: Tried,
) -> Comparison {
    let mut remarks = comments(loaded, file, lines, name);
    if !version.is_current {
        remarks.push(older(name));
    }
    if let Some(text) = &tried.text {
        remarks.extend(broken(office, loaded, text));
    }
    remarks.extend(tried.after.iter().filter_map(|difference| follows(loaded, difference)));
    let told = |change: &Change| finding(loaded, change, name);
    let mut left: Vec<Diagnostic> =
        tried.changes.iter().filter(|change| !change.taken).map(told).collect();
    let mut findings: Vec<Diagnostic> = tried.changes.iter().map(told).collect();
    findings.extend(remarks.iter().cloned());
    for list in [&mut findings, &mut left, &mut remarks] {
        diagnostic::sort(list);
    }
    let (paper, changes) = (version.paper.clone(), tried.changes.len());
    Comparison { paper, findings, left, remarks, changes, taken: tried.text }
}

/// The finding on a file that can't be compared.
pub fn stranger(why: &Stranger, file: &str, dossier: &str) -> Diagnostic {
    let (message, hint) = match why {
        Stranger::Other => (
            format!("{file}: tệp xuất từ hồ sơ khác, không phải {dossier}"),
            "so với đúng hồ sơ đã xuất tệp này; vừa đổi tên đơn vị, loại, kỳ của hồ sơ thì xuất lại rồi gửi lại"
                .to_owned(),
        ),
        Stranger::Unlike => (
            format!("{file}: không giống văn bản nào của {dossier}"),
            "so với đúng hồ sơ; chắc là văn bản của hồ sơ này thì thêm --paper".to_owned(),
        ),
        Stranger::Failed(error) => (format!("{dossier}: {error}"), "xem bằng lệnh: baocao xuat".to_owned()),
    };
    Diagnostic::error(Code::COMPARE_STRANGER, message).with_hint(hint).structural()
}

fn older(name: &str) -> Diagnostic {
    Diagnostic::note(
        Code::COMPARE_OLDER,
        format!("{name}: chưa chắc xuất từ bản hồ sơ hiện nay; chỗ hồ sơ đã sửa sau khi xuất cũng hiện là khác"),
    )
    .with_hint("xem kỹ từng chỗ trước khi nhận: bên mới hơn có thể là hồ sơ")
}

fn finding(loaded: &Loaded, change: &Change, name: &str) -> Diagnostic {
    let by = by(change);
    let what = noun(change.difference.kind);
    let found = match &change.difference.what {
        What::Reworded { .. } => reworded(loaded, change, &by),
        What::Added(text) => {
            Diagnostic::warning(Code::COMPARE_ADDED, format!("Thêm {what}: “{}”{by}", cut(text)))
        }
        What::Removed(text) => {
            Diagnostic::warning(Code::COMPARE_REMOVED, format!("Bỏ {what}: “{}”{by}", cut(text)))
        }
        What::Moved(text) => Diagnostic::warning(
            Code::COMPARE_MOVED,
            format!("Chuyển chỗ {what}: “{}”{by}", cut(text)),
        ),
        What::Split(text) => Diagnostic::warning(
            Code::COMPARE_MOVED,
            format!("Ngắt {what} làm hai: “{}”{by}", cut(text)),
        ),
        What::Joined(text) => Diagnostic::warning(
            Code::COMPARE_MOVED,
            format!("Nối {what} với phần sau: “{}”{by}", cut(text)),
        ),
    };
    let found = match change.taken {
        true => found.with_hint("nhận vào hồ sơ: thêm --take"),
        false => found.with_hint(format!("muốn giữ thì sửa tay trong hồ sơ, theo {name}")),
    };
    placed(loaded, found, change.path.as_ref())
}

/// A finding at a field's place, if the field is known.
fn placed(loaded: &Loaded, found: Diagnostic, path: Option<&Path>) -> Diagnostic {
    match (path, &loaded.reading) {
        (Some(path), Some(reading)) => found.at(reading.tree.place(path)).with_path(path),
        _ => found,
    }
}

fn reworded(loaded: &Loaded, change: &Change, by: &str) -> Diagnostic {
    let is_figure = change.hunks.iter().any(Hunk::is_of_figures);
    let shown = change.hunks.iter().map(Hunk::shown);
    let shown: Vec<String> =
        shown.map(|(old, new)| format!("“{}” thành “{}”", cut(&old), cut(&new))).collect();
    let shown = shown.join("; ");
    let field = change.path.as_ref().filter(|_| change.taken);
    let field = field.and_then(|path| title(loaded, path));
    let field = field.unwrap_or_else(|| capital(noun(change.difference.kind)));
    let of_dossier = match (&change.path, &loaded.reading) {
        (Some(path), Some(reading)) if change.taken => {
            !matches!(reading.dossier.item().at(path), Some(Item::Prose(_) | Item::Text(_)))
        }
        _ => true,
    };
    if is_figure && of_dossier {
        return Diagnostic::error(
            Code::COMPARE_FIGURE,
            format!("{field}: số trong tệp khác số liệu hồ sơ: {shown}{by}"),
        );
    }
    Diagnostic::warning(Code::COMPARE_WORDING, format!("{field}: {shown}{by}"))
}

/// The name of a field: a figure by its own title, a list item by its list.
fn title(loaded: &Loaded, path: &Path) -> Option<String> {
    let dossier = &loaded.reading.as_ref()?.dossier;
    let mut path = path.clone();
    loop {
        match dossier.item().at(&path) {
            Some(Item::Record(Record::Figure(figure), _)) if figure.title.is_some() => {
                return figure.title.as_ref().map(|title| title.0.clone());
            }
            // A figure's value is called by the figure.
            Some(Item::Quantity(_)) => {}
            _ => {
                if let Some(title) = Titles::get().title(&path) {
                    return Some(title.to_owned());
                }
            }
        }
        path.pop()?;
    }
}

/// The reviewers' unresolved comments, at their places.
fn comments(loaded: &Loaded, file: &Document, lines: &Lines, name: &str) -> Vec<Diagnostic> {
    let told = file.comments.iter().filter(|comment| !comment.is_done).map(|comment| {
        let at = lines.units.iter().find(|unit| unit.comments.contains(&comment.id));
        let about = at.map(|unit| format!(" ở “{}”", cut(&unit.text()))).unwrap_or_default();
        let author = match comment.author.trim() {
            "" => "không ghi tên",
            author => author,
        };
        let text = comment.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let message = format!("Nhận xét của {author}: “{text}”{about}");
        let found = Diagnostic::note(Code::COMPARE_COMMENT, message)
            .with_hint(format!("lời nhận xét chỉ có trong {name}; xem và sửa hồ sơ nếu cần"));
        let tree = loaded.reading.as_ref().map(|reading| &reading.tree);
        let path = tree.zip(at).and_then(|(tree, unit)| edit::likely(tree, &unit.text(), 0.0));
        placed(loaded, found, path.as_ref())
    });
    told.collect()
}

/// What the file still says by a figure that was changed elsewhere in it: a share, a
/// verdict.
fn follows(loaded: &Loaded, difference: &Difference) -> Option<Diagnostic> {
    let What::Reworded { old, hunks, .. } = &difference.what else { return None };
    let shown: Vec<String> = hunks
        .iter()
        .map(Hunk::shown)
        .map(|(new, file)| format!("hồ sơ cho ra “{}”, tệp ghi “{}”", cut(&new), cut(&file)))
        .collect();
    if shown.is_empty() {
        return None;
    }
    let message = format!("Nhận các chỗ sửa thì: {}", shown.join("; "));
    let found = match hunks.iter().any(Hunk::is_of_figures) {
        true => Diagnostic::error(Code::COMPARE_FIGURE, message).with_hint(
            "số này tính từ số vừa sửa: sửa thêm số liệu gốc, hoặc theo số hồ sơ cho ra",
        ),
        false => Diagnostic::warning(Code::COMPARE_WORDING, message)
            .with_hint("chữ này tính từ số vừa sửa: xem bên nào đúng"),
    };
    let path = loaded.reading.as_ref().and_then(|reading| edit::likely(&reading.tree, old, 0.0));
    Some(placed(loaded, found, path.as_ref()))
}

/// Faults that the dossier would have only after the transfer.
fn broken(office: &Office, loaded: &Loaded, text: &str) -> Vec<Diagnostic> {
    let Some(reading) = &loaded.reading else { return Vec::new() };
    let after = office.load(&reading.tree.place.source.name, text.as_bytes(), &[]);
    let known = office.check(loaded);
    let is_new = |found: &Diagnostic| {
        found.is_error()
            && !known
                .iter()
                .any(|other| (other.code, &other.message) == (found.code, &found.message))
    };
    let found = office.check(&after).into_iter().filter(is_new);
    let told = found.map(|mut found| {
        found.message = format!("Nhận các chỗ sửa thì: {}", found.message);
        let path = found.path.clone();
        found.related.clear();
        placed(loaded, found, path.as_ref())
    });
    told.collect()
}

/// The author of a change, and whether it was tracked.
fn by(change: &Change) -> String {
    match change.difference.authors.as_slice() {
        [] => " (không đánh dấu sửa)".to_owned(),
        authors => {
            let names: Vec<&str> =
                authors.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
            let names =
                if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
            format!(" (có đánh dấu sửa{names})")
        }
    }
}

fn noun(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Heading => "đề mục",
        UnitKind::Paragraph => "đoạn",
        UnitKind::Row => "hàng của bảng",
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A text short enough for a message.
fn cut(text: &str) -> String {
    const WORDS: usize = 40;
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.len() > WORDS {
        true => format!("{} …", words[..WORDS].join(" ")),
        false => words.join(" "),
    }
}
