//! `compare`: the changes in a returned Word file, and with `--take` their transfer to the
//! dossier.

use baocao::compare::{Comparison, compare};
use baocao::diagnostic::Diagnostic;
use baocao::dossier::Status;
use baocao::file::{because, read_whole};
use baocao::source::with_mark;
use baocao::word::{self, Document, LARGEST_FILE};
use baocao::{Loaded, Office};

use super::args;
use super::console::Console;
use super::files::{DossierFile, no_workbook};
use super::json;
use super::office;
use super::outcome::{Failure, Outcome};
use super::tally::Tally;
use super::write;

pub fn run(args: &args::Compare, console: &mut Console) -> Result<Outcome, Failure> {
    let office = office::open(&args.office)?;
    let paper = args.paper.as_deref().map(|name| office::find(&office, name)).transpose()?;
    let file = DossierFile::new(args.dossier.clone());
    no_workbook(&file, "so bản Word với")?;
    let yaml = file.read()?;
    let loaded = office.load(&file.name, &yaml, &[]);
    if loaded.dossier().is_none() {
        show(&file.name, &loaded.diagnostics, args.json, console);
        console.tell(&format!("{}: hồ sơ chưa đọc được trọn vẹn", file.name));
        return Ok(Outcome::Faulty);
    }
    let name = args.file.display().to_string();
    let document = match open(args)? {
        Ok(document) => document,
        Err(refused) => {
            show(&file.name, &[*refused], args.json, console);
            return Ok(Outcome::CouldNotRun);
        }
    };
    let found = compare(&office, &loaded, &document, &name, paper.map(|paper| paper.id.as_str()));
    let comparison = match found {
        Ok(comparison) => comparison,
        Err(stranger) => {
            show(&file.name, &[stranger.finding(&name, &file.name)], args.json, console);
            return Ok(Outcome::CouldNotRun);
        }
    };
    if args.take {
        return take(args, &office, &loaded, &file, &yaml, &comparison, console);
    }
    let mut tally = Tally::default();
    tally.count(&comparison.findings);
    show(&file.name, &comparison.findings, args.json, console);
    if args.json {
        console.say(&json::summary(&tally));
    } else {
        console.say(&counted(&comparison, &file.name));
    }
    Ok(tally.outcome(false))
}

fn open(args: &args::Compare) -> Result<Result<Document, Box<Diagnostic>>, Failure> {
    let name = args.file.display().to_string();
    let bytes = read_whole(&args.file, LARGEST_FILE as u64)
        .map_err(|e| Failure::new(format!("Không đọc được {name}: {}", because(&e))))?;
    Ok(word::open(&bytes).map_err(|refusal| Box::new(refusal.finding(&name))))
}

/// Writes the changes that can be transferred into the dossier; reports the others and all
/// remarks.
fn take(
    args: &args::Compare,
    office: &Office,
    loaded: &Loaded,
    file: &DossierFile,
    yaml: &[u8],
    comparison: &Comparison,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let paper = office.papers().find(&comparison.paper).zip(loaded.dossier());
    if let Some((paper, dossier)) = paper
        && paper.status(dossier) == Status::Issued
    {
        show(&file.name, &comparison.findings, args.json, console);
        console.tell(&format!("{} đã ban hành; hồ sơ giữ nguyên", paper.title));
        return Ok(Outcome::Faulty);
    }
    let taken = comparison.changes - comparison.left.len();
    if let Some(text) = &comparison.taken {
        write::edited(&file.path, yaml, &with_mark(yaml, text))?;
    }
    // Transferred changes are in the dossier now: only the others need a person.
    let rest: Vec<Diagnostic> =
        comparison.left.iter().chain(&comparison.remarks).cloned().collect();
    let mut tally = Tally::default();
    tally.count(&rest);
    show(&file.name, &rest, args.json, console);
    if args.json {
        console.say(&json::summary(&tally));
    } else {
        let left = comparison.left.len();
        let said = match (taken, left) {
            (0, 0) => format!("Không có chỗ nào sửa; {} giữ nguyên.", file.name),
            (0, left) => {
                format!("Chưa nhận được chỗ nào vào {}; còn {left} chỗ ở trên.", file.name)
            }
            (taken, 0) => format!("Đã nhận {taken} chỗ sửa vào {}.", file.name),
            (taken, left) => {
                format!("Đã nhận {taken} chỗ sửa vào {}; còn {left} chỗ ở trên.", file.name)
            }
        };
        console.say(&said);
    }
    Ok(if comparison.left.is_empty() { tally.outcome(false) } else { Outcome::Faulty })
}

fn counted(comparison: &Comparison, name: &str) -> String {
    match comparison.changes {
        0 => format!("Tệp không khác văn bản xuất từ {name}."),
        changes => format!(
            "{changes} chỗ khác; {} chỗ nhận được vào {name} bằng --take.",
            changes - comparison.left.len()
        ),
    }
}

fn show(name: &str, findings: &[Diagnostic], as_json: bool, console: &mut Console) {
    if as_json {
        findings.iter().for_each(|finding| console.say(&json::finding(name, finding)));
    } else {
        console.say_findings(findings);
    }
}
