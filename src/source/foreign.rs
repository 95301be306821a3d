//! Files of other programs given in place of a dossier, recognised by their first bytes, with
//! the verb that reads them.

/// The kind of a file that isn't a dossier, and what to do with it.
pub(super) struct Foreign {
    /// *tệp Word (.docx)*
    pub what: &'static str,
    pub hint: &'static str,
}

const SHEET: &str = "biểu đơn vị gửi về thì đọc bằng lệnh baocao bieu doc; bảng mỗi hàng một đơn vị thì \
                     xuất bằng lệnh baocao hang-loat";
const TEXT: &str =
    "hồ sơ là tệp .yaml: tạo bằng lệnh baocao tao --kind \"tổng kết\" rồi chép nội dung sang";
const WORD: &str = "lấy nội dung vào hồ sơ: baocao tao --from-word; soát thể thức của chính tệp Word: baocao kiem-tra";
const OLD_WORD: &str =
    "mở bằng Word, lưu thành .docx; rồi lấy nội dung vào hồ sơ: baocao tao --from-word";
const PACKED: &str = "giải nén, rồi ghi tên tệp hồ sơ (.yaml) ở bên trong";
const BROKEN: &str = "xin gửi lại tệp, hoặc mở bằng chương trình đã làm ra nó và lưu lại";
const PRINTED: &str = "ghi tên tệp hồ sơ (.yaml) đã dùng để xuất văn bản này";

/// The kind of a file, if it isn't a dossier. `name` is used if the bytes aren't conclusive:
/// a table in plain text may also be YAML.
pub(super) fn foreign(name: &str, bytes: &[u8]) -> Option<Foreign> {
    let told = |what, hint| Some(Foreign { what, hint });
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let empty = || told(expected(ending.as_deref()?)?, BROKEN);
    match bytes {
        _ if bytes.trim_ascii().is_empty() => empty(),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => {
            packed(bytes).or_else(empty).or_else(|| told("tệp nén (.zip)", PACKED))
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(compound(bytes)),
        [b'%', b'P', b'D', b'F', ..] => told("tệp PDF", PRINTED),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            told("ảnh", TEXT)
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => told("tệp Word (.rtf)", OLD_WORD),
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] | [0x1F, 0x8B, ..] => {
            told("tệp nén", PACKED)
        }
        _ if begins_like_web_page(bytes) => told("trang web (.html)", TEXT),
        _ if matches!(ending.as_deref(), Some("csv" | "tsv")) => told("bảng tính (.csv)", SHEET),
        _ => None,
    }
}

/// What a file with an ending would be, if it had the contents of one.
fn expected(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "docx" | "docm" | "dotx" => "tệp Word (.docx) trống hoặc hỏng",
        "doc" | "rtf" | "odt" => "tệp văn bản trống hoặc hỏng",
        "xlsx" | "xlsm" | "xls" | "xlsb" | "ods" => "bảng tính trống hoặc hỏng",
        "csv" | "tsv" => "bảng tính trống",
        "pdf" => "tệp PDF trống hoặc hỏng",
        _ => return None,
    })
}

/// The kind of a ZIP archive, by the names in it; `None` if they say nothing.
fn packed(bytes: &[u8]) -> Option<Foreign> {
    let kinds = [
        ("word/document.xml", "tệp Word (.docx)", WORD),
        ("xl/workbook", "bảng tính Excel (.xlsx)", SHEET),
        ("opendocument.spreadsheet", "bảng tính (.ods)", SHEET),
        ("opendocument.text", "tệp văn bản (.odt)", OLD_WORD),
        ("ppt/presentation.xml", "tệp PowerPoint", TEXT),
    ];
    let (_, what, hint) = kinds.into_iter().find(|(name, ..)| holds(bytes, name.as_bytes()))?;
    Some(Foreign { what, hint })
}

/// The kind of a file of older Office versions, by the names of its streams, which are in
/// UTF-16.
fn compound(bytes: &[u8]) -> Foreign {
    let has = |name: &str| {
        let wide: Vec<u8> = name.bytes().flat_map(|byte| [byte, 0]).collect();
        holds(bytes, &wide)
    };
    let (what, hint) = if has("WordDocument") {
        ("tệp Word (.doc)", OLD_WORD)
    } else if has("Workbook") || has("Book") {
        ("bảng tính Excel (.xls)", SHEET)
    } else {
        ("tệp của Microsoft Office", TEXT)
    };
    Foreign { what, hint }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn begins_like_web_page(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let begins =
        |tag: &[u8]| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    begins(b"<!doctype") || begins(b"<html") || begins(b"<?xml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_programs() {
        let word = "\u{0}W\u{0}o\u{0}r\u{0}d\u{0}D\u{0}o\u{0}c\u{0}u\u{0}m\u{0}e\u{0}n\u{0}t\u{0}";
        let old = [b"\xD0\xCF\x11\xE0".as_slice(), word.as_bytes()].concat();
        for (name, bytes, what) in [
            ("a.docx", b"PK\x03\x04....word/document.xml".as_slice(), "Word (.docx)"),
            ("a.yaml", b"PK\x03\x04....xl/workbook.xml", "Excel (.xlsx)"),
            ("a", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "(.ods)"),
            ("a.zip", b"PK\x03\x04hs.yaml", "(.zip)"),
            ("a.doc", &old, "Word (.doc)"),
            ("a.pdf", b"%PDF-1.7", "PDF"),
            ("a.rtf", b"{\\rtf1", "(.rtf)"),
            ("a.htm", b"\n<!DOCTYPE html>", "(.html)"),
            ("A.CSV", b"m\xc3\xa3;t\xc3\xaan\n", "(.csv)"),
            ("A.DOCX", b"", "Word (.docx) trống hoặc hỏng"),
            ("a.docx", b"PK\x05\x06", "Word (.docx) trống hoặc hỏng"),
            ("a.xlsx", b" \n", "bảng tính trống hoặc hỏng"),
        ] {
            let found = foreign(name, bytes).map(|foreign| foreign.what).unwrap_or_default();
            assert!(found.contains(what), "{name}: {found}");
        }
        for (name, text) in [("a.yaml", "kind: đại hội\n"), ("a.json", "{\"kind\": 1}"), ("a", "")]
        {
            assert!(foreign(name, text.as_bytes()).is_none(), "{name}");
        }
    }
}
