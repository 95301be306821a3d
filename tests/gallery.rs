//! docs/van-ban.md lists every paper and shows its first page. `UPDATE=1 cargo test --test
//! gallery` makes the list and the pictures anew.

mod support;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use baocao::Pages;
use baocao::dossier::OrganizationKind;
use baocao::paper::{Paper, PaperKind, Phase};
use support::cases::{self, office};

const PAGE: &str = "docs/van-ban.md";

/// The dossiers whose papers are shown, each with the name of its picture.
const SHOWN: [(&str, &str, &str); 4] = [
    ("Đại hội công đoàn", "dh-co-khi-mau-2026", "van-ban-dai-hoi.png"),
    ("Tổng kết công đoàn", "tk-go-minh-hoa-2026", "van-ban-tong-ket.png"),
    ("Đại hội chi bộ", "dh-chi-bo-minh-hoa-2025", "van-ban-dai-hoi-dang.png"),
    ("Đại hội Đoàn", "dh-doan-truong-minh-hoa-2026", "van-ban-dai-hoi-doan.png"),
];

fn docs(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}

/// When a paper is wanted, and of which dossiers it is.
fn when(paper: &Paper) -> String {
    let phase = match paper.phase {
        Phase::Before => "trước hội nghị",
        Phase::At => "tại hội nghị",
        Phase::After => "sau hội nghị",
    };
    let kinds = paper.kinds.iter().map(|kind| match kind {
        PaperKind::Congress => "đại hội",
        PaperKind::YearReview => "tổng kết",
        PaperKind::HalfYearReview => "sơ kết",
    });
    format!("{} | {phase}", kinds.collect::<Vec<_>>().join(", "))
}

fn page() -> String {
    let office = office();
    let mut out = String::from(
        "# Các văn bản\n\nTrang này được sinh từ chương trình (`UPDATE=1 cargo test --test gallery`). \
         Hồ sơ của mình lập được những văn bản nào: `baocao papers HO-SO.yaml`.\n",
    );
    for (title, _, picture) in SHOWN {
        write!(out, "\n## {title}\n\n![{title}: trang đầu các văn bản]({picture})\n")
            .expect("a string");
    }
    for kind in [OrganizationKind::Union, OrganizationKind::Party, OrganizationKind::Youth] {
        write!(
            out,
            "\n## Của {}\n\n| văn bản | tệp | hồ sơ | lúc nào |\n|---|---|---|---|\n",
            kind.word()
        )
        .expect("a string");
        for phase in Phase::ALL {
            let papers = office.papers().iter();
            let papers = papers.filter(|p| p.phase == phase && p.organization.includes(kind));
            for paper in papers {
                writeln!(out, "| {} | `{}` | {} |", paper.title, paper.file, when(paper))
                    .expect("a string");
            }
        }
    }
    out
}

/// The first pages of all papers of a fixture.
fn picture(name: &str) -> Vec<u8> {
    let office = office();
    let path = cases::fixtures().into_iter().find(|path| cases::stem(path) == name).expect(name);
    let loaded = cases::load(&office, &path);
    let dossier = loaded.dossier().expect("whole");
    let papers = office.papers().outputs(dossier).into_iter();
    let pages: Vec<Pages> = papers
        .map(|paper| cases::pages(&office, dossier, &paper).unwrap_or_else(|e| panic!("{e}")))
        .collect();
    Pages::first_pages(&pages).expect("drawn").expect("some pages")
}

#[test]
fn every_paper_is_listed_with_its_first_page() {
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(docs("van-ban.md"), &page).expect("a writable tree");
        for (_, fixture, file) in SHOWN {
            std::fs::write(docs(file), picture(fixture)).expect("a writable tree");
        }
    }
    let kept = std::fs::read_to_string(docs("van-ban.md")).unwrap_or_default();
    assert!(kept == page, "{PAGE} differs: run UPDATE=1 cargo test --test gallery");
    for (title, _, file) in SHOWN {
        assert!(docs(file).is_file(), "{title}: no {file}");
    }
}
