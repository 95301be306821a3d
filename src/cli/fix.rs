//! `check --fix`: certain corrections, shown before they are written to the dossier.

use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal, Write, stdin, stdout};

use baocao::diagnostic::{Diagnostic, Fix};
use baocao::source::{Commented, Limits, Part, Path, Segment, Value, read_yaml, splice, with_mark};

use super::console::Console;
use super::files::DossierFile;
use super::outcome::Failure;
use super::write;

/// Applies the fixes of the findings after showing them; returns whether anything was
/// written. At a terminal the user is asked first.
pub fn mend(
    file: &DossierFile,
    yaml: &[u8],
    found: &[Diagnostic],
    console: &mut Console,
) -> Result<bool, Failure> {
    let fixes: Vec<&Fix> = found.iter().flat_map(|finding| &finding.fixes).collect();
    let (tree, _) = read_yaml(&file.name, yaml, Limits::default());
    let mended = tree.as_ref().and_then(|tree| {
        let mut root = Commented::of(tree).root;
        let count = fix_all(&mut root, &fixes);
        let after = splice(tree, &root).filter(|_| count > 0)?;
        Some((count, tree.place.source.text.to_string(), after))
    });
    let Some((count, before, after)) = mended else {
        console.say(&format!("{}: không có chỗ nào sửa chắc chắn được.\n", file.name));
        return Ok(false);
    };
    console.say(&format!("{}: sửa {count} chỗ", file.name));
    changed_lines(&before, &after).iter().for_each(|line| console.say(line));
    console.say("");
    if stdin().is_terminal() && !agreed() {
        console.say(&format!("{} giữ nguyên.\n", file.name));
        return Ok(false);
    }
    write::edited(&file.path, yaml, &with_mark(yaml, &after))?;
    Ok(true)
}

fn agreed() -> bool {
    let mut answer = String::new();
    let asked = write!(stdout(), "Ghi vào hồ sơ? [c/K] ").and_then(|()| stdout().flush());
    asked.and_then(|()| stdin().lock().read_line(&mut answer)).is_ok()
        && matches!(answer.trim().to_lowercase().as_str(), "c" | "có" | "co")
}

/// Applies the fixes that still fit; returns their number.
fn fix_all(root: &mut Part, fixes: &[&Fix]) -> usize {
    let mut by_path: BTreeMap<String, Vec<&Fix>> = BTreeMap::new();
    for fix in fixes {
        by_path.entry(fix.path.to_string()).or_default().push(fix);
    }
    by_path.into_values().map(|same| fix_one(root, same)).sum()
}

/// Applies the fixes of one text, the last first, so that the positions of the others stay
/// valid.
fn fix_one(root: &mut Part, mut fixes: Vec<&Fix>) -> usize {
    let Some(part) = fixes.first().and_then(|fix| part_at(root, &fix.path)) else { return 0 };
    let Value::Text(text) = &mut part.value else { return 0 };
    let start = |fix: &Fix| fix.range.as_ref().map_or(0, |range| range.start);
    fixes.sort_by_key(|fix| std::cmp::Reverse(start(fix)));
    let (mut count, mut until) = (0, text.len());
    for fix in fixes {
        let range = fix.range.clone().unwrap_or(0..text.len());
        let stands = text.get(range.clone()).is_some_and(|typed| match fix.range {
            Some(_) => typed == fix.before,
            // A value may be typed with other blanks.
            None => typed.replace(' ', "") == fix.before.replace(' ', ""),
        });
        if stands && range.end <= until {
            until = range.start;
            text.replace_range(range, &fix.after);
            count += 1;
        }
    }
    count
}

fn part_at<'p>(root: &'p mut Part, path: &Path) -> Option<&'p mut Part> {
    path.segments().iter().try_fold(root, |part, segment| match (&mut part.value, segment) {
        (Value::Map(fields), Segment::Key(key)) => {
            fields.iter_mut().find(|(known, _)| *known == key.as_str()).map(|(_, part)| part)
        }
        (Value::List(items), Segment::Index(index)) => items.get_mut(*index),
        _ => None,
    })
}

/// The changed lines, old and new, with their numbers.
fn changed_lines(before: &str, after: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut shown = Vec::new();
    // Fixes don't cross lines; if lines were rewrapped, the rest is shown too.
    for i in 0..old.len().max(new.len()) {
        let (was, is) = (old.get(i), new.get(i));
        if was != is {
            shown.extend(was.map(|line| format!("  {:>4} - {line}", i + 1)));
            shown.extend(is.map(|line| format!("  {:>4} + {line}", i + 1)));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str, fixes: &[Fix]) -> (usize, Option<String>) {
        let (tree, _) = read_yaml("t", text.as_bytes(), Limits::default());
        let tree = tree.expect("YAML");
        let mut root = Commented::of(&tree).root;
        let count = fix_all(&mut root, &fixes.iter().collect::<Vec<_>>());
        (count, splice(&tree, &root))
    }

    fn fix(path: &str, range: Option<std::ops::Range<usize>>, before: &str, after: &str) -> Fix {
        let path = Path::parse(path).expect("a path");
        Fix { path, range, before: before.into(), after: after.into() }
    }

    #[test]
    fn changes_are_made_where_they_still_fit() {
        let text = "a:  # x\n  - b: 49/54 tổ, 94,2%, và 5%   # y\n    p: 94 %\n";
        let fixes = [
            fix("a[0].b", Some(12..17), "94,2%", "90,7%"),
            fix("a[0].b", Some(23..25), "5%", "6%"),
            fix("a[0].b", Some(0..2), "48", "47"),
            fix("a[0].p", None, "94%", "90,7%"),
            fix("a[1].p", None, "94%", "90,7%"),
        ];
        let (count, after) = fixed(text, &fixes);
        assert_eq!(count, 3, "{after:?}");
        let want = "a:  # x\n  - b: 49/54 tổ, 90,7%, và 6%   # y\n    p: 90,7%\n";
        assert_eq!(after.as_deref(), Some(want));
    }

    #[test]
    fn only_changed_lines_are_shown() {
        assert_eq!(changed_lines("a\nb\nc\n", "a\nx\nc\n"), ["     2 - b", "     2 + x"]);
        assert!(changed_lines("a\n", "a\n").is_empty());
    }
}
