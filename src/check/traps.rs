//! Cases in which rules must stay silent: rounding, open lists, holes, words that only
//! resemble numbers. What they report is shown by the examples of [`crate::explain`].

use crate::diagnostic::{Code, Severity};
use crate::{Office, Options};

/// Codes found in every fragment of a dossier because of what it lacks.
const LACKING: [Code; 4] =
    [Code::MISSING_SECTION, Code::UNPRINTED, Code::UNTITLED, Code::MISSING_NEED];

/// The codes found in a fragment of a dossier, except for missing sections; notes in
/// brackets.
fn found(yaml: &str) -> Vec<String> {
    let example = crate::explain::Example { wrong: false, yaml };
    let office = Office::new(&Options::default()).expect("built in");
    let loaded = office.load("ho-so.yaml", example.dossier().as_bytes(), &[]);
    let found = loaded.diagnostics.iter().cloned().chain(office.check(&loaded));
    found
        .filter(|d| !LACKING.contains(&d.code))
        .map(|d| match d.severity {
            Severity::Note => format!("({})", d.code),
            _ => d.code.to_string(),
        })
        .collect()
}

fn figures(lines: &str) -> String {
    let lines = lines.trim_end().replace('\n', "\n      ");
    format!("results:\n  - area: Mặt công tác\n    figures:\n      {lines}\n")
}

fn text(words: &str) -> String {
    format!(
        "membership:\n  members: 412 đoàn viên\n  women: 331 đoàn viên\nresults:\n  - area: Tổ chức\n    \
         figures:\n      initiatives: 27 sáng kiến\n    text: |\n      {words}\n"
    )
}

const SILENT: [&str; 0] = [];

#[test]
fn percents_cut_off_are_no_error() {
    for (value, stated) in [("10/43", "23,25%"), ("1.579/1.587", "99,49%")] {
        let yaml = figures(&format!("x:\n  value: {value} đại biểu\n  stated_percent: {stated}"));
        assert_eq!(found(&yaml), ["(BC031)"], "{value}");
    }
    // Rounded to a whole number, 2.399 of 2.400 are 100% - and yet not all.
    let yaml = figures("x:\n  value: 2.399/2.400 đoàn viên\n  stated_percent: 100%");
    assert_eq!(found(&yaml), ["BC034"]);
}

#[test]
fn sums_in_two_scales_of_money() {
    let yaml = "value: 1 tỷ đồng\n  parts:\n    Công đoàn: 800 triệu đồng\n    Công ty: 0,2 tỷ đồng\n  \
                parts_complete: có";
    assert_eq!(found(&figures(&format!("x:\n  {yaml}"))), SILENT);
    assert_eq!(found(&figures(&format!("x:\n  {}", yaml.replace("0,2", "0,3")))), ["BC022"]);
}

#[test]
fn a_part_that_is_told_apart_is_no_division() {
    let yaml = "membership:\n  members:\n    value: 412 đoàn viên\n    parts:\n      Nữ: 331\n      \
                Đảng viên: 24\n";
    assert_eq!(found(yaml), SILENT);
    // One woman in every three members, stated in each group or in none.
    let groups = "membership:\n  members:\n    value: 60 đoàn viên\n    parts:\n      A:\n        value: \
                  20 đoàn viên\n        parts:\n          Nữ: 12\n      B: 40 đoàn viên\n    \
                  parts_complete: có\n  women: 41 đoàn viên\n";
    assert_eq!(found(groups), SILENT);
}

#[test]
fn a_half_years_prior_is_no_opening() {
    let yaml = |period: &str| {
        format!(
            "period:\n  type: {period}\n  year: 2026\nmembership:\n  members:\n    value: 412 đoàn viên\n    \
             prior: 350 đoàn viên\n{}",
            figures("doan_vien_moi: 41 đoàn viên\ndoan_vien_giam: 2 đoàn viên")
        )
    };
    assert_eq!(found(&yaml("năm")), ["BC025"]);
    assert_eq!(found(&yaml("6 tháng đầu năm")), SILENT);
}

#[test]
fn open_lists_are_not_counted() {
    let directive = |complete: &str| {
        format!(
            "direction:\n  directives:\n    - label: 4 nhiệm vụ\n      complete: {complete}\n      tasks:\n        \
             - Một việc.\n"
        )
    };
    assert_eq!(found(&directive("có")), ["BC028"]);
    assert_eq!(found(&directive("không")), SILENT);
    let awards = "awards:\n  - form: Bằng khen\n    authority: Liên đoàn Lao động thành phố Hà Nội\n    \
                  individuals: 8 cá nhân\n    including:\n      - person: Phạm Thị Ví Dụ\n";
    assert_eq!(found(awards), SILENT);
}

#[test]
fn two_reasons_may_be_two_awards() {
    let awards = |individuals: u32| {
        format!(
            "awards:\n  - form: Bằng khen\n    authority: Liên đoàn Lao động tỉnh Ví Dụ\n    individuals: \
             {individuals} cá nhân\n    recipients_list:\n      - person: Phạm Thị Ví Dụ\n        reasons:\n          \
             - thành tích năm 2023\n          - text: hưởng ứng chương trình\n            thematic: có\n"
        )
    };
    assert_eq!(found(&awards(1)), SILENT);
    assert_eq!(found(&awards(2)), SILENT);
    assert_eq!(found(&awards(3)), ["BC070"]);
}

