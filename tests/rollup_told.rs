//! What `rollup` says of reports that would be added up wrongly, or not at all.

#[path = "support/desk.rs"]
mod desk;

use baocao::diagnostic::Code;
use baocao::explain;
use desk::Desk;

/// A desk with a roster, the superior's dossier, and units' dossiers by code.
struct Office(Desk);

/// What a run said: the exit code, standard error, what was written.
struct Told {
    code: i32,
    err: String,
    written: String,
}

const AREA: &str = "Chăm lo đời sống, phúc lợi đoàn viên, người lao động";

impl Office {
    fn new(roster: &str, superior: &str) -> Self {
        let desk = Desk::new();
        desk.write("danh-sach.yaml", roster);
        desk.write("cap-tren.yaml", superior);
        Office(desk)
    }

    /// Units A, B, … of one superior, each with what its dossier says beside its
    /// name and period.
    fn of(units: &[&str]) -> Self {
        let codes = ["A", "B", "C", "D", "E"];
        let roster: String = codes[..units.len()]
            .iter()
            .map(|c| format!("  - code: {c}\n    name: CĐCS {c}\n"))
            .collect();
        let office = Office::new(&format!("units:\n{roster}"), &superior(""));
        for (code, said) in codes.iter().zip(units) {
            office.sends(code, &format!("CĐCS {code}"), said);
        }
        office
    }

    fn sends(&self, code: &str, name: &str, said: &str) {
        self.0.write(&format!("dv/{code}.yaml"), &dossier(code, name, said));
    }

    fn run(&self, words: &[&str]) -> Told {
        let all = ["tong-hop", "dv", "--roster", "danh-sach.yaml", "--into", "cap-tren.yaml"];
        let ran = self.0.run(&[&all[..], words].concat());
        let written = std::fs::read_to_string(self.0.path("cap-tren.yaml")).expect("there");
        let err = ran.out + &ran.err;
        every_finding_is_explained(&err);
        Told { code: ran.code, err, written }
    }
}

/// Every finding bears a code that has its page.
fn every_finding_is_explained(told: &str) {
    for line in told.lines() {
        for label in ["Cần sửa", "Cần xem lại", "Lưu ý"] {
            let Some(rest) = line.strip_prefix(label) else { continue };
            let code = rest.strip_prefix("[BC").and_then(|rest| rest.get(..3)?.parse().ok());
            let code = code.unwrap_or_else(|| panic!("no code: {line}"));
            assert!(explain::of(Code(code)).is_some(), "{line}");
        }
    }
}

fn dossier(code: &str, name: &str, said: &str) -> String {
    format!(
        "kind: tổng kết\norganization:\n  code: {code}\n  name: {name}\nperiod:\n  type: năm\n  year: 2026\n{said}"
    )
}

fn superior(more: &str) -> String {
    format!(
        "kind: tổng kết\norganization:\n  name: Công đoàn phường Minh Họa\n{more}period:\n  type: năm\n  year: 2026\n"
    )
}

fn figures(lines: &[&str]) -> String {
    let lines: String = lines.iter().map(|line| format!("      {line}\n")).collect();
    format!("results:\n  - area: {AREA}\n    figures:\n{lines}")
}

fn support(lines: &[&str]) -> String {
    let lines: String = lines.iter().map(|line| format!("        {line}\n")).collect();
    format!("results:\n  - area: {AREA}\n    support:\n      - occasion: Tết\n{lines}")
}

fn members(phrase: &str) -> String {
    format!("membership:\n  members: {phrase}\n")
}

impl Told {
    fn says(&self, part: &str) -> &Self {
        assert!(self.err.contains(part), "{part}\nisn't in\n{}", self.err);
        self
    }

    fn says_not(&self, part: &str) -> &Self {
        assert!(!self.err.contains(part), "{part}\nis in\n{}", self.err);
        self
    }

    fn writes(&self, part: &str) -> &Self {
        assert!(self.written.contains(part), "{part}\nisn't in\n{}\n{}", self.written, self.err);
        self
    }
}

#[test]
fn a_thousand_is_not_one() {
    let office = Office::of(&[
        &(figures(&["tham_hoi: 1 nghìn lượt"])
            + "awards:\n  - form: Bằng khen\n    individuals: 1 nghìn cá nhân\n"),
        &figures(&["tham_hoi: 100 lượt"]),
    ]);
    let told = office.run(&[]);
    assert_eq!(told.code, 1);
    told.says("Cần sửa[BC206]: A CĐCS A: Thăm hỏi đoàn viên: ghi “1 nghìn lượt”, phải ghi đủ số: 1.000 lượt");
    told.says("Khen thưởng: Bằng khen: ghi “1 nghìn cá nhân”, phải ghi đủ số: 1.000 cá nhân");
    office.run(&["--accept-missing"]).writes("value: 100 lượt");
}

