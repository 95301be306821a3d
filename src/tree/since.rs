//! Two versions of a paper → one tree in which removals and additions stand side by side:
//! words within their paragraphs, and whole paragraphs and rows that are new or gone.

use crate::sequence::paired;

use super::changes::{Change, likeness};
use super::text::Text;
use super::{
    Addressees, Annex, AnnexHead, Block, Cell, Certificate, Closing, Letterhead, Line, PlaceDate,
    Row, RowKind, Signature, Table, Title, Tree,
};

/// Blocks and rows with a lower similarity aren't versions of each other.
const ALIKE: f32 = 0.4;

impl Tree {
    /// The paper with its changes since an old version.
    #[must_use]
    pub fn since(&self, old: &Tree) -> Tree {
        let mut tree = Tree { blocks: blocks(&old.blocks, &self.blocks), ..self.clone() };
        let title = |annex: &Annex| annex.head.title.text.plain();
        let pairs = paired(old.annexes.len(), self.annexes.len(), |i, j| {
            likely(&title(&old.annexes[i]), &title(&self.annexes[j]))
        });
        tree.annexes = Vec::new();
        for pair in pairs {
            match pair {
                (Some(i), Some(j)) => tree.annexes.push(annex(&old.annexes[i], &self.annexes[j])),
                (None, Some(j)) => tree.annexes.push(annex(&Annex::default(), &self.annexes[j])),
                // A separate section would leave an empty page.
                (Some(i), None) => {
                    let before =
                        tree.annexes.last_mut().map_or(&mut tree.blocks, |a| &mut a.blocks);
                    before.extend(gone(&old.annexes[i]));
                }
                (None, None) => {}
            }
        }
        tree
    }
}

fn annex(old: &Annex, new: &Annex) -> Annex {
    let head = annex_head(&old.head, &new.head);
    Annex { head, blocks: blocks(&old.blocks, &new.blocks), ..new.clone() }
}

fn annex_head(old: &AnnexHead, new: &AnnexHead) -> AnnexHead {
    AnnexHead {
        label: new.label.since(&old.label),
        title: line(&old.title, &new.title),
        note: optional(&old.note, &new.note),
    }
}

/// A removed annex, as part of what comes before it.
fn gone(annex: &Annex) -> Vec<Block> {
    let head = annex_head(&annex.head, &AnnexHead::default());
    let blocks = annex.blocks.iter().map(|block| all(block, Change::Out));
    std::iter::once(Block::GoneAnnex(head)).chain(blocks).collect()
}

fn blocks(old: &[Block], new: &[Block]) -> Vec<Block> {
    let words = |blocks: &[Block]| blocks.iter().map(said).collect::<Vec<_>>();
    let (was, is) = (words(old), words(new));
    let pairs = paired(old.len(), new.len(), |i, j| match goes_with(&old[i], &new[j]) {
        // A block that occurs once in a paper matches whatever its text.
        Kin::Sole => 1.0,
        Kin::Text => likely(&was[i], &is[j]),
        Kin::None => 0.0,
    });
    let merged = pairs.into_iter().filter_map(|pair| match pair {
        (Some(i), Some(j)) => Some(block(&old[i], &new[j])),
        (Some(i), None) => Some(all(&old[i], Change::Out)),
        (None, Some(j)) => Some(all(&new[j], Change::In)),
        (None, None) => None,
    });
    merged.collect()
}

fn likely(old: &str, new: &str) -> f32 {
    let alike = likeness(old, new);
    if alike >= ALIKE { alike } else { 0.0 }
}

/// How two blocks can be matched.
enum Kin {
    /// As the only ones of their kind.
    Sole,
    /// By their text.
    Text,
    None,
}

fn goes_with(old: &Block, new: &Block) -> Kin {
    match (old, new) {
        (Block::Letterhead(_), Block::Letterhead(_))
        | (Block::Title(_), Block::Title(_))
        | (Block::Addressees(_), Block::Addressees(_))
        | (Block::Resolves(_), Block::Resolves(_))
        | (Block::LastParagraph(_), Block::LastParagraph(_)) => Kin::Sole,
        (Block::Closing(old), Block::Closing(new)) if !are_laid_out_apart(old, new) => Kin::Sole,
        (Block::Authority(_), Block::Authority(_))
        | (Block::LegalBasis(_), Block::LegalBasis(_))
        | (Block::Part { .. }, Block::Part { .. })
        | (Block::Certificate(_), Block::Certificate(_))
        | (Block::Heading(_), Block::Heading(_)) => Kin::Text,
        (Block::Table(a), Block::Table(b)) if a.columns.len() == b.columns.len() => Kin::Text,
        _ if is_running(old) && is_running(new) => Kin::Text,
        _ => Kin::None,
    }
}

