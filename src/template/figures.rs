//! The table of figures (biểu số liệu): one row for everything that the dossier counts, in
//! its order.

use minijinja::Value;

use crate::dossier::{
    Amount, Award, AwardState, Catalog, Dossier, Figure, FigureDetail, FixedFigure, Kept, Quantity,
    ScopedDossier, Support, SupportDirection,
};
use crate::prose::Names;
use crate::source::Path;
use crate::usage::Usage;
use crate::vietnamese::{capitalize_first, lower_first, strip_final_stop};

use super::MadeBy;
use super::engine::content;
use super::origin;
use super::values::{known, text_of};
use super::wording::{self, in_short, opens};

/// The rows that a paper prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Every figure; awards have an annex of their own.
    Everything,
    /// For a superior that collects figures: if figures bear codes of the catalogue, those,
    /// and those of areas of work without a text; also awards.
    ForSuperior,
}

/// The rows by the codes of their figures.
pub(super) fn coded(rows: &[Value]) -> Value {
    let by_code = rows.iter().filter_map(|row| {
        let code = row.get_attr("code").ok()?;
        Some((code.as_str()?.to_owned(), row.clone()))
    });
    Value::from_pairs(by_code)
}

/// A row for templates.
#[derive(Default)]
struct Row {
    /// The figure's code: its key, or that of its field in the catalogue.
    code: Option<String>,
    title: String,
    unit: String,
    value: String,
    plan: Option<String>,
    prior: Option<String>,
    /// The previous value can't be compared with this one (`comparable: không`).
    apart: bool,
    rate: Option<String>,
    note: Option<String>,
    /// The whole value, if it is words too long for a narrow column.
    words: Option<String>,
    /// The path of its figure.
    path: Option<Path>,
}

/// The rows as a list of maps: `title`, `unit`, `value`, `plan`, `prior`, `apart`, `rate`,
/// `note`; for a value of many words only `title`, which includes them.
pub(super) fn rows(
    scoped: &ScopedDossier<'_>,
    names: &Names<'_>,
    made_by: MadeBy<'_>,
    scope: Scope,
) -> Vec<Value> {
    let ScopedDossier { dossier, kept, .. } = scoped;
    let catalog = Catalog { own: &dossier.catalog, shared: made_by.catalog };
    let table = Table { dossier, kept, catalog, names, usage: made_by.usage };
    table.rows(scope).into_iter().map(Row::into_value).collect()
}

struct Table<'a> {
    dossier: &'a Dossier,
    kept: &'a Kept,
    catalog: Catalog<'a>,
    names: &'a Names<'a>,
    usage: &'a Usage,
}

