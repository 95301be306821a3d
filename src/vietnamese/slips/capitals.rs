//! Capitals (viết hoa) according to Nghị định 30/2020/NĐ-CP, Phụ lục II, as far as they can
//! be judged from the text alone.
//!
//! Left out on purpose: `Nhân dân`, `Nhà nước` (the decree itself writes `quản lý nhà nước`),
//! offices, organisations, proper names.

use super::super::lunar::names_lunar_year;
use super::super::running::Words;
use super::super::syllable::is_syllable;
use super::super::text::{capitalize_first, lower_first};
use super::{Slip, SlipKind};

/// Finds words whose first letter should be the other case:
///
/// 1. after a stop: `… xong. tiếp theo` (I);
/// 2. `thủ đô Hà Nội`, `thành phố Hồ Chí Minh`; `tại phường 5,` (II.1);
/// 3. cited parts of a law: `khoản 2 điều 5`, `điều 5 Luật …`, `theo Khoản 2
///    Điều 5`, `tại Điểm a khoản 2` (V.4);
/// 4. feasts, lunar years, days and months in words: `tết nguyên đán`, `năm quý
///    mão`, `sáng thứ hai, ngày …`, `cách mạng tháng tám` (V.6 to V.8).
///
/// Words all in capitals are left alone.
pub fn capital_slips(words: &Words<'_>) -> Vec<Slip> {
    let run = Run(words);
    let mut slips: Vec<Slip> = Vec::new();
    for index in 0..words.len() {
        let mut rules = rules_for(words.lower(index)).iter();
        let found = sentence(&run, index).or_else(|| rules.find_map(|rule| rule(&run, index)));
        let Some((first, meant)) = found else { continue };
        let range = words.span(first..first + meant.len());
        let written = &words.text()[range.clone()];
        let suggestion = meant.join(" ");
        let is_new = slips.last().is_none_or(|slip| slip.range.end <= range.start);
        let is_shouted = written.to_uppercase() == written;
        if is_new && !is_shouted && suggestion != written {
            slips.push(Slip { range, kind: SlipKind::Capital, suggestion });
        }
    }
    slips
}

/// The index of the first word of a slip, and the correct words from there on.
type Meant = (usize, Vec<String>);

/// Looks for a slip at a word.
type Rule = fn(&Run<'_>, usize) -> Option<Meant>;

/// The rules for a lower-case word, beside [`sentence`]; most words have none.
fn rules_for(lower: &str) -> &'static [Rule] {
    match lower {
        "thủ" | "thành" => &[special_city],
        "quận" | "phường" => &[numbered_unit],
        "điều" => &[cited_article],
        "khoản" | "điểm" => &[cited_paragraph],
        "nguyên" => &[feast],
        "tết" => &[feast, lunar_year],
        "năm" | "xuân" | "đán" => &[lunar_year],
        "cách" | "sáng" | "chiều" | "tối" => &[day_or_month],
        _ => &[],
    }
}

fn sentence(words: &Run<'_>, at: usize) -> Option<Meant> {
    let (before, word) = (words.get(at.checked_sub(1)?)?, words.get(at)?);
    let is_after_stop = word.gap.len() > 1
        && matches!(word.gap.trim_end(), "." | "?" | "!")
        && before.text.chars().count() > 1
        && before.is_lower()
        && is_syllable(before.text);
    // `a) …` opens a point of a list.
    let is_label = words.get(at + 1).is_some_and(|next| next.gap.starts_with(')'));
    (is_after_stop && !is_label && word.is_lower() && is_syllable(word.text))
        .then(|| (at, vec![capitalize_first(word.text)]))
}

fn special_city(words: &Run<'_>, at: usize) -> Option<Meant> {
    let is_lower = words.get(at)?.is_lower();
    let is_special = words.exactly(at + 1, &["đô", "Hà", "Nội"]) && words.are(at, &["thủ"])
        || words.exactly(at + 1, &["phố", "Hồ", "Chí", "Minh"]) && words.are(at, &["thành"]);
    (is_lower && is_special).then(|| words.capitalized(at, 1))
}

