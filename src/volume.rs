//! The papers of an occasion bound in one (tập văn kiện): cover, contents, all papers with
//! their pages numbered through.

use crate::dossier::Dossier;
use crate::error::{Error, ErrorKind};
use crate::export;
use crate::office::Office;
use crate::pages::Pages;
use crate::proof::Unprinted;
use crate::template::{self, Rendered};
use crate::typeset::{self, Leaf};

/// Where a paper's own show rule ends: what follows is its contents.
const SHOWN: &str = "#show: paper.with(";
const SHOWN_END: &str = "\n)\n";

impl Office {
    /// Binds papers of a dossier in this order. Of a paper past the draft the pages are
    /// looked at first: what mustn't stand there is an error here, as a paper that can't be
    /// set is.
    pub fn bind(&self, dossier: &Dossier, papers: &[Rendered]) -> Result<Pages, Error> {
        let titles: Vec<&str> = papers.iter().map(|paper| paper.title.as_str()).collect();
        let front = self.library().volume_front(dossier, &titles)?;
        let title = front.title.clone();
        let mut leaves = vec![self.leaf(&front, None)?];
        for (at, paper) in papers.iter().enumerate() {
            leaves.push(self.leaf(paper, Some(at))?);
        }
        let mut document = typeset::compile_bound(self.press(), &leaves)?;
        let info = document.info_mut();
        info.title = Some(title.into());
        info.keywords = Vec::new();
        let sources: Vec<&str> = leaves.iter().map(|leaf| leaf.source.as_str()).collect();
        let day = papers.iter().map(|paper| self.day_of(paper)).max();
        let date = self.midnight_of(day.unwrap_or_else(|| self.day_of(&front)));
        let ident = export::ident(&sources.join("\n\n"));
        Ok(Pages { document, ident, date, baseline: None, signing: Vec::new() })
    }

    /// A paper as it was set in the end, with the distance of lines that it ended well in;
    /// `at` is its place among the papers.
    fn leaf(&self, paper: &Rendered, at: Option<usize>) -> Result<Leaf, Error> {
        let proof = self.lay_out(paper)?;
        let source = match at {
            Some(at) => marked(&proof.source, at, &paper.title),
            None => proof.source.to_string(),
        };
        let pages = proof.passed().map_err(|unprinted| match unprinted {
            Unprinted::Failed(error) => error,
            other => Error::new(ErrorKind::Export, other.to_string()),
        })?;
        let family = self.press().fonts().family();
        let regime = match pages.baseline {
            Some(other) => paper.regime.with_baseline(other).typst_module(family),
            None => paper.regime.typst_module(family),
        };
        Ok(Leaf { source, regime })
    }
}

/// The source with what a volume needs at the paper's first page: a place for the
/// contents to point at, a bookmark, and headings that count from one. Those of the paper
/// itself are no bookmarks.
fn marked(source: &str, at: usize, title: &str) -> String {
    let start = source.find(SHOWN).unwrap_or_default();
    let end = source[start..].find(SHOWN_END).map_or(source.len(), |end| start + end);
    let end = (end + SHOWN_END.len()).min(source.len());
    let title = template::literal(title);
    format!(
        "{}#metadata(none) <volume-{at}>\n#counter(heading).update(0)\n\
         #{{\n  show heading: none\n  heading(level: 1, numbering: none, outlined: false, \
         bookmarked: true, {title})\n}}\n#counter(heading).update(0)\n\
         #set heading(bookmarked: false)\n{}",
        &source[..end],
        &source[end..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_marked_behind_its_show_rule() {
        let source =
            "#import \"/layout/lib.typ\": *\n#show: paper.with(\n  title: \"a\",\n)\n\n#par[x]\n";
        let marked = marked(source, 3, "Báo cáo “A”");
        let (head, rest) = marked.split_once("#metadata(none) <volume-3>\n").expect("marked");
        assert!(head.ends_with("  title: \"a\",\n)\n"), "{head}");
        assert!(rest.contains("bookmarked: true, \"Báo cáo “A”\")"), "{rest}");
        assert!(rest.ends_with("#set heading(bookmarked: false)\n\n#par[x]\n"), "{rest}");
    }

    #[test]
    fn an_occasion_is_bound_with_its_pages_numbered_through() {
        let office = Office::new(&crate::Options::default()).expect("built in");
        let yaml = "kind: đại hội\nstatus: dự thảo\norganization: {name: Công đoàn cơ sở Minh Họa}\n\
                    congress: {ordinal: V, term: 2026-2031, date: 12/3/2026, place: Hội trường}\n";
        let loaded = office.load("t.yaml", yaml.as_bytes(), &[]);
        let dossier = loaded.dossier().expect("whole");
        let papers = ["programme", "congress_report", "resolution"].map(|id| {
            let paper = office.papers().find(id).expect(id);
            office.render(dossier, paper).expect(id)
        });
        let volume = office.bind(dossier, &papers).expect("bound");
        let alone = papers.iter().map(|paper| office.compile(paper).expect("set").count());
        assert_eq!(volume.count(), alone.sum::<usize>() + 2);
        let pdf = volume.pdf(export::Standard::default()).expect("a PDF");
        assert_eq!(
            pdf,
            office.bind(dossier, &papers).expect("bound").pdf(Default::default()).expect("a PDF")
        );
    }
}
