//! Ratios and stated percentages: BC030, BC031, BC032, BC034; and percentages typed as a
//! fraction (BC097) where n/m shows it.

use crate::diagnostic::{Code, Fix, Severity};
use crate::dossier::{Amount, FigureDetail, Quantity};
use crate::source::Path;
use crate::vietnamese::{Number, PercentFit, fit, shown_percent};

use super::arithmetic::head;
use crate::check::{Context, Findings, Rule};

pub(crate) const IN_RANGE: Rule =
    Rule { code: Code::RATIO_RANGE, severity: Severity::Error, citation: "", run: in_range };

pub(crate) const STATED_PERCENT: Rule = Rule {
    code: Code::STATED_PERCENT,
    severity: Severity::Error,
    citation: "",
    run: stated_percent,
};

pub(crate) const BASE: Rule =
    Rule { code: Code::RATIO_BASE, severity: Severity::Error, citation: "", run: base };

pub(crate) const ALL: Rule =
    Rule { code: Code::CLAIMED_ALL, severity: Severity::Error, citation: "", run: all };

fn in_range(context: &Context<'_>, found: &mut Findings) {
    for (path, quantity) in &context.quantities {
        let Some((part, whole)) = quantity.ratio() else { continue };
        if whole.is_zero() {
            found.add(
                IN_RANGE
                    .broken_at(path.clone(), format!("{part}/{whole}: số sau dấu / bằng 0"))
                    .with_hint("chưa biết thì để trống"),
            );
        // Money spent may exceed money planned.
        } else if part > whole && !quantity.is_money() {
            found.add(
                IN_RANGE
                    .broken_at(path.clone(), format!("{part}/{whole}: phần lớn hơn tổng số"))
                    .with_hint("nếu là thực hiện so với được giao thì ghi value và assigned riêng"),
            );
        }
    }
}

/// A stated percentage with the n and m it is computed from.
pub(crate) struct Stated<'a> {
    pub path: Path,
    pub figure: &'a FigureDetail,
    pub percent: Number,
    pub part: Number,
    pub whole: Number,
    /// Whether m is the assigned value rather than a whole.
    pub assigned: bool,
}

impl Stated<'_> {
    pub fn fit(&self) -> Option<PercentFit> {
        fit(self.percent, self.part, self.whole)
    }

    /// `0,98` for 98%, as a spreadsheet stores it.
    pub fn is_fraction(&self) -> bool {
        let times = self.percent.checked_mul(Number::HUNDRED).map(Number::trimmed);
        let fits =
            |p: Number| !matches!(fit(p, self.part, self.whole), Some(PercentFit::Off { .. }));
        self.percent <= Number::from(1_u32)
            && matches!(self.fit(), Some(PercentFit::Off { .. }))
            && times.is_some_and(fits)
    }

    /// Whether it claims all although n is less than m.
    fn claims_all(&self) -> bool {
        self.percent == Number::HUNDRED && self.part < self.whole && !self.assigned
    }
}

/// Every stated percentage with known n and m.
pub(crate) fn stated<'a>(context: &'a Context<'_>) -> Vec<Stated<'a>> {
    let mut all = Vec::new();
    let mut add = |path: Path, figure: &'a FigureDetail, (part, whole), assigned| {
        if let Some(percent) = figure.stated_percent.map(|p| p.0) {
            all.push(Stated { path, figure, percent, part, whole, assigned });
        }
    };
    for (path, figure) in &context.figures {
        if let Some(fraction) = fraction(context, figure) {
            let assigned = figure.assigned.is_some()
                && figure.value.as_ref().is_some_and(|v| v.ratio().is_none());
            add(path.clone(), figure, fraction, assigned);
        }
        let Some(total) = figure.value.as_ref().and_then(Quantity::number) else { continue };
        for (label, part) in figure.parts.iter().filter(|(_, p)| fraction(context, p).is_none()) {
            let value = part.value.as_ref().filter(|q| !q.percent);
            if let Some(number) = value.and_then(Quantity::number) {
                add(path.key("parts").key(label), part, (number, total), false);
            }
        }
    }
    all
}

/// The n and m of a figure's percentage.
pub(crate) fn fraction(context: &Context<'_>, figure: &FigureDetail) -> Option<(Number, Number)> {
    let value = figure.value.as_ref()?;
    if let Some(ratio) = value.ratio() {
        return Some(ratio);
    }
    let number = value.number().filter(|_| !value.percent)?;
    // A total of some units can't be compared with the whole of others.
    if figure.is_partial() {
        return None;
    }
    if let Some(assigned) = &figure.assigned {
        return Some((number, assigned.measured_as(value)?));
    }
    Some((number, whole(context, figure.of.as_deref()?)?))
}

/// The number of an `of`: that of a figure, or the one it states itself (`6 đồng chí có
/// mặt`).
fn whole(context: &Context<'_>, of: &str) -> Option<Number> {
    match context.names.figure_named(of) {
        Some(figure) if figure.is_partial() => None,
        Some(figure) => figure.value.as_ref()?.number(),
        None => Quantity::parse(of).ok().filter(|q| !q.percent)?.number(),
    }
}

