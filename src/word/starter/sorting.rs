//! Sorting of a paper's contents below headings into the parts of a dossier.

use crate::source::Part;

use super::super::parts::{Annex, Content, Heading, Parts, flat};
use super::listing::{self, quoted, titled};
use super::outline::{Node, Outline};
use super::placed::Headings;
use super::places::Place;
use super::prose::{Prose, comment, escaped};
use super::tables;

/// The contents of a paper by their places.
#[derive(Default)]
pub struct Sorted {
    pub changes: Prose,
    pub advantages: Prose,
    pub difficulties: Prose,
    pub membership: Prose,
    pub member_figures: Vec<(String, Part)>,
    pub areas: Vec<AreaDraft>,
    pub previous_targets: Vec<Part>,
    pub previous_notes: Vec<String>,
    pub awards: Vec<Part>,
    pub award_notes: Vec<String>,
    pub strengths: Prose,
    pub credits: Prose,
    pub limitations: Prose,
    pub causes: Prose,
    pub lessons: Prose,
    pub forecast: Prose,
    pub orientation: Prose,
    pub goal: Prose,
    pub targets: Vec<Part>,
    pub target_notes: Vec<String>,
    pub key_tasks: Vec<Part>,
    pub breakthroughs: Vec<Part>,
    pub tasks: Vec<TaskDraft>,
    pub proposals: Prose,
    /// Its headings.
    pub outline: Outline,
    /// Whether the new targets stand in a table.
    pub has_table_of_targets: bool,
    /// The annexes of the file that the dossier has data of.
    pub annexes: Vec<&'static str>,
    /// Contents without a place, in order.
    pub rest: Vec<String>,
    /// Parts that a heading above others has taken for its own text.
    spoken_for: Vec<&'static str>,
    names: Vec<String>,
}

/// An area of work.
#[derive(Default)]
pub struct AreaDraft {
    /// Its name; none where the results aren't parted into areas.
    pub title: Option<String>,
    pub prose: Prose,
    pub figures: Vec<(String, Part)>,
}

#[derive(Default)]
pub struct TaskDraft {
    pub title: Option<String>,
    pub prose: Prose,
}

/// Sorts the contents of a paper.
pub fn sort(parts: &Parts<'_>) -> Sorted {
    let mut sorted = Sorted::default();
    let headings = Headings::of(parts);
    for (at, placed) in headings.all.iter().enumerate() {
        if let Some(node) = sorted.heading(at, &headings) {
            sorted.outline.push(placed.heading.level, node);
        }
    }
    for annex in &parts.annexes {
        sorted.annex(annex, &headings);
    }
    sorted.keep_what_is_beyond();
    sorted
}

impl Sorted {
    /// Puts what stands under a heading into its place. Gives the heading for the
    /// outline; none where it is within a part that prints it by itself.
    fn heading(&mut self, at: usize, headings: &Headings<'_, '_>) -> Option<Node> {
        let placed = headings.all.get(at)?;
        let heading = placed.heading;
        let node = Node::of(heading);
        Some(match placed.place {
            Place::Within => {
                self.within(heading, headings.label(at), placed.above);
                return None;
            }
            Place::Results => self.results(at, headings, node),
            Place::Area => return self.area(at, headings, node),
            Place::Tasks => self.some_tasks(at, headings, node),
            Place::Task => return self.task(at, headings, node),
            Place::Direction if !placed.has_children && !heading.content.is_empty() => {
                self.some_tasks(at, headings, node)
            }
            Place::Own => Node { text: Prose::of(&heading.content), ..node },
            Place::Situation => self.above_others("situation.changes", heading, headings, node),
            Place::Assessment => self.above_others("assessment.strengths", heading, headings, node),
            Place::Direction => self.above_others("direction.orientation", heading, headings, node),
            Place::PreviousTargets => self.previous(heading, node),
            Place::Targets => self.new_targets(heading, node),
            Place::KeyTasks => {
                listing::fill(&mut self.key_tasks, heading, node).with("direction.key_tasks")
            }
            Place::Breakthroughs => listing::fill(&mut self.breakthroughs, heading, node)
                .with("direction.breakthroughs"),
            Place::Circumstances => self.circumstances(heading, node),
            Place::LimitationsAndCauses => self.limitations_and_causes(heading, node),
            Place::Membership => self.members(heading, node),
            place => self.told(place, heading, node),
        })
    }

