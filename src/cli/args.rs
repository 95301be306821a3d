//! What can be typed: verbs, their options, and the words that help says of
//! them.

mod value;

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};

use baocao::batch::{NameTemplate, Shard};
use baocao::diagnostic::Code;
use baocao::dossier::{Period, Status, UnitType};
use baocao::export::{Format, Standard};
use baocao::sheet::parse_period;
use baocao::source::Path;
use baocao::word::form::Rules;

use super::help;

/// The heading of what only the person in IT needs.
const ADMIN: &str = "Dành cho người quản trị";
const OPTIONS: &str = "Tùy chọn";
const DOSSIERS: &str = "Hồ sơ";

/// *0.1.0 (quy tắc kiểm tra cập nhật đến 22/11/2026)*
static VERSION: LazyLock<String> = LazyLock::new(|| {
    format!(
        "{} (quy tắc kiểm tra cập nhật đến {})",
        env!("CARGO_PKG_VERSION"),
        baocao::check::RULES_DATED
    )
});

#[derive(Debug, Parser)]
#[command(
    name = "baocao",
    version = VERSION.as_str(),
    about = "Từ một hồ sơ đại hội hoặc tổng kết, lập mọi văn bản của công đoàn.",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true,
    override_usage = "baocao <lệnh> …",
    infer_subcommands = false
)]
pub struct Args {
    #[command(subcommand)]
    pub verb: Verb,

    #[command(flatten)]
    help: Help,

    /// In số phiên bản
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = OPTIONS, display_order = 1001)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    #[command(
        alias = "tao",
        about = "Tạo hồ sơ mới, có ghi chú; --from lấy từ hồ sơ kỳ trước, --from-word từ tệp Word",
        override_usage = "baocao new --kind <LOẠI> [HỒ SƠ]\n           baocao new --from <HỒ SƠ KỲ TRƯỚC> [--kind <LOẠI>] [--keep-texts] [HỒ SƠ]\n           baocao new --from-word <TỆP WORD> [--kind <LOẠI>] [HỒ SƠ]"
    )]
    New(New),
    #[command(
        alias = "kiem-tra",
        about = "Kiểm tra hồ sơ: chỗ nào sai, sửa thế nào; soát thể thức tệp Word (.docx)",
        override_usage = "baocao check [TÙY CHỌN] <HỒ SƠ>…\n           baocao check [TÙY CHỌN] <TỆP WORD>…"
    )]
    Check(Check),
    #[command(
        alias = "xuat",
        about = "Xuất văn bản (PDF)",
        override_usage = "baocao render [TÙY CHỌN] <HỒ SƠ>…"
    )]
    Render(Render),
    #[command(
        alias = "van-ban",
        about = "Cho biết lập được văn bản nào, còn thiếu gì",
        override_usage = "baocao papers <HỒ SƠ>"
    )]
    Papers(Papers),
    #[command(
        alias = "so-sanh",
        about = "So tệp Word gửi về với hồ sơ: ai sửa gì; --take nhận vào hồ sơ",
        override_usage = "baocao compare [TÙY CHỌN] <HỒ SƠ> <TỆP WORD>"
    )]
    Compare(Compare),
    #[command(
        alias = "phat-hanh",
        about = "Ghi số, ngày, người ký và khóa bản chính",
        override_usage = "baocao issue <HỒ SƠ> --paper <VĂN BẢN> --number <SỐ> --date <NGÀY>"
    )]
    Issue(Issue),
    #[command(
        alias = "hang-loat",
        about = "Xuất cho nhiều đơn vị; chạy lại chỉ làm phần đổi hoặc chưa xong",
        override_usage = "baocao batch [TÙY CHỌN] <HỒ SƠ>…",
        mut_args(|arg| match arg.get_id() == "paths" {
            true => arg.help(BATCH_PATHS).required(false).required_unless_present("list"),
            false => arg,
        })
    )]
    Batch(Batch),
    #[command(
        alias = "bieu",
        about = "Biểu Excel: lập biểu gửi đơn vị, đọc biểu đơn vị gửi về",
        override_usage = "baocao sheet new [TÙY CHỌN] [BIỂU]\n           baocao sheet read [TÙY CHỌN] <BIỂU>…",
        subcommand_required = true,
        arg_required_else_help = true
    )]
    Sheet(Sheet),
    #[command(
        alias = "tong-hop",
        about = "Tổng hợp số liệu các đơn vị vào hồ sơ cấp trên",
        override_usage = "baocao rollup <HỒ SƠ ĐƠN VỊ>… --roster <DANH SÁCH> --into <HỒ SƠ>\n           baocao rollup --merge <PHẦN>… --roster <DANH SÁCH> --into <HỒ SƠ>"
    )]
    Rollup(Rollup),
    #[command(
        alias = "theo-doi",
        about = "Tự xuất lại mỗi khi lưu hồ sơ hoặc mẫu",
        override_usage = "baocao watch [TÙY CHỌN] <HỒ SƠ>…"
    )]
    Watch(Watch),
    #[command(
        alias = "giai-thich",
        about = "Giải thích một mã trong thông báo",
        override_usage = "baocao explain [MÃ]"
    )]
    Explain(Explain),
    #[command(
        alias = "bang-ke",
        about = "Bảng kê của lệnh batch: gộp các phần chạy riêng",
        override_usage = "baocao manifest merge <BẢNG KÊ>… [--output <TỆP>]",
        subcommand_required = true,
        arg_required_else_help = true
    )]
    Manifest(Manifest),
    #[command(
        alias = "luoc-do",
        about = "Lược đồ của hồ sơ (JSON Schema), cho trình soạn thảo",
        override_usage = "baocao schema [--output <TỆP>]"
    )]
    Schema(Schema),
    #[command(
        alias = "mau",
        about = "Mẫu văn bản, thể thức, trình bày có sẵn",
        override_usage = "baocao templates list\n           baocao templates eject <THƯ MỤC>",
        subcommand_required = true,
        arg_required_else_help = true
    )]
    Templates(Templates),
}

