//! Parts that an office's own outline prints repeatedly.

use std::collections::HashMap;

use crate::source::{Budget, Node, Path, Segment, Spent};

use super::room::Scale;

/// Parts of the dossier printed more than once by an office's own outline.
pub(super) struct Repeats {
    /// Each repeated mention with its path and size.
    again: Vec<(Path, usize)>,
}

impl Repeats {
    /// `whole` is the total size, the most that a part under a custom name can take.
    pub fn of(tree: &Node, scale: Scale, whole: usize) -> Self {
        let mut again = Vec::new();
        let mut named: HashMap<(String, String), usize> = HashMap::new();
        tree.texts(&mut |path, node| {
            let mut keys = path.keys();
            let (Some("outline"), Some(paper)) = (keys.next(), keys.next()) else { return };
            let Some(section) = node.text().filter(|_| keys.last() == Some("section")) else {
                return;
            };
            let part =
                Path::parse(section.trim()).map_or_else(String::new, |path| path.to_string());
            let times = named.entry((paper.to_owned(), part.clone())).or_insert(0);
            *times += 1;
            if *times > 1 {
                again.push((path.clone(), part));
            }
        });
        let rooms = if again.is_empty() { HashMap::new() } else { rooms(tree, scale) };
        let room = |part: &str| rooms.get(part).copied().unwrap_or(whole);
        Repeats { again: again.into_iter().map(|(path, part)| (path, room(&part))).collect() }
    }

    /// The number of repetitions, or the first that exceeds the budget.
    pub fn taken_from(self, budget: &mut Budget) -> Result<usize, (Spent, Path)> {
        let count = self.again.len();
        for (path, room) in self.again {
            budget.take_printed(room).map_err(|spent| (spent, path))?;
        }
        Ok(count)
    }
}

/// The size of every part of a dossier, by path.
fn rooms(tree: &Node, scale: Scale) -> HashMap<String, usize> {
    let mut rooms = HashMap::new();
    tree.texts(&mut |path, node| {
        let room = scale.room(path, node);
        let mut part = Path::root();
        for segment in path.segments() {
            part = match segment {
                Segment::Key(key) => part.key(key),
                Segment::Index(index) => part.index(*index),
            };
            *rooms.entry(part.to_string()).or_insert(0) += room;
        }
    });
    rooms
}
