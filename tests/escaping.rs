//! Data is never code: whatever stands in a field prints to the letter. Looked
//! at in the generated source, with Typst's own parser, and on the laid-out
//! pages.

mod support;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use baocao::dossier::{self, Dossier, Item, Status, Walk};
use baocao::source::{self, Entry, Limits, Node, NodeKind, Path, Segment, Style};
use baocao::{Office, Options};
use proptest::prelude::*;
use support::sheet::{Run, Sheet};
use typst::syntax::{SyntaxKind, SyntaxNode, ast};

/// What a clerk may type or paste, harmless or not.
const TYPED: &[&str] = &[
    "#read(\"secret.txt\")",
    "#import \"@preview/x:1.0.0\"",
    "{{ 7*7 }}",
    "{% raw %}",
    "{# x #}",
    "*x* **y**",
    "_y_ __z__",
    "= y",
    "- z + w",
    "// a",
    "/* b */",
    "\\ \\\\ \\n \\u{41} \\\"",
    "\" \"\" '",
    "$x$ $ x^2 $",
    "<a> </a>",
    "@b",
    "https://a.vn/?x=1&y=2",
    "~ ~~",
    "`c` ```d```",
    "... .. -- --- -? e",
    "[a](b) [] ] [",
    "] }); #panic() ({[",
    "\"; #panic(); \"",
    "&amp; &#65; %20",
    "215/QĐ-LĐLĐ 2023 - 2028 a-b/c-d",
    "§ † “ngoặc kép” ‘đơn’ – — … №",
];

fn typed() -> Vec<String> {
    let mut all: Vec<String> = TYPED.iter().map(|t| (*t).to_owned()).collect();
    all.push("ấ".repeat(200));
    all.push("W".repeat(200));
    let lower =
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";
    all.push(lower.to_owned());
    all.push(lower.to_uppercase());
    all
}

// ───── a dossier in which every text is hostile ─────

/// An office whose sheets are as long as they need to be: no text is torn by
/// the end of a page.
fn office() -> &'static Office {
    static OFFICE: OnceLock<Office> = OnceLock::new();
    OFFICE.get_or_init(|| {
        let (_, page) = baocao::built_in::FILES
            .iter()
            .find(|(path, _)| *path == "layout/page.typ")
            .expect("the layout has pages");
        let endless = page.replace("paper: regime.page.paper", "width: 210mm, height: auto");
        assert_ne!(endless, *page);
        let folder = with_template("layout/page.typ", &endless);
        Office::new(&Options { templates: Some(folder.path().to_owned()), ..Options::default() })
            .expect("an office")
    })
}

fn with_template(name: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(path, text).expect("written");
    folder
}

fn fixtures() -> Vec<(String, Node)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut all: Vec<_> = std::fs::read_dir(folder)
        .expect("fixtures")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .map(|path| {
            let bytes = std::fs::read(&path).expect("a fixture");
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let (tree, _) = source::read_yaml(&name, &bytes, Limits::default());
            (name, tree.expect("a tree"))
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

fn text_mut<'a>(node: &'a mut Node, path: &[Segment]) -> Option<&'a mut String> {
    match (path.split_first(), &mut node.kind) {
        (None, NodeKind::Text { text, style }) => {
            *style = Style::Quoted;
            Some(text)
        }
        (Some((Segment::Key(key), rest)), NodeKind::Map(entries)) => {
            text_mut(&mut entries.iter_mut().find(|e| e.key == *key)?.value, rest)
        }
        (Some((Segment::Index(i), rest)), NodeKind::List(items)) => {
            text_mut(items.get_mut(*i)?, rest)
        }
        _ => None,
    }
}

/// Fields whose text names something else of the dossier or of the program.
fn is_reference(path: &Path) -> bool {
    let keys: Vec<&str> = path.keys().collect();
    matches!(
        keys.as_slice(),
        [.., "id" | "of" | "section" | "code" | "at"]
            | ["elections", "to"]
            | ["results", "programmes", "figures"]
    )
}

