//! The outermost handler: a panic, too, is reported in a sentence.

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
#[cfg(unix)]
use std::sync::Arc;
use std::sync::Mutex;

use super::console::Console;
use super::outcome::{Failure, Outcome};

/// The message of the last panic.
static FAULT: Mutex<Option<String>> = Mutex::new(None);

/// Runs a function, and reports a panic in Vietnamese. No file is left half-written, since
/// files are written whole.
pub fn guarded(console: &mut Console, run: impl FnOnce(&mut Console) -> Outcome) -> Outcome {
    set_hook(Box::new(note));
    outlive_full_files();
    catch_unwind(AssertUnwindSafe(|| run(console))).unwrap_or_else(|_| {
        let fault = FAULT.lock().ok().and_then(|mut fault| fault.take()).unwrap_or_default();
        console.failure(&failure(&fault), false);
        Outcome::CouldNotRun
    })
}

/// Where the size of files is limited (ulimit -f), a file that comes to its limit is an
/// error that is reported like a full disk, and not the program's end by a signal that leaves
/// half a file behind.
#[cfg(unix)]
fn outlive_full_files() {
    // Nobody asks for the flag; that there is a handler is enough. Without one the
    // signal ends the program, as it would have.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

#[cfg(not(unix))]
fn outlive_full_files() {}

fn note(info: &PanicHookInfo<'_>) {
    let said = info.payload_as_str().unwrap_or("?");
    let at = info.location().map(|at| format!(" ({}:{})", at.file(), at.line()));
    if let Ok(mut fault) = FAULT.lock() {
        *fault = Some(format!("{said}{}", at.unwrap_or_default()));
    }
}

fn failure(fault: &str) -> Failure {
    // Messages of Rust's library and of the thread pool.
    if ["spawn thread", "thread pool", "ThreadPool"].iter().any(|words| fault.contains(words)) {
        return Failure::new("Máy không cho mở thêm luồng xử lý (giới hạn số tiến trình)")
            .hint("tăng giới hạn (ulimit -u) hoặc chạy ở máy khác");
    }
    Failure::new("Chương trình gặp lỗi bên trong và phải dừng; không tệp nào bị ghi dở")
        .hint(format!("gửi hồ sơ và dòng này cho người làm chương trình: {fault}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_fault() {
        let threads = failure("failed to spawn thread: Os { code: 11 } (x.rs:1)");
        assert!(threads.message.contains("giới hạn số tiến trình"));
        let other = failure("index out of bounds (x.rs:1)");
        assert!(other.message.starts_with("Chương trình gặp lỗi bên trong"));
        assert!(other.hints.iter().any(|hint| hint.contains("index out of bounds (x.rs:1)")));
    }
}
