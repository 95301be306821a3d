//! The names that a heading may use: the fields of a dossier by key, code and Vietnamese
//! name.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::dossier::{Dossier, Indicator, Ordered, Titles};
use crate::paper::Papers;
use crate::source::Path;
use crate::vietnamese::{nfc, slug};

use super::field::{CodedFigure, Field, Part, Shape};
use super::figures::base_figures;
use crate::sheet::columns::{Column, Measure, every};
use crate::sheet::grade::{grades, is_grade};
use crate::sheet::heading::{Heading, fold};

/// A field with its display name.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub field: Field,
    /// *Đại hội: Ngày*
    pub called: String,
}

/// The meaning of a heading.
#[derive(Debug, PartialEq)]
pub enum Meaning<'n> {
    One(Named),
    /// Several fields have this name.
    Several(Vec<&'n Named>),
    /// No field has it; these have similar names.
    Unknown(Vec<&'n Named>),
}

/// All fields that a heading may name.
pub struct Names {
    all: Vec<Named>,
    /// Indices by key path and code.
    by_code: HashMap<String, usize>,
    /// Indices by name, letters and digits only.
    by_name: HashMap<String, Vec<usize>>,
    /// Indices by name without diacritics; built for the first heading that has no better
    /// match.
    by_slug: OnceLock<HashMap<String, Vec<usize>>>,
    /// Titles that a form's question may ask for, folded.
    asked: Vec<(String, usize)>,
}

/// The most similar names in a message.
const MOST_NEAR: usize = 3;

impl Names {
    /// The fields of any dossier, the figures of the catalogue, and those that `base` defines
    /// under its own names.
    pub fn new(shared: &Ordered<Indicator>, papers: &Papers, base: Option<&Dossier>) -> Self {
        let mut names = Names {
            all: Vec::new(),
            by_code: HashMap::new(),
            by_name: HashMap::new(),
            by_slug: OnceLock::new(),
            asked: Vec::new(),
        };
        let own = base.map(|base| &base.catalog);
        let none = Ordered::default();
        names.figures(&every(shared, own.unwrap_or(&none)));
        names.base_figures(base);
        names.block(&Path::root(), &[], true);
        for paper in papers.iter() {
            let path = Path::root().key("papers").key(&paper.id);
            names.block(&path, std::slice::from_ref(&paper.title), false);
        }
        names.fixed();
        names
    }

    /// The columns of figures that headings may name, and those that identify the unit.
    pub fn columns(&self) -> Vec<Column<'_>> {
        let figures = self.all.iter().filter_map(|named| named.field.column());
        let mut columns: Vec<Column<'_>> = Column::FIXED.iter().copied().chain(figures).collect();
        if !grades(&columns).is_empty() {
            columns.push(Column::Grade);
        }
        columns
    }

    /// The indicators that count units by grade.
    pub fn grades(&self) -> Vec<Arc<CodedFigure>> {
        let figures = self.all.iter().filter_map(|named| match &named.field {
            Field::Figure(figure, Part::Value) => Some(Arc::clone(figure)),
            _ => None,
        });
        figures.filter(|figure| is_grade(&figure.asked())).collect()
    }

    /// The meaning of a heading: a key or a code takes precedence over a name, a name over
    /// one without diacritics.
    pub fn meaning(&self, heading: &str) -> Meaning<'_> {
        if let Some(named) = typed_path(heading).filter(|named| !self.has_code(named)) {
            return Meaning::One(named);
        }
        match self.called(heading).as_ref() {
            [] => Meaning::Unknown(self.near(heading)),
            [one] => Meaning::One(self.all[*one].clone()),
            several => Meaning::Several(several.iter().map(|at| &self.all[*at]).collect()),
        }
    }

    /// Whether a text names any field.
    pub fn knows(&self, text: &str) -> bool {
        !self.called(text).is_empty() || typed_path(text).is_some()
    }

    fn has_code(&self, named: &Named) -> bool {
        self.by_code.contains_key(&fold(&named.field.code()))
    }

    fn called(&self, heading: &str) -> Cow<'_, [usize]> {
        if let Some(at) = self.by_code.get(&fold(heading)) {
            return Cow::Borrowed(std::slice::from_ref(at));
        }
        let heading = Heading::of(heading);
        let forms = heading.forms();
        let named = forms.iter().find_map(|form| self.by_name.get(&letters(form)));
        let found =
            named.or_else(|| forms.iter().find_map(|form| self.by_slug().get(&unmarked(form))));
        if let Some(found) = found {
            return Cow::Borrowed(found);
        }
        let asked = self.asked.iter().filter(|(title, _)| heading.asks_for(title));
        asked.map(|(_, at)| *at).collect()
    }

    /// Fields with a similar name or code.
    fn near(&self, heading: &str) -> Vec<&Named> {
        let folded = fold(heading);
        let wanted = unmarked(Heading::of(heading).forms()[1]);
        let most = 1 + wanted.len() / 5;
        let distance = |name: &str, typed: &str| {
            let near = name.len().abs_diff(typed.len()) <= most;
            let distance = near.then(|| strsim::damerau_levenshtein(name, typed))?;
            (distance <= most).then_some(distance)
        };
        let names = self
            .by_slug()
            .iter()
            .filter_map(|(name, at)| Some((distance(name, &wanted)?, *at.first()?)));
        let codes =
            self.by_code.iter().filter_map(|(code, at)| Some((distance(code, &folded)?, *at)));
        let mut near: Vec<(usize, usize)> = names.chain(codes).collect();
        near.sort_unstable();
        let mut fields: Vec<usize> = Vec::new();
        for (_, at) in near {
            if !fields.contains(&at) {
                fields.push(at);
            }
        }
        fields.into_iter().take(MOST_NEAR).map(|at| &self.all[at]).collect()
    }

    /// Adds the columns of sheets made by this program.
    fn figures(&mut self, columns: &[Column<'_>]) {
        for column in columns {
            let (asked, part) = match column {
                Column::Figure(asked) => (asked, Part::Value),
                Column::Whole(asked) => (asked, Part::Whole),
                Column::Code | Column::Name | Column::Type | Column::AsOf | Column::Grade => {
                    continue;
                }
            };
            let figure =
                CodedFigure { code: asked.code.to_owned(), indicator: asked.indicator.clone() };
            let at = self.figure(Arc::new(figure), part, &column.title());
            self.call(at, &column.heading());
            for name in column.also() {
                self.call(at, name);
                self.asked.push((fold(name), at));
            }
        }
    }

    /// Adds the fields that identify the unit, under their names in sheets.
    fn fixed(&mut self) {
        for column in Column::FIXED {
            let Some(code) = Field::code_of(&column) else { continue };
            let Some(at) = self.by_code.get(&code).copied() else { continue };
            self.by_code.insert(fold(&column.code()), at);
            self.asked.push((fold(&column.title()), at));
            self.call(at, &column.title());
            column.also().iter().for_each(|name| self.call(at, name));
        }
    }

    /// Adds the figures known only to the base, under their names and titles there.
    fn base_figures(&mut self, base: Option<&Dossier>) {
        for figure in base.into_iter().flat_map(base_figures) {
            if !self.by_code.contains_key(&fold(&figure.code)) {
                let title = figure.asked().title().to_owned();
                let whole = figure.asked().measure() == Measure::Ratio;
                let figure = Arc::new(figure);
                self.figure(Arc::clone(&figure), Part::Value, &title);
                if whole {
                    self.figure(figure, Part::Whole, &format!("{title}: trên tổng số"));
                }
            }
        }
    }

    fn figure(&mut self, figure: Arc<CodedFigure>, part: Part, title: &str) -> usize {
        let field = figure.indicator.field.as_deref().and_then(Path::parse);
        let at = self.add(Field::Figure(Arc::clone(&figure), part), title.to_owned());
        self.call(at, title);
        if part != Part::Value {
            return at;
        }
        self.asked.push((fold(title), at));
        // The key and name of a field are the figure's as well.
        if let Some(path) = &field {
            self.by_code.insert(fold(&path.to_string()), at);
        }
        for part in [Part::Prior, Part::Assigned] {
            let Some(key) = part.key() else { continue };
            let called = format!("{title}: {}", part.title());
            let beside = self.add(Field::Figure(Arc::clone(&figure), part), called.clone());
            self.call(beside, &called);
            if let Some(path) = &field {
                self.by_code.insert(fold(&path.key(key).to_string()), beside);
            }
        }
        at
    }

    /// Adds the fields of a block and its inner blocks. `above` are the names of the
    /// surrounding blocks; a field is found by its name alone only if `alone` is set and it
    /// isn't nested deeply.
    fn block(&mut self, block: &Path, above: &[String], alone: bool) {
        for field in Titles::get().fields_of(block) {
            let Some(title) = field.title else { continue };
            let shape = Shape::of(&field);
            let code = field.path.to_string();
            let at = match (self.by_code.get(&fold(&code)).copied(), shape) {
                (Some(figure), _) => Some(figure),
                (None, Some(shape)) => {
                    let called: Vec<&str> =
                        above.iter().map(String::as_str).chain([title]).collect();
                    Some(self.add(Field::Keys(field.path.clone(), shape), called.join(": ")))
                }
                (None, None) => None,
            };
            if let Some(at) = at {
                if alone && above.len() < 2 {
                    self.call(at, title);
                }
                // *Đại hội: Ngày*, *Ngày Đại hội*, with one or all of the surrounding names.
                for start in 0..above.len() {
                    let around = above[start..].join(" ");
                    self.call(at, &format!("{around} {title}"));
                    self.call(at, &format!("{title} {around}"));
                }
            }
            let inner: Vec<String> = above.iter().cloned().chain([title.to_owned()]).collect();
            if inner.len() <= DEEPEST {
                // The parts of a field's long form are never found by their name alone.
                self.block(&field.path, &inner, alone && shape.is_none());
            }
        }
    }

    fn add(&mut self, field: Field, called: String) -> usize {
        let at = self.all.len();
        self.by_code.insert(fold(&field.code()), at);
        self.all.push(Named { field, called });
        at
    }

    fn call(&mut self, at: usize, name: &str) {
        let fields = self.by_name.entry(letters(name)).or_default();
        if !fields.contains(&at) {
            fields.push(at);
        }
    }

    fn by_slug(&self) -> &HashMap<String, Vec<usize>> {
        self.by_slug.get_or_init(|| {
            let mut by_slug: HashMap<String, Vec<usize>> = HashMap::new();
            for (name, fields) in &self.by_name {
                by_slug.entry(unmarked(name)).or_default().extend(fields);
            }
            for fields in by_slug.values_mut() {
                fields.sort_unstable();
                fields.dedup();
            }
            by_slug
        })
    }
}

