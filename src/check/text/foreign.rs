//! What stayed behind from the file that a dossier was copied from: another
//! organisation's name (BC381).

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Level, Organization, OrganizationKind};
use crate::source::Path;
use crate::vietnamese::{Words, fold};

use crate::check::{Context, Findings, Rule};

pub(crate) const OWN_NAME: Rule =
    Rule { code: Code::FOREIGN_NAME, severity: Severity::Warning, citation: "", run: own_name };

/// Kinds of employers in the names of organisations: of two with one kind only one is the
/// dossier's. The more specific kind comes first.
const KINDS: [(&str, &str); 28] = [
    ("trường trung học phổ thông", "trường"),
    ("trường trung học cơ sở", "trường"),
    ("trường phổ thông dân tộc nội trú", "trường"),
    ("trường phổ thông dân tộc bán trú", "trường"),
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

/// Who belongs to an employer that is named behind: `đoàn viên Công ty Mẫu`, `xây dựng Trường
/// Minh Họa`.
const BELONGING: [&str; 12] = [
    "đoàn viên",
    "công nhân",
    "người lao động",
    "cán bộ",
    "giáo viên",
    "nhà giáo",
    "y bác sĩ",
    "học sinh",
    "lãnh đạo",
    "tập thể",
    "toàn thể",
    "xây dựng",
];

/// What the names of unions of a craft (nghiệp đoàn) go on behind.
const CRAFTS: [&str; 2] = ["nghiệp đoàn cơ sở", "nghiệp đoàn"];

/// An organisation: the kind of its employer, and its proper name.
struct Called {
    kind: &'static str,
    proper: Vec<String>,
    words: Range<usize>,
}

impl Called {
    /// The organisation named from a word on: `Công đoàn Trường Tiểu học Gò Dầu`.
    fn at(words: &Words<'_>, i: usize) -> Option<Self> {
        let heads = ["công đoàn cơ sở", "công đoàn", "chi bộ", "chi đoàn", "đoàn"];
        let length = |text: &str| text.split(' ').count();
        let of_kind = |at: usize| {
            let (named, kind) = KINDS.iter().find(|(named, _)| words.starts(at, named))?;
            Some((at + length(named), *kind))
        };
        let belonging = BELONGING.iter().find(|head| words.starts(i, head));
        let behind = belonging.map(|head| i + length(head));
        let employer = behind.filter(|at| words.written(*at).starts_with(char::is_uppercase));
        let (start, (from, kind)) = match CRAFTS.iter().find(|head| words.starts(i, head)) {
            Some(head) => (i, (i + length(head), "nghiệp đoàn")),
            None => match (heads.iter().find(|head| words.starts(i, head)), employer) {
                (_, Some(at)) => (at, of_kind(at)?),
                (Some(head), None) => (i, of_kind(i + length(head))?),
                (None, None) => return None,
            },
        };
        // `Bệnh viện Đa khoa huyện Minh Họa`
        let place = ["huyện", "tỉnh", "quận", "thị xã", "khu vực", "thành phố"];
        let from = match place.iter().find(|place| words.starts(from, place)) {
            Some(place) if kind != "phường" && kind != "xã" => from + length(place),
            _ => from,
        };
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
        let short = employer.is_some() && kind == "trường" && proper.len() < 2;
        (!proper.is_empty() && !short && words.joined(from - 1)).then_some(Called {
            kind,
            proper,
            words: start..whole(words, end),
        })
    }

    /// Whether two names of one kind are one, of which either may be shortened; none where
    /// the kinds differ, so that both may be.
    fn is(&self, other: &Called) -> Option<bool> {
        let (a, b) = (&self.proper, &other.proper);
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let same = || long.windows(short.len()).any(|part| part == short.as_slice());
        (self.kind == other.kind).then(same)
    }
}

/// The end of a name that goes on behind a word or two in small letters: `Công ty Môi trường
/// đô thị Ba Xã`.
fn whole(words: &Words<'_>, end: usize) -> usize {
    const VERBS: &[&str] = &[
        "được", "và", "của", "tại", "với", "đã", "do", "là", "trong", "có", "tham", "thi", "cho",
        "theo", "tổ", "ở", "từ", "về", "đạt", "xây", "hoàn", "gửi", "trên", "vào", "đến", "dự",
        "cùng", "năm",
    ];
    let joined = |k: usize| words.gap(k - 1) == " ";
    let small = |k: usize| joined(k) && !VERBS.contains(&words.lower(k));
    let capital = |k: usize| joined(k) && words.written(k).starts_with(char::is_uppercase);
    let mut end = end;
    while let Some(next) =
        (end..(end + 4).min(words.len())).take_while(|k| small(*k)).find(|k| capital(*k))
    {
        end = next + 1;
    }
    end
}

/// Words in whose clause another organisation is named rightly.
#[rustfmt::skip]
const WITH_OTHERS: &[&str] = &[
    "phối hợp", "giao lưu", "kết nghĩa", "cùng", "với", "học tập", "tham quan", "thăm", "hỗ trợ", "giúp", "đỡ đầu",
    "sáp nhập", "hợp nhất", "tiếp nhận", "chuyển", "chia tách", "thành lập", "ủng hộ", "thuộc", "cụm", "đơn vị bạn",
];

/// The same in results, in which others may take part: matches, guests, gifts.
#[rustfmt::skip]
const IN_RESULTS: &[&str] = &[
    "đội", "thi đấu", "gặp", "thắng", "thua", "giải", "hội thao", "hội thi", "liên hoan", "tặng", "trao", "quyên góp",
    "tại", "dự", "mời", "từ", "nguyên", "cũ", "trước đây", "đại diện", "đồng chí", "ông", "bà", "anh", "chị", "về",
    "khối thi đua", "đăng cai", "các", "và", "trước",
];

/// What only another kind of organisation has, in plans of one's own.
fn of_another_kind(context: &Context<'_>, found: &mut Findings) {
    use OrganizationKind::{Party, Union, Youth};
    let (phrases, own): (&[&str], &str) = match context.dossier.organization_kind() {
        Youth => (&["đoàn phí công đoàn", "đoàn viên công đoàn"], "Đoàn"),
        Party => (&["đoàn phí công đoàn", "đoàn phí đoàn thanh niên"], "tổ chức đảng"),
        Union => (&["đóng đảng phí", "sinh hoạt chi đoàn"], "công đoàn"),
    };
    for (path, words) in context.narrated_words() {
        if path.keys().next() != Some("direction") {
            continue;
        }
        let at = phrases.iter().find_map(|phrase| Some((words.find(phrase).next()?, phrase)));
        let Some((at, phrase)) = at else { continue };
        let clause = words.clause(at);
        if words.any(clause.clone(), WITH_OTHERS) || words.any(clause, LEADING) || words.quoted(at)
        {
            continue;
        }
        let span = words.span(at..at + phrase.split(' ').count());
        let written = &words.text()[span.clone()];
        found.add(
            OWN_NAME
                .broken_at(path.clone(), format!("“{written}” trong phương hướng của {own}"))
                .with_span(span)
                .with_hint("thường là còn sót khi chép từ hồ sơ khác; đúng ý thì giữ nguyên"),
        );
    }
}

/// Who leads another organisation names its affairs rightly.
const LEADING: &[&str] = &["lãnh đạo", "chỉ đạo", "công đoàn và", "và công đoàn", "các đoàn thể"];

fn own_name(context: &Context<'_>, found: &mut Findings) {
    of_another_kind(context, found);
    let own = &context.dossier.organization;
    let Some(name) = own.name.as_deref() else { return };
    // A superior names its units legitimately.
    let of_many = own.level.is_some_and(|level| {
        !level.is_base() && !matches!(level, Level::Commune | Level::Corporation)
    });
    if of_many {
        return;
    }
    let above = own.parent.as_ref().and_then(|parent| parent.name.as_deref());
    let called: Vec<(Called, &str)> = [(Some(name), "name"), (above, "parent")]
        .into_iter()
        .filter_map(|(name, key)| Some((Called::at(&Words::of(name?), 0)?, key)))
        .collect();
    for (path, words) in context.printed_words().filter(|_| !called.is_empty()) {
        let Some(with_others) = rightly_beside(path) else { continue };
        for other in others(words) {
            let of_a_kind = called.iter().find(|(own, _)| own.is(&other).is_some());
            let one = called.iter().any(|(own, _)| own.is(&other) == Some(true));
            let Some((_, key)) = of_a_kind.filter(|_| !one && !is_known(own, &other)) else {
                continue;
            };
            let clause = words.clause(other.words.start);
            let rightly = with_others.iter().any(|list| words.any(clause.clone(), list));
            if rightly || words.quoted(other.words.start) {
                continue;
            }
            let span = words.span(other.words);
            let written = &words.text()[span.clone()];
            let whose = if *key == "name" { "đơn vị này" } else { "công đoàn cấp trên" };
            found.add(
                OWN_NAME
                    .broken_at(path.clone(), format!("“{written}” không phải tên của {whose}"))
                    .with_span(span)
                    .with_related(Path::root().key("organization").key(*key), "tên đã ghi")
                    .with_hint("thường là còn sót khi chép từ hồ sơ khác; đúng ý thì giữ nguyên"),
            );
        }
    }
}

/// The organisations that a text names.
fn others(words: &Words<'_>) -> Vec<Called> {
    let mut all = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match Called::at(words, i) {
            Some(other) => {
                i = other.words.end;
                all.push(other);
            }
            None => i += 1,
        }
    }
    all
}

