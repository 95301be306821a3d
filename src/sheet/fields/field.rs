//! What a column of a sheet fills.

use std::sync::{Arc, LazyLock};

use crate::dossier::{Field as SchemaField, Indicator, Titles};
use crate::sheet::columns::{Asked, Aspect, Column};
use crate::source::Path;

const CODE: &str = "organization.code";
const NAME: &str = "organization.name";

/// What a column fills (một cột ghi vào đâu).
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// A field of the dossier by its keys.
    Keys(Path, Shape),
    /// A figure by its code, wherever it stands in the dossier.
    Figure(Arc<CodedFigure>, Part),
}

/// What a cell must be for a field that isn't a figure of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line.
    Text,
    /// A narrative, line breaks kept.
    Prose,
    /// A list: a line or a stretch between semicolons is an item.
    Texts,
    Day,
    /// A figure that whose unit no catalogue gives.
    Quantity,
}

/// What of a figure a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its value; of a rate (tỷ lệ) the numerator.
    Value,
    /// The denominator of its value.
    Whole,
    /// The prior period's value (cùng kỳ).
    Prior,
    /// The value that was assigned (được giao).
    Assigned,
    /// Of an indicator that counts the units of a grade (xếp loại): whether the
    /// unit has it, by a word in one column for all grades.
    Grade,
    /// The same of a unit that says its grade in the column of another indicator.
    OtherGrade,
}

/// A figure of the catalogue, or one that the base has by its own name.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedFigure {
    pub code: String,
    pub indicator: Indicator,
}

impl Shape {
    /// The shape of a field's values; none of what no one cell can hold.
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
    /// The key of a figure that holds it.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Part::Value | Part::Whole | Part::Grade | Part::OtherGrade => None,
            Part::Prior => Some("prior"),
            Part::Assigned => Some("assigned"),
        }
    }

    /// *Cùng kỳ*; empty for what has no key of its own.
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
    /// What a mapping calls it: `organization.name`, `doan_vien`.
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

    /// The column of a sheet for units that holds the same.
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

    /// What money it may be: that of a figure, for whatever time.
    pub fn amount(&self) -> Option<Asked<'_>> {
        match self {
            Field::Figure(figure, Part::Value | Part::Prior | Part::Assigned) => {
                Some(figure.asked())
            }
            _ => None,
        }
    }

    /// The field that a column of a sheet for units fills, by what a mapping
    /// calls it; none for grades, which are several.
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
