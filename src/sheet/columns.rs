//! The columns of a sheet, from the catalogue of indicators.

use crate::dossier::{Addition, Catalog, Indicator, IndicatorKind, Ordered, Period, UnitType};
use crate::rollup::{is_asked, is_valid};
use crate::roster::Timespan;

use super::grade;

/// An indicator requested by a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked<'a> {
    /// The indicator's code in the catalogue.
    pub code: &'a str,
    /// Its entry in the catalogue.
    pub indicator: &'a Indicator,
}

/// The content of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Column<'a> {
    /// mã đơn vị
    Code,
    /// tên đơn vị
    Name,
    /// loại hình
    Type,
    /// số liệu tính đến ngày
    AsOf,
    /// A figure; for a rate (tỷ lệ) its numerator.
    Figure(Asked<'a>),
    /// The denominator of a rate; both in one cell would become a date.
    Whole(Asked<'a>),
    /// The unit's grade (xếp loại), for all indicators that count grades.
    Grade,
}

/// Which of an indicator's figures it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// thực hiện
    Value,
    /// cùng kỳ năm trước
    Prior,
    /// kế hoạch, được giao
    Assigned,
}

impl Aspect {
    /// Its key in a figure's block; `None` for the value, for which the block is short.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Aspect::Value => None,
            Aspect::Prior => Some("prior"),
            Aspect::Assigned => Some("assigned"),
        }
    }
}

/// The choice of indicators; an empty field doesn't restrict it.
#[derive(Debug, Clone, Default)]
pub struct Selection<'s> {
    /// Exactly these, in this order.
    pub codes: &'s [String],
    /// Only indicators requested from units of this type.
    pub unit_type: Option<UnitType>,
    /// Only indicators requested for this period.
    pub period: Option<&'s Period>,
}

/// The form of an indicator's figure in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// A number, with decimals or without.
    Number,
    /// n/m, in two columns.
    Ratio,
    /// A percentage.
    Percent,
    /// Names separated by semicolons.
    List,
}

impl<'a> Asked<'a> {
    /// The indicator's name.
    pub fn title(&self) -> &'a str {
        self.indicator.title.as_deref().unwrap_or(self.code)
    }

    /// The unit of measure.
    pub fn unit(&self) -> &'a str {
        self.indicator.unit.as_deref().unwrap_or_default()
    }

    /// The form of its cells.
    pub fn measure(&self) -> Measure {
        match self.indicator.kind {
            Some(IndicatorKind::List) => Measure::List,
            _ if self.unit().trim() == "%" => Measure::Percent,
            Some(IndicatorKind::Rate) => Measure::Ratio,
            _ => Measure::Number,
        }
    }
}

impl<'a> Column<'a> {
    /// The columns that identify a row's unit.
    pub(crate) const FIXED: [Column<'static>; 4] =
        [Column::Code, Column::Name, Column::Type, Column::AsOf];

    /// Its name in the row of codes.
    pub fn code(&self) -> String {
        match self {
            Column::Code => "ma_don_vi".to_owned(),
            Column::Name => "ten_don_vi".to_owned(),
            Column::Type => "loai_hinh".to_owned(),
            Column::AsOf => "tinh_den_ngay".to_owned(),
            Column::Figure(asked) => asked.code.to_owned(),
            Column::Whole(asked) => format!("{}/tong", asked.code),
            Column::Grade => "xep_loai".to_owned(),
        }
    }

    /// Its title, without the unit of measure.
    pub fn title(&self) -> String {
        match self {
            Column::Code => "Mã đơn vị".to_owned(),
            Column::Name => "Tên đơn vị".to_owned(),
            Column::Type => "Loại hình".to_owned(),
            Column::AsOf => "Số liệu tính đến ngày".to_owned(),
            Column::Figure(asked) => asked.title().to_owned(),
            Column::Whole(asked) => format!("{}: trên tổng số", asked.title()),
            Column::Grade => "Xếp loại".to_owned(),
        }
    }

    /// Further titles; for a figure from the catalogue.
    pub(crate) fn also(&self) -> Vec<&'a str> {
        match self {
            Column::Code => vec!["mã", "mã số", "mã đv", "mã cđ", "mã cđcs", "ma don vi"],
            Column::Name => {
                vec![
                    "đơn vị",
                    "tên đv",
                    "tên công đoàn",
                    "tên cđcs",
                    "công đoàn cơ sở",
                    "ten don vi",
                ]
            }
            Column::Type => vec!["loại hình đơn vị"],
            Column::AsOf => vec![
                "tính đến ngày",
                "tính đến",
                "ngày chốt số liệu",
                "ngày chốt",
                "ngày số liệu",
                "thời điểm số liệu",
                "số liệu tính đến",
                "số liệu đến ngày",
            ],
            Column::Grade => grade::CALLED.to_vec(),
            Column::Figure(asked) => asked.indicator.also.0.iter().map(|name| &**name).collect(),
            Column::Whole(_) => Vec::new(),
        }
    }

