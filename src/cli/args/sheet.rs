//! Options of `sheet`.

use std::path::PathBuf;

use clap::Subcommand;

use baocao::dossier::{Period, UnitType};
use baocao::sheet::parse_period;

use super::{DOSSIERS, Help, OPTIONS, Office, value};

#[derive(Debug, clap::Args)]
pub struct Sheet {
    #[command(flatten)]
    help: Help,

    #[command(subcommand)]
    pub verb: SheetVerb,
}

#[derive(Debug, Subcommand)]
pub enum SheetVerb {
    #[command(
        alias = "tao",
        about = "Lập biểu Excel gửi các đơn vị",
        override_usage = "baocao sheet new [TÙY CHỌN] [BIỂU]"
    )]
    New(SheetNew),
    #[command(
        alias = "doc",
        about = "Đọc biểu các đơn vị gửi về thành hồ sơ từng đơn vị",
        override_usage = "baocao sheet read [TÙY CHỌN] <BIỂU>…"
    )]
    Read(SheetRead),
    #[command(
        alias = "ghi",
        about = "Ghi cả một hồ sơ thành biểu Excel để sửa; đọc lại: sheet read",
        override_usage = "baocao sheet write <HỒ SƠ> [BIỂU]"
    )]
    Write(SheetWrite),
}

#[derive(Debug, clap::Args)]
pub struct SheetWrite {
    /// Tệp hồ sơ (.yaml)
    #[arg(value_name = "HỒ SƠ", help_heading = DOSSIERS)]
    pub dossier: PathBuf,

    /// Tên tệp biểu; mặc định: tên hồ sơ, đuôi .xlsx
    #[arg(value_name = "BIỂU", help_heading = SHEETS)]
    pub file: Option<PathBuf>,

    #[command(flatten)]
    help: Help,

    #[command(flatten)]
    pub office: Office,
}

const SHEETS: &str = "Biểu";

#[derive(Debug, clap::Args)]
pub struct SheetNew {
    /// Tên tệp biểu; mặc định: bieu.xlsx
    #[arg(value_name = "BIỂU", default_value = "bieu.xlsx", hide_default_value = true, help_heading = SHEETS)]
    pub file: PathBuf,

    #[command(flatten)]
    help: Help,

    /// Biểu cho một đơn vị: thông tin, số liệu kèm cùng kỳ và kế hoạch, chỉ tiêu, khen thưởng, chăm lo,
    /// nội dung; có --roster thì mỗi đơn vị một biểu, BIỂU là tên thư mục
    #[arg(long, help_heading = OPTIONS)]
    pub per_unit: bool,

    /// Danh sách đơn vị (.yaml, .xlsx, .ods, .csv): mỗi đơn vị một hàng; không có thì để hàng trống
    #[arg(long, value_name = "DANH SÁCH", help_heading = OPTIONS)]
    pub roster: Option<PathBuf>,

    /// Hồ sơ cấp trên: thêm danh mục chỉ tiêu riêng (khối catalog), lấy kỳ báo cáo; hoặc bảng danh mục (.xlsx, .ods, .csv)
    #[arg(long, value_name = "HỒ SƠ", help_heading = OPTIONS)]
    pub catalog: Option<PathBuf>,

    /// Chỉ các mã chỉ tiêu này, theo thứ tự ghi; cách nhau bằng dấu phẩy
    #[arg(long, value_name = "MÃ", value_delimiter = ',', help_heading = OPTIONS)]
    pub codes: Vec<String>,

    /// Chỉ chỉ tiêu và đơn vị của loại hình này: hành chính, sự nghiệp, doanh nghiệp
    #[arg(long, value_name = "LOẠI HÌNH", value_parser = value::unit_type, help_heading = OPTIONS)]
    pub unit_type: Option<UnitType>,

    /// Kỳ báo cáo: năm 2026; 6 tháng đầu năm 2026; quý III năm 2026
    #[arg(long, value_name = "KỲ", value_parser = parse_period, help_heading = OPTIONS)]
    pub period: Option<Period>,

    #[command(flatten)]
    pub office: Office,
}

#[derive(Debug, clap::Args)]
pub struct SheetRead {
    /// Biểu đơn vị gửi về (.xlsx, .xls, .ods, .csv), hoặc thư mục
    #[arg(value_name = "BIỂU", required = true, help_heading = SHEETS)]
    pub files: Vec<PathBuf>,

    #[command(flatten)]
    help: Help,

    /// Thư mục lưu hồ sơ từng đơn vị; mặc định: don-vi
    #[arg(short, long, value_name = "THƯ MỤC", default_value = "don-vi", hide_default_value = true, help_heading = OPTIONS)]
    pub output: PathBuf,

    /// Hồ sơ chung: số liệu trong biểu ghi đè lên trên
    #[arg(long, value_name = "HỒ SƠ", help_heading = OPTIONS)]
    pub base: Option<PathBuf>,

    /// Kỳ báo cáo của các biểu không ghi kỳ: năm 2026; 6 tháng đầu năm 2026; quý III năm 2026
    #[arg(long, value_name = "KỲ", value_parser = parse_period, help_heading = OPTIONS)]
    pub period: Option<Period>,

    /// Hồ sơ cấp trên có danh mục chỉ tiêu riêng (khối catalog), hoặc bảng danh mục (.xlsx, .ods, .csv)
    #[arg(long, value_name = "HỒ SƠ", help_heading = OPTIONS)]
    pub catalog: Option<PathBuf>,

    /// In mỗi phát hiện một dòng JSON
    #[arg(long, help_heading = OPTIONS)]
    pub json: bool,

    #[command(flatten)]
    pub office: Office,
}
