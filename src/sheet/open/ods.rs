//! ODS: the tables of `content.xml`.

use std::borrow::Cow;
use std::collections::HashSet;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::{Reader, XmlVersion};

use super::super::grid::{Area, Cell, Grid};
use super::Refusal;
use super::archive::{Archive, LONGEST_TEXT, longest_text};
use super::day::day_of_iso;
use super::filling::{Filling, Room, text};

type Xml<'d> = Reader<&'d [u8]>;

/// The styles of a document that change the meaning of its texts, by name.
#[derive(Default)]
struct Styles {
    struck: HashSet<String>,
    raised: HashSet<String>,
    /// The style whose properties follow.
    open: String,
}

impl Styles {
    fn note(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        match tag.name().into_inner() {
            "style:style" => {
                self.open = attribute(tag, "style:name")?.unwrap_or_default().into_owned();
            }
            "style:text-properties" => {
                let is = |name: &str| -> Result<bool, Refusal> {
                    Ok(attribute(tag, name)?.is_some_and(|value| value != "none"))
                };
                if is("style:text-line-through-style")? || is("style:text-line-through-type")? {
                    self.struck.insert(self.open.clone());
                }
                if attribute(tag, "style:text-position")?.is_some_and(|p| p.starts_with("super")) {
                    self.raised.insert(self.open.clone());
                }
            }
            _ => {}
        }
        Ok(())
    }
}

pub fn read(archive: &mut Archive<'_>) -> Result<Vec<Grid>, Refusal> {
    if archive.has("META-INF/manifest.xml") {
        let manifest = archive.read("META-INF/manifest.xml")?;
        if String::from_utf8_lossy(&manifest).contains("manifest:encryption-data") {
            return Err(Refusal::Locked);
        }
    }
    let content = archive.read("content.xml")?;
    if longest_text(&content) > LONGEST_TEXT {
        return Err(Refusal::TooLarge);
    }
    content_of(&String::from_utf8(content).map_err(|_| Refusal::Broken)?)
}

/// Whether a text is a spreadsheet in one piece (FODS).
pub fn is_flat(content: &str) -> bool {
    let start: String = content.chars().take(4_000).collect();
    start.contains("<office:document ") && start.contains("opendocument")
}

/// The sheets of a spreadsheet in one piece.
pub fn read_flat(content: &str) -> Result<Vec<Grid>, Refusal> {
    if longest_text(content.as_bytes()) > LONGEST_TEXT {
        return Err(Refusal::TooLarge);
    }
    content_of(content)
}

fn content_of(content: &str) -> Result<Vec<Grid>, Refusal> {
    let mut room = Room::new();
    let mut xml = Reader::from_str(content);
    // Empty elements then have an end event like others.
    xml.config_mut().expand_empty_elements = true;
    let mut grids = Vec::new();
    let mut styles = Styles::default();
    loop {
        match next(&mut xml)? {
            Event::Start(tag) => match tag.name().into_inner() {
                "style:style" | "style:text-properties" => styles.note(&tag)?,
                // A text document of ODF has a content.xml as well.
                "office:text" => return Err(Refusal::Other("tệp văn bản")),
                "table:tracked-changes" => leave(&mut xml, &tag)?,
                "table:table" => {
                    let name = attribute(&tag, "table:name")?.unwrap_or_default();
                    grids.push(table(&mut xml, name.into_owned(), &mut room, &styles)?);
                }
                _ => {}
            },
            Event::End(tag)
                if matches!(
                    tag.name().into_inner(),
                    "office:document-content" | "office:document"
                ) =>
            {
                return Ok(grids);
            }
            _ => {}
        }
    }
}

fn table(
    xml: &mut Xml<'_>,
    name: String,
    room: &mut Room,
    styles: &Styles,
) -> Result<Grid, Refusal> {
    /// The most merged cells accepted.
    const MOST_MERGED: usize = 20_000;
    let mut sheet = Filling::new(room)?;
    let mut merged = Vec::new();
    let mut row = 0;
    loop {
        match next(xml)? {
            Event::Start(tag) => match tag.name().into_inner() {
                "table:table-row" => {
                    let times = times(&tag, "table:number-rows-repeated")?;
                    let cells = cells(xml, styles)?;
                    // Empty repeated cells take no memory.
                    let times_filled = if cells.is_empty() { 0 } else { times };
                    for below in 0..times_filled {
                        for FilledCell { column, times, cell, rows, columns } in &cells {
                            for beside in 0..*times {
                                let (row, column) = (row + below, column + beside);
                                sheet.put(row, column, cell.clone())?;
                                if (*rows > 1 || *columns > 1) && merged.len() < MOST_MERGED {
                                    let (bottom, right) = (row + rows - 1, column + columns - 1);
                                    merged.push(Area { top: row, left: column, bottom, right });
                                }
                            }
                        }
                    }
                    row = (row + times).min(FARTHEST);
                }
                // Pictures and charts, which contain tables of their own.
                "table:shapes" => leave(xml, &tag)?,
                _ => {}
            },
            Event::End(tag) if tag.name() == QName("table:table") => {
                return Ok(sheet.done(name).with_merged(merged));
            }
            _ => {}
        }
    }
}

