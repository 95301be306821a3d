//! `sheet write`: a whole dossier as a workbook.

use baocao::sheet;

use super::super::args;
use super::super::console::Console;
use super::super::files::{self, DossierFile};
use super::super::office;
use super::super::outcome::{Failure, Outcome};
use super::super::write::{self, Existing};

pub fn run(args: &args::SheetWrite, console: &mut Console) -> Result<Outcome, Failure> {
    let office = office::open(&args.office)?;
    let file = DossierFile::new(args.dossier.clone());
    let loaded = files::load(&office, &file, &[])?;
    let Some(reading) = loaded.reading.as_ref().filter(|_| loaded.dossier().is_some()) else {
        console.tell_findings(&loaded.diagnostics);
        return Err(Failure::new(format!("{}: hồ sơ chưa đọc được trọn vẹn", file.name)));
    };
    let path = args.file.clone().unwrap_or_else(|| args.dossier.with_extension("xlsx"));
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
        return Err(Failure::new(format!("{}: biểu lập ra có đuôi .xlsx", path.display())));
    }
    let bytes = sheet::write_book(&reading.tree)
        .map_err(|error| Failure::from(error).of_what("Không lập được biểu"))?;
    write::whole(&path, &bytes, Existing::Keep)?;
    let path = path.display();
    console.say(&format!("Đã ghi hồ sơ {} thành biểu {path}.", file.name));
    console.say(&format!("Sửa xong, đọc lại thành hồ sơ: baocao sheet read {path}"));
    Ok(Outcome::Well)
}
