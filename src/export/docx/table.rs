//! Tables in Word: those of figures, and borderless ones for parts side by side.

use crate::tree::{self, Cell, Column, Down, Row, RowKind, Table, Text, Twips};

use super::look::{Letters, Paragraph};
use super::style::{self, DATA_TABLE, FORM_TABLE};
use super::styles::margins;
use super::text::{Document, borrowed};

/// The two columns of a part of the form.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    pub left: i32,
    pub right: i32,
}

/// Where the contents of a cell stand in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Height {
    Top,
    Middle,
    Bottom,
}

/// One of them.
#[derive(Debug, Clone, Copy)]
pub enum Side {
    Left,
    /// With so much free at its left.
    Right {
        margin: i32,
    },
}

impl Side {
    /// How wide its text is.
    pub fn room(self, frame: Frame) -> i32 {
        match self {
            Side::Left => frame.left,
            Side::Right { margin } => frame.right - margin,
        }
    }
}

impl Document<'_> {
    /// Two columns side by side, filled row by row.
    pub fn side_by_side(&mut self, frame: Frame, rows: impl FnOnce(&mut Self)) {
        let widths = [frame.left, frame.right];
        self.element("w:tbl", &[], |document| {
            document.table_head(FORM_TABLE, &widths);
            rows(document);
        });
    }

    /// Any number of columns side by side, filled one after the other.
    pub fn columns(&mut self, widths: &[i32], mut inner: impl FnMut(&mut Self, usize)) {
        self.element("w:tbl", &[], |document| {
            document.table_head(FORM_TABLE, widths);
            document.element("w:tr", &[], |document| {
                document.xml.element("w:trPr", &[], |xml| xml.leaf("w:cantSplit", &[]));
                for (at, width) in widths.iter().enumerate() {
                    document.element("w:tc", &[], |document| {
                        let width = width.to_string();
                        document.xml.element("w:tcPr", &[], |xml| {
                            xml.leaf("w:tcW", &[("w:w", &*width), ("w:type", "dxa")]);
                        });
                        inner(document, at);
                    });
                }
            });
        });
    }

    pub fn row(&mut self, _: Frame, whole: bool, cells: impl FnOnce(&mut Self)) {
        self.element("w:tr", &[], |document| {
            if whole {
                document.xml.element("w:trPr", &[], |xml| xml.leaf("w:cantSplit", &[]));
            }
            cells(document);
        });
    }

    pub fn side(&mut self, frame: Frame, side: Side, inner: impl FnOnce(&mut Self)) {
        self.side_at(frame, side, Height::Top, inner);
    }

    /// The same, at a height of its row.
    pub fn side_at(
        &mut self,
        frame: Frame,
        side: Side,
        height: Height,
        inner: impl FnOnce(&mut Self),
    ) {
        let width = match side {
            Side::Left => frame.left,
            Side::Right { .. } => frame.right,
        };
        self.element("w:tc", &[], |document| {
            document.xml.element("w:tcPr", &[], |xml| {
                xml.leaf("w:tcW", &[("w:w", &*width.to_string()), ("w:type", "dxa")]);
                if let Side::Right { margin } = side
                    && margin > 0
                {
                    margins("w:tcMar", [0, margin, 0, 0], xml);
                }
                match height {
                    Height::Top => {}
                    Height::Middle => xml.value("w:vAlign", "center"),
                    Height::Bottom => xml.value("w:vAlign", "bottom"),
                }
            });
            document.within_cell(inner);
        });
    }

    /// What stands in a cell, which may hold a table of its own.
    pub fn within_cell(&mut self, inner: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.in_cell, true);
        inner(self);
        self.in_cell = outer;
    }

    /// A table of figures. `kept` are the rows at its end that stay with what follows.
    pub fn data_table(&mut self, table: &Table, room: Twips, kept: usize) {
        self.table_of(DATA_TABLE, table, room, kept);
    }

    /// The same in a style of tables.
    pub fn table_of(&mut self, style: &str, table: &Table, room: Twips, kept: usize) {
        let widths = widths(&table.columns, room);
        self.element("w:tbl", &[], |document| {
            document.table_head(style, &widths);
            let last = table.rows.len().saturating_sub(kept);
            for (at, row) in table.rows.iter().enumerate() {
                // A head goes with the first row of its table.
                let keep_next = row.kind == RowKind::Head || at >= last;
                document.data_row(row, table, &widths, keep_next);
            }
        });
    }

    fn data_row(&mut self, row: &Row, table: &Table, widths: &[i32], keep_next: bool) {
        self.element("w:tr", &[], |document| {
            let (is_head, is_long) = (row.kind == RowKind::Head, row.kind == RowKind::Long);
            let change = document.revision(row.change);
            if !is_long || change.is_some() {
                document.xml.element("w:trPr", &[], |xml| {
                    if !is_long {
                        xml.leaf("w:cantSplit", &[]);
                    }
                    if let Some(Twips(height)) = table.row_height.filter(|_| !is_head) {
                        let height = height.to_string();
                        xml.leaf("w:trHeight", &[("w:val", &*height), ("w:hRule", "atLeast")]);
                    }
                    if is_head {
                        xml.leaf("w:tblHeader", &[]);
                    }
                    change.iter().for_each(|(name, values)| xml.leaf(name, &borrowed(values)));
                });
            }
            let size = table.letters.map(|Twips(size)| size / 10);
            let letters = Letters { size, ..Letters::default() };
            let mut at = 0;
            for cell in &row.cells {
                let over = at..(at + cell.over).min(widths.len());
                at = over.end;
                let width: i32 = widths.get(over.clone()).unwrap_or_default().iter().sum();
                // As on the page, one over several columns stands as the first of them.
                let own = table.columns.get(over.start);
                let style = match (is_head, own.map(|column| column.side).unwrap_or_default()) {
                    (true, _) => style::TABLE_HEAD,
                    (false, tree::Side::Centre) => style::TABLE_FIGURE,
                    (false, tree::Side::Right) => style::TABLE_AMOUNT,
                    (false, tree::Side::Left) => style::TABLE_TEXT,
                };
                let look = Paragraph { keep_next, ..Paragraph::of(style.id) };
                document.data_cell(cell, width, &look, letters);
            }
            document.missing_cells(&widths[at.min(widths.len())..]);
        });
    }

    fn data_cell(&mut self, cell: &Cell, width: i32, look: &Paragraph<'_>, letters: Letters) {
        self.element("w:tc", &[], |document| {
            document.xml.element("w:tcPr", &[], |xml| {
                xml.leaf("w:tcW", &[("w:w", &*width.to_string()), ("w:type", "dxa")]);
                if cell.over > 1 {
                    xml.value("w:gridSpan", &cell.over.to_string());
                }
                match cell.down {
                    Down::OneRow => {}
                    Down::TwoRows => xml.value("w:vMerge", "restart"),
                    Down::Covered => xml.leaf("w:vMerge", &[]),
                }
                xml.value("w:vAlign", "center");
            });
            document.within_cell(|document| {
                document.paragraph_in(look, None, letters, &cell.text);
            });
        });
    }

    /// A row that somebody's own table leaves short is filled up.
    fn missing_cells(&mut self, widths: &[i32]) {
        let empty = Cell { over: 1, down: Down::OneRow, text: Text::default() };
        for width in widths {
            let look = Paragraph::of(style::TABLE_TEXT.id);
            self.data_cell(&empty, *width, &look, Letters::default());
        }
    }

    pub fn table_head(&mut self, style: &str, widths: &[i32]) {
        let xml = &mut self.xml;
        let width: i32 = widths.iter().sum();
        xml.element("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", style);
            xml.leaf("w:tblW", &[("w:w", &*width.to_string()), ("w:type", "dxa")]);
            xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
            xml.leaf("w:tblLook", &[("w:val", "0000")]);
        });
        xml.element("w:tblGrid", &[], |xml| {
            for width in widths {
                xml.leaf("w:gridCol", &[("w:w", &*width.to_string())]);
            }
        });
    }
}

/// The columns' widths, rounding so that they fill the room; those that aren't known
/// are alike.
fn widths(columns: &[Column], room: Twips) -> Vec<i32> {
    let known: i32 = columns.iter().map(|column| column.width.0).sum();
    let count = i32::try_from(columns.len()).unwrap_or(i32::MAX).max(1);
    let mut widths: Vec<i32> = match known {
        0 => vec![room.0 / count; columns.len()],
        _ => columns.iter().map(|column| column.width.0).collect(),
    };
    let left = room.0 - widths.iter().sum::<i32>();
    if let Some(widest) = widths.iter_mut().max() {
        *widest += left;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_room() {
        let column = |width| Column { width: Twips(width), ..Column::default() };
        assert_eq!(widths(&[column(100), column(503), column(200)], Twips(800)), [100, 500, 200]);
        assert_eq!(widths(&[column(0), column(0)], Twips(801)), [400, 401]);
        assert_eq!(widths(&[], Twips(800)), [0; 0]);
    }
}
