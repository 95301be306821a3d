//! The command line as a person or a script meets it: help, exit codes,
//! messages, what is written and what never is.

use std::path::Path;
use std::process::Stdio;

#[path = "support/desk.rs"]
mod desk;

use desk::{Desk, Ran, tree};

const VERBS: &[(&str, &str)] = &[
    ("new", "tao"),
    ("check", "kiem-tra"),
    ("render", "xuat"),
    ("papers", "van-ban"),
    ("compare", "so-sanh"),
    ("issue", "phat-hanh"),
    ("batch", "hang-loat"),
    ("manifest", "bang-ke"),
    ("sheet", "bieu"),
    ("rollup", "tong-hop"),
    ("watch", "theo-doi"),
    ("schema", "luoc-do"),
    ("templates", "mau"),
];

impl Desk {
    /// A desk with a dossier of everything, ready to be issued but for its
    /// number and day.
    fn with_dossier() -> Self {
        let desk = Desk::new();
        desk.write("tk.yaml", DOSSIER);
        desk
    }

    /// The seal that `issue` wrote.
    fn seal(&self) -> String {
        let text = self.read("tk.yaml");
        let (_, behind) = text.split_once("sealed: ").expect("a seal");
        let seal = behind.split(['}', '\n', '\r']).next().unwrap_or_default().trim();
        let seal = seal.trim_matches('\'').to_owned();
        assert!(seal.len() == 16 && seal.bytes().all(|b| b.is_ascii_hexdigit()), "{seal}");
        seal
    }

    fn files(&self) -> Vec<String> {
        tree(self.folder()).into_keys().collect()
    }
}

/// Complete enough for every state; `papers` at the end, with comments to keep.
const DOSSIER: &str = "\
format: 1
kind: tổng kết
organization:
  name: Công đoàn cơ sở Công ty Minh Họa
  symbol: CĐCS
  place: Thí Dụ
  parent: Công đoàn phường Minh Họa
period:
  type: năm
  year: 2026
membership:
  members: 412 đoàn viên
results:
  - area: Phong trào thi đua
    figures:
      ideas:
        title: Sáng kiến được công nhận
        value: 27 sáng kiến
    text: Có {{ ideas }} được công nhận.
assessment:
  strengths: Hoàn thành các chỉ tiêu.
  limitations: Sinh hoạt tổ chưa đều.
  causes: Cán bộ kiêm nhiệm.
direction:
  orientation: Tiếp tục đổi mới hoạt động.
papers:                                 # văn bản
  # báo cáo đọc tại hội nghị
  annual_report:                        # Báo cáo tổng kết
    number:                             # văn thư cấp
    signature:
      on_behalf: TM. BAN CHẤP HÀNH
      post: CHỦ TỊCH
      name: Trần Thị Ví Dụ
  unit_report:

# hết
";

const WRONG_RATIO: &str = "\
kind: tổng kết
organization:
  name: Công đoàn cơ sở Công ty Minh Họa
period:
  year: 2026
membership:
  members:
    value: 54/49 đoàn viên
";

// Help

#[test]
fn help_of_every_verb() {
    let desk = Desk::new();
    let mut all = desk.run(&["--help"]).ends(0).out;
    for words in [
        &["new"][..],
        &["check"],
        &["render"],
        &["papers"],
        &["issue"],
        &["batch"],
        &["manifest"],
        &["manifest", "merge"],
        &["sheet"],
        &["sheet", "new"],
        &["sheet", "read"],
        &["rollup"],
        &["watch"],
        &["schema"],
        &["templates"],
        &["templates", "list"],
        &["templates", "eject"],
    ] {
        let help = desk.run(&[words, &["--help"]].concat()).ends(0).out;
        all += &format!("\n──── baocao {} --help\n\n{help}", words.join(" "));
    }
    insta::assert_snapshot!("help", all);
}

#[test]
fn help_has_no_english_of_claps() {
    let desk = Desk::new();
    for &(verb, alias) in VERBS {
        let help = desk.run(&[verb, "-h"]).ends(0).out;
        for word in ["Usage", "Options", "Arguments", "Commands", "Print", "default", "possible"] {
            assert!(!help.contains(word), "{verb}: {word} in\n{help}");
        }
        assert_eq!(desk.run(&[alias, "-h"]).ends(0).out, help, "{alias}");
        assert!(desk.run(&["-h"]).out.contains(&format!("{verb} [{alias}]")));
    }
    desk.run(&["mau", "liet-ke"]).ends(0).says("papers/annual_report.yaml");
}

#[test]
fn version_and_nothing_typed() {
    let desk = Desk::new();
    assert_eq!(
        desk.run(&["-V"]).ends(0).out,
        format!(
            "baocao {} (quy tắc kiểm tra cập nhật đến {})\n",
            env!("CARGO_PKG_VERSION"),
            baocao::check::RULES_DATED
        )
    );
    let ran = desk.run(&[]).ends(2).tells("Cách dùng:");
    assert_eq!(ran.out, "");
}

// Mistakes on the command line

#[test]
fn mistakes_are_told_in_vietnamese() {
    let desk = Desk::with_dossier();
    for (words, told) in [
        (&["rendr", "tk.yaml"][..], "Không có lệnh `rendr`\nGợi ý: Có phải là `render`?"),
        (&["xyz"], "các lệnh: new, check, render"),
        (&["render"], "Thiếu hồ sơ"),
        (
            &["render", "--papr", "x"],
            "Không có tùy chọn `--papr` ở đây\nGợi ý: Có phải là `--paper`?",
        ),
        (&["render", "--paper"], "Thiếu giá trị sau `--paper`"),
        (
            &["render", "--to", "odt", "tk.yaml"],
            "`--to`: không có “odt” (chọn một trong: pdf, docx, html, txt, png, svg, typ, json, xml)",
        ),
        (&["render", "--status", "duthao", "tk.yaml"], "Có phải là “dự thảo”?"),
        (&["render", "--pdf", "a-1", "tk.yaml"], "`--pdf`: không có “a-1”"),
        (&["render", "--json=x", "tk.yaml"], "`--json`: thừa giá trị “x”"),
        (&["render", "--output", "a", "-o", "b", "tk.yaml"], "`--output` chỉ ghi một lần"),
        (
            &["render", "--paper", "bao-cao-tong-kt", "tk.yaml"],
            "Có phải là `bao-cao-tong-ket` (Báo cáo tổng kết năm)?",
        ),
        (&["render", "--set", "period.year", "tk.yaml"], "Thiếu dấu = trong --set"),
        (
            &["new", "--kind", "đại", "hội", "x.yaml"],
            "Giá trị có dấu cách thì đặt trong ngoặc kép: --kind \"đại hội\"",
        ),
        (&["new", "--kind", "tổng", "kết"], "ngoặc kép: --kind \"tổng kết\""),
        // The verb by the name that was typed.
        (&["tao", "--kind", "tổng", "kết"], "xem cách dùng: baocao tao --help"),
        (&["check", "tk.yaml", "--status", "dự", "thảo"], "ngoặc kép: --status \"dự thảo\""),
        (&["new", "--keep-texts", "--kind", "tong-ket"], "--keep-texts chỉ dùng cùng --from"),
        (
            &["new", "--kind", "năm"],
            "`--kind`: không có “năm” (chọn một trong: đại hội, tổng kết, sơ kết)",
        ),
        (&["new"], "Thiếu loại hồ sơ"),
        (&["issue", "tk.yaml"], "Thiếu `--paper`"),
        (&["issue", "tk.yaml", "--paper", "tong-ket", "--date", "31/11/2026"], "`--date`:"),
        (
            &["issue", "tk.yaml", "--paper", "tong-ket", "--date", "11/2026"],
            "chưa đủ ngày, tháng, năm",
        ),
        (&["check", "--templates", "khong", "tk.yaml"], "Không có thư mục mẫu khong"),
        (&["check", "--fonts", "khong", "tk.yaml"], "Không có thư mục phông chữ khong"),
        (&["check", "khong.yaml"], "Không đọc được khong.yaml: không có tệp hoặc thư mục này"),
        (&["check", "–status"], "hai dấu gạch nối --"),
        (&["templates"], "Cách dùng:"),
    ] {
        let ran = desk.run(words).ends(2).tells(told);
        for word in ["error", "tip:", "Usage", "unexpected", "bạn"] {
            assert!(!ran.err.contains(word), "{words:?}: {word} in\n{}", ran.err);
        }
    }
    assert_eq!(desk.files(), ["tk.yaml"]);
}

