//! What the dossier's types write, they read again as the same: for every
//! fixture, and for anything that can be generated.

use baocao::dossier::{
    Amount, Figure, FigureDetail, Flag, Hedge, Item, LegalRef, NamedBody, OneOrMany, Ordered,
    Prose, Quantity, Reading, Reason, StatedPercent, Task, Text, Walk, Year,
};
use baocao::source::{self, Limits};
use baocao::vietnamese::{Number, Ordinal, PartialDate, Term, nfc};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn written<T: Serialize>(value: &T) -> serde_yaml::Value {
    serde_yaml::to_value(value).expect("anything of a dossier can be written")
}

fn read<T: DeserializeOwned>(value: serde_yaml::Value) -> Result<T, TestCaseError> {
    serde_yaml::from_value(value.clone())
        .map_err(|e| TestCaseError::fail(format!("{e}: {value:?}")))
}

/// Through a value and through the text of a file.
fn comes_back<T>(value: &T) -> Result<(), TestCaseError>
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    prop_assert_eq!(&read::<T>(written(value))?, value);
    let text = serde_yaml::to_string(value).expect("written");
    let (tree, found) = source::read_yaml("t", text.as_bytes(), Limits::default());
    prop_assert!(found.iter().all(|f| !f.is_error()), "{}: {:?}", text, found);
    let tree = tree.expect("a tree");
    prop_assert_eq!(&read::<T>(tree.to_value())?, value, "{}", text);
    Ok(())
}

#[test]
fn fixtures_come_back() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("fixtures").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "yaml") {
            continue;
        }
        let name = path.display().to_string();
        let bytes = std::fs::read(&path).expect("a fixture");
        let (tree, _) = source::read_yaml(&name, &bytes, Limits::default());
        let Reading { dossier, tree, .. } = baocao::dossier::read(tree.expect("YAML"));
        comes_back(&dossier).unwrap_or_else(|e| panic!("{name}: {e}"));
        // The walk reaches every text by the path that it has in the file.
        let mut texts = 0;
        tree.texts(&mut |path, node| {
            let known = dossier.item().at(path).is_some_and(Item::is_known);
            let typed = node.text().is_some_and(|text| !text.trim().is_empty());
            assert_eq!(known, typed, "{name}: {path}");
            texts += 1;
        });
        assert!(texts > 30, "{name}");
        count += 1;
    }
    assert!(count >= 3);
}

/// A text as a leaf keeps it.
fn text() -> impl Strategy<Value = Text> {
    "[ a-zA-Zà-ỹđĐ0-9.,:;#'\"\\\\{}\\[\\]|%&*!>~/-]{0,30}".prop_map(|t| Text(nfc(t.trim())))
}

fn number() -> impl Strategy<Value = Number> {
    (any::<bool>(), 0u64..10_000_000, 0u32..6).prop_map(|(negative, digits, scale)| {
        let mut number = Number::from(i64::try_from(digits).expect("small"));
        for _ in 0..scale {
            number = number.checked_div(Number::from(10u32), number.scale() + 1).expect("exact");
        }
        match negative {
            true => Number::ZERO.checked_sub(number).expect("small"),
            false => number,
        }
    })
}

fn hedge() -> impl Strategy<Value = Hedge> {
    prop::sample::select(vec![
        Hedge::Over,
        Hedge::MoreThan,
        Hedge::Nearly,
        Hedge::About,
        Hedge::AtLeast,
        Hedge::Minimum,
        Hedge::NotUnder,
        Hedge::AtMost,
        Hedge::Maximum,
        Hedge::Under,
        Hedge::Average,
        Hedge::OrMore,
        Hedge::OrLess,
    ])
}

fn unit() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "",
        "đoàn viên",
        "đơn vị",
        "triệu đồng",
        "tỷ đồng",
        "triệu",
        "đồng/người/tháng",
        "/năm",
        "CĐCS",
        "“Giỏi việc nước”",
        "lượt người",
        "đồng",
        "người (nữ)",
        "%",
        "-",
        "/",
    ]);
    word.prop_map(str::to_owned)
}

