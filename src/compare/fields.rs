//! Which field a line of the paper was made of, as its bookmarks say.

use std::collections::HashMap;

use crate::dossier::{Dossier, Walk};
use crate::export::docx::{field_name, field_of_mark};
use crate::source::Path;

use super::unit::Unit;

/// The fields and records of a dossier by what bookmarks call them; none where two are
/// called the same.
#[derive(Debug, Default)]
pub struct Fields(HashMap<String, Option<Path>>);

impl Fields {
    /// Those of a dossier.
    pub fn of(dossier: &Dossier) -> Self {
        let mut fields: HashMap<String, Option<Path>> = HashMap::new();
        dossier.item().walk(&mut |path, _| {
            if *path != Path::root() {
                let name = fields.entry(field_name(path));
                name.and_modify(|known| *known = None).or_insert_with(|| Some(path.clone()));
            }
        });
        Fields(fields)
    }

    /// What a line was made of: one field, or the record that all its fields are of.
    pub fn path(&self, unit: &Unit) -> Option<Path> {
        let marked = unit.marks.iter().filter_map(|mark| field_of_mark(mark));
        let mut paths = marked.filter_map(|name| self.0.get(name)?.clone());
        let first = paths.next()?;
        let common = paths.fold(first, |common, other| in_common(&common, &other));
        (common != Path::root()).then_some(common)
    }
}

/// What two paths have in common from their beginnings.
fn in_common(a: &Path, b: &Path) -> Path {
    let same = a.segments().iter().zip(b.segments()).take_while(|(a, b)| a == b);
    let mut common = Path::root();
    same.for_each(|(segment, _)| common.push(segment.clone()));
    common
}

#[cfg(test)]
mod tests {
    use super::super::unit::UnitKind;
    use super::*;

    #[test]
    fn a_line_is_of_the_record_that_its_marks_share() {
        let dossier: Dossier =
            serde_yaml::from_str("awards: [{form: Bằng khen, authority: Tỉnh}, {form: Giấy khen}]")
                .expect("a dossier");
        let fields = Fields::of(&dossier);
        let path = |marks: &[&str]| {
            let marks = marks.iter().map(|mark| (*mark).to_owned()).collect();
            let unit = Unit { marks, ..Unit::plain(UnitKind::Row, "x") };
            fields.path(&unit).map(|path| path.to_string())
        };
        assert_eq!(path(&["_bc_awards_0__1"]).as_deref(), Some("awards[0]"));
        let both = ["_bc_awards_0_form__1", "_bc_awards_0_authority__1"];
        assert_eq!(path(&both).as_deref(), Some("awards[0]"));
        assert_eq!(path(&["_bc_awards_0__1", "_bc_awards_1__1"]).as_deref(), Some("awards"));
        assert_eq!(path(&["_bc_4"]), None);
    }
}
