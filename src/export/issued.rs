//! Protection of existing files in a paper's place. An issued paper (bản ban hành) is final,
//! may have been signed, and may be the only copy: only the same paper may replace it.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::dossier::Seal;
use crate::file::{LARGEST, read_whole};

use super::docx::fingerprint::Hand;
use super::evidence::{Reader, of_pdf, of_word};
use super::{Format, PaperFile};

/// Why a paper isn't written, and what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occupied {
    /// The name of the file that stays.
    pub file: String,
    /// Why it does.
    pub why: Why,
    /// Whether who asks for it may have it written over all the same.
    pub may_force: bool,
}

/// Why an existing file must not be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is an issued paper with other contents.
    Issued,
    /// It was signed after it was written.
    Signed,
    /// A Word file of this program's that somebody worked on since.
    Edited,
    /// A PDF of this program's to which somebody added remarks since.
    Annotated,
    /// Something that this program didn't write: the scan of the signed paper, perhaps,
    /// or a Word file that somebody typed.
    Foreign,
}

impl fmt::Display for Occupied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Occupied { file, why, may_force } = self;
        let what = match why {
            Why::Issued => "bản đã ban hành có nội dung khác",
            Why::Signed => "bản đã ký số",
            Why::Edited => "bản Word có người đã sửa hoặc lưu lại",
            Why::Annotated => "bản PDF có người đã ghi chú hoặc lưu lại",
            Why::Foreign => "tệp không do chương trình này xuất",
        };
        write!(f, "ở chỗ này đang có {what} ({file}); giữ nguyên. ")?;
        if *why == Why::Edited {
            write!(f, "Xem chỗ sửa, nhận vào hồ sơ: baocao compare HỒ-SƠ.yaml {file}. ")?;
        }
        f.write_str("Chuyển tệp đó vào nơi lưu rồi xuất lại")?;
        if *may_force { f.write_str(", hoặc thêm --force để ghi đè") } else { Ok(()) }
    }
}

/// Looks whether the files of a paper may be written, whatever stands there now.
/// `place` gives the path of what has a suffix (`.pdf`); `seal` is the paper's, if it
/// is an issued one. With `force` a Word file that somebody worked on is no hindrance,
/// unless it is an office's last word.
///
/// A PDF and a Word file may each be an office's only copy. Pages as pictures, as a web
/// page, as text are no copy to keep, but mustn't contradict an issued PDF beside them.
pub fn may_write(
    files: &[PaperFile],
    seal: Option<&Seal>,
    force: bool,
    place: &dyn Fn(&str) -> PathBuf,
) -> Result<(), Occupied> {
    for file in files {
        if let Some(guard) = Guard::of(file.format) {
            guard.may_replace(&place(&file.suffix), &file.bytes, force)?;
        }
    }
    match files.iter().any(|file| file.format == Format::Pdf) {
        true => Ok(()),
        false => may_accompany(&place(&Format::Pdf.suffix(1)), seal),
    }
}

/// How the file of a format is guarded that may be the only copy.
#[derive(Debug, Clone, Copy)]
struct Guard {
    read: Reader,
    /// Whether people work on such files, so that a draft is somebody's work too.
    is_worked_on: bool,
    /// What is said of one that somebody changed.
    changed: Why,
}

impl Guard {
    fn of(format: Format) -> Option<Guard> {
        match format {
            Format::Pdf => {
                Some(Guard { read: of_pdf, is_worked_on: false, changed: Why::Annotated })
            }
            Format::Docx => Some(Guard { read: of_word, is_worked_on: true, changed: Why::Edited }),
            Format::Html | Format::Txt | Format::Png | Format::Svg | Format::Typ => None,
            // Their paper stands beside them.
            Format::Json | Format::Xml => None,
        }
    }

    fn may_replace(self, path: &Path, new: &[u8], force: bool) -> Result<(), Occupied> {
        // Whoever writes says what stands in the way of a folder.
        if !path.exists() || path.is_dir() {
            return Ok(());
        }
        // A file that can't be read may be valuable.
        let old = read_whole(path, LARGEST).ok();
        let why = old.map_or(Some(Why::Foreign), |old| self.occupied(&old, new));
        let Some(why) = why else { return Ok(()) };
        let is_issued = (self.read)(new).is_some_and(|new| new.mark.is_some());
        let may_force = match why {
            Why::Edited | Why::Annotated => true,
            Why::Foreign if is_issued => false,
            Why::Foreign if self.is_worked_on => true,
            // Only an issued paper heeds what others wrote in its place.
            Why::Foreign => return Ok(()),
            Why::Issued | Why::Signed => false,
        };
        match may_force && force {
            true => Ok(()),
            false => Err(occupied_by(path, why, may_force)),
        }
    }

