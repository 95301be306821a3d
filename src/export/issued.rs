//! What stands where a PDF is to be written. An issued paper (bản ban hành) is the
//! office's last word, may be signed since, and may have no other copy: nothing
//! but the same paper takes its place.

use std::fmt;
use std::path::Path;

use crate::dossier::Seal;
use crate::file::{LARGEST, read_whole};

/// Stands before the seal in the keywords of an issued paper's PDF.
const MARK: &str = "ban-hanh:";
/// How a PDF of this program says what made it.
const MADE_HERE: &[u8] = b"<xmp:CreatorTool>baocao ";
/// Where a digital signature says what it covers.
const SIGNATURE: &[u8] = b"/ByteRange";

/// The keyword by which the PDF of an issued paper is known again.
pub(crate) fn keyword(seal: &Seal) -> String {
    format!("{MARK}{}", seal.0)
}

/// Why the file that stands in a PDF's place stays there.
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

/// Looks whether a PDF may be written at `path`, whatever stands there now.
pub fn may_replace(path: &Path, pdf: &[u8]) -> Result<(), Occupied> {
    if !path.exists() {
        return Ok(());
    }
    // What can't be read can't be known to be worth nothing.
    let old = read_whole(path, LARGEST).ok();
    match old.map_or(Some(Occupied::Foreign), |old| occupied(&old, pdf)) {
        Some(Occupied::Foreign) if mark(pdf).is_none() => Ok(()),
        Some(why) => Err(why),
        None => Ok(()),
    }
}

/// Looks whether pages of a paper, as pictures or as source, may be written beside the
/// PDF at `path`: what they say mustn't contradict one that was issued. `seal` is their
/// own, if they are an issued paper's.
pub fn may_accompany(path: &Path, seal: Option<&Seal>) -> Result<(), Occupied> {
    if !path.exists() {
        return Ok(());
    }
    let Ok(old) = read_whole(path, LARGEST) else { return Err(Occupied::Foreign) };
    let own = seal.map(|seal| seal.0.as_bytes());
    match mark(&old) {
        Some(before) if own != Some(before) => Err(Occupied::Issued),
        _ => Ok(()),
    }
}

fn occupied(old: &[u8], new: &[u8]) -> Option<Occupied> {
    // A PDF that was cut short is nobody's copy.
    let is_whole = old.starts_with(b"%PDF-") && find(tail(old), b"%%EOF").is_some();
    if old == new || !is_whole {
        None
    } else if find(old, SIGNATURE).is_some() {
        Some(Occupied::Signed)
    } else if find(old, MADE_HERE).is_none() {
        Some(Occupied::Foreign)
    } else {
        mark(old).filter(|before| mark(new) != Some(before)).map(|_| Occupied::Issued)
    }
}

/// The seal that a PDF bears, if it is an issued paper's.
fn mark(pdf: &[u8]) -> Option<&[u8]> {
    let opening = format!("<pdf:Keywords>{MARK}");
    let start = find(pdf, opening.as_bytes())? + opening.len();
    let rest = pdf.get(start..)?;
    rest.get(..find(rest, b"<")?)
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
            assert_eq!(occupied(old, new), end);
        }
    }

    #[test]
    fn what_was_signed_or_scanned_stays() {
        let one = pdf(&issued("01"), "");
        let signed = pdf(&issued("01"), "/ByteRange [0 1 2 3]");
        assert_eq!(occupied(&signed, &one), Some(Occupied::Signed));
        assert_eq!(occupied(b"%PDF-1.4 a scanner's\n%%EOF\n", &one), Some(Occupied::Foreign));
        for worthless in [&b""[..], b"%PDF-1.7 cut sh", b"a note"] {
            assert_eq!(occupied(worthless, &one), None);
        }
    }

    #[test]
    fn pictures_agree_with_the_pdf_beside_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bao-cao.pdf");
        let seal = |digits: &str| Some(Seal(digits.to_owned()));
        let may = |seal: Option<Seal>| may_accompany(&path, seal.as_ref());
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
        assert_eq!(may_replace(&path, &one), Ok(()));
        std::fs::write(&path, b"%PDF-1.4 a scanner's\n%%EOF\n").expect("written");
        assert_eq!(may_replace(&path, &one), Err(Occupied::Foreign));
        assert_eq!(may_replace(&path, &pdf("", "")), Ok(()));
    }
}
