//! Filters that read figures out, and that put lists in order.
//!
//! What can't be read out as one number (`56/56 đơn vị`, `nhiều`, an unknown) is
//! unknown again, so that a template can say `{{ (x | words) or hole }}`: what a
//! dossier says is never a template's fault.

use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Value};

use crate::vietnamese::{
    Four, Grain, MoneyUnit, Number, NumberWords, Ordinal, PartialDate, Thousand, ZeroTen,
    lunar_year, lunar_year_name, name_sort_key, sort_key,
};

use super::values::{Worded, known};

/// Adds the filters `words`, `money_words`, `ordinal_words`, `lunar_year`,
/// `by_name` and `by_letters`.
pub(super) fn add(env: &mut Environment<'_>) {
    env.add_filter("words", |value: Value, settings: Kwargs| {
        let words = number_words(&settings)?;
        Ok::<_, Error>(known(amount(&value).map(|(number, _)| words.number(number))))
    });
    env.add_filter("money_words", |value: Value, settings: Kwargs| {
        let words = number_words(&settings)?;
        let money = amount(&value).and_then(|(number, unit)| words.money(number, unit?));
        Ok::<_, Error>(known(money))
    });
    env.add_filter("ordinal_words", |value: Value| {
        let ordinal = text(&value).and_then(|typed| Ordinal::parse(&typed).ok());
        known(ordinal.map(|ordinal| format!("thứ {}", ordinal.word())))
    });
    env.add_filter("lunar_year", |value: Value| {
        let date = text(&value).and_then(|typed| PartialDate::parse(&typed).ok());
        known(date.and_then(year_name))
    });
    env.add_filter("by_name", |list: Value, attribute: Option<String>| {
        sorted(&list, attribute.as_deref(), name_sort_key)
    });
    env.add_filter("by_letters", |list: Value, attribute: Option<String>| {
        sorted(&list, attribute.as_deref(), sort_key)
    });
}

/// The number of a figure, a whole number or a text, and the unit of money that
/// it is counted in; a number without unit may be đồng.
fn amount(value: &Value) -> Option<(Number, Option<MoneyUnit>)> {
    if value.downcast_object_ref::<Worded>().is_none() {
        return Some((Number::parse(&text(value)?).ok()?, Some(MoneyUnit::Dong)));
    }
    let part = |name| value.get_attr(name).ok().as_ref().and_then(text);
    let unit = part("unit").unwrap_or_default();
    Some((Number::parse(&part("number")?).ok()?, MoneyUnit::parse(&unit)))
}

/// A year is named after its Tết, a day after the lunar year that it falls in.
fn year_name(date: PartialDate) -> Option<String> {
    let year = match date.grain() {
        Grain::Year => date.year(),
        Grain::Month | Grain::Day => lunar_year(date),
    };
    year.map(lunar_year_name)
}

/// The text of what is one, plain or worded; of a whole number its digits.
fn text(value: &Value) -> Option<String> {
    let is_text = value.downcast_object_ref::<Worded>().is_some()
        || matches!(value.kind(), ValueKind::String | ValueKind::Number);
    is_text.then(|| value.to_string())
}

/// The settings of a filter: `zero="lẻ"`, `four="bốn"`, `thousand="ngàn"`,
/// `even=true`.
fn number_words(settings: &Kwargs) -> Result<NumberWords, Error> {
    let choose = |name, usual, other| match settings.get::<Option<&str>>(name)? {
        None => Ok(false),
        Some(word) if word == usual => Ok(false),
        Some(word) if word == other => Ok(true),
        Some(word) => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("{name} is `{usual}` or `{other}`, not `{word}`"),
        )),
    };
    let words = NumberWords {
        zero_ten: if choose("zero", "linh", "lẻ")? { ZeroTen::Le } else { ZeroTen::Linh },
        four: if choose("four", "tư", "bốn")? { Four::Bon } else { Four::Tu },
        thousand: if choose("thousand", "nghìn", "ngàn")? {
            Thousand::Ngan
        } else {
            Thousand::Nghin
        },
        even: settings.get::<Option<bool>>("even")?.unwrap_or_default(),
    };
    settings.assert_all_used()?;
    Ok(words)
}

