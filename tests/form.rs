//! Form tests: the finished pages of every paper of every dossier under
//! `fixtures/`, and of some made up, measured against the decree and against
//! their own regime.

mod support;

use support::broken::Break;
use support::cases::{self, Finished, office};
use support::decree::LOOKS;
use support::form::{assert_right, violations};
use support::sheet::Run;
use support::synthetic::Synthetic;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use baocao::dossier::Status;
use baocao::export::Standard;
use baocao::{Loaded, Office, Options};

fn papers(office: &Office, name: &str, loaded: &Loaded) -> Vec<Finished> {
    cases::finished(office, name, loaded).unwrap_or_else(|e| panic!("{e}"))
}

fn made_up(office: &Office, dossier: &Synthetic) -> Vec<Finished> {
    papers(office, &dossier.name(), &dossier.load(office))
}

#[test]
fn every_paper_of_every_fixture_is_right_by_form() {
    let office = office();
    let all: Vec<Finished> = cases::fixtures()
        .iter()
        .flat_map(|path| papers(&office, &cases::stem(path), &cases::load(&office, path)))
        .collect();
    assert_right(&all);
}

#[test]
fn made_up_papers_are_right_by_form() {
    let office = office();
    let kinds = [("tổng kết", "công đoàn"), ("tổng kết", "nhà nước"), ("đại hội", "công đoàn")];
    let mut all = Vec::new();
    for (kind, form) in kinds {
        for status in STATUSES {
            for bases in [0, 1, 4] {
                let recipients = if bases == 1 { 0 } else { 4 };
                let dossier =
                    Synthetic { kind, form, status, bases, recipients, ..Synthetic::default() };
                all.extend(made_up(&office, &dossier));
            }
        }
    }
    assert_right(&all);
}

/// The built-in fonts come without their hints. That changes no outline, and
/// makes the file of a paper a good deal smaller.
#[test]
fn fonts_without_hints_look_as_with_them() {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates/fonts");
    let hinted = Options { fonts: Some(fonts), ..Options::default() };
    let [hinted, built_in] = [hinted, Options::default()].map(|options| {
        let office = Office::new(&options).expect("an office");
        let loaded = Synthetic::default().load(&office);
        let dossier = loaded.dossier().expect("whole");
        let paper = office.papers().of(dossier)[0];
        let pages = cases::pages(&office, dossier, paper).expect("laid out");
        (pages.png(144).expect("drawn"), pages.pdf(Standard::default()).expect("exported").len())
    });
    assert!(hinted.0 == built_in.0, "the pages differ");
    assert!(built_in.1 * 10 < hinted.1 * 8, "{} bytes of {}", built_in.1, hinted.1);
}

const STATUSES: [&str; 3] = ["dự thảo", "trình ký", "ban hành"];

/// A role that no sample shows would be measured nowhere.
#[test]
fn every_role_is_measured_somewhere() {
    let office = office();
    let mut all: Vec<Finished> = cases::fixtures()
        .iter()
        .flat_map(|path| papers(&office, &cases::stem(path), &cases::load(&office, path)))
        .collect();
    all.extend(made_up(&office, &Synthetic { bases: 2, ..Synthetic::default() }));
    let shown = |role: &str| match role {
        "body" => all.iter().any(|paper| paper.sheet.runs.iter().any(Run::is_body)),
        role => all.iter().any(|paper| paper.sheet.role(role).next().is_some()),
    };
    let missing: Vec<_> = LOOKS.iter().map(|look| look.role).filter(|role| !shown(role)).collect();
    assert!(missing.is_empty(), "no paper shows {missing:?}");
    let two_annexes = |paper: &Finished| paper.annexes().len() > 1;
    assert!(all.iter().any(two_annexes), "no paper has two annexes");
    let shared = |status: Status| all.iter().any(|paper| paper.status == status);
    assert!([Status::Draft, Status::ForSignature, Status::Issued].into_iter().all(shared));
}

