//! The last look at finished pages, through the program: what it refuses, how it
//! says so, and that a draft is let through.

#[path = "support/desk.rs"]
mod desk;

use desk::Desk;

/// A review that is right but for what stands in `{text}`.
const DOSSIER: &str = "\
format: 1
kind: tổng kết
status: trình ký
organization:
  name: Công đoàn cơ sở Trường Tiểu học Đồi Chè
  symbol: CĐCS
  level: cơ sở
  place: Đồi Chè
  parent: Công đoàn phường Đồi Chè
period:
  year: 2026
membership:
  members: 64 đoàn viên
results:
  - area: Thi đua
    figures:
      tiet: {title: Tiết dạy tốt, value: 120 tiết dạy, assigned: 100 tiết dạy}
    text: |
      {text}
assessment:
  strengths: Hoạt động sôi nổi.
  limitations: Sinh hoạt tổ chưa đều.
  causes: Cán bộ kiêm nhiệm.
direction:
  orientation: Tiếp tục đổi mới.
  tasks: [Chăm lo đời sống nhà giáo.]
papers:
  annual_report:
    signature: {on_behalf: TM. BAN CHẤP HÀNH, post: CHỦ TỊCH, name: Trần Thị Ví Dụ}
    recipients: [Công đoàn phường Đồi Chè (để b/c)]
    archive: CĐ
";

fn desk(text: &str) -> Desk {
    let desk = Desk::new();
    desk.write("tk.yaml", &DOSSIER.replace("{text}", text));
    desk
}

/// Texts that nothing in the dossier is wrong with until they are printed.
const FAULTY: [(&str, &str, &str); 2] = [
    ("Có {{ tiet }} tiết dạy dự thi.", "BC168", "lặp từ"),
    ("Có {{ tiet }},; nhiều giờ thao giảng.", "BC167", "dấu câu dính nhau"),
];

#[test]
fn a_clean_paper_with_a_fault_on_its_page_is_refused() {
    for (text, code, said) in FAULTY {
        let desk = desk(text);
        desk.run(&["check", "tk.yaml"]).ends(0);
        let ran = desk.run(&["render", "tk.yaml"]).ends(1);
        assert!(ran.err.contains(code) && ran.err.contains(said), "{}", ran.err);
        // At its place in the dossier, with the line.
        assert!(ran.err.contains("tk.yaml:18"), "{}", ran.err);
        assert!(ran.err.contains("chưa xuất bản trình ký"), "{}", ran.err);
        assert!(!desk.path("ra").exists());

        let ran = desk.run(&["render", "tk.yaml", "--json"]).ends(1);
        let lines = ran.json();
        let finding = lines.iter().find(|line| line["code"] == code).expect("the finding");
        assert_eq!(finding["severity"], "error");
        assert_eq!(finding["path"], "results[0].text");
        assert!(lines.iter().any(|line| line["type"] == "paper" && line["state"] == "refused"));

        desk.run(&["render", "tk.yaml", "--status", "dự thảo"]).ends(0);
    }
}

#[test]
fn it_is_neither_issued_nor_made_in_a_batch() {
    for (text, code, _) in FAULTY {
        let desk = desk(text);
        let before = desk.read("tk.yaml");
        desk.run(&[
            "issue",
            "tk.yaml",
            "--paper",
            "annual_report",
            "--number",
            "5",
            "--date",
            "09/12/2026",
        ])
        .ends(1)
        .tells(code)
        .tells("Chưa phát hành");
        assert_eq!(desk.read("tk.yaml"), before);

        desk.write("nop/mot.yaml", &before);
        desk.run(&["batch", "nop"]).ends(1);
        let manifest = desk.read("ra/manifest.jsonl");
        assert!(manifest.contains(code) && manifest.contains("refused"), "{manifest}");
    }
}

/// What a font can't print is told of; a draft shows where it stood, and nobody
/// takes it for a fault of a template.
#[test]
fn a_draft_prints_a_mark_for_a_letter_that_the_font_lacks() {
    for letter in ['\u{f0b7}', '\u{1f389}', '한'] {
        let desk = desk(&format!("Thi giảng {letter} sôi nổi."));
        let ran = desk.run(&["render", "tk.yaml", "--status", "dự thảo"]).ends(1).tells("BC120");
        assert!(!ran.err.contains("mẫu văn bản"), "{}", ran.err);
        assert!(desk.path("ra/tk/bao-cao-tong-ket-du-thao.pdf").exists());
        desk.run(&["render", "tk.yaml"]).ends(1).tells("chưa xuất bản trình ký");

        desk.write("nop/mot.yaml", &desk.read("tk.yaml").replace("trình ký", "dự thảo"));
        desk.run(&["batch", "nop"]).ends(1);
        let manifest = desk.read("ra/manifest.jsonl");
        assert!(!manifest.contains("mẫu văn bản"), "{manifest}");
    }
}

/// A table in the text and an annex with the same one: both are printed.
#[test]
fn a_table_of_targets_with_its_annex() {
    let desk = desk("Có {{ tiet }}.");
    let yaml = desk.read("tk.yaml");
    let yaml = yaml.replace(
        "  tasks: [",
        "  targets: [{value: 100%, text: nhà giáo được chăm lo}, {value: 5 giải, text: hội thi}]\n  tasks: [",
    );
    desk.write("tk.yaml", &(yaml + "    targets_as: bảng\n    annexes: [chỉ tiêu]\n"));
    desk.run(&["render", "tk.yaml"]).ends(0);
}
