//! Several hundred files, each a good one with something in it gone wrong, through all
//! that reads Word files: every one is read or refused, soon, and nothing breaks down.
//!
//! The changes come from a series of numbers that is the same each time.

use std::io::{Cursor, Read};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use baocao::compare::compare;
use baocao::word::{self, form, starter};
use baocao::{Loaded, Office, Options};
use zip::ZipArchive;

use super::made::{Word, item, p, report, table, zip};

/// Numbers that look like chance and aren't.
struct Series(u64);

impl Series {
    fn next(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

type Entries = Vec<(String, Vec<u8>)>;

fn entries(file: &[u8]) -> Entries {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
    let count = archive.len();
    let read = |at: usize| {
        let mut part = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("read");
        (part.name().expect("a name").into_owned(), bytes)
    };
    (0..count).map(read).collect()
}

const DOSSIER: &str = "kind: tổng kết\norganization:\n  name: Công đoàn cơ sở Xưởng mộc Thử\n  place: Bến Thử\n\
    period:\n  year: 2025\nresults:\n  - area: Chăm lo đời sống\n    text: |\n      - Tặng 84 suất quà tết;\n      - Thăm 26 lượt đoàn viên.\n\
    assessment:\n  limitations: Họp tổ còn thưa.\npapers:\n  annual_report:\n";

struct Bench {
    office: Office,
    dossier: Loaded,
}

fn bench() -> &'static Bench {
    static BENCH: OnceLock<Bench> = OnceLock::new();
    BENCH.get_or_init(|| {
        let office = Office::new(&Options::default()).expect("built-in templates are whole");
        let dossier = office.load("ho-so.yaml", DOSSIER.as_bytes(), &[]);
        Bench { office, dossier }
    })
}

/// Our own file, one typed by hand, one with styles, lists and tables of a program's.
fn seeds() -> Vec<Entries> {
    let Bench { office, dossier } = bench();
    let dossier = dossier.dossier().expect("readable");
    let paper = office.papers().find("annual_report").expect("a paper");
    let rendered = office.render(dossier, paper).expect("rendered");
    let own = office.docx(&rendered).expect("a file").bytes;
    let mut listed = Word::of(
        p("cb28", "BÁO CÁO")
            + &p("cb28", "Tổng kết hoạt động công đoàn năm 2025")
            + &item(1, 0, "b", "Đặc điểm tình hình")
            + &item(1, 1, "", "Có ba tổ công đoàn.")
            + &table(&[&[&p("", "TT"), &p("", "Chỉ tiêu")], &[&p("", "1"), &p("", "90%")]], true),
    );
    listed.styles += "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/>\
        <w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>";
    listed.numbering =
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
        <w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\">\
        <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2.\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
            .to_owned();
    [own, report().bytes(), listed.bytes()].iter().map(|file| entries(file)).collect()
}

/// Where the tags of a text begin and end.
fn tags(text: &str) -> Vec<(usize, usize)> {
    let starts = text.match_indices('<').map(|(at, _)| at);
    starts.filter_map(|at| Some((at, at + text[at..].find('>')? + 1))).collect()
}

/// Changes something among the tags of a part.
fn mangle_tags(bytes: &[u8], series: &mut Series) -> Vec<u8> {
    const VALUES: [&str; 8] =
        ["-1", "", "99999999999999999999", "NaN", "&#x0;", "&none;", "0x7f", "ế\u{301}%1%2%9"];
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let tags = tags(text);
    if tags.is_empty() {
        return bytes.to_vec();
    }
    let (from, to) = tags[series.next(tags.len())];
    let (other, end) = tags[series.next(tags.len())];
    let tag = &text[from..to];
    let new = match series.next(8) {
        // It goes, comes twice, comes a thousand times, changes places.
        0 => format!("{}{}", &text[..from], &text[to..]),
        1 => format!("{}{tag}{tag}{}", &text[..from], &text[to..]),
        2 => format!("{}{}{}", &text[..from], tag.repeat(1_000), &text[to..]),
        3 => format!("{}{}{}", &text[..from], &text[other..end], &text[to..]),
        // A stretch goes or comes twice.
        4 => format!("{}{}", &text[..from.min(other)], &text[to.max(end)..]),
        5 => format!("{}{}", &text[..from.max(end)], &text[from.min(other)..]),
        // A value is another one.
        6 => match tag.find("=\"") {
            Some(at) => {
                let at = from + at + 2;
                let close = at + text[at..].find('"').unwrap_or(0);
                format!("{}{}{}", &text[..at], VALUES[series.next(VALUES.len())], &text[close..])
            }
            None => text[..from].to_owned(),
        },
        _ => text[..to].to_owned(),
    };
    new.into_bytes()
}

fn mutant(seed: &Entries, series: &mut Series) -> Vec<u8> {
    let mut parts = seed.clone();
    let at = series.next(parts.len());
    match series.next(10) {
        0 => drop(parts.remove(at)),
        1 => parts[at].1.clear(),
        2 => {
            let other = series.next(parts.len());
            let content = parts[other].1.clone();
            parts[at].1 = content;
        }
        3 => parts[at].0 = format!("../{}", parts[at].0),
        4 => {
            let cut = series.next(parts[at].1.len());
            parts[at].1.truncate(cut);
        }
        5 => {
            for _ in 0..20 {
                let length = parts[at].1.len();
                if length > 0 {
                    parts[at].1[series.next(length)] = series.next(256) as u8;
                }
            }
        }
        // Most of what matters is the document itself.
        _ => {
            let document = parts.iter().position(|(name, _)| name == "word/document.xml");
            let at = document.filter(|_| series.next(4) > 0).unwrap_or(at);
            for _ in 0..=series.next(3) {
                parts[at].1 = mangle_tags(&parts[at].1, series);
            }
        }
    }
    let mut bytes = zip(&parts);
    // The archive around the parts is broken now and then.
    for _ in 0..series.next(12).saturating_sub(9) {
        let length = bytes.len();
        bytes[series.next(length)] = series.next(256) as u8;
    }
    bytes
}

#[test]
fn mutants_are_read_or_refused_by_all_three() {
    const MUTANTS: usize = 450;
    let Bench { office, dossier } = bench();
    let (seeds, mut series) = (seeds(), Series(2_026));
    let (mut read, mut slowest) = (0, Duration::ZERO);
    for at in 0..MUTANTS {
        let bytes = mutant(&seeds[at % seeds.len()], &mut series);
        let begun = Instant::now();
        match word::open(&bytes) {
            Err(refusal) => assert!(!refusal.to_string().trim().is_empty(), "{at}"),
            Ok(document) => {
                read += 1;
                let findings = form::check(&document, "x.docx", None, office.library());
                assert!(findings.iter().all(|found| !found.message.is_empty()), "{at}");
                let kind = Some(starter::Occasion::YearReview);
                if let Ok(drawn) = starter::draw_up(&document, kind, "x.docx") {
                    let loaded = office.load("x.yaml", drawn.yaml.as_bytes(), &[]);
                    assert!(loaded.dossier().is_some(), "{at}: {}", drawn.yaml);
                }
                // A comparison makes the paper anew each time: a few will do.
                if at % 9 == 0 {
                    let told = compare(office, dossier, &document, "x.docx", Some("annual_report"));
                    assert!(told.is_ok_and(|told| told.left.len() <= told.changes), "{at}");
                }
            }
        }
        slowest = slowest.max(begun.elapsed());
    }
    // The series must reach both: what is still a file, and what is none.
    assert!(read > MUTANTS / 4 && read < MUTANTS, "{read}");
    assert!(slowest < Duration::from_secs(20), "{slowest:?}");
}
