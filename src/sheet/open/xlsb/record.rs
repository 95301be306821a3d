//! The records of a part: a kind and a length in bytes of seven bits, and that many bytes of
//! data.

use super::super::Refusal;
use super::super::record::Record;

impl Record<'_> {
    /// The letters of a text, its count of letters before it, and what is behind it.
    pub fn letters(&self, at: usize) -> Result<(Vec<u16>, usize), Refusal> {
        /// The length of a text that isn't there.
        const NONE: usize = 0xFFFF_FFFF;
        let (count, from) = (self.number(at, 4)?, at + 4);
        if count == NONE {
            return Ok((Vec::new(), from));
        }
        let end = count.checked_mul(2).and_then(|length| length.checked_add(from));
        let bytes = end.and_then(|end| self.data.get(from..end)).ok_or(Refusal::Broken)?;
        let (pairs, _) = bytes.as_chunks::<2>();
        Ok((pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect(), from + bytes.len()))
    }

    pub fn text(&self, at: usize) -> Result<(String, usize), Refusal> {
        let (letters, end) = self.letters(at)?;
        Ok((String::from_utf16_lossy(&letters), end))
    }
}

/// Iterator over a part's records.
pub(super) struct Records<'a> {
    part: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    pub fn of(part: &'a [u8]) -> Self {
        Records { part, at: 0 }
    }

    /// A number whose bytes but the last have their highest bit set.
    fn stretch(&mut self, most: usize) -> Result<usize, Refusal> {
        let mut value = 0;
        for at in 0..most {
            let byte = usize::from(*self.part.get(self.at).ok_or(Refusal::Broken)?);
            self.at += 1;
            value |= (byte & 0x7F) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(value)
    }

    fn record(&mut self) -> Result<Record<'a>, Refusal> {
        let (kind, length) = (self.stretch(2)?, self.stretch(4)?);
        let data = self.part.get(self.at..self.at + length).ok_or(Refusal::Broken)?;
        self.at += length;
        Ok(Record { kind, data })
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.part.len() {
            return None;
        }
        let record = self.record();
        if record.is_err() {
            // After a damaged record nothing can be found.
            self.at = self.part.len();
        }
        Some(record)
    }
}
