//! No field of the dossier is idle: each is changed alone, left out or filled alone,
//! and some paper, finding or figure of a roll-up must come out otherwise. No field is
//! listed by hand: the schema is walked, beside the dossiers of `fixtures`. Those of
//! `fixtures/fields` are small, each for fields that hardly any other has.
//!
//! Where a text is printed is another question, which `typed_text` asks of each place.

mod changes;
mod desk;
mod schema;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use baocao::dossier;
use baocao::source::Node;
use desk::{Desk, Outcome};
use schema::{Field, Found, Instance, Schema};
use support::cases;

/// Fields that leave no trace, each for a reason.
const WITHOUT_TRACE: &[&str] = &[
    // The version of the form: there is but one, any other isn't read.
    "Dossier.format",
    // Whence the dossier was made, where the union is: their descriptions say that
    // nothing prints them.
    "Dossier.source",
    "Organization.host",
    // Where a roll-up writes what has no place in the superior's dossier yet.
    "Indicator.area",
    // By what other names a column of a sheet is known; the tests of sheets show it.
    "Indicator.also",
    "Indicator.unlike",
    // Told by BC161, which says where else to write them.
    "FormerName.name",
    "FormerName.until",
    "Area.occasions",
    "Area.partners",
    "Award.presented_by",
    "Bodies.credentials",
    "Bodies.secretariat",
    "Dossier.speeches",
    "Election.introduced",
    "Event.place",
    "Movement.registered",
    "Organization.locality",
    "Person.birth_year",
    "Person.delegate_as",
    "Person.reelected",
    "Programme.note",
    "Programme.organizer",
    "Speech.kind",
    "Speech.text",
];

/// In how many places of one kind a field is changed: where it stands, and where it
/// doesn't yet.
const STANDING: usize = 10;
const LACKING: usize = 4;
/// In how many places at most.
const PLACES: usize = 60;

/// Where to change a field: in a few places of each kind, those in small dossiers first.
fn chosen<'i>(instances: &'i [Instance], bases: &[Base], key: &str) -> Vec<&'i Instance> {
    let mut kinds: BTreeMap<Vec<&str>, Vec<&Instance>> = BTreeMap::new();
    for at in instances {
        kinds.entry(at.path.keys().collect()).or_default().push(at);
    }
    let lacks = |at: &&Instance| bases[at.base].tree.get(&at.path.key(key)).is_none();
    let few = kinds.into_values().flat_map(|places| {
        let (lacking, standing): (Vec<_>, Vec<_>) = places.into_iter().partition(lacks);
        standing.into_iter().take(STANDING).chain(lacking.into_iter().take(LACKING))
    });
    let mut few: Vec<&Instance> = few.collect();
    few.sort_by_key(|at| (at.base, lacks(at)));
    few.truncate(PLACES);
    few
}

/// A dossier in which fields are changed, and what comes of it as it stands.
struct Base {
    tree: Node,
    before: OnceLock<Option<Outcome>>,
}

impl Base {
    /// The dossiers of the fixtures, the smallest first: a field shows in one that has
    /// little else as well as in a large one, and sooner.
    fn all() -> Vec<Base> {
        let folders =
            ["fixtures/fields", "fixtures/unseen", "fixtures", "report-templates/starters"];
        let files = folders.map(cases::files).concat().into_iter();
        let mut texts: Vec<String> =
            files.map(|path| std::fs::read_to_string(path).expect("UTF-8")).collect();
        texts.sort_by_key(String::len);
        let base = |text: &String| Base { tree: changes::tree(text), before: OnceLock::new() };
        texts.iter().map(base).collect()
    }

    /// What comes of it as it stands, the same each time.
    fn before(&self, desk: &Desk) -> Option<&Outcome> {
        let before = self.before.get_or_init(|| {
            let before = desk.outcome(&self.tree)?;
            assert!(!desk.differs(&self.tree, &before), "differs from one time to the next");
            Some(before)
        });
        before.as_ref()
    }
}

/// Whether no change of a field makes a difference.
fn is_idle(field: &Field, found: &Found, (schema, bases, desk): (&Schema, &[Base], &Desk)) -> bool {
    let (of, instances) = &found[field];
    let shows = |at: &Instance| {
        let base = &bases[at.base];
        let Some(before) = base.before(desk) else { return false };
        let changed = changes::all((schema, of), &field.1, &base.tree, &at.path);
        changed.iter().any(|tree| desk.differs(tree, before))
    };
    !chosen(instances, bases, &field.1).into_iter().any(shows)
}

/// Those of the fields of which something holds. Not by the program's own pool of
/// threads: who waits there takes up another field, and with it what waits for itself.
fn side_by_side<'f>(fields: &[&'f Field], holds: impl Fn(&Field) -> bool + Sync) -> Vec<&'f Field> {
    let next = AtomicUsize::new(0);
    let work = || {
        let taken = std::iter::from_fn(|| fields.get(next.fetch_add(1, Ordering::Relaxed)));
        taken.copied().filter(|field| holds(field)).collect::<Vec<_>>()
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut all: Vec<&Field> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    all.sort_unstable();
    all
}

#[test]
fn every_field_is_used() {
    let schema = Schema(dossier::json_schema());
    let bases = Base::all();
    let desk = Desk::new();
    let trees: Vec<&Node> = bases.iter().map(|base| &base.tree).collect();
    let found = schema::fields(&schema, &trees);
    let name = |(record, key): &Field| format!("{record}.{key}");
    let listed = |field: &Field| WITHOUT_TRACE.contains(&name(field).as_str());
    let asked: Vec<&Field> = found.keys().filter(|field| !listed(field)).collect();
    let idle = side_by_side(&asked, |field| is_idle(field, &found, (&schema, &bases, &desk)));
    let idle: Vec<String> = idle.into_iter().map(name).collect();
    assert!(idle.is_empty(), "used by nothing: {idle:#?}");
}
