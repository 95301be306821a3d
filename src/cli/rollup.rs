//! `rollup`: adds up the units' figures in their superior's dossier, and reports the faults
//! to correct before.

mod came;
mod handed;
mod partial;
mod past;
mod slips;
mod teller;

use std::path::Path;

use baocao::batch::Shard;
use baocao::check::Acknowledgements;
use baocao::diagnostic::Diagnostic;
use baocao::dossier::Dossier;
use baocao::rollup::{self, Asked, NoRollUp, OfficeRules, Request, RollUp};
use baocao::roster::Roster;
use baocao::source::{self, Limits, Node};
use baocao::{Loaded, Office};

use super::args;
use super::console::Console;
use super::files::{self, DossierFile};
use super::json;
use super::office;
use super::outcome::{Failure, Outcome};
use super::write::{self, Existing};
use came::Came;
use handed::Desk;
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
    let request = Request {
        roster: &roster,
        catalog: office.catalog(),
        superior: dossier,
        leave_out: &args.leave_out,
    };
    let asked = Asked::of(request).map_err(|refusal| refused(&refusal, &target))?;
    let (asked, rules) = asked_with(asked, args, (&office, request), console)?;
    let Some(Inputs { files, copies, came }) = inputs(args, (&office, &asked), console)? else {
        return Ok(Outcome::CouldNotRun);
    };
    let Some(Came { sent, of_sheets }) = came else { return Ok(Outcome::Well) };
    let mut roll_up = rollup::roll_up(asked, sent);
    if let Some(rules) = &rules {
        rules.look(&mut roll_up);
    }
    for (path, option) in args.outputs() {
        not_an_input(path, args, &files, option)?;
    }
    let desk = Desk { args, office: &office, roll_up: &roll_up, dossier, roster: &roster };
    if let Some(code) = &args.trace {
        return desk.trace(code.trim(), console);
    }
    let mut teller = Teller::new(args, console);
    teller.tally.count(&told);
    copies.iter().chain(&of_sheets).for_each(|found| teller.tell(found));
    let mut acknowledged = Acknowledgements::of_roll_up(dossier);
    teller.tell_review(&acknowledged.part(findings(&roll_up, &superior)));
    desk.hand_out(&superior, rules.as_ref(), &mut teller)?;
    teller.say(&roll_up.summary());
    let shown = args.output.as_ref().unwrap_or(&target.path).display().to_string();
    if teller.tally.errors > 0 && !args.accept_missing {
        teller.refused(&roll_up, &target.name);
        return Ok(Outcome::Faulty);
    }
    let written = merged(&office, &roll_up, &target, &yaml, &shown)?;
    put_down(args, &target, &yaml, &written.text)?;
    teller.tell_review(&acknowledged.part(written.findings));
    needless(&acknowledged, &superior).iter().for_each(|found| teller.tell(found));
    teller.written(&roll_up, &shown);
    Ok(Outcome::Well)
}

/// Writes the superior's dossier with the totals, in its place or another.
fn put_down(
    args: &args::Rollup,
    target: &DossierFile,
    yaml: &[u8],
    text: &str,
) -> Result<(), Failure> {
    let text = source::with_mark(yaml, text);
    match &args.output {
        Some(output) => put_elsewhere(output, &text),
        None => write::edited(&target.path, yaml, &text),
    }
}

/// What is asked of the units, with what the options add to it; and the office's rules.
fn asked_with<'a>(
    asked: Asked<'a>,
    args: &args::Rollup,
    (office, request): (&Office, Request<'a>),
    console: &mut Console,
) -> Result<(Asked<'a>, Option<OfficeRules>), Failure> {
    let asked = if args.wants_texts() { asked.with_texts() } else { asked };
    let rules = args.rules.as_deref().map(|path| read_rules(path, &asked, args, console));
    let rules = rules.transpose()?;
    let Some(folder) = &args.prior else { return Ok((asked, rules)) };
    let past = past::of(folder, args, (office, request), &asked)?;
    Ok((asked.with_past(past), rules))
}

/// The units' files and submissions; no submissions if a shard was only to be written to a
/// file.
struct Inputs {
    files: Vec<DossierFile>,
    copies: Vec<Diagnostic>,
    came: Option<Came>,
}