#[test]
fn support_money_that_is_none() {
    for typed in ["5.000.000 đ", "5 triệu", "5.000.000 VNĐ", "5.000.000"] {
        let office = Office::of(&[
            &support(&["quantity: 10 suất", &format!("amount: {typed}")]),
            &support(&["quantity: 20 suất", "amount: 6 triệu đồng"]),
        ]);
        let told = office.run(&[]);
        assert_eq!(told.code, 1, "{typed}: {}", told.err);
        told.says_not("Cần xem lại");
        told.says(&format!(
            "A CĐCS A: Chăm lo, hỗ trợ: Tết: ghi “{typed}”, không đọc được là số tiền"
        ));
    }
    let office = Office::of(&[
        &support(&["quantity: 4 suất", "per_unit: 500.000 đồng"]),
        &support(&["quantity: 10 suất", "amount: 5 triệu đồng"]),
    ]);
    let told = office.run(&[]);
    told.says("Cần xem lại[BC214]: A CĐCS A: Chăm lo, hỗ trợ: Tết: 4 suất × 500.000 đồng, chưa ghi số tiền; tính là 2 triệu đồng");
    told.writes("amount: 7 triệu đồng");
    // What isn't exact is no factor.
    let office = Office::of(&[
        &support(&["quantity: 4 suất", "per_unit: bình quân 500.000 đồng"]),
        &support(&["quantity: 10 suất", "amount: 5 triệu đồng"]),
    ]);
    office.run(&[]).says("chưa ghi số tiền").writes("amount: ít nhất 5 triệu đồng");
}

#[test]
fn units_wanting_below_are_told_above() {
    let rolled_up = "membership:\n  members:\n    value: 100 đoàn viên\n    from_units: 1/2 đơn vị\n  \
                     figures:\n    don_vi_bao_cao:\n      value: 1/2 đơn vị\n      from_units: 1/2 đơn vị\n";
    let office = Office::of(&[rolled_up, &members("500 đoàn viên")]);
    office.run(&[]).says("Cần xem lại[BC215]: A CĐCS A: số liệu mới có của 1/2 đơn vị");
    let trace = office.run(&["--trace", "doan_vien"]);
    trace.says("| A | CĐCS A | 100 đoàn viên | mới có của 1/2 đơn vị |");
}

fn of_superiors(parents: &[(&str, &str)], code: &str) -> Office {
    let units: String = parents
        .iter()
        .map(|(code, parent)| {
            format!("  - code: {code}\n    name: Đơn vị {code}\n    parent: {parent}\n")
        })
        .collect();
    let office = Office::new(&format!("units:\n{units}"), &superior(&format!("  code: {code}\n")));
    office.sends("A1", "Đơn vị A1", &members("100 đoàn viên"));
    office
}

#[test]
fn a_mistyped_superior_loses_nobody_silently() {
    let office = of_superiors(&[("P01", ""), ("A1", "P01"), ("A2", "PO1"), ("A3", "")], "P01");
    let told = office.run(&[]);
    assert_eq!(told.code, 1);
    told.says("Cần sửa[BC219]: Danh sách đơn vị: A2 ghi cấp trên PO1, có phải là P01?");
    told.says("Cần xem lại[BC219]: Danh sách đơn vị: A3 chưa ghi mã cấp trên");
    let office = of_superiors(&[("P01", "T"), ("A1", "P01"), ("A2", "KHAC")], "P01");
    let told = office.run(&[]);
    assert_eq!(told.code, 0, "{}", told.err);
    told.says(
        "Cần xem lại[BC219]: Danh sách đơn vị: A2 ghi cấp trên KHAC, mã này không có trong danh sách",
    );
    let told = of_superiors(&[("A1", "P01"), ("A2", "P01")], "P1").run(&["--leave-out", "A2"]);
    assert_eq!(told.code, 1);
    told.says("Cần sửa[BC218]: Hồ sơ cấp trên: ghi mã P1, trong danh sách cấp trên là P01");
}

#[test]
fn a_provinces_list_serves_a_ward() {
    // The wards' own superior isn't listed, and neighbours are no misprints.
    let wards = [("P01", "TINH"), ("P02", "TINH"), ("A1", "P01"), ("B1", "P02")];
    let told = of_superiors(&wards, "P01").run(&[]);
    assert_eq!(told.code, 0, "{}", told.err);
    told.says_not("Danh sách đơn vị");
    let told = of_superiors(&[("A1", "P01"), ("B1", "P02"), ("B2", "P02")], "P01").run(&[]);
    assert_eq!(told.code, 0, "{}", told.err);
    told.says("Lưu ý[BC219]: Danh sách đơn vị: B1, B2 ghi cấp trên P02; không tính vào P01");
    let office = of_superiors(&[("A1", "P01"), ("B1", "P02")], "P01");
    office.sends("B1", "Đơn vị B1", "");
    let told = office.run(&[]);
    told.says(
        "Cần sửa[BC205]: Đơn vị B1: có trong danh sách nhưng không thuộc công đoàn cấp trên này",
    );
}

