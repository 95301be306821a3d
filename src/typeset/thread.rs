//! The threads on which documents are typeset.
//!
//! Typst spreads a document over a thread pool. Two documents in one pool steal each other's
//! work until the stack overflows, and a thread that waits in a pool may begin another
//! document on top of the first. So the program has one pool of its own, used by one document
//! at a time. A document that arrives meanwhile, or from another pool, is typeset on a thread
//! that is a pool by itself. The pages are the same.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, OnceLock, TryLockError};
use std::thread::{Builder, scope};

use rayon::{ThreadBuilder, ThreadPool, ThreadPoolBuilder};

use crate::error::{Error, ErrorKind};

/// Stack size of a typesetting thread: the same as that of a main thread.
pub const STACK: usize = 8 << 20;

thread_local! {
    /// Whether this thread typesets without the shared pool.
    static ALONE: Cell<bool> = const { Cell::new(false) };
}

/// Guard that makes this thread typeset without the shared pool: for a thread with a
/// [`STACK`] that typesets one document after the other beside others like it.
#[derive(Debug)]
pub struct Alone {
    /// A pool of this thread only. `None` if the thread is in a pool already, where Typst's
    /// work then stays.
    _pool: Option<ThreadPool>,
}

impl Alone {
    pub fn here() -> Self {
        ALONE.set(true);
        Alone { _pool: ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok() }
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        ALONE.set(false);
    }
}

/// Runs a piece of Typst's work where it is allowed. A panic becomes an error, and the caller
/// continues.
pub fn run<T: Send>(work: &(dyn Fn() -> T + Sync)) -> Result<T, Error> {
    let caught = || catch_unwind(AssertUnwindSafe(work)).ok();
    let done = if ALONE.get() {
        caught()
    } else if let Some(done) = in_pool(&caught) {
        done
    } else {
        on_own_thread(&caught)
    };
    done.ok_or_else(|| Error::new(ErrorKind::Internal, "the typesetter panicked"))
}

/// Runs it in the program's pool, if that is free and this thread is in no other.
fn in_pool<T: Send>(work: &(dyn Fn() -> T + Sync)) -> Option<T> {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    static TURN: Mutex<()> = Mutex::new(());
    if rayon::current_thread_index().is_some() {
        return None;
    }
    let _turn = match TURN.try_lock() {
        Ok(turn) => turn,
        Err(TryLockError::Poisoned(turn)) => turn.into_inner(),
        Err(TryLockError::WouldBlock) => return None,
    };
    let pool = POOL.get_or_init(pool).as_ref()?;
    Some(pool.install(work))
}

/// Runs it on a new thread; on this one if the system grants none.
fn on_own_thread<T: Send>(work: &(dyn Fn() -> T + Sync)) -> T {
    let alone = || {
        let _alone = Alone::here();
        work()
    };
    scope(|scope| match Builder::new().stack_size(STACK).spawn_scoped(scope, alone) {
        Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
        Err(_) => alone(),
    })
}

/// A pool with as many threads as available; `None` if there are none.
fn pool() -> Option<ThreadPool> {
    // A pool isn't built if a thread is missing, so its threads are started first: each waits
    // for its part in the pool.
    let wanted = std::thread::available_parallelism().map_or(1, usize::from);
    let threads: Vec<Sender<ThreadBuilder>> = (0..wanted).map_while(|_| thread()).collect();
    if threads.is_empty() {
        return None;
    }
    let spawn = |part: ThreadBuilder| {
        let thread = threads.get(part.index());
        let sent = thread.is_some_and(|thread| thread.send(part).is_ok());
        if sent { Ok(()) } else { Err(std::io::ErrorKind::Other.into()) }
    };
    ThreadPoolBuilder::new().num_threads(threads.len()).spawn_handler(spawn).build().ok()
}

/// A thread waiting for its part, if the system grants one.
fn thread() -> Option<Sender<ThreadBuilder>> {
    let (send, receive) = channel::<ThreadBuilder>();
    let work = move || {
        if let Ok(part) = receive.recv() {
            part.run();
        }
    };
    Builder::new().stack_size(STACK).spawn(work).ok().map(|_| send)
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        let error = run(&|| -> u8 { panic!("on purpose") }).expect_err("caught");
        assert_eq!(error.kind(), ErrorKind::Internal);
        assert_eq!(run(&|| 1), Ok(1));
    }

    /// The index of the current thread in its pool, and the pool's size.
    fn place() -> Result<(Option<usize>, usize), Error> {
        run(&|| (rayon::current_thread_index(), rayon::current_num_threads()))
    }

    #[test]
    fn a_second_one_at_a_time_is_alone() {
        // While one document holds the pool, another is typeset on its own thread.
        let inner = run(&|| std::thread::scope(|s| s.spawn(place).join().expect("ended")));
        assert_eq!(inner, Ok(Ok((Some(0), 1))));
    }

    #[test]
    fn another_ones_pool_is_left_alone() {
        let theirs = ThreadPoolBuilder::new().num_threads(3).build().expect("a pool");
        let places: Vec<_> = theirs.install(|| (0..8).into_par_iter().map(|_| place()).collect());
        assert!(places.iter().all(|place| *place == Ok((Some(0), 1))), "{places:?}");
    }

    #[test]
    fn a_thread_of_a_batch_stays_where_it_is() {
        std::thread::scope(|scope| {
            let thread = scope.spawn(|| {
                let _alone = Alone::here();
                let here = std::thread::current().id();
                run(&|| std::thread::current().id() == here)
            });
            assert_eq!(thread.join().expect("ended"), Ok(true));
        });
    }
}
