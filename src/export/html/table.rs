//! Tables in HTML: named for screen readers, with heads related to their cells.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::tree::{Cell, Down, Row, RowKind, Side, Table};

use super::Page;

impl Page<'_> {
    /// On a narrow screen a table scrolls horizontally, also by keyboard.
    pub(super) fn table(&mut self, table: &Table) {
        self.tables += 1;
        let name = format!("Bảng {}: {}", self.tables, self.name);
        let name = escape(&*name);
        let _ = write!(
            self.out,
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">\n\
             <table>\n<caption class=\"hidden\">{name}</caption>\n"
        );
        let (heads, rows): (Vec<&Row>, Vec<&Row>) =
            table.rows.iter().partition(|row| row.kind == RowKind::Head);
        for (part, rows) in [("thead", heads), ("tbody", rows)] {
            if rows.is_empty() {
                continue;
            }
            let _ = writeln!(self.out, "<{part}>");
            rows.into_iter().for_each(|row| self.row(row, table));
            let _ = writeln!(self.out, "</{part}>");
        }
        self.out += "</table>\n</div>\n";
    }

    fn row(&mut self, row: &Row, table: &Table) {
        self.out += "<tr>\n";
        let mut at = 0;
        for cell in &row.cells {
            let side = table.columns.get(at).map(|column| column.side).unwrap_or_default();
            at += cell.over;
            self.cell(cell, row.kind, side);
        }
        self.out += "</tr>\n";
    }

    fn cell(&mut self, cell: &Cell, kind: RowKind, side: Side) {
        let down = match cell.down {
            Down::OneRow => "",
            Down::TwoRows => " rowspan=\"2\"",
            Down::Covered => return,
        };
        let over = match cell.over {
            1 => String::new(),
            over => format!(" colspan=\"{over}\""),
        };
        let (tag, more) = match (kind, cell.over) {
            (RowKind::Head, 1) => ("th", " scope=\"col\""),
            (RowKind::Head, _) => ("th", " scope=\"colgroup\""),
            _ => ("td", aligned(side)),
        };
        let _ = write!(self.out, "<{tag}{more}{over}{down}>");
        self.text("span", "", None, &cell.text);
        let _ = writeln!(self.out, "</{tag}>");
    }
}

fn aligned(side: Side) -> &'static str {
    match side {
        Side::Left => "",
        Side::Centre => " class=\"figure\"",
        Side::Right => " class=\"amount\"",
    }
}
