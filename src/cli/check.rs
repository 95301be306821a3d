//! `check`: the faults of a dossier or a paper in Word, with corrections.

use baocao::diagnostic::Diagnostic;
use baocao::dossier::Acknowledgement;
use baocao::word::{self, form};
use baocao::{Office, Wanted, Work};

use super::args;
use super::console::Console;
use super::files;
use super::fix;
use super::json;
use super::office;
use super::outcome::{Failure, Outcome};
use super::tally::Tally;

pub fn run(check: &args::Check, console: &mut Console) -> Result<Outcome, Failure> {
    let args = &check.dossiers;
    let office = office::open(&args.office)?;
    let overrides = office::overrides(&args.overrides)?;
    let wanted = office::wanted(&office, &args.paper)?;
    let (dossiers, failures) = files::dossiers(&args.paths);
    let mut tally = Tally::default();
    let mut outcome = Outcome::Well;
    let mut fail = |failure: &Failure, console: &mut Console| {
        console.failure(failure, args.json);
        outcome = Outcome::CouldNotRun;
    };
    failures.iter().for_each(|failure| fail(failure, console));
    for file in &dossiers {
        let mendable = if check.fix { files::no_workbook(file, "`--fix` sửa") } else { Ok(()) };
        let yaml = match mendable.and_then(|()| file.read()) {
            Ok(yaml) => yaml,
            Err(failure) => {
                fail(&failure, console);
                continue;
            }
        };
        if word::is_word(&yaml) {
            let found = match word::open(&yaml) {
                Ok(document) => form::check(&document, &file.name, check.regime, office.library()),
                Err(refusal) => vec![refusal.finding(&file.name)],
            };
            let found = asked_for(check, found);
            tally.count(&found);
            show(&file.name, &found, args.json, console);
            continue;
        }
        let loaded = files::loaded(&office, &file.name, &yaml, &overrides);
        let work = Work::new(&office, loaded, args.status, &wanted).check(&office);
        let found = asked_for(check, work.findings().to_vec());
        if check.fix && fix::mend(file, &yaml, &found, console)? {
            // The remaining findings are those of the file as it is now.
            again(check, &office, file, &wanted, &mut tally, console)?;
            continue;
        }
        tally.count(&found);
        show(&file.name, &found, args.json, console);
        if check.acknowledged {
            acknowledged(&file.name, work.acknowledged(), args.json, console);
        }
    }
    if args.json {
        console.say(&json::summary(&tally));
    } else if dossiers.len() > 1 {
        console.say(&format!("{} hồ sơ. {}", dossiers.len(), tally.findings()));
    } else if outcome == Outcome::Well {
        console.say(&tally.findings());
    }
    Ok(outcome.max(tally.outcome(args.deny_warnings)))
}

/// The findings with the requested codes (`--only`, `--without`).
fn asked_for(check: &args::Check, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.retain(|finding| {
        (check.only.is_empty() || check.only.contains(&finding.code))
            && !check.without.contains(&finding.code)
    });
    found
}

/// Checks a corrected dossier once more.
fn again(
    check: &args::Check,
    office: &Office,
    file: &files::DossierFile,
    wanted: &Wanted<'_>,
    tally: &mut Tally,
    console: &mut Console,
) -> Result<(), Failure> {
    let loaded = files::load(office, file, &[])?;
    let work = Work::new(office, loaded, check.dossiers.status, wanted).check(office);
    let found = asked_for(check, work.findings().to_vec());
    tally.count(&found);
    show(&file.name, &found, false, console);
    Ok(())
}

fn show(name: &str, findings: &[Diagnostic], as_json: bool, console: &mut Console) {
    if as_json {
        findings.iter().for_each(|finding| console.say(&json::finding(name, finding)));
    } else {
        console.say_findings(findings);
    }
}

/// Lists the acknowledged findings with their reasons.
fn acknowledged(
    name: &str,
    covered: &[(Diagnostic, Acknowledgement)],
    as_json: bool,
    console: &mut Console,
) {
    if as_json {
        covered
            .iter()
            .for_each(|(finding, by)| console.say(&json::acknowledged(name, finding, by)));
        return;
    }
    if covered.is_empty() {
        return console.say(&format!("{name}: không có chỗ nào đã xem."));
    }
    console.say(&format!("{name}: {} chỗ đã xem, không báo nữa.", covered.len()));
    for (finding, by) in covered {
        let line = finding.place.as_ref().map(|place| place.line_column().0);
        let line = line.map(|line| format!(" · dòng {line}")).unwrap_or_default();
        let reason = by.reason.as_ref().map_or("", |reason| reason.0.as_str());
        let date = by.date.map(|date| format!(" (xem ngày {})", date.typed())).unwrap_or_default();
        console.say(&format!("  {}{line} · {}", finding.code, finding.message));
        console.say(&format!("    Lý do: {reason}{date}"));
    }
    console.say("");
}
