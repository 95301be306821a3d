//! Roll-up: a made-up province, held against sums that are worked out apart;
//! any order, shards and levels give the same; what the office wrote stays.

mod support;

use std::collections::BTreeSet;

use baocao::Office;
use baocao::dossier::{self, Dossier};
use baocao::rollup::{self, Request, RollUp, Sender, Standing, Submission};
use baocao::roster::{self, PartialDate, Roster};
use baocao::source::{self, Limits, Node};
use proptest::prelude::*;
use support::cases::office;
use support::province::{self, Base, Dice, grouped};

const SUPERIOR: &str = "\
# Hồ sơ của Liên đoàn Lao động tỉnh
format: 1
kind: tổng kết
organization:
  code: TINH   # mã
  name: Liên đoàn Lao động tỉnh Minh Họa
period:
  year: 2026

membership:
  members:
    title: Đoàn viên
    value:                              # thực hiện
    prior: 999 đoàn viên                # theo báo cáo năm trước
  women: 12 đoàn viên                   # ghi tay

results:
  # mặt thứ nhất
  - area: Chăm lo
    figures:
      tham_hoi:
        title: Lượt thăm hỏi
        note: của các cấp công đoàn
    text: |
      Đã thăm hỏi {{ tham_hoi }}; {{ don_vi_bao_cao }} đã báo cáo.

awards:
  - form: Cờ thi đua                    # ghi tay
    authority: Chính phủ
    collectives: 1 tập thể
";

fn tree(yaml: &str) -> Node {
    let (tree, found) = source::read_yaml("t.yaml", yaml.as_bytes(), Limits::default());
    assert!(found.iter().all(|f| !f.is_error()), "{found:?}\n{yaml}");
    tree.expect("YAML")
}

fn dossier(yaml: &str) -> Dossier {
    let reading = dossier::read(tree(yaml));
    assert!(reading.diagnostics.is_empty(), "{:?}\n{yaml}", reading.diagnostics);
    reading.dossier
}

fn submission(name: &str, yaml: &str) -> Submission {
    Submission {
        name: format!("{name}.yaml"),
        stem: name.to_owned(),
        dossier: Some(dossier(yaml)),
        tree: None,
        findings: Vec::new(),
    }
}

fn sent(units: &[Base]) -> Vec<Submission> {
    units.iter().filter(|u| u.sent).map(|u| submission(&u.code, &u.yaml())).collect()
}

fn read_roster(yaml: &str) -> Roster {
    let (roster, found) = roster::read("ds.yaml", yaml.as_bytes());
    roster.unwrap_or_else(|| panic!("{found:?}"))
}

fn sender(deadline: Option<PartialDate>) -> Sender<'static> {
    Sender { period: "năm 2026", deadline, ..Sender::default() }
}

fn rolled_up<'a>(
    office: &'a Office,
    roster: &'a Roster,
    superior: &'a Dossier,
    submissions: &[Submission],
) -> RollUp<'a> {
    let request = Request { roster, catalog: office.catalog(), superior, leave_out: &[] };
    let asked = rollup::Asked::of(request).expect("a period").with_texts();
    let sent = submissions.iter().map(|submission| asked.take(submission)).collect();
    rollup::roll_up(asked, sent)
}

fn write(roll_up: &RollUp<'_>, into: &Node) -> rollup::Written {
    rollup::write(roll_up, into).expect("a text that can be edited")
}

/// A superior that the roster doesn't know: the whole base in one step.
fn of_the_base() -> Dossier {
    dossier("organization:\n  name: Cả tỉnh\nperiod:\n  year: 2026\n")
}

fn phrase(roll_up: &RollUp<'_>, code: &str) -> Option<String> {
    let row = roll_up.rows.iter().find(|row| row.code == code)?;
    let value = roll_up.totals.get(code)?.value.as_ref()?;
    Some(value.phrase(row.measure.unit)?.to_text())
}

/// The units that count: those that sent a report and are still there.
fn counted(units: &[Base]) -> impl Iterator<Item = &Base> {
    units.iter().filter(|unit| unit.sent && !unit.merged)
}

