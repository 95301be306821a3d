//! Terms, ordinals and the reported span: BC002 to BC006.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Congress, MeetingType, Organization, PreviousTerm};
use crate::source::Path;
use crate::vietnamese::Term;

use crate::check::{Context, Findings, Rule};

pub(crate) const LENGTH: Rule = Rule {
    code: Code::TERM_LENGTH,
    severity: Severity::Note,
    citation: "Điều lệ Công đoàn Việt Nam",
    run: length,
};

pub(crate) const SUCCESSION: Rule =
    Rule { code: Code::TERM_SUCCESSION, severity: Severity::Note, citation: "", run: succession };

pub(crate) const NEXT_ORDINAL: Rule = Rule {
    code: Code::CONGRESS_ORDINAL,
    severity: Severity::Warning,
    citation: "",
    run: next_ordinal,
};

pub(crate) const REPORTED_SPAN: Rule =
    Rule { code: Code::REPORTED_SPAN, severity: Severity::Note, citation: "", run: reported_span };

pub(crate) const CONGRESS_DATE: Rule = Rule {
    code: Code::CONGRESS_DATE,
    severity: Severity::Warning,
    citation: "",
    run: congress_date,
};

/// The length of a union's term in years.
const TERM_YEARS: u16 = 5;

/// First years of the terms that follow terms cut short by the reorganisation of 2025.
const REORGANIZED: [u16; 2] = [2025, 2026];

/// Congresses for terms from this year on are held until March of the next year (Kế hoạch
/// 22/KH-TLĐ).
const LATE_CONGRESSES: u16 = 2025;

/// The last year of the old terms and the first of the new ones in the round of 2023, one
/// year apart throughout the country.
const ROUND_OF_2023: (u16, u16) = (2022, 2023);

fn congress() -> Path {
    Path::root().key("congress")
}

fn previous() -> Path {
    Path::root().key("previous_term")
}

/// A term in the format of a dossier.
pub(crate) fn typed(term: Term) -> String {
    format!("{}-{}", term.from, term.to)
}

fn both<'a>(context: &Context<'a>) -> Option<(&'a Congress, &'a PreviousTerm)> {
    let dossier = context.dossier;
    Some((dossier.congress.as_ref()?, dossier.previous_term.as_ref()?))
}

fn length(context: &Context<'_>, found: &mut Findings) {
    let term = context.dossier.congress.as_ref().and_then(|c| c.term);
    let Some(term) = term.filter(|t| t.years() != TERM_YEARS) else { return };
    found.add(
        LENGTH
            .broken_at(
                congress().key("term"),
                format!(
                    "Nhiệm kỳ {} dài {} năm, không phải {TERM_YEARS} năm",
                    typed(term),
                    term.years()
                ),
            )
            .with_citation(super::sizes::article(context, crate::law::Subject::Term))
            .with_hint("đúng nếu công đoàn cấp trên đã điều chỉnh nhiệm kỳ; gõ nhầm thì sửa năm"),
    );
}

fn succession(context: &Context<'_>, found: &mut Findings) {
    let Some((new, old)) = both(context) else { return };
    let (Some(new), Some(old)) = (new.term, old.term) else { return };
    let finding = |message: String| {
        SUCCESSION
            .broken_at(congress().key("term"), message)
            .with_related(previous().key("term"), format!("nhiệm kỳ trước: {}", typed(old)))
    };
    if new.from <= old.from {
        let message = if new == old {
            format!("Nhiệm kỳ mới trùng với nhiệm kỳ trước: {}", typed(new))
        } else {
            format!("Nhiệm kỳ mới {} không ở sau nhiệm kỳ trước {}", typed(new), typed(old))
        };
        found.add(
            finding(message)
                .with_severity(Severity::Error)
                .with_hint("hồ sơ làm từ hồ sơ cũ thì sửa lại cả hai nhiệm kỳ"),
        );
        return;
    }
    let known = (old.to, new.from) == ROUND_OF_2023
        || (old.to > new.from && REORGANIZED.contains(&new.from));
    if old.to != new.from && !known {
        let how = if old.to < new.from { "cách nhau" } else { "chồng lên nhau" };
        found.add(
            finding(format!(
                "Nhiệm kỳ trước đến năm {}, nhiệm kỳ mới từ năm {}: {how} {} năm",
                old.to,
                new.from,
                old.to.abs_diff(new.from)
            ))
            .with_hint("đúng nếu cấp trên đã điều chỉnh nhiệm kỳ; gõ nhầm thì sửa năm"),
        );
    }
}

