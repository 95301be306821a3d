//! Parsers of option values; errors are Vietnamese sentences.

use std::num::NonZeroUsize;
use std::sync::Arc;

use baocao::batch::{NameTemplate, Shard};
use baocao::diagnostic::Code;
use baocao::dossier::{OrganizationKind, Status, UnitType};
use baocao::export::{Format, Standard};
use baocao::source::Path;
use baocao::word::form::Rules;
use baocao::{Error, ErrorKind};

use super::{ColumnField, Starter};

/// The form of a word as typed without a Vietnamese keyboard: `du-thao` for `dự thảo`.
fn plain(text: &str) -> String {
    baocao::vietnamese::nfc(text).trim().to_lowercase().replace(['-', '_'], " ")
}

pub fn rules(text: &str) -> Result<Rules, Error> {
    match baocao::vietnamese::slug(text).as_str() {
        "cong-doan" | "union" => Ok(Rules::Union),
        "nha-nuoc" | "state" => Ok(Rules::State),
        "dang" | "party" => Ok(Rules::Party),
        "doan" | "youth" => Ok(Rules::Youth),
        _ => Err(Error::new(ErrorKind::Text, "chọn: công đoàn, nhà nước, đảng, đoàn")),
    }
}

/// Parses the code of a finding: `BC031`, `bc31`, `31`.
pub fn code(text: &str) -> Result<Code, Error> {
    let upper = text.trim().to_uppercase();
    let digits = upper.strip_prefix("BC").unwrap_or(&upper);
    let known = digits.parse().ok().map(Code).filter(|code| Code::ALL.contains(code));
    known.ok_or_else(|| {
        let message = "không có mã này; mã ghi trong thông báo, ví dụ BC031";
        Error::new(ErrorKind::Text, message)
    })
}

pub fn status(text: &str) -> Result<Status, Error> {
    plain(text).parse()
}

pub fn unit_type(text: &str) -> Result<UnitType, Error> {
    match plain(text).as_str() {
        "hanh chinh" => Ok(UnitType::Administration),
        "su nghiep" => Ok(UnitType::PublicUnit),
        "doanh nghiep" => Ok(UnitType::Enterprise),
        other => other.parse(),
    }
}

pub fn organization(text: &str) -> Result<OrganizationKind, Error> {
    match plain(text).as_str() {
        "cong doan" => Ok(OrganizationKind::Union),
        "dang" => Ok(OrganizationKind::Party),
        "doan" => Ok(OrganizationKind::Youth),
        other => other.parse(),
    }
}

pub fn starter(text: &str) -> Result<Starter, String> {
    match plain(text).as_str() {
        "đại hội" | "dai hoi" => Ok(Starter::Congress),
        "tổng kết" | "tong ket" => Ok(Starter::YearReview),
        "sơ kết" | "so ket" => Ok(Starter::HalfYearReview),
        _ => Err(not_among(text, &["đại hội", "tổng kết", "sơ kết"])),
    }
}

pub fn format(text: &str) -> Result<Format, String> {
    let typed = plain(text);
    let format = Format::ALL.into_iter().find(|format| format.ending() == typed);
    format.ok_or_else(|| not_among(text, &Format::ALL.map(Format::ending)))
}

pub fn field(text: &str) -> Result<Path, String> {
    Path::parse(text.trim())
        .ok_or_else(|| format!("“{text}” không phải tên trường, ví dụ organization.symbol"))
}

pub fn column(text: &str) -> Result<ColumnField, String> {
    // A heading may contain `=`; a field never does.
    let (heading, field) = text
        .rsplit_once('=')
        .ok_or_else(|| format!("“{text}” thiếu dấu =, ví dụ \"Ngày=congress.date\""))?;
    Ok(ColumnField { heading: heading.trim().to_owned(), field: field.trim().to_owned() })
}

pub fn name(text: &str) -> Result<Arc<NameTemplate>, Error> {
    NameTemplate::new(text).map(Arc::new)
}

pub fn positive(text: &str) -> Result<NonZeroUsize, String> {
    text.trim().parse().map_err(|_| format!("“{text}” không phải số nguyên từ 1 trở lên"))
}

pub fn shard(text: &str) -> Result<Shard, Error> {
    text.parse()
}

pub fn standard(text: &str) -> Result<Standard, String> {
    match text.trim().to_lowercase().as_str() {
        "a-2a" => Ok(Standard::A2aUa1),
        "a-2u" => Ok(Standard::A2u),
        _ => Err(not_among(text, &["a-2a", "a-2u"])),
    }
}

fn not_among(typed: &str, words: &[&str]) -> String {
    format!("không có “{typed}” (chọn một trong: {})", words.join(", "))
}
