//! What an existing PDF or Word file says about itself: whether it is an issued paper, signed,
//! changed since it was made.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::dossier::Seal;

use super::docx::fingerprint::{Hand, hand};

/// The prefix of the seal in the keywords of an issued paper's PDF or Word file.
pub(super) const MARK: &str = "ban-hanh:";

/// The keyword by which the file of an issued paper is known again.
pub(crate) fn keyword(seal: &Seal) -> String {
    format!("{MARK}{}", seal.0)
}

/// Facts read from an existing file.
pub(super) struct Evidence {
    /// Whether somebody signed it digitally.
    pub is_signed: bool,
    /// Who wrote it.
    pub hand: Hand,
    /// Its seal, if it is an issued paper's.
    pub mark: Option<String>,
}

/// Reads a file of one format; `None` if it isn't a complete one.
pub(super) type Reader = fn(&[u8]) -> Option<Evidence>;

pub(super) fn of_pdf(bytes: &[u8]) -> Option<Evidence> {
    const MADE_HERE: &[u8] = b"<xmp:CreatorTool>baocao ";
    // Where a signature says what it covers.
    const SIGNATURE: &[u8] = b"/ByteRange";
    // Programs write remarks behind the end of what was there.
    const END: &[u8] = b"%%EOF";
    let is_whole = bytes.starts_with(b"%PDF-") && find(tail(bytes), END).is_some();
    let is_added_to = || bytes.windows(END.len()).filter(|window| *window == END).count() > 1;
    let hand = match find(bytes, MADE_HERE) {
        None => Hand::Foreign,
        Some(_) if is_added_to() => Hand::Edited,
        Some(_) => Hand::Ours,
    };
    is_whole.then(|| Evidence {
        is_signed: find(bytes, SIGNATURE).is_some(),
        hand,
        mark: mark(bytes, "<pdf:Keywords>"),
    })
}

pub(super) fn of_word(bytes: &[u8]) -> Option<Evidence> {
    const PACKAGE: &[u8] = b"PK";
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        // A Word file under a password is no package; what is one, but cut short, is
        // nobody's copy.
        let is_cut_short = bytes.is_empty() || bytes.starts_with(PACKAGE);
        let foreign = Evidence { is_signed: false, hand: Hand::Foreign, mark: None };
        return (!is_cut_short).then_some(foreign);
    };
    let is_signed = archive.file_names_raw().any(|name| name.starts_with(b"_xmlsignatures/"));
    let core = part(&mut archive, "docProps/core.xml");
    Some(Evidence { is_signed, hand: hand(&mut archive), mark: mark(&core, "<cp:keywords>") })
}

/// The beginning of a part of a Word file, longer than any written by this program; empty if
/// there is none.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Vec<u8> {
    const LONGEST: u64 = 1 << 16;
    let mut text = Vec::new();
    if let Ok(part) = archive.by_name(name) {
        // What can't be read says nothing.
        let _ = part.take(LONGEST).read_to_end(&mut text);
    }
    text
}

/// The seal in the keywords after `opening`.
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
