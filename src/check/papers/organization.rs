//! Papers and forms of a different kind of organisation from the dossier's: BC320.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Form, OrganizationKind};
use crate::source::Path;

use crate::check::{Context, Findings, Rule};

pub(crate) const OTHER_ORGANIZATION: Rule =
    Rule { code: Code::OTHER_ORGANIZATION, severity: Severity::Error, citation: "", run: other };

fn other(context: &Context<'_>, found: &mut Findings) {
    let kind = context.dossier.organization_kind();
    let organization = Path::root().key("organization").key("kind");
    let asked = context.dossier.form.filter(|form| !fits(*form, kind));
    if let Some(form) = asked {
        let message = format!("Thể thức {}, mà tổ chức là {}", form.word(), kind.word());
        found.add(
            OTHER_ORGANIZATION
                .broken_at(Path::root().key("form"), message)
                .with_related(organization.clone(), "tổ chức")
                .with_hint("xóa form: thể thức theo tổ chức"),
        );
    }
    for paper in context.papers.iter().filter(|paper| !paper.organization.includes(kind)) {
        let own = context.library.papers().iter().filter(|own| {
            own.organization.includes(kind)
                && !own.only_when_named
                && own.kinds.iter().any(|k| paper.kinds.contains(k))
        });
        let own: Vec<&str> = own.map(|own| &*own.id).collect();
        let message = format!(
            "{}: văn bản của {}, mà hồ sơ của {}",
            paper.title,
            paper.organization.words(),
            kind.word()
        );
        found.add(
            OTHER_ORGANIZATION
                .broken_at(Path::root().key("papers").key(paper.id.as_str()), message)
                .with_hint(format!(
                    "ghi một trong: {}; hoặc sửa organization.kind",
                    own.join(", ")
                )),
        );
    }
}

/// A union or a Youth organisation in a State office may use the State's form; the Party's
/// papers have their own.
fn fits(form: Form, kind: OrganizationKind) -> bool {
    match form {
        Form::State => kind != OrganizationKind::Party,
        Form::Union => kind == OrganizationKind::Union,
        Form::Party => kind == OrganizationKind::Party,
        Form::Youth => kind == OrganizationKind::Youth,
    }
}
