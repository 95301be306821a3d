//! An upper bound of what is printed from a dossier, computed before printing: a short file
//! may contain thousands of cells, or name one long text a thousand times.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::dossier::{Dossier, FigureDetail, Item, Quantity, Walk};
use crate::source::{Budget, Node, Path, Segment, Spent};

use super::repeats::Repeats;
use super::room::{Scale, is_printed};
use super::{Expression, Meaning, Names, parse};

/// The most bytes that words add to the text of a figure, or that a number takes in words.
const WORDS: usize = 400;

/// Finds the place at which a dossier exceeds the budget; nothing may be made from such a
/// dossier. `tree` is its source.
pub fn outgrown(dossier: &Dossier, tree: &Node, mut budget: Budget) -> Option<Diagnostic> {
    let scale = Scale::of(tree);
    let most = UpperBounds::of(tree, scale);
    if budget.take_printed(most.room).is_err() {
        return too_long(tree, scale, budget);
    }
    let repeats = match Repeats::of(tree, scale, most.room).taken_from(&mut budget) {
        Ok(repeats) => repeats,
        Err((spent, at)) => return Some(spent.diagnostic().at(tree.place(&at)).with_path(&at)),
    };
    // Nearly every dossier fits even if each expression were the longest text.
    let times = 1 + repeats;
    let worst = most.expressions.saturating_mul(most.of_one()).saturating_mul(times);
    if budget.clone().take_named(worst).is_ok() {
        return None;
    }
    let names = Names::of(dossier);
    let mut found = None;
    dossier.item().walk(&mut |path, item| {
        let (Item::Text(_) | Item::Prose(_), Some(text)) = (item, item.text()) else { return };
        for expression in &parse(text).expressions {
            if found.is_some() {
                return;
            }
            let bytes = size(&names, expression, path, &most).saturating_mul(times);
            if let Err(spent) = budget.take_named(bytes) {
                found = Some(told(spent, tree, path, expression));
            }
        }
    });
    found
}

/// The value that exceeds the budget.
fn too_long(tree: &Node, scale: Scale, mut budget: Budget) -> Option<Diagnostic> {
    let mut found = None;
    tree.texts(&mut |path, node| {
        if found.is_none()
            && is_printed(path)
            && let Err(spent) = budget.take_printed(scale.room(path, node))
        {
            found = Some(spent.diagnostic().at(tree.place(path)).with_path(path));
        }
    });
    found
}

fn told(spent: Spent, tree: &Node, path: &Path, expression: &Expression) -> Diagnostic {
    let place = match tree.get(path) {
        Some(node) => node.place_in_text(expression.span.clone()),
        None => tree.place(path),
    };
    spent.diagnostic().at(place).with_path(path)
}

/// Upper bounds for the contents of a tree.
#[derive(Default)]
struct UpperBounds {
    /// The total of all that is printed, with expressions not yet replaced.
    room: usize,
    expressions: usize,
    longest: usize,
    /// The longest list whose items an expression joins.
    joined: usize,
}

impl UpperBounds {
    fn of(tree: &Node, scale: Scale) -> Self {
        let mut most = UpperBounds::default();
        let mut joined = HashMap::new();
        tree.texts(&mut |path, node| {
            let text = node.text().unwrap_or_default();
            if is_printed(path) {
                most.room += scale.room(path, node);
            }
            most.expressions += text.matches("{{").count();
            most.longest = most.longest.max(text.len());
            if let [Segment::Key(results), Segment::Index(area), Segment::Key(list), ..] =
                path.segments()
                && results == "results"
                && matches!(list.as_str(), "movements" | "programmes")
            {
                *joined.entry((*area, list.clone())).or_insert(0) += text.len();
            }
        });
        most.joined = joined.into_values().max().unwrap_or(0);
        most
    }

    /// The upper bound for a single expression.
    fn of_one(&self) -> usize {
        3 * self.longest + self.joined + WORDS
    }
}

