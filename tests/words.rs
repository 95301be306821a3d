//! What the papers say: names, periods, awards, the marks at the end of items.

mod support;

use baocao::{Office, Options};
use support::text;

const UNION: &str =
    "organization: {name: Công đoàn Trạm Mẫu, symbol: CĐT, level: cơ sở, place: Bản Mẫu}\n";
const CONGRESS: &str = "kind: đại hội\norganization: {name: Công đoàn Trạm Mẫu, symbol: CĐT, level: cơ sở, place: Bản Mẫu}\nprevious_term: {ordinal: II, term: 2021-2026}\n";

/// A paper's source as a reader would see its text.
fn printed(paper: &str, dossier: &str) -> String {
    let office = Office::new(&Options::default()).expect("built in");
    let loaded = office.load("t.yaml", dossier.as_bytes(), &[]);
    let dossier = loaded.dossier().unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let paper = office.papers().find(paper).expect("a paper");
    let source = office.render(dossier, paper).expect("rendered").source;
    let plain = source.replace("#box[#\"", "").replace("\";];", "");
    let plain = plain.replace("#\"", "").replace("\";", "").replace(['\u{a0}', '~'], " ");
    // A template's own line breaks are blanks, and a list may end in a comma.
    plain.replace("\n ", " ").replace(", )", ")")
}

/// The first of the papers that a review gives, and its subject.
fn review(period: &str) -> (String, String) {
    let office = Office::new(&Options::default()).expect("built in");
    let dossier = format!("{period}\n{UNION}");
    let loaded = office.load("t.yaml", dossier.as_bytes(), &[]);
    let read = loaded.dossier().unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let papers = office.papers().of(read);
    let paper = papers.iter().find(|paper| paper.id != "unit_report").expect("a review");
    let text = printed(&paper.id, &dossier);
    let subject = text.lines().find_map(|line| line.split_once("subject: [")).expect("a subject");
    (paper.id.clone(), subject.1.trim_end_matches("])").to_owned())
}

#[track_caller]
fn says(text: &str, part: &str) {
    assert!(text.contains(part), "{part:?} isn't in\n{text}");
}

#[track_caller]
fn never_says(text: &str, part: &str) {
    assert!(!text.contains(part), "{part:?} is in\n{text}");
}

#[test]
fn a_period_and_what_follows_it() {
    for (period, paper, told, next) in [
        (
            "kind: sơ kết\nperiod: {type: quý II, year: 2026}",
            "half_year_report",
            "quý II năm 2026",
            "quý III năm 2026",
        ),
        (
            "kind: sơ kết\nperiod: {type: quý 4, year: 2026}",
            "half_year_report",
            "quý IV năm 2026",
            "quý I năm 2027",
        ),
        (
            "kind: sơ kết\nperiod: {type: quý, from: 01/4/2026, to: 30/6/2026}",
            "half_year_report",
            "quý II năm 2026",
            "quý III năm 2026",
        ),
        (
            "kind: sơ kết\nperiod: {type: 9 tháng, year: 2026}",
            "half_year_report",
            "9 tháng đầu năm 2026",
            "3 tháng cuối năm 2026",
        ),
        (
            "kind: sơ kết\nperiod: {type: học kỳ 1, year: 2025-2026}",
            "half_year_report",
            "học kỳ I năm học 2025 - 2026",
            "học kỳ II năm học 2025 - 2026",
        ),
        (
            "kind: sơ kết\nperiod: {type: học kỳ II, year: 2025-2026}",
            "half_year_report",
            "học kỳ II năm học 2025 - 2026",
            "năm học 2026 - 2027",
        ),
        (
            "kind: sơ kết\nperiod: {type: nửa đầu năm, year: 2026}",
            "half_year_report",
            "6 tháng đầu năm 2026",
            "6 tháng cuối năm 2026",
        ),
        (
            "kind: tổng kết\nperiod: {type: khác, from: 01/01/2026, to: 30/9/2026}",
            "half_year_report",
            "9 tháng đầu năm 2026",
            "3 tháng cuối năm 2026",
        ),
        (
            "kind: sơ kết\nperiod: {type: khác, from: 01/01/2026, to: 31/8/2026}",
            "half_year_report",
            "từ ngày 01/01/2026 đến ngày 31/8/2026",
            "những tháng cuối năm 2026",
        ),
        (
            "kind: tổng kết\nperiod: {type: năm, year: 2026}",
            "annual_report",
            "năm 2026",
            "năm 2027",
        ),
        (
            "kind: tổng kết\nperiod: {year: 2025-2026}",
            "annual_report",
            "năm học 2025 - 2026",
            "năm học 2026 - 2027",
        ),
    ] {
        let (id, subject) = review(period);
        let lead = if id == "annual_report" { "Tổng kết" } else { "Sơ kết" };
        assert_eq!(id, paper, "{period}");
        says(&subject, lead);
        says(&subject, &format!("hoạt động công đoàn {told}; phương hướng, nhiệm vụ {next}"));
    }
}

