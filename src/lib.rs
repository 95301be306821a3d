//! **baocao** (báo cáo, "report") turns one structured YAML file about a union
//! congress or a period's work into every Vietnamese paper the occasion needs.

pub mod built_in;
pub mod check;
pub mod diagnostic;
pub mod dossier;
pub mod export;
pub mod office;
pub mod paper;
pub mod prose;
pub mod regime;
pub mod source;
pub mod template;
pub mod typeset;
pub mod vietnamese;

pub use office::{Loaded, Office, Options, Pages};
