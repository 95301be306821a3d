//! Blocks: paragraphs, tables and text boxes, in order.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::document::{
    Block, Cell, Change, ChangeKind, Label, OldFont, Row, Section, Table,
};
use super::inline::Inline;
use super::letters;
use super::numbering::Numbering;
use super::package::{Package, Relations};
use super::refusal::Refusal;
use super::sections;
use super::styles::{LookPatch, ShapePatch, Style, Styles, draws_lines, twips};
use super::xml::Element;

/// The most paragraphs; a thousand pages have fewer.
const MOST_PARAGRAPHS: usize = 20_000;
/// The most text, in bytes.
const MOST_TEXT: usize = 8 << 20;
const LONGEST: usize = 200_000;

/// The state of reading a part.
pub struct Reader<'a, 'p> {
    pub package: &'a mut Package<'p>,
    pub styles: &'a Styles,
    pub numbering: &'a mut Numbering,
    pub relations: &'a Relations,
    pub sections: Vec<Section>,
    /// The open fields: their instructions, and whether their result has begun.
    pub fields: Vec<(String, bool)>,
    pub old_font: Option<OldFont>,
    paragraphs: usize,
    /// The amount of text read, in bytes.
    text: usize,
    /// Headers and footers already read.
    pub read: HashMap<String, Vec<Block>>,
}

/// Properties that a paragraph inherits from its surroundings.
#[derive(Clone, Copy, Default)]
pub struct Around<'s> {
    table_style: Option<&'s Style>,
    is_contents: bool,
}

impl<'a, 'p> Reader<'a, 'p> {
    pub fn new(
        package: &'a mut Package<'p>,
        styles: &'a Styles,
        numbering: &'a mut Numbering,
        relations: &'a Relations,
    ) -> Self {
        Reader {
            package,
            styles,
            numbering,
            relations,
            sections: Vec::new(),
            fields: Vec::new(),
            old_font: None,
            paragraphs: 0,
            text: 0,
            read: HashMap::new(),
        }
    }

    /// The blocks that stand in an element.
    pub fn blocks(&mut self, parent: &Element) -> Result<Vec<Block>, Refusal> {
        let mut out = Vec::new();
        self.fill(parent, Around::default(), &mut out)?;
        Ok(out)
    }

