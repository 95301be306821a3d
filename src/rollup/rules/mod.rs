//! What an office sets for its roll-ups, as data: by which points units are ranked,
//! what must hold between their figures, what counts as out of the way.
//!
//! ```yaml
//! ranking:
//!   criteria:
//!     - title: Phát triển đoàn viên
//!       points: 20 * doan_vien_moi / doan_vien * 10
//!       most: 20
//!   prizes:
//!     - title: Cờ thi đua
//!       from: 90
//!       at_most: 2
//! checks:
//!   - title: Nữ không quá tổng số
//!     rule: doan_vien_nu <= doan_vien
//! outliers:
//!   change: 30
//!   times: 4
//! ```
//!
//! ```text
//! formula    what points and conditions are written in
//! values     what a unit states, as numbers
//! crosscheck what must hold between a unit's figures
//! outlier    figures far from the unit's own past, or from its like
//! ranking    points, places, prizes
//! ```

mod crosscheck;
mod formula;
mod outlier;
mod ranking;
mod values;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{self, Code, Diagnostic};
use crate::dossier::{self, Flag, Text, Titles};
use crate::source::{self, Limits, Node, Path};
use crate::vietnamese::Number;

use super::{RollUp, Row};
use formula::{Condition, Formula};

pub use ranking::{Place, Ranking};

/// The office's file (quy định của văn phòng), as it is typed.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Typed {
    #[schemars(title = "Ghi chú", description = "Không in.")]
    note: Option<Text>,
    #[schemars(title = "Xếp hạng thi đua")]
    ranking: Option<TypedRanking>,
    #[schemars(title = "Đối chiếu số liệu")]
    checks: Vec<TypedCheck>,
    #[schemars(title = "Số liệu khác thường")]
    outliers: Option<TypedOutliers>,
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct TypedRanking {
    #[schemars(title = "Tên bảng xếp hạng")]
    title: Option<Text>,
    #[schemars(title = "Xếp riêng từng loại hình đơn vị")]
    by_type: Option<Flag>,
    #[schemars(title = "Chưa có số liệu thì tính 0 điểm")]
    unknown_is_zero: Option<Flag>,
    #[schemars(title = "Tiêu chí")]
    criteria: Vec<TypedCriterion>,
    #[schemars(title = "Danh hiệu")]
    prizes: Vec<TypedPrize>,
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct TypedCriterion {
    #[schemars(title = "Tên tiêu chí")]
    title: Option<Text>,
    #[schemars(title = "Công thức tính điểm")]
    points: Option<Text>,
    #[schemars(title = "Điểm tối đa")]
    most: Option<Text>,
    #[schemars(title = "Điểm tối thiểu")]
    least: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct TypedPrize {
    #[schemars(title = "Tên danh hiệu")]
    title: Option<Text>,
    #[schemars(title = "Từ bao nhiêu điểm")]
    from: Option<Text>,
    #[schemars(title = "Nhiều nhất bao nhiêu đơn vị")]
    at_most: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct TypedCheck {
    #[schemars(title = "Tên phép đối chiếu")]
    title: Option<Text>,
    #[schemars(title = "Điều phải đúng")]
    rule: Option<Text>,
    #[schemars(title = "Sai thì phải sửa")]
    must: Option<Flag>,
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct TypedOutliers {
    #[schemars(title = "Tăng, giảm quá bao nhiêu phần trăm so với cùng kỳ")]
    change: Option<Text>,
    #[schemars(title = "Gấp bao nhiêu lần mức thường của các đơn vị cùng loại hình")]
    times: Option<Text>,
    #[schemars(title = "Tính trên chỉ tiêu", description = "Để trống thì trên số đoàn viên.")]
    per: Option<Text>,
    #[schemars(title = "Chỉ các chỉ tiêu")]
    codes: Vec<Text>,
}

/// What an office sets for its roll-ups, read and understood.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OfficeRules {
    pub(super) ranking: Option<RankingRules>,
    pub(super) checks: Vec<CrossCheck>,
    pub(super) outliers: Option<Outliers>,
}

/// How units are ranked.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct RankingRules {
    pub title: Option<String>,
    pub by_type: bool,
    pub unknown_is_zero: bool,
    pub criteria: Vec<Criterion>,
    pub prizes: Vec<Prize>,
}

/// What units get points for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Criterion {
    pub title: String,
    pub points: Formula,
    pub most: Option<Number>,
    pub least: Option<Number>,
}

/// What the first get.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Prize {
    pub title: String,
    pub from: Option<Number>,
    pub at_most: Option<usize>,
}