    /// A heading whose text is a part of the dossier.
    fn told(&mut self, place: Place, heading: &Heading<'_>, node: Node) -> Node {
        let Some((section, prose)) = place.sections().first().copied().zip(self.prose(place))
        else {
            return Node { text: Prose::of(&heading.content), ..node };
        };
        heading.content.iter().for_each(|content| prose.add(content));
        node.with(section)
    }

    /// A heading that stands above others: what stands under it directly is a part of the
    /// dossier, unless one of those others is.
    fn above_others(
        &mut self,
        section: &'static str,
        heading: &Heading<'_>,
        headings: &Headings<'_, '_>,
        node: Node,
    ) -> Node {
        if heading.content.is_empty() {
            return node;
        }
        let is_taken = headings.has(section) || self.spoken_for.contains(&section);
        let place = match section {
            "situation.changes" => Place::Changes,
            "assessment.strengths" => Place::Strengths,
            _ => Place::Orientation,
        };
        match is_taken {
            true => Node { text: Prose::of(&heading.content), ..node },
            false => {
                self.spoken_for.push(section);
                self.told(place, heading, node)
            }
        }
    }

    /// The narrative of a place.
    fn prose(&mut self, place: Place) -> Option<&mut Prose> {
        Some(match place {
            Place::Changes => &mut self.changes,
            Place::Advantages => &mut self.advantages,
            Place::Difficulties | Place::Circumstances => &mut self.difficulties,
            Place::Membership => &mut self.membership,
            Place::Strengths => &mut self.strengths,
            Place::Credits => &mut self.credits,
            Place::Limitations => &mut self.limitations,
            Place::Causes | Place::LimitationsAndCauses => &mut self.causes,
            Place::Lessons => &mut self.lessons,
            Place::Orientation => &mut self.orientation,
            Place::Forecast => &mut self.forecast,
            Place::Goal => &mut self.goal,
            Place::Proposals => &mut self.proposals,
            _ => return None,
        })
    }

    /// Text too long for its narrative is put at the end, before contents without a place.
    fn keep_what_is_beyond(&mut self) {
        let alone = [
            &mut self.changes,
            &mut self.advantages,
            &mut self.difficulties,
            &mut self.membership,
            &mut self.strengths,
            &mut self.credits,
            &mut self.limitations,
            &mut self.causes,
            &mut self.lessons,
            &mut self.forecast,
            &mut self.orientation,
            &mut self.goal,
            &mut self.proposals,
        ];
        let areas = self.areas.iter_mut().map(|area| &mut area.prose);
        let tasks = self.tasks.iter_mut().map(|task| &mut task.prose);
        let own = self.outline.texts();
        let all = alone.into_iter().chain(areas).chain(tasks).chain(own);
        let mut kept: Vec<String> = all.flat_map(|prose| prose.beyond.drain(..)).collect();
        kept.append(&mut self.rest);
        self.rest = kept;
    }

    /// The organization: a table of counts becomes figures, which are printed there.
    fn members(&mut self, heading: &Heading<'_>, node: Node) -> Node {
        let mut node = node.with("membership");
        for content in &heading.content {
            let figures = match content {
                Content::Table(data) => tables::figures(data, &mut self.names).zip(Some(data)),
                Content::Paragraph(_) => None,
            };
            let Some((figures, data)) = figures else {
                self.membership.add(content);
                continue;
            };
            if self.member_figures.is_empty() {
                node.below.push(Node::bare("figures"));
            }
            self.figures(figures, "Bảng trong tệp Word", data);
        }
        node
    }

    /// Figures of the organization, with the table that they come from in a comment.
    fn figures(
        &mut self,
        figures: Vec<(String, Part)>,
        from: &str,
        data: &super::super::parts::Data<'_>,
    ) {
        self.member_figures.extend(figures);
        self.membership.notes.push(format!("{from}, đã ghi ở figures:"));
        let lines = tables::quoted(data);
        self.membership.notes.extend(lines.iter().map(|line| line[2..].to_owned()));
    }

    /// Advantages come first; a word of contrast begins the other part.
    fn circumstances(&mut self, heading: &Heading<'_>, node: Node) -> Node {
        const TURNS: [&str; 7] = [
            "ben canh do",
            "tuy nhien",
            "tuy vay",
            "kho khan",
            "ve kho khan",
            "ben canh nhung thuan loi",
            "song ",
        ];
        let (before, behind) = turned(&heading.content, &TURNS);
        before.iter().for_each(|content| self.advantages.add(content));
        behind.iter().for_each(|content| self.difficulties.add(content));
        let mut node = node;
        node.below.push(Node::bare("situation.advantages"));
        node.below.push(Node::bare("situation.difficulties"));
        node
    }