/// Reads the units' files, or the files of shards. `None` if something is missing, which is
/// reported.
fn inputs(
    args: &args::Rollup,
    (office, asked): (&Office, &Asked<'_>),
    console: &mut Console,
) -> Result<Option<Inputs>, Failure> {
    if !args.merge.is_empty() {
        let merged = partial::read(&args.merge, (office, asked), args.texts.is_some())?;
        let (files, copies) = (Vec::new(), merged.copies);
        return Ok(Some(Inputs { files, copies, came: Some(merged.came) }));
    }
    let (mut files, failures) = came::units(args)?;
    failures.iter().for_each(|failure| console.failure(failure, args.json));
    if !failures.is_empty() {
        return Ok(None);
    }
    let copies = files::without_copies(&mut files);
    let Some(path) = &args.partial else {
        let all: Vec<&DossierFile> = files.iter().collect();
        let mut came = Came::default();
        came::read_all(office, &all, asked)?.into_iter().for_each(|one| came.append(one));
        return Ok(Some(Inputs { files, copies, came: Some(came) }));
    };
    not_an_input(path, args, &files, "--partial")?;
    let shard = args.shard.unwrap_or(Shard::WHOLE);
    let here = partial::write(path, shard, (office, asked), (&files, copies))?;
    if !args.json {
        let (all, path) = (files.len(), path.display());
        console.say(&format!("Đã ghi phần {shard} vào {path}: {here} trong {all} tệp."));
    }
    Ok(Some(Inputs { files, copies: Vec::new(), came: None }))
}

/// All findings before writing; those about no unit concern the superior's dossier, if they
/// have a path.
fn findings(roll_up: &RollUp<'_>, superior: &Loaded) -> Vec<Diagnostic> {
    let mut findings = roll_up.findings();
    if let Some(reading) = &superior.reading {
        let own = findings.iter_mut().filter(|found| found.unit.is_none());
        rollup::put_to_places(own, &reading.tree);
    }
    findings
}

/// The unnecessary entries under `acknowledged` in the superior's dossier.
fn needless(acknowledged: &Acknowledgements<'_>, superior: &Loaded) -> Vec<Diagnostic> {
    let mut notes = acknowledged.needless();
    if let Some(reading) = &superior.reading {
        rollup::put_to_places(notes.iter_mut(), &reading.tree);
    }
    notes
}

/// Reads the roster, and reports its faults.
fn roster(
    args: &args::Rollup,
    console: &mut Console,
) -> Result<(Roster, Vec<Diagnostic>), Failure> {
    let file = DossierFile::new(args.roster.clone());
    let (roster, findings) = office::read_roster(&file)?;
    tell_findings(args, &file.name, &findings, console);
    Ok((office::usable(roster, &file)?, findings))
}

/// Reports the faults of the roster or the superior's dossier.
fn tell_findings(args: &args::Rollup, name: &str, found: &[Diagnostic], console: &mut Console) {
    match args.json {
        true => found.iter().for_each(|found| console.say(&json::finding(name, found))),
        false => console.tell_findings(found),
    }
}

/// Refuses an existing output file that isn't a dossier of the same superior: it may be a
/// unit's.
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

/// Writes the superior's dossier to another file.
fn put_elsewhere(output: &Path, text: &[u8]) -> Result<(), Failure> {
    match std::fs::read(output) {
        Ok(before) => write::edited(output, &before, text),
        Err(_) => write::whole(output, text, Existing::Replace),
    }
}

/// Refuses to overwrite an input.
fn not_an_input(
    path: &Path,
    args: &args::Rollup,
    files: &[DossierFile],
    option: &str,
) -> Result<(), Failure> {
    let Ok(real) = std::fs::canonicalize(path) else { return Ok(()) };
    let others = [&args.roster, &args.into].into_iter().chain(&args.merge);
    let mut inputs = files.iter().map(|file| &file.path).chain(others);
    match inputs.any(|input| std::fs::canonicalize(input).is_ok_and(|input| input == real)) {
        true => Err(Failure::new(format!(
            "{}: là tệp đang được tổng hợp; không ghi đè",
            path.display()
        ))
        .hint(format!("ghi tên tệp khác sau {option}"))),
        false => Ok(()),
    }
}

/// What the office sets for its roll-ups.
fn read_rules(
    path: &Path,
    asked: &Asked<'_>,
    args: &args::Rollup,
    console: &mut Console,
) -> Result<OfficeRules, Failure> {
    let file = DossierFile::new(path.to_owned());
    let (rules, found) = OfficeRules::read(&file.name, &file.read()?, &asked.rows);
    tell_findings(args, &file.name, &found, console);
    rules.ok_or_else(|| Failure::new(format!("{}: chưa dùng được quy định này", file.name)))
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

/// The superior's dossier with the totals, for `file`; parsed again as a check.
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