impl Table<'_> {
    fn rows(&self, scope: Scope) -> Vec<Row> {
        let m = &self.dossier.membership;
        let fixed = m.fixed().into_iter();
        let titled = |fixed: FixedFigure<'_>| {
            let own = self.usage.membership.get(fixed.key).map(String::as_str);
            let path = Path::root().key("membership").key(fixed.key);
            let code = self.code_of(&path.to_string());
            let row = self.figure(own.unwrap_or(fixed.title), fixed.figure?, path)?;
            Some(Row { code, ..row })
        };
        let mut rows: Vec<Row> = fixed.filter_map(titled).collect();
        let coded_only = scope == Scope::ForSuperior
            && self.dossier.results.iter().any(|a| a.figures.iter().any(|(k, _)| self.is_coded(k)));
        let named = |coded_only: bool, figures: Path| {
            move |(key, figure): (&str, &Figure)| {
                let title = self.indicator(key).unwrap_or(key);
                let asked_for = !coded_only || self.is_coded(key);
                let row = asked_for.then(|| self.figure(title, figure, figures.key(key)))??;
                Some(Row { code: Some(key.to_owned()), ..row })
            }
        };
        let own = Path::root().key("membership").key("figures");
        rows.extend(m.figures.iter().filter_map(named(coded_only, own)));
        for (at, area) in self.dossier.results.iter().enumerate() {
            // Figures that weren't requested are printed in the area's text.
            let coded_only = coded_only && area.text.is_some();
            let areas = Path::root().key("results");
            let figures = areas.index(self.kept.index(&areas, at)).key("figures");
            rows.extend(area.figures.iter().filter_map(named(coded_only, figures)));
            if !coded_only {
                rows.extend(area.support.iter().filter_map(support));
            }
            rows.extend(area.awards.iter().flat_map(|a| self.award(a)));
        }
        if scope == Scope::ForSuperior {
            rows.extend(self.dossier.awards.iter().flat_map(|a| self.award(a)));
        }
        rows
    }

    /// The code of a field of the dossier that figures have no other key for.
    fn code_of(&self, field: &str) -> Option<String> {
        let Catalog { own, shared } = self.catalog;
        let mut all = own.iter().chain(shared.iter());
        let of_field = all.find(|(_, i)| i.field.as_deref().is_some_and(|f| f == field));
        of_field.map(|(code, _)| code.to_owned())
    }

    fn is_coded(&self, key: &str) -> bool {
        self.catalog.get(key).is_some()
    }

    /// The catalogue's title of a code.
    fn indicator(&self, key: &str) -> Option<&str> {
        self.catalog.title(key).map(|title| &**title)
    }

    fn figure(&self, title: &str, figure: &FigureDetail, path: Path) -> Option<Row> {
        let value = figure.value.as_ref()?;
        if let Some(words) = in_words(figure) {
            let title = figure.title.as_ref().map_or(title, |t| &t.0).to_owned();
            return Some(Row { title, words: Some(words), path: Some(path), ..Row::default() });
        }
        let whole = |name: &str| self.names.figure_named(name)?.value.as_ref()?.number();
        let percent = wording::figure_percent(figure, &whole);
        let rate = percent.map(|p| p.replace('%', ""));
        let mut title = figure.title.as_ref().map_or(title, |t| &t.0).to_owned();
        // The base of the percentage; one of a plan or of n/m needs no explanation.
        let of = figure
            .of
            .as_deref()
            .filter(|_| figure.assigned.is_none() && value.ratio().is_none() && !value.percent);
        let base = of.and_then(|of| self.names.figure_named(of)?.title.as_ref());
        if let (Some(_), Some(base)) = (&rate, base) {
            title += &format!(" (tỷ lệ so với {})", lower_first(&base.0));
        }
        // A percentage without a plan is printed only once, in the column of rates.
        let share = value.percent && figure.assigned.is_none() && figure.prior.is_none();
        let rate = if share { Some(cell(value)) } else { rate.filter(|_| !value.percent) };
        Some(Row {
            title,
            unit: if share { String::new() } else { unit(value) },
            value: if share { String::new() } else { cell(value) },
            plan: figure.assigned.as_ref().map(cell),
            prior: figure.prior.as_ref().map(cell),
            apart: figure.prior.is_some() && !is_comparable(figure),
            rate,
            note: note(figure),
            path: Some(path),
            ..Row::default()
        })
    }
}

/// The typed note, and the number of units that the figure covers.
fn note(figure: &FigureDetail) -> Option<String> {
    let own = figure.note.as_ref().map(|note| note.0.clone());
    let of = wording::coverage(figure.from_units.as_ref(), own.as_deref());
    match (own, of) {
        (Some(own), Some(of)) => Some(format!("{}; {of}", strip_final_stop(&own))),
        (own, of) => own.or_else(|| of.map(|of| capitalize_first(&of))),
    }
}

fn is_comparable(figure: &FigureDetail) -> bool {
    figure.comparable.is_none_or(|flag| flag.0)
}

/// The length of words, in letters, that fits a column of numbers: `thường xuyên`.
const NARROW: usize = 12;

