//! A dossier from an existing Word document.

use std::path::Path;

use baocao::diagnostic::{Diagnostic, Severity};
use baocao::file::{because, read_whole};
use baocao::word::starter::{self, Occasion, Unfit};
use baocao::word::{self, LARGEST_FILE};
use baocao::{Office, Options};

use super::super::args::{self, Starter};
use super::super::console::Console;
use super::super::outcome::{Failure, Outcome};
use super::place;

pub fn run(args: &args::New, file: &Path, console: &mut Console) -> Result<Outcome, Failure> {
    if args.keep_texts {
        return Err(Failure::new("--keep-texts chỉ dùng cùng --from")
            .hint("--from-word luôn giữ nguyên các đoạn văn"));
    }
    let name = file.display().to_string();
    let bytes = read_whole(file, LARGEST_FILE as u64)
        .map_err(|e| Failure::new(format!("Không đọc được {name}: {}", because(&e))))?;
    let document = match word::open(&bytes) {
        Ok(document) => document,
        Err(refusal) => {
            console.tell_findings(&[refusal.finding(&name)]);
            return Ok(Outcome::Faulty);
        }
    };
    let short =
        file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let drawn = starter::draw_up(&document, args.kind.map(kind), &short).map_err(unfit)?;
    // The generated dossier must be readable; if it isn't, that is our fault and nothing is
    // written.
    let options = Options { templates: args.templates.clone(), ..Options::default() };
    let check = Office::new(&options)?.load(&name, drawn.yaml.as_bytes(), &[]);
    let is_fault = |d: &&Diagnostic| d.structural && d.severity == Severity::Error;
    if let Some(fault) = check.diagnostics.iter().find(is_fault) {
        let what = format!("{name}: không lập được hồ sơ từ tệp này ({})", fault.message);
        return Err(Failure::new(what)
            .hint("chưa ghi gì; tách phụ lục và bảng dài ra tệp riêng rồi chạy lại"));
    }
    let remarks = word::remarks(&document, &name);
    if !remarks.is_empty() {
        console.tell_findings(&remarks);
    }
    let target = args.file.clone().unwrap_or_else(|| {
        let year = drawn.year.as_ref().map(|year| format!("-{year}")).unwrap_or_default();
        let stem = match drawn.kind {
            Occasion::Congress => "ho-so-dai-hoi",
            Occasion::YearReview => "ho-so-tong-ket",
            Occasion::HalfYearReview => "ho-so-so-ket",
        };
        file.with_file_name(format!("{stem}{year}.yaml"))
    });
    place(&target, &drawn.yaml, console)
}

fn kind(kind: Starter) -> Occasion {
    match kind {
        Starter::Congress => Occasion::Congress,
        Starter::YearReview => Occasion::YearReview,
        Starter::HalfYearReview => Occasion::HalfYearReview,
    }
}

fn unfit(Unfit(title): Unfit) -> Failure {
    let what = match title {
        Some(title) => format!("“{title}” không rõ thuộc loại hồ sơ nào"),
        None => "Không thấy tên loại văn bản (BÁO CÁO, NGHỊ QUYẾT …) trong tệp Word".to_owned(),
    };
    Failure::new(what)
        .hint("ghi rõ: --kind \"đại hội\", --kind \"tổng kết\" hoặc --kind \"sơ kết\"")
}
