//! The command line: one file per verb, based on the library.
//!
//! Text for people is in Vietnamese, short and impersonal. A verb prints through a
//! [`Console`] and returns an [`Outcome`]; nothing here exits but what watches the `memory`.

mod args;
mod batch;
mod check;
mod compare;
mod console;
mod edit;
mod explain;
mod files;
mod fix;
mod guard;
mod help;
mod issue;
mod json;
mod list;
mod manifest;
mod memory;
mod new;
mod office;
mod outcome;
mod papers;
mod progress;
mod refusal;
mod render;
mod rollup;
mod schema;
mod sheet;
mod tally;
mod templates;
mod watch;
mod write;

pub use console::Console;
pub use guard::guarded;
pub use outcome::Outcome;

use std::ffi::OsString;

use args::{Args, Verb};
use refusal::Answer;

/// Parses the command line. The error is an answer to print: help, or a mistake.
pub fn parse(words: impl Iterator<Item = OsString>) -> Result<Args, Answer> {
    let words: Vec<OsString> = words.collect();
    args::read(&words).map_err(|error| Answer::to(&error, &words))
}

/// Runs a verb.
pub fn run(args: &Args, console: &mut Console) -> Outcome {
    let ran = match &args.verb {
        Verb::New(args) => new::run(args, console),
        Verb::Check(args) => check::run(args, console),
        Verb::Render(args) => render::run(args, console),
        Verb::Papers(args) => papers::run(args, console),
        Verb::Compare(args) => compare::run(args, console),
        Verb::Issue(args) => issue::run(args, console),
        Verb::Batch(args) => batch::run(args, console),
        Verb::Manifest(args) => manifest::run(args, console),
        Verb::Sheet(args) => sheet::run(args, console),
        Verb::Rollup(args) => rollup::run(args, console),
        Verb::Watch(args) => watch::run(args, console),
        Verb::Explain(args) => explain::run(args, console),
        Verb::Schema(args) => schema::run(args, console),
        Verb::Templates(args) => templates::run(args, console),
    };
    ran.unwrap_or_else(|failure| {
        let json = match &args.verb {
            Verb::Check(args) => args.dossiers.json,
            Verb::Render(args) => args.dossiers.json,
            Verb::Batch(args) => args.dossiers.json,
            Verb::Rollup(args) => args.json,
            Verb::Compare(args) => args.json,
            Verb::Watch(args) => args.render.dossiers.json,
            _ => false,
        };
        console.failure(&failure, json);
        failure.outcome
    })
}
