//! Descriptions of all codes: one Markdown file each, in Vietnamese, with a wrong example and
//! a right one.
//!
//! The examples are the rules' fixtures: a test holds each of them to its code.

#![warn(missing_docs)]

use crate::diagnostic::{Code, Severity};

/// The description of a code: `# <severity>: <what must hold>`, the reason, examples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Explanation {
    /// The code.
    pub code: Code,
    /// The code's usual severity; a state of the paper may raise it.
    pub severity: Severity,
    /// What must hold, in one Vietnamese sentence.
    pub title: &'static str,
    /// Everything below the title, in Markdown.
    pub body: &'static str,
}

/// An example of an explanation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example<'a> {
    /// Whether the code must be found in it, or must not.
    pub wrong: bool,
    /// The relevant part of a dossier.
    pub yaml: &'a str,
}

/// Every explanation, in the order of the codes.
pub fn all() -> impl Iterator<Item = Explanation> {
    FILES.iter().map(|(code, file)| read(Code(*code), file))
}

/// The explanation of a code.
pub fn of(code: Code) -> Option<Explanation> {
    FILES.iter().find(|(known, _)| *known == code.0).map(|(_, file)| read(code, file))
}

fn read(code: Code, file: &'static str) -> Explanation {
    let (heading, body) = file.split_once('\n').unwrap_or((file, ""));
    let heading = heading.trim_start_matches("# ");
    let (severity, title) = heading.split_once(": ").unwrap_or(("", heading));
    let severity = [Severity::Note, Severity::Warning, Severity::Error]
        .into_iter()
        .find(|s| s.label() == severity)
        .unwrap_or(Severity::Error);
    Explanation { code, severity, title, body: body.trim() }
}

impl Explanation {
    /// The reason, without the examples.
    pub fn reason(&self) -> &'static str {
        self.body.find("## ").map_or(self.body, |at| &self.body[..at]).trim()
    }

    /// The examples, in the order of the file.
    pub fn examples(&self) -> impl Iterator<Item = Example<'static>> {
        self.body.split("## ").skip(1).filter_map(|section| {
            let (heading, rest) = section.split_once('\n')?;
            let (_, yaml) = rest.split_once("```yaml\n")?;
            let (yaml, _) = yaml.split_once("```")?;
            Some(Example { wrong: heading.trim() == "Sai", yaml })
        })
    }
}

impl Example<'_> {
    /// A dossier around the example: the example's own fields, completed by a year's review
    /// of a made-up union.
    pub fn dossier(&self) -> String {
        let mut yaml = self.yaml.to_owned();
        let says = |key: &str| self.yaml.lines().any(|line| line.starts_with(key));
        if !says("kind:") {
            yaml += if says("congress:") { "kind: đại hội\n" } else { "kind: tổng kết\n" };
        }
        if !says("organization:") {
            yaml += "organization:\n  name: Công đoàn cơ sở Công ty Ví Dụ\n  place: Ví Dụ\n";
        }
        yaml
    }
}

/// The number of each code and its file; the build script lists them.
const FILES: &[(u16, &str)] = include!(concat!(env!("OUT_DIR"), "/explained.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_listed_and_whole() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/explain");
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder of explanations")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".md"))
            .collect();
        there.sort();
        let listed: Vec<String> = all().map(|e| format!("{}.md", e.code)).collect();
        assert_eq!(there, listed);
        for (code, file) in FILES {
            let e = read(Code(*code), file);
            assert!(
                file.starts_with(&format!("# {}: {}\n", e.severity.label(), e.title)),
                "{code}"
            );
            assert!(!e.reason().is_empty(), "{code}");
        }
    }

    #[test]
    fn every_code_has_a_name_and_a_page() {
        let explained: Vec<Code> = all().map(|e| e.code).collect();
        assert_eq!(explained, Code::ALL);
    }

    #[test]
    fn every_rule_is_explained() {
        for rule in crate::check::RULES {
            let explained = of(rule.code).expect("an explanation");
            assert_eq!(explained.severity, rule.severity, "{}", rule.code);
        }
    }
}
