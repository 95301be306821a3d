//! No field of the dossier is idle: each is changed alone, left out or filled alone,
//! and some paper, finding or figure of a roll-up must come out otherwise. No field is
//! listed by hand: the schema is walked, beside the dossiers of `fixtures`.
//!
//! Where a text is printed is another question, which `typed_text` asks of each place.

mod support;

use std::collections::{BTreeMap, btree_map};

use baocao::check::Acknowledgements;
use baocao::diagnostic::{Code, Diagnostic, Place};
use baocao::dossier::{self, Dossier, Status};
use baocao::rollup::{self, Request, Submission};
use baocao::roster::{self, Roster};
use baocao::source::{self, Commented, Entry, Limits, Node, NodeKind, Path, Segment};
use baocao::{Loaded, Office};
use rayon::prelude::*;
use serde_json::Value;
use support::cases;

/// Fields that leave no trace, each for a reason.
const WITHOUT_TRACE: &[&str] = &[
    // The version of the form: there is but one, any other isn't read.
    "Dossier.format",
    // Whence the dossier was made; its description says that nothing prints it.
    "Dossier.source",
    // Where a roll-up writes what has no place in the superior's dossier yet.
    "Indicator.area",
    // What a column of sheets is read by (`sheet::grade` and its test).
    "Indicator.grade",
    // Told by BC161, which says where else to write them.
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
    "Programme.note",
    "Programme.organizer",
    "Speech.kind",
    "Speech.text",
];

/// Fields that no change here shows a use of: of some the rules speak only where other
/// fields say something rare. None is to be added; each is to get a dossier that shows
/// its use, or a use.
const NOT_SHOWN: &[&str] = &[
    "Attendance.chair",
    "Attendance.deducted",
    "Bodies.presidium",
    "Deduction.reason",
    "Direction.targets_complete",
    "FormerName.decision",
    "FormerName.name",
    "FormerName.until",
    "Indicator.unit",
    "Organization.established",
    "Organization.former_names",
    "Organization.host",
    "Organization.successor_of",
    "Person.group",
    "Person.post",
    "Person.role",
    "Person.woman",
    "Programme.figures",
    "Support.per_unit",
    "Support.via",
];

/// What no dossier of `fixtures` has: an acknowledgement, an indicator of its own.
const MORE: &str = "\
kind: tổng kết
status: dự thảo
organization: {code: TREN, name: Công đoàn phường Ví Dụ, unit_type: doanh nghiệp}
period: {type: năm, year: 2026}
catalog:
  bep_an:
    title: Bếp ăn ca được kiểm tra
    unit: lượt
    kind: trong kỳ
    adds: cộng
    applies_to: doanh nghiệp
    asked_in: năm
    area: Chăm lo
    valid_from: 1/1/2025
    valid_to: 31/12/2027
membership:
  members: {value: 120 đoàn viên, parts: {Đảng viên: 80, Nữ: 75}}
results:
  - area: Chăm lo
    figures:
      bep_an: {value: 4 lượt}
      den_tham: {title: Lượt thăm hỏi, value: 30 lượt}
    text: Đã kiểm tra {{ bep_an }}; thăm 31 lượt nhà.
acknowledged:
  - {code: BC022, at: membership.members, reason: Có đảng viên nữ, date: 2/12/2026}
  - {code: BC216, unit: DV01, reason: Đơn vị đếm riêng}
";

/// A congress after a term that was cut short, whose resolution its presidium signs.
const CONGRESS: &str = "\
kind: đại hội
status: dự thảo
organization: {name: Công đoàn cơ sở Minh Họa, level: cơ sở}
congress: {type: đại hội, ordinal: VI, term: 2025-2030, date: 12/12/2025}
previous_term: {ordinal: V, term: 2020-2025, span: 2022-2025, reason: Tách từ năm 2022}
bodies:
  presidium: [{name: Lê Văn Mẫu}, {name: Trần Thị Ví Dụ}]
papers:
  resolution:
    ending: TM. Đoàn Chủ tịch
    signature: {on_behalf: TM. ĐOÀN CHỦ TỊCH, name: Lê Văn Mẫu}
";

/// In how many places of one kind a field is changed.
const PLACES: usize = 20;

