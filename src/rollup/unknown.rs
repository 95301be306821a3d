//! Figures of the units that the catalogue has no code for: nobody adds them.

use std::collections::HashMap;

use crate::dossier::{Dossier, FigureDetail, Indicator, Ordered};
use crate::vietnamese::fold;

use super::write::REPORTED;

/// Codes and titles that are added up.
pub(super) struct Known<'a> {
    codes: Vec<&'a str>,
    by_title: HashMap<String, &'a str>,
}

/// A figure without a code, and the indicator it may be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unknown<'a> {
    pub name: &'a str,
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
        let stated: Vec<(&str, &FigureDetail)> = figures(dossier).collect();
        let is_stated = |code: &str| stated.iter().any(|(name, _)| *name == code);
        let missed = stated
            .iter()
            .filter(|(name, _)| *name != REPORTED && !self.codes.contains(name))
            .map(|(name, figure)| {
                let titled = figure.title.as_deref().map(fold);
                let titled = titled.and_then(|title| self.by_title.get(&title).copied());
                let near = || self.codes.iter().copied().find(|code| is_near(name, code));
                let meant = titled.or_else(near).filter(|code| !is_stated(code));
                Unknown { name, meant }
            });
        missed.collect()
    }
}

fn figures(dossier: &Dossier) -> impl Iterator<Item = (&str, &FigureDetail)> {
    let areas = dossier.results.iter().flat_map(|area| area.figures.iter());
    let all = dossier.membership.figures.iter().chain(areas);
    all.map(|(name, figure)| (name, &**figure)).filter(|(_, figure)| figure.value.is_some())
}

/// Whether a name is a code but for one letter. `tet_2025` is not a misspelt
/// `tet_2026`.
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
