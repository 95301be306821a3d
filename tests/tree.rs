//! The tree of a paper's parts.

use baocao::{Office, Options};

#[test]
fn dump() {
    let office =
        Office::new(&Options { templates: Some("report-templates".into()), ..Options::default() })
            .expect("built in");
    for name in std::env::var("FIX").unwrap_or("tk-may-minh-hoa-2026".into()).split(',') {
        let text = std::fs::read(format!("fixtures/{name}.yaml")).expect("fixture");
        let loaded = office.load(name, &text, &[]);
        let dossier = loaded.dossier().expect("dossier");
        for paper in office.papers().of(dossier) {
            let rendered = office.render(dossier, paper).expect("rendered");
            let start = std::time::Instant::now();
            let tree = office.tree(&rendered).expect("tree");
            println!("{} {:?} {:?}", paper.id, start.elapsed(), tree.lost);
            std::fs::write(format!("/tmp/tree-{name}-{}.txt", paper.id), format!("{tree:#?}"))
                .unwrap();
        }
    }
}
