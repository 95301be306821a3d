//! `explain`: the meaning of a code, why it matters, an example.

use std::fmt::Write;

use baocao::check::RULES;
use baocao::diagnostic::Code;
use baocao::explain::{self, Explanation};

use super::args;
use super::console::Console;
use super::outcome::{Failure, Outcome};

pub fn run(args: &args::Explain, console: &mut Console) -> Result<Outcome, Failure> {
    match &args.code {
        None => explain::all().for_each(|e| console.say(&format!("{}  {}", e.code, e.title))),
        Some(typed) => console.say(text(&find(typed)?).trim_end()),
    }
    Ok(Outcome::Well)
}

fn find(typed: &str) -> Result<Explanation, Failure> {
    let upper = typed.trim().to_uppercase();
    let digits = upper.strip_prefix("BC").or(upper.strip_prefix('R')).unwrap_or(&upper);
    digits.parse().ok().and_then(|code| explain::of(Code(code))).ok_or_else(|| {
        Failure::new(format!("Không có mã “{typed}”"))
            .hint("mã ghi trong thông báo, ví dụ BC031; xem tất cả: baocao giai-thich")
    })
}

/// The explanation for a terminal: fenced blocks of its Markdown are indented.
fn text(e: &Explanation) -> String {
    let mut out = format!("{} · {}\n{}\n\n", e.code, e.severity.label(), e.title);
    let mut fenced = false;
    for line in e.body.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let line = line.strip_prefix("## ").map_or_else(|| line.to_owned(), |h| format!("{h}:"));
        let indent = if fenced && !line.is_empty() { "    " } else { "" };
        // Writing to a String can't fail.
        let _ = writeln!(out, "{indent}{line}");
    }
    let citation = RULES.iter().find(|r| r.code == e.code).map_or("", |r| r.citation);
    if !citation.is_empty() {
        let _ = write!(out, "\nCăn cứ: {citation}\n");
    }
    out
}
