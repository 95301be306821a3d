//! The annexes (phụ lục) of a paper, and the references to them in its text.

use minijinja::Value;

use crate::dossier::{Annex, TargetsAs};
use crate::paper::ANNEX_ROWS;
use crate::vietnamese::{NO_BREAK, roman};

use super::super::values::unknown;
use super::form::Form;

/// The most rows of the table of figures in a two-page report («mặc định»).
const FIGURE_ROWS: usize = 15;

impl Form<'_> {
    /// The annexes for templates: `annexes` in the order of reference, and the reference to
    /// each, unknown if there is no such annex.
    pub fn annexes(&self) -> Vec<(&'static str, Value)> {
        let kinds = [
            (Annex::Figures, "figures", "annex_figures"),
            (Annex::Awards, "awards", "annex_awards"),
            (Annex::Targets, "targets", "annex_targets"),
        ];
        let present: Vec<_> = kinds.iter().filter(|(annex, ..)| self.has_annex(*annex)).collect();
        let names: Vec<&str> = present.iter().map(|(_, name, _)| *name).collect();
        let mut entries = vec![("annexes", Value::from(names))];
        for (annex, _, key) in &kinds {
            let at = present.iter().position(|(a, ..)| a == annex);
            let reference = at.map(|i| match (present.len(), u16::try_from(i + 1)) {
                (2.., Ok(number)) => format!("Phụ lục{NO_BREAK}{} kèm theo", roman(number)),
                _ => "Phụ lục kèm theo".to_owned(),
            });
            entries.push((key, reference.map_or_else(unknown, Value::from)));
        }
        entries
    }

    /// Whether the paper has an annex: as its envelope says, else if the table is long; never
    /// if there is nothing to print.
    fn has_annex(&self, annex: Annex) -> bool {
        // A heading of another scope than the paper's prints what it has itself.
        if self.scope != self.paper.scope() {
            return false;
        }
        let rows = match annex {
            Annex::Awards => {
                let in_areas: usize = self.dossier.results.iter().map(|a| a.awards.len()).sum();
                self.dossier.awards.len() + in_areas
            }
            Annex::Targets => self.dossier.direction.targets.len(),
            Annex::Figures => self.figure_rows,
            Annex::None => 0,
        };
        let asked = &self.envelope.annexes;
        if rows == 0 || !asked.is_empty() {
            return rows > 0 && asked.contains(&annex);
        }
        match annex {
            Annex::Awards => self.paper.has_award_annex(self.dossier),
            Annex::Targets => {
                let printed = ["targets", "resolution.direction"];
                let table = self.envelope.targets_as == Some(TargetsAs::Table);
                printed.iter().any(|p| self.paper.prints(p)) && rows >= ANNEX_ROWS && !table
            }
            Annex::Figures => self.paper.prints("figures_or_annex") && rows > FIGURE_ROWS,
            Annex::None => false,
        }
    }
}
