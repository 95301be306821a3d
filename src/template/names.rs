//! Proper names that papers build from the dossier: of the congress, its
//! committee, the term, the period.

use minijinja::Value;

use crate::dossier::{AttendedBy, Congress, Dossier, Kind, MeetingType, PeriodType, TellersTitle};
use crate::vietnamese::{
    NO_BREAK, Ordinal, Term, bound, is_in_any_case, lower_first, roman, upper,
};

use crate::usage::{Rank, Usage};

use super::values::unknown;

/// All names, as templates see them under `names`. A name that can't be built
/// is unknown.
pub(super) fn build(dossier: &Dossier, usage: &Usage) -> Value {
    let names = Names { dossier, usage };
    let entries: Vec<(&str, Option<String>)> = vec![
        ("organization", names.organization()),
        ("short", names.short()),
        ("meeting", Some(names.meeting().to_owned())),
        ("attendees", Some(names.attendees().to_owned())),
        ("committee", Some(names.committee().to_owned())),
        ("subject", Some(names.subject().to_owned())),
        ("review_title", Some(names.review_title().to_owned())),
        ("meeting_title", Some(names.meeting_title())),
        ("direction", Some(names.direction().to_owned())),
        ("review", names.review().map(str::to_owned)),
        ("congress", names.congress()),
        ("congress_full", names.congress_full()),
        ("congress_label", names.congress_label()),
        ("term", names.term()),
        ("old_term", Some(names.old_term())),
        ("old_congress", names.old_congress()),
        ("old_committee", names.old_committee()),
        ("old_committee_title", Some(names.old_committee_title())),
        ("new_committee", Some(names.new_committee())),
        ("new_committee_full", Some(names.of_new_term(names.committee()))),
        ("tellers", Some(names.tellers().to_owned())),
        ("period", names.period()),
        ("next_period", names.next_period()),
    ];
    Value::from_pairs(
        entries
            .into_iter()
            .map(|(key, name)| (key.to_owned(), name.map_or_else(unknown, Value::from))),
    )
}

/// The lines of the issuing body in a congress's letterhead: its own name, where it
/// has one, else that of its kind before the union's.
pub(super) fn congress_header(dossier: &Dossier, usage: &Usage) -> Vec<String> {
    let names = Names { dossier, usage };
    let title = upper(&names.congress_title());
    let congress = names.the_congress();
    let own = congress.and_then(|c| c.name.as_deref().map(|name| bare_name(name, c)));
    let lines = &dossier.organization.header_lines;
    let mut header: Vec<String> = match (own, lines.split_first()) {
        (Some(own), _) => vec![upper(own)],
        (None, Some((first, rest))) => std::iter::once(format!("{title} {}", upper(first)))
            .chain(rest.iter().map(|line| upper(line)))
            .collect(),
        (None, None) => names
            .organization()
            .map(|name| format!("{title} {}", upper(&name)))
            .into_iter()
            .collect(),
    };
    // On two lines, which need no comma between them: one is too narrow for both.
    header.extend(names.congress_label_parts().iter().map(|part| upper(part)));
    header.iter().map(|line| bound(line)).collect()
}

/// The lines of a meeting of the new committee, or of the inspectors, in a letterhead:
/// the congress is over.
pub(super) fn meeting_header(dossier: &Dossier, usage: &Usage, body: &str) -> Vec<String> {
    let names = Names { dossier, usage };
    let organization = &dossier.organization;
    let mut header = vec![bound(&upper(&format!("Hội nghị {body}")))];
    header.extend(self::header(organization.name.as_deref(), &organization.header_lines));
    // On two lines, which need no comma between them.
    header.extend(names.new_term_parts().iter().map(|part| bound(&upper(part))));
    header
}

/// The lines of a body's name in a letterhead.
pub(super) fn header(name: Option<&str>, lines: &[crate::dossier::Text]) -> Vec<String> {
    if lines.is_empty() {
        name.map(|name| bound(&upper(name))).into_iter().collect()
    } else {
        lines.iter().map(|line| bound(&upper(line))).collect()
    }
}

/// Builds the names of one dossier.
pub(super) struct Names<'a> {
    pub dossier: &'a Dossier,
    pub usage: &'a Usage,
}

