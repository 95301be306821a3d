//! Options of `new`.

use std::path::PathBuf;

use baocao::dossier::{OrganizationKind, Scope};

use super::{ADMIN, DOSSIERS, Help, OPTIONS, value};

#[derive(Debug, clap::Args)]
pub struct New {
    /// Tên tệp hồ sơ; mặc định theo loại: ho-so-dai-hoi.yaml, ho-so-tong-ket.yaml, ho-so-so-ket.yaml
    #[arg(value_name = "HỒ SƠ", help_heading = DOSSIERS)]
    pub file: Option<PathBuf>,

    #[command(flatten)]
    help: Help,

    /// Loại hồ sơ: "đại hội", "tổng kết", "sơ kết" (gõ dai-hoi, tong-ket, so-ket cũng được)
    #[arg(long, value_name = "LOẠI", value_parser = value::starter, help_heading = OPTIONS)]
    pub kind: Option<Starter>,

    /// Hồ sơ của: "công đoàn" (mặc định), "đảng", "đoàn" (gõ cong-doan, dang, doan cũng được)
    #[arg(long, value_name = "TỔ CHỨC", value_parser = value::organization, conflicts_with_all = ["from", "from_word"], help_heading = OPTIONS)]
    pub organization: Option<OrganizationKind>,

    /// Lấy từ hồ sơ kỳ trước: giữ tên, nơi nhận, đề cương; số liệu cũ thành cùng kỳ, chỉ tiêu cũ chờ
    /// kết quả; thêm --kind thì thành hồ sơ loại khác, ví dụ tổng kết năm lấy từ hồ sơ đại hội
    #[arg(long, value_name = "HỒ SƠ KỲ TRƯỚC", help_heading = OPTIONS)]
    pub from: Option<PathBuf>,

    /// Lấy từ văn bản Word của kỳ trước (.docx), ai soạn cũng được: đầu văn bản, đề mục, đoạn văn, bảng
    /// chỉ tiêu vào đúng mục; số liệu trong câu văn nêu ở ghi chú
    #[arg(long, value_name = "TỆP WORD", conflicts_with = "from", help_heading = OPTIONS)]
    pub from_word: Option<PathBuf>,

    /// Cùng --from: giữ nguyên các đoạn văn cũ để sửa lại, thay vì để trong ghi chú
    #[arg(long, help_heading = OPTIONS)]
    pub keep_texts: bool,

    /// Thư mục mẫu riêng, dùng trước mẫu có sẵn
    #[arg(long, value_name = "THƯ MỤC", help_heading = ADMIN)]
    pub templates: Option<PathBuf>,
}

/// The template of a new dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starter {
    Congress,
    YearReview,
    HalfYearReview,
}

impl Starter {
    /// What a dossier of this kind is chiefly about.
    pub fn scope(self) -> Scope {
        match self {
            Starter::Congress => Scope::Term,
            Starter::YearReview | Starter::HalfYearReview => Scope::Year,
        }
    }
}
