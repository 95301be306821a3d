//! The text of a formula → its terms.

use crate::diagnostic::nearest;
use crate::vietnamese::Number;

use super::{DECIMALS, Part, Sign, Term};

/// A formula that is read from its start.
pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
    codes: &'t [&'t str],
}

impl<'t> Reader<'t> {
    pub fn of(text: &'t str, codes: &'t [&'t str]) -> Result<Self, String> {
        const LONGEST: usize = 2_000;
        match text.len() {
            0 => Err("công thức để trống".to_owned()),
            length if length > LONGEST => Err("công thức quá dài".to_owned()),
            _ => Ok(Reader { text, at: 0, codes }),
        }
    }

    fn rest(&mut self) -> &'t str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        self.at += blank;
        &rest[blank..]
    }

    fn takes(&mut self, sign: &str) -> bool {
        let is_next = self.rest().starts_with(sign);
        self.at += if is_next { sign.len() } else { 0 };
        is_next
    }

    pub fn sum(&mut self, depth: usize) -> Result<Term, String> {
        let mut left = self.product(depth)?;
        loop {
            let sign = match () {
                () if self.takes("+") => '+',
                () if self.takes("-") || self.takes("−") || self.takes("–") => '-',
                () => return Ok(left),
            };
            left = Term::Pair(Box::new(left), sign, Box::new(self.product(depth)?));
        }
    }

    fn product(&mut self, depth: usize) -> Result<Term, String> {
        let mut left = self.one(depth)?;
        loop {
            let sign = match () {
                () if self.takes("*") || self.takes("×") => '*',
                () if self.takes("/") || self.takes("÷") => '/',
                () => return Ok(left),
            };
            left = Term::Pair(Box::new(left), sign, Box::new(self.one(depth)?));
        }
    }

    fn one(&mut self, depth: usize) -> Result<Term, String> {
        const DEEPEST: usize = 32;
        if depth > DEEPEST {
            return Err("công thức có quá nhiều tầng ngoặc".to_owned());
        }
        if self.takes("(") {
            let inner = self.sum(depth + 1)?;
            return match self.takes(")") {
                true => Ok(inner),
                false => Err(self.expected("dấu )")),
            };
        }
        if self.takes("-") {
            let zero = Box::new(Term::Number(Number::ZERO));
            return Ok(Term::Pair(zero, '-', Box::new(self.one(depth + 1)?)));
        }
        let rest = self.rest();
        match rest.chars().next() {
            Some(c) if c.is_ascii_digit() => self.number(),
            Some(c) if c.is_alphabetic() => self.name(depth),
            _ => Err(self.expected("số hoặc mã chỉ tiêu")),
        }
    }

    fn number(&mut self) -> Result<Term, String> {
        let rest = self.rest();
        let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
        let end = rest.find(|c| !is_number(c)).unwrap_or(rest.len());
        let typed = &rest[..end];
        self.at += end;
        let number = Number::parse(typed)
            .map_err(|_| format!("“{typed}” không phải số; phần lẻ ghi sau dấu phẩy, ví dụ 0,5"))?;
        // *10%* is a tenth.
        match self.takes("%") {
            true => number
                .checked_div(Number::HUNDRED, DECIMALS)
                .map(Term::Number)
                .ok_or_else(|| format!("“{typed}%” quá lẻ")),
            false => Ok(Term::Number(number)),
        }
    }

    fn name(&mut self, depth: usize) -> Result<Term, String> {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let name = &rest[..end];
        self.at += end;
        if let "min" | "max" = name {
            return self.call(name, depth);
        }
        if !self.codes.contains(&name) {
            let near = nearest(name, self.codes.iter().copied());
            let near = near.map(|near| format!("; có phải là {near}?")).unwrap_or_default();
            return Err(format!("không tổng hợp chỉ tiêu nào có mã “{name}”{near}"));
        }
        if !self.takes(".") {
            return Ok(Term::Figure(name.to_owned(), Part::Value));
        }
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let key = &rest[..end];
        self.at += end;
        match Part::ALL.into_iter().find(|part| part.key() == key) {
            Some(part) => Ok(Term::Figure(name.to_owned(), part)),
            None => {
                let keys = Part::ALL.map(Part::key).join(", ");
                Err(format!("“{name}.{key}” không có; sau dấu chấm là một trong: {keys}"))
            }
        }
    }

    fn call(&mut self, name: &str, depth: usize) -> Result<Term, String> {
        if !self.takes("(") {
            return Err(self.expected("dấu ("));
        }
        let mut terms = vec![self.sum(depth + 1)?];
        while self.takes(";") {
            terms.push(self.sum(depth + 1)?);
        }
        if !self.takes(")") {
            return Err(self.expected("dấu ; hoặc )"));
        }
        Ok(if name == "min" { Term::Least(terms) } else { Term::Most(terms) })
    }

    pub fn sign(&mut self) -> Result<Sign, String> {
        let signs = [
            ("<=", Sign::AtMost),
            ("≤", Sign::AtMost),
            (">=", Sign::AtLeast),
            ("≥", Sign::AtLeast),
            ("!=", Sign::Unequal),
            ("≠", Sign::Unequal),
            ("<", Sign::Less),
            (">", Sign::More),
            ("=", Sign::Equal),
        ];
        let found = signs.into_iter().find(|(sign, _)| self.takes(sign));
        found.map(|(_, sign)| sign).ok_or_else(|| self.expected("dấu so sánh: <=, >=, <, >, ="))
    }

    pub fn ended(&mut self) -> Result<(), String> {
        match self.rest() {
            "" => Ok(()),
            _ => Err(self.expected("dấu + - * /, hoặc hết công thức")),
        }
    }

    fn expected(&mut self, what: &str) -> String {
        let rest = self.rest();
        let here: String = rest.chars().take(12).collect();
        match here.is_empty() {
            true => format!("công thức thiếu {what} ở cuối"),
            false => format!("trước “{here}” phải là {what}"),
        }
    }
}
