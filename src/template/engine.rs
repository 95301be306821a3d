//! The two minijinja environments: one for Typst, one for plain text.
//!
//! The Typst one writes text as a string literal, `#"…";`, in which only `"` and `\` are
//! special; it refuses anything but text, numbers and Typst, so that an unknown value never
//! prints as `None`.

use std::borrow::Cow;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
};

use crate::built_in::TemplateFolder;
use crate::memo::MemoTable;
use crate::prose;
use crate::vietnamese::{self, bind, bind_names};

use super::narrative::Markup;
use super::nesting::shallow;
use super::values::{self, Unknown, Worded};
use super::{origin, table};

/// The templates, loaded on first use and then kept.
pub struct Engine {
    typst: Environment<'static>,
    text: Environment<'static>,
}

/// Reports a template fault in minijinja's words.
impl From<Error> for crate::Error {
    fn from(error: Error) -> Self {
        let (name, line) = (error.name().map(str::to_owned), error.line());
        crate::Error::from_other(crate::ErrorKind::Template, error).at(name, line)
    }
}

/// The most instructions per template: far more than any paper needs, and far fewer than
/// would seem a hang.
const FUEL: u64 = 5_000_000;

impl Engine {
    /// An engine for the templates of a folder.
    pub fn new(folder: &TemplateFolder) -> Self {
        let mut typst = environment(folder);
        typst.set_auto_escape_callback(|_| AutoEscape::Custom("typst".into()));
        typst.set_formatter(write_typst);
        table::add(&mut typst);
        let mut text = environment(folder);
        text.set_auto_escape_callback(|_| AutoEscape::None);
        text.set_formatter(write_text);
        Engine { typst, text }
    }

    /// Renders a template file to Typst.
    pub(super) fn typst(&self, name: &str, context: &Value) -> Result<String, crate::Error> {
        Ok(self.typst.get_template(name)?.render(context.clone())?)
    }

    /// Whether there is a template of this name that can be read.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.typst.get_template(name).is_ok()
    }

    /// Renders a descriptor's text (a title, a subject) to plain text.
    pub(super) fn text(&self, source: &str, context: &Value) -> Result<String, crate::Error> {
        let text = self.text.render_str(shallow(source)?, context.clone())?;
        Ok(text.split_whitespace_keeping_no_break())
    }
}

/// The text of a value changed by `word`, keeping the field it came from.
trait FoldSpaces {
    fn split_whitespace_keeping_no_break(&self) -> String;
}

impl FoldSpaces for str {
    fn split_whitespace_keeping_no_break(&self) -> String {
        let words = self.split([' ', '\n', '\t', '\r']).filter(|w| !w.is_empty());
        words.collect::<Vec<_>>().join(" ")
    }
}

fn environment(folder: &TemplateFolder) -> Environment<'static> {
    let mut env = Environment::new();
    let folder = folder.clone();
    env.set_loader(move |name| Ok(folder.find(name).map(shallow).transpose()?.map(str::to_owned)));
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_syntax(
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default(),
    );
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(64);
    for name in ["safe", "escape", "e", "urlencode", "tojson", "indent"] {
        env.remove_filter(name);
    }
    env.add_filter("str", |v: Value| -> Result<Value, Error> {
        Ok(Value::from_safe_string(literal(&plain(&v)?)))
    });
    env.add_filter("bound", |v: Value| reworded(&v, vietnamese::bound));
    env.add_filter("caps", |v: Value| reworded(&v, vietnamese::upper));
    env.add_filter("cap", |v: Value| reworded(&v, vietnamese::capitalize_first));
    env.add_filter("uncap", |v: Value| reworded(&v, vietnamese::lower_first));
    env.add_filter("unstop", |v: Value| reworded(&v, |t| unstopped(t).to_owned()));
    env.add_filter("unended", |v: Value| reworded(&v, |t| vietnamese::unended(t).to_owned()));
    env.add_filter("ended", |v: Value, mark: String| {
        reworded(&v, |t| vietnamese::ended(prose::without_mark(t), &mark))
    });
    env.add_filter("quoted", |v: Value| reworded(&v, |t| format!("“{}”", unquoted(t))));
    env.add_filter("roman", |n: u16| vietnamese::roman(n));
    env.add_filter("padded", |n: u64| vietnamese::Number::from(n).padded());
    env
}

/// The text of a title or list item, without leading marks and final punctuation.
fn reworded(value: &Value, word: impl Fn(&str) -> String) -> Result<Value, Error> {
    let text = word(&plain(value)?);
    Ok(match values::origin(value) {
        Some(path) => values::text_of(text, path.clone()),
        None => Value::from(text),
    })
}

