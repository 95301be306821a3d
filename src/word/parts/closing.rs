//! The end of a paper: recipients (nơi nhận) and signatures.

use super::letterhead::apart;
use super::pieces::Piece;
use super::text::{Text, flat, is_typed_rule};
use super::words;

/// The part below a paper's text.
#[derive(Debug, Clone, Default)]
pub struct Closing<'d> {
    /// *Nơi nhận:*
    pub recipients_title: Option<Text<'d>>,
    /// As typed, with their dashes.
    pub recipients: Vec<Text<'d>>,
    /// *Lưu: VT, CĐCS.*
    pub archive: Option<Text<'d>>,
    /// The signers, from left to right.
    pub signers: Vec<Signer<'d>>,
    /// Lines that are none of these.
    pub others: Vec<Text<'d>>,
}

/// A signer.
#[derive(Debug, Clone, Default)]
pub struct Signer<'d> {
    /// *TM. BAN CHẤP HÀNH*
    pub on_behalf: Vec<Text<'d>>,
    /// *KT. CHỦ TỊCH*
    pub for_whom: Option<Text<'d>>,
    /// *CHỦ TỊCH*
    pub post: Option<Text<'d>>,
    /// The name; `None` in a draft.
    pub name: Option<Text<'d>>,
    /// *(Đã ký)*
    pub notes: Vec<Text<'d>>,
}

/// Whether a piece begins the closing.
pub fn begins(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Line(line) => {
            let parts: Vec<Text<'_>> = line.text.lines().iter().flat_map(apart).collect();
            parts.iter().any(|text| words::is_recipients(&text.text) || words::is_signing(text))
        }
        Piece::Beside(columns) => {
            words::is_of_closing(&columns.concat())
                || columns
                    .iter()
                    .flatten()
                    .any(|text| text.is_upper() && words::is_post(&text.text))
        }
        Piece::Data(_) => false,
    }
}

/// Reads the closing out of its pieces.
pub fn read<'d>(pieces: &[Piece<'d>]) -> Closing<'d> {
    let mut closing = Closing::default();
    let mut left: Vec<Text<'d>> = Vec::new();
    let mut signing: Vec<Vec<Text<'d>>> = vec![Vec::new()];
    for piece in pieces {
        match piece {
            Piece::Line(line) => {
                // Goes on with those who sign where a table of them stood above.
                let begun = signing.iter().rposition(|column| !column.is_empty());
                let right = &mut signing[begun.unwrap_or(0)];
                for text in line.text.lines() {
                    typed(&text, line.auto_label.is_some(), &mut left, right);
                }
            }
            Piece::Beside(columns) => {
                for (at, column) in columns.iter().enumerate() {
                    let texts = column.iter().filter(|text| !text.is_blank()).cloned();
                    let is_left = column.iter().any(|text| words::is_recipients(&text.text))
                        || columns.len() > 1 && at == 0 && goes_on(column, &left);
                    if is_left {
                        left.extend(texts);
                    } else {
                        while signing.len() <= at {
                            signing.push(Vec::new());
                        }
                        signing[at].extend(texts);
                    }
                }
            }
            Piece::Data(data) => closing.others.extend(data.texts()),
        }
    }
    recipients(left, &mut closing);
    for column in signing {
        signers(column, &mut closing);
    }
    closing
}

/// Whether a left cell goes on with recipients.
fn goes_on(column: &[Text<'_>], left: &[Text<'_>]) -> bool {
    let first = column.iter().find(|text| !text.is_blank());
    !left.is_empty() && first.is_some_and(|text| text.text.starts_with(['-', '–']))
}