#[test]
fn a_province_of_three_thousand() {
    let units = province::province(2026, 3_000, 60);
    let (office, roster) = (office(), read_roster(&province::roster(&units, 60)));
    let (superior, submissions) = (of_the_base(), sent(&units));
    let roll_up = rolled_up(&office, &roster, &superior, &submissions);

    let sum = |of: &dyn Fn(&Base) -> Option<u64>| counted(&units).filter_map(of).sum::<u64>();
    let there = units.iter().filter(|unit| !unit.merged).count();
    assert!(there < units.len(), "some are merged");
    assert_eq!(roll_up.reported(), (counted(&units).count(), there));
    let members = sum(&|u| u.members);
    assert_eq!(phrase(&roll_up, "doan_vien"), Some(format!("{} đoàn viên", grouped(members))));
    let women = sum(&|u| u.women);
    assert_eq!(phrase(&roll_up, "doan_vien_nu"), Some(format!("{} đoàn viên", grouped(women))));
    let visits = sum(&|u| u.visits);
    assert_eq!(phrase(&roll_up, "tham_hoi"), Some(format!("{} lượt", grouped(visits))));
    let income = sum(&|u| u.income);
    let millions = format!("{},{:06}", grouped(income / 1_000_000), income % 1_000_000);
    let millions = millions.trim_end_matches('0').trim_end_matches(',');
    assert_eq!(phrase(&roll_up, "thu_tai_chinh"), Some(format!("{millions} triệu đồng")));
    // Enterprises alone are asked for it.
    let asked = |u: &Base| u.conferences.filter(|_| u.enterprise);
    let part = sum(&|u| asked(u).map(|c| c.0));
    let whole = sum(&|u| asked(u).map(|c| c.1));
    let rate = format!("{}/{} đơn vị", grouped(part), grouped(whole));
    assert_eq!(phrase(&roll_up, "hoi_nghi_nld"), Some(rate));
    let movements: BTreeSet<_> = counted(&units).flat_map(|u| u.movements.clone()).collect();
    let movements = movements.into_iter().collect::<Vec<_>>().join("; ");
    assert_eq!(phrase(&roll_up, "phong_trao"), Some(movements));

    // Of how many units each is, and nobody's figure but theirs.
    let stating = counted(&units).filter(|u| u.members.is_some()).count();
    let row = roll_up.rows.iter().find(|row| row.code == "doan_vien").expect("a row");
    assert_eq!(roll_up.stating(row), (stating, there));
    let total = roll_up.totals.get("doan_vien").expect("a total");
    assert!(!total.comparable(), "not every unit states last year's");
    assert!(roll_up.is_broken(row), "units were merged");

    // Money and gifts, in triệu đồng.
    let gifts = sum(&|u| u.gifts);
    let (_, group) = roll_up.groups.support.iter().next().expect("gifts");
    let said: Vec<_> = group.counts.iter().zip(["suất", "triệu đồng"]).collect();
    let said: Vec<String> =
        said.iter().map(|(c, unit)| c.phrase(unit).expect("known").to_text()).collect();
    let thousands = gifts * 500;
    let amount = format!("{},{:03}", grouped(thousands / 1_000), thousands % 1_000);
    let amount = amount.trim_end_matches('0').trim_end_matches(',').to_owned();
    assert_eq!(said, [format!("{} suất", grouped(gifts)), format!("{amount} triệu đồng")]);

    // Bằng khen, some of them uncounted: the least that it can be.
    let certificates = sum(&|u| u.certificates.and_then(Result::ok));
    let (_, group) = roll_up.groups.awards.iter().next().expect("awards");
    let said = group.counts[1].phrase("cá nhân").expect("known").to_text();
    assert_eq!(said, format!("ít nhất {} cá nhân", grouped(certificates)));
}

