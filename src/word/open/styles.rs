//! Styles: looks and shapes, in layers.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::document::{Align, LineSpacing, Look, Shape};
use super::xml::Element;

/// One layer of character properties; `None` if not set.
#[derive(Debug, Clone, Default)]
pub struct LookPatch {
    font: Option<Arc<str>>,
    size: Option<u32>,
    bold: Option<bool>,
    italic: Option<bool>,
    underlined: Option<bool>,
    capitals: Option<bool>,
    hidden: Option<bool>,
    raised: Option<bool>,
    colour: Option<Option<Arc<str>>>,
}

/// One layer of paragraph properties.
#[derive(Debug, Clone, Default)]
pub struct ShapePatch {
    align: Option<Align>,
    left: Option<i32>,
    right: Option<i32>,
    first_line: Option<i32>,
    before: Option<i32>,
    after: Option<i32>,
    line: Option<LineSpacing>,
    rule_above: Option<bool>,
    rule_below: Option<bool>,
    is_contextual: Option<bool>,
    keep_next: Option<bool>,
    pub outline: Option<u8>,
    /// The list's number; `None` within if it is explicitly in no list.
    pub list: Option<String>,
    pub list_level: Option<usize>,
}

/// A style, with all that it is based on.
#[derive(Debug, Clone, Default)]
pub struct Style {
    pub name: Option<Arc<str>>,
    pub look: LookPatch,
    pub shape: ShapePatch,
    /// Of a style for tables: whether it draws lines.
    pub has_lines: bool,
}

#[derive(Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    /// The defaults.
    base: Style,
    default_paragraph: Option<String>,
    /// The fonts of the theme, by `major` and `minor`.
    theme: Vec<(String, Arc<str>)>,
}

/// The deepest chain of styles; a longer one is a cycle.
const DEEPEST: usize = 24;

impl Styles {
    pub fn read(styles: Option<&Element>, theme: Option<&Element>) -> Self {
        let theme = theme.map(theme_fonts).unwrap_or_default();
        let mut read = Styles { theme, ..Default::default() };
        let Some(styles) = styles else { return read };
        if let Some(defaults) = styles.child("w:docDefaults") {
            let look = defaults.child("w:rPrDefault").and_then(|d| d.child("w:rPr"));
            let shape = defaults.child("w:pPrDefault").and_then(|d| d.child("w:pPr"));
            read.base.look = look.map(|look| read.look(look)).unwrap_or_default();
            read.base.shape = shape.map(ShapePatch::of).unwrap_or_default();
        }
        let by_id: HashMap<&str, &Element> = styles
            .children()
            .filter(|style| style.is("w:style"))
            .filter_map(|style| Some((style.attribute("w:styleId")?, style)))
            .collect();
        for (id, element) in &by_id {
            read.styles.insert((*id).to_owned(), read.whole(element, &by_id));
            let is_default = matches!(element.attribute("w:default"), Some("1" | "true" | "on"));
            if is_default && element.attribute("w:type") == Some("paragraph") {
                read.default_paragraph = Some((*id).to_owned());
            }
        }
        read
    }

    /// A style merged over those that it is based on.
    fn whole(&self, element: &Element, by_id: &HashMap<&str, &Element>) -> Style {
        let mut chain = vec![element];
        while let Some(parent) = chain.last().and_then(|style| style.value("w:basedOn")) {
            match by_id.get(parent) {
                Some(parent) if chain.len() < DEEPEST => chain.push(parent),
                _ => break,
            }
        }
        let mut whole = Style { name: element.value("w:name").map(Arc::from), ..Style::default() };
        for style in chain.into_iter().rev() {
            if let Some(look) = style.child("w:rPr") {
                whole.look.lay(&self.look(look));
            }
            if let Some(shape) = style.child("w:pPr") {
                whole.shape.lay(&ShapePatch::of(shape));
            }
            let borders = style.child("w:tblPr").and_then(|table| table.child("w:tblBorders"));
            whole.has_lines |= borders.is_some_and(draws_lines);
        }
        whole
    }

    pub fn of(&self, id: Option<&str>) -> Option<&Style> {
        self.styles.get(id?)
    }

    /// A paragraph's own style, or the one that all others have.
    pub fn of_paragraph(&self, id: Option<&str>) -> Option<&Style> {
        self.of(id).or_else(|| self.of(self.default_paragraph.as_deref()))
    }

