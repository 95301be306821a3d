//! Signers, and the words before their names: BC082, BC083.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Dossier, ElectedBody, Ending, Person, Signature};
use crate::paper::Paper;
use crate::source::Path;
use crate::usage::Rank;

use super::envelope::envelopes;
use crate::check::{Context, Findings, Rule};

pub(crate) const SIGNING_WORDS: Rule = Rule {
    code: Code::SIGNING_WORDS,
    severity: Severity::Error,
    citation: "Nghị định 30/2020/NĐ-CP, Điều 13 và Phụ lục I",
    run: signing_words,
};

pub(crate) const SIGNER: Rule =
    Rule { code: Code::SIGNER, severity: Severity::Warning, citation: "", run: signer };

/// The path of the signature's line, or of the whole signature if it was typed as one text.
pub(crate) fn on_behalf(paper: &Path, signature: Option<&Signature>, i: usize) -> Path {
    let path = paper.key("signature").key("on_behalf");
    let several = signature.is_some_and(|s| s.on_behalf.0.len() > 1);
    if several { path.index(i) } else { path }
}

/// Posts of heads: they are persons, so nobody signs `TM.` for them.
const POSTS: &[&str] =
    &["CHỦ TỊCH", "BÍ THƯ", "GIÁM ĐỐC", "HIỆU TRƯỞNG", "TRƯỞNG", "TỔ TRƯỞNG", "CHỦ NHIỆM", "PHÓ"];

/// Bodies for which a person signs on their behalf.
const COLLECTIVES: &[&str] = &[
    "BAN CHẤP HÀNH",
    "BAN THƯỜNG VỤ",
    "ĐOÀN CHỦ TỊCH",
    "ĐOÀN THƯ KÝ",
    "BAN KIỂM PHIẾU",
    "BAN THẨM TRA TƯ CÁCH ĐẠI BIỂU",
    "ỦY BAN KIỂM TRA",
    "UỶ BAN KIỂM TRA",
    "CHI BỘ",
    "CHI ỦY",
    "CHI UỶ",
    "ĐẢNG ỦY",
    "ĐẢNG UỶ",
];

fn signing_words(context: &Context<'_>, found: &mut Findings) {
    let rank = context.library.usage(context.dossier).rank(context.dossier.organization.level);
    for (path, _, envelope, wording) in envelopes(context) {
        let (sign, for_head) = (wording.on_behalf.trim(), wording.for_head.trim());
        let Some(signature) = &envelope.signature else { continue };
        let post = signature.post.as_deref().map(str::to_uppercase);
        for (i, line) in signature.on_behalf.0.iter().enumerate() {
            let at = || on_behalf(&path, Some(signature), i);
            let upper = line.to_uppercase();
            if let Some(body) = upper.strip_prefix(sign) {
                found.extend(signed_for(at(), line, sign, body.trim(), rank));
            } else if let Some(head) = upper.strip_prefix(for_head) {
                let head = head.trim();
                if let Some(post) = post.as_deref().filter(|p| !p.starts_with("PHÓ")) {
                    found.add(
                        SIGNING_WORDS
                            .broken_at(
                                path.key("signature").key("post"),
                                format!(
                                    "“{}” mà người ký là {post}: ký thay là cấp phó ký",
                                    line.0
                                ),
                            )
                            .with_related(at(), "ký thay cấp trưởng")
                            .with_hint(format!(
                                "ghi post: PHÓ {head}; cấp trưởng ký thì bỏ dòng {for_head}"
                            )),
                    );
                }
            } else if COLLECTIVES.iter().any(|body| upper.starts_with(body)) {
                found.add(
                    SIGNING_WORDS
                        .broken_at(at(), format!("“{}”: chưa ghi {sign} (thay mặt)", line.0))
                        .with_hint(format!("ghi {sign} {upper}")),
                );
            }
        }
    }
}