#[test]
fn who_is_not_there_is_named() {
    let mut units = province::province(7, 60, 3);
    units.iter_mut().for_each(|u| (u.sent, u.merged) = (true, false));
    (units[4].sent, units[9].sent) = (false, false);
    let roster = read_roster(&province::roster(&units, 3));
    let mut submissions = sent(&units);
    let broken = units[0].yaml().replace("year: 2026", "year: 2025");
    submissions[0] = submission(&units[0].code, &broken);
    submissions.push(submission("lan-hai", &units[1].yaml()));
    submissions.push(submission("la", "organization:\n  code: KHAC\n  name: Ai đó\n"));
    let (office, superior) = (office(), of_the_base());
    let roll_up = rolled_up(&office, &roster, &superior, &submissions);
    assert_eq!(roll_up.reported(), (56, 60));
    let wanting: Vec<(&str, String)> =
        roll_up.wanting().map(|u| (u.unit.code(), u.standing.words())).collect();
    let want = [
        ("CS00000", "báo cáo kỳ khác (năm 2025)"),
        ("CS00001", "có 2 hồ sơ"),
        ("CS00004", "chưa gửi báo cáo"),
        ("CS00009", "chưa gửi báo cáo"),
    ];
    assert_eq!(wanting, want.map(|(code, words)| (code, words.to_owned())));
    assert_eq!(roll_up.strangers.len(), 1);
    let slips = rollup::slips(&roll_up, &sender(roster.deadline));
    let slip = slips.iter().find(|slip| slip.code == "CS00004").expect("a slip");
    assert_eq!(
        slip.text,
        "Kính gửi: Công đoàn cơ sở CS00004\nChưa nhận được báo cáo năm 2026 của đơn vị.\n\
         Đề nghị gửi trước ngày 25/11/2026.\n"
    );
    let trace = rollup::trace(&roll_up, "doan_vien").expect("a code").markdown();
    assert!(
        trace.contains("| CS00004 | Công đoàn cơ sở CS00004 |  | không tính: chưa gửi báo cáo |"),
        "{trace}"
    );
    assert_eq!(trace.lines().filter(|line| line.starts_with("| CS")).count(), 60);
}

#[test]
fn units_that_began_ended_moved_or_merged() {
    let office = office();
    let roster = read_roster(
        "units:\n  - code: A\n    name: A\n    parent: X\n\
         \n  - code: B\n    name: B\n    parent: X\n    until: 31/3/2026\n    successor: A\n\
         \n  - code: C\n    name: C\n    parent: X\n    until: 30/6/2026\n\
         \n  - code: C\n    name: C\n    parent: Y\n    since: 1/7/2026\n\
         \n  - code: D\n    name: D\n    parent: X\n    until: 31/5/2026\n\
         \n  - code: E\n    name: E\n    parent: Y\n    since: 1/5/2026\n",
    );
    let of = |code: &str| {
        let yaml = format!(
            "organization:\n  code: {code}\nperiod:\n  year: 2026\nmembership:\n  members:\n    value: 10 đoàn viên\n    prior: 8 đoàn viên\nresults:\n  - area: x\n    figures:\n      tham_hoi: 3 lượt\n"
        );
        submission(code, &yaml)
    };
    let submissions: Vec<_> = ["A", "B", "C", "D", "E"].map(of).into();
    let superior =
        |code: &str| dossier(&format!("organization:\n  code: {code}\nperiod:\n  year: 2026\n"));
    let (x, y, all) = (superior("X"), superior("Y"), of_the_base());
    for (superior, due, members, visits) in [
        // A with B in it; D's visits, but not its members.
        (&x, 1, "10 đoàn viên", "6 lượt"),
        (&y, 2, "20 đoàn viên", "6 lượt"),
        (&all, 3, "30 đoàn viên", "12 lượt"),
    ] {
        let roll_up = rolled_up(&office, &roster, superior, &submissions);
        let name = superior.organization.code.clone();
        assert_eq!(roll_up.reported(), (due, due), "{name:?}");
        assert_eq!(phrase(&roll_up, "doan_vien").as_deref(), Some(members), "{name:?}");
        assert_eq!(phrase(&roll_up, "tham_hoi").as_deref(), Some(visits), "{name:?}");
        let written = write(&roll_up, &tree("organization:\n  name: X\n")).text;
        assert!(written.contains("comparable: không"), "{name:?}: {written}");
    }
}

