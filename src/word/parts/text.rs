//! A line of a paper as printed, with the look of its characters.

use crate::vietnamese::{fold, without_marks};

use super::super::document::{Look, Paragraph};

/// A line of text, or the part of one that stands on its own.
#[derive(Debug, Clone)]
pub struct Text<'d> {
    /// With single plain blanks.
    pub text: String,
    /// The same, in runs by look.
    pub runs: Vec<(String, &'d Look)>,
    /// The paragraph that it stands in.
    pub paragraph: &'d Paragraph,
}

impl<'d> Text<'d> {
    /// The lines of a paragraph.
    pub fn lines_of(paragraph: &'d Paragraph) -> Vec<Text<'d>> {
        Text::whole(paragraph).lines()
    }

    /// The whole of a paragraph.
    pub fn whole(paragraph: &'d Paragraph) -> Text<'d> {
        let runs = paragraph.standing().map(|run| (run.text.clone(), &run.look)).collect();
        Text::of(runs, paragraph)
    }

    /// Its own lines: manual breaks part them.
    pub fn lines(&self) -> Vec<Text<'d>> {
        let mut parts: Vec<Vec<(String, &'d Look)>> = vec![Vec::new()];
        for (text, look) in &self.runs {
            for (i, piece) in text.split('\n').enumerate() {
                if i > 0 {
                    parts.push(Vec::new());
                }
                if let Some(last) = parts.last_mut()
                    && !piece.is_empty()
                {
                    last.push((piece.to_owned(), look));
                }
            }
        }
        parts.into_iter().map(|runs| Text::of(runs, self.paragraph)).collect()
    }

    /// Adds a line behind a manual break.
    pub fn join(&mut self, line: Text<'d>) {
        let look = self.runs.last().map_or(&self.paragraph.mark_look, |(_, look)| look);
        self.runs.push(("\n".to_owned(), look));
        self.runs.extend(line.runs);
        *self = Text::of(std::mem::take(&mut self.runs), self.paragraph);
    }

    fn of(runs: Vec<(String, &'d Look)>, paragraph: &'d Paragraph) -> Text<'d> {
        let whole: String = runs.iter().map(|(text, _)| text.as_str()).collect();
        Text { text: one_line(&whole), runs, paragraph }
    }

    /// The text with its tabs and blanks.
    pub fn raw(&self) -> String {
        self.runs.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// A stretch of the raw text, in bytes.
    pub fn slice(&self, from: usize, to: usize) -> Text<'d> {
        let mut runs = Vec::new();
        let mut start = 0;
        for (text, look) in &self.runs {
            let end = start + text.len();
            let (a, b) = (from.max(start), to.min(end));
            if a < b
                && let Some(part) = text.get(a - start..b - start)
            {
                runs.push((part.to_owned(), *look));
            }
            start = end;
        }
        Text::of(runs, self.paragraph)
    }

    /// Whether nothing of it is to be seen.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The form for comparison: lower case, without marks.
    pub fn flat(&self) -> String {
        flat(&self.text)
    }

    /// Whether all its letters have something.
    pub fn all(&self, has: impl Fn(&Look) -> bool) -> bool {
        let seen = |(text, _): &&(String, &Look)| text.contains(|c: char| c.is_alphanumeric());
        let mut any = false;
        self.runs.iter().filter(seen).all(|(_, look)| {
            any = true;
            has(look)
        }) && any
    }

    /// The look that most of its letters have.
    pub fn look(&self) -> &'d Look {
        let mut weights: Vec<(&'d Look, usize)> = Vec::new();
        for (text, look) in &self.runs {
            let weight = text.chars().filter(|c| !c.is_whitespace()).count();
            match weights.iter_mut().find(|(known, _)| known == look) {
                Some((_, sum)) => *sum += weight,
                None => weights.push((look, weight)),
            }
        }
        let most = weights.into_iter().rev().max_by_key(|(_, weight)| *weight);
        most.filter(|(_, weight)| *weight > 0).map_or(&self.paragraph.mark_look, |(look, _)| look)
    }

    /// Whether it is set in capitals, typed or by its look.
    pub fn is_upper(&self) -> bool {
        let letters = self.runs.iter().flat_map(|(text, look)| {
            text.chars().filter(|c| c.is_alphabetic()).map(|c| look.capitals || c.is_uppercase())
        });
        let (upper, all) =
            letters.fold((0, 0), |(upper, all), is| (upper + usize::from(is), all + 1));
        all >= 2 && upper * 10 >= all * 9
    }

    /// The text with the capitals that its look makes.
    pub fn printed(&self) -> String {
        let shown = |(text, look): &(String, &Look)| match look.capitals {
            true => crate::vietnamese::upper(text),
            false => text.clone(),
        };
        one_line(&self.runs.iter().map(shown).collect::<String>())
    }
}

/// Blanks of all sorts as one.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// In lower case, without marks, with one blank between words.
pub fn flat(text: &str) -> String {
    without_marks(&fold(text))
}

/// Whether a line is drawn with letters: `-----`, `____`, `***`.
pub fn is_typed_rule(text: &str) -> bool {
    let signs = text.chars().filter(|c| !c.is_whitespace());
    let count = signs.clone().count();
    let is_sign = |c: char| {
        matches!(c, '-' | '_' | '–' | '—' | '=' | '─' | '━' | '¯' | '.' | '*' | '~' | '…')
    };
    count > 0 && signs.clone().all(is_sign) && (count >= 3 || text.contains(['*', '_', '—', '─']))
}
