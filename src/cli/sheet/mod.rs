//! `sheet`: sheets for units to fill in, and dossiers from the returned ones.

mod book;
mod new;
mod per_unit;
mod read;
mod unit_file;
mod write;

use std::path::Path;

use baocao::Office;
use baocao::dossier::{Dossier, Indicator, Ordered};
use baocao::sheet;

use super::args;
use super::console::Console;
use super::files::DossierFile;
use super::outcome::{Failure, Outcome};

pub fn run(args: &args::Sheet, console: &mut Console) -> Result<Outcome, Failure> {
    match &args.verb {
        args::SheetVerb::New(args) => new::run(args, console),
        args::SheetVerb::Read(args) => read::run(args, console),
        args::SheetVerb::Write(args) => write::run(args, console),
    }
}

/// Reads the dossier whose catalogue extends the shared one.
fn superior(
    office: &Office,
    path: Option<&Path>,
    console: &mut Console,
) -> Result<Option<Dossier>, Failure> {
    let Some(path) = path else { return Ok(None) };
    let file = DossierFile::new(path.to_owned());
    let loaded = if sheet::is_sheet(&file.name) {
        let (tree, found) = sheet::read_catalog(&file.name, &file.read()?);
        office.load_tree(tree, found, &[])
    } else {
        office.load(&file.name, &file.read()?, &[])
    };
    match loaded.dossier() {
        Some(dossier) => Ok(Some(dossier.clone())),
        None => {
            console.tell_findings(&loaded.diagnostics);
            Err(Failure::new(format!("{}: chưa đọc được trọn vẹn", file.name)))
        }
    }
}

fn own_catalog(superior: Option<&Dossier>) -> &Ordered<Indicator> {
    static NONE: Ordered<Indicator> = Ordered(Vec::new());
    superior.map_or(&NONE, |dossier| &dossier.catalog)
}
