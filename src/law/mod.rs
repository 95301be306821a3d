//! What the law says, and from when to when (quy định theo ngày): which documents are in
//! force, which bodies are no more, who may give which award, what limits a congress.
//! Data in `report-templates/law`, each fact with its source and how sure it is.
//!
//! Regulations end, bodies are merged; a paper is held against what held on its day. What
//! somebody only remembers is in the data for whoever goes on with them, and never found.

mod acts;
mod awards;
mod bodies;
mod congress;
mod key;

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};

use crate::built_in::TemplateFolder;
use crate::error::{Error, ErrorKind};
use crate::vietnamese::{Day, PartialDate};

pub use acts::{Act, Acts, Cited, Over};
pub use awards::{AwardForm, AwardPowers, Giver, Rank, System};
pub use bodies::{Bodies, Ended, EndedBody};
pub use congress::{CongressLimits, InnerBodies, Limit, Part, SizeStep, Statute, Subject};

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Certainty {
    /// The text itself was seen.
    #[serde(rename = "văn bản")]
    Text,
    /// Several sources say the same.
    #[serde(rename = "nguồn khớp")]
    Agreed,
    /// Not checked against anything.
    #[serde(rename = "trí nhớ")]
    Memory,
}

impl Certainty {
    /// Whether anybody may be told that they are wrong by it.
    pub fn is_sure(self) -> bool {
        self != Certainty::Memory
    }
}

/// All that is known of the law.
#[derive(Debug, Clone)]
pub struct Law {
    /// Documents that papers cite.
    pub acts: Acts,
    /// Bodies and places that are no more.
    pub bodies: Bodies,
    /// Who gives which award.
    pub awards: AwardPowers,
    /// What limits a congress of a union.
    pub congress: CongressLimits,
}

impl Law {
    /// Reads the four files. The error is for who writes templates: a file that can't be
    /// read, or a fact whose source isn't named in its file.
    pub fn read(folder: &TemplateFolder) -> Result<Self, Error> {
        let bodies: Bodies = file(folder, "bodies")?;
        let mut awards: AwardPowers = file(folder, "awards")?;
        awards.name_cities(bodies.cities());
        Ok(Law { acts: file(folder, "acts")?, awards, congress: file(folder, "congress")?, bodies })
    }
}

/// Facts that name their sources.
trait Sourced {
    /// Calls `take` with the sources that each fact names.
    fn each_source(&self, take: &mut dyn FnMut(&[String]));
}

/// One file: where its facts come from, and the facts.
#[derive(Deserialize)]
struct File<T> {
    sources: BTreeMap<String, String>,
    #[serde(flatten)]
    facts: T,
}

fn file<T: DeserializeOwned + Sourced>(folder: &TemplateFolder, name: &str) -> Result<T, Error> {
    let path = format!("law/{name}.yaml");
    let wrong = |message| Error::new(ErrorKind::Office, message);
    let text = folder.find(&path).unwrap_or_default();
    let file: File<T> =
        serde_yaml::from_str(text).map_err(|e| wrong(format!("{path}: {e}")).with_source(e))?;
    let mut unnamed = None;
    file.facts.each_source(&mut |sources| {
        let lacks = |source: &&String| !file.sources.contains_key(*source);
        unnamed = unnamed.take().or_else(|| sources.iter().find(lacks).cloned());
    });
    match unnamed {
        Some(source) => Err(wrong(format!("{path}: sources: không có nguồn {source}"))),
        None => Ok(file.facts),
    }
}

/// A day of which all parts are known, as `01/7/2025`.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
    let date = PartialDate::deserialize(from)?;
    date.whole().ok_or_else(|| D::Error::custom("cần đủ ngày, tháng, năm"))
}

/// The same where it may be missing.
fn some_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Day>, D::Error> {
    day(from).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The law as it is built in.
    pub(super) fn built_in() -> Law {
        Law::read(&TemplateFolder::built_in()).expect("read")
    }

    #[test]
    fn a_fact_without_its_source_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let law = folder.path().join("law");
        std::fs::create_dir_all(&law).expect("made");
        let text = "sources: {a: x}\nacts:\n  - {id: x, type: Luật, name: Luật Thử, certainty: văn bản, sources: [b]}\n";
        std::fs::write(law.join("acts.yaml"), text).expect("written");
        let error = Law::read(&TemplateFolder::with_own(folder.path())).expect_err("no source b");
        assert!(error.to_string().contains("không có nguồn b"), "{error}");
        std::fs::write(law.join("acts.yaml"), text.replace("[b]", "[a]")).expect("written");
        Law::read(&TemplateFolder::with_own(folder.path())).expect("its source is named");
    }
}
