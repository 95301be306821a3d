//! Anniversaries against the year they are mentioned in.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Path, Segment};

use super::dates::reported_years;
use crate::check::scan::Words;
use crate::check::{Context, Findings, Rule};

pub(crate) const ANNIVERSARY: Rule =
    Rule { code: Code::ANNIVERSARY, severity: Severity::Warning, citation: "", run: anniversary };

/// Events whose anniversaries papers mention: their names, and their years. The more specific
/// name comes first.
const EVENTS: &[(&[&str], &str, u16)] = &[
    (&["công đoàn việt nam"], "28/7/1929", 1929),
    (&["mặt trận tổ quốc việt nam", "mặt trận dân tộc thống nhất"], "18/11/1930", 1930),
    (&["hội liên hiệp phụ nữ việt nam", "phụ nữ việt nam"], "20/10/1930", 1930),
    (&["đoàn thanh niên cộng sản hồ chí minh", "đoàn tncs hồ chí minh"], "26/3/1931", 1931),
    (&["quân đội nhân dân việt nam"], "22/12/1944", 1944),
    (&["đảng cộng sản việt nam", "thành lập đảng"], "03/02/1930", 1930),
    (&["ngày sinh chủ tịch hồ chí minh", "sinh nhật bác"], "19/5/1890", 1890),
    (&["cách mạng tháng tám"], "19/8/1945", 1945),
    (&["quốc khánh"], "02/9/1945", 1945),
    (&["giải phóng miền nam"], "30/4/1975", 1975),
    (&["điện biên phủ"], "07/5/1954", 1954),
    (&["giải phóng thủ đô"], "10/10/1954", 1954),
    (&["thương binh liệt sĩ", "thương binh liệt sỹ"], "27/7/1947", 1947),
    (&["thầy thuốc việt nam"], "27/02/1955", 1955),
    (&["nhà giáo việt nam"], "20/11/1982", 1982),
    (&["quốc tế lao động"], "01/5/1886", 1886),
];

/// `kỷ niệm 97 năm Ngày thành lập Công đoàn Việt Nam`: in the reported years or, as a plan,
/// until the end of the next ones.
fn anniversary(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let Some(years) = reported_years(dossier) else { return };
    let term_end = dossier.congress.as_ref().and_then(|c| c.term).map(|t| t.to);
    let next = dossier.period.as_ref().and_then(|p| p.next_year).map(|y| y.first);
    let (first, last) = (*years.start(), *years.end());
    let latest = [Some(last + 1), next, term_end].into_iter().flatten().max().unwrap_or(last);
    let told_of =
        |text: &str| ["niệm", "NIỆM", " năm ", "lần thứ"].iter().any(|word| text.contains(word));
    for writing in context.writings().filter(|writing| told_of(writing.text)) {
        let (path, words) = (&writing.path, writing.words());
        found.extend(spans_told(words).into_iter().map(|wrong| wrong.finding(path)));
        for told in told(words) {
            let year = told.since + told.years;
            // A text that names a year itself is about another time; one with its own
            // computation is judged by that.
            let reckoned = told.named.contains(&told.since) && told.named.len() > 1;
            if (first..=latest).contains(&year) || told.named.contains(&year) || reckoned {
                continue;
            }
            let planned =
                matches!(path.segments().first(), Some(Segment::Key(k)) if k == "direction");
            let meant = if planned && first == last { last + 1 } else { last };
            let due = meant.saturating_sub(told.since);
            found.add(finding(path, &told, year, meant, due));
        }
    }
}

/// `98 năm … (28/7/1929 - 28/7/2026)`: the stated number and the computed one.
struct Reckoned {
    told: u16,
    from: u16,
    to: u16,
    span: std::ops::Range<usize>,
}

impl Reckoned {
    fn finding(&self, path: &Path) -> Diagnostic {
        let Reckoned { told, from, to, .. } = self;
        let right = to - from;
        ANNIVERSARY
            .broken_at(
                path.clone(),
                format!("Ghi {told} năm, nhưng từ {from} đến {to} là {right} năm"),
            )
            .with_span(self.span.clone())
            .with_hint(format!("ghi {right} năm, hoặc sửa một trong hai năm"))
    }
}

/// Anniversaries that disagree with the two years stated beside them.
fn spans_told(words: &Words<'_>) -> Vec<Reckoned> {
    heads(words)
        .into_iter()
        .filter_map(|(i, number)| {
            let told = words.number(number)?;
            let clause = words.clause(i);
            let opens = (number..clause.end).find(|k| words.gap(*k).trim_start() == "(")?;
            let closes = (opens + 1..clause.end).find(|k| words.gap(*k).contains(')'))?;
            // Nothing else before the bracket is counted in years.
            let again = (number + 1..opens)
                .any(|k| words.number(k).is_some() && words.lower(k + 1) == "năm");
            let years: Vec<u16> = (opens + 1..=closes).filter_map(|k| words.year(k)).collect();
            let [from, to] = years[..] else { return None };
            let wrong = !again && from < to && to - from != told;
            wrong.then(|| Reckoned { told, from, to, span: words.span(i..number + 2) })
        })
        .collect()
}

