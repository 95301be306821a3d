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

/// How many documents are being set.
static BEING_SET: AtomicUsize = AtomicUsize::new(0);
/// How many were set so far.
static SET: AtomicUsize = AtomicUsize::new(0);

/// Held while a document is being set; ages the cache when it is done, or failed to
/// be.
#[derive(Debug)]
pub(super) struct CacheGuard {
    /// The length of its source.
    length: usize,
}

impl CacheGuard {
    /// Counts a document as being set.
    pub fn hold(length: usize) -> Self {
        BEING_SET.fetch_add(1, Ordering::Relaxed);
        CacheGuard { length }
    }
}

impl Drop for CacheGuard {
    fn drop(&mut self) {
        let together = BEING_SET.fetch_sub(1, Ordering::Relaxed).max(1);
        if self.length > HUGE {
            typst::comemo::evict(0);
        } else if SET.fetch_add(1, Ordering::Relaxed).is_multiple_of(together) {
            typst::comemo::evict(AGE);
        }
    }
}
