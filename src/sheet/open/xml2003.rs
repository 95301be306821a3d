//! XML of Excel 2003 (SpreadsheetML), which portals hand out as `.xls` or `.xml`.

use std::borrow::Cow;
use std::collections::HashSet;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::grid::{Area, Cell, Grid};
use super::Refusal;
use super::archive::{LONGEST_TEXT, longest_text};
use super::day::day_of_iso;
use super::filling::{Filling, Room, text};

type Xml<'d> = Reader<&'d [u8]>;

/// Further than any cell may be.
const FARTHEST: usize = 1 << 30;
/// More merged cells no sheet has that people fill in.
const MOST_MERGED: usize = 20_000;

/// Whether a text is such a workbook.
pub fn is_one(content: &str) -> bool {
    let start: String = content.chars().take(2_000).collect();
    start.contains("urn:schemas-microsoft-com:office:spreadsheet")
}

/// Reads all sheets.
pub fn read(content: &str) -> Result<Vec<Grid>, Refusal> {
    if longest_text(content.as_bytes()) > LONGEST_TEXT {
        return Err(Refusal::TooLarge);
    }
    let mut room = Room::new();
    let mut xml = Reader::from_str(content);
    // What is empty ends like anything else.
    xml.config_mut().expand_empty_elements = true;
    let (mut grids, mut styles) = (Vec::new(), Styles::default());
    loop {
        match xml.read_event()? {
            Event::Eof if grids.is_empty() => return Err(Refusal::Broken),
            Event::Eof => return Ok(grids),
            Event::Start(tag) => match local(&tag) {
                "Style" | "Font" | "NumberFormat" => styles.note(&tag)?,
                "Worksheet" => {
                    let name = attribute(&tag, "Name")?.unwrap_or_default().into_owned();
                    grids.push(sheet(&mut xml, name, &mut room, &styles)?);
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// The styles that change what cells mean, by their names.
#[derive(Default)]
struct Styles {
    struck: HashSet<String>,
    percent: HashSet<String>,
    /// The style whose properties follow.
    open: String,
}

impl Styles {
    fn note(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        match local(tag) {
            "Style" => self.open = attribute(tag, "ID")?.unwrap_or_default().into_owned(),
            "Font" if attribute(tag, "StrikeThrough")?.as_deref() == Some("1") => {
                self.struck.insert(self.open.clone());
            }
            "NumberFormat" => {
                let format = attribute(tag, "Format")?.unwrap_or_default();
                if format.contains('%') || format == "Percent" {
                    self.percent.insert(self.open.clone());
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn sheet(
    xml: &mut Xml<'_>,
    name: String,
    room: &mut Room,
    styles: &Styles,
) -> Result<Grid, Refusal> {
    let mut sheet = Filling::new(room)?;
    let mut merged = Vec::new();
    let (mut row, mut column) = (0_usize, 0_usize);
    loop {
        match xml.read_event()? {
            Event::Eof => return Err(Refusal::Broken),
            Event::End(tag) if without_prefix(tag.name().into_inner()) == "Worksheet" => {
                return Ok(sheet.done(name).with_merged(merged));
            }
            Event::End(tag) if without_prefix(tag.name().into_inner()) == "Row" => {
                row = (row + 1).min(FARTHEST);
            }
            Event::Start(tag) => match local(&tag) {
                "Row" => {
                    row = index(&tag)?.unwrap_or(row);
                    column = 0;
                }
                "Cell" => {
                    column = index(&tag)?.unwrap_or(column);
                    let over = |name: &str| -> Result<usize, Refusal> {
                        let over = attribute(&tag, name)?.and_then(|over| over.parse().ok());
                        Ok(over.unwrap_or(0).min(FARTHEST))
                    };
                    let (across, down) = (over("MergeAcross")?, over("MergeDown")?);
                    sheet.put(row, column, cell(xml, &tag, styles)?)?;
                    if across + down > 0 && merged.len() < MOST_MERGED {
                        let (bottom, right) = (row + down, column + across);
                        merged.push(Area { top: row, left: column, bottom, right });
                    }
                    column = (column + across + 1).min(FARTHEST);
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// The place that a row or a cell says it has, from 0.
fn index(tag: &BytesStart<'_>) -> Result<Option<usize>, Refusal> {
    let index = attribute(tag, "Index")?.and_then(|index| index.parse::<usize>().ok());
    Ok(index.and_then(|index| index.checked_sub(1)).map(|index| index.min(FARTHEST)))
}

fn cell(xml: &mut Xml<'_>, tag: &BytesStart<'_>, styles: &Styles) -> Result<Cell, Refusal> {
    let style = attribute(tag, "StyleID")?.unwrap_or_default().into_owned();
    let is_formula = attribute(tag, "Formula")?.is_some();
    let mut data: Option<(String, Shown)> = None;
    loop {
        match xml.read_event()? {
            Event::Eof => return Err(Refusal::Broken),
            Event::End(end) if end.name() == tag.name() => break,
            Event::Start(inner) => match local(&inner) {
                "Data" => {
                    let kind = attribute(&inner, "Type")?.unwrap_or_default().into_owned();
                    data = Some((kind, shown(xml, &inner)?));
                }
                // Notes and the like have data of their own.
                _ => {
                    xml.read_to_end(inner.name())?;
                }
            },
            _ => {}
        }
    }
    let Some((kind, Shown { text: typed, struck })) = data else {
        return Ok(match is_formula {
            true => Cell::Fault("chưa tính, mở bằng Excel rồi lưu lại".to_owned()),
            false => Cell::Empty,
        });
    };
    if typed.trim().is_empty() && !struck.trim().is_empty() {
        return Ok(text(&struck).struck());
    }
    let read = match kind.as_str() {
        "Number" => typed
            .trim()
            .parse::<f64>()
            .ok()
            .filter(|value| value.is_finite())
            .map(|value| Cell::Number { value, percent: styles.percent.contains(&style) }),
        "DateTime" => day_of_iso(typed.trim()).map(Cell::Day),
        "Boolean" => Some(Cell::Bool(typed.trim() == "1")),
        "Error" => Some(Cell::Fault(typed.trim().to_owned())),
        _ => None,
    };
    let cell = read.unwrap_or_else(|| text(&typed));
    Ok(if styles.struck.contains(&style) { cell.struck() } else { cell })
}

/// What a cell shows, and what of it is struck through.
#[derive(Default)]
struct Shown {
    text: String,
    struck: String,
}

fn shown(xml: &mut Xml<'_>, data: &BytesStart<'_>) -> Result<Shown, Refusal> {
    let mut shown = Shown::default();
    // How many elements are open within a struck one, itself included.
    let mut depth = 0_usize;
    loop {
        if shown.text.len() + shown.struck.len() > LONGEST_TEXT {
            return Err(Refusal::TooLarge);
        }
        let event = xml.read_event()?;
        let out = if depth > 0 { &mut shown.struck } else { &mut shown.text };
        match event {
            Event::Eof => return Err(Refusal::Broken),
            Event::Text(text) => *out += &text,
            Event::CData(text) => *out += &text,
            Event::GeneralRef(entity) => match entity.resolve_char_ref()? {
                Some(c) => out.push(c),
                None => *out += resolve_xml_entity(&entity).ok_or(Refusal::Broken)?,
            },
            Event::Start(tag) => {
                let behind_digit = out.trim_end().ends_with(|c: char| c.is_ascii_digit());
                match local(&tag) {
                    "S" | "Strike" | "Del" => depth += 1,
                    // A mark of a note: 412¹.
                    "Sup" if behind_digit => {
                        xml.read_to_end(tag.name())?;
                    }
                    _ if depth > 0 => depth += 1,
                    _ => {}
                }
            }
            Event::End(tag) if tag.name() == data.name() => return Ok(shown),
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// A tag's name without its prefix.
fn local<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    without_prefix(tag.name().into_inner())
}

fn without_prefix(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

/// The value of an attribute by its name, whatever prefix it has.
fn attribute<'t>(
    tag: &'t BytesStart<'_>,
    name: &str,
) -> Result<Option<Cow<'t, str>>, quick_xml::Error> {
    for found in tag.attributes() {
        let found = found?;
        if without_prefix(found.key.into_inner()) == name {
            return found.normalized_value(XmlVersion::Implicit1_0).map(Some);
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><NumberFormat ss:Format="0%"/></Style><Style ss:ID="s2"><Font ss:StrikeThrough="1"/></Style></Styles>
<Worksheet ss:Name="Số liệu"><Table>
<Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">Mã &amp; tên</Data><Comment><ss:Data>lời</ss:Data></Comment></Cell><Cell><Data ss:Type="String">Số</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="Number">412</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="Number">0.98</Data></Cell>
<Cell ss:StyleID="s2"><Data ss:Type="Number">5</Data></Cell><Cell ss:Formula="=A1"/><Cell><Data ss:Type="DateTime">2026-11-30T00:00:00.000</Data></Cell>
<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><S>412</S> 420</ss:Data></Cell></Row>
</Table></Worksheet></Workbook>"#;

    #[test]
    fn a_workbook() {
        assert!(is_one(BOOK));
        let grids = read(BOOK).expect("a workbook");
        let shown: Vec<String> = grids[0].row(2).iter().map(Cell::shown).collect();
        assert_eq!(grids[0].name, "Số liệu");
        assert_eq!(grids[0].cell(1, 0), &Cell::Text("Mã & tên".to_owned()));
        assert_eq!(grids[0].cell(1, 2), &Cell::Text("Số".to_owned()));
        assert_eq!(grids[0].merged().len(), 1);
        let fault = "chưa tính, mở bằng Excel rồi lưu lại";
        assert_eq!(shown, ["", "412", "98%", "5", fault, "30/11/2026", "420"]);
        assert!(matches!(grids[0].cell(2, 3), Cell::Struck(_)));
        assert_eq!(read(&BOOK[..BOOK.len() - 40]), Err(Refusal::Broken));
    }
}