/// A list in the order of its items, or of an attribute that each has.
fn sorted<K: Ord>(
    list: &Value,
    attribute: Option<&str>,
    key: fn(&str) -> K,
) -> Result<Value, Error> {
    let mut items = Vec::new();
    for item in list.try_iter()? {
        let by = match attribute {
            Some(name) => item.get_attr(name)?,
            None => item.clone(),
        };
        // What has no name goes last, in the order that it had.
        items.push((text(&by).map(|name| key(&name)), item));
    }
    items.sort_by(|(a, _), (b, _)| (a.is_none(), a).cmp(&(b.is_none(), b)));
    Ok(items.into_iter().map(|(_, item)| item).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Quantity;
    use crate::template::values::unknown;
    use crate::template::wording::quantity_value;
    use minijinja::context;

    fn render(template: &str, typed: &str) -> Result<String, Error> {
        let mut env = Environment::new();
        add(&mut env);
        let figure = quantity_value(&Quantity::parse(typed).unwrap());
        env.render_str(template, context! { figure, unknown => unknown() })
    }

    #[test]
    fn figures_are_read_out() {
        for (template, typed, expected) in [
            ("{{ figure | words }}", "24 đồng chí", "hai mươi tư"),
            ("{{ figure | words(four='bốn') }}", "24 đồng chí", "hai mươi bốn"),
            ("{{ figure | words }}", "98,5%", "chín mươi tám phẩy năm"),
            ("{{ (figure | words) or '…' }}", "56/56 đơn vị", "…"),
            ("{{ (figure | words) or '…' }}", "nhiều", "…"),
            ("{{ figure | money_words }}", "75 triệu đồng", "Bảy mươi lăm triệu đồng"),
            ("{{ figure | money_words(even=true) }}", "2 tỷ đồng", "Hai tỷ đồng chẵn"),
            ("{{ (figure | money_words) or '…' }}", "75 đồng chí", "…"),
            ("{{ 105 | words(zero='lẻ') }}", "1", "một trăm lẻ năm"),
            ("{{ '1.500' | money_words }}", "1", "Một nghìn năm trăm đồng"),
            ("{{ 'IX' | ordinal_words }}", "1", "thứ chín"),
            ("{{ 1 | ordinal_words }}", "1", "thứ nhất"),
            ("{{ 2023 | lunar_year }}", "1", "Quý Mão"),
            ("{{ 'ngày 21/01/2023' | lunar_year }}", "1", "Nhâm Dần"),
            ("{{ ('1/2023' | lunar_year) or '…' }}", "1", "…"),
            ("{{ (unknown | words) or (unknown | ordinal_words) or '…' }}", "1", "…"),
        ] {
            assert_eq!(render(template, typed).unwrap(), expected, "{template}");
        }
        for template in ["{{ 1 | words(zero='le') }}", "{{ 1 | words(ten='lẻ') }}"] {
            assert!(render(template, "1").is_err());
        }
    }

    #[test]
    fn lists_are_put_in_order() {
        let people = "[{'name': 'Lê Văn Đức'}, {}, {'name': 'Trần Thị Ánh'}, {'name': 'Bùi An'}]";
        let template =
            format!("{{{{ {people} | by_name('name') | map(attribute='name') | join(', ') }}}}");
        assert_eq!(render(&template, "1").unwrap(), "Bùi An, Trần Thị Ánh, Lê Văn Đức, ");
        let places =
            "{{ ['Phường 10', 'Phường 2', 'Đống Đa', 'Ba Đình'] | by_letters | join(', ') }}";
        assert_eq!(render(places, "1").unwrap(), "Ba Đình, Đống Đa, Phường 2, Phường 10");
    }
}
