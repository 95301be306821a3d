//! What a text says of a person whom it names: how it addresses them (BC383), which post
//! it gives them (BC384).

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Dossier, Person};
use crate::source::Path;
use crate::vietnamese::{Words, fold};

use super::mentioned::{LEADING, Mentioned, mentioned};
use super::names::key;
use crate::check::{Context, Findings, Rule};

pub(crate) const ADDRESS: Rule =
    Rule { code: Code::ADDRESS, severity: Severity::Warning, citation: "", run: addresses };

pub(crate) const POST_TOLD: Rule =
    Rule { code: Code::POST_TOLD, severity: Severity::Warning, citation: "", run: posts };

/// Whether a word addresses a woman; none where it addresses anybody.
fn is_for_women(address: &str) -> Option<bool> {
    match address {
        "bà" | "chị" | "cô" => Some(true),
        "ông" | "anh" | "thầy" => Some(false),
        _ => None,
    }
}

/// Whether a person is a woman, as the dossier says, or as the middle of the name tells: no
/// man is called *Thị*, and of three words hardly a woman *Văn*.
fn is_woman(name: &str, people: &[(Path, &Person)]) -> Option<bool> {
    let known = people.iter().find(|(_, person)| {
        person.woman.is_some() && person.name.as_deref().is_some_and(|n| key(n) == key(name))
    });
    if let Some((_, person)) = known {
        return person.woman.map(|woman| woman.0);
    }
    let folded = key(name);
    let words: Vec<&str> = folded.split(' ').collect();
    match words[..] {
        [_, "thị", _, ..] => Some(true),
        [_, "văn", _] => Some(false),
        _ => None,
    }
}

fn addresses(context: &Context<'_>, found: &mut Findings) {
    let people = everybody(context.dossier);
    each_mentioned(context, &mut |path, words, person| {
        let Some(address) = person.address.as_deref() else { return };
        let name = written(words, person);
        let said = is_for_women(address);
        let Some(is) = is_woman(&name, &people).filter(|is| said == Some(!is)) else { return };
        let (meant, is) = if is { ("bà", "nữ") } else { ("ông", "nam") };
        let start = person.name.start.saturating_sub(address.split(' ').count());
        found.add(
            ADDRESS
                .broken_at(path.clone(), format!("Gọi “{address} {name}”, nhưng {name} là {is}"))
                .with_span(words.span(start..person.name.end))
                .with_hint(format!("ghi {meant} {name}, hoặc sửa họ tên")),
        );
    });
}

/// Everybody in the lists of the dossier.
fn everybody(dossier: &Dossier) -> Vec<(Path, &Person)> {
    let root = Path::root();
    let mut all: Vec<(Path, &Person)> = Vec::new();
    if let Some(bodies) = &dossier.bodies {
        for (name, list) in bodies.boards() {
            let at = root.key("bodies").key(name);
            all.extend(listed(&at, list));
        }
    }
    all.extend(listed(&root.key("people"), &dossier.people));
    if let Some(chair) = dossier.attendance.as_ref().and_then(|a| a.chair.as_ref()) {
        all.push((root.key("attendance").key("chair"), chair));
    }
    for (i, election) in dossier.elections.iter().enumerate() {
        let at = root.key("elections").index(i).key("members");
        all.extend(listed(&at, &election.members));
    }
    all
}

fn listed<'a>(at: &Path, people: &'a [Person]) -> impl Iterator<Item = (Path, &'a Person)> {
    people.iter().enumerate().map(|(i, person)| (at.index(i), person))
}

/// A person's leading post, and where it is given.
struct Held {
    key: String,
    post: &'static str,
    /// As it is typed.
    typed: String,
    at: Path,
    /// Whether an election of the dossier gave it.
    elected: bool,
}

/// The leading post that a text begins with, of the dossier's own organisation.
fn leading(post: &str, own: &[&str]) -> Option<&'static str> {
    let folded = fold(post);
    let post = LEADING.into_iter().find(|post| {
        folded.strip_prefix(post).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })?;
    let body = folded[post.len()..].trim();
    (body.is_empty() || own.iter().any(|own| body.starts_with(own))).then_some(post)
}

