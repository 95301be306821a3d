//! Figures of units without a code in the catalogue, which aren't added up.

use std::collections::HashMap;

use crate::dossier::{Dossier, FigureDetail, Indicator, Ordered};
use crate::source::Path;
use crate::vietnamese::fold;

use super::write::REPORTED;

/// Codes and titles that are added up.
#[derive(Debug)]
pub(super) struct Known<'a> {
    codes: Vec<&'a str>,
    by_title: HashMap<String, &'a str>,
}

/// A figure without a code, and the indicator that is probably meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unknown<'a> {
    pub name: &'a str,
    /// Where it stands in its dossier.
    pub path: Path,
    pub meant: Option<&'a str>,
}

impl<'a> Known<'a> {
    pub fn of(shared: &'a Ordered<Indicator>, own: &'a Ordered<Indicator>) -> Self {
        let mut known = Known { codes: Vec::new(), by_title: HashMap::new() };
        for (code, indicator) in shared.iter().chain(own.iter()) {
            known.codes.push(code);
            if let Some(title) = indicator.title.as_deref() {
                known.by_title.insert(fold(title), code);
            }
        }
        known
    }

    /// The figures of a dossier that state something and aren't added up.
    pub fn missed_in<'d>(&self, dossier: &'d Dossier) -> Vec<Unknown<'d>>
    where
        'a: 'd,
    {
        let stated: Vec<(Block, &str, &FigureDetail)> = figures(dossier).collect();
        let is_stated = |code: &str| stated.iter().any(|(_, name, _)| *name == code);
        let missed = stated
            .iter()
            .filter(|(_, name, _)| *name != REPORTED && !self.codes.contains(name))
            .map(|(block, name, figure)| {
                let titled = figure.title.as_deref().map(fold);
                let titled = titled.and_then(|title| self.by_title.get(&title).copied());
                let near = || self.codes.iter().copied().find(|code| is_near(name, code));
                let meant = titled.or_else(near).filter(|code| !is_stated(code));
                Unknown { name, path: path(*block, name), meant }
            });
        missed.collect()
    }
}

/// The block of a figure: an area by its index, or the membership.
type Block = Option<usize>;

/// The figures that state something, each with its block and its name.
fn figures(dossier: &Dossier) -> impl Iterator<Item = (Block, &str, &FigureDetail)> {
    let areas = dossier.results.iter().enumerate();
    let areas = areas.map(|(at, area)| (Some(at), &area.figures));
    let blocks = std::iter::once((None, &dossier.membership.figures)).chain(areas);
    let all = blocks.flat_map(|(block, figures)| figures.iter().map(move |one| (block, one)));
    all.filter(|(_, (_, figure))| figure.value.is_some())
        .map(|(block, (name, figure))| (block, name, &**figure))
}

fn path(block: Block, name: &str) -> Path {
    let block = match block {
        Some(area) => Path::root().key("results").index(area),
        None => Path::root().key("membership"),
    };
    block.key("figures").key(name)
}

/// Whether a name differs from a code by one letter. `tet_2025` isn't a misspelt `tet_2026`.
fn is_near(name: &str, code: &str) -> bool {
    let letters = |text: &str| text.replace(|c: char| c.is_ascii_digit() || c == '_', "");
    let same = letters(name).eq_ignore_ascii_case(&letters(code));
    if same {
        return name.replace('_', "").eq_ignore_ascii_case(&code.replace('_', ""));
    }
    code.len() >= 5 && strsim::damerau_levenshtein(name, code) <= 1
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn one_letter_makes_a_code() {
        for (name, code) in
            [("tham_hoii", "tham_hoi"), ("thamhoi", "tham_hoi"), ("Tham_hoi", "tham_hoi")]
        {
            assert!(is_near(name, code), "{name}");
        }
        for (name, code) in [
            ("tet_2025", "tet_2026"),
            ("sang_kien_moi", "sang_kien"),
            ("doan_vien_nam", "doan_vien_nu"),
            ("dt", "dv"),
        ] {
            assert!(!is_near(name, code), "{name}");
        }
    }
}
