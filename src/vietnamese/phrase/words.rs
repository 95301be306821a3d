//! The words that phrases are made of, as data, and the search for them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::Kind;
use crate::vietnamese::text::{is_word, nfc};
use crate::vietnamese::tone_mark::placed_old;

/// Words that begin a phrase and include the head after them.
pub(super) const OPENERS: [&str; 4] = ["và", "các", "cùng", "trình"];

/// Words that begin a phrase.
pub(super) const HEADS: &[&str] = &[
    // Unions, Party, Front and other bodies
    "tổng liên đoàn lao động",
    "liên đoàn lao động",
    "công đoàn cơ sở",
    "công đoàn cơ quan",
    "công đoàn bộ phận",
    "công đoàn",
    "nghiệp đoàn",
    "tổ công đoàn",
    "đảng bộ",
    "đảng ủy",
    "chi bộ",
    "chi đoàn",
    "tỉnh ủy",
    "thành ủy",
    "huyện ủy",
    "quận ủy",
    "tỉnh đoàn",
    "thành đoàn",
    "đoàn thanh niên cộng sản",
    "đoàn thanh niên",
    "hội liên hiệp phụ nữ",
    "hội cựu chiến binh",
    "hội nông dân",
    "hội chữ thập đỏ",
    "mặt trận tổ quốc",
    "ủy ban mặt trận tổ quốc",
    // Their organs and occasions
    "ban chấp hành",
    "ban thường vụ",
    "ban nữ công",
    "ban tổ chức",
    "ban tuyên giáo",
    "ban dân vận",
    "ban thanh tra nhân dân",
    "ban quản lý",
    "ban quản lý dự án",
    "ủy ban kiểm tra",
    "đoàn chủ tịch",
    "đại hội",
    "đại hội đại biểu",
    "đại hội toàn thể",
    "hội nghị",
    "lần thứ",
    "nhiệm kỳ",
    "khóa",
    // Authorities
    "đoàn đại biểu quốc hội",
    "hội đồng nhân dân",
    "ủy ban nhân dân",
    "văn phòng",
    "bộ",
    "sở",
    "phòng",
    "cục",
    "chi cục",
    "tổng cục",
    "thanh tra",
    "tòa án nhân dân",
    "viện kiểm sát nhân dân",
    "công an",
    "kho bạc nhà nước",
    "bảo hiểm xã hội",
    "hải quan",
    // Places
    "thành phố",
    "thị xã",
    "thị trấn",
    "đặc khu",
    "tỉnh",
    "quận",
    "huyện",
    "phường",
    "xã",
    "khu vực",
    // Enterprises
    "công ty",
    "công ty cổ phần",
    "công ty trách nhiệm hữu hạn",
    "công ty tnhh",
    "công ty cp",
    "tổng công ty",
    "tập đoàn",
    "một thành viên",
    "chi nhánh",
    "ngân hàng",
    "nhà máy",
    "xí nghiệp",
    "phân xưởng",
    "hợp tác xã",
    "khu công nghiệp",
    "khu chế xuất",
    "khu công nghệ cao",
    "cụm công nghiệp",
    // Schools, hospitals, institutions
    "trường",
    "trường mầm non",
    "trường tiểu học",
    "trường trung học cơ sở",
    "trường trung học phổ thông",
    "trường cao đẳng",
    "trường đại học",
    "đại học",
    "học viện",
    "viện",
    "bệnh viện",
    "bệnh viện đa khoa",
    "trung tâm",
    "trung tâm y tế",
    "trạm y tế",
    "nhà xuất bản",
    "nhà văn hóa",
    "nhà hát",
    "bảo tàng",
    "thư viện",
];

