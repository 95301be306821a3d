//! Reasons why a file can't be opened.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic};

/// Why a file can't be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A part, named here, is damaged.
    Broken(String),
    /// It is another archive, or truncated.
    NoArchive,
    /// It is implausibly large.
    TooLarge,
    /// It needs a password.
    Locked,
    /// It is in another format: which one, and how to proceed.
    Other {
        /// *tệp PDF*
        what: &'static str,
        /// What to do.
        hint: &'static str,
    },
}

/// Advice for a file that Word can repair or save again.
const SAVE_ANEW: &str = "mở bằng Word, chọn Lưu thành (Save As) loại .docx rồi chạy lại";

impl Refusal {
    pub(super) fn broken(part: &str) -> Self {
        Refusal::Broken(part.to_owned())
    }

    /// The reason as a finding.
    pub fn finding(&self, name: &str) -> Diagnostic {
        Diagnostic::error(Code::WORD_UNREADABLE, format!("{name}: {self}"))
            .with_hint(self.hint())
            .structural()
    }

    /// What to do.
    pub fn hint(&self) -> &'static str {
        match self {
            Refusal::Broken(_) | Refusal::NoArchive => {
                "mở bằng Word để Word sửa (Open and Repair), lưu lại thành .docx rồi chạy lại"
            }
            Refusal::TooLarge => {
                "xóa bớt ảnh và các đoạn, bảng thừa trong tệp, hoặc tách phụ lục ra tệp riêng"
            }
            Refusal::Locked => {
                "mở bằng Word, bỏ mật khẩu (File, Info, Protect Document) rồi lưu lại"
            }
            Refusal::Other { hint, .. } => hint,
        }
    }

    pub(super) const OLD_WORD: Refusal =
        Refusal::Other { what: "tệp Word đời cũ (.doc)", hint: SAVE_ANEW };
    pub(super) const RICH_TEXT: Refusal =
        Refusal::Other { what: "tệp Word loại .rtf", hint: SAVE_ANEW };
    pub(super) const OPEN_DOCUMENT: Refusal =
        Refusal::Other { what: "tệp văn bản .odt", hint: SAVE_ANEW };
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Broken(part) => write!(f, "tệp Word hỏng ({part} dừng giữa chừng)"),
            Refusal::NoArchive => f.write_str("tệp hỏng, không mở được như một tệp Word (.docx)"),
            Refusal::TooLarge => f.write_str("tệp Word quá lớn"),
            Refusal::Locked => f.write_str("tệp có mật khẩu"),
            Refusal::Other { what, .. } => write!(f, "đây là {what}, không phải tệp Word (.docx)"),
        }
    }
}