/// The national name keeps to one line, and the columns apart, whatever stands
/// left of it.
#[test]
fn long_names_leave_the_letterhead_whole() {
    let office = office();
    let long = "Công đoàn cơ sở Trung tâm Nghiên cứu Ứng dụng Khoa học Công nghệ và Chuyển giao Kỹ \
                thuật Nông nghiệp Công nghệ cao vùng Đồng bằng sông Hồng thuộc Viện Khoa học Kỹ thuật \
                Nông nghiệp Việt Nam tại Hải Phòng và Quảng Ninh";
    let foreign = "Công đoàn Công ty Elektromaschinenbau";
    assert!(long.chars().count() > 200);
    for (organization, parent) in
        [(long, "Công đoàn phường"), (long, long), ("Công đoàn A", long), (foreign, foreign)]
    {
        for place in ["Huế", "Thành phố Hồ Chí Minh", "Đặc khu Trường Sa"] {
            for kind in ["tổng kết", "đại hội"] {
                for status in STATUSES {
                    let dossier = Synthetic {
                        kind,
                        status,
                        organization: organization.to_owned(),
                        parent: parent.to_owned(),
                        place: place.to_owned(),
                        ..Synthetic::default()
                    };
                    assert_right(&made_up(&office, &dossier));
                }
            }
        }
    }
}

/// Wherever a text ends on its page, a line of it stands above the signature.
#[test]
fn a_signature_never_stands_alone() {
    let office = office();
    for kind in ["tổng kết", "đại hội"] {
        for paragraphs in 0..=40 {
            let recipients = paragraphs % 7;
            let dossier = Synthetic { kind, paragraphs, recipients, ..Synthetic::default() };
            assert_right(&made_up(&office, &dossier));
        }
    }
}

const fn regime(
    text: &'static str,
    replacement: &'static str,
    after: &'static str,
    rule: &'static str,
) -> Break {
    Break { file: "regimes/state.yaml", text, replacement, after, rule }
}

const fn layout(
    file: &'static str,
    text: &'static str,
    replacement: &'static str,
    rule: &'static str,
) -> Break {
    Break { file, text, replacement, after: "", rule }
}

