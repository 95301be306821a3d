//! How fast, how even and how small a batch is.
//!
//! `cargo bench --bench batch` measures on some hundred made-up units, in five
//! minutes behind a release build of ten or more; `--profile dev` shares its
//! dependencies with the tests and is near enough to tell what a change does.
//! `BAOCAO_BENCH_UNITS=1800` takes more units than 900, and `BAOCAO_BENCH_LONG=1` compares
//! the memory of 1,000 units with that of 10,000. `-- write DIR N` only writes N
//! dossiers, to try other programs on; `-- profile STEP` does one step alone
//! (`load`, `check`, `template`, `typeset`, `bare`, `whole`; from rows with
//! `rows-` before it), for a profiler.
//!
//! The bare loop sets the same sources with the same PDF options in this very
//! process, in turns with ours.

use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use baocao::batch::{Extent, Inputs, Manifest, Plan, Settings, Shard, Source, run};
use baocao::sheet::Fields;
use baocao::source::{Limits, read_yaml};
use baocao::{Loaded, Office, Options, Wanted, Work};
use tempfile::TempDir;

#[allow(dead_code)]
mod bare;
mod units;

/// Where the units come from.
#[derive(Debug, Clone, Copy)]
enum From {
    Files,
    Rows,
}

const BOTH: [From; 2] = [From::Files, From::Rows];

fn main() {
    let words: Vec<String> = std::env::args().filter(|w| w != "--bench").collect();
    if let [_, verb, folder, count] = words.as_slice()
        && verb == "write"
    {
        return units::write(Path::new(folder), 0..count.parse().expect("a number"));
    }
    let count = std::env::var("BAOCAO_BENCH_UNITS").ok().and_then(|n| n.parse().ok());
    let count: usize = count.unwrap_or(900);
    let office = Office::new(&Options::default()).expect("built-in templates are whole");
    // One step alone, over and over: for a profiler.
    if let [_, verb, step] = words.as_slice()
        && verb == "profile"
    {
        return profile(&office, count, step);
    }
    BOTH.iter().for_each(|from| steps(&office, count.min(200), *from));
    // All stay to the end: for some seconds behind a deletion ext4 looks long for
    // every new file.
    let mut folders = Vec::new();
    for threads in [1, 2] {
        for from in BOTH {
            folders.extend(throughput(&office, count, threads, from));
        }
    }
    again(count);
    if std::env::var_os("BAOCAO_BENCH_LONG").is_some() {
        memory(1000, 10_000);
    } else {
        memory(count, 4 * count);
    }
}

/// Units laid out in a folder, and what all of them share.
struct Batch<'a> {
    settings: Settings<'a>,
    folder: TempDir,
    from: From,
}

impl<'a> Batch<'a> {
    fn new(office: &'a Office, from: From, units: Range<usize>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut settings = Settings {
            papers: Wanted::Only(office.papers().find(units::PAPER).into_iter().collect()),
            ..Settings::new(office)
        };
        match from {
            From::Files => units::write(&folder.path().join("nop"), units),
            From::Rows => {
                units::write_sheet(&folder.path().join("nop.xlsx"), units);
                let (base, found) =
                    read_yaml("chung.yaml", units::base().as_bytes(), Limits::default());
                assert!(found.is_empty(), "{found:?}");
                settings.base = base;
            }
        }
        Batch { settings, folder, from }
    }

    fn inputs(&self) -> Inputs {
        let path = self.folder.path().join(match self.from {
            From::Files => "nop",
            From::Rows => "nop.xlsx",
        });
        let mut inputs = Inputs::of(&[path], false, &mut std::io::empty());
        if inputs.has_sheets() {
            let Settings { office, base, .. } = &self.settings;
            let fields = Fields::new(office.catalog(), office.papers(), base.as_ref());
            let remarks = inputs.open_sheets(&fields, None);
            assert!(remarks.is_empty() && inputs.failures.is_empty(), "{remarks:?}");
        }
        inputs
    }

    fn load(&self, source: &Source) -> Loaded {
        let data = source.read().expect("there");
        let (tree, found) = data.tree(self.settings.base.as_ref());
        self.settings.office.load_tree(tree, found, &[])
    }

    fn run(&self, threads: usize) {
        let inputs = self.inputs();
        let folder = self.folder.path().join("ra");
        let manifest = Manifest::open(&folder, Shard::WHOLE, false).expect("a manifest");
        let count = inputs.sources.len();
        let record = manifest.record();
        let plan = Plan::new(&self.settings, inputs.sources, Shard::WHOLE, threads, record);
        let threads = threads.try_into().expect("more than none");
        let extent = Extent { threads, max_failures: None, retry_failed: false };
        let report = run(&self.settings, &plan, manifest, extent, &|_| Ok(None), &mut |_| ());
        assert_eq!(report.written, count, "{report:?}");
    }
}

