//! `sheet read`: the units' dossiers from returned sheets.

use std::path::Path;

use baocao::Office;
use baocao::diagnostic::{Diagnostic, brief};
use baocao::dossier::Period;
use baocao::sheet::{self, Contents};
use baocao::source::{self, Limits, Node};

use super::super::args;
use super::super::console::Console;
use super::super::files::{self, DossierFile};
use super::super::json;
use super::super::office;
use super::super::outcome::{Failure, Outcome};
use super::super::tally::Tally;
use super::book;
use super::unit_file::{Fate, UnitFiles};
use super::{own_catalog, superior};

pub fn run(args: &args::SheetRead, console: &mut Console) -> Result<Outcome, Failure> {
    let office = office::open(&args.office)?;
    let superior = superior(&office, args.catalog.as_deref(), console)?;
    let known = sheet::every(office.catalog(), own_catalog(superior.as_ref()));
    let base = args.base.as_deref().map(|path| read_base(&office, path, console)).transpose()?;
    // The requested period: the option's, else that of the base or the superior.
    let of_base = args.base.as_deref().map(|path| period_of(&office, path)).transpose()?.flatten();
    let of_superior = || superior.as_ref().and_then(|dossier| dossier.period.clone());
    let asked = args.period.clone().or(of_base).or_else(of_superior);
    let mut teller = Teller { args, console, tally: Tally::default(), outcome: Outcome::Well };
    let mut readings = Vec::new();
    let (mut files, failures) = files::sheets(&args.files);
    failures.iter().for_each(|failure| teller.failure(failure));
    files::without_copies(&mut files).iter().for_each(|copy| teller.tell(copy));
    for passed_over in files::beside_sheets(&args.files) {
        teller.tell(&passed_over);
    }
    let mut books = Vec::new();
    for file in &files {
        let read = file.there().map(|()| match sheet::open_file(&file.path) {
            Ok(grids) if sheet::is_book(&grids) => {
                books.push((file, grids));
                Contents::default()
            }
            Ok(grids) => sheet::read_for(&file.name, &grids, &known, asked.as_ref()),
            Err(why) => Contents::unopened(&file.name, &why),
        });
        match read {
            Ok(read) => readings.push(read),
            Err(failure) => teller.failure(&failure),
        }
    }
    let mut reading = Contents::joined(readings);
    reading.say_period(args.period.as_ref());
    reading.findings.iter().for_each(|found| teller.tell(found));
    let files = UnitFiles { office: &office, base: base.as_ref(), folder: &args.output };
    let mut written = 0;
    for fate in files.write(&reading.units) {
        written += usize::from(matches!(fate, Fate::Written(_)));
        match fate {
            Fate::Written(note) | Fate::NotWhole(note) => {
                note.iter().for_each(|note| teller.tell(note));
            }
            Fate::Refused(found) => teller.tell(&found),
            Fate::Failed(failure) => teller.failure(&failure),
        }
    }
    let whole = books.len();
    for (file, grids) in books {
        written += usize::from(book::write(&office, file, &grids, &args.output, &mut teller)?);
    }
    Ok(teller.end(written, reading.units.len() + whole))
}

/// Prints findings on sheets for a person, or as lines of JSON, and counts them.
pub struct Teller<'a> {
    args: &'a args::SheetRead,
    console: &'a mut Console,
    tally: Tally,
    outcome: Outcome,
}

impl Teller<'_> {
    pub fn tell(&mut self, found: &Diagnostic) {
        self.tally.count(std::slice::from_ref(found));
        let workbook = found.spot().map_or("", |spot| spot.file.as_str());
        match self.args.json {
            true => self.console.say(&json::finding(workbook, found)),
            false => self.console.tell(&brief(found)),
        }
    }

    pub fn failure(&mut self, failure: &Failure) {
        self.console.failure(failure, self.args.json);
        self.outcome = Outcome::Faulty;
    }

    fn end(self, written: usize, units: usize) -> Outcome {
        let folder = self.args.output.display().to_string();
        if self.args.json {
            self.console.say(&json::sheets(&folder, units, written));
            self.console.say(&json::summary(&self.tally));
        } else {
            let said = format!("Đã ghi hồ sơ của {written}/{units} đơn vị vào thư mục {folder}.");
            self.console.say(&said);
        }
        self.outcome.max(self.tally.outcome(false))
    }
}

/// The period of a base dossier.
fn period_of(office: &Office, path: &Path) -> Result<Option<Period>, Failure> {
    let file = DossierFile::new(path.to_owned());
    let loaded = office.load(&file.name, &file.read()?, &[]);
    Ok(loaded.dossier().and_then(|dossier| dossier.period.clone()))
}

fn read_base(office: &Office, path: &Path, console: &mut Console) -> Result<Node, Failure> {
    let file = DossierFile::new(path.to_owned());
    let bytes = file.read()?;
    let (tree, found) = source::read_yaml(&file.name, &bytes, Limits::default());
    let loaded = office.load_tree(tree.clone(), found, &[]);
    match tree.filter(|_| loaded.dossier().is_some()) {
        Some(tree) => Ok(tree),
        None => {
            console.tell_findings(&loaded.diagnostics);
            Err(Failure::new(format!("{}: hồ sơ chung chưa đọc được trọn vẹn", file.name)))
        }
    }
}
