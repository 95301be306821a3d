//! A congress joined with the year's review (đại hội gắn với tổng kết năm): what is of
//! the term and what of the year stands in one dossier, and each paper reads its own.

use std::borrow::Cow;

use crate::source::{Path, Segment};

use super::choice::choice;
use super::{Area, Award, Dossier, Kind, Target, Task};

choice! {
    /// What a target, an area of work, an award, a task or a paper is about: the term, the
    /// year, or both (thuộc nhiệm kỳ hay thuộc năm).
    pub enum Scope {
        Term = "nhiệm kỳ",
        /// The year, or the part of it, that is reviewed; of what is planned, the next one.
        Year = "năm",
        Both = "nhiệm kỳ và năm" | "cả hai" | "năm và nhiệm kỳ",
    }
}

impl Scope {
    /// Whether something of this scope is read by what is of the other.
    pub fn meets(self, other: Scope) -> bool {
        self == Scope::Both || other == Scope::Both || self == other
    }
}

/// What says of which scope it is.
pub(crate) trait Scoped {
    /// As it is marked; most are not.
    fn scope(&self) -> Option<Scope>;
}

macro_rules! scoped {
    ($($name:ident),+) => { $(
        impl Scoped for $name {
            fn scope(&self) -> Option<Scope> {
                self.scope
            }
        }
    )+ };
}
scoped!(Area, Award, Target, Task);

/// The scopes of a list's items. Where any of them is marked, the others are of what the
/// dossier is chiefly for; if none has one, the list isn't divided, and all are of both.
pub(crate) fn scopes<T: Scoped>(list: &[T], own: Scope) -> impl Iterator<Item = Scope> {
    let marked = list.iter().any(|item| item.scope().is_some());
    let unmarked = if marked { own } else { Scope::Both };
    list.iter().map(move |item| item.scope().unwrap_or(unmarked))
}

/// A dossier without what is of the other scope.
#[derive(Debug, Clone)]
pub(crate) struct ScopedDossier<'a> {
    pub dossier: Cow<'a, Dossier>,
    pub scope: Scope,
    pub kept: Kept,
}

/// Where the items that are left stand in the whole dossier.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept(Vec<(Path, Vec<usize>)>);

impl Kept {
    /// The place of an item in the list that was typed, by the one that is left of it.
    pub fn index(&self, list: &Path, at: usize) -> usize {
        let found = self.0.iter().find(|(path, _)| path == list);
        found.and_then(|(_, indices)| indices.get(at).copied()).unwrap_or(at)
    }

    /// Takes out of a list what isn't of a scope.
    fn of<T: Scoped>(&mut self, list: &mut Vec<T>, path: Path, (scope, own): (Scope, Scope)) {
        let stays: Vec<bool> = scopes(list, own).map(|of| of.meets(scope)).collect();
        if stays.iter().all(|stays| *stays) {
            return;
        }
        let mut each = stays.iter();
        list.retain(|_| each.next().copied().unwrap_or(true));
        let indices = stays.iter().enumerate().filter(|(_, stays)| **stays).map(|(at, _)| at);
        self.0.push((path, indices.collect()));
    }
}

impl Dossier {
    /// What the dossier is chiefly for: a term, if it is a congress's.
    pub(crate) fn own_scope(&self) -> Scope {
        if self.kind == Some(Kind::Congress) { Scope::Term } else { Scope::Year }
    }

