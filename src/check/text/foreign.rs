//! What stayed behind from the file that a dossier was copied from: another
//! organisation's name (BC381).

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Level, Organization};
use crate::source::Path;
use crate::vietnamese::{Words, fold};

use crate::check::{Context, Findings, Rule};

pub(crate) const OWN_NAME: Rule =
    Rule { code: Code::FOREIGN_NAME, severity: Severity::Warning, citation: "", run: own_name };

/// Kinds of employers, by which the names of organisations go on: of two of one kind only
/// one is the dossier's. The more particular kind comes first.
const KINDS: [(&str, &str); 24] = [
    ("trường thcs", "trường"),
    ("trường thpt", "trường"),
    ("trường tiểu học", "trường"),
    ("trường mầm non", "trường"),
    ("trường mẫu giáo", "trường"),
    ("trường cao đẳng", "trường"),
    ("trường đại học", "trường"),
    ("trường", "trường"),
    ("bệnh viện đa khoa", "bệnh viện"),
    ("bệnh viện", "bệnh viện"),
    ("trung tâm y tế", "trung tâm"),
    ("trung tâm", "trung tâm"),
    ("tổng công ty", "tổng công ty"),
    ("công ty cổ phần", "công ty"),
    ("công ty tnhh", "công ty"),
    ("công ty", "công ty"),
    ("nhà máy", "nhà máy"),
    ("xí nghiệp", "xí nghiệp"),
    ("hợp tác xã", "hợp tác xã"),
    ("chi cục", "chi cục"),
    ("kho bạc", "kho bạc"),
    ("phường", "phường"),
    ("xã", "xã"),
    ("thôn", "thôn"),
];

/// An organisation by the kind of its employer and its proper name.
struct Called {
    kind: &'static str,
    proper: Vec<String>,
    words: Range<usize>,
}

impl Called {
    /// The organisation named from a word on: `Công đoàn Trường Tiểu học Gò Dầu`.
    fn at(words: &Words<'_>, i: usize) -> Option<Self> {
        let heads = ["công đoàn cơ sở", "công đoàn", "chi bộ", "chi đoàn", "đoàn"];
        let head = heads.iter().find(|head| words.starts(i, head))?;
        let at = i + head.split(' ').count();
        let (named, kind) = KINDS.iter().find(|(named, _)| words.starts(at, named))?;
        let from = at + named.split(' ').count();
        let is_proper = |k: usize| {
            k < words.len()
                && words.written(k).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                && (k == from
                    || words.gap(k - 1).trim().is_empty()
                    || words.gap(k - 1).trim() == "-")
        };
        let end = (from..).find(|k| !is_proper(*k)).unwrap_or(from);
        let proper: Vec<String> = (from..end).map(|k| fold(words.written(k))).collect();
        // A single word may belong to something other than the name: `Trường Sa`.
        (!proper.is_empty() && words.joined(from - 1)).then_some(Called {
            kind,
            proper,
            words: i..end,
        })
    }

    /// Whether two names are one, of which either may be shortened.
    fn is(&self, other: &Called) -> bool {
        let (a, b) = (&self.proper, &other.proper);
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        self.kind != other.kind || long.windows(short.len()).any(|part| part == short.as_slice())
    }
}

/// Words in whose sentence another organisation is named rightly.
const WITH_OTHERS: &[&str] = &[
    "phối hợp",
    "giao lưu",
    "kết nghĩa",
    "cùng",
    "với",
    "học tập",
    "tham quan",
    "thăm",
    "hỗ trợ",
    "giúp",
    "đỡ đầu",
    "sáp nhập",
    "hợp nhất",
    "tiếp nhận",
    "chuyển",
    "chia tách",
    "thành lập",
    "ủng hộ",
    "thuộc",
    "cụm",
];

fn own_name(context: &Context<'_>, found: &mut Findings) {
    let own = &context.dossier.organization;
    let Some(name) = own.name.as_deref() else { return };
    let name = Words::of(name);
    let Some(called) = Called::at(&name, 0) else { return };
    // Who stands above others names them as his own.
    let of_many = own.level.is_some_and(|level| {
        !level.is_base() && !matches!(level, Level::Commune | Level::Corporation)
    });
    if of_many {
        return;
    }
    for (path, words) in context.printed_words().filter(|(path, _)| is_about_itself(path)) {
        let mut i = 0;
        while i < words.len() {
            let Some(other) = Called::at(words, i) else {
                i += 1;
                continue;
            };
            i = other.words.end;
            let clause = words.clause(other.words.start);
            let known = other.is(&called) || is_known(own, &other);
            if known || words.any(clause, WITH_OTHERS) || words.quoted(other.words.start) {
                continue;
            }
            let span = words.span(other.words);
            let written = &words.text()[span.clone()];
            found.add(
                OWN_NAME
                    .broken_at(path.clone(), format!("“{written}” không phải tên của đơn vị này"))
                    .with_span(span)
                    .with_related(Path::root().key("organization").key("name"), "tên đơn vị")
                    .with_hint("thường là còn sót khi chép từ hồ sơ khác; đúng ý thì giữ nguyên"),
            );
        }
    }
}

/// Where an organisation speaks of itself: what it is to become, its congress, its titles,
/// what it gives awards for.
fn is_about_itself(path: &Path) -> bool {
    let keys: Vec<&str> = path.keys().collect();
    matches!(
        keys[..],
        ["direction", "goal" | "orientation" | "targets" | "breakthroughs" | "key_tasks", ..]
            | ["congress", "name" | "tasks" | "motto" | "theme", ..]
            | ["papers", _, "title" | "subject" | "opening" | "closing", ..]
            | ["assessment", ..]
    ) || keys.contains(&"reasons")
}

/// Whether the dossier names an organisation as related.
fn is_known(own: &Organization, other: &Called) -> bool {
    let parent = own.parent.as_ref();
    let names = [&own.name, &own.short_name, &own.host, &own.units, &own.party_lead]
        .into_iter()
        .flatten()
        .chain(parent.iter().flat_map(|parent| parent.name.iter().chain(&parent.short_name)))
        .chain(own.former_names.iter().filter_map(|former| former.name.as_ref()))
        .chain(&own.successor_of);
    let proper = other.proper.join(" ");
    names.into_iter().any(|name| fold(&name.0).contains(&proper))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_kind() {
        let called = |text: &str| Called::at(&Words::of(text), 0);
        let is = |a: &str, b: &str| match (called(a), called(b)) {
            (Some(a), Some(b)) => a.is(&b),
            _ => panic!("{a}, {b}"),
        };
        let own = "Công đoàn cơ sở Trường THCS Rạch Tràm";
        assert!(is(own, "Công đoàn Trường Rạch Tràm"));
        assert!(is(own, "Công đoàn Công ty Gò Dầu"));
        assert!(!is(own, "Công đoàn Trường Tiểu học Gò Dầu"));
        assert!(!is("Công đoàn phường Bến Đình", "Công đoàn phường Hoa Lư"));
        for none in
            ["Công đoàn trường", "Công đoàn Việt Nam", "Trường Tiểu học Gò Dầu", "Công đoàn xã"]
        {
            assert!(called(none).is_none(), "{none}");
        }
    }
}
