//! What stands under the headings of a paper, sorted into the parts of a dossier.

use crate::source::Part;

use super::super::parts::{Annex, Content, Heading, Parts, flat};
use super::listing::{fill_list, lead, quoted, target, titled};
use super::places::{self, Place};
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
    pub elections: Vec<String>,
    /// What has no place, in order.
    pub rest: Vec<String>,
    names: Vec<String>,
}

/// An area of work.
#[derive(Default)]
pub struct AreaDraft {
    pub title: String,
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
    let mut open: Vec<Place> = Vec::new();
    let mut is_late = false;
    let has_other_tasks = parts.headings.iter().any(|heading| {
        let flat = flat(&heading.text);
        ["giai phap", "bien phap", "cac nhiem vu", "nhiem vu,", "nhiem vu cu the"]
            .iter()
            .any(|word| flat.starts_with(word))
    });
    for (at, heading) in parts.headings.iter().enumerate() {
        open.truncate(heading.level.saturating_sub(1));
        let above = open.iter().rev().find(|place| **place != Place::Within).copied();
        let inside_text = open.contains(&Place::Within);
        let place = match inside_text {
            true => Place::Within,
            false => places::of(&heading.text, above, is_late),
        };
        // The only tasks are all tasks.
        let place = match place {
            Place::KeyTasks if above == Some(Place::Direction) && !has_other_tasks => Place::Tasks,
            place => place,
        };
        let next = parts.headings.get(at + 1);
        let has_children = next.is_some_and(|next| next.level > heading.level);
        while open.len() + 1 < heading.level {
            open.push(above.unwrap_or(Place::Within));
        }
        open.push(place);
        is_late |= matches!(place, Place::Direction | Place::Tasks) && heading.level <= 2;
        sorted.heading(heading, place, above, has_children);
    }
    for annex in &parts.annexes {
        sorted.annex(annex);
    }
    sorted.keep_what_is_beyond();
    sorted
}

impl Sorted {
    fn heading(
        &mut self,
        heading: &Heading<'_>,
        place: Place,
        above: Option<Place>,
        has_children: bool,
    ) {
        match place {
            Place::Results => self.results(heading, has_children),
            Place::Area => self.area(heading),
            Place::PreviousTargets => self.previous(heading),
            Place::Circumstances => self.circumstances(heading),
            Place::LimitationsAndCauses => self.limitations_and_causes(heading),
            Place::Membership => self.members(heading),
            Place::Targets => self.new_targets(heading),
            Place::KeyTasks => fill_list(&mut self.key_tasks, &heading.content),
            Place::Breakthroughs => fill_list(&mut self.breakthroughs, &heading.content),
            Place::Tasks => self.listed_tasks(&heading.content),
            Place::Task => {
                let mut task =
                    TaskDraft { title: Some(heading.text.clone()), ..TaskDraft::default() };
                heading.content.iter().for_each(|content| task.prose.add(content));
                self.tasks.push(task);
            }
            Place::Direction if !has_children => self.listed_tasks(&heading.content),
            Place::Elections => {
                self.elections.push(comment(&titled(heading)));
                self.elections.extend(quoted(&heading.content));
            }
            Place::Within => self.within(heading, above),
            Place::Nowhere => {
                self.rest.push(comment(&titled(heading)));
                self.rest.extend(quoted(&heading.content));
            }
            place => {
                if let Some(prose) = self.prose(place) {
                    heading.content.iter().for_each(|content| prose.add(content));
                }
            }
        }
    }

    /// The narrative that a place has.
    fn prose(&mut self, place: Place) -> Option<&mut Prose> {
        Some(match place {
            Place::Situation | Place::Changes => &mut self.changes,
            Place::Advantages | Place::Circumstances => &mut self.advantages,
            Place::Difficulties => &mut self.difficulties,
            Place::Membership => &mut self.membership,
            Place::Assessment | Place::Strengths => &mut self.strengths,
            Place::Credits => &mut self.credits,
            Place::Limitations | Place::LimitationsAndCauses => &mut self.limitations,
            Place::Causes => &mut self.causes,
            Place::Lessons => &mut self.lessons,
            Place::Direction | Place::Orientation => &mut self.orientation,
            Place::Forecast => &mut self.forecast,
            Place::Goal => &mut self.goal,
            Place::Proposals => &mut self.proposals,
            _ => return None,
        })
    }

