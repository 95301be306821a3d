//! The part of a dossier that a heading belongs to, by its words and its parent.

use super::super::parts::flat;

/// The part of a dossier for the text below a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Situation,
    Changes,
    /// Both in one: advantages first, then difficulties.
    Circumstances,
    Advantages,
    Difficulties,
    Membership,
    Results,
    Area,
    PreviousTargets,
    Assessment,
    Strengths,
    Credits,
    /// Shortcomings, followed by their causes.
    LimitationsAndCauses,
    Limitations,
    Causes,
    Lessons,
    Direction,
    Forecast,
    Orientation,
    Goal,
    Targets,
    KeyTasks,
    Breakthroughs,
    Tasks,
    Task,
    Proposals,
    /// Part of the contents of the heading above.
    Within,
    /// No part of a dossier: the paper's own.
    Own,
}

impl Place {
    /// The parts of a dossier that such a heading's text is, where only one heading can
    /// have them.
    pub fn sections(self) -> &'static [&'static str] {
        use Place::*;
        match self {
            Changes => &["situation.changes"],
            Circumstances => &["situation.advantages", "situation.difficulties"],
            Advantages => &["situation.advantages"],
            Difficulties => &["situation.difficulties"],
            Membership => &["membership"],
            PreviousTargets => &["previous_targets"],
            Strengths => &["assessment.strengths"],
            Credits => &["assessment.credits"],
            LimitationsAndCauses => &["assessment.limitations", "assessment.causes"],
            Limitations => &["assessment.limitations"],
            Causes => &["assessment.causes"],
            Lessons => &["assessment.lessons"],
            Forecast => &["direction.forecast"],
            Orientation => &["direction.orientation"],
            Goal => &["direction.goal"],
            Targets => &["direction.targets"],
            KeyTasks => &["direction.key_tasks"],
            Breakthroughs => &["direction.breakthroughs"],
            Proposals => &["direction.proposals"],
            Situation | Results | Area | Assessment | Direction | Tasks | Task | Within | Own => {
                &[]
            }
        }
    }
}

/// The place of a heading below one with a place; `is_late` once the part on plans has begun.
pub fn of(heading: &str, above: Option<Place>, is_late: bool) -> Place {
    use Place::*;
    let flat = flat(heading);
    let flat = flat.trim_end_matches([':', '.', ';']);
    let flat = without_lead(flat);
    if let Some(place) = by_words(flat, above, is_late) {
        return place;
    }
    match above {
        Some(Results) => Area,
        Some(Direction | Tasks) => Task,
        Some(Situation) => Changes,
        Some(Assessment | Own) => Own,
        None if !is_late => Area,
        None => Own,
        Some(_) => Within,
    }
}

/// Words before the subject of a heading: *Một số …*, *Những …*, *Về …*
fn without_lead(flat: &str) -> &str {
    const LEADS: [&str; 7] =
        ["mot so ", "nhung ", "ve ", "cac ", "danh gia ", "noi dung ", "cong tac "];
    let mut rest = flat;
    while let Some(next) = LEADS.iter().find_map(|lead| rest.strip_prefix(lead)) {
        // "Đánh giá chung" keeps its word.
        if rest.starts_with("danh gia chung")
            || rest.starts_with("cac mat")
            || rest.starts_with("noi dung")
        {
            break;
        }
        rest = next;
    }
    rest
}

fn by_words(flat: &str, above: Option<Place>, is_late: bool) -> Option<Place> {
    use Place::*;
    // Below an area of work everything is part of it.
    if matches!(above, Some(Area | Task | Within | Goal | Targets | KeyTasks | Membership)) {
        return Some(Within);
    }
    let heading = HeadingWords { flat, above, is_late };
    heading.of_plans().or_else(|| heading.of_judgements()).or_else(|| heading.of_what_is())
}

/// A heading's words without accents, and its context.
struct HeadingWords<'a> {
    flat: &'a str,
    above: Option<Place>,
    is_late: bool,
}

