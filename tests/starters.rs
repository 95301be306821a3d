//! The starters (hồ sơ mẫu) as a unit fills them in: what it writes must reach
//! its superior, and stay on its own papers.

use baocao::built_in::FILES;
use serde_yaml::{Mapping, Value};

#[path = "support/desk.rs"]
mod desk;

use desk::Desk;

/// The starters of units, with the kind that `new` takes and the period that
/// they are about.
const REVIEWS: [(&str, &str, &str); 2] =
    [("year_review", "tổng kết", "năm"), ("half_year_review", "sơ kết", "6 tháng đầu năm")];

/// What starters ask for and the catalogue has no indicator of.
const WITHOUT_INDICATOR: [&str; 3] = ["kien_nghi", "tuyen_truyen", "chi_truc_tiep"];

const ROSTER: &str = "units:\n  - code: CD01\n    name: Công đoàn cơ sở Minh Họa\n";

fn built_in(path: &str) -> &'static str {
    FILES.iter().find(|(name, _)| *name == path).expect("built in").1
}

fn starter(name: &str) -> &'static str {
    built_in(&format!("starters/{name}.yaml"))
}

fn catalogue() -> Mapping {
    serde_yaml::from_str(built_in("catalog.yaml")).expect("a map of codes")
}

/// A starter in which every figure has the value of its example.
fn filled_in(text: &str) -> String {
    let line = |line: &str| match line.split_once("# thực hiện, ví dụ ") {
        Some((key, example)) => format!("{} {example}", key.trim_end()),
        None => line.to_owned(),
    };
    text.lines().map(|l| line(l) + "\n").collect()
}

/// The figures of the areas of work, by their keys.
fn figures(text: &str) -> Vec<(String, Value)> {
    let dossier: Value = serde_yaml::from_str(text).expect("YAML");
    let areas = dossier["results"].as_sequence().expect("areas").clone();
    areas.iter().filter_map(|area| area["figures"].as_mapping()).flat_map(named).collect()
}

fn named(map: &Mapping) -> Vec<(String, Value)> {
    map.iter().map(|(key, v)| (key.as_str().expect("a name").to_owned(), v.clone())).collect()
}

#[test]
fn starters_name_figures_as_the_catalogue_does() {
    let catalogue = catalogue();
    for name in ["congress", "year_review", "half_year_review"] {
        let figures = figures(&filled_in(starter(name)));
        assert!(figures.len() > 8, "{name}");
        for (code, figure) in figures {
            let Some(indicator) = catalogue.get(code.as_str()) else {
                assert!(WITHOUT_INDICATOR.contains(&&*code), "{name}: {code} is no code");
                continue;
            };
            assert!(!WITHOUT_INDICATOR.contains(&&*code), "{code} has an indicator");
            assert_eq!(figure["title"], indicator["title"], "{name}: {code}");
            // `4 cuộc đối thoại` is counted as `cuộc`.
            let example = figure["value"].as_str().expect("an example");
            let unit = indicator["unit"].as_str().expect("a unit");
            let (_, counted) = example.split_once(' ').expect("a number and what it counts");
            assert!(counted.starts_with(unit), "{name}: {code}: {example}, counted as {unit}");
        }
    }
}

#[test]
fn figures_of_membership_have_indicators_too() {
    let fields: Vec<Value> = catalogue().values().map(|i| i["field"].clone()).collect();
    for (name, ..) in REVIEWS {
        let dossier: Value = serde_yaml::from_str(starter(name)).expect("YAML");
        for (key, _) in named(dossier["membership"].as_mapping().expect("figures")) {
            let field = Value::from(format!("membership.{key}"));
            assert!(key == "text" || fields.contains(&field), "{name}: {key}");
        }
    }
}

#[test]
fn narrative_examples_name_figures_that_are_there() {
    for (name, ..) in REVIEWS {
        let text = starter(name);
        let names: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("# "))
            .flat_map(|line| line.split("{{ ").skip(1))
            .filter_map(|rest| rest.split(" }}").next())
            .filter(|name| *name != "ten")
            .collect();
        assert!(!names.is_empty());
        let there = figures(text);
        for example in names {
            assert!(there.iter().any(|(key, _)| key == example), "{name}: {example}");
        }
    }
}

