//! Tables (bảng) as templates make them: a list of rows, and the columns that a
//! paper prints of them, become one call of the layout.
//!
//! A row is a map with the cells by name. A cell that is unknown is empty, or a hole;
//! where a row has no such cell at all, the one before goes on over its column. A row
//! that is `uncounted` has no number. What a row has `above` it stands in a line of its
//! own, over all columns. What a row says of its `record` is where cells came from that
//! say nothing of it themselves.

use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Value};

use super::engine::{content, loose};
use super::origin;
use super::values::{self, is_unknown, unknown};
use crate::source::Path;

/// Adds the filter `table` to an environment.
pub(super) fn add(env: &mut Environment<'_>) {
    env.add_filter("table", |rows: Value, columns: Value, settings: Kwargs| {
        let hole = settings.get::<Option<bool>>("draft")?.unwrap_or_default();
        settings.assert_all_used()?;
        let rows: Vec<Value> = rows.try_iter()?.collect();
        let columns = columns.try_iter()?.map(|column| Column::of(&column));
        let columns: Vec<Column> = columns.collect::<Result<_, _>>()?;
        table(&rows, columns, hole).map(Value::from_safe_string)
    });
}

/// A column as described by a template.
struct Column {
    /// The kind of content, in the layout's terms: `number`, `note`.
    kind: String,
    head: String,
    /// The name of its cells; `None` for a column that numbers the rows.
    cell: Option<String>,
    /// Left out if all its cells are empty.
    optional: bool,
    /// Lines may break at every blank.
    loose: bool,
    /// Whether a draft shows a hole for an unknown cell.
    hole: bool,
    /// A head above this column and the adjacent ones with the same text.
    over: Option<String>,
    /// Its numbers are shown with equally many decimals, so that they can be compared at
    /// a glance: *66,0* below *95,7*.
    even: bool,
    /// So many, once the rows are known.
    decimals: usize,
}

impl Column {
    fn of(column: &Value) -> Result<Self, Error> {
        const KEYS: [&str; 8] =
            ["kind", "head", "cell", "optional", "loose", "hole", "over", "even"];
        let keys: Vec<String> = column.try_iter()?.map(|key| key.to_string()).collect();
        if let Some(key) = keys.iter().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(refuse(&format!("a column has no `{key}`; it has {}", KEYS.join(", "))));
        }
        let text = |key: &str| {
            let value = column.get_attr(key)?;
            let text = (!value.is_undefined()).then(|| value.to_string());
            Ok::<_, Error>(text)
        };
        let is = |key: &str| Ok::<_, Error>(column.get_attr(key)?.is_true());
        let kind = text("kind")?.unwrap_or_default();
        // It is written as code, so only letters are allowed.
        if kind.is_empty() || !kind.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(refuse("a column's `kind` is a name of the layout: number, note …"));
        }
        Ok(Column {
            kind,
            head: text("head")?.unwrap_or_default(),
            cell: text("cell")?,
            optional: is("optional")?,
            loose: is("loose")?,
            hole: is("hole")?,
            over: text("over")?,
            even: is("even")?,
            decimals: 0,
        })
    }

    /// The row's cell; `None` if it has none.
    fn value(&self, row: &Value) -> Result<Option<Value>, Error> {
        let Some(name) = &self.cell else { return Ok(None) };
        let value = row.get_attr(name)?;
        Ok((!value.is_undefined()).then_some(value))
    }

    fn is_wanted(&self, rows: &[Value]) -> Result<bool, Error> {
        for row in rows.iter().filter(|_| self.optional) {
            if self.value(row)?.is_some_and(|value| value.is_true()) {
                return Ok(true);
            }
        }
        Ok(!self.optional)
    }

    /// Gives its numbers equally many decimals, where they are to have them.
    fn evened(mut self, rows: &[Value]) -> Result<Self, Error> {
        for row in rows.iter().filter(|_| self.even) {
            let text = self.value(row)?.map(|value| value.to_string());
            let own = text.as_deref().and_then(decimals).unwrap_or(0);
            self.decimals = self.decimals.max(own);
        }
        Ok(self)
    }

    /// A cell's content as Typst.
    fn typst(&self, value: &Value, draft: bool, record: Option<&Path>) -> Result<String, Error> {
        if is_unknown(value) {
            return Ok(if self.hole && draft { "#hole;".to_owned() } else { String::new() });
        }
        if value.is_safe() {
            return Ok(origin::marked(record, value.to_string()));
        }
        if value.kind() == ValueKind::Number {
            return Ok(value.to_string());
        }
        let mut text = super::engine::plain(value)?;
        if let Some(own) = decimals(&text).filter(|own| *own < self.decimals) {
            text += if own == 0 { "," } else { "" };
            text += &"0".repeat(self.decimals - own);
        }
        let typst = if self.loose { loose(&text) } else { content(&text) };
        Ok(origin::marked(values::origin(value).or(record), typst))
    }
}

