//! Places in a text without the text itself.

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::place::{Place, SourceKind};
use super::spot::Spot;

/// The position of a [`Place`] without its text, for when the texts of many files can't be
/// kept in memory, or another process reports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// In a text.
    Text {
        /// The name of the text in messages.
        file: EcoString,
        /// Line and column, both from 1.
        line: (u32, u32),
        /// The first byte, and the number of bytes.
        bytes: (u32, u32),
    },
    /// A cell of a workbook, and the length of its text in bytes.
    Cell(Box<Spot>, u32),
    /// A passage of a Word document.
    Passage(EcoString),
}

impl Anchor {
    /// The anchor of a place whose text will be dropped.
    pub fn of(place: &Place) -> Anchor {
        Anchor::sharing(place, &EcoString::new())
    }

    /// The same, sharing the file name with other anchors.
    pub(crate) fn sharing(place: &Place, name: &EcoString) -> Anchor {
        // A dossier has at most 8 MB, so that nothing is truncated.
        let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        match &place.source.kind {
            SourceKind::Cell(spot) => Anchor::Cell(Box::new(spot.clone()), short(place.span.len())),
            SourceKind::Passage => Anchor::Passage(place.source.name.as_str().into()),
            SourceKind::Text | SourceKind::Line(..) => {
                let (line, column) = place.line_column();
                Anchor::Text {
                    file: match place.source.name == name.as_str() {
                        true => name.clone(),
                        false => place.source.name.as_str().into(),
                    },
                    line: (short(line), short(column)),
                    bytes: (short(place.span.start), short(place.span.len())),
                }
            }
        }
    }

    /// Replaces the file name by a shared equal one.
    pub(crate) fn share(&mut self, name: &EcoString) {
        if let Anchor::Text { file, .. } = self
            && file == name
        {
            *file = name.clone();
        }
    }

    /// Converts back to a place: it has a position, but can't show the text.
    pub fn place(&self) -> Place {
        match self {
            Anchor::Cell(spot, length) => Place::let_go(
                spot.to_string(),
                SourceKind::Cell(spot.as_ref().clone()),
                0..*length as usize,
            ),
            Anchor::Passage(name) => Place::let_go(name.to_string(), SourceKind::Passage, 0..0),
            Anchor::Text { file, line, bytes } => {
                let kind = SourceKind::Line(line.0 as usize, line.1 as usize);
                let start = bytes.0 as usize;
                Place::let_go(file.to_string(), kind, start..start + bytes.1 as usize)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Code, Colour, Diagnostic, SourceFile, brief, render, to_json};
    use super::*;

    #[test]
    fn a_place_is_told_as_with_its_text() {
        let text = Arc::new(SourceFile::text("a.yaml", "kind: x\nyear: 20z6\n"));
        let cell = Place::cell(Spot::new("a.xlsx", "Biểu", (8, 2)), "mười");
        for place in [Place::new(&text, 14..18), cell] {
            let bare = Anchor::of(&place).place();
            assert_eq!(bare.origin(), place.origin());
            assert_eq!(bare.text(), "");
            let found = |place| Diagnostic::error(Code::UNREADABLE_CELL, "sai").at(place);
            let json = |place| serde_json::to_string(&to_json(&found(place))).expect("JSON");
            assert_eq!(json(bare.clone()), json(place.clone()));
            assert_eq!(brief(&found(bare.clone())), brief(&found(place.clone())));
            let shown = render(&found(bare.clone()), Colour::Plain);
            assert!(shown.contains(&place.origin()), "{shown}");
            assert_eq!(Anchor::of(&bare), Anchor::of(&place));
        }
    }
}
