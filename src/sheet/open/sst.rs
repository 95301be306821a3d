//! How long the shared strings of an old workbook are (SST): a cell names one by
//! its number, and calamine copies it for each, however long it is.

use super::number;

/// The bytes of every string of a table, which goes on in further records. What
/// can't be followed ends the list.
pub fn lengths(table: &[&[u8]]) -> Vec<usize> {
    let mut reader = Strings { parts: table, at: 8 };
    std::iter::from_fn(|| reader.next()).collect()
}

struct Strings<'t> {
    /// The records from the one that is being read.
    parts: &'t [&'t [u8]],
    at: usize,
}

impl Strings<'_> {
    fn next(&mut self) -> Option<usize> {
        if self.left()? == 0 {
            self.turn()?;
        }
        let (letters, mut flags) = (self.take(2)?, self.take(1)?);
        let runs = if flags & 8 == 0 { 0 } else { self.take(2)? };
        let more = if flags & 4 == 0 { 0 } else { self.take(4)? };
        let mut left = letters;
        loop {
            // Letters of one byte or of two, which each record says anew.
            let size = 1 + (flags & 1);
            let here = left.min(self.left()? / size);
            self.at += here * size;
            left -= here;
            if left == 0 {
                break;
            }
            self.turn()?;
            flags = self.take(1)?;
        }
        self.pass(runs * 4 + more)?;
        // At the most: two bytes of a letter are up to three in UTF-8.
        Some(letters * 3)
    }

    fn left(&self) -> Option<usize> {
        self.parts.first()?.len().checked_sub(self.at)
    }

    /// Goes on in the next record.
    fn turn(&mut self) -> Option<()> {
        self.parts = self.parts.get(1..).filter(|parts| !parts.is_empty())?;
        self.at = 0;
        Some(())
    }

    fn take(&mut self, size: usize) -> Option<usize> {
        let value = number(self.parts.first()?, self.at, size).ok()?;
        self.at += size;
        Some(value)
    }

    fn pass(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > self.left()? {
            bytes -= self.left()?;
            self.turn()?;
        }
        self.at += bytes;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_over_records() {
        // "ab"; "cdef" of two bytes a letter, broken after two; "g" with a run
        // and two bytes more.
        let first = b"........\x02\0\0ab\x04\0\x01c\0d\0";
        let second = b"\0ef\x01\0\x0c\x01\0\x02\0\0\0g1234..";
        assert_eq!(lengths(&[first, second]), [6, 12, 3]);
        assert_eq!(lengths(&[first]), [6]);
        assert!(lengths(&[b""]).is_empty() && lengths(&[]).is_empty());
    }
}
