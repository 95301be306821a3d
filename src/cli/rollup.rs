//! `rollup`: the units' figures into their superior's dossier, and who has
//! something to mend before.

mod teller;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use baocao::check::Acknowledgements;
use baocao::diagnostic::Diagnostic;
use baocao::dossier::Dossier;
use baocao::file::folded;
use baocao::rollup::{self, NoRollUp, Request, RollUp, Submission};
use baocao::roster::Roster;
use baocao::sheet::{self, Reading};
use baocao::source::{self, Limits, Node};
use baocao::vietnamese::slug;
use baocao::{Loaded, Office};

use super::args;
use super::console::Console;
use super::files::{self, DossierFile};
use super::json;
use super::office;
use super::outcome::{Failure, Outcome};
use super::write::{self, Existing};
use teller::Teller;

pub fn run(args: &args::Rollup, console: &mut Console) -> Result<Outcome, Failure> {
    let office = office::open(&args.office)?;
    let (roster, told) = roster(args, console)?;
    let target = DossierFile::new(args.into.clone());
    let yaml = target.read()?;
    let superior = office.load(&target.name, &yaml, &[]);
    let Some(dossier) = superior.dossier() else {
        tell_findings(args, &target.name, &superior.diagnostics, console);
        return Err(Failure::new(format!("{}: hồ sơ chưa đọc được trọn vẹn", target.name)));
    };
    if let Some(output) = &args.output {
        refuse_foreign(&office, output, dossier)?;
    }
    let (mut files, failures) = units(args);
    failures.iter().for_each(|failure| console.failure(failure, args.json));
    if !failures.is_empty() {
        return Ok(Outcome::CouldNotRun);
    }
    let copies = files::without_copies(&mut files);
    let Came { submissions, of_sheets } = submissions(&office, &files, dossier)?;
    let request = Request {
        roster: &roster,
        catalog: office.catalog(),
        superior: dossier,
        leave_out: &args.leave_out,
    };
    let roll_up = rollup::roll_up(request, &submissions).map_err(|r| refused(&r, &target))?;
    if let Some(code) = &args.trace {
        let trace = rollup::trace(&roll_up, code.trim()).ok_or_else(|| no_code(&roll_up, code))?;
        console.say(trace.trim_end());
        return Ok(Outcome::Well);
    }
    let mut teller = Teller::new(args, console);
    teller.tally.count(&told);
    copies.iter().chain(&of_sheets).for_each(|found| teller.tell(found));
    let mut acknowledged = Acknowledgements::of_roll_up(dossier);
    teller.tell_review(&acknowledged.part(findings(&roll_up, &superior)));
    if let Some(path) = &args.texts {
        not_an_input(path, args, &files)?;
    }
    write_for_people(args, &roll_up, dossier, &roster, &mut teller)?;
    teller.say(&roll_up.summary());
    let shown = args.output.as_ref().unwrap_or(&target.path).display().to_string();
    if teller.tally.errors > 0 && !args.accept_missing {
        teller.refused(&roll_up, &target.name);
        return Ok(Outcome::Faulty);
    }
    let written = merged(&office, &roll_up, &target, &yaml, &shown)?;
    let text = source::with_mark(&yaml, &written.text);
    match &args.output {
        Some(output) => put_elsewhere(output, &text)?,
        None => write::edited(&target.path, &yaml, &text)?,
    }
    teller.tell_review(&acknowledged.part(written.findings));
    needless(&acknowledged, &superior).iter().for_each(|found| teller.tell(found));
    teller.written(&roll_up, &shown);
    Ok(Outcome::Well)
}

/// The units' texts and the slips that go back to them, where they are asked for.
fn write_for_people(
    args: &args::Rollup,
    roll_up: &RollUp<'_>,
    dossier: &Dossier,
    roster: &Roster,
    teller: &mut Teller<'_>,
) -> Result<(), Failure> {
    if let Some(path) = &args.texts {
        write::whole(path, rollup::texts(roll_up, dossier).as_bytes(), Existing::Replace)?;
        teller.say(&format!("Đã gom bài viết của các đơn vị vào {}.", path.display()));
    }
    if let Some(folder) = &args.slips {
        let slips = write_slips(roll_up, dossier, roster, folder)?;
        teller.say(&format!("Đã ghi {slips} phiếu trả lại vào thư mục {}.", folder.display()));
    }
    Ok(())
}