#[test]
fn the_offices_own_words_stay() {
    let mut units = province::province(3, 40, 2);
    units.iter_mut().for_each(|u| (u.sent, u.merged) = (true, false));
    let (office, roster) = (office(), read_roster(&province::roster(&units, 2)));
    // Everything directly under the province.
    let mut flat = roster.clone();
    flat.units.iter_mut().for_each(|u| u.parent = Some(dossier::Text("TINH".into())));
    flat.units.retain(|u| u.code().starts_with("CS"));
    let (superior, submissions) = (dossier(SUPERIOR), sent(&units));
    let roll_up = rolled_up(&office, &flat, &superior, &submissions);
    let written = write(&roll_up, &tree(SUPERIOR));
    let members = phrase(&roll_up, "doan_vien").expect("members");
    for line in [
        "# Hồ sơ của Liên đoàn Lao động tỉnh\n",
        "  code: TINH   # mã\n",
        &format!("    value: {members}"),
        "    prior: 999 đoàn viên                # theo báo cáo năm trước\n",
        "  women: 12 đoàn viên                   # ghi tay\n",
        "  # mặt thứ nhất\n",
        "        note: của các cấp công đoàn\n",
        "  - form: Cờ thi đua                    # ghi tay\n",
        "    individuals: ",
        "    don_vi_bao_cao:\n      value: 40/40 đơn vị\n",
    ] {
        assert!(written.text.contains(line), "{line}isn't in\n{}", written.text);
    }
    let told: Vec<&str> = written.findings.iter().map(|found| found.message.as_str()).collect();
    assert!(matches!(told[..], [one] if one.starts_with("Đoàn viên nữ ghi tay là 12 đoàn viên")));

    // Again over what was written: the same, to the byte.
    let again = dossier(&written.text);
    let second = write(&rolled_up(&office, &flat, &again, &submissions), &tree(&written.text));
    assert_eq!(second.text, written.text);

    // Other reports: only what was ours changes, and stale figures go.
    let fewer: Vec<Submission> = vec![submission(
        &units[0].code,
        "organization:\n  code: CS00000\nperiod:\n  year: 2026\nmembership:\n  members: 5 đoàn viên\n",
    )];
    let third = write(&rolled_up(&office, &flat, &again, &fewer), &tree(&written.text));
    let of_third = dossier(&third.text);
    let value = |d: &Dossier| d.membership.members.as_ref()?.value.as_ref().map(|q| q.to_text());
    assert_eq!(value(&of_third).as_deref(), Some("5 đoàn viên"));
    let visits = of_third.results[0].figures.get("tham_hoi").expect("still there");
    assert_eq!(visits.value, None);
    assert_eq!(visits.note.as_deref(), Some("của các cấp công đoàn"));
    assert_eq!(of_third.awards.len(), 1, "the office's own");

    // It renders like any other.
    let loaded = office.load("tinh.yaml", written.text.as_bytes(), &[]);
    assert!(loaded.diagnostics.iter().chain(&office.check(&loaded)).all(|d| !d.is_error()));
    let rendered = loaded.dossier().expect("a dossier");
    let paper = office.papers().find("bao-cao-tong-ket").expect("a paper");
    let typst = office.render(rendered, paper).expect("renders").source;
    assert!(typst.contains("40/40"), "{typst}");
}

