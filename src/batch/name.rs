//! Names of a unit's output files, from a template: `{{ unit.code }}/{{ paper }}`.

use std::collections::HashSet;

use minijinja::{Environment, UndefinedBehavior, context};

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
    parts: Environment<'static>,
    count: usize,
    by_paper: bool,
}

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

const NAMES: [&str; 5] = ["unit.id", "unit.code", "unit.stem", "unit.folder", "paper"];

impl NameTemplate {
    /// The default template.
    pub const DEFAULT: &str = "{{ unit.code }}/{{ paper }}";

    /// A template of names without endings, since each format has its own; a typed ending is
    /// removed and remembered. The error is a Vietnamese sentence.
    pub fn new(text: &str) -> Result<Self, Error> {
        let wrong = |message: String| Err(Error::new(ErrorKind::Text, message));
        let (text, format) = without_ending(text);
        if ["{%", "{#", "\\"].iter().any(|wrong| text.contains(wrong)) {
            return wrong("mẫu tên tệp chỉ gồm chữ, {{ … }} và dấu / ngăn thư mục".to_owned());
        }
        let mut parts = Environment::empty();
        parts.set_undefined_behavior(UndefinedBehavior::Strict);
        parts.set_fuel(Some(1000));
        let split = split(text);
        let mut by_paper = false;
        for (i, part) in split.iter().enumerate() {
            let ending = if i + 1 == split.len() { SAMPLE_ENDING } else { "" };
            if !part.contains("{{")
                && let Some(why) = unusable(part, ending)
            {
                return wrong(format!("mẫu tên tệp: {why}"));
            }
            let failed = |e: minijinja::Error| {
                let message = format!("mẫu tên tệp không đọc được: {e}");
                Error::new(ErrorKind::Text, message).with_source(e)
            };
            parts.add_template_owned(i.to_string(), (*part).to_owned()).map_err(failed)?;
            let template = parts.get_template(&i.to_string()).map_err(failed)?;
            let used: HashSet<String> = template.undeclared_variables(true);
            if let Some(unknown) = used.iter().filter(|n| !NAMES.contains(&n.as_str())).min() {
                return wrong(format!(
                    "mẫu tên tệp: không có `{unknown}` (chọn một trong: {})",
                    NAMES.join(", ")
                ));
            }
            by_paper |= used.contains("paper");
        }
        let count = split.len();
        let template = NameTemplate { text: text.to_owned(), format, count, parts, by_paper };
        // Unknown filters and methods are only detected by rendering.
        let sample = UnitNames { id: "a", stem: "a", folder: "a" };
        template.name(sample, "a", "", SAMPLE_ENDING).map_err(|e| e.of_what("mẫu tên tệp"))?;
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
        self.by_paper
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
        let UnitNames { id, stem, folder } = unit;
        let values = context! {
            unit => context! { id => id, code => id, stem => stem, folder => folder },
            paper => paper,
        };
        let mut name = String::new();
        for i in 0..self.count {
            let part = self
                .parts
                .get_template(&i.to_string())
                .and_then(|template| template.render(&values))
                .map_err(|e| nameless(&e.to_string()).with_source(e))?;
            let is_file = i + 1 == self.count;
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

/// Splits at slashes outside of `{{ }}`.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut inside) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '{' if text[at..].starts_with("{{") => inside = true,
            '}' if text[at..].starts_with("}}") => inside = false,
            '/' if !inside => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

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