// Check

#[test]
fn check_finds_and_counts() {
    let desk = Desk::with_dossier();
    desk.write("sai.yaml", WRONG_RATIO);
    desk.write("hong.yaml", "kind: tổng kết\nperiod:\n  nam: 2026\n");
    let good = desk.run(&["check", "tk.yaml"]).ends(0);
    assert_eq!(
        (good.out.lines().last(), good.err.as_str()),
        (Some("Không có chỗ nào cần sửa."), "")
    );
    desk.run(&["check", "sai.yaml"])
        .ends(1)
        .says("Cần sửa[BC")
        .says("sai.yaml:8")
        .says("Có 1 chỗ cần sửa");
    desk.run(&["check", "hong.yaml"]).ends(1).says("Không có khóa `nam` ở đây");
    // A folder goes on past the bad one; what isn't there weighs more.
    desk.run(&["check", "."]).ends(1).says("3 hồ sơ. Có 2 chỗ cần sửa");
    desk.run(&["check", "khong.yaml", "sai.yaml"]).ends(2).says("Cần sửa[BC").tells("khong.yaml");
    desk.write("trong/doc.txt", "");
    desk.run(&["check", "trong"]).ends(2).tells("Thư mục trong không có hồ sơ nào (.yaml, .yml)");
}

#[test]
fn check_lists_what_was_acknowledged() {
    let desk = Desk::with_dossier();
    desk.run(&["check", "tk.yaml", "--acknowledged"]).ends(0).says("không có chỗ nào đã xem");
    let wrong = DOSSIER.replace("Có {{ ideas }}", "Có 28 sáng kiến");
    desk.write("tk.yaml", &wrong);
    desk.run(&["check", "tk.yaml"]).ends(0).says("Cần xem lại[BC087]");
    let seen = "acknowledged:\n  - code: BC087\n    reason: cả năm trước\n    date: 5/11/2026\n";
    desk.write("tk.yaml", &format!("{wrong}{seen}"));
    let quiet = desk.run(&["check", "tk.yaml"]).ends(0);
    assert!(!quiet.out.contains("BC087"), "{}", quiet.out);
    desk.run(&["check", "tk.yaml", "--acknowledged"])
        .ends(0)
        .says("tk.yaml: 1 chỗ đã xem, không báo nữa.")
        .says("BC087 · dòng 19 · ")
        .says("Lý do: cả năm trước (xem ngày 05/11/2026)");
}

/// Two faults of two codes; a letter of another alphabet, and a percent that follows.
const MENDABLE: &str = "\
format: 1
kind: tổng kết
organization:
  name: Công đoàn cơ sở Công ty Minh Họa  # tên
period: {year: 2026}
results:
  - area: Tổ chức
    figures:
      to: {title: Tổ tốt, value: 18/20 tổ, stated_percent: 80%}  # tỷ lệ
    text: |
      Công đoàn đã đã thăm 49/54 tổ, đạt 94,2%; khó\u{0430} V họp.
";

#[test]
fn check_goes_by_the_codes_that_are_asked_for() {
    let desk = Desk::new();
    desk.write("tk.yaml", MENDABLE);
    let only = desk.run(&["check", "tk.yaml", "--only", "BC159"]).ends(0).says("“đã đã”: chữ lặp");
    assert!(!only.out.contains("49/54 ="), "{}", only.out);
    assert!(only.out.contains("Có 1 chỗ cần xem lại"), "{}", only.out);
    let without = desk.run(&["check", "tk.yaml", "--without", "bc159,31"]).ends(1).says("49/54 =");
    assert!(!without.out.contains("chữ lặp"), "{}", without.out);
    desk.run(&["check", "tk.yaml", "--only", "BC999"]).ends(2).tells("không có mã này");
}

#[test]
fn check_mends_what_is_certain_and_shows_it() {
    let desk = Desk::new();
    desk.write("tk.yaml", MENDABLE);
    desk.run(&["check", "tk.yaml", "--fix"])
        .says("tk.yaml: sửa 3 chỗ")
        .says("9 -       to: {title: Tổ tốt, value: 18/20 tổ, stated_percent: 80%}")
        .says("11 +       Công đoàn đã đã thăm 49/54 tổ, đạt 90,7%; khóa V họp.")
        // What needs a person stays and is told.
        .says("“đã đã”");
    let mended = MENDABLE
        .replace("stated_percent: 80%", "stated_percent: 90%")
        .replace("94,2%", "90,7%")
        .replace("khó\u{0430}", "khóa");
    assert_eq!(desk.read("tk.yaml"), mended);
    desk.run(&["check", "tk.yaml", "--fix"]).ends(0).says("không có chỗ nào sửa chắc chắn được");
    assert_eq!(desk.read("tk.yaml"), mended);
    desk.run(&["check", "tk.yaml", "--fix", "--json"]).ends(2);
}

#[test]
fn a_narrow_terminal_gets_narrow_lines() {
    let desk = Desk::with_dossier();
    let long = format!("Có 28 sáng kiến được công nhận. {}", "Chữ dài. ".repeat(200));
    desk.write("tk.yaml", &DOSSIER.replace("Có {{ ideas }} được công nhận.", &long));
    let output = desk.command(&["check", "tk.yaml"]).env("COLUMNS", "60").output().expect("runs");
    let ran = Ran::from(output).ends(0).says("Có 28 sáng kiến");
    let quoted = ran.out.lines().filter(|line| line.contains(" | "));
    assert!(quoted.clone().count() > 1, "{}", ran.out);
    assert!(quoted.into_iter().all(|line| line.chars().count() <= 60), "{}", ran.out);
}

#[test]
fn check_as_another_state() {
    let desk = Desk::with_dossier();
    desk.run(&["check", "tk.yaml", "--status", "ban-hanh", "--paper", "tong-ket"])
        .ends(1)
        .says("ban hành mà chưa có số");
    desk.run(&["check", "tk.yaml", "--set", "membership.members=x.y 5"]).ends(1).says("--set");
}

#[test]
fn check_as_json() {
    let desk = Desk::new();
    desk.write("sai.yaml", WRONG_RATIO);
    let ran = desk.run(&["check", "--json", "sai.yaml", "khong.yaml"]).ends(2);
    let lines = ran.json();
    let error = lines.iter().find(|l| l["severity"] == "error").expect("an error");
    assert_eq!(error["type"], "finding");
    assert_eq!(error["dossier"], "sai.yaml");
    assert_eq!(error["place"]["line"], 8);
    assert_eq!(error["path"], "membership.members.value");
    assert!(lines.iter().any(|l| l["type"] == "failure"));
    let last = lines.last().expect("lines");
    assert_eq!((&last["type"], &last["errors"]), (&"summary".into(), &1.into()));
    assert_eq!(ran.err, "");
}

// Render

#[test]
fn render_writes_the_papers_that_are_named() {
    let desk = Desk::with_dossier();
    desk.write("tk.yaml", &desk.read("tk.yaml").replace("  unit_report:\n", ""));
    desk.run(&["render", "tk.yaml"]).ends(0);
    assert_eq!(desk.files(), ["ra/tk/bao-cao-tong-ket-du-thao.pdf", "tk.yaml"]);
    desk.run(&["papers", "tk.yaml"]).ends(0).says("chỉ lập khi gọi tên bằng --paper");
    desk.run(&["render", "tk.yaml", "--paper", "don-vi"]).ends(0);
    assert!(desk.path("ra/tk/bao-cao-don-vi-du-thao.pdf").exists());
}

#[test]
fn render_writes_every_paper() {
    let desk = Desk::with_dossier();
    let ran = desk.run(&["render", "tk.yaml"]).ends(0);
    assert_eq!(
        desk.files(),
        ["ra/tk/bao-cao-don-vi-du-thao.pdf", "ra/tk/bao-cao-tong-ket-du-thao.pdf", "tk.yaml"]
    );
    let ran = ran.says("Đã xuất 2 bản dự thảo vào thư mục ra/.");
    assert!(ran.out.starts_with("ra"), "{}", ran.out);
    let first = std::fs::read(desk.path("ra/tk/bao-cao-tong-ket-du-thao.pdf")).expect("a PDF");
    assert!(first.starts_with(b"%PDF-"));
    // Again, over what is there: the same bytes.
    desk.run(&["xuat", "tk.yaml", "--paper", "annual_report"])
        .ends(0)
        .says("Đã xuất 1 bản dự thảo");
    assert_eq!(
        std::fs::read(desk.path("ra/tk/bao-cao-tong-ket-du-thao.pdf")).expect("a PDF"),
        first
    );
}

