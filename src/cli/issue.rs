//! `issue`: writes number, date and signer into the dossier, and seals the paper.

mod place;

use baocao::diagnostic::{self, Diagnostic};
use baocao::dossier::{Envelope, Status, Text};
use baocao::paper::Paper;
use baocao::regime::Regime;
use baocao::source::{self, Path};
use baocao::vietnamese::PartialDate;
use baocao::{Error, Loaded, Office, Unprinted};
use place::{Place, chosen};

use super::args;
use super::console::Console;
use super::edit::{self, Change};
use super::files::{DossierFile, no_workbook, quoted};
use super::office;
use super::outcome::{Failure, Outcome};
use super::write;

pub fn run(args: &args::Issue, console: &mut Console) -> Result<Outcome, Failure> {
    let office = office::open(&args.office)?;
    let date = args.date.as_deref().map(whole_date).transpose()?;
    let file = DossierFile::new(args.file.clone());
    no_workbook(&file, "phát hành ghi vào")?;
    let yaml = file.read()?;
    let mut loaded = office.load(&file.name, &yaml, &[]);
    let Some(dossier) = loaded.dossier() else {
        console.tell_findings(&loaded.diagnostics);
        console.tell(&format!("{}: hồ sơ chưa đọc được trọn vẹn", file.name));
        return Ok(Outcome::Faulty);
    };
    let paper = chosen(&office, dossier, &args.paper)?.into_owned();
    let (paper, place) = (&paper, Place::of(&paper));
    if place.is_an_item() && (args.signer.is_some() || args.post.is_some()) {
        let message = format!("{}: người ký ghi chung ở papers.{}", paper.title, paper.id);
        return Err(Failure::new(message).hint("bỏ --signer, --post; ghi signature trong hồ sơ"));
    }
    let before = paper.envelope(dossier);
    let is_issued = before.status == Some(Status::Issued);
    // Issued by hand, or before there were seals: it may still be sealed.
    if is_issued && (before.sealed.is_some() || !is_the_same(&before, args, date)) {
        console.tell(&already_issued(paper, &before));
        return Ok(Outcome::Faulty);
    }
    let numbered = office.regime(dossier, paper).is_none_or(Regime::has_number);
    if args.number.is_some() && !numbered {
        return Err(Failure::new(format!("{} không đánh số", paper.title)).hint("bỏ --number"));
    }

    if let Some(reading) = &mut loaded.reading {
        place.put(&mut reading.dossier, args, date);
    }
    let findings = match findings(&office, &loaded, paper) {
        Ok(findings) => findings,
        Err(error) => {
            return Err(Failure::from(error)
                .of_what("mẫu văn bản có lỗi")
                .hint("gửi hồ sơ và thông báo này cho người quản trị mẫu"));
        }
    };
    console.tell_findings(&findings);
    if findings.iter().any(Diagnostic::is_error) {
        let what = if is_issued { "Chưa khóa" } else { "Chưa phát hành" };
        console.tell(&format!("{what} {}: còn chỗ cần sửa; hồ sơ giữ nguyên", paper.title));
        return Ok(Outcome::Faulty);
    }

    let Some(seal) = seal(&office, &loaded, paper)? else { return Ok(Outcome::Faulty) };
    let Some(reading) = &loaded.reading else { return Ok(Outcome::Faulty) };
    let edited = edit::edit(&reading.tree, &changes(args, &place.path, &seal, is_issued)).map_err(
        |path| {
            Failure::new(format!("{}: không ghi tự động được vào {path}", file.name))
                .hint("viết khối đó mỗi khóa một dòng, rồi chạy lại")
        },
    )?;
    write::edited(&file.path, &yaml, &source::with_mark(&yaml, &edited))?;

    say_done(args, paper, &file.name, is_issued, console);
    Ok(Outcome::Well)
}

/// Reports what was written into the dossier, and how the paper is exported from now on.
fn say_done(args: &args::Issue, paper: &Paper, file: &str, is_issued: bool, console: &mut Console) {
    if is_issued {
        console.say(&format!("Đã ghi vào {file}: khóa nội dung {}.", paper.title));
        return;
    }
    let mut said = vec![paper.title.clone()];
    said.extend(args.number.as_ref().map(|number| format!("số {}", number.trim())));
    said.extend(args.date.as_ref().map(|date| format!("ngày {}", date.trim())));
    console.say(&format!("Đã ghi vào {file}: {}, ban hành.", said.join(", ")));
    let name = quoted(file);
    console.say(&format!("Xuất bản chính: baocao xuat {name} --paper {}", paper.file));
}

