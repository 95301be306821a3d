//! The parts of a ZIP archive, the container of XLSX and ODS.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Refusal;

/// The largest accepted part; a hundred thousand units take half of it.
const LARGEST: usize = 96 << 20;
/// The largest total of all parts read, counting each as often as it is read.
const LARGEST_TOGETHER: usize = 256 << 20;
const MOST_PARTS: usize = 10_000;

/// The longest text between two tags, in bytes: a cell has at most 32,767 characters.
pub const LONGEST_TEXT: usize = 512 << 10;

/// The length of the longest range of a part without a tag.
pub fn longest_text(content: &[u8]) -> usize {
    content.split(|byte| *byte == b'<').map(<[u8]>::len).max().unwrap_or(0)
}

pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How much more may be unpacked.
    left: usize,
}

impl<'a> Archive<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes))?;
        match zip.len() > MOST_PARTS {
            true => Err(Refusal::TooLarge),
            false => Ok(Archive { zip, left: LARGEST_TOGETHER }),
        }
    }

    pub fn names(&self) -> Result<Vec<String>, Refusal> {
        self.zip.file_names().map(|name| Ok(name?.into_owned())).collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    pub fn read(&mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        self.content(self.zip.index_for_name(name).ok_or(Refusal::Broken)?)
    }

    /// The content of a part by its index. The size is counted while unpacking: the stated
    /// one may be wrong, and a kilobyte can contain a megabyte.
    pub fn content(&mut self, index: usize) -> Result<Vec<u8>, Refusal> {
        let most = LARGEST.min(self.left);
        let mut content = Vec::new();
        let part = self.zip.by_index(index)?;
        let read = part.take(most as u64 + 1).read_to_end(&mut content);
        read.map_err(|_| Refusal::Broken)?;
        self.left = self.left.checked_sub(content.len()).ok_or(Refusal::TooLarge)?;
        if content.len() > most { Err(Refusal::TooLarge) } else { Ok(content) }
    }
}

impl From<ZipError> for Refusal {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Locked,
            _ => Refusal::Broken,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn parts_that_are_too_much_together_are_refused() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("xl/a.xml", SimpleFileOptions::default()).expect("a part");
        zip.write_all(&[b' '; 1000]).expect("written");
        let bytes = zip.finish().expect("an archive").into_inner();
        let mut archive = Archive::open(&bytes).expect("opens");
        archive.left = 2500;
        assert_eq!(archive.read("xl/a.xml").expect("read").len(), 1000);
        assert_eq!(archive.content(0).expect("read").len(), 1000);
        assert_eq!(archive.read("xl/a.xml"), Err(Refusal::TooLarge));
    }
}
