//! The generated page about the dossier's fields is the one in the tree.
//! `UPDATE=1 cargo test` writes it anew.

use std::fmt::Write;

use serde_json::Value;

const PAGE: &str = "docs/dossier.md";

#[test]
fn the_page_of_fields_is_current() {
    let page = page();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).expect("a writable tree");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "{PAGE} differs from the types: run UPDATE=1 cargo test --test docs");
}

fn page() -> String {
    let schema = baocao::dossier::json_schema();
    let mut out = String::from(
        "# Hồ sơ, từng mục\n\n\
         Trang này được sinh từ chương trình (`UPDATE=1 cargo test --test docs`).\n\n\
         Mục nào chưa biết thì **để trống**: để trống là “chưa biết”, không phải 0. \
         Từ `không` nghĩa là “không có”.\n",
    );
    write!(out, "\n## Hồ sơ\n\n").expect("a string");
    fields(&schema, &mut out);
    let types = schema["$defs"].as_object().expect("definitions");
    for (name, definition) in types {
        if definition.get("properties").is_some() {
            write!(out, "\n## {}\n\n", title(name, &schema)).expect("a string");
            fields(definition, &mut out);
        }
    }
    out
}

/// The Vietnamese name of a type: that of the first field that holds it.
fn title(name: &str, schema: &Value) -> String {
    fn holder<'a>(value: &'a Value, reference: &str) -> Option<&'a str> {
        let properties = value.get("properties").and_then(Value::as_object);
        for property in properties.into_iter().flat_map(|p| p.values()) {
            if property.to_string().contains(reference) {
                return property.get("title").and_then(Value::as_str);
            }
        }
        None
    }
    let bare = name.trim_end_matches("Detail");
    let all = std::iter::once(schema)
        .chain(schema["$defs"].as_object().into_iter().flat_map(|d| d.values()));
    let reference = format!("#/$defs/{bare}\"");
    let own = format!("#/$defs/{name}\"");
    let found = all.into_iter().find_map(|v| holder(v, &reference).or_else(|| holder(v, &own)));
    match found {
        Some(title) => format!("{title} (`{bare}`)"),
        None => format!("`{bare}`"),
    }
}

fn fields(definition: &Value, out: &mut String) {
    out.push_str("| khóa | tên | giải thích |\n|---|---|---|\n");
    for (key, property) in definition["properties"].as_object().expect("properties") {
        let text = |name: &str| property.get(name).and_then(Value::as_str).unwrap_or_default();
        let mut help = text("description").replace('|', "\\|");
        let words = property.to_string();
        if let Some(choice) = choice(&words) {
            help = format!("{help} Chọn: {choice}.").trim().to_owned();
        }
        writeln!(out, "| `{key}` | {} | {help} |", text("title")).expect("a string");
    }
}

/// The words of the choice that a property refers to.
fn choice(property: &str) -> Option<String> {
    use baocao::dossier as d;
    let choices: &[(&str, &[&str])] = &[
        ("Kind", d::Kind::WORDS),
        ("Form", d::Form::WORDS),
        ("Status", d::Status::WORDS),
        ("Level", d::Level::WORDS),
        ("UnitType", d::UnitType::WORDS),
        ("PeriodType", d::PeriodType::WORDS),
        ("MeetingType", d::MeetingType::WORDS),
        ("AttendedBy", d::AttendedBy::WORDS),
        ("Every", d::Every::WORDS),
        ("TargetStatus", d::TargetStatus::WORDS),
        ("SupportDirection", d::SupportDirection::WORDS),
        ("AwardState", d::AwardState::WORDS),
        ("Formation", d::Formation::WORDS),
        ("Stage", d::Stage::WORDS),
        ("Ending", d::Ending::WORDS),
        ("TargetsAs", d::TargetsAs::WORDS),
        ("Annex", d::Annex::WORDS),
        ("SpeechKind", d::SpeechKind::WORDS),
        ("SlipPurpose", d::SlipPurpose::WORDS),
    ];
    let found = choices.iter().find(|(name, _)| property.contains(&format!("#/$defs/{name}\"")))?;
    Some(found.1.join(" · "))
}

/// What the guide says is printed is printed.
#[test]
fn the_guide_tells_the_truth() {
    let guide = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/huong-dan.md"),
    )
    .expect("the guide");
    let rows: Vec<(&str, &str)> = guide
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| `{{ ")?.split(" | ");
            Some((cells.next()?.strip_suffix(" }}`")?, cells.next()?))
        })
        .collect();
    assert!(rows.len() > 8, "{rows:?}");
    let mut yaml = "kind: tổng kết\norganization:\n  name: Công đoàn cơ sở Ví Dụ\nperiod:\n  year: \
                    2026\nresults:\n  - area: Thi đua\n    figures:\n      kien_nghi: 29/31 kiến \
                    nghị\n      doan_vien:\n        title: Tên ghi ở title\n        value: 412 đoàn \
                    viên\n        prior: 398 đoàn viên\n        assigned: 400 đoàn viên\n    text: |\n"
        .to_owned();
    for (name, _) in &rows {
        let name = name.replace("\\|", "|");
        writeln!(yaml, "      - Mục {{{{ {name} }}}} hết.").expect("a string");
    }
    let office = baocao::Office::new(&baocao::Options::default()).expect("built in");
    let loaded = office.load("t.yaml", yaml.as_bytes(), &[]);
    let dossier = loaded.dossier().expect("readable");
    let paper = office.papers().find("bao-cao-tong-ket").expect("known");
    let source = office.render(dossier, paper).expect("rendered").source;
    // What is printed stands in Typst's string literals.
    let source: String = source.split('"').skip(1).step_by(2).collect();
    let plain = |text: &str| text.replace('\u{a0}', " ").to_lowercase();
    for (name, printed) in rows {
        let printed = plain(&printed.replace('`', ""));
        assert!(plain(&source).contains(&printed), "{name}: {printed} isn't in\n{source}");
    }
    // The outline reads, and so does the figure's example.
    for block in guide.split("```yaml\n").skip(1) {
        let block = block.split("```").next().expect("a block");
        let yaml = format!("kind: tổng kết\norganization:\n  name: Công đoàn Ví Dụ\n{block}");
        let loaded = office.load("t.yaml", yaml.as_bytes(), &[]);
        assert_eq!(loaded.diagnostics, [], "{block}");
    }
}
