//! A person (đồng chí), in lists of guests, boards, candidates and in the short biographies
//! (lý lịch trích ngang).

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{Figure, Flag, OneOrMany, PartialDate, Text, Year};

choice! {
    /// Who nominated a candidate (do ai giới thiệu).
    pub enum NominatedBy {
        Committee = "Ban Chấp hành giới thiệu" | "ban chấp hành",
        Others = "đề cử",
        Oneself = "ứng cử",
    }
}

choice! {
    /// The ground on which a person is a delegate (tư cách đại biểu).
    pub enum DelegateAs {
        ExOfficio = "đương nhiên",
        Elected = "bầu" | "được bầu",
        Appointed = "chỉ định",
    }
}

/// A person with the posts they hold (đồng chí).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    #[schemars(title = "Họ tên")]
    pub name: Option<Text>,
    #[schemars(
        title = "Nhóm",
        description = "Khi không nêu tên: ví dụ “đại diện lãnh đạo Đảng ủy”."
    )]
    pub group: Option<Text>,
    #[schemars(title = "Chức vụ", description = "Một hoặc nhiều chức vụ.")]
    pub posts: OneOrMany<Text>,
    #[schemars(title = "Đơn vị công tác", description = "Khi chức vụ chưa nêu đơn vị.")]
    pub unit: Option<Text>,
    #[schemars(title = "Chức danh khi dẫn lời", description = "Ví dụ: Chủ tịch LĐLĐ thành phố.")]
    pub cite_as: Option<Text>,
    #[schemars(title = "Vai trò", description = "Ví dụ: dự và chỉ đạo.")]
    pub role: Option<Text>,
    #[schemars(title = "Chức danh được bầu, được giao", description = "Ví dụ: Chủ tịch, Ủy viên.")]
    pub post: Option<Text>,
    #[schemars(title = "Nữ")]
    pub woman: Option<Flag>,
    #[schemars(title = "Năm sinh")]
    pub birth_year: Option<Year>,
    #[schemars(title = "Ngày sinh", description = "Ví dụ: 07/9/1986.")]
    pub birth_date: Option<PartialDate>,
    #[schemars(title = "Dân tộc")]
    pub ethnicity: Option<Text>,
    #[schemars(title = "Quê quán", description = "Theo giấy tờ của người đó.")]
    pub hometown: Option<Text>,
    #[schemars(title = "Ngày vào Đảng", description = "Ngày kết nạp, không phải ngày chính thức.")]
    pub party_joined: Option<PartialDate>,
    #[schemars(title = "Là đảng viên", description = "Ghi không khi không phải đảng viên.")]
    pub party_member: Option<Flag>,
    #[schemars(title = "Học vấn", description = "Ví dụ: 12/12.")]
    pub schooling: Option<Text>,
    #[schemars(
        title = "Chuyên môn",
        description = "Trình độ, không phải chức vụ; không có thì ghi không."
    )]
    pub qualification: Option<Text>,
    #[schemars(title = "Lý luận chính trị", description = "Không có thì ghi không.")]
    pub politics: Option<Text>,
    #[schemars(title = "Ngoại ngữ", description = "Không có thì ghi không.")]
    pub languages: Option<Text>,
    #[schemars(title = "Tái cử", description = "Đã ở Ban Chấp hành khóa trước.")]
    pub reelected: Option<Flag>,
    #[schemars(title = "Do ai giới thiệu")]
    pub nominated_by: Option<NominatedBy>,
    #[schemars(title = "Tư cách đại biểu")]
    pub delegate_as: Option<DelegateAs>,
    #[schemars(title = "Lý do", description = "Vì sao vắng, rút tên, thôi tham gia.")]
    pub reason: Option<Text>,
    #[schemars(title = "Số phiếu đồng ý")]
    pub votes: Option<Figure>,
}

super::walk::plain_record! {
    Person {
        name, group, posts, unit, cite_as, role, post, woman, birth_year, birth_date, ethnicity,
        hometown, party_joined, party_member, schooling, qualification, politics, languages,
        reelected, nominated_by, delegate_as, reason, votes,
    }
}