/// All that is to be said before anything is written; what concerns no unit is
/// about the superior's dossier, if it has a path.
fn findings(roll_up: &RollUp<'_>, superior: &Loaded) -> Vec<Diagnostic> {
    let mut findings = roll_up.findings();
    if let Some(reading) = &superior.reading {
        let own = findings.iter_mut().filter(|found| found.unit.is_none());
        rollup::put_to_places(own, &reading.tree);
    }
    findings
}

/// The entries of the superior's dossier under `acknowledged` that are about nothing any
/// more.
fn needless(acknowledged: &Acknowledgements<'_>, superior: &Loaded) -> Vec<Diagnostic> {
    let mut notes = acknowledged.needless();
    if let Some(reading) = &superior.reading {
        rollup::put_to_places(notes.iter_mut(), &reading.tree);
    }
    notes
}

/// The roster, and what is doubtful about it, which is told.
fn roster(
    args: &args::Rollup,
    console: &mut Console,
) -> Result<(Roster, Vec<Diagnostic>), Failure> {
    let file = DossierFile::new(args.roster.clone());
    let (roster, findings) = office::read_roster(&file)?;
    tell_findings(args, &file.name, &findings, console);
    Ok((office::usable(roster, &file)?, findings))
}

/// What is wrong with the roster or the superior's dossier.
fn tell_findings(args: &args::Rollup, name: &str, found: &[Diagnostic], console: &mut Console) {
    match args.json {
        true => found.iter().for_each(|found| console.say(&json::finding(name, found))),
        false => console.tell_findings(found),
    }
}

/// Refuses another file to write into that is there and isn't the same
/// superior's dossier: it may be a unit's.
fn refuse_foreign(office: &Office, output: &Path, superior: &Dossier) -> Result<(), Failure> {
    let Ok(before) = std::fs::read(output) else { return Ok(()) };
    let shown = output.display().to_string();
    let own = &superior.organization;
    let loaded = office.load(&shown, &before, &[]);
    let same = loaded.dossier().is_some_and(|there| {
        let there = &there.organization;
        (there.code.as_deref(), there.name.as_deref()) == (own.code.as_deref(), own.name.as_deref())
    });
    if same || before.is_empty() {
        return Ok(());
    }
    let whose = own.name.as_deref().unwrap_or("công đoàn cấp trên");
    Err(Failure::new(format!(
        "{shown}: đã có tệp này và không phải hồ sơ của {whose}; không ghi đè"
    ))
    .hint("ghi tên tệp khác sau --output"))
}

/// Writes the superior's dossier into another file.
fn put_elsewhere(output: &Path, text: &[u8]) -> Result<(), Failure> {
    match std::fs::read(output) {
        Ok(before) => write::edited(output, &before, text),
        Err(_) => write::whole(output, text, Existing::Replace),
    }
}

/// The units' files: a folder may hold the roster and the superior's dossier as
/// well.
fn units(args: &args::Rollup) -> (Vec<DossierFile>, Vec<Failure>) {
    let real = |path: &PathBuf| std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    let mut others: Vec<PathBuf> = vec![real(&args.roster), real(&args.into)];
    others.extend(args.output.as_ref().map(real));
    let (mut files, failures) = files::reports(&args.paths);
    files.retain(|file| !others.contains(&real(&file.path)));
    (files, failures)
}

/// Refuses to write over what is read.
fn not_an_input(path: &Path, args: &args::Rollup, files: &[DossierFile]) -> Result<(), Failure> {
    let Ok(real) = std::fs::canonicalize(path) else { return Ok(()) };
    let mut inputs = files.iter().map(|file| &file.path).chain([&args.roster, &args.into]);
    match inputs.any(|input| std::fs::canonicalize(input).is_ok_and(|input| input == real)) {
        true => Err(Failure::new(format!(
            "{}: là tệp đang được tổng hợp; không ghi đè",
            path.display()
        ))
        .hint("ghi tên tệp khác sau --texts")),
        false => Ok(()),
    }
}

/// What came in one file.
#[derive(Default)]
struct Came {
    submissions: Vec<Submission>,
    /// What is to be said about a sheet beside its units' rows.
    of_sheets: Vec<Diagnostic>,
}

