//! ODS: the tables of `content.xml`.

use super::super::grid::{Cell, Grid};
use super::Refusal;
use super::day::day_of_iso;
use super::filling::{Filling, Room, text};
use super::xml::{Event, Events, Tag, unescaped};
use super::zip::Archive;

pub fn read(archive: &Archive<'_>) -> Result<Vec<Grid>, Refusal> {
    if archive.has("META-INF/manifest.xml") {
        let manifest = archive.read("META-INF/manifest.xml")?;
        if String::from_utf8_lossy(&manifest).contains("manifest:encryption-data") {
            return Err(Refusal::Locked);
        }
    }
    let content = String::from_utf8(archive.read("content.xml")?).map_err(|_| Refusal::Broken)?;
    let mut room = Room::new();
    let mut events = Events::of(&content);
    let mut grids = Vec::new();
    while let Some(event) = events.next() {
        match event {
            // A text in ODF has a content.xml as well.
            Event::Open(tag) if tag.name == "office:text" => {
                return Err(Refusal::Other("tệp văn bản"));
            }
            Event::Open(tag) if tag.name == "table:tracked-changes" => events.leave(tag),
            Event::Open(tag) if tag.name == "table:table" && !tag.is_empty => {
                let name = tag.attribute("table:name").unwrap_or_default().into_owned();
                grids.push(table(&mut events, name, &mut room)?);
            }
            _ => {}
        }
    }
    Ok(grids)
}

fn table<'d>(events: &mut Events<'d>, name: String, room: &mut Room) -> Result<Grid, Refusal> {
    let mut sheet = Filling::new(room);
    let mut row = 0;
    loop {
        match events.next().ok_or(Refusal::Broken)? {
            Event::Open(tag) if tag.name == "table:table-row" => {
                let times = times(tag, "table:number-rows-repeated");
                let cells = if tag.is_empty { Vec::new() } else { cells(events)? };
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
            Event::Open(tag) if tag.name == "table:shapes" => events.leave(tag),
            Event::Close("table:table") => return Ok(sheet.done(name)),
            _ => {}
        }
    }
}

/// The filled cells of a row: from which column on, over how many, what.
fn cells(events: &mut Events<'_>) -> Result<Vec<(usize, usize, Cell)>, Refusal> {
    let mut found = Vec::new();
    let mut column: usize = 0;
    loop {
        match events.next().ok_or(Refusal::Broken)? {
            Event::Open(tag)
                if tag.name == "table:table-cell" || tag.name == "table:covered-table-cell" =>
            {
                let times = times(tag, "table:number-columns-repeated");
                let cell = cell(events, tag)?;
                if !cell.is_empty() {
                    found.push((column, times, cell));
                }
                column = (column + times).min(FARTHEST);
            }
            Event::Close("table:table-row") => return Ok(found),
            _ => {}
        }
    }
}

/// Further than any cell may be.
const FARTHEST: usize = 1 << 30;

/// How often a row or a cell stands there.
fn times(tag: Tag<'_>, attribute: &str) -> usize {
    let times = tag.attribute(attribute).and_then(|times| times.parse().ok());
    times.unwrap_or(1).clamp(1, FARTHEST)
}

fn cell(events: &mut Events<'_>, tag: Tag<'_>) -> Result<Cell, Refusal> {
    let shown = if tag.is_empty { String::new() } else { shown(events, tag.name)? };
    let value = || tag.attribute("office:value")?.parse::<f64>().ok().filter(|v| v.is_finite());
    let day = || day_of_iso(&tag.attribute("office:date-value")?);
    // Errors are told by their text alone, which differs from program to program.
    if tag.attribute("calcext:value-type").as_deref() == Some("error") {
        return Ok(Cell::Fault(shown));
    }
    let read = match tag.attribute("office:value-type").as_deref() {
        Some("float" | "currency") => value().map(|value| Cell::Number { value, percent: false }),
        Some("percentage") => value().map(|value| Cell::Number { value, percent: true }),
        Some("date") => day().map(Cell::Day),
        Some("boolean") => tag.attribute("office:boolean-value").map(|b| Cell::Bool(b == "true")),
        None if tag.attribute("table:formula").is_some() && shown.is_empty() => {
            Some(Cell::Fault("chưa có kết quả".to_owned()))
        }
        _ => None,
    };
    Ok(read.unwrap_or_else(|| match tag.attribute("office:string-value") {
        Some(value) if shown.is_empty() => text(&value),
        _ => text(&shown),
    }))
}

/// The text of a cell, paragraphs on lines of their own, without its notes and
/// pictures.
fn shown(events: &mut Events<'_>, cell: &str) -> Result<String, Refusal> {
    let mut out = String::new();
    loop {
        match events.next().ok_or(Refusal::Broken)? {
            Event::Text(text) => out += &unescaped(text),
            Event::Open(tag)
                if tag.name == "office:annotation" || tag.name.starts_with("draw:") =>
            {
                events.leave(tag);
            }
            Event::Open(Tag { name: "text:s" | "text:tab", .. }) => out.push(' '),
            Event::Open(Tag { name: "text:p" | "text:line-break", .. }) => out.push('\n'),
            Event::Close(name) if name == cell => return Ok(out),
            _ => {}
        }
    }
}
