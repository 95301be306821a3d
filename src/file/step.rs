//! The single steps of writing, for tests. A run may be killed before any of them, and the
//! file must still be complete, old or new. Only tests kill: they start their own program
//! again as a victim that exits at one of these steps.

/// Marks that one more step is about to be taken.
#[cfg(not(test))]
pub(crate) fn step() {}

#[cfg(test)]
pub(crate) use victim::{folder, killed_at_each_step, step};

#[cfg(test)]
mod victim {
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// The variables with the number of steps before a victim exits, and with its folder.
    const STEPS: &str = "BAOCAO_TEST_STEPS";
    const FOLDER: &str = "BAOCAO_TEST_FOLDER";
    /// The exit code of a victim that was killed.
    const KILLED: i32 = 99;

    pub(crate) fn step() {
        static STEPS_LEFT: LazyLock<Option<usize>> =
            LazyLock::new(|| std::env::var(STEPS).ok()?.parse().ok());
        static TAKEN: AtomicUsize = AtomicUsize::new(0);
        if let Some(steps) = *STEPS_LEFT
            && TAKEN.fetch_add(1, Ordering::SeqCst) == steps
        {
            // No destructor runs, as if the system had killed the program.
            std::process::exit(KILLED);
        }
    }

    /// The folder a victim writes to; `None` in an ordinary test run.
    pub(crate) fn folder() -> Option<PathBuf> {
        std::env::var_os(FOLDER).map(PathBuf::from)
    }

    /// Runs an ignored test of this program as a victim, killed at its first step, at its
    /// second and so on until it runs to its end; returns the number of steps. Each gets a
    /// folder of its own, prepared before and checked afterwards.
    pub(crate) fn killed_at_each_step(
        test: &str,
        prepare: impl Fn(&Path),
        check: impl Fn(&Path, usize),
    ) -> usize {
        let own = std::env::current_exe().expect("this program");
        for steps in 0.. {
            let folder = tempfile::tempdir().expect("a folder");
            prepare(folder.path());
            let victim = Command::new(&own)
                .args(["--exact", test, "--ignored", "--test-threads=1"])
                .env(STEPS, steps.to_string())
                .env(FOLDER, folder.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .expect("it runs");
            check(folder.path(), steps);
            match victim.code() {
                Some(KILLED) => {}
                Some(0) => return steps,
                other => panic!("{test}, step {steps}: {other:?}"),
            }
        }
        unreachable!("a victim ends")
    }
}
