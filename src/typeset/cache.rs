//! Typst's cache, shared by the whole process, and the only place that evicts from it.
//!
//! Every call of `evict` ages all results by one round, whichever thread calls it. So that
//! results live as long with eight threads as with one, the cache is aged once for as many
//! documents as are being typeset at the same time.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::Body;

/// The number of rounds after which an unused result is evicted. What documents have in
/// common is used by each; keeping more costs memory, and with it time (5% at 10 rounds).
const AGE: usize = 3;

/// A document of this many bytes of source or more is exceptional: its results take some
/// hundred megabytes, and no other document uses them.
const HUGE: usize = 64 << 10;

/// The number of trees of a paper's parts that are made for the cache to age once: a tree
/// leaves little in it, and ageing takes a tenth of the time of making one.
const TREES: usize = 8;

/// The number of documents being typeset.
static BEING_SET: AtomicUsize = AtomicUsize::new(0);
/// The number of documents typeset so far.
static SET: AtomicUsize = AtomicUsize::new(0);
/// The number of trees made so far.
static MADE: AtomicUsize = AtomicUsize::new(0);

/// Guard held while a document is typeset; ages the cache when dropped.
#[derive(Debug)]
pub(super) struct CacheGuard {
    /// The length of its source in bytes.
    length: usize,
    body: Body,
}

impl CacheGuard {
    /// Counts a document as being typeset.
    pub fn hold(length: usize, body: Body) -> Self {
        BEING_SET.fetch_add(1, Ordering::Relaxed);
        CacheGuard { length, body }
    }
}

impl Drop for CacheGuard {
    fn drop(&mut self) {
        let together = BEING_SET.fetch_sub(1, Ordering::Relaxed).max(1);
        let (count, round) = match self.body {
            Body::Pages => (&SET, together),
            Body::Tree => (&MADE, together * TREES),
        };
        if self.length > HUGE {
            typst::comemo::evict(0);
        } else if count.fetch_add(1, Ordering::Relaxed).is_multiple_of(round) {
            typst::comemo::evict(AGE);
        }
    }
}