    pub fn base(&self) -> &Style {
        &self.base
    }

    /// Reads a `w:rPr`.
    pub fn look(&self, properties: &Element) -> LookPatch {
        let fonts = properties.child("w:rFonts");
        let named = |name: &str| fonts.and_then(|f| f.attribute(name));
        let theme = named("w:asciiTheme").or_else(|| named("w:hAnsiTheme")).and_then(|theme| {
            self.theme.iter().find(|(start, _)| theme.starts_with(start.as_str()))
        });
        let font = theme.map(|(_, font)| Arc::clone(font));
        let font = font.or_else(|| named("w:ascii").or_else(|| named("w:hAnsi")).map(Arc::from));
        let caps = properties.switch("w:caps");
        let vanish = properties.switch("w:vanish");
        LookPatch {
            font,
            size: properties.value("w:sz").and_then(half_points),
            bold: properties.switch("w:b"),
            italic: properties.switch("w:i"),
            underlined: properties.switch("w:u"),
            capitals: caps,
            hidden: vanish.or_else(|| properties.switch("w:webHidden").map(|_| false)),
            raised: properties.value("w:vertAlign").map(|align| align == "superscript"),
            colour: properties.value("w:color").map(|colour| match colour {
                "auto" => None,
                colour => Some(Arc::from(colour.to_uppercase().as_str())),
            }),
        }
    }
}

fn half_points(size: &str) -> Option<u32> {
    // Programs write 26.0 too, and the strict form 13pt.
    let points = size.strip_suffix("pt");
    let number: u32 = points.unwrap_or(size).split('.').next()?.parse().ok()?;
    let size = if points.is_some() { number.checked_mul(2)? } else { number };
    (1..=3276).contains(&size).then_some(size)
}

/// The fonts of a theme.
fn theme_fonts(theme: &Element) -> Vec<(String, Arc<str>)> {
    let font = |element: &str, prefix: &str| {
        let latin = theme.first(element)?.child("a:latin")?;
        let face = latin.attribute("typeface").filter(|face| !face.is_empty())?;
        Some((prefix.to_owned(), Arc::from(face)))
    };
    [font("a:majorFont", "major"), font("a:minorFont", "minor")].into_iter().flatten().collect()
}

/// Whether borders are drawn at all.
pub fn draws_lines(borders: &Element) -> bool {
    borders.children().any(|side| {
        !matches!(side.attribute("w:val"), None | Some("nil" | "none"))
            && side.attribute("w:color").is_none_or(|colour| !colour.eq_ignore_ascii_case("ffffff"))
    })
}

/// A length in twentieths of a point; the strict form writes units.
pub fn twips(length: &str) -> Option<i32> {
    let scaled = |number: &str, by: f64| number.trim().parse::<f64>().ok().map(|n| n * by);
    let units = [("pt", 20.0), ("mm", 1440.0 / 25.4), ("cm", 1440.0 / 2.54), ("in", 1440.0)];
    let unit = units.iter().find_map(|(unit, by)| scaled(length.strip_suffix(unit)?, *by));
    let twips = unit.or_else(|| scaled(length, 1.0))?;
    (twips.abs() < 1e6).then_some(twips.round() as i32)
}

