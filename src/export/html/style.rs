//! The page's style, by the regime's measures: on a screen of any width, and on the
//! regime's sheets where it is printed.

use crate::export::docx::text_width;
use crate::regime::Measures;

/// What needs no measure of the regime.
const FIXED: &str = include_str!("page.css");

/// The whole style.
pub(super) fn of(measures: &Measures) -> String {
    let Measures { page, body, letterhead, closing, table, page_number, .. } = measures;
    let paper = format!("{:?}", page.paper).to_uppercase();
    let (upright, wide) = (&page.margin, &page.landscape_margin);
    let turned = if page.flipped { " landscape" } else { "" };
    let first = if page_number.on_first_page { "counter(page)" } else { "none" };
    format!(
        "@page {{ size: {paper}{turned}; margin: {} {} {} {};\n\
         @top-center {{ content: counter(page); font: {} \"Times New Roman\", serif; }} }}\n\
         @page :first {{ @top-center {{ content: {first}; }} }}\n\
         @page wide {{ size: {paper} landscape; margin: {} {} {} {}; }}\n\
         :root {{ --text: {}pt; --wide: {}pt; --left: {}; --right: {}; --size: {}; --line: {}; \
         --gap: {}; --indent: {}; --recipients: {}; --sign: {}; --rule: {}; --table: {}; \
         --table-gap: {}; --stroke: {}; --inset: {} {}; }}\n{FIXED}",
        upright.top,
        upright.right,
        upright.bottom,
        upright.left,
        page_number.size,
        wide.top,
        wide.right,
        wide.bottom,
        wide.left,
        f64::from(text_width(measures, false).0) / 20.0,
        f64::from(text_width(measures, true).0) / 20.0,
        letterhead.left_width,
        letterhead.right_width,
        body.size,
        body.baseline,
        body.gap,
        body.indent,
        closing.recipients_list.size,
        closing.signature_space,
        letterhead.rule_stroke,
        table.size,
        table.gap,
        table.stroke,
        table.inset_y,
        table.inset_x,
    )
}