#[test]
fn a_wrong_code_is_told_once() {
    let office = Office::new(
        "units:\n  - code: '001'\n    name: CĐCS Hoa Sen\n  - code: '002'\n    name: CĐCS Hoa Mai\n  \
         - code: '003'\n    name: CĐCS Hoa Lan\n  - code: '004'\n    name: CĐCS Tre Xanh\n",
        &superior(""),
    );
    for (file, code, name) in [
        ("a", "1", "Một tên khác"),
        ("b", "CD2", "cđcs  hoa mai"),
        ("c", "'003'", "CĐCS Hoa Lan"),
        ("d", "'003'", "CĐCS Tre Xanh"),
    ] {
        office.0.write(&format!("dv/{file}.yaml"), &dossier(code, name, &members("5 đoàn viên")));
    }
    let told = office.run(&[]);
    assert_eq!(told.code, 1);
    told.says(
        "Cần sửa[BC203]: 001 CĐCS Hoa Sen: ghi mã 1; trong danh sách là 001: sửa mã thành 001",
    );
    told.says("002 CĐCS Hoa Mai: ghi mã CD2; trong danh sách là 002: sửa mã thành 002");
    told.says("Cần sửa[BC203]: 004 CĐCS Tre Xanh: hồ sơ ghi mã 003 là của CĐCS Hoa Lan, tên lại là của 004");
    told.says("Đã nhận của 4/4 đơn vị: 1 tổng hợp được, 3 phải sửa (001, 002, 004).");
    told.says_not("chưa gửi").says_not("không có trong danh sách đơn vị");

    let office =
        Office::new("units:\n  - code: A\n    name: CĐCS Công ty May Hoa Sen\n", &superior(""));
    office.sends("A", "Công đoàn cơ sở Trường THPT Tre Xanh", &members("5 đoàn viên"));
    let told = office.run(&[]);
    assert_eq!(told.code, 0);
    told.says("Cần xem lại[BC203]: A CĐCS Công ty May Hoa Sen: hồ sơ ghi tên “Công đoàn cơ sở Trường THPT Tre Xanh”, tên trong danh sách khác hẳn");
    office.sends("A", "Công đoàn cơ sở Cty TNHH Hoa Sen", &members("5 đoàn viên"));
    office.run(&[]).says_not("tên trong danh sách");
}

#[test]
fn a_merger_across_superiors_is_no_growth() {
    let office = Office::new(
        "units:\n  - code: P1\n    name: Một\n  - code: P2\n    name: Hai\n  - code: A2\n    name: A2\n    \
         parent: P1\n    until: 30/6/2026\n    successor: A3\n  - code: A3\n    name: A3\n    parent: P2\n",
        &superior("  code: P2\n"),
    );
    office.sends(
        "A3",
        "A3",
        "membership:\n  members:\n    value: 400 đoàn viên\n    prior: 390 đoàn viên\n",
    );
    let told = office.run(&[]);
    told.says_not("không thuộc");
    told.says("Lưu ý[BC222]: A3: nhận A2 nhập vào; không so sánh với cùng kỳ")
        .writes("comparable: không");
}

#[test]
fn money_typed_in_dong() {
    let income = |typed: &str| figures(&[&format!("cham_lo: {typed}")]);
    let told = Office::of(&[&income("500.000"), &income("12 triệu đồng")]).run(&[]);
    assert_eq!(told.code, 0);
    told.says("Cần xem lại[BC209]: A CĐCS A: Tổng kinh phí chăm lo đoàn viên, người lao động: 500.000; có phải ghi đồng thay vì triệu đồng?");
    let units = ["50.000", "12", "9,5", "30"].map(income);
    let told = Office::of(&units.each_ref().map(String::as_str)).run(&[]);
    told.says(
        "50.000, các đơn vị khác không đến một phần nghìn; có phải ghi đồng thay vì triệu đồng?",
    );
    // A large unit's own figure, and one whose unit is spelled out.
    for units in [["1.250", "12", "9,5", "30"], ["50.000 nghìn đồng", "0,01", "0,02", "0,03"]] {
        let units = units.map(income);
        Office::of(&units.each_ref().map(String::as_str)).run(&[]).says_not("có phải ghi đồng");
    }
    let given = support(&["quantity: 10 suất", "amount: 5.000.000 triệu đồng"]);
    Office::of(&[&given]).run(&["--accept-missing"]).says("có phải ghi đồng thay vì triệu đồng?");
    let office = Office::of(&[&figures(&["quy: 369.483.762"])]);
    let own =
        "catalog:\n  quy:\n    title: Quỹ\n    unit: tỷ đồng\n    kind: trong kỳ\n    adds: cộng\n";
    office.0.write("cap-tren.yaml", &(superior("") + own));
    office.run(&[]).says("có phải ghi đồng thay vì tỷ đồng?");
}

#[test]
fn days_of_stocks() {
    let stock = |typed: &str, day: &str| {
        let day = if day.is_empty() { String::new() } else { format!("    as_of: {day}\n") };
        format!("membership:\n  members:\n    value: {typed}\n{day}")
    };
    let told =
        Office::of(&[&stock("100 đoàn viên", "30/11/2025"), &stock("200 đoàn viên", "30/11/2026")])
            .run(&[]);
    told.says("Cần xem lại[BC210]: A CĐCS A: Tổng số đoàn viên: 100 đoàn viên, tính đến 30/11/2025, ngoài kỳ báo cáo");
    told.says_not("B CĐCS B");
}

#[test]
fn a_last_years_figure_that_cannot_be_added() {
    let visits =
        |prior: &str| figures(&["tham_hoi:", "  value: 1.000 lượt", &format!("  prior: {prior}")]);
    let told = Office::of(&[&visits("1 nghìn lượt"), &visits("900 lượt")]).run(&[]);
    assert_eq!(told.code, 0);
    told.says("Cần xem lại[BC212]: A CĐCS A: Thăm hỏi đoàn viên: cùng kỳ ghi “1 nghìn lượt”, phải ghi đủ số: 1.000 lượt; không cộng");
    told.writes("comparable: không");
}

