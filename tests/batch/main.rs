//! Many units in one run, as a person or a scheduler meets it: kills, shards,
//! clashes, names that lead out, what is done again and what isn't.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
#[path = "../support/desk.rs"]
mod desk;
mod formats;
mod rows;
mod tables;

use desk::{Desk, Ran, tree};

/// Units' dossiers are in `nop/`.
impl Desk {
    /// Units `pb-01`, `pb-02`, …, each with a number of its own.
    fn with_units(count: usize) -> Self {
        let desk = Desk::new();
        for n in 1..=count {
            desk.write(&format!("nop/pb-{n:02}.yaml"), &dossier(n));
        }
        desk
    }

    /// The program with the words of a line.
    fn command_line(&self, line: &str) -> Command {
        self.command(&line.split_whitespace().collect::<Vec<_>>())
    }

    fn line(&self, line: &str) -> Ran {
        Ran::from(self.command_line(line).output().expect("runs"))
    }

    fn fed(&self, words: &str, input: &str) -> Ran {
        self.write("input", input);
        let input = fs::File::open(self.path("input")).expect("there");
        Ran::from(self.command_line(words).stdin(input).output().expect("runs"))
    }

    /// Every file below a folder but manifests.
    fn papers(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut papers = tree(&self.path(folder));
        papers.retain(|name, _| !name.starts_with("manifest"));
        papers
    }

    /// The lines of a manifest, without milliseconds.
    fn manifest(&self, name: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.path(name)).expect("a manifest");
        let timeless = |line: &str| {
            let mut line: Value = serde_json::from_str(line).expect("JSON");
            line.as_object_mut().expect("an object").remove("ms");
            line
        };
        text.lines().map(timeless).collect()
    }

    fn unit(&self, manifest: &str, id: &str) -> Value {
        let lines = self.manifest(manifest);
        lines.into_iter().find(|line| line["unit"] == id).unwrap_or_else(|| panic!("no {id}"))
    }
}

fn dossier(n: usize) -> String {
    format!(
        "kind: tổng kết\norganization:\n  name: Công đoàn bộ phận {n}\n  symbol: BP{n}\n\
         period:\n  year: 2026\nmembership:\n  members: {} đoàn viên\n\
         results:\n  - area: Phong trào thi đua\n    text: Có {n} sáng kiến được công nhận.\n\
         papers:\n  annual_report:\n  unit_report:\n",
        100 + n
    )
}

const ONE: &str = "--paper bao-cao-don-vi";

// Going on

