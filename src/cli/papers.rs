//! `papers`: the papers of a dossier, when they are needed, and what is missing for the
//! others.

use baocao::Office;
use baocao::dossier::{Dossier, Kind, Status};
use baocao::paper::{Paper, Phase};

use super::args;
use super::console::Console;
use super::files::{self, DossierFile};
use super::office;
use super::outcome::{Failure, Outcome};

pub fn run(args: &args::Papers, console: &mut Console) -> Result<Outcome, Failure> {
    let office = office::open(&args.office)?;
    let file = DossierFile::new(args.file.clone());
    let loaded = files::load(&office, &file, &[])?;
    let Some(dossier) = loaded.dossier() else {
        console.tell_findings(&loaded.diagnostics);
        console.tell(&format!("{}: hồ sơ chưa đọc được trọn vẹn", file.name));
        return Ok(Outcome::Faulty);
    };
    console.say(&table(&office, dossier));
    Ok(Outcome::Well)
}

/// A paper's name, its file name, and a remark.
type Row = [String; 3];

/// The availability of a paper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Availability {
    /// Made from the dossier by default.
    Given,
    /// Made with the whole set, or when named.
    InSet,
    /// Of another kind of dossier, and made only when named.
    Named,
    /// Data is missing.
    Lacking,
}

/// The groups, each with its heading and rows; the papers of a congress are grouped by phase.
fn table(office: &Office, dossier: &Dossier) -> String {
    let mut groups: Vec<(String, Vec<Row>)> = Vec::new();
    let of_set = |paper: &Paper| office.papers().set(dossier).iter().any(|p| p.id == paper.id);
    for (availability, said) in [
        (Availability::Given, "Hồ sơ này lập được"),
        (Availability::InSet, "Lập thêm được bằng --all, hoặc gọi tên bằng --paper"),
        (Availability::Named, "Hồ sơ không ghi ở papers, chỉ lập khi gọi tên bằng --paper"),
        (Availability::Lacking, "Chưa lập được"),
    ] {
        for (phase, when) in phases(dossier) {
            let of_group = |paper: &&Paper| {
                paper.organization.includes(dossier.organization_kind())
                    && of_set(paper)
                    && phase.is_none_or(|phase| paper.phase == phase)
                    && self::availability(office, dossier, paper) == availability
            };
            let papers = office.papers().iter().filter(of_group);
            groups.push((
                format!("{said}{when}:"),
                papers.flat_map(|p| rows(office, dossier, p)).collect(),
            ));
        }
    }
    for (availability, said) in [
        (Availability::Named, "Thuộc loại hồ sơ khác, chỉ lập khi gọi tên bằng --paper:"),
        (Availability::Lacking, "Thuộc loại hồ sơ khác, chưa lập được:"),
    ] {
        let others = office.papers().iter().filter(|paper| !of_set(paper));
        let papers =
            others.filter(|paper| self::availability(office, dossier, paper) == availability);
        groups.push((said.to_owned(), papers.flat_map(|p| rows(office, dossier, p)).collect()));
    }
    groups.retain(|(_, rows)| !rows.is_empty());
    shown(&groups)
}

/// The phases by which a dossier's papers are grouped, with their headings.
fn phases(dossier: &Dossier) -> Vec<(Option<Phase>, String)> {
    if dossier.kind != Some(Kind::Congress) {
        return vec![(None, String::new())];
    }
    let words = |phase| match phase {
        Phase::Before => " trước Đại hội",
        Phase::At => " tại Đại hội",
        Phase::After => " sau Đại hội",
    };
    Phase::ALL.into_iter().map(|phase| (Some(phase), words(phase).to_owned())).collect()
}

fn availability(office: &Office, dossier: &Dossier, paper: &Paper) -> Availability {
    let own = paper.belongs_to(dossier);
    let of_set = office.papers().set(dossier).iter().any(|p| p.id == paper.id);
    match office.lacks(dossier, paper).is_empty() {
        true if own => Availability::Given,
        true if of_set && paper.only_when_named => Availability::InSet,
        true => Availability::Named,
        // A draft of a main paper is made with holes.
        false if own && !paper.only_when_named && paper.status(dossier) == Status::Draft => {
            Availability::Given
        }
        false => Availability::Lacking,
    }
}

/// A paper's rows: one for each of its files.
fn rows(office: &Office, dossier: &Dossier, paper: &Paper) -> Vec<Row> {
    let lacks = office.lacks(dossier, paper);
    let lacking = (!lacks.is_empty()).then(|| format!("còn thiếu: {}", lacks.join(", ")));
    let own = paper.belongs_to(dossier);
    let status = own.then(|| paper.status(dossier).word().to_owned());
    let said = match (status, lacking) {
        (Some(status), Some(lacking))
            if availability(office, dossier, paper) == Availability::Given =>
        {
            format!("{status}, {lacking}")
        }
        (_, Some(lacking)) => lacking,
        (status, None) => status.unwrap_or_default(),
    };
    let row = |paper: &Paper| [paper.title.clone(), paper.file.clone(), said.clone()];
    match paper.outputs(dossier) {
        none if none.is_empty() => vec![row(paper)],
        outputs => outputs.iter().map(|paper| row(paper)).collect(),
    }
}

fn shown(groups: &[(String, Vec<Row>)]) -> String {
    let widest = |column: usize| {
        let rows = groups.iter().flat_map(|(_, rows)| rows);
        rows.map(|row| row[column].chars().count()).max().unwrap_or(0)
    };
    let (title, file) = (widest(0), widest(1));
    let shown = groups.iter().map(|(heading, rows)| {
        let lines = rows.iter().map(|row| {
            let line = format!("  {:title$}  {:file$}  {}", row[0], row[1], row[2]);
            line.trim_end().to_owned()
        });
        std::iter::once(heading.clone()).chain(lines).collect::<Vec<_>>().join("\n")
    });
    shown.collect::<Vec<_>>().join("\n\n")
}
