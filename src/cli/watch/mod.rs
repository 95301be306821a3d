//! `watch`: renders a dossier whenever it, or a template, is saved.
//!
//! Files are looked at a few times a second instead of asking the system for
//! its events. Events differ from system to system, don't come from a folder
//! shared over a network, where offices keep their dossiers, and are lost when
//! an editor replaces a file by renaming another. A look costs one `stat` a
//! file. This is the one place that waits on a clock.

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

/// Between two looks while nothing happens.
const PAUSE: Duration = Duration::from_millis(250);

/// Between two looks while something happens: an editor writes a file in
/// several goes, or puts another one in its place.
const MOMENT: Duration = Duration::from_millis(100);

/// How many looks have to agree before a change counts; more where a file has
/// gone, since an editor may be about to put it back.
const AGREE: usize = 1;
const AGREE_IF_GONE: usize = 5;

/// How many such looks at most: something that is written all the time is
/// rendered every few seconds.
const PATIENCE: usize = 30;

pub fn run(args: &args::Watch, console: &mut Console) -> Result<Outcome, Failure> {
    let args = &args.render;
    // A slip of the hand is told at once; what may come right by a file being
    // saved is waited for.
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

/// Waits for a change to be complete; `None` where asked to stop.
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

/// What is known from one change to the next.
struct Watch<'a> {
    args: &'a args::Render,
    /// `None` until the templates can be used.
    setup: Option<Setup>,
    /// The templates and fonts that `setup` was made of.
    office: BTreeMap<PathBuf, Stamp>,
    /// The dossiers as they were when they were rendered last.
    rendered: BTreeMap<PathBuf, Stamp>,
    /// What couldn't be looked at, and was told.
    told: Vec<Failure>,
}

impl Watch<'_> {
    /// Renders what changed since the last round, and says what is wrong.
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

    /// A dossier that was there and isn't any more.
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