const STEPS: [&str; 8] =
    ["open", "read", "load", "check", "template", "typeset", "export", "write"];

/// Where the time goes, one document after the other.
fn steps(office: &Office, count: usize, from: From) {
    let paper = office.papers().find(units::PAPER).expect("a known paper");
    let batch = Batch::new(office, from, 0..count + 1);
    let out = batch.folder.path().join("x.pdf");
    let mut spent = [Duration::ZERO; 8];
    let mut pages = 0;
    let mut inputs = Inputs::default();
    spent[0] = time(|| inputs = batch.inputs());
    for (unit, source) in inputs.sources.iter().enumerate() {
        let mut last = Instant::now();
        let mut lap = |step: usize| {
            // Nobody pays for the first document's first touch.
            if unit > 0 {
                spent[step] += last.elapsed();
            }
            last = Instant::now();
        };
        let data = source.read().expect("there");
        lap(1);
        let (tree, found) = data.tree(batch.settings.base.as_ref());
        let loaded = office.load_tree(tree, found, &[]);
        lap(2);
        let work = Work::new(office, loaded, None, &Wanted::Only(vec![paper])).check(office);
        let dossier = work.dossier().expect("whole");
        lap(3);
        let rendered = office.render(dossier, paper).expect("rendered");
        lap(4);
        let set = office.compile(&rendered).expect("set");
        lap(5);
        let pdf = set.pdf(Default::default()).expect("exported");
        lap(6);
        std::fs::write(&out, &pdf).expect("written");
        lap(7);
        pages += set.count();
    }
    println!(
        "{from:?}: {count} units, one paper each, {:.1} pages, ms each step:",
        pages as f64 / (count + 1) as f64
    );
    for (name, spent) in STEPS.iter().zip(spent) {
        println!("  {name:9} {:7.2}", spent.as_secs_f64() * 1000.0 / count as f64);
    }
}

/// Units of a turn.
const TURN: usize = 100;