impl Names<'_> {
    fn rank(&self) -> &Rank {
        self.usage.rank(self.dossier.organization.level)
    }

    /// The union's name; a draft shows the hole where it isn't known yet, any
    /// other paper needs it.
    fn organization(&self) -> Option<String> {
        let name = self.dossier.organization.name.as_ref();
        Some(name.map_or_else(|| "…".to_owned(), |n| n.0.clone()))
    }

    pub(super) fn short(&self) -> Option<String> {
        let short = self.dossier.organization.short_name.as_ref().map(|n| n.0.clone());
        short.or_else(|| self.organization())
    }

    fn the_congress(&self) -> Option<&Congress> {
        self.dossier.congress.as_ref()
    }

    /// What a base union is called: by its abbreviation, where the dossier has one
    /// for it, so that a sentence of ours doesn't mix both.
    pub(super) fn base_union(&self) -> &str {
        const FULL: &str = "công đoàn cơ sở";
        let mut abbreviations = self.dossier.abbreviations.iter();
        let short = abbreviations.find(|(_, full)| full.trim().to_lowercase() == FULL);
        short.map_or(FULL, |(short, _)| short)
    }

    /// Who attend the congress: delegates, or every member.
    pub(super) fn attendees(&self) -> &str {
        let congress = self.the_congress();
        let everyone = congress.is_none_or(|congress| {
            let plenary = matches!(
                congress.r#type,
                None | Some(MeetingType::Congress | MeetingType::PlenaryConference)
            );
            plenary && congress.attended_by != Some(AttendedBy::Delegates)
        });
        if everyone { &self.usage.words.member } else { "đại biểu" }
    }

    /// What the meeting is called: *Đại hội* or *Hội nghị*.
    pub(super) fn meeting(&self) -> &'static str {
        if self.is_congress() { "Đại hội" } else { "Hội nghị" }
    }

    /// A congress, and not a conference in its place.
    fn is_congress(&self) -> bool {
        let kind = self.the_congress().and_then(|c| c.r#type);
        kind.is_none_or(|kind| kind == MeetingType::Congress)
    }

    /// The same where it is named with its ordinal: a conference says of whom it is,
    /// *Hội nghị đại biểu lần thứ I*.
    fn meeting_title(&self) -> String {
        if self.is_congress() { self.meeting().to_owned() } else { self.congress_title() }
    }

    /// The meeting that reviews a period's work, where the dossier has one.
    fn review(&self) -> Option<&'static str> {
        let name = self.dossier.event.as_ref()?.name.as_deref()?;
        ["Hội nghị tổng kết", "Hội nghị sơ kết"].into_iter().find(|kind| name.starts_with(kind))
    }

    /// What the part on the term to come is called: `Chỉ tiêu, phương hướng` where
    /// nothing but targets is known of it.
    fn direction(&self) -> &'static str {
        let d = &self.dossier.direction;
        let told = d.goal.is_some()
            || d.orientation.is_some()
            || !d.tasks.is_empty()
            || !d.key_tasks.is_empty();
        match d.targets.is_empty() || told {
            true => "Mục tiêu, phương hướng, nhiệm vụ",
            false => "Chỉ tiêu, phương hướng",
        }
    }

    /// The kind of congress as its name opens: `Đại hội đại biểu`.
    fn congress_title(&self) -> String {
        let congress = self.the_congress();
        let attended = congress.and_then(|c| c.attended_by);
        match congress.and_then(|c| c.r#type) {
            Some(MeetingType::DelegateConference) => "Hội nghị đại biểu".to_owned(),
            Some(MeetingType::PlenaryConference) => "Hội nghị toàn thể".to_owned(),
            Some(MeetingType::ExtendedCommittee) => "Hội nghị Ban Chấp hành mở rộng".to_owned(),
            Some(MeetingType::Review) => "Hội nghị".to_owned(),
            None | Some(MeetingType::Congress) => match attended {
                Some(AttendedBy::Delegates) => "Đại hội đại biểu".to_owned(),
                Some(AttendedBy::Everyone) => self.rank().plenary.clone(),
                None => "Đại hội".to_owned(),
            },
        }
    }

    /// `Đại hội đại biểu Công đoàn …`
    fn congress(&self) -> Option<String> {
        let congress = self.the_congress()?;
        if let Some(name) = congress.name.as_deref() {
            return Some(bare_name(name, congress).to_owned());
        }
        Some(format!("{} {}", self.congress_title(), self.organization()?))
    }

    /// `lần thứ IX, nhiệm kỳ 2023 - 2028`; what the congress's own name says already
    /// isn't said again.
    fn congress_label(&self) -> Option<String> {
        let label = self.congress_label_parts();
        (!label.is_empty()).then(|| label.join(", "))
    }

    fn congress_label_parts(&self) -> Vec<String> {
        let Some(congress) = self.the_congress() else { return Vec::new() };
        let named = self.congress().unwrap_or_default().to_lowercase();
        let ordinal = congress.ordinal.filter(|_| !named.contains("lần thứ"));
        let ordinal = ordinal.map(|o| format!("lần thứ{NO_BREAK}{}", o.roman()));
        let term = self.term().filter(|_| !named.contains("nhiệm kỳ"));
        [ordinal, term].into_iter().flatten().collect()
    }

    /// `Đại hội Công đoàn … lần thứ IX, nhiệm kỳ 2023 - 2028`
    fn congress_full(&self) -> Option<String> {
        let congress = self.congress()?;
        Some(match self.congress_label() {
            Some(label) if label.starts_with("lần thứ") => format!("{congress} {label}"),
            Some(label) => format!("{congress}, {label}"),
            None => congress,
        })
    }

    pub(super) fn term(&self) -> Option<String> {
        let term = self.the_congress()?.term?;
        Some(format!("nhiệm kỳ {}", term))
    }

    /// The reported span: `giai đoạn 2021 - 2023`, `nhiệm kỳ 2017 - 2022`, or,
    /// where the years aren't known, `nhiệm kỳ qua`; a new union reports since
    /// it was founded.
    fn old_term(&self) -> String {
        let previous = self.dossier.previous_term.as_ref();
        if let Some(span) = previous.and_then(|p| p.span) {
            return format!("giai đoạn {}", span);
        }
        if let Some(term) = previous.and_then(|p| p.term) {
            return format!("nhiệm kỳ {}", term);
        }
        let since = |p: &crate::dossier::Period| p.r#type == Some(PeriodType::SinceFounding);
        if self.dossier.period.as_ref().is_some_and(since) {
            return "từ khi thành lập".to_owned();
        }
        "nhiệm kỳ qua".to_owned()
    }

    /// `Đại hội lần thứ VIII`
    fn old_congress(&self) -> Option<String> {
        let ordinal = self.dossier.previous_term.as_ref()?.ordinal?;
        Some(format!("Đại hội lần thứ{NO_BREAK}{}", ordinal.roman()))
    }

    /// `Ban Chấp hành Công đoàn … khóa VIII`
    fn old_committee(&self) -> Option<String> {
        Some(self.old_committee_of(&format!(" {}", self.organization()?)))
    }

    /// The same where it is clear whose it is: `Ban Chấp hành khóa VIII`.
    pub(super) fn old_committee_title(&self) -> String {
        self.old_committee_of("")
    }

    /// As the dossier calls it: `Ban Chấp hành lâm thời`.
    fn old_committee_of(&self, whose: &str) -> String {
        let previous = self.dossier.previous_term.as_ref();
        let own = previous.and_then(|p| p.committee.as_deref());
        if self.dossier.organization.is_team() {
            // A team has no committee: it reports itself, or its leaders do.
            return match own {
                Some(own) => format!("{own}{whose}"),
                None if whose.is_empty() => "Tổ công đoàn".to_owned(),
                None => whose.trim().to_owned(),
            };
        }
        let rank = self.rank();
        let name = own.unwrap_or(&rank.committee);
        let ordinal = previous.and_then(|p| p.ordinal).filter(|_| rank.committee_numbered);
        let term = previous.and_then(|p| p.term).filter(|_| !rank.committee_numbered);
        match (ordinal, term) {
            (Some(ordinal), _) => format!("{name}{whose} khóa{NO_BREAK}{}", ordinal.roman()),
            (None, Some(term)) => format!("{name}{whose} nhiệm kỳ {term}"),
            (None, None) => format!("{name}{whose}"),
        }
    }

    /// What a report on the period is: of the whole (tổng kết), or of a part of the
    /// year (sơ kết).
    fn review_title(&self) -> &'static str {
        let period = self.dossier.period.as_ref().and_then(|p| p.kind());
        let interim = self.dossier.kind == Some(Kind::Interim);
        if interim || period.is_some_and(PeriodType::is_interim) {
            "sơ kết"
        } else {
            "tổng kết"
        }
    }

    /// What its reports are about: as the dossier calls it, else as is customary.
    fn subject(&self) -> &str {
        let own = self.dossier.period.as_ref().and_then(|p| p.subject.as_deref());
        own.unwrap_or(&self.usage.words.subject)
    }

    /// What the parts are called in which members meet.
    pub(super) fn teams(&self) -> String {
        let own = self.usage.membership.get("teams").map(|teams| lower_first(teams));
        own.unwrap_or_else(|| "tổ công đoàn, công đoàn bộ phận".to_owned())
    }

    /// Who leads: the committee, or a team's leaders.
    pub(super) fn committee(&self) -> &str {
        match self.dossier.organization.is_team() {
            true => "Tổ trưởng, Tổ phó",
            false => &self.rank().committee,
        }
    }

    /// `Ban Chấp hành khóa IX, nhiệm kỳ 2023 - 2028`; of a team its leaders.
    pub(super) fn new_committee(&self) -> String {
        if self.dossier.organization.is_team() {
            let term = self.term().map(|term| format!(" {term}")).unwrap_or_default();
            return format!("{}{term}", self.committee());
        }
        let term = self.new_term().map(|term| format!(" {term}")).unwrap_or_default();
        format!("{}{term}", self.rank().committee)
    }

    /// `khóa IX, nhiệm kỳ 2023 - 2028`
    fn new_term(&self) -> Option<String> {
        let label = self.new_term_parts();
        (!label.is_empty()).then(|| label.join(", "))
    }

    fn new_term_parts(&self) -> Vec<String> {
        let congress = self.the_congress();
        let ordinal = congress.and_then(|c| c.committee_ordinal.or(c.ordinal));
        let ordinal = ordinal.filter(|_| self.rank().committee_numbered);
        let ordinal = ordinal.map(|o| format!("khóa{NO_BREAK}{}", o.roman()));
        ordinal.into_iter().chain(self.term()).collect()
    }

    /// A body of the union in the term to come: `Ban Chấp hành Công đoàn … khóa IX, nhiệm
    /// kỳ 2023 - 2028`.
    pub(super) fn of_new_term(&self, body: &str) -> String {
        let whole = [Some(body.to_owned()), self.organization(), self.new_term()];
        whole.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// What those who run the elections are called.
    pub(super) fn tellers(&self) -> &'static str {
        let own = self.dossier.bodies.as_ref().and_then(|bodies| bodies.tellers_title);
        own.unwrap_or(TellersTitle::Tellers).word()
    }

    pub(super) fn upper_congress(&self) -> Option<String> {
        let upper = self.dossier.upper_congress.as_ref()?;
        let mut name = upper.name.as_ref()?.0.clone();
        if let Some(ordinal) = upper.ordinal {
            name += &format!(" lần thứ{NO_BREAK}{}", ordinal.roman());
        }
        if let Some(term) = upper.term {
            name += &format!(", nhiệm kỳ {}", term);
        }
        Some(name)
    }

    /// `năm 2023`, `6 tháng đầu năm 2017`, `quý III năm 2026`
    fn period(&self) -> Option<String> {
        let period = self.dossier.period.as_ref()?;
        let year = period.year_told();
        match (period.kind(), year) {
            (Some(PeriodType::SinceFounding), _) => Some("từ khi thành lập".to_owned()),
            (None | Some(PeriodType::Year), Some(year)) => Some(format!("năm{NO_BREAK}{year}")),
            (Some(PeriodType::SchoolYear), Some(year)) => Some(school_year(year)),
            (Some(PeriodType::FirstHalf), Some(year)) => {
                Some(format!("6{NO_BREAK}tháng đầu năm{NO_BREAK}{year}"))
            }
            (Some(PeriodType::SecondHalf), Some(year)) => {
                Some(format!("6{NO_BREAK}tháng cuối năm{NO_BREAK}{year}"))
            }
            (Some(PeriodType::NineMonths), Some(year)) => {
                Some(format!("9{NO_BREAK}tháng đầu năm{NO_BREAK}{year}"))
            }
            (Some(PeriodType::FirstSemester), Some(year)) => Some(semester_of(1, year)),
            (Some(PeriodType::SecondSemester), Some(year)) => Some(semester_of(2, year)),
            (Some(kind), Some(year)) => match kind.quarter() {
                Some(quarter) => Some(quarter_of(quarter, year)),
                None if kind == PeriodType::Quarter => Some(
                    self.days().unwrap_or_else(|| format!("quý{NO_BREAK}… năm{NO_BREAK}{year}")),
                ),
                None => Some(self.days().unwrap_or_else(|| format!("năm{NO_BREAK}{year}"))),
            },
            (_, None) => None,
        }
    }

    /// The days of a period that has no other name.
    fn days(&self) -> Option<String> {
        let period = self.dossier.period.as_ref()?;
        let (from, to) = period.from.zip(period.to)?;
        Some(format!("từ {} đến {}", from.sentence(), to.sentence()))
    }

    /// The period that the plans are for: what follows the reported one, within the
    /// year where that isn't over yet.
    pub(super) fn next_period(&self) -> Option<String> {
        let period = self.dossier.period.as_ref()?;
        let year = period.year_told();
        let kind = period.kind();
        match kind {
            Some(PeriodType::FirstHalf) => {
                return Some(format!("6{NO_BREAK}tháng cuối năm{NO_BREAK}{}", year?));
            }
            Some(PeriodType::NineMonths) => {
                return Some(format!("3{NO_BREAK}tháng cuối năm{NO_BREAK}{}", year?));
            }
            Some(PeriodType::FirstSemester) => return Some(semester_of(2, year?)),
            Some(PeriodType::SchoolYear | PeriodType::SecondSemester) => {
                let next = period.next_year.map_or(year? + 1, |y| y.first);
                return Some(school_year(next));
            }
            _ => {}
        }
        match kind.and_then(PeriodType::quarter) {
            Some(4) => return Some(quarter_of(1, year? + 1)),
            Some(quarter) => return Some(quarter_of(quarter + 1, year?)),
            None => {}
        }
        if period.next_year.is_none() && period.ends_early() {
            return Some(format!("những tháng cuối năm{NO_BREAK}{}", year?));
        }
        let next = period.next_year.map(|y| y.first).or(year.map(|y| y + 1))?;
        Some(format!("năm{NO_BREAK}{next}"))
    }
}

