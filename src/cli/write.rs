//! Writing files whole or not at all.

use std::path::Path;

pub use baocao::file::Existing;
use baocao::file::Staging;

use super::outcome::Failure;

/// Writes a file whole or not at all. The error names the path.
pub fn whole(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Failure> {
    baocao::file::write_whole(path, bytes, existing, Staging::Beside).map_err(Failure::new)
}
