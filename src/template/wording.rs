//! Wording of figures on paper (cách ghi số liệu).
//!
//! A number stays on one line with its hedge and its unit. Counts below ten are zero-padded
//! (`07 đồng chí`); ratios, percentages and money never are.

use minijinja::Value;

use super::values::{Worded, known, unknown};
use crate::dossier::{Amount, Award, FigureDetail, Quantity};
use crate::vietnamese::{Change, NO_BREAK, Number, PercentFit, fit, shown_percent};

/// Classifiers: general nouns of counting that precede the counted noun.
const CLASSIFIERS: [&str; 16] = [
    "tổ",
    "cuộc",
    "vụ",
    "suất",
    "buổi",
    "lớp",
    "phòng",
    "căn",
    "đợt",
    "bản",
    "nội dung",
    "kiến nghị",
    "sáng kiến",
    "tập thể",
    "công trình",
    "gia đình",
];

/// Words that begin with a classifier without being counted by it.
const WHOLE: [&str; 12] = [
    "tổ chức",
    "tổ trưởng",
    "tổ phó",
    "tổ viên",
    "lớp trưởng",
    "lớp học",
    "phòng ban",
    "vụ việc",
    "bản tin",
    "cuộc thi",
    "cuộc họp",
    "cuộc vận động",
];

/// Classifiers of events.
const EVENTS: [&str; 4] = ["cuộc", "buổi", "đợt", "lớp"];

/// Events that are also named without a classifier: *tổ chức đối thoại*.
const HAPPENINGS: [&str; 14] = [
    "đối thoại",
    "kiểm tra",
    "tự kiểm tra",
    "giám sát",
    "khảo sát",
    "tập huấn",
    "bồi dưỡng",
    "tuyên truyền",
    "sinh hoạt",
    "tọa đàm",
    "hội thảo",
    "hội thi",
    "tham quan",
    "tư vấn",
];

/// The unit where the counted noun is clear from context: `cuộc` for `cuộc đối thoại`.
pub(super) fn in_short(unit: &str) -> &str {
    opens(&WHOLE, unit).or_else(|| opens(&CLASSIFIERS, unit)).unwrap_or(unit)
}

/// Whether a unit is only a classifier: `cuộc`, `lượt`.
pub(super) fn is_classifier(unit: &str) -> bool {
    CLASSIFIERS.contains(&unit) || ["lượt", "lần", "chỉ tiêu"].contains(&unit)
}

/// An event and its classifier: `đối thoại` and `cuộc` of `cuộc đối thoại`.
pub(super) fn event(unit: &str) -> Option<(&str, &'static str)> {
    let classifier = opens(&EVENTS, unit)?;
    let noun = unit[classifier.len()..].trim_start();
    opens(&HAPPENINGS, noun).map(|_| (noun, classifier))
}

