//! Word files made by the tests, as a program or a person would have made them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\"";

/// The sheet of the decree: A4, its margins, the page number above.
pub const SHEET: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h1\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1134\" w:bottom=\"1134\" w:left=\"1701\" w:right=\"851\"/><w:titlePg/></w:sectPr>";

/// Times New Roman 14, and nothing else.
const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\"/>\
    <w:sz w:val=\"28\"/></w:rPr></w:rPrDefault></w:docDefaults>";

/// A file in the making.
pub struct Word {
    pub body: String,
    pub styles: String,
    pub numbering: String,
    pub header: String,
    pub relations: String,
    pub others: Vec<(String, Vec<u8>)>,
}

impl Word {
    pub fn of(body: impl Into<String>) -> Self {
        Word {
            body: body.into(),
            styles: STYLES.to_owned(),
            numbering: String::new(),
            header: "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
                     <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
                     <w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
                .to_owned(),
            relations: String::new(),
            others: Vec::new(),
        }
    }

    /// Adds a part that the document refers to.
    pub fn with(mut self, name: &str, kind: &str, root: &str, content: &str) -> Self {
        self.relations +=
            &format!("<Relationship Id=\"{kind}\" Type=\"http://x/{kind}\" Target=\"{name}\"/>");
        let text = format!("<w:{root} {SPACES}>{content}</w:{root}>");
        self.others.push((format!("word/{name}"), text.into_bytes()));
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let part = |root: &str, content: &str| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{root} {SPACES}>{content}</w:{root}>"
            )
            .into_bytes()
        };
        let document = part("document", &format!("<w:body>{}</w:body>", self.body));
        let relations = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"s\" Type=\"http://x/styles\" Target=\"styles.xml\"/>\
             <Relationship Id=\"n\" Type=\"http://x/numbering\" Target=\"numbering.xml\"/>\
             <Relationship Id=\"h1\" Type=\"http://x/header\" Target=\"header1.xml\"/>{}</Relationships>",
            self.relations
        );
        let mut parts = vec![
            ("word/document.xml".to_owned(), document),
            ("word/styles.xml".to_owned(), part("styles", &self.styles)),
            ("word/numbering.xml".to_owned(), part("numbering", &self.numbering)),
            ("word/header1.xml".to_owned(), part("hdr", &self.header)),
            ("word/_rels/document.xml.rels".to_owned(), relations.into_bytes()),
        ];
        parts.extend(self.others.iter().cloned());
        zip(&parts)
    }
}

pub fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A paragraph; `look` has letters: b bold, i italic, c centred, r right, j justified,
/// u underlined, l a rule below; a number is the size in half points.
pub fn p(look: &str, text: &str) -> String {
    let has = |letter: char| look.contains(letter);
    let digits: String = look.chars().filter(char::is_ascii_digit).collect();
    let align = match look.chars().find(|c| "crj".contains(*c)) {
        Some('c') => "<w:jc w:val=\"center\"/>",
        Some('r') => "<w:jc w:val=\"right\"/>",
        Some('j') => {
            "<w:ind w:firstLine=\"720\"/><w:spacing w:before=\"120\"/><w:jc w:val=\"both\"/>"
        }
        _ => "",
    };
    let rule = if has('l') { "<w:pBdr><w:bottom w:val=\"single\"/></w:pBdr>" } else { "" };
    let mut run = String::new();
    for (letter, tag) in [('b', "<w:b/>"), ('i', "<w:i/>"), ('u', "<w:u w:val=\"single\"/>")] {
        run += if has(letter) { tag } else { "" };
    }
    if !digits.is_empty() {
        run += &format!("<w:sz w:val=\"{digits}\"/>");
    }
    let text: String = text
        .split('\t')
        .map(|part| format!("<w:t xml:space=\"preserve\">{part}</w:t>"))
        .collect::<Vec<_>>()
        .join("<w:tab/>");
    format!("<w:p><w:pPr>{rule}{align}</w:pPr><w:r><w:rPr>{run}</w:rPr>{text}</w:r></w:p>")
}

