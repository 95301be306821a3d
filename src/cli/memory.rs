//! A limit on the memory that an office's own templates take.
//!
//! What data may become is counted while it is read, but a template and the Typst code in it
//! are programs: minijinja counts their steps and Typst the turns of its loops, neither how
//! long a text of theirs is. A text that is doubled forty times would take all memory of the
//! machine, and everybody's work with it. So the program looks at what it has itself, and
//! ends in good time.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::console::Console;
use super::outcome::Failure;

/// The most memory in kB for one dossier at a time: several times what the longest papers
/// take.
const MOST: u64 = 1 << 20;
/// The room in kB of each further dossier that is worked on beside it.
const MOST_BESIDE: u64 = 256 << 10;

/// How often it is looked at: within this time a program fills some ten megabytes.
const PAUSE: Duration = Duration::from_millis(5);

static LIMIT: AtomicU64 = AtomicU64::new(MOST);

/// Ends the program with a sentence as soon as it has more memory than papers need. Files are
/// written whole, so none is left half-written.
///
/// Where the system doesn't say how much memory a program has (it does on Linux), nothing is
/// limited.
pub fn limit(templates: &Path) {
    let folder = templates.display().to_string();
    // Without a thread for it the run goes on as it would elsewhere.
    let _ = std::thread::Builder::new().name("memory".to_owned()).spawn(move || {
        while let Some(used) = used() {
            if used > LIMIT.load(Ordering::Relaxed) {
                Console::new().failure(&failure(&folder, used), false);
                std::process::exit(2);
            }
            std::thread::sleep(PAUSE);
        }
    });
}

/// Makes room for several dossiers at a time.
pub fn allow(dossiers: usize) {
    let beside = u64::try_from(dossiers.saturating_sub(1)).unwrap_or(u64::MAX);
    LIMIT.store(MOST.saturating_add(beside.saturating_mul(MOST_BESIDE)), Ordering::Relaxed);
}

fn failure(folder: &str, used: u64) -> Failure {
    let megabytes = used >> 10;
    Failure::new(format!(
        "Mẫu trong {folder} làm đầy bộ nhớ ({megabytes} MB) nên phải dừng; không tệp nào bị ghi dở"
    ))
    .hint("tìm trong mẫu vòng lặp ghép chữ vào chính nó (~, *, set) hoặc lặp quá nhiều lần")
}

/// The memory of this program in kB, if the system says it.
fn used() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches("kB").trim_end().parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    #[cfg(target_os = "linux")]
    fn what_this_program_has() {
        let before = super::used().expect("told");
        let room = vec![1_u8; 64 << 20];
        let after = super::used().expect("told");
        assert!(after >= before + (60 << 10), "{before} kB, {after} kB with {} B", room.len());
    }
}
