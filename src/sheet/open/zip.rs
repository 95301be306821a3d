//! The parts of a ZIP archive, which XLSX and ODS are.

use super::inflate::inflate;
use super::{Refusal, number};

/// No part of a sheet that people fill in is larger; a hundred thousand units
/// take a quarter of it.
const LARGEST: usize = 256 << 20;
const MOST_PARTS: usize = 10_000;

/// An archive by its directory.
pub struct Archive<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
}

pub struct Part {
    pub name: String,
    packed: bool,
    size: usize,
    /// Where its own header stands.
    header: usize,
}

impl<'a> Archive<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        // The directory's end has a comment of up to 64 KB behind it.
        let tail = bytes.len().saturating_sub(22 + 0xFFFF);
        let end = bytes[tail..].windows(4).rposition(|four| four == b"PK\x05\x06");
        let end = tail + end.ok_or(Refusal::Broken)?;
        let count = number(bytes, end + 10, 2)?;
        let mut at = number(bytes, end + 16, 4)?;
        if count > MOST_PARTS {
            return Err(Refusal::TooLarge);
        }
        let mut parts = Vec::with_capacity(count);
        for _ in 0..count {
            if bytes.get(at..at + 4) != Some(b"PK\x01\x02") {
                return Err(Refusal::Broken);
            }
            let length = number(bytes, at + 28, 2)?;
            let name = bytes.get(at + 46..at + 46 + length).ok_or(Refusal::Broken)?;
            parts.push(Part {
                name: String::from_utf8_lossy(name).into_owned(),
                packed: match number(bytes, at + 10, 2)? {
                    0 => false,
                    8 => true,
                    _ => return Err(Refusal::Broken),
                },
                size: number(bytes, at + 20, 4)?,
                header: number(bytes, at + 42, 4)?,
            });
            at += 46 + length + number(bytes, at + 30, 2)? + number(bytes, at + 32, 2)?;
        }
        Ok(Archive { bytes, parts })
    }

    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name == name)
    }

    /// The content of the part of a name.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, Refusal> {
        let part = self.parts.iter().find(|part| part.name == name);
        self.content(part.ok_or(Refusal::Broken)?)
    }

    pub fn content(&self, part: &Part) -> Result<Vec<u8>, Refusal> {
        let at = part.header;
        if self.bytes.get(at..at.saturating_add(4)) != Some(b"PK\x03\x04") {
            return Err(Refusal::Broken);
        }
        let start = at + 30 + number(self.bytes, at + 26, 2)? + number(self.bytes, at + 28, 2)?;
        let rest = self.bytes.get(start..).ok_or(Refusal::Broken)?;
        if part.packed {
            // It says itself where it ends.
            return inflate(rest, LARGEST);
        }
        rest.get(..part.size).map(<[u8]>::to_vec).ok_or(Refusal::Broken)
    }
}
