//! `templates`: copies of the built-in templates for an office that wants to change them.

use std::path::Path;

use baocao::built_in::FILES;

use super::args::{self, TemplatesVerb};
use super::console::Console;
use super::outcome::{Failure, Outcome};
use super::write::{self, Existing};

pub fn run(args: &args::Templates, console: &mut Console) -> Result<Outcome, Failure> {
    match &args.verb {
        TemplatesVerb::List(_) => {
            FILES.iter().for_each(|(path, _)| console.say(path));
            Ok(Outcome::Well)
        }
        TemplatesVerb::Eject(args) => eject(&args.folder, console),
    }
}

/// Copies the files that don't exist yet, so that changed templates are kept.
fn eject(folder: &Path, console: &mut Console) -> Result<Outcome, Failure> {
    let (mut copied, mut kept) = (0, 0);
    for (path, text) in FILES {
        let path = path.split('/').fold(folder.to_owned(), |folder, part| folder.join(part));
        if path.exists() {
            kept += 1;
            continue;
        }
        write::whole(&path, text.as_bytes(), Existing::Keep)?;
        copied += 1;
    }
    let mut said = format!("Đã chép {copied} tệp mẫu vào {}.", folder.display());
    if kept > 0 {
        said += &format!(" {kept} tệp đã có được giữ nguyên.");
    }
    console.say(&said);
    console.say(&format!("Dùng mẫu này: baocao xuat --templates {} …", folder.display()));
    Ok(Outcome::Well)
}