/// Which dossiers, and in which light.
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

/// An office's own things.
#[derive(Debug, Default, clap::Args)]
pub struct Office {
    /// Thư mục mẫu riêng, dùng trước mẫu có sẵn
    #[arg(long, value_name = "THƯ MỤC", help_heading = ADMIN)]
    pub templates: Option<PathBuf>,

    /// Thư mục phông chữ riêng, dùng thay phông có sẵn
    #[arg(long, value_name = "THƯ MỤC", help_heading = ADMIN)]
    pub fonts: Option<PathBuf>,
}

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

/// What papers are had as.
#[derive(Debug, clap::Args)]
pub struct Formats {
    #[arg(long, value_name = "ĐỊNH DẠNG", value_delimiter = ',', value_parser = value::format, default_value = "pdf", hide_default_value = true, help = FORMATS.as_str(), help_heading = OPTIONS)]
    pub to: Vec<Format>,

    /// Chuẩn lưu trữ của PDF: a-2a (mặc định, kèm PDF/UA-1) hoặc a-2u
    #[arg(long, value_name = "CHUẨN", value_parser = value::standard, default_value = "a-2a", hide_default_value = true, help_heading = ADMIN)]
    pub pdf: Standard,
}

impl Formats {
    /// Each format once, as they were typed.
    pub fn wanted(&self) -> Vec<Format> {
        let mut wanted = Vec::new();
        for format in &self.to {
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

const BATCH_PATHS: &str = "Tệp hồ sơ (.yaml), bảng tính mỗi hàng một đơn vị (.xlsx, .ods, .csv), thư mục chứa các \
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

    /// Only this unit, for the run that started this program: no manifest, and
    /// the unit's line to standard output.
    #[arg(long, value_name = "MÃ", hide = true, requires = "apart_source")]
    pub apart: Option<String>,

    /// The one source to read.
    #[arg(long, value_name = "TỆP", hide = true, requires = "apart")]
    pub apart_source: Option<PathBuf>,
}

/// A column of a sheet, and what it fills.
#[derive(Debug, Clone)]
pub struct ColumnField {
    pub heading: String,
    /// Empty: the column is passed over.
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
}

const SHEETS: &str = "Biểu";

#[derive(Debug, clap::Args)]
pub struct SheetNew {
    /// Tên tệp biểu; mặc định: bieu.xlsx
    #[arg(value_name = "BIỂU", default_value = "bieu.xlsx", hide_default_value = true, help_heading = SHEETS)]
    pub file: PathBuf,

    #[command(flatten)]
    help: Help,

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

#[derive(Debug, clap::Args)]
pub struct Rollup {
    /// Hồ sơ, biểu các đơn vị gửi về: tệp (.yaml, .xlsx, .xls, .ods, .csv), hoặc thư mục
    #[arg(value_name = "HỒ SƠ ĐƠN VỊ", required_unless_present_any = ["list", "merge"], help_heading = DOSSIERS)]
    pub paths: Vec<PathBuf>,

    /// Tệp ghi tên các hồ sơ, biểu, mỗi dòng một tệp
    #[arg(long, value_name = "TỆP", help_heading = DOSSIERS)]
    pub list: Option<PathBuf>,

    /// Danh sách đơn vị phải báo cáo (.yaml, .xlsx, .ods, .csv)
    #[arg(long, value_name = "DANH SÁCH", help_heading = DOSSIERS)]
    pub roster: PathBuf,

    /// Hồ sơ cấp trên nhận số liệu; phần ghi tay trong hồ sơ được giữ nguyên
    #[arg(long, value_name = "HỒ SƠ", help_heading = DOSSIERS)]
    pub into: PathBuf,

    #[command(flatten)]
    help: Help,

    /// Ghi ra tệp này, không sửa hồ sơ cấp trên
    #[arg(short, long, value_name = "TỆP", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,

    /// Để các đơn vị này ra ngoài; nhiều mã cách nhau bằng dấu phẩy
    #[arg(long, value_name = "MÃ", value_delimiter = ',', help_heading = OPTIONS)]
    pub leave_out: Vec<String>,

    /// Ghi dù còn đơn vị chưa báo cáo, còn báo cáo hoặc số liệu chưa tính được
    #[arg(long, help_heading = OPTIONS)]
    pub accept_missing: bool,

    /// Cho biết một số tổng gồm những đơn vị nào, mỗi đơn vị bao nhiêu; không ghi gì
    #[arg(long, value_name = "MÃ CHỈ TIÊU", conflicts_with = "json", help_heading = OPTIONS)]
    pub trace: Option<String>,

    /// Ghi số liệu từng đơn vị, tổng cộng, cùng kỳ thành bảng vào tệp này (.xlsx, .csv, .json)
    #[arg(long, value_name = "TỆP", help_heading = OPTIONS)]
    pub table: Option<PathBuf>,

    /// Gom bài viết của các đơn vị theo mặt công tác vào tệp này (.md)
    #[arg(long, value_name = "TỆP", help_heading = OPTIONS)]
    pub texts: Option<PathBuf>,

    /// Ghi phiếu trả lại cho từng đơn vị cần sửa vào thư mục này
    #[arg(long, value_name = "THƯ MỤC", help_heading = OPTIONS)]
    pub slips: Option<PathBuf>,

    /// Chỉ đọc phần thứ mấy trên mấy phần của các tệp, ví dụ 2/8; kết quả ghi ra --partial
    #[arg(long, value_name = "PHẦN", value_parser = value::shard, requires = "partial", help_heading = ADMIN)]
    pub shard: Option<Shard>,

    /// Ghi phần đã đọc ra tệp này, chưa tổng hợp
    #[arg(long, value_name = "TỆP", conflicts_with_all = ["merge", "trace", "slips", "table", "output"], help_heading = ADMIN)]
    pub partial: Option<PathBuf>,

    /// Tổng hợp từ các phần đã đọc, thay cho hồ sơ các đơn vị
    #[arg(long, value_name = "PHẦN", num_args = 1.., conflicts_with_all = ["paths", "list", "shard"], help_heading = ADMIN)]
    pub merge: Vec<PathBuf>,

    /// In từng kết quả thành một dòng JSON
    #[arg(long, help_heading = ADMIN)]
    pub json: bool,

    #[command(flatten)]
    pub office: Office,
}

impl Rollup {
    /// Whether the units' narratives are to be kept: a share's are for all that may be
    /// asked later.
    pub fn wants_texts(&self) -> bool {
        self.texts.is_some() || self.partial.is_some()
    }
}

#[derive(Debug, clap::Args)]
pub struct Explain {
    /// Mã ghi trong thông báo, ví dụ BC031; để trống thì liệt kê tất cả
    #[arg(value_name = "MÃ", help_heading = "Mã")]
    pub code: Option<String>,

    #[command(flatten)]
    help: Help,
}

#[derive(Debug, clap::Args)]
pub struct Schema {
    #[command(flatten)]
    help: Help,

    /// Ghi ra tệp này thay vì in ra màn hình
    #[arg(short, long, value_name = "TỆP", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Templates {
    #[command(flatten)]
    help: Help,

    #[command(subcommand)]
    pub verb: TemplatesVerb,
}

#[derive(Debug, Subcommand)]
pub enum TemplatesVerb {
    #[command(
        alias = "liet-ke",
        about = "Liệt kê các tệp mẫu có sẵn",
        override_usage = "baocao templates list"
    )]
    List(List),
    #[command(
        alias = "chep",
        about = "Chép các tệp mẫu có sẵn vào một thư mục để sửa; không ghi đè tệp đã có",
        override_usage = "baocao templates eject <THƯ MỤC>"
    )]
    Eject(Eject),
}

