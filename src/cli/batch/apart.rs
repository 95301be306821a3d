//! Making a unit in a separate process: a unit that was in progress when an earlier run was
//! killed may have crashed it, and must not end this run too.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use baocao::batch::{Plan, PlannedUnit, Record, Settings, Source, UnitLine, make_apart};
use baocao::file::because;
use baocao::{Error, ErrorKind};

use super::super::args;
use super::super::console::Console;
use super::super::outcome::{Failure, Outcome};

/// The time limit of the process. A unit's papers take less than a second; a unit that
/// doesn't finish was probably killed by a user last time.
const PATIENCE: Duration = Duration::from_secs(120);

/// The interval for checking whether it has ended.
const PAUSE: Duration = Duration::from_millis(20);

/// Makes one unit in a separate process, started with the arguments of this one.
pub fn start(unit: &PlannedUnit) -> Result<Option<UnitLine>, Error> {
    let (source, input) = unit.source.alone()?;
    let failed = |e| {
        let message = format!("không mở được tiến trình riêng: {}", because(&e));
        Error::new(ErrorKind::Internal, message).with_source(e)
    };
    let program = std::env::current_exe().map_err(failed)?;
    // Right after the verb, since a `--` may stand before the paths.
    let mut words = std::env::args_os().skip(1);
    let option = |name: &str, value: &OsStr| {
        let mut option = OsString::from(name);
        option.push(value);
        option
    };
    let mut child = Command::new(program)
        .args(words.next())
        .arg(option("--apart=", unit.id.as_ref()))
        .arg(option("--apart-source=", source.as_os_str()))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A process that has ended doesn't read its input.
        let _ = stdin.write_all(&input);
    }
    let Some(answer) = answer(&mut child) else { return Ok(None) };
    Ok(serde_json::from_str(&answer).ok().filter(|line: &UnitLine| line.unit == unit.id))
}

/// Its output, if it ended normally.
fn answer(child: &mut Child) -> Option<String> {
    let mut stdout = child.stdout.take()?;
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        stdout.read_to_string(&mut text).map(|_| text).ok()
    });
    let begun = Instant::now();
    let ended = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status.success(),
            Ok(None) if begun.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                break false;
            }
        }
    };
    reader.join().ok()?.filter(|_| ended)
}

/// The separate process: makes the unit and prints its line.
pub fn make(
    args: &args::Batch,
    settings: &Settings<'_>,
    sources: Vec<Source>,
    id: &str,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let plan = Plan::new(settings, sources, args.shard, 1, &Record::default());
    let line = make_apart(settings, &plan, &args.output, id);
    let line = line.and_then(|line| serde_json::to_string(&line).ok());
    console.say(&line.ok_or_else(|| Failure::new(format!("Không có đơn vị {id}")))?);
    Ok(Outcome::Well)
}
