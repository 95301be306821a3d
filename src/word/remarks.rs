//! Remarks on a Word file for the person who continues with it.

use crate::diagnostic::{Code, Diagnostic};

use super::document::{Block, Document, OldFont};

/// Findings on a file beyond its text: external resources, macros, an old font, unaccepted
/// changes.
pub fn remarks(document: &Document, name: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(first) = document.outside.first() {
        let more = match document.outside.len() {
            1 => String::new(),
            n => format!(" và {} chỗ khác", n - 1),
        };
        let message = format!("{name}: tệp dẫn ảnh hoặc mẫu ở ngoài ({first}{more}): không tải");
        found.push(
            Diagnostic::note(Code::WORD_OUTSIDE, message)
                .with_hint("cần ảnh thì mở bằng Word và chèn hẳn ảnh vào tệp"),
        );
    }
    if document.has_macros {
        let message = format!("{name}: tệp có mã lệnh (macro): không chạy, chỉ đọc chữ");
        let hint = "lưu lại thành .docx để bỏ mã lệnh";
        found.push(Diagnostic::note(Code::WORD_OUTSIDE, message).with_hint(hint));
    }
    if let Some(font) = document.old_font {
        let font = match font {
            OldFont::Tcvn3 => "TCVN3 (.VnTime)",
            OldFont::Vni => "VNI",
        };
        let message =
            format!("{name}: chữ gõ bằng phông cũ {font}: đã chuyển sang Unicode khi đọc");
        let hint = "xem lại chữ hoa, chữ thường; nên chuyển cả tệp sang phông Times New Roman";
        found.push(Diagnostic::note(Code::WORD_OLD_FONT, message).with_hint(hint));
    }
    let changes = changes(&document.blocks);
    let comments = document.comments.iter().filter(|comment| !comment.is_done).count();
    if changes > 0 || comments > 0 {
        let told: Vec<String> = [(changes, "chỗ đánh dấu sửa"), (comments, "lời nhận xét")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        let message =
            format!("{name}: còn {}: chữ được đọc như khi chấp nhận mọi chỗ sửa", told.join(", "));
        let hint = "chấp nhận hoặc bỏ từng chỗ sửa, xóa lời nhận xét trong Word trước khi trình";
        found.push(Diagnostic::note(Code::WORD_TRACKED, message).with_hint(hint));
    }
    found
}

/// How many stretches of text and rows are tracked changes.
fn changes(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            paragraph.runs.iter().filter(|run| run.change.is_some()).count()
                + usize::from(paragraph.end_change.is_some())
        }
        Block::Box(blocks) => changes(blocks),
        Block::Table(table) => {
            let rows = table.rows.iter().filter(|row| row.change.is_some()).count();
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            rows + cells.map(|cell| changes(&cell.blocks)).sum::<usize>()
        }
    };
    blocks.iter().map(of).sum()
}
