//! What every code means: the examples of an explanation are held to it.
//!
//! `UPDATE=1 cargo test --test explain` writes the page of codes anew;
//! `INSTA_UPDATE=always` the snapshots of messages.

use std::fmt::Write;

use baocao::diagnostic::{Code, Colour, Diagnostic, render_all};
use baocao::explain::{self, Example, Explanation};
use baocao::{Office, Options, Unprinted};

const PAGE: &str = "docs/ma-kiem-tra.md";

fn office() -> Office {
    Office::new(&Options::default()).expect("built-in templates are whole")
}

fn findings(office: &Office, e: &Explanation, example: &Example<'_>) -> Vec<Diagnostic> {
    let loaded = office.load("ho-so.yaml", example.dossier().as_bytes(), &[]);
    let mut found = loaded.diagnostics.clone();
    found.extend(office.check(&loaded));
    if example.wrong && ON_PAGES.contains(&e.code.0) {
        let dossier = loaded.dossier().expect("a whole dossier");
        let paper = office.papers().of(dossier)[0];
        let rendered = office.render(dossier, paper).expect("rendered");
        match office.compile(&rendered) {
            Ok(_) => {}
            Err(Unprinted::Faulty(faults)) => found.extend(loaded.told(&faults)),
            Err(fault) => panic!("{}: {fault}", e.code),
        }
    }
    found
}

/// What only the finished pages show.
const ON_PAGES: [u16; 2] = [167, 168];

fn of_code(found: &[Diagnostic], e: &Explanation) -> Vec<Diagnostic> {
    found.iter().filter(|d| d.code == e.code).cloned().collect()
}

/// An example is a scrap of a dossier: that whole sections are missing is no
/// finding in it, unless that is its subject, nor that no paper prints a part.
fn beside(found: &[Diagnostic]) -> Vec<String> {
    found
        .iter()
        .filter(|d| !matches!(d.code, Code::MISSING_SECTION | Code::UNPRINTED | Code::MISSING_NEED))
        .map(|d| format!("{} {}", d.code, d.message))
        .collect()
}

#[test]
fn wrong_examples_are_found_and_right_ones_are_not() {
    let office = office();
    let mut failures = String::new();
    for e in explain::all() {
        for example in e.examples() {
            let found = findings(&office, &e, &example);
            if example.wrong && of_code(&found, &e).is_empty() {
                let _ = writeln!(failures, "{} isn't found in:\n{}", e.code, example.yaml);
            }
            if !example.wrong && !beside(&found).is_empty() {
                let _ = writeln!(failures, "{}: {:#?}", e.code, beside(&found));
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Every code that an example can show has one of each.
#[test]
fn every_explanation_has_examples() {
    // The file as a whole, a roster, the command line, or a page as it is only by
    // chance: no scrap of a dossier can show them; nor what sheets and
    // many units show.
    let of_files = [100, 101, 105, 110, 140, 141, 142, 143, 169, 170, 171, 173, 178, 192, 313];
    let of_many = [200..260, 410..440];
    // Papers in Word, and what came back of them.
    let of_word = [270..290, 400..410];
    // What must be there: all of it would be a long example.
    let without_right = [80, 183];
    let shown = |e: &Explanation| {
        !of_files.contains(&e.code.0)
            && !of_many.iter().any(|codes| codes.contains(&e.code.0))
            && !of_word.iter().any(|codes| codes.contains(&e.code.0))
    };
    for e in explain::all().filter(shown) {
        let wrong = e.examples().filter(|x| x.wrong).count();
        let right = e.examples().filter(|x| !x.wrong).count();
        assert!(wrong > 0, "{} has no wrong example", e.code);
        assert!(right > 0 || without_right.contains(&e.code.0), "{} has no right one", e.code);
    }
}

#[test]
fn messages() {
    let office = office();
    for e in explain::all() {
        let mut text = String::new();
        for example in e.examples().filter(|example| example.wrong) {
            text += &render_all(&of_code(&findings(&office, &e, &example), &e), Colour::Plain);
            text += "\n";
        }
        if !text.is_empty() {
            insta::assert_snapshot!(e.code.to_string(), text.trim_end());
        }
    }
}

#[test]
fn the_page_of_codes_is_current() {
    let page = page();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).expect("a writable tree");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "{PAGE} is old: run UPDATE=1 cargo test --test explain");
}

fn page() -> String {
    let office = office();
    let mut out = String::from(
        "# Mã trong thông báo\n\n\
         Trang này được sinh từ chương trình (`UPDATE=1 cargo test --test explain`); \
         `baocao explain BC031` in từng mục.\n\n\
         **Cần sửa** thì bản trình ký, ban hành không xuất được; **cần xem lại** thì có thể giữ, ghi lý do vào \
         `acknowledged`; **lưu ý** thì không cản gì.\n\n| mã | mức | điều phải đúng |\n|---|---|---|\n",
    );
    for e in explain::all() {
        let anchor = e.code.to_string().to_lowercase();
        let _ = writeln!(out, "| [{}](#{anchor}) | {} | {} |", e.code, e.severity.label(), e.title);
    }
    for e in explain::all() {
        let _ = write!(
            out,
            "\n## {}\n\n**{}: {}**\n\n{}\n",
            e.code,
            e.severity.label(),
            e.title,
            e.reason()
        );
        let rule = baocao::check::RULES.iter().find(|r| r.code == e.code);
        if let Some(citation) = rule.map(|r| r.citation).filter(|c| !c.is_empty()) {
            let _ = write!(out, "\nCăn cứ: {citation}\n");
        }
        for example in e.examples() {
            let _ = write!(
                out,
                "\n{}:\n\n```yaml\n{}```\n",
                if example.wrong { "Sai" } else { "Đúng" },
                example.yaml
            );
            if example.wrong {
                let own = of_code(&findings(&office, &e, &example), &e);
                let _ =
                    write!(out, "\n```text\n{}\n```\n", render_all(&own, Colour::Plain).trim_end());
            }
        }
    }
    out
}
