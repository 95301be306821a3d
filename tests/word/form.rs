//! The form of a paper in Word, held against the decree.

use super::desk::Desk;
use super::made::{SHEET, Word, letterhead, p, report, table};

/// What `check` says of a file.
fn told(word: &Word) -> String {
    let desk = Desk::new();
    std::fs::write(desk.path("vb.docx"), word.bytes()).expect("written");
    let ran = desk.run(&["check", "vb.docx"]);
    ran.out + &ran.err
}

#[test]
fn a_paper_that_is_right_has_no_findings() {
    let told = told(&report());
    assert!(!told.contains("BC2"), "{told}");
}

/// Each change to the right paper breaks one rule, which is told by its code, and no
/// other.
#[test]
fn one_fault_is_one_finding() {
    for (from, to, code, said) in [
        ("w:left=\"1701\"", "w:left=\"1417\"", "BC272", "Lề trái: 25 mm"),
        ("w:bottom=\"1134\"", "w:bottom=\"851\"", "BC272", "Lề dưới: 15 mm"),
        (
            "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
            "<w:pgSz w:w=\"12240\" w:h=\"15840\"/>",
            "BC272",
            "Khổ giấy",
        ),
        ("<w:titlePg/>", "", "BC273", "hiện cả ở trang thứ nhất"),
        ("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc", "BC274", "gạch ngang dài"),
        ("Số: 07/BC", "Số 07/BC", "BC275", "dấu hai chấm"),
        ("Số: 07/BC", "Số: 7/BC", "BC275", "07"),
        ("Số: 07/BC-", "Số: 07/BCTK-", "BC275", "BCTK"),
        ("ngày 04 tháng 12", "ngày 4 tháng 12", "BC276", "ngày 04"),
        ("ngày 04 tháng 12", "ngày 04 tháng 06", "BC276", "tháng 6"),
        ("Bến Thử, ngày 04", "Bến Thử ngày 04", "BC276", "dấu phẩy"),
        (
            "Tổng kết hoạt động công đoàn năm 2025</w:t>",
            "TỔNG KẾT HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2025</w:t>",
            "BC277",
            "in hoa",
        ),
        ("II. KẾT QUẢ", "II/ KẾT QUẢ", "BC280", "II/"),
        ("TM. BAN", "T/M BAN", "BC281", "T/M"),
        ("Trịnh Thị Mộc", "ThS. Trịnh Thị Mộc", "BC281", "ThS."),
        ("Công đoàn phường Bến Thử;", "Công đoàn phường Bến Thử,", "BC282", "dấu chấm phẩy"),
        ("- Lưu: VT, CĐCS.", "- Lưu CĐCS.", "BC282", "Lưu: VT"),
    ] {
        let mut word = report();
        let before = word.body.clone();
        word.body = word.body.replace(from, to);
        assert_ne!(word.body, before, "{from}");
        let told = told(&word);
        assert!(told.contains(code) && told.contains(said), "{to}: {told}");
        let findings = told.matches("[BC2").count();
        assert_eq!(findings, 1, "{to}: {told}");
    }
}

#[test]
fn faults_of_most_paragraphs_are_told_once() {
    for (from, to, said) in [
        ("w:before=\"120\"", "w:before=\"0\"", "cách đoạn 0 pt"),
        ("<w:jc w:val=\"both\"/>", "<w:jc w:val=\"left\"/>", "canh trái"),
        ("w:firstLine=\"720\"", "w:firstLine=\"340\"", "lùi đầu dòng 6 mm"),
        (
            "<w:rPr><w:sz w:val=\"28\"/>",
            "<w:rPr><w:rFonts w:ascii=\"Arial\"/><w:sz w:val=\"28\"/>",
            "phông Arial",
        ),
    ] {
        let mut word = report();
        word.body = word.body.replace(from, to);
        let told = told(&word);
        assert_eq!(told.matches(said).count(), 1, "{said}: {told}");
    }
}

#[test]
fn texts_are_checked_without_a_dossier() {
    let mut word = report();
    word.body = word
        .body
        .replace("nhân dịp tết Nguyên đán", "ngày 31 tháng 11 năm 2025, nhân dịp tết Nguyên đán");
    let told = told(&word);
    assert!(
        told.contains("BC091") && told.contains("1. Chăm lo đời sống đoàn viên, đoạn"),
        "{told}"
    );
}

#[test]
fn sentences_are_held_to_their_own_arithmetic() {
    let mut word = report();
    word.body = word
        .body
        .replace("có 11/12 sáng kiến được áp dụng", "có 45/50 đoàn viên tham gia, đạt 80%");
    let told = told(&word);
    assert!(told.contains("BC157") && told.contains("2. Phong trào thi đua, đoạn"), "{told}");
}

#[test]
fn what_is_not_there_is_not_judged() {
    let told = told(&Word::of(p("j", "Chỉ có một đoạn văn, không đầu không cuối.") + SHEET));
    assert!(
        told.contains("BC284") && told.contains("chưa soát được") && told.contains("Quốc hiệu"),
        "{told}"
    );
    assert!(!told.contains("Cần sửa"), "{told}");
}

#[test]
fn other_files_are_told_what_they_are() {
    let desk = Desk::new();
    for (name, bytes, said) in [
        ("a.pdf", &b"%PDF-1.7 x"[..], "PDF"),
        ("a.xlsx", b"PK\x03\x04....xl/workbook.xml", "bieu doc"),
        ("a.png", b"\x89PNG\r\n", "ảnh"),
    ] {
        std::fs::write(desk.path(name), bytes).expect("written");
        let ran = desk.run(&["check", name]);
        assert!(
            ran.code != 0 && (ran.out.clone() + &ran.err).contains(said),
            "{name}: {}{}",
            ran.out,
            ran.err
        );
    }
}

