//! The length of messages.

/// The most letters of a word that a message repeats, and of those that are kept of a longer
/// one. No Vietnamese word, key or name is that long.
const LONGEST_WORD: usize = 120;
const KEPT: usize = 60;

/// A message in which no word goes on without an end: what somebody typed may be a megabyte
/// without a blank, and the sentence about it must still be read.
pub(super) fn bounded(message: String) -> String {
    let is_long = |word: &str| word.len() > LONGEST_WORD && word.chars().count() > LONGEST_WORD;
    if !message.split_whitespace().any(is_long) {
        return message;
    }
    let mut out = String::new();
    for piece in message.split_inclusive(char::is_whitespace) {
        if is_long(piece) {
            out.extend(piece.chars().take(KEPT));
            out.push('…');
            // What closes it: a quote, a bracket, the blank behind it.
            let is_end = |c: &char| !c.is_alphanumeric();
            let end: String = piece.chars().rev().take_while(is_end).take(3).collect();
            out.extend(end.chars().rev());
        } else {
            out += piece;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::bounded;

    #[test]
    fn no_word_without_an_end() {
        let kept = "Không có khóa `draft_nunber` ở đây";
        assert_eq!(bounded(kept.to_owned()), kept);
        let long = format!("Không có khóa `{}` ở đây", "ă".repeat(100_000));
        assert_eq!(bounded(long), format!("Không có khóa `{}…` ở đây", "ă".repeat(59)));
    }
}