fn table(rows: &[Value], mut columns: Vec<Column>, draft: bool) -> Result<String, Error> {
    let wanted: Vec<bool> =
        columns.iter().map(|column| column.is_wanted(rows)).collect::<Result<_, _>>()?;
    let mut wanted = wanted.into_iter();
    columns.retain(|_| wanted.next().unwrap_or_default());
    let kinds: String = columns.iter().map(|c| format!("column.{}, ", c.kind)).collect();
    let heads = heads(&columns);
    let mut out = format!("#data-table(\n  columns: ({kinds}),\n  head: ({heads}),\n  rows: (\n");
    let columns = columns.into_iter().map(|column| column.evened(rows));
    let columns: Vec<Column> = columns.collect::<Result<_, _>>()?;
    for (index, row) in rows.iter().enumerate() {
        let above = row.get_attr("above")?;
        if above.is_true() && !is_unknown(&above) {
            let above = content(&super::engine::plain(&above)?);
            out += &format!("    (spanning({})[#strong[{above}]], ),\n", columns.len());
        }
        out += &format!("    ({}),\n", cells(row, index, &columns, draft)?);
    }
    Ok(out + "  ),\n)")
}

/// How many decimals a number has as it is shown, `95,7`; none of any other text.
fn decimals(text: &str) -> Option<usize> {
    let (whole, part) = text.split_once(',').unwrap_or((text, ""));
    let is_number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    let is_whole = !whole.is_empty() && is_number(&whole.replace('.', ""));
    (is_whole && is_number(part)).then_some(part.len())
}

/// The cells of a row, each followed by a comma.
fn cells(row: &Value, index: usize, columns: &[Column], draft: bool) -> Result<String, Error> {
    // Each cell with its column span.
    let mut cells: Vec<(usize, String)> = Vec::new();
    let record = row.get_attr("record")?;
    let record = record.as_str().map(|key| Path::root().key(key));
    for column in columns {
        let number = match &column.cell {
            Some(_) => None,
            None if row.get_attr("uncounted")?.is_true() => Some(unknown()),
            None => Some(Value::from(index + 1)),
        };
        match (column.value(row)?.or(number), cells.last_mut()) {
            (Some(value), _) => cells.push((1, column.typst(&value, draft, record.as_ref())?)),
            (None, Some((over, _))) => *over += 1,
            (None, None) => cells.push((1, String::new())),
        }
    }
    let shown = cells.iter().map(|(over, cell)| match over {
        1 => format!("[{cell}], "),
        over => format!("spanning({over})[{cell}], "),
    });
    Ok(shown.collect())
}

