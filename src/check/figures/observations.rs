//! A figure has one value on one date: BC014.

use std::collections::HashMap;

use crate::diagnostic::{Code, Severity};
use crate::dossier::{FigureDetail, Quantity, Scope};
use crate::source::{Path, Segment};

use crate::check::{Context, Findings, Rule};

pub(crate) const ONE_VALUE: Rule =
    Rule { code: Code::TWO_VALUES, severity: Severity::Warning, citation: "", run: one_value };

/// Compares figures with the same title and date; those without a date are skipped.
fn one_value(context: &Context<'_>, found: &mut Findings) {
    let mut firsts: HashMap<(String, String, Scope), (&Path, &Quantity)> = HashMap::new();
    for (path, figure) in &context.figures {
        let (Some(title), Some(date), Some(value)) =
            (title(context, path, figure), figure.as_of, &figure.value)
        else {
            continue;
        };
        if value.number().is_none() {
            continue;
        }
        // What a term counts by a day is another number than what its last year counts.
        let key = (title.to_lowercase(), date.typed(), context.dossier.scope_at(path));
        let (first, known) = *firsts.entry(key).or_insert((path, value));
        let comparable = known.percent == value.percent && known.unit == value.unit;
        if comparable && known.number() != value.number() {
            let (known, value) = (known.to_text(), value.to_text());
            found.add(
                ONE_VALUE.broken_at(
                    path.clone(),
                    format!(
                        "{title} tính đến {}: {value}, nơi khác ghi {known}",
                        date.sentence()
                    ),
                )
                .with_related(first.clone(), format!("ghi {known}"))
                .with_hint(
                    "giữ một số; hai số khác nhau thì ghi as_of khác nhau, hoặc đặt tên khác nhau",
                ),
            );
        }
    }
}

/// The title of a figure: its own, else that of its code.
fn title(context: &Context<'_>, path: &Path, figure: &FigureDetail) -> Option<String> {
    if let Some(title) = &figure.title {
        return Some(title.0.clone());
    }
    if let [Segment::Key(block), Segment::Key(_)] = path.segments()
        && block == "membership"
    {
        return crate::dossier::Titles::get().title(path).map(str::to_owned);
    }
    // A part is identified by its label, which may occur in any figure.
    let [.., Segment::Key(holder), Segment::Key(key)] = path.segments() else { return None };
    let title = context.catalog().title(key).filter(|_| holder == "figures");
    title.map(|title| title.0.clone())
}
