//! The order in which a roll-up writes awards: the highest authority first, and its highest
//! form first, as in papers.

use crate::vietnamese::nfc;

/// The beginnings of authorities' names, from the highest.
const AUTHORITIES: [&[&str]; 5] = [
    &["chủ tịch nước", "nhà nước"],
    &["thủ tướng", "chính phủ"],
    &["tổng liên đoàn", "bộ ", "ban chấp hành trung ương", "trung ương", "ủy ban trung ương"],
    &[
        "liên đoàn lao động tỉnh",
        "liên đoàn lao động thành phố",
        "ủy ban nhân dân tỉnh",
        "ủy ban nhân dân thành phố",
        "chủ tịch ủy ban nhân dân tỉnh",
        "chủ tịch ủy ban nhân dân thành phố",
        "tỉnh",
        "thành phố",
    ],
    &["liên đoàn lao động quận", "liên đoàn lao động huyện", "liên đoàn lao động thị xã"],
];

/// Those that come after all other names.
const LAST: [&[&str]; 2] = [
    &[
        "công đoàn phường",
        "công đoàn xã",
        "công đoàn đặc khu",
        "ủy ban nhân dân phường",
        "ủy ban nhân dân xã",
    ],
    &["công đoàn cơ sở", "công đoàn bộ phận", "tổ công đoàn"],
];

const FORMS: [&[&str]; 5] = [
    &["huân chương"],
    &["cờ"],
    &["bằng khen", "bằng lao động"],
    &["giấy khen"],
    &["kỷ niệm chương"],
];

/// The sort key of an award: less is higher. The texts are its authority and its form.
pub(super) fn of_award(texts: &[String]) -> (usize, usize) {
    let text = |at: usize| texts.get(at).map(|text| folded(text)).unwrap_or_default();
    let (authority, form) = (text(0), text(1));
    let national_sector = authority.starts_with("công đoàn ") && authority.ends_with(" việt nam");
    let authority = match (place(&AUTHORITIES, &authority), place(&LAST, &authority)) {
        (Some(place), _) => place,
        (None, _) if national_sector => AUTHORITIES.len() - 2,
        (None, Some(place)) => AUTHORITIES.len() + 1 + place,
        (None, None) => AUTHORITIES.len(),
    };
    (authority, place(&FORMS, &form).unwrap_or(FORMS.len()))
}

fn place(list: &[&[&str]], text: &str) -> Option<usize> {
    list.iter().position(|heads| heads.iter().any(|head| text.starts_with(head)))
}

/// A name without the body that acts for it, in one case and spelling.
fn folded(name: &str) -> String {
    let name = nfc(name).to_lowercase().replace("uỷ ban", "ủy ban");
    let bodies = ["ban chấp hành công đoàn", "ban thường vụ ", "đoàn chủ tịch "];
    let body = bodies.iter().find(|body| name.starts_with(*body));
    match body.map(|body| body.trim_end_matches("công đoàn").len()) {
        Some(cut) => name[cut..].to_owned(),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_comes_first() {
        let sorted = [
            ["Thủ tướng Chính phủ", "Bằng khen"],
            ["Tổng Liên đoàn Lao động Việt Nam", "Cờ thi đua"],
            ["Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam", "Bằng khen"],
            ["Công đoàn Y tế Việt Nam", "Bằng khen"],
            ["Liên đoàn Lao động thành phố Mẫu", "Giấy khen"],
            ["Công ty cổ phần Mẫu", "Giấy khen"],
            ["Công đoàn phường Mẫu", "Giấy khen"],
            ["Ban Chấp hành Công đoàn cơ sở Trường Mẫu", "Giấy khen"],
        ];
        let places: Vec<_> =
            sorted.iter().map(|award| of_award(&award.map(str::to_owned))).collect();
        assert!(places.is_sorted(), "{places:?}");
        assert!(places[1] < places[2] && places[4] < places[5], "{places:?}");
    }
}
