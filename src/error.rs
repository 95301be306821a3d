//! The error type of the library.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Why something couldn't be done.
///
/// A fault *in a dossier* is not an error but a finding ([`crate::diagnostic`]). An error
/// prevents reading, writing or typesetting: its kind says what failed, its text is for
/// people. Text about files, sheets and typed words is Vietnamese; a template fault is in
/// minijinja's or Typst's words, with the template's name and line.
///
/// An error may have a cause. To see all of it, print the chain:
///
/// ```
/// use std::error::Error as _;
/// use baocao::{ErrorKind, Office, Options};
///
/// let options = Options { fonts: Some("/no/such/folder".into()), ..Options::default() };
/// let error = Office::new(&options).err().expect("no such folder");
/// assert_eq!(error.kind(), ErrorKind::Office);
/// eprintln!("{error}");
/// let mut cause = error.source();
/// while let Some(next) = cause {
///     eprintln!("because: {next}");
///     cause = next.source();
/// }
/// # assert!(error.source().is_some());
/// ```
#[derive(Clone)]
pub struct Error(Box<Repr>);

#[derive(Clone)]
struct Repr {
    kind: ErrorKind,
    words: Words,
    name: Option<String>,
    line: Option<usize>,
    hint: Option<String>,
}

/// The origin of an error's words.
#[derive(Clone)]
enum Words {
    /// Our own words, with an optional cause.
    Own(String, Option<Cause>),
    /// Another library's error, which is printed as ours and has causes of its own.
    Theirs(Cause),
}

type Cause = Arc<dyn StdError + Send + Sync>;

/// The kind of failure, which determines the exit code of the command line or, in another
/// program, a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The office can't be set up because of its folder of templates, a regime, a paper's
    /// descriptor, the catalogue or its fonts.
    Office,
    /// A template can't be rendered.
    Template,
    /// The output of a template can't be typeset, which is also a template fault.
    Typesetting,
    /// Finished pages can't be written in the requested format.
    Export,
    /// A file or a folder can't be read or written, or isn't ours to write.
    File,
    /// A workbook can't be read or made.
    Sheet,
    /// A typed text is invalid: a figure, a period, a name.
    Text,
    /// The program itself failed. The library caught it, and can still be used.
    Internal,
}

impl Error {
    /// An error with a sentence for people.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error::of(kind, Words::Own(message.into(), None))
    }

    /// An error in the words of another library's.
    pub(crate) fn from_other(
        kind: ErrorKind,
        other: impl StdError + Send + Sync + 'static,
    ) -> Self {
        Error::of(kind, Words::Theirs(Arc::new(other)))
    }

    fn of(kind: ErrorKind, words: Words) -> Self {
        Error(Box::new(Repr { kind, words, name: None, line: None, hint: None }))
    }

    /// Sets the cause.
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        if let Words::Own(_, cause) = &mut self.0.words {
            *cause = Some(Arc::new(source));
        }
        self
    }

    /// Sets the position: the name of a file in the template folder or of the generated
    /// source, and the line from 1.
    pub(crate) fn at(mut self, name: Option<String>, line: Option<usize>) -> Self {
        (self.0.name, self.0.line) = (name, line);
        self
    }

    pub(crate) fn hint_at(mut self, hint: Option<String>) -> Self {
        self.0.hint = hint;
        self
    }

    /// The same with a prefix that names the subject: a file, an option.
    pub(crate) fn of_what(self, what: impl fmt::Display) -> Self {
        let Repr { kind, words, name, line, hint } = *self.0;
        let message = format!("{what}: {words}");
        let cause = match words {
            Words::Own(_, cause) => cause,
            Words::Theirs(cause) => Some(cause),
        };
        Error(Box::new(Repr { kind, words: Words::Own(message, cause), name, line, hint }))
    }

    /// The kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// For a template fault: the file, as `papers/resolution.typ.j2`, or the generated
    /// source, `document.typ`.
    pub fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// For a template fault: the line in that file, from 1.
    pub fn line(&self) -> Option<usize> {
        self.0.line
    }

    /// Typst's hint for the template's author.
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.words {
            Words::Own(_, cause) => cause.as_ref().map(|cause| &**cause as &dyn StdError),
            Words::Theirs(error) => error.source(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.words.fmt(f)
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Words::Own(message, _) => f.write_str(message),
            // minijinja shows the lines around the place in this form.
            Words::Theirs(error) => write!(f, "{error:#}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &self.kind()).field("message", &self.to_string());
        if let Some(name) = self.name() {
            shown.field("name", &name);
        }
        if let Some(line) = self.line() {
            shown.field("line", &line);
        }
        if let Some(hint) = self.hint() {
            shown.field("hint", &hint);
        }
        if let Some(source) = self.source() {
            shown.field("source", &source);
        }
        shown.finish()
    }
}

/// Two errors are equal if their texts are.
impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        self.kind() == other.kind()
            && self.to_string() == other.to_string()
            && (self.name(), self.line()) == (other.name(), other.line())
    }
}

impl Eq for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(error: &Error) -> Vec<String> {
        let mut said = vec![error.to_string()];
        let mut cause = error.source();
        while let Some(next) = cause {
            said.push(next.to_string());
            cause = next.source();
        }
        said
    }

    #[test]
    fn own_words_have_the_other_error_as_cause() {
        let missing = std::io::Error::other("no disk");
        let error = Error::new(ErrorKind::File, "Không đọc được a.yaml").with_source(missing);
        assert_eq!(chain(&error), ["Không đọc được a.yaml", "no disk"]);
        let error = error.of_what("Thư mục x");
        assert_eq!(chain(&error), ["Thư mục x: Không đọc được a.yaml", "no disk"]);
        assert_eq!(error.kind(), ErrorKind::File);
    }

    #[test]
    fn borrowed_words_are_said_once() {
        let inner = Error::new(ErrorKind::Text, "inner");
        let outer = Error::new(ErrorKind::Template, "outer").with_source(inner);
        let error = Error::from_other(ErrorKind::Template, outer);
        assert_eq!(chain(&error), ["outer", "inner"]);
    }
}