/// Beside which words another organisation is named rightly in a field; none for fields
/// that are there to name others.
fn rightly_beside(path: &Path) -> Option<&'static [&'static [&'static str]]> {
    let keys: Vec<&str> = path.keys().collect();
    let of_others = ["guests", "successor_of", "former_names", "unit", "units", "host", "issuer"];
    if keys.iter().any(|key| of_others.contains(key)) {
        return None;
    }
    match keys[..] {
        ["organization" | "attendance" | "delegates" | "speeches" | "news" | "people", ..]
        | ["upper_congress" | "cited" | "comments" | "letters" | "bodies" | "elections", ..] => {
            None
        }
        // What an organisation is to become, its congress, its titles, what it gives awards for.
        ["direction" | "congress" | "papers" | "assessment", ..] => Some(&[WITH_OTHERS]),
        _ if keys.contains(&"reasons") => Some(&[WITH_OTHERS]),
        _ => Some(&[WITH_OTHERS, IN_RESULTS]),
    }
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
        let craft = "Nghiệp đoàn cơ sở Bốc xếp Cảng Minh Họa";
        let own = "Công đoàn cơ sở Trường THCS Rạch Tràm";
        assert_eq!(is(own, "Công đoàn Trường Rạch Tràm"), Some(true));
        assert_eq!(is(own, "Công đoàn Công ty Gò Dầu"), None);
        assert_eq!(is(own, "Công đoàn Trường Tiểu học Gò Dầu"), Some(false));
        assert_eq!(is(own, "Đoàn Trường Trung học phổ thông Gò Dầu"), Some(false));
        assert_eq!(is("Công đoàn phường Bến Đình", "Công đoàn phường Hoa Lư"), Some(false));
        assert_eq!(is(craft, "Nghiệp đoàn Xe ôm Bến Đình"), Some(false));
        for none in
            ["Công đoàn trường", "Công đoàn Việt Nam", "Trường Tiểu học Gò Dầu", "Công đoàn xã"]
        {
            assert!(called(none).is_none(), "{none}");
        }
    }
}