/// A text to be put in quotes, without quotes typed around it and without final punctuation.
fn unstopped(text: &str) -> &str {
    vietnamese::strip_final_stop(prose::without_mark(text)).trim_end_matches([':', ' '])
}

/// The plain text of a value; an error if it has none.
fn unquoted(text: &str) -> &str {
    let bare = vietnamese::strip_final_stop(text.trim());
    let inner = [('“', '”'), ('"', '"'), ('«', '»')].into_iter().find_map(|(open, close)| {
        let inner = bare.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.contains([open, close])).then_some(inner)
    });
    vietnamese::strip_final_stop(inner.unwrap_or(bare))
}

/// The plain text of a value that has one.
pub(super) fn plain(value: &Value) -> Result<String, Error> {
    if value.is_safe() {
        return Err(refuse("already Typst source; apply the filter before"));
    }
    match value.kind() {
        ValueKind::String => Ok(value.as_str().unwrap_or_default().to_owned()),
        ValueKind::Number => Ok(value.to_string()),
        _ if value.downcast_object_ref::<Worded>().is_some() => Ok(value.to_string()),
        _ if value.downcast_object_ref::<Unknown>().is_some() => {
            Err(refuse("an unknown value; guard it with {% if … %} or write {{ x or hole }}"))
        }
        kind => Err(refuse(&format!("a {kind} has no text"))),
    }
}

fn refuse(message: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.to_owned())
}

fn write_typst(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let typst = match value.kind() {
        ValueKind::String if value.is_safe() => value.to_string(),
        ValueKind::Number => {
            let digits = value.to_string();
            if !digits.bytes().all(|b| b.is_ascii_digit()) {
                return Err(refuse("a number that isn't whole"));
            }
            digits
        }
        _ if value.downcast_object_ref::<Markup>().is_some() => value.to_string(),
        _ => origin::marked(values::origin(value), content(&plain(value)?)),
    };
    out.write_str(&typst).map_err(Error::from)
}

fn write_text(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let text = match value.kind() {
        ValueKind::String => value.to_string(),
        _ => plain(value)?,
    };
    out.write_str(&text).map_err(Error::from)
}

/// Text as Typst content. A run with a hyphen inside that must not be broken, `2023 - 2028`
/// or `215/QĐ-LĐLĐ`, is put in a box: otherwise Typst may break after the hyphen even next to
/// a no-break space.
///
/// A hyphen between words stays with the word before it, so that no line begins with it. A
/// purpose, `(để b/c)`, names of people and places, dates, and numbers with their units are
/// kept together, whether typed by the user or worded here.
pub(super) fn content(text: &str) -> String {
    CONTENTS.with(|contents| contents.get(text, |text| content_anew(text).into())).to_string()
}

thread_local! {
    static CONTENTS: MemoTable<Arc<str>> = MemoTable::new();
}

fn content_anew(text: &str) -> String {
    let mut text = Cow::Borrowed(text);
    for (torn, whole) in [(" - ", "\u{a0}- "), ("(để ", "(để\u{a0}")] {
        if text.contains(torn) {
            text = text.replace(torn, whole).into();
        }
    }
    if text.contains(|c: char| c.is_ascii_digit()) {
        text = bind(&vietnamese::evenly_set(&text)).into();
    }
    unbound(&bind_names(&text))
}

/// Text as Typst content for a narrow cell: lines may break at every blank except beside a
/// hyphen.
pub(super) fn loose(text: &str) -> String {
    unbound(&vietnamese::loosen(&bind(text)).replace(" - ", "\u{a0}- "))
}

/// Text as Typst content whose lines may break at every plain blank.
fn unbound(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    if !text.contains(BREAKING) {
        push_literal(&mut out, text);
        return out;
    }
    let mut plain = 0;
    let mut at = 0;
    for run in text.split(' ') {
        if must_stay_whole(run) {
            push_literal(&mut out, &text[plain..at]);
            out += &format!("#box[#{};];", literal(run));
            plain = at + run.len();
        }
        at += run.len() + 1;
    }
    push_literal(&mut out, &text[plain..]);
    out
}

/// Typst may break a line after these.
const BREAKING: [char; 2] = ['-', '/'];
/// The longest run that is boxed, in letters; it must fit in any line.
const LONGEST_BOX: usize = 40;
const LONGEST_FRACTION: usize = 16;

