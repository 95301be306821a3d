//! Tests that wrong sentences are found, and no right one is reported.

use super::*;

/// The findings of all rules on a text.
fn told(text: &str) -> Vec<String> {
    let rules: [fn(&Sentence, &mut Vec<Flaw>); 17] = [
        share::flaws,
        plan::flaws,
        change::flaws,
        sum::flaws,
        remainder::flaws,
        product::flaws,
        average::flaws,
        spelt::flaws,
        items::flaws,
        hedge::flaws,
        universal::flaws,
        verdict::flaws,
        attendance::flaws,
        ballots::flaws,
        range::flaws,
        extreme::flaws,
        size::flaws,
    ];
    let mut out = Vec::new();
    for sentence in crate::vietnamese::sentence::sentences(text) {
        for rule in rules {
            rule(&sentence, &mut out);
        }
        series::flaws(&sentence, &mut out);
    }
    out.into_iter().map(|flaw| flaw.message).collect()
}

/// The project's own sentences: a kind, a family and a sentence on each line. Another table
/// of that shape may be scored by `SENTENCES=… cargo test sentences -- --nocapture`.
const TABLE: &str = include_str!("../../../fixtures/sentences.tsv");

/// Nearly all wrong sentences are found, and no right one is reported.
#[test]
fn score() {
    let other = std::env::var("SENTENCES").ok().and_then(|path| std::fs::read_to_string(path).ok());
    let (mut found, mut all, mut blamed) = (0, 0, Vec::new());
    for line in other.as_deref().unwrap_or(TABLE).lines().skip(1) {
        let mut cells = line.splitn(3, '\t');
        let [kind, family, sentence] = [(); 3].map(|()| cells.next().unwrap_or_default());
        let told = told(sentence);
        match (kind, told.is_empty()) {
            ("wrong", no) => {
                all += 1;
                found += usize::from(!no);
                if no {
                    println!("missed ({family}): {sentence}");
                }
            }
            (_, true) => {}
            _ => blamed.push(format!("{sentence} {told:?}")),
        }
    }
    println!("found {found} of {all}, blamed {}", blamed.len());
    assert!(blamed.is_empty(), "{blamed:#?}");
    assert!(found * 100 >= all * 95, "found {found} of {all}");
}

/// Random correct prose: its numbers agree.
mod right_prose {
    use super::told;
    use crate::vietnamese::{Number, percent_of};
    use proptest::prelude::*;

    const PEOPLE: [&str; 8] = [
        "đoàn viên",
        "ngư dân",
        "giáo viên",
        "điều dưỡng",
        "công nhân",
        "hội viên",
        "học sinh",
        "lao động",
    ];
    const BODIES: [&str; 6] =
        ["tổ", "nghiệp đoàn", "chi hội", "phân xưởng", "khoa", "công đoàn cơ sở"];
    const EVENTS: [&str; 5] =
        ["cuộc kiểm tra", "buổi đối thoại", "lớp tập huấn", "hội thi", "chuyến thăm"];

    fn n(value: u32) -> Number {
        value.into()
    }

    fn percent(part: u32, whole: u32) -> Number {
        percent_of(n(part), n(whole), 1).unwrap_or(Number::ZERO)
    }

    /// A consistent clause of numbers below `most`.
    fn clause(kind: u32, a: u32, b: u32, c: u32, words: (usize, usize, usize)) -> String {
        let (people, body, event) = (PEOPLE[words.0], BODIES[words.1], EVENTS[words.2]);
        let whole = a + b;
        let year = 2020 + c % 6;
        match kind {
            0 => format!("có {} {people}, trong đó {} nữ, {} nam", n(whole), n(a), n(b)),
            1 => format!("{}/{} {people} dự học, đạt {}%", n(a), n(whole), percent(a, whole)),
            2 => format!("tổ chức {} {event} cho {} lượt {people}", n(a), n(b)),
            3 => format!(
                "kết nạp {} {people}, vượt {} so với kế hoạch {} {people}",
                n(whole),
                n(b),
                n(a)
            ),
            4 => format!(
                "có {} {people}, tăng {} {people} so với năm {year} ({} {people})",
                n(whole),
                n(b),
                n(a)
            ),
            5 => format!(
                "trao {} suất quà, mỗi suất 500.000 đồng, trị giá {} nghìn đồng",
                n(a),
                n(a * 500)
            ),
            6 => format!("{} {body} có {} {people}, {} {event}", n(c), n(a), n(b)),
            7 => format!("trong {} {event}, đã xong {}, còn lại {}", n(whole), n(a), n(b)),
            8 => format!("đến {}/{} {body} đã họp; năm trước {}/{} {body}", n(a), n(a), n(b), n(b)),
            9 => format!(
                "chi {} triệu đồng cho {} {people}, riêng đợt bão hỗ trợ {} {people}",
                n(a),
                n(b),
                n(c)
            ),
            10 => format!("số {event} giảm 1/3, còn {} {event} chưa xếp lịch", n(c)),
            11 => format!("ngày 8/3 tặng quà {} {people}, ngày 20/10 tặng {} {people}", n(a), n(b)),
            12 => format!("kế hoạch {} {event}, đã làm {} {event}", n(a), n(b)),
            13 => format!("thăm {} {people}, khen {} tập thể, {} cá nhân", n(a), n(b), n(c)),
            14 => format!("năm {year} có {} {people}, năm {} có {} {people}", n(a), year + 2, n(b)),
            15 => format!(
                "tỷ lệ {people} đạt {}%, tỷ lệ {body} đạt {}%",
                percent(a, whole),
                percent(b, whole)
            ),
            16 => format!(
                "thu {} triệu đồng, chi {} triệu đồng, còn {} triệu đồng",
                n(whole),
                n(a),
                n(b)
            ),
            17 => format!(
                "có {} {people}, trong đó {} đảng viên, {} người dưới 35 tuổi",
                n(whole),
                n(a),
                n(b)
            ),
            18 => {
                format!("từ {} {people} lên {} {people}, tăng {}%", n(a), n(whole), percent(b, a))
            }
            _ => format!("tầng 3, phòng 12 có {} máy, {} {people} dùng", n(a), n(b)),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]
        #[test]
        fn is_never_blamed(
            clauses in proptest::collection::vec(
                (0_u32..20, 2_u32..900, 2_u32..900, 2_u32..60, (0_usize..8, 0_usize..6, 0_usize..5)),
                1..4,
            ),
            joint in prop_oneof![Just(". "), Just("; "), Just(", ")],
        ) {
            let text: Vec<String> =
                clauses.iter().map(|(k, a, b, c, words)| clause(*k, *a, *b, *c, *words)).collect();
            let text = format!("Trong kỳ, {}.", text.join(joint));
            prop_assert_eq!(told(&text), Vec::<String>::new(), "{}", text);
        }
    }
}