fn quantity() -> impl Strategy<Value = Quantity> {
    let amount = prop_oneof![
        number().prop_map(Amount::Number),
        (number(), number()).prop_map(|(a, b)| Amount::Range(a, b)),
        (number(), number()).prop_map(|(a, b)| Amount::Ratio(a, b)),
    ];
    let phrase = (prop::option::of(hedge()), amount, any::<bool>(), unit()).prop_map(
        |(hedge, amount, percent, unit)| {
            // A percent sign is the percent's, not a unit.
            let unit = if unit == "%" { String::new() } else { unit };
            Quantity { hedge, amount, percent, unit }
        },
    );
    let alone = |amount| Quantity { hedge: None, amount, percent: false, unit: String::new() };
    let words = prop::sample::select(vec!["nhiều", "đầy đủ", "toàn thể đoàn viên", "không nhiều"]);
    prop_oneof![
        8 => phrase,
        1 => Just(alone(Amount::None)),
        1 => words.prop_map(move |words| alone(Amount::Words(words.to_owned()))),
    ]
}

fn date() -> impl Strategy<Value = PartialDate> {
    let typed = prop_oneof![
        (1u8..=28, 1u8..=12, 1950u16..2100).prop_map(|(d, m, y)| format!("{d}/{m}/{y}")),
        (1u8..=12, 1950u16..2100).prop_map(|(m, y)| format!("…/{m}/{y}")),
        (1u8..=12, 1950u16..2100).prop_map(|(m, y)| format!("{m}/{y}")),
        (1950u16..2100).prop_map(|y| y.to_string()),
        (1u8..=28, 1u8..=12, 1950u16..2100).prop_map(|(d, m, y)| format!("chiều {d}/{m}/{y}")),
        (1u8..=28, 1u8..=12, 1950u16..2100).prop_map(|(d, m, y)| format!("sáng {d:02}/{m:02}/{y}")),
    ];
    typed.prop_map(|typed| PartialDate::parse(&typed).expect("a date"))
}

fn figure() -> impl Strategy<Value = Figure> {
    let part = (text(), prop::option::of(quantity())).prop_map(|(label, value)| {
        (label.0, Figure(FigureDetail { value, ..FigureDetail::default() }))
    });
    let parts = prop::collection::vec(part, 0..3).prop_map(|mut parts| {
        parts.sort_by(|a, b| a.0.cmp(&b.0));
        parts.dedup_by(|a, b| a.0 == b.0);
        Ordered(parts)
    });
    (
        prop::option::of(text()),
        prop::option::of(quantity()),
        prop::option::of(quantity()),
        parts,
        prop::option::of(any::<bool>().prop_map(Flag)),
        prop::option::of(number().prop_map(StatedPercent)),
        prop::option::of(date()),
    )
        .prop_map(|(title, value, prior, parts, parts_complete, stated_percent, as_of)| {
            Figure(FigureDetail {
                title,
                value,
                prior,
                parts,
                parts_complete,
                stated_percent,
                as_of,
                ..FigureDetail::default()
            })
        })
}

fn legal() -> impl Strategy<Value = LegalRef> {
    let option = || prop::option::of(text());
    let parts = (option(), option(), prop::option::of(date()), option(), option()).prop_map(
        |(r#type, number, date, issuer, subject)| LegalRef {
            text: None,
            r#type,
            number,
            date,
            issuer,
            subject,
        },
    );
    prop_oneof![parts, text().prop_map(LegalRef::from)]
}

