//! Documents not in force on the date of the citing text: BC095, BC370.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::LegalRef;
use crate::law::Cited;
use crate::source::Path;
use crate::vietnamese::{Day, Words};

use crate::check::time::moment::{made, planned_from, reported_from};
use crate::check::{Context, Findings, Rule};

pub(crate) const IN_FORCE: Rule =
    Rule { code: Code::REPEALED_BASIS, severity: Severity::Warning, citation: "", run: in_force };

pub(crate) const MADE: Rule =
    Rule { code: Code::ACT_NOT_YET, severity: Severity::Warning, citation: "", run: not_yet };

/// Legal bases that were replaced before the date of the paper.
fn in_force(context: &Context<'_>, found: &mut Findings) {
    let acts = &context.library.law().acts;
    each_base(context, |at, base, paper| {
        // A paper without a date is made in the reported year at the earliest.
        let Some(day) = paper.earliest else { return };
        let text = text_of(base);
        let words = Words::of(&text);
        for cited in acts.cited(&words) {
            found.extend(over(&cited, day).map(|finding| finding.with_path(at.clone())));
        }
    });
    for (path, words) in narrated(context) {
        let day = match is_planned(path) {
            true => planned_from(context),
            false => reported_from(context.dossier),
        };
        let Some(day) = day else { continue };
        for cited in acts.cited(words).into_iter().filter(|c| !is_told_as_past(words, c)) {
            let span = words.span(cited.words.clone());
            found.extend(over(&cited, day).map(|f| f.with_path(path.clone()).with_span(span)));
        }
    }
}

/// Reports a document no longer in force on a day.
fn over(cited: &Cited<'_>, day: Day) -> Option<Diagnostic> {
    let over = cited.act.over.as_ref().filter(|over| over.certainty.is_sure())?;
    let title = cited.act.title();
    let message = match over.on {
        Some(on) if on <= day => format!("{title} hết hiệu lực từ ngày {}", on.short()),
        None if over.surely_by? <= day => format!("{title} đã được thay thế"),
        _ => return None,
    };
    let finding = IN_FORCE.broken_at(Path::root(), message);
    Some(match &over.now {
        Some(now) => finding.with_hint(format!("nay là {now}")),
        None => finding.with_hint("kiểm tra văn bản đang có hiệu lực"),
    })
}

/// Documents made after the date of the paper, and bases not yet in force.
fn not_yet(context: &Context<'_>, found: &mut Findings) {
    let acts = &context.library.law().acts;
    each_base(context, |at, base, paper| {
        let Some(day) = paper.latest else { return };
        // A date in a field of its own is compared with the paper's by another rule.
        let text = text_of(base);
        let words = Words::of(&text);
        for cited in acts.cited(&words) {
            let later = later_than(&cited, day);
            let finding = later.or_else(|| not_in_force(&cited, day));
            found.extend(finding.map(|finding| finding.with_path(at.clone())));
        }
    });
    let Some(day) = made(context).latest else { return };
    for (path, words) in narrated(context) {
        for cited in acts.cited(words) {
            let span = words.span(cited.words.clone());
            let finding = later_than(&cited, day);
            found.extend(finding.map(|f| f.with_path(path.clone()).with_span(span)));
        }
    }
}

/// Reports a document made after a day.
fn later_than(cited: &Cited<'_>, day: Day) -> Option<Diagnostic> {
    let made = cited.act.made?;
    if made.earliest()? <= day {
        return None;
    }
    let message = format!("{} ban hành {}, sau văn bản này", cited.act.title(), made.sentence());
    Some(MADE.broken_at(Path::root(), message).with_hint("sửa năm của văn bản viện dẫn, hoặc bỏ"))
}

/// Reports a document made before but in force only after a day.
fn not_in_force(cited: &Cited<'_>, day: Day) -> Option<Diagnostic> {
    let from = cited.act.in_force.filter(|from| *from > day)?;
    let message =
        format!("{} có hiệu lực từ ngày {}, sau văn bản này", cited.act.title(), from.short());
    let finding = MADE.broken_at(Path::root(), message).with_severity(Severity::Note);
    Some(finding.with_hint("căn cứ thì ghi văn bản đang có hiệu lực"))
}

