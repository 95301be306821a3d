//! An index of a text's lines and columns, so that a file with a thousand findings isn't
//! scanned a thousand times.

/// The number of bytes between two positions whose column is stored.
const STEP: usize = 1024;

/// The beginnings of lines, and the number of characters before each step.
#[derive(Debug)]
pub(super) struct Lines {
    /// The byte at which each line begins.
    starts: Vec<usize>,
    /// The number of characters before each multiple of [`STEP`] bytes.
    characters: Vec<usize>,
}

impl Lines {
    pub fn of(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let mut before = 0;
        let count = |step: &[u8]| {
            let here = before;
            before += step.iter().filter(|byte| begins(**byte)).count();
            here
        };
        Lines { starts, characters: text.as_bytes().chunks(STEP).map(count).collect() }
    }

    /// Line and column of a byte of the same text, both from 1.
    pub fn line_column(&self, text: &str, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        (line, self.before(text, byte) - self.before(text, start) + 1)
    }

    /// The number of characters before a byte.
    fn before(&self, text: &str, byte: usize) -> usize {
        let step = byte / STEP;
        let rest = text.as_bytes().get(step * STEP..byte).unwrap_or_default();
        let known = match self.characters.get(step) {
            Some(known) => *known,
            // The end of a text that fills its last step.
            None => return self.all(text),
        };
        known + rest.iter().filter(|byte| begins(**byte)).count()
    }

    fn all(&self, text: &str) -> usize {
        let last = self.characters.len().saturating_sub(1);
        let rest = text.as_bytes().get(last * STEP..).unwrap_or_default();
        self.characters.last().copied().unwrap_or(0)
            + rest.iter().filter(|byte| begins(**byte)).count()
    }
}

/// Whether a byte begins a character in UTF-8.
fn begins(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line and column without an index, counted from the beginning.
    fn counted(text: &str, byte: usize) -> (usize, usize) {
        let before = &text[..byte];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
    }

    #[test]
    fn as_counted_from_the_beginning() {
        let long = "ế ".repeat(700);
        let texts =
            ["", "a", "\n", "ấy\nđó", &long, &format!("{long}\n{long}x\n"), &"a".repeat(STEP)];
        for text in texts {
            let lines = Lines::of(text);
            for byte in (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)) {
                assert_eq!(lines.line_column(text, byte), counted(text, byte), "{byte}");
            }
        }
    }
}
