//! How close baocao comes to bare Typst, which is the limit.
//!
//! `cargo bench --bench against_typst` prints three comparisons, each a ratio in one run:
//!
//! - **one process**: the whole pipeline (YAML → PDF) and its typesetting alone,
//!   against a bare loop over the same sources with the same PDF options, on
//!   distinct documents, the order alternating;
//! - **last look**: the search for faults on laid-out pages against laying them out;
//! - **cold start**: `baocao render --paper` against `typst compile
//!   --ignore-system-fonts` on the same source, the median of 25 alternating
//!   runs; only where a `typst` is on the path.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use baocao::{Office, Options};

mod bare;

const FIXTURE: &str = "fixtures/tk-vien-chuc-ha-noi-2023.yaml";
const PAPER: &str = "bao-cao-tong-ket";
const DOCUMENTS: usize = 60;
const COLD_RUNS: usize = 25;

fn main() {
    one_process();
    last_look();
    cold_start();
}

fn one_process() {
    let office = Office::new(&Options::default()).expect("built-in templates are whole");
    let yaml = std::fs::read_to_string(FIXTURE).expect("the fixture is in the tree");
    let paper = office.papers().find(PAPER).expect("a known paper");
    // Distinct documents: each names another year's number of members.
    let dossiers: Vec<String> =
        (0..DOCUMENTS).map(|i| yaml.replace("8.945", &format!("8.{:03}", 100 + i))).collect();
    let render = |yaml: &str| {
        let loaded = office.load("bench.yaml", yaml.as_bytes(), &[]);
        let dossier = loaded.dossier().expect("the fixture is whole");
        office.render(dossier, paper).expect("the template is whole")
    };
    let sources: Vec<_> = dossiers.iter().map(|yaml| render(yaml)).collect();
    let limit = bare::World::new(&office);

    // One document first, so that nobody pays for the first touch.
    limit.pdf(&sources[0].source);
    let (mut bare, mut typeset, mut whole) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for (i, rendered) in sources.iter().enumerate() {
        let mut steps: [&mut dyn FnMut(); 3] = [
            &mut || bare += time(|| drop(limit.pdf(&rendered.source))),
            &mut || {
                typeset += time(|| {
                    let pages = office.compile(rendered).expect("it compiles");
                    drop(pages.pdf(Default::default()).expect("it exports"));
                });
            },
            &mut || {
                whole += time(|| {
                    let rendered = render(&dossiers[i]);
                    let pages = office.compile(&rendered).expect("it compiles");
                    drop(pages.pdf(Default::default()).expect("it exports"));
                });
            },
        ];
        steps.rotate_left(i % 3);
        for step in steps {
            // Each starts without what the others just laid out.
            typst::comemo::evict(0);
            step();
        }
    }
    let per = |total: Duration| total.as_secs_f64() * 1000.0 / DOCUMENTS as f64;
    println!("one process, {DOCUMENTS} distinct documents, ms each:");
    println!("  bare Typst loop   {:7.1}", per(bare));
    println!(
        "  typeset + export  {:7.1}  {:.2} of the limit",
        per(typeset),
        per(bare) / per(typeset)
    );
    println!("  YAML to PDF       {:7.1}  {:.2} of the limit", per(whole), per(bare) / per(whole));
}

fn last_look() {
    let office = Office::new(&Options::default()).expect("built-in templates are whole");
    let yaml = std::fs::read_to_string(FIXTURE).expect("the fixture is in the tree");
    let paper = office.papers().find(PAPER).expect("a known paper");
    let (mut laid, mut looked) = (Duration::ZERO, Duration::ZERO);
    for i in 0..DOCUMENTS {
        let yaml = yaml.replace("8.945", &format!("8.{:03}", 100 + i));
        let loaded = office.load("bench.yaml", yaml.as_bytes(), &[]);
        let dossier = loaded.dossier().expect("the fixture is whole");
        let rendered = office.render(dossier, paper).expect("the template is whole");
        typst::comemo::evict(0);
        let mut proof = None;
        laid += time(|| proof = office.lay_out(&rendered).ok());
        let proof = proof.expect("it is laid out");
        looked += time(|| drop(proof.faults()));
    }
    println!("last look: {:.3} of laying out", looked.as_secs_f64() / laid.as_secs_f64());
}

fn cold_start() {
    let folder = std::env::temp_dir().join("baocao-bench");
    let ready = Command::new(env!("CARGO_BIN_EXE_baocao"))
        .args(["render", FIXTURE, "--paper", PAPER, "--keep-typ", "--output"])
        .arg(&folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success());
    let kept = folder.join("tk-vien-chuc-ha-noi-2023").join(format!("{PAPER}-du-thao.typ"));
    if !ready || !typst(&folder, &kept) {
        println!("cold start: no typst command line on the path, not compared");
        return;
    }
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..COLD_RUNS {
        ours.push(time(|| {
            let _ = Command::new(env!("CARGO_BIN_EXE_baocao"))
                .args(["render", FIXTURE, "--paper", PAPER, "--output"])
                .arg(&folder)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
        }));
        theirs.push(time(|| {
            typst(&folder, &kept);
        }));
    }
    let median = |mut times: Vec<Duration>| {
        times.sort();
        times[times.len() / 2].as_secs_f64() * 1000.0
    };
    let (ours, theirs) = (median(ours), median(theirs));
    println!(
        "cold start, median of {COLD_RUNS}: baocao {ours:.0} ms, typst {theirs:.0} ms, {:.2}",
        theirs / ours
    );
}

/// Compiles the kept source with the command line, the layout laid out around
/// it as the program sees it.
fn typst(folder: &std::path::Path, kept: &std::path::Path) -> bool {
    bare::lay_out(folder);
    let _ = std::fs::copy(kept, folder.join("document.typ"));
    Command::new("typst")
        .args(["compile", "--ignore-system-fonts", "--pdf-standard", "a-2a,ua-1", "--font-path"])
        .arg("report-templates/fonts")
        .arg("--root")
        .arg(folder)
        .arg(folder.join("document.typ"))
        .arg(folder.join("document.pdf"))
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
