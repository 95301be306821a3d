//! The same reports by other programs: `typst compile`, one process for each,
//! and LibreOffice, which turns DOCX into PDF.
//!
//! `cargo bench --bench others` compares with those of them that are on the
//! path (`typst`, `soffice`); `BAOCAO_BENCH_UNITS=400` takes more reports than
//! the 200 it starts with. Everybody works on two cores: ours with two threads,
//! `typst` two processes at a time, LibreOffice all files in one process, as it
//! is fastest.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use baocao::{Office, Options};

#[allow(dead_code)]
mod bare;
#[allow(dead_code)]
mod units;

/// LibreOffice is slow: so many reports tell its pace.
const DOCX: usize = 20;

fn main() {
    let count = std::env::var("BAOCAO_BENCH_UNITS").ok().and_then(|n| n.parse().ok());
    let count: usize = count.unwrap_or(200);
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    units::write(&folder.join("nop"), 0..count);

    let ours = pace(count, || {
        let words = ["batch", "nop", "--threads", "2", "--paper", units::PAPER];
        assert!(quiet(env!("CARGO_BIN_EXE_baocao"), &words, folder), "the batch runs");
    });
    println!("{count} reports of about three pages, documents a second on two cores:");
    println!("  baocao batch              {ours:7.1}");

    let sources = sources(folder, count.min(200));
    if on_path("typst") {
        let theirs =
            pace(sources.len(), || two_at_a_time(&sources, &|source| typst(folder, source)));
        println!("  typst, one process each   {theirs:7.1}  {:.1} times slower", ours / theirs);
    } else {
        println!("  typst: not on the path");
    }
    if on_path("soffice") {
        let docx = docx(folder, DOCX.min(count));
        let theirs = pace(docx.len(), || soffice(folder, "pdf", &docx));
        println!("  LibreOffice, one process  {theirs:7.1}  {:.0} times slower", ours / theirs);
    } else {
        println!("  soffice: not on the path");
    }
}

fn pace(count: usize, work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    count as f64 / start.elapsed().as_secs_f64()
}

fn quiet(program: &str, words: &[&str], folder: &Path) -> bool {
    let mut command = Command::new(program);
    command.args(words).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command.env("SOURCE_DATE_EPOCH", "1700000000").status().is_ok_and(|s| s.success())
}

fn on_path(program: &str) -> bool {
    quiet(program, &["--version"], Path::new("."))
}

/// The Typst sources that our own papers are made of, with the layout and the
/// regime where they look for them.
fn sources(folder: &Path, count: usize) -> Vec<PathBuf> {
    let office = Office::new(&Options::default()).expect("built-in templates are whole");
    let paper = office.papers().find(units::PAPER).expect("a known paper");
    bare::lay_out(folder);
    let source = |unit: usize| {
        let loaded = office.load("unit.yaml", units::dossier(unit).as_bytes(), &[]);
        let rendered = office.render(loaded.dossier().expect("whole"), paper).expect("rendered");
        let path = folder.join(format!("{unit}.typ"));
        std::fs::write(&path, rendered.source).expect("written");
        path
    };
    (0..count).map(source).collect()
}

fn typst(folder: &Path, source: &Path) {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates/fonts");
    let (fonts, source) = (fonts.display().to_string(), source.display().to_string());
    let options = ["compile", "--ignore-system-fonts", "--pdf-standard", "a-2a,ua-1"];
    let places = ["--font-path", &fonts, "--root", ".", &source];
    assert!(quiet("typst", &[&options[..], &places].concat(), folder), "{source} compiles");
}

fn two_at_a_time(sources: &[PathBuf], work: &(dyn Fn(&Path) + Sync)) {
    let next = AtomicUsize::new(0);
    let one = || {
        while let Some(source) = sources.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(source);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(one);
        one();
    });
}

/// The same reports as DOCX, made once by LibreOffice itself from their words.
fn docx(folder: &Path, count: usize) -> Vec<PathBuf> {
    let page = |unit: usize| {
        let path = folder.join(format!("{unit}.html"));
        std::fs::write(&path, html(&units::dossier(unit))).expect("written");
        path
    };
    let pages: Vec<PathBuf> = (0..count).map(page).collect();
    soffice(folder, "docx:MS Word 2007 XML", &pages);
    pages.into_iter().map(|page| page.with_extension("docx")).collect()
}

/// The words of a dossier: its narrative as paragraphs, its figures as a table.
fn html(dossier: &str) -> String {
    let (mut text, mut table) = (String::new(), String::new());
    let mut title = "";
    for line in dossier.lines().map(str::trim) {
        match line.split_once(": ") {
            Some(("- area", area)) => text += &format!("<h2>{area}</h2>"),
            Some(("title", name)) => title = name,
            Some(("value", value)) => {
                table += &format!("<tr><td>{title}</td><td>{value}</td></tr>");
            }
            _ => text += &format!("<p align=justify>{line}</p>"),
        }
    }
    format!(
        "<html><head><meta charset=utf-8></head><body style='font: 14pt Liberation Serif'>\
         <h1>Báo cáo</h1>{text}<table border=1>{table}</table></body></html>"
    )
}

fn soffice(folder: &Path, to: &str, files: &[PathBuf]) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let options = [&profile, "--headless", "--convert-to", to, "--outdir", "."];
    let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let reader = ["--infilter=HTML (StarWriter)"];
    let reader = if to == "pdf" { &reader[..0] } else { &reader[..] };
    let words: Vec<&str> = [&options[..], reader, &files].concat();
    assert!(quiet("soffice", &words, folder), "LibreOffice runs");
}
