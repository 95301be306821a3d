//! `manifest`: the manifests of batches.

use baocao::batch::{Merged, merge};
use baocao::diagnostic::brief;

use super::args::{self, ManifestVerb};
use super::console::Console;
use super::outcome::{Failure, Outcome};

pub fn run(args: &args::Manifest, console: &mut Console) -> Result<Outcome, Failure> {
    match &args.verb {
        ManifestVerb::Merge(args) => run_merge(args, console),
    }
}

/// The most unwritten units that are named.
const MOST_NAMED: usize = 20;

fn run_merge(args: &args::Merge, console: &mut Console) -> Result<Outcome, Failure> {
    let merged = merge(&args.files)?;
    if !merged.faults.is_empty() {
        for fault in &merged.faults {
            console.tell(&brief(fault));
        }
        let kept = if args.output.is_some() { "; chưa ghi bảng kê chung" } else { "" };
        console.tell(&format!("Các bảng kê chưa khớp nhau{kept}."));
        // This code can't be confused with that of a manifest with unwritten units.
        return Ok(Outcome::CouldNotRun);
    }
    if let Some(path) = &args.output {
        merged.write(path)?;
    }
    summary(&merged).iter().for_each(|line| console.say(line));
    if let Some(path) = &args.output {
        console.say(&format!("Bảng kê chung: {}", path.display()));
    }
    let well = merged.unwritten.is_empty() && merged.findings.errors == 0;
    Ok(if well { Outcome::Well } else { Outcome::Faulty })
}

fn summary(merged: &Merged) -> Vec<String> {
    let Merged { written, unwritten, papers, pages, .. } = merged;
    let mut lines = vec![format!(
        "{} đơn vị, mỗi đơn vị có mặt đúng một lần. Đã xuất {written} đơn vị: {papers} văn bản, {pages} trang.",
        merged.units()
    )];
    if !unwritten.is_empty() {
        lines.push(format!("{} đơn vị chưa xuất được:", unwritten.len()));
        for (unit, _, reason) in unwritten.iter().take(MOST_NAMED) {
            lines.push(format!("  {unit}: {reason}"));
        }
        if unwritten.len() > MOST_NAMED {
            lines.push(format!("  và {} đơn vị khác", unwritten.len() - MOST_NAMED));
        }
    }
    lines
}
