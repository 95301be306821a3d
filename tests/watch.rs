//! `watch` as an office meets it: a dossier is saved, broken, mended, removed
//! and put back, a template is changed, and Ctrl-C ends it.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use tempfile::TempDir;

/// Far longer than any step takes, so that a busy machine fails no test.
const PATIENCE: Duration = Duration::from_secs(60);

const DOSSIER: &str = "\
kind: tổng kết
organization:
  name: Công đoàn cơ sở Công ty Minh Họa
  symbol: CĐCS
  place: Thí Dụ
period:
  type: năm
  year: 2026
";

/// A running `baocao watch` with all it says, line by line.
struct Watching {
    folder: TempDir,
    child: Child,
    lines: Receiver<String>,
    heard: String,
    passed: Vec<String>,
}

impl Watching {
    fn start(folder: TempDir, words: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_baocao"))
            .arg("watch")
            .args(words)
            .current_dir(folder.path())
            .env_remove("SOURCE_DATE_EPOCH")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs");
        let (send, lines) = mpsc::channel();
        let streams: [Box<dyn Read + Send>; 2] = [
            Box::new(child.stdout.take().expect("piped")),
            Box::new(child.stderr.take().expect("piped")),
        ];
        for stream in streams {
            let send = send.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = send.send(line);
                }
            });
        }
        Watching { folder, child, lines, heard: String::new(), passed: Vec::new() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Reads on until a line has the words. The two streams may come in any
    /// order: what was passed over is looked through first, each line once.
    #[track_caller]
    fn says(&mut self, words: &str) {
        loop {
            if let Some(i) = self.passed.iter().position(|line| line.contains(words)) {
                self.passed.remove(i);
                return;
            }
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else {
                panic!("{words:?} was never said:\n{}", self.heard);
            };
            self.heard += &format!("{line}\n");
            self.passed.push(line);
        }
    }

    /// Saves as editors do: into another file, which is put in its place.
    fn save(&self, name: &str, text: &str) {
        let beside = self.path(".dang-luu.tmp");
        fs::write(&beside, text).expect("written");
        fs::rename(beside, self.path(name)).expect("renamed");
    }

    fn paper(&self) -> Vec<u8> {
        fs::read(self.path("ra/tk/bao-cao-tong-ket-du-thao.typ")).expect("a paper")
    }

    /// Ctrl-C, or what comes nearest where there are no signals.
    fn stop(&mut self) -> ExitStatus {
        #[cfg(unix)]
        {
            let id = self.child.id().to_string();
            Command::new("kill").args(["-INT", &id]).status().expect("kill is there");
        }
        #[cfg(not(unix))]
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends")
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("tk.yaml"), DOSSIER).expect("written");
    folder
}

#[test]
fn a_dossier_is_rendered_on_save() {
    let words = ["tk.yaml", "--paper", "bao-cao-tong-ket", "--to", "pdf,typ"];
    let mut watching = Watching::start(folder(), &words);
    watching.says("Đang theo dõi tk.yaml. Dừng: Ctrl-C.");
    watching.says("Đã xuất 1 bản dự thảo vào thư mục ra/.");
    let pdf = watching.path("ra/tk/bao-cao-tong-ket-du-thao.pdf");
    assert!(fs::read(&pdf).expect("a PDF").starts_with(b"%PDF-"));
    let first = watching.paper();

    // Written twice in a moment: what was saved last is what is rendered.
    watching.save("tk.yaml", "kind: tổng");
    watching.save("tk.yaml", &DOSSIER.replace("Minh Họa", "Ví Dụ"));
    watching.says("Có thay đổi: tk.yaml.");
    watching.says("Đã xuất 1 bản dự thảo");
    assert!(!watching.heard.contains("Cần sửa"), "{}", watching.heard);
    assert_ne!(watching.paper(), first);

    // Broken: the message comes, the last good paper stays.
    let good = watching.paper();
    watching.save("tk.yaml", &DOSSIER.replace("year: 2026", "nam: 2026"));
    watching.says("Không có khóa `nam` ở đây");
    watching.says("chưa xuất văn bản nào");
    watching.says("Chưa xuất được văn bản nào.");
    assert_eq!(watching.paper(), good);

    // Mended, in place.
    fs::write(watching.path("tk.yaml"), DOSSIER).expect("written");
    watching.says("Đã xuất 1 bản dự thảo");
    assert_eq!(watching.paper(), first);

    // Gone, and back.
    fs::remove_file(watching.path("tk.yaml")).expect("removed");
    watching.says("Không còn tk.yaml; chờ tệp trở lại.");
    fs::remove_file(&pdf).expect("removed");
    fs::write(watching.path("tk.yaml"), DOSSIER).expect("written");
    watching.says("Đã xuất 1 bản dự thảo");
    assert!(pdf.is_file());

    let status = watching.stop();
    if cfg!(unix) {
        watching.says("Đã dừng theo dõi.");
        assert_eq!(status.code(), Some(0));
    }
}

#[test]
fn templates_and_new_dossiers_are_followed() {
    let folder = folder();
    let template = folder.path().join("mau/papers/annual_report.typ.j2");
    fs::create_dir_all(template.parent().expect("a folder")).expect("made");
    let words = [".", "--paper", "bao-cao-tong-ket", "--to", "typ", "--templates", "mau"];
    let mut watching = Watching::start(folder, &words);
    watching.says("Đang theo dõi thư mục ., thư mục mẫu mau. Dừng: Ctrl-C.");
    watching.says("Đã xuất 1 bản dự thảo");
    let built_in = watching.paper();

    fs::write(&template, "Mẫu riêng\n").expect("written");
    watching.says("Có thay đổi ở thư mục mẫu hoặc phông chữ.");
    watching.says("Đã xuất 1 bản dự thảo");
    assert_ne!(watching.paper(), built_in);

    // A broken template, and a folder that can't be used at all.
    fs::write(&template, "{% if %}").expect("written");
    watching.says("mẫu văn bản có lỗi");
    let paper = template.with_file_name("annual_report.yaml");
    fs::write(&paper, "file: [").expect("written");
    watching.says("Không dùng được thư mục mẫu mau");
    fs::remove_file(&paper).expect("removed");
    watching.says("mẫu văn bản có lỗi");
    fs::remove_file(&template).expect("removed");
    watching.says("Đã xuất 1 bản dự thảo");
    assert_eq!(watching.paper(), built_in);

    watching.save("khac.yaml", DOSSIER);
    watching.says("khac.yaml.");
    watching.says("Đã xuất 1 bản dự thảo");
    assert!(is_file(watching.folder.path(), "ra/khac/bao-cao-tong-ket-du-thao.typ"));
    watching.stop();
}

#[test]
fn a_mistyped_name_is_told_at_once() {
    let folder = folder();
    for words in [["khong-co.yaml", "--to", "pdf"], ["tk.yaml", "--paper", "khong-co"]] {
        let mut watching = Watching::start(tempfile::tempdir_in(&folder).expect("made"), &words);
        assert_eq!(watching.child.wait().expect("it ends").code(), Some(2), "{words:?}");
    }
}

fn is_file(folder: &Path, name: &str) -> bool {
    folder.join(name).is_file()
}
