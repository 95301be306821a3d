//! The bytes of a file → its sheets, whatever program wrote it.
//!
//! ```text
//! xlsx        calamine's cells, within bounds
//! xls         the records of an old workbook, each read once
//! xlsb        those of a binary one: calamine's reader has neither formats nor merged cells
//! look        fonts and number formats of both
//! format      what a number format shows: percentages, dates
//! ods         the few elements of content.xml that a table has: calamine's
//!             reader drops the format of percents and can be made to take
//!             all memory
//! csv         a text, its encoding and its separator found out
//! html        the tables of a web page that is called .xls
//! xml2003     a workbook in the XML of Excel 2003
//! marks       and whether its numbers are written 1.234,5 or 1,234.5
//! rich        texts of which a part is struck through or raised
//! archive     the parts of xlsx and ods, no larger than they should be
//! ```
//!
//! What a file is its first bytes say: people rename, and portals call HTML
//! `.xls`. A sheet is never worth all memory: each way in counts what it takes.

mod archive;
mod csv;
mod day;
mod encoding;
mod filling;
mod format;
mod html;
mod look;
mod marks;
mod ods;
mod record;
mod rich;
mod xls;
mod xlsb;
mod xlsx;
mod xml2003;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diagnostic::Spot;
use crate::error::{Error, ErrorKind};
use crate::file::{because, read_whole};
use crate::vietnamese::{SlipKind, legacy_slips};

use super::grid::{Cell, Grid};
use archive::Archive;

pub use day::{day_of_iso, day_of_serial};

/// Why a file can't be read as sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Its contents don't match its first bytes.
    Broken,
    TooLarge,
    /// It needs a password.
    Locked,
    /// It is in another format, named here.
    Other(&'static str),
    /// It can be read but is inconsistent: the reason, with the place if known.
    Senseless(String),
}

/// The largest accepted file.
const LARGEST: usize = 32 << 20;

/// Reads the sheets of a workbook file after checking its size, since a file may be larger
/// than memory, and a device has no end. The error is a Vietnamese sentence without the
/// file's name.
pub fn open_file(path: &std::path::Path) -> Result<Vec<Grid>, Error> {
    let bytes = read_whole(path, LARGEST as u64).map_err(|error| {
        let message = format!("không đọc được: {}", because(&error));
        Error::new(ErrorKind::File, message).with_source(error)
    })?;
    open(&bytes)
}

/// Reads all sheets of a workbook (XLSX, XLS, ODS), or the one of a text file
/// (CSV), which has no name. The error is a Vietnamese sentence without the
/// file's name.
pub fn open(bytes: &[u8]) -> Result<Vec<Grid>, Error> {
    // Readers of foreign formats have been seen to panic on damaged files.
    let read = catch_unwind(AssertUnwindSafe(|| sheets(bytes)));
    let grids = read.unwrap_or(Err(Refusal::Broken)).map_err(unread)?;
    match grids.iter().find_map(old_font) {
        Some(refusal) => Err(Error::new(ErrorKind::Sheet, refusal)),
        None => Ok(grids),
    }
}

fn unread(refusal: Refusal) -> Error {
    Error::new(ErrorKind::Sheet, refusal.to_string())
}

fn sheets(bytes: &[u8]) -> Result<Vec<Grid>, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] => packed(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => xls::read(bytes),
        [b'%', b'P', b'D', b'F', ..] => Err(Refusal::Other("tệp PDF")),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => Err(Refusal::Other("ảnh")),
        _ => csv::read(bytes),
    }
}

fn packed(bytes: &[u8]) -> Result<Vec<Grid>, Refusal> {
    let mut archive = Archive::open(bytes)?;
    if archive.has("content.xml") {
        return ods::read(&mut archive);
    }
    if archive.has("word/document.xml") {
        return Err(Refusal::Other("tệp Word"));
    }
    if archive.has("xl/workbook.bin") {
        return xlsb::read(&mut archive);
    }
    xlsx::read(bytes, &mut archive)
}

/// A little-endian number, as in archives.
fn number(bytes: &[u8], at: usize, size: usize) -> Result<usize, Refusal> {
    let bytes = bytes.get(at..at.saturating_add(size)).ok_or(Refusal::Broken)?;
    Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// The first cell typed in a legacy font.
fn old_font(grid: &Grid) -> Option<String> {
    let mut cells = (0..grid.height()).flat_map(|row| {
        grid.row(row).iter().enumerate().map(move |(column, cell)| ((row, column), cell))
    });
    cells.find_map(|(at, cell)| {
        let Cell::Text(text) = cell else { return None };
        // Vietnamese in Unicode has letters that text in such a font can't have.
        if text.is_ascii()
            || text.contains(|c| matches!(c, '\u{100}'..'\u{250}' | '\u{1e00}'..'\u{1f00}'))
        {
            return None;
        }
        let slip = legacy_slips(text).into_iter().next()?;
        let font = match slip.kind {
            SlipKind::Tcvn3 => "TCVN3 (.VnTime)",
            _ => "VNI",
        };
        let spot = Spot::new("", &grid.name, at);
        let (typed, meant) = (text.get(slip.range)?, slip.suggestion);
        Some(format!(
            "{spot}: chữ gõ bằng phông {font}, “{typed}” là “{meant}”; chuyển cả tệp sang Unicode \
             rồi gửi lại"
        ))
    })
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Broken => f.write_str(
                "không đọc được bảng tính này; mở bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx",
            ),
            Refusal::TooLarge => f.write_str(
                "bảng tính quá lớn; xóa các dòng, cột trống ở cuối mỗi trang rồi lưu lại",
            ),
            Refusal::Locked => f.write_str("tệp có mật khẩu; bỏ mật khẩu rồi lưu lại"),
            Refusal::Other(what) => {
                write!(f, "là {what}, không phải bảng tính; chép bảng vào Excel, lưu thành .xlsx")
            }
            Refusal::Senseless(why) => f.write_str(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_sheet() {
        for (bytes, told) in [
            (&b""[..], "trống"),
            (b"%PDF-1.7 ...", "tệp PDF"),
            (b"\xff\xd8\xff\xe0", "ảnh"),
            (b"PK\x03\x04....", "không đọc được"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "không đọc được"),
            (b"<html><p>a</p></html>", "trang web"),
            (b"<?xml version='1.0'?><a/>", "tệp XML"),
            (b"kind: x\nperiod: y\n", "không thấy dấu"),
            (b"a;b\n\"c;d\n", "dấu ngoặc kép"),
        ] {
            let refused = open(bytes).expect_err("no sheet");
            assert!(refused.to_string().contains(told), "{refused}");
        }
    }

    #[test]
    fn fonts_of_before_unicode() {
        for (text, told) in [
            ("M· ®¬n vÞ;Tæng sè ®oµn viªn\nCD01;412\n", "ô A1: chữ gõ bằng phông TCVN3"),
            ("CD01;Coâng ñoaøn cô sôû\nCD02;412\n", "ô B1: chữ gõ bằng phông VNI"),
        ] {
            // The original bytes, and the same text saved again.
            let old: Vec<u8> =
                text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
            for bytes in [old, text.as_bytes().to_vec()] {
                let refused = open(&bytes).expect_err("old");
                assert!(
                    refused.to_string().contains(told)
                        && refused.to_string().contains("sang Unicode"),
                    "{refused}"
                );
            }
        }
        assert!(open("Tên;Nơi\nRené Loïc;café Côte\n".as_bytes()).is_ok());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = open(&bytes);
            for magic in [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"] {
                let _ = open(&[magic, &bytes].concat());
            }
        }
    }
}