    fn limitations_and_causes(&mut self, heading: &Heading<'_>, node: Node) -> Node {
        const TURNS: [&str; 5] = [
            "nguyen nhan",
            "ve nguyen nhan",
            "co ket qua tren",
            "nhung han che tren",
            "nhung ton tai tren",
        ];
        let (before, behind) = turned(&heading.content, &TURNS);
        before.iter().for_each(|content| self.limitations.add(content));
        behind.iter().for_each(|content| self.causes.add(content));
        let mut node = node;
        node.below.push(Node::bare("assessment.limitations"));
        node.below.push(Node::bare("assessment.causes"));
        node
    }

    /// A heading inside a text: it continues the text above.
    fn within(&mut self, heading: &Heading<'_>, label: Option<String>, above: Option<Place>) {
        let label = label.as_deref();
        match above {
            Some(Place::Targets) => self.more_targets(heading),
            Some(Place::PreviousTargets) => self.more_previous(heading),
            Some(Place::KeyTasks) => {
                self.key_tasks.push(Part::text(escaped(&heading.text)));
                listing::fill_list(&mut self.key_tasks, &heading.content);
            }
            Some(Place::Breakthroughs) => {
                self.breakthroughs.push(Part::text(escaped(&heading.text)));
                listing::fill_list(&mut self.breakthroughs, &heading.content);
            }
            above => {
                let prose = match above {
                    Some(Place::Area | Place::Results) => {
                        self.areas.last_mut().map(|area| &mut area.prose)
                    }
                    Some(Place::Task | Place::Tasks) => {
                        self.tasks.last_mut().map(|task| &mut task.prose)
                    }
                    Some(place) => self.prose(place),
                    None => None,
                };
                match prose {
                    Some(prose) => {
                        prose.heading(label, heading.kind, &heading.text);
                        heading.content.iter().for_each(|content| prose.add(content));
                    }
                    None => {
                        self.rest.push(comment(&titled(heading)));
                        self.rest.extend(quoted(&heading.content));
                    }
                }
            }
        }
    }

    fn annex(&mut self, annex: &Annex<'_>, headings: &Headings<'_, '_>) {
        let title: Vec<String> = annex.title.iter().map(|text| text.printed()).collect();
        let alone = title.join(" ");
        let title = format!("{}. {alone}", annex.label.printed());
        let about = flat(&title);
        let mut left = Vec::new();
        for content in &annex.content {
            let Content::Table(data) = content else {
                left.extend(quoted(std::slice::from_ref(content)));
                continue;
            };
            if let Some(awards) = tables::awards(data) {
                self.award_notes.push(comment(&title));
                self.awards.extend(awards);
                self.annexes.push("khen thưởng");
            } else if let Some(targets) =
                tables::targets(data).filter(|_| about.contains("chi tieu"))
            {
                self.previous_notes.push(comment(&title));
                // No paper has an annex of how targets came out: they stand in the text.
                if !headings.has("previous_targets") && self.previous_targets.is_empty() {
                    let title = Some(alone.clone()).filter(|title| !title.is_empty());
                    let node = Node { title, ..Node::bare("previous_targets") };
                    self.outline.push(1, node);
                }
                self.previous_targets.extend(targets);
            } else if ["doan vien", "lao dong", "to chuc", "cong doan"]
                .iter()
                .any(|word| about.contains(word))
                && let Some(figures) = tables::figures(data, &mut self.names)
            {
                if self.member_figures.is_empty() {
                    self.annexes.push("biểu số liệu");
                }
                self.figures(figures, &title, data);
            } else {
                left.extend(tables::quoted(data));
            }
        }
        if !left.is_empty() {
            self.rest.push(comment(&title));
            self.rest.extend(left);
        }
    }
}

/// Contents up to the first that begins with one of some words, and from there on.
fn turned<'c, 'd>(
    content: &'c [Content<'d>],
    words: &[&str],
) -> (&'c [Content<'d>], &'c [Content<'d>]) {
    let begins = |content: &Content<'_>| match content {
        Content::Paragraph(passage) => {
            let flat = flat(&passage.text);
            words.iter().any(|word| flat.starts_with(word))
        }
        Content::Table(_) => false,
    };
    content.split_at(content.iter().position(begins).unwrap_or(content.len()))
}
