//! Charts (biểu đồ): the bars that the dossier's numbers make, for the layout to draw. What
//! can't be measured against anything is left to the table.

use minijinja::Value;

use crate::dossier::{
    Catalog, Chart, Dossier, Envelope, FigureDetail, Quantity, ScopedDossier, Target,
};
use crate::vietnamese::{Number, capitalize_first, percent_of, shown_percent};

use super::names::Names;
use super::values::unknown;
use super::{sentence, wording};

/// A bar: which part of the room it takes, and what stands behind it.
struct Bar {
    share: Number,
    text: String,
}

/// What a row is about, and its bars.
struct Row {
    label: String,
    bars: Vec<Bar>,
}

/// So many rows at most are read at a glance.
const MOST_ROWS: usize = 12;
/// A bar longer than twice the mark says no more than its number does.
const LONGEST: u32 = 200;

/// The charts that a paper asks for, by the names that templates have for them.
pub(super) fn of(
    scoped: &ScopedDossier<'_>,
    names: &Names<'_>,
    catalog: &Catalog<'_>,
    envelope: &Envelope,
) -> [(&'static str, Value); 3] {
    let dossier = &*scoped.dossier;
    let asked = |chart: Chart| envelope.charts.contains(&chart);
    let drawn = |chart: Chart, draw: &dyn Fn() -> Value| match asked(chart) {
        true => draw(),
        false => unknown(),
    };
    [
        ("chart_targets", drawn(Chart::Targets, &|| targets(&dossier.previous_targets))),
        ("chart_periods", drawn(Chart::Periods, &|| periods(dossier, names, catalog))),
        ("chart_members", drawn(Chart::Members, &|| members(dossier))),
    ]
}

/// What was reached of each target that has a level to be reached.
fn targets(targets: &[Target]) -> Value {
    let reached = targets.iter().filter_map(|target| {
        let (level, result) = (target.value.as_ref()?, target.result.as_ref()?);
        // Less is better under a ceiling.
        let (level_number, number) = (level.number()?, result.measured_as(level)?);
        let percent = percent_of(number, level_number, 1).filter(|_| !is_ceiling(level))?;
        let label = capitalize_first(&sentence::target_title(target));
        let shown = shown_percent(number, level_number)?;
        let text = format!("{} ({shown}%)", wording::quantity(result));
        Some((label, percent, text))
    });
    let reached: Vec<_> = reached.take(MOST_ROWS).collect();
    let longest = reached.iter().map(|(_, percent, _)| *percent).max().unwrap_or(Number::HUNDRED);
    let scale = longest.max(Number::HUNDRED).min(LONGEST.into());
    let rows = reached.into_iter().filter_map(|(label, percent, text)| {
        let share = percent.min(LONGEST.into()).checked_div(scale, 4)?;
        Some(Row { label, bars: vec![Bar { share, text }] })
    });
    let mark = Number::HUNDRED.checked_div(scale, 4);
    chart("Kết quả so với chỉ tiêu (vạch đứt: mức đề ra)", &[], mark, rows.collect())
}

fn is_ceiling(level: &Quantity) -> bool {
    use crate::dossier::Hedge::{AtMost, Maximum, OrLess, Under};
    matches!(level.hedge, Some(AtMost | Maximum | OrLess | Under))
}

/// Each figure beside that of the period before, one against the other.
fn periods(dossier: &Dossier, names: &Names<'_>, catalog: &Catalog<'_>) -> Value {
    let figures = dossier.results.iter().flat_map(|area| area.figures.iter());
    let figures = dossier.membership.figures.iter().chain(figures);
    let rows = figures.filter_map(|(key, figure)| {
        let (value, prior) = (figure.value.as_ref()?, figure.prior.as_ref()?);
        let comparable = figure.comparable.is_none_or(|flag| flag.0);
        let (now, before) = (value.number()?, prior.measured_as(value)?);
        let longest = now.max(before);
        let bar = |number: Number, of: &Quantity| {
            let share = number.checked_div(longest, 4)?;
            Some(Bar { share, text: wording::quantity(of) })
        };
        let bars = vec![bar(now, value)?, bar(before, prior)?];
        let title = figure.title.as_ref().or_else(|| catalog.title(key))?;
        let label = capitalize_first(&title.0);
        comparable.then_some(Row { label, bars })
    });
    let now = names.period().map_or_else(|| "Kỳ này".to_owned(), |now| capitalize_first(&now));
    let legend = [now, "Cùng kỳ".to_owned()];
    chart("Số liệu so với cùng kỳ", &legend, None, rows.take(MOST_ROWS).collect())
}

/// Groups of the members, each a share of all.
fn members(dossier: &Dossier) -> Value {
    let membership = &dossier.membership;
    let Some(all) = membership.members.as_ref().and_then(|figure| figure.value.as_ref()) else {
        return unknown();
    };
    let is_share = |figure: &FigureDetail| figure.of.as_deref() == Some("members");
    let fixed =
        membership.fixed().into_iter().filter_map(|fixed| Some((fixed.title, fixed.figure?)));
    let own = membership
        .figures
        .iter()
        .filter_map(|(_, figure)| Some((figure.title.as_ref()?.0.as_str(), figure)));
    let rows = fixed.chain(own).filter_map(|(title, figure)| {
        let value = figure.value.as_ref().filter(|_| is_share(figure))?;
        let (part, whole) = (value.number()?, all.number()?);
        let share = part.checked_div(whole, 4).filter(|_| part <= whole)?;
        let text = format!("{} ({}%)", wording::quantity(value), shown_percent(part, whole)?);
        let label = figure.title.as_ref().map_or(title, |title| &title.0);
        Some(Row { label: capitalize_first(label), bars: vec![Bar { share, text }] })
    });
    let title = format!("Cơ cấu đoàn viên (toàn vạch: {})", wording::quantity(all));
    chart(&title, &[], Some(Number::from(1_u32)), rows.take(MOST_ROWS).collect())
}

/// A chart as templates see it, with what it shows in words; none of fewer than two rows,
/// which a sentence states as well.
fn chart(title: &str, legend: &[String], mark: Option<Number>, rows: Vec<Row>) -> Value {
    if rows.len() < 2 {
        return unknown();
    }
    let told = |row: &Row| {
        let texts: Vec<&str> = row.bars.iter().map(|bar| bar.text.as_str()).collect();
        format!("{}: {}", row.label, texts.join(", "))
    };
    let told: Vec<String> = rows.iter().map(told).collect();
    let alt = format!("Biểu đồ. {title}. {}.", told.join("; "));
    let number = |number: Number| Value::from_safe_string(number.decimal().to_string());
    let rows = rows.into_iter().map(|row| {
        let bars = row.bars.into_iter().map(|bar| {
            Value::from_pairs([("share", number(bar.share)), ("text", bar.text.into())])
        });
        let bars: Vec<Value> = bars.collect();
        Value::from_pairs([("label", Value::from(row.label)), ("bars", bars.into())])
    });
    let rows: Vec<Value> = rows.collect();
    Value::from_pairs([
        ("title", title.into()),
        ("alt", alt.into()),
        ("legend", legend.to_vec().into()),
        ("mark", mark.map_or(unknown(), number)),
        ("rows", rows.into()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(chart: &Value) -> Vec<(String, String, String)> {
        let rows = chart.get_attr("rows").expect("rows");
        let row = |row: Value| {
            let bar =
                row.get_attr("bars").and_then(|bars| bars.get_item_by_index(0)).expect("a bar");
            let of = |value: &Value, key: &str| value.get_attr(key).expect(key).to_string();
            (of(&row, "label"), of(&bar, "share"), of(&bar, "text").replace('\u{a0}', " "))
        };
        rows.try_iter().expect("a list").map(row).collect()
    }

    #[test]
    fn a_bar_is_as_long_as_what_was_reached() {
        let yaml = "[{value: 100 tổ, text: tổ mới, result: 80 tổ}, {value: 50 đoàn viên, text: kết nạp, result: 60 đoàn viên}, \
                    {value: dưới 5 vụ, text: vi phạm, result: 2 vụ}, {text: đổi mới}]";
        let list: Vec<Target> = serde_yaml::from_str(yaml).expect(yaml);
        let chart = targets(&list);
        let cells = cells(&chart);
        assert_eq!(cells.len(), 2);
        assert_eq!((cells[0].1.as_str(), cells[0].2.as_str()), ("0.6667", "80 tổ (80%)"));
        assert_eq!((cells[1].1.as_str(), cells[1].2.as_str()), ("1.0000", "60 đoàn viên (120%)"));
        assert_eq!(chart.get_attr("mark").expect("a mark").to_string(), "0.8333");
        assert!(!targets(&list[..1]).is_true());
    }

    #[test]
    fn groups_are_shares_of_the_members() {
        let yaml = "membership: {members: 200 đoàn viên, women: {value: 50 đoàn viên, of: members}, \
                    employees: 210 người, party_members: {value: 20 đảng viên, of: members}}";
        let dossier: Dossier = serde_yaml::from_str(yaml).expect(yaml);
        let shares: Vec<String> =
            cells(&members(&dossier)).into_iter().map(|cell| cell.1).collect();
        assert_eq!(shares, ["0.2500", "0.1000"]);
    }
}
