//! A post with two holders, and a person with two incompatible posts: BC379.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Dossier, Person};
use crate::source::Path;
use crate::vietnamese::{Day, fold};

use super::names::key;
use crate::check::{Context, Findings, Rule};

pub(crate) const ONE_HOLDER: Rule =
    Rule { code: Code::TWO_HOLDERS, severity: Severity::Warning, citation: "", run: one_holder };

/// Posts with a single holder.
const SINGLE: [&str; 9] = [
    "chủ tịch",
    "bí thư",
    "trưởng ban",
    "chủ nhiệm",
    "trưởng đoàn",
    "tổ trưởng",
    "trưởng ban kiểm phiếu",
    "chủ nhiệm ủy ban kiểm tra",
    "trưởng ban thẩm tra tư cách đại biểu",
];

fn one_holder(context: &Context<'_>, found: &mut Findings) {
    within_lists(context.dossier, found);
    among_signers(context, found);
    between_lists(context.dossier, found);
}

/// The lists whose posts are those of one body. Two chairs of a committee are reported by the
/// rule on committees.
fn lists(dossier: &Dossier) -> Vec<(Path, &[Person])> {
    let root = Path::root();
    let mut lists: Vec<(Path, &[Person])> = Vec::new();
    for (i, election) in dossier.elections.iter().enumerate() {
        lists.push((root.key("elections").index(i).key("members"), &election.members));
    }
    if let Some(bodies) = &dossier.bodies {
        let at = root.key("bodies");
        lists.push((at.key("secretariat"), &bodies.secretariat));
        lists.push((at.key("credentials"), &bodies.credentials));
        lists.push((at.key("tellers"), &bodies.tellers));
    }
    lists
}

/// The single-holder post of a person in a list.
fn single(person: &Person) -> Option<&'static str> {
    let post = fold(person.post.as_deref()?);
    SINGLE.into_iter().find(|single| *single == post)
}

fn within_lists(dossier: &Dossier, found: &mut Findings) {
    for (list, people) in lists(dossier) {
        for (i, person) in people.iter().enumerate() {
            let Some(post) = single(person).filter(|post| *post != "chủ tịch") else {
                continue;
            };
            let Some(first) = people[..i].iter().position(|p| single(p) == Some(post)) else {
                continue;
            };
            let at = |i: usize| list.index(i).key("post");
            let held = person.post.as_deref().unwrap_or_default();
            found.add(
                ONE_HOLDER
                    .broken_at(at(i), format!("Hai người cùng là {held}"))
                    .with_related(at(first), held)
                    .with_hint("sửa chức danh của một người"),
            );
        }
    }
}

/// A paper's signer, their post, and its day.
struct Signed<'a> {
    at: Path,
    name: &'a str,
    post: String,
    on_behalf: String,
    day: Option<Day>,
}

/// Two people who sign as the same chair, and a person who signs with two posts. A congress
/// in between may have changed the holder.
fn among_signers(context: &Context<'_>, found: &mut Findings) {
    if context.dossier.congress.is_some() {
        return;
    }
    let signed: Vec<Signed<'_>> = context
        .papers
        .iter()
        .filter_map(|paper| {
            let (id, envelope) = context.dossier.papers.iter().find(|(id, _)| *id == paper.id)?;
            let signature = envelope.signature.as_ref()?;
            Some(Signed {
                at: Path::root().key("papers").key(id).key("signature"),
                name: signature.name.as_deref()?,
                post: fold(signature.post.as_deref()?),
                on_behalf: signature.on_behalf.0.iter().map(|line| fold(line)).collect(),
                day: paper.date(context.dossier).and_then(|date| date.whole()),
            })
        })
        .collect();
    for (i, one) in signed.iter().enumerate() {
        for other in &signed[..i] {
            // A signer for the chair of another body holds another post.
            if one.on_behalf != other.on_behalf || one.day != other.day {
                continue;
            }
            let same_person = key(one.name) == key(other.name);
            let message = match same_person {
                true if one.post != other.post => {
                    format!(
                        "{} ký là {}, ở văn bản khác là {}",
                        one.name,
                        upper(&one.post),
                        upper(&other.post)
                    )
                }
                false if one.post == other.post && SINGLE.contains(&one.post.as_str()) => {
                    format!("{} và {} cùng ký là {}", other.name, one.name, upper(&one.post))
                }
                _ => continue,
            };
            found.add(
                ONE_HOLDER
                    .broken_at(one.at.key("post"), message)
                    .with_related(other.at.key("post"), "văn bản khác")
                    .with_hint("sửa một trong hai chỗ"),
            );
        }
    }
}

fn upper(post: &str) -> String {
    post.to_uppercase()
}

/// A person who is chair in one list and vice chair in another.
fn between_lists(dossier: &Dossier, found: &mut Findings) {
    const LEADING: [&str; 4] = ["chủ tịch", "phó chủ tịch", "bí thư", "phó bí thư"];
    let leading = |person: &Person| {
        let post = fold(person.post.as_deref()?);
        LEADING.into_iter().find(|leading| *leading == post)
    };
    let mut first: Vec<(String, &str, Path)> = Vec::new();
    for (list, people) in lists(dossier) {
        for (i, person) in people.iter().enumerate() {
            let (Some(name), Some(post)) = (person.name.as_deref(), leading(person)) else {
                continue;
            };
            let at = list.index(i).key("post");
            match first.iter().find(|(known, ..)| *known == key(name)) {
                None => first.push((key(name), post, at)),
                Some((_, held, there)) if *held != post => found.add(
                    ONE_HOLDER
                        .broken_at(at, format!("{name}: ở đây là {post}, chỗ khác là {held}"))
                        .with_related(there.clone(), *held)
                        .with_hint("sửa một trong hai chỗ"),
                ),
                Some(_) => {}
            }
        }
    }
}
