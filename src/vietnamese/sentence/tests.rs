//! How sentences are read.

use super::*;

/// A sentence's figures: role, amount, measure, noun.
fn read(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for s in sentences(text) {
        for f in &s.figures {
            let amount = match f.amount {
                Amount::One(n) => n.to_string(),
                Amount::Ratio(a, b) => format!("{a}/{b}"),
                Amount::Range(a, b) => format!("{a}–{b}"),
            };
            let bound = f.bound.map(|b| format!(" {b:?}")).unwrap_or_default();
            all.push(
                format!("{:?} {amount} {:?}{bound} {}", f.role, f.measure, s.noun(f))
                    .trim()
                    .to_owned(),
            );
        }
    }
    all
}

#[test]
fn figures_have_roles() {
    for (text, expected) in [
        (
            "Cảng có 62 lao động, tăng 4 lao động so với năm 2025 (58 lao động).",
            vec!["Plain 62 Count lao động", "Up 4 Count lao động", "Prior 58 Count lao động"],
        ),
        (
            "Trao 40 suất, mỗi suất 500 nghìn đồng.",
            vec!["Plain 40 Count suất", "Each 500.000 Money"],
        ),
        (
            "đạt 95% kế hoạch (kế hoạch 60 tàu)",
            vec!["Share 95 Percent kế hoạch", "Plan 60 Count tàu"],
        ),
        ("từ 8 đến 10 triệu đồng", vec!["From 8.000.000–10.000.000 Money"]),
        ("31 thuyền viên trong tổng số 50 thuyền viên", vec!["Plain 31/50 Count thuyền viên"]),
        ("không quá 60% quỹ", vec!["Share 60 Percent AtMost quỹ"]),
        ("giảm còn 3 hộ", vec!["To 3 Count hộ"]),
        ("gấp 2,5 lần", vec!["Times 2,5 Times"]),
        ("2 tỷ 150 triệu đồng", vec!["Plain 2.150.000.000 Money"]),
        ("hai mươi mốt đồng chí", vec!["Plain 21 Count đồng chí"]),
        (
            "Có 1 tổ và hai mươi mốt thuyền viên",
            vec!["Plain 1 Count tổ", "Plain 21 Count thuyền viên"],
        ),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn names_and_days_are_no_figures() {
    for text in [
        "Họp tầng 3, số 45, ngõ 68, tổ 11.",
        "Chỉ thị 05, Kết luận 21 và Nghị quyết Trung ương 4",
        "từ 19/5 đến 2/9, dịp 20/10",
        "năm 2025, nhiệm kỳ 2025 - 2030",
        "Công ty May 10, Chi nhánh 2",
        "thứ 2, lần thứ 3, tháng 6",
        "tăng 1/3 so với năm trước",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "(có|tăng|giảm|từ|đến|còn|trên|tổng số|[0-9]{1,3}|[0-9.,/%-]{1,6}| |triệu|đồng|năm|tổ|mỗi|[();:,]|\\PC){0,40}") {
        for sentence in sentences(&text) {
            for figure in &sentence.figures {
                proptest::prop_assert!(text.get(figure.span.clone()).is_some());
                let _ = (sentence.named(figure), sentence.lead(0), sentence.tail(0), sentence.head(0));
            }
        }
    }
}
