//! The caret stands right under what is meant: under Vietnamese in either
//! Unicode form, wide characters and tabs, in narrow terminals, at the edges of
//! lines and files, without colour.

use std::ops::Range;
use std::sync::Arc;

use baocao::diagnostic::{
    Code, Colour, Diagnostic, Place, SourceFile, WIDTH, render, render_within,
};
use unicode_width::UnicodeWidthStr;

const NARROW: usize = 60;

fn source(text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::text("tk.yaml", text))
}

fn find(text: &str, part: &str) -> Range<usize> {
    let start = text.find(part).expect("it is there");
    start..start + part.len()
}

fn at(text: &str, span: Range<usize>) -> Diagnostic {
    Diagnostic::error(Code::STATED_PERCENT, "Sai").at(Place::new(&source(text), span))
}

/// The quoted line without its number, and the columns of the caret in it.
#[track_caller]
fn quoted(rendered: &str) -> (String, Range<usize>) {
    let lines: Vec<&str> = rendered.lines().collect();
    let carets = lines.iter().position(|l| l.contains('^')).expect("a caret");
    let gutter = lines[carets].find('|').expect("a gutter") + 2;
    let under = &lines[carets][gutter..];
    let first = under.find('^').expect("a caret");
    let last = under.rfind('^').expect("a caret") + 1;
    (lines[carets - 1].get(gutter..).unwrap_or_default().to_owned(), first..last)
}

/// What stands above the caret on a terminal.
fn above(line: &str, columns: &Range<usize>) -> String {
    let (mut column, mut above) = (0, String::new());
    for c in line.chars() {
        let wide = c.to_string().width();
        if columns.contains(&column) && wide > 0
            || (wide == 0 && columns.contains(&(column.max(1) - 1)))
        {
            above.push(c);
        }
        column += wide;
    }
    above
}

#[track_caller]
fn stands_under(text: &str, part: &str) {
    for width in [WIDTH, NARROW] {
        let rendered = render_within(&at(text, find(text, part)), Colour::Plain, width);
        let (line, caret) = quoted(&rendered);
        assert_eq!(above(&line, &caret), part, "{rendered}");
        assert!(rendered.lines().all(|l| l.width() <= width), "{rendered}");
    }
}

#[test]
fn under_letters_of_any_width() {
    stands_under("name: Nguyễn Thị Hạnh sai", "sai");
    stands_under("name: Nguye\u{302}\u{303}n Thi\u{323} Ha\u{323}nh sai", "sai");
    stands_under("name: Nguye\u{302}\u{303}n Thi\u{323} Hạnh", "Thi\u{323}");
    stands_under("name: 全角ＡＢＣ sai", "sai");
    stands_under("name: 全角ＡＢＣ sai", "角Ａ");
    stands_under("name: x\u{200b}\u{feff}y sai", "sai");
}

#[test]
fn a_letter_is_underlined_with_its_marks() {
    // A place that is a mark alone means the letter that bears it.
    let text = "a: xe\u{302}\u{301}y";
    let mark = find(text, "\u{301}");
    let (line, caret) = quoted(&render(&at(text, mark), Colour::Plain));
    assert_eq!(above(&line, &caret), "e\u{302}\u{301}");
    // A place of no width means the letter it stands before.
    let (line, caret) = quoted(&render(&at(text, 4..4), Colour::Plain));
    assert_eq!(above(&line, &caret), "e\u{302}\u{301}");
}

#[test]
fn a_tab_is_four_columns() {
    let rendered = render(&at("name:\tx\ty sai", 10..13), Colour::Plain);
    assert_eq!(quoted(&rendered), ("name:    x    y sai".to_owned(), 16..19));
}

#[test]
fn characters_that_break_a_terminals_line_do_not() {
    let text = "a: x\u{85}\u{2028}y\u{1b} sai";
    let rendered = render(&at(text, find(text, "sai")), Colour::Plain);
    let (line, caret) = quoted(&rendered);
    assert_eq!(above(&line, &caret), "sai", "{rendered}");
    assert!(!rendered.contains(['\u{85}', '\u{2028}', '\u{1b}']));
}

#[test]
fn long_lines_are_cut_around_the_place() {
    for (before, behind) in [
        ("lời dài ", "đuôi dài "),
        ("lo\u{31b}\u{300}i da\u{300}i ", "đuo\u{302}i "),
        ("全", "角"),
        ("全\t", "x\t角"),
    ] {
        let text = format!("text: {}sai {}", before.repeat(250), behind.repeat(250));
        let span = find(&text, "sai");
        for width in [WIDTH, NARROW, 40] {
            let rendered = render_within(&at(&text, span.clone()), Colour::Plain, width);
            let (line, caret) = quoted(&rendered);
            assert!(line.starts_with('…') && line.ends_with('…'), "{rendered}");
            assert!(!line.starts_with(['\u{31b}', '\u{300}']), "{rendered}");
            assert!(rendered.lines().all(|l| l.width() <= width), "{rendered}");
            assert_eq!(&line[line.find("sai").expect("shown")..][..3], "sai");
            assert_eq!(above(&line, &caret), "sai", "{rendered}");
            // As much is shown before as behind, and the place is the true one.
            let sides = (caret.start, line.width().saturating_sub(caret.end));
            assert!(sides.0.abs_diff(sides.1) <= 12, "{rendered}");
            let column = text[..span.start].chars().count() + 1;
            assert!(rendered.contains(&format!("--> tk.yaml:1:{column}\n")), "{rendered}");
        }
    }
}