#[derive(Debug, clap::Args)]
pub struct List {
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, clap::Args)]
pub struct Eject {
    /// Thư mục nhận các tệp mẫu
    #[arg(value_name = "THƯ MỤC", help_heading = "Thư mục")]
    pub folder: PathBuf,

    #[command(flatten)]
    help: Help,
}

/// Help, described in Vietnamese and listed last; each verb has its own, so
/// that its heading stands before the administrator's.
#[derive(Debug, clap::Args)]
struct Help {
    /// In hướng dẫn này
    #[arg(short = 'h', long, action = ArgAction::Help, help_heading = OPTIONS, display_order = 1000)]
    help: Option<bool>,
}

/// The starter that a new dossier grows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starter {
    Congress,
    YearReview,
    HalfYearReview,
}

/// Reads the command line.
pub fn read(words: &[OsString]) -> Result<Args, clap::Error> {
    let matches = command().try_get_matches_from(words)?;
    Args::from_arg_matches(&matches)
}

/// The whole command with its help in Vietnamese.
pub fn command() -> clap::Command {
    // Watching ends well, whatever was found on the way.
    let command = Args::command()
        .mut_subcommand("watch", |watch| watch.mut_arg("deny_warnings", |arg| arg.hide(true)));
    help::in_vietnamese(command)
}
