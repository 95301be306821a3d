//! What the table of figures (biểu số liệu) and the default sentences say of
//! figures that are none, hedged, words, or not to be compared.

use baocao::{Office, Options};

/// A paper's source as a reader would see its text: literals without their
/// marks, no-break spaces as spaces.
fn printed(paper: &str, dossier: &str) -> String {
    let head =
        "kind: tổng kết\norganization:\n  name: Công đoàn phường Minh Họa\nperiod:\n  year: 2026\n";
    let office = Office::new(&Options::default()).expect("built in");
    let loaded = office.load("t.yaml", format!("{head}{dossier}").as_bytes(), &[]);
    let dossier = loaded.dossier().unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let paper = office.papers().find(paper).expect("a paper");
    let rendered = office.render(dossier, paper).expect("rendered");
    rendered.source.replace("#\"", "").replace("\";", "").replace(['\u{a0}', '~'], " ")
}

#[track_caller]
fn says(text: &str, part: &str) {
    assert!(text.contains(part), "{part:?} isn't in\n{text}");
}

fn situation(membership: &str) -> String {
    let text = printed("bao-cao-tong-ket", &format!("membership:\n{membership}"));
    let line = text.lines().find(|line| line.starts_with("Công đoàn phường Minh Họa hiện"));
    line.unwrap_or_default().trim_start_matches("Công đoàn phường Minh Họa hiện ").to_owned()
}

#[test]
fn none_is_told_as_none() {
    for (membership, sentence) in [
        (
            "  members: 412 đoàn viên\n  women: 331 đoàn viên\n  employees: 428 người\n  teams: 9 tổ công đoàn\n  party_members: 24 đảng viên\n",
            "có 412 đoàn viên trên tổng số 428 người, trong đó có 331 đoàn viên nữ, 24 đảng viên; sinh hoạt tại 09 tổ công đoàn.",
        ),
        ("  members: không\n  women: 0 đoàn viên\n", "chưa có đoàn viên."),
        (
            "  members: 0 đoàn viên\n  employees: 30 người\n",
            "chưa có đoàn viên trong tổng số 30 người.",
        ),
        ("  members: không\n  base_unions: 2 CĐCS\n", "chưa có đoàn viên; có 02 CĐCS."),
        ("  members: 12 đoàn viên\n  women: không\n", "có 12 đoàn viên, không có đoàn viên nữ."),
        (
            "  members: 12 đoàn viên\n  teams: không\n  base_unions: 0 đơn vị\n  party_members: không\n",
            "có 12 đoàn viên; chưa có đảng viên.",
        ),
        ("  employees: 900 người\n  base_unions: 2 CĐCS\n", "có 900 người; có 02 CĐCS."),
        ("  teams: 9 tổ công đoàn\n", "có 09 tổ công đoàn."),
        ("  teams: không\n", ""),
    ] {
        assert_eq!(situation(membership), sentence, "{membership}");
    }
}

#[test]
fn units_of_a_roll_up_have_their_names() {
    for (membership, sentence) in [
        (
            "  members: 824 đoàn viên\n  base_unions: 2 đơn vị\n  teams: 10 đơn vị\n",
            "có 824 đoàn viên, sinh hoạt tại 02 công đoàn cơ sở và 10 tổ công đoàn, công đoàn bộ phận.",
        ),
        (
            "  members: 824 đoàn viên\n  teams: ít nhất 3 đơn vị\n",
            "có 824 đoàn viên, sinh hoạt tại ít nhất 03 tổ công đoàn, công đoàn bộ phận.",
        ),
    ] {
        assert_eq!(situation(membership), sentence, "{membership}");
    }
}

#[test]
fn what_cannot_be_compared_is_marked() {
    let figure = "membership:\n  members:\n    value: 1.400 đoàn viên\n    prior: 380 đoàn viên\n";
    let text = printed("don-vi", &format!("{figure}    comparable: không\n"));
    says(&text, "[1.400], [380 (\\*)]");
    says(&text, "Ghi chú: (\\*) Số liệu cùng kỳ chưa so sánh được với kỳ này.");
    let text = printed("don-vi", figure);
    says(&text, "[1.400], [380]");
    assert!(!text.contains("chưa so sánh được"), "{text}");
}

#[test]
fn an_award_keeps_its_hedge_and_leaves_out_none() {
    let award = "awards:\n  - form: Bằng khen\n    authority: Ủy ban nhân dân tỉnh\n";
    let hedged = format!("{award}    individuals: ít nhất 43 cá nhân\n");
    says(&printed("don-vi", &hedged), "[người], [ít nhất 43]");
    let annex = "papers:\n  annual_report:\n    annexes:\n      - khen thưởng\n";
    says(&printed("bao-cao-tong-ket", &format!("{hedged}{annex}")), "[], [ít nhất 43]");
    let zero = format!("{award}    collectives: 0 tập thể\n    individuals: 3 cá nhân\n");
    says(&printed("bao-cao-tong-ket", &zero), "tặng Bằng khen cho 03 cá nhân.");
    let text = printed("don-vi", &zero);
    assert!(!text.contains("[tập thể]"), "{text}");
    says(&text, "[người], [3]");
    let nobody = format!("{award}    collectives: không\n    individuals: 0 cá nhân\n");
    let text = printed("bao-cao-tong-ket", &nobody);
    assert!(!text.contains("Bằng khen"), "{text}");
    // Words are no figure.
    let many = format!("{award}    individuals: nhiều\n");
    assert!(!printed("don-vi", &many).contains("Bằng khen"));
    says(&printed("bao-cao-tong-ket", &many), "tặng Bằng khen cho nhiều cá nhân.");
}

#[test]
fn a_list_of_words_stands_across_the_columns() {
    let list = |value: &str, more: &str| {
        let yaml = format!(
            "membership:\n  members:\n    value: 12 đoàn viên\n    prior: 11 đoàn viên\nresults:\n  \
             - area: Phong trào thi đua\n    figures:\n      phong_trao:\n        value: {value}\n{more}"
        );
        printed("don-vi", &yaml)
    };
    says(
        &list("Lao động giỏi; Giỏi việc nước, đảm việc nhà", ""),
        "([2], spanning(4)[Phong trào thi đua đã phát động: Lao động giỏi; Giỏi việc nước, đảm việc nhà], ),",
    );
    says(&list("thường xuyên", ""), "[thường xuyên], ");
    says(
        &list(
            "một phong trào",
            "        prior: Lao động giỏi; Lao động sáng tạo\n        comparable: không\n        note: theo kế hoạch.\n",
        ),
        "đã phát động: một phong trào (cùng kỳ, chưa so sánh được: Lao động giỏi; Lao động sáng tạo; theo kế hoạch)], ),",
    );
}
