//! The units' submissions: read, checked, and reduced to what is added up.

use std::path::PathBuf;

use baocao::diagnostic::Diagnostic;
use baocao::rollup::{Asked, Sent, Submission};
use baocao::sheet::{self, Contents};
use baocao::{Loaded, Office};

use super::super::args;
use super::super::files::{self, DossierFile};
use super::super::list;
use super::super::outcome::Failure;

/// The submissions of some files.
#[derive(Default)]
pub struct Came {
    pub sent: Vec<Sent>,
    /// Findings about a sheet rather than its units' rows.
    pub of_sheets: Vec<Diagnostic>,
}

impl Came {
    pub fn append(&mut self, mut other: Came) {
        self.sent.append(&mut other.sent);
        self.of_sheets.append(&mut other.of_sheets);
    }
}

/// The units' files: a folder may also contain the roster and the superior's dossier.
pub fn units(args: &args::Rollup) -> Result<(Vec<DossierFile>, Vec<Failure>), Failure> {
    let paths = list::with_listed(&args.paths, args.list.as_deref())?;
    let (mut files, failures) = files::reports(&paths);
    retain_reports(&mut files, args);
    Ok((files, failures))
}

/// Takes out what is the office's own and no unit's.
pub fn retain_reports(files: &mut Vec<DossierFile>, args: &args::Rollup) {
    let real = |path: &PathBuf| std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    let others = [&args.output, &args.rules, &args.letter].into_iter().flatten();
    let others: Vec<PathBuf> =
        [&args.roster, &args.into].into_iter().chain(others).map(real).collect();
    files.retain(|file| !others.contains(&real(&file.path)));
}

/// Reads and checks the units' dossiers and sheets in parallel; returns the submissions of
/// each file, in order.
pub fn read_all(
    office: &Office,
    files: &[&DossierFile],
    asked: &Asked<'_>,
) -> Result<Vec<Came>, Failure> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let lot = files.len().div_ceil(threads).max(1);
    let read_lot = |files: &[&DossierFile]| -> Result<Vec<Came>, Failure> {
        files.iter().map(|file| read(office, file, asked)).collect()
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = files
            .chunks(lot)
            .map(|files| {
                let work = move || read_lot(files);
                (files, std::thread::Builder::new().spawn_scoped(scope, work))
            })
            .collect();
        let mut all = Vec::with_capacity(files.len());
        for (files, worker) in workers {
            all.extend(match worker {
                Ok(worker) => worker
                    .join()
                    .unwrap_or_else(|_| Err(Failure::new("Có hồ sơ đơn vị làm chương trình dừng"))),
                // The system grants no thread: do it here.
                Err(_) => read_lot(files),
            }?);
        }
        Ok(all)
    })
}

/// Reads one file.
fn read(office: &Office, file: &DossierFile, asked: &Asked<'_>) -> Result<Came, Failure> {
    if !sheet::is_sheet(&file.name) {
        let sent = vec![asked.take(&submission(office, file)?)];
        return Ok(Came { sent, of_sheets: Vec::new() });
    }
    // A sheet that can't be opened only affects its unit.
    file.there()?;
    let superior = asked.superior();
    let known = sheet::every(office.catalog(), &superior.catalog);
    let period = superior.period.as_ref();
    let reading = match sheet::open_file(&file.path) {
        Ok(grids) if sheet::is_book(&grids) => {
            let (tree, found) = sheet::book_tree(&file.name, &grids);
            let sent = submitted(office, file, office.load_tree(tree, found, &[]));
            return Ok(Came { sent: vec![asked.take(&sent)], of_sheets: Vec::new() });
        }
        Ok(grids) => sheet::read_for(&file.name, &grids, &known, period),
        Err(why) => Contents::unopened(&file.name, &why),
    };
    let (submissions, of_sheets) = sheet::submissions(office, reading, period);
    Ok(Came { sent: submissions.iter().map(|one| asked.take(one)).collect(), of_sheets })
}

fn submission(office: &Office, file: &DossierFile) -> Result<Submission, Failure> {
    Ok(submitted(office, file, office.load(&file.name, &file.read()?, &[])))
}

/// A unit's dossier that was read, with everything found in it.
fn submitted(office: &Office, file: &DossierFile, loaded: Loaded) -> Submission {
    let mut findings = loaded.diagnostics.clone();
    findings.extend(office.check(&loaded));
    let (dossier, tree) = loaded.reading.map(|reading| (reading.dossier, reading.tree)).unzip();
    let (name, stem) = (file.name.clone(), file.stem.clone());
    Submission { name, stem, dossier, tree, findings }
}
