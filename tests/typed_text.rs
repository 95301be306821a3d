//! Nothing that was typed disappears: every field of the schema that takes text is
//! filled with a word of its own, and the word must stand on a page of some paper,
//! be told by a finding, or belong to a field that says in its description where it
//! is used. No field is listed by hand: the schema is walked.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use baocao::diagnostic::Code;
use baocao::{Office, dossier};
use serde_json::Value;
use support::cases::{self, office};
use support::sheet::Sheet;
use support::text;

/// Fields whose text stands on no page of a dossier with every field filled, each with
/// where it is used: `*.` for wherever the key stands, and all that is below. One that
/// is printed after all must go from here.
const USED: &[(&str, &str)] = &[
    ("congress_plan.invited[].group", "printed where nobody is named"),
    ("membership.flow[]", "its table prints the numbers; the head says of what"),
    ("membership.full", "printed where a narrative names it, as members is"),
    ("membership.probationary", "printed where a narrative names it, as members is"),
    ("membership.exempt", "printed where a narrative names it, as members is"),
    ("membership.youth", "printed where a narrative names it, as members is"),
    ("ratings[]", "its table prints the numbers; the head says of what"),
    ("people", "printed where somebody of that name is nominated or elected"),
    ("acknowledged", "which warnings may stay, and why"),
    ("first_meeting.attendance.guests[].group", "printed where nobody is named"),
    ("organization.code", "the unit's code in its superior's roster"),
    ("organization.successor_of", "why ordinals begin anew: rules on terms"),
    ("previous_term.reason", "why the reported span differs: rules on terms"),
    ("source", "whence the dossier was made; its description says that it isn't printed"),
    ("to_confirm", "what is still to be asked; its description says that it isn't printed"),
    ("abbreviations", "introduced where a paper first uses them"),
    ("upper_congress.name", "printed by an election of delegates to it"),
    ("attendance", "how many attend: rules; whom a demand is cited by"),
    ("bodies.presidium", "who may sign a resolution: rules"),
    ("bodies.tellers", "who may not stand for election: rules"),
    ("elections[].body", "printed where no delegates are elected"),
    ("elections[].elected", "printed where no delegates are elected"),
    ("elections[].decision", "printed where the body is appointed"),
    ("elections[].candidates", "held against the seats: rules"),
    ("reports[].adopted", "the first one's is printed; rules hold it against the votes"),
    ("results[].programmes[].figures", "which figures are the programme's"),
    ("papers{}.number", "printed once the paper is issued"),
    ("papers{}.file_notation", "what a registry asks of the paper: --metadata"),
    ("*.id", "the name by which narratives call it"),
    ("*.of", "the figure or words that a share is of"),
    ("*.parts", "held against the whole, added up by a roll-up"),
    ("*.assigned_as", "printed by a rate, where plan and value are of one unit"),
    ("*.votes", "held against the ballots: rules"),
    ("direction.targets[].assigned", "held against the target: rules"),
    ("direction.targets[].including[].assigned", "held against the target: rules"),
    ("previous_targets[].assigned", "held against the target: rules"),
    ("previous_targets[].including[].assigned", "held against the target: rules"),
    ("direction.targets[].including[].result", "held against the target: rules"),
    ("direction.targets[].including[].by_year", "held against the target: rules"),
    ("awards[].including[].collectives", "printed where nobody is named"),
    ("awards[].including[].individuals", "printed where nobody is named"),
    ("*.honorific", "printed on certificates, of awards that the union itself gives"),
    ("*.prize", "printed by the decision on awards that the union itself gives"),
    ("*.prize_collective", "printed by the decision on awards that the union itself gives"),
    ("aid_lists[].cash", "printed as an amount of đồng, added up"),
    ("aid_lists[].goods", "printed where a receiver has no goods of their own"),
    ("aid_lists[].goods_worth", "printed as an amount of đồng, added up"),
    ("aid_lists[].receivers[].cash", "printed as an amount of đồng, added up"),
    ("aid_lists[].receivers[].goods_worth", "printed as an amount of đồng, added up"),
    ("aid_lists[].support", "the support whose sums the list is held against: rules"),
    ("aid_lists[].title", "printed where the paper's envelope has no subject"),
    ("letters[].subject", "printed where the paper's envelope has no subject"),
    ("news.headline", "printed where the paper's envelope has no title"),
    ("letters[].number", "printed once the letter is issued"),
    ("corrections[].number", "printed once the paper is issued"),
    ("corrections[].text", "printed where a decision replaces or recalls a paper"),
    ("awards[].including[].unit", "printed in lists of awards that the union itself gives"),
    ("awards[].recipients_list", "printed where `including` names nobody"),
];

