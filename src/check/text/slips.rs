//! Errors that show in a single text (BC121 to BC125, BC158): each sort is reported once per
//! text. Letters are checked in all typed text, including units of figures and labels of
//! parts; spelling only in running text.

use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::source::{Path, Segment};
use crate::vietnamese::{
    Slip, SlipKind, legacy_slips, legacy_slips_beside, look_alike_slips, mangled_slips,
};

use crate::check::scan::TextScan;
use crate::check::{Context, Findings, Rule};

pub(crate) const OLD_FONTS: Rule =
    Rule { code: Code::OLD_FONT, severity: Severity::Warning, citation: "", run: old_fonts };

pub(crate) const LOOK_ALIKES: Rule =
    Rule { code: Code::LOOK_ALIKE, severity: Severity::Warning, citation: "", run: look_alikes };

pub(crate) const SYMBOLS: Rule = Rule {
    code: Code::SYMBOL_SPACING,
    severity: Severity::Note,
    citation: "Nghị định 30/2020/NĐ-CP, Phụ lục I",
    run: symbols,
};

pub(crate) const CAPITALS: Rule = Rule {
    code: Code::CAPITALS,
    severity: Severity::Note,
    citation: "Nghị định 30/2020/NĐ-CP, Phụ lục II",
    run: capitals,
};

pub(crate) const MISSPELT: Rule =
    Rule { code: Code::MISSPELT, severity: Severity::Warning, citation: "", run: misspelt };

pub(crate) const MANGLED: Rule =
    Rule { code: Code::MANGLED_TEXT, severity: Severity::Error, citation: "", run: mangled };

fn old_fonts(context: &Context<'_>, found: &mut Findings) {
    let mut font = None;
    context.tree.texts(&mut |_, node| {
        let text = node.text().unwrap_or_default();
        font = font.or_else(|| legacy_slips(text).first().map(|slip| slip.kind));
    });
    let Some(font) = font else { return };
    let slips = |text: &str| legacy_slips_beside(text, font);
    each_typed(&OLD_FONTS, context, found, slips, |written, slip| {
        let font = if slip.kind == SlipKind::Vni { "VNI" } else { "TCVN3 (.VnTime)" };
        SlipReport {
            message: format!("“{written}” là chữ của phông cũ {font}"),
            hint: format!("chuyển mã sang Unicode rồi chép lại; ở đây là “{}”", slip.suggestion),
        }
    });
}

fn mangled(context: &Context<'_>, found: &mut Findings) {
    each_typed(&MANGLED, context, found, mangled_slips, |written, slip| match slip.kind {
        SlipKind::Lost => SlipReport {
            message: format!("“{written}” mất chữ: có dấu ? thay cho chữ có dấu"),
            hint: "mở lại tệp gốc, lưu bằng mã UTF-8 rồi chép lại; hoặc gõ lại đoạn này".into(),
        },
        SlipKind::Code => SlipReport {
            message: format!("“{written}” có mã của trang web thay cho chữ"),
            hint: format!("gõ lại: “{}”", slip.suggestion),
        },
        _ => SlipReport {
            message: format!("“{written}” là chữ hỏng mã"),
            hint: format!(
                "mở lại tệp gốc, lưu bằng mã UTF-8 rồi chép lại; ở đây là “{}”",
                slip.suggestion
            ),
        },
    });
}

fn look_alikes(context: &Context<'_>, found: &mut Findings) {
    each_typed(&LOOK_ALIKES, context, found, look_alike_slips, |written, slip| SlipReport {
        message: format!(
            "Chữ “{written}” này không phải chữ “{}”, chỉ giống hình",
            slip.suggestion
        ),
        hint: format!("xóa và gõ lại chữ {}", slip.suggestion),
    });
}

fn symbols(context: &Context<'_>, found: &mut Findings) {
    each(
        &SYMBOLS,
        context,
        found,
        |scan| &scan.symbols,
        |written, slip| SlipReport {
            message: format!("Số, ký hiệu “{written}” có dấu cách hoặc dấu gạch dài"),
            hint: format!("viết liền: {}", slip.suggestion),
        },
    );
}

