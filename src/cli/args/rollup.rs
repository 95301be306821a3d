//! Options of `rollup`.

use std::path::{Path, PathBuf};

use baocao::batch::Shard;

use super::{ADMIN, DOSSIERS, Help, OPTIONS, Office, value};

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

    /// Thư mục hồ sơ, biểu các đơn vị gửi năm trước, để lấy số cùng kỳ
    #[arg(long, value_name = "THƯ MỤC", help_heading = OPTIONS)]
    pub prior: Option<PathBuf>,

    /// Quy định của văn phòng (.yaml): tiêu chí xếp hạng, đối chiếu, mức khác thường
    #[arg(long, value_name = "QUY ĐỊNH", help_heading = OPTIONS)]
    pub rules: Option<PathBuf>,

    /// Cho biết một số tổng gồm những đơn vị nào, mỗi đơn vị bao nhiêu; không ghi vào hồ sơ
    #[arg(long, value_name = "MÃ CHỈ TIÊU", help_heading = OPTIONS)]
    pub trace: Option<String>,

    /// Ghi bảng của --trace vào tệp này (.docx, .xlsx, .csv, .json)
    #[arg(long, value_name = "TỆP", requires = "trace", help_heading = OPTIONS)]
    pub trace_file: Option<PathBuf>,

    /// Ghi bảng xếp hạng theo --rules vào tệp này (.xlsx, .csv, .docx, .json)
    #[arg(long, value_name = "TỆP", requires = "rules", help_heading = OPTIONS)]
    pub ranking: Option<PathBuf>,

    /// Ghi tin nhắn nhắc chung các đơn vị chưa gửi, phải sửa vào tệp này (.txt)
    #[arg(long, value_name = "TỆP", help_heading = OPTIONS)]
    pub reminder: Option<PathBuf>,

    /// Ghi hồ sơ của công văn đôn đốc nêu tên các đơn vị đó vào tệp này (.yaml)
    #[arg(long, value_name = "TỆP", help_heading = OPTIONS)]
    pub letter: Option<PathBuf>,

    /// Người liên hệ, điện thoại, ghi ở phiếu, tin nhắn và công văn
    #[arg(long, value_name = "NGƯỜI LIÊN HỆ", help_heading = OPTIONS)]
    pub contact: Option<String>,

    /// Ghi số liệu từng đơn vị, tổng cộng, cùng kỳ thành bảng vào tệp này (.xlsx, .csv, .docx, .json)
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
    #[arg(long, value_name = "TỆP", conflicts_with_all = ["merge", "trace", "slips", "table", "output", "prior", "rules", "reminder", "letter"], help_heading = ADMIN)]
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
    /// The files for people that are to be written, with the options that name them.
    pub fn outputs(&self) -> impl Iterator<Item = (&Path, &'static str)> {
        let files = [
            (&self.texts, "--texts"),
            (&self.table, "--table"),
            (&self.trace_file, "--trace-file"),
            (&self.ranking, "--ranking"),
            (&self.reminder, "--reminder"),
            (&self.letter, "--letter"),
        ];
        files.into_iter().filter_map(|(path, option)| Some((path.as_deref()?, option)))
    }

    /// Whether the units' narratives are to be kept; a shard keeps them, since they may be
    /// requested when merging.
    pub fn wants_texts(&self) -> bool {
        self.texts.is_some() || self.partial.is_some()
    }
}
