//! Repeated keys in a map: a mistake, or two list items of which the second lacks its dash.

use crate::diagnostic::{Code, Diagnostic, Place};

use super::{Entry, Node};

/// The repeated keys of one map, in order.
pub(super) struct Repeated {
    /// Whether the map is an item of a list.
    is_item: bool,
    again: Vec<RepeatedKey>,
}

/// A repeated key.
struct RepeatedKey {
    key: String,
    place: Place,
    value: Node,
    /// Its first place.
    first: Place,
}

impl Repeated {
    pub fn new(is_item: bool) -> Self {
        Repeated { is_item, again: Vec::new() }
    }

    pub fn add(&mut self, key: String, place: Place, value: Node, first: Place) {
        self.again.push(RepeatedKey { key, place, value, first });
    }

    /// The findings: one for each missing dash, else one for each key. `first` is the map's
    /// first entry; `is_root` means that the map is the whole file.
    pub fn told(self, first: Option<&Entry>, is_root: bool) -> Vec<Diagnostic> {
        let Some(opening) = self.again.first().map(|again| again.key.clone()) else {
            return Vec::new();
        };
        // Two repeated keys, or the one that items begin with, indicate another item;
        // adjacent repetitions of the same key are just duplicates.
        let several = self.again.iter().any(|again| again.key != opening);
        let begins = self.is_item && first.is_some_and(|first| first.key == opening);
        let apart = |again: &RepeatedKey| {
            let between = &again.place.source.text[again.first.span.end..again.place.span.start];
            between.lines().skip(1).any(|line| line.contains(':'))
        };
        let is_item = !is_root && (several || begins) && self.again.first().is_some_and(apart);
        if is_item {
            // The key that begins the second item begins the third, too.
            let openings = self.again.iter().filter(|again| again.key == opening);
            return openings.map(RepeatedKey::lost_dash).collect();
        }
        self.again.iter().map(RepeatedKey::twice).collect()
    }
}

impl RepeatedKey {
    fn lost_dash(&self) -> Diagnostic {
        let (line, _) = self.place.line_column();
        let value = self.value.text().filter(|text| text.lines().count() == 1);
        let typed = match value {
            Some(value) => format!("- {}: {value}", self.key),
            None => format!("- {}:", self.key),
        };
        Diagnostic::error(Code::REPEATED_KEY, format!("Dòng {line}: có lẽ là mục mới mà thiếu dấu gạch"))
            .at(self.place.clone())
            .with_related(self.first.clone(), "mục trước đã có khóa này")
            .with_hint(format!(
                "gõ `{typed}`, các dòng sau của mục thẳng hàng với `{}`; nếu chỉ là ghi lặp thì xóa bớt",
                self.key
            ))
            .structural()
    }

    fn twice(&self) -> Diagnostic {
        Diagnostic::error(Code::REPEATED_KEY, format!("Khóa `{}` ghi hai lần", self.key))
            .at(self.place.clone())
            .with_related(self.first.clone(), "đã ghi ở đây")
            .with_hint("giữ một, hoặc gộp nội dung hai chỗ làm một")
            .structural()
    }
}
