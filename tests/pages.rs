//! The same papers with their text shifted line by line over the pages, with
//! every pair of options, with names, recipients and targets of any number: the
//! form holds wherever a page happens to end.

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::LazyLock;

use baocao::Office;
use baocao::paper::Paper;
use baocao::source::{self, Limits, Node};

use support::cases::{self, Finished};
use support::form::violations;

/// One for all tests of this file.
static OFFICE: LazyLock<Office> = LazyLock::new(cases::office);

/// How many lines a text is shifted by: more than a page holds paragraphs.
const STEPS: usize = 40;

/// How many papers of a dossier are shifted together: a dossier with all of a congress's
/// would be longer than one may be.
const PAPERS_AT_ONCE: usize = 12;

/// What is wrong with those papers of a dossier that are wanted, each named.
fn wrong(
    name: &str,
    yaml: &[u8],
    overlay: &[Node],
    wanted: &dyn Fn(&Paper) -> bool,
) -> Vec<String> {
    let loaded = OFFICE.load(name, yaml, overlay);
    let papers = cases::finished_of(&OFFICE, name, &loaded, wanted);
    let papers = papers.unwrap_or_else(|e| panic!("{e}"));
    let told = |paper: &Finished| {
        let violations = violations(paper).into_iter();
        violations.map(|v| format!("{}: {v}", paper.name)).collect::<Vec<_>>()
    };
    papers.iter().flat_map(told).collect()
}

fn assert_none(wrong: &[String]) {
    let shown = wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} violations:\n{shown}", wrong.len());
}

/// A tree laid over a dossier: so many lines before the text of each paper.
fn lines_before(papers: &[String], lines: usize) -> Node {
    let mut yaml = "papers:\n".to_owned();
    for paper in papers {
        let _ = write!(yaml, "  {paper}:\n    opening: |\n      Mở đầu văn bản.\n");
        for line in 0..lines {
            let _ = write!(yaml, "\n      Dòng thứ {} đẩy văn bản xuống.\n", line + 1);
        }
    }
    overlay(&yaml)
}

fn overlay(yaml: &str) -> Node {
    let (tree, found) = source::read_yaml("overlay", yaml.as_bytes(), Limits::default());
    assert!(found.is_empty(), "{found:?}");
    tree.expect("a tree")
}

/// Every second fixture, beginning with one, over all shifts.
fn shifted(first: usize) {
    let fixtures: Vec<PathBuf> = cases::fixtures();
    let mut all = Vec::new();
    for path in fixtures.iter().skip(first).step_by(2) {
        let yaml = std::fs::read(path).expect("a fixture");
        let loaded = cases::load(&OFFICE, path);
        let dossier = loaded.dossier().expect("a whole dossier");
        let papers = OFFICE.papers().of(dossier);
        let ids: Vec<String> = papers.iter().map(|p| p.id.clone()).collect();
        // Of a paper that is made for each of a list, one is enough.
        let files: Vec<String> = papers
            .iter()
            .filter_map(|p| p.outputs(dossier).into_iter().next())
            .map(|p| p.file.clone())
            .collect();
        for lines in 0..STEPS {
            let name = format!("{} + {lines}", cases::stem(path));
            for some in ids.chunks(PAPERS_AT_ONCE) {
                let wanted =
                    |paper: &Paper| some.contains(&paper.id) && files.contains(&paper.file);
                all.extend(wrong(&name, &yaml, &[lines_before(some, lines)], &wanted));
            }
        }
    }
    assert_none(&all);
}

#[test]
fn shifted_papers_are_right_by_form() {
    shifted(0);
}

#[test]
fn more_shifted_papers_are_right_by_form() {
    shifted(1);
}

/// A dossier with everything that the options of an envelope bear on.
struct Made {
    kind: &'static str,
    organization: String,
    parent: String,
    targets: usize,
    recipients: usize,
    /// Lines before the text.
    lines: usize,
    /// Lines of the envelope, `key: value` each.
    options: Vec<String>,
}

impl Default for Made {
    fn default() -> Self {
        Made {
            kind: "tổng kết",
            organization: "Công đoàn cơ sở Công ty Thử nghiệm".into(),
            parent: "Công đoàn phường Thử Nghiệm".into(),
            targets: 4,
            recipients: 3,
            lines: 0,
            options: Vec::new(),
        }
    }
}