fn numbered_unit(words: &Run<'_>, at: usize) -> Option<Meant> {
    let (before, word, number) =
        (words.get(at.checked_sub(1)?)?, words.get(at)?, words.get(at + 1)?);
    let is_unit = word.is_lower();
    let is_placed = matches!(before.lower, "tại" | "ở" | "của");
    let is_name = number.is_number() && number.text.len() < 3 && !number.text.starts_with('0');
    let after = words.get(at + 2).map_or(".", |next| next.gap);
    let ends = after.starts_with([',', ';', '.', ')']);
    (is_unit && is_placed && is_name && ends && word.follows_blank() && number.follows_blank())
        .then(|| words.capitalized(at, 1))
}

fn cited_article(words: &Run<'_>, at: usize) -> Option<Meant> {
    const LAWS: [&str; 11] =
        ["Luật", "Bộ", "Hiến", "Nghị", "Điều", "Thông", "Quyết", "Quy", "Hướng", "Chỉ", "Pháp"];
    let (word, number) = (words.get(at)?, words.get(at + 1)?);
    if word.text != "điều" || !number.is_number() || !number.follows_blank() {
        return None;
    }
    let before = |back: usize| at.checked_sub(back).and_then(|index| words.get(index));
    let in_paragraph = before(2).is_some_and(|label| label.lower == "khoản")
        && before(1).is_some_and(|word| word.is_number());
    let of_law =
        words.get(at + 2).is_some_and(|law| LAWS.contains(&law.text) && law.follows_blank());
    let is_counted = before(1).is_some_and(|word| word.is_number());
    (in_paragraph || of_law && !is_counted).then(|| words.capitalized(at, 1))
}

fn cited_paragraph(words: &Run<'_>, at: usize) -> Option<Meant> {
    let (before, word) = (words.get(at.checked_sub(1)?)?, words.get(at)?);
    let is_inside = word.follows_blank() && before.is_lower();
    let is_cited = match word.text {
        "Khoản" => words.get(at + 1)?.is_number() && words.are(at + 2, &["điều"]),
        "Điểm" => words.get(at + 1)?.text.chars().count() == 1 && words.are(at + 2, &["khoản"]),
        _ => false,
    };
    (is_inside && is_cited).then(|| (at, vec![lower_first(word.text)]))
}

fn feast(words: &Run<'_>, at: usize) -> Option<Meant> {
    if words.are(at, &["nguyên", "đán"]) {
        return Some((at, vec!["Nguyên".to_owned(), "đán".to_owned()]));
    }
    let is_mid_autumn = words.are(at, &["tết", "trung", "thu"]);
    (is_mid_autumn && words.get(at + 1)?.is_lower()).then(|| words.capitalized(at + 1, 1))
}

fn lunar_year(words: &Run<'_>, at: usize) -> Option<Meant> {
    let (stem, branch) = (words.get(at + 1)?, words.get(at + 2)?);
    let is_name = branch.follows_blank() && names_lunar_year(stem.lower, branch.lower);
    is_name.then(|| words.capitalized(at + 1, 2))
}

fn day_or_month(words: &Run<'_>, at: usize) -> Option<Meant> {
    const DAYS: [&str; 6] = ["hai", "ba", "tư", "năm", "sáu", "bảy"];
    if words.are(at, &["cách", "mạng", "tháng", "tám"]) {
        return words.get(at + 3)?.is_lower().then(|| words.capitalized(at + 3, 1));
    }
    let day = words.get(at + 2).filter(|day| DAYS.contains(&day.text))?;
    let after = words.get(at + 3)?;
    let is_day = after.gap.starts_with(',') && after.lower == "ngày"
        || after.follows_blank() && matches!(after.text, "hằng" | "hàng" | "tuần");
    (words.are(at + 1, &["thứ"]) && day.follows_blank() && is_day)
        .then(|| words.capitalized(at + 2, 1))
}

