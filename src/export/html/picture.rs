//! Something drawn, as a picture within the page itself.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::export::{PICTURE_DOTS, drawn};
use crate::tree::Picture;

use super::Page;

impl Page<'_> {
    /// The picture, or what it shows in words where it can't be drawn.
    pub(super) fn picture(&mut self, picture: &Picture) {
        let alt = escape(&*picture.alt);
        let Ok(bytes) = drawn(&picture.drawn, PICTURE_DOTS) else {
            let _ = writeln!(self.out, "<p>{alt}</p>");
            return;
        };
        let width = picture.drawn.width().to_pt();
        let data = base64(&bytes);
        let _ = writeln!(
            self.out,
            "<p class=\"picture\"><img alt=\"{alt}\" style=\"width:{width:.1}pt\" src=\"data:image/png;base64,{data}\"></p>"
        );
    }
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as a page takes them: three are four letters.
fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for at in 0..4 {
            let letter = LETTERS[((bits >> (18 - 6 * at)) & 63) as usize];
            out.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn three_bytes_are_four_letters() {
        for (bytes, text) in
            [("", ""), ("M", "TQ=="), ("Ma", "TWE="), ("Man", "TWFu"), ("Many", "TWFueQ==")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
