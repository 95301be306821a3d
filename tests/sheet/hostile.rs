//! Files that would take all memory, that are cut, or that anything stands in.

use std::io::{self, Cursor, Read};

use baocao::diagnostic::brief;
use baocao::sheet::{self, Cell, Contents};
use baocao::{Office, Options};
use proptest::prelude::*;
use rust_xlsxwriter::{Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::files::{fixtures, superior};

fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().expect("saved")
}

#[test]
fn cells_in_the_farthest_corner() {
    let stray = |rows: u32| {
        workbook(|sheet| {
            for (column, text) in ["ma_don_vi", "doan_vien"].iter().enumerate() {
                sheet.write(0, column as u16, *text).expect("a cell");
            }
            sheet.write(1, 0, "CD01").expect("a cell").write(1, 1, 412).expect("a cell");
            for row in 0..rows {
                sheet.write(1_048_575 - row, 16_383, "x").expect("a cell");
            }
        })
    };
    let grids = sheet::open(&stray(1)).expect("one cell is none too many");
    assert_eq!(grids[0].height(), 1_048_576);
    let office = Office::new(&Options::default()).expect("whole");
    let superior = superior(&office);
    let known = sheet::every(office.catalog(), &superior.catalog);
    let Contents { units, .. } = sheet::read("a.xlsx", &grids, &known);
    assert!(units.len() == 1 && units[0].whole);
    let refused = sheet::open(&stray(600)).expect_err("too many");
    assert!(
        refused.to_string().contains("bảng tính quá lớn; xóa các dòng, cột trống"),
        "{refused}"
    );
}

/// An ODS whose one table is this; its parts aren't packed.
fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{table}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zip(CompressionMethod::Stored, [("content.xml", content.as_bytes())])
}

