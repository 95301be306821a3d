//! What stands where a paper is to be written. An issued paper (bản ban hành) is the
//! office's last word, may be signed since, and may have no other copy: nothing
//! but the same paper takes its place.

use std::fmt;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use crate::dossier::Seal;
use crate::file::{LARGEST, read_whole};

use super::{Format, PaperFile};

/// Stands before the seal in the keywords of an issued paper's PDF or Word file.
const MARK: &str = "ban-hanh:";

/// The keyword by which the file of an issued paper is known again.
pub(crate) fn keyword(seal: &Seal) -> String {
    format!("{MARK}{}", seal.0)
}

/// Why the file that stands in a paper's place stays there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occupied {
    /// An issued paper that says something else.
    Issued,
    /// A paper that was signed since it was written.
    Signed,
    /// Something that this program didn't write, in the place of an issued
    /// paper: the scan of the signed one, perhaps.
    Foreign,
}

impl fmt::Display for Occupied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Occupied::Issued => "bản đã ban hành có nội dung khác",
            Occupied::Signed => "bản đã ký số",
            Occupied::Foreign => "tệp không do chương trình này xuất",
        };
        write!(f, "ở chỗ này đang có {what}; giữ nguyên. Chuyển tệp đó vào nơi lưu rồi xuất lại")
    }
}

/// Looks whether the files of a paper may be written, whatever stands there now.
/// `place` gives the path of what has a suffix (`.pdf`); `seal` is the paper's, if it
/// is an issued one.
///
/// A PDF and a Word file may each be an office's only copy. Pages as pictures, as a web
/// page, as text are no copy to keep, but mustn't contradict an issued PDF beside them.
pub fn may_write(
    files: &[PaperFile],
    seal: Option<&Seal>,
    place: &dyn Fn(&str) -> PathBuf,
) -> Result<(), Occupied> {
    for file in files {
        if let Some(read) = Evidence::reader(file.format) {
            may_replace(&place(&file.suffix), &file.bytes, read)?;
        }
    }
    match files.iter().any(|file| file.format == Format::Pdf) {
        true => Ok(()),
        false => may_accompany(&place(&Format::Pdf.suffix(1)), seal),
    }
}

fn may_replace(path: &Path, new: &[u8], read: Reader) -> Result<(), Occupied> {
    if !path.exists() {
        return Ok(());
    }
    // What can't be read can't be known to be worth nothing.
    let old = read_whole(path, LARGEST).ok();
    match old.map_or(Some(Occupied::Foreign), |old| occupied(&old, new, read)) {
        Some(Occupied::Foreign) if read(new).is_none_or(|new| new.mark.is_none()) => Ok(()),
        Some(why) => Err(why),
        None => Ok(()),
    }
}

fn may_accompany(pdf: &Path, seal: Option<&Seal>) -> Result<(), Occupied> {
    if !pdf.exists() {
        return Ok(());
    }
    let Ok(old) = read_whole(pdf, LARGEST) else { return Err(Occupied::Foreign) };
    match of_pdf(&old).and_then(|old| old.mark) {
        Some(before) if seal.map(|seal| &seal.0) != Some(&before) => Err(Occupied::Issued),
        _ => Ok(()),
    }
}

fn occupied(old: &[u8], new: &[u8], read: Reader) -> Option<Occupied> {
    if old == new {
        return None;
    }
    // A file that was cut short is nobody's copy.
    let old = read(old)?;
    if old.is_signed {
        Some(Occupied::Signed)
    } else if !old.is_made_here {
        Some(Occupied::Foreign)
    } else {
        let before = old.mark?;
        let same = read(new).and_then(|new| new.mark).is_some_and(|mark| mark == before);
        (!same).then_some(Occupied::Issued)
    }
}

/// What a whole file says of itself.
struct Evidence {
    /// Whether somebody signed it digitally.
    is_signed: bool,
    /// Whether this program made it.
    is_made_here: bool,
    /// The seal that it bears, if it is an issued paper's.
    mark: Option<String>,
}

/// Reads a file of one format; nothing where it isn't a whole one.
type Reader = fn(&[u8]) -> Option<Evidence>;

impl Evidence {
    /// How to read files of a format, where such a file may be the only copy.
    fn reader(format: Format) -> Option<Reader> {
        match format {
            Format::Pdf => Some(of_pdf),
            Format::Docx => Some(of_word),
            Format::Html | Format::Txt | Format::Png | Format::Svg | Format::Typ => None,
        }
    }
}

fn of_pdf(bytes: &[u8]) -> Option<Evidence> {
    const MADE_HERE: &[u8] = b"<xmp:CreatorTool>baocao ";
    // Where a signature says what it covers.
    const SIGNATURE: &[u8] = b"/ByteRange";
    let is_whole = bytes.starts_with(b"%PDF-") && find(tail(bytes), b"%%EOF").is_some();
    is_whole.then(|| Evidence {
        is_signed: find(bytes, SIGNATURE).is_some(),
        is_made_here: find(bytes, MADE_HERE).is_some(),
        mark: mark(bytes, "<pdf:Keywords>"),
    })
}

fn of_word(bytes: &[u8]) -> Option<Evidence> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let is_signed = archive.file_names_raw().any(|name| name.starts_with(b"_xmlsignatures/"));
    let app = part(&mut archive, "docProps/app.xml");
    let core = part(&mut archive, "docProps/core.xml");
    Some(Evidence {
        is_signed,
        is_made_here: find(&app, b"<Application>baocao ").is_some(),
        mark: mark(&core, "<cp:keywords>"),
    })
}