/// A cell's paper as the Party's guide has it.
fn of_the_party() -> Word {
    let left = p("c28", "ĐẢNG BỘ XÃ BẾN THỬ")
        + &p("cb28", "CHI BỘ XƯỞNG MỘC")
        + &p("c28", "*")
        + &p("c28", "Số 07-BC/CB");
    let right =
        p("cb30", "ĐẢNG CỘNG SẢN VIỆT NAM") + &p("ci28", "Bến Thử, ngày 04 tháng 12 năm 2025");
    let mut word = report();
    word.body = word
        .body
        .replace(&letterhead(), &table(&[&[&left, &right]], false))
        .replace(&p("cb28", "BÁO CÁO"), &p("cb32", "BÁO CÁO"))
        .replace("TM. BAN CHẤP HÀNH", "T/M CHI BỘ")
        .replace("CHỦ TỊCH", "BÍ THƯ")
        .replace("Mộc Thử./.", "Mộc Thử.")
        .replace("mộc Thử./.", "mộc Thử.");
    word
}

/// The Party's papers are judged by the Party's regime.
#[test]
fn a_paper_of_the_party_is_held_against_its_own_regime() {
    let right = told(&of_the_party());
    assert!(!right.contains("Cần sửa") && !right.contains("Cần xem lại"), "{right}");
    assert!(right.contains("chưa soát được") && right.contains("Văn bản của Đảng"), "{right}");
    let mut word = of_the_party();
    word.body = word.body.replace("<w:sz w:val=\"30\"/>", "<w:sz w:val=\"24\"/>");
    let small = told(&word);
    assert!(small.contains("Cần xem lại[BC274]: Tiêu đề: cỡ chữ 12"), "{small}");
}

/// Where the State's way stands in the Party's place, each is told by itself.
#[test]
fn the_partys_words_are_its_own() {
    for (from, to, code, said) in [
        (">*<", ">_____<", "BC274", "dấu sao"),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BC274", "Quốc hiệu"),
        ("Số 07-BC/CB", "Số: 07-BC/CB", "BC275", "có dấu hai chấm"),
        ("Số 07-BC/CB", "Số 07/BC-CB", "BC275", "sau số là “/”"),
        ("Số 07-BC/CB", "Số 7-BC/CB", "BC275", "thiếu số 0"),
        ("Số 07-BC/CB", "Số 07-NQ/CB", "BC275", "“NQ”"),
        ("ngày 04 tháng 12", "ngày 4 tháng 12", "BC276", "ngày 04"),
        ("Bến Thử, ngày 04", "Bến Thử ngày 04", "BC276", "dấu phẩy"),
        ("T/M CHI BỘ", "TM. CHI BỘ", "BC281", "T/M"),
        ("Trịnh Thị Mộc", "ThS. Trịnh Thị Mộc", "BC281", "ThS."),
        ("mộc Thử.<", "mộc Thử./.<", "BC279", "./."),
    ] {
        let mut word = of_the_party();
        let before = word.body.clone();
        word.body = word.body.replace(from, to);
        assert_ne!(word.body, before, "{from}");
        let told = told(&word);
        assert!(told.contains(code) && told.contains(said), "{to}: {told}");
        assert!(told.matches("Cần xem lại[").count() <= 2, "{to}: {told}");
        assert!(!told.contains("Cần sửa"), "{to}: {told}");
    }
}

/// The Youth Union has three stars, a colon behind “Số”, TM. with a stop.
#[test]
fn the_youth_unions_words_are_its_own() {
    let mut word = of_the_party();
    word.body = word
        .body
        .replace("ĐẢNG BỘ XÃ BẾN THỬ", "BCH ĐOÀN XÃ BẾN THỬ")
        .replace("CHI BỘ XƯỞNG MỘC", "CHI ĐOÀN XƯỞNG MỘC")
        .replace("ĐẢNG CỘNG SẢN VIỆT NAM", "ĐOÀN TNCS HỒ CHÍ MINH")
        .replace(">*<", ">***<")
        .replace("Số 07-BC/CB", "Số: 07-BC/CĐ")
        .replace("T/M CHI BỘ", "TM. BAN CHẤP HÀNH")
        .replace("Mộc Thử.", "Mộc Thử./.")
        .replace("mộc Thử.", "mộc Thử./.")
        .replace("w:right=\"851\"", "w:right=\"1134\"");
    let right = told(&word);
    assert!(!right.contains("Cần sửa") && !right.contains("Cần xem lại"), "{right}");
    for (from, to, said) in [
        (">***<", ">*<", "dấu sao “***”"),
        ("Số: 07", "Số 07", "không có dấu hai chấm"),
        ("TM. BAN", "T/M BAN", "TM."),
    ] {
        let body = word.body.replace(from, to);
        let told = told(&Word { body, ..of_the_party() });
        assert!(told.contains(said), "{to}: {told}");
    }
}

#[test]
fn how_a_text_ends() {
    let mut word = report();
    word.body = word.body.replace("Thử./.", "Thử.");
    assert!(!told(&word).contains("Dấu kết thúc"));
    word.body = word.body.replace("Xưởng mộc Thử.<", "Xưởng mộc Thử<");
    let told = told(&word);
    assert!(told.contains("Dấu kết thúc: không có dấu kết thúc"), "{told}");
}
