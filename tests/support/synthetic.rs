//! Dossiers made up for one measure each: long names, any number of
//! paragraphs, what no fixture has.

use std::fmt::Write as _;

use baocao::{Loaded, Office};

/// A year's review of a union, or a congress.
pub struct Synthetic {
    pub kind: &'static str,
    pub form: &'static str,
    pub status: &'static str,
    pub organization: String,
    pub parent: String,
    pub place: String,
    /// Paragraphs of the results.
    pub paragraphs: usize,
    pub recipients: usize,
    pub bases: usize,
}

impl Default for Synthetic {
    fn default() -> Self {
        Synthetic {
            kind: "tổng kết",
            form: "công đoàn",
            status: "ban hành",
            organization: "Công đoàn cơ sở Công ty Thử nghiệm".to_owned(),
            parent: "Công đoàn phường Thử Nghiệm".to_owned(),
            place: "Thí Dụ".to_owned(),
            paragraphs: 3,
            recipients: 3,
            bases: 0,
        }
    }
}

impl Synthetic {
    /// What to call it in a finding.
    pub fn name(&self) -> String {
        let Synthetic { kind, form, status, place, paragraphs, .. } = self;
        format!("made up ({kind}, {form}, {status}, {place}, {paragraphs} paragraphs)")
    }

    pub fn load(&self, office: &Office) -> Loaded {
        office.load("synthetic", self.yaml().as_bytes(), &[])
    }

    pub fn yaml(&self) -> String {
        let Synthetic { kind, form, status, organization, parent, place, .. } = self;
        let mut yaml = format!(
            "format: 1\nkind: {kind}\nform: {form}\nstatus: {status}\n\
             organization:\n  name: {organization}\n  symbol: CĐCS\n  place: {place}\n  parent:\n    name: {parent}\n\
             period:\n  year: 2026\n"
        );
        if kind == &"đại hội" {
            yaml += "congress:\n  attended_by: đại biểu\n  ordinal: X\n  term: 2026-2031\n  date: 05/01/2026\n\
                     previous_term:\n  ordinal: IX\n  term: 2021-2026\n";
        }
        yaml += "results:\n  - area: Chăm lo đời sống\n    text: |\n      Công đoàn đã làm nhiều việc.\n";
        for n in 0..self.paragraphs {
            let _ = write!(yaml, "\n      {}\n", paragraph(n));
        }
        yaml += "assessment:\n  strengths: |\n    Công đoàn hoàn thành tốt nhiệm vụ.\n\
                 direction:\n  orientation: |\n    Tiếp tục đổi mới nội dung, phương thức hoạt động.\n\
                 papers:\n";
        for paper in ["annual_report", "unit_report", "congress_report", "resolution"] {
            if paper.ends_with("port") && paper != "congress_report" && kind == &"đại hội"
                || !matches!(paper, "annual_report" | "unit_report") && kind != &"đại hội"
            {
                continue;
            }
            let _ = write!(
                yaml,
                "  {paper}:\n    number: 7\n    date: 05/01/2026\n    annexes:\n      - không\n"
            );
            self.envelope(paper, &mut yaml);
        }
        yaml
    }

    fn envelope(&self, paper: &str, yaml: &mut String) {
        if matches!(paper, "annual_report" | "unit_report") {
            *yaml += "    signature:\n      on_behalf: TM. BAN CHẤP HÀNH\n      post: CHỦ TỊCH\n      name: Trần Thị Ví Dụ\n";
        }
        if self.recipients > 0 {
            *yaml += "    recipients:\n";
        }
        for n in 1..=self.recipients {
            let _ = writeln!(yaml, "      - Công đoàn bộ phận số {n} (để t/h)");
        }
        if self.bases > 0 {
            *yaml += "    bases:\n";
        }
        for n in 1..=self.bases {
            let _ = write!(
                yaml,
                "      - type: Nghị định\n        number: 3{n}/2020/NĐ-CP\n        date: 05/3/2020\n        \
                 issuer: Chính phủ\n        subject: về công tác văn thư của các cơ quan, tổ chức trong cả nước\n"
            );
        }
    }
}

/// A paragraph of one to four lines, another for each number.
fn paragraph(n: usize) -> String {
    let sentence = "Công đoàn phối hợp tổ chức thăm hỏi, động viên đoàn viên, người lao động có hoàn \
                    cảnh khó khăn, tặng quà cho con em đoàn viên nhân các ngày lễ lớn trong năm";
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let mut text = format!("Đợt {}", n + 1);
    for i in 0..(8 + (n * 11) % 48) {
        text.push(' ');
        text += words[(i + n) % words.len()];
    }
    text.trim_end_matches(',').to_owned() + "."
}
