//! Stocks with their increase and decrease: BC025, BC026, BC027, and jumps against the prior
//! period (BC099).

use crate::diagnostic::{Code, Severity};
use crate::dossier::{FigureDetail, IndicatorKind, Kind, PeriodType, UnitType};
use crate::source::Path;
use crate::vietnamese::{Number, is_in_any_case};

use super::arithmetic::{head, last_key, plain, same_unit, value, within};
use crate::check::{Context, Findings, Rule};

pub(crate) const FLOW: Rule =
    Rule { code: Code::STOCK_FLOW, severity: Severity::Warning, citation: "", run: flow };

pub(crate) const GROWTH: Rule =
    Rule { code: Code::STOCK_GROWTH, severity: Severity::Warning, citation: "", run: growth };

pub(crate) const KINDS_OF_UNITS: Rule = Rule {
    code: Code::KINDS_OF_UNITS,
    severity: Severity::Warning,
    citation: "",
    run: kinds_of_units,
};

pub(crate) const JUMP: Rule =
    Rule { code: Code::JUMP, severity: Severity::Note, citation: "", run: jump };

/// A stock of the catalogue with its increases and decreases, by their names in the catalogue
/// and the starters.
struct Stock {
    field: &'static str,
    codes: &'static [&'static str],
    /// Titles of increase and decrease under which a dossier may state them as figures of its
    /// own, in lower case.
    titles: [&'static [&'static str]; 2],
    opening: &'static [&'static str],
    came: &'static [&'static str],
    left: &'static [&'static str],
}

const STOCKS: [Stock; 2] = [
    Stock {
        field: "members",
        codes: &["doan_vien"],
        titles: [
            &["đoàn viên kết nạp mới", "đoàn viên mới kết nạp", "kết nạp đoàn viên mới"],
            &["đoàn viên giảm", "đoàn viên giảm trong năm"],
        ],
        opening: &["opening_members", "received_members"],
        came: &["doan_vien_moi", "new_members", "admitted"],
        left: &["doan_vien_giam", "left_members"],
    },
    Stock {
        field: "base_unions",
        codes: &["cong_doan_co_so"],
        titles: [
            &["công đoàn cơ sở thành lập mới", "cđcs thành lập mới"],
            &["công đoàn cơ sở giải thể", "cđcs giải thể"],
        ],
        opening: &["opening_unions", "received_unions"],
        came: &["cong_doan_co_so_moi", "new_unions"],
        left: &["cong_doan_co_so_giam", "dissolved_unions"],
    },
];

/// A figure with its path.
type Found<'a> = (&'a Path, &'a FigureDetail);

/// The known figures of a stock in a dossier.
struct Movement<'a> {
    stock: Found<'a>,
    closing: Number,
    /// The initial number, and the name of its field.
    opening: Option<(Number, &'static str)>,
    came: Option<(Found<'a>, Number)>,
    left: Option<(Found<'a>, Number)>,
}

fn movements<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Movement<'a>> {
    // The members are those of now; what came and left in a term isn't what a year's did.
    let own = context.dossier.own_scope();
    let is_own = move |path: &Path| context.dossier.scope_at(path).meets(own);
    let named = move |names: &[&str]| -> Option<Found<'a>> {
        let named =
            |path: &Path| last_key(path).is_some_and(|key| names.contains(&key)) && is_own(path);
        context.figures.iter().find(|(path, _)| named(path)).map(|(path, f)| (path, *f))
    };
    let titled = move |titles: &[&str]| -> Option<Found<'a>> {
        let titled = |figure: &FigureDetail| {
            let title = figure.title.as_deref().unwrap_or_default();
            titles.iter().any(|known| is_in_any_case(title, known))
        };
        context
            .figures
            .iter()
            .find(|(path, f)| titled(f) && is_own(path))
            .map(|(path, f)| (path, *f))
    };
    let known = move |names: &[&str], titles: &[&str]| {
        let (path, figure) = named(names).or_else(|| titled(titles))?;
        Some(((path, figure), value(figure)?))
    };
    STOCKS.iter().filter_map(move |kind| {
        let fixed = Path::root().key("membership").key(kind.field);
        let fixed = context.figures.iter().find(|(path, _)| *path == fixed);
        let stock = fixed.map(|(path, f)| (path, *f)).or_else(|| named(kind.codes))?;
        // The prior value of a year is its initial number; that of a half-year isn't.
        let comparable = stock.1.comparable.is_none_or(|f| f.0);
        let prior = stock.1.prior.as_ref().and_then(plain);
        let prior = prior.filter(|_| comparable && is_year(context)).map(|n| (n, "cùng kỳ"));
        let opening = known(kind.opening, &[]).map(|(_, number)| (number, "đầu kỳ"));
        Some(Movement {
            stock,
            closing: value(stock.1)?,
            opening: opening.or(prior),
            came: known(kind.came, kind.titles[0]),
            left: known(kind.left, kind.titles[1]),
        })
    })
}

