//! Areas of work, tasks and targets: headings and points that become items of lists.

use crate::source::Part;

use super::super::parts::{Content, Heading, Passage};
use super::listing::{intro, lead, target};
use super::outline::Node;
use super::placed::{Headings, is_listed};
use super::prose::Prose;
use super::sorting::{AreaDraft, Sorted, TaskDraft};
use super::{listing, tables};

impl Sorted {
    /// Results whose points are areas, *Thi đua: …*, whose headings are, or which are one
    /// area by themselves.
    pub(super) fn results(&mut self, at: usize, headings: &Headings<'_, '_>, node: Node) -> Node {
        let Some(placed) = headings.all.get(at) else { return node };
        let heading = placed.heading;
        let mut node = node;
        let from = self.areas.len();
        if is_listed(heading, placed.has_children) {
            self.areas.extend(heading.content.iter().filter_map(listed_area));
        } else if placed.has_children {
            node.text = Prose::of(&heading.content);
        } else if !heading.content.is_empty() {
            let prose = Prose::of(&heading.content);
            self.areas.push(AreaDraft { prose, ..AreaDraft::default() });
        }
        if !headings.areas_apart {
            return if headings.begins(at) { node.with("results") } else { node };
        }
        for (at, area) in self.areas.iter().enumerate().skip(from) {
            let title = area.title.clone();
            node.below.push(Node { title, ..Node::bare(format!("results[{at}].text")) });
        }
        node
    }

    pub(super) fn area(
        &mut self,
        at: usize,
        headings: &Headings<'_, '_>,
        node: Node,
    ) -> Option<Node> {
        let heading = headings.all.get(at)?.heading;
        let prose = Prose::of(&heading.content);
        let title = Some(heading.text.clone());
        self.areas.push(AreaDraft { title, prose, ..AreaDraft::default() });
        match headings.areas_apart {
            true => Some(node.with(format!("results[{}].text", self.areas.len() - 1))),
            false => headings.begins(at).then(|| Node::bare("results")),
        }
    }

    /// A heading whose points are tasks, or whose headings are.
    pub(super) fn some_tasks(
        &mut self,
        at: usize,
        headings: &Headings<'_, '_>,
        node: Node,
    ) -> Node {
        let Some(placed) = headings.all.get(at) else { return node };
        let (before, points) = match placed.has_children {
            true if placed.heading.content.iter().all(listing::is_unmarked) => {
                (placed.heading.content.as_slice(), [].as_slice())
            }
            _ => intro(&placed.heading.content),
        };
        let mut node = Node { text: Prose::of(before), ..node };
        let from = self.tasks.len();
        let targets = self.targets.len();
        for point in points {
            match targets_among_tasks(point).filter(|_| !headings.has("direction.targets")) {
                Some(targets) => self.targets.extend(targets),
                None => self.tasks.push(listed_task(point)),
            }
        }
        if self.targets.len() > targets {
            self.has_table_of_targets = true;
            node.below.push(Node::bare("direction.targets"));
            if !headings.tasks_apart {
                let tasks = (self.tasks.len() > from).then(|| Node::bare("direction.tasks"));
                node.below.extend(tasks);
                return node;
            }
        } else if !headings.tasks_apart {
            return node.with("direction.tasks");
        }
        let own = (from..self.tasks.len()).map(|at| format!("direction.tasks[{at}].text"));
        node.below.extend(own.map(Node::bare));
        node
    }

    pub(super) fn task(
        &mut self,
        at: usize,
        headings: &Headings<'_, '_>,
        node: Node,
    ) -> Option<Node> {
        let heading = headings.all.get(at)?.heading;
        let prose = Prose::of(&heading.content);
        self.tasks.push(TaskDraft { title: Some(heading.text.clone()), prose });
        match headings.tasks_apart {
            true => Some(node.with(format!("direction.tasks[{}].text", self.tasks.len() - 1))),
            false => headings.begins(at).then(|| Node::bare("direction.tasks")),
        }
    }

    /// How the last targets came out: tables and points, with what is said around them.
    pub(super) fn previous(&mut self, heading: &Heading<'_>, node: Node) -> Node {
        let mut node = node.with("previous_targets");
        let from = self.previous_targets.len();
        let mut behind = Prose::default();
        for content in &heading.content {
            match previous_targets(content) {
                Some(targets) => self.previous_targets.extend(targets),
                None if self.previous_targets.len() == from => node.text.add(content),
                None => behind.add(content),
            }
        }
        node.then(behind);
        node
    }

    /// Targets of the last term under a heading of their own.
    pub(super) fn more_previous(&mut self, heading: &Heading<'_>) {
        more(heading, previous_targets, &mut self.previous_targets, &mut self.previous_notes);
    }

    pub(super) fn new_targets(&mut self, heading: &Heading<'_>, node: Node) -> Node {
        let (before, points) = intro(&heading.content);
        let mut node = Node { text: Prose::of(before), ..node }.with("direction.targets");
        let mut behind = Prose::default();
        for content in points {
            match new_targets(content) {
                Some(targets) => {
                    self.has_table_of_targets |= matches!(content, Content::Table(_));
                    self.targets.extend(targets);
                }
                None => behind.add(content),
            }
        }
        node.then(behind);
        node
    }

    /// Targets under a heading of their own.
    pub(super) fn more_targets(&mut self, heading: &Heading<'_>) {
        more(heading, new_targets, &mut self.targets, &mut self.target_notes);
    }
}

/// Adds the targets under a heading, grouped by it; what `read` finds no targets in is a note.
fn more(
    heading: &Heading<'_>,
    read: fn(&Content<'_>) -> Option<Vec<Part>>,
    targets: &mut Vec<Part>,
    notes: &mut Vec<String>,
) {
    for content in &heading.content {
        match read(content) {
            Some(found) => {
                targets.extend(found.into_iter().map(|t| listing::grouped(t, &heading.text)));
            }
            None => notes.extend(listing::quoted(std::slice::from_ref(content))),
        }
    }
}

fn previous_targets(content: &Content<'_>) -> Option<Vec<Part>> {
    match content {
        Content::Table(data) => tables::targets(data),
        Content::Paragraph(passage) => passage.mark.is_some().then(|| vec![target(passage)]),
    }
}

/// The targets of a table that stands among tasks.
fn targets_among_tasks(content: &Content<'_>) -> Option<Vec<Part>> {
    match content {
        Content::Table(data) if tables::says_targets(data) => tables::targets(data),
        _ => None,
    }
}

fn new_targets(content: &Content<'_>) -> Option<Vec<Part>> {
    match content {
        Content::Table(data) => tables::targets(data),
        Content::Paragraph(passage) => Some(vec![target(passage)]),
    }
}

/// A passage without its mark.
fn unmarked<'d>(passage: &Passage<'d>) -> Passage<'d> {
    Passage { mark: None, kind: None, ..passage.clone() }
}

fn listed_area(content: &Content<'_>) -> Option<AreaDraft> {
    let (Some((title, rest)), Content::Paragraph(passage)) = (lead(content), content) else {
        return None;
    };
    let mut area = AreaDraft { title: Some(title), ..AreaDraft::default() };
    area.prose.passage(&Passage { text: rest, ..unmarked(passage) });
    Some(area)
}

fn listed_task(content: &Content<'_>) -> TaskDraft {
    let mut task = TaskDraft::default();
    match content {
        Content::Paragraph(passage) => task.prose.passage(&unmarked(passage)),
        Content::Table(_) => task.prose.add(content),
    }
    task
}
