//! Options of the verbs that print reference data: codes, schema, templates.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Help, OPTIONS};

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