#[test]
fn figures_that_cannot_be_added_are_named_and_jumps_pointed_out() {
    let office = office();
    let roster =
        read_roster("units:\n  - code: A\n    name: Đơn vị A\n  - code: B\n    name: Đơn vị B\n");
    let of = |code: &str, members: &str, income: &str| {
        let yaml = format!(
            "organization:\n  code: {code}\nperiod:\n  year: 2026\nmembership:\n  members:\n    value: {members}\n    prior: 142 đoàn viên\nresults:\n  - area: x\n    figures:\n      thu_tai_chinh: {income}\n"
        );
        submission(code, &yaml)
    };
    let submissions = [
        of("A", "412 đoàn viên", "75.000.000 triệu đồng"),
        of("B", "trên 140 đoàn viên", "9 suất"),
    ];
    let superior = of_the_base();
    let roll_up = rolled_up(&office, &roster, &superior, &submissions);
    assert_eq!(roll_up.reported(), (2, 2));
    assert_eq!(phrase(&roll_up, "doan_vien").as_deref(), Some("412 đoàn viên"));
    let wanting: Vec<_> = roll_up.wanting().map(|u| u.unit.code()).collect();
    assert_eq!(wanting, ["B"]);
    let slips = rollup::slips(&roll_up, &sender(None));
    let texts: Vec<&str> = slips.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Kính gửi: Đơn vị A\nCó số liệu cần xem lại trong báo cáo năm 2026 của đơn vị:\n\
             1. Tổng số đoàn viên: 412 đoàn viên, cùng kỳ 142; đề nghị xác nhận.\n\
             2. Tổng thu tài chính công đoàn: 75.000.000 triệu đồng; có phải ghi đồng thay vì triệu đồng?\n\
             Đề nghị sửa hoặc xác nhận.\n",
            "Kính gửi: Đơn vị B\nCó số liệu phải sửa trong báo cáo năm 2026 của đơn vị:\n\
             1. Tổng số đoàn viên: ghi “trên 140 đoàn viên”, không phải một con số chính xác; ghi số cụ thể.\n\
             2. Tổng thu tài chính công đoàn: ghi “9 suất”, khác đơn vị tính của biểu (triệu đồng).\n\
             Đề nghị sửa và gửi lại.\n",
        ]
    );
}