/// A value in words that is a list or too long for a column of numbers: `Giỏi việc nước, đảm
/// việc nhà; Lao động giỏi`.
fn in_words(figure: &FigureDetail) -> Option<String> {
    let wide = |q: &Quantity| match &q.amount {
        Amount::Words(words) => words.chars().count() > NARROW || words.contains(';'),
        _ => false,
    };
    let FigureDetail { value, assigned, prior, note, .. } = figure;
    let value = value.as_ref()?;
    if ![Some(value), assigned.as_ref(), prior.as_ref()].into_iter().flatten().any(wide) {
        return None;
    }
    let named = |name: &str, q: &Option<Quantity>| {
        Some(format!("{name}: {}", wording::quantity(q.as_ref()?)))
    };
    let apart = if is_comparable(figure) { "" } else { ", chưa so sánh được" };
    let others = [
        named("kế hoạch", assigned),
        named(&format!("cùng kỳ{apart}"), prior),
        note.as_ref().map(|note| strip_final_stop(note).to_owned()),
    ];
    let others: Vec<String> = others.into_iter().flatten().collect();
    let value = wording::quantity(value);
    Some(if others.is_empty() { value } else { format!("{value} ({})", others.join("; ")) })
}

/// One row for each support: its money, with the number of recipients beside it.
fn support(support: &Support) -> Option<Row> {
    let name = support.name.as_ref().or(support.occasion.as_ref()).or(support.to.as_ref());
    let name = name.map(|n| n.0.as_str()).unwrap_or("Chăm lo, hỗ trợ");
    let title = match support.direction {
        Some(SupportDirection::Donation) => format!("Ủng hộ {}", lower_first(name)),
        Some(SupportDirection::Raised) => format!("Vận động {}", lower_first(name)),
        _ => capitalize_first(name),
    };
    let (value, beside) = match (&support.amount, &support.quantity) {
        (Some(amount), quantity) => (amount, quantity.as_ref()),
        (None, Some(quantity)) => (quantity, None),
        (None, None) => return None,
    };
    let beside = beside.map_or_else(String::new, |q| format!(" ({})", wording::quantity(q)));
    let title = title + &beside;
    Some(Row { title, unit: unit(value), value: cell(value), ..Row::default() })
}

impl Table<'_> {
    /// One row for the collectives and one for the individuals of an award, so that each
    /// column can be added up; proposed awards aren't counted.
    fn award(&self, award: &Award) -> impl Iterator<Item = Row> {
        let form = award.form.clone().map(|f| f.0);
        let name = award.title.as_ref().map(|t| format!("“{}”", t.0));
        let of = award.authority.as_deref().map(|a| format!("của {}", self.giver(a)));
        let reported = self.dossier.period.as_ref().and_then(|period| period.year_told());
        let year = award.year.map(|year| year.0).filter(|year| Some(*year) != reported);
        let year = year.map(|year| format!("năm {year}"));
        let words: Vec<String> = [form, name, year, of].into_iter().flatten().collect();
        let title = words.join(" ");
        let given = award.state != Some(AwardState::Proposed);
        // If one kind got the award, a row with zero for the other is left out.
        let nobody = wording::gave_nothing(award);
        let counts = match award.together() {
            Some(both) => vec![("tập thể, cá nhân", Some(both))],
            None => {
                vec![("tập thể", award.collectives.as_ref()), ("người", award.individuals.as_ref())]
            }
        };
        counts.into_iter().filter_map(move |(unit, count)| {
            let count = count.filter(|q| given && (nobody || !q.is_nothing()))?;
            // “Nhiều” isn't a number: the text about awards has it.
            wording::count(count)?;
            let value = wording::bare_count(count);
            Some(Row { title: title.clone(), unit: unit.to_owned(), value, ..Row::default() })
        })
    }

    /// The giver of an award; the reporting union is called the unit (đơn vị) here.
    fn giver<'n>(&self, authority: &'n str) -> &'n str {
        let own = self.dossier.organization.name.as_deref() == Some(authority);
        if own { "đơn vị" } else { authority }
    }
}