/// One hostile text in the dossier, between two marks that find it again.
struct Planted {
    path: String,
    text: String,
}

impl Planted {
    fn new(index: usize, path: impl ToString, payload: &str) -> Self {
        Planted { path: path.to_string(), text: format!("Zq{index}x {payload} zq{index}y") }
    }
}

/// Puts a hostile text into every plain text of a dossier: the texts, the units
/// of figures, the labels of parts. `round` turns the texts on by one.
fn plant(tree: &Node, round: usize) -> (Node, Vec<Planted>) {
    let payloads = typed();
    let mut tree = tree.clone();
    let mut planted: Vec<Planted> = Vec::new();
    let reading = dossier::read(tree.clone());
    assert_eq!(reading.diagnostics, []);
    let mut leaves = Vec::new();
    reading.dossier.item().walk(&mut |path, item| {
        let figure = matches!(item, Item::Quantity(_));
        if (figure || matches!(item, Item::Text(_) | Item::Citation(_))) && !is_reference(path) {
            leaves.push((path.clone(), figure));
        }
    });
    for (path, figure) in leaves {
        let index = planted.len();
        let new = Planted::new(index, &path, &payloads[(index + round) % payloads.len()]);
        let mut changed = tree.clone();
        let Some(place) = text_mut(&mut changed, path.segments()) else { continue };
        *place = if figure { format!("5 {}", new.text) } else { new.text.clone() };
        // A choice takes no other word, and a unit no digits.
        if dossier::read(changed.clone()).diagnostics.is_empty() {
            tree = changed;
            planted.push(new);
        }
    }
    labels(&mut tree, &mut planted, &payloads, round);
    (tree, planted)
}

fn labels(node: &mut Node, planted: &mut Vec<Planted>, payloads: &[String], round: usize) {
    match &mut node.kind {
        NodeKind::List(items) => {
            items.iter_mut().for_each(|item| labels(item, planted, payloads, round));
        }
        NodeKind::Map(entries) => {
            for entry in entries {
                if entry.key == "parts"
                    && let NodeKind::Map(parts) = &mut entry.value.kind
                {
                    for Entry { key, .. } in parts {
                        let index = planted.len();
                        let payload = &payloads[(index + round) % payloads.len()];
                        let new = Planted::new(index, format!("parts.{key}"), payload);
                        *key = new.text.clone();
                        planted.push(new);
                    }
                } else {
                    labels(&mut entry.value, planted, payloads, round);
                }
            }
        }
        NodeKind::Null | NodeKind::Text { .. } => {}
    }
}

/// A dossier read from a tree that has no faults of shape.
fn read(tree: Node) -> Dossier {
    let reading = dossier::read(tree);
    assert_eq!(reading.diagnostics, []);
    reading.dossier
}

/// Without white space, and without case: letterheads are in capitals.
fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The text of all pages, without page numbers and the heads that a table says again on
/// every page: a text that goes on below them stands whole.
fn page_text(sheet: &Sheet) -> String {
    let mut told: Vec<&Run> = Vec::new();
    let mut out = String::new();
    for page in 0..sheet.pages.len() {
        let runs = sheet.runs.iter().filter(|r| r.page == page && !r.is("page-number"));
        let runs: Vec<&Run> = runs.collect();
        let first = runs.iter().position(|run| run.part.table).unwrap_or_default();
        let again = told_again(&runs[first..], &told);
        for run in runs[..first].iter().chain(&runs[first + again..]) {
            out += &run.text;
        }
        told.extend(runs);
    }
    out
}