/// Blocks that change what else is printed: the last test is theirs.
const ELSEWHERE: [&str; 2] = ["catalog", "outline"];

struct Filler {
    schema: Value,
    /// The words, by the path of the field that each stands in.
    words: BTreeMap<String, Vec<String>>,
    /// Whether narratives are filled too: where they are, standing sentences aren't
    /// printed.
    prose: bool,
    /// What a narrative may name.
    names: Vec<String>,
    next: usize,
}

impl Filler {
    fn word(&mut self, path: &str) -> String {
        self.next += 1;
        let word = format!("mk{}q", self.next);
        self.words.entry(path.to_owned()).or_default().push(word.clone());
        word
    }

    fn alternatives(&self, schema: &Value) -> Vec<Value> {
        let mut all = vec![schema.clone()];
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let target = self.schema.pointer(target.trim_start_matches('#')).expect("a definition");
            all.extend(self.alternatives(&target.clone()));
        }
        for one in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
            all.extend(self.alternatives(one));
        }
        all
    }

    /// A YAML value for a schema, indented so deep; none where nothing is to be said.
    fn value(&mut self, schema: &Value, path: &str, depth: usize) -> Option<String> {
        let all = self.alternatives(schema);
        let is = |name: &str| {
            all.iter().any(|s| {
                s.get("$ref")
                    .and_then(Value::as_str)
                    .is_some_and(|r| r.ends_with(&format!("/{name}")))
            })
        };
        let typed = |name: &str| {
            all.iter().find(|s| match s.get("type") {
                Some(Value::String(one)) => one == name,
                Some(Value::Array(types)) => types.iter().any(|one| one == name),
                _ => false,
            })
        };
        if let Some(named) = all.iter().find_map(|s| s.get("properties")?.as_object()).cloned() {
            return Some(self.map(&named, path, depth));
        }
        if let Some(values) = all.iter().find_map(|s| s.get("additionalProperties")).cloned() {
            return self.by_name(&values, path, depth);
        }
        if is("Quantity") {
            return Some(format!("7 {}", self.word(path)));
        }
        if let Some(items) = typed("array").and_then(|s| s.get("items")).cloned() {
            let mut out = String::new();
            // Of lists within lists one item will do: a dossier may be but so long.
            let count = if path.contains("[]") && !path.contains("including") { 1 } else { 2 };
            for _ in 0..count {
                let item = self.value(&items, &format!("{path}[]"), depth + 1)?;
                let _ = write!(out, "\n{}- {}", "  ".repeat(depth), item.trim_start());
            }
            return Some(out);
        }
        let choices = all.iter().find_map(|s| s.get("enum")?.as_array()).cloned();
        let after = path.ends_with(".stage");
        let choice = choices
            .as_ref()
            .and_then(|c| if after { c.iter().rfind(|c| c.is_string()) } else { c.first() });
        if let Some(choice) = choice {
            return Some(choice.as_str().map_or_else(|| choice.to_string(), str::to_owned));
        }
        if is("Prose") && !self.prose {
            return None;
        }
        if is("Text") || is("Prose") {
            let word = self.word(path);
            if path.ends_with("support[].id") {
                let parts =
                    ["amount", "quantity", "per_unit", "occasion", "to", "name", "fund", "via"];
                self.names.extend(parts.map(|part| format!("{word}.{part}")));
            } else if path.ends_with("awards[].id") {
                let parts = ["collectives", "individuals", "form", "title", "authority"];
                self.names.extend(parts.map(|part| format!("{word}.{part}")));
            }
            return Some(match path {
                "results[].text" => format!("\"{word} {{{{ movements }}}} {{{{ programmes }}}}\""),
                "direction.goal" => format!("\"{word} NAMES\""),
                _ => word,
            });
        }
        let example = |name: &str| Some(name.to_owned());
        match () {
            () if is("Date") || is("MeetingDate") => example("11/3/2026"),
            () if is("Year") || is("ReportedYear") => example("2026"),
            () if is("Seal") => example("0123456789abcdef"),
            () if is("TermYears") => example("2021-2026"),
            () if is("OrdinalNumber") => example("IX"),
            () if is("Count") => example("2"),
            () if is("Millimetres") => example("1,5 mm"),
            () if is("Flag") => example("có"),
            () if is("StatedPercent") => example("50%"),
            () => panic!("{path}: what may stand here? {schema}"),
        }
    }

    fn map(&mut self, fields: &serde_json::Map<String, Value>, path: &str, depth: usize) -> String {
        let mut out = String::new();
        for (key, schema) in fields {
            let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let known = ELSEWHERE.contains(&below.as_str())
                || matches!(
                    below.as_str(),
                    "format" | "kind" | "status" | "papers" | "period.type"
                );
            let again = key == "including" && path.contains(".including");
            if known || again || key == "from_units" {
                continue;
            }
            if let Some(value) = self.value(schema, &below, depth + 1) {
                let _ = write!(out, "\n{}{key}: {value}", "  ".repeat(depth));
            }
        }
        out
    }

    /// Entries under names of their own; the name of a part is printed.
    fn by_name(&mut self, values: &Value, path: &str, depth: usize) -> Option<String> {
        // Parts within parts are figures once more.
        if path.matches(".parts").count() > 1 {
            return None;
        }
        let name = match path.rsplit('.').next() {
            Some("by_year") => "2024".to_owned(),
            Some("parts") => self.word(&format!("{path}{{}}")),
            _ => {
                self.next += 1;
                let name = format!("ten{}", self.next);
                match path {
                    "cited" => self.names.push(format!("cited.{name}")),
                    _ if path.ends_with("figures") => self.names.extend(figure_parts(&name)),
                    _ => {}
                }
                name
            }
        };
        let value = self.value(values, &format!("{path}{{}}"), depth + 1)?;
        Some(format!("\n{}{name}: {value}", "  ".repeat(depth)))
    }
}

