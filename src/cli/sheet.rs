//! `sheet`: a sheet for the units to fill in, and their dossiers from what they
//! send back.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use baocao::Office;
use baocao::dossier::{Dossier, Indicator, Ordered, Period};
use baocao::file::{folded, keep_before, unfit};
use baocao::rollup::period_words;
use baocao::roster::{Timespan, Unit};
use baocao::sheet::{self, Column, Reading, Remark, Selection, Title, UnitRow};
use baocao::source::{self, Limits, Node};
use baocao::vietnamese::slug;

use super::args;
use super::console::Console;
use super::files::{self, DossierFile};
use super::office;
use super::outcome::{Failure, Outcome};
use super::write::{self, Existing};

/// Cells of a sheet for the units; some hundred bytes each.
const MOST_CELLS: usize = 1_500_000;

pub fn run(args: &args::Sheet, console: &mut Console) -> Result<Outcome, Failure> {
    match &args.verb {
        args::SheetVerb::New(args) => new(args, console),
        args::SheetVerb::Read(args) => read(args, console),
    }
}

fn new(args: &args::SheetNew, console: &mut Console) -> Result<Outcome, Failure> {
    let ending = args.file.extension().map(|ending| ending.to_ascii_lowercase());
    if ending.is_none_or(|ending| ending != "xlsx") {
        return Err(Failure::new(format!("{}: biểu lập ra có đuôi .xlsx", args.file.display())));
    }
    let office = office::open(&args.office)?;
    let superior = superior(&office, args.catalog.as_deref(), console)?;
    let own = own_catalog(superior.as_ref());
    let period = args.period.as_ref().or_else(|| superior.as_ref().and_then(|d| d.period.as_ref()));
    let wanted = Selection { codes: &args.codes, unit_type: args.unit_type, period };
    let columns = sheet::columns(office.catalog(), own, &wanted).map_err(|unknown| {
        Failure::new(format!("`--codes`: danh mục không có mã {}", unknown.join(", ")))
    })?;
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
    // The whole workbook is made in memory.
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
    let bytes = sheet::workbook(&columns, &units, &title)
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

fn read(args: &args::SheetRead, console: &mut Console) -> Result<Outcome, Failure> {
    let office = office::open(&args.office)?;
    let superior = superior(&office, args.catalog.as_deref(), console)?;
    let known = sheet::every(office.catalog(), own_catalog(superior.as_ref()));
    let base = args.base.as_deref().map(|path| read_base(&office, path, console)).transpose()?;
    // Whose figures are wanted: as it is said, else as the base or the superior
    // has it.
    let of_base = args.base.as_deref().map(|path| period_of(&office, path)).transpose()?.flatten();
    let of_superior = || superior.as_ref().and_then(|dossier| dossier.period.clone());
    let asked = args.period.clone().or(of_base).or_else(of_superior);
    let mut readings = Vec::new();
    let mut outcome = Outcome::Well;
    let (files, failures) = files::sheets(&args.files);
    for failure in &failures {
        console.failure(failure, false);
        outcome = Outcome::Faulty;
    }
    for passed_over in files::beside_sheets(&args.files) {
        console.tell(&format!("Lưu ý: {passed_over}"));
    }
    for file in &files {
        let read = file.there().map(|()| match sheet::open_file(&file.path) {
            Ok(grids) => sheet::read_for(&file.name, &grids, &known, asked.as_ref()),
            Err(why) => Reading::refused(&file.name, why.to_string()),
        });
        match read {
            Ok(read) => readings.push(read),
            Err(failure) => {
                console.failure(&failure, false);
                outcome = Outcome::Faulty;
            }
        }
    }
    let mut reading = Reading::joined(readings);
    reading.say_period(args.period.as_ref());
    reading.remarks.iter().for_each(|remark| console.tell(&remark.to_string()));
    if reading.remarks.iter().any(Remark::is_error) {
        outcome = Outcome::Faulty;
    }
    let (mut written, mut names) = (0, HashSet::new());
    for unit in &reading.units {
        if !unit.whole {
            let path = args.output.join(format!("{}.yaml", name_of(unit)));
            if path.exists() {
                let path = path.display();
                let note =
                    format!("Lưu ý: {path}: vẫn là hồ sơ trước, vì biểu mới còn chỗ cần sửa");
                console.tell(&note);
            }
            continue;
        }
        match write_unit(&office, unit, base.as_ref(), &args.output, &mut names) {
            Ok(before) => {
                written += 1;
                if let Some(kept) = before {
                    let (unit, kept) = (unit.key(), kept.display());
                    console
                        .tell(&format!("Lưu ý: {unit}: đã có hồ sơ khác, bản trước giữ ở {kept}"));
                }
            }
            Err(failure) => {
                console.failure(&failure, false);
                outcome = Outcome::Faulty;
            }
        }
    }
    let all = reading.units.len();
    let folder = args.output.display();
    console.say(&format!("Đã ghi hồ sơ của {written}/{all} đơn vị vào thư mục {folder}."));
    Ok(outcome)
}

/// What the file of a unit's dossier is called, without the ending; empty where
/// nothing of the unit names a file.
fn name_of(unit: &UnitRow<'_>) -> String {
    match unfit(&unit.code) {
        None => unit.code.clone(),
        Some(_) => slug(unit.key()),
    }
}

/// Writes one unit's dossier, after reading it as everybody will. Another one
/// that it had, which somebody may have gone on writing, is kept beside: where.
fn write_unit(
    office: &Office,
    unit: &UnitRow<'_>,
    base: Option<&Node>,
    folder: &Path,
    names: &mut HashSet<String>,
) -> Result<Option<PathBuf>, Failure> {
    let name = name_of(unit);
    let path = folder.join(format!("{name}.yaml"));
    let refused =
        |why: &str| Failure::new(format!("Cần sửa: {}: {}: {why}", unit.spot, unit.key()));
    if name.is_empty() {
        return Err(refused("mã đơn vị không đặt tên tệp được"));
    }
    if names.contains(&folded(&name)) {
        return Err(refused("trùng tên tệp với đơn vị khác; ghi thêm mã cho từng đơn vị"));
    }
    let text = sheet::write(unit, base);
    let loaded = office.load(&name, text.as_bytes(), &[]);
    if loaded.dossier().is_none() {
        let first = loaded.diagnostics.iter().find(|d| d.is_error()).map(|d| d.message.clone());
        return Err(refused(&first.unwrap_or_else(|| "không ghi được thành hồ sơ".to_owned())));
    }
    let before = std::fs::read(&path).ok().filter(|before| before != text.as_bytes());
    let mut kept = None;
    if let Some(before) = &before {
        let old = office.load(&name, before, &[]);
        let old = old.dossier().map(|dossier| &dossier.organization);
        let own = |text: Option<&str>, own: &str| text.is_none_or(|t| folded(t) == folded(own));
        let is_other = old.is_some_and(|old| {
            let code = old.code.as_deref();
            !own(code, &unit.code) || code.is_none() && !own(old.name.as_deref(), &unit.name)
        });
        if is_other {
            let path = path.display();
            return Err(refused(&format!(
                "{path} là hồ sơ của đơn vị khác; ghi thêm mã cho từng đơn vị"
            )));
        }
        // An earlier copy may hold what somebody wrote: it stays.
        let place = keep_before(&path, before, "cu")?;
        kept = Some(place);
    }
    match &before {
        Some(before) => write::edited(&path, before, text.as_bytes())?,
        None => write::whole(&path, text.as_bytes(), Existing::Replace)?,
    }
    names.insert(folded(&name));
    Ok(kept)
}

/// The dossier whose catalogue adds to the shared one.
fn superior(
    office: &Office,
    path: Option<&Path>,
    console: &mut Console,
) -> Result<Option<Dossier>, Failure> {
    let Some(path) = path else { return Ok(None) };
    let file = DossierFile::new(path.to_owned());
    let loaded = if sheet::is_sheet(&file.name) {
        let (tree, found) = sheet::read_catalog(&file.name, &file.read()?);
        office.load_tree(tree, found, &[])
    } else {
        office.load(&file.name, &file.read()?, &[])
    };
    match loaded.dossier() {
        Some(dossier) => Ok(Some(dossier.clone())),
        None => {
            console.tell_findings(&loaded.diagnostics);
            Err(Failure::new(format!("{}: chưa đọc được trọn vẹn", file.name)))
        }
    }
}

fn own_catalog(superior: Option<&Dossier>) -> &Ordered<Indicator> {
    static NONE: Ordered<Indicator> = Ordered(Vec::new());
    superior.map_or(&NONE, |dossier| &dossier.catalog)
}

/// The period of a base dossier.
fn period_of(office: &Office, path: &Path) -> Result<Option<Period>, Failure> {
    let file = DossierFile::new(path.to_owned());
    let loaded = office.load(&file.name, &file.read()?, &[]);
    Ok(loaded.dossier().and_then(|dossier| dossier.period.clone()))
}

fn read_base(office: &Office, path: &Path, console: &mut Console) -> Result<Node, Failure> {
    let file = DossierFile::new(path.to_owned());
    let bytes = file.read()?;
    let (tree, found) = source::read_yaml(&file.name, &bytes, Limits::default());
    let loaded = office.load_tree(tree.clone(), found, &[]);
    match tree.filter(|_| loaded.dossier().is_some()) {
        Some(tree) => Ok(tree),
        None => {
            console.tell_findings(&loaded.diagnostics);
            Err(Failure::new(format!("{}: hồ sơ chung chưa đọc được trọn vẹn", file.name)))
        }
    }
}
