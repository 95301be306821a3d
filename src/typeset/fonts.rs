//! The fonts of documents.
//!
//! Four files of Liberation Serif are built into the program: they have the widths of Times
//! New Roman and every Vietnamese letter. System fonts are never used; a folder named by the
//! user is the only other source.

use std::path::Path;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::error::{Error, ErrorKind};
use crate::file::{LARGEST, read_whole};

use super::unhinted::unhinted;

pub(super) static BUILT_IN: [&[u8]; 4] = [
    include_bytes!("../../report-templates/fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../report-templates/fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../../report-templates/fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../../report-templates/fonts/LiberationSerif-BoldItalic.ttf"),
];

/// The family of the built-in fonts.
const BUILT_IN_FAMILY: &str = "Liberation Serif";

/// A set of fonts, parsed once.
pub struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
    family: String,
}

impl Fonts {
    /// The built-in fonts, without hinting.
    pub fn built_in() -> Self {
        let data = |font: &&'static [u8]| match unhinted(font) {
            Some(unhinted) => Bytes::new(unhinted),
            None => Bytes::new(*font),
        };
        let fonts = BUILT_IN.iter().map(data).flat_map(Font::iter).collect();
        Fonts::new(fonts, BUILT_IN_FAMILY.to_owned())
    }

    /// The fonts of a folder in place of the built-in ones. The family is that of the first
    /// font file by name; it must have a regular, a bold and an italic face.
    pub fn from_folder(folder: &Path) -> Result<Self, Error> {
        let shown = folder.display();
        let entries = std::fs::read_dir(folder).map_err(|e| {
            let message = format!("Không mở được thư mục phông chữ {shown}: {e}");
            Error::new(ErrorKind::Office, message).with_source(e)
        })?;
        let mut paths: Vec<_> = entries.filter_map(|e| e.ok()).map(|e| e.path()).collect();
        paths.sort();
        let mut fonts = Vec::new();
        for path in paths {
            let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
            if matches!(extension.as_deref(), Some("ttf" | "otf" | "ttc" | "otc")) {
                let data = read_whole(&path, LARGEST).map_err(|e| {
                    let message = format!("Không đọc được phông chữ {}: {e}", path.display());
                    Error::new(ErrorKind::Office, message).with_source(e)
                })?;
                fonts.extend(Font::iter(Bytes::new(data)));
            }
        }
        let Some(family) = fonts.first().map(|f: &Font| f.info().family.clone()) else {
            let message = format!("Thư mục {shown} không có phông chữ nào (.ttf, .otf)");
            return Err(Error::new(ErrorKind::Office, message));
        };
        let family = family.as_str().to_owned();
        fonts.retain(|f| f.info().family.as_str() == family);
        if fonts.len() < 3 {
            let message =
                format!("Phông {family} trong {shown} thiếu kiểu chữ; cần đủ thường, đậm, nghiêng");
            return Err(Error::new(ErrorKind::Office, message));
        }
        Ok(Fonts::new(fonts, family))
    }

    fn new(fonts: Vec<Font>, family: String) -> Self {
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Fonts { book, fonts, family }
    }

    /// The font family of documents.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// Calls `take` with the family and each face's data.
    pub fn contents(&self, take: &mut dyn FnMut(&str, &[u8])) {
        self.fonts.iter().for_each(|font| take(&self.family, font.data()));
    }

    /// Whether every face has a glyph for the character.
    pub fn covers(&self, c: char) -> bool {
        self.fonts.iter().all(|f| f.info().coverage.contains(c as u32))
    }
}
