//! The parts of a ZIP archive, which XLSX and ODS are.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Refusal;

/// No part of a sheet that people fill in is larger; a hundred thousand units
/// take a quarter of it.
const LARGEST: usize = 256 << 20;
const MOST_PARTS: usize = 10_000;

pub struct Archive<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Archive<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes))?;
        if zip.len() > MOST_PARTS { Err(Refusal::TooLarge) } else { Ok(Archive(zip)) }
    }

    pub fn names(&self) -> Result<Vec<String>, Refusal> {
        self.0.file_names().map(|name| Ok(name?.into_owned())).collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    pub fn read(&mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        self.content(self.0.index_for_name(name).ok_or(Refusal::Broken)?)
    }

    /// The content of the part at a place among the names. What it weighs is
    /// known only by unpacking it: the size that it states may be a lie, and a
    /// kilobyte can hold a megabyte.
    pub fn content(&mut self, index: usize) -> Result<Vec<u8>, Refusal> {
        let mut content = Vec::new();
        let part = self.0.by_index(index)?;
        let read = part.take(LARGEST as u64 + 1).read_to_end(&mut content);
        read.map_err(|_| Refusal::Broken)?;
        if content.len() > LARGEST { Err(Refusal::TooLarge) } else { Ok(content) }
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
