//! Characters of a paragraph's runs: text in pre-Unicode fonts is converted, combining marks
//! are composed, invisible characters removed.

use super::super::document::{OldFont, Run};
use crate::vietnamese::{from_tcvn3, from_vni, nfc, upper};

/// The encoding of a font, by its name.
pub fn old_font(font: &str) -> Option<OldFont> {
    let name = font.trim().to_ascii_lowercase();
    if name.starts_with(".vn") {
        Some(OldFont::Tcvn3)
    } else if name.starts_with("vni-") || name.starts_with("vni ") {
        Some(OldFont::Vni)
    } else {
        None
    }
}

/// Normalises the characters of runs. Returns the old font, if any.
pub fn put_right(runs: &mut [Run]) -> Option<OldFont> {
    let mut found = None;
    rejoin_words(runs);
    for run in runs.iter_mut() {
        let Some(old) = old_font(&run.look.font) else { continue };
        found = found.or((!run.text.is_ascii()).then_some(old));
        run.text = match old {
            OldFont::Tcvn3 => of_tcvn3(&run.text, &run.look.font),
            OldFont::Vni => from_vni(&run.text),
        };
    }
    for at in 1..runs.len() {
        let marks: String = runs[at].text.chars().take_while(|c| is_combining(*c)).collect();
        if !marks.is_empty() {
            runs[at].text.drain(..marks.len());
            runs[at - 1].text += &marks;
        }
    }
    for run in runs {
        run.text = nfc(&run.text.replace(is_unseen, ""));
    }
    found
}

/// Moves the rest of a VNI word to the run of its beginning, since a mark in a run of its own
/// couldn't be converted.
fn rejoin_words(runs: &mut [Run]) {
    for at in 1..runs.len() {
        let (before, run) = (&runs[at - 1], &runs[at]);
        let is_one_text = before.look.font == run.look.font && before.change == run.change;
        let goes_on = run.text.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii())
            && before.text.ends_with(char::is_alphabetic);
        if is_one_text && goes_on && old_font(&run.look.font) == Some(OldFont::Vni) {
            let end = run.text.find(|c: char| !c.is_alphabetic()).unwrap_or(run.text.len());
            let rest: String = runs[at].text.drain(..end).collect();
            runs[at - 1].text += &rest;
        }
    }
}

/// TCVN3 has separate fonts for capitals, `.VnTimeH`.
fn of_tcvn3(text: &str, font: &str) -> String {
    let read = from_tcvn3(text);
    if font.trim_end().ends_with('H') { upper(&read) } else { read }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether a character is invisible: soft hyphens, joiners, direction marks.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || c.is_control() && !matches!(c, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::word::Look;

    fn right(runs: &[(&str, &str)]) -> (Vec<String>, Option<OldFont>) {
        let run = |(text, font): &(&str, &str)| Run {
            text: (*text).to_owned(),
            look: Look { font: Arc::from(*font), ..Look::default() },
            ..Run::default()
        };
        let mut runs: Vec<Run> = runs.iter().map(run).collect();
        let found = put_right(&mut runs);
        (runs.into_iter().map(|run| run.text).collect(), found)
    }

    #[test]
    fn fonts_of_before_unicode() {
        let (texts, found) = right(&[("C«ng \u{ad}u tó", ".VnTime"), ("C«NG ®OµN", ".VnTimeH")]);
        assert_eq!(texts, ["Công ưu tú", "CÔNG ĐOÀN"]);
        assert_eq!(found, Some(OldFont::Tcvn3));
        let (texts, found) = right(&[("Coâng ñoa", "VNI-Times"), ("øn cô sôû", "VNI-Times")]);
        assert_eq!(texts.concat(), "Công đoàn cơ sở");
        assert_eq!(found, Some(OldFont::Vni));
    }

    #[test]
    fn marks_join_their_letters() {
        let (texts, found) =
            right(&[("To\u{302}", "Arial"), ("\u{309}ng\u{ad} ho\u{323}p\u{200b}", "Arial")]);
        assert_eq!(texts, ["Tổ", "ng họp"]);
        assert_eq!(found, None);
    }
}