#[test]
fn the_latest_is_nobodys_without_a_day() {
    let wage = |typed: &str, day: &str| {
        let day = if day.is_empty() { String::new() } else { format!("  as_of: {day}") };
        figures(&["luong:", &format!("  value: {typed}"), &day])
    };
    let own = "catalog:\n  luong:\n    title: Lương\n    unit: nghìn đồng\n    kind: thời điểm\n    adds: lấy cuối kỳ\n";
    let run = |units: &[&str], words: &[&str]| {
        let office = Office::of(units);
        office.0.write("cap-tren.yaml", &(superior("") + own));
        office.run(words)
    };
    let (dated, undated) = (wage("5.500 nghìn đồng", "30/11/2026"), wage("4 triệu đồng", ""));
    let told = run(&[&dated, &undated], &[]);
    told.says("Cần xem lại[BC211]: B CĐCS B: Lương: 4 triệu đồng, chưa ghi ngày (as_of); lấy số ngày 30/11/2026");
    told.writes("value: 5.500 nghìn đồng").writes("as_of: 30/11/2026");
    let trace = run(&[&dated, &undated], &["--trace", "luong"]);
    trace.says("| ngày 30/11/2026 |").says("| chưa ghi ngày |");
    let told = run(&[&undated], &[]);
    assert!(!told.written.contains("as_of"), "{}", told.written);
    let told = run(&[&dated, &wage("5.310 nghìn đồng", "30/11/2026")], &[]);
    told.says("Cần xem lại[BC211]: Lương: các đơn vị ghi khác nhau cho cùng ngày 30/11/2026 (A ghi 5.500 nghìn đồng, B ghi 5.310 nghìn đồng); để trống");
}

#[test]
fn figures_without_a_code() {
    let office = Office::of(&[
        &figures(&["tham_hoii: 5 lượt", "sang_kien_moi: 3", "so_lan_hop: 2 lần"]),
        &figures(&[
            "so_tham_hoi:",
            "  title: Thăm hỏi đoàn viên",
            "  value: 7 lượt",
            "so_lan_hop: 4 lần",
        ]),
    ]);
    let told = office.run(&[]);
    assert_eq!(told.code, 0);
    told.says("Cần xem lại[BC216]: A CĐCS A: có số liệu không có trong danh mục: tham_hoii (có phải là tham_hoi?); không tổng hợp");
    told.says("B CĐCS B: có số liệu không có trong danh mục: so_tham_hoi (có phải là tham_hoi?)");
    told.says("Lưu ý[BC216]: Số liệu không có trong danh mục, không tổng hợp: sang_kien_moi (1 đơn vị), so_lan_hop (2 đơn vị)");
}

/// The superior's entries, by unit and code. A reason keeps a doubt, never an error, and
/// an entry that is about nothing is told.
#[test]
fn what_the_superior_has_looked_at() {
    let office = Office::of(&[
        &figures(&["tham_hoii: 5 lượt", "so_moi: 3"]),
        &figures(&["tham_hoii: 7 lượt", "thu_tai_chinh: nhiều"]),
    ]);
    let entries = "acknowledged:
  - {code: BC216, unit: A, reason: Đơn vị A đếm riêng}
  - {code: bc216, reason: Số liệu riêng của đơn vị}
  - {code: BC206, unit: B, reason: Đã hỏi}
  - {code: BC208, unit: A, at: results, reason: Năm ngoái ít}
";
    office.0.write("cap-tren.yaml", &(superior("") + entries));
    let told = office.run(&["--accept-missing"]);
    told.says_not("A CĐCS A: có số liệu").says_not("Lưu ý[BC216]");
    told.says("Cần xem lại[BC216]: B CĐCS B: có số liệu không có trong danh mục: tham_hoii");
    told.says("Cần sửa[BC206]: B CĐCS B").says("2 chỗ đã xem, không báo nữa");
    assert_eq!(told.err.matches("Cảnh báo đã xem này không còn khớp").count(), 2, "{}", told.err);
    // They are no affair of the superior's own dossier.
    office.0.write("cap-tren.yaml", &(superior("") + entries));
    let checked = office.0.run(&["check", "cap-tren.yaml"]);
    assert!(!checked.out.contains("Cảnh báo đã xem"), "{}", checked.out);
}

#[test]
fn a_slip_says_all_at_once() {
    let office = Office::of(&[]);
    office.0.write(
        "danh-sach.yaml",
        "units:\n  - code: A\n    name: CĐCS A\n  - code: B\n    name: CĐCS B\n",
    );
    office.sends(
        "A",
        "CĐCS A",
        &(members("trên 50")
            + &figures(&["tham_hoi: 1 nghìn lượt", "cham_lo: 45.000.000", "hoi_nghi_nld: 12.5"])),
    );
    office.0.write("dv/B.yaml", &dossier("B", "CĐCS B", &members("5")));
    office.0.write("dv/b2.yaml", &dossier("B", "CĐCS B", &members("6")));
    office.run(&["--slips", "phieu"]);
    let slip = std::fs::read_to_string(office.0.path("phieu/A.txt")).expect("a slip");
    for part in [
        "“trên 50 đoàn viên”",
        "“1 nghìn lượt”",
        "có phải ghi đồng",
        "12.5",
        "Đề nghị sửa và gửi lại.",
    ] {
        assert!(slip.contains(part), "{part}\n{slip}");
    }
    assert!(!slip.contains("?.") && !slip.contains("sửa hoặc xác nhận"), "{slip}");
    let slip = std::fs::read_to_string(office.0.path("phieu/B.txt")).expect("a slip");
    assert!(slip.contains("1. B.yaml\n2. b2.yaml\n"), "{slip}");
}