fn figure_parts(name: &str) -> Vec<String> {
    ["value", "assigned", "prior", "change", "title"].map(|part| format!("{name}.{part}")).into()
}

/// Fields that only papers around a congress print.
const OF_CONGRESSES: [&str; 9] = [
    "ballot_paper",
    "comments",
    "committee_review",
    "congress_plan",
    "delegates",
    "elections",
    "first_meeting",
    "people",
    "personnel",
];

/// Fields that only papers around a review print.
const OF_REVIEWS: [&str; 9] = [
    "aid_lists",
    "award_review",
    "certificate",
    "conclusions",
    "corrections",
    "emulation",
    "letters",
    "news",
    "routing_slips",
];

/// A dossier of a kind with every field filled, and its words.
fn filled(kind: &str, period: &str, prose: bool, paper: &str, envelope: bool) -> (String, Filler) {
    let schema = dossier::json_schema();
    let mut root = schema.get("properties").and_then(Value::as_object).expect("fields").clone();
    // With what only papers of the other occasion print, a dossier would be too long.
    let is_congress = kind == "đại hội";
    let others: &[&str] = if is_congress { &OF_REVIEWS } else { &OF_CONGRESSES };
    root.retain(|field, _| !others.contains(&field.as_str()));
    let papers = schema.pointer("/$defs/Envelope").expect("the envelope").clone();
    let mut filler = Filler { schema, words: BTreeMap::new(), prose, names: Vec::new(), next: 0 };
    for name in ["members", "women", "employees", "party_members", "base_unions", "teams"] {
        filler.names.extend(figure_parts(name));
    }
    let body = filler.map(&root, "", 0);
    let names: Vec<String> = filler.names.iter().map(|name| format!("{{{{ {name} }}}}")).collect();
    let body = body.replace("NAMES", &names.join("; "));
    let mut yaml = format!("kind: {kind}\nstatus: dự thảo{body}\n");
    yaml = yaml.replacen("\nperiod:", &format!("\nperiod:\n  type: {period}"), 1);
    if envelope {
        let envelope = filler.value(&papers, "papers{}", 2).expect("an envelope");
        let envelope = envelope.replacen("\n    status: dự thảo", "", 1);
        let _ = writeln!(yaml, "papers:\n  {paper}: {envelope}");
    }
    (yaml, filler)
}