impl HeadingWords<'_> {
    fn starts(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.flat.starts_with(word))
    }

    fn has(&self, word: &str) -> bool {
        self.flat.contains(word)
    }

    fn is_in_direction(&self) -> bool {
        matches!(self.above, Some(Place::Direction | Place::Tasks)) || self.is_late
    }

    /// Targets, goals, tasks, proposals: what is to come, and how the last targets came out.
    fn of_plans(&self) -> Option<Place> {
        use Place::*;
        let HeadingWords { above, is_late, .. } = *self;
        let found = if self.has("chi tieu")
            && self.starts(&["ket qua", "tinh hinh thuc hien", "thuc hien"])
            && !is_late
        {
            PreviousTargets
        } else if self.has("muc tieu") && self.has("chi tieu") && !self.has("ket qua") {
            Direction
        } else if self.starts(&["chi tieu"]) {
            if self.is_in_direction() { Targets } else { PreviousTargets }
        } else if self.starts(&["muc tieu"]) {
            Goal
        } else if self.starts(&["du bao"]) {
            Forecast
        } else if self.starts(&["khau dot pha", "dot pha"]) {
            Breakthroughs
        } else if self.starts(&["nhiem vu trong tam", "nhiem vu chu yeu"]) {
            KeyTasks
        } else if self.starts(&["kien nghi", "de xuat", "y kien de xuat", "de nghi"]) {
            Proposals
        } else if self.starts(&["phuong huong"])
            || self.starts(&["ke hoach hoat dong", "chuong trinh cong tac"]) && above.is_none()
        {
            if above == Some(Direction) { Orientation } else { Direction }
        } else if self.starts(&["nhiem vu", "giai phap", "bien phap", "chuong trinh cong tac"])
            && above != Some(Results)
        {
            Tasks
        } else {
            return None;
        };
        Some(found)
    }

    /// Strengths, shortcomings, causes, lessons: what is thought of the work.
    fn of_judgements(&self) -> Option<Place> {
        use Place::*;
        const SHORTCOMINGS: [&str; 8] = [
            "han che",
            "ton tai",
            "khuyet diem",
            "kho khan",
            "thieu sot",
            "mat chua duoc",
            "nhuoc diem",
            "yeu kem",
        ];
        let above = self.above;
        let found =
            if self.starts(&["uu diem", "mat manh", "mat duoc", "ket qua noi bat", "mat tich cuc"])
            {
                Strengths
            } else if self.starts(&["nguyen nhan"]) {
                let of_success = ["ket qua", "uu diem", "dat duoc", "thanh tich"];
                if of_success.iter().any(|word| self.has(word)) { Credits } else { Causes }
            } else if self.starts(&["bai hoc", "kinh nghiem"]) {
                Lessons
            } else if self.starts(&["thuan loi"]) {
                if self.has("kho khan") { Circumstances } else { Advantages }
            } else if self.starts(&["kho khan"])
                && !self.has("han che")
                && above != Some(Assessment)
            {
                Difficulties
            } else if self.starts(&SHORTCOMINGS) {
                if self.has("nguyen nhan") { LimitationsAndCauses } else { Limitations }
            } else if self.starts(&["danh gia", "nhan xet"])
                || self.flat == "chung" && above.is_none()
            {
                Assessment
            } else {
                return None;
            };
        Some(found)
    }

    /// The organization, its situation, its elections, its work.
    fn of_what_is(&self) -> Option<Place> {
        use Place::*;
        const SITUATIONS: [&str; 5] =
            ["dac diem", "tinh hinh chung", "dac diem tinh hinh", "khai quat", "boi canh"];
        const OF_WORK: [&str; 3] =
            ["tinh hinh thuc hien", "tinh hinh hoat dong", "tinh hinh to chuc hoat dong"];
        let above = self.above;
        let is_membership = is_membership(self.flat);
        let found = if is_membership && above != Some(Results) {
            Membership
        } else if self.starts(&SITUATIONS) {
            Situation
        } else if self.starts(&["tinh hinh"]) && !self.starts(&OF_WORK) {
            if is_membership { Membership } else { Changes }
        } else if (self.has("bau cu") || self.starts(&["ket qua bau"])) && above != Some(Results)
            || self.starts(&["to chuc thuc hien", "ket luan"]) && above.is_none()
        {
            Own
        } else if is_results(self.flat)
            && !self.is_in_direction()
            && (above != Some(Results)
                || self.starts(&["ket qua", "cac mat", "mat hoat dong", "mat cong tac"]))
        {
            Results
        } else {
            return None;
        };
        Some(found)
    }
}

fn is_membership(flat: &str) -> bool {
    let situation = flat.starts_with("tinh hinh") || flat.starts_with("dac diem");
    let of_members = ["to chuc cong doan", "doan vien", "doi ngu", "to chuc bo may", "lao dong"];
    flat.starts_with("to chuc cong doan")
        || flat.starts_with("to chuc, doan vien")
        || situation && of_members.iter().any(|word| flat.contains(word))
}

fn is_results(flat: &str) -> bool {
    [
        "ket qua",
        "mat hoat dong",
        "mat cong tac",
        "cac mat",
        "tan thanh bao cao",
        "tinh hinh thuc hien",
        "tinh hinh hoat dong",
        "hoat dong cong doan",
        "thuc hien nhiem vu",
        "kiem diem",
    ]
    .iter()
    .any(|word| flat.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_what_they_mean() {
        use Place::*;
        for (heading, above, is_late, place) in [
            ("ĐẶC ĐIỂM TÌNH HÌNH", None, false, Situation),
            ("Tình hình lao động, đoàn viên", Some(Situation), false, Membership),
            ("Thuận lợi và khó khăn", Some(Situation), false, Circumstances),
            ("KẾT QUẢ THỰC HIỆN CHỈ TIÊU NĂM 2026", None, false, PreviousTargets),
            ("KẾT QUẢ CÁC MẶT CÔNG TÁC", None, false, Results),
            ("Công tác kiểm tra, giải quyết kiến nghị", Some(Results), false, Area),
            ("Về thực hiện nhiệm vụ chuyên môn", Some(Results), false, Area),
            ("Những tồn tại, hạn chế và nguyên nhân", None, false, LimitationsAndCauses),
            ("Nguyên nhân của kết quả đạt được", Some(Assessment), false, Credits),
            ("PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2027", None, false, Direction),
            ("Chỉ tiêu phấn đấu", Some(Direction), true, Targets),
            ("Chăm lo đời sống", Some(Tasks), true, Task),
            ("Dịp Tết", Some(Area), false, Within),
            ("CÔNG TÁC TUYÊN TRUYỀN", None, false, Area),
            ("TỔ CHỨC THỰC HIỆN", None, true, Own),
            ("Về phong cách làm việc", Some(Assessment), false, Own),
        ] {
            assert_eq!(of(heading, above, is_late), place, "{heading}");
        }
    }
}
