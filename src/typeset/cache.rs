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
static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);
/// How many were.
static DONE: AtomicUsize = AtomicUsize::new(0);

/// Held while a document is being set; ages the cache when it is done, or failed to
/// be.
#[derive(Debug)]
pub(super) struct UnderWay {
    /// The length of its source.
    length: usize,
}

impl UnderWay {
    pub fn begin(length: usize) -> Self {
        UNDER_WAY.fetch_add(1, Ordering::Relaxed);
        UnderWay { length }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let together = UNDER_WAY.fetch_sub(1, Ordering::Relaxed).max(1);
        if self.length > HUGE {
            typst::comemo::evict(0);
        } else if DONE.fetch_add(1, Ordering::Relaxed).is_multiple_of(together) {
            typst::comemo::evict(AGE);
        }
    }
}
