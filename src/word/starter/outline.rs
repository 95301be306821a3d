//! The headings of a paper as the outline (đề cương) of its dossier, so that what is made
//! of it has the same headings in the same order.

use crate::source::{Part, Value};

use super::super::parts::{Heading, Kind};
use super::prose::Prose;

/// A heading of the outline.
#[derive(Default)]
pub struct Node {
    /// Its words; none where something stands without a heading of its own.
    pub title: Option<String>,
    /// Whether it is one of the numbered parts (phần).
    pub is_part: bool,
    /// The part of the dossier that stands under it.
    pub section: Option<String>,
    /// What stands under it and has no place in the dossier, before that part.
    pub text: Prose,
    /// What stands below.
    pub below: Vec<Node>,
}

impl Node {
    /// A heading of the paper, under which nothing stands yet.
    pub fn of(heading: &Heading<'_>) -> Self {
        let is_part = heading.level == 1 && heading.kind == Some(Kind::Part);
        Node { title: Some(heading.text.clone()), is_part, ..Node::default() }
    }

    /// A part of the dossier without a heading.
    pub fn bare(section: impl Into<String>) -> Self {
        Node { section: Some(section.into()), ..Node::default() }
    }

    /// The heading with a part of the dossier.
    pub fn with(self, section: impl Into<String>) -> Self {
        Node { section: Some(section.into()), ..self }
    }

    /// A text behind all that stands under the heading so far.
    pub fn then(&mut self, text: Prose) {
        if !text.is_empty() {
            self.below.push(Node { text, ..Node::default() });
        }
    }

    fn part(self) -> Part {
        let mut fields = Vec::new();
        let text = |key: &str, value: String| (key.to_owned(), Part::text(value));
        fields.extend(self.section.map(|section| text("section", section)));
        fields.extend(self.title.map(|title| text("title", title)));
        fields.extend(self.is_part.then(|| text("part", "có".to_owned())));
        fields.extend(self.text.part().map(|part| ("text".to_owned(), part)));
        let below: Vec<Part> = self.below.into_iter().map(Node::part).collect();
        if !below.is_empty() {
            fields.push(("sections".to_owned(), Part::new(Value::List(below))));
        }
        Part::new(Value::Map(fields))
    }
}

/// The outline in the making.
#[derive(Default)]
pub struct Outline(pub Vec<Node>);

impl Outline {
    /// Puts a heading behind those that are there, as deep as it stood.
    pub fn push(&mut self, level: usize, node: Node) {
        let mut list = &mut self.0;
        for _ in 1..level {
            // What has no heading of its own has none below it.
            let Some(above) = list.iter().rposition(|node| node.title.is_some()) else { break };
            list = &mut list[above].below;
        }
        list.push(node);
    }

    /// Every text of the outline.
    pub fn texts(&mut self) -> Vec<&mut Prose> {
        fn add<'a>(nodes: &'a mut [Node], found: &mut Vec<&'a mut Prose>) {
            for node in nodes {
                found.push(&mut node.text);
                add(&mut node.below, found);
            }
        }
        let mut found = Vec::new();
        add(&mut self.0, &mut found);
        found
    }

    /// The dossier's block for a paper; none of a paper without headings.
    pub fn part(self, paper: &str) -> Option<Part> {
        if self.0.is_empty() {
            return None;
        }
        let headings = self.0.into_iter().map(Node::part).collect();
        let above = vec![
            String::new(),
            "# Đề mục như trong tệp Word; bỏ cả khối outline thì in đề mục theo mẫu.".to_owned(),
        ];
        let papers = vec![(paper.to_owned(), Part::new(Value::List(headings)))];
        Some(Part { above, ..Part::new(Value::Map(papers)) })
    }
}