/// Calls `each` with every basis of the papers, and the time at which the paper is made.
fn each_base(
    context: &Context<'_>,
    mut each: impl FnMut(Path, &LegalRef, crate::check::time::moment::Made),
) {
    let dossier = context.dossier;
    for paper in context.papers {
        let made = crate::check::time::moment::made_of(dossier, paper);
        let at = Path::root().key("papers").key(paper.id.as_str()).key("bases");
        for (i, base) in paper.envelope(dossier).bases.iter().enumerate() {
            each(at.index(i), base, made);
        }
    }
}

/// A citation on one line.
pub(super) fn text_of(reference: &LegalRef) -> String {
    let LegalRef { text, r#type, number, date, issuer, subject } = reference;
    let date = date.map(|date| format!("ngày {}", date.typed()));
    let parts = [text, r#type, number].into_iter().flatten().map(|text| text.0.as_str());
    let parts = parts.chain(date.as_deref());
    let behind = [issuer, subject].into_iter().flatten().map(|text| text.0.as_str());
    parts.chain(behind).collect::<Vec<_>>().join(" ")
}

/// The narratives, and the lists of tasks.
fn narrated<'c, 'a>(context: &'c Context<'a>) -> impl Iterator<Item = (&'c Path, &'c Words<'a>)> {
    let told = |path: &Path| {
        let keys: Vec<&str> = path.keys().take(2).collect();
        !matches!(keys[..], ["papers" | "organization" | "cited" | "awards" | "people", ..])
    };
    context.printed_words().filter(move |(path, _)| told(path))
}

/// Whether a text is about the future.
fn is_planned(path: &Path) -> bool {
    let keys: Vec<&str> = path.keys().take(2).collect();
    matches!(keys[..], ["direction" | "congress_plan", ..] | ["congress", "tasks"])
}

/// Words in whose clause an older document is cited as past.
const PAST: &[&str] = &[
    "thay thế",
    "thay cho",
    "hết hiệu lực",
    "bãi bỏ",
    "trước đây",
    "so với",
    "kế thừa",
    "tổng kết",
    "sơ kết",
    "chấm dứt",
    "thi hành từ",
];

fn is_told_as_past(words: &Words<'_>, cited: &Cited<'_>) -> bool {
    words.quoted(cited.words.start) || words.any(words.clause(cited.words.start), PAST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::built_in::TemplateFolder;
    use crate::law::Law;

    fn told(text: &str, day: Day) -> Vec<String> {
        let law = Law::read(&TemplateFolder::built_in()).expect("read");
        let words = Words::of(text);
        law.acts.cited(&words).iter().filter_map(|c| over(c, day)).map(|d| d.message).collect()
    }

    #[test]
    fn a_document_ends_on_its_day() {
        let law = "Luật Công đoàn năm 2012";
        assert_eq!(told(law, Day::new(2025, 6, 30)), [""; 0]);
        let over = ["Luật Công đoàn số 12/2012/QH13 hết hiệu lực từ ngày 01/7/2025"];
        assert_eq!(told(law, Day::new(2025, 7, 1)), over);
        let statute = "Điều lệ Công đoàn Việt Nam khóa XII";
        assert_eq!(told(statute, Day::new(2024, 12, 26)), [""; 0]);
        assert_eq!(told(statute, Day::new(2024, 12, 27)).len(), 1);
        // A document without a verified source is never reported.
        assert_eq!(told("Luật Công đoàn năm 1990", Day::new(2026, 1, 1)), [""; 0]);
    }

    #[test]
    fn a_citation_in_parts_is_read_as_one_line() {
        let reference: LegalRef = serde_yaml::from_str(
            "{type: Quyết định, number: 1689/QĐ-TLĐ, date: 12/11/2019, issuer: Tổng Liên đoàn}",
        )
        .expect("a citation");
        assert_eq!(text_of(&reference), "Quyết định 1689/QĐ-TLĐ ngày 12/11/2019 Tổng Liên đoàn");
    }
}
