//! What HD 36-HD/VPTW (2018), HD 05-HD/VPTW (2026) and, for the Youth Union, HD
//! 29-HD/TWĐTN-VP (2013) prescribe, written once more and apart from
//! `report-templates/`. What isn't here is as in [`super::STATE`].

use super::{Decree, Look, STATE, band, look};

const SOURCE: &str = "HD 36-HD/VPTW, PL 3; HD 05-HD/VPTW";

/// HD 36, PL 3: 15 for the head, 14 beside it, 15 to 16 for the type, 12 for recipients.
const LOOKS: [Look; 34] = [
    look("national-name", band(15.0, 15.0, SOURCE)).bold().upper(),
    look("parent-body", band(14.0, 14.0, SOURCE)).upper(),
    look("issuing-body", band(14.0, 14.0, SOURCE)).bold().upper(),
    look("issuing-body-mark", band(14.0, 14.0, SOURCE)),
    look("document-number", band(14.0, 14.0, SOURCE)),
    look("place-date", band(13.0, 14.0, SOURCE)).italic(),
    look("draft-mark", band(13.0, 14.0, "«mặc định»")).bold().upper(),
    look("document-type", band(15.0, 16.0, SOURCE)).bold().upper(),
    look("subject", band(14.0, 15.0, SOURCE)).bold(),
    look("subject-mark", band(14.0, 14.0, SOURCE)),
    look("addressees", band(14.0, 14.0, SOURCE)),
    look("legal-basis", band(14.0, 14.0, SOURCE)),
    look("authority", band(14.0, 14.0, SOURCE)).bold().upper(),
    look("article-label", band(14.0, 14.0, SOURCE)).bold(),
    look("resolves", band(14.0, 14.0, SOURCE)).bold().upper(),
    look("part-label", band(14.0, 14.0, SOURCE)).bold(),
    look("part-title", band(14.0, 14.0, SOURCE)).bold().upper(),
    look("heading-roman", band(14.0, 14.0, SOURCE)).bold().upper(),
    look("heading-arabic", band(14.0, 14.0, SOURCE)).bold(),
    look("heading-letter", band(14.0, 14.0, SOURCE)),
    look("end-mark", band(14.0, 15.0, SOURCE)),
    look("on-behalf", band(14.0, 14.0, SOURCE)).bold().upper(),
    look("post", band(14.0, 14.0, SOURCE)).upper(),
    look("signer-name", band(14.0, 14.0, SOURCE)).bold(),
    look("left-on-behalf", band(14.0, 14.0, SOURCE)).bold().upper(),
    look("left-post", band(14.0, 14.0, SOURCE)).upper(),
    look("left-name", band(14.0, 14.0, SOURCE)).bold(),
    look("recipients-title", band(14.0, 14.0, SOURCE)),
    look("recipients-list", band(12.0, 12.0, SOURCE)),
    look("archive", band(12.0, 12.0, SOURCE)),
    look("annex-label", band(14.0, 14.0, SOURCE)).bold(),
    look("annex-title", band(14.0, 14.0, SOURCE)).bold().upper(),
    look("page-number", band(14.0, 14.0, SOURCE)),
    // Not a label: a paragraph of the text.
    look("body", band(14.0, 15.0, SOURCE)),
];

/// The Party's papers.
pub const PARTY: Decree = Decree {
    margins: [
        band(20.0, 20.0, SOURCE),
        band(20.0, 20.0, SOURCE),
        band(30.0, 30.0, SOURCE),
        band(15.0, 15.0, SOURCE),
    ],
    names: &["ĐẢNG CỘNG SẢN VIỆT NAM"],
    motto: None,
    issuer_mark: Some("*"),
    subject_mark: Some("-----"),
    end_mark: ".",
    number: ("Số ", '-', '/'),
    archive: "- Lưu ",
    on_behalf: "T/M ",
    roman_end: '-',
    looks: &LOOKS,
    ..STATE
};

/// Where the Youth Union's papers look otherwise than the Party's.
const YOUTH_LOOKS: [Look; 5] = [
    look("left-post", band(14.0, 14.0, YOUTH_SOURCE)).bold().upper(),
    look("post", band(14.0, 14.0, YOUTH_SOURCE)).bold().upper(),
    look("recipients-title", band(12.0, 12.0, "«mặc định»")).bold().italic(),
    look("recipients-list", band(11.0, 11.0, "«mặc định»")),
    look("archive", band(11.0, 11.0, "«mặc định»")),
];

const YOUTH_SOURCE: &str = "HD 29-HD/TWĐTN-VP";

/// The Youth Union's.
pub const YOUTH: Decree = Decree {
    margins: [
        band(20.0, 20.0, YOUTH_SOURCE),
        band(20.0, 20.0, YOUTH_SOURCE),
        band(30.0, 30.0, YOUTH_SOURCE),
        band(20.0, 20.0, YOUTH_SOURCE),
    ],
    names: &["ĐOÀN TNCS HỒ CHÍ MINH"],
    issuer_mark: Some("***"),
    subject_mark: Some("-----------"),
    end_mark: "./.",
    number: ("Số: ", '-', '/'),
    archive: "- Lưu: ",
    on_behalf: "TM. ",
    roman_end: '.',
    own_looks: &YOUTH_LOOKS,
    ..PARTY
};
