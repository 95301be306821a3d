//! Legal facts by date (quy định theo ngày): documents in force, abolished bodies, authority
//! to give awards, limits for congresses. The data is in `report-templates/law`, each fact
//! with its source and its certainty.
//!
//! Regulations end and bodies are merged, so a paper is checked against the facts on its
//! date. Facts without a verified source are in the data for later verification only, and
//! never used in findings.

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
pub use awards::{AwardForm, AwardName, AwardPowers, Giver, Rank, System};
pub use bodies::{Bodies, Ended, EndedBody};
pub use congress::{
    CellSizes, CongressLimits, InnerBodies, Limit, Part, SizeStep, Statute, Subject,
};

/// The certainty of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Certainty {
    /// Verified in the original text.
    #[serde(rename = "văn bản")]
    Text,
    /// Stated by several sources.
    #[serde(rename = "nguồn khớp")]
    Agreed,
    /// Not verified.
    #[serde(rename = "trí nhớ")]
    Memory,
}

impl Certainty {
    /// Whether findings may be based on it.
    pub fn is_sure(self) -> bool {
        self != Certainty::Memory
    }
}

/// All legal facts.
#[derive(Debug, Clone)]
pub struct Law {
    /// Documents that papers cite.
    pub acts: Acts,
    /// Abolished bodies and places.
    pub bodies: Bodies,
    /// The authority to give awards.
    pub awards: AwardPowers,
    /// The limits for a union's congress.
    pub congress: CongressLimits,
}

impl Law {
    /// Reads the four files. Errors are for template authors: an unreadable file, or a fact
    /// whose source isn't named in its file.
    pub fn read(folder: &TemplateFolder) -> Result<Self, Error> {
        let bodies: Bodies = file(folder, "bodies")?;
        let mut awards: AwardPowers = file(folder, "awards")?;
        awards.name_cities(bodies.cities());
        Ok(Law { acts: file(folder, "acts")?, awards, congress: file(folder, "congress")?, bodies })
    }
}

/// Facts with named sources.
trait Sourced {
    /// Calls `take` with the sources of each fact.
    fn each_source(&self, take: &mut dyn FnMut(&[String]));
}

/// The contents of a file: sources and facts.
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

/// Deserialises a complete date such as `01/7/2025`.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
    let date = PartialDate::deserialize(from)?;
    date.whole().ok_or_else(|| D::Error::custom("cần đủ ngày, tháng, năm"))
}

/// The same for an optional date.
fn some_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Day>, D::Error> {
    day(from).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The built-in law.
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