/// Words of several syllables that don't begin a phrase but stay together; they also prevent
/// a head from being found inside them (`cơ sở`, `hải phòng`).
pub(super) const COMPOUNDS: &[&str] = &[
    // Compounds that contain a head
    "bách khoa",
    "biên phòng",
    "cán bộ",
    "chương trình",
    "công trình",
    "cơ sở",
    "dự phòng",
    "giáo trình",
    "hải phòng",
    "lộ trình",
    "môi trường",
    "nội bộ",
    "quá trình",
    "quốc phòng",
    "quy trình",
    "tờ trình",
    "thị trường",
    "trụ sở",
    "trường chinh",
    "trường sa",
    "xã hội",
    // Fields of work
    "an toàn",
    "bảo hiểm",
    "bảo vệ",
    "bưu điện",
    "cao đẳng",
    "chế biến",
    "chế xuất",
    "chứng khoán",
    "chuyên khoa",
    "công chức",
    "công nghệ",
    "công nghiệp",
    "công thương",
    "cơ khí",
    "cơ quan",
    "cộng sản",
    "cựu chiến binh",
    "dân tộc",
    "dầu khí",
    "dệt may",
    "dịch vụ",
    "du lịch",
    "dược phẩm",
    "đa khoa",
    "đào tạo",
    "đầu tư",
    "điện lực",
    "điện tử",
    "đô thị",
    "đường sắt",
    "giao thông",
    "giáo dục",
    "hàng không",
    "kế hoạch",
    "khoa học",
    "kinh doanh",
    "kinh tế",
    "lao động",
    "may mặc",
    "mầm non",
    "nhà nước",
    "nhân dân",
    "nông nghiệp",
    "nội vụ",
    "phát triển",
    "phổ thông",
    "phụ nữ",
    "quốc hội",
    "sản xuất",
    "sư phạm",
    "tài chính",
    "tài nguyên",
    "thanh niên",
    "thể thao",
    "thông tin",
    "thủy lợi",
    "thực phẩm",
    "thương mại",
    "tiểu học",
    "tôn giáo",
    "trung học cơ sở",
    "trung học phổ thông",
    "trung ương",
    "truyền hình",
    "truyền thông",
    "tư pháp",
    "tư vấn",
    "văn hóa",
    "vận tải",
    "vật liệu",
    "viên chức",
    "viễn thông",
    "xây dựng",
    "xuất nhập khẩu",
    "y tế",
    // What enterprises, schools and hospitals are named after
    "an ninh",
    "bánh kẹo",
    "báo chí",
    "bao bì",
    "bất động sản",
    "bê tông",
    "cao su",
    "cà phê",
    "cảng hàng không",
    "cầu đường",
    "cấp nước",
    "cấp thoát nước",
    "chăn nuôi",
    "chất lượng cao",
    "chính sách xã hội",
    "chuyển giao",
    "công nghệ cao",
    "công nghệ thông tin",
    "công trình giao thông",
    "công viên",
    "cơ giới",
    "da giầy",
    "dân lập",
    "dược liệu",
    "gạch ngói",
    "giải trí",
    "giám định",
    "giáo dục nghề nghiệp",
    "giáo dục thường xuyên",
    "giống cây trồng",
    "giày da",
    "hạ tầng",
    "hóa chất",
    "hợp tác",
    "hướng nghiệp",
    "hữu hạn",
    "hữu nghị",
    "khách sạn",
    "khai thác",
    "khoáng sản",
    "kiểm định",
    "kiến trúc",
    "kỹ thuật",
    "lâm nghiệp",
    "lương thực",
    "lưu trữ",
    "mía đường",
    "mỹ thuật",
    "năng lượng",
    "nghệ thuật",
    "nghiên cứu",
    "ngoại ngữ",
    "nhà trẻ",
    "nhi đồng",
    "nhiệt điện",
    "nội thất",
    "nội trú",
    "nông sản",
    "nông thôn",
    "nước giải khát",
    "nước sạch",
    "phần mềm",
    "phân bón",
    "phân phối",
    "phát thanh",
    "phục hồi chức năng",
    "quản lý",
    "quảng cáo",
    "quốc tế",
    "quy hoạch",
    "răng hàm mặt",
    "sản nhi",
    "tàu biển",
    "thiết bị",
    "thiết kế",
    "thoát nước",
    "thống kê",
    "thuốc lá",
    "thủy điện",
    "thủy sản",
    "trách nhiệm",
    "trách nhiệm hữu hạn",
    "ứng dụng",
    "vàng bạc đá quý",
    "vật tư",
    "vệ sinh môi trường",
    "xăng dầu",
    "xi măng",
    "xuất khẩu",
    "y học cổ truyền",
    // Places that should not be broken across lines
    "cần thơ",
    "đà nẵng",
    "hà nội",
    "hồ chí minh",
    "việt nam",
    // Provinces and cities, before and after 2025
    "an giang",
    "bà rịa - vũng tàu",
    "bạc liêu",
    "bắc giang",
    "bắc kạn",
    "bắc ninh",
    "bến tre",
    "bình dương",
    "bình định",
    "bình phước",
    "bình thuận",
    "cà mau",
    "cao bằng",
    "đắk lắk",
    "đắk nông",
    "điện biên",
    "đồng nai",
    "đồng tháp",
    "gia lai",
    "hà giang",
    "hà nam",
    "hà tĩnh",
    "hải dương",
    "hậu giang",
    "hòa bình",
    "hưng yên",
    "khánh hòa",
    "kiên giang",
    "kon tum",
    "lai châu",
    "lạng sơn",
    "lào cai",
    "lâm đồng",
    "long an",
    "nam định",
    "nghệ an",
    "ninh bình",
    "ninh thuận",
    "phú thọ",
    "phú yên",
    "quảng bình",
    "quảng nam",
    "quảng ngãi",
    "quảng ninh",
    "quảng trị",
    "sóc trăng",
    "sơn la",
    "tây ninh",
    "thái bình",
    "thái nguyên",
    "thanh hóa",
    "thừa thiên huế",
    "tiền giang",
    "trà vinh",
    "tuyên quang",
    "vĩnh long",
    "vĩnh phúc",
    "yên bái",
];

