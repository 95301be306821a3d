//! Prizes that go with awards (mức thưởng): BC327.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Prize, Quantity};
use crate::vietnamese::Number;

use super::list::awards;
use crate::check::{Context, Findings, Rule};

pub(crate) const SHARES: Rule =
    Rule { code: Code::PRIZE_SHARES, severity: Severity::Error, citation: "", run: shares };

/// The payments of the funds add up to the prize, money and goods together.
fn shares(context: &Context<'_>, found: &mut Findings) {
    for (path, award) in awards(context.dossier) {
        let of_award = [("prize", &award.prize), ("prize_collective", &award.prize_collective)];
        let of_award = of_award.map(|(key, prize)| (path.key(key), prize));
        let list = path.key("recipients_list");
        let own = award.recipients_list.iter().enumerate();
        let own = own.map(|(i, recipient)| (list.index(i).key("prize"), &recipient.prize));
        for (path, prize) in of_award.into_iter().chain(own) {
            let Some(prize) = prize else { continue };
            let Some((paid, worth)) = paid(prize).zip(worth(prize)) else { continue };
            if paid != worth {
                let message = format!(
                    "Các nguồn cộng lại {} đồng, mức thưởng {} đồng",
                    paid.trimmed(),
                    worth.trimmed()
                );
                let finding = SHARES.broken_at(path.key("from"), message);
                let of = if prize.money.is_some() { "money" } else { "goods_worth" };
                found.add(
                    finding
                        .with_related(path.key(of), "mức thưởng")
                        .with_hint("sửa số tiền của một nguồn, hoặc sửa mức thưởng"),
                );
            }
        }
    }
}

/// The sum paid by the funds; `None` if there are none, or one has no amount.
fn paid(prize: &Prize) -> Option<Number> {
    let mut shares = prize.from.iter().map(|(_, amount)| amount.as_ref()?.in_dong()).peekable();
    shares.peek()?;
    shares.try_fold(Number::ZERO, |sum, share| sum.checked_add(share?))
}

/// Money and goods together; `None` if the goods have no value.
fn worth(prize: &Prize) -> Option<Number> {
    if prize.goods.is_some() && prize.goods_worth.is_none() {
        return None;
    }
    let parts = [&prize.money, &prize.goods_worth].into_iter().flatten();
    let parts: Vec<Number> = parts.map(Quantity::in_dong).collect::<Option<_>>()?;
    let first = parts.first().copied()?;
    parts[1..].iter().try_fold(first, |sum, part| sum.checked_add(*part))
}
