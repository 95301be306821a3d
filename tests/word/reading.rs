//! What a reader of the page sees is read: labels of lists, looks by styles, accepted
//! changes, boxes once.

use baocao::word::{
    self, Align, Block, ChangeKind, Document, LineSpacing, MarkKind, OldFont, Paragraph,
};

use super::made::{SHEET, Word, item, p, report};

fn read(word: &Word) -> Document {
    word::open(&word.bytes()).expect("a Word file")
}

fn paragraphs(document: &Document) -> Vec<&Paragraph> {
    fn paragraph(block: &Block) -> Option<&Paragraph> {
        match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        }
    }
    document.blocks.iter().filter_map(paragraph).collect()
}

#[test]
fn labels_come_from_lists_and_looks_from_styles() {
    let level = |at: u32, format: &str, text: &str, style: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{style}<w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let mut word = Word::of(
        "<w:p><w:pPr><w:pStyle w:val=\"DM\"/></w:pPr><w:r><w:t>Mở</w:t></w:r></w:p>".to_owned()
            + &item(1, 1, "", "Con")
            + &item(1, 1, "", "Con nữa")
            + "<w:p><w:pPr><w:pStyle w:val=\"DM\"/></w:pPr><w:r><w:t>Kết</w:t></w:r></w:p>"
            + &item(1, 1, "", "Con khác")
            + SHEET,
    );
    word.styles += "<w:style w:type=\"paragraph\" w:styleId=\"Goc\"><w:name w:val=\"Gốc\"/><w:pPr><w:jc w:val=\"both\"/>\
        <w:spacing w:line=\"360\" w:lineRule=\"exact\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"DM\"><w:name w:val=\"Đề mục\"/><w:basedOn w:val=\"Goc\"/>\
        <w:pPr><w:outlineLvl w:val=\"0\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    word.numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level(0, "upperRoman", "%1.", "<w:pStyle w:val=\"DM\"/>"),
        level(1, "decimal", "%2.", "")
    );
    let document = read(&word);
    let paragraphs = paragraphs(&document);
    let labels: Vec<&str> = paragraphs
        .iter()
        .map(|p| p.label.as_ref().map_or("", |label| label.text.as_str()))
        .collect();
    assert_eq!(labels, ["I.", "1.", "2.", "II.", "1."]);
    let first = paragraphs[0];
    assert_eq!(first.style.as_deref(), Some("Đề mục"));
    assert_eq!(first.outline, Some(0));
    assert_eq!(first.shape.align, Align::Both);
    assert_eq!(first.shape.line, LineSpacing::Exact(360));
    assert!(first.look().bold && first.look().size == 28);
}

#[test]
fn changes_comments_and_bookmarks_keep_their_places() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"_so\"/>{}<w:del w:author=\"Lý\"><w:r><w:delText>12</w:delText></w:r></w:del>\
         <w:ins w:author=\"Lý\" w:date=\"2026-01-02\">{}</w:ins><w:bookmarkEnd w:id=\"1\"/>\
         <w:commentRangeStart w:id=\"7\"/>{}<w:commentRangeEnd w:id=\"7\"/></w:p>\
         <w:p><w:pPr><w:rPr><w:del w:author=\"Lý\"/></w:rPr></w:pPr><w:del w:author=\"Lý\"><w:r><w:delText>Bỏ</w:delText></w:r></w:del></w:p>{SHEET}",
        run("Có "),
        run("14"),
        run(" tổ")
    );
    let word = Word::of(body).with(
        "comments.xml",
        "comments",
        "comments",
        "<w:comment w:id=\"7\" w:author=\"Sầm\"><w:p><w:r><w:t>Xem lại số này.</w:t></w:r></w:p></w:comment>",
    );
    let document = read(&word);
    let paragraphs = paragraphs(&document);
    assert_eq!(paragraphs[0].text(), "Có 14 tổ");
    assert_eq!(paragraphs[0].old_text(), "Có 12 tổ");
    let inserted = paragraphs[0]
        .runs
        .iter()
        .find_map(|run| run.change.clone().filter(|c| c.kind == ChangeKind::Inserted));
    assert_eq!(inserted.map(|change| change.author.to_string()), Some("Lý".to_owned()));
    let marks: Vec<usize> = paragraphs[0].marks.iter().map(|mark| mark.run).collect();
    assert_eq!(marks, [0, 3, 3, 4]);
    assert!(
        matches!(&paragraphs[0].marks[0].kind, MarkKind::BookmarkStart(_, name) if name == "_so")
    );
    assert!(paragraphs[1].is_blank() && paragraphs[1].end_change.is_some());
    assert_eq!(
        (document.comments[0].author.as_str(), document.comments[0].text.as_str()),
        ("Sầm", "Xem lại số này.")
    );
}

#[test]
fn boxes_are_read_once_and_fields_as_last_shown() {
    let content = "<w:txbxContent><w:p><w:r><w:t>Trong hộp</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:t xml:space=\"preserve\">Ngày </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>04/12</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>{SHEET}"
    );
    let document = read(&Word::of(body));
    let boxes = document.blocks.iter().filter(|block| matches!(block, Block::Box(_))).count();
    assert_eq!(boxes, 1);
    assert_eq!(paragraphs(&document)[0].text(), "Ngày 04/12");
}

#[test]
fn old_fonts_become_unicode() {
    let run = |font: &str, text: &str| {
        format!(
            "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let document =
        read(&Word::of(run(".VnTime", "C«ng ®oµn") + &run(".VnTimeH", "b¸o c¸o") + SHEET));
    let texts: Vec<String> = paragraphs(&document).iter().map(|p| p.text()).collect();
    assert_eq!(texts, ["Công đoàn", "BÁO CÁO"]);
    assert_eq!(document.old_font, Some(OldFont::Tcvn3));
    let document = read(&Word::of(run("VNI-Times", "Coâng ñoaøn cô sôû") + SHEET));
    assert_eq!(paragraphs(&document)[0].text(), "Công đoàn cơ sở");
}

#[test]
fn merged_cells_and_the_sheet() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", text))
    };
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>{SHEET}",
        cell("<w:vMerge w:val=\"restart\"/>", "Khối"),
        cell("<w:gridSpan w:val=\"2\"/>", "Đoàn viên"),
        cell("<w:vMerge/>", ""),
        cell("", "Nam"),
        cell("", "Nữ"),
    );
    let document = read(&Word::of(body));
    let Some(Block::Table(table)) = document.blocks.first() else { panic!("a table") };
    assert_eq!(table.columns(), 3);
    assert!(table.rows[1].cells[0].is_continued);
    let section = &document.sections[0];
    assert_eq!((section.left, section.right, section.has_title_page), (1701, 851, true));
    assert_eq!(section.header.len(), 1);
}

#[test]
fn a_whole_report_is_read_the_same_each_time() {
    let bytes = report().bytes();
    let shown = |bytes: &[u8]| format!("{:?}", word::open(bytes).expect("read"));
    assert_eq!(shown(&bytes), shown(&bytes));
}
