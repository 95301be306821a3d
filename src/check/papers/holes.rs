//! The sections that drafts lack, in one finding: one thin dossier is one cause.

use crate::diagnostic::Diagnostic;
use crate::source::Path;

use crate::check::Rule;

/// Sections of which a dossier has no trace yet.
#[derive(Default)]
pub(super) struct Holes {
    /// Each with the papers that would have it.
    sections: Vec<(String, Vec<String>)>,
    /// The blocks to fill in.
    blocks: Vec<String>,
    required: bool,
}

impl Holes {
    /// One section that a paper lacks, and the block that it is made of.
    pub fn add(&mut self, section: String, paper: &str, block: Option<&str>, required: bool) {
        let at = self.sections.iter().position(|(known, _)| *known == section);
        let at = at.unwrap_or_else(|| {
            self.sections.push((section, Vec::new()));
            self.sections.len() - 1
        });
        if let Some((_, papers)) = self.sections.get_mut(at) {
            papers.push(paper.to_owned());
        }
        if let Some(block) = block.filter(|block| !self.blocks.iter().any(|known| known == block)) {
            self.blocks.push(block.to_owned());
        }
        self.required |= required;
    }

    /// The finding about all of them, if the dossier says what it is.
    pub fn told(self, rule: &Rule) -> Option<Diagnostic> {
        // Sections of the same papers go together.
        let mut groups: Vec<(Vec<&str>, &[String])> = Vec::new();
        for (section, papers) in &self.sections {
            match groups.iter_mut().find(|(_, of)| of == papers) {
                Some((sections, _)) => sections.push(section),
                None => groups.push((vec![section], papers)),
            }
        }
        let each = |(sections, papers): &(Vec<&str>, &[String])| {
            format!("{} ({})", sections.join(", "), papers.join(", "))
        };
        let sections: Vec<String> = groups.iter().map(each).collect();
        let fill = match self.blocks[..] {
            [] => String::new(),
            _ => format!("điền khối {}; ", self.blocks.join(", ")),
        };
        let returned = if self.required {
            "; công đoàn cấp trên thường trả lại báo cáo thiếu mục bắt buộc"
        } else {
            ""
        };
        (!sections.is_empty()).then(|| {
            rule.broken_at(
                Path::root().key("kind"),
                format!("Dự thảo chưa có mục {}", sections.join("; ")),
            )
            .with_hint(format!("{fill}bản dự thảo in … ở mục này{returned}"))
        })
    }
}
