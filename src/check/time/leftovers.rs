//! Remainders of last year's dossier.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Dossier, PeriodType};
use crate::source::Path;

use super::last_year::{school_year, throughout};
use super::other_terms::of_terms;
use super::parts_of_year::parts_of_year;
use crate::check::congress::naming::headings_of;
use crate::check::scan::Words;
use crate::check::{Context, Findings, Rule};

pub(crate) const LEFTOVERS: Rule =
    Rule { code: Code::LEFTOVER, severity: Severity::Warning, citation: "", run: leftovers };

/// Words in whose clause an earlier year may be named.
const LOOKING_BACK: &[&str] = &[
    "so với",
    "hơn",
    "kém",
    "luật",
    "bộ luật",
    "hiến pháp",
    "từ",
    "kể từ",
    "kết quả",
    "nghị quyết",
    "chỉ thị",
    "quyết định",
    "nghị định",
    "thông tư",
    "công văn",
    "số",
    "sau",
    "cùng kỳ",
    "giai đoạn",
    "phát huy",
    "kế thừa",
    "tồn tại",
    "hạn chế",
    "khắc phục",
    "rút kinh nghiệm",
    "bài học",
    "cuối",
    "chuyển",
    "chưa",
    "đã",
    "như",
    "bằng",
    "ban hành",
    "thành lập",
    "tổng kết",
];

