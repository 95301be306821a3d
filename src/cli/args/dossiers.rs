//! Options of the verbs that make papers from dossiers: which ones, in which formats.

use std::path::PathBuf;
use std::sync::LazyLock;

use baocao::diagnostic::Code;
use baocao::dossier::Status;
use baocao::export::{Format, Standard};
use baocao::word::form::Rules;

use super::{ADMIN, DOSSIERS, Help, OPTIONS, Office, value};

/// The choice of dossiers, and how to read them.
#[derive(Debug, clap::Args)]
pub struct Dossiers {
    /// Tệp hồ sơ (.yaml), hoặc thư mục chứa các hồ sơ
    #[arg(value_name = "HỒ SƠ", required = true, help_heading = DOSSIERS)]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    help: Help,

    /// Chỉ văn bản này: bao-cao-tong-ket, nghi-quyet-dai-hoi … (xem baocao papers); nhiều văn bản
    /// cách nhau bằng dấu phẩy
    #[arg(long, value_name = "VĂN BẢN", value_delimiter = ',', help_heading = OPTIONS)]
    pub paper: Vec<String>,

    /// Coi các văn bản ở tình trạng này: dự thảo, trình ký, ban hành
    #[arg(long, value_name = "TÌNH TRẠNG", value_parser = value::status, help_heading = OPTIONS)]
    pub status: Option<Status>,

    /// Sửa nhanh một giá trị, không ghi vào hồ sơ, ví dụ period.year=2026
    #[arg(long = "set", value_name = "KHÓA=GIÁ TRỊ", help_heading = ADMIN)]
    pub overrides: Vec<String>,

    /// In từng kết quả thành một dòng JSON
    #[arg(long, help_heading = ADMIN)]
    pub json: bool,

    /// Coi chỗ cần xem lại như chỗ cần sửa khi tính mã kết thúc
    #[arg(long, help_heading = ADMIN)]
    pub deny_warnings: bool,

    #[command(flatten)]
    pub office: Office,
}

#[derive(Debug, clap::Args)]
pub struct Check {
    #[command(flatten)]
    pub dossiers: Dossiers,

    /// Liệt kê thêm các chỗ đã xem (mục acknowledged của hồ sơ) cùng lý do
    #[arg(long, help_heading = OPTIONS)]
    pub acknowledged: bool,

    /// Chỉ soát các mã này, ví dụ BC031; nhiều mã cách nhau bằng dấu phẩy
    #[arg(long, value_name = "MÃ", value_delimiter = ',', value_parser = value::code, help_heading = OPTIONS)]
    pub only: Vec<Code>,

    /// Bỏ qua các mã này khi soát
    #[arg(long, value_name = "MÃ", value_delimiter = ',', value_parser = value::code, help_heading = OPTIONS)]
    pub without: Vec<Code>,

    /// Sửa ngay chỗ chắc chắn (chữ gõ lẫn bảng chữ khác, dấu cách trong ký hiệu, phần trăm tính
    /// được), cho xem trước khi ghi vào hồ sơ
    #[arg(long, conflicts_with_all = ["overrides", "json"], help_heading = OPTIONS)]
    pub fix: bool,

    /// Soát tệp Word theo thể thức này: công đoàn, nhà nước, đảng, đoàn; mặc định: theo đầu văn bản
    #[arg(long, value_name = "THỂ THỨC", value_parser = value::rules, help_heading = OPTIONS)]
    pub regime: Option<Rules>,
}

#[derive(Debug, clap::Args)]
pub struct Render {
    #[command(flatten)]
    pub dossiers: Dossiers,

    /// Cả bộ văn bản lập được, không chỉ các văn bản chính
    #[arg(long, conflicts_with = "paper", help_heading = OPTIONS)]
    pub all: bool,

    /// Thêm một tệp .zip gồm các văn bản vừa xuất của mỗi hồ sơ
    #[arg(long, help_heading = OPTIONS)]
    pub zip: bool,

    /// Thêm một ảnh .png có mọi trang của các văn bản vừa xuất của mỗi hồ sơ, để lướt xem
    #[arg(long, help_heading = OPTIONS)]
    pub contact_sheet: bool,

    /// Thêm một tập .pdf đóng các văn kiện vừa xuất của mỗi hồ sơ: bìa, mục lục, số trang liền
    #[arg(long, help_heading = OPTIONS)]
    pub volume: bool,

