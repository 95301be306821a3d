//! Signs that minijinja reads by recursion without a limit: a row of them in a template
//! of an office's own would end the program.

use minijinja::{Error, ErrorKind};

/// No expression that somebody writes has so many signs before one value.
const MOST: usize = 50;

/// Refuses a template that has more `-` or `not` in a row, within its tags, than anybody
/// writes.
pub fn shallow(source: &str) -> Result<&str, Error> {
    match tags(source).any(is_deep) {
        true => Err(Error::new(ErrorKind::SyntaxError, "too many signs before one value")),
        false => Ok(source),
    }
}

/// What stands between `{{` and `}}`, `{%` and `%}`.
fn tags(source: &str) -> impl Iterator<Item = &str> {
    [("{{", "}}"), ("{%", "%}")].into_iter().flat_map(move |(open, close)| {
        source.split(open).skip(1).map(move |rest| rest.split(close).next().unwrap_or_default())
    })
}

fn is_deep(tag: &str) -> bool {
    let (mut dashes, mut nots) = (0, 0);
    for word in tag.split_whitespace() {
        nots = if word == "not" { nots + 1 } else { 0 };
        for c in word.chars() {
            dashes = if c == '-' { dashes + 1 } else { 0 };
            if dashes > MOST {
                return true;
            }
        }
        if nots > MOST {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_signs() {
        let many = |sign: &str| sign.repeat(100_000);
        for deep in [
            format!("{{{{ {}1 }}}}", many("-")),
            format!("{{{{ {}1 }}}}", many("- ")),
            format!("{{% if {}true %}}a{{% endif %}}", many("not ")),
        ] {
            assert!(shallow(&deep).is_err());
        }
        let plain =
            format!("// {}\n{{{{ -1 - -2 }}}}{{% if not a and not b %}}{{% endif %}}", many("-"));
        assert!(shallow(&plain).is_ok());
    }
}
