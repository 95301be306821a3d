//! One record of a binary workbook (XLS, XLSB): a kind, and its data.

use super::{Refusal, number};

pub(super) struct Record<'a> {
    pub kind: usize,
    pub data: &'a [u8],
}

impl Record<'_> {
    /// A little-endian number in its data.
    pub fn number(&self, at: usize, size: usize) -> Result<usize, Refusal> {
        number(self.data, at, size)
    }
}