/// Whether recipients stand beside the signature in the one, below several in the other: no
/// place is both.
fn are_laid_out_apart(old: &Closing, new: &Closing) -> bool {
    let beside =
        |closing: &Closing| closing.others.is_empty() && closing.recipients_title.is_some();
    beside(old) && !new.others.is_empty() || !old.others.is_empty() && beside(new)
}

/// Whether it is a paragraph of the running text, however it is labelled.
fn is_running(block: &Block) -> bool {
    matches!(
        block,
        Block::Paragraph(_)
            | Block::Lead(_)
            | Block::Dash { .. }
            | Block::Item { .. }
            | Block::Numbered { .. }
    )
}

/// The text of a block that is a single paragraph.
fn text(block: &Block) -> Option<&Text> {
    match block {
        Block::LegalBasis(text)
        | Block::Resolves(text)
        | Block::Paragraph(text)
        | Block::Lead(text)
        | Block::LastParagraph(text)
        | Block::Dash { text, .. }
        | Block::Item { text, .. }
        | Block::Numbered { text, .. } => Some(text),
        Block::Heading(heading) => Some(&heading.text),
        Block::Authority(line) | Block::Part { title: line, .. } => Some(&line.text),
        Block::Letterhead(_)
        | Block::Title(_)
        | Block::Addressees(_)
        | Block::Table(_)
        | Block::Picture(_)
        | Block::GoneAnnex(_)
        | Block::Certificate(_)
        | Block::Closing(_) => None,
    }
}

fn text_mut(block: &mut Block) -> Option<&mut Text> {
    match block {
        Block::LegalBasis(text)
        | Block::Resolves(text)
        | Block::Paragraph(text)
        | Block::Lead(text)
        | Block::LastParagraph(text)
        | Block::Dash { text, .. }
        | Block::Item { text, .. }
        | Block::Numbered { text, .. } => Some(text),
        Block::Heading(heading) => Some(&mut heading.text),
        Block::Authority(line) | Block::Part { title: line, .. } => Some(&mut line.text),
        Block::Letterhead(_)
        | Block::Title(_)
        | Block::Addressees(_)
        | Block::Table(_)
        | Block::Picture(_)
        | Block::GoneAnnex(_)
        | Block::Certificate(_)
        | Block::Closing(_) => None,
    }
}

/// The text by which a block is matched with another. For a table the head is enough.
fn said(block: &Block) -> String {
    match block {
        Block::Table(table) => {
            let head = table.rows.iter().take_while(|row| row.kind == RowKind::Head);
            head.chain(table.rows.iter().take(1)).map(row_said).collect::<Vec<_>>().join(" ")
        }
        Block::Certificate(certificate) => {
            let lines = certificate.lines().into_iter().flatten();
            lines.map(|line| line.text.plain()).collect::<Vec<_>>().join(" ")
        }
        Block::Picture(picture) => picture.alt.clone(),
        other => text(other).map(Text::plain).unwrap_or_default(),
    }
}

fn row_said(row: &Row) -> String {
    row.cells.iter().map(|cell| cell.text.plain()).collect::<Vec<_>>().join(" ")
}

