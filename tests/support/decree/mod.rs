//! What Nghị định 30/2020/NĐ-CP, Phụ lục I and QĐ 933/QĐ-TLĐ prescribe, written
//! once more and apart from `report-templates/`: a slip there must not slip in
//! here too. Sizes are points, lengths millimetres.

mod party;

pub use party::{PARTY, YOUTH};

/// A range that is allowed, with the place that allows it.
#[derive(Clone, Copy)]
pub struct Band {
    pub low: f64,
    pub high: f64,
    pub source: &'static str,
}

const fn band(low: f64, high: f64, source: &'static str) -> Band {
    Band { low, high, source }
}

/// NĐ 30, PL I, I.1.
pub const PAPER: (f64, f64) = (210.0, 297.0);

/// What one organisation's rule prescribes where the rules differ.
pub struct Decree {
    /// Top, bottom, left, right.
    pub margins: [Band; 4],
    /// What stands at the right of the head.
    pub names: &'static [&'static str],
    /// Under it; none: the rule stands there.
    pub motto: Option<&'static str>,
    /// Under the issuing body; none: a rule.
    pub issuer_mark: Option<&'static str>,
    /// Under the subject; none: a rule.
    pub subject_mark: Option<&'static str>,
    pub end_mark: &'static str,
    /// What a number opens with, what stands behind its digits, and what between type
    /// and symbol.
    pub number: (&'static str, char, char),
    /// How the last of the recipients opens.
    pub archive: &'static str,
    pub on_behalf: &'static str,
    /// What stands behind a Roman number.
    pub roman_end: char,
    pub looks: &'static [Look],
    /// Looks that go before those of the same roles.
    pub own_looks: &'static [Look],
}

impl Decree {
    /// The rule that a regime has to follow.
    pub fn of(regime: &str) -> &'static Decree {
        match regime {
            "party" | "party-2018" | "party-congress" | "party-record" | "party-board"
            | "party-ballot" | "party-list" | "party-slip" => &PARTY,
            "youth" | "youth-congress" | "youth-record" | "youth-board" | "youth-ballot"
            | "youth-list" | "youth-slip" => &YOUTH,
            _ => &STATE,
        }
    }

    /// How the letters of each role look.
    pub fn looks(&self) -> impl Iterator<Item = &'static Look> {
        let (own, rest) = (self.own_looks, self.looks);
        let rest = rest.iter().filter(|look| own.iter().all(|o| o.role != look.role));
        own.iter().chain(rest)
    }
}

/// NĐ 30, PL I: what unions follow too.
pub const STATE: Decree = Decree {
    margins: [
        band(20.0, 25.0, "NĐ 30, PL I, I.4"),
        band(20.0, 25.0, "NĐ 30, PL I, I.4"),
        band(30.0, 35.0, "NĐ 30, PL I, I.4"),
        band(15.0, 20.0, "NĐ 30, PL I, I.4"),
    ],
    // NĐ 30, PL I, II.1.
    names: &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    motto: Some("Độc lập - Tự do - Hạnh phúc"),
    issuer_mark: None,
    subject_mark: None,
    end_mark: END_MARK,
    number: ("Số: ", '/', '-'),
    archive: "- Lưu: ",
    on_behalf: "TM. ",
    roman_end: '.',
    looks: &LOOKS,
    own_looks: &[],
};

/// Rules under the issuing body and the subject, in parts of the text's length.
pub const ISSUER_RULE: Band = band(1.0 / 3.0, 1.0 / 2.0, "NĐ 30, PL I, II.2");
pub const SUBJECT_RULE: Band = band(1.0 / 3.0, 1.0 / 2.0, "NĐ 30, PL I, II.5");
/// The rule under the motto is as long as the motto.
pub const MOTTO_RULE_SLACK: f64 = 0.5;

/// Either of the two is allowed. NĐ 30, PL I, II.6.
pub const INDENTS: [f64; 2] = [10.0, 12.7];
/// Points between paragraphs beyond the distance of lines. NĐ 30, PL I, II.6.
pub const PARAGRAPH_GAP: f64 = 6.0;
/// From baseline to baseline, in lines of single spacing.
pub const LINE_SPACING: Band = band(1.0, 1.5, "NĐ 30, PL I, II.6");
/// A line of single spacing in Times New Roman, in parts of the size.
pub const SINGLE: f64 = 1.15;

/// Mẫu 1.1 to 1.10 of NĐ 30, PL III.
const END_MARK: &str = "./.";

/// How a role's letters look.
pub struct Look {
    pub role: &'static str,
    pub size: Band,
    pub bold: bool,
    pub italic: bool,
    pub upper: bool,
}

