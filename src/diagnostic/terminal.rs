//! Findings for a person at a terminal: the line, a caret, the hints.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Place, Severity};

/// Whether the output may hold colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    Plain,
    Ansi,
}

/// One finding as text, without a line break at its end.
pub fn render(diagnostic: &Diagnostic, colour: Colour) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
    .with_name(diagnostic.severity.label());

    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.to_string());
    let mut group = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        let mut main = snippet(place).annotation(AnnotationKind::Primary.span(caret(place)));
        for (related, label) in &diagnostic.related {
            if related.source == place.source {
                main = main
                    .annotation(AnnotationKind::Context.span(caret(related)).label(label.as_str()));
            }
        }
        group = group.element(main);
        for (related, label) in &diagnostic.related {
            if related.source != place.source {
                group = group.element(
                    snippet(related)
                        .annotation(AnnotationKind::Context.span(caret(related)).label(label)),
                );
            }
        }
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.with_name("Gợi ý").message(hint.as_str()));
    }
    if let Some(citation) = &diagnostic.citation {
        group = group.element(Level::NOTE.with_name("Căn cứ").message(citation.as_str()));
    }
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

/// All findings, an empty line between two.
pub fn render_all(diagnostics: &[Diagnostic], colour: Colour) -> String {
    diagnostics.iter().map(|d| render(d, colour) + "\n").collect::<Vec<_>>().join("\n")
}

fn snippet(place: &Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    Snippet::source(place.source.text.as_str()).path(place.source.name.as_str())
}

/// What to underline: the place's first line, at least one character wide, so
/// that a block of ten lines doesn't fill the screen.
fn caret(place: &Place) -> std::ops::Range<usize> {
    let text = &place.source.text;
    let start = place.span.start;
    let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |i| start + i);
    let end = place.span.end.min(line_end);
    if end > start {
        start..end
    } else {
        start..text.ceil_char_boundary((start + 1).min(text.len()))
    }
}
