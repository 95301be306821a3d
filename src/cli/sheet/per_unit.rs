//! `sheet new --per-unit`: a workbook for one unit, or for each of a roster.

use std::collections::HashSet;
use std::path::Path;

use baocao::file::{folded, unfit};
use baocao::roster::Unit;
use baocao::sheet::{self, UnitBook};
use baocao::vietnamese::slug;

use super::super::console::Console;
use super::super::outcome::{Failure, Outcome};
use super::super::write::{self, Existing};

/// Writes the workbook of a unit that nobody knows into a file, or those of `units` into
/// a folder, each by its code. Nothing is written over.
pub fn write(
    path: &Path,
    units: &[&Unit],
    book: &UnitBook<'_>,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let made = |unit: Option<&Unit>| {
        sheet::unit_book(&UnitBook { unit, ..*book })
            .map_err(|error| Failure::from(error).of_what("Không lập được biểu"))
    };
    if units.is_empty() {
        write::whole(path, &made(None)?, Existing::Keep)?;
        console.say(&format!("Đã lập biểu cho một đơn vị: {}.", path.display()));
        return Ok(Outcome::Well);
    }
    let mut taken = HashSet::new();
    let mut files = Vec::with_capacity(units.len());
    for unit in units {
        let name = match unfit(unit.code()) {
            None => unit.code().to_owned(),
            Some(_) => slug(unit.called()),
        };
        if name.is_empty() || !taken.insert(folded(&name)) {
            let code = unit.code();
            return Err(Failure::new(format!("mã {code} không đặt tên tệp được, hoặc trùng"))
                .hint("sửa mã trong danh sách thành chữ và số, mỗi đơn vị một mã"));
        }
        files.push((path.join(format!("{name}.xlsx")), *unit));
    }
    for (file, unit) in &files {
        write::whole(file, &made(Some(unit))?, Existing::Keep)?;
    }
    console.say(&format!("Đã lập {} biểu vào thư mục {}.", files.len(), path.display()));
    Ok(Outcome::Well)
}
