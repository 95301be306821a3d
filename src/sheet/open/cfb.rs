//! The compound file (CFB) that an old workbook is packed in.
//!
//! calamine follows its chains of sectors wherever they lead, round and round
//! if need be; so they are followed here before, and no further than the file
//! reaches.

use super::{Refusal, number};

/// A compound file by its directory.
pub struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    /// Names with the first sector and the length of what they name.
    streams: Vec<(String, u32, usize)>,
    /// Short streams share one: its content and its chains.
    short: Vec<u8>,
    next_short: Vec<u32>,
}

const END: u32 = 0xFFFF_FFFE;
/// From here on a number is no sector's.
const RESERVED: u32 = 0xFFFF_FFFA;
const SHORT: usize = 64;
const SHORTEST_LONG: usize = 4096;

impl<'a> Compound<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let sector = match number(bytes, 30, 2)? {
            9 => 512,
            12 => 4096,
            _ => return Err(Refusal::Broken),
        };
        let mut file = Compound {
            bytes,
            sector,
            next: Vec::new(),
            streams: Vec::new(),
            short: Vec::new(),
            next_short: Vec::new(),
        };
        for table in file.tables()? {
            let numbers = file.sector(table)?;
            file.next.extend(words(numbers));
        }
        let directory = file.chain(word(bytes, 48)?)?;
        for entry in directory.chunks_exact(128) {
            let name: Vec<u16> = (0..32)
                .map(|i| u16::from_le_bytes([entry[2 * i], entry[2 * i + 1]]))
                .take_while(|unit| *unit != 0)
                .collect();
            let length = number(entry, 120, if sector == 512 { 4 } else { 8 })?;
            file.streams.push((String::from_utf16_lossy(&name), word(entry, 116)?, length));
        }
        let root = file.streams.first().ok_or(Refusal::Broken)?.1;
        if word(bytes, 64)? > 0 {
            file.short = file.chain(root)?;
            file.next_short = words(&file.chain(word(bytes, 60)?)?).collect();
        }
        Ok(file)
    }

    /// The sectors that say which sector follows which.
    fn tables(&self) -> Result<Vec<u32>, Refusal> {
        let header = self.bytes.get(76..512).ok_or(Refusal::Broken)?;
        let mut tables: Vec<u32> = words(header).collect();
        let mut more = word(self.bytes, 68)?;
        while more < RESERVED {
            tables.extend(words(self.sector(more)?));
            more = tables.pop().ok_or(Refusal::Broken)?;
            if tables.len() * self.sector > self.bytes.len() + (1 << 16) {
                return Err(Refusal::Broken);
            }
        }
        tables.retain(|table| *table < RESERVED);
        Ok(tables)
    }

    fn sector(&self, index: u32) -> Result<&'a [u8], Refusal> {
        let start = (index as usize + 1).saturating_mul(self.sector);
        let end = start.saturating_add(self.sector).min(self.bytes.len());
        // The last sector of a file may be cut.
        self.bytes.get(start..end).filter(|sector| !sector.is_empty()).ok_or(Refusal::Broken)
    }

    fn chain(&self, mut index: u32) -> Result<Vec<u8>, Refusal> {
        let mut out = Vec::new();
        while index != END {
            out.extend_from_slice(self.sector(index)?);
            if out.len() > self.bytes.len() {
                return Err(Refusal::Broken);
            }
            index = *self.next.get(index as usize).ok_or(Refusal::Broken)?;
        }
        Ok(out)
    }

    fn short_chain(&self, mut index: u32) -> Result<Vec<u8>, Refusal> {
        let mut out = Vec::new();
        while index != END {
            let start = (index as usize).saturating_mul(SHORT);
            let end = start.saturating_add(SHORT).min(self.short.len());
            let sector = self.short.get(start..end).filter(|sector| !sector.is_empty());
            out.extend_from_slice(sector.ok_or(Refusal::Broken)?);
            if out.len() > self.bytes.len() {
                return Err(Refusal::Broken);
            }
            index = *self.next_short.get(index as usize).ok_or(Refusal::Broken)?;
        }
        Ok(out)
    }

    pub fn has(&self, name: &str) -> bool {
        self.streams.iter().any(|(own, ..)| own.eq_ignore_ascii_case(name))
    }

    /// The content of a stream; none where there is no such stream.
    pub fn stream(&self, name: &str) -> Option<Result<Vec<u8>, Refusal>> {
        let named = |stream: &&(String, u32, usize)| stream.0.eq_ignore_ascii_case(name);
        let (_, start, length) = self.streams.iter().find(named)?;
        let content = match *length < SHORTEST_LONG {
            true => self.short_chain(*start),
            false => self.chain(*start),
        };
        Some(content.map(|mut content| {
            content.truncate(*length);
            content
        }))
    }
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn word(bytes: &[u8], at: usize) -> Result<u32, Refusal> {
    Ok(number(bytes, at, 4)? as u32)
}