#[test]
fn a_term_holds_awards_of_many_years() {
    let awards = "congress:\n  term: 2023-2028\nawards:\n  - form: Bằng khen\n    authority: Liên đoàn Lao \
                  động tỉnh Ví Dụ\n    including:\n      - person: Phạm Thị Ví Dụ\n  - form: Bằng khen\n    \
                  authority: Liên đoàn Lao động tỉnh Ví Dụ\n    including:\n      - person: Phạm Thị Ví Dụ\n";
    assert_eq!(found(awards), SILENT);
}

#[test]
fn rough_money_is_not_multiplied() {
    let support = |each: &str, amount: &str| {
        format!(
            "results:\n  - area: Chăm lo\n    support:\n      - quantity: 137 suất\n        per_unit: {each}\n        \
             amount: {amount}\n"
        )
    };
    assert_eq!(found(&support("300.000 đồng", "41,1 triệu đồng")), SILENT);
    assert_eq!(found(&support("300.000 đồng", "41 triệu đồng")), SILENT);
    assert_eq!(found(&support("300.000 đồng", "gần 50 triệu đồng")), SILENT);
    assert_eq!(found(&support("bình quân 300.000 đồng", "50 triệu đồng")), SILENT);
    assert_eq!(found(&support("300.000 đồng", "50 triệu đồng")), ["BC071"]);
}

#[test]
fn hedges_of_targets_compare() {
    assert_eq!(
        found("direction:\n  targets:\n    - value: trên 431 đoàn viên\n      text: kết nạp\n"),
        SILENT
    );
    assert_eq!(found(&figures("x: trên 431 đoàn viên")), ["BC037"]);
    assert_eq!(found(&figures("x: trên 11,7%\ny: gần 215 triệu đồng")), SILENT);
}

#[test]
fn the_base_of_an_inner_percent_is_asked_for_once_and_late() {
    let yaml = |status: &str| {
        let inner = "\n        - value: trên 30%\n          text: chiến sĩ thi đua";
        format!(
            "status: {status}\ndirection:\n  targets:\n    - value: trên 95%\n      text: lao động tiên \
             tiến\n      including:{inner}{inner}\n"
        )
    };
    assert_eq!(found(&yaml("dự thảo")), SILENT);
    let late = found(&yaml("trình ký"));
    assert_eq!(late.iter().filter(|code| *code == "(BC038)").count(), 1, "{late:?}");
}

#[test]
fn numbers_in_prose_that_are_no_slip() {
    for words in [
        "Có 412 đoàn viên, 331 đoàn viên nữ.",
        "Phát động chương trình “421 đoàn viên, 28 sáng kiến”.",
        "Hơn 410 đoàn viên; năm 2024 có 350 đoàn viên dự thi.",
        "Thực hiện Kế hoạch số 28 sáng kiến cấp trên.",
        "Tuyên truyền cho 421 lượt người.",
        "Đạt 28/30 sáng kiến.",
    ] {
        assert_eq!(found(&text(words)), SILENT, "{words}");
    }
    assert_eq!(found(&text("Tuyên truyền cho 421 đoàn viên.")), ["BC087"]);
    assert_eq!(found(&text("Có 28 sáng kiến.")), ["BC087"]);
    let plan = "membership:\n  members: 412 đoàn viên\ndirection:\n  goal: |\n    Nâng lên 421 đoàn viên.\n";
    assert_eq!(found(plan), SILENT);
}

#[test]
fn changes_against_something_else() {
    let yaml = |words: &str| {
        format!(
            "membership:\n  members:\n    value: 412 đoàn viên\n    prior: 398 đoàn viên\n  text: |\n    Có \
             {{{{ members }}}}, {words}.\n"
        )
    };
    assert_eq!(found(&yaml("tăng 14 đoàn viên (3,5%) so với cùng kỳ")), SILENT);
    assert_eq!(found(&yaml("tăng 120 đoàn viên so với đầu nhiệm kỳ")), SILENT);
    assert_eq!(found(&yaml("tăng 2 tổ công đoàn")), SILENT);
    assert_eq!(found(&yaml("tăng 5,3% so với cùng kỳ")), ["BC036"]);
    assert_eq!(found(&yaml("giảm 14 đoàn viên")), ["BC036"]);
}

#[test]
fn unknown_is_silent() {
    let holes = "congress:\n  term:\nmembership:\n  members:\n    value:\n    prior: 398 đoàn viên\n    parts:\n      \
                 Nam:\n      Nữ: 331\nprevious_targets:\nattendance:\n  present: đầy đủ\n  absent:\ndirection:\n  \
                 targets:\n    - value:\n      text:\n      assigned:\n      by: 2030\nawards:\n  - form: \
                 Bằng khen\n    authority:\n    individuals: nhiều\n    recipients_list:\n      - person: Lê \
                 Thị Thí Dụ\n";
    assert_eq!(found(holes), SILENT);
}

