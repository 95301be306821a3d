//! Properties of paragraphs and characters, written in the order required by the format.

use crate::regime::Color;

use super::xml::Xml;

/// The differences of a paragraph from its style, or of a style from its base.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Paragraph<'a> {
    pub style: Option<&'a str>,
    pub keep_next: bool,
    pub keep_lines: bool,
    /// Whether it begins a page.
    pub page_break: bool,
    pub no_widows: bool,
    /// A list's number and the level in it.
    pub list: Option<(usize, usize)>,
    /// A line drawn below, with its thickness in eighths of a point.
    pub rule: Option<i32>,
    /// A box drawn around.
    pub frame: Option<Frame>,
    pub before: Option<i32>,
    pub after: Option<i32>,
    pub line: Option<LineHeight>,
    pub left: Option<i32>,
    pub right: Option<i32>,
    pub first_line: Option<i32>,
    pub hanging: Option<i32>,
    pub aligned: Option<Aligned>,
    /// Its level in the outline, from 0.
    pub outline: Option<usize>,
}

/// A box around a paragraph: its line in eighths of a point, how far above and below the
/// text it stands in twips, its colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub stroke: i32,
    pub space: i32,
    pub color: Color,
}

impl Frame {
    fn write(self, xml: &mut Xml) {
        let (size, color) = (self.stroke.to_string(), self.color.digits());
        // The format knows whole points here.
        let space = (self.space / 20).to_string();
        xml.element("w:pBdr", &[], |xml| {
            for (side, space) in
                [("top", &*space), ("left", "0"), ("bottom", &*space), ("right", "0")]
            {
                let line = [
                    ("w:val", "single"),
                    ("w:sz", &*size),
                    ("w:space", space),
                    ("w:color", &*color),
                ];
                xml.leaf(&format!("w:{side}"), &line);
            }
        });
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LineHeight {
    /// In 240ths of single spacing.
    Multiple(i32),
    /// In twips, whatever the line contains.
    Exact(i32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aligned {
    Centre,
    Right,
    Justified,
}

impl Aligned {
    fn word(self) -> &'static str {
        match self {
            Aligned::Centre => "center",
            Aligned::Right => "right",
            Aligned::Justified => "both",
        }
    }
}

impl Paragraph<'_> {
    pub fn of(style: &str) -> Paragraph<'_> {
        Paragraph { style: Some(style), ..Paragraph::default() }
    }

    /// Writes the properties; `last` writes those that come after all others.
    pub fn write(&self, xml: &mut Xml, last: impl FnOnce(&mut Xml)) {
        xml.element("w:pPr", &[], |xml| {
            self.style.iter().for_each(|style| xml.value("w:pStyle", style));
            let flags = [
                ("w:keepNext", self.keep_next),
                ("w:keepLines", self.keep_lines),
                ("w:pageBreakBefore", self.page_break),
                ("w:widowControl", self.no_widows),
            ];
            flags.iter().filter(|(_, is)| *is).for_each(|(name, _)| xml.leaf(name, &[]));
            if let Some((list, level)) = self.list {
                xml.element("w:numPr", &[], |xml| {
                    xml.value("w:ilvl", &level.to_string());
                    xml.value("w:numId", &list.to_string());
                });
            }
            if let Some(eighths) = self.rule {
                xml.element("w:pBdr", &[], |xml| {
                    let size = eighths.to_string();
                    let line = [
                        ("w:val", "single"),
                        ("w:sz", &*size),
                        ("w:space", "0"),
                        ("w:color", "000000"),
                    ];
                    xml.leaf("w:bottom", &line);
                });
            }
            self.frame.iter().for_each(|frame| frame.write(xml));
            self.spacing(xml);
            self.indents(xml);
            self.aligned.iter().for_each(|aligned| xml.value("w:jc", aligned.word()));
            self.outline.iter().for_each(|level| xml.value("w:outlineLvl", &level.to_string()));
            last(xml);
        });
    }

    fn spacing(&self, xml: &mut Xml) {
        let (line, rule) = match self.line {
            None => (None, ""),
            Some(LineHeight::Multiple(line)) => (Some(line), "auto"),
            Some(LineHeight::Exact(line)) => (Some(line), "exact"),
        };
        let mut attributes =
            lengths([("w:before", self.before), ("w:after", self.after), ("w:line", line)]);
        if line.is_some() {
            attributes.push(("w:lineRule", rule.to_owned()));
        }
        leaf_if_any(xml, "w:spacing", &attributes);
    }

    fn indents(&self, xml: &mut Xml) {
        // The level of a list has no indent, so that its paragraphs have their style's.
        // LibreOffice heeds that only where they say one of their edges themselves.
        let left = self.left.or(self.list.map(|_| 0));
        let attributes = lengths([
            ("w:left", left),
            ("w:right", self.right),
            ("w:hanging", self.hanging),
            ("w:firstLine", self.first_line),
        ]);
        leaf_if_any(xml, "w:ind", &attributes);
    }
}

/// The differences of characters from their style.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Letters {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub capitals: bool,
    /// In half points.
    pub size: Option<i32>,
    pub underlined: bool,
    pub color: Option<Color>,
}

impl Letters {
    /// Writes the properties, if there are any.
    pub fn write(&self, xml: &mut Xml) {
        if *self == Letters::default() {
            return;
        }
        xml.element("w:rPr", &[], |xml| {
            let flags = [
                ("w:b", self.bold),
                ("w:bCs", self.bold),
                ("w:i", self.italic),
                ("w:iCs", self.italic),
            ];
            for (name, is) in flags {
                match is {
                    None => {}
                    Some(true) => xml.leaf(name, &[]),
                    Some(false) => xml.value(name, "0"),
                }
            }
            if self.capitals {
                xml.leaf("w:caps", &[]);
            }
            if let Some(color) = self.color {
                xml.value("w:color", &color.digits());
            }
            if let Some(size) = self.size {
                xml.value("w:sz", &size.to_string());
                xml.value("w:szCs", &size.to_string());
            }
            if self.underlined {
                xml.value("w:u", "single");
            }
        });
    }
}

fn lengths<const N: usize>(given: [(&'static str, Option<i32>); N]) -> Vec<(&'static str, String)> {
    given.into_iter().filter_map(|(name, length)| Some((name, length?.to_string()))).collect()
}

fn leaf_if_any(xml: &mut Xml, name: &str, attributes: &[(&'static str, String)]) {
    let attributes: Vec<(&str, &str)> =
        attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
    if !attributes.is_empty() {
        xml.leaf(name, &attributes);
    }
}