struct Word<'a> {
    text: &'a str,
    lower: &'a str,
    /// The text between the word before and this one.
    gap: &'a str,
}

impl Word<'_> {
    fn is_lower(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }

    fn is_number(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn follows_blank(&self) -> bool {
        matches!(self.gap, " " | "\u{a0}")
    }
}

struct Run<'a>(&'a Words<'a>);

impl<'a> Run<'a> {
    fn get(&self, i: usize) -> Option<Word<'a>> {
        let words = self.0;
        (i < words.len()).then(|| Word {
            text: words.written(i),
            lower: words.lower(i),
            gap: words.gap_before(i),
        })
    }

    /// Whether these words stand here, in any case, separated by single blanks.
    fn are(&self, at: usize, lower: &[&str]) -> bool {
        self.match_words(at, lower, |word| word.lower)
    }

    /// Whether these words stand here exactly.
    fn exactly(&self, at: usize, texts: &[&str]) -> bool {
        self.match_words(at, texts, |word| word.text)
    }

    fn match_words(&self, at: usize, wanted: &[&str], form: fn(&Word<'a>) -> &'a str) -> bool {
        wanted.iter().enumerate().all(|(i, wanted)| {
            let word = self.get(at + i);
            word.is_some_and(|word| form(&word) == *wanted && (i == 0 || word.follows_blank()))
        })
    }

    /// This word and those after it, each with a capital first letter.
    fn capitalized(&self, at: usize, length: usize) -> Meant {
        (at, (at..at + length).map(|i| capitalize_first(self.0.lower(i))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{CAPITALS, assert_finds};

    #[test]
    fn finds_what_the_decree_decides() {
        for (text, found) in [
            ("Đã hoàn thành. tiếp theo là", "tiếp→Tiếp"),
            ("Có đạt không? đã đạt", "đã→Đã"),
            ("tại thủ đô Hà Nội", "thủ→Thủ"),
            ("về thành phố Hồ Chí Minh", "thành→Thành"),
            ("tại phường 5, quận 3", "phường→Phường"),
            ("Công đoàn của quận 1.", "quận→Quận"),
            ("theo khoản 2 điều 103", "điều→Điều"),
            ("quy định tại điều 5 Luật Công đoàn", "điều→Điều"),
            ("theo Khoản 2 Điều 5", "Khoản→khoản"),
            ("tại Điểm a khoản 2 Điều 5", "Điểm→điểm"),
            ("dịp Tết nguyên đán", "nguyên đán→Nguyên đán"),
            ("dịp Tết Nguyên Đán", "Nguyên Đán→Nguyên đán"),
            ("quà tết trung thu", "trung→Trung"),
            ("đón xuân quý Mão", "quý Mão→Quý Mão"),
            ("năm Kỷ hợi", "Kỷ hợi→Kỷ Hợi"),
            ("sáng thứ hai, ngày 05/6/2023", "hai→Hai"),
            ("chiều thứ sáu hằng tuần", "sáu→Sáu"),
            ("Cách mạng tháng tám", "tám→Tám"),
        ] {
            assert_finds(CAPITALS, text, &[found]);
        }
    }

    #[test]
    fn leaves_alone_what_may_be_meant() {
        for text in [
            "văn phòng, v.v. và những việc khác",
            "TS. nguyễn, tr. năm, đ/c. hà",
            "tuyên truyền... và vận động",
            "quản lý nhà nước; ủy ban nhân dân",
            "thành phố Hà Nội, quận 12 cơ sở",
            "tại phường 5 năm liền",
            "mỗi phường 5, mỗi xã 3",
            "Học 5 điều 10 Luật",
            "5 điều Bác Hồ dạy",
            "Khoản 2 Điều 5 nêu rõ",
            "TẾT NGUYÊN ĐÁN QUÝ MÃO",
            "trong buổi sáng thứ hai của đại hội",
            "tháng tám, tháng năm",
            "năm tân binh, quý ba",
        ] {
            assert_finds(CAPITALS, text, &[]);
        }
    }
}
