//! Rosters (danh sách đơn vị) and catalogues (danh mục chỉ tiêu) in sheets.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Place, Spot};
use crate::dossier::{Indicator, Kind, Titles, read_as};
use crate::roster::{self, Roster, Unit};
use crate::source::{Entry, Node, NodeKind, Style};

use super::grid::Cell;
use super::heading::fold;
use super::open::open;
use super::records::{Content, Field, Form, Record, Records, records};
use super::value;

/// Whether a file is a sheet, by its ending.
pub fn is_sheet(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| {
        ENDINGS.contains(&ending.as_str()) || NAMED_ENDINGS.contains(&ending.as_str())
    })
}

/// The endings of sheets.
pub const ENDINGS: [&str; 8] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "fods", "csv", "tsv"];

/// Those of files that are sheets where somebody names them as such: in a folder they
/// are rather papers and data.
const NAMED_ENDINGS: [&str; 3] = ["xml", "html", "htm"];

const UNIT: [Field; 7] = [
    field("code", Content::Text, &["mã", "mã số", "mã đv", "mã cđ"]),
    field("name", Content::Text, &["đơn vị", "tên công đoàn", "tên cđcs", "công đoàn cơ sở"]),
    field("type", Content::Text, &["loại hình đơn vị"]),
    field(
        "parent",
        Content::Text,
        &["đơn vị cấp trên", "mã đơn vị cấp trên", "công đoàn cấp trên", "cấp trên", "trực thuộc"],
    ),
    field("since", Content::Day, &["ngày thành lập", "từ"]),
    field("until", Content::Day, &["ngày kết thúc", "đến"]),
    field(
        "successor",
        Content::Text,
        &["đơn vị kế thừa", "mã đơn vị kế thừa", "kế thừa", "sáp nhập vào", "đơn vị nhận"],
    ),
];

const INDICATOR: [Field; 12] = [
    field("code", Content::Text, &["mã", "mã chỉ tiêu", "mã số"]),
    field("title", Content::Text, &["chỉ tiêu", "tên chỉ tiêu"]),
    field("unit", Content::Text, &["đvt"]),
    field("kind", Content::Text, &["loại"]),
    field("adds", Content::Text, &["tổng hợp"]),
    field("applies_to", Content::Words, &["loại hình", "loại hình đơn vị"]),
    field("asked_in", Content::Words, &["kỳ báo cáo"]),
    field("field", Content::Text, &[]),
    field("area", Content::Text, &[]),
    field("grade", Content::Words, &[]),
    field("valid_from", Content::Day, &["từ ngày"]),
    field("valid_to", Content::Day, &["đến ngày"]),
];

