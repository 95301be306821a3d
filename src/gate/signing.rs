//! Where on its finished pages a paper is signed and sealed: what a program that signs
//! needs to know. Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7 and II.8: the picture of the
//! signature stands centred between post and name, that of the seal covers about a third of
//! it at its left.

use serde::{Deserialize, Serialize};

use crate::regime::Regime;

use super::places::points;
use super::sheet::{Run, Sheet};

/// A place for a signature, with that for the seal where it is the last to sign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SigningPlace {
    /// The page, from 1.
    pub page: usize,
    /// Left, bottom, right and top of the signature's picture, in points from the page's
    /// lower left corner, as PDF counts.
    pub signature: [f64; 4],
    /// The same of the seal's picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<[f64; 4]>,
}

/// The names of those who sign, by the roles of the layout; the last is who is sealed.
const NAMES: [&str; 2] = ["left-name", "signer-name"];
/// What stands over them.
const ABOVE: [&str; 4] = ["left-post", "left-on-behalf", "post", "on-behalf"];

/// The places on a paper, in the order of the text; none in a regime of somebody's own that
/// doesn't say how large the pictures are.
pub(crate) fn places(sheet: &Sheet, regime: &Regime) -> Vec<SigningPlace> {
    let length = |of: &str| points(regime.get(&format!("closing.{of}"))?);
    let Some((width, seal)) = length("signature-width").zip(length("seal")) else {
        return Vec::new();
    };
    let names = sheet.runs.chunk_by(|a, b| a.block == b.block);
    let names = names.filter(|runs| NAMES.iter().any(|name| runs[0].is(name)));
    let place = |runs: &[Run]| {
        let name = &runs[0];
        let right = runs.iter().map(|run| run.right).fold(name.right, f64::max);
        let middle = (name.left + right) / 2.0;
        let is_above = |run: &&Run| {
            let over = run.left < right + width && run.right > name.left - width;
            run.page == name.page && run.baseline < name.baseline && over
        };
        let above = sheet.runs.iter().filter(|run| ABOVE.iter().any(|role| run.is(role)));
        let above = above.filter(is_above).map(Run::bottom).fold(f64::NEG_INFINITY, f64::max);
        let height = sheet.pages.get(name.page)?.height;
        let (top, bottom) = (height - above, height - name.top());
        if !above.is_finite() || top <= bottom {
            return None;
        }
        let left = middle - width / 2.0;
        let centre = (top + bottom) / 2.0;
        let stamped = [
            left + width / 3.0 - seal,
            centre - seal / 2.0,
            left + width / 3.0,
            centre + seal / 2.0,
        ];
        Some(SigningPlace {
            page: name.page + 1,
            signature: [left, bottom, left + width, top].map(rounded),
            seal: name.is("signer-name").then(|| stamped.map(rounded)),
        })
    };
    names.filter_map(place).collect()
}

/// To a tenth of a point.
fn rounded(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}