/// The cells of the head: one row, or two if some columns have a common head.
fn heads(columns: &[Column]) -> String {
    let cell = |column: &Column| format!("[{}], ", head(&column.head));
    if columns.iter().all(|column| column.over.is_none()) {
        return columns.iter().map(cell).collect();
    }
    let above = columns.chunk_by(|a, b| a.over.is_some() && a.over == b.over);
    let above = above.map(|group| match &group[0].over {
        None => format!("tall[{}], ", head(&group[0].head)),
        Some(over) => format!("spanning({})[{}], ", group.len(), head(over)),
    });
    let below = columns.iter().filter(|column| column.over.is_some()).map(cell);
    above.chain(below).collect()
}

/// The words of a head, with the line breaks of the template.
fn head(text: &str) -> String {
    text.split('\n').map(content).collect::<Vec<_>>().join("\\ ")
}

fn refuse(message: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use minijinja::context;

    fn made(columns: &str, draft: bool) -> Result<String, Error> {
        let rows = vec![
            context! { name => "Một", count => "5", note => unknown() },
            context! { name => "Hai", count => unknown(), note => unknown() },
            context! { name => "Ba \"bốn\"" },
        ];
        let mut env = Environment::new();
        add(&mut env);
        let template = format!("{{{{ rows | table({columns}, draft={draft}) }}}}");
        env.render_str(&template, context! { rows })
    }

    const COLUMNS: &str = "[{'kind': 'index', 'head': 'TT'}, {'kind': 'figure', 'head': 'Tên', 'cell': 'name'}, \
        {'kind': 'number', 'head': 'Số\\nlượng', 'cell': 'count', 'hole': true}, \
        {'kind': 'note', 'head': 'Ghi chú', 'cell': 'note', 'optional': true}]";

    #[test]
    fn numbers_of_an_even_column_have_equally_many_decimals() {
        let rows: Vec<Value> =
            ["66", "95,7", "100", "n/m", ""].map(|share| context! { share }).into();
        let mut env = Environment::new();
        add(&mut env);
        let made = |even: &str| {
            let column = format!("[{{'kind': 'number', 'cell': 'share', 'even': {even}}}]");
            let template = format!("{{{{ rows | table({column}) }}}}");
            env.render_str(&template, context! { rows => rows.clone() }).expect("a table")
        };
        let even = made("true");
        for shown in ["\"66,0\"", "\"95,7\"", "\"100,0\"", "\"n/m\""] {
            assert!(even.contains(shown), "{even}");
        }
        assert!(made("false").contains("\"66\""));
    }

    #[test]
    fn an_empty_column_is_left_out_and_a_cell_goes_on_over_what_a_row_lacks() {
        let typst = made(COLUMNS, true).expect("a table");
        let expected = "#data-table(\n  columns: (column.index, column.figure, column.number, ),\n  \
            head: ([#\"TT\";], [#\"Tên\";], [#\"Số\";\\ #\"lượng\";], ),\n  rows: (\n    \
            ([1], [#\"Một\";], [#\"5\";], ),\n    ([2], [#\"Hai\";], [#hole;], ),\n    \
            ([3], spanning(2)[#\"Ba \\\"bốn\\\"\";], ),\n  ),\n)";
        assert_eq!(typst, expected);
        assert!(!made(COLUMNS, false).expect("a table").contains("hole"));
    }

    #[test]
    fn columns_may_have_a_head_over_them() {
        let columns = "[{'kind': 'index', 'head': 'TT'}, \
            {'kind': 'number', 'head': 'Nam', 'cell': 'name', 'over': 'Ngày sinh'}, \
            {'kind': 'number', 'head': 'Nữ', 'cell': 'count', 'over': 'Ngày sinh'}]";
        let typst = made(columns, false).expect("a table");
        let head =
            "head: (tall[#\"TT\";], spanning(2)[#\"Ngày sinh\";], [#\"Nam\";], [#\"Nữ\";], ),";
        assert!(typst.contains(head), "{typst}");
    }

    #[test]
    fn what_is_no_column_is_refused() {
        for columns in ["[{'kind': '1fr'}]", "[{'head': 'TT'}]", "[{'kind': 'note', 'width': 1}]"] {
            assert!(made(columns, true).is_err(), "{columns}");
        }
    }
}