/// The size of an expression's text in bytes, rounded up.
fn size(names: &Names<'_>, expression: &Expression, path: &Path, most: &UpperBounds) -> usize {
    let meaning = match names.resolve(expression, path) {
        Ok(meaning) => meaning,
        // The level of the target itself.
        Err(_) if expression.path == ["value"] => return most.longest,
        Err(_) => return 0,
    };
    match meaning {
        Meaning::Unknown => 0,
        Meaning::Figure(figure, _) => figure_size(figure),
        Meaning::Quantity(quantity, _) => quantity_size(quantity),
        Meaning::Spelt(_) => WORDS,
        Meaning::Text(text) => text.len(),
        Meaning::Cited(cited) => {
            let texts = [&cited.r#type, &cited.number, &cited.issuer, &cited.subject];
            WORDS + texts.into_iter().flatten().map(|text| text.len()).sum::<usize>()
        }
        Meaning::Movements(_) | Meaning::Programmes(_) => most.joined,
    }
}

fn figure_size(figure: &FigureDetail) -> usize {
    let quantities = [&figure.value, &figure.assigned, &figure.prior];
    let title = figure.title.as_ref().map_or(0, |title| title.len());
    title + WORDS + quantities.into_iter().flatten().map(quantity_size).sum::<usize>()
}

fn quantity_size(quantity: &Quantity) -> usize {
    WORDS / 4 + quantity.to_text().len()
}

#[cfg(test)]
mod tests {
    use crate::source::{Limits, read_yaml};

    use super::*;

    fn grown(text: &str) -> Option<(usize, usize)> {
        let (tree, found) = read_yaml("t", text.as_bytes(), Limits::default());
        assert!(found.is_empty(), "{found:?}");
        let reading = crate::dossier::read(tree.expect("YAML"));
        let told = outgrown(&reading.dossier, &reading.tree, Budget::new(Limits::default()))?;
        assert!(told.structural && told.message.contains("tính đến chỗ này"), "{told:?}");
        told.place.map(|place| place.line_column())
    }

    #[test]
    fn a_long_text_named_often() {
        let dossier = |length: usize, times: usize| {
            let long = "dài ".repeat(length / 5);
            format!(
                "results:\n  - area: A\n    support:\n      - id: qua\n        occasion: {long}\n    \
                 text: |\n      Dịp {}\n",
                "{{ qua.occasion }} ".repeat(times)
            )
        };
        assert_eq!(grown(&dossier(400, 1000)), None);
        assert_eq!(grown(&dossier(60_000, 5)), None);
        let (line, column) = grown(&dossier(60_000, 1000)).expect("too much");
        assert!(line == 7 && (100..600).contains(&column), "{line}:{column}");
    }

    #[test]
    fn much_that_is_printed() {
        let narrative = |line: &str, times: usize| {
            let lines = format!("      {line}\n").repeat(times);
            format!("results:\n  - area: A\n    text: |\n{lines}")
        };
        for (line, fits) in [("|a|b|c|", 1000), ("- a", 10_000), ("**a** *b*", 2000)] {
            assert_eq!(grown(&narrative(line, fits)), None, "{line}");
        }
        assert_eq!(grown(&narrative("|a|b|c|", 2000)), Some((3, 5)));
        let awards = |count: usize| {
            let one = "  - {form: Bằng khen, authority: Bộ, year: 2026, individuals: 2 cá nhân}\n";
            format!("awards:\n{}", one.repeat(count))
        };
        assert_eq!(grown(&awards(900)), None);
        let (line, _) = grown(&awards(3000)).expect("too many");
        assert!((1000..2000).contains(&line), "{line}");
        // A table row costs more than a name in a sentence.
        let people = |count: usize, annex: &str| {
            let one = "      - {person: Phạm Thị Ví Dụ}\n".repeat(count);
            format!(
                "papers:\n  annual_report: {{annexes: [{annex}]}}\nawards:\n  - form: Giấy khen\n    \
                 including:\n{one}"
            )
        };
        assert_eq!(grown(&people(2000, "chỉ tiêu")), None);
        assert_eq!(grown(&people(1000, "khen thưởng")), None);
        assert!(grown(&people(2000, "khen thưởng")).is_some());
        let figures = |count: usize| {
            let lines: String = (0..count).map(|i| format!("      f{i}: 5 tổ\n")).collect();
            format!("results:\n  - area: A\n    figures:\n{lines}")
        };
        assert_eq!(grown(&figures(1500)), None);
        assert!(grown(&figures(2500)).is_some());
        let name = |letters: usize| format!("organization:\n  name: {}\n", "a".repeat(letters));
        assert_eq!(grown(&name(5000)), None);
        assert_eq!(grown(&name(20_000)), Some((2, 9)));
        // A value that no paper prints may be of any length.
        let asked = format!("to_confirm:\n{}", "  - a\n".repeat(20_000));
        assert_eq!(grown(&asked), None);
    }

    #[test]
    fn headings_of_ones_own_and_parts_printed_again() {
        let outline = |heading: &str, times: usize| {
            let long = "dài ".repeat(5000);
            format!(
                "results:\n  - area: A\n    text: {long}\noutline:\n  annual_report:\n{}",
                format!("    - {{title: T, {heading}}}\n").repeat(times)
            )
        };
        assert_eq!(grown(&outline("text: Một việc", 1000)), None);
        let (line, _) = grown(&outline("text: Một việc", 5000)).expect("too many");
        assert!((1000..2500).contains(&line), "{line}");
        for part in ["results", "'results[0].text'", "highlights"] {
            let heading = format!("section: {part}");
            assert_eq!(grown(&outline(&heading, 5)), None, "{part}");
            let (line, _) = grown(&outline(&heading, 100)).expect(part);
            assert!((15..40).contains(&line), "{part}: {line}");
        }
    }

    #[test]
    fn lists_units_and_levels_named_often() {
        let long = "a".repeat(50_000);
        let times = "{{ x }} ".repeat(4000);
        for text in [
            format!(
                "results:\n  - area: A\n    figures:\n      x: 5 {long}\n    text: '{times}'\n"
            ),
            format!(
                "results:\n  - area: A\n    movements: [{{name: {long}}}]\n    text: '{}'\n",
                times.replace("{{ x }}", "{{ movements }}")
            ),
            format!(
                "direction:\n  targets:\n    - value: 5 {long}\n      text: '{}'\n",
                times.replace("{{ x }}", "{{ value }}")
            ),
            format!(
                "cited:\n  x: {{subject: {long}}}\nassessment:\n  strengths: '{}'\n",
                times.replace("{{ x }}", "{{ cited.x }}")
            ),
        ] {
            assert!(grown(&text).is_some(), "{:.80}", text);
        }
    }
}