/// A desk with a unit's dossier, filled in from a starter made by `new`.
fn desk(kind: &str, period: &str) -> Desk {
    let desk = Desk::new();
    desk.run(&["new", "--kind", kind, "dv/CD01.yaml"]).ends(0);
    let text = filled_in(&desk.read("dv/CD01.yaml"))
        .replacen("  name:  ", "  name: Công đoàn cơ sở Minh Họa ", 1)
        .replacen("  year:  ", "  year: 2026 ", 1);
    desk.write("dv/CD01.yaml", &text);
    desk.write("ds.yaml", ROSTER);
    let superior = format!(
        "kind: {kind}\norganization:\n  name: Công đoàn phường Minh Họa\nperiod:\n  type: {period}\n  year: 2026\n"
    );
    desk.write("phuong.yaml", &superior);
    desk
}

#[test]
fn what_a_starter_asks_for_reaches_the_superior() {
    for (name, kind, period) in REVIEWS {
        let desk = desk(kind, period);
        desk.run(&["rollup", "dv", "--roster", "ds.yaml", "--into", "phuong.yaml"]).ends(0);
        let rolled = desk.read("phuong.yaml");
        let sums = figures(&rolled);
        for (code, figure) in figures(&filled_in(starter(name))) {
            if WITHOUT_INDICATOR.contains(&&*code) {
                continue;
            }
            let (_, sum) = sums.iter().find(|(key, _)| *key == code).unwrap_or_else(|| {
                panic!("{name}: {code} isn't in\n{rolled}");
            });
            let number = |v: &Value| {
                v["value"].as_str().and_then(|v| v.split(' ').next().map(str::to_owned))
            };
            assert_eq!(number(sum), number(&figure), "{name}: {code}");
        }
        let dossier: Value = serde_yaml::from_str(&rolled).expect("YAML");
        for (key, example) in [
            ("members", "412 đoàn viên"),
            ("women", "331 đoàn viên"),
            ("employees", "428 người"),
            ("party_members", "24 đảng viên"),
            ("teams", "9 đơn vị"),
        ] {
            assert_eq!(dossier["membership"][key]["value"], example, "{name}: {key}");
        }
    }
}

#[test]
fn every_figure_stands_on_the_units_paper() {
    for (name, kind, period) in REVIEWS {
        let desk = desk(kind, period);
        desk.run(&["render", "dv/CD01.yaml", "--paper", "don-vi", "--to", "typ"]).ends(0);
        let paper = desk.read("ra/CD01/bao-cao-don-vi-du-thao-1.typ");
        for (_, figure) in figures(&filled_in(starter(name))) {
            let title = figure["title"].as_str().expect("a title");
            assert!(
                paper.contains(&format!("[#\"{title}\";]")),
                "{name}: {title} isn't in\n{paper}"
            );
        }
        // What the text tells needs no row of a table that the superior adds up.
        let told = desk.read("dv/CD01.yaml").replacen(
            "    text:                               # nội dung",
            "    text: Giải quyết {{ kien_nghi }}.",
            1,
        );
        desk.write("dv/CD01.yaml", &told);
        desk.run(&["render", "dv/CD01.yaml", "--paper", "don-vi", "--to", "typ"]).ends(0);
        let paper = desk.read("ra/CD01/bao-cao-don-vi-du-thao-1.typ");
        assert!(!paper.contains("Kiến nghị của người lao động được giải quyết"), "{name}: {paper}");
    }
}

/// A Party cell and a Youth chapter have starters of their own, whose papers are drafts
/// in their own form as they stand.
#[test]
fn every_organisation_has_starters() {
    for (organization, name) in
        [("đảng", "ĐẢNG CỘNG SẢN VIỆT NAM"), ("doan", "ĐOÀN TNCS HỒ CHÍ MINH")]
    {
        for kind in ["đại hội", "tổng kết"] {
            let desk = Desk::new();
            desk.run(&["new", "--kind", kind, "--organization", organization, "hs.yaml"]).ends(0);
            desk.run(&["render", "hs.yaml", "--to", "txt"]).ends(0);
            let papers = desk::tree(&desk.path("ra"));
            assert!(!papers.is_empty(), "{organization}: {kind}");
            for (file, text) in papers {
                assert!(String::from_utf8_lossy(&text).contains(name), "{file}");
            }
        }
    }
    let half = ["new", "--kind", "sơ kết", "--organization", "đoàn"];
    Desk::new().run(&half).ends(2).tells("Chưa có hồ sơ mẫu sơ kết của đoàn");
}
