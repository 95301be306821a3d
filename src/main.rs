//! The `baocao` command: parses, runs, turns the outcome into an exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut console = cli::Console::new();
    let outcome = match cli::parse(std::env::args_os()) {
        Ok(args) => cli::run(&args, &mut console),
        Err(answer) => answer.give(&mut console),
    };
    console.outcome(outcome).into()
}