/// A paragraph of a list.
pub fn item(list: u32, level: u32, look: &str, text: &str) -> String {
    let numbered =
        format!("<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    p(look, text).replacen("<w:pPr>", &numbered, 1)
}

/// A table of cells, each with its paragraphs.
pub fn table(rows: &[&[&str]], has_lines: bool) -> String {
    let borders = match has_lines {
        true => "<w:tblBorders><w:top w:val=\"single\"/></w:tblBorders>",
        false => "",
    };
    let cell = |content: &&str| format!("<w:tc>{content}</w:tc>");
    let row =
        |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let rows: String = rows.iter().map(row).collect();
    format!("<w:tbl><w:tblPr>{borders}</w:tblPr>{rows}</w:tbl>")
}

/// The letterhead of a base union, as it should be.
pub fn letterhead() -> String {
    let left = p("c26", "CÔNG ĐOÀN PHƯỜNG BẾN THỬ")
        + &p("cb26l", "CÔNG ĐOÀN CƠ SỞ XƯỞNG MỘC THỬ")
        + &p("c26", "Số: 07/BC-CĐCS");
    let right = p("cb26", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + &p("cb28l", "Độc lập - Tự do - Hạnh phúc")
        + &p("ci28", "Bến Thử, ngày 04 tháng 12 năm 2025");
    table(&[&[&left, &right]], false)
}

pub fn title() -> String {
    p("cb28", "BÁO CÁO") + &p("cb28l", "Tổng kết hoạt động công đoàn năm 2025")
}

pub fn closing() -> String {
    let left = p("bi24", "Nơi nhận:")
        + &p("22", "- Công đoàn phường Bến Thử;")
        + &p("22", "- Các tổ công đoàn;")
        + &p("22", "- Lưu: VT, CĐCS.");
    let right = p("cb28", "TM. BAN CHẤP HÀNH")
        + &p("cb28", "CHỦ TỊCH")
        + &p("c28", "")
        + &p("cb28", "Trịnh Thị Mộc");
    table(&[&[&left, &right]], false)
}

/// A whole report, wholly right.
pub fn report() -> Word {
    let mut body = letterhead() + &title();
    body += &p(
        "j28",
        "Thực hiện Công văn số 12/CĐP ngày 03 tháng 11 năm 2025 của Công đoàn phường Bến Thử về tổng kết năm, Công đoàn cơ sở Xưởng mộc Thử báo cáo như sau:",
    );
    body += &p("jb28", "I. ĐẶC ĐIỂM TÌNH HÌNH");
    body += &p(
        "j28",
        "Xưởng có 84 lao động, trong đó 31 lao động nữ; tất cả đều là đoàn viên công đoàn, sinh hoạt ở 03 tổ công đoàn.",
    );
    body += &p("jb28", "II. KẾT QUẢ HOẠT ĐỘNG");
    body += &p("jb28", "1. Chăm lo đời sống đoàn viên");
    body += &p(
        "j28",
        "Ban Chấp hành đã thăm hỏi 26 lượt đoàn viên, số tiền 13.000.000 đồng, nhân dịp tết Nguyên đán và các ngày lễ.",
    );
    body += &p("j28", "- Tặng 84 suất quà tết;");
    body += &p("j28", "- Hỗ trợ 02 đoàn viên sửa nhà.");
    body += &p("jb28", "2. Phong trào thi đua");
    body += &p(
        "j28",
        "Phong trào “Thợ giỏi, tay nghề vững” có 11/12 sáng kiến được áp dụng, làm lợi 45 triệu đồng cho xưởng trong năm.",
    );
    body += &p("jb28", "III. TỒN TẠI, HẠN CHẾ");
    body += &p(
        "j28",
        "Sinh hoạt của tổ sơn chưa đều do làm theo ca; việc cập nhật hồ sơ đoàn viên còn chậm so với yêu cầu.",
    );
    body += &p("jb28", "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026");
    body += &p("j28", "- Đối thoại định kỳ với chủ xưởng hai lần;");
    body += &p("j28", "- Kết nạp ít nhất 05 đoàn viên mới.");
    body += &p(
        "j28",
        "Trên đây là báo cáo tổng kết hoạt động công đoàn năm 2025 của Công đoàn cơ sở Xưởng mộc Thử./.",
    );
    body += &(closing() + SHEET);
    Word::of(body)
}
