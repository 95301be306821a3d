//! Two things done at once, where the system has a thread to spare.

use std::thread::{Builder, scope};

/// Does one thing on a thread of its own while the other is done here. Where no
/// thread can be had (a limit on processes) both are done here, one after the
/// other: slower, and the same.
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