/// A bare loop, typesetting and export alone, and the whole from files or rows,
/// in turns. A shared machine is a fifth slower from one second to the next: of
/// the ratios within a turn the median is told. Leaves its folders.
fn throughput(office: &Office, count: usize, threads: usize, from: From) -> Vec<TempDir> {
    let paper = office.papers().find(units::PAPER).expect("a known paper");
    let limit = bare::World::new(office);
    let (mut turns, mut folders) = (Vec::new(), Vec::new());
    for turn in 0..count.div_ceil(TURN) {
        let share = turn * TURN..count.min((turn + 1) * TURN);
        let done = share.len() as f64;
        let (mut bare, mut typeset, mut whole) = Default::default();
        let batch = Batch::new(office, from, share);
        let sources: Vec<_> = batch
            .inputs()
            .sources
            .iter()
            .map(|source| {
                let loaded = batch.load(source);
                let dossier = loaded.dossier().expect("whole");
                office.render(dossier, paper).expect("rendered")
            })
            .collect();
        let mut ways: [&mut dyn FnMut(); 3] = [
            &mut || {
                bare = on_threads(threads, sources.len(), &|i| {
                    drop(limit.pdf(&sources[i].source));
                });
            },
            &mut || {
                typeset = on_threads(threads, sources.len(), &|i| {
                    let pages = office.compile(&sources[i]).expect("set");
                    drop(pages.pdf(Default::default()).expect("exported"));
                });
            },
            &mut || whole = time(|| batch.run(threads)),
        ];
        ways.rotate_left(turn % 3);
        for way in ways {
            // Each starts from a warm program and an empty cache.
            typst::comemo::evict(0);
            limit.pdf(&sources[0].source);
            way();
        }
        turns.push([bare, typeset, whole].map(|time: Duration| done / time.as_secs_f64()));
        folders.push(batch.folder);
    }
    let median = |of: &dyn Fn(&[f64; 3]) -> f64| {
        let mut all: Vec<f64> = turns.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    println!("{from:?}: {threads} thread(s), {count} units, documents a second:");
    println!("  bare Typst loop   {:6.1}", median(&|turn| turn[0]));
    for (name, way) in [("typeset + export ", 1), ("whole batch      ", 2)] {
        let (pace, ratio) = (median(&|turn| turn[way]), median(&|turn| turn[way] / turn[0]));
        println!("  {name} {pace:6.1}  {ratio:.2} of the bare loop");
    }
    folders
}

/// One way of [`throughput`] alone on one thread, so that its instructions can
/// be counted: they don't depend on who else is at work on the machine.
fn profile(office: &Office, count: usize, step: &str) {
    let paper = office.papers().find(units::PAPER).expect("a known paper");
    let (from, step) = match step.split_once('-') {
        Some(("rows", step)) => (From::Rows, step),
        Some((_, step)) => (From::Files, step),
        None => (From::Files, step),
    };
    let batch = Batch::new(office, from, 0..count);
    let limit = bare::World::new(office);
    let inputs = batch.inputs();
    for source in &inputs.sources {
        if step == "whole" {
            break;
        }
        let loaded = batch.load(source);
        if step == "load" {
            continue;
        }
        let work = Work::new(office, loaded, None, &Wanted::Only(vec![paper])).check(office);
        if step == "check" {
            continue;
        }
        let dossier = work.dossier().expect("whole");
        let rendered = office.render(dossier, paper).expect("rendered");
        match step {
            "bare" => drop(limit.pdf(&rendered.source)),
            "typeset" => {
                let pages = office.compile(&rendered).expect("set");
                drop(pages.pdf(Default::default()).expect("exported"));
            }
            _ => {}
        }
    }
    if step == "whole" {
        batch.run(1);
    }
}

/// The same batch twice, as a person runs it.
fn again(count: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    units::write(&folder.path().join("nop"), 0..count);
    let go = || {
        time(|| {
            child(folder.path()).wait().expect("ends");
        })
    };
    let (first, second) = (go(), go());
    println!(
        "{count} units: first run {:.2} s, second run {:.3} s, {:.0} times faster",
        first.as_secs_f64(),
        second.as_secs_f64(),
        first.as_secs_f64() / second.as_secs_f64()
    );
}

/// Peak memory of a whole run, and the pace of its halves.
fn memory(few: usize, many: usize) {
    if !Path::new("/proc/self/status").exists() {
        println!("peak memory: only measured on Linux");
        return;
    }
    let peak = |count| {
        let folder = tempfile::tempdir().expect("a folder");
        units::write(&folder.path().join("nop"), 0..count);
        let start = Instant::now();
        let mut child = child(folder.path());
        let status = format!("/proc/{}/status", child.id());
        let (mut kilobytes, mut ended) = (0, false);
        let mut half = None;
        while !ended {
            ended = child.try_wait().expect("a child").is_some();
            let text = std::fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or("");
            let now = line.trim().trim_end_matches(" kB").parse().unwrap_or(0_usize);
            kilobytes = kilobytes.max(now);
            if half.is_none() {
                let lines = std::fs::read_to_string(folder.path().join("ra/manifest.jsonl"));
                let lines = lines.map_or(0, |text| text.lines().count());
                half = (lines > count / 2).then(|| start.elapsed());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        child.wait().expect("ended");
        let (half, whole) = (half.unwrap_or_default().as_secs_f64(), start.elapsed().as_secs_f64());
        let megabytes = kilobytes as f64 / 1024.0;
        println!(
            "  {count} units: {megabytes:.0} MB, {:.0} s; first half {:.1}, second half {:.1} documents a second",
            whole,
            count as f64 / 2.0 / half,
            count as f64 / 2.0 / (whole - half)
        );
        megabytes
    };
    println!("peak memory on two threads:");
    let (few, many) = (peak(few), peak(many));
    println!("  the greater by {:.2}", many / few);
}

fn child(folder: &Path) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_baocao"))
        .args(["batch", "nop", "--threads", "2", "--paper", units::PAPER])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("runs")
}

/// Works on threads of their own, each with a pool of one.
fn on_threads(threads: usize, count: usize, work: &(dyn Fn(usize) + Sync)) -> Duration {
    let next = AtomicUsize::new(0);
    time(|| {
        std::thread::scope(|scope| {
            for _ in 0..threads {
                let thread = std::thread::Builder::new().stack_size(8 << 20);
                let next = &next;
                let go = move || {
                    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
                    pool.expect("a pool").install(|| {
                        loop {
                            let at = next.fetch_add(1, Ordering::Relaxed);
                            if at >= count {
                                break;
                            }
                            work(at);
                        }
                    });
                };
                thread.spawn_scoped(scope, go).expect("a thread");
            }
        });
    })
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
