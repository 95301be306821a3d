//! How much is printed of a dossier, found before anything is: a short file may
//! hold thousands of cells, or name one long text a thousand times.

use crate::diagnostic::Diagnostic;
use crate::dossier::{Dossier, FigureDetail, Item, Quantity, Walk};
use crate::source::{Budget, Node, Path, Segment, Spent};

use super::{Expression, Meaning, Names, parse};

/// What stands beside the texts of a dossier in the words for a figure, and a
/// number read out.
const WORDS: usize = 400;

// The room that things take in the typesetter, in bytes of running text; measured
// with thousands of each, and rounded up.

/// A value of its own: an item of a list, cells of a table here and there.
const VALUE: usize = 120;
/// A cell of a table in a narrative.
const CELL: usize = 105;
/// A line of the recipients, which is set in its own block.
const RECIPIENT: usize = 230;
/// A line of a narrative, which may be an item or a paragraph.
const LINE: usize = 32;
/// A star of `**strong**` or `*emphasis*`.
const STAR: usize = 24;

/// Parts of a dossier that no paper prints.
const NEVER_PRINTED: [&str; 5] = ["to_confirm", "acknowledged", "source", "catalog", "outline"];

/// Finds the place at which a dossier becomes more than the budget allows;
/// nothing may be made of such a dossier. `tree` is what it was read from.
pub fn outgrown(dossier: &Dossier, tree: &Node, mut budget: Budget) -> Option<Diagnostic> {
    let most = Most::of(tree);
    if budget.take_printed(most.room).is_err() {
        return too_long(tree, budget);
    }
    // Nearly every dossier: even the longest text, named each time, would do.
    let worst = most.expressions.saturating_mul(most.of_one());
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
            let bytes = size(&names, expression, path, &most);
            if let Err(spent) = budget.take_named(bytes) {
                found = Some(told(spent, tree, path, expression));
            }
        }
    });
    found
}

/// The value that is too much.
fn too_long(tree: &Node, mut budget: Budget) -> Option<Diagnostic> {
    let mut found = None;
    tree.texts(&mut |path, node| {
        if found.is_none()
            && is_printed(path)
            && let Err(spent) = budget.take_printed(room(path, node))
        {
            found = Some(spent.diagnostic().at(tree.place(path)).with_path(path));
        }
    });
    found
}

fn is_printed(path: &Path) -> bool {
    match path.segments().first() {
        Some(Segment::Key(key)) => !NEVER_PRINTED.contains(&key.as_str()),
        _ => true,
    }
}

/// The room that a value takes, whatever it turns out to be.
fn room(path: &Path, node: &Node) -> usize {
    let Some(text) = node.text() else { return 0 };
    let marks = text.bytes().map(|byte| match byte {
        b'|' => CELL,
        b'\n' => LINE,
        b'*' => STAR,
        _ => 0,
    });
    let mut keys = path.keys();
    let recipient = keys.next() == Some("papers") && keys.nth(1) == Some("recipients");
    let value = if recipient { RECIPIENT } else { VALUE };
    value + text.len() + marks.sum::<usize>()
}

fn told(spent: Spent, tree: &Node, path: &Path, expression: &Expression) -> Diagnostic {
    let place = match tree.get(path) {
        Some(node) => node.place_in_text(expression.span.clone()),
        None => tree.place(path),
    };
    spent.diagnostic().at(place).with_path(path)
}

/// What a tree could become at most.
#[derive(Default)]
struct Most {
    /// The room of all that is printed, names left as they stand.
    room: usize,
    expressions: usize,
    longest: usize,
    /// The longest list whose items a name joins.
    joined: usize,
}

impl Most {
    fn of(tree: &Node) -> Self {
        let mut most = Most::default();
        let mut joined = std::collections::HashMap::new();
        tree.texts(&mut |path, node| {
            let text = node.text().unwrap_or_default();
            if is_printed(path) {
                most.room += room(path, node);
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

    /// The most that one expression can become.
    fn of_one(&self) -> usize {
        3 * self.longest + self.joined + WORDS
    }
}

/// How many bytes an expression becomes, or a few more.
fn size(names: &Names<'_>, expression: &Expression, path: &Path, most: &Most) -> usize {
    let meaning = match names.resolve(expression, path) {
        Ok(meaning) => meaning,
        // A target's own level.
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
        // What no paper prints may be as long as it likes.
        let asked = format!("to_confirm:\n{}", "  - a\n".repeat(20_000));
        assert_eq!(grown(&asked), None);
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