/// A block with its changes since the old one it was matched with.
fn block(old: &Block, new: &Block) -> Block {
    let mut merged = new.clone();
    match (old, new) {
        (Block::Letterhead(old), Block::Letterhead(new)) => {
            return Block::Letterhead(letterhead(old, new));
        }
        (Block::Title(old), Block::Title(new)) => {
            return Block::Title(Title {
                kind: line(&old.kind, &new.kind),
                subject: optional(&old.subject, &new.subject),
                under: new.under.clone(),
            });
        }
        (Block::Addressees(old), Block::Addressees(new)) => {
            let bodies = match (old.bodies.as_slice(), new.bodies.as_slice()) {
                // One addressee stands on the line of its lead.
                ([was], [is]) => vec![is.since(was)],
                (were, are) => texts(were, are),
            };
            let centred = new.centred && bodies.len() == 1;
            return Block::Addressees(Addressees { bodies, centred, ..new.clone() });
        }
        (Block::Part { label: was, title: old }, Block::Part { label: is, title: new }) => {
            return Block::Part { label: is.since(was), title: line(old, new) };
        }
        (Block::Numbered { .. }, _) | (_, Block::Numbered { .. }) if typed(old) != typed(new) => {
            return Block::Paragraph(labelled(new).since(&labelled(old)));
        }
        (Block::Table(old), Block::Table(new)) => return Block::Table(table(old, new)),
        (Block::Certificate(old), Block::Certificate(new)) => {
            return Block::Certificate(certificate(old, new));
        }
        (Block::Closing(old), Block::Closing(new)) => return Block::Closing(closing(old, new)),
        _ => {}
    }
    if let (Some(was), Some(is)) = (text(old), text_mut(&mut merged)) {
        *is = is.since(was);
    }
    merged
}

/// The number typed before a paragraph.
fn typed(block: &Block) -> Option<&str> {
    match block {
        Block::Numbered { label, .. } => Some(label),
        _ => None,
    }
}

/// The text of a paragraph with that number as part of it.
fn labelled(block: &Block) -> Text {
    let own = text(block).cloned().unwrap_or_default();
    match typed(block) {
        Some(label) => Text::from(format!("{label}\u{a0}").as_str()).followed_by(&own),
        None => own,
    }
}

/// A block marked as added or removed as a whole.
fn all(block: &Block, change: Change) -> Block {
    let nothing = match block {
        Block::Letterhead(_) => Block::Letterhead(Letterhead::default()),
        Block::Title(title) => {
            Block::Title(Title { kind: Line::default(), subject: None, under: title.under.clone() })
        }
        Block::Addressees(addressees) => {
            Block::Addressees(Addressees { bodies: Vec::new(), ..addressees.clone() })
        }
        Block::Table(whole) => {
            let rows = whole.rows.iter().map(|row| changed_row(row, change)).collect();
            return Block::Table(Table { rows, ..whole.clone() });
        }
        Block::Certificate(whole) => Block::Certificate(Certificate {
            framed: whole.framed,
            shift: whole.shift,
            emblem: whole.emblem.clone(),
            national_name: whole.national_name.clone(),
            national_motto: whole.national_motto.clone(),
            nation_rule: whole.nation_rule,
            ..Certificate::default()
        }),
        Block::Closing(_) => Block::Closing(Closing::default()),
        Block::Part { .. } => Block::Part { label: Text::default(), title: Line::default() },
        other => {
            let mut other = other.clone();
            if let Some(text) = text_mut(&mut other) {
                *text = std::mem::take(text).all(change);
            }
            return other;
        }
    };
    match change {
        Change::Out => self::block(block, &nothing),
        _ => self::block(&nothing, block),
    }
}

fn letterhead(old: &Letterhead, new: &Letterhead) -> Letterhead {
    let mut merged = Letterhead {
        parent_body: lines(&old.parent_body, &new.parent_body),
        issuing_body: lines(&old.issuing_body, &new.issuing_body),
        number: optional(&old.number, &new.number),
        subject: optional(&old.subject, &new.subject),
        stamps: lines(&old.stamps, &new.stamps),
        draft_mark: optional(&old.draft_mark, &new.draft_mark),
        ..new.clone()
    };
    merged.place_date = match (&old.place_date, &new.place_date) {
        (Some(was), None) => {
            Some(PlaceDate { text: was.text.clone().all(Change::Out), ..was.clone() })
        }
        (was, Some(is)) => {
            let was = was.as_ref().map(|was| was.text.clone()).unwrap_or_default();
            Some(PlaceDate { text: is.text.since(&was), ..is.clone() })
        }
        (None, None) => None,
    };
    merged
}

