//! The names usable in a narrative: the dossier's figures, support and awards by their id,
//! cited documents, and the movements of the narrative's own area of work.

use std::collections::HashMap;

use crate::diagnostic::nearest;
use crate::dossier::{
    Amount, Award, Dossier, Figure, FigureDetail, LegalRef, Movement, Programme, Quantity, Support,
    Text,
};
use crate::source::{Path, Segment};
use crate::vietnamese::{Change, Number, shown_percent};

use super::Expression;

/// The part of the dossier that a name refers to.
#[derive(Debug, Clone, Copy)]
pub enum Referent<'a> {
    Figure(&'a FigureDetail),
    Support(&'a Support),
    Award(&'a Award),
    Cited(&'a LegalRef),
    Movements(&'a [Movement]),
    Programmes(&'a [Programme]),
}

/// The value of an expression, before wording.
#[derive(Debug, Clone, Copy)]
pub enum Meaning<'a> {
    /// A figure, or one of its worded parts.
    Figure(&'a FigureDetail, FigurePart),
    /// A quantity; `true` for the bare number.
    Quantity(&'a Quantity, bool),
    /// A number in words (đọc số thành chữ).
    Spelt(Number),
    Text(&'a Text),
    Cited(&'a LegalRef),
    /// Titles to be joined.
    Movements(&'a [Movement]),
    Programmes(&'a [Programme]),
    /// A known name, empty in the dossier.
    Unknown,
}

/// The worded parts of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigurePart {
    Whole,
    Value,
    Number,
    Percent,
    Rate,
    Assigned,
    Prior,
    Change,
    Unit,
    Title,
}

impl FigurePart {
    const NAMES: &'static [(&'static str, FigurePart)] = &[
        ("value", FigurePart::Value),
        ("number", FigurePart::Number),
        ("percent", FigurePart::Percent),
        ("rate", FigurePart::Rate),
        ("assigned", FigurePart::Assigned),
        ("prior", FigurePart::Prior),
        ("change", FigurePart::Change),
        ("unit", FigurePart::Unit),
        ("title", FigurePart::Title),
    ];
}

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameError {
    /// Unknown name; with the nearest existing one.
    Name(Option<String>),
    /// The referent has no such part; with the parts it has.
    Part(Vec<&'static str>),
    Filter,
    /// Not readable in words as one number.
    NotSpelt,
}

/// The filters of narratives: `list` joins names, `words` puts a number in words, the others
/// are parts of a figure, written after `|` instead of a dot.
pub const FILTERS: [&str; 4] = ["list", "number", "rate", "words"];

/// A name, the place of its definition, and its area of work.
#[derive(Debug)]
struct Named<'a> {
    name: String,
    path: Path,
    area: Option<usize>,
    referent: Referent<'a>,
}

/// All names of a dossier.
#[derive(Debug, Default)]
pub struct Names<'a> {
    list: Vec<Named<'a>>,
    /// The indices of each name in the list, since figures refer to one another and a dossier
    /// may have thousands.
    places: HashMap<String, Vec<usize>>,
}

/// How many names are compared with an unknown one.
const MOST_COMPARED: usize = 1_000;

impl<'a> Names<'a> {
    pub fn of(dossier: &'a Dossier) -> Self {
        let mut names = Names::default();
        let membership = Path::root().key("membership");
        let m = &dossier.membership;
        for fixed in m.fixed() {
            // These may be named even while empty.
            static EMPTY: Figure = Figure::EMPTY;
            let path = membership.key(fixed.key);
            names.figure(fixed.key, path, None, fixed.figure.unwrap_or(&EMPTY));
        }
        for (name, figure) in m.figures.iter() {
            names.figure(name, membership.key("figures").key(name), None, figure);
        }
        for (i, area) in dossier.results.iter().enumerate() {
            let at = Path::root().key("results").index(i);
            for (name, figure) in area.figures.iter() {
                names.figure(name, at.key("figures").key(name), Some(i), figure);
            }
            for (j, support) in area.support.iter().enumerate() {
                let path = at.key("support").index(j).key("id");
                names.add(support.id.as_ref(), path, Some(i), Referent::Support(support));
            }
            for (j, award) in area.awards.iter().enumerate() {
                let path = at.key("awards").index(j).key("id");
                names.add(award.id.as_ref(), path, Some(i), Referent::Award(award));
            }
        }
        for (i, award) in dossier.awards.iter().enumerate() {
            let path = Path::root().key("awards").index(i).key("id");
            names.add(award.id.as_ref(), path, None, Referent::Award(award));
        }
        for (name, cited) in dossier.cited.iter() {
            let path = Path::root().key("cited").key(name);
            names.push(Named {
                name: format!("cited.{name}"),
                path,
                area: None,
                referent: Referent::Cited(cited),
            });
        }
        for (i, area) in dossier.results.iter().enumerate() {
            let at = Path::root().key("results").index(i);
            let lists = [
                ("movements", Referent::Movements(&area.movements)),
                ("programmes", Referent::Programmes(&area.programmes)),
            ];
            for (name, referent) in lists {
                let (name, path) = (name.to_owned(), at.key(name));
                names.push(Named { name, path, area: Some(i), referent });
            }
        }
        names
    }

    fn push(&mut self, named: Named<'a>) {
        self.places.entry(named.name.clone()).or_default().push(self.list.len());
        self.list.push(named);
    }

    /// All things of a name, in the dossier's order.
    fn named(&self, name: &str) -> impl Iterator<Item = &Named<'a>> {
        self.places.get(name).into_iter().flatten().filter_map(|i| self.list.get(*i))
    }

    fn figure(&mut self, name: &str, path: Path, area: Option<usize>, figure: &'a Figure) {
        let referent = Referent::Figure(figure);
        self.push(Named { name: name.to_owned(), path, area, referent });
    }

    fn add(&mut self, id: Option<&Text>, path: Path, area: Option<usize>, referent: Referent<'a>) {
        if let Some(id) = id {
            self.push(Named { name: id.0.clone(), path, area, referent });
        }
    }

    /// Names defined twice: the name, and both paths.
    pub fn clashes(&self) -> Vec<(&str, &Path, &Path)> {
        let local =
            |n: &Named<'_>| matches!(n.referent, Referent::Movements(_) | Referent::Programmes(_));
        let mut found = Vec::new();
        let mut firsts = HashMap::new();
        for named in self.list.iter().filter(|n| !local(n)) {
            let first = firsts.entry(named.name.as_str()).or_insert(&named.path);
            if *first != &named.path {
                found.push((named.name.as_str(), *first, &named.path));
            }
        }
        found
    }

    /// The figure of a name, wherever it is defined.
    pub fn figure_named(&self, name: &str) -> Option<&'a FigureDetail> {
        self.named(name).next().and_then(|n| match n.referent {
            Referent::Figure(figure) => Some(figure),
            _ => None,
        })
    }

    /// The path of what an expression names, as seen by the narrative at `path`.
    pub fn place(&self, expression: &Expression, path: &Path) -> Option<&Path> {
        let (head, _) = head_of(expression);
        self.seen_from(&head, path).map(|named| &named.path)
    }

    /// The thing of a name, for the narrative at `path`: one of its own area first.
    fn seen_from(&self, name: &str, path: &Path) -> Option<&Named<'a>> {
        let area = area_of(path);
        let local =
            |n: &&Named<'_>| matches!(n.referent, Referent::Movements(_) | Referent::Programmes(_));
        self.named(name)
            .find(|n| n.area.is_some() && n.area == area)
            .or_else(|| self.named(name).find(|n| !local(n)))
    }

    /// The value of an expression in the narrative at `path`.
    pub fn resolve(&self, expression: &Expression, path: &Path) -> Result<Meaning<'a>, NameError> {
        for filter in &expression.filters {
            if !FILTERS.contains(&filter.0.as_str()) {
                return Err(NameError::Filter);
            }
        }
        let (head, mut parts) = head_of(expression);
        // `x | number` equals `x.number`.
        let filters = || expression.filters.iter().map(|f| f.0.as_str());
        parts.extend(filters().filter(|f| !matches!(*f, "list" | "words")));
        let referent = self
            .seen_from(&head, path)
            .map(|n| n.referent)
            .ok_or_else(|| NameError::Name(self.nearest(&head)))?;
        let whole = |name: &str| self.figure_named(name)?.value.as_ref()?.number();
        let meaning = meaning(referent, &parts, &whole)?;
        if filters().any(|f| f == "words") { spelt(meaning) } else { Ok(meaning) }
    }

    /// The existing name most similar to an unknown one.
    pub fn nearest(&self, name: &str) -> Option<String> {
        let known = self.list.iter().take(MOST_COMPARED).map(|known| known.name.as_str());
        nearest(name, known).map(str::to_owned)
    }
}

/// The name in an expression, and the parts requested of it.
fn head_of(expression: &Expression) -> (String, Vec<&str>) {
    let mut parts: Vec<&str> = expression.path.iter().map(String::as_str).collect();
    let head = match parts.as_slice() {
        ["cited", second, ..] => format!("cited.{second}"),
        [first, ..] => (*first).to_owned(),
        [] => String::new(),
    };
    let named = if head.starts_with("cited.") { 2 } else { 1 };
    (head, parts.split_off(named.min(parts.len())))
}

fn area_of(path: &Path) -> Option<usize> {
    match path.segments() {
        [Segment::Key(key), Segment::Index(i), ..] if key == "results" => Some(*i),
        _ => None,
    }
}

fn meaning<'a>(
    referent: Referent<'a>,
    parts: &[&str],
    whole: &dyn Fn(&str) -> Option<Number>,
) -> Result<Meaning<'a>, NameError> {
    match referent {
        Referent::Figure(figure) => figure_part(figure, parts, whole),
        Referent::Support(s) => fields(
            parts,
            &[
                ("amount", quantity(&s.amount)),
                ("quantity", quantity(&s.quantity)),
                ("per_unit", quantity(&s.per_unit)),
                ("occasion", text(&s.occasion)),
                ("to", text(&s.to)),
                ("name", text(&s.name)),
                ("fund", text(&s.fund)),
                ("via", text(&s.via)),
            ],
        ),
        Referent::Award(a) => fields(
            parts,
            &[
                ("collectives", quantity(&a.collectives)),
                ("individuals", quantity(&a.individuals)),
                ("form", text(&a.form)),
                ("title", text(&a.title)),
                ("authority", text(&a.authority)),
            ],
        ),
        Referent::Cited(cited) => match parts {
            [] if *cited == LegalRef::default() => Ok(Meaning::Unknown),
            [] => Ok(Meaning::Cited(cited)),
            _ => Err(NameError::Part(Vec::new())),
        },
        Referent::Movements(list) if list.iter().any(is_named) => Ok(Meaning::Movements(list)),
        Referent::Programmes(list) if list.iter().any(|p| p.name.is_some()) => {
            Ok(Meaning::Programmes(list))
        }
        Referent::Movements(_) | Referent::Programmes(_) => Ok(Meaning::Unknown),
    }
}