/// The noun that a text begins with.
pub(super) fn opens(nouns: &[&'static str], text: &str) -> Option<&'static str> {
    let is_whole = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    nouns.iter().copied().find(|noun| text.strip_prefix(noun).is_some_and(is_whole))
}

/// A quantity in words: `07 đồng chí`, `trên 90%`, `75 triệu đồng`.
pub fn quantity(q: &Quantity) -> String {
    words(q, q.unit.as_str(), !q.unit.is_empty())
}

fn words(q: &Quantity, unit: &str, pad: bool) -> String {
    let nb = NO_BREAK;
    let number = |n: &Number| {
        let counted = pad && !q.percent && !q.is_money() && !is_measure(unit);
        if counted { n.padded() } else { n.to_string() }
    };
    let amount = match &q.amount {
        Amount::None => return "không có".to_owned(),
        Amount::Words(words) => return words.clone(),
        Amount::Number(n) => number(n),
        Amount::Range(low, high) => format!("{low}{nb}-{nb}{high}"),
        Amount::Ratio(part, whole) => format!("{part}/{whole}"),
    };
    let (before, after) = q.hedge.map_or(("", ""), |h| (h.before(), h.after()));
    let mut text = String::new();
    for word in before.split(' ').filter(|w| !w.is_empty()) {
        text += word;
        text.push(nb);
    }
    text += &amount;
    if q.percent {
        text.push('%');
    }
    // `từ 95% trở lên/năm`, but `từ 9 triệu đồng/người/tháng trở lên`.
    let (unit, per) = match unit.strip_prefix('/') {
        Some(per) if !after.is_empty() => ("", format!("/{per}")),
        _ => (unit, String::new()),
    };
    if !unit.is_empty() && !unit.starts_with('/') {
        // A percentage is followed by its base, which may be on another line.
        text.push(if q.percent { ' ' } else { nb });
    }
    if q.is_money() {
        text.extend(unit.chars().map(|c| if c == ' ' { nb } else { c }));
    } else {
        text += unit;
    }
    if !after.is_empty() {
        text.push(' ');
        text.extend(after.chars().map(|c| if c == ' ' { nb } else { c }));
    }
    text + &per
}

/// A quantity for templates.
pub fn quantity_value(q: &Quantity) -> Value {
    let words = quantity(q);
    let q = q.clone();
    Worded::with_parts(words, move |name| quantity_part(&q, name)).into_value()
}

/// A part of a quantity, by its name in templates.
fn quantity_part(q: &Quantity, name: &str) -> Option<Value> {
    let percent = || q.ratio().and_then(|(part, whole)| percent(part, whole, None));
    Some(match name {
        "text" => quantity(q).into(),
        "number" => known(bare(q)),
        "unit" => q.unit.clone().into(),
        "percent" => known(percent()),
        "rate" => known(percent().map(|p| reached(&p))),
        "is_words" => matches!(q.amount, Amount::Words(_)).into(),
        _ => return None,
    })
}

/// The amount without hedge or unit.
fn bare(q: &Quantity) -> Option<String> {
    match &q.amount {
        Amount::Number(n) => Some(n.to_string()),
        Amount::Range(low, high) => Some(format!("{low}{NO_BREAK}-{NO_BREAK}{high}")),
        Amount::Ratio(part, whole) => Some(format!("{part}/{whole}")),
        Amount::Words(_) | Amount::None => None,
    }
}

/// The amount in a table cell whose head has the unit.
pub(super) fn in_cell(q: &Quantity) -> String {
    let other = || match &q.amount {
        Amount::Words(words) => words.clone(),
        _ => "0".to_owned(),
    };
    bare(q).unwrap_or_else(other)
}

/// The count, where a column head or a following noun has the unit: `07`, `ít nhất 43`.
pub(super) fn count(q: &Quantity) -> Option<String> {
    let counted = !matches!(q.amount, Amount::Words(_) | Amount::None);
    counted.then(|| words(q, "", true))
}

/// The same in a column of numbers, without zero-padding: `7`, `ít nhất 43`.
pub(super) fn bare_count(q: &Quantity) -> String {
    words(q, "", false)
}

/// Units of measure, whose numbers are never zero-padded.
const MEASURES: [&str; 26] = [
    "km", "m", "cm", "mét", "m2", "m²", "m3", "m³", "km2", "km²", "ha", "héc-ta", "sào", "tấn",
    "tạ", "kg", "gam", "lít", "kW", "kWh", "MW", "giờ", "phút", "điểm", "USD", "đô la",
];

/// Whether a unit is one of measure: `tấn`, `km`, `tấn/ha`, `tấn chè`.
pub(super) fn is_measure(unit: &str) -> bool {
    opens(&MEASURES, unit.split('/').next().unwrap_or_default()).is_some()
}

/// Whether it is known that an award had no recipients.
pub(super) fn gave_nothing(award: &Award) -> bool {
    let mut counts = award.collectives.iter().chain(&award.individuals).peekable();
    counts.peek().is_some() && counts.all(Quantity::is_nothing)
}

fn percent(part: Number, whole: Number, stated: Option<Number>) -> Option<String> {
    let computed = shown_percent(part, whole)?;
    // A correct stated percentage keeps its decimals, except if it is 100% or 0% only by
    // rounding.
    let extreme = |stated: Number| {
        part < whole && stated == Number::HUNDRED || !part.is_zero() && stated.is_zero()
    };
    let shown = match stated.filter(|stated| !extreme(*stated)) {
        Some(stated) => match fit(stated, part, whole)? {
            PercentFit::Off { .. } => computed,
            _ => stated,
        },
        None => computed,
    };
    if shown.is_zero() && !part.is_zero() {
        return Some(format!("dưới{NO_BREAK}0,01%"));
    }
    Some(format!("{shown}%"))
}

fn reached(percent: &str) -> String {
    format!("đạt{NO_BREAK}{percent}")
}

/// A figure for templates and narratives. `whole` returns the number of another figure by its
/// name, for `of`.
pub fn figure_value(figure: &FigureDetail, whole: &dyn Fn(&str) -> Option<Number>) -> Value {
    let Some(counted) = Counted::of(figure, whole) else { return unknown() };
    Worded::with_parts(quantity(&counted.shown()), move |name| counted.part(name)).into_value()
}

/// A figure in words, for generated sentences.
pub(super) fn figure_words(figure: &FigureDetail) -> Option<String> {
    Some(quantity(&Counted::of(figure, &|_| None)?.shown()))
}

/// *số liệu của 210/290 đơn vị*: the number of units covered, if some haven't reported and
/// the note doesn't say so.
pub(super) fn coverage(from_units: Option<&Quantity>, note: Option<&str>) -> Option<String> {
    let from = from_units?;
    let (part, whole) = from.ratio()?;
    let ratio = format!("{part}/{whole}");
    let told = note.is_some_and(|note| note.contains(&ratio));
    (part < whole && !told).then(|| format!("số liệu của {}", quantity(from)))
}

/// The percentage of a figure, if it has one.
pub fn figure_percent(
    figure: &FigureDetail,
    whole: &dyn Fn(&str) -> Option<Number>,
) -> Option<String> {
    Counted::of(figure, whole)?.percent().0
}

/// A figure with a value.
struct Counted {
    figure: FigureDetail,
    value: Quantity,
    /// The number of the figure that it is a part of.
    whole: Option<Number>,
}

impl Counted {
    fn of(figure: &FigureDetail, whole: &dyn Fn(&str) -> Option<Number>) -> Option<Self> {
        let whole = figure.of.as_deref().and_then(whole);
        Some(Counted { figure: figure.clone(), value: figure.value.clone()?, whole })
    }

    /// The value and its plan, if they can be compared.
    fn against(&self) -> Option<(Number, Number)> {
        let assigned = self.figure.assigned.as_ref()?;
        let alike = assigned.percent == self.value.percent && assigned.unit == self.value.unit;
        alike.then_some((self.value.number()?, assigned.number()?))
    }

    /// The printed value: `40/50 đơn vị` with a plan.
    fn shown(&self) -> Quantity {
        match self.against() {
            Some((done, due)) if !self.value.percent => {
                Quantity { amount: Amount::Ratio(done, due), ..self.value.clone() }
            }
            _ => self.value.clone(),
        }
    }

    /// The word for the plan: *kế hoạch*, unless the dossier has another.
    fn called(&self) -> &str {
        self.figure.assigned_as.as_deref().unwrap_or("kế hoạch")
    }

    /// The percentage, and the phrase that contains it.
    fn percent(&self) -> (Option<String>, Option<String>) {
        let stated = self.figure.stated_percent.map(|p| p.0);
        let worded = |percent: Option<String>, words: &dyn Fn(&str) -> String| {
            (percent.clone(), percent.as_deref().map(words))
        };
        if let Some((done, due)) = self.against() {
            let words = |p: &str| format!("{} {}", reached(p), self.called());
            return worded(percent(done, due, stated), &words);
        }
        let of = |(part, whole)| percent(part, whole, stated);
        if let Some(percent) = self.value.ratio().and_then(of) {
            return worded(Some(percent), &reached);
        }
        if let Some(share) = self.value.number().zip(self.whole).and_then(of) {
            return worded(Some(share), &|p| format!("chiếm{NO_BREAK}{p}"));
        }
        (self.value.percent.then(|| quantity(&self.value)), None)
    }

    /// A part of a figure, by its name in templates.
    fn part(&self, name: &str) -> Option<Value> {
        let FigureDetail { title, assigned, prior, .. } = &self.figure;
        Some(match name {
            "text" => quantity(&self.shown()).into(),
            "percent" => known(self.percent().0),
            "rate" => known(self.percent().1),
            "value" => quantity_value(&self.value),
            "title" => known(title.as_ref().map(|t| t.0.clone())),
            "assigned" => known(assigned.as_ref().map(quantity_value)),
            "prior" => known(prior.as_ref().map(quantity_value)),
            "change" => known(change(&self.figure)),
            _ => return quantity_part(&self.value, name),
        })
    }
}

/// `tăng 12 người so với cùng kỳ`.
fn change(figure: &FigureDetail) -> Option<String> {
    let (value, prior) = (figure.value.as_ref()?, figure.prior.as_ref()?);
    let before = figure.prior_as.as_deref().unwrap_or("cùng kỳ");
    if figure.comparable.is_some_and(|f| !f.0) {
        return Some(format!("chưa so sánh được với {before}"));
    }
    if prior.ratio().is_some() {
        return None;
    }
    let change = Change::between(prior.measured_as(value)?, value.number()?)?;
    let size = |size: Number| {
        if value.percent {
            // A difference of percentages is in percentage points.
            format!("{size}{NO_BREAK}điểm{NO_BREAK}phần{NO_BREAK}trăm")
        } else {
            // For `triệu đồng/người/tháng` only the money rises or falls.
            let unit = match value.unit.split_once('/') {
                Some((money, _)) if value.is_money() => money,
                _ => in_short(&value.unit),
            };
            let unit = unit.to_owned();
            let amount = Amount::Number(size);
            quantity(&Quantity { amount, hedge: None, unit, ..value.clone() })
        }
    };
    Some(change.worded(size, before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(part: u32, whole: u32, stated: Option<&str>) -> String {
        let stated = stated.map(|typed| Number::parse(typed).expect("a number"));
        percent(part.into(), whole.into(), stated).expect("a percent").replace(NO_BREAK, " ")
    }

    #[test]
    fn some_is_neither_all_nor_nothing() {
        assert_eq!(shown(49, 54, None), "90,7%");
        assert_eq!(shown(2399, 2400, None), "99,95%");
        assert_eq!(shown(1, 2400, None), "0,04%");
        assert_eq!(shown(1, 240_000, None), "dưới 0,01%");
        assert_eq!(shown(0, 2400, None), "0%");
        assert_eq!(shown(2400, 2400, None), "100%");
    }

    #[test]
    fn a_stated_percent_that_is_right_keeps_its_decimals() {
        assert_eq!(shown(10, 43, Some("23,25")), "23,25%");
        assert_eq!(shown(49, 54, Some("94,2")), "90,7%");
        assert_eq!(shown(2399, 2400, Some("100")), "99,95%");
    }
}
