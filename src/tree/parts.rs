//! Reading of the parts that have parts of their own: letterhead, title, addressees, tables,
//! closing.

use typst_html::HtmlElement;

use super::read::{Reader, attribute, elements, is, number, role, twips, width};
use super::{
    Addressees, Cell, Certificate, Change, Closing, Column, Down, Letterhead, PlaceDate, Row,
    RowKind, Side, Signature, Table, Title, Twips, Under,
};

impl Reader<'_> {
    pub(super) fn letterhead(&mut self, element: &HtmlElement) -> Letterhead {
        let place_date = elements(element).find(|child| role(child).ends_with("place-date"));
        Letterhead {
            parent_body: self.lines(element, "parent-body"),
            issuing_body: self.lines(element, "issuing-body"),
            under_issuer: self.under(element, "issuing-body"),
            national_name: self.child(element, "national-name").unwrap_or_default(),
            national_motto: self.child(element, "national-motto"),
            nation_rule: rule(element, "nation-rule"),
            number: self.lines(element, "document-number").pop(),
            subject: self.lines(element, "letter-subject").pop(),
            place_date: place_date.map(|child| PlaceDate {
                text: self.text(child),
                long: role(child) == "long-place-date",
                gap: twips(attribute(child, "data-gap")),
            }),
            stamps: self.lines(element, "stamp"),
            draft_mark: self.lines(element, "draft-mark").pop(),
        }
    }

    pub(super) fn title(&mut self, element: &HtmlElement) -> Title {
        Title {
            kind: self.lines(element, "document-type").pop().unwrap_or_default(),
            subject: self.lines(element, "subject").pop(),
            under: self.under(element, "subject"),
        }
    }

    /// The mark below a text: a rule, or characters in its place.
    fn under(&mut self, element: &HtmlElement, role: &str) -> Under {
        let mark = self.child(element, &format!("{role}-mark"));
        mark.map_or_else(|| Under::Rule(rule(element, &format!("{role}-rule"))), Under::Mark)
    }

    pub(super) fn addressees(&mut self, element: &HtmlElement) -> Addressees {
        let bodies = elements(element).filter(|child| role(child) == "addressee");
        Addressees {
            lead: self.child(element, "addressees-lead").unwrap_or_default().plain(),
            bodies: bodies.map(|child| self.text(child)).collect(),
            centred: attribute(element, "data-alone") == "centred",
        }
    }

    pub(super) fn table(&mut self, element: &HtmlElement) -> Table {
        let aligned = attribute(element, "data-aligned").split(' ');
        let widths = attribute(element, "data-widths").split(' ');
        let columns = widths
            .zip(aligned)
            .map(|(width, aligned)| Column { width: twips(width), side: side(aligned) });
        let columns = columns.collect();
        let rows = elements(element).filter(|row| role(row) == "row");
        let rows = rows.map(|row| Row {
            kind: match attribute(row, "data-kind") {
                "head" => RowKind::Head,
                "long" => RowKind::Long,
                _ => RowKind::Whole,
            },
            change: Change::None,
            cells: self.cells(row, "data-over"),
        });
        let length = |name| Some(twips(attribute(element, name))).filter(|length| length.0 > 0);
        Table {
            columns,
            row_height: length("data-height"),
            letters: length("data-letters"),
            rows: rows.collect(),
        }
    }

    fn cells(&mut self, row: &HtmlElement, over: &str) -> Vec<Cell> {
        let cell = |cell: &HtmlElement| Cell {
            over: number(cell, over).max(1),
            down: match attribute(cell, "data-down") {
                "two" => Down::TwoRows,
                "covered" => Down::Covered,
                _ => Down::OneRow,
            },
            text: self.text(cell),
        };
        elements(row).map(cell).collect()
    }

    /// A table made by a template without the layout's vocabulary; its column widths aren't
    /// known, so they are equal.
    pub(super) fn own_table(&mut self, element: &HtmlElement) -> Table {
        let mut rows = Vec::new();
        self.own_rows(element, &mut rows);
        let columns = rows.iter().map(|row| row.cells.iter().map(|cell| cell.over).sum());
        let columns: usize = columns.max().unwrap_or_default();
        let column = Column::default();
        Table { columns: vec![column; columns], row_height: None, letters: None, rows }
    }

    fn own_rows(&mut self, element: &HtmlElement, rows: &mut Vec<Row>) {
        for child in elements(element) {
            if is(child, "tr") {
                let head = elements(child).all(|cell| is(cell, "th"));
                let kind = if head { RowKind::Head } else { RowKind::Whole };
                rows.push(Row { kind, change: Change::None, cells: self.cells(child, "colspan") });
            } else {
                self.own_rows(child, rows);
            }
        }
    }

    pub(super) fn closing(&mut self, element: &HtmlElement) -> Closing {
        let recipients = elements(element).filter(|child| role(child) == "recipient");
        let others = elements(element).filter(|child| role(child) == "other-signature");
        Closing {
            recipients: recipients.map(|child| self.text(child)).collect(),
            recipients_title: self.child(element, "recipients-title"),
            others: others.map(|child| self.signature(child)).collect(),
            signature: self.signature(element),
            signature_width: twips(attribute(element, "data-right")),
        }
    }
}

impl Reader<'_> {
    pub(super) fn certificate(&mut self, element: &HtmlElement) -> Certificate {
        Certificate {
            framed: attribute(element, "data-framed") == "true",
            shift: (
                twips(attribute(element, "data-right")),
                twips(attribute(element, "data-down")),
            ),
            emblem: self.child(element, "emblem"),
            national_name: self.child(element, "national-name").unwrap_or_default(),
            national_motto: self.child(element, "national-motto").unwrap_or_default(),
            nation_rule: rule(element, "nation-rule"),
            authority: self.lines(element, "authority"),
            verb: self.lines(element, "verb"),
            kind: self.lines(element, "kind"),
            name: self.lines(element, "name"),
            place: self.lines(element, "place"),
            merit: self.lines(element, "merit"),
            register: self.lines(element, "register"),
            signature: self.signature(element),
        }
    }

    fn signature(&mut self, element: &HtmlElement) -> Signature {
        Signature {
            dated: self.lines(element, "signed-at"),
            on_behalf: self.lines(element, "on-behalf"),
            post: self.lines(element, "post"),
            name: self.lines(element, "signer-name"),
        }
    }
}

fn side(aligned: &str) -> Side {
    match aligned {
        "center" => Side::Centre,
        "right" => Side::Right,
        _ => Side::Left,
    }
}

fn rule(element: &HtmlElement, wanted: &str) -> Twips {
    elements(element).find(|child| role(child) == wanted).map(width).unwrap_or_default()
}