/// Ways to break the form, one for each measure. Where the regime is broken
/// the decree must notice, where the layout is, the decree or the regime.
const BREAKS: &[Break] = &[
    // The sheet
    regime("paper: a4", "paper: a5", "", "paper"),
    regime("top: 20mm", "top: 15mm", "", "margins"),
    regime("bottom: 20mm", "bottom: 30mm", "", "margins"),
    regime("left: 30mm", "left: 25mm", "", "margins"),
    regime("right: 15mm", "right: 21mm", "", "margins"),
    layout(
        "layout/page.typ",
        "margin: regime.page.margin,",
        "margin: (..regime.page.margin, left: 33mm),",
        "margins",
    ),
    layout(
        "layout/page.typ",
        "margin: regime.page.margin,",
        "margin: (..regime.page.margin, bottom: 45mm),",
        "margins",
    ),
    layout("layout/page.typ", "size: size,", "size: size, fill: luma(30),", "black"),
    layout(
        "layout/base.typ",
        "stroke: regime.letterhead.rule-stroke",
        "stroke: 0.75pt + red",
        "black",
    ),
    layout("layout/base.typ", "style: form.at", "baseline: 9pt, style: form.at", "overlap"),
    // Page numbers
    regime("size: 14pt", "size: 12pt", "page-number:", "size"),
    regime("from-top: 10mm", "from-top: 17mm", "", "page-number"),
    regime("on-first-page: false", "on-first-page: true", "", "page-number"),
    layout("layout/page.typ", "align(center + top", "align(right + top", "page-number"),
    layout("layout/page.typ", "str(number)", "numbering(\"i\", number)", "page-number"),
    layout("layout/annex.typ", "counter(page).update(1)", "", "page-number"),
    // The letterhead
    regime("size: 13pt", "size: 14pt", "national-name:", "size"),
    regime("weight: bold", "weight: regular", "national-name:", "weight"),
    regime("case: upper", "case: none", "national-name:", "case"),
    regime("Cộng hòa xã hội", "Cộng hoà xã hôi", "", "national-name"),
    regime("Tự do - Hạnh phúc", "Tự do – Hạnh phúc", "", "national-motto"),
    regime("weight: bold", "weight: regular", "national-motto:", "weight"),
    regime("size: 14pt", "size: 12pt", "national-motto:", "size"),
    layout(
        "layout/letterhead.typ",
        "box(width: measure(body).width, body)",
        "block(width: 40mm, body)",
        "national-name",
    ),
    layout(
        "layout/letterhead.typ",
        "rule(measure(motto).width)",
        "rule(0.8 * measure(motto).width)",
        "motto-rule",
    ),
    regime("size: 13pt", "size: 14pt", "parent-body:", "size"),
    regime("case: upper", "weight: bold\n    case: upper", "parent-body:", "weight"),
    regime("weight: bold", "weight: regular", "issuing-body:", "weight"),
    regime("rule-ratio: 0.4", "rule-ratio: 0.6", "issuing-body:", "issuer-rule"),
    regime("rule-ratio: 0.4", "rule-ratio: 0.3", "issuing-body:", "issuer-rule"),
    layout("layout/letterhead.typ", "form.rule-ratio * width", "0.48 * width", "issuer-rule"),
    regime("left-width: 66mm", "left-width: 80mm", "letterhead:", "outside"),
    regime("size: 13pt", "size: 14pt", "  number:", "size"),
    regime("number-prefix: \"Số: \"", "number-prefix: \"Số \"", "", "number"),
    regime("{number}/{type}", "{number}-{type}", "", "number"),
    regime("number-digits: 2", "number-digits: 1", "", "number"),
    regime("style: italic", "style: normal", "place-date:", "style"),
    regime("size: 14pt", "size: 15pt", "place-date:", "size"),
    layout("layout/letterhead.typ", "on-one-line(dated)", "{ v(3pt); dated }", "place-date"),
    regime("weight: bold", "weight: regular", "draft-mark:", "weight"),
    regime("weight: bold", "weight: regular", "  stamp:", "weight"),
    regime("size: 13pt", "size: 15pt", "  stamp:", "size"),
    regime("height: 8mm", "height: 10mm", "  stamp:", "stamp"),
    regime("short: 20mm", "short: 25mm", "  stamp:", "stamp"),
    regime("middle: 30mm", "middle: 35mm", "  stamp:", "stamp"),
    layout("layout/letterhead.typ", "align(center, stamp(..one))", "stamp(..one)", "stamp"),
    regime("has-parent: true", "has-parent: false", "", "parent-body"),
    layout(
        "layout/letterhead.typ",
        "place-date-line(right, right + free",
        "place-date-line(right, right + 40mm",
        "columns",
    ),
    layout(
        "papers/parts/paper.typ.j2",
        "draft-mark: {% if paper.draft_mark %}",
        "draft-mark: {% if false %}",
        "draft-mark",
    ),
    // The Party's and the Youth Union's
    layout("regimes/party.yaml", "size: 15pt", "size: 13pt", "size"),
    layout("regimes/party.yaml", "Đảng Cộng sản Việt Nam", "Đảng cộng sản", "national-name"),
    layout("regimes/party.yaml", "text: \"*\"", "text: \"***\"", "issuer-mark"),
    layout("regimes/party.yaml", "text: \"-----\"", "text: \"---\"", "subject-mark"),
    layout("regimes/party.yaml", "number-prefix: \"Số \"", "number-prefix: \"Số: \"", "number"),
    layout("regimes/party.yaml", "{number}-{type}/", "{number}/{type}-", "number"),
    layout("regimes/party.yaml", "end-mark: \".\"", "end-mark: ./.", "end-mark"),
    layout("regimes/party.yaml", "on-behalf: \"T/M \"", "on-behalf: \"TM. \"", "signature"),
    layout("regimes/party.yaml", "    weight: regular", "    weight: bold", "weight"),
    layout("regimes/party.yaml", "archive: Lưu Chi bộ", "archive: \"Lưu: CB\"", "recipients"),
    layout("regimes/youth.yaml", "right: 20mm", "right: 15mm", "margins"),
    layout("regimes/youth.yaml", "Đoàn TNCS Hồ Chí Minh", "Đoàn Thanh niên", "national-name"),
    layout("regimes/youth.yaml", "text: \"***\"", "text: \"*\"", "issuer-mark"),
    layout("regimes/youth-congress.yaml", "has-number: false", "has-number: true", "number"),
    layout("layout/letterhead.typ", "rule(measure(name).width)", "rule(30pt)", "name-rule"),
    // The title
    regime("size: 14pt", "size: 16pt", "document-type:", "size"),
    regime("case: upper", "case: none", "document-type:", "case"),
    regime("weight: bold", "weight: regular", "  subject:", "weight"),
    regime("rule-ratio: 0.36", "rule-ratio: 0.25", "", "subject-rule"),
    layout("layout/opening.typ", "set align(center)", "set align(left)", "title"),
    // The text
    regime("size: 14pt", "size: 12pt", "\nbody:", "size"),
    regime("indent: 12.7mm", "indent: 5mm", "", "indent"),
    layout("layout/page.typ", "amount: regime.body.indent", "amount: 7mm", "indent"),
    layout("layout/page.typ", "justify: true", "justify: false", "justified"),
    layout("layout/page.typ", "justify: true,", "justify: true, hanging-indent: 5mm,", "left-edge"),
    layout("layout/base.typ", "size: form.size,", "size: form.size - 0.5pt,", "regime"),
    regime("gap: 6pt", "gap: 3pt", "\nbody:", "paragraph-gap"),
    layout(
        "layout/page.typ",
        "spacing: leading + regime.body.gap",
        "spacing: leading",
        "paragraph-gap",
    ),
    regime("baseline: 18pt", "baseline: 26pt", "", "line-spacing"),
    regime("baseline: 18pt", "baseline: 14pt", "", "line-spacing"),
    layout(
        "layout/page.typ",
        "    leading: leading,",
        "    leading: 1.2 * leading,",
        "line-spacing",
    ),
    regime("style: italic", "style: normal", "legal-bases:", "style"),
    regime("last-end: \".\"", "last-end: \";\"", "", "legal-bases"),
    regime("weight: bold", "weight: regular", "resolves:", "weight"),
    // Headings
    regime("case: upper", "case: none", "roman:", "case"),
    regime("weight: bold", "weight: regular", "roman:", "weight"),
    regime("weight: bold", "weight: regular", "arabic:", "weight"),
    regime("size: 14pt", "size: 14pt\n    weight: bold", "letter:", "weight"),
    regime("\"Phần thứ \"", "\"Phần \"", "", "part"),
    layout(
        "layout/headings.typ",
        "sticky: true, {\n    h(",
        "sticky: false, {\n    h(",
        "heading-alone",
    ),
    layout("layout/headings.typ", "h(regime.body.indent)", "h(0mm)", "heading-indent"),
    layout("layout/headings.typ", "numbers.last()", "numbers.last() + 1", "heading-number"),
    layout("layout/headings.typ", "alone: false", "alone: true", "heading-number"),
    // The end
    regime("end-mark: ./.", "end-mark: .", "", "end-mark"),
    regime("weight: bold", "weight: regular", "on-behalf:", "weight"),
    regime("weight: bold", "weight: regular", "  post:", "weight"),
    regime("weight: bold", "weight: regular", "signer-name:", "weight"),
    regime("size: 12pt", "size: 14pt", "recipients-title:", "size"),
    regime("style: italic", "style: normal", "recipients-title:", "style"),
    regime("size: 11pt", "size: 12pt", "recipients-list:", "size"),
    layout(
        "layout/closing.typ",
        "text(top-edge: ascent(first-line-size))",
        "text(top-edge: 5pt)",
        "recipients",
    ),
    layout("layout/closing.typ", "form.signature-space", "5mm", "signature"),
    layout("layout/closing.typ", "highest - head(signature.named())", "0pt", "signatures"),
    layout(
        "layout/closing.typ",
        "block(width: 100%, above: form.gap-above, below.body)",
        "{ pagebreak(); below.body }",
        "signature-alone",
    ),
    layout("papers/parts/recipients.typ.j2", "[{{ paper.archive }}]", "none", "recipients"),
    layout(
        "layout/closing.typ",
        "role(\"end-mark\", text(",
        "linebreak() + role(\"end-mark\", text(",
        "end-mark",
    ),
    layout(
        "papers/parts/paper.typ.j2",
        "kind: [{{ paper.kind }}]",
        "kind: [{{ paper.kind }}…]",
        "hole",
    ),
    layout("regimes/congress.yaml", "has-parent: false", "has-parent: true", "parent-body"),
    layout("regimes/congress.yaml", "has-number: false", "has-number: true", "number"),
    regime("has-recipients: true", "has-recipients: false", "", "recipients"),
    layout("regimes/congress.yaml", "has-recipients: false", "has-recipients: true", "recipients"),
    // Annexes
    layout("layout/annex.typ", "form.label.text +", "\"PHỤ LỤC\" +", "annex"),
    layout("layout/annex.typ", "  if note != none", "  if note == 1", "annex"),
    layout("layout/table.typ", "width: 100%", "width: 110%", "outside"),
    regime("size: 14pt", "size: 13pt", "  label:\n    text: Phụ lục", "size"),
    regime("case: upper", "case: none", "    text: Phụ lục", "case"),
    regime("style: italic", "style: normal", "  note:", "style"),
];

