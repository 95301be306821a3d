//! Lists to be signed by those who receive aid (danh sách ký nhận): BC328, BC329.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{AidList, AidReceiver, Dossier, Support};
use crate::source::Path;
use crate::vietnamese::{Number, fold};

use super::arithmetic::plain;
use super::support::support;
use crate::check::{Context, Findings, Rule};
use crate::template::aid_total;

pub(crate) const AS_TOLD: Rule =
    Rule { code: Code::AID_AS_TOLD, severity: Severity::Error, citation: "", run: as_told };

pub(crate) const ONCE: Rule =
    Rule { code: Code::AID_TWICE, severity: Severity::Warning, citation: "", run: once };

fn lists<'a>(context: &Context<'a>) -> impl Iterator<Item = (Path, &'a AidList)> + use<'a> {
    let at = Path::root().key("aid_lists");
    let dossier: &'a Dossier = context.dossier;
    dossier.aid_lists.iter().enumerate().map(move |(i, list)| (at.index(i), list))
}

/// The lists of one support have together as many rows and as much money as stated for it.
fn as_told(context: &Context<'_>, found: &mut Findings) {
    for (path, list) in lists(context) {
        let Some(id) = list.support.as_deref() else { continue };
        if support(context.dossier).all(|(_, s)| s.id.as_deref() != Some(id)) {
            let message = format!("Không có đợt chăm lo nào tên `{id}`");
            let hint = "ghi đúng tên gọi (id) của một mục ở support";
            found.add(AS_TOLD.broken_at(path.key("support"), message).with_hint(hint));
        }
    }
    for (at, support) in support(context.dossier) {
        let Some(id) = support.id.as_deref() else { continue };
        let of = lists(context).filter(|(_, list)| list.support.as_deref() == Some(id));
        let of: Vec<(Path, &AidList)> = of.filter(|(_, l)| !l.receivers.is_empty()).collect();
        let Some((path, _)) = of.last() else { continue };
        rows(&of, support, (path, &at), found);
        money(&of, support, (path, &at), found);
    }
}

fn rows(lists: &[(Path, &AidList)], support: &Support, at: (&Path, &Path), found: &mut Findings) {
    let Some(told) = support.quantity.as_ref().and_then(plain) else { return };
    let count: usize = lists.iter().map(|(_, list)| list.receivers.len()).sum();
    if Number::from(count as u64) != told {
        let quantity = support.quantity.as_ref().map(|q| q.to_text()).unwrap_or_default();
        let message = format!("Danh sách có {count} người nhận, đợt chăm lo ghi {quantity}");
        found.add(
            AS_TOLD
                .broken_at(at.0.key("receivers"), message)
                .with_related(at.1.key("quantity"), "số suất của đợt")
                .with_hint("bổ sung, bớt người nhận, hoặc sửa số suất"),
        );
    }
}

fn money(lists: &[(Path, &AidList)], support: &Support, at: (&Path, &Path), found: &mut Findings) {
    let Some(amount) = support.amount.as_ref().filter(|amount| amount.hedge.is_none()) else {
        return;
    };
    let mut totals = lists.iter().map(|(_, list)| aid_total(list, Some(support)));
    let total = totals.try_fold(Number::ZERO, |sum, total| sum.checked_add(total?));
    let Some((total, told)) = total.zip(amount.in_dong()) else { return };
    if total != told {
        let message = format!(
            "Danh sách cộng lại {} đồng, đợt chăm lo ghi {}",
            total.trimmed(),
            amount.to_text()
        );
        found.add(
            AS_TOLD
                .broken_at(at.0.clone(), message)
                .with_related(at.1.key("amount"), "số tiền của đợt")
                .with_hint("sửa mức tiền, quà ở danh sách, hoặc sửa số tiền của đợt"),
        );
    }
}

/// Nobody receives the same support twice.
fn once(context: &Context<'_>, found: &mut Findings) {
    let mut seen: Vec<(String, Path)> = Vec::new();
    for (path, list) in lists(context) {
        for (i, receiver) in list.receivers.iter().enumerate() {
            let Some(key) = who(list, receiver) else { continue };
            let here = path.key("receivers").index(i);
            match seen.iter().find(|(other, _)| *other == key) {
                None => seen.push((key, here)),
                Some((_, first)) => {
                    // The person isn't named: lists of aid are confidential.
                    let message = format!("Người nhận thứ {} có hai lần trong đợt này", i + 1);
                    found.add(
                        ONCE.broken_at(here.key("name"), message)
                            .with_related(first.key("name"), "đã có ở đây")
                            .with_hint("xóa một dòng; hai người trùng tên thì ghi thêm đơn vị, tổ"),
                    );
                }
            }
        }
    }
}

/// The identity of a receiver: name, unit and circumstance.
fn who(list: &AidList, receiver: &AidReceiver) -> Option<String> {
    let name = receiver.name.as_deref()?;
    let of = list.support.as_deref().or(list.title.as_deref()).unwrap_or_default();
    let unit = receiver.unit.as_deref().unwrap_or_default();
    Some([of, name, unit].map(fold).join("\n"))
}