fn figure_part<'a>(
    figure: &'a FigureDetail,
    parts: &[&str],
    whole: &dyn Fn(&str) -> Option<Number>,
) -> Result<Meaning<'a>, NameError> {
    let part = match parts {
        [] => FigurePart::Whole,
        [name] => FigurePart::NAMES
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, part)| *part)
            .ok_or_else(|| NameError::Part(names_of(FigurePart::NAMES)))?,
        [name, "number"] if *name == "assigned" || *name == "prior" => {
            let part = if *name == "assigned" { &figure.assigned } else { &figure.prior };
            return Ok(bare(part));
        }
        _ => return Err(NameError::Part(names_of(FigurePart::NAMES))),
    };
    let known = says(figure, part, whole);
    Ok(if known { Meaning::Figure(figure, part) } else { Meaning::Unknown })
}

/// Whether a part of a figure has a text: a figure with a value may lack a percentage or a
/// comparison.
fn says(figure: &FigureDetail, part: FigurePart, whole: &dyn Fn(&str) -> Option<Number>) -> bool {
    let Some(value) = &figure.value else {
        return match part {
            FigurePart::Assigned => figure.assigned.is_some(),
            FigurePart::Prior => figure.prior.is_some(),
            FigurePart::Title => figure.title.is_some(),
            _ => false,
        };
    };
    match part {
        FigurePart::Whole | FigurePart::Value => true,
        FigurePart::Number => has_number(value),
        FigurePart::Unit => !value.unit.is_empty(),
        FigurePart::Percent => value.percent || has_share(figure, value, whole),
        FigurePart::Rate => has_share(figure, value, whole),
        FigurePart::Assigned => figure.assigned.is_some(),
        FigurePart::Prior => figure.prior.is_some(),
        FigurePart::Change => figure.prior.as_ref().is_some_and(|prior| {
            let apart = figure.comparable.is_some_and(|flag| !flag.0);
            apart || changed(value, prior)
        }),
        FigurePart::Title => figure.title.is_some(),
    }
}