    /// Bản Word ghi chỗ khác với hồ sơ cũ này như chỗ sửa có theo dõi; dùng cùng --to docx
    #[arg(long, value_name = "HỒ SƠ CŨ", help_heading = OPTIONS)]
    pub since: Option<PathBuf>,

    /// Thư mục lưu; mặc định: ra
    #[arg(short, long, value_name = "THƯ MỤC", default_value = "ra", hide_default_value = true, help_heading = OPTIONS)]
    pub output: PathBuf,

    #[command(flatten)]
    pub formats: Formats,

    /// Giữ lại mã Typst của từng văn bản (.typ)
    #[arg(long, help_heading = ADMIN)]
    pub keep_typ: bool,
}

/// The formats of papers.
#[derive(Debug, clap::Args)]
pub struct Formats {
    #[arg(long, value_name = "ĐỊNH DẠNG", value_delimiter = ',', value_parser = value::format, default_value = "pdf", hide_default_value = true, help = FORMATS.as_str(), help_heading = OPTIONS)]
    pub to: Vec<Format>,

    /// Chuẩn lưu trữ của PDF: a-2a (mặc định, kèm PDF/UA-1) hoặc a-2u
    #[arg(long, value_name = "CHUẨN", value_parser = value::standard, default_value = "a-2a", hide_default_value = true, help_heading = ADMIN)]
    pub pdf: Standard,

    /// Ghi đè bản Word có người sửa, bản PDF có ghi chú (chỗ sửa ở đó mất); không có thì giữ nguyên bản đó
    #[arg(long, help_heading = OPTIONS)]
    pub force: bool,

    /// Kèm dữ liệu đặc tả của từng văn bản theo Nghị định 30/2020/NĐ-CP, Phụ lục VI: một tệp .json, một tệp .xml
    #[arg(long, help_heading = OPTIONS)]
    pub metadata: bool,
}

impl Formats {
    /// Each format once, in the typed order.
    pub fn wanted(&self) -> Vec<Format> {
        let mut wanted = Vec::new();
        let metadata = Format::METADATA.iter().filter(|_| self.metadata);
        for format in self.to.iter().chain(metadata) {
            if !wanted.contains(format) {
                wanted.push(*format);
            }
        }
        wanted
    }
}

/// *Định dạng: pdf (mặc định), docx …*
static FORMATS: LazyLock<String> = LazyLock::new(|| {
    let [pdf, others @ ..] = Format::ALL.map(Format::ending);
    let others = others.join(", ");
    format!("Định dạng: {pdf} (mặc định), {others}; nhiều định dạng cách nhau bằng dấu phẩy")
});

#[derive(Debug, clap::Args)]
pub struct Watch {
    #[command(flatten)]
    pub render: Render,
}

#[derive(Debug, clap::Args)]
pub struct Papers {
    /// Tệp hồ sơ (.yaml)
    #[arg(value_name = "HỒ SƠ", help_heading = DOSSIERS)]
    pub file: PathBuf,

    #[command(flatten)]
    help: Help,

    #[command(flatten)]
    pub office: Office,
}

#[derive(Debug, clap::Args)]
pub struct Issue {
    /// Tệp hồ sơ (.yaml)
    #[arg(value_name = "HỒ SƠ", help_heading = DOSSIERS)]
    pub file: PathBuf,

    #[command(flatten)]
    help: Help,

    /// Văn bản phát hành, ví dụ bao-cao-tong-ket (xem baocao papers)
    #[arg(long, value_name = "VĂN BẢN", required = true, help_heading = OPTIONS)]
    pub paper: String,

    /// Số văn bản, chỉ ghi số, ví dụ 27
    #[arg(long, value_name = "SỐ", help_heading = OPTIONS)]
    pub number: Option<String>,

    /// Ngày ban hành, ví dụ 09/12/2026
    #[arg(long, value_name = "NGÀY", help_heading = OPTIONS)]
    pub date: Option<String>,

    /// Họ tên người ký; để trống thì theo hồ sơ
    #[arg(long, value_name = "HỌ TÊN", help_heading = OPTIONS)]
    pub signer: Option<String>,

    /// Chức vụ người ký; để trống thì theo hồ sơ
    #[arg(long, value_name = "CHỨC VỤ", help_heading = OPTIONS)]
    pub post: Option<String>,

    #[command(flatten)]
    pub office: Office,
}