fn must_stay_whole(run: &str) -> bool {
    if !run.contains(BREAKING) {
        return false;
    }
    let length = run.chars().count();
    if length > LONGEST_BOX {
        return false;
    }
    // `b/c`, `56/56`, `17/8/2017`: Typst would break after the slash.
    let Some((before, after)) = run.split_once('-') else {
        return run.contains('/') && length <= LONGEST_FRACTION;
    };
    let outer = |text: &str| text.trim_matches('\u{a0}').to_owned();
    let (before, after) = (outer(before), outer(after));
    let numbers = before.ends_with(|c: char| c.is_ascii_digit())
        && after.starts_with(|c: char| c.is_ascii_digit());
    let symbol = before.contains('/') && !before.contains("://") && !after.is_empty();
    numbers || symbol
}

/// Appends a string literal, or nothing if the text is empty; long words get places where a
/// line may break.
fn push_literal(out: &mut String, text: &str) {
    let mut from = 0;
    for at in breaks(text) {
        push_whole(out, &text[from..at]);
        *out += MAY_BREAK;
        from = at;
    }
    push_whole(out, &text[from..]);
}

fn push_whole(out: &mut String, text: &str) {
    if !text.is_empty() {
        *out += "#\"";
        *out += &escaped(text);
        *out += "\";";
    }
}

/// The layout's function for a place where a line may break.
const MAY_BREAK: &str = "#may-break;";
/// A word longer than this, in letters, may be broken; no ordinary word is.
const LONGEST_WORD: usize = 30;
/// The most letters of such a word without a break.
const LETTERS_TOGETHER: usize = 10;

/// The places where long words may break: after the signs of an address (`@`, `/`, `.`), else
/// every few letters.
fn breaks(text: &str) -> Vec<usize> {
    let mut breaks = Vec::new();
    if text.len() <= LONGEST_WORD {
        return breaks;
    }
    let mut start = 0;
    for word in text.split([' ', '\u{a0}', '\n']) {
        if word.len() > LONGEST_WORD && word.chars().count() > LONGEST_WORD {
            let (mut together, mut may) = (0, false);
            for (at, c) in word.char_indices() {
                if at > 0 && (may || together == LETTERS_TOGETHER) && !is_mark(c) {
                    breaks.push(start + at);
                    together = 0;
                }
                together += 1;
                may = matches!(c, '@' | '/' | '.' | '_' | '-' | '?' | '&' | '=');
            }
        }
        let after = text[start + word.len()..].chars().next();
        start += word.len() + after.map_or(0, char::len_utf8);
    }
    breaks
}

/// Whether a character stays with the one before it: a combining mark, or closing
/// punctuation.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '.' | ',' | ';' | ':' | ')' | '”' | '!' | '?')
}

/// A Typst string literal: between quotes only `"` and `\` are special.
pub(crate) fn literal(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// The text between the quotes of a literal.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c == '"' || c == '\\' || c.is_control()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            // A line break inside a plain text is a space on paper.
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{breaks, unquoted, unstopped};

    #[test]
    fn marks_typed_around_a_text_are_not_printed_twice() {
        for (typed, printed) in [
            ("“Đoàn kết - Đổi mới.”", "Đoàn kết - Đổi mới"),
            ("\"Vì đoàn viên\";", "Vì đoàn viên"),
            ("“Xanh” và “sạch”", "“Xanh” và “sạch”"),
            ("Vì lợi ích đoàn viên;", "Vì lợi ích đoàn viên"),
        ] {
            assert_eq!(unquoted(typed), printed);
        }
        for (typed, printed) in [
            ("Chăm lo đời sống:", "Chăm lo đời sống"),
            ("- Chăm lo đời sống ;", "Chăm lo đời sống"),
            ("• Chi bộ Công ty (để b/c);", "Chi bộ Công ty (để b/c)"),
            ("2 tổ công đoàn", "2 tổ công đoàn"),
        ] {
            assert_eq!(unstopped(typed), printed);
        }
    }

    #[test]
    fn only_a_word_that_no_line_may_hold_breaks() {
        let at = |text: &str| -> String {
            let mut out = text.to_owned();
            breaks(text).into_iter().rev().for_each(|at| out.insert(at, '|'));
            out
        };
        for (text, expected) in [
            ("Tổ chức hội nghị cán bộ, công chức", "Tổ chức hội nghị cán bộ, công chức"),
            ("congdoan@vi-du.vn", "congdoan@vi-du.vn"),
            (
                "gửi congdoan.congtyminhhoa@thi-du.com.vn.",
                "gửi congdoan.|congtyminh|hoa@|thi-|du.|com.|vn.",
            ),
            (&"ô".repeat(31), "ôôôôôôôôôô|ôôôôôôôôôô|ôôôôôôôôôô|ô"),
            (&"ô".repeat(30), "ôôôôôôôôôôôôôôôôôôôôôôôôôôôôôô"),
        ] {
            assert_eq!(at(text), expected);
        }
    }
}
