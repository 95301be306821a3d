//! `papers`: what a dossier gives, and what the other papers lack.

use baocao::Office;
use baocao::dossier::{Dossier, Status};

use super::args;
use super::console::Console;
use super::files::DossierFile;
use super::office;
use super::outcome::{Failure, Outcome};

pub fn run(args: &args::Papers, console: &mut Console) -> Result<Outcome, Failure> {
    let office = office::open(&args.office)?;
    let file = DossierFile::new(args.file.clone());
    let loaded = office.load(&file.name, &file.read()?, &[]);
    let Some(dossier) = loaded.dossier() else {
        console.tell_findings(&loaded.diagnostics);
        console.tell(&format!("{}: hồ sơ chưa đọc được trọn vẹn", file.name));
        return Ok(Outcome::Faulty);
    };
    console.say(&table(&office, dossier));
    Ok(Outcome::Well)
}

/// A paper's name, its file's name, and what is to be said of it.
type Row = [String; 3];

/// Three groups: what the dossier gives, what it gives if asked by name, what
/// it lacks something for.
fn table(office: &Office, dossier: &Dossier) -> String {
    let mut groups: [(&str, Vec<Row>); 3] = [
        ("Hồ sơ này lập được:", Vec::new()),
        ("Hồ sơ không ghi ở papers, chỉ lập khi gọi tên bằng --paper:", Vec::new()),
        ("Chưa lập được:", Vec::new()),
    ];
    for paper in office.papers().iter() {
        let lacks = office.lacks(dossier, paper);
        let status = paper.status(dossier);
        let own = paper.belongs_to(dossier);
        let lacking = format!("còn thiếu: {}", lacks.join(", "));
        let (group, said) = match lacks.is_empty() {
            true if own => (0, status.word().to_owned()),
            true => (1, String::new()),
            // A draft is made with holes.
            false if own && status == Status::Draft => (0, format!("{}, {lacking}", status.word())),
            false => (2, lacking),
        };
        groups[group].1.push([paper.title.clone(), paper.file.clone(), said]);
    }
    let widest = |column: usize| {
        let rows = groups.iter().flat_map(|(_, rows)| rows);
        rows.map(|row| row[column].chars().count()).max().unwrap_or(0)
    };
    let (title, file) = (widest(0), widest(1));
    let shown = groups.iter().filter(|(_, rows)| !rows.is_empty()).map(|(heading, rows)| {
        let lines = rows.iter().map(|row| {
            let line = format!("  {:title$}  {:file$}  {}", row[0], row[1], row[2]);
            line.trim_end().to_owned()
        });
        std::iter::once((*heading).to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
    });
    shown.collect::<Vec<_>>().join("\n\n")
}