/// A filled cell of a row.
struct FilledCell {
    column: usize,
    /// The number of adjacent equal cells.
    times: usize,
    cell: Cell,
    /// The number of rows and columns it is merged over.
    rows: usize,
    columns: usize,
}

fn cells(xml: &mut Xml<'_>, styles: &Styles) -> Result<Vec<FilledCell>, Refusal> {
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
                let rows = self::times(&tag, "table:number-rows-spanned")?;
                let columns = self::times(&tag, "table:number-columns-spanned")?;
                let cell = cell(xml, &tag, styles)?;
                if !cell.is_empty() {
                    found.push(FilledCell { column, times, cell, rows, columns });
                }
                column = (column + times).min(FARTHEST);
            }
            Event::End(tag) if tag.name() == QName("table:table-row") => return Ok(found),
            _ => {}
        }
    }
}

/// Beyond any possible cell position.
const FARTHEST: usize = 1 << 30;

/// The repetition count of a row or a cell.
fn times(tag: &BytesStart<'_>, name: &str) -> Result<usize, Refusal> {
    let times = attribute(tag, name)?.and_then(|times| times.parse().ok());
    Ok(times.unwrap_or(1).clamp(1, FARTHEST))
}

fn cell(xml: &mut Xml<'_>, tag: &BytesStart<'_>, styles: &Styles) -> Result<Cell, Refusal> {
    let CellText { text: shown, struck } = shown(xml, tag.name(), styles)?;
    if shown.trim().is_empty() && !struck.trim().is_empty() {
        return Ok(text(&struck).struck());
    }
    let style = attribute(tag, "table:style-name")?;
    if style.is_some_and(|style| styles.struck.contains(style.as_ref())) {
        return Ok(text(&shown).struck());
    }
    // Error values are recognised by their text only, which differs between programs.
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

/// The text of a cell, and the struck-through part of it.
#[derive(Default)]
struct CellText {
    text: String,
    struck: String,
}

/// The text of a cell, with a line for each paragraph, without its notes and pictures.
fn shown(xml: &mut Xml<'_>, cell: QName<'_>, styles: &Styles) -> Result<CellText, Refusal> {
    let mut shown = CellText::default();
    // The number of spans open within a struck-through one, itself included.
    let mut depth = 0_usize;
    loop {
        // The limit applies to a cell's text in total.
        if shown.text.len() + shown.struck.len() > LONGEST_TEXT {
            return Err(Refusal::TooLarge);
        }
        let event = next(xml)?;
        let out = if depth > 0 { &mut shown.struck } else { &mut shown.text };
        match event {
            Event::Text(text) => *out += &text,
            Event::CData(text) => *out += &text,
            Event::GeneralRef(entity) => match entity.resolve_char_ref()? {
                Some(c) => out.push(c),
                None => *out += resolve_xml_entity(&entity).ok_or(Refusal::Broken)?,
            },
            Event::Start(tag) => match tag.name().into_inner() {
                "office:annotation" => leave(xml, &tag)?,
                name if name.starts_with("draw:") => leave(xml, &tag)?,
                "text:span" => {
                    let style = attribute(&tag, "text:style-name")?.unwrap_or_default();
                    let behind_digit = out.trim_end().ends_with(|c: char| c.is_ascii_digit());
                    if depth > 0 || styles.struck.contains(style.as_ref()) {
                        depth += 1;
                    } else if styles.raised.contains(style.as_ref()) && behind_digit {
                        // A footnote mark: 412¹.
                        leave(xml, &tag)?;
                    }
                }
                "text:s" => out.push(' '),
                "text:tab" => out.push('\t'),
                "text:p" | "text:line-break" => out.push('\n'),
                _ => {}
            },
            Event::End(tag) if tag.name() == cell => return Ok(shown),
            Event::End(tag) if depth > 0 && tag.name() == QName("text:span") => depth -= 1,
            _ => {}
        }
    }
}

/// The next event of a document that isn't over yet.
fn next<'d>(xml: &mut Xml<'d>) -> Result<Event<'d>, Refusal> {
    match xml.read_event()? {
        Event::Eof => Err(Refusal::Broken),
        event => Ok(event),
    }
}

/// Skips everything up to the end of an open tag.
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
