//! Conversion of a regime's lengths to the units of word processors.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::regime::{Factor, Length, LengthUnit, Margins, Measures, PaperSize};
use crate::tree::Twips;

/// The height of a line of Times New Roman at single spacing, in thousandths of the font
/// size.
const SINGLE: i64 = 1149;
/// Single spacing in the format's units.
const SINGLE_LINE: i64 = 240;

/// A length in twentieths of a point; `size` is the font size.
pub fn twips(length: Length, size: Length) -> i32 {
    let number = match length.unit {
        LengthUnit::Point => length.number * Decimal::from(20),
        LengthUnit::Millimetre => length.number * Decimal::from(1440) / Decimal::new(254, 1),
        LengthUnit::Centimetre => length.number * Decimal::from(14400) / Decimal::new(254, 1),
        LengthUnit::Em if size.unit == LengthUnit::Em => Decimal::ZERO,
        LengthUnit::Em => {
            return (length.number * Decimal::from(twips(size, size)))
                .round()
                .to_i32()
                .unwrap_or_default();
        }
    };
    number.round().to_i32().unwrap_or_default()
}

/// A part of a length.
pub fn part(whole: i32, factor: Factor) -> i32 {
    (Decimal::from(whole) * factor.0).round().to_i32().unwrap_or_default()
}

/// A length that doesn't depend on a font size.
pub fn plain(length: Length) -> i32 {
    twips(length, length)
}

/// A size of letters, in halves of a point.
pub fn half_points(size: Length) -> i32 {
    plain(size) / 10
}

/// The height of a line at single spacing.
pub fn single(size: Length) -> i32 {
    let twips = i64::from(plain(size)) * SINGLE / 1000;
    i32::try_from(twips).unwrap_or_default()
}

/// The stroke of a line, in eighths of a point; at least two.
pub fn eighths(stroke: Length) -> i32 {
    (plain(stroke) * 2 / 5).max(2)
}

/// The distance between baselines as a multiple of single spacing, in 240ths.
pub fn line_multiple(baseline: Length, size: Length) -> i32 {
    let single = i64::from(plain(size)) * SINGLE;
    let wanted = i64::from(twips(baseline, size)) * 1000 * SINGLE_LINE;
    let rounded = if single > 0 { (wanted + single / 2) / single } else { SINGLE_LINE };
    i32::try_from(rounded).unwrap_or_default()
}

/// The part of the distance between two baselines not taken by letters, on the page.
pub fn leading(measures: &Measures) -> i32 {
    let size = Decimal::from(plain(measures.body.size));
    let letters = (measures.font.ascent.0 + measures.font.descent.0) * size;
    plain(measures.body.baseline) - letters.round().to_i32().unwrap_or_default()
}

/// The gap that the font itself adds between lines: 42 thousandths of the size.
pub fn line_gap(size: Length) -> i32 {
    plain(size) * 42 / 1000
}

/// A sheet and its margins, in portrait or landscape.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'m> {
    pub width: i32,
    pub height: i32,
    pub landscape: bool,
    pub margins: &'m Margins,
}

impl Sheet<'_> {
    pub fn of(measures: &Measures, landscape: bool) -> Sheet<'_> {
        let (short, long) = match measures.page.paper {
            PaperSize::A3 => (16838, 23811),
            PaperSize::A4 => (11906, 16838),
            PaperSize::A5 => (8391, 11906),
        };
        let page = &measures.page;
        // Where the whole paper lies on its side, its own margins say so already.
        let turned = landscape && !page.flipped;
        let margins = if turned { &page.landscape_margin } else { &page.margin };
        let landscape = landscape || page.flipped;
        let (width, height) = if landscape { (long, short) } else { (short, long) };
        Sheet { width, height, landscape, margins }
    }

    /// How high its text is.
    pub fn text_height(&self) -> Twips {
        Twips(self.height - plain(self.margins.top) - plain(self.margins.bottom))
    }

    /// How wide its text is.
    pub fn text_width(&self) -> Twips {
        Twips(self.width - plain(self.margins.left) - plain(self.margins.right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> Length {
        text.parse().expect("a length")
    }

    #[test]
    fn lengths_are_those_of_the_regime() {
        assert_eq!(plain(length("20mm")), 1134);
        assert_eq!(plain(length("1.27cm")), 720);
        assert_eq!(plain(length("6pt")), 120);
        assert_eq!(twips(length("2em"), length("14pt")), 560);
        assert_eq!(half_points(length("13pt")), 26);
        assert_eq!(eighths(length("0.75pt")), 6);
        assert_eq!(line_multiple(length("18pt"), length("14pt")), 269);
        assert_eq!(line_multiple(length("16.1pt"), length("14pt")), 240);
    }
}
