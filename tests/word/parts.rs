//! The parts of a paper, whoever typed it.

use baocao::word;
use baocao::word::parts::{self, Content, Parts};

use super::made::{SHEET, Word, closing, item, letterhead, p, report, table, title};

pub fn with_parts(word: &Word, look: impl Fn(&Parts<'_>)) {
    let document = word::open(&word.bytes()).expect("a Word file");
    look(&parts::of(&document));
}

fn headings(parts: &Parts<'_>) -> Vec<String> {
    let shown = |label: &Option<String>| label.clone().map(|l| l + " ").unwrap_or_default();
    parts.headings.iter().map(|h| format!("{} {}{}", h.level, shown(&h.label), h.text)).collect()
}

pub fn lines(texts: &[parts::Text<'_>]) -> Vec<String> {
    texts.iter().map(|text| text.text.clone()).collect()
}

pub fn assert_is_the_report(parts: &Parts<'_>) {
    let head = &parts.letterhead;
    assert_eq!(lines(&head.parent), ["CÔNG ĐOÀN PHƯỜNG BẾN THỬ"]);
    assert_eq!(lines(&head.issuer).join(" "), "CÔNG ĐOÀN CƠ SỞ XƯỞNG MỘC THỬ");
    let number = head.number.as_ref().expect("a number");
    assert_eq!((number.number.as_deref(), number.symbol.as_str()), (Some("07"), "BC-CĐCS"));
    let date = head.date.as_ref().expect("a day");
    assert_eq!((date.place.as_str(), date.day.as_deref()), ("Bến Thử", Some("04")));
    assert_eq!(parts.title.subject_text(), "Tổng kết hoạt động công đoàn năm 2025");
    assert_eq!(
        headings(parts),
        [
            "1 I. ĐẶC ĐIỂM TÌNH HÌNH",
            "1 II. KẾT QUẢ HOẠT ĐỘNG",
            "2 1. Chăm lo đời sống đoàn viên",
            "2 2. Phong trào thi đua",
            "1 III. TỒN TẠI, HẠN CHẾ",
            "1 IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026",
        ]
    );
    assert_eq!(parts.last.len(), 1);
    assert_eq!(
        lines(&parts.closing.recipients),
        ["- Công đoàn phường Bến Thử;", "- Các tổ công đoàn;"]
    );
    let signer = &parts.closing.signers[0];
    assert_eq!(signer.name.as_ref().map(|name| name.text.as_str()), Some("Trịnh Thị Mộc"));
}

#[test]
fn a_report_with_its_letterhead_in_a_table() {
    with_parts(&report(), assert_is_the_report);
}

#[test]
fn a_report_all_in_one_table() {
    let mut word = report();
    let text = word.body.replace(SHEET, "");
    word.body = table(&[&[&text]], false) + SHEET;
    with_parts(&word, assert_is_the_report);
}

#[test]
fn a_letterhead_and_a_closing_of_tabs_and_blanks() {
    let mut word = report();
    let typed = p("b26", "CÔNG ĐOÀN PHƯỜNG BẾN THỬ\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + &p("b26", "CÔNG ĐOÀN CƠ SỞ     \t\tĐộc lập - Tự do - Hạnh phúc")
        + &p("b26", "XƯỞNG MỘC THỬ")
        + &p("26", "   ________\t\t\t_____________")
        + &p("26", "Số: 07/BC-CĐCS\t\t\tBến Thử, ngày 04 tháng 12 năm 2025");
    let ending = p("b24", "Nơi nhận:\t\t\tTM. BAN CHẤP HÀNH")
        + &p("22", "- Công đoàn phường Bến Thử;\t\t\tCHỦ TỊCH")
        + &p("22", "- Các tổ công đoàn;")
        + &p("22", "- Lưu: VT, CĐCS.")
        + &p("b28", "\t\t\t\t\t\tTrịnh Thị Mộc");
    word.body = word.body.replace(&letterhead(), &typed).replace(&closing(), &ending);
    with_parts(&word, assert_is_the_report);
}

#[test]
fn headings_by_list_labels_or_by_looks_alone() {
    let mut word = Word::of(
        letterhead()
            + &title()
            + &item(1, 0, "", "Tình hình chung")
            + &p(
                "j",
                "Đơn vị ổn định, việc làm đủ, thu nhập của người lao động giữ vững qua cả năm.",
            )
            + &item(1, 0, "", "Kết quả")
            + &item(1, 1, "", "Chăm lo")
            + &p(
                "j",
                "Đã thăm hỏi kịp thời các gia đình khó khăn trong dịp tết và các ngày lễ lớn.",
            )
            + &p("bj", "Ưu điểm")
            + &p("j", "Tập thể đoàn kết.")
            + &closing()
            + SHEET,
    );
    let level = |at: u32, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    word.numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2.")
    );
    with_parts(&word, |parts| {
        assert_eq!(
            headings(parts),
            ["1 1. Tình hình chung", "1 2. Kết quả", "2 2.1. Chăm lo", "3 Ưu điểm"]
        );
    });
}

#[test]
fn points_of_lists_are_no_headings() {
    let word = Word::of(
        letterhead()
            + &title()
            + &p("bj", "I. CHỈ TIÊU")
            + &p("j", "1. 100% đoàn viên được học tập nghị quyết của cấp trên trong năm.")
            + &p("j", "2. Kết nạp từ 05 đoàn viên mới trở lên;")
            + &p("j", "a) Tổ mộc: 03 đoàn viên;")
            + &p("j", "b) Tổ sơn: 02 đoàn viên.")
            + &closing()
            + SHEET,
    );
    with_parts(&word, |parts| {
        assert_eq!(headings(parts), ["1 I. CHỈ TIÊU"]);
        let marks: Vec<Option<String>> = parts.headings[0]
            .content
            .iter()
            .map(|content| match content {
                Content::Paragraph(passage) => passage.mark.clone(),
                Content::Table(_) => None,
            })
            .collect();
        assert_eq!(marks, ["1.", "2.", "a)", "b)"].map(|mark| Some(mark.to_owned())));
    });
}

#[test]
fn annexes_parts_and_tables_of_contents() {
    let head = ["TT", "Chỉ tiêu", "Kết quả"].map(|text| p("", text));
    let row = ["1", "Sáng kiến", "12"].map(|text| p("", text));
    let data =
        table(&[&head.each_ref().map(String::as_str), &row.each_ref().map(String::as_str)], true);
    let word = Word::of(
        letterhead()
            + &title()
            + &p("cb", "MỤC LỤC")
            + &p("", "Phần thứ nhất ........... 1")
            + &p("cb", "Phần thứ nhất")
            + &p("cb", "KIỂM ĐIỂM NHIỆM KỲ QUA")
            + &p("bj", "I. TÌNH HÌNH")
            + &p("j", "Nội dung của phần tình hình, đủ dài để là một đoạn văn.")
            + &p("cb", "Phần thứ hai")
            + &p("cb", "PHƯƠNG HƯỚNG")
            + &p("bj", "I. MỤC TIÊU")
            + &p("j", "Nội dung của mục tiêu, kèm theo Phụ lục I.")
            + &closing()
            + &p("cb", "Phụ lục I")
            + &p("cb", "KẾT QUẢ CHỈ TIÊU")
            + &data
            + SHEET,
    );
    with_parts(&word, |parts| {
        assert_eq!(
            headings(parts),
            [
                "1 Phần thứ nhất KIỂM ĐIỂM NHIỆM KỲ QUA",
                "2 I. TÌNH HÌNH",
                "1 Phần thứ hai PHƯƠNG HƯỚNG",
                "2 I. MỤC TIÊU"
            ]
        );
        assert_eq!(parts.annexes.len(), 1);
        let Some(Content::Table(data)) = parts.annexes[0].content.first() else {
            panic!("a table")
        };
        assert_eq!((data.rows.len(), data.header_rows), (2, 1));
    });
}

#[test]
fn an_office_paper_with_two_who_sign() {
    let left = p("cb", "THƯ KÝ") + &p("c", "(Ký, ghi rõ họ tên)") + &p("cb", "Đặng Văn Bút");
    let right = p("cb", "KT. CHỦ TỊCH") + &p("cb", "PHÓ CHỦ TỊCH") + &p("cb", "Hà Thị Nghiên");
    let word = Word::of(
        letterhead()
            + &p("cb", "BIÊN BẢN")
            + &p("cb", "Họp Ban Chấp hành tháng 12")
            + &p("j", "Hôm nay họp.")
            + &table(&[&[&left, &right]], false)
            + SHEET,
    );
    with_parts(&word, |parts| {
        let names: Vec<Option<String>> = parts
            .closing
            .signers
            .iter()
            .map(|s| s.name.as_ref().map(|name| name.text.clone()))
            .collect();
        assert_eq!(names, [Some("Đặng Văn Bút".to_owned()), Some("Hà Thị Nghiên".to_owned())]);
        let deputy = &parts.closing.signers[1];
        assert_eq!(deputy.for_whom.as_ref().map(|t| t.text.as_str()), Some("KT. CHỦ TỊCH"));
    });
}
