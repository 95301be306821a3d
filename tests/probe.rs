use baocao::{Office, Options};
use typst::layout::{Frame, FrameItem, Point};
use typst::introspection::Tag;
fn walk(f: &Frame, at: Point, depth: usize) {
    for (p, item) in f.items() {
        let q = at + *p;
        let pad = "  ".repeat(depth);
        match item {
            FrameItem::Group(g) => { println!("{pad}group {:.1},{:.1} parent={:?} id={}", q.x.to_pt(), q.y.to_pt(), g.parent.is_some(), g.transform.is_identity()); walk(&g.frame, q, depth + 1) }
            FrameItem::Text(t) => println!("{pad}text {:.1},{:.1} {:?} {:?}", q.x.to_pt(), q.y.to_pt(), t.size, t.text),
            FrameItem::Shape(s, _) => println!("{pad}shape {:.1},{:.1} {:?}", q.x.to_pt(), q.y.to_pt(), s.geometry),
            FrameItem::Tag(Tag::Start(c, _)) => println!("{pad}start {} {:?} {:?}", c.elem().name(), c.label(), c.location().map(|l| l.hash() % 10000)),
            FrameItem::Tag(Tag::End(l, ..)) => println!("{pad}end {}", l.hash() % 10000),
            _ => println!("{pad}other"),
        }
    }
}
#[test]
fn probe() {
    let path = std::env::var("PROBE").unwrap();
    let id = std::env::var("PAPER").unwrap();
    let office = Office::new(&Options::default()).unwrap();
    let loaded = office.load(&path, &std::fs::read(&path).unwrap(), &[]);
    let d = loaded.dossier().unwrap();
    let paper = office.papers().find(&id).unwrap();
    let r = office.render(d, paper).unwrap();
    let pages = office.compile(d, paper, &r).unwrap();
    for page in pages.document().pages() {
        println!("=== page {:?}", page.frame.size());
        walk(&page.frame, Point::zero(), 0);
    }
}