/// How many runs at the head of a page are those with which a table of an earlier page began.
fn told_again(runs: &[&Run], told: &[&Run]) -> usize {
    let is_same = |a: &Run, b: &Run| a.part.table && b.part.table && a.text == b.text;
    let Some(began) = runs
        .first()
        .filter(|run| run.part.table)
        .and_then(|first| told.iter().position(|run| run.part.table && is_same(run, first)))
    else {
        return 0;
    };
    // A cell that goes on is no head: its table began with another.
    let is_first = began == 0 || !told[began - 1].part.table;
    let same = runs.iter().zip(&told[began..]).take_while(|(a, b)| is_same(a, b)).count();
    if is_first { same } else { 0 }
}

/// Every planted text whose mark stands on the page stands there whole.
/// Returns which do.
fn assert_to_the_letter(what: &str, page: &str, planted: &[Planted]) -> BTreeSet<usize> {
    let page = folded(page);
    let mut seen = BTreeSet::new();
    for (index, Planted { path, text }) in planted.iter().enumerate() {
        let (mark, whole) = (format!("zq{index}x"), folded(text));
        for (at, _) in page.match_indices(&mark) {
            let rest = &page[at..];
            let got: String = rest.chars().take(whole.chars().count()).collect();
            assert_eq!(got, whole, "{what}: {path}");
            seen.insert(index);
        }
    }
    seen
}

#[test]
fn every_field_prints_to_the_letter() {
    let mut printed = 0;
    for (number, (name, tree)) in fixtures().into_iter().enumerate() {
        // Texts and fields meet anew in every fixture.
        let (tree, planted) = plant(&tree, number * 7);
        let dossier = read(tree);
        let mut seen = BTreeSet::new();
        for paper in office().papers().of(&dossier) {
            let what = format!("{name}, {}", paper.id);
            let rendered =
                office().render(&dossier, paper).unwrap_or_else(|e| panic!("{what}: {e}"));
            assert_only_in_literals(&what, &rendered.source);
            let pages = office().lay_out(&rendered).unwrap_or_else(|e| panic!("{what}: {e}"));
            let page = page_text(&Sheet::of(pages.document()));
            seen.extend(assert_to_the_letter(&what, &page, &planted));
        }
        if std::env::var_os("SHOW").is_some() {
            for (i, p) in planted.iter().enumerate().filter(|(i, _)| !seen.contains(i)) {
                println!("{name}: not printed: {i} {}", p.path);
            }
        }
        println!("{name}: {} of {} texts printed", seen.len(), planted.len());
        printed += seen.len();
    }
    assert!(printed > 700, "{printed}");
}

/// Every text in one field: the organisation's name is on every paper, in the
/// letterhead in capitals, in sentences, in the file's title.
#[test]
fn every_text_in_one_field() {
    let (_, tree) = fixtures().swap_remove(0);
    let path = Path::root().key("organization").key("name");
    for (index, payload) in typed().iter().enumerate() {
        let new = Planted::new(index, &path, payload);
        let mut planted: Vec<Planted> = (0..index).map(|i| Planted::new(i, "", "")).collect();
        let mut changed = tree.clone();
        *text_mut(&mut changed, path.segments()).expect("a name") = new.text.clone();
        changed.remove(&Path::root().key("organization").key("header_lines"));
        planted.push(new);
        // What is planted may look like a blank: a draft is printed all the same.
        let mut dossier = read(changed);
        dossier.status = Some(Status::Draft);
        dossier.papers.0.iter_mut().for_each(|(_, envelope)| envelope.status = None);
        let paper = office().papers().find("resolution").expect("a paper");
        let rendered = office().render(&dossier, paper).expect("rendered");
        let pages = office().compile(&rendered).expect("compiled");
        let seen =
            assert_to_the_letter(payload, &page_text(&Sheet::of(pages.document())), &planted);
        assert_eq!(seen, BTreeSet::from([index]), "{payload}");
        let pdf = pages.pdf(Default::default()).expect("a PDF");
        assert!(pdf.starts_with(b"%PDF"));
    }
}

// ───── the generated source ─────

