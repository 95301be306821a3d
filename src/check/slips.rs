//! Slips that a text shows by itself (BC121 to BC125): each sort told once a text.

use crate::diagnostic::Severity;
use crate::vietnamese::{
    Slip, SlipKind, capital_slips, legacy_slips, look_alike_slips, misspelt_slips, symbol_slips,
};

use super::scan::Words;
use super::{Context, Finding, Findings, Rule};

pub(super) const OLD_FONTS: Rule =
    Rule { code: 121, severity: Severity::Warning, citation: "", run: old_fonts };

pub(super) const LOOK_ALIKES: Rule =
    Rule { code: 122, severity: Severity::Warning, citation: "", run: look_alikes };

pub(super) const SYMBOLS: Rule = Rule {
    code: 123,
    severity: Severity::Note,
    citation: "Nghị định 30/2020/NĐ-CP, Phụ lục I",
    run: symbols,
};

pub(super) const CAPITALS: Rule = Rule {
    code: 124,
    severity: Severity::Note,
    citation: "Nghị định 30/2020/NĐ-CP, Phụ lục II",
    run: capitals,
};

pub(super) const MISSPELT: Rule =
    Rule { code: 125, severity: Severity::Warning, citation: "", run: misspelt };

fn old_fonts(context: &Context<'_>, found: &mut Findings) {
    each(
        context,
        found,
        |words| legacy_slips(words.text()),
        |written, slip| {
            let font = if slip.kind == SlipKind::Vni { "VNI" } else { "TCVN3 (.VnTime)" };
            Told {
                message: format!("“{written}” là chữ của phông cũ {font}"),
                hint: format!(
                    "chuyển mã sang Unicode rồi chép lại; ở đây là “{}”",
                    slip.suggestion
                ),
            }
        },
    );
}

fn look_alikes(context: &Context<'_>, found: &mut Findings) {
    each(
        context,
        found,
        |words| look_alike_slips(words.text()),
        |written, slip| Told {
            message: format!(
                "Chữ “{written}” này không phải chữ “{}”, chỉ giống hình",
                slip.suggestion
            ),
            hint: format!("xóa và gõ lại chữ {}", slip.suggestion),
        },
    );
}

fn symbols(context: &Context<'_>, found: &mut Findings) {
    each(
        context,
        found,
        |words| symbol_slips(words.text()),
        |written, slip| Told {
            message: format!("Số, ký hiệu “{written}” có dấu cách hoặc dấu gạch dài"),
            hint: format!("viết liền: {}", slip.suggestion),
        },
    );
}

fn capitals(context: &Context<'_>, found: &mut Findings) {
    let slips = |words: &Words<'_>| unquoted(words, capital_slips(words));
    each(context, found, slips, |written, slip| Told {
        message: format!("“{written}”: chữ hoa, chữ thường chưa đúng"),
        hint: format!("viết “{}”", slip.suggestion),
    });
}

fn misspelt(context: &Context<'_>, found: &mut Findings) {
    let slips = |words: &Words<'_>| unquoted(words, misspelt_slips(words));
    each(context, found, slips, |written, slip| Told {
        message: format!("“{written}” viết sai chính tả"),
        hint: format!("viết “{}”", slip.suggestion),
    });
}

/// Quotations keep their own spelling.
fn unquoted(words: &Words<'_>, slips: Vec<Slip>) -> Vec<Slip> {
    let quoted = |slip: &Slip| words.quoted(words.within(slip.range.clone()).start);
    slips.into_iter().filter(|slip| !quoted(slip)).collect()
}

struct Told {
    message: String,
    hint: String,
}

/// Tells the first slip of every text, and how many more there are.
fn each(
    context: &Context<'_>,
    found: &mut Findings,
    slips: impl Fn(&Words<'_>) -> Vec<Slip>,
    tell: impl Fn(&str, &Slip) -> Told,
) {
    for (path, words) in context.printed_words() {
        let slips = slips(words);
        let Some(first) = slips.first() else { continue };
        let written = words.text().get(first.range.clone()).unwrap_or_default();
        let Told { message, hint } = tell(written, first);
        let more = match slips.len() - 1 {
            0 => String::new(),
            more => format!(" (và {more} chỗ nữa trong đoạn này)"),
        };
        found.add(
            Finding::new(path.clone(), format!("{message}{more}"))
                .span(first.range.clone())
                .hint(hint),
        );
    }
}