#[test]
fn render_in_other_formats() {
    let desk = Desk::with_dossier();
    // Left from a longer version: it would pass for the paper's last page.
    desk.write("k/tk/bao-cao-tong-ket-du-thao-3.png", "");
    desk.write("k/tk/bao-cao-tong-ket-du-thao-2.svg", "");
    let words = ["--paper", "tong-ket", "--to", "png,svg,typ", "-o", "k", "--pdf", "a-2u"];
    desk.run(&[&["render", "tk.yaml"][..], &words].concat()).ends(0);
    let files = desk.files();
    for file in [
        "k/tk/bao-cao-tong-ket-du-thao-1.png",
        "k/tk/bao-cao-tong-ket-du-thao-1.svg",
        "k/tk/bao-cao-tong-ket-du-thao.typ",
    ] {
        assert!(files.iter().any(|f| f == file), "{file}: {files:?}");
    }
    assert!(!files.iter().any(|f| f.ends_with(".pdf") || f.ends_with("-3.png")), "{files:?}");
    desk.run(&["render", "tk.yaml", "--keep-typ", "-o", "g", "--pdf", "a-2u"]).ends(0);
    assert!(desk.read("g/tk/bao-cao-tong-ket-du-thao.typ").contains("Minh Họa"));
}

#[test]
fn a_long_paper_is_not_drawn() {
    let desk = Desk::with_dossier();
    let lines = "      Một việc đã làm trong kỳ.\n\n".repeat(1600);
    let areas = |name: &str| format!("  - area: Mặt {name}\n    text: |\n{lines}");
    let long =
        DOSSIER.replacen("results:\n", &format!("results:\n{}{}", areas("A"), areas("B")), 1);
    assert_ne!(long, DOSSIER);
    desk.write("tk.yaml", &long);
    let render = ["render", "tk.yaml", "--paper", "tong-ket", "--to"];
    desk.run(&[&render[..], &["png"]].concat()).ends(1).tells("ảnh chỉ xuất được đến 100 trang");
    assert_eq!(desk.files(), ["tk.yaml"]);
    desk.run(&[&render[..], &["pdf"]].concat()).ends(0);
}

#[test]
fn errors_stop_all_but_drafts() {
    let desk = Desk::new();
    desk.write("sai.yaml", WRONG_RATIO);
    desk.run(&["render", "sai.yaml", "--paper", "tong-ket"])
        .ends(1)
        .tells("Cần sửa[BC")
        .says("Có 1 chỗ cần sửa")
        .says("Đã xuất 1 bản dự thảo vào thư mục ra/.");
    desk.run(&["render", "sai.yaml", "--paper", "tong-ket", "--status", "trình ký", "-o", "k"])
        .ends(1)
        .tells("sai.yaml · Báo cáo tổng kết năm: chưa xuất bản trình ký vì còn chỗ cần sửa")
        .says("Chưa xuất được văn bản nào.");
    assert!(!desk.path("k").exists());
}

#[test]
fn a_broken_dossier_stops_only_itself() {
    let desk = Desk::with_dossier();
    desk.write("hong.yaml", "kind: tổng kết\nperiod:\n  nam: 2026\n");
    desk.run(&["render", ".", "--paper", "tong-ket"])
        .ends(1)
        .tells("hong.yaml: chưa xuất văn bản nào vì hồ sơ chưa đọc được trọn vẹn")
        .says("Đã xuất 1 bản dự thảo");
    assert!(desk.path("ra/tk/bao-cao-tong-ket-du-thao.pdf").exists());
    assert!(!desk.path("ra/hong").exists());
}

#[test]
fn a_target_that_cannot_be_written_stops_only_itself() {
    let desk = Desk::with_dossier();
    std::fs::create_dir_all(desk.path("ra/tk/bao-cao-tong-ket-du-thao.pdf")).expect("made");
    desk.run(&["render", "tk.yaml"])
        .ends(1)
        .tells("bao-cao-tong-ket-du-thao.pdf: đây là thư mục, không phải tệp")
        .says("Đã xuất 1 bản dự thảo vào thư mục ra/. Còn 1 văn bản chưa xuất được.");
    let locked = desk.path("ra/tk/bao-cao-don-vi-du-thao.pdf");
    let mut permissions = std::fs::metadata(&locked).expect("there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&locked, permissions).expect("set");
    let before = std::fs::read(&locked).expect("a PDF");
    let words = ["render", "tk.yaml", "--paper", "don-vi", "--set", "organization.name=Khác"];
    desk.run(&words).ends(1).tells("bao-cao-don-vi-du-thao.pdf: tệp đã đặt chỉ đọc");
    assert_eq!(std::fs::read(&locked).expect("a PDF"), before);
    // Windows can't remove it otherwise.
    #[cfg(windows)]
    {
        let mut permissions = std::fs::metadata(&locked).expect("there").permissions();
        permissions.set_readonly(false);
        std::fs::set_permissions(&locked, permissions).expect("set");
    }
    assert!(desk.files().iter().all(|f| !f.contains(".baocao-")), "{:?}", desk.files());
}

#[cfg(unix)]
#[test]
fn others_may_read_what_is_written() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_dossier();
    desk.run(&["render", "tk.yaml", "--paper", "tong-ket"]).ends(0);
    let mode = |name: &str| {
        std::fs::metadata(desk.path(name)).expect("there").permissions().mode() & 0o777
    };
    // The mode that any file here gets, whatever the umask.
    assert_eq!(mode("ra/tk/bao-cao-tong-ket-du-thao.pdf"), mode("tk.yaml"));
}

#[test]
fn names_that_clash_or_cannot_be() {
    let desk = Desk::with_dossier();
    desk.write("b/TK.yml", DOSSIER);
    desk.write("nul.yaml", DOSSIER);
    desk.run(&["render", "tk.yaml", "b"]).ends(2).tells("trùng tên");
    desk.run(&["render", "nul.yaml"]).ends(2).tells("tên riêng của Windows");
    // The same file named twice is one dossier.
    desk.run(&["render", "tk.yaml", "./tk.yaml", "--paper", "tong-ket"])
        .ends(0)
        .says("1 bản dự thảo");
}

#[test]
fn a_fault_of_a_template_keeps_the_source() {
    let desk = Desk::with_dossier();
    desk.run(&["templates", "eject", "mau"]).ends(0);
    let template = "mau/papers/sections/results.typ.j2";
    desk.write(template, &(desk.read(template) + "\n#khong-co-ham()\n"));
    desk.run(&["render", "tk.yaml", "--templates", "mau"])
        .ends(1)
        .tells("tk.yaml · Báo cáo tổng kết năm: mẫu văn bản có lỗi:")
        .tells("bao-cao-tong-ket-du-thao.typ")
        .says("Đã xuất 1 bản dự thảo");
    assert!(desk.read("ra/tk/bao-cao-tong-ket-du-thao.typ").contains("khong-co-ham"));
    assert!(!desk.path("ra/tk/bao-cao-tong-ket-du-thao.pdf").exists());
}

/// Templates are programs: a text doubled forty times, by minijinja or by Typst, would take
/// all memory that there is.
#[test]
#[cfg(target_os = "linux")]
fn a_template_that_fills_the_memory_is_told() {
    let desk = Desk::with_dossier();
    desk.run(&["templates", "eject", "mau"]).ends(0);
    let of_minijinja = "{% set ns = namespace(s='12345678') %}\
        {% for i in range(40) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s | length }}\n";
    let of_typst = "#{ let s = \"12345678\"; for i in range(40) { s = s + s }; s.len() }\n";
    let template = "mau/papers/sections/results.typ.j2";
    let whole = desk.read(template);
    for bomb in [of_minijinja, of_typst] {
        desk.write(template, &(whole.clone() + bomb));
        desk.run(&["render", "tk.yaml", "--templates", "mau", "--paper", "tong-ket"])
            .ends(2)
            .tells("Mẫu trong mau làm đầy bộ nhớ");
        assert!(!desk.path("ra/tk/bao-cao-tong-ket-du-thao.pdf").exists());
    }
}

