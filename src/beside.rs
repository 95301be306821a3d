//! Two computations at once, if the system has a thread to spare.

use std::thread::{Builder, scope};

/// Runs one function on a new thread while the other runs here. If no thread is available (a
/// limit on processes) both run here, one after the other: slower, with the same result.
pub fn beside<A: Send, B>(apart: impl Fn() -> A + Sync, here: impl FnOnce() -> B) -> (A, B) {
    scope(|scope| {
        let thread = Builder::new().spawn_scoped(scope, &apart).ok();
        let here = here();
        let apart = match thread {
            Some(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            None => apart(),
        };
        (apart, here)
    })
}
