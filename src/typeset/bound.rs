//! Several documents set as one, each by the layout of its own regime: every regime has
//! the layout's files once more under a folder of its own.

use std::collections::HashMap;

use typst::syntax::{FileId, Source};

use super::world::{Press, file_id};

/// A document that is to be bound with others.
pub struct Leaf {
    /// Its Typst source.
    pub source: String,
    /// The module of its regime.
    pub regime: String,
}

/// As documents and layout name them.
const LAYOUT: &str = "\"/layout/";
const REGIME: &str = "\"/regime.typ\"";

/// Behind a regime's module: the layout knows that it sets a leaf of a volume.
const BOUND: &str = "#let regime = regime + (bound: true)\n";

/// The main document and all files that it needs beside the press's own.
pub(super) fn files(press: &Press, leaves: &[Leaf]) -> (String, HashMap<FileId, Source>) {
    let mut regimes: Vec<&str> = Vec::new();
    let mut files = HashMap::new();
    let mut put = |path: String, text: String| {
        if let Some(id) = file_id(&path) {
            files.insert(id, Source::new(id, text));
        }
    };
    let mut main = String::new();
    for (at, leaf) in leaves.iter().enumerate() {
        let known = regimes.iter().position(|regime| *regime == leaf.regime);
        let folder = known.unwrap_or(regimes.len());
        if known.is_none() {
            regimes.push(&leaf.regime);
            put(format!("/{folder}/regime.typ"), format!("{}{BOUND}", leaf.regime));
            for (path, text) in press.layout() {
                let text = text
                    .replace(LAYOUT, &format!("\"/{folder}/layout/"))
                    .replace(REGIME, &format!("\"/{folder}/regime.typ\""));
                put(format!("/{folder}{path}"), text);
            }
        }
        // The first is the import; a text of the dossier may look the same.
        let source = leaf.source.replacen(LAYOUT, &format!("\"/{folder}/layout/"), 1);
        put(format!("/leaf-{at}.typ"), source);
        main += &format!("#pagebreak(weak: true)\n#include \"/leaf-{at}.typ\"\n");
    }
    (main, files)
}