#[test]
fn render_as_json() {
    let desk = Desk::with_dossier();
    let ran = desk.run(&["render", "tk.yaml", "--json", "--paper", "tong-ket,nghi-quyet"]).ends(1);
    let lines = ran.json();
    let paper = |id: &str| lines.iter().find(|l| l["paper"] == id).expect("a line").clone();
    let report = paper("annual_report");
    assert_eq!((&report["state"], &report["status"]), (&"written".into(), &"dự thảo".into()));
    let file = report["files"][0].as_str().expect("a path");
    assert!(desk.path(file).is_file());
    assert!(report["pages"].as_u64() >= Some(1));
    assert_eq!(paper("resolution")["state"], "refused");
    assert_eq!(lines.last().expect("lines")["written"], 1);
    assert_eq!(ran.err, "");
}

// Papers

#[test]
fn papers_tells_what_is_lacking() {
    let desk = Desk::with_dossier();
    let ran = desk.run(&["papers", "tk.yaml"]).ends(0);
    let line = |name: &str| ran.out.lines().find(|l| l.contains(name)).expect("a line").to_owned();
    let words = |name: &str| line(name).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words("Báo cáo tổng kết năm").ends_with(" bao-cao-tong-ket dự thảo"));
    assert!(line("Nghị quyết Đại hội").ends_with("còn thiếu: Đại hội"));
    desk.write("hong.yaml", "x: [");
    desk.run(&["van-ban", "hong.yaml"]).ends(1).tells("Cần sửa[BC166]");
}

// New

#[test]
fn every_starter_grows_into_drafts() {
    let desk = Desk::new();
    for (kind, file, papers) in [
        ("đại hội", "ho-so-dai-hoi.yaml", 2),
        ("tong-ket", "ho-so-tong-ket.yaml", 2),
        ("Sơ kết", "ho-so-so-ket.yaml", 2),
    ] {
        desk.run(&["new", "--kind", kind]).ends(0).says(&format!("Đã tạo {file}."));
        let text = desk.read(file);
        assert!(text.starts_with("# yaml-language-server: $schema=schema/dossier.schema.json\n"));
        desk.run(&["check", file]).ends(0);
        desk.write(file, &text.replacen("  name:  ", "  name: Công đoàn cơ sở Minh Họa ", 1));
        desk.run(&["render", file]).ends(0).says(&format!("Đã xuất {papers} bản dự thảo"));
    }
    let schema = desk.run(&["schema"]).ends(0).out;
    assert_eq!(desk.read("schema/dossier.schema.json"), schema);
}

#[test]
fn new_never_overwrites() {
    let desk = Desk::with_dossier();
    desk.write("schema/dossier.schema.json", "{}");
    desk.run(&["new", "--kind", "tong-ket", "tk.yaml"])
        .ends(2)
        .tells("Đã có tk.yaml; không ghi đè");
    assert_eq!(desk.read("tk.yaml"), DOSSIER);
    desk.run(&["tao", "--kind", "tong-ket", "moi.yaml"]).ends(0).tells("phiên bản khác");
    assert_eq!(desk.read("schema/dossier.schema.json"), "{}");
    desk.run(&["new", "--from", "tk.yaml", "moi.yaml"]).ends(2).tells("Đã có moi.yaml");
}

#[test]
fn new_from_last_year() {
    let desk = Desk::new();
    desk.write("tk-2026.yaml", DOSSIER);
    desk.run(&["new", "--from", "tk-2026.yaml"]).ends(0).says("Đã tạo tk-2027.yaml.");
    assert_eq!(desk.read("tk-2026.yaml"), DOSSIER);
    let text = desk.read("tk-2027.yaml");
    for kept in [
        "year: 2027",
        "prior: 27 sáng kiến",
        "prior: 412 đoàn viên",
        "# văn thư cấp",
        "# hết",
        "symbol: CĐCS",
    ] {
        assert!(text.contains(kept), "{kept} isn't in\n{text}");
    }
    desk.run(&["render", "tk-2027.yaml"]).ends(0);
    desk.write("hong.yaml", "kind: gì đó\n");
    desk.run(&["new", "--from", "hong.yaml", "x.yaml"]).ends(1).tells("Cần sửa[BC");
    assert!(!desk.path("x.yaml").exists());
}

/// A congress's dossier, of a union that will report on its year, too.
const CONGRESS: &str = "\
kind: đại hội
organization:
  name: Công đoàn cơ sở Công ty Minh Họa
congress:
  ordinal: IV
  term: 2026-2031
  date: 20/03/2026
membership:
  members: 412 đoàn viên
results:
  - area: Phong trào thi đua
    figures:
      ideas:
        title: Sáng kiến
        value: 27 sáng kiến
    text: |
      Kết quả: tốt.

      - Có {{ ideas }}: nhiều hơn trước.
direction:
  orientation: Tiếp tục đổi mới.
  targets:
    - text: kết nạp
      value: 100 đoàn viên
papers:
  congress_report:
    status: trình ký
";

#[test]
fn new_from_a_dossier_of_another_kind() {
    let desk = Desk::new();
    desk.write("dh.yaml", CONGRESS);
    desk.run(&["new", "--from", "dh.yaml", "--kind", "tong-ket"])
        .ends(0)
        .says("Đã tạo ho-so-tong-ket-2026.yaml.");
    let text = desk.read("ho-so-tong-ket-2026.yaml");
    for kept in ["kind: tổng kết", "  type: năm", "  year: 2026", "area: Phong trào thi đua"]
    {
        assert!(text.contains(kept), "{kept} isn't in\n{text}");
    }
    // Of the term nothing passes for the year's.
    assert!(!text.contains("prior:") && !text.contains("previous_targets:"), "{text}");
    let ran = desk.run(&["render", "ho-so-tong-ket-2026.yaml"]).ends(0);
    assert!(
        ran.out.contains("bao-cao-tong-ket-du-thao.pdf") && !ran.out.contains("dai-hoi"),
        "{}",
        ran.out
    );
    // The other ways round.
    desk.write("tk-2026.yaml", DOSSIER);
    desk.run(&["new", "--from", "tk-2026.yaml", "--kind", "sơ kết"])
        .ends(0)
        .says("Đã tạo ho-so-so-ket-2027.yaml.");
    assert!(desk.read("ho-so-so-ket-2027.yaml").contains("type: 6 tháng đầu năm"));
    desk.run(&["check", "ho-so-so-ket-2027.yaml"]).ends(0);
    desk.run(&["new", "--from", "tk-2026.yaml", "--kind", "dai-hoi"])
        .ends(0)
        .says("Đã tạo ho-so-dai-hoi.yaml.");
    desk.run(&["render", "ho-so-dai-hoi.yaml"]).ends(0);
}

#[test]
fn texts_of_last_year_are_kept_or_brought_back() {
    let desk = Desk::new();
    let yaml = CONGRESS.replace("kind: đại hội", "kind: tổng kết\nperiod:\n  year: 2026");
    desk.write("tk-2026.yaml", &yaml);
    desk.run(&["new", "--from", "tk-2026.yaml", "--keep-texts", "giu.yaml"]).ends(0);
    let kept = desk.read("giu.yaml");
    assert!(kept.contains("      - Có {{ ideas }}: nhiều hơn trước.\n"), "{kept}");
    assert!(
        kept.contains("orientation: Tiếp tục đổi mới.") && kept.contains("prior: 27 sáng kiến")
    );
    desk.run(&["check", "giu.yaml"]).ends(0);
    // As comments they are YAML once the marks are gone.
    desk.run(&["new", "--from", "tk-2026.yaml", "moi.yaml"]).ends(0);
    let text = desk.read("moi.yaml");
    assert!(text.contains("      # |\n      #   Kết quả: tốt.\n"), "{text}");
    let back: Vec<String> = text
        .lines()
        .map(|line| match line.split_once("# ") {
            Some((blank, rest)) if blank.len() > 4 && blank.trim().is_empty() => {
                format!("{blank}{rest}")
            }
            _ => line.strip_suffix("      #").unwrap_or(line).to_owned(),
        })
        .collect();
    desk.write("lai.yaml", &(back.join("\n") + "\n"));
    let ran = desk.run(&["check", "lai.yaml"]).ends(0);
    assert!(!ran.out.contains("Cần sửa"), "{}", ran.out);
    assert!(desk.read("lai.yaml").contains("      |\n        Kết quả: tốt.\n"));
}

