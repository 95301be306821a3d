//! The office as the command line asks for it.

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
use super::outcome::Failure;

/// Sets the office up.
pub fn open(args: &args::Office) -> Result<Office, Failure> {
    if let Some(own) = args.fonts.as_ref().filter(|own| !own.is_dir()) {
        return Err(Failure::new(format!("Không có thư mục phông chữ {}", own.display())));
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

/// The seconds since 1970 by which builders of packages date what they make.
fn epoch() -> Option<i64> {
    std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()
}

/// Reads every `--set`; all mistakes at once.
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

/// Finds every paper that `--paper` names; without it, what each dossier gives is
/// meant.
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

/// Finds a paper by a name of its.
pub fn find<'a>(office: &'a Office, typed: &str) -> Result<&'a Paper, Failure> {
    let name = typed.trim();
    // People copy the file's name with its ending.
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

/// The roster in a file, YAML or a sheet; what is wrong with it is told.
pub fn roster(path: &Path, console: &mut Console) -> Result<Roster, Failure> {
    let file = DossierFile::new(path.to_owned());
    let (roster, findings) = read_roster(&file)?;
    console.tell_findings(&findings);
    usable(roster, &file)
}

/// The roster in a file, with what is wrong with it; none where it is of no use.
pub fn read_roster(file: &DossierFile) -> Result<(Option<Roster>, Vec<Diagnostic>), Failure> {
    Ok(sheet::read_roster(&file.name, &file.read()?))
}

/// The roster that a file gave, if any.
pub fn usable(roster: Option<Roster>, file: &DossierFile) -> Result<Roster, Failure> {
    roster.ok_or_else(|| Failure::new(format!("{}: chưa dùng được danh sách đơn vị", file.name)))
}
