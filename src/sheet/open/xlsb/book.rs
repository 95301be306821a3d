//! The shared data of a binary workbook's sheets.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::super::grid::Cell;
use super::super::Refusal;
use super::super::archive::Archive;
use super::super::filling::Room;
use super::super::look::{Font, Looks};
use super::super::record::Record;
use super::record::Records;

pub struct Book {
    pub sheets: Vec<Sheet>,
    pub looks: Looks,
    /// The shared texts, as cells.
    pub texts: Vec<Cell>,
}

/// A sheet, with the name of its part.
pub struct Sheet {
    pub name: String,
    pub part: String,
}

impl Book {
    pub fn of(archive: &mut Archive<'_>) -> Result<Self, Refusal> {
        let mut book = Book { sheets: Vec::new(), looks: Looks::default(), texts: Vec::new() };
        let parts = parts(&archive.read("xl/_rels/workbook.bin.rels")?)?;
        for record in Records::of(&archive.read("xl/workbook.bin")?) {
            book.globals(&record?, &parts)?;
        }
        if archive.has("xl/styles.bin") {
            book.styles(&archive.read("xl/styles.bin")?)?;
        }
        if archive.has("xl/sharedStrings.bin") {
            book.share(&archive.read("xl/sharedStrings.bin")?)?;
        }
        Ok(book)
    }

    fn globals(
        &mut self,
        record: &Record<'_>,
        parts: &HashMap<String, String>,
    ) -> Result<(), Refusal> {
        match record.kind {
            153 => self.looks.is_1904 = record.number(0, 1)? & 1 != 0,
            156 => {
                let (id, end) = record.text(8)?;
                let (name, _) = record.text(end)?;
                let part = parts.get(&id).cloned();
                // Charts and macros are sheets without cells.
                if let Some(part) = part.filter(|part| part.starts_with("xl/worksheets/")) {
                    self.sheets.push(Sheet { name, part });
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn styles(&mut self, part: &[u8]) -> Result<(), Refusal> {
        const BEGIN_OF_CELLS: usize = 617;
        const END_OF_CELLS: usize = 618;
        // The looks of named styles are in a list of their own.
        let mut of_cells = false;
        for record in Records::of(part) {
            let record = record?;
            match record.kind {
                43 => {
                    let is_struck = record.number(2, 2)? & 8 != 0;
                    let is_raised = record.number(6, 2)? == 1;
                    self.looks.add_font(Font { is_struck, is_raised });
                }
                44 => self.looks.add_format(record.number(0, 2)?, &record.text(2)?.0),
                47 if of_cells => self.looks.add(record.number(4, 2)?, record.number(2, 2)?),
                BEGIN_OF_CELLS => of_cells = true,
                END_OF_CELLS => of_cells = false,
                _ => {}
            }
        }
        Ok(())
    }

    fn share(&mut self, part: &[u8]) -> Result<(), Refusal> {
        let mut room = Room::new();
        for record in Records::of(part) {
            let record = record?;
            if record.kind == 19 {
                room.take_text(record.data.len())?;
                let text = self.cell(&record, 0)?;
                self.texts.push(text);
            }
        }
        Ok(())
    }

    /// A text with its runs in other fonts, as a cell.
    pub(super) fn cell(&self, record: &Record<'_>, at: usize) -> Result<Cell, Refusal> {
        let has_runs = record.number(at, 1)? & 1 != 0;
        let (letters, end) = record.letters(at + 1)?;
        let mut runs = Vec::new();
        if has_runs {
            let stated = record.number(end, 4)?;
            for (start, font) in (0..stated).map(|i| (end + 4 + 4 * i, end + 6 + 4 * i)) {
                runs.push((record.number(start, 2)?, record.number(font, 2)?));
            }
        }
        Ok(self.looks.text(&letters, &runs))
    }
}

/// The parts that the workbook names, by the names that it has for them.
fn parts(relations: &[u8]) -> Result<HashMap<String, String>, Refusal> {
    let relations = std::str::from_utf8(relations).map_err(|_| Refusal::Broken)?;
    let mut xml = Reader::from_str(relations);
    xml.config_mut().expand_empty_elements = true;
    let mut parts = HashMap::new();
    loop {
        let tag = match xml.read_event()? {
            Event::Eof => return Ok(parts),
            Event::Start(tag) if tag.local_name().into_inner() == "Relationship" => tag,
            _ => continue,
        };
        let value = |name: &str| -> Result<Option<String>, Refusal> {
            let found = tag.try_get_attribute(name).map_err(quick_xml::Error::from)?;
            let value = found.map(|f| f.normalized_value(quick_xml::XmlVersion::Implicit1_0));
            Ok(value.transpose()?.map(|value| value.into_owned()))
        };
        if let (Some(id), Some(target)) = (value("Id")?, value("Target")?) {
            let part = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("xl/{target}"),
            };
            parts.insert(id, part);
        }
    }
}