#[test]
fn breaking_the_form_is_noticed() {
    let noticed = |broken: &Break| {
        let (office, _folder) = broken.office();
        sample(&office, |result| match result {
            Ok(papers) => papers.iter().flat_map(violations).any(|v| v.rule == broken.rule),
            Err(_) => false,
        })
    };
    let next = AtomicUsize::new(0);
    let missed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(broken) = BREAKS.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if !noticed(broken) {
                        missed.lock().expect("no panic").push(broken.to_string());
                    }
                }
            });
        }
    });
    let missed = missed.into_inner().expect("no panic");
    assert!(missed.is_empty(), "{} breaks weren't noticed:\n{}", missed.len(), missed.join("\n"));
}

/// Shows papers of many kinds until one of them shows what is looked for.
fn sample(office: &Office, mut noticed: impl FnMut(Result<Vec<Finished>, String>) -> bool) -> bool {
    let many = Synthetic { bases: 3, paragraphs: 30, ..Synthetic::default() };
    let place = "Thành phố Hồ Chí Minh mở rộng".to_owned();
    let lengths = (0..40).map(|paragraphs| Synthetic { paragraphs, ..Synthetic::default() });
    let far = Synthetic { place, ..Synthetic::default() };
    let mut made_up = [many, far].into_iter().chain(lengths);
    let fixtures = cases::fixtures();
    // Likely ones first.
    made_up.by_ref().take(2).any(|d| noticed(cases::finished(office, "made up", &d.load(office))))
        || fixtures.iter().any(|path| {
            noticed(cases::finished(office, &cases::stem(path), &cases::load(office, path)))
        })
        || made_up.any(|d| noticed(cases::finished(office, "made up", &d.load(office))))
}
