//! What a Word file costs beside the PDF of the same paper.
//!
//! `cargo bench --bench word` makes both of some hundred made-up units, in turns, and
//! says what share of the PDF's time the Word file takes: it should be a tenth at most.
//! Each source is another one, so that neither finds what Typst remembers of the last.

use std::time::{Duration, Instant};

use baocao::{Office, Options};

#[allow(dead_code)]
mod units;

fn main() {
    let office = Office::new(&Options::default()).expect("built-in templates are whole");
    let count = std::env::var("BAOCAO_BENCH_UNITS").ok().and_then(|n| n.parse().ok());
    let (mut pdf, mut word) = (Vec::new(), Vec::new());
    for unit in 0..count.unwrap_or(200) {
        let loaded = office.load("ho-so.yaml", units::dossier(unit).as_bytes(), &[]);
        let dossier = loaded.dossier().expect("a dossier");
        for paper in office.papers().of(dossier) {
            let rendered = office.render(dossier, paper).expect("rendered");
            // The first of the two pays for what both use: they take turns.
            let mut made = || {
                let begun = Instant::now();
                let bytes = office.docx(&rendered).expect("made").bytes;
                assert!(!bytes.is_empty());
                word.push(begun.elapsed());
            };
            if unit % 2 == 0 {
                made();
            }
            let begun = Instant::now();
            let pages = office.compile(&rendered).expect("laid out");
            assert!(!pages.pdf(Default::default()).expect("a PDF").is_empty());
            pdf.push(begun.elapsed());
            if unit % 2 == 1 {
                made();
            }
        }
    }
    let (pdf, word) = (median(pdf), median(word));
    let share = 100.0 * word.as_secs_f64() / pdf.as_secs_f64();
    println!("PDF {pdf:.1?}, Word {word:.1?}: {share:.1} % of the PDF's time");
}

/// The one in the middle.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