fn stated_percent(context: &Context<'_>, found: &mut Findings) {
    let own = |s: &Stated<'_>| !s.assigned && !s.is_fraction() && !s.claims_all();
    for s in stated(context).into_iter().filter(own) {
        let Stated { percent, part, whole, .. } = s;
        let at = s.path.key("stated_percent");
        match s.fit() {
            Some(PercentFit::Off { rounded }) => {
                let name = head(context, &s.path, s.figure);
                found.add(
                    STATED_PERCENT
                        .broken_at(
                            at.clone(),
                            format!("{name}ghi {percent}% nhưng {part}/{whole} = {rounded}%"),
                        )
                        .with_fixes([Fix {
                            path: at,
                            range: None,
                            before: format!("{percent}%"),
                            after: format!("{rounded}%"),
                        }])
                        .with_hint(format!("ghi {rounded}%, hoặc để trống: tỷ lệ tự tính")),
                );
            }
            Some(PercentFit::Truncated) => found.add(
                STATED_PERCENT
                    .broken_at(
                        at,
                        format!("{percent}% là số cắt bớt, không làm tròn, của {part}/{whole}"),
                    )
                    .with_severity(Severity::Note),
            ),
            Some(PercentFit::Exact | PercentFit::RoundedUp) | None => {}
        }
    }
}

/// A stated percentage without a base is lost in print.
fn base(context: &Context<'_>, found: &mut Findings) {
    for (path, figure) in &context.figures {
        let of = figure.of.as_deref();
        // A Vietnamese phrase isn't a single ASCII lower-case word.
        let name = of.filter(|of| {
            of.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        });
        if let Some(name) = name
            && context.names.figure_named(name).is_none()
            && whole(context, name).is_none()
        {
            let finding =
                BASE.broken_at(path.key("of"), format!("Không có số liệu nào tên `{name}`"));
            found.add(match context.names.nearest(name) {
                Some(near) => finding.with_hint(format!("Có phải là `{near}`?")),
                None => finding.with_hint("ghi tên một số liệu, ví dụ members, hoặc ghi bằng chữ"),
            });
        }
        let Some(percent) = figure.stated_percent.map(|p| p.0) else { continue };
        let is_part = path.segments().iter().rev().nth(1)
            == Some(&crate::source::Segment::Key("parts".into()));
        let counted = figure.value.as_ref().filter(|q| !q.percent).and_then(Quantity::number);
        if let Some(number) = counted
            && figure.assigned.is_none()
            && of.is_none()
            && !is_part
        {
            let name = head(context, path, figure);
            found.add(
                BASE.broken_at(
                    path.key("stated_percent"),
                    format!("{name}{number} là {percent}% của số nào thì chưa rõ"),
                )
                .with_hint("ghi value dạng n/m, hoặc ghi of: tên số liệu làm tổng số"),
            );
        }
    }
}

/// Words that claim all.
const ALL_WORDS: [&str; 5] = ["đầy đủ", "toàn thể", "tất cả", "tuyệt đối", "100%"];

pub(crate) fn claims_all(text: &str) -> bool {
    let text = text.to_lowercase();
    ALL_WORDS.iter().any(|word| text.contains(word))
}

/// "100%", "đầy đủ", "nhất trí tuyệt đối" are correct only if n equals m.
fn all(context: &Context<'_>, found: &mut Findings) {
    for s in stated(context).into_iter().filter(Stated::claims_all) {
        let (part, whole) = (s.part, s.whole);
        let name = head(context, &s.path, s.figure);
        let Some(percent) = shown_percent(part, whole) else { continue };
        let finding = ALL
            .broken_at(
                s.path.key("stated_percent"),
                format!("{name}ghi 100% nhưng {part}/{whole} = {percent}%"),
            )
            .with_hint(format!("ghi {percent}%; 100% chỉ ghi khi đủ cả {whole}"));
        let rounds = s.fit() == Some(PercentFit::Exact);
        found.add(if rounds { finding.with_severity(Severity::Warning) } else { finding });
    }
    let dossier = context.dossier;
    for (i, report) in dossier.reports.iter().enumerate() {
        let Some(adopted) = &report.adopted else { continue };
        let ratio = adopted.value.as_ref().and_then(Quantity::ratio);
        if let Some((part, whole)) = ratio.filter(|(part, whole)| part < whole)
            && let Some(note) = adopted.note.as_deref().filter(|note| claims_all(note))
        {
            let at = Path::root().key("reports").index(i).key("adopted");
            found.add(
                ALL.broken_at(at.key("note"), format!("“{note}” nhưng {part}/{whole} tán thành"))
                    .with_related(at.key("value"), "kết quả biểu quyết"),
            );
        }
    }
    if let Some(attendance) = &dossier.attendance
        && let Some(present) = &attendance.present
        && let Some(absent) = attendance.absent.as_ref().and_then(Quantity::number)
        && !absent.is_zero()
    {
        let everybody = match &present.amount {
            Amount::Words(words) => claims_all(words),
            Amount::Number(n) => present.percent && *n == Number::HUNDRED,
            _ => false,
        };
        if everybody {
            let at = Path::root().key("attendance");
            let present = present.to_text();
            found.add(
                ALL.broken_at(at.key("present"), format!("Có mặt “{present}” nhưng vắng {absent}"))
                    .with_related(at.key("absent"), "số vắng")
                    .with_hint("ghi số người có mặt, ví dụ 118/120 đại biểu"),
            );
        }
    }
}
