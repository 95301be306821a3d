//! The word lists used to read sentences. Words of a list are separated by blanks; the words
//! of a phrase are joined by `_`.

/// Whether a list contains a word.
pub(crate) fn one_of(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|known| known == word)
}

/// Nouns counted one by one; a number in words may stand before them.
pub(super) const COUNTED: &str = "căn ngôi nhà suất phần đồng_chí đoàn_viên hội_viên đảng_viên chi_đoàn \
    chi_hội chi_bộ đơn_vị tổ lớp cuộc buổi hội_thi tập_thể cá_nhân đại_biểu người em cháu hộ gia_đình \
    khâu nhiệm_vụ bài_học mục_tiêu công_trình giải_pháp nội_dung chỉ_tiêu nhóm giáo_viên học_sinh \
    cán_bộ công_nhân lao_động công_đoàn nghiệp_đoàn chiếc cây bộ đợt vụ đơn kiến_nghị ý_kiến ủy_viên \
    thành_viên hạn_chế nguyên_nhân đột_phá hạng_mục sáng_kiến đề_tài mô_hình tàu thuyền trường khoa \
    phòng xã phường thôn bệnh_nhân bác_sĩ điều_dưỡng trạm phân_xưởng dây_chuyền phiếu";

/// The same behind any word of a number but `năm`, which is a year before these.
pub(super) const COUNTED_TOO: &str = "giải chị anh bà ông cụ thầy cô môn loại hoạt_động chương_trình đội ban \
    câu_lạc_bộ hồ_sơ thẻ con trẻ xã_viên thuyền_viên hộ_dân tiểu_thương xe hợp_tác_xã doanh_nghiệp cơ_sở \
    chuyên_đề dự_án hình_thức huy_chương cờ bài câu_hỏi nữ nam máy trận bảng vở cuốn quyển áo";

/// Nouns followed by a number that is a name: *tầng 3*, *tổ 11*, *Điều 4*.
pub(super) const LABELS: &str = "thứ khóa khoá tháng ngày quý điều khoản mục chương mẫu biểu tầng đường \
    ngõ ngách hẻm phố km lớp khối tổ đội ấp thôn phòng bậc hạng cấp loại quận tuyến lộ lô tuần đợt kỳ \
    đoạn vòng bước ca cụm nhánh số thị luận quyết định tư trang câu bài lục hệ vùng kênh cổng thửa \
    khu bản buôn nhóm chốt cảng bến trạm xưởng bãi kho trương ương ban nhịp";

/// Labels that may also be followed by a count: *lớp 45 học viên*.
pub(super) const EITHER: &str = "lớp khối tổ đội phòng ca cụm tuyến bài đợt nhóm khu bản trạm xưởng \
    kho ban thôn ấp đoạn quyết định luận tư thị";

/// Units of time and age.
pub(super) const TIMES: &str = "giờ phút giây ngày tháng năm tuần tuổi quý thế_kỷ tiếng";

/// Units of weight and measure, which don't count the things themselves.
pub(super) const MEASURES: &str = "kg tấn tạ lít m m² m2 m3 km ha chai gói thùng hộp lon túi bao mét \
    sào công_đất hecta kw kwh độ điểm gb";

/// Nouns that stand for any other of their kind: people, or bodies.
pub(crate) const STAND_INS: &str = "người đồng_chí đơn_vị cá_nhân em cháu trường_hợp cơ_sở đối_tượng chị \
    anh thành_viên nơi";

/// One-syllable nouns that the next word only describes: two *suất* are two *suất*, whatever
/// they contain.
pub(super) const CLASSIFIERS: &str = "suất lượt cuộc buổi lớp vụ đơn cây căn chiếc phần nhà đợt tin bài \
    bộ quyển cuốn phiếu giải tổ ban đội xã phường thôn trường khoa phòng hộ ngôi con tàu máy \
    người vụ ca dự khoản mục bằng giấy cờ câu mô nhóm hội";

/// Words that never continue a counted noun.
pub(super) const STOPS: &str = "đã được đạt chiếm có là với và tham để của cho tại trong so thuộc tăng giảm \
    vượt còn gồm về ở do từ đến bị chưa không cùng đều mỗi theo trên dưới trị hoàn xếp ký thực tới lên xuống \
    qua khi như nhưng mà thì vào ra nên này đó kia bằng tương tỷ tỉ nhằm bao chia cụ riêng trừ hoặc hay gấp \
    kể tổng đang sẽ một rất tiếp thu nộp đăng tổ_chức nâng trúng dự";

/// Hedges (nói chừng) before a number, and how they bound it.
pub(super) const OVER: &str = "trên hơn quá";
pub(super) const UNDER: &str = "gần dưới non";
pub(super) const ABOUT: &str = "khoảng chừng ước độ tầm cỡ";

/// Exhaustive divisions, one per line.
pub(super) const AXES: &[&str] = &[
    "nam | nữ",
    "chính thức | dự bị",
    "chính thức | dự khuyết | đương nhiên",
    "biên chế | hợp đồng",
    "hợp lệ | không hợp lệ",
    "tán thành | không tán thành | không có ý kiến | không ý kiến | ý kiến khác",
    "đồng ý | không đồng ý | không có ý kiến",
    "tiền mặt | chuyển khoản | hiện vật",
    "trực tiếp | trực tuyến",
    "vượt | đạt | chưa đạt | không đạt",
    "hoàn thành | chưa hoàn thành | vượt",
    "tập thể | cá nhân",
    "xuất sắc | hoàn thành tốt | tốt | hoàn thành | không hoàn thành | khá | trung bình | yếu | kém | giỏi",
    "xây mới | xây dựng mới | sửa chữa",
    "đã giải quyết | đang giải quyết | chưa giải quyết",
    "thường xuyên | đột xuất",
    "chuyên trách | kiêm nhiệm | không chuyên trách | bán chuyên trách",
    "công lập | ngoài công lập",
    "nhà nước | ngoài nhà nước | có vốn đầu tư nước ngoài",
];

/// Properties that may overlap with any other: such parts are never added up.
pub(super) const CROSSING: &[&str] = &[
    "nữ",
    "nam",
    "đảng viên",
    "dân tộc",
    "tôn giáo",
    "tuổi",
    "trẻ",
    "con nhỏ",
    "thạc sĩ",
    "tiến sĩ",
    "đại học",
    "khó khăn",
    "giỏi",
    "hiểm nghèo",
    "ưu tú",
    "lý luận",
    "trình độ",
    "khuyết tật",
    "mang thai",
    "tiêu biểu",
];

/// Words that leave a list open.
pub(super) const OPEN_ENDED: &[&str] = &[
    "như",
    "điển hình",
    "tiêu biểu",
    "trọng tâm",
    "chủ yếu",
    "v v",
    "vv",
    "nhiều",
    "các phòng",
    "một số",
    "những",
    "trong nữ",
    "và các",
];

/// Words of grades (xếp loại).
pub(super) const GRADES: &str = "sắc giỏi tốt khá bình yếu kém";

/// Words that a number comes behind: where a letter or dots stand there, it is missing.
pub(super) const TAKING: &str = "có nạp số là cho với được đạt gồm chức thăm tặng trợ trao thiệu còn thêm mới \
    giảm tăng khoảng trên gần hơn chiếm bằng đã khen ngày tháng năm";