/// A field of a struct: the name of the struct in the schema, and the key.
type Field = (String, String);

/// A struct somewhere in one of the dossiers.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Instance {
    base: usize,
    path: Path,
}

/// The schema of dossiers, and how to find one's way in it.
struct Schema(Value);

impl Schema {
    /// A schema and those that it may stand for, each with its name if it has one.
    fn all<'s>(&'s self, schema: &'s Value, name: &'s str) -> Vec<(&'s str, &'s Value)> {
        let mut all = vec![(name, schema)];
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let name = target.rsplit('/').next().unwrap_or_default();
            let target = self.0.pointer(target.trim_start_matches('#')).expect("a definition");
            all.extend(self.all(target, name));
        }
        for one in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
            all.extend(self.all(one, ""));
        }
        all
    }

    /// The struct that a schema allows: its name and its fields.
    fn record<'s>(&'s self, schema: &'s Value, name: &'s str) -> Option<(&'s str, &'s Value)> {
        self.all(schema, name).into_iter().find(|(_, schema)| schema.get("properties").is_some())
    }

    /// The schema of what a struct, a map or a list holds under a key of its own.
    fn inside<'s>(&'s self, schema: &'s Value, key: &str) -> Option<&'s Value> {
        self.all(schema, "").into_iter().find_map(|(_, schema)| schema.get(key))
    }

    fn fields(&self, record: &Value) -> Vec<(String, Value)> {
        let fields = record.get("properties").and_then(Value::as_object).expect("fields");
        fields.iter().map(|(key, schema)| (key.clone(), schema.clone())).collect()
    }

    /// Values that may stand in a field of one line, in YAML.
    fn examples(&self, schema: &Value) -> Vec<String> {
        let all = self.all(schema, "");
        let choices = all.iter().find_map(|(_, schema)| schema.get("enum")?.as_array());
        if let Some(choices) = choices {
            return choices.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        }
        let of = |name: &str| -> Option<&[&str]> {
            Some(match name {
                "Text" | "Prose" => &["Hương Sen", "tham_hoi", "BC031"],
                "Quantity" => &["3 tổ", "17/19 đoàn viên", "96%"],
                "Date" => &["20/11/2025", "3/2/2026", "1/1/2030"],
                "MeetingDate" => &["20/11/2025", "14h00 ngày 3/2/2026"],
                "Year" | "ReportedYear" => &["2019", "2026"],
                "TermYears" => &["2014-2019"],
                "OrdinalNumber" => &["II", "XVII"],
                "Count" => &["5"],
                "StatedPercent" => &["61%"],
                "Seal" => &["0123456789abcdef"],
                _ => return None,
            })
        };
        let examples = all.iter().find_map(|(name, _)| of(name));
        let texts = self
            .inside(schema, "items")
            .is_some_and(|items| self.all(items, "").iter().any(|(name, _)| *name == "Text"));
        match examples {
            Some(examples) => examples.iter().map(|&text| text.to_owned()).collect(),
            None if texts => vec!["[Hương Sen]".to_owned(), "[tham_hoi]".to_owned()],
            None => Vec::new(),
        }
    }
}

/// Where to change a field: in a few places of each kind, those first where it stands.
fn chosen<'i>(instances: &'i [Instance], trees: &[Node], key: &str) -> Vec<&'i Instance> {
    let mut kinds: BTreeMap<Vec<&str>, Vec<&Instance>> = BTreeMap::new();
    for at in instances {
        kinds.entry(at.path.keys().collect()).or_default().push(at);
    }
    let lacks = |at: &&Instance| trees[at.base].get(&at.path.key(key)).is_none();
    let few = kinds.into_values().flat_map(|mut places| {
        places.sort_by_key(lacks);
        places.into_iter().take(PLACES)
    });
    let mut few: Vec<&Instance> = few.collect();
    few.sort_by_key(lacks);
    few
}

/// Every field of the schema with its own schema, and the structs that could have it.
fn fields(schema: &Schema, trees: &[Node]) -> BTreeMap<Field, (Value, Vec<Instance>)> {
    let mut found = BTreeMap::new();
    declare(schema, &schema.0, "Dossier", &mut found);
    for (base, tree) in trees.iter().enumerate() {
        note(schema, (&schema.0, "Dossier"), tree, (base, &Path::root()), &mut found);
    }
    found
}

