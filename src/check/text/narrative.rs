//! The syntax of narratives, and the figures they name.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Severity, Site};
use crate::dossier::FigureDetail;
use crate::prose::{Expression, FigurePart, IssueKind, Meaning};
use crate::source::Path;
use crate::vietnamese::lower;

use crate::check::acknowledged::is_named;
use crate::check::figures::arithmetic::head;
use crate::check::{Context, Findings, Rule};

pub(crate) const SYNTAX: Rule =
    Rule { code: Code::NOT_A_NAME, severity: Severity::Error, citation: "", run: syntax };

pub(crate) const KNOWN: Rule =
    Rule { code: Code::UNKNOWN_FIGURE, severity: Severity::Warning, citation: "", run: known };

pub(crate) const DIRECTION: Rule =
    Rule { code: Code::DIRECTION, severity: Severity::Error, citation: "", run: direction };

fn syntax(context: &Context<'_>, found: &mut Findings) {
    for (path, text, narrative) in context.prose() {
        for issue in &narrative.issues {
            let written = text.get(issue.span.clone()).unwrap_or_default();
            let written = written.lines().next().unwrap_or_default();
            let finding = |message: String| {
                SYNTAX.broken_at(path.clone(), message).with_span(issue.span.clone())
            };
            found.add(match issue.kind {
                IssueKind::NotAName => finding(format!("{written} không phải tên một số liệu; sẽ in nguyên như đã gõ"))
                    .with_hint("trong {{ }} chỉ ghi tên số liệu, ví dụ {{ tham_hoi }} hoặc {{ tham_hoi.rate }}; không tính toán được"),
                IssueKind::Unclosed => finding("Có {{ mà không có }}".to_owned())
                    .with_code(Code::UNCLOSED_BRACES)
                    .with_hint("thêm }} sau tên số liệu"),
                IssueKind::Unsupported => {
                    finding(format!("“{written}” sẽ in nguyên như đã gõ"))
                        .with_code(Code::UNSUPPORTED_MARKUP)
                        .with_severity(Severity::Note)
                        .with_hint("đoạn văn chỉ dùng: mỗi dòng một đoạn, gạch đầu dòng, **đậm**, *nghiêng*, bảng")
                }
                IssueKind::TooDeep => finding("Danh sách lồng quá ba cấp".to_owned())
                    .with_code(Code::DEEP_LIST)
                    .with_severity(Severity::Note)
                    .with_hint("cấp sâu hơn sẽ in như cấp ba"),
            });
        }
    }
}

/// The value missing for the requested part of a figure, and what to type.
fn missing_part(context: &Context<'_>, expression: &Expression) -> Option<(String, String)> {
    let [name, part] = expression.path.as_slice() else { return None };
    let named = context.names.figure_named(name)?;
    let (path, figure) = context.figures.iter().find(|(_, figure)| *figure == named)?;
    figure.value.as_ref()?;
    let what = match part.as_str() {
        "rate" | "percent" => "chưa có tổng số hay kế hoạch để tính tỷ lệ",
        "change" | "prior" => "chưa có số kỳ trước để so sánh",
        "assigned" => "chưa có số được giao",
        "number" => "chưa có con số, mới ghi bằng chữ",
        "unit" if figure.value.as_ref().is_some_and(|value| value.number().is_none()) => {
            "ghi bằng chữ, không có đơn vị tính"
        }
        "unit" => "chưa có đơn vị tính",
        _ => return None,
    };
    let how = match part.as_str() {
        "rate" | "percent" => "ghi dạng 29/31, thêm assigned (số được giao) hoặc of (tổng số)",
        "change" | "prior" => "thêm prior (số kỳ trước)",
        "assigned" => "thêm assigned (số được giao)",
        "unit" => "ghi con số kèm đơn vị ở value",
        _ => "ghi con số ở value",
    };
    let head = match head(context, path, figure) {
        head if head.is_empty() => format!("{name}: "),
        head => head,
    };
    Some((format!("{head}{what}"), format!("{how}, hoặc bỏ .{part}")))
}

/// With more empty names than this there is one finding for all: a dossier renewed from an
/// old one has its texts already, but not its figures.
const SINGLY: usize = 5;

fn known(context: &Context<'_>, found: &mut Findings) {
    let severity = if context.any_final() { Severity::Error } else { Severity::Warning };
    let mut empty: Vec<Named<'_>> = Vec::new();
    for (path, text, narrative) in context.prose() {
        for expression in &narrative.expressions {
            let Ok(Meaning::Unknown) = context.names.resolve(expression, path) else { continue };
            let span = expression.span.clone();
            let named = Named { path, written: text.get(span.clone()).unwrap_or_default(), span };
            match missing_part(context, expression) {
                Some((message, hint)) => found.add(named.lacks(message, severity).with_hint(hint)),
                None => match lacking(context, expression) {
                    (NO_VALUE, _) => empty.push(named),
                    (what, hint) => found.add(named.told(what, severity).with_hint(hint)),
                },
            }
        }
    }
    let (singly, together): (Vec<_>, Vec<_>) = match empty.len() > SINGLY {
        true => empty.iter().partition(|named| is_named(context.dossier, KNOWN.code, named.path)),
        false => (empty.iter().collect(), Vec::new()),
    };
    found.extend(all_empty(context, &together).map(|finding| finding.with_severity(severity)));
    found.extend(singly.iter().map(|named| named.told(NO_VALUE, severity).with_hint(FILL)));
}