#[test]
fn a_congress_bears_its_own_name_and_may_last_for_days() {
    let congress = |more: &str| {
        printed(
            "resolution",
            &format!(
                "{CONGRESS}congress: {{attended_by: đại biểu, ordinal: III, term: 2026-2031, {more}}}\n"
            ),
        )
    };
    let text = congress("name: Đại hội Công đoàn ngành Mẫu, date: 5-6/9/2026, place: Nhà Mẫu");
    says(&text, "issuer: ([ĐẠI HỘI CÔNG ĐOÀN NGÀNH MẪU], [LẦN THỨ III], [NHIỆM KỲ 2026 - 2031])");
    says(
        &text,
        "Từ ngày 05/9/2026 đến ngày 06/9/2026, tại Nhà Mẫu, Đại hội Công đoàn ngành Mẫu lần thứ III",
    );
    says(&text, "thông qua ngày 06/9/2026");
    says(&text, "ngày 06 tháng 9 năm 2026");
    says(&text, "đại biểu.");
    never_says(&text, "đoàn viên");
    let text = congress("date: \"7h30 ngày 05/9/2026\", place: Nhà Mẫu");
    says(&text, "Hồi 7 giờ 30 ngày 05/9/2026, tại Nhà Mẫu");
    says(&text, "ĐẠI HỘI ĐẠI BIỂU CÔNG ĐOÀN TRẠM MẪU");
    let text = congress("name: Đại hội Công đoàn ngành Mẫu lần thứ III, date: 5/9/2026");
    never_says(&text, "LẦN THỨ III, LẦN THỨ III");
    says(&text, "Đại hội Công đoàn ngành Mẫu lần thứ III, nhiệm kỳ 2026 - 2031");
}

#[test]
fn a_team_has_no_committee() {
    let team = "organization: {name: Tổ công đoàn Kho Mẫu, symbol: TCĐ, place: Bản Mẫu}\n";
    let congress = "congress: {attended_by: toàn thể, term: 2026-2031, date: 5/9/2026, place: Kho}\nelections: [{method: chỉ định, elected: 2 đồng chí}]\n";
    for paper in ["resolution", "congress_report"] {
        let text = printed(paper, &format!("kind: đại hội\n{team}{congress}"));
        never_says(&text, "Ban Chấp hành");
    }
    let text = printed("annual_report", &format!("kind: tổng kết\nperiod: {{year: 2026}}\n{team}"));
    never_says(&text, "Ban Chấp hành");
    says(&text, "TM. Tổ công đoàn");
}

#[test]
fn an_item_closes_with_one_mark() {
    let direction = r#"direction:
  key_tasks: ["Làm hai việc sau:", "Giữ kho sạch…", "Đổi mới!", "Chăm lo;", "Kiểm tra."]
  breakthroughs: ["Số hóa.;", "Thi đua!"]
  tasks: ["Một là:", "Hai là!", "**Ba là.**"]
"#;
    let text = printed(
        "annual_report",
        &format!("kind: tổng kết\nperiod: {{year: 2026}}\n{UNION}{direction}"),
    );
    for item in [
        "sau:]",
        "sạch…]",
        "mới!]",
        "[Chăm lo;]",
        "[Kiểm tra.]",
        "[Số hóa;]",
        "[Thi đua!]",
        "[Một là:]",
        "[Hai là!]",
    ] {
        says(&text, item);
    }
    never_says(&text, ".;");
    let resolution = printed(
        "resolution",
        &format!(
            "{CONGRESS}status: trình ký\ncongress: {{date: 5/9/2026, place: Kho, motto: Đoàn kết, theme: Vì đoàn viên}}\n"
        ),
    );
    says(&resolution, "với phương châm “Đoàn kết” và chủ đề “Vì đoàn viên”.");
    never_says(&resolution, ",.");
}

