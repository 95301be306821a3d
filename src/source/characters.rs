//! Unprintable characters, with their places.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};

use super::{Node, Path};

/// Finds characters that can't be printed, in values and in keys (some are printed as labels
/// of parts): control and direction marks, private-use letters (Word's bullets), and whatever
/// `covers` denies (the font). One finding for each text and character.
pub fn check_characters(tree: &Node, covers: &dyn Fn(char) -> bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut fine = Fine(vec![false; 0x2000]);
    tree.texts(&mut |path, node| {
        let text = node.text().unwrap_or_default();
        check(text, &|span| node.place_in_text(span), path, covers, &mut fine, &mut found);
    });
    tree.entries(&mut |path, entry| {
        check(&entry.key, &|span| entry.place_in_key(span), path, covers, &mut fine, &mut found);
    });
    if found.len() >= MOST {
        let more = Diagnostic::error(Code::CONTROL_CHARACTER, "Còn nhiều ký tự khác không in được");
        found.push(more.with_hint("sửa các chỗ trên rồi kiểm tra lại"));
    }
    found
}

/// The most findings: a text in another alphabet has one for each letter.
const MOST: usize = 100;

/// Characters found to be printable: a dossier uses about a hundred, each of which is judged
/// only once.
struct Fine(Vec<bool>);

impl Fine {
    fn has(&self, c: char) -> bool {
        self.0.get(c as usize).is_some_and(|fine| *fine)
    }

    /// Characters beyond U+2000 are not cached.
    fn insert(&mut self, c: char) {
        if let Some(fine) = self.0.get_mut(c as usize) {
            *fine = true;
        }
    }
}

fn check(
    text: &str,
    place: &dyn Fn(Range<usize>) -> Place,
    path: &Path,
    covers: &dyn Fn(char) -> bool,
    fine: &mut Fine,
    found: &mut Vec<Diagnostic>,
) {
    // Nearly every text.
    if text.chars().all(|c| fine.has(c)) {
        return;
    }
    let mut seen = Vec::new();
    for (at, c) in text.char_indices() {
        if fine.has(c) {
            continue;
        }
        let Some((severity, message, hint)) = judge(c, covers) else {
            fine.insert(c);
            continue;
        };
        if seen.contains(&c) || found.len() >= MOST {
            continue;
        }
        seen.push(c);
        found.push(
            Diagnostic::new(severity, Code::CONTROL_CHARACTER, message)
                .at(place(at..at + c.len_utf8()))
                .with_path(path)
                .with_hint(hint),
        );
    }
}

type Judgement = (Severity, String, String);

fn judge(c: char, covers: &dyn Fn(char) -> bool) -> Option<Judgement> {
    let code = || format!("U+{:04X}", c as u32);
    let error = |message: String, hint: &str| Some((Severity::Error, message, hint.to_owned()));
    match c {
        '\n' | ' ' | '\u{a0}' => None,
        '\t' => Some((
            Severity::Note,
            "Phím Tab trong câu sẽ in thành dấu cách".into(),
            "thay bằng một dấu cách".into(),
        )),
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f02d}' | '\u{f0fc}' | '\u{f076}' => error(
            format!("Dấu đầu dòng của Word ({}) không in được", code()),
            "thay bằng dấu gạch \"- \" ở đầu dòng",
        ),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => error(
            format!("Ký tự riêng của một phông chữ ({}) không in được", code()),
            "gõ lại bằng chữ Unicode; phông .VnTime, VNI phải chuyển mã trước",
        ),
        '\u{ad}' => error(
            "Có dấu nối ẩn (U+00AD), thường là chữ “ư” hỏng khi chép từ phông cũ".into(),
            "gõ lại từ này",
        ),
        c if is_hidden(c) => error(format!("Có ký tự ẩn ({})", code()), "xóa và gõ lại chỗ này"),
        '\u{fffd}' => error("Có chữ đã hỏng mã (�)".into(), "gõ lại chữ này"),
        '\u{2028}' | '\u{2029}' | '\u{85}' => {
            error(format!("Có dấu xuống dòng lạ ({})", code()), "xóa và xuống dòng lại")
        }
        c if runs_leftward(c) => error(
            format!("Chữ “{c}” ({}) thuộc chữ viết từ phải sang trái", code()),
            "thay bằng chữ khác: chữ này đảo thứ tự cả câu",
        ),
        c if c.is_control() => error(format!("Có ký tự điều khiển ({})", code()), "xóa ký tự này"),
        c if !covers(c) => error(
            format!("Phông chữ của văn bản không có chữ “{c}” ({})", code()),
            "thay bằng chữ khác",
        ),
        _ => None,
    }
}

/// Invisible characters: direction and format marks, fillers, selectors.
fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Letters of Hebrew, Arabic and the other right-to-left scripts.
fn runs_leftward(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_or_turns_the_line_is_told() {
        let told = |c: char| judge(c, &|_| true).is_some_and(|j| j.0 == Severity::Error);
        for c in ['\u{206a}', '\u{206f}', '\u{34f}', '\u{3164}', '\u{fe0f}', 'ש', 'ع', '\u{fffd}']
        {
            assert!(told(c), "{c:?}");
        }
        for c in ['ệ', '“', '…', '\u{303}', '\u{202f}', 'Ω', 'Ж'] {
            assert!(!told(c), "{c:?}");
        }
    }
}
