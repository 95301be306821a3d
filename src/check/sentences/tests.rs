//! How many wrong sentences are found, and that no right one is blamed.

use super::*;

/// What all rules say of a text.
fn told(text: &str) -> Vec<String> {
    let rules: [fn(&Sentence, &mut Vec<Flaw>); 15] = [
        share::flaws,
        plan::flaws,
        change::flaws,
        sum::flaws,
        remainder::flaws,
        product::flaws,
        average::flaws,
        spelt::flaws,
        items::flaws,
        hedge::flaws,
        universal::flaws,
        verdict::flaws,
        attendance::flaws,
        ballots::flaws,
        range::flaws,
    ];
    let mut out = Vec::new();
    for sentence in crate::vietnamese::sentence::sentences(text) {
        for rule in rules {
            rule(&sentence, &mut out);
        }
        series::flaws(&sentence, &mut out);
    }
    out.into_iter().map(|flaw| flaw.message).collect()
}

/// The project's own sentences: a kind, a family and a sentence a line. Another table
/// of that shape may be scored by `SENTENCES=… cargo test sentences -- --nocapture`.
const TABLE: &str = include_str!("../../../fixtures/sentences.tsv");

/// Nearly all wrong sentences are found, and no right one is blamed.
#[test]
fn score() {
    let other = std::env::var("SENTENCES").ok().and_then(|path| std::fs::read_to_string(path).ok());
    let (mut found, mut all, mut blamed) = (0, 0, Vec::new());
    for line in other.as_deref().unwrap_or(TABLE).lines().skip(1) {
        let mut cells = line.splitn(3, '\t');
        let [kind, family, sentence] = [(); 3].map(|()| cells.next().unwrap_or_default());
        let told = told(sentence);
        match (kind, told.is_empty()) {
            ("wrong", no) => {
                all += 1;
                found += usize::from(!no);
                if no {
                    println!("missed ({family}): {sentence}");
                }
            }
            (_, true) => {}
            _ => blamed.push(format!("{sentence} {told:?}")),
        }
    }
    println!("found {found} of {all}, blamed {}", blamed.len());
    assert!(blamed.is_empty(), "{blamed:#?}");
    assert!(found * 100 >= all * 95, "found {found} of {all}");
}