impl ShapePatch {
    /// Reads a `w:pPr`.
    pub fn of(properties: &Element) -> Self {
        let length = |child: &str, names: &[&str]| {
            let child = properties.child(child)?;
            names.iter().find_map(|name| child.attribute(name)).and_then(twips)
        };
        let gap = |name: &str, lines: &str, auto: &str| {
            let spacing = properties.child("w:spacing")?;
            match spacing.attribute(auto) {
                Some("1" | "true" | "on") => Some(280),
                _ => length("w:spacing", &[name]).or_else(|| {
                    let lines: i32 = spacing.attribute(lines)?.parse().ok()?;
                    Some(lines.clamp(0, 10_000) * 12 / 5)
                }),
            }
        };
        let hanging = length("w:ind", &["w:hanging"]).map(|hanging| -hanging);
        let border = |side: &str| {
            let side = properties.child("w:pBdr")?.child(side)?;
            Some(!matches!(side.attribute("w:val"), Some("nil" | "none")))
        };
        let list = properties.child("w:numPr");
        let number = |value: Option<&str>| value.and_then(|value| value.parse::<usize>().ok());
        ShapePatch {
            align: framed(properties).or(properties.value("w:jc").map(|align| match align {
                "center" => Align::Centre,
                "right" | "end" => Align::Right,
                "both" | "distribute" => Align::Both,
                _ => Align::Left,
            })),
            left: length("w:ind", &["w:left", "w:start"]),
            right: length("w:ind", &["w:right", "w:end"]),
            first_line: hanging.or_else(|| length("w:ind", &["w:firstLine"])),
            before: gap("w:before", "w:beforeLines", "w:beforeAutospacing"),
            after: gap("w:after", "w:afterLines", "w:afterAutospacing"),
            line: properties.child("w:spacing").and_then(line_spacing),
            rule_above: border("w:top"),
            rule_below: border("w:bottom"),
            is_contextual: properties.switch("w:contextualSpacing"),
            keep_next: properties.switch("w:keepNext"),
            outline: number(properties.value("w:outlineLvl"))
                .filter(|level| *level < 9)
                .and_then(|level| u8::try_from(level).ok()),
            list: list.and_then(|list| list.value("w:numId")).map(str::to_owned),
            list_level: list.and_then(|list| number(list.value("w:ilvl"))).map(|l| l.min(8)),
        }
    }

    /// Merges another layer over this one.
    pub fn lay(&mut self, over: &ShapePatch) {
        macro_rules! lay {
            ($($field:ident)*) => {
                $(if over.$field.is_some() { self.$field.clone_from(&over.$field); })*
            };
        }
        lay!(align left right first_line before after line rule_above rule_below is_contextual
            keep_next outline list list_level);
    }

    pub fn shape(&self) -> Shape {
        Shape {
            align: self.align.unwrap_or_default(),
            left: self.left.unwrap_or(0),
            right: self.right.unwrap_or(0),
            first_line: self.first_line.unwrap_or(0),
            before: self.before.unwrap_or(0),
            after: self.after.unwrap_or(0),
            line: self.line.unwrap_or_default(),
            rule_above: self.rule_above.unwrap_or(false),
            rule_below: self.rule_below.unwrap_or(false),
            is_contextual: self.is_contextual.unwrap_or(false),
            keep_next: self.keep_next.unwrap_or(false),
        }
    }
}

/// The alignment of a frame around the paragraph, as used for page numbers by older versions.
fn framed(properties: &Element) -> Option<Align> {
    match properties.child("w:framePr")?.attribute("w:xAlign")? {
        "center" => Some(Align::Centre),
        "right" | "outside" => Some(Align::Right),
        _ => None,
    }
}

fn line_spacing(spacing: &Element) -> Option<LineSpacing> {
    let line = twips(spacing.attribute("w:line")?)?;
    Some(match spacing.attribute("w:lineRule") {
        Some("exact") => LineSpacing::Exact(line),
        Some("atLeast") => LineSpacing::AtLeast(line),
        _ => LineSpacing::Multiple(line),
    })
}

impl LookPatch {
    /// Merges another layer over this one.
    pub fn lay(&mut self, over: &LookPatch) {
        macro_rules! lay {
            ($($field:ident)*) => {
                $(if over.$field.is_some() { self.$field.clone_from(&over.$field); })*
            };
        }
        lay!(font size bold italic underlined capitals hidden raised colour);
    }

    /// Merges a character style over a paragraph's look: bold within bold is plain.
    pub fn lay_characters(&mut self, over: &LookPatch) {
        let both = |below: Option<bool>, over: Option<bool>| match (below, over) {
            (Some(true), Some(true)) => Some(false),
            (below, over) => over.or(below),
        };
        let bold = both(self.bold, over.bold);
        let italic = both(self.italic, over.italic);
        let capitals = both(self.capitals, over.capitals);
        self.lay(over);
        (self.bold, self.italic, self.capitals) = (bold, italic, capitals);
    }

    pub fn look(&self) -> Look {
        let default = Look::default();
        Look {
            font: self.font.clone().unwrap_or(default.font),
            size: self.size.unwrap_or(default.size),
            bold: self.bold.unwrap_or(false),
            italic: self.italic.unwrap_or(false),
            underlined: self.underlined.unwrap_or(false),
            capitals: self.capitals.unwrap_or(false),
            hidden: self.hidden.unwrap_or(false),
            raised: self.raised.unwrap_or(false),
            colour: self.colour.clone().flatten(),
        }
    }
}