type Found = BTreeMap<Field, (Value, Vec<Instance>)>;

/// Takes up the fields of a struct and of those within it.
fn declare(schema: &Schema, of: &Value, name: &str, found: &mut Found) {
    let inner = ["items", "additionalProperties"].map(|key| schema.inside(of, key));
    inner.into_iter().flatten().for_each(|inner| declare(schema, inner, "", found));
    let Some((name, record)) = schema.record(of, name) else { return };
    for (key, of) in schema.fields(record) {
        let field = (name.to_owned(), key);
        if let btree_map::Entry::Vacant(place) = found.entry(field) {
            place.insert((of.clone(), Vec::new()));
            declare(schema, &of, "", found);
        }
    }
}

/// Takes up the structs that a dossier consists of.
fn note(schema: &Schema, of: (&Value, &str), node: &Node, at: (usize, &Path), found: &mut Found) {
    let (base, path) = at;
    match &node.kind {
        NodeKind::List(items) => {
            let Some(inner) = schema.inside(of.0, "items") else { return };
            for (i, item) in items.iter().enumerate() {
                note(schema, (inner, ""), item, (base, &path.index(i)), found);
            }
        }
        NodeKind::Map(entries) => match schema.record(of.0, of.1) {
            Some((name, record)) => {
                for (key, of) in schema.fields(record) {
                    if let Some((_, instances)) = found.get_mut(&(name.to_owned(), key.clone())) {
                        instances.push(Instance { base, path: path.clone() });
                    }
                    let below = path.key(key.as_str());
                    if let Some(entry) = entries.iter().find(|entry| entry.key == key) {
                        note(schema, (&of, ""), &entry.value, (base, &below), found);
                    }
                }
            }
            None => {
                let Some(inner) = schema.inside(of.0, "additionalProperties") else { return };
                for entry in entries {
                    let below = path.key(entry.key.as_str());
                    note(schema, (inner, ""), &entry.value, (base, &below), found);
                }
            }
        },
        _ => {}
    }
}

/// A value that is typed in place of another, where that stands.
fn typed(yaml: &str, place: &Place) -> Node {
    let mut value = tree(yaml);
    if let NodeKind::List(items) = &mut value.kind {
        items.iter_mut().for_each(|item| item.place = place.clone());
    }
    Node { place: place.clone(), ..value }
}

fn tree(yaml: &str) -> Node {
    let (tree, found) = source::read_yaml("ho-so.yaml", yaml.as_bytes(), Limits::default());
    assert!(!found.iter().any(Diagnostic::is_error), "{found:?}\n{yaml}");
    tree.expect("YAML")
}

fn entries<'n>(node: &'n mut Node, path: &Path) -> Option<&'n mut Vec<Entry>> {
    let mut node = node;
    for segment in path.segments() {
        node = match (&mut node.kind, segment) {
            (NodeKind::Map(entries), Segment::Key(key)) => {
                &mut entries.iter_mut().find(|entry| entry.key == *key)?.value
            }
            (NodeKind::List(items), Segment::Index(i)) => items.get_mut(*i)?,
            _ => return None,
        };
    }
    match &mut node.kind {
        NodeKind::Map(entries) => Some(entries),
        _ => None,
    }
}

/// The dossiers in which a struct's field is another, or gone, or there.
fn changed(schema: &Schema, of: &Value, key: &str, base: &Node, at: &Path) -> Vec<Node> {
    let mut all = Vec::new();
    let mut with = |value: Option<&str>| {
        let mut node = base.clone();
        let place = node.place.clone();
        let value = value.map(|value| typed(value, &place));
        let Some(entries) = entries(&mut node, at) else { return };
        let before = entries.iter().position(|entry| entry.key == key);
        match (value, before) {
            (Some(value), Some(at)) => entries[at].value = value,
            (Some(value), None) => {
                entries.push(Entry { key: key.to_owned(), key_place: place, value });
            }
            (None, Some(at)) => drop(entries.remove(at)),
            (None, None) => return,
        }
        let mut text = Commented::of(&node);
        text.root = text.root.bare();
        all.push(tree(&text.write()));
    };
    with(None);
    schema.examples(of).iter().for_each(|text| with(Some(text.as_str())));
    all
}

