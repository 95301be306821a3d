//! Texts partly struck through or raised: `<si>` and `<is>` of XLSX. calamine joins all runs
//! of such a text, so that 412 struck through and 420 become 412420.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::super::grid::Cell;
use super::Refusal;
use super::filling::text;

/// The effective part of such texts, keyed by the text of all their runs without blanks:
/// readers differ in those that they keep between runs.
#[derive(Debug, Default)]
pub struct RichTexts {
    kept: HashMap<String, Rich>,
}

#[derive(Debug, Default, Clone, PartialEq)]
struct Rich {
    /// The text without struck-through parts, and without raised marks after a digit.
    kept: String,
    /// Whether another text reads the same without such parts.
    is_doubtful: bool,
}

/// A run of a text.
#[derive(Default)]
pub struct Run {
    pub text: String,
    pub is_struck: bool,
    pub is_raised: bool,
}

impl RichTexts {
    /// Adds the texts of a part of a workbook that may contain any.
    pub fn note(&mut self, part: &[u8]) -> Result<(), Refusal> {
        let marks = part.split(|byte| *byte == b'<').any(|tag| {
            let name =
                tag.split(|byte| matches!(byte, b' ' | b'/' | b'>')).next().unwrap_or_default();
            name.ends_with(b"strike") || name.ends_with(b"vertAlign")
        });
        if !marks {
            return Ok(());
        }
        let Ok(part) = std::str::from_utf8(part) else { return Ok(()) };
        let mut plain = Vec::new();
        each_text(part, &mut |runs| {
            let all: String = runs.iter().map(|run| without_blanks(&run.text)).collect();
            if runs.iter().any(|run| run.is_struck || run.is_raised) {
                self.kept.insert(all, Rich { kept: kept(runs), is_doubtful: false });
            } else if all.len() < 64 {
                plain.push(all);
            }
        })?;
        for text in plain {
            if let Some(rich) = self.kept.get_mut(&text) {
                rich.is_doubtful = true;
            }
        }
        Ok(())
    }

    /// The cell for such a text; `None` for any other.
    pub fn cell(&self, typed: &str) -> Option<Cell> {
        if self.kept.is_empty() {
            return None;
        }
        let rich = self.kept.get(&without_blanks(typed))?;
        let kept = text(&rich.kept);
        match kept {
            _ if rich.is_doubtful => Some(Cell::Struck(typed.to_owned())),
            Cell::Empty => Some(Cell::Struck(typed.to_owned())),
            kept => Some(kept),
        }
    }
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The effective part of a text's runs.
pub fn kept(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs.iter().filter(|run| !run.is_struck) {
        // A footnote mark: 412¹. In m² the raised digit belongs to its letter.
        let is_mark = run.is_raised && out.trim_end().ends_with(|c: char| c.is_ascii_digit());
        if !is_mark {
            out += &run.text;
        }
    }
    out
}

/// Calls `take` with the runs of each text of a part.
fn each_text(part: &str, take: &mut dyn FnMut(&[Run])) -> Result<(), Refusal> {
    let mut xml = Reader::from_str(part);
    xml.config_mut().expand_empty_elements = true;
    let mut runs: Vec<Run> = Vec::new();
    let (mut inside, mut in_text, mut in_phonetic) = (false, false, false);
    loop {
        match xml.read_event()? {
            Event::Eof => return Ok(()),
            Event::Start(tag) => match tag.local_name().into_inner() {
                "si" | "is" => {
                    inside = true;
                    runs.clear();
                }
                "rPh" => in_phonetic = true,
                "r" if inside => runs.push(Run::default()),
                "t" if inside && !in_phonetic => {
                    in_text = true;
                    if runs.is_empty() {
                        runs.push(Run::default());
                    }
                }
                "strike" if is_on(&tag)? => last(&mut runs, |run| run.is_struck = true),
                "vertAlign" if value(&tag)?.as_deref() == Some("superscript") => {
                    last(&mut runs, |run| run.is_raised = true);
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().into_inner() {
                "si" | "is" => {
                    inside = false;
                    take(&runs);
                }
                "rPh" => in_phonetic = false,
                "t" => in_text = false,
                _ => {}
            },
            Event::Text(text) if in_text => last(&mut runs, |run| run.text += &text),
            Event::CData(text) if in_text => last(&mut runs, |run| run.text += &text),
            Event::GeneralRef(entity) if in_text => {
                let letter = entity.resolve_char_ref()?.map(String::from);
                let named = resolve_xml_entity(&entity).map(str::to_owned);
                let letters = letter.or(named).unwrap_or_default();
                last(&mut runs, |run| run.text += &letters);
            }
            _ => {}
        }
    }
}

fn last(runs: &mut [Run], change: impl FnOnce(&mut Run)) {
    if let Some(run) = runs.last_mut() {
        change(run);
    }
}

fn value(tag: &BytesStart<'_>) -> Result<Option<String>, Refusal> {
    let found = tag.try_get_attribute("val").map_err(quick_xml::Error::from)?;
    let value = found.map(|found| found.normalized_value(quick_xml::XmlVersion::Implicit1_0));
    Ok(value.transpose()?.map(|value| value.into_owned()))
}

fn is_on(tag: &BytesStart<'_>) -> Result<bool, Refusal> {
    Ok(!matches!(value(tag)?.as_deref(), Some("0" | "false")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(runs: &str, typed: &str) -> Option<Cell> {
        let mut texts = RichTexts::default();
        texts.note(format!("<sst><si>{runs}</si></sst>").as_bytes()).expect("read");
        texts.cell(typed)
    }

    #[test]
    fn struck_and_raised_runs() {
        let struck = "<r><rPr><strike/></rPr><t>412</t></r>";
        let raised = "<r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r>";
        let plain = |text: &str| format!("<r><t>{text}</t></r>");
        let number = |text: &str| Some(Cell::Text(text.to_owned()));
        assert_eq!(cell(&format!("{struck}{}", plain("420")), "412420"), number("420"));
        assert_eq!(cell(&format!("{}{raised}", plain("412")), "4121"), number("412"));
        assert_eq!(cell(&format!("{}{raised}", plain("m")), "m1"), number("m1"));
        assert_eq!(cell(struck, "412"), Some(Cell::Struck("412".to_owned())));
        assert_eq!(cell(&plain("412"), "412"), None);
        let apart = format!("{struck}<r><t> </t></r>{}", plain("420"));
        assert_eq!(cell(&apart, "412420"), number("420"));
        assert_eq!(cell(&apart, "412 420"), number("420"));
        let off = "<r><rPr><strike val=\"0\"/></rPr><t>412</t></r>";
        assert_eq!(cell(off, "412"), None);
        let twin = format!("{struck}{}</si><si><t>412420</t>", plain("420"));
        assert!(matches!(cell(&twin, "412420"), Some(Cell::Struck(_))));
    }
}
