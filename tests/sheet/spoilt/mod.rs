//! A thousand sheets, each spoilt in one way or two, made anew in each run from a
//! number: whatever is read of them is what a person reads there, or it is told as to
//! be corrected. Nothing is silently wrong.

mod files;
mod headings;
mod judge;
mod random;
mod spoil;
mod table;
mod whole;

use std::collections::BTreeMap;

use baocao::sheet;
use baocao::{Office, Options};

use super::files::superior;
use files::Format;
use judge::{Tally, Verdict};
use random::Random;
use table::Table;

/// As many sheets are made.
const SHEETS: u64 = 1_000;

/// Of those that a person could read, at most so many in a hundred may be refused.
const REFUSED_AT_MOST: usize = 2;

/// `SPOILT=17 cargo test … spoilt -- --nocapture` shows the 17th.
#[test]
fn a_thousand_sheets_and_none_silently_wrong() {
    let office = Office::new(&Options::default()).expect("whole");
    let superior = superior(&office);
    let known = sheet::every(office.catalog(), &superior.catalog);
    let asked = sheet::parse_period("năm 2026").expect("a period");
    let one: Option<u64> = std::env::var("SPOILT").ok().and_then(|n| n.parse().ok());
    let (mut tally, mut wrong) = (Tally::default(), Vec::new());
    let mut refused: BTreeMap<&str, usize> = BTreeMap::new();
    for number in 0..SHEETS {
        let mut random = Random::new(number);
        let format = Format::ALL[random.below(Format::ALL.len())];
        let mut table = Table::made(&mut random);
        let kind = spoil::spoil(&mut table, format, &mut random);
        if one.is_some_and(|one| one != number) {
            continue;
        }
        let bytes = files::write(&table, format);
        let name = format!("bieu.{}", format.ending());
        let grids = sheet::open(&bytes).unwrap_or_else(|why| panic!("{number}, {kind}: {why}"));
        let read =
            sheet::Contents::joined(vec![sheet::read_for(&name, &grids, &known, Some(&asked))]);
        if one.is_some() {
            println!("{kind}\n{}\n{}", judge::shown(&grids), judge::told(&read));
        }
        for (what, verdict) in judge::judge(&table, &read) {
            tally.add(verdict);
            match verdict {
                Verdict::Wrong => wrong.push(format!("{number} {kind} {format:?}: {what}")),
                Verdict::Refused => *refused.entry(kind).or_default() += 1,
                Verdict::Right | Verdict::Told => {}
            }
        }
    }
    println!("{tally:?}, refused though a person reads it: {refused:?}");
    assert!(wrong.is_empty(), "{} silently wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(one.is_some() || tally.right > 5_000 && tally.told > 1_000, "{tally:?}");
    assert!(tally.refused * 100 <= (tally.refused + tally.right) * REFUSED_AT_MOST, "{tally:?}");
}