#[test]
fn narratives_under_the_units_names() {
    let office = office();
    let roster =
        read_roster("units:\n  - code: A\n    name: Đơn vị A\n  - code: B\n    name: Đơn vị B\n");
    let of = |code: &str, text: &str| {
        let yaml = format!(
            "organization:\n  code: {code}\nperiod:\n  year: 2026\nmembership:\n  members: 7 đoàn viên\nresults:\n  - area: chăm lo\n    text: {text}\nassessment:\n  limitations: Còn chậm.\n"
        );
        submission(code, &yaml)
    };
    let submissions = [of("B", "Hai {{ thieu }}."), of("A", "Một, {{ members }}.")];
    let superior = dossier(SUPERIOR);
    let roll_up = rolled_up(&office, &roster, &superior, &submissions);
    assert_eq!(
        rollup::texts(&roll_up, &superior),
        "## Chăm lo\n\n### Đơn vị A\n\nMột, 07 đoàn viên.\n\n### Đơn vị B\n\nHai ….\n\n\
         ## Tồn tại, hạn chế\n\n### Đơn vị A\n\nCòn chậm.\n\n### Đơn vị B\n\nCòn chậm.\n"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The order in which dossiers come, and that of the roster.
    #[test]
    fn any_order_gives_the_same(seed: u64) {
        let units = province::province(seed, 60, 4);
        let (office, superior) = (office(), of_the_base());
        let roster = read_roster(&province::roster(&units, 4));
        let mut submissions = sent(&units);
        let first = rolled_up(&office, &roster, &superior, &submissions);
        let text = write(&first, &tree(SUPERIOR)).text;
        let (totals, groups) = (first.totals.clone(), first.groups.clone());
        drop(first);
        let mut dice = Dice::new(seed);
        dice.shuffle(&mut submissions);
        let mut shuffled = roster.clone();
        dice.shuffle(&mut shuffled.units);
        let second = rolled_up(&office, &shuffled, &superior, &submissions);
        prop_assert_eq!(&second.totals, &totals);
        prop_assert_eq!(&second.groups, &groups);
        prop_assert_eq!(write(&second, &tree(SUPERIOR)).text, text);
    }

    /// Shards by any cut, added up in any order.
    #[test]
    fn shards_give_the_same(seed: u64, shards in 1_usize..9) {
        let units = province::province(seed, 80, 4);
        let (office, superior, submissions) = (office(), of_the_base(), sent(&units));
        let roster = read_roster(&province::roster(&units, 4));
        let whole = rolled_up(&office, &roster, &superior, &submissions);
        let mut dice = Dice::new(seed);
        let mut parts: Vec<Roster> =
            (0..shards).map(|_| Roster { units: Vec::new(), ..roster.clone() }).collect();
        for unit in &roster.units {
            // A unit that was merged counts nothing, wherever it is.
            let at = dice.below(shards as u64) as usize;
            let alone = roster::Unit { successor: None, parent: None, ..unit.clone() };
            if unit.code().starts_with("CS") && unit.until.is_none() {
                parts[at].units.push(alone);
            }
        }
        parts.retain(|part| !part.units.is_empty());
        let parts: Vec<RollUp<'_>> =
            parts.iter().map(|part| rolled_up(&office, part, &superior, &submissions)).collect();
        let mut sums: Vec<_> =
            parts.iter().map(|part| (part.totals.clone(), part.groups.clone())).collect();
        dice.shuffle(&mut sums);
        let (totals, groups) = sums
            .into_iter()
            .reduce(|a, b| (a.0.plus(b.0), a.1.plus(b.1)))
            .expect("at least one");
        for (code, total) in totals.iter() {
            let one = whole.totals.get(code).expect("the same codes");
            // Who absorbed another is told by the whole roster alone.
            prop_assert_eq!(&rollup::Total { broken: one.broken, ..total.clone() }, one);
        }
        prop_assert_eq!(totals.iter().count(), whole.totals.iter().count());
        prop_assert_eq!(groups, whole.groups);
    }

    /// Base → ward → province, through the wards' written dossiers.
    #[test]
    fn levels_give_the_same(seed: u64) {
        let units = province::province(seed, 80, 5);
        let (office, base) = (office(), of_the_base());
        let roster = read_roster(&province::roster(&units, 5));
        let submissions = sent(&units);
        let direct = rolled_up(&office, &roster, &base, &submissions);
        let wards: Vec<Submission> = (0..5)
            .map(|n| {
                let yaml = format!("organization:\n  code: P{n:03}\nperiod:\n  year: 2026\n");
                let ward = dossier(&yaml);
                let roll_up = rolled_up(&office, &roster, &ward, &submissions);
                submission(&format!("P{n:03}"), &write(&roll_up, &tree(&yaml)).text)
            })
            .collect();
        let top = dossier("organization:\n  code: TINH\nperiod:\n  year: 2026\n");
        let levels = rolled_up(&office, &roster, &top, &wards);
        let all_in = levels.units.iter().all(|u| u.standing == Standing::Reported { late: false });
        prop_assert!(all_in);
        prop_assert_eq!(levels.totals.iter().count(), direct.totals.iter().count());
        for row in &direct.rows {
            let (Some(one), Some(other)) = (direct.totals.get(row.code), levels.totals.get(row.code)) else {
                prop_assert!(levels.totals.get(row.code).is_none(), "{}", row.code);
                continue;
            };
            prop_assert_eq!(&one.value, &other.value, "{}", row.code);
            prop_assert_eq!(&one.prior.amount, &other.prior.amount, "{}", row.code);
            prop_assert_eq!(one.assigned(), other.assigned(), "{}", row.code);
            let compared = |r: &RollUp<'_>, t: &rollup::Total| t.comparable() && !r.is_broken(row);
            prop_assert_eq!(compared(&direct, one), compared(&levels, other), "{}", row.code);
        }
        let counts = |r: &RollUp<'_>| {
            let all = r.groups.awards.values().chain(r.groups.support.values());
            all.map(|group| (group.spelled.clone(), group.counts)).collect::<Vec<_>>()
        };
        prop_assert_eq!(counts(&direct), counts(&levels));
    }
}
