//! Typed texts that papers print in another look: titles in capitals, figures with a zero
//! before them.

use crate::sequence;
use crate::vietnamese::{capitalize_first, lower};

use super::unit::plain;

/// A title that is printed in other capitals, with the words that the line has now: those
/// that stayed as they were typed.
pub fn recased(typed: &str, old: &str, new: &str) -> Option<String> {
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace().map(|word| lower(&plain(word)).into_owned()).collect()
    };
    let (was, is) = (words(old), words(new));
    // A stop behind a title isn't printed.
    let bare = typed.trim().trim_end_matches(['.', ';', ':']);
    let kept: Vec<&str> = bare.split_whitespace().collect();
    if words(bare) != was || was == is {
        return None;
    }
    let in_capitals = old.chars().any(char::is_uppercase) && !old.chars().any(char::is_lowercase);
    let typed_so = !bare.chars().any(char::is_lowercase);
    let fresh: Vec<&str> = new.split_whitespace().collect();
    let mut out: Vec<String> = Vec::new();
    let mut done = (0, 0);
    for (a, b) in sequence::differing(&was, &is) {
        out.extend(kept.get(done.0..a.start)?.iter().map(|word| (*word).to_owned()));
        out.extend(fresh.get(b.clone())?.iter().map(|word| match in_capitals && !typed_so {
            true => lower(word).into_owned(),
            false => (*word).to_owned(),
        }));
        done = (a.end, b.end);
    }
    out.extend(kept.get(done.0..)?.iter().map(|word| (*word).to_owned()));
    let title = out.join(" ");
    Some(if in_capitals && !typed_so { capitalize_first(&title) } else { title })
}

/// A figure below ten as papers print it: *02 cá nhân* of *2 cá nhân*.
pub fn padded(typed: &str) -> Option<String> {
    let mut letters = typed.trim_start().chars();
    let single = letters.next().is_some_and(|c| ('1'..='9').contains(&c));
    let is_alone = letters.next().is_none_or(|c| c == ' ');
    (single && is_alone).then(|| format!("0{}", typed.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_reworded_whatever_its_capitals() {
        let told = |typed: &str, old: &str, new: &str| recased(typed, old, new);
        let title = "Kết quả hoạt động của Công đoàn";
        assert_eq!(
            told(title, "KẾT QUẢ HOẠT ĐỘNG CỦA CÔNG ĐOÀN", "KẾT QUẢ CÔNG TÁC CỦA CÔNG ĐOÀN")
                .as_deref(),
            Some("Kết quả công tác của Công đoàn")
        );
        assert_eq!(
            told(title, "KẾT QUẢ HOẠT ĐỘNG CỦA CÔNG ĐOÀN", "NHỮNG KẾT QUẢ HOẠT ĐỘNG CỦA CÔNG ĐOÀN")
                .as_deref(),
            Some("Những Kết quả hoạt động của Công đoàn")
        );
        assert_eq!(told("Ưu điểm", "Ưu điểm", "Mặt mạnh").as_deref(), Some("Mặt mạnh"));
        assert_eq!(told("Ưu điểm", "Hạn chế", "Mặt mạnh"), None);
        assert_eq!(padded("2 cá nhân").as_deref(), Some("02 cá nhân"));
        assert_eq!(padded("12 cá nhân"), None);
    }
}