/// The form in which syllables are compared: lower case, composed, tone mark in the old
/// place.
pub(super) fn key(syllable: &str) -> String {
    let lower = nfc(syllable).to_lowercase();
    let word = lower.trim_matches(is_mark);
    match placed_old(word) {
        Cow::Borrowed(_) => lower,
        Cow::Owned(old) => lower.replace(word, &old),
    }
}

/// The known words, keyed by first syllable.
static KNOWN: LazyLock<HashMap<&str, Vec<(&str, Kind)>>> = LazyLock::new(|| {
    let tables = [(&OPENERS[..], Kind::Opener), (HEADS, Kind::Head), (COMPOUNDS, Kind::Plain)];
    let mut known: HashMap<&str, Vec<(&str, Kind)>> = HashMap::new();
    for (word, kind) in tables.iter().flat_map(|(table, kind)| table.iter().map(|w| (*w, *kind))) {
        known.entry(word.split(' ').next().unwrap_or(word)).or_default().push((word, kind));
    }
    known
});

/// How many keys the longest known word at the beginning covers, and its kind; `None` if
/// there is none.
pub(super) fn longest_at(keys: &[String]) -> Option<(usize, Kind)> {
    let first = keys.first()?.trim_matches(is_mark);
    let fitting = KNOWN.get(first)?.iter().filter_map(|(word, kind)| {
        Some(match_length(word, keys)).filter(|length| *length > 0).map(|length| (length, *kind))
    });
    fitting.max()
}

fn is_mark(c: char) -> bool {
    !is_word(c)
}

/// How many keys a known word at the beginning covers; 0 if it isn't there. Quotes may
/// precede it and punctuation may follow it, but not inside.
fn match_length(word: &str, keys: &[String]) -> usize {
    let length = word.split(' ').count();
    let Some(keys) = keys.get(..length) else {
        return 0;
    };
    let matches = word.split(' ').zip(keys).enumerate().all(|(i, (wanted, key))| {
        let key = if i == 0 { key.trim_start_matches(is_mark) } else { key };
        let is_last = i + 1 == length;
        wanted == if is_last { key.trim_end_matches(is_mark) } else { key }
    });
    if matches { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_written_as_keys() {
        for word in OPENERS.iter().chain(HEADS).chain(COMPOUNDS) {
            for syllable in word.split(' ') {
                assert_eq!(key(syllable), syllable);
            }
        }
    }

    #[test]
    fn both_ways_to_place_a_tone_are_one() {
        assert_eq!(key("UỶ"), key("Ủy"));
        assert_eq!(key("HOÁ,"), "hóa,");
        assert_eq!(key("Hoàn"), "hoàn");
    }

    #[test]
    fn marks_stand_around_a_word_only() {
        let keys = ["“văn".to_owned(), "hóa,".to_owned()];
        assert_eq!(match_length("văn hóa", &keys), 2);
        assert_eq!(match_length("văn", &keys), 1);
        assert_eq!(match_length("văn hóa thể thao", &keys), 0);
        let torn = ["văn,".to_owned(), "hóa".to_owned()];
        assert_eq!(match_length("văn hóa", &torn), 0);
    }
}