const fn field(key: &'static str, content: Content, also: &'static [&'static str]) -> Field {
    Field { key, content, also }
}

/// Reads a roster from a file: a sheet according to its ending, else YAML. `None` if an error
/// makes it unusable.
pub fn read_roster(name: &str, bytes: &[u8]) -> (Option<Roster>, Vec<Diagnostic>) {
    if !is_sheet(name) {
        return roster::read(name, bytes);
    }
    let titles = Titles::of::<Unit>();
    let form = Form { fields: &UNIT, titles: &titles };
    let head = "Mã đơn vị, Tên đơn vị";
    let Records { mut records, findings, above } = match rows(name, bytes, &form, head) {
        Ok(rows) => rows,
        Err(refusal) => return (None, vec![*refusal]),
    };
    if let Some(faults) = too_faulty(&records, &findings) {
        return (None, faults);
    }
    let codes = Codes::of(&records.iter().map(|record| &record.node).collect::<Vec<_>>());
    records.iter_mut().for_each(|record| codes.put_in(&mut record.node));
    let deadline = above.iter().enumerate().find_map(|(i, (spot, cell))| {
        let typed = cell.shown();
        let behind = fold(&typed).strip_prefix("hạn gửi").map(str::to_owned)?;
        let here = behind.rsplit_once(':').map(|(_, day)| Cell::Text(day.trim().to_owned()));
        let here = here.filter(|cell| cell.shown() != "");
        let day = here.as_ref().or_else(|| above.get(i + 1).map(|(_, next)| next))?;
        let text = value::day(day).ok()?.value?.typed();
        let place = Place::cell(spot.clone(), typed);
        Some(entry("deadline", Node { kind: plain(text), place }))
    });
    let whole = Place::cell(Spot::of_file(name), "");
    let units = NodeKind::List(records.into_iter().map(|record| record.node).collect());
    let units = entry("units", Node { kind: units, place: whole.clone() });
    let entries = deadline.into_iter().chain([units]).collect();
    roster::of_tree(Node { kind: NodeKind::Map(entries), place: whole }, findings)
}

/// Checks a long roster row by row: reading it as a whole would go over all rows once for
/// each fault.
fn too_faulty(records: &[Record], findings: &[Diagnostic]) -> Option<Vec<Diagnostic>> {
    const LONG: usize = 1_000;
    const MOST_ROWS: usize = 140_000;
    const MOST_TOLD: usize = 100;
    if records.len() > MOST_ROWS {
        let why = format!("Danh sách có hơn {MOST_ROWS} hàng; chia thành nhiều danh sách");
        return Some(vec![Diagnostic::error(Code::ROSTER_ENTRY, why).structural()]);
    }
    if records.len() <= LONG {
        return None;
    }
    let titles = Titles::of::<Unit>();
    let mut faults: Vec<Diagnostic> = findings.to_vec();
    for record in records {
        let (_, found): (Unit, _) = read_as(&mut record.node.clone(), &titles, "Đơn vị");
        faults.extend(found.into_iter().filter(Diagnostic::is_error));
        if faults.len() > MOST_TOLD {
            break;
        }
    }
    faults.truncate(MOST_TOLD);
    faults.iter().any(Diagnostic::is_error).then_some(faults)
}

/// Reads a catalogue as a dossier that contains nothing else.
pub fn read_catalog(name: &str, bytes: &[u8]) -> (Option<Node>, Vec<Diagnostic>) {
    let titles = Titles::of::<Indicator>();
    let form = Form { fields: &INDICATOR, titles: &titles };
    let head = "Mã, Tên in trong biểu";
    let Records { records, mut findings, .. } = match rows(name, bytes, &form, head) {
        Ok(rows) => rows,
        Err(refusal) => return (None, vec![*refusal]),
    };
    let mut entries: Vec<Entry> = Vec::new();
    for record in records {
        let Node { kind: NodeKind::Map(mut fields), place } = record.node else { continue };
        fields.retain(|field| field.key != "code");
        if entries.iter().any(|entry| entry.key == record.id) {
            let twice = format!("Mã chỉ tiêu {} ghi hai lần", record.id);
            findings.push(Diagnostic::error(Code::REPEATED_KEY, twice).at(place).structural());
            continue;
        }
        entries.push(Entry {
            key: record.id,
            key_place: place.clone(),
            value: Node { kind: NodeKind::Map(fields), place },
        });
    }
    let whole = Place::cell(Spot::of_file(name), "");
    let node = |kind| Node { kind, place: whole.clone() };
    let root = vec![
        entry("kind", node(plain(Kind::Review.word().to_owned()))),
        entry("catalog", node(NodeKind::Map(entries))),
    ];
    (Some(node(NodeKind::Map(root))), findings)
}

fn rows(name: &str, bytes: &[u8], form: &Form<'_>, head: &str) -> Result<Records, Box<Diagnostic>> {
    let refuse = |code, why| Box::new(Diagnostic::error(code, why).structural());
    let grids = open(bytes).map_err(|why| refuse(Code::SHEET_FILE, format!("{name}: {why}")))?;
    records(name, &grids, form).ok_or_else(|| {
        let why = format!("{name}: không thấy hàng tiêu đề; cần có ít nhất các cột {head}");
        refuse(Code::SHEET_TABLE, why)
    })
}

fn entry(key: &str, value: Node) -> Entry {
    Entry { key: key.to_owned(), key_place: value.place.clone(), value }
}

fn plain(text: String) -> NodeKind {
    NodeKind::Text { text, style: Style::Plain }
}

/// Units by name, since people type a name in place of a code.
struct Codes {
    known: HashSet<String>,
    /// `None` for a name shared by two units.
    by_name: HashMap<String, Option<String>>,
}

impl Codes {
    fn of(units: &[&Node]) -> Self {
        let mut codes = Codes { known: HashSet::new(), by_name: HashMap::new() };
        for unit in units {
            let text = |key: &str| unit.get(&crate::source::Path::root().key(key))?.text();
            let (Some(code), Some(name)) = (text("code"), text("name")) else { continue };
            codes.known.insert(code.to_owned());
            let one = codes.by_name.entry(fold(name)).or_insert_with(|| Some(code.to_owned()));
            if one.as_deref() != Some(code) {
                *one = None;
            }
        }
        codes
    }

    fn put_in(&self, unit: &mut Node) {
        let NodeKind::Map(fields) = &mut unit.kind else { return };
        for field in fields.iter_mut().filter(|f| matches!(f.key.as_str(), "parent" | "successor"))
        {
            let NodeKind::Text { text, .. } = &mut field.value.kind else { continue };
            let named = self.by_name.get(&fold(text)).and_then(Option::as_ref);
            if let Some(code) = named.filter(|_| !self.known.contains(text)) {
                code.clone_into(text);
            }
        }
    }
}
