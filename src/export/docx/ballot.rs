//! Ballots (phiếu bầu): as many on a sheet as on the page, with lines to cut them apart.

use crate::tree::{Ballots, Block, Letterhead, Title, Twips};

use super::look::{Letters, LineHeight, Paragraph};
use super::measure::{Sheet, part, plain};
use super::style::{self, BALLOT_NAMES, BALLOT_TABLE};
use super::styles::margins;
use super::table::{Frame, Height, Side};
use super::text::Document;

/// What must stand behind the table takes a little room on the sheet as well.
const BEHIND: i32 = 4 * style::HAIR;

/// How much of the room for the seal is given up: on the page a ballot may fill its part of
/// the sheet to the last point, and programs set lines a little higher.
const SPARE: i32 = 240;

impl Document<'_> {
    /// A sheet of the ballot that these blocks are.
    pub fn ballots(&mut self, blocks: &[Block], ballots: Ballots) {
        let Ballots { across, down, landscape } = ballots;
        let sheet = Sheet::of(self.measures, landscape);
        let (columns, rows) = (twips(across), twips(down));
        let width = sheet.text_width().0 / columns;
        let height = ((sheet.text_height().0 - BEHIND) / rows).to_string();
        // Outer margins are the sheet's; where two ballots meet, each has its own.
        let margin = plain(self.measures.ballot.margin);
        let inner = |at: usize, count: usize| {
            [if at > 0 { margin } else { 0 }, if at + 1 < count { margin } else { 0 }]
        };
        self.element("w:tbl", &[], |document| {
            document.table_head(BALLOT_TABLE, &vec![width; across]);
            for row in 0..down {
                document.element("w:tr", &[], |document| {
                    document.xml.element("w:trPr", &[], |xml| {
                        xml.leaf("w:cantSplit", &[]);
                        xml.leaf("w:trHeight", &[("w:val", &*height), ("w:hRule", "atLeast")]);
                    });
                    for column in 0..across {
                        let [left, right] = inner(column, across);
                        // A row is as high as its part of the sheet, and may be filled.
                        let [top, _] = inner(row, down);
                        document.ballot_cell(width, [top, left, 0, right], |document| {
                            document.ballot(blocks, width - left - right);
                        });
                    }
                });
            }
        });
    }

    fn ballot_cell(&mut self, width: i32, around: [i32; 4], inner: impl FnOnce(&mut Self)) {
        self.element("w:tc", &[], |document| {
            document.xml.element("w:tcPr", &[], |xml| {
                xml.leaf("w:tcW", &[("w:w", &*width.to_string()), ("w:type", "dxa")]);
                margins("w:tcMar", around, xml);
            });
            document.within_cell(inner);
        });
    }

    fn ballot(&mut self, blocks: &[Block], room: i32) {
        let letterhead = blocks.iter().find_map(|block| match block {
            Block::Letterhead(letterhead) => Some(letterhead),
            _ => None,
        });
        let title = blocks.iter().find_map(|block| match block {
            Block::Title(title) => Some(title),
            _ => None,
        });
        if let (Some(letterhead), Some(title)) = (letterhead, title) {
            self.ballot_head(letterhead, title, room);
        }
        for block in blocks {
            match block {
                Block::Paragraph(text) | Block::Lead(text) => {
                    let case = self.measures.ballot.instruction.case;
                    let look = Paragraph::of(style::BALLOT_INSTRUCTION.id);
                    self.paragraph_in(&look, case, Letters::default(), text);
                }
                Block::Table(table) => {
                    self.empty(&Paragraph::of(style::END.id));
                    self.table_of(BALLOT_NAMES, table, Twips(room), 0);
                }
                _ => {}
            }
        }
        self.empty(&Paragraph::of(style::END.id));
    }

    /// Whose ballot it is, over the place for the seal; beside it what is elected.
    fn ballot_head(&mut self, letterhead: &Letterhead, title: &Title, room: i32) {
        let form = &self.measures.ballot;
        let left = part(room, form.head_ratio);
        let frame = Frame { left, right: room - left };
        let beside = Side::Right { margin: 2 * plain(form.gap) };
        self.side_by_side(frame, |document| {
            document.row(frame, true, |document| {
                document.side(frame, Side::Left, |document| {
                    let form = &document.measures.ballot;
                    let lines = letterhead.draft_mark.iter().chain(&letterhead.issuing_body);
                    for line in lines {
                        let look = Paragraph::of(style::BALLOT_HEAD.id);
                        document.balanced(look, line, form.head.case, left);
                    }
                    if let Some(place) = &letterhead.place_date {
                        let line = plain(document.measures.body.size) * 6 / 5;
                        // Its words stand in the middle.
                        let around = Some((plain(form.stamp) - SPARE - line) / 2);
                        let line = Some(LineHeight::Exact(line));
                        let look = Paragraph {
                            line,
                            before: around,
                            after: around,
                            ..Paragraph::of(style::DISPLAY.id)
                        };
                        document.paragraph(&look, &place.text);
                    }
                });
                document.side_at(frame, beside, Height::Middle, |document| {
                    let form = &document.measures.ballot;
                    let (title_case, what_case) = (form.title.case, form.what.case);
                    let room = beside.room(frame);
                    if !letterhead.national_name.is_empty() {
                        let case = form.above_title.as_ref().and_then(|above| above.case);
                        let look = Paragraph::of(style::BALLOT_TITLE.id);
                        let name = &letterhead.national_name;
                        document.paragraph_in(&look, case, Letters::default(), name);
                    }
                    let look = Paragraph::of(style::BALLOT_TITLE.id);
                    document.balanced(look, &title.kind, title_case, room);
                    if let Some(what) = &title.subject {
                        let look = Paragraph::of(style::BALLOT_WHAT.id);
                        document.balanced(look, what, what_case, room);
                    }
                });
            });
        });
    }
}

fn twips(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(1).max(1)
}
