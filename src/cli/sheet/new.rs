//! `sheet new`: a workbook for the units to fill in.

use baocao::dossier::Catalog;
use baocao::rollup::period_words;
use baocao::roster::{Timespan, Unit};
use baocao::sheet::{self, Column, Selection, Title, UnitBook};

use super::super::args;
use super::super::console::Console;
use super::super::office;
use super::super::outcome::{Failure, Outcome};
use super::super::write::{self, Existing};
use super::{own_catalog, per_unit, superior};

/// The most cells of a sheet; they take some hundred bytes each.
const MOST_CELLS: usize = 1_500_000;

pub fn run(args: &args::SheetNew, console: &mut Console) -> Result<Outcome, Failure> {
    let is_folder = args.per_unit && args.roster.is_some();
    let ending = args.file.extension().map(|ending| ending.to_ascii_lowercase());
    if !is_folder && ending.is_none_or(|ending| ending != "xlsx") {
        return Err(Failure::new(format!("{}: biểu lập ra có đuôi .xlsx", args.file.display())));
    }
    let office = office::open(&args.office)?;
    let superior = superior(&office, args.catalog.as_deref(), console)?;
    let own = own_catalog(superior.as_ref());
    let period = args.period.as_ref().or_else(|| superior.as_ref().and_then(|d| d.period.as_ref()));
    let wanted = Selection { codes: &args.codes, unit_type: args.unit_type, period };
    let office_catalog = office.catalog();
    let columns = sheet::columns(office_catalog, own, &wanted).map_err(unknown_codes)?;
    let roster = args.roster.as_deref().map(|path| office::roster(path, console)).transpose()?;
    let mut units: Vec<&Unit> = match &roster {
        None => Vec::new(),
        Some(roster) => match period.and_then(Timespan::of) {
            Some(days) => {
                let code = superior.as_ref().and_then(|d| d.organization.code.as_deref());
                roster.scope(code, days).due
            }
            None => roster.units.iter().filter(|unit| unit.until.is_none()).collect(),
        },
    };
    if let Some(kind) = args.unit_type {
        units.retain(|unit| unit.r#type.is_none_or(|own| own == kind));
    }
    if roster.is_some() && units.is_empty() {
        return Err(Failure::new("Danh sách không có đơn vị nào để lập biểu")
            .hint("xem lại type, since, until, parent trong danh sách"));
    }
    if args.per_unit {
        let deadline = roster.as_ref().and_then(|roster| roster.deadline);
        let office = superior.as_ref().and_then(|d| d.organization.name.as_deref());
        let book = UnitBook { unit: None, office, period, deadline, columns: &columns };
        return per_unit::write(&args.file, &units, &book, console);
    }
    // The whole workbook is built in memory.
    if units.len() * columns.len() > MOST_CELLS {
        let (units, columns) = (units.len(), columns.len());
        return Err(Failure::new(format!("Biểu quá lớn: {units} đơn vị, {columns} cột"))
            .hint("chia danh sách, hoặc chọn bớt chỉ tiêu: --codes"));
    }
    let period = period.map(period_words);
    let deadline = roster.as_ref().and_then(|r| r.deadline).map(|day| day.typed());
    let title = Title {
        office: superior.as_ref().and_then(|d| d.organization.name.as_deref()),
        period: period.as_deref(),
        deadline: deadline.as_deref(),
    };
    let grades = sheet::grade_words(Catalog { own, shared: office.catalog() });
    let bytes = sheet::workbook(&columns, &units, &grades, &title)
        .map_err(|error| Failure::from(error).of_what("Không lập được biểu"))?;
    write::whole(&args.file, &bytes, Existing::Keep)?;
    let figures = columns.iter().filter(|c| matches!(c, Column::Figure(_) | Column::Grade)).count();
    let rows = match units.len() {
        0 => String::new(),
        count => format!(", {count} đơn vị"),
    };
    console.say(&format!("Đã lập biểu {}: {figures} chỉ tiêu{rows}.", args.file.display()));
    Ok(Outcome::Well)
}

fn unknown_codes(unknown: Vec<String>) -> Failure {
    Failure::new(format!("`--codes`: danh mục không có mã {}", unknown.join(", ")))
}