impl Row {
    fn into_value(self) -> Value {
        let path = self.path.as_ref();
        if let Some(words) = self.words {
            let words = origin::marked(path, content(&words));
            let words = format!("{}: {words}", content(&self.title));
            return Value::from_pairs([
                ("code", known(self.code)),
                ("title", Value::from_safe_string(words)),
            ]);
        }
        let part = |key: &str, text: String| match path {
            // An empty cell has no origin.
            Some(path) if !text.is_empty() => text_of(text, path.key(key)),
            _ => Value::from(text),
        };
        let prior = self.prior.map(|prior| match self.apart {
            true => {
                let prior = origin::marked(path.map(|p| p.key("prior")).as_ref(), content(&prior));
                Value::from_safe_string(format!("{prior}~(\\*)"))
            }
            false => part("prior", prior),
        });
        let value = match path {
            Some(path) if !self.value.is_empty() => text_of(self.value, path.clone()),
            _ => Value::from(self.value),
        };
        Value::from_pairs([
            ("code", known(self.code)),
            ("title", Value::from(self.title)),
            ("unit", Value::from(self.unit)),
            ("value", value),
            ("plan", known(self.plan.map(|plan| part("assigned", plan)))),
            ("prior", known(prior)),
            ("apart", Value::from(self.apart)),
            ("rate", known(self.rate)),
            ("note", known(self.note.map(|note| part("note", note)))),
        ])
    }
}

/// A number in a column whose unit stands beside it; not zero-padded.
fn cell(q: &Quantity) -> String {
    let bare = Quantity { percent: false, unit: String::new(), ..q.clone() };
    match &q.amount {
        Amount::Words(words) => words.clone(),
        _ => wording::quantity(&bare),
    }
}

/// Nouns for people, all counted as *người* in a table of figures.
const PEOPLE: [&str; 12] = [
    "đoàn viên",
    "người",
    "đồng chí",
    "đ/c",
    "lao động",
    "đảng viên",
    "cán bộ",
    "đại biểu",
    "công nhân",
    "an toàn, vệ sinh viên",
    "cá nhân",
    "ủy viên",
];

/// Nouns for unions and units, all counted as *đơn vị*.
const UNITS: [&str; 4] = ["công đoàn cơ sở", "CĐCS", "đơn vị", "đầu mối"];

/// The length, in letters, from which a unit takes two lines of its column.
const WIDE_UNIT: usize = 16;

/// The unit in its column (đơn vị tính): `người` for `đoàn viên`, `cuộc` for
/// `cuộc đối thoại`.
fn unit(q: &Quantity) -> String {
    let typed = q.unit.as_str();
    if q.percent {
        return "%".to_owned();
    }
    if q.is_money() {
        // The narrow column fits this much in one line.
        let wide = typed.chars().count() > WIDE_UNIT;
        return if wide { typed.replacen('/', "/ ", 1) } else { typed.to_owned() };
    }
    if let Some(rest) = typed.strip_prefix("lượt ") {
        let people = opens(&PEOPLE, rest).is_some();
        return if people { "lượt người".to_owned() } else { typed.to_owned() };
    }
    if opens(&PEOPLE, typed).is_some() {
        "người".to_owned()
    } else if opens(&UNITS, typed).is_some() {
        "đơn vị".to_owned()
    } else {
        in_short(typed).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_cells() {
        let shown = |text: &str| {
            let q = Quantity::parse(text).expect(text);
            format!("{}|{}", cell(&q), unit(&q)).replace('\u{a0}', " ")
        };
        for (typed, expected) in [
            ("8.945 đoàn viên", "8.945|người"),
            ("7 đồng chí", "7|người"),
            ("56/56 đơn vị", "56/56|đơn vị"),
            ("9 tổ công đoàn", "9|tổ"),
            ("7 km", "7|km"),
            ("97 lượt đoàn viên", "97|lượt người"),
            ("trên 90%", "trên 90|%"),
            ("9,6 triệu đồng/người/tháng", "9,6|triệu đồng/ người/tháng"),
            ("5 triệu đồng", "5|triệu đồng"),
            ("nhiều", "nhiều|"),
        ] {
            assert_eq!(shown(typed), expected);
        }
    }
}
