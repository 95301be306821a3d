//! What narrative says beyond its words: its syntax and the figures it names.

use crate::diagnostic::Severity;
use crate::prose::{IssueKind, Meaning};

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

fn known(context: &Context<'_>, found: &mut Findings) {
    let severity = if context.any_final() { Severity::Error } else { Severity::Warning };
    for (path, text, narrative) in context.prose() {
        for expression in &narrative.expressions {
            if let Ok(Meaning::Unknown) = context.names.resolve(expression, path) {
                let written = text.get(expression.span.clone()).unwrap_or_default();
                found.add(
                    Finding::new(
                        path.clone(),
                        format!("Số liệu {written} chưa có giá trị; bản dự thảo in …"),
                    )
                    .severity(severity)
                    .span(expression.span.clone())
                    .hint("điền số liệu, hoặc bỏ câu này"),
                );
            }
        }
    }
}
