//! The styles of a paper's parts, according to the regime. Styles are based on one another,
//! so that changing the first affects all.

use crate::regime::{Decoration, FixedText, Length, LetterCase, Measures, Slant, Weight};

use super::look::{Aligned, Frame, Letters, LineHeight, Paragraph};
use super::measure::{eighths, half_points, leading, line_multiple, plain, single, twips};

/// A style: its id in the file, and its name, by which it is recognised when the file is
/// returned. A name has no comma, since the text after one would be an alias.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub id: &'static str,
    pub name: &'static str,
    /// The id of the one that it changes.
    pub based_on: Option<&'static str>,
    /// What it changes there, by the regime.
    pub look: fn(&Measures) -> Look,
}

/// How a style looks.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Look {
    pub paragraph: Paragraph<'static>,
    pub letters: Letters,
}

macro_rules! styles {
    ($($(#[$note:meta])* $constant:ident = $id:literal $name:literal $(on $base:ident)?, $look:expr;)*) => {
        $($(#[$note])* pub const $constant: Style =
            Style { id: $id, name: $name, based_on: styles!(@base $($base)?), look: $look };)*
        /// Every style of a paragraph, in the order of the file.
        pub const ALL: &[Style] = &[$($constant),*];
    };
    (@base) => { None };
    (@base $base:ident) => { Some($base.id) };
}

/// The letters of a role's form in the regime.
macro_rules! letters {
    ($form:expr) => {
        Letters {
            underlined: $form.decoration == Some(Decoration::Underline),
            ..letters($form.size, $form.weight, $form.style, $form.case)
        }
    };
}

/// A style defined only by its characters.
macro_rules! lettered {
    ($($part:ident).+) => {
        |m| Look { letters: letters!(m.$($part).+), ..Look::default() }
    };
}

/// A style defined by paragraph properties and the characters of a role.
macro_rules! spaced {
    ($letters:expr, $($property:ident: $value:expr),+) => {
        Look {
            paragraph: Paragraph { $($property: $value,)+ ..Paragraph::default() },
            letters: $letters,
        }
    };
}

styles! {
    NORMAL = "Normal" "Normal", |_| spaced!(Letters::default(), no_widows: true);
    BODY = "DoanVan" "Đoạn văn" on NORMAL, body;
    LEAD = "DoanDan" "Đoạn dẫn" on BODY, |_| spaced!(Letters::default(), keep_next: true);
    LEGAL_BASIS = "CanCu" "Căn cứ ban hành" on BODY, lettered!(legal_bases);
    LAST_PARAGRAPH = "DoanCuoi" "Đoạn cuối" on BODY,
        |_| spaced!(Letters::default(), keep_next: true, keep_lines: true);
    NUMBERED = "DoanDanhSo" "Đoạn có số" on BODY, |_| Look::default();
    ITEM = "Khoan" "Khoản" on BODY, |_| Look::default();
    POINT = "Diem" "Điểm" on BODY, |_| Look::default();
    DASH_1 = "GachDauDong" "Gạch đầu dòng" on BODY, |_| Look::default();
    DASH_2 = "GachDauDong2" "Gạch đầu dòng 2" on DASH_1, |_| Look::default();
    DASH_3 = "GachDauDong3" "Gạch đầu dòng 3" on DASH_1, |_| Look::default();
    HEADING_1 = "DeMuc1" "heading 1" on BODY, heading;
    HEADING_2 = "DeMuc2" "heading 2" on BODY, heading;
    HEADING_3 = "DeMuc3" "heading 3" on BODY, heading;
    HEADING_4 = "DeMuc4" "heading 4" on BODY, heading;
    HEADING_5 = "DeMuc5" "heading 5" on BODY, heading;
    /// Lines of the paper's form, which stand centred and close.
    DISPLAY = "DongTheThuc" "Dòng thể thức" on NORMAL,
        |_| spaced!(Letters::default(), aligned: Some(Aligned::Centre));
    NATIONAL_NAME = "QuocHieu" "Quốc hiệu" on DISPLAY, lettered!(letterhead.national_name);
    NATIONAL_MOTTO = "TieuNgu" "Tiêu ngữ" on DISPLAY, |m| Look {
        letters: m.letterhead.national_motto.as_ref().map(|motto| letters!(motto)).unwrap_or_default(),
        ..Look::default()
    };
    PARENT_BODY = "CoQuanChuQuan" "Cơ quan chủ quản" on DISPLAY, lettered!(letterhead.parent_body);
    ISSUING_BODY = "CoQuanBanHanh" "Cơ quan ban hành" on DISPLAY, lettered!(letterhead.issuing_body);
    ISSUER_MARK = "DauDuoiCoQuan" "Dấu dưới cơ quan ban hành" on DISPLAY,
        |m| marked(m.letterhead.issuing_body.mark.as_ref(), m.letterhead.rule_gap);
    NUMBER = "SoKyHieu" "Số và ký hiệu" on DISPLAY, lettered!(letterhead.number);
    PLACE_DATE = "DiaDanhThoiGian" "Địa danh và thời gian" on DISPLAY,
        lettered!(letterhead.place_date);
    LETTER_SUBJECT = "TrichYeuCongVan" "Trích yếu công văn" on DISPLAY,
        lettered!(letterhead.letter_subject);
    STAMP = "DauChiMatKhan" "Dấu chỉ độ mật và độ khẩn" on DISPLAY, |m| {
        let form = &m.letterhead.stamp;
        let space = form.height.map(|height| (plain(height) - single(form.size)).max(0) / 2);
        let stroke = form.stroke.map(eighths);
        let frame = stroke.zip(space).map(|(stroke, space)| Frame { stroke, space, color: form.color });
        spaced!(Letters { color: Some(form.color), ..letters!(form) }, frame: frame)
    };
    DRAFT_MARK = "DauDuThao" "Dấu dự thảo" on DISPLAY, lettered!(letterhead.draft_mark);
    DOCUMENT_TYPE = "TenLoai" "Tên loại văn bản" on DISPLAY, |m| spaced!(
        letters!(m.title_block.document_type),
        before: Some(plain(m.title_block.gap_above)), keep_next: true
    );
    SUBJECT = "TrichYeu" "Trích yếu nội dung" on DISPLAY, |m| spaced!(
        letters!(m.title_block.subject),
        before: Some(plain(m.title_block.subject.gap)), keep_next: true
    );
    SUBJECT_MARK = "DauDuoiTrichYeu" "Dấu dưới trích yếu" on DISPLAY,
        |m| marked(m.title_block.subject.mark.as_ref(), m.title_block.subject.gap);
    /// A rule (đường kẻ): a paragraph of its own, since the border of a text would make that
    /// text wrap.
    RULE = "DuongKe" "Đường kẻ" on DISPLAY, |m| spaced!(
        Letters { size: Some(4), ..Letters::default() },
        // The line above it ends lower than its letters do.
        line: Some(LineHeight::Exact((plain(m.letterhead.rule_gap) - HAIR).max(HAIR))),
        rule: Some(eighths(m.letterhead.rule_stroke))
    );
    ADDRESSEES = "KinhGui" "Kính gửi" on NORMAL, |m| spaced!(
        letters!(m.addressees),
        line: Some(LineHeight::Multiple(line_multiple(m.body.baseline, m.addressees.size))),
        keep_next: true
    );
    AUTHORITY = "ThamQuyen" "Thẩm quyền ban hành" on DISPLAY,
        |m| spaced!(letters!(m.authority), keep_next: true);
    RESOLVES = "QuyetNghi" "Quyết nghị" on DISPLAY, |m| spaced!(
        letters!(m.resolves),
        before: Some(below_text(m, m.resolves.gap)),
        after: Some(plain(m.resolves.gap) - leading(m)), keep_next: true
    );
    PART_LABEL = "NhanPhan" "Số của phần" on DISPLAY, |m| spaced!(
        letters!(m.headings.part.label),
        before: Some(below_text(m, m.headings.part.gap_above)),
        keep_next: true
    );
    PART_TITLE = "TenPhan" "Tên phần" on DISPLAY, |m| spaced!(
        letters!(m.headings.part.title),
        after: Some(plain(m.headings.part.gap_below) - leading(m)), keep_next: true,
        outline: Some(0)
    );
    ANNEX_LABEL = "NhanPhuLuc" "Số của phụ lục" on DISPLAY,
        |m| spaced!(letters!(m.annex.label), keep_next: true);
    ANNEX_TITLE = "TenPhuLuc" "Tên phụ lục" on DISPLAY, |m| spaced!(
        letters!(m.annex.title),
        after: Some(plain(m.annex.gap_below)), keep_next: true, outline: Some(0)
    );
    ANNEX_NOTE = "KemTheo" "Dòng kèm theo" on DISPLAY, |m| spaced!(
        letters!(m.annex.note),
        after: Some(plain(m.annex.gap_below)), keep_next: true
    );
    TABLE_HEAD = "DauBang" "Đầu bảng" on DISPLAY, |m| Look {
        letters: letters(m.table.size, Some(m.table.head_weight), None, None),
        ..Look::default()
    };
    TABLE_TEXT = "ChuTrongBang" "Chữ trong bảng" on NORMAL, |m| Look {
        letters: letters(m.table.size, None, None, None),
        ..Look::default()
    };
    TABLE_FIGURE = "SoTrongBang" "Số trong bảng" on TABLE_TEXT,
        |_| spaced!(Letters::default(), aligned: Some(Aligned::Centre));
    TABLE_AMOUNT = "TienTrongBang" "Số tiền trong bảng" on TABLE_TEXT,
        |_| spaced!(Letters::default(), aligned: Some(Aligned::Right));
    SIGNED_AT = "NgayKy" "Ngày ký" on DISPLAY, lettered!(closing.dated);
    ON_BEHALF = "QuyenHan" "Quyền hạn ký" on DISPLAY, lettered!(closing.on_behalf);
    POST = "ChucVu" "Chức vụ người ký" on DISPLAY, lettered!(closing.post);
    SIGNER_NAME = "HoTenNguoiKy" "Họ tên người ký" on DISPLAY, lettered!(closing.signer_name);
    RECIPIENTS_TITLE = "NoiNhan" "Nơi nhận" on NORMAL,
        |m| spaced!(letters!(m.closing.recipients_title), keep_next: true);
    RECIPIENT = "DanhSachNoiNhan" "Danh sách nơi nhận" on NORMAL, lettered!(closing.recipients_list);
    CERTIFICATE_AUTHORITY = "GiayKhenThamQuyen" "Giấy khen: thẩm quyền" on DISPLAY, |m| Look {
        letters: Letters { color: Some(m.certificate.color), ..letters!(m.certificate.authority) },
        ..Look::default()
    };
    CERTIFICATE_VERB = "GiayKhenTang" "Giấy khen: tặng" on DISPLAY, lettered!(certificate.verb);
    CERTIFICATE_KIND = "GiayKhenTen" "Giấy khen: tên" on DISPLAY, |m| Look {
        letters: Letters { color: Some(m.certificate.color), ..letters!(m.certificate.kind) },
        ..Look::default()
    };
    CERTIFICATE_NAME = "GiayKhenNguoi" "Giấy khen: người được khen" on DISPLAY, lettered!(certificate.name);
    CERTIFICATE_PLACE = "GiayKhenDonVi" "Giấy khen: chức vụ và đơn vị" on DISPLAY, lettered!(certificate.place);
    CERTIFICATE_MERIT = "GiayKhenThanhTich" "Giấy khen: thành tích" on DISPLAY, lettered!(certificate.merit);
    REGISTER = "SoVang" "Giấy khen: sổ vàng" on NORMAL, lettered!(certificate.register);
    BALLOT_HEAD = "PhieuBauDonVi" "Phiếu bầu: đơn vị" on DISPLAY, lettered!(ballot.head);
    BALLOT_TITLE = "PhieuBauTen" "Phiếu bầu: tên" on DISPLAY, lettered!(ballot.title);
    BALLOT_WHAT = "PhieuBauNoiDung" "Phiếu bầu: nội dung bầu" on DISPLAY,
        |m| spaced!(letters!(m.ballot.what), before: Some(plain(m.ballot.gap)));
    BALLOT_INSTRUCTION = "PhieuBauCachGhi" "Phiếu bầu: cách ghi" on DISPLAY, |m| spaced!(
        letters!(m.ballot.instruction),
        before: Some(plain(m.ballot.gap)), after: Some(plain(m.ballot.gap))
    );
    PAGE_NUMBER = "SoTrang" "Số trang" on DISPLAY, lettered!(page_number);
    COPY_MARK = "DauBanSao" "Dấu bản sao" on NORMAL, |_| spaced!(
        Letters { italic: Some(true), size: Some(COPY_MARK_SIZE), ..Letters::default() },
        aligned: Some(Aligned::Right)
    );
    /// A paragraph of no height after a table that ends a section.
    END = "CuoiPhan" "Dòng kết thúc" on NORMAL, |_| spaced!(
        Letters { size: Some(2), ..Letters::default() },
        line: Some(LineHeight::Exact(20))
    );
}

/// How much deeper a line of single spacing is than its letters: 1 pt.
pub const HAIR: i32 = 20;

/// The size of our mark above the paper, which isn't part of a regime: 10 pt.
const COPY_MARK_SIZE: i32 = 20;

/// The styles of the tables: of figures, and of the parts of the form that stand side
/// by side.
pub const DATA_TABLE: &str = "BangSoLieu";
pub const FORM_TABLE: &str = "BangTheThuc";
/// Those of a sheet of ballots, and of the names on one, whose rows are as high as they say.
pub const BALLOT_TABLE: &str = "ToPhieuBau";
pub const BALLOT_NAMES: &str = "BangPhieuBau";

pub const DASHES: [Style; 3] = [DASH_1, DASH_2, DASH_3];
pub const HEADINGS: [Style; 5] = [HEADING_1, HEADING_2, HEADING_3, HEADING_4, HEADING_5];

/// The gap above a paragraph below running text, whose last line already includes the
/// leading. Of two adjacent gaps word processors use the larger one.
pub fn below_text(m: &Measures, gap: Length) -> i32 {
    (plain(gap) - leading(m)).max(0)
}

/// The running text.
fn body(m: &Measures) -> Look {
    spaced!(
        Letters::default(),
        after: Some(plain(m.body.gap)),
        line: Some(LineHeight::Multiple(line_multiple(m.body.baseline, m.body.size))),
        first_line: Some(twips(m.body.indent, m.body.size)),
        aligned: Some(Aligned::Justified)
    )
}

/// What is common to headings; their letters depend on what their labels count with.
fn heading(_: &Measures) -> Look {
    spaced!(Letters::default(), keep_next: true, keep_lines: true)
}

/// The look of a mark in place of a rule, where the regime has one, and its gap above.
fn marked(mark: Option<&FixedText>, gap: Length) -> Look {
    let Some(mark) = mark else { return Look::default() };
    spaced!(letters!(mark), before: Some(plain(gap)))
}

/// What a form of the regime says of letters.
pub fn letters(
    size: Length,
    weight: Option<Weight>,
    slant: Option<Slant>,
    case: Option<LetterCase>,
) -> Letters {
    Letters {
        bold: weight.map(|weight| weight == Weight::Bold),
        italic: slant.map(|slant| slant == Slant::Italic),
        capitals: case == Some(LetterCase::Upper),
        size: Some(half_points(size)),
        underlined: false,
        color: None,
    }
}
