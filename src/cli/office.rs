//! The office, set up from command line options.

use std::path::Path;

use baocao::diagnostic::{Diagnostic, nearest};
use baocao::paper::Paper;
use baocao::roster::Roster;
use baocao::sheet;
use baocao::source::{self, Node};
use baocao::{Office, Options, Wanted};

use super::args;
use super::console::Console;
use super::files::DossierFile;
use super::memory;
use super::outcome::Failure;

/// Opens the office.
pub fn open(args: &args::Office) -> Result<Office, Failure> {
    if let Some(own) = args.fonts.as_ref().filter(|own| !own.is_dir()) {
        return Err(Failure::new(format!("Không có thư mục phông chữ {}", own.display())));
    }
    if let Some(own) = &args.templates {
        memory::limit(own);
    }
    let (templates, fonts) = (args.templates.clone(), args.fonts.clone());
    let options = Options { templates, fonts, epoch: epoch() };
    Office::new(&options).map_err(|error| match &args.templates {
        Some(own) if own.is_dir() => {
            Failure::from(error).of_what(format!("Không dùng được thư mục mẫu {}", own.display()))
        }
        _ => Failure::from(error),
    })
}

/// The build time set by packagers (SOURCE_DATE_EPOCH), in seconds since 1970.
fn epoch() -> Option<i64> {
    std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()
}

/// Parses every `--set`; returns all mistakes at once.
pub fn overrides(texts: &[String]) -> Result<Vec<Node>, Failure> {
    let (mut nodes, mut findings) = (Vec::new(), Vec::new());
    for text in texts {
        match source::parse_override(text) {
            Ok(node) => nodes.push(node),
            Err(finding) => findings.push(*finding),
        }
    }
    if findings.is_empty() {
        return Ok(nodes);
    }
    Err(Failure { findings, ..Failure::new("Không đọc được --set") })
}

/// Finds every paper named by `--paper`; without it, each dossier's own papers are meant.
pub fn wanted<'a>(office: &'a Office, names: &[String]) -> Result<Wanted<'a>, Failure> {
    if names.is_empty() {
        return Ok(Wanted::Given);
    }
    let mut papers: Vec<&Paper> = Vec::new();
    for name in names {
        let paper = find(office, name)?;
        if !papers.iter().any(|p| p.id == paper.id) {
            papers.push(paper);
        }
    }
    Ok(Wanted::Only(papers))
}

/// Finds a paper by one of its names.
pub fn find<'a>(office: &'a Office, typed: &str) -> Result<&'a Paper, Failure> {
    let name = typed.trim();
    // People copy the file name with its ending.
    let name = name.strip_suffix(".pdf").unwrap_or(name);
    if let Some(paper) = office.papers().find(name) {
        return Ok(paper);
    }
    let names = |paper: &'a Paper| {
        [&paper.id, &paper.file].into_iter().chain(&paper.aliases).map(String::as_str)
    };
    let near = nearest(name, office.papers().iter().flat_map(names));
    let failure = Failure::new(format!("Không có văn bản nào tên “{typed}”"));
    Err(match near.and_then(|name| office.papers().find(name)) {
        Some(paper) => failure.hint(format!("Có phải là `{}` ({})?", paper.file, paper.title)),
        None => {
            let all: Vec<&str> = office.papers().iter().map(|p| p.file.as_str()).collect();
            failure.hint(format!("các văn bản: {}", all.join(", ")))
        }
    })
}

/// Reads a roster from a file, YAML or a sheet, and reports its faults.
pub fn roster(path: &Path, console: &mut Console) -> Result<Roster, Failure> {
    let file = DossierFile::new(path.to_owned());
    let (roster, findings) = read_roster(&file)?;
    console.tell_findings(&findings);
    usable(roster, &file)
}

/// A roster from a file, with its faults; `None` if it is unusable.
pub fn read_roster(file: &DossierFile) -> Result<(Option<Roster>, Vec<Diagnostic>), Failure> {
    Ok(sheet::read_roster(&file.name, &file.read()?))
}

/// The roster of a file, or a failure if there is none.
pub fn usable(roster: Option<Roster>, file: &DossierFile) -> Result<Roster, Failure> {
    roster.ok_or_else(|| Failure::new(format!("{}: chưa dùng được danh sách đơn vị", file.name)))
}
