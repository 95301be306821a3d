//! `check`: what is wrong, and what to type instead.

use baocao::Work;

use super::args;
use super::console::Console;
use super::files;
use super::json;
use super::office;
use super::outcome::{Failure, Outcome};
use super::tally::Tally;

pub fn run(args: &args::Check, console: &mut Console) -> Result<Outcome, Failure> {
    let args = &args.dossiers;
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
        let yaml = match file.read() {
            Ok(yaml) => yaml,
            Err(failure) => {
                fail(&failure, console);
                continue;
            }
        };
        let work =
            Work::new(&office, office.load(&file.name, &yaml, &overrides), args.status, &wanted);
        tally.count(&work.findings);
        if args.json {
            for finding in &work.findings {
                console.say(&json::finding(&file.name, finding));
            }
        } else {
            console.say_findings(&work.findings);
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
