//! Names of a unit's output files, from a template: `{{ unit.code }}/{{ paper }}`.

use crate::error::{Error, ErrorKind};
use crate::export::Format;
use crate::file::{folded, unfit};
use crate::paper::is_draft_name;

use super::folder;

/// A template of output names.
///
/// Only the slashes of the template make folders, never those of a value. So no value leads
/// out of the output folder.
#[derive(Debug)]
pub struct NameTemplate {
    text: String,
    /// The format whose ending was typed after it.
    format: Option<Format>,
    /// The folders, and last the file.
    parts: Vec<Vec<Piece>>,
}

/// A piece of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Value(Variable),
}

/// A value that a name can be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Variable {
    Id,
    Stem,
    Folder,
    Paper,
}

const VARIABLES: [(&str, Variable); 5] = [
    ("unit.id", Variable::Id),
    ("unit.code", Variable::Id),
    ("unit.stem", Variable::Stem),
    ("unit.folder", Variable::Folder),
    ("paper", Variable::Paper),
];

/// The values available to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitNames<'a> {
    /// The paper's id, `bao-cao-tong-ket`.
    pub id: &'a str,
    /// The file name without its ending; empty for a line of JSON.
    pub stem: &'a str,
    /// The name of the folder that contains the file; empty if there is none.
    pub folder: &'a str,
}

impl NameTemplate {
    /// The default template.
    pub const DEFAULT: &str = "{{ unit.code }}/{{ paper }}";

    /// A template of names without endings, since each format has its own; a typed ending is
    /// removed and remembered. The error is a Vietnamese sentence.
    pub fn new(text: &str) -> Result<Self, Error> {
        let wrong = |why: String| Error::new(ErrorKind::Text, format!("mẫu tên tệp{why}"));
        let (text, format) = without_ending(text);
        if ["{%", "{#", "\\"].iter().any(|wrong| text.contains(wrong)) {
            return Err(wrong(" chỉ gồm chữ, {{ … }} và dấu / ngăn thư mục".to_owned()));
        }
        let (mut parts, mut part) = (Vec::new(), Vec::new());
        let mut rest = text;
        while !rest.is_empty() {
            let at = text.len() - rest.len();
            let (piece, length) = piece(rest).map_err(|Misread { after, why }| {
                let column = text[..at + after].chars().count() + 1;
                wrong(format!(", ký tự {column}: {why}"))
            })?;
            match piece {
                Some(piece) => part.push(piece),
                None => parts.push(std::mem::take(&mut part)),
            }
            rest = &rest[length..];
        }
        parts.push(part);
        let template = NameTemplate { text: text.to_owned(), format, parts };
        let sample = UnitNames { id: "a", stem: "a", folder: "a" };
        let tried = template.name(sample, "a", "", SAMPLE_ENDING);
        tried.map_err(|error| error.of_what("mẫu tên tệp"))?;
        Ok(template)
    }

    /// The template as typed, without an ending.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The format whose ending was typed after it, if any.
    pub fn format(&self) -> Option<Format> {
        self.format
    }

    /// Whether two papers of a unit get different names.
    pub(crate) fn tells_papers_apart(&self) -> bool {
        self.parts.iter().any(|part| part.contains(&Piece::Value(Variable::Paper)))
    }

    /// Whether a file or folder is named after both the unit and the paper. Where none is, the
    /// papers of two units have the same names if one of them has.
    pub(super) fn mixes_unit_and_paper(&self) -> bool {
        let is_paper = |piece: &Piece| *piece == Piece::Value(Variable::Paper);
        let is_unit = |piece: &Piece| matches!(piece, Piece::Value(_)) && !is_paper(piece);
        self.parts.iter().any(|part| part.iter().any(is_paper) && part.iter().any(is_unit))
    }

    /// The name of one paper's files inside the output folder, with `/` and without the
    /// suffixes of its files, of which `longest` is the longest; `draft` is the suffix of a
    /// draft. The error is a Vietnamese sentence about the unit.
    pub fn name(
        &self,
        unit: UnitNames<'_>,
        paper: &str,
        draft: &str,
        longest: &str,
    ) -> Result<String, Error> {
        let said = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Value(Variable::Id) => unit.id.to_owned(),
            Piece::Value(Variable::Stem) => unit.stem.to_owned(),
            Piece::Value(Variable::Folder) => unit.folder.to_owned(),
            Piece::Value(Variable::Paper) => paper.to_owned(),
        };
        let mut name = String::new();
        for (i, part) in self.parts.iter().enumerate() {
            let part: String = part.iter().map(said).collect();
            let is_file = i + 1 == self.parts.len();
            let part = if is_file { marked(&part, draft)? } else { part };
            if let Some(why) = unusable(&part, if is_file { longest } else { "" }) {
                return Err(nameless(&why));
            }
            if i > 0 {
                name.push('/');
            }
            name += &part;
        }
        Ok(name)
    }
}

