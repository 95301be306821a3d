//! Kinds and levels of organisations (loại tổ chức, cấp).

use super::choice::choice;

choice! {
    /// The kind of organisation that issues the papers: a trade union, a Party organisation,
    /// the Youth Union (tổ chức).
    pub enum OrganizationKind {
        Union = "công đoàn",
        Party = "đảng" | "tổ chức đảng",
        Youth = "đoàn" | "đoàn thanh niên",
    }
}

choice! {
    /// Level of an organisation (cấp), current and historic ones: those of a union, then
    /// further ones of the Party and of the Youth Union.
    pub enum Level {
        National = "trung ương",
        Province = "tỉnh, ngành trung ương và tương đương" | "tỉnh" | "ngành trung ương",
        Corporation = "tập đoàn, tổng công ty" | "tổng công ty",
        Commune = "xã, phường, đặc khu" | "xã" | "phường" | "đặc khu",
        District = "huyện" | "quận" | "cấp trên trực tiếp cơ sở" | "ngành địa phương" | "viên chức",
        Base = "cơ sở" | "công đoàn cơ sở",
        MemberBase = "cơ sở thành viên",
        Section = "bộ phận",
        Team = "tổ" | "tổ công đoàn",
        /// A Party cell below a base committee.
        Cell = "chi bộ trực thuộc" | "chi bộ",
        BaseCell = "chi bộ cơ sở",
        BaseCommittee = "đảng bộ cơ sở" | "đảng bộ",
        /// A Youth chapter below a base organisation.
        Chapter = "chi đoàn",
        BaseChapter = "chi đoàn cơ sở",
        BaseYouth = "đoàn cơ sở" | "đoàn trường",
    }
}

impl Level {
    /// Whether it is a base body or a part of one, which has no records clerk.
    pub fn is_base(self) -> bool {
        use Level::*;
        matches!(
            self,
            Base | MemberBase
                | Section
                | Team
                | Cell
                | BaseCell
                | Chapter
                | BaseChapter
                | BaseYouth
        )
    }
}

choice! {
    /// Type of employer (loại hình).
    pub enum UnitType {
        Administration = "hành chính" | "cơ quan",
        PublicUnit = "sự nghiệp" | "đơn vị sự nghiệp",
        Enterprise = "doanh nghiệp",
        Mixed = "hỗn hợp",
    }
}
