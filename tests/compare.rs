//! A Word file that somebody changed and sent back: each change is named with its field,
//! and `--take` writes into the dossier what can be written and nothing else.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

#[path = "support/desk.rs"]
mod desk;

use desk::{Desk, Ran};

const DOSSIER: &str = "\
# Hồ sơ năm học
format: 1
kind: tổng kết
organization:
  name: Công đoàn cơ sở Trường Tiểu học Bến Mơ   # tên theo quyết định
  symbol: CĐCS
  place: Bến Mơ
  parent: Công đoàn phường Bến Mơ
period:
  year: 2026
results:
  - area: Chăm lo đời sống đoàn viên
    figures:
      visits:
        title: Lượt thăm hỏi
        value: 37 lượt   # sổ thăm hỏi
    text: |
      - Thăm hỏi {{ visits }} đoàn viên ốm đau, bảo đảm chu đáo từng trường hợp.
      - Vận động quỹ tương trợ, giúp các gia đình gặp hỏa hoạn ổn định nhà cửa.
      - Bố trí tủ sách và phòng nghỉ trưa cho giáo viên ở xa trường.
papers:
  annual_report:
    signature:
      name: Đặng Thị Sen   # chủ tịch
      post: Chủ tịch
";

/// A desk with the dossier's paper in Word, and the paper's text as XML.
fn sent(dossier: &str) -> (Desk, Vec<u8>) {
    let desk = Desk::new();
    desk.write("ho-so.yaml", dossier);
    let ran = desk.run(&["render", "ho-so.yaml", "--to", "docx"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let path = ran.out.lines().find(|line| line.ends_with(".docx")).expect("a file").to_owned();
    let bytes = std::fs::read(desk.path(&path)).expect("read");
    (desk, bytes)
}

/// The file with its parts rewritten; a part that becomes empty is left out.
fn edited(file: &[u8], edit: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let (name, mut text) = (part.name().expect("a name").into_owned(), String::new());
        part.read_to_string(&mut text).expect("text");
        let text = edit(&name, text);
        if !text.is_empty() {
            out.start_file(name, SimpleFileOptions::default()).expect("a part");
            out.write_all(text.as_bytes()).expect("written");
        }
    }
    out.finish().expect("an archive").into_inner()
}

/// The same with words of the document replaced, which must be there once.
fn replaced(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    edited(file, |name, text| {
        if name != "word/document.xml" {
            return text;
        }
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

/// What becomes of each paragraph with these words.
fn paragraph(file: &[u8], words: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    edited(file, |name, text| {
        if name != "word/document.xml" {
            return text;
        }
        let at = text.find(words).unwrap_or_else(|| panic!("no {words}"));
        let start = text[..at].rfind("<w:p>").expect("a paragraph");
        let end = at + text[at..].find("</w:p>").expect("its end") + "</w:p>".len();
        format!("{}{}{}", &text[..start], change(&text[start..end]), &text[end..])
    })
}

fn compare(desk: &Desk, file: &[u8], options: &[&str]) -> Ran {
    std::fs::write(desk.path("ve.docx"), file).expect("written");
    desk.run(&[&["compare", "ho-so.yaml", "ve.docx"], options].concat())
}

/// What is told of a changed file, and the dossier once it was taken.
fn told_and_taken(change: impl Fn(&[u8]) -> Vec<u8>) -> (String, String) {
    let (desk, file) = sent(DOSSIER);
    let file = change(&file);
    let told = compare(&desk, &file, &[]);
    assert_eq!(desk.read("ho-so.yaml"), DOSSIER, "comparing writes nothing");
    compare(&desk, &file, &["--take"]);
    (told.out + &told.err, desk.read("ho-so.yaml"))
}

const INSERTED: &str = "w:id=\"901\" w:author=\"Lê Văn Duyệt\" w:date=\"2026-11-20T08:00:00Z\"";

#[test]
fn what_nobody_changed_is_no_change() {
    let (desk, file) = sent(DOSSIER);
    let ran = compare(&desk, &file, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "Tệp không khác văn bản xuất từ ho-so.yaml.\n");
    // Fonts, blanks and the kind of quotation marks say nothing else.
    let other = edited(&file, |_, text| text.replace("Times New Roman", "Arial"));
    let other = replaced(&other, "từng trường hợp", "từng  trường\u{a0}hợp");
    assert!(compare(&desk, &other, &[]).out.starts_with("Tệp không khác"));
}

#[test]
fn a_word_is_told_with_its_field_and_taken() {
    let (told, taken) = told_and_taken(|file| replaced(file, "chu đáo", "kịp thời"));
    assert!(told.contains("[BC403]") && told.contains("ho-so.yaml:"), "{told}");
    assert!(
        told.contains("bảo đảm chu đáo từng") && told.contains("bảo đảm kịp thời từng"),
        "{told}"
    );
    assert!(told.contains("không đánh dấu sửa"), "{told}");
    assert_eq!(taken, DOSSIER.replace("chu đáo", "kịp thời"));
}

#[test]
fn a_tracked_change_is_told_with_its_author() {
    let (told, taken) = told_and_taken(|file| {
        let tracked = format!(
            "bảo đảm </w:t></w:r><w:del {INSERTED}><w:r><w:delText>chu đáo</w:delText></w:r></w:del>\
             <w:ins {INSERTED}><w:r><w:t>đầy đủ</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> từng"
        );
        replaced(file, "bảo đảm chu đáo từng", &tracked)
    });
    assert!(told.contains("có đánh dấu sửa: Lê Văn Duyệt"), "{told}");
    assert_eq!(taken, DOSSIER.replace("chu đáo", "đầy đủ"));
}

#[test]
fn a_figure_is_an_error_and_goes_into_its_own_field() {
    let (told, taken) =
        told_and_taken(|file| edited(file, |_, text| text.replace("37\u{a0}lượt", "45\u{a0}lượt")));
    assert!(told.contains("Cần sửa[BC402]: Lượt thăm hỏi"), "{told}");
    assert!(told.contains("ho-so.yaml:16:16"), "{told}");
    assert_eq!(taken, DOSSIER.replace("37 lượt ", "45 lượt "));
}

#[test]
fn paragraphs_come_in_and_go() {
    let new = "Tặng sách cho con đoàn viên vào lớp một.";
    let (told, taken) = told_and_taken(|file| {
        paragraph(file, "Vận động quỹ tương trợ", |old| {
            let added = old.replace(
                "Vận động quỹ tương trợ, giúp các gia đình gặp hỏa hoạn ổn định nhà cửa.",
                new,
            );
            assert_ne!(added, old);
            format!("{old}{added}")
        })
    });
    assert!(told.contains(&format!("[BC404]: Thêm đoạn: “{new}”")), "{told}");
    let before = "      - Bố trí tủ sách";
    assert_eq!(taken, DOSSIER.replace(before, &format!("      - {new}\n{before}")));

    let (told, taken) = told_and_taken(|file| {
        paragraph(file, "Vận động quỹ tương trợ", |_| String::new())
    });
    assert!(told.contains("[BC405]: Bỏ đoạn: “Vận động quỹ tương trợ"), "{told}");
    let gone = "      - Vận động quỹ tương trợ, giúp các gia đình gặp hỏa hoạn ổn định nhà cửa.\n";
    assert_eq!(taken, DOSSIER.replace(gone, ""));
}

#[test]
fn a_paragraph_elsewhere_is_moved_and_one_in_two_is_split() {
    let (told, taken) = told_and_taken(|file| {
        // Both paragraphs change places.
        edited(file, |name, text| {
            if name != "word/document.xml" {
                return text;
            }
            let first = "Vận động quỹ tương trợ, giúp các gia đình gặp hỏa hoạn ổn định nhà cửa.";
            let second = "Bố trí tủ sách và phòng nghỉ trưa cho giáo viên ở xa trường.";
            text.replace(first, "\u{1}").replace(second, first).replace('\u{1}', second)
        })
    });
    assert!(told.contains("[BC406]: Chuyển chỗ đoạn"), "{told}");
    let first = "      - Vận động quỹ tương trợ, giúp các gia đình gặp hỏa hoạn ổn định nhà cửa.\n";
    let second = "      - Bố trí tủ sách và phòng nghỉ trưa cho giáo viên ở xa trường.\n";
    let (both, turned) = (format!("{first}{second}"), format!("{second}{first}"));
    assert_eq!(taken, DOSSIER.replace(&both, &turned));

    let (told, taken) = told_and_taken(|file| {
        replaced(file, "tương trợ, giúp các", "tương trợ,</w:t></w:r></w:p><w:p><w:r><w:t>giúp các")
    });
    assert!(told.contains("[BC406]: Ngắt đoạn làm hai"), "{told}");
    let parted = first.replace("tương trợ, giúp", "tương trợ,\n      - giúp");
    assert_eq!(taken, DOSSIER.replace(first, &parted));

    let (told, taken) = told_and_taken(|file| {
        let file = paragraph(file, "Bố trí tủ sách", |_| String::new());
        replaced(
            &file,
            "nhà cửa.",
            "nhà cửa. Bố trí tủ sách và phòng nghỉ trưa cho giáo viên ở xa trường.",
        )
    });
    assert!(told.contains("[BC406]: Nối đoạn"), "{told}");
    let joined = both.replace(".\n      - Bố trí", ". Bố trí");
    assert_eq!(taken, DOSSIER.replace(&both, &joined));
}

/// A line that is composed of a record, no text of which reads like it, moves with it.
#[test]
fn a_composed_line_moves_with_its_record() {
    let targets = "direction:
  targets:
    - value: 45 đoàn viên   # giữ như năm trước
      text: kết nạp {{ value }}
    - value: ít nhất 2 buổi
      every: năm
      text: họp mặt {{ value }}
    - text: giữ vững danh hiệu trường học xanh
papers:
";
    let dossier = DOSSIER.replace("papers:\n", targets);
    let (desk, file) = sent(&dossier);
    let turned = edited(&file, |name, text| {
        if name != "word/document.xml" {
            return text;
        }
        let line = |words: &str| {
            let at = text.find(words).unwrap_or_else(|| panic!("no {words}"));
            let start = text[..at].rfind("<w:p>").expect("a paragraph");
            &text[start..at + text[at..].find("</w:p>").expect("its end")]
        };
        let (first, second) = (line("ết nạp"), line("ọp mặt"));
        text.replace(first, "\u{1}").replace(second, first).replace('\u{1}', second)
    });
    let ran = compare(&desk, &turned, &["--take"]);
    let first = "    - value: 45 đoàn viên   # giữ như năm trước
      text: kết nạp {{ value }}
";
    let second = "    - value: ít nhất 2 buổi
      every: năm
      text: họp mặt {{ value }}
";
    let both = format!("{first}{second}");
    // What is written anew has its comment in the usual column.
    let first = first.replace("viên   #", "viên               #");
    let turned = dossier.replace(&both, &format!("{second}{first}"));
    assert_eq!(desk.read("ho-so.yaml"), turned, "{}{}", ran.out, ran.err);
}

#[test]
fn the_signer_and_what_stands_in_no_field() {
    let (_, taken) = told_and_taken(|file| {
        edited(file, |_, text| text.replace("Đặng\u{a0}Thị\u{a0}Sen", "Phan Thị Cúc"))
    });
    assert_eq!(taken, DOSSIER.replace("Đặng Thị Sen", "Phan Thị Cúc"));

    // The program's own words are nobody's field: told, and nothing is written.
    let (desk, file) = sent(DOSSIER);
    let file = edited(&file, |_, text| text.replace("Độc lập - Tự do", "Độc lập, Tự do"));
    let ran = compare(&desk, &file, &["--take"]);
    assert!(ran.code == 1 && ran.out.contains("Độc lập, Tự do"), "{}", ran.out);
    assert_eq!(desk.read("ho-so.yaml"), DOSSIER);
}

#[test]
fn words_of_a_file_never_become_expressions() {
    let (told, taken) = told_and_taken(|file| replaced(file, "chu đáo", "{{ visits }} *chu đáo*"));
    assert!(told.contains("[BC403]"), "{told}");
    assert_eq!(taken, DOSSIER);
}

#[test]
fn a_comment_is_told_by_whom_and_where() {
    let comment = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:comment w:id=\"7\" w:author=\"Lê Văn Duyệt\"><w:p><w:r><w:t>Nêu rõ hơn mức giúp.</w:t></w:r></w:p></w:comment></w:comments>";
    let (desk, file) = sent(DOSSIER);
    let file = edited(&file, |name, text| {
        match name {
        "word/_rels/document.xml.rels" => text.replace(
            "</Relationships>",
            "<Relationship Id=\"rNx\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"comments.xml\"/></Relationships>",
        ),
        "word/document.xml" => text.replace(
            "tương trợ, giúp",
            "tương trợ, </w:t></w:r><w:commentRangeStart w:id=\"7\"/><w:r><w:t>giúp",
        ),
        _ => text,
    }
    });
    let mut archive = ZipWriter::new_append(Cursor::new(file)).expect("an archive");
    archive.start_file("word/comments.xml", SimpleFileOptions::default()).expect("a part");
    archive.write_all(comment.as_bytes()).expect("written");
    let file = archive.finish().expect("an archive").into_inner();
    let ran = compare(&desk, &file, &[]);
    assert!(
        ran.out.contains("[BC407]: Nhận xét của Lê Văn Duyệt: “Nêu rõ hơn mức giúp.”"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("ho-so.yaml:17:5"), "{}", ran.out);
}

/// Without the marks of the program the text decides.
#[test]
fn a_file_that_lost_its_marks_is_known_by_its_text() {
    let strip = |file: &[u8]| {
        edited(file, |name, text| match name {
            "docProps/custom.xml" => String::new(),
            "_rels/.rels" => {
                let mut text = text;
                if let Some(at) = text.find("custom.xml") {
                    let start = text[..at].rfind("<Relationship ").expect("it");
                    let end = at + text[at..].find("/>").expect("its end") + 2;
                    text.replace_range(start..end, "");
                }
                text
            }
            _ => text.replace("w:name=\"_bc_", "w:name=\"x"),
        })
    };
    let (told, taken) = told_and_taken(|file| replaced(&strip(file), "chu đáo", "kịp thời"));
    assert!(told.contains("[BC403]") && told.contains("[BC401]"), "{told}");
    assert_eq!(taken, DOSSIER.replace("chu đáo", "kịp thời"));
}

#[test]
fn another_dossiers_file_is_refused_and_an_older_one_told() {
    let (_, other) = sent(&DOSSIER.replace("Bến Mơ", "Đồi Gió"));
    let (desk, own) = sent(DOSSIER);
    let ran = compare(&desk, &other, &["--take"]);
    assert!(ran.code == 2 && ran.out.contains("[BC400]"), "{}{}", ran.out, ran.err);
    assert_eq!(desk.read("ho-so.yaml"), DOSSIER);

    // What was written since isn't undone by a file that has no trace of it; what
    // somebody tracked is taken.
    let newer = DOSSIER.replace("ổn định nhà cửa", "dựng lại nhà");
    desk.write("ho-so.yaml", &newer);
    let tracked = format!(
        "bảo đảm chu đáo </w:t></w:r><w:ins {INSERTED}><w:r><w:t xml:space=\"preserve\">với </w:t></w:r></w:ins>\
         <w:r><w:t xml:space=\"preserve\">từng"
    );
    compare(&desk, &replaced(&own, "bảo đảm chu đáo từng", &tracked), &["--take"]);
    let newer = newer.replace("chu đáo từng", "chu đáo với từng");
    assert_eq!(desk.read("ho-so.yaml"), newer);
    let ran = compare(&desk, &own, &[]);
    assert!(ran.out.contains("[BC401]") && ran.out.contains("dựng lại nhà"), "{}", ran.out);
}

/// The XML of the row that has some words.
fn row<'t>(text: &'t str, words: &str) -> (usize, &'t str) {
    let at = text.find(words).unwrap_or_else(|| panic!("no {words}"));
    let start = text[..at].rfind("<w:tr>").expect("its start");
    let end = at + text[at..].find("</w:tr>").expect("its end") + "</w:tr>".len();
    (start, &text[start..end])
}

/// A dossier whose report has a table of targets.
fn with_targets() -> String {
    let targets = "previous_targets:
  - text: đoàn viên dự lớp tập huấn kỹ năng   # theo kế hoạch
    value: 20 đoàn viên
    result: 26 đoàn viên
    status: vượt
  - text: buổi sinh hoạt chuyên đề tổ chức trong năm
    value: 4 buổi
    result: 5 buổi
    status: vượt
papers:
";
    DOSSIER.replace("papers:\n", targets)
}

/// A row that somebody took out with its words is told with who did it, and taken.
#[test]
fn a_row_goes_out() {
    let dossier = with_targets();
    let (desk, file) = sent(&dossier);
    let gone = edited(&file, |name, text| {
        if name != "word/document.xml" {
            return text;
        }
        let (start, whole) = row(&text, "sinh hoạt chuyên đề");
        let marked = whole
            .replace("<w:trPr>", &format!("<w:trPr><w:del {INSERTED}/>"))
            .replace("<w:r>", &format!("<w:del {INSERTED}><w:r>"))
            .replace("</w:r>", "</w:r></w:del>")
            .replace("<w:t ", "<w:delText ")
            .replace("</w:t>", "</w:delText>");
        format!("{}{marked}{}", &text[..start], &text[start + whole.len()..])
    });
    let ran = compare(&desk, &gone, &[]);
    assert!(
        ran.out.contains("[BC405]: Bỏ hàng của bảng") && ran.out.contains("chuyên đề"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("Lê Văn Duyệt"), "{}", ran.out);
    compare(&desk, &gone, &["--take"]);
    let item = "  - text: buổi sinh hoạt chuyên đề tổ chức trong năm
    value: 4 buổi
    result: 5 buổi
    status: vượt
";
    assert_eq!(desk.read("ho-so.yaml"), dossier.replace(item, ""));
}

/// A new row becomes an item like its neighbour; what its cells don't say isn't said.
#[test]
fn a_row_comes_in() {
    let dossier = with_targets();
    let (desk, file) = sent(&dossier);
    let more = edited(&file, |name, text| {
        if name != "word/document.xml" {
            return text;
        }
        let (start, whole) = row(&text, "dự lớp tập huấn");
        let new = whole
            .replace("dự lớp tập huấn kỹ năng", "hiến máu tình nguyện")
            .replace(">20", ">8")
            .replace(">26", ">11");
        assert_eq!(
            whole.len() - new.len(),
            "dự lớp tập huấn kỹ năng".len() - "hiến máu tình nguyện".len() + 1
        );
        let end = start + whole.len();
        format!("{}{new}{}", &text[..end], &text[end..])
    });
    let ran = compare(&desk, &more, &["--take"]);
    let item = "    status: vượt
  - text: đoàn viên hiến máu tình nguyện
    value: 8 đoàn viên
    result: 11 đoàn viên
    status: vượt
";
    let expected = dossier.replacen("    status: vượt\n", item, 1);
    assert_eq!(desk.read("ho-so.yaml"), expected, "{}{}", ran.out, ran.err);
}

#[test]
fn a_cell_is_taken() {
    let dossier = with_targets();
    let (desk, file) = sent(&dossier);
    let cell = edited(&file, |_, text| text.replace(">26", ">29"));
    compare(&desk, &cell, &["--take"]);
    assert_eq!(desk.read("ho-so.yaml"), dossier.replace("26 đoàn viên", "29 đoàn viên"));
}

/// Number, day, recipients: what is filled in on paper goes into its field.
#[test]
fn what_is_filled_in_around_the_text() {
    let dossier = DOSSIER.replace(
        "    signature:\n",
        "    recipients:\n      - Công đoàn phường Bến Mơ (để b/c)\n      - Các tổ công đoàn\n    signature:\n",
    );
    let (desk, file) = sent(&dossier);
    let file = edited(&file, |name, text| {
        let text = text.replace("Các\u{a0}tổ", "Các tổ");
        match name {
            "word/document.xml" => text
                .replace("ngày …", "ngày 09")
                .replace("ngày\u{a0}…", "ngày 09")
                .replace("tháng …", "tháng 12")
                .replace("tháng\u{a0}…", "tháng 12")
                .replace("năm …", "năm 2026")
                .replace("năm\u{a0}…", "năm 2026")
                .replace("Các tổ công đoàn", "Các tổ, nhóm công đoàn"),
            _ => text,
        }
    });
    let ran = compare(&desk, &file, &["--take"]);
    let taken = desk.read("ho-so.yaml");
    // A draft shows no day; the paper has it once it is issued.
    assert!(taken.contains("    date: 9/12/2026\n"), "{}{}\n{taken}", ran.out, ran.err);
    let again = compare(&desk, &file, &[]);
    assert!(again.out.contains("Tệp không khác"), "{}", again.out);
    assert!(taken.contains("      - Các tổ, nhóm công đoàn\n"), "{}\n{taken}", ran.out);
}

/// The standard headings are the program's own until somebody words one.
#[test]
fn a_heading_in_other_words_becomes_the_papers_own_outline() {
    let (told, taken) = told_and_taken(|file| {
        let shown = "KẾT QUẢ HOẠT ĐỘNG CÔNG ĐOÀN";
        edited(file, |_, text| {
            let bare = text.replace('\u{a0}', " ");
            if bare.contains(shown) {
                bare.replace(shown, "KẾT QUẢ CÔNG TÁC CÔNG ĐOÀN")
            } else {
                text
            }
        })
    });
    assert!(told.contains("[BC403]") && told.contains("nhận vào hồ sơ"), "{told}");
    assert!(
        taken.contains("outline:\n  annual_report:\n")
            && taken.contains("title: Kết quả công tác công đoàn năm 2026\n")
            && taken.contains("      title: Khen thưởng\n"),
        "{told}{taken}"
    );
}

/// A number that only an issued paper shows goes into its field.
#[test]
fn the_number_of_a_draft_is_taken() {
    let (desk, file) = sent(DOSSIER);
    let file = edited(&file, |name, text| match name {
        "word/document.xml" => {
            let at = text.find("/BC-CĐCS").or_else(|| text.find("/BC")).expect("a number");
            let before = text[..at].rfind("Số:").expect("its word") + "Số:".len();
            format!("{} 27{}", &text[..before], &text[at..])
        }
        _ => text,
    });
    let ran = compare(&desk, &file, &["--take"]);
    let taken = desk.read("ho-so.yaml");
    assert!(taken.contains("    number: 27\n"), "{}{}\n{taken}", ran.out, ran.err);
    assert!(compare(&desk, &file, &[]).out.starts_with("Tệp không khác"));
}

/// A sentence that the program words of a record is told at the record's place.
#[test]
fn a_composed_sentence_has_the_place_of_its_record() {
    let dossier = DOSSIER.replace(
        "papers:\n",
        "awards:\n  - {form: Giấy khen, authority: Công đoàn phường Bến Mơ, individuals: 2 cá nhân}\npapers:\n",
    );
    let (desk, file) = sent(&dossier);
    let file = edited(&file, |_, text| {
        text.replace("cho 02\u{a0}cá\u{a0}nhân", "cho 02 cá nhân")
            .replace("cho 02\u{a0}cá nhân", "cho 02 cá nhân")
            .replace("cho 02 cá nhân", "cho 03 cá nhân")
    });
    let ran = compare(&desk, &file, &[]);
    let line = dossier.lines().position(|line| line.contains("Giấy khen")).expect("it") + 1;
    assert!(ran.out.contains(&format!("ho-so.yaml:{line}:")), "{}", ran.out);
    compare(&desk, &file, &["--take"]);
    assert!(desk.read("ho-so.yaml").contains("individuals: 03 cá nhân"), "{}", ran.out);
}

/// The subject is the program's own until somebody words it.
#[test]
fn a_subject_in_other_words_becomes_the_papers_own() {
    let (told, taken) = told_and_taken(|file| {
        paragraph(file, "w:val=\"TrichYeu\"", |old| {
            let new = old.replace("Tổng\u{a0}kết", "Đánh giá");
            assert_ne!(new, old);
            new
        })
    });
    assert!(taken.contains("    subject: Đánh giá "), "{told}{taken}");
}

#[test]
fn what_is_no_word_file_is_refused() {
    let desk = Desk::new();
    desk.write("ho-so.yaml", DOSSIER);
    desk.write("ve.docx", "%PDF-1.7");
    let ran = desk.run(&["compare", "ho-so.yaml", "ve.docx"]);
    assert!(ran.code == 2 && (ran.out + &ran.err).contains("BC270"));
}
