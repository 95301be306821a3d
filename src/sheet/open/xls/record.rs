//! The records of a stream: a kind, a length, and that many bytes of data.

use super::super::record::Record;
use super::super::{Refusal, number};

/// Iterator over a stream's records.
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    pub fn of(stream: &'a [u8]) -> Self {
        Records { stream, at: 0 }
    }

    /// The data of the records that continue the one just read.
    pub fn continued(&mut self) -> Result<Vec<&'a [u8]>, Refusal> {
        const CONTINUE: usize = 0x003C;
        let mut parts = Vec::new();
        while number(self.stream, self.at, 2) == Ok(CONTINUE) {
            if let Some(record) = self.next() {
                parts.push(record?.data);
            }
        }
        Ok(parts)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        if start >= self.stream.len() {
            return None;
        }
        let record = || {
            let (kind, length) =
                (number(self.stream, start, 2)?, number(self.stream, start + 2, 2)?);
            let data = self.stream.get(start + 4..start + 4 + length).ok_or(Refusal::Broken)?;
            Ok(Record { kind, data })
        };
        let record = record();
        // After a damaged record nothing can be found.
        self.at = record.as_ref().map_or(self.stream.len(), |r| start + 4 + r.data.len());
        Some(record)
    }
}