#[test]
fn what_the_office_added_to_an_award_stays() {
    let award =
        "awards:\n  - form: Bằng khen\n    authority: Tổng Liên đoàn\n    individuals: 2 cá nhân\n";
    let office = Office::of(&[award]);
    let first = office.run(&[]);
    let corrected = first.written.replace("Tổng Liên đoàn", "Tổng Liên đoàn Lao động Việt Nam");
    assert_ne!(corrected, first.written);
    // A correction alone: another award than the units', and told.
    office.0.write("cap-tren.yaml", &corrected);
    let told = office.run(&[]);
    told.says("Cần xem lại[BC224]: Khen thưởng: Tổng Liên đoàn Lao động Việt Nam, Bằng khen: không đơn vị nào ghi; đã bỏ mục này");
    assert!(!told.written.contains("Việt Nam"), "{}", told.written);
    // With more beside it: kept, without numbers that no unit gives.
    let more =
        "individuals: 2 cá nhân\n    reasons:\n      - có thành tích xuất sắc   # đã hỏi lại\n";
    office.0.write("cap-tren.yaml", &corrected.replace("individuals: 2 cá nhân\n", more));
    let told = office.run(&[]);
    told.says("bỏ số, giữ phần ghi tay").writes("Việt Nam").writes("có thành tích xuất sắc");
    told.writes("# đã hỏi lại").writes("from_units: 0/1 đơn vị");
    assert_eq!(told.written.matches("2 cá nhân").count(), 1, "{}", told.written);
}

#[test]
fn sums_of_different_units_are_no_contradiction() {
    // Rolled up from two units, one of which doesn't say how many it employs.
    let ward = "membership:\n  members:\n    value: 140 đoàn viên\n    from_units: 2/2 đơn vị\n  \
                employees:\n    value: 100 người\n    from_units: 1/2 đơn vị\n";
    let told = Office::of(&[ward, &members("60 đoàn viên")]).run(&[]);
    assert_eq!(told.code, 0, "{}", told.err);
    told.writes("value: 200 đoàn viên");
    // One unit's own contradiction is one.
    let own = "membership:\n  members: 140 đoàn viên\n  employees: 100 người\n";
    let told = Office::of(&[own, &members("60 đoàn viên")]).run(&[]);
    assert_eq!(told.code, 1);
    told.says("1 tổng hợp được, 1 phải sửa (A)");
}

#[test]
fn coverage_goes_up_through_levels() {
    let ward = |reported: &str, members: &str| {
        format!(
            "membership:\n  members:\n    value: 500 đoàn viên\n    from_units: {members} đơn vị\n  figures:\n    \
             don_vi_bao_cao:\n      value: {reported} đơn vị\n      from_units: {reported} đơn vị\n"
        )
    };
    let told = Office::of(&[&ward("20/24", "18/24"), &ward("30/30", "29/30")]).run(&[]);
    assert_eq!(told.code, 0, "{}", told.err);
    told.writes("value: 1.000 đoàn viên\n    from_units: 47/54 đơn vị\n");
    told.writes("    don_vi_bao_cao:\n      value: 50/54 đơn vị\n      from_units: 50/54 đơn vị\n");
    // A ward that sent nothing has the units that the list knows below it.
    let roster = "units:\n  - code: A\n    name: CĐCS A\n    parent: T\n  - code: B\n    name: B\n    parent: T\n  \
                  - code: B1\n    name: B1\n    parent: B\n  - code: B2\n    name: B2\n    parent: B\n";
    let office = Office::new(roster, &superior("  code: T\n"));
    office.sends("A", "CĐCS A", &ward("20/24", "18/24"));
    office.run(&["--accept-missing"]).writes("from_units: 18/26 đơn vị");
}

#[test]
fn units_that_are_not_asked_do_not_widen_the_base() {
    let roster = "units:\n  - code: A\n    name: CĐCS A\n    type: doanh nghiệp\n  - code: B\n    name: CĐCS B\n    \
                  type: hành chính\n";
    let office = Office::new(roster, &superior(""));
    office.sends("A", "CĐCS A", &figures(&["hoi_nghi_nld: 140/204 đơn vị"]));
    office.sends("B", "CĐCS B", &figures(&["hoi_nghi_nld: 4/4 đơn vị"]));
    let told = office.run(&[]);
    assert_eq!(told.code, 0, "{}", told.err);
    told.says("Cần xem lại[BC213]: B CĐCS B: Đơn vị tổ chức Hội nghị người lao động: 4/4 đơn vị, đơn vị hành chính không thuộc diện báo cáo (doanh nghiệp); không cộng");
    told.writes("value: 140/204 đơn vị").writes("from_units: 1/1 đơn vị");
}

#[test]
fn a_total_that_cannot_be_compared_says_why() {
    let visits = |value: &str, prior: &str| {
        let prior = if prior.is_empty() { String::new() } else { format!("  prior: {prior}") };
        figures(&["tham_hoi:", &format!("  value: {value}"), &prior])
    };
    let office = Office::of(&[&visits("100 lượt", "90 lượt"), &visits("10 lượt", "")]);
    let told = office.run(&[]);
    told.says(
        "Lưu ý[BC217]: Không so sánh được với cùng kỳ: Thăm hỏi đoàn viên: vì B chưa ghi cùng kỳ",
    );
    told.writes("comparable: không               # tổng hợp; vì B chưa ghi cùng kỳ\n");
    // The reason is ours and is renewed.
    office.sends("B", "CĐCS B", &visits("10 lượt", "9 lượt"));
    let told = office.run(&[]);
    assert!(!told.written.contains("comparable"), "{}", told.written);
    // What isn't comparable is no jump at the next level.
    let broken =
        figures(&["tham_hoi:", "  value: 9.000 lượt", "  prior: 10 lượt", "  comparable: không"]);
    Office::of(&[&broken]).run(&[]).says_not("9.000 lượt, cùng kỳ");
}

