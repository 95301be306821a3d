//! Tests of a batch that is killed at any single step of writing, and of the run after it.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;

use super::{Extent, Inputs, Manifest, Plan, Settings, Shard, Summary, make_apart, run};
use crate::file::{killed_at_each_step, victims_folder};
use crate::{Office, Options};

const UNITS: [&str; 2] = ["CS01", "CS02"];

fn write_units(folder: &Path) {
    let inbox = folder.join("nop");
    fs::create_dir(&inbox).expect("made");
    for unit in UNITS {
        let yaml = format!(
            "kind: tổng kết\norganization: {{name: Công đoàn cơ sở Trường {unit}}}\nperiod: {{year: 2026}}\n"
        );
        fs::write(inbox.join(format!("{unit}.yaml")), yaml).expect("written");
    }
}

fn run_in(folder: &Path) -> Summary {
    let office = Office::new(&Options::default()).expect("built in");
    let settings = Settings::new(&office);
    let inputs = Inputs::of(&[folder.join("nop")], false, &mut std::io::empty());
    let output = folder.join("ra");
    let manifest = Manifest::open(&output, Shard::WHOLE, false).expect("ours");
    let plan = Plan::new(&settings, inputs.sources, Shard::WHOLE, 1, manifest.record());
    let extent = Extent { threads: NonZeroUsize::MIN, max_failures: None, retry_failed: false };
    let apart = |unit: &_| Ok(apart(&settings, &plan, &output, unit));
    run(&settings, &plan, manifest, extent, &apart, &mut |_| {})
}

fn apart(
    settings: &Settings<'_>,
    plan: &Plan,
    output: &Path,
    unit: &super::PlannedUnit,
) -> Option<super::UnitLine> {
    make_apart(settings, plan, output, &unit.id)
}

/// Every file below a folder, by relative path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            let below = self::files(&entry.path());
            files.extend(below.into_iter().map(|(n, bytes)| (format!("{name}/{n}"), bytes)));
        } else {
            files.insert(name, fs::read(entry.path()).expect("read"));
        }
    }
    files
}

fn papers(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files(folder).into_iter().filter(|(name, _)| name.ends_with(".pdf")).collect()
}

#[test]
fn a_batch_goes_on_from_every_step() {
    let undisturbed = tempfile::tempdir().expect("a folder");
    write_units(undisturbed.path());
    assert_eq!(run_in(undisturbed.path()).written, UNITS.len());
    let want = papers(&undisturbed.path().join("ra"));
    // The reports to the meeting and to the superior.
    assert_eq!(want.len(), 2 * UNITS.len(), "{:?}", want.keys());

    let steps =
        killed_at_each_step("batch::killed::makes_two_units", write_units, |folder, step| {
            let output = folder.join("ra");
            for (name, bytes) in papers(&output) {
                assert!(want.get(&name) == Some(&bytes), "step {step}: {name} is half or other");
            }
            let summary = run_in(folder);
            assert!(summary.is_well(), "step {step}: {summary:?}");
            assert_eq!(summary.written + summary.skipped, UNITS.len(), "step {step}");
            assert!(papers(&output) == want, "step {step}: files differ");
            let left: Vec<String> =
                files(&output).into_keys().filter(|n| !n.ends_with(".pdf")).collect();
            assert_eq!(left, ["manifest.jsonl"], "step {step}");
            assert!(!output.join(".baocao").exists(), "step {step}");
        });
    assert!(steps > 25, "{steps}");
}

#[test]
#[ignore = "the victim of the test above"]
fn makes_two_units() {
    if let Some(folder) = victims_folder() {
        run_in(&folder);
    }
}
