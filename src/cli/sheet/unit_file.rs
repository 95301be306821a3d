//! Files of units' dossiers: one per unit, written whole or not at all; previous edited
//! contents are kept in a backup.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use baocao::Office;
use baocao::diagnostic::{Code, Diagnostic, Place, Spot};
use baocao::file::{folded, keep_before, unfit};
use baocao::sheet::{self, UnitRow};
use baocao::source::Node;
use baocao::vietnamese::slug;

use super::super::outcome::Failure;
use super::super::write::{self, Existing};

/// The result of writing a unit's dossier.
pub enum Fate {
    /// Written, with a note if there is one.
    Written(Option<Diagnostic>),
    /// Not written, because its row has errors.
    NotWhole(Option<Diagnostic>),
    Refused(Diagnostic),
    Failed(Failure),
}

/// The folder of the dossiers, and the base they are merged over.
pub struct UnitFiles<'a> {
    pub office: &'a Office,
    pub base: Option<&'a Node>,
    pub folder: &'a Path,
}

/// Writers spend most of their time waiting for the disk.
const WRITERS: usize = 16;

impl UnitFiles<'_> {
    /// Writes the dossier of every complete unit; returns the results, in order.
    pub fn write(&self, units: &[UnitRow<'_>]) -> Vec<Fate> {
        let mut taken = HashSet::new();
        let named: Vec<(&UnitRow<'_>, Result<String, Box<Diagnostic>>)> =
            units.iter().map(|unit| (unit, name(unit, &mut taken))).collect();
        let lot = named.len().div_ceil(WRITERS).max(1);
        std::thread::scope(|scope| {
            let one = |(unit, name): &(&UnitRow<'_>, Result<String, Box<Diagnostic>>)| match name {
                Ok(name) => self.unit(unit, name),
                Err(refused) => Fate::Refused(Diagnostic::clone(refused)),
            };
            let lots: Vec<_> = named
                .chunks(lot)
                .map(|lot| {
                    let work = move || lot.iter().map(one).collect::<Vec<Fate>>();
                    (lot, std::thread::Builder::new().spawn_scoped(scope, work))
                })
                .collect();
            let written = |(lot, writer): (&[_], std::io::Result<_>)| match writer {
                Ok(writer) => joined(writer, lot.len()),
                // The system grants no thread: do it here.
                Err(_) => lot.iter().map(one).collect(),
            };
            lots.into_iter().flat_map(written).collect()
        })
    }

    fn unit(&self, unit: &UnitRow<'_>, name: &str) -> Fate {
        let path = self.folder.join(format!("{name}.yaml"));
        if !unit.whole {
            let stays = "vẫn là hồ sơ trước, vì biểu mới còn chỗ cần sửa";
            let note = || note(unit, &format!("{}: {stays}", path.display()));
            return Fate::NotWhole(path.exists().then(note));
        }
        let tree = sheet::tree(unit, self.base);
        let text = sheet::write(&tree, self.base);
        let loaded = self.office.load_tree(Some(tree), Vec::new(), &[]);
        if loaded.dossier().is_none() {
            let first = loaded.diagnostics.iter().find(|found| found.is_error());
            let unwritten = || refused(unit, "không ghi được thành hồ sơ");
            return Fate::Refused(first.cloned().unwrap_or_else(unwritten));
        }
        match self.put(unit, name, &path, text.as_bytes()) {
            Ok(fate) => fate,
            Err(failure) => Fate::Failed(failure),
        }
    }

    /// Keeps a backup of a different previous dossier of the unit, which may have been
    /// edited.
    fn put(
        &self,
        unit: &UnitRow<'_>,
        name: &str,
        path: &Path,
        text: &[u8],
    ) -> Result<Fate, Failure> {
        let Some(before) = std::fs::read(path).ok().filter(|before| before != text) else {
            write::whole(path, text, Existing::Replace)?;
            return Ok(Fate::Written(None));
        };
        if self.is_others(unit, name, &before) {
            let why = format!("{} là hồ sơ của đơn vị khác", path.display());
            let found = refused(unit, &why).with_hint("ghi thêm mã cho từng đơn vị");
            return Ok(Fate::Refused(found));
        }
        // An earlier backup may contain edits, so it is kept too.
        let kept: PathBuf = keep_before(path, &before, "cu")?;
        write::edited(path, &before, text)?;
        let what = format!("đã có hồ sơ khác, bản trước giữ ở {}", kept.display());
        Ok(Fate::Written(Some(note(unit, &format!("{}: {what}", unit.key())))))
    }

    /// Whether a file contains the dossier of another unit.
    fn is_others(&self, unit: &UnitRow<'_>, name: &str, before: &[u8]) -> bool {
        let old = self.office.load(name, before, &[]);
        let Some(old) = old.dossier().map(|dossier| &dossier.organization) else { return false };
        let own = |text: Option<&str>, own: &str| text.is_none_or(|t| folded(t) == folded(own));
        let code = old.code.as_deref();
        !own(code, &unit.code) || code.is_none() && !own(old.name.as_deref(), &unit.name)
    }
}

/// The file name of a unit's dossier, without the ending. A unit that isn't written takes no
/// name.
fn name(unit: &UnitRow<'_>, taken: &mut HashSet<String>) -> Result<String, Box<Diagnostic>> {
    let name = match unfit(&unit.code) {
        None => unit.code.clone(),
        Some(_) => slug(unit.key()),
    };
    if name.is_empty() {
        return Err(Box::new(refused(unit, "mã đơn vị không đặt tên tệp được")));
    }
    if unit.whole && !taken.insert(folded(&name)) {
        let found = refused(unit, "trùng tên tệp với đơn vị khác");
        return Err(Box::new(found.with_hint("ghi thêm mã cho từng đơn vị")));
    }
    Ok(name)
}

fn refused(unit: &UnitRow<'_>, why: &str) -> Diagnostic {
    let message = format!("{}: {why}", unit.key());
    Diagnostic::error(Code::SHEET_DOSSIER, message).at(unit.place())
}

fn note(unit: &UnitRow<'_>, message: &str) -> Diagnostic {
    let workbook = Spot::of_file(&unit.spot.file);
    Diagnostic::note(Code::SHEET_DOSSIER, message).at(Place::cell(workbook, ""))
}

fn joined(writer: std::thread::ScopedJoinHandle<'_, Vec<Fate>>, units: usize) -> Vec<Fate> {
    writer.join().unwrap_or_else(|_| {
        let failed = || Fate::Failed(Failure::new("Có hồ sơ đơn vị làm chương trình dừng"));
        (0..units).map(|_| failed()).collect()
    })
}