    fn occupied(self, old: &[u8], new: &[u8]) -> Option<Why> {
        if old == new {
            return None;
        }
        // A truncated file isn't a copy.
        let old = (self.read)(old)?;
        if old.is_signed {
            return Some(Why::Signed);
        }
        if old.hand == Hand::Foreign {
            return Some(Why::Foreign);
        }
        let same = |before: &String| {
            (self.read)(new).and_then(|new| new.mark).is_some_and(|mark| mark == *before)
        };
        if old.mark.is_some_and(|before| !same(&before)) {
            return Some(Why::Issued);
        }
        (old.hand == Hand::Edited).then_some(self.changed)
    }
}

fn occupied_by(path: &Path, why: Why, may_force: bool) -> Occupied {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Occupied { file, why, may_force }
}

fn may_accompany(pdf: &Path, seal: Option<&Seal>) -> Result<(), Occupied> {
    if !pdf.exists() {
        return Ok(());
    }
    let stays = |why| Err(occupied_by(pdf, why, false));
    let Ok(old) = read_whole(pdf, LARGEST) else { return stays(Why::Foreign) };
    match of_pdf(&old).and_then(|old| old.mark) {
        Some(before) if seal.map(|seal| &seal.0) != Some(&before) => stays(Why::Issued),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::super::evidence::{MARK, keyword};
    use super::*;
    use crate::export::docx::{self, fingerprint};

    fn pdf(keywords: &str, more: &str) -> Vec<u8> {
        format!("%PDF-1.7\n{more}<xmp:CreatorTool>baocao 1.0</xmp:CreatorTool>{keywords}\n%%EOF")
            .into_bytes()
    }

    fn occupied(old: &[u8], new: &[u8], format: Format) -> Option<Why> {
        Guard::of(format).expect("guarded").occupied(old, new)
    }

    /// Why the file at a path isn't written over.
    fn kept(path: &Path, new: &[u8], format: Format, force: bool) -> Option<Why> {
        let guard = Guard::of(format).expect("guarded");
        guard.may_replace(path, new, force).err().map(|occupied| occupied.why)
    }

    fn issued(seal: &str) -> String {
        format!("<pdf:Keywords>{}</pdf:Keywords>", keyword(&Seal(seal.to_owned())))
    }

    #[test]
    fn an_issued_paper_gives_way_to_itself_alone() {
        let (one, other) = (pdf(&issued("01"), ""), pdf(&issued("02"), ""));
        let (clean, remade) = (pdf("", ""), pdf(&issued("01"), "other fonts"));
        let ends = [
            (&one, &one, None),
            (&one, &remade, None),
            (&one, &other, Some(Why::Issued)),
            (&one, &clean, Some(Why::Issued)),
            (&clean, &one, None),
            (&clean, &pdf("", "x"), None),
        ];
        for (old, new, end) in ends {
            assert_eq!(occupied(old, new, Format::Pdf), end);
        }
    }

    #[test]
    fn what_was_signed_or_scanned_stays() {
        let one = pdf(&issued("01"), "");
        let signed = pdf(&issued("01"), "/ByteRange [0 1 2 3]");
        assert_eq!(occupied(&signed, &one, Format::Pdf), Some(Why::Signed));
        assert_eq!(
            occupied(b"%PDF-1.4 a scanner's\n%%EOF\n", &one, Format::Pdf),
            Some(Why::Foreign)
        );
        for worthless in [&b""[..], b"%PDF-1.7 cut sh", b"a note"] {
            assert_eq!(occupied(worthless, &one, Format::Pdf), None);
        }
    }

    #[test]
    fn remarks_in_a_pdf_stay_unless_somebody_says_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bao-cao.pdf");
        let (draft, new) = (pdf("", ""), pdf("", "x"));
        let remarked = [&draft[..], b"\n9 0 obj << /Subtype /Text >>\n%%EOF\n"].concat();
        std::fs::write(&path, &remarked).expect("written");
        assert_eq!(kept(&path, &new, Format::Pdf, false), Some(Why::Annotated));
        assert_eq!(kept(&path, &new, Format::Pdf, true), None);
        std::fs::write(&path, &draft).expect("written");
        assert_eq!(kept(&path, &new, Format::Pdf, false), None);
    }

    #[test]
    fn pictures_agree_with_the_pdf_beside_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bao-cao.pdf");
        let seal = |digits: &str| Some(Seal(digits.to_owned()));
        let page = PaperFile::new(Format::Png, 1, Vec::new());
        let may = |seal: Option<Seal>| {
            let place = |suffix: &str| folder.path().join(format!("bao-cao{suffix}"));
            let may = may_write(std::slice::from_ref(&page), seal.as_ref(), false, &place);
            may.map_err(|occupied| occupied.why)
        };
        assert_eq!(may(None), Ok(()));
        std::fs::write(&path, pdf(&issued("01"), "/ByteRange [0 1]")).expect("written");
        assert_eq!(may(seal("01")), Ok(()));
        assert_eq!(may(seal("02")), Err(Why::Issued));
        assert_eq!(may(None), Err(Why::Issued));
        std::fs::write(&path, pdf("", "")).expect("written");
        assert_eq!(may(seal("02")), Ok(()));
    }

    #[test]
    fn only_an_issued_paper_heeds_what_others_wrote() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bao-cao.pdf");
        let one = pdf(&issued("01"), "");
        assert_eq!(kept(&path, &one, Format::Pdf, false), None);
        std::fs::write(&path, b"%PDF-1.4 a scanner's\n%%EOF\n").expect("written");
        assert_eq!(kept(&path, &one, Format::Pdf, true), Some(Why::Foreign));
        assert_eq!(kept(&path, &pdf("", ""), Format::Pdf, false), None);
    }

    /// A Word file of this program's with those keywords; `more` is a part that somebody
    /// put in since.
    fn word(keywords: &str, text: &str, more: Option<&str>) -> Vec<u8> {
        let core = format!("<cp:keywords>{keywords}</cp:keywords>").into_bytes();
        let made = [("docProps/core.xml", core), ("word/document.xml", text.as_bytes().to_vec())]
            .map(|(name, bytes)| (Cow::from(name), bytes));
        let own = format!("name=\"{}\"", docx::PROPERTY);
        let custom = format!("{own} {} {}", fingerprint::PROPERTY, fingerprint::of(&made));
        let parts = made.map(|(name, bytes)| (name.into_owned(), bytes)).into_iter();
        let parts = parts.chain([(fingerprint::CUSTOM.to_owned(), custom.into_bytes())]);
        let parts = parts.chain(more.map(|name| (name.to_owned(), Vec::new())));
        crate::export::bundle(&parts.collect::<Vec<_>>()).expect("zipped")
    }

    /// A Word file that another program wrote.
    fn retyped() -> Vec<u8> {
        let text = ("word/document.xml".to_owned(), b"Dear all".to_vec());
        crate::export::bundle(&[text]).expect("zipped")
    }

    #[test]
    fn a_word_file_is_guarded_as_a_pdf_is() {
        let issued = |seal: &str| format!("Báo cáo; Công đoàn X; {MARK}{seal}");
        let made = |keywords: &str| word(keywords, "x", None);
        let (one, other, clean) = (made(&issued("01")), made(&issued("02")), made("Báo cáo"));
        let remade = word(&issued("01"), "y", None);
        let signed = word(&issued("01"), "x", Some("_xmlsignatures/sig1.xml"));
        let ends = [
            (&one, &one, None),
            (&one, &remade, None),
            (&one, &other, Some(Why::Issued)),
            (&one, &clean, Some(Why::Issued)),
            (&clean, &one, None),
            (&signed, &one, Some(Why::Signed)),
            (&retyped(), &one, Some(Why::Foreign)),
            (&b"PK cut sh".to_vec(), &one, None),
        ];
        for (old, new, end) in ends {
            assert_eq!(occupied(old, new, Format::Docx), end);
        }
    }

    #[test]
    fn what_somebody_did_to_a_word_file_stays_unless_they_say_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bao-cao.docx");
        let issued = word(&format!("Báo cáo; {MARK}01"), "x", None);
        let (draft, new) = (word("Báo cáo", "x", None), word("Báo cáo", "y", None));
        let commented = word("Báo cáo", "x", Some("word/comments.xml"));
        // Under a password, which is a container of another kind.
        let locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        let ends = [
            (&draft, &new, None, None),
            (&commented, &commented, None, None),
            (&commented, &new, Some(Why::Edited), None),
            (&retyped(), &new, Some(Why::Foreign), None),
            (&retyped(), &issued, Some(Why::Foreign), Some(Why::Foreign)),
            (&locked, &new, Some(Why::Foreign), None),
            (&issued, &new, Some(Why::Issued), Some(Why::Issued)),
        ];
        for (old, new, asked, forced) in ends {
            std::fs::write(&path, old).expect("written");
            assert_eq!(kept(&path, new, Format::Docx, false), asked);
            assert_eq!(kept(&path, new, Format::Docx, true), forced);
        }
    }
}
