//! `watch`: renders a dossier whenever it, or a template, is saved.
//!
//! Files are polled a few times a second instead of using system events. Events differ
//! between systems, aren't sent for network folders, where offices keep their dossiers, and
//! are lost when an editor replaces a file by renaming another. A poll costs one `stat` per
//! file. This is the only place that waits for a clock.

mod look;
mod stop;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::args;
use super::console::Console;
use super::files::{self, DossierFile};
use super::outcome::{Failure, Outcome};
use super::render::{self, Setup};

use look::{Look, Stamp};
use stop::Stop;

/// The polling interval while nothing changes.
const PAUSE: Duration = Duration::from_millis(250);

/// The polling interval during changes: an editor may write a file in several steps, or
/// replace it.
const MOMENT: Duration = Duration::from_millis(100);

/// How many polls must agree before a change counts; more if a file has disappeared, since an
/// editor may be about to replace it.
const AGREE: usize = 1;
const AGREE_IF_GONE: usize = 5;

/// The most such polls: a file that is written continuously is rendered every few seconds.
const PATIENCE: usize = 30;

pub fn run(args: &args::Watch, console: &mut Console) -> Result<Outcome, Failure> {
    let args = &args.render;
    // A mistake in the options is reported at once; faults that saving a file may resolve are
    // waited for.
    let setup = match Setup::new(args) {
        Err(failure) if args.dossiers.office.templates.is_none() => return Err(failure),
        setup => setup.ok(),
    };
    for path in args.dossiers.paths.iter().filter(|path| !path.exists()) {
        DossierFile::new(path.clone()).read()?;
    }
    let stop = Stop::listen()?;
    let mut look = Look::take(args);
    console.tell(&format!("Đang theo dõi {}. Dừng: Ctrl-C.", watched(args)));
    let office = look.office.clone();
    let mut watch = Watch { args, setup, office, rendered: BTreeMap::new(), told: Vec::new() };
    while !stop.asked() {
        watch.round(&look, console, &stop);
        match next(args, &look, &stop) {
            Some(changed) => look = changed,
            None => break,
        }
    }
    console.tell("Đã dừng theo dõi.");
    Ok(Outcome::Well)
}

/// *tk.yaml, thư mục mẫu mau*
fn watched(args: &args::Render) -> String {
    let folder = |what: &str, path: &PathBuf| {
        format!("{what} {}", files::quoted(&path.display().to_string()))
    };
    let paths = &args.dossiers.paths;
    let (folders, dossiers): (Vec<_>, Vec<_>) = paths.iter().partition(|path| path.is_dir());
    let mut watched: Vec<String> = match dossiers.as_slice() {
        [] => Vec::new(),
        [one] => vec![one.display().to_string()],
        all => vec![format!("{} hồ sơ", all.len())],
    };
    watched.extend(folders.into_iter().map(|path| folder("thư mục", path)));
    let office = &args.dossiers.office;
    watched.extend(office.templates.iter().map(|own| folder("thư mục mẫu", own)));
    watched.extend(office.fonts.iter().map(|own| folder("thư mục phông chữ", own)));
    watched.join(", ")
}

/// Waits for a change to be complete; `None` if asked to stop.
fn next(args: &args::Render, before: &Look, stop: &Stop) -> Option<Look> {
    loop {
        if stop.asked_within(PAUSE) {
            return None;
        }
        let mut look = Look::take(args);
        let mut agreed = 0;
        for _ in 0..PATIENCE {
            let needed = if look.lacks_of(before) { AGREE_IF_GONE } else { AGREE };
            if look == *before || agreed >= needed {
                break;
            }
            if stop.asked_within(MOMENT) {
                return None;
            }
            let again = Look::take(args);
            agreed = if again == look && again.readable_since(before) { agreed + 1 } else { 0 };
            look = again;
        }
        if look != *before {
            return Some(look);
        }
    }
}

/// The state kept between changes.
struct Watch<'a> {
    args: &'a args::Render,
    /// `None` until the templates are usable.
    setup: Option<Setup>,
    /// The templates and fonts from which `setup` was made.
    office: BTreeMap<PathBuf, Stamp>,
    /// The dossiers as they were last rendered.
    rendered: BTreeMap<PathBuf, Stamp>,
    /// Failures already reported.
    told: Vec<Failure>,
}

impl Watch<'_> {
    /// Renders what changed since the last round, and reports faults.
    fn round(&mut self, look: &Look, console: &mut Console, stop: &Stop) {
        let json = self.args.dossiers.json;
        for failure in look.failures.iter().filter(|failure| !self.told.contains(failure)) {
            console.failure(failure, json);
        }
        self.told.clone_from(&look.failures);
        let first = self.rendered.is_empty();
        let anew = self.office != look.office;
        if anew {
            self.office.clone_from(&look.office);
            self.setup = None;
        }
        self.forget_gone(look, console);
        let due = self.due(look, anew);
        if due.is_empty() && !anew {
            return;
        }
        if anew {
            console.tell("Có thay đổi ở thư mục mẫu hoặc phông chữ.");
        } else if !first {
            let names: Vec<&str> = due.iter().map(|file| file.name.as_str()).collect();
            console.tell(&format!("Có thay đổi: {}.", names.join(", ")));
        }
        if let Err(failure) = self.render(look, &due, console, stop) {
            console.failure(&failure, json);
        }
    }

    /// Forgets dossiers that have disappeared.
    fn forget_gone(&mut self, look: &Look, console: &mut Console) {
        let there =
            |path: &PathBuf| look.dossiers.iter().any(|(f, s)| f.path == *path && s.is_some());
        self.rendered.retain(|path, _| {
            let there = there(path);
            if !there {
                console.tell(&format!("Không còn {}; chờ tệp trở lại.", path.display()));
            }
            there
        });
    }

    fn due(&self, look: &Look, anew: bool) -> Vec<DossierFile> {
        let due = |(file, stamp): &&(DossierFile, Option<Stamp>)| {
            stamp.is_some() && (anew || self.rendered.get(&file.path) != stamp.as_ref())
        };
        look.dossiers.iter().filter(due).map(|(file, _)| file.clone()).collect()
    }

    fn render(
        &mut self,
        look: &Look,
        due: &[DossierFile],
        console: &mut Console,
        stop: &Stop,
    ) -> Result<(), Failure> {
        let all: Vec<DossierFile> = look.dossiers.iter().map(|(file, _)| file.clone()).collect();
        files::distinct(&all)?;
        let setup = match &mut self.setup {
            Some(setup) => setup,
            none => none.insert(Setup::new(self.args)?),
        };
        if !due.is_empty() {
            let asked = || stop.asked();
            render::render(setup, self.args, due, Outcome::Well, console, &asked)?;
        }
        for (file, stamp) in &look.dossiers {
            if let Some(stamp) = stamp {
                self.rendered.insert(file.path.clone(), stamp.clone());
            }
        }
        Ok(())
    }
}
