//! Whether a Word file is as this program wrote it: it bears a hash of all its other
//! parts. Any program that saves it again writes other parts, even if only a comment was
//! added, and leaves the hash as it was.

use std::io::{Read, Seek};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::package::Part;
use super::properties;

/// The name of the property that says the hash.
pub const PROPERTY: &str = "baocao-nguyen-ban";

/// The part that has it, which it can't cover.
pub const CUSTOM: &str = "docProps/custom.xml";

/// All parts of a file together are no longer than this; one that is longer wasn't
/// written here.
const LONGEST: u64 = 64 << 20;

/// Who wrote a Word file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// This program, and nobody since.
    Ours,
    /// This program first, somebody else since.
    Edited,
    /// Somebody else.
    Foreign,
}

/// The hash of these parts, in whatever order they come.
pub fn of(parts: &[Part]) -> String {
    let mut parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (&**name, bytes.as_slice())).collect();
    parts.sort_unstable();
    let mut hash = Sha256::new();
    parts.into_iter().for_each(|(name, bytes)| add(&mut hash, name, bytes));
    digits(hash)
}

/// Reads who wrote a file.
pub fn hand<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Hand {
    let mut left = LONGEST;
    let custom = part(archive, CUSTOM, &mut left).unwrap_or_default();
    let custom = String::from_utf8_lossy(&custom);
    if !custom.contains(&format!("name=\"{}\"", properties::PROPERTY)) {
        return Hand::Foreign;
    }
    let is_same = hash(archive, &mut left)
        .is_some_and(|hash| custom.contains(PROPERTY) && custom.contains(&hash));
    if is_same { Hand::Ours } else { Hand::Edited }
}

/// The hash of a file's parts; none where one can't be read.
fn hash<R: Read + Seek>(archive: &mut ZipArchive<R>, left: &mut u64) -> Option<String> {
    let names = archive.file_names_raw().map(|name| std::str::from_utf8(name).map(str::to_owned));
    let mut names = names.collect::<Result<Vec<_>, _>>().ok()?;
    names.retain(|name| name != CUSTOM);
    names.sort_unstable();
    let mut hash = Sha256::new();
    for name in names {
        let bytes = part(archive, &name, left)?;
        add(&mut hash, &name, &bytes);
    }
    Some(digits(hash))
}

/// A part's bytes, where there is one and `left` lets them be read.
fn part<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    name: &str,
    left: &mut u64,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = archive.by_name(name).ok()?.take(*left + 1).read_to_end(&mut bytes).ok()?;
    *left = left.checked_sub(u64::try_from(read).ok()?)?;
    Some(bytes)
}

/// Each with its length, so that no two lists of parts are one text.
fn add(hash: &mut Sha256, name: &str, bytes: &[u8]) {
    for part in [name.as_bytes(), bytes] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
}

fn digits(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