/// The digits and the scale of every number of a quantity.
fn digits(q: &Quantity) -> Vec<String> {
    match &q.amount {
        Amount::Number(n) => vec![n.to_string()],
        Amount::Range(a, b) | Amount::Ratio(a, b) => vec![a.to_string(), b.to_string()],
        Amount::Words(_) | Amount::None => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn quantities(quantity in quantity()) {
        let text = quantity.to_text();
        let again = Quantity::parse(&text).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(&again, &quantity, "{}", text);
        // Written twice is written once, and only the one zero is ever added.
        prop_assert_eq!(again.to_text(), text);
        for (before, after) in digits(&quantity).iter().zip(digits(&again)) {
            prop_assert!(after == *before || after == format!("{before}0"), "{before} {after}");
        }
        comes_back(&quantity)?;
    }

    /// Whatever is typed is refused, or read and written so that it is read
    /// again.
    #[test]
    fn typed_phrases(
        typed in "((từ|đến|trên|ít nhất|không|bình quân|trở lên|trở xuống|[0-9.,]{1,7}|-|/|%|\\PC{0,4}|triệu|đồng|năm)[ \u{a0}]?){0,8}"
    ) {
        if let Ok(quantity) = Quantity::parse(&typed) {
            let text = quantity.to_text();
            prop_assert_eq!(Quantity::parse(&text), Ok(quantity), "{} → {}", typed, text);
        }
    }

    #[test]
    fn figures(figure in figure()) {
        comes_back(&figure)?;
    }

    #[test]
    fn texts(text in text(), prose in "[ a-zà-ỹ*_{}|#\n-]{0,60}") {
        comes_back(&text)?;
        comes_back(&Prose(nfc(prose.trim_end())))?;
    }

    #[test]
    fn one_or_many(texts in prop::collection::vec(text(), 0..4)) {
        comes_back(&OneOrMany(texts.clone()))?;
        if let [only] = texts.as_slice() {
            let one: OneOrMany<Text> = read(written(only))?;
            prop_assert_eq!(one, OneOrMany(texts));
        }
    }

    #[test]
    fn citations(cited in legal()) {
        comes_back(&cited)?;
        if let Some(text) = &cited.text {
            prop_assert_eq!(written(&cited), written(text));
        }
    }

    #[test]
    fn bodies_reasons_tasks(
        a in text(),
        b in prop::option::of(text()),
        lines in prop::collection::vec(text(), 0..3),
        flag in prop::option::of(any::<bool>().prop_map(Flag)),
    ) {
        // As one text, and spelled out.
        comes_back(&NamedBody::from(a.clone()))?;
        comes_back(&Reason::from(a.clone()))?;
        comes_back(&Task::from(a.clone()))?;
        let body: NamedBody = read(written(&a))?;
        prop_assert_eq!(body, NamedBody::from(a.clone()));
        comes_back(&NamedBody { name: Some(a.clone()), short_name: b.clone(), header_lines: lines })?;
        comes_back(&Reason { text: b.clone(), thematic: flag })?;
        comes_back(&Task { title: b, text: Some(Prose(a.0)), scope: None })?;
    }

    #[test]
    fn leaves(date in date(), from in 1900u16..2100, span in 1u16..10, n in 1u16..=999, number in number()) {
        comes_back(&date)?;
        comes_back(&Year(from))?;
        comes_back(&Term::new(from, from + span).expect("a term"))?;
        comes_back(&Ordinal::new(n).expect("an ordinal"))?;
        comes_back(&StatedPercent(number))?;
    }
}

#[test]
fn citations_are_written_as_they_are_read() {
    let value = written(&LegalRef::from(Text("Kế hoạch số 12".into())));
    assert_eq!(value, serde_yaml::Value::String("Kế hoạch số 12".into()));
}

#[test]
fn three_decimals_take_a_further_zero() {
    let quantity = Quantity::parse("8,9450 tấn").expect("read");
    assert_eq!(quantity.to_text(), "8,9450 tấn");
    let tons =
        Quantity { amount: Amount::Number(Number::parse("8,945").expect("read")), ..quantity };
    assert_eq!(tons.to_text(), "8,9450 tấn");
    assert_eq!(Quantity::parse("1,234 triệu đồng").expect("read").to_text(), "1,234 triệu đồng");
}

#[test]
fn a_sign_apart_from_its_number_is_refused() {
    assert!(Quantity::parse("90 trở lên%").is_err());
    assert!(Quantity::parse("90% trở lên").is_ok());
}
