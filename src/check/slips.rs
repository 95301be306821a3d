//! Slips that a text shows by itself (BC121 to BC124): each sort told once a text.

use crate::diagnostic::Severity;
use crate::vietnamese::{
    Slip, SlipKind, capital_slips, legacy_slips, look_alike_slips, symbol_slips,
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

fn old_fonts(context: &Context<'_>, found: &mut Findings) {
    each(context, found, legacy_slips, |written, slip| {
        let font = if slip.kind == SlipKind::Vni { "VNI" } else { "TCVN3 (.VnTime)" };
        Told {
            message: format!("“{written}” là chữ của phông cũ {font}"),
            hint: format!("chuyển mã sang Unicode rồi chép lại; ở đây là “{}”", slip.suggestion),
        }
    });
}

fn look_alikes(context: &Context<'_>, found: &mut Findings) {
    each(context, found, look_alike_slips, |written, slip| Told {
        message: format!(
            "Chữ “{written}” này không phải chữ “{}”, chỉ giống hình",
            slip.suggestion
        ),
        hint: format!("xóa và gõ lại chữ {}", slip.suggestion),
    });
}

fn symbols(context: &Context<'_>, found: &mut Findings) {
    each(context, found, symbol_slips, |written, slip| Told {
        message: format!("Số, ký hiệu “{written}” có dấu cách hoặc dấu gạch dài"),
        hint: format!("viết liền: {}", slip.suggestion),
    });
}

/// Quotations keep their own capitals.
fn capitals(context: &Context<'_>, found: &mut Findings) {
    let unquoted = |text: &str| {
        let mut slips = capital_slips(text);
        if !slips.is_empty() {
            let words = Words::of(text);
            slips.retain(|slip| {
                let at = |i: &usize| words.span(*i..i + 1).start >= slip.range.start;
                !(0..words.len()).find(at).is_some_and(|i| words.quoted(i))
            });
        }
        slips
    };
    each(context, found, unquoted, |written, slip| Told {
        message: format!("“{written}”: chữ hoa, chữ thường chưa đúng"),
        hint: format!("viết “{}”", slip.suggestion),
    });
}

struct Told {
    message: String,
    hint: String,
}

/// Tells the first slip of every text, and how many more there are.
fn each(
    context: &Context<'_>,
    found: &mut Findings,
    slips: impl Fn(&str) -> Vec<Slip>,
    tell: impl Fn(&str, &Slip) -> Told,
) {
    for (path, text) in context.printed() {
        let slips = slips(text);
        let Some(first) = slips.first() else { continue };
        let written = text.get(first.range.clone()).unwrap_or_default();
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
