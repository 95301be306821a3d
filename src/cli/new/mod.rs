//! `new`: a dossier to fill in, from a starter, from the last period's dossier, or from a
//! Word document.

mod carry;
mod from_word;
mod headings;
mod past;
mod turn;

use std::path::{Path, PathBuf};

use baocao::built_in::TemplateFolder;
use baocao::diagnostic::Diagnostic;
use baocao::dossier::OrganizationKind;
use baocao::file::{LARGEST, read_whole};
use baocao::{Office, Options};

use super::args::{self, Starter};
use super::console::Console;
use super::files::DossierFile;
use super::outcome::{Failure, Outcome};
use super::schema;
use super::write::{self, Existing};
use carry::Carry;

/// The schema's path beside a dossier, as named in its first line.
const SCHEMA: [&str; 2] = ["schema", "dossier.schema.json"];

pub fn run(args: &args::New, console: &mut Console) -> Result<Outcome, Failure> {
    if let Some(own) = args.templates.as_ref().filter(|own| !own.is_dir()) {
        return Err(Failure::new(format!("Không có thư mục mẫu {}", own.display())));
    }
    if let Some(word) = &args.from_word {
        return from_word::run(args, word, console);
    }
    match (&args.from, args.kind) {
        (Some(last), _) => from_last(args, last, console),
        (None, _) if args.keep_texts => Err(Failure::new("--keep-texts chỉ dùng cùng --from")
            .hint("lấy từ hồ sơ kỳ trước: --from <HỒ SƠ KỲ TRƯỚC> --keep-texts")),
        (None, Some(kind)) => from_starter(args, kind, console),
        (None, None) => Err(Failure::new("Thiếu loại hồ sơ")
            .hint("--kind \"đại hội\", --kind \"tổng kết\" hoặc --kind \"sơ kết\"")
            .hint("lấy từ hồ sơ kỳ trước: --from <HỒ SƠ KỲ TRƯỚC>")
            .hint("lấy từ văn bản Word: --from-word <TỆP WORD>")),
    }
}

fn from_starter(
    args: &args::New,
    kind: Starter,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let (name, file) = match kind {
        Starter::Congress => ("congress", "ho-so-dai-hoi.yaml"),
        Starter::YearReview => ("year_review", "ho-so-tong-ket.yaml"),
        Starter::HalfYearReview => ("half_year_review", "ho-so-so-ket.yaml"),
    };
    let folder = match &args.templates {
        Some(own) => TemplateFolder::with_own(own),
        None => TemplateFolder::built_in(),
    };
    let path = match (args.organization, kind) {
        (None | Some(OrganizationKind::Union), _) => format!("starters/{name}.yaml"),
        (Some(own), Starter::HalfYearReview) => {
            let message = format!("Chưa có hồ sơ mẫu sơ kết của {}", own.word());
            return Err(Failure::new(message)
                .hint("dùng --kind \"tổng kết\", rồi sửa kind thành sơ kết, period.type theo kỳ"));
        }
        (Some(OrganizationKind::Party), _) => format!("starters/party_{name}.yaml"),
        (Some(OrganizationKind::Youth), _) => format!("starters/youth_{name}.yaml"),
    };
    let text =
        folder.find(&path).ok_or_else(|| Failure::new(format!("Không có tệp mẫu {path}")))?;
    let target = args.file.clone().unwrap_or_else(|| PathBuf::from(file));
    place(&target, text, console)
}

fn from_last(args: &args::New, last: &Path, console: &mut Console) -> Result<Outcome, Failure> {
    let options = Options { templates: args.templates.clone(), ..Options::default() };
    let office = Office::new(&options)?;
    let file = DossierFile::new(last.to_owned());
    let loaded = office.load(&file.name, &file.read()?, &[]);
    let (Some(reading), Some(_)) = (&loaded.reading, loaded.dossier()) else {
        console.tell_findings(&loaded.diagnostics);
        console.tell(&format!("{}: hồ sơ kỳ trước chưa đọc được trọn vẹn", file.name));
        return Ok(Outcome::Faulty);
    };
    let carry = Carry::new(&reading.dossier, args.kind, args.keep_texts);
    let carried = carry.over(reading, &file.name);
    // The converted dossier must be readable; if it isn't, that is our fault and nothing is
    // written.
    let check = office.load(&file.name, carried.as_bytes(), &[]);
    if let Some(fault) = check.diagnostics.iter().find(|d| d.structural && d.is_error()) {
        return Err(unreadable(&file.name, fault));
    }
    let target = match &args.file {
        Some(target) => target.clone(),
        None => last.with_file_name(format!("{}.yaml", carry.next_name(reading, &file.stem))),
    };
    place(&target, &carried, console)
}

fn unreadable(name: &str, fault: &Diagnostic) -> Failure {
    Failure::new(format!("{name}: không chuyển được sang kỳ mới ({})", fault.message))
        .hint("tạo hồ sơ mới bằng --kind rồi chép nội dung sang")
}

/// Writes the dossier and the schema for editors beside it.
fn place(target: &Path, text: &str, console: &mut Console) -> Result<Outcome, Failure> {
    if target.exists() {
        return Err(Failure::new(format!("Đã có {}; không ghi đè", target.display()))
            .hint("ghi tên tệp khác ở cuối lệnh"));
    }
    write::whole(target, text.as_bytes(), Existing::Keep)?;
    let beside =
        SCHEMA.iter().fold(target.parent().unwrap_or(Path::new("")).to_owned(), |folder, part| {
            folder.join(part)
        });
    let schema = schema::text()?;
    match read_whole(&beside, LARGEST) {
        Ok(old) if old == schema.as_bytes() => {}
        Ok(_) => console.tell(&format!(
            "Lưu ý: {} là lược đồ của phiên bản khác, được giữ nguyên; lược đồ mới: baocao luoc-do --output {}",
            beside.display(),
            beside.display()
        )),
        Err(_) => write::whole(&beside, schema.as_bytes(), Existing::Keep)?,
    }
    console.say(&format!("Đã tạo {}.", target.display()));
    console.say(&format!(
        "Điền xong, xem bản dự thảo: baocao xuat {}",
        super::files::quoted(&target.display().to_string())
    ));
    Ok(Outcome::Well)
}
