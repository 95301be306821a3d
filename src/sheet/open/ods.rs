//! ODS: the tables of `content.xml`.

use std::borrow::Cow;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::{Reader, XmlVersion};

use super::super::grid::{Cell, Grid};
use super::Refusal;
use super::archive::Archive;
use super::day::day_of_iso;
use super::filling::{Filling, Room, text};

type Xml<'d> = Reader<&'d [u8]>;

pub fn read(archive: &mut Archive<'_>) -> Result<Vec<Grid>, Refusal> {
    if archive.has("META-INF/manifest.xml") {
        let manifest = archive.read("META-INF/manifest.xml")?;
        if String::from_utf8_lossy(&manifest).contains("manifest:encryption-data") {
            return Err(Refusal::Locked);
        }
    }
    let content = String::from_utf8(archive.read("content.xml")?).map_err(|_| Refusal::Broken)?;
    let mut room = Room::new();
    let mut xml = Reader::from_str(&content);
    // What is empty ends like anything else.
    xml.config_mut().expand_empty_elements = true;
    let mut grids = Vec::new();
    loop {
        match next(&mut xml)? {
            Event::Start(tag) => match tag.name().into_inner() {
                // A text in ODF has a content.xml as well.
                "office:text" => return Err(Refusal::Other("tệp văn bản")),
                "table:tracked-changes" => leave(&mut xml, &tag)?,
                "table:table" => {
                    let name = attribute(&tag, "table:name")?.unwrap_or_default();
                    grids.push(table(&mut xml, name.into_owned(), &mut room)?);
                }
                _ => {}
            },
            Event::End(tag) if tag.name() == QName("office:document-content") => return Ok(grids),
            _ => {}
        }
    }
}

fn table(xml: &mut Xml<'_>, name: String, room: &mut Room) -> Result<Grid, Refusal> {
    let mut sheet = Filling::new(room);
    let mut row = 0;
    loop {
        match next(xml)? {
            Event::Start(tag) => match tag.name().into_inner() {
                "table:table-row" => {
                    let times = times(&tag, "table:number-rows-repeated")?;
                    let cells = cells(xml)?;
                    // What is repeated and empty takes no room, however often.
                    let times_filled = if cells.is_empty() { 0 } else { times };
                    for below in 0..times_filled {
                        for (column, repeated, cell) in &cells {
                            for beside in 0..*repeated {
                                let (row, column) = (row + below, column + beside);
                                sheet.put(row, column, cell.clone())?;
                            }
                        }
                    }
                    row = (row + times).min(FARTHEST);
                }
                // Pictures and charts, which hold tables of their own.
                "table:shapes" => leave(xml, &tag)?,
                _ => {}
            },
            Event::End(tag) if tag.name() == QName("table:table") => return Ok(sheet.done(name)),
            _ => {}
        }
    }
}

/// The filled cells of a row: from which column on, over how many, what.
fn cells(xml: &mut Xml<'_>) -> Result<Vec<(usize, usize, Cell)>, Refusal> {
    let mut found = Vec::new();
    let mut column: usize = 0;
    loop {
        match next(xml)? {
            Event::Start(tag)
                if matches!(
                    tag.name().into_inner(),
                    "table:table-cell" | "table:covered-table-cell"
                ) =>
            {
                let times = times(&tag, "table:number-columns-repeated")?;
                let cell = cell(xml, &tag)?;
                if !cell.is_empty() {
                    found.push((column, times, cell));
                }
                column = (column + times).min(FARTHEST);
            }
            Event::End(tag) if tag.name() == QName("table:table-row") => return Ok(found),
            _ => {}
        }
    }
}

/// Further than any cell may be.
const FARTHEST: usize = 1 << 30;

/// How often a row or a cell stands there.
fn times(tag: &BytesStart<'_>, name: &str) -> Result<usize, Refusal> {
    let times = attribute(tag, name)?.and_then(|times| times.parse().ok());
    Ok(times.unwrap_or(1).clamp(1, FARTHEST))
}

fn cell(xml: &mut Xml<'_>, tag: &BytesStart<'_>) -> Result<Cell, Refusal> {
    let shown = shown(xml, tag.name())?;
    // Errors are told by their text alone, which differs from program to program.
    if attribute(tag, "calcext:value-type")?.as_deref() == Some("error") {
        return Ok(Cell::Fault(shown));
    }
    let read = match attribute(tag, "office:value-type")?.as_deref() {
        Some(kind @ ("float" | "currency" | "percentage")) => attribute(tag, "office:value")?
            .and_then(|value| value.parse::<f64>().ok())
            .filter(|value| value.is_finite())
            .map(|value| Cell::Number { value, percent: kind == "percentage" }),
        Some("date") => {
            attribute(tag, "office:date-value")?.and_then(|day| day_of_iso(&day)).map(Cell::Day)
        }
        Some("boolean") => attribute(tag, "office:boolean-value")?.map(|b| Cell::Bool(b == "true")),
        None if shown.is_empty() && attribute(tag, "table:formula")?.is_some() => {
            Some(Cell::Fault("chưa tính, mở bằng Excel rồi lưu lại".to_owned()))
        }
        _ => None,
    };
    Ok(match (read, attribute(tag, "office:string-value")?) {
        (Some(cell), _) => cell,
        (None, Some(value)) if shown.is_empty() => text(&value),
        _ => text(&shown),
    })
}

/// The text of a cell, paragraphs on lines of their own, without its notes and
/// pictures.
fn shown(xml: &mut Xml<'_>, cell: QName<'_>) -> Result<String, Refusal> {
    let mut out = String::new();
    loop {
        match next(xml)? {
            Event::Text(text) => out += &text,
            Event::CData(text) => out += &text,
            Event::GeneralRef(entity) => match entity.resolve_char_ref()? {
                Some(c) => out.push(c),
                None => out += resolve_xml_entity(&entity).ok_or(Refusal::Broken)?,
            },
            Event::Start(tag) => match tag.name().into_inner() {
                "office:annotation" => leave(xml, &tag)?,
                name if name.starts_with("draw:") => leave(xml, &tag)?,
                "text:s" | "text:tab" => out.push(' '),
                "text:p" | "text:line-break" => out.push('\n'),
                _ => {}
            },
            Event::End(tag) if tag.name() == cell => return Ok(out),
            _ => {}
        }
    }
}

/// What comes next in a document that isn't over yet.
fn next<'d>(xml: &mut Xml<'d>) -> Result<Event<'d>, Refusal> {
    match xml.read_event()? {
        Event::Eof => Err(Refusal::Broken),
        event => Ok(event),
    }
}

/// Passes what stands between an opened tag and its end.
fn leave(xml: &mut Xml<'_>, tag: &BytesStart<'_>) -> Result<(), Refusal> {
    xml.read_to_end(tag.name())?;
    Ok(())
}

fn attribute<'t>(
    tag: &'t BytesStart<'_>,
    name: &str,
) -> Result<Option<Cow<'t, str>>, quick_xml::Error> {
    let found = tag.try_get_attribute(name)?;
    found.map(|found| found.normalized_value(XmlVersion::Implicit1_0)).transpose()
}

impl From<quick_xml::Error> for Refusal {
    fn from(_: quick_xml::Error) -> Self {
        Refusal::Broken
    }
}