/// The beginning of a part of a Word file, longer than any that this program writes;
/// empty where there is none.
fn part(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, name: &str) -> Vec<u8> {
    const LONGEST: u64 = 1 << 16;
    let mut text = Vec::new();
    if let Ok(part) = archive.by_name(name) {
        // What can't be read says nothing.
        let _ = part.take(LONGEST).read_to_end(&mut text);
    }
    text
}

/// The seal among the keywords behind `opening`.
fn mark(bytes: &[u8], opening: &str) -> Option<String> {
    let start = find(bytes, opening.as_bytes())? + opening.len();
    let rest = bytes.get(start..)?;
    let keywords = std::str::from_utf8(rest.get(..find(rest, b"<")?)?).ok()?;
    let mut keywords = keywords.split([',', ';']).map(str::trim);
    keywords.find_map(|keyword| keyword.strip_prefix(MARK)).map(str::to_owned)
}

fn tail(bytes: &[u8]) -> &[u8] {
    const TAIL: usize = 1024;
    &bytes[bytes.len().saturating_sub(TAIL)..]
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pdf(keywords: &str, more: &str) -> Vec<u8> {
        format!("%PDF-1.7\n{more}<xmp:CreatorTool>baocao 1.0</xmp:CreatorTool>{keywords}\n%%EOF")
            .into_bytes()
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
            (&one, &other, Some(Occupied::Issued)),
            (&one, &clean, Some(Occupied::Issued)),
            (&clean, &one, None),
            (&clean, &pdf("", "x"), None),
        ];
        for (old, new, end) in ends {
            assert_eq!(occupied(old, new, of_pdf), end);
        }
    }

    #[test]
    fn what_was_signed_or_scanned_stays() {
        let one = pdf(&issued("01"), "");
        let signed = pdf(&issued("01"), "/ByteRange [0 1 2 3]");
        assert_eq!(occupied(&signed, &one, of_pdf), Some(Occupied::Signed));
        assert_eq!(
            occupied(b"%PDF-1.4 a scanner's\n%%EOF\n", &one, of_pdf),
            Some(Occupied::Foreign)
        );
        for worthless in [&b""[..], b"%PDF-1.7 cut sh", b"a note"] {
            assert_eq!(occupied(worthless, &one, of_pdf), None);
        }
    }

    #[test]
    fn pictures_agree_with_the_pdf_beside_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bao-cao.pdf");
        let seal = |digits: &str| Some(Seal(digits.to_owned()));
        let page = PaperFile::new(Format::Png, 1, Vec::new());
        let may = |seal: Option<Seal>| {
            let place = |suffix: &str| folder.path().join(format!("bao-cao{suffix}"));
            may_write(std::slice::from_ref(&page), seal.as_ref(), &place)
        };
        assert_eq!(may(None), Ok(()));
        std::fs::write(&path, pdf(&issued("01"), "/ByteRange [0 1]")).expect("written");
        assert_eq!(may(seal("01")), Ok(()));
        assert_eq!(may(seal("02")), Err(Occupied::Issued));
        assert_eq!(may(None), Err(Occupied::Issued));
        std::fs::write(&path, pdf("", "")).expect("written");
        assert_eq!(may(seal("02")), Ok(()));
    }

    #[test]
    fn only_an_issued_paper_heeds_what_others_wrote() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bao-cao.pdf");
        let one = pdf(&issued("01"), "");
        assert_eq!(may_replace(&path, &one, of_pdf), Ok(()));
        std::fs::write(&path, b"%PDF-1.4 a scanner's\n%%EOF\n").expect("written");
        assert_eq!(may_replace(&path, &one, of_pdf), Err(Occupied::Foreign));
        assert_eq!(may_replace(&path, &pdf("", ""), of_pdf), Ok(()));
    }

    /// A Word file of that program, with those keywords and one more part.
    fn word(program: &str, keywords: &str, more: &str) -> Vec<u8> {
        let text = |name: &str, text: String| (name.to_owned(), text.into_bytes());
        let parts = [
            text("docProps/app.xml", format!("<Application>{program}</Application>")),
            text("docProps/core.xml", format!("<cp:keywords>{keywords}</cp:keywords>")),
            text(more, String::new()),
        ];
        crate::export::bundle(&parts).expect("zipped")
    }

    #[test]
    fn a_word_file_is_guarded_as_a_pdf_is() {
        let issued = |seal: &str| format!("Báo cáo; Công đoàn X; {MARK}{seal}");
        let made = |keywords: &str| word("baocao 1.0", keywords, "x");
        let (one, other, clean) = (made(&issued("01")), made(&issued("02")), made("Báo cáo"));
        let remade = word("baocao 1.0", &issued("01"), "y");
        let signed = word("baocao 1.0", &issued("01"), "_xmlsignatures/sig1.xml");
        let retyped = word("Microsoft Office Word", "Báo cáo", "x");
        let ends = [
            (&one, &one, None),
            (&one, &remade, None),
            (&one, &other, Some(Occupied::Issued)),
            (&one, &clean, Some(Occupied::Issued)),
            (&clean, &one, None),
            (&signed, &one, Some(Occupied::Signed)),
            (&retyped, &one, Some(Occupied::Foreign)),
            (&b"PK cut sh".to_vec(), &one, None),
        ];
        for (old, new, end) in ends {
            assert_eq!(occupied(old, new, of_word), end);
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bao-cao.docx");
        std::fs::write(&path, &retyped).expect("written");
        assert_eq!(may_replace(&path, &clean, of_word), Ok(()));
        assert_eq!(may_replace(&path, &one, of_word), Err(Occupied::Foreign));
    }
}
