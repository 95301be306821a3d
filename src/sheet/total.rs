//! Rows of totals, which are added up from the units and never read.

use super::heading::fold;

/// Whether a row that begins so is one of totals.
pub fn is_total(text: &str) -> bool {
    let text = fold(text);
    let text = text.trim_end_matches([':', '.']).trim_end();
    let opens = ["tổng cộng", "cộng toàn", "tổng toàn", "cộng:"];
    matches!(
        text,
        "tổng" | "cộng" | "tổng số" | "cộng tổng" | "toàn ngành" | "toàn phường" | "toàn xã"
    ) || opens.iter().any(|word| text.starts_with(word))
}
