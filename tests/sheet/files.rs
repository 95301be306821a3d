//! Sheets that other programs made: every file of `fixtures/sheets` holds the
//! figures of the same three units (see `make.py` there).

use std::path::Path;

use baocao::diagnostic::brief;
use baocao::dossier::Dossier;
use baocao::sheet;
use baocao::{Office, Options};

/// Code, name, day, and the figures by their codes.
const EXPECTED: &str = "\
CD01 | Công đoàn cơ sở Công ty May Một | 30/11/2026 | doan_vien: 412 đoàn viên; doan_vien_nu: 300 đoàn viên; hoi_nghi_nld: 1/1 đơn vị; thu_tai_chinh: 1.250 triệu đồng; ty_le_tham_gia: 98%
CD02 | Công đoàn cơ sở Công ty Hai | 30/11/2026 | doan_vien: 1.412 đoàn viên; hoi_nghi_nld: 54/56 đơn vị; thu_tai_chinh: không; ty_le_tham_gia: 50%
CD03 | Công đoàn cơ sở Trường Ba | 30/11/2026 | doan_vien: 7 đoàn viên; doan_vien_nu: không; hoi_nghi_nld: 0/1 đơn vị; thu_tai_chinh: 15 triệu đồng; ty_le_tham_gia: 100%
";

pub fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/sheets");
    let files = std::fs::read_dir(folder).expect("the folder").flatten().map(|entry| entry.path());
    let mut files: Vec<_> = files
        .filter(|path| sheet::is_sheet(&path.to_string_lossy()))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read(path).expect("there"))
        })
        .collect();
    files.sort();
    assert!(files.len() >= 9, "{}", files.len());
    files
}

pub fn superior(office: &Office) -> Dossier {
    let loaded = office.load("phuong.yaml", super::SUPERIOR.as_bytes(), &[]);
    loaded.dossier().expect("whole").clone()
}

#[test]
fn every_program_says_the_same() {
    let office = Office::new(&Options::default()).expect("whole");
    let superior = superior(&office);
    let known = sheet::every(office.catalog(), &superior.catalog);
    for (name, bytes) in fixtures() {
        let grids = sheet::open(&bytes).unwrap_or_else(|why| panic!("{name}: {why}"));
        let mut reading = sheet::read(&name, &grids, &known);
        let told: Vec<String> = reading.findings.iter().map(brief).collect();
        assert!(!told.iter().any(|told| told.starts_with("Cần sửa")), "{told:#?}");
        reading.units.sort_by_key(|unit| unit.code.to_uppercase());
        let mut table = String::new();
        for unit in &reading.units {
            assert!(unit.whole, "{name}");
            let mut figures: Vec<String> = unit
                .figures
                .iter()
                .filter_map(|stated| {
                    Some(format!("{}: {}", stated.asked.code, stated.phrase.as_ref()?))
                })
                .collect();
            figures.sort();
            let day = unit.as_of.map(|day| day.typed()).unwrap_or_default();
            let (code, name) = (unit.code.to_uppercase(), &unit.name);
            table += &format!("{code} | {name} | {day} | {}\n", figures.join("; "));
        }
        assert_eq!(table, EXPECTED, "{name}: {told:#?}");
    }
}

/// What is understood is told where it isn't plain.
#[test]
fn notes_name_the_cell() {
    let office = Office::new(&Options::default()).expect("whole");
    let superior = superior(&office);
    let known = sheet::every(office.catalog(), &superior.catalog);
    for (name, told) in [
        ("openpyxl.xlsx", "openpyxl.xlsx, trang Biểu 1, ô I9: Đoàn viên nữ: ghi “chưa có”"),
        (
            "libreoffice.ods",
            "libreoffice.ods, trang Biểu 1, ô G12: Số liệu tính đến ngày: ghi 46356",
        ),
        (
            "libreoffice.xls",
            "libreoffice.xls, trang Biểu 1, ô J5: cột “Ghi chú” không có trong danh mục",
        ),
        ("xlwt.xls", "xlwt.xls, trang Biểu 1, ô A8: hàng “Cộng” là hàng cộng"),
        ("excel-1258.csv", "excel-1258.csv, ô B13: hàng “Tổng cộng” là hàng cộng"),
        (
            "google-forms.csv",
            "google-forms.csv, ô A2: CD02 gửi lại ở google-forms.csv, ô A4; lấy lần gửi sau",
        ),
        ("google-forms.csv", "google-forms.csv, ô I4: Tỷ lệ tham gia: ghi 0,5, hiểu là 50%"),
        (
            "google-forms.csv",
            "google-forms.csv, ô J5: Số liệu tính đến ngày: ghi 11/30/2026, hiểu là 30/11/2026",
        ),
    ] {
        let (_, bytes) = fixtures().into_iter().find(|(file, _)| file == name).expect("there");
        let reading = sheet::read(name, &sheet::open(&bytes).expect("sheets"), &known);
        let notes: Vec<String> = reading.findings.iter().map(brief).collect();
        assert!(notes.iter().any(|note| note.contains(told)), "{told}\nisn't in\n{notes:#?}");
    }
}

/// Headings of two rows, merged over each other, with their numbers below.
#[test]
fn headings_over_headings() {
    let office = Office::new(&Options::default()).expect("whole");
    let superior = superior(&office);
    let known = sheet::every(office.catalog(), &superior.catalog);
    let read = |text: &str| {
        let grids = sheet::open(text.as_bytes()).expect("a table");
        let reading = sheet::read("a.csv", &grids, &known);
        let phrases = |unit: &sheet::UnitRow<'_>| {
            let figures = unit
                .figures
                .iter()
                .map(|f| format!("{} {}", f.asked.code, f.phrase.as_deref().unwrap_or("?")));
            format!("{}: {}", unit.name, figures.collect::<Vec<_>>().join(", "))
        };
        let units: Vec<String> = reading.units.iter().map(phrases).collect();
        (units, reading.findings.iter().map(brief).collect::<Vec<_>>())
    };
    let table = "\
STT;Tên đơn vị;Đoàn viên;;Tài chính
;;Tổng số;nữ;Tổng thu tài chính công đoàn
(A);(B);(1);(2);(3)=(1)+(2)
1;Công đoàn Một;412;300;8
";
    let (units, told) = read(table);
    let want = "Công đoàn Một: doan_vien 412 đoàn viên, doan_vien_nu 300 đoàn viên, thu_tai_chinh 8 triệu đồng";
    assert_eq!((units, told), (vec![want.to_owned()], Vec::new()));
    // What the lower heading says isn't dropped for what the upper one names.
    let (units, told) = read(&table.replace("Tổng số;nữ", "Cán bộ trẻ;nữ"));
    assert!(units[0].starts_with("Công đoàn Một: doan_vien_nu 300"), "{units:?}");
    assert!(told[0].contains("ô C2: cột “Cán bộ trẻ” không có trong danh mục"), "{told:?}");
}
