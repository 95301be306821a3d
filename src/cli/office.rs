//! The office as the command line asks for it, and the work on one dossier.

use baocao::diagnostic::{self, Diagnostic};
use baocao::dossier::{Acknowledgement, Dossier, Status};
use baocao::paper::Paper;
use baocao::source::{self, Node};
use baocao::{Loaded, Office, Options};

use super::args;
use super::outcome::Failure;

/// Sets the office up.
pub fn open(args: &args::Office) -> Result<Office, Failure> {
    if let Some(own) = args.fonts.as_ref().filter(|own| !own.is_dir()) {
        return Err(Failure::new(format!("Không có thư mục phông chữ {}", own.display())));
    }
    let options = Options { templates: args.templates.clone(), fonts: args.fonts.clone() };
    Office::new(&options).map_err(|message| match &args.templates {
        Some(own) if own.is_dir() => {
            Failure::new(format!("Không dùng được thư mục mẫu {}: {message}", own.display()))
        }
        _ => Failure::new(message),
    })
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

/// Finds every paper that `--paper` names.
pub fn wanted<'a>(office: &'a Office, names: &[String]) -> Result<Vec<&'a Paper>, Failure> {
    let mut papers: Vec<&Paper> = Vec::new();
    for name in names {
        let paper = find(office, name)?;
        if !papers.iter().any(|p| p.id == paper.id) {
            papers.push(paper);
        }
    }
    Ok(papers)
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
        [&paper.id, &paper.file].into_iter().chain(&paper.aliases).map(move |n| (n, paper))
    };
    let near = office
        .papers()
        .iter()
        .flat_map(names)
        .map(|(n, paper)| (strsim::damerau_levenshtein(n, &name.to_lowercase()), paper))
        .filter(|(distance, paper)| *distance <= 1 + paper.file.len() / 4)
        .min_by_key(|(distance, _)| *distance);
    let failure = Failure::new(format!("Không có văn bản nào tên “{typed}”"));
    Err(match near {
        Some((_, paper)) => failure.hint(format!("Có phải là `{}` ({})?", paper.file, paper.title)),
        None => {
            let all: Vec<&str> = office.papers().iter().map(|p| p.file.as_str()).collect();
            failure.hint(format!("các văn bản: {}", all.join(", ")))
        }
    })
}

/// A dossier read and checked for the papers that are meant.
pub struct Work<'a> {
    pub loaded: Loaded,
    pub papers: Vec<&'a Paper>,
    /// All that was found, reading and checking.
    pub findings: Vec<Diagnostic>,
}

impl<'a> Work<'a> {
    /// Reads and checks a dossier. With `wanted` empty, all papers that it
    /// gives are meant.
    pub fn new(
        office: &'a Office,
        name: &str,
        yaml: &[u8],
        overrides: &[Node],
        status: Option<Status>,
        wanted: &[&'a Paper],
    ) -> Self {
        let mut loaded = office.load(name, yaml, overrides);
        if let Some(status) = status {
            loaded.set_status(status);
        }
        let papers: Vec<&Paper> = match &loaded.reading {
            None => Vec::new(),
            Some(reading) if wanted.is_empty() => {
                let own = |p: &&Paper| p.belongs_to(&reading.dossier);
                office.papers().iter().filter(own).collect()
            }
            Some(_) => wanted.to_vec(),
        };
        let mut findings = loaded.diagnostics.clone();
        if !papers.is_empty() {
            findings.extend(office.check(&loaded, &papers));
        }
        diagnostic::sort(&mut findings);
        Work { loaded, papers, findings }
    }

    /// Whether a paper may leave the program: a draft always, any other state
    /// only without errors. Errors about other papers don't count.
    pub fn may_leave(&self, office: &Office, dossier: &Dossier, paper: &Paper) -> bool {
        paper.status(dossier) == Status::Draft
            || !(self.loaded.diagnostics.iter().any(Diagnostic::is_error)
                || office.check(&self.loaded, &[paper]).iter().any(Diagnostic::is_error))
    }

    /// What the dossier acknowledges with a reason (cảnh báo đã xem), which the
    /// findings leave out, each with the acknowledgement that covers it.
    pub fn acknowledged(&mut self, office: &Office) -> Vec<(Diagnostic, Acknowledgement)> {
        let given = match &mut self.loaded.reading {
            Some(reading) if !self.papers.is_empty() => {
                std::mem::take(&mut reading.dossier.acknowledged)
            }
            _ => return Vec::new(),
        };
        // Which acknowledgement covers what is the checker's to say: each is
        // tried alone, and what it leaves out is its own.
        let mut all = office.check(&self.loaded, &self.papers);
        let mut covered = Vec::new();
        for one in &given {
            self.acknowledge(vec![one.clone()]);
            let left = office.check(&self.loaded, &self.papers);
            let (gone, rest) = all.into_iter().partition(|finding| !left.contains(finding));
            all = rest;
            covered.extend(Vec::into_iter(gone).map(|finding| (finding, one.clone())));
        }
        self.acknowledge(given);
        covered
    }

    fn acknowledge(&mut self, what: Vec<Acknowledgement>) {
        if let Some(reading) = &mut self.loaded.reading {
            reading.dossier.acknowledged = what;
        }
    }
}
