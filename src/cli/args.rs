//! Arguments of the command line: verbs, their options, and their help texts.

mod batch;
mod compare;
mod dossiers;
mod new;
mod reference;
mod rollup;
mod sheet;
mod value;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};

use super::help;

pub use batch::{Batch, ColumnField, Manifest, ManifestVerb, Merge};
pub use compare::Compare;
pub use dossiers::{Check, Dossiers, Formats, Issue, Papers, Render, Watch};
pub use new::{New, Starter};
pub use reference::{Explain, Schema, Templates, TemplatesVerb};
pub use rollup::Rollup;
pub use sheet::{Sheet, SheetNew, SheetRead, SheetVerb, SheetWrite};

/// The heading of options for administrators only.
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
            true => arg.help(batch::PATHS).required(false).required_unless_present("list"),
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

/// Settings of an office.
#[derive(Debug, Default, clap::Args)]
pub struct Office {
    /// Thư mục mẫu riêng, dùng trước mẫu có sẵn
    #[arg(long, value_name = "THƯ MỤC", help_heading = ADMIN)]
    pub templates: Option<PathBuf>,

    /// Thư mục phông chữ riêng, dùng thay phông có sẵn
    #[arg(long, value_name = "THƯ MỤC", help_heading = ADMIN)]
    pub fonts: Option<PathBuf>,
}

/// The help option, described in Vietnamese and listed last; each verb has its own, so that
/// its heading stands before the administrator's.
#[derive(Debug, clap::Args)]
struct Help {
    /// In hướng dẫn này
    #[arg(short = 'h', long, action = ArgAction::Help, help_heading = OPTIONS, display_order = 1000)]
    help: Option<bool>,
}

/// Parses the command line.
pub fn read(words: &[OsString]) -> Result<Args, clap::Error> {
    let matches = command().try_get_matches_from(words)?;
    Args::from_arg_matches(&matches)
}

/// The whole command with its help in Vietnamese.
pub fn command() -> clap::Command {
    // Watching ends successfully, whatever was found meanwhile.
    let command = Args::command()
        .mut_subcommand("watch", |watch| watch.mut_arg("deny_warnings", |arg| arg.hide(true)));
    help::in_vietnamese(command)
}