/// Names and texts that a terminal would obey.
#[test]
fn orders_to_the_terminal_are_shown() {
    let desk = Desk::new();
    let order = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}";
    let name = format!("a{order}.yaml");
    desk.write(&name, &format!("kind: \"\\e[2Jx\"\nsource: {order}\nkey{order}: x\n"));
    desk.write("don-vi.yaml", &format!("units:\n  - code: \"\\e[2J\"\n    name: x{order}\n"));
    let harmless = |text: &str| {
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{text:?}");
    };
    for words in [
        &["check", &name][..],
        &["check", "--json", &name],
        &["render", &name],
        &["papers", &name],
        &["batch", &name],
        &["batch", "--json", &name],
        &["new", "--from", &name],
        &["check", &format!("khong{order}")],
        &["render", order, &format!("--paper={order}")],
        &["sheet", "new", "--roster", "don-vi.yaml"],
        &["rollup", &name, "--roster", "don-vi.yaml", "--into", &name],
    ] {
        let ran = desk.run(words);
        harmless(&ran.out);
        harmless(&ran.err);
        assert!(ran.code != 101, "{words:?}");
    }
    desk.run(&["check", &name]).says("a<U+001B>]0;x<U+0007><U+009B>2J<U+202E>.yaml");
    let json = desk.run(&["check", "--json", &name]).json();
    assert_eq!(json[0]["dossier"], name);
}

/// What the kept texts call is there, and awaits its numbers.
#[test]
fn kept_texts_find_the_support_that_they_call() {
    let desk = Desk::new();
    let text = "text: Có {{ ideas }} được công nhận.";
    let support = "support:\n      - id: tet\n        name: Quà Tết\n        quantity: 80 suất\n    text: Tặng {{ tet.quantity }} dịp Tết.";
    desk.write("tk.yaml", &DOSSIER.replace(text, support));
    desk.run(&["new", "--from", "tk.yaml", "--keep-texts", "moi.yaml"]).ends(0);
    let made = desk.read("moi.yaml");
    assert!(made.contains("- id: tet") && made.contains("# kỳ trước: 80 suất"), "{made}");
    let ran = desk.run(&["check", "moi.yaml"]).ends(0);
    assert!(ran.out.contains("{{ tet.quantity }} chưa có giá trị"), "{}", ran.out);
}

/// So many findings that nobody reads them: the weightiest are shown, all are
/// counted, and it takes no longer than reading the file.
#[test]
fn findings_are_limited_and_told_fast() {
    let desk = Desk::new();
    let unknown = "{{ chua_co }} ".repeat(3_000);
    desk.write("nhieu.yaml", &format!("kind: tổng kết\nsituation:\n  changes: {unknown:?}\n"));
    let start = std::time::Instant::now();
    let ran = desk.run(&["check", "nhieu.yaml"]).ends(1).says("Có 3000 chỗ cần sửa");
    assert_eq!(ran.out.matches("Cần sửa[").count(), 100);
    assert!(ran.out.contains("\nCòn 2.9") && ran.out.contains(" chỗ nữa không in ở đây"));
    assert_eq!(desk.run(&["check", "--json", "nhieu.yaml"]).ends(1).json().len() / 1000, 3);
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}

/// What can't be spooled isn't what can't be read.
#[cfg(unix)]
#[test]
fn a_folder_for_temporary_files_that_is_none() {
    let desk = Desk::new();
    let mut command = desk.command(&["batch", "-"]);
    let ran = Ran::from(command.env("TMPDIR", desk.path("khong")).output().expect("runs"));
    let ran = ran.ends(2).tells("Không ghi được tệp tạm vào ").tells("TMPDIR");
    assert!(!ran.err.contains("stdin"), "{}", ran.err);
}

#[test]
fn other_programs_files_are_named() {
    let desk = Desk::new();
    desk.write("bc.docx", "PK\u{3}\u{4}....word/document.xml");
    desk.write("nop.xlsx", "PK\u{3}\u{4}....xl/workbook.xml");
    desk.run(&["check", "bc.docx"])
        .ends(1)
        .says("bc.docx: tệp hỏng, không mở được như một tệp Word");
    let ran = desk.run(&["render", "bc.docx"]).ends(1);
    let said = ran.out + &ran.err;
    assert!(said.contains("Đây là tệp Word (.docx), không phải hồ sơ"), "{said}");
    assert!(said.contains("baocao tao --from-word"), "{said}");
    let ran = desk.run(&["check", "nop.xlsx"]).ends(1).says("Đây là bảng tính Excel (.xlsx)");
    assert!(ran.out.contains("baocao bieu doc") && !ran.out.contains("Notepad"), "{}", ran.out);
    assert_eq!(ran.out.matches("Cần sửa[").count(), 1);
}

// Issue

const ISSUE: [&str; 8] =
    ["issue", "tk.yaml", "--paper", "bao-cao-tong-ket", "--number", "27", "--date", "09/12/2026"];

#[test]
fn issue_writes_five_lines_and_no_more() {
    let desk = Desk::with_dossier();
    desk.run(&ISSUE).ends(0).says("Báo cáo tổng kết năm, số 27, ngày 09/12/2026, ban hành.");
    let want = DOSSIER
        .replace("number:                      ", "number: 27                      ")
        .replace(
            "  unit_report:\n",
            &format!(
                "    status: ban hành\n    date: 09/12/2026\n    sealed: {}\n  unit_report:\n",
                desk.seal()
            ),
        );
    assert_eq!(desk.read("tk.yaml"), want);
    desk.run(&["render", "tk.yaml"]).ends(0).says("1 bản dự thảo, 1 bản ban hành");
    // What is issued stays.
    let again = [&ISSUE[..4], &["--number", "28", "--date", "10/12/2026"]].concat();
    desk.run(&again).ends(1).tells(
        "Báo cáo tổng kết năm đã ban hành: số 27, ngày 09/12/2026; hồ sơ giữ nguyên. Sai sót nhỏ",
    );
    assert_eq!(desk.read("tk.yaml"), want);
}

/// What is issued is issued: neither another number's contents, nor a clean copy,
/// nor a draft comes to stand in its place.
#[test]
fn what_is_issued_stays() {
    let desk = Desk::with_dossier();
    desk.run(&ISSUE).ends(0);
    let render = ["render", "tk.yaml", "--paper", "bao-cao-tong-ket"];
    let pdf = "ra/tk/bao-cao-tong-ket.pdf";
    desk.run(&render).ends(0).says(pdf);
    let read = |name: &str| std::fs::read(desk.path(name)).expect("a PDF");
    let issued = read(pdf);
    // The same again is the same.
    desk.run(&render).ends(0);
    assert!(read(pdf) == issued);

    let set = ["--set", "membership.members=470 đoàn viên"];
    desk.run(&[&render[..], &set].concat()).ends(1).tells("BC178").tells("đã ban hành");
    desk.run(&[&render[..], &["--status", "trình ký"]].concat()).ends(1).tells("BC178");
    desk.run(&[&["batch"][..], &render[1..], &set, &["--name", "tk/{{paper}}.pdf"]].concat())
        .ends(1);
    let without_status = ["--set", "papers.annual_report.status=trình ký"];
    desk.run(&[&render[..], &without_status].concat()).ends(1).tells("BC177").tells("BC178");
    // What isn't printed may be said otherwise.
    desk.run(&[&render[..], &["--set", "source=sổ công tác"]].concat()).ends(0);
    assert!(read(pdf) == issued);

    // The dossier itself, changed behind its back.
    let sealed = desk.read("tk.yaml");
    desk.write("tk.yaml", &sealed.replace("412 đoàn viên", "470 đoàn viên"));
    desk.run(&["check", "tk.yaml"]).ends(1).says("BC177").says("khác bản đã ban hành");
    desk.run(&render).ends(1).tells("chưa xuất bản ban hành");
    desk.run(&["batch", "tk.yaml", "--name", "{{unit.id}}/{{paper}}.pdf"]).ends(1);
    assert!(read(pdf) == issued);
    // Its draft may be looked at, under a name of its own.
    desk.run(&[&render[..], &["--status", "dự thảo"]].concat())
        .ends(0)
        .says("ra/tk/bao-cao-tong-ket-du-thao.pdf");
    let numbered = ["--status", "dự thảo", "--set", "draft_number=2"];
    desk.run(&[&render[..], &numbered].concat()).ends(0).says("bao-cao-tong-ket-du-thao-2.pdf");
    assert!(read(pdf) == issued);
}