#[test]
fn a_share_is_no_day_and_a_third_no_count() {
    let text = |words: &str| format!("assessment:\n  strengths: |\n    {words}\n");
    for words in [
        "Đến 17/17 tổ đã họp; năm trước 15/17 tổ họp đúng kỳ.",
        "Tổng cộng 9 tháng 49 đoàn viên.",
        "Từ 18/20 tàu đến 20/20 tàu có áo phao.",
        "Số vụ tai nạn giảm 1/3, thu nhập tăng 1/3 so với năm trước.",
        "Kết nạp 118 đoàn viên, kế hoạch 120 đoàn viên.",
        "Thu 845 triệu đồng, tức 845.000 nghìn đồng.",
    ] {
        assert_eq!(found(&text(words)), SILENT, "{words}");
    }
    assert_eq!(found(&text("Họp ngày 17/17.")), ["BC091"]);
}

#[test]
fn plans_are_held_against_their_own_time() {
    let yaml = |words: &str| {
        format!(
            "results:\n  - area: Tổ chức\n    figures:\n      dv:\n        value: 118 đoàn viên\n        \
             assigned: 120 đoàn viên\n    text: |\n      Phát triển {{{{ dv }}}}, {words}.\n"
        )
    };
    assert_eq!(found(&yaml("đạt 23,6% chỉ tiêu nhiệm kỳ")), SILENT);
    assert_eq!(found(&yaml("chưa đạt kế hoạch")), SILENT);
    assert_eq!(found(&yaml("vượt kế hoạch")), ["BC350"]);
    // A rate may be the plan of a figure stated as n/m.
    let rate = "x:\n  value: 47/49 đơn vị\n  assigned: 95%";
    assert!(!found(&figures(rate)).contains(&"BC042".to_owned()));
}

#[test]
fn a_house_may_cost_what_a_present_may_not() {
    let yaml = |quantity: &str| {
        format!(
            "results:\n  - area: Chăm lo\n    support:\n      - name: Mái ấm\n        quantity: {quantity}\n        \
             amount: 400 triệu đồng\n"
        )
    };
    assert_eq!(found(&yaml("2 nhà")), SILENT);
    assert_eq!(found(&yaml("1 cây cầu")), SILENT);
    assert_eq!(found(&yaml("2 suất")), ["BC096"]);
}

#[test]
fn numbers_beside_a_title_are_that_figures() {
    let yaml = |words: &str| {
        format!(
            "results:\n  - area: Đối thoại\n    figures:\n      kn:\n        title: Kiến nghị được trả lời\n        \
             value: 18 kiến nghị\n      quy:\n        title: Quỹ tương trợ\n        value: 245 triệu đồng\n    \
             text: |\n      {words}\n"
        )
    };
    assert_eq!(found(&yaml("Kiến nghị được trả lời: 31 kiến nghị.")), ["BC087"]);
    assert_eq!(found(&yaml("Kiến nghị được trả lời là 18 kiến nghị.")), SILENT);
    assert_eq!(found(&yaml("Năm trước, kiến nghị được trả lời là 31 kiến nghị.")), SILENT);
    assert_eq!(found(&yaml("Vận động được 245 tỷ đồng.")), ["BC087"]);
    assert_eq!(found(&yaml("Vận động được 0,245 tỷ đồng.")), SILENT);
}

/// A close number isn't an error by chance: many numbers of one unit, none of them named.
#[test]
fn many_numbers_lie_close_by_chance() {
    let lines: String = (0..300_u32)
        .map(|i| format!("    Đợt ra quân thứ {i} có {} đoàn viên dự.\n", 100 + i * 7919 % 900))
        .collect();
    let yaml = format!(
        "membership:\n  members: 412 đoàn viên\n  women: 331 đoàn viên\n  figures:\n    moi: 128 đoàn viên\n  \
         text: |\n{lines}"
    );
    let slips = found(&yaml).into_iter().filter(|code| code == "BC087").count();
    assert_eq!(slips, 0);
}

#[test]
fn a_list_is_as_long_as_is_told_of_it() {
    let yaml = |words: &str| {
        format!(
            "direction:\n  orientation: |\n    {words}\n  breakthroughs:\n    - Nâng chất lượng đối thoại\n    \
             - Chuyển đổi số\n"
        )
    };
    assert_eq!(found(&yaml("Tập trung 03 khâu đột phá.")), ["BC028"]);
    assert_eq!(found(&yaml("Tập trung 02 khâu đột phá.")), SILENT);
    assert_eq!(found(&yaml("Tập trung các khâu đột phá.")), SILENT);
}

#[test]
fn one_cause_is_told_once() {
    let yaml = "results:\n  - area: Tổ chức\n    figures:\n      dv:\n        value: 118 đoàn viên\n        assigned: \
                120 đoàn viên\n    text: |\n      Phát triển {{ dv }}, đạt 95% kế hoạch.\n";
    assert_eq!(found(yaml), ["BC035"]);
}