#[test]
fn the_committee_elects_its_own_bodies() {
    let elections = "elections:\n  - {body: Ban Chấp hành, elected: 9 đồng chí}\n  - {body: Ủy ban Kiểm tra, elected: 3 đồng chí}\n  - {body: Chủ nhiệm Ủy ban Kiểm tra, elected: 1 đồng chí}\n";
    let text = printed(
        "resolution",
        &format!(
            "{CONGRESS}congress: {{ordinal: III, term: 2026-2031, date: 5/9/2026}}\n{elections}"
        ),
    );
    says(&text, "Đại hội bầu Ban Chấp hành khóa III, nhiệm kỳ 2026 - 2031 gồm 09 đồng chí");
    says(
        &text,
        "[Ban Chấp hành khóa III, nhiệm kỳ 2026 - 2031 bầu Ủy ban Kiểm tra gồm 03 đồng chí",
    );
    says(&text, "nhiệm kỳ 2026 - 2031 bầu Chủ nhiệm Ủy ban Kiểm tra");
}

#[test]
fn the_table_of_awards() {
    let awards = "awards:\n  - {form: Giấy khen, authority: Tỉnh Mẫu, collectives: 4 tập thể, individuals: 2 cá nhân}\n  - {form: Cờ, authority: Tỉnh Mẫu, year: 2024, collectives: 1 tập thể}\n";
    let table = |awards: &str| {
        let papers = "papers: {annual_report: {awards_total: có, annexes: [khen thưởng]}}\n";
        let head = format!("kind: tổng kết\nstatus: trình ký\nperiod: {{year: 2026}}\n{UNION}");
        printed("annual_report", &format!("{head}{awards}{papers}"))
    };
    let text = table(awards);
    says(&text, "([1], [Giấy khen], [Tỉnh Mẫu], [4], [2])");
    says(&text, "([2], [Cờ năm 2024], [Tỉnh Mẫu], [1], [])");
    says(&text, "([], spanning(2)[#strong[Cộng]], [#strong[5]], [#strong[2]])");
    // The pen writes the day.
    says(&text, "số       /BC-CĐT ngày        tháng        năm        của Công đoàn Trạm Mẫu)");
    let text = table(
        "awards:\n  - {form: Giấy khen, authority: Tỉnh Mẫu, individuals: nhiều}\n  - {form: Khen thưởng, authority: Tỉnh Mẫu, collectives: \"20 tập thể, cá nhân\"}\n",
    );
    says(&text, "([1], [Giấy khen], [Tỉnh Mẫu], [], [nhiều])");
    says(&text, "([2], [Khen thưởng], [Tỉnh Mẫu], spanning(2)[20 tập thể, cá nhân])");
    never_says(&text, "Cộng]");
}

#[test]
fn a_review_may_be_addressed() {
    let papers = "papers: {annual_report: {addressee: Công đoàn xã Mẫu}}\n";
    let text = printed(
        "annual_report",
        &format!("kind: tổng kết\nperiod: {{year: 2026}}\n{UNION}{papers}"),
    );
    says(&text, "#addressees([Công đoàn xã Mẫu])");
    says(&text, "lines: ([Như trên]");
}

#[test]
fn short_forms_and_spans_of_years_are_set_alike() {
    let dossier = format!(
        "{CONGRESS}abbreviations: {{CĐCS: công đoàn cơ sở}}\ncongress: {{ordinal: III, term: 2026-2031, date: 5/9/2026}}\nmembership: {{members: 90 đoàn viên, base_unions: 4 đơn vị}}\ndirection:\n  targets: [{{value: 5 CĐCS, text: \"thành lập {{{{ value }}}}\"}}]\n  key_tasks: [Củng cố CĐCS giai đoạn 2026-2031]\n"
    );
    let text = printed("resolution", &dossier);
    says(&text, "Thành lập 05 công đoàn cơ sở (CĐCS)");
    says(&text, "Củng cố CĐCS giai đoạn 2026 - 2031");
    let text = printed("congress_report", &dossier);
    says(&text, "sinh hoạt tại 04 công đoàn cơ sở (CĐCS)");
}

#[test]
fn a_long_list_goes_on_behind_its_last_letter() {
    let targets: String = (1..=25)
        .map(|n| format!("    - {{value: \"{n}%\", text: đoàn viên đạt mức {n}}}\n"))
        .collect();
    let dossier = format!(
        "kind: tổng kết\nperiod: {{year: 2026}}\n{UNION}direction:\n  goal: Giữ vững.\n  targets:\n{targets}"
    );
    let office = Office::new(&Options::default()).expect("built in");
    let loaded = office.load("t.yaml", dossier.as_bytes(), &[]);
    let read = loaded.dossier().expect("a dossier");
    let paper = office.papers().find("annual_report").expect("a paper");
    let pages = support::cases::pages(&office, read, paper).expect("laid out");
    let text = text::folded(&support::sheet::Sheet::of(pages.document()));
    for item in ["y) 23% đoàn viên", "aa) 24% đoàn viên", "bb) 25% đoàn viên"] {
        says(&text, item);
    }
}
