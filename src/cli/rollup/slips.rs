//! A slip to each unit that has something to mend or to confirm, a file each.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use baocao::file::folded;
use baocao::rollup::Slip;
use baocao::vietnamese::slug;

use super::super::files;
use super::super::outcome::Failure;
use super::super::write::{self, Existing};

/// Writes slips into a folder.
pub fn write(slips: &[Slip], folder: &Path) -> Result<(), Failure> {
    let mut paths: Vec<(PathBuf, &Slip)> = Vec::with_capacity(slips.len());
    let mut taken: HashMap<String, &str> = HashMap::new();
    for slip in slips {
        let name = slip_name(&slip.code)?;
        if let Some(other) = taken.insert(folded(&name), &slip.code) {
            return Err(Failure::new(format!(
                "`--slips`: mã {other} và {} trùng tên tệp {name}.txt: phiếu sẽ ghi đè lên nhau",
                slip.code
            ))
            .hint("sửa mã trong danh sách để khác nhau cả khi bỏ dấu, chữ hoa"));
        }
        paths.push((folder.join(format!("{name}.txt")), slip));
    }
    for (path, slip) in &paths {
        write::whole(path, slip.text.as_bytes(), Existing::Replace)?;
    }
    Ok(())
}

/// The file name of a unit's slip. A code that isn't a valid file name is refused before
/// anything is written.
fn slip_name(code: &str) -> Result<String, Failure> {
    let name = match files::unfit(code).is_none() && !code.starts_with('.') {
        true => code.to_owned(),
        false => slug(code),
    };
    match files::unfit(&name) {
        None => Ok(name),
        Some(why) => {
            Err(Failure::new(format!("`--slips`: mã {code:?} không đặt tên tệp được: {why}"))
                .hint("sửa mã trong danh sách thành chữ và số"))
        }
    }
}
