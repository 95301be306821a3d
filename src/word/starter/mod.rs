//! Last year's paper, no matter who wrote it → a dossier to go on with.
//!
//! ```text
//! figures   figures in running text
//! places    which part of a dossier a heading means
//! placed    all headings with their parts, none twice
//! prose     passages as narrative, with what is offered beside it
//! tables    tables as targets, awards, figures
//! outline   the headings, for the dossier's outline
//! listing   passages as targets, items, lines of comments
//! sorting   what stands under the headings, into the dossier's parts
//! works     areas of work, tasks, targets
//! names     names out of capitals
//! occasion  the kind of dossier, its period or its congress
//! envelope  what stands around the text
//! ```
//!
//! Nothing is invented: figures of the text are offered in comments, and what has no
//! place stands at the end, in order.

mod envelope;
mod figures;
mod listing;
mod names;
mod occasion;
mod outline;
mod placed;
mod places;
mod prose;
mod sorting;
mod tables;
mod works;

use crate::dossier::OrganizationKind;
use crate::source::{Commented, Part, Value};

use super::document::{Block, Document, Drawn};
use super::parts::{self, Content, Parts};
use prose::{below, comment};
use sorting::Sorted;

pub use occasion::Occasion;

/// A dossier made from a paper.
pub struct Starter {
    /// The dossier’s text.
    pub yaml: String,
    /// Its kind.
    pub kind: Occasion,
    /// The reported year, or the first year of the congress's term.
    pub year: Option<String>,
}

/// The paper fits no kind of dossier, and none was requested; with its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit(pub Option<String>);

/// Makes a dossier. `wanted` is the requested kind, if any; `name` is the file's name in
/// comments.
pub fn draw_up(
    document: &Document,
    wanted: Option<Occasion>,
    name: &str,
) -> Result<Starter, Unfit> {
    let parts = parts::of(document);
    let title = || parts.title.kind_text();
    let kind = wanted.or_else(|| occasion::kind(&parts)).ok_or_else(|| Unfit(title()))?;
    let mut sorted = sorting::sort(&parts);
    let mut fields = head(&parts, kind, name);
    fields.push(("organization".to_owned(), envelope::organization(&parts, &all_texts(&parts))));
    let year = time(&parts, kind, &mut fields);
    let mut beyond = Vec::new();
    let mut envelope = envelope::envelope(&parts, &mut beyond);
    beyond.extend(sorted.rest.iter().cloned());
    let tail = tail(document, &parts, &beyond);
    let paper = envelope::paper(&parts, kind);
    if sorted.has_table_of_targets {
        envelope::with_table_of_targets(&mut envelope);
    }
    envelope::add_annexes(&mut envelope, &sorted.annexes);
    let outline = std::mem::take(&mut sorted.outline).part(paper);
    contents(sorted, &mut fields);
    fields.extend(outline.map(|outline| ("outline".to_owned(), outline)));
    let papers = vec![(paper.to_owned(), envelope)];
    fields.push(("papers".to_owned(), apart(Value::Map(papers))));
    let root = Part::new(Value::Map(fields));
    Ok(Starter { yaml: Commented { root, tail }.write(), kind, year })
}

type Fields = Vec<(String, Part)>;