#[test]
fn support_and_awards_that_say_half() {
    let told = Office::of(&[
        &support(&["quantity: 86 suất"]),
        &support(&["quantity: 20 suất", "amount: 10 triệu đồng"]),
    ])
    .run(&[]);
    told.writes("quantity: 106 suất").writes("amount: ít nhất 10 triệu đồng");
    // Nobody spoke of money.
    let told = Office::of(&[&support(&["quantity: 86 suất"])]).run(&[]);
    assert!(!told.written.contains("amount"), "{}", told.written);
    let award = |lines: &str| format!("awards:\n  - form: Bằng khen\n    authority: UBND\n{lines}");
    let two =
        "    recipients_list:\n      - person: Nguyễn Văn Một\n      - person: Trần Thị Hai\n";
    let told = Office::of(&[&award(two), &award("    individuals: 1 cá nhân\n")]).run(&[]);
    told.writes("individuals: 3 cá nhân\n    from_units: 2/2 đơn vị");
    let some = two.replace("recipients_list", "including");
    let told = Office::of(&[&award(&some), &award("    individuals: 1 cá nhân\n")]).run(&[]);
    told.writes("individuals: ít nhất 3 cá nhân");
    for typed in ["gần 10 cá nhân", "không quá 5 cá nhân", "nhiều", "trên 40 cá nhân"]
    {
        let told = Office::of(&[&award(&format!("    individuals: {typed}\n"))]).run(&[]);
        told.writes(&format!("individuals: {typed}\n"));
    }
}

#[test]
fn awards_of_different_years_stay_apart() {
    let award = |more: &str| {
        format!(
            "awards:\n  - form: Bằng khen\n    authority: Tổng Liên đoàn\n    individuals: 2 cá nhân\n{more}"
        )
    };
    // The period's own year goes without saying.
    let units = [award(""), award("    year: 2026\n"), award("    year: 2025\n")];
    let office = Office::of(&units.each_ref().map(String::as_str));
    let told = office.run(&[]);
    told.writes("individuals: 4 cá nhân\n    from_units: 2/3 đơn vị");
    told.writes("year: 2025\n    individuals: 2 cá nhân\n    from_units: 1/3 đơn vị");
    assert!(!told.written.contains("year: 2026\n    individuals"), "{}", told.written);
    // Both are found again, and neither is added to the other.
    let again = office.run(&[]);
    assert_eq!(again.written, told.written);
}

#[test]
fn spellings_of_one_occasion_are_one() {
    let of = |occasion: &str| {
        format!(
            "results:\n  - area: {AREA}\n    support:\n      - occasion: \"{occasion}\"\n        quantity: 5 suất\n"
        )
    };
    let told =
        Office::of(&[&of("Tết Bính Ngọ"), &of("- tết bính ngọ."), &of("TẾT BÍNH NGỌ")]).run(&[]);
    told.writes("quantity: 15 suất");
}

#[test]
fn figures_of_other_things_or_spans() {
    let told = Office::of(&[
        &figures(&["hoi_nghi_nld: 54/56 đơn vị"]),
        &figures(&["hoi_nghi_nld: 100/200 người"]),
    ])
    .run(&[]);
    assert_eq!(told.code, 1);
    told.says("B CĐCS B: Đơn vị tổ chức Hội nghị người lao động: ghi “100/200 người”, khác đơn vị tính của biểu (đơn vị)");
    // Of an indicator that doesn't say what it counts, nobody knows who is right.
    let office = Office::of(&[&figures(&["x: 54/56 đơn vị"]), &figures(&["x: 100/200 người"])]);
    let own =
        "catalog:\n  x:\n    title: Tham gia\n    kind: tỷ lệ\n    adds: tính lại từ tử/mẫu\n";
    office.0.write("cap-tren.yaml", &(superior("") + own));
    let told = office.run(&[]);
    assert_eq!(told.code, 1);
    told.says("Cần sửa[BC207]: Tham gia: các đơn vị đếm thứ khác nhau");
    let quarter = figures(&["tham_hoi:", "  value: 40 lượt", "  every: quý"]);
    let told = Office::of(&[&quarter, &figures(&["tham_hoi: 60 lượt"])]).run(&[]);
    assert_eq!(told.code, 1);
    told.says("ghi “40 lượt”, ghi theo quý; ghi số của cả kỳ báo cáo");
}

#[test]
fn a_row_with_anothers_code_is_its_own_units() {
    let roster = "units:\n  - code: CS04\n    name: CĐCS Công ty May Hoa Lan\n  - code: CS08\n    name: CĐCS Công ty Gạch Tre Xanh\n  \
                  - code: CS09\n    name: CĐCS Trường THPT Hoa Mai\n";
    let office = Office::new(roster, &superior(""));
    let sheet = "Mã đơn vị,Tên đơn vị,Tổng số đoàn viên\nCS09,CĐCS Công ty cổ phần Gạch Tre Xanh,80\nCS09,CĐCS Trường THPT Hoa Mai,90\n";
    office.0.write("dv/bieu.csv", sheet);
    office.0.write("dv/BC CS4 nam 2026.yaml", "kind: tổng kết\norganization: [\n");
    let told = office.run(&["--slips", "phieu"]);
    told.says("CS08 CĐCS Công ty Gạch Tre Xanh: hồ sơ ghi mã CS09 là của CĐCS Trường THPT Hoa Mai, tên lại là của CS08");
    told.says("Đã nhận của 3/3 đơn vị: 1 tổng hợp được, 2 phải sửa (CS04, CS08).");
    told.says_not("chưa gửi").says_not("có 2 hồ sơ");
    assert!(!office.0.path("phieu/CS09.txt").exists());
    assert!(office.0.read("phieu/CS04.txt").contains("Chưa tổng hợp được"));
}

