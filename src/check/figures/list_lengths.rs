//! A number printed above a list equals the list's length: BC028.

use crate::dossier::{Dossier, Heading};
use crate::source::Path;
use crate::vietnamese::Number;
use crate::vietnamese::sentence::Role;

use crate::check::{Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};

pub(crate) const LENGTH: Rule =
    Rule { code: Code::LIST_LENGTH, severity: Severity::Error, citation: "", run: length };

fn length(context: &Context<'_>, found: &mut Findings) {
    told(context, found);
    let dossier = context.dossier;
    let directives = Path::root().key("direction").key("directives");
    for (i, directive) in dossier.direction.directives.iter().enumerate() {
        let at = directives.index(i);
        let complete = directive.complete.is_some_and(|f| f.0);
        if let Some(label) = directive.label.as_deref().filter(|_| complete) {
            titled(label, at.key("label"), directive.tasks.len(), at.key("tasks"), found);
        }
    }
    for (paper, headings) in dossier.outline.iter() {
        let at = Path::root().key("outline").key(paper);
        outlined(dossier, headings, &at, found);
    }
    for (i, election) in dossier.elections.iter().enumerate() {
        let at = Path::root().key("elections").index(i);
        let complete = election.members_complete.is_some_and(|f| f.0);
        let elected = election.elected.as_ref().and_then(super::arithmetic::plain);
        if let Some(elected) = elected.filter(|_| complete) {
            let members = election.members.len();
            let body = election.body.as_deref().unwrap_or_default();
            let list = (at.key("members"), members);
            differ(
                &format!("{elected} người trúng cử {body}"),
                elected,
                at.key("elected"),
                list,
                found,
            );
        }
    }
}

/// Compares `03 khâu đột phá` in the directions with the list of them.
fn told(context: &Context<'_>, found: &mut Findings) {
    let direction = &context.dossier.direction;
    let lists = [
        ("khâu đột phá", "direction.breakthroughs", direction.breakthroughs.len()),
        ("nhiệm vụ trọng tâm", "direction.key_tasks", direction.key_tasks.len()),
    ];
    for read in
        context.readings().iter().filter(|read| super::arithmetic::within(&read.path, "direction"))
    {
        for sentence in &read.sentences {
            for figure in sentence.figures.iter().filter(|f| f.role == Role::Plain) {
                let noun = sentence.words(figure.noun.clone());
                let listed = lists.iter().find(|(name, ..)| noun.starts_with(name));
                let (Some((name, list, length)), Some(number)) = (listed, figure.exact()) else {
                    continue;
                };
                let Ok(counted) = u32::try_from(*length) else { continue };
                if counted == 0 || number == counted.into() {
                    continue;
                }
                let finding = LENGTH
                    .broken_at(
                        read.path.clone(),
                        format!("Ghi {number} {name} nhưng danh sách có {counted}"),
                    )
                    .with_severity(Severity::Warning)
                    .with_related(Path::parse(list).unwrap_or_default(), format!("{counted} mục"))
                    .with_hint("sửa con số hoặc bổ sung danh sách");
                found.add(match read.place(figure.span.clone()) {
                    Some(span) => finding.with_span(span),
                    None => finding,
                });
            }
        }
    }
}

fn outlined(dossier: &Dossier, headings: &[Heading], at: &Path, found: &mut Findings) {
    let direction = &dossier.direction;
    for (i, heading) in headings.iter().enumerate() {
        let path = at.index(i);
        let section = heading.section.as_deref().unwrap_or_default();
        let length = match section {
            "direction.key_tasks" => direction.key_tasks.len(),
            "direction.breakthroughs" => direction.breakthroughs.len(),
            "direction.targets" if direction.targets_complete.is_some_and(|f| f.0) => {
                direction.targets.len()
            }
            _ => 0,
        };
        if let Some(title) = heading.title.as_deref().filter(|_| length > 0) {
            let list = Path::parse(section).unwrap_or_default();
            titled(title, path.key("title"), length, list, found);
        }
        outlined(dossier, &heading.sections, &path.key("sections"), found);
    }
}

/// Compares the number at the beginning of a title with the list below: `05 nhiệm vụ trọng
/// tâm`.
fn titled(title: &str, at: Path, length: usize, list: Path, found: &mut Findings) {
    let Some((digits, noun)) = title.trim().split_once(' ') else { return };
    if let Ok(number) = Number::parse(digits) {
        differ(&format!("{number} {noun}"), number, at, (list, length), found);
    }
}

fn differ(
    told: &str,
    number: Number,
    at: Path,
    (list, length): (Path, usize),
    found: &mut Findings,
) {
    let Ok(counted) = u32::try_from(length) else { return };
    // An empty list is unknown, not zero.
    if counted > 0 && number != counted.into() {
        found.add(
            LENGTH
                .broken_at(at, format!("Ghi {told} nhưng danh sách có {counted}"))
                .with_related(list, format!("{counted} mục"))
                .with_hint(
                    "sửa con số hoặc bổ sung danh sách; số nhiệm vụ, chỉ tiêu tự đếm, không cần gõ",
                ),
        );
    }
}