impl Default for NameTemplate {
    fn default() -> Self {
        NameTemplate::new(Self::DEFAULT).unwrap_or_else(|e| unreachable!("tested: {e}"))
    }
}

fn nameless(why: &str) -> Error {
    Error::new(ErrorKind::Text, format!("không đặt được tên tệp: {why}"))
}

/// A file name with the suffix of a draft. A name that has such a suffix already is refused,
/// since it would be the name of another unit's draft.
fn marked(name: &str, draft: &str) -> Result<String, Error> {
    if is_draft_name(name) {
        return Err(nameless(&format!("“{name}” dành cho bản dự thảo")));
    }
    Ok(format!("{name}{draft}"))
}

/// A file's ending while the formats aren't known yet.
const SAMPLE_ENDING: &str = ".pdf";

/// Why the name of a folder, or of a file with that ending, can't be used, if so.
fn unusable(part: &str, ending: &str) -> Option<String> {
    let whole = format!("{part}{ending}");
    let kept =
        || folder::is_own(&whole).then(|| format!("“{whole}” là tên mà chương trình dùng riêng"));
    // A file name that is only an ending.
    if part.is_empty() { unfit(part) } else { unfit(&whole).or_else(kept) }
}

/// A template without the ending of a format.
fn without_ending(text: &str) -> (&str, Option<Format>) {
    let ends = |format: &Format| {
        let (stem, ending) = text.rsplit_once('.')?;
        ending.eq_ignore_ascii_case(format.ending()).then_some((stem, Some(*format)))
    };
    Format::ALL.iter().find_map(ends).unwrap_or((text, None))
}

/// A key that is equal for two names which some file system could identify.
pub fn key(name: &str) -> String {
    folded(name)
}

/// Why a template can't be read, and after how many bytes.
struct Misread {
    after: usize,
    why: String,
}

/// The first piece of a template and its length in bytes; no piece for a slash.
fn piece(text: &str) -> Result<(Option<Piece>, usize), Misread> {
    let (open, close) = ("{{", "}}");
    if text.starts_with('/') {
        return Ok((None, 1));
    }
    if let Some(inside) = text.strip_prefix(open) {
        let Some((typed, _)) = inside.split_once(close) else {
            let why = "{{ không có }} đóng lại".to_owned();
            return Err(Misread { after: 0, why });
        };
        let name = typed.trim();
        let length = open.len() + typed.len() + close.len();
        if let Some((_, variable)) = VARIABLES.iter().find(|(known, _)| *known == name) {
            return Ok((Some(Piece::Value(*variable)), length));
        }
        let names = VARIABLES.map(|(known, _)| known).join(", ");
        let shown: String = name.chars().take(LONGEST_SHOWN).collect();
        let more = if shown.len() < name.len() { "…" } else { "" };
        let why = format!("không có `{shown}{more}` (chọn một trong: {names})");
        return Err(Misread { after: open.len() + (typed.len() - typed.trim_start().len()), why });
    }
    let ends = ["/", open, close].into_iter().filter_map(|sign| text.find(sign));
    match ends.min().unwrap_or(text.len()) {
        0 => Err(Misread { after: 0, why: "}} không có {{ mở trước".to_owned() }),
        length => Ok((Some(Piece::Text(text[..length].to_owned())), length)),
    }
}