    /// Similar titles that mean something else.
    pub(crate) fn unlike(&self) -> Vec<&'a str> {
        match self {
            Column::Figure(asked) => asked.indicator.unlike.0.iter().map(|name| &**name).collect(),
            _ => Vec::new(),
        }
    }

    /// The unit of measure of its numbers.
    pub fn unit(&self) -> &'a str {
        match self {
            Column::Figure(asked) | Column::Whole(asked) => asked.unit(),
            _ => "",
        }
    }

    /// *Tổng số đoàn viên (đoàn viên)*
    pub fn heading(&self) -> String {
        match self.unit() {
            "" => self.title(),
            unit => format!("{} ({unit})", self.title()),
        }
    }
}

/// The columns of a sheet: those that identify the unit, then the indicators in the
/// catalogue's order. An office's own indicator replaces a shared one with the same code.
/// Fails with the codes that are unknown.
pub fn columns<'a>(
    shared: &'a Ordered<Indicator>,
    own: &'a Ordered<Indicator>,
    wanted: &Selection<'_>,
) -> Result<Vec<Column<'a>>, Vec<String>> {
    let all = indicators(shared, own);
    if wanted.codes.is_empty() {
        let asked = all.into_iter().filter(|asked| wanted.takes(asked.indicator)).collect();
        return Ok(in_one_column(laid_out(asked)));
    }
    let asked: Vec<Asked<'a>> = {
        let find = |code: &String| all.iter().find(|asked| asked.code == code.trim());
        let unknown: Vec<String> =
            wanted.codes.iter().filter(|code| find(code).is_none()).cloned().collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let mut asked: Vec<Asked<'a>> = Vec::new();
        for one in wanted.codes.iter().filter_map(find) {
            if !asked.contains(one) {
                asked.push(*one);
            }
        }
        asked
    };
    Ok(laid_out(asked))
}

/// All columns that may occur in a sheet, whatever was requested.
pub fn every<'a>(shared: &'a Ordered<Indicator>, own: &'a Ordered<Indicator>) -> Vec<Column<'a>> {
    let mut columns = laid_out(indicators(shared, own));
    if columns.iter().any(is_grade) {
        columns.push(Column::Grade);
    }
    columns
}

fn is_grade(column: &Column<'_>) -> bool {
    matches!(column, Column::Figure(asked) | Column::Whole(asked) if grade::is_grade(asked))
}

/// Replaces the columns of grades, two for each, by one column for the unit's grade: a unit
/// that fills in only its own grade would leave the others empty.
fn in_one_column(columns: Vec<Column<'_>>) -> Vec<Column<'_>> {
    let first = columns.iter().position(is_grade);
    let mut out: Vec<Column<'_>> = Vec::with_capacity(columns.len());
    for (at, column) in columns.into_iter().enumerate() {
        if Some(at) == first {
            out.push(Column::Grade);
        }
        if !is_grade(&column) {
            out.push(column);
        }
    }
    out
}

fn indicators<'a>(shared: &'a Ordered<Indicator>, own: &'a Ordered<Indicator>) -> Vec<Asked<'a>> {
    let all = Catalog { own, shared }.iter();
    all.map(|(code, indicator)| Asked { code, indicator }).collect()
}

fn laid_out(asked: Vec<Asked<'_>>) -> Vec<Column<'_>> {
    let mut columns = Column::FIXED.to_vec();
    for asked in asked {
        columns.push(Column::Figure(asked));
        if asked.measure() == Measure::Ratio {
            columns.push(Column::Whole(asked));
        }
    }
    columns
}

impl Selection<'_> {
    fn takes(&self, indicator: &Indicator) -> bool {
        let types = &indicator.applies_to.0;
        let typed = self
            .unit_type
            .is_none_or(|u| u == UnitType::Mixed || types.is_empty() || types.contains(&u));
        let timely = self.period.is_none_or(|period| {
            is_asked(indicator, period)
                && Timespan::of(period).is_none_or(|days| is_valid(indicator, days))
        });
        typed && timely && indicator.adds != Some(Addition::Never)
    }
}