fn leftovers(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let period = dossier.period.as_ref().filter(|p| {
        let kind = p.kind();
        kind.is_none_or(|kind| kind == PeriodType::Year || kind.is_interim())
    });
    if let Some(year) = period.and_then(|p| p.year).map(|y| y.first) {
        titles(dossier, year, found);
        let whole = period.is_some_and(|p| p.r#type.is_none_or(|t| t == PeriodType::Year));
        for (path, words) in context.printed_words() {
            if planned(path) {
                plans(path, words, year, found);
            }
            held_before(path, words, year, found);
            // A congress plans for the term that begins.
            if whole && dossier.congress.is_none() {
                opened_by(path, words, year, found);
            }
        }
        if !period.is_some_and(|p| p.r#type.is_some_and(|t| t != PeriodType::Year)) {
            throughout(context, year, found);
        }
    }
    school_year(context, found);
    parts_of_year(context, found);
    sources(context, found);
    of_terms(context, found);
}

/// The instructions cited by a report are about its own year: `hướng dẫn tổng kết năm 2025`
/// is left over in the bases of the next year's.
fn sources(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let period = dossier.period.as_ref().filter(|_| dossier.congress.is_none());
    let Some(year) = period.and_then(|p| p.year_told()) else { return };
    const ABOUT: &[&str] = &["tổng kết", "sơ kết", "báo cáo", "nhiệm vụ", "khen thưởng"];
    for (path, words) in context.printed_words() {
        if !path.keys().any(|key| matches!(key, "bases" | "requested_by")) {
            continue;
        }
        for (i, named) in words.years().filter(|(_, named)| *named + 1 == year) {
            let clause = words.clause(i);
            let about = words.any(clause.start..i, ABOUT);
            let both = words.years().any(|(_, other)| other == year);
            let dated = words.lower(i.saturating_sub(2)) == "tháng";
            if about && !both && !dated && !words.quoted(i) {
                let (span, now) = (words.span(i..i + 2), format!("năm {year}"));
                found.add(warning(path, span, &format!("năm {named}"), period_year(), &now));
            }
        }
    }
}

pub(crate) fn warning(
    path: &Path,
    span: std::ops::Range<usize>,
    left: &str,
    related: Path,
    now: &str,
) -> Diagnostic {
    LEFTOVERS
        .broken_at(path.clone(), format!("Còn ghi “{left}”, hồ sơ này là của {now}"))
        .with_span(span)
        .with_related(related, now.to_owned())
        .with_hint("thường là còn sót khi làm từ hồ sơ cũ; đúng ý thì giữ nguyên")
}

pub(crate) fn period_year() -> Path {
    Path::root().key("period").key("year")
}

/// Titles and subjects name the reported year or the planned one.
fn titles(dossier: &Dossier, year: u16, found: &mut Findings) {
    let next = dossier.period.as_ref().and_then(|p| p.next_year).map_or(year + 1, |y| y.first);
    for (path, text) in titles_of(dossier) {
        let words = Words::of(text);
        for (i, named) in words.years() {
            let clause = words.clause(i);
            let range = words.any(clause.start..i, &["giai đoạn", "luật", "nghị quyết", "đến"]);
            if named >= year && named <= next.max(year + 1) || range || words.quoted(i) {
                continue;
            }
            let now = format!("năm {year}");
            let span = words.span(i..i + 2);
            found.add(warning(&path, span, &format!("năm {named}"), period_year(), &now));
        }
    }
}

fn titles_of(dossier: &Dossier) -> Vec<(Path, &str)> {
    let root = Path::root();
    let mut texts = Vec::new();
    for (id, envelope) in dossier.papers.iter() {
        let at = root.key("papers").key(id);
        texts.extend(envelope.title.as_deref().map(|t| (at.key("title"), t)));
        texts.extend(envelope.subject.as_deref().map(|t| (at.key("subject"), t)));
    }
    for (id, headings) in dossier.outline.iter() {
        headings_of(headings, &root.key("outline").key(id), &mut texts);
    }
    let event = dossier.event.as_ref().and_then(|e| e.name.as_deref());
    texts.extend(event.map(|name| (root.key("event").key("name"), name)));
    // The paper that requested the report names the requested period.
    let requested = dossier.period.as_ref().and_then(|p| p.requested_by.as_ref());
    let subject = requested.and_then(|r| r.subject.as_deref());
    texts.extend(subject.map(|s| (root.key("period").key("requested_by").key("subject"), s)));
    texts
}

/// Whether a text is about the future.
pub(crate) fn planned(path: &Path) -> bool {
    let keys: Vec<&str> = path.keys().collect();
    matches!(
        keys[..],
        [
            "direction",
            "orientation" | "goal" | "key_tasks" | "breakthroughs" | "tasks" | "targets",
            ..
        ]
    )
}

/// Plans name no year before the reported one, unless they look back at it.
fn plans(path: &Path, words: &Words<'_>, year: u16, found: &mut Findings) {
    const BACK: u16 = 3;
    let near = |named: u16| named < year && named + BACK >= year;
    for (i, named) in words.years().filter(|(_, named)| near(*named)) {
        if !looks_back(words, i) {
            let span = words.span(i..i + 2);
            let now = format!("năm {year}");
            found.add(warning(path, span, &format!("năm {named}"), period_year(), &now));
        }
    }
}

/// A sentence that begins with a year tells what the year is of: plans with the reported
/// one, `Năm 2026, phấn đấu …`, results with the one before, `Trong năm 2025 chưa có …`.
fn opened_by(path: &Path, words: &Words<'_>, year: u16, found: &mut Findings) {
    let results = matches!(path.keys().next(), Some("results" | "assessment"));
    let plan = planned(path);
    for (i, named) in words.years() {
        let clause = words.clause(i);
        let within = i.checked_sub(1).is_some_and(|k| words.lower(k) == "trong");
        let opens = i == clause.start || within && i == clause.start + 1;
        // `năm học 2026 - 2027` is read elsewhere.
        let alone = words.lower(i) == "năm" && !matches!(words.gap(i + 1).trim(), "-" | "–");
        let rest = i + 2..clause.end;
        let others = words.years().any(|(k, other)| rest.contains(&k) && other > named);
        let done = words.any(rest.clone(), &["đạt được", "so với", "nay", "năm nay", "kết quả"])
            || plan && words.any(rest, &["đã"]);
        let stale = plan && named == year && words.gap(i + 1).contains(',')
            || results && named + 1 == year && within
            || results && is_of_old(words, i, year, named);
        if opens && alone && stale && !others && !done && !words.quoted(i) {
            let now = if plan { format!("năm {}", year + 1) } else { format!("năm {year}") };
            let span = words.span(i..i + 2);
            let finding = warning(path, span, &format!("năm {named}"), period_year(), &now);
            let message = match plan {
                true => format!("Còn ghi “năm {named}”, phương hướng là của {now}"),
                false => finding.message.clone(),
            };
            found.add(Diagnostic { message, ..finding });
        }
    }
}

/// `ngày 26/3/2025 tổ chức hội thao` in the results of 2026: a day of the year before, said of
/// what was held on it. The last two months may belong to the next year's report.
fn held_before(path: &Path, words: &Words<'_>, year: u16, found: &mut Findings) {
    const HELD: [&str; 8] = [
        "tổ chức",
        "đã tổ chức",
        "phát động",
        "ra quân",
        "gặp mặt",
        "khai mạc",
        "công đoàn tổ chức",
        "đoàn tổ chức",
    ];
    if path.keys().next() != Some("results") {
        return;
    }
    for date in words.dates() {
        let of_before = date.year.is_some_and(|named| named + 1 == year) && date.month <= 10;
        let end = date.words.end;
        let held = HELD.iter().any(|verb| words.starts(end, verb));
        let held = held && !words.any(end..end + 6, &["thành lập", "công bố", "ra mắt"]);
        let named = date.words.start.checked_sub(1).is_some_and(|k| words.lower(k) == "ngày");
        let before = words.clause(date.words.start).start..date.words.start;
        let compared = words.any(before, &["so với", "hơn", "kém", "cùng kỳ", "năm trước", "từ"]);
        if of_before && held && named && !compared && !words.quoted(date.words.start) {
            let span = words.span(date.words.clone());
            let written = format!("ngày {}", &words.text()[span.clone()]);
            found.add(warning(path, span, &written, period_year(), &format!("năm {year}")));
        }
    }
}

/// `Năm 2014, Công đoàn triển khai …` in the results of 2016, and no other year in the line.
fn is_of_old(words: &Words<'_>, i: usize, year: u16, named: u16) -> bool {
    const HISTORY: &[&str] =
        &["thành lập", "tặng", "khen", "đón nhận", "công nhận", "ra đời", "tiền thân", "đổi tên"];
    // Last year's stands for comparison.
    let near = named + 1 < year && named + 3 >= year;
    let opens = words.gap(i + 1).contains(',');
    let clause = words.clause(i);
    let others = clause.clone().filter(|k| *k != i + 1).any(|k| words.year(k).is_some());
    near && opens && !others && !words.any(clause, HISTORY)
}

pub(crate) fn looks_back(words: &Words<'_>, i: usize) -> bool {
    words.quoted(i) || words.any(words.clause(i).start..i, LOOKING_BACK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_may_look_back() {
        let left = |text: &str| {
            let mut found = Findings::default();
            plans(&Path::root(), &Words::of(text), 2026, &mut found);
            found.0.len()
        };
        assert_eq!(left("Phấn đấu năm 2025 kết nạp 60 đoàn viên."), 1);
        for fine in [
            "Tăng 5% so với năm 2025.",
            "Triển khai Luật Công đoàn năm 2025.",
            "Phấn đấu năm 2027 kết nạp 60 đoàn viên.",
            "Thi đua theo chủ đề “Năm 2025 hành động”.",
        ] {
            assert_eq!(left(fine), 0, "{fine}");
        }
    }
}
