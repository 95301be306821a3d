//! A package: format detection by the first bytes, and the parts, with limits on size.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::refusal::Refusal;
use super::xml::{self, Element};

/// The largest accepted file; most of it are pictures.
pub const LARGEST_FILE: usize = 64 << 20;
/// The largest accepted part; the text of a thousand pages takes less.
const LARGEST_PART: usize = 16 << 20;
/// The largest total size of the parts read.
const LARGEST_TOGETHER: usize = 32 << 20;
const MOST_PARTS: usize = 10_000;

/// The parts of a file, and how much more may be unpacked.
pub struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: usize,
}

/// The relations of a part, by id.
#[derive(Default)]
pub struct Relations(HashMap<String, Relation>);

pub struct Relation {
    /// The last word of its type: `header`, `image`, `hyperlink`.
    pub kind: String,
    pub target: String,
    /// Whether it leads out of the file.
    pub is_outside: bool,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if bytes.len() > LARGEST_FILE {
            return Err(Refusal::TooLarge);
        }
        match bytes {
            [b'P', b'K', 3, 4, ..] => {}
            [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(compound(bytes)),
            _ => return Err(foreign(bytes)),
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Locked,
            _ => Refusal::NoArchive,
        })?;
        if zip.len() > MOST_PARTS {
            return Err(Refusal::TooLarge);
        }
        Ok(Package { zip, left: LARGEST_TOGETHER })
    }

    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Whether any part's name begins so.
    pub fn has_any(&self, start: &str) -> bool {
        self.zip.file_names().any(|name| name.is_ok_and(|name| name.starts_with(start)))
    }

    /// The content of a part. The size is counted while unpacking: the stated one may be
    /// wrong, and a kilobyte can contain a megabyte.
    fn content(&mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        let most = LARGEST_PART.min(self.left);
        let mut content = Vec::new();
        let part = self.zip.by_name(name).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Locked,
            _ => Refusal::broken(name),
        })?;
        let read = part.take(most as u64 + 1).read_to_end(&mut content);
        read.map_err(|_| Refusal::broken(name))?;
        self.left = self.left.checked_sub(content.len()).ok_or(Refusal::TooLarge)?;
        if content.len() > most { Err(Refusal::TooLarge) } else { Ok(content) }
    }

    /// A part as a tree; `None` if it is missing.
    pub fn tree(&mut self, name: &str) -> Result<Option<Element>, Refusal> {
        if !self.has(name) {
            return Ok(None);
        }
        let content = self.content(name)?;
        xml::read(&content, name).map(Some)
    }

    /// What a part refers to.
    pub fn relations(&mut self, part: &str) -> Result<Relations, Refusal> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let list = match folder {
            "" => format!("_rels/{name}.rels"),
            folder => format!("{folder}/_rels/{name}.rels"),
        };
        let mut relations = Relations::default();
        let Some(tree) = self.tree(&list)? else { return Ok(relations) };
        for element in tree.children() {
            let text = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
            let kind = text("Type").rsplit('/').next().unwrap_or_default().to_owned();
            let is_outside = element.attribute("TargetMode") == Some("External");
            let target = match is_outside {
                true => text("Target"),
                false => inside(folder, &text("Target")),
            };
            relations.0.insert(text("Id"), Relation { kind, target, is_outside });
        }
        Ok(relations)
    }
}