fn zip<R: Read>(
    method: CompressionMethod,
    parts: impl IntoIterator<Item = (impl ToString, R)>,
) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, mut content) in parts {
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(name, options).expect("started");
        io::copy(&mut content, &mut zip).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

#[test]
fn repeated_cells() {
    let cell = |repeats: &str, rows: &str| {
        format!(
            "<table:table table:name=\"A\"><table:table-row {rows}><table:table-cell {repeats} \
             office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell>\
             </table:table-row></table:table>"
        )
    };
    let (wide, high) =
        ("table:number-columns-repeated=\"16384\"", "table:number-rows-repeated=\"1000000\"");
    assert_eq!(sheet::open(&ods(&cell("", ""))).expect("a sheet")[0].height(), 1);
    assert!(sheet::open(&ods(&cell(wide, high))).is_err());
    let endless = "table:number-columns-repeated=\"99999999999999999999\"";
    for table in [
        cell(wide, high).repeat(3),
        cell("table:number-columns-repeated=\"4000000000\"", ""),
        cell(wide, "").repeat(1000),
        "<table:table table:name=\"A\"><table:table-row>".to_owned(),
        "<table:table table:name=\"A\">".to_owned(),
    ] {
        let refused = sheet::open(&ods(&table)).expect_err("no sheet");
        assert!(
            refused.to_string().contains("quá lớn")
                || refused.to_string().contains("không đọc được"),
            "{refused}"
        );
    }
    assert!(sheet::open(&ods(&cell(endless, ""))).is_ok());
}

/// A quarter of a gigabyte in a quarter of a megabyte.
#[test]
fn bombs() {
    let size: u32 = (256 << 20) + 1;
    for name in ["content.xml", "xl/sharedStrings.xml"] {
        let part = (name, io::repeat(b'<').take(size.into()));
        let mut bomb = zip(CompressionMethod::Deflated, [part]);
        let refused = sheet::open(&bomb).expect_err("a bomb");
        assert!(refused.to_string().contains("bảng tính quá lớn"), "{refused}");
        // The same that says it is small, in its header and in the directory.
        for at in 0..bomb.len() - 4 {
            if bomb[at..at + 4] == size.to_le_bytes() {
                bomb[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
            }
        }
        let refused = sheet::open(&bomb).expect_err("a bomb");
        assert!(refused.to_string().contains("không đọc được"), "{refused}");
    }
}

/// A cell of megabytes is copied at every step of reading it.
#[test]
fn one_endless_cell() {
    for name in ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"] {
        let text = io::Cursor::new("<t>").chain(io::repeat(b'a').take(1 << 20));
        let refused = sheet::open(&zip(CompressionMethod::Deflated, [(name, text)]));
        let refused = refused.expect_err("no cell holds so much");
        assert!(refused.to_string().contains("bảng tính quá lớn"), "{refused}");
    }
    let cell = format!(
        "<table:table table:name=\"A\"><table:table-row><table:table-cell><text:p>{}</text:p>\
         </table:table-cell></table:table-row></table:table>",
        "a".repeat(1 << 20)
    );
    for bytes in [ods(&cell), format!("Mã;{}\n", "a".repeat(1 << 20)).into_bytes()] {
        let refused = sheet::open(&bytes).expect_err("no cell holds so much");
        assert!(refused.to_string().contains("bảng tính quá lớn"), "{refused}");
    }
}

#[test]
fn parts_without_number_or_with_a_password() {
    let parts = (0..=10_000).map(|part| (part, io::empty()));
    let refused = sheet::open(&zip(CompressionMethod::Stored, parts)).expect_err("too many");
    assert!(refused.to_string().contains("bảng tính quá lớn"), "{refused}");
    let mut locked = ods("");
    assert!(sheet::open(&locked).is_ok());
    let entry = locked.windows(4).position(|four| four == b"PK\x01\x02").expect("an entry");
    locked[entry + 8] |= 1;
    let refused = sheet::open(&locked).expect_err("locked");
    assert!(refused.to_string().contains("bỏ mật khẩu"), "{refused}");
}

#[test]
fn letters_and_sections_of_xml() {
    let cell = |text: &str| {
        let row = format!("<table:table-row><table:table-cell><text:p>{text}</text:p>");
        sheet::open(&ods(&format!(
            "<table:table table:name=\"1 &gt; 0 &amp; &#x111;\">{row}</table:table-cell>\
             </table:table-row></table:table>"
        )))
    };
    let grids =
        cell("Q&amp;A &#273;&#xE0;<text:s/><!-- <x> -->x<![CDATA[ < y & z]]>").expect("one");
    assert_eq!(grids[0].name, "1 > 0 & đ");
    assert_eq!(grids[0].cell(0, 0), &Cell::Text("Q&A đà x < y & z".to_owned()));
    for broken in ["&là;", "a & b", "&#x110000;", "</text:span>", "<text:span>", "<text:s c='>"] {
        let refused = cell(broken).expect_err(broken);
        assert!(refused.to_string().contains("không đọc được"), "{broken}: {refused}");
    }
}

/// A cell of a megabyte, in one piece or in many, is none that people fill in.
#[test]
fn a_cell_holds_so_much() {
    let table = |text: &str| {
        ods(&format!(
            "<table:table table:name=\"A\"><table:table-row><table:table-cell>{text}\
             </table:table-cell></table:table-row></table:table>"
        ))
    };
    for text in [
        format!("<text:p>{}</text:p>", "a b ".repeat(1 << 18)),
        "<text:p>a b c d</text:p>".repeat(1 << 17),
    ] {
        let refused = sheet::open(&table(&text)).expect_err("too much");
        assert!(refused.to_string().contains("quá lớn"), "{refused}");
    }
    assert!(sheet::open(&table(&format!("<text:p>{}</text:p>", "a b ".repeat(1 << 12)))).is_ok());
}

/// What is struck through in a whole cell or in a part of it, and cells that are
/// merged, are told apart in ODF as well.
#[test]
fn struck_and_merged_cells_of_odf() {
    let office = Office::new(&Options::default()).expect("whole");
    let superior = superior(&office);
    let known = sheet::every(office.catalog(), &superior.catalog);
    let cell = |text: &str, attributes: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let plain = |text: &str| cell(text, "");
    let styles = "<style:style style:name=\"gach\">\
                  <style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
                  <style:style style:name=\"mu\">\
                  <style:text-properties style:text-position=\"super 58%\"/></style:style>";
    let span = |style: &str, text: &str| {
        format!("<text:span text:style-name=\"{style}\">{text}</text:span>")
    };
    let heads = ["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên", "Đoàn viên nữ"].map(plain);
    let rows = [
        row(&heads),
        // 250 struck and 318 behind it, and a note's mark.
        row(&[
            plain("CD01"),
            plain("Một"),
            plain(&format!("{}318{}", span("gach", "250"), span("mu", "1"))),
            plain("90"),
        ]),
        row(&[plain("CD02"), plain("Hai"), cell("77", "table:style-name=\"gach\""), plain("5")]),
        row(&[
            plain("CD03"),
            plain("Ba"),
            cell("60", "table:number-rows-spanned=\"2\""),
            plain("6"),
        ]),
        row(&[plain("CD04"), plain("Bốn"), "<table:covered-table-cell/>".to_owned(), plain("7")]),
        row(&[
            plain("CD05"),
            plain("Năm"),
            cell("8", "table:number-columns-spanned=\"2\""),
            "<table:covered-table-cell/>".to_owned(),
        ]),
    ];
    let table = format!("{styles}<table:table table:name=\"A\">{}</table:table>", rows.concat());
    let grids = sheet::open(&ods(&table)).expect("a sheet");
    let Contents { units, findings } = sheet::read("a.ods", &grids, &known);
    let members = units[0].figures.iter().find(|stated| stated.asked.code == "doan_vien");
    let members = members.and_then(|stated| stated.phrase.as_deref());
    assert_eq!(members, Some("318 đoàn viên"));
    let whole: Vec<&str> =
        units.iter().filter(|unit| unit.whole).map(|unit| unit.code.as_str()).collect();
    assert_eq!(whole, ["CD01"], "{findings:#?}");
    let told: Vec<String> = findings.iter().map(brief).collect();
    for told_of in [
        "ô C3: Tổng số đoàn viên: ghi “77” bị gạch ngang",
        "ô C4: Tổng số đoàn viên: ô gộp trên nhiều hàng",
        "ô C5: Tổng số đoàn viên: ô gộp trên nhiều hàng",
        "ô C6: Tổng số đoàn viên: ô gộp trên nhiều cột",
        "ô D6: Đoàn viên nữ: ô gộp trên nhiều cột",
    ] {
        assert!(told.iter().any(|told| told.contains(told_of)), "{told_of}\n{told:#?}");
    }
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/sheets");
    std::fs::read(folder.join(name)).expect("there")
}

#[test]
fn what_other_programs_make_and_nobody_reads() {
    let refused = sheet::open(&fixture("refused/locked.xlsx")).expect_err("locked");
    assert!(refused.to_string().contains("bỏ mật khẩu"), "{refused}");
    // Cells in the corners of a sheet take no room for those between.
    assert!(sheet::open(&fixture("refused/corner.xls")).is_ok());
}

/// An old workbook whose numbers of rows, cells and sectors aren't so.
#[test]
fn old_workbooks_that_lie() {
    let bytes = fixture("xlwt.xls");
    assert!(sheet::open(&bytes).is_ok());
    let patched = |at: usize, with: &[u8]| {
        let mut bytes = bytes.clone();
        bytes[at..at + with.len()].copy_from_slice(with);
        sheet::open(&bytes)
    };
    let find = |head: &[u8]| bytes.windows(head.len()).position(|at| at == head).expect("a record");
    let dimensions = find(&[0x00, 0x02, 14, 0]) + 4;
    // What a sheet says of its own size counts for nothing.
    let whole = sheet::open(&bytes);
    assert!(patched(dimensions, &[0, 0, 0xFF, 0xFF]) == whole);
    assert!(patched(dimensions + 4, &[0xFF; 4]) == whole);
    let number = find(&[0x7E, 0x02, 10, 0]) + 4;
    let far = patched(number, &[0xFF, 0xFF, 0xFF, 0]).expect("a cell far away");
    assert_eq!((far[0].height(), far[0].row(0xFFFF).len()), (0x1_0000, 0x100));
    // The directory's first sector follows itself.
    let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four"));
    let (table, directory) = (word(76) as usize, word(48));
    let next = (table + 1) * 512 + directory as usize * 4;
    let refused = patched(next, &directory.to_le_bytes()).expect_err("round and round");
    assert!(refused.to_string().contains("không đọc được"), "{refused}");
}

/// The result that a program left counts, in hidden rows too; a formula that
/// nobody calculated isn't empty.
#[test]
fn formulas() {
    let bytes = workbook(|sheet| {
        for (column, text) in ["ma_don_vi", "doan_vien", "doan_vien_nu"].iter().enumerate() {
            sheet.write(0, column as u16, *text).expect("a cell");
        }
        sheet.write(1, 0, "CD01").expect("a cell");
        sheet.write_formula(1, 1, Formula::new("=2+3").set_result("5")).expect("a cell");
        sheet
            .write_formula(1, 2, Formula::new("=IF(B2>9,1,\"\")").set_result(" "))
            .expect("a cell");
        sheet.set_row_hidden(1).expect("hidden");
    });
    let office = Office::new(&Options::default()).expect("whole");
    let superior = superior(&office);
    let known = sheet::every(office.catalog(), &superior.catalog);
    let reading = sheet::read("a.xlsx", &sheet::open(&bytes).expect("a sheet"), &known);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    let phrases: Vec<&str> =
        reading.units[0].figures.iter().filter_map(|f| f.phrase.as_deref()).collect();
    assert_eq!(phrases, ["5 đoàn viên"]);
    // openpyxl writes formulas without results.
    let grids = sheet::open(&fixture("openpyxl.xlsx")).expect("sheets");
    assert_eq!(
        grids[0].cell(12, 1),
        &Cell::Fault("chưa tính, mở bằng Excel rồi lưu lại".to_owned())
    );
}

/// Cells that people and programs leave.
fn cell() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "",
        "",
        "412",
        "1.412",
        "8,945",
        "8.5",
        "0,98",
        "98%",
        "7 đ/c",
        "54/56",
        "5/4",
        "không",
        "chưa có",
        "x",
        "-",
        "…",
        "#DIV/0!",
        "30/11/2026",
        "11/30/2026",
        "46356",
        "2026-11-30",
        "tổng cộng",
        "1 tỷ đồng",
        "-5",
        "99999999999999999999999",
        "A; B",
        "trên 40",
        "10-12",
        "doanh nghiệp",
        "CD01",
        "I",
        "{{ x }}",
        "a: b",
        "\u{301}",
        "=1+1",
        "1e308",
        "'",
        "\"",
    ]);
    prop_oneof![4 => odd.prop_map(str::to_owned), 1 => "[ -~à-ỹ]{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig { ..ProptestConfig::with_cases(96) })]

    /// A row is a whole dossier that can be read again, or a cell of it is told.
    #[test]
    fn any_grid(rows in prop::collection::vec(prop::collection::vec(cell(), 9), 1..8)) {
        static OFFICE: std::sync::LazyLock<Office> =
            std::sync::LazyLock::new(|| Office::new(&Options::default()).expect("whole"));
        let heads = "ma_don_vi;ten_don_vi;loai_hinh;tinh_den_ngay;doan_vien;hoi_nghi_nld;\
                     hoi_nghi_nld/tong;ty_le_tham_gia;phong_trao\n";
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(";");
        let text = heads.to_owned() + &rows.iter().map(line).collect::<Vec<_>>().join("\n");
        let superior = superior(&OFFICE);
        let known = sheet::every(OFFICE.catalog(), &superior.catalog);
        let Ok(grids) = sheet::open(text.as_bytes()) else { return Ok(()) };
        let reading = sheet::read("a.csv", &grids, &known);
        for unit in &reading.units {
            if unit.whole {
                let tree = sheet::tree(unit, None);
                let yaml = sheet::write(&tree, None);
                let loaded = OFFICE.load("a", yaml.as_bytes(), &[]);
                prop_assert!(loaded.dossier().is_some(), "{yaml}\n{:?}", loaded.diagnostics);
                // Whoever takes the row as it is and whoever reads its file have the same.
                let straight = OFFICE.load_tree(Some(tree), Vec::new(), &[]);
                prop_assert_eq!(straight.dossier(), loaded.dossier());
            } else {
                let told = reading.findings.iter().any(|found| found.is_error());
                prop_assert!(told, "{unit:?}");
            }
        }
    }

    /// Files of other programs, cut and with other bytes in them.
    #[test]
    fn spoilt_files(
        which in any::<prop::sample::Index>(),
        cut in prop::option::of(any::<prop::sample::Index>()),
        bytes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let files = fixtures();
        let (_, mut file) = files[which.index(files.len())].clone();
        for (at, byte) in bytes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        let _ = sheet::open(&file);
    }

    /// The same inside of an ODS, where nothing is packed.
    #[test]
    fn spoilt_tables(
        cut in prop::option::of(any::<prop::sample::Index>()),
        parts in prop::collection::vec(
            (any::<prop::sample::Index>(), prop::sample::select(PARTS.to_vec())), 0..4
        ),
    ) {
        let mut table = TABLE.to_owned();
        for (at, part) in parts {
            let at = table.floor_char_boundary(at.index(table.len()));
            table.insert_str(at, part);
        }
        if let Some(cut) = cut {
            table.truncate(table.floor_char_boundary(cut.index(table.len())));
        }
        let _ = sheet::open(&ods(&table));
    }
}

const TABLE: &str = "<table:table table:name=\"Biểu &quot;1&quot;\"><table:shapes><draw:frame><table:table/>\
    </draw:frame></table:shapes><table:table-row table:number-rows-repeated=\"2\"><table:table-cell/>\
    </table:table-row><table:table-row><table:table-cell office:value-type=\"string\"><text:p>Mã<text:s/>đơn \
    vị</text:p><office:annotation><text:p>note</text:p></office:annotation></table:table-cell>\
    <table:covered-table-cell table:number-columns-repeated=\"3\"/><table:table-cell \
    office:value-type=\"percentage\" office:value=\"0.98\"><text:p>98%</text:p></table:table-cell>\
    <table:table-cell office:value-type=\"date\" office:date-value=\"2026-11-30\"/></table:table-row>\
    </table:table>";

const PARTS: [&str; 9] = [
    "<",
    ">",
    "\"",
    "&#x110000;",
    "</table:table>",
    "<table:table-row>",
    "<text:p>",
    "/>",
    "99999999",
];