#[cfg(test)]
impl<'a> Names<'a> {
    /// The names of a dossier, by what is built in.
    pub(super) fn of_built_in(dossier: &'a Dossier) -> Self {
        use crate::built_in::TemplateFolder;
        use crate::usage::Usages;
        static USAGES: std::sync::OnceLock<Usages> = std::sync::OnceLock::new();
        let read = || Usages::read(&TemplateFolder::built_in()).expect("built in");
        Names { dossier, usage: USAGES.get_or_init(read).of(dossier) }
    }
}

/// A congress's own name up to where it tells the ordinal and the term that the
/// dossier tells too: these stand on lines of their own in a letterhead.
fn bare_name<'a>(name: &'a str, congress: &Congress) -> &'a str {
    let mut bare = name.trim_end();
    if let Some((before, term)) = split_at_last(bare, "nhiệm kỳ")
        && congress.term.is_some_and(|known| Term::parse(term) == Ok(known))
    {
        bare = before;
    }
    if let Some((before, ordinal)) = split_at_last(bare, "lần thứ")
        && congress.ordinal.is_some_and(|known| Ordinal::parse(ordinal) == Ok(known))
    {
        bare = before;
    }
    bare
}

/// What stands before and behind the last of these words, in whatever case.
fn split_at_last<'a>(text: &'a str, words: &str) -> Option<(&'a str, &'a str)> {
    let starts = text.char_indices().map(|(at, _)| at).rev();
    starts.into_iter().find_map(|at| {
        let end = at + words.len();
        let found = text.get(at..end).is_some_and(|part| is_in_any_case(part, words));
        let before = text[..at].trim_end_matches([' ', NO_BREAK, ',', '-', '–']);
        (found && !before.is_empty()).then(|| (before, text[end..].trim()))
    })
}

