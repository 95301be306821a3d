//! A list to be signed by receivers of aid (danh sách ký nhận): its rows and sums.

use minijinja::Value;

use crate::dossier::{AidList, AidReceiver, Dossier, Quantity, Support};
use crate::vietnamese::{Number, capitalize_first, fold};

use super::origin;
use super::people::pairs;
use super::prizes::{dong, in_words};
use super::values::{known, unknown};
use super::wording;

/// The list for templates.
pub(super) fn value(dossier: &Dossier, list: Option<&AidList>) -> Value {
    let Some(list) = list else { return unknown() };
    let support = support(dossier, list);
    let sums = Sums::of(list, support);
    pairs(vec![
        ("occasion", known(occasion(list, support))),
        ("each", known(each(list, support))),
        ("rows", Value::from(rows(list, support, &sums))),
        ("total", known(sums.total.map(dong))),
        ("words", known(sums.total.and_then(in_words))),
        ("place", known(list.place.as_deref().or(dossier.organization.place.as_deref()))),
        ("date", known(list.date.map(|date| date.long()))),
    ])
}

/// The support that the list belongs to, by its name in texts.
fn support<'a>(dossier: &'a Dossier, list: &AidList) -> Option<&'a Support> {
    let id = list.support.as_deref()?;
    let all = dossier.results.iter().flat_map(|area| &area.support);
    all.into_iter().find(|support| support.id.as_deref() == Some(id))
}

/// `nhân dịp tết Nguyên đán Bính Ngọ 2026`
fn occasion(list: &AidList, support: Option<&Support>) -> Option<String> {
    let of_support = || {
        let support = support?;
        match (&support.occasion, &support.name) {
            (Some(occasion), _) => Some(format!("nhân dịp {}", occasion.0)),
            (None, name) => name.as_ref().map(|name| format!("“{}”", name.0)),
        }
    };
    list.title.as_ref().map(|title| title.0.clone()).or_else(of_support)
}

/// `500.000 đồng/suất (tiền mặt 300.000 đồng, 01 thùng quà trị giá 200.000 đồng)`
fn each(list: &AidList, support: Option<&Support>) -> Option<String> {
    let cash = list.cash.as_ref().and_then(Quantity::in_dong);
    let worth = list.goods_worth.as_ref().and_then(Quantity::in_dong);
    let goods = list.goods.as_deref().unwrap_or("quà");
    match (cash, worth) {
        (Some(cash), Some(worth)) => {
            let sum = dong(cash.checked_add(worth)?);
            Some(format!("{sum}/suất (tiền mặt {}, {goods} trị giá {})", dong(cash), dong(worth)))
        }
        (Some(cash), None) => Some(format!("{}/suất", dong(cash))),
        (None, Some(worth)) => Some(format!("{goods} trị giá {}/suất", dong(worth))),
        (None, None) => Some(format!("{}/suất", wording::quantity(support?.per_unit.as_ref()?))),
    }
}

/// The aid for one receiver.
struct Share<'a> {
    cash: Option<Number>,
    goods: Option<&'a str>,
    worth: Option<Number>,
    total: Option<Number>,
}

/// The aid for a receiver: from their own row, else from the list, else the equal share of
/// the support.
fn share<'a>(list: &'a AidList, receiver: &'a AidReceiver, support: Option<&Support>) -> Share<'a> {
    let dong = |own: &Option<Quantity>, all: &Option<Quantity>| {
        own.as_ref().or(all.as_ref()).and_then(Quantity::in_dong)
    };
    let cash = dong(&receiver.cash, &list.cash);
    let worth = dong(&receiver.goods_worth, &list.goods_worth);
    let goods = receiver.goods.as_deref().or(list.goods.as_deref());
    let total = match (cash, worth) {
        (None, None) => support.and_then(|s| s.per_unit.as_ref()?.in_dong()),
        (cash, worth) => {
            let nothing = Number::ZERO;
            cash.unwrap_or(nothing).checked_add(worth.unwrap_or(nothing))
        }
    };
    Share { cash, goods, worth, total }
}

/// The total for all receivers on a list; `None` if one of them isn't known.
pub(crate) fn total(list: &AidList, support: Option<&Support>) -> Option<Number> {
    Sums::of(list, support).total
}

/// The column sums; a sum is unknown if one of its parts is.
struct Sums {
    cash: Option<Number>,
    worth: Option<Number>,
    total: Option<Number>,
}