fn finding(path: &Path, told: &Mention, year: u16, meant: u16, due: u16) -> Diagnostic {
    let Mention { years, day, .. } = told;
    ANNIVERSARY
        .broken_at(
            path.clone(),
            format!("{years} năm kể từ {day} là năm {year}, không phải năm {meant}"),
        )
        .with_span(told.span.clone())
        .with_hint(format!("năm {meant} là {due} năm"))
}

/// Possible mentions of anniversaries, with their numbers: `kỷ niệm 97 năm`, `kỷ niệm lần thứ
/// 97`, `97 năm Ngày thành lập`, `lần thứ 97 Ngày thành lập`.
fn heads(words: &Words<'_>) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for number in (0..words.len()).filter(|k| words.number(*k).is_some()) {
        let before = |back: usize, phrase: &str| {
            number.checked_sub(back).filter(|k| words.starts(*k, phrase))
        };
        let recalls = |k: usize| before(k, "kỷ niệm").or_else(|| before(k, "kỉ niệm"));
        let (year, day) = (words.lower(number + 1) == "năm", |k: usize| words.lower(k) == "ngày");
        let nth = before(2, "lần thứ");
        let at = match (recalls(2), nth) {
            (Some(i), _) if year => Some(i),
            (_, Some(i)) => recalls(4).or(day(number + 1).then_some(i)),
            _ if year && day(number + 2) => Some(number),
            _ => None,
        };
        found.extend(at.map(|i| (i, number)));
    }
    found
}

/// An anniversary mentioned in a text.
struct Mention {
    years: u16,
    since: u16,
    day: &'static str,
    /// The years named in the same clause.
    named: Vec<u16>,
    span: std::ops::Range<usize>,
}

fn told(words: &Words<'_>) -> Vec<Mention> {
    /// The most words between the number and the event's name: `năm Ngày thành lập`.
    const BETWEEN: usize = 8;
    heads(words)
        .into_iter()
        .filter_map(|(i, number)| {
            let years = words.number(number)?;
            let clause = words.clause(i);
            let until = (number + 2 + BETWEEN).min(clause.end);
            let (.., day, since) = EVENTS.iter().find(|(names, ..)| {
                // The first event named is the one meant.
                names.iter().any(|name| (number..until).any(|k| words.starts(k, name)))
            })?;
            let named = clause.filter_map(|k| words.year(k)).collect();
            Some(Mention {
                years,
                since: *since,
                day,
                named,
                span: words.span(i.min(number)..number + 2),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anniversaries_that_reckon() {
        let wrong = |text: &str| spans_told(&Words::of(text)).len();
        assert_eq!(wrong("Kỷ niệm 50 năm thành lập (1973 - 2024)"), 1);
        assert_eq!(wrong("kỷ niệm 98 năm Ngày thành lập (28/7/1929 - 28/7/2026)"), 1);
        for right in [
            "kỷ niệm 51 năm thành lập (1973 - 2024)",
            "kỷ niệm lần thứ 97 Ngày thành lập (28/7/1929-28/7/2026)",
            "kỷ niệm 50 năm thành lập (1973)",
            "kỷ niệm 50 năm thành lập, nhiệm kỳ 5 năm (2021 - 2026)",
            "kỷ niệm 20/10; 12 năm (2010 - 2020)",
        ] {
            assert_eq!(wrong(right), 0, "{right}");
        }
    }

    #[test]
    fn anniversaries_are_read() {
        let read = |text: &str| told(&Words::of(text)).first().map(|t| (t.years, t.since));
        let day = "kỷ niệm 97 năm Ngày thành lập Công đoàn Việt Nam (28/7/1929 - 28/7/2026)";
        assert_eq!(read(day), Some((97, 1929)));
        assert_eq!(read("kỷ niệm lần thứ 136 Ngày sinh Chủ tịch Hồ Chí Minh"), Some((136, 1890)));
        assert_eq!(
            read("Thi đua chào mừng 97 năm Ngày thành lập Công đoàn Việt Nam"),
            Some((97, 1929))
        );
        assert_eq!(read("lần thứ 96 Ngày thành lập Công đoàn Việt Nam"), Some((96, 1929)));
        assert_eq!(read("Kỷ niệm 79 năm ngày Thương binh - Liệt sĩ 27/7"), Some((79, 1947)));
        for none in [
            "kỷ niệm ngày Phụ nữ Việt Nam 20/10",
            "kỷ niệm 45 năm thành lập Bệnh viện",
            "kỷ niệm 3 lần; Công đoàn Việt Nam",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
