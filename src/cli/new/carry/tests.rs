use super::*;
use baocao::diagnostic::{Code, Diagnostic};
use baocao::{Office, Options};

fn carried(name: &str, yaml: &str) -> (Office, String) {
    let office = Office::new(&Options::default()).expect("built in");
    let loaded = office.load(name, yaml.as_bytes(), &[]);
    assert!(loaded.dossier().is_some(), "{name}: {:?}", loaded.diagnostics);
    let reading = loaded.reading.expect("a dossier");
    let carry = Carry::new(&reading.dossier, None, false);
    let text = carry.over(&reading, name);
    (office, text)
}

#[test]
fn every_fixture_and_what_comes_of_it() {
    for entry in std::fs::read_dir("fixtures").expect("a folder").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "yaml") {
            continue;
        }
        let name = path.display().to_string();
        let mut yaml = std::fs::read_to_string(&path).expect("UTF-8");
        // Three periods on, so that generated dossiers are converted again.
        for _ in 0..3 {
            let (office, text) = carried(&name, &yaml);
            let loaded = office.load(&name, text.as_bytes(), &[]);
            let found = office.check(&loaded);
            // A typed outline with the old term is reported, as it should be (BC011).
            let retyped = |d: &&Diagnostic| {
                d.code == Code::CONGRESS_NAME
                    && d.path.as_ref().is_some_and(|p| p.keys().next() == Some("outline"))
            };
            let all = loaded.diagnostics.iter().chain(&found);
            let errors: Vec<_> = all.filter(|d| d.is_error()).filter(|d| !retyped(d)).collect();
            assert!(errors.is_empty(), "{name}: {errors:?}\n{text}");
            let dossier = loaded.dossier().expect("readable");
            assert_ne!(dossier.status, Some(Status::Issued), "{name}");
            for (_, envelope) in dossier.papers.iter() {
                assert_eq!(envelope.number, None);
                assert_eq!(envelope.date, None);
            }
            yaml = text;
        }
    }
}

#[test]
fn figures_become_prior() {
    let yaml = "kind: tổng kết\nperiod:\n  year: 2026\nmembership:\n  members: 412 đoàn viên\n  \
                    women:\n    title: Nữ\n    value: 331 đoàn viên # 300 + 31\n    prior: 320 đoàn \
                    viên\nresults:\n  - area: Thi đua\n    figures:\n      ideas: 27 sáng kiến\n    \
                    text: |\n      Có {{ ideas }}.\n";
    let want = "\
# yaml-language-server: $schema=schema/dossier.schema.json
#
# Lấy từ hồ sơ kỳ trước (t.yaml). Dòng “kỳ trước” chỉ để tham khảo, không in.
# Dùng lại đoạn cũ: bỏ dấu # và dấu cách sau nó ở các dòng ngay dưới.
kind: tổng kết
period:
  year: 2027
membership:
  members:
    value:
    prior: 412 đoàn viên
  women:
    title: Nữ
    value:
    prior: 331 đoàn viên
results:
  - area: Thi đua
    figures:
      ideas:
        value:
        prior: 27 sáng kiến
    text:                               # kỳ trước: Có {{ ideas }}.
";
    assert_eq!(carried("t.yaml", yaml).1, want);
}

#[test]
fn plans_become_what_is_asked_about() {
    let yaml = "kind: tổng kết\ndirection:\n  targets:\n    - value: 100%\n      text: x\n      \
                    including:\n        - value: trên 20%\n";
    let text = carried("t.yaml", yaml).1;
    let want = "previous_targets:                       # chỉ tiêu kỳ trước: ghi kết quả ở result
  - value: 100%
    text: x
    result:
    including:
      - value: trên 20%
        result:
direction:
  targets:
";
    assert!(text.ends_with(want), "{text}");
}

#[test]
fn terms_move_on() {
    let yaml = "kind: đại hội\ncongress:\n  ordinal: IX\n  term: 2025-2030\n  date: 1/3/2025\n";
    let text = carried("dh-2025.yaml", yaml).1;
    let want = "congress:
  ordinal: X
  term: 2030-2035
  date:                                 # kỳ trước: 1/3/2025

previous_term:                          # nhiệm kỳ trước
  ordinal: IX
  term: 2025-2030
";
    assert!(text.ends_with(want), "{text}");
}

const JOINED: &str = "kind: đại hội\ncongress: {ordinal: V, term: 2026-2031}\ndirection:\n  \
    targets:\n    - {value: 90%, text: của nhiệm kỳ, scope: nhiệm kỳ}\n    \
    - {value: 20 đoàn viên, text: của năm, scope: năm}\n    - {value: 5 lớp, text: không ghi}\n\
    committee_review: {elected: 9 đồng chí}\nfirst_meeting: {place: Hội trường}\n";

/// The texts of the targets that await results after a dossier is carried over.
fn awaiting(kind: Option<Starter>) -> (Vec<String>, String) {
    let office = Office::new(&Options::default()).expect("built in");
    let reading = office.load("t.yaml", JOINED.as_bytes(), &[]).reading.expect("a dossier");
    let text = Carry::new(&reading.dossier, kind, false).over(&reading, "t.yaml");
    let loaded = office.load("t.yaml", text.as_bytes(), &[]);
    let dossier = loaded.dossier().expect("readable");
    let texts = dossier.previous_targets.iter().filter_map(|t| t.text.clone());
    (texts.map(|text| text.0).collect(), text)
}

#[test]
fn of_a_joined_congress_each_next_dossier_takes_its_own_targets() {
    let (term, text) = awaiting(None);
    assert_eq!(term, ["của nhiệm kỳ", "không ghi"]);
    assert!(text.contains("committee_review:") && text.contains("# elected: 9 đồng chí"), "{text}");
    assert!(text.contains("# place: Hội trường"), "{text}");
    assert_eq!(awaiting(Some(Starter::YearReview)).0, ["của năm"]);
}