    /// The part of the dossier that a paper of a scope prints.
    pub(crate) fn within(&self, scope: Scope) -> ScopedDossier<'_> {
        let mut scoped =
            ScopedDossier { dossier: Cow::Borrowed(self), scope, kept: Kept::default() };
        if scope == Scope::Both || !self.is_scoped() {
            return scoped;
        }
        let (scopes, root) = ((scope, self.own_scope()), Path::root());
        let (dossier, kept) = (scoped.dossier.to_mut(), &mut scoped.kept);
        for (at, area) in dossier.results.iter_mut().enumerate() {
            let awards = root.key("results").index(at).key("awards");
            kept.of(&mut area.awards, awards, scopes);
        }
        kept.of(&mut dossier.results, root.key("results"), scopes);
        kept.of(&mut dossier.previous_targets, root.key("previous_targets"), scopes);
        kept.of(&mut dossier.awards, root.key("awards"), scopes);
        let direction = root.key("direction");
        kept.of(&mut dossier.direction.targets, direction.key("targets"), scopes);
        kept.of(&mut dossier.direction.tasks, direction.key("tasks"), scopes);
        scoped
    }

    /// Whether anything in the dossier says of which scope it is.
    fn is_scoped(&self) -> bool {
        fn any<T: Scoped>(list: &[T]) -> bool {
            list.iter().any(|item| item.scope().is_some())
        }
        any(&self.results)
            || self.results.iter().any(|area| any(&area.awards))
            || any(&self.previous_targets)
            || any(&self.awards)
            || any(&self.direction.targets)
            || any(&self.direction.tasks)
    }

    /// Whether a year's reckoning counts what stands at a path: all but what is the term's.
    pub(crate) fn is_of_year(&self, path: &Path) -> bool {
        self.scope_at(path).meets(Scope::Year)
    }

    /// Of which scope the field at a path is: that of the item it belongs to.
    pub(crate) fn scope_at(&self, path: &Path) -> Scope {
        let own = self.own_scope();
        fn of<T: Scoped>(list: &[T], at: usize, own: Scope) -> Scope {
            scopes(list, own).nth(at).unwrap_or(Scope::Both)
        }
        let scope = match path.segments() {
            [Segment::Key(list), Segment::Index(at), ..] => match list.as_str() {
                "results" => of(&self.results, *at, own),
                "previous_targets" => of(&self.previous_targets, *at, own),
                "awards" => of(&self.awards, *at, own),
                _ => Scope::Both,
            },
            [Segment::Key(block), Segment::Key(list), Segment::Index(at), ..]
                if block == "direction" =>
            {
                match list.as_str() {
                    "targets" => of(&self.direction.targets, *at, own),
                    "tasks" => of(&self.direction.tasks, *at, own),
                    _ => Scope::Both,
                }
            }
            _ => Scope::Both,
        };
        let inner = match path.segments() {
            [
                Segment::Key(list),
                Segment::Index(area),
                Segment::Key(awards),
                Segment::Index(at),
                ..,
            ] if list == "results" && awards == "awards" => {
                self.results.get(*area).map(|area| of(&area.awards, *at, own))
            }
            _ => None,
        };
        inner.filter(|inner| *inner != Scope::Both).unwrap_or(scope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOINED: &str = "kind: đại hội\nprevious_targets:\n\
        - {text: của nhiệm kỳ}\n- {text: của năm, scope: năm}\n- {text: của cả hai, scope: cả hai}\n\
        awards: [{form: Giấy khen, year: 2024}, {form: Bằng khen, year: 2026}]\n\
        direction: {targets: [{text: đến 2031, scope: nhiệm kỳ}, {text: đến 2027, scope: năm}]}\n";

    fn dossier(yaml: &str) -> Dossier {
        serde_yaml::from_str(yaml).expect(yaml)
    }

    fn texts(targets: &[Target]) -> Vec<&str> {
        targets.iter().filter_map(|target| target.text.as_deref()).collect()
    }

    #[test]
    fn each_scope_has_its_own_and_where_that_was_typed() {
        let dossier = dossier(JOINED);
        let of_term = dossier.within(Scope::Term);
        assert_eq!(texts(&of_term.dossier.previous_targets), ["của nhiệm kỳ", "của cả hai"]);
        assert_eq!(texts(&of_term.dossier.direction.targets), ["đến 2031"]);
        let of_year = dossier.within(Scope::Year);
        assert_eq!(texts(&of_year.dossier.previous_targets), ["của năm", "của cả hai"]);
        assert_eq!(texts(&of_year.dossier.direction.targets), ["đến 2027"]);
        let list = Path::root().key("previous_targets");
        assert_eq!([0, 1].map(|at| of_year.kept.index(&list, at)), [1, 2]);
        assert_eq!([0, 1].map(|at| of_term.kept.index(&list, at)), [0, 2]);
        assert_eq!(of_year.kept.index(&Path::root().key("awards"), 1), 1);
        assert_eq!(dossier.scope_at(&list.index(0).key("value")), Scope::Term);
    }

    #[test]
    fn a_list_in_which_nothing_is_marked_is_of_both() {
        let dossier = dossier(JOINED);
        for scope in [Scope::Term, Scope::Year] {
            assert_eq!(dossier.within(scope).dossier.awards.len(), 2);
        }
        let unmarked = "kind: đại hội\nprevious_targets: [{text: một}]";
        let unmarked: Dossier = serde_yaml::from_str(unmarked).expect("a dossier");
        assert!(matches!(unmarked.within(Scope::Year).dossier, Cow::Borrowed(_)));
    }

    #[test]
    fn in_a_review_the_unmarked_are_the_years() {
        let dossier = dossier(&JOINED.replace("đại hội", "tổng kết"));
        let of_term = dossier.within(Scope::Term);
        assert_eq!(texts(&of_term.dossier.previous_targets), ["của cả hai"]);
    }
}