/// How many papers are looked at without what the envelope says, too.
const FIRST: usize = 5;

/// What the papers of filled dossiers show.
#[derive(Default)]
struct Seen {
    /// All fields with text.
    all: BTreeSet<String>,
    /// Those of them whose words stand on no page.
    missing: BTreeSet<String>,
    /// What is told of as printed nowhere.
    told: BTreeSet<String>,
    /// What is told so for the very paper that prints it.
    wrong: BTreeSet<String>,
}

fn seen(office: &Office) -> Seen {
    let (mut all, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut wrong: BTreeSet<String> = BTreeSet::new();
    let kinds = [
        ("đại hội", "năm", "congress_report"),
        ("đại hội", "năm", "resolution"),
        ("tổng kết", "năm", "annual_report"),
        ("tổng kết", "năm", "unit_report"),
        ("sơ kết", "6 tháng đầu năm", "half_year_report"),
    ];
    let [congress, review] = ["đại hội", "tổng kết"];
    let others = [
        ("đảng", congress, "party_political_report"),
        ("đảng", congress, "party_resolution"),
        ("đảng", review, "party_annual_report"),
        ("đoàn", congress, "youth_congress_report"),
        ("đoàn", congress, "youth_resolution"),
        ("đoàn", review, "youth_annual_report"),
        ("đảng", congress, "approval_request"),
        ("đoàn", congress, "first_meeting_minutes"),
    ];
    let of_congress = [
        "ballot",
        "joined_report",
        "members_report",
        "comments_report",
        "committee_review",
        "conduct_rules",
        "congress_minutes",
        "congress_plan",
        "congress_request",
        "counting_minutes",
        "credentials_report",
        "elected_list",
        "election_guide",
        "first_meeting_minutes",
        "invitation",
        "nominee_list",
        "personnel_scheme",
        "programme",
        "recognition_request",
        "script",
        "speech_list",
        "summons",
    ];
    let of_review = [
        "aid_list",
        "amending_decision",
        "award_decision",
        "award_minutes",
        "certificate",
        "committee_resolution",
        "conclusions_notice",
        "conference_minutes",
        "correction_letter",
        "emulation_plan",
        "figures_form",
        "letter",
        "news",
        "routing_slip",
        "workers_resolution",
    ];
    let union = "công đoàn";
    let kinds = kinds.into_iter().map(|(kind, period, paper)| (union, kind, period, paper));
    let others = others.into_iter().chain(of_congress.map(|paper| (union, congress, paper)));
    let others = others.chain(of_review.map(|paper| (union, review, paper)));
    let all_kinds = kinds.chain(others.map(|(whose, kind, paper)| (whose, kind, "năm", paper)));
    let all_kinds: Vec<(&str, &str, &str, &str)> = all_kinds.collect();
    for paper in office.papers().iter() {
        let is_filled = all_kinds.iter().any(|(.., id)| *id == paper.id);
        assert!(is_filled, "{}: no dossier is filled for it", paper.id);
    }
    for (at, (whose, kind, period, paper)) in all_kinds.into_iter().enumerate() {
        let ways = [(true, true), (false, true), (true, false), (false, false)];
        // What the envelope says is seen on the first of them.
        let ways = ways.into_iter().filter(|(_, envelope)| at < FIRST || *envelope);
        for (prose, envelope) in ways {
            let (mut yaml, filler) = filled(kind, period, prose, paper, envelope);
            if at >= FIRST {
                // The envelope's own last paragraph stands in place of the paper's.
                yaml = yaml
                    .lines()
                    .filter(|line| !line.starts_with("    closing: "))
                    .fold(String::new(), |yaml, line| yaml + line + "\n");
            }
            let yaml = yaml.replace("\n  kind: công đoàn\n", &format!("\n  kind: {whose}\n"));
            let loaded = office.load("ho-so.yaml", yaml.as_bytes(), &[]);
            let Some(dossier) = loaded.dossier() else {
                panic!("{paper}: {:#?}\n{yaml}", loaded.diagnostics);
            };
            let paper = office.papers().find(paper).expect("a known paper");
            let mut page = String::new();
            for output in paper.outputs(dossier) {
                let pages = cases::pages(office, dossier, &output).expect("a whole template");
                page += &text::folded(&Sheet::of(pages.document())).to_lowercase();
            }
            let findings = office.check_for(&loaded, &[paper]);
            let stands = |words: &[String]| words.iter().all(|word| page.contains(word.as_str()));
            for (path, words) in &filler.words {
                all.insert(path.clone());
                if stands(words) {
                    seen.insert(path.clone());
                }
            }
            let unprinted = findings.iter().filter(|d| d.code == Code::UNPRINTED);
            for path in unprinted.flat_map(|d| d.paths()).map(|path| general(&path.to_string())) {
                let mut under = filler.words.iter().filter(|(field, _)| is_within(field, &path));
                let some = under.clone().next().is_some();
                if some && under.all(|(_, words)| stands(words)) {
                    wrong.insert(format!("{}: {path}", paper.id));
                }
                told.insert(path);
            }
        }
    }
    let missing = all.difference(&seen).cloned().collect();
    Seen { all, missing, told, wrong }
}

/// A path without the numbers of its items and the names of its entries.
fn general(path: &str) -> String {
    let mut out = String::new();
    for part in path.split('.') {
        let (name, items) = part.split_once('[').map_or((part, ""), |(name, _)| (name, "[]"));
        let made_up = name.starts_with("ten") && name[3..].bytes().all(|b| b.is_ascii_digit());
        if made_up {
            out += "{}";
        } else {
            let _ = write!(out, "{}{name}{items}", if out.is_empty() { "" } else { "." });
        }
    }
    out
}

/// Whether a field is the one that a path names, or below it.
fn is_within(field: &str, path: &str) -> bool {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(['.', '[', '{']);
    match path.strip_prefix('*') {
        Some(key) => field.match_indices(key).any(|(at, _)| ends(&field[at + key.len()..])),
        None => field.strip_prefix(path).is_some_and(ends),
    }
}

#[test]
fn every_text_is_printed_told_or_for_the_program() {
    let Seen { all, missing, told, wrong } = seen(&office());
    let is_told = |field: &str| told.iter().any(|told| is_within(field, told));
    let is_used = |field: &str| USED.iter().any(|(path, _)| is_within(field, path));
    let lost: Vec<&String> =
        missing.iter().filter(|field| !is_told(field) && !is_used(field)).collect();
    assert!(lost.is_empty(), "printed nowhere and told by nothing: {lost:#?}");
    let under = |path: &str| all.iter().filter(|field| is_within(field, path)).collect::<Vec<_>>();
    let is_printed = |path: &str| under(path).iter().all(|field| !missing.contains(*field));
    // Of what holds no text, all is printed; no entry is there for that.
    let printed: Vec<&str> = USED.iter().map(|(path, _)| *path).filter(|p| is_printed(p)).collect();
    assert!(printed.is_empty(), "printed after all, or no field any more: {printed:#?}");
    assert!(wrong.is_empty(), "told as printed nowhere, but printed: {wrong:#?}");
}

/// An office's own headings, and its own names for figures, stand on the page.
#[test]
fn own_headings_and_names_are_printed() {
    let yaml = "kind: tổng kết\norganization: {name: Công đoàn cơ sở Ví Dụ}\nperiod: {year: 2026}\ncatalog:\n  \
                ma_rieng: {title: mkaq, unit: tổ}\nresults:\n  - area: mkbq\n    figures: {ma_rieng: 7 mkcq}\n    \
                text: mkdq\npapers:\n  annual_report: {annexes: [số liệu]}\noutline:\n  annual_report:\n    - title: \
                mkeq\n      text: mkfq\n      sections:\n        - {title: mkgq, text: mkhq, section: results}\n";
    let office = office();
    let loaded = office.load("ho-so.yaml", yaml.as_bytes(), &[]);
    let dossier = loaded.dossier().unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let paper = office.papers().find("annual_report").expect("a known paper");
    let pages = cases::pages(&office, dossier, paper).expect("a whole template");
    let page = text::folded(&Sheet::of(pages.document())).to_lowercase();
    for word in ["mkaq", "mkbq", "mkcq", "mkdq", "mkeq", "mkfq", "mkgq", "mkhq"] {
        assert!(page.contains(word), "{word} isn't on the page: {page}");
    }
}
