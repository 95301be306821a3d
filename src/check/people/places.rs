//! A person in two mutually exclusive bodies, or both absent and active: BC378.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Bodies, Person};
use crate::source::Path;

use super::names::key;
use crate::check::{Context, Findings, Rule};

pub(crate) const APART: Rule =
    Rule { code: Code::TWO_BODIES, severity: Severity::Warning, citation: "", run: apart };

/// A body: the path of its people, and its name.
struct Body<'a> {
    at: Path,
    people: &'a [Person],
    name: &'static str,
}

fn apart(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let Some(bodies) = &dossier.bodies else { return };
    let [presidium, secretariat, credentials, tellers] = bodies_of(bodies);
    let mut pairs = vec![(&presidium, &secretariat), (&presidium, &tellers)];
    let absences = dossier.attendance.as_ref().map(|attendance| Body {
        at: Path::root().key("attendance").key("absences"),
        people: &attendance.absences,
        name: "danh sách vắng mặt",
    });
    if let Some(absences) = &absences {
        let present = [&presidium, &secretariat, &credentials, &tellers];
        pairs.extend(present.map(|body| (body, absences)));
    }
    for (one, other) in pairs {
        for (i, person) in other.people.iter().enumerate() {
            let Some(name) = person.name.as_deref() else { continue };
            let same = one
                .people
                .iter()
                .position(|p| p.name.as_deref().is_some_and(|first| key(first) == key(name)));
            let Some(first) = same else { continue };
            found.add(
                APART
                    .broken_at(
                        other.at.index(i).key("name"),
                        format!("{name} vừa ở {}, vừa ở {}", one.name, other.name),
                    )
                    .with_related(one.at.index(first).key("name"), one.name)
                    .with_hint("bỏ ở một chỗ, hoặc sửa họ tên"),
            );
        }
    }
}

fn bodies_of(bodies: &Bodies) -> [Body<'_>; 4] {
    let at = Path::root().key("bodies");
    [
        ("presidium", &bodies.presidium, "Đoàn Chủ tịch"),
        ("secretariat", &bodies.secretariat, "Đoàn Thư ký"),
        ("credentials", &bodies.credentials, "Ban Thẩm tra tư cách đại biểu"),
        ("tellers", &bodies.tellers, "Ban Kiểm phiếu"),
    ]
    .map(|(key, people, name)| Body { at: at.key(key), people, name })
}