/// The most letters of a mistyped name in a message.
const LONGEST_SHOWN: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    fn name(template: &str, id: &str) -> Result<String, Error> {
        let unit = UnitNames { id, stem: "tk", folder: "pb 7" };
        NameTemplate::new(template).expect("a template").name(unit, "bao-cao-tong-ket", "", ".pdf")
    }

    #[test]
    fn names() {
        assert_eq!(name(NameTemplate::DEFAULT, "pb-7").as_deref(), Ok("pb-7/bao-cao-tong-ket"));
        assert_eq!(
            name("a/{{ unit.folder }}/{{unit.id}}-{{ unit.stem }}.pdf", "x").as_deref(),
            Ok("a/pb 7/x-tk")
        );
        assert!(NameTemplate::default().tells_papers_apart());
    }

    #[test]
    fn what_is_wrong_in_a_template_has_its_place() {
        let names = "(chọn một trong: unit.id, unit.code, unit.stem, unit.folder, paper)";
        for (typed, told) in [
            ("tổ/{{ unit.code", "mẫu tên tệp, ký tự 4: {{ không có }} đóng lại".to_owned()),
            ("tổ }}", "mẫu tên tệp, ký tự 4: }} không có {{ mở trước".to_owned()),
            ("{{ paper|upper }}", format!("mẫu tên tệp, ký tự 4: không có `paper|upper` {names}")),
            ("{{ }}", format!("mẫu tên tệp, ký tự 4: không có `` {names}")),
        ] {
            let error = NameTemplate::new(typed).expect_err(typed);
            assert_eq!(error.to_string(), told);
        }
        let long = NameTemplate::new(&format!("{{{{ {} }}}}", "a".repeat(9999)));
        assert!(long.expect_err("unknown").to_string().len() < 200);
    }

    #[test]
    fn a_part_named_after_unit_and_paper() {
        let mixes = |text| NameTemplate::new(text).expect("a template").mixes_unit_and_paper();
        assert!(!mixes(NameTemplate::DEFAULT));
        assert!(!mixes("a-{{ paper }}/{{ unit.id }}-{{ unit.stem }}"));
        assert!(mixes("{{ unit.id }}-{{ paper }}"));
    }

    #[test]
    fn an_ending_is_its_formats() {
        for (typed, text, format) in [
            ("{{ paper }}", "{{ paper }}", None),
            ("{{ paper }}.pdf", "{{ paper }}", Some(Format::Pdf)),
            ("a/{{ paper }}.DOCX", "a/{{ paper }}", Some(Format::Docx)),
            ("{{ paper }}.v2", "{{ paper }}.v2", None),
        ] {
            let template = NameTemplate::new(typed).expect("a template");
            assert_eq!((template.text(), template.format()), (text, format));
        }
    }

    #[test]
    fn a_name_has_room_for_every_ending() {
        let unit = UnitNames { id: &"a".repeat(250), stem: "", folder: "" };
        let template = NameTemplate::new("{{ unit.id }}").expect("a template");
        assert!(template.name(unit, "", "", ".html").is_ok());
        assert!(template.name(unit, "", "", "-100.png").is_err());
    }

    #[test]
    fn no_value_leads_out_or_makes_a_folder() {
        for id in [
            "..",
            ".",
            "",
            "../x",
            "..\\x",
            "/etc",
            "C:",
            "C:\\x",
            "a/b",
            "a\\b",
            "CON",
            "nul.x",
            "a.",
            "a ",
            "a\0b",
            "a\nb",
            "a:b",
            "\\\\srv\\x",
            "x/../../y",
            ".baocao",
            ".BaoCao",
            "manifest-3-of-4.jsonl",
            "Manifest.jsonl",
            "a\u{202e}fdp",
            "CONIN$",
            &"dài".repeat(80),
        ] {
            assert!(name(NameTemplate::DEFAULT, id).is_err(), "{id:?}");
        }
        // A value isn't evaluated as a template.
        assert_eq!(name("{{ unit.id }}.pdf", "{{ paper }}").as_deref(), Ok("{{ paper }}"));
    }

    #[test]
    fn templates_that_say_more() {
        for wrong in [
            "",
            ".pdf",
            "/x.pdf",
            "../x.pdf",
            "a//x.pdf",
            "a/../x.pdf",
            "C:/x.pdf",
            "a\\x.pdf",
            "{{ unit.name }}.pdf",
            "{{ unit }}.pdf",
            "{{ x }}.pdf",
            "{{ range(9) }}.pdf",
            "{% if true %}a{% endif %}.pdf",
            "{{ paper|upper }}.pdf",
            "{{ paper.pdf",
            "nul/x.pdf",
            ".baocao/tmp/{{ paper }}.pdf",
            "manifest-2-of-8.jsonl/{{ paper }}.pdf",
            "{{ unit.id.upper() ~ x }}.pdf",
        ] {
            assert!(NameTemplate::new(wrong).is_err(), "{wrong}");
        }
    }
}
