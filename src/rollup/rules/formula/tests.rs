use proptest::prelude::*;

use super::*;

const CODES: [&str; 3] = ["a", "b", "doan_vien"];

fn value(text: &str) -> Result<String, NoValue> {
    let formula = Formula::parse(text, &CODES).expect(text);
    let values = |code: &str, part: Part| match (code, part) {
        ("a", Part::Value) => Number::parse("6").ok(),
        ("b", Part::Value) => Number::parse("8").ok(),
        ("a", Part::Prior) => Number::parse("5").ok(),
        _ => None,
    };
    formula.value(&values).map(|number| number.to_string())
}

#[test]
fn values_of_formulas() {
    for (text, want) in [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 2 - 3", "5"),
        ("20 * a / b", "15"),
        ("min(20; 100 * a/b)", "20"),
        ("max(0; 100 * (a - a.prior)/a.prior - 10%)", "19,9"),
        ("-a + 1.000,5", "994,5"),
    ] {
        assert_eq!(value(text).as_deref(), Ok(want), "{text}");
    }
    let unknown = NoValue::Unknown(BTreeSet::from([("doan_vien".to_owned(), Part::Value)]));
    assert_eq!(value("a / doan_vien"), Err(unknown));
    assert_eq!(value("a / (b - 8)"), Err(NoValue::Undefined));
}

#[test]
fn what_is_no_formula() {
    for (text, told) in [
        ("", "để trống"),
        ("1 +", "thiếu số hoặc mã chỉ tiêu ở cuối"),
        ("(1 + 2", "thiếu dấu )"),
        ("doan_vein * 2", "có phải là doan_vien?"),
        ("a.truoc", "một trong: value, whole, rate, prior, assigned"),
        ("8.5 * a", "phần lẻ ghi sau dấu phẩy"),
        ("a b", "trước “b”"),
        ("min(a", "dấu ; hoặc )"),
    ] {
        let why = Formula::parse(text, &CODES).expect_err(text);
        assert!(why.contains(told), "{text}: {why}");
    }
    let why = Condition::parse("a + b", &CODES).expect_err("no condition");
    assert!(why.contains("dấu so sánh"), "{why}");
    let deep = format!("{}1{}", "(".repeat(500), ")".repeat(500));
    assert!(Formula::parse(&deep, &CODES).is_err());
    let signs = format!("{}1", "-".repeat(500));
    assert!(Formula::parse(&signs, &CODES).is_err());
}

#[test]
fn conditions() {
    let holds = |text: &str| {
        let values = |code: &str, _: Part| Number::parse(if code == "a" { "6" } else { "8" }).ok();
        Condition::parse(text, &CODES).expect(text).holds(&values)
    };
    for (text, want) in [("a <= b", true), ("a ≥ b", false), ("a + 2 = b", true), ("a != 6", false)]
    {
        assert_eq!(holds(text), Ok(want), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[ab0-9+*/(). ;,<=minx%-]{0,60}") {
        let _ = Formula::parse(&text, &CODES).map(|f| f.value(&|_, _| Some(Number::ZERO)));
        let _ = Condition::parse(&text, &CODES);
    }
}