/// The marks of planted texts stand in string literals and nowhere else, and
/// Typst's parser has nothing against the source.
fn assert_only_in_literals(what: &str, source: &str) {
    fn leaves(node: &SyntaxNode, visit: &mut dyn FnMut(SyntaxKind, &str)) {
        if node.children().len() == 0 {
            visit(node.kind(), node.leaf_text());
        }
        node.children().for_each(|child| leaves(child, visit));
    }
    let root = typst::syntax::parse(source);
    assert_eq!(root.errors_and_warnings().0, [], "{what}");
    leaves(&root, &mut |kind, text| {
        if text.to_lowercase().contains("zq") {
            assert_eq!(kind, SyntaxKind::Str, "{what}: {text}");
        }
    });
}

fn strings(node: &SyntaxNode, all: &mut Vec<String>) {
    if let Some(string) = node.cast::<ast::Str<'_>>() {
        all.push(string.get().to_string());
    }
    node.children().for_each(|child| strings(child, all));
}

fn small(name: &str) -> String {
    let name = serde_json::to_string(name).expect("JSON");
    format!("kind: tổng kết\norganization:\n  name: {name}\nperiod:\n  year: 2026\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any text comes back from Typst's parser as it was, white space apart,
    /// and changes nothing else in the source.
    #[test]
    fn any_text_is_one_literal(
        text in "([#\"\\\\$*_`<>@~/\\[\\](){};=+.-]|\\PC){0,40}"
    ) {
        let office = office();
        let render = |name: &str| {
            let loaded = office.load("t", small(name).as_bytes(), &[]);
            let dossier = loaded.dossier().expect("a dossier").clone();
            let paper = office.papers().find("annual_report").expect("a paper");
            office.render(&dossier, paper).expect("rendered").source
        };
        let text = format!("Zq {text} zq");
        let root = typst::syntax::parse(&render(&text));
        prop_assert!(root.errors_and_warnings().0.is_empty());
        let mut all = Vec::new();
        strings(&root, &mut all);
        // A run may stand in a box of its own: literals one behind the other.
        let joined = folded(&all.concat());
        prop_assert!(joined.contains(&folded(&baocao::vietnamese::nfc(&text))), "{}", text);
        assert_only_in_literals("", &render(&text));
    }
}

// ───── narrative ─────

fn narrative_office() -> (&'static Office, &'static baocao::paper::Paper) {
    (office(), office().papers().find("annual_report").expect("a paper"))
}

/// A dossier whose limitations are a narrative.
fn with_narrative(text: &str) -> baocao::Loaded {
    let block: String = text.lines().map(|line| format!("    {line}\n")).collect();
    let yaml = format!(
        "{}results:\n  - area: Một\n    figures:\n      visits: 8 lượt người\nassessment:\n  limitations: |\n{block}",
        small("Công đoàn cơ sở Minh Họa")
    );
    office().load("t", yaml.as_bytes(), &[])
}

fn narrative_prints(text: &str) -> String {
    let (office, paper) = narrative_office();
    let loaded = with_narrative(text);
    let dossier = loaded.dossier().expect("a dossier");
    let rendered = office.render(dossier, paper).expect("rendered");
    assert_eq!(typst::syntax::parse(&rendered.source).errors_and_warnings().0, [], "{text}");
    let pages = office.lay_out(&rendered).expect("compiled");
    page_text(&Sheet::of(pages.document()))
}

#[test]
fn narrative_prints_what_isn_t_its_syntax() {
    for typed in [
        "#read(\"secret.txt\")",
        "#import \"@preview/x:1.0.0\"",
        "{{ 7*7 }} và {{ 8*8 }}",
        "{{ visits() }} {{ visits[0] }} {{ \"x\" }} {{ }}",
        "{% raw %}{% for x in y %}",
        "{# x #}",
        "_y_ __z__",
        "= y",
        "// a /* b */",
        "\\ \\* \\n \\u{41} \\\"",
        "\" \"\" '",
        "$x$ $ x^2 $",
        "<a> </a> <!-- b -->",
        "@b",
        "https://a.vn/?x=1&y=2",
        "~ ~~",
        "`c` ```d```",
        "... -- --- -?",
        "[a](b) ![c](d) [] ] [",
        "] }); #panic() ({[",
        "\"; #panic(); \"",
        "&amp; &#65; %20",
        "# Đề mục",
        "> trích",
        "[a]: b",
        "* * *",
        "a | b | c",
    ] {
        let text = format!("Mở đầu.\n\n{typed}\n\nKết thúc.");
        let page = folded(&narrative_prints(&text));
        assert!(page.contains(&folded(&text)), "{typed}\n{page}");
    }
    let long = format!("Mở đầu {} {} kết thúc", "ấ".repeat(200), "W".repeat(200));
    assert!(folded(&narrative_prints(&long)).contains(&folded(&long)));
}

#[test]
fn narrative_does_what_its_syntax_says() {
    let page = narrative_prints("Đã **đậm** và *nghiêng*: {{ visits }} có {{ visits.number }}.");
    assert!(page.contains("đậm và"), "{page}");
    assert!(folded(&page).contains("đãđậmvànghiêng:08lượtngườicó8."), "{page}");
    let page =
        folded(&narrative_prints("| Cột *a* | B |\n|---|---|\n| {{ visits | number }} | #x |"));
    assert!(page.contains("cộtab8#x"), "{page}");
    let page = folded(&narrative_prints("- một\n- hai\n\n3. ba"));
    assert!(page.contains("-một") && page.contains("-hai") && page.contains("3.ba"), "{page}");
}

#[test]
fn computing_in_narrative_is_a_finding() {
    let (office, paper) = narrative_office();
    for typed in
        ["{{ 7*7 }}", "{{ visits * 2 }}", "{{ range(9) }}", "{{ 'a' }}", "{{ visits | safe(1) }}"]
    {
        let loaded = with_narrative(typed);
        let found = office.check_for(&loaded, &[paper]);
        let finding = found.iter().find(|d| d.code.to_string() == "BC131").expect(typed);
        let place = finding.place.as_ref().expect("a place");
        assert_eq!(place.text(), typed);
        assert!(folded(&narrative_prints(typed)).contains(&folded(typed)), "{typed}");
    }
    assert!(!narrative_prints("{{ 7*7 }}").contains("49"));
}

/// A value that a narrative names can't become markup there.
#[test]
fn values_in_narrative_are_literals() {
    let (office, paper) = narrative_office();
    for (index, payload) in typed().iter().enumerate() {
        let mut planted: Vec<Planted> = (0..index).map(|i| Planted::new(i, "", "")).collect();
        planted.push(Planted::new(index, "support.name", payload));
        let name = serde_json::to_string(&planted[index].text).expect("JSON");
        let yaml = format!(
            "{}results:\n  - area: Một\n    support:\n      - id: tet\n        name: {name}\nassessment:\n  limitations: |\n    - Trao {{{{ tet.name }}}} cho đoàn viên.\n\n    | A | {{{{ tet.name }}}} |\n    |---|---|\n    | **{{{{ tet.name }}}}** | B |\n",
            small("Công đoàn cơ sở Minh Họa")
        );
        let loaded = office.load("t", yaml.as_bytes(), &[]);
        let dossier = loaded.dossier().unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
        let rendered = office.render(dossier, paper).expect("rendered");
        assert_only_in_literals(payload, &rendered.source);
        let pages = office.lay_out(&rendered).expect("compiled");
        let page = page_text(&Sheet::of(pages.document()));
        assert_to_the_letter(payload, &page, &planted);
        assert_eq!(folded(&page).matches(&format!("zq{index}y")).count(), 3, "{payload}: {page}");
    }
}

// ───── templates are code, and still can't read ─────

#[test]
fn no_template_reads_a_file_or_a_package() {
    let (_, tree) = fixtures().swap_remove(0);
    let dossier = read(tree);
    let secret = with_template("secret.txt", "bí mật");
    let secret = secret.path().join("secret.txt").display().to_string();
    for code in [
        "#read(\"/etc/hostname\")".to_owned(),
        "#read(\"../../../../etc/hostname\")".to_owned(),
        format!("#read(\"{secret}\")"),
        "#read(\"Cargo.toml\")".to_owned(),
        "#image(\"/etc/hostname\")".to_owned(),
        "#include \"/etc/hostname\"".to_owned(),
        "#import \"/secret.typ\": *".to_owned(),
        "#import \"@preview/example:0.1.0\": *".to_owned(),
        "#import \"@local/example:0.1.0\": *".to_owned(),
        "#plugin(\"/x.wasm\")".to_owned(),
        "#bibliography(\"x.bib\")".to_owned(),
        "#eval(\"read(\\\"/etc/hostname\\\")\")".to_owned(),
    ] {
        let folder = with_template("papers/resolution.typ.j2", &code);
        let own = Options { templates: Some(folder.path().to_owned()), ..Options::default() };
        let office = Office::new(&own).expect("an office");
        let paper = office.papers().find("resolution").expect("a paper");
        let rendered = office.render(&dossier, paper).expect("rendered");
        assert_eq!(rendered.source.trim(), code);
        let error = office.lay_out(&rendered).err().expect(&code);
        let refused = ["access denied", "package", "project root"];
        assert!(refused.iter().any(|part| error.to_string().contains(part)), "{code}: {error}");
    }
}

/// What a value may become is the engine's decision, not the template's.
#[test]
fn no_template_filter_lets_a_value_become_code() {
    let mut tree = fixtures().swap_remove(0).1;
    let path = Path::root().key("organization").key("name");
    *text_mut(&mut tree, path.segments()).expect("a name") = "Zq #read(\"x\") zq".to_owned();
    let dossier = read(tree);
    for code in [
        "{{ organization.name }}",
        "{% autoescape false %}{{ organization.name }}{% endautoescape %}",
        "{% autoescape \"none\" %}{{ organization.name }}{% endautoescape %}",
        "{% autoescape \"html\" %}{{ organization.name }}{% endautoescape %}",
        "{% set x = organization.name %}{{ x }}",
        "{% set x %}{{ organization.name }}{% endset %}{{ x }}",
        "{{ organization.name ~ organization.name }}",
        "{{ [organization.name, \"a\"] | join(\", \") }}",
        "{{ organization.name | upper }}{{ organization.name | replace(\"x\", \"y\") }}",
        "{{ \"%s\" | format(organization.name) }}",
        "{{ organization.name | trim | title }}",
        "#let x = {{ organization.name | str }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(organization.name) }}",
    ] {
        let folder = with_template("papers/resolution.typ.j2", code);
        let own = Options { templates: Some(folder.path().to_owned()), ..Options::default() };
        let office = Office::new(&own).expect("an office");
        let paper = office.papers().find("resolution").expect("a paper");
        // Refused, or a literal.
        if let Ok(rendered) = office.render(&dossier, paper) {
            assert!(rendered.source.to_lowercase().contains("zq"), "{code}");
            assert_only_in_literals(code, &rendered.source);
        }
    }
    for code in [
        "{{ organization.name | safe }}",
        "{{ organization.name | escape }}",
        "{{ organization.name | e }}",
        "{{ organization }}",
        "{{ results }}",
        "{{ no_such_thing }}",
        "{{ none }}",
        "{{ 1.5 }}",
        "{% for x in range(100000000) %}{% for y in range(100000000) %}a{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include \"../../Cargo.toml\" %}",
        "{% include \"/etc/hostname\" %}",
    ] {
        let folder = with_template("papers/resolution.typ.j2", code);
        let own = Options { templates: Some(folder.path().to_owned()), ..Options::default() };
        let office = Office::new(&own).expect("an office");
        let paper = office.papers().find("resolution").expect("a paper");
        assert!(office.render(&dossier, paper).is_err(), "{code}");
    }
}