    fn fill(
        &mut self,
        parent: &Element,
        around: Around<'a>,
        out: &mut Vec<Block>,
    ) -> Result<(), Refusal> {
        for child in parent.children() {
            match &*child.name {
                "w:p" => self.paragraph(child, around, out)?,
                "w:tbl" => {
                    let table = self.table(child, around)?;
                    out.push(Block::Table(table));
                }
                "w:sdt" => {
                    let is_contents = around.is_contents || is_contents(child);
                    if let Some(content) = child.child("w:sdtContent") {
                        self.fill(content, Around { is_contents, ..around }, out)?;
                    }
                }
                "mc:AlternateContent" => {
                    if let Some(branch) = branch(child) {
                        self.fill(branch, around, out)?;
                    }
                }
                "w:customXml" | "w:ins" | "w:moveTo" | "w:smartTag" => {
                    self.fill(child, around, out)?;
                }
                "w:sectPr" => {
                    let section = sections::read(self, child)?;
                    self.sections.push(section);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(
        &mut self,
        element: &Element,
        around: Around<'a>,
        out: &mut Vec<Block>,
    ) -> Result<(), Refusal> {
        self.paragraphs += 1;
        if self.paragraphs > MOST_PARAGRAPHS {
            return Err(Refusal::TooLarge);
        }
        let properties = element.child("w:pPr");
        let style_id = properties.and_then(|p| p.value("w:pStyle"));
        let styles = self.styles;
        let style = styles.of_paragraph(style_id);
        let mut shape = styles.base().shape.clone();
        let mut look = styles.base().look.clone();
        for layer in [around.table_style, style].into_iter().flatten() {
            shape.lay(&layer.shape);
            look.lay(&layer.look);
        }
        let direct = properties.map(ShapePatch::of).unwrap_or_default();
        let ends = properties.and_then(|p| p.child("w:rPr"));
        let end_change = ends.and_then(tracked_end);
        let is_gone = end_change.as_ref().is_some_and(|change| change.kind.is_gone());
        let mut inline = Inline::new(look.clone(), is_contents_style(style));
        self.inline(element, None, &mut inline)?;
        let mut paragraph = inline.paragraph;
        let length: usize = paragraph.runs.iter().map(|run| run.text.len()).sum();
        self.text += length;
        if length > LONGEST || self.text > MOST_TEXT {
            return Err(Refusal::TooLarge);
        }
        let is_gone = is_gone && paragraph.is_blank();
        paragraph.label = self.label(&mut shape, &direct, style_id, is_gone);
        shape.lay(&direct);
        paragraph.outline = shape.outline.or_else(|| heading_level(style));
        paragraph.shape = shape.shape();
        paragraph.style = style.and_then(|style| style.name.clone());
        paragraph.section = self.sections.len();
        paragraph.is_contents |= around.is_contents;
        paragraph.end_change = end_change;
        let mark = ends.map(|ends| styles.look(ends)).unwrap_or_default();
        let mut mark_look = look;
        mark_look.lay(&mark);
        paragraph.mark_look = mark_look.look();
        self.old_font = self.old_font.or(letters::put_right(&mut paragraph.runs));
        out.extend(inline.boxes.into_iter().map(Block::Box));
        out.push(Block::Paragraph(paragraph));
        if let Some(section) = properties.and_then(|p| p.child("w:sectPr")) {
            let section = sections::read(self, section)?;
            self.sections.push(section);
        }
        Ok(())
    }

    /// Counts the paragraph in its list. The list's shape takes precedence over the style's,
    /// and the paragraph's own over both.
    fn label(
        &mut self,
        shape: &mut ShapePatch,
        direct: &ShapePatch,
        style_id: Option<&str>,
        is_gone: bool,
    ) -> Option<Label> {
        let list = direct.list.clone().or_else(|| shape.list.clone())?;
        let of_style = || style_id.and_then(|style| self.numbering.level_of_style(&list, style));
        let level = direct.list_level.or_else(of_style).or(shape.list_level).unwrap_or(0);
        if let Some(own) = self.numbering.shape(&list, level) {
            shape.lay(own);
        }
        if is_gone { None } else { self.numbering.next(&list, level) }
    }

    fn table(&mut self, element: &Element, around: Around<'a>) -> Result<Table, Refusal> {
        let properties = element.child("w:tblPr");
        let style = self.styles.of(properties.and_then(|p| p.value("w:tblStyle")));
        let borders = properties.and_then(|p| p.child("w:tblBorders"));
        let has_lines = match borders {
            Some(borders) => draws_lines(borders),
            None => style.is_some_and(|style| style.has_lines),
        };
        let grid = element.child("w:tblGrid");
        let widths = grid.map(|grid| {
            let width = |column: &Element| column.attribute("w:w").and_then(twips).unwrap_or(0);
            grid.children().map(width).collect()
        });
        let mut table = Table {
            widths: widths.unwrap_or_default(),
            has_lines,
            section: self.sections.len(),
            ..Table::default()
        };
        let inside = Around { table_style: style, ..around };
        self.rows(element, inside, &mut table)?;
        Ok(table)
    }

    fn rows(
        &mut self,
        parent: &Element,
        around: Around<'a>,
        table: &mut Table,
    ) -> Result<(), Refusal> {
        for child in parent.children() {
            match &*child.name {
                "w:tr" => {
                    let row = self.row(child, around, &mut table.has_lines)?;
                    table.rows.push(row);
                }
                "w:sdt" | "w:sdtContent" | "w:customXml" => self.rows(child, around, table)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn row(
        &mut self,
        element: &Element,
        around: Around<'a>,
        has_lines: &mut bool,
    ) -> Result<Row, Refusal> {
        let properties = element.child("w:trPr");
        let change = properties.and_then(|p| {
            let tracked = |name, kind| p.child(name).map(|element| change(element, kind));
            tracked("w:ins", ChangeKind::Inserted).or_else(|| tracked("w:del", ChangeKind::Deleted))
        });
        let mut row = Row {
            is_header: properties.and_then(|p| p.switch("w:tblHeader")).unwrap_or(false),
            change,
            ..Row::default()
        };
        let before = properties.and_then(|p| p.value("w:gridBefore"));
        if let Some(columns) = before.and_then(|n| n.parse::<usize>().ok()).filter(|n| *n > 0) {
            row.cells.push(Cell { columns: columns.min(64), ..Cell::default() });
        }
        self.cells(element, around, has_lines, &mut row)?;
        Ok(row)
    }

    fn cells(
        &mut self,
        parent: &Element,
        around: Around<'a>,
        has_lines: &mut bool,
        row: &mut Row,
    ) -> Result<(), Refusal> {
        for child in parent.children() {
            match &*child.name {
                "w:tc" => {
                    let properties = child.child("w:tcPr");
                    let span = properties.and_then(|p| p.value("w:gridSpan"));
                    let merged = properties.and_then(|p| p.child("w:vMerge"));
                    let is_continued =
                        merged.is_some_and(|m| m.attribute("w:val") != Some("restart"));
                    *has_lines |=
                        properties.and_then(|p| p.child("w:tcBorders")).is_some_and(draws_lines);
                    let mut cell = Cell {
                        columns: span.and_then(|n| n.parse().ok()).unwrap_or(1).clamp(1, 64),
                        is_continued,
                        ..Cell::default()
                    };
                    self.fill(child, around, &mut cell.blocks)?;
                    let beside = properties.and_then(|p| p.value("w:hMerge"));
                    match row.cells.last_mut() {
                        // The older way to merge cells that stand side by side.
                        Some(left) if beside == Some("continue") => left.columns += cell.columns,
                        _ => row.cells.push(cell),
                    }
                }
                "w:sdt" | "w:sdtContent" | "w:customXml" => {
                    self.cells(child, around, has_lines, row)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The look of a run: the paragraph's, its own style's, its own.
    pub fn run_look(&self, paragraph: &LookPatch, properties: Option<&Element>) -> LookPatch {
        let mut look = paragraph.clone();
        let Some(properties) = properties else { return look };
        if let Some(style) = self.styles.of(properties.value("w:rStyle")) {
            look.lay_characters(&style.look);
        }
        look.lay(&self.styles.look(properties));
        look
    }
}

/// The branch of an alternative to read; the branches have the same contents.
pub fn branch(element: &Element) -> Option<&Element> {
    let has_any = |child: &&Element| child.children().next().is_some();
    let choice = element.children().find(|child| child.is("mc:Choice")).filter(has_any);
    choice.or_else(|| element.child("mc:Fallback"))
}

/// A tracked change by whom and when.
pub fn change(element: &Element, kind: ChangeKind) -> Change {
    let text = |name: &str| Arc::from(element.attribute(name).unwrap_or_default());
    Change { kind, author: text("w:author"), date: text("w:date") }
}

fn tracked_end(ends: &Element) -> Option<Change> {
    [
        ("w:ins", ChangeKind::Inserted),
        ("w:del", ChangeKind::Deleted),
        ("w:moveTo", ChangeKind::MovedHere),
        ("w:moveFrom", ChangeKind::MovedAway),
    ]
    .into_iter()
    .find_map(|(name, kind)| ends.child(name).map(|element| change(element, kind)))
}

/// The level of Word's built-in headings, whose style may not state it.
fn heading_level(style: Option<&Style>) -> Option<u8> {
    let name = style?.name.as_ref()?.to_lowercase();
    let digits = name.strip_prefix("heading ").or_else(|| name.strip_prefix("tiêu đề "))?;
    digits.parse::<u8>().ok().filter(|level| (1..=9).contains(level)).map(|level| level - 1)
}

fn is_contents_style(style: Option<&Style>) -> bool {
    let name = style.and_then(|style| style.name.as_ref()).map(|name| name.to_lowercase());
    name.is_some_and(|name| {
        let level = name.strip_prefix("toc ").or_else(|| name.strip_prefix("mục lục "));
        level.is_some_and(|level| level.len() == 1 && level.chars().all(|c| c.is_ascii_digit()))
    })
}

/// Whether a content control holds a table of contents.
fn is_contents(element: &Element) -> bool {
    let gallery = element.child("w:sdtPr").and_then(|p| p.child("w:docPartObj"));
    gallery.and_then(|g| g.value("w:docPartGallery")).is_some_and(|g| g.contains("Contents"))
}
