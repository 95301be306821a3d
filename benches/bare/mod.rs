//! Bare Typst: the smallest world that can set one of our sources.

use std::collections::HashMap;
use std::path::Path;

use baocao::Office;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The program's own: the limit has nothing that it hasn't.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub struct World {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    files: HashMap<FileId, Source>,
    main: FileId,
}

/// The layout and the union's regime, as the program lays them out.
fn files() -> Vec<(String, String)> {
    let layout = baocao::built_in::FILES.iter().filter(|(path, _)| path.starts_with("layout/"));
    let mut files: Vec<_> =
        layout.map(|(path, text)| (format!("/{path}"), (*text).to_owned())).collect();
    let regimes = baocao::built_in::FILES.iter().filter_map(|(path, text)| {
        let id = path.strip_prefix("regimes/")?.strip_suffix(".yaml")?;
        Some((id.to_owned(), (*text).to_owned()))
    });
    let regimes = baocao::regime::Regime::read_all(&regimes.collect()).expect("they are whole");
    let regime = regimes.iter().find(|r| r.id == "union").expect("the union's regime");
    files.push(("/regime.typ".to_owned(), regime.typst_module("Liberation Serif")));
    files
}

/// Writes the same files where the command line can find them.
pub fn lay_out(folder: &Path) {
    for (path, text) in files() {
        let target = folder.join(&path[1..]);
        if let Some(parent) = target.parent() {
            let _ = std::fs::create_dir_all(parent);
        }
        let _ = std::fs::write(target, text);
    }
}

impl World {
    pub fn new(_: &Office) -> Self {
        let mut fonts = Vec::new();
        for face in ["Regular", "Bold", "Italic", "BoldItalic"] {
            let path = format!("report-templates/fonts/LiberationSerif-{face}.ttf");
            fonts.extend(Font::iter(Bytes::new(std::fs::read(path).expect("a font"))));
        }
        let id = |path: &str| {
            let path = VirtualPath::new(path).expect("a virtual path");
            RootedPath::new(VirtualRoot::Project, path).intern()
        };
        let files = files()
            .into_iter()
            .map(|(path, text)| (id(&path), Source::new(id(&path), text)))
            .collect();
        World {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            files,
            main: id("/document.typ"),
        }
    }

    pub fn pdf(&self, source: &str) -> Vec<u8> {
        let document = Document { world: self, source: Source::new(self.main, source.to_owned()) };
        let pages = typst::compile::<PagedDocument>(&document).output.expect("it compiles");
        typst::comemo::evict(10);
        let date = Datetime::from_ymd_hms(2026, 1, 1, 0, 0, 0).expect("a date");
        let options = PdfOptions {
            ident: Smart::Custom("bench".to_owned()),
            timestamp: Some(Timestamp::new_utc(date)),
            standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
                .expect("both fit together"),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&pages, &options).expect("it exports")
    }
}

struct Document<'a> {
    world: &'a World,
    source: Source,
}

impl typst::World for Document<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.world.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.world.book
    }
    fn main(&self) -> FileId {
        self.world.main
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.world.main {
            return Ok(self.source.clone());
        }
        self.world.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }
    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.world.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
