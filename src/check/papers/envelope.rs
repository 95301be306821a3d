//! The envelope against its regime: number, recipients, required and forbidden parts. BC013,
//! BC081, BC084.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::dossier::{Ending, Envelope, Status};
use crate::paper::{Paper, PaperKind};
use crate::regime::Wording;
use crate::source::Path;

use super::signing::on_behalf;
use crate::check::{Context, Findings, Rule};

pub(crate) const NUMBER_PATTERN: Rule = Rule {
    code: Code::NUMBER_PATTERN,
    severity: Severity::Warning,
    citation: "Nghị định 30/2020/NĐ-CP, Phụ lục I",
    run: number_pattern,
};

pub(crate) const FITS_REGIME: Rule = Rule {
    code: Code::UNFIT_FOR_REGIME,
    severity: Severity::Warning,
    citation: "Quyết định 933/QĐ-TLĐ, Phụ lục IV",
    run: fits_regime,
};

pub(crate) const RECIPIENTS: Rule = Rule {
    code: Code::RECIPIENTS,
    severity: Severity::Warning,
    citation: "Nghị định 30/2020/NĐ-CP, Phụ lục I",
    run: recipients,
};

/// The papers with an envelope in the dossier, and the wording of their regime.
pub(crate) fn envelopes<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (Path, &'a Paper, Envelope, &'a Wording)> {
    let (dossier, library) = (context.dossier, context.library);
    context.papers.iter().filter_map(move |paper| {
        let regime = library.regime(dossier, paper)?;
        let path = Path::root().key("papers").key(paper.id.as_str());
        Some((path, *paper, paper.envelope(dossier), &regime.wording))
    })
}

fn number_pattern(context: &Context<'_>, found: &mut Findings) {
    for (path, paper, envelope, wording) in envelopes(context) {
        if !wording.has_number {
            continue;
        }
        if let Some(number) = envelope.number.as_deref()
            && number.contains(['/', '-'])
        {
            let only = number.split(['/', '-']).next().unwrap_or_default().trim();
            found.add(
                NUMBER_PATTERN
                    .broken_at(
                        path.key("number"),
                        format!("Số “{number}” có cả ký hiệu: văn bản sẽ in ký hiệu hai lần"),
                    )
                    .with_hint(format!(
                        "ghi number: {only}; ký hiệu ghi ở symbol, ví dụ {}-CĐCS",
                        paper.abbreviation
                    )),
            );
        }
        if let Some(symbol) = envelope.symbol.as_deref()
            && let Some(wrong) = wrong_symbol(symbol, &paper.abbreviation)
        {
            let own = context.dossier.organization.symbol.as_deref().unwrap_or("CĐCS");
            found.add(
                NUMBER_PATTERN
                    .broken_at(path.key("symbol"), format!("Ký hiệu “{symbol}” {wrong}"))
                    .with_hint(match &*paper.abbreviation {
                        "" => format!("ghi {own}; để trống thì theo mẫu"),
                        kind => format!("ghi {kind}-{own}; để trống thì theo mẫu"),
                    }),
            );
        }
    }
    // The union's part of the symbol, after the type.
    let own = context.dossier.organization.symbol.as_deref();
    if let Some(symbol) = own.filter(|s| s.contains(['/', ' '])) {
        found.add(
            NUMBER_PATTERN
                .broken_at(
                    Path::root().key("organization").key("symbol"),
                    format!("Ký hiệu “{symbol}” có dấu gạch chéo hoặc dấu cách"),
                )
                .with_hint("chỉ ghi phần sau dấu gạch, ví dụ CĐCS"),
        );
    }
}

/// The fault in a symbol such as `BC-CĐCS`.
fn wrong_symbol(symbol: &str, abbreviation: &str) -> Option<String> {
    if symbol.contains('/') {
        let number = symbol.starts_with(|c: char| c.is_ascii_digit());
        return Some(match number {
            true => "có cả số: số ghi ở number".to_owned(),
            false => "có dấu gạch chéo: sau tên loại là dấu gạch ngang".to_owned(),
        });
    }
    if symbol.contains(char::is_whitespace) {
        return Some("có dấu cách".to_owned());
    }
    let (kind, _) = symbol.split_once('-').unwrap_or((symbol, ""));
    if abbreviation.is_empty() {
        // A letter's symbol names the issuer and the author, without a type.
        let is_type = matches!(kind, "CV" | "cv");
        return is_type.then(|| "có CV: công văn không có chữ viết tắt của tên loại".to_owned());
    }
    (kind != abbreviation).then(|| format!("không mở đầu bằng {abbreviation}"))
}

