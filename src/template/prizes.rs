//! Prizes that go with awards (mức thưởng): the amount for each recipient, the sum, and the
//! fund (nguồn kinh phí). Every sum is computed from the levels.

use minijinja::Value;

use crate::dossier::{Award, Prize, Quantity, Recipient};
use crate::vietnamese::{MoneyUnit, Number, NumberWords, capitalize_first, fold};

use super::awards::{Awards, Gift};
use super::people::pairs;
use super::values::{known, unknown};
use super::wording;

/// A test whether a recipient is a collective, or an individual.
pub(super) type IsOf = fn(&Recipient) -> bool;

/// The recipients of an award who get the same prize.
struct Level<'a> {
    award: &'a Award,
    prize: &'a Prize,
    noun: &'static str,
    /// Unknown if the dossier neither counts nor names them.
    count: Option<Number>,
    /// Whether it is the prize of a single recipient, stated in the list.
    apart: bool,
}

/// The levels of all awards of a decision.
pub(super) struct Prizes<'a>(Vec<Level<'a>>);

impl<'a> Prizes<'a> {
    pub(super) fn of(awards: &[&'a Award]) -> Self {
        Prizes(awards.iter().flat_map(|award| levels(award)).collect())
    }

    /// The prizes for templates: `levels` as clauses, `total`, `words`, `funds`, `goods`;
    /// unknown if no award has a prize.
    pub(super) fn value(&self, awards: Awards<'_>) -> Value {
        if self.0.is_empty() {
            return unknown();
        }
        let alone = awards.list.len() == 1;
        let levels = self.0.iter().filter(|level| !level.apart);
        let levels: Vec<String> = levels.filter_map(|level| told(level, awards, alone)).collect();
        let total = self.sum(|level| value(level.prize));
        let funds = self.funds().into_iter().map(|(name, amount)| {
            pairs(vec![
                ("name", name.into()),
                ("amount", known(amount.map(dong))),
                ("words", known(amount.and_then(in_words))),
            ])
        });
        pairs(vec![
            ("levels", levels.into()),
            ("apart", self.0.iter().any(|level| level.apart).into()),
            ("goods", self.0.iter().any(|level| level.prize.goods.is_some()).into()),
            ("total", known(total.map(dong))),
            ("words", known(total.and_then(in_words))),
            ("funds", Value::from(funds.collect::<Vec<_>>())),
        ])
    }

    /// The sum for all recipients; `None` if one part isn't known.
    fn sum(&self, each: impl Fn(&Level<'a>) -> Option<Number>) -> Option<Number> {
        let parts = self.0.iter().map(|level| each(level)?.checked_mul(level.count?));
        parts.into_iter().try_fold(Number::ZERO, |sum, part| sum.checked_add(part?))
    }

    /// The amount paid by each fund, in the order in which funds are named.
    fn funds(&self) -> Vec<(String, Option<Number>)> {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in self.0.iter().flat_map(|level| level.prize.from.iter()) {
            if !names.iter().any(|known| fold(known) == fold(name)) {
                names.push(name);
            }
        }
        let of = |name: &str, level: &Level<'_>| {
            let mut own = level.prize.from.iter();
            let share = own.find(|(fund, _)| fold(fund) == fold(name));
            share.map_or(Some(Number::ZERO), |(_, amount)| amount.as_ref()?.in_dong())
        };
        let sum = |name: &str| self.sum(|level| of(name, level));
        names.into_iter().map(|name| (capitalize_first(name), sum(name))).collect()
    }
}

/// The levels of an award: for collectives, for individuals, and for recipients with their
/// own.
fn levels(award: &Award) -> Vec<Level<'_>> {
    let sides: [(&Option<Prize>, &Option<Quantity>, &str, IsOf); 2] = [
        (&award.prize_collective, &award.collectives, "tập thể", |r| r.collective.is_some()),
        (&award.prize, &award.individuals, "cá nhân", |r| r.person.is_some()),
    ];
    let mut levels = Vec::new();
    for (prize, stated, noun, is_of_side) in sides {
        let named = || award.recipients_list.iter().filter(|recipient| is_of_side(recipient));
        let own = || named().filter_map(|recipient| recipient.prize.as_ref());
        let listed = Some(named().count() as u64).filter(|count| *count > 0).map(Number::from);
        let stated = stated.as_ref().and_then(|count| count.number());
        let count = listed.or(stated);
        let rest = count.and_then(|count| count.checked_sub(Number::from(own().count() as u64)));
        if let Some(prize) = prize
            && count.is_none_or(|count| !count.is_zero())
            && rest.is_none_or(|rest| !rest.is_zero())
        {
            levels.push(Level { award, prize, noun, count: rest, apart: false });
        }
        let one = Some(Number::from(1_u32));
        levels.extend(own().map(|prize| Level { award, prize, noun, count: one, apart: true }));
    }
    levels
}

/// `300.000 đồng đối với mỗi cá nhân`, with the award if there are several.
fn told(level: &Level<'_>, awards: Awards<'_>, alone: bool) -> Option<String> {
    let each = each(level.prize)?;
    let of = match (alone, awards.gift(level.award, None)) {
        (true, _) => String::new(),
        (_, Gift::Given(gift)) => format!(" được tặng {gift}"),
        (_, Gift::Done(doing, _)) => format!(" được {doing}"),
    };
    Some(format!("{each} đối với mỗi {}{of}", level.noun))
}

