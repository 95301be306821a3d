//! Removal of hinting from the built-in fonts.
//!
//! A TrueType font carries small programs that align outlines with the pixels of
//! low-resolution screens. They are useless on paper and make up a third of a report's PDF,
//! compressed again in every file. Only the built-in fonts are treated; a user's stay as they
//! are.

/// Tables that contain only hints.
const HINTS: [&[u8]; 4] = [b"cvt ", b"fpgm", b"prep", b"gasp"];

// Flags for what follows a component of a composite glyph.
const ARGUMENTS_ARE_WORDS: u16 = 0x0001;
const HAS_SCALE: u16 = 0x0008;
const MORE_COMPONENTS: u16 = 0x0020;
const HAS_TWO_SCALES: u16 = 0x0040;
const HAS_MATRIX: u16 = 0x0080;
const HAS_INSTRUCTIONS: u16 = 0x0100;

/// The same font without hints: outlines, widths and letters are untouched. `None` for what
/// isn't a TrueType font with long offsets to its glyphs.
///
/// The directory's checksums are those of the tables as they were: readers of fonts in memory
/// don't check them.
pub(super) fn unhinted(font: &[u8]) -> Option<Vec<u8>> {
    let tables = font.get(12..)?.chunks_exact(16).take(word(font, 4)?.into());
    let mut tables: Vec<(&[u8], &[u8])> = tables
        .map(|record| {
            let (start, length) = (long(record, 8)?, long(record, 12)?);
            Some((record.get(..8)?, font.get(start..start.checked_add(length)?)?))
        })
        .collect::<Option<_>>()?;
    let table = |tag: &[u8]| tables.iter().find(|(head, _)| head.starts_with(tag)).map(|t| t.1);
    let has_long_offsets = word(table(b"head")?, 50)? == 1;
    let (offsets, glyphs) = (table(b"loca").filter(|_| has_long_offsets)?, table(b"glyf")?);

    let (mut loca, mut glyf) = (vec![0; 4], Vec::with_capacity(glyphs.len()));
    for at in (0..offsets.len().checked_sub(4)?).step_by(4) {
        glyph(glyphs.get(long(offsets, at)?..long(offsets, at + 4)?)?, &mut glyf)?;
        glyf.resize(glyf.len().next_multiple_of(4), 0);
        loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
    }

    tables.retain(|(head, _)| !HINTS.iter().any(|tag| head.starts_with(tag)));
    for (head, data) in &mut tables {
        match &head[..4] {
            b"glyf" => *data = &glyf,
            b"loca" => *data = &loca,
            _ => {}
        }
    }
    join(font.get(..4)?, &tables)
}

/// Assembles a font from these tables, each with its tag and checksum.
fn join(kind: &[u8], tables: &[(&[u8], &[u8])]) -> Option<Vec<u8>> {
    let count = u32::try_from(tables.len()).ok()?;
    // Search parameters of the directory: its depth and range.
    let depth = count.checked_ilog2()?;
    let reach = 16 << depth;
    let mut font = kind.to_vec();
    for number in [count, reach, depth, 16 * count - reach] {
        font.extend(u16::try_from(number).ok()?.to_be_bytes());
    }
    let mut start = 12 + 16 * tables.len();
    for (head, data) in tables {
        font.extend(*head);
        font.extend(u32::try_from(start).ok()?.to_be_bytes());
        font.extend(u32::try_from(data.len()).ok()?.to_be_bytes());
        start += data.len().next_multiple_of(4);
    }
    for (_, data) in tables {
        font.extend(*data);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    Some(font)
}

/// Appends a glyph without its instructions to a table of glyphs.
fn glyph(data: &[u8], out: &mut Vec<u8>) -> Option<()> {
    if data.is_empty() {
        return Some(());
    }
    let contours = word(data, 0)?.cast_signed();
    if let Ok(contours) = usize::try_from(contours) {
        let (ends, instructions) = data.split_at_checked(10 + 2 * contours)?;
        let length: usize = word(instructions, 0)?.into();
        out.extend(ends);
        out.extend([0, 0]);
        out.extend(instructions.get(2 + length..)?);
        return Some(());
    }
    out.extend(data.get(..10)?);
    let mut rest = data.get(10..)?;
    loop {
        let flags = word(rest, 0)?;
        let has = |bit| flags & bit != 0;
        let arguments = if has(ARGUMENTS_ARE_WORDS) { 4 } else { 2 };
        let scales = if has(HAS_SCALE) {
            2
        } else if has(HAS_TWO_SCALES) {
            4
        } else if has(HAS_MATRIX) {
            8
        } else {
            0
        };
        let (component, behind) = rest.split_at_checked(4 + arguments + scales)?;
        out.extend((flags & !HAS_INSTRUCTIONS).to_be_bytes());
        out.extend(&component[2..]);
        if !has(MORE_COMPONENTS) {
            return Some(());
        }
        rest = behind;
    }
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*data.get(at..)?.first_chunk()?))
}

fn long(data: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(*data.get(at..)?.first_chunk()?)).ok()
}

#[cfg(test)]
mod tests {
    use typst::foundations::Bytes;
    use typst::layout::Abs;
    use typst::text::{Font, FontInstance, FontVariant};

    use super::super::fonts::BUILT_IN;
    use super::unhinted;

    fn parsed(data: Vec<u8>) -> FontInstance {
        let font = Font::iter(Bytes::new(data)).next().expect("a font");
        font.instantiate(FontVariant::default(), Abs::pt(14.0), &Default::default())
    }

    /// That the outlines are unchanged is tested in tests/form.rs.
    #[test]
    fn letters_keep_their_glyphs_widths_and_places() {
        for data in BUILT_IN {
            let (before, after) = (parsed(data.to_vec()), unhinted(data).expect("TrueType"));
            assert!(after.len() * 10 < data.len() * 7, "{} of {}", after.len(), data.len());
            let after = parsed(after);
            assert_eq!(before.font().info(), after.font().info());
            let (before, after) = (before.ttf(), after.ttf());
            let letters: Vec<char> =
                ('\0'..=char::MAX).filter(|c| before.glyph_index(*c).is_some()).collect();
            assert!(letters.len() > 2000);
            for c in letters {
                let glyph = before.glyph_index(c).expect("there");
                assert_eq!(after.glyph_index(c), Some(glyph), "{c}");
                assert_eq!(before.glyph_hor_advance(glyph), after.glyph_hor_advance(glyph), "{c}");
                assert_eq!(
                    before.glyph_bounding_box(glyph),
                    after.glyph_bounding_box(glyph),
                    "{c}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_whole_font_is_left_alone() {
        let font = BUILT_IN[0];
        assert_eq!(unhinted(b""), None);
        for length in (0..font.len()).step_by(997) {
            assert_eq!(unhinted(&font[..length]), None, "{length} bytes of it");
        }
    }
}