/// A congress's papers have neither a number nor a personal signature; a union's have `TM.`.
fn fits_regime(context: &Context<'_>, found: &mut Findings) {
    for (path, paper, envelope, wording) in envelopes(context) {
        let mut never = |key: &str, what: &str, hint: &str| {
            let whose = if wording.congress_issues {
                "văn kiện đại hội"
            } else {
                "văn bản này"
            };
            let message = format!("{}: {whose} không có {what}, chỗ này không in", paper.title);
            found.add(FITS_REGIME.broken_at(path.key(key), message).with_hint(hint));
        };
        if !wording.has_number {
            for key in ["number", "symbol"] {
                let given = if key == "number" { &envelope.number } else { &envelope.symbol };
                if given.is_some() {
                    never(key, "số, ký hiệu", "xóa mục này");
                }
            }
        }
        // Each letter has addressees of its own.
        let shared = paper.per.as_ref().is_none_or(|per| !per.own_envelope);
        let of_congress = paper.kinds.contains(&PaperKind::Congress);
        if shared && of_congress && !envelope.addressee.0.is_empty() {
            never("addressee", "Kính gửi", "xóa mục này; nơi nhận ghi ở recipients");
        }
        let presidium = envelope.ending == Some(Ending::Presidium);
        let signature = envelope.signature.as_ref();
        let named = signature.is_some_and(|s| s.name.is_some() || s.post.is_some());
        if !wording.personal_signature && !presidium && named {
            let hint = match wording.congress_issues {
                true => {
                    "xóa mục này; nghị quyết do Đoàn Chủ tịch ký thì ghi ending: TM. Đoàn Chủ tịch"
                }
                false => "xóa mục này; biên bản do chủ trì và thư ký ký",
            };
            never("signature", "người ký", hint);
        }
        for (i, line) in signature.iter().flat_map(|s| s.on_behalf.0.iter()).enumerate() {
            let Some((typed, own)) = wording.foreign_word(line) else { continue };
            let rest = line.get(typed.len()..).unwrap_or_default();
            let rest = rest.trim_start_matches(['.', '/', ' ']).to_uppercase();
            let (whose, ours) = match typed.contains('/') {
                true => ("văn bản Đảng", "văn bản này"),
                false => ("văn bản hành chính", "văn bản Đảng"),
            };
            found.add(
                FITS_REGIME
                    .broken_at(
                        on_behalf(&path, signature, i),
                        format!("“{}” là cách ghi của {whose}", line.0),
                    )
                    .with_hint(format!("{ours} ghi: {own} {rest}")),
            );
        }
    }
}

/// A paper to be signed has recipients; a paper without any entry in the dossier may not be
/// meant.
fn recipients(context: &Context<'_>, found: &mut Findings) {
    for (path, paper, envelope, wording) in envelopes(context) {
        let at = path.key("recipients");
        // Each letter has its own addressees.
        let shared = paper.per.as_ref().is_none_or(|per| !per.own_envelope);
        let meant = shared && context.dossier.papers.get(&paper.id).is_some();
        let due = meant && paper.status(context.dossier) != Status::Draft;
        if wording.has_recipients && due && envelope.recipients.is_empty() {
            found.add(default_recipients(context, paper, &envelope, &at));
        }
        for (i, line) in envelope.recipients.iter().enumerate() {
            if line.starts_with("Lưu") {
                found.add(
                    RECIPIENTS
                        .broken_at(at.index(i), format!("“{}”: dòng Lưu tự thêm ở cuối", line.0))
                        .with_hint("xóa dòng này; nơi lưu ghi ở archive, ví dụ VT"),
                );
            } else if shared && line.starts_with("Như trên") && envelope.addressee.0.is_empty() {
                found.add(
                    RECIPIENTS
                        .broken_at(
                            at.index(i),
                            "“Như trên” mà văn bản không có Kính gửi".to_owned(),
                        )
                        .with_hint("ghi addressee, hoặc ghi tên nơi nhận"),
                );
            }
        }
    }
}

/// If none are typed the template prints the recipients known from the dossier; they are
/// reported as printed, and only if there are none something is missing.
fn default_recipients(
    context: &Context<'_>,
    paper: &Paper,
    envelope: &Envelope,
    at: &Path,
) -> Diagnostic {
    let own = &context.dossier.organization;
    let parent = own.parent.as_ref();
    let parent = parent.and_then(|p| p.short_name.as_deref().or(p.name.as_deref()));
    let first = if envelope.addressee.0.is_empty() { parent } else { Some("Như trên") };
    let names = [first, own.party_lead.as_deref(), own.units.as_deref()];
    let names: Vec<&str> = names.into_iter().flatten().filter(|n| !n.trim().is_empty()).collect();
    if names.is_empty() {
        return RECIPIENTS
            .broken_at(at.clone(), format!("{}: chưa có nơi nhận", paper.title))
            .with_hint("ghi recipients (Nơi nhận), mỗi nơi một dòng; dòng Lưu tự thêm ở cuối");
    }
    let message = format!("{}: nơi nhận in theo mẫu: {}", paper.title, names.join("; "));
    RECIPIENTS
        .broken_at(at.clone(), message)
        .with_severity(Severity::Note)
        .with_hint("khác thì ghi ở recipients (Nơi nhận), mỗi nơi một dòng")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols() {
        assert_eq!(wrong_symbol("BC-CĐCS", "BC"), None);
        assert_eq!(wrong_symbol("BC", "BC"), None);
        for wrong in ["05/BC-CĐCS", "BC- CĐCS", "NQ-CĐCS", "-", ""] {
            assert!(wrong_symbol(wrong, "BC").is_some(), "{wrong}");
        }
    }
}
