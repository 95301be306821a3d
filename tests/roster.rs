//! The roster: what it may say, and every fault of it at once.

use baocao::dossier::{Period, PeriodType, ReportedYear};
use baocao::roster::{self, BreakKind, Timespan};
use baocao::vietnamese::{Day, PartialDate};

fn found(yaml: &str) -> Vec<(String, usize, String)> {
    let (roster, found) = roster::read("ds.yaml", yaml.as_bytes());
    assert_eq!(roster.is_none(), found.iter().any(|f| f.is_error()), "{found:?}");
    let line =
        |f: &baocao::diagnostic::Diagnostic| f.place.as_ref().map_or(0, |p| p.line_column().0);
    found.iter().map(|f| (f.code.to_string(), line(f), f.message.clone())).collect()
}

#[test]
fn every_fault_at_its_place() {
    let yaml = "deadline: 31/11/2026
units:
  - code: A
    ten: Đơn vị A
    name: A
  - name: Không mã
  - code: A
    name: A lần nữa
  - code: B
    name: B
    since: 1/7/2026
    until: 30/6/2026
  - code: C
    name: C
    until: 30/6/2026
    successor: KHÔNG CÓ
  - code: D
    name: D
    successor: A
  - code: E
    name: E
    parent: F
  - code: F
    name: F
    parent: E
  - code: G
    type: nhà máy
";
    let found: Vec<(String, usize)> =
        found(yaml).into_iter().map(|(code, line, _)| (code, line)).collect();
    let want = [
        ("BC112", 1),
        ("BC111", 4),
        ("BC140", 6),
        ("BC141", 7),
        ("BC141", 12),
        ("BC142", 16),
        ("BC142", 19),
        ("BC142", 22),
        ("BC142", 25),
        ("BC140", 26),
        ("BC112", 27),
    ];
    assert_eq!(found, want.map(|(code, line)| (code.to_owned(), line)));
    assert_eq!(self::found("units:\n")[0].0, "BC140");
}

#[test]
fn a_unit_may_move_and_be_merged() {
    let yaml = "units:
  - code: A
    name: A
    until: 30/6/2026
    parent: X
  - code: A
    name: A
    since: 1/7/2026
    parent: Y
  - code: B
    name: B
    until: 31/3/2026
    successor: C
    parent: Y
  - code: C
    name: C
    until: 31/8/2026
    successor: A
    parent: Y
";
    let (roster, findings) = roster::read("ds.yaml", yaml.as_bytes());
    assert!(findings.is_empty(), "{findings:?}");
    let roster = roster.expect("no faults");
    let year = Timespan { from: Day::new(2026, 1, 1), to: Day::new(2026, 12, 31) };
    let scope = roster.scope(Some("Y"), year);
    assert_eq!(scope.due.iter().map(|u| u.code()).collect::<Vec<_>>(), ["A"]);
    let gone: Vec<_> = scope.gone.iter().map(|b| (b.unit.code(), b.kind)).collect();
    assert_eq!(gone, [("B", BreakKind::MergedInto("A")), ("C", BreakKind::MergedInto("A"))]);
    let scope = roster.scope(Some("X"), year);
    assert!(scope.due.is_empty());
    assert_eq!(scope.gone[0].kind, BreakKind::MovedTo("Y"));
    // In the first half, A was X's and C its own.
    let half = Timespan { from: Day::new(2026, 1, 1), to: Day::new(2026, 6, 30) };
    let due = |superior| {
        roster.scope(Some(superior), half).due.iter().map(|u| u.code()).collect::<Vec<_>>()
    };
    assert_eq!((due("X"), due("Y")), (vec!["A"], vec!["C"]));
}

#[test]
fn the_days_of_a_period() {
    let days = |period: Period| Timespan::of(&period).map(|days| (days.from, days.to));
    let of = |kind| Period {
        r#type: Some(kind),
        year: Some(ReportedYear::single(2026)),
        ..Period::default()
    };
    let span = |from: (u16, u8, u8), to: (u16, u8, u8)| {
        Some((Day::new(from.0, from.1, from.2), Day::new(to.0, to.1, to.2)))
    };
    assert_eq!(days(of(PeriodType::Year)), span((2026, 1, 1), (2026, 12, 31)));
    assert_eq!(days(of(PeriodType::FirstHalf)), span((2026, 1, 1), (2026, 6, 30)));
    assert_eq!(days(of(PeriodType::SchoolYear)), span((2026, 8, 1), (2027, 7, 31)));
    assert_eq!(days(of(PeriodType::Quarter)), None);
    assert_eq!(days(Period::default()), None);
    let day = |text| PartialDate::parse(text).ok();
    let typed = Period { from: day("1/12/2025"), to: day("30/11/2026"), ..of(PeriodType::Year) };
    assert_eq!(days(typed), Some((Day::new(2025, 12, 1), Day::new(2026, 11, 30))));
}

/// Many rows, a chain of mergers through all of them, one code for all: told, and
/// soon.
#[test]
fn a_long_roster_is_read_once() {
    let rows = |row: &dyn Fn(usize) -> String, count| -> String {
        let units: String = (0..count).map(row).collect();
        format!("units:\n{units}")
    };
    let found = |yaml: &str| {
        let (roster, found) = roster::read("ds.yaml", yaml.as_bytes());
        assert!(roster.is_none());
        assert!(found.len() <= 100, "{}", found.len());
        found.first().map(|d| d.message.clone()).unwrap_or_default()
    };
    let one_code = rows(&|_| "- {code: A, name: A}\n".to_owned(), 20_000);
    assert_eq!(found(&one_code), "Mã đơn vị A ghi hơn 100 lần");
    let too_many = rows(&|i| format!("- {{code: A{i}, name: A}}\n"), 140_001);
    assert_eq!(found(&too_many), "Danh sách có hơn 140000 đơn vị; chia thành nhiều danh sách");
    let chain = rows(
        &|i| format!("- {{code: A{i}, name: A, until: 1/7/2026, successor: A{}}}\n", i + 1),
        4_000,
    ) + "- {code: A4000, name: A}\n";
    assert_eq!(found(&chain), "Đơn vị A0: sáp nhập vòng lại chính đơn vị này");
    let merged =
        rows(&|i| format!("- {{code: A{i}, name: A, until: 1/7/2026, successor: B}}\n"), 4_000)
            + "- {code: B, name: B}\n";
    let (roster, found) = roster::read("ds.yaml", merged.as_bytes());
    assert!(found.is_empty());
    let year = Timespan { from: Day::new(2026, 1, 1), to: Day::new(2026, 12, 31) };
    let roster = roster.expect("no faults");
    let scope = roster.scope(None, year);
    assert_eq!((scope.due.len(), scope.gone.len(), scope.breaks.len()), (1, 4_000, 4_000));
}
