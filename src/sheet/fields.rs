//! A table whose rows are units: its headings are fields of the dossier, a row is laid over a
//! base dossier (hồ sơ chung).
//!
//! ```text
//! field      the field that a column fills
//! names      schema + catalogue + base → names of fields
//! heading    cells → headings of columns
//! slot       fields + base → paths of values
//! cell       a cell → the text of a field
//! ```
//!
//! A heading that means two fields is an error, one that means none is reported; nothing is
//! guessed. Every value keeps its cell as place.

mod cell;
mod field;
mod figures;
mod heading;
mod names;
mod row;
mod slot;
mod table;

pub use row::Row;
pub(super) use slot::{Base, clear, put};
pub use table::Opened;

use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::{self, Dossier, Indicator, Kind, Ordered, Period};
use crate::error::{Error, ErrorKind};
use crate::paper::Papers;
use crate::roster::Timespan;
use crate::source::{Limits, Node, NodeKind, merge, read_yaml};

use super::grid::Cell;
use names::{Meaning, Named, Names};

/// All fields that headings may name, for any number of tables.
pub struct Fields {
    names: Names,
    /// The user's mapping of headings.
    mapping: Vec<Assigned>,
    base: Option<Node>,
    /// The base's period, if it is complete.
    period: Option<Period>,
    /// Whether the units' dossiers report on a period.
    is_review: bool,
}

/// A heading, or the letters of a column, with the field it fills; `None` to skip it.
struct Assigned {
    heading: String,
    field: Option<Named>,
}

impl Fields {
    /// `catalog` is the shared one; `base` may contain its own.
    pub fn new(catalog: &Ordered<Indicator>, papers: &Papers, base: Option<&Node>) -> Self {
        let dossier = base.map(|base| dossier::read(base.clone()).dossier);
        let names = Names::new(catalog, papers, dossier.as_ref());
        let base = base.filter(|base| !matches!(base.kind, NodeKind::Null)).cloned();
        let mut fields = Fields { names, mapping: Vec::new(), base, period: None, is_review: true };
        fields.report_on(dossier.as_ref());
        fields
    }

    /// The same for dossiers that are overlaid afterwards, possibly with a different period
    /// from the base's.
    pub fn overlaid(mut self, overrides: &[Node]) -> Self {
        let trees = self.base.iter().chain(overrides).cloned();
        if let (Some(tree), false) = (trees.reduce(merge), overrides.is_empty()) {
            self.report_on(Some(&dossier::read(tree).dossier));
        }
        self
    }

    fn report_on(&mut self, common: Option<&Dossier>) {
        let period = common.and_then(|dossier| dossier.period.clone());
        self.period = period.filter(|period| Timespan::of(period).is_some());
        self.is_review = common.and_then(|dossier| dossier.kind).is_none_or(Kind::is_review);
    }

    /// Maps a heading to a field: `field` is a key path, a code or a name; if empty, the
    /// column is skipped. The first mapping of a heading counts. The error is a Vietnamese
    /// sentence.
    pub fn assign(&mut self, heading: &str, field: &str) -> Result<(), Error> {
        let wrong = |message: String| Err(Error::new(ErrorKind::Text, message));
        let field = match field.trim() {
            "" => None,
            field => match self.names.meaning(field) {
                Meaning::One(named) => Some(named),
                Meaning::Several(all) => {
                    return wrong(format!("“{field}” có thể là {}; ghi rõ khóa", choices(&all)));
                }
                Meaning::Unknown(near) if near.is_empty() => {
                    return wrong(format!(
                        "hồ sơ không có trường “{field}”; ghi khóa (organization.name) hoặc mã chỉ tiêu"
                    ));
                }
                Meaning::Unknown(near) => {
                    return wrong(format!(
                        "hồ sơ không có trường “{field}”. Có phải là {}?",
                        choices(&near)
                    ));
                }
            },
        };
        self.mapping.push(Assigned { heading: heading.trim().to_owned(), field });
        Ok(())
    }

    /// Reads mappings from a YAML file with a line for each heading: `Ngày: congress.date`.
    /// The error is the list of findings.
    pub fn assign_all(&mut self, name: &str, yaml: &[u8]) -> Result<(), Vec<Diagnostic>> {
        let (tree, mut found) = read_yaml(name, yaml, Limits::default());
        let entries = match tree.map(|tree| (tree.kind, tree.place)) {
            Some((NodeKind::Map(entries), _)) => entries,
            Some((_, place)) => {
                let wrong = "Tệp ghi các cột gồm các dòng `tiêu đề: khóa`";
                found.push(Diagnostic::error(Code::SHEET_MAPPING, wrong).at(place));
                return Err(found);
            }
            None => return Err(found),
        };
        for entry in &entries {
            let field = match &entry.value.kind {
                NodeKind::Null => Ok(""),
                NodeKind::Text { text, .. } => Ok(text.as_str()),
                _ => Err(Error::new(ErrorKind::Text, "chỗ này ghi một khóa, ví dụ congress.date")),
            };
            if let Err(why) = field.and_then(|field| self.assign(&entry.key, field)) {
                let said = format!("{}: {why}", entry.key);
                let wrong = Diagnostic::error(Code::SHEET_MAPPING, said);
                found.push(wrong.at(entry.value.place.clone()));
            }
        }
        if found.iter().any(Diagnostic::is_error) { Err(found) } else { Ok(()) }
    }
}

/// What a cell says, as a dossier's text; none where it says nothing. The error is a
/// Vietnamese sentence.
pub(super) fn cell_text(cell: &Cell) -> Result<Option<String>, String> {
    cell::text(field::Shape::Text, cell).map(|taken| taken.value)
}

/// *“Đại hội: Ngày” (congress.date), “Hội nghị: Ngày” (event.date)*
fn choices(fields: &[&Named]) -> String {
    let one = |named: &&Named| format!("“{}” ({})", named.called, named.field.code());
    fields.iter().map(one).collect::<Vec<_>>().join(", ")
}