/// The comments at the top of the file, the kind and the form.
fn head(parts: &Parts<'_>, kind: Occasion, name: &str) -> Fields {
    let above = [
        "# yaml-language-server: $schema=schema/dossier.schema.json",
        "#",
        "# Hồ sơ lấy từ tệp Word: đọc lại từng mục, sửa chỗ chưa đúng.",
        "# Số liệu đọc được trong câu văn nằm ở ghi chú ngay trên câu; chưa có số nào được tự thêm.",
        "# Phần chưa có chỗ nằm ở cuối tệp. Sang kỳ mới: baocao tao --from TÊN-TỆP.yaml",
        "",
    ];
    let above = above.iter().map(|line| (*line).to_owned()).collect();
    let head = &parts.letterhead;
    let is_unnamed = head.issuer.is_empty() && head.parent.is_empty();
    let form = match head.whose() {
        Some(OrganizationKind::Party) => "đảng",
        Some(OrganizationKind::Youth) => "đoàn",
        None if !is_unnamed => "nhà nước",
        Some(OrganizationKind::Union) | None => "công đoàn",
    };
    let field = |key: &str, value: &str| (key.to_owned(), Part::text(value));
    let mut fields = vec![
        ("format".to_owned(), Part { above, ..Part::text("1") }),
        field("kind", kind.word()),
        field("form", form),
        field("status", "dự thảo"),
    ];
    if let Some(draft) = &head.draft {
        let number: String = draft.text.chars().filter(char::is_ascii_digit).collect();
        let number = number.parse::<u16>().ok().filter(|n| (1..100).contains(n));
        fields.extend(number.map(|number| field("draft_number", &number.to_string())));
    }
    fields.push(field("source", &format!("Tệp Word {name}")));
    fields
}

/// The period or the congress. Returns its year.
fn time(parts: &Parts<'_>, kind: Occasion, fields: &mut Fields) -> Option<String> {
    let find = |fields: &Fields, key: &str| {
        let (_, part) = fields.iter().find(|(known, _)| known == key)?;
        match &part.value {
            Value::Text(text) => text.split('-').next().map(str::to_owned),
            _ => None,
        }
    };
    match kind {
        Occasion::Congress => {
            let [own, previous] = occasion::congress(parts);
            let year = find(&own, "term");
            fields.push(("congress".to_owned(), occasion::block(own)));
            if !previous.is_empty() {
                fields.push(("previous_term".to_owned(), occasion::block(previous)));
            }
            year
        }
        Occasion::YearReview | Occasion::HalfYearReview => {
            let period = occasion::period(parts);
            let year = find(&period, "year");
            fields.push(("period".to_owned(), occasion::block(period)));
            year
        }
    }
}

/// The parts of the dossier with contents.
fn contents(sorted: Sorted, fields: &mut Fields) {
    let mut membership = Fields::new();
    if !sorted.member_figures.is_empty() {
        membership.push(("figures".to_owned(), Part::new(Value::Map(sorted.member_figures))));
    }
    match sorted.membership.part() {
        Some(part) => membership.push(("text".to_owned(), part)),
        None if !sorted.membership.is_empty() => {
            membership.push(("text".to_owned(), below(sorted.membership.offers())))
        }
        None => {}
    }
    add(fields, "membership", membership);
    add(
        fields,
        "situation",
        narratives([
            ("changes", sorted.changes),
            ("advantages", sorted.advantages),
            ("difficulties", sorted.difficulties),
        ]),
    );
    let areas: Vec<Part> = sorted.areas.into_iter().map(area).collect();
    if !areas.is_empty() {
        fields.push(("results".to_owned(), apart(Value::List(areas))));
    }
    list(fields, "previous_targets", sorted.previous_targets, sorted.previous_notes);
    list(fields, "awards", sorted.awards, sorted.award_notes);
    add(
        fields,
        "assessment",
        narratives([
            ("strengths", sorted.strengths),
            ("credits", sorted.credits),
            ("limitations", sorted.limitations),
            ("causes", sorted.causes),
            ("lessons", sorted.lessons),
        ]),
    );
    let mut direction = narratives([
        ("forecast", sorted.forecast),
        ("orientation", sorted.orientation),
        ("goal", sorted.goal),
    ]);
    list(&mut direction, "targets", sorted.targets, sorted.target_notes);
    list(&mut direction, "key_tasks", sorted.key_tasks, Vec::new());
    list(&mut direction, "breakthroughs", sorted.breakthroughs, Vec::new());
    list(&mut direction, "tasks", sorted.tasks.into_iter().map(task).collect(), Vec::new());
    direction.extend(narratives([("proposals", sorted.proposals)]));
    add(fields, "direction", direction);
}

fn add(fields: &mut Fields, key: &str, block: Fields) {
    if !block.is_empty() {
        fields.push((key.to_owned(), apart(Value::Map(block))));
    }
}

