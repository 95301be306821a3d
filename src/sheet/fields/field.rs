//! The field that a column of a sheet fills.

use std::sync::{Arc, LazyLock};

use crate::dossier::{Field as SchemaField, Indicator, Titles};
use crate::sheet::columns::{Asked, Aspect, Column};
use crate::source::Path;

const CODE: &str = "organization.code";
const NAME: &str = "organization.name";

/// The field that a column fills (một cột ghi vào đâu).
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// A field of the dossier by its keys.
    Keys(Path, Shape),
    /// A figure by its code, wherever it is in the dossier.
    Figure(Arc<CodedFigure>, Part),
}

/// The form of a cell for a field that isn't a figure of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line.
    Text,
    /// A narrative, with line breaks.
    Prose,
    /// A list, with an item on each line or between semicolons.
    Texts,
    Day,
    /// A figure whose unit isn't in a catalogue.
    Quantity,
}

/// The part of a figure in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its value; for a rate (tỷ lệ) the numerator.
    Value,
    /// The denominator of its value.
    Whole,
    /// The prior period's value (cùng kỳ).
    Prior,
    /// The assigned value (được giao).
    Assigned,
    /// For an indicator that counts units by grade (xếp loại): whether the unit has the
    /// grade, from the word in one column for all grades.
    Grade,
    /// The same for a unit that states its grade in the column of another indicator.
    OtherGrade,
}

/// A figure of the catalogue, or one defined by the base under its own name.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedFigure {
    pub code: String,
    pub indicator: Indicator,
}

impl Shape {
    /// The form of a field's values; `None` if they don't fit in one cell.
    pub fn of(field: &SchemaField<'_>) -> Option<Self> {
        let is = |name: &str| field.types.contains(&name);
        match field {
            _ if is("Prose") => Some(Shape::Prose),
            _ if is("Date") || is("MeetingDate") => Some(Shape::Day),
            _ if is("Quantity") => Some(Shape::Quantity),
            SchemaField { is_texts: true, .. } => Some(Shape::Texts),
            SchemaField { is_text: true, .. } => Some(Shape::Text),
            _ => None,
        }
    }
}

impl CodedFigure {
    pub fn asked(&self) -> Asked<'_> {
        Asked { code: &self.code, indicator: &self.indicator }
    }
}

impl Part {
    /// The figure's key for it.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Part::Value | Part::Whole | Part::Grade | Part::OtherGrade => None,
            Part::Prior => Some("prior"),
            Part::Assigned => Some("assigned"),
        }
    }

    /// *Cùng kỳ*; empty if it has no key of its own.
    pub fn title(self) -> &'static str {
        static TITLES: LazyLock<[&str; 2]> = LazyLock::new(|| {
            ["prior", "assigned"].map(|key| {
                let path = Path::root().key("membership").key("members").key(key);
                Titles::get().title(&path).unwrap_or_default()
            })
        });
        match self {
            Part::Value | Part::Whole | Part::Grade | Part::OtherGrade => "",
            Part::Prior => TITLES[0],
            Part::Assigned => TITLES[1],
        }
    }
}

impl Field {
    /// Its name in a mapping: `organization.name`, `doan_vien`.
    pub fn code(&self) -> String {
        match self {
            Field::Keys(path, _) => path.to_string(),
            Field::Figure(figure, Part::Whole) => format!("{}/tong", figure.code),
            Field::Figure(figure, part) => match part.key() {
                Some(key) => format!("{}.{key}", figure.code),
                None => figure.code.clone(),
            },
        }
    }

    /// What a column beside a figure's holds: last year's, the plan's; and what people
    /// call it.
    pub fn beside(&self, aspect: Aspect) -> Option<(Field, &'static str)> {
        let part = match aspect {
            Aspect::Value => return None,
            Aspect::Prior => Part::Prior,
            Aspect::Assigned => Part::Assigned,
        };
        match self {
            Field::Figure(figure, Part::Value) => {
                Some((Field::Figure(Arc::clone(figure), part), part.title()))
            }
            _ => None,
        }
    }

    /// The column of a sheet for units with the same content.
    pub fn column(&self) -> Option<Column<'_>> {
        match self {
            Field::Figure(figure, Part::Value) => Some(Column::Figure(figure.asked())),
            Field::Figure(figure, Part::Whole) => Some(Column::Whole(figure.asked())),
            Field::Figure(..) => None,
            Field::Keys(path, _) => match path.to_string().as_str() {
                CODE => Some(Column::Code),
                NAME => Some(Column::Name),
                _ => None,
            },
        }
    }

    /// The indicator whose money it may be, for any time.
    pub fn amount(&self) -> Option<Asked<'_>> {
        match self {
            Field::Figure(figure, Part::Value | Part::Prior | Part::Assigned) => {
                Some(figure.asked())
            }
            _ => None,
        }
    }

    /// The name in a mapping of the field filled by a column of a sheet for units; `None` for
    /// grades, which fill several.
    pub fn code_of(column: &Column<'_>) -> Option<String> {
        Some(match column {
            Column::Code => CODE.to_owned(),
            Column::Name => NAME.to_owned(),
            Column::Type => "organization.unit_type".to_owned(),
            Column::AsOf => "period.data_as_of".to_owned(),
            Column::Figure(_) | Column::Whole(_) => column.code(),
            Column::Grade => return None,
        })
    }
}
