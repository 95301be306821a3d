//! Findings for a terminal: the line, a caret, the hints.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::excerpt::{self, Mark};
use super::{Diagnostic, Place, Severity, visible};

/// Whether the output may contain colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// No colours: for files, pipes and tests.
    Plain,
    /// ANSI colours, for terminals.
    Ansi,
}

/// The maximum width of a quoted line if the terminal's is unknown.
pub const WIDTH: usize = 140;

/// Narrower widths leave no room beside line numbers.
const NARROWEST: usize = 30;

/// One finding as text, without a final line break.
pub fn render(diagnostic: &Diagnostic, colour: Colour) -> String {
    render_within(diagnostic, colour, WIDTH)
}

/// One finding as text, with quoted lines cut to a terminal's width.
pub fn render_within(diagnostic: &Diagnostic, colour: Colour, width: usize) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
    .with_name(diagnostic.severity.label());

    // A text no longer in memory can't be quoted, so its position is printed.
    let unquoted = diagnostic.place.as_ref().filter(|place| !place.is_quotable());
    let at = unquoted.map(|place| format!(" ({})", place.origin())).unwrap_or_default();
    let message = visible(&diagnostic.message).into_owned() + &visible(&at);
    let title = level.primary_title(message).id(diagnostic.code.to_string());
    let mut group = Group::with_title(title);
    let quotes = quotes(diagnostic, width);
    for (i, quote) in quotes.iter().enumerate() {
        group = group.element(quote.snippet(width).path(stand_in(i)));
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.with_name("Gợi ý").message(visible(hint)));
    }
    if let Some(citation) = &diagnostic.citation {
        group = group.element(Level::NOTE.with_name("Căn cứ").message(visible(citation)));
    }
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    // Lines are cut already, so the renderer must not cut them again.
    let renderer = renderer.term_width(usize::MAX / 4).decor_style(DecorStyle::Ascii);
    let text = renderer.render(&[group]);
    quotes.iter().enumerate().fold(text, |text, (i, quote)| put_origin(text, i, &quote.origin()))
}

/// A placeholder for the file name: the renderer counts lines and columns in the excerpt that
/// it is given, so the true position is inserted afterwards.
fn stand_in(i: usize) -> String {
    format!("\u{f8ff}{i}\u{f8ff}")
}

fn put_origin(text: String, i: usize, origin: &str) -> String {
    let Some((before, behind)) = text.split_once(&stand_in(i)) else { return text };
    let behind = behind.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    format!("{before}{origin}{behind}")
}

/// All findings, separated by empty lines.
pub fn render_all(diagnostics: &[Diagnostic], colour: Colour) -> String {
    render_all_within(diagnostics, colour, WIDTH)
}

/// All findings, separated by empty lines, cut to a terminal's width.
pub fn render_all_within(diagnostics: &[Diagnostic], colour: Colour, width: usize) -> String {
    let text = |d| render_within(d, colour, width) + "\n";
    diagnostics.iter().map(text).collect::<Vec<_>>().join("\n")
}

/// Places of one source shown in one snippet.
struct Quote<'a> {
    places: Vec<(&'a Place, &'a str)>,
    primary: bool,
}

/// The main place together with the others in its source; places in other sources, or too far
/// away on the same line, are quoted separately.
fn quotes(diagnostic: &Diagnostic, width: usize) -> Vec<Quote<'_>> {
    let Some(place) = diagnostic.place.as_ref().filter(|place| place.is_quotable()) else {
        return Vec::new();
    };
    let mut main = Quote { places: vec![(place, "")], primary: true };
    let mut others = Vec::new();
    for (related, label) in diagnostic.others().filter(|(place, _)| place.is_quotable()) {
        main.places.push((related, label));
        let fits = related.source == place.source
            && excerpt::together(&place.source.text, &main.marks(), main.room(width));
        if !fits {
            main.places.pop();
            others.push(Quote { places: vec![(related, label)], primary: false });
        }
    }
    others.insert(0, main);
    others
}

impl<'a> Quote<'a> {
    fn marks(&self) -> Vec<Mark> {
        self.places.iter().map(|(place, label)| Mark::new(place, label)).collect()
    }

    /// The columns left beside a line number.
    fn room(&self, width: usize) -> usize {
        let last = self.places.iter().map(|(place, _)| place.line_column().0).max().unwrap_or(1);
        width.max(NARROWEST) - last.to_string().len() - " | ".len()
    }

    /// *ho-so.yaml:12:5*
    fn origin(&self) -> String {
        visible(&self.places[0].0.origin()).replace('\n', "<U+000A>")
    }

    fn snippet(&self, width: usize) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let text = &self.places[0].0.source.text;
        let first = self.places.iter().map(|(place, _)| place.line_column().0).min().unwrap_or(1);
        let shown = excerpt::excerpt(text, &self.marks(), self.room(width));
        let mut snippet = Snippet::source(shown.text).line_start(first);
        for (i, ((_, label), span)) in self.places.iter().zip(shown.marks).enumerate() {
            let primary = self.primary && i == 0;
            let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let mark = kind.span(span);
            snippet = snippet.annotation(if primary { mark } else { mark.label(visible(label)) });
        }
        snippet
    }
}