/// `năm học 2025 - 2026`
fn school_year(first: u16) -> String {
    format!("năm học {first}{NO_BREAK}-{NO_BREAK}{}", first + 1)
}

/// `học kỳ I năm học 2025 - 2026`
fn semester_of(semester: u8, first: u16) -> String {
    format!("học kỳ{NO_BREAK}{} {}", roman(semester.into()), school_year(first))
}

/// `quý III năm 2026`
fn quarter_of(quarter: u8, year: u16) -> String {
    format!("quý{NO_BREAK}{} năm{NO_BREAK}{year}", roman(quarter.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_congress_is_named_without_its_ordinal_and_term() {
        let congress: Congress =
            serde_yaml::from_str("{ordinal: X, term: 2026-2031}").expect("a congress");
        for (name, bare) in [
            (
                "Đại hội Công đoàn Công ty Lam lần thứ X, nhiệm kỳ 2026 - 2031",
                "Đại hội Công đoàn Công ty Lam",
            ),
            ("ĐẠI HỘI CÔNG ĐOÀN LAM LẦN THỨ X", "ĐẠI HỘI CÔNG ĐOÀN LAM"),
            ("Đại hội Công đoàn Lam nhiệm kỳ 2026-2031", "Đại hội Công đoàn Lam"),
            // What the dossier tells otherwise isn't cut off.
            ("Đại hội Công đoàn Lam lần thứ IX", "Đại hội Công đoàn Lam lần thứ IX"),
            ("Đại hội lần thứ X Công đoàn Lam", "Đại hội lần thứ X Công đoàn Lam"),
        ] {
            assert_eq!(bare_name(name, &congress), bare, "{name}");
        }
    }
}