fn closing(old: &Closing, new: &Closing) -> Closing {
    let nobody = Signature::default();
    let others = (0..old.others.len().max(new.others.len())).map(|at| {
        signature(old.others.get(at).unwrap_or(&nobody), new.others.get(at).unwrap_or(&nobody))
    });
    let recipients_title = match (&old.recipients_title, &new.recipients_title) {
        (None, None) => None,
        (was, is) => Some(is.clone().unwrap_or_default().since(&was.clone().unwrap_or_default())),
    };
    Closing {
        recipients_title,
        recipients: texts(&old.recipients, &new.recipients),
        others: others.collect(),
        signature: signature(&old.signature, &new.signature),
        ..new.clone()
    }
}

fn certificate(old: &Certificate, new: &Certificate) -> Certificate {
    Certificate {
        authority: lines(&old.authority, &new.authority),
        verb: lines(&old.verb, &new.verb),
        kind: lines(&old.kind, &new.kind),
        name: lines(&old.name, &new.name),
        place: lines(&old.place, &new.place),
        merit: lines(&old.merit, &new.merit),
        register: lines(&old.register, &new.register),
        signature: signature(&old.signature, &new.signature),
        ..new.clone()
    }
}

fn signature(old: &Signature, new: &Signature) -> Signature {
    Signature {
        dated: lines(&old.dated, &new.dated),
        on_behalf: lines(&old.on_behalf, &new.on_behalf),
        post: lines(&old.post, &new.post),
        name: lines(&old.name, &new.name),
    }
}

fn line(old: &Line, new: &Line) -> Line {
    let text = new.text.since(&old.text);
    // A width computed for the new words alone has no room for the old ones.
    let width = new.width.filter(|_| text == new.text);
    Line { text, width }
}

fn optional(old: &Option<Line>, new: &Option<Line>) -> Option<Line> {
    match (old, new) {
        (None, None) => None,
        (was, is) => Some(line(&was.clone().unwrap_or_default(), &is.clone().unwrap_or_default())),
    }
}

fn lines(old: &[Line], new: &[Line]) -> Vec<Line> {
    let says = |line: &Line| line.text.plain();
    let pairs =
        paired(old.len(), new.len(), |i, j| likely(&says(&old[i]), &says(&new[j])).max(ALIKE));
    let empty = Line::default();
    let of = |list: &[Line], at: Option<usize>| at.map_or(empty.clone(), |at| list[at].clone());
    pairs.into_iter().map(|(i, j)| line(&of(old, i), &of(new, j))).collect()
}

fn texts(old: &[Text], new: &[Text]) -> Vec<Text> {
    let pairs = paired(old.len(), new.len(), |i, j| likely(&old[i].plain(), &new[j].plain()));
    let of = |list: &[Text], at: Option<usize>| at.map_or(Text::default(), |at| list[at].clone());
    pairs.into_iter().map(|(i, j)| of(new, j).since(&of(old, i))).collect()
}

/// The changes of a table with as many columns as the old one.
fn table(old: &Table, new: &Table) -> Table {
    let shape = |row: &Row| row.cells.iter().map(|c| (c.over, c.down)).collect::<Vec<_>>();
    let pairs = paired(old.rows.len(), new.rows.len(), |i, j| {
        let (was, is) = (&old.rows[i], &new.rows[j]);
        let may =
            shape(was) == shape(is) && (was.kind == RowKind::Head) == (is.kind == RowKind::Head);
        if may { likely(&row_said(was), &row_said(is)) } else { 0.0 }
    });
    let rows = pairs.into_iter().filter_map(|pair| match pair {
        (Some(i), Some(j)) => {
            let cells = old.rows[i].cells.iter().zip(&new.rows[j].cells);
            let cell =
                |(was, is): (&Cell, &Cell)| Cell { text: is.text.since(&was.text), ..is.clone() };
            Some(Row { cells: cells.map(cell).collect(), ..new.rows[j].clone() })
        }
        (Some(i), None) => Some(changed_row(&old.rows[i], Change::Out)),
        (None, Some(j)) => Some(changed_row(&new.rows[j], Change::In)),
        (None, None) => None,
    });
    Table { rows: rows.collect(), ..new.clone() }
}

fn changed_row(row: &Row, change: Change) -> Row {
    let cell = |cell: &Cell| Cell { text: cell.text.clone().all(change), ..cell.clone() };
    Row { cells: row.cells.iter().map(cell).collect(), change, ..row.clone() }
}