/// `300.000 đồng và 01 ấm đun nước trị giá 280.000 đồng`
fn each(prize: &Prize) -> Option<String> {
    let money = prize.money.as_ref().map(wording::quantity);
    let worth = prize.goods_worth.as_ref().map(wording::quantity);
    let goods = match (&prize.goods, worth) {
        (Some(goods), Some(worth)) => Some(format!("{} trị giá {worth}", goods.0)),
        (Some(goods), None) => Some(goods.0.clone()),
        (None, worth) => worth.map(|worth| format!("tặng phẩm trị giá {worth}")),
    };
    let parts: Vec<String> = money.into_iter().chain(goods).collect();
    (!parts.is_empty()).then(|| parts.join(" và "))
}

/// The value of one recipient's prize: money and goods together.
pub(super) fn value(prize: &Prize) -> Option<Number> {
    let parts = [&prize.money, &prize.goods_worth].into_iter().flatten();
    let parts: Vec<Number> = parts.map(Quantity::in_dong).collect::<Option<_>>()?;
    if parts.is_empty() {
        return None;
    }
    parts.into_iter().try_fold(Number::ZERO, Number::checked_add)
}

/// `13.200.000 đồng`
pub(super) fn dong(amount: Number) -> String {
    format!("{}{}đồng", amount.trimmed(), crate::vietnamese::NO_BREAK)
}

/// `Mười ba triệu hai trăm nghìn đồng`
pub(super) fn in_words(amount: Number) -> Option<String> {
    NumberWords::default().money(amount, MoneyUnit::Dong)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two awards of one form with a title, paid by two funds, in money and in goods.
    const AWARDS: [&str; 2] = [
        "{form: Giấy khen, collectives: 4 tập thể, individuals: 20 cá nhân,\n\
          prize_collective: {money: 800.000 đồng, from: {Tài chính công đoàn: 800.000 đồng}},\n\
          prize: {money: '0,25 triệu đồng', from: {tài chính công đoàn: 150.000 đồng, Nhà máy: 100.000 đồng}}}",
        "{form: Danh hiệu, title: Thợ giỏi, individuals: 10 đoàn viên,\n\
          prize: {goods: 01 phích nước, goods_worth: 190.000 đồng, from: {Nhà máy: 190.000 đồng}}}",
    ];

    fn prizes(yaml: &[&str]) -> Value {
        let awards: Vec<Award> =
            yaml.iter().map(|yaml| serde_yaml::from_str(yaml).expect(yaml)).collect();
        let list: Vec<&Award> = awards.iter().collect();
        Prizes::of(&list).value(Awards { list: &list, reported: None })
    }

    fn text(value: &Value, key: &str) -> String {
        value.get_attr(key).expect(key).to_string().replace(crate::vietnamese::NO_BREAK, " ")
    }

    #[test]
    fn sums_are_reckoned_by_level_and_by_fund() {
        let value = prizes(&AWARDS);
        let levels: Vec<String> = value
            .get_attr("levels")
            .expect("levels")
            .try_iter()
            .expect("a list")
            .map(|level| level.to_string().replace(crate::vietnamese::NO_BREAK, " "))
            .collect();
        assert_eq!(
            levels,
            [
                "800.000 đồng đối với mỗi tập thể được tặng Giấy khen",
                "0,25 triệu đồng đối với mỗi cá nhân được tặng Giấy khen",
                "01 phích nước trị giá 190.000 đồng đối với mỗi cá nhân được tặng Danh hiệu “Thợ giỏi”",
            ]
        );
        // 4 × 800.000 + 20 × 250.000 + 10 × 190.000
        assert_eq!(text(&value, "total"), "10.100.000 đồng");
        assert_eq!(text(&value, "words"), "Mười triệu một trăm nghìn đồng");
        let funds: Vec<String> = value
            .get_attr("funds")
            .expect("funds")
            .try_iter()
            .expect("a list")
            .map(|fund| format!("{}: {}", text(&fund, "name"), text(&fund, "amount")))
            .collect();
        assert_eq!(funds, ["Tài chính công đoàn: 6.200.000 đồng", "Nhà máy: 3.900.000 đồng"]);
    }

    #[test]
    fn what_isnt_counted_has_no_sum_and_an_own_level_stands_apart() {
        let value = prizes(&["{form: Giấy khen, prize: {money: 200.000 đồng}}"]);
        assert!(super::super::values::is_unknown(&value.get_attr("total").expect("total")));
        let own = "{form: Giấy khen, prize: {money: 200.000 đồng}, recipients_list: \
                   [{person: A}, {person: B, prize: {money: 500.000 đồng}}, {person: C}]}";
        let value = prizes(&[own]);
        assert_eq!(text(&value, "total"), "900.000 đồng");
        assert!(value.get_attr("apart").expect("apart").is_true());
        assert!(super::super::values::is_unknown(&prizes(&["{form: Giấy khen}"])));
    }
}