/// Splits a line into left and right at tabs and blanks.
fn typed<'d>(
    text: &Text<'d>,
    has_label: bool,
    left: &mut Vec<Text<'d>>,
    right: &mut Vec<Text<'d>>,
) {
    let parts = apart(text);
    let raw = text.raw();
    let blanks: Vec<char> = raw.chars().take_while(|c| c.is_whitespace()).collect();
    let is_indented = blanks.len() > 2 || blanks.contains(&'\t');
    let is_archived = left.iter().any(|text| is_archive(&bare(&text.text)));
    let shape = &text.paragraph.shape;
    for (at, part) in parts.iter().enumerate() {
        let listed = part.text.starts_with(['-', '–'])
            || has_label
            || words::is_recipients(&part.text)
            || flat(&part.text).starts_with("luu");
        let is_right = at > 0
            || !listed
                && (is_indented
                    || is_archived
                    || shape.left > 2000
                    || left.is_empty()
                    || shape.align != super::super::document::Align::Left
                        && !part.text.ends_with(';')
                    || words::is_signing(part)
                    || part.is_upper());
        if is_right { right.push(part.clone()) } else { left.push(part.clone()) }
    }
}

fn recipients<'d>(left: Vec<Text<'d>>, closing: &mut Closing<'d>) {
    for text in left {
        let bare = bare(&text.text);
        if words::is_recipients(&text.text) {
            // "Nơi nhận: Như trên;" in one line.
            let colon = text.raw().find(':').map_or(text.raw().len(), |at| at + 1);
            let rest = text.slice(colon, text.raw().len());
            closing.recipients_title = Some(text.slice(0, colon));
            if !rest.is_blank() {
                closing.recipients.push(rest);
            }
        } else if is_archive(&bare) && closing.archive.is_none() {
            closing.archive = Some(text);
        } else if !is_typed_rule(&text.text) && !text.is_blank() {
            match closing.archive {
                None => closing.recipients.push(text),
                Some(_) => closing.others.push(text),
            }
        }
    }
}

fn is_archive(text: &str) -> bool {
    let flat = flat(text);
    flat.strip_prefix("luu").is_some_and(|rest| rest.starts_with([':', ' ', '.', ',']))
}

/// Without the dash before it.
pub fn bare(text: &str) -> String {
    text.trim_start_matches(['-', '–', '—', '+', '•', '*', ' ', '\t']).to_owned()
}

/// Reads those who sign in a column, one below the other.
fn signers<'d>(column: Vec<Text<'d>>, closing: &mut Closing<'d>) {
    let mut open = Signer::default();
    let mut any = false;
    let begun = |s: &Signer<'_>| !s.on_behalf.is_empty() || s.post.is_some();
    for text in column {
        let prefix = words::signing_prefix(&text.text).map(|(_, meant)| meant);
        let is_note =
            text.text.starts_with('(') || is_typed_rule(&text.text) || flat(&text.text) == "da ky";
        if matches!(prefix, Some("TM.")) && text.is_upper() {
            if open.name.is_some() {
                closing.signers.push(std::mem::take(&mut open));
            }
            open.on_behalf.push(text);
            any = true;
        } else if matches!(prefix, Some("KT." | "TL." | "TUQ." | "Q.")) && text.is_upper() {
            open.for_whom = Some(text);
            any = true;
        } else if is_note {
            open.notes.push(text);
        } else if words::is_post(&text.text) && open.name.is_none() {
            open.post = Some(text);
            any = true;
        } else if text.is_upper() && open.post.is_none() && any && open.name.is_none() {
            open.on_behalf.push(text);
        } else if any && is_name(&text.text) && open.name.is_none() {
            open.name = Some(text);
        } else if words::is_post(&text.text) && open.name.is_some() {
            closing.signers.push(std::mem::take(&mut open));
            open.post = Some(text);
        } else if text.is_upper() && !any {
            open.on_behalf.push(text);
            any = true;
        } else {
            closing.others.push(text);
        }
    }
    if begun(&open) {
        closing.signers.push(open);
    } else {
        closing.others.extend(open.name.into_iter().chain(open.notes));
    }
}

/// Whether a line can be a person's name: two words or more, each with a capital.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
    };
    (2..=8).contains(&words.len()) && words.iter().all(capital) && text.chars().count() < 60
}
