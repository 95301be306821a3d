//! Names of bodies that ended in the reorganisation of 2025.

use crate::vietnamese::Words;

/// Bodies of the districts, and of the unions of officials, that ended by then:
/// the first word of their names, and how they go on.
const BODIES: &[(&str, &[&str])] = &[
    ("liên", &["đoàn lao động quận", "đoàn lao động huyện", "đoàn lao động thị xã"]),
    ("lđlđ", &["quận", "huyện", "thị xã"]),
    ("công", &["đoàn quận", "đoàn huyện", "đoàn thị xã", "đoàn viên chức"]),
    ("đảng", &["ủy khối", "uỷ khối"]),
    ("ủy", &["ban nhân dân quận", "ban nhân dân huyện", "ban nhân dân thị xã"]),
    ("ubnd", &["quận", "huyện", "thị xã"]),
    ("quận", &["ủy"]),
    ("huyện", &["ủy"]),
    ("thị", &["ủy"]),
];

/// Provinces merged into others of another name.
const PROVINCES: &[&str] = &[
    "hà giang",
    "yên bái",
    "bắc kạn",
    "vĩnh phúc",
    "hòa bình",
    "hoà bình",
    "bắc giang",
    "hải dương",
    "hà nam",
    "nam định",
    "thái bình",
    "quảng bình",
    "quảng nam",
    "kon tum",
    "bình định",
    "ninh thuận",
    "đắk nông",
    "bình thuận",
    "phú yên",
    "bà rịa vũng tàu",
    "bình dương",
    "bình phước",
    "long an",
    "sóc trăng",
    "hậu giang",
    "bến tre",
    "trà vinh",
    "tiền giang",
    "bạc liêu",
    "kiên giang",
];

/// Words that say that a body is one of the past.
const PAST: &[&str] = &[
    "trước đây",
    "cũ",
    "nay là",
    "sáp nhập",
    "hợp nhất",
    "giải thể",
    "trước ngày",
    "trước khi",
    "kết thúc",
];

pub(crate) fn ended_bodies(words: &Words<'_>) -> Vec<std::ops::Range<usize>> {
    let length = |phrase: &str| phrase.split(' ').count();
    let mut spans = Vec::new();
    for i in 0..words.len() {
        let begun = BODIES.iter().find(|(first, _)| words.lower(i) == *first);
        let body = begun
            .filter(|_| words.joined(i))
            .and_then(|(_, rests)| rests.iter().find(|rest| words.starts(i + 1, rest)))
            .map(|rest| 1 + length(rest));
        let province = (words.lower(i) == "tỉnh")
            .then(|| PROVINCES.iter().find(|p| words.starts(i + 1, p)))
            .flatten()
            .map(|p| length(p) + 1);
        let Some(length) = body.or(province) else { continue };
        let clause = words.clause(i);
        // Not the Nguyên of Thái Nguyên.
        let formerly = clause.clone().any(|k| {
            words.written(k) == "nguyên" || words.written(k) == "Nguyên" && k == clause.start
        });
        if !formerly && !words.any(clause, PAST) && !words.quoted(i) {
            spans.push(words.span(i..end_of_name(words, i + length)));
        }
    }
    spans
}

/// Words that a name goes on with: Đảng ủy Khối *các cơ quan tỉnh* Hà Tĩnh.
const LINKS: &[&str] =
    &["các cơ quan", "doanh nghiệp", "tỉnh", "thành phố", "thị xã", "quận", "huyện"];

/// Where a name ends whose first words end at `from`: it goes on as long as
/// capitals and numbers do (*quận Đống Đa*, *Quận 1*), and over such links.
fn end_of_name(words: &Words<'_>, from: usize) -> usize {
    let proper = |k: usize| {
        words.written(k).starts_with(|c: char| c.is_uppercase())
            || k == from && words.number(k).is_some()
    };
    let mut end = from;
    while end < words.len() && words.joined(end - 1) {
        let link = LINKS.iter().find(|link| words.starts(end, link));
        match link {
            _ if proper(end) => end += 1,
            Some(link) => {
                let behind = end + link.split(' ').count();
                let named = behind < words.len() && words.joined(behind - 1) && proper(behind);
                // Of a place only its name makes it one; a kind of office stands alone.
                let alone = matches!(*link, "các cơ quan" | "doanh nghiệp");
                if !named && !alone {
                    break;
                }
                end = behind;
            }
            None => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole() {
        for (text, name) in [
            ("cùng Liên đoàn Lao động quận Đống Đa tổ chức", "Liên đoàn Lao động quận Đống Đa"),
            ("UBND Quận 1 khen", "UBND Quận 1"),
            ("Đảng ủy Khối các cơ quan tỉnh Hà Tĩnh mời", "Đảng ủy Khối các cơ quan tỉnh Hà Tĩnh"),
            ("Đảng ủy Khối doanh nghiệp và", "Đảng ủy Khối doanh nghiệp"),
            ("Công đoàn Viên chức tỉnh Nghệ An, nay", "Công đoàn Viên chức tỉnh Nghệ An"),
            ("Công đoàn Viên chức tỉnh đã", "Công đoàn Viên chức"),
            ("tỉnh Bà Rịa - Vũng Tàu", "tỉnh Bà Rịa - Vũng Tàu"),
        ] {
            let spans = ended_bodies(&Words::of(text));
            let named: Vec<&str> = spans.into_iter().map(|span| &text[span]).collect();
            assert_eq!(named, [name], "{text}");
        }
    }

    #[test]
    fn bodies_of_the_past() {
        for wrong in [
            "Liên đoàn Lao động quận Đống Đa",
            "LĐLĐ huyện Ba Vì khen",
            "Bí thư Đảng ủy Khối",
            "tỉnh Bà Rịa - Vũng Tàu",
            "Thái Nguyên, tỉnh Bắc Kạn",
        ] {
            assert_eq!(ended_bodies(&Words::of(wrong)).len(), 1, "{wrong}");
        }
        for right in [
            "nguyên Chủ tịch Liên đoàn Lao động quận Đống Đa",
            "Công đoàn Viên chức thành phố (trước đây)",
            "LĐLĐ huyện Ba Vì cũ",
            "tỉnh Bắc Ninh",
            "Liên đoàn Lao động thành phố Hà Nội",
            "công đoàn viên ưu tú",
            "phường Bình Dương",
        ] {
            assert!(ended_bodies(&Words::of(right)).is_empty(), "{right}");
        }
    }
}
