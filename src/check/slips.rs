//! Slips that a text shows by itself (BC121 to BC125): each sort told once a text.

use crate::diagnostic::Severity;
use crate::vietnamese::{Slip, SlipKind};

use super::noticed::Noticed;
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
        |noticed| &noticed.old_fonts,
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
        |noticed| &noticed.look_alikes,
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
        |noticed| &noticed.symbols,
        |written, slip| Told {
            message: format!("Số, ký hiệu “{written}” có dấu cách hoặc dấu gạch dài"),
            hint: format!("viết liền: {}", slip.suggestion),
        },
    );
}

fn capitals(context: &Context<'_>, found: &mut Findings) {
    each(
        context,
        found,
        |noticed| &noticed.capitals,
        |written, slip| Told {
            message: format!("“{written}”: chữ hoa, chữ thường chưa đúng"),
            hint: format!("viết “{}”", slip.suggestion),
        },
    );
}

fn misspelt(context: &Context<'_>, found: &mut Findings) {
    each(
        context,
        found,
        |noticed| &noticed.misspelt,
        |written, slip| Told {
            message: format!("“{written}” viết sai chính tả"),
            hint: format!("viết “{}”", slip.suggestion),
        },
    );
}

struct Told {
    message: String,
    hint: String,
}

/// Tells the first slip of every text, and how many more there are.
fn each(
    context: &Context<'_>,
    found: &mut Findings,
    slips: impl Fn(&Noticed) -> &[Slip],
    tell: impl Fn(&str, &Slip) -> Told,
) {
    for (writing, noticed) in context.noticed() {
        let slips = slips(noticed);
        let Some(first) = slips.first() else { continue };
        let written = writing.text.get(first.range.clone()).unwrap_or_default();
        let Told { message, hint } = tell(written, first);
        let more = match slips.len() - 1 {
            0 => String::new(),
            more => format!(" (và {more} chỗ nữa trong đoạn này)"),
        };
        found.add(
            Finding::new(writing.path.clone(), format!("{message}{more}"))
                .span(first.range.clone())
                .hint(hint),
        );
    }
}