/// A name used in `{{ }}`.
struct Named<'a> {
    path: &'a Path,
    span: Range<usize>,
    written: &'a str,
}

impl Named<'_> {
    fn lacks(&self, message: String, severity: Severity) -> Diagnostic {
        let finding = KNOWN.broken_at(self.path.clone(), message).with_severity(severity);
        finding.with_span(self.span.clone())
    }

    fn told(&self, what: &str, severity: Severity) -> Diagnostic {
        let message = format!("Số liệu {} {what}; bản dự thảo in …", self.written);
        self.lacks(message, severity)
    }
}

/// One finding for many empty names, with the place of each.
fn all_empty(context: &Context<'_>, empty: &[&Named<'_>]) -> Option<Diagnostic> {
    /// The most names in the message.
    const NAMED: usize = 4;
    let (first, others) = empty.split_first()?;
    let mut names: Vec<&str> = Vec::new();
    for named in empty {
        if !names.contains(&named.written) {
            names.push(named.written);
        }
    }
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" và {more} số liệu nữa"),
    };
    let shown = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let message =
        format!("{} chỗ gọi số liệu chưa có giá trị: {shown}{more}; bản dự thảo in …", empty.len());
    let finding = first.lacks(message, KNOWN.severity).with_hint(FILL);
    Some(others.iter().fold(finding, |finding, named| {
        let place = context.tree.get(named.path).map(|node| node.place_in_text(named.span.clone()));
        finding.with_related(Site { path: Some(named.path.clone()), place }, "chưa có giá trị")
    }))
}

const NO_VALUE: &str = "chưa có giá trị";
const FILL: &str = "điền số liệu, hoặc bỏ câu này";

/// The value missing to print an expression, and what to do.
fn lacking(context: &Context<'_>, expression: &Expression) -> (&'static str, &'static str) {
    let figure = expression.path.first().and_then(|name| context.names.figure_named(name));
    let has_value = figure.is_some_and(|figure| figure.value.is_some());
    let filter = expression.filters.last().map(|filter| filter.0.as_str());
    let part = expression.path.get(1).map(String::as_str).or(filter);
    match part.filter(|_| has_value) {
        Some("rate" | "percent") => (
            "chưa tính được tỷ lệ",
            "tỷ lệ tính từ 49/54, từ assigned cùng đơn vị tính, hoặc từ of ghi tên một số liệu, ví dụ of: members",
        ),
        Some("change") => (
            "chưa so sánh được",
            "prior phải là một con số cùng đơn vị tính; không so sánh được thì ghi comparable: không",
        ),
        Some("assigned" | "prior") => {
            ("chưa có số để so sánh", "điền assigned, prior, hoặc bỏ câu này")
        }
        _ => (NO_VALUE, FILL),
    }
}

/// `tăng {{ members.change }}` where the value is `giảm 3 …`.
fn direction(context: &Context<'_>, found: &mut Findings) {
    for (path, text, narrative) in context.prose() {
        for expression in &narrative.expressions {
            let Ok(Meaning::Figure(figure, FigurePart::Change)) =
                context.names.resolve(expression, path)
            else {
                continue;
            };
            let before = lower(text[..expression.span.start].trim_end()).into_owned();
            let typed = ["tăng", "giảm"].into_iter().find(|verb| {
                let rest = before.strip_suffix(verb);
                rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
            });
            let Some((typed, says)) = typed.zip(change_says(figure)).filter(|(a, b)| a != b) else {
                continue;
            };
            let written = &text[expression.span.clone()];
            found.add(
                DIRECTION
                    .broken_at(
                        path.clone(),
                        format!("Câu ghi “{typed}” nhưng {written} in “{says} …”"),
                    )
                    .with_span(expression.span.clone())
                    .with_hint(format!("bỏ chữ “{typed}”: {written} tự ghi tăng hay giảm")),
            );
        }
    }
}

/// The first word of a figure's change.
fn change_says(figure: &FigureDetail) -> Option<&'static str> {
    if figure.comparable.is_some_and(|flag| !flag.0) {
        return Some("chưa so sánh được");
    }
    let value = figure.value.as_ref()?;
    let (before, now) = (figure.prior.as_ref()?.measured_as(value)?, value.number()?);
    Some(match now.cmp(&before) {
        std::cmp::Ordering::Greater => "tăng",
        std::cmp::Ordering::Less => "giảm",
        std::cmp::Ordering::Equal => "bằng",
    })
}
