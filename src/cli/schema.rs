//! `schema`: the dossier's JSON Schema.

use super::args;
use super::console::Console;
use super::outcome::{Failure, Outcome};
use super::write::{self, Existing};

pub fn run(args: &args::Schema, console: &mut Console) -> Result<Outcome, Failure> {
    let schema = text()?;
    match &args.output {
        None => console.say(schema.trim_end()),
        Some(path) => {
            write::whole(path, schema.as_bytes(), Existing::Replace)?;
            console.say(&format!("Đã ghi lược đồ vào {}.", path.display()));
        }
    }
    Ok(Outcome::Well)
}

/// The schema as written to a file, with a final line break.
pub fn text() -> Result<String, Failure> {
    serde_json::to_string_pretty(&baocao::dossier::json_schema())
        .map(|schema| schema + "\n")
        .map_err(|e| Failure::new(format!("Không lập được lược đồ: {e}")))
}
