//! The rows of the tables of targets: planned and achieved, and those for the next period.
//! Targets within a target are listed below it.

use minijinja::Value;

use crate::dossier::{Kept, Target, Text};
use crate::source::Path;
use crate::vietnamese::{capitalize_first, strip_final_stop};

use super::engine::{content, loose};
use super::origin;
use super::sentence;
use super::values::known;

/// A list of targets: its path, and where what is left of it was typed.
type At<'a> = (&'a Path, &'a Kept);

/// The rows of the next period's targets. If one has a due time of its own, the others print
/// `whole`.
pub(super) fn planned(targets: &[Target], at: At<'_>, whole: &str) -> Vec<Value> {
    let dated = targets.iter().any(|target| target.by.is_some() || target.every.is_some());
    let row = |number: String, target: &Target, outer: Option<&Target>, path: &Path| {
        let note = target.note.as_ref().map(|note| content(&note.0));
        let mut row = titled(number, target, outer.is_some(), note, path);
        let own = term(target).or_else(|| term(outer?));
        let term = dated.then(|| own.unwrap_or_else(|| content(whole)));
        row.push(("term", known(term.map(Value::from_safe_string))));
        row
    };
    rows(targets, at, row)
}

/// The due time of a target, as Typst.
fn term(target: &Target) -> Option<String> {
    match (target.by, target.every) {
        (Some(year), _) => Some(format!("đến năm {}", content(&year.0.to_string()))),
        (None, Some(every)) => Some(format!("hằng {}", content(every.word()))),
        (None, None) => None,
    }
}

/// The rows of the past period's targets. Notes have a column of their own if there are many,
/// else they follow the title.
pub(super) fn previous(targets: &[Target], at: At<'_>) -> Vec<Value> {
    let is_noted = |target: &Target| target.note.is_some();
    let noted = targets.iter().filter(|t| is_noted(t) || t.including.iter().any(is_noted)).count();
    let apart = noted * 3 > targets.len();
    let row = |number: String, target: &Target, outer: Option<&Target>, path: &Path| {
        let beside = target.note.as_ref().filter(|_| !apart);
        let beside = beside.map(|note| content(strip_final_stop(note)));
        let note = target.note.as_ref().filter(|_| apart);
        let outcome = target.outcome().map(|outcome| capitalize_first(outcome.word()));
        // A part of a target needs no judgement of its own.
        let outcome = outcome.or_else(|| outer.map(|_| String::new()));
        let mut row = titled(number, target, outer.is_some(), beside, path);
        row.extend([
            ("by_year", Value::from(!target.by_year.is_empty())),
            ("achieved", known(achieved(target, path))),
            ("outcome", known(outcome)),
            ("note", known(note.map(|Text(note)| capitalize_first(note)))),
        ]);
        row
    };
    rows(targets, at, row)
}

/// The rows for each target and the targets within it.
fn rows(
    targets: &[Target],
    (path, kept): At<'_>,
    row: impl Fn(String, &Target, Option<&Target>, &Path) -> Vec<(&'static str, Value)>,
) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut group: Option<&Text> = None;
    for (at, target) in targets.iter().enumerate() {
        let number = at + 1;
        if target.group.is_some() && target.group.as_ref() != group {
            group = target.group.as_ref();
            rows.extend(group.map(group_row));
        }
        let path = path.index(kept.index(path, at));
        rows.push(Value::from_pairs(row(number.to_string(), target, None, &path)));
        for (at, inner) in target.including.iter().enumerate() {
            let number = format!("{number}.{}", at + 1);
            let path = path.key("including").index(at);
            rows.push(Value::from_pairs(row(number, inner, Some(target), &path)));
        }
    }
    rows
}

/// A row with one cell for the title of a group.
fn group_row(Text(group): &Text) -> Value {
    let title = format!("#strong[{}]", content(&capitalize_first(group)));
    Value::from_pairs([("n", Value::from_safe_string(title))])
}

/// Number, title and level; without a level the title spans its column.
fn titled(
    number: String,
    target: &Target,
    inner: bool,
    note: Option<String>,
    path: &Path,
) -> Vec<(&'static str, Value)> {
    let title = sentence::target_title(target);
    let mut title = match inner {
        true => format!("#emph[trong đó]: {}", content(&title)),
        false => content(&capitalize_first(&title)),
    };
    if let Some(note) = note {
        title += &format!(" ({note})");
    }
    let title = origin::marked(Some(&path.key("text")), title);
    let mut row = vec![("n", Value::from(number)), ("title", Value::from_safe_string(title))];
    let level = sentence::target_level(target);
    let level = level.map(|level| origin::marked(Some(&path.key("value")), loose(&level)));
    row.extend(level.map(|level| ("level", Value::from_safe_string(level))));
    row
}

