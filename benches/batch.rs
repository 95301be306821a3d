//! How fast, how even and how small a batch is.
//!
//! `cargo bench --profile dev --bench batch` measures on some hundred made-up
//! units, in a few minutes; `BAOCAO_BENCH_UNITS=1000` on more, and
//! `BAOCAO_BENCH_LONG=1` compares the memory of 1,000 units with that of
//! 10,000, which takes long. `cargo bench --profile dev --bench batch -- write
//! DIR N` only writes N dossiers, to try other programs on.
//!
//! The bare loop sets the same sources with the same PDF options in this very
//! process, in turns with ours.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use baocao::batch::{Extent, Inputs, Manifest, Plan, Settings, Shard, run};
use baocao::{Office, Options, Work};

#[allow(dead_code)]
mod bare;
mod units;

fn main() {
    let words: Vec<String> = std::env::args().filter(|w| w != "--bench").collect();
    if let [_, verb, folder, count] = words.as_slice()
        && verb == "write"
    {
        return units::write(Path::new(folder), 0..count.parse().expect("a number"));
    }
    let count = std::env::var("BAOCAO_BENCH_UNITS").ok().and_then(|n| n.parse().ok());
    let count: usize = count.unwrap_or(120);
    let office = Office::new(&Options::default()).expect("built-in templates are whole");
    steps(&office, count.min(200));
    for threads in [1, 2] {
        throughput(&office, count, threads);
    }
    again(count);
    if std::env::var_os("BAOCAO_BENCH_LONG").is_some() {
        memory(1000, 10_000);
    } else {
        memory(count, 4 * count);
    }
}

/// Where the time goes, one document after the other.
fn steps(office: &Office, count: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let paper = office.papers().find(units::PAPER).expect("a known paper");
    let mut spent = [Duration::ZERO; 6];
    let mut pages = 0;
    for unit in 0..count + 1 {
        let yaml = units::dossier(unit);
        let mut last = Instant::now();
        let mut lap = |step: usize| {
            // Nobody pays for the first document's first touch.
            if unit > 0 {
                spent[step] += last.elapsed();
            }
            last = Instant::now();
        };
        let loaded = office.load("unit.yaml", yaml.as_bytes(), &[]);
        lap(0);
        let work = Work::new(office, loaded, None, &[paper]);
        let dossier = work.loaded.dossier().expect("whole");
        lap(1);
        let rendered = office.render(dossier, paper).expect("rendered");
        lap(2);
        let set = office.compile(dossier, paper, &rendered).expect("set");
        lap(3);
        let pdf = set.pdf(Default::default()).expect("exported");
        lap(4);
        std::fs::write(folder.path().join("x.pdf"), &pdf).expect("written");
        lap(5);
        pages += set.count();
    }
    println!(
        "{count} units, one paper each, {:.1} pages, ms each step:",
        pages as f64 / (count + 1) as f64
    );
    for (name, spent) in
        ["read", "check", "template", "typeset", "export", "write"].iter().zip(spent)
    {
        println!("  {name:9} {:7.2}", spent.as_secs_f64() * 1000.0 / count as f64);
    }
}

/// A bare loop, typesetting and export alone, and the whole from files, in
/// turns.
fn throughput(office: &Office, count: usize, threads: usize) {
    const TURNS: usize = 4;
    let paper = office.papers().find(units::PAPER).expect("a known paper");
    let limit = bare::World::new(office);
    let (mut bare, mut typeset, mut whole) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let mut done = 0;
    for turn in 0..TURNS {
        let share = turn * count / TURNS..(turn + 1) * count / TURNS;
        done += share.len();
        let folder = tempfile::tempdir().expect("a folder");
        units::write(&folder.path().join("nop"), share.clone());
        let sources: Vec<_> = share
            .map(|unit| {
                let loaded = office.load("unit.yaml", units::dossier(unit).as_bytes(), &[]);
                let dossier = loaded.dossier().expect("whole").clone();
                let rendered = office.render(&dossier, paper).expect("rendered");
                (dossier, rendered)
            })
            .collect();
        let mut ways: [&mut dyn FnMut(); 3] = [
            &mut || {
                bare += on_threads(threads, sources.len(), &|i| {
                    drop(limit.pdf(&sources[i].1.source));
                });
            },
            &mut || {
                typeset += on_threads(threads, sources.len(), &|i| {
                    let (dossier, rendered) = &sources[i];
                    let pages = office.compile(dossier, paper, rendered).expect("set");
                    drop(pages.pdf(Default::default()).expect("exported"));
                });
            },
            &mut || whole += time(|| batch(office, folder.path(), threads)),
        ];
        ways.rotate_left(turn % 3);
        for way in ways {
            // Each starts from a warm program and an empty cache.
            typst::comemo::evict(0);
            limit.pdf(&sources[0].1.source);
            way();
        }
    }
    let pace = |time: Duration| done as f64 / time.as_secs_f64();
    println!("{threads} thread(s), {done} units, documents a second:");
    println!("  bare Typst loop   {:6.1}", pace(bare));
    for (name, time) in [("typeset + export ", typeset), ("batch from files ", whole)] {
        println!("  {name} {:6.1}  {:.2} of the bare loop", pace(time), pace(time) / pace(bare));
    }
}

fn batch(office: &Office, folder: &Path, threads: usize) {
    let settings = Settings {
        papers: office.papers().find(units::PAPER).into_iter().collect(),
        ..Settings::new(office)
    };
    let inputs = Inputs::of(&[folder.join("nop")], false, &mut std::io::empty());
    let manifest = Manifest::open(&folder.join("ra"), Shard::WHOLE, false).expect("a manifest");
    let count = inputs.sources.len();
    let plan = Plan::new(&settings, inputs.sources, Shard::WHOLE, threads, manifest.record());
    let threads = threads.try_into().expect("more than none");
    let extent = Extent { threads, max_failures: None, retry_failed: false };
    let report = run(&settings, &plan, manifest, extent, &mut |_| ());
    assert_eq!(report.written, count, "{report:?}");
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