/// Killed at some twenty random moments, a batch leaves whole files only, and
/// ends as if nothing had happened.
#[test]
fn kills_at_random_moments() {
    let desk = Desk::with_units(24);
    let words = format!("batch nop {ONE} --threads 2");
    let start = Instant::now();
    desk.line(&format!("{words} --output want")).ends(0);
    let whole = start.elapsed();
    let want = desk.papers("want");
    assert_eq!(want.len(), 24);

    // Another sequence each day would be a test that fails on some days only.
    let mut seed = 20_261_122_u64;
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut kills = 0;
    while kills < 20 {
        let mut child = desk
            .command_line(&format!("{words} --output ra"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("runs");
        let most = u64::try_from(whole.as_micros()).expect("a short run").max(1000);
        std::thread::sleep(Duration::from_micros(random(most)));
        child.kill().expect("killed, or ended by itself");
        let ended = child.wait().expect("ended").success();
        kills += usize::from(!ended);
        for (name, bytes) in desk.papers("ra") {
            // What isn't whole yet is called so; a mark tells what was under way.
            if !name.ends_with(".tmp") && !name.starts_with(".baocao/under-way/") {
                assert!(want[&name] == bytes, "{name} is half or other");
            }
        }
        if ended {
            assert_same(&desk, &want);
            fs::remove_dir_all(desk.path("ra")).expect("removed");
        }
    }
    desk.line(&format!("{words} --output ra")).ends(0);
    assert_same(&desk, &want);
}

#[track_caller]
fn assert_same(desk: &Desk, want: &BTreeMap<String, Vec<u8>>) {
    assert!(desk.papers("ra") == *want, "files differ");
    assert_eq!(desk.manifest("ra/manifest.jsonl"), desk.manifest("want/manifest.jsonl"));
}

#[test]
fn a_torn_last_line_is_passed_over() {
    let desk = Desk::with_units(3);
    desk.line(&format!("batch nop {ONE}")).ends(0);
    let path = desk.path("ra/manifest.jsonl");
    let whole = fs::read_to_string(&path).expect("a manifest");
    let want = desk.manifest("ra/manifest.jsonl");
    for cut in [1, 2, 100, whole.lines().last().expect("a line").len()] {
        fs::write(&path, &whole[..whole.len() - cut]).expect("written");
        desk.line(&format!("batch nop {ONE}")).ends(0).says("Đã xuất 1 đơn vị");
        assert_eq!(desk.manifest("ra/manifest.jsonl"), want);
    }
    fs::write(&path, format!("rác\n{whole}{{\"type\":\"unit\"}}\n")).expect("written");
    desk.line(&format!("batch nop {ONE}")).ends(0).says("Giữ nguyên 3 đơn vị");
    assert_eq!(desk.manifest("ra/manifest.jsonl"), want);
}

#[test]
fn only_what_changed_is_done_again() {
    let desk = Desk::with_units(4);
    let again = |extra: &str| desk.line(&format!("batch nop {ONE} {extra}")).ends(0);
    again("").says("Đã xuất 4 đơn vị");
    let first = tree(&desk.path("ra"));
    again("").says("Đã xuất 0 đơn vị").says("Giữ nguyên 4 đơn vị");
    assert!(tree(&desk.path("ra")) == first, "an idle run changed something");
    // Data.
    desk.write("nop/pb-02.yaml", &dossier(77));
    again("").says("Đã xuất 1 đơn vị");
    // A file that is gone, one that somebody changed.
    fs::remove_file(desk.path("ra/pb-01/bao-cao-don-vi-du-thao.pdf")).expect("removed");
    desk.write("ra/pb-03/bao-cao-don-vi-du-thao.pdf", "%PDF");
    again("").says("Đã xuất 2 đơn vị");
    // Options, templates, the way it is split into threads not.
    again("--threads 1").says("Đã xuất 0 đơn vị");
    again("--set period.year=2025").says("Đã xuất 4 đơn vị");
    again("--set period.year=2025").says("Đã xuất 0 đơn vị");
    desk.line("templates eject mau").ends(0);
    again("--templates mau").says("Đã xuất 4 đơn vị");
    again("--templates mau").says("Đã xuất 0 đơn vị");
    let layout = fs::read_to_string(desk.path("mau/layout/lib.typ")).expect("a layout");
    desk.write("mau/layout/lib.typ", &(layout + "\n// khác\n"));
    again("--templates mau").says("Đã xuất 4 đơn vị");
}

#[test]
fn units_that_are_left_out_stay_in_the_manifest() {
    let desk = Desk::with_units(3);
    desk.line(&format!("batch nop {ONE}")).ends(0);
    desk.line(&format!("batch nop/pb-02.yaml {ONE}")).ends(0).says("Giữ nguyên 1 đơn vị");
    assert_eq!(desk.unit("ra/manifest.jsonl", "pb-01")["absent"], true);
    assert_eq!(desk.unit("ra/manifest.jsonl", "pb-02")["absent"], Value::Null);
    desk.line(&format!("batch nop {ONE}")).ends(0).says("Giữ nguyên 3 đơn vị");
    assert_eq!(desk.unit("ra/manifest.jsonl", "pb-01")["absent"], Value::Null);
}

#[test]
fn two_runs_dont_write_one_manifest() {
    let desk = Desk::with_units(1);
    desk.write("ra/manifest.jsonl", "");
    let file = fs::File::options().write(true).open(desk.path("ra/manifest.jsonl")).expect("opens");
    file.lock().expect("locks");
    desk.line("batch nop").ends(2).tells("Một lượt chạy khác đang ghi");
    drop(file);
    desk.line("batch nop").ends(0);
}

// Bad units

const BROKEN: &str =
    "kind: tổng kết\norganization:\n  name: Trần Thị Bí Mật\n  nam_sinh: Nguyễn Văn Riêng\n";

#[test]
fn a_run_goes_on_past_bad_units() {
    let desk = Desk::with_units(3);
    desk.write("nop/hong.yaml", BROKEN);
    desk.write("nop/rong.yaml", "");
    desk.write("nop/latin.yaml", "name: \u{0}");
    let ran = desk.line(&format!("batch nop khong.yaml {ONE}")).ends(2);
    let ran = ran.tells("Cần sửa[BC255]: không đọc được khong.yaml: không có tệp");
    let ran = ran.says("Đã xuất 3 đơn vị").says("3 đơn vị phải sửa hồ sơ").says("BC111");
    ran.tells("hong (nop/hong.yaml): chưa xuất được: dòng 4: BC111");
    assert_eq!(desk.papers("ra").len(), 3);
    let text = fs::read_to_string(desk.path("ra/manifest.jsonl")).expect("a manifest");
    assert!(!text.contains("khong"), "no unit of a file that isn't there:\n{text}");
    assert!(!text.contains("Bí Mật") && !text.contains("Riêng"), "personal values in:\n{text}");
    // Mended, only these are made; --retry-failed looks at no others.
    desk.write("nop/hong.yaml", &dossier(50));
    desk.write("nop/pb-01.yaml", &dossier(51));
    let ran =
        desk.line(&format!("batch nop --retry-failed {ONE}")).ends(1).says("Đã xuất 1 đơn vị");
    ran.says("Lần trước chưa xuất được, nay được: 1 đơn vị (hong).")
        .says("Giữ nguyên 2 đơn vị đã xuất, không đổi.")
        .says("Đã đổi từ lần xuất trước, không làm lại: 1 đơn vị (pb-01).");
    desk.line(&format!("batch nop --retry-failed {ONE}")).ends(1).says("Đã xuất 0 đơn vị");
    desk.line(&format!("batch nop {ONE}")).ends(1).says("Đã xuất 1 đơn vị");
}

#[test]
fn a_final_paper_with_errors_is_refused() {
    let desk = Desk::with_units(2);
    desk.write("nop/pb-02.yaml", &dossier(2).replace("102 đoàn viên", "60/49 đoàn viên"));
    let words = format!("batch nop {ONE}");
    // A draft is made all the same; the exit code says that something is wrong,
    // when nothing is left to do too.
    desk.line(&words).ends(1).says("Đã xuất 2 đơn vị").says("Có 1 chỗ cần sửa");
    desk.line(&words).ends(1).says("Giữ nguyên 2 đơn vị").says("Có 1 chỗ cần sửa");
    desk.line(&format!("{words} --status ban-hanh")).ends(1).says("2 đơn vị phải sửa hồ sơ");
}

#[test]
fn max_failures_ends_a_run_early() {
    let desk = Desk::with_units(0);
    for n in 0..30 {
        desk.write(&format!("nop/hong-{n:02}.yaml"), BROKEN);
    }
    let ran = desk.line("batch nop --max-failures 2 --threads 1").ends(1);
    let ran = ran.says("đơn vị chưa làm tới.");
    let refused = desk.manifest("ra/manifest.jsonl").len() - 1;
    assert!((2..12).contains(&refused), "{refused} in\n{}", ran.out);
    desk.line("batch nop --threads 1").ends(1).says("30 đơn vị phải sửa hồ sơ");
}

#[test]
fn a_file_that_cant_be_written_is_one_units_failure() {
    let desk = Desk::with_units(3);
    // A file where a folder should be, a folder where a file should be.
    desk.write("ra/pb-01", "");
    desk.write("ra/pb-02/bao-cao-don-vi-du-thao.pdf/x", "");
    let ran = desk.line(&format!("batch nop {ONE}")).ends(1);
    ran.says("Đã xuất 1 đơn vị").says("2 đơn vị gặp lỗi khi đọc hoặc ghi");
    let why = &desk.unit("ra/manifest.jsonl", "pb-02")["papers"][0]["message"];
    assert_eq!(
        why,
        "Không ghi được pb-02/bao-cao-don-vi-du-thao.pdf: đây là thư mục, không phải tệp"
    );
    fs::remove_file(desk.path("ra/pb-01")).expect("removed");
    fs::remove_dir_all(desk.path("ra/pb-02")).expect("removed");
    desk.line(&format!("batch nop {ONE}")).ends(0).says("Đã xuất 2 đơn vị");
    // A file that somebody set read-only.
    let pdf = desk.path("ra/pb-03/bao-cao-don-vi-du-thao.pdf");
    let mut permissions = fs::metadata(&pdf).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&pdf, permissions).expect("set");
    desk.write("nop/pb-03.yaml", &dossier(9));
    desk.line(&format!("batch nop {ONE}")).ends(1).says("tệp đã đặt chỉ đọc");
}

#[test]
fn dry_run_writes_nothing() {
    let desk = Desk::with_units(2);
    desk.write("nop/hong.yaml", BROKEN);
    let before = tree(&desk.path(""));
    let ran = desk.line("batch nop --dry-run").ends(1);
    ran.says("pb-01: sẽ xuất pb-01/bao-cao-tong-ket-du-thao.pdf, pb-01/bao-cao-don-vi-du-thao.pdf")
        .says("hong: sẽ không xuất được: dòng 4: BC111")
        .says("Sẽ xuất 2 đơn vị");
    assert_eq!(tree(&desk.path("")), before);
    desk.line("batch nop").ends(1);
    let before = tree(&desk.path(""));
    desk.line("batch nop --dry-run").ends(1).says("pb-01: giữ nguyên");
    assert_eq!(tree(&desk.path("")), before);
}

// What is somebody else's

/// Everything below a folder, links not followed.
#[cfg(unix)]
fn link(desk: &Desk, target: &str, name: &str) {
    let path = desk.path(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::os::unix::fs::symlink(desk.path(target), path).expect("linked");
}

#[test]
#[cfg(unix)]
fn links_out_of_the_folder_are_not_followed() {
    let desk = Desk::with_units(2);
    desk.write("ngoai/tmp/quy.txt", "của người khác");
    desk.write("ngoai/under-way/x", "");
    desk.write("ngoai/so.jsonl", "{\"type\":\"run\"\n");
    let outside = tree(&desk.path("ngoai"));
    let told = " là liên kết, có thể dẫn ra ngoài thư mục";
    // The program's own folder, whole or in part; the manifest, at a target or at none.
    for (target, name) in [
        ("ngoai", "a/.baocao"),
        ("ngoai/tmp", "b/.baocao/tmp"),
        ("ngoai/under-way", "c/.baocao/under-way"),
        ("ngoai/so.jsonl", "d/manifest.jsonl"),
        ("ngoai/moi.jsonl", "e/manifest.jsonl"),
    ] {
        link(&desk, target, name);
        let (output, below) = name.split_once('/').expect("a folder");
        let ran = desk.line(&format!("batch nop {ONE} --output {output}"));
        ran.ends(2).tells(&format!("{below}{told}"));
        assert_eq!(tree(&desk.path("ngoai")), outside, "{name}");
    }
    // A unit's folder, or its paper: that unit's failure.
    link(&desk, "ngoai", "g/pb-01");
    link(&desk, "ngoai/tmp/quy.txt", "g/pb-02/bao-cao-don-vi-du-thao.pdf");
    let ran = desk.line(&format!("batch nop {ONE} --output g")).ends(1);
    ran.says("Đã xuất 0 đơn vị").says(told);
    let line = desk.unit("g/manifest.jsonl", "pb-02");
    let why = line["papers"][0]["message"].as_str().expect("why");
    assert!(why.starts_with("pb-02/bao-cao-don-vi-du-thao.pdf là liên kết"), "{why}");
    assert_eq!(tree(&desk.path("ngoai")), outside);
    // The output folder itself may be a link: somebody named it.
    fs::create_dir(desk.path("that")).expect("made");
    link(&desk, "that", "ra");
    desk.line(&format!("batch nop {ONE}")).ends(0);
    assert_eq!(desk.papers("that").len(), 2);
}

#[test]
fn a_foreign_manifest_is_left_alone() {
    let desk = Desk::with_units(1);
    for (n, text) in ["", "\n", "ghi chú", "{\"id\": 1}\n{\"id\": 2}\n", "{\"type\":\"run\"}\n"]
        .iter()
        .enumerate()
    {
        let name = format!("ra{n}/manifest.jsonl");
        desk.write(&name, text);
        let ran = desk.line(&format!("batch nop {ONE} --output ra{n}"));
        if text.is_empty() {
            ran.ends(0);
            continue;
        }
        ran.ends(2).tells("không phải bảng kê của chương trình này");
        assert_eq!(desk.read(&name), *text);
        desk.line(&format!("batch nop {ONE} --output ra{n} --dry-run")).ends(2);
        // Nor is it written over by what is put together.
        let merge = ["manifest", "merge", "ra0/manifest.jsonl", "--output", name.as_str()];
        desk.run(&merge).ends(2).tells("không phải bảng kê");
        assert_eq!(desk.read(&name), *text);
    }
}

/// A message that is kept says nothing of the machine.
#[test]
fn names_that_are_the_programs_own_or_too_long() {
    let desk = Desk::with_units(1);
    let long = "dài-".repeat(70);
    for name in [".baocao", ".BAOCAO", "manifest-3-of-4.jsonl", "a\u{202e}fdp", "CONIN$", &long] {
        let text = dossier(7).replace("symbol: BP7", &format!("symbol: '{name}'"));
        desk.write("nop/x.yaml", &text);
        let output = desk.path("ra").display().to_string();
        let words = ["batch", "nop", "--id", "organization.symbol", "--paper", "bao-cao-don-vi"];
        let ran = desk.run(&[&words[..], &["--output", &output]].concat()).ends(1);
        ran.says("Đã xuất").says("không đặt được tên tệp");
        let manifest = desk.read("ra/manifest.jsonl");
        assert!(!manifest.contains(&output), "{manifest}");
    }
    // The whole path too long for the system, each name short enough.
    let deep = vec!["{{unit.id}}".repeat(40); 30].join("/") + "/{{paper}}.pdf";
    let output = desk.path("sau").display().to_string();
    desk.run(&["batch", "nop/pb-01.yaml", "--name", &deep, "--output", &output]).ends(1);
    let manifest = desk.read("sau/manifest.jsonl");
    assert!(manifest.contains("quá dài") && !manifest.contains(&output), "{manifest}");
}

// What ends the program

/// A template of the office's own by which one unit, and no other, asks for more
/// memory than a computer can name: that ends the program, whoever catches what.
fn with_a_fatal_unit(desk: &Desk, id: usize) {
    let name = "report-templates/papers/parts/paper.typ.j2";
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = fs::read_to_string(own).expect("a template");
    let fatal = format!(
        "{{% if organization.symbol == \"BP{id}\" %}}#(\"a\" * 281474976710656);{{% endif %}}"
    );
    assert!(text.contains(BODY));
    desk.write("mau/papers/parts/paper.typ.j2", &text.replacen(BODY, &(fatal + "\n" + BODY), 1));
}

const BODY: &str = "{% block";

/// Runs until a run comes to its end by itself; how many didn't.
#[cfg(unix)]
fn until_it_ends(desk: &Desk, words: &str) -> (usize, Ran) {
    for ended in 0.. {
        let output = desk.command_line(words).output().expect("runs");
        if output.status.code().is_some() {
            return (ended, Ran::from(output));
        }
        assert!(ended < 3, "each run ends at the same unit");
    }
    unreachable!("no end to the numbers")
}

#[test]
#[cfg(unix)]
fn a_unit_that_ends_the_program_costs_the_batch_that_unit() {
    let desk = Desk::with_units(6);
    with_a_fatal_unit(&desk, 3);
    for threads in [1, 2] {
        let output = format!("ra{threads}");
        let words =
            format!("batch nop {ONE} --templates mau --threads {threads} --output {output}");
        let (ended, ran) = until_it_ends(&desk, &words);
        assert_eq!(ended, 1, "the next run passes it over");
        let ran = ran.ends(1).says("làm chương trình dừng đột ngột");
        ran.says("pb-03");
        assert_eq!(desk.papers(&output).len(), 5);
        let line = desk.unit(&format!("{output}/manifest.jsonl"), "pb-03");
        assert!(line["status"] == "failed" && line["ended_program"] == true, "{line}");
        // No more is tried, and it is said again.
        let again = desk.line(&words).ends(1).says("Giữ nguyên 5 đơn vị").says("dừng đột ngột");
        again.says("Đã xuất 0 đơn vị");
        assert!(!desk.path(&format!("{output}/.baocao")).exists());
    }
    // Asked for, it is tried apart from the run, which goes on.
    let words = format!("batch nop {ONE} --templates mau --output ra1");
    desk.line(&format!("{words} --retry-failed")).ends(1).says("dừng đột ngột");
    // As soon as it may come out well it is made.
    fs::remove_file(desk.path("mau/papers/parts/paper.typ.j2")).expect("removed");
    fs::create_dir_all(desk.path("mau")).expect("made");
    desk.line(&words).ends(0).says("Đã xuất 6 đơn vị");
}

/// The same by lines of JSON, which only the run itself has.
#[test]
#[cfg(unix)]
fn a_line_that_ends_the_program() {
    let desk = Desk::new();
    with_a_fatal_unit(&desk, 2);
    let line = |n: usize| {
        format!(
            "{{\"kind\":\"tổng kết\",\"organization\":{{\"name\":\"Công đoàn {n}\",\"symbol\":\"BP{n}\"}},\
             \"period\":{{\"year\":2026}}}}\n"
        )
    };
    desk.write("input", &(1..=4).map(line).collect::<String>());
    let words = format!("batch - --id organization.symbol {ONE} --templates mau --threads 1");
    let run = || {
        let input = fs::File::open(desk.path("input")).expect("there");
        desk.command_line(&words).stdin(input).output().expect("runs")
    };
    assert_eq!(run().status.code(), None, "the first run is ended");
    Ran::from(run()).ends(1).says("Đã xuất").says("BP2");
    assert_eq!(desk.papers("ra").len(), 3);
    assert_eq!(desk.unit("ra/manifest.jsonl", "BP2")["source"], "stdin:2");
}

/// Whoever was under way when a run was killed is made by the next one as if
/// nothing had happened.
#[test]
fn a_mark_that_is_left_is_no_verdict() {
    use sha2::Digest;
    let desk = Desk::with_units(3);
    let hash = sha2::Sha256::digest(b"pb-02");
    let name: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    desk.write(&format!("ra/.baocao/under-way/{name}"), "");
    desk.line(&format!("batch nop {ONE}")).ends(0).says("Đã xuất 3 đơn vị");
    desk.line(&format!("batch nop {ONE} --output want")).ends(0);
    assert_eq!(desk.papers("ra"), desk.papers("want"));
    assert_eq!(desk.manifest("ra/manifest.jsonl"), desk.manifest("want/manifest.jsonl"));
}

// Names

#[test]
fn clashes_are_refused_and_name_both() {
    let desk = Desk::with_units(2);
    desk.write("nop/a/tk.yaml", &dossier(11));
    desk.write("nop/b/tk.yaml", &dossier(12));
    desk.write("nop/c/TK.yaml", &dossier(13));
    let ran = desk.line(&format!("batch nop --recursive {ONE}")).ends(1);
    ran.says("Đã xuất 3 đơn vị").tells(
        "chưa xuất được[BC226]: nhiều hồ sơ cùng một mã đơn vị: nop/a/tk.yaml, nop/b/tk.yaml",
    );
    // Two ids, one folder on Windows: neither is made, on no shard.
    desk.write("nop/b/Tk.yaml", &dossier(12));
    fs::remove_file(desk.path("nop/b/tk.yaml")).expect("removed");
    fs::remove_dir_all(desk.path("ra")).expect("removed");
    let ran = desk.line(&format!("batch nop -r {ONE}")).ends(1).says("Đã xuất 2 đơn vị");
    ran.tells("tk (nop/a/tk.yaml)")
        .tells("chưa xuất được[BC227]: văn bản sẽ ghi đè lên của đơn vị");
    assert_eq!(desk.papers("ra").len(), 2);
    // One name for all, and two papers of one unit.
    let ran = desk.line("batch nop --name all.pdf --paper bao-cao-don-vi --output b").ends(1);
    ran.says("Đã xuất 0 đơn vị");
    let ran = desk.line("batch nop --name {{unit.id}}.pdf --output c").ends(1);
    ran.says("Đã xuất 0 đơn vị").says("không có {{ paper }}");
    // A name that holds unit and paper.
    let ran = desk
        .line(&format!("batch nop -r --name {{{{unit.folder}}}}-{{{{paper}}}} {ONE} --output d"))
        .ends(1);
    ran.tells("cùng tên tệp nop-bao-cao-").says("Đã xuất 3 đơn vị");
    assert!(desk.papers("b").is_empty() && desk.papers("c").is_empty());
}

#[test]
fn no_value_leads_out_of_the_folder() {
    let ids = ["../ngoai", "..", "/tmp/ngoai", "C:\\ngoai", "a/b", "CON", "nul.txt", "a.", "*"];
    let desk = Desk::new();
    for (n, id) in ids.iter().enumerate() {
        desk.write(
            &format!("nop/{n}.yaml"),
            &dossier(n).replace(&format!("symbol: BP{n}"), &format!("symbol: '{id}'")),
        );
    }
    desk.write("nop/tot.yaml", &dossier(99));
    let before = tree(&desk.path("")).len();
    let ran = desk.line(&format!("batch nop --id organization.symbol {ONE}")).ends(1);
    ran.says("Đã xuất 1 đơn vị").says("không đặt được tên tệp");
    let files: Vec<String> = tree(&desk.path("")).into_keys().collect();
    assert_eq!(files.len(), before + 2, "{files:?}");
    assert_eq!(
        desk.papers("ra").into_keys().collect::<Vec<_>>(),
        ["BP99/bao-cao-don-vi-du-thao.pdf"]
    );
    for template in ["../{{paper}}.pdf", "/{{paper}}.pdf", "{{unit.ten}}.pdf", "{{paper}}.txt"] {
        desk.line(&format!("batch nop --name {template}")).ends(2).tells("`--name`: mẫu tên tệp");
    }
}

#[test]
fn ids_from_a_field() {
    let desk = Desk::with_units(3);
    desk.write("nop/pb-03.yaml", &dossier(3).replace("symbol", "short_name"));
    let words = format!("batch nop --id organization.symbol {ONE}");
    desk.line(&words).ends(1).says("Đã xuất 2 đơn vị").says("trường organization.symbol để trống");
    assert!(desk.papers("ra").contains_key("BP1/bao-cao-don-vi-du-thao.pdf"));
    desk.line(&words).ends(1).says("Giữ nguyên 2 đơn vị");
}

// Inputs

#[test]
fn patterns_and_folders() {
    let desk = Desk::with_units(3);
    desk.write("nop/sub/deep/x.yaml", &dossier(7));
    for (words, said) in [
        ("batch nop --dry-run", "Sẽ xuất 3 đơn vị"),
        ("batch nop -r --dry-run", "Sẽ xuất 4 đơn vị"),
        ("batch nop/*-0[12].yaml --dry-run", "Sẽ xuất 2 đơn vị"),
        ("batch nop/**/x.yaml nop/pb-01.yaml --dry-run", "Sẽ xuất 2 đơn vị"),
    ] {
        desk.line(words).ends(0).says(said);
    }
    desk.line("batch *.json").ends(2).tells("Không có tệp nào khớp với *.json");
    desk.line("batch khong.yaml").ends(2).tells("không có tệp");
    assert!(!desk.path("ra").exists(), "nothing was there to be made");
    desk.write("tep.txt", "nop/pb-01.yaml\nnop/sub/deep/x.yaml\n");
    desk.line("batch --list tep.txt --dry-run").ends(0).says("Sẽ xuất 2 đơn vị");
    desk.line("batch").ends(2);
    desk.fed("batch -", "\n").ends(2).tells("Không có hồ sơ nào");
}

#[test]
fn lines_of_json_over_a_base() {
    let desk = Desk::new();
    desk.write("chung.yaml", &dossier(1).replace("BP1", "CHUNG"));
    let lines = "{\"organization\": {\"symbol\": \"A1\"}, \"membership\": {\"members\": 57}}\n\
                 {\"organization\":{\"symbol\":\"A2\"},\"period\":{\"year\":2025}}\n\
                 {\"organization\": {\"symbol\": \"A3\"}, \"sai\": 1}\n\
                 khong phai json\n";
    let words = format!("batch - --base chung.yaml --id organization.symbol {ONE}");
    let ran = desk.fed(&format!("{words} --json"), lines).ends(1);
    let said: Vec<Value> =
        ran.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(said.len(), 5, "{}", ran.out);
    assert_eq!((&said[4]["type"], &said[4]["written"]), (&"summary".into(), &2.into()));
    assert_eq!(desk.unit("ra/manifest.jsonl", "A1")["source"], "stdin:1");
    assert_eq!(desk.unit("ra/manifest.jsonl", "A3")["messages"][0]["code"], "BC111");
    assert_eq!(desk.unit("ra/manifest.jsonl", "stdin:4")["messages"][0]["code"], "BC102");
    desk.fed(&words, lines).ends(1).says("Giữ nguyên 2 đơn vị");
    // The base is a part of what counts.
    desk.write("chung.yaml", &dossier(2));
    desk.fed(&words, lines).ends(1).says("Đã xuất 2 đơn vị");
    desk.fed("batch -", lines).ends(1).says("--id organization.symbol");
    desk.line("batch - --base khong.yaml").ends(2).tells("khong.yaml");
}

// Threads, shards

#[test]
fn threads_change_nothing() {
    let desk = Desk::with_units(7);
    for threads in [1, 2, 5] {
        desk.line(&format!("batch nop --threads {threads} --output ra{threads}")).ends(0);
        assert!(desk.papers("ra1") == desk.papers(&format!("ra{threads}")));
        assert_eq!(
            desk.manifest("ra1/manifest.jsonl"),
            desk.manifest(&format!("ra{threads}/manifest.jsonl"))
        );
    }
}

#[test]
fn shards_as_processes_give_the_same() {
    let desk = Desk::with_units(11);
    desk.write("nop/hong.yaml", BROKEN);
    desk.line(&format!("batch nop {ONE} --output want")).ends(1);
    for count in [2, 3] {
        let out = format!("ra{count}");
        // All at once into one folder, as a scheduler has them.
        let running: Vec<_> = (1..=count)
            .map(|i| {
                let words = format!("batch nop {ONE} --output {out} --shard {i}/{count}");
                desk.command_line(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
            })
            .collect();
        for child in running {
            child.expect("runs").wait().expect("ends");
        }
        assert!(desk.papers(&out) == desk.papers("want"), "{count} shards differ");
        let files: Vec<String> =
            (1..=count).map(|i| format!("{out}/manifest-{i}-of-{count}.jsonl")).collect();
        let all = files.join(" ");
        desk.line(&format!("manifest merge {all} --output {out}/all.jsonl"))
            .ends(1)
            .says("12 đơn vị, mỗi đơn vị có mặt đúng một lần. Đã xuất 11 đơn vị: 11 văn bản")
            .says("hong: dòng 4: BC111");
        assert_eq!(
            desk.manifest(&format!("{out}/all.jsonl")),
            desk.manifest("want/manifest.jsonl")
        );
        fs::remove_file(desk.path(&format!("{out}/all.jsonl"))).expect("removed");
        desk.line(&format!("bang-ke gop {}", files[0]))
            .ends(2)
            .tells("Cần sửa[BC228]: thiếu bảng kê của phần");
        desk.line(&format!("manifest merge {all} {}", files[0])).ends(2).tells("cùng là phần");
    }
    // A unit that came later; other options; a shard that isn't done.
    let (one, two) = ("ra2/manifest-1-of-2.jsonl", "ra2/manifest-2-of-2.jsonl");
    let merge = format!("manifest merge {one} {two} --output x.jsonl");
    let text = fs::read_to_string(desk.path(one)).expect("a manifest");
    let first = text.lines().nth(1).expect("a unit").to_owned() + "\n";
    desk.write(one, &text.replace(&first, ""));
    desk.line(&merge).ends(2).tells("có 11 đơn vị trên 12");
    desk.write(one, &text);
    desk.write("nop/moi.yaml", &dossier(40));
    desk.line(&format!("batch nop {ONE} --output ra2 --shard 2/2"));
    desk.line(&merge).ends(2).tells("khác bảng kê đầu tiên về danh sách đơn vị");
    desk.line(&format!("batch nop {ONE} --output ra2 --shard 1/2 --pdf a-2u"));
    desk.line(&merge).ends(2).tells("tùy chọn");
    desk.line("manifest merge khong.jsonl").ends(2).tells("không có tệp này");
    assert!(!desk.path("x.jsonl").exists());
}

/// The example of the page, as it stands there, where GNU parallel is.
#[test]
fn shards_by_gnu_parallel() {
    let version = Command::new("parallel").arg("--version").stdin(Stdio::null()).output();
    if !version.is_ok_and(|ran| String::from_utf8_lossy(&ran.stdout).contains("GNU parallel")) {
        eprintln!("no GNU parallel here: not tried");
        return;
    }
    let page = include_str!("../../docs/batch.md");
    let example = page.split("### GNU parallel").nth(1).expect("the heading");
    let example = example.split("```").nth(1).and_then(|code| code.strip_prefix("sh\n"));
    let desk = Desk::with_units(11);
    desk.line("batch nop --output want").ends(0);
    let program = Path::new(env!("CARGO_BIN_EXE_baocao"));
    let mut paths = vec![program.parent().expect("a folder").to_owned()];
    paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let ran = Command::new("sh")
        .args(["-c", example.expect("an example")])
        .current_dir(desk.folder())
        .env("PATH", std::env::join_paths(paths).expect("a path"))
        .env("HOME", desk.folder())
        .env_remove("SOURCE_DATE_EPOCH")
        .stdin(Stdio::null())
        .output()
        .expect("runs");
    // A shard without a unit has nothing to do, and that is well.
    Ran::from(ran).ends(0);
    assert!(desk.papers("ra") == desk.papers("want"));
    let all: Vec<String> = (1..=16).map(|i| format!("ra/manifest-{i}-of-16.jsonl")).collect();
    desk.line(&format!("manifest merge {} --output ra/manifest.jsonl", all.join(" "))).ends(0);
    assert_eq!(desk.manifest("ra/manifest.jsonl"), desk.manifest("want/manifest.jsonl"));
}

// The page for whoever schedules runs

/// Every key of a manifest's lines has its row in the contract.
#[test]
fn every_field_is_documented() {
    let page = include_str!("../../docs/batch.md");
    let desk = Desk::with_units(1);
    desk.write("nop/hong.yaml", BROKEN);
    desk.write("ra/pb-01", "");
    desk.line(&format!("batch nop khong.yaml {ONE}"));
    fs::remove_file(desk.path("ra/pb-01")).expect("removed");
    desk.line(&format!("batch nop/pb-01.yaml {ONE}"));
    fn keys(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(key, value)| {
                found.push(key.clone());
                keys(value, found);
            }),
            Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
            _ => {}
        }
    }
    let mut found = vec!["ms".to_owned()];
    desk.manifest("ra/manifest.jsonl").iter().for_each(|line| keys(line, &mut found));
    assert!(found.len() > 30, "{found:?}");
    found.push("ended_program".to_owned());
    for key in found {
        assert!(page.contains(&format!("`{key}`")), "{key} isn't in docs/batch.md");
    }
}
