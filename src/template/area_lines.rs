//! The text lines of an area of work (mặt công tác) for which nobody has written a text: each
//! of its figures and its support once, with the number of reporting units if some are
//! missing.

use minijinja::Value;

use crate::dossier::{Area, Catalog, Dossier, FigureDetail, Quantity, Support, SupportDirection};
use crate::vietnamese::{capitalize_first, lower_first, strip_final_stop};

use super::MadeBy;
use super::engine::content;
use super::wording;

/// The lines of each area, in the dossier's order; none for one that has a text.
pub(super) fn of_areas(dossier: &Dossier, made_by: MadeBy<'_>) -> Vec<Value> {
    let catalog = Catalog { own: &dossier.catalog, shared: made_by.catalog };
    let lines = dossier.results.iter().map(|area| match area.text {
        Some(_) => Vec::new(),
        None => lines(area, &catalog),
    });
    let typst = |line: String| Value::from_safe_string(content(&line));
    lines.map(|lines| lines.into_iter().map(typst).collect()).collect()
}

fn lines(area: &Area, catalog: &Catalog<'_>) -> Vec<String> {
    let figures = area.figures.iter().filter_map(|(key, figure)| {
        let own = figure.title.as_ref().or_else(|| catalog.title(key));
        of_figure(own.map_or(key, |title| &title.0), figure)
    });
    figures.chain(area.support.iter().filter_map(of_support)).collect()
}

/// *Thăm hỏi đoàn viên: 12 lượt (cùng kỳ 10 lượt; số liệu của 2/3 đơn vị)*
fn of_figure(title: &str, figure: &FigureDetail) -> Option<String> {
    let value = wording::figure_words(figure)?;
    let comparable = figure.comparable.is_none_or(|flag| flag.0);
    let named = |what: &str, q: &Quantity| format!("{what} {}", wording::quantity(q));
    let note = figure.note.as_ref().map(|note| strip_final_stop(note).to_owned());
    let beside = [
        figure.assigned.as_ref().map(|q| named("kế hoạch", q)),
        figure.prior.as_ref().filter(|_| comparable).map(|q| named("cùng kỳ", q)),
        wording::coverage(figure.from_units.as_ref(), note.as_deref()),
        note,
    ];
    Some(told(title, &value, beside.into_iter().flatten()))
}

/// *Tết Bính Ngọ: 320 suất, 75 triệu đồng*
fn of_support(support: &Support) -> Option<String> {
    let name = support.name.as_ref().or(support.occasion.as_ref()).or(support.to.as_ref());
    let name = name.map_or("Chăm lo, hỗ trợ", |name| name.0.as_str());
    let title = match support.direction {
        Some(SupportDirection::Donation) => format!("Ủng hộ {}", lower_first(name)),
        Some(SupportDirection::Raised) => format!("Vận động {}", lower_first(name)),
        _ => name.to_owned(),
    };
    let values = [&support.quantity, &support.amount].into_iter().flatten();
    let values: Vec<String> = values.map(wording::quantity).collect();
    let beside = wording::coverage(support.from_units.as_ref(), None);
    (!values.is_empty()).then(|| told(&title, &values.join(", "), beside.into_iter()))
}

fn told(title: &str, value: &str, beside: impl Iterator<Item = String>) -> String {
    let beside: Vec<String> = beside.collect();
    let title = capitalize_first(title.trim());
    match beside.is_empty() {
        true => format!("{title}: {value}"),
        false => format!("{title}: {value} ({})", beside.join("; ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Ordered;

    fn told_of(area: &str) -> Vec<String> {
        let area: Area = serde_yaml::from_str(area).expect(area);
        let (own, shared) = (Ordered::default(), Ordered::default());
        let lines = lines(&area, &Catalog { own: &own, shared: &shared });
        lines.into_iter().map(|line| line.replace(crate::vietnamese::NO_BREAK, " ")).collect()
    }

    #[test]
    fn each_figure_is_told_with_what_stands_beside_it() {
        let area = "figures:\n  a: {title: Lượt thăm hỏi, value: 12 lượt, prior: 10 lượt, from_units: 2/3 đơn vị}\n  \
                    b: {title: sáng kiến, value: 7 sáng kiến, prior: 3 sáng kiến, comparable: không, from_units: 3/3 đơn vị}\n  \
                    c: {title: chưa biết}\n  d: {title: Mái ấm, value: 2 nhà, from_units: 1/3 đơn vị, note: số liệu của 1/3 đơn vị}\n\
                    support:\n  - {occasion: Tết, quantity: 5 suất, amount: 2 triệu đồng, from_units: 1/3 đơn vị}\n  - {direction: ủng hộ, name: Quỹ vì trẻ}\n";
        let want = [
            "Lượt thăm hỏi: 12 lượt (cùng kỳ 10 lượt; số liệu của 2/3 đơn vị)",
            "Sáng kiến: 07 sáng kiến",
            "Mái ấm: 02 nhà (số liệu của 1/3 đơn vị)",
            "Tết: 05 suất, 2 triệu đồng (số liệu của 1/3 đơn vị)",
        ];
        assert_eq!(told_of(area), want);
    }
}