#[test]
fn slips_never_write_over_one_another() {
    for (codes, told) in [
        (["\"a/b\"", "\"a-b\""], "mã a/b và a-b trùng tên tệp a-b.txt"),
        (["CD1", "cd1"], "trùng tên tệp"),
        (["\"..\"", "X"], "không đặt tên tệp được"),
        (["\"?\"", "X"], "không đặt tên tệp được"),
    ] {
        let unit = |(i, code)| format!("  - code: {code}\n    name: Đơn vị {i}\n");
        let roster: String = codes.iter().enumerate().map(unit).collect();
        let office = Office::new(&format!("units:\n{roster}"), &superior(""));
        office.sends("Z", "Ai đó", "");
        let ran = office.run(&["--slips", "phieu"]);
        ran.says(told);
        assert!(!office.0.path("phieu").exists(), "{told}");
    }
}

#[test]
fn bytes_that_do_not_change_stay() {
    let text = "\u{feff}# đầu\r\nkind: tổng kết\r\nstatus: null   # A\r\norganization: {name: Công đoàn phường Minh Họa}   # B\r\n\
                period: {type: năm, year: 2026}\r\nmembership: {members: {value: , note: 'x'}, text: Có.}   # C\r\n\
                direction:\r\n  orientation: |   # D\r\n    Tiếp tục.\r\n";
    let office = Office::of(&[&members("5 đoàn viên")]);
    office.0.write("cap-tren.yaml", text);
    let told = office.run(&[]);
    assert_eq!(told.code, 0, "{}", told.err);
    let want = text
        .replace("{value: , note: 'x'}", "{value: 5 đoàn viên , note: 'x', from_units: 1/1 đơn vị}")
        .replace(
            "text: Có.}",
            "text: Có., figures: {don_vi_bao_cao: {value: 1/1 đơn vị, from_units: 1/1 đơn vị}}}",
        );
    assert_eq!(told.written, want);
    // Again: nothing at all changes.
    assert_eq!(office.run(&[]).written, want);
}

#[test]
fn what_is_read_is_never_written_over() {
    let office = Office::of(&[&members("5 đoàn viên"), &members("6 đoàn viên")]);
    let before = office.0.read("dv/A.yaml");
    for words in
        [["--output", "dv/A.yaml"], ["--texts", "dv/A.yaml"], ["--texts", "danh-sach.yaml"]]
    {
        let told = office.run(&words);
        assert_eq!(told.code, 2, "{}", told.err);
        told.says("không ghi đè");
        assert_eq!(office.0.read("dv/A.yaml"), before);
    }
    // One's own outcome is renewed.
    office.run(&["--output", "moi.yaml"]);
    assert_eq!(office.run(&["--output", "moi.yaml"]).code, 0);
}

#[test]
fn standings_have_their_codes() {
    let office = Office::of(&["", "", "", "", ""]);
    std::fs::remove_file(office.0.path("dv/A.yaml")).expect("there");
    let last_year = dossier("B", "CĐCS B", "").replace("year: 2026", "year: 2025");
    office.0.write("dv/B.yaml", &last_year);
    office.0.write("dv/c2.yaml", &dossier("C", "CĐCS C", ""));
    office.sends("la", "Ai đó", "");
    let jump = "membership:\n  members:\n    value: 412 đoàn viên\n    prior: 142 đoàn viên\n";
    office.sends("D", "CĐCS D", jump);
    let told = office.run(&["--leave-out", "E"]);
    told.says("Cần sửa[BC200]: A CĐCS A: chưa gửi báo cáo");
    told.says("Cần sửa[BC201]: B CĐCS B: báo cáo kỳ khác (năm 2025) (dv/B.yaml)");
    told.says("Cần sửa[BC204]: C CĐCS C: có 2 hồ sơ (dv/C.yaml)");
    told.says("Cần sửa[BC205]: Ai đó: không có trong danh sách đơn vị (dv/la.yaml)");
    told.says("Cần xem lại[BC208]: D CĐCS D: Tổng số đoàn viên: 412 đoàn viên, cùng kỳ 142");
    told.says("Lưu ý[BC220]: E CĐCS E: để ngoài theo yêu cầu");
}

/// The findings of a run in JSON: code, unit, place.
fn findings(told: &Told) -> Vec<(String, String, String)> {
    let line = |line: &str| -> Option<(String, String, String)> {
        let line: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
        if line["type"] != "finding" {
            return None;
        }
        let place = &line["place"];
        let place = match place["file"].as_str() {
            Some(file) => format!("{file}:{}:{}", place["line"], place["column"]),
            None => String::new(),
        };
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        Some((text(&line["code"]), text(&line["unit"]["code"]), place))
    };
    told.err.lines().filter_map(line).collect()
}