/// The fault in a line with the body signed for: `sign` (TM.) and what follows it.
fn signed_for(at: Path, line: &str, sign: &str, body: &str, rank: &Rank) -> Option<Diagnostic> {
    let signs = rank.signs.to_uppercase();
    if body.is_empty() || POSTS.iter().any(|post| body.starts_with(post)) {
        let message = match body.is_empty() {
            true => format!("{sign} mà chưa có tên tập thể"),
            false => {
                format!("“{line}”: {sign} là thay mặt một tập thể, không thay mặt một người")
            }
        };
        let hint = format!("ghi {sign} {signs}, hoặc {sign} BAN THƯỜNG VỤ; chức vụ ghi ở post");
        return Some(SIGNING_WORDS.broken_at(at, message).with_hint(hint));
    }
    (rank.signs != rank.committee && body == rank.committee.to_uppercase()).then(|| {
        SIGNING_WORDS
            .broken_at(at, format!("“{line}”: ký thay mặt {}", rank.signs))
            .with_severity(Severity::Note)
            .with_hint(format!("ghi {sign} {signs}; địa phương quen ghi khác thì để nguyên"))
    })
}

fn signer(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    for (path, paper, envelope, wording) in envelopes(context) {
        let Some(signature) = &envelope.signature else { continue };
        let Some(name) = signature.name.as_deref() else { continue };
        let presidium = envelope.ending == Some(Ending::Presidium);
        if presidium {
            let bodies = dossier.bodies.as_ref();
            let members: Vec<&str> = bodies
                .iter()
                .flat_map(|b| &b.presidium)
                .filter_map(|p| p.name.as_deref())
                .collect();
            if !members.is_empty() && !members.contains(&name) {
                found.add(
                    SIGNER
                        .broken_at(
                            path.key("signature").key("name"),
                            format!("{}: {name} không có trong Đoàn Chủ tịch", paper.title),
                        )
                        .with_related(Path::root().key("bodies").key("presidium"), "Đoàn Chủ tịch")
                        .with_hint(format!("người ký là một trong: {}", members.join(", "))),
                );
            }
        } else if wording.personal_signature
            && let Some(post) = signature.post.as_deref()
        {
            let posts = posts_of(dossier, paper, name);
            let fits = posts.iter().any(|(_, held)| held.to_uppercase() == post.to_uppercase());
            if let Some((at, held)) = posts.first().filter(|_| !fits) {
                found.add(
                    SIGNER
                        .broken_at(
                            path.key("signature").key("post"),
                            format!("{name} ký là {post}, nhưng hồ sơ ghi là {held}"),
                        )
                        .with_related(at.clone(), format!("chức vụ: {held}"))
                        .with_hint("sửa một trong hai chỗ"),
                );
            }
        }
    }
}

/// The posts of a person in this union, as far as the dossier states them.
fn posts_of(dossier: &Dossier, paper: &Paper, name: &str) -> Vec<(Path, String)> {
    let root = Path::root();
    let mut posts = Vec::new();
    // Before the congress the old committee signs.
    let congress = dossier.congress.as_ref().and_then(|c| c.date).and_then(|d| d.last().whole());
    let made = paper.date(dossier).and_then(|d| d.whole());
    let elected = congress.zip(made).is_some_and(|(congress, made)| made >= congress);
    let is = |p: &Person| p.name.as_deref() == Some(name);
    for (i, election) in dossier.elections.iter().enumerate() {
        let at = root.key("elections").index(i).key("members");
        let body = election.elects().filter(|body| elected && *body != ElectedBody::Inspectors);
        for (j, member) in election.members.iter().enumerate().filter(|(_, m)| is(m)) {
            let Some(body) = body else { continue };
            posts.extend(member.post.iter().map(|p| (at.index(j).key("post"), p.0.clone())));
            // A person elected to a post holds it.
            let post = election.body.as_ref().filter(|_| body == ElectedBody::Officers);
            posts.extend(post.map(|p| (at.index(j).key("name"), p.0.clone())));
        }
    }
    let own = dossier.organization.name.as_deref();
    let chair = dossier.attendance.as_ref().and_then(|a| a.chair.as_ref()).filter(|p| is(p));
    let at = root.key("attendance").key("chair").key("posts");
    for post in chair.iter().flat_map(|p| p.posts.0.iter()) {
        let here = own.and_then(|own| post.strip_suffix(own)).map(str::trim);
        posts.extend(here.map(|held| (at.clone(), held.to_owned())));
    }
    posts
}
