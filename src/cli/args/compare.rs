//! Options of `compare`.

use std::path::PathBuf;

use super::{ADMIN, DOSSIERS, Help, OPTIONS, Office};

#[derive(Debug, clap::Args)]
pub struct Compare {
    /// Tệp hồ sơ (.yaml) đã xuất tệp Word
    #[arg(value_name = "HỒ SƠ", help_heading = DOSSIERS)]
    pub dossier: PathBuf,

    /// Tệp Word (.docx) gửi về
    #[arg(value_name = "TỆP WORD", help_heading = DOSSIERS)]
    pub file: PathBuf,

    #[command(flatten)]
    help: Help,

    /// Nhận vào hồ sơ những chỗ sửa ghi được; chỗ chưa nhận được in ra
    #[arg(long, alias = "nhan", help_heading = OPTIONS)]
    pub take: bool,

    /// Tệp Word là văn bản này; chỉ cần khi tệp mất dấu của chương trình
    #[arg(long, value_name = "VĂN BẢN", help_heading = OPTIONS)]
    pub paper: Option<String>,

    /// In mỗi phát hiện một dòng JSON
    #[arg(long, help_heading = ADMIN)]
    pub json: bool,

    #[command(flatten)]
    pub office: Office,
}