/// The same for the copy for Word, where an office keeps no PDF.
#[test]
fn an_issued_word_file_gives_way_to_itself_alone() {
    let desk = Desk::with_dossier();
    let render = ["render", "tk.yaml", "--paper", "bao-cao-tong-ket", "--to", "docx"];
    let batch = [&["batch"][..], &render[1..]].concat();
    let word = "ra/tk/bao-cao-tong-ket.docx";
    let read = || std::fs::read(desk.path(word)).expect("a Word file");
    desk.run(&ISSUE).ends(0);
    let bare = desk.read("tk.yaml").replace(&format!("    sealed: {}\n", desk.seal()), "");
    desk.write("tk.yaml", &bare);
    desk.run(&render).ends(0).says(word);
    let issued = read();
    desk.run(&batch).ends(0);
    assert!(read() == issued);
    desk.write("tk.yaml", &bare.replace("412 đoàn viên", "470 đoàn viên"));
    for words in [&render[..], &batch] {
        desk.run(words).ends(1).tells("đang có bản đã ban hành có nội dung khác");
    }
    assert!(read() == issued);
}

/// The Word file with other words in its text, as somebody's word processor would save it.
fn edited(bytes: &[u8], old: &str, new: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).expect("read");
        if name == "word/document.xml" {
            assert!(text.contains(old), "{old}");
            text = text.replace(old, new);
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        std::io::Write::write_all(&mut out, text.as_bytes()).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

/// A draft that somebody worked on in Word is theirs, whoever makes it anew.
#[test]
fn a_word_file_that_somebody_edited_is_kept() {
    let desk = Desk::with_dossier();
    let render = ["render", "tk.yaml", "--paper", "bao-cao-tong-ket", "--to", "docx,txt"];
    let batch = [&["batch"][..], &render[1..], &["--name", "tk/{{paper}}"]].concat();
    let (word, text) =
        ("ra/tk/bao-cao-tong-ket-du-thao.docx", "ra/tk/bao-cao-tong-ket-du-thao.txt");
    let read = || std::fs::read(desk.path(word)).expect("a Word file");
    // Whatever the program itself wrote gives way, to the same and to another.
    for words in [&render[..], &render, &batch, &batch] {
        desk.run(words).ends(0);
    }
    let was = read();
    desk.write("tk.yaml", &DOSSIER.replace("kiêm nhiệm.", "kiêm nhiệm nhiều việc."));
    desk.run(&batch).ends(0);
    assert!(read() != was);
    desk.run(&render).ends(0);

    let ours = edited(&read(), "Sinh hoạt tổ chưa đều", "Sinh hoạt tổ còn thưa");
    std::fs::write(desk.path(word), &ours).expect("saved");
    let beside = desk.read(text);
    desk.write("tk.yaml", &DOSSIER.replace("kiêm nhiệm.", "mới, còn bỡ ngỡ."));
    for words in [&render[..], &batch] {
        let ran = desk.run(words).ends(1).tells("có người đã sửa hoặc lưu lại");
        ran.tells("bao-cao-tong-ket-du-thao.docx").tells("--force").tells("baocao compare");
        assert!(read() == ours && desk.read(text) == beside, "{words:?}");
    }
    desk.run(&[&batch[..], &["--force"]].concat()).ends(0);
    assert!(read() != ours && desk.read(text).contains("bỡ ngỡ"));
    std::fs::write(desk.path(word), &ours).expect("saved");
    desk.run(&[&render[..], &["--force"]].concat()).ends(0);
    assert!(read() != ours);

    // What came from elsewhere altogether is somebody's as well.
    std::fs::write(desk.path(word), b"\xd0\xcf\x11\xe0 under a password").expect("saved");
    desk.run(&render).ends(1).tells("không do chương trình này xuất").tells("--force");
}

/// Without a seal in the dossier, the PDF itself says that it is an issued paper's.
#[test]
fn an_issued_pdf_gives_way_to_itself_alone() {
    let desk = Desk::with_dossier();
    let render = ["render", "tk.yaml", "--paper", "bao-cao-tong-ket"];
    let batch = [&["batch"][..], &render[1..], &["--name", "tk/{{paper}}.pdf"]].concat();
    let pdf = "ra/tk/bao-cao-tong-ket.pdf";
    let read = || std::fs::read(desk.path(pdf)).expect("a PDF");
    // A clean copy, as often as there is something to change.
    for members in ["410 đoàn viên", "411 đoàn viên"] {
        let set = format!("membership.members={members}");
        desk.run(&[&render[..], &["--status", "trình ký", "--set", &set]].concat()).ends(0);
    }
    desk.run(&ISSUE).ends(0);
    let sealed = desk.read("tk.yaml");
    let bare = sealed.replace(&format!("    sealed: {}\n", desk.seal()), "");
    desk.write("tk.yaml", &bare);
    desk.run(&render).ends(0).says(pdf);
    let issued = read();
    desk.run(&render).ends(0);
    desk.run(&batch).ends(0);
    assert!(read() == issued);

    desk.write("tk.yaml", &bare.replace("412 đoàn viên", "470 đoàn viên"));
    desk.run(&render).ends(1).tells("đang có bản đã ban hành có nội dung khác");
    // Pictures and source say what the PDF beside them would.
    for format in ["png", "svg", "typ", "docx", "html", "txt"] {
        for words in [&render[..], &batch[..batch.len() - 2]] {
            let drawn = [words, &["--to", format]].concat();
            desk.run(&drawn).ends(1).tells("đang có bản đã ban hành có nội dung khác");
        }
    }
    assert!(!desk.files().iter().any(|f| f.ends_with(".png")), "{:?}", desk.files());
    desk.run(&batch).ends(1).tells("đang có bản đã ban hành");
    desk.write("tk.yaml", DOSSIER);
    desk.run(&[&render[..], &["--status", "trình ký"]].concat()).ends(1).tells("giữ nguyên");
    assert!(read() == issued);

    // What was signed since, or scanned, is no copy of what would be written.
    desk.write("tk.yaml", &bare);
    let signed = [&issued[..], b"\n/ByteRange [0 1 2 3]\n%%EOF\n"].concat();
    std::fs::write(desk.path(pdf), &signed).expect("written");
    desk.run(&render).ends(1).tells("bản đã ký số");
    assert!(read() == signed);
    desk.write(pdf, "%PDF-1.4\n%%EOF\n");
    desk.run(&render).ends(1).tells("không do chương trình này xuất");
    desk.write(pdf, "%PDF-1.4\n");
    desk.run(&render).ends(0);
    assert!(read() == issued);
}

#[test]
fn a_paper_issued_by_hand_gets_its_seal() {
    let desk = Desk::with_dossier();
    desk.run(&ISSUE).ends(0);
    let sealed = desk.read("tk.yaml");
    desk.write("tk.yaml", &sealed.replace(&format!("    sealed: {}\n", desk.seal()), ""));
    let other = [&ISSUE[..4], &["--number", "28", "--date", "09/12/2026"]].concat();
    desk.run(&other).ends(1).tells("đã ban hành: số 27");
    desk.run(&[&ISSUE[..], &["--signer", "Lê Văn Mẫu"]].concat()).ends(1).tells("đã ban hành");
    desk.run(&ISSUE).ends(0).says("Đã ghi vào tk.yaml: khóa nội dung Báo cáo tổng kết năm.");
    assert_eq!(desk.read("tk.yaml"), sealed);
    desk.run(&ISSUE).ends(1).tells("đã ban hành: số 27");
}

#[test]
fn what_is_to_be_confirmed_is_before_a_paper_is_issued() {
    let desk = Desk::with_dossier();
    let open = format!("{DOSSIER}to_confirm:\n  - Hỏi lại số đoàn viên\n");
    desk.write("tk.yaml", &open);
    desk.run(&ISSUE).ends(1).tells("BC179").tells("Còn việc cần xác minh");
    assert_eq!(desk.read("tk.yaml"), open);
    let clean = ["render", "tk.yaml", "--paper", "bao-cao-tong-ket", "--status"];
    desk.run(&[&clean[..], &["trình ký"]].concat()).ends(0).tells("Cần xem lại[BC179]");
    desk.run(&[&clean[..], &["ban hành"]].concat()).ends(1).tells("Cần sửa[BC179]");
    desk.write("tk.yaml", &open.replace("  - Hỏi lại số đoàn viên\n", ""));
    desk.run(&ISSUE).ends(0);
}

#[test]
fn issue_keeps_a_mark_and_windows_line_breaks() {
    let desk = Desk::new();
    let text = format!("\u{feff}{}", DOSSIER.replace('\n', "\r\n"));
    desk.write("tk.yaml", &text);
    let words = [&ISSUE[..], &["--signer", "Lê Văn Mẫu", "--post", "PHÓ CHỦ TỊCH"]].concat();
    desk.run(&words).ends(0);
    let issued = desk.read("tk.yaml");
    assert!(issued.starts_with('\u{feff}') && issued.contains("      name: Lê Văn Mẫu\r\n"));
    assert_eq!(issued.matches('\n').count(), issued.matches("\r\n").count());
    assert_eq!(issued.lines().count(), text.lines().count() + 3);
}

#[test]
fn issue_makes_the_block_it_needs() {
    let desk = Desk::new();
    let head = DOSSIER.split("papers:").next().expect("a head");
    desk.write("tk.yaml", head);
    desk.run(&ISSUE).ends(1).tells("ban hành mà chưa có người ký").tells("hồ sơ giữ nguyên");
    assert_eq!(desk.read("tk.yaml"), head);
    desk.run(&[&ISSUE[..], &["--signer", "Trần Thị Ví Dụ", "--post", "CHỦ TỊCH"]].concat()).ends(0);
    let block = "
papers:
  annual_report:
    status: ban hành
    number: 27
    date: 09/12/2026
    signature:
      post: CHỦ TỊCH
      name: Trần Thị Ví Dụ
";
    let seal = desk.seal();
    assert_eq!(desk.read("tk.yaml"), format!("{head}{block}    sealed: {seal}\n"));
}

#[test]
fn issue_refuses_what_is_not_clean() {
    let desk = Desk::with_dossier();
    desk.run(&ISSUE[..6]).ends(1).tells("chưa có ngày ban hành");
    let wrong = DOSSIER.replace("412 đoàn viên", "\n    value: 54/49 đoàn viên");
    desk.write("tk.yaml", &wrong);
    desk.run(&ISSUE).ends(1).tells("Chưa phát hành Báo cáo tổng kết năm: còn chỗ cần sửa");
    assert_eq!(desk.read("tk.yaml"), wrong);
}

#[test]
fn issue_keeps_brackets_mark_and_line_breaks() {
    let desk = Desk::new();
    let head = DOSSIER.split("papers:").next().expect("a head");
    let papers = "papers: {annual_report: {signature: {post: CHỦ TỊCH, name: Trần Thị Ví Dụ}}}   # khối\n# hết";
    let before = format!("\u{feff}{head}{papers}").replace('\n', "\r\n");
    desk.write("tk.yaml", &before);
    desk.run(&ISSUE).ends(0);
    let issued = format!(
        "Ví Dụ}}, status: ban hành, number: 27, date: 09/12/2026, sealed: {}}}}}",
        desk.seal()
    );
    assert_eq!(desk.read("tk.yaml"), before.replace("Ví Dụ}}}", &issued));
}

// What is no file

/// Every verb that takes a file looks at what it is, and how long, first.
#[test]
#[cfg(unix)]
fn what_has_no_end_is_not_read() {
    let desk = Desk::with_dossier();
    let thin = std::fs::File::create(desk.path("dai.yaml")).expect("made");
    thin.set_len(3 << 30).expect("as long as that, and empty");
    let pipe = std::process::Command::new("mkfifo").arg(desk.path("ong.yaml")).status();
    assert!(pipe.is_ok_and(|made| made.success()));
    for (file, why) in [
        ("dai.yaml", "tệp dài 3072 MB, quá giới hạn"),
        ("ong.yaml", "đây là thiết bị hoặc đường ống, không phải tệp"),
        ("/dev/zero", "đây là thiết bị hoặc đường ống, không phải tệp"),
    ] {
        for words in [
            &["check", file][..],
            &["render", file],
            &["papers", file],
            &["new", "--from", file],
            &["issue", file, "--paper", "bao-cao-tong-ket", "--number", "1"],
            &["batch", "tk.yaml", "--base", file],
            &["rollup", "tk.yaml", "--roster", file, "--into", "tk.yaml"],
            &["sheet", "read", file],
            &["sheet", "new", "--roster", file],
        ] {
            let ran = desk.run(words);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(ran.code != 0 && said.contains(why), "{words:?}: {said}");
        }
        desk.run(&["batch", file]).ends(1).says(why);
    }
}

// The administrator's

#[test]
fn schema_and_templates() {
    let desk = Desk::new();
    let schema = desk.run(&["schema"]).ends(0).out;
    assert!(serde_json::from_str::<serde_json::Value>(&schema).expect("JSON").is_object());
    desk.run(&["luoc-do", "--output", "s/ho-so.json"]).ends(0).says("Đã ghi lược đồ");
    assert_eq!(desk.read("s/ho-so.json"), schema);
    let list = desk.run(&["templates", "list"]).ends(0).out;
    desk.write("mau/regimes/union.yaml", "của tôi");
    desk.run(&["templates", "eject", "mau"]).ends(0).says("1 tệp đã có được giữ nguyên");
    assert_eq!(desk.read("mau/regimes/union.yaml"), "của tôi");
    for path in list.lines() {
        assert!(desk.path("mau").join(path).is_file(), "{path}");
    }
    desk.run(&["check", "--templates", "mau", "."])
        .ends(2)
        .tells("Không dùng được thư mục mẫu mau");
}

// Streams

#[test]
fn colours_only_where_they_are_wanted() {
    let desk = Desk::new();
    desk.write("sai.yaml", WRONG_RATIO);
    let coloured = |set: &[(&str, &str)]| {
        let mut command = desk.command(&["check", "sai.yaml"]);
        set.iter().for_each(|(name, value)| {
            command.env(name, value);
        });
        Ran::from(command.output().expect("runs")).ends(1).out.contains('\u{1b}')
    };
    assert!(!coloured(&[]), "no terminal");
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("NO_COLOR", "1")]));
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let desk = Desk::with_dossier();
    for words in [&["schema"][..], &["templates", "list"], &["check", "tk.yaml"], &["--help"]] {
        let mut child = desk
            .command(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs");
        drop(child.stdout.take());
        let ran = Ran::from(child.wait_with_output().expect("ends"));
        assert_eq!(ran.ends(0).err, "", "{words:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_redirection_is_one() {
    let desk = Desk::new();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let output = desk.command(&["schema"]).stdout(full).output().expect("runs");
    Ran::from(output).ends(2).tells("Không ghi được kết quả");
}

#[test]
fn fixtures_give_their_papers() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let desk = Desk::new();
    let output = desk.path("ra");
    let words = ["render", &fixtures.to_string_lossy(), "--output", &output.to_string_lossy()];
    let ran = desk.run(&words).ends(0);
    assert!(ran.out.contains("Đã xuất "), "{}", ran.out);
}

/// An office's own paper that goes by a list: one file for each item.
const LETTER: [(&str, &str); 2] = [
    (
        "mau/papers/letter.yaml",
        "title: Thư mời\nfile: thu-moi\nkinds: [congress]\nphase: before\nonly-when-named: true\n\
         per: {list: attendance.guests, named-by: [name, group], needs: [posts]}\n\
         abbreviation: TM\nkind: Thư mời\nsubject: 'dự {{ names.congress }}'\nneeds: [congress]\n\
         numbering: ['1.']\noutline: []\n",
    ),
    (
        "mau/papers/letter.typ.j2",
        "{% extends \"papers/parts/paper.typ.j2\" %}\n{% block opening %}Kính mời {{ one.name }}.{% endblock %}\n",
    ),
];

const GUESTS: &str = "kind: đại hội\norganization: {name: Công đoàn Công ty Lam, place: Huế}\n\
                      congress: {ordinal: II, term: 2026-2031}\nattendance:\n  guests:\n    \
                      - {name: Lê Thị Lam, posts: Bí thư Chi bộ}\n    - {name: Vũ Văn Tím, posts: Giám đốc}\n    \
                      - {group: các đoàn thể}\n";

#[test]
fn a_paper_that_goes_by_a_list_gives_a_file_for_each_item() {
    let desk = Desk::new();
    LETTER.iter().for_each(|(file, text)| desk.write(file, text));
    desk.write("dh.yaml", GUESTS);
    let ran = desk.run(&["papers", "dh.yaml", "--templates", "mau"]).ends(0);
    let told = ran.says("Lập thêm được bằng --all, hoặc gọi tên bằng --paper trước Đại hội:");
    told.says("thu-moi-le-thi-lam").says("thu-moi-vu-van-tim");

    let all = ["render", "dh.yaml", "--templates", "mau", "--all", "--zip", "--output", "ra"];
    desk.run(&all).ends(0).says("ra/dh.zip");
    let files: Vec<String> = tree(&desk.path("ra")).into_keys().collect();
    assert!(files.iter().any(|file| file.ends_with("thu-moi-le-thi-lam-du-thao.pdf")), "{files:?}");
    assert!(files.iter().any(|file| file.ends_with("thu-moi-vu-van-tim-du-thao.pdf")), "{files:?}");
    assert!(!files.iter().any(|file| file.contains("doan-the")), "{files:?}");
    let zip = std::fs::read(desk.path("ra/dh.zip")).expect("a bundle");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&zip)).expect("an archive");
    let pdf = "dh/thu-moi-le-thi-lam-du-thao.pdf";
    let mut inside = Vec::new();
    let name = pdf.trim_start_matches("dh/");
    std::io::Read::read_to_end(&mut archive.by_name(name).expect(name), &mut inside).expect("read");
    assert!(inside == std::fs::read(desk.path("ra").join(pdf)).expect(pdf));
    desk.run(&all).ends(0);
    assert!(zip == std::fs::read(desk.path("ra/dh.zip")).expect("a bundle"), "other bytes");
}