/// Whatever comes of a dossier, in words.
struct Outcome {
    papers: Vec<String>,
    findings: Vec<String>,
    roll_ups: Vec<String>,
}

/// The dossier as its superior's and as a unit's.
struct Desk {
    office: Office,
    superior: Dossier,
    roster: Roster,
    unit: Submission,
}

fn dossier(yaml: &str) -> Dossier {
    dossier::read(tree(yaml)).dossier
}

fn sent(dossier: Dossier) -> Submission {
    let name = "don-vi".to_owned();
    let dossier = Some(dossier);
    Submission {
        name: format!("{name}.yaml"),
        stem: name,
        dossier,
        yaml: None,
        findings: Vec::new(),
    }
}

impl Desk {
    fn new() -> Self {
        let unit = sent(dossier(UNIT));
        let (roster, found) = roster::read("ds.yaml", ROSTER.as_bytes());
        let roster = roster.unwrap_or_else(|| panic!("{found:?}"));
        Desk { office: cases::office(), superior: dossier(SUPERIOR), roster, unit }
    }

    fn outcome(&self, tree: &Node) -> Option<Outcome> {
        let loaded = self.load(tree)?;
        let findings = self.findings(&loaded);
        let roll_ups = self.roll_ups(tree, loaded.dossier()?);
        Some(Outcome { papers: self.papers(loaded).collect(), findings, roll_ups })
    }

    /// Whether anything comes out otherwise; what takes longest is looked at last.
    fn differs(&self, tree: &Node, before: &Outcome) -> bool {
        let Some(loaded) = self.load(tree) else { return false };
        let dossier = loaded.dossier().expect("it was read");
        self.findings(&loaded) != before.findings
            || self.roll_ups(tree, dossier) != before.roll_ups
            || !self.papers(loaded).eq(before.papers.iter().cloned())
    }

    /// A dossier in which all that was typed could be read.
    fn load(&self, tree: &Node) -> Option<Loaded> {
        let loaded = self.office.load_tree(Some(tree.clone()), Vec::new(), &[]);
        let unread = loaded.diagnostics.iter().any(|found| found.structural && found.is_error());
        Some(loaded).filter(|loaded| !unread && loaded.dossier().is_some())
    }

    /// The sources of all papers, in the states that the dossier gives them, as drafts
    /// and as issued papers.
    fn papers(&self, mut loaded: Loaded) -> impl Iterator<Item = String> {
        let states = [None, Some(Status::Draft), Some(Status::Issued)];
        states.into_iter().flat_map(move |status| {
            status.into_iter().for_each(|status| loaded.set_status(status));
            let dossier = loaded.dossier().cloned();
            dossier.into_iter().flat_map(|dossier| self.sources(dossier))
        })
    }

    /// Each is written when it is asked for: most changes show on the first.
    fn sources(&self, dossier: Dossier) -> impl Iterator<Item = String> {
        let papers = self.office.set(&dossier).into_iter().cloned().collect::<Vec<_>>();
        papers.into_iter().map(move |paper| match self.office.render(&dossier, &paper) {
            Ok(rendered) => rendered.source,
            Err(error) => error.to_string(),
        })
    }

    /// The rules' findings, and what of them is acknowledged. That a field is printed
    /// nowhere is no use of it.
    fn findings(&self, loaded: &Loaded) -> Vec<String> {
        let papers = loaded.dossier().map(|dossier| self.office.papers().of(dossier));
        let mut review = self.office.review(loaded, &papers.unwrap_or_default());
        review.findings.retain(|found| found.code != Code::UNPRINTED);
        let reasons = review.acknowledged.iter().map(|(_, by)| format!("{by:?}"));
        said(&review.findings).into_iter().chain(reasons).collect()
    }

    /// What a superior makes of it, and what it makes of its units.
    fn roll_ups(&self, tree: &Node, dossier: &Dossier) -> Vec<String> {
        let sent = sent(dossier.clone());
        let above = self.roll_up(&self.superior, &[sent], &self::tree(SUPERIOR));
        let below = std::slice::from_ref(&self.unit);
        [above, self.roll_up(dossier, below, tree)].concat()
    }

