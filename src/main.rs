use baocao::{Office, Options};
fn main() {
    let office = Office::new(&Options::default()).unwrap();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let loaded = office.load(&path, &bytes, &[]);
        let mut d = loaded.diagnostics.clone();
        d.extend(office.check(&loaded, &[]));
        println!("{}", baocao::diagnostic::render_all(&d, baocao::diagnostic::Colour::Plain));
        let Some(dossier) = loaded.dossier() else { continue };
        let stem = std::path::Path::new(&path).file_stem().unwrap().to_string_lossy().to_string();
        std::fs::create_dir_all(format!("ra/{stem}")).unwrap();
        for paper in office.papers().of(dossier) {
            let r = match office.render(dossier, paper) { Ok(r) => r, Err(e) => { println!("{}: {e}", paper.id); continue } };
            std::fs::write(format!("ra/{stem}/{}.typ", paper.file), &r.source).unwrap();
            match office.compile(dossier, paper, &r) {
                Err(e) => println!("{}: {e}", paper.id),
                Ok(p) => match p.pdf(Default::default()) { Ok(b) => std::fs::write(format!("ra/{stem}/{}.pdf", paper.file), b).unwrap(), Err(e) => println!("{}: {e}", paper.id)},
            }
        }
    }
}
