//! A line indented too little, too much, or by tabs.

use granit_parser::ErrorKind;

use crate::diagnostic::Code;

use super::line::Line;
use super::{Error, Fault};

impl Error<'_> {
    pub(super) fn tab(&self) -> Option<Fault> {
        use ErrorKind as E;
        let told = matches!(
            self.kind,
            E::TabNotAllowed
                | E::TabInBlockIndentation
                | E::TabInIndentation
                | E::TabInPlainScalar
                | E::TabAtBlockScalarStart
        );
        let indented = |line: &Line<'_>| {
            let blanks = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
            line.text[..blanks].find('\t')
        };
        if let Some(column) = indented(&self.here) {
            return Some(tab_before(self.here, column));
        }
        if !told {
            return None;
        }
        let below =
            self.lines.from(self.here).take(3).find_map(|line| Some((line, indented(&line)?)));
        if let Some((line, column)) = below {
            return Some(tab_before(line, column));
        }
        let (line, column) =
            self.lines.from(self.here).find_map(|line| Some((line, line.text.find('\t')?)))?;
        let message = format!("Dòng {} có phím Tab", line.number);
        Some(Fault::new(Code::TAB, message, "thay Tab bằng một dấu cách", line.span(column, 1)))
    }

    /// A line whose column doesn't match those above it.
    pub(super) fn indent(&self) -> Option<Fault> {
        use ErrorKind as E;
        let fits = matches!(
            self.kind,
            E::ExpectedBlockMappingKey
                | E::ExpectedBlockSequenceEntry
                | E::ExpectedDocumentStart
                | E::MappingValueNotAllowed
                | E::InvalidIndentation
                | E::InvalidBlockScalarIndent
                | E::SimpleKeyExpected
                | E::BlockSequenceEntryNotAllowed
        );
        let above = self.lines.above(self.here).filter(|_| fits)?;
        let here = self.here.indent();
        if self.here.key().is_none() && !self.here.has_dash() {
            // It continues a sentence.
            return (here < above.indent()).then(|| too_far_left(self.here, above.indent()));
        }
        let columns = self.columns();
        let first = self.lines.before(self.here).last();
        if let Some(first) = first.filter(|first| here == 0 && first.indent() > 0) {
            let message = format!("Dòng {} thụt vào; khóa ngoài cùng viết sát lề", first.number);
            let hint = format!("bỏ {} dấu cách ở đầu dòng", first.indent());
            return Some(Fault::new(Code::INDENT, message, hint, first.whole()));
        }
        if columns.contains(&here) {
            return self.dash_among_keys(above);
        }
        let right = columns.iter().copied().filter(|column| *column > here).min();
        match right.filter(|_| here < above.column()) {
            Some(column) => Some(too_far_left(self.here, column)),
            None => {
                let column = columns.iter().copied().filter(|column| *column < here).max()?;
                Some(too_far_right(self.here, column))
            }
        }
    }

    /// The columns in which a line of this kind may begin: those of the keys, or dashes, that
    /// it can belong to.
    fn columns(&self) -> Vec<usize> {
        let dash = self.here.has_dash();
        let mut columns = Vec::new();
        let mut least = usize::MAX;
        for line in self.lines.before(self.here) {
            let column = if dash { line.indent() } else { line.column() };
            let same = if dash { line.has_dash() } else { line.key().is_some() };
            if same && column < least {
                columns.push(column);
            }
            if line.key().is_some() || line.has_dash() {
                least = least.min(line.indent().max(1));
            }
            if line.indent() == 0 {
                break;
            }
        }
        // A list may begin at the column of the key above.
        if dash && columns.is_empty() {
            columns.extend(self.lines.above(self.here).map(|line| line.column()));
        }
        columns
    }

    /// A dash below a key that has a value, or a key below the dashes of a list.
    fn dash_among_keys(&self, above: Line<'_>) -> Option<Fault> {
        let number = self.here.number;
        let (message, hint) = match (self.here.has_dash(), above.has_dash()) {
            (true, false) => (
                format!("Dòng {number} là một mục gạch đầu dòng, đứng lẫn giữa các khóa"),
                "mỗi mục của một danh sách bắt đầu bằng dấu gạch, thẳng hàng nhau, ngay dưới khóa của \
                 danh sách",
            ),
            (false, true) => (
                format!("Dòng {number} là một khóa, đứng lẫn giữa các mục gạch đầu dòng"),
                "nếu là mục mới thì gõ thêm dấu gạch - ở đầu; nếu thuộc mục trên thì thụt vào thêm 2 dấu \
                 cách",
            ),
            _ => return None,
        };
        Some(Fault::new(Code::INDENT, message, hint, self.here.whole()))
    }
}

fn tab_before(line: Line<'_>, column: usize) -> Fault {
    let message = format!("Dòng {} thụt vào bằng phím Tab", line.number);
    Fault::new(Code::TAB, message, "thay Tab bằng 2 dấu cách cho mỗi cấp", line.span(column, 1))
}

pub(super) fn too_far_left(line: Line<'_>, column: usize) -> Fault {
    let message = format!("Dòng {} thụt ít hơn dòng trên", line.number);
    let hint = format!("thêm {} dấu cách ở đầu dòng", column - line.indent());
    Fault::new(Code::INDENT, message, hint, line.whole())
}

fn too_far_right(line: Line<'_>, column: usize) -> Fault {
    let message = format!("Dòng {} thụt nhiều hơn dòng trên", line.number);
    let hint = format!(
        "bớt {} dấu cách ở đầu dòng; nếu viết tiếp câu ở dòng trên thì đặt cả câu trong ngoặc kép \"…\"",
        line.indent() - column
    );
    Fault::new(Code::INDENT, message, hint, line.whole())
}
