//! The threads that Typst spreads a document over.

use std::sync::Once;
use std::sync::mpsc::{Sender, channel};
use std::thread::Builder;

use rayon::{ThreadBuilder, ThreadPoolBuilder};

/// Sees to it that there is a pool: Typst takes the process's own, and ends the
/// program where the system grants no threads for it. The pool gets as many as
/// there are to be had; if none, this thread alone is it, which takes longer and
/// gives the same pages.
pub(super) fn ready() {
    static POOL: Once = Once::new();
    // A thread of a batch has brought its own.
    if rayon::current_thread_index().is_none() {
        POOL.call_once(build);
    }
}

fn build() {
    // A pool can be built but once, so its threads come first: each waits for its
    // part in it.
    let wanted = std::thread::available_parallelism().map_or(1, usize::from);
    let threads: Vec<Sender<ThreadBuilder>> = (0..wanted).map_while(|_| thread()).collect();
    let built = match threads.len() {
        0 => ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global(),
        granted => ThreadPoolBuilder::new()
            .num_threads(granted)
            .spawn_handler(|part| {
                let thread = threads.get(part.index());
                let sent = thread.is_some_and(|thread| thread.send(part).is_ok());
                if sent { Ok(()) } else { Err(std::io::ErrorKind::Other.into()) }
            })
            .build_global(),
    };
    // Whoever uses the library may have a pool already, which serves as well.
    let _ = built;
}

/// A thread that waits for its part, if the system grants one.
fn thread() -> Option<Sender<ThreadBuilder>> {
    let (send, receive) = channel::<ThreadBuilder>();
    let work = move || {
        if let Ok(part) = receive.recv() {
            part.run();
        }
    };
    Builder::new().spawn(work).ok().map(|_| send)
}