const fn look(role: &'static str, size: Band) -> Look {
    Look { role, size, bold: false, italic: false, upper: false }
}

impl Look {
    const fn bold(mut self) -> Self {
        self.bold = true;
        self
    }
    const fn italic(mut self) -> Self {
        self.italic = true;
        self
    }
    const fn upper(mut self) -> Self {
        self.upper = true;
        self
    }
}

/// NĐ 30, PL I, by role of the layout.
pub const LOOKS: [Look; 37] = [
    look("national-name", band(12.0, 13.0, "NĐ 30, PL I, II.1a")).bold().upper(),
    look("national-motto", band(13.0, 14.0, "NĐ 30, PL I, II.1b")).bold(),
    look("parent-body", band(12.0, 13.0, "NĐ 30, PL I, II.2b")).upper(),
    look("issuing-body", band(12.0, 13.0, "NĐ 30, PL I, II.2b")).bold().upper(),
    look("document-number", band(13.0, 13.0, "NĐ 30, PL I, II.3")),
    look("place-date", band(13.0, 14.0, "NĐ 30, PL I, II.4d")).italic(),
    look("draft-mark", band(13.0, 14.0, "«mặc định»")).bold().upper(),
    look("stamp", band(13.0, 14.0, "NĐ 30, PL I, II.10")).bold().upper(),
    look("document-type", band(13.0, 14.0, "NĐ 30, PL I, II.5b")).bold().upper(),
    look("subject", band(13.0, 14.0, "NĐ 30, PL I, II.5b")).bold(),
    look("addressees", band(13.0, 14.0, "NĐ 30, PL I, II.9a")),
    look("legal-basis", band(13.0, 14.0, "NĐ 30, PL I, II.6a")).italic(),
    look("authority", band(13.0, 14.0, "NĐ 30, PL III, Mẫu 1.2")).bold().upper(),
    look("article-label", band(13.0, 14.0, "NĐ 30, PL I, II.6")).bold(),
    look("resolves", band(13.0, 14.0, "NĐ 30, PL III, Mẫu 1.1")).bold().upper(),
    look("part-label", band(13.0, 14.0, "NĐ 30, PL I, II.6d")).bold(),
    look("part-title", band(13.0, 14.0, "NĐ 30, PL I, II.6d")).bold().upper(),
    look("heading-roman", band(13.0, 14.0, "NĐ 30, PL I, V, ô 6b")).bold().upper(),
    look("heading-arabic", band(13.0, 14.0, "NĐ 30, PL I, V, ô 6b")).bold(),
    look("heading-letter", band(13.0, 14.0, "NĐ 30, PL I, V, ô 6b")),
    look("end-mark", band(13.0, 14.0, "NĐ 30, PL I, II.6")),
    look("on-behalf", band(13.0, 14.0, "NĐ 30, PL I, II.7d")).bold().upper(),
    look("post", band(13.0, 14.0, "NĐ 30, PL I, II.7d")).bold().upper(),
    look("signer-name", band(13.0, 14.0, "NĐ 30, PL I, II.7d")).bold(),
    look("recipients-title", band(12.0, 12.0, "NĐ 30, PL I, II.9b")).bold().italic(),
    look("recipients-list", band(11.0, 11.0, "NĐ 30, PL I, II.9b")),
    look("archive", band(11.0, 11.0, "NĐ 30, PL I, II.9b")),
    look("annex-label", band(14.0, 14.0, "NĐ 30, PL I, III.1")).bold(),
    look("annex-title", band(13.0, 14.0, "NĐ 30, PL I, III.1")).bold().upper(),
    look("annex-note", band(13.0, 14.0, "NĐ 30, PL I, III.1")).italic(),
    // The signature in the left column, as under minutes.
    look("left-on-behalf", band(13.0, 14.0, "NĐ 30, PL I, II.7d")).bold().upper(),
    look("left-post", band(13.0, 14.0, "NĐ 30, PL I, II.7d")).bold().upper(),
    look("left-name", band(13.0, 14.0, "NĐ 30, PL I, II.7d")).bold(),
    // The subject of a letter, under its number.
    look("letter-subject", band(12.0, 13.0, "NĐ 30, PL I, II.5")),
    // Place and date over the signature of a list.
    look("signed-at", band(13.0, 14.0, "NĐ 30, PL I, II.4b")).italic(),
    look("page-number", band(13.0, 14.0, "NĐ 30, PL I, I.7")),
    // Not a label: a paragraph of the text.
    look("body", band(13.0, 14.0, "NĐ 30, PL I, II.6")),
];