/// What must hold between a unit's figures.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CrossCheck {
    pub title: Option<String>,
    pub rule: Condition,
    pub typed: String,
    pub must: bool,
}

/// What is out of the way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outliers {
    /// In percent.
    pub change: Option<Number>,
    pub times: Option<Number>,
    /// The indicator that measures the units' sizes.
    pub per: String,
    /// Only these indicators; all where there are none.
    pub codes: Vec<String>,
}

impl OfficeRules {
    /// Reads an office's file; `rows` are the indicators that are rolled up. None where
    /// something in it can't be used, which the findings say.
    pub fn read(
        name: &str,
        yaml: &[u8],
        rows: &[Row<'_>],
    ) -> (Option<OfficeRules>, Vec<Diagnostic>) {
        let (tree, mut found) = source::read_yaml(name, yaml, Limits::default());
        let Some(mut tree) = tree else { return (None, found) };
        let titles = Titles::of::<Typed>();
        let (typed, mut faults): (Typed, _) =
            dossier::read_as(&mut tree, &titles, "Quy định của văn phòng");
        found.append(&mut faults);
        let codes: Vec<&str> = rows.iter().map(|row| row.code).collect();
        let mut reader = Reader { tree: &tree, codes: &codes, found };
        let rules = reader.rules(&typed);
        let mut found = reader.found;
        diagnostic::sort(&mut found);
        let usable = !found.iter().any(Diagnostic::is_error);
        (Some(rules).filter(|_| usable), found)
    }

    /// Holds a roll-up's units against the rules: the findings name the unit.
    pub fn look(&self, roll_up: &mut RollUp<'_>) {
        crosscheck::look(&self.checks, roll_up);
        if let Some(outliers) = &self.outliers {
            outlier::look(outliers, roll_up);
        }
    }

    /// The units' places, where the office says how they are ranked.
    pub fn ranking(&self, roll_up: &RollUp<'_>) -> Option<Ranking> {
        self.ranking.as_ref().map(|rules| ranking::of(rules, roll_up))
    }
}

struct Reader<'r> {
    tree: &'r Node,
    codes: &'r [&'r str],
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn tell(&mut self, path: Path, message: String) {
        let place = self.tree.place(&path);
        let found = Diagnostic::error(Code::OFFICE_RULES, message);
        self.found.push(found.at(place).with_path(path));
    }

    fn rules(&mut self, typed: &Typed) -> OfficeRules {
        let ranking = typed.ranking.as_ref().map(|ranking| self.ranking(ranking));
        let checks = typed.checks.iter().enumerate();
        let checks = checks.filter_map(|(at, check)| self.check(at, check)).collect();
        let outliers = typed.outliers.as_ref().map(|outliers| self.outliers(outliers));
        OfficeRules { ranking, checks, outliers }
    }

    fn ranking(&mut self, typed: &TypedRanking) -> RankingRules {
        let root = Path::root().key("ranking");
        if typed.criteria.is_empty() {
            self.tell(root.clone(), "xếp hạng chưa có tiêu chí nào (criteria)".to_owned());
        }
        let criteria = typed.criteria.iter().enumerate().filter_map(|(at, one)| {
            let path = root.key("criteria").index(at);
            let points = self.formula(&path, "points", one.points.as_ref())?;
            let title =
                one.title.as_deref().map_or_else(|| format!("Tiêu chí {}", at + 1), str::to_owned);
            let (most, least) = (
                self.number(&path.key("most"), one.most.as_ref()),
                self.number(&path.key("least"), one.least.as_ref()),
            );
            Some(Criterion { title, points, most, least })
        });
        let criteria = criteria.collect();
        let prizes = typed.prizes.iter().enumerate().filter_map(|(at, one)| {
            let path = root.key("prizes").index(at);
            let Some(title) = one.title.as_deref() else {
                self.tell(path, "danh hiệu chưa có tên (title)".to_owned());
                return None;
            };
            let from = self.number(&path.key("from"), one.from.as_ref());
            let at_most = self.number(&path.key("at_most"), one.at_most.as_ref());
            let at_most = at_most.and_then(|n| n.to_string().replace('.', "").parse().ok());
            Some(Prize { title: title.to_owned(), from, at_most })
        });
        let prizes = prizes.collect();
        let is = |flag: Option<Flag>| flag.is_some_and(|flag| flag.0);
        RankingRules {
            title: typed.title.as_deref().map(str::to_owned),
            by_type: is(typed.by_type),
            unknown_is_zero: is(typed.unknown_is_zero),
            criteria,
            prizes,
        }
    }

    fn check(&mut self, at: usize, typed: &TypedCheck) -> Option<CrossCheck> {
        let path = Path::root().key("checks").index(at).key("rule");
        let text = typed.rule.as_deref().unwrap_or_default();
        match Condition::parse(text, self.codes) {
            Ok(rule) => Some(CrossCheck {
                title: typed.title.as_deref().map(str::to_owned),
                rule,
                typed: text.to_owned(),
                must: typed.must.is_some_and(|must| must.0),
            }),
            Err(why) => {
                self.tell(path, why);
                None
            }
        }
    }

    fn outliers(&mut self, typed: &TypedOutliers) -> Outliers {
        let root = Path::root().key("outliers");
        let per = typed.per.as_deref().unwrap_or(MEMBERS).to_owned();
        let codes: Vec<String> = typed.codes.iter().map(|code| code.0.clone()).collect();
        let unknown = |code: &&String| !self.codes.contains(&code.as_str());
        let mut wrong: Vec<(Path, String)> = Vec::new();
        for (at, code) in codes.iter().enumerate().filter(|(_, code)| unknown(code)) {
            wrong.push((root.key("codes").index(at), code.clone()));
        }
        if typed.times.is_some() && unknown(&&per) {
            wrong.push((root.key("per"), per.clone()));
        }
        for (path, code) in wrong {
            self.tell(path, format!("không tổng hợp chỉ tiêu nào có mã “{code}”"));
        }
        let change = self.number(&root.key("change"), typed.change.as_ref());
        let times = self.number(&root.key("times"), typed.times.as_ref());
        if times.is_some_and(|times| times <= Number::from(1_u32)) {
            self.tell(root.key("times"), "số lần phải lớn hơn 1".to_owned());
        }
        Outliers { change, times, per, codes }
    }

    fn formula(&mut self, path: &Path, key: &str, typed: Option<&Text>) -> Option<Formula> {
        let text = typed.map(|text| text.0.as_str()).unwrap_or_default();
        match Formula::parse(text, self.codes) {
            Ok(formula) => Some(formula),
            Err(why) => {
                self.tell(path.key(key), why);
                None
            }
        }
    }

    fn number(&mut self, path: &Path, typed: Option<&Text>) -> Option<Number> {
        let text = typed?.0.trim_end_matches('%').trim();
        match Number::parse(text) {
            Ok(number) => Some(number),
            Err(why) => {
                self.tell(path.clone(), format!("“{text}”: {why}"));
                None
            }
        }
    }
}

/// The indicator that measures a unit's size unless the office names another.
const MEMBERS: &str = "doan_vien";
