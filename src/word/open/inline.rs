//! The contents of a line: runs, changes, fields, marks, drawings.

use std::sync::Arc;

use super::super::document::{Block, Change, ChangeKind, Drawn, Mark, MarkKind, Paragraph, Run};
use super::body::{Reader, branch, change};
use super::refusal::Refusal;
use super::styles::LookPatch;
use super::xml::Element;

/// The deepest nesting of fields.
const DEEPEST: usize = 40;

/// A paragraph being read, with the text boxes anchored in it.
pub struct Inline {
    pub paragraph: Paragraph,
    pub boxes: Vec<Vec<Block>>,
    look: LookPatch,
}

/// The attributes of the text being read: look and change.
struct TextAttributes<'c> {
    look: LookPatch,
    change: Option<&'c Change>,
}

impl Inline {
    pub fn new(look: LookPatch, is_contents: bool) -> Self {
        let paragraph = Paragraph { is_contents, ..Paragraph::default() };
        Inline { paragraph, boxes: Vec::new(), look }
    }

    fn mark(&mut self, kind: MarkKind) {
        self.paragraph.marks.push(Mark { run: self.paragraph.runs.len(), kind });
    }
}

impl Reader<'_, '_> {
    /// Reads what stands in a paragraph, or in an element of one.
    pub fn inline(
        &mut self,
        parent: &Element,
        changed: Option<&Change>,
        out: &mut Inline,
    ) -> Result<(), Refusal> {
        for child in parent.children() {
            let id = || child.attribute("w:id").unwrap_or_default().to_owned();
            let tracked = match &*child.name {
                "w:ins" => Some(ChangeKind::Inserted),
                "w:del" => Some(ChangeKind::Deleted),
                "w:moveTo" => Some(ChangeKind::MovedHere),
                "w:moveFrom" => Some(ChangeKind::MovedAway),
                _ => None,
            };
            if let Some(kind) = tracked {
                // Text inserted and deleted again is gone.
                let kept = changed.filter(|outer| outer.kind.is_gone()).cloned();
                let inner = kept.unwrap_or_else(|| change(child, kind));
                self.inline(child, Some(&inner), out)?;
                continue;
            }
            match &*child.name {
                "w:r" => self.run(child, changed, out)?,
                "w:fldSimple" => {
                    let instruction = child.attribute("w:instr").unwrap_or_default();
                    self.fields.push((instruction.to_owned(), true));
                    let read = self.inline(child, changed, out);
                    self.fields.pop();
                    read?;
                }
                "w:bookmarkStart" => {
                    let name = child.attribute("w:name").unwrap_or_default().to_owned();
                    out.mark(MarkKind::BookmarkStart(id(), name));
                }
                "w:bookmarkEnd" => out.mark(MarkKind::BookmarkEnd(id())),
                "w:commentRangeStart" => out.mark(MarkKind::CommentStart(id())),
                "w:commentRangeEnd" => out.mark(MarkKind::CommentEnd(id())),
                "mc:AlternateContent" => {
                    if let Some(branch) = branch(child) {
                        self.inline(branch, changed, out)?;
                    }
                }
                "w:hyperlink" | "w:smartTag" | "w:sdt" | "w:sdtContent" | "w:customXml"
                | "w:dir" | "w:bdo" => self.inline(child, changed, out)?,
                "?:oMath" | "?:oMathPara" => {
                    let mut found = Vec::new();
                    child.all("?:t", &mut found);
                    let text: String = found.iter().map(|t| t.text()).collect();
                    let look = out.look.clone();
                    self.write(&text, &TextAttributes { look, change: changed }, out);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn run(
        &mut self,
        element: &Element,
        changed: Option<&Change>,
        out: &mut Inline,
    ) -> Result<(), Refusal> {
        let look = self.run_look(&out.look, element.child("w:rPr"));
        self.pieces(element, &TextAttributes { look, change: changed }, out)
    }

    fn pieces(
        &mut self,
        parent: &Element,
        pen: &TextAttributes<'_>,
        out: &mut Inline,
    ) -> Result<(), Refusal> {
        for piece in parent.children() {
            match &*piece.name {
                "w:t" | "w:delText" => self.write(&piece.text(), pen, out),
                "w:tab" | "w:ptab" => self.write("\t", pen, out),
                "w:br" => match piece.attribute("w:type") {
                    Some("page" | "column") => {}
                    _ => self.write("\n", pen, out),
                },
                "w:cr" => self.write("\n", pen, out),
                "w:noBreakHyphen" => self.write("-", pen, out),
                "w:softHyphen" => self.write("\u{ad}", pen, out),
                "w:sym" => {
                    if let Some(sign) = piece.attribute("w:char").and_then(symbol) {
                        self.write(sign.encode_utf8(&mut [0; 4]), pen, out);
                    }
                }
                "w:fldChar" => self.field(piece, pen, out),
                "w:instrText" => {
                    if let Some((instruction, false)) = self.fields.last_mut()
                        && instruction.len() < 1000
                    {
                        *instruction += &piece.text();
                    }
                }
                "w:footnoteReference" | "w:endnoteReference" => {
                    let id = piece.attribute("w:id").unwrap_or_default();
                    let kind = if piece.is("w:footnoteReference") { "f" } else { "e" };
                    out.mark(MarkKind::Footnote(format!("{kind}{id}")));
                }
                "w:drawing" | "w:pict" | "w:object" => self.drawn(piece, out)?,
                "mc:AlternateContent" => {
                    if let Some(branch) = branch(piece) {
                        self.pieces(branch, pen, out)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn field(&mut self, element: &Element, pen: &TextAttributes<'_>, out: &mut Inline) {
        match element.attribute("w:fldCharType") {
            Some("begin") if self.fields.len() < DEEPEST => {
                self.fields.push((String::new(), false));
            }
            Some("separate") => {
                if let Some((_, shown)) = self.fields.last_mut() {
                    *shown = true;
                }
            }
            Some("end") => {
                // A field without a computed result is still recorded.
                if let Some((instruction, false)) = self.fields.pop() {
                    let field = Some(Arc::from(instruction.trim()));
                    let (look, change) = (pen.look.look(), pen.change.cloned());
                    out.paragraph.runs.push(Run { text: String::new(), look, change, field });
                }
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str, pen: &TextAttributes<'_>, out: &mut Inline) {
        // The instruction of a field is between its beginning and its result.
        if text.is_empty() || self.fields.iter().any(|(_, shown)| !shown) {
            return;
        }
        let is_contents = |(instruction, _): &(String, bool)| {
            instruction.trim_start().to_ascii_uppercase().starts_with("TOC")
        };
        out.paragraph.is_contents |= self.fields.iter().any(is_contents);
        let field = self.fields.last().map(|(instruction, _)| Arc::from(instruction.trim()));
        let look = pen.look.look();
        let is_marked =
            out.paragraph.marks.last().is_some_and(|m| m.run == out.paragraph.runs.len());
        if let Some(last) = out.paragraph.runs.last_mut()
            && !is_marked
            && last.look == look
            && last.field == field
            && last.change.as_ref() == pen.change
        {
            last.text += text;
            return;
        }
        let run = Run { text: text.to_owned(), look, change: pen.change.cloned(), field };
        out.paragraph.runs.push(run);
    }

    /// Reads a picture, a line, a text box or a chart.
    fn drawn(&mut self, element: &Element, out: &mut Inline) -> Result<(), Refusal> {
        let mut boxes = Vec::new();
        contents_of_boxes(element, &mut boxes);
        for content in boxes {
            // Fields of the surrounding text don't extend into a box.
            let around = std::mem::take(&mut self.fields);
            let blocks = self.blocks(content);
            self.fields = around;
            out.boxes.push(blocks?);
        }
        let drawn = &mut out.paragraph.drawn;
        if let Some(chart) = element.first("c:chart").and_then(|chart| chart.attribute("r:id")) {
            let part = self.relations.of(chart).filter(|r| !r.is_outside);
            let tree = part.map(|part| self.package.tree(&part.target)).transpose()?.flatten();
            drawn.push(Drawn::Chart(tree.as_ref().map(chart_texts).unwrap_or_default()));
        }
        if let Some(text) = element.first("v:textpath").and_then(|t| t.attribute("string")) {
            drawn.push(Drawn::Ornament(text.to_owned()));
        }
        if element.first("a:blip").is_some() || element.first("v:imagedata").is_some() {
            drawn.push(Drawn::Picture);
        } else if let Some(width) = line(element) {
            drawn.push(Drawn::Line(width));
        }
        Ok(())
    }
}

/// The text boxes of a drawing; one that stands in another is read with it.
fn contents_of_boxes<'e>(element: &'e Element, found: &mut Vec<&'e Element>) {
    for child in element.children() {
        match &*child.name {
            "w:txbxContent" => found.push(child),
            "mc:AlternateContent" => {
                if let Some(branch) = branch(child) {
                    contents_of_boxes(branch, found);
                }
            }
            _ => contents_of_boxes(child, found),
        }
    }
}

/// The texts of a chart, in their order.
fn chart_texts(chart: &Element) -> Vec<String> {
    const MOST: usize = 400;
    let mut found = Vec::new();
    chart.all("a:t", &mut found);
    chart.all("c:v", &mut found);
    found.into_iter().take(MOST).map(|element| element.text().trim().to_owned()).collect()
}

/// Whether a drawing is a line, and its width where that is known.
fn line(element: &Element) -> Option<Option<i32>> {
    const EMU_A_TWIP: i64 = 635;
    let extent = || {
        let width: i64 = element.first("wp:extent")?.attribute("cx")?.parse().ok()?;
        i32::try_from(width / EMU_A_TWIP).ok()
    };
    let shape = element.first("a:prstGeom").and_then(|g| g.attribute("prst"));
    if matches!(shape, Some("line" | "straightConnector1")) {
        return Some(extent());
    }
    if let Some(drawn) = element.first("v:line") {
        let x = |name: &str| -> Option<f64> {
            let at = drawn.attribute(name)?.split(',').next()?;
            at.trim_end_matches("pt").trim().parse().ok()
        };
        let width = x("to").zip(x("from")).map(|(to, from)| ((to - from).abs() * 20.0) as i32);
        return Some(width);
    }
    let connector = element.first("v:shape").and_then(|s| s.attribute("type"));
    connector.is_some_and(|t| t.ends_with("_t32") || t.ends_with("_t20")).then_some(None)
}

/// The sign of a font of signs.
fn symbol(code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    match code {
        0xF02D | 0xF0BE => Some('-'),
        0xF0A3 => Some('≤'),
        0xF0B3 => Some('≥'),
        0xF020..=0xF07E => char::from_u32(code - 0xF000),
        0xE000..=0xF8FF => Some('•'),
        _ => char::from_u32(code),
    }
}
