//! The headings of a paper, each with the part of a dossier that it means: no part twice,
//! as a paper prints each once.

use super::super::parts::{Heading, Kind, Parts, flat};
use super::listing::lead;
use super::places::{self, Place};

/// A heading, and what it stands for.
pub struct Placed<'p, 'd> {
    pub heading: &'p Heading<'d>,
    pub place: Place,
    /// What the heading above it stands for.
    pub above: Option<Place>,
    pub has_children: bool,
    /// Of a heading whose text becomes items of a list, the first of those that the same
    /// place of the paper prints.
    group: Option<usize>,
}

/// All headings of a paper.
pub struct Headings<'p, 'd> {
    pub all: Vec<Placed<'p, 'd>>,
    /// Whether areas of work stand in several places of the paper.
    pub areas_apart: bool,
    /// Whether tasks do.
    pub tasks_apart: bool,
}

impl<'p, 'd> Headings<'p, 'd> {
    pub fn of(parts: &'p Parts<'d>) -> Self {
        let mut all: Vec<Placed<'p, 'd>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut taken: Vec<&'static str> = Vec::new();
        let mut is_late = false;
        let only_tasks = !has_other_tasks(parts);
        for (at, heading) in parts.headings.iter().enumerate() {
            open.truncate(heading.level.saturating_sub(1));
            let over = |place: &&usize| all[**place].place != Place::Within;
            let above = open.iter().rev().find(over).map(|at| all[*at].place);
            let inside_text = open.iter().any(|at| all[*at].place == Place::Within);
            let place = match inside_text {
                true => Place::Within,
                false => places::of(&heading.text, above, is_late),
            };
            // The only tasks are all tasks.
            let place = match place {
                Place::KeyTasks if above == Some(Place::Direction) && only_tasks => Place::Tasks,
                place => place,
            };
            let place = match place.sections().iter().any(|section| taken.contains(section)) {
                true => Place::Own,
                false => place,
            };
            taken.extend(place.sections());
            let next = parts.headings.get(at + 1);
            let has_children = next.is_some_and(|next| next.level > heading.level);
            is_late |= matches!(place, Place::Direction | Place::Tasks) && heading.level <= 2;
            let group = group(&all, open.last().copied(), heading, place, has_children);
            open.push(at);
            all.push(Placed { heading, place, above, has_children, group });
        }
        let areas_apart = is_apart(&all, &[Place::Results, Place::Area]);
        let tasks_apart = is_apart(&all, &[Place::Direction, Place::Tasks, Place::Task]);
        Headings { all, areas_apart, tasks_apart }
    }

    /// Whether a heading has a part of the dossier as its text.
    pub fn has(&self, section: &str) -> bool {
        self.all.iter().any(|placed| placed.place.sections().contains(&section))
    }

    /// The label of a heading that is printed within a text. The paper gives its headings
    /// labels by their depth, I. 1. a): one that would be those of the headings above
    /// becomes the next.
    pub fn label(&self, at: usize) -> Option<String> {
        const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
        let heading = self.all.get(at)?.heading;
        let label = heading.label.clone()?;
        let has_parts = self.all.iter().any(|p| p.heading.kind == Some(Kind::Part));
        let depth = heading.level - usize::from(has_parts);
        let letter = LETTERS.chars().nth(usize::try_from(heading.number).ok()?.checked_sub(1)?);
        match (depth, heading.kind, letter) {
            (3, Some(Kind::Decimal(1)), Some(letter)) => Some(format!("{letter})")),
            (2, Some(Kind::Roman), _) => Some(format!("{}.", heading.number)),
            _ => Some(label),
        }
    }

    /// Whether a heading gives items of a list, by itself or by the headings below it;
    /// of an item, whether it is the first of those that stand in its place of the paper.
    pub fn begins(&self, at: usize) -> bool {
        self.all.iter().any(|placed| placed.group == Some(at))
    }
}

/// Whether other headings than the one on the main tasks give tasks.
fn has_other_tasks(parts: &Parts<'_>) -> bool {
    const OTHERS: [&str; 5] =
        ["giai phap", "bien phap", "cac nhiem vu", "nhiem vu,", "nhiem vu cu the"];
    parts.headings.iter().any(|heading| {
        let flat = flat(&heading.text);
        OTHERS.iter().any(|word| flat.starts_with(word))
    })
}

/// The first heading of those that one place of the paper prints, if a heading becomes
/// items: the heading above, or the first of a row of such headings.
fn group(
    all: &[Placed<'_, '_>],
    parent: Option<usize>,
    heading: &Heading<'_>,
    place: Place,
    has_children: bool,
) -> Option<usize> {
    let at = all.len();
    let has_text = !heading.content.is_empty();
    let holder = match place {
        Place::Results if is_listed(heading, has_children) => return Some(at),
        Place::Results | Place::Direction if !has_children && has_text => return Some(at),
        Place::Tasks if has_children || has_text => return Some(at),
        Place::Area => Place::Results,
        Place::Task => Place::Tasks,
        _ => return None,
    };
    if let Some(parent) = parent.filter(|parent| all[*parent].place == holder) {
        return Some(parent);
    }
    let mut before = all.iter().rev().take_while(|other| other.heading.level >= heading.level);
    let beside = before.find(|other| other.heading.level == heading.level);
    let same = beside.filter(|other| other.place == place).and_then(|other| other.group);
    Some(same.unwrap_or(at))
}

/// Whether the points under a heading are areas of work: *Thi đua: …*
pub fn is_listed(heading: &Heading<'_>, has_children: bool) -> bool {
    let count = heading.content.len();
    let several = count > 1 || has_children && count > 0;
    several && heading.content.iter().all(|content| lead(content).is_some())
}

fn is_apart(all: &[Placed<'_, '_>], of: &[Place]) -> bool {
    let mut groups = all.iter().filter(|p| of.contains(&p.place)).filter_map(|p| p.group);
    let first = groups.next();
    groups.any(|group| Some(group) != first)
}