impl Made {
    fn yaml(&self) -> String {
        let Made { kind, organization, parent, .. } = self;
        let mut yaml = format!(
            "format: 1\nkind: {kind}\nstatus: ban hành\n\
             organization:\n  name: {organization}\n  symbol: CĐCS\n  level: cơ sở\n  place: Thí Dụ\n  parent: {parent}\n\
             period:\n  year: 2026\nmembership:\n  members: 120 đoàn viên\n"
        );
        if self.is_congress() {
            yaml += "congress:\n  attended_by: đại biểu\n  ordinal: X\n  term: 2026-2031\n  date: 05/01/2026\n  place: Hội trường\n\
                     previous_term:\n  ordinal: IX\n  term: 2021-2026\n";
        }
        yaml += "results:\n  - area: Chăm lo\n    figures:\n      qua: {title: Suất quà, value: 120 suất, assigned: 100 suất}\n    text: |\n      - Tặng {{ qua }}; Công đoàn phối hợp với chuyên môn thăm hỏi, động viên đoàn viên, người lao động có hoàn cảnh khó khăn, tặng quà cho con em đoàn viên nhân các ngày lễ lớn trong năm, tổ chức cho đoàn viên tham quan, nghỉ mát, khám sức khỏe định kỳ.\n";
        yaml += "awards:\n  - {form: Bằng khen, authority: Liên đoàn Lao động thành phố, collectives: 1 tập thể}\n  - {form: Giấy khen, authority: Công đoàn cấp trên, individuals: 2 cá nhân}\n  - {form: Cờ thi đua, authority: Tổng Liên đoàn Lao động Việt Nam, collectives: 1 tập thể}\n";
        yaml += "direction:\n  orientation: Tiếp tục đổi mới.\n  tasks:\n    - Chăm lo đời sống đoàn viên.\n";
        if self.targets > 0 {
            yaml += "  targets:\n";
        }
        for n in 1..=self.targets {
            let _ = writeln!(
                yaml,
                "    - {{value: {}%, text: đoàn viên tham gia phong trào số {n}}}",
                30 + n
            );
        }
        yaml += "papers:\n";
        for paper in self.papers() {
            let _ = write!(yaml, "  {paper}:\n    number: 7\n    date: 05/01/2026\n");
            if !self.is_congress() {
                yaml += "    signature: {on_behalf: TM. BAN CHẤP HÀNH, post: CHỦ TỊCH, name: Trần Thị Ví Dụ}\n";
            }
            let presidium = self.options.iter().any(|option| option.contains("Đoàn Chủ tịch"));
            if presidium && paper == "resolution" {
                yaml += "    signature: {name: Trần Thị Ví Dụ}\n";
            }
            for option in &self.options {
                let _ = writeln!(yaml, "    {option}");
            }
            if self.recipients > 0 && !self.sets("recipients") {
                yaml += "    recipients:\n";
                for n in 1..=self.recipients {
                    let _ = writeln!(
                        yaml,
                        "      - Công đoàn cơ sở thành viên Nhà máy May số {n} thuộc Tổng công ty (để t/h)"
                    );
                }
            }
            if self.lines > 0 && !self.sets("opening") {
                yaml += "    opening: |\n";
                for n in 1..=self.lines {
                    let _ = write!(yaml, "      Dòng thứ {n} đẩy văn bản xuống.\n\n");
                }
            }
        }
        yaml
    }

    fn is_congress(&self) -> bool {
        self.kind == "đại hội"
    }

    fn sets(&self, key: &str) -> bool {
        self.options.iter().any(|option| option.starts_with(key))
    }

    fn papers(&self) -> [&'static str; 2] {
        match self.is_congress() {
            true => ["congress_report", "resolution"],
            false => ["annual_report", "unit_report"],
        }
    }

    fn wrong(&self, name: &str) -> Vec<String> {
        wrong(&format!("made up ({name})"), self.yaml().as_bytes(), &[], &|_| true)
    }
}

/// The options of an envelope with values that bear on the page.
const OPTIONS: &[&[&str]] = &[
    &["status: dự thảo", "status: trình ký", "status: ban hành"],
    &["targets_as: bảng", "targets_as: câu liền", "targets_as: danh sách"],
    &[
        "annexes: [không]",
        "annexes: [chỉ tiêu]",
        "annexes: [số liệu, khen thưởng]",
        "annexes: [số liệu, khen thưởng, chỉ tiêu]",
    ],
    &["awards_total: có", "awards_total: không"],
    &["ending: TM. Đoàn Chủ tịch", "ending: tên đại hội"],
    &["stage: sau hội nghị", "stage: trước hội nghị"],
    &["addressee: Công đoàn cấp trên", "addressee: [Công đoàn cấp trên, Đảng ủy phường]"],
    &["bases: [{type: Luật, number: 50/2024/QH15, issuer: Quốc hội, subject: Công đoàn}]"],
    &["title: BÁO CÁO CHÍNH TRỊ"],
    &["subject: Về kết quả hoạt động và phương hướng nhiệm vụ"],
    &["place: Thành phố Hồ Chí Minh"],
    &["opening: Công đoàn báo cáo như sau."],
    &[
        "closing: Trân trọng báo cáo",
        "closing: Trên đây là báo cáo của Công đoàn cơ sở, trân trọng báo cáo và kính đề nghị công đoàn cấp trên quan tâm, chỉ đạo",
        "closing: Trên đây là kết quả hoạt động của Công đoàn, kính đề nghị công đoàn cấp trên quan tâm, chỉ đạo, tạo điều kiện để công đoàn cơ sở hoàn thành tốt nhiệm vụ được giao trong thời gian tới, góp phần xây dựng tổ chức công đoàn vững mạnh và doanh nghiệp phát triển bền vững, chăm lo tốt hơn nữa cho đoàn viên, người lao động, nhất là những người có hoàn cảnh khó khăn",
    ],
    &["recipients: [Đảng ủy phường (để b/c)]"],
    &["archive: VT, VP"],
    &["draft_number: 2"],
];