/// Both guests' letters and the plan side by side; in Word alone they are laid out for it.
#[test]
fn all_pages_of_a_set_are_seen_on_one_picture() {
    let desk = Desk::new();
    LETTER.iter().for_each(|(file, text)| desk.write(file, text));
    desk.write("dh.yaml", GUESTS);
    let all = ["render", "dh.yaml", "--templates", "mau", "--all", "--contact-sheet"];
    let run = |folder: &str, format: &str| {
        let more = ["--to", format, "--output", folder];
        desk.run(&[&all[..], &more].concat()).ends(0).says(&format!("{folder}/dh.png"));
        std::fs::read(desk.path(folder).join("dh.png")).expect("a picture")
    };
    let picture = run("ra", "pdf");
    assert!(picture == run("word", "docx"), "other bytes");
    let size = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().expect("four bytes"));
    let (page, gap) = ([595.28 / 2.0, 841.89 / 2.0], 12.0);
    let pages = page_count(&desk.path("ra/dh"));
    let columns = (1..).find(|columns| columns * columns >= pages).expect("a number");
    let cells = [columns, pages.div_ceil(columns)];
    for (at, (page, cells)) in [16, 20].into_iter().zip(page.into_iter().zip(cells)) {
        let wanted = (page + gap) * cells as f64 + gap;
        assert!((f64::from(size(at)) - wanted).abs() <= 1.0, "{} for {wanted}", size(at));
    }
}