#[test]
fn a_long_place_is_underlined_as_far_as_it_is_shown() {
    let text = format!("text: {}", "lời dài ".repeat(200));
    let rendered = render_within(&at(&text, 6..text.len()), Colour::Plain, NARROW);
    let (line, caret) = quoted(&rendered);
    assert!(line.starts_with("text: lời") && line.ends_with('…'), "{rendered}");
    assert_eq!(caret.start, 6);
    assert!(rendered.lines().all(|l| l.width() <= NARROW), "{rendered}");
}

#[test]
fn two_places_of_a_long_line() {
    let text = format!("a: đầu {} gần sai {}", "lời ".repeat(300), "lời ".repeat(300));
    let source = source(&text);
    let near = Place::new(&source, find(&text, "gần"));
    let far = Place::new(&source, find(&text, "đầu"));
    let finding = Diagnostic::error(Code::STATED_PERCENT, "Sai")
        .at(Place::new(&source, find(&text, "sai")))
        .with_related(near, "ở gần")
        .with_related(far, "ở xa");
    let rendered = render_within(&finding, Colour::Plain, NARROW);
    assert!(rendered.lines().all(|l| l.width() <= NARROW), "{rendered}");
    assert!(rendered.contains("gần sai") && rendered.contains("::: tk.yaml:1:4"), "{rendered}");
    assert!(rendered.contains("ở gần") && rendered.contains("ở xa"), "{rendered}");
}

#[test]
fn places_lines_apart_keep_their_numbers() {
    let long = "x".repeat(500);
    let text = format!("a: 1\r\nb: {long}\r\nc: 3\r\nd: 4\r\ne: 5\r\n");
    let source = source(&text);
    let finding = Diagnostic::error(Code::STATED_PERCENT, "Sai")
        .at(Place::new(&source, find(&text, "5")))
        .with_related(Place::new(&source, find(&text, "1")), "số đầu");
    insta::assert_snapshot!(render_within(&finding, Colour::Plain, NARROW));
}

#[test]
fn the_edges_of_lines_and_files() {
    let mut all = String::new();
    for (name, text, span) in [
        ("end of a line", "a: b\nc: d\n", 4..4),
        ("end of a line, CRLF", "a: b\r\nc: d\r\n", 4..4),
        ("on the line break", "a: b\nc: d\n", 4..5),
        ("between CR and LF", "a: b\r\nc: d\r\n", 5..6),
        ("an empty line", "a: b\n\nc: d\n", 5..5),
        ("an empty line, CRLF", "a: b\r\n\r\nc: d\r\n", 6..6),
        ("several lines", "a: b\r\nc: d\r\n", 3..10),
        ("second line, CRLF", "a: b\r\nc: dé\r\n", 9..12),
        ("end of the file", "a: b", 4..4),
        ("behind the last line break", "a: b\n", 5..5),
        ("an empty file", "", 0..0),
        ("past the end", "a: b\n", 90..99),
    ] {
        let rendered = render(&at(text, span), Colour::Plain);
        all += &format!("# {name}\n{rendered}\n\n");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_thousandth_line() {
    let text = "x: y\n".repeat(1233) + "z: sai\n";
    let rendered = render(&at(&text, find(&text, "sai")), Colour::Plain);
    assert!(rendered.contains("--> tk.yaml:1234:4\n"), "{rendered}");
    assert!(rendered.contains("1234 | z: sai\n     |    ^^^"), "{rendered}");
}

#[test]
fn colours_change_nothing_else() {
    let text = format!("text: {} sai {}", "lời dài ".repeat(99), "đuôi dài ".repeat(99));
    let finding = at(&text, find(&text, "sai"));
    let coloured = render_within(&finding, Colour::Ansi, NARROW);
    let mut plain = String::new();
    for part in coloured.split('\u{1b}') {
        plain += if plain.is_empty() && !coloured.starts_with('\u{1b}') {
            part
        } else {
            part.split_once('m').map_or("", |(_, rest)| rest)
        };
    }
    assert_eq!(plain, render_within(&finding, Colour::Plain, NARROW));
}

/// A file of one line takes no longer than one of many.
#[test]
fn a_line_of_megabytes_is_looked_at_where_the_marks_are() {
    let text = format!("{}đây{}", "ấy ".repeat(2_000_000), " đó".repeat(2_000_000));
    let source = source(&text);
    let span = find(&text, "đây");
    let begun = std::time::Instant::now();
    for _ in 0..100 {
        let place = Place::new(&source, span.clone());
        let other = Place::new(&source, text.len() - 3..text.len());
        let shown = render(
            &Diagnostic::error(Code::STATED_PERCENT, "Sai").at(place).with_related(other, "và"),
            Colour::Plain,
        );
        assert!(shown.contains("tk.yaml:1:6000001") && shown.contains("…"), "{shown}");
        let (line, carets) = quoted(&shown);
        let under: String = line.chars().skip(carets.start).take(carets.len()).collect();
        assert_eq!(under, "đây");
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(20));
}
