//! Whose papers a descriptor makes: a union's, a Party organisation's, the Youth Union's,
//! or those of several.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::dossier::{OneOrMany, OrganizationKind};

/// The kinds of organisation whose paper one is; a union's where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose(Vec<OrganizationKind>);

impl Default for Whose {
    fn default() -> Self {
        Whose(vec![OrganizationKind::Union])
    }
}

impl Whose {
    /// Whether an organisation of this kind has the paper.
    pub fn includes(&self, kind: OrganizationKind) -> bool {
        self.0.contains(&kind)
    }

    /// The kinds in words: `công đoàn, đoàn`.
    pub fn words(&self) -> String {
        self.0.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ")
    }
}

impl<'de> Deserialize<'de> for Whose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match OneOrMany::deserialize(deserializer)? {
            OneOrMany(kinds) if kinds.is_empty() => {
                Err(D::Error::custom("organization: a kind of organisation, or a list of them"))
            }
            OneOrMany(kinds) => Ok(Whose(kinds)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_of_one_kind_or_of_several() {
        let whose = |yaml: &str| serde_yaml::from_str::<Whose>(yaml).expect(yaml);
        assert!(whose("đảng").includes(OrganizationKind::Party));
        assert!(!whose("đảng").includes(OrganizationKind::Union));
        let both = whose("[công đoàn, đoàn]");
        assert!(both.includes(OrganizationKind::Youth) && !both.includes(OrganizationKind::Party));
        assert_eq!(both.words(), "công đoàn, đoàn");
        assert!(Whose::default().includes(OrganizationKind::Union));
        assert!(serde_yaml::from_str::<Whose>("hội").is_err());
    }
}