/// The result; those of single years begin on a new line.
fn achieved(target: &Target, path: &Path) -> Option<Value> {
    let result = sentence::target_result(target)?;
    let typst = if target.by_year.is_empty() { loose(&result) } else { content(&result) };
    Some(Value::from_safe_string(origin::marked(Some(&path.key("result")), typst)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(targets: &[Target], whole: &str) -> Vec<Value> {
        super::planned(targets, (&Path::root().key("targets"), &Kept::default()), whole)
    }

    fn previous(targets: &[Target]) -> Vec<Value> {
        super::previous(targets, (&Path::root().key("targets"), &Kept::default()))
    }

    fn targets(yaml: &str) -> Vec<Target> {
        serde_yaml::from_str(yaml).expect(yaml)
    }

    fn cell(row: &Value, name: &str) -> String {
        let cell = row.get_attr(name).expect(name);
        if cell.is_undefined() {
            "-".to_owned()
        } else if cell.is_true() {
            origin::taken_out(&cell.to_string()).0
        } else {
            String::new()
        }
    }

    #[test]
    fn a_target_without_a_level_has_no_such_cell() {
        let rows =
            planned(&targets("[{value: 90%, text: tổ vững mạnh}, {text: đổi mới sinh hoạt}]"), "");
        assert_eq!(cell(&rows[0], "level"), "#\"90%\";");
        assert_eq!(cell(&rows[1], "level"), "-");
        assert_eq!(cell(&rows[1], "term"), "");
    }

    #[test]
    fn a_group_has_a_row_before_its_first_target() {
        let yaml = "[{value: 2 km, text: đường, group: kinh tế}, {value: 1 đợt, text: khám, group: xã hội}, \
                    {value: 3 đợt, text: hội thi, group: xã hội}, {text: khác}]";
        for rows in [previous(&targets(yaml)), planned(&targets(yaml), "")] {
            let numbers: Vec<String> = rows.iter().map(|row| cell(row, "n")).collect();
            let (first, second) = ("#strong[#\"Kinh tế\";]", "#strong[#\"Xã hội\";]");
            assert_eq!(numbers, [first, "1", second, "2", "3", "4"]);
            assert_eq!(cell(&rows[0], "title"), "-");
        }
    }

    #[test]
    fn when_a_target_is_due() {
        let yaml = "[{value: 5 tổ, text: tổ mới, by: 2028}, {value: 2 đợt, text: khám, every: năm}, \
                    {value: 1 quỹ, text: lập quỹ}, {value: 1 đợt, text: xét, by: 2027, including: [{value: 3 tổ, text: góp}]}]";
        let rows = planned(&targets(yaml), "cả nhiệm kỳ");
        let terms: Vec<String> = rows.iter().map(|row| cell(row, "term")).collect();
        let inner = "đến năm #\"2027\";";
        let expected = ["đến năm #\"2028\";", "hằng #\"năm\";", "#\"cả nhiệm kỳ\";", inner, inner];
        assert_eq!(terms, expected);
        let numbers: Vec<String> = rows.iter().map(|row| cell(row, "n")).collect();
        assert_eq!(numbers, ["1", "2", "3", "4", "4.1"]);
        assert!(cell(&rows[4], "title").starts_with("#emph[trong đó]: "));
    }

    #[test]
    fn few_notes_stand_behind_their_titles() {
        let one = "{value: 90%, text: tổ vững mạnh, result: 95%}";
        let noted = "{value: 90%, text: tổ tốt, result: 95%, note: tính cả tổ mới.}";
        let rows = previous(&targets(&format!("[{one}, {one}, {one}, {noted}]")));
        assert!(cell(&rows[3], "title").ends_with("(#\"tính cả tổ mới\";)"));
        assert_eq!(cell(&rows[3], "note"), "");
        let rows = previous(&targets(&format!("[{one}, {noted}]")));
        assert_eq!(cell(&rows[1], "note"), "Tính cả tổ mới.");
        assert_eq!(cell(&rows[1], "outcome"), "Vượt");
    }
}