/// A list with comments above it; comments alone if it is empty.
fn list(fields: &mut Fields, key: &str, items: Vec<Part>, notes: Vec<String>) {
    let part = match (items.is_empty(), notes.is_empty()) {
        (true, true) => return,
        (true, false) => below(notes),
        (false, _) => Part { above: notes, ..Part::new(Value::List(items)) },
    };
    let above = std::iter::once(String::new()).chain(part.above.clone()).collect();
    fields.push((key.to_owned(), Part { above, ..part }));
}

fn narratives<const N: usize>(named: [(&str, prose::Prose); N]) -> Fields {
    named
        .into_iter()
        .filter(|(_, prose)| !prose.is_empty())
        .map(|(key, prose)| (key.to_owned(), prose.part().unwrap_or_else(|| below(prose.offers()))))
        .collect()
}

fn area(area: sorting::AreaDraft) -> Part {
    let mut fields = Fields::new();
    fields.extend(area.title.map(|title| ("area".to_owned(), Part::text(title))));
    if !area.figures.is_empty() {
        fields.push(("figures".to_owned(), Part::new(Value::Map(area.figures))));
    }
    let above = area.prose.named_offers();
    match area.prose.text() {
        Some(text) => fields.push(("text".to_owned(), Part { above, ..Part::text(text) })),
        None if !above.is_empty() => fields.push(("text".to_owned(), below(above))),
        None => {}
    }
    Part { above: vec![String::new()], ..Part::new(Value::Map(fields)) }
}

fn task(task: sorting::TaskDraft) -> Part {
    let mut fields = Fields::new();
    fields.extend(task.title.map(|title| ("title".to_owned(), Part::text(title))));
    fields.extend(task.prose.part().map(|part| ("text".to_owned(), part)));
    Part::new(Value::Map(fields))
}

fn apart(value: Value) -> Part {
    Part { above: vec![String::new()], ..Part::new(value) }
}

/// All running text of a paper, in which names stand as they are written.
fn all_texts(parts: &Parts<'_>) -> Vec<String> {
    let mut out = Vec::new();
    let mut add = |contents: &[Content<'_>]| {
        let texts = contents.iter().filter_map(|content| match content {
            Content::Paragraph(passage) => Some(passage.text.clone()),
            Content::Table(_) => None,
        });
        out.extend(texts);
    };
    add(&parts.opening);
    parts.headings.iter().for_each(|heading| add(&heading.content));
    out.push(parts.title.subject_text());
    out.extend(parts.last.iter().map(|passage| passage.text.clone()));
    out.extend(
        parts.addressees.iter().chain(&parts.closing.recipients).map(|line| line.text.clone()),
    );
    out
}

/// Contents without a place, and remarks for the reader.
fn tail(document: &Document, parts: &Parts<'_>, rest: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let others = parts.letterhead.others.iter().chain(&parts.closing.others);
    let others = others.map(|line| comment(&line.text));
    let mut left: Vec<String> = others.chain(rest.iter().cloned()).collect();
    let pictures = pictures(&document.blocks);
    if pictures > 0 {
        left.push(comment(&format!("({pictures} ảnh trong tệp Word không chép sang)")));
    }
    if !left.is_empty() {
        out.extend([String::new(), "# Chưa có chỗ trong hồ sơ:".to_owned()]);
        out.append(&mut left);
    }
    if !document.comments.is_empty() {
        out.extend([String::new(), "# Lời nhận xét trong tệp Word:".to_owned()]);
        out.extend(
            document
                .comments
                .iter()
                .map(|said| comment(&format!("{}: {}", said.author, said.text))),
        );
    }
    out
}

fn pictures(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            paragraph.drawn.iter().filter(|drawn| **drawn == Drawn::Picture).count()
        }
        Block::Box(blocks) => pictures(blocks),
        Block::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).map(|cell| pictures(&cell.blocks)).sum()
        }
    };
    blocks.iter().map(of).sum()
}