    /// What was too long for its narrative stands at the end, before what has no place.
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
        let all = alone.into_iter().chain(areas).chain(tasks);
        let mut kept: Vec<String> = all.flat_map(|prose| prose.beyond.drain(..)).collect();
        kept.append(&mut self.rest);
        self.rest = kept;
    }

    /// Results whose points are areas, *Thi đua: …*, or one area by itself.
    fn results(&mut self, heading: &Heading<'_>, has_children: bool) {
        let leads: Vec<Option<(String, String)>> = heading.content.iter().map(lead).collect();
        let several = leads.len() > 1 || has_children && !leads.is_empty();
        let all_lead = several && leads.iter().all(Option::is_some);
        if all_lead {
            for (content, lead) in heading.content.iter().zip(leads) {
                let (Some((title, rest)), Content::Paragraph(passage)) = (lead, content) else {
                    continue;
                };
                let mut area = AreaDraft { title, ..AreaDraft::default() };
                let mut passage = passage.clone();
                (passage.text, passage.mark, passage.kind) = (rest, None, None);
                area.prose.passage(&passage);
                self.areas.push(area);
            }
        } else if !heading.content.is_empty() {
            self.area(heading);
        }
    }

    fn area(&mut self, heading: &Heading<'_>) {
        let mut area = AreaDraft { title: heading.text.clone(), ..AreaDraft::default() };
        for content in &heading.content {
            area.prose.add(content);
        }
        self.areas.push(area);
    }

    fn members(&mut self, heading: &Heading<'_>) {
        for content in &heading.content {
            match content {
                Content::Table(data) => match tables::figures(data, &mut self.names) {
                    Some(figures) => {
                        self.member_figures.extend(figures);
                        self.membership
                            .notes
                            .push("Bảng trong tệp Word, đã ghi ở figures:".to_owned());
                        let lines = tables::quoted(data);
                        self.membership.notes.extend(lines.iter().map(|line| line[2..].to_owned()));
                    }
                    None => self.membership.add(content),
                },
                Content::Paragraph(_) => self.membership.add(content),
            }
        }
    }

    fn previous(&mut self, heading: &Heading<'_>) {
        for content in &heading.content {
            match content {
                Content::Table(data) => match tables::targets(data) {
                    Some(targets) => self.previous_targets.extend(targets),
                    None => self.previous_notes.extend(tables::quoted(data)),
                },
                Content::Paragraph(passage) if passage.mark.is_some() => {
                    self.previous_targets.push(target(passage));
                }
                Content::Paragraph(_) => {
                    self.previous_notes.extend(quoted(std::slice::from_ref(content)));
                }
            }
        }
    }

    fn new_targets(&mut self, heading: &Heading<'_>) {
        for content in &heading.content {
            match content {
                Content::Paragraph(passage) => self.targets.push(target(passage)),
                Content::Table(data) => match tables::targets(data) {
                    Some(targets) => self.targets.extend(targets),
                    None => self.target_notes.extend(tables::quoted(data)),
                },
            }
        }
    }

    /// What is good comes first; what turns it round begins the other part.
    fn circumstances(&mut self, heading: &Heading<'_>) {
        let turns = [
            "ben canh do",
            "tuy nhien",
            "tuy vay",
            "kho khan",
            "ve kho khan",
            "ben canh nhung thuan loi",
            "song ",
        ];
        let mut turned = false;
        for content in &heading.content {
            turned |= begins_with(content, &turns);
            let prose = if turned { &mut self.difficulties } else { &mut self.advantages };
            prose.add(content);
        }
    }

    fn limitations_and_causes(&mut self, heading: &Heading<'_>) {
        let turns = [
            "nguyen nhan",
            "ve nguyen nhan",
            "co ket qua tren",
            "nhung han che tren",
            "nhung ton tai tren",
        ];
        let mut turned = false;
        for content in &heading.content {
            turned |= begins_with(content, &turns);
            let prose = if turned { &mut self.causes } else { &mut self.limitations };
            prose.add(content);
        }
    }

    fn listed_tasks(&mut self, content: &[Content<'_>]) {
        for content in content {
            let mut task = TaskDraft::default();
            match content {
                Content::Paragraph(passage) => {
                    let mut passage = passage.clone();
                    (passage.mark, passage.kind) = (None, None);
                    task.prose.passage(&passage);
                }
                Content::Table(_) => task.prose.add(content),
            }
            self.tasks.push(task);
        }
    }

    /// A heading inside a text: with its text it goes on with what stands above it.
    fn within(&mut self, heading: &Heading<'_>, above: Option<Place>) {
        let label = heading.label.as_deref();
        match above {
            Some(Place::Targets) => {
                self.target_notes.push(comment(&titled(heading)));
                self.new_targets(heading);
            }
            Some(Place::PreviousTargets) => {
                self.previous_notes.push(comment(&titled(heading)));
                self.previous(heading);
            }
            Some(Place::KeyTasks) => {
                self.key_tasks.push(Part::text(escaped(&heading.text)));
                fill_list(&mut self.key_tasks, &heading.content);
            }
            Some(Place::Breakthroughs) => {
                self.breakthroughs.push(Part::text(escaped(&heading.text)));
                fill_list(&mut self.breakthroughs, &heading.content);
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

    fn annex(&mut self, annex: &Annex<'_>) {
        let title: Vec<String> = annex.title.iter().map(|text| text.printed()).collect();
        let title = format!("{}. {}", annex.label.printed(), title.join(" "));
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
            } else if let Some(targets) =
                tables::targets(data).filter(|_| about.contains("chi tieu"))
            {
                self.previous_notes.push(comment(&title));
                self.previous_targets.extend(targets);
            } else if ["doan vien", "lao dong", "to chuc", "cong doan"]
                .iter()
                .any(|word| about.contains(word))
                && let Some(figures) = tables::figures(data, &mut self.names)
            {
                self.membership.notes.push(format!("{title}, đã ghi ở figures:"));
                let lines = tables::quoted(data);
                self.membership.notes.extend(lines.iter().map(|line| line[2..].to_owned()));
                self.member_figures.extend(figures);
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

fn begins_with(content: &Content<'_>, words: &[&str]) -> bool {
    match content {
        Content::Paragraph(passage) => {
            let flat = flat(&passage.text);
            words.iter().any(|word| flat.starts_with(word))
        }
        Content::Table(_) => false,
    }
}