    fn roll_up(&self, superior: &Dossier, sent: &[Submission], into: &Node) -> Vec<String> {
        let request = Request {
            roster: &self.roster,
            catalog: self.office.catalog(),
            superior,
            leave_out: &[],
        };
        let roll_up = match rollup::roll_up(request, sent) {
            Ok(roll_up) => roll_up,
            Err(refusal) => return vec![format!("{refusal:?}")],
        };
        let standing = roll_up.units.iter().map(|unit| format!("{:?}", unit.standing));
        let mut told: Vec<String> = standing.collect();
        told.push(format!("{:?} {:?}", roll_up.totals, roll_up.groups));
        told.extend(roll_up.units.iter().flat_map(|unit| said(&unit.findings)));
        let mut acknowledged = Acknowledgements::of_roll_up(superior);
        let review = acknowledged.part(roll_up.findings());
        told.extend(review.acknowledged.iter().map(|(_, by)| format!("{by:?}")));
        told.extend(said(&review.findings));
        let written = rollup::write(&roll_up, into);
        told.extend(written.into_iter().flat_map(|written| said(&written.findings)));
        told
    }
}

/// Findings without their places, which move with whatever stands before them.
fn said(findings: &[Diagnostic]) -> Vec<String> {
    findings.iter().map(|f| format!("{} {} {:?}", f.code, f.message, f.hints)).collect()
}

const ROSTER: &str = "\
deadline: 15/12/2026
units:
  - {code: DV01, name: Công đoàn cơ sở Minh Họa, type: doanh nghiệp, parent: TREN}
";

const SUPERIOR: &str = "\
kind: tổng kết
organization: {code: TREN, name: Công đoàn phường Ví Dụ}
period: {type: năm, year: 2026}
";

const UNIT: &str = "\
kind: tổng kết
organization: {code: DV01, name: Công đoàn cơ sở Minh Họa}
period: {type: năm, year: 2026}
membership: {members: 120 đoàn viên}
results:
  - {area: Chăm lo, figures: {bep_an: 4 lượt, tham_hoii: 6 lượt}}
";

#[test]
#[ignore = "takes many minutes on the fixtures as they are now: cargo test --test every_field -- --ignored"]
fn every_field_is_used() {
    let schema = Schema(dossier::json_schema());
    let files = ["fixtures", "fixtures/unseen", "report-templates/starters"].map(cases::files);
    let texts =
        files.concat().into_iter().map(|path| std::fs::read_to_string(path).expect("UTF-8"));
    let trees: Vec<Node> =
        [MORE, CONGRESS].map(str::to_owned).into_iter().chain(texts).map(|t| tree(&t)).collect();
    let desk = Desk::new();
    let before: Vec<_> = trees.par_iter().map(|tree| desk.outcome(tree)).collect();
    for (tree, before) in trees.iter().zip(&before) {
        let Some((before, again)) = before.as_ref().zip(desk.outcome(tree)) else { continue };
        assert!(before.papers == again.papers, "papers differ from one time to the next");
        assert_eq!(before.findings, again.findings);
        assert_eq!(before.roll_ups, again.roll_ups);
    }
    let is_idle = |((_, key), (of, instances)): &(&Field, &(Value, Vec<Instance>))| {
        !chosen(instances, &trees, key).into_iter().any(|at| {
            let changed = changed(&schema, of, key, &trees[at.base], &at.path);
            let before = before[at.base].as_ref();
            before.is_some_and(|before| changed.iter().any(|tree| desk.differs(tree, before)))
        })
    };
    let fields = fields(&schema, &trees);
    let listed = |field: &str| WITHOUT_TRACE.iter().chain(NOT_SHOWN).any(|one| *one == field);
    let asked = fields.par_iter().map(|field| (format!("{}.{}", field.0.0, field.0.1), field));
    let idle = asked.filter(|(name, field)| !listed(name) && is_idle(field));
    let idle: Vec<String> = idle.map(|(name, _)| name).collect();
    assert!(idle.is_empty(), "used by nothing: {idle:#?}");
}