/// A complete date for a paper.
fn whole_date(typed: &str) -> Result<PartialDate, Failure> {
    match PartialDate::parse(typed) {
        Ok(date) if date.is_whole() => Ok(date),
        Ok(_) => Err(Failure::new(format!("`--date`: “{typed}” chưa đủ ngày, tháng, năm"))
            .hint("ví dụ: --date 09/12/2026")),
        Err(e) => Err(Failure::new(format!("`--date`: {e}")).hint("ví dụ: --date 09/12/2026")),
    }
}

/// Whether a paper has already been issued with exactly the command's values.
fn is_the_same(before: &Envelope, args: &args::Issue, date: Option<PartialDate>) -> bool {
    let same = |asked: &Option<String>, had: Option<&Text>| {
        asked.as_ref().is_none_or(|asked| had.is_some_and(|had| had.0.trim() == asked.trim()))
    };
    let signature = before.signature.as_ref();
    args.number.is_some() == before.number.is_some()
        && same(&args.number, before.number.as_ref())
        && date.is_some_and(|date| before.date.is_some_and(|had| had == date))
        && same(&args.signer, signature.and_then(|s| s.name.as_ref()))
        && same(&args.post, signature.and_then(|s| s.post.as_ref()))
}

fn already_issued(paper: &Paper, envelope: &Envelope) -> String {
    let number = envelope.number.as_ref().map(|number| format!("số {}", number.0));
    let date = envelope.date.as_ref().map(|date| format!("ngày {}", date.typed()));
    let known: Vec<String> = number.into_iter().chain(date).collect();
    let known = if known.is_empty() { String::new() } else { format!(": {}", known.join(", ")) };
    format!(
        "{} đã ban hành{known}; hồ sơ giữ nguyên. Sai sót nhỏ: làm văn bản đính chính. Thay bằng bản mới: cấp số mới.",
        paper.title
    )
}

/// The reasons not to issue the paper: in the dossier, or if there are none, on the finished
/// pages.
fn findings(office: &Office, loaded: &Loaded, paper: &Paper) -> Result<Vec<Diagnostic>, Error> {
    let mut findings = loaded.diagnostics.clone();
    findings.extend(office.check_for(loaded, &[paper]));
    if let Some(dossier) = loaded.dossier()
        && !findings.iter().any(Diagnostic::is_error)
    {
        for output in paper.outputs(dossier) {
            let rendered = office.render(dossier, &output)?;
            match office.compile(&rendered) {
                // No pictures are drawn here.
                Ok(_) | Err(Unprinted::Undrawn(_)) => {}
                Err(Unprinted::Faulty(faults)) => findings.extend(loaded.told(&faults)),
                Err(Unprinted::Failed(error)) => return Err(error),
            }
        }
    }
    diagnostic::sort(&mut findings);
    Ok(findings)
}

/// The seal of the paper: other content will be refused.
fn seal(office: &Office, loaded: &Loaded, paper: &Paper) -> Result<Option<String>, Failure> {
    let Some(dossier) = loaded.dossier() else { return Ok(None) };
    let seal = office.seal(dossier, paper);
    let seal = seal.map_err(|e| Failure::from(e).of_what("mẫu văn bản có lỗi"))?;
    Ok(Some(seal.0))
}

/// The values to write into the dossier; for an issued paper the seal only.
fn changes(args: &args::Issue, at: &Path, seal: &String, is_issued: bool) -> Vec<Change> {
    let change = |path: Path, value: Option<&String>| {
        value.map(|value| Change { path, value: value.trim().to_owned() })
    };
    let sealed = change(at.key("sealed"), Some(seal));
    if is_issued {
        return sealed.into_iter().collect();
    }
    let signature = at.key("signature");
    [
        change(at.key("status"), Some(&Status::Issued.word().to_owned())),
        change(at.key("number"), args.number.as_ref()),
        change(at.key("date"), args.date.as_ref()),
        change(signature.key("post"), args.post.as_ref()),
        change(signature.key("name"), args.signer.as_ref()),
        sealed,
    ]
    .into_iter()
    .flatten()
    .collect()
}