impl Sums {
    fn of(list: &AidList, support: Option<&Support>) -> Self {
        let shares: Vec<Share<'_>> =
            list.receivers.iter().map(|receiver| share(list, receiver, support)).collect();
        // A receiver without cash has an empty cell, not an unknown one.
        let sum = |part: fn(&Share<'_>) -> Option<Number>| {
            let known: Vec<Number> = shares.iter().filter_map(part).collect();
            let sum = known.iter().try_fold(Number::ZERO, |sum, n| sum.checked_add(*n));
            sum.filter(|_| !known.is_empty())
        };
        let total = sum(|share| share.total);
        let whole = shares.iter().all(|share| share.total.is_some());
        Sums {
            cash: sum(|share| share.cash),
            worth: sum(|share| share.worth),
            total: total.filter(|_| whole),
        }
    }
}

fn rows(list: &AidList, support: Option<&Support>, sums: &Sums) -> Vec<Value> {
    let money = |amount: Option<Number>| known(amount.map(|n| n.trimmed().to_string()));
    let mut rows: Vec<Value> = list
        .receivers
        .iter()
        .map(|receiver| {
            let share = share(list, receiver, support);
            pairs(vec![
                origin::row_of(receiver),
                ("name", known(receiver.name.as_deref())),
                ("unit", known(receiver.unit.as_deref())),
                ("circumstance", known(receiver.circumstance.as_deref().map(capitalize_first))),
                ("cash", money(share.cash)),
                ("goods", known(share.goods)),
                ("worth", money(share.worth)),
                ("total", money(share.total)),
                ("sign", unknown()),
                ("note", known(note(receiver))),
            ])
        })
        .collect();
    rows.push(pairs(vec![
        ("uncounted", true.into()),
        ("name", "Cộng".into()),
        ("unit", unknown()),
        ("circumstance", unknown()),
        ("cash", money(sums.cash)),
        ("goods", unknown()),
        ("worth", money(sums.worth)),
        ("total", money(sums.total)),
        ("sign", unknown()),
        ("note", unknown()),
    ]));
    rows
}

/// `Lê Văn Thử (chồng) nhận thay`
fn note(receiver: &AidReceiver) -> Option<String> {
    let by = receiver.received_by.as_ref().map(|by| {
        let told = fold(by).contains("nhận thay");
        if told { by.0.clone() } else { format!("{} nhận thay", by.0) }
    });
    let parts: Vec<String> =
        by.into_iter().chain(receiver.note.as_ref().map(|note| note.0.clone())).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dossier() -> Dossier {
        let yaml = "results:\n- support: [{id: qua_tet, occasion: tết Thử 2026, quantity: 3 suất, \
                    per_unit: 400.000 đồng, amount: '1,2 triệu đồng'}]\n\
                    aid_lists:\n- support: qua_tet\n  cash: 250.000 đồng\n  goods: 01 túi quà\n  \
                    goods_worth: 150.000 đồng\n  receivers: [{name: An}, {name: Bình, received_by: Lê Cúc (vợ)}, \
                    {name: Dung, cash: 300.000 đồng, note: hộ nghèo}]\n";
        serde_yaml::from_str(yaml).expect(yaml)
    }

    #[test]
    fn rows_add_up_and_a_row_may_have_its_own_sum() {
        let dossier = dossier();
        let list = dossier.aid_lists.first();
        let value = value(&dossier, list);
        let text = |key: &str| {
            value.get_attr(key).expect(key).to_string().replace(crate::vietnamese::NO_BREAK, " ")
        };
        assert_eq!(text("total"), "1.250.000 đồng");
        assert_eq!(text("words"), "Một triệu hai trăm năm mươi nghìn đồng");
        assert_eq!(text("occasion"), "nhân dịp tết Thử 2026");
        assert_eq!(
            text("each"),
            "400.000 đồng/suất (tiền mặt 250.000 đồng, 01 túi quà trị giá 150.000 đồng)"
        );
        let rows: Vec<Value> =
            value.get_attr("rows").expect("rows").try_iter().expect("a list").collect();
        let cells = |row: &Value| {
            ["name", "cash", "worth", "total"].map(|key| row.get_attr(key).expect(key).to_string())
        };
        assert_eq!(cells(&rows[2]), ["Dung", "300.000", "150.000", "450.000"]);
        assert_eq!(cells(&rows[3]), ["Cộng", "800.000", "450.000", "1.250.000"]);
        assert_eq!(rows[1].get_attr("note").expect("a note").to_string(), "Lê Cúc (vợ) nhận thay");
    }

    #[test]
    fn without_levels_everybody_gets_what_the_support_gives() {
        let mut dossier = dossier();
        let list = &mut dossier.aid_lists[0];
        (list.cash, list.goods_worth) = (None, None);
        list.receivers.iter_mut().for_each(|receiver| receiver.cash = None);
        let support = support(&dossier, &dossier.aid_lists[0]);
        let sums = Sums::of(&dossier.aid_lists[0], support);
        assert_eq!(sums.total, Some(Number::from(1_200_000_u32)));
        assert_eq!(Sums::of(&dossier.aid_lists[0], None).total, None);
    }
}
