//! The `baocao` command: parses, runs, and turns the outcome into an exit code.

#![deny(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
#![cfg_attr(not(test), deny(clippy::too_many_lines))]

mod cli;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Typesetting allocates small objects by the million: a batch is a tenth faster than with
/// the system's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let mut console = cli::Console::new();
    let outcome = cli::guarded(&mut console, |console| match cli::parse(std::env::args_os()) {
        Ok(args) => cli::run(&args, console),
        Err(answer) => answer.give(console),
    });
    console.outcome(outcome).into()
}