/// How the dossier's own organisation may be called behind a post.
fn own_bodies(dossier: &Dossier) -> Vec<&'static str> {
    use crate::dossier::OrganizationKind::{Party, Union, Youth};
    match dossier.organization_kind() {
        Union => vec!["công đoàn", "cđcs"],
        Party => vec!["chi bộ", "đảng bộ", "đảng ủy"],
        Youth => vec!["chi đoàn", "đoàn trường", "đoàn thanh niên", "đoàn cơ sở"],
    }
}

fn held(context: &Context<'_>) -> Vec<Held> {
    let dossier = context.dossier;
    let own = own_bodies(dossier);
    let mut all = Vec::new();
    let mut add = |name: Option<&str>, post: Option<&str>, at: Path, elected: bool| {
        let (Some(name), Some(typed)) = (name, post) else { return };
        let post = leading(typed, &own);
        all.extend(post.map(|post| Held {
            key: key(name),
            post,
            typed: typed.to_owned(),
            at,
            elected,
        }));
    };
    for (path, person) in everybody(dossier) {
        let elected = path.keys().next() == Some("elections");
        let at = path.key(if person.post.is_some() { "post" } else { "posts" });
        let posts = person.posts.0.iter().map(|post| post.0.as_str());
        for post in person.post.as_deref().into_iter().chain(posts) {
            add(person.name.as_deref(), Some(post), at.clone(), elected);
        }
    }
    // Who signs for a congress may have been elected by it.
    if dossier.congress.is_none() {
        for (id, envelope) in dossier.papers.iter() {
            let Some(signature) = &envelope.signature else { continue };
            let at = Path::root().key("papers").key(id).key("signature").key("post");
            add(signature.name.as_deref(), signature.post.as_deref(), at, false);
        }
    }
    all
}

/// Words in whose clause a post may be one of before, or one that somebody came to.
const ANOTHER_TIME: [&str; 10] = [
    "nguyên",
    "trước đây",
    "khi đó",
    "lúc đó",
    "từng",
    "nay là",
    "giai đoạn",
    "thôi giữ",
    "khóa",
    "nhiệm kỳ",
];

fn posts(context: &Context<'_>, found: &mut Findings) {
    let held = held(context);
    if held.is_empty() {
        return;
    }
    let own = own_bodies(context.dossier);
    each_mentioned(context, &mut |path, words, person| {
        let Some((post, at)) = &person.post else { return };
        let clause = words.clause(person.name.start);
        let body = (at.end < words.len() && words.gap(at.end - 1) == " ")
            .then(|| own.iter().any(|own| words.starts(at.end, own)));
        // Behind a post, a mark ends it: or a body of another kind goes on.
        if body == Some(false) || words.any(clause.clone(), &ANOTHER_TIME) {
            return;
        }
        let elected = words.any(clause, &["được bầu", "trúng cử", "tái cử", "bầu"]);
        let name = written(words, person);
        let of: Vec<&Held> =
            held.iter().filter(|h| h.key == key(&name) && h.elected == elected).collect();
        let other = of.iter().find(|h| h.post != *post && same_line(h.post, post));
        let Some(other) = other.filter(|_| of.iter().all(|h| h.post != *post)) else { return };
        let said = &words.text()[words.span(at.clone())];
        found.add(
            POST_TOLD
                .broken_at(
                    path.clone(),
                    format!("{name}: ở đây là {said}, chỗ khác ghi {}", other.typed),
                )
                .with_span(words.span(person.name.start..at.end))
                .with_related(other.at.clone(), &*other.typed)
                .with_hint("sửa chức danh ở một trong hai chỗ, hoặc sửa họ tên"),
        );
    });
}

/// Chair and vice chair, secretary and vice secretary: of which one person is one.
fn same_line(one: &str, other: &str) -> bool {
    one.trim_start_matches("phó ") == other.trim_start_matches("phó ")
}

fn written(words: &Words<'_>, person: &Mentioned) -> String {
    let name: Vec<&str> = person.name.clone().map(|k| words.written(k)).collect();
    name.join(" ")
}

/// Calls `visit` with everybody whom a text names.
fn each_mentioned(context: &Context<'_>, visit: &mut dyn FnMut(&Path, &Words<'_>, &Mentioned)) {
    // A field that holds a name holds no word of address that isn't a part of it.
    let is_name = |path: &Path| {
        let last = path.keys().last();
        last.is_some_and(|key| matches!(key, "name" | "person" | "presenter" | "convener"))
    };
    for (path, words) in context.printed_words().filter(|(path, _)| !is_name(path)) {
        for person in mentioned(words) {
            visit(path, words, &person);
        }
    }
}