/// Reads and checks the units' dossiers and sheets, some at a time; in the
/// order of the files.
fn submissions(office: &Office, files: &[DossierFile], into: &Dossier) -> Result<Came, Failure> {
    let known = sheet::every(office.catalog(), &into.catalog);
    let period = into.period.as_ref();
    let read = |file: &DossierFile| -> Result<Came, Failure> {
        if !sheet::is_sheet(&file.name) {
            let submissions = vec![submission(office, file)?];
            return Ok(Came { submissions, of_sheets: Vec::new() });
        }
        // A sheet that can't be opened is a unit's affair: the others count.
        file.there()?;
        let reading = match sheet::open_file(&file.path) {
            Ok(grids) => sheet::read_for(&file.name, &grids, &known, period),
            Err(why) => Reading::unopened(&file.name, &why),
        };
        let (submissions, of_sheets) = sheet::submissions(office, reading, period);
        Ok(Came { submissions, of_sheets })
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let lot = files.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let workers: Vec<_> = files
            .chunks(lot)
            .map(|files| {
                let work = move || files.iter().map(read).collect();
                (files, std::thread::Builder::new().spawn_scoped(scope, work))
            })
            .collect();
        let mut all = Came::default();
        for (files, worker) in workers {
            let read: Result<Vec<Came>, Failure> = match worker {
                Ok(worker) => worker
                    .join()
                    .unwrap_or_else(|_| Err(Failure::new("Có hồ sơ đơn vị làm chương trình dừng"))),
                // The system grants no thread: the same here.
                Err(_) => files.iter().map(read).collect(),
            };
            for came in read? {
                all.submissions.extend(came.submissions);
                all.of_sheets.extend(came.of_sheets);
            }
        }
        Ok(all)
    })
}

fn submission(office: &Office, file: &DossierFile) -> Result<Submission, Failure> {
    let yaml = file.read()?;
    let loaded = office.load(&file.name, &yaml, &[]);
    let mut findings = loaded.diagnostics.clone();
    findings.extend(office.check(&loaded));
    let Loaded { reading, .. } = loaded;
    Ok(Submission {
        name: file.name.clone(),
        stem: file.stem.clone(),
        dossier: reading.map(|reading| reading.dossier),
        yaml: Some(yaml),
        findings,
    })
}

fn refused(refusal: &NoRollUp, target: &DossierFile) -> Failure {
    match refusal {
        NoRollUp::NoPeriod => Failure::new(format!("{}: chưa ghi kỳ báo cáo", target.name))
            .hint("ghi period.type và period.year, hoặc period.from và period.to"),
        NoRollUp::NobodyDue => {
            Failure::new("Danh sách không có đơn vị nào phải báo cáo trong kỳ này")
                .hint("xem lại since, until, parent trong danh sách và period trong hồ sơ cấp trên")
        }
        NoRollUp::NoSuchUnit(codes) => {
            Failure::new(format!("`--leave-out`: danh sách không có mã {}", codes.join(", ")))
        }
    }
}

fn no_code(roll_up: &RollUp<'_>, code: &str) -> Failure {
    let codes: Vec<&str> = roll_up.rows.iter().map(|row| row.code).collect();
    Failure::new(format!("`--trace`: không tổng hợp chỉ tiêu nào có mã “{code}”"))
        .hint(format!("các mã: {}", codes.join(", ")))
}

fn write_slips(
    roll_up: &RollUp<'_>,
    superior: &Dossier,
    roster: &Roster,
    folder: &Path,
) -> Result<usize, Failure> {
    let period = superior.period.as_ref().map(rollup::period_words).unwrap_or_default();
    let slips = rollup::slips(roll_up, &period, roster.deadline);
    let mut paths: Vec<(PathBuf, &rollup::Slip)> = Vec::with_capacity(slips.len());
    let mut taken: HashMap<String, &str> = HashMap::new();
    for slip in &slips {
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
    Ok(slips.len())
}

/// What a unit's slip is called. A code that names no file is refused before
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

/// The superior's dossier with the totals, as it will stand in `file`; read
/// again before anybody sees it.
fn merged(
    office: &Office,
    roll_up: &RollUp<'_>,
    target: &DossierFile,
    yaml: &[u8],
    file: &str,
) -> Result<rollup::Written, Failure> {
    let tree: Option<Node> = source::read_yaml(&target.name, yaml, Limits::default()).0;
    let failed = || {
        Failure::new(format!("{}: không ghi tự động được vào hồ sơ này", target.name))
            .hint("viết các khối membership, results mỗi khóa một dòng rồi chạy lại")
    };
    let mut written = rollup::write(roll_up, &tree.ok_or_else(failed)?).ok_or_else(failed)?;
    let again = office.load(file, written.text.as_bytes(), &[]);
    again.dossier().ok_or_else(failed)?;
    if let Some(reading) = &again.reading {
        rollup::put_to_places(written.findings.iter_mut(), &reading.tree);
    }
    Ok(written)
}
