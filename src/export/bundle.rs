//! All papers of a dossier in one ZIP file.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::error::{Error, ErrorKind};

/// Bundles files in this order. Without dates: the same files give the same bytes.
pub fn bundle(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Error> {
    let told = |e: &dyn std::fmt::Display| {
        Error::new(ErrorKind::Export, format!("Không gói được các văn bản: {e}"))
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).map_err(|e| told(&e))?;
        zip.write_all(bytes).map_err(|e| told(&e))?;
    }
    Ok(zip.finish().map_err(|e| told(&e))?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let files = [("mot.pdf".to_owned(), b"1".to_vec()), ("hai.pdf".to_owned(), b"22".to_vec())];
        let bytes = bundle(&files).expect("bundled");
        assert_eq!(bytes, bundle(&files).expect("bundled"));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let name = |at| archive.by_index_raw(at).expect("there").name().expect("text").to_string();
        assert_eq!([0, 1].map(name), ["mot.pdf", "hai.pdf"]);
        let mut text = String::new();
        archive.by_name("hai.pdf").expect("there").read_to_string(&mut text).expect("read");
        assert_eq!(text, "22");
    }
}
