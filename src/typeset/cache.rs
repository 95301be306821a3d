//! Typst's cache, which the whole process shares, and the one hand that ages
//! it.
//!
//! Every call of `evict` makes all results a round older, whichever thread
//! asked for them. So that a result lives as long on eight threads as on one,
//! the cache ages once for as many documents as are set at a time.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How many rounds a result of layout outlives unused. What documents share is
/// asked for by each; keeping more than that costs memory, and with it time (a
/// twentieth at 10).
const AGE: usize = 3;

/// From this many bytes of source on, a document is an uncommon one: what was made
/// of it is some hundred megabytes, which no other document asks for.
const HUGE: usize = 64 << 10;

/// How many threads are setting documents.
static THREADS: AtomicUsize = AtomicUsize::new(0);
static DOCUMENTS: AtomicUsize = AtomicUsize::new(0);

/// Held by each of several threads that set documents side by side.
#[derive(Debug)]
pub struct Shift(());

impl Shift {
    pub fn begin() -> Self {
        THREADS.fetch_add(1, Ordering::Relaxed);
        Shift(())
    }
}

impl Drop for Shift {
    fn drop(&mut self) {
        THREADS.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A document of such a length is set, or failed to be.
pub(super) fn document_done(length: usize) {
    if length > HUGE {
        return typst::comemo::evict(0);
    }
    let threads = THREADS.load(Ordering::Relaxed).max(1);
    if DOCUMENTS.fetch_add(1, Ordering::Relaxed).is_multiple_of(threads) {
        typst::comemo::evict(AGE);
    }
}