impl Relations {
    pub fn of(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// The external targets that would be loaded.
    pub fn outside(&self) -> Vec<String> {
        let loaded = |relation: &&Relation| relation.is_outside && relation.kind != "hyperlink";
        self.0.values().filter(loaded).map(|relation| relation.target.clone()).collect()
    }

    /// The part with a kind of relation: `styles`, `numbering`.
    pub fn part(&self, kind: &str) -> Option<&str> {
        let mut found: Vec<&str> = self
            .0
            .values()
            .filter(|relation| relation.kind == kind && !relation.is_outside)
            .map(|relation| relation.target.as_str())
            .collect();
        found.sort_unstable();
        found.first().copied()
    }
}

/// Whether a file is Word's, by its first bytes and the names in it, even if damaged, old or
/// encrypted.
pub fn is_word(bytes: &[u8]) -> bool {
    let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    match bytes {
        [b'P', b'K', 3, 4, ..] => holds(b"word/document.xml"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            matches!(compound(bytes), Refusal::Locked) || compound(bytes) == Refusal::OLD_WORD
        }
        _ => false,
    }
}

/// A target's name among the parts: relative to the folder, or from the root.
fn inside(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A file of the older Office, or a locked one, by the names of its streams, which
/// are in UTF-16.
fn compound(bytes: &[u8]) -> Refusal {
    let has = |name: &str| {
        let wide: Vec<u8> = name.bytes().flat_map(|byte| [byte, 0]).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        Refusal::Locked
    } else if has("WordDocument") {
        Refusal::OLD_WORD
    } else if has("Workbook") || has("Book") {
        Refusal::Other { what: "bảng tính Excel (.xls)", hint: SHEET }
    } else {
        Refusal::Other { what: "tệp đời cũ của Microsoft Office", hint: AGAIN }
    }
}

const SHEET: &str = "biểu đơn vị gửi về thì đọc bằng lệnh baocao bieu doc; bảng mỗi hàng một đơn vị thì xuất bằng \
     lệnh baocao hang-loat";
const PRINTED: &str =
    "tệp PDF không sửa, không chép lại thành hồ sơ được; dùng tệp Word (.docx) của văn bản này";
const AGAIN: &str = "ghi tên tệp Word (.docx) của văn bản";
const DOSSIER: &str =
    "hồ sơ .yaml thì kiểm tra bằng lệnh baocao kiem-tra, chuyển sang kỳ mới bằng baocao tao --from";

fn foreign(bytes: &[u8]) -> Refusal {
    let start = bytes.trim_ascii_start();
    let begins = |tag: &[u8]| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag));
    let other = |what, hint| Refusal::Other { what, hint };
    match bytes {
        [] => other("tệp trống", AGAIN),
        [b'P', b'K', ..] => Refusal::NoArchive,
        [b'%', b'P', b'D', b'F', ..] => other("tệp PDF", PRINTED),
        [b'{', b'\\', b'r', b't', b'f', ..] => Refusal::RICH_TEXT,
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            other("ảnh", AGAIN)
        }
        _ if begins(b"<!doctype") || begins(b"<html") => other("trang web (.html)", SAVE_AS),
        _ if begins(b"<?xml") || begins(b"<w:") => other("tệp XML", SAVE_AS),
        _ if std::str::from_utf8(bytes).is_ok() => other("tệp chữ thường", DOSSIER),
        _ => other("tệp loại khác", AGAIN),
    }
}

const SAVE_AS: &str = "mở bằng Word, lưu thành .docx rồi chạy lại";

/// The kind of an archive without a Word document.
pub fn packed(package: &Package<'_>) -> Refusal {
    let other = |what, hint| Refusal::Other { what, hint };
    if package.has_any("xl/") {
        other("bảng tính Excel (.xlsx)", SHEET)
    } else if package.has_any("ppt/") {
        other("tệp PowerPoint", AGAIN)
    } else if package.has("content.xml") {
        Refusal::OPEN_DOCUMENT
    } else if package.has_any("word/") {
        Refusal::broken("word/document.xml")
    } else {
        other("tệp nén (.zip)", "giải nén, rồi ghi tên tệp Word (.docx) ở bên trong")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_of_relations() {
        for (folder, target, name) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word", "../docProps/custom.xml", "docProps/custom.xml"),
            ("", "word/./document.xml", "word/document.xml"),
            ("word", "../../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(inside(folder, target), name);
        }
    }
}