/// Whether an amount is a number.
fn has_number(quantity: &Quantity) -> bool {
    !matches!(quantity.amount, Amount::Words(_) | Amount::None)
}

/// Whether a figure has a percentage: of its plan, of its own n/m, or of the figure that it
/// is part `of`.
fn has_share(
    figure: &FigureDetail,
    value: &Quantity,
    whole: &dyn Fn(&str) -> Option<Number>,
) -> bool {
    let share = |(part, whole)| shown_percent(part, whole).is_some();
    let due = figure
        .assigned
        .as_ref()
        .filter(|due| due.percent == value.percent && due.unit == value.unit);
    if let Some(pair) = due.and_then(|due| value.number().zip(due.number())) {
        return share(pair);
    }
    value.ratio().is_some_and(share)
        || value.number().zip(figure.of.as_deref().and_then(whole)).is_some_and(share)
}

/// Whether two amounts can be compared as a rise or a fall.
fn changed(value: &Quantity, prior: &Quantity) -> bool {
    let pair = prior.measured_as(value).filter(|_| prior.ratio().is_none()).zip(value.number());
    pair.is_some_and(|(before, now)| Change::between(before, now).is_some())
}

/// The number of a meaning, without hedge and unit, to be put in words.
fn spelt(meaning: Meaning<'_>) -> Result<Meaning<'_>, NameError> {
    use FigurePart::{Assigned, Number, Prior, Value, Whole};
    let quantity = match meaning {
        Meaning::Unknown => return Ok(Meaning::Unknown),
        Meaning::Quantity(quantity, _) => Some(quantity),
        Meaning::Figure(figure, Whole | Value | Number) => figure.value.as_ref(),
        Meaning::Figure(figure, Assigned) => figure.assigned.as_ref(),
        Meaning::Figure(figure, Prior) => figure.prior.as_ref(),
        _ => None,
    };
    quantity.and_then(Quantity::number).map(Meaning::Spelt).ok_or(NameError::NotSpelt)
}

fn names_of(parts: &[(&'static str, FigurePart)]) -> Vec<&'static str> {
    parts.iter().map(|(name, _)| *name).collect()
}

fn is_named(movement: &Movement) -> bool {
    movement.kind.is_some() || movement.name.is_some() || movement.theme.is_some()
}

/// A quantity without its unit.
fn bare(q: &Option<Quantity>) -> Meaning<'_> {
    let known = q.as_ref().filter(|q| has_number(q));
    known.map_or(Meaning::Unknown, |q| Meaning::Quantity(q, true))
}

fn quantity(q: &Option<Quantity>) -> Meaning<'_> {
    q.as_ref().map_or(Meaning::Unknown, |q| Meaning::Quantity(q, false))
}

fn text(t: &Option<Text>) -> Meaning<'_> {
    t.as_ref().map_or(Meaning::Unknown, Meaning::Text)
}

fn fields<'a>(
    parts: &[&str],
    fields: &[(&'static str, Meaning<'a>)],
) -> Result<Meaning<'a>, NameError> {
    let [name, rest @ ..] = parts else {
        return Err(NameError::Part(fields.iter().map(|(n, _)| *n).collect()));
    };
    let found = fields.iter().find(|(n, _)| n == name).map(|(_, m)| *m);
    match (found, rest) {
        (Some(meaning), []) => Ok(meaning),
        (Some(Meaning::Quantity(q, _)), ["number"]) if has_number(q) => {
            Ok(Meaning::Quantity(q, true))
        }
        (Some(Meaning::Quantity(..)), ["number"]) => Ok(Meaning::Unknown),
        (Some(Meaning::Unknown), ["number"]) => Ok(Meaning::Unknown),
        _ => Err(NameError::Part(fields.iter().map(|(n, _)| *n).collect())),
    }
}