/// How many pages the PDFs of a folder have.
fn page_count(folder: &Path) -> usize {
    let files =
        std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    let pdfs = files.filter(|file| file.extension().is_some_and(|ending| ending == "pdf"));
    pdfs.map(|pdf| lopdf::Document::load(pdf).expect("a PDF").get_pages().len()).sum()
}

#[test]
fn a_paper_that_lacks_something_is_never_half_printed() {
    let desk = Desk::new();
    LETTER.iter().for_each(|(file, text)| desk.write(file, text));
    desk.write(
        "dh.yaml",
        &GUESTS.replace(", posts: Bí thư Chi bộ", "").replace(", posts: Giám đốc", ""),
    );
    let lacking = "chưa lập được: thiếu Chức vụ";
    desk.run(&["papers", "dh.yaml", "--templates", "mau"]).ends(0).says("còn thiếu: Chức vụ");
    // Of the set it is left out, and that is no fault; asked for by name it is.
    let render = ["render", "dh.yaml", "--templates", "mau", "--output", "ra"];
    desk.run(&[&render[..], &["--all"]].concat()).ends(0).tells(lacking);
    desk.run(&[&render[..], &["--paper", "thu-moi"]].concat()).ends(1).tells(lacking);
    let files: Vec<String> = tree(&desk.path("ra")).into_keys().collect();
    assert!(files.iter().any(|file| file.contains("bao-cao-trinh-dai-hoi")), "{files:?}");
    assert!(!files.iter().any(|file| file.contains("thu-moi")), "{files:?}");
}

const LETTERS: &str = "\
kind: tổng kết
organization: {name: Công đoàn cơ sở Minh Họa, symbol: CĐCS, place: Minh Họa}
period: {year: 2026}
letters:
  - subject: đôn đốc gửi báo cáo
    addressee: Các tổ công đoàn
    text: Đề nghị các tổ công đoàn gửi báo cáo.
  - subject: giao chỉ tiêu
    addressee: Các tổ công đoàn
    text: Công đoàn giao chỉ tiêu như sau.
    assigned:
      - unit: Tổ 1
        targets:
          Kết nạp: 4 đoàn viên
papers:
  letter:
    signature: {post: CHỦ TỊCH, name: Lê Thị Mẫu}
";

/// A letter is found by the name of its file; the other one stays a draft.
#[test]
fn a_letter_is_issued_with_a_number_of_its_own() {
    let desk = Desk::new();
    desk.write("tk.yaml", LETTERS);
    let issue = ["issue", "tk.yaml", "--number", "15", "--date", "22/12/2026", "--paper"];
    let with = |name: &str| desk.run(&[&issue[..], &[name]].concat());
    with("cong-van").ends(2).tells("cong-van-don-doc-gui-bao-cao, cong-van-giao-chi-tieu");
    with("cong-van-giao-chi-tieu").ends(0).says("số 15");
    let text = desk.read("tk.yaml");
    let (first, second) = text.split_once("giao chỉ tiêu\n").expect("both");
    assert!(
        !first.contains("sealed") && second.contains("    status: ban hành\n    number: 15\n"),
        "{text}"
    );
    // What it says is fixed.
    with("cong-van-giao-chi-tieu").ends(1).tells("đã ban hành");
    let render = ["render", "tk.yaml", "--paper", "cong-van", "--to", "txt"];
    desk.run(&render)
        .ends(0)
        .says("cong-van-giao-chi-tieu.txt")
        .says("cong-van-don-doc-gui-bao-cao-du-thao.txt");
    desk.write("tk.yaml", &text.replace("4 đoàn viên", "5 đoàn viên"));
    desk.run(&render).ends(1).tells("nội dung nay khác bản đã ban hành");
}

const SHORT_CONGRESS: &str = "\
kind: đại hội
status: dự thảo
organization: {name: Công đoàn cơ sở Minh Họa, place: Minh Họa}
congress: {ordinal: V, term: 2026-2031, date: 12/3/2026, place: Hội trường}
results:
  - {area: Chăm lo, text: Tặng 12 suất quà.}
";

/// Cover, contents, the papers in their order, a bookmark each.
#[test]
fn a_set_is_bound_in_one_volume() {
    let desk = Desk::new();
    desk.write("dh.yaml", SHORT_CONGRESS);
    let render = ["render", "dh.yaml", "--all", "--volume"];
    desk.run(&render).ends(0).says("ra/dh.pdf");
    let read = || std::fs::read(desk.path("ra/dh.pdf")).expect("a volume");
    let bytes = read();
    desk.run(&render).ends(0);
    assert!(read() == bytes, "other bytes");
    let volume = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let pages: Vec<u32> = volume.get_pages().into_keys().collect();
    let contents = volume.extract_text(&[2]).expect("text");
    assert!(pages.len() > 4, "{pages:?}");
    let bookmarks = volume.get_toc().expect("bookmarks").toc;
    let titles: Vec<&str> = bookmarks.iter().map(|entry| entry.title.as_str()).collect();
    let place = |word: &str| titles.iter().position(|title| title.starts_with(word));
    assert!(place("Chương trình") < place("Báo cáo"), "{titles:?}");
    assert!(place("Báo cáo") < place("Nghị quyết"), "{titles:?}");
    // Each stands in the contents with its page.
    for entry in &bookmarks {
        assert!(contents.contains(&entry.page.to_string()), "{} in\n{contents}", entry.page);
    }
    // A paper that can't leave isn't left out without a word.
    desk.write("dh.yaml", &SHORT_CONGRESS.replace("dự thảo", "ban hành"));
    desk.run(&render).ends(1).tells("không đóng tập văn kiện");
}