fn capitals(context: &Context<'_>, found: &mut Findings) {
    each(
        &CAPITALS,
        context,
        found,
        |scan| &scan.capitals,
        |written, slip| SlipReport {
            message: format!("“{written}”: chữ hoa, chữ thường chưa đúng"),
            hint: format!("viết “{}”", slip.suggestion),
        },
    );
}

fn misspelt(context: &Context<'_>, found: &mut Findings) {
    each(
        &MISSPELT,
        context,
        found,
        |scan| &scan.misspelt,
        |written, slip| SlipReport {
            message: format!("“{written}” viết sai chính tả"),
            hint: format!("viết “{}”", slip.suggestion),
        },
    );
}

struct SlipReport {
    message: String,
    hint: String,
}

/// Reports the first slip of every text, with the number of others.
fn each(
    rule: &Rule,
    context: &Context<'_>,
    found: &mut Findings,
    slips: impl Fn(&TextScan) -> &[Slip],
    tell: impl Fn(&str, &Slip) -> SlipReport,
) {
    for (writing, scan) in context.scans() {
        found.extend(first(rule, &writing.path, writing.text, slips(scan), &tell));
    }
}

/// If at least this many texts and most of all have it, the whole file has the fault.
const WHOLE: usize = 5;

/// The same for every text and every key as typed. If most texts of the dossier have such
/// slips, one finding stands for all.
fn each_typed(
    rule: &Rule,
    context: &Context<'_>,
    found: &mut Findings,
    slips: impl Fn(&str) -> Vec<Slip>,
    tell: impl Fn(&str, &Slip) -> SlipReport,
) {
    let (mut told, mut accented) = (Vec::new(), 0);
    context.tree.texts(&mut |path, node| {
        let text = node.text().unwrap_or_default();
        let own = told.len();
        if is_printed(path) {
            told.extend(first(rule, path, text, &slips(text), &tell));
        }
        accented += usize::from(!text.is_ascii() || told.len() > own);
    });
    context.tree.entries(&mut |path, entry| {
        let named =
            first(rule, path, &entry.key, &slips(&entry.key), &tell).filter(|_| is_printed(path));
        // A key has no automatic fix, since expressions use it as a name.
        told.extend(named.map(|f| Diagnostic { span: None, fixes: Vec::new(), ..f }));
    });
    if told.len() < WHOLE || told.len() * 2 < accented {
        found.extend(told);
        return;
    }
    let mut told = told.into_iter();
    found.extend(told.next().map(|mut first| {
        first.message += &format!("; {} đoạn khác cũng vậy", told.len());
        first.with_fixes(told.flat_map(|other| other.fixes))
    }));
}

/// Whether some paper may print the value of this path.
fn is_printed(path: &Path) -> bool {
    let never = ["to_confirm", "source", "acknowledged"];
    !matches!(path.segments().first(), Some(Segment::Key(key)) if never.contains(&key.as_str()))
}

fn first(
    rule: &Rule,
    path: &Path,
    text: &str,
    slips: &[Slip],
    tell: &impl Fn(&str, &Slip) -> SlipReport,
) -> Option<Diagnostic> {
    let first = slips.first()?;
    let written = text.get(first.range.clone()).unwrap_or_default();
    let SlipReport { message, hint } = tell(written, first);
    let more = match slips.len() - 1 {
        0 => String::new(),
        more => format!(" (và {more} chỗ nữa trong đoạn này)"),
    };
    let finding = rule.broken_at(path.clone(), format!("{message}{more}"));
    let fix = |slip: &Slip| {
        Some(Fix {
            path: path.clone(),
            range: Some(slip.range.clone()),
            before: text.get(slip.range.clone())?.to_owned(),
            after: slip.suggestion.clone(),
        })
    };
    // Capitals and spelling need a human decision.
    let certain = matches!(rule.code, Code::LOOK_ALIKE | Code::SYMBOL_SPACING);
    let fixes = slips.iter().filter(|_| certain).filter_map(fix);
    Some(finding.with_span(first.range.clone()).with_hint(hint).with_fixes(fixes))
}