/// The most blocks around a field that a heading can name; a deeper one needs its key path.
const DEEPEST: usize = 2;

/// A typed path, including parts without fixed names: `papers.…`.
fn typed_path(text: &str) -> Option<Named> {
    let path = Path::parse(text.trim()).filter(|path| path.segments().len() > 1)?;
    // A list item can't be addressed by a row.
    if path.keys().count() != path.segments().len() {
        return None;
    }
    let field = Titles::get().field(&path)?;
    let shape = Shape::of(&field)?;
    let called = field.title.map_or_else(|| path.to_string(), str::to_owned);
    Some(Named { called, field: Field::Keys(path, shape) })
}

/// A name without diacritics; "%" is kept as a word, since a percentage differs from a count.
fn unmarked(text: &str) -> String {
    slug(&text.replace('%', " phần trăm "))
}

/// Letters and digits with single blanks between words; "%" is kept as a word, since a
/// percentage differs from a count.
fn letters(text: &str) -> String {
    let text = nfc(text).to_lowercase().replace('%', " % ");
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '%');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Office, Options};

    #[test]
    fn what_headings_mean() {
        let office = Office::new(&Options::default()).expect("built-in templates are whole");
        let names = Names::new(office.catalog(), office.papers(), None);
        for (heading, code) in [
            ("Mã ĐV", "organization.code"),
            ("2. Tên đơn vị:", "organization.name"),
            ("Tên  đầy đủ", "organization.name"),
            ("ten_don_vi", "organization.name"),
            ("membership.members", "doan_vien"),
            ("Đoàn viên", "doan_vien"),
            ("Tổng số\nđoàn viên (đoàn viên)", "doan_vien"),
            ("5. Đề nghị cho biết Tổng số đoàn viên hiện nay?", "doan_vien"),
            ("membership.members.prior", "doan_vien.prior"),
            ("Tổng số đoàn viên: Cùng kỳ", "doan_vien.prior"),
            ("hoi_nghi_nld/tong", "hoi_nghi_nld/tong"),
            ("Ngày Đại hội", "congress.date"),
            ("Đại hội - ngày", "congress.date"),
            ("Khoá của Ban Chấp hành", "congress.committee_ordinal"),
            ("papers.annual_report.number", "papers.annual_report.number"),
            ("Báo cáo tổng kết năm: Số", "papers.annual_report.number"),
            ("Công đoàn cấp trên trực tiếp", "organization.parent"),
            ("Gọi tắt", "organization.short_name"),
        ] {
            match names.meaning(heading) {
                Meaning::One(named) => assert_eq!(named.field.code(), code, "{heading}"),
                other => panic!("{heading}: {other:?}"),
            }
        }
        for heading in ["Ngày", "Lần thứ", "Công đoàn cơ sở"] {
            assert!(matches!(names.meaning(heading), Meaning::Several(_)), "{heading}");
        }
        for heading in ["", "Ghi chú riêng", "results[0].text", "organization", "Nữ"] {
            assert!(matches!(names.meaning(heading), Meaning::Unknown(_)), "{heading}");
        }
    }
}