/// A new union counts from I; after a merger the superior decides the number.
fn next_ordinal(context: &Context<'_>, found: &mut Findings) {
    let Some((new, old)) = both(context) else { return };
    let (Some(new), Some(old)) = (new.ordinal, old.ordinal) else { return };
    let (new, old) = (new, old);
    let merged = !context.dossier.organization.successor_of.is_empty();
    if merged || new.get() == old.get() + 1 {
        return;
    }
    let due = crate::vietnamese::roman(old.get() + 1);
    found.add(
        NEXT_ORDINAL.broken_at(
            congress().key("ordinal"),
            format!(
                "Đại hội lần thứ {}, Đại hội trước lần thứ {}: tiếp theo phải là lần thứ {due}",
                new.roman(),
                old.roman()
            ),
        )
        .with_related(previous().key("ordinal"), "lần của Đại hội trước")
        .with_hint(if new.get() == 1 {
            "công đoàn do sáp nhập, hợp nhất mà tính lại từ I thì ghi các đơn vị cũ vào successor_of"
                .to_owned()
        } else {
            format!("ghi {due}; nếu các đơn vị đã sáp nhập thì ghi successor_of")
        }),
    );
}

fn reported_span(context: &Context<'_>, found: &mut Findings) {
    let Some(old) = &context.dossier.previous_term else { return };
    let (Some(span), Some(term)) = (old.span, old.term) else { return };
    let explained = old.reason.as_ref().is_some_and(|r| !r.is_empty());
    if span == term || explained || founded_in(&context.dossier.organization, span.from) {
        return;
    }
    found.add(
        REPORTED_SPAN
            .broken_at(
                previous().key("span"),
                format!("Giai đoạn báo cáo {} khác nhiệm kỳ trước {}", typed(span), typed(term)),
            )
            .with_related(previous().key("term"), "nhiệm kỳ trước")
            .with_hint("ghi lý do vào reason, ví dụ: sáp nhập từ ngày 01/7/2025"),
    );
}

/// Whether the union was founded, or merged with others, in a year.
fn founded_in(organization: &Organization, year: u16) -> bool {
    organization.established.is_some_and(|d| d.year() == Some(year))
        || !organization.successor_of.is_empty()
}

/// A congress is held in the first year of its term or the year before. A conference in its
/// place may be held at any time.
fn congress_date(context: &Context<'_>, found: &mut Findings) {
    let Some(meeting) = &context.dossier.congress else { return };
    let congress_proper = matches!(meeting.r#type, None | Some(MeetingType::Congress));
    let (Some(date), Some(term)) = (meeting.date, meeting.term) else { return };
    let Some(year) = date.first().year().filter(|_| congress_proper) else { return };
    let first = term.from;
    let last = if first == LATE_CONGRESSES { first + 1 } else { first };
    if year + 1 < first || year > last {
        found.add(
            CONGRESS_DATE.broken_at(
                congress().key("date"),
                format!("Đại hội họp {}, mà nhiệm kỳ là {}", date.sentence(), typed(term)),
            )
            .with_related(congress().key("term"), "nhiệm kỳ")
            .with_hint(
                "Đại hội họp trong năm đầu nhiệm kỳ hoặc năm trước đó; sửa ngày, hoặc sửa nhiệm kỳ",
            ),
        );
    }
}
