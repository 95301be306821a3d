//! Options of `batch`, and of merging its manifests.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Subcommand;

use baocao::batch::{NameTemplate, Shard};
use baocao::source::Path;

use super::{ADMIN, DOSSIERS, Dossiers, Formats, Help, OPTIONS, value};

/// Help text for the dossiers that `batch` takes.
pub(super) const PATHS: &str = "Tệp hồ sơ (.yaml), bảng tính mỗi hàng một đơn vị (.xlsx, .ods, .csv), thư mục chứa các \
     hồ sơ, mẫu đường dẫn như nop/*.yaml, hoặc - để đọc mỗi dòng một hồ sơ JSON từ dữ liệu vào";

#[derive(Debug, clap::Args)]
pub struct Batch {
    #[command(flatten)]
    pub dossiers: Dossiers,

    /// Thư mục lưu; mặc định: ra
    #[arg(short, long, value_name = "THƯ MỤC", default_value = "ra", hide_default_value = true, help_heading = OPTIONS)]
    pub output: PathBuf,

    /// Tệp ghi tên các hồ sơ, mỗi dòng một tệp
    #[arg(long, value_name = "TỆP", help_heading = DOSSIERS)]
    pub list: Option<PathBuf>,

    #[command(flatten)]
    pub formats: Formats,

    /// Lấy cả hồ sơ trong các thư mục con
    #[arg(short, long, help_heading = OPTIONS)]
    pub recursive: bool,

    /// Hồ sơ chung: hồ sơ, hàng của từng đơn vị ghi đè lên trên
    #[arg(long, value_name = "HỒ SƠ", help_heading = OPTIONS)]
    pub base: Option<PathBuf>,

    /// Cột của bảng tính ghi vào trường nào, ví dụ "Ngày=congress.date"; bỏ qua cột: "Ghi chú="
    #[arg(long, value_name = "CỘT=TRƯỜNG", value_parser = value::column, help_heading = OPTIONS)]
    pub column: Vec<ColumnField>,

    /// Tệp ghi các cột, mỗi dòng một cột: Ngày: congress.date
    #[arg(long, value_name = "TỆP", help_heading = OPTIONS)]
    pub columns: Option<PathBuf>,

    /// Chỉ đọc trang tính này
    #[arg(long, value_name = "TRANG", help_heading = OPTIONS)]
    pub sheet: Option<String>,

    /// Mã đơn vị lấy ở trường này của hồ sơ, ví dụ organization.symbol; mặc định: tên tệp hồ sơ,
    /// cột Mã đơn vị
    #[arg(long, value_name = "TRƯỜNG", value_parser = value::field, help_heading = OPTIONS)]
    pub id: Option<Path>,

    /// Mẫu tên tệp, không đuôi; mặc định: {{ unit.code }}/{{ paper }}; còn có unit.stem, unit.folder
    #[arg(long, value_name = "MẪU", value_parser = value::name, default_value = NameTemplate::DEFAULT, hide_default_value = true, help_heading = OPTIONS)]
    pub name: Arc<NameTemplate>,

    /// Chỉ làm lại các đơn vị lần trước chưa xuất được
    #[arg(long, help_heading = OPTIONS)]
    pub retry_failed: bool,

    /// Cho biết sẽ làm gì, không ghi gì
    #[arg(long, help_heading = OPTIONS)]
    pub dry_run: bool,

    /// Dừng khi có chừng này đơn vị chưa xuất được
    #[arg(long, value_name = "SỐ", value_parser = value::positive, help_heading = ADMIN)]
    pub max_failures: Option<NonZeroUsize>,

    /// Số luồng chạy song song; mặc định: số nhân của máy
    #[arg(long, value_name = "SỐ", value_parser = value::positive, help_heading = ADMIN)]
    pub threads: Option<NonZeroUsize>,

    /// Chỉ làm phần thứ mấy trên mấy phần, ví dụ 2/8
    #[arg(long, value_name = "PHẦN", value_parser = value::shard, default_value = "1/1", hide_default_value = true, help_heading = ADMIN)]
    pub shard: Shard,

    /// Only this unit, for the run that started this process: no manifest; the unit's line
    /// goes to standard output.
    #[arg(long, value_name = "MÃ", hide = true, requires = "apart_source")]
    pub apart: Option<String>,

    /// The only source to read.
    #[arg(long, value_name = "TỆP", hide = true, requires = "apart")]
    pub apart_source: Option<PathBuf>,
}

/// A column of a sheet, and the field it fills.
#[derive(Debug, Clone)]
pub struct ColumnField {
    pub heading: String,
    /// Empty to skip the column.
    pub field: String,
}

#[derive(Debug, clap::Args)]
pub struct Manifest {
    #[command(flatten)]
    help: Help,

    #[command(subcommand)]
    pub verb: ManifestVerb,
}

#[derive(Debug, Subcommand)]
pub enum ManifestVerb {
    #[command(
        alias = "gop",
        about = "Gộp bảng kê của mọi phần; kiểm tra mỗi đơn vị có mặt đúng một lần",
        override_usage = "baocao manifest merge <BẢNG KÊ>… [--output <TỆP>]"
    )]
    Merge(Merge),
}

#[derive(Debug, clap::Args)]
pub struct Merge {
    /// Bảng kê của từng phần (manifest-1-of-8.jsonl …)
    #[arg(value_name = "BẢNG KÊ", required = true, help_heading = "Bảng kê")]
    pub files: Vec<PathBuf>,

    #[command(flatten)]
    help: Help,

    /// Ghi bảng kê chung ra tệp này
    #[arg(short, long, value_name = "TỆP", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
}
