//! BC001: every reference has a target, and every name one meaning.

use crate::diagnostic::{Code, Diagnostic, Severity, nearest};
use crate::dossier::SpeechKind;
use crate::prose;
use crate::source::Path;

use crate::check::{Context, Findings, Rule};

pub(crate) const RESOLVE: Rule =
    Rule { code: Code::REFERENCE, severity: Severity::Error, citation: "", run: resolve };

fn resolve(context: &Context<'_>, found: &mut Findings) {
    for (name, first, second) in context.names.clashes() {
        found.add(
            RESOLVE
                .broken_at(second.clone(), format!("Tên `{name}` đặt cho hai số liệu"))
                .with_related(first.clone(), "đã đặt ở đây")
                .with_hint("đổi một tên, để câu văn gọi đúng số liệu"),
        );
    }
    for (path, text, narrative) in context.prose() {
        for expression in &narrative.expressions {
            if let Err(error) = context.names.resolve(expression, path) {
                let written = text.get(expression.span.clone()).unwrap_or_default();
                found.add(unresolved(path, expression, written, error));
            }
        }
    }
    people(context, found);
    programmes(context, found);
}

fn unresolved(
    path: &Path,
    expression: &prose::Expression,
    written: &str,
    error: prose::NameError,
) -> Diagnostic {
    use prose::NameError;
    let finding = |message: String| {
        RESOLVE.broken_at(path.clone(), message).with_span(expression.span.clone())
    };
    match error {
        NameError::Name(near) => {
            let finding = finding(format!("Không có số liệu nào tên như {written}"));
            match near {
                Some(near) => finding.with_hint(format!("Có phải là {{{{ {near} }}}}?")),
                None => finding.with_hint(
                    "tên số liệu là khóa ghi dưới figures, hoặc id của mục chăm lo, khen thưởng",
                ),
            }
        }
        NameError::Part(parts) if parts.is_empty() => {
            finding(format!("{written} không chia được thành phần nhỏ"))
        }
        NameError::Part(parts) => {
            let parts: Vec<String> = parts.iter().map(|p| format!(".{p}")).collect();
            finding(format!("{written} không đọc được"))
                .with_hint(format!("sau tên chỉ ghi được: {}", parts.join(", ")))
        }
        NameError::Filter => {
            let filters = crate::prose::FILTERS.join(", ");
            finding(format!("{written}: sau dấu | chỉ ghi được {filters}"))
        }
        NameError::NotSpelt => finding(format!("{written}: chỉ một con số mới đọc được thành chữ"))
            .with_hint("bỏ | words, hoặc dùng số liệu như 7 đồng chí"),
    }
}

/// People named in directives and speeches are attendees.
fn people(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let Some(attendance) = &dossier.attendance else { return };
    let known: Vec<&str> = attendance
        .chair
        .iter()
        .chain(&attendance.guests)
        .filter_map(|p| p.name.as_deref())
        .collect();
    if known.is_empty() {
        return;
    }
    let directives = dossier.direction.directives.iter().enumerate().map(|(i, d)| {
        (d.from.as_deref(), Path::root().key("direction").key("directives").index(i).key("from"))
    });
    let directive = |s: &&crate::dossier::Speech| s.kind == Some(SpeechKind::Directive);
    let speeches =
        dossier.speeches.iter().enumerate().filter(|(_, s)| directive(s)).map(|(i, s)| {
            (s.speaker.as_deref(), Path::root().key("speeches").index(i).key("speaker"))
        });
    for (name, path) in directives.chain(speeches) {
        let Some(name) = name.filter(|n| !known.contains(n)) else { continue };
        let finding = RESOLVE.broken_at(path, format!("Thành phần dự không có ai tên “{name}”"));
        found.add(match nearest(name, known.iter().copied()) {
            Some(near) => finding.with_hint(format!("Có phải là “{near}”?")),
            None => {
                finding.with_severity(Severity::Warning).with_hint("ghi người này vào attendance")
            }
        });
    }
}

/// The figures named in a programme (chương trình) exist in the dossier.
fn programmes(context: &Context<'_>, found: &mut Findings) {
    let membership = &context.dossier.membership;
    let results = &context.dossier.results;
    let figures = results.iter().map(|area| &area.figures).chain([&membership.figures]);
    let figures = figures.flat_map(|figures| figures.iter().map(|(name, _)| name));
    let known: Vec<&str> = figures.chain(membership.fixed().map(|fixed| fixed.key)).collect();
    for (i, area) in results.iter().enumerate() {
        let at = Path::root().key("results").index(i).key("programmes");
        for (j, programme) in area.programmes.iter().enumerate() {
            for (k, name) in programme.figures.iter().enumerate() {
                if known.contains(&name.0.as_str()) {
                    continue;
                }
                let path = at.index(j).key("figures").index(k);
                let finding = RESOLVE
                    .broken_at(path, format!("Không có số liệu nào tên như `{}`", name.0))
                    .with_severity(Severity::Warning);
                found.add(match nearest(&name.0, known.iter().copied()) {
                    Some(near) => finding.with_hint(format!("Có phải là `{near}`?")),
                    None => finding.with_hint("tên số liệu là khóa ghi dưới figures"),
                });
            }
        }
    }
}
