//! What narrative says beyond its words: its syntax and the figures it names.

use crate::diagnostic::Severity;
use crate::prose::{Expression, IssueKind, Meaning};

use super::amounts::head;
use super::{Context, Finding, Findings, Rule};

pub(super) const SYNTAX: Rule =
    Rule { code: 131, severity: Severity::Error, citation: "", run: syntax };

pub(super) const KNOWN: Rule =
    Rule { code: 136, severity: Severity::Warning, citation: "", run: known };

fn syntax(context: &Context<'_>, found: &mut Findings) {
    for (path, text, narrative) in context.prose() {
        for issue in &narrative.issues {
            let written = text.get(issue.span.clone()).unwrap_or_default();
            let written = written.lines().next().unwrap_or_default();
            let finding =
                |message: String| Finding::new(path.clone(), message).span(issue.span.clone());
            found.add(match issue.kind {
                IssueKind::NotAName => finding(format!("{written} không phải tên một số liệu; sẽ in nguyên như đã gõ"))
                    .hint("trong {{ }} chỉ ghi tên số liệu, ví dụ {{ tham_hoi }} hoặc {{ tham_hoi.rate }}; không tính toán được"),
                IssueKind::Unclosed => finding("Có {{ mà không có }}".to_owned())
                    .code(132)
                    .severity(Severity::Warning)
                    .hint("thêm }} sau tên số liệu"),
                IssueKind::Unsupported => {
                    finding(format!("“{written}” sẽ in nguyên như đã gõ"))
                        .code(133)
                        .severity(Severity::Note)
                        .hint("đoạn văn chỉ dùng: dòng trống giữa hai đoạn, gạch đầu dòng, **đậm**, *nghiêng*, bảng")
                }
                IssueKind::TooDeep => finding("Danh sách lồng quá ba cấp".to_owned())
                    .code(134)
                    .severity(Severity::Note)
                    .hint("cấp sâu hơn sẽ in như cấp ba"),
            });
        }
    }
}

/// What a figure that has its value lacks for the part that is asked of it, and
/// what to type.
fn missing_part(context: &Context<'_>, expression: &Expression) -> Option<(String, String)> {
    let [name, part] = expression.path.as_slice() else { return None };
    let named = context.names.figure_named(name)?;
    let (path, figure) = context.figures.iter().find(|(_, figure)| figure == named)?;
    figure.value.as_ref()?;
    let what = match part.as_str() {
        "rate" | "percent" => "chưa có tổng số hay kế hoạch để tính tỷ lệ",
        "change" | "prior" => "chưa có số kỳ trước để so sánh",
        "assigned" => "chưa có số được giao",
        "number" => "chưa có con số, mới ghi bằng chữ",
        _ => return None,
    };
    let how = match part.as_str() {
        "rate" | "percent" => "ghi dạng 29/31, thêm assigned (số được giao) hoặc of (tổng số)",
        "change" | "prior" => "thêm prior (số kỳ trước)",
        "assigned" => "thêm assigned (số được giao)",
        _ => "ghi con số ở value",
    };
    let head = match head(context, path, figure) {
        head if head.is_empty() => format!("{name}: "),
        head => head,
    };
    Some((format!("{head}{what}"), format!("{how}, hoặc bỏ .{part}")))
}

fn known(context: &Context<'_>, found: &mut Findings) {
    let severity = if context.any_final() { Severity::Error } else { Severity::Warning };
    for (path, text, narrative) in context.prose() {
        for expression in &narrative.expressions {
            if let Ok(Meaning::Unknown) = context.names.resolve(expression, path) {
                let written = text.get(expression.span.clone()).unwrap_or_default();
                let (message, hint) = missing_part(context, expression).unwrap_or_else(|| {
                    (
                        format!("Số liệu {written} chưa có giá trị; bản dự thảo in …"),
                        "điền số liệu, hoặc bỏ câu này".to_owned(),
                    )
                });
                found.add(
                    Finding::new(path.clone(), message)
                        .severity(severity)
                        .span(expression.span.clone())
                        .hint(hint),
                );
            }
        }
    }
}
