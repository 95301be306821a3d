//! A workbook that holds a whole dossier, written as the YAML that anybody could have
//! typed.

use std::path::Path;

use baocao::Office;
use baocao::diagnostic::{Code, Diagnostic, Place, Spot};
use baocao::file::{keep_before, unfit};
use baocao::sheet::{self, Grid};
use baocao::vietnamese::slug;

use super::super::files::DossierFile;
use super::super::outcome::Failure;
use super::super::write::{self, Existing};
use super::read::Teller;

/// Writes the dossier of a workbook into a folder, by its unit's code, else by the
/// workbook's name; whether it is written. Another dossier that is there is kept beside.
pub fn write(
    office: &Office,
    file: &DossierFile,
    grids: &[Grid],
    folder: &Path,
    teller: &mut Teller<'_>,
) -> Result<bool, Failure> {
    let (tree, found) = sheet::book_tree(&file.name, grids);
    let loaded = office.load_tree(tree.clone(), found, &[]);
    loaded.diagnostics.iter().for_each(|found| teller.tell(found));
    let (Some(tree), Some(dossier)) = (tree, loaded.dossier()) else { return Ok(false) };
    let code = dossier.organization.code.as_deref().filter(|code| unfit(code).is_none());
    let name = code.map_or_else(|| slug(&file.stem), str::to_owned);
    let path = folder.join(format!("{name}.yaml"));
    let text = sheet::write(&tree, None);
    let Some(before) = std::fs::read(&path).ok().filter(|before| *before != text.as_bytes()) else {
        write::whole(&path, text.as_bytes(), Existing::Replace)?;
        return Ok(true);
    };
    let kept = keep_before(&path, &before, "cu")?;
    write::edited(&path, &before, text.as_bytes())?;
    let (path, kept) = (path.display(), kept.display());
    let message = format!("{path}: đã có hồ sơ khác, bản trước giữ ở {kept}");
    let place = Place::cell(Spot::of_file(&file.name), "");
    teller.tell(&Diagnostic::note(Code::SHEET_DOSSIER, message).at(place));
    Ok(true)
}
