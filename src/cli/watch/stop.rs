//! Requests to stop: Ctrl-C, or a system shutdown.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};

use super::super::outcome::Failure;

/// The longest delay in noticing Ctrl-C.
const BLINK: Duration = Duration::from_millis(50);

/// Receives Ctrl-C from its creation on. A file being written then is completed.
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn listen() -> Result<Self, Failure> {
        let asked = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            signal_hook::flag::register(signal, Arc::clone(&asked))
                .map_err(|e| Failure::new(format!("Không nhận được Ctrl-C: {e}")))?;
        }
        Ok(Stop(asked))
    }

    pub fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Waits, but returns early if asked to stop.
    pub fn asked_within(&self, time: Duration) -> bool {
        let mut left = time;
        while !self.asked() && !left.is_zero() {
            let blink = left.min(BLINK);
            std::thread::sleep(blink);
            left -= blink;
        }
        self.asked()
    }
}