#[test]
fn findings_name_their_places() {
    let office = Office::of(&[
        &(members("412 đoàn viên") + &figures(&["tham_hoi: 1 nghìn lượt"])),
        &(support(&["quantity: 10 suất", "amount: 5 triệu"])
            + "awards:\n  - form: Bằng khen\n    individuals: 1 nghìn cá nhân\n"),
        &figures(&["luong:", "  value: 4 triệu đồng"]),
        &figures(&["luong:", "  value: 5 triệu đồng", "  as_of: 30/11/2026"]),
    ]);
    let own = "catalog:\n  luong:\n    title: Lương\n    unit: nghìn đồng\n    kind: thời điểm\n    adds: lấy cuối kỳ\n";
    let hand = "membership:\n  members: 500 đoàn viên\n";
    office.0.write("cap-tren.yaml", &(superior("") + own + hand));
    let told = office.run(&["--json", "--accept-missing"]);
    assert_eq!(told.code, 0, "{}", told.err);
    let line = |file: &str, text: &str, part: &str| {
        let before = &text[..text.find(part).expect("there")];
        let line = before.lines().count().max(1) + usize::from(before.ends_with('\n'));
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{file}:{line}:{column}")
    };
    let at = |file: &str, part: &str| line(file, &office.0.read(file), part);
    let want = [
        ("BC206", "A", at("dv/A.yaml", "1 nghìn lượt")),
        ("BC206", "B", at("dv/B.yaml", "1 nghìn cá nhân")),
        ("BC206", "B", at("dv/B.yaml", "5 triệu")),
        ("BC211", "C", at("dv/C.yaml", "4 triệu")),
        ("BC223", "", at("cap-tren.yaml", "500 đoàn viên")),
    ];
    let want = want.map(|(code, unit, place)| (code.to_owned(), unit.to_owned(), place));
    assert_eq!(findings(&told), want);
    let last: Vec<serde_json::Value> =
        told.err.lines().rev().take(2).map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(last[0]["errors"], 3);
    assert_eq!((&last[1]["state"], &last[1]["counted"]), (&"written".into(), &4.into()));
    assert_eq!(last[1]["to_mend"], serde_json::json!(["A", "B"]));
}

#[test]
fn a_figure_that_cannot_be_read_costs_itself_alone() {
    let office = Office::of(&[
        &("membership:\n  members: 1.00 đoàn viên\n  employees:\n    value: 90 người\n    prior: 8,9,4\n  \
           text: Có {{ members }}.\n"
            .to_owned()
            + &figures(&["tham_hoi:", "  valeu: 5 lượt", "cham_lo: 12.5", "hoi_nghi_nld: 3/4 đơn vị"])),
        &(members("500 đoàn viên") + &figures(&["tham_hoi: 100 lượt"])),
    ]);
    let told = office.run(&["--slips", "phieu"]);
    assert_eq!(told.code, 1);
    told.says("Cần sửa[BC112]: A CĐCS A: Đoàn viên: “1.00” có thể là 1,00 hoặc 100");
    told.says("(dv/A.yaml:9:12)").says("Không có khóa `valeu` ở đây (dv/A.yaml:");
    told.says("Đã nhận của 2/2 đơn vị: 1 tổng hợp được, 1 phải sửa (A).");
    let slip = office.0.read("phieu/A.txt");
    assert!(
        slip.contains("Có số liệu phải sửa") && slip.contains("Dòng 9: Đoàn viên: “1.00”"),
        "{slip}"
    );
    // Written without them; each total says of how many units it is.
    let told = office.run(&["--accept-missing"]);
    assert_eq!(told.code, 0, "{}", told.err);
    told.writes("value: 500 đoàn viên\n    from_units: 1/2 đơn vị");
    told.writes("value: 100 lượt\n        from_units: 1/2 đơn vị").writes("value: 3/4 đơn vị");
    told.writes("value: 90 người\n    from_units: 1/2 đơn vị").writes("value: 2/2 đơn vị");
    // What no figure is holds the whole report back.
    let office = Office::of(&["membership:\n  memberz: 12 đoàn viên\n", &members("5 đoàn viên")]);
    office.run(&[]).says("Cần sửa[BC202]: A CĐCS A: còn 1 chỗ cần sửa");
}

#[test]
fn what_is_said_before_is_in_the_json_too() {
    let office = Office::new(
        "units:\n  - code: A\n    name: CĐCS A\n    parent: P01\n  - code: B\n    parent: P01\n",
        &superior("  code: PO1\n"),
    );
    let sheet =
        "Mã đơn vị,Tên đơn vị,Tổng số đoàn viên,Thăm hỏi đoàn viên\nA,CĐCS A,khá đông,5\nB,,80,7\n";
    office.0.write("dv/bieu.csv", sheet);
    let told = office.run(&["--json"]);
    assert_eq!(told.code, 1, "{}", told.err);
    let want = [
        ("BC140", "", "danh-sach.yaml:5:5"),
        ("BC173", "A", "dv/bieu.csv, ô C2:1:1"),
        ("BC218", "", "cap-tren.yaml:4:9"),
    ];
    let want = want.map(|(code, unit, at)| (code.to_owned(), unit.to_owned(), at.to_owned()));
    assert_eq!(findings(&told), want);
    told.says("\"errors\":2,\"warnings\":1").says("\"state\":\"refused\"");
    // A roster of no use is one failure, in JSON as well.
    office.0.write("danh-sach.yaml", "units:\n  - code: A\n    ten: x\n");
    let told = office.run(&["--json"]);
    assert_eq!(told.code, 2, "{}", told.err);
    told.says("\"code\":\"BC111\"").says("\"type\":\"failure\"");
    let told = office.run(&["--json", "--trace", "doan_vien"]);
    assert_eq!(told.code, 2, "{}", told.err);
}