/// Rows that hold every pair of values of two options, unset among them: each
/// row takes for every option the value that adds most pairs.
fn rows() -> Vec<Vec<&'static str>> {
    let values = |option: usize| OPTIONS[option].iter().copied().chain([UNSET]);
    let mut left: BTreeSet<(usize, &str, usize, &str)> = BTreeSet::new();
    for i in 0..OPTIONS.len() {
        for j in i + 1..OPTIONS.len() {
            for a in values(i) {
                left.extend(values(j).map(|b| (i, a, j, b)));
            }
        }
    }
    let mut rows = Vec::new();
    while let Some(&(i, a, j, b)) = left.first() {
        let mut row: Vec<Option<&str>> = vec![None; OPTIONS.len()];
        (row[i], row[j]) = (Some(a), Some(b));
        for option in 0..OPTIONS.len() {
            if row[option].is_some() {
                continue;
            }
            let adds = |value: &&str| {
                let pairs = row.iter().enumerate().filter_map(|(other, chosen)| {
                    let chosen = (*chosen)?;
                    let pair = if other < option {
                        (other, chosen, option, *value)
                    } else {
                        (option, *value, other, chosen)
                    };
                    left.contains(&pair).then_some(())
                });
                pairs.count()
            };
            row[option] = values(option).max_by_key(adds);
        }
        let row: Vec<&str> = row.into_iter().flatten().collect();
        left.retain(|(i, a, j, b)| !(row[*i] == *a && row[*j] == *b));
        rows.push(row);
    }
    rows
}

/// An option that the envelope doesn't name.
const UNSET: &str = "";

#[test]
fn options_in_pairs() {
    let rows = rows();
    assert!(rows.len() < 60, "{} rows", rows.len());
    let mut all = Vec::new();
    for kind in ["tổng kết", "đại hội"] {
        for row in &rows {
            let set = row.iter().filter(|value| **value != UNSET);
            let options: Vec<String> = set.map(ToString::to_string).collect();
            let name = format!("{kind}: {}", options.join("; "));
            all.extend(Made { kind, options, ..Made::default() }.wrong(&name));
        }
    }
    assert_none(&all);
}

#[test]
fn names_of_any_length() {
    let words = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Thương mại, Dịch vụ, Xuất nhập khẩu \
                 và Đầu tư phát triển hạ tầng khu công nghiệp công nghệ cao Minh Họa Bà Rịa - Vũng Tàu tại Huế";
    let letters: Vec<char> = words.chars().collect();
    let mut all = Vec::new();
    for length in 1..=160 {
        let cut: String = letters[..length].iter().collect();
        let organization = cut.trim_end_matches([' ', ',', '-']).to_owned();
        let kind = if length % 2 == 0 { "tổng kết" } else { "đại hội" };
        let made = Made { kind, organization, ..Made::default() };
        all.extend(made.wrong(&format!("a name of {length} letters")));
    }
    assert_none(&all);
}

#[test]
fn recipients_of_any_number() {
    let mut all = Vec::new();
    for recipients in 0..=60 {
        let kind = if recipients % 3 == 0 { "đại hội" } else { "tổng kết" };
        let lines = (recipients * 7) % STEPS;
        let made = Made { kind, recipients, lines, ..Made::default() };
        all.extend(made.wrong(&format!("{recipients} recipients")));
    }
    assert_none(&all);
}

#[test]
fn targets_of_any_number() {
    let mut all = Vec::new();
    for targets in 0..=60 {
        let kind = if targets % 2 == 0 { "đại hội" } else { "tổng kết" };
        let ways = ["bảng", "câu liền", "danh sách"];
        let options = vec![
            format!("targets_as: {}", ways[targets % 3]),
            format!("annexes: [{}]", if targets % 5 == 0 { "chỉ tiêu" } else { "không" }),
        ];
        let made = Made { kind, targets, options, ..Made::default() };
        all.extend(made.wrong(&format!("{targets} targets")));
    }
    assert_none(&all);
}

/// Wherever a text ends on its page, with recipients and without.
#[test]
fn a_signature_stands_under_two_lines() {
    let mut all = Vec::new();
    for kind in ["tổng kết", "đại hội"] {
        for lines in 1..=STEPS {
            let recipients = lines % 6;
            let made = Made { kind, lines, recipients, ..Made::default() };
            all.extend(made.wrong(&format!("{kind}, {lines} lines")));
        }
    }
    assert_none(&all);
}
