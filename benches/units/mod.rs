//! Made-up units for measuring: a report of about three pages with a table, a
//! distinct one for each number, the same on every machine.

use std::fmt::Write as _;
use std::path::Path;

/// The paper that is measured.
pub const PAPER: &str = "bao-cao-tong-ket";

const AREAS: [&str; 5] = [
    "Đại diện, bảo vệ quyền, lợi ích của đoàn viên",
    "Chăm lo đời sống đoàn viên, người lao động",
    "Tuyên truyền, giáo dục",
    "Phong trào thi đua",
    "Xây dựng tổ chức, phát triển đoàn viên",
];

const FIGURES: [(&str, &str); 4] = [
    ("Lượt đoàn viên được thăm hỏi", "lượt đoàn viên"),
    ("Buổi sinh hoạt, tập huấn", "buổi"),
    ("Đơn vị hoàn thành nhiệm vụ", "đơn vị"),
    ("Sáng kiến được công nhận", "sáng kiến"),
];

const CLAUSES: [&str; 12] = [
    "công đoàn phối hợp với chuyên môn tổ chức hội nghị người lao động",
    "các tổ công đoàn đăng ký công trình chào mừng ngày thành lập",
    "đoàn viên có hoàn cảnh khó khăn được thăm hỏi kịp thời",
    "ban chấp hành duy trì nền nếp sinh hoạt hằng quý",
    "nội dung thỏa ước lao động tập thể được rà soát, bổ sung",
    "công tác an toàn, vệ sinh lao động được kiểm tra thường xuyên",
    "nữ đoàn viên tham gia đầy đủ các lớp tập huấn về bình đẳng giới",
    "quỹ tương trợ hoạt động công khai, đúng quy chế",
    "phong trào văn hóa, thể thao thu hút đông đảo người lao động",
    "việc thu, chi tài chính công đoàn được thực hiện đúng quy định",
    "ủy ban kiểm tra hoàn thành chương trình kiểm tra trong năm",
    "đoàn viên ưu tú được giới thiệu cho cấp ủy xem xét, bồi dưỡng",
];

/// Numbers that look random and never change: SplitMix64.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    fn sentence(&mut self) -> String {
        let (a, b) = (self.below(CLAUSES.len()), self.below(CLAUSES.len()));
        format!("Trong {} tháng, {}; {}.", 2 + self.below(10), CLAUSES[a], CLAUSES[b])
    }
}

/// The dossier of one unit.
pub fn dossier(unit: usize) -> String {
    let mut numbers = Numbers(unit as u64);
    let members = 100 + numbers.below(900);
    let mut yaml = format!(
        "format: 1\nkind: tổng kết\norganization:\n  name: {}\n  symbol: CS{unit}\n{AROUND}\
         membership:\n  members: {members} đoàn viên\n",
        name(unit),
    );
    areas(&mut yaml, &mut numbers);
    let _ = writeln!(yaml, "assessment:");
    for key in ["strengths", "limitations", "causes"] {
        let _ = writeln!(yaml, "  {key}: {}", numbers.sentence());
    }
    let _ = write!(yaml, "direction:\n  orientation: {}\n{PAPERS}", numbers.sentence());
    yaml
}

/// What the units of a sheet share: all that a row doesn't fill.
pub fn base() -> String {
    let mut yaml = format!("format: 1\nkind: tổng kết\norganization:\n{AROUND}");
    areas(&mut yaml, &mut Numbers(0));
    yaml + PAPERS
}

const AROUND: &str = "  place: Thí Dụ\n  parent: Công đoàn phường Minh Họa\n\
                      period:\n  type: năm\n  year: 2026\n";
const PAPERS: &str = "papers:\n  annual_report:\n";

fn name(unit: usize) -> String {
    format!("Công đoàn cơ sở Công ty Minh Họa số {unit}")
}

/// The areas of work with their figures, which the narrative names.
fn areas(yaml: &mut String, numbers: &mut Numbers) {
    *yaml += "results:\n";
    for (i, area) in AREAS.iter().enumerate() {
        let _ = write!(yaml, "  - area: {area}\n    figures:\n");
        for (j, (title, counted)) in FIGURES.iter().enumerate() {
            let _ = write!(
                yaml,
                "      f{i}{j}:\n        title: {title}, mặt {}\n        value: {} {counted}\n",
                i + 1,
                11 + numbers.below(80)
            );
        }
        *yaml += "    text: |\n";
        for j in 0..3 {
            let (one, two) = (numbers.sentence(), numbers.sentence());
            let _ = writeln!(yaml, "      - {one} {two} Kết quả: {{{{ f{i}{j} }}}}.");
        }
    }
}

/// Writes the dossiers of some units into a folder.
pub fn write(folder: &Path, units: std::ops::Range<usize>) {
    std::fs::create_dir_all(folder).expect("a folder");
    for unit in units {
        let path = folder.join(format!("cs-{unit:06}.yaml"));
        std::fs::write(path, dossier(unit)).expect("written");
    }
}

/// Writes a workbook with a row for each of some units.
pub fn write_sheet(path: &Path, units: std::ops::Range<usize>) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let texts =
        ["Ưu điểm", "Tồn tại, hạn chế", "Đánh giá chung: Nguyên nhân", "Phương hướng chung"];
    let figures =
        (0..AREAS.len()).flat_map(|i| (0..FIGURES.len()).map(move |j| format!("f{i}{j}")));
    let heads = ["Mã đơn vị", "Tên đơn vị", "Tổng số đoàn viên"].map(str::to_owned);
    let heads = heads.into_iter().chain(figures).chain(texts.map(str::to_owned));
    for (column, head) in (0..).zip(heads) {
        sheet.write(0, column, head).expect("a cell");
    }
    for (row, unit) in (1..).zip(units) {
        let mut numbers = Numbers(unit as u64);
        sheet.write(row, 0, format!("cs-{unit:06}")).expect("a cell");
        sheet.write(row, 1, name(unit)).expect("a cell");
        sheet.write(row, 2, 100 + numbers.below(900) as u32).expect("a cell");
        let count = (AREAS.len() * FIGURES.len()) as u16;
        for column in 0..count {
            sheet.write(row, 3 + column, 11 + numbers.below(80) as u32).expect("a cell");
        }
        for column in 0..texts.len() as u16 {
            sheet.write(row, 3 + count + column, numbers.sentence()).expect("a cell");
        }
    }
    book.save(path).expect("saved");
}
