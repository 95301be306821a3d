//! What stands on the cover of a volume (tập văn kiện) and in its contents.

use minijinja::Value;

use crate::dossier::Dossier;
use crate::usage::Usage;
use crate::vietnamese::{bound, upper};

use super::names;
use super::people::pairs;
use super::values::known;

/// What a volume is called, as a Jinja text.
pub(super) const TITLE: &str = "{% if congress %}Văn kiện {{ names.congress_full }}{% else %}Tài liệu \
{{ (event.name or \"Hội nghị\") }}{% endif %}";

/// Whose it is, of which meeting, and what it holds.
pub(super) fn value(dossier: &Dossier, usage: &Usage, titles: &[&str]) -> Value {
    let organization = &dossier.organization;
    let parent = organization.parent.as_ref();
    let parent = parent.map(|p| names::header(p.name.as_deref(), &p.header_lines));
    let meeting = match &dossier.congress {
        Some(_) => names::congress_header(dossier, usage),
        None => {
            let event = dossier.event.as_ref().and_then(|event| event.name.as_deref());
            event.map(|name| bound(&upper(name))).into_iter().collect()
        }
    };
    let congress = dossier.congress.as_ref().and_then(|c| c.date);
    let event = dossier.event.as_ref().and_then(|event| event.date);
    let month = congress.or(event).and_then(|date| {
        let last = date.last();
        Some(format!("tháng {} năm {}", two(last.month()?), last.year()?))
    });
    let place = organization.place.as_deref();
    let placed = place.zip(month).map(|(place, month)| format!("{place}, {month}"));
    pairs(vec![
        ("kind", if dossier.congress.is_some() { "Văn kiện" } else { "Tài liệu" }.into()),
        ("parent", parent.unwrap_or_default().into()),
        (
            "organization",
            names::header(organization.name.as_deref(), &organization.header_lines).into(),
        ),
        ("meeting", meeting.into()),
        ("placed", known(placed)),
        ("titles", titles.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>().into()),
    ])
}

/// January and February have their zero, as on any paper.
fn two(month: u8) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}
