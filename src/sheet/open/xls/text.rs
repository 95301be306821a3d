//! The texts of an old workbook. Those of BIFF8 may continue over several records, each of
//! which states again whether its letters take one byte or two, and may have runs in other
//! fonts; older ones are bytes of a code page.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::super::{Refusal, number};

/// A text, with the positions at which fonts change.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct RichText {
    pub letters: Vec<u16>,
    pub runs: Vec<(usize, usize)>,
}

impl RichText {
    pub fn text(&self) -> String {
        String::from_utf16_lossy(&self.letters)
    }
}

/// Reader of the contents of a record and its continuations.
pub struct Reader<'t> {
    /// The data from the current record on.
    parts: &'t [&'t [u8]],
    at: usize,
}

impl<'t> Reader<'t> {
    pub fn at(parts: &'t [&'t [u8]], at: usize) -> Self {
        Reader { parts, at }
    }

    /// A text whose length takes this many bytes; `None` if it is damaged.
    pub fn text(&mut self, length: usize) -> Option<RichText> {
        if self.left()? == 0 {
            self.turn()?;
        }
        let (letters, mut flags) = (self.take(length)?, self.take(1)?);
        let runs = if flags & 8 == 0 { 0 } else { self.take(2)? };
        let more = if flags & 4 == 0 { 0 } else { self.take(4)? };
        let mut text = RichText::default();
        loop {
            let size = 1 + (flags & 1);
            let here = (letters - text.letters.len()).min(self.left()? / size);
            for _ in 0..here {
                text.letters.push(u16::try_from(self.take(size)?).ok()?);
            }
            if text.letters.len() == letters {
                break;
            }
            self.turn()?;
            flags = self.take(1)?;
        }
        for _ in 0..runs {
            // A run isn't divided, but may begin the next record.
            if self.left()? == 0 {
                self.turn()?;
            }
            text.runs.push((self.take(2)?, self.take(2)?));
        }
        self.pass(more)?;
        Some(text)
    }

    fn left(&self) -> Option<usize> {
        self.parts.first()?.len().checked_sub(self.at)
    }

    /// Moves to the next record.
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

/// The encoding of texts in a workbook.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Letters {
    /// BIFF8
    Unicode,
    /// BIFF5
    CodePage(&'static Encoding),
}

impl Letters {
    /// The encoding of a code page; Western Windows if it is unknown.
    pub fn of_page(page: usize) -> Letters {
        let label = match page {
            1200 => "utf-16le".to_owned(),
            10_000 => "macintosh".to_owned(),
            page => format!("windows-{page}"),
        };
        Letters::CodePage(Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252))
    }

    /// A text within a single record, at a position, whose length takes this many bytes.
    pub fn text(self, data: &[u8], at: usize, length: usize) -> Result<RichText, Refusal> {
        match self {
            Letters::Unicode => Reader::at(&[data], at).text(length).ok_or(Refusal::Broken),
            Letters::CodePage(encoding) => {
                let start = at + length;
                let end = start + number(data, at, length)?;
                let bytes = data.get(start..end).ok_or(Refusal::Broken)?;
                let text = encoding.decode_without_bom_handling(bytes).0;
                Ok(RichText { letters: text.encode_utf16().collect(), runs: Vec::new() })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(table: &[&[u8]]) -> Vec<(String, Vec<(usize, usize)>)> {
        let mut reader = Reader::at(table, 8);
        let next = || reader.text(2).map(|text| (text.text(), text.runs));
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn texts_over_records() {
        // "ab"; "cdef" with two bytes a letter, divided after two; "g" with a run and two
        // bytes more.
        let first = b"........\x02\0\0ab\x04\0\x01c\0d\0";
        let second = b"\0ef\x01\0\x0c\x01\0\x02\0\0\0g\x01\0\x07\0..";
        let text = |text: &str, runs: &[(usize, usize)]| (text.to_owned(), runs.to_vec());
        let want = [text("ab", &[]), text("cdef", &[]), text("g", &[(1, 7)])];
        assert_eq!(texts(&[first, second]), want);
        assert_eq!(texts(&[first]), want[..1]);
        assert!(texts(&[b""]).is_empty() && texts(&[]).is_empty());
    }

    #[test]
    fn texts_of_a_code_page() {
        let vietnamese = Letters::of_page(1258);
        let read = vietnamese.text(b"..\x02\0\xd0\xe2", 2, 2).expect("a text");
        assert_eq!(read.text(), "Đâ");
        assert_eq!(vietnamese.text(b"\x09\0ab", 0, 2), Err(Refusal::Broken));
    }
}