fn is_year(context: &Context<'_>) -> bool {
    let period = context.dossier.period.as_ref();
    context.dossier.kind.is_some_and(Kind::is_review)
        && period.is_some_and(|p| p.r#type == Some(PeriodType::Year) && p.from.is_none())
}

/// Opening + increase − decrease = closing.
fn flow(context: &Context<'_>, found: &mut Findings) {
    for m in movements(context) {
        let (Some((opening, called)), Some((came_at, came)), Some((left_at, left))) =
            (m.opening, m.came, m.left)
        else {
            continue;
        };
        let sum = opening.checked_add(came).and_then(|sum| sum.checked_sub(left));
        let Some(sum) = sum.filter(|sum| *sum != m.closing) else { continue };
        let (path, figure) = m.stock;
        let name = head(context, path, figure);
        found.add(
            FLOW.broken_at(
                path.clone(),
                format!(
                    "{name}{opening} {called} + {came} tăng - {left} giảm = {sum}, không phải {}",
                    m.closing
                ),
            )
            .with_related(came_at.0.clone(), "số tăng")
            .with_related(left_at.0.clone(), "số giảm")
            .with_hint("sửa một trong các số; đúng nếu còn tăng, giảm vì lý do khác"),
        );
    }
}

/// If the decrease isn't known: the increase can't exceed the stock, nor be less than its
/// growth.
fn growth(context: &Context<'_>, found: &mut Findings) {
    for m in movements(context).filter(|m| m.left.is_none()) {
        let Some((came_at, came)) = m.came else { continue };
        let (path, figure) = m.stock;
        let name = head(context, path, figure);
        if came > m.closing {
            let message = format!("{name}{} ít hơn số tăng trong kỳ {came}", m.closing);
            found.add(
                GROWTH
                    .broken_at(path.clone(), message)
                    .with_related(came_at.0.clone(), "số tăng")
                    .with_hint("sửa tổng số hoặc số tăng; có số giảm thì ghi thêm"),
            );
        } else if let Some((opening, called)) = m.opening
            && let Some(grown) = m.closing.checked_sub(opening)
            && grown > came
        {
            let message = format!(
                "{name}tăng {grown} so với {called} ({opening} lên {}) nhưng số tăng trong kỳ chỉ ghi {came}",
                m.closing
            );
            found.add(
                GROWTH
                    .broken_at(path.clone(), message)
                    .with_related(came_at.0.clone(), "số tăng")
                    .with_hint(
                        "sửa tổng số, số tăng hoặc số kỳ trước; đúng nếu tiếp nhận từ nơi khác",
                    ),
            );
        }
    }
}

/// The kinds of units add up to all units: 56 offices and 4 enterprises are 60 base unions.
fn kinds_of_units(context: &Context<'_>, found: &mut Findings) {
    let fixed = Path::root().key("membership").key("base_unions");
    let unions = context.dossier.membership.base_unions.as_ref().and_then(|f| value(f));
    let Some(unions) = unions else { return };
    let rates: Vec<(&Path, Number, Number, &[UnitType])> = context
        .figures
        .iter()
        .filter_map(|(path, figure)| {
            let code = last_key(path)?;
            let indicator = context.catalog().get(code)?;
            let (part, whole) = figure.value.as_ref()?.ratio()?;
            let rate = indicator.kind == Some(IndicatorKind::Rate);
            let asked = indicator.applies_to.0.as_slice();
            (rate && !asked.is_empty()).then_some((path, part, whole, asked))
        })
        .collect();
    let all = [UnitType::Administration, UnitType::PublicUnit, UnitType::Enterprise];
    for (i, (one_at, _, one, asked)) in rates.iter().enumerate() {
        for (other_at, _, other, other_asked) in &rates[i + 1..] {
            let whole = all.iter().all(|t| asked.contains(t) != other_asked.contains(t));
            let Some(sum) = one.checked_add(*other) else { continue };
            if whole && sum != unions {
                let message = format!(
                    "Các loại hình đơn vị cộng lại {one} + {other} = {sum}, không phải {unions} công đoàn cơ sở"
                );
                found.add(
                    KINDS_OF_UNITS
                        .broken_at((*other_at).clone(), message)
                        .with_related((*one_at).clone(), format!("{one} đơn vị"))
                        .with_related(fixed.clone(), format!("{unions} công đoàn cơ sở"))
                        .with_hint("mỗi công đoàn cơ sở thuộc một loại hình; sửa số sau dấu /"),
                );
            }
        }
    }
}

/// Pairs of a number and a factor: a stock with at least that number that changes by this
/// factor within a period is reported. Larger numbers have a smaller factor.
const JUMPS: [(u32, u32); 2] = [(100, 2), (10, 3)];

/// A stock of people or unions that doubles or triples, or falls to a half or a third, is
/// more often an error than a change.
fn jump(context: &Context<'_>, found: &mut Findings) {
    for (path, figure) in context.figures.iter().filter(|(path, _)| is_stock(context, path)) {
        let (Some(now), Some(before)) = (&figure.value, &figure.prior) else { continue };
        let comparable = figure.comparable.is_none_or(|f| f.0) && same_unit(now, before);
        let (Some(n), Some(p)) = (plain(now), plain(before)) else { continue };
        let jump = JUMPS.iter().find(|(from, _)| n.max(p) >= Number::from(*from));
        let Some((_, jump)) = jump else { continue };
        let times = |n: Number| n.checked_mul((*jump).into());
        let apart = times(p).is_some_and(|p| n >= p) || times(n).is_some_and(|n| n <= p);
        let apart = (comparable && apart).then(|| n.max(p).checked_div(n.min(p), 1)).flatten();
        if let Some(apart) = apart.map(Number::trimmed) {
            let name = head(context, path, figure);
            let called = figure.prior_as.as_deref().unwrap_or("cùng kỳ");
            found.add(
                JUMP.broken_at(
                    path.clone(),
                    format!("{name}{n}, {called} {p}: chênh nhau {apart} lần"),
                )
                .with_hint("gõ nhầm thì sửa; do sáp nhập, chia tách thì ghi comparable: không"),
            );
        }
    }
}

fn is_stock(context: &Context<'_>, path: &Path) -> bool {
    let fixed = within(path, "membership") && path.segments().len() == 2;
    let code = last_key(path).unwrap_or_default();
    let indicator = context.catalog().get(code);
    fixed || indicator.is_some_and(|i| i.kind == Some(IndicatorKind::Stock))
}
